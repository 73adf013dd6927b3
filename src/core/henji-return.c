/* henji-return.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-return.h"

static void
return_clear (HenjiReturn *self)
{
  g_free (self->uuid);
  g_free (self->order_id);
  g_free (self->rma);
  g_free (self->marketplace_rma);
  g_free (self->sku);
  g_free (self->asin);
  g_free (self->title);
  g_free (self->reason);
  g_free (self->status);
  g_free (self->requested_date);
  g_free (self->order_date);
  g_free (self->delivered_date);
  g_free (self->carrier);
  g_free (self->tracking_number);
  g_free (self->label_type);
  g_free (self->label_paid_by);
  g_free (self->resolution);
  g_free (self->extra);
}

HENJI_DEFINE_VALUE (HenjiReturn, henji_return, return_clear)

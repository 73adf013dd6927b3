/* henji-carrier-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-carrier-file.h"

static void
file_clear (HenjiCarrierFile *self)
{
  g_free (self->path);
  g_free (self->layout);
  g_free (self->sha256);
}

HENJI_DEFINE_VALUE (HenjiCarrierFile, henji_carrier_file, file_clear)

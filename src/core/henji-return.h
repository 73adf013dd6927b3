/* henji-return.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-money.h"
#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiReturn, henji_return)

struct _HenjiReturn
{
  gint64 row;
  char *uuid;
  gint64 case_row; /* 0 when no case is attached */
  char *order_id;
  char *rma;             /* our own series */
  char *marketplace_rma; /* the marketplace's, when it gave one */
  char *sku;
  char *asin;
  char *title;
  int quantity; /* -1 unknown */
  char *reason; /* as the report or the buyer says */
  char *status;
  char *requested_date; /* dates of the marketplace's zone, "2025-07-10" */
  char *order_date;
  char *delivered_date;
  char *carrier;
  char *tracking_number;
  char *label_type;
  HenjiMoney label_cost;
  char *label_paid_by;
  char *resolution;
  HenjiMoney refunded;
  int in_policy; /* -1 unknown, 0 no, 1 yes */
  int a_to_z;    /* -1 unknown, 0 no, 1 yes */
  char *extra;   /* unknown columns, "heading\tvalue\n" each */
};

G_END_DECLS

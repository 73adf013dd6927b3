/* henji-parcel.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address.h"

G_BEGIN_DECLS

/** HenjiParcelKind: which way a parcel goes, and so who pays the carrier. */
typedef enum
{
  HENJI_PARCEL_RETURN = 0, /* from the buyer to the shop, paid by its receiver (着払い) */
  HENJI_PARCEL_RESEND,     /* from the shop to the buyer, paid by its sender (元払い) */
  HENJI_N_PARCEL_KINDS
} HenjiParcelKind;

const char *henji_parcel_kind_id (HenjiParcelKind kind); /* "return", "resend" */
gboolean henji_parcel_kind_from_id (const char *id, HenjiParcelKind *kind);
const char *henji_parcel_kind_title (HenjiParcelKind kind); /* translated */

HENJI_DECLARE_VALUE (HenjiParcel, henji_parcel)

/** HenjiParcel: one row of a carrier's file, before anybody knows which carrier. */
struct _HenjiParcel
{
  HenjiParcelKind kind;
  gint64 case_row;
  char *case_uuid;
  char *order_id;      /* nullable */
  char *rma;           /* (nullable): the number of a return */
  HenjiAddress *buyer; /* (nullable): with the name */
  char *buyer_phone;   /* (nullable): written only when somebody says so */
  HenjiAddress *shop;  /* (nullable): with the name */
  char *shop_phone;    /* nullable */
  char **contents;     /* (nullable): names of the items, as the order says */
  char *note;          /* (nullable): what to look at; forbids nothing */
};

G_END_DECLS

/* henji-packing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "henji-order.h"
#include "henji-shop.h"

G_BEGIN_DECLS

/** HenjiPackingOrder: an order to pack. */
typedef struct
{
  const HenjiOrder *order;
  HenjiLanguage language; /* JA or EN: the buyer's */
  const char *ship_by;    /* (nullable) in the list's language */
  const char *ordered;    /* (nullable) the day, in the buyer's language */
} HenjiPackingOrder;

/** HenjiPackingWish: borrowed while it is laid out. */
typedef struct
{
  HenjiLanguage language; /* JA or EN: the list's, whoever packs reads it */
  const char *date;       /* of the list, as it is to be read */
  const HenjiShop *shop;
  const HenjiPackingOrder *orders;
  guint n_orders;
  gboolean letter; /* 8.5 × 11 in; else A4 */
  gboolean list;   /* one table of all */
  gboolean slips;  /* a page for each parcel */
} HenjiPackingWish;

/** HenjiPacking: what is to go into parcels: a table over pages, and a slip for each parcel. A
 * gift's slip greets who gets it and holds no prices, and the buyer's name nowhere. For one thread
 * at a time. */
typedef struct _HenjiPacking HenjiPacking;

/* (transfer full) (nullable): an order's number that no barcode can hold is refused. */
HenjiPacking *henji_packing_new (const HenjiPackingWish *wish, GError **error);
HenjiPacking *henji_packing_ref (HenjiPacking *self);
void henji_packing_unref (HenjiPacking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiPacking, henji_packing_unref)

int henji_packing_n_pages (const HenjiPacking *self);
/* Of the slip of an order, 0-based; -1 when there are no slips. */
int henji_packing_slip_page (const HenjiPacking *self, guint order);
/* @cr is in points with its origin at the page's corner. */
void henji_packing_draw (const HenjiPacking *self, int page, cairo_t *cr);
/* The same orders give the same file. */
gboolean henji_packing_save (const HenjiPacking *self, const char *path, GError **error);

G_END_DECLS

/* henji-listing-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-listing.h"

G_BEGIN_DECLS

#define HENJI_TYPE_LISTING_VIEW (henji_listing_view_get_type ())
G_DECLARE_FINAL_TYPE (HenjiListingView, henji_listing_view, HENJI, LISTING_VIEW, GtkWidget)

/**
 * HenjiListingView:
 *
 * A table of a summary.
 *
 * HenjiListingView::activated: (const HenjiListingRow *row) somebody chose a row; it lives as long
 * as the sheet.
 */
HenjiListingView *henji_listing_view_new (HenjiListing *sheet);

G_END_DECLS

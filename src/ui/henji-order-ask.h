/* henji-order-ask.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-syncer.h"

G_BEGIN_DECLS

/**
 * HenjiOrderAsk:
 *
 * Stands where an order's details are missing: says so, and what came of asking for them; where a
 * marketplace is connected it can be asked.
 */
#define HENJI_TYPE_ORDER_ASK (henji_order_ask_get_type ())
G_DECLARE_FINAL_TYPE (HenjiOrderAsk, henji_order_ask, HENJI, ORDER_ASK, GtkWidget)

HenjiOrderAsk *henji_order_ask_new (HenjiDesk *desk);
/* @syncer: (nullable); @order_id: (nullable): no number is known. */
void henji_order_ask_set (HenjiOrderAsk *self, HenjiSyncer *syncer, const char *order_id);

G_END_DECLS

/* henji-label-window-print.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-label.h"

G_BEGIN_DECLS

/** HenjiPrintFunc: @printed: it went to the printer; @words: a sentence for the seller, never
 * %NULL. */
typedef void (*HenjiPrintFunc) (gboolean printed, const char *words, gpointer user_data);

/**
 * henji_label_print:
 * @job: (nullable): the labels; %NULL prints the stock's calibration page
 * @stock: the stock
 * @done: called once, when the printing has begun, failed or was cancelled; never before this
 * returns
 * @user_data: freed with @free_func after @done
 *
 * Shows the print dialog. The page is the stock's own, without margins and without scaling.
 */
void henji_label_print (const HenjiLabelJob *job,
                        HenjiStock *stock,
                        GtkWindow *parent,
                        HenjiPrintFunc done,
                        gpointer user_data,
                        GDestroyNotify free_func);

G_END_DECLS

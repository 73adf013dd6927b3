/* henji-summary-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-summary-window.h"

#include "henji-desk-summary.h"

G_BEGIN_DECLS

struct _HenjiSummaryWindow
{
  AdwWindow parent_instance;

  HenjiDesk *desk; /* NULL once it is closed */
  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkStack *stack; /* "loading", "empty", "page" */
  GtkScrolledWindow *scroller;
  GtkToggleButton *table_button;
  GtkToggleButton *custom_button;
  GtkToggleButton *periods[4];
  GtkWidget *custom;
  GtkEditable *from;
  GtkEditable *to;
  GtkLabel *fault;

  char *marketplace; /* (nullable): of the menu */
  HenjiPeriod period;
  HenjiSummary *summary; /* (nullable): shown */
  GCancellable *loading; /* (nullable) */
  guint reload_id;
  gboolean same_place; /* what is shown next is the same again: it scrolls nowhere */
};

void henji_summary_window_toast (HenjiSummaryWindow *self, const char *words);

/* The page of a summary. */
GtkWidget *henji_summary_window_build_page (HenjiSummaryWindow *self);
/* `summary.save-csv`, `summary.save-pdf` and `summary.print`. */
void henji_summary_window_install_output (GtkWidgetClass *klass);

G_END_DECLS

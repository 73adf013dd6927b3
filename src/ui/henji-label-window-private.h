/* henji-label-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-label-window.h"

#include "henji-label-window-sheet.h"

G_BEGIN_DECLS

struct _HenjiLabelWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *save_button;
  GtkWidget *print_button;
  GtkStack *stack;
  AdwStatusPage *refused;
  HenjiLabelWindowSheet *sheet;
  GtkLabel *count_label;
  GtkWidget *warning_strip;
  GtkLabel *warning_label;
  GtkWidget *address_button;
  AdwComboRow *stock_row;
  AdwActionRow *start_row;
  GtkSpinButton *start_spin;
  GtkAdjustment *start_adjustment;
  GtkSpinButton *copies_spin;
  AdwComboRow *postage_row;
  AdwComboRow *language_row;
  GtkSpinButton *x_spin;
  GtkSpinButton *y_spin;

  HenjiDesk *desk;
  gint64 case_row;
  HenjiLabel *label;    /* (nullable) as the desk made it */
  HenjiLabel *shown;    /* (nullable) the same with the postage chosen here */
  char *warning;        /* (nullable) the desk's */
  GHashTable *settings; /* key -> value, as loaded or set since */
  GCancellable *cancellable;
  gboolean loaded;   /* the settings are in */
  gboolean choosing; /* the file chooser is open */
  gboolean updating;
};

/* henji-label-window.c */
void henji_label_window_toast (HenjiLabelWindow *self, const char *words);
/* (nullable): the chosen one */
HenjiStock *henji_label_window_stock (HenjiLabelWindow *self);
/* What is shown as a job; @labels is filled and must live as long as it. */
HenjiLabelJob henji_label_window_job (HenjiLabelWindow *self, GPtrArray *labels);
/* Takes over what is known of the stock: offsets, the first cell that is free. */
void henji_label_window_take_stock (HenjiLabelWindow *self);
void henji_label_window_update (HenjiLabelWindow *self);

/* henji-label-window-load.c: settings, kept per stock, and the label as the desk makes it */
/* @stock (nullable): its id */
void henji_label_window_set_setting (HenjiLabelWindow *self,
                                     const char *key,
                                     const char *stock,
                                     const char *value);
/* (nullable) */
const char *henji_label_window_setting (HenjiLabelWindow *self, const char *key, const char *stock);
/* @language: HenjiLanguage, or -1 for the buyer's */
void henji_label_window_load (HenjiLabelWindow *self, int language);

/* henji-label-window-output.c: print and save */
void henji_label_window_install_output (GtkWidgetClass *klass);

G_END_DECLS

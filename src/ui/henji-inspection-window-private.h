/* henji-inspection-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-inspection-window.h"

G_BEGIN_DECLS

#define HENJI_N_FAULTS 4

struct _HenjiInspectionWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *later_button;
  GtkWidget *reply_button;
  GtkStack *stack;
  GtkLabel *fault_label; /* of loading and keeping */
  GtkBox *items;
  GtkLabel *condition_label;
  GtkWidget *conditions;
  GtkCheckButton *software;
  GtkWidget *faults;
  GtkEditable *missing;
  GtkBox *photos;
  GtkWidget *add_photo;
  GtkTextView *note;
  GtkDropDown *goods;
  GtkLabel *due_title;
  GtkLabel *due_detail;
  GtkGrid *sums;
  GtkLabel *goods_sum;
  GtkLabel *outward_sum;
  GtkLabel *fee_caption;
  GtkSpinButton *percent;
  GtkLabel *fee_sum;
  GtkLabel *postage_caption;
  GtkEditable *postage;
  GtkLabel *postage_sum;
  GtkLabel *total;
  GtkLabel *why;
  GtkLabel *policy;
  GtkWidget *source_button;
  GtkBox *others;

  HenjiDesk *desk;
  HenjiReturnFound found;
  HenjiReturnDetail *detail;   /* (nullable) until it is loaded */
  HenjiInspection *inspection; /* (nullable) as it stands in the form */
  HenjiRefund refund;
  gboolean refund_known;
  guint current; /* the item whose condition is shown */
  GtkToggleButton *condition_buttons[HENJI_N_CONDITIONS];
  GtkToggleButton *fault_buttons[HENJI_N_FAULTS];
  char *source; /* (nullable): address of the rule's page */
  GCancellable *cancellable;
  gboolean edited;  /* something was typed that is not kept yet */
  gboolean filling; /* the form is being filled: nothing was typed */
};

/* henji-inspection-window-refund.c: shows what the form comes to. */
void henji_inspection_window_show_refund (HenjiInspectionWindow *self);
/* henji-inspection-window-photos.c */
void henji_inspection_window_show_photos (HenjiInspectionWindow *self);
void henji_inspection_window_choose_photos (HenjiInspectionWindow *self);
void henji_inspection_window_take_drops (HenjiInspectionWindow *self);

/* In the desk's thread: the row of the return, which is opened when it is not yet; 0 on error.
 * @event: (inout): of the opening. */
gint64 henji_inspection_window_ensure (HenjiDesk *desk,
                                       HenjiReturnFound *found,
                                       gint64 *event,
                                       GError **error);
void henji_inspection_window_load (HenjiInspectionWindow *self);
void henji_inspection_window_say (HenjiInspectionWindow *self, const char *fault);

G_END_DECLS

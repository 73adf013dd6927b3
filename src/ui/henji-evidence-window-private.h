/* henji-evidence-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-evidence-window.h"

#include "henji-desk-evidence.h"

G_BEGIN_DECLS

#define HENJI_EVIDENCE_N_PARTS 5

/* One language of the text for the box. */
typedef struct
{
  HenjiLanguage language;
  GtkTextView *view;
  GtkLabel *count;
  GtkLabel *findings;
  GtkWidget *copy;
  gboolean edited;
  guint check_id;
  guint check; /* the newest */
} HenjiEvidenceSide;

struct _HenjiEvidenceWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *save_button;
  AdwViewStack *stack;
  GtkPicture *picture;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkLabel *page_label;
  GtkWidget *spinner;
  AdwComboRow *language_row;
  GtkSwitch *switches[HENJI_EVIDENCE_N_PARTS];
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  GtkLabel *result_label;
  GtkSwitch *files_switch;
  HenjiEvidenceSide sides[2]; /* Japanese, English */

  HenjiDesk *desk;
  gint64 case_row;
  HenjiCaseDetail *detail; /* (nullable) */
  HenjiDocument *document; /* (nullable) as shown */
  int page;
  char *folder;              /* (nullable) where the last file went */
  GCancellable *cancellable; /* of the window */
  GCancellable *making;      /* (nullable) of the document being made */
  GCancellable *saving;      /* (nullable) */
  guint progress_id;
  gint done;  /* atomic: pages written, of @total */
  gint total; /* atomic */
  gboolean choosing;
  gboolean updating;
};

void henji_evidence_window_toast (HenjiEvidenceWindow *self, const char *words);

/* henji-evidence-window-text.c: the text for the box */
void henji_evidence_window_init_text (HenjiEvidenceWindow *self);
void henji_evidence_window_clear_text (HenjiEvidenceWindow *self);
/* Writes both texts anew, but for what was changed by hand. */
void henji_evidence_window_show_text (HenjiEvidenceWindow *self);
void henji_evidence_window_install_text (GtkWidgetClass *klass);

G_END_DECLS

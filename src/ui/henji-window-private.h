/* henji-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-window.h"

#include "henji-case-ahead.h"
#include "henji-case-pane.h"
#include "henji-desk-several.h"
#include "henji-list-pane.h"
#include "henji-pane-box.h"
#include "henji-reply-pane.h"
#include "henji-syncer.h"

G_BEGIN_DECLS

#define HENJI_UNDO_SECONDS 10

typedef struct _HenjiWindowScan HenjiWindowScan;

struct _HenjiWindow
{
  AdwApplicationWindow parent_instance;

  HenjiDesk *desk;
  AdwToastOverlay *toasts;
  HenjiPaneBox *panes; /* owned: not in the window while there is no case */
  HenjiListPane *list;
  HenjiCasePane *order;
  HenjiReplyPane *reply;
  GtkWidget *welcome;           /* (nullable) owned, made when needed */
  GtkWidget *import_window;     /* (nullable) weak: the one that is open */
  GtkWidget *rules_window;      /* (nullable) weak: the one that is open */
  GtkWidget *texts_window;      /* (nullable) weak: the one that is open */
  GtkWidget *summary_window;    /* (nullable) weak: the one that is open */
  GtkWidget *connection_window; /* (nullable) weak: the one that is open */
  HenjiSyncer *syncer;          /* (nullable): the sample shop asks nobody */

  gint64 row;              /* the chosen case, 0 for none */
  HenjiCaseDetail *detail; /* (nullable) of @row, or of the one before while loading */
  GCancellable *loading;   /* (nullable) */
  gboolean load_again;
  HenjiCaseAhead *ahead; /* the cases next to it */
  guint ahead_source;
  guint warm_source;
  gboolean warm; /* the fonts are */

  gint64 reply_row;      /* of the case whose reply waits for its pane */
  char *reply_situation; /* (nullable) */
  char *reply_choices;   /* (nullable) */
  HenjiWindowScan *scan;

  GSimpleActionGroup *case_actions;
  GArray *undo; /* of HenjiUndo: actions of this session, last at the end */
};

typedef struct
{
  gint64 event;
  gint64 case_row;
  GArray
      *several; /* (nullable) (element-type HenjiSeveralEvent): taken back together, @event too */
} HenjiUndo;

/* Reads the case that is chosen, and reads it anew when it changes. */
void henji_window_case_install (HenjiWindow *self);
/* Single letters for what one does with a case, and Escape. */
void henji_window_keys_install (HenjiWindow *self);
/* Installs `case.*`. */
void henji_window_actions_install (HenjiWindow *self);
/* Enables what fits the case shown. */
void henji_window_actions_update (HenjiWindow *self);
/* Installs `message.open`: a message of a fixed kind to the buyer, through the marketplace. */
void henji_window_message_install (HenjiWindow *self);
/* Enables it where the case shown and the connection allow it. */
void henji_window_message_update (HenjiWindow *self);
/* Installs `support.*`: what one does with cases of one's own with the marketplace. */
void henji_window_support_install (HenjiWindow *self);
/* Installs `connection.*`: the marketplace's service, and in @box the strip that says what it
 * wants. Not in the sample shop, whose record is thrown away. */
void henji_window_connection_install (HenjiWindow *self, GtkBox *box);
/* Installs `return.*`: what one does about returns. */
void henji_window_returns_install (HenjiWindow *self);
/* Installs `carriers.*`: files for carriers' programs. */
void henji_window_carrier_install (HenjiWindow *self);
/* Installs `document.print (sx)`: the id of a HenjiPrintable, of the case that is shown and of its
 * return in this row, 0 for the newest. */
void henji_window_documents_install (HenjiWindow *self);
/* Installs `backup.save`: asks where to. */
void henji_window_backup_install (HenjiWindow *self);
/* Installs `several.*`: what one does with all selected cases. */
void henji_window_several_install (HenjiWindow *self);
/* A reply that an inspection has filled is taken up, once its case is shown. */
void henji_window_returns_take_reply (HenjiWindow *self);
/* Opens the inspection form of what @code stands for, an RMA or order number; before that @then
 * (nullable) is told whether it is known. @quiet: say nothing when it is not. */
typedef void (*HenjiWindowFound) (HenjiWindow *self, gboolean found, gpointer data);
void henji_window_returns_find (
    HenjiWindow *self, const char *code, gboolean quiet, HenjiWindowFound then, gpointer then_data);
/* A barcode scanner types such a code anywhere in the window. */
void henji_window_scan_install (HenjiWindow *self);
void henji_window_scan_free (HenjiWindowScan *self);
/* Something was done elsewhere: a toast says @words and takes it back, and so does `case.undo`. */
void henji_window_done (HenjiWindow *self, gint64 event, gint64 case_row, const char *words);
/* The same was done with several cases (element-type HenjiSeveralEvent), at least one: one toast,
 * one undo. */
void henji_window_done_several (HenjiWindow *self, GArray *events, const char *words);
/* `win.import` and `win.import-folder`: asks for files. */
void henji_window_import_cb (GtkWidget *widget, const char *name, GVariant *parameter);
/* Files dropped anywhere in the window are imported. */
void henji_window_take_drops (HenjiWindow *self);

G_END_DECLS

/* henji-texts-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-texts-window.h"

#include "henji-texts-editor.h"
#include "henji-texts-preview.h"

G_BEGIN_DECLS

struct _HenjiTextsWindow
{
  AdwWindow parent_instance;

  HenjiDesk *desk;
  GPtrArray *texts;        /* (element-type HenjiDeskText): as the desk has them */
  GHashTable *unsaved;     /* key -> HenjiManuscript: cannot be saved as it is */
  HenjiManuscript *chosen; /* (nullable): the one in the editor, as it was put there */
  gboolean warned;         /* about closing while something is unsaved */
  guint save_id;
  guint check_id;
  int saving;
  GAsyncQueue *writes; /* what is to be written, in its order */
  GMutex write_lock;   /* held while one is written */

  AdwToastOverlay *toasts;
  GtkToggleButton *tab_situations;
  GtkToggleButton *tab_snippets;
  GtkEditable *search;
  GtkListBox *list;
  char *shown; /* (nullable): what the list shows, in words */
  AdwWindowTitle *title;
  GtkLabel *state;
  GtkWidget *remove_button;
  GtkWidget *built_in_strip;
  GtkStack *stack;
  HenjiTextsEditor *editor;
  HenjiTextsPreview *preview;
};

/* henji-texts-window.c */
void henji_texts_window_toast (HenjiTextsWindow *self, const char *words);
/* Puts @manuscript into the editor. */
void henji_texts_window_choose (HenjiTextsWindow *self, const HenjiManuscript *manuscript);
/* (nullable) (transfer none): the desk's own of this id. */
const HenjiDeskText *
henji_texts_window_find (HenjiTextsWindow *self, gboolean snippet, const char *id);
/* Checks what stands in the editor, shows the findings and the preview. Can it be saved? */
gboolean henji_texts_window_check (HenjiTextsWindow *self);
void henji_texts_window_show_state (HenjiTextsWindow *self, const char *words);

/* henji-texts-list.c */
void henji_texts_window_build_list (HenjiTextsWindow *self, GtkWidget *box);
void henji_texts_window_fill_list (HenjiTextsWindow *self);
/* (transfer full): of one text among all. */
char *henji_texts_key (gboolean snippet, const char *id);

/* henji-texts-save.c */
/* Saves what stands in the editor, now. */
void henji_texts_window_save (HenjiTextsWindow *self);
/* Removes the chosen text, or brings the built-in one back; can be undone. */
void henji_texts_window_remove (HenjiTextsWindow *self);
void henji_texts_window_import (HenjiTextsWindow *self);
/* All own ones, or the chosen one. */
void henji_texts_window_export (HenjiTextsWindow *self, gboolean all);
/* Saves @manuscript (copied): undoes a removal. */
void henji_texts_window_put_back (HenjiTextsWindow *self, const HenjiManuscript *manuscript);

G_END_DECLS

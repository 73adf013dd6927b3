/* henji-texts-editor-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-texts-editor.h"

G_BEGIN_DECLS

struct _HenjiTextsEditor
{
  GtkWidget parent_instance;

  GtkBox *body;
  GtkWidget *title_entry; /* in the desk's language */
  GtkLabel *kinds;        /* those chosen */
  GtkTextView *last_text; /* (nullable) weak: where a value is inserted */
  GPtrArray *views;       /* (element-type GtkTextView): all texts, borrowed */
  GtkWidget *newest;      /* (nullable) borrowed, while rows are built: gets the focus */
  int new_field;          /* index of the one just added, -1 for none */
  int new_clause;

  HenjiManuscript *manuscript; /* (nullable) */
  gboolean editable;
  gboolean filling;

  /* Where findings are said: (element-type GtkLabel), borrowed. */
  GtkLabel *title_message;
  GPtrArray *field_messages;
  GPtrArray *clause_messages;
  GPtrArray *group_messages;
};

/* Something was written. */
void _henji_texts_editor_changed (HenjiTextsEditor *self);
/* The texts show again what the manuscript says: a field has another name. */
void _henji_texts_editor_refresh (HenjiTextsEditor *self);
/* Builds everything anew: something was added, removed or moved. */
void _henji_texts_editor_rebuild (HenjiTextsEditor *self);

/* Two widgets side by side, Japanese and English. */
GtkWidget *_henji_texts_pair (GtkWidget *ja, GtkWidget *en);
/* What is typed goes into @slot. @name is for assistive technology. */
GtkWidget *_henji_texts_entry (HenjiTextsEditor *self,
                               char **slot,
                               const char *placeholder,
                               const char *name,
                               HenjiLanguage language);
GtkWidget *
_henji_texts_view (HenjiTextsEditor *self, char **slot, const char *name, HenjiLanguage language);
/* A hidden line for findings. */
GtkLabel *_henji_texts_message (void);
GtkWidget *_henji_texts_button (const char *icon, const char *name);

/* henji-texts-rows.c */
void _henji_texts_add_fields (HenjiTextsEditor *self);
/* @values: the button that inserts a value. */
void _henji_texts_add_clauses (HenjiTextsEditor *self, GtkWidget *values);

G_END_DECLS

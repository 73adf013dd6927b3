/* henji-reply-pane-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-template.h"

G_BEGIN_DECLS

#define HENJI_TYPE_REPLY_PANE_FIELD (henji_reply_pane_field_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiReplyPaneField, henji_reply_pane_field, HENJI, REPLY_PANE_FIELD, GtkWidget)

/**
 * HenjiReplyPaneField:
 *
 * A pill with a field's caption and value; a click opens an entry for it. A text is asked for in
 * both languages.
 *
 * HenjiReplyPaneField::next: the value was taken with Tab; the next field's turn.
 */
HenjiReplyPaneField *henji_reply_pane_field_new (const HenjiField *field, guint index);
/* The pill is for another field from now on. Its value is to be set. */
void
henji_reply_pane_field_set_field (HenjiReplyPaneField *self, const HenjiField *field, guint index);
guint henji_reply_pane_field_get_index (HenjiReplyPaneField *self);

/* Takes what was typed; @en only for texts, else %NULL. (transfer full) (nullable): what is wrong
 * with it. */
typedef char *(*HenjiFieldApply) (HenjiReplyPaneField *self,
                                  const char *ja,
                                  const char *en,
                                  gpointer data);
void
henji_reply_pane_field_set_apply (HenjiReplyPaneField *self, HenjiFieldApply apply, gpointer data);

/* @shown: the value as the seller reads it, %NULL while open; @typed_ja, @typed_en: what the
 * entries begin with. */
void henji_reply_pane_field_set_value (HenjiReplyPaneField *self,
                                       const char *shown,
                                       const char *typed_ja,
                                       const char *typed_en,
                                       gboolean required);
void henji_reply_pane_field_open (HenjiReplyPaneField *self);

G_END_DECLS

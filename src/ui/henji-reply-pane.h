/* henji-reply-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"
#include "henji-window.h"

G_BEGIN_DECLS

#define HENJI_TYPE_REPLY_PANE (henji_reply_pane_get_type ())
G_DECLARE_FINAL_TYPE (HenjiReplyPane, henji_reply_pane, HENJI, REPLY_PANE, GtkWidget)

/**
 * HenjiReplyPane:
 *
 * Where the answer is written, in both languages at once. Stores nothing until the user changes or
 * copies something; from then on each change is stored within a second.
 */
HenjiReplyPane *henji_reply_pane_new (HenjiDesk *desk);

/* (nullable): the case to answer. The same case again is a refresh and leaves what is written
 * alone. */
void henji_reply_pane_set_detail (HenjiReplyPane *self, HenjiCaseDetail *detail);
void henji_reply_pane_set_controls (HenjiReplyPane *self, gboolean show_window_controls);
void henji_reply_pane_set_folding (HenjiReplyPane *self, HenjiFolding folding);
/* Hands an unsaved draft to the desk now. */
void henji_reply_pane_flush (HenjiReplyPane *self);
/* Is the text for the marketplace's support, and not for the buyer? */
gboolean henji_reply_pane_is_to_support (HenjiReplyPane *self);
gboolean henji_reply_pane_has_situation (HenjiReplyPane *self, const char *id);
void henji_reply_pane_flip_language (HenjiReplyPane *self);
/* Goes over to the situation of this id, as if it was chosen from the palette. */
void henji_reply_pane_use_situation (HenjiReplyPane *self, const char *id);
void henji_reply_pane_show_templates (HenjiReplyPane *self);
/* Takes up a situation with what was chosen in it elsewhere; what was written by hand stays. */
void
henji_reply_pane_use (HenjiReplyPane *self, const char *situation, const HenjiChoices *choices);
void henji_reply_pane_show_snippets (HenjiReplyPane *self);
/* Says in the reply what an offer (among the path's) is; what was written by hand stays. It can be
 * undone. */
void henji_reply_pane_use_offer (HenjiReplyPane *self, const HenjiPath *path, guint offer);
/* The text that is sent to the clipboard; says why not while something is open. */
void henji_reply_pane_copy (HenjiReplyPane *self);
/* The next place that is still open, in the text that is sent and then in the counterpart; after
 * the last the first again. */
void henji_reply_pane_next_spot (HenjiReplyPane *self);
/* The paragraphs where the keyboard is agree. */
void henji_reply_pane_confirm_here (HenjiReplyPane *self);
/* (transfer full) (nullable): the reply to the buyer in this language, JA or EN, as it stands. */
char *henji_reply_pane_get_text (HenjiReplyPane *self, HenjiLanguage language);
/* Asks where to, and writes the reply as a mail; says why not while something is open. */
void henji_reply_pane_save_mail (HenjiReplyPane *self);
/* The draft's earlier versions, to look at and to take back. */
void henji_reply_pane_show_versions (HenjiReplyPane *self);
void henji_reply_pane_undo_restore (HenjiReplyPane *self);
gboolean henji_reply_pane_focus_editor (HenjiReplyPane *self);

G_END_DECLS

/* henji-reply-pane-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-reply-pane-finding.h"
#include "henji-reply-pane-pair.h"

G_BEGIN_DECLS

#define HENJI_TYPE_REPLY_PANE_EDITOR (henji_reply_pane_editor_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiReplyPaneEditor, henji_reply_pane_editor, HENJI, REPLY_PANE_EDITOR, GtkWidget)

/**
 * HenjiReplyPaneEditor:
 *
 * The text of a reply in one language, with a strip above it that says whose it is.
 *
 * HenjiReplyPaneEditor::typed: somebody changed the text by hand.
 * HenjiReplyPaneEditor::ready: the input method has finished a word; the text may be set again.
 * HenjiReplyPaneEditor::left: the keyboard went elsewhere.
 * HenjiReplyPaneEditor::confirm: (const char *key) the user says the two languages agree, in one
 *   pair of paragraphs or, with %NULL, in all.
 * HenjiReplyPaneEditor::override: (guint index, const char *reason) the user lets a finding pass.
 */
HenjiReplyPaneEditor *henji_reply_pane_editor_new (HenjiLanguage language);

/* Is it the one the buyer gets, or the counterpart for the seller? */
void henji_reply_pane_editor_set_sent (HenjiReplyPaneEditor *self, gboolean sent);
/* A message of its own, no reply: nothing that was found in it may be let pass. */
void henji_reply_pane_editor_set_message (HenjiReplyPaneEditor *self);
/* There is little height: the counterpart makes room. */
void henji_reply_pane_editor_set_low (HenjiReplyPaneEditor *self, gboolean low);
/* An input method is composing here: the text must not be touched. */
gboolean henji_reply_pane_editor_is_busy (HenjiReplyPaneEditor *self);
/* Ends composing; the word stands in the text then. */
void henji_reply_pane_editor_finish_word (HenjiReplyPaneEditor *self);
/* Sets the text outside the undo history; leaves alone what is equal. Not while busy. */
void henji_reply_pane_editor_set_text (HenjiReplyPaneEditor *self,
                                       const char *text,
                                       const GArray *marks);
/* (transfer full): */
char *henji_reply_pane_editor_get_text (HenjiReplyPaneEditor *self);
/* Where the cursor is, in characters. */
int henji_reply_pane_editor_get_cursor (HenjiReplyPaneEditor *self);
/* Inserts @text as if somebody had typed it: it can be undone. Not while busy. */
void henji_reply_pane_editor_insert (HenjiReplyPaneEditor *self, int offset, const char *text);
/* Puts @text in the place of all that stands there, as if somebody had typed it. Not while busy. */
void henji_reply_pane_editor_replace (HenjiReplyPaneEditor *self, const char *text);
/* Selects from @start to @end, in characters, and brings it into view. */
void henji_reply_pane_editor_select (HenjiReplyPaneEditor *self, int start, int end);
/* A few words at the right of the strip: "Draft saved 10:12". */
void henji_reply_pane_editor_set_state (HenjiReplyPaneEditor *self, const char *state);
/**
 * henji_reply_pane_editor_set_steps:
 * @steps: (nullable) (element-type HenjiReplyStep): what is out of step with the other language
 * @side: which of the two texts stands here
 */
void henji_reply_pane_editor_set_steps (HenjiReplyPaneEditor *self, GPtrArray *steps, int side);
/* What the reply check found here, marked in the text and said below it; (nullable) (element-type
 * HenjiReplyFinding). */
void henji_reply_pane_editor_set_findings (HenjiReplyPaneEditor *self, GPtrArray *findings);
/**
 * henji_reply_pane_editor_stop:
 *
 * Returns: (transfer none) (nullable): what keeps the text from being sent, its place now shown. A
 * doubt keeps it until its sentence was shown once; one without a place is only said.
 */
const HenjiReplyFinding *henji_reply_pane_editor_stop (HenjiReplyPaneEditor *self);
/* Marks the text between two offsets in characters and shows it, with the keyboard in it. */
void henji_reply_pane_editor_go_to (HenjiReplyPaneEditor *self, int start, int end);
/* Another letter stands there: shows its first line, wherever the one before was read. */
void henji_reply_pane_editor_show_start (HenjiReplyPaneEditor *self);
/* Does what is typed go here? */
gboolean henji_reply_pane_editor_has_keys (HenjiReplyPaneEditor *self);
/* Says that the pair @key agrees, as the button in the strip does for all. */
void henji_reply_pane_editor_confirm (HenjiReplyPaneEditor *self, const char *key);
gboolean henji_reply_pane_editor_grab (HenjiReplyPaneEditor *self);

G_END_DECLS

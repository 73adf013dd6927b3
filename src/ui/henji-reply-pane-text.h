/* henji-reply-pane-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-template.h"

G_BEGIN_DECLS

/**
 * HenjiReplyText:
 *
 * One language of a reply: paragraphs that follow the template and paragraphs somebody wrote. A
 * paragraph that still reads as it was rendered is replaced by the next rendering; one changed by
 * hand is kept as it stands, wherever its clause goes. Pure: no widget, no file.
 */
typedef struct _HenjiReplyText HenjiReplyText;

HenjiReplyText *henji_reply_text_new (void);
void henji_reply_text_free (HenjiReplyText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiReplyText, henji_reply_text_free)

/* Forgets everything: the text is empty. */
void henji_reply_text_clear (HenjiReplyText *self);

/**
 * henji_reply_text_restore:
 * @text: as it was stored
 * @rendered: (element-type HenjiParagraph): what the template says now
 * @edited: whether somebody changed it by hand
 *
 * Takes a stored text over, to the letter.
 */
void henji_reply_text_restore (HenjiReplyText *self,
                               const char *text,
                               const GPtrArray *rendered,
                               gboolean edited);

/* The text now stands like this: somebody typed. */
void henji_reply_text_typed (HenjiReplyText *self, const char *text);

/**
 * henji_reply_text_render:
 * @rendered: (element-type HenjiParagraph): the new rendering
 * @dropped: (nullable): a clause just switched off by hand: its changed paragraph leaves too, and
 * comes back when the clause is switched on again
 */
void henji_reply_text_render (HenjiReplyText *self, const GPtrArray *rendered, const char *dropped);

/* (transfer full): the whole text. */
char *henji_reply_text_get (const HenjiReplyText *self);
/* Has anything been changed by hand? */
gboolean henji_reply_text_is_edited (const HenjiReplyText *self);

/* The places of fields that the text still shows as rendered. Offsets in characters. */
typedef struct
{
  int start;
  int end;
  int field;
  gboolean filled;
} HenjiReplyMark;

/* (transfer full) (element-type HenjiReplyMark): */
GArray *henji_reply_text_marks (const HenjiReplyText *self);

/* How many paragraphs were changed in one of the two and not in the other, or stand in one alone;
 * pairs that henji_reply_text_confirm() saw as they are now do not count. */
int henji_reply_text_out_of_step (const HenjiReplyText *a, const HenjiReplyText *b);
void henji_reply_text_confirm (HenjiReplyText *a, const HenjiReplyText *b);

G_END_DECLS

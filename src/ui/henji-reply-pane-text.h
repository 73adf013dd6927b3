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
 * @layout: (nullable): what henji_reply_text_layout() gave for @text; without it nothing counts as
 *   changed by hand
 *
 * Takes a stored text over, to the letter. Where a paragraph that nobody changed differs from the
 * rendering, the template or the day has moved on.
 */
void henji_reply_text_restore (HenjiReplyText *self,
                               const char *text,
                               const GPtrArray *rendered,
                               const char *const *layout);
/* (transfer full): which piece of the text belongs to which paragraph, and which were changed by
 * hand. */
char **henji_reply_text_layout (const HenjiReplyText *self);

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

/* A paragraph of the template, or text that belongs to none. Strings are borrowed until the text
 * changes, offsets in characters. */
typedef struct
{
  const char *key;      /* the same in both languages */
  const char *rendered; /* as the template last said it; NULL for one's own words */
  const char *standing; /* NULL when it was deleted by hand */
  int start;            /* where it stands, or would stand */
  int end;
} HenjiReplyParagraph;

guint henji_reply_text_n_paragraphs (const HenjiReplyText *self);
void
henji_reply_text_paragraph (const HenjiReplyText *self, guint i, HenjiReplyParagraph *paragraph);
gboolean
henji_reply_text_find (const HenjiReplyText *self, const char *key, HenjiReplyParagraph *paragraph);

/**
 * henji_reply_text_place:
 * @offset: in characters, in the text of @self
 *
 * Where the paragraph at @offset ends in the other language; when it does not stand there, where
 * the nearest one before it ends.
 *
 * Returns: an offset in characters in the text of @other; 0 for before everything
 */
int henji_reply_text_place (const HenjiReplyText *self, int offset, const HenjiReplyText *other);
/* Where the first of these clauses begins, in characters; -1 when none stands. */
int henji_reply_text_begins (const HenjiReplyText *self, const char *const *clauses);

G_END_DECLS

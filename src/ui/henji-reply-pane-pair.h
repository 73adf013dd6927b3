/* henji-reply-pane-pair.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-reply-pane-text.h"

G_BEGIN_DECLS

/**
 * HenjiReplyPair:
 *
 * Both languages of a reply, paragraph by paragraph. A pair of paragraphs agrees while both stand
 * as the template says them, or as somebody said they agree; it is out of step when only one of the
 * two has been changed since. Pure: no widget, no file. The texts must outlive it.
 */
typedef struct _HenjiReplyPair HenjiReplyPair;

/* One pair out of step. Offsets in characters of the whole text. */
typedef struct
{
  char *key;
  int changed;  /* index of the text that was changed */
  char *before; /* how the changed paragraph read when the two last agreed; "" when it was not there
                 */
  char *after;  /* how it reads now; "" when it was deleted */
  int start[2]; /* the paragraph in both texts; where it would stand when there is none */
  int end[2];
} HenjiReplyStep;

HenjiReplyPair *henji_reply_pair_new (HenjiReplyText *first, HenjiReplyText *second);
void henji_reply_pair_free (HenjiReplyPair *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiReplyPair, henji_reply_pair_free)

/* Forgets what was agreed. */
void henji_reply_pair_clear (HenjiReplyPair *self);

/* (transfer full) (element-type HenjiReplyStep): in the order of the first text. */
GPtrArray *henji_reply_pair_steps (const HenjiReplyPair *self);

/* The two agree as they stand; @key for one pair, %NULL for all. */
void henji_reply_pair_confirm (HenjiReplyPair *self, const char *key);
/* Somebody who changed both has stopped writing: what was changed in both agrees. Was anything? */
gboolean henji_reply_pair_settle (HenjiReplyPair *self);

/* Keeps what restore() needs beside the two texts with the choices. */
void henji_reply_pair_store (const HenjiReplyPair *self, HenjiChoices *choices);
/**
 * henji_reply_pair_restore:
 * @texts: as they were stored
 * @rendered: (element-type HenjiParagraph): what the template says now, in both languages
 *
 * Takes stored texts over, to the letter. What nobody changed by hand follows the template again
 * from the next rendering on.
 */
void henji_reply_pair_restore (HenjiReplyPair *self,
                               const char *const texts[2],
                               const GPtrArray *const rendered[2],
                               const HenjiChoices *choices);

G_END_DECLS

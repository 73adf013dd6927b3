/* henji-reply-pane-finding.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-check.h"

G_BEGIN_DECLS

/* Something the reply check found, for the window. Offsets in characters; both 0 when it is no one
 * place. */
typedef struct
{
  char *rule;
  HenjiSeverity severity;
  int start;
  int end;
  int remedy_start; /* what to take out to mend it; equal when there is no such proposal */
  int remedy_end;
  char *piece;   /* the text found; "" when it is no one place */
  char *message; /* why it is wrong, for the seller */
} HenjiReplyFinding;

/* (transfer full): @found in @text, for whoever reads the language of the desk. */
HenjiReplyFinding *
henji_reply_finding_new (const HenjiChecker *checker, const HenjiFinding *found, const char *text);
/* What to do about a doubt. */
const char *henji_reply_finding_look_again (void);
void henji_reply_finding_free (HenjiReplyFinding *self);
/* Puts the gravest first, then by their place; for g_ptr_array_sort(). */
int henji_reply_finding_compare (gconstpointer a, gconstpointer b);

#define HENJI_TYPE_REPLY_PANE_FINDING (henji_reply_pane_finding_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiReplyPaneFinding, henji_reply_pane_finding, HENJI, REPLY_PANE_FINDING, GtkWidget)

/**
 * HenjiReplyPaneFinding:
 *
 * The strip under the text that says what is wrong with it, one finding at a time.
 *
 * HenjiReplyPaneFinding::find: (guint index)
 * HenjiReplyPaneFinding::remove: (guint index) the remedy of this finding shall be taken out
 * HenjiReplyPaneFinding::override: (guint index, const char *reason)
 */

/* Nothing may be let pass here. */
void henji_reply_pane_finding_set_strict (HenjiReplyPaneFinding *self);
/* @findings (nullable) (element-type HenjiReplyFinding). */
void henji_reply_pane_finding_set (HenjiReplyPaneFinding *self, GPtrArray *findings);
void henji_reply_pane_finding_show (HenjiReplyPaneFinding *self, guint index);

G_END_DECLS

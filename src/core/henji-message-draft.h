/* henji-message-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiMessageDraft, henji_message_draft)

/** HenjiMessageDraft: a message through the marketplace that was written and has not gone out.
 * There is one for each kind of each order. */
struct _HenjiMessageDraft
{
  char *order_id;
  char *action; /* id of its kind: "confirmOrderDetails" */
  char *text;
  char **paths; /* (array zero-terminated=1): of the attached files */
  char *from;   /* of a warranty, as it was typed, as in the next */
  char *until;
  gint64 at; /* when it was written last */
};

/* Nothing is in it: there is nothing to be kept. */
gboolean henji_message_draft_is_empty (const HenjiMessageDraft *self);
/* Do both say the same, whenever they were written? */
gboolean henji_message_draft_is_same (const HenjiMessageDraft *self,
                                      const HenjiMessageDraft *other);

G_END_DECLS

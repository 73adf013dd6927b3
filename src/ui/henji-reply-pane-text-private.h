/* henji-reply-pane-text-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a text lies in memory, for the files henji-reply-pane-text*.c alone.
 */
#pragma once

#include "henji-reply-pane-text.h"

G_BEGIN_DECLS

/* A slot is the place of one paragraph of the template, or of text that belongs to none. */
typedef struct
{
  char *
      key; /* clause and its number among equals: "apology", "options/1"; "+key": free, after key */
  char *clause;   /* nullable */
  char *rendered; /* as the template last said it; NULL for free text */
  char *standing; /* as it stands; NULL when deleted by hand */
  GArray *spans;  /* (nullable) of HenjiSpan, in @rendered */
} HenjiReplySlot;

struct _HenjiReplyText
{
  GPtrArray *slots; /* (element-type HenjiReplySlot) */
  GPtrArray *shelf; /* (element-type HenjiReplySlot): changed paragraphs of clauses switched off */
};

static inline gboolean
henji_reply_slot_changed (const HenjiReplySlot *slot)
{
  return g_strcmp0 (slot->rendered, slot->standing) != 0;
}

/* (nullable) */
HenjiReplySlot *henji_reply_slot_find (const GPtrArray *slots, const char *key);

G_END_DECLS

/* henji-reply-pane-text-places.c: where in a text its paragraphs and fields stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-text"

#include "config.h"

#include "henji-reply-pane-text-private.h"

#include <string.h>

GArray *
henji_reply_text_marks (const HenjiReplyText *self)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (HenjiReplyMark));
  int offset = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < self->slots->len; i++)
    {
      const HenjiReplySlot *slot = self->slots->pdata[i];

      if (slot->standing == NULL)
        continue;
      if (any)
        offset += 2;
      any = TRUE;
      for (guint k = 0; slot->spans != NULL && k < slot->spans->len; k++)
        {
          const HenjiSpan *span = &g_array_index (slot->spans, HenjiSpan, k);
          HenjiReplyMark mark = { .field = span->field, .filled = span->filled };
          const char *found = slot->standing + span->start;
          g_autofree char *piece = NULL;

          if (span->end > strlen (slot->rendered) || span->start >= span->end)
            continue;
          if (henji_reply_slot_changed (slot))
            {
              /* In a paragraph changed by hand the piece is marked where it still stands. */
              piece = g_strndup (slot->rendered + span->start, span->end - span->start);
              found = strstr (slot->standing, piece);
              if (found == NULL)
                continue;
            }
          mark.start = offset + (int) g_utf8_strlen (slot->standing, found - slot->standing);
          mark.end = mark.start + (int) g_utf8_strlen (found, (gssize) (span->end - span->start));
          g_array_append_val (marks, mark);
        }
      offset += (int) g_utf8_strlen (slot->standing, -1);
    }

  return marks;
}

/* Where the slot stands: offsets follow from all before it. */
static void
describe (const HenjiReplyText *self, guint index, HenjiReplyParagraph *paragraph)
{
  const HenjiReplySlot *slot = self->slots->pdata[index];
  int offset = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < index; i++)
    {
      const HenjiReplySlot *before = self->slots->pdata[i];

      if (before->standing == NULL)
        continue;
      offset += (any ? 2 : 0) + (int) g_utf8_strlen (before->standing, -1);
      any = TRUE;
    }
  paragraph->key = slot->key;
  paragraph->rendered = slot->rendered;
  paragraph->standing = slot->standing;
  paragraph->start = offset + (any && slot->standing != NULL ? 2 : 0);
  paragraph->end
      = paragraph->start + (slot->standing != NULL ? (int) g_utf8_strlen (slot->standing, -1) : 0);
}

guint
henji_reply_text_n_paragraphs (const HenjiReplyText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->slots->len;
}

void
henji_reply_text_paragraph (const HenjiReplyText *self, guint i, HenjiReplyParagraph *paragraph)
{
  g_return_if_fail (self != NULL && i < self->slots->len && paragraph != NULL);

  describe (self, i, paragraph);
}

gboolean
henji_reply_text_find (const HenjiReplyText *self, const char *key, HenjiReplyParagraph *paragraph)
{
  const HenjiReplySlot *slot;
  guint index;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  slot = henji_reply_slot_find (self->slots, key);
  if (slot == NULL || !g_ptr_array_find (self->slots, slot, &index))
    return FALSE;
  if (paragraph != NULL)
    describe (self, index, paragraph);

  return TRUE;
}

/* ---- Places -----------------------------------------------------------------------------------
 */

/* Where the slot @index ends, in characters; where the text before it ends when it does not stand.
 */
static int
slot_end (const GPtrArray *slots, guint index)
{
  int end = 0;
  gboolean any = FALSE;

  for (guint i = 0; i <= index; i++)
    {
      const HenjiReplySlot *slot = slots->pdata[i];

      if (slot->standing == NULL)
        continue;
      end += (any ? 2 : 0) + (int) g_utf8_strlen (slot->standing, -1);
      any = TRUE;
    }

  return end;
}

int
henji_reply_text_place (const HenjiReplyText *self, int offset, const HenjiReplyText *other)
{
  guint index = 0;

  g_return_val_if_fail (self != NULL && other != NULL, 0);

  while (index + 1 < self->slots->len && slot_end (self->slots, index) < offset)
    index++;
  for (guint i = MIN (index + 1, self->slots->len); i-- > 0;)
    {
      const HenjiReplySlot *here = self->slots->pdata[i];
      HenjiReplySlot *there = henji_reply_slot_find (other->slots, here->key);
      guint position;

      if (there != NULL && there->standing != NULL
          && g_ptr_array_find (other->slots, there, &position))
        return slot_end (other->slots, position);
    }

  return 0;
}

int
henji_reply_text_begins (const HenjiReplyText *self, const char *const *clauses)
{
  g_return_val_if_fail (self != NULL && clauses != NULL, -1);

  for (guint i = 0; i < self->slots->len; i++)
    {
      const HenjiReplySlot *slot = self->slots->pdata[i];

      if (slot->standing != NULL && slot->clause != NULL && g_strv_contains (clauses, slot->clause))
        return slot_end (self->slots, i) - (int) g_utf8_strlen (slot->standing, -1);
    }

  return -1;
}

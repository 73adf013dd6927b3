/* henji-reply-pane-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-text"

#include "config.h"

#include "henji-reply-pane-text-private.h"

#include <string.h>

/* Beyond this many paragraphs the comparison (which is quadratic) takes everything for changed. */
#define MAX_COMPARED 2000

static void
slot_free (HenjiReplySlot *slot)
{
  g_free (slot->key);
  g_free (slot->clause);
  g_free (slot->rendered);
  g_free (slot->standing);
  g_clear_pointer (&slot->spans, g_array_unref);
  g_free (slot);
}

static HenjiReplySlot *
slot_copy (const HenjiReplySlot *slot)
{
  HenjiReplySlot *copy = g_new0 (HenjiReplySlot, 1);

  copy->key = g_strdup (slot->key);
  copy->clause = g_strdup (slot->clause);
  copy->rendered = g_strdup (slot->rendered);
  copy->standing = g_strdup (slot->standing);
  copy->spans = slot->spans != NULL ? g_array_ref (slot->spans) : NULL;

  return copy;
}

static GPtrArray *
slots_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) slot_free);
}

HenjiReplyText *
henji_reply_text_new (void)
{
  HenjiReplyText *self = g_new0 (HenjiReplyText, 1);

  self->slots = slots_new ();
  self->shelf = slots_new ();

  return self;
}

void
henji_reply_text_free (HenjiReplyText *self)
{
  g_ptr_array_unref (self->slots);
  g_ptr_array_unref (self->shelf);
  g_free (self);
}

void
henji_reply_text_clear (HenjiReplyText *self)
{
  g_ptr_array_set_size (self->slots, 0);
  g_ptr_array_set_size (self->shelf, 0);
}

/* The slots of a fresh rendering. */
static GPtrArray *
slots_of (const GPtrArray *rendered)
{
  GPtrArray *slots = slots_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; rendered != NULL && i < rendered->len; i++)
    {
      const HenjiParagraph *paragraph = rendered->pdata[i];
      const char *clause = paragraph->clause != NULL ? paragraph->clause : "";
      int n = GPOINTER_TO_INT (g_hash_table_lookup (seen, clause));
      HenjiReplySlot *slot = g_new0 (HenjiReplySlot, 1);

      slot->clause = g_strdup (clause);
      slot->key = n == 0 ? g_strdup (clause) : g_strdup_printf ("%s/%d", clause, n);
      slot->rendered = g_strdup (paragraph->text);
      slot->standing = g_strdup (paragraph->text);
      if (paragraph->spans != NULL)
        slot->spans = g_array_ref (paragraph->spans);
      g_hash_table_insert (seen, slot->clause, GINT_TO_POINTER (n + 1));
      g_ptr_array_add (slots, slot);
    }

  return slots;
}

HenjiReplySlot *
henji_reply_slot_find (const GPtrArray *slots, const char *key)
{
  for (guint i = 0; i < slots->len; i++)
    {
      HenjiReplySlot *slot = slots->pdata[i];

      if (g_str_equal (slot->key, key))
        return slot;
    }

  return NULL;
}

char *
henji_reply_text_get (const HenjiReplyText *self)
{
  GString *text = g_string_new (NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < self->slots->len; i++)
    {
      const HenjiReplySlot *slot = self->slots->pdata[i];

      if (slot->standing == NULL)
        continue;
      if (any)
        g_string_append (text, "\n\n");
      g_string_append (text, slot->standing);
      any = TRUE;
    }

  return g_string_free (text, FALSE);
}

gboolean
henji_reply_text_is_edited (const HenjiReplyText *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (henji_reply_slot_changed (self->slots->pdata[i]))
      return TRUE;

  return FALSE;
}

/* One paragraph as it stood, and the slot it belongs to. */
typedef struct
{
  char *text;
  guint slot;
} Unit;

static void
unit_clear (Unit *unit)
{
  g_free (unit->text);
}

static GArray *
units_of (const GPtrArray *slots)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (Unit));

  g_array_set_clear_func (units, (GDestroyNotify) unit_clear);
  for (guint i = 0; i < slots->len; i++)
    {
      const HenjiReplySlot *slot = slots->pdata[i];
      g_auto (GStrv) parts = NULL;

      if (slot->standing == NULL)
        continue;
      parts = g_strsplit (slot->standing, "\n\n", -1);
      if (parts[0] == NULL)
        g_array_append_val (units, ((Unit){ g_strdup (""), i }));
      for (guint k = 0; parts[k] != NULL; k++)
        g_array_append_val (units, ((Unit){ g_strdup (parts[k]), i }));
    }

  return units;
}

/* For each of the @n new paragraphs the index of the unit it equals, or -1: a longest common
 * subsequence. */
static int *
match (const GArray *units, char **texts, guint n)
{
  guint m = units->len;
  int *matched = g_new (int, n + 1);
  g_autofree guint16 *length = NULL;
  guint i = 0, k = 0;

#define LENGTH(a, b) length[(gsize) (a) * (n + 1) + (b)]
#define EQUAL(a, b) g_str_equal (g_array_index (units, Unit, a).text, texts[b])

  for (guint j = 0; j < n; j++)
    matched[j] = -1;
  if (m > MAX_COMPARED || n > MAX_COMPARED)
    return matched;

  length = g_new0 (guint16, (gsize) (m + 1) * (n + 1));
  for (int a = (int) m - 1; a >= 0; a--)
    for (int b = (int) n - 1; b >= 0; b--)
      LENGTH (a, b)
          = EQUAL (a, b) ? LENGTH (a + 1, b + 1) + 1 : MAX (LENGTH (a + 1, b), LENGTH (a, b + 1));

  while (i < m && k < n)
    {
      if (EQUAL (i, k))
        matched[k++] = (int) i++;
      else if (LENGTH (i + 1, k) >= LENGTH (i, k + 1))
        i++;
      else
        k++;
    }

#undef LENGTH
#undef EQUAL

  return matched;
}

/* The free text after the slot @after (-1: before all); made when there is none yet. */
static HenjiReplySlot *
free_slot (GPtrArray *slots, int after, guint *position)
{
  const HenjiReplySlot *before = after >= 0 ? slots->pdata[after] : NULL;
  g_autofree char *key = NULL;
  HenjiReplySlot *slot;

  *position = (guint) (after + 1);
  if (before != NULL && before->rendered == NULL)
    {
      *position = (guint) after;
      return slots->pdata[after];
    }

  key = g_strconcat ("+", before != NULL ? before->key : "", NULL);
  slot = henji_reply_slot_find (slots, key);
  if (slot != NULL && g_ptr_array_find (slots, slot, position))
    return slot;

  slot = g_new0 (HenjiReplySlot, 1);
  slot->key = g_steal_pointer (&key);
  g_ptr_array_insert (slots, *position, slot);

  return slot;
}

static void
add_to (GString **texts, guint slot, const char *text)
{
  if (texts[slot] == NULL)
    texts[slot] = g_string_new (text);
  else
    {
      g_string_append (texts[slot], "\n\n");
      g_string_append (texts[slot], text);
    }
}

/* Free text found after slot @after, to be put into a slot of its own. */
typedef struct
{
  int after;
  char *text;
} Free;

/* Gives every paragraph of @text to a slot. */
static void
assign (GPtrArray *slots, const char *text)
{
  g_autoptr (GArray) units = units_of (slots);
  g_auto (GStrv) parts = g_strsplit (text, "\n\n", -1);
  guint n = g_strv_length (parts);
  g_autofree int *matched = match (units, parts, n);
  g_autofree GString **texts = g_new0 (GString *, slots->len + 1);
  g_autoptr (GArray) loose = g_array_new (FALSE, FALSE, sizeof (Free));
  int unit = -1;
  guint j = 0;

  while (j < n)
    {
      guint end = j;
      int next;

      if (matched[j] >= 0)
        {
          unit = matched[j];
          add_to (texts, g_array_index (units, Unit, unit).slot, parts[j]);
          j++;
          continue;
        }

      while (end < n && matched[end] < 0)
        end++;
      next = end < n ? matched[end] : (int) units->len;

      if (next - unit > 1)
        {
          /* Paragraphs stood here: one for one, what is left over belongs to the last. */
          for (int u = unit + 1; j < end; j++)
            {
              add_to (texts, g_array_index (units, Unit, u).slot, parts[j]);
              if (u < next - 1)
                u++;
            }
        }
      else if (unit >= 0 && next < (int) units->len
               && g_array_index (units, Unit, unit).slot == g_array_index (units, Unit, next).slot)
        {
          for (; j < end; j++)
            add_to (texts, g_array_index (units, Unit, unit).slot, parts[j]);
        }
      else
        {
          GString *joined = g_string_new (parts[j]);
          int after = unit >= 0 ? (int) g_array_index (units, Unit, unit).slot : -1;

          for (j++; j < end; j++)
            g_string_append_printf (joined, "\n\n%s", parts[j]);
          g_array_append_val (loose, ((Free){ after, g_string_free (joined, FALSE) }));
        }
    }

  for (guint i = 0; i < slots->len; i++)
    {
      HenjiReplySlot *slot = slots->pdata[i];

      g_free (slot->standing);
      slot->standing = texts[i] != NULL ? g_string_free (texts[i], FALSE) : NULL;
    }

  /* From the end, so that the places before stay as they are. */
  for (int i = (int) loose->len - 1; i >= 0; i--)
    {
      Free *piece = &g_array_index (loose, Free, i);
      guint position;
      HenjiReplySlot *slot = free_slot (slots, piece->after, &position);

      if (slot->standing == NULL)
        slot->standing = piece->text;
      else
        {
          char *both = (int) position == piece->after
                           ? g_strconcat (slot->standing, "\n\n", piece->text, NULL)
                           : g_strconcat (piece->text, "\n\n", slot->standing, NULL);

          g_free (slot->standing);
          g_free (piece->text);
          slot->standing = both;
        }
    }

  /* Free text that was deleted leaves nothing behind. */
  for (guint i = slots->len; i-- > 0;)
    {
      const HenjiReplySlot *slot = slots->pdata[i];

      if (slot->rendered == NULL && slot->standing == NULL)
        g_ptr_array_remove_index (slots, i);
    }
}

void
henji_reply_text_typed (HenjiReplyText *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  if (*text == '\0')
    {
      for (guint i = 0; i < self->slots->len; i++)
        g_clear_pointer (&((HenjiReplySlot *) self->slots->pdata[i])->standing, g_free);
      return;
    }

  assign (self->slots, text);
}

/* ---- Storing --------------------------------------------------------------------------------- */

/* Three strings a slot: its key, how many pieces between blank lines it holds, "*" when it was
 * changed by hand. */
#define LAYOUT 3

static guint
count_pieces (const char *text)
{
  guint n = text != NULL ? 1 : 0;

  for (const char *p = text; p != NULL && (p = strstr (p, "\n\n")) != NULL; p += 2)
    n++;

  return n;
}

char **
henji_reply_text_layout (const HenjiReplyText *self)
{
  GPtrArray *layout = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->slots->len; i++)
    {
      const HenjiReplySlot *slot = self->slots->pdata[i];

      g_ptr_array_add (layout, g_strdup (slot->key));
      g_ptr_array_add (layout, g_strdup_printf ("%u", count_pieces (slot->standing)));
      g_ptr_array_add (layout, g_strdup (henji_reply_slot_changed (slot) ? "*" : ""));
    }
  g_ptr_array_add (layout, NULL);

  return (char **) g_ptr_array_free (layout, FALSE);
}

/* Do the pieces of the layout add up to the text's @n? */
static gboolean
layout_fits (const char *const *layout, guint n)
{
  guint length = layout != NULL ? g_strv_length ((char **) layout) : 0;
  guint64 sum = 0;

  for (guint i = 0; i + LAYOUT <= length; i += LAYOUT)
    {
      guint64 pieces;

      if (!g_ascii_string_to_unsigned (layout[i + 1], 10, 0, n, &pieces, NULL))
        return FALSE;
      sum += pieces;
    }

  return length > 0 && length % LAYOUT == 0 && sum == n;
}

/* One slot as it was laid out: @pieces of it, from @first on. */
static HenjiReplySlot *
lay_slot (GPtrArray *fresh, const char *const *entry, char **first, guint pieces)
{
  HenjiReplySlot *found = henji_reply_slot_find (fresh, entry[0]);
  HenjiReplySlot *slot = found != NULL ? slot_copy (found) : g_new0 (HenjiReplySlot, 1);
  gboolean by_hand = entry[2][0] == '*';
  g_autofree char *standing = NULL;

  if (found == NULL)
    slot->key = g_strdup (entry[0]);
  if (pieces > 0)
    {
      char *end = first[pieces];

      first[pieces] = NULL;
      standing = g_strjoinv ("\n\n", first);
      first[pieces] = end;
    }
  g_free (slot->standing);
  slot->standing = g_steal_pointer (&standing);
  if (found != NULL && !by_hand && henji_reply_slot_changed (slot))
    {
      g_free (slot->rendered);
      slot->rendered = g_strdup (slot->standing);
      g_clear_pointer (&slot->spans, g_array_unref);
    }

  return slot;
}

void
henji_reply_text_restore (HenjiReplyText *self,
                          const char *text,
                          const GPtrArray *rendered,
                          const char *const *layout)
{
  g_autoptr (GPtrArray) fresh = NULL;
  g_auto (GStrv) parts = NULL;
  guint n;

  g_return_if_fail (self != NULL && text != NULL);

  henji_reply_text_clear (self);
  parts = g_strsplit (text, "\n\n", -1);
  n = g_strv_length (parts);
  fresh = slots_of (rendered);
  if (layout_fits (layout, n))
    {
      char **piece = parts;

      for (guint i = 0; layout[i] != NULL; i += LAYOUT)
        {
          guint pieces = (guint) g_ascii_strtoull (layout[i + 1], NULL, 10);

          g_ptr_array_add (self->slots, lay_slot (fresh, layout + i, piece, pieces));
          piece += pieces;
        }
      return;
    }

  g_ptr_array_unref (self->slots);
  self->slots = g_steal_pointer (&fresh);
  henji_reply_text_typed (self, text);
  for (guint i = self->slots->len; i-- > 0;)
    {
      HenjiReplySlot *slot = self->slots->pdata[i];

      if (!henji_reply_slot_changed (slot))
        continue;
      if (slot->standing == NULL)
        {
          g_ptr_array_remove_index (self->slots, i);
          continue;
        }
      g_free (slot->rendered);
      slot->rendered = g_strdup (slot->standing);
      g_clear_pointer (&slot->spans, g_array_unref);
    }
}

/* Fills what stood open in a paragraph changed by hand: 【Amount】 is nobody's wording. */
static void
fill_open (HenjiReplySlot *old, const HenjiReplySlot *fresh)
{
  if (old->spans == NULL || fresh->spans == NULL || old->standing == NULL || old->rendered == NULL)
    return;

  for (guint i = 0; i < old->spans->len; i++)
    {
      const HenjiSpan *open = &g_array_index (old->spans, HenjiSpan, i);
      g_autofree char *mark = NULL;

      if (open->filled || open->field < 0 || open->end > strlen (old->rendered))
        continue;
      mark = g_strndup (old->rendered + open->start, open->end - open->start);
      for (guint k = 0; k < fresh->spans->len; k++)
        {
          const HenjiSpan *now = &g_array_index (fresh->spans, HenjiSpan, k);

          if (now->field == open->field && now->filled)
            {
              g_autofree char *value
                  = g_strndup (fresh->rendered + now->start, now->end - now->start);
              g_auto (GStrv) parts = g_strsplit (old->standing, mark, -1);

              g_free (old->standing);
              old->standing = g_strjoinv (value, parts);
              break;
            }
        }
    }
}

/* Puts @slot behind the nearest of its old predecessors that is still there, else before the
 * nearest of its successors, else last. */
static void
put_back (GPtrArray *slots, const GPtrArray *old, guint index, HenjiReplySlot *slot)
{
  guint position;

  for (guint i = index; i-- > 0;)
    {
      HenjiReplySlot *before
          = henji_reply_slot_find (slots, ((const HenjiReplySlot *) old->pdata[i])->key);

      if (before != NULL && g_ptr_array_find (slots, before, &position))
        {
          g_ptr_array_insert (slots, (int) position + 1, slot);
          return;
        }
    }
  for (guint i = index + 1; i < old->len; i++)
    {
      HenjiReplySlot *after
          = henji_reply_slot_find (slots, ((const HenjiReplySlot *) old->pdata[i])->key);

      if (after != NULL && g_ptr_array_find (slots, after, &position))
        {
          g_ptr_array_insert (slots, (int) position, slot);
          return;
        }
    }
  g_ptr_array_add (slots, slot);
}

void
henji_reply_text_render (HenjiReplyText *self, const GPtrArray *rendered, const char *dropped)
{
  g_autoptr (GPtrArray) old = NULL;

  g_return_if_fail (self != NULL);

  old = g_steal_pointer (&self->slots);
  self->slots = slots_of (rendered);

  for (guint i = 0; i < self->slots->len; i++)
    {
      HenjiReplySlot *slot = self->slots->pdata[i];
      HenjiReplySlot *before = henji_reply_slot_find (old, slot->key);
      HenjiReplySlot *shelved = henji_reply_slot_find (self->shelf, slot->key);

      if (before == NULL && shelved != NULL)
        {
          fill_open (shelved, slot);
          g_free (slot->standing);
          slot->standing = g_strdup (shelved->standing);
          g_ptr_array_remove (self->shelf, shelved);
        }
      else if (before != NULL && henji_reply_slot_changed (before))
        {
          fill_open (before, slot);
          g_free (slot->standing);
          slot->standing = g_strdup (before->standing);
        }
    }

  for (guint i = 0; i < old->len; i++)
    {
      const HenjiReplySlot *slot = old->pdata[i];

      if (!henji_reply_slot_changed (slot) || slot->standing == NULL
          || henji_reply_slot_find (self->slots, slot->key) != NULL)
        continue;
      if (dropped != NULL && g_strcmp0 (slot->clause, dropped) == 0)
        g_ptr_array_add (self->shelf, slot_copy (slot));
      else
        put_back (self->slots, old, i, slot_copy (slot));
    }
}

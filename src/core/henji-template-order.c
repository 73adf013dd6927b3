/* henji-template-order.c: the order in which the seller wants the clauses said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-template"

#include "config.h"

#include "henji-template-private.h"

static int
group_of (const HenjiTemplate *self, guint clause)
{
  return ((const HenjiClauseSpec *) g_ptr_array_index (self->clauses, clause))->group;
}

/* The chosen order may name clauses that the template no longer has, and lack those it has since:
 * these stand behind their predecessor in the template. */
static void
insert_missing (const HenjiTemplate *self, GArray *sequence, const gboolean *placed)
{
  for (guint i = 0; i < self->clauses->len; i++)
    {
      guint at = 0;

      if (placed[i])
        continue;
      for (guint k = 0; i > 0 && k < sequence->len; k++)
        if (g_array_index (sequence, guint, k) == i - 1)
          at = k + 1;
      g_array_insert_val (sequence, at, i);
    }
}

/* Options stay together: where the first of a group stands, the others follow in their order. */
static void
gather_groups (const HenjiTemplate *self, GArray *sequence)
{
  for (guint k = 0; k < sequence->len; k++)
    {
      int group = group_of (self, g_array_index (sequence, guint, k));

      while (group >= 0 && k + 1 < sequence->len
             && group_of (self, g_array_index (sequence, guint, k + 1)) == group)
        k++;
      for (guint later = k + 2; group >= 0 && later < sequence->len; later++)
        {
          guint clause = g_array_index (sequence, guint, later);

          if (group_of (self, clause) != group)
            continue;
          g_array_remove_index (sequence, later);
          g_array_insert_val (sequence, ++k, clause);
        }
    }
}

GArray *
henji_template_sequence (const HenjiTemplate *self, const HenjiChoices *choices)
{
  const char *const *order = henji_choices_list (choices, HENJI_CHOICES_ORDER);
  GArray *sequence = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *placed = NULL;

  g_return_val_if_fail (self != NULL, sequence);

  placed = g_new0 (gboolean, self->clauses->len + 1);
  for (guint i = 0; order != NULL && order[i] != NULL; i++)
    {
      int clause = henji_template_find_clause (self, order[i]);

      if (clause < 0 || placed[clause])
        continue;
      placed[clause] = TRUE;
      g_array_append_val (sequence, clause);
    }
  insert_missing (self, sequence, placed);
  gather_groups (self, sequence);

  return sequence;
}

/* The run of clauses round @position that moves as one: a group's options, or the clause alone. */
static void
find_run (
    const HenjiTemplate *self, const GArray *sequence, guint position, guint *start, guint *end)
{
  int group = group_of (self, g_array_index (sequence, guint, position));

  *start = position;
  *end = position + 1;
  while (group >= 0 && *start > 0
         && group_of (self, g_array_index (sequence, guint, *start - 1)) == group)
    (*start)--;
  while (group >= 0 && *end < sequence->len
         && group_of (self, g_array_index (sequence, guint, *end)) == group)
    (*end)++;
}

/* Puts [middle, end) before [start, middle). */
static void
swap_runs (GArray *sequence, guint start, guint middle, guint end)
{
  for (guint i = middle; i < end; i++)
    {
      guint clause = g_array_index (sequence, guint, i);

      g_array_remove_index (sequence, i);
      g_array_insert_val (sequence, start + (i - middle), clause);
    }
}

gboolean
henji_template_move_clause (const HenjiTemplate *self,
                            HenjiChoices *choices,
                            guint clause,
                            gboolean later)
{
  g_autoptr (GArray) sequence = NULL;
  g_autofree const char **order = NULL;
  guint position = 0, start, end, other_start, other_end;

  g_return_val_if_fail (self != NULL && choices != NULL && clause < self->clauses->len, FALSE);

  sequence = henji_template_sequence (self, choices);
  while (g_array_index (sequence, guint, position) != clause)
    position++;
  if (later ? position + 1 == sequence->len : position == 0)
    return FALSE;

  find_run (self, sequence, position, &start, &end);
  if (later ? position + 1 < end : position > start)
    swap_runs (sequence, later ? position : position - 1, later ? position + 1 : position,
               later ? position + 2 : position + 1);
  else if (later)
    {
      find_run (self, sequence, end, &other_start, &other_end);
      swap_runs (sequence, start, end, other_end);
    }
  else
    {
      find_run (self, sequence, start - 1, &other_start, &other_end);
      swap_runs (sequence, other_start, start, end);
    }

  order = g_new0 (const char *, sequence->len + 1);
  for (guint i = 0; i < sequence->len; i++)
    order[i] = henji_template_clause (self, g_array_index (sequence, guint, i))->id;
  henji_choices_set_list (choices, HENJI_CHOICES_ORDER, order);

  return TRUE;
}

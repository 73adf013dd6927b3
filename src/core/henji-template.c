/* henji-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-template"

#include "config.h"

#include "henji-template-private.h"

#include <string.h>

/* ---- Life ----------------------------------------------------------------------------------- */

static void
text_clear (HenjiText *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (text->pieces); i++)
    g_clear_pointer (&text->pieces[i], g_array_unref);
}

static void
strings_clear (char **strings)
{
  for (guint i = 0; i < 3; i++)
    g_clear_pointer (&strings[i], g_free);
}

static void
field_free (HenjiFieldSpec *field)
{
  g_free (field->field.id);
  g_free (field->field.label_ja);
  g_free (field->field.label_en);
  g_free (field->default_);
  strings_clear (field->fallback);
  g_free (field);
}

static void
clause_free (HenjiClauseSpec *clause)
{
  g_free (clause->clause.id);
  g_free (clause->clause.label_ja);
  g_free (clause->clause.label_en);
  henji_condition_free (clause->on);
  henji_condition_free (clause->needs);
  text_clear (&clause->text);
  text_clear (&clause->option);
  strings_clear (clause->warning);
  g_free (clause);
}

static void
group_free (HenjiGroup *group)
{
  g_free (group->id);
  text_clear (&group->intro);
  g_free (group);
}

static void
frame_free (HenjiFrame *frame)
{
  g_free (frame->id);
  g_free (frame->to);
  henji_condition_free (frame->when);
  text_clear (&frame->text);
  g_free (frame);
}

static void
template_clear (HenjiTemplate *self)
{
  g_free (self->id);
  g_free (self->to);
  henji_condition_free (self->when);
  strings_clear (self->title);
  strings_clear (self->hint);
  g_free (self->words);
  g_free (self->search_words);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->clauses);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->frames);
  g_clear_pointer (&self->common, henji_template_unref);
}

HenjiTemplate *
henji_template_new (void)
{
  HenjiTemplate *self = g_atomic_rc_box_new0 (HenjiTemplate);

  self->to = g_strdup ("buyer");
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  self->clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) clause_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) frame_free);

  return self;
}

HenjiTemplate *
henji_template_ref (HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
henji_template_unref (HenjiTemplate *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) template_clear);
}

/* ---- What it says of itself ----------------------------------------------------------------- */

const char *
henji_template_id (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->id;
}

int
henji_template_order (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->order;
}

static const char *const fault_ids[] = {
  [HENJI_FAULT_NONE] = "none",
  [HENJI_FAULT_OURS] = "ours",
  [HENJI_FAULT_CARRIER] = "carrier",
  [HENJI_FAULT_BUYER] = "buyer",
};

const char *
henji_fault_id (HenjiFault fault)
{
  return fault_ids[fault];
}

gboolean
henji_fault_from_id (const char *id, HenjiFault *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (fault_ids); i++)
    if (g_strcmp0 (fault_ids[i], id) == 0)
      {
        *fault = i;
        return TRUE;
      }

  return FALSE;
}

HenjiFault
henji_template_fault (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, HENJI_FAULT_NONE);

  return self->fault;
}

gboolean
henji_template_is_to_support (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_equal (self->to, "support");
}

HenjiLanguage
henji_template_reader (HenjiLanguage language)
{
  return language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
}

HenjiLanguage
henji_template_other (HenjiLanguage language)
{
  return language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA;
}

const char *
henji_template_title (const HenjiTemplate *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, "");

  language = henji_template_reader (language);

  return self->title[language] != NULL ? self->title[language]
                                       : self->title[henji_template_other (language)];
}

const char *
henji_template_hint (const HenjiTemplate *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);

  language = henji_template_reader (language);

  return self->hint[language] != NULL ? self->hint[language]
                                      : self->hint[henji_template_other (language)];
}

gboolean
henji_template_is_snippet (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->snippet;
}

gboolean
henji_template_lacks (const HenjiTemplate *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->lacks[henji_template_reader (language)];
}

const char *
henji_template_search_words (const HenjiTemplate *self)
{
  HenjiTemplate *template = (HenjiTemplate *) self;

  g_return_val_if_fail (self != NULL, "");

  /* Made when somebody searches: with romaji it takes longer than to read the file. */
  if (g_once_init_enter (&template->search_words))
    {
      g_autofree char *all
          = g_strjoin (" ", henji_template_title (self, HENJI_LANGUAGE_JA),
                       henji_template_title (self, HENJI_LANGUAGE_EN), self->id, self->words, NULL);

      g_once_init_leave (&template->search_words, henji_template_fold_words (all));
    }

  return self->search_words;
}

gboolean
henji_template_matches (const HenjiTemplate *self, const char *query)
{
  g_return_val_if_fail (self != NULL && query != NULL, FALSE);

  return henji_template_words_match (henji_template_search_words (self), query);
}

gboolean
henji_template_has_kind (const HenjiTemplate *self, HenjiKind kind)
{
  g_return_val_if_fail (self != NULL && (guint) kind < HENJI_N_KINDS, FALSE);

  return (self->kinds & (1u << kind)) != 0;
}

guint32
henji_template_kinds (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->kinds;
}

guint
henji_template_n_fields (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->fields->len;
}

const HenjiField *
henji_template_field (const HenjiTemplate *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->fields->len, NULL);

  return &((HenjiFieldSpec *) g_ptr_array_index (self->fields, i))->field;
}

guint
henji_template_n_clauses (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->clauses->len;
}

const HenjiClause *
henji_template_clause (const HenjiTemplate *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->clauses->len, NULL);

  return &((HenjiClauseSpec *) g_ptr_array_index (self->clauses, i))->clause;
}

int
henji_template_find_field (const HenjiTemplate *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->fields->len; i++)
    if (strcmp (((HenjiFieldSpec *) g_ptr_array_index (self->fields, i))->field.id, id) == 0)
      return (int) i;

  return -1;
}

int
henji_template_find_clause (const HenjiTemplate *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->clauses->len; i++)
    if (strcmp (((HenjiClauseSpec *) g_ptr_array_index (self->clauses, i))->clause.id, id) == 0)
      return (int) i;

  return -1;
}

/* ---- Clauses -------------------------------------------------------------------------------- */

static gboolean
is_available (const HenjiClauseSpec *clause, const HenjiConditionScope *scope)
{
  return clause->needs == NULL || henji_condition_holds (clause->needs, scope);
}

gboolean *
henji_template_decide (const HenjiTemplate *self,
                       const HenjiChoices *choices,
                       const HenjiReplyContext *context,
                       guint n)
{
  gboolean *on = g_new0 (gboolean, self->clauses->len + 1);
  HenjiConditionScope scope = { self, choices, context, HENJI_LANGUAGE_OTHER, on, FALSE };

  for (guint i = 0; i < n; i++)
    {
      const HenjiClauseSpec *clause = g_ptr_array_index (self->clauses, i);

      if (!is_available (clause, &scope))
        on[i] = FALSE;
      else if (!henji_choices_clause (choices, clause->clause.id, &on[i]))
        on[i] = clause->on != NULL && henji_condition_holds (clause->on, &scope);
    }

  return on;
}

gboolean
henji_template_clause_on (const HenjiTemplate *self,
                          guint clause,
                          const HenjiChoices *choices,
                          const HenjiReplyContext *context)
{
  g_autofree gboolean *on = NULL;

  g_return_val_if_fail (self != NULL && context != NULL && clause < self->clauses->len, FALSE);

  on = henji_template_decide (self, choices, context, clause + 1);

  return on[clause];
}

gboolean
henji_template_clause_available (const HenjiTemplate *self,
                                 guint clause,
                                 const HenjiChoices *choices,
                                 const HenjiReplyContext *context)
{
  g_autofree gboolean *on = NULL;
  HenjiConditionScope scope = { self, choices, context, HENJI_LANGUAGE_OTHER, NULL, FALSE };

  g_return_val_if_fail (self != NULL && context != NULL && clause < self->clauses->len, FALSE);

  on = henji_template_decide (self, choices, context, clause);
  scope.on = on;

  return is_available (g_ptr_array_index (self->clauses, clause), &scope);
}

const char *
henji_template_clause_warning (const HenjiTemplate *self, guint clause, HenjiLanguage language)
{
  const HenjiClauseSpec *spec;

  g_return_val_if_fail (self != NULL && clause < self->clauses->len, NULL);

  spec = g_ptr_array_index (self->clauses, clause);

  return spec->warning[henji_template_reader (language)];
}

char **
henji_template_closing (const HenjiTemplate *self)
{
  GPtrArray *ids;

  g_return_val_if_fail (self != NULL, NULL);

  ids = g_ptr_array_new ();
  for (guint i = 0; self->common != NULL && i < self->common->frames->len; i++)
    {
      const HenjiFrame *frame = g_ptr_array_index (self->common->frames, i);

      if (frame->at_end && strcmp (frame->to, self->to) == 0)
        g_ptr_array_add (ids, g_strdup (frame->id));
    }
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}

gboolean
henji_template_suits (const HenjiTemplate *self, const HenjiReplyContext *context)
{
  HenjiConditionScope scope = { self, NULL, context, HENJI_LANGUAGE_OTHER, NULL, FALSE };

  g_return_val_if_fail (self != NULL && context != NULL, FALSE);

  return self->when == NULL || henji_condition_holds (self->when, &scope);
}

int
henji_template_rank (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, HENJI_TEMPLATE_RANK);

  return self->rank;
}

HenjiTemplate *
henji_template_propose (const GPtrArray *situations,
                        HenjiKind kind,
                        const HenjiReplyContext *context)
{
  HenjiTemplate *best = NULL;

  g_return_val_if_fail (situations != NULL && context != NULL, NULL);

  for (guint i = 0; i < situations->len; i++)
    {
      HenjiTemplate *one = g_ptr_array_index (situations, i);

      if ((best == NULL || one->rank < best->rank
           || (one->rank == best->rank && one->order < best->order))
          && henji_template_has_kind (one, kind) && henji_template_suits (one, context))
        best = one;
    }

  return best;
}

static gboolean
text_uses (const HenjiText *text, guint field, HenjiConditionScope *scope)
{
  static const HenjiLanguage both[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      const GArray *pieces = text->pieces[both[l]];

      scope->language = both[l];
      for (guint i = 0; i < pieces->len; i++)
        {
          const HenjiPiece *piece = &g_array_index (pieces, HenjiPiece, i);

          if (piece->type == HENJI_PIECE_IF && !henji_condition_holds (piece->condition, scope))
            i = piece->end - 1;
          else if (piece->type == HENJI_PIECE_FIELD && piece->index == (int) field)
            return TRUE;
        }
    }

  return FALSE;
}

guint
henji_template_count_on (const HenjiTemplate *self, int group, const gboolean *on)
{
  guint n = 0;

  for (guint i = 0; i < self->clauses->len; i++)
    if (((HenjiClauseSpec *) g_ptr_array_index (self->clauses, i))->group == group && on[i])
      n++;

  return n;
}

gboolean
henji_template_field_used (const HenjiTemplate *self,
                           guint field,
                           const HenjiChoices *choices,
                           const HenjiReplyContext *context)
{
  HenjiConditionScope scope = { self, choices, context, HENJI_LANGUAGE_OTHER, NULL, TRUE };
  g_autofree gboolean *on = NULL;

  g_return_val_if_fail (self != NULL && context != NULL && field < self->fields->len, FALSE);

  on = henji_template_decide (self, choices, context, self->clauses->len);
  scope.on = on;

  for (guint i = 0; i < self->clauses->len; i++)
    {
      const HenjiClauseSpec *clause = g_ptr_array_index (self->clauses, i);
      gboolean listed = clause->group >= 0 && henji_template_count_on (self, clause->group, on) > 1;

      if (!on[i])
        continue;
      if (text_uses (listed ? &clause->option : &clause->text, field, &scope))
        return TRUE;
      if (listed
          && text_uses (&((HenjiGroup *) g_ptr_array_index (self->groups, clause->group))->intro,
                        field, &scope))
        return TRUE;
    }

  return FALSE;
}

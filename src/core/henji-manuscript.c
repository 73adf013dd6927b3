/* henji-manuscript.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-manuscript"

#include "config.h"

#include "henji-manuscript.h"

#include "henji-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ID 48

static const HenjiLanguage both[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

/* ---- Life ----------------------------------------------------------------------------------- */

static void
pair_clear (char **pair)
{
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    g_clear_pointer (&pair[both[l]], g_free);
}

static void
field_free (HenjiManuscriptField *field)
{
  g_free (field->id);
  g_free (field->default_);
  pair_clear (field->label);
  pair_clear (field->fallback);
  g_free (field);
}

static void
clause_free (HenjiManuscriptClause *clause)
{
  g_free (clause->id);
  g_free (clause->on);
  g_free (clause->needs);
  pair_clear (clause->label);
  pair_clear (clause->text);
  pair_clear (clause->option);
  pair_clear (clause->warning);
  g_free (clause);
}

static void
group_free (HenjiManuscriptGroup *group)
{
  g_free (group->id);
  pair_clear (group->intro);
  g_free (group);
}

static HenjiManuscript *
manuscript_alloc (void)
{
  HenjiManuscript *self = g_new0 (HenjiManuscript, 1);

  self->rank = HENJI_TEMPLATE_RANK;
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  self->clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) clause_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);

  return self;
}

HenjiManuscript *
henji_manuscript_new (gboolean snippet, const char *id)
{
  HenjiManuscript *self = manuscript_alloc ();

  g_return_val_if_fail (id != NULL, self);

  self->snippet = snippet;
  self->id = g_strdup (id);
  henji_manuscript_add_clause (self, -1);

  return self;
}

void
henji_manuscript_free (HenjiManuscript *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->to);
  g_free (self->when);
  pair_clear (self->title);
  pair_clear (self->hint);
  g_free (self->words);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->clauses);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

static void
pair_copy (char **to, char *const *from)
{
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    to[both[l]] = g_strdup (from[both[l]]);
}

static gpointer
copy_field (gconstpointer from, gpointer data)
{
  const HenjiManuscriptField *field = from;
  HenjiManuscriptField *copy = g_memdup2 (field, sizeof *field);

  copy->id = g_strdup (field->id);
  copy->default_ = g_strdup (field->default_);
  pair_copy (copy->label, field->label);
  pair_copy (copy->fallback, field->fallback);

  return copy;
}

static gpointer
copy_clause (gconstpointer from, gpointer data)
{
  const HenjiManuscriptClause *clause = from;
  HenjiManuscriptClause *copy = g_memdup2 (clause, sizeof *clause);

  copy->id = g_strdup (clause->id);
  copy->on = g_strdup (clause->on);
  copy->needs = g_strdup (clause->needs);
  pair_copy (copy->label, clause->label);
  pair_copy (copy->text, clause->text);
  pair_copy (copy->option, clause->option);
  pair_copy (copy->warning, clause->warning);

  return copy;
}

static gpointer
copy_group (gconstpointer from, gpointer data)
{
  const HenjiManuscriptGroup *group = from;
  HenjiManuscriptGroup *copy = g_memdup2 (group, sizeof *group);

  copy->id = g_strdup (group->id);
  pair_copy (copy->intro, group->intro);

  return copy;
}

HenjiManuscript *
henji_manuscript_copy (const HenjiManuscript *self)
{
  HenjiManuscript *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->id = g_strdup (self->id);
  copy->to = g_strdup (self->to);
  copy->when = g_strdup (self->when);
  pair_copy (copy->title, self->title);
  pair_copy (copy->hint, self->hint);
  copy->words = g_strdup (self->words);
  copy->fields = g_ptr_array_copy (self->fields, (GCopyFunc) copy_field, NULL);
  copy->clauses = g_ptr_array_copy (self->clauses, (GCopyFunc) copy_clause, NULL);
  copy->groups = g_ptr_array_copy (self->groups, (GCopyFunc) copy_group, NULL);

  return copy;
}

/* ---- From a template --------------------------------------------------------------------------
 */

static char *
condition_text (const HenjiCondition *condition)
{
  return condition != NULL ? g_strdup (henji_condition_text (condition)) : NULL;
}

/* The pieces as a seller types them. */
static char *
flat (const HenjiTemplate *template, const GArray *pieces)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i <= pieces->len; i++)
    {
      const HenjiPiece *piece;

      for (guint j = 0; j < i; j++)
        {
          const HenjiPiece *outer = &g_array_index (pieces, HenjiPiece, j);

          if (outer->type == HENJI_PIECE_IF && outer->end == i)
            g_string_append (out, "{/}");
        }
      if (i == pieces->len)
        break;

      piece = &g_array_index (pieces, HenjiPiece, i);
      switch (piece->type)
        {
        case HENJI_PIECE_LITERAL:
          g_string_append (out, piece->literal);
          break;
        case HENJI_PIECE_FIELD:
          g_string_append_printf (out, "{%s}",
                                  henji_template_field (template, (guint) piece->index)->id);
          break;
        case HENJI_PIECE_BUILTIN:
          g_string_append_printf (out, "{%s}", henji_builtin_id ((HenjiBuiltin) piece->index));
          break;
        case HENJI_PIECE_BREAK:
          g_string_append_c (out, '\n');
          break;
        case HENJI_PIECE_IF:
          g_string_append_printf (out, "{?%s}", henji_condition_text (piece->condition));
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return out->len > 0 ? g_strdup (out->str) : NULL;
}

static void
flat_pair (const HenjiTemplate *template, const HenjiText *text, char **pair)
{
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    if (text->pieces[both[l]] != NULL)
      pair[both[l]] = flat (template, text->pieces[both[l]]);
}

/* What was borrowed is given back. */
static void
label_pair (const char *ja, const char *en, guint borrowed, char **pair)
{
  if ((borrowed & 1u << HENJI_LANGUAGE_JA) == 0)
    pair[HENJI_LANGUAGE_JA] = g_strdup (ja);
  if ((borrowed & 1u << HENJI_LANGUAGE_EN) == 0)
    pair[HENJI_LANGUAGE_EN] = g_strdup (en);
}

HenjiManuscript *
henji_manuscript_from_template (const HenjiTemplate *template)
{
  HenjiManuscript *self;

  g_return_val_if_fail (template != NULL, NULL);

  self = manuscript_alloc ();
  self->snippet = template->snippet;
  self->id = g_strdup (template->id);
  self->to = g_strdup (template->to);
  self->fault = template->fault;
  self->when = condition_text (template->when);
  self->order = template->order;
  self->rank = template->rank;
  self->kinds = template->kinds;
  pair_copy (self->title, template->title);
  pair_copy (self->hint, template->hint);
  self->words = g_strdup (template->words);

  for (guint i = 0; i < template->fields->len; i++)
    {
      const HenjiFieldSpec *spec = g_ptr_array_index (template->fields, i);
      HenjiManuscriptField *field = g_new0 (HenjiManuscriptField, 1);

      field->id = g_strdup (spec->field.id);
      field->type = spec->field.type;
      field->required = spec->field.required;
      field->promise = spec->field.promise;
      field->default_ = g_strdup (spec->default_);
      label_pair (spec->field.label_ja, spec->field.label_en, spec->borrowed, field->label);
      pair_copy (field->fallback, spec->fallback);
      g_ptr_array_add (self->fields, field);
    }
  for (guint i = 0; i < template->clauses->len; i++)
    {
      const HenjiClauseSpec *spec = g_ptr_array_index (template->clauses, i);
      HenjiManuscriptClause *clause = g_new0 (HenjiManuscriptClause, 1);

      clause->id = g_strdup (spec->clause.id);
      clause->on = condition_text (spec->on);
      clause->needs = condition_text (spec->needs);
      clause->group = spec->group;
      if (!template->snippet)
        label_pair (spec->clause.label_ja, spec->clause.label_en, spec->borrowed, clause->label);
      flat_pair (template, &spec->text, clause->text);
      flat_pair (template, &spec->option, clause->option);
      pair_copy (clause->warning, spec->warning);
      g_ptr_array_add (self->clauses, clause);
    }
  for (guint i = 0; i < template->groups->len; i++)
    {
      const HenjiGroup *spec = g_ptr_array_index (template->groups, i);
      HenjiManuscriptGroup *group = g_new0 (HenjiManuscriptGroup, 1);

      group->id = g_strdup (spec->id);
      flat_pair (template, &spec->intro, group->intro);
      g_ptr_array_add (self->groups, group);
    }

  return self;
}

/* ---- Changing ---------------------------------------------------------------------------------
 */

gboolean
henji_manuscript_is_empty (const HenjiManuscript *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  if (!henji_text_pair_is_blank (self->title) || !henji_text_is_blank (self->words)
      || self->fields->len > 0)
    return FALSE;
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const HenjiManuscriptClause *clause = g_ptr_array_index (self->clauses, i);

      if (!henji_text_pair_is_blank (clause->text) || !henji_text_pair_is_blank (clause->label))
        return FALSE;
    }

  return TRUE;
}

gboolean
henji_manuscript_equal (const HenjiManuscript *a, const HenjiManuscript *b)
{
  g_autofree char *xml_a = henji_manuscript_to_xml (a, NULL, NULL);
  g_autofree char *xml_b = henji_manuscript_to_xml (b, NULL, NULL);

  return xml_a != NULL && g_strcmp0 (xml_a, xml_b) == 0;
}

static gboolean
has_clause (const HenjiManuscript *self, const char *id)
{
  for (guint i = 0; i < self->clauses->len; i++)
    if (strcmp (((HenjiManuscriptClause *) g_ptr_array_index (self->clauses, i))->id, id) == 0)
      return TRUE;
  for (guint i = 0; i < self->groups->len; i++)
    if (strcmp (((HenjiManuscriptGroup *) g_ptr_array_index (self->groups, i))->id, id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
has_field (const HenjiManuscript *self, const char *id)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (strcmp (((HenjiManuscriptField *) g_ptr_array_index (self->fields, i))->id, id) == 0)
      return TRUE;

  return FALSE;
}

guint
henji_manuscript_add_clause (HenjiManuscript *self, int after)
{
  HenjiManuscriptClause *clause;

  g_return_val_if_fail (self != NULL && after < (int) self->clauses->len, 0);

  clause = g_new0 (HenjiManuscriptClause, 1);
  clause->on = g_strdup ("always");
  clause->group = -1;
  if (after >= 0)
    clause->group = ((HenjiManuscriptClause *) g_ptr_array_index (self->clauses, after))->group;
  for (guint n = 1; clause->id == NULL; n++)
    {
      g_autofree char *id = g_strdup_printf ("text-%u", n);

      if (!has_clause (self, id))
        clause->id = g_steal_pointer (&id);
    }
  g_ptr_array_insert (self->clauses, after + 1, clause);

  return (guint) (after + 1);
}

/* A group that nobody is in leaves too: its number is taken by those after it. */
static void
drop_empty_group (HenjiManuscript *self, int group)
{
  for (guint i = 0; i < self->clauses->len; i++)
    if (((HenjiManuscriptClause *) g_ptr_array_index (self->clauses, i))->group == group)
      return;

  g_ptr_array_remove_index (self->groups, (guint) group);
  for (guint i = 0; i < self->clauses->len; i++)
    {
      HenjiManuscriptClause *clause = g_ptr_array_index (self->clauses, i);

      if (clause->group > group)
        clause->group--;
    }
}

void
henji_manuscript_remove_clause (HenjiManuscript *self, guint index)
{
  int group;

  g_return_if_fail (self != NULL && index < self->clauses->len);

  group = ((HenjiManuscriptClause *) g_ptr_array_index (self->clauses, index))->group;
  g_ptr_array_remove_index (self->clauses, index);
  if (group >= 0)
    drop_empty_group (self, group);
}

guint
henji_manuscript_move_clause (HenjiManuscript *self, guint index, gboolean up)
{
  HenjiManuscriptClause *clause, *next;
  int to;

  g_return_val_if_fail (self != NULL && index < self->clauses->len, index);

  clause = g_ptr_array_index (self->clauses, index);
  to = up ? (int) index - 1 : (int) index + 1;
  if (to < 0 || to >= (int) self->clauses->len)
    return index;
  next = g_ptr_array_index (self->clauses, to);
  if (clause->group >= 0 && next->group != clause->group)
    return index;
  while (clause->group < 0 && next->group >= 0)
    {
      int beyond = up ? to - 1 : to + 1;

      if (beyond < 0 || beyond >= (int) self->clauses->len
          || ((HenjiManuscriptClause *) g_ptr_array_index (self->clauses, beyond))->group
                 != next->group)
        break;
      to = beyond;
    }

  g_ptr_array_insert (self->clauses, to, g_ptr_array_steal_index (self->clauses, index));

  return (guint) to;
}

guint
henji_manuscript_add_field (HenjiManuscript *self)
{
  HenjiManuscriptField *field;

  g_return_val_if_fail (self != NULL, 0);

  field = g_new0 (HenjiManuscriptField, 1);
  field->type = HENJI_FIELD_TEXT;
  field->required = TRUE;
  for (guint n = 1; field->id == NULL; n++)
    {
      g_autofree char *id = g_strdup_printf ("field-%u", n);

      if (!has_field (self, id))
        field->id = g_steal_pointer (&id);
    }
  g_ptr_array_add (self->fields, field);

  return self->fields->len - 1;
}

void
henji_manuscript_remove_field (HenjiManuscript *self, guint index)
{
  g_return_if_fail (self != NULL && index < self->fields->len);

  g_ptr_array_remove_index (self->fields, index);
}

/* ---- Renaming a field -------------------------------------------------------------------------
 */

static void
replace (char **text, const char *from, const char *to)
{
  g_auto (GStrv) parts = NULL;

  if (*text == NULL)
    return;
  parts = g_strsplit (*text, from, -1);
  g_free (*text);
  *text = g_strjoinv (to, parts);
}

/* "filled:old" and "one:old" as whole terms of a condition. */
static void
rename_in_condition (char **text, const char *old, const char *id)
{
  g_autofree char *escaped = g_regex_escape_string (old, -1);
  g_autofree char *pattern = g_strdup_printf ("\\b(filled|one):%s(?![a-z0-9-])", escaped);
  g_autofree char *term = g_strconcat ("\\1:", id, NULL);
  g_autoptr (GRegex) regex = NULL;
  char *renamed;

  if (*text == NULL)
    return;
  regex = g_regex_new (pattern, 0, 0, NULL);
  renamed = g_regex_replace (regex, *text, -1, 0, term, 0, NULL);
  g_free (*text);
  *text = renamed;
}

static void
rename_in_texts (char **pair, const char *old, const char *id)
{
  g_autofree char *from = g_strdup_printf ("{%s}", old);
  g_autofree char *to = g_strdup_printf ("{%s}", id);

  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      replace (&pair[both[l]], from, to);
      rename_in_condition (&pair[both[l]], old, id);
    }
}

static gboolean
can_be_field (const HenjiManuscript *self, const char *id, GError **error)
{
  HenjiBuiltin builtin;
  gboolean valid = *id != '\0' && strlen (id) <= MAX_ID;

  for (const char *p = id; valid && *p != '\0'; p++)
    valid = g_ascii_islower (*p) || g_ascii_isdigit (*p) || (*p == '-' && p > id);
  if (!valid)
    {
      henji_template_fail (error, _ ("A name takes small letters a–z, digits and hyphens"));
      return FALSE;
    }
  if (has_field (self, id) || henji_builtin_from_id (id, &builtin))
    {
      henji_template_fail (error, _ ("The name “%s” is taken"), id);
      return FALSE;
    }

  return TRUE;
}

gboolean
henji_manuscript_rename_field (HenjiManuscript *self, guint index, const char *id, GError **error)
{
  HenjiManuscriptField *field;
  g_autofree char *old = NULL;
  g_autofree char *base = NULL;

  g_return_val_if_fail (self != NULL && index < self->fields->len && id != NULL, FALSE);

  field = g_ptr_array_index (self->fields, index);
  if (strcmp (field->id, id) == 0)
    return TRUE;
  if (!can_be_field (self, id, error))
    return FALSE;

  old = field->id;
  field->id = g_strdup (id);
  base = g_strconcat (old, "+", NULL);
  for (guint i = 0; i < self->fields->len; i++)
    {
      HenjiManuscriptField *other = g_ptr_array_index (self->fields, i);

      if (other->default_ != NULL && g_str_has_prefix (other->default_, base))
        {
          char *renamed = g_strconcat (id, other->default_ + strlen (old), NULL);

          g_free (other->default_);
          other->default_ = renamed;
        }
    }
  for (guint i = 0; i < self->clauses->len; i++)
    {
      HenjiManuscriptClause *clause = g_ptr_array_index (self->clauses, i);

      rename_in_condition (&clause->on, old, id);
      rename_in_condition (&clause->needs, old, id);
      rename_in_texts (clause->text, old, id);
      rename_in_texts (clause->option, old, id);
    }
  for (guint i = 0; i < self->groups->len; i++)
    rename_in_texts (((HenjiManuscriptGroup *) g_ptr_array_index (self->groups, i))->intro, old,
                     id);

  return TRUE;
}

const char *
henji_manuscript_value (guint i)
{
  return i < HENJI_N_BUILTINS ? henji_builtin_id ((HenjiBuiltin) i) : NULL;
}

const char *
henji_manuscript_value_label (guint i, HenjiLanguage language)
{
  g_return_val_if_fail (i < HENJI_N_BUILTINS, "");

  return henji_builtin_label ((HenjiBuiltin) i, language);
}

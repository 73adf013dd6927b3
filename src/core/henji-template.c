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

const char *
henji_template_to (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, "buyer");

  return self->to;
}

static HenjiLanguage
reader_language (HenjiLanguage language)
{
  return language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
}

static HenjiLanguage
other (HenjiLanguage language)
{
  return language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA;
}

const char *
henji_template_title (const HenjiTemplate *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, "");

  language = reader_language (language);

  return self->title[language] != NULL ? self->title[language] : self->title[other (language)];
}

const char *
henji_template_hint (const HenjiTemplate *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);

  language = reader_language (language);

  return self->hint[language] != NULL ? self->hint[language] : self->hint[other (language)];
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

  return self->lacks[reader_language (language)];
}

const char *
henji_template_search_words (const HenjiTemplate *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->search_words;
}

gboolean
henji_template_matches (const HenjiTemplate *self, const char *query)
{
  g_return_val_if_fail (self != NULL && query != NULL, FALSE);

  return henji_template_words_match (self->search_words, query);
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

/* Decides the first @n clauses in turn; each may look at those before it. (transfer full) */
static gboolean *
decide (const HenjiTemplate *self,
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

  on = decide (self, choices, context, clause + 1);

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

  on = decide (self, choices, context, clause);
  scope.on = on;

  return is_available (g_ptr_array_index (self->clauses, clause), &scope);
}

const char *
henji_template_clause_warning (const HenjiTemplate *self, guint clause, HenjiLanguage language)
{
  const HenjiClauseSpec *spec;

  g_return_val_if_fail (self != NULL && clause < self->clauses->len, NULL);

  spec = g_ptr_array_index (self->clauses, clause);

  return spec->warning[reader_language (language)];
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

/* How many clauses of a group are on. */
static guint
count_on (const HenjiTemplate *self, int group, const gboolean *on)
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

  on = decide (self, choices, context, self->clauses->len);
  scope.on = on;

  for (guint i = 0; i < self->clauses->len; i++)
    {
      const HenjiClauseSpec *clause = g_ptr_array_index (self->clauses, i);
      gboolean listed = clause->group >= 0 && count_on (self, clause->group, on) > 1;

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

/* ---- Rendering ------------------------------------------------------------------------------ */

typedef struct
{
  HenjiConditionScope scope;
  GPtrArray *unfilled; /* (element-type utf8): ids, each once */
  GString *out;
  GArray *spans;
} Writer;

void
henji_paragraph_free (HenjiParagraph *self)
{
  if (self == NULL)
    return;

  g_free (self->clause);
  g_free (self->text);
  g_array_unref (self->spans);
  g_free (self);
}

static void
note_unfilled (Writer *writer, const char *id)
{
  if (!g_ptr_array_find_with_equal_func (writer->unfilled, id, g_str_equal, NULL))
    g_ptr_array_add (writer->unfilled, g_strdup (id));
}

static void
write_value (Writer *writer, const char *value, int field, gboolean filled)
{
  HenjiSpan span = { (guint) writer->out->len, 0, field, filled };

  if (filled)
    g_string_append (writer->out, value);
  else
    g_string_append_printf (writer->out, "【%s】", value);

  span.end = (guint) writer->out->len;
  g_array_append_val (writer->spans, span);
}

static void
write_field (Writer *writer, guint i)
{
  const HenjiFieldSpec *spec = g_ptr_array_index (writer->scope.template->fields, i);
  HenjiLanguage language = writer->scope.language;
  const HenjiReplyContext *context = writer->scope.context;
  g_autofree char *value = NULL;
  g_autofree char *any = NULL;
  g_autofree char *shown = NULL;

  value
      = henji_template_value (writer->scope.template, i, writer->scope.choices, context, language);
  if (value == NULL && spec->fallback[language] != NULL)
    {
      /* A value in the other language's script fills the field, but is not for this reader. */
      any = henji_template_value (writer->scope.template, i, writer->scope.choices, context,
                                  HENJI_LANGUAGE_OTHER);
      if (any != NULL || !spec->field.required)
        {
          write_value (writer, spec->fallback[language], (int) i, TRUE);
          return;
        }
    }

  if (value == NULL)
    {
      note_unfilled (writer, spec->field.id);
      write_value (writer,
                   language == HENJI_LANGUAGE_JA ? spec->field.label_ja : spec->field.label_en,
                   (int) i, FALSE);
      return;
    }

  shown = henji_field_format (spec->field.type, value, context, language);
  write_value (writer, shown, (int) i, TRUE);
}

static void
write_builtin (Writer *writer, HenjiBuiltin builtin)
{
  HenjiLanguage language = writer->scope.language;
  g_autofree char *value = henji_builtin_value (builtin, writer->scope.context, language);

  if (value == NULL)
    note_unfilled (writer, henji_builtin_id (builtin));
  write_value (writer, value != NULL ? value : henji_builtin_label (builtin, language), -1,
               value != NULL);
}

static gboolean
at_line_start (const Writer *writer)
{
  return writer->out->len == 0 || writer->out->str[writer->out->len - 1] == '\n';
}

/* A snippet may be of several paragraphs. */
static gboolean
ends_in_one_break (const Writer *writer)
{
  return writer->out->len > 0 && !g_str_has_suffix (writer->out->str, "\n\n");
}

static gboolean
ends_in_space (const Writer *writer)
{
  return writer->out->len > 0 && writer->out->str[writer->out->len - 1] == ' ';
}

static void
trim_space (Writer *writer)
{
  while (ends_in_space (writer))
    g_string_truncate (writer->out, writer->out->len - 1);
}

static void
write_text (Writer *writer, const HenjiText *text)
{
  const GArray *pieces = text->pieces[writer->scope.language];

  for (guint i = 0; i < pieces->len; i++)
    {
      const HenjiPiece *piece = &g_array_index (pieces, HenjiPiece, i);
      const char *literal = piece->literal;

      switch (piece->type)
        {
        case HENJI_PIECE_LITERAL:
          /* What stood before it may have been left out. */
          while (*literal == ' ' && (at_line_start (writer) || ends_in_space (writer)))
            literal++;
          g_string_append (writer->out, literal);
          break;
        case HENJI_PIECE_FIELD:
          write_field (writer, (guint) piece->index);
          break;
        case HENJI_PIECE_BUILTIN:
          write_builtin (writer, (HenjiBuiltin) piece->index);
          break;
        case HENJI_PIECE_BREAK:
          trim_space (writer);
          if (!at_line_start (writer)
              || (writer->scope.template->snippet && ends_in_one_break (writer)))
            g_string_append_c (writer->out, '\n');
          break;
        case HENJI_PIECE_IF:
          if (!henji_condition_holds (piece->condition, &writer->scope))
            i = piece->end - 1;
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* What the clause says, or an open place where nobody has written it in this language yet. */
static void
write_clause (Writer *writer, const HenjiClauseSpec *clause, const HenjiText *text)
{
  HenjiLanguage language = writer->scope.language;
  const HenjiTemplate *template = writer->scope.template;
  g_autofree char *missing = NULL;
  g_autofree char *id = NULL;
  const char *label;

  if (text->pieces[language]->len > 0 || text->pieces[other (language)]->len == 0)
    {
      write_text (writer, text);
      return;
    }

  if (template->snippet)
    label = henji_template_title (template, language);
  else
    label = language == HENJI_LANGUAGE_JA ? clause->clause.label_ja : clause->clause.label_en;
  if (language == HENJI_LANGUAGE_JA)
    missing = g_strdup_printf ("日本語の文なし：%s", label);
  else
    missing = g_strdup_printf ("No English yet: %s", label);
  write_value (writer, missing, -1, FALSE);
  id = g_strconcat ("clause:", clause->clause.id, NULL);
  note_unfilled (writer, id);
}

static void
begin_paragraph (Writer *writer)
{
  writer->out = g_string_new (NULL);
  writer->spans = g_array_new (FALSE, FALSE, sizeof (HenjiSpan));
}

static void
end_paragraph (Writer *writer, const char *clause, GPtrArray *paragraphs)
{
  HenjiParagraph *paragraph;

  trim_space (writer);
  while (writer->out->len > 0 && at_line_start (writer))
    g_string_truncate (writer->out, writer->out->len - 1);

  if (writer->out->len == 0)
    {
      g_string_free (g_steal_pointer (&writer->out), TRUE);
      g_clear_pointer (&writer->spans, g_array_unref);
      return;
    }

  paragraph = g_new0 (HenjiParagraph, 1);
  paragraph->clause = g_strdup (clause);
  paragraph->text = g_string_free (g_steal_pointer (&writer->out), FALSE);
  paragraph->spans = g_steal_pointer (&writer->spans);
  g_ptr_array_add (paragraphs, paragraph);
}

static void
render_frames (Writer *writer, const HenjiTemplate *self, gboolean at_end, GPtrArray *paragraphs)
{
  for (guint i = 0; self->common != NULL && i < self->common->frames->len; i++)
    {
      const HenjiFrame *frame = g_ptr_array_index (self->common->frames, i);

      if (frame->at_end != at_end || strcmp (frame->to, self->to) != 0
          || (frame->when != NULL && !henji_condition_holds (frame->when, &writer->scope)))
        continue;

      begin_paragraph (writer);
      write_text (writer, &frame->text);
      end_paragraph (writer, frame->id, paragraphs);
    }
}

/* One paragraph: a sentence when one option is on, else the numbered list. */
static void
render_group (Writer *writer,
              const HenjiTemplate *self,
              int group,
              const GArray *sequence,
              GPtrArray *paragraphs)
{
  const gboolean *on = writer->scope.on;
  const HenjiGroup *options = g_ptr_array_index (self->groups, group);
  guint n = count_on (self, group, on);
  guint number = 0;

  begin_paragraph (writer);
  if (n > 1)
    write_text (writer, &options->intro);

  for (guint k = 0; k < sequence->len; k++)
    {
      guint i = g_array_index (sequence, guint, k);
      const HenjiClauseSpec *clause = g_ptr_array_index (self->clauses, i);

      if (clause->group != group || !on[i])
        continue;
      if (n > 1)
        {
          trim_space (writer);
          g_string_append_printf (writer->out, "\n%u. ", ++number);
        }
      write_clause (writer, clause, n > 1 ? &clause->option : &clause->text);
    }

  end_paragraph (writer, options->id, paragraphs);
}

GPtrArray *
henji_template_render (const HenjiTemplate *self,
                       const HenjiChoices *choices,
                       const HenjiReplyContext *context,
                       HenjiLanguage language,
                       char ***unfilled)
{
  GPtrArray *paragraphs;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GArray) sequence = NULL;
  g_autofree gboolean *on = NULL;
  Writer writer = { 0 };
  int last_group = -1;

  g_return_val_if_fail (self != NULL && context != NULL, NULL);

  paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_paragraph_free);
  open = g_ptr_array_new_with_free_func (g_free);
  on = decide (self, choices, context, self->clauses->len);
  writer.unfilled = open;
  writer.scope
      = (HenjiConditionScope){ self, choices, context, reader_language (language), on, FALSE };

  sequence = henji_template_sequence (self, choices);
  render_frames (&writer, self, FALSE, paragraphs);
  for (guint k = 0; k < sequence->len; k++)
    {
      guint i = g_array_index (sequence, guint, k);
      const HenjiClauseSpec *clause = g_ptr_array_index (self->clauses, i);

      if (clause->group >= 0)
        {
          if (clause->group != last_group)
            render_group (&writer, self, clause->group, sequence, paragraphs);
          last_group = clause->group;
        }
      else if (on[i])
        {
          begin_paragraph (&writer);
          write_clause (&writer, clause, &clause->text);
          end_paragraph (&writer, clause->clause.id, paragraphs);
        }
    }
  render_frames (&writer, self, TRUE, paragraphs);

  if (unfilled != NULL)
    {
      *unfilled = g_new0 (char *, open->len + 1);
      for (guint i = 0; i < open->len; i++)
        (*unfilled)[i] = g_strdup (g_ptr_array_index (open, i));
    }

  return paragraphs;
}

char *
henji_paragraphs_join (const GPtrArray *paragraphs)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (paragraphs != NULL, g_string_free (text, FALSE));

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const HenjiParagraph *paragraph = g_ptr_array_index (paragraphs, i);

      if (i > 0)
        g_string_append (text, "\n\n");
      g_string_append (text, paragraph->text);
    }

  return g_string_free (text, FALSE);
}

/* henji-template-render.c: what the clauses that are on say, in one language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-template"

#include "config.h"

#include "henji-template-private.h"

#include <string.h>

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

  if (text->pieces[language]->len > 0 || text->pieces[henji_template_other (language)]->len == 0)
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
  guint n = henji_template_count_on (self, group, on);
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
  on = henji_template_decide (self, choices, context, self->clauses->len);
  writer.unfilled = open;
  writer.scope = (HenjiConditionScope){ self, choices, context, henji_template_reader (language),
                                        on,   FALSE };

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

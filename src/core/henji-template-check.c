/* henji-template-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must hold for a template as a whole, before anybody writes with it.
 */
#define G_LOG_DOMAIN "henji-template"

#include "config.h"

#include "henji-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const HenjiLanguage both[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

void
henji_template_fail (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_propagate_error (
      error, g_error_new_valist (HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE, format, args));
  va_end (args);
}

/* The fields and built-in values a text uses, a bit each. */
static guint64
placeholders (const GArray *pieces)
{
  guint64 bits = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const HenjiPiece *piece = &g_array_index (pieces, HenjiPiece, i);

      if (piece->type == HENJI_PIECE_FIELD)
        bits |= G_GUINT64_CONSTANT (1) << MIN (piece->index, 47);
      else if (piece->type == HENJI_PIECE_BUILTIN)
        bits |= G_GUINT64_CONSTANT (1) << (48 + piece->index);
    }

  return bits;
}

/* A shipment's particulars stand only under a condition that they are known. */
static gboolean
check_shipment (const GArray *pieces, guint i, const HenjiCondition *needs, GError **error)
{
  const HenjiPiece *piece = &g_array_index (pieces, HenjiPiece, i);
  HenjiBuiltin builtin = (HenjiBuiltin) piece->index;

  if (piece->type != HENJI_PIECE_BUILTIN || !henji_builtin_asserts_shipment (builtin))
    return TRUE;
  if (needs != NULL && henji_condition_needs (needs, builtin))
    return TRUE;

  for (guint j = 0; j < i; j++)
    {
      const HenjiPiece *outer = &g_array_index (pieces, HenjiPiece, j);

      if (outer->type == HENJI_PIECE_IF && outer->end > i
          && henji_condition_needs (outer->condition, builtin))
        return TRUE;
    }

  henji_template_fail (error, _ ("{%s} needs the condition has:%s"), henji_builtin_id (builtin),
                       henji_builtin_id (builtin));

  return FALSE;
}

static gboolean
check_text (const HenjiTemplate *template,
            const HenjiText *checked,
            const HenjiCondition *needs,
            const char *element,
            int owner_line,
            int *line,
            GError **error)
{
  *line = owner_line;
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      const GArray *pieces = checked->pieces[both[l]];

      if (pieces == NULL || pieces->len == 0)
        {
          if (template->own)
            continue;
          henji_template_fail (error, _ ("<%s> is missing in the language “%s”"), element,
                               henji_language_id (both[l]));
          return FALSE;
        }

      for (guint i = 0; i < pieces->len; i++)
        {
          const HenjiPiece *piece = &g_array_index (pieces, HenjiPiece, i);

          *line = piece->line;
          if (piece->type == HENJI_PIECE_IF
              && !henji_condition_resolve (piece->condition, template, template->clauses->len,
                                           error))
            return FALSE;
          if (!template->own && !check_shipment (pieces, i, needs, error))
            return FALSE;
        }
    }

  *line = owner_line;
  if (template->own)
    return TRUE;
  if (placeholders (checked->pieces[HENJI_LANGUAGE_JA])
      != placeholders (checked->pieces[HENJI_LANGUAGE_EN]))
    {
      henji_template_fail (error, _ ("<%s> uses other placeholders in Japanese than in English"),
                           element);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_pair (const HenjiTemplate *template,
            const char *ja,
            const char *en,
            const char *element,
            GError **error)
{
  if ((ja != NULL && en != NULL) || template->own)
    return TRUE;

  henji_template_fail (error, _ ("<%s> is missing in the language “%s”"), element,
                       ja == NULL ? "ja" : "en");

  return FALSE;
}

static gboolean
check_clause (const HenjiTemplate *template, guint i, int *line, GError **error)
{
  const HenjiClauseSpec *clause = g_ptr_array_index (template->clauses, i);

  *line = clause->line;
  if (!check_pair (template, clause->clause.label_ja, clause->clause.label_en, "label", error))
    return FALSE;
  if ((clause->warning[1] != NULL || clause->warning[2] != NULL)
      && !check_pair (template, clause->warning[1], clause->warning[2], "warning", error))
    return FALSE;
  if ((clause->on != NULL && !henji_condition_resolve (clause->on, template, i, error))
      || (clause->needs != NULL && !henji_condition_resolve (clause->needs, template, i, error)))
    return FALSE;
  if (!check_text (template, &clause->text, clause->needs, "text", clause->line, line, error))
    return FALSE;

  return clause->group < 0
         || check_text (template, &clause->option, clause->needs, "option", clause->line, line,
                        error);
}

/* ---- What one language may lack ----------------------------------------------------------------
 */

/* Fills what is missing so that nobody has to ask, and notes it. */
static void
complete_text (HenjiTemplate *template, HenjiText *text)
{
  gboolean any = FALSE;

  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      if (text->pieces[both[l]] == NULL)
        text->pieces[both[l]] = g_array_new (FALSE, TRUE, sizeof (HenjiPiece));
      any = any || text->pieces[both[l]]->len > 0;
    }
  for (guint l = 0; any && l < G_N_ELEMENTS (both); l++)
    if (text->pieces[both[l]]->len == 0)
      template->lacks[both[l]] = TRUE;
}

/* A label comes from the other language, or else from the title. */
static void
complete_label (HenjiTemplate *template, char **ja, char **en, guint *borrowed)
{
  char **labels[] = { [HENJI_LANGUAGE_JA] = ja, [HENJI_LANGUAGE_EN] = en };

  *borrowed = (*ja == NULL) << HENJI_LANGUAGE_JA | (*en == NULL) << HENJI_LANGUAGE_EN;
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    if (*borrowed & 1u << both[l])
      {
        const char *other = *labels[both[1 - l]];

        *labels[both[l]]
            = g_strdup (other != NULL ? other : henji_template_title (template, both[l]));
      }
}

static void
complete (HenjiTemplate *template)
{
  for (guint i = 0; i < template->fields->len; i++)
    {
      HenjiFieldSpec *field = g_ptr_array_index (template->fields, i);

      complete_label (template, &field->field.label_ja, &field->field.label_en, &field->borrowed);
    }
  for (guint i = 0; i < template->clauses->len; i++)
    {
      HenjiClauseSpec *clause = g_ptr_array_index (template->clauses, i);

      complete_label (template, &clause->clause.label_ja, &clause->clause.label_en,
                      &clause->borrowed);
      complete_text (template, &clause->text);
      if (clause->group >= 0)
        complete_text (template, &clause->option);
    }
  for (guint i = 0; i < template->groups->len; i++)
    complete_text (template, &((HenjiGroup *) g_ptr_array_index (template->groups, i))->intro);
}

static gboolean
check_own (const HenjiTemplate *template, GError **error)
{
  const HenjiText *text;

  if (template->title[HENJI_LANGUAGE_JA] == NULL && template->title[HENJI_LANGUAGE_EN] == NULL)
    {
      henji_template_fail (error, _ ("A title is missing"));
      return FALSE;
    }
  if (!template->snippet)
    return TRUE;

  text = &((HenjiClauseSpec *) g_ptr_array_index (template->clauses, 0))->text;
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    if (text->pieces[both[l]] != NULL && text->pieces[both[l]]->len > 0)
      return TRUE;

  henji_template_fail (error, _ ("The text is missing"));

  return FALSE;
}

gboolean
henji_template_check (HenjiTemplate *template, int *line, GError **error)
{
  *line = 1;
  if (template->id == NULL)
    {
      henji_template_fail (error, _ ("There is no text in the file"));
      return FALSE;
    }
  *line = MAX (template->line, 1);
  if (strcmp (template->id, "common") != 0
      && (!check_pair (template, template->title[1], template->title[2], "title", error)
          || (!template->snippet
              && !check_pair (template, template->hint[1], template->hint[2], "hint", error))))
    return FALSE;
  if (template->own && !check_own (template, error))
    return FALSE;
  if (template->clauses->len > 60)
    {
      henji_template_fail (error, _ ("A situation has at most 60 clauses"));
      return FALSE;
    }
  if (template->fields->len > 40)
    {
      henji_template_fail (error, _ ("A situation has at most 40 fields"));
      return FALSE;
    }
  if (template->when != NULL && !henji_condition_resolve (template->when, template, 0, error))
    return FALSE;

  for (guint i = 0; i < template->fields->len; i++)
    {
      const HenjiFieldSpec *field = g_ptr_array_index (template->fields, i);

      *line = field->line;
      if (!check_pair (template, field->field.label_ja, field->field.label_en, "label", error))
        return FALSE;
      if ((field->fallback[1] != NULL || field->fallback[2] != NULL)
          && !check_pair (template, field->fallback[1], field->fallback[2], "fallback", error))
        return FALSE;
    }

  for (guint i = 0; i < template->clauses->len; i++)
    if (!check_clause (template, i, line, error))
      return FALSE;

  for (guint i = 0; i < template->groups->len; i++)
    {
      const HenjiGroup *group = g_ptr_array_index (template->groups, i);

      if (!check_text (template, &group->intro, NULL, "intro", group->line, line, error))
        return FALSE;
    }

  for (guint i = 0; i < template->frames->len; i++)
    {
      const HenjiFrame *frame = g_ptr_array_index (template->frames, i);

      *line = frame->line;
      if ((frame->when != NULL && !henji_condition_resolve (frame->when, template, 0, error))
          || !check_text (template, &frame->text, frame->when, "text", frame->line, line, error))
        return FALSE;
    }

  if (template->own)
    complete (template);

  return TRUE;
}

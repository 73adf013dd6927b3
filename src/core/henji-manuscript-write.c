/* henji-manuscript-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From what somebody typed to the file, to the template, and to what to tell them.
 */
#define G_LOG_DOMAIN "henji-manuscript"

#include "config.h"

#include "henji-manuscript.h"

#include "henji-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const HenjiLanguage both[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

/* Each part stands on a line of its own: so a fault of the reader has its place. */
typedef struct
{
  GString *out;
  GArray *places; /* of HenjiManuscriptPlace, of each line that is written */
  HenjiManuscriptPlace place;
} Writer;

static void
append_escaped (GString *out, const char *text, gsize length)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) && c < 0x80)
        g_string_append_c (clean, ' ');
      else if (!g_unichar_iscntrl (c) && !henji_template_is_hostile (c))
        g_string_append_unichar (clean, c);
    }
  escaped = g_markup_escape_text (clean->str, (gssize) clean->len);
  g_string_append (out, escaped);
}

static void
end_line (Writer *writer)
{
  g_string_append_c (writer->out, '\n');
  g_array_append_val (writer->places, writer->place);
}

static void
add_attribute (Writer *writer, const char *name, const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (writer->out, " %s=\"", name);
  append_escaped (writer->out, value, strlen (value));
  g_string_append_c (writer->out, '"');
}

/* Words without placeholders, in both languages. */
static void
add_words (Writer *writer,
           HenjiManuscriptPart part,
           const char *indent,
           const char *element,
           char *const *pair)
{
  writer->place.part = part;
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      const char *text = pair[both[l]];

      if (henji_text_is_blank (text))
        continue;
      writer->place.language = both[l];
      g_string_append_printf (writer->out, "%s<%s xml:lang=\"%s\">", indent, element,
                              henji_language_id (both[l]));
      append_escaped (writer->out, text, strlen (text));
      g_string_append_printf (writer->out, "</%s>", element);
      end_line (writer);
    }
  writer->place.language = HENJI_LANGUAGE_OTHER;
}

/* A typed text: line breaks and conditions become elements. */
static gboolean
append_text (GString *out, const char *text, GError **error)
{
  int depth = 0;

  for (const char *p = text; *p != '\0';)
    {
      gsize plain = strcspn (p, "{\n");
      const char *close;

      append_escaped (out, p, plain);
      p += plain;
      if (*p == '\n')
        {
          g_string_append (out, "<br/>");
          p++;
          continue;
        }
      if (*p == '\0')
        break;
      close = strchr (p, '}');
      if (close == NULL)
        {
          henji_template_fail (error, _ ("A { has no }"));
          return FALSE;
        }
      if (p[1] == '?')
        {
          g_string_append (out, "<if when=\"");
          append_escaped (out, p + 2, (gsize) (close - p - 2));
          g_string_append (out, "\">");
          depth++;
        }
      else if (close == p + 2 && p[1] == '/')
        {
          if (--depth < 0)
            {
              henji_template_fail (error, _ ("{/} ends a condition that {?…} did not begin"));
              return FALSE;
            }
          g_string_append (out, "</if>");
        }
      else
        append_escaped (out, p, (gsize) (close + 1 - p));
      p = close + 1;
    }

  if (depth > 0)
    {
      henji_template_fail (error, _ ("A condition {?…} is not ended by {/}"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
add_text (Writer *writer,
          HenjiManuscriptPart part,
          const char *indent,
          const char *element,
          char *const *pair,
          GError **error)
{
  writer->place.part = part;
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      g_autofree char *text = NULL;

      if (henji_text_is_blank (pair[both[l]]))
        continue;
      text = g_strchomp (g_strdup (pair[both[l]]));
      writer->place.language = both[l];
      g_string_append_printf (writer->out, "%s<%s xml:lang=\"%s\">", indent, element,
                              henji_language_id (both[l]));
      if (!append_text (writer->out, text, error))
        return FALSE;
      g_string_append_printf (writer->out, "</%s>", element);
      end_line (writer);
    }
  writer->place.language = HENJI_LANGUAGE_OTHER;

  return TRUE;
}

static void
add_field (Writer *writer, const HenjiManuscriptField *field)
{
  writer->place.part = HENJI_MANUSCRIPT_FIELD;
  g_string_append (writer->out, "  <field");
  add_attribute (writer, "id", field->id);
  add_attribute (writer, "type", henji_field_type_id (field->type));
  add_attribute (writer, "required", field->required ? NULL : "no");
  add_attribute (writer, "promise", field->promise ? "yes" : NULL);
  add_attribute (writer, "default", field->default_);
  g_string_append_c (writer->out, '>');
  end_line (writer);
  add_words (writer, HENJI_MANUSCRIPT_FIELD, "    ", "label", field->label);
  add_words (writer, HENJI_MANUSCRIPT_FIELD, "    ", "fallback", field->fallback);
  g_string_append (writer->out, "  </field>");
  end_line (writer);
}

static gboolean
add_clause (Writer *writer, const HenjiManuscriptClause *clause, GError **error)
{
  writer->place.part = HENJI_MANUSCRIPT_LABEL;
  g_string_append (writer->out, "  <clause");
  add_attribute (writer, "id", clause->id);
  add_attribute (writer, "on", clause->on);
  add_attribute (writer, "needs", clause->needs);
  g_string_append_c (writer->out, '>');
  end_line (writer);
  add_words (writer, HENJI_MANUSCRIPT_LABEL, "    ", "label", clause->label);
  if (!add_text (writer, HENJI_MANUSCRIPT_OPTION, "    ", "option", clause->option, error)
      || !add_text (writer, HENJI_MANUSCRIPT_TEXT, "    ", "text", clause->text, error))
    return FALSE;
  add_words (writer, HENJI_MANUSCRIPT_LABEL, "    ", "warning", clause->warning);
  writer->place.part = HENJI_MANUSCRIPT_LABEL;
  g_string_append (writer->out, "  </clause>");
  end_line (writer);

  return TRUE;
}

static gboolean
add_clauses (Writer *writer, const HenjiManuscript *self, GError **error)
{
  int open = -1;

  for (guint i = 0; i <= self->clauses->len; i++)
    {
      const HenjiManuscriptClause *clause
          = i < self->clauses->len ? g_ptr_array_index (self->clauses, i) : NULL;
      int group = clause != NULL ? clause->group : -1;

      if (group != open)
        {
          if (open >= 0)
            {
              g_string_append (writer->out, "  </options>");
              end_line (writer);
            }
          if (group >= 0)
            {
              const HenjiManuscriptGroup *options = g_ptr_array_index (self->groups, group);

              writer->place.index = (guint) group;
              writer->place.part = HENJI_MANUSCRIPT_INTRO;
              g_string_append (writer->out, "  <options");
              add_attribute (writer, "id", options->id);
              g_string_append_c (writer->out, '>');
              end_line (writer);
              if (!add_text (writer, HENJI_MANUSCRIPT_INTRO, "    ", "intro", options->intro,
                             error))
                return FALSE;
            }
          open = group;
        }
      writer->place.index = i;
      if (clause != NULL && !add_clause (writer, clause, error))
        return FALSE;
    }

  return TRUE;
}

static void
add_kinds (Writer *writer, guint32 kinds)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
    if (kinds & 1u << kind)
      g_ptr_array_add (ids, (gpointer) henji_kind_id ((HenjiKind) kind));
  g_ptr_array_add (ids, NULL);
  joined = g_strjoinv (" ", (char **) ids->pdata);
  add_attribute (writer, "kinds", joined);
}

static gboolean
write_all (Writer *writer, const HenjiManuscript *self, GError **error)
{
  const char *root = self->snippet ? "snippet" : "situation";

  g_string_append_printf (writer->out, "<%s", root);
  add_attribute (writer, "id", self->id);
  if (!self->snippet)
    {
      g_autofree char *order = g_strdup_printf ("%d", self->order);
      g_autofree char *rank = g_strdup_printf ("%d", self->rank);

      add_kinds (writer, self->kinds);
      add_attribute (writer, "order", order);
      if (self->rank != HENJI_TEMPLATE_RANK)
        add_attribute (writer, "rank", rank);
      add_attribute (writer, "to", g_strcmp0 (self->to, "buyer") != 0 ? self->to : NULL);
      add_attribute (writer, "fault",
                     self->fault != HENJI_FAULT_NONE ? henji_fault_id (self->fault) : NULL);
      add_attribute (writer, "when", self->when);
    }
  g_string_append_c (writer->out, '>');
  end_line (writer);

  add_words (writer, HENJI_MANUSCRIPT_TITLE, "  ", "title", self->title);
  add_words (writer, HENJI_MANUSCRIPT_TITLE, "  ", "hint", self->hint);
  if (!henji_text_is_blank (self->words))
    {
      g_string_append (writer->out, "  <words>");
      append_escaped (writer->out, self->words, strlen (self->words));
      g_string_append (writer->out, "</words>");
      end_line (writer);
    }
  if (self->snippet)
    {
      const HenjiManuscriptClause *clause = g_ptr_array_index (self->clauses, 0);

      if (!add_text (writer, HENJI_MANUSCRIPT_TEXT, "  ", "text", clause->text, error))
        return FALSE;
    }
  else
    {
      for (guint i = 0; i < self->fields->len; i++)
        {
          writer->place.index = i;
          add_field (writer, g_ptr_array_index (self->fields, i));
        }
      if (!add_clauses (writer, self, error))
        return FALSE;
    }
  g_string_append_printf (writer->out, "</%s>\n", root);

  return TRUE;
}

static char *
to_xml (const HenjiManuscript *self, GArray *places, HenjiManuscriptPlace *place, GError **error)
{
  Writer writer = { .out = g_string_new (NULL), .places = places };

  if (!write_all (&writer, self, error))
    {
      if (place != NULL)
        *place = writer.place;
      g_string_free (writer.out, TRUE);
      return NULL;
    }

  return g_string_free (writer.out, FALSE);
}

char *
henji_manuscript_to_xml (const HenjiManuscript *self, HenjiManuscriptPlace *place, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (HenjiManuscriptPlace));

  g_return_val_if_fail (self != NULL, NULL);

  return to_xml (self, places, place, error);
}

/* Where the line of the file stands in the manuscript. What is not there has no line. */
static HenjiManuscriptPlace
place_of (const HenjiManuscript *self, const GArray *places, int line)
{
  HenjiManuscriptPlace place = { HENJI_MANUSCRIPT_WHOLE, 0, HENJI_LANGUAGE_OTHER };

  if (henji_text_pair_is_blank (self->title))
    place.part = HENJI_MANUSCRIPT_TITLE;
  else if (self->snippet
           && henji_text_pair_is_blank (
               ((HenjiManuscriptClause *) g_ptr_array_index (self->clauses, 0))->text))
    place.part = HENJI_MANUSCRIPT_TEXT;
  else if (line > 1 && (guint) line <= places->len)
    place = g_array_index (places, HenjiManuscriptPlace, line - 1);

  return place;
}

HenjiTemplate *
henji_manuscript_read (const HenjiManuscript *self,
                       const HenjiTemplate *common,
                       HenjiManuscriptPlace *place,
                       GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (HenjiManuscriptPlace));
  g_autofree char *xml = NULL;
  HenjiTemplate *template;
  int line;

  g_return_val_if_fail (self != NULL, NULL);

  xml = to_xml (self, places, place, error);
  if (xml == NULL)
    return NULL;

  template = henji_template_read (common, xml, strlen (xml), TRUE, &line, error);
  if (template == NULL && place != NULL)
    *place = place_of (self, places, line);

  return template;
}

/* ---- Notes ------------------------------------------------------------------------------------
 */

static void
note_free (HenjiManuscriptNote *note)
{
  g_free (note->words);
  g_free (note);
}

static void
add_note (GPtrArray *notes, HenjiManuscriptPlace place, char *words)
{
  HenjiManuscriptNote *note = g_new0 (HenjiManuscriptNote, 1);

  note->place = place;
  note->words = words;
  g_ptr_array_add (notes, note);
}

/* Notes when one language is there and the other is not. */
static gboolean
note_missing (GPtrArray *notes, HenjiManuscriptPart part, guint index, char *const *pair)
{
  gboolean no_ja = henji_text_is_blank (pair[HENJI_LANGUAGE_JA]);
  gboolean no_en = henji_text_is_blank (pair[HENJI_LANGUAGE_EN]);

  if (no_ja == no_en)
    return no_ja;
  add_note (notes,
            (HenjiManuscriptPlace){ part, index, no_ja ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN },
            g_strdup (no_ja ? _ ("Japanese is missing") : _ ("English is missing")));

  return TRUE;
}

/* (transfer full): the values a text names, each once. */
static GHashTable *
values_in (const char *text)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *open;

  while (text != NULL && (open = strchr (text, '{')) != NULL)
    {
      const char *close = strchr (open, '}');

      if (close == NULL)
        break;
      if (open[1] != '?' && open[1] != '/')
        g_hash_table_add (values, g_strndup (open + 1, (gsize) (close - open - 1)));
      text = close + 1;
    }

  return values;
}

static void
note_values (GPtrArray *notes, HenjiManuscriptPart part, guint index, char *const *pair)
{
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      g_autoptr (GHashTable) said = values_in (pair[both[l]]);
      g_autoptr (GHashTable) here = values_in (pair[both[1 - l]]);
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, said);
      while (g_hash_table_iter_next (&iter, &value, NULL))
        if (!g_hash_table_contains (here, value))
          {
            add_note (notes, (HenjiManuscriptPlace){ part, index, both[1 - l] },
                      g_strdup_printf (both[l] == HENJI_LANGUAGE_JA
                                           ? _ ("{%s} stands in the Japanese text alone")
                                           : _ ("{%s} stands in the English text alone"),
                                       (const char *) value));
            return;
          }
    }
}

static void
note_text (GPtrArray *notes, HenjiManuscriptPart part, guint index, char *const *pair)
{
  if (!note_missing (notes, part, index, pair))
    note_values (notes, part, index, pair);
}

GPtrArray *
henji_manuscript_notes (const HenjiManuscript *self)
{
  GPtrArray *notes;

  g_return_val_if_fail (self != NULL, NULL);

  notes = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
  note_missing (notes, HENJI_MANUSCRIPT_TITLE, 0, self->title);
  for (guint i = 0; i < self->fields->len; i++)
    note_missing (notes, HENJI_MANUSCRIPT_FIELD, i,
                  ((HenjiManuscriptField *) g_ptr_array_index (self->fields, i))->label);
  for (guint i = 0; i < self->groups->len; i++)
    note_text (notes, HENJI_MANUSCRIPT_INTRO, i,
               ((HenjiManuscriptGroup *) g_ptr_array_index (self->groups, i))->intro);
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const HenjiManuscriptClause *clause = g_ptr_array_index (self->clauses, i);

      if (!self->snippet)
        note_missing (notes, HENJI_MANUSCRIPT_LABEL, i, clause->label);
      note_text (notes, HENJI_MANUSCRIPT_TEXT, i, clause->text);
      if (clause->group >= 0)
        note_text (notes, HENJI_MANUSCRIPT_OPTION, i, clause->option);
    }

  return notes;
}

/* henji-template-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads one text of a template into pieces: words, placeholders, line breaks, conditions.
 */
#define G_LOG_DOMAIN "henji-template"

#include "config.h"

#include "henji-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_IF_DEPTH 8

void
henji_text_reader_init (HenjiTextReader *reader, const HenjiTemplate *template)
{
  *reader = (HenjiTextReader){ .template = template };
  reader->ifs = g_array_new (FALSE, FALSE, sizeof (guint));
  reader->literal = g_string_new (NULL);
}

void
henji_text_reader_clear (HenjiTextReader *reader)
{
  g_string_free (reader->literal, TRUE);
  g_array_unref (reader->ifs);
}

static void
piece_clear (HenjiPiece *piece)
{
  g_free (piece->literal);
  henji_condition_free (piece->condition);
}

static GArray *
pieces_of (const HenjiTextReader *reader)
{
  return reader->text->pieces[reader->language];
}

static void
flush_literal (HenjiTextReader *reader, int line)
{
  HenjiPiece piece = { .type = HENJI_PIECE_LITERAL, .line = line };

  if (reader->literal->len == 0)
    return;

  piece.literal = g_strdup (reader->literal->str);
  g_string_truncate (reader->literal, 0);
  g_array_append_val (pieces_of (reader), piece);
}

/* White space is written late: between Japanese characters a line break of the file is nothing. */
static void
write_space (HenjiTextReader *reader, gunichar next)
{
  if (reader->space && reader->last != 0
      && (reader->language == HENJI_LANGUAGE_EN || !reader->line_break
          || (reader->last < 0x80 && next < 0x80)))
    g_string_append_c (reader->literal, ' ');

  reader->space = reader->line_break = FALSE;
  reader->last = next;
}

static gboolean
add_placeholder (HenjiTextReader *reader, const char *id, int line, GError **error)
{
  HenjiPiece piece = { .line = line };
  HenjiBuiltin builtin;

  piece.index = henji_template_find_field (reader->template, id);
  if (piece.index >= 0)
    {
      piece.type = HENJI_PIECE_FIELD;
    }
  else if (henji_builtin_from_id (id, &builtin))
    {
      piece.type = HENJI_PIECE_BUILTIN;
      piece.index = (int) builtin;
    }
  else
    {
      henji_template_fail (error, _ ("The placeholder {%s} is not defined"), id);
      return FALSE;
    }

  write_space (reader, 'x');
  flush_literal (reader, line);
  g_array_append_val (pieces_of (reader), piece);

  return TRUE;
}

gboolean
henji_text_reader_add (
    HenjiTextReader *reader, const char *text, gsize length, int line, GError **error)
{
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
        {
          reader->space = TRUE;
          reader->line_break = reader->line_break || c == '\n';
        }
      else if (c == '{')
        {
          const char *close = memchr (p, '}', end - p);
          g_autofree char *id = close != NULL ? g_strndup (p + 1, close - p - 1) : NULL;

          if (id == NULL)
            {
              henji_template_fail (error, _ ("A { has no }"));
              return FALSE;
            }
          if (!add_placeholder (reader, id, line, error))
            return FALSE;
          p = close;
        }
      else if (c == '}')
        {
          henji_template_fail (error, _ ("A } has no {"));
          return FALSE;
        }
      else
        {
          write_space (reader, c);
          g_string_append_unichar (reader->literal, c);
        }
    }

  return TRUE;
}

void
henji_text_reader_begin (HenjiTextReader *reader, HenjiText *text, HenjiLanguage language)
{
  reader->text = text;
  reader->language = language;
  reader->space = reader->line_break = FALSE;
  reader->last = 0;
  g_array_set_size (reader->ifs, 0);

  text->pieces[language] = g_array_new (FALSE, TRUE, sizeof (HenjiPiece));
  g_array_set_clear_func (text->pieces[language], (GDestroyNotify) piece_clear);
}

gboolean
henji_text_reader_begin_if (HenjiTextReader *reader, const char *when, int line, GError **error)
{
  HenjiPiece piece = { .type = HENJI_PIECE_IF, .line = line };
  guint index = pieces_of (reader)->len;

  if (reader->ifs->len >= MAX_IF_DEPTH)
    {
      henji_template_fail (error, _ ("Conditions are nested too deeply"));
      return FALSE;
    }

  piece.condition = henji_condition_parse (when, line, error);
  if (piece.condition == NULL)
    return FALSE;

  /* The space before belongs to what stands before: the part may be left out. Writing never puts
   * two side by side. */
  if (reader->space)
    write_space (reader, reader->last);
  flush_literal (reader, line);
  index = pieces_of (reader)->len;
  g_array_append_val (reader->ifs, index);
  g_array_append_val (pieces_of (reader), piece);

  return TRUE;
}

void
henji_text_reader_end_if (HenjiTextReader *reader, int line)
{
  guint index = g_array_index (reader->ifs, guint, reader->ifs->len - 1);

  flush_literal (reader, line);
  g_array_set_size (reader->ifs, reader->ifs->len - 1);
  g_array_index (pieces_of (reader), HenjiPiece, index).end = pieces_of (reader)->len;
}

void
henji_text_reader_break (HenjiTextReader *reader, int line)
{
  HenjiPiece piece = { .type = HENJI_PIECE_BREAK, .line = line };

  flush_literal (reader, line);
  g_array_append_val (pieces_of (reader), piece);
  reader->space = reader->line_break = FALSE;
  reader->last = 0;
}

void
henji_text_reader_end (HenjiTextReader *reader, int line)
{
  flush_literal (reader, line);
  reader->text = NULL;
}

gboolean
henji_text_is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

gboolean
henji_text_pair_is_blank (char *const *pair)
{
  return henji_text_is_blank (pair[HENJI_LANGUAGE_JA])
         && henji_text_is_blank (pair[HENJI_LANGUAGE_EN]);
}

/* henji-reply-snippet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-snippet"

#include "config.h"

#include "henji-reply-snippet.h"

#include <string.h>

/* The character before @p, or a line break at the start. */
static gunichar
before (const char *text, const char *p)
{
  return p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : '\n';
}

/* The character at @p, or a line break at the end. */
static gunichar
after (const char *p)
{
  return *p != '\0' ? g_utf8_get_char (p) : '\n';
}

HenjiInsertion
henji_insertion_at (const char *text, int offset)
{
  const char *p;

  g_return_val_if_fail (text != NULL, HENJI_INSERTION_PARAGRAPH);

  p = g_utf8_offset_to_pointer (text, offset);

  return before (text, p) == '\n' || after (p) == '\n' ? HENJI_INSERTION_PARAGRAPH
                                                       : HENJI_INSERTION_INSIDE;
}

/* How many line breaks stand directly before @p, at most two. */
static int
breaks_before (const char *text, const char *p)
{
  int n = 0;

  while (n < 2 && p > text && p[-1] == '\n')
    {
      n++;
      p--;
    }

  return n;
}

int
henji_insertion_follows (const char *text, int offset)
{
  g_return_val_if_fail (text != NULL, 0);

  return offset - breaks_before (text, g_utf8_offset_to_pointer (text, offset));
}

char *
henji_insertion_piece (
    const char *text, int offset, HenjiInsertion how, const char *words, HenjiLanguage language)
{
  const char *p;
  GString *piece;

  g_return_val_if_fail (text != NULL && words != NULL, NULL);

  p = g_utf8_offset_to_pointer (text, offset);
  piece = g_string_new (NULL);
  if (how == HENJI_INSERTION_PARAGRAPH)
    {
      int ends = p[0] != '\n' ? 0 : p[1] != '\n' ? 1 : 2;

      for (int n = breaks_before (text, p); p > text && n < 2; n++)
        g_string_append_c (piece, '\n');
      g_string_append (piece, words);
      for (int n = ends; *p != '\0' && n < 2; n++)
        g_string_append_c (piece, '\n');
    }
  else
    {
      gboolean spaced = language != HENJI_LANGUAGE_JA;

      if (spaced && !g_unichar_isspace (before (text, p)))
        g_string_append_c (piece, ' ');
      g_string_append (piece, words);
      if (spaced && !g_unichar_isspace (after (p)) && !g_unichar_ispunct (after (p)))
        g_string_append_c (piece, ' ');
    }

  return g_string_free (piece, FALSE);
}

/* henji-phrase.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-phrase"

#include "config.h"

#include "henji-phrase.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_EXPANSIONS 2000

/* How many texts `a(b|c)d` stands for, up to @end; 0 and an error if its marks do not pair. */
static guint64
count_expansions (const char *pattern, const char *end, gboolean inside, GError **error)
{
  guint64 sum = 0, product = 1;

  for (const char *p = pattern; p < end; p++)
    if (*p == '(')
      {
        const char *close = p + 1;
        guint64 inner;

        for (int depth = 1; close < end; close++)
          {
            depth += *close == '(' ? 1 : *close == ')' ? -1 : 0;
            if (depth == 0)
              break;
          }
        if (close == end)
          {
            g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                         _ ("“%s” has a “(” without its “)”"), pattern);
            return 0;
          }
        inner = count_expansions (p + 1, close, TRUE, error);
        if (inner == 0)
          return 0;
        product = MIN (product * inner, 2 * MAX_EXPANSIONS);
        p = close;
      }
    else if (*p == ')' || (*p == '|' && !inside))
      {
        g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                     _ ("“%s” has a “|” or “)” without its “(”"), pattern);
        return 0;
      }
    else if (*p == '|')
      {
        sum += product;
        product = 1;
      }

  sum += product;
  if (sum > MAX_EXPANSIONS)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                   _ ("one entry stands for more than %d phrases"), MAX_EXPANSIONS);
      return 0;
    }

  return sum;
}

gboolean
henji_phrase_check (const char *pattern, GError **error)
{
  g_return_val_if_fail (pattern != NULL, FALSE);

  return count_expansions (pattern, pattern + strlen (pattern), FALSE, error) > 0;
}

/* The end of the alternative that begins at @p: the `|` or `)` of its own level. */
static const char *
end_of_alternative (const char *p)
{
  int depth = 0;

  for (; *p != '\0'; p++)
    {
      if (*p == '(')
        depth++;
      else if (*p == ')' && depth-- == 0)
        break;
      else if (*p == '|' && depth == 0)
        break;
    }

  return p;
}

void
henji_phrase_expand (const char *pattern, GPtrArray *out)
{
  const char *open = strchr (pattern, '(');
  gsize length = strlen (pattern);
  const char *close;

  if (open == NULL)
    {
      g_ptr_array_add (out, g_strdup (pattern));
      return;
    }

  for (close = end_of_alternative (open + 1); *close == '|'; close = end_of_alternative (close + 1))
    ;
  for (const char *p = open + 1, *end;; p = end + 1)
    {
      g_autofree char *one = g_malloc (length + 1);
      char *to = one;

      end = end_of_alternative (p);
      to = mempcpy (to, pattern, (gsize) (open - pattern));
      to = mempcpy (to, p, (gsize) (end - p));
      strcpy (to, close + 1);
      henji_phrase_expand (one, out);
      if (*end != '|')
        return;
    }
}

char *
henji_phrase_squeeze (const char *text)
{
  char *out = g_malloc (strlen (text) + 1);
  char *to = out;

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ' ' || (to > out && to[-1] != ' '))
      *to++ = *p;
  if (to > out && to[-1] == ' ')
    to--;
  *to = '\0';

  return out;
}

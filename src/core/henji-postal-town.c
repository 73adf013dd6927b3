/* henji-postal-town.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-postal-town"

#include "config.h"

#include "henji-postal-town.h"

#include <string.h>

#define MAX_NAME 40 /* letters; the longest towns of Kyoto have some twenty */

static gboolean
opens (gunichar c)
{
  return c == 0xff08 || c == '(' || c == 0x300c; /* （「 */
}

static gboolean
closes (gunichar c)
{
  return c == 0xff09 || c == ')' || c == 0x300d; /* ）」 */
}

gboolean
henji_postal_town_goes_on (const char *field)
{
  int depth = 0;

  g_return_val_if_fail (field != NULL, FALSE);

  for (const char *p = field; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      depth += opens (c) ? 1 : closes (c) ? -1 : 0;
    }

  return depth > 0;
}

/* (transfer full) (nullable): without what stands in brackets; %NULL when they do not match. */
static char *
without_brackets (const char *field)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int depth = 0;

  for (const char *p = field; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (opens (c))
        depth++;
      else if (closes (c) && --depth < 0)
        return NULL;
      else if (depth == 0 && !closes (c))
        g_string_append_unichar (out, c);
    }

  return depth == 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* "青ヶ島村一円" is all of the village; a town that is called 一円 is one. */
static gboolean
is_whole_city (const char *name)
{
  return *name == '\0' || g_str_equal (name, "以下に掲載がない場合")
         || g_str_has_suffix (name, "番地がくる場合") || g_str_has_suffix (name, "市一円")
         || g_str_has_suffix (name, "区一円") || g_str_has_suffix (name, "町一円")
         || g_str_has_suffix (name, "村一円");
}

/* Cuts "第１地割", "22地割" and what follows off; both ends of a range belong to one town. */
static void
cut_lots (char *name)
{
  char *lots = strstr (name, "地割");
  char *end = lots;

  if (lots == NULL)
    return;
  while (end > name)
    {
      char *before = g_utf8_prev_char (end);

      if (!g_unichar_isdigit (g_utf8_get_char (before)))
        break;
      end = before;
    }
  if (end == lots)
    return; /* no number: a name */
  if (end > name && g_str_has_prefix (g_utf8_prev_char (end), "第"))
    end = g_utf8_prev_char (end);
  *end = '\0';
}

static gboolean
is_plain (const char *name)
{
  static const char *const remarks[] = { "場合", "除く", "以外", "以降", "その他", "全域", "階" };

  if (g_utf8_strlen (name, -1) > MAX_NAME)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++)
    if (strstr (name, remarks[i]) != NULL && strlen (name) > strlen (remarks[i]) + strlen ("大"))
      return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* ～ 〜 - − */
      if (c == 0xff5e || c == 0x301c || c == '-' || c == 0xff0d || c == 0x2212 || c == '/'
          || g_unichar_iscntrl (c) || g_unichar_isspace (c))
        return FALSE;
    }

  return TRUE;
}

static void
add_town (GPtrArray *towns, const char *town)
{
  if (!g_ptr_array_find_with_equal_func (towns, town, g_str_equal, NULL))
    g_ptr_array_add (towns, g_strdup (town));
}

GPtrArray *
henji_postal_towns (const char *field, gboolean *rough)
{
  g_autoptr (GPtrArray) towns = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *bare = NULL;
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (field != NULL && rough != NULL, NULL);

  bare = without_brackets (field);
  *rough = bare == NULL;
  names = g_strsplit (bare != NULL ? bare : "", "、", 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      char *name = g_strstrip (names[i]);

      if (is_whole_city (name))
        continue;
      cut_lots (name);
      if (*name == '\0' || !is_plain (name))
        {
          *rough = TRUE;
          break;
        }
      add_town (towns, name);
    }
  /* A list of which one part is not understood may mean less than its names say. */
  if (*rough)
    g_ptr_array_set_size (towns, 0);
  if (towns->len == 0)
    add_town (towns, "");

  return g_steal_pointer (&towns);
}

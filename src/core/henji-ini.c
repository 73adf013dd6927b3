/* henji-ini.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-ini"

#include "config.h"

#include "henji-ini.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
line_free (HenjiIniLine *self)
{
  g_free (self->key);
  g_free (self->value);
  g_free (self);
}

static void
group_free (HenjiIniGroup *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
henji_ini_free (HenjiIni *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

gboolean
henji_ini_fail (const char *name, int line, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  g_return_val_if_fail (name != NULL && format != NULL, FALSE);

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, _ ("%s, line %d: %s"), name,
               line, what);

  return FALSE;
}

static const HenjiIniLine *
find_line (const HenjiIniGroup *group, const char *key)
{
  for (guint i = 0; i < group->lines->len; i++)
    {
      const HenjiIniLine *line = g_ptr_array_index (group->lines, i);

      if (g_str_equal (line->key, key))
        return line;
    }

  return NULL;
}

const char *
henji_ini_value (const HenjiIniGroup *group, const char *key)
{
  const HenjiIniLine *line;

  g_return_val_if_fail (group != NULL && key != NULL, NULL);

  line = find_line (group, key);

  return line != NULL && *line->value != '\0' ? line->value : NULL;
}

static gboolean
take_group (HenjiIni *self, char *text, int number, GError **error)
{
  gsize length = strlen (text);
  HenjiIniGroup *group;

  if (text[length - 1] != ']' || length < 3)
    return henji_ini_fail (self->name, number, error, _ ("the name of a group ends with “]”."));
  text[length - 1] = '\0';
  text++;

  for (guint i = 0; i < self->groups->len; i++)
    if (g_str_equal (((HenjiIniGroup *) g_ptr_array_index (self->groups, i))->name, text))
      return henji_ini_fail (self->name, number, error, _ ("[%s] is there twice."), text);

  group = g_new0 (HenjiIniGroup, 1);
  group->name = g_strdup (text);
  group->line = number;
  group->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  g_ptr_array_add (self->groups, group);

  return TRUE;
}

static gboolean
take_line (HenjiIni *self, char *text, int number, GError **error)
{
  HenjiIniGroup *group;
  HenjiIniLine *line;
  char *equals;

  g_strstrip (text);
  if (*text == '\0' || *text == '#')
    return TRUE;
  if (*text == '[')
    return take_group (self, text, number, error);

  equals = strchr (text, '=');
  if (equals == NULL || equals == text)
    return henji_ini_fail (self->name, number, error, _ ("this is no line like “value=24”."));
  if (self->groups->len == 0)
    return henji_ini_fail (self->name, number, error, _ ("a group like [reply] must come first."));
  *equals = '\0';
  g_strchomp (text);

  group = g_ptr_array_index (self->groups, self->groups->len - 1);
  if (find_line (group, text) != NULL)
    return henji_ini_fail (self->name, number, error, _ ("“%s” is there twice."), text);

  line = g_new0 (HenjiIniLine, 1);
  line->key = g_strdup (text);
  line->value = g_strdup (g_strchug (equals + 1));
  line->line = number;
  g_ptr_array_add (group->lines, line);

  return TRUE;
}

HenjiIni *
henji_ini_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiIni) self = NULL;
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  if (!g_utf8_validate_len (text, length, NULL))
    {
      henji_ini_fail (name, 1, error, _ ("the file is not UTF-8 text."));
      return NULL;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }

  self = g_new0 (HenjiIni, 1);
  self->name = g_strdup (name);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);

  copy = g_strndup (text, length);
  lines = g_strsplit (copy, "\n", 0);
  for (int i = 0; lines[i] != NULL; i++)
    if (!take_line (self, lines[i], i + 1, error))
      return NULL;

  return g_steal_pointer (&self);
}

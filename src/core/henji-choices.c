/* henji-choices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-choices"

#include "config.h"

#include "henji-template-private.h"
#include "henji-time.h"

#include <string.h>

#define WRITTEN "written"

/* What is kept of a stored text; a draft never comes near it. */
#define MAX_TEXT (256 * 1024)

struct _HenjiChoices
{
  GHashTable *clauses; /* id → GINT_TO_POINTER (on) */
  GHashTable *fields;  /* id, or id.language → canonical value */
  GHashTable *lists;   /* id → char ** */
};

HenjiChoices *
henji_choices_new (void)
{
  HenjiChoices *self = g_new0 (HenjiChoices, 1);

  self->clauses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);

  return self;
}

HenjiChoices *
henji_choices_copy (const HenjiChoices *self)
{
  HenjiChoices *copy = henji_choices_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (self != NULL, copy);

  g_hash_table_iter_init (&iter, self->clauses);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->clauses, g_strdup (key), value);

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->fields, g_strdup (key), g_strdup (value));

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->lists, g_strdup (key), g_strdupv (value));

  return copy;
}

void
henji_choices_free (HenjiChoices *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->clauses);
  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->lists);
  g_free (self);
}

/* Lower-case words with hyphens, for fields also with a language behind a full stop. */
static gboolean
is_id (const char *id)
{
  if (id == NULL || *id == '\0' || strlen (id) > 64)
    return FALSE;

  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-' && *p != '.')
      return FALSE;

  return TRUE;
}

void
henji_choices_set_clause (HenjiChoices *self, const char *clause, gboolean on)
{
  g_return_if_fail (self != NULL && clause != NULL);

  if (is_id (clause))
    g_hash_table_replace (self->clauses, g_strdup (clause), GINT_TO_POINTER (on ? 1 : 0));
}

gboolean
henji_choices_clause (const HenjiChoices *self, const char *clause, gboolean *on)
{
  gpointer value;

  if (self == NULL || !g_hash_table_lookup_extended (self->clauses, clause, NULL, &value))
    return FALSE;

  *on = GPOINTER_TO_INT (value) != 0;

  return TRUE;
}

void
henji_choices_forget_clauses (HenjiChoices *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->clauses);
}

void
henji_choices_set_field (HenjiChoices *self, const char *field, const char *value)
{
  g_return_if_fail (self != NULL && field != NULL);

  if (value == NULL)
    g_hash_table_remove (self->fields, field);
  else if (is_id (field) && g_utf8_validate (value, -1, NULL))
    g_hash_table_replace (self->fields, g_strdup (field), g_strdup (value));
}

const char *
henji_choices_field (const HenjiChoices *self, const char *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  return self != NULL ? g_hash_table_lookup (self->fields, field) : NULL;
}

void
henji_choices_set_list (HenjiChoices *self, const char *name, const char *const *values)
{
  g_return_if_fail (self != NULL && name != NULL);

  if (values == NULL || values[0] == NULL)
    g_hash_table_remove (self->lists, name);
  else if (is_id (name))
    g_hash_table_replace (self->lists, g_strdup (name), g_strdupv ((char **) values));
}

const char *const *
henji_choices_list (const HenjiChoices *self, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return self != NULL ? g_hash_table_lookup (self->lists, name) : NULL;
}

void
henji_choices_set_written (HenjiChoices *self, gint64 at)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = henji_time_format_rfc3339 (at, utc);

  henji_choices_set_list (self, WRITTEN, (const char *const[]){ text, NULL });
}

gint64
henji_choices_written (const HenjiChoices *self)
{
  const char *const *list = henji_choices_list (self, WRITTEN);
  gint64 at = 0;

  return list != NULL && henji_time_parse_rfc3339 (list[0], &at) ? at : 0;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
sorted_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_keys);

  return keys;
}

char *
henji_choices_to_text (const HenjiChoices *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GPtrArray) clauses = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GPtrArray) lists = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* Sorted, so that the same choices are the same text. */
  clauses = sorted_keys (self->clauses);
  for (guint i = 0; i < clauses->len; i++)
    {
      const char *id = g_ptr_array_index (clauses, i);

      g_key_file_set_boolean (file, "clauses", id, g_hash_table_lookup (self->clauses, id) != NULL);
    }

  fields = sorted_keys (self->fields);
  for (guint i = 0; i < fields->len; i++)
    {
      const char *id = g_ptr_array_index (fields, i);

      g_key_file_set_string (file, "fields", id, g_hash_table_lookup (self->fields, id));
    }

  lists = sorted_keys (self->lists);
  for (guint i = 0; i < lists->len; i++)
    {
      const char *id = g_ptr_array_index (lists, i);
      char **values = g_hash_table_lookup (self->lists, id);

      g_key_file_set_string_list (file, "lists", id, (const char *const *) values,
                                  g_strv_length (values));
    }

  return g_key_file_to_data (file, NULL, NULL);
}

HenjiChoices *
henji_choices_from_text (const char *text)
{
  HenjiChoices *self = henji_choices_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) clauses = NULL;
  g_auto (GStrv) fields = NULL;
  g_auto (GStrv) lists = NULL;
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > MAX_TEXT
      || !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    return self;

  clauses = g_key_file_get_keys (file, "clauses", NULL, NULL);
  for (guint i = 0; clauses != NULL && clauses[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean on = g_key_file_get_boolean (file, "clauses", clauses[i], &error);

      if (error == NULL)
        henji_choices_set_clause (self, clauses[i], on);
    }

  fields = g_key_file_get_keys (file, "fields", NULL, NULL);
  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_string (file, "fields", fields[i], NULL);

      if (value != NULL)
        henji_choices_set_field (self, fields[i], value);
    }

  lists = g_key_file_get_keys (file, "lists", NULL, NULL);
  for (guint i = 0; lists != NULL && lists[i] != NULL; i++)
    {
      g_auto (GStrv) values = g_key_file_get_string_list (file, "lists", lists[i], NULL, NULL);

      henji_choices_set_list (self, lists[i], (const char *const *) values);
    }

  return self;
}

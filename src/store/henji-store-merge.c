/* henji-store-merge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-store-merge"

#include "config.h"

#include "henji-store-merge.h"

#include <stdlib.h>
#include <string.h>

#define EXTRA "extra:"
#define KEPT_TYPE "(a{ss}aa{ss})"

HenjiSaying *
henji_saying_new (gint64 rank, const char *source)
{
  HenjiSaying *self = g_new0 (HenjiSaying, 1);

  self->rank = rank;
  self->source = g_strdup (source);
  self->words = henji_words_new ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  return self;
}

void
henji_saying_free (HenjiSaying *self)
{
  if (self == NULL)
    return;

  g_free (self->source);
  g_free (self->digest);
  g_hash_table_unref (self->words);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* ---- Words ----------------------------------------------------------------------------------- */

GHashTable *
henji_words_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
put_extra (GHashTable *words, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab == NULL || tab[1] == '\0')
        continue;
      *tab = '\0';
      g_hash_table_replace (words, g_strconcat (EXTRA, lines[i], NULL), g_strdup (tab + 1));
    }
}

void
henji_words_put (GHashTable *words,
                 gconstpointer value,
                 const HenjiSaidField *fields,
                 guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      gconstpointer p = (const char *) value + fields[i].offset;
      char *word = NULL;

      switch (fields[i].type)
        {
        case HENJI_SAID_TEXT:
          {
            const char *text = *(char *const *) p;

            if (text != NULL && text[0] != '\0')
              word = g_utf8_make_valid (text, -1);
          }
          break;
        case HENJI_SAID_INSTANT:
          if (*(const gint64 *) p != 0)
            word = g_strdup_printf ("%" G_GINT64_FORMAT, *(const gint64 *) p);
          break;
        case HENJI_SAID_COUNT:
          if (*(const int *) p >= 0)
            word = g_strdup_printf ("%d", *(const int *) p);
          break;
        case HENJI_SAID_MONEY:
          {
            const HenjiMoney *money = p;

            if (henji_money_is_set (*money))
              word = g_strdup_printf ("%" G_GINT64_FORMAT " %s", money->minor, money->currency);
          }
          break;
        case HENJI_SAID_EXTRA:
          {
            g_autofree char *valid = NULL;

            if (*(char *const *) p != NULL)
              valid = g_utf8_make_valid (*(char *const *) p, -1);
            put_extra (words, valid);
          }
          break;
        default:
          g_assert_not_reached ();
        }
      if (word != NULL)
        g_hash_table_replace (words, g_strdup (fields[i].name), word);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
sorted_names (GHashTable *words)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);

  return names;
}

static char *
get_extra (GHashTable *words)
{
  g_autoptr (GPtrArray) names = sorted_names (words);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_str_has_prefix (name, EXTRA))
        g_string_append_printf (text, "%s\t%s\n", name + strlen (EXTRA),
                                (char *) g_hash_table_lookup (words, name));
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

void
henji_words_get (GHashTable *words, gpointer value, const HenjiSaidField *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      gpointer p = (char *) value + fields[i].offset;
      const char *word = g_hash_table_lookup (words, fields[i].name);

      switch (fields[i].type)
        {
        case HENJI_SAID_TEXT:
          *(char **) p = g_strdup (word);
          break;
        case HENJI_SAID_INSTANT:
          *(gint64 *) p = word != NULL ? g_ascii_strtoll (word, NULL, 10) : 0;
          break;
        case HENJI_SAID_COUNT:
          *(int *) p = word != NULL ? atoi (word) : -1;
          break;
        case HENJI_SAID_MONEY:
          {
            HenjiMoney *money = p;
            char *end = NULL;

            *money = HENJI_MONEY_NONE;
            if (word != NULL)
              {
                money->minor = g_ascii_strtoll (word, &end, 10);
                g_strlcpy (money->currency, *end == ' ' ? end + 1 : "", sizeof money->currency);
              }
          }
          break;
        case HENJI_SAID_EXTRA:
          *(char **) p = get_extra (words);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

gboolean
henji_words_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, word;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &word))
    if (g_strcmp0 (word, g_hash_table_lookup (b, name)) != 0)
      return FALSE;

  return TRUE;
}

/* ---- Who is right ---------------------------------------------------------------------------- */

/* How far a status has come; reports without a date often differ in it alone. */
static int
progress_of (const char *status)
{
  g_autofree char *lower = g_ascii_strdown (status, -1);

  if (strstr (lower, "cancel") != NULL)
    return 6;
  if (strstr (lower, "complete") != NULL || strstr (lower, "returned") != NULL
      || strstr (lower, "closed") != NULL)
    return 5;
  if (strstr (lower, "unshipped") != NULL || strstr (lower, "approved") != NULL)
    return 2;
  if (strstr (lower, "partial") != NULL)
    return 3;
  if (strstr (lower, "shipped") != NULL || strstr (lower, "delivered") != NULL)
    return 4;
  if (strstr (lower, "pending") != NULL)
    return 0;
  return 1;
}

static gboolean
get_number (const char *word, gint64 *number)
{
  char *end;

  *number = g_ascii_strtoll (word, &end, 10);
  return end != word && (*end == '\0' || *end == ' ');
}

static int
compare_words (const char *name, const char *a, const char *b)
{
  gint64 x, y;
  gboolean a_number = get_number (a, &x);
  gboolean b_number = get_number (b, &y);

  if (strcmp (name, "status") == 0)
    {
      int by_progress = progress_of (a) - progress_of (b);

      if (by_progress != 0)
        return by_progress;
    }
  if (a_number != b_number)
    return a_number ? -1 : 1;
  if (a_number && x != y)
    return x < y ? -1 : 1;

  return strcmp (a, b);
}

void
henji_words_contest (GHashTable *out, GHashTable *ranks, GHashTable *words, gint64 rank)
{
  GHashTableIter iter;
  gpointer name, word;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &name, &word))
    {
      const char *held = g_hash_table_lookup (out, name);
      gint64 *held_rank = g_hash_table_lookup (ranks, name);

      if (held != NULL
          && (*held_rank > rank || (*held_rank == rank && compare_words (name, held, word) >= 0)))
        continue;
      g_hash_table_replace (out, g_strdup (name), g_strdup (word));
      g_hash_table_replace (ranks, g_strdup (name), g_memdup2 (&rank, sizeof rank));
    }
}

/* ---- Keeping --------------------------------------------------------------------------------- */

static gboolean
is_personal (const char *name, const HenjiSaidField *fields, guint n_fields)
{
  if (g_str_has_prefix (name, EXTRA))
    return TRUE; /* a column we do not know may hold anything */
  for (guint i = 0; i < n_fields; i++)
    if (strcmp (fields[i].name, name) == 0)
      return fields[i].person;

  return FALSE;
}

/* A string as GVariant's text format has it. */
static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0';)
    {
      const char *start = p;

      while ((guchar) *p >= 0x20 && *p != '\'' && *p != '\\')
        p++;
      g_string_append_len (out, start, p - start);
      if (*p == '\'' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p++);
      else if (*p != '\0')
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p++);
    }
  g_string_append_c (out, '\'');
}

/* Appends an a{ss} of the words that are personal, or of those that are not. */
static void
append_dictionary (
    GString *out, GHashTable *words, gboolean person, const HenjiSaidField *fields, guint n_fields)
{
  g_autoptr (GPtrArray) names = sorted_names (words);
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (is_personal (name, fields, n_fields) != person)
        continue;
      if (!first)
        g_string_append (out, ", ");
      append_quoted (out, name);
      g_string_append (out, ": ");
      append_quoted (out, g_hash_table_lookup (words, name));
      first = FALSE;
    }
  g_string_append_c (out, '}');
}

static char *
person_text (const HenjiSaying *saying, const HenjiSaidField *fields, guint n_fields)
{
  GString *out = g_string_new (NULL);

  append_dictionary (out, saying->words, TRUE, fields, n_fields);

  return g_string_free (out, FALSE);
}

/* Text of a KEPT_TYPE. */
static char *
facts_text (const HenjiSaying *saying, const HenjiSaidField *fields, guint n_fields)
{
  GString *out = g_string_new ("(");

  append_dictionary (out, saying->words, FALSE, fields, n_fields);
  g_string_append (out, ", [");
  for (guint i = 0; i < saying->items->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      append_dictionary (out, g_ptr_array_index (saying->items, i), FALSE, NULL, 0);
    }
  g_string_append (out, "])");

  return g_string_free (out, FALSE);
}

gboolean
henji_sayings_add (HenjiDb *db,
                   int entity,
                   const char *order_id,
                   HenjiSaying *saying,
                   const HenjiSaidField *fields,
                   guint n_fields,
                   gboolean *added,
                   GError **error)
{
  g_autofree char *person = person_text (saying, fields, n_fields);
  g_autofree char *facts = facts_text (saying, fields, n_fields);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_auto (HenjiQuery) q = { 0 };

  if (saying->source != NULL)
    g_checksum_update (checksum, (const guchar *) saying->source,
                       (gssize) strlen (saying->source) + 1);
  g_checksum_update (checksum, (const guchar *) facts, (gssize) strlen (facts) + 1);
  g_checksum_update (checksum, (const guchar *) person, -1);
  saying->digest = g_strdup (g_checksum_get_string (checksum));

  henji_query_begin (&q, db,
                     "INSERT INTO reports (entity, order_id, digest, source, rank, facts, person) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  henji_query_bind_int (&q, entity);
  henji_query_bind_text (&q, order_id);
  henji_query_bind_text (&q, saying->digest);
  henji_query_bind_text (&q, saying->source != NULL ? saying->source : "");
  henji_query_bind_int (&q, saying->rank);
  henji_query_bind_text (&q, facts);
  henji_query_bind_text (&q, person);
  if (!henji_query_run (&q, error))
    return FALSE;
  *added = henji_query_changes (&q) > 0;

  return TRUE;
}

static void
read_dictionary (GVariant *dict, GHashTable *words)
{
  GVariantIter iter;
  char *name, *word;

  g_variant_iter_init (&iter, dict);
  while (g_variant_iter_next (&iter, "{ss}", &name, &word))
    g_hash_table_replace (words, name, word);
}

static gboolean
read_saying (HenjiSaying *saying, const char *facts, const char *person, GError **error)
{
  g_autoptr (GVariant) all = NULL;
  g_autoptr (GVariant) dict = NULL;
  g_autoptr (GVariant) items = NULL;
  g_autoptr (GVariant) personal = NULL;

  all = g_variant_parse (G_VARIANT_TYPE (KEPT_TYPE), facts, NULL, NULL, NULL);
  personal = g_variant_parse (G_VARIANT_TYPE ("a{ss}"), person, NULL, NULL, NULL);
  if (all == NULL || personal == NULL)
    {
      henji_store_set_sqlite_error (error, SQLITE_CORRUPT, "a report that cannot be read");
      return FALSE;
    }
  dict = g_variant_get_child_value (all, 0);
  items = g_variant_get_child_value (all, 1);
  read_dictionary (dict, saying->words);
  read_dictionary (personal, saying->words);
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      GHashTable *words = henji_words_new ();

      read_dictionary (item, words);
      g_ptr_array_add (saying->items, words);
    }

  return TRUE;
}

GPtrArray *
henji_sayings_get (HenjiDb *db, int entity, const char *order_id, GError **error)
{
  g_autoptr (GPtrArray) sayings = NULL;
  g_auto (HenjiQuery) q = { 0 };

  sayings = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_saying_free);
  henji_query_begin (&q, db,
                     "SELECT rank, source, digest, facts, person FROM reports "
                     "WHERE entity = ? AND order_id = ? ORDER BY rank, digest");
  henji_query_bind_int (&q, entity);
  henji_query_bind_text (&q, order_id);
  while (henji_query_step (&q, error))
    {
      gint64 rank = henji_query_get_int (&q);
      HenjiSaying *saying = henji_saying_new (rank, henji_query_peek_text (&q));
      const char *facts, *person;

      g_ptr_array_add (sayings, saying);
      saying->digest = henji_query_get_text (&q);
      facts = henji_query_peek_text (&q);
      person = henji_query_peek_text (&q);
      if (!read_saying (saying, facts, person, error))
        return NULL;
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&sayings);
}

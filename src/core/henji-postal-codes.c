/* henji-postal-codes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-postal-codes"

#include "config.h"

#include "henji-postal-codes.h"

#include "henji-address-parts.h"
#include "henji-postal-town.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC "henji-postal-codes 1"
#define N_PREFECTURES 47
#define MAX_TEXT (64 * 1024 * 1024)

typedef struct
{
  char *prefecture;
  char *name;
  char *key;
  GArray *lines; /* guint32: where they begin */
} City;

struct _HenjiPostalCodes
{
  GBytes *text;
  char *source;
  char *date; /* nullable */
  gint64 taken_at;
  guint n_codes;
  guint n_rough;
  GArray *lines;       /* guint32: where they begin, sorted by code */
  GPtrArray *cities;   /* of City */
  GHashTable *by_name; /* "東京都\t渋谷区" → City */
  GHashTable *prefectures;
};

/* ---- Places ---------------------------------------------------------------------------------- */

static void
place_clear (HenjiPostalPlace *self)
{
  g_free (self->prefecture);
  g_free (self->city);
  g_free (self->town);
}

HENJI_DEFINE_VALUE (HenjiPostalPlace, henji_postal_place, place_clear)

/* ---- The value ------------------------------------------------------------------------------- */

static void
city_free (City *self)
{
  g_free (self->prefecture);
  g_free (self->name);
  g_free (self->key);
  g_array_unref (self->lines);
  g_free (self);
}

static void
codes_clear (HenjiPostalCodes *self)
{
  g_bytes_unref (self->text);
  g_free (self->source);
  g_free (self->date);
  g_array_unref (self->lines);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->prefectures);
  g_ptr_array_unref (self->cities);
}

HenjiPostalCodes *
henji_postal_codes_ref (HenjiPostalCodes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
henji_postal_codes_unref (HenjiPostalCodes *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) codes_clear);
}

GBytes *
henji_postal_codes_text (const HenjiPostalCodes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

const char *
henji_postal_codes_source (const HenjiPostalCodes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

const char *
henji_postal_codes_date (const HenjiPostalCodes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->date;
}

gint64
henji_postal_codes_taken_at (const HenjiPostalCodes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->taken_at;
}

guint
henji_postal_codes_n_codes (const HenjiPostalCodes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_codes;
}

guint
henji_postal_codes_n_places (const HenjiPostalCodes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->lines->len;
}

guint
henji_postal_codes_n_rough (const HenjiPostalCodes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rough;
}

gboolean
henji_postal_codes_is_whole (const HenjiPostalCodes *self, guint least, GError **error)
{
  guint n;

  g_return_val_if_fail (self != NULL, FALSE);

  n = g_hash_table_size (self->prefectures);
  if (n < N_PREFECTURES)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   _ ("The list is not whole: it has %u of the 47 prefectures."), n);
      return FALSE;
    }
  if (self->n_codes < least)
    {
      g_set_error (
          error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
          _ ("The list is not whole: it has %u postal codes, and %u at least are expected."),
          self->n_codes, least);
      return FALSE;
    }

  return TRUE;
}

/* ---- Reading --------------------------------------------------------------------------------- */

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                       _ ("The loaded postal codes are damaged. Load them anew."));

  return FALSE;
}

/* Ends of the four fields of the line at @p, the last one the line's. */
static gboolean
find_fields (const char *p, const char *end, const char *ends[4])
{
  for (guint i = 0; i < 4; i++)
    {
      ends[i] = memchr (p, i < 3 ? '\t' : '\n', (gsize) (end - p));
      if (ends[i] == NULL)
        return FALSE;
      p = ends[i] + 1;
    }

  return TRUE;
}

static gboolean
is_code (const char *p, gsize length)
{
  if (length != 7)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (p[i]))
      return FALSE;

  return TRUE;
}

static City *
city_at (HenjiPostalCodes *self, const char *begin, const char *tab, const char *end)
{
  g_autofree char *name = g_strndup (begin, (gsize) (end - begin));
  City *city = g_hash_table_lookup (self->by_name, name);

  if (city != NULL)
    return city;
  city = g_new0 (City, 1);
  city->prefecture = g_strndup (begin, (gsize) (tab - begin));
  city->name = g_strndup (tab + 1, (gsize) (end - tab - 1));
  city->key = henji_postal_key (city->name);
  city->lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (self->cities, city);
  g_hash_table_insert (self->by_name, g_steal_pointer (&name), city);
  g_hash_table_add (self->prefectures, city->prefecture);

  return city;
}

static gboolean
index_lines (HenjiPostalCodes *self, const char *text, const char *p, const char *end)
{
  const char *last_code = NULL, *last_name = NULL;
  gsize last_length = 0;
  City *city = NULL;

  while (p < end)
    {
      const char *ends[4];
      guint32 at = (guint32) (p - text);
      int order;

      if (!find_fields (p, end, ends) || !is_code (p, (gsize) (ends[0] - p)))
        return FALSE;
      order = last_code != NULL ? memcmp (last_code, p, 7) : -1;
      if (order > 0)
        return FALSE;
      self->n_codes += order != 0;
      last_code = p;
      if (city == NULL || last_length != (gsize) (ends[2] - ends[0])
          || memcmp (last_name, ends[0], last_length) != 0)
        {
          city = city_at (self, ends[0] + 1, ends[1], ends[2]);
          last_name = ends[0];
          last_length = (gsize) (ends[2] - ends[0]);
        }
      g_array_append_val (self->lines, at);
      g_array_append_val (city->lines, at);
      p = ends[3] + 1;
    }

  return TRUE;
}

/* The first line says what the others are, and how many. */
static gboolean
read_head (HenjiPostalCodes *self, const char *text, const char *end, guint *n_lines)
{
  g_autofree char *line = g_strndup (text, (gsize) (end - text));
  g_auto (GStrv) fields = g_strsplit (line, "\t", 0);
  guint64 rough, n;

  if (g_strv_length (fields) != 6 || !g_str_equal (fields[0], MAGIC)
      || !g_ascii_string_to_signed (fields[3], 10, 0, G_MAXINT64, &self->taken_at, NULL)
      || !g_ascii_string_to_unsigned (fields[4], 10, 1, G_MAXUINT, &n, NULL)
      || !g_ascii_string_to_unsigned (fields[5], 10, 0, G_MAXUINT, &rough, NULL)
      || (*fields[2] != '\0' && !henji_date_is_valid (fields[2])))
    return FALSE;
  self->source = g_strdup (fields[1]);
  self->date = *fields[2] != '\0' ? g_strdup (fields[2]) : NULL;
  self->n_rough = (guint) rough;
  *n_lines = (guint) n;

  return TRUE;
}

HenjiPostalCodes *
henji_postal_codes_open (GBytes *bytes, GError **error)
{
  g_autoptr (HenjiPostalCodes) self = NULL;
  const char *text, *head;
  gsize length;
  guint n_lines = 0;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_atomic_rc_box_new0 (HenjiPostalCodes);
  self->text = g_bytes_ref (bytes);
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->cities = g_ptr_array_new_with_free_func ((GDestroyNotify) city_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->prefectures = g_hash_table_new (g_str_hash, g_str_equal);
  text = g_bytes_get_data (bytes, &length);
  head = length > 0 && length <= MAX_TEXT ? memchr (text, '\n', length) : NULL;
  if (head == NULL || !g_utf8_validate_len (text, length, NULL)
      || !read_head (self, text, head, &n_lines)
      || !index_lines (self, text, head + 1, text + length) || self->lines->len != n_lines)
    {
      fail_damaged (error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* ---- Looking up ------------------------------------------------------------------------------ */

/* (transfer full): the place whose line begins at @at. */
static HenjiPostalPlace *
place_at (const HenjiPostalCodes *self, guint32 at)
{
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);
  const char *p = text + at;
  const char *ends[4];
  HenjiPostalPlace *place = henji_postal_place_new ();

  find_fields (p, text + length, ends);
  g_snprintf (place->code, sizeof place->code, "%.3s-%.4s", p, p + 3);
  place->prefecture = g_strndup (ends[0] + 1, (gsize) (ends[1] - ends[0] - 1));
  place->city = g_strndup (ends[1] + 1, (gsize) (ends[2] - ends[1] - 1));
  place->town = g_strndup (ends[2] + 1, (gsize) (ends[3] - ends[2] - 1));

  return place;
}

GPtrArray *
henji_postal_codes_at (const HenjiPostalCodes *self, const char *code)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_postal_place_unref);
  char digits[8] = "";
  const char *text;
  guint n = 0, low = 0, high;

  g_return_val_if_fail (self != NULL && code != NULL, places);

  for (const char *p = code; *p != '\0' && n < 7; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  if (n != 7)
    return places;

  text = g_bytes_get_data (self->text, NULL);
  high = self->lines->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (memcmp (text + g_array_index (self->lines, guint32, middle), digits, 7) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->lines->len; low++)
    {
      guint32 at = g_array_index (self->lines, guint32, low);

      if (memcmp (text + at, digits, 7) != 0)
        break;
      g_ptr_array_add (places, place_at (self, at));
    }

  return places;
}

GPtrArray *
henji_postal_codes_in (const HenjiPostalCodes *self, const char *prefecture, const char *key)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_postal_place_unref);

  g_return_val_if_fail (self != NULL && key != NULL, places);

  for (guint i = 0; *key != '\0' && i < self->cities->len; i++)
    {
      const City *city = self->cities->pdata[i];

      if ((prefecture != NULL && !g_str_equal (city->prefecture, prefecture))
          || !g_str_has_suffix (city->key, key))
        continue;
      for (guint j = 0; j < city->lines->len; j++)
        g_ptr_array_add (places, place_at (self, g_array_index (city->lines, guint32, j)));
    }

  return places;
}

/* ---- Making one ------------------------------------------------------------------------------ */

struct _HenjiPostalBuilder
{
  GPtrArray *lines; /* (element-type utf8) */
  guint n_rough;
  GHashTable *prefectures; /* (element-type utf8): found to be some */
  /* The row that may go on. */
  char *code; /* nullable */
  char *prefecture;
  char *city;
  GString *town;
};

HenjiPostalBuilder *
henji_postal_builder_new (void)
{
  HenjiPostalBuilder *self = g_new0 (HenjiPostalBuilder, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->prefectures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->town = g_string_new (NULL);

  return self;
}

void
henji_postal_builder_free (HenjiPostalBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->prefectures);
  g_free (self->prefecture);
  g_free (self->code);
  g_free (self->city);
  g_string_free (self->town, TRUE);
  g_free (self);
}

static void
finish_row (HenjiPostalBuilder *self)
{
  g_autoptr (GPtrArray) towns = NULL;
  gboolean rough;

  if (self->code == NULL)
    return;
  towns = henji_postal_towns (self->town->str, &rough);
  self->n_rough += rough;
  for (guint i = 0; i < towns->len; i++)
    g_ptr_array_add (self->lines, g_strdup_printf ("%s\t%s\t%s\t%s\n", self->code, self->prefecture,
                                                   self->city, (char *) towns->pdata[i]));
  g_clear_pointer (&self->code, g_free);
}

static gboolean
is_field (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;

  return TRUE;
}

gboolean
henji_postal_builder_add (HenjiPostalBuilder *self,
                          const char *code,
                          const char *prefecture,
                          const char *city,
                          const char *town)
{
  g_return_val_if_fail (self != NULL && code != NULL && prefecture != NULL, FALSE);
  g_return_val_if_fail (city != NULL && town != NULL, FALSE);

  if (!is_code (code, strlen (code)) || *city == '\0' || !is_field (city) || !is_field (town))
    return FALSE;

  if (self->code != NULL && g_str_equal (self->code, code) && g_str_equal (self->city, city)
      && g_str_equal (self->prefecture, prefecture) && henji_postal_town_goes_on (self->town->str))
    {
      g_string_append (self->town, town);
      return TRUE;
    }

  finish_row (self);
  if (!g_hash_table_contains (self->prefectures, prefecture))
    {
      if (g_strcmp0 (henji_address_region ("JP", prefecture), prefecture) != 0)
        return FALSE;
      g_hash_table_add (self->prefectures, g_strdup (prefecture));
    }
  g_free (self->prefecture);
  self->prefecture = g_strdup (prefecture);
  self->code = g_strdup (code);
  g_free (self->city);
  self->city = g_strdup (city);
  g_string_assign (self->town, town);

  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

HenjiPostalCodes *
henji_postal_builder_end (
    HenjiPostalBuilder *self, const char *source, const char *date, gint64 taken_at, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) body = g_string_sized_new (8 * 1024 * 1024);
  g_autofree char *plain = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint n = 0;

  g_return_val_if_fail (self != NULL && source != NULL, NULL);

  finish_row (self);
  g_ptr_array_sort (self->lines, compare_lines);
  for (guint i = 0; i < self->lines->len; i++)
    if (i == 0 || !g_str_equal (self->lines->pdata[i], self->lines->pdata[i - 1]))
      {
        g_string_append (body, self->lines->pdata[i]);
        n++;
      }
  plain = g_utf8_make_valid (source, -1);
  for (char *p = plain; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_string_printf (text, MAGIC "\t%s\t%s\t%" G_GINT64_FORMAT "\t%u\t%u\n", plain,
                   date != NULL ? date : "", MAX (taken_at, 0), n, self->n_rough);
  g_string_append_len (text, body->str, (gssize) body->len);
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  if (n == 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                           _ ("There is no postal code in the file."));
      return NULL;
    }

  return henji_postal_codes_open (bytes, error);
}

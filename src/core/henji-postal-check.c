/* henji-postal-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-postal-check"

#include "config.h"

#include "henji-postal-check.h"

#include "henji-fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAMED 3 /* places in a sentence */

static void
check_clear (HenjiPostalCheck *self)
{
  g_free (self->sentence);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    g_free (self->parts[i]);
  g_free (self->proposal);
}

HENJI_DEFINE_VALUE (HenjiPostalCheck, henji_postal_check, check_clear)

const char *
henji_postal_verdict_id (HenjiPostalVerdict verdict)
{
  static const char *const ids[]
      = { "silent", "fits", "unlisted", "other-prefecture", "other-city", "other-town" };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (ids), "");

  return ids[verdict];
}

/* ---- Comparing names ------------------------------------------------------------------------- */

/** Written: an address as it is compared. */
typedef struct
{
  const HenjiAddressParts *parts;
  const char *code;   /* (nullable): seven digits with hyphen */
  const char *region; /* (nullable): "東京都" */
  gboolean japanese;  /* city and street can be compared */
  gboolean latin;     /* they are in Latin letters */
  char *key;          /* of city and street */
  char *street;       /* the key of the street alone */
} Written;

static gboolean
is_cjk (const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    if (henji_fold_is_cjk (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static gboolean
has_letters (const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static void
written_init (Written *self, const HenjiAddressParts *parts)
{
  const char *city = parts->parts[HENJI_ADDRESS_CITY];
  const char *street = parts->parts[HENJI_ADDRESS_STREET];
  const char *code = parts->parts[HENJI_ADDRESS_CODE];
  g_autofree char *whole = g_strconcat (city != NULL ? city : "", street, NULL);

  self->parts = parts;
  self->code
      = code != NULL && g_regex_match_simple ("^[0-9]{3}-[0-9]{4}$", code, 0, 0) ? code : NULL;
  self->region = henji_address_region ("JP", parts->parts[HENJI_ADDRESS_STATE]);
  self->japanese = is_cjk (city) || is_cjk (street) || is_cjk (parts->parts[HENJI_ADDRESS_STATE]);
  self->latin
      = !self->japanese && (has_letters (whole) || has_letters (parts->parts[HENJI_ADDRESS_STATE]));
  self->key = henji_postal_key (whole);
  self->street = henji_postal_key (street != NULL ? street : "");
}

static void
written_clear (Written *self)
{
  g_free (self->key);
  g_free (self->street);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Written, written_clear)

/* What follows @name's key in @key; %NULL when it does not begin so. A number is not cut in two. */
static const char *
after (const char *key, const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || strncmp (key, name, length) != 0
      || (g_ascii_isdigit (name[length - 1]) && g_ascii_isdigit (key[length])))
    return NULL;

  return key + length;
}

static gboolean
is_kyoto (const HenjiPostalPlace *place)
{
  return g_str_has_prefix (place->city, "京都市");
}

/* (nullable): what @key says behind the place's city. The county or island before a town, and the
 * ward behind a city, are often left out. */
static const char *
after_city (const char *key, const HenjiPostalPlace *place)
{
  static const char *const ends[] = { "郡", "島" };
  g_autofree char *city = henji_postal_key (place->city);
  const char *rest = after (key, city);
  char *ward;

  for (guint i = 0; rest == NULL && i < G_N_ELEMENTS (ends); i++)
    {
      const char *end = strstr (city, ends[i]);

      if (end != NULL && end > city)
        rest = after (key, end + strlen (ends[i]));
    }
  ward = strstr (city, "市");
  if (rest == NULL && ward != NULL && g_str_has_suffix (city, "区"))
    {
      ward[strlen ("市")] = '\0';
      rest = after (key, city);
    }

  return rest;
}

/* Is the place's town what the rest of an address begins with? */
static gboolean
has_town (const char *rest, const HenjiPostalPlace *place)
{
  g_autofree char *town = henji_postal_key (place->town);

  if (*town == '\0')
    return FALSE;

  return after (rest, town) != NULL || (is_kyoto (place) && strstr (rest, town) != NULL);
}

/* The same, and nothing of the name is left: a number follows, or the end. */
static gboolean
is_town (const char *rest, const HenjiPostalPlace *place)
{
  g_autofree char *town = henji_postal_key (place->town);
  const char *behind = *town != '\0' && !is_kyoto (place) ? after (rest, town) : NULL;

  return behind != NULL && (*behind == '\0' || g_ascii_isdigit (*behind));
}

/* (transfer full) (element-type HenjiPostalPlace): those that are the address's own town. */
static GPtrArray *
own_places (const HenjiPostalCodes *codes, const Written *written)
{
  const char *city = written->parts->parts[HENJI_ADDRESS_CITY];
  g_autofree char *key = henji_postal_key (city != NULL ? city : "");
  /* A name that is only being typed, "市", ends those of half the country. */
  g_autoptr (GPtrArray) all
      = henji_postal_codes_in (codes, written->region, g_utf8_strlen (key, -1) > 1 ? key : "");
  GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_postal_place_unref);

  for (guint i = 0; i < all->len; i++)
    if (is_town (written->street, all->pdata[i]))
      g_ptr_array_add (own, henji_postal_place_ref (all->pdata[i]));

  return own;
}

/* ---- Sentences ------------------------------------------------------------------------------- */

typedef enum
{
  UP_TO_PREFECTURE,
  UP_TO_CITY,
  UP_TO_TOWN,
  CODE
} Detail;

/* (transfer full): "東京都渋谷区神宮前・渋谷区渋谷 …", each once */
static char *
name_places (const GPtrArray *places, Detail detail, gboolean latin)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const HenjiPostalPlace *place = places->pdata[i];
      const char *prefecture
          = latin ? henji_address_region_english ("JP", place->prefecture) : place->prefecture;
      g_autofree char *name
          = detail == CODE
                ? g_strdup (place->code)
                : g_strconcat (prefecture, detail >= UP_TO_CITY ? place->city : NULL,
                               detail >= UP_TO_CITY && detail >= UP_TO_TOWN ? place->town : NULL,
                               NULL);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  for (guint i = 0; i < names->len && i < MAX_NAMED; i++)
    g_string_append_printf (out, "%s%s",
                            i == 0                    ? ""
                            : latin || detail == CODE ? ", "
                                                      : "・",
                            (char *) names->pdata[i]);
  if (names->len > MAX_NAMED)
    g_string_append (out, "…");

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* One town is named; of several the city is enough, where that tells the difference. */
static char *
name_code (const GPtrArray *places)
{
  return name_places (places, places->len <= MAX_NAMED ? UP_TO_TOWN : UP_TO_CITY, FALSE);
}

static void
say_other (HenjiPostalCheck *self, const Written *written, HenjiPostalVerdict verdict)
{
  const char *const *parts = (const char *const *) written->parts->parts;
  const char *state = parts[HENJI_ADDRESS_STATE] != NULL ? parts[HENJI_ADDRESS_STATE] : "";
  gboolean latin = !is_cjk (state) && verdict == HENJI_POSTAL_OTHER_PREFECTURE;
  g_autofree char *where
      = latin ? name_places (self->places, UP_TO_PREFECTURE, TRUE) : name_code (self->places);
  g_autofree char *says = g_strconcat (state, latin ? NULL : parts[HENJI_ADDRESS_CITY], NULL);

  self->verdict = verdict;
  /* Translators: a postal code, its place, another place */
  self->sentence
      = g_strdup_printf (_ ("%s is %s, but the address says %s."), written->code, where, says);
}

static void
say_other_town (HenjiPostalCheck *self, const Written *written, const GPtrArray *own)
{
  const HenjiPostalPlace *first = own->pdata[0];
  g_autofree char *where = name_code (self->places);
  g_autofree char *under = name_places (own, CODE, FALSE);

  self->verdict = HENJI_POSTAL_OTHER_TOWN;
  /* Translators: a postal code, its place, a town, its postal codes */
  self->sentence = g_strdup_printf (_ ("%s is %s. Japan Post lists %s under %s."), written->code,
                                    where, first->town, under);
}

static void
say_unlisted (HenjiPostalCheck *self,
              const HenjiPostalCodes *codes,
              const Written *written,
              const GPtrArray *own)
{
  const char *date = henji_postal_codes_date (codes);

  self->verdict = HENJI_POSTAL_UNLISTED;
  if (own->len > 0)
    {
      g_autofree char *under = name_places (own, CODE, FALSE);

      self->sentence = g_strdup_printf (
          /* Translators: a postal code, a town, its postal codes */
          _ ("%s is not in Japan Post’s list, which has %s under %s. A large office may have a "
             "code of its own."),
          written->code, ((HenjiPostalPlace *) own->pdata[0])->town, under);
    }
  else if (date != NULL)
    self->sentence = g_strdup_printf (
        /* Translators: a postal code, a date */
        _ ("%s is not in Japan Post’s list of %s. A large office may have a code of its own."),
        written->code, date);
  else
    self->sentence = g_strdup_printf (
        _ ("%s is not in Japan Post’s list. A large office may have a code of its own."),
        written->code);
}

/* ---- Checking -------------------------------------------------------------------------------- */

static void
judge (HenjiPostalCheck *self, const HenjiPostalCodes *codes, const Written *written)
{
  gboolean in_region = FALSE, in_city = FALSE, in_town = FALSE, anywhere = FALSE;
  g_autoptr (GPtrArray) own = NULL;

  if (written->code == NULL)
    return;
  for (guint i = 0; i < self->places->len; i++)
    {
      const HenjiPostalPlace *place = self->places->pdata[i];
      const char *rest;

      if (written->region != NULL && !g_str_equal (place->prefecture, written->region))
        continue;
      in_region = TRUE;
      rest = after_city (written->key, place);
      if (rest == NULL)
        continue;
      in_city = TRUE;
      anywhere = anywhere || *place->town == '\0';
      in_town = in_town || has_town (rest, place);
    }

  if (self->places->len > 0 && !in_region)
    say_other (self, written, HENJI_POSTAL_OTHER_PREFECTURE);
  else if (!written->japanese)
    {
      if (self->places->len == 0)
        {
          own = g_ptr_array_new ();
          say_unlisted (self, codes, written, own);
        }
    }
  else if (self->places->len > 0 && !in_city)
    {
      if (written->parts->parts[HENJI_ADDRESS_CITY] != NULL)
        say_other (self, written, HENJI_POSTAL_OTHER_CITY);
    }
  else if (in_town)
    self->verdict = HENJI_POSTAL_FITS;
  else
    {
      own = own_places (codes, written);
      if (self->places->len == 0)
        say_unlisted (self, codes, written, own);
      else if (own->len > 0)
        say_other_town (self, written, own);
      else if (anywhere && *written->street != '\0')
        self->verdict = HENJI_POSTAL_FITS;
    }
}

/* ---- Completing ------------------------------------------------------------------------------ */

/* (transfer full) (nullable): what all of @places have in common at @part. */
static char *
common (const GPtrArray *places, HenjiAddressPart part)
{
  const char *shared = NULL;

  for (guint i = 0; i < places->len; i++)
    {
      const HenjiPostalPlace *place = places->pdata[i];
      const char *text = part == HENJI_ADDRESS_CODE    ? place->code
                         : part == HENJI_ADDRESS_STATE ? place->prefecture
                         : part == HENJI_ADDRESS_CITY  ? place->city
                                                       : place->town;

      if (shared != NULL && !g_str_equal (shared, text))
        return NULL;
      shared = text;
    }

  return g_strdup (shared);
}

/* "1-2-3", "3丁目4番5号", or nothing at all */
static gboolean
is_numbers (const char *street)
{
  return street == NULL || *street == '\0'
         || g_regex_match_simple ("^[0-9][0-9丁目番地号のノ\\s-]*$", street, 0, 0);
}

static void
complete_from_code (HenjiPostalCheck *self, const Written *written)
{
  const char *const *parts = (const char *const *) written->parts->parts;
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autofree char *town = NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      HenjiPostalPlace *place = self->places->pdata[i];

      if ((written->region == NULL || g_str_equal (place->prefecture, written->region))
          && (parts[HENJI_ADDRESS_CITY] == NULL || after_city (written->key, place) != NULL))
        g_ptr_array_add (places, place);
    }
  if (parts[HENJI_ADDRESS_STATE] == NULL)
    self->parts[HENJI_ADDRESS_STATE] = common (places, HENJI_ADDRESS_STATE);
  if (parts[HENJI_ADDRESS_CITY] == NULL)
    self->parts[HENJI_ADDRESS_CITY] = common (places, HENJI_ADDRESS_CITY);
  town = common (places, HENJI_ADDRESS_STREET);
  if (town != NULL && *town != '\0' && is_numbers (parts[HENJI_ADDRESS_STREET]))
    self->parts[HENJI_ADDRESS_STREET] = g_strconcat (town, parts[HENJI_ADDRESS_STREET], NULL);
}

static void
complete_from_place (HenjiPostalCheck *self, const HenjiPostalCodes *codes, const Written *written)
{
  const char *const *parts = (const char *const *) written->parts->parts;
  g_autoptr (GPtrArray) own = own_places (codes, written);
  g_autofree char *prefecture = common (own, HENJI_ADDRESS_STATE);
  g_autofree char *city = common (own, HENJI_ADDRESS_CITY);

  if (prefecture == NULL || city == NULL)
    return;
  self->parts[HENJI_ADDRESS_CODE] = common (own, HENJI_ADDRESS_CODE);
  if (parts[HENJI_ADDRESS_STATE] == NULL)
    self->parts[HENJI_ADDRESS_STATE] = g_steal_pointer (&prefecture);
}

/* (transfer full) (nullable) */
static char *
proposal_of (const HenjiPostalCheck *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (self->parts[HENJI_ADDRESS_CODE] != NULL)
    g_string_append_printf (out, "〒%s ", self->parts[HENJI_ADDRESS_CODE]);
  for (guint i = HENJI_ADDRESS_STATE; i < HENJI_N_ADDRESS_PARTS; i++)
    if (self->parts[i] != NULL)
      g_string_append (out, self->parts[i]);
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

HenjiPostalCheck *
henji_postal_check (const HenjiPostalCodes *codes, const HenjiAddressParts *parts)
{
  HenjiPostalCheck *self;
  g_auto (Written) written = { 0 };

  g_return_val_if_fail (codes != NULL && parts != NULL, NULL);

  self = henji_postal_check_new ();
  written_init (&written, parts);
  self->places = henji_postal_codes_at (
      codes, written.code != NULL && g_str_equal (parts->country, "JP") ? written.code : "");
  if (!g_str_equal (parts->country, "JP"))
    return self;

  judge (self, codes, &written);
  /* Names of places are written in Japanese letters; an address in Latin ones keeps its own. */
  if (written.code != NULL && !written.latin
      && (self->verdict == HENJI_POSTAL_SILENT || self->verdict == HENJI_POSTAL_FITS))
    complete_from_code (self, &written);
  else if (parts->parts[HENJI_ADDRESS_CODE] == NULL && written.japanese)
    complete_from_place (self, codes, &written);
  self->proposal = proposal_of (self);

  return self;
}

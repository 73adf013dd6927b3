/* henji-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-address"

#include "config.h"

#include "henji-address.h"

#include <string.h>

/* Names of the countries our marketplaces ship to, as a postal address writes them. */
static const struct
{
  const char *code;
  const char *name;
} countries[] = {
  { "AE", "UNITED ARAB EMIRATES" },
  { "AU", "AUSTRALIA" },
  { "BE", "BELGIUM" },
  { "BR", "BRAZIL" },
  { "CA", "CANADA" },
  { "CH", "SWITZERLAND" },
  { "CN", "CHINA" },
  { "DE", "GERMANY" },
  { "ES", "SPAIN" },
  { "FR", "FRANCE" },
  { "GB", "UNITED KINGDOM" },
  { "HK", "HONG KONG" },
  { "IE", "IRELAND" },
  { "IN", "INDIA" },
  { "IT", "ITALY" },
  { "JP", "JAPAN" },
  { "KR", "SOUTH KOREA" },
  { "MX", "MEXICO" },
  { "NL", "NETHERLANDS" },
  { "PL", "POLAND" },
  { "SE", "SWEDEN" },
  { "SG", "SINGAPORE" },
  { "TH", "THAILAND" },
  { "TW", "TAIWAN" },
  { "US", "USA" },
};

static void
henji_address_clear (HenjiAddress *self)
{
  g_free (self->name);
  g_free (self->organisation);
  g_free (self->line1);
  g_free (self->line2);
  g_free (self->line3);
  g_free (self->city);
  g_free (self->state);
  g_free (self->postal_code);
  g_free (self->country);
  g_free (self->phone);
}

HENJI_DEFINE_VALUE (HenjiAddress, henji_address, henji_address_clear)

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x3000 || g_unichar_iscntrl (c) || g_unichar_iszerowidth (c);
}

/* (transfer full) (nullable): @text on one line, without space at its ends; %NULL for nothing. */
static char *
tidy (const char *text)
{
  GString *out;
  gboolean gap = FALSE;

  if (text == NULL)
    return NULL;

  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t' || c == '\r' || is_space (c))
        {
          /* A full-width space inside an address stays one. */
          if (c == 0x3000 && out->len > 0 && !gap)
            {
              const char *rest = g_utf8_next_char (p);
              while (*rest != '\0' && is_space (g_utf8_get_char (rest)))
                rest = g_utf8_next_char (rest);
              if (*rest == '\0')
                break;
              g_string_append_unichar (out, c);
              p = g_utf8_prev_char (rest);
              continue;
            }
          gap = !g_unichar_iszerowidth (c) || gap;
          continue;
        }
      if (gap && out->len > 0)
        g_string_append_c (out, ' ');
      gap = FALSE;
      g_string_append_unichar (out, c);
    }

  return g_string_free (out, out->len == 0);
}

/* (transfer full): empty instead of %NULL */
static char *
tidy_or_empty (const char *text)
{
  char *clean = tidy (text);

  return clean != NULL ? clean : g_strdup ("");
}

/* Kanji and kana; 々 counts as kanji, ー as kana. */
static gboolean
is_japanese (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return c == 0x30FC || script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA
         || script == G_UNICODE_SCRIPT_KATAKANA;
}

static gboolean
has_japanese (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (is_japanese (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* (transfer full): without differences of width and case */
static char *
fold (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return wide != NULL ? g_utf8_casefold (wide, -1) : g_strdup ("");
}

/* (transfer full): the letters and digits that two spellings of a place must share */
static char *
place_key (const char *text)
{
  g_autofree char *folded = fold (text);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));

  return g_string_free (key, FALSE);
}

static gboolean
same_place (const char *a, const char *b)
{
  g_autofree char *key_a = place_key (a);
  g_autofree char *key_b = place_key (b);

  return g_str_equal (key_a, key_b);
}

/* Is @key that of @name, a name of our own? */
static gboolean
is_key_of (const char *key, const char *name)
{
  for (; *name != '\0'; name++)
    {
      if ((guchar) *name < 0x80 && !g_ascii_isalnum (*name))
        continue;
      if (*key++ != g_ascii_tolower (*name))
        return FALSE;
    }

  return *key == '\0';
}

static const char *
country_name (const char *country)
{
  static const struct
  {
    const char *written;
    const char *name;
  } others[] = {
    { "日本", "JAPAN" },        { "日本国", "JAPAN" },
    { "United States", "USA" }, { "United States of America", "USA" },
    { "UK", "UNITED KINGDOM" }, { "Great Britain", "UNITED KINGDOM" },
  };
  g_autofree char *key = place_key (country);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (is_key_of (key, others[i].written))
      return others[i].name;
  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (is_key_of (key, countries[i].code) || is_key_of (key, countries[i].name))
      return countries[i].name;

  return NULL;
}

const char *
henji_address_country (const HenjiAddress *self)
{
  g_autofree char *country = NULL;
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);

  country = tidy_or_empty (self->country);
  name = country_name (country);
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (countries); i++)
    if (g_str_equal (countries[i].name, name))
      return countries[i].code;

  return NULL;
}

static gboolean
same_country (const char *a, const char *b)
{
  const char *name_a = country_name (a);
  const char *name_b = country_name (b);

  if (name_a != NULL && name_b != NULL)
    return g_str_equal (name_a, name_b);

  return same_place (a, b);
}

/* Is @word the last comma-separated part of @line, or the whole of it? */
static gboolean
ends_with_place (const char *line, const char *word)
{
  const char *comma = strrchr (line, ',');

  return same_place (comma != NULL ? comma + 1 : line, word);
}

/* (transfer full): "150-0001" for a Japanese code in any writing, otherwise as it is without 〒 */
static char *
japanese_code (const char *text)
{
  g_autofree char *folded = fold (text);
  char digits[8] = "";
  guint n = 0;

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      {
        if (n == 7)
          break;
        digits[n++] = *p;
        digits[n] = '\0';
      }
    else if (g_ascii_isalpha (*p))
      n = 7, digits[0] = '\0';

  if (strlen (digits) == 7)
    return g_strdup_printf ("%.3s-%s", digits, digits + 3);
  if (g_str_has_prefix (text, "〒"))
    text += strlen ("〒");

  return tidy_or_empty (text);
}

/* Takes a leading "〒150-0001" off @line; puts it into @code when that is empty. */
static char *
without_code (char *line, char **code)
{
  const char *p = line;
  g_autofree char *found = NULL;
  guint n = 0;

  if (!g_str_has_prefix (line, "〒"))
    return line;

  p += strlen ("〒");
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) && n < 7)
        n++;
      else if (!(is_space (c)
                 || (n == 3
                     && (g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x30FC
                         || c == 0x2212))))
        break;
    }
  if (n != 7)
    return line;

  found = g_strndup (line, p - line);
  if (**code == '\0')
    {
      g_free (*code);
      *code = japanese_code (found);
    }
  else
    {
      g_autofree char *there = japanese_code (found);
      if (!g_str_equal (there, *code))
        return line;
    }
  memmove (line, p, strlen (p) + 1);

  return line;
}

/* Appends @part to the place written so far in @place, unless it is there or begins @next. */
static void
append_part (GString *place, const char *part, const char *next)
{
  if (*part == '\0' || g_str_has_prefix (next, part) || g_str_has_suffix (place->str, part))
    return;
  if (place->len > 0)
    {
      const char *last = g_utf8_find_prev_char (place->str, place->str + place->len);
      gboolean joined
          = is_japanese (g_utf8_get_char (last)) || is_japanese (g_utf8_get_char (part));
      if (!joined)
        g_string_append_c (place, ' ');
    }
  g_string_append (place, part);
}

static void
add_line (GPtrArray *lines, const char *line)
{
  if (*line != '\0')
    g_ptr_array_add (lines, g_strdup (line));
}

static void
japanese_lines (const HenjiAddress *self, gboolean with_name, GPtrArray *lines)
{
  g_autofree char *state = tidy_or_empty (self->state);
  g_autofree char *city = tidy_or_empty (self->city);
  g_autofree char *line1 = tidy_or_empty (self->line1);
  g_autofree char *line2 = tidy_or_empty (self->line2);
  g_autofree char *line3 = tidy_or_empty (self->line3);
  g_autofree char *raw_code = tidy_or_empty (self->postal_code);
  g_autofree char *code = japanese_code (raw_code);
  g_autoptr (GString) place = g_string_new (NULL);

  line1 = without_code (line1, &code);
  if (*code != '\0')
    g_ptr_array_add (lines, g_strconcat ("〒", code, NULL));

  /* The prefecture may stand in its own field, begin the city, or begin the first line. */
  if (!g_str_has_prefix (line1, state))
    append_part (place, state, city);
  if (*city != '\0' && strstr (line1, city) != line1
      && !(*state != '\0' && g_str_has_prefix (line1, state)
           && g_str_has_prefix (line1 + strlen (state), city)))
    append_part (place, city, line1);
  append_part (place, line1, "");
  add_line (lines, place->str);
  add_line (lines, line2);
  add_line (lines, line3);
  if (with_name)
    {
      g_autofree char *organisation = tidy_or_empty (self->organisation);
      g_autofree char *name = tidy_or_empty (self->name);

      add_line (lines, organisation);
      add_line (lines, name);
    }
}

static void
western_lines (const HenjiAddress *self, gboolean with_name, gboolean japan, GPtrArray *lines)
{
  g_autofree char *name = tidy_or_empty (self->name);
  g_autofree char *organisation = tidy_or_empty (self->organisation);
  g_autofree char *line1 = tidy_or_empty (self->line1);
  g_autofree char *line2 = tidy_or_empty (self->line2);
  g_autofree char *line3 = tidy_or_empty (self->line3);
  g_autofree char *city = tidy_or_empty (self->city);
  g_autofree char *state = tidy_or_empty (self->state);
  g_autofree char *raw_code = tidy_or_empty (self->postal_code);
  g_autofree char *code = japan ? japanese_code (raw_code) : g_strdup (raw_code);
  g_autofree char *country = tidy_or_empty (self->country);
  g_autoptr (GString) place = g_string_new (NULL);
  const char *written = NULL;
  const char *last = "";
  guint first;

  if (with_name)
    {
      add_line (lines, name);
      if (!g_str_equal (organisation, name))
        add_line (lines, organisation);
    }
  first = lines->len;
  add_line (lines, line1);
  add_line (lines, line2);
  add_line (lines, line3);
  if (lines->len > first)
    last = g_ptr_array_index (lines, lines->len - 1);

  if (*city != '\0' && !ends_with_place (last, city))
    g_string_append (place, city);
  if (*state != '\0' && !ends_with_place (place->len > 0 ? place->str : last, state))
    g_string_append_printf (place, "%s%s", place->len > 0 ? ", " : "", state);
  if (*code != '\0' && strstr (last, code) == NULL && strstr (place->str, code) == NULL)
    {
      if (japan && place->len > 0)
        {
          add_line (lines, place->str);
          g_string_truncate (place, 0);
        }
      g_string_append_printf (place, "%s%s", place->len > 0 ? " " : "", code);
    }
  add_line (lines, place->str);

  if (*country == '\0')
    return;
  for (guint i = first; i < lines->len && written == NULL; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      const char *comma = strrchr (line, ',');

      if (same_country (comma != NULL ? comma + 1 : line, country))
        written = line;
    }
  if (written == NULL)
    {
      const char *known = country_name (country);

      add_line (lines, known != NULL ? known : country);
    }
}

/* Writes the lines of the address; says whether they are in Japanese order. */
static gboolean
address_lines (const HenjiAddress *self, gboolean with_name, GPtrArray *lines)
{
  g_autofree char *country = tidy_or_empty (self->country);
  gboolean japan = *country == '\0' ? FALSE : same_country (country, "JP");
  gboolean letters = has_japanese (self->line1) || has_japanese (self->line2)
                     || has_japanese (self->line3) || has_japanese (self->city)
                     || has_japanese (self->state);
  gboolean japanese = letters && (japan || *country == '\0');

  if (japanese)
    japanese_lines (self, with_name, lines);
  else
    western_lines (self, with_name, japan, lines);

  return japanese;
}

gboolean
henji_address_is_empty (const HenjiAddress *self)
{
  const char *fields[10];

  if (self == NULL)
    return TRUE;

  fields[0] = self->name;
  fields[1] = self->organisation;
  fields[2] = self->line1;
  fields[3] = self->line2;
  fields[4] = self->line3;
  fields[5] = self->city;
  fields[6] = self->state;
  fields[7] = self->postal_code;
  fields[8] = self->country;
  fields[9] = self->phone;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *clean = tidy (fields[i]);

      if (clean != NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
field_equal (const char *a, const char *b)
{
  return g_str_equal (a != NULL ? a : "", b != NULL ? b : "");
}

gboolean
henji_address_equal (const HenjiAddress *a, const HenjiAddress *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;

  return field_equal (a->name, b->name) && field_equal (a->organisation, b->organisation)
         && field_equal (a->line1, b->line1) && field_equal (a->line2, b->line2)
         && field_equal (a->line3, b->line3) && field_equal (a->city, b->city)
         && field_equal (a->state, b->state) && field_equal (a->postal_code, b->postal_code)
         && field_equal (a->country, b->country) && field_equal (a->phone, b->phone);
}

static char *
join (const HenjiAddress *self, gboolean with_name, const char *between)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gboolean japanese = address_lines (self, with_name, lines);

  if (between == NULL)
    between = japanese ? " " : ", ";
  g_ptr_array_add (lines, NULL);

  return g_strjoinv (between, (char **) lines->pdata);
}

char *
henji_address_block (const HenjiAddress *self, gboolean with_name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return join (self, with_name, "\n");
}

char *
henji_address_line (const HenjiAddress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return join (self, FALSE, NULL);
}

/* henji-address-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-address"

#include "config.h"

#include "henji-address-private.h"

#include "henji-fold.h"

#include <string.h>

static void
parts_clear (HenjiAddressParts *self)
{
  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    g_free (self->parts[i]);
}

HENJI_DEFINE_VALUE (HenjiAddressParts, henji_address_parts, parts_clear)

const char *
henji_address_part_id (HenjiAddressPart part)
{
  static const char *const ids[] = { "postal-code", "state", "city", "street", "building" };

  g_return_val_if_fail ((guint) part < G_N_ELEMENTS (ids), "");

  return ids[part];
}

/* ---- Small tools ----------------------------------------------------------------------------- */

char *
henji_address_replace (char *text, const char *pattern, const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  char *out = g_regex_replace (regex, text, -1, 0, with, 0, NULL);

  g_free (text);

  return out;
}

char *
henji_address_cut (char **text, const char *pattern, guint group)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *found, *joined;
  int start, end;

  if (!g_regex_match (regex, *text, 0, &match))
    return NULL;

  found = g_match_info_fetch (match, (int) group);
  g_match_info_fetch_pos (match, 0, &start, &end);
  joined = g_strdup_printf ("%.*s%s%s", start, *text, start > 0 && (*text)[end] != '\0' ? " " : "",
                            *text + end);
  g_free (*text);
  *text = joined;

  return found;
}

/* Takes @length bytes off the front of @text, with the blanks and commas behind them. */
static char *
take_front (char **text, gsize length)
{
  char *front = g_strndup (*text, length);
  char *rest = *text + length;

  while (*rest == ' ' || *rest == ',' || g_str_has_prefix (rest, "、"))
    rest += *rest == ' ' || *rest == ',' ? 1 : strlen ("、");
  memmove (*text, rest, strlen (rest) + 1);

  return front;
}

char *
henji_address_or_null (char *text)
{
  g_strstrip (text);
  if (*text != '\0')
    return text;
  g_free (text);

  return NULL;
}

static char *
one_line (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  /* A line's end parts as a comma does; hyphens and long vowels between digits are one thing. */
  return henji_address_replace (
      henji_address_replace (
          henji_address_replace (g_strdup (wide != NULL ? wide : ""), "\\s*[\\r\\n]+\\s*", ", "),
          "[\\s　]+", " "),
      "(?<=[0-9])\\s?[ー‐‑‒–—―−ｰ一](?=[0-9])", "-");
}

/* ---- Japanese -------------------------------------------------------------------------------- */

/* Municipalities whose names hold a 市, 町 or 村 before their end, and so would be cut too early.
 */
static const char *const odd_cities[] = {
  "市川市",   "市原市",     "四日市市", "廿日市市", "野々市市", "町田市",     "大町市",
  "十日町市", "武蔵村山市", "東村山市", "村山市",   "村上市",   "田村市",     "羽村市",
  "大村市",   "郡山市",     "郡上市",   "小郡市",   "蒲郡市",   "大和郡山市",
};
static const char *const odd_towns[] = { "玉村町", "大町町" };
/* Only these have wards. */
static const char *const big_cities[]
    = { "札幌市", "仙台市", "さいたま市", "千葉市",   "横浜市", "川崎市", "相模原市",
        "新潟市", "静岡市", "浜松市",     "名古屋市", "京都市", "大阪市", "堺市",
        "神戸市", "岡山市", "広島市",     "北九州市", "福岡市", "熊本市" };

static gsize
listed_prefix (const char *text, const char *const *list, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (text, list[i]))
      return strlen (list[i]);

  return 0;
}

/* Bytes up to and with the first of @ends that is not the first character, at most @max characters
 * in, before any digit or blank; 0 for none. */
static gsize
up_to (const char *text, const char *ends, guint max)
{
  const char *p = text;

  for (guint i = 0; i < max && *p != '\0'; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) || c == ' ')
        return 0;
      if (i > 0 && g_utf8_strchr (ends, -1, c) != NULL)
        return (gsize) (g_utf8_next_char (p) - text);
    }

  return 0;
}

/* How many bytes of @text are the municipality; 0 when it names none. */
static gsize
city_length (const char *text, gboolean after_state)
{
  gsize length = listed_prefix (text, odd_cities, G_N_ELEMENTS (odd_cities));
  gsize county = up_to (text, "郡", 5);

  if (length > 0)
    return length;
  if (county > 0)
    {
      gsize town = listed_prefix (text + county, odd_towns, G_N_ELEMENTS (odd_towns));

      if (town == 0)
        town = up_to (text + county, "町村", 7);
      return town > 0 ? county + town : 0;
    }

  /* A 町 without a prefecture before it is more often a part of a city. */
  length = up_to (text, after_state ? "市区町村" : "市区", 8);
  if (length > 0 && listed_prefix (text, big_cities, G_N_ELEMENTS (big_cities)) == length)
    length += up_to (text + length, "区", 5);

  return length;
}

/* Cuts @rest into the street with its numbers and the building behind them. */
static void
cut_street (HenjiAddressParts *self, char *rest)
{
  /* A chain of numbers, "1-2-3", "1丁目2番3号", "123番地の4", that ends the street: not the 1 of
   * 北1条, 3線 or 5地割. */
  static const char chain[] = "^(.*?(?<![0-9第])(?>(?:[0-9]+|[一二三四五六七八九十]+(?=丁目|番地))"
                              "(?:\\s?(?:丁目|番地の?|番の?|号|の|ノ|-)\\s?[0-9]+)*"
                              "(?:丁目|番地|番(?!町)|号(?!室))?)(?!\\s?(?:条|線|区|町|丁|地割|番町|"
                              "階|F\\b|号室)))[\\s,、]*(.*)$";
  static const char houses[] = "ビル|マンション|アパート|ハイツ|コーポ|荘|号室|階|棟|寮|タワー|"
                               "レジデンス|メゾン|ハウス|団地";
  g_autoptr (GRegex) regex = g_regex_new (chain, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) house = g_regex_new (houses, 0, 0, NULL);
  g_autoptr (GRegex) room
      = g_regex_new ("^(.*?(?<![0-9])[0-9]+-[0-9]+-[0-9]+)-([0-9]+)$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GMatchInfo) named = NULL;
  g_autoptr (GMatchInfo) inside = NULL;
  g_autofree char *street = NULL;
  g_autofree char *building = NULL;
  int building_at = G_MAXINT, street_end = 0;

  if (g_regex_match (house, rest, 0, &named))
    g_match_info_fetch_pos (named, 0, &building_at, NULL);
  /* The number behind a building's name is a room's. */
  if (g_regex_match (regex, rest, 0, &match) && g_match_info_fetch_pos (match, 1, NULL, &street_end)
      && street_end <= building_at)
    {
      street = g_match_info_fetch (match, 1);
      building = g_match_info_fetch (match, 2);
    }
  else
    {
      const char *blank = building_at < G_MAXINT ? g_strrstr_len (rest, building_at, " ") : NULL;

      street = blank != NULL ? g_strndup (rest, blank - rest) : g_strdup (rest);
      building = blank != NULL ? g_strdup (blank + 1) : g_strdup ("");
    }
  self->parts[HENJI_ADDRESS_STREET] = henji_address_or_null (g_steal_pointer (&street));
  self->parts[HENJI_ADDRESS_BUILDING] = henji_address_or_null (g_steal_pointer (&building));

  /* "1-2-3-405" is room 405. */
  if (self->parts[HENJI_ADDRESS_STREET] != NULL && self->parts[HENJI_ADDRESS_BUILDING] == NULL
      && g_regex_match (room, self->parts[HENJI_ADDRESS_STREET], 0, &inside))
    {
      street = g_match_info_fetch (inside, 1);
      self->parts[HENJI_ADDRESS_BUILDING] = g_match_info_fetch (inside, 2);
      g_free (self->parts[HENJI_ADDRESS_STREET]);
      self->parts[HENJI_ADDRESS_STREET] = g_steal_pointer (&street);
    }
}

static void
split_japanese (HenjiAddressParts *self, char **rest)
{
  gsize length;
  g_autofree char *label = NULL;
  g_autofree char *country = NULL;

  label = henji_address_cut (rest, "^(?:(?:新|お届け|配送)?(?:住所|先)\\s?[::は]\\s?)", 0);
  country = henji_address_cut (rest, "^日本国?[\\s,、]+", 0);
  for (guint i = 0; i < HENJI_N_PREFECTURES; i++)
    if (g_str_has_prefix (*rest, henji_prefectures[i].name))
      {
        self->parts[HENJI_ADDRESS_STATE] = take_front (rest, strlen (henji_prefectures[i].name));
        break;
      }
  length = city_length (*rest, self->parts[HENJI_ADDRESS_STATE] != NULL);
  if (length > 0)
    self->parts[HENJI_ADDRESS_CITY] = take_front (rest, length);
  cut_street (self, *rest);
}

/* ---- Splitting ------------------------------------------------------------------------------- */

/* A Japanese code that begins the text or stands behind 〒, or one at the end of Latin letters. */
static char *
cut_japanese_code (char **rest)
{
  g_autofree char *code = henji_address_cut (
      rest,
      "(?:〒\\s?|郵便番号\\s?[::は]?\\s?|^\\s*)([0-9]{3}\\s?-?\\s?[0-9]{4})(?![0-9-])"
      "[\\s,、]*",
      1);

  if (code == NULL && !henji_fold_has_cjk (*rest))
    code = henji_address_cut (rest, "[\\s,]*\\b([0-9]{3}-[0-9]{4})\\b", 1);

  return g_steal_pointer (&code);
}

/* (transfer full): "150-0001" for seven digits; anything else as it is */
static char *
tidy_code (const char *country, const char *code)
{
  g_autofree char *line = one_line (code);
  g_autofree char *digits = g_strdup (line);
  guint n = 0;

  for (const char *p = line; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  digits[n] = '\0';
  if (g_str_equal (country, "JP") && n == 7)
    return g_strdup_printf ("%.3s-%s", digits, digits + 3);

  return henji_address_or_null (henji_address_replace (g_steal_pointer (&line), "^〒\\s?", ""));
}

HenjiAddressParts *
henji_address_split_text (const char *text, const char *code, const char *country)
{
  HenjiAddressParts *self;
  g_autofree char *rest = NULL;
  g_autofree char *found = NULL;
  gboolean japanese;

  g_return_val_if_fail (text != NULL, NULL);

  self = henji_address_parts_new ();
  rest = one_line (text);
  /* An American buyer may write a Japanese address, a Chinese one stays what it is. */
  japanese = henji_fold_has_cjk (rest)
             && (country == NULL || *country == '\0' || g_str_equal (country, "JP")
                 || g_str_equal (country, "US"));
  if (japanese)
    g_strlcpy (self->country, "JP", sizeof self->country);
  else
    {
      g_autofree char *written = henji_address_cut (
          &rest, "[\\s,]+(Japan|U\\.?S\\.?A\\.?|United States(?: of America)?)\\.?$", 1);

      if (written != NULL)
        country = *written == 'J' || *written == 'j' ? "JP" : "US";
      found = henji_address_cut (&rest, "[\\s,]+([A-Z][0-9][A-Z]\\s?[0-9][A-Z][0-9])$", 1);
      if (found != NULL)
        country = "CA";
      if (country != NULL)
        g_strlcpy (self->country, country, sizeof self->country);
    }
  if (g_str_equal (self->country, "JP"))
    found = cut_japanese_code (&rest);

  if (japanese)
    split_japanese (self, &rest);
  else
    henji_address_split_latin (self, &rest, &found);
  if (found == NULL && code != NULL)
    found = g_strdup (code);
  if (found != NULL)
    self->parts[HENJI_ADDRESS_CODE] = tidy_code (self->country, found);

  return self;
}

/* (transfer full) (nullable): */
static char *
tidy (const char *text)
{
  return text != NULL ? henji_address_or_null (one_line (text)) : NULL;
}

HenjiAddressParts *
henji_address_split (const HenjiAddress *address)
{
  g_autofree char *line = NULL;
  g_autofree char *lower = NULL;
  const char *country;
  HenjiAddressParts *self;

  g_return_val_if_fail (address != NULL, NULL);

  country = henji_address_country (address);
  line = henji_address_line (address);
  /* Western addresses have their city in a field; it is not to be guessed. */
  if (henji_fold_has_cjk (line) || address->city == NULL || *address->city == '\0')
    return henji_address_split_text (line, address->postal_code, country);

  self = henji_address_parts_new ();
  if (country != NULL)
    g_strlcpy (self->country, country, sizeof self->country);
  if (address->postal_code != NULL && *address->postal_code != '\0')
    self->parts[HENJI_ADDRESS_CODE] = tidy_code (self->country, address->postal_code);
  lower = g_strconcat (address->line2 != NULL ? address->line2 : "", " ", address->line3, NULL);
  self->parts[HENJI_ADDRESS_STATE] = tidy (address->state);
  self->parts[HENJI_ADDRESS_CITY] = tidy (address->city);
  self->parts[HENJI_ADDRESS_STREET] = tidy (address->line1);
  self->parts[HENJI_ADDRESS_BUILDING] = tidy (lower);
  henji_address_cut_unit (self);

  return self;
}

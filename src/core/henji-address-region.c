/* henji-address-region.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prefectures and states in all their spellings, and what two writings of a part share.
 */
#define G_LOG_DOMAIN "henji-address"

#include "config.h"

#include "henji-address-private.h"

#include "henji-fold.h"

#include <string.h>

const HenjiRegion henji_prefectures[HENJI_N_PREFECTURES] = {
  { "北海道", "Hokkaido" },    { "青森県", "Aomori" },     { "岩手県", "Iwate" },
  { "宮城県", "Miyagi" },      { "秋田県", "Akita" },      { "山形県", "Yamagata" },
  { "福島県", "Fukushima" },   { "茨城県", "Ibaraki" },    { "栃木県", "Tochigi" },
  { "群馬県", "Gunma" },       { "埼玉県", "Saitama" },    { "千葉県", "Chiba" },
  { "東京都", "Tokyo" },       { "神奈川県", "Kanagawa" }, { "新潟県", "Niigata" },
  { "富山県", "Toyama" },      { "石川県", "Ishikawa" },   { "福井県", "Fukui" },
  { "山梨県", "Yamanashi" },   { "長野県", "Nagano" },     { "岐阜県", "Gifu" },
  { "静岡県", "Shizuoka" },    { "愛知県", "Aichi" },      { "三重県", "Mie" },
  { "滋賀県", "Shiga" },       { "京都府", "Kyoto" },      { "大阪府", "Osaka" },
  { "兵庫県", "Hyogo" },       { "奈良県", "Nara" },       { "和歌山県", "Wakayama" },
  { "鳥取県", "Tottori" },     { "島根県", "Shimane" },    { "岡山県", "Okayama" },
  { "広島県", "Hiroshima" },   { "山口県", "Yamaguchi" },  { "徳島県", "Tokushima" },
  { "香川県", "Kagawa" },      { "愛媛県", "Ehime" },      { "高知県", "Kochi" },
  { "福岡県", "Fukuoka" },     { "佐賀県", "Saga" },       { "長崎県", "Nagasaki" },
  { "熊本県", "Kumamoto" },    { "大分県", "Oita" },       { "宮崎県", "Miyazaki" },
  { "鹿児島県", "Kagoshima" }, { "沖縄県", "Okinawa" },
};

static const HenjiRegion states[] = {
  { "AL", "Alabama" },
  { "AK", "Alaska" },
  { "AZ", "Arizona" },
  { "AR", "Arkansas" },
  { "CA", "California" },
  { "CO", "Colorado" },
  { "CT", "Connecticut" },
  { "DE", "Delaware" },
  { "DC", "District of Columbia" },
  { "FL", "Florida" },
  { "GA", "Georgia" },
  { "HI", "Hawaii" },
  { "ID", "Idaho" },
  { "IL", "Illinois" },
  { "IN", "Indiana" },
  { "IA", "Iowa" },
  { "KS", "Kansas" },
  { "KY", "Kentucky" },
  { "LA", "Louisiana" },
  { "ME", "Maine" },
  { "MD", "Maryland" },
  { "MA", "Massachusetts" },
  { "MI", "Michigan" },
  { "MN", "Minnesota" },
  { "MS", "Mississippi" },
  { "MO", "Missouri" },
  { "MT", "Montana" },
  { "NE", "Nebraska" },
  { "NV", "Nevada" },
  { "NH", "New Hampshire" },
  { "NJ", "New Jersey" },
  { "NM", "New Mexico" },
  { "NY", "New York" },
  { "NC", "North Carolina" },
  { "ND", "North Dakota" },
  { "OH", "Ohio" },
  { "OK", "Oklahoma" },
  { "OR", "Oregon" },
  { "PA", "Pennsylvania" },
  { "RI", "Rhode Island" },
  { "SC", "South Carolina" },
  { "SD", "South Dakota" },
  { "TN", "Tennessee" },
  { "TX", "Texas" },
  { "UT", "Utah" },
  { "VT", "Vermont" },
  { "VA", "Virginia" },
  { "WA", "Washington" },
  { "WV", "West Virginia" },
  { "WI", "Wisconsin" },
  { "WY", "Wyoming" },
  { "AS", "American Samoa" },
  { "GU", "Guam" },
  { "MP", "Northern Mariana Islands" },
  { "PR", "Puerto Rico" },
  { "VI", "U.S. Virgin Islands" },
  { "FM", "Micronesia" },
  { "MH", "Marshall Islands" },
  { "PW", "Palau" },
  { "AA", "Armed Forces Americas" },
  { "AE", "Armed Forces Europe" },
  { "AP", "Armed Forces Pacific" },
};

/* (transfer full): small letters and digits alone, accents off: "Tōkyō-to" is "tokyoto". */
static char *
letters (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *small = g_utf8_strdown (apart != NULL ? apart : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

static const HenjiRegion *
find_region (const char *country, const char *written)
{
  gboolean japan = g_strcmp0 (country, "JP") == 0;
  const HenjiRegion *list = japan ? henji_prefectures : states;
  guint n = japan ? HENJI_N_PREFECTURES : G_N_ELEMENTS (states);
  g_autofree char *key = NULL;

  if (written == NULL || (!japan && g_strcmp0 (country, "US") != 0))
    return NULL;

  key = letters (written);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = letters (list[i].name);
      g_autofree char *english = letters (list[i].english);
      gsize length = strlen (english);

      if (g_str_equal (key, name) || g_str_equal (key, english))
        return &list[i];
      /* "tokyo-to", "osaka-fu", "chiba-ken", "Saitama Prefecture", "神奈川" */
      if (japan && strncmp (key, english, length) == 0
          && (strcmp (key + length, "to") == 0 || strcmp (key + length, "fu") == 0
              || strcmp (key + length, "ken") == 0 || strcmp (key + length, "pref") == 0
              || strcmp (key + length, "prefecture") == 0))
        return &list[i];
      if (japan && strlen (key) >= strlen ("千葉") && strncmp (key, name, strlen (key)) == 0
          && strlen (name) - strlen (key) == strlen ("県"))
        return &list[i];
    }

  return NULL;
}

const char *
henji_address_region (const char *country, const char *written)
{
  const HenjiRegion *region = find_region (country, written);

  return region != NULL ? region->name : NULL;
}

const char *
henji_address_region_english (const char *country, const char *region)
{
  const HenjiRegion *found = find_region (country, region);

  return found != NULL ? found->english : NULL;
}

/* ---- Keys ------------------------------------------------------------------------------------ */

/* Words of American addresses and how the Postal Service shortens them (Publication 28). */
static const struct
{
  const char *word;
  const char *key;
} shortened[] = {
  { "street", "st" },
  { "str", "st" },
  { "avenue", "ave" },
  { "av", "ave" },
  { "road", "rd" },
  { "drive", "dr" },
  { "boulevard", "blvd" },
  { "lane", "ln" },
  { "court", "ct" },
  { "place", "pl" },
  { "terrace", "ter" },
  { "parkway", "pkwy" },
  { "highway", "hwy" },
  { "circle", "cir" },
  { "square", "sq" },
  { "trail", "trl" },
  { "north", "n" },
  { "south", "s" },
  { "east", "e" },
  { "west", "w" },
  { "northeast", "ne" },
  { "northwest", "nw" },
  { "southeast", "se" },
  { "southwest", "sw" },
  { "apartment", "" },
  { "apt", "" },
  { "unit", "" },
  { "suite", "" },
  { "ste", "" },
  { "room", "" },
  { "rm", "" },
  { "number", "" },
  { "no", "" },
  { "building", "bldg" },
  { "floor", "fl" },
  { "saint", "st" },
  { "fort", "ft" },
  { "mount", "mt" },
};

static char *
latin_key (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *small = g_utf8_strdown (apart != NULL ? apart : "", -1);
  g_autoptr (GRegex) parts = g_regex_new ("[^\\p{L}\\p{N}\\p{M}']+", 0, 0, NULL);
  g_auto (GStrv) words = g_regex_split (parts, small, 0);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *bare = letters (words[i]);
      const char *word = bare;

      for (guint j = 0; j < G_N_ELEMENTS (shortened); j++)
        if (g_str_equal (bare, shortened[j].word))
          word = shortened[j].key;
      if (*word != '\0')
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", word);
    }

  return g_string_free (out, FALSE);
}

/* "神宮前一丁目２番３号" and "神宮前1-2-3" are one street; ヶ, ケ and が one letter. */
static char *
japanese_key (HenjiAddressPart part, const char *text)
{
  static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  char *out = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  char *folded;

  if (out == NULL)
    return g_strdup ("");

  out = henji_address_replace (out, "[ヶケが](?=[^ぁ-ん])", "ヶ");
  out = henji_address_replace (out, "(?:大字|字)(?=.)", "");
  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    {
      g_autofree char *teens = g_strdup_printf ("十%s(?=丁目|番地)", digits[i]);
      g_autofree char *ones = g_strdup_printf ("%s(?=丁目|番地)", digits[i]);
      g_autofree char *fifteen = g_strdup_printf ("1%u", i + 1);
      g_autofree char *five = g_strdup_printf ("%u", i + 1);

      out = henji_address_replace (out, teens, fifteen);
      out = henji_address_replace (out, ones, five);
    }
  out = henji_address_replace (out, "十(?=丁目|番地)", "10");
  if (part == HENJI_ADDRESS_BUILDING)
    {
      out = henji_address_replace (out, "号室?|室", "");
      out = henji_address_replace (out, "(?<=[0-9])(?:階|F)", "f");
    }
  else
    {
      out = henji_address_replace (out, "(?<=[0-9])\\s?(?:丁目|番地の?|番の?|号|の|ノ)\\s?", "-");
      out = henji_address_replace (out, "-+$", "");
    }
  out = henji_address_replace (out, "[\\s,、・　]+", "");
  folded = henji_fold (out, -1, NULL);
  g_free (out);

  return folded;
}

static gboolean
is_latin (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (henji_fold_is_cjk (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

char *
henji_address_part_key (const char *country, HenjiAddressPart part, const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (part == HENJI_ADDRESS_STATE && henji_address_region (country, text) != NULL)
    return g_strdup (henji_address_region (country, text));
  if (part == HENJI_ADDRESS_CODE)
    {
      char *key = letters (text);

      /* The four digits behind a ZIP code only say it more exactly. */
      if (g_strcmp0 (country, "US") == 0 && strlen (key) > 5)
        key[5] = '\0';
      return key;
    }

  return is_latin (text) ? latin_key (text) : japanese_key (part, text);
}

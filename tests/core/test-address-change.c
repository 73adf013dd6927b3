/* test-address-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All addresses are invented; only municipalities and their codes are real.
 */
#include "data-fixture.h"
#include "henji-address-change.h"

#include <string.h>

static HenjiPostal *
load (void)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = read_data ("postal", "prefixes.ini", &length);
  HenjiPostal *postal = henji_postal_parse (text, length, "prefixes.ini", &error);

  g_assert_no_error (error);

  return postal;
}

/* "a | b" of the parts that are written, a missing one as "-". */
static char *
show (const HenjiAddressParts *parts)
{
  GString *out = g_string_new (parts->country);

  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    g_string_append_printf (out, " | %s", parts->parts[i] != NULL ? parts->parts[i] : "-");

  return g_string_free (out, FALSE);
}

static const struct
{
  const char *country; /* NULL: nothing known */
  const char *text;
  const char *code;
  const char *parts;
} texts[] = {
  /* Japanese, as buyers write it. */
  { "JP", "〒150-0001 東京都渋谷区神宮前1-2-3 返事ビル101", NULL,
    "JP | 150-0001 | 東京都 | 渋谷区 | 神宮前1-2-3 | 返事ビル101" },
  { "JP", "東京都渋谷区神宮前１－２－３返事ビル１０１号室", "1500001",
    "JP | 150-0001 | 東京都 | 渋谷区 | 神宮前1-2-3 | 返事ビル101号室" },
  { NULL, "150-0001\n東京都渋谷区神宮前1丁目2番3号\n返事ビル101", NULL,
    "JP | 150-0001 | 東京都 | 渋谷区 | 神宮前1丁目2番3号 | 返事ビル101" },
  { "JP", "渋谷区神宮前一丁目2番3号", NULL, "JP | - | - | 渋谷区 | 神宮前一丁目2番3号 | -" },
  { "JP", "郵便番号：530-0001 住所：大阪府大阪市北区梅田1ー2ー3ー405", NULL,
    "JP | 530-0001 | 大阪府 | 大阪市北区 | 梅田1-2-3 | 405" },
  { "JP", "北海道札幌市中央区北1条西2丁目3-4 返事マンション5階", "060-0001",
    "JP | 060-0001 | 北海道 | 札幌市中央区 | 北1条西2丁目3-4 | 返事マンション5階" },
  { "JP", "北海道札幌市北区北12条西3丁目", NULL,
    "JP | - | 北海道 | 札幌市北区 | 北12条西3丁目 | -" },
  { "JP", "宮城県仙台市青葉区一番町4-5-6 青葉ビル2階", NULL,
    "JP | - | 宮城県 | 仙台市青葉区 | 一番町4-5-6 | 青葉ビル2階" },
  { "JP", "京都府京都市中京区寺町通御池上る上本返事町488番地", NULL,
    "JP | - | 京都府 | 京都市中京区 | 寺町通御池上る上本返事町488番地 | -" },
  { "JP", "千葉県市川市返事1-2-3", NULL, "JP | - | 千葉県 | 市川市 | 返事1-2-3 | -" },
  { "JP", "三重県四日市市返事町10-2", NULL, "JP | - | 三重県 | 四日市市 | 返事町10-2 | -" },
  { "JP", "広島県廿日市市返事3-4", NULL, "JP | - | 広島県 | 廿日市市 | 返事3-4 | -" },
  { "JP", "東京都町田市返事町1-2", NULL, "JP | - | 東京都 | 町田市 | 返事町1-2 | -" },
  { "JP", "福島県郡山市返事1-2", NULL, "JP | - | 福島県 | 郡山市 | 返事1-2 | -" },
  { "JP", "奈良県大和郡山市返事町5", NULL, "JP | - | 奈良県 | 大和郡山市 | 返事町5 | -" },
  { "JP", "福岡県小郡市返事6", NULL, "JP | - | 福岡県 | 小郡市 | 返事6 | -" },
  { "JP", "愛知県蒲郡市返事町7-8", NULL, "JP | - | 愛知県 | 蒲郡市 | 返事町7-8 | -" },
  { "JP", "東京都西多摩郡奥多摩町返事123番地の4", NULL,
    "JP | - | 東京都 | 西多摩郡奥多摩町 | 返事123番地の4 | -" },
  { "JP", "群馬県佐波郡玉村町大字返事12", NULL, "JP | - | 群馬県 | 佐波郡玉村町 | 大字返事12 | -" },
  { "JP", "佐賀県杵島郡大町町大字返事12", NULL, "JP | - | 佐賀県 | 杵島郡大町町 | 大字返事12 | -" },
  { "JP", "北海道余市郡余市町返事1丁目2", NULL, "JP | - | 北海道 | 余市郡余市町 | 返事1丁目2 | -" },
  { "JP", "山形県西村山郡河北町返事1", NULL, "JP | - | 山形県 | 西村山郡河北町 | 返事1 | -" },
  { "JP", "栃木県芳賀郡市貝町返事1", NULL, "JP | - | 栃木県 | 芳賀郡市貝町 | 返事1 | -" },
  { "JP", "東京都小笠原村父島字返事1", NULL, "JP | - | 東京都 | 小笠原村 | 父島字返事1 | -" },
  { "JP", "新潟県十日町市返事123", NULL, "JP | - | 新潟県 | 十日町市 | 返事123 | -" },
  { "JP", "岩手県返事市返事第3地割45", NULL, "JP | - | 岩手県 | 返事市 | 返事第3地割45 | -" },
  { "JP", "日本、東京都港区返事2-3-4 返事タワー1201", NULL,
    "JP | - | 東京都 | 港区 | 返事2-3-4 | 返事タワー1201" },
  { "JP", "返事町3丁目4-5", NULL, "JP | - | - | - | 返事町3丁目4-5 | -" },
  { "JP", "東京都千代田区返事町 返事ビル", NULL, "JP | - | 東京都 | 千代田区 | 返事町 | 返事ビル" },
  { "JP", "埼玉県さいたま市大宮区返事1-2 コーポ返事 A-203", NULL,
    "JP | - | 埼玉県 | さいたま市大宮区 | 返事1-2 | コーポ返事 A-203" },
  { "JP", "東京都渋谷区神宮前 第2返事ビル301", NULL,
    "JP | - | 東京都 | 渋谷区 | 神宮前 | 第2返事ビル301" },
  { "JP", "〒542-0081 大阪府大阪市中央区南返事1丁目2番3号 返事マンション 502", NULL,
    "JP | 542-0081 | 大阪府 | 大阪市中央区 | 南返事1丁目2番3号 | 返事マンション 502" },
  { "JP", "名古屋市中村区返事3-4-5", "4530002",
    "JP | 453-0002 | - | 名古屋市中村区 | 返事3-4-5 | -" },
  { "JP", "千葉県八千代市村上1-2", NULL, "JP | - | 千葉県 | 八千代市 | 村上1-2 | -" },
  { "JP", "奈良県吉野郡下市町返事12", NULL, "JP | - | 奈良県 | 吉野郡下市町 | 返事12 | -" },
  { "JP", "京都府京都市下京区四条通返事東入返事町79番地 返事烏丸ビル3F", NULL,
    "JP | - | 京都府 | 京都市下京区 | 四条通返事東入返事町79番地 | 返事烏丸ビル3F" },
  /* Japanese in Latin letters. */
  { "JP", "Apt 201, 1-2-3 Henji, Shibuya-ku, Tokyo 150-0001, Japan", NULL,
    "JP | 150-0001 | Tokyo | Shibuya-ku | 1-2-3 Henji | Apt 201" },
  { "JP", "1-2-3 Henji-cho, Naka-ku, Yokohama-shi, Kanagawa-ken, 231-0001", NULL,
    "JP | 231-0001 | Kanagawa-ken | Naka-ku, Yokohama-shi | 1-2-3 Henji-cho | -" },
  { NULL, "1-2-3 Henji, Minato-ku, Tokyo, JAPAN", "105-0001",
    "JP | 105-0001 | Tokyo | Minato-ku | 1-2-3 Henji | -" },
  /* American. */
  { "US", "12 Sample Street, Apt 4B, Portland, OR 97205", NULL,
    "US | 97205 | OR | Portland | 12 Sample Street | Apt 4B" },
  { "US", "12 Sample St Apt 4B\nPortland, Oregon 97205-1234\nUSA", NULL,
    "US | 97205-1234 | Oregon | Portland | 12 Sample St | Apt 4B" },
  { "US", "12 Sample St Apt 4B Portland OR 97205", NULL,
    "US | 97205 | OR | Portland | 12 Sample St | Apt 4B" },
  { "US", "12 Sample Ave NW, Washington, DC 20001", NULL,
    "US | 20001 | DC | Washington | 12 Sample Ave NW | -" },
  { "US", "P.O. Box 123, Springfield, IL 62701", NULL,
    "US | 62701 | IL | Springfield | P.O. Box 123 | -" },
  { "US", "Suite 200, 450 Sample Blvd, New York, New York 10001", NULL,
    "US | 10001 | New York | New York | 450 Sample Blvd | Suite 200" },
  { "US", "450 Sample Blvd #12, Santa Fe, New Mexico", "87501",
    "US | 87501 | New Mexico | Santa Fe | 450 Sample Blvd | #12" },
  { "US", "77 Sample Road, Unit 3", NULL, "US | - | - | - | 77 Sample Road | Unit 3" },
  { "US", "9 Sample Lane, Honolulu, hi 96801", NULL,
    "US | 96801 | hi | Honolulu | 9 Sample Lane | -" },
  { "US", "8 Other Road, Seattle, WA 9820", NULL, "US | 9820 | WA | Seattle | 8 Other Road | -" },
  /* To Canada, on amazon.com. */
  { "US", "91 Sample Avenue, Toronto, ON M4K 2P8", NULL,
    "CA | M4K 2P8 | - | - | 91 Sample Avenue, Toronto, ON | -" },
  /* Moved from America to Japan. */
  { "US", "〒150-0001 東京都渋谷区神宮前1-2-3", NULL,
    "JP | 150-0001 | 東京都 | 渋谷区 | 神宮前1-2-3 | -" },
  /* Nothing to hold on to. */
  { "US", "", NULL, "US | - | - | - | - | -" },
  { NULL, "somewhere else", NULL, " | - | - | - | somewhere else | -" },
  { "CN", "返事路1号, 上海", "200000", "CN | 200000 | - | - | 返事路1号, 上海 | -" },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HenjiAddressParts) parts
          = henji_address_split_text (texts[i].text, texts[i].code, texts[i].country);
      g_autofree char *shown = show (parts);

      g_assert_cmpstr (shown, ==, texts[i].parts);
    }
}

/* As the marketplace's reports have it: the same parts wherever its columns cut. */
static const struct
{
  const char *line1, *line2, *line3, *city, *state, *code, *country;
  const char *parts;
} orders[] = {
  { "神宮前1-2-3", "返事ビル101", NULL, "渋谷区", "東京都", "150-0001", "JP",
    "JP | 150-0001 | 東京都 | 渋谷区 | 神宮前1-2-3 | 返事ビル101" },
  { "渋谷区神宮前1-2-3", "返事ビル101", NULL, NULL, "東京都", "1500001", "JP",
    "JP | 150-0001 | 東京都 | 渋谷区 | 神宮前1-2-3 | 返事ビル101" },
  { "東京都渋谷区神宮前1-2-3 返事ビル101", NULL, NULL, NULL, NULL, "１５０－０００１", NULL,
    "JP | 150-0001 | 東京都 | 渋谷区 | 神宮前1-2-3 | 返事ビル101" },
  { "渋谷区神宮前", "1-2-3", "返事ビル101", NULL, "東京都", "150-0001", "JP",
    "JP | 150-0001 | 東京都 | 渋谷区 | 神宮前 1-2-3 | 返事ビル101" },
  { "12 Sample Street", "Apt 4B", NULL, "Portland", "OR", "97205-1234", "US",
    "US | 97205-1234 | OR | Portland | 12 Sample Street | Apt 4B" },
  { "12 Sample Street Apt 4B", NULL, NULL, "Portland", "Oregon", "97205", "United States",
    "US | 97205 | Oregon | Portland | 12 Sample Street | Apt 4B" },
  { "1-2-3 Henji", "Shibuya-ku", NULL, NULL, "Tokyo", "1500001", "JP",
    "JP | 150-0001 | Tokyo | Shibuya-ku | 1-2-3 Henji | -" },
  { "1 Sample Way", NULL, NULL, "Toronto", "ON", "M5V 1A1", "CA",
    "CA | M5V 1A1 | ON | Toronto | 1 Sample Way | -" },
};

static void
test_orders (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (HenjiAddress) address = henji_address_new ();
      g_autoptr (HenjiAddressParts) parts = NULL;
      g_autofree char *shown = NULL;

      address->name = g_strdup ("返事 花子");
      address->line1 = g_strdup (orders[i].line1);
      address->line2 = g_strdup (orders[i].line2);
      address->line3 = g_strdup (orders[i].line3);
      address->city = g_strdup (orders[i].city);
      address->state = g_strdup (orders[i].state);
      address->postal_code = g_strdup (orders[i].code);
      address->country = g_strdup (orders[i].country);
      parts = henji_address_split (address);
      shown = show (parts);
      g_assert_cmpstr (shown, ==, orders[i].parts);
    }
}

static const struct
{
  const char *country;
  HenjiAddressPart part;
  const char *a, *b;
  gboolean same;
} keys[] = {
  { "JP", HENJI_ADDRESS_STREET, "神宮前一丁目２番３号", "神宮前1-2-3", TRUE },
  { "JP", HENJI_ADDRESS_STREET, "神宮前1丁目2-3", "神宮前 １－２－３", TRUE },
  { "JP", HENJI_ADDRESS_STREET, "神宮前十二丁目3番", "神宮前12-3", TRUE },
  { "JP", HENJI_ADDRESS_STREET, "返事123番地の4", "返事123-4", TRUE },
  { "JP", HENJI_ADDRESS_STREET, "大字返事123番地", "返事123", TRUE },
  { "JP", HENJI_ADDRESS_STREET, "霞ヶ返事1", "霞が返事1", TRUE },
  { "JP", HENJI_ADDRESS_STREET, "霞ケ返事1", "霞ヶ返事1", TRUE },
  { "JP", HENJI_ADDRESS_STREET, "神宮前1-2-3", "神宮前1-2-4", FALSE },
  { "JP", HENJI_ADDRESS_STREET, "神宮前1-23", "神宮前12-3", FALSE },
  { "JP", HENJI_ADDRESS_BUILDING, "返事ビル101号室", "返事ﾋﾞﾙ１０１", TRUE },
  { "JP", HENJI_ADDRESS_BUILDING, "返事ビル2階", "返事ビル2F", TRUE },
  { "JP", HENJI_ADDRESS_BUILDING, "返事ビル101", "返事ビル102", FALSE },
  { "JP", HENJI_ADDRESS_CODE, "150-0001", "1500001", TRUE },
  { "JP", HENJI_ADDRESS_STATE, "東京都", "Tokyo-to", TRUE },
  { "JP", HENJI_ADDRESS_STATE, "東京", "TOKYO", TRUE },
  { "JP", HENJI_ADDRESS_STATE, "Ōsaka", "大阪府", TRUE },
  { "JP", HENJI_ADDRESS_STATE, "京都府", "東京都", FALSE },
  { "US", HENJI_ADDRESS_STREET, "12 Sample Street", "12 SAMPLE ST.", TRUE },
  { "US", HENJI_ADDRESS_STREET, "12 North Sample Avenue", "12 N. Sample Ave", TRUE },
  { "US", HENJI_ADDRESS_STREET, "12 Sample Street", "12 Sample Avenue", FALSE },
  { "US", HENJI_ADDRESS_BUILDING, "Apartment 4B", "#4b", TRUE },
  { "US", HENJI_ADDRESS_BUILDING, "Apt. 4B", "Unit 4-B", FALSE },
  { "US", HENJI_ADDRESS_STATE, "Oregon", "or", TRUE },
  { "US", HENJI_ADDRESS_CITY, "Saint Paul", "St. Paul", TRUE },
  { "US", HENJI_ADDRESS_CODE, "97205", "97205-1234", TRUE },
  { "US", HENJI_ADDRESS_CODE, "97205", "97206", FALSE },
};

static void
test_keys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *a = henji_address_part_key (keys[i].country, keys[i].part, keys[i].a);
      g_autofree char *b = henji_address_part_key (keys[i].country, keys[i].part, keys[i].b);

      if (g_str_equal (a, b) != keys[i].same)
        g_error ("“%s” (%s) and “%s” (%s)", keys[i].a, a, keys[i].b, b);
    }
}

#define S HENJI_PART_SAME
#define C HENJI_PART_CHANGED
#define A HENJI_PART_ADDED
#define M HENJI_PART_MISSING
#define N HENJI_PART_NONE
#define U HENJI_PART_UNSURE
#define F(name) (1u << HENJI_ADDRESS_FAULT_##name)

static const struct
{
  const char *country, *was, *is;
  HenjiPartChange changes[HENJI_N_ADDRESS_PARTS];
  guint faults;
} changes[] = {
  /* Moved within the city; the same place written otherwise; a room forgotten. */
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3 返事ビル101",
    "〒150-0002 東京都渋谷区渋谷4-5-6 返事荘2",
    { C, S, S, C, C },
    0 },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3 返事ビル101",
    "〒150-0001 東京都渋谷区神宮前1丁目2番3号 返事ビル101号室",
    { S, S, S, S, S },
    0 },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒150-0001 東京都渋谷区神宮前1-2-3 返事ビル101",
    { S, S, S, S, A },
    0 },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3 返事ビル101",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    { S, S, S, S, M },
    0 },
  /* Moved to another prefecture. */
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒530-0001 大阪府大阪市北区返事1-2-3",
    { C, C, C, C, N },
    0 },
  /* The code is of another prefecture. */
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒530-0001 東京都港区返事1-2-3",
    { C, S, C, C, N },
    F (CODE_REGION) },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒150-0001 大阪府大阪市北区返事1-2-3",
    { S, C, C, C, N },
    F (CODE_REGION) | F (CODE_KEPT) },
  /* A prefix of two prefectures fits both. */
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒498-0000 三重県桑名郡木曽岬町返事1",
    { C, C, C, C, N },
    0 },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒498-0000 愛知県弥富市返事1",
    { C, C, C, C, N },
    0 },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒498-0000 岐阜県返事市返事1",
    { C, C, C, C, N },
    F (CODE_REGION) },
  /* Of a prefix nobody uses, nothing is said. */
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒009-0001 東京都港区返事1",
    { C, S, C, C, N },
    0 },
  /* Only the code; only the city; no code; no number; no city. */
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒151-0001 東京都渋谷区神宮前1-2-3",
    { C, S, S, S, N },
    F (CODE_ALONE) },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒150-0001 東京都港区返事1-2-3",
    { S, S, C, C, N },
    F (CODE_KEPT) },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "東京都渋谷区返事1-2-3",
    { M, S, S, C, N },
    F (NO_CODE) },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒150-0002 東京都渋谷区返事",
    { C, S, S, C, N },
    F (NO_NUMBER) },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒150-0002 返事1-2-3",
    { C, M, M, C, N },
    F (NO_CITY) },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "〒150-0002 東京都渋谷区",
    { C, S, S, M, N },
    F (NO_STREET) },
  /* In other letters. */
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "1-2-3 Jingumae, Shibuya-ku, Tokyo 150-0001",
    { S, S, U, U, N },
    0 },
  { "JP",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    "1-2-3 Henji, Kita-ku, Osaka 150-0001",
    { S, C, U, U, N },
    F (CODE_REGION) | F (CODE_KEPT) },
  /* American. */
  { "US",
    "12 Sample Street, Apt 4B, Portland, OR 97205",
    "12 sample st #4b, Portland, Oregon 97205-1234",
    { S, S, S, S, S },
    0 },
  { "US",
    "12 Sample Street, Portland, OR 97205",
    "8 Other Road, Salem, OR 97301",
    { C, S, C, C, N },
    0 },
  { "US",
    "12 Sample Street, Portland, OR 97205",
    "8 Other Road, Seattle, WA 97301",
    { C, C, C, C, N },
    F (CODE_REGION) },
  { "US",
    "12 Sample Street, Portland, OR 97205",
    "8 Other Road, Seattle, WA 9820",
    { C, C, C, C, N },
    F (CODE_SHAPE) },
  { "US",
    "12 Sample Street, Portland, OR 97205",
    "8 Other Road, Fishers Island, NY 06390",
    { C, C, C, C, N },
    0 },
  { "US",
    "12 Sample Street, Portland, OR 97205",
    "Other Road, Salem, OR 97301",
    { C, S, C, C, N },
    F (NO_NUMBER) },
  /* To another country. */
  { NULL,
    "12 Sample Street, Portland, OR 97205, USA",
    "〒150-0001 東京都渋谷区神宮前1-2-3",
    { C, C, U, U, N },
    F (COUNTRY) },
};

static void
test_changes (void)
{
  g_autoptr (HenjiPostal) postal = load ();

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (HenjiAddressParts) was
          = henji_address_split_text (changes[i].was, NULL, changes[i].country);
      g_autoptr (HenjiAddressParts) is
          = henji_address_split_text (changes[i].is, NULL, changes[i].country);
      g_autoptr (HenjiAddressChange) change = henji_address_compare (was, is, postal, NULL);
      g_autofree char *parts = show (is);
      gboolean any = FALSE;

      for (guint j = 0; j < HENJI_N_ADDRESS_PARTS; j++)
        {
          any |= changes[i].changes[j] > S;
          if (change->changes[j] != changes[i].changes[j])
            g_error ("%s: %s is %s, not %s", parts, henji_address_part_id (j),
                     henji_part_change_id (change->changes[j]),
                     henji_part_change_id (changes[i].changes[j]));
        }
      g_assert_cmpint (henji_address_change_is_any (change), ==, any);
      for (guint j = 0; j < HENJI_N_ADDRESS_FAULTS; j++)
        {
          if (((change->faults ^ changes[i].faults) & (1u << j)) != 0)
            g_error ("%s: %s is %d", parts, henji_address_fault_id (j),
                     (change->faults & (1u << j)) != 0);
          g_assert_true ((change->sentences[j] != NULL) == ((change->faults & (1u << j)) != 0));
        }
    }
}

static void
test_sentence (void)
{
  g_autoptr (HenjiPostal) postal = load ();
  g_autoptr (HenjiAddressParts) was
      = henji_address_split_text ("〒150-0001 東京都渋谷区神宮前1-2-3", NULL, "JP");
  g_autoptr (HenjiAddressParts) is
      = henji_address_split_text ("〒498-0001 東京都港区返事1-2-3", NULL, "JP");
  g_autoptr (HenjiAddressParts) latin
      = henji_address_split_text ("1-2-3 Henji, Minato-ku, Tokyo 498-0001", NULL, "JP");
  g_autoptr (HenjiAddressChange) change = henji_address_compare (was, is, postal, NULL);
  g_autoptr (HenjiAddressChange) other = henji_address_compare (was, latin, postal, NULL);

  g_assert_cmpstr (change->sentences[HENJI_ADDRESS_FAULT_CODE_REGION], ==,
                   "Postal codes beginning with 498 belong to 愛知県・三重県, but the address says "
                   "東京都.");
  g_assert_cmpstr (other->sentences[HENJI_ADDRESS_FAULT_CODE_REGION], ==,
                   "Postal codes beginning with 498 belong to Aichi, Mie, but the address says "
                   "Tokyo.");
}

/* ---- The table of prefixes ------------------------------------------------------------------- */

static const struct
{
  const char *country, *code;
  const char *regions; /* NULL: unknown */
} prefixes[] = {
  { "JP", "001-0000", "北海道" },
  { "JP", "018-0000", "秋田県 青森県" },
  { "JP", "030-0001", "青森県" },
  { "JP", "060-0001", "北海道" },
  { "JP", "150-0001", "東京都" },
  { "JP", "1000001", "東京都 埼玉県 千葉県" },
  { "JP", "231-0001", "神奈川県" },
  { "JP", "498-0001", "愛知県 三重県" },
  { "JP", "530-0001", "大阪府" },
  { "JP", "604-0001", "京都府" },
  { "JP", "618-0001", "大阪府 京都府" },
  { "JP", "647-1300", "和歌山県 奈良県 三重県" },
  { "JP", "684-0100", "鳥取県 島根県" },
  { "JP", "811-5100", "福岡県 長崎県" },
  { "JP", "812-0001", "福岡県" },
  { "JP", "900-0001", "沖縄県" },
  { "JP", "949-8300", "新潟県 長野県" },
  { "JP", "980-0811", "宮城県" },
  { "JP", "999-0001", "山形県" },
  { "JP", "000-0001", NULL },
  { "JP", "009-0001", NULL },
  { "JP", "978-0001", NULL },
  { "JP", "12", NULL },
  { "JP", "abc-0001", NULL },
  { "US", "97205", "OR" },
  { "US", "00501", "NY" },
  { "US", "00601", "PR" },
  { "US", "06390", "CT NY" },
  { "US", "10001", "NY" },
  { "US", "20001", "DC" },
  { "US", "20101", "VA" },
  { "US", "33101", "FL" },
  { "US", "73301", "TX" },
  { "US", "88510", "TX" },
  { "US", "90210", "CA" },
  { "US", "09001", "AE" },
  { "US", "96201", "AP" },
  { "US", "99501", "AK" },
  { "US", "00101", NULL },
  { "US", "98700", NULL },
  { "DE", "10115", NULL },
};

static void
test_prefixes (void)
{
  g_autoptr (HenjiPostal) postal = load ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint known = 0;

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      const char *const *regions
          = henji_postal_regions (postal, prefixes[i].country, prefixes[i].code);
      g_autofree char *joined = regions != NULL ? g_strjoinv (" ", (char **) regions) : NULL;

      g_assert_cmpstr (joined, ==, prefixes[i].regions);
    }

  /* Every name in the table is one of a region, and every prefecture has a prefix. */
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *code = g_strdup_printf ("%03u", i);
      const char *const *jp = henji_postal_regions (postal, "JP", code);
      const char *const *us = henji_postal_regions (postal, "US", code);

      known += jp != NULL;
      for (guint j = 0; jp != NULL && jp[j] != NULL; j++)
        {
          g_assert_cmpstr (henji_address_region ("JP", jp[j]), ==, jp[j]);
          g_hash_table_add (seen, (gpointer) henji_address_region ("JP", jp[j]));
        }
      for (guint j = 0; us != NULL && us[j] != NULL; j++)
        g_assert_cmpstr (henji_address_region ("US", us[j]), ==, us[j]);
    }
  g_assert_cmpuint (known, ==, 951);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 47);
}

#define HEAD "[x]\ncountry=JP\nsource=x\nchecked=2026-11-01\n"

static void
test_broken (void)
{
  static const struct
  {
    const char *text;
    int line;
  } broken[] = {
    { "[x]\nsource=x\nchecked=2026-11-01\n", 1 },
    { "[x]\ncountry=JP\nsource=x\nchecked=soon\n", 1 },
    { HEAD "1=北海道\n", 5 },
    { HEAD "001-=北海道\n", 5 },
    { HEAD "007-001=北海道\n", 5 },
    { HEAD "001=\n", 5 },
    { HEAD "001-007=北海道\n003=青森県\n", 6 },
    { "001=北海道\n", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiPostal) postal
          = henji_postal_parse (broken[i].text, strlen (broken[i].text), "x.ini", &error);
      g_autofree char *place = g_strdup_printf ("x.ini, line %d: ", broken[i].line);

      g_assert_null (postal);
      if (error == NULL || !g_str_has_prefix (error->message, place))
        g_error ("case %u: %s", i, error != NULL ? error->message : "fine");
    }
}

/* Whatever a buyer writes, the parts are text and nothing is lost that could be compared. */
static void
test_mutations (void)
{
  static const char *const pieces[] = { "〒",  "150-0001", "東京都", "市", "区",
                                        "郡",  "町",       "1",      "-",  "丁目",
                                        " ",   ",",        "\n",     "OR", "97205",
                                        "Apt", "Street",   "ビル",   "#",  "号",
                                        "字",  "一",       "Tokyo",  "’",  "\xf0\xa0\xae\xb7" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261126);
  g_autoptr (HenjiPostal) postal = load ();

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (HenjiAddressParts) parts = NULL;
      g_autoptr (HenjiAddressChange) change = NULL;

      for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      parts = henji_address_split_text (text->str, NULL,
                                        i % 3 == 0   ? "JP"
                                        : i % 3 == 1 ? "US"
                                                     : NULL);
      for (guint j = 0; j < HENJI_N_ADDRESS_PARTS; j++)
        g_assert_true (
            parts->parts[j] == NULL
            || (*parts->parts[j] != '\0' && g_utf8_validate (parts->parts[j], -1, NULL)));
      /* An address compared with itself has not changed. */
      change = henji_address_compare (parts, parts, postal, NULL);
      g_assert_false (henji_address_change_is_any (change));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address-change/texts", test_texts);
  g_test_add_func ("/address-change/orders", test_orders);
  g_test_add_func ("/address-change/keys", test_keys);
  g_test_add_func ("/address-change/changes", test_changes);
  g_test_add_func ("/address-change/sentence", test_sentence);
  g_test_add_func ("/address-change/prefixes", test_prefixes);
  g_test_add_func ("/address-change/broken", test_broken);
  g_test_add_func ("/address-change/mutations", test_mutations);

  return g_test_run ();
}

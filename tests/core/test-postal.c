/* test-postal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of postal codes. Towns and codes are invented; only municipalities are real.
 */
#include "henji-postal-check.h"
#include "henji-postal-town.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1764115200000000)

/* ---- Town fields ----------------------------------------------------------------------------- */

static const struct
{
  const char *field;
  const char *towns; /* joined by "|"; "" for the city as a whole */
  gboolean rough;
} fields[] = {
  { "返事町", "返事町", FALSE },
  { "以下に掲載がない場合", "", FALSE },
  { "返事町の次に番地がくる場合", "", FALSE },
  { "返事町の次に１～９９番地がくる場合", "", FALSE },
  { "返事村一円", "", FALSE },
  { "一円", "一円", FALSE },
  { "返事町一円", "", FALSE },
  { "返事（１～３丁目）", "返事", FALSE },
  { "返事（その他）", "返事", FALSE },
  { "返事（次のビルを除く）", "返事", FALSE },
  { "返事タワー（地階・階層不明）", "返事タワー", FALSE },
  { "返事（大通「１０番地を除く」、東）", "返事", FALSE },
  { "返事町（１丁目、２丁目「３番」）", "返事町", FALSE },
  { "返事第１地割～第３地割（山返事）", "返事", FALSE },
  { "返事２２地割、返事２３地割", "返事", FALSE },
  { "返事第４０地割「５７番地１２５、１７６を除く」～第４５地割", "返事", FALSE },
  { "東返事、西返事", "東返事|西返事", FALSE },
  { "返事地割", "返事地割", FALSE },
  { "北一条西", "北一条西", FALSE },
  { "返事の郷", "返事の郷", FALSE },
  { "全域", "全域", FALSE },
  /* What is more than names says no more than the city. */
  { "返事１丁目～返事３丁目", "", TRUE },
  { "東返事、西返事〜南返事", "", TRUE },
  { "返事町（１～３丁目", "", TRUE },
  { "返事町１～３丁目）", "", TRUE },
  { "返事その他", "", TRUE },
  { "返事町を除く町", "", TRUE },
  { "返事 東", "", TRUE },
  { "第３地割", "", TRUE },
  { "", "", FALSE },
};

static void
test_towns (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gboolean rough = -1;
      g_autoptr (GPtrArray) towns = henji_postal_towns (fields[i].field, &rough);
      g_autofree char *joined = NULL;

      g_ptr_array_add (towns, NULL);
      joined = g_strjoinv ("|", (char **) towns->pdata);
      g_test_message ("%s", fields[i].field);
      g_assert_cmpstr (joined, ==, fields[i].towns);
      g_assert_cmpint (rough, ==, fields[i].rough);
    }
}

/* ---- Keys ------------------------------------------------------------------------------------ */

static void
test_keys (void)
{
  static const char *const same[][2] = {
    { "霞ケ返事", "霞が返事" },     { "霞ヶ返事", "霞が返事" },     { "返事ノ内", "返事の内" },
    { "返事之内", "返事の内" },     { "北一条西", "北１条西" },     { "大字返事", "返事" },
    { "返事 字 山下", "返事山下" }, { "二十四返事", "２４返事" },   { "百二返事", "102返事" },
    { "ﾍﾝｼﾞ町", "ヘンジ町" },       { "返事三丁目", "返事３丁目" },
  };
  static const char *const other[][2]
      = { { "東返事", "西返事" }, { "一番返事", "二番返事" }, { "十条", "一条" } };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *a = henji_postal_key (same[i][0]);
      g_autofree char *b = henji_postal_key (same[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autofree char *a = henji_postal_key (other[i][0]);
      g_autofree char *b = henji_postal_key (other[i][1]);

      g_assert_cmpstr (a, !=, b);
    }
}

/* ---- The table ------------------------------------------------------------------------------- */

static const char *const rows[][4] = {
  { "1500001", "東京都", "渋谷区", "神返事" },
  { "1500002", "東京都", "渋谷区", "返事坂" },
  { "1500000", "東京都", "渋谷区", "以下に掲載がない場合" },
  { "1070062", "東京都", "港区", "南返事" },
  { "1080071", "東京都", "港区", "返事台（１～３丁目）" },
  { "1080072", "東京都", "港区", "返事台（４、５丁目）" },
  { "4550001", "愛知県", "名古屋市港区", "南返事" },
  { "1980201", "東京都", "西多摩郡奥多摩町", "返事" },
  { "1001501", "東京都", "八丈島八丈町", "返事郷" },
  { "5900001", "大阪府", "堺市堺区", "北返事町" },
  { "6000001", "京都府", "京都市下京区", "返事烏丸町" },
  { "6000002", "京都府", "京都市下京区", "返事寺町" },
  { "0600001", "北海道", "札幌市中央区", "北一条西（１～１９丁目）" },
  { "0600010", "北海道", "札幌市中央区", "北十条西（１～４丁目）" },
  /* One code, two prefectures; and two towns. */
  { "4980000", "愛知県", "弥富市", "以下に掲載がない場合" },
  { "4980000", "三重県", "桑名郡木曽岬町", "以下に掲載がない場合" },
  { "0200001", "岩手県", "盛岡市", "東返事" },
  { "0200001", "岩手県", "盛岡市", "西返事" },
  /* A field over three rows. */
  { "0285102", "岩手県", "岩手郡葛巻町", "葛返事（第４０地割「５７番地" },
  { "0285102", "岩手県", "岩手郡葛巻町", "１２５、１７６を除く」～第４５" },
  { "0285102", "岩手県", "岩手郡葛巻町", "地割）" },
  { "0285103", "岩手県", "岩手郡葛巻町", "返事１丁目～返事９丁目" },
};

static HenjiPostalCodes *
load (void)
{
  g_autoptr (HenjiPostalBuilder) builder = henji_postal_builder_new ();
  g_autoptr (GError) error = NULL;
  HenjiPostalCodes *codes;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (
        henji_postal_builder_add (builder, rows[i][0], rows[i][1], rows[i][2], rows[i][3]));
  codes = henji_postal_builder_end (builder, "utf_ken_all.zip", "2026-10-31", NOW, &error);
  g_assert_no_error (error);

  return codes;
}

static char *
names (GPtrArray *places)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const HenjiPostalPlace *place = places->pdata[i];

      g_string_append_printf (out, "%s%s %s%s%s", i > 0 ? "|" : "", place->code, place->prefecture,
                              place->city, place->town);
    }
  g_ptr_array_unref (places);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_at (const HenjiPostalCodes *codes, const char *code, const char *expected)
{
  g_autofree char *found = names (henji_postal_codes_at (codes, code));

  g_assert_cmpstr (found, ==, expected);
}

static void
test_table (void)
{
  g_autoptr (HenjiPostalCodes) codes = load ();
  g_autofree char *wards = names (henji_postal_codes_in (codes, NULL, "港区"));

  g_assert_cmpuint (henji_postal_codes_n_codes (codes), ==, 18);
  g_assert_cmpuint (henji_postal_codes_n_places (codes), ==, 20);
  g_assert_cmpuint (henji_postal_codes_n_rough (codes), ==, 1);
  g_assert_cmpstr (henji_postal_codes_source (codes), ==, "utf_ken_all.zip");
  g_assert_cmpstr (henji_postal_codes_date (codes), ==, "2026-10-31");
  g_assert_cmpint (henji_postal_codes_taken_at (codes), ==, NOW);
  assert_at (codes, "150-0001", "150-0001 東京都渋谷区神返事");
  assert_at (codes, "1500000", "150-0000 東京都渋谷区");
  assert_at (codes, "0200001", "020-0001 岩手県盛岡市東返事|020-0001 岩手県盛岡市西返事");
  assert_at (codes, "4980000", "498-0000 三重県桑名郡木曽岬町|498-0000 愛知県弥富市");
  assert_at (codes, "0285102", "028-5102 岩手県岩手郡葛巻町葛返事");
  assert_at (codes, "0285103", "028-5103 岩手県岩手郡葛巻町");
  assert_at (codes, "6000002", "600-0002 京都府京都市下京区返事寺町");
  assert_at (codes, "9999999", "");
  assert_at (codes, "0000000", "");
  assert_at (codes, "150", "");
  assert_at (codes, "", "");
  g_assert_cmpstr (wards, ==,
                   "107-0062 東京都港区南返事|108-0071 東京都港区返事台|108-0072 東京都港区返事台|"
                   "455-0001 愛知県名古屋市港区南返事");
}

static void
test_round_trip (void)
{
  g_autoptr (HenjiPostalCodes) codes = load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) again
      = henji_postal_codes_open (henji_postal_codes_text (codes), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (henji_postal_codes_n_places (again), ==, henji_postal_codes_n_places (codes));
  assert_at (again, "150-0002", "150-0002 東京都渋谷区返事坂");
}

/* A byte lost or turned anywhere is either harmless or refused; nothing is read beyond the end. */
static void
test_damaged (void)
{
  g_autoptr (HenjiPostalCodes) codes = load ();
  gsize length;
  const char *text = g_bytes_get_data (henji_postal_codes_text (codes), &length);
  guint refused = 0;

  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new (text, cut);
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiPostalCodes) none = henji_postal_codes_open (part, &error);

      g_assert_null (none);
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
    }
  for (gsize at = 0; at < length; at++)
    for (guint turn = 0; turn < 3; turn++)
      {
        static const guchar turns[] = { 0xff, '\n', '\t' };
        g_autofree char *copy = g_memdup2 (text, length);
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (HenjiPostalCodes) other = NULL;

        copy[at] = (char) turns[turn];
        bytes = g_bytes_new (copy, length);
        other = henji_postal_codes_open (bytes, NULL);
        if (other == NULL)
          refused++;
        else
          g_ptr_array_unref (henji_postal_codes_at (other, "150-0001"));
      }
  g_assert_cmpuint (refused, >, length * 2);
}

static void
test_rows (void)
{
  static const char *const wrong[][4] = {
    { "150000", "東京都", "渋谷区", "返事" },    { "15000011", "東京都", "渋谷区", "返事" },
    { "150-0001", "東京都", "渋谷区", "返事" },  { "1500001", "東京", "渋谷区", "返事" },
    { "1500001", "Tokyo", "渋谷区", "返事" },    { "1500001", "東京都", "", "返事" },
    { "1500001", "東京都", "渋\t谷区", "返事" }, { "1500001", "東京都", "渋谷区", "返\n事" },
  };
  g_autoptr (HenjiPostalBuilder) builder = henji_postal_builder_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (
        henji_postal_builder_add (builder, wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3]));
  g_assert_null (henji_postal_builder_end (builder, "x", NULL, NOW, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static void
test_whole (void)
{
  g_autoptr (HenjiPostalCodes) codes = load ();
  g_autoptr (GError) error = NULL;

  g_assert_false (henji_postal_codes_is_whole (codes, 10, &error));
  g_assert_nonnull (strstr (error->message, "7 of the 47"));
}

/* ---- Checking -------------------------------------------------------------------------------- */

static const struct
{
  const char *code;
  const char *line;
  const char *verdict;
  const char *says;     /* (nullable): part of the sentence */
  const char *proposal; /* nullable */
} checks[] = {
  { "150-0001", "東京都渋谷区神返事1-2-3", "fits", NULL, NULL },
  { "1500001", "東京都渋谷区神返事一丁目2番3号 返事ビル", "fits", NULL, NULL },
  { "150-0001", "東京都港区南返事1-2-3", "other-city",
    "150-0001 is 東京都渋谷区神返事, but the address says 東京都港区", NULL },
  { "150-0001", "神奈川県横浜市西区返事1-2", "other-prefecture", "神奈川県横浜市西区", NULL },
  { "150-0001", "東京都渋谷区返事坂1-2", "other-town",
    "150-0001 is 東京都渋谷区神返事. Japan Post lists 返事坂 under 150-0002", NULL },
  /* Several codes for a town: any of them fits, all are named. */
  { "108-0072", "東京都港区返事台5-1", "fits", NULL, NULL },
  { "107-0062", "東京都港区返事台5-1", "other-town", "under 108-0071, 108-0072", NULL },
  /* Several towns for a code, several prefectures. */
  { "020-0001", "岩手県盛岡市西返事3-4", "fits", NULL, NULL },
  { "498-0000", "三重県桑名郡木曽岬町返事12", "fits", NULL, NULL },
  { "498-0000", "愛知県弥富市返事町12", "fits", NULL, NULL },
  { "498-0000", "岐阜県羽島市返事12", "other-prefecture", "三重県桑名郡木曽岬町・愛知県弥富市",
    NULL },
  /* The code of all that is not listed, though the town is. */
  { "150-0000", "東京都渋谷区神返事1-2", "other-town", "under 150-0001", NULL },
  { "150-0000", "東京都渋谷区新返事1-2", "fits", NULL, NULL },
  /* A town the list does not know: nothing is said. */
  { "150-0001", "東京都渋谷区新返事1-2", "silent", NULL, NULL },
  { "150-0002", "東京都渋谷区神返事前1-2", "silent", NULL, NULL },
  /* County, island and ward may be left out. */
  { "198-0201", "東京都奥多摩町返事12", "fits", NULL, NULL },
  { "198-0201", "東京都西多摩郡奥多摩町大字返事字山下12", "fits", NULL, NULL },
  { "100-1501", "東京都八丈町返事郷12", "fits", NULL, NULL },
  { "590-0001", "大阪府堺市北返事町1-2", "fits", NULL, NULL },
  /* Numbers in names. */
  { "060-0001", "北海道札幌市中央区北1条西2丁目", "fits", NULL, NULL },
  { "060-0001", "北海道札幌市中央区北10条西2丁目", "other-town", "北十条西 under 060-0010", NULL },
  { "060-0010", "北海道札幌市中央区北十条西二丁目", "fits", NULL, NULL },
  /* Kyoto's streets stand before the town. */
  { "600-0001", "京都府京都市下京区四条通返事東入返事烏丸町12", "fits", NULL, NULL },
  { "600-0001", "京都府京都市下京区返事寺町通四条上る本返事町12", "silent", NULL, NULL },
  /* Not in the list. */
  { "150-9999", "東京都渋谷区神返事1-2-3", "unlisted", "which has 神返事 under 150-0001", NULL },
  { "150-9999", "東京都渋谷区新返事1-2-3", "unlisted", "list of 2026-10-31", NULL },
  { "150-000", "東京都渋谷区神返事1-2-3", "silent", NULL, NULL },
  /* Latin letters: the prefecture alone, and nothing is put in. */
  { "150-0001", "1-2-3 Henji, Shibuya-ku, Tokyo", "silent", NULL, NULL },
  { "150-0001", "1-2-3 Henji, Naka-ku, Yokohama-shi, Kanagawa", "other-prefecture",
    "150-0001 is Tokyo, but the address says Kanagawa", NULL },
  { "150-0001", "1-2-3 Henji, Shibuya-ku", "silent", NULL, NULL },
  /* Completing from the code. */
  { "150-0001", "渋谷区神返事1-2-3", "fits", NULL, "東京都" },
  { "150-0001", "東京都神返事1-2-3", "silent", NULL, "渋谷区" },
  { "150-0001", "神返事1-2-3", "silent", NULL, "東京都渋谷区" },
  { "150-0001", "1-2-3", "silent", NULL, "東京都渋谷区神返事1-2-3" },
  { "150-0001", "", "silent", NULL, "東京都渋谷区神返事" },
  { "020-0001", "1-2-3", "silent", NULL, "岩手県盛岡市" },
  { "498-0000", "返事12", "silent", NULL, NULL },
  { "498-0000", "弥富市返事町12", "fits", NULL, "愛知県" },
  /* Completing the code. */
  { NULL, "東京都渋谷区神返事1-2-3", "silent", NULL, "〒150-0001" },
  { NULL, "渋谷区神返事1-2-3", "silent", NULL, "〒150-0001 東京都" },
  { NULL, "東京都港区返事台5-1", "silent", NULL, NULL },
  { NULL, "東京都港区南返事5-1", "silent", NULL, "〒107-0062" },
  { NULL, "港区南返事5-1", "silent", NULL, NULL },
  { NULL, "東京都渋谷区新返事1-2-3", "silent", NULL, NULL },
  { NULL, "東京都渋谷区神返事前1-2-3", "silent", NULL, NULL },
  { NULL, "神返事1-2-3", "silent", NULL, NULL },
};

static void
test_checks (void)
{
  g_autoptr (HenjiPostalCodes) codes = load ();

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (HenjiAddressParts) parts
          = henji_address_split_text (checks[i].line, checks[i].code, "JP");
      g_autoptr (HenjiPostalCheck) check = henji_postal_check (codes, parts);

      g_test_message ("%s %s: %s", checks[i].code, checks[i].line, check->sentence);
      g_assert_cmpstr (henji_postal_verdict_id (check->verdict), ==, checks[i].verdict);
      g_assert_cmpstr (check->proposal, ==, checks[i].proposal);
      if (checks[i].says != NULL)
        g_assert_nonnull (strstr (check->sentence, checks[i].says));
      else
        g_assert_null (check->sentence);
    }
}

static void
test_abroad (void)
{
  g_autoptr (HenjiPostalCodes) codes = load ();
  g_autoptr (HenjiAddressParts) parts
      = henji_address_split_text ("12 Sample Street, Portland, OR 97205", NULL, "US");
  g_autoptr (HenjiPostalCheck) check = henji_postal_check (codes, parts);

  g_assert_cmpint (check->verdict, ==, HENJI_POSTAL_SILENT);
  g_assert_null (check->sentence);
  g_assert_null (check->proposal);
  g_assert_cmpuint (check->places->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postal/towns", test_towns);
  g_test_add_func ("/postal/keys", test_keys);
  g_test_add_func ("/postal/table", test_table);
  g_test_add_func ("/postal/round-trip", test_round_trip);
  g_test_add_func ("/postal/damaged", test_damaged);
  g_test_add_func ("/postal/rows", test_rows);
  g_test_add_func ("/postal/whole", test_whole);
  g_test_add_func ("/postal/checks", test_checks);
  g_test_add_func ("/postal/abroad", test_abroad);

  return g_test_run ();
}

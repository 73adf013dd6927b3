/* test-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-address.h"

#include <string.h>

typedef struct
{
  const char *name, *organisation, *line1, *line2, *line3, *city, *state, *code, *country;
  const char *block; /* with name */
  const char *line;
} Case;

static const Case cases[] = {
  /* As Amazon Japan writes it: prefecture in its own field, the rest in lines. */
  { "架空 花子", NULL, "架空区返事町1-2-3", "返事ビル101", NULL, NULL, "東京都", "100-0001", "JP",
    "〒100-0001\n東京都架空区返事町1-2-3\n返事ビル101\n架空 花子",
    "〒100-0001 東京都架空区返事町1-2-3 返事ビル101" },
  /* With city and organisation. */
  { "架空 花子", "返事商会", "返事町1-2-3", NULL, NULL, "架空市", "大阪府", "5300001", "JP",
    "〒530-0001\n大阪府架空市返事町1-2-3\n返事商会\n架空 花子",
    "〒530-0001 大阪府架空市返事町1-2-3" },
  /* Everything in the lines; country as a word. */
  { "架空 花子", NULL, "京都府架空市返事町4-5", "返事荘 2号室", NULL, NULL, NULL,
    "６００－０００１", "日本", "〒600-0001\n京都府架空市返事町4-5\n返事荘 2号室\n架空 花子",
    "〒600-0001 京都府架空市返事町4-5 返事荘 2号室" },
  /* Prefecture both in its field and in the line, city both too, code in the line as well. */
  { "架空 花子", NULL, "〒100-0001 東京都架空区返事町1-2-3", NULL, NULL, "架空区", "東京都",
    "1000001", NULL, "〒100-0001\n東京都架空区返事町1-2-3\n架空 花子",
    "〒100-0001 東京都架空区返事町1-2-3" },
  /* The code only in the line. */
  { "架空 花子", NULL, "〒100-0001　東京都架空区返事町1-2-3", NULL, NULL, NULL, NULL, NULL, NULL,
    "〒100-0001\n東京都架空区返事町1-2-3\n架空 花子", "〒100-0001 東京都架空区返事町1-2-3" },
  /* The prefecture begins the city. */
  { NULL, NULL, "返事町1", NULL, NULL, "東京都架空区", "東京都", NULL, "Japan",
    "東京都架空区返事町1", "東京都架空区返事町1" },
  /* A Japanese address in Latin letters; the name's letters do not matter. */
  { "架空 太郎", NULL, "1-2-3 Henji-cho", "Kakuu-ku", NULL, NULL, "Tokyo", "1000001", "JP",
    "架空 太郎\n1-2-3 Henji-cho\nKakuu-ku\nTokyo\n100-0001\nJAPAN",
    "1-2-3 Henji-cho, Kakuu-ku, Tokyo, 100-0001, JAPAN" },
  { "Taro Kakuu", NULL, "1-2-3 Henji-cho, Kakuu-ku, Tokyo", NULL, NULL, NULL, "TOKYO", "100-0001",
    "JP", "Taro Kakuu\n1-2-3 Henji-cho, Kakuu-ku, Tokyo\n100-0001\nJAPAN",
    "1-2-3 Henji-cho, Kakuu-ku, Tokyo, 100-0001, JAPAN" },
  { "Ann Example", "Example Inc.", "12 Sample Street", "Apt 3", NULL, "Springfield", "IL",
    "62701-0001", "US",
    "Ann Example\nExample Inc.\n12 Sample Street\nApt 3\nSpringfield, IL 62701-0001\nUSA",
    "12 Sample Street, Apt 3, Springfield, IL 62701-0001, USA" },
  /* The country stands in a line already. */
  { "Ann Example", NULL, "12 Sample Street", "Springfield, IL 62701", "United States", NULL, NULL,
    NULL, "US", "Ann Example\n12 Sample Street\nSpringfield, IL 62701\nUnited States",
    "12 Sample Street, Springfield, IL 62701, United States" },
  /* A country we know no name of. */
  { "Ann Example", NULL, "1 Way", NULL, NULL, "Town", NULL, "999", "Ruritania",
    "Ann Example\n1 Way\nTown 999\nRuritania", "1 Way, Town 999, Ruritania" },
  /* Chinese characters, but not in Japan. */
  { "架空", NULL, "返事路1号", NULL, NULL, "上海", NULL, "200000", "CN",
    "架空\n返事路1号\n上海 200000\nCHINA", "返事路1号, 上海 200000, CHINA" },
  /* Line breaks and blanks inside of fields. */
  { " Ann\nExample ", "　", "12  Sample\r\nStreet", " ", "\t", "Town", "", "", "",
    "Ann Example\n12 Sample Street\nTown", "12 Sample Street, Town" },
  { "Only A. Name", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "Only A. Name", "" },
};

static HenjiAddress *
make (const Case *c)
{
  HenjiAddress *address = henji_address_new ();

  address->name = g_strdup (c->name);
  address->organisation = g_strdup (c->organisation);
  address->line1 = g_strdup (c->line1);
  address->line2 = g_strdup (c->line2);
  address->line3 = g_strdup (c->line3);
  address->city = g_strdup (c->city);
  address->state = g_strdup (c->state);
  address->postal_code = g_strdup (c->code);
  address->country = g_strdup (c->country);
  address->phone = g_strdup ("03-0000-9999");

  return address;
}

static void
test_write (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (HenjiAddress) address = make (c);
  g_autofree char *block = henji_address_block (address, TRUE);
  g_autofree char *place = henji_address_block (address, FALSE);
  g_autofree char *line = henji_address_line (address);

  g_assert_cmpstr (block, ==, c->block);
  g_assert_cmpstr (line, ==, c->line);
  g_assert_null (strstr (block, "9999"));
  g_assert_null (strstr (line, "9999"));
  if (c->name != NULL && c->line1 != NULL)
    g_assert_cmpuint (strlen (place), <, strlen (block));
}

static void
test_empty (void)
{
  g_autoptr (HenjiAddress) address = henji_address_new ();
  g_autofree char *block = henji_address_block (address, TRUE);

  g_assert_cmpstr (block, ==, "");
  g_assert_true (henji_address_is_empty (NULL));
  g_assert_true (henji_address_is_empty (address));
  address->line2 = g_strdup (" 　");
  g_assert_true (henji_address_is_empty (address));
  address->city = g_strdup ("Town");
  g_assert_false (henji_address_is_empty (address));
}

static void
test_equal (void)
{
  g_autoptr (HenjiAddress) a = make (&cases[0]);
  g_autoptr (HenjiAddress) b = make (&cases[0]);

  g_assert_true (henji_address_equal (a, b));
  g_assert_true (henji_address_equal (NULL, NULL));
  g_assert_false (henji_address_equal (a, NULL));
  b->organisation = g_strdup ("");
  g_assert_true (henji_address_equal (a, b));
  g_free (b->line2);
  b->line2 = g_strdup ("返事ビル102");
  g_assert_false (henji_address_equal (a, b));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/address/write/%u", i);

      g_test_add_data_func (path, &cases[i], test_write);
    }
  g_test_add_func ("/address/empty", test_empty);
  g_test_add_func ("/address/equal", test_equal);

  return g_test_run ();
}

/* The customer barcode of letters, by the examples of Japan Post's manual.
 * https://www.post.japanpost.jp/zipcode/zipmanual/p17.html to p22.html
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-customer-code.h"

#include <string.h>

static void
test_numbers (void)
{
  static const struct
  {
    const char *rest, *numbers;
  } rows[] = {
    /* pages 17, 19 and 20 */
    { "1丁目3番2号 郵便プラザ503室", "1-3-2-503" },
    { "東3丁目-20-5 郵便・A&bコーポB604号", "3-20-5B604" },
    { "6丁目7-14 ABCビル2F", "6-7-14-2" },
    { "29丁目1524-23 第2郵便ハウス501", "29-1524-23-2-501" },
    { "3丁目80-25 J1ビル2-B", "3-80-25J1-2B" },
    /* as people write */
    { "霞が関一丁目三番二号", "1-3-2" },
    { "霞が関１－３－２　５０３号室", "1-3-2-503" },
    { "栄3ー15ー33", "3-15-33" },
    { "二十四丁目百五番地", "24-105" },
    { "三番町6-2", "6-2" },
    { "一番丁12", "12" },
    { "丸の内2-4-1 丸ビル37階", "2-4-1-37" },
    { "三の丸3-1-2", "3-1-2" },
    { "Minato Mirai 2-2-1", "2-2-1" },
    { "1-2-3 コーポ花102", "1-2-3-102" },
    { "1-2-3 2F-B", "1-2-3-2B" },
    { "私書箱215号", "215" },
    { "", "" },
    { "町名だけ", "" },
    { "\xff"
      "1",
      "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *numbers = henji_customer_code_numbers (rows[i].rest);

      g_test_message ("row %u", i);
      g_assert_cmpstr (numbers, ==, rows[i].numbers);
    }
}

static void
test_address (void)
{
  g_autoptr (HenjiAddress) address = henji_address_new ();
  g_autofree char *numbers = NULL;

  address->postal_code = g_strdup ("100-0013");
  address->state = g_strdup ("東京都");
  address->line1 = g_strdup ("千代田区霞が関1丁目3番2号");
  address->line2 = g_strdup ("郵便プラザ503室");
  address->country = g_strdup ("JP");
  numbers = henji_customer_code_of_address (address);
  g_assert_cmpstr (numbers, ==, "1-3-2-503");
}

/* What the bars say, read back by their heights alone; "d" fills up. */
static char *
read_bars (const HenjiBarHeight *bars)
{
  static const char *const heights[]
      = { "144", "114", "132", "312", "123", "141", "321", "213", "231", "411",
          "414", "324", "342", "234", "432", "243", "423", "441", "111" };
  GString *text = g_string_new (NULL);

  g_assert_cmpint (bars[0], ==, HENJI_BAR_LONG);
  g_assert_cmpint (bars[1], ==, HENJI_BAR_LOWER);
  g_assert_cmpint (bars[HENJI_CUSTOMER_BARS - 2], ==, HENJI_BAR_LOWER);
  g_assert_cmpint (bars[HENJI_CUSTOMER_BARS - 1], ==, HENJI_BAR_LONG);
  for (int i = 2; i < HENJI_CUSTOMER_BARS - 2; i += 3)
    for (guint k = 0; k < G_N_ELEMENTS (heights); k++)
      if (heights[k][0] - '0' == (int) bars[i] && heights[k][1] - '0' == (int) bars[i + 1]
          && heights[k][2] - '0' == (int) bars[i + 2])
        g_string_append_c (text, "0123456789-abcdefgh"[k]);

  return g_string_free (text, FALSE);
}

static void
test_bars (void)
{
  static const struct
  {
    const char *code, *numbers, *columns;
  } rows[] = {
    { "100-0013", "1-3-2-503", "10000131-3-2-503dddd9" },       /* pages 17 and 21 */
    { "064-0804", "29-1524-23-2-501", "064080429-1524-23-2-" }, /* page 20 */
    { "9100067", "3-80-25J1-2B", "91000673-80-25a91-2a" },      /* page 20: B is cut in two */
    { "100-0014", "1-11-32", "10000141-11-32dddddde" },
    { "100-8792", "", "1008792ddddddddddddd" }, /* page 22: a number of its own */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HenjiBarHeight bars[HENJI_CUSTOMER_BARS];
      g_autofree char *columns = NULL;
      int sum = 0;

      g_assert_true (henji_customer_code_bars (rows[i].code, rows[i].numbers, bars));
      columns = read_bars (bars);
      g_test_message ("%s", columns);
      g_assert_cmpuint (strlen (columns), ==, 21);
      g_assert_true (g_str_has_prefix (columns, rows[i].columns));
      for (const char *p = columns; *p != '\0'; p++)
        sum += *p == '-' ? 10 : g_ascii_isdigit (*p) ? *p - '0' : *p - 'a' + 11;
      g_assert_cmpint (sum % 19, ==, 0);
    }
}

static void
test_refused (void)
{
  HenjiBarHeight bars[HENJI_CUSTOMER_BARS];

  g_assert_false (henji_customer_code_bars ("100-001", "1", bars));
  g_assert_false (henji_customer_code_bars ("100-00134", "1", bars));
  g_assert_false (henji_customer_code_bars ("〒1000013", "1", bars));
  g_assert_false (henji_customer_code_bars ("1000013", "1a", bars));
  g_assert_false (henji_customer_code_bars ("1000013", "一", bars));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/customer-code/numbers", test_numbers);
  g_test_add_func ("/customer-code/address", test_address);
  g_test_add_func ("/customer-code/bars", test_bars);
  g_test_add_func ("/customer-code/refused", test_refused);

  return g_test_run ();
}

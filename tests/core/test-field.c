/* test-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What sellers type, and how people are greeted.
 */
#include "config.h"

#include "henji-name.h"
#include "henji-template.h"

#include <string.h>

/* Monday, 2026-11-23, 09:00 in Tokyo; still Sunday in New York */
#define NOW (G_GINT64_CONSTANT (1795392000) * G_USEC_PER_SEC)

typedef struct
{
  const char *typed;
  const char *value; /* NULL: refused */
} Pair;

static void
check (HenjiFieldType type, const Pair *pairs, guint n, const HenjiReplyContext *context)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = henji_field_parse (type, pairs[i].typed, context, &error);

      if (g_strcmp0 (value, pairs[i].value) != 0)
        g_error ("“%s” became %s", pairs[i].typed, value != NULL ? value : error->message);
      if (value == NULL)
        {
          g_assert_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_VALUE);
          g_assert_cmpint (strlen (error->message), >, 5);
        }
      else
        g_assert_no_error (error);
    }
}

static void
test_yen (void)
{
  static const Pair pairs[] = {
    { "1200", "1200 JPY" },
    { "1,200", "1200 JPY" },
    { "￥500", "500 JPY" },
    { "¥500", "500 JPY" },
    { "500円", "500 JPY" },
    { "５００円", "500 JPY" },
    { "１，２００", "1200 JPY" },
    { "￥1,200円", "1200 JPY" },
    { " 1 200", NULL },
    { "500 yen", "500 JPY" },
    { "JPY 500", "500 JPY" },
    { "1万円", "10000 JPY" },
    { "2千円", "2000 JPY" },
    { "12.50", NULL },
    { "12,00", NULL },
    { "0", NULL },
    { "-500", NULL },
    { "abc", NULL },
    { "", NULL },
    { "  ", NULL },
    { "$12.50", "1250 USD" },
    { "¥$5", NULL },
    { "99999999999999999999", NULL },
    { "円", NULL },
    { "500円くらい", NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  HenjiReplyContext context = { .now = NOW, .zone = zone };

  check (HENJI_FIELD_MONEY, pairs, G_N_ELEMENTS (pairs), &context);
}

static void
test_dollars (void)
{
  static const Pair pairs[] = {
    { "$12.50", "1250 USD" },   { "12.50", "1250 USD" },       { "12.5", "1250 USD" },
    { "12", "1200 USD" },       { "1,200", "120000 USD" },     { "US$5", "500 USD" },
    { "5 dollars", "500 USD" }, { "24.80米ドル", "2480 USD" }, { "12.505", NULL },
    { "500円", NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (HenjiOrder) order = henji_order_new ();
  HenjiOrderItem *item = henji_order_item_new ();
  HenjiReplyContext context = { .now = NOW, .zone = zone, .order = order };

  item->price = (HenjiMoney){ 2480, "USD" };
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  g_ptr_array_add (order->items, item);

  check (HENJI_FIELD_MONEY, pairs, G_N_ELEMENTS (pairs), &context);
}

static void
test_dates (void)
{
  static const Pair pairs[] = {
    { "11/24", "2026-11-24" },
    { "11/23", "2026-11-23" },
    { "11/22", "2027-11-22" },
    { "1/5", "2027-01-05" },
    { "24/11", "2026-11-24" },
    { "11-24", "2026-11-24" },
    { "11.24", "2026-11-24" },
    { "１１／２４", "2026-11-24" },
    { "2026-11-24", "2026-11-24" },
    { "2026/11/4", "2026-11-04" },
    { "20261124", "2026-11-24" },
    { "11/24/2026", "2026-11-24" },
    { "24 Nov", "2026-11-24" },
    { "Nov 24", "2026-11-24" },
    { "Nov. 24th", "2026-11-24" },
    { "November 24, 2026", "2026-11-24" },
    { "Tuesday, November 24", "2026-11-24" },
    { "the 24th of November", "2026-11-24" },
    { "by Nov 24", "2026-11-24" },
    { "11月24日", "2026-11-24" },
    { "11月24日（火）", "2026-11-24" },
    { "11月24日まで", "2026-11-24" },
    { "2026年12月1日", "2026-12-01" },
    { "24日", "2026-11-24" },
    { "22日", "2026-12-22" },
    { "31日", "2026-12-31" },
    { "今日", "2026-11-23" },
    { "明日", "2026-11-24" },
    { "あした", "2026-11-24" },
    { "明後日", "2026-11-25" },
    { "3日後", "2026-11-26" },
    { "in 3 days", "2026-11-26" },
    { "+3", "2026-11-26" },
    { "tomorrow", "2026-11-24" },
    { "Tuesday", "2026-11-24" },
    { "tue", "2026-11-24" },
    { "monday", "2026-11-30" },
    { "next tuesday", "2026-12-01" },
    { "this friday", "2026-11-27" },
    { "来週火曜", "2026-12-01" },
    { "来週の火曜日", "2026-12-01" },
    { "今週金曜", "2026-11-27" },
    { "再来週月曜", "2026-12-07" },
    { "金曜日", "2026-11-27" },
    { "金", NULL },
    { "2/29", "2028-02-29" },
    { "2/30", NULL },
    { "11/31", NULL },
    { "2026-02-30", NULL },
    { "13/13", NULL },
    { "0/5", NULL },
    { "11/0", NULL },
    { "3", NULL },
    { "soon", NULL },
    { "来週", NULL },
    { "32日", NULL },
    { "9999-01-01", NULL },
    { "1899-01-01", NULL },
    { "2026-11-24x", NULL },
    { "Nov", NULL },
    { "Nov 24 25", NULL },
    { "", NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GTimeZone) west = g_time_zone_new_identifier ("America/New_York");
  HenjiReplyContext context = { .now = NOW, .zone = zone };
  g_autofree char *eve = NULL;

  check (HENJI_FIELD_DATE, pairs, G_N_ELEMENTS (pairs), &context);

  /* Tomorrow is the shop's. */
  context.zone = west;
  eve = henji_field_parse (HENJI_FIELD_DATE, "tomorrow", &context, NULL);
  g_assert_cmpstr (eve, ==, "2026-11-23");
}

static void
test_numbers_and_texts (void)
{
  static const Pair numbers[] = {
    { "2", "2" },   { "２個", "2" }, { "1,000", "1000" }, { "0", "0" },
    { "-1", NULL }, { "1.5", NULL }, { "two", NULL },     { "1,00", NULL },
  };
  static const Pair texts[] = {
    { " ふた \n 2個 ", "ふた 2個" },
    { "{buyer}", "{buyer}" },
    { "", NULL },
    { " \n ", NULL },
  };
  HenjiReplyContext context = { .now = NOW };
  g_autofree char *long_text = g_strnfill (501, 'x');
  g_autoptr (GError) error = NULL;

  check (HENJI_FIELD_NUMBER, numbers, G_N_ELEMENTS (numbers), &context);
  check (HENJI_FIELD_TEXT, texts, G_N_ELEMENTS (texts), &context);
  check (HENJI_FIELD_ADDRESS, texts, G_N_ELEMENTS (texts), &context);
  g_assert_null (henji_field_parse (HENJI_FIELD_TEXT, long_text, &context, &error));
  g_assert_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_VALUE);
}

static void
test_format (void)
{
  static const struct
  {
    HenjiFieldType type;
    const char *value;
    const char *ja;
    const char *en;
  } cases[] = {
    { HENJI_FIELD_MONEY, "1200 JPY", "￥1,200", "¥1,200" },
    { HENJI_FIELD_MONEY, "2480 USD", "24.80米ドル", "$24.80" },
    { HENJI_FIELD_DATE, "2026-11-24", "11月24日（火）", "Tuesday, November 24" },
    { HENJI_FIELD_DATE, "2027-01-05", "2027年1月5日（火）", "Tuesday, January 5, 2027" },
    { HENJI_FIELD_NUMBER, "1000", "1,000", "1,000" },
    { HENJI_FIELD_TEXT, "ねじ", "ねじ", "ねじ" },
    { HENJI_FIELD_MONEY, "not money", "not money", "not money" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  HenjiReplyContext context = { .now = NOW, .zone = zone };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ja
          = henji_field_format (cases[i].type, cases[i].value, &context, HENJI_LANGUAGE_JA);
      g_autofree char *en
          = henji_field_format (cases[i].type, cases[i].value, &context, HENJI_LANGUAGE_EN);

      g_assert_cmpstr (ja, ==, cases[i].ja);
      g_assert_cmpstr (en, ==, cases[i].en);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *names[4];
    const char *ja;
    const char *en;
  } cases[] = {
    { { "佐伯 美咲" }, "佐伯 美咲 様", "Customer" },
    { { "佐伯　美咲" }, "佐伯 美咲 様", "Customer" },
    { { "佐伯" }, "佐伯 様", "Customer" },
    { { "森" }, "森 様", "Customer" },
    { { "佐伯様" }, "佐伯 様", "Customer" },
    { { "佐伯 様" }, "佐伯 様", "Customer" },
    { { "佐伯さま" }, "佐伯 様", "Customer" },
    { { "佐伯さん様" }, "佐伯 様", "Customer" },
    { { "さえき みさき" }, "さえき みさき 様", "Customer" },
    { { "Emily Turner" }, "Emily Turner 様", "Emily Turner" },
    { { "Ms. Emily Turner" }, "Emily Turner 様", "Ms. Emily Turner" },
    { { "Emily-san" }, "Emily 様", "Emily" },
    { { "Zoë O'Neil" }, "Zoë O'Neil 様", "Zoë O'Neil" },
    { { "佐伯", "Saeki" }, "佐伯 様", "Saeki-sama" },
    { { "Saeki", "佐伯" }, "佐伯 様", "Saeki-sama" },
    { { "株式会社青葉" }, "株式会社青葉 御中", "Customer" },
    { { "株式会社 青葉" }, "株式会社 青葉 御中", "Customer" },
    { { "株式会社青葉 御中" }, "株式会社青葉 御中", "Customer" },
    { { "株式会社青葉 佐伯" }, "株式会社青葉 佐伯 様", "Customer" },
    { { "Aoba Inc." }, "Aoba Inc. 御中", "Aoba Inc." },
    { { "Amazon カスタマー" }, "お客様", "Customer" },
    { { "Amazon Customer", "佐伯" }, "佐伯 様", "Customer" },
    { { "buyer@example.com" }, "お客様", "Customer" },
    { { "https://example.com" }, "お客様", "Customer" },
    { { "様" }, "お客様", "Customer" },
    { { "  " }, "お客様", "Customer" },
    { { "12345" }, "お客様", "Customer" },
    { { NULL }, "お客様", "Customer" },
    { { "A & B <b>" }, "A & B <b> 様", "A & B <b>" },
    { { "Emily\nTurner\xE2\x80\xAE" }, "Emily Turner 様", "Emily Turner" },
    { { "Emily 😊" }, "Emily 様", "Emily" },
    { { "Иван Петров" }, "Иван Петров 様", "Customer" },
    { { "𠮷田" }, "𠮷田 様", "Customer" },
    { { "Emily Turner - Amazon Marketplace" }, "Emily Turner 様", "Emily Turner" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ja = henji_name_for_greeting (cases[i].names, HENJI_LANGUAGE_JA);
      g_autofree char *en = henji_name_for_greeting (cases[i].names, HENJI_LANGUAGE_EN);

      g_assert_cmpstr (ja, ==, cases[i].ja);
      g_assert_cmpstr (en, ==, cases[i].en);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/yen", test_yen);
  g_test_add_func ("/field/dollars", test_dollars);
  g_test_add_func ("/field/dates", test_dates);
  g_test_add_func ("/field/numbers-and-texts", test_numbers_and_texts);
  g_test_add_func ("/field/format", test_format);
  g_test_add_func ("/name/greeting", test_names);

  return g_test_run ();
}

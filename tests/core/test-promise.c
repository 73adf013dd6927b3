/* test-promise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reply promises, and what only looks like it.
 */
#include "config.h"

#include "henji-promise.h"
#include "henji-time.h"

#include <string.h>

#define NOW                                                                                        \
  (G_GINT64_CONSTANT (1795485600) * G_USEC_PER_SEC) /* Tuesday, 2026-11-24 11:00 in Tokyo */
#define NEW_YEAR (G_GINT64_CONSTANT (1798423200) * G_USEC_PER_SEC) /* Monday, 2026-12-28 11:00 */

/* "2026-11-28" for the end of a day, "2026-11-28T15:00" for a time; "" for no promise; several are
 * separated by spaces. The letter before it: contact, ship, refund, other. */
typedef struct
{
  const char *text;
  const char *expected;
} Sample;

static const Sample ja[] = {
  { "11月28日までに発送いたします。", "s2026-11-28" },
  { "11月28日（土）までに代替品をお送りいたします。", "s2026-11-28" },
  { "１１月２８日までに発送致します。", "s2026-11-28" },
  { "11/28までに発送します。", "s2026-11-28" },
  { "2026年11月28日に返金させていただきます。", "r2026-11-28" },
  { "28日にご連絡します。", "c2026-11-28" },
  { "28日の15時までにご連絡いたします。", "c2026-11-28T15:00" },
  { "11月25日（水）午後3時半までにお返事いたします。", "c2026-11-25T15:30" },
  { "本日中に発送日をご連絡いたします。", "c2026-11-24" },
  { "明日、返金の手続きをいたします。", "r2026-11-25" },
  { "金曜日までに結果をお知らせいたします。", "c2026-11-27" },
  { "来週の月曜日に改めてご報告いたします。", "c2026-11-30" },
  { "今週中に交換品を手配いたします。", "s2026-11-27" },
  { "月末までに返金いたします。", "r2026-11-30" },
  { "24時間以内にご返信いたします。", "c2026-11-25T11:00" },
  { "3営業日以内に発送いたします。", "s2026-11-27" },
  { "2〜3日以内に担当者よりご連絡差し上げます。", "c2026-11-27" },
  { "11月27日に発送を予定しております。", "s2026-11-27" },
  { "11月27日発送予定です。", "s2026-11-27" },
  { "ご返金は11月27日（金）までに完了させます。", "r2026-11-27" },
  { "最短で明日の午前中に出荷いたします。", "s2026-11-25T12:00" },
  { "11月28日までに\n発送いたします。", "s2026-11-28" },
  { "11月27日または28日に発送いたします。", "s2026-11-28" },
  { "11月28日までに発送いたしますので、届きましたらご確認ください。", "s2026-11-28" },
  { "11月24日までにご返信をいただけない場合は、11月26日に返金の手続きをいたします。",
    "r2026-11-26" },
  { "お写真を11月25日までにお送りください。確認後、11月27日までに返金いたします。", "r2026-11-27" },
  { "11月26日までに返金し、11月28日までに代替品を発送いたします。", "s2026-11-28" },
  /* theirs */
  { "11月28日までにお知らせください。", "" },
  { "11月28日までにご返信をお願いいたします。", "" },
  { "11月28日までにお知らせくださいますようお願い申し上げます。", "" },
  { "11月28日までにご返送いただきますようお願いいたします。", "" },
  { "11月28日までにご返送いただけましたら、全額を返金いたします。", "" },
  { "11月28日までにお選びいただけますと幸いです。", "" },
  { "11月28日までお返事をお待ちしております。", "" },
  { "11月28日までにご連絡がない場合は、対応を終了いたします。", "" },
  { "ご都合のよい日を11月28日までに教えていただけますか。", "" },
  /* no promise of ours */
  { "11月28日に到着いたします。", "" },
  { "11月28日頃にお届け予定です。", "" },
  { "11月20日に発送いたしました。", "" },
  { "本日発送いたしました。", "" },
  { "11月20日までに発送いたします。", "" },
  { "2026年11月20日に発送いたします。", "" },
  { "返品は11月28日まで承ります。", "" },
  { "到着後3営業日以内に返金いたします。", "" },
  { "商品の到着を確認してから、3日以内に返金いたします。", "" },
  { "11月28日には発送いたしかねます。", "" },
  { "11月28日には発送できません。", "" },
  { "11月28日は休業いたします。", "" },
  { "11月28日のご注文を確認いたします。", "" },
  { "お届けから30日以内の商品は返品をお受けします。", "" },
  { "2個のうち1/2を発送いたします。", "" },
  { "ご連絡ありがとうございます。", "" },
  { "返金は3〜5営業日ほどで反映されます。", "" },
};

static const Sample en[] = {
  { "We will ship it by Friday, November 27.", "s2026-11-27" },
  { "We’ll ship the replacement by Nov. 27.", "s2026-11-27" },
  { "I will refund you on 27 November 2026.", "r2026-11-27" },
  { "We will write to you again by November 27th.", "c2026-11-27" },
  { "We'll get back to you by Friday.", "c2026-11-27" },
  { "By Friday, November 27, we will send you an update.", "c2026-11-27" },
  { "We will let you know by 5 pm on Friday.", "c2026-11-27T17:00" },
  { "I will contact you tomorrow at 10:30 a.m.", "c2026-11-25T10:30" },
  { "We will reply within 24 hours.", "c2026-11-25T11:00" },
  { "We will ship it within two business days.", "s2026-11-26" },
  { "A replacement will be shipped by November 27.", "s2026-11-27" },
  { "Your refund will be issued by the 27th.", "r2026-11-27" },
  { "You will hear from us by next Monday.", "c2026-11-30" },
  { "We are going to send a new one this week.", "s2026-11-27" },
  { "We will ship it today.", "s2026-11-24" },
  { "We will ship it by the end of the month.", "s2026-11-30" },
  { "We have checked your order and will ship it by 11/27.", "s2026-11-27" },
  { "Please reply by November 25 and we will ship it by November 27.", "s2026-11-27" },
  { "If we do not hear from you by November 25, we will refund you by November 27.",
    "r2026-11-27" },
  { "We will ship it before November 28.", "s2026-11-27" },
  { "We will refund $12.50 by Nov. 27 and write to you again.", "r2026-11-27" },
  { "Your replacement will leave our warehouse by November 27.", "s2026-11-27" },
  { "We can ship a replacement by Friday.", "s2026-11-27" },
  { "Expect an email from us by November 27.", "c2026-11-27" },
  { "Your replacement ships on November 26.", "s2026-11-26" },
  /* theirs */
  { "We'd appreciate your answer by November 27.", "" },
  { "If it hasn't arrived by November 30, please tell us and we will refund you.", "" },
  { "Please reply by November 27.", "" },
  { "Please let us know by Friday whether we should send a new one.", "" },
  { "Could you send us a photo by November 27?", "" },
  { "You can return it until November 27.", "" },
  { "If you reply by November 27, we will ship a new one.", "" },
  { "We will wait for your reply until November 27.", "" },
  { "We will need your photos by November 27.", "" },
  { "Reply by November 27 and we will take care of the rest.", "" },
  { "We will hold the item until November 27.", "" },
  { "We will refund you as soon as you confirm by November 27.", "" },
  /* no promise of ours */
  { "It will arrive by Friday, November 27.", "" },
  { "It should be delivered on November 27.", "" },
  { "We shipped it on November 20.", "" },
  { "We will ship it by November 20.", "" },
  { "We will ship it by November 20, 2026.", "" },
  { "We will refund you within 2 business days of receiving the item.", "" },
  { "We will refund you within 2 business days once the item arrives.", "" },
  { "We will not ship on November 27.", "" },
  { "We will be closed on November 27.", "" },
  { "Thank you for your message today, we will look into it.", "" },
  { "Regarding your order placed on November 27, we will look into it.", "" },
  { "We will answer from Monday to Friday.", "" },
  { "We are here for you 24/7.", "" },
  { "You may see the refund within 5 days.", "" },
};

static const Sample at_new_year[] = {
  { "1月5日までに発送いたします。", "s2027-01-05" },
  { "年内に発送いたします。", "s2026-12-31" },
  { "12月20日までに発送いたします。", "" },
};

static char *
say (const GPtrArray *promises, GTimeZone *zone)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < promises->len; i++)
    {
      const HenjiPromise *promise = promises->pdata[i];
      g_autofree char *day = henji_date_of (promise->until, zone);
      gint64 minutes = (promise->until - henji_date_start (day, zone)) / HENJI_MINUTE;

      g_string_append_printf (words, "%s%c%s", i > 0 ? " " : "", "ocsr"[promise->act], day);
      if (minutes != 24 * 60 - 1)
        g_string_append_printf (words, "T%02d:%02d", (int) minutes / 60, (int) minutes % 60);
    }

  return g_string_free (words, FALSE);
}

static guint
check (const Sample *samples, guint n, HenjiLanguage language, gint64 now)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  guint wrong = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) promises
          = henji_promises_find (samples[i].text, language, NULL, now, zone);
      g_autofree char *got = say (promises, zone);

      if (!g_str_equal (got, samples[i].expected))
        {
          g_test_message ("“%s”: “%s” instead of “%s”", samples[i].text, got, samples[i].expected);
          wrong++;
        }
    }

  return wrong;
}

static void
test_find (void)
{
  g_assert_cmpuint (check (ja, G_N_ELEMENTS (ja), HENJI_LANGUAGE_JA, NOW), ==, 0);
  g_assert_cmpuint (check (en, G_N_ELEMENTS (en), HENJI_LANGUAGE_EN, NOW), ==, 0);
  g_assert_cmpuint (check (at_new_year, G_N_ELEMENTS (at_new_year), HENJI_LANGUAGE_JA, NEW_YEAR),
                    ==, 0);
}

/* A whole reply: each sentence for itself. */
static void
test_reply (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GPtrArray) promises = henji_promises_find (
      "佐伯 様\n\nご連絡ありがとうございます。11月26日（木）までに次のいずれかをお選びください。\n"
      "1. 代替品を11月28日までに発送いたします\n2. 11月27日までに全額を返金いたします\n\n"
      "ご不明な点がございましたら、お知らせください。\n青葉商店",
      HENJI_LANGUAGE_JA, NULL, NOW, zone);
  g_autofree char *got = say (promises, zone);

  g_assert_cmpstr (got, ==, "s2026-11-28 r2026-11-27");
  g_assert_cmpstr (((HenjiPromise *) promises->pdata[1])->words, ==,
                   "2. 11月27日までに全額を返金いたします");
  g_assert_true (((HenjiPromise *) promises->pdata[0])->choice);
}

/* Of an endless sentence the part with the date is kept. */
static void
test_long (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) promises = NULL;
  const char *words;

  for (int i = 0; i < 50; i++)
    g_string_append (text, "いろいろなことがございますが、");
  g_string_append (text, "11月28日までに発送いたします。");
  promises = henji_promises_find (text->str, HENJI_LANGUAGE_JA, NULL, NOW, zone);
  g_assert_cmpuint (promises->len, ==, 1);
  words = ((HenjiPromise *) promises->pdata[0])->words;
  g_assert_true (g_str_has_prefix (words, "…"));
  g_assert_true (g_str_has_suffix (words, "が、11月28日までに発送いたします。"));
  g_assert_cmpint (g_utf8_strlen (words, -1), <=, 121);
}

/* No text, however odd, does harm. */
static void
test_fuzz (void)
{
  static const char *const pieces[]
      = { "11月", "28日", "まで", "に",   "発送",  "いたします", "。",   "\n",       "(",
          "金",   "曜日", "以内", "24",   "時間",  "we will",    " ",    "by ",      "Friday",
          ",",    "the",  "27th", ".",    "5 pm",  "please",     "\xff", "\xe3\x81", "within ",
          "2 ",   "days", "〜",   "９９", "2026-", "年",         "/",    "ship",     "\r" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n = g_rand_int_range (rand, 0, 60);

      for (int i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      for (int language = HENJI_LANGUAGE_JA; language <= HENJI_LANGUAGE_EN; language++)
        {
          g_autoptr (GPtrArray) promises
              = henji_promises_find (text->str, language, NULL, NOW, zone);

          for (guint i = 0; i < promises->len; i++)
            {
              const HenjiPromise *promise = promises->pdata[i];

              g_assert_cmpint (promise->until, >, NOW);
              g_assert_cmpint (promise->until, <, NOW + 800 * HENJI_DAY);
              g_assert_true (g_utf8_validate (promise->words, -1, NULL));
            }
        }
    }
}

/* ---- Fields ------------------------------------------------------------------------------------
 */

static const char situation_text[]
    = "<situation id=\"x\" kinds=\"damaged\" order=\"1\">"
      "<title xml:lang=\"ja\">題</title><title xml:lang=\"en\">T</title>"
      "<hint xml:lang=\"ja\">注</hint><hint xml:lang=\"en\">H</hint><words>w</words>"
      "<field id=\"answer-by\" type=\"date\" default=\"today+2\">"
      "<label xml:lang=\"ja\">返答期限</label><label xml:lang=\"en\">Answer by</label></field>"
      "<field id=\"ship-by\" type=\"date\" promise=\"yes\" default=\"today+4\">"
      "<label xml:lang=\"ja\">再送日</label><label xml:lang=\"en\">Replacement "
      "leaves</label></field>"
      "<field id=\"refund-by\" type=\"date\" promise=\"yes\" default=\"today+3\">"
      "<label xml:lang=\"ja\">返金日</label><label xml:lang=\"en\">Refund by</label></field>"
      "<clause id=\"ask\" on=\"always\"><label xml:lang=\"ja\">問</label><label xml:lang=\"en\">A"
      "</label><text xml:lang=\"ja\">{answer-by}までにお知らせください。</text>"
      "<text xml:lang=\"en\">Please reply by {answer-by}.</text></clause>"
      "<clause id=\"ship\" on=\"always\"><label xml:lang=\"ja\">送</label><label xml:lang=\"en\">S"
      "</label><text xml:lang=\"ja\">代替品の発送日は{ship-by}です。</text>"
      "<text xml:lang=\"en\">Your replacement leaves us on {ship-by}.</text></clause>"
      "<clause id=\"refund\" on=\"never\"><label xml:lang=\"ja\">返</label><label xml:lang=\"en\">R"
      "</label><text xml:lang=\"ja\">{refund-by}までに返金いたします。</text>"
      "<text xml:lang=\"en\">We will refund you by {refund-by}.</text></clause></situation>";

static char *
promised (HenjiTemplate *situation,
          const HenjiChoices *choices,
          const HenjiReplyContext *context,
          HenjiLanguage language,
          const char *text)
{
  g_autoptr (GPtrArray) promises
      = henji_promises_of_reply (situation, choices, context, language, text);
  GString *words = g_string_new (NULL);
  g_autofree char *times = say (promises, context->zone);
  g_auto (GStrv) each = g_strsplit (times, " ", -1);

  for (guint i = 0; i < promises->len; i++)
    g_string_append_printf (words, "%s%s %s", i > 0 ? "|" : "", each[i],
                            ((HenjiPromise *) promises->pdata[i])->words);

  return g_string_free (words, FALSE);
}

static void
test_fields (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiTemplate) situation
      = henji_template_parse (situation_text, strlen (situation_text), "x.xml", &error);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  HenjiReplyContext context = { .shop = shop, .now = NOW, .zone = zone };

  g_assert_no_error (error);
  for (int language = HENJI_LANGUAGE_JA; language <= HENJI_LANGUAGE_EN; language++)
    {
      g_autoptr (GPtrArray) paragraphs
          = henji_template_render (situation, choices, &context, language, NULL);
      g_autofree char *text = henji_paragraphs_join (paragraphs);
      g_autofree char *got = promised (situation, choices, &context, language, text);

      g_assert_cmpstr (got, ==, "s2026-11-28 再送日 / Replacement leaves");
    }

  {
    /* A clause that is on, a date typed over, a sentence of one's own. */
    g_autofree char *got = NULL;

    henji_choices_set_clause (choices, "refund", TRUE);
    got = promised (situation, choices, &context, HENJI_LANGUAGE_EN,
                    "Your replacement leaves us on Monday, November 30.\n\n"
                    "We will refund you by Friday, November 27. We will write again tomorrow.");
    g_assert_cmpstr (got, ==,
                     "s2026-11-30 Your replacement leaves us on Monday, November 30.|"
                     "r2026-11-27 返金日 / Refund by|c2026-11-25 We will write again tomorrow.");
  }
  {
    /* Counted in the shop's open days, as its date fields are. */
    g_autofree char *week
        = promised (NULL, NULL, &context, HENJI_LANGUAGE_JA, "3営業日以内に発送いたします。");
    g_autofree char *shut = NULL;

    g_assert_cmpstr (week, ==, "s2026-11-27 3営業日以内に発送いたします。");
    shop->open_days = henji_open_days_parse ("sat, sun, 2026-11-25", NULL, &error);
    g_assert_no_error (error);
    shut = promised (NULL, NULL, &context, HENJI_LANGUAGE_JA, "3営業日以内に発送いたします。");
    g_assert_cmpstr (shut, ==, "s2026-11-30 3営業日以内に発送いたします。");
  }
  {
    g_autofree char *got
        = promised (NULL, NULL, &context, HENJI_LANGUAGE_JA, "28日にご連絡します。");

    g_assert_cmpstr (got, ==, "c2026-11-28 28日にご連絡します。");
  }
}

static GPtrArray *
load_situations (void)
{
  const char *data = g_getenv ("HENJI_DATA_SRCDIR");
  g_autofree char *folder = g_build_filename (data != NULL ? data : "data", "templates", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *situations = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_template_unref);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (!g_str_has_suffix (name, ".xml") || g_str_equal (name, "common.xml"))
        continue;
      g_file_get_contents (path, &text, &length, &error);
      g_assert_no_error (error);
      g_ptr_array_add (situations, henji_template_parse (text, length, name, &error));
      g_assert_no_error (error);
    }

  return situations;
}

/* In our own situations, with one clause on at a time and a day of its own for each field: what is
 * heard without looking at the fields are promised dates and never those that the buyer is asked to
 * keep, and with the fields both languages promise the same. */
static void
test_situations (void)
{
  g_autoptr (GPtrArray) situations = load_situations ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  HenjiReplyContext context = { .shop = shop, .now = NOW, .zone = zone, .rma = "RMA-2026-000123" };
  guint named = 0, heard = 0;

  for (guint i = 0; i < situations->len; i++)
    for (guint c = 0; c < henji_template_n_clauses (situations->pdata[i]); c++)
      {
        HenjiTemplate *situation = situations->pdata[i];
        g_autoptr (HenjiChoices) choices = henji_choices_new ();
        g_autofree char *said[2] = { NULL, NULL };

        for (guint k = 0; k < henji_template_n_clauses (situation); k++)
          henji_choices_set_clause (choices, henji_template_clause (situation, k)->id, k == c);
        for (guint k = 0; k < henji_template_n_fields (situation); k++)
          {
            const HenjiField *field = henji_template_field (situation, k);
            g_autofree char *day = henji_date_add_days ("2026-11-25", (int) k);

            if (field->type == HENJI_FIELD_DATE)
              henji_choices_set_field (choices, field->id, day);
          }
        for (int language = HENJI_LANGUAGE_JA; language <= HENJI_LANGUAGE_EN; language++)
          {
            g_autoptr (GPtrArray) paragraphs
                = henji_template_render (situation, choices, &context, language, NULL);
            g_autofree char *text = henji_paragraphs_join (paragraphs);
            g_autoptr (GPtrArray) found = henji_promises_find (text, language, NULL, NOW, zone);

            said[language == HENJI_LANGUAGE_JA ? 0 : 1]
                = promised (situation, choices, &context, language, text);
            for (guint k = 0; k < henji_template_n_fields (situation); k++)
              {
                const HenjiField *field = henji_template_field (situation, k);
                g_autofree char *day = henji_date_add_days ("2026-11-25", (int) k);
                g_autofree char *shown
                    = henji_field_format (HENJI_FIELD_DATE, day, &context, language);
                gboolean got = FALSE;

                if (field->type != HENJI_FIELD_DATE || strstr (text, shown) == NULL)
                  continue;
                for (guint n = 0; n < found->len; n++)
                  {
                    HenjiPromise *promise = found->pdata[n];
                    g_autofree char *on = henji_date_of (promise->until, zone);

                    got = got || g_str_equal (on, day);
                  }
                if (field->promise)
                  {
                    named++;
                    heard += got;
                    if (!got)
                      g_test_message ("%s: %s is not heard in:\n%s", henji_template_id (situation),
                                      field->id, text);
                  }
                else if (got)
                  g_error ("%s: %s is the buyer's, in:\n%s", henji_template_id (situation),
                           field->id, text);
              }
          }
        {
          /* The same days, whatever the words heard in either language. */
          g_auto (GStrv) a = g_strsplit (said[0], "|", -1);
          g_auto (GStrv) b = g_strsplit (said[1], "|", -1);

          g_assert_cmpuint (g_strv_length (a), ==, g_strv_length (b));
          for (guint k = 0; a[k] != NULL; k++)
            g_assert_cmpstr (strchr (a[k], '2'), ==, strchr (b[k], '2'));
        }
      }
  g_print ("# %u of %u promised dates are heard without their field\n", heard, named);
  g_assert_cmpuint (heard * 10, >=, named * 9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/promise/find", test_find);
  g_test_add_func ("/promise/reply", test_reply);
  g_test_add_func ("/promise/long", test_long);
  g_test_add_func ("/promise/fields", test_fields);
  g_test_add_func ("/promise/situations", test_situations);
  g_test_add_func ("/promise/fuzz", test_fuzz);

  return g_test_run ();
}

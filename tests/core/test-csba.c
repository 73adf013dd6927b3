/* test-csba.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-fixture.h"
#include "henji-csba-words.h"
#include "henji-csba.h"
#include "henji-return-policy.h"

#include <string.h>

/* Enrolled in March, left in June, enrolled again in September; on amazon.com since July. */
#define PERIODS                                                                                    \
  "amazon.co.jp 2026-03-01T10:00:00+09:00 2026-06-01T12:00:00+09:00\n"                             \
  "# again\n\n"                                                                                    \
  "amazon.co.jp 2026-09-01T10:00:00+09:00\n"                                                       \
  "amazon.com 2026-07-01T00:00:00-07:00\n"

#define IN_FIRST "2026-04-01T00:00:00+09:00"
#define BETWEEN "2026-07-01T00:00:00+09:00"
#define IN_SECOND "2026-11-26T00:00:00+09:00"

typedef struct
{
  const char *ordered; /* "" unknown */
  const char *now;
  HenjiCsbaReason reason; /* of an ordinary question about an order that the seller ships */
} Row;

/* Every place an order's time can have, at every time from which it can be looked at. */
static const Row rows[] = {
  { "", "2026-02-01T00:00:00+09:00", HENJI_CSBA_NOT_ENROLLED },
  { "2026-01-15T00:00:00+09:00", "2026-02-01T00:00:00+09:00", HENJI_CSBA_NOT_ENROLLED },
  { "", IN_FIRST, HENJI_CSBA_TIME_UNKNOWN },
  { "2026-02-28T23:59:59+09:00", IN_FIRST, HENJI_CSBA_BEFORE_ENROLMENT },
  { "2026-03-01T09:59:59+09:00", IN_FIRST, HENJI_CSBA_BEFORE_ENROLMENT },
  { "2026-03-01T10:00:00+09:00", IN_FIRST, HENJI_CSBA_FIRST_HOUR },
  { "2026-03-01T10:59:59+09:00", IN_FIRST, HENJI_CSBA_FIRST_HOUR },
  { "2026-03-01T11:00:00+09:00", IN_FIRST, HENJI_CSBA_COVERED },
  { "2026-03-31T00:00:00+09:00", IN_FIRST, HENJI_CSBA_COVERED },
  /* The moment of leaving. */
  { "2026-06-01T11:59:59+09:00", "2026-06-01T11:59:59+09:00", HENJI_CSBA_COVERED },
  { "2026-06-01T11:59:59+09:00", "2026-06-01T12:00:00+09:00", HENJI_CSBA_STILL_COVERED },
  { "2026-06-01T12:00:00+09:00", "2026-06-01T12:00:00+09:00", HENJI_CSBA_AFTER_LEAVING },
  /* Between two enrolments. */
  { "", BETWEEN, HENJI_CSBA_TIME_UNKNOWN },
  { "2026-02-28T23:59:59+09:00", BETWEEN, HENJI_CSBA_BEFORE_ENROLMENT },
  { "2026-03-01T10:30:00+09:00", BETWEEN, HENJI_CSBA_FIRST_HOUR },
  { "2026-05-15T00:00:00+09:00", BETWEEN, HENJI_CSBA_STILL_COVERED },
  { "2026-06-15T00:00:00+09:00", BETWEEN, HENJI_CSBA_AFTER_LEAVING },
  /* In the second one. */
  { "", IN_SECOND, HENJI_CSBA_TIME_UNKNOWN },
  { "2026-02-28T23:59:59+09:00", IN_SECOND, HENJI_CSBA_BEFORE_ENROLMENT },
  { "2026-03-01T10:30:00+09:00", IN_SECOND, HENJI_CSBA_FIRST_HOUR },
  { "2026-05-15T00:00:00+09:00", IN_SECOND, HENJI_CSBA_STILL_COVERED },
  { "2026-06-15T00:00:00+09:00", IN_SECOND, HENJI_CSBA_AFTER_LEAVING },
  { "2026-09-01T09:59:59+09:00", IN_SECOND, HENJI_CSBA_AFTER_LEAVING },
  { "2026-09-01T10:00:00+09:00", IN_SECOND, HENJI_CSBA_FIRST_HOUR },
  { "2026-09-01T11:00:00+09:00", IN_SECOND, HENJI_CSBA_COVERED },
  { "2026-11-25T00:00:00+09:00", IN_SECOND, HENJI_CSBA_COVERED },
};

static const HenjiCsbaReason never[HENJI_N_CSBA_NATURES] = {
  [HENJI_CSBA_INVOICE] = HENJI_CSBA_NEVER_INVOICES,
  [HENJI_CSBA_CUSTOMISATION] = HENJI_CSBA_NEVER_CUSTOMISATION,
  [HENJI_CSBA_PRE_ORDER] = HENJI_CSBA_NEVER_PRE_ORDERS,
  [HENJI_CSBA_BEFORE_PURCHASE] = HENJI_CSBA_NEVER_BEFORE,
};

/* All times × all natures × all fulfilments. */
static void
test_table (void)
{
  static const char *const fulfilments[] = { "merchant", NULL, "marketplace" };
  g_autoptr (HenjiPolicy) policy = load_policy ("amazon-jp");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) periods = henji_csba_parse (PERIODS, &error);
  guint seen = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint nature = 0; nature < HENJI_N_CSBA_NATURES; nature++)
      for (guint j = 0; j < G_N_ELEMENTS (fulfilments); j++)
        {
          HenjiCsbaQuestion question
              = { .marketplace = "amazon.co.jp",
                  .ordered_at = *rows[i].ordered != '\0' ? instant_of (rows[i].ordered) : 0,
                  .fulfilment = fulfilments[j],
                  .nature = nature };
          HenjiCsbaReason expected = rows[i].reason;
          HenjiCsbaReason got;

          if (expected != HENJI_CSBA_NOT_ENROLLED)
            {
              if (nature != HENJI_CSBA_ORDER)
                expected = never[nature];
              else if (g_strcmp0 (fulfilments[j], "marketplace") == 0)
                expected = HENJI_CSBA_NEVER_ITS_WAREHOUSE;
            }
          got = henji_csba_decide (periods, policy, &question, instant_of (rows[i].now));
          if (got != expected)
            g_error ("ordered %s, now %s, nature %u, %s: %s instead of %s", rows[i].ordered,
                     rows[i].now, nature, fulfilments[j], henji_csba_reason_id (got),
                     henji_csba_reason_id (expected));
          seen |= 1u << got;
        }
  /* The table is complete: every reason there is was given. */
  g_assert_cmpuint (seen, ==, (1u << HENJI_N_CSBA_REASONS) - 1);
}

static void
test_marketplaces (void)
{
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  g_autoptr (GPtrArray) periods = henji_csba_parse (PERIODS, NULL);
  g_autoptr (GPtrArray) none = henji_csba_parse ("", NULL);
  HenjiCsbaQuestion question
      = { .marketplace = "amazon.com", .ordered_at = instant_of ("2026-07-01T02:00:00-07:00") };
  gint64 now = instant_of (IN_SECOND);

  g_assert_cmpint (henji_csba_decide (periods, us, &question, now), ==, HENJI_CSBA_COVERED);
  /* Enrolled with amazon.co.jp then, but not with amazon.com. */
  question.ordered_at = instant_of ("2026-04-01T00:00:00-07:00");
  g_assert_cmpint (henji_csba_decide (periods, us, &question, now), ==,
                   HENJI_CSBA_BEFORE_ENROLMENT);
  question.marketplace = "amazon.de";
  g_assert_cmpint (henji_csba_decide (periods, us, &question, now), ==, HENJI_CSBA_NOT_ENROLLED);
  question.marketplace = NULL;
  g_assert_cmpint (henji_csba_decide (periods, us, &question, now), ==, HENJI_CSBA_NOT_ENROLLED);
  question.marketplace = "amazon.com";
  g_assert_cmpint (henji_csba_decide (none, us, &question, now), ==, HENJI_CSBA_NOT_ENROLLED);
}

static void
test_reasons (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sentences = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < HENJI_N_CSBA_REASONS; i++)
    {
      g_assert_true (g_hash_table_add (ids, (gpointer) henji_csba_reason_id (i)));
      g_assert_true (g_hash_table_add (sentences, (gpointer) henji_csba_reason_sentence (i)));
      g_assert_cmpint (henji_csba_is_theirs (i), ==,
                       i == HENJI_CSBA_COVERED || i == HENJI_CSBA_STILL_COVERED);
      g_assert_cmpuint (strlen (henji_csba_reason_short (i)), >, 0);
      g_assert_cmpint (henji_csba_is_theirs (i), ==,
                       !g_str_has_prefix (henji_csba_reason_sentence (i), "You answer"));
    }
}

static void
test_natures (void)
{
  guint32 damaged = 1u << HENJI_KIND_DAMAGED;
  guint32 invoice = 1u << HENJI_KIND_INVOICE;

  g_assert_cmpint (henji_csba_nature_of (damaged, TRUE), ==, HENJI_CSBA_ORDER);
  g_assert_cmpint (henji_csba_nature_of (damaged | invoice, TRUE), ==, HENJI_CSBA_INVOICE);
  g_assert_cmpint (henji_csba_nature_of (invoice, FALSE), ==, HENJI_CSBA_INVOICE);
  g_assert_cmpint (henji_csba_nature_of (1u << HENJI_KIND_PRODUCT_QUESTION, FALSE), ==,
                   HENJI_CSBA_BEFORE_PURCHASE);
  g_assert_cmpint (henji_csba_nature_of (1u << HENJI_KIND_PRODUCT_QUESTION, TRUE), ==,
                   HENJI_CSBA_ORDER);
}

static void
test_setting (void)
{
  static const struct
  {
    const char *text;
    const char *fault; /* what the sentence begins with; NULL: fine */
  } settings[] = {
    { "", NULL },
    { "# nothing\n\n", NULL },
    { "amazon.co.jp 2026-03-01T10:00:00+09:00", NULL },
    { "  amazon.co.jp \t 2026-03-01T10:00:00+09:00  \r\n", NULL },
    { "amazon.co.jp", "Line 1:" },
    { "\namazon.co.jp yesterday", "Line 2:" },
    { "amazon.co.jp 2026-03-01", "Line 1:" },
    { "amazon.co.jp 2026-03-01T10:00:00+09:00 soon", "Line 1:" },
    { "amazon.co.jp 2026-03-01T10:00:00+09:00 2026-02-01T10:00:00+09:00", "Line 1:" },
    { "amazon.co.jp 2026-03-01T10:00:00+09:00 2026-04-01T10:00:00+09:00 more", "Line 1:" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GPtrArray) periods = henji_csba_parse (PERIODS, NULL);
  g_autofree char *text = henji_csba_to_text (periods, zone);

  g_assert_cmpstr (text, ==,
                   "amazon.co.jp 2026-03-01T10:00:00+09:00 2026-06-01T12:00:00+09:00\n"
                   "amazon.co.jp 2026-09-01T10:00:00+09:00\n"
                   "amazon.com 2026-07-01T16:00:00+09:00\n");
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) got = henji_csba_parse (settings[i].text, &error);

      g_assert_true ((got == NULL) == (settings[i].fault != NULL));
      if (settings[i].fault != NULL)
        g_assert_true (g_str_has_prefix (error->message, settings[i].fault));
    }
}

/* ---- Enrolments that do not go together ------------------------------------------------------ */

static void
test_overlaps (void)
{
  static const struct
  {
    const char *text;
    gboolean fine;
  } cases[] = {
    { "", TRUE },
    { PERIODS, TRUE },
    { "amazon.co.jp 2026-03-01T10:00:00+09:00\namazon.com 2026-03-01T10:00:00+09:00\n", TRUE },
    /* One ends at the second the next begins. */
    { "amazon.co.jp 2026-06-01T12:00:00+09:00\n"
      "amazon.co.jp 2026-03-01T10:00:00+09:00 2026-06-01T12:00:00+09:00\n",
      TRUE },
    { "amazon.co.jp 2026-06-01T11:59:59+09:00\n"
      "amazon.co.jp 2026-03-01T10:00:00+09:00 2026-06-01T12:00:00+09:00\n",
      FALSE },
    { "amazon.co.jp 2026-03-01T10:00:00+09:00\namazon.co.jp 2026-06-01T12:00:00+09:00\n", FALSE },
    { "amazon.co.jp 2026-03-01T10:00:00+09:00\namazon.co.jp 2026-03-01T10:00:00+09:00\n", FALSE },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) periods = henji_csba_parse (cases[i].text, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (henji_csba_periods_check (periods, zone, &error), ==, cases[i].fine);
      g_assert_true ((error == NULL) == cases[i].fine);
    }
}

/* ---- Words ----------------------------------------------------------------------------------- */

static HenjiCsbaNature
look (const HenjiCsbaWords *words, char place, const char *text)
{
  g_autoptr (HenjiMessage) message = henji_message_new ();
  g_autoptr (HenjiOrder) order = henji_order_new ();
  HenjiOrderItem *item = henji_order_item_new ();

  message->body = g_strconcat (text, "\n> 名入れ engraved 予約商品", NULL);
  message->own_length = strlen (text);
  item->title = g_strdup (text);
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  g_ptr_array_add (order->items, item);

  return place == 'm' ? henji_csba_words_of_message (words, message)
                      : henji_csba_words_of_order (words, order);
}

static void
test_words (void)
{
  gsize length;
  g_autofree char *file = read_data ("csba", "words.txt", &length);
  g_autofree char *table = read_table ("csba-words.txt");
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCsbaWords) words = henji_csba_words_parse (file, length, "words.txt", &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], " | ", 3);
      HenjiCsbaNature expected = HENJI_CSBA_ORDER;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      g_assert_cmpuint (g_strv_length (cells), ==, 3);
      henji_csba_nature_from_id (cells[1], &expected);
      if (look (words, *cells[0], cells[2]) != expected)
        {
          g_test_message ("“%s” is not %s", cells[2], cells[1]);
          g_test_fail ();
        }
      n++;
    }
  g_assert_cmpuint (n, >=, 35);
}

static void
test_bad_words (void)
{
  static const char *const bad[]
      = { "名入れ\n", "[something]\n", "[customisation message\n", "[pre-order item]\na(b\n" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (henji_csba_words_parse (bad[i], strlen (bad[i]), "words.txt", &error));
      g_assert_true (g_str_has_prefix (error->message, "words.txt"));
    }
}

static void
test_nature_ids (void)
{
  for (guint i = 0; i < HENJI_N_CSBA_NATURES; i++)
    {
      HenjiCsbaNature nature;

      g_assert_true (henji_csba_nature_from_id (henji_csba_nature_id (i), &nature));
      g_assert_cmpuint (nature, ==, i);
    }
}

/* ---- The shop's return policy ---------------------------------------------------------------- */

static void
test_return_policy (void)
{
  static const struct
  {
    const char *policy;
    const char *text;
    guint faults;
  } cases[] = {
    { "amazon-jp", "amazon.co.jp", 0 },
    { "amazon-jp", "amazon.co.jp days=30 postage=at-fault restocking=0", 0 },
    { "amazon-jp", "amazon.co.jp days=45 postage=shop", 0 },
    { "amazon-jp", "amazon.co.jp days=29", 1 },
    { "amazon-jp", "amazon.co.jp days=14 postage=buyer", 2 },
    /* An American figure stands in. */
    { "amazon-jp", "amazon.co.jp restocking=20", 1 },
    { "amazon-us", "amazon.com restocking=1", 1 },
    { "amazon-us", "amazon.com days=7 postage=buyer restocking=50", 3 },
  };
  gint64 at = instant_of (IN_SECOND);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HenjiPolicy) policy = load_policy (cases[i].policy);
      g_autoptr (GPtrArray) own = henji_return_policies_parse (cases[i].text, NULL);
      g_autoptr (GPtrArray) faults = NULL;

      g_assert_cmpuint (own->len, ==, 1);
      faults = henji_return_policy_faults (g_ptr_array_index (own, 0), policy, at);
      g_assert_cmpuint (faults->len, ==, cases[i].faults);
      /* What is only assumed of the marketplace is not said as a fact. */
      for (guint j = 0; j < faults->len; j++)
        g_assert_cmpint (strstr (g_ptr_array_index (faults, j), "assumption") != NULL, ==,
                         g_str_equal (cases[i].policy, "amazon-jp"));
    }
}

static void
test_return_setting (void)
{
  static const char *const bad[] = { "amazon.co.jp days=-1", "amazon.co.jp postage=nobody",
                                     "\namazon.co.jp restocking=101", "amazon.co.jp soon" };
  g_autoptr (GPtrArray) own
      = henji_return_policies_parse ("# ours\nAmazon.co.jp days=14  postage=shop\n", NULL);
  g_autofree char *text = henji_return_policies_to_text (own);

  g_assert_cmpstr (text, ==, "amazon.co.jp days=14 postage=shop restocking=0\n");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (henji_return_policies_parse (bad[i], &error));
      g_assert_true (g_str_has_prefix (error->message, *bad[i] == '\n' ? "Line 2" : "Line 1"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csba/table", test_table);
  g_test_add_func ("/csba/marketplaces", test_marketplaces);
  g_test_add_func ("/csba/reasons", test_reasons);
  g_test_add_func ("/csba/natures", test_natures);
  g_test_add_func ("/csba/setting", test_setting);
  g_test_add_func ("/csba/overlaps", test_overlaps);
  g_test_add_func ("/csba/words", test_words);
  g_test_add_func ("/csba/bad-words", test_bad_words);
  g_test_add_func ("/csba/nature-ids", test_nature_ids);
  g_test_add_func ("/csba/return-policy", test_return_policy);
  g_test_add_func ("/csba/return-setting", test_return_setting);

  return g_test_run ();
}

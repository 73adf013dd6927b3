/* test-support.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statuses and courts, guided paths, the phone's hours, Case IDs, pasted order numbers, card
 * numbers.
 */
#include "data-fixture.h"

#include "henji-card-number.h"
#include "henji-support-facts.h"
#include "henji-time.h"

static HenjiSupportFacts *
load (void)
{
  static const char *const names[] = { "paths.ini", "statuses.ini" };
  HenjiSupportFacts *facts = henji_support_facts_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length;
      g_autofree char *text = read_data ("support", names[i], &length);

      henji_support_facts_add (facts, text, length, names[i], &error);
      g_assert_no_error (error);
    }

  return facts;
}

static void
test_statuses (void)
{
  g_autoptr (HenjiSupportFacts) facts = load ();
  const GPtrArray *statuses = henji_support_facts_statuses (facts);
  g_autofree char *text = read_table ("support-statuses.txt");
  g_auto (GStrv) lines = NULL;
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", 2);
      HenjiCourt court;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      g_assert_true (henji_court_from_id (g_strstrip (cells[0]), &court));
      g_test_message ("%s", lines[i]);
      g_assert_cmpint (henji_support_facts_court (facts, g_strstrip (cells[1])), ==, court);
      g_hash_table_add (met, (gpointer) henji_support_facts_status (facts, g_strstrip (cells[1])));
    }
  /* The table speaks of every status, and no spelling means two of them. */
  for (guint i = 0; i < statuses->len; i++)
    {
      const HenjiSupportStatus *status = g_ptr_array_index (statuses, i);

      g_assert_true (g_hash_table_contains (met, status));
      g_assert_false (status->verified_ja);
      for (guint j = 0; j < status->folded->len; j++)
        g_assert_true (henji_support_facts_status (facts, g_ptr_array_index (status->folded, j))
                       == status);
    }
  g_assert_cmpint (henji_support_facts_court (facts, NULL), ==, HENJI_COURT_OURS);
  g_assert_cmpint (henji_support_facts_court (facts, ""), ==, HENJI_COURT_OURS);
}

static void
test_paths (void)
{
  static const char *const needed[]
      = { "return", "feedback", "cancel", "suspicious", "stock", "performance", "other" };
  g_autoptr (HenjiSupportFacts) facts = load ();
  const GPtrArray *paths = henji_support_facts_paths (facts);

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    g_assert_nonnull (henji_support_facts_path (facts, needed[i]));
  for (guint i = 0; i < paths->len; i++)
    {
      const HenjiSupportPath *path = g_ptr_array_index (paths, i);
      g_autofree char *name = g_strconcat (path->situation, ".xml", NULL);
      g_autofree char *file
          = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "templates", name, NULL);

      g_assert_cmpuint (path->steps->len, >, 1);
      g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
      g_assert_true (g_str_has_prefix (path->situation, "support-"));
    }
  g_assert_cmpstr (henji_support_facts_path_for (facts, HENJI_KIND_RETURN_REQUEST)->id, ==,
                   "return");
  g_assert_cmpstr (henji_support_facts_path_for (facts, HENJI_KIND_CANCEL_REQUEST)->id, ==,
                   "cancel");
  for (int kind = 0; kind < HENJI_N_KINDS; kind++)
    g_assert_nonnull (henji_support_facts_path_for (facts, (HenjiKind) kind));
  g_assert_cmpint (henji_support_facts_path (facts, "performance")->team, ==,
                   HENJI_SUPPORT_PERFORMANCE);
}

static void
test_broken (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } rows[] = {
    { "[status x]\ncourt=ours\nen=X\nja=X\nchecked=2026-11-26\nverified=no\n", "verified-ja" },
    { "[status x]\ncourt=mine\nen=X\nja=X\nchecked=2026-11-26\nverified=no\nverified-ja=no\n",
      "court" },
    { "[status x]\ncourt=ours\nen=X\nja=X\nchecked=2026-11-26\nverified=yes\nverified-ja=no\n",
      "source" },
    { "[status x]\ncourt=ours\nen=X\nja=X\nchecked=soon\nverified=no\nverified-ja=no\n",
      "checked" },
    { "[step x y]\nja=X\nen=X\n", "[path x]" },
    { "[moon x]\na=b\n", "moon" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiSupportFacts) facts = henji_support_facts_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (
          henji_support_facts_add (facts, rows[i].text, strlen (rows[i].text), "x.ini", &error));
      g_assert_true (g_str_has_prefix (error->message, "x.ini, line "));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, rows[i].says));
      g_assert_cmpuint (henji_support_facts_statuses (facts)->len, ==, 0);
    }
}

static void
test_hours (void)
{
  static const struct
  {
    const char *zone;
    const char *now;
    const char *next; /* NULL: open */
  } moments[] = {
    { "Asia/Tokyo", "2026-11-26T08:59:59+09:00", "2026-11-26T09:00:00+09:00" },
    { "Asia/Tokyo", "2026-11-26T09:00:00+09:00", NULL },
    { "Asia/Tokyo", "2026-11-26T17:59:59+09:00", NULL },
    { "Asia/Tokyo", "2026-11-26T18:00:00+09:00", "2026-11-27T09:00:00+09:00" },
    { "Asia/Tokyo", "2026-12-31T23:00:00+09:00", "2027-01-01T09:00:00+09:00" },
    /* Clocks go forward at 2:00 and back at 2:00. */
    { "America/Los_Angeles", "2026-03-07T20:00:00-08:00", "2026-03-08T09:00:00-07:00" },
    { "America/Los_Angeles", "2026-10-31T20:00:00-07:00", "2026-11-01T09:00:00-08:00" },
  };
  const HenjiSupportHours hours = { 9 * 60, 18 * 60 };
  const HenjiSupportHours day = { 0, 24 * 60 };
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autofree char *text = henji_support_hours_to_text (&hours);

  g_assert_cmpstr (text, ==, "09:00-18:00");
  g_assert_cmpint (henji_support_hours_next (&day, tokyo, instant_of ("2026-11-26T23:59:59+09:00")),
                   ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (moments[i].zone);
      gint64 next = henji_support_hours_next (&hours, zone, instant_of (moments[i].now));

      g_test_message ("%s", moments[i].now);
      g_assert_cmpint (next, ==, moments[i].next != NULL ? instant_of (moments[i].next) : 0);
    }
}

static void
test_ids (void)
{
  static const struct
  {
    const char *typed;
    const char *id;
  } rows[] = {
    { "12345678901", "12345678901" },
    { " 1234567890 ", "1234567890" },
    { "Case ID: 12345678901", "12345678901" },
    { "ケースID：１２３４５６７８９０１", "12345678901" },
    { "[CASE 12345678901]", "12345678901" },
    { "250-1234567-1234567", NULL },
    { "12345", NULL },
    { "1234567890123", NULL },
    { "no number", NULL },
    { "", NULL },
    { "12345678901 12345678902", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = henji_support_id_parse (rows[i].typed);

      g_test_message ("%s", rows[i].typed);
      g_assert_cmpstr (id, ==, rows[i].id);
    }
}

static void
test_orders (void)
{
  g_auto (GStrv) refused = NULL;
  g_auto (GStrv) ids = henji_support_orders_parse (
      "注文番号\t日付\n250-1234567-1234567\t2026-11-24\n"
      "２５０－７６５４３２１－７６５４３２１, 250-1234567-1234567;250–1111111–2222222\n"
      "249-1234567-123456 と 1234567890123 は違う（3件）",
      &refused);
  g_autofree char *good = g_strjoinv (" ", ids);
  g_autofree char *bad = g_strjoinv (" ", refused);

  g_assert_cmpstr (good, ==, "250-1234567-1234567 250-7654321-7654321 250-1111111-2222222");
  g_assert_cmpstr (bad, ==, "249-1234567-123456 1234567890123");
}

static void
test_cards (void)
{
  static const struct
  {
    const char *text;
    const char *kept; /* NULL: as it is */
  } rows[] = {
    { "4111111111111111", "••••••••••••••••" },
    { "カードは4111 1111 1111 1111です", "カードは•••• •••• •••• ••••です" },
    { "4111-1111-1111-1111 OK", "••••-••••-••••-•••• OK" },
    { "４１１１　１１１１　１１１１　１１１１", "••••　••••　••••　••••" },
    { "378282246310005", "•••••••••••••••" },
    { "3782 822463 10005", "•••• •••••• •••••" },
    { "5555 5555 5555 4444", "•••• •••• •••• ••••" },
    { "下4桁は1234", "下4桁は••••" },
    { "カードの下４桁：１２３４と伝えた", "カードの下４桁：••••と伝えた" },
    { "last four digits 1234", "last four digits ••••" },
    { "card ending in 9876.", "card ending in ••••." },
    /* Not cards */
    { "250-1234567-1234567", NULL },
    { "4111111111111112", NULL }, /* the check digit */
    { "Case ID 12345678901", NULL },
    { "3073 6638 3004", NULL },     /* a parcel */
    { "1Z4111111111111111", NULL }, /* part of another number */
    { "4901234567894", NULL },      /* an item's code: its check is another */
    { "2026-11-26 13:05", NULL },
    { "the last four orders were late: 2026", NULL },
    { "the order ending in 4567", NULL },
    { "¥4,980 1234", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean masked;
      g_autofree char *kept = henji_card_number_mask (rows[i].text, &masked);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (kept, ==, rows[i].kept != NULL ? rows[i].kept : rows[i].text);
      g_assert_cmpint (masked, ==, rows[i].kept != NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/support/statuses", test_statuses);
  g_test_add_func ("/support/paths", test_paths);
  g_test_add_func ("/support/broken", test_broken);
  g_test_add_func ("/support/hours", test_hours);
  g_test_add_func ("/support/ids", test_ids);
  g_test_add_func ("/support/orders", test_orders);
  g_test_add_func ("/support/cards", test_cards);

  return g_test_run ();
}

/* test-summary.c: what looking back reads comes out of indexes; the record of before has it too
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"

#include "henji-db-feedback.h"
#include "henji-db-outlay.h"
#include "henji-db-summary-private.h"
#include "henji-db-summary.h"
#include "henji-db-sync-private.h"
#include "henji-store-private.h"
#include "henji-time.h"

/* ---- Plans ----------------------------------------------------------------------------------- */

/* A table that is read from end to end says SCAN; indexes alone say COVERING. */
static gboolean
check_plans (HenjiDb *db, gpointer data, GError **error)
{
  static const struct
  {
    const char *sql;
    gboolean covering; /* without a look at the table it reads first */
  } plans[] = {
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_WRITTEN, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_EARLIER, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_TURNS, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_ANSWERS, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_CASE, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_ITEMS_OF_CASE, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_RETURNED_OF_CASE, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_ITEMS_OF_ORDER, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_CASE_OF_ORDER, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_OUTLAYS, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_RETURNS, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_SOLD, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_ORDERS, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_DEFECTS, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_CLAIMS, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_CLAIM_NOTICES, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_ORDER, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_STARS, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SUMMARY_PERFORMANCE, FALSE },
    { "EXPLAIN QUERY PLAN " HENJI_SYNC_OLD_FAULTS, TRUE },
    { "EXPLAIN QUERY PLAN " HENJI_SYNC_OLD_RUNS, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_auto (HenjiQuery) q = { 0 };
      gboolean covering = FALSE;
      guint n = 0;

      henji_query_begin (&q, db, plans[i].sql);
      for (; henji_query_step (&q, error); n++)
        {
          const char *step;

          q.column = 3;
          step = henji_query_peek_text (&q);
          if (g_str_has_prefix (step, "SCAN"))
            {
              g_test_message ("%s: %s", plans[i].sql, step);
              g_test_fail ();
            }
          covering = covering || strstr (step, "COVERING INDEX") != NULL;
        }
      g_assert_cmpuint (n, >, 0);
      if (plans[i].covering && !covering)
        {
          g_test_message ("%s: looks at the table", plans[i].sql);
          g_test_fail ();
        }
    }

  return TRUE;
}

static void
test_plans (void)
{
  g_autofree char *dir = make_dir ();
  HenjiStore *store = open_store (dir, HENJI_STORE_READ_WRITE);

  read_ok (store, check_plans, NULL);
  henji_store_close (store);
  remove_dir (dir);
}

/* ---- Stars ----------------------------------------------------------------------------------- */

typedef struct
{
  const char *date;        /* nullable */
  const char *marketplace; /* nullable */
  int stars;
} Rating;

static const Rating ratings[] = {
  { "2026-10-31", "amazon.co.jp", 1 },
  { "2026-11-01", "amazon.co.jp", 1 },
  { "2026-11-30", "amazon.com", 1 },
  { "2026-11-12", "amazon.co.jp", 5 },
  { "2026-12-01", "amazon.com", 5 },
  { NULL, "amazon.co.jp", 4 },
  { NULL, NULL, 9 },
};

/* What has no date is told of @told_at. */
static gboolean
add_ratings (HenjiDb *db, gpointer told_at, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (ratings); i++)
    {
      g_autoptr (HenjiFeedback) feedback = henji_feedback_new ();

      feedback->order_id = g_strdup_printf ("250-0000000-%07u", i);
      feedback->date = g_strdup (ratings[i].date);
      feedback->marketplace = g_strdup (ratings[i].marketplace);
      feedback->stars = ratings[i].stars;
      if (henji_db_feedback_put (db, feedback, *(gint64 *) told_at, error) == 0)
        return FALSE;
    }

  return TRUE;
}

static char *
say_stars (HenjiDb *db, const char *from, const char *to, const char *marketplace)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GError) error = NULL;
  HenjiPeriod period;
  int stars[6] = { 0 };

  g_assert_true (henji_period_parse (from, to, &period));
  henji_db_count_stars (db, &period, marketplace, zone, stars, &error);
  g_assert_no_error (error);

  return g_strdup_printf ("%d %d %d %d %d", stars[1], stars[2], stars[3], stars[4], stars[5]);
}

static gboolean
check_stars (HenjiDb *db, gpointer data, GError **error)
{
  g_autofree char *month = say_stars (db, "2026-11-01", "2026-11-30", NULL);
  g_autofree char *theirs = say_stars (db, "2026-11-01", "2026-11-30", "amazon.co.jp");
  g_autofree char *day = say_stars (db, "2026-11-01", "2026-11-01", NULL);
  g_autofree char *told = say_stars (db, "2026-11-24", "2026-11-24", NULL);
  g_autofree char *before = say_stars (db, "2026-11-23", "2026-11-23", NULL);

  g_assert_cmpstr (month, ==, "2 0 0 1 2");
  g_assert_cmpstr (theirs, ==, "1 0 0 1 1");
  g_assert_cmpstr (day, ==, "1 0 0 0 0");
  g_assert_cmpstr (told, ==, "0 0 0 1 1");
  g_assert_cmpstr (before, ==, "0 0 0 0 0");

  return TRUE;
}

static void
test_stars (void)
{
  g_autofree char *dir = make_dir ();
  HenjiStore *store = open_store (dir, HENJI_STORE_READ_WRITE);
  gint64 told_at;

  /* The 24th has begun in Tokyo alone. */
  g_assert_true (henji_time_parse_rfc3339 ("2026-11-24T00:00:00+09:00", &told_at));
  write_ok (store, add_ratings, &told_at);
  read_ok (store, check_stars, NULL);
  henji_store_close (store);
  remove_dir (dir);
}

/* ---- Outlays --------------------------------------------------------------------------------- */

static HenjiOutlay *
make_outlay (HenjiOutlaySource source, gint64 minor, gint64 at)
{
  HenjiOutlay *outlay = henji_outlay_new ();

  outlay->order_id = g_strdup (ORDER);
  outlay->source = source;
  outlay->amount.minor = minor;
  g_strlcpy (outlay->amount.currency, "JPY", sizeof outlay->amount.currency);
  outlay->at = at;

  return outlay;
}

/* Which of the order's count, "1 0 1" in the order of their times. */
static char *
say_counts (HenjiDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlays = henji_db_order_outlays (db, ORDER, &error);
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < outlays->len; i++)
    g_string_append_printf (words, "%s%d", i > 0 ? " " : "",
                            ((HenjiOutlay *) g_ptr_array_index (outlays, i))->counts);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
assert_counts (HenjiDb *db, const char *wanted)
{
  g_autofree char *got = say_counts (db);

  g_assert_cmpstr (got, ==, wanted);
}

static void
put_return (HenjiDb *db, gint64 refunded, const char *sku)
{
  g_autoptr (HenjiReturn) r = henji_return_new ();
  g_autoptr (GError) error = NULL;

  r->order_id = g_strdup (ORDER);
  r->sku = g_strdup (sku);
  r->quantity = r->in_policy = r->a_to_z = -1;
  r->requested_date = g_strdup ("2026-11-24");
  r->refunded.minor = refunded;
  if (refunded > 0)
    g_strlcpy (r->refunded.currency, "JPY", sizeof r->refunded.currency);
  henji_db_return_put (db, r, "returns", NOW, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
check_outlays (HenjiDb *db, gpointer data, GError **error)
{
  g_autoptr (HenjiOutlay) hand = make_outlay (HENJI_OUTLAY_HAND, 500, NOW - 2 * HENJI_DAY);
  g_autoptr (HenjiOutlay) notice = make_outlay (HENJI_OUTLAY_NOTICE, 500, NOW - HENJI_DAY);
  gint64 told;

  g_assert_cmpint (henji_db_outlay_add (db, hand, NOW, error), !=, 0);
  assert_counts (db, "1");
  told = henji_db_outlay_add (db, notice, NOW, error);
  assert_counts (db, "0 1");

  /* The report knows better; what a later one says of the same return takes its place. */
  put_return (db, 500, "MUG-1");
  assert_counts (db, "0 0 1");
  put_return (db, 500, "MUG-1");
  assert_counts (db, "0 0 1");
  put_return (db, 0, "MUG-2");
  assert_counts (db, "0 0 1");

  g_assert_true (henji_db_outlay_remove (db, told, error));
  assert_counts (db, "0 1");

  return TRUE;
}

static void
test_outlays (void)
{
  g_autofree char *dir = make_dir ();
  HenjiStore *store = open_store (dir, HENJI_STORE_READ_WRITE);

  write_ok (store, check_outlays, NULL);
  henji_store_close (store);
  remove_dir (dir);
}

/* ---- A record of before ---------------------------------------------------------------------- */

#define OLD_ORDER "250-0000000-7654321"

static gboolean
check_old (HenjiDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) first = henji_db_order_outlays (db, OLD_ORDER, error);
  g_autoptr (GPtrArray) second = henji_db_order_outlays (db, "250-0000001-7654321", error);
  const HenjiOutlay *outlay;

  g_assert_cmpuint (first->len, ==, 2);
  outlay = g_ptr_array_index (first, 0);
  g_assert_cmpint (outlay->source, ==, HENJI_OUTLAY_REPORT);
  g_assert_cmpint (outlay->amount.minor, ==, 500);
  g_assert_true (outlay->counts);
  outlay = g_ptr_array_index (first, 1);
  g_assert_cmpint (outlay->source, ==, HENJI_OUTLAY_NOTICE);
  g_assert_false (henji_money_is_set (outlay->amount));
  g_assert_false (outlay->counts); /* the report tells of it */
  g_assert_cmpuint (second->len, ==, 1);
  outlay = g_ptr_array_index (second, 0);
  g_assert_true (outlay->counts);
  g_assert_cmpint (outlay->case_row, !=, 0);

  return TRUE;
}

/* Refunds that were known before there were outlays are among them. */
static void
test_old_refunds (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *path = g_build_filename (dir, "henji.db", NULL);
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", "db", "v1.sql", NULL);
  g_autofree char *sql = NULL;
  HenjiStore *store;
  sqlite3 *db;

  g_assert_true (g_file_get_contents (dump, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "UPDATE returns SET refunded = 500, refunded_currency = 'JPY', "
                                 "requested_date = '2026-11-23' WHERE order_id = '" OLD_ORDER "';"
                                 "UPDATE messages SET direction = 2, notification = 5 WHERE id < 3",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);

  store = open_store (dir, HENJI_STORE_READ_WRITE);
  read_ok (store, check_old, NULL);
  henji_store_close (store);
  remove_dir (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/plans", test_plans);
  g_test_add_func ("/summary/stars", test_stars);
  g_test_add_func ("/summary/outlays", test_outlays);
  g_test_add_func ("/summary/old-refunds", test_old_refunds);

  return g_test_run ();
}

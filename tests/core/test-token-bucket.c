/* test-token-bucket.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-sync.h"
#include "henji-token-bucket.h"

#define SECOND G_TIME_SPAN_SECOND
#define NOW (G_GINT64_CONSTANT (1795000000) * SECOND)

/* The plan of searchOrders: twenty at once, then one in about 179 seconds. */
static const HenjiUsagePlan plan = { 178571429, 20 };

static void
test_burst (void)
{
  HenjiTokenBucket bucket = { 0 };

  for (int i = 0; i < 20; i++)
    {
      g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW), ==, 0);
      henji_token_bucket_take (&bucket, &plan, NOW);
    }
  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW), ==, plan.every);
  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW + plan.every - 1), ==, 1);
  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW + plan.every), ==, 0);
  henji_token_bucket_take (&bucket, &plan, NOW + plan.every);
  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW + plan.every), ==, plan.every);
}

/* Whoever pauses for long has no more than the burst. */
static void
test_full (void)
{
  HenjiTokenBucket bucket = { .full_at = NOW - 1000 * plan.every };

  for (int i = 0; i < 20; i++)
    henji_token_bucket_take (&bucket, &plan, NOW);
  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW), >, 0);
}

/* The rate over a day is what the plan allows, not more. */
static void
test_rate (void)
{
  HenjiTokenBucket bucket = { 0 };
  int calls = 0;

  for (gint64 now = NOW; now < NOW + G_TIME_SPAN_DAY; now += SECOND)
    if (henji_token_bucket_wait (&bucket, &plan, now) == 0)
      {
        henji_token_bucket_take (&bucket, &plan, now);
        calls++;
      }
  g_assert_cmpint (calls, <=, 20 + G_TIME_SPAN_DAY / plan.every);
  g_assert_cmpint (calls, >=, 18 + G_TIME_SPAN_DAY / plan.every);
}

static void
test_clock (void)
{
  HenjiTokenBucket bucket
      = { .full_at = NOW + 400 * G_TIME_SPAN_DAY, .held_until = NOW + 400 * G_TIME_SPAN_DAY };

  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW), ==, G_TIME_SPAN_DAY);
  bucket.held_until = 0;
  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW), ==, plan.every);
}

static void
test_refused (void)
{
  HenjiTokenBucket bucket = { 0 };
  gint64 pause = 2 * SECOND;

  for (int i = 0; i < 30; i++)
    {
      henji_token_bucket_refused (&bucket, NOW, 0, 2 * SECOND, 600 * SECOND, 1);
      g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW), ==, pause);
      pause = MIN (pause * 2, 600 * SECOND);
    }
  henji_token_bucket_answered (&bucket);
  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW), ==, 0);

  /* By chance between half and the whole; never less than the service asks for. */
  henji_token_bucket_refused (&bucket, NOW, 0, 2 * SECOND, 600 * SECOND, 0);
  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW), ==, SECOND);
  henji_token_bucket_refused (&bucket, NOW, 90 * SECOND, 2 * SECOND, 600 * SECOND, 1);
  g_assert_cmpint (henji_token_bucket_wait (&bucket, &plan, NOW), ==, 90 * SECOND);
}

static void
test_secret (void)
{
  g_autoptr (HenjiConnection) connection = henji_connection_new ();

  g_assert_cmpint (henji_connection_secret_days_left (connection, "2026-11-26", 180), ==, G_MAXINT);
  connection->secret_date = g_strdup ("2026-06-01");
  g_assert_cmpint (henji_connection_secret_days_left (connection, "2026-11-26", 180), ==, 2);
  g_assert_cmpint (henji_connection_secret_days_left (connection, "2026-11-29", 180), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token-bucket/burst", test_burst);
  g_test_add_func ("/token-bucket/full", test_full);
  g_test_add_func ("/token-bucket/rate", test_rate);
  g_test_add_func ("/token-bucket/clock", test_clock);
  g_test_add_func ("/token-bucket/refused", test_refused);
  g_test_add_func ("/sync/secret", test_secret);

  return g_test_run ();
}

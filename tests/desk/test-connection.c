/* The connection to the marketplace's service: it ends with the desk, reads no more than it must,
 * and knows what is read when.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "desk-fixture.h"
#include "henji-desk-missing.h"
#include "service-fixture.h"

typedef struct
{
  Fixture desk;
  Service service;
} Shop;

static void
begin (Shop *shop)
{
  set_up (&shop->desk, NULL);
  service_begin (&shop->service);
}

static void
end (Shop *shop)
{
  service_end (&shop->service);
  tear_down (&shop->desk, NULL);
}

static void
connect_it (Shop *shop)
{
  g_autoptr (GError) error = NULL;
  gboolean fine = henji_desk_connect (shop->desk.desk, &service_connect, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (fine);
}

/* ---- Closing --------------------------------------------------------------------------------- */

static gpointer
connect_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_connect (desk, &service_connect, NULL, cancellable, error));
}

static gpointer
sync_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_sync_orders (desk, G_TIME_SPAN_SECOND, NULL, cancellable, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  *(gboolean *) done = TRUE;
}

/* Whatever waits for the service, the desk closes at once, and nothing half is kept. */
static void
close_while (const char *hold, HenjiDeskFunc func, gboolean connected)
{
  Shop shop;
  gboolean done = FALSE;
  gint64 begun;
  g_autoptr (HenjiConnection) connection = NULL;

  begin (&shop);
  if (connected)
    connect_it (&shop);
  shop.service.hold = hold;
  henji_desk_run_async (shop.desk.desk, func, NULL, NULL, NULL, NULL, done_cb, &done);
  service_wait_held (&shop.service);
  begun = g_get_monotonic_time ();
  henji_desk_close (shop.desk.desk);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_TIME_SPAN_SECOND);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&shop.desk.desk);

  open_desk (&shop.desk);
  connection = henji_desk_connection (shop.desk.desk, NULL);
  g_assert_true ((connection != NULL) == connected);
  if (connected)
    {
      g_autoptr (GPtrArray) schedules = henji_desk_schedules (shop.desk.desk, NULL);
      const HenjiSchedule *orders = g_ptr_array_index (schedules, 0);

      g_assert_cmpint (orders->last->outcome, ==, HENJI_SYNC_RUNNING);
      g_assert_true (orders->plan.cut_off);
      g_assert_cmpint (henji_sync_plan_next (&orders->plan), ==, orders->last->started_at);
    }
  end (&shop);
}

static void
test_close_connecting (void)
{
  close_while ("/auth/", connect_func, FALSE);
}

static void
test_close_trying (void)
{
  close_while ("/orders/", connect_func, FALSE);
}

static void
test_close_syncing (void)
{
  close_while ("/orders/", sync_func, TRUE);
}

/* ---- One at a time --------------------------------------------------------------------------- */

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (G_USEC_PER_SEC / 5);
  g_cancellable_cancel (cancellable);

  return NULL;
}

/* Whoever has patience comes next, whoever has none is told so. */
static void
test_turns (void)
{
  Shop shop;
  gboolean done = FALSE;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiSyncRun) run = NULL;
  GThread *thread;

  begin (&shop);
  connect_it (&shop);
  shop.service.hold = "/orders/";
  henji_desk_run_async (shop.desk.desk, sync_func, NULL, NULL, NULL, cancellable, done_cb, &done);
  service_wait_held (&shop.service);
  run = henji_desk_sync_orders (shop.desk.desk, 0, NULL, NULL, &error);
  g_assert_null (run);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);

  shop.service.hold = NULL;
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  run = henji_desk_sync_orders (shop.desk.desk, 30 * G_TIME_SPAN_SECOND, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (run->outcome, ==, HENJI_SYNC_DONE);
  g_thread_join (thread);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  end (&shop);
}

/* ---- No more than needed --------------------------------------------------------------------- */

/* What was tried is kept with its token. */
static void
test_one_login (void)
{
  Shop shop;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiSyncRun) run = NULL;

  begin (&shop);
  g_assert_true (henji_desk_connect (shop.desk.desk, &service_connect, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (shop.service.calls, ==, 1);
  run = henji_desk_sync_orders (shop.desk.desk, G_TIME_SPAN_SECOND, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (run->outcome, ==, HENJI_SYNC_DONE);
  g_assert_cmpint (shop.service.logins, ==, 1);
  end (&shop);
}

static void
count_words_cb (const char *domain, GLogLevelFlags level, const char *text, gpointer count)
{
  ++*(int *) count;
}

/* Who has no connection pays nothing for it: a broken file of facts is not even noticed. */
static void
test_nothing_connected (void)
{
  Shop shop;
  g_autoptr (HenjiConnectionStatus) status = NULL;
  g_autoptr (HenjiConnectionStatus) then = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  int said = 0;

  begin (&shop);
  folder = g_build_filename (henji_desk_dir (shop.desk.desk), "facts", "spapi", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  path = g_build_filename (folder, "service.ini", NULL);
  g_assert_true (g_file_set_contents (path, "[limits\n", -1, NULL));
  g_log_set_default_handler (count_words_cb, &said);
  status = henji_desk_connection_status (shop.desk.desk, 100, NULL);
  g_assert_null (status->connection);
  g_assert_cmpuint (status->schedules->len, ==, 0);
  g_assert_cmpint (said, ==, 0);
  connect_it (&shop);
  then = henji_desk_connection_status (shop.desk.desk, 100, NULL);
  g_log_set_default_handler (g_log_default_handler, NULL);
  g_assert_nonnull (then->connection);
  g_assert_cmpint (said, ==, 1);
  end (&shop);
}

/* ---- What is read when ----------------------------------------------------------------------- */

static int
minutes_of (Shop *shop, const char *stream)
{
  g_autoptr (HenjiConnectionStatus) status
      = henji_desk_connection_status (shop->desk.desk, 1, NULL);

  return henji_connection_status_schedule (status, stream)->plan.minutes;
}

static void
test_schedules (void)
{
  Shop shop;
  HenjiDesk *desk;
  g_autoptr (GError) error = NULL;

  begin (&shop);
  desk = shop.desk.desk;
  connect_it (&shop);
  g_assert_cmpint (minutes_of (&shop, "orders"), ==, 0);
  g_assert_cmpint (minutes_of (&shop, "order-report"), ==, 0);
  g_assert_cmpint (minutes_of (&shop, "returns"), ==, 24 * 60);
  g_assert_cmpint (minutes_of (&shop, "feedback"), ==, 24 * 60);
  g_assert_true (henji_desk_asks_missing (desk));

  g_assert_true (henji_desk_set_schedule (desk, "orders", 15, NULL));
  g_assert_true (henji_desk_set_schedule (desk, "returns", 0, NULL));
  g_assert_false (henji_desk_set_schedule (desk, "returns", 5, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (henji_desk_set_schedule (desk, "weather", 60, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND);
  g_assert_true (henji_desk_set_asks_missing (desk, FALSE, NULL));

  close_desk (&shop.desk);
  open_desk (&shop.desk);
  g_assert_cmpint (minutes_of (&shop, "orders"), ==, 15);
  g_assert_cmpint (minutes_of (&shop, "returns"), ==, 0);
  g_assert_cmpint (minutes_of (&shop, "feedback"), ==, 24 * 60);
  g_assert_false (henji_desk_asks_missing (shop.desk.desk));
  end (&shop);
}

/* What is read seldom is found behind any number of other lines. */
static void
test_last (void)
{
  Shop shop;
  const char *ids[] = { ORDER, NULL };
  g_autoptr (HenjiSyncRun) first = NULL;
  g_autoptr (HenjiConnectionStatus) status = NULL;
  const HenjiSchedule *orders;

  begin (&shop);
  connect_it (&shop);
  first = henji_desk_sync_orders (shop.desk.desk, G_TIME_SPAN_SECOND, NULL, NULL, NULL);
  for (int i = 0; i < 20; i++)
    henji_sync_run_unref (
        henji_desk_sync_some (shop.desk.desk, ids, G_TIME_SPAN_SECOND, NULL, NULL, NULL));
  status = henji_desk_connection_status (shop.desk.desk, 10, NULL);
  g_assert_cmpuint (status->runs->len, ==, 10);
  orders = henji_connection_status_schedule (status, "orders");
  g_assert_cmpint (orders->last->row, ==, first->row);
  g_assert_cmpint (orders->plan.last_at, ==, first->ended_at);
  g_assert_cmpint (orders->plan.failures, ==, 0);
  end (&shop);
}

/* One that was cut off goes on, unless it is called off. */
static void
test_call_off (void)
{
  Shop shop;
  gboolean done = FALSE;
  g_autoptr (GPtrArray) schedules = NULL;
  const HenjiSchedule *orders;

  begin (&shop);
  connect_it (&shop);
  shop.service.hold = "/orders/";
  henji_desk_run_async (shop.desk.desk, sync_func, NULL, NULL, NULL, NULL, done_cb, &done);
  service_wait_held (&shop.service);
  henji_desk_close (shop.desk.desk);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&shop.desk.desk);
  open_desk (&shop.desk);
  g_assert_true (henji_desk_call_off (shop.desk.desk, "orders", NULL));
  schedules = henji_desk_schedules (shop.desk.desk, NULL);
  orders = g_ptr_array_index (schedules, 0);
  g_assert_cmpint (orders->last->outcome, ==, HENJI_SYNC_STOPPED);
  g_assert_cmpint (henji_sync_plan_next (&orders->plan), ==, 0);
  end (&shop);
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  dir = g_dir_make_tmp ("henji-keyring-XXXXXX", NULL);
  service_use_keyring (dir);

  g_test_add_func ("/connection/close-connecting", test_close_connecting);
  g_test_add_func ("/connection/close-trying", test_close_trying);
  g_test_add_func ("/connection/close-syncing", test_close_syncing);
  g_test_add_func ("/connection/turns", test_turns);
  g_test_add_func ("/connection/one-login", test_one_login);
  g_test_add_func ("/connection/nothing-connected", test_nothing_connected);
  g_test_add_func ("/connection/schedules", test_schedules);
  g_test_add_func ("/connection/last", test_last);
  g_test_add_func ("/connection/call-off", test_call_off);
  status = g_test_run ();
  remove_dir (dir);

  return status;
}

/* Who asks the marketplace, and the window about it: one thing after the other, and nothing of them
 * outlives what it belongs to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>

#include "../desk/desk-fixture.h"
#include "../desk/service-fixture.h"
#include "henji-connection-window.h"
#include "henji-sync-text.h"

typedef struct
{
  Fixture desk;
  Service service;
  HenjiSyncer *syncer;
} Shop;

typedef gboolean (*Condition) (Shop *shop);

static void
wait_for (Shop *shop, Condition condition)
{
  gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (!condition (shop) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_true (condition (shop));
}

static gboolean
is_connected (Shop *shop)
{
  const HenjiConnectionStatus *status = henji_syncer_get_status (shop->syncer);

  return status != NULL && status->connection != NULL;
}

static void
begin (Shop *shop)
{
  g_autoptr (GError) error = NULL;

  set_up (&shop->desk, NULL);
  /* The clock, as nothing begins by itself right after connecting. */
  henji_desk_set_now (shop->desk.desk, 0);
  service_begin (&shop->service);
  g_assert_true (henji_desk_connect (shop->desk.desk, &service_connect, NULL, NULL, &error));
  g_assert_no_error (error);
  shop->service.calls = 0; /* connecting asked a question */
  shop->syncer = henji_syncer_new (shop->desk.desk);
  wait_for (shop, is_connected);
}

static void
end (Shop *shop)
{
  service_end (&shop->service);
  tear_down (&shop->desk, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* ---- The syncer ------------------------------------------------------------------------------ */

static void
told_cb (HenjiSyncer *syncer, const char *words, gpointer count)
{
  ++*(int *) count;
}

/* What the desk is asked, it may answer to nobody. */
static void
test_close_reading (void)
{
  Shop shop;
  HenjiSyncer *gone;

  begin (&shop);
  gone = shop.syncer;
  g_object_add_weak_pointer (G_OBJECT (gone), (gpointer *) &gone);
  henji_syncer_refresh (shop.syncer);
  henji_syncer_close (shop.syncer);
  g_assert_null (gone);
  end (&shop);
}

static void
test_close_syncing (void)
{
  Shop shop;
  HenjiSyncer *gone;
  int n_told = 0;

  begin (&shop);
  gone = shop.syncer;
  g_object_add_weak_pointer (G_OBJECT (gone), (gpointer *) &gone);
  g_signal_connect (shop.syncer, "ended", G_CALLBACK (told_cb), &n_told);
  shop.service.hold = "/orders/";
  henji_syncer_start (shop.syncer);
  service_wait_held (&shop.service);
  g_assert_true (henji_syncer_is_running (shop.syncer));
  henji_syncer_close (shop.syncer);
  g_assert_null (gone);
  end (&shop);
  g_assert_cmpint (n_told, ==, 0);
}

static HenjiSyncerState
state_of (Shop *shop, const char *stream)
{
  return henji_syncer_get_state (shop->syncer, stream, NULL);
}

static gboolean
is_idle (Shop *shop)
{
  return henji_syncer_can_start (shop->syncer);
}

/* Whatever is wanted at once is read one after the other; Stop ends all of it. */
static void
test_queue (void)
{
  Shop shop;
  g_autoptr (GPtrArray) runs = NULL;
  int n_told = 0;

  begin (&shop);
  g_signal_connect (shop.syncer, "ended", G_CALLBACK (told_cb), &n_told);
  shop.service.hold = "/reports/";
  henji_syncer_read (shop.syncer, "returns");
  henji_syncer_read (shop.syncer, "orders");
  henji_syncer_read (shop.syncer, "orders");
  service_wait_held (&shop.service);
  g_assert_cmpint (state_of (&shop, "returns"), ==, HENJI_SYNCER_READING);
  g_assert_cmpint (state_of (&shop, "orders"), ==, HENJI_SYNCER_QUEUED);
  g_assert_cmpint (state_of (&shop, "order-report"), ==, HENJI_SYNCER_OFF);
  g_assert_false (is_idle (&shop));
  g_assert_cmpint (shop.service.calls, ==, 0);
  henji_syncer_stop (shop.syncer);
  g_assert_cmpint (state_of (&shop, "orders"), ==, HENJI_SYNCER_OFF);
  wait_for (&shop, is_idle);
  g_assert_cmpint (n_told, ==, 1);

  shop.service.hold = NULL;
  henji_syncer_read (shop.syncer, "orders");
  wait_for (&shop, is_idle);
  runs = henji_desk_sync_log (shop.desk.desk, 10, NULL);
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpstr (((HenjiSyncRun *) runs->pdata[0])->stream, ==, "orders");
  g_assert_cmpint (((HenjiSyncRun *) runs->pdata[0])->outcome, ==, HENJI_SYNC_DONE);
  g_assert_cmpint (((HenjiSyncRun *) runs->pdata[1])->outcome, ==, HENJI_SYNC_STOPPED);
  g_assert_cmpint (n_told, ==, 2);
  henji_syncer_close (shop.syncer);
  end (&shop);
}

/* ---- Its words ------------------------------------------------------------------------------- */

typedef struct
{
  const char *stream;
  HenjiSyncOutcome outcome;
  int n_new;
  const char *reason;
} Line;

static void
test_words (void)
{
  static const struct
  {
    Line lines[3];
    const char *words;
  } rows[] = {
    { { { "orders", HENJI_SYNC_DONE, 0, NULL } }, "Orders: nothing new" },
    { { { "orders", HENJI_SYNC_DONE, 2, NULL }, { "returns", HENJI_SYNC_DONE, 0, NULL } },
      "Orders: 2 new" },
    { { { "orders", HENJI_SYNC_DONE, 0, NULL }, { "returns", HENJI_SYNC_DONE, 3, NULL } },
      "Returns: 3 new" },
    { { { "orders", HENJI_SYNC_DONE, 2, NULL },
        { "returns", HENJI_SYNC_PAUSED, 0, "It is being made." },
        { "feedback", HENJI_SYNC_DONE, 1, NULL } },
      "Orders: 2 new · Returns: nothing new so far, it goes on by itself · Feedback: 1 new" },
    { { { "feedback", HENJI_SYNC_DONE, 0, "Too early." } }, "Feedback: Too early." },
    { { { "orders", HENJI_SYNC_DONE, 2, NULL },
        { "performance", HENJI_SYNC_FAILED, 0, "Not allowed." } },
      "Account Health: Not allowed." },
    { { { "orders", HENJI_SYNC_STOPPED, 2, NULL } }, "Stopped. The next sync goes on there." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) runs
          = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_sync_run_unref);
      g_autofree char *words = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (rows[i].lines) && rows[i].lines[j].stream != NULL; j++)
        {
          const Line *line = &rows[i].lines[j];
          HenjiSyncRun *run = henji_sync_run_new ();

          run->stream = g_strdup (line->stream);
          run->outcome = line->outcome;
          run->n_new = line->n_new;
          run->reason = g_strdup (line->reason);
          g_ptr_array_add (runs, run);
        }
      words = henji_sync_runs_text (runs);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* ---- The window ------------------------------------------------------------------------------ */

static gboolean
nothing_is_open (Shop *shop)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0;
}

static gboolean
asks (Shop *shop)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 2;
}

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 2;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

/* @wait: until it asks whether to disconnect; else it is still counting what goes */
static void
close_window (gboolean wait)
{
  Shop shop;
  HenjiConnectionWindow *window;
  HenjiSyncer *gone;

  begin (&shop);
  gone = shop.syncer;
  g_object_add_weak_pointer (G_OBJECT (gone), (gpointer *) &gone);
  window = henji_connection_window_new (shop.desk.desk, shop.syncer, NULL);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "connection.disconnect", NULL));
  if (wait)
    wait_for (&shop, asks);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  wait_for (&shop, nothing_is_open);
  g_assert_null (window);
  henji_syncer_close (shop.syncer);
  settle ();
  g_assert_null (gone);
  end (&shop);
}

static void
test_close_counting (void)
{
  close_window (FALSE);
}

static void
test_close_asking (void)
{
  close_window (TRUE);
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  dir = g_dir_make_tmp ("henji-keyring-XXXXXX", NULL);
  service_use_keyring (dir);
  adw_init ();

  g_test_add_func ("/syncer/close-reading", test_close_reading);
  g_test_add_func ("/syncer/close-syncing", test_close_syncing);
  g_test_add_func ("/syncer/queue", test_queue);
  g_test_add_func ("/syncer/words", test_words);
  g_test_add_func ("/syncer/close-counting", test_close_counting);
  g_test_add_func ("/syncer/close-asking", test_close_asking);
  status = g_test_run ();
  remove_dir (dir);

  return status;
}

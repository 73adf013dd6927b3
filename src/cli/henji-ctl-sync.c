/* henji-ctl-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "henji-desk-connect.h"
#include "henji-desk-messaging.h"
#include "henji-desk-missing.h"
#include "henji-desk-sending.h"
#include "henji-desk-sync-reports.h"
#include "henji-time.h"

/* Without --wait a pause of the service's that is longer than this ends the call. */
#define PATIENCE (15 * G_TIME_SPAN_SECOND)

/* ---- sync ------------------------------------------------------------------------------------ */

static void
item_cb (const HenjiImportItem *item, gpointer user_data)
{
  HenjiCtl *ctl = user_data;
  JsonBuilder *builder;

  if (item->status == HENJI_IMPORT_REJECTED)
    henji_ctl_say ("%s: %s", item->order_id != NULL ? item->order_id : "-", item->reason);
  if (!ctl->json)
    return;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "type", henji_import_type_id (item->type));
  henji_ctl_member_string (builder, "status", henji_import_status_id (item->status));
  henji_ctl_member_string (builder, "reason", item->reason);
  henji_ctl_member_string (builder, "order_id", item->order_id);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static void
run_members (JsonBuilder *builder, const HenjiSyncRun *run, GTimeZone *zone)
{
  henji_ctl_member_string (builder, "stream", run->stream);
  henji_ctl_member_string (builder, "outcome", henji_sync_outcome_id (run->outcome));
  henji_ctl_member_time (builder, "started_at", run->started_at, zone);
  henji_ctl_member_time (builder, "ended_at", run->ended_at, zone);
  henji_ctl_member_time (builder, "next_at", run->next_at, zone);
  henji_ctl_member_count (builder, "pages", run->pages);
  henji_ctl_member_count (builder, "new", run->n_new);
  henji_ctl_member_count (builder, "updated", run->n_updated);
  henji_ctl_member_count (builder, "unchanged", run->n_unchanged);
  henji_ctl_member_count (builder, "rejected", run->n_rejected);
  henji_ctl_member_string (builder, "reason", run->reason);
  henji_ctl_member_string (builder, "request_id", run->request_id);
}

static void
print_run (HenjiCtl *ctl, const char *type, const HenjiSyncRun *run)
{
  GTimeZone *zone = henji_desk_zone (ctl->desk);
  g_autofree char *started = henji_time_format_local (run->started_at, zone);
  g_autofree char *next = run->next_at != 0 ? henji_time_format_local (run->next_at, zone) : NULL;
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%s %-8s %-8s %" G_GINT64_FORMAT " new, %" G_GINT64_FORMAT
               " changed, %" G_GINT64_FORMAT " known, %" G_GINT64_FORMAT " refused%s%s%s%s\n",
               started, run->stream, henji_sync_outcome_id (run->outcome), run->n_new,
               run->n_updated, run->n_unchanged, run->n_rejected, next != NULL ? ", goes on " : "",
               next != NULL ? next : "", run->reason != NULL ? "\n    " : "",
               run->reason != NULL ? run->reason : "");
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "type", type);
  run_members (builder, run, zone);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static gboolean
interrupt_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_CONTINUE;
}

/* Ctrl+C stops between two pages. The signals need a loop of their own. */
static gpointer
watch_signals (gpointer user_data)
{
  GMainLoop *loop = user_data;

  g_main_loop_run (loop);

  return NULL;
}

/* @kind: (nullable): of a report; @ids: (nullable): orders to ask for alone, empty: those that
 * cases name and nobody has told of. Neither: all orders. */
static HenjiSyncRun *
sync_one (HenjiCtl *ctl, const char *kind, const char *const *ids, gint64 patience, GError **error)
{
  HenjiImportSink sink = { .item = item_cb, .user_data = ctl };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint interrupt = g_unix_signal_add (SIGINT, interrupt_cb, cancellable);
  guint end = g_unix_signal_add (SIGTERM, interrupt_cb, cancellable);
  GThread *thread = g_thread_new ("henjictl-signals", watch_signals, loop);
  HenjiSyncRun *run;

  if (kind != NULL)
    run = henji_desk_sync_report (ctl->desk, kind, patience, &sink, cancellable, error);
  else if (ids != NULL && ids[0] == NULL)
    run = henji_desk_sync_missing (ctl->desk, patience, &sink, cancellable, error);
  else if (ids != NULL)
    run = henji_desk_sync_some (ctl->desk, ids, patience, &sink, cancellable, error);
  else
    run = henji_desk_sync_orders (ctl->desk, patience, &sink, cancellable, error);
  while (!g_main_loop_is_running (loop))
    g_thread_yield ();
  g_main_loop_quit (loop);
  g_thread_join (thread);
  g_source_remove (interrupt);
  g_source_remove (end);

  return run;
}

static HenjiCtlExit
sync_and_print (HenjiCtl *ctl, const char *kind, const char *const *ids, gboolean wait)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiSyncRun) run = sync_one (ctl, kind, ids, wait ? G_MAXINT64 : PATIENCE, &error);

  if (run == NULL)
    return henji_ctl_fail (error);
  print_run (ctl, "summary", run);
  if (run->reason != NULL && run->outcome != HENJI_SYNC_PAUSED)
    henji_ctl_say ("%s", run->reason);

  return run->outcome == HENJI_SYNC_FAILED || run->outcome == HENJI_SYNC_STOPPED
                 || run->n_rejected > 0
             ? HENJI_CTL_REFUSED
             : HENJI_CTL_FINE;
}

/* @kinds: reports to read one after the other; NULL: all that are read by themselves. */
static HenjiCtlExit
sync_reports (HenjiCtl *ctl, char **kinds, gboolean wait)
{
  g_autoptr (GPtrArray) known = henji_desk_report_kinds (ctl->desk);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  HenjiCtlExit status = HENJI_CTL_FINE;

  for (guint i = 0; kinds != NULL && kinds[i] != NULL; i++)
    g_ptr_array_add (ids, kinds[i]);
  for (guint i = 0; ids->len == 0 && i < known->len; i++)
    {
      const HenjiSyncReport *kind = g_ptr_array_index (known, i);

      if (kind->every > 0)
        g_ptr_array_add (ids, kind->id);
    }
  for (guint i = 0; i < ids->len && status != HENJI_CTL_UNAVAILABLE; i++)
    {
      HenjiCtlExit one = sync_and_print (ctl, g_ptr_array_index (ids, i), NULL, wait);

      status = MAX (status, one);
    }

  return status;
}

static HenjiCtlExit
run_sync (HenjiCtl *ctl, int argc, char **argv)
{
  gboolean wait = henji_ctl_take_flag (&argc, argv, "--wait");
  const char *what = argc > 0 ? argv[0] : "";
  gboolean all = g_str_equal (what, "spapi");
  gboolean orders = g_str_equal (what, "orders");
  gboolean returns = g_str_equal (what, "returns");
  gboolean reports = g_str_equal (what, "reports");
  gboolean missing = g_str_equal (what, "missing");
  HenjiCtlExit status, second = HENJI_CTL_FINE;

  if (!henji_ctl_no_options (argc, argv) || !(all || orders || returns || reports || missing)
      || ((all || returns || missing) && argc > 1))
    return henji_ctl_usage ("sync");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  if (reports)
    return sync_reports (ctl, argv + 1, wait);
  if (returns)
    return sync_and_print (ctl, "returns", NULL, wait);
  status = sync_and_print (ctl, NULL, argc > 1 || missing ? (const char *const *) argv + 1 : NULL,
                           wait);
  if (all && status != HENJI_CTL_UNAVAILABLE)
    second = sync_reports (ctl, NULL, wait);

  return MAX (status, second);
}

static void
print_report (HenjiCtl *ctl, const HenjiReportStatus *status)
{
  GTimeZone *zone = henji_desk_zone (ctl->desk);
  g_autofree char *known
      = status->known_at != 0 ? henji_time_format_local (status->known_at, zone) : NULL;
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%-12s %-20s %s%s\n", status->kind->id, status->kind->title_en,
               known != NULL ? known : "never", status->asked_at != 0 ? ", one is being made" : "");
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "report", status->kind->id);
  henji_ctl_member_string (builder, "type", status->kind->type);
  henji_ctl_member_string (builder, "title_ja", status->kind->title_ja);
  henji_ctl_member_string (builder, "title_en", status->kind->title_en);
  henji_ctl_member_time (builder, "known_until", status->known_at, zone);
  henji_ctl_member_time (builder, "next_at", status->next_at, zone);
  henji_ctl_member_time (builder, "asked_at", status->asked_at, zone);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
run_sync_reports (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) statuses = NULL;
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status;

  if (argc > 0)
    return henji_ctl_usage ("sync-reports");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  statuses = henji_desk_report_status (ctl->desk, &error);
  if (statuses == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < statuses->len; i++)
    print_report (ctl, g_ptr_array_index (statuses, i));

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_sync_log (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status;

  if (argc > 0)
    return henji_ctl_usage ("sync-log");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  runs = henji_desk_sync_log (ctl->desk, 100, &error);
  if (runs == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < runs->len; i++)
    print_run (ctl, "run", g_ptr_array_index (runs, i));

  return HENJI_CTL_FINE;
}

/* ---- spapi ----------------------------------------------------------------------------------- */

/* (transfer full) (nullable): a line of the standard input: secrets never stand in the arguments,
 * which every program of this computer can read. */
static char *
read_line (const char *what)
{
  char *line = NULL;
  gsize size = 0;

  if (isatty (STDIN_FILENO))
    g_printerr ("%s: ", what);
  if (getline (&line, &size, stdin) < 0)
    {
      henji_ctl_say ("the standard input lacks the %s", what);
      free (line);
      return NULL;
    }

  return g_strstrip (line);
}

static HenjiCtlExit
connect_spapi (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *token = NULL;
  HenjiConnect connect = { 0 };
  HenjiCtlExit status;
  char *since, *made;

  if (!henji_ctl_take_one (&argc, argv, "--since", &since)
      || !henji_ctl_take_one (&argc, argv, "--secret-date", &made)
      || !henji_ctl_no_options (argc, argv) || argc == 0 || since == NULL)
    return henji_ctl_usage ("spapi");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  if ((id = read_line ("client id")) == NULL || (secret = read_line ("client secret")) == NULL
      || (token = read_line ("refresh token")) == NULL)
    return HENJI_CTL_USAGE;
  connect.client_id = id;
  connect.client_secret = secret;
  connect.refresh_token = token;
  connect.marketplaces = (const char *const *) argv;
  connect.since_date = since;
  connect.secret_date = made;

  return henji_desk_connect (ctl->desk, &connect, NULL, NULL, &error) ? HENJI_CTL_FINE
                                                                      : henji_ctl_fail (error);
}

static HenjiCtlExit
show_spapi (HenjiCtl *ctl)
{
  g_autoptr (HenjiConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  JsonBuilder *builder;
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  gboolean warn = FALSE;
  int left;

  if (status != HENJI_CTL_FINE)
    return status;
  connection = henji_desk_connection (ctl->desk, &error);
  if (error != NULL)
    return henji_ctl_fail (error);
  if (connection == NULL)
    {
      henji_ctl_say ("no marketplace is connected");
      return HENJI_CTL_REFUSED;
    }

  left = henji_desk_secret_days_left (ctl->desk, connection, &warn);
  if (!ctl->json)
    {
      g_autofree char *marketplaces = g_strjoinv (" ", connection->marketplaces);

      g_print ("%s %s%s%s\n", connection->region, marketplaces,
               connection->fault != NULL ? ", to be connected anew: " : "",
               connection->fault != NULL ? connection->fault : "");
      if (left != G_MAXINT)
        g_print ("%d days until the client secret ends%s\n", left, warn ? ": renew it" : "");
      return HENJI_CTL_FINE;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "region", connection->region);
  henji_ctl_member_strv (builder, "marketplaces", connection->marketplaces);
  henji_ctl_member_time (builder, "since", connection->since, henji_desk_zone (ctl->desk));
  henji_ctl_member_time (builder, "connected_at", connection->connected_at,
                         henji_desk_zone (ctl->desk));
  henji_ctl_member_string (builder, "secret_date", connection->secret_date);
  if (left != G_MAXINT)
    henji_ctl_member_count (builder, "secret_days_left", left);
  henji_ctl_member_boolean (builder, "renew_secret", warn);
  henji_ctl_member_string (builder, "fault", connection->fault);
  json_builder_end_object (builder);
  henji_ctl_print (builder);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
disconnect_spapi (HenjiCtl *ctl, gboolean remove)
{
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);

  if (status != HENJI_CTL_FINE)
    return status;

  return henji_desk_disconnect (ctl->desk, remove, NULL, &error) ? HENJI_CTL_FINE
                                                                 : henji_ctl_fail (error);
}

static void
print_action (HenjiCtl *ctl, const HenjiMessageAction *action)
{
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%-28s %s%s%s\n", action->id,
               action->known ? action->title_en : "not supported by Henji",
               action->disabled != NULL ? ", not now: " : "",
               action->disabled != NULL ? action->disabled : "");
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "action", action->id);
  henji_ctl_member_boolean (builder, "known", action->known);
  henji_ctl_member_string (builder, "title_ja", action->title_ja);
  henji_ctl_member_string (builder, "title_en", action->title_en);
  if (action->known)
    {
      henji_ctl_member_count (builder, "text", action->text);
      henji_ctl_member_string (builder, "attachments", henji_attachments_id (action->attachments));
    }
  henji_ctl_member_string (builder, "disabled", action->disabled);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
show_actions (HenjiCtl *ctl, const char *order_id)
{
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);

  if (status != HENJI_CTL_FINE)
    return status;
  actions = henji_desk_message_actions (ctl->desk, order_id, NULL, &error);
  if (actions == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < actions->len; i++)
    print_action (ctl, g_ptr_array_index (actions, i));
  if (actions->len == 0 && !ctl->json)
    g_print ("The marketplace offers no message for this order.\n");
  if (!ctl->json)
    g_print ("What a buyer wrote is answered by mail.\n");

  return HENJI_CTL_FINE;
}

/* (transfer full) (nullable): of a file, or of the standard input for "-". */
static char *
read_message (const char *path, GError **error)
{
  g_autoptr (GString) input = g_string_new (NULL);
  g_autofree char *content = NULL;
  char part[4096];
  gsize length;

  if (!g_str_equal (path, "-"))
    return g_file_get_contents (path, &content, &length, error)
               ? henji_desk_decode_text ((const guint8 *) content, length, error)
               : NULL;
  while ((length = fread (part, 1, sizeof part, stdin)) > 0)
    g_string_append_len (input, part, (gssize) length);

  return henji_desk_decode_text ((const guint8 *) input->str, input->len, error);
}

static void
print_receipt (HenjiCtl *ctl, const HenjiReceipt *receipt)
{
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%s%s%s\n", henji_receipt_outcome_id (receipt->outcome),
               receipt->locale != NULL ? ", the buyer reads " : "",
               receipt->locale != NULL ? receipt->locale : "");
      g_print ("What a buyer wrote is answered by mail.\n");
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "outcome", henji_receipt_outcome_id (receipt->outcome));
  henji_ctl_member_string (builder, "locale", receipt->locale);
  henji_ctl_member_string (builder, "reason", receipt->reason);
  henji_ctl_member_string (builder, "request_id", receipt->request_id);
  if (receipt->event != 0)
    henji_ctl_member_count (builder, "event", receipt->event);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
send_message (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (HenjiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  HenjiMessageWish wish = { 0 };
  HenjiCtlExit status;
  char *path, *from, *until;

  wish.only_check = henji_ctl_take_flag (&argc, argv, "--dry-run");
  wish.looked = henji_ctl_take_flag (&argc, argv, "--not-there");
  if (!henji_ctl_take_one (&argc, argv, "--text", &path)
      || !henji_ctl_take_one (&argc, argv, "--from", &from)
      || !henji_ctl_take_one (&argc, argv, "--until", &until))
    return henji_ctl_usage ("spapi");
  if (!henji_ctl_take_option (&argc, argv, "--attach", files) || !henji_ctl_no_options (argc, argv)
      || argc != 2)
    return henji_ctl_usage ("spapi");
  g_ptr_array_add (files, NULL);

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  text = path != NULL ? read_message (path, &error) : g_strdup ("");
  if (text == NULL)
    return henji_ctl_fail (error);
  wish.order_id = argv[0];
  wish.action = argv[1];
  wish.text = text;
  wish.paths = (const char *const *) files->pdata;
  wish.from_date = from;
  wish.until_date = until;
  receipt = henji_desk_message_send (ctl->desk, &wish, NULL, &error);
  if (receipt == NULL)
    return henji_ctl_fail (error);
  print_receipt (ctl, receipt);
  if (receipt->reason != NULL)
    henji_ctl_say ("%s", receipt->reason);

  return receipt->outcome == HENJI_RECEIPT_SENT || receipt->outcome == HENJI_RECEIPT_CHECKED
             ? HENJI_CTL_FINE
             : HENJI_CTL_REFUSED;
}

static HenjiCtlExit
tell_looked (HenjiCtl *ctl, int argc, char **argv)
{
  gboolean there = henji_ctl_take_flag (&argc, argv, "--there");
  gboolean missing = henji_ctl_take_flag (&argc, argv, "--not-there");
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status;
  gint64 event;

  if (there == missing || !henji_ctl_no_options (argc, argv) || argc != 2)
    return henji_ctl_usage ("spapi");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  event = henji_desk_message_looked (ctl->desk, argv[0], argv[1], there, &error);
  if (event == 0)
    return henji_ctl_fail (error);
  if (ctl->json)
    {
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      henji_ctl_member_count (builder, "event", event);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_spapi (HenjiCtl *ctl, int argc, char **argv)
{
  if (argc > 0 && g_str_equal (argv[0], "connect"))
    return connect_spapi (ctl, argc - 1, argv + 1);
  if (argc == 1 && g_str_equal (argv[0], "show"))
    return show_spapi (ctl);
  if (argc > 0 && g_str_equal (argv[0], "disconnect"))
    {
      gboolean remove = henji_ctl_take_flag (&argc, argv, "--remove-orders");

      return argc == 1 ? disconnect_spapi (ctl, remove) : henji_ctl_usage ("spapi");
    }

  if (argc > 0 && g_str_equal (argv[0], "message"))
    return send_message (ctl, argc - 1, argv + 1);
  if (argc > 0 && g_str_equal (argv[0], "looked"))
    return tell_looked (ctl, argc - 1, argv + 1);
  if (argc == 2 && g_str_equal (argv[0], "actions"))
    return show_actions (ctl, argv[1]);

  return henji_ctl_usage ("spapi");
}

const HenjiCtlVerb henji_ctl_sync_verbs[] = {
  { "sync", "[--wait] spapi | orders [ORDER…] | missing | returns | reports [KIND…]", run_sync },
  { "sync-reports", "", run_sync_reports },
  { "sync-log", "", run_sync_log },
  { "spapi",
    "show | disconnect [--remove-orders] | actions ORDER | message ORDER KIND [--text FILE|-] "
    "[--attach "
    "FILE]… [--from DATE --until DATE] [--not-there] [--dry-run] | looked ORDER KIND --there | "
    "looked ORDER KIND --not-there | connect --since DATE "
    "[--secret-date "
    "DATE] MARKETPLACE…",
    run_spapi },
  { NULL },
};

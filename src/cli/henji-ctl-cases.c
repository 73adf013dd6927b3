/* henji-ctl-cases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-time.h"

/* Cases are loaded in pages, so that memory stays flat. */
#define PAGE 256

static void
print_case (HenjiCtl *ctl, const HenjiCase *case_)
{
  GTimeZone *zone = henji_desk_zone (ctl->desk);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_autofree char *orders
          = case_->order_ids != NULL ? g_strjoinv (" ", case_->order_ids) : g_strdup ("");

      g_print ("%s  %-6s  %-16s  %s  %s\n", case_->uuid, henji_court_id (case_->court),
               henji_kind_id (case_->kind), case_->buyer != NULL ? case_->buyer : "", orders);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_case_members (builder, case_, zone);
  henji_ctl_member_count (builder, "messages", case_->n_messages);
  json_builder_set_member_name (builder, "draft");
  json_builder_add_boolean_value (builder, (case_->flags & HENJI_CASE_DRAFT) != 0);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
run_cases (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  HenjiCaseQuery query = { .tab = HENJI_TAB_ALL, .kind = -1, .language = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  HenjiCourt court;
  char *name;

  if (!henji_ctl_take_one (&argc, argv, "--court", &name) || !henji_ctl_no_options (argc, argv)
      || argc != 0)
    return henji_ctl_usage ("cases");
  if (name != NULL && !g_str_equal (name, "all"))
    {
      if (!henji_court_from_id (name, &court))
        return henji_ctl_usage ("cases");
      query.tab = court == HENJI_COURT_OURS     ? HENJI_TAB_OURS
                  : court == HENJI_COURT_THEIRS ? HENJI_TAB_THEIRS
                                                : HENJI_TAB_CLOSED;
    }

  status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  rows = henji_desk_case_rows (ctl->desk, &query, NULL, &error);
  if (rows == NULL)
    return henji_ctl_fail (error);

  for (guint i = 0; i < rows->len; i += PAGE)
    {
      g_autoptr (GPtrArray) cases = NULL;

      cases = henji_desk_cases (ctl->desk, &g_array_index (rows, gint64, i),
                                MIN (PAGE, rows->len - i), &error);
      if (cases == NULL)
        return henji_ctl_fail (error);
      for (guint j = 0; j < cases->len; j++)
        if (g_ptr_array_index (cases, j) != NULL)
          print_case (ctl, g_ptr_array_index (cases, j));
    }

  return HENJI_CTL_FINE;
}

static void
add_message (JsonBuilder *builder, const HenjiMessage *message, GTimeZone *zone)
{
  static const char *const directions[] = { "in", "out" };
  g_autofree char *own
      = message->body != NULL ? g_strndup (message->body, message->own_length) : NULL;

  /* What the marketplace reported stands among the events. */
  if (message->direction == HENJI_DIRECTION_NOTICE)
    return;

  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "message", message->uuid);
  henji_ctl_member_string (builder, "direction", directions[message->direction]);
  henji_ctl_member_time (builder, "at", message->at, zone);
  henji_ctl_member_string (builder, "from", message->from_address);
  henji_ctl_member_string (builder, "from_name", message->from_name);
  henji_ctl_member_string (builder, "reply_to", message->reply_to);
  henji_ctl_member_string (builder, "subject", message->subject);
  henji_ctl_member_string (builder, "body", own);
  henji_ctl_member_string (builder, "quoted",
                           message->body != NULL ? message->body + message->own_length : NULL);
  henji_ctl_member_string (builder, "counterpart", message->counterpart);
  henji_ctl_member_string (builder, "language", henji_language_id (message->language));
  henji_ctl_member_string (builder, "kind", henji_kind_id (message->kind));
  henji_ctl_member_kinds (builder, "other_kinds", message->other_kinds);
  json_builder_set_member_name (builder, "reply_needed");
  json_builder_add_boolean_value (builder, message->reply_needed);
  henji_ctl_member_string (builder, "notification",
                           message->notification == HENJI_NOTIFICATION_NONE
                               ? NULL
                               : henji_notification_id (message->notification));
  henji_ctl_member_strv (builder, "order_ids", message->facts.order_ids);
  henji_ctl_member_facts (builder, &message->facts);
  henji_ctl_member_attachments (builder, message->attachments);
  json_builder_end_object (builder);
}

static void
add_event (JsonBuilder *builder, const HenjiEvent *event, GTimeZone *zone)
{
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "event", event->uuid);
  henji_ctl_member_string (builder, "type", henji_event_type_id (event->type));
  henji_ctl_member_time (builder, "at", event->at, zone);
  henji_ctl_member_string (builder, "text", event->text);
  json_builder_set_member_name (builder, "undone");
  json_builder_add_boolean_value (builder, event->undone);
  json_builder_end_object (builder);
}

static void
add_clock (JsonBuilder *builder, const HenjiClock *clock, GTimeZone *zone)
{
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "rule", clock->rule);
  json_builder_set_member_name (builder, "ours");
  json_builder_add_boolean_value (builder, clock->ours);
  henji_ctl_member_time (builder, "since", clock->since, zone);
  henji_ctl_member_time (builder, "until", clock->until, zone);
  henji_ctl_member_time (builder, "stopped", clock->stopped_at, zone);
  henji_ctl_member_string (builder, "note", clock->note);
  json_builder_end_object (builder);
}

static void
add_return (JsonBuilder *builder, const HenjiReturn *item)
{
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "order_id", item->order_id);
  henji_ctl_member_string (builder, "rma", item->rma);
  henji_ctl_member_string (builder, "marketplace_rma", item->marketplace_rma);
  henji_ctl_member_string (builder, "sku", item->sku);
  henji_ctl_member_string (builder, "status", item->status);
  henji_ctl_member_string (builder, "reason", item->reason);
  henji_ctl_member_string (builder, "requested", item->requested_date);
  henji_ctl_member_money (builder, "refunded", item->refunded);
  json_builder_end_object (builder);
}

#define ADD_ALL(name, array, call)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    json_builder_set_member_name (builder, name);                                                  \
    json_builder_begin_array (builder);                                                            \
    for (guint i = 0; i < (array)->len; i++)                                                       \
      call;                                                                                        \
    json_builder_end_array (builder);                                                              \
  }                                                                                                \
  G_STMT_END

static void
print_detail_json (HenjiCtl *ctl, const HenjiCaseDetail *detail)
{
  GTimeZone *zone = henji_desk_zone (ctl->desk);
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  henji_ctl_case_members (builder, detail->case_, zone);
  henji_ctl_member_string (builder, "rma", detail->rma);
  ADD_ALL ("orders", detail->orders,
           henji_ctl_member_order (builder, g_ptr_array_index (detail->orders, i), zone));
  ADD_ALL ("messages", detail->messages,
           add_message (builder, g_ptr_array_index (detail->messages, i), zone));
  ADD_ALL ("events", detail->events,
           add_event (builder, g_ptr_array_index (detail->events, i), zone));
  ADD_ALL ("clocks", detail->clocks,
           add_clock (builder, g_ptr_array_index (detail->clocks, i), zone));
  ADD_ALL ("returns", detail->returns,
           add_return (builder, g_ptr_array_index (detail->returns, i)));
  json_builder_set_member_name (builder, "draft");
  if (detail->draft != NULL)
    {
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "situation", detail->draft->situation);
      henji_ctl_member_string (builder, "language", henji_language_id (detail->draft->language));
      henji_ctl_member_count (builder, "version", detail->draft->version);
      henji_ctl_member_time (builder, "at", detail->draft->at, zone);
      henji_ctl_member_string (builder, "ja", detail->draft->ja);
      henji_ctl_member_string (builder, "en", detail->draft->en);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static void
print_clock (const HenjiClock *clock, GTimeZone *zone)
{
  g_autofree char *until = henji_time_format_rfc3339 (clock->until, zone);

  g_print ("  %s  %s%s%s%s\n", until, clock->rule, clock->note != NULL ? ": " : "",
           clock->note != NULL ? clock->note : "", clock->stopped_at != 0 ? " (stopped)" : "");
}

static void
print_detail (HenjiCtl *ctl, const HenjiCaseDetail *detail)
{
  print_case (ctl, detail->case_);
  for (guint i = 0; i < detail->clocks->len; i++)
    print_clock (g_ptr_array_index (detail->clocks, i), henji_desk_zone (ctl->desk));
  for (guint i = 0; i < detail->messages->len; i++)
    {
      const HenjiMessage *message = g_ptr_array_index (detail->messages, i);
      g_autofree char *own = g_strndup (message->body != NULL ? message->body : "",
                                        message->body != NULL ? message->own_length : 0);

      g_print ("\n%s: %s\n%s\n", message->from_address != NULL ? message->from_address : "",
               message->subject != NULL ? message->subject : "", own);
    }
}

/* The case named by argv[0], with all about it. */
static HenjiCaseDetail *
load (HenjiCtl *ctl, const char *prefix, GError **error)
{
  gint64 row = henji_desk_find_case (ctl->desk, prefix, error);

  return row != 0 ? henji_desk_case_detail (ctl->desk, row, error) : NULL;
}

static HenjiCtlExit
run_show (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;

  status = henji_ctl_begin (ctl, "show", argc, argv, 1, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  detail = load (ctl, argv[0], &error);
  if (detail == NULL)
    return henji_ctl_fail (error);

  if (ctl->json)
    print_detail_json (ctl, detail);
  else
    print_detail (ctl, detail);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_search (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *query = NULL;
  guint64 limit = 50;
  char *text;

  if (!henji_ctl_take_one (&argc, argv, "--limit", &text) || !henji_ctl_no_options (argc, argv)
      || argc == 0
      || (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, 100000, &limit, NULL)))
    return henji_ctl_usage ("search");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  query = g_strjoinv (" ", argv);
  hits = henji_desk_search (ctl->desk, query, limit, NULL, &error);
  if (hits == NULL)
    return henji_ctl_fail (error);

  for (guint i = 0; i < hits->len; i++)
    {
      const HenjiHit *hit = g_ptr_array_index (hits, i);
      JsonBuilder *builder;

      if (!ctl->json)
        {
          g_print ("%s  %s: %s\n", hit->case_uuid != NULL ? hit->case_uuid : "-", hit->field,
                   hit->excerpt);
          continue;
        }
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "case", hit->case_uuid);
      henji_ctl_member_string (builder, "message", hit->message_uuid);
      henji_ctl_member_string (builder, "order_id", hit->order_id);
      henji_ctl_member_time (builder, "at", hit->at, henji_desk_zone (ctl->desk));
      henji_ctl_member_string (builder, "field", hit->field);
      henji_ctl_member_string (builder, "excerpt", hit->excerpt);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }

  return HENJI_CTL_FINE;
}

/* Prints the case as it stands after the action. */
static HenjiCtlExit
print_after (HenjiCtl *ctl, gint64 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = henji_desk_cases (ctl->desk, &row, 1, &error);

  if (cases == NULL)
    return henji_ctl_fail (error);
  if (g_ptr_array_index (cases, 0) != NULL)
    print_case (ctl, g_ptr_array_index (cases, 0));

  return HENJI_CTL_FINE;
}

typedef gint64 (*Action) (HenjiDesk *desk, gint64 case_row, GError **error);

static HenjiCtlExit
run_action (HenjiCtl *ctl, const char *verb, Action action, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  gint64 row;

  status = henji_ctl_begin (ctl, verb, argc, argv, 1, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  if (row == 0 || action (ctl->desk, row, &error) == 0)
    return henji_ctl_fail (error);

  return print_after (ctl, row);
}

static HenjiCtlExit
run_answered (HenjiCtl *ctl, int argc, char **argv)
{
  return run_action (ctl, "answered", henji_desk_answered, argc, argv);
}

static HenjiCtlExit
run_support_written (HenjiCtl *ctl, int argc, char **argv)
{
  return run_action (ctl, "support-written", henji_desk_support_written, argc, argv);
}

static HenjiCtlExit
run_close (HenjiCtl *ctl, int argc, char **argv)
{
  return run_action (ctl, "close", henji_desk_close_case, argc, argv);
}

static HenjiCtlExit
run_reopen (HenjiCtl *ctl, int argc, char **argv)
{
  return run_action (ctl, "reopen", henji_desk_reopen, argc, argv);
}

static HenjiCtlExit
run_note (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  gint64 row;

  status = henji_ctl_begin (ctl, "note", argc, argv, 2, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  if (row == 0 || henji_desk_note (ctl->desk, row, argv[1], &error) == 0)
    return henji_ctl_fail (error);

  return print_after (ctl, row);
}

static HenjiCtlExit
run_kind (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  HenjiKind kind;
  gint64 row;

  if (!henji_ctl_no_options (argc, argv) || argc != 2)
    return henji_ctl_usage ("kind");
  if (!henji_kind_from_id (argv[1], &kind))
    {
      henji_ctl_say ("“%s” is no kind", argv[1]);
      return HENJI_CTL_USAGE;
    }

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  if (row == 0 || henji_desk_set_kind (ctl->desk, row, kind, &error) == 0)
    return henji_ctl_fail (error);

  return print_after (ctl, row);
}

static HenjiCtlExit
run_verify (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  status = henji_ctl_begin (ctl, "verify", argc, argv, 0, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  faults = henji_desk_verify (ctl->desk, NULL, &error);
  if (faults == NULL)
    return henji_ctl_fail (error);

  for (guint i = 0; i < faults->len; i++)
    henji_ctl_say ("%s", (char *) g_ptr_array_index (faults, i));

  if (ctl->json)
    {
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "sound");
      json_builder_add_boolean_value (builder, faults->len == 0);
      ADD_ALL ("faults", faults,
               json_builder_add_string_value (builder, g_ptr_array_index (faults, i)));
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }
  else if (faults->len == 0)
    g_print ("The record is sound.\n");

  return faults->len > 0 ? HENJI_CTL_REFUSED : HENJI_CTL_FINE;
}

const HenjiCtlVerb henji_ctl_case_verbs[] = {
  { "cases", "[--court ours|theirs|closed|all]", run_cases },
  { "show", "CASE", run_show },
  { "search", "QUERY [--limit N]", run_search },
  { "answered", "CASE", run_answered },
  { "support-written", "CASE", run_support_written },
  { "close", "CASE", run_close },
  { "reopen", "CASE", run_reopen },
  { "note", "CASE TEXT", run_note },
  { "kind", "CASE KIND", run_kind },
  { "verify", "", run_verify },
  { NULL },
};

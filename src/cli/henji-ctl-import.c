/* henji-ctl-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-desk-import.h"

#define N_STATUSES (HENJI_IMPORT_REJECTED + 1)
#define N_TYPES (HENJI_IMPORT_FILE + 1)

typedef struct
{
  HenjiCtl *ctl;
  int counts[N_TYPES][N_STATUSES];
} Import;

static void
print_message (JsonBuilder *builder, const HenjiImportItem *item)
{
  const HenjiMessage *message = item->message;

  henji_ctl_member_count (builder, "index", MAX (item->index, 0));
  henji_ctl_member_string (builder, "status", henji_import_status_id (item->status));
  henji_ctl_member_string (builder, "reason", item->reason);
  henji_ctl_member_string (builder, "case", item->case_uuid);
  if (message == NULL)
    return;

  henji_ctl_member_strv (builder, "order_ids", message->facts.order_ids);
  henji_ctl_member_string (builder, "language", henji_language_id (message->language));
  henji_ctl_member_string (builder, "kind", henji_kind_id (message->kind));
  henji_ctl_member_kinds (builder, "other_kinds", message->other_kinds);
  json_builder_set_member_name (builder, "reply_needed");
  json_builder_add_boolean_value (builder, message->reply_needed);
  henji_ctl_member_string (builder, "from", message->from_address);
  henji_ctl_member_string (builder, "subject", message->subject);
  if (message->body != NULL)
    {
      g_autofree char *own = g_strndup (message->body, message->own_length);

      henji_ctl_member_string (builder, "body", own);
    }
  else
    henji_ctl_member_string (builder, "body", NULL);
  henji_ctl_member_attachments (builder, message->attachments);
  henji_ctl_member_string (builder, "notification",
                           message->notification == HENJI_NOTIFICATION_NONE
                               ? NULL
                               : henji_notification_id (message->notification));
  henji_ctl_member_facts (builder, &message->facts);
}

static void
print_json (const HenjiImportItem *item)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "type", henji_import_type_id (item->type));
  henji_ctl_member_string (builder, "file", item->file);
  if (item->type == HENJI_IMPORT_MESSAGE)
    {
      print_message (builder, item);
    }
  else
    {
      henji_ctl_member_count (builder, "line", item->line);
      henji_ctl_member_string (builder, "status", henji_import_status_id (item->status));
      henji_ctl_member_string (builder, "reason", item->reason);
      henji_ctl_member_string (builder, "order_id", item->order_id);
      if (item->type == HENJI_IMPORT_RETURN)
        henji_ctl_member_string (builder, "rma", item->rma);
    }
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static void
item_cb (const HenjiImportItem *item, gpointer user_data)
{
  Import *import = user_data;

  import->counts[item->type][item->status]++;
  if (import->ctl->json)
    print_json (item);
  if (item->status != HENJI_IMPORT_REJECTED)
    return;

  if (item->line > 0)
    henji_ctl_say ("%s:%d: %s", item->file, item->line, item->reason);
  else if (item->index > 0)
    henji_ctl_say ("%s, message %d: %s", item->file, item->index + 1, item->reason);
  else
    henji_ctl_say ("%s: %s", item->file, item->reason);
}

static void
print_counts (JsonBuilder *builder, const char *name, const int *counts, gboolean messages)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (int i = 0; i < N_STATUSES; i++)
    {
      if (messages ? i == HENJI_IMPORT_UPDATED || i == HENJI_IMPORT_UNCHANGED
                   : i == HENJI_IMPORT_DUPLICATE)
        continue;
      henji_ctl_member_count (builder, henji_import_status_id (i), counts[i]);
    }
  json_builder_end_object (builder);
}

static void
print_summary (const Import *import)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "type", "summary");
  print_counts (builder, "messages", import->counts[HENJI_IMPORT_MESSAGE], TRUE);
  print_counts (builder, "orders", import->counts[HENJI_IMPORT_ORDER], FALSE);
  print_counts (builder, "returns", import->counts[HENJI_IMPORT_RETURN], FALSE);
  print_counts (builder, "shipments", import->counts[HENJI_IMPORT_SHIPMENT], FALSE);
  print_counts (builder, "feedback", import->counts[HENJI_IMPORT_FEEDBACK], FALSE);
  print_counts (builder, "performance", import->counts[HENJI_IMPORT_PERFORMANCE], FALSE);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static void
say_summary (const Import *import)
{
  static const char *const names[N_TYPES]
      = { "messages", "orders", "returns", "shipments", "feedback", "performance", "files" };

  for (int type = 0; type < N_TYPES; type++)
    {
      const int *counts = import->counts[type];
      int known = counts[HENJI_IMPORT_UNCHANGED] + counts[HENJI_IMPORT_DUPLICATE];

      if (counts[HENJI_IMPORT_NEW] + counts[HENJI_IMPORT_UPDATED] + known
              + counts[HENJI_IMPORT_REJECTED]
          > 0)
        g_print ("%s: %d new, %d changed, %d known, %d refused\n", names[type],
                 counts[HENJI_IMPORT_NEW], counts[HENJI_IMPORT_UPDATED], known,
                 counts[HENJI_IMPORT_REJECTED]);
    }
}

static HenjiCtlExit
run_import (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  Import import = { .ctl = ctl };
  HenjiImportSink sink = { .item = item_cb, .user_data = &import };
  g_autoptr (GError) error = NULL;
  int taken = 0, refused = 0;

  if (argc == 0 || !henji_ctl_no_options (argc, argv))
    return henji_ctl_usage ("import");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  if (!henji_desk_import (ctl->desk, (const char *const *) argv, &sink, NULL, &error))
    return henji_ctl_fail (error);

  if (ctl->json)
    print_summary (&import);
  else
    say_summary (&import);

  for (int type = 0; type < N_TYPES; type++)
    for (int i = 0; i < N_STATUSES; i++)
      *(i == HENJI_IMPORT_REJECTED ? &refused : &taken) += import.counts[type][i];

  if (import.counts[HENJI_IMPORT_FILE][HENJI_IMPORT_REJECTED] > 0 && taken == 0
      && refused == import.counts[HENJI_IMPORT_FILE][HENJI_IMPORT_REJECTED])
    {
      henji_ctl_say ("nothing readable was given");
      return HENJI_CTL_UNAVAILABLE;
    }

  return refused > 0 ? HENJI_CTL_REFUSED : HENJI_CTL_FINE;
}

const HenjiCtlVerb henji_ctl_import_verbs[] = {
  { "import", "FILE…", run_import },
  { NULL },
};

/* henji-ctl-return.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Returns: opened, received, inspected, and what is to be refunded.
 */
#include "config.h"

#include "henji-ctl.h"

#include <stdlib.h>

#include "henji-desk-returns.h"
#include "henji-time.h"

/* ---- Printing -------------------------------------------------------------------------------- */

static void
add_items (JsonBuilder *builder, const HenjiRma *rma)
{
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rma->items->len; i++)
    {
      const HenjiRmaItem *item = g_ptr_array_index (rma->items, i);
      const HenjiInspection *seen = rma->inspection;

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "sku", item->sku);
      henji_ctl_member_string (builder, "title", item->title);
      henji_ctl_member_count (builder, "quantity", item->quantity);
      henji_ctl_member_count (builder, "arrived",
                              seen != NULL && i < seen->n_items ? seen->items[i].arrived : -1);
      henji_ctl_member_string (builder, "condition",
                               seen != NULL && i < seen->n_items
                                       && seen->items[i].condition != HENJI_CONDITION_UNKNOWN
                                   ? henji_condition_id (seen->items[i].condition)
                                   : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_window (JsonBuilder *builder, const HenjiReturnWindow *window)
{
  json_builder_set_member_name (builder, "window");
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "state", henji_window_state_id (window->state));
  henji_ctl_member_string (builder, "since", *window->since != '\0' ? window->since : NULL);
  henji_ctl_member_boolean (builder, "announced", window->announced);
  henji_ctl_member_string (builder, "last_day", *window->last != '\0' ? window->last : NULL);
  henji_ctl_member_string (builder, "rule", window->rule != NULL ? window->rule->id : NULL);
  henji_ctl_member_string (builder, "source", window->rule != NULL ? window->rule->source : NULL);
  json_builder_end_object (builder);
}

static void
add_steps (JsonBuilder *builder, const HenjiRma *rma, GTimeZone *zone)
{
  static const char *const sources[] = { "hand", "report", "notice" };

  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rma->steps->len; i++)
    {
      const HenjiReturnStep *step = g_ptr_array_index (rma->steps, i);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "stage", henji_return_stage_id (step->stage));
      henji_ctl_member_string (builder, "told_by", sources[step->source]);
      henji_ctl_member_time (builder, "at", step->at, zone);
      henji_ctl_member_string (builder, "date", step->date);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_rma (JsonBuilder *builder, const HenjiRma *rma, GTimeZone *zone)
{
  henji_ctl_member_string (builder, "return", rma->uuid);
  henji_ctl_member_string (builder, "case", rma->case_uuid);
  henji_ctl_member_string (builder, "order_id", rma->order_id);
  henji_ctl_member_string (builder, "marketplace", rma->marketplace);
  henji_ctl_member_string (builder, "rma", rma->number);
  henji_ctl_member_string (builder, "marketplace_rma", rma->marketplace_number);
  henji_ctl_member_string (builder, "stage", henji_return_stage_id (rma->stage));
  henji_ctl_member_time (builder, "stage_at", rma->stage_at, zone);
  henji_ctl_member_string (builder, "reason", henji_return_reason_id (rma->reason));
  henji_ctl_member_string (builder, "pays", henji_return_payer_id (rma->payer));
  henji_ctl_member_string (builder, "requested_date", rma->requested_date);
  henji_ctl_member_string (builder, "arrived_date", rma->arrived_date);
  henji_ctl_member_string (builder, "carrier", rma->carrier);
  henji_ctl_member_string (builder, "tracking", rma->tracking);
  henji_ctl_member_money (builder, "refunded", rma->refunded);
  add_items (builder, rma);
  add_steps (builder, rma, zone);
  henji_ctl_member_attachments (builder, rma->photos);
  if (rma->inspection != NULL)
    {
      henji_ctl_member_string (builder, "fault", henji_fault_id (rma->inspection->fault));
      henji_ctl_member_string (builder, "goods", henji_goods_id (rma->inspection->goods));
      henji_ctl_member_string (builder, "missing", rma->inspection->missing);
      henji_ctl_member_string (builder, "note", rma->inspection->note);
    }
}

static void
print_plain (const HenjiRma *rma)
{
  g_print ("%s  %-12s  %s  %s  %s\n", rma->number, henji_return_stage_id (rma->stage),
           rma->order_id, henji_return_reason_id (rma->reason),
           rma->arrived_date != NULL ? rma->arrived_date : "-");
}

static HenjiCtlExit
print_return (HenjiCtl *ctl, gint64 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiReturnDetail) detail = henji_desk_return_detail (ctl->desk, row, &error);
  JsonBuilder *builder;

  if (detail == NULL)
    return henji_ctl_fail (error);
  if (!ctl->json)
    {
      print_plain (detail->rma);
      return HENJI_CTL_FINE;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_rma (builder, detail->rma, henji_desk_zone (ctl->desk));
  add_window (builder, &detail->window);
  henji_ctl_member_time (builder, "refund_until", detail->due != NULL ? detail->due->until : 0,
                         henji_desk_zone (ctl->desk));
  json_builder_end_object (builder);
  henji_ctl_print (builder);

  return HENJI_CTL_FINE;
}

/* ---- Finding --------------------------------------------------------------------------------- */

/* The return that @code stands for; one that was only told of is opened when @open. 0 with @status.
 */
static gint64
find_return (HenjiCtl *ctl, const char *code, gboolean open, HenjiCtlExit *status)
{
  g_autoptr (GError) error = NULL;
  HenjiReturnFound found;
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;
  gint64 row = 0;

  *status = HENJI_CTL_FINE;
  if (!henji_desk_return_find (ctl->desk, code, &found, &error))
    {
      if (error != NULL)
        {
          *status = henji_ctl_fail (error);
          return 0;
        }
      henji_ctl_say ("no return and no order is known by “%s”", code);
      *status = HENJI_CTL_REFUSED;
      return 0;
    }
  if (found.rma_row != 0)
    return found.rma_row;
  if (!open)
    {
      henji_ctl_say ("no return of “%s” has been opened", code);
      *status = HENJI_CTL_REFUSED;
      return 0;
    }
  wish.case_row = found.case_row;
  wish.order_id = *found.order_id != '\0' ? found.order_id : NULL;
  if (henji_desk_return_open (ctl->desk, &wish, &row, &error) == 0)
    *status = henji_ctl_fail (error);

  return row;
}

/* ---- Verbs ----------------------------------------------------------------------------------- */

/* "SKU" or "SKU=2". */
static GPtrArray *
parse_items (GPtrArray *typed)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rma_item_unref);

  for (guint i = 0; i < typed->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (typed, i), "=", 2);
      HenjiRmaItem *item = henji_rma_item_new ();

      item->sku = g_strdup (parts[0]);
      item->quantity = parts[1] != NULL ? CLAMP (atoi (parts[1]), 1, 100000) : 1;
      g_ptr_array_add (items, item);
    }

  return items;
}

static HenjiCtlExit
run_open (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;
  g_autoptr (GPtrArray) typed = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  HenjiReturnReason reason;
  HenjiReturnPayer payer;
  HenjiCtlExit status;
  char *reason_id, *payer_id, *order_id, *number, *date;
  gint64 row;

  if (!henji_ctl_take_option (&argc, argv, "--item", typed)
      || !henji_ctl_take_one (&argc, argv, "--reason", &reason_id)
      || !henji_ctl_take_one (&argc, argv, "--pays", &payer_id)
      || !henji_ctl_take_one (&argc, argv, "--order", &order_id)
      || !henji_ctl_take_one (&argc, argv, "--marketplace-rma", &number)
      || !henji_ctl_take_one (&argc, argv, "--date", &date) || !henji_ctl_no_options (argc, argv)
      || argc > 1 || (argc == 0 && order_id == NULL)
      || (reason_id != NULL && !henji_return_reason_from_id (reason_id, &reason))
      || (payer_id != NULL && !henji_return_payer_from_id (payer_id, &payer)))
    return henji_ctl_usage ("return");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  if (argc == 1)
    {
      wish.case_row = henji_desk_find_case (ctl->desk, argv[0], &error);
      if (wish.case_row == 0)
        return henji_ctl_fail (error);
    }
  items = parse_items (typed);
  wish.order_id = order_id;
  wish.items = items;
  wish.marketplace_number = number;
  wish.requested_date = date;
  wish.reason = reason_id != NULL ? (int) reason : -1;
  wish.payer = payer_id != NULL ? (int) payer : -1;
  if (henji_desk_return_open (ctl->desk, &wish, &row, &error) == 0)
    return henji_ctl_fail (error);

  return print_return (ctl, row);
}

static HenjiCtlExit
run_list (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) returns = NULL;
  HenjiReturnStage stage = HENJI_N_RETURN_STAGES;
  HenjiCtlExit status;
  char *id;

  if (!henji_ctl_take_one (&argc, argv, "--stage", &id) || !henji_ctl_no_options (argc, argv)
      || argc != 0
      || (id != NULL && !g_str_equal (id, "open") && !henji_return_stage_from_id (id, &stage)))
    return henji_ctl_usage ("return");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  returns = henji_desk_returns (ctl->desk, g_strcmp0 (id, "open") == 0 ? -1 : (int) stage, &error);
  if (returns == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < returns->len && status == HENJI_CTL_FINE; i++)
    status = print_return (ctl, ((HenjiRma *) g_ptr_array_index (returns, i))->row);

  return status;
}

static HenjiCtlExit
run_show (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  gint64 row;

  status = henji_ctl_begin (ctl, "return", argc, argv, 1, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  row = find_return (ctl, argv[0], FALSE, &status);

  return row != 0 ? print_return (ctl, row) : status;
}

static HenjiCtlExit
move (HenjiCtl *ctl, const char *code, gboolean open, const HenjiReturnMove *to)
{
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  gint64 row;

  if (status != HENJI_CTL_FINE)
    return status;
  row = find_return (ctl, code, open, &status);
  if (row == 0)
    return status;
  if (henji_desk_return_move (ctl->desk, row, to, &error) == 0)
    return henji_ctl_fail (error);

  return print_return (ctl, row);
}

static HenjiCtlExit
run_receive (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiReturnMove to = { .stage = HENJI_RETURN_ARRIVED };

  if (!henji_ctl_take_one (&argc, argv, "--date", (char **) &to.date)
      || !henji_ctl_no_options (argc, argv) || argc != 1)
    return henji_ctl_usage ("return");

  return move (ctl, argv[0], TRUE, &to);
}

/* "12.50 USD" */
static gboolean
parse_money (const char *typed, HenjiMoney *money)
{
  g_auto (GStrv) parts = g_strsplit (typed, " ", 2);

  return parts[0] != NULL && parts[1] != NULL && henji_money_parse (parts[0], parts[1], money)
         && money->minor >= 0;
}

static HenjiCtlExit
run_set (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiReturnMove to = { 0 };
  char *amount;

  if (!henji_ctl_take_one (&argc, argv, "--date", (char **) &to.date)
      || !henji_ctl_take_one (&argc, argv, "--carrier", (char **) &to.carrier)
      || !henji_ctl_take_one (&argc, argv, "--tracking", (char **) &to.tracking)
      || !henji_ctl_take_one (&argc, argv, "--amount", &amount)
      || !henji_ctl_no_options (argc, argv) || argc != 2
      || !henji_return_stage_from_id (argv[1], &to.stage)
      || (amount != NULL && !parse_money (amount, &to.amount)))
    return henji_ctl_usage ("return");

  return move (ctl, argv[0], FALSE, &to);
}

/* ---- Inspecting ------------------------------------------------------------------------------ */

typedef struct
{
  char *condition;
  char *fault;
  char *goods;
  char *percent;
  char *postage;
  char *missing;
  char *note;
  gboolean later;
  gboolean software;
  GPtrArray *arrived; /* "SKU=1" */
  GPtrArray *photos;
} Seen;

static gboolean
take_seen (int *argc, char **argv, Seen *seen)
{
  seen->later = henji_ctl_take_flag (argc, argv, "--later");
  seen->software = henji_ctl_take_flag (argc, argv, "--software");

  return henji_ctl_take_one (argc, argv, "--condition", &seen->condition)
         && henji_ctl_take_one (argc, argv, "--fault", &seen->fault)
         && henji_ctl_take_one (argc, argv, "--goods", &seen->goods)
         && henji_ctl_take_one (argc, argv, "--percent", &seen->percent)
         && henji_ctl_take_one (argc, argv, "--postage", &seen->postage)
         && henji_ctl_take_one (argc, argv, "--missing", &seen->missing)
         && henji_ctl_take_one (argc, argv, "--note", &seen->note)
         && henji_ctl_take_option (argc, argv, "--arrived", seen->arrived)
         && henji_ctl_take_option (argc, argv, "--photo", seen->photos)
         && henji_ctl_no_options (*argc, argv) && *argc == 1;
}

static int
find_item (const HenjiRma *rma, const char *sku)
{
  for (guint i = 0; i < rma->items->len; i++)
    if (g_strcmp0 (((HenjiRmaItem *) g_ptr_array_index (rma->items, i))->sku, sku) == 0)
      return (int) i;

  return -1;
}

static gboolean
apply_arrived (const HenjiRma *rma, const Seen *seen, HenjiInspection *inspection)
{
  for (guint k = 0; k < seen->arrived->len; k++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (seen->arrived, k), "=", 2);
      int i = find_item (rma, parts[0]);
      guint64 pieces;

      if (i < 0 || i >= (int) inspection->n_items || parts[1] == NULL
          || !g_ascii_string_to_unsigned (parts[1], 10, 0, 100000, &pieces, NULL))
        return FALSE;
      inspection->items[i].arrived = (int) pieces;
    }

  return TRUE;
}

static gboolean
apply_seen (const HenjiRma *rma, const Seen *seen, HenjiInspection *inspection)
{
  HenjiCondition condition = HENJI_CONDITION_UNKNOWN;
  guint64 percent;

  if ((seen->condition != NULL && !henji_condition_from_id (seen->condition, &condition))
      || (seen->fault != NULL && !henji_fault_from_id (seen->fault, &inspection->fault))
      || (seen->goods != NULL && !henji_goods_from_id (seen->goods, &inspection->goods))
      || (seen->postage != NULL && !parse_money (seen->postage, &inspection->postage)))
    return FALSE;
  if (seen->percent != NULL)
    {
      if (!g_ascii_string_to_unsigned (seen->percent, 10, 0, 100, &percent, NULL))
        return FALSE;
      inspection->percent = (int) percent;
    }
  for (guint i = 0; seen->condition != NULL && i < inspection->n_items; i++)
    inspection->items[i].condition = condition;
  inspection->software = inspection->software || seen->software;
  if (seen->missing != NULL)
    {
      g_free (inspection->missing);
      inspection->missing = g_strdup (seen->missing);
    }
  if (seen->note != NULL)
    {
      g_free (inspection->note);
      inspection->note = g_strdup (seen->note);
    }

  return apply_arrived (rma, seen, inspection);
}

/* (transfer full): what was kept so far, with what was said now; %NULL when that is not understood.
 */
static HenjiInspection *
inspection_of (const HenjiRma *rma, const Seen *seen)
{
  g_autoptr (HenjiInspection) inspection
      = rma->inspection != NULL
            ? henji_inspection_copy (rma->inspection)
            : henji_inspection_new_for (rma->items->len, henji_return_reason_fault (rma->reason));

  return apply_seen (rma, seen, inspection) ? g_steal_pointer (&inspection) : NULL;
}

static gboolean
add_photos (HenjiCtl *ctl, gint64 row, const Seen *seen, GError **error)
{
  for (guint i = 0; i < seen->photos->len; i++)
    {
      const char *path = g_ptr_array_index (seen->photos, i);
      g_autofree char *content = NULL;
      g_autoptr (GBytes) bytes = NULL;
      gsize length;

      if (!g_file_get_contents (path, &content, &length, error))
        return FALSE;
      bytes = g_bytes_new_take (g_steal_pointer (&content), length);
      if (!henji_desk_return_add_photo (ctl->desk, row, path, bytes, error))
        return FALSE;
    }

  return TRUE;
}

static HenjiCtlExit
run_inspect (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) arrived = g_ptr_array_new ();
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  Seen seen = { .arrived = arrived, .photos = photos };
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiReturnDetail) detail = NULL;
  g_autoptr (HenjiInspection) inspection = NULL;
  HenjiCtlExit status;
  gint64 row, event;

  if (!take_seen (&argc, argv, &seen))
    return henji_ctl_usage ("return");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  row = find_return (ctl, argv[0], TRUE, &status);
  if (row == 0)
    return status;
  detail = henji_desk_return_detail (ctl->desk, row, &error);
  if (detail == NULL)
    return henji_ctl_fail (error);
  inspection = inspection_of (detail->rma, &seen);
  if (inspection == NULL)
    return henji_ctl_usage ("return");
  if (!add_photos (ctl, row, &seen, &error))
    return henji_ctl_fail (error);
  event = seen.later ? henji_desk_return_keep (ctl->desk, row, inspection, NULL, &error)
                     : henji_desk_return_inspect (ctl->desk, row, inspection, &error);

  return event != 0 ? print_return (ctl, row) : henji_ctl_fail (error);
}

/* ---- What is to be refunded ------------------------------------------------------------------ */

static void
add_rule (JsonBuilder *builder, const char *name, const HenjiRule *rule)
{
  json_builder_set_member_name (builder, name);
  if (rule == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "rule", rule->id);
  henji_ctl_member_count (builder, "value", rule->value);
  henji_ctl_member_string (builder, "source", rule->source);
  henji_ctl_member_string (builder, "checked", rule->checked);
  henji_ctl_member_boolean (builder, "verified", rule->verified);
  json_builder_end_object (builder);
}

static void
print_refund_json (HenjiCtl *ctl, const HenjiReturnDetail *detail, const HenjiRefund *refund)
{
  JsonBuilder *builder = json_builder_new ();
  g_autoptr (HenjiChoices) choices = NULL;
  const char *situation
      = henji_desk_return_reply (ctl->desk, detail, detail->rma->inspection, refund, &choices);

  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "rma", detail->rma->number);
  henji_ctl_member_string (builder, "kind", henji_refund_kind_id (refund->kind));
  henji_ctl_member_money (builder, "goods", henji_refund_money (refund, refund->goods));
  henji_ctl_member_money (builder, "fee", henji_refund_money (refund, refund->fee));
  henji_ctl_member_count (builder, "percent", refund->percent);
  henji_ctl_member_count (builder, "limit", refund->limit);
  henji_ctl_member_money (builder, "outward", henji_refund_money (refund, refund->outward));
  henji_ctl_member_money (builder, "postage", henji_refund_money (refund, refund->postage));
  henji_ctl_member_boolean (builder, "postage_open", refund->postage_open);
  henji_ctl_member_money (builder, "total", henji_refund_money (refund, refund->total));
  henji_ctl_member_money (builder, "left", henji_refund_money (refund, refund->rest));
  henji_ctl_member_string (builder, "policy", henji_policy_id (detail->policy));
  add_rule (builder, "fee_rule", refund->rule);
  add_rule (builder, "outward_rule", refund->outward_rule);
  add_rule (builder, "postage_rule", refund->postage_rule);
  henji_ctl_member_boolean (builder, "sure", refund->sure);
  henji_ctl_member_string (builder, "situation", situation);
  add_window (builder, &detail->window);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
run_refund_proposal (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiReturnDetail) detail = NULL;
  g_autofree char *total = NULL;
  HenjiCtlExit status;
  HenjiRefund refund;
  gint64 row;

  status = henji_ctl_begin (ctl, "return", argc, argv, 1, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  row = find_return (ctl, argv[0], FALSE, &status);
  if (row == 0)
    return status;
  detail = henji_desk_return_detail (ctl->desk, row, &error);
  if (detail == NULL)
    return henji_ctl_fail (error);
  if (!henji_desk_return_refund (detail, NULL, NULL, &refund))
    {
      henji_ctl_say ("the prices of order %s are not known", detail->rma->order_id);
      return HENJI_CTL_REFUSED;
    }
  if (ctl->json)
    print_refund_json (ctl, detail, &refund);
  else
    {
      total = henji_money_format (henji_refund_money (&refund, refund.total), HENJI_LANGUAGE_EN);
      g_print ("%s  %s  %s  fee %d %% of at most %d %%  %s%s\n", detail->rma->number,
               henji_refund_kind_id (refund.kind), total, refund.percent, refund.limit,
               refund.rule != NULL ? refund.rule->id : "-", refund.sure ? "" : "  check this");
    }

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_return (HenjiCtl *ctl, int argc, char **argv)
{
  static const struct
  {
    const char *name;
    HenjiCtlRun run;
  } verbs[] = {
    { "open", run_open },
    { "list", run_list },
    { "show", run_show },
    { "receive", run_receive },
    { "set", run_set },
    { "inspect", run_inspect },
    { "refund-proposal", run_refund_proposal },
  };

  for (guint i = 0; argc > 0 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[0], verbs[i].name))
      return verbs[i].run (ctl, argc - 1, argv + 1);

  return henji_ctl_usage ("return");
}

const HenjiCtlVerb henji_ctl_return_verbs[] = {
  { "return",
    "open [CASE] [--order ID] [--item SKU[=N]]… [--reason REASON] [--pays shop|buyer] "
    "[--marketplace-rma RMA] [--date DATE] | list [--stage open|STAGE] | show RETURN | "
    "receive RETURN [--date DATE] | set RETURN STAGE [--date DATE] [--carrier NAME] "
    "[--tracking NUMBER] [--amount \"12.50 USD\"] | inspect RETURN [--condition CONDITION] "
    "[--arrived SKU=N]… [--fault none|ours|carrier|buyer] [--goods GOODS] [--percent N] "
    "[--postage \"5.00 USD\"] [--missing PARTS] [--note TEXT] [--photo FILE]… [--software] "
    "[--later] | refund-proposal RETURN",
    run_return },
  { NULL },
};

/* henji-ctl-csba.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-desk-csba.h"
#include "henji-time.h"

static void
member_periods (JsonBuilder *builder, const GPtrArray *periods, GTimeZone *zone)
{
  json_builder_set_member_name (builder, "periods");
  json_builder_begin_array (builder);
  for (guint i = 0; i < periods->len; i++)
    {
      const HenjiCsbaPeriod *period = g_ptr_array_index (periods, i);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "marketplace", period->marketplace);
      henji_ctl_member_time (builder, "from", period->from, zone);
      henji_ctl_member_time (builder, "until", period->until, zone);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
member_faults (JsonBuilder *builder, const GPtrArray *faults)
{
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < faults->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (faults, i));
  json_builder_end_array (builder);
}

/* ---- The settings ---------------------------------------------------------------------------- */

static void
member_returns (JsonBuilder *builder, const GPtrArray *returns)
{
  json_builder_set_member_name (builder, "return_policies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < returns->len; i++)
    {
      const HenjiReturnPolicy *one = g_ptr_array_index (returns, i);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "marketplace", one->marketplace);
      henji_ctl_member_count (builder, "days", one->days);
      henji_ctl_member_string (builder, "postage", henji_return_postage_id (one->postage));
      henji_ctl_member_count (builder, "restocking", one->restocking);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static HenjiCtlExit
print_settings (HenjiCtl *ctl)
{
  GTimeZone *zone = henji_desk_zone (ctl->desk);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) periods = henji_desk_csba_periods (ctl->desk, &error);
  g_autoptr (GPtrArray) returns
      = periods != NULL ? henji_desk_return_policies (ctl->desk, &error) : NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *period_text = NULL;
  g_autofree char *return_text = NULL;
  JsonBuilder *builder;

  if (returns == NULL)
    return henji_ctl_fail (error);

  faults = henji_desk_return_policy_faults (ctl->desk, returns);
  if (ctl->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      member_periods (builder, periods, zone);
      member_returns (builder, returns);
      member_faults (builder, faults);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
      return HENJI_CTL_FINE;
    }

  period_text = henji_csba_to_text (periods, zone);
  return_text = henji_return_policies_to_text (returns);
  g_print ("%s%s", period_text, return_text);
  for (guint i = 0; i < faults->len; i++)
    g_print ("%s\n", (char *) g_ptr_array_index (faults, i));

  return HENJI_CTL_FINE;
}

/* ---- A case ---------------------------------------------------------------------------------- */

static void
print_case (HenjiCtl *ctl, const HenjiCaseDetail *detail, const GPtrArray *periods)
{
  const HenjiCsbaAnswer *answer = detail->csba;
  HenjiCsbaReason reason = answer != NULL ? answer->reason : HENJI_CSBA_NOT_ENROLLED;
  GTimeZone *zone = henji_desk_zone (ctl->desk);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%s\n", henji_csba_reason_sentence (reason));
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "case", detail->case_->uuid);
  henji_ctl_member_string (builder, "who", henji_csba_is_theirs (reason) ? "marketplace" : "shop");
  henji_ctl_member_string (builder, "reason", henji_csba_reason_id (reason));
  henji_ctl_member_string (builder, "sentence", henji_csba_reason_sentence (reason));
  henji_ctl_member_string (builder, "nature",
                           answer != NULL ? henji_csba_nature_id (answer->nature) : NULL);
  henji_ctl_member_boolean (builder, "by_hand", answer != NULL && answer->by_hand);
  henji_ctl_member_boolean (builder, "forwarded", answer != NULL && answer->forwarded);
  json_builder_set_member_name (builder, "orders");
  json_builder_begin_array (builder);
  for (guint i = 0; answer != NULL && i < answer->orders->len; i++)
    {
      const HenjiCsbaOrder *one = g_ptr_array_index (answer->orders, i);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "order_id", one->order_id);
      henji_ctl_member_time (builder, "ordered", one->ordered_at, zone);
      henji_ctl_member_string (builder, "reason", henji_csba_reason_id (one->reason));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  member_periods (builder, answer != NULL ? answer->periods : periods, zone);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
show_case (HenjiCtl *ctl, gint64 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (HenjiCaseDetail) detail = henji_desk_case_detail (ctl->desk, row, &error);

  if (detail == NULL)
    return henji_ctl_fail (error);
  if (detail->support != NULL)
    {
      henji_ctl_say ("this is a case of the shop's own with the marketplace: no buyer asks in it");
      return HENJI_CTL_REFUSED;
    }
  print_case (ctl, detail, none);

  return HENJI_CTL_FINE;
}

/* Lines of a setting, one an argument. */
static gboolean
set_lines (HenjiCtl *ctl,
           const GPtrArray *lines,
           gboolean (*set) (HenjiDesk *, const char *, GError **),
           GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (lines->len == 0)
    return TRUE;
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (lines, i));

  return set (ctl->desk, text->str, error);
}

static HenjiCtlExit
run_csba (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) periods = g_ptr_array_new ();
  g_autoptr (GPtrArray) returns = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status;
  gboolean writes;
  gint64 row;

  if (!henji_ctl_take_option (&argc, argv, "--period", periods)
      || !henji_ctl_take_option (&argc, argv, "--returns", returns)
      || !henji_ctl_no_options (argc, argv))
    return henji_ctl_usage ("csba");
  writes = periods->len > 0 || returns->len > 0;
  if (argc > 1 || (argc == 1 && writes))
    return henji_ctl_usage ("csba");

  status = henji_ctl_open (ctl, writes ? HENJI_DESK_READ_WRITE : HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  if (!set_lines (ctl, periods, henji_desk_set_csba_periods, &error)
      || !set_lines (ctl, returns, henji_desk_set_return_policies, &error))
    return henji_ctl_fail (error);
  if (argc == 0)
    return print_settings (ctl);

  row = henji_desk_find_case (ctl->desk, argv[0], &error);

  return row != 0 ? show_case (ctl, row) : henji_ctl_fail (error);
}

static HenjiCtlExit
run_forwarded (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status;
  gint64 row;

  status = henji_ctl_begin (ctl, "csba-forwarded", argc, argv, 1, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  if (row == 0 || henji_desk_csba_forwarded (ctl->desk, row, &error) == 0)
    return henji_ctl_fail (error);

  return show_case (ctl, row);
}

static HenjiCtlExit
run_nature (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status;
  gint64 row;

  status = henji_ctl_begin (ctl, "csba-nature", argc, argv, 2, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  if (row == 0
      || henji_desk_set_csba_nature (ctl->desk, row,
                                     g_str_equal (argv[1], "recognised") ? NULL : argv[1], &error)
             == 0)
    return henji_ctl_fail (error);

  return show_case (ctl, row);
}

const HenjiCtlVerb henji_ctl_csba_verbs[] = {
  { "csba", "[CASE | [--period \"MARKETPLACE FROM [UNTIL]\"]… [--returns \"MARKETPLACE …\"]…]",
    run_csba },
  { "csba-forwarded", "CASE", run_forwarded },
  { "csba-nature", "CASE customisation|pre-order|order|recognised", run_nature },
  { NULL },
};

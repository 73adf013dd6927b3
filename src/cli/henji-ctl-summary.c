/* henji-ctl-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <stdio.h>
#include <string.h>

#include "henji-desk-feedback.h"
#include "henji-desk-outlay.h"
#include "henji-desk-summary.h"
#include "henji-locale.h"
#include "henji-time.h"

/* ---- Recording ------------------------------------------------------------------------------- */

static HenjiCtlExit
print_event (HenjiCtl *ctl, gint64 event, gint64 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = henji_desk_case_detail (ctl->desk, row, &error);
  const char *uuid = NULL;
  JsonBuilder *builder;

  if (detail == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *known = g_ptr_array_index (detail->events, i);

      if (known->row == event)
        uuid = known->uuid;
    }
  if (!ctl->json)
    return HENJI_CTL_FINE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "case", detail->case_->uuid);
  henji_ctl_member_string (builder, "event", uuid);
  json_builder_end_object (builder);
  henji_ctl_print (builder);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_outlay (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  HenjiOutlayNature nature;
  HenjiMoney amount = HENJI_MONEY_NONE;
  gint64 row, event;

  if (!henji_ctl_no_options (argc, argv) || argc != 3
      || !henji_outlay_nature_from_id (argv[1], &nature))
    return henji_ctl_usage ("outlay");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  detail = row != 0 ? henji_desk_case_detail (ctl->desk, row, &error) : NULL;
  if (detail == NULL)
    return henji_ctl_fail (error);
  if (!henji_amount_typed (argv[2], henji_desk_currency (ctl->desk, detail), &amount))
    {
      henji_ctl_say ("“%s” is no amount above zero in %s", argv[2],
                     henji_desk_currency (ctl->desk, detail));
      return HENJI_CTL_REFUSED;
    }
  event = henji_desk_outlay (ctl->desk, row, nature, amount, &error);

  return event != 0 ? print_event (ctl, event, row) : henji_ctl_fail (error);
}

static HenjiCtlExit
run_defect (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  HenjiDefectNature nature;
  gboolean removed;
  gint64 row, event = 0;

  removed = argc == 3 && g_str_equal (argv[2], "removed");
  if (!henji_ctl_no_options (argc, argv) || (argc != 2 && !removed)
      || !henji_defect_nature_from_id (argv[1], &nature) || nature == HENJI_DEFECT_CLAIM)
    return henji_ctl_usage ("defect");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  if (row != 0)
    event = removed ? henji_desk_defect_removed (ctl->desk, row, nature, &error)
                    : henji_desk_defect (ctl->desk, row, nature, &error);

  return event != 0 ? print_event (ctl, event, row) : henji_ctl_fail (error);
}

/* ---- Looking back ---------------------------------------------------------------------------- */

static void
add_cell (JsonBuilder *builder, const HenjiListingColumn *column, const HenjiListingCell *cell)
{
  json_builder_set_member_name (builder, column->id);
  if (cell->plain == NULL)
    json_builder_add_string_value (builder, cell->text);
  else if (*cell->plain == '\0')
    json_builder_add_null_value (builder);
  else if (strchr (cell->plain, '.') != NULL)
    json_builder_add_double_value (builder, g_ascii_strtod (cell->plain, NULL));
  else
    json_builder_add_int_value (builder, g_ascii_strtoll (cell->plain, NULL, 10));
}

/* One object for each row of each table. */
static void
print_json (GPtrArray *sheets)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      const HenjiListing *sheet = g_ptr_array_index (sheets, i);

      for (guint k = 0; k < sheet->rows->len; k++)
        {
          const HenjiListingRow *row = g_ptr_array_index (sheet->rows, k);
          JsonBuilder *builder = json_builder_new ();

          json_builder_begin_object (builder);
          henji_ctl_member_string (builder, "table", sheet->id);
          if (row->id != NULL)
            henji_ctl_member_string (builder, "id", row->id);
          for (guint j = 0; j < row->cells->len; j++)
            add_cell (builder, &g_array_index (sheet->columns, HenjiListingColumn, j),
                      &g_array_index (row->cells, HenjiListingCell, j));
          if (row->kind >= 0)
            henji_ctl_member_string (builder, "kind_id", henji_kind_id ((HenjiKind) row->kind));
          json_builder_end_object (builder);
          henji_ctl_print (builder);
        }
    }
}

static void
print_plain (GPtrArray *sheets)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      const HenjiListing *sheet = g_ptr_array_index (sheets, i);

      if (sheet->rows->len == 0)
        continue;
      g_print ("%s%s\n", i > 0 ? "\n" : "", sheet->title);
      for (guint k = 0; k < sheet->rows->len; k++)
        for (guint j = 0; j < sheet->columns->len; j++)
          g_print ("%s%s", henji_listing_cell (sheet, k, j)->text,
                   j + 1 < sheet->columns->len ? "\t" : "\n");
    }
}

static gboolean
save (HenjiCtl *ctl, const char *path, GBytes *content, GError **error)
{
  if (!g_str_equal (path, "-"))
    return henji_desk_save_summary (ctl->desk, path, content, FALSE, error);
  fwrite (g_bytes_get_data (content, NULL), 1, g_bytes_get_size (content), stdout);

  return TRUE;
}

static HenjiCtlExit
write_files (
    HenjiCtl *ctl, HenjiSummary *summary, GPtrArray *sheets, const char *csv, const char *pdf)
{
  g_autoptr (GError) error = NULL;

  if (csv != NULL)
    {
      char *text = henji_listings_csv (sheets);
      g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));

      if (!save (ctl, csv, content, &error))
        return henji_ctl_fail (error);
    }
  if (pdf != NULL)
    {
      g_autoptr (GBytes) content = henji_desk_summary_pdf (ctl->desk, summary, &error);

      if (content == NULL || !save (ctl, pdf, content, &error))
        return henji_ctl_fail (error);
    }

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_summary (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiSummary) summary = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  HenjiPeriod period;
  char *from, *to, *marketplace, *csv, *pdf;

  if (!henji_ctl_take_one (&argc, argv, "--from", &from)
      || !henji_ctl_take_one (&argc, argv, "--to", &to)
      || !henji_ctl_take_one (&argc, argv, "--marketplace", &marketplace)
      || !henji_ctl_take_one (&argc, argv, "--csv", &csv)
      || !henji_ctl_take_one (&argc, argv, "--pdf", &pdf) || !henji_ctl_no_options (argc, argv)
      || argc != 0 || from == NULL || to == NULL
      || (csv != NULL && pdf != NULL && g_str_equal (csv, "-") && g_str_equal (pdf, "-")))
    return henji_ctl_usage ("summary");
  if (!henji_period_parse (from, to, &period))
    {
      henji_ctl_say ("“%s” to “%s” is no period of dates like 2026-11-01", from, to);
      return HENJI_CTL_USAGE;
    }

  status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  summary = henji_desk_summary (ctl->desk, &period, marketplace, NULL, &error);
  if (summary == NULL)
    return henji_ctl_fail (error);
  sheets = henji_summary_sheets (summary, henji_locale_language ());
  if (csv != NULL || pdf != NULL)
    return write_files (ctl, summary, sheets, csv, pdf);
  if (ctl->json)
    print_json (sheets);
  else
    print_plain (sheets);

  return HENJI_CTL_FINE;
}

/* ---- Feedback -------------------------------------------------------------------------------- */

static void
print_feedback (HenjiCtl *ctl, const HenjiFeedback *feedback)
{
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%s\t%d\t%s\t%s\t%s\n", feedback->date != NULL ? feedback->date : "-",
               feedback->stars, feedback->order_id,
               feedback->comment != NULL ? feedback->comment : "",
               feedback->answer != NULL ? feedback->answer : "");
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "date", feedback->date);
  henji_ctl_member_count (builder, "stars", feedback->stars);
  henji_ctl_member_string (builder, "order_id", feedback->order_id);
  henji_ctl_member_string (builder, "marketplace", feedback->marketplace);
  henji_ctl_member_string (builder, "comment", feedback->comment);
  henji_ctl_member_string (builder, "answer", feedback->answer);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
run_feedback (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  HenjiPeriod period;
  char *from, *to;

  if (!henji_ctl_take_one (&argc, argv, "--from", &from)
      || !henji_ctl_take_one (&argc, argv, "--to", &to) || !henji_ctl_no_options (argc, argv)
      || argc != 0 || from == NULL || to == NULL)
    return henji_ctl_usage ("feedback");
  if (!henji_period_parse (from, to, &period))
    {
      henji_ctl_say ("“%s” to “%s” is no period of dates like 2026-11-01", from, to);
      return HENJI_CTL_USAGE;
    }

  status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  all = henji_desk_feedback (ctl->desk, period.from, period.to, &error);
  if (all == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < all->len; i++)
    print_feedback (ctl, g_ptr_array_index (all, i));

  return HENJI_CTL_FINE;
}

const HenjiCtlVerb henji_ctl_summary_verbs[] = {
  { "defect", "CASE feedback|chargeback [removed]", run_defect },
  { "feedback", "--from DATE --to DATE", run_feedback },
  { "outlay", "CASE refund|partial-refund|resend|return-shipping|gift AMOUNT", run_outlay },
  { "summary",
    "--from DATE --to DATE [--marketplace M] [--csv FILE|-] [--pdf FILE|-]\n"
    "      (both dates are part of it; --json prints one object for each row of each table)",
    run_summary },
  { NULL },
};

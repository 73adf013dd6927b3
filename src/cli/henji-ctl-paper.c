/* henji-ctl-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is printed: labels, slips, packing lists, the calibration page.
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-desk-documents.h"
#include "henji-desk-printing.h"
#include "henji-desk-returns.h"

/* ---- Labels and slips ------------------------------------------------------------------------ */

typedef struct
{
  char *kind;
  char *stock;
  char *start;
  char *copies;
  char *language;
  char *output;
  HenjiLabelKind parsed_kind;
  int parsed_language;
  guint64 first;
  guint64 n_copies;
} Options;

static gboolean
take_options (int *argc, char **argv, Options *options)
{
  HenjiLanguage language = HENJI_LANGUAGE_OTHER;

  options->parsed_language = -1;
  options->first = options->n_copies = 1;
  if (!henji_ctl_take_one (argc, argv, "--kind", &options->kind)
      || !henji_ctl_take_one (argc, argv, "--stock", &options->stock)
      || !henji_ctl_take_one (argc, argv, "--start", &options->start)
      || !henji_ctl_take_one (argc, argv, "--copies", &options->copies)
      || !henji_ctl_take_one (argc, argv, "--language", &options->language)
      || !henji_ctl_take_one (argc, argv, "--output", &options->output)
      || !henji_ctl_no_options (*argc, argv) || *argc == 0 || options->output == NULL)
    return FALSE;
  if (options->language != NULL)
    {
      if (!henji_language_from_id (options->language, &language)
          || language == HENJI_LANGUAGE_OTHER)
        return FALSE;
      options->parsed_language = (int) language;
    }

  return (options->kind == NULL || henji_label_kind_from_id (options->kind, &options->parsed_kind))
         && (options->start == NULL
             || g_ascii_string_to_unsigned (options->start, 10, 1, 400, &options->first, NULL))
         && (options->copies == NULL
             || g_ascii_string_to_unsigned (options->copies, 10, 1, 999, &options->n_copies, NULL));
}

static HenjiStock *
find_stock (HenjiCtl *ctl, const char *id)
{
  GPtrArray *stocks = henji_desk_stocks (ctl->desk);

  for (guint i = 0; i < stocks->len; i++)
    {
      HenjiStock *stock = g_ptr_array_index (stocks, i);

      if (g_str_equal (stock->id, id))
        return stock;
    }
  henji_ctl_say ("there is no stock “%s”", id);

  return NULL;
}

/* A case's number, or what henji_desk_return_find() knows. */
static gboolean
find_wish (HenjiCtl *ctl, const char *typed, HenjiLabelWish *wish, char **order_id, GError **error)
{
  HenjiReturnFound found;
  g_autoptr (GError) no_case = NULL;

  wish->case_row = henji_desk_find_case (ctl->desk, typed, &no_case);
  if (wish->case_row != 0)
    return TRUE;
  if (henji_desk_return_find (ctl->desk, typed, &found, error) && found.case_row != 0)
    {
      wish->case_row = found.case_row;
      wish->rma_row = found.rma_row;
      if (*found.order_id != '\0')
        wish->order_id = *order_id = g_strdup (found.order_id);
      return TRUE;
    }
  if (error != NULL && *error == NULL)
    g_propagate_error (error, g_steal_pointer (&no_case));

  return FALSE;
}

typedef struct
{
  GArray *rows;      /* of cases */
  GPtrArray *uuids;  /* of cases */
  GPtrArray *labels; /* (element-type HenjiLabel) */
  char *marketplace; /* of the first */
} Gathered;

static gboolean
gather (HenjiCtl *ctl, char **argv, const Options *options, Gathered *all, GError **error)
{
  for (int i = 0; argv[i] != NULL; i++)
    {
      HenjiLabelWish wish = HENJI_LABEL_WISH_INIT;
      g_autofree char *order_id = NULL;
      g_autofree char *warning = NULL;
      g_autoptr (GPtrArray) cases = NULL;
      const HenjiCase *case_;
      HenjiLabel *label;

      wish.kind = options->parsed_kind;
      wish.language = options->parsed_language;
      if (!find_wish (ctl, argv[i], &wish, &order_id, error))
        return FALSE;
      cases = henji_desk_cases (ctl->desk, &wish.case_row, 1, error);
      if (cases == NULL)
        return FALSE;
      label = henji_desk_label_make (ctl->desk, &wish, &warning, error);
      if (label == NULL)
        return FALSE;
      if (warning != NULL)
        henji_ctl_say ("%s", warning);
      case_ = g_ptr_array_index (cases, 0);
      g_ptr_array_add (all->labels, label);
      g_ptr_array_add (all->uuids, g_strdup (case_->uuid));
      g_array_append_val (all->rows, wish.case_row);
      if (all->marketplace == NULL)
        all->marketplace = g_strdup (case_->marketplace);
    }

  return TRUE;
}

static gboolean
print_label (
    HenjiCtl *ctl, const HenjiLabelJob *job, int label, const char *case_uuid, GError **error)
{
  const HenjiLabel *value = g_ptr_array_index (job->labels, label);
  g_auto (GStrv) payloads = henji_label_job_payloads (job, (guint) label, error);

  if (payloads == NULL)
    return FALSE;
  for (int copy = 0; copy < job->copies; copy++)
    {
      JsonBuilder *builder;
      int page, cell;

      henji_label_job_place (job, label, copy, &page, &cell);
      if (!ctl->json)
        {
          g_print ("%s  page %d, cell %d\n", henji_label_code (value), page + 1, cell);
          continue;
        }
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "case", case_uuid);
      henji_ctl_member_string (builder, "rma", value->rma);
      if (value->kind != HENJI_LABEL_RETURN)
        {
          henji_ctl_member_string (builder, "kind", henji_label_kind_id (value->kind));
          henji_ctl_member_string (builder, "order", value->order_id);
          henji_ctl_member_string (builder, "stock", job->stock->id);
        }
      henji_ctl_member_count (builder, "page", page + 1);
      henji_ctl_member_count (builder, "cell", cell);
      henji_ctl_member_strv (builder, "payloads", payloads);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }

  return TRUE;
}

/* Everything is made before the events say that it was. */
static gboolean
save_labels (
    HenjiCtl *ctl, const Options *options, HenjiLabelJob *job, const Gathered *all, GError **error)
{
  const HenjiPrintout printout
      = { all->rows, all->labels, job->stock, NULL, (int) options->n_copies };

  job->labels = all->labels;
  job->start = (int) options->first;
  job->copies = (int) options->n_copies;
  if (!henji_label_job_check (job, error) || !henji_label_job_save (job, options->output, error)
      || !henji_desk_printed (ctl->desk, &printout, error))
    return FALSE;
  for (guint i = 0; i < all->labels->len; i++)
    if (!print_label (ctl, job, (int) i, g_ptr_array_index (all->uuids, i), error))
      return FALSE;

  return TRUE;
}

static HenjiCtlExit
make_labels (HenjiCtl *ctl, char **argv, const Options *options)
{
  g_autoptr (GPtrArray) labels
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Gathered all = { rows, uuids, labels, NULL };
  g_autoptr (GError) error = NULL;
  HenjiLabelJob job = { 0 };
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);

  if (status != HENJI_CTL_FINE)
    return status;
  if (options->stock != NULL)
    {
      job.stock = find_stock (ctl, options->stock);
      if (job.stock == NULL)
        return HENJI_CTL_REFUSED;
    }
  if (gather (ctl, argv, options, &all, &error))
    {
      if (job.stock == NULL)
        job.stock = henji_desk_stock_for_paper (ctl->desk, all.marketplace);
      save_labels (ctl, options, &job, &all, &error);
    }
  g_free (all.marketplace);

  return error != NULL ? henji_ctl_fail (error) : HENJI_CTL_FINE;
}

static HenjiCtlExit
run_label (HenjiCtl *ctl, int argc, char **argv)
{
  Options options = { .parsed_kind = HENJI_LABEL_RETURN };

  if (!take_options (&argc, argv, &options) || options.stock == NULL
      || options.parsed_kind == HENJI_LABEL_SLIP)
    return henji_ctl_usage ("label");

  return make_labels (ctl, argv, &options);
}

static HenjiCtlExit
run_slip (HenjiCtl *ctl, int argc, char **argv)
{
  Options options = { .parsed_kind = HENJI_LABEL_SLIP };

  if (!take_options (&argc, argv, &options) || options.kind != NULL)
    return henji_ctl_usage ("slip");

  return make_labels (ctl, argv, &options);
}

/* ---- Again ----------------------------------------------------------------------------------- */

/* (transfer none) (nullable): the newest event of the case that tells of a @kind. */
static const HenjiEvent *
newest_printed (const HenjiCaseDetail *detail, HenjiLabelKind kind)
{
  for (guint i = detail->events->len; i > 0; i--)
    {
      const HenjiEvent *event = g_ptr_array_index (detail->events, i - 1);
      HenjiLabelKind printed;

      if (!event->undone && henji_desk_printed_kind (event, &printed) && printed == kind)
        return event;
    }

  return NULL;
}

/* (transfer full) @label. What it came out on is what it comes out on again. */
static gboolean
save_again (HenjiCtl *ctl,
            Options *options,
            const HenjiCaseDetail *detail,
            HenjiLabel *label,
            const HenjiPrintedOn *on,
            GError **error)
{
  g_autoptr (GPtrArray) labels
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  const Gathered all = { rows, uuids, labels, NULL };
  HenjiStock *stock = find_stock (ctl, options->stock != NULL ? options->stock : on->stock);
  g_autoptr (HenjiStock) cut = NULL;
  HenjiLabelJob job = { 0 };

  g_array_append_val (rows, detail->case_->row);
  g_ptr_array_add (uuids, detail->case_->uuid);
  g_ptr_array_add (labels, label);
  if (stock == NULL)
    return FALSE;
  cut = on->length > 0 && stock->length_max > 0 ? henji_stock_with_length (stock, on->length)
                                                : henji_stock_ref (stock);
  job.stock = cut;
  if (options->copies == NULL)
    options->n_copies = (guint64) on->copies;

  return save_labels (ctl, options, &job, &all, error);
}

static HenjiCtlExit
run_print_again (HenjiCtl *ctl, int argc, char **argv)
{
  Options options = { .parsed_kind = HENJI_LABEL_RETURN };
  HenjiLabelWish wish = HENJI_LABEL_WISH_INIT;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autofree char *order_id = NULL;
  g_auto (HenjiPrintedOn) on = HENJI_PRINTED_ON_INIT;
  g_autoptr (GError) error = NULL;
  const HenjiEvent *event;
  HenjiLabel *label;
  HenjiCtlExit status;

  if (!take_options (&argc, argv, &options) || argc != 1 || options.language != NULL)
    return henji_ctl_usage ("print-again");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  if (!find_wish (ctl, argv[0], &wish, &order_id, &error))
    return henji_ctl_fail (error);
  detail = henji_desk_case_detail (ctl->desk, wish.case_row, &error);
  if (detail == NULL)
    return henji_ctl_fail (error);
  event = newest_printed (detail, options.parsed_kind);
  if (event == NULL)
    {
      henji_ctl_say ("nothing of this kind was printed yet");
      return HENJI_CTL_REFUSED;
    }
  label = henji_desk_printed_label (ctl->desk, event, &on, &error);
  if (label == NULL)
    return henji_ctl_fail (error);
  if (save_again (ctl, &options, detail, label, &on, &error))
    return HENJI_CTL_FINE;

  return error != NULL ? henji_ctl_fail (error) : HENJI_CTL_REFUSED;
}

/* ---- Packing --------------------------------------------------------------------------------- */

static HenjiCtlExit
run_packing_list (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  HenjiPackingJob job = { .language = HENJI_LANGUAGE_JA };
  HenjiPackingSaved saved = { 0 };
  gboolean open = henji_ctl_take_flag (&argc, argv, "--open");
  gboolean list_only = henji_ctl_take_flag (&argc, argv, "--list-only");
  gboolean slips_only = henji_ctl_take_flag (&argc, argv, "--slips-only");
  char *language, *output;
  HenjiCtlExit status;

  job.letter = henji_ctl_take_flag (&argc, argv, "--letter");
  if (!henji_ctl_take_one (&argc, argv, "--language", &language)
      || !henji_ctl_take_one (&argc, argv, "--output", &output)
      || !henji_ctl_no_options (argc, argv) || open == (argc > 0) || (list_only && slips_only)
      || output == NULL
      || (language != NULL
          && (!henji_language_from_id (language, &job.language)
              || job.language == HENJI_LANGUAGE_OTHER)))
    return henji_ctl_usage ("packing-list");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  job.order_ids = open ? NULL : (const char *const *) argv;
  job.list = !slips_only;
  job.slips = !list_only;
  if (!henji_desk_packing_save (ctl->desk, &job, output, &saved, &error))
    return henji_ctl_fail (error);
  if (ctl->json)
    {
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      henji_ctl_member_count (builder, "orders", saved.n_orders);
      henji_ctl_member_count (builder, "pages", saved.n_pages);
      henji_ctl_member_count (builder, "list_pages", saved.n_list_pages);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }
  else
    g_print ("%d orders on %d pages\n", saved.n_orders, saved.n_pages);

  return HENJI_CTL_FINE;
}

/* ---- Calibration ----------------------------------------------------------------------------- */

static HenjiCtlExit
run_calibrate (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  char *stock_id, *output;
  HenjiStock *stock;
  HenjiCtlExit status;

  if (!henji_ctl_take_one (&argc, argv, "--stock", &stock_id)
      || !henji_ctl_take_one (&argc, argv, "--output", &output)
      || !henji_ctl_no_options (argc, argv) || argc != 0 || stock_id == NULL || output == NULL)
    return henji_ctl_usage ("calibrate");
  status = henji_ctl_open (ctl, HENJI_DESK_FACTS_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  stock = find_stock (ctl, stock_id);
  if (stock == NULL)
    return HENJI_CTL_REFUSED;
  if (!henji_calibration_save (stock, output, &error))
    return henji_ctl_fail (error);
  if (ctl->json)
    {
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "stock", stock->id);
      henji_ctl_member_count (builder, "cells", henji_stock_n_cells (stock));
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }
  else
    g_print ("%s\n", stock->title);

  return HENJI_CTL_FINE;
}

const HenjiCtlVerb henji_ctl_paper_verbs[] = {
  { "label",
    "RETURN|CASE… [--kind return|resend] --stock ID [--start N] [--copies N] [--language ja|en] "
    "--output FILE.pdf",
    run_label },
  { "slip",
    "RETURN|CASE… [--stock ID] [--start N] [--copies N] [--language ja|en] --output FILE.pdf",
    run_slip },
  { "print-again",
    "RETURN|CASE [--kind return|slip|resend] [--stock ID] [--start N] [--copies N] "
    "--output FILE.pdf",
    run_print_again },
  { "packing-list",
    "ORDER…|--open [--list-only|--slips-only] [--letter] [--language ja|en] --output FILE.pdf",
    run_packing_list },
  { "calibrate", "--stock ID --output FILE.pdf", run_calibrate },
  { NULL },
};

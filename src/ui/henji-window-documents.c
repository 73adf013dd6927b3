/* henji-window-documents.c: slips, address labels and packing lists as PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-documents"

#include "config.h"

#include "henji-window-private.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-desk-documents.h"

#define PACKING "packing" /* of all that have not left yet */
#define PACKING_CASE "packing-case"

typedef struct
{
  HenjiWindow *window;
  char *document; /* the id of a HenjiLabelKind, or one of the above */
  gint64 case_row;
  gint64 rma_row; /* 0: the case's newest */
  char **order_ids;
  gboolean letter;
  char *path; /* (nullable): still to be asked for */

  HenjiLabel *label; /* once it is made */
  char *stock;       /* its id */
  char *folder;      /* (nullable): where labels were saved last */
  char *warning;     /* nullable */
  int n_orders;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->window);
  g_free (job->document);
  g_strfreev (job->order_ids);
  g_free (job->path);
  g_clear_pointer (&job->label, henji_label_unref);
  g_free (job->stock);
  g_free (job->folder);
  g_free (job->warning);
  g_free (job);
}

/* ---- Saving ---------------------------------------------------------------------------------- */

static HenjiStock *
find_stock (HenjiDesk *desk, const char *id)
{
  GPtrArray *stocks = henji_desk_stocks (desk);

  for (guint i = 0; i < stocks->len; i++)
    if (g_strcmp0 (((HenjiStock *) g_ptr_array_index (stocks, i))->id, id) == 0)
      return g_ptr_array_index (stocks, i);

  return NULL;
}

static gboolean
save_label (HenjiDesk *desk, Job *job, GError **error)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  HenjiLabelJob sheet
      = { .stock = find_stock (desk, job->stock), .labels = labels, .start = 1, .copies = 1 };

  g_ptr_array_add (labels, job->label);

  return henji_label_job_save (&sheet, job->path, error)
         && henji_desk_label_made (desk, job->case_row, job->label, job->stock, error) != 0;
}

static gpointer
save_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  HenjiPackingJob packing
      = { .language = henji_pane_language (), .letter = job->letter, .list = TRUE, .slips = TRUE };
  HenjiPackingSaved saved = { 0 };
  gboolean done;

  if (job->label != NULL)
    return GINT_TO_POINTER (save_label (desk, job, error));
  packing.order_ids = (const char *const *) job->order_ids;
  done = henji_desk_packing_save (desk, &packing, job->path, &saved, error);
  job->n_orders = saved.n_orders;

  return GINT_TO_POINTER (done);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  HenjiWindow *self = job->window;
  g_autoptr (GError) error = NULL;
  gboolean done = henji_desk_run_finish (HENJI_DESK (source), result, &error) != NULL;
  g_autofree char *words = NULL;

  if (done)
    {
      g_autofree char *name = g_path_get_basename (job->path);
      g_autofree char *shown = g_filename_display_name (name);

      words = job->label != NULL
                  ? g_strdup_printf (_ ("Saved as %s"), shown)
                  : g_strdup_printf (
                      ngettext ("%d order, saved as %s", "%d orders, saved as %s", job->n_orders),
                      job->n_orders, shown);
    }
  else
    words = g_strdup_printf (_ ("PDF not saved: %s"), error != NULL ? error->message : "");
  if (self->desk != NULL)
    henji_window_toast (self, words);
  job_free (job);
}

static void
save (Job *job)
{
  henji_desk_run_async (job->window->desk, save_func, job, NULL, NULL, NULL, saved_cb, job);
}

static void
path_chosen_cb (const char *const *paths, gpointer user_data)
{
  Job *job = user_data;

  if (paths == NULL || job->window->desk == NULL)
    {
      job_free (job);
      return;
    }
  job->path = g_strdup (paths[0]);
  save (job);
}

static char *
file_name (const Job *job)
{
  g_autofree char *today = NULL;
  char *name;

  if (g_str_equal (job->document, "slip"))
    /* Translators: the suggested name of a file; %s is the RMA number */
    name = g_strdup_printf (_ ("%s slip.pdf"), henji_label_code (job->label));
  else if (job->label != NULL)
    /* Translators: the suggested name of a file; %s is the number of an order */
    name = g_strdup_printf (_ ("%s address.pdf"), henji_label_code (job->label));
  else
    {
      g_autoptr (GDateTime) now
          = g_date_time_new_from_unix_utc (henji_desk_now (job->window->desk) / G_USEC_PER_SEC);
      g_autoptr (GDateTime) here
          = g_date_time_to_timezone (now, henji_desk_zone (job->window->desk));

      today = g_date_time_format (here, "%Y-%m-%d");
      /* Translators: the suggested name of a file; %s is a date */
      name = g_strdup_printf (_ ("packing list %s.pdf"), today);
    }
  g_strdelimit (name, "/\\", '-');

  return name;
}

static void
ask (Job *job)
{
  g_autofree char *name = file_name (job);

  henji_compat_save_file (GTK_WINDOW (job->window), _ ("Save PDF"), job->folder, name,
                          path_chosen_cb, job);
}

/* ---- Making ---------------------------------------------------------------------------------- */

/* A slip is a page; an address goes onto the labels that were used last. */
static gpointer
make_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  HenjiLabelWish wish = HENJI_LABEL_WISH_INIT;
  HenjiStock *stock = NULL;
  g_autofree char *last = henji_desk_setting (desk, "label.stock", NULL);

  henji_label_kind_from_id (job->document, &wish.kind);
  wish.case_row = job->case_row;
  wish.rma_row = job->rma_row;
  job->folder = henji_desk_setting (desk, "label.folder", NULL);
  job->label = henji_desk_label_make (desk, &wish, &job->warning, error);
  if (job->label == NULL)
    return NULL;
  if (wish.kind == HENJI_LABEL_RESEND)
    stock
        = find_stock (desk, last) != NULL ? find_stock (desk, last) : find_stock (desk, "100x150");
  else
    stock = henji_desk_stock_for_paper (desk, job->letter ? "amazon.com" : NULL);
  job->stock = g_strdup (stock->id);

  return job->label;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  gboolean made = henji_desk_run_finish (HENJI_DESK (source), result, &error) != NULL;

  if (job->window->desk == NULL || !made)
    {
      if (job->window->desk != NULL && error != NULL)
        henji_window_toast (job->window, error->message);
      job_free (job);
      return;
    }
  if (job->warning != NULL)
    henji_window_toast (job->window, job->warning);
  if (job->path != NULL)
    save (job);
  else
    ask (job);
}

/* @path: (nullable): where to, instead of asking */
static void
begin (HenjiWindow *self, const char *document, gint64 rma_row, const char *path)
{
  HenjiCaseDetail *detail = henji_window_get_detail (self);
  gboolean all = g_str_equal (document, PACKING);
  Job *job;

  if (!all && (detail == NULL || detail->support != NULL))
    return;
  job = g_new0 (Job, 1);
  job->window = g_object_ref (self);
  job->document = g_strdup (document);
  job->path = g_strdup (path);
  if (!all)
    {
      job->case_row = detail->case_->row;
      job->rma_row = rma_row;
      job->letter = g_strcmp0 (detail->case_->marketplace, "amazon.com") == 0;
    }
  if (g_str_equal (document, PACKING_CASE))
    job->order_ids = g_strdupv (detail->case_->order_ids);
  if (g_str_has_prefix (document, PACKING))
    {
      if (path != NULL)
        save (job);
      else
        ask (job);
      return;
    }
  henji_reply_pane_flush (self->reply);
  henji_desk_run_async (self->desk, make_func, job, NULL, NULL, NULL, made_cb, job);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *document;
  gint64 rma_row;

  g_variant_get (parameter, "(&sx)", &document, &rma_row);
  begin (user_data, document, rma_row, NULL);
}

static void
save_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *document, *path;
  gint64 rma_row;

  g_variant_get (parameter, "(&sx&s)", &document, &rma_row, &path);
  begin (user_data, document, rma_row, path);
}

void
henji_window_documents_install (HenjiWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "save", .activate = save_cb, .parameter_type = "(sx)" },
    { .name = "save-to", .activate = save_to_cb, .parameter_type = "(sxs)" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "document", G_ACTION_GROUP (actions));
}

/* henji-case-loader.c: a case model over a desk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-case-loader"

#include "config.h"

#include "henji-case-model.h"

typedef struct
{
  HenjiCaseQuery query;
  char *marketplace;
  char *tag;
  char *text;
} Query;

typedef struct
{
  GWeakRef model;
  guint serial;
} Waiting;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->marketplace);
  g_free (query->tag);
  g_free (query->text);
  g_free (query);
}

static Waiting *
waiting_new (HenjiCaseModel *model, guint serial)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  g_weak_ref_init (&waiting->model, model);
  waiting->serial = serial;
  return waiting;
}

static HenjiCaseModel *
waiting_free (Waiting *waiting)
{
  HenjiCaseModel *model = g_weak_ref_get (&waiting->model);

  g_weak_ref_clear (&waiting->model);
  g_free (waiting);
  return model;
}

static gpointer
list_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Query *query = data;

  return henji_desk_case_rows (desk, &query->query, cancellable, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  guint serial = waiting->serial;
  g_autoptr (HenjiCaseModel) model = waiting_free (waiting);
  g_autoptr (GError) error = NULL;
  GArray *rows = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (rows == NULL && !henji_desk_was_ended (error))
    g_warning ("The list of cases cannot be read: %s", error->message);
  if (model != NULL)
    henji_case_model_take_rows (model, serial, rows);
  else if (rows != NULL)
    g_array_unref (rows);
}

static void
list (HenjiCaseModel *model,
      const HenjiCaseQuery *query,
      guint serial,
      GCancellable *cancellable,
      gpointer user_data)
{
  Query *copy = g_new0 (Query, 1);

  copy->query = *query;
  copy->query.marketplace = copy->marketplace = g_strdup (query->marketplace);
  copy->query.tag = copy->tag = g_strdup (query->tag);
  copy->query.text = copy->text = g_strdup (query->text);
  henji_desk_run_async (user_data, list_func, copy, query_free, (GDestroyNotify) g_array_unref,
                        cancellable, listed_cb, waiting_new (model, serial));
}

static gpointer
load_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *rows = data;

  return henji_desk_cases (desk, (const gint64 *) (gpointer) rows->data, rows->len, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiCaseModel) model = waiting_free (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (cases == NULL && !henji_desk_was_ended (error))
    g_warning ("Cases cannot be read: %s", error->message);
  if (model != NULL)
    henji_case_model_take_cases (model, cases);
}

static void
load (HenjiCaseModel *model, const gint64 *rows, guint n_rows, gpointer user_data)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_rows);

  g_array_append_vals (copy, rows, n_rows);
  henji_desk_run_async (user_data, load_func, copy, (GDestroyNotify) g_array_unref,
                        (GDestroyNotify) g_ptr_array_unref, NULL, loaded_cb,
                        waiting_new (model, 0));
}

static void
changed_cb (HenjiDesk *desk, GArray *rows, gpointer user_data)
{
  henji_case_model_changed (user_data, rows);
}

HenjiCaseModel *
henji_case_model_new_for_desk (HenjiDesk *desk)
{
  static const HenjiCaseLoader loader = { list, load };
  HenjiCaseModel *model;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);
  model = henji_case_model_new (&loader, desk);
  g_object_set_data_full (G_OBJECT (model), "desk", g_object_ref (desk), g_object_unref);
  g_signal_connect_object (desk, "changed", G_CALLBACK (changed_cb), model, 0);
  return model;
}

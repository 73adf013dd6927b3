/* henji-carrier-window-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-carrier-window-load"

#include "config.h"

#include "henji-carrier-window-private.h"

#include <glib/gi18n-lib.h>

#define LAST_SETTING "carrier.last"
#define CONTENTS_SETTING "carrier.contents"
#define FOLDER_SETTING "carrier.folder"

/* ---- Reading ----------------------------------------------------------------------------------
 */

typedef struct
{
  GArray *case_rows;
  HenjiParcelKind kind;
  gboolean all;

  GPtrArray *parcels;
  GHashTable *answers;
  char *last;
  char *phone;
  char *contents;
  char *folder;
  int keep_days;
} Loading;

static void
loading_free (Loading *loading)
{
  g_array_unref (loading->case_rows);
  g_clear_pointer (&loading->parcels, g_ptr_array_unref);
  g_clear_pointer (&loading->answers, g_hash_table_unref);
  g_free (loading->last);
  g_free (loading->phone);
  g_free (loading->contents);
  g_free (loading->folder);
  g_free (loading);
}

static gboolean
load_answers (HenjiDesk *desk, Loading *loading, GError **error)
{
  GPtrArray *layouts = henji_desk_carriers (desk);

  loading->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; i < layouts->len; i++)
    {
      HenjiCarrierLayout *layout = layouts->pdata[i];
      GHashTable *said = henji_desk_carrier_answers (desk, layout, error);

      if (said == NULL)
        return FALSE;
      g_hash_table_insert (loading->answers, g_strdup (layout->id), said);
    }

  return TRUE;
}

static gpointer
load_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;
  g_autoptr (GError) local = NULL;

  loading->parcels = henji_desk_parcels (desk, (const gint64 *) loading->case_rows->data,
                                         loading->case_rows->len, loading->kind, error);
  if (loading->parcels == NULL)
    return NULL;
  if (!loading->all)
    return loading;
  if (!load_answers (desk, loading, error))
    return NULL;
  loading->last = henji_desk_setting (desk, LAST_SETTING, NULL);
  loading->phone = henji_desk_carrier_phone (desk, NULL);
  loading->contents = henji_desk_setting (desk, CONTENTS_SETTING, NULL);
  loading->folder = henji_desk_setting (desk, FOLDER_SETTING, NULL);
  loading->keep_days = henji_desk_carrier_keep_days (desk, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return loading;
}

/* What an address of the shop's says is shown as well as what was entered for carriers. */
static const char *
phone_to_show (HenjiCarrierWindow *self, const Loading *loading)
{
  const HenjiParcel *first = self->parcels->len > 0 ? self->parcels->pdata[0] : NULL;

  return loading->phone != NULL && *loading->phone != '\0' ? loading->phone
         : first != NULL && first->shop_phone != NULL      ? first->shop_phone
                                                           : "";
}

static void
take_all (HenjiCarrierWindow *self, Loading *loading)
{
  GPtrArray *layouts = henji_desk_carriers (self->desk);

  g_clear_pointer (&self->answers, g_hash_table_unref);
  self->answers = g_steal_pointer (&loading->answers);
  self->folder = g_steal_pointer (&loading->folder);
  self->keep_days = loading->keep_days;
  self->filling = TRUE;
  /* The last of them is Yamato, the usual one. */
  adw_combo_row_set_selected (self->carrier_row, layouts->len - 1);
  for (guint i = 0; i < layouts->len; i++)
    if (g_strcmp0 (((HenjiCarrierLayout *) layouts->pdata[i])->id, loading->last) == 0)
      adw_combo_row_set_selected (self->carrier_row, i);
  gtk_editable_set_text (GTK_EDITABLE (self->phone_row), phone_to_show (self, loading));
  gtk_editable_set_text (GTK_EDITABLE (self->contents_row),
                         loading->contents != NULL ? loading->contents : "");
  self->filling = FALSE;
  henji_carrier_window_show_layout (self);
}

typedef struct
{
  HenjiCarrierWindow *window;
  Loading *loading;
} LoadJob;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LoadJob *job = user_data;
  g_autoptr (HenjiCarrierWindow) self = job->window;
  Loading *loading = job->loading;
  g_autoptr (GError) error = NULL;

  g_free (job);
  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (error == NULL && self->desk != NULL)
    {
      self->kind = loading->kind;
      g_clear_pointer (&self->parcels, g_ptr_array_unref);
      self->parcels = g_steal_pointer (&loading->parcels);
      g_ptr_array_set_size (self->edits, 0);
      if (loading->all)
        take_all (self, loading);
      henji_carrier_window_update (self);
    }
  else if (self->desk != NULL && !henji_desk_was_ended (error))
    henji_carrier_window_toast (self, error->message);
  loading_free (loading);
}

void
henji_carrier_window_load (HenjiCarrierWindow *self, HenjiParcelKind kind, gboolean all)
{
  LoadJob *job = g_new0 (LoadJob, 1);
  Loading *loading = g_new0 (Loading, 1);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  loading->case_rows = g_array_copy (self->case_rows);
  loading->kind = kind;
  loading->all = all;
  job->window = g_object_ref (self);
  job->loading = loading;
  henji_desk_run_async (self->desk, load_func, loading, NULL, NULL, self->loading, loaded_cb, job);
}

/* ---- Keeping ----------------------------------------------------------------------------------
 */

/** Keeping: settings as pairs of key and value, and answers as triples. */
typedef struct
{
  char *last;
  char *phone;
  char *contents;
  char *folder;
  GPtrArray *answers; /* (element-type utf8): ask, answer, ask, answer, … */
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_free (keeping->last);
  g_free (keeping->phone);
  g_free (keeping->contents);
  g_free (keeping->folder);
  g_ptr_array_unref (keeping->answers);
  g_free (keeping);
}

static gpointer
keep_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Keeping *keeping = data;
  gboolean kept = henji_desk_set_setting (desk, LAST_SETTING, keeping->last, error)
                  && henji_desk_set_carrier_phone (desk, keeping->phone, error)
                  && henji_desk_set_setting (desk, CONTENTS_SETTING, keeping->contents, error);

  if (kept && keeping->folder != NULL)
    kept = henji_desk_set_setting (desk, FOLDER_SETTING, keeping->folder, error);
  for (guint i = 0; kept && i + 1 < keeping->answers->len; i += 2)
    kept = henji_desk_set_carrier_answer (desk, keeping->last, keeping->answers->pdata[i],
                                          keeping->answers->pdata[i + 1], error);

  return GINT_TO_POINTER (kept);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (error != NULL && !henji_desk_was_ended (error))
    g_warning ("What was said to a carrier was not stored");
}

void
henji_carrier_window_keep (HenjiCarrierWindow *self)
{
  HenjiCarrierLayout *layout = henji_carrier_window_layout (self);
  Keeping *keeping;

  if (layout == NULL || self->parcels == NULL)
    return;
  keeping = g_new0 (Keeping, 1);
  keeping->last = g_strdup (layout->id);
  keeping->phone = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->phone_row)));
  keeping->contents = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->contents_row)));
  keeping->folder = g_strdup (self->folder);
  keeping->answers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->ask_rows->len; i++)
    {
      const HenjiCarrierChoice *ask = layout->asks->pdata[i];

      g_ptr_array_add (keeping->answers, g_strdup (ask->id));
      g_ptr_array_add (keeping->answers,
                       g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->ask_rows->pdata[i]))));
    }
  henji_desk_run_async (self->desk, keep_func, keeping, (GDestroyNotify) keeping_free, NULL, NULL,
                        kept_cb, NULL);
}

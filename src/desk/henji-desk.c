/* henji-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk"

#include "config.h"

#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>

#include "henji-shipment.h"
#include "henji-time.h"

/* Changes are announced at most this often. */
#define ANNOUNCE_INTERVAL (100 * G_TIME_SPAN_MILLISECOND)
#define N_THREADS 4
#define DEFAULT_ZONE "Asia/Tokyo"

G_DEFINE_FINAL_TYPE (HenjiDesk, henji_desk, G_TYPE_OBJECT)
G_DEFINE_QUARK (henji - desk - error - quark, henji_desk_error)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SHOP_CHANGED,
  SIGNAL_FACTS_CHANGED,
  SIGNAL_POLICIES_CHANGED,
  SIGNAL_STOCKS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
henji_desk_finalize (GObject *object)
{
  HenjiDesk *self = HENJI_DESK (object);

  henji_desk_close (self);
  g_clear_pointer (&self->facts, henji_desk_facts_free);
  g_clear_pointer (&self->connector, _henji_connector_free);
  g_clear_pointer (&self->policies, g_ptr_array_unref);
  g_clear_pointer (&self->old_policies, g_ptr_array_unref);
  g_clear_pointer (&self->texts, henji_texts_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->open_days, henji_open_days_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->dir, g_free);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->texts_lock);
  g_clear_pointer (&self->postal_codes, henji_postal_codes_unref);
  g_clear_error (&self->postal_fault);
  g_mutex_clear (&self->postal_lock);

  G_OBJECT_CLASS (henji_desk_parent_class)->finalize (object);
}

static void
henji_desk_class_init (HenjiDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = henji_desk_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", HENJI_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY);
  signals[SIGNAL_SHOP_CHANGED] = g_signal_new ("shop-changed", HENJI_TYPE_DESK, G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FACTS_CHANGED] = g_signal_new ("facts-changed", HENJI_TYPE_DESK, G_SIGNAL_RUN_LAST,
                                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_POLICIES_CHANGED] = g_signal_new (
      "policies-changed", HENJI_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STOCKS_CHANGED] = g_signal_new (
      "stocks-changed", HENJI_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
henji_desk_init (HenjiDesk *self)
{
  g_mutex_init (&self->lock);
  g_mutex_init (&self->texts_lock);
  g_mutex_init (&self->postal_lock);
  self->old_policies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->context = g_main_context_ref_thread_default ();
  self->zone = g_time_zone_new_identifier (DEFAULT_ZONE);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
}

/* ---- Announcing changes ---------------------------------------------------------------------- */

static gboolean
announce_cb (gpointer user_data)
{
  HenjiDesk *self = user_data;
  g_autoptr (GArray) rows = NULL;

  g_mutex_lock (&self->lock);
  self->announce_id = 0;
  self->announced_at = g_get_monotonic_time ();
  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (self->changed != NULL)
    {
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, self->changed);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_array_append_val (rows, *(gint64 *) key);
    }
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_mutex_unlock (&self->lock);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, rows);

  return G_SOURCE_REMOVE;
}

/* Called by the store after a commit, on its writer thread. */
static void
store_changed_cb (const GArray *rows, gpointer user_data)
{
  HenjiDesk *self = user_data;

  g_mutex_lock (&self->lock);
  if (self->changed == NULL)
    self->changed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (self->changed, g_memdup2 (&g_array_index (rows, gint64, i), sizeof (gint64)));

  if (self->announce_id == 0)
    {
      gint64 wait = self->announced_at + ANNOUNCE_INTERVAL - g_get_monotonic_time ();
      g_autoptr (GSource) source = g_timeout_source_new (MAX (wait, 0) / 1000);

      g_source_set_callback (source, announce_cb, g_object_ref (self), g_object_unref);
      self->announce_id = g_source_attach (source, self->context);
    }
  g_mutex_unlock (&self->lock);
}

static gboolean
shop_changed_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_SHOP_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

void
_henji_desk_announce_shop (HenjiDesk *self)
{
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, shop_changed_cb,
                              g_object_ref (self), g_object_unref);
}

/* ---- Opening and closing --------------------------------------------------------------------- */

typedef struct
{
  GTask *task;
  HenjiDeskFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Job;

static void
run_job (gpointer data, gpointer user_data)
{
  HenjiDesk *self = user_data;
  Job *job = data;
  GError *error = NULL;
  gpointer result;

  if (!g_task_return_error_if_cancelled (job->task))
    {
      result = job->func (self, job->data, g_task_get_cancellable (job->task), &error);
      if (error != NULL)
        g_task_return_error (job->task, error);
      else
        g_task_return_pointer (job->task, result, job->result_free);
    }
  if (job->data_free != NULL && job->data != NULL)
    job->data_free (job->data);
  g_object_unref (job->task);
  g_free (job);
}

char *
_henji_desk_folder (const char *dir)
{
  return dir != NULL ? g_canonicalize_filename (dir, NULL)
                     : g_build_filename (g_get_user_data_dir (), "henji", NULL);
}

HenjiDesk *
henji_desk_open (const char *dir, HenjiDeskMode mode, GError **error)
{
  g_autoptr (HenjiDesk) self = g_object_new (HENJI_TYPE_DESK, NULL);

  self->dir = _henji_desk_folder (dir);
  if (mode != HENJI_DESK_FACTS_ONLY)
    {
      self->store = henji_store_open (
          self->dir, mode == HENJI_DESK_READ_WRITE ? HENJI_STORE_READ_WRITE : HENJI_STORE_READ_ONLY,
          error);
      if (self->store == NULL)
        {
          _henji_desk_translate_error (error);
          return NULL;
        }
      henji_store_set_changed (self->store, store_changed_cb, self);
    }

  self->mode = mode;
  self->facts = henji_desk_facts_load (self->dir);
  self->connector = _henji_connector_new (self->dir);
  self->texts = henji_texts_load (self->dir);
  self->pool = g_thread_pool_new (run_job, self, N_THREADS, FALSE, NULL);
  self->acts = g_thread_pool_new (run_job, self, 1, FALSE, NULL);
  if (self->store != NULL)
    {
      g_autoptr (HenjiShop) shop = henji_desk_shop (self, error);

      if (shop == NULL || !_henji_desk_read_policies (self, error))
        return NULL;
      _henji_desk_set_zone (self, shop->zone);
    }

  return g_steal_pointer (&self);
}

void
henji_desk_close (HenjiDesk *self)
{
  g_return_if_fail (HENJI_IS_DESK (self));

  if (self->connector != NULL)
    _henji_connector_close (self->connector);
  if (self->acts != NULL)
    g_thread_pool_free (g_steal_pointer (&self->acts), FALSE, TRUE);
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  if (self->store != NULL)
    {
      henji_store_set_changed (self->store, NULL, NULL);
      g_clear_pointer (&self->store, henji_store_close);
    }
}

const char *
henji_desk_dir (HenjiDesk *self)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return self->dir;
}

gint64
henji_desk_now (HenjiDesk *self)
{
  gint64 now;

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  g_mutex_lock (&self->lock);
  now = self->now;
  g_mutex_unlock (&self->lock);

  return now != 0 ? now : g_get_real_time ();
}

void
henji_desk_set_now (HenjiDesk *self, gint64 now)
{
  g_return_if_fail (HENJI_IS_DESK (self));

  g_mutex_lock (&self->lock);
  self->now = now;
  g_mutex_unlock (&self->lock);
}

GTimeZone *
henji_desk_zone (HenjiDesk *self)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return self->zone;
}

void
_henji_desk_set_zone (HenjiDesk *self, const char *zone)
{
  GTimeZone *found = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;

  if (found == NULL)
    return;

  /* The old zone stays alive: others may hold it. Zones are few and GLib keeps one of each. */
  g_mutex_lock (&self->lock);
  if (g_strcmp0 (g_time_zone_get_identifier (found), g_time_zone_get_identifier (self->zone)) != 0)
    self->zone = g_steal_pointer (&found);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&found, g_time_zone_unref);
}

static void
push (HenjiDesk *self,
      GThreadPool *pool,
      HenjiDeskFunc func,
      gpointer data,
      GDestroyNotify data_free,
      GDestroyNotify result_free,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  Job *job;

  job = g_new0 (Job, 1);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, henji_desk_run_async);
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  if (pool != NULL)
    {
      g_thread_pool_push (pool, job, NULL);
      return;
    }

  g_task_return_new_error (job->task, HENJI_DESK_ERROR, HENJI_DESK_ERROR_UNAVAILABLE,
                           _ ("The record is closed."));
  if (data_free != NULL && data != NULL)
    data_free (data);
  g_object_unref (job->task);
  g_free (job);
}

void
henji_desk_run_async (HenjiDesk *self,
                      HenjiDeskFunc func,
                      gpointer data,
                      GDestroyNotify data_free,
                      GDestroyNotify result_free,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (HENJI_IS_DESK (self) && func != NULL);

  push (self, self->pool, func, data, data_free, result_free, cancellable, callback, user_data);
}

void
henji_desk_act_async (HenjiDesk *self,
                      HenjiDeskFunc func,
                      gpointer data,
                      GDestroyNotify data_free,
                      GDestroyNotify result_free,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (HENJI_IS_DESK (self) && func != NULL);

  push (self, self->acts, func, data, data_free, result_free, cancellable, callback, user_data);
}

gpointer
henji_desk_run_finish (HenjiDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
henji_desk_was_ended (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_UNAVAILABLE);
}

/* ---- The store ------------------------------------------------------------------------------- */

void
_henji_desk_translate_error (GError **error)
{
  HenjiDeskError code = HENJI_DESK_ERROR_FAILED;
  GError *translated;

  if (error == NULL || *error == NULL || (*error)->domain != HENJI_STORE_ERROR)
    return;

  switch ((HenjiStoreError) (*error)->code)
    {
    case HENJI_STORE_ERROR_LOCKED:
    case HENJI_STORE_ERROR_TOO_NEW:
    case HENJI_STORE_ERROR_NOT_OURS:
    case HENJI_STORE_ERROR_CORRUPT:
    case HENJI_STORE_ERROR_READONLY:
      code = HENJI_DESK_ERROR_UNAVAILABLE;
      break;
    case HENJI_STORE_ERROR_NOT_FOUND:
      code = HENJI_DESK_ERROR_NOT_FOUND;
      break;
    case HENJI_STORE_ERROR_FULL:
    case HENJI_STORE_ERROR_BUSY:
    case HENJI_STORE_ERROR_CONSTRAINT:
    case HENJI_STORE_ERROR_INTERRUPTED:
    case HENJI_STORE_ERROR_FAILED:
    default:
      break;
    }

  translated = g_error_new_literal (HENJI_DESK_ERROR, code, (*error)->message);
  g_clear_error (error);
  *error = translated;
}

HenjiStore *
_henji_desk_store (HenjiDesk *self, GError **error)
{
  if (self->store == NULL)
    g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_UNAVAILABLE,
                         _ ("The record is closed."));

  return self->store;
}

gboolean
_henji_desk_write (HenjiDesk *self, HenjiStoreFunc func, gpointer data, GError **error)
{
  HenjiStore *store = _henji_desk_store (self, error);

  if (store == NULL)
    return FALSE;
  if (henji_store_write (store, HENJI_STORE_PRIORITY_USER, func, data, NULL, error))
    return TRUE;
  _henji_desk_translate_error (error);

  return FALSE;
}

gboolean
_henji_desk_read (
    HenjiDesk *self, HenjiStoreFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  HenjiStore *store = _henji_desk_store (self, error);

  if (store == NULL)
    return FALSE;
  if (henji_store_read (store, func, data, cancellable, error))
    return TRUE;
  _henji_desk_translate_error (error);

  return FALSE;
}

/* ---- Facts of the trade ---------------------------------------------------------------------- */

char *
henji_desk_parcel_page (HenjiDesk *self, const HenjiShipment *shipment)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && shipment != NULL, NULL);

  return henji_shipment_page (shipment->carrier, shipment->tracking_number);
}

gboolean
henji_desk_tracking_fits (HenjiDesk *self, const HenjiShipment *shipment)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && shipment != NULL, TRUE);

  return henji_shipment_number_fits (shipment->carrier, shipment->tracking_number);
}

GPtrArray *
henji_desk_stocks (HenjiDesk *self)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return henji_desk_facts_stocks (self->facts);
}

const HenjiChecker *
henji_desk_checker (HenjiDesk *self)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return henji_desk_facts_checker (self->facts);
}

HenjiHolidays *
henji_desk_holidays (HenjiDesk *self, const char *country)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && country != NULL, NULL);

  for (guint i = 0; i < self->facts->holidays->len; i++)
    {
      HenjiHolidays *holidays = g_ptr_array_index (self->facts->holidays, i);

      if (g_str_equal (henji_holidays_country (holidays), country))
        return holidays;
    }

  return NULL;
}

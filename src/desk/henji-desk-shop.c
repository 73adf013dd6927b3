/* henji-desk-shop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-shop"

#include "config.h"

#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>

#include "henji-db-shop.h"

typedef struct
{
  HenjiShop *shop;
  gint64 now;
} ShopJob;

static gboolean
read_shop (HenjiDb *db, gpointer data, GError **error)
{
  ShopJob *job = data;

  job->shop = henji_db_shop_get (db, error);

  return job->shop != NULL;
}

HenjiOpenDays *
henji_desk_open_days (HenjiDesk *self, const char *zone, const char *text, GError **error)
{
  gboolean america = zone != NULL && g_str_has_prefix (zone, "America/");

  g_return_val_if_fail (HENJI_IS_DESK (self) && text != NULL, NULL);

  return henji_open_days_parse (text, henji_desk_holidays (self, america ? "US" : "JP"), error);
}

HenjiShop *
henji_desk_shop (HenjiDesk *self, GError **error)
{
  ShopJob job = { 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  if (_henji_desk_read (self, read_shop, &job, NULL, error) && job.shop != NULL
      && job.shop->closing_days != NULL)
    job.shop->open_days = henji_desk_open_days (self, job.shop->zone, job.shop->closing_days, NULL);
  if (job.shop != NULL)
    {
      g_mutex_lock (&self->lock);
      g_clear_pointer (&self->open_days, henji_open_days_unref);
      if (job.shop->open_days != NULL)
        self->open_days = henji_open_days_ref (job.shop->open_days);
      g_mutex_unlock (&self->lock);
    }

  return job.shop;
}

HenjiOpenDays *
henji_desk_shop_open_days (HenjiDesk *self)
{
  HenjiOpenDays *days;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  g_mutex_lock (&self->lock);
  days = self->open_days != NULL ? henji_open_days_ref (self->open_days) : NULL;
  g_mutex_unlock (&self->lock);

  return days;
}

static gboolean
write_shop (HenjiDb *db, gpointer data, GError **error)
{
  ShopJob *job = data;

  return henji_db_shop_set (db, job->shop, job->now, error);
}

gboolean
henji_desk_set_shop (HenjiDesk *self, const HenjiShop *shop, GError **error)
{
  ShopJob job = { 0 };
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (HenjiShop) stored = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && shop != NULL, FALSE);

  zone = shop->zone != NULL ? g_time_zone_new_identifier (shop->zone) : NULL;
  if (zone == NULL)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("“%s” is no time zone such as Asia/Tokyo."),
                   shop->zone != NULL ? shop->zone : "");
      return FALSE;
    }

  job.shop = (HenjiShop *) shop;
  job.now = henji_desk_now (self);
  if (!_henji_desk_write (self, write_shop, &job, error))
    return FALSE;

  _henji_desk_set_zone (self, shop->zone);
  /* Its days are read anew. */
  stored = henji_desk_shop (self, NULL);
  _henji_desk_announce_shop (self);

  return TRUE;
}

typedef struct
{
  const char *key;
  const char *value;
  char *found;
} SettingJob;

static gboolean
read_setting (HenjiDb *db, gpointer data, GError **error)
{
  SettingJob *job = data;
  g_autoptr (GError) local = NULL;

  job->found = henji_db_setting_find (db, job->key, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

char *
henji_desk_setting (HenjiDesk *self, const char *key, GError **error)
{
  SettingJob job = { .key = key };

  g_return_val_if_fail (HENJI_IS_DESK (self) && key != NULL, NULL);

  _henji_desk_read (self, read_setting, &job, NULL, error);

  return job.found;
}

static gboolean
write_setting (HenjiDb *db, gpointer data, GError **error)
{
  SettingJob *job = data;

  return henji_db_setting_set (db, job->key, job->value, error);
}

gboolean
henji_desk_set_setting (HenjiDesk *self, const char *key, const char *value, GError **error)
{
  SettingJob job = { .key = key, .value = value };

  g_return_val_if_fail (HENJI_IS_DESK (self) && key != NULL, FALSE);

  return _henji_desk_write (self, write_setting, &job, error);
}

GPtrArray *
henji_desk_verify (HenjiDesk *self, GCancellable *cancellable, GError **error)
{
  HenjiStore *store;
  GPtrArray *faults;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  store = _henji_desk_store (self, error);
  if (store == NULL)
    return NULL;
  faults = henji_store_verify (store, TRUE, cancellable, error);
  if (faults == NULL)
    _henji_desk_translate_error (error);

  return faults;
}

/* henji-desk-missing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-missing"

#include "config.h"

#include "henji-desk-missing.h"

#include "henji-db-sync.h"
#include "henji-desk-private.h"
#include "henji-desk-sync-private.h"

static void
missed_clear (HenjiOrderMissed *self)
{
  g_free (self->reason);
}

HENJI_DEFINE_VALUE (HenjiOrderMissed, henji_order_missed, missed_clear)

static gboolean
read_missing (HenjiDb *db, gpointer data, GError **error)
{
  GPtrArray **ids = data;

  *ids = _henji_sync_orders_unknown (db, error);

  return *ids != NULL;
}

GPtrArray *
henji_desk_orders_missing (HenjiDesk *self, GError **error)
{
  GPtrArray *ids = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return _henji_desk_read (self, read_missing, &ids, NULL, error) ? ids : NULL;
}

typedef struct
{
  const char *order_id;
  HenjiOrderMissed *missed;
} MissedJob;

static gboolean
read_missed (HenjiDb *db, gpointer data, GError **error)
{
  MissedJob *job = data;

  return henji_db_order_missed (db, job->order_id, &job->missed->at, &job->missed->reason, error);
}

HenjiOrderMissed *
henji_desk_order_missed (HenjiDesk *self, const char *order_id, GError **error)
{
  g_autoptr (HenjiOrderMissed) missed = henji_order_missed_new ();
  MissedJob job = { order_id, missed };

  g_return_val_if_fail (HENJI_IS_DESK (self) && order_id != NULL, NULL);

  return _henji_desk_read (self, read_missed, &job, NULL, error) ? g_steal_pointer (&missed) : NULL;
}

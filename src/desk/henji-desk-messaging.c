/* henji-desk-messaging.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-messaging"

#include "config.h"

#include "henji-desk-messaging.h"

#include <glib/gi18n-lib.h>

#include "henji-db-order.h"
#include "henji-desk-messaging-private.h"
#include "henji-desk-private.h"
#include "henji-desk-sync-private.h"
#include "henji-spapi-messaging.h"

typedef struct
{
  const char *order_id;
  char *domain; /* nullable */
  GPtrArray *actions;
} Job;

static gboolean
read_domain (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiOrder) order = henji_db_order_find (db, job->order_id, &fault);

  if (order != NULL)
    job->domain = g_strdup (order->marketplace);
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/* The order's own marketplace where it is known, else the connection's first. */
static const char *
marketplace_of (HenjiSync *sync, const Job *job)
{
  const HenjiSpapiMarketplace *known
      = job->domain != NULL ? henji_spapi_facts_marketplace_at (sync->facts, job->domain) : NULL;

  return known != NULL ? known->id : sync->connection->marketplaces[0];
}

GPtrArray *
_henji_messaging_actions (HenjiSync *sync,
                          const char *order_id,
                          const char **marketplace,
                          GError **error)
{
  Job job = { .order_id = order_id };
  g_autofree char *place = NULL;
  g_autoptr (GBytes) body = NULL;

  if (!henji_store_read (sync->store, read_domain, &job, sync->cancellable, error))
    return NULL;
  *marketplace = marketplace_of (sync, &job);
  g_free (job.domain);
  place = henji_spapi_messaging_place (order_id, *marketplace);
  body = _henji_sync_ask (sync, "getMessagingActionsForOrder", place, error);
  if (body == NULL)
    return NULL;
  sync->run->pages++;

  return henji_spapi_messaging_parse (sync->facts, order_id, body, error);
}

static gboolean
work_actions (HenjiSync *sync, gpointer data, GError **error)
{
  Job *job = data;
  const char *marketplace;

  job->actions = _henji_messaging_actions (sync, job->order_id, &marketplace, error);

  return job->actions != NULL;
}

GPtrArray *
henji_desk_message_actions (HenjiDesk *self,
                            const char *order_id,
                            GCancellable *cancellable,
                            GError **error)
{
  Job job = { .order_id = order_id };
  g_autoptr (HenjiSyncRun) run = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && order_id != NULL, NULL);

  if (!henji_order_id_is_valid (order_id))
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("“%s” is no order number."), order_id);
      return NULL;
    }
  run = _henji_sync_run (self, "messages", work_actions, &job, HENJI_MESSAGING_PATIENCE, NULL,
                         cancellable, error);
  if (run == NULL || run->outcome == HENJI_SYNC_DONE)
    return job.actions;

  g_clear_pointer (&job.actions, g_ptr_array_unref);
  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                       run->reason != NULL ? run->reason : "");

  return NULL;
}

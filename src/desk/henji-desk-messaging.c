/* henji-desk-messaging.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-messaging"

#include "config.h"

#include "henji-desk-messaging.h"

#include <glib/gi18n-lib.h>

#include "henji-db-order.h"
#include "henji-db-sending.h"
#include "henji-desk-messaging-private.h"
#include "henji-desk-private.h"
#include "henji-desk-sync-private.h"
#include "henji-spapi-messaging.h"
#include "henji-time.h"

static void
offer_clear (HenjiMessageOffer *self)
{
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_free (self->unknown_at);
  g_free (self->domain);
  g_free (self->locale);
}

HENJI_DEFINE_VALUE (HenjiMessageOffer, henji_message_offer, offer_clear)

gboolean
_henji_refuse (GError **error, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, words);

  return FALSE;
}

char *
henji_desk_message_text_fault (const HenjiMessageAction *action, const char *text)
{
  g_return_val_if_fail (action != NULL && text != NULL, NULL);

  switch (henji_message_action_check (action, text))
    {
    case HENJI_MESSAGE_FAULT_NONE:
      return NULL;
    case HENJI_MESSAGE_FAULT_EMPTY:
      return g_strdup (_ ("This kind of message needs a text."));
    case HENJI_MESSAGE_FAULT_NO_TEXT:
      return g_strdup (_ ("This kind of message has no text; it consists of attached files."));
    case HENJI_MESSAGE_FAULT_TOO_LONG:
      return g_strdup_printf (_ ("The text has %ld characters; the marketplace takes %d at most."),
                              g_utf8_strlen (text, -1), action->text);
    case HENJI_MESSAGE_FAULT_HTML:
      return g_strdup (_ ("The marketplace takes no HTML: write “<” and “&” in words."));
    case HENJI_MESSAGE_FAULT_ADDRESS:
      return g_strdup (_ ("The marketplace takes no mail address in this message."));
    case HENJI_MESSAGE_FAULT_LINK:
    default:
      return g_strdup (_ ("The marketplace takes no link in this message."));
    }
}

char *
_henji_message_plain_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\r\n", -1);

  return g_strchomp (g_strjoinv ("\n", parts));
}

const HenjiMessageAction *
henji_desk_message_kind (HenjiDesk *self, const char *action)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && action != NULL, NULL);

  return g_hash_table_lookup (_henji_connector_facts (self->connector)->messages, action);
}

/* ---- Asking ---------------------------------------------------------------------------------- */

typedef struct
{
  const char *order_id;
  char *domain; /* nullable */
  GPtrArray *actions;
  HenjiMessageOffer *offer; /* (nullable): it is to be filled */
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

const char *
_henji_messaging_domain (HenjiSync *sync, const char *marketplace)
{
  const HenjiSpapiMarketplace *known = henji_spapi_facts_marketplace (sync->facts, marketplace);

  return known != NULL ? known->domain : NULL;
}

gboolean
_henji_messaging_language (HenjiSync *sync,
                           const char *order_id,
                           const char *marketplace,
                           char **locale,
                           HenjiLanguage *language,
                           GError **error)
{
  g_autofree char *place = henji_spapi_attributes_place (order_id, marketplace);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GBytes) body = _henji_sync_ask (sync, "getAttributes", place, &fault);
  const char *read;

  *locale = NULL;
  if (body != NULL)
    *locale = henji_spapi_attributes_parse (body, &fault);
  else if (fault == NULL)
    return FALSE;
  if (fault != NULL && !g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_NOT_FOUND)
      && !g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_REFUSED))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }

  read = *locale;
  if (read == NULL)
    read = g_strcmp0 (_henji_messaging_domain (sync, marketplace), "amazon.co.jp") == 0 ? "ja"
                                                                                        : "en";
  *language = g_str_has_prefix (read, "ja") ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;

  return TRUE;
}

static gboolean
work_actions (HenjiSync *sync, gpointer data, GError **error)
{
  Job *job = data;
  const char *marketplace;

  job->actions = _henji_messaging_actions (sync, job->order_id, &marketplace, error);

  return job->actions != NULL;
}

static gboolean
ask (HenjiDesk *self, Job *job, HenjiSyncWork work, GCancellable *cancellable, GError **error)
{
  g_autoptr (HenjiSyncRun) run = NULL;

  if (!henji_order_id_is_valid (job->order_id))
    return _henji_refuse (error, _ ("“%s” is no order number."), job->order_id);
  run = _henji_sync_run (self, "messages", work, job, HENJI_MESSAGING_PATIENCE, NULL, cancellable,
                         error);
  if (run == NULL)
    return FALSE;
  if (run->outcome == HENJI_SYNC_DONE)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (run->outcome == HENJI_SYNC_PAUSED)
    {
      g_autofree char *again = henji_time_format_local (run->next_at, henji_desk_zone (self));

      return _henji_refuse (
          error, _ ("The marketplace asks to be called less often. Try again after %s."), again);
    }

  return _henji_refuse (error, "%s", run->reason != NULL ? run->reason : "");
}

GPtrArray *
henji_desk_message_actions (HenjiDesk *self,
                            const char *order_id,
                            GCancellable *cancellable,
                            GError **error)
{
  Job job = { .order_id = order_id };

  g_return_val_if_fail (HENJI_IS_DESK (self) && order_id != NULL, NULL);

  if (!ask (self, &job, work_actions, cancellable, error))
    g_clear_pointer (&job.actions, g_ptr_array_unref);

  return job.actions;
}

static gboolean
read_unknown (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;
  HenjiMessageOffer *offer = job->offer;

  for (guint i = 0; i < offer->actions->len; i++)
    {
      const HenjiMessageAction *action = g_ptr_array_index (offer->actions, i);
      HenjiSendingBefore before;

      if (!henji_db_sending_before (db, job->order_id, action->id, "", &before,
                                    &offer->unknown_at[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
work_offer (HenjiSync *sync, gpointer data, GError **error)
{
  Job *job = data;
  HenjiMessageOffer *offer = job->offer;
  const char *marketplace;

  offer->actions = _henji_messaging_actions (sync, job->order_id, &marketplace, error);
  if (offer->actions == NULL
      || !_henji_messaging_language (sync, job->order_id, marketplace, &offer->locale,
                                     &offer->language, error))
    return FALSE;
  offer->domain = g_strdup (_henji_messaging_domain (sync, marketplace));
  offer->unknown_at = g_new0 (gint64, offer->actions->len);

  return henji_store_read (sync->store, read_unknown, job, sync->cancellable, error);
}

HenjiMessageOffer *
henji_desk_message_offer (HenjiDesk *self,
                          const char *order_id,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (HenjiMessageOffer) offer = henji_message_offer_new ();
  Job job = { .order_id = order_id, .offer = offer };

  g_return_val_if_fail (HENJI_IS_DESK (self) && order_id != NULL, NULL);

  return ask (self, &job, work_offer, cancellable, error) ? g_steal_pointer (&offer) : NULL;
}

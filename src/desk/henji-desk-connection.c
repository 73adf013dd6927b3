/* henji-desk-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-connection"

#include "config.h"

#include "henji-desk-connection.h"

#include <glib/gi18n-lib.h>

#include "henji-db-order.h"
#include "henji-db-sync.h"
#include "henji-desk-connection-private.h"
#include "henji-desk-import-private.h"
#include "henji-desk-message-draft-private.h"
#include "henji-desk-performance-private.h"
#include "henji-desk-private.h"
#include "henji-time.h"
#include "henji-uuid.h"

/* Orders of one transaction. */
#define FORGET_AT_ONCE 200

static void
choice_clear (HenjiMarketplaceChoice *self)
{
  g_free (self->id);
  g_free (self->domain);
  g_free (self->country);
  g_free (self->region);
}

HENJI_DEFINE_VALUE (HenjiMarketplaceChoice, henji_marketplace_choice, choice_clear)

/* ---- The connector --------------------------------------------------------------------------- */

HenjiConnector *
_henji_connector_new (const char *dir)
{
  HenjiConnector *self = g_new0 (HenjiConnector, 1);

  self->own_folder = dir != NULL ? g_build_filename (dir, "facts", "spapi", NULL) : NULL;
  self->closing = g_cancellable_new ();
  g_mutex_init (&self->run);
  g_mutex_init (&self->lock);

  return self;
}

const HenjiSpapiFacts *
_henji_connector_facts (HenjiConnector *self)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_mutex_lock (&self->lock);
  if (self->facts == NULL)
    self->facts = henji_spapi_facts_read (self->own_folder, faults);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < faults->len; i++)
    g_message ("%s", (char *) g_ptr_array_index (faults, i));

  return self->facts;
}

void
_henji_connector_close (HenjiConnector *self)
{
  g_cancellable_cancel (self->closing);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer both)
{
  g_cancellable_cancel (both);
}

void
_henji_either_begin (HenjiEither *self, HenjiDesk *desk, GCancellable *cancellable)
{
  *self = (HenjiEither){ .cancellable = g_cancellable_new (),
                         .theirs = { cancellable, desk->connector->closing } };
  for (guint i = 0; i < G_N_ELEMENTS (self->theirs); i++)
    if (self->theirs[i] != NULL)
      self->ids[i]
          = g_cancellable_connect (g_object_ref (self->theirs[i]), G_CALLBACK (cancelled_cb),
                                   g_object_ref (self->cancellable), g_object_unref);
}

void
_henji_either_clear (HenjiEither *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->theirs); i++)
    if (self->theirs[i] != NULL)
      {
        g_cancellable_disconnect (self->theirs[i], self->ids[i]);
        g_clear_object (&self->theirs[i]);
      }
  g_clear_object (&self->cancellable);
}

/* @spapi: (transfer full) (nullable): with @account it takes the place of the one before. */
static void
set_spapi (HenjiConnector *self, HenjiSpapi *spapi, const char *account)
{
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->spapi, henji_spapi_free);
  g_free (self->account);
  self->spapi = spapi;
  self->account = g_strdup (account);
  g_mutex_unlock (&self->lock);
}

void
_henji_connector_free (HenjiConnector *self)
{
  set_spapi (self, NULL, NULL);
  g_clear_pointer (&self->facts, henji_spapi_facts_unref);
  g_free (self->own_folder);
  g_object_unref (self->closing);
  g_mutex_clear (&self->run);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static HenjiSpapi *
make_spapi (HenjiDesk *self,
            const char *region,
            const HenjiCredentials *credentials,
            GError **error)
{
  const char *endpoint = g_getenv ("HENJI_SPAPI_ENDPOINT");
  const char *login = g_getenv ("HENJI_LWA_ENDPOINT");

  return henji_spapi_new (_henji_connector_facts (self->connector), region, endpoint, login,
                          credentials, error);
}

HenjiSpapi *
_henji_desk_spapi (HenjiDesk *self,
                   const HenjiConnection *connection,
                   GCancellable *cancellable,
                   GError **error)
{
  HenjiConnector *connector = self->connector;
  g_autoptr (HenjiCredentials) credentials = NULL;
  HenjiSpapi *spapi;

  g_mutex_lock (&connector->lock);
  spapi = g_strcmp0 (connector->account, connection->account) == 0 ? connector->spapi : NULL;
  g_mutex_unlock (&connector->lock);
  if (spapi != NULL)
    return spapi;

  credentials = henji_secrets_find (connection->account, cancellable, error);
  spapi = credentials != NULL ? make_spapi (self, connection->region, credentials, error) : NULL;
  if (spapi == NULL)
    return NULL;

  set_spapi (connector, spapi, connection->account);

  return spapi;
}

void
_henji_desk_translate_connection_error (GError **error)
{
  GError *translated;
  gboolean unavailable;

  if (error == NULL || *error == NULL || (*error)->domain == HENJI_DESK_ERROR
      || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  unavailable = g_error_matches (*error, HENJI_SECRETS_ERROR, HENJI_SECRETS_ERROR_ABSENT)
                || g_error_matches (*error, HENJI_SECRETS_ERROR, HENJI_SECRETS_ERROR_LOCKED);
  translated = g_error_new_literal (
      HENJI_DESK_ERROR, unavailable ? HENJI_DESK_ERROR_UNAVAILABLE : HENJI_DESK_ERROR_REFUSED,
      (*error)->message);
  g_clear_error (error);
  g_propagate_error (error, translated);
}

static gboolean
write_fault (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_connection_set_fault (db, data, error);
}

void
_henji_desk_spapi_after (HenjiDesk *self, const HenjiConnection *connection, const GError *e)
{
  HenjiConnector *connector = self->connector;
  g_autoptr (HenjiCredentials) renewed = NULL;
  const char *fault = NULL;

  g_mutex_lock (&connector->lock);
  if (connector->spapi != NULL)
    renewed = henji_spapi_take_renewed (connector->spapi);
  g_mutex_unlock (&connector->lock);
  if (renewed != NULL && !henji_secrets_store (connection->account, renewed, NULL, NULL))
    g_message ("A renewed token could not be kept; the one before is still there.");

  if (g_error_matches (e, HENJI_LWA_ERROR, HENJI_LWA_ERROR_AUTHORISE))
    fault = "authorise";
  else if (g_error_matches (e, HENJI_LWA_ERROR, HENJI_LWA_ERROR_CREDENTIALS))
    fault = "credentials";
  if (fault != NULL)
    _henji_desk_write (self, write_fault, (gpointer) fault, NULL);
}

/* ---- Connecting ------------------------------------------------------------------------------ */

GPtrArray *
henji_desk_marketplace_choices (HenjiDesk *self)
{
  const HenjiSpapiFacts *facts;
  GPtrArray *choices;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  facts = _henji_connector_facts (self->connector);
  choices = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_marketplace_choice_unref);
  for (guint i = 0; i < facts->marketplaces->len; i++)
    {
      const HenjiSpapiMarketplace *known = facts->marketplaces->pdata[i];
      HenjiMarketplaceChoice *choice = henji_marketplace_choice_new ();

      choice->id = g_strdup (known->id);
      choice->domain = g_strdup (known->domain);
      choice->country = g_strdup (known->country);
      choice->region = g_strdup (known->region);
      g_ptr_array_add (choices, choice);
    }

  return choices;
}

static gboolean
refuse (GError **error, const char *format, const char *what)
{
  g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, format, what);

  return FALSE;
}

/* Which marketplaces these are, and the region they have in common. */
static gboolean
take_marketplaces (HenjiDesk *self,
                   HenjiConnection *connection,
                   const char *const *names,
                   GError **error)
{
  const HenjiSpapiFacts *facts = _henji_connector_facts (self->connector);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const HenjiSpapiMarketplace *known = henji_spapi_facts_marketplace (facts, names[i]);

      if (known == NULL)
        known = henji_spapi_facts_marketplace_at (facts, names[i]);
      if (known == NULL)
        return refuse (error, _ ("“%s” is no marketplace that can be connected."), names[i]);
      if (connection->region != NULL && !g_str_equal (connection->region, known->region))
        return refuse (error,
                       _ ("“%s” lies in another region than the ones before it; one connection "
                          "reaches one region."),
                       names[i]);
      g_free (connection->region);
      connection->region = g_strdup (known->region);
      g_strv_builder_add (ids, known->id);
    }
  connection->marketplaces = g_strv_builder_end (ids);
  if (connection->region == NULL)
    return refuse (error, "%s", _ ("Name a marketplace to connect."));

  return TRUE;
}

static gboolean
take_dates (HenjiDesk *self,
            HenjiConnection *connection,
            const HenjiConnect *connect,
            GError **error)
{
  gint64 now = henji_desk_now (self);
  g_autofree char *today = henji_date_of (now, self->zone);

  if (connect->since_date == NULL || !henji_date_is_valid (connect->since_date))
    return refuse (error, _ ("“%s” is no date like 2026-01-26."),
                   connect->since_date != NULL ? connect->since_date : "");
  connection->since = henji_date_start (connect->since_date, self->zone);
  if (connection->since > now)
    return refuse (error, _ ("“%s” lies in the future."), connect->since_date);
  if (connect->secret_date == NULL)
    return TRUE;
  if (!henji_date_is_valid (connect->secret_date))
    return refuse (error, _ ("“%s” is no date like 2026-01-26."), connect->secret_date);
  if (henji_date_days_between (connect->secret_date, today) < 0)
    return refuse (error, _ ("“%s” lies in the future."), connect->secret_date);
  connection->secret_date = g_strdup (connect->secret_date);

  return TRUE;
}

static gboolean
write_connection (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_connection_set (db, data, error);
}

/* Waits for a sync that runs, which is told to stop by the caller. */
static gboolean
begin_change (HenjiDesk *self, GError **error)
{
  if (_henji_desk_store (self, error) == NULL)
    return FALSE;
  if (g_mutex_trylock (&self->connector->run))
    return TRUE;

  return refuse (error, "%s", _ ("The marketplace is being asked just now. Stop that first."));
}

gboolean
_henji_desk_prepare_connection (HenjiDesk *self,
                                const HenjiConnect *connect,
                                HenjiConnection **connection,
                                HenjiCredentials **credentials,
                                HenjiSpapi **spapi,
                                GError **error)
{
  gint64 now = henji_desk_now (self);

  *connection = henji_connection_new ();
  (*connection)->account = henji_uuid_new (now);
  (*connection)->connected_at = now;
  *credentials = henji_credentials_new_with (connect->client_id, connect->client_secret,
                                             connect->refresh_token);
  if (!take_marketplaces (self, *connection, connect->marketplaces, error)
      || !take_dates (self, *connection, connect, error)
      || !henji_credentials_check (*credentials, error))
    return FALSE;
  *spapi = make_spapi (self, (*connection)->region, *credentials, error);

  return *spapi != NULL;
}

gboolean
_henji_desk_keep_connection (HenjiDesk *self,
                             const HenjiConnection *connection,
                             const HenjiCredentials *credentials,
                             HenjiSpapi **spapi,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (HenjiConnection) before = NULL;
  g_autoptr (GError) fault = NULL;
  gboolean fine;

  before = henji_desk_connection (self, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (!begin_change (self, error))
    return FALSE;

  fine = henji_secrets_store (connection->account, credentials, cancellable, error)
         && _henji_desk_write (self, write_connection, (gpointer) connection, error);
  if (fine)
    {
      set_spapi (self->connector, g_steal_pointer (spapi), connection->account);
      _henji_desk_spapi_after (self, connection, NULL);
      if (before != NULL)
        henji_secrets_clear (before->account, NULL, NULL);
    }
  else
    henji_secrets_clear (connection->account, NULL, NULL);
  g_mutex_unlock (&self->connector->run);

  return fine;
}

/* The secrets first: while they are there the connection says so. */
static gboolean
forget_connection (HenjiDesk *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiConnection) connection = henji_desk_connection (self, &fault);
  gboolean fine;

  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  fine = connection == NULL
         || (henji_secrets_clear (connection->account, cancellable, error)
             && _henji_desk_write (self, write_connection, NULL, error));
  set_spapi (self->connector, NULL, NULL);

  return fine;
}

typedef struct
{
  HenjiDesk *desk;
  guint n; /* taken back in this transaction */
} ForgetJob;

static gboolean
forget_some (HenjiDb *db, gpointer data, GError **error)
{
  ForgetJob *job = data;
  g_autoptr (GPtrArray) ids = henji_db_orders_of_source (db, "spapi", FORGET_AT_ONCE, error);

  if (ids == NULL)
    return FALSE;
  job->n = ids->len;
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (!henji_db_order_forget (db, id, "spapi", henji_desk_now (job->desk), error)
          || !henji_db_order_links_forget (db, id, error)
          || !_henji_desk_teach_cases (job->desk, db, id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
forget_orders (HenjiDesk *self, GCancellable *cancellable, GError **error)
{
  ForgetJob job = { .desk = self };
  HenjiStore *store = _henji_desk_store (self, error);

  do
    if (store == NULL
        || !henji_store_write (store, HENJI_STORE_PRIORITY_BULK, forget_some, &job, cancellable,
                               error))
      return FALSE;
  while (job.n > 0);

  return TRUE;
}

gboolean
henji_desk_disconnect (HenjiDesk *self,
                       gboolean remove_orders,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (HenjiEither) either = { 0 };
  gboolean fine;

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  if (!begin_change (self, error))
    return FALSE;
  _henji_either_begin (&either, self, cancellable);
  fine = forget_connection (self, either.cancellable, error)
         && (!remove_orders
             || (forget_orders (self, either.cancellable, error)
                 && _henji_desk_performance_forget (self, error)
                 && _henji_desk_message_drafts_forget (self, error)));
  g_mutex_unlock (&self->connector->run);
  if (!fine)
    {
      _henji_desk_translate_error (error);
      _henji_desk_translate_connection_error (error);
    }

  return fine;
}

static gboolean
read_connection (HenjiDb *db, gpointer data, GError **error)
{
  HenjiConnection **connection = data;
  g_autoptr (GError) fault = NULL;

  *connection = henji_db_connection_find (db, &fault);
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

HenjiConnection *
henji_desk_connection (HenjiDesk *self, GError **error)
{
  HenjiConnection *connection = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  _henji_desk_read (self, read_connection, &connection, NULL, error);

  return connection;
}

int
henji_desk_secret_days_left (HenjiDesk *self, const HenjiConnection *connection, gboolean *warn)
{
  const HenjiSpapiFacts *facts;
  g_autofree char *today = NULL;
  int left;

  g_return_val_if_fail (HENJI_IS_DESK (self) && connection != NULL, G_MAXINT);

  facts = _henji_connector_facts (self->connector);
  today = henji_date_of (henji_desk_now (self), self->zone);
  left = henji_connection_secret_days_left (connection, today, facts->secret_days);
  if (warn != NULL)
    *warn = left <= facts->secret_warn;

  return left;
}

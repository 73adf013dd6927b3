/* henji-desk-connect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-connect"

#include "config.h"

#include "henji-desk-connect.h"

#include <glib/gi18n-lib.h>

#include "henji-db-order.h"
#include "henji-db-sync.h"
#include "henji-desk-private.h"
#include "henji-desk-sync.h"
#include "henji-spapi-orders.h"
#include "henji-time.h"

#define PUT_AWAY_KEY "secret-put-away"
#define NOTED_KEY "secret-noted"

/* As sources of reports are called: that of the service. */
#define SOURCE "spapi"

static void
status_clear (HenjiConnectionStatus *self)
{
  g_clear_pointer (&self->connection, henji_connection_unref);
  g_ptr_array_unref (self->schedules);
  g_ptr_array_unref (self->runs);
  g_strfreev (self->domains);
  g_free (self->secret_end);
}

HENJI_DEFINE_VALUE (HenjiConnectionStatus, henji_connection_status, status_clear)

/* ---- Trying ---------------------------------------------------------------------------------- */

/* A question that has next to nothing as its answer. It counts like any other. */
#define RECENT (10 * G_TIME_SPAN_MINUTE)
#define SEARCH "searchOrders"

static gboolean
take_turn (HenjiDb *db, gpointer data, GError **error)
{
  const HenjiUsagePlan *plan = data;
  HenjiTokenBucket bucket = { 0 };
  gint64 now = g_get_real_time ();
  gint64 wait;

  if (!henji_db_bucket_get (db, SEARCH, &bucket, error))
    return FALSE;
  wait = henji_token_bucket_wait (&bucket, plan, now);
  if (wait > 0)
    {
      int minutes = (int) ((wait + HENJI_MINUTE - 1) / HENJI_MINUTE);

      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   ngettext ("The marketplace allows so many questions at a time. Try again in %d "
                             "minute.",
                             "The marketplace allows so many questions at a time. Try again in %d "
                             "minutes.",
                             minutes),
                   minutes);
      return FALSE;
    }
  henji_token_bucket_take (&bucket, plan, now);

  return henji_db_bucket_set (db, SEARCH, &bucket, error);
}

static gboolean
ask_for_orders (HenjiDesk *self,
                HenjiSpapi *spapi,
                const char *const *marketplaces,
                HenjiSpapiTrace *trace,
                GCancellable *cancellable,
                GError **error)
{
  const HenjiSpapiFacts *facts = _henji_connector_facts (self->connector);
  g_autoptr (HenjiSpapiOrders) page = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *search = NULL;

  if (!_henji_desk_write (self, take_turn, (gpointer) henji_spapi_facts_plan (facts, SEARCH),
                          error))
    return FALSE;
  search = henji_spapi_orders_search (marketplaces, g_get_real_time () - RECENT);
  body = henji_spapi_get (spapi, search, trace, cancellable, error);
  page = body != NULL ? henji_spapi_orders_parse (facts, body, error) : NULL;

  return page != NULL;
}

static gboolean
is_refusal (const GError *fault)
{
  return g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_DENIED)
         || g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_REFUSED);
}

/* (transfer full): the marketplaces of which the service tells no orders: the first one that it
 * refuses by itself, else all. */
static char *
find_refused (HenjiDesk *self,
              HenjiSpapi *spapi,
              char **marketplaces,
              HenjiSpapiTrace *trace,
              GCancellable *cancellable)
{
  const HenjiSpapiFacts *facts = _henji_connector_facts (self->connector);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; marketplaces[i] != NULL; i++)
    {
      const char *const one[] = { marketplaces[i], NULL };
      const char *domain = henji_spapi_facts_marketplace (facts, marketplaces[i])->domain;
      HenjiSpapiTrace alone = { 0 };
      g_autoptr (GError) fault = NULL;

      if (marketplaces[1] != NULL && !ask_for_orders (self, spapi, one, &alone, cancellable, &fault)
          && is_refusal (fault))
        {
          *trace = alone;
          return g_strdup (domain);
        }
      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", domain);
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
explain (const char *refused, const HenjiSpapiTrace *trace, const GError *fault, GError **error)
{
  g_autofree char *words = NULL;
  g_autofree char *whole = NULL;

  if (refused == NULL)
    words = g_strdup (fault->message);
  else
    words = g_strdup_printf (_ ("The login works, but your application may not read the orders of "
                                "%s. Does your account sell there, and does the application have "
                                "the role for orders?"),
                             refused);
  whole = refused == NULL || *trace->said == '\0'
              ? g_steal_pointer (&words)
              : g_strdup_printf (_ ("%s It says: %s"), words, trace->said);
  if (trace->request_id[0] == '\0')
    g_set_error_literal (error, fault->domain, fault->code, whole);
  else
    g_set_error (error, fault->domain, fault->code,
                 /* Translators: a sentence, and a number that the marketplace's support asks for */
                 _ ("%s (Request id for support: %s)"), whole, trace->request_id);
}

static gboolean
ask_a_little (HenjiDesk *self,
              HenjiSpapi *spapi,
              const HenjiConnection *connection,
              HenjiSpapiTrace *trace,
              GCancellable *cancellable,
              GError **error)
{
  char **marketplaces = connection->marketplaces;
  g_autoptr (GError) fault = NULL;
  g_autofree char *refused = NULL;

  if (ask_for_orders (self, spapi, (const char *const *) marketplaces, trace, cancellable, &fault))
    return TRUE;
  if (is_refusal (fault))
    refused = find_refused (self, spapi, marketplaces, trace, cancellable);
  explain (refused, trace, fault, error);

  return FALSE;
}

gboolean
henji_desk_connect (HenjiDesk *self,
                    const HenjiConnect *connect,
                    gint64 *clock_off,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (HenjiConnection) connection = NULL;
  g_autoptr (HenjiCredentials) credentials = NULL;
  g_autoptr (HenjiSpapi) spapi = NULL;
  g_auto (HenjiEither) either = { 0 };
  HenjiSpapiTrace trace = { 0 };
  gboolean fine;

  g_return_val_if_fail (HENJI_IS_DESK (self) && connect != NULL, FALSE);

  _henji_either_begin (&either, self, cancellable);
  fine = _henji_desk_prepare_connection (self, connect, &connection, &credentials, &spapi, error)
         && ask_a_little (self, spapi, connection, &trace, either.cancellable, error)
         && _henji_desk_keep_connection (self, connection, credentials, &spapi, either.cancellable,
                                         error);
  if (clock_off != NULL)
    *clock_off = trace.skew;
  if (!fine)
    _henji_desk_translate_connection_error (error);

  return fine;
}

/* ---- How it stands --------------------------------------------------------------------------- */

/* What a setting remembers of a reminder is of one connection: "account level". */
static char *
reminder_word (const HenjiConnectionStatus *status, int level)
{
  return g_strdup_printf ("%s %d", status->connection->account, level);
}

static gboolean
remembers (HenjiDesk *self, const char *key, const HenjiConnectionStatus *status, int level)
{
  g_autofree char *word = reminder_word (status, level);
  g_autofree char *known = henji_desk_setting (self, key, NULL);

  return g_strcmp0 (word, known) == 0;
}

static void
find_domains (HenjiConnectionStatus *status, const HenjiSpapiFacts *facts)
{
  g_autoptr (GStrvBuilder) domains = g_strv_builder_new ();

  for (guint i = 0; status->connection->marketplaces[i] != NULL; i++)
    {
      const char *id = status->connection->marketplaces[i];
      const HenjiSpapiMarketplace *known = henji_spapi_facts_marketplace (facts, id);

      g_strv_builder_add (domains, known != NULL ? known->domain : id);
    }
  g_strfreev (status->domains);
  status->domains = g_strv_builder_end (domains);
}

static HenjiConnectionStatus *
new_status (void)
{
  HenjiConnectionStatus *status = henji_connection_status_new ();

  status->domains = g_new0 (char *, 1);
  status->schedules = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_schedule_unref);
  status->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_sync_run_unref);
  status->secret_days_left = G_MAXINT;
  status->reminder = -1;

  return status;
}

/* The connection and its secret. Without a connection no file of facts is read. */
static HenjiConnectionStatus *
read_secret (HenjiDesk *self, GError **error)
{
  g_autoptr (HenjiConnectionStatus) status = new_status ();
  g_autoptr (GError) fault = NULL;
  const HenjiSpapiFacts *facts;

  status->connection = henji_desk_connection (self, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  if (status->connection == NULL)
    return g_steal_pointer (&status);

  facts = _henji_connector_facts (self->connector);
  find_domains (status, facts);
  status->secret_days_left = henji_desk_secret_days_left (self, status->connection, NULL);
  if (status->connection->secret_date != NULL)
    status->secret_end = henji_date_add_days (status->connection->secret_date, facts->secret_days);
  status->reminder = henji_secret_reminder (status->secret_days_left, facts->secret_warn);

  return g_steal_pointer (&status);
}

static gboolean
write_line (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_sync_run_put (db, data, error) != 0;
}

static gboolean
note_reminder (HenjiDesk *self, const HenjiConnectionStatus *status, GError **error)
{
  g_autoptr (HenjiSyncRun) line = NULL;
  g_autofree char *word = NULL;
  int left = status->secret_days_left;

  if (status->reminder < 0 || self->mode != HENJI_DESK_READ_WRITE
      || remembers (self, NOTED_KEY, status, status->reminder))
    return TRUE;

  line = henji_sync_run_new ();
  line->stream = g_strdup (HENJI_STREAM_SECRET);
  line->started_at = line->ended_at = henji_desk_now (self);
  line->outcome = HENJI_SYNC_DONE;
  if (left > 0)
    line->reason = g_strdup_printf (ngettext ("The client secret ends in %d day. Renew it in "
                                              "Seller Central and connect with the new one.",
                                              "The client secret ends in %d days. Renew it in "
                                              "Seller Central and connect with the new one.",
                                              left),
                                    left);
  else
    line->reason = g_strdup (_ ("The client secret has ended. Renew it in Seller Central and "
                                "connect with the new one."));
  word = reminder_word (status, status->reminder);

  return _henji_desk_write (self, write_line, line, error)
         && henji_desk_set_setting (self, NOTED_KEY, word, error);
}

HenjiConnectionStatus *
henji_desk_connection_status (HenjiDesk *self, guint limit, GError **error)
{
  g_autoptr (HenjiConnectionStatus) status = NULL;
  GPtrArray *schedules, *runs;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  status = read_secret (self, error);
  if (status == NULL)
    return NULL;
  if (status->connection == NULL)
    return g_steal_pointer (&status);
  if (!note_reminder (self, status, error)
      || (schedules = henji_desk_schedules (self, error)) == NULL)
    return NULL;
  g_ptr_array_unref (status->schedules);
  status->schedules = schedules;
  runs = henji_desk_sync_log (self, limit, error);
  if (runs == NULL)
    return NULL;
  g_ptr_array_unref (status->runs);
  status->runs = runs;
  status->asks_missing = henji_desk_asks_missing (self);
  if (status->reminder >= 0 && remembers (self, PUT_AWAY_KEY, status, status->reminder))
    status->reminder = -1;

  return g_steal_pointer (&status);
}

const HenjiSchedule *
henji_connection_status_schedule (const HenjiConnectionStatus *self, const char *stream)
{
  g_return_val_if_fail (self != NULL && stream != NULL, NULL);

  for (guint i = 0; i < self->schedules->len; i++)
    {
      const HenjiSchedule *schedule = g_ptr_array_index (self->schedules, i);

      if (g_str_equal (schedule->stream, stream))
        return schedule;
    }

  return NULL;
}

/* ---- Reminders ------------------------------------------------------------------------------- */

gboolean
henji_desk_put_away_secret_reminder (HenjiDesk *self, GError **error)
{
  g_autoptr (HenjiConnectionStatus) status = NULL;
  g_autofree char *word = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  status = read_secret (self, error);
  if (status == NULL)
    return FALSE;
  if (status->reminder < 0)
    return TRUE;
  word = reminder_word (status, status->reminder);

  return henji_desk_set_setting (self, PUT_AWAY_KEY, word, error);
}

/* ---- What it brought ------------------------------------------------------------------------- */

typedef struct
{
  gint64 n_told;
  gint64 n_alone;
} BroughtJob;

static gboolean
count_brought (HenjiDb *db, gpointer data, GError **error)
{
  BroughtJob *job = data;

  return henji_db_orders_of_source_count (db, SOURCE, &job->n_told, &job->n_alone, error);
}

gboolean
henji_desk_brought_count (HenjiDesk *self, gint64 *n_told, gint64 *n_alone, GError **error)
{
  BroughtJob job = { 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self) && n_told != NULL && n_alone != NULL, FALSE);

  if (!_henji_desk_read (self, count_brought, &job, NULL, error))
    return FALSE;
  *n_told = job.n_told;
  *n_alone = job.n_alone;

  return TRUE;
}

/* henji-desk-performance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-performance"

#include "config.h"

#include "henji-desk-performance-private.h"

#include <glib/gi18n-lib.h>

#include "henji-db-performance.h"
#include "henji-db-summary.h"
#include "henji-desk-private.h"
#include "henji-performance-report.h"
#include "henji-time.h"

/* A report of all marketplaces has a few hundred kilobytes. */
#define LARGEST_FILE (16 << 20)

void
henji_performance_taken_clear (HenjiPerformanceTaken *self)
{
  g_clear_pointer (&self->faults, g_ptr_array_unref);
}

/* ---- Taking in ------------------------------------------------------------------------------- */

typedef struct
{
  HenjiPerformanceReport *report;
  HenjiPerformanceTaken *taken;
} Take;

static gboolean
take_reading (HenjiDb *db, const HenjiPerformance *reading, Take *take, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiPerformance) before
      = henji_db_performance_find (db, reading->marketplace_id, reading->day, &fault);

  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (before != NULL && henji_performance_equal (before, reading))
    {
      take->taken->n_unchanged++;
      return TRUE;
    }
  *(before != NULL ? &take->taken->n_updated : &take->taken->n_new) += 1;

  return henji_db_performance_put (db, reading, error);
}

static gboolean
do_take (HenjiDb *db, gpointer data, GError **error)
{
  Take *take = data;

  take->taken->n_new = take->taken->n_updated = take->taken->n_unchanged = 0;
  for (guint i = 0; i < take->report->readings->len; i++)
    if (!take_reading (db, g_ptr_array_index (take->report->readings, i), take, error))
      return FALSE;

  return TRUE;
}

gboolean
henji_desk_performance_take (HenjiDesk *self,
                             GBytes *bytes,
                             gint64 at,
                             HenjiPerformanceTaken *taken,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (HenjiPerformanceReport) report = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *day = NULL;
  HenjiStore *store;
  Take take = { .taken = taken };

  g_return_val_if_fail (HENJI_IS_DESK (self) && bytes != NULL && taken != NULL, FALSE);

  if (at == 0)
    at = henji_desk_now (self);
  day = henji_date_of (at, henji_desk_zone (self));
  report = henji_performance_report_parse (_henji_connector_facts (self->connector), bytes, day, at,
                                           &fault);
  if (report == NULL)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, fault->message);
      return FALSE;
    }
  take.report = report;
  store = _henji_desk_store (self, error);
  if (store == NULL)
    return FALSE;
  if (!henji_store_write (store, HENJI_STORE_PRIORITY_BULK, do_take, &take, cancellable, error))
    {
      _henji_desk_translate_error (error);
      return FALSE;
    }
  g_clear_pointer (&taken->faults, g_ptr_array_unref);
  taken->faults = g_ptr_array_ref (report->faults);
  if (taken->n_new + taken->n_updated > 0)
    _henji_desk_announce_shop (self);

  return TRUE;
}

gboolean
henji_desk_performance_take_file (HenjiDesk *self,
                                  const char *path,
                                  HenjiPerformanceTaken *taken,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED,
                           G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autoptr (GDateTime) written = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 at;

  g_return_val_if_fail (HENJI_IS_DESK (self) && taken != NULL, FALSE);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) > LARGEST_FILE)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("This is no report on the seller's performance."));
      return FALSE;
    }
  written = g_file_info_get_modification_date_time (info);
  at = written != NULL ? g_date_time_to_unix (written) * HENJI_SECOND : G_MAXINT64;
  bytes = g_file_load_bytes (file, cancellable, NULL, error);

  return bytes != NULL
         && henji_desk_performance_take (self, bytes, MIN (at, henji_desk_now (self)), taken,
                                         cancellable, error);
}

static gboolean
do_forget (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_performance_forget (db, error);
}

gboolean
_henji_desk_performance_forget (HenjiDesk *self, GError **error)
{
  if (!_henji_desk_write (self, do_forget, NULL, error))
    return FALSE;
  _henji_desk_announce_shop (self);

  return TRUE;
}

/* ---- Reading --------------------------------------------------------------------------------- */

HenjiPerformanceFacts *
henji_desk_performance_facts (HenjiDesk *self)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return _henji_connector_facts (self->connector)->performance;
}

/* What the report does not tell, the marketplace's policy may know. */
static void
fill_target (HenjiDesk *self, const HenjiPerformance *reading, HenjiPerformanceFigure *figure)
{
  const HenjiPerformanceKind *kind
      = henji_performance_facts_kind (henji_desk_performance_facts (self), figure->id);
  HenjiPolicy *policy
      = reading->marketplace != NULL ? henji_desk_policy (self, reading->marketplace) : NULL;
  const HenjiRule *rule;

  if (figure->target >= 0)
    return;
  if (kind == NULL || kind->rule == NULL || policy == NULL
      || g_strcmp0 (henji_policy_marketplace (policy), reading->marketplace) != 0)
    return;
  rule = henji_policy_rule (policy, kind->rule, reading->read_at);
  if (rule == NULL
      || (rule->unit != HENJI_UNIT_PERCENT && rule->unit != HENJI_UNIT_DECIMAL_PERCENT))
    return;
  figure->target = rule->value * (rule->unit == HENJI_UNIT_PERCENT ? 10000 : 1000);
  if (figure->condition == NULL)
    figure->condition = g_strdup (kind->condition);
  figure->rule_checked = g_strdup (rule->checked != NULL ? rule->checked : "");
  figure->rule_verified = rule->verified || rule->own;
}

static void
name_marketplace (HenjiDesk *self, HenjiPerformance *reading)
{
  const HenjiSpapiMarketplace *known = henji_spapi_facts_marketplace (
      _henji_connector_facts (self->connector), reading->marketplace_id);

  reading->marketplace = known != NULL ? g_strdup (known->domain) : NULL;
}

/* @readings: (nullable) (transfer full) */
static GPtrArray *
complete (HenjiDesk *self, GPtrArray *readings)
{
  for (guint i = 0; readings != NULL && i < readings->len; i++)
    {
      HenjiPerformance *reading = g_ptr_array_index (readings, i);

      name_marketplace (self, reading);
      for (guint k = 0; k < reading->figures->len; k++)
        fill_target (self, reading, g_ptr_array_index (reading->figures, k));
    }

  return readings;
}

GPtrArray *
_henji_desk_performance_latest (HenjiDesk *self, HenjiDb *db, const char *day, GError **error)
{
  return complete (self, henji_db_performance_latest (db, day, error));
}

GPtrArray *
_henji_desk_performance_between (
    HenjiDesk *self, HenjiDb *db, const char *from, const char *to, GError **error)
{
  return complete (self, henji_db_performance_between (db, from, to, error));
}

GPtrArray *
_henji_desk_performance_rates (
    HenjiDesk *self, HenjiDb *db, const char *from, const char *to, GError **error)
{
  GPtrArray *readings = henji_db_performance_course (db, from, to, error);

  for (guint i = 0; readings != NULL && i < readings->len; i++)
    name_marketplace (self, g_ptr_array_index (readings, i));

  return readings;
}

typedef struct
{
  HenjiDesk *desk;
  const char *from; /* (nullable): the latest alone */
  const char *to;
  GPtrArray *found;
} Find;

static gboolean
do_find (HenjiDb *db, gpointer data, GError **error)
{
  Find *find = data;

  find->found = find->from != NULL
                    ? _henji_desk_performance_between (find->desk, db, find->from, find->to, error)
                    : _henji_desk_performance_latest (find->desk, db, find->to, error);

  return find->found != NULL;
}

GPtrArray *
henji_desk_performance (HenjiDesk *self, const char *day, GError **error)
{
  Find find = { .desk = self, .to = day };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return _henji_desk_read (self, do_find, &find, NULL, error) ? find.found : NULL;
}

GPtrArray *
henji_desk_performance_course (HenjiDesk *self, const char *from, const char *to, GError **error)
{
  Find find = { .desk = self, .from = from, .to = to };

  g_return_val_if_fail (HENJI_IS_DESK (self) && from != NULL && to != NULL, NULL);

  return _henji_desk_read (self, do_find, &find, NULL, error) ? find.found : NULL;
}

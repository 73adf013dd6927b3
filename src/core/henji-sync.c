/* henji-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-sync.h"

#include "henji-time.h"

static void
connection_clear (HenjiConnection *self)
{
  g_free (self->account);
  g_free (self->region);
  g_strfreev (self->marketplaces);
  g_free (self->secret_date);
  g_free (self->fault);
}

static void
fault_clear (HenjiSyncFault *self)
{
  g_free (self->order_id);
  g_free (self->reason);
}

static void
run_clear (HenjiSyncRun *self)
{
  g_free (self->stream);
  g_free (self->reason);
  g_free (self->request_id);
}

HENJI_DEFINE_VALUE (HenjiConnection, henji_connection, connection_clear)
HENJI_DEFINE_VALUE (HenjiSyncFault, henji_sync_fault, fault_clear)
HENJI_DEFINE_VALUE (HenjiSyncRun, henji_sync_run, run_clear)

static const char *const outcomes[] = { "running", "done", "paused", "stopped", "failed" };

const char *
henji_sync_outcome_id (HenjiSyncOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcomes), outcomes[0]);

  return outcomes[outcome];
}

HenjiSyncOutcome
henji_sync_outcome_from_id (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i], id) == 0)
      return (HenjiSyncOutcome) i;

  return HENJI_SYNC_RUNNING;
}

int
henji_connection_secret_days_left (const HenjiConnection *self, const char *today, int days)
{
  g_autofree char *end = NULL;

  g_return_val_if_fail (self != NULL && today != NULL, G_MAXINT);

  end = self->secret_date != NULL ? henji_date_add_days (self->secret_date, days) : NULL;

  return end != NULL ? henji_date_days_between (today, end) : G_MAXINT;
}

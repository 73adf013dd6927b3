/* henji-desk-due.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-due"

#include "config.h"

#include "henji-desk-clocks.h"

#include <stdlib.h>

#include "henji-clocks.h"
#include "henji-db-case.h"
#include "henji-db-clocks.h"
#include "henji-desk-private.h"
#include "henji-time.h"

/* An order that was to leave longer ago, and of which nothing was heard, has left. */
#define FORGOTTEN (7 * HENJI_DAY)

static void
due_clear (HenjiDue *self)
{
  g_clear_pointer (&self->clock, henji_clock_unref);
  g_clear_pointer (&self->case_, henji_case_unref);
  g_clear_pointer (&self->order, henji_order_unref);
}

HENJI_DEFINE_VALUE (HenjiDue, henji_due, due_clear)

typedef struct
{
  gint64 from; /* 0: what is overdue as well */
  gint64 until;
  gint64 now;
  GPtrArray *due;
  guint n_clocks;
} DueJob;

static HenjiDue *
due_of_order (HenjiOrder *order)
{
  HenjiDue *due = henji_due_new ();

  due->order = henji_order_ref (order);
  due->clock = henji_clock_new ();
  due->clock->rule = g_strdup (HENJI_SHIP_BY_RULE);
  due->clock->ours = TRUE;
  due->clock->since = order->purchased_at;
  due->clock->until = order->promised_at;
  due->clock->note = g_strdup (order->order_id);

  return due;
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const HenjiClock *x = (*(HenjiDue *const *) a)->clock;
  const HenjiClock *y = (*(HenjiDue *const *) b)->clock;

  if (x->until != y->until)
    return x->until < y->until ? -1 : 1;

  return x->row < y->row ? -1 : x->row > y->row;
}

static gboolean
read_due (HenjiDb *db, gpointer data, GError **error)
{
  DueJob *job = data;
  g_autoptr (GPtrArray) clocks = henji_db_clocks_due (db, job->from, job->until, error);
  g_autoptr (GPtrArray) orders
      = clocks != NULL ? henji_db_orders_due (db, job->now - FORGOTTEN, job->until, error) : NULL;

  if (orders == NULL)
    return FALSE;

  job->due = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_due_unref);
  for (guint i = 0; i < clocks->len; i++)
    {
      HenjiClock *clock = g_ptr_array_index (clocks, i);
      HenjiDue *due = henji_due_new ();

      g_ptr_array_add (job->due, due);
      due->clock = henji_clock_ref (clock);
      due->case_ = henji_db_case_get (db, clock->case_row, error);
      if (due->case_ == NULL)
        return FALSE;
    }
  for (guint i = 0; i < orders->len; i++)
    g_ptr_array_add (job->due, due_of_order (g_ptr_array_index (orders, i)));
  g_ptr_array_sort (job->due, compare_due);

  return TRUE;
}

GPtrArray *
henji_desk_due (HenjiDesk *self, gint64 until, GError **error)
{
  DueJob job = { .until = until };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  job.now = henji_desk_now (self);
  if (_henji_desk_read (self, read_due, &job, NULL, error))
    return job.due;
  g_clear_pointer (&job.due, g_ptr_array_unref);

  return NULL;
}

/* ---- Closings -------------------------------------------------------------------------------- */

static gboolean
read_count (HenjiDb *db, gpointer data, GError **error)
{
  DueJob *job = data;

  return henji_db_clocks_count_due (db, job->from, job->until, &job->n_clocks, error);
}

gint64
henji_desk_hour_of (const char *date, int hour, GTimeZone *zone)
{
  gint64 start = henji_date_start (date, zone);
  gint64 at = start + hour * HENJI_HOUR;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / HENJI_SECOND);
  g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  /* A clock that was moved since midnight shows another hour. */
  return time != NULL ? at + (hour - g_date_time_get_hour (time)) * HENJI_HOUR : 0;
}

gboolean
henji_desk_next_closing (HenjiDesk *self, int days, HenjiClosing *closing, GError **error)
{
  g_autoptr (HenjiOpenDays) open_days = NULL;
  g_autofree char *today = NULL;
  g_autofree char *first = NULL;
  g_autofree char *reopens = NULL;
  DueJob job = { 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self) && closing != NULL, FALSE);

  open_days = henji_desk_shop_open_days (self);
  today = henji_date_of (henji_desk_now (self), self->zone);
  /* One that has begun is none to prepare for. */
  first = henji_open_days_next (open_days, today);
  if (first == NULL)
    return FALSE;
  g_free (today);
  today = g_steal_pointer (&first);
  if (!henji_open_days_next_closing (open_days, today, days, &first, &reopens))
    return FALSE;

  g_strlcpy (closing->first, first, sizeof closing->first);
  g_strlcpy (closing->reopens, reopens, sizeof closing->reopens);
  closing->from = henji_date_start (first, self->zone);
  closing->until = henji_desk_hour_of (reopens, HENJI_MORNING, self->zone);
  job.from = closing->from;
  job.until = closing->until;
  if (!_henji_desk_read (self, read_count, &job, NULL, error))
    return FALSE;
  closing->n_clocks = job.n_clocks;

  return TRUE;
}

gboolean
henji_desk_closing_warning (HenjiDesk *self, HenjiClosing *closing, GError **error)
{
  g_autoptr (HenjiOpenDays) open_days = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *ahead = NULL;
  g_autofree char *today = NULL;
  int days;

  g_return_val_if_fail (HENJI_IS_DESK (self) && closing != NULL, FALSE);

  ahead = henji_desk_setting (self, HENJI_CLOSING_AHEAD_SETTING, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  days = ahead != NULL ? atoi (ahead) : HENJI_CLOSING_AHEAD_DEFAULT;
  open_days = henji_desk_shop_open_days (self);
  if (days < 0 || open_days == NULL
      || !henji_desk_next_closing (self, HENJI_LONG_CLOSING, closing, error))
    return FALSE;
  today = henji_date_of (henji_desk_now (self), self->zone);

  return closing->n_clocks > 0 && henji_date_days_between (today, closing->first) <= days;
}

/* henji-desk-court.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-court"

#include "config.h"

#include "henji-desk-court.h"

#include "henji-db-event.h"
#include "henji-db-message.h"

/* Nobody writes more mails than this without an answer; older ones do not change the clock. */
#define LOOK_BACK 50

static gboolean
last_answer (HenjiDb *db,
             gint64 case_row,
             gint64 *at,
             GError **error)
{
  g_autoptr (GPtrArray) events = henji_db_case_events (db, case_row, error);

  if (events == NULL)
    return FALSE;

  *at = G_MININT64;
  for (guint i = 0; i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (!event->undone
          && (event->type == HENJI_EVENT_ANSWERED || event->type == HENJI_EVENT_NO_REPLY_NEEDED))
        *at = MAX (*at, event->at);
    }

  return TRUE;
}

gboolean
_henji_desk_unanswered_since (HenjiDb *db,
                              gint64 case_row,
                              gint64 *since,
                              GError **error)
{
  gint64 answered;

  *since = 0;

  return last_answer (db, case_row, &answered, error)
         && henji_db_case_unanswered_since (db, case_row, answered, LOOK_BACK, since, error);
}

gboolean
_henji_desk_start_clock (HenjiDb *db,
                         gint64 case_row,
                         HenjiPolicy *policy,
                         const char *rule_id,
                         gint64 since,
                         gint64 *started,
                         GError **error)
{
  const HenjiRule *rule = henji_policy_rule (policy, rule_id, since);
  g_autoptr (HenjiClock) clock = henji_clock_new ();
  gint64 row;

  if (rule == NULL)
    return TRUE;

  clock->case_row = case_row;
  clock->rule = g_strdup (rule_id);
  clock->ours = TRUE;
  clock->since = since;
  clock->until = henji_policy_deadline (policy, rule, since);
  if (clock->until == 0)
    return TRUE;

  row = henji_db_clock_add (db, clock, error);
  if (started != NULL)
    *started = row;

  return row != 0;
}

gboolean
_henji_desk_run_reply_clock (HenjiDb *db,
                             gint64 case_row,
                             HenjiPolicy *policy,
                             gint64 since,
                             gint64 *started,
                             GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, case_row, error);

  if (clocks == NULL)
    return FALSE;

  for (guint i = 0; i < clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (clocks, i);

      if (clock->stopped_at != 0 || g_strcmp0 (clock->rule, "reply") != 0)
        continue;
      if (clock->since <= since)
        return TRUE;
      /* An older message came in later than a newer one. */
      if (!henji_db_clock_remove (db, clock->row, error))
        return FALSE;
    }

  return _henji_desk_start_clock (db, case_row, policy, "reply", since, started, error);
}

/* henji-desk-court.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-court"

#include "config.h"

#include "henji-desk-court.h"

#include "henji-db-event.h"
#include "henji-db-message.h"

/* (transfer full) (element-type gint64): when the case was answered without a message of ours. */
static GArray *
answers_of (HenjiDb *db, gint64 case_row, gboolean closed_counts, GError **error)
{
  g_autoptr (GPtrArray) events = henji_db_case_events (db, case_row, error);
  g_autoptr (GArray) answers = NULL;
  gint64 closed = G_MININT64;

  if (events == NULL)
    return NULL;

  answers = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (event->undone)
        continue;
      if (event->type == HENJI_EVENT_ANSWERED || event->type == HENJI_EVENT_NO_REPLY_NEEDED)
        g_array_append_val (answers, event->at);
      else if (event->type == HENJI_EVENT_CLOSED)
        closed = event->at;
      else if (event->type == HENJI_EVENT_REOPENED)
        closed = G_MININT64;
    }
  if (closed_counts && closed != G_MININT64)
    g_array_append_val (answers, closed);

  return g_steal_pointer (&answers);
}

static gboolean
any_between (const GArray *answers, gint64 after, gint64 until)
{
  for (guint i = 0; i < answers->len; i++)
    if (g_array_index (answers, gint64, i) > after && g_array_index (answers, gint64, i) <= until)
      return TRUE;

  return FALSE;
}

gboolean
_henji_desk_unanswered_since (
    HenjiDb *db, gint64 case_row, gboolean closed_counts, gint64 *since, GError **error)
{
  g_autoptr (GArray) answers = answers_of (db, case_row, closed_counts, error);
  g_autoptr (GArray) turns = NULL;

  *since = 0;
  if (answers == NULL)
    return FALSE;
  turns = henji_db_case_turns (db, case_row, HENJI_TURNS_LOOKED_AT, error);
  if (turns == NULL)
    return FALSE;

  for (guint i = 0; i < turns->len; i++)
    {
      const HenjiTurn *turn = &g_array_index (turns, HenjiTurn, i);

      if (turn->direction == HENJI_DIRECTION_OUT || any_between (answers, turn->at - 1, G_MAXINT64))
        break;
      if (turn->direction == HENJI_DIRECTION_IN)
        *since = turn->at;
    }

  return TRUE;
}

gboolean
_henji_desk_matter (
    HenjiDb *db, gint64 case_row, HenjiKind *kind, HenjiLanguage *language, GError **error)
{
  g_autoptr (GArray) answers = answers_of (db, case_row, TRUE, error);
  g_autoptr (GArray) turns = NULL;
  gboolean answered = TRUE;
  gint64 last = G_MININT64;

  *kind = HENJI_KIND_OTHER;
  *language = HENJI_LANGUAGE_OTHER;
  if (answers == NULL)
    return FALSE;
  turns = henji_db_case_turns (db, case_row, HENJI_TURNS_LOOKED_AT, error);
  if (turns == NULL)
    return FALSE;

  for (guint i = turns->len; i-- > 0;)
    {
      const HenjiTurn *turn = &g_array_index (turns, HenjiTurn, i);

      answered = answered || any_between (answers, last, turn->at);
      last = turn->at;
      if (turn->direction == HENJI_DIRECTION_OUT)
        {
          answered = TRUE;
          continue;
        }
      if (turn->direction == HENJI_DIRECTION_NOTICE && !turn->reply_needed)
        continue;
      if (turn->direction == HENJI_DIRECTION_IN && turn->language != HENJI_LANGUAGE_OTHER)
        *language = turn->language;
      if (turn->kind == HENJI_KIND_OTHER)
        continue;
      if (turn->kind == HENJI_KIND_THANKS && !answered && *kind != HENJI_KIND_OTHER)
        continue;
      *kind = turn->kind;
      answered = FALSE;
    }

  return TRUE;
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

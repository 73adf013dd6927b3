/* henji-desk-promise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reply promises becomes a clock of the case.
 */
#define G_LOG_DOMAIN "henji-desk-promise"

#include "config.h"

#include "henji-desk-promise.h"

#include <glib/gi18n-lib.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-desk-private.h"
#include "henji-time.h"

void
_henji_desk_append_rows (GString *data, const char *key, const GArray *rows)
{
  g_string_append_printf (data, "%s=", key);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (data, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (rows, gint64, i));
  g_string_append_c (data, '\n');
}

GArray *
_henji_desk_event_rows (const char *data, const char *key)
{
  g_autofree char *value = _henji_desk_event_value (data, key);
  g_auto (GStrv) words = g_strsplit (value != NULL ? value : "", ",", -1);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; words[i] != NULL; i++)
    {
      gint64 row = g_ascii_strtoll (words[i], NULL, 10);

      if (row != 0)
        g_array_append_val (rows, row);
    }

  return rows;
}

GPtrArray *
_henji_desk_promises_of_draft (HenjiDesk *desk,
                               const HenjiDraft *draft,
                               const HenjiReplyContext *context)
{
  g_autoptr (HenjiChoices) choices = NULL;
  g_autoptr (HenjiTemplate) situation = NULL;

  if (draft == NULL)
    return g_ptr_array_new ();

  if (draft->choices != NULL)
    choices = henji_choices_from_text (draft->choices);
  if (choices == NULL)
    choices = henji_choices_new ();

  if (draft->situation != NULL)
    situation = henji_desk_situation (desk, draft->situation);

  return henji_promises_of_reply (situation, choices, context, draft->language,
                                  henji_draft_sent (draft));
}

/* ---- Ending ---------------------------------------------------------------------------------- */

gint64
henji_desk_promise_clock (const HenjiEvent *event)
{
  g_autoptr (GArray) rows = NULL;

  g_return_val_if_fail (event != NULL, 0);

  rows = _henji_desk_event_rows (event->data, "desk-clock");

  return rows->len > 0 ? g_array_index (rows, gint64, 0) : 0;
}

/* The event that started the clock. */
static const HenjiEvent *
event_of_clock (const GPtrArray *events, gint64 clock_row)
{
  for (guint i = 0; i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (event->type == HENJI_EVENT_PROMISE && !event->undone
          && henji_desk_promise_clock (event) == clock_row)
        return event;
    }

  return NULL;
}

static gboolean
is_ended (const HenjiClock *clock, const HenjiEvent *event, const GPtrArray *fresh)
{
  g_autofree char *act = _henji_desk_event_value (event->data, "desk-act");
  g_autofree char *choice = _henji_desk_event_value (event->data, "desk-choice");
  gint64 old = act != NULL ? g_ascii_strtoll (act, NULL, 10) : HENJI_PROMISE_OTHER;

  if (old == HENJI_PROMISE_CONTACT || choice != NULL)
    return TRUE;
  for (guint i = 0; i < fresh->len; i++)
    {
      const HenjiPromise *promise = g_ptr_array_index (fresh, i);

      if ((old != HENJI_PROMISE_OTHER && promise->act == old)
          || g_strcmp0 (promise->words, clock->note) == 0)
        return TRUE;
    }

  return FALSE;
}

gboolean
_henji_desk_promises_end (HenjiDb *db,
                          gint64 case_row,
                          const GPtrArray *fresh,
                          gint64 now,
                          GArray *stopped,
                          GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, case_row, error);
  g_autoptr (GPtrArray) events = clocks != NULL ? henji_db_case_events (db, case_row, error) : NULL;

  if (events == NULL)
    return FALSE;

  for (guint i = 0; i < clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (clocks, i);
      const HenjiEvent *event;

      if (!henji_clock_is_promise (clock))
        continue;
      event = event_of_clock (events, clock->row);
      if (event == NULL || !is_ended (clock, event, fresh))
        continue;
      if (!henji_db_clock_set_stopped (db, clock->row, now, error))
        return FALSE;
      g_array_append_val (stopped, clock->row);
    }

  return TRUE;
}

/* ---- Starting -------------------------------------------------------------------------------- */

gboolean
_henji_desk_promises_start (HenjiDb *db,
                            gint64 case_row,
                            const GPtrArray *promises,
                            gint64 now,
                            GString *data,
                            GError **error)
{
  g_autoptr (GArray) started = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < promises->len; i++)
    {
      const HenjiPromise *promise = g_ptr_array_index (promises, i);
      g_autoptr (HenjiClock) clock = henji_clock_new ();
      g_autofree char *event_data = NULL;
      gint64 clock_row, event_row;

      clock->case_row = case_row;
      clock->rule = g_strdup (HENJI_PROMISE_RULE);
      clock->ours = TRUE;
      clock->since = now;
      clock->until = promise->until;
      clock->note = g_strdup (promise->words);
      clock_row = henji_db_clock_add (db, clock, error);
      if (clock_row == 0)
        return FALSE;

      event_data = g_strdup_printf (
          "desk-clock=%" G_GINT64_FORMAT "\ndesk-until=%" G_GINT64_FORMAT "\ndesk-act=%d\n%s",
          clock_row, promise->until, promise->act, promise->choice ? "desk-choice=1\n" : "");
      event_row = henji_db_event_add (db, case_row, HENJI_EVENT_PROMISE, now, promise->words,
                                      event_data, 0, error);
      if (event_row == 0)
        return FALSE;
      g_array_append_val (started, clock_row);
      g_array_append_val (events, event_row);
    }
  _henji_desk_append_rows (data, "desk-started", started);
  _henji_desk_append_rows (data, "desk-promises", events);

  return TRUE;
}

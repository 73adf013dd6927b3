/* henji-desk-feedback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-feedback"

#include "config.h"

#include "henji-desk-feedback.h"

#include <glib/gi18n-lib.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-feedback.h"
#include "henji-db-outlay.h"
#include "henji-desk-private.h"
#include "henji-desk-returns-private.h"
#include "henji-desk-settle.h"
#include "henji-recognise.h"
#include "henji-time.h"

/* Characters of the buyer's words in the list of cases. */
#define SUBJECT 80

/* ---- A case learns of it --------------------------------------------------------------------- */

/* (transfer full) (nullable): the buyer's words in one short line */
static char *
subject_of (const HenjiFeedback *feedback)
{
  g_autofree char *line = g_strdup (feedback->comment);
  g_autofree char *start = NULL;

  if (line == NULL)
    return NULL;
  g_strdelimit (line, "\r\n\t", ' ');
  if (g_utf8_strlen (line, -1) <= SUBJECT)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, SUBJECT - 1);

  return g_strconcat (start, "…", NULL);
}

/* What the buyer's words are about; thanks they are not. */
static HenjiKind
kind_of (HenjiDesk *desk, const HenjiFeedback *feedback)
{
  g_auto (HenjiRecognition) seen = { 0 };

  if (feedback->comment == NULL)
    return HENJI_KIND_OTHER;
  henji_recognise (henji_desk_facts_lexicon (desk->facts), NULL, feedback->comment, -1, &seen);

  return seen.kind != HENJI_KIND_THANKS ? seen.kind : HENJI_KIND_OTHER;
}

/* The order's newest case with its buyer, else a new one; 0 on error. */
static gint64
find_case (HenjiDesk *desk,
           HenjiDb *db,
           const HenjiFeedback *feedback,
           gint64 now,
           gboolean *made,
           GError **error)
{
  g_autoptr (GArray) cases = henji_db_order_cases (db, feedback->order_id, error);
  g_autofree char *subject = NULL;

  if (cases == NULL)
    return 0;
  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (HenjiCase) case_ = henji_db_case_get (db, g_array_index (cases, gint64, i), error);

      if (case_ == NULL)
        return 0;
      if ((case_->flags & HENJI_CASE_SUPPORT) == 0)
        return case_->row;
    }
  *made = TRUE;
  subject = subject_of (feedback);

  return _henji_desk_open_silent_case (db, feedback->order_id, kind_of (desk, feedback), subject,
                                       now, error);
}

/* What counts against the order: what the seller has recorded already, else a new one. @made is its
 * row then. */
static gboolean
count (HenjiDesk *desk,
       HenjiDb *db,
       HenjiFeedback *feedback,
       const HenjiCase *case_,
       gint64 now,
       gint64 *made,
       GError **error)
{
  g_autoptr (HenjiDefect) defect = NULL;
  g_autoptr (GError) local = NULL;

  feedback->defect = henji_db_feedback_defect (db, case_->row, feedback->order_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (feedback->defect != 0)
    return TRUE;

  defect = henji_defect_new ();
  defect->case_row = case_->row;
  defect->order_id = g_strdup (feedback->order_id);
  defect->marketplace
      = g_strdup (feedback->marketplace != NULL ? feedback->marketplace : case_->marketplace);
  defect->natures = 1u << HENJI_DEFECT_FEEDBACK;
  defect->at = now;
  if (feedback->date != NULL)
    defect->at = MIN (henji_date_start (feedback->date, henji_desk_zone (desk)), now);
  feedback->defect = *made = henji_db_defect_add (db, defect, now, error);

  return feedback->defect != 0;
}

/* Whose turn it is then: what no longer counts at the marketplace is only kept with its order. */
static HenjiCourt
court_of (HenjiDesk *desk,
          const HenjiFeedback *feedback,
          const HenjiCase *case_,
          gboolean opened,
          gint64 now)
{
  HenjiPolicy *policy = henji_desk_policy (
      desk, feedback->marketplace != NULL ? feedback->marketplace : case_->marketplace);
  const HenjiRule *window = henji_policy_rule (policy, "defect-window", now);
  gboolean counts
      = feedback->date == NULL || window == NULL
        || henji_date_start (feedback->date, henji_desk_zone (desk)) + window->value * HENJI_DAY
               > now;

  if (counts)
    return HENJI_COURT_OURS;

  return opened ? HENJI_COURT_CLOSED : case_->court;
}

static gboolean
mark (HenjiDesk *desk, HenjiDb *db, HenjiFeedback *feedback, gint64 now, GError **error)
{
  g_autoptr (HenjiCase) case_ = NULL;
  g_autoptr (GString) data = NULL;
  gboolean opened = FALSE;
  gint64 defect = 0;
  gint64 row = find_case (desk, db, feedback, now, &opened, error);
  HenjiCourt court;

  case_ = row != 0 ? henji_db_case_get (db, row, error) : NULL;
  if (case_ == NULL || !count (desk, db, feedback, case_, now, &defect, error))
    return FALSE;
  court = court_of (desk, feedback, case_, opened, now);
  data = _henji_desk_snapshot (case_);
  g_string_append_printf (data, "feedback-stars=%d\n", feedback->stars);
  if (feedback->date != NULL)
    g_string_append_printf (data, "feedback-date=%s\n", feedback->date);
  if (defect != 0)
    g_string_append_printf (data, "feedback-defect=%" G_GINT64_FORMAT "\n", defect);
  if (opened)
    g_string_append (data, "feedback-case-made=1\n");
  feedback->event = henji_db_event_add (db, row, HENJI_EVENT_FEEDBACK, now, feedback->comment,
                                        data->str, 0, error);

  return feedback->event != 0
         && (case_->court == court || henji_db_case_set_court (db, row, court, error))
         && _henji_desk_settle_clocks (desk, db, row, error);
}

/* ---- Taking what a report tells -------------------------------------------------------------- */

/* (transfer full): with what the order knows: whose marketplace, and so how dates are written */
static HenjiFeedback *
complete (HenjiDb *db, const HenjiFeedback *told)
{
  HenjiFeedback *feedback = henji_feedback_new ();
  g_autoptr (HenjiOrder) order = henji_db_order_find (db, told->order_id, NULL);

  feedback->order_id = g_strdup (told->order_id);
  feedback->stars = told->stars;
  feedback->comment = g_strdup (told->comment);
  feedback->answer = g_strdup (told->answer);
  feedback->date = g_strdup (told->date);
  feedback->marketplace = g_strdup (told->marketplace);
  if (feedback->marketplace == NULL && order != NULL)
    feedback->marketplace = g_strdup (order->marketplace);
  if (feedback->date == NULL && told->date_words != NULL && feedback->marketplace != NULL)
    feedback->date = henji_date_read (told->date_words, henji_date_way_of (feedback->marketplace));

  return feedback;
}

gboolean
_henji_desk_take_feedback (HenjiDesk *desk,
                           HenjiDb *db,
                           const HenjiFeedback *told,
                           gint64 now,
                           HenjiMergeStatus *status,
                           GError **error)
{
  g_autoptr (HenjiFeedback) feedback = complete (db, told);
  g_autoptr (HenjiFeedback) known = NULL;
  g_autoptr (GError) local = NULL;

  known = henji_db_feedback_find (db, told->order_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *status = HENJI_MERGE_NEW;
  if (known != NULL)
    {
      HenjiFeedback *merged = henji_feedback_merge (known, feedback);

      henji_feedback_unref (feedback);
      feedback = merged;
      *status
          = henji_feedback_equal (known, feedback) ? HENJI_MERGE_UNCHANGED : HENJI_MERGE_UPDATED;
      if (*status == HENJI_MERGE_UNCHANGED)
        return TRUE;
    }

  if (henji_feedback_is_negative (feedback) && feedback->event == 0
      && !mark (desk, db, feedback, now, error))
    return FALSE;
  /* The buyer gave more stars, or fewer again. */
  if (known != NULL && feedback->defect != 0
      && henji_feedback_is_negative (known) != henji_feedback_is_negative (feedback)
      && !henji_db_defect_set_removed (db, feedback->defect,
                                       henji_feedback_is_negative (feedback) ? 0 : now, error))
    return FALSE;

  return henji_db_feedback_put (db, feedback, now, error) != 0;
}

gboolean
_henji_desk_undo_feedback (HenjiDb *db, const HenjiEvent *event, gint64 now, GError **error)
{
  g_autofree char *defect = _henji_desk_event_value (event->data, "feedback-defect");
  g_autofree char *made = _henji_desk_event_value (event->data, "feedback-case-made");
  g_autoptr (GError) local = NULL;
  g_autoptr (HenjiFeedback) feedback = henji_db_feedback_of_event (db, event->row, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (defect != NULL && !henji_db_defect_remove (db, g_ascii_strtoll (defect, NULL, 10), error))
    return FALSE;
  if (feedback != NULL)
    {
      feedback->defect = 0;
      if (henji_db_feedback_put (db, feedback, now, error) == 0)
        return FALSE;
    }

  return made == NULL || henji_db_case_set_court (db, event->case_row, HENJI_COURT_CLOSED, error);
}

/* ---- For people ------------------------------------------------------------------------------ */

char *
henji_desk_feedback_words (const HenjiEvent *event, HenjiLanguage language)
{
  g_autofree char *stars = _henji_desk_event_value (event->data, "feedback-stars");
  g_autofree char *date = _henji_desk_event_value (event->data, "feedback-date");
  g_autofree char *day = date != NULL ? henji_date_format (date, NULL, language) : NULL;
  int n = stars != NULL ? (int) g_ascii_strtoll (stars, NULL, 10) : 1;

  if (day == NULL)
    return g_strdup_printf (
        ngettext ("Negative feedback: %d star", "Negative feedback: %d stars", (gulong) n), n);

  return g_strdup_printf (ngettext ("Negative feedback on %2$s: %1$d star",
                                    "Negative feedback on %2$s: %1$d stars", (gulong) n),
                          n, day);
}

char *
henji_desk_feedback_line (const HenjiFeedback *feedback, HenjiLanguage language)
{
  g_autofree char *stars = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (feedback != NULL, NULL);

  stars = g_strdup_printf (ngettext ("%d star", "%d stars", (gulong) feedback->stars),
                           feedback->stars);
  day = feedback->date != NULL ? henji_date_format (feedback->date, NULL, language) : NULL;

  return g_strdup_printf ("%s%s%s%s%s", stars, day != NULL ? " · " : "", day != NULL ? day : "",
                          feedback->comment != NULL ? "\n" : "",
                          feedback->comment != NULL ? feedback->comment : "");
}

typedef struct
{
  HenjiDesk *desk;
  const char *from;
  const char *to;
  GPtrArray *feedback;
} ReadJob;

static gboolean
read_feedback (HenjiDb *db, gpointer data, GError **error)
{
  ReadJob *job = data;

  job->feedback
      = henji_db_feedback_between (db, job->from, job->to, henji_desk_zone (job->desk), error);

  return job->feedback != NULL;
}

GPtrArray *
henji_desk_feedback (HenjiDesk *self, const char *from, const char *to, GError **error)
{
  ReadJob job = { self, from, to, NULL };

  g_return_val_if_fail (HENJI_IS_DESK (self) && from != NULL && to != NULL, NULL);

  return _henji_desk_read (self, read_feedback, &job, NULL, error) ? job.feedback : NULL;
}

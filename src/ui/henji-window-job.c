/* henji-window-job.c: one action on its way through the desk's thread and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-job"

#include "config.h"

#include "henji-window-job.h"

#include "henji-card-number.h"
#include "henji-desk-address.h"
#include "henji-desk-claim.h"
#include "henji-desk-clocks.h"
#include "henji-desk-csba.h"
#include "henji-desk-outlay.h"
#include "henji-desk-playbook.h"
#include "henji-desk-rules.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

#define UNDONE_SECONDS 2

HenjiJob *
henji_job_new (HenjiWindow *window, HenjiJobType act)
{
  HenjiJob *job = g_new0 (HenjiJob, 1);

  job->window = g_object_ref (window);
  job->type = act;
  job->case_row = window->row;
  job->own = window->detail != NULL && window->detail->support != NULL;
  return job;
}

static void
job_free (HenjiJob *job)
{
  g_object_unref (job->window);
  g_clear_pointer (&job->several, g_array_unref);
  g_free (job->text);
  g_free (job);
}

/* In the desk's thread. The window is only carried along. */
static gpointer
job_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  HenjiJob *job = data;
  gint64 other;

  switch (job->type)
    {
    case HENJI_JOB_ANSWERED:
      job->event = henji_desk_answered (desk, job->case_row, error);
      break;
    case HENJI_JOB_SUPPORT:
      job->event = henji_desk_support_written (desk, job->case_row, error);
      break;
    case HENJI_JOB_NO_REPLY:
      job->event = henji_desk_no_reply_needed (desk, job->case_row, error);
      break;
    case HENJI_JOB_CONFIRM:
      job->event = henji_desk_confirm (desk, job->case_row, error);
      break;
    case HENJI_JOB_CLOSE:
      job->event = henji_desk_close_case (desk, job->case_row, error);
      break;
    case HENJI_JOB_REOPEN:
      job->event = henji_desk_reopen (desk, job->case_row, error);
      break;
    case HENJI_JOB_NOTE:
      job->event = henji_desk_note (desk, job->case_row, job->text, error);
      break;
    case HENJI_JOB_KIND:
      job->event = henji_desk_set_kind (desk, job->case_row, (HenjiKind) job->number, error);
      break;
    case HENJI_JOB_MERGE:
      other = henji_desk_find_case (desk, job->text, error);
      job->event = other != 0 ? henji_desk_merge (desk, job->case_row, other, error) : 0;
      break;
    case HENJI_JOB_SPLIT:
      job->event = henji_desk_split (desk, job->number, &other, error);
      break;
    case HENJI_JOB_CLAIM_STAGE:
      job->event = henji_desk_set_claim (desk, job->case_row, NULL, (HenjiClaimStage) job->number,
                                         NULL, error);
      break;
    case HENJI_JOB_CLAIM_AMOUNT:
      job->event
          = henji_desk_set_claim (desk, job->case_row, NULL, HENJI_CLAIM_NONE, &job->amount, error);
      break;
    case HENJI_JOB_CLOCK_DONE:
      job->event = henji_desk_end_clock (desk, job->case_row, job->number, error);
      break;
    case HENJI_JOB_REMIND:
      job->event = henji_desk_remind (desk, job->case_row, job->number, job->text, error);
      break;
    case HENJI_JOB_FOLLOW_UP:
      job->event = henji_desk_start_clock (desk, job->case_row, job->text, henji_desk_now (desk),
                                           job->number, NULL, error);
      break;
    case HENJI_JOB_CSBA_FORWARDED:
      job->event = henji_desk_csba_forwarded (desk, job->case_row, error);
      break;
    case HENJI_JOB_CSBA_NATURE:
      job->event = henji_desk_set_csba_nature (desk, job->case_row,
                                               *job->text != '\0' ? job->text : NULL, error);
      break;
    case HENJI_JOB_TAG:
      job->event = henji_desk_tag (desk, job->case_row, job->text, error);
      break;
    case HENJI_JOB_UNTAG:
      job->event = henji_desk_untag (desk, job->case_row, job->text, error);
      break;
    case HENJI_JOB_OUTLAY:
      job->event = henji_desk_outlay (desk, job->case_row, (HenjiOutlayNature) job->number,
                                      job->amount, error);
      break;
    case HENJI_JOB_COMPLETE_ADDRESS:
      job->event = henji_desk_complete_address (desk, job->case_row, job->text, error);
      break;
    case HENJI_JOB_DEFECT:
      job->event = henji_desk_defect (desk, job->case_row, (HenjiDefectNature) job->number, error);
      break;
    case HENJI_JOB_DEFECT_REMOVED:
      job->event
          = henji_desk_defect_removed (desk, job->case_row, (HenjiDefectNature) job->number, error);
      break;
    case HENJI_JOB_PLAN:
      job->event = henji_desk_start_plan (desk, job->case_row, job->text,
                                          (HenjiLanguage) job->number, error);
      break;
      break;
    case HENJI_JOB_UNDO:
      if (job->several == NULL)
        job->event = henji_desk_undo (desk, job->number, error);
      else
        job->event = henji_desk_undo_several (desk, job->several, error) ? job->number : 0;
      break;
    default:
      g_assert_not_reached ();
    }
  return GINT_TO_POINTER (job->event != 0);
}

static const char *
done_text (const HenjiJob *job)
{
  switch (job->type)
    {
    case HENJI_JOB_ANSWERED:
      return _ ("Marked as answered, here only");
    case HENJI_JOB_SUPPORT:
      return job->own ? _ ("Marked as sent: it is the marketplace's turn")
                      : _ ("Kept in the timeline. The buyer's clock runs on.");
    case HENJI_JOB_NO_REPLY:
      return _ ("No reply needed. Mark it at the marketplace too.");
    case HENJI_JOB_CONFIRM:
      return _ ("Confirmed");
    case HENJI_JOB_CLOSE:
      return _ ("Case closed");
    case HENJI_JOB_REOPEN:
      return _ ("Case reopened");
    case HENJI_JOB_NOTE:
      return job->masked ? _ ("Note added, without the digits of the card") : _ ("Note added");
    case HENJI_JOB_KIND:
      return _ ("Kind corrected");
    case HENJI_JOB_MERGE:
      return _ ("Cases merged");
    case HENJI_JOB_SPLIT:
      return _ ("Case split");
    case HENJI_JOB_CLAIM_STAGE:
      return henji_claim_stage_title ((HenjiClaimStage) job->number);
    case HENJI_JOB_CLAIM_AMOUNT:
      return _ ("Amount of the claim noted");
    case HENJI_JOB_CLOCK_DONE:
      return _ ("Done");
    case HENJI_JOB_REMIND:
    case HENJI_JOB_FOLLOW_UP:
      return _ ("Reminder set");
    case HENJI_JOB_CSBA_FORWARDED:
      return _ ("Forwarded. Mark it at the marketplace as needing no reply.");
    case HENJI_JOB_CSBA_NATURE:
      return _ ("Decided anew who answers");
    case HENJI_JOB_TAG:
      return _ ("Tag added");
    case HENJI_JOB_UNTAG:
      return _ ("Tag removed");
    case HENJI_JOB_OUTLAY:
      return _ ("Cost recorded");
    case HENJI_JOB_DEFECT:
      return _ ("Counts against the order now");
    case HENJI_JOB_DEFECT_REMOVED:
      return _ ("Counts no more");
    case HENJI_JOB_COMPLETE_ADDRESS:
      return _ ("Address completed");
    case HENJI_JOB_PLAN:
      return _ ("Reminders set");
    case HENJI_JOB_UNDO:
      return _ ("Undone");
    default:
      return "";
    }
}

static void
toast_undo (HenjiWindow *self, gint64 event, const char *action, const char *words)
{
  henji_toast_replace (self->toasts, words, HENJI_UNDO_SECONDS, action,
                       g_variant_new_int64 (event));
}

static void
toast_done (HenjiWindow *self, const HenjiJob *job)
{
  if (job->type == HENJI_JOB_UNDO)
    henji_toast_replace (self->toasts, done_text (job), UNDONE_SECONDS, NULL, NULL);
  else
    toast_undo (self, job->event, "case.undo-event", done_text (job));
}

void
henji_window_done (HenjiWindow *self, gint64 event, gint64 case_row, const char *words)
{
  HenjiUndo undo = { .event = event, .case_row = case_row };

  g_array_append_val (self->undo, undo);
  toast_undo (self, event, "case.undo-event", words);
  henji_window_actions_update (self);
}

void
henji_window_done_several (HenjiWindow *self, GArray *events, const char *words)
{
  const HenjiSeveralEvent *first = &g_array_index (events, HenjiSeveralEvent, 0);
  HenjiUndo undo = { first->event, first->case_row, g_array_ref (events) };

  g_array_append_val (self->undo, undo);
  toast_undo (self, first->event, "case.undo-several", words);
  henji_window_actions_update (self);
}

static void
forget_undo (HenjiWindow *self, const HenjiJob *job)
{
  for (guint i = self->undo->len; i > 0; i--)
    {
      const HenjiUndo *undo = &g_array_index (self->undo, HenjiUndo, i - 1);

      if (undo->event == job->number && undo->several == job->several)
        g_array_remove_index (self->undo, i - 1);
    }
}

static void
job_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HenjiJob *job = user_data;
  HenjiWindow *self = job->window;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk == NULL)
    ; /* the window is gone */
  else if (job->event == 0)
    henji_window_toast (self, error != NULL ? error->message : _ ("That did not work."));
  else
    {
      if (job->type == HENJI_JOB_UNDO)
        {
          forget_undo (self, job);
          /* What was taken back is what one wants to see. */
          if (job->case_row != 0)
            henji_list_pane_choose (self->list, job->case_row);
        }
      else
        {
          HenjiUndo undo = { .event = job->event, .case_row = job->case_row };

          g_array_append_val (self->undo, undo);
        }
      toast_done (self, job);
      henji_window_actions_update (self);
    }
  job_free (job);
}

void
henji_job_run (HenjiJob *job)
{
  HenjiWindow *self = job->window;

  if (job->type == HENJI_JOB_ANSWERED || job->type == HENJI_JOB_NO_REPLY
      || job->type == HENJI_JOB_CLOSE || (job->type == HENJI_JOB_SUPPORT && job->own)
      || job->type == HENJI_JOB_CSBA_FORWARDED)
    henji_list_pane_expect_leave (self->list, FALSE);
  henji_reply_pane_flush (self->reply);
  henji_desk_act_async (self->desk, job_func, job, NULL, NULL, NULL, job_cb, job);
}

/* ---- Questions ------------------------------------------------------------------------------- */

HenjiAsked *
henji_asked_new (HenjiWindow *window)
{
  HenjiAsked *asked = g_new0 (HenjiAsked, 1);

  asked->window = g_object_ref (window);
  asked->row = window->row;
  return asked;
}

void
henji_asked_free (HenjiAsked *asked)
{
  g_object_unref (asked->window);
  g_clear_pointer (&asked->cases, g_ptr_array_unref);
  g_free (asked);
}

/* henji-window-trade.c: what the trade knows beside answering: claims, clocks, costs, playbook
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-trade"

#include "config.h"

#include "henji-window-job.h"

#include "henji-address-dialog.h"
#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-desk-claim.h"
#include "henji-desk-clocks.h"
#include "henji-desk-outlay.h"
#include "henji-desk-playbook.h"
#include "henji-evidence-window.h"
#include "henji-moment-dialog.h"
#include "henji-outlay-dialog.h"

#include <glib/gi18n-lib.h>

/* ---- What is recorded for looking back ------------------------------------------------------- */

static void
outlay_dialog_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->detail != NULL)
    gtk_window_present (
        GTK_WINDOW (henji_outlay_dialog_new (self->desk, self->detail, GTK_WINDOW (self))));
}

static void
outlay_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *id, *currency;
  gint64 minor;
  HenjiOutlayNature nature;
  HenjiJob *job;

  g_variant_get (parameter, "(&s&sx)", &id, &currency, &minor);
  if (!henji_outlay_nature_from_id (id, &nature))
    return;
  job = henji_job_new (user_data, HENJI_JOB_OUTLAY);
  job->number = nature;
  job->amount.minor = minor;
  g_strlcpy (job->amount.currency, currency, sizeof job->amount.currency);
  henji_job_run (job);
}

static void
record_defect (HenjiWindow *self, HenjiJobType act, GVariant *parameter)
{
  HenjiDefectNature nature;
  HenjiJob *job;

  if (!henji_defect_nature_from_id (g_variant_get_string (parameter, NULL), &nature))
    return;
  job = henji_job_new (self, act);
  job->number = nature;
  henji_job_run (job);
}

static void
defect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  record_defect (user_data, HENJI_JOB_DEFECT, parameter);
}

static void
defect_removed_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  record_defect (user_data, HENJI_JOB_DEFECT_REMOVED, parameter);
}

static void
claim_stage_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiClaimStage stage;
  HenjiJob *job;

  if (!henji_claim_stage_from_id (g_variant_get_string (parameter, NULL), &stage))
    return;
  job = henji_job_new (user_data, HENJI_JOB_CLAIM_STAGE);
  job->number = stage;
  henji_job_run (job);
}

static void
clock_done_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiJob *job = henji_job_new (user_data, HENJI_JOB_CLOCK_DONE);

  job->number = g_variant_get_int64 (parameter);
  henji_job_run (job);
}

static void
claim_amount_chosen_cb (const char *text, gpointer user_data)
{
  HenjiAsked *asked = user_data;
  HenjiWindow *self = asked->window;
  HenjiMoney amount;
  HenjiJob *job;

  if (text != NULL && self->detail != NULL && self->detail->case_->row == asked->row)
    {
      HenjiPolicy *policy = henji_desk_policy (self->desk, self->detail->case_->marketplace);

      if (henji_money_parse (text, henji_policy_currency (policy), &amount))
        {
          job = henji_job_new (self, HENJI_JOB_CLAIM_AMOUNT);
          job->amount = amount;
          henji_job_run (job);
        }
      else
        {
          g_autofree char *words
              = g_strdup_printf (_ ("“%s” is no amount. Give a plain number."), text);

          henji_window_toast (self, words);
        }
    }
  henji_asked_free (asked);
}

static void
claim_amount_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  henji_compat_ask_text (GTK_WINDOW (self), _ ("Amount of the Claim"),
                         _ ("What the buyer wants, in the marketplace’s currency."), _ ("Amount"),
                         _ ("_Set"), claim_amount_chosen_cb, henji_asked_new (self));
}

static void
use_situation_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  henji_pane_box_show_pane (self->panes, HENJI_PANE_REPLY);
  henji_reply_pane_use_situation (self->reply, g_variant_get_string (parameter, NULL));
}

static void
evidence_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  GtkWidget *window;

  henji_reply_pane_flush (self->reply);
  window = GTK_WIDGET (henji_evidence_window_new (
      self->desk, self->row, g_str_equal (g_variant_get_string (parameter, NULL), "text")));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
remind (HenjiWindow *self, gint64 row, gint64 at, const char *note)
{
  HenjiJob *job = henji_job_new (self, HENJI_JOB_REMIND);

  job->case_row = row;
  job->number = at;
  job->text = note != NULL && *note != '\0' ? g_strdup (note) : NULL;
  henji_job_run (job);
}

static void
moment_chosen_cb (gint64 at, const char *note, gpointer user_data)
{
  HenjiAsked *asked = user_data;

  if (at != 0)
    remind (asked->window, asked->row, at, note);
  henji_asked_free (asked);
}

/* With an instant at once; with "" one is asked for. */
static void
remind_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  gint64 at = g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10);

  if (at != 0)
    remind (self, self->row, at, NULL);
  else
    henji_moment_dialog_show (self->desk, GTK_WINDOW (self), HENJI_MOMENT_REMINDER,
                              moment_chosen_cb, henji_asked_new (self));
}

/* The rule of the clock, and until when. */
static void
follow_up_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiJob *job = henji_job_new (user_data, HENJI_JOB_FOLLOW_UP);

  g_variant_get (parameter, "(sx)", &job->text, &job->number);
  henji_job_run (job);
}

/* ---- Playbook and address -------------------------------------------------------------------- */

static void
playbook_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  henji_pane_box_show_pane (self->panes, HENJI_PANE_ORDER);
  henji_case_pane_show_playbook (self->order);
}

static void
playbook_use_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  const char *id = g_variant_get_string (parameter, NULL);
  const HenjiPath *path = self->detail != NULL ? self->detail->path : NULL;

  for (guint i = 0; path != NULL && i < path->offers->len; i++)
    {
      const HenjiPathOffer *offer = path->offers->pdata[i];

      if (g_str_equal (henji_playbook_offer (path->playbook, offer->offer)->id, id))
        {
          henji_reply_pane_use_offer (self->reply, path, i);
          return;
        }
    }
}

static void
playbook_plan_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiJob *job = henji_job_new (user_data, HENJI_JOB_PLAN);

  job->text = g_variant_dup_string (parameter, NULL);
  job->number = henji_pane_language ();
  henji_job_run (job);
}

/* The dialog has stored it; here it is said, and can be undone. */
static void
address_changed_cb (HenjiWindow *self, gint64 case_row, gint64 event)
{
  henji_window_done (self, event, case_row, _ ("Address changed"));
}

static void
address_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  const char *order_id = g_variant_get_string (parameter, NULL);
  HenjiAddressDialog *dialog;

  if (self->detail == NULL || self->detail->orders->len == 0)
    return;
  henji_reply_pane_flush (self->reply);
  dialog = henji_address_dialog_new (self->desk, self->detail, *order_id != '\0' ? order_id : NULL);
  g_signal_connect_object (dialog, "changed", G_CALLBACK (address_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
complete_address_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiJob *job = henji_job_new (user_data, HENJI_JOB_COMPLETE_ADDRESS);

  job->text = g_variant_dup_string (parameter, NULL);
  henji_job_run (job);
}

/* ---- All of them ------------------------------------------------------------------------------
 */

static const GActionEntry entries[] = {
  { .name = "clock-done", .activate = clock_done_cb, .parameter_type = "x" },
  { .name = "remind", .activate = remind_cb, .parameter_type = "s" },
  { .name = "follow-up", .activate = follow_up_cb, .parameter_type = "(sx)" },
  { .name = "claim-stage", .activate = claim_stage_cb, .parameter_type = "s" },
  { .name = "claim-amount", .activate = claim_amount_cb },
  { .name = "use-situation", .activate = use_situation_cb, .parameter_type = "s" },
  { .name = "evidence", .activate = evidence_cb, .parameter_type = "s" },
  { .name = "outlay-dialog", .activate = outlay_dialog_cb },
  { .name = "outlay", .activate = outlay_cb, .parameter_type = "(ssx)" },
  { .name = "defect", .activate = defect_cb, .parameter_type = "s" },
  { .name = "defect-removed", .activate = defect_removed_cb, .parameter_type = "s" },
  { .name = "playbook", .activate = playbook_cb },
  { .name = "playbook-use", .activate = playbook_use_cb, .parameter_type = "s" },
  { .name = "playbook-plan", .activate = playbook_plan_cb, .parameter_type = "s" },
  { .name = "address", .activate = address_cb, .parameter_type = "s" },
  { .name = "complete-address", .activate = complete_address_cb, .parameter_type = "s" },
};

void
henji_window_trade_install (HenjiWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->case_actions), entries,
                                   G_N_ELEMENTS (entries), self);
}

/* henji-reply-pane-strips.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-strips"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

/* What the seller should know about a clause that is on, such as one that promises to ship
 * elsewhere. */
void
henji_reply_pane_update_warning (HenjiReplyPane *self)
{
  HenjiReplyContext context = { 0 };
  const char *warning = NULL;

  henji_reply_pane_text_context (self, &context);
  for (guint i = 0; warning == NULL && i < henji_template_n_clauses (self->situation); i++)
    if (henji_template_clause_on (self->situation, i, self->choices, &context))
      warning = henji_template_clause_warning (self->situation, i, henji_pane_language ());

  henji_pane_label (self->address_label, warning, HENJI_LANGUAGE_OTHER);
  gtk_widget_set_visible (self->address_strip, warning != NULL);
}

void
henji_reply_pane_update_clock (HenjiReplyPane *self)
{
  const HenjiCase *case_ = self->detail != NULL ? self->detail->case_ : NULL;
  gint64 now = henji_desk_now (self->desk);
  const char *urgency = NULL;
  g_autofree char *left = NULL;
  g_autofree char *until = NULL;

  if (case_ == NULL)
    ;
  else if (case_->court == HENJI_COURT_CLOSED)
    left = g_strdup (_ ("Closed"));
  else if (case_->due != 0)
    {
      const HenjiClockRule *rule = henji_clock_rule (case_->due_rule);
      g_autofree char *moment = henji_pane_moment (case_->due, now, henji_desk_zone (self->desk));

      left = henji_pane_left (case_->due, now);
      if (case_->due <= now)
        until = g_strdup_printf (_ ("was due %s"), moment);
      else if (g_strcmp0 (case_->due_rule, HENJI_PROMISE_RULE) == 0)
        until = g_strdup_printf (_ ("promised by %s"), moment);
      else if (rule != NULL && rule->gives_turn)
        until = g_strdup_printf (_ ("due %s"), moment);
      else
        until = g_strdup_printf (_ ("answer by %s"), moment);
      urgency = henji_pane_urgency (case_->due, now);
    }
  else
    left = g_strdup (case_->court == HENJI_COURT_OURS           ? _ ("Our turn")
                     : (case_->flags & HENJI_CASE_SUPPORT) != 0 ? _ ("Waiting for the marketplace")
                                                                : _ ("Waiting for the buyer"));

  gtk_label_set_text (self->clock_label, left != NULL ? left : "");
  gtk_label_set_text (self->due_label, until != NULL ? until : "");
  gtk_widget_set_visible (GTK_WIDGET (self->due_label), until != NULL && !self->tight);
  henji_pane_tooltip (self->clock_label, until);
  gtk_widget_remove_css_class (GTK_WIDGET (self->clock_label), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->clock_label), "amber");
  if (urgency != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->clock_label),
                              g_str_equal (urgency, "warning") ? "amber" : urgency);
}

const HenjiMessage *
henji_reply_pane_newest_of_buyer (const HenjiCaseDetail *detail)
{
  for (guint i = detail->messages->len; i-- > 0;)
    {
      const HenjiMessage *message = detail->messages->pdata[i];

      if (message->direction == HENJI_DIRECTION_IN)
        return message;
    }

  return NULL;
}

static void
newer_clicked_cb (HenjiReplyPane *self)
{
  const HenjiMessage *newest
      = self->detail != NULL ? henji_reply_pane_newest_of_buyer (self->detail) : NULL;

  self->newest_seen = newest != NULL ? newest->row : 0;
  gtk_widget_set_visible (self->newer_strip, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-pane", "s", "order");
}

void
henji_reply_pane_update_strips (HenjiReplyPane *self)
{
  const HenjiCase *case_ = self->detail->case_;
  const HenjiMessage *newest = henji_reply_pane_newest_of_buyer (self->detail);
  const char *state = NULL;

  gtk_label_set_text (self->newer_label,
                      self->detail->support != NULL
                          ? _ ("Support has written again since this text was begun.")
                          : _ ("The buyer has written again since this reply was begun."));
  gtk_widget_set_visible (self->newer_strip, newest != NULL && newest->row != self->newest_seen
                                                 && (self->touched || self->version > 0));
  if (case_->confirmation == HENJI_CONFIRMATION_UNCONFIRMED)
    state = _ ("Answered here, unconfirmed: the marketplace's copy has not come yet.");
  else if (case_->confirmation == HENJI_CONFIRMATION_NOT_MARKED)
    state = _ ("No reply needed, not yet marked at the marketplace.");
  gtk_widget_set_visible (self->no_reply_button, self->detail->support == NULL);
  gtk_label_set_text (self->state_label, state != NULL ? state : "");
  gtk_widget_set_visible (self->state_strip, state != NULL);
  henji_reply_pane_update_pills (self);
}

void
henji_reply_pane_bind_strips (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, newer_clicked_cb);
}

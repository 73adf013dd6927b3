/* henji-reply-pane-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the reply check finds in the text that is sent: looked for after every key, stops what
 * leaves the desk, may be overridden with a reason.
 */
#define G_LOG_DOMAIN "henji-reply-pane-check"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Three strings each: the rule, the piece of text, the reason. */
#define OVERRIDDEN "overridden"
#define OVERRIDDEN_FIELDS 3

static gboolean
is_overridden (HenjiReplyPane *self, const char *rule, const char *piece)
{
  const char *const *list = henji_choices_list (self->choices, OVERRIDDEN);
  guint n = list != NULL ? g_strv_length ((char **) list) : 0;

  for (guint i = 0; i + OVERRIDDEN_FIELDS <= n; i += OVERRIDDEN_FIELDS)
    if (g_str_equal (list[i], rule) && g_str_equal (list[i + 1], piece))
      return TRUE;

  return FALSE;
}

/* An open field is counted and shown as such already. */
static gboolean
is_open_field (const GArray *marks, int start, int end)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const HenjiReplyMark *mark = &g_array_index (marks, HenjiReplyMark, i);

      if (!mark->filled && start < mark->end && end > mark->start)
        return TRUE;
    }

  return FALSE;
}

/* (transfer full): the amounts that stand in fields in use. */
static GArray *
refunds (HenjiReplyPane *self, const HenjiReplyContext *context)
{
  GArray *amounts = g_array_new (FALSE, FALSE, sizeof (HenjiMoney));

  for (guint i = 0; i < henji_template_n_fields (self->situation); i++)
    {
      g_autofree char *value = NULL;
      g_auto (GStrv) parts = NULL;

      if (henji_template_field (self->situation, i)->type != HENJI_FIELD_MONEY
          || !henji_template_field_used (self->situation, i, self->choices, context))
        continue;
      value = henji_template_field_value (self->situation, i, self->choices, context);
      parts = g_strsplit (value != NULL ? value : "", " ", 2);
      if (parts[0] != NULL && parts[1] != NULL && strlen (parts[1]) == 3)
        {
          HenjiMoney amount = { g_ascii_strtoll (parts[0], NULL, 10), "" };

          memcpy (amount.currency, parts[1], 3);
          g_array_append_val (amounts, amount);
        }
    }

  return amounts;
}

static void
add_finding (HenjiReplyPane *self,
             const HenjiChecker *checker,
             const HenjiFinding *found,
             const char *text,
             const GArray *marks)
{
  HenjiReplyFinding *finding = henji_reply_finding_new (checker, found, text);

  if (is_overridden (self, finding->rule, finding->piece)
      || (finding->end > finding->start && is_open_field (marks, finding->start, finding->end)))
    henji_reply_finding_free (finding);
  else
    g_ptr_array_add (self->findings, finding);
}

void
henji_reply_pane_check (HenjiReplyPane *self)
{
  const HenjiChecker *checker = henji_desk_checker (self->desk);
  int sent = henji_reply_side (self->language);
  HenjiReplyContext reply = { 0 };
  HenjiCheckContext context = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GArray) marks = NULL;
  g_autoptr (GArray) amounts = NULL;
  g_autoptr (GArray) found = NULL;

  g_clear_handle_id (&self->check_source, g_source_remove);
  g_ptr_array_set_size (self->findings, 0);
  if (self->composed && self->detail != NULL)
    {
      text = henji_reply_pane_editor_get_text (self->editors[sent]);
      marks = henji_reply_text_marks (self->texts[sent]);
      henji_reply_pane_context (self, &reply);
      amounts = refunds (self, &reply);
      henji_desk_check_context (self->detail, &reply, &context);
      context.to_support = henji_reply_pane_is_to_support (self);
      context.fault = henji_template_fault (self->situation) == HENJI_FAULT_OURS
                          ? HENJI_CHECK_FAULT_OURS
                          : HENJI_CHECK_FAULT_NONE;
      context.refunds = (const HenjiMoney *) (void *) amounts->data;
      context.n_refunds = amounts->len;
      found = henji_check (checker, text, -1, self->language,
                           henji_desk_policy (self->desk, self->detail->case_->marketplace),
                           &context);
      for (guint i = 0; i < found->len; i++)
        add_finding (self, checker, &g_array_index (found, HenjiFinding, i), text, marks);
      g_ptr_array_sort (self->findings, henji_reply_finding_compare);
    }
  henji_reply_pane_editor_set_findings (self->editors[sent], self->findings);
  henji_reply_pane_editor_set_findings (self->editors[1 - sent], NULL);
  henji_reply_pane_show_open (self);
}

static gboolean
check_cb (gpointer data)
{
  HenjiReplyPane *self = data;

  self->check_source = 0;
  henji_reply_pane_read_editors (self);
  henji_reply_pane_check (self);

  return G_SOURCE_REMOVE;
}

void
henji_reply_pane_forget_findings (HenjiReplyPane *self)
{
  g_clear_handle_id (&self->check_source, g_source_remove);
  g_ptr_array_set_size (self->findings, 0);
  for (int side = 0; side < N_SIDES; side++)
    henji_reply_pane_editor_set_findings (self->editors[side], NULL);
}

void
henji_reply_pane_queue_check (HenjiReplyPane *self)
{
  if (self->check_source == 0)
    self->check_source = g_idle_add (check_cb, self);
}

gboolean
henji_reply_pane_passes (HenjiReplyPane *self, const char *refusal)
{
  const HenjiReplyFinding *stop;
  g_autofree char *words = NULL;

  g_return_val_if_fail (HENJI_IS_REPLY_PANE (self), FALSE);

  henji_reply_pane_check (self);
  stop = henji_reply_pane_editor_stop (self->editors[henji_reply_side (self->language)]);
  if (stop == NULL)
    return TRUE;

  words = g_strdup_printf (refusal, stop->severity == HENJI_SEVERITY_DOUBT
                                        ? henji_reply_finding_look_again ()
                                        : stop->message);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);

  return FALSE;
}

/* ---- Overriding ------------------------------------------------------------------------------ */

typedef struct
{
  gint64 case_row;
  char *text;
} Override;

static void
override_free (gpointer data)
{
  Override *override = data;

  g_free (override->text);
  g_free (override);
}

static gpointer
override_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Override *override = data;

  return GINT_TO_POINTER (
      henji_desk_check_overridden (desk, override->case_row, override->text, error) != 0);
}

static void
overridden_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiReplyPane) self = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (object), result, &error);
  if (error != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

void
henji_reply_pane_override (HenjiReplyPane *self,
                           const HenjiReplyFinding *finding,
                           const char *reason)
{
  const char *const *list = henji_choices_list (self->choices, OVERRIDDEN);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  Override *override = g_new0 (Override, 1);

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    g_ptr_array_add (values, (gpointer) list[i]);
  g_ptr_array_add (values, finding->rule);
  g_ptr_array_add (values, finding->piece);
  g_ptr_array_add (values, (gpointer) reason);
  g_ptr_array_add (values, NULL);

  override->case_row = self->detail->case_->row;
  override->text = *finding->piece != '\0'
                       ? g_strdup_printf ("%s (%s): %s", finding->message, finding->piece, reason)
                       : g_strdup_printf ("%s: %s", finding->message, reason);
  henji_desk_run_async (self->desk, override_func, override, override_free, NULL, NULL,
                        overridden_cb, g_object_ref (self));

  {
    /* The list lives in the choices: what it is set from must outlive the setting. */
    g_auto (GStrv) copy = g_strdupv ((char **) values->pdata);

    henji_choices_set_list (self->choices, OVERRIDDEN, (const char *const *) copy);
  }
  henji_reply_pane_check (self);
  henji_reply_pane_touch (self);
}

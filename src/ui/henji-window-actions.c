/* henji-window-actions.c: what one does with the chosen case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-actions"

#include "config.h"

#include "henji-window-job.h"

#include "henji-card-number.h"
#include "henji-desk-csba.h"
#include "henji-compat.h"
#include "henji-label-window.h"

#include <glib/gi18n-lib.h>

/* ---- Actions -------------------------------------------------------------------------------- */

HENJI_JOB_ACTION (no_reply, HENJI_JOB_NO_REPLY)
HENJI_JOB_ACTION (confirm, HENJI_JOB_CONFIRM)
HENJI_JOB_ACTION (close, HENJI_JOB_CLOSE)
HENJI_JOB_ACTION (reopen, HENJI_JOB_REOPEN)
HENJI_JOB_ACTION (csba_forwarded, HENJI_JOB_CSBA_FORWARDED)

/* To the marketplace's customer service, the text that passes a question on ends our clock. */
static void
support_written_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  gboolean forward = self->detail != NULL && (self->detail->case_->flags & HENJI_CASE_CSBA) != 0
                     && henji_reply_pane_has_situation (self->reply, HENJI_SITUATION_CSBA_FORWARD);

  henji_job_run (henji_job_new (self, forward ? HENJI_JOB_CSBA_FORWARDED : HENJI_JOB_SUPPORT));
}

static void
csba_nature_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiJob *job = henji_job_new (user_data, HENJI_JOB_CSBA_NATURE);

  job->text = g_variant_dup_string (parameter, NULL);
  henji_job_run (job);
}

static void
answered_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (henji_reply_pane_is_to_support (self->reply))
    support_written_cb (NULL, NULL, self);
  else
    henji_job_run (henji_job_new (self, HENJI_JOB_ANSWERED));
}

static void
add_note (HenjiWindow *self, gint64 row, const char *text)
{
  HenjiJob *job = henji_job_new (self, HENJI_JOB_NOTE);

  job->case_row = row;
  job->text = henji_card_number_mask (text, &job->masked);
  henji_job_run (job);
}

static void
note_text_cb (const char *text, gpointer user_data)
{
  HenjiAsked *asked = user_data;

  if (text != NULL && *text != '\0')
    add_note (asked->window, asked->row, text);
  henji_asked_free (asked);
}

static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  const char *text = g_variant_get_string (parameter, NULL);

  if (*text != '\0')
    add_note (self, self->row, text);
  else
    henji_compat_ask_text (GTK_WINDOW (self), _ ("Note"),
                           _ ("Only you see it. It stays with the case."), _ ("Note"),
                           _ ("_Add Note"), note_text_cb, henji_asked_new (self));
}

static void
kind_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  HenjiKind kind;
  HenjiJob *job;

  if (!henji_kind_from_id (g_variant_get_string (parameter, NULL), &kind))
    return;
  if (self->detail != NULL && self->detail->case_->kind == kind)
    return;
  job = henji_job_new (self, HENJI_JOB_KIND);
  job->number = kind;
  henji_job_run (job);
}

/* ---- Tags ----------------------------------------------------------------------------------- */

static void
change_tag (HenjiWindow *self, HenjiJobType act, gint64 row, const char *tag)
{
  HenjiJob *job = henji_job_new (self, act);

  job->case_row = row;
  job->text = g_strdup (tag);
  henji_job_run (job);
}

static void
tag_text_cb (const char *text, gpointer user_data)
{
  HenjiAsked *asked = user_data;

  if (text != NULL && *text != '\0')
    change_tag (asked->window, HENJI_JOB_TAG, asked->row, text);
  henji_asked_free (asked);
}

static void
tag_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  const char *tag = g_variant_get_string (parameter, NULL);

  if (*tag != '\0')
    change_tag (self, HENJI_JOB_TAG, self->row, tag);
  else
    henji_compat_ask_text (GTK_WINDOW (self), _ ("Add Tag"),
                           _ ("A word of your own; the list can be filtered by it."), _ ("Tag"),
                           _ ("_Add Tag"), tag_text_cb, henji_asked_new (self));
}

static void
untag_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  change_tag (self, HENJI_JOB_UNTAG, self->row, g_variant_get_string (parameter, NULL));
}

/* ---- Merging: the buyer's other cases are what comes into question --------------------------- */

static void
merge (HenjiWindow *self, gint64 row, const char *uuid)
{
  HenjiJob *job = henji_job_new (self, HENJI_JOB_MERGE);

  job->case_row = row;
  job->text = g_strdup (uuid);
  henji_job_run (job);
}

static void
merge_chosen_cb (int index, gpointer user_data)
{
  HenjiAsked *asked = user_data;

  if (index >= 0 && (guint) index < asked->cases->len)
    {
      HenjiCase *other = g_ptr_array_index (asked->cases, index);

      merge (asked->window, asked->row, other->uuid);
    }
  henji_asked_free (asked);
}

static gpointer
buyer_cases_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_buyer_cases (desk, *(gint64 *) data, error);
}

static void
buyer_cases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HenjiAsked *asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  asked->cases = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (asked->window->desk == NULL)
    {
      /* Closed meanwhile. */
      henji_asked_free (asked);
      return;
    }
  if (asked->cases == NULL || asked->cases->len == 0)
    {
      henji_window_toast (asked->window,
                          error != NULL ? error->message : _ ("This buyer has no other case."));
      henji_asked_free (asked);
      return;
    }
  for (guint i = 0; i < asked->cases->len; i++)
    {
      HenjiCase *other = g_ptr_array_index (asked->cases, i);

      /* Translators: a case in a menu: its kind, its first words */
      g_ptr_array_add (names, g_strdup_printf (_ ("%s: %s"), henji_kind_title (other->kind),
                                               other->excerpt != NULL ? other->excerpt : ""));
    }
  g_ptr_array_add (names, NULL);
  henji_compat_ask_choice (GTK_WINDOW (asked->window), _ ("Merge with Another Case"),
                           _ ("Its messages and orders move into this one."), _ ("Other case"),
                           (const char *const *) names->pdata, _ ("_Merge"), merge_chosen_cb,
                           asked);
}

static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  const char *uuid = g_variant_get_string (parameter, NULL);

  if (*uuid != '\0')
    merge (self, self->row, uuid);
  else
    henji_desk_run_async (self->desk, buyer_cases_func, g_memdup2 (&self->row, sizeof self->row),
                          g_free, (GDestroyNotify) g_ptr_array_unref, NULL, buyer_cases_cb,
                          henji_asked_new (self));
}

static void
split_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiJob *job = henji_job_new (user_data, HENJI_JOB_SPLIT);

  job->number = g_variant_get_int64 (parameter);
  henji_job_run (job);
}

/* @several: with all that was done together with it */
static void
undo_event (HenjiWindow *self, gint64 event, gboolean several)
{
  HenjiJob *job = henji_job_new (self, HENJI_JOB_UNDO);

  job->case_row = 0;
  for (guint i = 0; i < self->undo->len; i++)
    {
      const HenjiUndo *undo = &g_array_index (self->undo, HenjiUndo, i);

      if (undo->event != event)
        continue;
      job->case_row = undo->case_row;
      if (several && undo->several != NULL)
        job->several = g_array_ref (undo->several);
    }
  job->number = event;
  henji_job_run (job);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->undo->len > 0)
    undo_event (self, g_array_index (self->undo, HenjiUndo, self->undo->len - 1).event, TRUE);
}

static void
undo_event_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  undo_event (user_data, g_variant_get_int64 (parameter), FALSE);
}

static void
undo_several_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  undo_event (user_data, g_variant_get_int64 (parameter), TRUE);
}

static void
label_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  henji_reply_pane_flush (self->reply);
  g_array_append_val (rows, self->row);
  gtk_window_present (GTK_WINDOW (henji_label_window_new (self->desk, rows, GTK_WINDOW (self))));
}

/* The label of an event, as it was printed. */
static void
label_again_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  HenjiCaseDetail *detail = henji_window_get_detail (self);
  gint64 row = g_variant_get_int64 (parameter);

  for (guint i = 0; detail != NULL && i < detail->events->len; i++)
    {
      const HenjiEvent *event = detail->events->pdata[i];

      if (event->row == row)
        gtk_window_present (
            GTK_WINDOW (henji_label_window_new_again (self->desk, event, GTK_WINDOW (self))));
    }
}

static void
open_order_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  henji_case_pane_open_order_page (HENJI_WINDOW (user_data)->order);
}

/* Left to the composer; the second kind is done where it can be seen. */
#define REPLY(name, function)                                                                      \
  static void name##_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)           \
  {                                                                                                \
    function (HENJI_WINDOW (user_data)->reply);                                                    \
  }
#define REPLY_SHOWN(name, function)                                                                \
  static void name##_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)           \
  {                                                                                                \
    HenjiWindow *self = user_data;                                                                 \
                                                                                                   \
    henji_pane_box_show_pane (self->panes, HENJI_PANE_REPLY);                                      \
    function (self->reply);                                                                        \
  }

REPLY (copy, henji_reply_pane_copy)
REPLY (flip_language, henji_reply_pane_flip_language)
REPLY (confirm_here, henji_reply_pane_confirm_here)
REPLY (save_mail, henji_reply_pane_save_mail)
REPLY (versions, henji_reply_pane_show_versions)
REPLY (undo_restore, henji_reply_pane_undo_restore)
REPLY_SHOWN (next_spot, henji_reply_pane_next_spot)
REPLY_SHOWN (templates, henji_reply_pane_show_templates)
REPLY_SHOWN (snippets, henji_reply_pane_show_snippets)

static void
menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  henji_pane_box_show_pane (self->panes, HENJI_PANE_ORDER);
  henji_case_pane_show_menu (self->order);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  henji_list_pane_step (HENJI_WINDOW (user_data)->list, 1);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  henji_list_pane_step (HENJI_WINDOW (user_data)->list, -1);
}

static const GActionEntry entries[] = {
  { .name = "answered", .activate = answered_cb },
  { .name = "support-written", .activate = support_written_cb },
  { .name = "csba-forwarded", .activate = csba_forwarded_cb },
  { .name = "tag", .activate = tag_cb, .parameter_type = "s" },
  { .name = "untag", .activate = untag_cb, .parameter_type = "s" },
  { .name = "csba-nature", .activate = csba_nature_cb, .parameter_type = "s" },
  { .name = "no-reply", .activate = no_reply_cb },
  { .name = "confirm", .activate = confirm_cb },
  { .name = "close", .activate = close_cb },
  { .name = "reopen", .activate = reopen_cb },
  { .name = "note", .activate = note_cb, .parameter_type = "s" },
  { .name = "kind", .activate = kind_cb, .parameter_type = "s" },
  { .name = "merge", .activate = merge_cb, .parameter_type = "s" },
  { .name = "split", .activate = split_cb, .parameter_type = "x" },
  { .name = "label", .activate = label_cb },
  { .name = "label-again", .activate = label_again_cb, .parameter_type = "x" },
  { .name = "copy", .activate = copy_cb },
  { .name = "save-mail", .activate = save_mail_cb },
  { .name = "versions", .activate = versions_cb },
  { .name = "undo-restore", .activate = undo_restore_cb },
  { .name = "open-order", .activate = open_order_cb },
  { .name = "flip-language", .activate = flip_language_cb },
  { .name = "templates", .activate = templates_cb },
  { .name = "next-spot", .activate = next_spot_cb },
  { .name = "confirm-here", .activate = confirm_here_cb },
  { .name = "snippets", .activate = snippets_cb },
  { .name = "menu", .activate = menu_cb },
  { .name = "undo", .activate = undo_cb },
  { .name = "undo-event", .activate = undo_event_cb, .parameter_type = "x" },
  { .name = "undo-several", .activate = undo_several_cb, .parameter_type = "x" },
  { .name = "next", .activate = next_cb },
  { .name = "previous", .activate = previous_cb },
};

void
henji_window_actions_install (HenjiWindow *self)
{
  self->case_actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->case_actions), entries,
                                   G_N_ELEMENTS (entries), self);
  henji_window_trade_install (self);
  henji_window_message_install (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "case", G_ACTION_GROUP (self->case_actions));
}

static void
enable (HenjiWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->case_actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
henji_window_actions_update (HenjiWindow *self)
{
  static const char *any[] = {
    "note",
    "kind",
    "merge",
    "split",
    "label",
    "support-written",
    "copy",
    "flip-language",
    "templates",
    "next-spot",
    "confirm-here",
    "save-mail",
    "versions",
    "snippets",
    "menu",
    "clock-done",
    "remind",
    "csba-nature",
    "tag",
    "untag",
    "follow-up",
    "outlay-dialog",
    "outlay",
    "defect",
    "defect-removed",
    "claim-stage",
    "claim-amount",
    "use-situation",
    "evidence",
  };
  const HenjiCase *case_ = self->detail != NULL ? self->detail->case_ : NULL;
  gboolean open = case_ != NULL && case_->court != HENJI_COURT_CLOSED;
  gboolean buyers = case_ != NULL && (case_->flags & HENJI_CASE_SUPPORT) == 0;

  for (guint i = 0; i < G_N_ELEMENTS (any); i++)
    enable (self, any[i], case_ != NULL);
  enable (self, "open-order", henji_case_pane_has_order_page (self->order));
  enable (self, "playbook", self->detail != NULL && self->detail->path != NULL);
  enable (self, "address", self->detail != NULL && self->detail->orders->len > 0);
  enable (self, "answered", open);
  enable (self, "no-reply", buyers && case_->court == HENJI_COURT_OURS);
  enable (self, "label", buyers);
  enable (self, "merge", buyers);
  enable (self, "split", buyers);
  enable (self, "csba-forwarded",
          buyers && case_->court == HENJI_COURT_OURS && (case_->flags & HENJI_CASE_CSBA));
  enable (self, "close", open);
  enable (self, "reopen", case_ != NULL && case_->court != HENJI_COURT_OURS);
  enable (self, "confirm",
          case_ != NULL
              && (case_->confirmation == HENJI_CONFIRMATION_UNCONFIRMED
                  || case_->confirmation == HENJI_CONFIRMATION_NOT_MARKED));
  enable (self, "undo", self->undo->len > 0);
  henji_window_message_update (self);
}

/* henji-window-actions.c: what one does with the chosen case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-actions"

#include "config.h"

#include "henji-window-private.h"

#include "henji-card-number.h"
#include "henji-compat.h"
#include "henji-desk-clocks.h"
#include "henji-label-window.h"
#include "henji-moment-dialog.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  ACT_ANSWERED,
  ACT_SUPPORT,
  ACT_NO_REPLY,
  ACT_CONFIRM,
  ACT_CLOSE,
  ACT_REOPEN,
  ACT_NOTE,
  ACT_KIND,
  ACT_MERGE,
  ACT_SPLIT,
  ACT_PROMISE_KEPT,
  ACT_CLOCK_DONE,
  ACT_REMIND,
  ACT_UNDO,
} Act;

/* One action on its way through the desk's thread and back. */
typedef struct
{
  HenjiWindow *window;
  Act act;
  gint64 case_row;
  gint64 number;   /* the kind, the message, the clock, or the event to undo */
  char *text;      /* the note, or the other case's uuid */
  gint64 event;    /* what came of it; 0 when refused */
  gboolean own;    /* the case is one with the marketplace */
  gboolean masked; /* a card number was taken out of the note */
} Job;

static Job *
job_new (HenjiWindow *window, Act act)
{
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->act = act;
  job->case_row = window->row;
  job->own = window->detail != NULL && window->detail->support != NULL;
  return job;
}

static void
job_free (Job *job)
{
  g_object_unref (job->window);
  g_free (job->text);
  g_free (job);
}

/* In the desk's thread. The window is only carried along. */
static gpointer
job_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  gint64 other;

  switch (job->act)
    {
    case ACT_ANSWERED:
      job->event = henji_desk_answered (desk, job->case_row, error);
      break;
    case ACT_SUPPORT:
      job->event = henji_desk_support_written (desk, job->case_row, error);
      break;
    case ACT_NO_REPLY:
      job->event = henji_desk_no_reply_needed (desk, job->case_row, error);
      break;
    case ACT_CONFIRM:
      job->event = henji_desk_confirm (desk, job->case_row, error);
      break;
    case ACT_CLOSE:
      job->event = henji_desk_close_case (desk, job->case_row, error);
      break;
    case ACT_REOPEN:
      job->event = henji_desk_reopen (desk, job->case_row, error);
      break;
    case ACT_NOTE:
      job->event = henji_desk_note (desk, job->case_row, job->text, error);
      break;
    case ACT_KIND:
      job->event = henji_desk_set_kind (desk, job->case_row, (HenjiKind) job->number, error);
      break;
    case ACT_MERGE:
      other = henji_desk_find_case (desk, job->text, error);
      job->event = other != 0 ? henji_desk_merge (desk, job->case_row, other, error) : 0;
      break;
    case ACT_SPLIT:
      job->event = henji_desk_split (desk, job->number, &other, error);
      break;
    case ACT_PROMISE_KEPT:
      job->event = henji_desk_end_clock (desk, job->case_row, job->number, error);
      break;
    case ACT_CLOCK_DONE:
      job->event = henji_desk_end_clock (desk, job->case_row, job->number, error);
      break;
    case ACT_REMIND:
      job->event = henji_desk_remind (desk, job->case_row, job->number, job->text, error);
      break;
    case ACT_UNDO:
      job->event = henji_desk_undo (desk, job->number, error);
      break;
    default:
      g_assert_not_reached ();
    }
  return GINT_TO_POINTER (job->event != 0);
}

static const char *
done_text (const Job *job)
{
  switch (job->act)
    {
    case ACT_ANSWERED:
      return _ ("Marked as answered, here only");
    case ACT_SUPPORT:
      return job->own ? _ ("Marked as sent: it is the marketplace's turn")
                      : _ ("Kept in the timeline. The buyer's clock runs on.");
    case ACT_NO_REPLY:
      return _ ("No reply needed. Mark it at the marketplace too.");
    case ACT_CONFIRM:
      return _ ("Confirmed");
    case ACT_CLOSE:
      return _ ("Case closed");
    case ACT_REOPEN:
      return _ ("Case reopened");
    case ACT_NOTE:
      return job->masked ? _ ("Note added, without the digits of the card") : _ ("Note added");
    case ACT_KIND:
      return _ ("Kind corrected");
    case ACT_MERGE:
      return _ ("Cases merged");
    case ACT_SPLIT:
      return _ ("Case split");
    case ACT_PROMISE_KEPT:
      return _ ("Promise kept");
    case ACT_CLOCK_DONE:
      return _ ("Done");
    case ACT_REMIND:
      return _ ("Reminder set");
    case ACT_UNDO:
      return _ ("Undone");
    default:
      return "";
    }
}

static void
toast_undo (HenjiWindow *self, gint64 event, const char *words)
{
  g_autofree char *title = g_markup_escape_text (words, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "case.undo-event");
  adw_toast_set_action_target (toast, "x", event);
  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
toast_done (HenjiWindow *self, const Job *job)
{
  g_autofree char *title = g_markup_escape_text (done_text (job), -1);
  AdwToast *toast;

  if (job->act != ACT_UNDO)
    {
      toast_undo (self, job->event, done_text (job));
      return;
    }
  toast = adw_toast_new (title);
  adw_toast_set_timeout (toast, 2);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
henji_window_done (HenjiWindow *self, gint64 event, gint64 case_row, const char *words)
{
  HenjiUndo undo = { event, case_row };

  g_array_append_val (self->undo, undo);
  toast_undo (self, event, words);
  henji_window_actions_update (self);
}

static void
forget_undo (HenjiWindow *self, gint64 event)
{
  for (guint i = self->undo->len; i > 0; i--)
    if (g_array_index (self->undo, HenjiUndo, i - 1).event == event)
      g_array_remove_index (self->undo, i - 1);
}

static void
job_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  HenjiWindow *self = job->window;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk == NULL)
    ; /* the window is gone */
  else if (job->event == 0)
    henji_window_toast (self, error != NULL ? error->message : _ ("That did not work."));
  else
    {
      if (job->act == ACT_UNDO)
        {
          forget_undo (self, job->number);
          /* What was taken back is what one wants to see. */
          if (job->case_row != 0)
            henji_list_pane_choose (self->list, job->case_row);
        }
      else
        {
          HenjiUndo undo = { job->event, job->case_row };

          g_array_append_val (self->undo, undo);
        }
      toast_done (self, job);
      henji_window_actions_update (self);
    }
  job_free (job);
}

static void
run (Job *job)
{
  HenjiWindow *self = job->window;

  if (job->act == ACT_ANSWERED || job->act == ACT_NO_REPLY || job->act == ACT_CLOSE
      || (job->act == ACT_SUPPORT && job->own))
    henji_list_pane_expect_leave (self->list);
  henji_reply_pane_flush (self->reply);
  henji_desk_run_async (self->desk, job_func, job, NULL, NULL, NULL, job_cb, job);
}

/* ---- Actions -------------------------------------------------------------------------------- */

#define PLAIN(name, act)                                                                           \
  static void name##_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)           \
  {                                                                                                \
    run (job_new (user_data, act));                                                                \
  }

PLAIN (no_reply, ACT_NO_REPLY)
PLAIN (confirm, ACT_CONFIRM)
PLAIN (close, ACT_CLOSE)
PLAIN (reopen, ACT_REOPEN)

PLAIN (support_written, ACT_SUPPORT)

static void
answered_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  run (job_new (self, henji_reply_pane_is_to_support (self->reply) ? ACT_SUPPORT : ACT_ANSWERED));
}

static void
add_note (HenjiWindow *self, gint64 row, const char *text)
{
  Job *job = job_new (self, ACT_NOTE);

  job->case_row = row;
  job->text = henji_card_number_mask (text, &job->masked);
  run (job);
}

typedef struct
{
  HenjiWindow *window;
  gint64 row;
  GPtrArray *cases; /* (nullable) */
} Asked;

static Asked *
asked_new (HenjiWindow *window)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->window = g_object_ref (window);
  asked->row = window->row;
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->window);
  g_clear_pointer (&asked->cases, g_ptr_array_unref);
  g_free (asked);
}

static void
note_text_cb (const char *text, gpointer user_data)
{
  Asked *asked = user_data;

  if (text != NULL && *text != '\0')
    add_note (asked->window, asked->row, text);
  asked_free (asked);
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
                           _ ("_Add Note"), note_text_cb, asked_new (self));
}

static void
kind_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  HenjiKind kind;
  Job *job;

  if (!henji_kind_from_id (g_variant_get_string (parameter, NULL), &kind))
    return;
  if (self->detail != NULL && self->detail->case_->kind == kind)
    return;
  job = job_new (self, ACT_KIND);
  job->number = kind;
  run (job);
}

/* ---- Merging: the buyer's other cases are what comes into question --------------------------- */

static void
merge (HenjiWindow *self, gint64 row, const char *uuid)
{
  Job *job = job_new (self, ACT_MERGE);

  job->case_row = row;
  job->text = g_strdup (uuid);
  run (job);
}

static void
merge_chosen_cb (int index, gpointer user_data)
{
  Asked *asked = user_data;

  if (index >= 0 && (guint) index < asked->cases->len)
    {
      HenjiCase *other = g_ptr_array_index (asked->cases, index);

      merge (asked->window, asked->row, other->uuid);
    }
  asked_free (asked);
}

static gpointer
buyer_cases_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_buyer_cases (desk, *(gint64 *) data, error);
}

static void
buyer_cases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  asked->cases = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (asked->window->desk == NULL)
    {
      /* Closed meanwhile. */
      asked_free (asked);
      return;
    }
  if (asked->cases == NULL || asked->cases->len == 0)
    {
      henji_window_toast (asked->window,
                          error != NULL ? error->message : _ ("This buyer has no other case."));
      asked_free (asked);
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
                          asked_new (self));
}

static void
split_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Job *job = job_new (user_data, ACT_SPLIT);

  job->number = g_variant_get_int64 (parameter);
  run (job);
}

static void
promise_kept_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Job *job = job_new (user_data, ACT_PROMISE_KEPT);

  job->number = g_variant_get_int64 (parameter);
  run (job);
}

static void
clock_done_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Job *job = job_new (user_data, ACT_CLOCK_DONE);

  job->number = g_variant_get_int64 (parameter);
  run (job);
}

static void
remind (HenjiWindow *self, gint64 row, gint64 at, const char *note)
{
  Job *job = job_new (self, ACT_REMIND);

  job->case_row = row;
  job->number = at;
  job->text = note != NULL && *note != '\0' ? g_strdup (note) : NULL;
  run (job);
}

static void
moment_chosen_cb (gint64 at, const char *note, gpointer user_data)
{
  Asked *asked = user_data;

  if (at != 0)
    remind (asked->window, asked->row, at, note);
  asked_free (asked);
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
                              moment_chosen_cb, asked_new (self));
}

static void
undo_event (HenjiWindow *self, gint64 event)
{
  Job *job = job_new (self, ACT_UNDO);

  job->case_row = 0;
  for (guint i = 0; i < self->undo->len; i++)
    if (g_array_index (self->undo, HenjiUndo, i).event == event)
      job->case_row = g_array_index (self->undo, HenjiUndo, i).case_row;
  job->number = event;
  run (job);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->undo->len > 0)
    undo_event (self, g_array_index (self->undo, HenjiUndo, self->undo->len - 1).event);
}

static void
undo_event_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  undo_event (user_data, g_variant_get_int64 (parameter));
}

static void
label_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  GtkWidget *window;

  henji_reply_pane_flush (self->reply);
  window = GTK_WIDGET (henji_label_window_new (self->desk, self->row));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
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
  { .name = "no-reply", .activate = no_reply_cb },
  { .name = "confirm", .activate = confirm_cb },
  { .name = "close", .activate = close_cb },
  { .name = "reopen", .activate = reopen_cb },
  { .name = "note", .activate = note_cb, .parameter_type = "s" },
  { .name = "kind", .activate = kind_cb, .parameter_type = "s" },
  { .name = "merge", .activate = merge_cb, .parameter_type = "s" },
  { .name = "split", .activate = split_cb, .parameter_type = "x" },
  { .name = "label", .activate = label_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "save-mail", .activate = save_mail_cb },
  { .name = "versions", .activate = versions_cb },
  { .name = "undo-restore", .activate = undo_restore_cb },
  { .name = "open-order", .activate = open_order_cb },
  { .name = "clock-done", .activate = clock_done_cb, .parameter_type = "x" },
  { .name = "remind", .activate = remind_cb, .parameter_type = "s" },
  { .name = "promise-kept", .activate = promise_kept_cb, .parameter_type = "x" },
  { .name = "flip-language", .activate = flip_language_cb },
  { .name = "templates", .activate = templates_cb },
  { .name = "next-spot", .activate = next_spot_cb },
  { .name = "confirm-here", .activate = confirm_here_cb },
  { .name = "snippets", .activate = snippets_cb },
  { .name = "menu", .activate = menu_cb },
  { .name = "undo", .activate = undo_cb },
  { .name = "undo-event", .activate = undo_event_cb, .parameter_type = "x" },
  { .name = "next", .activate = next_cb },
  { .name = "previous", .activate = previous_cb },
};

void
henji_window_actions_install (HenjiWindow *self)
{
  self->case_actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->case_actions), entries,
                                   G_N_ELEMENTS (entries), self);
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
  static const char *any[]
      = { "note",     "kind",          "merge",     "split",     "label",        "support-written",
          "copy",     "flip-language", "templates", "next-spot", "confirm-here", "save-mail",
          "versions", "promise-kept",  "snippets",  "menu",      "clock-done",   "remind" };
  const HenjiCase *case_ = self->detail != NULL ? self->detail->case_ : NULL;
  gboolean open = case_ != NULL && case_->court != HENJI_COURT_CLOSED;
  gboolean buyers = case_ != NULL && (case_->flags & HENJI_CASE_SUPPORT) == 0;

  for (guint i = 0; i < G_N_ELEMENTS (any); i++)
    enable (self, any[i], case_ != NULL);
  enable (self, "open-order", henji_case_pane_has_order_page (self->order));
  enable (self, "answered", open);
  enable (self, "no-reply", buyers && case_->court == HENJI_COURT_OURS);
  enable (self, "label", buyers);
  enable (self, "merge", buyers);
  enable (self, "split", buyers);
  enable (self, "close", open);
  enable (self, "reopen", case_ != NULL && case_->court != HENJI_COURT_OURS);
  enable (self, "confirm",
          case_ != NULL
              && (case_->confirmation == HENJI_CONFIRMATION_UNCONFIRMED
                  || case_->confirmation == HENJI_CONFIRMATION_NOT_MARKED));
  enable (self, "undo", self->undo->len > 0);
}

/* henji-window-returns.c: what one does about returns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-returns"

#include "config.h"

#include "henji-window-private.h"

#include <glib/gi18n-lib.h>

#include "henji-compat.h"
#include "henji-desk-returns.h"
#include "henji-inspection-window.h"
#include "henji-return-dialog.h"

/* ---- The inspection form ------------------------------------------------------------------------
 */

static void
done_cb (HenjiInspectionWindow *window,
         gint64 event,
         gint64 case_row,
         const char *words,
         gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->desk != NULL)
    henji_window_done (self, event, case_row, words);
}

/* The reply pane must hold the case before it can take up what was chosen. */
static void
reply_cb (HenjiInspectionWindow *window,
          gint64 case_row,
          const char *situation,
          const char *choices,
          gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->desk == NULL)
    return;
  self->reply_row = case_row;
  g_free (self->reply_situation);
  g_free (self->reply_choices);
  self->reply_situation = g_strdup (situation);
  self->reply_choices = g_strdup (choices);
  if (self->row != case_row)
    henji_list_pane_choose (self->list, case_row);
  else
    henji_window_returns_take_reply (self);
}

void
henji_window_returns_take_reply (HenjiWindow *self)
{
  g_autoptr (HenjiChoices) choices = NULL;
  g_autofree char *situation = NULL;

  if (self->reply_situation == NULL || self->detail == NULL
      || self->detail->case_->row != self->reply_row)
    return;
  situation = g_steal_pointer (&self->reply_situation);
  choices = henji_choices_from_text (self->reply_choices);
  henji_pane_box_show_pane (self->panes, HENJI_PANE_REPLY);
  henji_reply_pane_use (self->reply, situation, choices);
}

/* The same return twice is one form. */
static void
inspect (HenjiWindow *self, const HenjiReturnFound *found)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));
  HenjiInspectionWindow *window;

  for (GList *l = gtk_application_get_windows (app); l != NULL; l = l->next)
    if (HENJI_IS_INSPECTION_WINDOW (l->data) && henji_inspection_window_is_of (l->data, found))
      {
        gtk_window_present (l->data);
        return;
      }
  window = henji_inspection_window_new (self->desk, found);
  g_signal_connect_object (window, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (window, "reply", G_CALLBACK (reply_cb), self, 0);
  gtk_window_set_application (GTK_WINDOW (window), app);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Further ------------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiWindow *window;
  HenjiReturnFound found;
  HenjiReturnStage stage;
  char *tracking; /* (nullable) */
  gint64 event;
} MoveJob;

static void
move_free (MoveJob *job)
{
  g_object_unref (job->window);
  g_free (job->tracking);
  g_free (job);
}

static gpointer
move_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  MoveJob *job = data;
  HenjiReturnMove to = { .stage = job->stage, .tracking = job->tracking };
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;

  wish.case_row = job->found.case_row;
  wish.order_id = *job->found.order_id != '\0' ? job->found.order_id : NULL;
  wish.marketplace_number = *job->found.told != '\0' ? job->found.told : NULL;
  if (job->found.rma_row == 0)
    job->event = henji_desk_return_open (desk, &wish, &job->found.rma_row, error);
  if (job->found.rma_row != 0)
    job->event = henji_desk_return_move (desk, job->found.rma_row, &to, error);

  return GINT_TO_POINTER (job->event != 0);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MoveJob *job = user_data;
  HenjiWindow *self = job->window;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk == NULL)
    ; /* closed meanwhile */
  else if (job->event != 0)
    {
      g_autofree char *words
          /* Translators: how far a return is */
          = g_strdup_printf (_ ("Return: %s"), henji_return_stage_title (job->stage));

      henji_window_done (self, job->event, job->found.case_row, words);
    }
  else
    henji_window_toast (self, error != NULL ? error->message : _ ("That did not work."));
  move_free (job);
}

static void
run (MoveJob *job)
{
  henji_reply_pane_flush (job->window->reply);
  henji_desk_act_async (job->window->desk, move_func, job, NULL, NULL, NULL, moved_cb, job);
}

static void
tracking_cb (const char *text, gpointer user_data)
{
  MoveJob *job = user_data;

  if (text == NULL || job->window->desk == NULL)
    {
      move_free (job);
      return;
    }
  job->tracking = *text != '\0' ? g_strdup (text) : NULL;
  run (job);
}

static void
move_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  HenjiReturnFound found = { 0 };
  const char *order_id, *told, *stage_id;
  HenjiReturnStage stage;
  MoveJob *job;

  g_variant_get (parameter, "(xx&s&s&s)", &found.rma_row, &found.case_row, &order_id, &told,
                 &stage_id);
  g_strlcpy (found.order_id, order_id, sizeof found.order_id);
  g_strlcpy (found.told, told, sizeof found.told);
  if (!henji_return_stage_from_id (stage_id, &stage))
    return;
  if (stage == HENJI_RETURN_ARRIVED || stage == HENJI_RETURN_INSPECTED)
    {
      inspect (self, &found);
      return;
    }
  job = g_new0 (MoveJob, 1);
  job->window = g_object_ref (self);
  job->found = found;
  job->stage = stage;
  if (stage == HENJI_RETURN_ON_ITS_WAY)
    henji_compat_ask_text (GTK_WINDOW (self), _ ("On Its Way"),
                           _ ("The tracking number of the way back, when you know it."),
                           _ ("Tracking number"), _ ("_Save"), tracking_cb, job);
  else
    run (job);
}

/* ---- Opening, of the case that is shown ---------------------------------------------------------
 */

static gpointer
look_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;

  wish.case_row = *(gint64 *) data;

  return henji_desk_return_look (desk, &wish, error);
}

static void
opened_cb (HenjiReturnDialog *dialog, gint64 event, gint64 case_row, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->desk != NULL)
    henji_window_done (self, event, case_row, _ ("Return opened"));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiReturnDetail) detail
      = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  HenjiReturnDialog *dialog;

  if (self->desk == NULL)
    return; /* closed meanwhile */
  if (detail == NULL)
    {
      henji_window_toast (self, error->message);
      return;
    }
  dialog = henji_return_dialog_new (self->desk, detail);
  g_signal_connect_object (dialog, "done", G_CALLBACK (opened_cb), self, 0);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (henji_window_get_detail (self) != NULL)
    henji_desk_run_async (self->desk, look_func, g_memdup2 (&self->row, sizeof self->row), g_free,
                          (GDestroyNotify) henji_return_detail_unref, NULL, looked_cb,
                          g_object_ref (self));
}

/* ---- By a code: scanned or typed
 * ----------------------------------------------------------------- */

typedef struct
{
  HenjiWindow *window;
  char *code;
  gboolean quiet; /* say nothing when it is not known */
  HenjiReturnFound found;
  HenjiWindowFound then; /* (nullable) */
  gpointer then_data;
} FindJob;

static gpointer
find_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  FindJob *job = data;

  return GINT_TO_POINTER (henji_desk_return_find (desk, job->code, &job->found, error));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FindJob *job = user_data;
  HenjiWindow *self = job->window;
  g_autoptr (GError) error = NULL;
  gboolean found = henji_desk_run_finish (HENJI_DESK (source), result, &error) != NULL;

  if (job->then != NULL)
    job->then (self, found && self->desk != NULL, job->then_data);
  if (self->desk != NULL)
    {
      if (found)
        inspect (self, &job->found);
      else if (error != NULL)
        henji_window_toast (self, error->message);
      else if (!job->quiet)
        {
          /* Translators: what was scanned or typed */
          g_autofree char *words
              = g_strdup_printf (_ ("No return and no order is known by “%s”."), job->code);

          henji_window_toast (self, words);
        }
    }
  g_object_unref (self);
  g_free (job->code);
  g_free (job);
}

void
henji_window_returns_find (
    HenjiWindow *self, const char *code, gboolean quiet, HenjiWindowFound then, gpointer then_data)
{
  FindJob *job = g_new0 (FindJob, 1);

  job->window = g_object_ref (self);
  job->code = g_strdup (code);
  job->quiet = quiet;
  job->then = then;
  job->then_data = then_data;
  henji_desk_run_async (self->desk, find_func, job, NULL, NULL, NULL, found_cb, job);
}

static void
typed_cb (const char *text, gpointer user_data)
{
  g_autoptr (HenjiWindow) self = user_data;

  if (text != NULL && *text != '\0' && self->desk != NULL)
    henji_window_returns_find (self, text, FALSE, NULL, NULL);
}

static void
receive_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  henji_compat_ask_text (GTK_WINDOW (self), _ ("Receive a Return"),
                         _ ("Scan or type the number on the parcel: an RMA number, an order "
                            "number, or the tracking number."),
                         _ ("Number"), _ ("_Open"), typed_cb, g_object_ref (self));
}

void
henji_window_returns_install (HenjiWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_cb },
    { .name = "move", .activate = move_cb, .parameter_type = "(xxsss)" },
    { .name = "receive", .activate = receive_cb },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "return", G_ACTION_GROUP (actions));
}

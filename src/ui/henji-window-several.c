/* henji-window-several.c: what one does with all selected cases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-several"

#include "config.h"

#include "henji-window-private.h"

#include "henji-carrier-window.h"
#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-label-window.h"
#include "henji-moment-dialog.h"

#include <glib/gi18n-lib.h>

#define AT_MOST 500

typedef struct
{
  HenjiWindow *window;
  GArray *rows; /* (element-type gint64) */

  HenjiSeveralAct act;
  char *text; /* (nullable) */
  gint64 until;
  GArray *events;  /* (nullable) (element-type HenjiSeveralEvent) */
  GPtrArray *left; /* (nullable) (element-type HenjiLeftOut) */

  HenjiSeveralPaper paper;
  HenjiSeveralFit *fit; /* (nullable) */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->window);
  g_array_unref (job->rows);
  g_free (job->text);
  g_clear_pointer (&job->events, g_array_unref);
  g_clear_pointer (&job->left, g_ptr_array_unref);
  g_clear_pointer (&job->fit, henji_several_fit_free);
  g_free (job);
}

/* (nullable): with the selected cases, unless there are none or too many. */
static Job *
job_new (HenjiWindow *self)
{
  guint n = henji_list_pane_count_selected (self->list);
  Job *job;

  if (n == 0)
    return NULL;
  if (n > AT_MOST)
    {
      g_autofree char *words
          = g_strdup_printf (_ ("At most %d cases at once; %u are selected."), AT_MOST, n);

      henji_window_toast (self, words);
      return NULL;
    }
  henji_reply_pane_flush (self->reply);
  job = g_new0 (Job, 1);
  job->window = g_object_ref (self);
  job->rows = henji_list_pane_dup_selected (self->list);

  return job;
}

/* In the bar; in a toast when selecting has ended meanwhile. */
static void
say_left (HenjiWindow *self, const GPtrArray *left)
{
  g_autofree char *words = henji_left_out_words (left);

  if (henji_list_pane_is_selecting (self->list))
    henji_list_pane_say_left (self->list, words);
  else if (words != NULL)
    henji_window_toast (self, words);
}

/* ---- Whose turn it is, filing --------------------------------------------------------------- */

static char *
done_words (const Job *job)
{
  guint n = job->events->len;

  switch (job->act)
    {
    case HENJI_SEVERAL_ANSWERED:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case marked as answered, here only",
                                           "%u cases marked as answered, here only", n),
                              n);
    case HENJI_SEVERAL_NO_REPLY:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u case needs no reply. Mark it at the marketplace too.",
                       "%u cases need no reply. Mark them at the marketplace too.", n),
          n);
    case HENJI_SEVERAL_CONFIRM:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u case confirmed", "%u cases confirmed", n), n);
    case HENJI_SEVERAL_CLOSE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case closed", "%u cases closed", n),
                              n);
    case HENJI_SEVERAL_REOPEN:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u case back to our turn", "%u cases back to our turn", n),
          n);
    case HENJI_SEVERAL_REMIND:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "Reminder set for %u case", "Reminder set for %u cases", n),
          n);
    case HENJI_SEVERAL_TAG:
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case tagged", "%u cases tagged", n),
                              n);
    }
}

static gpointer
act_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->events = henji_desk_several (desk, job->rows, job->act, job->text, job->until, &job->left);

  return job;
}

static gboolean
contains (const GArray *rows, gint64 row)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == row)
      return TRUE;

  return FALSE;
}

/* What is left out stays selected, so that one sees which. */
static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  HenjiWindow *self = job->window;
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *words = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  if (self->desk == NULL || job->events == NULL)
    {
      job_free (job);
      return;
    }
  for (guint i = 0; i < job->events->len; i++)
    g_array_append_val (done, g_array_index (job->events, HenjiSeveralEvent, i).case_row);
  henji_list_pane_drop_selected (self->list, done);
  if (job->left->len == 0 && henji_list_pane_count_selected (self->list) == 0)
    henji_list_pane_set_selecting (self->list, FALSE);
  if (job->events->len > 0)
    {
      words = done_words (job);
      henji_window_done_several (self, job->events, words);
    }
  say_left (self, job->left);
  job_free (job);
}

static void
act (Job *job, HenjiSeveralAct act)
{
  HenjiWindow *self = job->window;

  job->act = act;
  if ((act == HENJI_SEVERAL_ANSWERED || act == HENJI_SEVERAL_NO_REPLY || act == HENJI_SEVERAL_CLOSE)
      && contains (job->rows, self->row))
    henji_list_pane_expect_leave (self->list, TRUE);
  henji_desk_act_async (self->desk, act_func, job, NULL, NULL, NULL, acted_cb, job);
}

#define ACT(name, what)                                                                            \
  static void name##_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)           \
  {                                                                                                \
    Job *job = job_new (user_data);                                                                \
                                                                                                   \
    if (job != NULL)                                                                               \
      act (job, what);                                                                             \
  }

ACT (answered, HENJI_SEVERAL_ANSWERED)
ACT (no_reply, HENJI_SEVERAL_NO_REPLY)
ACT (confirm, HENJI_SEVERAL_CONFIRM)
ACT (close, HENJI_SEVERAL_CLOSE)
ACT (reopen, HENJI_SEVERAL_REOPEN)

static void
moment_chosen_cb (gint64 at, const char *note, gpointer user_data)
{
  Job *job = user_data;

  if (at == 0 || job->window->desk == NULL)
    {
      job_free (job);
      return;
    }
  job->until = at;
  job->text = *note != '\0' ? g_strdup (note) : NULL;
  act (job, HENJI_SEVERAL_REMIND);
}

static void
remind_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  Job *job = job_new (self);

  if (job != NULL)
    henji_moment_dialog_show (self->desk, GTK_WINDOW (self), HENJI_MOMENT_REMINDER,
                              moment_chosen_cb, job);
}

static void
tag_text_cb (const char *text, gpointer user_data)
{
  Job *job = user_data;

  if (text == NULL || *text == '\0' || job->window->desk == NULL)
    {
      job_free (job);
      return;
    }
  job->text = g_strdup (text);
  act (job, HENJI_SEVERAL_TAG);
}

/* With a tag at once; with "" one is asked for. */
static void
tag_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  Job *job = job_new (self);
  const char *tag = g_variant_get_string (parameter, NULL);

  if (job == NULL)
    return;
  if (*tag != '\0')
    tag_text_cb (tag, job);
  else
    henji_compat_ask_text (GTK_WINDOW (self), _ ("Add Tag"),
                           _ ("A word of your own; the list can be filtered by it."), _ ("Tag"),
                           _ ("_Add Tag"), tag_text_cb, job);
}

/* ---- Paper ---------------------------------------------------------------------------------- */

static gpointer
fit_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->fit = henji_desk_several_fit (desk, job->rows, job->paper);

  return job;
}

static GtkWindow *
new_window (const Job *job)
{
  HenjiWindow *self = job->window;
  GArray *rows = job->fit->rows;
  GtkWindow *window;

  if (job->paper == HENJI_SEVERAL_LABELS)
    return GTK_WINDOW (henji_label_window_new (self->desk, rows, GTK_WINDOW (self)));
  if (job->paper == HENJI_SEVERAL_PACKING)
    return GTK_WINDOW (henji_label_window_new_for (self->desk, HENJI_PRINTABLE_PACKING, rows, 0,
                                                   GTK_WINDOW (self)));
  window = GTK_WINDOW (henji_carrier_window_new (
      self->desk, (const gint64 *) (gpointer) rows->data, rows->len,
      job->paper == HENJI_SEVERAL_RETURNS ? HENJI_PARCEL_RETURN : HENJI_PARCEL_RESEND));
  gtk_window_set_transient_for (window, GTK_WINDOW (self));

  return window;
}

static void
fit_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  HenjiWindow *self = job->window;

  henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  if (self->desk == NULL || job->fit == NULL)
    {
      job_free (job);
      return;
    }
  say_left (self, job->fit->left);
  if (job->fit->rows->len == 0)
    henji_window_toast (self, _ ("This can be done with none of the selected cases."));
  else
    gtk_window_present (new_window (job));
  job_free (job);
}

static void
begin_paper (HenjiWindow *self, HenjiSeveralPaper paper)
{
  Job *job = job_new (self);

  if (job == NULL)
    return;
  job->paper = paper;
  henji_desk_run_async (self->desk, fit_func, job, NULL, NULL, NULL, fit_cb, job);
}

static void
labels_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  begin_paper (user_data, HENJI_SEVERAL_LABELS);
}

/* "return" or "resend" */
static void
carrier_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiParcelKind kind;

  if (henji_parcel_kind_from_id (g_variant_get_string (parameter, NULL), &kind))
    begin_paper (user_data,
                 kind == HENJI_PARCEL_RETURN ? HENJI_SEVERAL_RETURNS : HENJI_SEVERAL_RESENDS);
}

static void
packing_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  begin_paper (user_data, HENJI_SEVERAL_PACKING);
}

/* ---- Selecting ------------------------------------------------------------------------------ */

static void
selecting_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  henji_list_pane_set_selecting (HENJI_WINDOW (user_data)->list, g_variant_get_boolean (state));
}

static void
leave_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  henji_list_pane_set_selecting (HENJI_WINDOW (user_data)->list, FALSE);
}

static void
all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  henji_list_pane_select_all (HENJI_WINDOW (user_data)->list);
}

static const GActionEntry selecting_entries[] = {
  { .name = "selecting", .state = "false", .change_state = selecting_cb },
  { .name = "leave", .activate = leave_cb },
  { .name = "all", .activate = all_cb },
};

static const GActionEntry entries[] = {
  { .name = "labels", .activate = labels_cb },
  { .name = "carrier", .activate = carrier_cb, .parameter_type = "s" },
  { .name = "packing", .activate = packing_cb },
  { .name = "answered", .activate = answered_cb },
  { .name = "no-reply", .activate = no_reply_cb },
  { .name = "confirm", .activate = confirm_cb },
  { .name = "close", .activate = close_cb },
  { .name = "reopen", .activate = reopen_cb },
  { .name = "remind", .activate = remind_cb },
  { .name = "tag", .activate = tag_cb, .parameter_type = "s" },
};

static void
selected_cb (HenjiListPane *list, gpointer user_data)
{
  GActionMap *actions = user_data;
  gboolean any = henji_list_pane_count_selected (list) > 0;

  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, "selecting")),
                             g_variant_new_boolean (henji_list_pane_is_selecting (list)));
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (actions, entries[i].name)), any);
}

void
henji_window_several_install (HenjiWindow *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), selecting_entries,
                                   G_N_ELEMENTS (selecting_entries), self);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "several", G_ACTION_GROUP (actions));
  g_signal_connect_object (self->list, "selected", G_CALLBACK (selected_cb), actions, 0);
  selected_cb (self->list, actions);
}

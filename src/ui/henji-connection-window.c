/* henji-connection-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-connection-window"

#include "config.h"

#include "henji-connection-window.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-connect-dialog.h"
#include "henji-connection-schedules.h"
#include "henji-sync-log-row.h"
#include "henji-sync-text.h"
#include "henji-time.h"
#include "henji-toast.h"

/* Lines of the log that are shown. */
#define LINES 40

struct _HenjiConnectionWindow
{
  AdwWindow parent_instance;

  HenjiDesk *desk;
  HenjiSyncer *syncer;
  GSimpleActionGroup *actions;
  gboolean working; /* it is being disconnected */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *menu_button;
  AdwActionRow *place;
  GtkButton *sync;
  GtkWidget *progress;
  GtkLabel *count;
  GtkProgressBar *bar;
  GtkWidget *fault;
  GtkLabel *fault_words;
  AdwActionRow *secret;
  GtkWidget *no_log;
  GtkListBox *log;
};

G_DEFINE_FINAL_TYPE (HenjiConnectionWindow, henji_connection_window, ADW_TYPE_WINDOW)

static void
toast (HenjiConnectionWindow *self, const char *words)
{
  henji_toast_say (self->toasts, words);
}

/* ---- The log --------------------------------------------------------------------------------- */

/* What a row shows of a line; another one takes its place when it has changed. */
static char *
print_of (const HenjiSyncRun *run, gboolean running)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s",
                          run->row, run->outcome, running, run->n_new, run->n_updated,
                          run->n_unchanged, run->n_rejected, run->reason != NULL ? run->reason : "",
                          run->request_id != NULL ? run->request_id : "");
}

static GtkWidget *
make_row (HenjiConnectionWindow *self, const HenjiSyncRun *run, gboolean running, char *print)
{
  GtkWidget *row = henji_sync_log_row_new (self->desk, run, running);

  g_object_set_data_full (G_OBJECT (row), "print", print, g_free);
  g_object_set_data_full (G_OBJECT (row), "run", g_memdup2 (&run->row, sizeof run->row), g_free);

  return row;
}

static gint64
run_of (GtkListBoxRow *row)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (row), "run");
}

/* Rows that stay are not made anew: a sync that runs changes one of them. */
static void
show_log (HenjiConnectionWindow *self, const HenjiConnectionStatus *status)
{
  guint n = MIN (status->runs->len, LINES);
  gboolean running = henji_syncer_is_running (self->syncer);
  GtkListBoxRow *row;

  for (guint i = 0; i < n; i++)
    {
      const HenjiSyncRun *run = g_ptr_array_index (status->runs, i);
      gboolean this_one = i == 0 && running && run->outcome == HENJI_SYNC_RUNNING;
      g_autofree char *print = print_of (run, this_one);

      while ((row = gtk_list_box_get_row_at_index (self->log, (int) i)) != NULL
             && run_of (row) > run->row)
        gtk_list_box_remove (self->log, GTK_WIDGET (row));
      if (row != NULL && run_of (row) == run->row)
        {
          if (g_str_equal (g_object_get_data (G_OBJECT (row), "print"), print))
            continue;
          gtk_list_box_remove (self->log, GTK_WIDGET (row));
        }
      gtk_list_box_insert (self->log, make_row (self, run, this_one, g_steal_pointer (&print)),
                           (int) i);
    }
  while ((row = gtk_list_box_get_row_at_index (self->log, (int) n)) != NULL)
    gtk_list_box_remove (self->log, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->log), n > 0);
  gtk_widget_set_visible (self->no_log, n == 0);
}

/* ---- How it stands --------------------------------------------------------------------------- */

static void
show_place (HenjiConnectionWindow *self, const HenjiConnectionStatus *status)
{
  GTimeZone *zone = henji_desk_zone (self->desk);
  g_autofree char *title = g_strjoinv (C_ ("list", ", "), status->domains);
  g_autofree char *since_date = henji_date_of (status->connection->since, zone);
  g_autofree char *since = henji_pane_date (since_date, henji_desk_now (self->desk), zone);
  /* Translators: %s is a day */
  g_autofree char *words = g_strdup_printf (_ ("Orders since %s"), since);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->place), title);
  adw_action_row_set_subtitle (self->place, words);
}

static void
show_secret (HenjiConnectionWindow *self, const HenjiConnectionStatus *status)
{
  int left = status->secret_days_left;
  g_autofree char *date = NULL;
  g_autofree char *words = NULL;

  if (status->secret_end != NULL)
    date = henji_pane_date (status->secret_end, henji_desk_now (self->desk),
                            henji_desk_zone (self->desk));
  if (date == NULL)
    words = g_strdup (_ ("Its day is not known, so nothing reminds you"));
  else if (left <= 0)
    /* Translators: %s is a day */
    words = g_strdup_printf (_ ("Ended on %s. Renew it in Seller Central"), date);
  else
    words = g_strdup_printf (ngettext ("Ends on %s, in %d day", "Ends on %s, in %d days", left),
                             date, left);
  adw_action_row_set_subtitle (self->secret, words);
}

static void
show_fault (HenjiConnectionWindow *self, const HenjiConnectionStatus *status)
{
  const char *fault = status->connection->fault;

  gtk_widget_set_visible (self->fault, fault != NULL);
  if (fault == NULL)
    return;
  gtk_label_set_text (
      self->fault_words,
      g_str_equal (fault, "authorise")
          ? _ ("Turned off: the marketplace no longer accepts the authorisation. Authorise your "
               "application in Seller Central again and connect with the new refresh token.")
          : _ ("Turned off: the marketplace does not accept the client id and client secret. If "
               "the secret was renewed, connect again with the present one."));
}

static void
show_progress (HenjiConnectionWindow *self)
{
  HenjiImportFigures figures;
  gboolean running = henji_syncer_get_figures (self->syncer, &figures);
  g_autofree char *counts = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->progress, running);
  gtk_button_set_label (self->sync, running ? _ ("Stop") : _ ("Sync Now"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->sync),
                            running || henji_syncer_can_start (self->syncer));
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "disconnect")),
      !running && !self->working);
  if (!running)
    return;
  counts = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u item read", "%u items read", figures.n_items),
      figures.n_items);
  /* Translators: Orders or Returns, and counts */
  words = g_strdup_printf (_ ("%s: %s"),
                           henji_sync_stream_text (henji_syncer_get_stream (self->syncer)), counts);
  gtk_label_set_text (self->count, words);
  gtk_progress_bar_pulse (self->bar);
}

static void
show_all (HenjiConnectionWindow *self)
{
  const HenjiConnectionStatus *status = henji_syncer_get_status (self->syncer);
  gboolean connected = status != NULL && status->connection != NULL;

  gtk_stack_set_visible_child_name (self->stack, connected ? "connected" : "none");
  gtk_widget_set_visible (self->menu_button, connected);
  if (!connected)
    return;
  show_progress (self);
  show_place (self, status);
  show_fault (self, status);
  show_secret (self, status);
  show_log (self, status);
}

/* ---- What one does --------------------------------------------------------------------------- */

static void
sync_cb (HenjiConnectionWindow *self)
{
  if (henji_syncer_is_running (self->syncer))
    henji_syncer_stop (self->syncer);
  else
    henji_syncer_start (self->syncer);
}

static void
ended_cb (HenjiSyncer *syncer, const char *words, gpointer user_data)
{
  if (gtk_widget_get_mapped (user_data))
    toast (user_data, words);
}

static void
failed_cb (HenjiConnectionSchedules *schedules, const char *words, gpointer user_data)
{
  toast (user_data, words);
}

static void
first_sync_cb (HenjiSyncer *syncer)
{
  henji_syncer_start (syncer);
}

void
henji_connection_assist (HenjiDesk *desk, HenjiSyncer *syncer, GtkWindow *parent)
{
  const HenjiConnectionStatus *status;
  HenjiConnectDialog *dialog;

  g_return_if_fail (HENJI_IS_SYNCER (syncer));

  status = henji_syncer_get_status (syncer);
  dialog = henji_connect_dialog_new (desk, parent, status != NULL ? status->connection : NULL);
  g_signal_connect_object (dialog, "connected", G_CALLBACK (henji_syncer_refresh), syncer,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "first-sync", G_CALLBACK (first_sync_cb), syncer,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
connect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiConnectionWindow *self = user_data;

  henji_connection_assist (self->desk, self->syncer, GTK_WINDOW (self));
}

/* ---- Disconnecting --------------------------------------------------------------------------- */

/* What is asked of the desk does not keep the window: it may be gone before the answer. */
typedef struct
{
  GWeakRef window;
  HenjiSyncer *syncer;
  gboolean remove;
  gint64 n_told;
  gint64 n_alone;
} Leaving;

static void
leaving_clear (gpointer data)
{
  Leaving *leaving = data;

  g_weak_ref_clear (&leaving->window);
  g_object_unref (leaving->syncer);
}

static void
leaving_unref (gpointer leaving)
{
  g_rc_box_release_full (leaving, leaving_clear);
}

static gpointer
disconnect_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Leaving *leaving = data;

  return GINT_TO_POINTER (henji_desk_disconnect (desk, leaving->remove, cancellable, error));
}

static void
disconnected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Leaving *leaving = user_data;
  g_autoptr (HenjiConnectionWindow) self = g_weak_ref_get (&leaving->window);
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self != NULL && self->desk != NULL)
    {
      self->working = FALSE;
      if (error != NULL)
        toast (self, error->message);
      else
        toast (self, leaving->remove ? _ ("Disconnected, and what it brought is removed")
                                     : _ ("Disconnected"));
    }
  henji_syncer_refresh (leaving->syncer);
  leaving_unref (leaving);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Leaving *leaving = user_data;
  g_autoptr (HenjiConnectionWindow) self = g_weak_ref_get (&leaving->window);

  if (g_str_equal (response, "cancel") || self == NULL || self->desk == NULL)
    return;
  leaving->remove = g_str_equal (response, "remove");
  self->working = TRUE;
  show_progress (self);
  henji_desk_run_async (self->desk, disconnect_func, g_rc_box_acquire (leaving), NULL, NULL, NULL,
                        disconnected_cb, leaving);
}

static const char *
label_in (GtkWidget *widget)
{
  const char *words = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && words == NULL;
       child = gtk_widget_get_next_sibling (child))
    words = label_in (child);

  return words;
}

/* The dialog's own buttons have no name. */
static void
name_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && label_in (widget) != NULL)
    henji_pane_name (widget, label_in (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
}

static void
ask_disconnect (HenjiConnectionWindow *self, Leaving *leaving)
{
  g_autoptr (GString) body
      = g_string_new (_ ("Henji forgets the client id, the client secret and the refresh token."));
  AdwMessageDialog *dialog;

  if (leaving->n_told > 0)
    {
      int alone = (int) leaving->n_alone;

      g_string_append (body, "\n\n");
      g_string_append_printf (
          body,
          ngettext (
              "You may also remove what it brought: %d order that nothing else told of goes, "
              "and the others are what your files say of them. Messages to buyers that you "
              "wrote here and have not sent go, too. Cases, messages, returns and notes stay. "
              "That cannot be undone.",
              "You may also remove what it brought: %d orders that nothing else told of go, "
              "and the others are what your files say of them. Messages to buyers that you "
              "wrote here and have not sent go, too. Cases, messages, returns and notes stay. "
              "That cannot be undone.",
              alone),
          alone);
    }
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Disconnect the Marketplace?"), body->str));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "keep", _ ("Disconnect"), NULL);
  if (leaving->n_told > 0)
    {
      adw_message_dialog_add_response (dialog, "remove", _ ("Disconnect and Remove"));
      adw_message_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "cancel");
  name_buttons (GTK_WIDGET (dialog));
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), g_rc_box_acquire (leaving),
                         (GClosureNotify) (void (*) (void)) leaving_unref, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
count_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Leaving *leaving = data;

  return GINT_TO_POINTER (
      henji_desk_brought_count (desk, &leaving->n_told, &leaving->n_alone, error));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Leaving *leaving = user_data;
  g_autoptr (HenjiConnectionWindow) self = g_weak_ref_get (&leaving->window);
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self != NULL && self->desk != NULL && error == NULL)
    ask_disconnect (self, leaving);
  else if (self != NULL && self->desk != NULL)
    toast (self, error->message);
  leaving_unref (leaving);
}

static void
disconnect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiConnectionWindow *self = user_data;
  Leaving *leaving = g_rc_box_new0 (Leaving);

  g_weak_ref_init (&leaving->window, self);
  leaving->syncer = g_object_ref (self->syncer);
  henji_desk_run_async (self->desk, count_func, leaving, NULL, NULL, NULL, counted_cb, leaving);
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static GtkWidget *
make_none (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Connect…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "network-server-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Marketplace Connected"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("With a private application of your own, orders and returns come by themselves. Without "
         "one, mail and imported files are enough."));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "connection.connect");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

static GtkWidget *
make_fault (HenjiConnectionWindow *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_label (_ ("Connect Again…"));

  gtk_widget_add_css_class (strip, "connect-fault");
  self->fault_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->fault_words, TRUE);
  gtk_label_set_xalign (self->fault_words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->fault_words), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "connection.connect");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (strip), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->fault_words));
  gtk_box_append (GTK_BOX (strip), button);
  self->fault = strip;

  return strip;
}

static GtkWidget *
make_progress (HenjiConnectionWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  henji_pane_name (self->bar, _ ("Progress"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_widget_add_css_class (box, "connect-progress");
  self->progress = box;

  return box;
}

static GtkWidget *
make_settings (HenjiConnectionWindow *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->place = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->place), FALSE);
  self->sync = GTK_BUTTON (gtk_button_new_with_label (_ ("Sync Now")));
  gtk_widget_set_valign (GTK_WIDGET (self->sync), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->sync), "suggested-action");
  g_signal_connect_swapped (self->sync, "clicked", G_CALLBACK (sync_cb), self);
  adw_action_row_add_suffix (self->place, GTK_WIDGET (self->sync));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->place));

  self->secret = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->secret), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret), _ ("Client secret"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->secret));

  return group;
}

static GtkWidget *
make_schedules (HenjiConnectionWindow *self)
{
  HenjiConnectionSchedules *schedules = henji_connection_schedules_new (self->desk, self->syncer);

  g_signal_connect_object (schedules, "failed", G_CALLBACK (failed_cb), self, 0);

  return GTK_WIDGET (schedules);
}

static GtkWidget *
make_log (HenjiConnectionWindow *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Log"));
  self->no_log = gtk_label_new (_ ("Nothing was read yet. Whatever comes is listed here: when, how "
                                   "many, and what went wrong."));
  gtk_label_set_wrap (GTK_LABEL (self->no_log), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->no_log), 0);
  gtk_widget_add_css_class (self->no_log, "dim-label");
  self->log = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->log, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->log), "boxed-list");
  henji_pane_name (self->log, _ ("Log"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->no_log);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->log));

  return group;
}

static GtkWidget *
make_connected (HenjiConnectionWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_box_append (GTK_BOX (box), make_fault (self));
  gtk_box_append (GTK_BOX (box), make_settings (self));
  gtk_box_append (GTK_BOX (box), make_progress (self));
  gtk_box_append (GTK_BOX (box), make_schedules (self));
  gtk_box_append (GTK_BOX (box), make_log (self));
  gtk_widget_add_css_class (box, "connect-body");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  return scroller;
}

static GtkWidget *
make_menu (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("Connect _Again…"), "connection.connect");
  g_menu_append (menu, _ ("_Disconnect…"), "connection.disconnect");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  henji_pane_menu (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  henji_pane_name (button, _ ("Menu of the connection"));

  return button;
}

/* ---- The window ------------------------------------------------------------------------------ */

static void
henji_connection_window_dispose (GObject *object)
{
  HenjiConnectionWindow *self = HENJI_CONNECTION_WINDOW (object);

  if (self->syncer != NULL)
    g_signal_handlers_disconnect_by_data (self->syncer, self);
  g_clear_object (&self->syncer);
  g_clear_object (&self->actions);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_connection_window_parent_class)->dispose (object);
}

static void
henji_connection_window_class_init (HenjiConnectionWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_connection_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
henji_connection_window_init (HenjiConnectionWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "connect", .activate = connect_cb },
    { .name = "disconnect", .activate = disconnect_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "connection", G_ACTION_GROUP (self->actions));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Marketplace Connection"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 560);
}

static void
build (HenjiConnectionWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->menu_button = make_menu ();
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->menu_button);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_none (), "none");
  gtk_stack_add_named (self->stack, make_connected (self), "connected");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
}

HenjiConnectionWindow *
henji_connection_window_new (HenjiDesk *desk, HenjiSyncer *syncer, GtkWindow *parent)
{
  HenjiConnectionWindow *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && HENJI_IS_SYNCER (syncer), NULL);

  self = g_object_new (HENJI_TYPE_CONNECTION_WINDOW, "transient-for", parent, "destroy-with-parent",
                       TRUE, NULL);
  self->desk = g_object_ref (desk);
  self->syncer = g_object_ref (syncer);
  build (self);
  g_signal_connect_object (syncer, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (syncer, "ended", G_CALLBACK (ended_cb), self, 0);
  show_all (self);
  henji_syncer_refresh (syncer);

  return self;
}

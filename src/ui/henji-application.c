/* henji-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-application"

#include "config.h"

#include "henji-application.h"

#include "henji-compat.h"
#include "henji-desk-clocks.h"
#include "henji-demo.h"
#include "henji-due-notice.h"
#include "henji-locale.h"
#include "henji-new-notice.h"
#include "henji-preedit.h"
#include "henji-trace.h"
#include "henji-window.h"

#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <glib-unix.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

struct _HenjiApplication
{
  AdwApplication parent_instance;

  char *data_dir;
  char *demo_dir; /* thrown away at the end */
  gint64 now;
  gboolean demo;
  gboolean starts_empty;

  HenjiDesk *desk;
  GError *error; /* why there is no desk */
  char *window_state;
  guint tick_id;
  HenjiDueNotice *due_notice;
  HenjiNewNotice *new_notice; /* (nullable): an invented shop has no news */
};

G_DEFINE_FINAL_TYPE (HenjiApplication, henji_application, ADW_TYPE_APPLICATION)

/* ---- The desk ------------------------------------------------------------------------------- */

static gpointer
tick_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_tick (desk, error));
}

static void
ticked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (error != NULL && !henji_desk_was_ended (error))
    g_warning ("The passing of time could not be noted");
}

static gboolean
tick_cb (gpointer user_data)
{
  HenjiApplication *self = user_data;

  henji_desk_run_async (self->desk, tick_func, NULL, NULL, NULL, NULL, ticked_cb, NULL);
  henji_due_notice_update (self->due_notice);

  return G_SOURCE_CONTINUE;
}

/* Before the first window exists there is nothing to keep waiting: this alone runs on the main
 * thread. */
static void
open_desk (HenjiApplication *self)
{
  g_autofree char *language = NULL;
  HenjiCounts counts;

  if (self->demo)
    {
      self->demo_dir = g_dir_make_tmp ("henji-sample-XXXXXX", &self->error);
      if (self->demo_dir == NULL)
        return;
    }
  self->desk = henji_desk_open (self->demo ? self->demo_dir : self->data_dir, HENJI_DESK_READ_WRITE,
                                &self->error);
  if (self->desk == NULL)
    return;
  if (self->now != 0)
    henji_desk_set_now (self->desk, self->now);
  henji_desk_tick (self->desk, NULL);
  self->due_notice = henji_due_notice_new (G_APPLICATION (self), self->desk);
  if (!self->demo)
    self->new_notice = henji_new_notice_new (G_APPLICATION (self), self->desk);
  self->tick_id = g_timeout_add_seconds (60, tick_cb, self);
  if (!self->demo && henji_desk_counts (self->desk, &counts, NULL))
    self->starts_empty = counts.ours + counts.theirs + counts.closed == 0;
  language = henji_desk_setting (self->desk, "ui-language", NULL);
  henji_locale_set_language (language);
  self->window_state = henji_desk_setting (self->desk, "window", NULL);
}

/* ---- Actions -------------------------------------------------------------------------------- */

static HenjiWindow *
the_window (HenjiApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (HENJI_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiApplication *self = user_data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiApplication *self = user_data;

  henji_compat_show_about (gtk_application_get_active_window (GTK_APPLICATION (self)));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiApplication *self = user_data;
  HenjiWindow *window = the_window (self);
  GtkBuilder *builder;
  GtkWindow *overlay;

  if (window == NULL)
    return;
  builder = gtk_builder_new_from_resource ("/io/github/henji/Henji/ui/help-overlay.ui");
  overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));
  gtk_window_set_transient_for (overlay, GTK_WINDOW (window));
  gtk_window_present (overlay);
  g_object_unref (builder);
}

/* Import, also for tests and scripts: paths of files and folders. */
static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiApplication *self = user_data;
  HenjiWindow *window = the_window (self);
  g_autofree const char **paths = g_variant_get_strv (parameter, NULL);

  if (window != NULL && paths[0] != NULL)
    henji_window_import (window, paths);
}

/* A second Henji, beside this one, on throw-away data. */
static void
sample_shop_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiApplication *self = user_data;
  HenjiWindow *window = the_window (self);
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { exe != NULL ? exe : "henji", "--demo", NULL };
  g_autoptr (GError) error = NULL;

  if (!g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &error)
      && window != NULL)
    henji_window_toast (window, error->message);
}

static const GActionEntry app_actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "shortcuts", .activate = shortcuts_cb },
  { .name = "import", .activate = import_cb, .parameter_type = "as" },
  { .name = "sample-shop", .activate = sample_shop_cb },
};

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.shortcuts", { "<Control>question", "F1" } },
  { "window.close", { "<Control>w" } },
  { "win.import", { "<Control>o" } },
  { "win.search", { "<Control>f" } },
  { "connection.sync", { "F5" } },
  { "message.open", { "<Control><Shift>m" } },
  { "win.preferences('')", { "<Control>comma" } },
  { "win.summary", { "<Control>l" } },
  { "win.tab::ours", { "<Alt>1" } },
  { "win.tab::theirs", { "<Alt>2" } },
  { "win.tab::all", { "<Alt>3" } },
  { "win.tab::closed", { "<Alt>4" } },
  { "case.answered", { "<Control>Return", "<Control>KP_Enter" } },
  { "case.copy", { "<Control><Shift>c" } },
  { "case.save-mail", { "<Control>s" } },
  { "case.label", { "<Control>p" } },
  { "case.evidence('pdf')", { "<Control>e" } },
  { "case.next-spot", { "F8" } },
  { "case.confirm-here", { "<Control>F8" } },
  { "case.snippets", { "<Control><Shift>i" } },
  { "case.next", { "<Alt>Down" } },
  { "case.previous", { "<Alt>Up" } },
};

/* Logging out, or somebody who wants us gone: as if the window was closed, with all that is kept
 * then. */
static gboolean
terminated_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

/* ---- The application ------------------------------------------------------------------------ */

static void
henji_application_startup (GApplication *app)
{
  HenjiApplication *self = HENJI_APPLICATION (app);

  G_APPLICATION_CLASS (henji_application_parent_class)->startup (app);

  open_desk (self);
  g_action_map_add_action_entries (G_ACTION_MAP (app), app_actions, G_N_ELEMENTS (app_actions),
                                   app);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (app), accels[i].action,
                                           accels[i].accels);
  gtk_window_set_default_icon_name (HENJI_APP_ID);
  henji_preedit_guard_windows ();
  g_unix_signal_add (SIGTERM, terminated_cb, app);
  g_unix_signal_add (SIGINT, terminated_cb, app);
  g_unix_signal_add (SIGHUP, terminated_cb, app);
}

static gpointer
fill_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_demo_fill (desk, error));
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  HenjiWindow *window = the_window (self);

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (window == NULL)
    return;
  if (error != NULL)
    henji_window_toast (window, error->message);
  henji_window_set_filling (window, FALSE);
}

/* There is no desk to show: says why, in a window of its own. */
static void
show_refusal (HenjiApplication *self)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *reason = g_markup_escape_text (self->error->message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "changes-prevent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The Data Folder Cannot Be Opened"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), reason);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Henji");
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 480);
  gtk_window_present (GTK_WINDOW (window));
}

/* Building a window leaves a lot of memory free that the C library would keep for itself. */
static gboolean
trim_cb (gpointer user_data)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return G_SOURCE_REMOVE;
}

static void
henji_application_activate (GApplication *app)
{
  HenjiApplication *self = HENJI_APPLICATION (app);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window != NULL)
    gtk_window_present (window);
  else if (self->desk == NULL)
    show_refusal (self);
  else
    {
      HenjiWindow *first = henji_window_new (ADW_APPLICATION (app), self->desk);

      henji_trace_window (GTK_WINDOW (first));
      henji_window_set_filling (first, self->demo);
      gtk_window_present (GTK_WINDOW (first));
      g_timeout_add_seconds (1, trim_cb, NULL);
      if (self->demo)
        henji_desk_run_async (self->desk, fill_func, NULL, NULL, NULL, NULL, filled_cb,
                              g_object_ref (self));
    }
}

static void
henji_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  HenjiWindow *window;
  g_auto (GStrv) paths = g_new0 (char *, n_files + 1);
  int n = 0;

  g_application_activate (app);
  window = the_window (HENJI_APPLICATION (app));
  for (int i = 0; i < n_files; i++)
    if ((paths[n] = g_file_get_path (files[i])) != NULL)
      n++;
  if (window != NULL && n > 0)
    henji_window_import (window, (const char *const *) paths);
}

static int
henji_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  HenjiApplication *self = HENJI_APPLICATION (app);
  g_autofree char *now = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Henji %s (GTK %u.%u.%u, libadwaita %u.%u.%u)\n", HENJI_VERSION,
               gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
               adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());
      return 0;
    }
  g_variant_dict_lookup (options, "data-dir", "^ay", &self->data_dir);
  self->demo = g_variant_dict_contains (options, "demo");
  if (g_variant_dict_lookup (options, "now", "s", &now)
      && !henji_time_parse_rfc3339 (now, &self->now))
    {
      g_printerr (_ ("“%s” is not a time like 2026-11-24T09:30:00+09:00.\n"), now);
      return 2;
    }
  /* Another folder is another desk: it has nothing to do with the one that may be running. */
  if (self->demo || self->data_dir != NULL)
    g_application_set_flags (app, g_application_get_flags (app) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
henji_application_shutdown (GApplication *app)
{
  HenjiApplication *self = HENJI_APPLICATION (app);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->due_notice);
  g_clear_object (&self->new_notice);
  if (self->desk != NULL)
    henji_desk_close (self->desk);
  if (self->demo_dir != NULL)
    henji_demo_remove (self->demo_dir);

  G_APPLICATION_CLASS (henji_application_parent_class)->shutdown (app);
}

static void
henji_application_finalize (GObject *object)
{
  HenjiApplication *self = HENJI_APPLICATION (object);

  g_clear_object (&self->desk);
  g_clear_error (&self->error);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->demo_dir, g_free);
  g_clear_pointer (&self->window_state, g_free);

  G_OBJECT_CLASS (henji_application_parent_class)->finalize (object);
}

static void
henji_application_class_init (HenjiApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = henji_application_finalize;
  app_class->startup = henji_application_startup;
  app_class->activate = henji_application_activate;
  app_class->open = henji_application_open;
  app_class->handle_local_options = henji_application_handle_local_options;
  app_class->shutdown = henji_application_shutdown;
}

static void
henji_application_init (HenjiApplication *self)
{
  const GOptionEntry options[] = {
    { "data-dir", 'd', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Keep the data in this folder"),
      N_ ("FOLDER") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a sample shop on throw-away data"), NULL },
    { "now", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Pretend that it is this time (for tests)"),
      N_ ("TIME") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _ ("Henji, the reply desk of a small shop."));
}

HenjiApplication *
henji_application_new (void)
{
  return g_object_new (HENJI_TYPE_APPLICATION, "application-id", HENJI_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/io/github/henji/Henji",
                       NULL);
}

gboolean
henji_application_is_demo (HenjiApplication *self)
{
  g_return_val_if_fail (HENJI_IS_APPLICATION (self), FALSE);
  return self->demo;
}

gboolean
henji_application_starts_empty (HenjiApplication *self)
{
  g_return_val_if_fail (HENJI_IS_APPLICATION (self), FALSE);
  return self->starts_empty;
}

const char *
henji_application_get_window_state (HenjiApplication *self)
{
  g_return_val_if_fail (HENJI_IS_APPLICATION (self), NULL);
  return self->window_state;
}

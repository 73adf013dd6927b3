/* henji-compat.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-compat"

#include "config.h"

#include "henji-compat.h"

#include <glib/gi18n-lib.h>

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

void
henji_compat_show_about (GtkWindow *parent)
{
  GtkWidget *about = adw_about_window_new ();

  g_object_set (
      about, "application-name", "Henji", "application-icon", HENJI_APP_ID, "version",
      HENJI_VERSION, "developer-name", _ ("The Henji developers"), "license-type",
      GTK_LICENSE_GPL_3_0, "comments",
      _ ("The reply desk of a small shop: open cases by the time left to answer, replies in "
         "Japanese and English, return labels. Everything stays on this computer."),
      "transient-for", parent, NULL);
  gtk_window_present (GTK_WINDOW (about));
}

typedef struct
{
  HenjiCompatPaths done;
  gpointer user_data;
} Choosing;

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autofree Choosing *choosing = user_data;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);
          char *path = g_file_get_path (file);

          if (path != NULL)
            g_ptr_array_add (paths, path);
        }
    }
  g_ptr_array_add (paths, NULL);
  choosing->done (paths->len > 1 ? (const char *const *) paths->pdata : NULL, choosing->user_data);
  g_object_unref (dialog);
}

void
henji_compat_choose_files (GtkWindow *parent,
                           gboolean folder,
                           HenjiCompatPaths done,
                           gpointer user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      folder ? _ ("Import a Folder") : _ ("Import Mail or Reports"), parent,
      folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"),
      _ ("_Cancel"));
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->done = done;
  choosing->user_data = user_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  if (!folder)
    {
      g_autoptr (GtkFileFilter) known = gtk_file_filter_new ();
      g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
      const char *suffixes[] = { "eml", "mbox", "txt", "tsv", "csv" };

      gtk_file_filter_set_name (known, _ ("Mail and reports"));
      for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
        gtk_file_filter_add_suffix (known, suffixes[i]);
      gtk_file_filter_set_name (all, _ ("All files"));
      gtk_file_filter_add_pattern (all, "*");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), known);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
    }
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choosing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose (GtkWindow *parent,
        gboolean several,
        const char *title,
        const char *kind,
        const char *endings,
        HenjiCompatPaths done,
        gpointer user_data)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_auto (GStrv) suffixes = g_strsplit (endings, " ", 0);
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->done = done;
  choosing->user_data = user_data;
  gtk_file_filter_set_name (filter, kind);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choosing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
henji_compat_choose_file (GtkWindow *parent,
                          const char *title,
                          const char *kind,
                          const char *endings,
                          HenjiCompatPaths done,
                          gpointer user_data)
{
  choose (parent, FALSE, title, kind, endings, done, user_data);
}

void
henji_compat_choose_several (GtkWindow *parent,
                             const char *title,
                             const char *kind,
                             const char *endings,
                             HenjiCompatPaths done,
                             gpointer user_data)
{
  choose (parent, TRUE, title, kind, endings, done, user_data);
}

void
henji_compat_tell (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
henji_compat_save_file (GtkWindow *parent,
                        const char *title,
                        const char *folder,
                        const char *name,
                        HenjiCompatPaths done,
                        gpointer user_data)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->done = done;
  choosing->user_data = user_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GFile) place = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), place, NULL);
    }
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choosing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;
  words = g_strdup_printf (_ ("The browser could not be opened: %s"), error->message);
  gtk_widget_activate_action (widget, "win.toast", "s", words);
}

void
henji_compat_open_page (GtkWidget *widget, const char *address)
{
  g_autoptr (GAppLaunchContext) context = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && address != NULL);

  context
      = G_APP_LAUNCH_CONTEXT (gdk_display_get_app_launch_context (gtk_widget_get_display (widget)));
  /* How our own window is painted is no other program's business: see main.c. */
  if (g_strcmp0 (g_getenv ("GDK_DEBUG"), "gl-disable") == 0)
    {
      g_app_launch_context_unsetenv (context, "GDK_DEBUG");
      g_app_launch_context_unsetenv (context, "GSK_RENDERER");
    }
  g_app_info_launch_default_for_uri_async (address, context, NULL, opened_cb,
                                           g_object_ref (widget));
}

typedef struct
{
  HenjiCompatText text_done;
  HenjiCompatChoice choice_done;
  gpointer user_data;
  GtkWidget *input;
} Asking;

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Asking *asking = user_data;
  gboolean ok = g_strcmp0 (response, "ok") == 0;

  if (asking->choice_done != NULL)
    asking->choice_done (ok ? (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (asking->input)) : -1,
                         asking->user_data);
  else
    {
      g_autofree char *text
          = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (asking->input))));

      asking->text_done (ok ? text : NULL, asking->user_data);
    }
}

static void
asking_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
ask (Asking *asking,
     GtkWindow *parent,
     const char *heading,
     const char *body,
     const char *label,
     const char *confirm)
{
  GtkWidget *window = adw_message_dialog_new (parent, heading, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (window);

  gtk_accessible_update_property (GTK_ACCESSIBLE (asking->input), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  adw_message_dialog_set_extra_child (dialog, asking->input);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "ok", confirm, NULL);
  adw_message_dialog_set_response_appearance (dialog, "ok", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "ok");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asking, asking_free, 0);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (asking->input);
}

void
henji_compat_ask_text (GtkWindow *parent,
                       const char *heading,
                       const char *body,
                       const char *label,
                       const char *confirm,
                       HenjiCompatText done,
                       gpointer user_data)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->text_done = done;
  asking->user_data = user_data;
  asking->input = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (asking->input), TRUE);
  ask (asking, parent, heading, body, label, confirm);
}

void
henji_compat_ask_choice (GtkWindow *parent,
                         const char *heading,
                         const char *body,
                         const char *label,
                         const char *const *choices,
                         const char *confirm,
                         HenjiCompatChoice done,
                         gpointer user_data)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->choice_done = done;
  asking->user_data = user_data;
  asking->input = gtk_drop_down_new_from_strings (choices);
  ask (asking, parent, heading, body, label, confirm);
}

G_GNUC_END_IGNORE_DEPRECATIONS

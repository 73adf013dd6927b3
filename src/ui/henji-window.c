/* henji-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window"

#include "config.h"

#include "henji-window.h"

#include "henji-application.h"
#include "henji-compat.h"
#include "henji-figures-notice.h"
#include "henji-import-window.h"
#include "henji-label-window.h"
#include "henji-preferences.h"
#include "henji-rules-window.h"
#include "henji-summary-window.h"
#include "henji-texts-window.h"
#include "henji-toast.h"
#include "henji-welcome.h"
#include "henji-window-private.h"

#include <glib/gi18n-lib.h>

#define WORDS_SECONDS 5 /* a toast that only says something */

G_DEFINE_FINAL_TYPE (HenjiWindow, henji_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- First window --------------------------------------------------------------------------- */

/* One of the two is in the window; the other is not there at all, not for a screen reader either.
 */
static void
show_first_page (HenjiWindow *self, gboolean empty)
{
  GtkWidget *page = GTK_WIDGET (self->panes);

  if (empty)
    {
      if (self->welcome == NULL)
        self->welcome = g_object_ref_sink (GTK_WIDGET (henji_welcome_new (self->desk)));
      page = self->welcome;
    }
  if (adw_toast_overlay_get_child (self->toasts) == page)
    return;
  adw_toast_overlay_set_child (self->toasts, page);
  if (!empty)
    henji_list_pane_focus_list (self->list);
}

static void
counted_cb (HenjiListPane *list, gpointer user_data)
{
  HenjiWindow *self = user_data;
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));
  gboolean demo = HENJI_IS_APPLICATION (app) && henji_application_is_demo (HENJI_APPLICATION (app));

  show_first_page (self, henji_list_pane_is_empty (list) && !demo);
}

/* ---- Folding -------------------------------------------------------------------------------- */

static void
folded_cb (HenjiPaneBox *panes, gpointer user_data)
{
  HenjiWindow *self = user_data;
  HenjiFolding folding = henji_pane_box_get_folding (panes);
  HenjiPane last = henji_pane_box_get_last (panes);

  henji_list_pane_set_controls (self->list, last == HENJI_PANE_LIST);
  henji_case_pane_set_controls (self->order, last == HENJI_PANE_ORDER);
  henji_reply_pane_set_controls (self->reply, last == HENJI_PANE_REPLY);
  henji_case_pane_set_folding (self->order, folding);
  henji_reply_pane_set_folding (self->reply, folding);
}

/* ---- Actions of the window ------------------------------------------------------------------ */

static void
show_pane_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiWindow *self = HENJI_WINDOW (widget);
  const char *pane = g_variant_get_string (parameter, NULL);

  if (g_str_equal (pane, "list"))
    {
      henji_pane_box_show_pane (self->panes, HENJI_PANE_LIST);
      henji_list_pane_focus_list (self->list);
    }
  else
    henji_pane_box_show_pane (self->panes,
                              g_str_equal (pane, "order") ? HENJI_PANE_ORDER : HENJI_PANE_REPLY);
}

static void
focus_reply_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiWindow *self = HENJI_WINDOW (widget);

  henji_pane_box_show_pane (self->panes, HENJI_PANE_REPLY);
  henji_reply_pane_focus_editor (self->reply);
}

static void
focus_list_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiWindow *self = HENJI_WINDOW (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  /* Who is in the list already goes a step further back. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    henji_list_pane_set_selecting (self->list, FALSE);
  if (henji_pane_box_get_folding (self->panes) == HENJI_FOLDING_SINGLE)
    henji_pane_box_show_pane (self->panes, HENJI_PANE_LIST);
  henji_list_pane_focus_list (self->list);
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiWindow *self = HENJI_WINDOW (widget);

  if (henji_pane_box_get_folding (self->panes) == HENJI_FOLDING_SINGLE)
    henji_pane_box_show_pane (self->panes, HENJI_PANE_LIST);
  henji_list_pane_focus_search (self->list);
}

static void
tab_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_list_pane_set_tab (HENJI_WINDOW (widget)->list, g_variant_get_string (parameter, NULL));
}

static void
toast_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_window_toast (HENJI_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* With a button that takes it back. */
static void
toast_undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *words, *action;

  g_variant_get (parameter, "(&s&s)", &words, &action);
  henji_toast_replace (HENJI_WINDOW (widget)->toasts, words, HENJI_UNDO_SECONDS, action, NULL);
}

static void
preferences_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_preferences_show (HENJI_WINDOW (widget)->desk, GTK_WINDOW (widget),
                          g_variant_get_string (parameter, NULL));
}

static void
texts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiWindow *self = HENJI_WINDOW (widget);

  if (self->texts_window == NULL)
    g_set_weak_pointer (&self->texts_window,
                        GTK_WIDGET (henji_texts_window_new (self->desk, GTK_WINDOW (self))));
  henji_texts_window_set_case (HENJI_TEXTS_WINDOW (self->texts_window), self->detail);
  gtk_window_present (GTK_WINDOW (self->texts_window));
}

static void
rules_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiWindow *self = HENJI_WINDOW (widget);

  if (self->rules_window == NULL)
    g_set_weak_pointer (&self->rules_window,
                        GTK_WIDGET (henji_rules_window_new (self->desk, GTK_WINDOW (self))));
  gtk_window_present (GTK_WINDOW (self->rules_window));
}

static void
labels_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiWindow *self = HENJI_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (henji_label_window_new (self->desk, NULL, GTK_WINDOW (self))));
}

static void
summary_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiWindow *self = HENJI_WINDOW (widget);

  if (self->summary_window == NULL)
    g_set_weak_pointer (&self->summary_window,
                        GTK_WIDGET (henji_summary_window_new (self->desk, GTK_WINDOW (self))));
  gtk_window_present (GTK_WINDOW (self->summary_window));
}

/* Finds cases by words, kind and days ("2026-11-01 2026-11-30"), whatever tab they are in. */
static void
show_cases_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiWindow *self = HENJI_WINDOW (widget);
  GActionGroup *filters = henji_list_pane_get_actions (self->list);
  static const char *const others[] = { "language", "marketplace", "tag", "due" };
  const char *words, *kind, *period;

  g_variant_get (parameter, "(&s&s&s)", &words, &kind, &period);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_action_group_change_action_state (filters, others[i], g_variant_new_string (""));
  henji_list_pane_set_tab (self->list, "all");
  g_action_group_change_action_state (filters, "kind", g_variant_new_string (kind));
  g_action_group_change_action_state (filters, "period", g_variant_new_string (period));
  gtk_editable_set_text (henji_list_pane_get_search (self->list), words);
  henji_list_pane_focus_list (self->list);
  if (henji_pane_box_get_folding (self->panes) == HENJI_FOLDING_SINGLE)
    henji_pane_box_show_pane (self->panes, HENJI_PANE_LIST);
  gtk_window_present (GTK_WINDOW (self));
}

static gpointer
find_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 row = henji_desk_find_case (desk, data, error);

  return row != 0 ? g_memdup2 (&row, sizeof row) : NULL;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *row = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->desk == NULL)
    return; /* closed meanwhile */
  if (row != NULL)
    henji_list_pane_choose (self->list, *row);
  else
    henji_window_toast (self, error->message);
}

static void
show_case_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_desk_run_async (HENJI_WINDOW (widget)->desk, find_func,
                        g_variant_dup_string (parameter, NULL), g_free, g_free, NULL, found_cb,
                        g_object_ref (widget));
}

/* ---- Size ----------------------------------------------------------------------------------- */

typedef struct
{
  char *key;
  char *value;
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

static gpointer
setting_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Setting *setting = data;

  return GINT_TO_POINTER (henji_desk_set_setting (desk, setting->key, setting->value, error));
}

void
henji_window_save_state (HenjiWindow *self)
{
  Setting *setting;
  int width, height;

  g_return_if_fail (HENJI_IS_WINDOW (self));
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  setting = g_new0 (Setting, 1);
  setting->key = g_strdup ("window");
  setting->value = g_strdup_printf (
      "%dx%d%s", width, height, gtk_window_is_maximized (GTK_WINDOW (self)) ? " maximised" : "");
  henji_desk_run_async (self->desk, setting_func, setting, setting_free, NULL, NULL, NULL, NULL);
}

static void
restore_state (HenjiWindow *self, const char *state)
{
  int width = 1366, height = 768;

  if (state == NULL || sscanf (state, "%dx%d", &width, &height) != 2)
    {
      width = 1366;
      height = 768;
    }
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width, 360, 10000),
                               CLAMP (height, 294, 10000));
  if (state != NULL && g_str_has_suffix (state, "maximised"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
henji_window_close_request (GtkWindow *window)
{
  HenjiWindow *self = HENJI_WINDOW (window);

  henji_reply_pane_flush (self->reply);
  henji_window_save_state (self);
  if (self->import_window != NULL)
    henji_import_window_abandon (HENJI_IMPORT_WINDOW (self->import_window));
  return GTK_WINDOW_CLASS (henji_window_parent_class)->close_request (window);
}

/* ---- The object ----------------------------------------------------------------------------- */

static void
henji_window_dispose (GObject *object)
{
  HenjiWindow *self = HENJI_WINDOW (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_weak_pointer (&self->import_window);
  g_clear_handle_id (&self->ahead_source, g_source_remove);
  g_clear_handle_id (&self->warm_source, g_source_remove);
  g_clear_object (&self->ahead);
  g_clear_weak_pointer (&self->texts_window);
  g_clear_weak_pointer (&self->rules_window);
  g_clear_weak_pointer (&self->summary_window);
  g_clear_weak_pointer (&self->connection_window);
  g_clear_pointer (&self->syncer, henji_syncer_close);
  g_clear_object (&self->welcome);
  g_clear_object (&self->panes);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  g_clear_pointer (&self->reply_situation, g_free);
  g_clear_pointer (&self->reply_choices, g_free);
  g_clear_pointer (&self->scan, henji_window_scan_free);
  g_clear_pointer (&self->undo, g_array_unref);
  g_clear_object (&self->case_actions);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_window_parent_class)->dispose (object);
}

static void
henji_window_class_init (HenjiWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_window_close_request;
  gtk_widget_class_install_action (widget_class, "win.import", NULL, henji_window_import_cb);
  gtk_widget_class_install_action (widget_class, "win.import-folder", NULL, henji_window_import_cb);
  gtk_widget_class_install_action (widget_class, "win.show-pane", "s", show_pane_cb);
  gtk_widget_class_install_action (widget_class, "win.focus-reply", NULL, focus_reply_cb);
  gtk_widget_class_install_action (widget_class, "win.focus-list", NULL, focus_list_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.tab", "s", tab_cb);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_cb);
  gtk_widget_class_install_action (widget_class, "win.toast-undo", "(ss)", toast_undo_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", "s", preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.texts", NULL, texts_cb);
  gtk_widget_class_install_action (widget_class, "win.rules", NULL, rules_cb);
  gtk_widget_class_install_action (widget_class, "win.show-case", "s", show_case_cb);
  gtk_widget_class_install_action (widget_class, "win.show-cases", "(sss)", show_cases_cb);
  gtk_widget_class_install_action (widget_class, "win.labels", NULL, labels_cb);
  gtk_widget_class_install_action (widget_class, "win.summary", NULL, summary_cb);
}

static void
undo_clear (gpointer undo)
{
  g_clear_pointer (&((HenjiUndo *) undo)->several, g_array_unref);
}

static void
henji_window_init (HenjiWindow *self)
{
  self->undo = g_array_new (FALSE, FALSE, sizeof (HenjiUndo));
  g_array_set_clear_func (self->undo, undo_clear);
}

static void
build (HenjiWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = henji_list_pane_new (self->desk);
  self->order = henji_case_pane_new (self->desk);
  self->reply = henji_reply_pane_new (self->desk);
  self->panes = henji_pane_box_new (GTK_WIDGET (self->list), GTK_WIDGET (self->order),
                                    GTK_WIDGET (self->reply));
  g_object_ref_sink (self->panes);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->panes));
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->toasts), "above-bars");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (henji_figures_notice_new (self->desk)));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), box);

  g_signal_connect_object (self->list, "counted", G_CALLBACK (counted_cb), self, 0);
  g_signal_connect_object (self->panes, "folded", G_CALLBACK (folded_cb), self, 0);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list",
                                  henji_list_pane_get_actions (self->list));
  henji_window_connection_install (self, GTK_BOX (box));
  henji_window_actions_install (self);
  henji_window_support_install (self);
  henji_window_returns_install (self);
  henji_window_carrier_install (self);
  henji_window_documents_install (self);
  henji_window_backup_install (self);
  henji_window_scan_install (self);
  henji_window_several_install (self);
  henji_window_keys_install (self);
  henji_window_take_drops (self);
  folded_cb (self->panes, self);
  henji_window_case_install (self);
}

/* Begins while the widgets are being built, to be done when the first case has come. */
static gpointer
prepare_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  henji_desk_prepare (desk);

  return NULL;
}

/* All of the seller's own files have been read: what is wrong with them is said. */
static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiWindow) self = user_data;
  g_autoptr (GPtrArray) faults = NULL;

  if (self->desk == NULL)
    return; /* closed meanwhile */
  faults = henji_desk_fact_faults (self->desk);
  for (guint i = 0; i < faults->len; i++)
    {
      /* Translators: %s names a file of the seller's own and what is wrong with it */
      g_autofree char *words
          = g_strdup_printf (_ ("Left aside: %s"), (char *) g_ptr_array_index (faults, i));

      henji_window_toast (self, words);
    }
}

HenjiWindow *
henji_window_new (AdwApplication *app, HenjiDesk *desk)
{
  HenjiWindow *self;

  g_return_val_if_fail (ADW_IS_APPLICATION (app), NULL);
  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);
  self = g_object_new (HENJI_TYPE_WINDOW, "application", app, "title", "Henji", NULL);
  self->desk = g_object_ref (desk);
  henji_desk_run_async (desk, prepare_func, NULL, NULL, NULL, NULL, prepared_cb,
                        g_object_ref (self));
  restore_state (self, HENJI_IS_APPLICATION (app)
                           ? henji_application_get_window_state (HENJI_APPLICATION (app))
                           : NULL);
  build (self);
  if (HENJI_IS_APPLICATION (app) && henji_application_starts_empty (HENJI_APPLICATION (app)))
    show_first_page (self, TRUE);
  else
    henji_list_pane_focus_list (self->list);
  return self;
}

HenjiCaseDetail *
henji_window_get_detail (HenjiWindow *self)
{
  g_return_val_if_fail (HENJI_IS_WINDOW (self), NULL);
  return self->detail != NULL && self->detail->case_->row == self->row ? self->detail : NULL;
}

HenjiDesk *
henji_window_get_desk (HenjiWindow *self)
{
  g_return_val_if_fail (HENJI_IS_WINDOW (self), NULL);
  return self->desk;
}

void
henji_window_set_filling (HenjiWindow *self, gboolean filling)
{
  g_return_if_fail (HENJI_IS_WINDOW (self));
  henji_list_pane_hold (self->list, filling);
}

gint64
henji_window_get_case (HenjiWindow *self)
{
  g_return_val_if_fail (HENJI_IS_WINDOW (self), 0);
  return self->row;
}

void
henji_window_toast (HenjiWindow *self, const char *text)
{
  g_return_if_fail (HENJI_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  henji_toast_replace (self->toasts, text, WORDS_SECONDS, NULL, NULL);
}

/* henji-texts-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-texts-window"

#include "config.h"

#include "henji-texts-window-private.h"

#include "henji-case-pane-text.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHECK_PAUSE 150 /* ms without a key, then findings and preview follow */
#define SAVE_PAUSE 600  /* ms without a key, then it is saved */

G_DEFINE_FINAL_TYPE (HenjiTextsWindow, henji_texts_window, ADW_TYPE_WINDOW)

void
henji_texts_window_toast (HenjiTextsWindow *self, const char *words)
{
  henji_toast_say (self->toasts, words);
}

void
henji_texts_window_show_state (HenjiTextsWindow *self, const char *words)
{
  gtk_label_set_text (self->state, words != NULL ? words : "");
}

const HenjiDeskText *
henji_texts_window_find (HenjiTextsWindow *self, gboolean snippet, const char *id)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      const HenjiDeskText *text = self->texts->pdata[i];

      if (henji_template_is_snippet (text->template) == snippet
          && strcmp (henji_template_id (text->template), id) == 0)
        return text;
    }

  return NULL;
}

/* ---- What stands in the editor ------------------------------------------------------------------
 */

gboolean
henji_texts_window_check (HenjiTextsWindow *self)
{
  const HenjiManuscript *manuscript = henji_texts_editor_get (self->editor);
  g_autoptr (HenjiTemplate) template = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) fault = NULL;
  HenjiManuscriptPlace place = { 0 };

  g_clear_handle_id (&self->check_id, g_source_remove);
  if (manuscript == NULL)
    return FALSE;
  /* Without the greeting, which is always the same. */
  template = henji_manuscript_read (manuscript, NULL, &place, &fault);
  notes = henji_manuscript_notes (manuscript);
  henji_texts_editor_show_findings (self->editor, fault, &place, notes);
  if (template != NULL)
    henji_texts_preview_show (self->preview, template);

  return template != NULL;
}

static gboolean
check_cb (gpointer data)
{
  HenjiTextsWindow *self = data;

  self->check_id = 0;
  henji_texts_window_check (self);

  return G_SOURCE_REMOVE;
}

static gboolean
save_cb (gpointer data)
{
  HenjiTextsWindow *self = data;

  self->save_id = 0;
  henji_texts_window_save (self);

  return G_SOURCE_REMOVE;
}

static void
editor_changed_cb (HenjiTextsWindow *self)
{
  self->warned = FALSE;
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->check_id = g_timeout_add (CHECK_PAUSE, check_cb, self);
  self->save_id = g_timeout_add (SAVE_PAUSE, save_cb, self);
  henji_texts_window_show_state (self, NULL);
}

static void
update_head (HenjiTextsWindow *self)
{
  const HenjiManuscript *manuscript = self->chosen;
  const HenjiDeskText *known
      = manuscript != NULL ? henji_texts_window_find (self, manuscript->snippet, manuscript->id)
                           : NULL;
  gboolean built_in = known != NULL && !known->own;
  gboolean edited = known != NULL && known->own && known->built_in;
  const char *title = _ ("Own Texts");

  if (manuscript != NULL)
    title = manuscript->snippet ? _ ("Snippet") : _ ("Situation");
  adw_window_title_set_title (self->title, title);
  gtk_widget_set_visible (self->built_in_strip, built_in);
  gtk_widget_set_visible (self->remove_button, manuscript != NULL && !built_in);
  gtk_button_set_label (GTK_BUTTON (self->remove_button),
                        edited ? _ ("Reset to Built-in") : _ ("Remove"));
  gtk_stack_set_visible_child_name (self->stack, manuscript != NULL ? "text" : "empty");
}

void
henji_texts_window_choose (HenjiTextsWindow *self, const HenjiManuscript *manuscript)
{
  const HenjiDeskText *known
      = manuscript != NULL ? henji_texts_window_find (self, manuscript->snippet, manuscript->id)
                           : NULL;
  HenjiManuscript *copy = manuscript != NULL ? henji_manuscript_copy (manuscript) : NULL;
  GtkWidget *scroller;

  if (self->save_id != 0)
    henji_texts_window_save (self);
  henji_manuscript_free (self->chosen);
  self->chosen = copy;
  henji_texts_editor_set (self->editor, copy, known == NULL || known->own);
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (self->editor), GTK_TYPE_SCROLLED_WINDOW);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                            0);
  henji_texts_window_show_state (self, NULL);
  update_head (self);
  henji_texts_preview_show (self->preview, NULL);
  if (copy != NULL && !henji_manuscript_is_empty (copy))
    henji_texts_window_check (self);
}

/* ---- Actions ------------------------------------------------------------------------------------
 */

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiTextsWindow *self = HENJI_TEXTS_WINDOW (widget);
  gboolean snippet = g_str_equal (name, "texts.new-snippet");
  g_autofree char *id = henji_desk_new_text_id ();
  g_autoptr (HenjiManuscript) manuscript = henji_manuscript_new (snippet, id);

  gtk_toggle_button_set_active (snippet ? self->tab_snippets : self->tab_situations, TRUE);
  gtk_list_box_unselect_all (self->list);
  henji_texts_window_choose (self, manuscript);
  henji_texts_editor_focus_title (self->editor);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiTextsWindow *self = HENJI_TEXTS_WINDOW (widget);
  const HenjiManuscript *manuscript = henji_texts_editor_get (self->editor);

  if (manuscript == NULL)
    return;
  henji_texts_window_put_back (self, manuscript);
  gtk_widget_set_visible (self->built_in_strip, FALSE);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_texts_window_remove (HENJI_TEXTS_WINDOW (widget));
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_texts_window_import (HENJI_TEXTS_WINDOW (widget));
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_texts_window_export (HENJI_TEXTS_WINDOW (widget), g_str_equal (name, "texts.export-all"));
}

static void
toast_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_texts_window_toast (HENJI_TEXTS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* ---- The desk -----------------------------------------------------------------------------------
 */

/* The editor goes on with what is being written; only who nobody writes in is shown anew. */
static void
facts_changed_cb (HenjiTextsWindow *self)
{
  const HenjiDeskText *known;
  gboolean was_own;

  known = self->chosen != NULL
              ? henji_texts_window_find (self, self->chosen->snippet, self->chosen->id)
              : NULL;
  was_own = known == NULL || known->own;
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = henji_desk_texts (self->desk);
  known = self->chosen != NULL
              ? henji_texts_window_find (self, self->chosen->snippet, self->chosen->id)
              : NULL;
  if (known != NULL && known->own && !was_own)
    {
      g_autoptr (HenjiManuscript) manuscript = henji_manuscript_from_template (known->template);

      henji_texts_window_choose (self, manuscript);
    }
  henji_texts_window_fill_list (self);
  update_head (self);
}

static gpointer
shop_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_shop (desk, error);
}

static void
shop_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiTextsWindow) self = data;
  g_autoptr (HenjiShop) shop = henji_desk_run_finish (HENJI_DESK (source), result, NULL);

  if (shop != NULL && self->desk != NULL)
    henji_texts_preview_set_shop (self->preview, shop);
}

void
henji_texts_window_set_case (HenjiTextsWindow *self, HenjiCaseDetail *detail)
{
  g_return_if_fail (HENJI_IS_TEXTS_WINDOW (self));

  henji_texts_preview_set_case (self->preview, detail);
}

/* ---- Building -----------------------------------------------------------------------------------
 */

static GtkWidget *
menu_button (const char *icon, const char *name, GMenu *menu)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, name);
  henji_pane_name (button, name);

  return button;
}

static GtkWidget *
build_left (HenjiTextsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  g_autoptr (GMenu) make = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  g_menu_append (make, _ ("New _Situation"), "texts.new-situation");
  g_menu_append (make, _ ("New S_nippet"), "texts.new-snippet");
  g_menu_append (more, _ ("_Import…"), "texts.import");
  g_menu_append (more, _ ("_Export All of Your Own…"), "texts.export-all");
  g_menu_append (more, _ ("Export _This Text…"), "texts.export");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Own Texts"), NULL));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             menu_button ("list-add-symbolic", _ ("New text"), make));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header),
                           menu_button ("view-more-symbolic", _ ("More for texts"), more));
  gtk_box_append (GTK_BOX (box), header);
  henji_texts_window_build_list (self, box);
  gtk_widget_set_size_request (box, 260, -1);

  return box;
}

static GtkWidget *
build_strip (HenjiTextsWindow *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label
      = gtk_label_new (_ ("This text comes with Henji. A copy of your own goes before it."));
  GtkWidget *button = gtk_button_new_with_label (_ ("Copy to Edit"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "texts.copy");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "small");
  gtk_widget_add_css_class (strip, "strip-note");
  gtk_widget_set_margin_start (strip, 12);
  gtk_widget_set_margin_end (strip, 12);
  gtk_widget_set_margin_top (strip, 8);
  gtk_box_append (GTK_BOX (strip), label);
  gtk_box_append (GTK_BOX (strip), button);
  self->built_in_strip = strip;

  return strip;
}

static GtkWidget *
build_text (HenjiTextsWindow *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->editor = henji_texts_editor_new ();
  self->preview = henji_texts_preview_new (self->desk);
  gtk_widget_set_margin_start (GTK_WIDGET (self->editor), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->editor), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->editor), 10);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->editor), 12);
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (editor_changed_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->editor));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_size_request (scroller, -1, 180);
  gtk_widget_set_size_request (GTK_WIDGET (self->preview), -1, 110);
  gtk_paned_set_start_child (GTK_PANED (paned), scroller);
  gtk_paned_set_end_child (GTK_PANED (paned), GTK_WIDGET (self->preview));
  gtk_paned_set_resize_start_child (GTK_PANED (paned), TRUE);
  gtk_paned_set_resize_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);

  return paned;
}

static GtkWidget *
build_right (HenjiTextsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *empty
      = gtk_label_new (_ ("Choose a text on the left, or write one of your own with the + above."));
  GtkWidget *state = gtk_label_new (NULL);

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Own Texts"), NULL));
  self->state = GTK_LABEL (state);
  self->stack = GTK_STACK (stack);
  self->remove_button = gtk_button_new_with_label (_ ("Remove"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove_button), "texts.remove");
  gtk_widget_add_css_class (state, "caption-dim");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), state);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->remove_button);

  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_justify (GTK_LABEL (empty), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (empty), 32);
  gtk_widget_add_css_class (empty, "dim-text");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_stack_add_named (self->stack, build_text (self), "text");
  gtk_widget_set_vexpand (stack, TRUE);

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), build_strip (self));
  gtk_box_append (GTK_BOX (box), stack);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static gboolean
henji_texts_window_close_request (GtkWindow *window)
{
  HenjiTextsWindow *self = HENJI_TEXTS_WINDOW (window);
  const HenjiManuscript *manuscript = henji_texts_editor_get (self->editor);

  if (self->save_id != 0)
    henji_texts_window_save (self);
  if (manuscript != NULL && henji_manuscript_is_empty (manuscript))
    {
      g_autofree char *key = henji_texts_key (manuscript->snippet, manuscript->id);

      g_hash_table_remove (self->unsaved, key);
    }
  if (g_hash_table_size (self->unsaved) > 0 && !self->warned)
    {
      self->warned = TRUE;
      henji_texts_window_fill_list (self);
      henji_texts_window_toast (
          self, _ ("A text is not saved yet: something in it is wrong. Closing again drops it."));
      return TRUE;
    }

  /* The desk's answer may keep this longer than the window it belongs to lives. */
  gtk_window_set_transient_for (window, NULL);
  return GTK_WINDOW_CLASS (henji_texts_window_parent_class)->close_request (window);
}

static void
henji_texts_window_dispose (GObject *object)
{
  HenjiTextsWindow *self = HENJI_TEXTS_WINDOW (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = g_ptr_array_new ();
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_texts_window_parent_class)->dispose (object);
}

static void
henji_texts_window_finalize (GObject *object)
{
  HenjiTextsWindow *self = HENJI_TEXTS_WINDOW (object);

  g_ptr_array_unref (self->texts);
  g_hash_table_unref (self->unsaved);
  g_async_queue_unref (self->writes);
  g_mutex_clear (&self->write_lock);
  henji_manuscript_free (self->chosen);
  g_free (self->shown);
  G_OBJECT_CLASS (henji_texts_window_parent_class)->finalize (object);
}

static void
henji_texts_window_class_init (HenjiTextsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_texts_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_texts_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = henji_texts_window_close_request;
  gtk_widget_class_install_action (widget_class, "texts.new-situation", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "texts.new-snippet", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "texts.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "texts.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "texts.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "texts.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "texts.export-all", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "texts.toast", "s", toast_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
henji_texts_window_init (HenjiTextsWindow *self)
{
  g_mutex_init (&self->write_lock);
  self->writes = g_async_queue_new ();
  self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) henji_manuscript_free);
}

HenjiTextsWindow *
henji_texts_window_new (HenjiDesk *desk, GtkWindow *parent)
{
  HenjiTextsWindow *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self
      = g_object_new (HENJI_TYPE_TEXTS_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE,
                      "title", _ ("Own Texts"), "default-width", 1000, "default-height", 580, NULL);
  self->desk = g_object_ref (desk);
  self->texts = henji_desk_texts (desk);
  gtk_box_append (GTK_BOX (box), build_left (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), build_right (self));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  g_signal_connect_object (desk, "facts-changed", G_CALLBACK (facts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  henji_texts_window_fill_list (self);
  update_head (self);
  henji_desk_run_async (desk, shop_func, NULL, NULL, (GDestroyNotify) henji_shop_unref, NULL,
                        shop_cb, g_object_ref (self));

  return self;
}

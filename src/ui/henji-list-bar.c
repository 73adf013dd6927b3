/* henji-list-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-list-bar"

#include "config.h"

#include "henji-list-bar.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

struct _HenjiListBar
{
  GtkWidget parent_instance;

  GtkWidget *usual;
  GtkLabel *imported;
  GtkLabel *answered;

  GtkWidget *several;
  GtkLabel *count;
  GtkLabel *note;
  char *left; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (HenjiListBar, henji_list_bar, GTK_TYPE_WIDGET)

static GtkLabel *
new_label (GtkAccessibleRole role)
{
  GtkLabel *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "xalign", 0.0, NULL);

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);

  return label;
}

static GtkWidget *
make_usual (HenjiListBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *select = gtk_toggle_button_new ();

  gtk_widget_add_css_class (box, "list-footer");
  self->imported = new_label (GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->imported), TRUE);
  self->answered = new_label (GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_button_set_icon_name (GTK_BUTTON (select), "selection-mode-symbolic");
  gtk_widget_add_css_class (select, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (select), "several.selecting");
  gtk_widget_set_tooltip_text (select, _ ("Select cases (Ctrl+Space)"));
  henji_pane_name (select, _ ("Select cases"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->imported));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->answered));
  gtk_box_append (GTK_BOX (box), select);

  return box;
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) paper = g_menu_new ();
  g_autoptr (GMenu) turn = g_menu_new ();
  g_autoptr (GMenu) filing = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();

  g_menu_append (paper, _ ("Carrier file for returns…"), "several.carrier::return");
  g_menu_append (paper, _ ("Carrier file for re-sending…"), "several.carrier::resend");
  g_menu_append (paper, _ ("Packing list…"), "several.packing");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (paper));
  g_menu_append (turn, _ ("Mark as answered"), "several.answered");
  g_menu_append (turn, _ ("No reply needed"), "several.no-reply");
  g_menu_append (turn, _ ("Confirm at the marketplace"), "several.confirm");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (turn));
  g_menu_append (filing, _ ("Remind me…"), "several.remind");
  g_menu_append (filing, _ ("Add tag…"), "several.tag::");
  g_menu_append (filing, _ ("Close cases"), "several.close");
  g_menu_append (filing, _ ("Back to our turn"), "several.reopen");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (filing));
  g_menu_append (all, _ ("Select all"), "several.all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));

  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_head (HenjiListBar *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *leave = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->count = new_label (GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "heading");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (leave, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (leave), "several.leave");
  gtk_widget_set_tooltip_text (leave, _ ("Stop selecting (Esc)"));
  henji_pane_name (leave, _ ("Stop selecting"));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (head), leave);

  return head;
}

static GtkWidget *
make_buttons (void)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *labels = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (_ ("Return Labels…"));
  GtkWidget *more = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = new_menu ();

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("printer-symbolic"));
  gtk_box_append (GTK_BOX (content), words);
  gtk_button_set_child (GTK_BUTTON (labels), content);
  gtk_widget_set_hexpand (labels, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (labels), "several.labels");
  gtk_widget_set_tooltip_text (labels, _ ("Return labels of the selected cases (P)"));
  henji_pane_name (labels, _ ("Return labels of the selected cases"));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (more), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (more, _ ("More for the selected cases"));
  henji_pane_name (more, _ ("More for the selected cases"));
  henji_pane_menu (GTK_MENU_BUTTON (more), menu);
  gtk_box_append (GTK_BOX (buttons), labels);
  gtk_box_append (GTK_BOX (buttons), more);

  return buttons;
}

static GtkWidget *
make_several (HenjiListBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "several-bar");
  self->note = new_label (GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_wrap_mode (self->note, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->note, 5);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption-dim");
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), make_buttons ());

  return box;
}

/* ---- The object ----------------------------------------------------------------------------- */

static void
henji_list_bar_dispose (GObject *object)
{
  HenjiListBar *self = HENJI_LIST_BAR (object);

  g_clear_pointer (&self->usual, gtk_widget_unparent);
  g_clear_pointer (&self->several, gtk_widget_unparent);
  g_clear_pointer (&self->left, g_free);

  G_OBJECT_CLASS (henji_list_bar_parent_class)->dispose (object);
}

static void
henji_list_bar_class_init (HenjiListBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_list_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
henji_list_bar_init (HenjiListBar *self)
{
  self->usual = make_usual (self);
  gtk_widget_set_parent (self->usual, GTK_WIDGET (self));
}

HenjiListBar *
henji_list_bar_new (void)
{
  return g_object_new (HENJI_TYPE_LIST_BAR, NULL);
}

void
henji_list_bar_set_imported (HenjiListBar *self, guint n_messages)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  g_return_if_fail (HENJI_IS_LIST_BAR (self));

  /* A narrow list has no room for more. */
  text = g_strdup_printf (_ ("%u new"), n_messages);
  whole = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u new message", "%u new messages", n_messages), n_messages);
  gtk_label_set_label (self->imported, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->imported), whole);
}

void
henji_list_bar_set_answered (HenjiListBar *self, int n_today)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HENJI_IS_LIST_BAR (self));

  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d answered today", "%d answered today", (gulong) n_today),
      n_today);
  gtk_label_set_label (self->answered, text);
}

static void
show_note (HenjiListBar *self, guint n_hidden)
{
  g_autofree char *hidden = NULL;
  g_autofree char *words = NULL;

  if (n_hidden > 0)
    hidden = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of them is not in this list",
                                           "%u of them are not in this list", n_hidden),
                              n_hidden);
  words = g_strdup_printf ("%s%s%s", self->left != NULL ? self->left : "",
                           self->left != NULL && hidden != NULL ? "\n" : "",
                           hidden != NULL ? hidden : "");
  gtk_label_set_label (self->note, words);
  henji_pane_tooltip (self->note, words);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *words != '\0');
}

void
henji_list_bar_set_selecting (HenjiListBar *self,
                              gboolean selecting,
                              guint n_selected,
                              guint n_hidden)
{
  g_autofree char *words = NULL;

  g_return_if_fail (HENJI_IS_LIST_BAR (self));

  if (self->several == NULL && !selecting)
    return;
  if (self->several == NULL)
    {
      self->several = make_several (self);
      gtk_widget_set_parent (self->several, GTK_WIDGET (self));
    }
  if (!selecting)
    g_clear_pointer (&self->left, g_free);
  gtk_widget_set_visible (self->usual, !selecting);
  gtk_widget_set_visible (self->several, selecting);
  if (n_selected == 0)
    words = g_strdup (_ ("No case selected"));
  else
    words = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u case selected", "%u cases selected", n_selected),
        n_selected);
  gtk_label_set_label (self->count, words);
  show_note (self, n_hidden);
}

void
henji_list_bar_say_left (HenjiListBar *self, const char *words)
{
  g_return_if_fail (HENJI_IS_LIST_BAR (self));

  g_free (self->left);
  self->left = g_strdup (words);
}

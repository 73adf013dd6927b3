/* henji-welcome.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-welcome"

#include "config.h"

#include "henji-welcome.h"

#include "henji-case-pane-text.h"
#include "henji-shop.h"

#include <glib/gi18n-lib.h>

struct _HenjiWelcome
{
  GtkWidget parent_instance;

  HenjiDesk *desk;
  GtkWidget *box;
  GtkLabel *language;
  GtkLabel *shop;
  GtkLabel *marketplaces;
};

G_DEFINE_FINAL_TYPE (HenjiWelcome, henji_welcome, GTK_TYPE_WIDGET)

/* What the rows show, read in one go. */
typedef struct
{
  char *language;
  HenjiShop *shop;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->language);
  g_clear_pointer (&known->shop, henji_shop_unref);
  g_free (known);
}

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Known *known = g_new0 (Known, 1);

  known->shop = henji_desk_shop (desk, error);
  if (known->shop == NULL)
    {
      known_free (known);
      return NULL;
    }
  known->language = henji_desk_setting (desk, "ui-language", NULL);
  return known;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiWelcome) self = user_data;
  Known *known = henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  g_autoptr (GString) places = g_string_new (NULL);
  const char *name;

  if (known == NULL || self->box == NULL)
    {
      g_clear_pointer (&known, known_free);
      return;
    }
  gtk_label_set_label (self->language, g_strcmp0 (known->language, "ja") == 0 ? "日本語"
                                       : g_strcmp0 (known->language, "en") == 0
                                           ? "English"
                                           : _ ("As the system"));
  name = henji_shop_name (known->shop, henji_pane_language ());
  gtk_label_set_label (self->shop, name != NULL && *name != '\0' ? name : _ ("Not set"));
  for (guint i = 0; known->shop->return_addresses != NULL && i < known->shop->return_addresses->len;
       i++)
    {
      HenjiReturnAddress *address = g_ptr_array_index (known->shop->return_addresses, i);

      if (address->marketplace != NULL)
        g_string_append_printf (places, "%s%s", places->len > 0 ? " · " : "", address->marketplace);
    }
  gtk_label_set_label (self->marketplaces, places->len > 0 ? places->str : _ ("Not set"));
  known_free (known);
}

static void
read_again (HenjiWelcome *self)
{
  henji_desk_run_async (self->desk, read_func, NULL, NULL, known_free, NULL, read_cb,
                        g_object_ref (self));
}

/* ---- Parts ---------------------------------------------------------------------------------- */

static GtkWidget *
label (const char *text, const char *css_class, float xalign)
{
  GtkWidget *widget = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
  gtk_label_set_xalign (GTK_LABEL (widget), xalign);
  gtk_label_set_justify (GTK_LABEL (widget), xalign == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER);
  if (css_class != NULL)
    gtk_widget_add_css_class (widget, css_class);
  return widget;
}

static GtkWidget *
tile (const char *icon,
      const char *title,
      const char *name,
      const char *text,
      const char *action,
      gboolean first)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 32);
  gtk_widget_add_css_class (image, first ? "accent" : "dim-label");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label (title, "heading", 0.5));
  gtk_box_append (GTK_BOX (box), label (text, "caption-dim", 0.5));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "tile");
  gtk_widget_set_hexpand (button, TRUE);
  henji_pane_name (button, name);
  return button;
}

static GtkWidget *
lesson (int n, const char *title, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *number = g_strdup_printf ("%d", n);
  GtkWidget *badge = gtk_label_new (number);

  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (column), label (title, "heading", 0));
  gtk_box_append (GTK_BOX (column), label (text, "caption-dim", 0));
  gtk_box_append (GTK_BOX (row), badge);
  gtk_box_append (GTK_BOX (row), column);
  gtk_widget_set_hexpand (row, TRUE);
  return row;
}

static void
row_cb (AdwActionRow *row, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "win.preferences", "s", user_data);
}

static GtkLabel *
can_wait (GtkWidget *list, const char *title, const char *page)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *value = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (value, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (row_cb), (gpointer) page);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_LABEL (value);
}

static GtkWidget *
make_body (HenjiWelcome *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *tiles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *drop = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lessons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *waiting = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *later;

  gtk_widget_add_css_class (box, "welcome");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label (_ ("No Cases Yet"), "title-1", 0.5));
  gtk_box_append (
      GTK_BOX (box),
      label (_ ("Bring in your buyers’ messages, and Henji sorts them by the time left to "
                "answer."),
             "dim-label", 0.5));

  gtk_box_set_homogeneous (GTK_BOX (tiles), TRUE);
  gtk_box_append (GTK_BOX (tiles),
                  tile ("folder-download-symbolic", _ ("Import Mail or Reports"), _ ("Import"),
                        _ ("Saved messages, a mailbox file, order and return reports."),
                        "win.import", TRUE));
  gtk_box_append (GTK_BOX (tiles),
                  tile ("network-server-symbolic", _ ("Connect a Marketplace"),
                        _ ("Connect a Marketplace"),
                        _ ("Orders and returns by your own application. You can do without it."),
                        "connection.connect", FALSE));
  gtk_box_append (GTK_BOX (tiles),
                  tile ("starred-symbolic", _ ("Try the Sample Shop"), _ ("Try the Sample Shop"),
                        _ ("Sixty invented cases to play with, in a window of their own."),
                        "app.sample-shop", FALSE));
  gtk_box_append (GTK_BOX (box), tiles);

  gtk_widget_add_css_class (drop, "drop-line");
  gtk_widget_set_halign (drop, GTK_ALIGN_FILL);
  later = label (_ ("Or drop files anywhere in this window: .eml, .mbox, .txt, .tsv, .csv"),
                 "dim-label", 0.5);
  gtk_widget_set_hexpand (later, TRUE);
  gtk_box_append (GTK_BOX (drop), later);
  gtk_box_append (GTK_BOX (box), drop);

  gtk_box_set_homogeneous (GTK_BOX (lessons), TRUE);
  gtk_box_append (GTK_BOX (lessons),
                  lesson (1, _ ("The next clock first"),
                          _ ("Cases wait on the left, the most urgent on top.")));
  gtk_box_append (GTK_BOX (lessons), lesson (2, _ ("Two languages at once"),
                                             _ ("You choose what to offer; both texts follow.")));
  gtk_box_append (GTK_BOX (lessons), lesson (3, _ ("The label is one key away"),
                                             _ ("P shows it on your sheet, ready to print.")));
  gtk_box_append (GTK_BOX (box), lessons);

  later = label (_ ("Can wait"), "heading", 0);
  gtk_widget_set_hexpand (later, TRUE);
  gtk_box_append (GTK_BOX (waiting), later);
  gtk_box_append (GTK_BOX (waiting), label (_ ("Asked again only when a reply or a label needs it"),
                                            "caption-dim", 0));
  gtk_box_append (GTK_BOX (box), waiting);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  self->language = can_wait (list, _ ("Language of the desk"), "desk");
  self->shop = can_wait (list, _ ("Shop name and signature"), "shop");
  self->marketplaces = can_wait (list, _ ("Return addresses"), "addresses");
  gtk_box_append (GTK_BOX (box), list);
  return box;
}

static void
henji_welcome_dispose (GObject *object)
{
  HenjiWelcome *self = HENJI_WELCOME (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_welcome_parent_class)->dispose (object);
}

static void
henji_welcome_class_init (HenjiWelcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_welcome_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
henji_welcome_init (HenjiWelcome *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *menu_button = gtk_menu_button_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Import…"), "win.import");
  g_menu_append (menu, _ ("Import a _Folder…"), "win.import-folder");
  g_menu_append (menu, _ ("_Marketplace Connection"), "connection.show");
  g_menu_append (menu, _ ("_Preferences"), "win.preferences('')");
  g_menu_append (menu, _ ("_Keyboard Shortcuts"), "app.shortcuts");
  g_menu_append (menu, _ ("_About Henji"), "app.about");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu_button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu_button), "open-menu-symbolic");
  gtk_widget_set_tooltip_text (menu_button, _ ("Main menu"));
  henji_pane_name (menu_button, _ ("Main menu"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), menu_button);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("Henji", NULL));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 824);
  adw_clamp_set_child (ADW_CLAMP (clamp), make_body (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), header);
  gtk_box_append (GTK_BOX (self->box), scroller);
}

HenjiWelcome *
henji_welcome_new (HenjiDesk *desk)
{
  HenjiWelcome *self = g_object_new (HENJI_TYPE_WELCOME, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "shop-changed", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  read_again (self);
  return self;
}

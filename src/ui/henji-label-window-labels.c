/* henji-label-window-labels.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which labels are printed: one, those of the returns that wait, or some of them.
 */
#define G_LOG_DOMAIN "henji-label-window-labels"

#include "config.h"

#include "henji-label-window-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

#define MOST_WANTED 100 /* rows that are made */

static void
add (HenjiLabelWindow *self, gint64 row)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->wanted->len; i++)
    {
      const HenjiLabelWanted *wanted = self->wanted->pdata[i];

      if (row == 0 || wanted->case_row == row)
        g_array_append_val (rows, wanted->case_row);
    }
  if (rows->len > 0)
    henji_label_window_load (self, rows, NULL);
}

static void
add_clicked_cb (HenjiLabelWindow *self, GtkButton *button)
{
  add (self, *(gint64 *) g_object_get_data (G_OBJECT (button), "row"));
}

static void
add_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add (HENJI_LABEL_WINDOW (widget), 0);
}

/* It waits again, if it did. */
static void
leave_out_cb (HenjiLabelWindow *self, GtkButton *button)
{
  gint64 row = *(gint64 *) g_object_get_data (G_OBJECT (button), "row");
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = self->entries->len; i > 0; i--)
    if (((HenjiLabelEntry *) self->entries->pdata[i - 1])->case_row == row)
      g_ptr_array_remove_index (self->entries, i - 1);
  for (guint i = self->cases->len; i > 0; i--)
    if (g_array_index (self->cases, gint64, i - 1) == row)
      g_array_remove_index (self->cases, i - 1);
  gtk_widget_grab_focus (GTK_WIDGET (self->stock_row));
  henji_label_window_load (self, none, NULL);
}

static GtkWidget *
row_button (HenjiLabelWindow *self, const char *name, gint64 row, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();

  g_object_set_data_full (G_OBJECT (button), "row", g_memdup2 (&row, sizeof row), g_free);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  henji_pane_name (button, name);

  return button;
}

/* The first of the case that has a fault, else its first. */
static const HenjiLabelEntry *
entry_of (HenjiLabelWindow *self, gint64 row)
{
  const HenjiLabelEntry *first = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const HenjiLabelEntry *entry = self->entries->pdata[i];

      if (entry->case_row == row && (first == NULL || (first->fault == NULL && entry->fault)))
        first = entry;
    }

  return first;
}

static GtkWidget *
entry_row (HenjiLabelWindow *self, const HenjiLabelEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  const char *number = entry->label != NULL ? henji_label_code (entry->label) : _ ("No label");
  g_autofree char *title = entry->buyer != NULL ? g_strdup_printf ("%s · %s", number, entry->buyer)
                                                : g_strdup (number);
  /* Translators: the number of a return */
  g_autofree char *name = g_strdup_printf (_ ("Leave out %s"), number);
  GtkWidget *button = row_button (self, name, entry->case_row, G_CALLBACK (leave_out_cb));

  gtk_button_set_icon_name (GTK_BUTTON (button), "list-remove-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Leave out"));
  gtk_widget_add_css_class (button, "flat");
  g_object_set (row, "use-markup", FALSE, "title", title, "title-lines", 1, NULL);
  if (entry->fault != NULL)
    {
      g_object_set (row, "subtitle", entry->fault, "subtitle-lines", 4, NULL);
      gtk_widget_add_css_class (row, "error");
    }
  else if (entry->again)
    g_object_set (row, "subtitle", _ ("As it was printed before"), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
clear_rows (HenjiLabelWindow *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->labels_list, 0)) != NULL
         && GTK_WIDGET (row) != GTK_WIDGET (self->wanted_row))
    gtk_list_box_remove (self->labels_list, GTK_WIDGET (row));
  for (guint i = 0; i < self->wanted_rows->len; i++)
    adw_expander_row_remove (self->wanted_row, self->wanted_rows->pdata[i]);
  g_ptr_array_set_size (self->wanted_rows, 0);
}

static void
fill_wanted (HenjiLabelWindow *self)
{
  guint n = self->wanted->len;
  g_autofree char *title = NULL;

  title = g_strdup_printf (
      self->entries->len > 0
          ? ngettext ("%u more return waits for a label", "%u more returns wait for a label", n)
          : ngettext ("%u return waits for a label", "%u returns wait for a label", n),
      n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->wanted_row), title);
  gtk_widget_set_visible (GTK_WIDGET (self->wanted_row), n > 0);
  for (guint i = 0; i < MIN (n, MOST_WANTED); i++)
    {
      const HenjiLabelWanted *wanted = self->wanted->pdata[i];
      GtkWidget *row = adw_action_row_new ();
      /* Translators: the number of a return */
      g_autofree char *name = g_strdup_printf (_ ("Add %s"), wanted->number);
      GtkWidget *button = row_button (self, name, wanted->case_row, G_CALLBACK (add_clicked_cb));

      gtk_button_set_label (GTK_BUTTON (button), _ ("Add"));
      gtk_widget_add_css_class (button, "small");
      g_object_set (row, "use-markup", FALSE, "title", wanted->number, "subtitle",
                    wanted->buyer != NULL ? wanted->buyer : "", NULL);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      adw_expander_row_add_row (self->wanted_row, row);
      g_ptr_array_add (self->wanted_rows, row);
    }
}

void
henji_label_window_fill_labels (HenjiLabelWindow *self)
{
  gboolean listed
      = !henji_label_window_has_pages (self) && (self->cases->len > 1 || self->wanted->len > 0);
  int position = 0;

  clear_rows (self);
  gtk_widget_set_visible (self->labels_group, listed);
  if (!listed)
    return;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->labels_group),
                                   self->printable == HENJI_PRINTABLE_RESEND ? _ ("Parcels")
                                                                             : _ ("Returns"));
  for (guint i = 0; i < self->cases->len; i++)
    {
      const HenjiLabelEntry *entry = entry_of (self, g_array_index (self->cases, gint64, i));

      if (entry != NULL)
        gtk_list_box_insert (self->labels_list, entry_row (self, entry), position++);
    }
  fill_wanted (self);
}

void
henji_label_window_init_labels (HenjiLabelWindow *self)
{
  henji_pane_name (self->labels_list, _ ("Returns in this job"));
}

void
henji_label_window_install_labels (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "label.add-all", NULL, add_all_cb);
}

/* henji-listing-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-listing-view"

#include "config.h"

#include "henji-listing-view.h"

#include "henji-case-pane-text.h"

#define HEIGHT 380 /* of a long table; it scrolls */

struct _HenjiListingView
{
  GtkWidget parent_instance;

  HenjiListing *sheet;
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiListingView, henji_listing_view, GTK_TYPE_WIDGET)

/* ---- Cells ----------------------------------------------------------------------------------- */

/* Rows stand in the model by their numbers. */
static guint
row_of (GtkListItem *item)
{
  return (guint) g_ascii_strtoull (
      gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (item))), NULL, 10);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const HenjiListingColumn *column = data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->number ? 1 : 0);
  if (column->number)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
    }
  gtk_list_item_set_child (item, label);
}

/* (transfer full): the whole row in a sentence. */
static char *
row_words (const HenjiListing *sheet, guint row)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const char *text = henji_listing_cell (sheet, row, i)->text;

      if (*text != '\0')
        g_string_append_printf (words, "%s%s %s", words->len > 0 ? ", " : "",
                                g_array_index (sheet->columns, HenjiListingColumn, i).title, text);
    }

  return g_string_free (words, FALSE);
}

/* GTK calls cells and rows by the names of their classes. */
static void
name_cell (HenjiListingView *self, GtkWidget *label, guint row, const HenjiListingCell *cell)
{
  GtkWidget *around = gtk_widget_get_parent (label);
  GtkWidget *line = around != NULL ? gtk_widget_get_parent (around) : NULL;
  g_autofree char *words = row_words (self->sheet, row);

  if (around != NULL)
    henji_pane_name (around, cell->text);
  if (line != NULL)
    henji_pane_name (line, words);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  HenjiListingView *self = g_object_get_data (G_OBJECT (factory), "view");
  const HenjiListingColumn *column = data;
  guint at = (guint) (column - (const HenjiListingColumn *) self->sheet->columns->data);
  const HenjiListingCell *cell = henji_listing_cell (self->sheet, row_of (item), at);
  GtkWidget *label = gtk_list_item_get_child (item);

  henji_pane_label (GTK_LABEL (label), cell->text, henji_pane_language_of (cell->text));
  name_cell (self, label, row_of (item), cell);
  henji_pane_tooltip (label, column->number ? NULL : cell->text);
}

static void
activate_cb (HenjiListingView *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATED], 0, g_ptr_array_index (self->sheet->rows, position));
}

/* ---- The object ------------------------------------------------------------------------------ */

static void
henji_listing_view_dispose (GObject *object)
{
  henji_pane_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (henji_listing_view_parent_class)->dispose (object);
}

static void
henji_listing_view_finalize (GObject *object)
{
  g_clear_pointer (&HENJI_LISTING_VIEW (object)->sheet, henji_listing_unref);
  G_OBJECT_CLASS (henji_listing_view_parent_class)->finalize (object);
}

static void
henji_listing_view_class_init (HenjiListingViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_listing_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_listing_view_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
henji_listing_view_init (HenjiListingView *self)
{
}

/* The column of words that has the longest of them takes the room that is left. */
static guint
widest (const HenjiListing *sheet)
{
  guint best = 0;
  glong most = -1;

  for (guint i = 0; i < sheet->columns->len; i++)
    for (guint k = 0; k < sheet->rows->len; k++)
      {
        glong length = g_utf8_strlen (henji_listing_cell (sheet, k, i)->text, -1);

        if (length > most && !g_array_index (sheet->columns, HenjiListingColumn, i).number)
          {
            most = length;
            best = i;
          }
      }

  return best;
}

static void
add_columns (HenjiListingView *self, GtkColumnView *view)
{
  guint wide = widest (self->sheet);

  for (guint i = 0; i < self->sheet->columns->len; i++)
    {
      HenjiListingColumn *column = &g_array_index (self->sheet->columns, HenjiListingColumn, i);
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) made = NULL;

      g_object_set_data (G_OBJECT (factory), "view", self);
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), column);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
      made = gtk_column_view_column_new (column->title, factory);
      gtk_column_view_column_set_resizable (made, TRUE);
      gtk_column_view_column_set_expand (made, i == wide);
      gtk_column_view_append_column (view, made);
    }
}

static gboolean
leads_anywhere (const HenjiListing *sheet)
{
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const HenjiListingRow *row = g_ptr_array_index (sheet->rows, i);

      if (row->search != NULL || row->kind >= 0 || row->case_uuid != NULL)
        return TRUE;
    }

  return FALSE;
}

HenjiListingView *
henji_listing_view_new (HenjiListing *sheet)
{
  HenjiListingView *self;
  GtkStringList *rows;
  GtkWidget *view, *scroller;

  g_return_val_if_fail (sheet != NULL, NULL);

  self = g_object_new (HENJI_TYPE_LISTING_VIEW, NULL);
  self->sheet = henji_listing_ref (sheet);
  rows = gtk_string_list_new (NULL);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      gtk_string_list_append (rows, number);
    }
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows))));
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_column_view_set_single_click_activate (GTK_COLUMN_VIEW (view), leads_anywhere (sheet));
  gtk_widget_add_css_class (view, "sheet");
  henji_pane_name (view, sheet->title);
  add_columns (self, GTK_COLUMN_VIEW (view));
  g_signal_connect_swapped (view, "activate", G_CALLBACK (activate_cb), self);

  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));

  return self;
}

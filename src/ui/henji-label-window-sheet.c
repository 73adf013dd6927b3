/* henji-label-window-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window-sheet"

#include "config.h"

#include "henji-label-window-sheet.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

#define MM_PER_INCH 25.4
#define EDGE 6 /* px round the sheet, for its shadow */

struct _HenjiLabelWindowSheet
{
  GtkWidget parent_instance;

  HenjiStock *stock; /* (nullable) */
  HenjiLabel *label; /* (nullable) */
  GPtrArray *cells;  /* (element-type GtkButton), borrowed */
  int start;
  int copies;
  double offset_x;
  double offset_y;

  double scale; /* px per mm */
  double left;  /* px */
  double top;
};

enum
{
  START,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiLabelWindowSheet, henji_label_window_sheet, GTK_TYPE_WIDGET)

static void
cell_clicked_cb (HenjiLabelWindowSheet *self, GtkButton *button)
{
  int cell = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "cell"));

  g_signal_emit (self, signals[START], 0, cell);
}

static void
clear_cells (HenjiLabelWindowSheet *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_unparent (self->cells->pdata[i]);
  g_ptr_array_set_size (self->cells, 0);
}

static void
make_cells (HenjiLabelWindowSheet *self)
{
  int n = henji_stock_n_cells (self->stock);

  clear_cells (self);
  for (int cell = 1; cell <= n; cell++)
    {
      GtkWidget *button = gtk_button_new ();
      GtkWidget *label = gtk_label_new (NULL);
      g_autofree char *name = g_strdup_printf (_ ("Cell %d"), cell);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_add_css_class (button, "cell");
      henji_pane_name (button, name);
      g_object_set_data (G_OBJECT (button), "cell", GINT_TO_POINTER (cell));
      g_object_set_data (G_OBJECT (button), "label", label);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (cell_clicked_cb), self);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_ptr_array_add (self->cells, button);
    }
}

static void
show_cells (HenjiLabelWindowSheet *self)
{
  int n = (int) self->cells->len;

  for (int i = 0; i < n; i++)
    {
      GtkWidget *button = self->cells->pdata[i];
      GtkLabel *label = g_object_get_data (G_OBJECT (button), "label");
      int cell = i + 1;
      gboolean used = cell < self->start;
      gboolean printed = cell >= self->start && cell < self->start + self->copies;
      g_autofree char *number = g_strdup_printf ("%d", cell);
      const char *state = used                  ? _ ("already used")
                          : cell == self->start ? _ ("printing starts here")
                          : printed             ? _ ("will be printed")
                                                : _ ("free, start here");

      gtk_label_set_text (label, used ? _ ("Already used") : printed ? "" : number);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      state, -1);
      gtk_accessible_update_state (
          GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
          cell == self->start ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
      gtk_widget_set_tooltip_text (button, cell == self->start || n == 1 ? NULL : _ ("Start here"));
      for (const char *const *css = (const char *const[]){ "used", "printed", "start", NULL };
           *css != NULL; css++)
        gtk_widget_remove_css_class (button, *css);
      if (used)
        gtk_widget_add_css_class (button, "used");
      if (printed)
        gtk_widget_add_css_class (button, "printed");
      if (cell == self->start && n > 1)
        gtk_widget_add_css_class (button, "start");
    }
}

void
henji_label_window_sheet_set (HenjiLabelWindowSheet *self,
                              HenjiStock *stock,
                              HenjiLabel *label,
                              int start,
                              int copies,
                              double offset_x,
                              double offset_y)
{
  g_return_if_fail (HENJI_IS_LABEL_WINDOW_SHEET (self));

  if (stock != self->stock)
    {
      if (stock != NULL)
        henji_stock_ref (stock);
      g_clear_pointer (&self->stock, henji_stock_unref);
      self->stock = stock;
      if (stock != NULL)
        make_cells (self);
      else
        clear_cells (self);
    }
  if (label != NULL)
    henji_label_ref (label);
  g_clear_pointer (&self->label, henji_label_unref);
  self->label = label;
  self->start = start;
  self->copies = copies;
  self->offset_x = offset_x;
  self->offset_y = offset_y;
  show_cells (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
henji_label_window_sheet_measure (GtkWidget *widget,
                                  GtkOrientation orientation,
                                  int for_size,
                                  int *minimum,
                                  int *natural,
                                  int *minimum_baseline,
                                  int *natural_baseline)
{
  *minimum = 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 430 : 610;

  /* The cells must be measured before they are placed. */
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    gtk_widget_measure (c, orientation, -1, NULL, NULL, NULL, NULL);
}

static void
henji_label_window_sheet_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HenjiLabelWindowSheet *self = HENJI_LABEL_WINDOW_SHEET (widget);

  if (self->stock == NULL)
    return;

  self->scale = MIN ((width - 2 * EDGE) / self->stock->page_width,
                     (height - 2 * EDGE) / self->stock->page_height);
  self->left = (width - self->scale * self->stock->page_width) / 2;
  self->top = (height - self->scale * self->stock->page_height) / 2;

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *button = self->cells->pdata[i];
      double x, y;
      int w, h;

      henji_stock_cell (self->stock, (int) i + 1, &x, &y);
      gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &w, NULL, NULL, NULL);
      gtk_widget_measure (button, GTK_ORIENTATION_VERTICAL, -1, &h, NULL, NULL, NULL);
      w = MAX (w, (int) (self->stock->width * self->scale));
      h = MAX (h, (int) (self->stock->height * self->scale));
      gtk_widget_size_allocate (button,
                                &(GtkAllocation){ (int) (self->left + x * self->scale),
                                                  (int) (self->top + y * self->scale), w, h },
                                -1);
    }
}

static void
henji_label_window_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HenjiLabelWindowSheet *self = HENJI_LABEL_WINDOW_SHEET (widget);
  graphene_rect_t page;
  GskRoundedRect outline;

  if (self->stock == NULL)
    return;

  graphene_rect_init (&page, (float) self->left, (float) self->top,
                      (float) (self->stock->page_width * self->scale),
                      (float) (self->stock->page_height * self->scale));
  gsk_rounded_rect_init_from_rect (&outline, &page, 2);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0, 0, 0, 0.25f }, 0, 1, 1, 5);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, &page);

  if (self->label != NULL)
    {
      g_autoptr (GPtrArray) labels = g_ptr_array_new ();
      HenjiLabelJob job = {
        .stock = self->stock,
        .labels = labels,
        .start = self->start,
        .copies = self->copies,
        .offset_x = self->offset_x,
        .offset_y = self->offset_y,
      };
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &page);
      double points = self->scale * MM_PER_INCH / 72.0;

      g_ptr_array_add (labels, self->label);
      cairo_translate (cr, self->left, self->top);
      cairo_scale (cr, points, points);
      henji_label_job_draw (&job, 0, cr, NULL);
      cairo_destroy (cr);
    }

  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_snapshot_child (widget, self->cells->pdata[i], snapshot);
}

static void
henji_label_window_sheet_dispose (GObject *object)
{
  HenjiLabelWindowSheet *self = HENJI_LABEL_WINDOW_SHEET (object);

  clear_cells (self);
  g_clear_pointer (&self->stock, henji_stock_unref);
  g_clear_pointer (&self->label, henji_label_unref);
  G_OBJECT_CLASS (henji_label_window_sheet_parent_class)->dispose (object);
}

static void
henji_label_window_sheet_finalize (GObject *object)
{
  g_ptr_array_unref (HENJI_LABEL_WINDOW_SHEET (object)->cells);
  G_OBJECT_CLASS (henji_label_window_sheet_parent_class)->finalize (object);
}

static void
henji_label_window_sheet_class_init (HenjiLabelWindowSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_label_window_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_label_window_sheet_finalize;
  widget_class->measure = henji_label_window_sheet_measure;
  widget_class->size_allocate = henji_label_window_sheet_size_allocate;
  widget_class->snapshot = henji_label_window_sheet_snapshot;
  gtk_widget_class_set_css_name (widget_class, "labelsheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[START] = g_signal_new ("start", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
henji_label_window_sheet_init (HenjiLabelWindowSheet *self)
{
  self->cells = g_ptr_array_new ();
  self->start = 1;
  self->copies = 1;
  henji_pane_name (self, _ ("Sheet"));
}

GtkWidget *
henji_label_window_sheet_new (void)
{
  return g_object_new (HENJI_TYPE_LABEL_WINDOW_SHEET, NULL);
}

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

  HenjiStock *stock;         /* (nullable) */
  HenjiLabelPages *pages;    /* (nullable), borrowed */
  HenjiLabelWindowDraw draw; /* (nullable): instead of @pages */
  gpointer draw_data;
  GPtrArray *cells; /* (element-type GtkButton), borrowed */
  int page;
  int start;            /* cell of the first label on the first page */
  int n;                /* labels in all, copies counted */
  GskRenderNode *drawn; /* (nullable): the labels, until they change */

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

  if (self->page == 0)
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

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_add_css_class (button, "cell");
      g_object_set_data (G_OBJECT (button), "cell", GINT_TO_POINTER (cell));
      g_object_set_data (G_OBJECT (button), "label", label);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (cell_clicked_cb), self);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_ptr_array_add (self->cells, button);
    }
}

/* What becomes of a cell of the page that is shown. */
typedef enum
{
  CELL_FREE,
  CELL_USED,
  CELL_START,
  CELL_PRINTED,
} CellState;

static CellState
state_of (HenjiLabelWindowSheet *self, int cell)
{
  int first = self->start - 1 - self->page * (int) self->cells->len;

  if (cell - 1 < first)
    return CELL_USED;
  if (cell - 1 >= first + self->n)
    return CELL_FREE;

  return cell - 1 == first ? CELL_START : CELL_PRINTED;
}

static void
show_cell (HenjiLabelWindowSheet *self, GtkWidget *button, int cell)
{
  static const char *const css[]
      = { [CELL_FREE] = NULL, [CELL_USED] = "used", [CELL_START] = "start", [CELL_PRINTED] = NULL };
  GtkLabel *label = g_object_get_data (G_OBJECT (button), "label");
  gboolean one = self->cells->len == 1;
  CellState state = state_of (self, cell);
  g_autofree char *number = g_strdup_printf ("%d", cell);
  g_autofree char *name = NULL;
  const char *words = "";

  switch (state)
    {
    case CELL_FREE:
      words = self->page == 0 ? _ ("free, start here") : _ ("free");
      break;
    case CELL_USED:
      words = _ ("already used");
      break;
    case CELL_START:
      words = _ ("printing starts here");
      break;
    case CELL_PRINTED:
    default:
      words = _ ("will be printed");
      break;
    }
  gtk_label_set_text (label, state == CELL_USED   ? _ ("Already used")
                             : state == CELL_FREE ? number
                                                  : "");
  /* Translators: the number of a cell and what becomes of it */
  name = g_strdup_printf (_ ("Cell %d, %s"), cell, words);
  henji_pane_name (button, name);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
      state == CELL_START ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_widget_set_tooltip_text (
      button, state == CELL_START || one || self->page > 0 ? NULL : _ ("Start here"));
  gtk_widget_remove_css_class (button, "used");
  gtk_widget_remove_css_class (button, "printed");
  gtk_widget_remove_css_class (button, "start");
  if (state == CELL_START || state == CELL_PRINTED)
    gtk_widget_add_css_class (button, "printed");
  if (css[state] != NULL && !(one && state == CELL_START))
    gtk_widget_add_css_class (button, css[state]);
}

void
henji_label_window_sheet_redraw (HenjiLabelWindowSheet *self)
{
  g_return_if_fail (HENJI_IS_LABEL_WINDOW_SHEET (self));

  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_stock (HenjiLabelWindowSheet *self, HenjiStock *stock)
{
  henji_stock_ref (stock);
  g_clear_pointer (&self->stock, henji_stock_unref);
  self->stock = stock;
}

void
henji_label_window_sheet_set_page (HenjiLabelWindowSheet *self,
                                   HenjiStock *stock,
                                   int page,
                                   HenjiLabelWindowDraw draw,
                                   gpointer data)
{
  g_return_if_fail (HENJI_IS_LABEL_WINDOW_SHEET (self) && stock != NULL && draw != NULL);

  take_stock (self, stock);
  clear_cells (self);
  self->pages = NULL;
  self->page = page;
  self->draw = draw;
  self->draw_data = data;
  henji_label_window_sheet_redraw (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
henji_label_window_sheet_set (HenjiLabelWindowSheet *self,
                              HenjiLabelPages *pages,
                              const HenjiLabelJob *job,
                              int page)
{
  g_return_if_fail (HENJI_IS_LABEL_WINDOW_SHEET (self));

  self->pages = pages;
  self->draw = NULL;
  henji_label_window_sheet_redraw (self);
  /* While something else is being composed the sheet stands as it was. */
  if (job == NULL)
    return;

  take_stock (self, (HenjiStock *) job->stock);
  if ((int) self->cells->len != henji_stock_n_cells (self->stock))
    make_cells (self);
  self->page = page;
  self->start = job->start;
  self->n = (int) job->labels->len * job->copies;
  for (guint i = 0; i < self->cells->len; i++)
    show_cell (self, self->cells->pdata[i], (int) i + 1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
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

  g_clear_pointer (&self->drawn, gsk_render_node_unref);
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

/* Once: pointing at a cell draws the widget again, but not the labels. */
static void
draw_page (HenjiLabelWindowSheet *self, const graphene_rect_t *page)
{
  cairo_t *cr;
  double points = self->scale * MM_PER_INCH / 72.0;

  self->drawn = gsk_cairo_node_new (page);
  cr = gsk_cairo_node_get_draw_context (self->drawn);
  cairo_translate (cr, self->left, self->top);
  cairo_scale (cr, points, points);
  if (self->draw != NULL)
    self->draw (self->page, cr, self->draw_data);
  else
    henji_label_pages_draw (self->pages, self->page, cr);
  cairo_destroy (cr);
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

  if ((self->pages != NULL || self->draw != NULL) && self->drawn == NULL)
    draw_page (self, &page);
  if (self->drawn != NULL)
    gtk_snapshot_append_node (snapshot, self->drawn);

  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_snapshot_child (widget, self->cells->pdata[i], snapshot);
}

static void
henji_label_window_sheet_dispose (GObject *object)
{
  HenjiLabelWindowSheet *self = HENJI_LABEL_WINDOW_SHEET (object);

  clear_cells (self);
  g_clear_pointer (&self->stock, henji_stock_unref);
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
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
  henji_pane_name (self, _ ("Sheet"));
}

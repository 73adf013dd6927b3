/* henji-chart-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-chart-view"

#include "config.h"

#include "henji-chart-view.h"

#include "henji-case-pane-text.h"

#include <math.h>

struct _HenjiChartView
{
  GtkWidget parent_instance;

  HenjiChart *chart;
  int marked; /* the bar under the pointer, -1 */
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiChartView, henji_chart_view, GTK_TYPE_WIDGET)

/* ---- Drawing --------------------------------------------------------------------------------- */

static void
take_colour (GtkStyleContext *context, const char *name, double ink[4])
{
  GdkRGBA colour;

  if (name == NULL)
    gtk_style_context_get_color (context, &colour);
  else if (!gtk_style_context_lookup_color (context, name, &colour))
    return;
  ink[0] = colour.red;
  ink[1] = colour.green;
  ink[2] = colour.blue;
  ink[3] = colour.alpha;
}

static void
get_ink (GtkWidget *widget, HenjiChartInk *ink)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  *ink = henji_chart_ink_paper;
  take_colour (context, NULL, ink->text);
  take_colour (context, NULL, ink->dim);
  take_colour (context, NULL, ink->line);
  take_colour (context, "accent_bg_color", ink->fill);
  take_colour (context, "error_color", ink->bad);
  ink->dim[3] *= 0.78;
  ink->line[3] *= 0.28;
}

static void
henji_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HenjiChartView *self = HENJI_CHART_VIEW (widget);
  double width = gtk_widget_get_width (widget);
  graphene_rect_t bounds
      = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) gtk_widget_get_height (widget));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  HenjiChartInk ink;

  get_ink (widget, &ink);
  henji_chart_draw (self->chart, cr, gtk_widget_get_pango_context (widget), &ink, width,
                    self->marked);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
henji_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
henji_chart_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  HenjiChartView *self = HENJI_CHART_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = 640;
      return;
    }
  *minimum = *natural = (int) ceil (
      henji_chart_height (self->chart, gtk_widget_get_pango_context (widget), MAX (for_size, 240)));
}

/* ---- The pointer ----------------------------------------------------------------------------- */

static const HenjiChartBar *
bar_under (HenjiChartView *self, double y, int *index)
{
  const HenjiChartBar *bar;

  *index = henji_chart_find_bar (self->chart, gtk_widget_get_pango_context (GTK_WIDGET (self)), y);
  if (*index < 0)
    return NULL;
  bar = &g_array_index (self->chart->bars, HenjiChartBar, *index);

  return bar->search != NULL || bar->kind >= 0 ? bar : NULL;
}

static void
mark (HenjiChartView *self, int index)
{
  if (self->marked == index)
    return;
  self->marked = index;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), index >= 0 ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (HenjiChartView *self, double x, double y)
{
  int index;

  mark (self, bar_under (self, y, &index) != NULL ? index : -1);
}

static void
leave_cb (HenjiChartView *self)
{
  mark (self, -1);
}

static void
released_cb (HenjiChartView *self, int n_press, double x, double y)
{
  int index;
  const HenjiChartBar *bar = bar_under (self, y, &index);

  if (bar != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, bar->search, bar->kind);
}

/* ---- The object ------------------------------------------------------------------------------ */

static void
henji_chart_view_finalize (GObject *object)
{
  g_clear_pointer (&HENJI_CHART_VIEW (object)->chart, henji_chart_unref);
  G_OBJECT_CLASS (henji_chart_view_parent_class)->finalize (object);
}

static void
henji_chart_view_class_init (HenjiChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = henji_chart_view_finalize;
  widget_class->snapshot = henji_chart_view_snapshot;
  widget_class->measure = henji_chart_view_measure;
  widget_class->get_request_mode = henji_chart_view_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
}

static void
henji_chart_view_init (HenjiChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->marked = -1;
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

HenjiChartView *
henji_chart_view_new (HenjiChart *chart)
{
  HenjiChartView *self;

  g_return_val_if_fail (chart != NULL, NULL);

  self = g_object_new (HENJI_TYPE_CHART_VIEW, NULL);
  self->chart = henji_chart_ref (chart);
  henji_pane_name (self, chart->name);

  return self;
}

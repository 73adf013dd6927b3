/* henji-shrink-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-shrink-layout"

#include "config.h"

#include "henji-shrink-layout.h"

struct _HenjiShrinkLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (HenjiShrinkLayout, henji_shrink_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
henji_shrink_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
henji_shrink_layout_measure (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  GtkWidget *scroller = gtk_widget_get_first_child (widget);
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));
  GtkWidget *inside = gtk_viewport_get_child (GTK_VIEWPORT (viewport));
  int least, wanted;

  /* A resize ends at a widget that was not measured since the one before: so the two between are
   * asked as well, or on a page that does not show what is put in later would stay unknown. */
  gtk_widget_measure (scroller, orientation, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (inside, orientation, for_size, &least, &wanted, NULL, NULL);
  *natural = wanted;
  *minimum = least;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum
        = MIN (wanted, gtk_scrolled_window_get_min_content_height (GTK_SCROLLED_WINDOW (scroller)));
}

static void
henji_shrink_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (gtk_widget_get_first_child (widget),
                            &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
henji_shrink_layout_class_init (HenjiShrinkLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = henji_shrink_layout_get_request_mode;
  layout_class->measure = henji_shrink_layout_measure;
  layout_class->allocate = henji_shrink_layout_allocate;
}

static void
henji_shrink_layout_init (HenjiShrinkLayout *self)
{
}

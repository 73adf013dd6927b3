/* henji-pill-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-pill-layout"

#include "config.h"

#include "henji-pill-layout.h"

struct _HenjiPillLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

enum
{
  PROP_SPACING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HenjiPillLayout, henji_pill_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
henji_pill_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Walks the lines; places the children when @place, returns the height. */
static int
lay_out (HenjiPillLayout *self, GtkWidget *widget, int width, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *end = NULL;
      int x = 0;
      int line = 0;

      /* What fits into this line, and how high it is. */
      for (GtkWidget *c = child; c != NULL; c = gtk_widget_get_next_sibling (c))
        {
          GtkRequisition size;

          if (!gtk_widget_should_layout (c))
            continue;
          gtk_widget_get_preferred_size (c, NULL, &size);
          if (x > 0 && x + size.width > width)
            {
              end = c;
              break;
            }
          x += size.width + self->spacing;
          line = MAX (line, size.height);
        }

      x = 0;
      for (GtkWidget *c = child; c != end; c = gtk_widget_get_next_sibling (c))
        {
          GtkRequisition minimum, size;
          int w;

          if (!gtk_widget_should_layout (c))
            continue;
          gtk_widget_get_preferred_size (c, &minimum, &size);
          w = CLAMP (size.width, minimum.width, MAX (width, minimum.width));
          if (place)
            gtk_widget_size_allocate (c, &(GtkAllocation){ rtl ? width - x - w : x, y, w, line },
                                      -1);
          x += w + self->spacing;
        }

      if (line > 0)
        y += line + self->spacing;
      child = end;
    }

  return MAX (y - self->spacing, 0);
}

static void
henji_pill_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  HenjiPillLayout *self = HENJI_PILL_LAYOUT (manager);
  int widest = 0;
  int all = 0;

  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (c))
        continue;
      gtk_widget_measure (c, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL,
                          NULL);
      widest = MAX (widest, child_minimum);
      all += child_natural + (all > 0 ? self->spacing : 0);
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (all, widest);
    }
  else
    *minimum = *natural = lay_out (self, widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
}

static void
henji_pill_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (HENJI_PILL_LAYOUT (manager), widget, width, TRUE);
}

static void
henji_pill_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, HENJI_PILL_LAYOUT (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
henji_pill_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    {
      HENJI_PILL_LAYOUT (object)->spacing = g_value_get_int (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
henji_pill_layout_class_init (HenjiPillLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = henji_pill_layout_get_property;
  object_class->set_property = henji_pill_layout_set_property;
  layout_class->get_request_mode = henji_pill_layout_get_request_mode;
  layout_class->measure = henji_pill_layout_measure;
  layout_class->allocate = henji_pill_layout_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 100, 6,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
henji_pill_layout_init (HenjiPillLayout *self)
{
  self->spacing = 6;
}

GtkLayoutManager *
henji_pill_layout_new (void)
{
  return g_object_new (HENJI_TYPE_PILL_LAYOUT, NULL);
}

/* henji-pill-row-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-pill-row-layout"

#include "config.h"

#include "henji-pill-row-layout.h"

#define SPACING 6

struct _HenjiPillRowLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (HenjiPillRowLayout, henji_pill_row_layout, GTK_TYPE_LAYOUT_MANAGER)

static gboolean
folds (GtkWidget *child)
{
  return gtk_widget_has_css_class (child, "fold");
}

static void
measure_row (GtkWidget *widget, gboolean with_folding, int *minimum, int *natural)
{
  gboolean any = FALSE;

  *minimum = *natural = 0;
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      int m, n;

      if (!gtk_widget_get_visible (c) || (!with_folding && folds (c)))
        continue;
      gtk_widget_measure (c, GTK_ORIENTATION_HORIZONTAL, -1, &m, &n, NULL, NULL);
      *minimum += m + (any ? SPACING : 0);
      *natural += n + (any ? SPACING : 0);
      any = TRUE;
    }
}

static void
henji_pill_row_layout_measure (GtkLayoutManager *manager,
                               GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  int unused;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_row (widget, FALSE, minimum, &unused);
      measure_row (widget, TRUE, &unused, natural);
      return;
    }

  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      int m, n;

      if (!gtk_widget_get_visible (c))
        continue;
      gtk_widget_measure (c, orientation, -1, &m, &n, NULL, NULL);
      *minimum = MAX (*minimum, m);
      *natural = MAX (*natural, n);
    }
}

static void
henji_pill_row_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n_shown = 0;
  int n_folding = 0;
  int n_expand = 0;
  int used, spare, lack, x = 0;
  int natural, unused;

  /* How many of the folding children fit at their natural width. */
  measure_row (widget, FALSE, &unused, &natural);
  used = natural;
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      int n;

      if (!gtk_widget_get_visible (c))
        continue;
      if (gtk_widget_get_hexpand (c))
        n_expand++;
      if (!folds (c))
        continue;
      n_folding++;
      gtk_widget_measure (c, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &n, NULL, NULL);
      if (n_shown + 1 == n_folding && used + n + SPACING <= width)
        {
          used += n + SPACING;
          n_shown++;
        }
    }

  spare = MAX (width - used, 0);
  lack = MAX (used - width, 0);
  n_folding = 0;
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      gboolean shown = TRUE;
      int m, w;

      if (!gtk_widget_get_visible (c))
        continue;
      if (folds (c))
        shown = n_folding++ < n_shown;
      gtk_widget_set_child_visible (c, shown);
      if (!shown)
        continue;

      gtk_widget_measure (c, GTK_ORIENTATION_HORIZONTAL, -1, &m, &w, NULL, NULL);
      if (lack > 0 && w > m)
        {
          int less = MIN (lack, w - m);

          w -= less;
          lack -= less;
        }
      if (gtk_widget_get_hexpand (c))
        w += spare / MAX (n_expand, 1);
      gtk_widget_size_allocate (c, &(GtkAllocation){ rtl ? width - x - w : x, 0, w, height }, -1);
      x += w + SPACING;
    }
}

static void
henji_pill_row_layout_class_init (HenjiPillRowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = henji_pill_row_layout_measure;
  layout_class->allocate = henji_pill_row_layout_allocate;
}

static void
henji_pill_row_layout_init (HenjiPillRowLayout *self)
{
}

GtkLayoutManager *
henji_pill_row_layout_new (void)
{
  return g_object_new (HENJI_TYPE_PILL_ROW_LAYOUT, NULL);
}

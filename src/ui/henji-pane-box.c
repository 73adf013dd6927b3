/* henji-pane-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-pane-box"

#include "config.h"

#include "henji-pane-box.h"

/* Widths in pixels at 100 % text. The wide set serves windows from WIDE on, the tight one those
 * below. */
#define WIDE 1340
#define WIDE_LIST 304
#define WIDE_ORDER 448
#define WIDE_TOTAL 1366
#define TIGHT_LIST 248
#define TIGHT_ORDER 347
/* A little under the tight set: a frame drawn by the window itself takes some of a screen of 1024.
 */
#define LEAST_LIST 240
#define LEAST_ORDER 339
#define LEAST_REPLY 415
#define LEAST 360

struct _HenjiPaneBox
{
  GtkWidget parent_instance;

  GtkPaned *outer;
  GtkPaned *inner;
  GtkWidget *panes[HENJI_N_PANES];
  int minimum[HENJI_N_PANES]; /* last known, also while hidden */

  HenjiFolding folding;
  HenjiPane shown;       /* where panes share a place */
  int set;               /* 0 none yet, 1 tight, 2 wide */
  gboolean list_dragged; /* by the user, in this set */
  gboolean order_dragged;
  gboolean placing;
  guint fold_id;
};

enum
{
  FOLDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiPaneBox, henji_pane_box, GTK_TYPE_WIDGET)

double
henji_pane_box_text_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return CLAMP (dpi / 1024.0 / 96.0, 1.0, 3.0);
}

static int
needed (HenjiPaneBox *self, HenjiPane pane, int least)
{
  if (gtk_widget_get_visible (self->panes[pane]))
    gtk_widget_measure (self->panes[pane], GTK_ORIENTATION_HORIZONTAL, -1, &self->minimum[pane],
                        NULL, NULL, NULL);
  return MAX (self->minimum[pane], (int) (least * henji_pane_box_text_scale (GTK_WIDGET (self))));
}

static HenjiFolding
folding_for (HenjiPaneBox *self, int width)
{
  int list = needed (self, HENJI_PANE_LIST, LEAST_LIST);
  int order = needed (self, HENJI_PANE_ORDER, LEAST_ORDER);
  int reply = needed (self, HENJI_PANE_REPLY, LEAST_REPLY);

  g_debug ("minimum widths %d, %d, %d of %d", self->minimum[0], self->minimum[1], self->minimum[2],
           width);
  if (width >= list + order + reply + 2)
    return HENJI_FOLDING_NONE;
  if (width >= list + MAX (order, reply) + 1)
    return HENJI_FOLDING_SHARED;
  return HENJI_FOLDING_SINGLE;
}

static void
show_panes (HenjiPaneBox *self)
{
  gboolean visible[HENJI_N_PANES] = { TRUE, TRUE, TRUE };

  if (self->folding == HENJI_FOLDING_SHARED)
    {
      visible[HENJI_PANE_ORDER] = self->shown == HENJI_PANE_ORDER;
      visible[HENJI_PANE_REPLY] = !visible[HENJI_PANE_ORDER];
    }
  else if (self->folding == HENJI_FOLDING_SINGLE)
    for (int i = 0; i < HENJI_N_PANES; i++)
      visible[i] = self->shown == (HenjiPane) i;
  for (int i = 0; i < HENJI_N_PANES; i++)
    gtk_widget_set_visible (self->panes[i], visible[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->inner),
                          visible[HENJI_PANE_ORDER] || visible[HENJI_PANE_REPLY]);
  g_signal_emit (self, signals[FOLDED], 0);
}

static gboolean
fold_cb (gpointer data)
{
  HenjiPaneBox *self = data;
  HenjiFolding folding = folding_for (self, gtk_widget_get_width (GTK_WIDGET (self)));

  self->fold_id = 0;
  if (folding != self->folding)
    {
      self->folding = folding;
      show_panes (self);
    }
  return G_SOURCE_REMOVE;
}

/* Where the borders go, unless somebody has dragged them since. */
static void
place_borders (HenjiPaneBox *self, int width)
{
  double scale = henji_pane_box_text_scale (GTK_WIDGET (self));
  int scaled = (int) (width / scale);
  int set = scaled >= WIDE ? 2 : 1;
  int spare = MAX (0, scaled - WIDE_TOTAL);
  int list = (int) (((set == 2 ? WIDE_LIST : TIGHT_LIST) + MIN (spare / 6, 96)) * scale);
  int order = (int) (((set == 2 ? WIDE_ORDER : TIGHT_ORDER) + spare / 3) * scale);

  if (set != self->set)
    self->list_dragged = self->order_dragged = FALSE;
  if (!self->list_dragged)
    gtk_paned_set_position (self->outer, list);
  if (!self->order_dragged)
    gtk_paned_set_position (self->inner, order);
  self->set = set;
}

/* The least that the panes need beside each other. */
static int
outer_width (HenjiPaneBox *self)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (self->outer), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  return minimum;
}

static void
henji_pane_box_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  HenjiPaneBox *self = HENJI_PANE_BOX (widget);

  /* For the width that it has: for the least one every text would be laid out once more. */
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      int width = gtk_widget_get_width (GTK_WIDGET (self->outer));

      gtk_widget_measure (GTK_WIDGET (self->outer), orientation,
                          width > 0 ? MAX (width, outer_width (self)) : -1, minimum, natural, NULL,
                          NULL);
      return;
    }
  *minimum = LEAST;
  *natural = WIDE_TOTAL;
}

static void
henji_pane_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HenjiPaneBox *self = HENJI_PANE_BOX (widget);
  int outer, tall;

  /* What is visible must not change while space is being given out. */
  if (folding_for (self, width) != self->folding && self->fold_id == 0)
    self->fold_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
  self->placing = TRUE;
  place_borders (self, width);
  outer = MAX (width, outer_width (self));
  gtk_widget_measure (GTK_WIDGET (self->outer), GTK_ORIENTATION_VERTICAL, outer, &tall, NULL, NULL,
                      NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->outer),
                            &(GtkAllocation){ 0, 0, outer, MAX (height, tall) }, -1);
  self->placing = FALSE;
}

/* Outside of giving out space only the user moves a border. */
static void
position_cb (GtkPaned *paned, GParamSpec *pspec, gpointer user_data)
{
  HenjiPaneBox *self = user_data;

  if (self->placing || !gtk_widget_get_mapped (GTK_WIDGET (paned)))
    return;
  if (paned == self->outer)
    self->list_dragged = TRUE;
  else
    self->order_dragged = TRUE;
}

static void
henji_pane_box_dispose (GObject *object)
{
  HenjiPaneBox *self = HENJI_PANE_BOX (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (self->outer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->outer));
  self->outer = NULL;

  G_OBJECT_CLASS (henji_pane_box_parent_class)->dispose (object);
}

static void
henji_pane_box_class_init (HenjiPaneBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_pane_box_dispose;
  widget_class->measure = henji_pane_box_measure;
  widget_class->size_allocate = henji_pane_box_size_allocate;
  signals[FOLDED] = g_signal_new ("folded", HENJI_TYPE_PANE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static GtkPaned *
paned (GtkWidget *start, GtkWidget *end)
{
  GtkPaned *self = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));

  gtk_paned_set_start_child (self, start);
  gtk_paned_set_end_child (self, end);
  gtk_paned_set_resize_start_child (self, FALSE);
  gtk_paned_set_shrink_start_child (self, FALSE);
  gtk_paned_set_shrink_end_child (self, FALSE);
  return self;
}

static void
henji_pane_box_init (HenjiPaneBox *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

HenjiPaneBox *
henji_pane_box_new (GtkWidget *list, GtkWidget *order, GtkWidget *reply)
{
  HenjiPaneBox *self = g_object_new (HENJI_TYPE_PANE_BOX, NULL);

  self->panes[HENJI_PANE_LIST] = list;
  self->panes[HENJI_PANE_ORDER] = order;
  self->panes[HENJI_PANE_REPLY] = reply;
  self->inner = paned (order, reply);
  self->outer = paned (list, GTK_WIDGET (self->inner));
  gtk_widget_set_parent (GTK_WIDGET (self->outer), GTK_WIDGET (self));
  g_signal_connect_object (self->inner, "notify::position", G_CALLBACK (position_cb), self, 0);
  g_signal_connect_object (self->outer, "notify::position", G_CALLBACK (position_cb), self, 0);
  return self;
}

HenjiFolding
henji_pane_box_get_folding (HenjiPaneBox *self)
{
  g_return_val_if_fail (HENJI_IS_PANE_BOX (self), HENJI_FOLDING_NONE);
  return self->folding;
}

void
henji_pane_box_show_pane (HenjiPaneBox *self, HenjiPane pane)
{
  g_return_if_fail (HENJI_IS_PANE_BOX (self));
  if (self->shown == pane)
    return;
  self->shown = pane;
  if (self->folding != HENJI_FOLDING_NONE)
    show_panes (self);
}

HenjiPane
henji_pane_box_get_last (HenjiPaneBox *self)
{
  g_return_val_if_fail (HENJI_IS_PANE_BOX (self), HENJI_PANE_LIST);
  for (int i = HENJI_N_PANES - 1; i > 0; i--)
    if (gtk_widget_get_visible (self->panes[i]))
      return (HenjiPane) i;
  return HENJI_PANE_LIST;
}

/* henji-clock-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-clock-strip"

#include "config.h"

#include "henji-clock-strip.h"

#include "henji-case-pane-text.h"
#include "henji-clock-row.h"

#include <glib/gi18n-lib.h>

/* Three lines at most: of more clocks two stand there, and the rest behind a button. */
#define LINES 3
#define SHOWN (LINES - 1)
/* Words change at a minute; a clock of the computer that was set is noticed as soon. */
#define TICK_SECONDS 20

struct _HenjiClockStrip
{
  GtkWidget parent_instance;

  GtkBox *rows;
  GtkToggleButton *more_button;

  HenjiDesk *desk;
  gint64 case_row;
  guint n_shown;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (HenjiClockStrip, henji_clock_strip, GTK_TYPE_WIDGET)

/* ---- Time goes on -----------------------------------------------------------------------------
 */

static gboolean
tick_cb (gpointer data)
{
  HenjiClockStrip *self = data;
  gint64 now = henji_desk_now (self->desk);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_visible (row))
      henji_clock_row_tick (HENJI_CLOCK_ROW (row), now);

  return G_SOURCE_CONTINUE;
}

static void
henji_clock_strip_map (GtkWidget *widget)
{
  HenjiClockStrip *self = HENJI_CLOCK_STRIP (widget);

  GTK_WIDGET_CLASS (henji_clock_strip_parent_class)->map (widget);
  tick_cb (self);
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
henji_clock_strip_unmap (GtkWidget *widget)
{
  HenjiClockStrip *self = HENJI_CLOCK_STRIP (widget);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (henji_clock_strip_parent_class)->unmap (widget);
}

/* ---- Clocks -----------------------------------------------------------------------------------
 */

/* A span of the buyer's that is over says nothing any more; one of ours is overdue. */
static gboolean
is_shown (const HenjiClock *clock, gint64 now)
{
  return clock->stopped_at == 0 && (clock->ours || clock->until > now);
}

static gboolean
is_among (const GPtrArray *clocks, gint64 row)
{
  for (guint i = 0; i < clocks->len; i++)
    if (((const HenjiClock *) clocks->pdata[i])->row == row)
      return TRUE;

  return FALSE;
}

/* A clock keeps its line, with what was opened there; one that is new takes that of one that went.
 */
static GtkWidget *
row_for (HenjiClockStrip *self, const GPtrArray *clocks, guint n)
{
  const HenjiClock *clock = clocks->pdata[n];
  GtkWidget *before = NULL;
  GtkWidget *free_row = NULL;
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  for (guint i = 0; i < n; i++, row = gtk_widget_get_next_sibling (row))
    before = row;
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gint64 shown = henji_clock_row_get (HENJI_CLOCK_ROW (row));

      if (shown == clock->row)
        break;
      if (free_row == NULL && !is_among (clocks, shown))
        free_row = row;
    }
  if (row == NULL)
    row = free_row;
  if (row == NULL)
    {
      row = GTK_WIDGET (henji_clock_row_new (self->desk));
      gtk_box_append (self->rows, row);
    }
  gtk_box_reorder_child_after (self->rows, row, before);

  return row;
}

static void
update_more (HenjiClockStrip *self)
{
  gboolean all = gtk_toggle_button_get_active (self->more_button);
  guint hidden = self->n_shown > LINES ? self->n_shown - SHOWN : 0;
  guint i = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row), i++)
    gtk_widget_set_visible (row, i < self->n_shown && (all || hidden == 0 || i < SHOWN));
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), hidden > 0);
  if (hidden > 0)
    {
      g_autofree char *words
          = all ? g_strdup (_ ("Fewer clocks"))
                : g_strdup_printf (ngettext ("%u more clock", "%u more clocks", hidden), hidden);

      gtk_button_set_label (GTK_BUTTON (self->more_button), words);
      henji_pane_name (self->more_button, words);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_shown > 0);
}

static void
more_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  update_more (user_data);
}

void
henji_clock_strip_set_detail (HenjiClockStrip *self, HenjiCaseDetail *detail)
{
  g_autoptr (GPtrArray) clocks = g_ptr_array_new ();
  gint64 now;
  HenjiPolicy *policy;

  g_return_if_fail (HENJI_IS_CLOCK_STRIP (self));

  self->n_shown = 0;
  if (detail == NULL)
    {
      self->case_row = 0;
      update_more (self);
      return;
    }

  if (self->case_row != detail->case_->row)
    gtk_toggle_button_set_active (self->more_button, FALSE);
  self->case_row = detail->case_->row;
  now = henji_desk_now (self->desk);
  policy = henji_desk_policy (self->desk, detail->case_->marketplace);
  for (int ours = 1; ours >= 0; ours--)
    for (guint i = 0; i < detail->clocks->len; i++)
      {
        HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

        if (is_shown (clock, now) && clock->ours == ours)
          g_ptr_array_add (clocks, clock);
      }
  for (; self->n_shown < clocks->len; self->n_shown++)
    henji_clock_row_set (HENJI_CLOCK_ROW (row_for (self, clocks, self->n_shown)),
                         clocks->pdata[self->n_shown], policy, detail->orders->len > 1);
  update_more (self);
}

static void
henji_clock_strip_dispose (GObject *object)
{
  HenjiClockStrip *self = HENJI_CLOCK_STRIP (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  henji_pane_clear (GTK_WIDGET (self));
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_clock_strip_parent_class)->dispose (object);
}

static void
henji_clock_strip_class_init (HenjiClockStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_clock_strip_dispose;
  widget_class->map = henji_clock_strip_map;
  widget_class->unmap = henji_clock_strip_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "clockstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
henji_clock_strip_init (HenjiClockStrip *self)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *more = gtk_toggle_button_new ();

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  self->rows = GTK_BOX (rows);
  gtk_widget_set_parent (rows, GTK_WIDGET (self));
  self->more_button = GTK_TOGGLE_BUTTON (more);
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_add_css_class (more, "small");
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  g_signal_connect (more, "toggled", G_CALLBACK (more_toggled_cb), self);
  gtk_widget_set_parent (more, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  henji_pane_name (self, _ ("Clocks"));
}

HenjiClockStrip *
henji_clock_strip_new (HenjiDesk *desk)
{
  HenjiClockStrip *self = g_object_new (HENJI_TYPE_CLOCK_STRIP, NULL);

  self->desk = g_object_ref (desk);

  return self;
}

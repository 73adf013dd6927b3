/* henji-carrier-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-carrier-table"

#include "config.h"

#include "henji-carrier-table.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"

#define MAX_CHARS 24  /* of a cell as it is shown */
#define WIDE_CHARS 44 /* where there is room for them */
#define FEW_ROWS 2    /* so many stand side by side, each from top to bottom */

struct _HenjiCarrierTable
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkGrid *grid;
  GtkLabel *place;
  GtkLabel *counter;
  GtkWidget *take_back;
  GtkEntry *entry;
  GtkWidget *fault_icon;
  GtkLabel *fault;

  HenjiCarrierSheet *sheet; /* nullable */
  char **heads;
  GArray *shown;    /* of guint: columns */
  GPtrArray *cells; /* (element-type GtkButton): row after row of those shown */
  guint row;        /* of the cell chosen */
  guint column;
  gboolean filling; /* the entry is being filled by us */
};

G_DEFINE_FINAL_TYPE (HenjiCarrierTable, henji_carrier_table, GTK_TYPE_WIDGET)

enum
{
  EDITED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Cells ------------------------------------------------------------------------------------
 */

static GtkButton *
cell_at (HenjiCarrierTable *self, guint row, guint column)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (g_array_index (self->shown, guint, i) == column
        && row * self->shown->len + i < self->cells->len)
      return self->cells->pdata[row * self->shown->len + i];

  return NULL;
}

static void
show_cell (HenjiCarrierTable *self, guint row, guint column)
{
  GtkButton *button = cell_at (self, row, column);
  const char *text = henji_carrier_sheet_cell (self->sheet, row, column);
  const HenjiCarrierFault *fault = henji_carrier_sheet_fault (self->sheet, row, column);
  g_autofree char *place = henji_carrier_sheet_place (self->sheet, row, column);
  g_autofree char *name = NULL;
  GtkWidget *icon, *label;

  if (button == NULL)
    return;
  icon = gtk_widget_get_first_child (gtk_button_get_child (button));
  label = gtk_widget_get_next_sibling (icon);
  gtk_widget_set_visible (icon, fault != NULL);
  gtk_label_set_text (GTK_LABEL (label), *text != '\0' || fault == NULL ? text : "—");
  if (fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (button), "wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "wrong");
  if (row == self->row && column == self->column)
    gtk_widget_add_css_class (GTK_WIDGET (button), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "chosen");
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), fault != NULL ? fault->sentence : NULL);
  /* Translators: a cell of a table: where, what it holds, what is wrong with it */
  name = fault != NULL ? g_strdup_printf (_ ("%s: %s. %s"), place, text, fault->sentence)
                       : g_strdup_printf (_ ("%s: %s"), place, text);
  henji_pane_name (button, name);
}

/* ---- The line below ---------------------------------------------------------------------------
 */

static void
show_width (HenjiCarrierTable *self, const HenjiCarrierColumn *column, const char *text)
{
  g_autofree char *words = NULL;
  int width = henji_carrier_width (text);

  if (column->width > 0 && column->letters == HENJI_CARRIER_FULL)
    /* Translators: full-width letters used of those that fit */
    words = g_strdup_printf (_ ("%d of %d full-width letters"), (width + 1) / 2, column->width / 2);
  else if (column->width > 0)
    /* Translators: half-width letters used of those that fit */
    words = g_strdup_printf (_ ("%d of %d half-width letters"), width, column->width);
  gtk_label_set_text (self->counter, words != NULL ? words : "");
}

static void
show_editor (HenjiCarrierTable *self, gboolean fill)
{
  gboolean any = self->sheet != NULL && self->sheet->n_rows > 0;
  const HenjiCarrierFault *fault;
  g_autofree char *place = NULL;
  const char *text;

  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), any);
  gtk_widget_set_sensitive (
      self->take_back, any && henji_carrier_sheet_is_edited (self->sheet, self->row, self->column));
  if (!any)
    return;
  text = henji_carrier_sheet_cell (self->sheet, self->row, self->column);
  place = henji_carrier_sheet_place (self->sheet, self->row, self->column);
  fault = henji_carrier_sheet_fault (self->sheet, self->row, self->column);
  gtk_label_set_text (self->place, place);
  show_width (self, self->sheet->layout->columns->pdata[self->column], text);
  gtk_label_set_text (self->fault, fault != NULL ? fault->sentence : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fault), fault != NULL ? fault->sentence : NULL);
  gtk_widget_set_opacity (self->fault_icon, fault != NULL ? 1 : 0);
  henji_pane_name (self->entry, place);
  if (!fill)
    return;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->filling = FALSE;
}

static void
scroll_to (HenjiCarrierTable *self, GtkWidget *cell)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);
  double x, y;

  if (!gtk_widget_translate_coordinates (cell, GTK_WIDGET (self->grid), 0, 0, &x, &y))
    return;
  gtk_adjustment_clamp_page (across, x - 12, x + gtk_widget_get_width (cell) + 12);
  gtk_adjustment_clamp_page (down, y - 40, y + gtk_widget_get_height (cell) + 12);
}

static void
choose (HenjiCarrierTable *self, guint row, guint column)
{
  guint was_row = self->row, was_column = self->column;
  GtkButton *cell;

  self->row = row;
  self->column = column;
  if (was_row < self->sheet->n_rows && was_column < self->sheet->n_columns)
    show_cell (self, was_row, was_column);
  show_cell (self, row, column);
  show_editor (self, TRUE);
  cell = cell_at (self, row, column);
  if (cell != NULL)
    scroll_to (self, GTK_WIDGET (cell));
}

static void
cell_clicked_cb (GtkButton *button, gpointer user_data)
{
  HenjiCarrierTable *self = user_data;
  guint index;

  if (!g_ptr_array_find (self->cells, button, &index))
    return;
  choose (self, index / self->shown->len,
          g_array_index (self->shown, guint, index % self->shown->len));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Whoever goes through the cells with the keyboard sees each of them below. */
static void
cell_focus_cb (GtkButton *button, GParamSpec *pspec, gpointer user_data)
{
  HenjiCarrierTable *self = user_data;
  guint index;

  if (gtk_widget_has_focus (GTK_WIDGET (button)) && g_ptr_array_find (self->cells, button, &index))
    choose (self, index / self->shown->len,
            g_array_index (self->shown, guint, index % self->shown->len));
}

static void
entry_changed_cb (GtkEditable *editable, gpointer user_data)
{
  HenjiCarrierTable *self = user_data;

  if (self->filling || self->sheet == NULL)
    return;
  g_signal_emit (self, signals[EDITED], 0, self->row, self->column,
                 gtk_editable_get_text (editable));
}

static void
focus_cell (HenjiCarrierTable *self)
{
  GtkButton *cell = cell_at (self, self->row, self->column);

  if (cell != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (cell));
}

/* Enter: done with this cell, on to the next that needs mending. */
static void
entry_activate_cb (GtkEntry *entry, gpointer user_data)
{
  HenjiCarrierTable *self = user_data;

  if (self->sheet != NULL && self->sheet->faults->len > 0)
    henji_carrier_table_next_fault (self);
  else
    focus_cell (self);
}

static void
take_back_cb (GtkButton *button, gpointer user_data)
{
  HenjiCarrierTable *self = user_data;

  g_signal_emit (self, signals[EDITED], 0, self->row, self->column, NULL);
  show_editor (self, TRUE);
  focus_cell (self);
}

static gboolean
entry_escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  focus_cell (user_data);

  return TRUE;
}

/* ---- The table --------------------------------------------------------------------------------
 */

static void
remove_clicked_cb (GtkButton *button, gpointer user_data)
{
  guint row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "row"));

  g_signal_emit (user_data, signals[REMOVED], 0, row);
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* One or two rows are read better from top to bottom. */
static gboolean
is_upright (HenjiCarrierTable *self)
{
  return self->sheet->n_rows <= FEW_ROWS;
}

static GtkWidget *
cell_new (HenjiCarrierTable *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = label_new ("", NULL);

  if (is_upright (self))
    gtk_label_set_max_width_chars (GTK_LABEL (label), WIDE_CHARS);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "carrier-cell");
  g_signal_connect (button, "clicked", G_CALLBACK (cell_clicked_cb), self);
  g_signal_connect (button, "notify::has-focus", G_CALLBACK (cell_focus_cb), self);
  g_ptr_array_add (self->cells, button);

  return button;
}

/* @index: of the columns shown, -1 for what stands before them; likewise @row. */
static void
attach (HenjiCarrierTable *self, GtkWidget *widget, int index, int row)
{
  if (is_upright (self))
    gtk_grid_attach (self->grid, widget, row + 1, index + 1, 1, 1);
  else
    gtk_grid_attach (self->grid, widget, index + 1, row + 1, 1, 1);
}

static void
add_head (HenjiCarrierTable *self, guint row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *name = g_strdup_printf ("%u  %s", row + 1, self->heads[row]);
  /* Translators: %s is a buyer, whose row is left out of a file */
  g_autofree char *words = g_strdup_printf (_ ("Leave out %s"), self->heads[row]);
  GtkWidget *label = label_new (name, "strong");

  gtk_widget_add_css_class (box, "carrier-head");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "row-button");
  gtk_widget_set_tooltip_text (remove, words);
  henji_pane_name (remove, words);
  g_object_set_data (G_OBJECT (remove), "row", GUINT_TO_POINTER (row));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_widget_set_hexpand (label, !is_upright (self));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_widget_set_visible (remove, self->sheet->n_rows > 1);
  attach (self, box, -1, (int) row);
}

static void
add_heading (HenjiCarrierTable *self, int index, const HenjiCarrierColumn *column)
{
  g_autofree char *number = g_strdup_printf ("%u", column->number);
  GtkWidget *box
      = gtk_box_new (is_upright (self) ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL,
                     is_upright (self) ? 8 : 0);
  GtkWidget *count = label_new (number, "caption-dim");
  GtkWidget *title = label_new (column->title, "carrier-title");

  gtk_widget_add_css_class (count, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (count), is_upright (self) ? 2 : -1);
  gtk_label_set_width_chars (GTK_LABEL (title), is_upright (self) ? -1 : 8);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), title);
  gtk_widget_set_tooltip_text (box, column->title);
  gtk_widget_add_css_class (box, "carrier-heading");
  attach (self, box, index, -1);
}

static void
build (HenjiCarrierTable *self)
{
  g_ptr_array_set_size (self->cells, 0);
  henji_pane_clear (GTK_WIDGET (self->grid));
  for (guint i = 0; i < self->shown->len; i++)
    add_heading (self, (int) i,
                 self->sheet->layout->columns->pdata[g_array_index (self->shown, guint, i)]);
  for (guint row = 0; row < self->sheet->n_rows; row++)
    {
      add_head (self, row);
      for (guint i = 0; i < self->shown->len; i++)
        attach (self, cell_new (self), (int) i, (int) row);
    }
}

static gboolean
is_same_shape (HenjiCarrierTable *self, const GArray *shown, guint n_rows, char **heads)
{
  return self->sheet != NULL && self->sheet->n_rows == n_rows && shown->len == self->shown->len
         && memcmp (shown->data, self->shown->data, shown->len * sizeof (guint)) == 0
         && g_strv_equal ((const char *const *) heads, (const char *const *) self->heads);
}

void
henji_carrier_table_set_sheet (HenjiCarrierTable *self,
                               HenjiCarrierSheet *sheet,
                               const char *const *heads)
{
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean other = self->sheet == NULL || self->sheet->layout != sheet->layout
                   || self->sheet->kind != sheet->kind;
  gboolean typing, built;

  g_return_if_fail (HENJI_IS_CARRIER_TABLE (self) && sheet != NULL && heads != NULL);

  if (other || self->row >= sheet->n_rows || self->column >= sheet->n_columns)
    {
      self->row = 0;
      self->column
          = sheet->faults->len > 0 ? ((HenjiCarrierFault *) sheet->faults->pdata[0])->column : 0;
      if (sheet->faults->len > 0)
        self->row = ((HenjiCarrierFault *) sheet->faults->pdata[0])->row;
    }
  for (guint i = 0; i < sheet->n_columns; i++)
    if (henji_carrier_sheet_uses (sheet, i) || (i == self->column && sheet->n_rows > 0))
      g_array_append_val (shown, i);
  built = !other && is_same_shape (self, shown, sheet->n_rows, (char **) heads);

  henji_carrier_sheet_ref (sheet);
  g_clear_pointer (&self->sheet, henji_carrier_sheet_unref);
  self->sheet = sheet;
  if (!built)
    {
      g_strfreev (self->heads);
      self->heads = g_strdupv ((char **) heads);
      g_array_set_size (self->shown, 0);
      g_array_append_vals (self->shown, shown->data, shown->len);
      build (self);
    }
  for (guint row = 0; row < sheet->n_rows; row++)
    for (guint i = 0; i < self->shown->len; i++)
      show_cell (self, row, g_array_index (self->shown, guint, i));
  typing = gtk_widget_get_focus_child (GTK_WIDGET (self->entry)) != NULL && !other;
  show_editor (self, !typing);
}

void
henji_carrier_table_next_fault (HenjiCarrierTable *self)
{
  const HenjiCarrierFault *next = NULL;

  g_return_if_fail (HENJI_IS_CARRIER_TABLE (self));

  for (guint i = 0; self->sheet != NULL && i < self->sheet->faults->len && next == NULL; i++)
    {
      const HenjiCarrierFault *fault = self->sheet->faults->pdata[i];

      if (fault->row > self->row || (fault->row == self->row && fault->column > self->column))
        next = fault;
    }
  if (next == NULL && self->sheet != NULL && self->sheet->faults->len > 0)
    next = self->sheet->faults->pdata[0];
  if (next == NULL)
    return;
  choose (self, next->row, next->column);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* ---- The object -------------------------------------------------------------------------------
 */

static void
henji_carrier_table_dispose (GObject *object)
{
  HenjiCarrierTable *self = HENJI_CARRIER_TABLE (object);

  g_clear_pointer (&self->sheet, henji_carrier_sheet_unref);
  g_clear_pointer (&self->heads, g_strfreev);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_CARRIER_TABLE);
  henji_pane_clear (GTK_WIDGET (self));
  G_OBJECT_CLASS (henji_carrier_table_parent_class)->dispose (object);
}

static void
henji_carrier_table_class_init (HenjiCarrierTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_carrier_table_dispose;
  signals[EDITED]
      = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "carriertable");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-carrier-table.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiCarrierTable, child)
  BIND (scroller);
  BIND (grid);
  BIND (place);
  BIND (counter);
  BIND (take_back);
  BIND (entry);
  BIND (fault_icon);
  BIND (fault);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_back_cb);
}

static void
henji_carrier_table_init (HenjiCarrierTable *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self->grid, _ ("Rows of the file"));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (entry_escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

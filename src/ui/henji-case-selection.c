/* henji-case-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-case-selection"

#include "config.h"

#include "henji-case-selection.h"

struct _HenjiCaseSelection
{
  GObject parent_instance;

  HenjiCaseModel *model;
  gint64 chosen;
  guint position; /* of the chosen case, as it was found last */
  gint64 anchor;  /* where a range begins, 0 for nowhere */
  GtkBitset *rows;
  GtkBitset *before; /* (nullable): what was selected before the range that is being drawn */
  gboolean selecting;
  gboolean adding;
  gboolean held;
};

enum
{
  CHOSEN,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HenjiCaseSelection,
                               henji_case_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

/* ---- The list ------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return HENJI_TYPE_CASE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (HENJI_CASE_SELECTION (model)->model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (HENJI_CASE_SELECTION (model)->model), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- Changes -------------------------------------------------------------------------------- */

/* A set of the record's rows: they count from 1 and are nowhere near the end of a guint. */
static gboolean
is_member (const GtkBitset *rows, gint64 row)
{
  return row > 0 && row <= G_MAXUINT && gtk_bitset_contains (rows, (guint) row);
}

static void
say_changed (HenjiCaseSelection *self, guint position, guint n_items)
{
  if (n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n_items);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
say_all_changed (HenjiCaseSelection *self)
{
  say_changed (self, 0, get_n_items (G_LIST_MODEL (self)));
}

guint
henji_case_selection_get_position (HenjiCaseSelection *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_SELECTION (self), GTK_INVALID_LIST_POSITION);

  if (self->chosen == 0)
    return GTK_INVALID_LIST_POSITION;
  if (henji_case_model_row_at (self->model, self->position) != self->chosen)
    self->position = henji_case_model_find (self->model, self->chosen);

  return self->position;
}

/* Elsewhere than @found the choice is looked for. */
static void
move_choice (HenjiCaseSelection *self, gint64 row, guint found)
{
  guint before = henji_case_selection_get_position (self);
  guint after;

  self->chosen = row;
  self->position = found;
  after = henji_case_selection_get_position (self);
  if (self->selecting)
    return;
  if (before != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), before, 1);
  if (after != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), after, 1);
}

/* Somebody pointed at the case at @position. */
static void
point_at (HenjiCaseSelection *self, guint position)
{
  gint64 row = henji_case_model_row_at (self->model, position);

  if (row == self->chosen)
    return;
  move_choice (self, row, position);
  g_signal_emit (self, signals[CHOSEN], 0, row);
}

static void
add_rows (HenjiCaseSelection *self, GtkBitset *rows, guint position, guint n_items)
{
  for (guint i = 0; i < n_items; i++)
    {
      gint64 row = henji_case_model_row_at (self->model, position + i);

      if (row > 0 && row <= G_MAXUINT)
        gtk_bitset_add (rows, (guint) row);
    }
}

/* With the chosen case, when it can be seen. */
static void
begin (HenjiCaseSelection *self)
{
  guint chosen = henji_case_selection_get_position (self);

  if (self->selecting)
    return;
  if (chosen != GTK_INVALID_LIST_POSITION)
    add_rows (self, self->rows, chosen, 1);
  self->selecting = TRUE;
  say_all_changed (self);
}

/* The end of a range that is not where it began. */
static guint
far_end (HenjiCaseSelection *self, guint position, guint n_items)
{
  return henji_case_model_row_at (self->model, position) == self->anchor ? position + n_items - 1
                                                                         : position;
}

/* ---- As a view wishes ----------------------------------------------------------------------- */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  HenjiCaseSelection *self = HENJI_CASE_SELECTION (model);
  gint64 row = henji_case_model_row_at (self->model, position);

  return self->selecting ? is_member (self->rows, row) : row != 0 && row == self->chosen;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  HenjiCaseSelection *self = HENJI_CASE_SELECTION (model);
  GtkBitset *found = gtk_bitset_new_empty ();
  guint chosen;

  if (self->selecting)
    {
      for (guint i = 0; i < n_items; i++)
        if (is_selected (model, position + i))
          gtk_bitset_add (found, position + i);

      return found;
    }
  chosen = henji_case_selection_get_position (self);
  if (chosen != GTK_INVALID_LIST_POSITION && chosen >= position && chosen - position < n_items)
    gtk_bitset_add (found, chosen);

  return found;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  HenjiCaseSelection *self = HENJI_CASE_SELECTION (model);
  gint64 row = henji_case_model_row_at (self->model, position);

  if (row == 0)
    return FALSE;
  if (self->held)
    return TRUE;
  g_clear_pointer (&self->before, gtk_bitset_unref);
  self->anchor = row;
  if (!unselect_rest && (self->selecting || self->adding))
    {
      begin (self);
      add_rows (self, self->rows, position, 1);
      say_changed (self, position, 1);
    }
  point_at (self, position);

  return TRUE;
}

/* Of the only one that is selected nothing can be taken away: selecting begins with it. */
static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  HenjiCaseSelection *self = HENJI_CASE_SELECTION (model);
  gint64 row = henji_case_model_row_at (self->model, position);

  if (row == 0 || !(self->selecting || self->adding))
    return FALSE;
  g_clear_pointer (&self->before, gtk_bitset_unref);
  self->anchor = row;
  if (!self->selecting)
    begin (self);
  else if (is_member (self->rows, row))
    {
      gtk_bitset_remove (self->rows, (guint) row);
      say_changed (self, position, 1);
    }
  point_at (self, position);

  return TRUE;
}

/* The range takes the place of the one drawn before from the same anchor; what was selected apart
 * from it stays. */
static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  HenjiCaseSelection *self = HENJI_CASE_SELECTION (model);

  if (!unselect_rest)
    g_clear_pointer (&self->before, gtk_bitset_unref);
  else if (self->before == NULL)
    self->before = gtk_bitset_copy (self->rows);
  else
    {
      gtk_bitset_unref (self->rows);
      self->rows = gtk_bitset_copy (self->before);
    }
  self->selecting = TRUE;
  add_rows (self, self->rows, position, n_items);
  say_all_changed (self);
  point_at (self, far_end (self, position, n_items));

  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  HenjiCaseSelection *self = HENJI_CASE_SELECTION (model);
  g_autoptr (GtkBitset) gone = gtk_bitset_new_empty ();

  begin (self);
  g_clear_pointer (&self->before, gtk_bitset_unref);
  add_rows (self, gone, position, n_items);
  gtk_bitset_subtract (self->rows, gone);
  say_all_changed (self);
  point_at (self, far_end (self, position, n_items));

  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  HenjiCaseSelection *self = HENJI_CASE_SELECTION (model);

  g_clear_pointer (&self->before, gtk_bitset_unref);
  self->selecting = TRUE;
  add_rows (self, self->rows, 0, get_n_items (G_LIST_MODEL (self)));
  say_all_changed (self);

  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  HenjiCaseSelection *self = HENJI_CASE_SELECTION (model);

  if (!self->selecting)
    return FALSE;
  g_clear_pointer (&self->before, gtk_bitset_unref);
  gtk_bitset_remove_all (self->rows);
  say_all_changed (self);

  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

/* ---- As the desk wishes --------------------------------------------------------------------- */

gint64
henji_case_selection_get_chosen (HenjiCaseSelection *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_SELECTION (self), 0);

  return self->chosen;
}

void
henji_case_selection_choose (HenjiCaseSelection *self, gint64 row)
{
  g_return_if_fail (HENJI_IS_CASE_SELECTION (self));

  if (row != self->chosen)
    move_choice (self, row, GTK_INVALID_LIST_POSITION);
  self->anchor = row;
  g_clear_pointer (&self->before, gtk_bitset_unref);
}

gboolean
henji_case_selection_is_selecting (HenjiCaseSelection *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_SELECTION (self), FALSE);

  return self->selecting;
}

void
henji_case_selection_set_adding (HenjiCaseSelection *self, gboolean adding)
{
  g_return_if_fail (HENJI_IS_CASE_SELECTION (self));

  self->adding = adding;
}

void
henji_case_selection_set_selecting (HenjiCaseSelection *self, gboolean selecting)
{
  g_return_if_fail (HENJI_IS_CASE_SELECTION (self));

  if (self->selecting == selecting)
    return;
  self->selecting = selecting;
  gtk_bitset_remove_all (self->rows);
  g_clear_pointer (&self->before, gtk_bitset_unref);
  say_all_changed (self);
}

guint
henji_case_selection_count (HenjiCaseSelection *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->rows);
}

guint
henji_case_selection_count_hidden (HenjiCaseSelection *self)
{
  guint hidden, n_items;

  g_return_val_if_fail (HENJI_IS_CASE_SELECTION (self), 0);

  hidden = henji_case_selection_count (self);
  n_items = get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; hidden > 0 && i < n_items; i++)
    if (is_member (self->rows, henji_case_model_row_at (self->model, i)))
      hidden--;

  return hidden;
}

GArray *
henji_case_selection_dup_rows (HenjiCaseSelection *self)
{
  g_autoptr (GtkBitset) left = NULL;
  GArray *rows;
  guint n_items;

  g_return_val_if_fail (HENJI_IS_CASE_SELECTION (self), NULL);

  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  left = gtk_bitset_copy (self->rows);
  n_items = get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; i < n_items && !gtk_bitset_is_empty (left); i++)
    {
      gint64 row = henji_case_model_row_at (self->model, i);

      if (is_member (left, row))
        {
          g_array_append_val (rows, row);
          gtk_bitset_remove (left, (guint) row);
        }
    }
  for (guint64 i = 0; i < gtk_bitset_get_size (left); i++)
    {
      gint64 row = gtk_bitset_get_nth (left, (guint) i);

      g_array_append_val (rows, row);
    }

  return rows;
}

void
henji_case_selection_drop (HenjiCaseSelection *self, const GArray *rows)
{
  g_return_if_fail (HENJI_IS_CASE_SELECTION (self) && rows != NULL);

  g_clear_pointer (&self->before, gtk_bitset_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);

      if (is_member (self->rows, row))
        gtk_bitset_remove (self->rows, (guint) row);
    }
  say_all_changed (self);
}

guint
henji_case_selection_get_anchor (HenjiCaseSelection *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_SELECTION (self), GTK_INVALID_LIST_POSITION);

  return self->anchor != 0 ? henji_case_model_find (self->model, self->anchor)
                           : GTK_INVALID_LIST_POSITION;
}

void
henji_case_selection_hold (HenjiCaseSelection *self, gboolean held)
{
  g_return_if_fail (HENJI_IS_CASE_SELECTION (self));

  self->held = held;
}

/* ---- The object ----------------------------------------------------------------------------- */

static void
henji_case_selection_dispose (GObject *object)
{
  HenjiCaseSelection *self = HENJI_CASE_SELECTION (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->rows, gtk_bitset_unref);
  g_clear_pointer (&self->before, gtk_bitset_unref);

  G_OBJECT_CLASS (henji_case_selection_parent_class)->dispose (object);
}

static void
henji_case_selection_class_init (HenjiCaseSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_case_selection_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", HENJI_TYPE_CASE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CHANGED] = g_signal_new ("changed", HENJI_TYPE_CASE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
henji_case_selection_init (HenjiCaseSelection *self)
{
  self->rows = gtk_bitset_new_empty ();
  self->position = GTK_INVALID_LIST_POSITION;
}

HenjiCaseSelection *
henji_case_selection_new (HenjiCaseModel *model)
{
  HenjiCaseSelection *self;

  g_return_val_if_fail (HENJI_IS_CASE_MODEL (model), NULL);

  self = g_object_new (HENJI_TYPE_CASE_SELECTION, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);

  return self;
}

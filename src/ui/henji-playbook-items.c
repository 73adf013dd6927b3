/* henji-playbook-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-playbook-items"

#include "config.h"

#include "henji-playbook-items.h"

#include "henji-case-pane-text.h"
#include "henji-desk-playbook.h"
#include "henji-pill-layout.h"

#include <glib/gi18n-lib.h>

#define MAX_PILLS 6 /* of a number; beyond it is typed */

typedef struct
{
  HenjiDesk *desk;
  HenjiCaseDetail *detail;
  GtkWidget *box;
} Items;

static void
items_free (Items *self)
{
  g_object_unref (self->desk);
  henji_case_detail_unref (self->detail);
  g_free (self);
}

static const HenjiOrder *
order_of (const Items *self)
{
  return self->detail->orders->pdata[0];
}

static int
quantity_of (const Items *self, guint item)
{
  return g_array_index (self->detail->path->quantities, int, item);
}

/* Nobody has said anything: all are reckoned with, none is chosen. */
static gboolean
is_untold (const Items *self)
{
  const HenjiPath *path = self->detail->path;

  for (guint i = 0; i < path->quantities->len; i++)
    if (quantity_of (self, i) != henji_complaint_ordered (order_of (self), i))
      return FALSE;

  return path->items == HENJI_STEP_OPEN;
}

static gboolean
is_chosen (const Items *self, guint item)
{
  return quantity_of (self, item) > 0
         && (!is_untold (self) || self->detail->path->quantities->len == 1);
}

/* ---- Storing --------------------------------------------------------------------------------- */

typedef struct
{
  gint64 case_row;
  GArray *quantities;
} Said;

static void
said_free (Said *said)
{
  g_array_unref (said->quantities);
  g_free (said);
}

static gpointer
store (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Said *said = data;

  return GINT_TO_POINTER (henji_desk_choose_items (desk, said->case_row, said->quantities, error));
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) box = data;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) == NULL && error != NULL)
    gtk_widget_activate_action (box, "win.toast", "s", error->message);
}

static void
choose (const Items *self, guint item, int quantity)
{
  const GArray *before = self->detail->path->quantities;
  Said *said = g_new0 (Said, 1);

  said->case_row = self->detail->case_->row;
  said->quantities = g_array_new (FALSE, TRUE, sizeof (int));
  for (guint i = 0; i < before->len; i++)
    {
      int is = i == item ? quantity : is_chosen (self, i) ? quantity_of (self, i) : 0;

      g_array_append_val (said->quantities, is);
    }
  henji_desk_run_async (self->desk, store, said, (GDestroyNotify) said_free, NULL, NULL, stored_cb,
                        g_object_ref (self->box));
}

static guint
number (gpointer widget, const char *name)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), name));
}

static void
item_toggled_cb (Items *self, GtkToggleButton *pill)
{
  guint item = number (pill, "item");

  choose (self, item,
          gtk_toggle_button_get_active (pill) ? henji_complaint_ordered (order_of (self), item)
                                              : 0);
}

static void
count_toggled_cb (Items *self, GtkToggleButton *pill)
{
  guint item = number (pill, "item");

  choose (self, item, gtk_toggle_button_get_active (pill) ? (int) number (pill, "count") : 0);
}

static void
count_typed_cb (Items *self, GtkSpinButton *spin)
{
  choose (self, number (spin, "item"), gtk_spin_button_get_value_as_int (spin));
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static void
set_key (GtkWidget *widget, guint item, guint count)
{
  g_object_set_data (G_OBJECT (widget), "item", GUINT_TO_POINTER (item));
  g_object_set_data (G_OBJECT (widget), "count", GUINT_TO_POINTER (count));
  g_object_set_data_full (G_OBJECT (widget), "key", g_strdup_printf ("item:%u:%u", item, count),
                          g_free);
}

/* @told: somebody said so, or the desk knows. */
static GtkWidget *
new_pill (const Items *self, const char *words, const char *name, gboolean on, gboolean told)
{
  GtkWidget *pill = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (NULL);

  if (on && told)
    {
      const char *by = self->detail->path->items == HENJI_STEP_SAID ? _ ("Your answer")
                                                                    : _ ("Known from the case");

      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      by, -1);
    }
  henji_pane_label (GTK_LABEL (label), words, henji_pane_language_of (words));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (pill), box);
  gtk_widget_add_css_class (pill, "clause");
  gtk_widget_add_css_class (pill, "flat");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill), on);
  henji_pane_name (pill, name);

  return pill;
}

static const char *
title_of (const HenjiOrderItem *item)
{
  return item->title != NULL && *item->title != '\0' ? item->title
         : item->sku != NULL                         ? item->sku
         : item->asin != NULL                        ? item->asin
                                                     : "–";
}

static void
add_item (Items *self, guint item, const char *question)
{
  const HenjiOrderItem *line = order_of (self)->items->pdata[item];
  g_autofree char *name = g_strdup_printf ("%s %s", question, title_of (line));
  g_autofree char *full = line->sku != NULL ? g_strdup_printf ("%s\n%s", title_of (line), line->sku)
                                            : g_strdup (title_of (line));
  GtkWidget *pill = new_pill (self, title_of (line), name, is_chosen (self, item), TRUE);

  henji_pane_tooltip (pill, full);
  set_key (pill, item, 0);
  g_signal_connect_swapped (pill, "toggled", G_CALLBACK (item_toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), pill);
}

static void
add_count (Items *self, guint item, int count, int ordered)
{
  gboolean told = self->detail->path->items != HENJI_STEP_OPEN;
  /* Translators: how many of an item a case is about: "1 of 3" */
  g_autofree char *words = g_strdup_printf (_ ("%d of %d"), count, ordered);
  g_autofree char *name
      = g_strdup_printf ("%s: %s", words, title_of (order_of (self)->items->pdata[item]));
  GtkWidget *pill = new_pill (self, words, name, told && quantity_of (self, item) == count, TRUE);

  set_key (pill, item, (guint) count);
  g_signal_connect_swapped (pill, "toggled", G_CALLBACK (count_toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), pill);
}

static void
add_counts (Items *self, guint item)
{
  int ordered = henji_complaint_ordered (order_of (self), item);

  if (ordered == 1 || !is_chosen (self, item))
    return;
  if (ordered > MAX_PILLS)
    {
      GtkWidget *spin = gtk_spin_button_new_with_range (1, ordered, 1);
      g_autofree char *name = g_strdup_printf (_ ("How many of %d: %s"), ordered,
                                               title_of (order_of (self)->items->pdata[item]));

      gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), quantity_of (self, item));
      henji_pane_name (spin, name);
      set_key (spin, item, 1);
      g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (count_typed_cb), self);
      gtk_box_append (GTK_BOX (self->box), spin);
      add_count (self, item, ordered, ordered);
      return;
    }
  for (int i = 1; i <= ordered; i++)
    add_count (self, item, i, ordered);
}

GtkWidget *
henji_playbook_items_new (HenjiDesk *desk, HenjiCaseDetail *detail)
{
  Items *self;
  GtkWidget *label = gtk_label_new (NULL);
  const char *question;
  guint n;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && detail != NULL && detail->path != NULL, NULL);
  g_return_val_if_fail (detail->path->quantities != NULL && detail->orders->len > 0, NULL);

  self = g_new0 (Items, 1);
  self->desk = g_object_ref (desk);
  self->detail = henji_case_detail_ref (detail);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_object_set_data_full (G_OBJECT (self->box), "items", self, (GDestroyNotify) items_free);
  gtk_widget_set_layout_manager (self->box, henji_pill_layout_new ());

  n = detail->path->quantities->len;
  question = n > 1 ? _ ("Which items is it about?") : _ ("How many of them is it about?");
  henji_pane_label (GTK_LABEL (label), question, HENJI_LANGUAGE_OTHER);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (detail->path->items == HENJI_STEP_OPEN)
    gtk_widget_add_css_class (label, "strong");
  gtk_box_append (GTK_BOX (self->box), label);
  for (guint i = 0; i < n; i++)
    {
      if (n > 1)
        add_item (self, i, question);
      add_counts (self, i);
    }

  return self->box;
}

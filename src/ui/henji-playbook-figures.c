/* henji-playbook-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-playbook-figures"

#include "config.h"

#include "henji-playbook-figures.h"

#include "henji-case-pane-text.h"
#include "henji-desk-playbook.h"

#include <glib/gi18n-lib.h>

#define MAX_ITEMS 4

/* What is typed in a popover, and where it belongs. */
typedef struct
{
  HenjiDesk *desk;
  char *currency;
  char *risk_key;
  int risk;
  GtkWidget *risk_spin;
  GtkEditable *costs[MAX_ITEMS];
  char *skus[MAX_ITEMS];
  GtkLabel *fault;
} Form;

static void
form_free (Form *form)
{
  g_object_unref (form->desk);
  g_free (form->currency);
  g_free (form->risk_key);
  for (guint i = 0; i < MAX_ITEMS; i++)
    g_free (form->skus[i]);
  g_free (form);
}

char *
henji_playbook_plain (gint64 minor, const char *currency)
{
  return henji_money_decimals (currency) == 0
             ? g_strdup_printf ("%" G_GINT64_FORMAT, minor)
             : g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", minor / 100, (int) (minor % 100));
}

/* ---- Storing --------------------------------------------------------------------------------- */

typedef struct
{
  char *risk_key; /* nullable */
  int risk;
  char *skus[MAX_ITEMS]; /* nullable each */
  HenjiMoney costs[MAX_ITEMS];
} Said;

static void
said_free (Said *said)
{
  g_free (said->risk_key);
  for (guint i = 0; i < MAX_ITEMS; i++)
    g_free (said->skus[i]);
  g_free (said);
}

static gpointer
store (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Said *said = data;
  g_autoptr (HenjiCostBook) book = NULL;
  g_autoptr (HenjiCostBook) next = NULL;

  for (guint i = 0; i < MAX_ITEMS; i++)
    if (said->skus[i] != NULL
        && !henji_desk_set_item_cost (desk, said->skus[i], said->costs[i], error))
      return NULL;
  if (said->risk_key == NULL)
    return GINT_TO_POINTER (TRUE);

  book = henji_desk_cost_book (desk, error);
  if (book == NULL)
    return NULL;
  next = henji_cost_book_with_risk (book, said->risk_key, said->risk);

  return GINT_TO_POINTER (henji_desk_set_cost_book (desk, next, error));
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) popover = data;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) == NULL && error != NULL)
    gtk_widget_activate_action (popover, "win.toast", "s", error->message);
  else
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static gboolean
read_cost (Form *form, guint i, Said *said)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (form->costs[i])));

  said->skus[i] = g_strdup (form->skus[i]);
  said->costs[i] = HENJI_MONEY_NONE;
  if (*typed == '\0'
      || (henji_money_parse (typed, form->currency, &said->costs[i]) && said->costs[i].minor >= 0))
    return TRUE;
  gtk_label_set_text (form->fault, _ ("This is no amount."));
  gtk_widget_set_visible (GTK_WIDGET (form->fault), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (form->costs[i]));

  return FALSE;
}

static void
save_clicked_cb (GtkWidget *popover)
{
  Form *form = g_object_get_data (G_OBJECT (popover), "form");
  Said *said = g_new0 (Said, 1);

  for (guint i = 0; i < MAX_ITEMS && form->costs[i] != NULL; i++)
    if (!read_cost (form, i, said))
      {
        said_free (said);
        return;
      }
  gtk_spin_button_update (GTK_SPIN_BUTTON (form->risk_spin));
  said->risk = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (form->risk_spin));
  if (said->risk != form->risk)
    said->risk_key = g_strdup (form->risk_key);
  henji_desk_run_async (form->desk, store, said, (GDestroyNotify) said_free, NULL, NULL, stored_cb,
                        g_object_ref (popover));
}

/* ---- Showing --------------------------------------------------------------------------------- */

static void
add_figure (GtkGrid *grid, int row, const char *words, const char *amount, gboolean strong)
{
  GtkWidget *left = gtk_label_new (words);
  GtkWidget *right = gtk_label_new (amount);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_label_set_xalign (GTK_LABEL (right), 1);
  gtk_widget_add_css_class (right, "numeric");
  if (strong)
    {
      gtk_widget_add_css_class (left, "strong");
      gtk_widget_add_css_class (right, "strong");
    }
  gtk_grid_attach (grid, left, 0, row, 1, 1);
  gtk_grid_attach (grid, right, 1, row, 1, 1);
}

static void
add_figures (GtkBox *box, const HenjiPath *path, const HenjiPathOffer *offer)
{
  const HenjiCost *cost = offer->cost;
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *sum
      = henji_cost_range (cost->low, cost->high, cost->currency, henji_pane_language ());
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint i = 0; i < cost->lines->len; i++)
    {
      const HenjiCostLine *line = &g_array_index (cost->lines, HenjiCostLine, i);
      const char *title = henji_figure_title (line->figure);
      g_autofree char *amount
          = henji_cost_range (MIN (line->low, line->high), MAX (line->low, line->high),
                              cost->currency, henji_pane_language ());
      g_autofree char *words = NULL;

      if (line->percent >= 0)
        words = g_strdup_printf ("%s, %d%%", title, line->percent);
      else if (line->figure == HENJI_FIGURE_ITEM && path->cost_guessed)
        words = g_strdup_printf (_ ("%s, reckoned from its price"), title);
      add_figure (GTK_GRID (grid), row++, words != NULL ? words : title, amount, FALSE);
    }
  add_figure (GTK_GRID (grid), row, _ ("In all"), sum, TRUE);
  gtk_box_append (box, grid);
}

static void
add_caption (GtkBox *box, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "caption-dim");
  gtk_box_append (box, label);
}

static void
add_entry (GtkBox *box, const char *caption, GtkWidget *entry)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (caption);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_widget_set_hexpand (label, TRUE);
  henji_pane_name (entry, caption);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (box, row);
}

/* What one piece costs the shop, for each item that has a SKU. */
static void
add_costs (GtkBox *box, Form *form, const HenjiPath *path, const HenjiOrder *order)
{
  guint n = 0;

  for (guint i = 0; order != NULL && order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *item = order->items->pdata[i];
      const HenjiMoney *known;
      g_autofree char *caption = NULL;
      g_autofree char *typed = NULL;
      GtkWidget *entry;

      if (item->sku == NULL || *item->sku == '\0' || n == MAX_ITEMS)
        continue;
      known = path->costs != NULL ? g_hash_table_lookup (path->costs, item->sku) : NULL;
      entry = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 8);
      gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
      if (known != NULL && g_strcmp0 (known->currency, form->currency) == 0)
        typed = henji_playbook_plain (known->minor, known->currency);
      gtk_editable_set_text (GTK_EDITABLE (entry), typed != NULL ? typed : "");
      /* Translators: what one piece of an item costs the shop: the SKU, the currency */
      caption = g_strdup_printf (_ ("Cost of %s, %s"), item->sku, form->currency);
      add_entry (box, caption, entry);
      form->costs[n] = GTK_EDITABLE (entry);
      form->skus[n++] = g_strdup (item->sku);
    }
}

static GtkWidget *
make_form (HenjiDesk *desk, HenjiCaseDetail *detail, guint index, GtkBox *box)
{
  const HenjiPath *path = detail->path;
  const HenjiPathOffer *offer = path->offers->pdata[index];
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *save = gtk_button_new_with_label (_ ("Save"));
  GtkWidget *more = gtk_button_new_with_label (_ ("All Estimates…"));
  GtkWidget *fault = gtk_label_new (NULL);
  Form *form = g_new0 (Form, 1);

  form->desk = g_object_ref (desk);
  form->currency = g_strdup (offer->cost->currency);
  form->risk_key = henji_path_risk_key (path, index);
  form->risk = offer->risk;
  form->fault = GTK_LABEL (fault);
  gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_costs (box, form, path, path->order);
  form->risk_spin = gtk_spin_button_new_with_range (0, 100, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (form->risk_spin), offer->risk);
  add_entry (box, _ ("Risk of a claim, percent"), form->risk_spin);
  add_caption (box, _ ("Estimates of your shop, not facts."));
  gtk_widget_add_css_class (fault, "error");
  gtk_label_set_xalign (GTK_LABEL (fault), 0);
  gtk_widget_set_visible (fault, FALSE);
  gtk_box_append (box, fault);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "win.preferences");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (more), "s", "costs");
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_set_hexpand (more, TRUE);
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (buttons), more);
  gtk_box_append (GTK_BOX (buttons), save);
  gtk_box_append (box, buttons);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_clicked_cb), popover);
  g_object_set_data_full (G_OBJECT (popover), "form", form, (GDestroyNotify) form_free);

  return popover;
}

GtkWidget *
henji_playbook_figures_new (HenjiDesk *desk, HenjiCaseDetail *detail, guint index)
{
  const HenjiPathOffer *offer;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *popover;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && detail != NULL && detail->path != NULL, NULL);
  g_return_val_if_fail (index < detail->path->offers->len, NULL);

  offer = detail->path->offers->pdata[index];
  gtk_widget_add_css_class (box, "figures-box");
  add_figures (GTK_BOX (box), detail->path, offer);
  if (offer->no_figures)
    add_caption (GTK_BOX (box),
                 _ ("What may be kept back of a return is not known for this marketplace: nothing "
                    "is reckoned."));
  popover = make_form (desk, detail, index, GTK_BOX (box));
  gtk_popover_set_child (GTK_POPOVER (popover), box);

  return popover;
}

/* henji-order-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-order-card"

#include "config.h"

#include "henji-order-card.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-desk-feedback.h"
#include "henji-order-ask.h"
#include "henji-shipment-dialog.h"

#include <glib/gi18n-lib.h>

#define MAX_ITEMS 4

enum
{
  ROW_PARCEL,
  ROW_ADDRESS,
  ROW_RETURN,
  ROW_ANSWERS,
  ROW_FEEDBACK,
  ROW_BUYER,
  N_ROWS
};

struct _HenjiOrderCard
{
  GtkWidget parent_instance;

  GtkLabel *number;
  GtkBox *items;
  GtkGrid *grid;
  GtkLabel *captions[N_ROWS];
  GtkLabel *values[N_ROWS];
  GtkWidget *buttons[N_ROWS]; /* some are NULL */
  GtkWidget *track_button;
  GtkWidget *move_button;    /* another address */
  GtkWidget *history_button; /* what the address was before */
  GtkWidget *postal_button;  /* what does not fit its postal code, or what is missing */
  gboolean completes;        /* it fills in what is missing */

  HenjiOrderAsk *ask; /* where the order is missing */

  HenjiDesk *desk;
  HenjiSyncer *syncer; /* nullable */
  HenjiOrder *order;   /* (nullable) */
  gint64 case_row;
};

enum
{
  HISTORY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiOrderCard, henji_order_card, GTK_TYPE_WIDGET)

static void
parcel_clicked_cb (HenjiOrderCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  HenjiShipmentDialog *dialog;

  if (self->order == NULL)
    return;

  dialog = henji_shipment_dialog_new (self->desk, self->case_row, self->order);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

static const HenjiShipment *
newest_shipment (const HenjiOrder *order)
{
  return order->shipments != NULL && order->shipments->len > 0
             ? order->shipments->pdata[order->shipments->len - 1]
             : NULL;
}

static void
track_clicked_cb (HenjiOrderCard *self)
{
  const HenjiShipment *shipment = self->order != NULL ? newest_shipment (self->order) : NULL;
  g_autofree char *page = shipment != NULL ? henji_desk_parcel_page (self->desk, shipment) : NULL;

  if (page != NULL)
    henji_compat_open_page (GTK_WIDGET (self), page);
}

static void
address_clicked_cb (HenjiOrderCard *self)
{
  g_autofree char *block = NULL;

  if (self->order == NULL || self->order->ship_to == NULL)
    return;

  block = henji_address_block (self->order->ship_to, TRUE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), block);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Address copied"));
}

static void
move_clicked_cb (HenjiOrderCard *self)
{
  if (self->order != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "case.address", "s", self->order->order_id);
}

static void
postal_clicked_cb (HenjiOrderCard *self)
{
  if (self->order != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                self->completes ? "case.complete-address" : "case.address", "s",
                                self->order->order_id);
}

static void
history_clicked_cb (HenjiOrderCard *self)
{
  g_signal_emit (self, signals[HISTORY], 0);
}

/* One width, at least and at best: for each that is asked the text is laid out once more. What
 * there is is taken. */
static void
ask_for_little (GtkLabel *label)
{
  gtk_label_set_width_chars (label, 10);
  gtk_label_set_max_width_chars (label, 10);
}

static void
add_row (HenjiOrderCard *self,
         int row,
         const char *caption,
         const char *icon,
         const char *name,
         GCallback clicked)
{
  GtkWidget *left = gtk_label_new (caption);
  GtkWidget *value = gtk_label_new (NULL);

  self->captions[row] = GTK_LABEL (left);
  self->values[row] = GTK_LABEL (value);
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_add_css_class (left, "caption-dim");
  gtk_widget_set_valign (left, GTK_ALIGN_BASELINE);
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  ask_for_little (GTK_LABEL (value));
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_label_set_lines (GTK_LABEL (value), 3);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_set_valign (value, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (value, "fact");
  gtk_grid_attach (self->grid, left, 0, row * 2, 1, 1);
  gtk_grid_attach (self->grid, value, 1, row * 2, 1, 1);
  /* The value is named by its caption. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  left, NULL, -1);

  if (icon != NULL)
    {
      GtkWidget *button = gtk_button_new_from_icon_name (icon);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "row-button");
      gtk_widget_set_valign (button, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (button, name);
      henji_pane_name (button, name);
      g_signal_connect_swapped (button, "clicked", clicked, self);
      gtk_grid_attach (self->grid, button, 2, row * 2, 1, 1);
      self->buttons[row] = button;
    }
}

/* A button beside the words of a row, so that the column of buttons stays narrow. */
static GtkWidget *
add_side_button (
    HenjiOrderCard *self, int row, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *value = g_object_ref (GTK_WIDGET (self->values[row]));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "row-button");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, name);
  henji_pane_name (button, name);
  g_signal_connect_swapped (button, "clicked", clicked, self);

  gtk_grid_remove (self->grid, value);
  gtk_widget_set_valign (box, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), button);
  gtk_grid_attach (self->grid, box, 1, row * 2, 1, 1);
  g_object_unref (value);

  return button;
}

/* ---- What the address was before ------------------------------------------------------------- */

static void
add_past (GtkBox *box, const char *caption, const HenjiAddress *address)
{
  GtkWidget *when = gtk_label_new (caption);
  GtkWidget *where = gtk_label_new (NULL);
  g_autofree char *line = henji_address_line (address);

  gtk_label_set_xalign (GTK_LABEL (when), 0);
  gtk_widget_add_css_class (when, "caption-dim");
  henji_pane_label (GTK_LABEL (where), line, HENJI_LANGUAGE_OTHER);
  gtk_label_set_xalign (GTK_LABEL (where), 0);
  gtk_label_set_wrap (GTK_LABEL (where), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (where), 36);
  gtk_label_set_selectable (GTK_LABEL (where), TRUE);
  gtk_box_append (box, when);
  gtk_box_append (box, where);
}

static void
past_cb (GtkMenuButton *button, gpointer data)
{
  HenjiOrderCard *self = data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  const GPtrArray *changes = self->order->ship_changes;

  gtk_widget_add_css_class (box, "figures-box");
  if (self->order->ship_was != NULL)
    add_past (GTK_BOX (box), _ ("On the order at the marketplace"), self->order->ship_was);
  for (guint i = 0; i < changes->len; i++)
    {
      const HenjiAddressed *change = changes->pdata[i];
      g_autofree char *moment = henji_pane_moment (change->at, henji_desk_now (self->desk),
                                                   henji_desk_zone (self->desk));
      g_autofree char *caption = g_strdup_printf (_ ("Changed %s"), moment);

      add_past (GTK_BOX (box), caption, change->address);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
add_history_button (HenjiOrderCard *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), past_cb, self, NULL);
  gtk_widget_set_visible (button, FALSE);
  self->history_button = button;
}

static void
add_postal_button (HenjiOrderCard *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  ask_for_little (GTK_LABEL (label));
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_add_css_class (button, "chip-lines");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (postal_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  self->postal_button = button;
}

/* What belongs to the address stands below it. */
static void
add_below_address (HenjiOrderCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  add_history_button (self);
  add_postal_button (self);
  gtk_box_append (GTK_BOX (box), self->history_button);
  gtk_box_append (GTK_BOX (box), self->postal_button);
  gtk_grid_attach (self->grid, box, 1, ROW_ADDRESS * 2 + 1, 1, 1);
}

/* A doubt opens the comparison, where it is explained; what is missing is filled in by one click.
 */
static void
show_postal (HenjiOrderCard *self, const HenjiCaseDetail *detail)
{
  GtkWidget *button = self->postal_button;
  const HenjiPostalCheck *check = NULL;
  g_autofree char *words = NULL;
  guint at;

  if (self->order != NULL && detail->postal != NULL
      && g_ptr_array_find (detail->orders, self->order, &at))
    check = detail->postal->pdata[at];
  self->completes = check != NULL && check->sentence == NULL && check->proposal != NULL;
  if (self->completes)
    /* Translators: postal code and names of places */
    words = g_strdup_printf (_ ("Fill in %s"), check->proposal);
  else if (check != NULL)
    words = g_strdup (check->sentence);
  gtk_widget_set_visible (button, words != NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (button),
                          words != NULL || gtk_widget_get_visible (self->history_button));
  if (words == NULL)
    return;

  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), words);
  henji_pane_name (button, words);
  if (self->completes)
    gtk_widget_remove_css_class (button, "amber");
  else
    gtk_widget_add_css_class (button, "amber");
}

/* "changed on 24 Nov", behind which the old address is. */
static void
show_history (HenjiOrderCard *self)
{
  gint64 at = self->order != NULL ? henji_order_address_changed_at (self->order) : 0;
  g_autofree char *moment = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  gtk_widget_set_visible (self->history_button, at != 0);
  if (at == 0)
    return;
  moment = henji_pane_moment (at, henji_desk_now (self->desk), henji_desk_zone (self->desk));
  words = g_strdup_printf (_ ("Changed %s"), moment);
  name = g_strdup_printf (_ ("Address changed %s, show the old one"), moment);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->history_button), words);
  henji_pane_name (self->history_button, name);
  henji_pane_name (gtk_widget_get_first_child (self->history_button), name);
  henji_pane_tooltip (self->history_button, _ ("Show the old address"));
}

static GtkWidget *
item_row (const HenjiOrderItem *item, const char *total, const char *total_note)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *line = gtk_label_new (NULL);
  GtkWidget *price = gtk_label_new (total);
  g_autofree char *words = NULL;
  g_autofree char *pieces = NULL;

  henji_pane_label (GTK_LABEL (title),
                    item->title != NULL && *item->title != '\0' ? item->title
                                                                : _ ("Item without a title"),
                    HENJI_LANGUAGE_OTHER);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (title), 2);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  ask_for_little (GTK_LABEL (title));
  henji_pane_tooltip (title, item->title);
  gtk_widget_add_css_class (title, "strong");

  pieces
      = item->quantity >= 0
            ? g_strdup_printf (ngettext ("%d piece", "%d pieces", item->quantity), item->quantity)
            : g_strdup (_ ("quantity unknown"));
  words = item->sku != NULL && *item->sku != '\0'
              ? g_strdup_printf (_ ("%s · SKU %s"), pieces, item->sku)
              : g_strdup (pieces);
  gtk_label_set_text (GTK_LABEL (line), words);
  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (line, "caption-dim");

  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (left), title);
  gtk_box_append (GTK_BOX (left), line);
  gtk_widget_add_css_class (price, "strong");
  gtk_widget_add_css_class (price, "numeric");
  gtk_label_set_xalign (GTK_LABEL (price), 1);
  gtk_box_append (GTK_BOX (right), price);
  if (total_note != NULL)
    {
      GtkWidget *note = gtk_label_new (total_note);

      gtk_label_set_xalign (GTK_LABEL (note), 1);
      gtk_widget_add_css_class (note, "caption-dim");
      gtk_widget_add_css_class (note, "numeric");
      gtk_box_append (GTK_BOX (right), note);
    }
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);

  return row;
}

static void
show_items (HenjiOrderCard *self, const HenjiOrder *order)
{
  HenjiLanguage language = henji_pane_language ();
  HenjiMoney whole = henji_order_total (order);
  guint n = order->items != NULL ? order->items->len : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->items))) != NULL)
    gtk_box_remove (self->items, child);

  for (guint i = 0; i < MIN (n, MAX_ITEMS); i++)
    {
      const HenjiOrderItem *item = order->items->pdata[i];
      g_autofree char *price = henji_money_is_set (item->price)
                                   ? henji_money_format (item->price, language)
                                   : g_strdup (_ ("price unknown"));
      g_autofree char *note = NULL;

      if (i == 0 && henji_money_is_set (whole) && !henji_money_equal (whole, item->price))
        {
          g_autofree char *amount = henji_money_format (whole, language);

          note = g_strdup_printf (_ ("order total %s"), amount);
        }
      gtk_box_append (self->items, item_row (item, price, note));
    }
  if (n > MAX_ITEMS)
    {
      g_autofree char *words = g_strdup_printf (
          ngettext ("and %u more item", "and %u more items", n - MAX_ITEMS), n - MAX_ITEMS);
      GtkWidget *more = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (more), 0);
      gtk_widget_add_css_class (more, "caption-dim");
      gtk_box_append (self->items, more);
    }
  if (n == 0)
    {
      GtkWidget *none = gtk_label_new (_ ("No items known"));

      gtk_label_set_xalign (GTK_LABEL (none), 0);
      gtk_widget_add_css_class (none, "dim-text");
      gtk_box_append (self->items, none);
    }
}

/* (transfer full): "Delivered 20 Nov · Yamato 1234-5678-9013", or what is not known. */
static char *
parcel_words (HenjiOrderCard *self, const HenjiOrder *order)
{
  const HenjiShipment *shipment = newest_shipment (order);
  gint64 now = henji_desk_now (self->desk);
  GTimeZone *zone = henji_desk_zone (self->desk);
  GString *words = g_string_new (NULL);

  if (shipment == NULL)
    {
      g_string_append (words, henji_order_is_shipped (order)
                                  ? _ ("Shipped, says the report. No shipment entered")
                                  : _ ("No shipment entered"));
      return g_string_free (words, FALSE);
    }

  if (shipment->delivered_date != NULL && *shipment->delivered_date != '\0')
    {
      g_autofree char *date = henji_pane_date (shipment->delivered_date, now, zone);

      g_string_append_printf (words, _ ("Delivered %s"), date);
    }
  else if (shipment->ship_date != NULL && *shipment->ship_date != '\0')
    {
      g_autofree char *date = henji_pane_date (shipment->ship_date, now, zone);

      g_string_append_printf (words, _ ("Left %s"), date);
    }
  else
    g_string_append (words, _ ("Date unknown"));

  if ((shipment->carrier != NULL && *shipment->carrier != '\0')
      || (shipment->tracking_number != NULL && *shipment->tracking_number != '\0'))
    g_string_append (words, " ·");
  if (shipment->carrier != NULL && *shipment->carrier != '\0')
    g_string_append_printf (words, " %s", shipment->carrier);
  if (shipment->tracking_number != NULL && *shipment->tracking_number != '\0')
    g_string_append_printf (words, " %s", shipment->tracking_number);
  if (order->shipments->len > 1)
    g_string_append_printf (
        words,
        ngettext (" (and %u more parcel)", " (and %u more parcels)", order->shipments->len - 1),
        order->shipments->len - 1);

  return g_string_free (words, FALSE);
}

static char *
return_words (HenjiOrderCard *self, const HenjiOrder *order)
{
  const HenjiShipment *shipment = newest_shipment (order);
  gint64 now = henji_desk_now (self->desk);
  GTimeZone *zone = henji_desk_zone (self->desk);
  HenjiPolicy *policy = henji_desk_policy (self->desk, order->marketplace);
  const HenjiRule *rule = policy != NULL ? henji_policy_rule (policy, "return-window", now) : NULL;
  g_autofree char *last = NULL;
  g_autofree char *today = henji_date_of (now, zone);
  g_autofree char *shown = NULL;
  int left;

  if (rule == NULL || rule->unit != HENJI_UNIT_CALENDAR_DAYS)
    return g_strdup (_ ("Unknown"));
  if (shipment == NULL || shipment->delivered_date == NULL
      || !henji_date_is_valid (shipment->delivered_date))
    return g_strdup_printf (ngettext ("%d day from delivery, date unknown",
                                      "%d days from delivery, date unknown", rule->value),
                            rule->value);

  last = henji_date_add_days (shipment->delivered_date, rule->value);
  shown = henji_pane_date (last, now, zone);
  left = henji_date_days_between (today, last);
  if (left < 0)
    return g_strdup_printf (_ ("Ended %s"), shown);

  return g_strdup_printf (ngettext ("Until %s, %d day left", "Until %s, %d days left", left), shown,
                          left);
}

static char *
ordinal_order (int n)
{
  if (henji_pane_language () == HENJI_LANGUAGE_JA)
    return g_strdup_printf (_ ("order number %d"), n);
  if (n % 10 == 1 && n % 100 != 11)
    return g_strdup_printf (_ ("%dst order"), n);
  if (n % 10 == 2 && n % 100 != 12)
    return g_strdup_printf (_ ("%dnd order"), n);
  if (n % 10 == 3 && n % 100 != 13)
    return g_strdup_printf (_ ("%drd order"), n);
  return g_strdup_printf (_ ("%dth order"), n);
}

static void
show_row (HenjiOrderCard *self, int row, const char *words, HenjiLanguage language)
{
  gboolean visible = words != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->captions[row]), visible);
  gtk_widget_set_visible (GTK_WIDGET (self->values[row]), visible);
  if (self->buttons[row] != NULL)
    gtk_widget_set_visible (self->buttons[row], visible);
  henji_pane_label (self->values[row], words, language);
  henji_pane_tooltip (self->values[row], words);
}

/* Who answers about this order, and why; nothing where the shop was never enrolled. */
static void
show_answers (HenjiOrderCard *self, const HenjiCaseDetail *detail, const char *number)
{
  const HenjiCsbaOrder *one
      = detail->csba != NULL ? henji_csba_answer_find (detail->csba, number) : NULL;
  gboolean known = one != NULL && one->reason != HENJI_CSBA_NOT_ENROLLED;

  show_row (self, ROW_ANSWERS, known ? henji_csba_reason_short (one->reason) : NULL,
            HENJI_LANGUAGE_OTHER);
  if (known)
    henji_pane_tooltip (self->values[ROW_ANSWERS], henji_csba_reason_sentence (one->reason));
}

/* What the buyer said of the seller, as a report told; nothing where none did. */
static void
show_feedback (HenjiOrderCard *self, const HenjiCaseDetail *detail, const char *number)
{
  g_autofree char *words = NULL;

  for (guint i = 0; detail->feedback != NULL && i < detail->feedback->len && words == NULL; i++)
    {
      const HenjiFeedback *one = detail->feedback->pdata[i];

      if (g_strcmp0 (one->order_id, number) == 0)
        words = henji_desk_feedback_line (one, henji_pane_language ());
    }
  show_row (self, ROW_FEEDBACK, words, HENJI_LANGUAGE_OTHER);
}

void
henji_order_card_set (HenjiOrderCard *self,
                      HenjiCaseDetail *detail,
                      HenjiOrder *order,
                      const char *number,
                      gboolean first)
{
  g_return_if_fail (HENJI_IS_ORDER_CARD (self));
  g_return_if_fail (detail != NULL);

  if (order != NULL)
    henji_order_ref (order);
  g_clear_pointer (&self->order, henji_order_unref);
  self->order = order;
  self->case_row = detail->case_->row;

  show_answers (self, detail, number);
  show_feedback (self, detail, number);
  gtk_label_set_text (self->number, number != NULL ? number : "");
  gtk_widget_set_visible (GTK_WIDGET (self->number), !first && number != NULL);

  if (order == NULL)
    {
      GtkWidget *child;

      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->items))) != NULL)
        gtk_box_remove (self->items, child);
      show_row (self, ROW_PARCEL, NULL, HENJI_LANGUAGE_EN);
      gtk_widget_set_visible (self->track_button, FALSE);
      show_row (self, ROW_ADDRESS, NULL, HENJI_LANGUAGE_EN);
      gtk_widget_set_visible (self->move_button, FALSE);
      show_row (self, ROW_RETURN, NULL, HENJI_LANGUAGE_EN);
    }
  else
    {
      g_autofree char *parcel = parcel_words (self, order);
      g_autofree char *address = order->ship_to != NULL && !henji_address_is_empty (order->ship_to)
                                     ? henji_address_line (order->ship_to)
                                     : NULL;
      g_autofree char *until = return_words (self, order);
      const HenjiShipment *shipment = newest_shipment (order);
      gboolean entered = shipment != NULL;
      g_autofree char *page = entered ? henji_desk_parcel_page (self->desk, shipment) : NULL;

      show_items (self, order);
      show_row (self, ROW_PARCEL, parcel, HENJI_LANGUAGE_OTHER);
      gtk_widget_set_visible (self->track_button, page != NULL);
      gtk_button_set_icon_name (GTK_BUTTON (self->buttons[ROW_PARCEL]),
                                entered ? "document-edit-symbolic" : "list-add-symbolic");
      henji_pane_name (self->buttons[ROW_PARCEL],
                       entered ? _ ("Edit shipment") : _ ("Enter shipment"));
      henji_pane_tooltip (self->buttons[ROW_PARCEL],
                          entered ? _ ("Edit shipment") : _ ("Enter shipment"));
      show_row (self, ROW_ADDRESS, address != NULL ? address : _ ("Unknown"), HENJI_LANGUAGE_OTHER);
      gtk_widget_set_visible (self->buttons[ROW_ADDRESS], address != NULL);
      gtk_widget_set_visible (self->move_button, TRUE);
      show_row (self, ROW_RETURN, until, HENJI_LANGUAGE_OTHER);
    }

  henji_order_ask_set (self->ask, self->syncer, order == NULL ? number : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->ask), order == NULL);
  show_history (self);
  show_postal (self, detail);

  if (first)
    {
      g_autofree char *orders = detail->buyer_orders > 0 ? ordinal_order (detail->buyer_orders)
                                                         : g_strdup (_ ("no order known"));
      g_autofree char *cases = NULL;
      g_autofree char *words = NULL;

      if (detail->buyer_cases > 0)
        cases = g_strdup_printf (
            ngettext ("%d earlier case", "%d earlier cases", detail->buyer_cases),
            detail->buyer_cases);
      else
        cases = g_strdup (_ ("no earlier case"));
      words = g_strdup_printf ("%s · %s", orders, cases);
      show_row (self, ROW_BUYER, words, HENJI_LANGUAGE_OTHER);
      gtk_widget_set_visible (self->buttons[ROW_BUYER], detail->buyer_cases > 0);
    }
  else
    show_row (self, ROW_BUYER, NULL, HENJI_LANGUAGE_EN);
}

GtkWidget *
henji_order_card_get_history_button (HenjiOrderCard *self)
{
  g_return_val_if_fail (HENJI_IS_ORDER_CARD (self), NULL);

  return self->buttons[ROW_BUYER];
}

static void
henji_order_card_dispose (GObject *object)
{
  HenjiOrderCard *self = HENJI_ORDER_CARD (object);

  henji_pane_clear (GTK_WIDGET (self));
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_ORDER_CARD);
  g_clear_object (&self->desk);
  g_clear_object (&self->syncer);
  g_clear_pointer (&self->order, henji_order_unref);
  G_OBJECT_CLASS (henji_order_card_parent_class)->dispose (object);
}

static void
henji_order_card_class_init (HenjiOrderCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_order_card_dispose;
  signals[HISTORY] = g_signal_new ("history", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-order-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HenjiOrderCard, number);
  gtk_widget_class_bind_template_child (widget_class, HenjiOrderCard, items);
  gtk_widget_class_bind_template_child (widget_class, HenjiOrderCard, grid);
}

static void
henji_order_card_init (HenjiOrderCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_row (self, ROW_PARCEL, _ ("Parcel"), "document-edit-symbolic", _ ("Edit shipment"),
           G_CALLBACK (parcel_clicked_cb));
  self->track_button = add_side_button (self, ROW_PARCEL, "henji-external-link-symbolic",
                                        _ ("Track the parcel"), G_CALLBACK (track_clicked_cb));
  add_row (self, ROW_ADDRESS, _ ("Ship to"), "edit-copy-symbolic", _ ("Copy address"),
           G_CALLBACK (address_clicked_cb));
  self->move_button = add_side_button (self, ROW_ADDRESS, "document-edit-symbolic",
                                       _ ("Change the address"), G_CALLBACK (move_clicked_cb));
  add_row (self, ROW_RETURN, C_ ("order", "Return"), NULL, NULL, NULL);
  add_row (self, ROW_ANSWERS, C_ ("order", "Answers"), NULL, NULL, NULL);
  add_row (self, ROW_FEEDBACK, _ ("Feedback"), NULL, NULL, NULL);
  add_row (self, ROW_BUYER, _ ("Buyer"), "go-next-symbolic", _ ("Earlier cases of this buyer"),
           G_CALLBACK (history_clicked_cb));
  add_below_address (self);
}

HenjiOrderCard *
henji_order_card_new (HenjiDesk *desk, HenjiSyncer *syncer)
{
  HenjiOrderCard *self = g_object_new (HENJI_TYPE_ORDER_CARD, NULL);

  self->desk = g_object_ref (desk);
  g_set_object (&self->syncer, syncer);
  self->ask = henji_order_ask_new (desk);
  gtk_widget_insert_after (GTK_WIDGET (self->ask), GTK_WIDGET (self), GTK_WIDGET (self->items));

  return self;
}

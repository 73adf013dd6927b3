/* henji-return-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-return-card"

#include "config.h"

#include "henji-return-card.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-desk-returns.h"

struct _HenjiReturnCard
{
  GtkWidget parent_instance;

  HenjiDesk *desk;
  char *state; /* (nullable): what is shown */
};

G_DEFINE_FINAL_TYPE (HenjiReturnCard, henji_return_card, GTK_TYPE_WIDGET)

/* ---- Words -------------------------------------------------------------------------------------
 */

static const HenjiOrder *
order_of (const HenjiCaseDetail *detail, const HenjiRma *rma)
{
  for (guint i = 0; i < detail->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (detail->orders, i);

      if (g_str_equal (order->order_id, rma->order_id))
        return order;
    }

  return NULL;
}

static void
append_window (HenjiReturnCard *self, const HenjiRma *rma, const HenjiOrder *order, GString *words)
{
  HenjiReturnWindow window;
  GTimeZone *zone = henji_policy_zone (henji_desk_policy (self->desk, rma->marketplace));
  g_autofree char *last = NULL;

  henji_desk_return_window (self->desk, rma, order, &window);
  if (window.state == HENJI_WINDOW_UNKNOWN)
    {
      g_string_append (words, _ ("window not known"));
      return;
    }
  last = henji_pane_date (window.last, henji_desk_now (self->desk), zone);
  if (window.state == HENJI_WINDOW_IN)
    /* Translators: a date */
    g_string_append_printf (words, _ ("in time, until %s"), last);
  else
    g_string_append_printf (
        words, ngettext ("%d day late, until %s", "%d days late, until %s", window.days_late),
        window.days_late, last);
  if (window.rule != NULL && henji_rule_is_to_check (window.rule))
    g_string_append (words, _ (" (check this)"));
}

static void
append_parcel (HenjiReturnCard *self, const HenjiRma *rma, GString *words)
{
  GTimeZone *zone = henji_policy_zone (henji_desk_policy (self->desk, rma->marketplace));
  gint64 now = henji_desk_now (self->desk);

  if (rma->arrived_date != NULL)
    {
      g_autofree char *date = henji_pane_date (rma->arrived_date, now, zone);

      /* Translators: a date */
      g_string_append_printf (words, _ (" · arrived %s"), date);
    }
  else if (rma->tracking != NULL)
    g_string_append_printf (words, " · %s%s%s", rma->carrier != NULL ? rma->carrier : "",
                            rma->carrier != NULL ? " " : "", rma->tracking);
  if (henji_money_is_set (rma->refunded))
    {
      g_autofree char *amount = henji_money_format (rma->refunded, henji_pane_language ());

      /* Translators: an amount */
      g_string_append_printf (words, _ (" · %s refunded"), amount);
    }
}

static char *
detail_words (HenjiReturnCard *self, const HenjiCaseDetail *detail, const HenjiRma *rma)
{
  GString *words = g_string_new (henji_return_reason_title (rma->reason));

  g_string_append (words, " · ");
  append_window (self, rma, order_of (detail, rma), words);
  g_string_append_printf (words, " · %s",
                          rma->payer == HENJI_PAYER_SHOP ? _ ("you pay the way back")
                                                         : _ ("the buyer pays the way back"));
  append_parcel (self, rma, words);

  return g_string_free (words, FALSE);
}

/* ---- What to do --------------------------------------------------------------------------------
 */

static const char *
stage_command (HenjiReturnStage stage)
{
  switch (stage)
    {
    case HENJI_RETURN_AUTHORISED:
      return _ ("Authorise");
    case HENJI_RETURN_LABEL_SENT:
      return _ ("Label Sent");
    case HENJI_RETURN_ON_ITS_WAY:
      return _ ("On Its Way…");
    case HENJI_RETURN_ARRIVED:
      return _ ("It Is Here…");
    case HENJI_RETURN_INSPECTED:
      return _ ("Inspect…");
    case HENJI_RETURN_REFUSED:
      return _ ("Refuse");
    case HENJI_RETURN_REFUNDED:
      return _ ("Refund Made");
    case HENJI_RETURN_EXCHANGED:
      return _ ("Exchange Sent");
    case HENJI_RETURN_CLOSED:
      return _ ("Close Return");
    case HENJI_RETURN_OPENED:
    case HENJI_N_RETURN_STAGES:
    default:
      return "";
    }
}

static GVariant *
target_of (const HenjiRma *rma, HenjiReturnStage stage)
{
  return g_variant_new ("(xxsss)", rma->row, rma->case_row, rma->order_id,
                        rma->marketplace_number != NULL ? rma->marketplace_number : "",
                        henji_return_stage_id (stage));
}

static void
add_command (GMenu *menu, const HenjiRma *rma, HenjiReturnStage stage)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (stage_command (stage), NULL);

  g_menu_item_set_action_and_target_value (item, "return.move", target_of (rma, stage));
  g_menu_append_item (menu, item);
}

static void
add_document (GMenu *menu, const HenjiRma *rma, const char *title, const char *document)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target (item, "document.print", "(sx)", document, rma->row);
  g_menu_append_item (menu, item);
}

static GMenuModel *
menu_of (const HenjiRma *rma)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) stages = g_menu_new ();
  g_autoptr (GMenu) goods = g_menu_new ();

  add_command (goods, rma, HENJI_RETURN_INSPECTED);
  add_document (goods, rma, _ ("Return Label…"), "return");
  add_document (goods, rma, _ ("Return Slip…"), "slip");
  add_document (goods, rma, _ ("Address Label…"), "resend");
  if (rma->stage < HENJI_RETURN_ARRIVED)
    g_menu_append (goods, _ ("Carrier File…"), "carriers.file('return')");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (goods));
  for (int stage = HENJI_RETURN_AUTHORISED; stage < HENJI_N_RETURN_STAGES; stage++)
    if (stage != HENJI_RETURN_INSPECTED && stage != HENJI_RETURN_ARRIVED
        && henji_return_stage_may_follow (rma->stage, stage))
      add_command (stages, rma, stage);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (stages));

  return G_MENU_MODEL (menu);
}

static GtkWidget *
button_of (const HenjiRma *rma, HenjiReturnStage stage)
{
  GtkWidget *button = gtk_button_new_with_label (stage_command (stage));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "return.move");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target_of (rma, stage));
  gtk_widget_add_css_class (button, "pill-small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

/* ---- Rows --------------------------------------------------------------------------------------
 */

static GtkWidget *
label_new (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
head_of (const HenjiRma *rma)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *number = label_new (henji_rma_name (rma), "strong");
  g_autoptr (GMenuModel) model = menu_of (rma);
  HenjiReturnStage next = henji_rma_next (rma);
  g_autofree char *name = NULL;

  gtk_label_set_selectable (GTK_LABEL (number), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (number), 10);
  gtk_widget_set_hexpand (number, TRUE);
  gtk_box_append (GTK_BOX (head), number);
  henji_pane_add_chip (GTK_BOX (head), henji_return_stage_title (rma->stage), FALSE);
  if (next != HENJI_N_RETURN_STAGES)
    gtk_box_append (GTK_BOX (head), button_of (rma, next));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (menu), FALSE);
  henji_pane_menu (GTK_MENU_BUTTON (menu), model);
  gtk_widget_set_tooltip_text (menu, _ ("More for this return"));
  /* Translators: a return's number */
  name = g_strdup_printf (_ ("More for return %s"), henji_rma_name (rma));
  henji_pane_name (menu, name);
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), menu);

  return head;
}

static GtkWidget *
row_of (HenjiReturnCard *self, const HenjiCaseDetail *detail, const HenjiRma *rma)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *words = detail_words (self, detail, rma);
  GtkWidget *second = label_new (words, "caption-dim");

  gtk_label_set_wrap (GTK_LABEL (second), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (row), head_of (rma));
  gtk_box_append (GTK_BOX (row), second);

  return row;
}

/* (transfer full): all that the card shows. */
static char *
state_of (HenjiReturnCard *self, const HenjiCaseDetail *detail)
{
  GString *state = g_string_new (NULL);

  for (guint i = 0; detail != NULL && detail->rmas != NULL && i < detail->rmas->len; i++)
    {
      const HenjiRma *rma = g_ptr_array_index (detail->rmas, i);
      g_autofree char *words = detail_words (self, detail, rma);

      g_string_append_printf (state, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %d %d %s\n",
                              rma->row, rma->case_row, henji_rma_name (rma), rma->stage,
                              henji_rma_next (rma), words);
    }

  return g_string_free (state, FALSE);
}

/* The keyboard stays in the card when a button has done its work. */
static void
focus_first (HenjiReturnCard *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (row == NULL || !gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-list", NULL);
}

void
henji_return_card_set_detail (HenjiReturnCard *self, HenjiCaseDetail *detail)
{
  g_autofree char *state = NULL;
  gboolean focused;

  g_return_if_fail (HENJI_IS_RETURN_CARD (self));

  state = state_of (self, detail);
  if (g_strcmp0 (state, self->state) == 0)
    return;
  g_free (self->state);
  self->state = g_steal_pointer (&state);
  focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  henji_pane_clear (GTK_WIDGET (self));
  for (guint i = 0; *self->state != '\0' && i < detail->rmas->len; i++)
    gtk_widget_set_parent (row_of (self, detail, g_ptr_array_index (detail->rmas, i)),
                           GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), *self->state != '\0');
  if (focused)
    focus_first (self);
}

static void
henji_return_card_dispose (GObject *object)
{
  HenjiReturnCard *self = HENJI_RETURN_CARD (object);

  henji_pane_clear (GTK_WIDGET (self));
  g_clear_object (&self->desk);
  g_clear_pointer (&self->state, g_free);
  G_OBJECT_CLASS (henji_return_card_parent_class)->dispose (object);
}

static void
henji_return_card_class_init (HenjiReturnCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_return_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "returncard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
henji_return_card_init (HenjiReturnCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  henji_pane_name (self, _ ("Returns"));
}

HenjiReturnCard *
henji_return_card_new (HenjiDesk *desk)
{
  HenjiReturnCard *self = g_object_new (HENJI_TYPE_RETURN_CARD, NULL);

  self->desk = g_object_ref (desk);

  return self;
}

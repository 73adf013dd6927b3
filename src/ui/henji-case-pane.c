/* henji-case-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-case-pane"

#include "config.h"

#include "henji-case-pane.h"

#include "henji-case-menu.h"
#include "henji-case-pane-text.h"
#include "henji-claim-card.h"
#include "henji-clock-strip.h"
#include "henji-clock-text.h"
#include "henji-desk-claim.h"
#include "henji-compat.h"
#include "henji-desk-clocks.h"
#include "henji-moments.h"
#include "henji-order-cards.h"
#include "henji-pill-row-layout.h"
#include "henji-playbook-card.h"
#include "henji-return-card.h"
#include "henji-shipment-dialog.h"
#include "henji-support-card.h"
#include "henji-tag-strip.h"
#include "henji-timeline.h"

#include <glib/gi18n-lib.h>

struct _HenjiCasePane
{
  GtkWidget parent_instance;

  AdwHeaderBar *header;
  GtkWidget *back_button;
  GtkWidget *copy_button;
  AdwWindowTitle *title;
  GtkMenuButton *menu_button;
  GtkWidget *reply_button;
  GtkWidget *open_button;
  GtkStack *stack;
  HenjiSupportCard *support_card;
  HenjiOrderCards *cards;
  HenjiClaimCard *claim_card;
  GtkBox *side_cards; /* what the case is about, a slim card each */
  HenjiReturnCard *returns;
  HenjiClockStrip *clocks;
  HenjiTagStrip *tags;
  HenjiPlaybookCard *playbook;
  GtkBox *timeline_box;
  GtkRevealer *note_revealer;
  GtkEditable *note_entry;
  GtkWidget *note_add_button;
  GtkWidget *footer;
  GtkWidget *label_button;
  GtkToggleButton *note_button;
  GtkMenuButton *remind_button;
  GtkWidget *close_button;
  HenjiTimeline *timeline;

  HenjiDesk *desk;
  HenjiCaseDetail *detail; /* (nullable) */
  GMenuModel *kinds;
  char *menu_state;  /* what the menu was built for */
  char *no_message;  /* (nullable): why none goes out through the marketplace */
  GHashTable *notes; /* half-written ones by the row of their case */
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HenjiCasePane, henji_case_pane, GTK_TYPE_WIDGET)

static const char *
order_number (HenjiCasePane *self)
{
  if (self->detail == NULL)
    return NULL;
  if (self->detail->orders->len > 0)
    return ((const HenjiOrder *) self->detail->orders->pdata[0])->order_id;
  if (self->detail->case_->order_ids != NULL)
    return self->detail->case_->order_ids[0];

  return NULL;
}

static const char *
order_marketplace (HenjiCasePane *self)
{
  if (self->detail->orders->len > 0)
    {
      const HenjiOrder *order = self->detail->orders->pdata[0];

      if (order->marketplace != NULL)
        return order->marketplace;
    }

  return self->detail->case_->marketplace;
}

static void
copy_clicked_cb (HenjiCasePane *self)
{
  const char *number = order_number (self);

  if (number == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), number);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Order number copied"));
}

/* (transfer full) (nullable): the order's page at a marketplace we have a policy of. */
static char *
order_page (HenjiCasePane *self)
{
  const char *marketplace = order_marketplace (self);
  HenjiPolicy *policy = henji_desk_policy (self->desk, marketplace);

  if (marketplace != NULL && g_strcmp0 (marketplace, henji_policy_marketplace (policy)) != 0)
    return NULL;

  return henji_policy_order_page (policy, order_number (self));
}

gboolean
henji_case_pane_has_order_page (HenjiCasePane *self)
{
  g_autofree char *page = NULL;

  g_return_val_if_fail (HENJI_IS_CASE_PANE (self), FALSE);

  page = self->detail != NULL ? order_page (self) : NULL;

  return page != NULL;
}

void
henji_case_pane_open_order_page (HenjiCasePane *self)
{
  g_autofree char *page = NULL;

  g_return_if_fail (HENJI_IS_CASE_PANE (self));

  page = self->detail != NULL ? order_page (self) : NULL;
  if (page != NULL)
    henji_compat_open_page (GTK_WIDGET (self), page);
}

/* ---- Notes ------------------------------------------------------------------------------------
 */

static void
note_toggled_cb (HenjiCasePane *self)
{
  gboolean open = gtk_toggle_button_get_active (self->note_button);

  gtk_widget_set_visible (GTK_WIDGET (self->note_revealer), TRUE);
  gtk_revealer_set_reveal_child (self->note_revealer, open);
  if (open)
    gtk_widget_grab_focus (GTK_WIDGET (self->note_entry));
  else
    gtk_widget_set_visible (GTK_WIDGET (self->note_revealer), FALSE);
}

/* A note that is not finished waits for its case to be chosen again. */
static void
put_note_by (HenjiCasePane *self, gint64 case_row)
{
  const char *text = gtk_editable_get_text (self->note_entry);

  if (*text != '\0')
    g_hash_table_insert (self->notes, g_memdup2 (&case_row, sizeof case_row), g_strdup (text));
  else
    g_hash_table_remove (self->notes, &case_row);
}

static void
take_note_up (HenjiCasePane *self, gint64 case_row)
{
  const char *text = g_hash_table_lookup (self->notes, &case_row);

  gtk_editable_set_text (self->note_entry, text != NULL ? text : "");
  g_signal_handlers_block_by_func (self->note_button, note_toggled_cb, self);
  gtk_toggle_button_set_active (self->note_button, text != NULL);
  g_signal_handlers_unblock_by_func (self->note_button, note_toggled_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->note_revealer), text != NULL);
  gtk_revealer_set_reveal_child (self->note_revealer, text != NULL);
}

static void
note_activate_cb (HenjiCasePane *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->note_entry)));

  if (*text != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "case.note", "s", text);
  gtk_editable_set_text (self->note_entry, "");
  gtk_toggle_button_set_active (self->note_button, FALSE);
}

static gboolean
note_key_cb (HenjiCasePane *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;

  gtk_toggle_button_set_active (self->note_button, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->note_button));

  return TRUE;
}

/* ---- The buyer's other cases ------------------------------------------------------------------
 */

static gpointer
load_cases (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_buyer_cases (desk, *(gint64 *) data, error);
}

static void
cases_loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  HenjiCasePane *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = henji_desk_run_finish (HENJI_DESK (object), result, &error);
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button, *popover;

  if (cases == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      return;
    }
  button = henji_order_cards_get_history_button (self->cards);
  if (button == NULL)
    return;

  for (guint i = 0; i < MIN (cases->len, 20); i++)
    {
      const HenjiCase *other = cases->pdata[i];
      g_autofree char *moment = NULL;
      g_autofree char *words = NULL;
      g_autofree char *plain = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (other == NULL)
        continue;
      moment = henji_pane_moment (other->last_at, henji_desk_now (self->desk),
                                  henji_desk_zone (self->desk));
      words = g_strdup_printf (
          "%s · %s · %.60s", moment, henji_kind_title (other->kind),
          other->order_ids != NULL && other->order_ids[0] != NULL ? other->order_ids[0] : "");
      /* A menu takes a single underscore for a mnemonic. */
      plain = g_utf8_make_valid (words, -1);
      item = g_menu_item_new (plain, NULL);
      g_menu_item_set_action_and_target (item, "win.show-case", "s", other->uuid);
      g_menu_append_item (menu, item);
    }

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, button);
  g_signal_connect (popover, "closed", G_CALLBACK (gtk_widget_unparent), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
history_cb (HenjiCasePane *self)
{
  if (self->detail != NULL)
    henji_desk_run_async (
        self->desk, load_cases, g_memdup2 (&self->detail->case_->row, sizeof (gint64)), g_free,
        (GDestroyNotify) g_ptr_array_unref, self->cancellable, cases_loaded_cb, self);
}

/* ---- The menu ---------------------------------------------------------------------------------
 */

static void
shipment_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HenjiCasePane *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  HenjiShipmentDialog *dialog;

  if (self->detail == NULL || self->detail->orders->len == 0)
    return;

  dialog = henji_shipment_dialog_new (self->desk, self->detail->case_->row,
                                      self->detail->orders->pdata[0]);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Splits at the newest message of the buyer, which is what came in on another matter. */
static void
split_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HenjiCasePane *self = data;

  if (self->detail == NULL)
    return;
  for (guint i = self->detail->messages->len; i-- > 1;)
    {
      const HenjiMessage *message = self->detail->messages->pdata[i];

      if (message->direction == HENJI_DIRECTION_IN)
        {
          gtk_widget_activate_action (GTK_WIDGET (self), "case.split", "x", message->row);
          return;
        }
    }
}

static void
make_remind_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = henji_case_menu_remind (HENJI_CASE_PANE (user_data)->desk);

  gtk_menu_button_set_menu_model (button, menu);
}

/* A new model each time it changes: a popover does not follow submenus that are swapped in place.
 */
static void
make_case_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  HenjiCasePane *self = user_data;
  g_autoptr (GMenuModel) menu = henji_case_menu_new (self->desk, self->detail, self->kinds,
                                                     self->no_message, &self->menu_state);

  if (menu == NULL)
    return;
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  /* After an item of a submenu GTK 4.8 leaves the keyboard in the menu that is gone. */
  g_signal_connect_swapped (gtk_menu_button_get_popover (self->menu_button), "closed",
                            G_CALLBACK (gtk_widget_grab_focus), self->menu_button);
}

/* It is made when it is opened; one that stands open follows. */
static void
update_menu (HenjiCasePane *self)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->menu_button);

  if (popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover)))
    make_case_menu_cb (self->menu_button, self);
}

/* ---- The case ----------------------------------------------------------------------------------
 */

static void
show_head (HenjiCasePane *self)
{
  const HenjiCase *case_ = self->detail->case_;
  const char *number = order_number (self);
  const char *marketplace = order_marketplace (self);
  GString *words = g_string_new (marketplace);
  const char *buyer = case_->buyer != NULL && *case_->buyer != '\0' ? case_->buyer : NULL;
  const HenjiSupport *support = self->detail->support;
  g_autofree char *own
      = support != NULL ? henji_support_card_title (support->support_id, support->team) : NULL;

  if (support != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                            henji_support_team_title (support->team));
  else if (buyer != NULL)
    {
      if (words->len > 0)
        g_string_append (words, " · ");
      if (case_->language == HENJI_LANGUAGE_JA)
        g_string_append_printf (words, "%s 様", buyer);
      else
        g_string_append (words, buyer);
    }
  adw_window_title_set_title (self->title, own != NULL      ? own
                                           : number != NULL ? number
                                                            : _ ("No order number"));
  adw_window_title_set_subtitle (self->title, words->str);
  g_string_free (words, TRUE);
  gtk_widget_set_visible (self->copy_button, number != NULL && support == NULL);
  gtk_widget_set_visible (self->open_button, henji_case_pane_has_order_page (self));
  gtk_widget_set_visible (self->close_button, case_->court != HENJI_COURT_CLOSED);
}

void
henji_case_pane_set_detail (HenjiCasePane *self, HenjiCaseDetail *detail)
{
  gboolean same;

  g_return_if_fail (HENJI_IS_CASE_PANE (self));

  same = self->detail != NULL && detail != NULL && self->detail->case_->row == detail->case_->row;
  if (self->detail != NULL && !same)
    put_note_by (self, self->detail->case_->row);
  if (detail != NULL)
    henji_case_detail_ref (detail);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  self->detail = detail;
  gtk_stack_set_visible_child_name (self->stack, detail != NULL ? "case" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), detail != NULL);
  if (detail == NULL)
    {
      adw_window_title_set_title (self->title, "");
      adw_window_title_set_subtitle (self->title, "");
      gtk_widget_set_visible (self->copy_button, FALSE);
      gtk_widget_set_visible (self->open_button, FALSE);
      henji_return_card_set_detail (self->returns, NULL);
      henji_clock_strip_set_detail (self->clocks, NULL);
      henji_timeline_set_detail (self->timeline, NULL);
      return;
    }

  if (!same)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
      take_note_up (self, detail->case_->row);
      henji_order_cards_scroll_to_top (self->cards);
    }
  show_head (self);
  henji_support_card_set_detail (self->support_card, detail);
  /* What a case with the marketplace is comes first; a buyer's order does. */
  gtk_box_reorder_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->cards))),
                               GTK_WIDGET (self->support_card),
                               detail->support != NULL ? NULL : GTK_WIDGET (self->cards));
  gtk_widget_set_visible (GTK_WIDGET (self->cards),
                          detail->support == NULL || detail->case_->order_ids != NULL);
  gtk_widget_set_visible (self->label_button, detail->support == NULL);
  henji_order_cards_set_detail (self->cards, detail);
  henji_claim_card_set_detail (self->claim_card, detail);
  henji_return_card_set_detail (self->returns, detail);
  henji_clock_strip_set_detail (self->clocks, detail);
  henji_tag_strip_set_detail (self->tags, detail);
  henji_playbook_card_set_detail (self->playbook, detail);
  update_menu (self);
  henji_timeline_set_detail (self->timeline, detail);
}

void
henji_case_pane_set_no_message (HenjiCasePane *self, const char *words)
{
  g_return_if_fail (HENJI_IS_CASE_PANE (self));

  if (g_strcmp0 (words, self->no_message) == 0)
    return;
  g_free (self->no_message);
  self->no_message = g_strdup (words);
  if (self->detail != NULL)
    update_menu (self);
}

void
henji_case_pane_set_controls (HenjiCasePane *self, gboolean show_window_controls)
{
  g_return_if_fail (HENJI_IS_CASE_PANE (self));

  adw_header_bar_set_show_end_title_buttons (self->header, show_window_controls);
}

void
henji_case_pane_set_folding (HenjiCasePane *self, HenjiFolding folding)
{
  gboolean single = folding == HENJI_FOLDING_SINGLE;
  const char *name = single ? _ ("Back to the list") : _ ("Back to the reply");

  g_return_if_fail (HENJI_IS_CASE_PANE (self));

  gtk_widget_set_visible (self->back_button, folding != HENJI_FOLDING_NONE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->back_button), "s",
                                    single ? "list" : "reply");
  gtk_widget_set_tooltip_text (self->back_button, name);
  henji_pane_name (self->back_button, name);
  gtk_widget_set_visible (self->reply_button, single);
}

void
henji_case_pane_show_menu (HenjiCasePane *self)
{
  g_return_if_fail (HENJI_IS_CASE_PANE (self));

  gtk_menu_button_popup (self->menu_button);
}

void
henji_case_pane_show_playbook (HenjiCasePane *self)
{
  g_return_if_fail (HENJI_IS_CASE_PANE (self));

  henji_playbook_card_toggle (self->playbook);
}

GtkWidget *
henji_case_pane_get_timeline (HenjiCasePane *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_PANE (self), NULL);

  return henji_timeline_get_list (self->timeline);
}

static void
henji_case_pane_dispose (GObject *object)
{
  HenjiCasePane *self = HENJI_CASE_PANE (object);

  g_cancellable_cancel (self->cancellable);
  henji_pane_clear (GTK_WIDGET (self));
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_CASE_PANE);
  G_OBJECT_CLASS (henji_case_pane_parent_class)->dispose (object);
}

static void
henji_case_pane_finalize (GObject *object)
{
  HenjiCasePane *self = HENJI_CASE_PANE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_object (&self->kinds);
  g_free (self->menu_state);
  g_free (self->no_message);
  g_hash_table_unref (self->notes);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  G_OBJECT_CLASS (henji_case_pane_parent_class)->finalize (object);
}

static void
henji_case_pane_class_init (HenjiCasePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_case_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_case_pane_finalize;

  g_type_ensure (HENJI_TYPE_ORDER_CARDS);
  g_type_ensure (HENJI_TYPE_SUPPORT_CARD);
  g_type_ensure (HENJI_TYPE_TAG_STRIP);
  g_type_ensure (HENJI_TYPE_PILL_ROW_LAYOUT);
  g_type_ensure (HENJI_TYPE_PLAYBOOK_CARD);
  gtk_widget_class_set_css_name (widget_class, "casepane");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-case-pane.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiCasePane, child)
  BIND (header);
  BIND (back_button);
  BIND (copy_button);
  BIND (title);
  BIND (menu_button);
  BIND (reply_button);
  BIND (open_button);
  BIND (stack);
  BIND (support_card);
  BIND (cards);
  BIND (side_cards);
  BIND (tags);
  BIND (playbook);
  BIND (timeline_box);
  BIND (note_revealer);
  BIND (note_entry);
  BIND (note_add_button);
  BIND (footer);
  BIND (label_button);
  BIND (note_button);
  BIND (remind_button);
  BIND (close_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, history_cb);
}

static void
henji_case_pane_init (HenjiCasePane *self)
{
  static const GActionEntry entries[] = {
    { "shipment", shipment_cb, NULL, NULL, NULL },
    { "split", split_cb, NULL, NULL, NULL },
  };
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  self->kinds = henji_case_menu_kinds ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  self->notes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pane", G_ACTION_GROUP (self->actions));

  henji_pane_name (self->copy_button, _ ("Copy order number"));
  henji_pane_name (self->open_button, _ ("Open the order in the browser"));
  henji_pane_name (self->menu_button, _ ("Case menu"));
  henji_pane_name (self->reply_button, _ ("Go to the reply"));
  henji_pane_name (self->label_button, _ ("Return label"));
  henji_pane_name (self->note_button, _ ("Note"));
  henji_pane_name (self->note_entry, _ ("Note on this case"));
  henji_pane_name (self->note_add_button, _ ("Add note"));
  henji_pane_name (self->remind_button, _ ("Remind me"));
  gtk_menu_button_set_create_popup_func (self->menu_button, make_case_menu_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->remind_button, make_remind_cb, self, NULL);
  henji_pane_name (self->close_button, _ ("Close case"));

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (note_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->note_entry), keys);
}

HenjiCasePane *
henji_case_pane_new (HenjiDesk *desk)
{
  HenjiCasePane *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_CASE_PANE, NULL);
  self->desk = g_object_ref (desk);
  henji_order_cards_set_desk (self->cards, desk);
  self->returns = henji_return_card_new (desk);
  gtk_box_append (self->side_cards, GTK_WIDGET (self->returns));
  self->clocks = henji_clock_strip_new (desk);
  gtk_box_append (self->side_cards, GTK_WIDGET (self->clocks));
  self->claim_card = henji_claim_card_new (desk);
  gtk_box_append (self->side_cards, GTK_WIDGET (self->claim_card));
  henji_support_card_set_desk (self->support_card, desk);
  henji_playbook_card_set_desk (self->playbook, desk);
  self->timeline = henji_timeline_new (desk, self->kinds);
  gtk_widget_set_vexpand (GTK_WIDGET (self->timeline), TRUE);
  gtk_box_append (self->timeline_box, GTK_WIDGET (self->timeline));
  henji_case_pane_set_detail (self, NULL);

  return self;
}

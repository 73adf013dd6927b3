/* henji-claim-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-claim-card"

#include "config.h"

#include "henji-claim-card.h"

#include "henji-case-pane-text.h"
#include "henji-desk-claim.h"
#include "henji-pill-layout.h"

#include <glib/gi18n-lib.h>

#define REFRESH 30 /* seconds between two looks at the clock */

struct _HenjiClaimCard
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *amount;
  GtkLabel *due;
  GtkLabel *advice;
  GtkLabel *count;
  GtkWidget *buttons;
  GtkWidget *answer_button;
  GtkWidget *evidence_button;
  GtkWidget *refund_button;
  GtkWidget *appeal_button;
  GtkMenuButton *stage_button;

  HenjiDesk *desk;
  HenjiCaseDetail *detail; /* (nullable) */
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (HenjiClaimCard, henji_claim_card, GTK_TYPE_WIDGET)

/* When the claim's clock ends, 0 when none runs. */
static gint64
due_of (HenjiClaimCard *self, const HenjiClaim *claim)
{
  for (guint i = 0; i < self->detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (self->detail->clocks, i);

      if (clock->stopped_at == 0 && henji_claim_is_rule (clock->rule)
          && g_strcmp0 (clock->note, claim->order_id) == 0)
        return clock->until;
    }

  return 0;
}

static void
show_due (HenjiClaimCard *self, const HenjiClaim *claim)
{
  gint64 due = due_of (self, claim), now = henji_desk_now (self->desk);
  const char *urgency = due != 0 ? henji_pane_urgency (due, now) : NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "amber");
  henji_pane_label (self->due, "", HENJI_LANGUAGE_OTHER);
  if (due != 0)
    {
      g_autofree char *when = henji_pane_moment (due, now, henji_desk_zone (self->desk));
      g_autofree char *words = g_strdup_printf (
          claim->stage == HENJI_CLAIM_GRANTED ? _ ("Appeal by %s") : _ ("Answer by %s"), when);

      henji_pane_label (self->due, words, HENJI_LANGUAGE_OTHER);
    }
  if (urgency != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->due),
                              g_str_equal (urgency, "error") ? "error" : "amber");
}

static gboolean
refresh_cb (gpointer data)
{
  HenjiClaimCard *self = data;
  const HenjiClaim *claim = self->detail != NULL ? henji_desk_claim_of (self->detail) : NULL;

  if (claim != NULL)
    show_due (self, claim);

  return G_SOURCE_CONTINUE;
}

/* What the seller can say that has happened. */
static void
build_stages (HenjiClaimCard *self, const HenjiClaim *claim)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) stages = g_menu_new ();
  g_autoptr (GMenu) amount = g_menu_new ();

  for (int stage = 0; stage < HENJI_N_CLAIM_STAGES; stage++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (!henji_claim_stage_may_follow (claim->stage, stage))
        continue;
      item = g_menu_item_new (henji_claim_stage_title (stage), NULL);
      g_menu_item_set_action_and_target (item, "case.claim-stage", "s",
                                         henji_claim_stage_id (stage));
      g_menu_append_item (stages, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (stages));
  g_menu_append (amount, _ ("Amount…"), "case.claim-amount");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (amount));
  henji_pane_menu (self->stage_button, G_MENU_MODEL (menu));
}

static void
show_claim (HenjiClaimCard *self, const HenjiClaim *claim)
{
  HenjiLanguage language = henji_pane_language ();
  g_autofree char *amount = henji_money_is_set (claim->amount)
                                ? henji_money_format (claim->amount, language)
                                : g_strdup ("");
  g_autofree char *advice = henji_desk_claim_advice (claim);
  g_autofree char *count = henji_desk_claim_count (claim);
  gboolean claim_open
      = henji_claim_stage_is_open (claim->stage) && claim->stage < HENJI_CLAIM_APPEALED;

  henji_pane_label (self->title, henji_claim_stage_title (claim->stage), language);
  henji_pane_label (self->amount, amount, language);
  henji_pane_label (self->advice, advice, language);
  henji_pane_label (self->count, count, language);
  henji_pane_tooltip (self->advice, advice);
  henji_pane_tooltip (self->count, count);
  show_due (self, claim);
  gtk_widget_set_visible (self->answer_button, claim_open);
  gtk_widget_set_visible (self->refund_button, claim_open);
  gtk_widget_set_visible (self->appeal_button, claim->stage == HENJI_CLAIM_GRANTED
                                                   || claim->stage == HENJI_CLAIM_APPEAL_QUESTION);
  gtk_button_set_label (GTK_BUTTON (self->appeal_button),
                        claim->stage == HENJI_CLAIM_GRANTED ? _ ("Appeal…") : _ ("Answer…"));
  henji_pane_name (self->appeal_button, claim->stage == HENJI_CLAIM_GRANTED
                                            ? _ ("Write the appeal")
                                            : _ ("Answer the question"));
  build_stages (self, claim);
}

void
henji_claim_card_set_detail (HenjiClaimCard *self, HenjiCaseDetail *detail)
{
  const HenjiClaim *claim;

  g_return_if_fail (HENJI_IS_CLAIM_CARD (self));

  if (detail != NULL)
    henji_case_detail_ref (detail);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  self->detail = detail;
  claim = detail != NULL ? henji_desk_claim_of (detail) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), claim != NULL);
  if (claim != NULL)
    show_claim (self, claim);
  if (claim != NULL && self->refresh_id == 0)
    self->refresh_id = g_timeout_add_seconds (REFRESH, refresh_cb, self);
  else if (claim == NULL)
    g_clear_handle_id (&self->refresh_id, g_source_remove);
}

static void
henji_claim_card_dispose (GObject *object)
{
  HenjiClaimCard *self = HENJI_CLAIM_CARD (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  henji_pane_clear (GTK_WIDGET (self));
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_CLAIM_CARD);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  G_OBJECT_CLASS (henji_claim_card_parent_class)->dispose (object);
}

static void
henji_claim_card_class_init (HenjiClaimCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_claim_card_dispose;

  g_type_ensure (HENJI_TYPE_PILL_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-claim-card.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiClaimCard, child)
  BIND (title);
  BIND (amount);
  BIND (due);
  BIND (advice);
  BIND (count);
  BIND (buttons);
  BIND (answer_button);
  BIND (evidence_button);
  BIND (refund_button);
  BIND (appeal_button);
  BIND (stage_button);
#undef BIND
}

static void
henji_claim_card_init (HenjiClaimCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self, _ ("A-to-z claim"));
  henji_pane_name (self->answer_button, _ ("Answer the buyer about the claim"));
  henji_pane_name (self->evidence_button, _ ("Evidence"));
  henji_pane_name (self->refund_button, _ ("Tell the buyer of the refund"));
  henji_pane_name (self->stage_button, _ ("Stage of the claim"));
  henji_pane_tooltip (self->refund_button,
                      _ ("Refund at the marketplace first, then tell the buyer. A full refund ends "
                         "the claim, but it still counts."));
}

HenjiClaimCard *
henji_claim_card_new (HenjiDesk *desk)
{
  HenjiClaimCard *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_CLAIM_CARD, NULL);
  self->desk = g_object_ref (desk);

  return self;
}

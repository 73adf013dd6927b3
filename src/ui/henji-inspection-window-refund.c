/* henji-inspection-window-refund.c: what the form comes to, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-inspection-window-refund"

#include "config.h"

#include "henji-inspection-window-private.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-time.h"

static void
set_amount (HenjiInspectionWindow *self, GtkLabel *label, gint64 minor, gboolean minus)
{
  g_autofree char *amount
      = henji_money_format (henji_refund_money (&self->refund, minor), henji_pane_language ());
  g_autofree char *signed_amount = minus && minor > 0 ? g_strconcat ("−", amount, NULL) : NULL;

  gtk_label_set_text (label, signed_amount != NULL ? signed_amount : amount);
}

/* ---- Until when -------------------------------------------------------------------------------
 */

static void
show_due (HenjiInspectionWindow *self)
{
  const HenjiReturnDetail *detail = self->detail;
  gint64 now = henji_desk_now (self->desk);
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (detail->due != NULL)
    {
      const HenjiRule *rule
          = henji_policy_rule (detail->policy, detail->due->rule, detail->due->since);
      g_autofree char *left = henji_pane_left (detail->due->until, now);
      g_autofree char *day = henji_date_of (detail->due->until, henji_policy_zone (detail->policy));
      g_autofree char *date = henji_pane_weekday (day);
      g_autofree char *span
          = rule != NULL ? henji_unit_format (rule->unit, rule->value) : g_strdup ("");

      /* Translators: "2 days left" */
      title = g_strdup_printf (_ ("Refund: %s"), left);
      /* Translators: a date, a span of time such as "4 calendar days" */
      words = g_strdup_printf (rule != NULL && henji_rule_is_to_check (rule)
                                   ? _ ("By %s, %s after arrival (check this)")
                                   : _ ("By %s, %s after arrival"),
                               date, span);
    }
  else if (henji_rma_has (detail->rma, HENJI_RETURN_REFUNDED))
    title = g_strdup (_ ("Refunded already"));
  else if (!henji_rma_has (detail->rma, HENJI_RETURN_ARRIVED))
    {
      title = g_strdup (_ ("Arrives today"));
      words = g_strdup (_ ("Saving says that the return is here; the clock of the refund begins."));
    }
  else
    title = g_strdup (_ ("No clock of the refund runs"));
  gtk_label_set_text (self->due_title, title);
  gtk_label_set_text (self->due_detail, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->due_detail), words != NULL);
}

/* ---- Why ---------------------------------------------------------------------------------------
 */

static HenjiCondition
worst_condition (HenjiInspectionWindow *self)
{
  HenjiCondition worst = HENJI_CONDITION_UNKNOWN;

  for (guint i = 0; i < self->inspection->n_items; i++)
    if (self->inspection->items[i].arrived != 0)
      worst = MAX (worst, self->inspection->items[i].condition);

  return worst;
}

static void
append_window (HenjiInspectionWindow *self, GString *words)
{
  const HenjiReturnWindow *window = &self->detail->window;
  gint64 now = henji_desk_now (self->desk);
  g_autofree char *last
      = *window->last != '\0'
            ? henji_pane_date (window->last, now, henji_policy_zone (self->detail->policy))
            : NULL;

  switch (window->state)
    {
    case HENJI_WINDOW_IN:
      /* Translators: a date */
      g_string_append_printf (words, _ ("Asked for in time: the window is open until %s."), last);
      break;
    case HENJI_WINDOW_OUT:
      g_string_append_printf (words,
                              ngettext ("Asked for %d day after the window closed on %s.",
                                        "Asked for %d days after the window closed on %s.",
                                        (gulong) window->days_late),
                              window->days_late, last);
      break;
    case HENJI_WINDOW_UNKNOWN:
    default:
      g_string_append (words,
                       _ ("Nobody knows when it was delivered: it counts as asked for in time."));
      break;
    }
  if (window->announced && window->state != HENJI_WINDOW_UNKNOWN)
    g_string_append_printf (words, " %s", _ ("Counted from the announced day of delivery."));
  g_string_append_c (words, ' ');
}

static void
append_fee (HenjiInspectionWindow *self, GString *words)
{
  const HenjiRefund *refund = &self->refund;
  HenjiFault fault = self->inspection->fault;
  HenjiCondition condition = worst_condition (self);
  g_autofree char *seen = g_utf8_strdown (henji_condition_title (condition), -1);

  if (condition == HENJI_CONDITION_UNKNOWN)
    g_string_append (words, _ ("Not inspected yet: as if it came back as sent."));
  else if (fault == HENJI_FAULT_OURS || fault == HENJI_FAULT_CARRIER)
    g_string_append (words, _ ("The trouble is not the buyer's: no fee, and shipping both ways is "
                               "refunded."));
  else if (refund->limit == 0)
    g_string_append_printf (words, _ ("Came back %s: no fee is allowed."), seen);
  else
    /* Translators: a condition, a number of percent */
    g_string_append_printf (words,
                            _ ("Came back %s: a fee of up to %d %% of the item price without "
                               "shipping is allowed."),
                            seen, refund->limit);
  if (refund->kept > 0)
    g_string_append_printf (words, " %s", _ ("Shipping to the buyer is not refunded."));
  if (refund->postage_open)
    g_string_append_printf (words, " %s",
                            _ ("Ask the buyer what the way back cost, and enter it."));
}

static void
show_why (HenjiInspectionWindow *self)
{
  const HenjiRefund *refund = &self->refund;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *policy = NULL;
  const HenjiRule *rule = refund->rule;

  if (!self->refund_known)
    {
      gtk_label_set_text (self->why, _ ("The order's prices are not known yet: import an order "
                                        "report, or enter the refund by hand."));
      gtk_label_set_text (self->policy, "");
      gtk_widget_set_visible (self->source_button, FALSE);
      return;
    }
  append_window (self, words);
  append_fee (self, words);
  gtk_label_set_text (self->why, words->str);

  g_clear_pointer (&self->source, g_free);
  if (rule != NULL)
    {
      g_autofree char *date = henji_pane_date (rule->checked, henji_desk_now (self->desk),
                                               henji_policy_zone (self->detail->policy));

      /* Translators: the name of a policy, a date */
      policy = g_strdup_printf (refund->sure ? _ ("Policy %s, checked %s")
                                             : _ ("Policy %s, not verified: check this (%s)"),
                                henji_policy_id (self->detail->policy), date);
      if (rule->source != NULL && *rule->source != '\0')
        self->source = g_strdup (rule->source);
    }
  gtk_label_set_text (self->policy, policy != NULL ? policy : "");
  if (refund->sure)
    gtk_widget_remove_css_class (GTK_WIDGET (self->policy), "amber");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->policy), "amber");
  gtk_widget_set_visible (self->source_button, self->source != NULL);
}

/* ---- In other cases -----------------------------------------------------------------------------
 */

static void
add_other (HenjiInspectionWindow *self, const char *words, const char *fee)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = gtk_label_new (words);
  GtkWidget *right = gtk_label_new (fee);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_wrap (GTK_LABEL (left), TRUE);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_label_set_xalign (GTK_LABEL (right), 1);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_widget_add_css_class (right, "caption-dim");
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);
  gtk_box_append (self->others, row);
}

static char *
fee_words (const HenjiRule *rule)
{
  if (rule == NULL)
    return g_strdup (_ ("no rule"));
  if (rule->value == 0)
    return g_strdup (_ ("no fee"));

  return henji_rule_is_to_check (rule)
             ? g_strdup_printf (_ ("up to %d %% (check this)"), rule->value)
             : g_strdup_printf (_ ("up to %d %%"), rule->value);
}

/* The rules that would hold if something were otherwise. */
static void
show_others (HenjiInspectionWindow *self)
{
  static const struct
  {
    const char *words;
    HenjiCondition condition;
    HenjiWindowState window;
    HenjiFault fault;
  } rows[] = {
    { N_ ("In the window, as sent"), HENJI_CONDITION_AS_SENT, HENJI_WINDOW_IN, HENJI_FAULT_BUYER },
    { N_ ("After the window, as sent"), HENJI_CONDITION_AS_SENT, HENJI_WINDOW_OUT,
      HENJI_FAULT_BUYER },
    { N_ ("Used, damaged or other item"), HENJI_CONDITION_USED, HENJI_WINDOW_IN,
      HENJI_FAULT_BUYER },
    { N_ ("Damaged in transit"), HENJI_CONDITION_DAMAGED, HENJI_WINDOW_IN, HENJI_FAULT_CARRIER },
  };
  HenjiRefundBasis basis = { .policy = self->detail->policy };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->others))) != NULL)
    gtk_box_remove (self->others, child);
  basis.at = henji_date_start (self->detail->rma->requested_date,
                               henji_policy_zone (self->detail->policy));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const HenjiRule *rule;
      g_autofree char *fee = NULL;
      g_autofree char *both = NULL;

      basis.window = rows[i].window;
      basis.fault = rows[i].fault;
      rule = henji_refund_fee_rule (&basis, rows[i].condition);
      if (self->refund_known && rule == self->refund.rule)
        continue;
      fee = fee_words (rule);
      if (rows[i].fault == HENJI_FAULT_CARRIER)
        both = g_strdup_printf (_ ("%s, you pay the return"), fee);
      add_other (self, _ (rows[i].words), both != NULL ? both : fee);
    }
}

/* ---- All of it
 * ----------------------------------------------------------------------------------- */

static void
show_percent (HenjiInspectionWindow *self)
{
  gboolean filling = self->filling;

  self->filling = TRUE;
  gtk_adjustment_set_upper (gtk_spin_button_get_adjustment (self->percent), self->refund.limit);
  gtk_spin_button_set_value (self->percent, self->refund.percent);
  gtk_widget_set_sensitive (GTK_WIDGET (self->percent), self->refund.limit > 0);
  self->filling = filling;
}

static void
show_postage (HenjiInspectionWindow *self)
{
  gboolean owed = self->refund.postage_rule != NULL;
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->sums));
  GtkLayoutChild *place
      = gtk_layout_manager_get_layout_child (layout, GTK_WIDGET (self->postage_caption));

  gtk_grid_layout_child_set_column_span (GTK_GRID_LAYOUT_CHILD (place), owed ? 1 : 2);

  gtk_label_set_text (self->postage_caption, self->detail->rma->payer == HENJI_PAYER_SHOP
                                                 ? _ ("Return postage, paid by you")
                                                 : _ ("Return postage, paid by buyer"));
  gtk_widget_set_visible (GTK_WIDGET (self->postage), owed);
}

void
henji_inspection_window_show_refund (HenjiInspectionWindow *self)
{
  self->refund_known
      = henji_desk_return_refund (self->detail, self->inspection, NULL, &self->refund);
  gtk_widget_set_visible (GTK_WIDGET (self->sums), self->refund_known);
  show_due (self);
  if (self->refund_known)
    {
      const HenjiRefund *refund = &self->refund;

      show_percent (self);
      show_postage (self);
      set_amount (self, self->goods_sum, refund->goods, FALSE);
      set_amount (self, self->outward_sum, refund->outward, FALSE);
      set_amount (self, self->fee_sum, refund->fee, TRUE);
      set_amount (self, self->postage_sum, refund->postage, FALSE);
      set_amount (self, self->total, refund->total, FALSE);
    }
  show_why (self);
  show_others (self);
}

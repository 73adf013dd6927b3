/* henji-desk-returns-refund.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a return's refund is worked out from, and how the buyer is told of it.
 */
#define G_LOG_DOMAIN "henji-desk-returns-refund"

#include "config.h"

#include "henji-desk-returns.h"

#include "henji-desk-private.h"
#include "henji-time.h"

void
henji_desk_return_window (HenjiDesk *self,
                          const HenjiRma *rma,
                          const HenjiOrder *order,
                          HenjiReturnWindow *window)
{
  g_return_if_fail (HENJI_IS_DESK (self) && rma != NULL && window != NULL);

  henji_return_window (henji_desk_policy (self, rma->marketplace), order, rma->requested_date,
                       window);
}

/* ---- The refund ------------------------------------------------------------------------------ */

static const HenjiOrderItem *
order_item (const HenjiOrder *order, const HenjiRmaItem *item)
{
  if (order->items == NULL)
    return NULL;
  for (guint i = 0; i < order->items->len; i++)
    {
      const HenjiOrderItem *known = g_ptr_array_index (order->items, i);

      if (item->sku != NULL ? g_strcmp0 (known->sku, item->sku) == 0
                            : g_strcmp0 (known->title, item->title) == 0)
        return known;
    }

  return order->items->len == 1 && item->sku == NULL ? g_ptr_array_index (order->items, 0) : NULL;
}

static HenjiMoney
sum (HenjiMoney a, HenjiMoney b)
{
  if (!henji_money_is_set (a))
    return b;
  if (henji_money_is_set (b) && g_str_equal (a.currency, b.currency))
    a.minor += b.minor;

  return a;
}

static gboolean
fill_line (const HenjiReturnDetail *detail,
           guint i,
           const HenjiInspection *inspection,
           HenjiRefundLine *line)
{
  const HenjiRmaItem *item = g_ptr_array_index (detail->rma->items, i);
  const HenjiOrderItem *known = detail->order != NULL ? order_item (detail->order, item) : NULL;
  int arrived = inspection != NULL && i < inspection->n_items ? inspection->items[i].arrived : -1;

  if (known == NULL)
    return FALSE;
  line->price = known->price;
  line->tax = known->tax;
  line->outward = sum (sum (known->shipping, known->shipping_tax), known->gift_wrap);
  line->discount = known->discount;
  line->ordered = known->quantity;
  line->returned = arrived >= 0 ? arrived : item->quantity;
  line->condition = inspection != NULL && i < inspection->n_items ? inspection->items[i].condition
                                                                  : HENJI_CONDITION_UNKNOWN;

  return TRUE;
}

gboolean
henji_desk_return_refund (const HenjiReturnDetail *detail,
                          const HenjiInspection *inspection,
                          const HenjiWindowState *window,
                          HenjiRefund *refund)
{
  HenjiRefundLine lines[HENJI_INSPECTION_ITEMS] = { 0 };
  HenjiRefundBasis basis = { 0 };
  const HenjiRma *rma;

  g_return_val_if_fail (detail != NULL && refund != NULL, FALSE);

  rma = detail->rma;
  if (inspection == NULL)
    inspection = rma->inspection;
  basis.policy = detail->policy;
  basis.at = henji_date_start (rma->requested_date, henji_policy_zone (detail->policy));
  basis.window = window != NULL ? *window : detail->window.state;
  basis.fault = inspection != NULL ? inspection->fault : henji_return_reason_fault (rma->reason);
  basis.software = inspection != NULL && inspection->software;
  basis.percent = inspection != NULL ? inspection->percent : -1;
  basis.postage = inspection != NULL ? inspection->postage : HENJI_MONEY_NONE;
  basis.payer = rma->payer;
  basis.refunded = rma->refunded;
  basis.lines = lines;
  basis.n_lines = MIN (rma->items->len, HENJI_INSPECTION_ITEMS);
  for (guint i = 0; i < basis.n_lines; i++)
    if (!fill_line (detail, i, inspection, &lines[i]))
      return FALSE;

  return henji_refund_propose (&basis, refund);
}

/* ---- The reply ------------------------------------------------------------------------------- */

static void
set_money (HenjiChoices *choices, const char *field, const HenjiRefund *refund, gint64 minor)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT " %s", minor, refund->currency);

  henji_choices_set_field (choices, field, value);
}

static gboolean
has_condition (const HenjiInspection *inspection, HenjiCondition condition)
{
  for (guint i = 0; inspection != NULL && i < inspection->n_items; i++)
    if (inspection->items[i].arrived != 0 && inspection->items[i].condition == condition)
      return TRUE;

  return FALSE;
}

/* Why it is less than all. */
static void
set_reasons (const HenjiReturnDetail *detail,
             const HenjiInspection *inspection,
             const HenjiRefund *refund,
             HenjiChoices *choices)
{
  gboolean used = refund->fee > 0 && has_condition (inspection, HENJI_CONDITION_USED);
  gboolean parts = refund->fee > 0 && has_condition (inspection, HENJI_CONDITION_PARTS_MISSING);
  gboolean late = refund->fee > 0 && !used && !parts && detail->window.state == HENJI_WINDOW_OUT;
  gboolean shipping = refund->kept > 0;

  henji_choices_set_clause (choices, "kept", FALSE);
  henji_choices_set_clause (choices, "used", used);
  henji_choices_set_clause (choices, "parts", parts);
  henji_choices_set_clause (choices, "late", late);
  henji_choices_set_clause (choices, "shipping", shipping);
  if (inspection != NULL && inspection->missing != NULL)
    henji_choices_set_field (choices, "part", inspection->missing);
  if (refund->fee > 0)
    set_money (choices, "deducted", refund, refund->fee + refund->kept);
}

static void
set_day (HenjiChoices *choices, const char *field, gint64 instant, GTimeZone *zone)
{
  g_autofree char *date = henji_date_of (instant, zone);

  henji_choices_set_field (choices, field, date);
}

const char *
henji_desk_return_reply (HenjiDesk *self,
                         const HenjiReturnDetail *detail,
                         const HenjiInspection *inspection,
                         const HenjiRefund *refund,
                         HenjiChoices **choices)
{
  HenjiChoices *chosen = henji_choices_new ();
  const HenjiRma *rma = detail->rma;
  gboolean done = henji_rma_has (rma, HENJI_RETURN_REFUNDED);
  const char *situation;

  g_return_val_if_fail (HENJI_IS_DESK (self) && refund != NULL && choices != NULL, NULL);

  if (inspection == NULL)
    inspection = rma->inspection;
  if (refund->kind == HENJI_REFUND_NONE)
    situation = "return-refused";
  else if (refund->kind == HENJI_REFUND_PART)
    {
      situation = "partial-refund";
      henji_choices_set_clause (chosen, "done", done);
      set_money (chosen, "paid", refund, refund->paid);
      set_reasons (detail, inspection, refund, chosen);
    }
  else
    situation = done ? "refund-made" : "return-received";
  if (refund->kind != HENJI_REFUND_NONE)
    set_money (chosen, "refund", refund, refund->total);
  if (rma->arrived_date != NULL)
    henji_choices_set_field (chosen, "received-on", rma->arrived_date);
  if (done)
    set_day (chosen, "refunded-on", rma->stage_at != 0 ? rma->stage_at : henji_desk_now (self),
             self->zone);
  else if (detail->due != NULL && detail->due->until > henji_desk_now (self))
    set_day (chosen, "refund-by", detail->due->until, self->zone);
  *choices = chosen;

  return situation;
}

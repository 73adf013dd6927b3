/* henji-refund.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-refund"

#include "config.h"

#include "henji-refund.h"

#include <string.h>

/* What one line comes to, before it joins the others. */
typedef struct
{
  gint64 goods;
  gint64 base; /* of the fee */
  gint64 outward;
} Share;

const char *
henji_refund_kind_id (HenjiRefundKind kind)
{
  static const char *const ids[] = { "none", "part", "full" };

  return ids[CLAMP ((int) kind, 0, 2)];
}

HenjiMoney
henji_refund_money (const HenjiRefund *refund, gint64 minor)
{
  HenjiMoney money = { minor, "" };

  g_return_val_if_fail (refund != NULL, HENJI_MONEY_NONE);

  memcpy (money.currency, refund->currency, sizeof money.currency);

  return money;
}

/* @amount × @n / @of, to a whole number; %FALSE when it does not fit. */
static gboolean
share_of (gint64 amount, int n, int of, gboolean up, gint64 *share)
{
  gint64 product;

  if (__builtin_mul_overflow (amount, (gint64) n, &product) || product > G_MAXINT64 - of)
    return FALSE;
  *share = (product + (up ? of - 1 : 0)) / of;

  return TRUE;
}

/* ---- Rules ----------------------------------------------------------------------------------- */

static gboolean
is_at_fault (const HenjiRefundBasis *basis)
{
  return basis->fault == HENJI_FAULT_OURS || basis->fault == HENJI_FAULT_CARRIER;
}

const HenjiRule *
henji_refund_fee_rule (const HenjiRefundBasis *basis, HenjiCondition condition)
{
  const char *id;

  g_return_val_if_fail (basis != NULL && basis->policy != NULL, NULL);

  if (is_at_fault (basis))
    return henji_policy_rule (basis->policy, "restocking-transit-damage", basis->at);

  switch (condition)
    {
    case HENJI_CONDITION_USED:
    case HENJI_CONDITION_DAMAGED:
    case HENJI_CONDITION_PARTS_MISSING:
    case HENJI_CONDITION_OTHER_ITEM:
      id = "restocking-used";
      break;
    case HENJI_CONDITION_OPENED:
      if (basis->software)
        {
          id = "restocking-opened-software";
          break;
        }
      G_GNUC_FALLTHROUGH;
    case HENJI_CONDITION_UNKNOWN:
    case HENJI_CONDITION_AS_SENT:
    case HENJI_N_CONDITIONS:
    default:
      id = basis->window == HENJI_WINDOW_OUT ? "restocking-out-of-window" : "restocking-in-window";
      break;
    }

  return henji_policy_rule (basis->policy, id, basis->at);
}

static const HenjiRule *
outward_rule (const HenjiRefundBasis *basis)
{
  return henji_policy_rule (basis->policy,
                            is_at_fault (basis) ? "outward-shipping-at-fault"
                                                : "outward-shipping-changed-mind",
                            basis->at);
}

static int
percent_of (const HenjiRule *rule)
{
  return rule != NULL ? CLAMP (rule->value, 0, 100) : 0;
}

/* ---- Amounts --------------------------------------------------------------------------------- */

static gboolean
take_currency (HenjiRefund *refund, HenjiMoney money)
{
  if (!henji_money_is_set (money))
    return TRUE;
  if (refund->currency[0] == '\0')
    memcpy (refund->currency, money.currency, sizeof refund->currency);

  return strcmp (refund->currency, money.currency) == 0 && ABS (money.minor) < G_MAXINT64 / 1000000;
}

static gboolean
share_line (const HenjiRefundLine *line, Share *share)
{
  int of = line->ordered >= 1 ? MAX (line->ordered, line->returned) : MAX (line->returned, 1);
  gint64 discount = ABS (line->discount.minor);
  gint64 outward = MAX (line->outward.minor - discount, 0);
  gint64 on_goods = MAX (discount - line->outward.minor, 0);
  gint64 goods = MAX (line->price.minor + line->tax.minor - on_goods, 0);
  gint64 base = MAX (line->price.minor - on_goods, 0);

  return share_of (goods, line->returned, of, TRUE, &share->goods)
         && share_of (base, line->returned, of, FALSE, &share->base)
         && share_of (outward, line->returned, of, TRUE, &share->outward);
}

/* The rule that allows most is the one to name. */
static void
take_rule (HenjiRefund *refund, const HenjiRule *rule)
{
  if (refund->rule == NULL || percent_of (rule) > refund->limit)
    {
      refund->rule = rule;
      refund->limit = percent_of (rule);
    }
  refund->sure = refund->sure && rule != NULL && !henji_rule_is_to_check (rule);
}

static gboolean
add_line (const HenjiRefundBasis *basis, const HenjiRefundLine *line, HenjiRefund *refund)
{
  const HenjiRule *rule = henji_refund_fee_rule (basis, line->condition);
  int limit = percent_of (rule);
  int percent = basis->percent < 0 ? limit : MIN (basis->percent, limit);
  Share share;
  gint64 fee, outward;

  if (line->returned <= 0)
    return TRUE;
  if (!henji_money_is_set (line->price) || line->price.minor < 0 || line->outward.minor < 0
      || line->tax.minor < 0 || !take_currency (refund, line->price)
      || !take_currency (refund, line->tax) || !take_currency (refund, line->outward)
      || !take_currency (refund, line->discount) || !share_line (line, &share)
      || !share_of (share.base, percent, 100, FALSE, &fee)
      || !share_of (share.outward, percent_of (refund->outward_rule), 100, TRUE, &outward))
    return FALSE;

  take_rule (refund, rule);
  refund->percent = MAX (refund->percent, percent);
  refund->goods += share.goods;
  refund->fee += fee;
  refund->outward += outward;
  refund->kept += share.outward - outward;
  refund->paid += share.goods + share.outward;

  return TRUE;
}

/* The way back, which the buyer has paid and the shop owes. */
static gboolean
add_postage (const HenjiRefundBasis *basis, HenjiRefund *refund)
{
  const HenjiRule *rule;

  if (!is_at_fault (basis) || basis->payer != HENJI_PAYER_BUYER || refund->paid == 0)
    return TRUE;

  rule = henji_policy_rule (basis->policy, "return-postage-at-fault", basis->at);
  refund->postage_rule = rule;
  refund->sure = refund->sure && rule != NULL && !henji_rule_is_to_check (rule);
  refund->postage_open = percent_of (rule) > 0 && !henji_money_is_set (basis->postage);

  return take_currency (refund, basis->postage)
         && share_of (MAX (basis->postage.minor, 0), percent_of (rule), 100, TRUE,
                      &refund->postage);
}

static HenjiRefundKind
kind_of (const HenjiRefund *refund)
{
  if (refund->total == 0)
    return HENJI_REFUND_NONE;

  return refund->fee > 0 || refund->kept > 0 ? HENJI_REFUND_PART : HENJI_REFUND_FULL;
}

gboolean
henji_refund_propose (const HenjiRefundBasis *basis, HenjiRefund *refund)
{
  gboolean any_outward = FALSE;

  g_return_val_if_fail (basis != NULL && basis->policy != NULL && refund != NULL, FALSE);

  *refund = (HenjiRefund){ .sure = TRUE };
  refund->outward_rule = outward_rule (basis);
  for (guint i = 0; i < basis->n_lines; i++)
    if (!add_line (basis, &basis->lines[i], refund))
      return FALSE;
  if (refund->currency[0] == '\0')
    g_strlcpy (refund->currency, henji_policy_currency (basis->policy), sizeof refund->currency);
  any_outward = refund->outward + refund->kept > 0;
  if (!any_outward)
    refund->outward_rule = NULL;
  else
    refund->sure = refund->sure && refund->outward_rule != NULL
                   && !henji_rule_is_to_check (refund->outward_rule);
  if (!add_postage (basis, refund) || !take_currency (refund, basis->refunded))
    return FALSE;

  refund->total = MAX (refund->goods - refund->fee, 0) + refund->outward + refund->postage;
  refund->rest = MAX (refund->total - MAX (basis->refunded.minor, 0), 0);
  refund->kind = kind_of (refund);

  return TRUE;
}

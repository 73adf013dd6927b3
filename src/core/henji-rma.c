/* henji-rma.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-rma"

#include "config.h"

#include "henji-rma.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-clocks.h"
#include "henji-message.h"
#include "henji-time.h"

/* ---- Stages ---------------------------------------------------------------------------------- */

#define BIT(stage) (1u << HENJI_RETURN_##stage)
#define UNDERWAY (BIT (OPENED) | BIT (AUTHORISED) | BIT (LABEL_SENT) | BIT (ON_ITS_WAY))
#define HERE (BIT (ARRIVED) | BIT (INSPECTED))
#define PAID (BIT (REFUNDED) | BIT (EXCHANGED))

/* `from`: the stages from which somebody may take a return there. A parcel comes when it comes,
 * also after a refusal or when the marketplace has paid at the first scan. */
static const struct
{
  const char *id;
  const char *title;
  guint from;
} stages[HENJI_N_RETURN_STAGES] = {
  [HENJI_RETURN_OPENED] = { "opened", N_ ("Requested"), 0 },
  [HENJI_RETURN_AUTHORISED] = { "authorised", N_ ("Authorised"), BIT (OPENED) | BIT (REFUSED) },
  [HENJI_RETURN_LABEL_SENT] = { "label-sent", N_ ("Label sent"), BIT (OPENED) | BIT (AUTHORISED) },
  [HENJI_RETURN_ON_ITS_WAY] = { "on-its-way", N_ ("On its way"), UNDERWAY },
  [HENJI_RETURN_ARRIVED] = { "arrived", N_ ("Arrived"), UNDERWAY | BIT (REFUSED) | PAID },
  [HENJI_RETURN_INSPECTED] = { "inspected", N_ ("Inspected"), HERE | BIT (REFUSED) | PAID },
  [HENJI_RETURN_REFUSED] = { "refused", N_ ("Refused"), UNDERWAY | HERE },
  [HENJI_RETURN_REFUNDED]
  = { "refunded", N_ ("Refunded"), UNDERWAY | HERE | BIT (REFUSED) | BIT (EXCHANGED) },
  [HENJI_RETURN_EXCHANGED] = { "exchanged", N_ ("Exchanged"), UNDERWAY | HERE | BIT (REFUSED) },
  [HENJI_RETURN_CLOSED] = { "closed", N_ ("Closed"), UNDERWAY | HERE | BIT (REFUSED) | PAID },
};

const char *
henji_return_stage_id (HenjiReturnStage stage)
{
  g_return_val_if_fail ((guint) stage < HENJI_N_RETURN_STAGES, "opened");

  return stages[stage].id;
}

gboolean
henji_return_stage_from_id (const char *id, HenjiReturnStage *stage)
{
  g_return_val_if_fail (stage != NULL, FALSE);

  for (guint i = 0; i < HENJI_N_RETURN_STAGES; i++)
    if (g_strcmp0 (id, stages[i].id) == 0)
      {
        *stage = (HenjiReturnStage) i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_return_stage_title (HenjiReturnStage stage)
{
  g_return_val_if_fail ((guint) stage < HENJI_N_RETURN_STAGES, "");

  return _ (stages[stage].title);
}

gboolean
henji_return_stage_may_follow (HenjiReturnStage from, HenjiReturnStage to)
{
  g_return_val_if_fail ((guint) from < HENJI_N_RETURN_STAGES, FALSE);
  g_return_val_if_fail ((guint) to < HENJI_N_RETURN_STAGES, FALSE);

  return (stages[to].from & (1u << from)) != 0;
}

gboolean
henji_return_stage_is_settled (HenjiReturnStage stage)
{
  return stage >= HENJI_RETURN_REFUSED;
}

/* ---- Reasons --------------------------------------------------------------------------------- */

static const struct
{
  const char *id;
  const char *title;
  HenjiFault fault;
} reasons[HENJI_N_REASONS] = {
  [HENJI_REASON_CHANGED_MIND] = { "changed-mind", N_ ("Changed mind"), HENJI_FAULT_BUYER },
  [HENJI_REASON_DAMAGED] = { "damaged", N_ ("Arrived damaged"), HENJI_FAULT_CARRIER },
  [HENJI_REASON_DEFECTIVE] = { "defective", N_ ("Does not work"), HENJI_FAULT_OURS },
  [HENJI_REASON_WRONG_ITEM] = { "wrong-item", N_ ("Wrong item sent"), HENJI_FAULT_OURS },
  [HENJI_REASON_NOT_AS_DESCRIBED]
  = { "not-as-described", N_ ("Not as described"), HENJI_FAULT_OURS },
  [HENJI_REASON_PARTS_MISSING] = { "parts-missing", N_ ("Arrived incomplete"), HENJI_FAULT_OURS },
  [HENJI_REASON_LATE] = { "late", N_ ("Arrived too late"), HENJI_FAULT_CARRIER },
  [HENJI_REASON_OTHER] = { "other", N_ ("Other reason"), HENJI_FAULT_NONE },
};

const char *
henji_return_reason_id (HenjiReturnReason reason)
{
  g_return_val_if_fail ((guint) reason < HENJI_N_REASONS, "other");

  return reasons[reason].id;
}

gboolean
henji_return_reason_from_id (const char *id, HenjiReturnReason *reason)
{
  g_return_val_if_fail (reason != NULL, FALSE);

  for (guint i = 0; i < HENJI_N_REASONS; i++)
    if (g_strcmp0 (id, reasons[i].id) == 0)
      {
        *reason = (HenjiReturnReason) i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_return_reason_title (HenjiReturnReason reason)
{
  g_return_val_if_fail ((guint) reason < HENJI_N_REASONS, "");

  return _ (reasons[reason].title);
}

HenjiFault
henji_return_reason_fault (HenjiReturnReason reason)
{
  g_return_val_if_fail ((guint) reason < HENJI_N_REASONS, HENJI_FAULT_NONE);

  return reasons[reason].fault;
}

HenjiReturnReason
henji_return_reason_of_words (const char *words)
{
  /* The first that is found counts: who ordered the wrong item was sent the right one. */
  static const struct
  {
    const char *word;
    HenjiReturnReason reason;
  } heard[] = {
    { "ordered_wrong", HENJI_REASON_CHANGED_MIND },
    { "ordered wrong", HENJI_REASON_CHANGED_MIND },
    { "mistake", HENJI_REASON_CHANGED_MIND },
    { "unwanted", HENJI_REASON_CHANGED_MIND },
    { "no longer", HENJI_REASON_CHANGED_MIND },
    { "no_reason", HENJI_REASON_CHANGED_MIND },
    { "better_price", HENJI_REASON_CHANGED_MIND },
    { "better price", HENJI_REASON_CHANGED_MIND },
    { "不要", HENJI_REASON_CHANGED_MIND },
    { "間違えて", HENJI_REASON_CHANGED_MIND },
    { "missing_parts", HENJI_REASON_PARTS_MISSING },
    { "missing", HENJI_REASON_PARTS_MISSING },
    { "不足", HENJI_REASON_PARTS_MISSING },
    { "damaged", HENJI_REASON_DAMAGED },
    { "破損", HENJI_REASON_DAMAGED },
    { "defective", HENJI_REASON_DEFECTIVE },
    { "不良", HENJI_REASON_DEFECTIVE },
    { "故障", HENJI_REASON_DEFECTIVE },
    { "not_as_described", HENJI_REASON_NOT_AS_DESCRIBED },
    { "not as described", HENJI_REASON_NOT_AS_DESCRIBED },
    { "bad-desc", HENJI_REASON_NOT_AS_DESCRIBED },
    { "説明", HENJI_REASON_NOT_AS_DESCRIBED },
    { "switcheroo", HENJI_REASON_WRONG_ITEM },
    { "wrong", HENJI_REASON_WRONG_ITEM },
    { "商品違い", HENJI_REASON_WRONG_ITEM },
    { "missed_estimated", HENJI_REASON_LATE },
    { "too late", HENJI_REASON_LATE },
    { "遅", HENJI_REASON_LATE },
  };
  g_autofree char *folded = words != NULL ? g_utf8_strdown (words, -1) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (heard); i++)
    if (strstr (folded, heard[i].word) != NULL)
      return heard[i].reason;

  return HENJI_REASON_OTHER;
}

HenjiReturnReason
henji_return_reason_of_kind (HenjiKind kind)
{
  switch ((int) kind)
    {
    case HENJI_KIND_DAMAGED:
      return HENJI_REASON_DAMAGED;
    case HENJI_KIND_DEFECTIVE:
    case HENJI_KIND_WARRANTY:
      return HENJI_REASON_DEFECTIVE;
    case HENJI_KIND_MISSING_ITEM:
    case HENJI_KIND_MISSING_PART:
      return HENJI_REASON_PARTS_MISSING;
    case HENJI_KIND_WRONG_ITEM:
      return HENJI_REASON_WRONG_ITEM;
    case HENJI_KIND_NOT_AS_DESCRIBED:
      return HENJI_REASON_NOT_AS_DESCRIBED;
    case HENJI_KIND_LATE_DELIVERY:
      return HENJI_REASON_LATE;
    case HENJI_KIND_RETURN_REQUEST:
      return HENJI_REASON_CHANGED_MIND;
    default:
      return HENJI_REASON_OTHER;
    }
}

/* ---- Payers ---------------------------------------------------------------------------------- */

static const char *const payer_ids[] = { "buyer", "shop" };

const char *
henji_return_payer_id (HenjiReturnPayer payer)
{
  return payer_ids[payer == HENJI_PAYER_SHOP];
}

gboolean
henji_return_payer_from_id (const char *id, HenjiReturnPayer *payer)
{
  g_return_val_if_fail (payer != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (payer_ids); i++)
    if (g_strcmp0 (id, payer_ids[i]) == 0)
      {
        *payer = (HenjiReturnPayer) i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_return_payer_title (HenjiReturnPayer payer)
{
  return payer == HENJI_PAYER_SHOP ? _ ("The shop") : _ ("The buyer");
}

/* ---- Values ---------------------------------------------------------------------------------- */

static void
step_clear (HenjiReturnStep *self)
{
  g_free (self->date);
  g_free (self->carrier);
  g_free (self->tracking);
}

static void
item_clear (HenjiRmaItem *self)
{
  g_free (self->sku);
  g_free (self->title);
}

static void
rma_clear (HenjiRma *self)
{
  g_free (self->uuid);
  g_free (self->case_uuid);
  g_free (self->order_id);
  g_free (self->marketplace);
  g_free (self->number);
  g_free (self->marketplace_number);
  g_free (self->reason_words);
  g_free (self->requested_date);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->returns, g_ptr_array_unref);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_pointer (&self->inspection, henji_inspection_unref);
  g_free (self->arrived_date);
  g_free (self->carrier);
  g_free (self->tracking);
}

HENJI_DEFINE_VALUE (HenjiReturnStep, henji_return_step, step_clear)
HENJI_DEFINE_VALUE (HenjiRmaItem, henji_rma_item, item_clear)
HENJI_DEFINE_VALUE (HenjiRma, henji_rma, rma_clear)

const char *
henji_rma_name (const HenjiRma *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->number != NULL)
    return self->number;

  return self->marketplace_number != NULL ? self->marketplace_number : self->order_id;
}

/* ---- What reports say ------------------------------------------------------------------------ */

gboolean
henji_rma_fits (const HenjiRma *self, const HenjiReturn *item)
{
  g_return_val_if_fail (self != NULL && item != NULL, FALSE);

  if (g_strcmp0 (self->order_id, item->order_id) != 0)
    return FALSE;
  if (self->marketplace_number != NULL && item->marketplace_rma != NULL)
    return g_str_equal (self->marketplace_number, item->marketplace_rma);
  if (self->number != NULL && item->rma != NULL)
    return g_str_equal (self->number, item->rma);
  if (item->sku == NULL || self->items == NULL || self->items->len == 0)
    return TRUE;
  for (guint i = 0; i < self->items->len; i++)
    {
      const HenjiRmaItem *own = g_ptr_array_index (self->items, i);

      if (own->sku == NULL || g_str_equal (own->sku, item->sku))
        return TRUE;
    }

  return FALSE;
}

static gboolean
says (const char *text, const char *word)
{
  g_autofree char *folded = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static void
tell (HenjiRma *self, HenjiReturnStage stage, const char *date, GTimeZone *zone, HenjiMoney amount)
{
  HenjiReturnStep *step = henji_return_step_new ();

  step->stage = stage;
  step->source = HENJI_TOLD_BY_REPORT;
  step->date = g_strdup (date);
  step->at = date != NULL ? henji_date_start (date, zone) : 0;
  step->amount = amount;
  henji_rma_take_step (self, step);
}

static void
take_word (char **own, const char *word)
{
  if (*own == NULL)
    *own = g_strdup (word);
}

void
henji_rma_take_step (HenjiRma *self, HenjiReturnStep *step)
{
  g_return_if_fail (self != NULL && step != NULL);

  if (self->steps == NULL)
    self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_step_unref);
  g_ptr_array_add (self->steps, step);
}

void
henji_rma_take_report (HenjiRma *self, const HenjiReturn *item, GTimeZone *zone)
{
  const char *since = item->requested_date;
  gboolean refused = says (item->status, "denied") || says (item->status, "reject")
                     || says (item->status, "decl");

  g_return_if_fail (self != NULL && item != NULL && zone != NULL);

  take_word (&self->marketplace_number, item->marketplace_rma);
  take_word (&self->number, item->rma);
  take_word (&self->reason_words, item->reason);
  take_word (&self->requested_date, since);
  if (self->returns == NULL)
    self->returns = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_unref);
  g_ptr_array_add (self->returns, henji_return_ref ((HenjiReturn *) item));

  if (refused)
    tell (self, HENJI_RETURN_REFUSED, since, zone, HENJI_MONEY_NONE);
  else if (henji_return_is_settled (item))
    tell (self, HENJI_RETURN_AUTHORISED, since, zone, HENJI_MONEY_NONE);
  /* A label has its tracking number before the parcel moves. */
  if (!refused && (item->label_type != NULL || item->tracking_number != NULL)
      && henji_return_is_settled (item))
    {
      tell (self, HENJI_RETURN_LABEL_SENT, since, zone, HENJI_MONEY_NONE);
    }
  take_word (&self->carrier, item->carrier);
  take_word (&self->tracking, item->tracking_number);
  if (item->delivered_date != NULL)
    tell (self, HENJI_RETURN_ARRIVED, item->delivered_date, zone, HENJI_MONEY_NONE);
  if (henji_money_is_set (item->refunded) && item->refunded.minor > 0)
    tell (self, HENJI_RETURN_REFUNDED, NULL, zone, item->refunded);
}

/* ---- How far it is --------------------------------------------------------------------------- */

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const HenjiReturnStep *x = *(HenjiReturnStep *const *) a;
  const HenjiReturnStep *y = *(HenjiReturnStep *const *) b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  if (x->stage != y->stage)
    return (int) x->stage - (int) y->stage;
  if (x->source != y->source)
    return (int) x->source - (int) y->source;

  return x->event_row < y->event_row ? -1 : x->event_row > y->event_row;
}

/* The seller has thought better of a refusal. */
static gboolean
is_withdrawn (const HenjiRma *self, const HenjiReturnStep *step)
{
  if (step->stage != HENJI_RETURN_REFUSED)
    return FALSE;
  for (guint i = 0; i < self->steps->len; i++)
    {
      const HenjiReturnStep *other = g_ptr_array_index (self->steps, i);

      if (other->source == HENJI_TOLD_BY_HAND && other->event_row > step->event_row
          && other->stage != HENJI_RETURN_REFUSED)
        return TRUE;
    }

  return FALSE;
}

/* What a report says of the money counts; what somebody entered, as long as none does. */
static void
add_refunded (HenjiRma *self, HenjiReturnSource source)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const HenjiReturnStep *step = g_ptr_array_index (self->steps, i);

      if (step->source != source || step->stage != HENJI_RETURN_REFUNDED
          || !henji_money_is_set (step->amount))
        continue;
      if (!henji_money_is_set (self->refunded))
        self->refunded = step->amount;
      else if (strcmp (self->refunded.currency, step->amount.currency) == 0)
        self->refunded.minor += step->amount.minor;
    }
}

/* Who saw it is believed before a report. */
static void
take_details (HenjiRma *self, gboolean by_hand)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const HenjiReturnStep *step = g_ptr_array_index (self->steps, i);

      if ((step->source == HENJI_TOLD_BY_HAND) != by_hand)
        continue;
      if (step->stage == HENJI_RETURN_ARRIVED && step->date != NULL
          && (by_hand || self->arrived_date == NULL))
        {
          g_free (self->arrived_date);
          self->arrived_date = g_strdup (step->date);
        }
      if (step->stage == HENJI_RETURN_ON_ITS_WAY && step->tracking != NULL)
        {
          g_free (self->carrier);
          g_free (self->tracking);
          self->carrier = g_strdup (step->carrier);
          self->tracking = g_strdup (step->tracking);
        }
    }
}

void
henji_rma_settle (HenjiRma *self)
{
  g_return_if_fail (self != NULL);

  if (self->steps == NULL)
    self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_step_unref);
  g_ptr_array_sort (self->steps, compare_steps);
  self->stage = HENJI_RETURN_OPENED;
  self->stage_at = self->opened_at;
  for (guint i = 0; i < self->steps->len; i++)
    {
      const HenjiReturnStep *step = g_ptr_array_index (self->steps, i);

      if (step->stage <= self->stage || is_withdrawn (self, step))
        continue;
      self->stage = step->stage;
      self->stage_at = step->at;
    }
  self->refunded = HENJI_MONEY_NONE;
  add_refunded (self, HENJI_TOLD_BY_REPORT);
  if (!henji_money_is_set (self->refunded))
    add_refunded (self, HENJI_TOLD_BY_HAND);
  g_clear_pointer (&self->arrived_date, g_free);
  take_details (self, FALSE);
  take_details (self, TRUE);
}

gboolean
henji_rma_has (const HenjiRma *self, HenjiReturnStage stage)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; self->steps != NULL && i < self->steps->len; i++)
    if (((HenjiReturnStep *) g_ptr_array_index (self->steps, i))->stage == stage)
      return TRUE;

  return stage == HENJI_RETURN_OPENED;
}

HenjiReturnStage
henji_rma_next (const HenjiRma *self)
{
  g_return_val_if_fail (self != NULL, HENJI_N_RETURN_STAGES);

  switch (self->stage)
    {
    case HENJI_RETURN_OPENED:
      return HENJI_RETURN_AUTHORISED;
    case HENJI_RETURN_AUTHORISED:
      return HENJI_RETURN_LABEL_SENT;
    case HENJI_RETURN_LABEL_SENT:
    case HENJI_RETURN_ON_ITS_WAY:
      return HENJI_RETURN_ARRIVED;
    case HENJI_RETURN_ARRIVED:
      return HENJI_RETURN_INSPECTED;
    case HENJI_RETURN_INSPECTED:
      return HENJI_RETURN_REFUNDED;
    case HENJI_RETURN_REFUSED:
    case HENJI_RETURN_REFUNDED:
    case HENJI_RETURN_EXCHANGED:
      /* Paid before it came: somebody has to look at it all the same. */
      if (henji_rma_has (self, HENJI_RETURN_ARRIVED)
          && !henji_rma_has (self, HENJI_RETURN_INSPECTED))
        return HENJI_RETURN_INSPECTED;
      return HENJI_RETURN_CLOSED;
    case HENJI_RETURN_CLOSED:
    case HENJI_N_RETURN_STAGES:
    default:
      return HENJI_N_RETURN_STAGES;
    }
}

/* henji-desk-claim-text.c: what goes into the marketplace's box
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-claim-text"

#include "config.h"

#include "henji-desk-evidence-private.h"

#include "henji-claim-notice.h"
#include "henji-claim-text.h"
#include "henji-desk-claim.h"
#include "henji-desk-private.h"
#include "henji-time.h"

#define BOX 4000 /* characters, for a policy that does not say */

static HenjiPolicy *
policy_of (HenjiDesk *self, const HenjiCaseDetail *detail)
{
  return henji_desk_policy (self, detail->case_->marketplace);
}

int
henji_desk_claim_text_limit (HenjiDesk *self, const HenjiCaseDetail *detail)
{
  const HenjiRule *rule;

  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL, BOX);

  rule = henji_policy_rule (policy_of (self, detail), "message-limit", henji_desk_now (self));

  return rule != NULL && rule->value > 0 ? rule->value : BOX;
}

/* In @language when it was said in it too. */
static HenjiClaimQuote *
quote_of (HenjiDesk *self,
          const HenjiCaseDetail *detail,
          const HenjiMessage *message,
          HenjiLanguage language)
{
  HenjiClaimQuote *quote = g_new0 (HenjiClaimQuote, 1);

  quote->at = message->at;
  quote->ours = message->direction == HENJI_DIRECTION_OUT;
  quote->translated = message->counterpart != NULL && message->language != language;
  quote->text = quote->translated ? _henji_desk_evidence_mask (self, detail, message,
                                                               message->counterpart, language)
                                  : _henji_desk_evidence_words_of (self, detail, message, language);

  return quote;
}

static const HenjiOrder *
order_of (const HenjiCaseDetail *detail, const HenjiClaim *claim)
{
  for (guint i = 0; i < detail->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (detail->orders, i);

      if (claim == NULL || claim->order_id == NULL
          || g_strcmp0 (order->order_id, claim->order_id) == 0)
        return order;
    }

  return NULL;
}

char *
henji_desk_claim_text (HenjiDesk *self,
                       const HenjiCaseDetail *detail,
                       HenjiLanguage language,
                       gboolean files)
{
  const HenjiClaim *claim;
  const HenjiOrder *order;
  g_autoptr (GPtrArray) quotes
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_claim_quote_free);
  g_autofree char *ordered = NULL;
  g_autofree char *refund_date = NULL;
  g_autofree char *label_date = NULL;
  HenjiClaimBrief brief = { .language = language, .files = files, .quotes = quotes };

  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL, NULL);

  claim = henji_desk_claim_of (detail);
  order = order_of (detail, claim);
  brief.zone = henji_policy_zone (policy_of (self, detail));
  brief.stage = claim != NULL ? claim->stage : HENJI_CLAIM_OPENED;
  brief.order_id = claim != NULL && claim->order_id != NULL ? claim->order_id
                   : detail->case_->order_ids != NULL       ? detail->case_->order_ids[0]
                                                            : NULL;
  if (claim != NULL)
    brief.amount = claim->amount;
  if (order != NULL)
    {
      if (order->items != NULL && order->items->len > 0)
        brief.item = ((HenjiOrderItem *) g_ptr_array_index (order->items, 0))->title;
      if (order->purchased_at != 0)
        brief.ordered = ordered = henji_date_of (order->purchased_at, brief.zone);
      if (order->shipments != NULL && order->shipments->len > 0)
        {
          const HenjiShipment *shipment
              = g_ptr_array_index (order->shipments, order->shipments->len - 1);

          brief.shipped = shipment->ship_date;
          brief.delivered = shipment->delivered_date;
          brief.carrier = shipment->carrier;
          brief.tracking = shipment->tracking_number;
        }
    }
  for (guint i = 0; i < detail->messages->len; i++)
    {
      const HenjiMessage *message = g_ptr_array_index (detail->messages, i);
      HenjiClaimStep step;

      if (message->direction != HENJI_DIRECTION_NOTICE)
        g_ptr_array_add (quotes, quote_of (self, detail, message, language));
      else if (message->notification == HENJI_NOTIFICATION_REFUND_ISSUED
               && henji_claim_notice_read (message, &step))
        {
          g_free (refund_date);
          brief.refund_date = refund_date = henji_date_of (message->at, brief.zone);
          brief.refunded = step.amount;
        }
      for (guint k = 0; message->direction == HENJI_DIRECTION_IN && message->attachments != NULL
                        && k < message->attachments->len;
           k++)
        {
          const HenjiAttachment *file = g_ptr_array_index (message->attachments, k);

          if (henji_document_shows (file->name, file->media_type))
            brief.n_photos++;
        }
    }
  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (detail->events, i);

      if (event->type != HENJI_EVENT_LABEL_PRINTED || event->undone)
        continue;
      g_free (label_date);
      brief.label_date = label_date = henji_date_of (event->at, brief.zone);
      brief.rma = detail->rma;
    }

  return henji_claim_text (&brief, henji_desk_claim_text_limit (self, detail));
}

GPtrArray *
henji_desk_check_claim_text (HenjiDesk *self,
                             const HenjiCaseDetail *detail,
                             const char *text,
                             HenjiLanguage language,
                             HenjiLanguage reader)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);
  const HenjiChecker *checker;
  HenjiCheckContext context = { 0 };
  g_autoptr (GArray) findings = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL && text != NULL, sentences);

  checker = henji_desk_checker (self);
  context.orders = detail->orders;
  context.own_order_ids = (const char *const *) detail->buyer_order_ids;
  context.others = detail->others;
  findings = henji_check (checker, text, -1, language, policy_of (self, detail), &context);
  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);
      char *sentence;

      /* It is no letter: what is only worth a look there is not said here, and what somebody wrote
       * is quoted in his language. */
      if (finding->severity != HENJI_SEVERITY_BLOCKING
          || g_str_equal (finding->rule, "wrong-language"))
        continue;
      sentence = henji_checker_explain (checker, finding, text, reader);
      if (g_ptr_array_find_with_equal_func (sentences, sentence, g_str_equal, NULL))
        g_free (sentence);
      else
        g_ptr_array_add (sentences, sentence);
    }

  return sentences;
}

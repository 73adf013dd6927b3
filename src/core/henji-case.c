/* henji-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-case.h"

#include "henji-time.h"

static const char *const event_types[HENJI_N_EVENTS] = {
  [0] = "unknown",
  [HENJI_EVENT_NOTE] = "note",
  [HENJI_EVENT_KIND_CHANGED] = "kind-changed",
  [HENJI_EVENT_CLOSED] = "closed",
  [HENJI_EVENT_REOPENED] = "reopened",
  [HENJI_EVENT_NO_REPLY_NEEDED] = "no-reply-needed",
  [HENJI_EVENT_ANSWERED] = "answered",
  [HENJI_EVENT_CONFIRMED] = "confirmed",
  [HENJI_EVENT_LABEL_PRINTED] = "label-printed",
  [HENJI_EVENT_RETURN_REQUESTED] = "return-requested",
  [HENJI_EVENT_REFUND_ISSUED] = "refund-issued",
  [HENJI_EVENT_CLAIM_OPENED] = "claim-opened",
  [HENJI_EVENT_CLAIM_CLOSED] = "claim-closed",
  [HENJI_EVENT_OPT_OUT] = "opt-out",
  [HENJI_EVENT_CANCEL_REQUESTED] = "cancel-requested",
  [HENJI_EVENT_MERGED] = "merged",
  [HENJI_EVENT_SPLIT] = "split",
  [HENJI_EVENT_SHIPMENT_ENTERED] = "shipment-entered",
  [HENJI_EVENT_RECOGNISED] = "recognised",
  [HENJI_EVENT_UNDONE] = "undone",
  [HENJI_EVENT_PROMISE] = "promise",
  [HENJI_EVENT_COPIED] = "copied",
  [HENJI_EVENT_CHECK_OVERRIDDEN] = "check-overridden",
  [HENJI_EVENT_PROMISE_KEPT] = "promise-kept",
  [HENJI_EVENT_SUPPORT_WRITTEN] = "support-written",
  [HENJI_EVENT_REMINDER_SET] = "reminder-set",
  [HENJI_EVENT_REMINDER_DONE] = "reminder-done",
  [HENJI_EVENT_CLOCK_STARTED] = "clock-started",
  [HENJI_EVENT_CLOCK_ENDED] = "clock-ended",
  [HENJI_EVENT_SUPPORT_OPENED] = "support-opened",
  [HENJI_EVENT_SUPPORT_STATUS] = "support-status",
  [HENJI_EVENT_PHONE_LOGGED] = "phone-logged",
  [HENJI_EVENT_CHAT_LOGGED] = "chat-logged",
  [HENJI_EVENT_CSBA_FORWARDED] = "csba-forwarded",
  [HENJI_EVENT_CLAIM_STAGE] = "claim-stage",
  [HENJI_EVENT_EVIDENCE_SAVED] = "evidence-saved",
  [HENJI_EVENT_ADDRESS_CHANGED] = "address-changed",
  [HENJI_EVENT_OUTLAY] = "outlay",
  [HENJI_EVENT_DEFECT] = "defect",
  [HENJI_EVENT_TAGGED] = "tagged",
  [HENJI_EVENT_UNTAGGED] = "untagged",
  [HENJI_EVENT_RETURN_ARRIVED] = "return-arrived",
  [HENJI_EVENT_SUPPORT_CHANGED] = "support-changed",
  [HENJI_EVENT_CSBA_QUESTION] = "csba-question",
  [HENJI_EVENT_CSBA_NATURE] = "csba-nature",
  [HENJI_EVENT_RULE_RAN] = "rule-ran",
  [HENJI_EVENT_RETURN_OPENED] = "return-opened",
  [HENJI_EVENT_RETURN_STAGE] = "return-stage",
  [HENJI_EVENT_GOODS_SETTLED] = "goods-settled",
  [HENJI_EVENT_DOCUMENT_PRINTED] = "document-printed",
  [HENJI_EVENT_CARRIER_FILE] = "carrier-file",
  [HENJI_EVENT_MARKETPLACE_MESSAGE] = "marketplace-message",
  [HENJI_EVENT_FEEDBACK] = "feedback",
};

const char *
henji_event_type_id (HenjiEventType type)
{
  g_return_val_if_fail ((guint) type < HENJI_N_EVENTS, "unknown");

  return event_types[type];
}

static void
case_clear (HenjiCase *self)
{
  g_free (self->uuid);
  g_free (self->marketplace);
  g_free (self->buyer);
  g_free (self->alias);
  g_free (self->subject);
  g_free (self->excerpt);
  g_strfreev (self->order_ids);
  g_free (self->due_rule);
  g_free (self->support_id);
  g_strfreev (self->tags);
}

static void
clock_clear (HenjiClock *self)
{
  g_free (self->rule);
  g_free (self->note);
}

static void
event_clear (HenjiEvent *self)
{
  g_free (self->uuid);
  g_free (self->text);
  g_free (self->data);
}

HENJI_DEFINE_VALUE (HenjiCase, henji_case, case_clear)
HENJI_DEFINE_VALUE (HenjiClock, henji_clock, clock_clear)
HENJI_DEFINE_VALUE (HenjiEvent, henji_event, event_clear)

static const HenjiClockRule clock_rules[] = {
  { "reply", TRUE, FALSE, 0 },
  /* What the marketplace waits for; a reply to the buyer is no answer to it. */
  { "claim-answer", FALSE, TRUE, 90 * HENJI_DAY },
  { "claim-information", FALSE, TRUE, 90 * HENJI_DAY },
  { "appeal-answer", FALSE, TRUE, 90 * HENJI_DAY },
  { "appeal", FALSE, TRUE, 3 * HENJI_DAY },
  { "return-request", TRUE, FALSE, 0 },
  { "csba-question", TRUE, FALSE, 0 },
  { HENJI_PROMISE_RULE, FALSE, TRUE, HENJI_DAY },
  { HENJI_REMINDER_RULE, FALSE, TRUE, 0 },
  { "carrier-follow-up", FALSE, TRUE, 0 },
  { "support-follow-up", FALSE, TRUE, 0 },
  { "ship-by", FALSE, TRUE, HENJI_DAY },
  { "refund-after-return", FALSE, TRUE, HENJI_DAY },
};

const HenjiClockRule *
henji_clock_rules (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (clock_rules);

  return clock_rules;
}

const HenjiClockRule *
henji_clock_rule (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (clock_rules); i++)
    if (g_strcmp0 (clock_rules[i].rule, rule) == 0)
      return &clock_rules[i];

  return NULL;
}

gboolean
henji_clock_is_promise (const HenjiClock *clock)
{
  g_return_val_if_fail (clock != NULL, FALSE);

  return clock->stopped_at == 0 && g_strcmp0 (clock->rule, HENJI_PROMISE_RULE) == 0;
}

/* henji-desk-reply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-reply"

#include "config.h"

#include "henji-desk-csba.h"
#include "henji-desk-private.h"

#include "henji-clocks.h"
#include "henji-db-event.h"
#include "henji-feedback.h"
#include "henji-option.h"
#include "henji-return-window.h"
#include "henji-time.h"

#define HENJI_SITUATION_FOLLOW_UP "follow-up" /* the buyer answers what we wrote */
#define WAY_TO_BUYER 14                       /* days, where no day of delivery is known */

/* Is the last day for a return over, by what is known of the delivery? */
static gboolean
is_past_return (HenjiDesk *self, const HenjiReplyContext *context)
{
  const HenjiOrder *order = context->order;
  const HenjiPolicy *policy = order != NULL ? henji_desk_policy (self, order->marketplace) : NULL;
  g_autofree char *today = henji_date_of (context->now, context->zone);
  const HenjiShipment *shipment;
  const HenjiRule *rule;
  HenjiReturnWindow window;

  if (policy == NULL)
    return FALSE;
  henji_return_window (policy, order, today, &window);
  if (window.state != HENJI_WINDOW_UNKNOWN)
    return window.state == HENJI_WINDOW_OUT;

  rule = henji_policy_rule (policy, HENJI_RETURN_WINDOW_RULE, context->now);
  if (rule == NULL || order->shipments == NULL || order->shipments->len == 0)
    return FALSE;
  shipment = g_ptr_array_index (order->shipments, order->shipments->len - 1);

  return henji_date_is_valid (shipment->ship_date)
         && henji_date_days_between (shipment->ship_date, today) > rule->value + WAY_TO_BUYER;
}

void
henji_desk_reply_context (HenjiDesk *self,
                          const HenjiCaseDetail *detail,
                          HenjiShop *shop,
                          HenjiReplyContext *context)
{
  g_return_if_fail (HENJI_IS_DESK (self) && detail != NULL && shop != NULL && context != NULL);

  *context = (HenjiReplyContext){ .shop = shop,
                                  .case_ = detail->case_,
                                  .support = detail->support,
                                  .rma = detail->rma,
                                  .now = henji_desk_now (self),
                                  .zone = self->zone };
  if (detail->feedback != NULL && detail->feedback->len > 0)
    context->feedback = ((const HenjiFeedback *) detail->feedback->pdata[0])->comment;
  if (detail->path != NULL)
    context->order = detail->path->order;
  else if (detail->orders->len > 0)
    context->order = g_ptr_array_index (detail->orders, 0);
  context->return_late = is_past_return (self, context);
  for (guint i = detail->messages->len; i-- > 0 && context->sent == NULL;)
    {
      const HenjiMessage *message = g_ptr_array_index (detail->messages, i);

      if (message->direction == HENJI_DIRECTION_IN && context->message == NULL)
        context->message = message;
      else if (message->direction == HENJI_DIRECTION_OUT && context->message != NULL)
        context->sent = message;
    }
}

/* The text of the guided path to begin with; once something was said, one to go on. */
static HenjiTemplate *
propose_to_support (HenjiDesk *self, const HenjiCaseDetail *detail)
{
  const HenjiSupportPath *path
      = henji_support_facts_path (self->facts->support, detail->support->path);
  gboolean begun = FALSE;
  HenjiTemplate *situation = NULL;

  for (guint i = 0; i < detail->messages->len; i++)
    begun = begun
            || ((HenjiMessage *) g_ptr_array_index (detail->messages, i))->direction
                   == HENJI_DIRECTION_IN;
  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (detail->events, i);

      begun = begun || (event->type == HENJI_EVENT_SUPPORT_WRITTEN && !event->undone);
    }
  if (!begun && path != NULL)
    situation = henji_desk_situation (self, path->situation);

  return situation != NULL ? situation : henji_desk_situation (self, "support-general");
}

static gboolean
runs (const HenjiCaseDetail *detail, const char *rule)
{
  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      if (clock->stopped_at == 0 && g_strcmp0 (clock->rule, rule) == 0)
        return TRUE;
    }

  return FALSE;
}

/* (nullable): what to write where the marketplace's customer service answers the buyer. A claim is
 * ours to answer in any case. */
static const char *
csba_situation (const HenjiCaseDetail *detail)
{
  if (detail->csba != NULL && henji_csba_is_theirs (detail->csba->reason)
      && detail->case_->kind != HENJI_KIND_A_TO_Z && detail->case_->kind != HENJI_KIND_THANKS
      && runs (detail, "reply"))
    return HENJI_SITUATION_CSBA_FORWARD;
  if (runs (detail, "csba-question"))
    return HENJI_SITUATION_CSBA_ANSWER;
  if (detail->csba != NULL && detail->csba->forwarded)
    return HENJI_SITUATION_CSBA_BUYER;

  return NULL;
}

#define SHORT_REPLY 120 /* bytes: what chooses among offers and says nothing else */
#define PLAIN_RANK 8    /* from here on a situation needs nothing special to be told */

/* Does the message choose among what we offered, and is of nothing that cannot wait? */
static gboolean
is_choice (const HenjiReplyContext *context)
{
  static const guint32 urgent
      = 1u << HENJI_TOLD_DANGER | 1u << HENJI_TOLD_HURT | 1u << HENJI_TOLD_RETURNED_GOODS;
  const HenjiMessage *message = context->message;
  g_autofree char *option = henji_option_chosen (context->sent, message, context->sent->language);

  if (option == NULL || (message->facts.told & urgent) != 0)
    return FALSE;

  return message->own_length <= SHORT_REPLY
         || (message->kind != HENJI_KIND_ADDRESS_CHANGE
             && message->kind != HENJI_KIND_CANCEL_REQUEST);
}

static gboolean
is_of_goods (HenjiKind kind)
{
  return kind >= HENJI_KIND_DAMAGED && kind <= HENJI_KIND_NOT_AS_DESCRIBED;
}

static gboolean
any_of_goods (const HenjiTemplate *situation)
{
  for (HenjiKind kind = HENJI_KIND_DAMAGED; kind <= HENJI_KIND_NOT_AS_DESCRIBED; kind++)
    if (henji_template_has_kind (situation, kind))
      return TRUE;

  return FALSE;
}

/* Does a second message come to another matter than @last was sent about? A few words are easily
 * misheard, so that only what is clear does; goods are complained of where nobody spoke of them. */
static gboolean
is_new_matter (const HenjiTemplate *last, const HenjiMessage *message, HenjiKind *kind)
{
  *kind = (message->other_kinds & 1u << HENJI_KIND_CANCEL_REQUEST) != 0 ? HENJI_KIND_CANCEL_REQUEST
                                                                        : message->kind;
  if (last != NULL && henji_template_has_kind (last, *kind))
    return FALSE;

  switch ((int) *kind)
    {
    case HENJI_KIND_ADDRESS_CHANGE:
    case HENJI_KIND_CANCEL_REQUEST:
    case HENJI_KIND_INVOICE:
    case HENJI_KIND_THANKS:
      return TRUE;
    default:
      return is_of_goods (*kind) && last != NULL && !any_of_goods (last)
             && !g_str_equal (henji_template_id (last), HENJI_SITUATION_FOLLOW_UP);
    }
}

/* (nullable): what goes on from what was written, where a buyer answers that. */
static HenjiTemplate *
propose_to_go_on (HenjiDesk *self,
                  const HenjiCaseDetail *detail,
                  const GPtrArray *situations,
                  const HenjiReplyContext *context)
{
  gboolean sent = detail->draft != NULL && detail->draft->answered;
  g_autoptr (HenjiTemplate) last = sent && detail->draft->situation != NULL
                                       ? henji_desk_situation (self, detail->draft->situation)
                                       : NULL;
  HenjiKind kind;
  gboolean new_matter = is_new_matter (last, context->message, &kind);
  HenjiTemplate *found
      = henji_template_propose (situations, new_matter ? kind : detail->case_->kind, context);

  if (found != NULL && !is_choice (context)
      && g_strcmp0 (henji_template_id (found), sent ? detail->draft->situation : NULL) != 0
      && (new_matter || henji_template_rank (found) < PLAIN_RANK))
    return henji_template_ref (found);

  return henji_desk_situation (self, HENJI_SITUATION_FOLLOW_UP);
}

HenjiTemplate *
henji_desk_propose_situation (HenjiDesk *self, const HenjiCaseDetail *detail)
{
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  g_autoptr (GPtrArray) situations = NULL;
  HenjiReplyContext context;
  HenjiTemplate *special = NULL;
  HenjiTemplate *found;
  const char *id;

  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL, NULL);

  if (detail->support != NULL)
    return propose_to_support (self, detail);
  /* What the seller laid down goes first; a rule's text to the marketplace or to the buyer is over
   * once the turn is theirs. */
  id = detail->rule_situation != NULL && detail->case_->court == HENJI_COURT_OURS
           ? detail->rule_situation
           : csba_situation (detail);
  special = id != NULL ? henji_desk_situation (self, id) : NULL;
  if (special != NULL)
    return special;

  henji_desk_reply_context (self, detail, shop, &context);
  situations = henji_desk_situations (self);
  special = context.sent != NULL ? propose_to_go_on (self, detail, situations, &context) : NULL;
  if (special != NULL)
    return special;
  found = henji_template_propose (situations, detail->case_->kind, &context);
  if (found == NULL)
    found = henji_template_propose (situations, HENJI_KIND_OTHER, &context);

  return henji_template_ref (found != NULL ? found : situations->pdata[0]);
}

HenjiLanguage
henji_desk_propose_language (const HenjiCaseDetail *detail)
{
  g_return_val_if_fail (detail != NULL, HENJI_LANGUAGE_EN);

  return detail->case_->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
}

HenjiLanguage
henji_desk_language_for (HenjiDesk *self,
                         const HenjiCaseDetail *detail,
                         const HenjiTemplate *situation)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL && situation != NULL,
                        HENJI_LANGUAGE_EN);

  if (!henji_template_is_to_support (situation))
    return henji_desk_propose_language (detail);

  return g_strcmp0 (detail->case_->marketplace, "amazon.com") == 0 ? HENJI_LANGUAGE_EN
                                                                   : HENJI_LANGUAGE_JA;
}

/* ---- Composing ------------------------------------------------------------------------------- */

static void
add_unique (GPtrArray *to, char **ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (to, ids[i], g_str_equal, NULL))
      g_ptr_array_add (to, g_strdup (ids[i]));
}

static char *
render (HenjiTemplate *situation,
        const HenjiChoices *choices,
        const HenjiReplyContext *context,
        HenjiLanguage language,
        GPtrArray *open)
{
  g_auto (GStrv) unfilled = NULL;
  g_autoptr (GPtrArray) paragraphs
      = henji_template_render (situation, choices, context, language, &unfilled);

  add_unique (open, unfilled);

  return henji_paragraphs_join (paragraphs);
}

HenjiDraft *
henji_desk_compose (HenjiDesk *self,
                    const HenjiCaseDetail *detail,
                    HenjiTemplate *situation,
                    const HenjiChoices *choices,
                    HenjiLanguage language,
                    char ***unfilled,
                    GError **error)
{
  g_autoptr (HenjiShop) shop = NULL;
  g_autoptr (HenjiChoices) said = NULL;
  g_autoptr (HenjiDraft) draft = NULL;
  HenjiReplyContext context;
  GPtrArray *open;

  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL && situation != NULL, NULL);

  shop = henji_desk_shop (self, error);
  if (shop == NULL)
    return NULL;

  henji_desk_reply_context (self, detail, shop, &context);
  said = choices != NULL ? henji_choices_copy (choices) : henji_choices_new ();
  henji_choices_set_written (said, context.now);
  open = g_ptr_array_new ();
  draft = henji_draft_new ();
  draft->case_row = detail->case_->row;
  draft->at = context.now;
  draft->situation = g_strdup (henji_template_id (situation));
  draft->language = language;
  draft->choices = henji_choices_to_text (said);
  draft->ja = render (situation, said, &context, HENJI_LANGUAGE_JA, open);
  draft->en = render (situation, said, &context, HENJI_LANGUAGE_EN, open);
  g_ptr_array_add (open, NULL);
  if (unfilled != NULL)
    *unfilled = (char **) g_ptr_array_free (open, FALSE);
  else
    g_strfreev ((char **) g_ptr_array_free (open, FALSE));

  return g_steal_pointer (&draft);
}

gboolean
henji_desk_draft_is_to_support (HenjiDesk *self, const HenjiDraft *draft)
{
  g_autoptr (HenjiTemplate) situation = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && draft != NULL, FALSE);

  situation = draft->situation != NULL ? henji_desk_situation (self, draft->situation) : NULL;

  return situation != NULL && henji_template_is_to_support (situation);
}

typedef struct
{
  const HenjiDraft *draft;
  HenjiDraft *stored;
} SaveJob;

static gboolean
write_draft (HenjiDb *db, gpointer data, GError **error)
{
  SaveJob *job = data;

  job->stored = henji_db_draft_save (db, job->draft, error);

  return job->stored != NULL;
}

HenjiDraft *
henji_desk_save_draft (HenjiDesk *self, const HenjiDraft *draft, GError **error)
{
  SaveJob job = { draft, NULL };

  g_return_val_if_fail (HENJI_IS_DESK (self) && draft != NULL, NULL);

  if (!_henji_desk_write (self, write_draft, &job, error))
    {
      g_clear_pointer (&job.stored, henji_draft_unref);
      return NULL;
    }

  return job.stored;
}

typedef struct
{
  gint64 row;
  GPtrArray *drafts;
} DraftsJob;

static gboolean
read_drafts (HenjiDb *db, gpointer data, GError **error)
{
  DraftsJob *job = data;

  job->drafts = henji_db_case_drafts (db, job->row, error);

  return job->drafts != NULL;
}

GPtrArray *
henji_desk_drafts (HenjiDesk *self, gint64 case_row, GError **error)
{
  DraftsJob job = { case_row, NULL };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  _henji_desk_read (self, read_drafts, &job, NULL, error);

  return job.drafts;
}

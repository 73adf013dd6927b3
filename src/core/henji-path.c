/* henji-path.c: a playbook as it stands for a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-path"

#include "config.h"

#include "henji-playbook-private.h"

#include <string.h>

static void
path_offer_free (HenjiPathOffer *self)
{
  henji_cost_unref (self->cost);
  g_free (self);
}

static void
path_clear (HenjiPath *self)
{
  g_clear_pointer (&self->playbook, henji_playbook_unref);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->deeds, g_array_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->costs, g_hash_table_unref);
  g_clear_pointer (&self->order, henji_order_unref);
  g_clear_pointer (&self->quantities, g_array_unref);
}

HENJI_DEFINE_VALUE (HenjiPath, henji_path, path_clear)

static gboolean
holds (const HenjiCondition *condition, const HenjiPathContext *context, GHashTable *answers)
{
  HenjiConditionScope scope = { .context = context->reply, .answers = answers };

  return condition == NULL || henji_condition_holds (condition, &scope);
}

/* ---- Which items ----------------------------------------------------------------------------- */

/* (transfer full) (nullable): what a report of returns tells. */
static GArray *
find_returned (const HenjiOrder *order, const GPtrArray *returns)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; returns != NULL && i < returns->len; i++)
    {
      const HenjiReturn *told = g_ptr_array_index (returns, i);
      const char *key = told->sku != NULL ? told->sku : told->asin;

      if (key != NULL && g_strcmp0 (told->order_id, order->order_id) == 0)
        {
          g_autoptr (GArray) item = henji_complaint_of_item (order, key, MAX (told->quantity, 0));
          g_autofree char *line = item != NULL ? henji_complaint_to_text (order, item) : NULL;

          g_string_append (text, line != NULL ? line : "");
        }
    }

  return henji_complaint_from_text (order, text->str);
}

/* The newest words that tell; of them all those that tell how many, too. */
static GArray *
find_written (const HenjiOrder *order, const GPtrArray *messages, gboolean *sure)
{
  g_autoptr (GArray) unsure = NULL;

  for (guint i = messages != NULL ? messages->len : 0; i-- > 0;)
    {
      const HenjiMessage *message = g_ptr_array_index (messages, i);
      g_autofree char *words = NULL;
      g_autoptr (GArray) found = NULL;

      if (message->direction == HENJI_DIRECTION_OUT || message->body == NULL)
        continue;
      words = g_strndup (message->body, (gsize) MAX (message->own_length, 0));
      found = henji_complaint_find (order, words, sure);
      if (found != NULL && *sure)
        return g_steal_pointer (&found);
      if (unsure == NULL)
        unsure = g_steal_pointer (&found);
    }

  *sure = FALSE;

  return g_steal_pointer (&unsure);
}

/* The seller's word goes before the buyer's, and that before what a report tells. */
static void
find_items (HenjiPath *self, const HenjiPathContext *context)
{
  const HenjiOrder *order = context->reply->order;
  const char *said = context->answers != NULL
                         ? g_hash_table_lookup (context->answers, HENJI_PLAYBOOK_ITEMS)
                         : NULL;
  gboolean sure = FALSE;

  if (!henji_playbook_is_by_item (self->playbook) || order == NULL
      || !henji_complaint_arises (order))
    return;

  self->items = HENJI_STEP_SAID;
  self->quantities = said != NULL ? henji_complaint_from_text (order, said) : NULL;
  if (self->quantities != NULL)
    return;

  self->quantities = find_written (order, context->messages, &sure);
  if (self->quantities == NULL)
    {
      self->quantities = find_returned (order, context->returns);
      sure = self->quantities != NULL;
    }
  if (self->quantities == NULL)
    self->quantities = henji_complaint_of_all (order);
  self->items = sure ? HENJI_STEP_KNOWN : HENJI_STEP_OPEN;
  if (!sure)
    self->n_open++;
}

/* ---- Questions ------------------------------------------------------------------------------- */

static int
find_answer (const HenjiQuestionSpec *spec, const char *id)
{
  for (guint i = 0; id != NULL && i < spec->question.answers->len; i++)
    if (g_str_equal (((HenjiAnswerSpec *) spec->question.answers->pdata[i])->answer.id, id))
      return (int) i;

  return -1;
}

/* The seller's word goes before what the desk knows. */
static HenjiStep
answer_question (const HenjiQuestionSpec *spec,
                 const HenjiPathContext *context,
                 GHashTable *answers)
{
  HenjiStep step = { .state = HENJI_STEP_SAID, .answer = -1 };

  if (context->answers != NULL)
    step.answer = find_answer (spec, g_hash_table_lookup (context->answers, spec->question.id));
  if (step.answer >= 0)
    return step;

  step.state = HENJI_STEP_KNOWN;
  if (spec->from != NULL && context->facts != NULL)
    step.answer = find_answer (spec, g_hash_table_lookup (context->facts, spec->from));
  for (guint i = 0; i < spec->question.answers->len && step.answer < 0; i++)
    {
      const HenjiAnswerSpec *answer = spec->question.answers->pdata[i];

      if (answer->when != NULL && holds (answer->when, context, answers))
        step.answer = (int) i;
    }
  if (step.answer < 0)
    step.state = HENJI_STEP_OPEN;

  return step;
}

/* (transfer full): question → answer; the strings are the playbook's */
static GHashTable *
walk (HenjiPath *self, const HenjiPathContext *context)
{
  GHashTable *answers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->playbook->questions->len; i++)
    {
      const HenjiQuestionSpec *spec = self->playbook->questions->pdata[i];
      HenjiStep step;

      if (!holds (spec->when, context, answers))
        continue;
      step = answer_question (spec, context, answers);
      step.question = i;
      g_array_append_val (self->steps, step);
      if (step.answer < 0)
        self->n_open++;
      else
        {
          const HenjiAnswerSpec *answer = spec->question.answers->pdata[step.answer];

          g_hash_table_insert (answers, spec->question.id, answer->answer.id);
        }
    }

  return answers;
}

/* What the return has come to, as far as it was told: "condition" and "window" are questions. */
static int
restocking_percent (const HenjiOfferSpec *spec,
                    const HenjiPathContext *context,
                    GHashTable *answers,
                    HenjiBack back,
                    gboolean *no_figures)
{
  const char *window = g_hash_table_lookup (answers, "window");
  const HenjiRule *rule;

  if (!spec->restocking || context->policy == NULL)
    return 0;

  rule = henji_cost_restocking (context->policy, back, window == NULL || g_str_equal (window, "in"),
                                context->reply->now);
  *no_figures = rule == NULL;

  return rule != NULL ? rule->value : 0;
}

static void
add_value (HenjiPath *self, const HenjiOfferSpec *spec, const char *name, char *value)
{
  g_hash_table_insert (self->values, g_strconcat (spec->offer.id, ".", name, NULL), value);
}

static void
add_offer (HenjiPath *self, guint index, const HenjiPathContext *context, GHashTable *answers)
{
  const HenjiOfferSpec *spec = self->playbook->offers->pdata[index];
  const HenjiOrder *order = self->order;
  const char *condition = g_hash_table_lookup (answers, "condition");
  HenjiPathOffer *offer = g_new0 (HenjiPathOffer, 1);
  HenjiCostInput input = { .offer = spec->offer.nature,
                           .item_cost = self->item_cost,
                           .share_low = spec->share_low,
                           .share_high = spec->share_high,
                           .pay_return = spec->pay_return,
                           .back = spec->back };
  g_autofree char *key
      = g_strdup_printf ("%s.%s", henji_kind_id (self->playbook->kind), spec->offer.id);

  if (condition != NULL)
    henji_back_from_id (condition, &input.back);
  if (order != NULL)
    {
      input.price = henji_order_items_total (order);
      input.total = henji_order_total (order);
    }
  input.risk = offer->risk = henji_cost_book_risk (context->book, key, spec->risk);
  input.restocking = restocking_percent (spec, context, answers, input.back, &offer->no_figures);
  offer->offer = index;
  offer->cost = henji_cost_reckon (context->book, &input);
  g_ptr_array_add (self->offers, offer);

  if (spec->offer.nature == HENJI_OFFER_PARTIAL && *offer->cost->currency != '\0')
    add_value (self, spec, "@partial",
               g_strdup_printf ("%" G_GINT64_FORMAT " %s", offer->cost->refund_low,
                                offer->cost->currency));
  if (input.restocking > 0)
    add_value (self, spec, "@restocking", g_strdup_printf ("%d", input.restocking));
}

static void
find_cheapest (HenjiPath *self)
{
  const HenjiCost *best = NULL;

  self->cheapest = -1;
  for (guint i = 0; i < self->offers->len; i++)
    {
      const HenjiPathOffer *offer = self->offers->pdata[i];

      if (!henji_playbook_offer (self->playbook, offer->offer)->settles
          || *offer->cost->currency == '\0' || (best != NULL && offer->cost->low >= best->low))
        continue;
      best = offer->cost;
      self->cheapest = (int) i;
    }
}

HenjiPath *
henji_path_find (HenjiPlaybook *playbook, const HenjiPathContext *given)
{
  HenjiPath *self;
  HenjiReplyContext reply;
  HenjiPathContext about;
  const HenjiPathContext *context = &about;
  g_autoptr (GHashTable) answers = NULL;

  g_return_val_if_fail (
      playbook != NULL && given != NULL && given->reply != NULL && given->book != NULL, NULL);

  self = henji_path_new ();
  self->playbook = henji_playbook_ref (playbook);
  self->steps = g_array_new (FALSE, FALSE, sizeof (HenjiStep));
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify) path_offer_free);
  self->deeds = g_array_new (FALSE, FALSE, sizeof (guint));
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  find_items (self, given);

  /* From here on there is no more of the order than what the case is about. */
  reply = *given->reply;
  about = *given;
  about.reply = &reply;
  if (self->quantities != NULL)
    self->order = henji_order_part (reply.order, self->quantities);
  else if (reply.order != NULL)
    self->order = henji_order_ref ((HenjiOrder *) reply.order);
  reply.order = self->order;

  if (context->costs != NULL)
    self->costs = g_hash_table_ref (context->costs);
  if (self->order != NULL)
    self->item_cost
        = henji_cost_of_items (self->order, context->costs, context->book, &self->cost_guessed);

  answers = walk (self, context);
  for (guint i = 0; i < playbook->offers->len; i++)
    if (holds (((HenjiOfferSpec *) playbook->offers->pdata[i])->when, context, answers))
      add_offer (self, i, context, answers);
  for (guint i = 0; i < playbook->deeds->len; i++)
    if (holds (((HenjiDeedSpec *) playbook->deeds->pdata[i])->when, context, answers))
      g_array_append_val (self->deeds, i);
  find_cheapest (self);

  return self;
}

char *
henji_path_risk_key (const HenjiPath *self, guint offer)
{
  const HenjiPathOffer *chosen;

  g_return_val_if_fail (self != NULL && offer < self->offers->len, NULL);

  chosen = self->offers->pdata[offer];

  return g_strdup_printf ("%s.%s", henji_kind_id (self->playbook->kind),
                          henji_playbook_offer (self->playbook, chosen->offer)->id);
}

void
henji_path_choose (const HenjiPath *self, guint offer, HenjiChoices *choices)
{
  const HenjiOfferSpec *spec;

  g_return_if_fail (self != NULL && offer < self->offers->len && choices != NULL);

  spec = self->playbook->offers->pdata[((HenjiPathOffer *) self->offers->pdata[offer])->offer];
  henji_choices_forget_clauses (choices);
  for (guint i = 0; spec->offer.on[i] != NULL; i++)
    henji_choices_set_clause (choices, spec->offer.on[i], TRUE);
  for (guint i = 0; spec->offer.off[i] != NULL; i++)
    henji_choices_set_clause (choices, spec->offer.off[i], FALSE);
  for (guint i = 0; i < spec->fills->len; i++)
    {
      const HenjiFill *fill = spec->fills->pdata[i];
      g_autofree char *key = g_strconcat (spec->offer.id, ".", fill->value, NULL);
      const char *value
          = *fill->value == '@' ? g_hash_table_lookup (self->values, key) : fill->value;

      if (value != NULL)
        henji_choices_set_field (choices, fill->field, value);
    }
}

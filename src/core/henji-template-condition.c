/* henji-template-condition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-template"

#include "config.h"

#include "henji-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-fold.h"
#include "henji-time.h"

typedef enum
{
  TERM_ALWAYS,
  TERM_NEVER,
  TERM_ORDER,
  TERM_SHIPPED,
  TERM_NOT_SHIPPED,
  TERM_SHIPMENT_UNKNOWN,
  TERM_OVERDUE,
  TERM_IN_TIME,
  TERM_RETURN_LATE,
  TERM_CHEAP,
  TERM_DEAR,
  TERM_PHOTOS,
  TERM_NEW_PHOTOS,
  TERM_PHOTOS_OPEN,
  TERM_MERCHANT,
  TERM_MARKETPLACE_FULFILLED,
  TERM_CLAIM,
  TERM_PERFORMANCE,
  TERM_GIFT,
  TERM_MESSAGE,
  TERM_FAULT,
  TERM_MARKETPLACE,
  TERM_BUYER,
  TERM_KIND,
  TERM_PAYMENT,
  TERM_FILLED,
  TERM_ONE,
  TERM_HAS,
  TERM_ON,
  TERM_SAYS,
  TERM_TOLD,
  TERM_ANSWER,
} TermType;

static const struct
{
  const char *word;
  TermType type;
  gboolean with_argument;
} words[] = {
  { "always", TERM_ALWAYS, FALSE },
  { "never", TERM_NEVER, FALSE },
  { "order", TERM_ORDER, FALSE },
  { "shipped", TERM_SHIPPED, FALSE },
  { "not-shipped", TERM_NOT_SHIPPED, FALSE },
  { "shipment-unknown", TERM_SHIPMENT_UNKNOWN, FALSE },
  { "overdue", TERM_OVERDUE, FALSE },         /* past its delivery, or long not shipped */
  { "in-time", TERM_IN_TIME, FALSE },         /* on its way, and not to be expected yet */
  { "return-late", TERM_RETURN_LATE, FALSE }, /* asked for after the last day of returns */
  { "cheap", TERM_CHEAP, FALSE },
  { "dear", TERM_DEAR, FALSE },
  { "photos", TERM_PHOTOS, FALSE },
  { "new-photos", TERM_NEW_PHOTOS, FALSE },   /* with the newest message */
  { "photos-open", TERM_PHOTOS_OPEN, FALSE }, /* our last answer asked for them, none came */
  { "merchant", TERM_MERCHANT, FALSE },
  { "marketplace-fulfilled", TERM_MARKETPLACE_FULFILLED, FALSE },
  { "claim", TERM_CLAIM, FALSE },
  { "performance", TERM_PERFORMANCE, FALSE }, /* our own case is with Seller Performance */
  { "gift", TERM_GIFT, FALSE },
  { "message", TERM_MESSAGE, FALSE },        /* the buyer wrote, and this answers it */
  { "fault", TERM_FAULT, TRUE },             /* fault:ours, by what was heard, else as said */
  { "marketplace", TERM_MARKETPLACE, TRUE }, /* marketplace:amazon.com */
  { "buyer", TERM_BUYER, TRUE },             /* buyer:ja */
  { "kind", TERM_KIND, TRUE },               /* kind:return-request, primary or secondary */
  { "payment", TERM_PAYMENT, TRUE },         /* payment:cod, cvs, card; else as written */
  { "filled", TERM_FILLED, TRUE },           /* filled:refund */
  { "one", TERM_ONE, TRUE },                 /* one:days, for "day" and "days" */
  { "has", TERM_HAS, TRUE },                 /* has:rma */
  { "on", TERM_ON, TRUE },                   /* on:replace */
  { "says", TERM_SAYS, TRUE },               /* says:qualified_invoice, of the buyer's words */
  { "told", TERM_TOLD, TRUE },               /* told:wants-refund, of what was recognised */
  { "answer", TERM_ANSWER, TRUE },           /* answer:photos=yes; in a playbook alone */
};

typedef struct
{
  TermType type;
  gboolean negated;
  char *argument;
  int index; /* kind, language, fault, what is told, field, built-in value or clause */
} Term;

struct _HenjiCondition
{
  char *text;              /* as written */
  GPtrArray *alternatives; /* of GPtrArray of Term */
  int line;
};

static void
term_free (Term *term)
{
  g_free (term->argument);
  g_free (term);
}

static Term *
term_parse (const char *text, GError **error)
{
  const char *colon;
  Term *term = g_new0 (Term, 1);

  if (*text == '!')
    {
      term->negated = TRUE;
      text++;
    }

  colon = strchr (text, ':');
  /* A seller types conditions between braces. */
  for (guint i = 0; strpbrk (text, "{}") == NULL && i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);
      HenjiKind kind;
      HenjiLanguage language;
      HenjiBuiltin builtin;
      HenjiFault fault;
      HenjiTold told;

      if (words[i].with_argument != (colon != NULL)
          || (colon != NULL ? (gsize) (colon - text) : strlen (text)) != length
          || strncmp (text, words[i].word, length) != 0)
        continue;

      term->type = words[i].type;
      term->argument = colon != NULL ? g_strdup (colon + 1) : NULL;
      term->index = -1;
      if (term->type == TERM_KIND)
        term->index = henji_kind_from_id (term->argument, &kind) ? (int) kind : -1;
      else if (term->type == TERM_BUYER)
        term->index = henji_language_from_id (term->argument, &language) ? (int) language : -1;
      else if (term->type == TERM_FAULT)
        term->index = henji_fault_from_id (term->argument, &fault) ? (int) fault : -1;
      else if (term->type == TERM_HAS)
        term->index = henji_builtin_from_id (term->argument, &builtin) ? (int) builtin : -1;
      else if (term->type == TERM_TOLD)
        term->index = henji_told_from_id (term->argument, &told) ? (int) told : -1;
      else if (term->type == TERM_SAYS)
        {
          g_autofree char *said = g_strdelimit (g_steal_pointer (&term->argument), "_", ' ');

          term->argument = henji_fold (said, -1, NULL);
          if (*term->argument == '\0')
            break;
          return term;
        }
      else
        return term; /* the rest is resolved later, or is any word */
      if (term->index >= 0)
        return term;
      break;
    }

  g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE, _ ("“%s” is no condition"),
               text);
  term_free (term);

  return NULL;
}

HenjiCondition *
henji_condition_parse (const char *text, int line, GError **error)
{
  HenjiCondition *self = g_new0 (HenjiCondition, 1);
  /* An empty text has no parts at all; it is one empty alternative like any other. */
  g_auto (GStrv) alternatives = g_strsplit (*text != '\0' ? text : " ", "|", -1);

  self->text = g_strdup (text);
  self->line = line;
  self->alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; alternatives[i] != NULL; i++)
    {
      g_auto (GStrv) terms = g_strsplit_set (alternatives[i], " \t\r\n", -1);
      GPtrArray *parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);

      g_ptr_array_add (self->alternatives, parsed);
      for (guint j = 0; terms[j] != NULL; j++)
        {
          Term *term;

          if (*terms[j] == '\0')
            continue;

          term = term_parse (terms[j], error);
          if (term == NULL)
            {
              henji_condition_free (self);
              return NULL;
            }
          g_ptr_array_add (parsed, term);
        }

      if (parsed->len == 0)
        {
          g_set_error_literal (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE,
                               _ ("A condition is empty"));
          henji_condition_free (self);
          return NULL;
        }
    }

  return self;
}

void
henji_condition_free (HenjiCondition *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->alternatives);
  g_free (self->text);
  g_free (self);
}

const char *
henji_condition_text (const HenjiCondition *self)
{
  return self->text;
}

gboolean
henji_condition_resolve (HenjiCondition *self,
                         const HenjiTemplate *template,
                         guint n_clauses,
                         GError **error)
{
  for (guint i = 0; i < self->alternatives->len; i++)
    {
      GPtrArray *terms = g_ptr_array_index (self->alternatives, i);

      for (guint j = 0; j < terms->len; j++)
        {
          Term *term = g_ptr_array_index (terms, j);

          if (term->type == TERM_FILLED || term->type == TERM_ONE)
            term->index = henji_template_find_field (template, term->argument);
          else if (term->type == TERM_ON)
            term->index = henji_template_find_clause (template, term->argument);
          else if (term->type != TERM_ANSWER)
            continue;

          if (term->index < 0 || (term->type == TERM_ON && (guint) term->index >= n_clauses))
            {
              g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE,
                           _ ("A condition names “%s”, which is not defined before it"),
                           term->argument);
              return FALSE;
            }
        }
    }

  return TRUE;
}

gboolean
henji_condition_resolve_answers (HenjiCondition *self,
                                 HenjiConditionKnows knows,
                                 gconstpointer data,
                                 GError **error)
{
  for (guint i = 0; i < self->alternatives->len; i++)
    {
      GPtrArray *terms = g_ptr_array_index (self->alternatives, i);

      for (guint j = 0; j < terms->len; j++)
        {
          Term *term = g_ptr_array_index (terms, j);
          const char *equals = term->type == TERM_ANSWER ? strchr (term->argument, '=') : NULL;
          g_autofree char *question
              = equals != NULL ? g_strndup (term->argument, equals - term->argument) : NULL;

          if (term->type == TERM_FILLED || term->type == TERM_ONE || term->type == TERM_ON
              || (term->type == TERM_ANSWER
                  && (question == NULL || !knows (question, equals + 1, data))))
            {
              g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE,
                           _ ("A condition names “%s”, which is not defined before it"),
                           term->argument);
              return FALSE;
            }
        }
    }

  return TRUE;
}

/* Was the question answered so? */
static gboolean
is_answer (GHashTable *answers, const char *argument)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *question = g_strndup (argument, equals - argument);
  const char *answer = answers != NULL ? g_hash_table_lookup (answers, question) : NULL;

  return answer != NULL && strcmp (answer, equals + 1) == 0;
}

/* ---- What is known of the order -------------------------------------------------------------- */

static TermType
shipment_state (const HenjiOrder *order)
{
  gboolean counted = FALSE;

  if (order == NULL)
    return TERM_SHIPMENT_UNKNOWN;
  if (henji_order_is_shipped (order))
    return TERM_SHIPPED;

  if (order->status != NULL && *order->status != '\0')
    return g_ascii_strncasecmp (order->status, "unshipped", 9) == 0
                   || g_ascii_strncasecmp (order->status, "pending", 7) == 0
               ? TERM_NOT_SHIPPED
               : TERM_SHIPMENT_UNKNOWN;

  /* A report without a status column still counts what has left. */
  for (guint i = 0; order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (order->items, i);

      if (item->quantity_shipped != 0)
        return TERM_SHIPMENT_UNKNOWN;
      counted = TRUE;
    }

  return counted ? TERM_NOT_SHIPPED : TERM_SHIPMENT_UNKNOWN;
}

#define LONG_UNSHIPPED (4 * G_TIME_SPAN_DAY) /* after the order, where no day is announced */
#define UNDER_WAY 3                          /* days from shipment that are nothing unusual */

/* (nullable): the day for which the delivery was announced, unless it has come. @buffer may hold
 * it. */
static const char *
announced_day (const HenjiOrder *order, char buffer[11])
{
  gboolean announced;
  const char *day = henji_order_delivery_day (order, buffer, &announced);

  return announced ? day : NULL;
}

/* The day by which the parcel was to be there is over; %FALSE also where none is known. */
static gboolean
is_overdue (const HenjiReplyContext *context)
{
  const HenjiOrder *order = context->order;
  g_autofree char *today = NULL;
  char buffer[11];
  const char *day;

  if (order == NULL || context->zone == NULL)
    return FALSE;
  today = henji_date_of (context->now, context->zone);
  day = announced_day (order, buffer);
  if (day != NULL)
    return strcmp (today, day) > 0;

  return shipment_state (order) == TERM_NOT_SHIPPED && order->purchased_at > 0
         && context->now - order->purchased_at > LONG_UNSHIPPED;
}

/* Shipped, not known to be there, and nobody could expect it before today. */
static gboolean
is_in_time (const HenjiReplyContext *context)
{
  const HenjiOrder *order = context->order;
  g_autofree char *today = NULL;
  const HenjiShipment *last;
  char buffer[11];
  const char *day;

  if (order == NULL || context->zone == NULL || shipment_state (order) != TERM_SHIPPED)
    return FALSE;
  today = henji_date_of (context->now, context->zone);
  day = announced_day (order, buffer);
  if (day != NULL)
    return strcmp (today, day) <= 0;
  if (henji_order_delivery_day (order, buffer, NULL) != NULL || order->shipments == NULL
      || order->shipments->len == 0)
    return FALSE;
  last = g_ptr_array_index (order->shipments, order->shipments->len - 1);

  return henji_date_is_valid (last->ship_date)
         && henji_date_days_between (last->ship_date, today) <= UNDER_WAY;
}

/* TERM_CHEAP, TERM_DEAR, or TERM_NEVER when price or limit is unknown. */
static TermType
price_class (const HenjiReplyContext *context)
{
  HenjiMoney total, limit;

  if (context->order == NULL || context->shop == NULL)
    return TERM_NEVER;

  total = henji_order_items_total (context->order);
  limit = strcmp (total.currency, "USD") == 0 ? context->shop->cheap_limit_usd
                                              : context->shop->cheap_limit_jpy;
  if (!henji_money_is_set (total) || !henji_money_is_set (limit)
      || strcmp (total.currency, limit.currency) != 0)
    return TERM_NEVER;

  return total.minor <= limit.minor ? TERM_CHEAP : TERM_DEAR;
}

/* Did photos come with the newest message? */
static gboolean
has_new_photos (const HenjiReplyContext *context)
{
  const HenjiMessage *message = context->message;

  for (guint i = 0;
       message != NULL && message->attachments != NULL && i < message->attachments->len; i++)
    {
      const HenjiAttachment *attachment = g_ptr_array_index (message->attachments, i);

      if (attachment->media_type != NULL
          && (g_ascii_strncasecmp (attachment->media_type, "image/", 6) == 0
              || g_ascii_strncasecmp (attachment->media_type, "video/", 6) == 0))
        return TRUE;
    }

  return FALSE;
}

/* Did photos come, with this message or an earlier one of the case? */
static gboolean
has_photos (const HenjiReplyContext *context)
{
  return has_new_photos (context)
         || (context->case_ != NULL && (context->case_->flags & HENJI_CASE_ATTACHMENTS) != 0);
}

/* Did our last answer ask for photos that did not come? */
static gboolean
are_photos_open (const HenjiReplyContext *context)
{
  static const char *const asked[]
      = { "写真を、", "写真または短い動画を、", "send us photos", "attach photos", NULL };

  if (context->sent == NULL || context->sent->body == NULL || has_photos (context))
    return FALSE;
  for (guint i = 0; asked[i] != NULL; i++)
    if (strstr (context->sent->body, asked[i]) != NULL)
      return TRUE;

  return FALSE;
}

static const char *
marketplace_of (const HenjiReplyContext *context)
{
  if (context->order != NULL && context->order->marketplace != NULL)
    return context->order->marketplace;

  return context->case_ != NULL ? context->case_->marketplace : NULL;
}

static HenjiLanguage
language_of (const HenjiReplyContext *context)
{
  if (context->case_ != NULL && context->case_->language != HENJI_LANGUAGE_OTHER)
    return context->case_->language;

  return context->message != NULL ? context->message->language : HENJI_LANGUAGE_OTHER;
}

static gboolean
has_kind (const HenjiReplyContext *context, HenjiKind kind)
{
  return (context->case_ != NULL && context->case_->kind == kind)
         || (context->message != NULL
             && (context->message->kind == kind
                 || (context->message->other_kinds & (1u << kind)) != 0));
}

/* Whom a kind of message blames; the others blame nobody. */
static const HenjiFault blames[HENJI_N_KINDS] = {
  [HENJI_KIND_DAMAGED] = HENJI_FAULT_OURS,
  [HENJI_KIND_DEFECTIVE] = HENJI_FAULT_OURS,
  [HENJI_KIND_MISSING_ITEM] = HENJI_FAULT_OURS,
  [HENJI_KIND_MISSING_PART] = HENJI_FAULT_OURS,
  [HENJI_KIND_WRONG_ITEM] = HENJI_FAULT_OURS,
  [HENJI_KIND_NOT_AS_DESCRIBED] = HENJI_FAULT_OURS,
  [HENJI_KIND_LATE_DELIVERY] = HENJI_FAULT_CARRIER,
  [HENJI_KIND_LOST] = HENJI_FAULT_CARRIER,
};

HenjiFault
henji_kind_fault (HenjiKind kind)
{
  g_return_val_if_fail ((guint) kind < HENJI_N_KINDS, HENJI_FAULT_NONE);

  return blames[kind];
}

/* What the buyer complains of goes before what the situation is mostly used for. */
static HenjiFault
fault_of (const HenjiConditionScope *scope)
{
  const HenjiMessage *message = scope->context->message;
  gboolean returns = message != NULL && message->kind == HENJI_KIND_RETURN_REQUEST;
  HenjiFault found = HENJI_FAULT_NONE;

  /* Who wants to return it and finds it other than imagined does not blame us. */
  for (guint i = 0; i < HENJI_N_KINDS && found != HENJI_FAULT_OURS; i++)
    if (blames[i] != HENJI_FAULT_NONE && has_kind (scope->context, i)
        && !(returns && (i == HENJI_KIND_NOT_AS_DESCRIBED || i == HENJI_KIND_WRONG_ITEM)))
      found = blames[i];

  if (found == HENJI_FAULT_NONE && scope->template != NULL)
    found = scope->template->fault;

  return found;
}

static gboolean
equal_words (const char *a, const char *b)
{
  return a != NULL && b != NULL && g_ascii_strcasecmp (a, b) == 0;
}

/* Reports say COD and CVS, interfaces and people say it in full. */
static gboolean
is_paid_by (const HenjiOrder *order, const char *way)
{
  static const struct
  {
    const char *way;
    const char *written; /* in small letters, part of what stands there */
  } known[] = {
    { "cod", "cod" },
    { "cod", "cash on delivery" },
    { "cod", "cashondelivery" },
    { "cod", "代金引換" },
    { "cod", "代引" },
    { "cvs", "cvs" },
    { "cvs", "convenience" },
    { "cvs", "コンビニ" },
    { "card", "credit" },
    { "card", "debit" },
    { "card", "card" },
    { "card", "クレジット" },
    { "card", "デビット" },
    { "card", "カード" },
  };
  g_autofree char *lower = NULL;

  if (order->payment_method == NULL)
    return FALSE;
  if (equal_words (order->payment_method, way))
    return TRUE;

  lower = g_utf8_strdown (order->payment_method, -1);
  /* Money on a gift card is no card to pay back to. */
  if (strstr (lower, "gift") != NULL || strstr (lower, "ギフト") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].way, way) == 0 && strstr (lower, known[i].written) != NULL)
      return TRUE;

  return FALSE;
}

#define MAX_SAID 20000 /* bytes of the buyer's own words that are looked at */

/* The buyer's own words, not what they quote. A Latin word counts from its beginning: no "ate" is
 * in "plate". */
static gboolean
says (const HenjiMessage *message, const char *folded)
{
  g_autofree char *own = NULL;

  if (message == NULL || message->body == NULL)
    return FALSE;
  own = henji_fold (message->body, (gssize) MIN (message->own_length, MAX_SAID), NULL);
  for (const char *at = strstr (own, folded); at != NULL; at = strstr (at + 1, folded))
    if (at == own || !g_ascii_isalpha (at[0]) || !g_ascii_isalpha (at[-1]))
      return TRUE;

  return FALSE;
}

static gboolean
term_holds (const Term *term, const HenjiConditionScope *scope)
{
  const HenjiReplyContext *context = scope->context;
  const HenjiOrder *order = context->order;

  switch (term->type)
    {
    case TERM_ALWAYS:
      return TRUE;
    case TERM_NEVER:
      return FALSE;
    case TERM_ORDER:
      return order != NULL;
    case TERM_SHIPPED:
    case TERM_NOT_SHIPPED:
    case TERM_SHIPMENT_UNKNOWN:
      return shipment_state (order) == term->type;
    case TERM_OVERDUE:
      return is_overdue (context);
    case TERM_IN_TIME:
      return is_in_time (context);
    case TERM_RETURN_LATE:
      return context->return_late;
    case TERM_CHEAP:
    case TERM_DEAR:
      return price_class (context) == term->type;
    case TERM_PHOTOS:
      return has_photos (context);
    case TERM_NEW_PHOTOS:
      return has_new_photos (context);
    case TERM_PHOTOS_OPEN:
      return are_photos_open (context);
    case TERM_MERCHANT:
      return order != NULL && equal_words (order->fulfilment, "merchant");
    case TERM_MARKETPLACE_FULFILLED:
      return order != NULL && equal_words (order->fulfilment, "marketplace");
    case TERM_CLAIM:
      return context->case_ != NULL && (context->case_->flags & HENJI_CASE_A_TO_Z) != 0;
    case TERM_PERFORMANCE:
      return context->support != NULL && context->support->team == HENJI_SUPPORT_PERFORMANCE;
    case TERM_GIFT:
      return order != NULL && henji_order_is_gift (order);
    case TERM_MESSAGE:
      return context->message != NULL;
    case TERM_FAULT:
      return (int) fault_of (scope) == term->index;
    case TERM_MARKETPLACE:
      return equal_words (marketplace_of (context), term->argument);
    case TERM_BUYER:
      return (int) language_of (context) == term->index;
    case TERM_KIND:
      return has_kind (context, (HenjiKind) term->index);
    case TERM_PAYMENT:
      return order != NULL && is_paid_by (order, term->argument);
    case TERM_FILLED:
    case TERM_ONE:
      {
        g_autofree char *value = henji_template_value (scope->template, (guint) term->index,
                                                       scope->choices, context, scope->language);

        return value != NULL && (term->type == TERM_FILLED || strcmp (value, "1") == 0);
      }
    case TERM_HAS:
      {
        g_autofree char *value = henji_builtin_value (
            (HenjiBuiltin) term->index, context,
            scope->language != HENJI_LANGUAGE_OTHER ? scope->language : HENJI_LANGUAGE_JA);

        return value != NULL;
      }
    case TERM_ON:
      return scope->on != NULL && scope->on[term->index];
    case TERM_SAYS:
      return says (context->message, term->argument);
    case TERM_TOLD:
      return context->message != NULL && (context->message->facts.told & 1u << term->index) != 0;
    case TERM_ANSWER:
      return is_answer (scope->answers, term->argument);
    default:
      g_assert_not_reached ();
    }
}

gboolean
henji_condition_holds (const HenjiCondition *self, const HenjiConditionScope *scope)
{
  for (guint i = 0; i < self->alternatives->len; i++)
    {
      GPtrArray *terms = g_ptr_array_index (self->alternatives, i);
      gboolean holds = TRUE;

      for (guint j = 0; j < terms->len && holds; j++)
        {
          const Term *term = g_ptr_array_index (terms, j);

          if (scope->could_be && term->type == TERM_FILLED)
            continue;
          holds = term_holds (term, scope) != term->negated;
        }

      if (holds)
        return TRUE;
    }

  return FALSE;
}

gboolean
henji_condition_needs (const HenjiCondition *self, HenjiBuiltin builtin)
{
  for (guint i = 0; i < self->alternatives->len; i++)
    {
      GPtrArray *terms = g_ptr_array_index (self->alternatives, i);
      gboolean found = FALSE;

      for (guint j = 0; j < terms->len && !found; j++)
        {
          const Term *term = g_ptr_array_index (terms, j);

          found = term->type == TERM_HAS && !term->negated && term->index == (int) builtin;
        }

      if (!found)
        return FALSE;
    }

  return TRUE;
}

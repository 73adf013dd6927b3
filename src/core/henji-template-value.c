/* henji-template-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands for a placeholder: the seller's own words first, then what order and message tell.
 */
#define G_LOG_DOMAIN "henji-template"

#include "config.h"

#include "henji-template-private.h"

#include "henji-addressee.h"
#include "henji-name.h"
#include "henji-option.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TITLE 60
#define MAX_OPTION 300

static const struct
{
  const char *id;
  const char *ja;
  const char *en;
  gboolean shipment;
} builtins[HENJI_N_BUILTINS] = {
  [HENJI_BUILTIN_BUYER] = { "buyer", "お名前", "name", FALSE },
  [HENJI_BUILTIN_ORDER_ID] = { "order-id", "注文番号", "order number", FALSE },
  [HENJI_BUILTIN_ITEM] = { "item", "商品名", "item", FALSE },
  [HENJI_BUILTIN_RMA] = { "rma", "返品番号", "RMA number", FALSE },
  [HENJI_BUILTIN_SHOP] = { "shop", "店舗名", "shop name", FALSE },
  [HENJI_BUILTIN_SIGNATURE] = { "signature", "署名", "signature", FALSE },
  [HENJI_BUILTIN_CARRIER] = { "carrier", "配送会社", "carrier", TRUE },
  [HENJI_BUILTIN_TRACKING] = { "tracking", "お問い合わせ番号", "tracking number", TRUE },
  [HENJI_BUILTIN_SHIP_DATE] = { "ship-date", "発送日", "ship date", TRUE },
  [HENJI_BUILTIN_DELIVERED_DATE] = { "delivered-date", "配達日", "delivery date", TRUE },
  [HENJI_BUILTIN_RETURN_ADDRESS] = { "return-address", "返送先", "return address", FALSE },
  [HENJI_BUILTIN_REGISTRATION_NUMBER]
  = { "registration-number", "登録番号", "registration number", FALSE },
  [HENJI_BUILTIN_OPTION] = { "option", "選ばれた対応", "chosen option", FALSE },
};

/* Carriers as each language's readers know them; as reports and sellers write them. */
static const struct
{
  const char *written;
  const char *ja;
  const char *en;
} carriers[] = {
  { "ヤマト", "ヤマト運輸", "Yamato Transport" },
  { "クロネコ", "ヤマト運輸", "Yamato Transport" },
  { "yamato", "ヤマト運輸", "Yamato Transport" },
  { "佐川", "佐川急便", "Sagawa Express" },
  { "sagawa", "佐川急便", "Sagawa Express" },
  { "日本郵便", "日本郵便", "Japan Post" },
  { "ゆうパック", "日本郵便（ゆうパック）", "Japan Post (Yu-Pack)" },
  { "郵便局", "日本郵便", "Japan Post" },
  { "japan post", "日本郵便", "Japan Post" },
  { "西濃", "西濃運輸", "Seino Transportation" },
  { "福山通運", "福山通運", "Fukuyama Transporting" },
};

gboolean
henji_builtin_from_id (const char *id, HenjiBuiltin *builtin)
{
  for (guint i = 0; id != NULL && i < HENJI_N_BUILTINS; i++)
    if (strcmp (builtins[i].id, id) == 0)
      {
        *builtin = i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_builtin_id (HenjiBuiltin builtin)
{
  return builtins[builtin].id;
}

const char *
henji_builtin_label (HenjiBuiltin builtin, HenjiLanguage language)
{
  return language == HENJI_LANGUAGE_JA ? builtins[builtin].ja : builtins[builtin].en;
}

gboolean
henji_builtin_asserts_shipment (HenjiBuiltin builtin)
{
  return builtins[builtin].shipment;
}

/* (nullable): "" counts as not known. */
static char *
clean_or_null (const char *text, gboolean keep_lines, gsize max_chars)
{
  g_autofree char *clean = NULL;

  if (text == NULL)
    return NULL;

  clean = henji_template_clean (text, keep_lines, max_chars);

  return *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

/* ---- From the order -------------------------------------------------------------------------- */

static const HenjiShipment *
last_shipment (const HenjiOrder *order)
{
  if (order == NULL || order->shipments == NULL || order->shipments->len == 0)
    return NULL;

  return g_ptr_array_index (order->shipments, order->shipments->len - 1);
}

static const HenjiOrderItem *
only_item (const HenjiOrder *order)
{
  if (order == NULL || order->items == NULL || order->items->len != 1)
    return NULL;

  return g_ptr_array_index (order->items, 0);
}

/* The only item's title, cut where a word ends: marketplace titles run to 200 characters. */
static char *
item_title (const HenjiReplyContext *context)
{
  const HenjiOrderItem *item = only_item (context->order);
  g_autofree char *title = item != NULL ? clean_or_null (item->title, FALSE, 500) : NULL;
  char *end;
  char *space;

  if (title == NULL || g_utf8_strlen (title, -1) <= MAX_TITLE)
    return g_steal_pointer (&title);

  end = g_utf8_offset_to_pointer (title, MAX_TITLE - 1);
  *end = '\0';
  space = strrchr (title, ' ');
  if (space != NULL && g_utf8_strlen (title, space - title) > MAX_TITLE / 2)
    *space = '\0';

  return g_strconcat (title, "…", NULL);
}

static char *
carrier_name (const char *written, HenjiLanguage language)
{
  g_autofree char *clean = clean_or_null (written, FALSE, 80);
  g_autofree char *lower = clean != NULL ? g_utf8_strdown (clean, -1) : NULL;

  if (clean == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (carriers); i++)
    if (strstr (lower, carriers[i].written) != NULL)
      return g_strdup (language == HENJI_LANGUAGE_JA ? carriers[i].ja : carriers[i].en);

  if (language == HENJI_LANGUAGE_EN && !henji_template_text_fits (clean, language))
    return NULL;

  return g_steal_pointer (&clean);
}

static char *
today_of (const HenjiReplyContext *context)
{
  return context->zone != NULL ? henji_date_of (context->now, context->zone) : NULL;
}

static char *
format_date (const char *date, const HenjiReplyContext *context, HenjiLanguage language)
{
  g_autofree char *today = today_of (context);

  return henji_date_is_valid (date) ? henji_date_format (date, today, language) : NULL;
}

/* @names: room for three and a NULL */
static void
buyer_names (const HenjiReplyContext *context, const char **names)
{
  guint n = 0;

  /* The buyer, never the recipient: a gift goes to somebody else. */
  if (context->order != NULL && context->order->buyer_name != NULL)
    names[n++] = context->order->buyer_name;
  if (context->case_ != NULL && context->case_->buyer != NULL)
    names[n++] = context->case_->buyer;
  if (context->message != NULL && context->message->direction == HENJI_DIRECTION_IN
      && context->message->from_name != NULL)
    names[n++] = context->message->from_name;
  names[n] = NULL;
}

static char *
buyer_greeting (const HenjiReplyContext *context, HenjiLanguage language)
{
  const char *names[4];

  buyer_names (context, names);

  return henji_name_for_greeting (names, language);
}

/* As it stands on a receipt: "佐伯 美咲 様", "Emily Turner". NULL when no name is known. */
static char *
buyer_name (const HenjiReplyContext *context, HenjiLanguage language)
{
  const char *names[4];
  g_autofree char *bare = NULL;

  buyer_names (context, names);
  for (guint i = 0; names[i] != NULL && bare == NULL; i++)
    bare = henji_name_bare (names[i]);

  return bare != NULL && language != HENJI_LANGUAGE_EN
             ? henji_name_for_greeting (names, HENJI_LANGUAGE_JA)
             : g_steal_pointer (&bare);
}

/* Every order of the case: "250-1234567-1234567, 250-7654321-1234567". */
static char *
order_ids (const HenjiReplyContext *context)
{
  g_autofree char *all = context->case_ != NULL && context->case_->order_ids != NULL
                             ? g_strjoinv (", ", context->case_->order_ids)
                             : NULL;

  if (all == NULL && context->order != NULL)
    all = g_strdup (context->order->order_id);

  return clean_or_null (all, FALSE, 400);
}

static char *
return_address (const HenjiReplyContext *context, HenjiLanguage language)
{
  const HenjiAddress *address;
  const char *marketplace = context->order != NULL   ? context->order->marketplace
                            : context->case_ != NULL ? context->case_->marketplace
                                                     : NULL;
  g_autofree char *block = NULL;

  if (context->shop == NULL)
    return NULL;

  address = henji_shop_return_address (context->shop, marketplace, language);
  block = address != NULL ? henji_address_block (address, TRUE) : NULL;

  return clean_or_null (block, TRUE, 600);
}

static char *
signature (const HenjiReplyContext *context, HenjiLanguage language)
{
  const char *text;
  char *clean;

  if (context->shop == NULL)
    return NULL;

  text = language == HENJI_LANGUAGE_JA ? context->shop->signature_ja : context->shop->signature_en;
  clean = clean_or_null (text, TRUE, 1000);

  return clean != NULL ? clean
                       : clean_or_null (henji_shop_name (context->shop, language), FALSE, 200);
}

char *
henji_builtin_value (HenjiBuiltin builtin, const HenjiReplyContext *context, HenjiLanguage language)
{
  const HenjiOrder *order = context->order;
  const HenjiShipment *shipment = last_shipment (order);

  switch (builtin)
    {
    case HENJI_BUILTIN_BUYER:
      return buyer_greeting (context, language);
    case HENJI_BUILTIN_ORDER_ID:
      if (order != NULL && order->order_id != NULL)
        return clean_or_null (order->order_id, FALSE, 40);
      return context->case_ != NULL && context->case_->order_ids != NULL
                 ? clean_or_null (context->case_->order_ids[0], FALSE, 40)
                 : NULL;
    case HENJI_BUILTIN_ITEM:
      {
        g_autofree char *title = item_title (context);

        if (title == NULL
            || (language == HENJI_LANGUAGE_EN && !henji_template_text_fits (title, language)))
          return NULL;
        return g_steal_pointer (&title);
      }
    case HENJI_BUILTIN_RMA:
      return clean_or_null (context->rma, FALSE, 60);
    case HENJI_BUILTIN_SHOP:
      return context->shop != NULL
                 ? clean_or_null (henji_shop_name (context->shop, language), FALSE, 200)
                 : NULL;
    case HENJI_BUILTIN_SIGNATURE:
      return signature (context, language);
    case HENJI_BUILTIN_CARRIER:
      return shipment != NULL ? carrier_name (shipment->carrier, language) : NULL;
    case HENJI_BUILTIN_TRACKING:
      return shipment != NULL ? clean_or_null (shipment->tracking_number, FALSE, 60) : NULL;
    case HENJI_BUILTIN_SHIP_DATE:
      return shipment != NULL ? format_date (shipment->ship_date, context, language) : NULL;
    case HENJI_BUILTIN_DELIVERED_DATE:
      return shipment != NULL ? format_date (shipment->delivered_date, context, language) : NULL;
    case HENJI_BUILTIN_RETURN_ADDRESS:
      return return_address (context, language);
    case HENJI_BUILTIN_REGISTRATION_NUMBER:
      return context->shop != NULL && henji_registration_is_valid (context->shop->registration)
                 ? g_strdup (context->shop->registration)
                 : NULL;
    case HENJI_BUILTIN_OPTION:
      {
        g_autofree char *option
            = context->sent != NULL && context->message != NULL
                  ? henji_option_chosen (context->sent, context->message, language)
                  : NULL;

        return clean_or_null (option, FALSE, MAX_OPTION);
      }
    case HENJI_N_BUILTINS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* ---- Fields ---------------------------------------------------------------------------------- */

static char *
money_text (HenjiMoney money)
{
  if (!henji_money_is_set (money) || money.minor <= 0)
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", money.minor, money.currency);
}

gboolean
henji_template_read_default (const HenjiTemplate *template,
                             HenjiFieldSpec *field,
                             const char *text,
                             GError **error)
{
  static const struct
  {
    const char *word;
    HenjiFieldType type;
  } known[] = {
    { "order-total", HENJI_FIELD_MONEY },   { "items-total", HENJI_FIELD_MONEY },
    { "amount", HENJI_FIELD_MONEY },        { "order-address", HENJI_FIELD_ADDRESS },
    { "new-address", HENJI_FIELD_ADDRESS }, { "part", HENJI_FIELD_TEXT },
    { "item-title", HENJI_FIELD_TEXT },     { "buyer-name", HENJI_FIELD_TEXT },
    { "order-ids", HENJI_FIELD_TEXT },      { "old-address", HENJI_FIELD_ADDRESS },
    { "feedback", HENJI_FIELD_TEXT },       { "addressee", HENJI_FIELD_TEXT },
    { "proviso", HENJI_FIELD_TEXT },
  };
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) counted = NULL;

  field->base = -1;
  if (text == NULL)
    return TRUE;

  field->default_ = g_strdup (text);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].word, text) == 0 && known[i].type == field->field.type)
      return TRUE;

  if (field->field.type == HENJI_FIELD_NUMBER
      && henji_field_is_canonical (HENJI_FIELD_NUMBER, text))
    return TRUE;

  /* today+3: three days; answer-by+1o: one open day after another field */
  counted = g_regex_new ("^([a-z][a-z0-9-]*)\\+([0-9]{1,3})(o?)$", 0, 0, NULL);
  if (field->field.type == HENJI_FIELD_DATE && g_regex_match (counted, text, 0, &match))
    {
      g_autofree char *base = g_match_info_fetch (match, 1);
      g_autofree char *days = g_match_info_fetch (match, 2);
      g_autofree char *open = g_match_info_fetch (match, 3);

      field->days = atoi (days);
      field->open_days = *open == 'o';
      if (strcmp (base, "today") == 0)
        return TRUE;

      field->base = henji_template_find_field (template, base);
      if (field->base >= 0
          && ((HenjiFieldSpec *) g_ptr_array_index (template->fields, field->base))->field.type
                 == HENJI_FIELD_DATE)
        return TRUE;
    }

  henji_template_fail (error, _ ("“%s” is no default for a field of the type “%s”"), text,
                       henji_field_type_id (field->field.type));

  return FALSE;
}

static char *
address_text (const HenjiAddress *address)
{
  g_autofree char *line = address != NULL ? henji_address_line (address) : NULL;

  return clean_or_null (line, FALSE, 300);
}

/* Was the address that the buyer wrote, perhaps corrected, put in the order's place? */
static gboolean
is_applied (const HenjiReplyContext *context)
{
  gint64 at = context->order != NULL ? henji_order_address_changed_at (context->order) : 0;
  const HenjiMessage *message = context->message;

  return at != 0 && (message == NULL || message->facts.address == NULL || message->at <= at);
}

static char *
proposed (const HenjiTemplate *self,
          const HenjiFieldSpec *spec,
          const HenjiChoices *choices,
          const HenjiReplyContext *context,
          HenjiLanguage language)
{
  const HenjiOrder *order = context->order;
  const HenjiFacts *facts = context->message != NULL ? &context->message->facts : NULL;
  const char *word = spec->default_;

  if (word == NULL)
    return NULL;
  if (spec->field.type == HENJI_FIELD_DATE)
    {
      g_autofree char *base = spec->base < 0
                                  ? today_of (context)
                                  : henji_template_value (self, (guint) spec->base, choices,
                                                          context, HENJI_LANGUAGE_OTHER);

      if (base == NULL)
        return NULL;
      return spec->open_days ? henji_open_days_add (context->shop->open_days, base, spec->days)
                             : henji_date_add_days (base, spec->days);
    }

  if (strcmp (word, "order-total") == 0)
    return order != NULL ? money_text (henji_order_total (order)) : NULL;
  if (strcmp (word, "items-total") == 0)
    return order != NULL ? money_text (henji_order_items_total (order)) : NULL;
  if (strcmp (word, "amount") == 0)
    return facts != NULL && facts->amount != NULL
               ? henji_field_parse (HENJI_FIELD_MONEY, facts->amount, context, NULL)
               : NULL;
  if (strcmp (word, "order-address") == 0)
    return order != NULL ? address_text (order->ship_to) : NULL;
  /* What stands at the marketplace, whatever was put in its place. */
  if (strcmp (word, "old-address") == 0)
    return order != NULL ? address_text (order->ship_was != NULL ? order->ship_was : order->ship_to)
                         : NULL;
  if (strcmp (word, "new-address") == 0 && is_applied (context))
    return address_text (order->ship_to);
  if (strcmp (word, "new-address") == 0)
    {
      g_autofree char *address = facts != NULL ? clean_or_null (facts->address, FALSE, 300) : NULL;
      g_autofree char *code = facts != NULL ? clean_or_null (facts->postal_code, FALSE, 20) : NULL;

      /* The postal code alone is no address. */
      if (address == NULL || code == NULL || strstr (address, code) != NULL)
        return g_steal_pointer (&address);
      return henji_template_text_fits (address, HENJI_LANGUAGE_EN)
                 ? g_strdup_printf ("%s %s", address, code)
                 : g_strdup_printf ("〒%s %s", code, address);
    }
  if (strcmp (word, "part") == 0)
    return facts != NULL ? clean_or_null (facts->part, FALSE, 60) : NULL;
  if (strcmp (word, "item-title") == 0)
    return item_title (context);
  if (strcmp (word, "buyer-name") == 0)
    return buyer_name (context, language);
  if (strcmp (word, "addressee") == 0)
    {
      g_autofree char *found
          = context->message != NULL ? henji_addressee_find (context->message) : NULL;

      return found != NULL ? clean_or_null (found, FALSE, 60) : buyer_name (context, language);
    }
  if (strcmp (word, "proviso") == 0)
    {
      g_autofree char *found
          = context->message != NULL ? henji_proviso_find (context->message) : NULL;

      return clean_or_null (found, FALSE, 60);
    }
  if (strcmp (word, "order-ids") == 0)
    return order_ids (context);
  if (strcmp (word, "feedback") == 0)
    return clean_or_null (context->feedback, FALSE, 1000);
  if (spec->field.type == HENJI_FIELD_NUMBER)
    return g_strdup (word);

  return NULL;
}

static char *
chosen (const HenjiFieldSpec *spec, const HenjiChoices *choices, HenjiLanguage language)
{
  g_autofree char *key = NULL;
  g_autofree char *clean = NULL;
  const char *value;

  key = language == HENJI_LANGUAGE_OTHER
            ? g_strdup (spec->field.id)
            : g_strconcat (spec->field.id, ".", henji_language_id (language), NULL);
  value = choices != NULL ? henji_choices_field (choices, key) : NULL;
  clean = clean_or_null (value, FALSE, 1000);

  return clean != NULL && henji_field_is_canonical (spec->field.type, clean)
             ? g_steal_pointer (&clean)
             : NULL;
}

char *
henji_template_value (const HenjiTemplate *self,
                      guint field,
                      const HenjiChoices *choices,
                      const HenjiReplyContext *context,
                      HenjiLanguage language)
{
  const HenjiFieldSpec *spec = g_ptr_array_index (self->fields, field);
  gboolean text = spec->field.type == HENJI_FIELD_TEXT;
  char *value = NULL;

  /* Written for this very reader: as it is. */
  if (text && language != HENJI_LANGUAGE_OTHER)
    value = chosen (spec, choices, language);
  if (value != NULL)
    return value;

  value = chosen (spec, choices, HENJI_LANGUAGE_OTHER);
  if (value == NULL)
    value = proposed (self, spec, choices, context, language);
  if (text && value != NULL && !henji_template_text_fits (value, language))
    g_clear_pointer (&value, g_free);

  if (text && value == NULL && language == HENJI_LANGUAGE_OTHER)
    {
      value = chosen (spec, choices, HENJI_LANGUAGE_JA);
      if (value == NULL)
        value = chosen (spec, choices, HENJI_LANGUAGE_EN);
    }

  return value;
}

char *
henji_template_field_value (const HenjiTemplate *self,
                            guint field,
                            const HenjiChoices *choices,
                            const HenjiReplyContext *context)
{
  g_return_val_if_fail (self != NULL && context != NULL && field < self->fields->len, NULL);

  return henji_template_value (self, field, choices, context, HENJI_LANGUAGE_OTHER);
}

/* henji-packing-slip.c: what lies in one parcel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-packing-slip"

#include "config.h"

#include "henji-packing-private.h"

#include "henji-name.h"

#define SIZE 9.5
#define SMALL 8.0
#define AMOUNT 30.0 /* mm, of the column of amounts */
#define PIECES 18.0

typedef struct
{
  const char *title;
  const char *thanks;
  const char *gift;
  const char *message;
  const char *order;
  const char *ordered;
  const char *to;
  const char *item;
  const char *pieces;
  const char *amount;
  const char *goods;
  const char *tax;
  const char *shipping;
  const char *discount;
  const char *total;
  const char *from;
  const char *questions;
  const char *again;
} SlipWords;

/* Slips speak the buyer's language. */
static const SlipWords slip_ja = {
  .title = "納品書",
  .thanks = "このたびはご注文いただき、誠にありがとうございます。下記の商品をお届けいたします。",
  .gift = "贈り物をお届けいたします。",
  .message = "贈り主様からのメッセージ",
  .order = "注文番号",
  .ordered = "注文日",
  .to = "お届け先",
  .item = "商品",
  .pieces = "数量",
  .amount = "金額",
  .goods = "商品小計",
  .tax = "税",
  .shipping = "配送料",
  .discount = "割引",
  .total = "合計",
  .from = "発送元",
  .questions = "商品にお気づきの点がございましたら、注文履歴から当店へご連絡ください。",
  .again = "（続き）",
};

static const SlipWords slip_en = {
  .title = "Packing slip",
  .thanks = "Thank you for your order. This parcel holds the items below.",
  .gift = "This parcel holds a gift for you.",
  .message = "A message for you",
  .order = "Order",
  .ordered = "Order date",
  .to = "Ship to",
  .item = "Item",
  .pieces = "Quantity",
  .amount = "Amount",
  .goods = "Items",
  .tax = "Tax",
  .shipping = "Shipping",
  .discount = "Discount",
  .total = "Total",
  .from = "Sent by",
  .questions = "If anything is not as it should be, please write to us from your order history.",
  .again = "(continued)",
};

/* One order being set. */
typedef struct
{
  HenjiPacking *packing;
  guint index;
  const HenjiPackingOrder *one;
  const HenjiOrder *order;
  const SlipWords *words;
  gboolean ja;
  gboolean gift;
} Slip;

/* A gift greets who gets it, never who paid. */
static char *
greeting (const Slip *slip)
{
  const char *recipient = slip->order->ship_to != NULL ? slip->order->ship_to->name : NULL;
  const char *names[]
      = { slip->gift || slip->order->buyer_name == NULL ? recipient : slip->order->buyer_name,
          NULL };
  g_autofree char *name
      = henji_name_for_greeting (names, slip->ja ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN);

  return slip->ja ? g_steal_pointer (&name) : g_strdup_printf ("Dear %s,", name);
}

static void
put_fact (const Slip *slip, const char *caption, const char *value, double x, double width)
{
  HenjiPacking *self = slip->packing;

  if (value == NULL)
    return;
  henji_packing_put (self, caption, SMALL, FALSE, x, self->y + 0.5, 0, 1);
  self->y += henji_packing_put (self, value, SIZE, FALSE, x + 22, self->y, width - 22, 4);
}

static double
put_place (const Slip *slip, const HenjiAddress *address, double x, double y, double width)
{
  g_autofree char *block = henji_address_block (address, TRUE);
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);
  double top = y;

  for (int i = 0; lines[i] != NULL; i++)
    {
      gboolean polite = slip->ja && g_strcmp0 (lines[i], address->name) == 0;
      const char *names[] = { lines[i], NULL };
      g_autofree char *name = polite ? henji_name_for_greeting (names, HENJI_LANGUAGE_JA) : NULL;

      y += henji_packing_put (slip->packing, polite ? name : lines[i], SIZE, FALSE, x, y, width, 0);
    }

  return y - top;
}

static void
put_table_head (const Slip *slip)
{
  HenjiPacking *self = slip->packing;

  henji_packing_put (self, slip->words->item, SMALL, FALSE, 0, self->y, 0, 1);
  henji_packing_put_right (self, slip->words->pieces, SMALL, FALSE,
                           self->width - (slip->gift ? 0 : AMOUNT), self->y);
  if (!slip->gift)
    henji_packing_put_right (self, slip->words->amount, SMALL, FALSE, self->width, self->y);
  self->y += 4.2;
  henji_packing_rule (self, self->y);
  self->y += 1.5;
}

static void
begin_page (const Slip *slip, gboolean again)
{
  HenjiPacking *self = slip->packing;
  const char *shop
      = henji_shop_name (self->wish->shop, slip->ja ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN);

  henji_packing_new_page (self);
  henji_packing_put_right (self, shop, 11, TRUE, self->width, self->y + 1.2);
  self->y += henji_packing_put (self, slip->words->title, 16, TRUE, 0, self->y, 0, 1) + 2;
  henji_packing_rule (self, self->y);
  self->y += 4;
  if (!again)
    return;
  henji_packing_put (self, slip->order->order_id, SIZE, TRUE, 0, self->y, 0, 1);
  henji_packing_put_right (self, slip->words->again, SMALL, FALSE, self->width, self->y);
  self->y += 7;
  put_table_head (slip);
}

static void
put_head (const Slip *slip)
{
  HenjiPacking *self = slip->packing;
  g_autofree char *name = greeting (slip);
  double half = self->width / 2;
  double top, left, right;

  self->y += henji_packing_put (self, name, 13, TRUE, 0, self->y, self->width, 2) + 1.5;
  self->y += henji_packing_put (self, slip->gift ? slip->words->gift : slip->words->thanks, SIZE,
                                FALSE, 0, self->y, self->width, 0)
             + 5;
  top = self->y;
  henji_packing_bars (self, slip->index, 0, top);
  self->y += HENJI_PACKING_BARS + 2;
  put_fact (slip, slip->words->order, slip->order->order_id, 0, half);
  put_fact (slip, slip->words->ordered, slip->one->ordered, 0, half);
  left = self->y;
  right = top;
  if (slip->order->ship_to != NULL)
    {
      right += henji_packing_put (self, slip->words->to, SMALL, FALSE, half + 6, right, 0, 1);
      right += put_place (slip, slip->order->ship_to, half + 6, right, half - 6);
    }
  self->y = MAX (left, right) + 6;
}

static void
put_item (const Slip *slip, const HenjiOrderItem *item)
{
  HenjiPacking *self = slip->packing;
  g_autofree char *title = henji_packing_item_title (item);
  double room = self->width - PIECES - (slip->gift ? 0 : AMOUNT);
  HenjiText *words = henji_packing_set (self, title, SIZE, FALSE, room, 4);
  g_autofree char *pieces = item->quantity >= 0 ? g_strdup_printf ("%d", item->quantity) : NULL;
  double height = words->height;

  if (self->y + height > henji_packing_bottom (self))
    begin_page (slip, TRUE);
  henji_packing_add (self, words, 0, self->y);
  if (pieces != NULL)
    henji_packing_put_right (self, pieces, SIZE, item->quantity > 1,
                             self->width - (slip->gift ? 0 : AMOUNT), self->y);
  if (!slip->gift && henji_money_is_set (item->price))
    {
      g_autofree char *amount
          = henji_money_format (item->price, slip->ja ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN);

      henji_packing_put_right (self, amount, SIZE, FALSE, self->width, self->y);
    }
  self->y += height + 1.2;
  henji_packing_rule (self, self->y);
  self->y += 1.2;
}

static void
put_amount (const Slip *slip, const char *caption, HenjiMoney money, gboolean bold)
{
  HenjiPacking *self = slip->packing;
  g_autofree char *amount = NULL;

  if (!henji_money_is_set (money))
    return;
  amount = henji_money_format (money, slip->ja ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN);
  henji_packing_put_right (self, caption, SIZE, bold, self->width - AMOUNT, self->y);
  henji_packing_put_right (self, amount, SIZE, bold, self->width, self->y);
  self->y += 4.8;
}

/* The parts add up to henji_order_total(); those that are nothing are left out. */
static void
put_total (const Slip *slip)
{
  HenjiMoney total = henji_order_total (slip->order);
  HenjiMoney tax = total, shipping = total, discount = total;

  if (slip->gift || !henji_money_is_set (total))
    return;
  tax.minor = shipping.minor = discount.minor = 0;
  for (guint i = 0; i < slip->order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (slip->order->items, i);

      tax.minor += item->tax.minor;
      shipping.minor += item->shipping.minor + item->shipping_tax.minor + item->gift_wrap.minor;
      discount.minor -= ABS (item->discount.minor);
    }
  if (slip->packing->y + 5 * 4.8 > henji_packing_bottom (slip->packing))
    begin_page (slip, TRUE);
  slip->packing->y += 1;
  if (tax.minor != 0 || shipping.minor != 0 || discount.minor != 0)
    put_amount (slip, slip->words->goods, henji_order_items_total (slip->order), FALSE);
  if (tax.minor != 0)
    put_amount (slip, slip->words->tax, tax, FALSE);
  if (shipping.minor != 0)
    put_amount (slip, slip->words->shipping, shipping, FALSE);
  if (discount.minor != 0)
    put_amount (slip, slip->words->discount, discount, FALSE);
  put_amount (slip, slip->words->total, total, TRUE);
}

static void
put_message (const Slip *slip)
{
  HenjiPacking *self = slip->packing;
  g_autofree char *message = henji_order_extra (slip->order, "gift-message-text");
  HenjiText *words;

  if (message == NULL)
    return;
  words = henji_packing_set (self, message, 10.5, FALSE, self->width, 0);
  if (self->y + words->height + 10 > henji_packing_bottom (self))
    begin_page (slip, TRUE);
  self->y += 5;
  self->y += henji_packing_put (self, slip->words->message, SMALL, FALSE, 0, self->y, 0, 1);
  self->y += henji_packing_add (self, words, 0, self->y);
}

static void
put_foot (const Slip *slip)
{
  HenjiPacking *self = slip->packing;
  const HenjiAddress *shop = henji_shop_return_address (
      self->wish->shop, slip->order->marketplace, slip->ja ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN);
  g_autofree char *line = shop != NULL ? henji_address_line (shop) : NULL;

  if (self->y + 24 > henji_packing_bottom (self))
    begin_page (slip, TRUE);
  self->y += 8;
  self->y
      += henji_packing_put (self, slip->words->questions, SMALL, FALSE, 0, self->y, self->width, 0)
         + 1.5;
  if (line != NULL && *line != '\0')
    {
      g_autofree char *whole = g_strdup_printf (
          slip->ja ? "%s：%s　%s" : "%s: %s, %s", slip->words->from,
          henji_shop_name (self->wish->shop, slip->ja ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN),
          line);

      self->y += henji_packing_put (self, whole, SMALL, FALSE, 0, self->y, self->width, 0);
    }
}

void
henji_packing_slip (HenjiPacking *self, guint order)
{
  const HenjiPackingOrder *one = &self->wish->orders[order];
  gboolean ja = one->language == HENJI_LANGUAGE_JA;
  Slip slip = { self, order, one, one->order, ja ? &slip_ja : &slip_en, ja, FALSE };

  slip.gift = henji_order_is_gift (slip.order);
  begin_page (&slip, FALSE);
  put_head (&slip);
  put_table_head (&slip);
  for (guint i = 0; slip.order->items != NULL && i < slip.order->items->len; i++)
    put_item (&slip, g_ptr_array_index (slip.order->items, i));
  put_total (&slip);
  if (slip.gift)
    put_message (&slip);
  put_foot (&slip);
}

/* scene.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "scene.h"

#include <string.h>

#define JP .order_id = "250-1234567-1234567", .marketplace = "amazon.co.jp", .currency = "JPY"
#define US .order_id = "112-7654321-1234567", .marketplace = "amazon.com", .currency = "USD"

const Sample samples[] = {
  { .name = "ja-cheap",
    JP,
    .price = 2480,
    .buyer = "佐伯 美咲",
    .title = "陶器マグカップ 青",
    .status = "Unshipped",
    .payment = "Other" },
  { .name = "ja-dear-shipped",
    JP,
    .price = 24800,
    .buyer = "森",
    .title = "木製の棚",
    .status = "Shipped",
    .carrier = "ヤマト運輸",
    .tracking = "1234-5678-9013",
    .ship_date = "2026-11-18",
    .photos = TRUE,
    .rma = "RMA-2026-000123",
    .part = "ねじ",
    .address = "〒530-0001 大阪府大阪市北区梅田1-1",
    .registration = "T1234567890123" },
  { .name = "ja-cheap-shipped",
    JP,
    .price = 980,
    .buyer = "株式会社青葉",
    .carrier = "sagawa",
    .rma = "RMA-2026-000124",
    .part = "USB-C ケーブル",
    .address = "大阪府大阪市北区梅田1-1" },
  { .name = "en-cheap",
    US,
    .price = 2480,
    .buyer = "Emily Turner",
    .title = "Ceramic mug, blue",
    .status = "Shipped",
    .carrier = "USPS",
    .tracking = "9400 1000 0000",
    .ship_date = "2026-11-19",
    .photos = TRUE,
    .rma = "RMA-2026-000125",
    .part = "screws",
    .address = "418 Alder St, Portland, OR 97205" },
  { .name = "en-dear",
    US,
    .price = 24800,
    .buyer = "Ms. Emily Turner",
    .title = "Lamp",
    .status = "Pending",
    .part = "the lid",
    .payment = "CreditCard" },
  { .name = "unknown-state", JP, .price = 2480, .buyer = "佐伯 様" },
  { .name = "no-order" },
  { .name = "no-message", .silent = TRUE },
  { .name = "cod-returned",
    JP,
    .price = 1234567,
    .buyer = "合同会社みどり 御中",
    .title = "業務用ミキサー",
    .status = "Shipped - Delivered to Buyer",
    .carrier = "ゆうパック",
    .tracking = "1111-2222-3333",
    .ship_date = "2026-11-20",
    .payment = "COD",
    .kind = HENJI_KIND_DEFECTIVE,
    .rma = "RMA-2026-000126" },
  { .name = "cvs-waiting",
    JP,
    .price = 3000,
    .buyer = "A & B <b>",
    .title = "ペンケース",
    .status = "Unshipped",
    .payment = "CVS" },
  { .name = "gift-several",
    JP,
    .price = 1500,
    .lines = 3,
    .gift = TRUE,
    .buyer = "高橋 さくら さん",
    .title = "紅茶の詰め合わせ",
    .status = "Shipped",
    .carrier = "ヤマト運輸",
    .ship_date = "2026-11-21",
    .kind = HENJI_KIND_WRONG_ITEM,
    .registration = "T9876543210987" },
  { .name = "us-several-cancel",
    US,
    .price = 999,
    .lines = 2,
    .buyer = "O'Neill, J.",
    .title = "Socks, 3 pairs",
    .status = "Unshipped",
    .kind = HENJI_KIND_CANCEL_REQUEST },
  { .name = "us-amazon-ships",
    US,
    .price = 100000,
    .gift = TRUE,
    .buyer = "Amazon Customer",
    .title = "Watch",
    .status = "Shipped",
    .carrier = "UPS",
    .kind = HENJI_KIND_LOST,
    .silent = TRUE },
  { .name = "hostile",
    JP,
    .price = 1,
    .buyer = HOSTILE,
    .title = HOSTILE,
    .status = "Shipped",
    .carrier = HOSTILE,
    .tracking = HOSTILE,
    .ship_date = "2026-11-18",
    .photos = TRUE,
    .rma = HOSTILE,
    .part = HOSTILE,
    .address = HOSTILE,
    .registration = HOSTILE },
};

const guint n_samples = G_N_ELEMENTS (samples);

GPtrArray *templates;

const Sample *
scene_sample (const char *name)
{
  for (guint i = 0; i < n_samples; i++)
    if (strcmp (samples[i].name, name) == 0)
      return &samples[i];

  g_error ("no sample %s", name);
}

static void
add_items (HenjiOrder *order, const Sample *sample)
{
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  for (guint i = 0; sample->price > 0 && i < MAX (sample->lines, 1); i++)
    {
      HenjiOrderItem *item = henji_order_item_new ();

      item->title = g_strdup (sample->title);
      item->quantity = 1;
      item->quantity_shipped = -1;
      item->price.minor = sample->price;
      memcpy (item->price.currency, sample->currency, 4);
      if (sample->gift && i == 0)
        {
          item->gift_wrap.minor = 300;
          memcpy (item->gift_wrap.currency, sample->currency, 4);
        }
      g_ptr_array_add (order->items, item);
    }
}

void
scene_init (Scene *scene, const Sample *sample)
{
  scene->shop = henji_shop_new ();
  scene->shop->name_ja = g_strdup ("青葉雑貨店");
  scene->shop->name_en = g_strdup ("Aoba Zakka");
  scene->shop->registration = g_strdup (sample->registration);
  scene->shop->cheap_limit_jpy = (HenjiMoney){ 3000, "JPY" };
  scene->shop->cheap_limit_usd = (HenjiMoney){ 3000, "USD" };

  scene->order = henji_order_new ();
  scene->order->order_id = g_strdup (sample->order_id);
  scene->order->marketplace = g_strdup (sample->marketplace);
  scene->order->buyer_name = g_strdup (sample->buyer);
  scene->order->status = g_strdup (sample->status);
  scene->order->payment_method = g_strdup (sample->payment);
  add_items (scene->order, sample);
  if (sample->carrier != NULL)
    {
      HenjiShipment *shipment = henji_shipment_new ();

      shipment->carrier = g_strdup (sample->carrier);
      shipment->tracking_number = g_strdup (sample->tracking);
      shipment->ship_date = g_strdup (sample->ship_date);
      scene->order->shipments
          = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_unref);
      g_ptr_array_add (scene->order->shipments, shipment);
    }

  scene->message = henji_message_new ();
  scene->message->kind = sample->kind;
  scene->message->facts.part = g_strdup (sample->part);
  scene->message->facts.address = g_strdup (sample->address);
  if (sample->photos)
    {
      HenjiAttachment *photo = henji_attachment_new ();

      photo->media_type = g_strdup ("image/jpeg");
      scene->message->attachments
          = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_attachment_unref);
      g_ptr_array_add (scene->message->attachments, photo);
    }

  scene->context = (HenjiReplyContext){
    .shop = scene->shop,
    .order = sample->order_id != NULL ? scene->order : NULL,
    .message = sample->silent ? NULL : scene->message,
    .rma = sample->rma,
    .now = NOW,
    .zone = g_time_zone_new_identifier ("Asia/Tokyo"),
  };
}

void
scene_clear (Scene *scene)
{
  henji_shop_unref (scene->shop);
  henji_order_unref (scene->order);
  henji_message_unref (scene->message);
  g_time_zone_unref (scene->context.zone);
}

HenjiTemplate *
find_template (const char *id)
{
  for (guint i = 0; i < templates->len; i++)
    if (strcmp (henji_template_id (g_ptr_array_index (templates, i)), id) == 0)
      return g_ptr_array_index (templates, i);

  g_error ("no template %s", id);
}

char *
render (const HenjiTemplate *template,
        const HenjiChoices *choices,
        const HenjiReplyContext *context,
        HenjiLanguage language,
        char ***unfilled)
{
  g_autoptr (GPtrArray) paragraphs
      = henji_template_render (template, choices, context, language, unfilled);

  return henji_paragraphs_join (paragraphs);
}

void
load_templates (void)
{
  const char *data = g_getenv ("HENJI_DATA_SRCDIR");
  g_autofree char *folder = g_build_filename (data, "templates", NULL);
  g_autofree char *common_path = g_build_filename (folder, "common.xml", NULL);
  g_autoptr (HenjiTemplate) common = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const char *name;

  g_assert_nonnull (dir);
  g_assert_true (g_file_get_contents (common_path, &text, &length, NULL));
  common = henji_template_parse (text, length, "common.xml", &error);
  g_assert_no_error (error);

  templates = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_template_unref);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      HenjiTemplate *template;

      if (!g_str_has_suffix (name, ".xml") || strcmp (name, "common.xml") == 0)
        continue;
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      template = henji_template_parse_with (common, content, length, name, &error);
      g_assert_no_error (error);
      g_ptr_array_add (templates, template);
    }
}

void
free_templates (void)
{
  g_clear_pointer (&templates, g_ptr_array_unref);
}

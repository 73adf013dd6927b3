/* test-check-templates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the situations say passes our own check, in both languages, over orders of several sorts,
 * with each clause on and off: nothing stops it, nothing warns. Only fields that are still open
 * may.
 */
#include "config.h"

#include "check-fixture.h"

#include <locale.h>

/* Tuesday, 2026-11-24, 10:00 in Tokyo */
#define NOW (G_GINT64_CONSTANT (1795482000) * G_USEC_PER_SEC)

typedef struct
{
  const char *name;
  const char *order_id;
  const char *policy;
  const char *currency;
  gint64 price;
  const char *buyer;
  const char *title;
  const char *status;
  const char *carrier; /* NULL: no shipment */
  const char *tracking;
  const char *part;
  const char *address;
  const char *rma;
} Sample;

static const Sample samples[] = {
  { "ja-cheap", "250-1234567-1234567", "amazon-jp", "JPY", 2480, "佐伯 美咲", "陶器マグカップ 青",
    "Unshipped", NULL, NULL, NULL, NULL, NULL },
  { "ja-dear-shipped", "250-1234567-1234567", "amazon-jp", "JPY", 24800, "森",
    "木製の棚 {M} RX-2000XXL", "Shipped", "ヤマト運輸", "1234-5678-9013", "ねじ",
    "〒530-0001 大阪府大阪市北区梅田1-1", "RMA-2026-000123" },
  { "ja-firm", "250-1234567-1234567", "amazon-jp", "JPY", 980, "株式会社青葉", "USB-C ケーブル",
    "Shipped", "佐川急便", NULL, "USB-C ケーブル", NULL, "RMA-2026-000124" },
  { "en-cheap", "112-7654321-1234567", "amazon-us", "USD", 2480, "Emily Turner",
    "Ceramic mug, blue", "Shipped", "USPS", "9400 1000 0000", "screws",
    "418 Alder St, Portland, OR 97205", "RMA-2026-000125" },
  { "en-dear", "112-7654321-1234567", "amazon-us", "USD", 24800, "Emily Turner", "Lamp", "Pending",
    NULL, NULL, "the lid", NULL, NULL },
  { "no-order", NULL, "amazon-jp", "JPY", 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
};

static HenjiChecker *checker;
static GPtrArray *templates; /* (element-type HenjiTemplate) */
static guint n_texts;

static HenjiOrder *
order_of (const Sample *sample)
{
  HenjiOrder *order = henji_order_new ();
  HenjiOrderItem *item = henji_order_item_new ();

  order->order_id = g_strdup (sample->order_id);
  order->buyer_name = g_strdup (sample->buyer);
  order->status = g_strdup (sample->status);
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  item->title = g_strdup (sample->title);
  item->quantity = 1;
  item->price.minor = sample->price;
  memcpy (item->price.currency, sample->currency, 4);
  g_ptr_array_add (order->items, item);
  if (sample->carrier != NULL)
    {
      HenjiShipment *shipment = henji_shipment_new ();

      shipment->carrier = g_strdup (sample->carrier);
      shipment->tracking_number = g_strdup (sample->tracking);
      shipment->ship_date = g_strdup ("2026-11-18");
      order->shipments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_unref);
      g_ptr_array_add (order->shipments, shipment);
    }

  return order;
}

static void
check_text (const char *text,
            HenjiLanguage language,
            const HenjiPolicy *policy,
            const HenjiCheckContext *context,
            gboolean open,
            const char *where)
{
  g_autoptr (GArray) findings = henji_check (checker, text, -1, language, policy, context);

  n_texts++;
  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);
      g_autofree char *piece = g_strndup (text + finding->start, finding->end - finding->start);

      if (!(open && g_str_has_prefix (piece, "【")))
        {
          g_test_message ("%s: %s “%s”", where, finding->rule, piece);
          g_test_fail ();
        }
    }
}

static void
check_choices (const HenjiTemplate *template,
               const Sample *sample,
               const HenjiReplyContext *reply,
               const HenjiPolicy *policy,
               const HenjiChoices *choices)
{
  static const HenjiLanguage both[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };
  g_autofree char *where = g_strdup_printf ("%s, %s", henji_template_id (template), sample->name);
  HenjiCheckContext context = { .reply = reply,
                                .fault = HENJI_CHECK_FAULT_NONE,
                                .to_support = henji_template_is_to_support (template) };

  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      g_auto (GStrv) unfilled = NULL;
      g_autoptr (GPtrArray) paragraphs
          = henji_template_render (template, choices, reply, both[l], &unfilled);
      g_autofree char *text = henji_paragraphs_join (paragraphs);

      check_text (text, both[l], policy, &context, unfilled[0] != NULL, where);
    }
}

static void
test_situation (gconstpointer data)
{
  const HenjiTemplate *template = data;
  guint n = henji_template_n_clauses (template);

  for (guint s = 0; s < G_N_ELEMENTS (samples); s++)
    {
      const Sample *sample = &samples[s];
      g_autoptr (HenjiOrder) order = order_of (sample);
      g_autoptr (HenjiMessage) message = henji_message_new ();
      g_autoptr (HenjiShop) shop = henji_shop_new ();
      g_autoptr (HenjiPolicy) policy = load_policy (sample->policy);
      HenjiReplyContext reply = { .shop = shop,
                                  .order = sample->order_id != NULL ? order : NULL,
                                  .message = message,
                                  .rma = sample->rma,
                                  .now = NOW,
                                  .zone = henji_policy_zone (policy) };
      g_autoptr (HenjiChoices) all = henji_choices_new ();
      HenjiReturnAddress *address = henji_return_address_new ();

      shop->name_ja = g_strdup ("青葉雑貨店");
      shop->name_en = g_strdup ("Aoba Zakka");
      shop->cheap_limit_jpy = (HenjiMoney){ 3000, "JPY" };
      shop->cheap_limit_usd = (HenjiMoney){ 3000, "USD" };
      address->ja = henji_address_new ();
      address->ja->name = g_strdup ("青葉雑貨店 返品係");
      address->ja->postal_code = g_strdup ("150-0001");
      address->ja->line1 = g_strdup ("東京都渋谷区神宮前1-2-3");
      address->ja->phone = g_strdup ("03-0000-0000");
      shop->return_addresses
          = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_address_unref);
      g_ptr_array_add (shop->return_addresses, address);
      message->facts.part = g_strdup (sample->part);
      message->facts.address = g_strdup (sample->address);

      check_choices (template, sample, &reply, policy, NULL);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (HenjiChoices) on = henji_choices_new ();
          g_autoptr (HenjiChoices) off = henji_choices_new ();

          henji_choices_set_clause (on, henji_template_clause (template, i)->id, TRUE);
          henji_choices_set_clause (off, henji_template_clause (template, i)->id, FALSE);
          henji_choices_set_clause (all, henji_template_clause (template, i)->id, TRUE);
          check_choices (template, sample, &reply, policy, on);
          check_choices (template, sample, &reply, policy, off);
        }
      check_choices (template, sample, &reply, policy, all);
    }
}

static void
test_count (void)
{
  g_test_message ("%u situations, %u texts pass", templates->len, n_texts);
  g_assert_cmpuint (n_texts, >, 1000);
}

static HenjiTemplate *
load_template (const char *name, const HenjiTemplate *common)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = read_data ("templates", name, &length);
  HenjiTemplate *template = common != NULL
                                ? henji_template_parse_with (common, text, length, name, &error)
                                : henji_template_parse (text, length, name, &error);

  g_assert_no_error (error);

  return template;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  HenjiTemplate *common;
  const char *name;
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  checker = load_checker ();
  templates = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_template_unref);
  common = load_template ("common.xml", NULL);
  folder = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "templates", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xml") && !g_str_equal (name, "common.xml"))
      {
        HenjiTemplate *template = load_template (name, common);
        g_autofree char *path
            = g_strdup_printf ("/check/templates/%s", henji_template_id (template));

        g_ptr_array_add (templates, template);
        g_test_add_data_func (path, template, test_situation);
      }
  g_test_add_func ("/check/templates/counted", test_count);
  result = g_test_run ();
  g_ptr_array_unref (templates);
  henji_template_unref (common);
  henji_checker_unref (checker);

  return result;
}

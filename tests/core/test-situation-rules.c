/* test-situation-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How situations are found and proposed, and what in their texts follows from order, buyer and
 * shop.
 */
#include "config.h"

#include "scene.h"

#include <string.h>

static const HenjiLanguage both[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

/* ---- All of them ------------------------------------------------------------------------------
 */

/* Every situation there is, and what people type to find it. */
static const struct
{
  const char *id;
  const char *kana; /* how its Japanese title is read */
  const char *romaji;
  const char *other; /* another romaji, or a word of the title */
  const char *english;
} searches[] = {
  { "damaged", "ゆそうちゅうのはそん", "yusouchuu", "yusotyu", "damaged" },
  { "safety", "けが じこのおそれ", "jikonoosore", "jiko", "injury or danger" },
  { "noted", "ごほうこくへのおれい", "gohoukoku", "osawagase", "telling us" },
  { "extra-item", "よぶんにとどいたしょうひん", "yobunnitodoita", "yobun", "too many" },
  { "charge", "せいきゅうやりょうきん", "seikyuu", "nijuuseikyuu", "about a charge" },
  { "order-wish", "はっそうまえのごようぼう", "hassoumaenogoyoubou", "doukon", "wish before" },
  { "return-on-way", "へんそうのれんらく", "hensounorenraku", "hensonorenraku",
    "return on its way" },
  { "defective", "ふりょう", "furyou", "huryo", "defective" },
  { "missing-item", "けっぴん しょうひん", "keppin", "欠品", "missing item" },
  { "missing-part", "けっぴん ふぞくひん", "fuzokuhin", "huzokuhin", "missing part" },
  { "wrong-item", "しょうひんちがい", "shouhinchigai", "syohintigai", "wrong item" },
  { "not-as-described", "せつめいとちがう", "setsumei", "setumei", "not as described" },
  { "address-change-before", "じゅうしょへんこう はっそうまえ", "juusho hassou", "zyuusyo",
    "address before" },
  { "address-change-after", "じゅうしょへんこう はっそうご", "jushohenko", "jyuusyo",
    "address after" },
  { "address-incomplete", "じゅうしょのふび", "juushonofubi", "zyuusyo", "incomplete address" },
  { "late-delivery", "みちゃく おとどけのおくれ", "michaku", "mityaku", "late delivery" },
  { "shipment-delay", "はっそうのおくれ", "hassounookure", "hassō", "shipment delayed" },
  { "carrier-inquiry", "はいそうがいしゃへのかくにん", "haisougaisha", "haisogaisya",
    "asking the carrier" },
  { "pickup-waiting", "ふざい うけとり こんびに", "fuzai", "konbini", "collect" },
  { "lost", "ふんしつ ごはい", "funshitsu", "hunsitu", "lost parcel" },
  { "lost-settled", "ふんしつのかくてい", "funshitsunokakutei", "紛失の確定", "confirmed lost" },
  { "parcel-returned", "にもつがもどってきた", "modottekita", "nimotuga", "came back" },
  { "separate-parcels", "べつびんでのおとどけ", "betsubin", "betubin", "several parcels" },
  { "cancel-before", "きゃんせる はっそうまえ", "kyanseru hassoumae", "キャンセル 発送前",
    "cancellation before" },
  { "cancel-after", "きゃんせる はっそうご", "kyanseru hassougo", "ｷｬﾝｾﾙ", "cancellation after" },
  { "out-of-stock", "ざいこぎれ", "zaikogire", "在庫切れ", "out of stock" },
  { "return-accepted", "へんぴんのうけつけ", "henpinnouketsuke", "hempin", "return accepted" },
  { "return-refused", "へんぴんをおことわりする", "henpinwookotowari", "kotowari", "not accepted" },
  { "return-received", "へんぴんのとうちゃく", "henpinnotouchaku", "totyaku", "return received" },
  { "refund-status", "へんきんのじょうきょう", "henkinnojoukyou", "zyoukyou", "refund status" },
  { "refund-made", "へんきんのかんりょう", "henkinnokanryou", "kanryo", "refund made" },
  { "partial-refund", "いちぶへんきんとりゆう", "ichibuhenkin", "itibu", "partial refund" },
  { "shipping-deducted", "そうりょうをさしひくりゆう", "souryou", "sashihiku",
    "shipping deducted" },
  { "how-to-use", "つかいかたのごあんない", "tsukaikata", "tukaikata", "how to use" },
  { "product-question", "しょうひんのしつもん", "shouhinnoshitsumon", "situmon",
    "product question" },
  { "gift", "おくりもののごちゅうもん", "okurimono", "gifuto", "gift" },
  { "small-gift", "おわびのしな", "owabinoshina", "owabinosina", "small gift" },
  { "warranty", "ほしょう", "hoshou", "hosyo", "warranty" },
  { "invoice", "りょうしゅうしょ せいきゅうしょ", "ryoushuusho", "ryosyusyo", "receipt" },
  { "invoice-qualified", "てきかくせいきゅうしょ", "tekikakuseikyuusho", "inboisu",
    "qualified invoice" },
  { "a-to-z", "ほしょうしんせいのおわび", "hoshoushinsei", "hosyosinsei", "a-to-z claim" },
  { "thanks", "おれいへのごへんしん", "oreihenogohenshin", "hensin", "thanks" },
  { "follow-up", "ごへんしんへのかいとう", "gohenshinhenokaitou", "gohensin", "answer to a reply" },
  { "general", "いっぱんのごへんしん", "ippan", "ippannogohensin", "general reply" },
  { "csba-forward", "まーけっとぷれいすへのひきつぎ", "hikitsugi", "hikitugi", "forward csba" },
  { "csba-answer", "まーけっとぷれいすのしつもん", "maakettopureisunoshitsumon", "situmon csba",
    "answer csba" },
  { "csba-buyer", "まーけっとぷれいすがかいとうします", "kaitou csba", "kaitō csba",
    "marketplace answers" },
  { "support-return", "さぽーとへ ふとうなへんぴん", "sapooto futou", "sapoto huto",
    "support return" },
  { "support-feedback", "さぽーとへ ひょうかのかくにん", "hyouka", "hyoka", "feedback" },
  { "support-cancel", "さぽーとへ きんきゅうのとりけし", "kinkyuu", "torikeshi",
    "urgent cancellation" },
  { "support-stock", "さぽーとへ ざいこのかくにん", "zaikonokakunin", "sapōto", "stock question" },
  { "support-suspicious", "さぽーとへ ふしんなちゅうもん", "fushinnachuumon", "husin",
    "suspicious" },
  { "support-general", "さぽーとへ そのた へんしん", "sapooto sonota", "pafoomansu",
    "support other" },
};

static void
test_found (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      HenjiTemplate *template = find_template (searches[i].id);
      const char *const queries[] = { searches[i].kana,
                                      searches[i].romaji,
                                      searches[i].other,
                                      searches[i].english,
                                      henji_template_title (template, HENJI_LANGUAGE_JA),
                                      henji_template_title (template, HENJI_LANGUAGE_EN) };

      for (guint j = 0; j < G_N_ELEMENTS (queries); j++)
        if (!henji_template_matches (template, queries[j]))
          g_error ("“%s” does not find %s", queries[j], searches[i].id);
      g_assert_false (henji_template_matches (template, "xylophon"));
      g_assert_false (henji_template_matches (template, "琵琶湖"));
    }
}

/* A word brings what it means to the eye, not half the palette. */
static void
test_found_alone (void)
{
  static const struct
  {
    const char *query;
    guint at_most;
  } cases[] = { { "hason", 2 },       { "konbini", 3 }, { "inboisu", 2 },
                { "ryoushuusho", 2 }, { "sapooto", 6 }, { "zaikogire", 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint found = 0;

      for (guint j = 0; j < templates->len; j++)
        found += henji_template_matches (g_ptr_array_index (templates, j), cases[i].query) ? 1 : 0;
      g_assert_cmpuint (found, >, 0);
      g_assert_cmpuint (found, <=, cases[i].at_most);
    }
}

static void
test_count (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  guint to_support = 0;

  g_test_message ("%u situations", templates->len);
  g_assert_cmpuint (templates->len, >=, 36);
  /* The table of searches leaves none out. */
  g_assert_cmpuint (templates->len, ==, G_N_ELEMENTS (searches));

  for (guint i = 0; i < templates->len; i++)
    {
      HenjiTemplate *template = g_ptr_array_index (templates, i);

      for (guint j = 0; j < i; j++)
        g_assert_cmpint (henji_template_order (template), !=,
                         henji_template_order (g_ptr_array_index (templates, j)));
      for (guint l = 0; l < G_N_ELEMENTS (both); l++)
        g_assert_true (
            g_hash_table_add (titles, (gpointer) henji_template_title (template, both[l])));
      to_support += henji_template_is_to_support (template) ? 1 : 0;
    }
  g_assert_cmpuint (to_support, ==, 8);
}

/* Where a date is promised, both languages promise it. */
static void
test_promises_are_dates (void)
{
  guint promised = 0;

  for (guint i = 0; i < templates->len; i++)
    {
      HenjiTemplate *template = g_ptr_array_index (templates, i);

      for (guint f = 0; f < henji_template_n_fields (template); f++)
        {
          const HenjiField *field = henji_template_field (template, f);

          if (!field->promise)
            continue;
          g_assert_cmpint (field->type, ==, HENJI_FIELD_DATE);
          promised++;
        }
      if (henji_template_is_to_support (template))
        for (guint f = 0; f < henji_template_n_fields (template); f++)
          g_assert_false (henji_template_field (template, f)->promise);
    }
  g_assert_cmpuint (promised, >, 60);
}

/* ---- What is proposed --------------------------------------------------------------------------
 */

/* As the desk proposes it. */
static const char *
first_that_suits (HenjiKind kind, const HenjiReplyContext *context)
{
  const HenjiTemplate *found = henji_template_propose (templates, kind, context);

  return found != NULL ? henji_template_id (found) : "general";
}

/* Without anything told beside the kind it is the plainest one. */
static void
test_proposed (void)
{
  static const struct
  {
    HenjiKind kind;
    const char *sample;
    const char *id;
  } cases[] = {
    { HENJI_KIND_DAMAGED, "ja-cheap", "damaged" },
    { HENJI_KIND_DEFECTIVE, "ja-cheap", "defective" },
    { HENJI_KIND_MISSING_ITEM, "en-cheap", "missing-item" },
    { HENJI_KIND_MISSING_PART, "en-cheap", "missing-part" },
    { HENJI_KIND_WRONG_ITEM, "en-cheap", "wrong-item" },
    { HENJI_KIND_NOT_AS_DESCRIBED, "en-cheap", "not-as-described" },
    { HENJI_KIND_ADDRESS_CHANGE, "ja-cheap", "address-change-before" },
    { HENJI_KIND_ADDRESS_CHANGE, "en-cheap", "address-change-after" },
    { HENJI_KIND_LATE_DELIVERY, "ja-cheap", "late-delivery" },
    { HENJI_KIND_LATE_DELIVERY, "en-cheap", "late-delivery" },
    { HENJI_KIND_LOST, "en-cheap", "lost" },
    { HENJI_KIND_CANCEL_REQUEST, "ja-cheap", "cancel-before" },
    { HENJI_KIND_CANCEL_REQUEST, "en-cheap", "cancel-after" },
    { HENJI_KIND_RETURN_REQUEST, "en-cheap", "return-accepted" },
    { HENJI_KIND_REFUND_STATUS, "en-cheap", "refund-status" },
    { HENJI_KIND_HOW_TO_USE, "no-order", "how-to-use" },
    { HENJI_KIND_PRODUCT_QUESTION, "no-order", "product-question" },
    { HENJI_KIND_WARRANTY, "en-cheap", "warranty" },
    { HENJI_KIND_INVOICE, "ja-cheap", "invoice" },
    { HENJI_KIND_A_TO_Z, "ja-cheap", "a-to-z" },
    { HENJI_KIND_THANKS, "ja-cheap", "thanks" },
    { HENJI_KIND_OTHER, "ja-cheap", "general" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HenjiMessage) message = henji_message_new ();
      Scene scene;

      scene_init (&scene, scene_sample (cases[i].sample));
      message->kind = cases[i].kind;
      scene.context.message = message;
      g_assert_cmpstr (first_that_suits (cases[i].kind, &scene.context), ==, cases[i].id);
      scene_clear (&scene);
    }
}

/* What a buyer tells beside the kind changes what is proposed: bits of HenjiTold. */
static void
test_told (void)
{
#define TOLD(name) (1u << HENJI_TOLD_##name)
  static const struct
  {
    HenjiKind kind;
    const char *sample;
    guint32 told;
    const char *id;
  } cases[] = {
    { HENJI_KIND_DEFECTIVE, "en-cheap", TOLD (DANGER), "safety" },
    { HENJI_KIND_HOW_TO_USE, "en-cheap", TOLD (HURT), "safety" },
    { HENJI_KIND_DAMAGED, "en-cheap", TOLD (NO_ACTION) | TOLD (RECEIVED), "noted" },
    { HENJI_KIND_DAMAGED, "en-cheap", TOLD (NO_ACTION) | TOLD (HURT), "safety" },
    { HENJI_KIND_MISSING_ITEM, "en-cheap", TOLD (EXTRA_ITEM) | TOLD (RECEIVED), "extra-item" },
    { HENJI_KIND_MISSING_ITEM, "ja-cheap", TOLD (COMBINE), "order-wish" },
    { HENJI_KIND_MISSING_ITEM, "ja-cheap", TOLD (RECEIVED), "missing-item" },
    { HENJI_KIND_WRONG_ITEM, "ja-cheap", 0, "general" },
    { HENJI_KIND_WRONG_ITEM, "ja-cheap", TOLD (CHANGES_ORDER), "order-wish" },
    { HENJI_KIND_REFUND_STATUS, "en-cheap", TOLD (CHARGE), "charge" },
    { HENJI_KIND_LATE_DELIVERY, "en-cheap", TOLD (CARRIER_LOST), "lost" },
    { HENJI_KIND_LATE_DELIVERY, "en-cheap", TOLD (WANTS_REFUND), "late-delivery" },
    { HENJI_KIND_LATE_DELIVERY, "en-cheap", TOLD (RETURNED_GOODS), "return-on-way" },
    { HENJI_KIND_LOST, "en-cheap", TOLD (SENT_BACK), "parcel-returned" },
    { HENJI_KIND_LOST, "en-cheap", TOLD (MISSED_DELIVERY), "pickup-waiting" },
    { HENJI_KIND_LOST, "en-cheap", TOLD (FOUND), "noted" },
    { HENJI_KIND_CANCEL_REQUEST, "ja-cheap", TOLD (KEEPS_ORDER), "order-wish" },
    { HENJI_KIND_CANCEL_REQUEST, "ja-cheap", TOLD (CANCELS_IF), "order-wish" },
    { HENJI_KIND_CANCEL_REQUEST, "ja-cheap", TOLD (CANCELS_PART), "cancel-before" },
    { HENJI_KIND_PRODUCT_QUESTION, "ja-cheap", TOLD (GIFT_WISH), "gift" },
  };
#undef TOLD

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HenjiMessage) message = henji_message_new ();
      Scene scene;

      scene_init (&scene, scene_sample (cases[i].sample));
      message->kind = cases[i].kind;
      message->facts.told = cases[i].told;
      scene.context.message = message;
      g_test_message ("row %u", i);
      g_assert_cmpstr (first_that_suits (cases[i].kind, &scene.context), ==, cases[i].id);
      scene_clear (&scene);
    }
}

/* A parcel on its way, one that is late, one that has not left, and a return long after. */
static void
test_times (void)
{
  static const struct
  {
    const char *sample;
    const char *announced, *shipped; /* NULL: not known, as it is */
    const char *has, *lacks;
  } parcels[] = {
    { "en-cheap", "2026-11-25", NULL, "on its way to you", "asking the carrier" },
    { "en-cheap", "2026-11-20", NULL, "asking the carrier", "on its way to you" },
    { "en-cheap", NULL, "2026-11-22", "on its way to you", "check your mailbox" },
    { "en-cheap", NULL, "2026-11-10", "asking the carrier", "on its way to you" },
  };
  Scene scene;

  for (guint i = 0; i < G_N_ELEMENTS (parcels); i++)
    {
      g_autofree char *text = NULL;
      HenjiShipment *shipment;

      scene_init (&scene, scene_sample (parcels[i].sample));
      g_free (scene.order->delivery_end);
      scene.order->delivery_end = g_strdup (parcels[i].announced);
      shipment = g_ptr_array_index (scene.order->shipments, 0);
      if (parcels[i].shipped != NULL)
        {
          g_free (shipment->ship_date);
          shipment->ship_date = g_strdup (parcels[i].shipped);
        }
      text
          = render (find_template ("late-delivery"), NULL, &scene.context, HENJI_LANGUAGE_EN, NULL);
      if (strstr (text, parcels[i].has) == NULL || strstr (text, parcels[i].lacks) != NULL)
        g_error ("row %u: %s", i, text);
      scene_clear (&scene);
    }

  scene_init (&scene, scene_sample ("ja-cheap"));
  scene.order->purchased_at = NOW - 6 * G_TIME_SPAN_DAY;
  g_assert_cmpstr (first_that_suits (HENJI_KIND_LATE_DELIVERY, &scene.context), ==,
                   "shipment-delay");
  scene.order->purchased_at = NOW - G_TIME_SPAN_DAY;
  g_assert_cmpstr (first_that_suits (HENJI_KIND_LATE_DELIVERY, &scene.context), ==,
                   "late-delivery");
  scene_clear (&scene);

  scene_init (&scene, scene_sample ("en-cheap"));
  scene.context.return_late = TRUE;
  {
    g_autofree char *text
        = render (find_template ("return-accepted"), NULL, &scene.context, HENJI_LANGUAGE_EN, NULL);

    g_assert_nonnull (strstr (text, "whether we can still accept it"));
    g_assert_null (strstr (text, "happy to accept"));
    g_assert_null (strstr (text, "Please send it by"));
  }
  scene_clear (&scene);
}

/* What the buyer's own words ask for goes before the plain one; what they quote does not. */
static void
test_says (void)
{
  static const struct
  {
    const char *sample;
    const char *own;
    const char *quoted;
    gboolean suits;
  } rows[] = {
    { "ja-cheap", "ｲﾝﾎﾞｲｽ対応の領収書をお願いします。", "", TRUE },
    { "ja-cheap", "適格請求書を発行してください。", "", TRUE },
    { "ja-cheap", "Can I get a Qualified Invoice?", "", TRUE },
    { "ja-cheap", "領収書をお願いします。", "", FALSE },
    { "ja-cheap", "ありがとうございます。", "\n> インボイス", FALSE },
    { "en-cheap", "I need a qualified invoice.", "", FALSE }, /* amazon.com */
  };
  const HenjiTemplate *template = find_template ("invoice-qualified");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiMessage) message = henji_message_new ();
      Scene scene;

      scene_init (&scene, scene_sample (rows[i].sample));
      message->body = g_strconcat (rows[i].own, rows[i].quoted, NULL);
      message->own_length = (gint64) strlen (rows[i].own);
      scene.context.message = message;
      g_test_message ("%s", rows[i].own);
      g_assert_cmpint (henji_template_suits (template, &scene.context), ==, rows[i].suits);
      scene_clear (&scene);
    }
}

/* A Latin word is said where it begins, not within another: no "ate" in "plate". */
static void
test_says_words (void)
{
  static const struct
  {
    const char *own;
    gboolean food;
  } rows[] = {
    { "My son ate some of it and fell ill.", TRUE },
    { "There was a plate, he ate from it and was cut.", TRUE },
    { "The plate broke and cut my hand.", FALSE },
    { "The chair broke and I hurt my back.", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiMessage) message = henji_message_new ();
      g_autofree char *text = NULL;
      Scene scene;

      scene_init (&scene, scene_sample ("en-cheap"));
      message->body = g_strdup (rows[i].own);
      message->own_length = (gint64) strlen (rows[i].own);
      scene.context.message = message;
      g_test_message ("%s", rows[i].own);
      text = render (find_template ("safety"), NULL, &scene.context, HENJI_LANGUAGE_EN, NULL);
      g_assert_cmpint (strstr (text, "eat or drink") != NULL, ==, rows[i].food);
      scene_clear (&scene);
    }
}

/* ---- Single rules -----------------------------------------------------------------------------
 */

static char *
proposed (const char *template, const char *sample, HenjiLanguage language)
{
  Scene scene;
  char *text;

  scene_init (&scene, scene_sample (sample));
  text = render (find_template (template), NULL, &scene.context, language, NULL);
  scene_clear (&scene);

  return text;
}

/* @lacks may be NULL */
static void
expect (const char *template,
        const char *sample,
        HenjiLanguage language,
        const char *has,
        const char *lacks)
{
  g_autofree char *text = proposed (template, sample, language);

  if (strstr (text, has) == NULL || (lacks != NULL && strstr (text, lacks) != NULL))
    g_error ("%s, %s: “%s” expected, “%s” not, in:\n%s", template, sample, has,
             lacks != NULL ? lacks : "", text);
}

static void
test_payment (void)
{
  expect ("damaged", "cod-returned", HENJI_LANGUAGE_JA, "代金引換でお支払いいただいたご注文",
          "カード");
  expect ("damaged", "cod-returned", HENJI_LANGUAGE_EN, "paid cash on delivery", "card");
  expect ("damaged", "cvs-waiting", HENJI_LANGUAGE_JA, "コンビニ払い", "代金引換");
  expect ("damaged", "ja-cheap", HENJI_LANGUAGE_JA, "返金", "返金は、Amazon");
  expect ("refund-made", "en-dear", HENJI_LANGUAGE_EN, "back to the card you paid with", "cash");
  expect ("refund-made", "ja-cheap", HENJI_LANGUAGE_JA, "ご注文時のお支払い方法に応じて",
          "代金引換");
  /* Nothing was paid yet, so nothing is given back. */
  expect ("cancel-before", "cvs-waiting", HENJI_LANGUAGE_JA, "コンビニでお支払い済みの場合",
          "代金引換");
  expect ("out-of-stock", "cvs-waiting", HENJI_LANGUAGE_EN, "paid at a convenience store", "cash");
  expect ("out-of-stock", "cod-returned", HENJI_LANGUAGE_JA, "お支払いは発生いたしません",
          "ご返金いたします");
}

static void
test_price (void)
{
  expect ("warranty", "ja-cheap", HENJI_LANGUAGE_JA, "ご返送いただかずに", "症状のわかる");
  expect ("warranty", "ja-dear-shipped", HENJI_LANGUAGE_JA, "症状のわかる", "ご返送いただかずに");
  expect ("warranty", "en-cheap", HENJI_LANGUAGE_EN, "1. A new one, shipped by", "short video");
  expect ("warranty", "en-dear", HENJI_LANGUAGE_EN, "short video", "A new one");
}

static void
test_fault (void)
{
  /* What the buyer complains of goes before what the situation is mostly for. */
  expect ("return-accepted", "cod-returned", HENJI_LANGUAGE_JA, "送料は、当店が負担",
          "お客様のご負担");
  expect ("return-accepted", "ja-cheap", HENJI_LANGUAGE_JA, "返品を承りました", "申し訳");
  expect ("shipping-deducted", "cod-returned", HENJI_LANGUAGE_EN,
          "on our side or with the delivery", "not the original shipping");
  expect ("shipping-deducted", "ja-cheap", HENJI_LANGUAGE_EN,
          "but not the original shipping charge", "as well. The refund will be issued by");
  expect ("return-refused", "cod-returned", HENJI_LANGUAGE_JA, "確認し",
          "お受けすることができません");
  expect ("return-refused", "ja-cheap", HENJI_LANGUAGE_JA, "お受けすることができません", NULL);
}

static void
test_gift (void)
{
  expect ("wrong-item", "gift-several", HENJI_LANGUAGE_JA, "金額のわかる書類を同封いたしません",
          NULL);
  expect ("wrong-item", "ja-cheap", HENJI_LANGUAGE_JA, "ご注文の商品", "金額のわかる書類");
  expect ("gift", "gift-several", HENJI_LANGUAGE_EN, "will not contact the person who receives it",
          "price to");
  /* The buyer is greeted, not whom the parcel goes to. */
  expect ("gift", "gift-several", HENJI_LANGUAGE_JA, "高橋 さくら 様\n", "さん 様");
}

static void
test_registration (void)
{
  g_autofree char *wide = henji_registration_parse (" ｔ1234-5678-90123 ");

  g_assert_cmpstr (wide, ==, "T1234567890123");
  g_assert_null (henji_registration_parse ("T123456789012"));
  g_assert_null (henji_registration_parse ("T12345678901234"));
  g_assert_null (henji_registration_parse ("1234567890123"));
  g_assert_null (henji_registration_parse ("T12345678901２3x"));
  g_assert_null (henji_registration_parse (""));
  g_assert_null (henji_registration_parse ("\xFF"));
  g_assert_false (henji_registration_is_valid (NULL));

  expect ("invoice-qualified", "ja-dear-shipped", HENJI_LANGUAGE_JA,
          "登録番号は T1234567890123 です", "確認し");
  expect ("invoice-qualified", "ja-dear-shipped", HENJI_LANGUAGE_JA,
          "宛名：森 様\n但し書き：お品代", NULL);
  expect ("invoice-qualified", "ja-cheap", HENJI_LANGUAGE_JA, "発行について確認し", "登録番号");
  expect ("invoice-qualified", "hostile", HENJI_LANGUAGE_JA, "発行について確認し", "登録番号は");
  expect ("invoice", "en-cheap", HENJI_LANGUAGE_EN, "print an invoice", "registration");
}

static void
test_one_day (void)
{
  HenjiTemplate *template = find_template ("return-accepted");
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autofree char *one = NULL;
  Scene scene;

  expect ("return-accepted", "en-cheap", HENJI_LANGUAGE_EN, "within 3 days of its arrival", NULL);
  scene_init (&scene, scene_sample ("en-cheap"));
  henji_choices_set_field (choices, "days", "1");
  one = render (template, choices, &scene.context, HENJI_LANGUAGE_EN, NULL);
  g_assert_nonnull (strstr (one, "within 1 day of its arrival"));
  scene_clear (&scene);
}

static void
test_who_began (void)
{
  expect ("out-of-stock", "no-message", HENJI_LANGUAGE_JA,
          "青葉雑貨店でございます。ご連絡いたします。", "ありがとうございます");
  expect ("shipment-delay", "us-amazon-ships", HENJI_LANGUAGE_EN,
          "We are writing to you from Aoba Zakka about your order", "Thank you for contacting");
  expect ("out-of-stock", "ja-cheap", HENJI_LANGUAGE_JA, "ご連絡いただきありがとうございます",
          NULL);
}

static void
test_support (void)
{
  expect ("support-feedback", "us-amazon-ships", HENJI_LANGUAGE_EN, "Dear Seller Support team,\n\n",
          "Dear Customer");
  expect ("support-feedback", "us-amazon-ships", HENJI_LANGUAGE_EN, "This is Aoba Zakka, a seller",
          NULL);
  expect ("support-return", "ja-dear-shipped", HENJI_LANGUAGE_JA, "出品者サポート ご担当者様\n\n",
          "森 様");
  expect ("support-return", "ja-dear-shipped", HENJI_LANGUAGE_JA,
          "注文番号：250-1234567-1234567\n商品：木製の棚\n返品番号：RMA-2026-000123", NULL);
  expect ("support-cancel", "us-several-cancel", HENJI_LANGUAGE_EN,
          "The buyer asked us in a message", "Seller Central");
}

/* The buyer is never asked to cancel for us. */
static void
test_we_cancel (void)
{
  expect ("out-of-stock", "ja-cheap", HENJI_LANGUAGE_JA, "当店でキャンセルの手続き",
          "キャンセルをリクエスト");
  expect ("out-of-stock", "us-several-cancel", HENJI_LANGUAGE_EN,
          "We will cancel the order ourselves", "please cancel");
  expect ("shipment-delay", "ja-cheap", HENJI_LANGUAGE_JA, "までに発送いたします", "キャンセル");
  expect ("shipment-delay", "en-dear", HENJI_LANGUAGE_EN, "We will ship it by", "cancel");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  load_templates ();

  g_test_add_func ("/situation-rules/count", test_count);
  g_test_add_func ("/situation-rules/says", test_says);
  g_test_add_func ("/situation-rules/says-words", test_says_words);
  g_test_add_func ("/situation-rules/found", test_found);
  g_test_add_func ("/situation-rules/found-alone", test_found_alone);
  g_test_add_func ("/situation-rules/promises", test_promises_are_dates);
  g_test_add_func ("/situation-rules/proposed", test_proposed);
  g_test_add_func ("/situation-rules/told", test_told);
  g_test_add_func ("/situation-rules/times", test_times);
  g_test_add_func ("/situation-rules/payment", test_payment);
  g_test_add_func ("/situation-rules/price", test_price);
  g_test_add_func ("/situation-rules/fault", test_fault);
  g_test_add_func ("/situation-rules/gift", test_gift);
  g_test_add_func ("/situation-rules/registration", test_registration);
  g_test_add_func ("/situation-rules/one-day", test_one_day);
  g_test_add_func ("/situation-rules/who-began", test_who_began);
  g_test_add_func ("/situation-rules/support", test_support);
  g_test_add_func ("/situation-rules/we-cancel", test_we_cancel);

  status = g_test_run ();
  free_templates ();

  return status;
}

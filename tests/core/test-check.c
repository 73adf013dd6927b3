/* test-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each rule of the reply check, the places it names, the files of the rules, hostile input.
 */
#include "config.h"

#include "check-fixture.h"

#include <locale.h>

#define JA HENJI_LANGUAGE_JA
#define EN HENJI_LANGUAGE_EN

/* Tuesday, 2026-11-24, 10:00 in Tokyo */
#define NOW (G_GINT64_CONSTANT (1795482000) * G_USEC_PER_SEC)

static HenjiChecker *checker;
static HenjiPolicy *policy;

/* --- one text -----------------------------------------------------------------------------------
 */

/* The findings as "rule“text” rule“text”", warnings with a "?" before them. */
static char *
spell (const GArray *findings, const char *text)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);

      g_string_append_printf (out, "%s%s%s“%.*s”", i > 0 ? " " : "",
                              finding->severity < HENJI_SEVERITY_BLOCKING ? "?" : "", finding->rule,
                              (int) (finding->end - finding->start), text + finding->start);
    }

  return g_string_free (out, FALSE);
}

static char *
check_in (const char *text, HenjiLanguage language, const HenjiCheckContext *context)
{
  g_autoptr (GArray) findings = henji_check (checker, text, -1, language, policy, context);

  return spell (findings, text);
}

#define assert_finds(text, language, context, wanted)                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found_ = check_in (text, language, context);                                  \
    g_assert_cmpstr (found_, ==, wanted);                                                          \
  }                                                                                                \
  G_STMT_END

typedef struct
{
  const char *text;
  HenjiLanguage language;
  const char *found;
} Sample;

static void
check_samples (const Sample *samples, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *found = check_in (samples[i].text, samples[i].language, NULL);

      if (!g_str_equal (found, samples[i].found))
        g_test_message ("in: %s", samples[i].text);
      g_assert_cmpstr (found, ==, samples[i].found);
    }
}

static void
test_gaps (void)
{
  static const Sample samples[] = {
    { "○○様\nお世話になっております。", JA, "placeholder“○○様”" },
    { "〇月〇日にお届けします。", JA, "placeholder“〇月” placeholder“〇日”" },
    { "二〇二六年の作品です。", JA, "" },
    { "【金額】を返金いたします。", JA, "placeholder“【金額】”" },
    { "【送料無料】の表示です。【訳あり】とあるのは染みのことです。", JA, "" },
    { "【返送先】\n〒150-0001", JA, "" },
    { "【重要】ご確認ください。", JA, "" },
    { "このたびは（商品名）の件でご連絡いたします。", JA, "placeholder“（商品名）”" },
    { "返品受付ID（RMA番号）をご記入ください。", JA, "" },
    { "注文番号：（注文番号を入力）\n以上です。", JA, "placeholder“（注文番号を入力）”" },
    { "サイズ：（小）です。\n送料：（税込）", JA, "" },
    { "様\n本文です。", JA, "placeholder“様”" },
    { "Dear [NAME],", EN, "placeholder“[NAME]”" },
    { "Dear ,\nthank you.", EN, "placeholder“Dear ,”" },
    { "Your refund of {amount} was issued.", EN, "placeholder“{amount}”" },
    { "The case {Blue} fits.", EN, "" },
    { "The order {{order}} left.", EN, "placeholder“{{order}}”" },
    { "It is XXXX today.", EN, "placeholder“XXXX”" },
    { "The model RX-2000XXL and AB-XXXX-1 are alike.", EN, "" },
    { "You wrote \"XXX\" on the slip, and XXX is what we ship.", EN, "" },
    { "We sent ____ to you.", EN, "placeholder“____”" },
    { "Hello %s, thanks.", EN, "placeholder“%s”" },
    { "Go to [Your Orders] and press [Return].", EN, "" },
    { "Press <br> now.", EN, "placeholder“<br>”" },
    { "A refund of $ was issued.", EN, "placeholder“$”" },
    { "A refund of $5.00 was issued.", EN, "" },
  };

  check_samples (samples, G_N_ELEMENTS (samples));
}

static void
test_addresses (void)
{
  static const Sample samples[] = {
    { "詳しくは https://aoba.example.net/a をご覧。", JA,
      "external-link“https://aoba.example.net/a”" },
    { "ａｏｂａ．ｃｏｍにあります。", JA, "external-link“ａｏｂａ．ｃｏｍ”" },
    { "https://www.amazon.co.jp/gp/help と amazon.com", JA, "" },
    { "https://amazon.co.jp.example.net/", JA, "external-link“https://amazon.co.jp.example.net/”" },
    { "https://toi.kuronekoyamato.co.jp/cgi-bin/tneko", JA, "" },
    { "It arrived.We sent it. See p. 3, No.1, v1.2 and file.pdf.", EN, "" },
    { "See shop dot com.", EN, "external-link“shop dot com”" },
    { "a@b.com", EN, "mail-address“a@b.com”" },
    { "aoba (at) b (dot) com", EN, "mail-address“aoba (at) b (dot) com”" },
    { "aoba＠b．ｃｏｍ です", JA, "mail-address“aoba＠b．ｃｏｍ”" },
    { "It is aoba AT b DOT com today.", EN, "mail-address“aoba AT b DOT com”" },
    { "Write to infoATaobaDOTcom.", EN, "mail-address“infoATaobaDOTcom”" },
    { "See aoba-zakka,com.", EN, "external-link“aoba-zakka,com”" },
    { "aoba,co,jpにあります。", JA, "external-link“aoba,co,jp”" },
    { "It is red,blue,comfortable. DATA and OUTDOOR are on it.", EN, "" },
    { "a1b2@marketplace.amazon.co.jp", JA, "" },
    { "2個 @500円です。", JA, "" },
    { "> 私の連絡先は a@b.com です\n承知しました。", JA, "" },
  };

  check_samples (samples, G_N_ELEMENTS (samples));
}

static void
test_phones (void)
{
  static const Sample samples[] = {
    { "番号は03-1234-5678です。", JA, "phone-number“03-1234-5678”" },
    { "０９０－１２３４－５６７８です。", JA, "phone-number“０９０－１２３４－５６７８”" },
    { "〇九〇の一二三四の五六七八です。", JA, "phone-number“〇九〇の一二三四の五六七八”" },
    { "担当 09012345678 におかけください。", JA, "phone-number“09012345678”" },
    { "佐川急便 渋谷営業所 03-0000-1234 へ", JA, "" },
    { "追跡番号は 0312-3456-78 です。", JA, "" },
    { "〒150-0001 250-1234567-1234567 RMA-2026-000123 2026-11-24", JA, "" },
    { "(503) 555-0123", EN, "phone-number“503) 555-0123”" },
    { "UPS is at 1-800-742-5877.", EN, "" },
    { "zero nine zero one two three four five six seven eight", EN,
      "phone-number“zero nine zero one two three four five six seven eight”" },
    { "O9O-1234-5678", EN, "phone-number“O9O-1234-5678”" },
    { "It measures 100-200-3000 mm.", EN, "" },
    { "電話番号のように見える080-2214は型番です。", JA, "" },
    { "The number is 1-800-555-LAMP.", EN, "phone-number“1-800-555-LAMP”" },
    { "UPS can change it. Their hotline is 1-800-555-0177.", EN, "" },
    { "基板の「03-5527-0081」は電話番号ではなく部品番号です。", JA, "" },
    { "0120-55-SOFAです。", JA, "phone-number“0120-55-SOFA”" },
    { "UPS is at 1-800-PICK-UPS.", EN, "" },
    { "Part 1-800-ABC is on page 3.", EN, "" },
  };

  check_samples (samples, G_N_ELEMENTS (samples));
}

static void
test_pictures (void)
{
  static const Sample samples[] = {
    { "ありがとうございます😊👍🏻。", JA, "emoji“😊👍🏻”" },
    { "対応します❤️", JA, "emoji“❤️”" },
    { "★☆※→①℃™✓♪®『』〒㎜±", JA, "" },
    { "またのご利用をお待ちしております♪♪", JA, "?ornament“♪♪”" },
    { "助かりましたw\n以上です。", JA, "?ornament“w”" },
    { "♪の記号のある品です。\n硬さ：★★★（ふつう）、甘さ：★", JA, "" },
    { "色はw、音は♪です。", JA, "" },
    { "すみませんm(_ _)m", JA, "emoji“(_ _)”" },
    { "対応します(^^)/", JA, "emoji“(^^)”" },
    { "次の通り:(1)電池 (2)ふた", JA, "" },
    { "Sorry :(", EN, "emoji“:(”" },
    { "(see the list below:)", EN, "" },
    { "in <3 days", EN, "" },
    { "Thank you <3", EN, "emoji“<3”" },
  };

  check_samples (samples, G_N_ELEMENTS (samples));
}

static void
test_language (void)
{
  static const Sample samples[] = {
    { "承知しました。\n\nBest regards,", JA, "wrong-language“Best regards,”" },
    { "「The North Face」のUSB-C to Lightning Cableです。", JA, "" },
    { "We shipped it today. 発送いたしました。", EN, "wrong-language“発送いたしました。”" },
    { "Send it to 東京都渋谷区神宮前1-2-3, 佐伯 美咲.", EN, "" },
    { "Gracias por su pedido.", EN, "wrong-language“Gracias por su pedido.”" },
  };

  check_samples (samples, G_N_ELEMENTS (samples));
}

static void
test_words (void)
{
  static const Sample samples[] = {
    { "お待たせしております。レ・ビ・ュ・ーをお願いします。", JA,
      "review-request“レ・ビ・ュ・ーをお願”" },
    { "ﾚﾋﾞｭｰを書いてください。", JA, "review-request“ﾚﾋﾞｭｰを書いて”" },
    { "Please leave a r e v i e w.", EN, "review-request“Please leave a r e v i e w”" },
    { "We will review your photos.", EN, "" },
    { "状態を評価いたしました。", JA, "" },
    { "レビューをお願いすることはございません。", JA, "" },
    { "オンラインで設定できます。", JA, "" },
    { "お急ぎなら公式LINEへどうぞ。", JA, "contact-pointer“公式LINEへどうぞ”" },
    { "Our production line changed.", EN, "" },
    { "You wrote \"leave a review\" on the slip.", EN, "" },
  };

  check_samples (samples, G_N_ELEMENTS (samples));
}

/* --- with what is known of the order ------------------------------------------------------------
 */

typedef struct
{
  HenjiOrder *order;
  HenjiMessage *message;
  HenjiReplyContext reply;
  HenjiCheckContext context;
  GPtrArray *orders;
  HenjiOthers *others;
} Scene;

static void
set_up (Scene *s, gconstpointer data)
{
  static const char *const names[] = { "林 太郎", "佐伯 健", "Randall Pike", "森", NULL };
  static const char *const numbers[] = { "250-7654321-7654321", NULL };
  HenjiOrderItem *item = henji_order_item_new ();

  memset (s, 0, sizeof *s);
  s->order = henji_order_new ();
  s->order->order_id = g_strdup ("250-1234567-1234567");
  s->order->buyer_name = g_strdup ("佐伯 美咲");
  s->order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  item->title = g_strdup ("マグ {限定} XXXX");
  item->price = (HenjiMoney){ 2480, "JPY" };
  g_ptr_array_add (s->order->items, item);
  s->message = henji_message_new ();
  s->message->body
      = g_strdup ("電話は090-1234-5678、メールはa@b.comです。250-1111111-1111111も見て。");
  s->orders = g_ptr_array_new ();
  g_ptr_array_add (s->orders, s->order);
  s->others = henji_others_new (names, numbers);
  s->reply = (HenjiReplyContext){ .order = s->order,
                                  .message = s->message,
                                  .now = NOW,
                                  .zone = g_time_zone_new_identifier ("Asia/Tokyo") };
  s->context = (HenjiCheckContext){ .reply = &s->reply, .orders = s->orders, .others = s->others };
}

static void
tear_down (Scene *s, gconstpointer data)
{
  henji_order_unref (s->order);
  henji_message_unref (s->message);
  g_ptr_array_unref (s->orders);
  henji_others_unref (s->others);
  g_time_zone_unref (s->reply.zone);
}

static void
test_names (Scene *s, gconstpointer data)
{
  const HenjiCheckContext *c = &s->context;

  assert_finds ("佐伯 美咲 様\n本文です。", JA, c, "");
  assert_finds ("佐伯様\n本文です。", JA, c, "");
  assert_finds ("お客様\n本文です。", JA, c, "");
  assert_finds ("Saeki様\n本文です。", JA, c, "");
  assert_finds ("田中様\n本文です。", JA, c, "other-buyer“田中様”");
  assert_finds ("佐伯様\n\n林様のお荷物です。", JA, c, "other-buyer“林様”");
  assert_finds ("佐伯様\n\n林太郎さんの件です。", JA, c, "other-buyer“林太郎”");
  assert_finds ("佐伯様\n\n小林様、仕様、皆様、森の中の林道。", JA, c, "other-buyer“小林様”");
  assert_finds ("Dear Ms. Saeki,\nthe parcel of Randall Pike was late.", EN, c,
                "other-buyer“Randall Pike”");
  assert_finds ("250-1234567-1234567 と 250-1111111-1111111 の件です。", JA, c, "");
  assert_finds ("２５０－９９９９９９９－９９９９９９９の件です。", JA, c,
                "other-order“２５０－９９９９９９９－９９９９９９９”");
  g_free (s->order->buyer_name);
  s->order->buyer_name = g_strdup ("Theodore Marsh");
  assert_finds ("Dear Ted,\nit left today.\nGreetings from the help desk", EN, c, "");
  assert_finds ("Dear Tim,\nit left today.", EN, c, "other-buyer“Dear Tim”");
}

static void
test_amounts (Scene *s, gconstpointer data)
{
  const HenjiCheckContext *c = &s->context;
  const HenjiMoney refund = { 2500, "JPY" };
  HenjiCheckContext chosen = s->context;

  assert_finds ("2,480円を返金いたします。", JA, c, "");
  assert_finds ("￥2,481を返金いたします。", JA, c, "refund-above“￥2,481”");
  assert_finds ("1万2千円を返金いたします。", JA, c, "refund-above“1万2千円”");
  assert_finds ("三千円を返金いたします。", JA, c, "refund-above“三千円”");
  assert_finds ("2,480円の全額に、500円を加えて返金いたします。", JA, c,
                "refund-above“2,480円の全額に、500円”");
  assert_finds ("2,000円と480円、合わせて2,480円を返金いたします。", JA, c, "");
  assert_finds ("10,000円の返金はいたしかねます。", JA, c, "");
  assert_finds ("10,000円以上のご注文の返金には、受領の署名を頂いております。", JA, c, "");
  chosen.refunds = &refund;
  chosen.n_refunds = 1;
  assert_finds ("返金いたします。", JA, &chosen, "refund-above“”");
}

static void
test_dates (Scene *s, gconstpointer data)
{
  const HenjiCheckContext *c = &s->context;

  assert_finds ("11月20日までに発送いたします。", JA, c, "promise-past“11月20日”");
  assert_finds ("11月20日に発送いたしました。", JA, c, "");
  assert_finds ("11月24日に発送いたします。", JA, c, "");
  assert_finds ("12月1日に発送いたします。", JA, c, "");
  assert_finds ("1月5日に発送いたします。", JA, c, "");
  assert_finds ("20日（金）に発送いたします。", JA, c, "promise-past“20日”");
  assert_finds ("十一月二十日までに発送いたします。", JA, c, "promise-past“十一月二十日”");
  assert_finds ("We will ship it by 11/23/26. It comes by 20.11.2026.", EN, c,
                "promise-past“11/23/26” promise-past“20.11.2026”");
  assert_finds ("We will ship it on 12/1/26, 1-2 days after that.", EN, c, "");
  assert_finds ("20日間お待ちください。", JA, c, "");
  assert_finds ("水やりは二日か三日に一度、20日に1回は肥料をお願いします。", JA, c, "");
  assert_finds ("二十日に一通お送りいたします。", JA, c, "promise-past“二十日”");
  assert_finds ("来年の8月20日までにお送りいたします。", JA, c, "");
  assert_finds ("今年の8月20日までにお送りいたします。", JA, c, "promise-past“8月20日”");
  assert_finds ("We will send it by August 20 next year.", EN, c, "");
  assert_finds ("We will send it by August 20 this year.", EN, c, "promise-past“August 20”");
  assert_finds ("十一月ごろに届きます。", JA, c, "");
  assert_finds ("We will ship it by November 20.", EN, c, "promise-past“November 20”");
  assert_finds ("We shipped it on November 20.", EN, c, "");
  assert_finds ("It goes out Friday the 20th.", EN, c, "promise-past“20th”");
  assert_finds ("It should have arrived by November 20.", EN, c, "");
  assert_finds ("We will ship it at 8 am today.", EN, c, "promise-past“8 am”");
  assert_finds ("本日8時に発送いたします。", JA, c, "promise-past“8時”");
  assert_finds ("We will ship it at noon today.", EN, c, "");
  assert_finds ("It was handed over at 8 am today.", EN, c, "");
  /* A day alone is not last month's; what is dated is not promised; the end of a span counts. */
  assert_finds ("It will come on the 12th at noon. It goes out on the 30th.", EN, c, "");
  assert_finds ("We will send the invoice for your purchase of November 20.", EN, c, "");
  assert_finds ("It leaves on the morning of November 20.", EN, c, "promise-past“November 20”");
  assert_finds ("We will replace the edition printed for March 3, 2019.", EN, c, "");
  assert_finds ("It will arrive between November 20 and November 27.", EN, c, "");
  assert_finds ("It will arrive between November 18 and November 20.", EN, c,
                "promise-past“November 18”");
  assert_finds ("UPS said it would deliver it on November 20.", EN, c, "");
  assert_finds ("11月20日お届け予定の品が遅れ、申し訳ございません。", JA, c, "");
}

static void
test_titles (Scene *s, gconstpointer data)
{
  assert_finds ("ご注文の XXXX {限定} の件です。", JA, &s->context, "");
  assert_finds ("お電話 090-1234-5678 と a@b.com を確認しました。", JA, &s->context, "");
}

/* --- the whole ----------------------------------------------------------------------------------
 */

static void
test_whole (Scene *s, gconstpointer data)
{
  HenjiCheckContext c = s->context;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_attachment_unref);
  g_autoptr (GArray) findings = NULL;
  HenjiAttachment *file = henji_attachment_new ();

  for (int i = 0; i < 2000; i++)
    g_string_append (text, "あ");
  assert_finds (text->str, JA, NULL, "");
  g_string_append (text, "い");
  assert_finds (text->str, JA, NULL, "?long“い”");
  for (int i = 0; i < 1999; i++)
    g_string_append (text, "あ");
  g_string_append (text, "う");
  findings = henji_check (checker, text->str, -1, JA, policy, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (g_array_index (findings, HenjiFinding, 0).rule, ==, "too-long");
  g_assert_cmpuint (g_array_index (findings, HenjiFinding, 0).start, ==, 4000 * 3);

  file->name = g_strdup ("写真.HEIC");
  file->size = 10 * 1000 * 1000 + 1;
  g_ptr_array_add (files, file);
  c.attachments = files;
  assert_finds ("承知しました。", JA, &c, "?attachment-size“” ?attachment-type“”");
  c = s->context;
  c.subject = "[Important] your order";
  assert_finds ("承知しました。", JA, &c, "?subject-prefix“”");
  c = s->context;
  c.out_of_step = 2;
  c.newer_message = TRUE;
  c.open_fields = 1;
  assert_finds ("承知しました。", JA, &c, "?newer-message“” open-field“” ?out-of-step“”");
  c = s->context;
  c.fault = HENJI_CHECK_FAULT_OURS;
  assert_finds ("代わりの品をお送りします。", JA, &c, "?no-apology“”");
  assert_finds ("申し訳ございません。代わりの品をお送りします。", JA, &c, "");
  assert_finds ("なるべく早くご連絡いたします。", JA, NULL,
                "?promise-without-date“なるべく早くご連絡いた”");
}

/* To the marketplace itself a seller may speak of feedback; gaps are gaps there, too. */
static void
test_support (Scene *s, gconstpointer data)
{
  HenjiCheckContext c = s->context;

  c.to_support = TRUE;
  assert_finds ("規約に反する評価の削除をお願いいたします。03-1234-5678 【金額】を", JA, &c,
                "placeholder“【金額】”");
}

static void
test_remedy (void)
{
  const char *text = "承知しました。レビューをお願いします。以上です。";
  g_autoptr (GArray) findings = henji_check (checker, text, -1, JA, policy, NULL);
  const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, 0);
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  gboolean verified = FALSE;

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpuint (finding->remedy_start, ==, strlen ("承知しました。"));
  g_assert_cmpuint (finding->remedy_end, ==, strlen ("承知しました。レビューをお願いします。"));
  ja = henji_checker_explain (checker, finding, text, JA);
  en = henji_checker_explain (checker, finding, text, EN);
  g_assert_nonnull (strstr (ja, "レビュー"));
  g_assert_nonnull (strstr (en, "review"));
  g_assert_cmpstr (henji_checker_source (checker, finding->rule, &verified), !=, NULL);
  g_assert_true (verified);
}

/* --- files --------------------------------------------------------------------------------------
 */

#define HEAD "[rule x]\nja あ\nen a\nchecked 2026-11-23\n"

/* What no rule finds and the learned weights do: surely, doubtfully, not at all. */
static void
test_learned (void)
{
  static const Sample samples[] = {
    { "It shipped. Is one star your last word?", EN,
      "feedback-change“Is one star your last word?”" },
    { "Is the handle loose?", EN, "" },
    { "> Is one star your last word?", EN, "" },
    { "星一つが、最後のお言葉でしょうか。", JA,
      "feedback-change“星一つが、最後のお言葉でしょうか。”" },
    { "押して付いたものは、押せば消えます。", JA,
      "feedback-change“押して付いたものは、押せば消えます。”" },
    { "ひと言の欄が、少し気になっております。", JA,
      "?doubt-review-request“ひと言の欄が、少し気になっております。”" },
    { "押すと明かりが消えます。", JA, "" },
  };

  check_samples (samples, G_N_ELEMENTS (samples));
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text, *place;
  } faults[] = {
    { "word\n", "x.txt, line 1" },
    { "[strange y]\n", "x.txt, line 1" },
    { "[rule x]\nja あ\n", "x.txt, line 3" },
    { HEAD "when @nothing\n", "x.txt, line 5" },
    { HEAD "when @ask ~\n", "x.txt, line 5" },
    { HEAD "when @ask ~ \n", "x.txt, line 5" },
    { HEAD "unless @ask\n", "x.txt, line 5" },
    { HEAD "severity heavy\n", "x.txt, line 5" },
    { HEAD "colour red\n", "x.txt, line 5" },
    { HEAD "checked yesterday\n", "x.txt, line 5" },
    { HEAD "\n# fine\n[rule x]\n", "x.txt, line 7" },
    { "[class a]\n(b|c\n", "x.txt, line 2" },
    { "[list colours]\n", "x.txt, line 1" },
    { "[class a\n", "x.txt, line 1" },
    { "[class a]\n b,\n  (c\n", "x.txt, line 1" },
    { HEAD "when a ~ b ~ c ~ d ~ e ~ f ~ g\n", "x.txt, line 5" },
    { "[learned rules]\nx bias\n", "x.txt, line 2" },
    { "[learned rules]\nx bias 1 sure 0 0\n[learned weights]\n1f3a b1\n", "x.txt, line 4" },
    { "[learned rules]\nx bias 1 sure 0 0\n[learned weights]\nzz a1\n", "x.txt, line 4" },
    { "\xff\xfe", "x.txt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (HenjiChecker) broken = henji_checker_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) findings = NULL;

      add_rules (broken, "common.txt");
      if (henji_checker_add (broken, faults[i].text, strlen (faults[i].text), "x.txt", &error))
        g_error ("taken: %s", faults[i].text);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, faults[i].place));
      /* Nothing of it was taken, the rest works. */
      henji_checker_seal (broken);
      findings = henji_check (broken, "Dear [NAME], a b c", -1, EN, NULL, NULL);
      g_assert_cmpuint (findings->len, ==, 1);
    }
}

/* The built-in file follows a broken one of the same name: none of its words are lost. */
static void
test_broken_first (void)
{
  static const char sound[] = HEAD "when blue sky ~ green sea\n";
  static const char broken[] = HEAD "when blue sky ~ green sea\nwhen @later\n";
  g_autoptr (HenjiChecker) rules = henji_checker_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = NULL;

  g_assert_false (henji_checker_add (rules, broken, strlen (broken), "x.txt", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  henji_checker_add (rules, sound, strlen (sound), "x.txt", &error);
  g_assert_no_error (error);
  henji_checker_seal (rules);
  found = henji_check (rules, "A blue sky and a green sea.", -1, EN, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
}

/* Rules of a seller's own; a checker with none of the built-in ones does no harm. */
static void
test_own_rules (void)
{
  static const char rules[] = "[class sweets]\ncandy, あめ\n" HEAD
                              "severity warning\nwhen @sweets > are, です\nunless + no\n";
  g_autoptr (HenjiChecker) own = henji_checker_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) none = NULL;
  const HenjiFinding *finding;

  henji_checker_add (own, rules, strlen (rules), "own.txt", &error);
  g_assert_no_error (error);
  henji_checker_seal (own);
  found = henji_check (own, "Our candy bars are here. a@b.com ○○様", -1, EN, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  finding = &g_array_index (found, HenjiFinding, 0);
  g_assert_cmpuint (finding->start, ==, 4);
  g_assert_cmpuint (finding->end, ==, 18);
  none = henji_check (own, "No candy bars are here.", -1, EN, NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Days that a seller's own file names; no year has the month 99. */
static void
test_own_days (Scene *s, gconstpointer data)
{
  static const char rules[]
      = "[class promise]\nwill\n[class named-11-20]\nby shop day\n[class named-99-1-1]\nby no day\n"
        "[class named-11-3-7]\nby third sunday\n[rule promise-past]\nja あ\nen a\nchecked "
        "2026-11-23\n";
  static const struct
  {
    const char *text;
    guint n;
  } samples[] = { { "It will come by shop day.", 1 },
                  { "It will come by third sunday.", 1 },
                  { "It will come by no day.", 0 } };
  g_autoptr (HenjiChecker) own = henji_checker_new ();
  g_autoptr (GError) error = NULL;

  henji_checker_add (own, rules, strlen (rules), "own.txt", &error);
  g_assert_no_error (error);
  henji_checker_seal (own);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GArray) found = henji_check (own, samples[i].text, -1, EN, NULL, &s->context);

      g_assert_cmpuint (found->len, ==, samples[i].n);
    }
}

/* --- hostile input ------------------------------------------------------------------------------
 */

/* Whatever comes in, places are in order, inside, and on characters. */
static void
check_bytes (const char *bytes, gsize length, const HenjiCheckContext *context)
{
  for (HenjiLanguage language = JA; language <= EN; language++)
    {
      g_autoptr (GArray) findings
          = henji_check (checker, bytes, (gssize) length, language, policy, context);
      gsize last = 0;

      for (guint i = 0; i < findings->len; i++)
        {
          const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);

          g_assert_cmpuint (finding->start, >=, last);
          g_assert_cmpuint (finding->end, >=, finding->start);
          g_assert_cmpuint (finding->end, <=, length);
          g_assert_cmpuint (finding->remedy_start, <=, finding->remedy_end);
          g_assert_cmpuint (finding->remedy_end, <=, length);
          if (g_utf8_validate (bytes, (gssize) length, NULL))
            {
              g_assert_true (g_utf8_validate (bytes, (gssize) finding->start, NULL));
              g_assert_true (g_utf8_validate (bytes, (gssize) finding->end, NULL));
              g_assert_true (g_utf8_validate (bytes, (gssize) finding->remedy_start, NULL));
              g_assert_true (g_utf8_validate (bytes, (gssize) finding->remedy_end, NULL));
            }
          last = finding->start;
        }
    }
}

static void
test_hostile (Scene *s, gconstpointer data)
{
  static const char *const units[] = {
    "a",
    "あ",
    " ",
    "\n",
    "(",
    "「",
    "\"",
    ">",
    "> x\n",
    "○",
    "x",
    "XXX ",
    "_",
    "0",
    "090-1234-5678 ",
    "a@",
    "a@b.com ",
    "a.",
    "http://",
    " dot ",
    "[",
    "【金額】を",
    "{",
    "様\n",
    "林様",
    "😊",
    ":)",
    "(^",
    "レビュー",
    "レビューを書いて",
    "please review ",
    "r e v ",
    "レ・",
    "11月20日に",
    "1円",
    "$",
    "\xCC\x81",
    "か\xE3\x82\x99",
    "\xF0\x9F\x87\xAF",
    "\xff",
    "\xE3\x81",
    "㌀",
    "㍿",
    "ﷺ",
    "Dear ",
    "250-1234567-1234567 ",
    "申請を取り下げ、",
    "キャンセル在庫切れ",
    "three ",
    "\xE2\x80\x8B",
  };

  check_bytes ("", 0, &s->context);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 100000)
        g_string_append (text, units[i]);
      check_bytes (text->str, text->len, &s->context);
    }
}

static void
test_large (Scene *s, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 1000000)
    g_string_append (text,
                     "お世話になっております。レビューの件で please call 090-1234-5678 or a@b.com、"
                     "申請を取り下げていただければ 2,480円を返金いたします😊\n");
  check_bytes (text->str, text->len, &s->context);
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Entry point for libFuzzer: clang -fsanitize=fuzzer,address,undefined. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (checker == NULL)
    {
      checker = load_checker ();
      policy = load_policy ("amazon-jp");
    }
  check_bytes ((const char *) data, size, NULL);

  return 0;
}

/* Pieces of the replies that the check is measured on, cut anywhere, joined and spoilt. */
static void
test_mutations (Scene *s, gconstpointer data)
{
  static const char *const files[] = { "own-bad-ja.txt", "own-bad-en.txt", "own-good-ja.txt" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);

  for (int round = 0; round < 1500; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int k = 0; k < 4; k++)
        {
          static GBytes *contents[G_N_ELEMENTS (files)];
          guint f = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (files));
          gint32 length, from, n;

          if (contents[f] == NULL)
            {
              g_autofree char *path
                  = g_test_build_filename (G_TEST_DIST, "data", "replies", files[f], NULL);
              char *all;
              gsize size;

              g_assert_true (g_file_get_contents (path, &all, &size, NULL));
              contents[f] = g_bytes_new_take (all, size);
            }
          length = (gint32) g_bytes_get_size (contents[f]);
          from = g_rand_int_range (rand, 0, length);
          n = g_rand_int_range (rand, 0, 300);
          g_string_append_len (text, (const char *) g_bytes_get_data (contents[f], NULL) + from,
                               MIN (n, length - from));
        }
      for (int k = g_rand_int_range (rand, 0, 4); k > 0 && text->len > 0; k--)
        text->str[g_rand_int_range (rand, 0, (gint32) text->len)]
            = (char) g_rand_int_range (rand, 1, 256);
      check_bytes (text->str, text->len, round % 2 == 0 ? &s->context : NULL);
    }
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  checker = load_checker ();
  policy = load_policy ("amazon-jp");
  g_test_add_func ("/check/gaps", test_gaps);
  g_test_add_func ("/check/addresses", test_addresses);
  g_test_add_func ("/check/phones", test_phones);
  g_test_add_func ("/check/pictures", test_pictures);
  g_test_add_func ("/check/language", test_language);
  g_test_add_func ("/check/words", test_words);
  g_test_add ("/check/names", Scene, NULL, set_up, test_names, tear_down);
  g_test_add ("/check/amounts", Scene, NULL, set_up, test_amounts, tear_down);
  g_test_add ("/check/dates", Scene, NULL, set_up, test_dates, tear_down);
  g_test_add ("/check/own-days", Scene, NULL, set_up, test_own_days, tear_down);
  g_test_add ("/check/titles", Scene, NULL, set_up, test_titles, tear_down);
  g_test_add ("/check/whole", Scene, NULL, set_up, test_whole, tear_down);
  g_test_add ("/check/support", Scene, NULL, set_up, test_support, tear_down);
  g_test_add_func ("/check/remedy", test_remedy);
  g_test_add_func ("/check/learned", test_learned);
  g_test_add_func ("/check/faults", test_faults);
  g_test_add_func ("/check/own-rules", test_own_rules);
  g_test_add_func ("/check/broken-first", test_broken_first);
  g_test_add ("/check/hostile", Scene, NULL, set_up, test_hostile, tear_down);
  g_test_add ("/check/large", Scene, NULL, set_up, test_large, tear_down);
  g_test_add ("/check/mutations", Scene, NULL, set_up, test_mutations, tear_down);
  result = g_test_run ();
  henji_checker_unref (checker);
  henji_policy_unref (policy);

  return result;
}

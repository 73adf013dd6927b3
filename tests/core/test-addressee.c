/* test-addressee.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To whom buyers want their receipts made out, and for what.
 */
#include "config.h"

#include "henji-addressee.h"

#include <string.h>

static void
test_found (void)
{
  static const struct
  {
    const char *text;
    const char *addressee;
    const char *proviso;
  } rows[] = {
    { "領収書をお願いいたします。宛名は「有限会社ミナト工業」、但し書きは「事務用品代として」でお願"
      "いできますでしょうか。",
      "有限会社ミナト工業", "事務用品代" },
    { "適格請求書を発行してください。宛名は株式会社カワムラ設計です。登録番号の記載が必要です。",
      "株式会社カワムラ設計", NULL },
    { "宛名「すだ整骨院」、但し書き「備品代」でお願いします。", "すだ整骨院", "備品代" },
    { "宛名：株式会社テスト", "株式会社テスト", NULL },
    { "領収書の宛名を「株式会社みらい印刷 総務部」にして再発行してください。",
      "株式会社みらい印刷 総務部", NULL },
    { "領収書をお願いします。宛名は山本工務店でお願いします。", "山本工務店", NULL },
    { "宛名は前田千尋様でお願いします", "前田千尋", NULL },
    { "領収書を「前田千尋」宛でお願いします。", "前田千尋", NULL },
    { "会社名は株式会社テストです。", "株式会社テスト", NULL },
    { "株式会社あおば宛で領収書をください。但し書きは書籍代でお願いします", "株式会社あおば",
      "書籍代" },
    { "宛名：合同会社みどり\n但し書き：消耗品費", "合同会社みどり", "消耗品費" },
    { "Could you please send me an invoice made out to Lindqvist Consulting LLC, 14 Pier Rd, "
      "Duluth?",
      "Lindqvist Consulting LLC", NULL },
    { "I'd like a receipt with my company name Voss Design K.K. please.", "Voss Design K.K.",
      NULL },
    { "Addressee: Gruber Trading 合同会社. Is a PDF possible?", "Gruber Trading 合同会社", NULL },
    { "Please address the receipt in the name of Blue Harbor Inc. and send it as PDF.",
      "Blue Harbor Inc.", NULL },
    { "宛名は下記でお願いします。\n株式会社ひかり 経理部 御中\nよろしくお願いします。",
      "株式会社ひかり 経理部", NULL },
    { "領収書の宛名を間違えました。「西田商店」に直して再発行してください。", "西田商店", NULL },
    { "宛名は上様でお願いします。", "上様", NULL },
    { "An invoice made out to our company, Meyer Design LLC, please.", "Meyer Design LLC", NULL },
    /* Nobody is named. */
    { "領収書をお願いします。", NULL, NULL },
    { "宛名を変更できますか？", NULL, NULL },
    { "宛名はどうすればいいですか。", NULL, NULL },
    { "Can you send me an invoice?", NULL, NULL },
    { "I need an invoice with our company name for the accountant.", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiMessage) message = henji_message_new ();
      g_autofree char *addressee = NULL;
      g_autofree char *proviso = NULL;

      message->body = g_strconcat (rows[i].text, "\n> 宛名：別の会社", NULL);
      message->own_length = (gint64) strlen (rows[i].text);
      addressee = henji_addressee_find (message);
      proviso = henji_proviso_find (message);
      g_test_message ("%s: “%s”, “%s”", rows[i].text, addressee, proviso);
      g_assert_cmpstr (addressee, ==, rows[i].addressee);
      g_assert_cmpstr (proviso, ==, rows[i].proviso);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/addressee/found", test_found);

  return g_test_run ();
}

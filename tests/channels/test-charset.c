/* test-charset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "test-charset"

#include "config.h"

#include "henji-charset.h"
#include "henji-rfc2047.h"

#include <string.h>

static void
assert_decodes (
    const char *bytes, gsize length, const char *label, const char *text, const char *name)
{
  HenjiCharsetResult result;
  g_autofree char *decoded = henji_charset_decode ((const guint8 *) bytes, length, label, &result);

  g_assert_cmpstr (decoded, ==, text);
  g_assert_cmpstr (result.name, ==, name);
}

#define ASSERT_DECODES(bytes, label, text, name)                                                   \
  assert_decodes (bytes, sizeof bytes - 1, label, text, name)

/* @text in @charset, by glibc. */
static GBytes *
encode (const char *text, const char *charset)
{
  g_autoptr (GError) error = NULL;
  gsize n;
  char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &n, &error);

  g_assert_no_error (error);

  return g_bytes_new_take (bytes, n);
}

static void
assert_round (const char *text, const char *charset, const char *label, const char *name)
{
  g_autoptr (GBytes) bytes = encode (text, charset);

  assert_decodes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), label, text, name);
}

static void
test_labels (void)
{
  const char *const sjis[]
      = { "Shift_JIS", "SJIS",          "x-sjis",   "windows-31j", "CP932",
          "MS932",     "\"shift-jis\"", "MS_Kanji", "cp31j",       "shift_jis*ja" };
  const char *const jis[]
      = { "ISO-2022-JP", "iso-2022-jp-ms", "CP50220", "cp50221", "csISO2022JP" };

  for (guint i = 0; i < G_N_ELEMENTS (sjis); i++)
    g_assert_cmpstr (henji_charset_canonical (sjis[i]), ==, "CP932");
  for (guint i = 0; i < G_N_ELEMENTS (jis); i++)
    g_assert_cmpstr (henji_charset_canonical (jis[i]), ==, "ISO-2022-JP");
  g_assert_cmpstr (henji_charset_canonical ("gb2312"), ==, "GB18030");
  g_assert_cmpstr (henji_charset_canonical ("cp51932"), ==, "EUC-JP");
  g_assert_cmpstr (henji_charset_canonical ("iso-8859-5"), ==, "iso-8859-5");
  g_assert_null (henji_charset_canonical ("no-such-thing"));
  g_assert_null (henji_charset_canonical ("utf-8//IGNORE"));
  g_assert_null (henji_charset_canonical (""));
  g_assert_null (henji_charset_canonical (NULL));
}

/* What glibc's SHIFT_JIS has not, or takes for something else. */
static void
test_cp932 (void)
{
  assert_round ("①㈱髙﨑～－ｶﾞの品です。", "CP932", "shift_jis", "CP932");
  assert_round ("商品がまだ届きません。", "CP932", "x-sjis", "CP932");
  assert_round ("返品希望", "CP932", "windows-31j", "CP932");
}

static void
test_iso_2022_jp (void)
{
  /* ① ㈱: NEC row 13. */
  ASSERT_DECODES ("\033$B-!\055\152\033(B!", "iso-2022-jp", "①㈱!", "ISO-2022-JP");
  ASSERT_DECODES ("\033$B-!\033(B", "cp50221", "①", "ISO-2022-JP");
  /* 髙: among NEC's selection of IBM's, row 92 cell 94's neighbour. */
  ASSERT_DECODES ("\033$B|b\033(B", "iso-2022-jp-ms", "髙", "ISO-2022-JP");
  /* Half-width kana three ways. */
  ASSERT_DECODES ("\033(I6@E\033(B", "iso-2022-jp", "ｶﾀﾅ", "ISO-2022-JP");
  ASSERT_DECODES ("a\0166@\017b", "iso-2022-jp", "aｶﾀb", "ISO-2022-JP");
  ASSERT_DECODES ("\033$B$\"\033(B\266\300", "iso-2022-jp", "あｶﾀ", "ISO-2022-JP");
  /* JIS X 0201: the backslash is a yen sign. */
  ASSERT_DECODES ("\033(J\\500\033(B", "iso-2022-jp", "¥500", "ISO-2022-JP");
  /* Old JIS C 6226, and a line that never came back to ASCII. */
  ASSERT_DECODES ("\033$@$\"\nabc", "iso-2022-jp", "あ\nabc", "ISO-2022-JP");
  /* Labelled as something else. */
  ASSERT_DECODES ("\033$B$\"\033(B", "us-ascii", "あ", "ISO-2022-JP");
  ASSERT_DECODES ("\033$B$\"\033(B", "utf-8", "あ", "ISO-2022-JP");
  ASSERT_DECODES ("\033$B$\"\033(B", NULL, "あ", "ISO-2022-JP");
  /* Half a character at the end is shown, not dropped. */
  ASSERT_DECODES ("\033$B$\"$", "iso-2022-jp", "あ\357\277\275", "ISO-2022-JP");
}

static void
test_wrong_labels (void)
{
  const char *const text = "商品が届きましたが、壊れていました。交換をお願いします。";

  assert_round (text, "CP932", "utf-8", "CP932");
  assert_round (text, "CP932", "us-ascii", "CP932");
  assert_round (text, "CP932", NULL, "CP932");
  assert_round (text, "CP932", "iso-8859-1", "CP932");
  assert_round (text, "CP932", "euc-jp", "CP932");
  assert_round (text, "CP932", "iso-2022-jp", "CP932");
  assert_round (text, "EUC-JP-MS", "utf-8", "EUC-JP");
  assert_round (text, "EUC-JP-MS", "shift_jis", "EUC-JP");
  assert_round (text, "EUC-JP-MS", NULL, "EUC-JP");
  assert_round (text, "UTF-8", "shift_jis", "UTF-8");
  assert_round (text, "UTF-8", "iso-8859-1", "UTF-8");
  assert_round (text, "UTF-8", "iso-2022-jp", "UTF-8");
  assert_round (text, "UTF-8", "no-such-thing", "UTF-8");
  assert_round ("返品", "CP932", "shift_jis", "CP932");
  assert_round ("ｶﾀｶﾅ", "CP932", "shift_jis", "CP932");
}

static void
test_western (void)
{
  assert_round ("Größe très café – “déjà”", "WINDOWS-1252", "iso-8859-1", "WINDOWS-1252");
  assert_round ("Müller", "WINDOWS-1252", NULL, "WINDOWS-1252");
  assert_round ("Größe", "UTF-8", "iso-8859-1", "UTF-8");
  assert_round ("Привет, мир", "KOI8-R", "koi8-r", "KOI8-R");
}

static void
test_others (void)
{
  assert_round ("请问什么时候发货？镕", "GB18030", "gb2312", "GB18030");
  assert_round ("언제 배송되나요?", "CP949", "ks_c_5601-1987", "CP949");
  ASSERT_DECODES ("Hi +MEIwRA-", "utf-7", "Hi あい", "UTF-7");
  assert_round ("あいう abc", "UTF-16", "utf-16", "UTF-16");
  ASSERT_DECODES ("\357\273\277abc", "utf-8", "abc", "UTF-8");
}

static void
test_nothing_lost (void)
{
  HenjiCharsetResult result;
  g_autofree char *cut = NULL;
  g_autofree char *broken = NULL;
  g_autofree char *nul = NULL;

  /* A character cut at the end shows; g_convert() would drop it. */
  cut = henji_charset_decode ((const guint8 *) "\202\240\202\242\202\240\202", 7, "shift_jis",
                              &result);
  g_assert_cmpstr (cut, ==, "あいあ\357\277\275");
  g_assert_cmpuint (result.n_bad, ==, 1);

  broken = henji_charset_decode ((const guint8 *) "\343\201\202\377\343\201\204\343\201\206", 10,
                                 "utf-8", &result);
  g_assert_cmpstr (broken, ==, "あ\357\277\275いう");
  g_assert_cmpuint (result.n_bad, ==, 1);

  nul = henji_charset_decode ((const guint8 *) "a\0b", 3, "us-ascii", &result);
  g_assert_cmpstr (nul, ==, "a\357\277\275b");
}

static void
assert_header (const char *raw, const char *text)
{
  g_autofree char *decoded = henji_rfc2047_decode (raw, strlen (raw), NULL);

  g_assert_cmpstr (decoded, ==, text);
}

static char *
word (const char *bytes, gsize length, const char *charset)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *) bytes, length);

  return g_strdup_printf ("=?%s?B?%s?=", charset, base64);
}

static void
test_words (void)
{
  assert_header ("plain  text\r\n folded", "plain text folded");
  assert_header ("=?utf-8?Q?=E3=81=82_b?=", "あ b");
  assert_header ("=?UTF-8?b?44GC?= c", "あ c");
  assert_header ("a =?utf-8?B?44GC?=\r\n =?utf-8?B?44GE?= b", "a あい b");
  /* Padding inside: a known fault of readers is to lose what follows. */
  assert_header ("=?utf-8?B?44GCYQ==?= =?utf-8?B?44GE?=", "あaい");
  assert_header ("=?utf-8?B?44GCYQ==?=\n =?UTF8?B?KOazqOaWhzogMjUwLTEyMzQ1NjctNzY1NDMyMSk=?=",
                 "あa(注文: 250-1234567-7654321)");
  /* Other sets, letters glued to the word, a language, a bare Q with spaces. */
  assert_header ("=?iso-8859-1?Q?caf=E9?= =?utf-8?B?44GC?=", "caféあ");
  assert_header ("Re:=?utf-8?B?44GC?=x", "Re:あx");
  assert_header ("=?utf-8*ja?B?44GC?=", "あ");
  assert_header ("=?utf-8?Q?a b?=", "a b");
  /* No words: shown as they are. */
  assert_header ("=?utf-8?X?abc?=", "=?utf-8?X?abc?=");
  assert_header ("=?utf-8?", "=?utf-8?");
  assert_header ("a =? b", "a =? b");
  /* Cut at the end of the header. */
  assert_header ("=?utf-8?B?44GC44GE", "あい");
  /* Nothing that breaks a line or turns the text. */
  assert_header ("=?utf-8?Q?a=0D=0ABcc:_x=00y=E2=80=AEz?=", "a Bcc: x\357\277\275yz");
}

static void
test_words_cut_anywhere (void)
{
  const char *const subject
      = "Amazonのカスタマー 髙橋 花子 様からのお問い合わせ(注文: 250-1234567-7654321)";
  const char *const sets[][2]
      = { { "UTF-8", "utf-8" }, { "CP932", "Shift_JIS" }, { "EUC-JP-MS", "euc-jp" } };

  /* Every length of words: characters and base64 groups are cut everywhere. */
  for (guint s = 0; s < G_N_ELEMENTS (sets); s++)
    {
      g_autoptr (GBytes) bytes = encode (subject, sets[s][0]);
      const char *data = g_bytes_get_data (bytes, NULL);
      gsize length = g_bytes_get_size (bytes);

      for (gsize step = 1; step < 50; step++)
        {
          g_autoptr (GString) raw = g_string_new (NULL);

          for (gsize at = 0; at < length; at += step)
            {
              g_autofree char *one = word (data + at, MIN (step, length - at), sets[s][1]);

              g_string_append_printf (raw, "%s%s", at > 0 ? "\r\n\t" : "", one);
            }
          assert_header (raw->str, subject);
        }
    }

  /* The base64 text itself cut without regard to its groups. */
  {
    g_autofree char *base64 = g_base64_encode ((const guchar *) subject, strlen (subject));

    for (gsize step = 3; step < 40; step++)
      {
        g_autoptr (GString) raw = g_string_new (NULL);

        for (gsize at = 0; at < strlen (base64); at += step)
          g_string_append_printf (raw, "%s=?utf-8?B?%.*s?=", at > 0 ? " " : "",
                                  (int) MIN (step, strlen (base64) - at), base64 + at);
        assert_header (raw->str, subject);
      }
  }
}

static void
test_bare_headers (void)
{
  g_autoptr (GBytes) sjis = encode ("商品についての問い合わせ(注文: 250-1234567-7654321)", "CP932");
  g_autofree char *raw = g_strndup (g_bytes_get_data (sjis, NULL), g_bytes_get_size (sjis));

  assert_header (raw, "商品についての問い合わせ(注文: 250-1234567-7654321)");
  assert_header ("お問い合わせ", "お問い合わせ");
  assert_header ("\033$B$*Ld\033(B", "お問");
  assert_header ("=?iso-2022-jp?B?GyRCLSEbKEI=?=", "①");
}

static void
assert_param (const char *raw, const char *name, const char *value)
{
  g_autofree char *decoded = henji_rfc2231_param (raw, strlen (raw), name, NULL);

  g_assert_cmpstr (decoded, ==, value);
}

static void
test_params (void)
{
  assert_param ("attachment; filename=a.jpg", "filename", "a.jpg");
  assert_param ("attachment; filename=my photo.jpg; size=1", "filename", "my photo.jpg");
  assert_param ("attachment; FileName=\"a \\\"b\\\";c.jpg\"", "filename", "a \"b\";c.jpg");
  assert_param ("attachment; filename*=utf-8''%E5%86%99%E7%9C%9F.jpg", "filename", "写真.jpg");
  assert_param ("attachment; filename*1*=%E7%9C%9F.jpg;\r\n filename*0*=utf-8'ja'%E5%86%99",
                "filename", "写真.jpg");
  assert_param ("attachment; filename*0=\"a\"; filename*1=\"b.jpg\"", "filename", "ab.jpg");
  /* A character cut between two pieces. */
  assert_param ("attachment; filename*0*=utf-8''%E5%86; filename*1*=%99.jpg", "filename", "写.jpg");
  /* ISO-2022-JP, percent-encoded and bare. */
  assert_param ("attachment; filename*=iso-2022-jp''%1B%24B%3CL%3F%3F%1B%28B.jpg", "filename",
                "写真.jpg");
  assert_param ("attachment; filename=\"\033$B<L??\033(B.jpg\"", "filename", "写真.jpg");
  assert_param ("attachment; filename=\"\033$B$\"\033(B.jpg\"; x=y", "filename", "あ.jpg");
  /* Encoded words where they must not be; bare Shift_JIS whose second byte is a backslash. */
  assert_param ("attachment; filename=\"=?utf-8?B?5YaZ55yfLmpwZw==?=\"", "filename", "写真.jpg");
  assert_param ("attachment; filename=\"\225\\\216\206.jpg\"", "filename", "表紙.jpg");
  /* The extended form is the better one; none; no value at all. */
  assert_param ("attachment; filename=x.jpg; filename*=utf-8''y.jpg", "filename", "y.jpg");
  assert_param ("attachment; size=3", "filename", NULL);
  assert_param ("attachment; filename", "filename", NULL);
  assert_param ("", "filename", NULL);
  assert_param ("text/plain; charset=\"utf-8\"", "charset", "utf-8");
}

static void
test_transfer (void)
{
  const char *const base64 = "44GC\r\n44GE *!\n44G";
  const char *const qp = "a=3Db=\r\nc= \nd=E3=81=82=zz=";
  guint8 out[100];
  gsize n;

  n = henji_base64_decode (base64, strlen (base64), out);
  g_assert_cmpmem (out, n, "\343\201\202\343\201\204\343\201", 8);
  n = henji_base64_decode ("YQ==Yg==", 8, out);
  g_assert_cmpmem (out, n, "ab", 2);
  n = henji_qp_decode (qp, strlen (qp), out, FALSE);
  g_assert_cmpmem (out, n, "a=bcdあ=zz", strlen ("a=bcdあ=zz"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charset/labels", test_labels);
  g_test_add_func ("/charset/cp932", test_cp932);
  g_test_add_func ("/charset/iso-2022-jp", test_iso_2022_jp);
  g_test_add_func ("/charset/wrong-labels", test_wrong_labels);
  g_test_add_func ("/charset/western", test_western);
  g_test_add_func ("/charset/others", test_others);
  g_test_add_func ("/charset/nothing-lost", test_nothing_lost);
  g_test_add_func ("/rfc2047/words", test_words);
  g_test_add_func ("/rfc2047/cut-anywhere", test_words_cut_anywhere);
  g_test_add_func ("/rfc2047/bare", test_bare_headers);
  g_test_add_func ("/rfc2231/params", test_params);
  g_test_add_func ("/rfc2047/transfer", test_transfer);

  return g_test_run ();
}

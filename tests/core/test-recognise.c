/* test-recognise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts how many mails of tests/data/recognise are understood; run with --verbose to see the rest.
 */
#include "config.h"

#include "henji-recognise-private.h"

#include "lexicon.h"

#include <string.h>

typedef struct
{
  char *file;
  guint line;
  HenjiLanguage language;
  HenjiKind kind;
  GHashTable *fields;
  GString *body;
} Mail;

typedef struct
{
  guint mails, languages, kinds, replies, others, others_wanted, others_more;
} Figures;

static HenjiLexicon *lexicon;
static GPtrArray *mails; /* (element-type Mail) */

static void
mail_free (gpointer data)
{
  Mail *mail = data;

  g_free (mail->file);
  g_hash_table_unref (mail->fields);
  g_string_free (mail->body, TRUE);
  g_free (mail);
}

static Mail *
read_header (const char *file, guint line_number, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line + 2, " | ", -1);
  g_auto (GStrv) words = g_strsplit (parts[0], " ", -1);
  Mail *mail = g_new0 (Mail, 1);

  mail->file = g_path_get_basename (file);
  mail->line = line_number;
  mail->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  mail->body = g_string_new (NULL);
  if (g_strv_length (words) != 2 || !henji_language_from_id (words[0], &mail->language)
      || !henji_kind_from_id (words[1], &mail->kind))
    g_error ("%s, line %u: “%s”", file, line_number, line);
  for (guint i = 1; parts[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (parts[i], "=", 2);

      g_assert_cmpuint (g_strv_length (sides), ==, 2);
      g_hash_table_insert (mail->fields, g_strdup (sides[0]), g_strdup (sides[1]));
    }

  return mail;
}

static void
load_mails (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "recognise", NULL);
  g_autoptr (GPtrArray) files = test_list_files (folder, ".txt");

  mails = g_ptr_array_new_with_free_func (mail_free);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;
      Mail *mail = NULL;

      g_assert_true (g_file_get_contents (files->pdata[i], &text, NULL, NULL));
      lines = g_strsplit (text, "\n", -1);
      for (guint k = 0; lines[k] != NULL; k++)
        if (g_str_has_prefix (lines[k], "@ "))
          {
            mail = read_header (files->pdata[i], k + 1, lines[k]);
            g_ptr_array_add (mails, mail);
          }
        else if (mail != NULL)
          g_string_append_printf (mail->body, "%s\n", lines[k]);
    }
  g_assert_cmpuint (mails->len, >, 150);
}

static const char *
field (const Mail *mail, const char *name)
{
  return g_hash_table_lookup (mail->fields, name);
}

static void
miss (const Mail *mail, const char *what, const char *wanted, const char *found)
{
  g_autofree char *head
      = g_utf8_substring (mail->body->str, 0, MIN (g_utf8_strlen (mail->body->str, -1), 120));

  g_test_message ("%s:%u: %s is “%s”, not “%s”: %s", mail->file, mail->line, what, wanted, found,
                  head);
}

static void
count_mail (const Mail *mail, Figures *figures)
{
  g_auto (HenjiRecognition) found = { 0 };
  const char *others = field (mail, "other");

  henji_recognise (lexicon, field (mail, "subject"), mail->body->str, -1, &found);
  figures->mails++;
  if (found.language == mail->language)
    figures->languages++;
  else
    miss (mail, "language", henji_language_id (mail->language), henji_language_id (found.language));
  if (found.kind == mail->kind)
    figures->kinds++;
  else
    miss (mail, "kind", henji_kind_id (mail->kind), henji_kind_id (found.kind));
  if (found.reply_needed == (field (mail, "reply") == NULL))
    figures->replies++;
  else
    miss (mail, "reply", field (mail, "reply") == NULL ? "yes" : "no",
          found.reply_needed ? "yes" : "no");
  figures->others_more += (guint) __builtin_popcount (found.other_kinds);
  if (others != NULL)
    {
      g_auto (GStrv) ids = g_strsplit (others, ",", -1);

      for (guint i = 0; ids[i] != NULL; i++)
        {
          HenjiKind kind = HENJI_KIND_OTHER;

          g_assert_true (henji_kind_from_id (ids[i], &kind));
          figures->others_wanted++;
          if (found.other_kinds & 1u << kind)
            {
              figures->others++;
              figures->others_more--;
            }
          else
            miss (mail, "other kind", ids[i], "");
        }
    }
}

static double
percent (guint part, guint whole)
{
  return whole == 0 ? 100.0 : 100.0 * part / whole;
}

/* Counts the mails whose file begins with @prefix: of each three the first two, or the third, or
 * all. */
typedef enum
{
  TUNED,
  HELD_OUT,
  ALL,
} Share;

typedef struct
{
  const char *path, *prefix;
  Share share;
  double least_kinds, least_languages;
} Set;

static void
test_set (gconstpointer data)
{
  const Set *set = data;
  Figures figures = { 0 };
  guint number = 0;

  for (guint i = 0; i < mails->len; i++)
    {
      const Mail *mail = mails->pdata[i];

      if (!g_str_has_prefix (mail->file, set->prefix))
        continue;
      number++;
      if (set->share != ALL && (number % 3 == 0) != (set->share == HELD_OUT))
        continue;
      count_mail (mail, &figures);
    }
  if (figures.mails == 0)
    {
      g_test_skip ("no such mails");
      return;
    }

  g_test_message ("%s %s: %u mails, kind %.1f %%, language %.1f %%, reply needed %.1f %%, "
                  "other kinds %.1f %%, %u more",
                  set->prefix,
                  set->share == ALL        ? "all"
                  : set->share == HELD_OUT ? "held out"
                                           : "tuned",
                  figures.mails, percent (figures.kinds, figures.mails),
                  percent (figures.languages, figures.mails),
                  percent (figures.replies, figures.mails),
                  percent (figures.others, figures.others_wanted), figures.others_more);
  g_assert_cmpfloat (percent (figures.kinds, figures.mails), >=, set->least_kinds);
  g_assert_cmpfloat (percent (figures.languages, figures.mails), >=, set->least_languages);
  g_assert_cmpfloat (percent (figures.replies, figures.mails), >=, set->least_kinds);
  g_assert_cmpfloat (percent (figures.others, figures.others_wanted), >=, 50);
}

/* --- facts --------------------------------------------------------------------------------------
 */

/* Of the facts named in the mails all are found; where none is named, none is invented. */
static void
check_fact (const char *name, gboolean only_named)
{
  guint right = 0, wanted = 0, invented = 0;

  for (guint i = 0; i < mails->len; i++)
    {
      const Mail *mail = mails->pdata[i];
      g_auto (HenjiRecognition) found = { 0 };
      g_autofree char *orders = NULL;
      const char *value = NULL;
      const char *expected = field (mail, name);

      if (mail->language == HENJI_LANGUAGE_OTHER)
        continue;
      henji_recognise (lexicon, field (mail, "subject"), mail->body->str, -1, &found);
      if (g_str_equal (name, "orders"))
        value = orders = found.facts.order_ids ? g_strjoinv (",", found.facts.order_ids) : NULL;
      else if (g_str_equal (name, "postal"))
        value = found.facts.postal_code;
      else if (g_str_equal (name, "address"))
        value = found.facts.address;
      else if (g_str_equal (name, "part"))
        value = found.facts.part;
      else if (g_str_equal (name, "amount"))
        value = found.facts.amount;
      else
        value = found.facts.phone ? "yes" : NULL;

      if (expected != NULL)
        {
          wanted++;
          if (value != NULL
              && (g_str_equal (name, "part") ? strstr (value, expected) != NULL
                                             : g_str_equal (value, expected)))
            right++;
          else
            miss (mail, name, expected, value != NULL ? value : "");
        }
      else if (value != NULL && !only_named)
        {
          invented++;
          miss (mail, name, "", value);
        }
    }

  g_test_message ("%s: %u of %u found, %u invented", name, right, wanted, invented);
  g_assert_cmpuint (wanted, >, 0);
  g_assert_cmpfloat (percent (right, wanted), >=, 75);
  g_assert_cmpuint (invented, ==, 0);
}

static void
test_facts (gconstpointer name)
{
  static const char *const not_everywhere[] = { "orders", "address", "part", NULL };

  check_fact (name, g_strv_contains (not_everywhere, name));
}

typedef struct
{
  const char *text;
  const char *value; /* or NULL */
} Fact;

static void
test_order_numbers (void)
{
  static const Fact facts[] = {
    { "250-1234567-1234567", "250-1234567-1234567" },
    { "注文番号：２５０－１２３４５６７－１２３４５６７です", "250-1234567-1234567" },
    { "250ー1234567ー1234567", "250-1234567-1234567" },
    { "250‐1234567‑1234567 and 250–1234567−1234567", "250-1234567-1234567" },
    { "250-1234567-1234567, 503-7654321-7654321 250-1234567-1234567",
      "250-1234567-1234567,503-7654321-7654321" },
    { "#250-1234567-1234567.", "250-1234567-1234567" },
    { "1250-1234567-1234567", NULL },
    { "250-1234567-12345678", NULL },
    { "250-1234567-1234567-9", NULL },
    { "090-1234-5678", NULL },
    { "1234-5678-9012", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_auto (HenjiRecognition) found = { 0 };
      g_autofree char *joined = NULL;

      henji_recognise (lexicon, NULL, facts[i].text, -1, &found);
      joined = found.facts.order_ids ? g_strjoinv (",", found.facts.order_ids) : NULL;
      g_assert_cmpstr (joined, ==, facts[i].value);
    }
}

/* What the part should have been in is not the part. */
static void
test_containers (void)
{
  static const Fact facts[] = {
    { "3本組を注文したのですが、箱の中には2本しか入っていませんでした。残りの1本を送ってください。",
      NULL },
    { "袋の中に2個しか入っていませんでした。部品が足りません。", "部品" },
    { "箱を開けたらネジが入っていませんでした。", "ネジ" },
    { "箱の中にネジが入っていませんでした。", "ネジ" },
    { "袋に説明書が入っていません。", "説明書" },
    { "収納袋が入っていません。", "収納袋" },
    { "化粧箱が付いていませんでした。", "化粧箱" },
    { "There are only three screws in the bag, two are missing.", "screws" },
    { "The box was opened and the charging cable is missing.", "charging cable" },
    { "I ordered the set of three, but there are only two pens in the box. One is missing.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_auto (HenjiRecognition) found = { 0 };

      henji_recognise (lexicon, NULL, facts[i].text, -1, &found);
      g_test_message ("%s: %s", facts[i].text, found.facts.part);
      g_assert_cmpstr (found.facts.part, ==, facts[i].value);
    }
}

static void
test_phones (void)
{
  static const struct
  {
    const char *text;
    gboolean phone;
  } cases[] = {
    { "電話は090-1234-5678です", TRUE },
    { "０９０－１２３４－５６７８", TRUE },
    { "09012345678 まで", TRUE },
    { "TEL 03-1234-5678", TRUE },
    { "0120-123-456", TRUE },
    { "06(1234)5678 にお願いします", TRUE },
    { "+81 90-1234-5678", TRUE },
    { "call me at (503) 555-0123", TRUE },
    { "503-555-0123", TRUE },
    { "503.555.0123 anytime", TRUE },
    { "+1 503 555 0123", TRUE },
    { "my cell is 5035550123", TRUE },
    { "250-1234567-1234567", FALSE },
    { "注文 ２５０－１２３４５６７－１２３４５６７", FALSE },
    { "伝票番号 1234-5678-9012", FALSE },
    { "追跡番号 123456789012", FALSE },
    { "追跡番号は090123456789です", FALSE },
    { "〒150-0001 東京都", FALSE },
    { "Portland, OR 97205-1234", FALSE },
    { "2026-11-24", FALSE },
    { "tracking 9400111899223197428490", FALSE },
    { "12,345円でした", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HenjiRecognition) found = { 0 };

      henji_recognise (lexicon, NULL, cases[i].text, -1, &found);
      if (found.facts.phone != cases[i].phone)
        g_test_message ("phone: %s", cases[i].text);
      g_assert_cmpint (found.facts.phone, ==, cases[i].phone);
    }
}

static void
test_amounts (void)
{
  static const Fact facts[] = {
    { "500円返してください", "500円" },
    { "￥500の返金", "￥500" },
    { "５千円も払ったのに", "５千円" },
    { "1,980円です", "1,980円" },
    { "1万2千円もした", "1万2千円" },
    { "I was charged $12.50.", "$12.50" },
    { "It cost 12.50 dollars", "12.50 dollars" },
    { "refund 3000 yen please", "3000 yen" },
    { "order 250-1234567-1234567", NULL },
    { "3個", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_auto (HenjiRecognition) found = { 0 };

      henji_recognise (lexicon, NULL, facts[i].text, -1, &found);
      g_assert_cmpstr (found.facts.amount, ==, facts[i].value);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *text, *postal, *address;
  } cases[] = {
    { "住所変更をお願いします。\n〒1500001\n東京都渋谷区神宮前1-2-3", "150-0001",
      "東京都渋谷区神宮前1-2-3" },
    { "住所を間違えました。正しくは１５０－０００１　東京都渋谷区神宮前１－２－３です。",
      "150-0001", "東京都渋谷区神宮前１－２－３" },
    { "住所を変更してください。大阪府大阪市北区梅田1-1-1から東京都渋谷区神宮前1-2-"
      "3に変更お願いします",
      NULL, "東京都渋谷区神宮前1-2-3" },
    { "Please update my address. Old address: 55 Oak Ave, Dallas, TX 75201\n"
      "New address: 900 Congress Avenue, Austin, TX 78701-1234",
      "78701-1234", "900 Congress Avenue, Austin, TX 78701-1234" },
    { "I need to change the shipping address from 1 Elm St, Boston, MA 02108 to 2 Pine Rd, Salem, "
      "MA 01970.",
      "01970", "2 Pine Rd, Salem, MA 01970" },
    { "住所間違えました。正しくは 埼玉県川越市新富町5-4-12 です。", NULL,
      "埼玉県川越市新富町5-4-12" },
    { "新しい住所は 横浜市港北区日吉7-88-3 です", NULL, "横浜市港北区日吉7-88-3" },
    { "引越しました。新住所→京都府京都市左京区下鴨松ノ木町99-1 090-5550-1234", NULL,
      "京都府京都市左京区下鴨松ノ木町99-1" },
    { "郵便番号が違います。正しくは1640001です", "164-0001", NULL },
    { "the zip code should be 90026", "90026", NULL },
    { "New address is 88 Grove Park, Flat 3, Edinburgh EH4 7QX", "EH4 7QX",
      "88 Grove Park, Flat 3, Edinburgh EH4 7QX" },
    { "I moved. 19B Rosewood Terrace, Calgary AB T2P 1J9", "T2P 1J9",
      "19B Rosewood Terrace, Calgary AB T2P 1J9" },
    { "商品が壊れていました。〒150-0001 東京都渋谷区神宮前1-2-3", NULL, NULL },
    { "I move to a new apartment on Dec 3 and will give you the new address then.", NULL, NULL },
    { "I forgot to enter my apartment number. It's Apt 5D, same street.", NULL, NULL },
    { "引っ越したのを忘れて旧住所のまま注文してしまいました。下記に変更をお願いできますか。\n"
      "〒231-0023\n神奈川県横浜市中区山下町10-5 メゾン山下 602号\nあと、配達は夕方がいいです。",
      "231-0023", "神奈川県横浜市中区山下町10-5 メゾン山下 602号" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HenjiRecognition) found = { 0 };

      henji_recognise (lexicon, NULL, cases[i].text, -1, &found);
      g_assert_cmpstr (found.facts.postal_code, ==, cases[i].postal);
      g_assert_cmpstr (found.facts.address, ==, cases[i].address);
    }
}

/* --- robustness ---------------------------------------------------------------------------------
 */

static void
recognise_bytes (const char *bytes, gsize length)
{
  g_auto (HenjiRecognition) found = { 0 };

  henji_recognise (lexicon, bytes, bytes, (gssize) length, &found);
  g_assert_cmpint (found.kind, <, HENJI_N_KINDS);
  g_assert_false (found.other_kinds & 1u << found.kind);
  g_assert_true (found.facts.address == NULL || g_utf8_validate (found.facts.address, -1, NULL));
  g_assert_true (found.facts.part == NULL || g_utf8_validate (found.facts.part, -1, NULL));
}

static void
test_garbage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  recognise_bytes ("", 0);
  for (int round = 0; round < 3000; round++)
    {
      char bytes[513] = { 0 };
      gsize n = (gsize) g_rand_int_range (rand, 1, 512);

      for (gsize i = 0; i < n; i++)
        bytes[i] = (char) g_rand_int_range (rand, 1, 256);
      recognise_bytes (bytes, n);
    }

  /* Pieces of real mails, cut anywhere and joined. */
  for (int round = 0; round < 1500; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int k = 0; k < 6; k++)
        {
          const Mail *mail = mails->pdata[g_rand_int_range (rand, 0, (gint32) mails->len)];
          gint32 from = g_rand_int_range (rand, 0, (gint32) mail->body->len);

          g_string_append_len (text, mail->body->str + from,
                               g_rand_int_range (rand, 0, (gint32) mail->body->len - from + 1));
        }
      recognise_bytes (text->str, text->len);
    }
}

/* Ten times the text, about ten times the work: in table look-ups, so no clock is needed. */
static void
check_linear (const char *unit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint64 small, large;

  while (text->len < 100000)
    g_string_append (text, unit);
  small = henji_recognise_steps (lexicon, text->str, (gssize) text->len);
  while (text->len < 1000000)
    g_string_append (text, unit);
  large = henji_recognise_steps (lexicon, text->str, (gssize) text->len);
  g_assert_cmpuint (large, <, small * 12 + 100000);
  g_assert_cmpuint (large, <, 100 * (guint64) text->len);
}

static void
test_linear (void)
{
  g_autoptr (GString) all = g_string_new (NULL);

  check_linear ("a");
  check_linear ("あ");
  check_linear ("壊れ");
  check_linear ("not ");
  check_linear ("傷や");
  check_linear ("東京都");
  check_linear ("123 Main Street ");
  check_linear ("250-1234567-123456");
  check_linear ("(");
  check_linear ("\n");
  check_linear ("届いてない。the screw is missing. $1 ");
  for (guint i = 0; i < mails->len; i++)
    g_string_append (all, ((Mail *) mails->pdata[i])->body->str);
  check_linear (all->str);
}

static void
test_quotes (void)
{
  g_auto (HenjiRecognition) found = { 0 };
  g_auto (HenjiRecognition) cut = { 0 };

  henji_recognise (lexicon, NULL, "> 商品が壊れていました\n> 返品したい\nまだ届きません。", -1,
                   &found);
  g_assert_cmpint (found.kind, ==, HENJI_KIND_LATE_DELIVERY);
  g_assert_cmpuint (found.other_kinds, ==, 0);

  henji_recognise (lexicon, NULL,
                   "Where is my order?\n\n-----Original Message-----\nPlease cancel my order.", -1,
                   &cut);
  g_assert_cmpint (cut.kind, ==, HENJI_KIND_LATE_DELIVERY);
  g_assert_cmpuint (cut.other_kinds, ==, 0);
}

/* --- the files of the lexicon
 * --------------------------------------------------------------------- */

static void
test_faults (void)
{
  static const struct
  {
    const char *text, *place;
  } faults[] = {
    { "word\n", "x.txt, line 1" },
    { "# a\n[kind damaged]\nheavy word\n", "x.txt, line 3" },
    { "[kind damaged]\n99 word\n", "x.txt, line 2" },
    { "[kind damaged]\n4 @nothing-such\n", "x.txt, line 2" },
    { "[kind damaged]\n4 word +  + word\n", "x.txt, line 2" },
    { "[kind nonsense]\n", "x.txt, line 1" },
    { "[strange]\n", "x.txt, line 1" },
    { "[kind damaged\n", "x.txt, line 1" },
    { "[class a]\n(b|c\n", "x.txt, line 2" },
    { "[class a]\nb|c\n", "x.txt, line 2" },
    { "[class a]\nb,\n  c,\n\n(d|\n", "x.txt, line 5" },
    { "[class a]\n(b|(c)\n", "x.txt, line 2" },
    { "[weights]\nword = lots\n", "x.txt, line 2" },
    { "[weights]\nword = 99:1\n", "x.txt, line 2" },
    { "[weights]\nword\n", "x.txt, line 2" },
    { "[priority]\ndamaged under lost 1\n", "x.txt, line 2" },
    { "[priority]\ndamaged over lost much\n", "x.txt, line 2" },
    { "[spelling]\nword\n", "x.txt, line 2" },
    { "[fuzzy]\nwörd\n", "x.txt, line 2" },
    { "[class \n", "x.txt, line 1" },
    { "[class ]\n", "x.txt, line 1" },
    { "[class a]\n(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)\n",
      "x.txt, line 2" },
    { "\xff\xfe", "x.txt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (HenjiLexicon) broken = henji_lexicon_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (
          henji_lexicon_add (broken, faults[i].text, strlen (faults[i].text), "x.txt", &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, faults[i].place));
    }
}

/* A lexicon with nothing in it knows nothing and does no harm. */
static void
test_empty_lexicon (void)
{
  g_autoptr (HenjiLexicon) empty = henji_lexicon_new ();
  g_auto (HenjiRecognition) found = { 0 };

  henji_lexicon_seal (empty);
  henji_recognise (empty, "件名", "箱が壊れていました。250-1234567-1234567", -1, &found);
  g_assert_cmpint (found.kind, ==, HENJI_KIND_OTHER);
  g_assert_cmpint (found.language, ==, HENJI_LANGUAGE_JA);
  g_assert_cmpstr (found.facts.order_ids[0], ==, "250-1234567-1234567");
  g_assert_true (found.reply_needed);
}

int
main (int argc, char **argv)
{
  /* Nothing is ever tuned on the blind ones. */
  static const Set sets[] = {
    { "/recognise/tuned", "mails-", TUNED, 95, 97 },
    { "/recognise/held-out", "mails-", HELD_OUT, 90, 95 },
    { "/recognise/independent/tuned", "independent-", TUNED, 95, 95 },
    { "/recognise/independent/held-out", "independent-", HELD_OUT, 90, 95 },
    { "/recognise/foreign/tuned", "foreign-", TUNED, 85, 95 },
    { "/recognise/foreign/held-out", "foreign-", HELD_OUT, 70, 95 },
    { "/recognise/blind", "blind-", ALL, 90, 95 },
    { "/recognise/blind/second", "blind2-", ALL, 90, 95 },
  };
  int result;

  g_test_init (&argc, &argv, NULL);
  lexicon = test_lexicon_load ();
  load_mails ();
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    g_test_add_data_func (sets[i].path, &sets[i], test_set);
  g_test_add_data_func ("/recognise/facts/orders", "orders", test_facts);
  g_test_add_data_func ("/recognise/facts/postal", "postal", test_facts);
  g_test_add_data_func ("/recognise/facts/address", "address", test_facts);
  g_test_add_data_func ("/recognise/facts/phone", "phone", test_facts);
  g_test_add_data_func ("/recognise/facts/part", "part", test_facts);
  g_test_add_func ("/recognise/facts/containers", test_containers);
  g_test_add_data_func ("/recognise/facts/amount", "amount", test_facts);
  g_test_add_func ("/recognise/order-numbers", test_order_numbers);
  g_test_add_func ("/recognise/phones", test_phones);
  g_test_add_func ("/recognise/amounts", test_amounts);
  g_test_add_func ("/recognise/addresses", test_addresses);
  g_test_add_func ("/recognise/garbage", test_garbage);
  g_test_add_func ("/recognise/linear", test_linear);
  g_test_add_func ("/recognise/quotes", test_quotes);
  g_test_add_func ("/recognise/faults", test_faults);
  g_test_add_func ("/recognise/empty-lexicon", test_empty_lexicon);
  result = g_test_run ();
  g_ptr_array_unref (mails);
  henji_lexicon_unref (lexicon);

  return result;
}

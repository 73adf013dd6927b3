/* test-claim-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "henji-claim-text.h"
#include "henji-time.h"

#define NOW (G_GINT64_CONSTANT (1795485600) * G_USEC_PER_SEC) /* 2026-11-24 11:00 in Tokyo */

static void
add_quote (GPtrArray *quotes, gint64 at, gboolean ours, const char *text)
{
  HenjiClaimQuote *quote = g_new0 (HenjiClaimQuote, 1);

  quote->at = at;
  quote->ours = ours;
  quote->text = g_strdup (text);
  g_ptr_array_add (quotes, quote);
}

static HenjiClaimBrief
brief_of (HenjiLanguage language, GPtrArray *quotes, GTimeZone *zone)
{
  return (HenjiClaimBrief){
    .language = language,
    .stage = HENJI_CLAIM_OPENED,
    .order_id = "250-1234567-1234567",
    .item = "1 × Ceramic mug, blue",
    .amount = { 2480, "JPY" },
    .ordered = "2026-11-16",
    .shipped = "2026-11-18",
    .delivered = "2026-11-20",
    .carrier = "Yamato",
    .tracking = "1234-5678-9013",
    .quotes = quotes,
    .files = TRUE,
    .zone = zone,
  };
}

static void
test_whole (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GPtrArray) quotes
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_claim_quote_free);
  HenjiClaimBrief en = brief_of (HENJI_LANGUAGE_EN, quotes, zone);
  HenjiClaimBrief ja = brief_of (HENJI_LANGUAGE_JA, quotes, zone);
  g_autofree char *english = NULL;
  g_autofree char *japanese = NULL;
  const char *at = NULL;
  static const char *const order[] = { "answer to the A-to-z claim for order 250-1234567-1234567.",
                                       "as a buyer-seller message",
                                       "Delivered: ",
                                       "Yamato, 1234-5678-9013",
                                       "Our latest reply: ",
                                       "(1 in all)",
                                       "Amount claimed: ¥2,480",
                                       "We wrote on ",
                                       "We are sorry. A new one leaves today.",
                                       "The buyer wrote on ",
                                       "The handle is broken.",
                                       "gladly provide" };

  add_quote (quotes, NOW - 30 * HENJI_HOUR, FALSE, "The handle is broken.");
  add_quote (quotes, NOW - 5 * HENJI_HOUR, TRUE, "We are sorry. A new one leaves today.");
  english = henji_claim_text (&en, 4000);
  japanese = henji_claim_text (&ja, 4000);
  at = english;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const char *found = strstr (at, order[i]);

      if (found == NULL)
        g_error ("“%s” is not where it belongs in:\n%s", order[i], english);
      at = found;
    }
  g_assert_nonnull (strstr (japanese, "申請額：￥2,480"));
  g_assert_nonnull (strstr (japanese, "メッセージで送信しました。"));
  g_assert_nonnull (strstr (japanese, "2026年11月20日"));

  en.files = FALSE;
  en.stage = HENJI_CLAIM_GRANTED;
  g_free (english);
  english = henji_claim_text (&en, 4000);
  g_assert_null (strstr (english, "PDF"));
  g_assert_true (g_str_has_prefix (english, "We ask you to review the decision"));
}

static void
test_cut (void)
{
  static const struct
  {
    const char *text;
    int limit;
    const char *want;
  } rows[] = {
    { "One. Two.", 9, "One. Two." },
    { "One. Two.", 8, "One." },
    { "One. Two.", 4, "One." },
    { "One. Two.", 3, NULL },
    { "It costs 12.50 dollars.", 15, NULL },
    { "壊れていました。交換してください。", 16, "壊れていました。" },
    { "「壊れた。」と言う。", 6, NULL },
    { "first\nsecond", 8, "first" },
    { "no end", 6, "no end" },
    { "no end", 5, NULL },
    { "", 5, "" },
    { "a.", 0, NULL },
    { "a.", -3, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *cut = henji_claim_text_cut (rows[i].text, rows[i].limit);

      g_assert_cmpstr (cut, ==, rows[i].want);
    }
}

/* Whatever there is to say, the text is within its limit, whole sentences, and no worse than a
 * shorter one: a longer limit never says less of the opening and the closing. */
static void
test_property (void)
{
  static const char *const pieces[] = { "The mug arrived broken. ",
                                        "届いたら割れていました。",
                                        "x",
                                        " ",
                                        "\n",
                                        "Please send another one!",
                                        "12.50 dollars. ",
                                        "😢",
                                        "返金をお願いします。\n",
                                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Los_Angeles");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GPtrArray) quotes
          = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_claim_quote_free);
      HenjiLanguage language = round % 2 ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
      HenjiClaimBrief brief = brief_of (language, quotes, zone);
      int n = g_rand_int_range (random, 0, 6), limit = g_rand_int_range (random, 0, 1500);
      g_autofree char *text = NULL;
      const char *last;

      brief.stage = g_rand_int_range (random, 0, HENJI_N_CLAIM_STAGES);
      brief.files = g_rand_boolean (random);
      for (int i = 0; i < n; i++)
        {
          g_autoptr (GString) body = g_string_new (NULL);

          for (int k = g_rand_int_range (random, 0, 30); k > 0; k--)
            g_string_append (body, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
          add_quote (quotes, NOW + i, g_rand_boolean (random), body->str);
        }
      text = henji_claim_text (&brief, limit);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (text, -1), <=, limit);
      if (*text == '\0')
        continue;
      last = g_utf8_prev_char (text + strlen (text));
      g_assert_true (*last == '.' || g_str_equal (last, "。"));

      /* each quote that stands there is whole, or says that it is not and ends with a sentence */
      for (guint i = 0; i < quotes->len; i++)
        {
          const HenjiClaimQuote *quote = g_ptr_array_index (quotes, i);
          g_autofree char *whole = g_strstrip (g_strdup (quote->text));
          gboolean there = *whole != '\0' && strstr (text, whole) != NULL;
          const char *cut = language == HENJI_LANGUAGE_JA ? "（以下は資料に記載しています。）"
                                                          : "[The rest is in the documents.]";

          if (i + 1 == quotes->len && *whole != '\0' && !there && strstr (text, cut) != NULL)
            {
              const char *end = strstr (text, cut);
              gboolean found = FALSE;

              for (int k = (int) g_utf8_strlen (whole, -1); k > 0 && !found; k--)
                {
                  g_autofree char *part = henji_claim_text_cut (whole, k);

                  found = part != NULL && *part != '\0' && (gsize) (end - text) > strlen (part)
                          && strncmp (end - 1 - strlen (part), part, strlen (part)) == 0;
                }
              g_assert_true (found);
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claim-text/whole", test_whole);
  g_test_add_func ("/claim-text/cut", test_cut);
  g_test_add_func ("/claim-text/property", test_property);

  return g_test_run ();
}

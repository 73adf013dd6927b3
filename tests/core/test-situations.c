/* test-situations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every situation in both languages, over a table of orders and sets of its clauses.
 */
#include "config.h"

#include "scene.h"

#include <string.h>

static const HenjiLanguage both[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

/* ---- Whatever is chosen, the text is sound --------------------------------------------------- */

#define assert_lacks(text, part)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (strstr ((text), (part)) != NULL)                                                           \
      g_error ("%s: “%s” in:\n%s", where, (part), (text));                                         \
  }                                                                                                \
  G_STMT_END

static void
check_paragraph (const HenjiParagraph *paragraph, HenjiLanguage language, const char *where)
{
  g_auto (GStrv) lines = g_strsplit (paragraph->text, "\n", -1);
  guint number = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (*line == '\0' || *line == ' ' || g_str_has_suffix (line, " "))
        g_error ("%s: an untidy line in:\n%s", where, paragraph->text);
      /* Numbered options run from 1 without a gap, and never stand alone. */
      if (g_ascii_isdigit (line[0]) && line[1] == '.' && line[2] == ' ')
        {
          g_assert_cmpint (line[0] - '0', ==, ++number);
          g_assert_cmpint (i, >, 0);
        }
    }
  if (number == 1)
    g_error ("%s: a list of one in:\n%s", where, paragraph->text);
  if (language == HENJI_LANGUAGE_EN && strstr (paragraph->text, "  ") != NULL)
    g_error ("%s: two spaces in:\n%s", where, paragraph->text);

  for (guint i = 0; i < paragraph->spans->len; i++)
    {
      const HenjiSpan *span = &g_array_index (paragraph->spans, HenjiSpan, i);
      g_autofree char *text = NULL;

      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, strlen (paragraph->text));
      text = g_strndup (paragraph->text + span->start, span->end - span->start);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      if (!span->filled)
        g_assert_true (g_str_has_prefix (text, "【") && g_str_has_suffix (text, "】"));
    }
}

/* Whoever reads it. */
static const char *const never[] = {
  "様 様", "様様", "様さま", "さん 様", "様 御中",      "御中様",       "御中 様",    "{",
  "}",     "http", "www.",   "@",       "LINE",         "。。",         "、、",       "、。",
  " .",    " ,",   "..",     "null",    "させていただ", "お伺いいたし", "ご確認して", "なられ"
};

/* To a buyer: nothing that asks for a judgement, sells, or bargains over a claim. The support of
 * the marketplace may hear of feedback. */
static const char *const never_to_buyers[]
    = { "レビュー", "review",        "評価",  "feedback",      "five-star", "クーポン",
        "coupon",   "discount code", "割引",  "取り下げ",      "withdraw",  "不当",
        "不審",     "電話",          "phone", "メールアドレス" };

static void
check_text (const HenjiTemplate *template,
            const char *text,
            HenjiLanguage language,
            const char *where)
{
  g_autofree char *small = g_utf8_strdown (text, -1);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    assert_lacks (text, never[i]);
  for (guint i = 0; i < G_N_ELEMENTS (never_to_buyers); i++)
    if (!henji_template_is_to_support (template))
      assert_lacks (small, never_to_buyers[i]);

  if (language == HENJI_LANGUAGE_EN)
    {
      assert_lacks (text, "。");
      assert_lacks (text, "様");
      assert_lacks (text, "  ");
      assert_lacks (text, "Dear ,");
    }
  else
    {
      assert_lacks (text, "Dear");
      assert_lacks (text, "Please");
    }
}

/* ---- Dates and amounts ------------------------------------------------------------------------
 */

static GRegex *dates[3], *amounts[3];

static void
make_regexes (void)
{
  dates[HENJI_LANGUAGE_JA]
      = g_regex_new ("(?:(\\d{4})年)?(\\d{1,2})月(\\d{1,2})日（(.)）", G_REGEX_OPTIMIZE, 0, NULL);
  dates[HENJI_LANGUAGE_EN] = g_regex_new (
      "([A-Z][a-z]+day), ([A-Z][a-z]+) (\\d{1,2})(?:, (\\d{4}))?", G_REGEX_OPTIMIZE, 0, NULL);
  amounts[HENJI_LANGUAGE_JA]
      = g_regex_new ("[￥¥$][\\d,.]*\\d|\\d[\\d,.]*(?:米ドル|円)", G_REGEX_OPTIMIZE, 0, NULL);
  amounts[HENJI_LANGUAGE_EN] = g_regex_new ("[￥¥$][\\d,.]*\\d", G_REGEX_OPTIMIZE, 0, NULL);
}

static GDateMonth
month_of (const char *name)
{
  static const char *const names[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return (GDateMonth) (i + 1);

  g_error ("no month: %s", name);
}

/* The weekday is the day's own, reckoned here afresh. */
static void
check_weekday (const GMatchInfo *match, HenjiLanguage language, const char *where)
{
  static const char *const ja[] = { "", "月", "火", "水", "木", "金", "土", "日" };
  static const char *const en[]
      = { "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
  g_autofree char *first = g_match_info_fetch (match, 1);
  g_autofree char *second = g_match_info_fetch (match, 2);
  g_autofree char *third = g_match_info_fetch (match, 3);
  g_autofree char *fourth = g_match_info_fetch (match, 4);
  gboolean japanese = language == HENJI_LANGUAGE_JA;
  const char *year = japanese ? first : fourth;
  const char *said = japanese ? fourth : first;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_ascii_strtoull (third, NULL, 10),
                  japanese ? (GDateMonth) g_ascii_strtoull (second, NULL, 10) : month_of (second),
                  year != NULL && *year != '\0' ? (GDateYear) g_ascii_strtoull (year, NULL, 10)
                                                : 2026);
  g_assert_true (g_date_valid (&date));
  if (strcmp (said, (japanese ? ja : en)[g_date_get_weekday (&date)]) != 0)
    g_error ("%s: %s-%s-%s is no %s", where, first, second, third, said);
}

/* Dates and amounts are those of the fields, as a reader of the language writes them. */
static void
check_figures (const HenjiTemplate *template,
               const HenjiChoices *choices,
               const HenjiReplyContext *context,
               const char *text,
               HenjiLanguage language,
               const char *where)
{
  GRegex *const regexes[] = { dates[language], amounts[language] };
  static const HenjiFieldType types[] = { HENJI_FIELD_DATE, HENJI_FIELD_MONEY };
  g_autoptr (GString) known = g_string_new ("\n");

  for (guint i = 0; i < henji_template_n_fields (template); i++)
    {
      HenjiFieldType type = henji_template_field (template, i)->type;
      g_autofree char *value = henji_template_field_value (template, i, choices, context);
      g_autofree char *shown = NULL;

      if (value == NULL || (type != HENJI_FIELD_DATE && type != HENJI_FIELD_MONEY))
        continue;
      shown = henji_field_format (type, value, context, language);
      g_string_append_printf (known, "%s\n", shown);
    }
  for (guint i = 0; context->order != NULL && context->order->shipments != NULL
                    && i < context->order->shipments->len;
       i++)
    {
      const HenjiShipment *shipment = g_ptr_array_index (context->order->shipments, i);
      g_autofree char *shown
          = shipment->ship_date != NULL
                ? henji_field_format (HENJI_FIELD_DATE, shipment->ship_date, context, language)
                : NULL;

      g_string_append_printf (known, "%s\n", shown != NULL ? shown : "");
    }

  for (guint i = 0; i < G_N_ELEMENTS (regexes); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      g_regex_match (regexes[i], text, 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *found = g_match_info_fetch (match, 0);
          g_autofree char *line = g_strdup_printf ("\n%s\n", found);

          if (strstr (known->str, line) == NULL)
            g_error ("%s: where does “%s” come from? In:\n%s", where, found, text);
          if (types[i] == HENJI_FIELD_DATE)
            check_weekday (match, language, where);
        }
    }
}

/* ---- Sentences --------------------------------------------------------------------------------
 */

static gboolean
ends_with_any (const char *text, const char *const *ends)
{
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;

  return FALSE;
}

/* Paragraphs begin and end as sentences do, but for names, addresses and lists. */
static void
check_sentences (const HenjiParagraph *paragraph, HenjiLanguage language, const char *where)
{
  static const char *const stops_ja[] = { "。", "】", NULL };
  static const char *const stops_en[] = { ".", "?", ":", "】", NULL };
  gboolean frame = g_str_has_suffix (paragraph->clause, "greeting")
                   || g_str_has_suffix (paragraph->clause, "signature");
  g_autofree char *first_line = g_strndup (paragraph->text, strcspn (paragraph->text, "\n"));

  if (frame)
    return;
  if (!ends_with_any (first_line, language == HENJI_LANGUAGE_JA ? stops_ja : stops_en))
    g_error ("%s: the end of a sentence is missing in:\n%s", where, paragraph->text);
  if (language == HENJI_LANGUAGE_EN && !g_ascii_isupper (*first_line)
      && !g_str_has_prefix (first_line, "【"))
    g_error ("%s: a sentence begins small in:\n%s", where, paragraph->text);
  if (language == HENJI_LANGUAGE_EN && strstr (paragraph->text, "\n1. ") != NULL
      && !g_str_has_suffix (paragraph->text, "."))
    g_error ("%s: an option without its stop in:\n%s", where, paragraph->text);
}

/* Of an order that is known not to have left nobody says that it has. */
static void
check_not_shipped (const char *text, const char *where)
{
  static const char *const never_said[]
      = { "すでに発送して",      "発送いたしました", "お問い合わせ番号",    "持ち戻っ",
          "already shipped, so", "was shipped",      "package has already", "tracking number" };

  for (guint i = 0; i < G_N_ELEMENTS (never_said); i++)
    assert_lacks (text, never_said[i]);
}

static guint
count_open (const GPtrArray *paragraphs)
{
  guint n = 0;

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const HenjiParagraph *paragraph = g_ptr_array_index (paragraphs, i);

      for (guint j = 0; j < paragraph->spans->len; j++)
        if (!g_array_index (paragraph->spans, HenjiSpan, j).filled)
          n++;
    }

  return n;
}

/* The same clauses speak in both languages, with the same placeholders open. */
static void
check_scene (const HenjiTemplate *template,
             const HenjiChoices *choices,
             const Scene *scene,
             const char *where,
             gboolean hostile)
{
  GPtrArray *rendered[2] = { NULL, NULL };

  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      g_auto (GStrv) unfilled = NULL;
      g_autofree char *text = NULL;

      rendered[l] = henji_template_render (template, choices, &scene->context, both[l], &unfilled);
      text = henji_paragraphs_join (rendered[l]);
      g_assert_cmpint (count_open (rendered[l]) > 0, ==, unfilled[0] != NULL);
      for (guint i = 0; i < rendered[l]->len; i++)
        check_paragraph (g_ptr_array_index (rendered[l], i), both[l], where);
      if (!hostile)
        {
          check_text (template, text, both[l], where);
          check_figures (template, choices, &scene->context, text, both[l], where);
          for (guint i = 0; i < rendered[l]->len; i++)
            check_sentences (g_ptr_array_index (rendered[l], i), both[l], where);
          if (unfilled[0] == NULL)
            assert_lacks (text, "【");
          if (strcmp (henji_template_id (template), "a-to-z") != 0
              && g_strcmp0 (scene->order->status, "Unshipped") == 0)
            check_not_shipped (text, where);
        }
      for (guint i = 0; unfilled[i] != NULL; i++)
        for (guint j = i + 1; unfilled[j] != NULL; j++)
          g_assert_cmpstr (unfilled[i], !=, unfilled[j]);
    }

  g_assert_cmpuint (rendered[0]->len, ==, rendered[1]->len);
  for (guint i = 0; i < rendered[0]->len; i++)
    g_assert_cmpstr (((HenjiParagraph *) g_ptr_array_index (rendered[0], i))->clause, ==,
                     ((HenjiParagraph *) g_ptr_array_index (rendered[1], i))->clause);
  g_ptr_array_unref (rendered[0]);
  g_ptr_array_unref (rendered[1]);
}

/* ---- Every situation --------------------------------------------------------------------------
 */

static gboolean
is_hostile (const Sample *sample)
{
  return strcmp (sample->name, "hostile") == 0;
}

/* Every set of clauses on a few orders; on the others, each clause by itself and without it, and
 * sets drawn by lot. */
static void
test_every_subset (gconstpointer data)
{
  static const char *const thoroughly[] = { "ja-dear-shipped", "no-order", NULL };
  const HenjiTemplate *template = data;
  guint n = henji_template_n_clauses (template);
  guint32 lot = 1;

  g_assert_cmpuint (n, <=, 14);
  for (guint s = 0; s < n_samples; s++)
    {
      gboolean all = n <= 7 || g_strv_contains (thoroughly, samples[s].name);
      guint n_sets = all ? 1u << n : 2 * n + 64;
      Scene scene;

      scene_init (&scene, &samples[s]);
      for (guint i = 0; i < n_sets; i++)
        {
          g_autoptr (HenjiChoices) choices = henji_choices_new ();
          g_autofree char *where = NULL;
          guint set = i;

          lot = lot * 1664525u + 1013904223u;
          if (!all)
            set = i < n ? 1u << i : i < 2 * n ? ~(1u << (i - n)) : lot >> 8;
          where = g_strdup_printf ("%s, %s, set %x", henji_template_id (template), samples[s].name,
                                   set & ((1u << n) - 1));
          for (guint j = 0; j < n; j++)
            henji_choices_set_clause (choices, henji_template_clause (template, j)->id,
                                      (set & (1u << j)) != 0);
          check_scene (template, choices, &scene, where, is_hostile (&samples[s]));
        }
      scene_clear (&scene);
    }
}

/* What nobody but the seller can know stands open until it is filled. */
static gboolean
is_for_the_seller (const HenjiTemplate *template, const char *field)
{
  static const char *const open[][2] = {
    { "partial-refund", "refund" },     { "partial-refund", "reason" },
    { "support-feedback", "quote" },    { "support-general", "detail" },
    { "support-return", "detail" },     { "support-stock", "sku" },
    { "support-suspicious", "orders" }, { "csba-answer", "answer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    if (strcmp (open[i][0], henji_template_id (template)) == 0 && strcmp (open[i][1], field) == 0)
      return TRUE;

  return FALSE;
}

/* As proposed, without any choice, a situation is complete but for what only the seller knows. */
static void
test_as_proposed (gconstpointer data)
{
  const HenjiTemplate *template = data;

  for (guint s = 0; s < n_samples; s++)
    {
      Scene scene;
      g_autofree char *where
          = g_strdup_printf ("%s, %s", henji_template_id (template), samples[s].name);

      scene_init (&scene, &samples[s]);
      check_scene (template, NULL, &scene, where, is_hostile (&samples[s]));
      for (guint l = 0; l < G_N_ELEMENTS (both); l++)
        {
          g_auto (GStrv) unfilled = NULL;
          g_autofree char *text = render (template, NULL, &scene.context, both[l], &unfilled);

          for (guint i = 0; unfilled[i] != NULL; i++)
            if (!is_for_the_seller (template, unfilled[i]))
              g_error ("%s: “%s” is open in:\n%s", where, unfilled[i], text);
          /* No shipment is spoken of that nobody entered. */
          if (samples[s].carrier == NULL)
            {
              assert_lacks (text, "お問い合わせ番号");
              assert_lacks (text, "tracking number");
            }
          /* The limit of the marketplace's interface, and more than the frame alone. */
          if (!is_hostile (&samples[s]))
            g_assert_cmpint (g_utf8_strlen (text, -1), <, 2000);
          g_assert_cmpuint (strlen (text), >, 150);
        }
      scene_clear (&scene);
    }
}

static void
fill (const HenjiTemplate *template, HenjiChoices *choices, const Sample *sample)
{
  gboolean dollars = g_strcmp0 (sample->currency, "USD") == 0;
  const char *const values[] = {
    [HENJI_FIELD_MONEY] = dollars ? "123456 USD" : "123456 JPY",
    [HENJI_FIELD_DATE] = "2027-02-28",
    [HENJI_FIELD_NUMBER] = "5",
    [HENJI_FIELD_ADDRESS] = "〒980-0811 宮城県仙台市青葉区一番町4-5-6",
  };

  for (guint i = 0; i < henji_template_n_fields (template); i++)
    {
      const HenjiField *field = henji_template_field (template, i);
      g_autofree char *ja = g_strconcat (field->id, ".ja", NULL);
      g_autofree char *en = g_strconcat (field->id, ".en", NULL);

      if (field->type != HENJI_FIELD_TEXT)
        {
          henji_choices_set_field (choices, field->id, values[field->type]);
          continue;
        }
      henji_choices_set_field (choices, ja, "青い小さなふた");
      henji_choices_set_field (choices, en, "the small blue lid");
    }
}

/* Filled by hand nothing of the template's own is open, and what was filled is read in both
 * languages, whatever the clauses. */
static void
test_filled (gconstpointer data)
{
  const HenjiTemplate *template = data;

  for (guint s = 0; s < n_samples; s++)
    {
      g_autoptr (HenjiChoices) choices = henji_choices_new ();
      Scene scene;

      scene_init (&scene, &samples[s]);
      fill (template, choices, &samples[s]);
      for (guint c = 0; c <= henji_template_n_clauses (template); c++)
        {
          g_autofree char *where = g_strdup_printf (
              "%s, %s, filled, clause %u", henji_template_id (template), samples[s].name, c);

          if (c > 0)
            henji_choices_set_clause (choices, henji_template_clause (template, c - 1)->id, TRUE);
          for (guint l = 0; l < G_N_ELEMENTS (both); l++)
            {
              g_auto (GStrv) unfilled = NULL;
              g_autofree char *text
                  = render (template, choices, &scene.context, both[l], &unfilled);

              for (guint i = 0; unfilled[i] != NULL; i++)
                for (guint j = 0; j < henji_template_n_fields (template); j++)
                  if (strcmp (unfilled[i], henji_template_field (template, j)->id) == 0)
                    g_error ("%s: “%s” is open in:\n%s", where, unfilled[i], text);
              if (is_hostile (&samples[s]))
                continue;
              check_text (template, text, both[l], where);
              check_figures (template, choices, &scene.context, text, both[l], where);
              g_assert_cmpint (g_utf8_strlen (text, -1), <, 4000);
            }
        }
      scene_clear (&scene);
    }
}

static void
test_says_what_it_is (gconstpointer data)
{
  const HenjiTemplate *template = data;

  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      g_assert_cmpstr (henji_template_title (template, both[l]), !=, "");
      g_assert_cmpstr (henji_template_hint (template, both[l]), !=, "");
    }
  for (guint i = 0; i < henji_template_n_clauses (template); i++)
    {
      const HenjiClause *clause = henji_template_clause (template, i);

      /* Pills are short. */
      g_assert_cmpint (g_utf8_strlen (clause->label_ja, -1), <=, 9);
      g_assert_cmpint (g_utf8_strlen (clause->label_en, -1), <=, 20);
    }
}

/* Where the fault is ours, the text says so by itself. */
static void
test_apologises (gconstpointer data)
{
  const HenjiTemplate *template = data;

  if (henji_template_fault (template) != HENJI_FAULT_OURS)
    {
      g_test_skip ("not our fault");
      return;
    }

  for (guint s = 0; s < n_samples; s++)
    {
      g_autofree char *ja = NULL;
      g_autofree char *en = NULL;
      Scene scene;

      scene_init (&scene, &samples[s]);
      ja = render (template, NULL, &scene.context, HENJI_LANGUAGE_JA, NULL);
      en = render (template, NULL, &scene.context, HENJI_LANGUAGE_EN, NULL);
      g_assert_true (strstr (ja, "申し訳") != NULL || strstr (ja, "おわび") != NULL);
      g_assert_nonnull (strstr (en, "sorry"));
      scene_clear (&scene);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  load_templates ();
  make_regexes ();

  for (guint i = 0; i < templates->len; i++)
    {
      gpointer template = g_ptr_array_index (templates, i);
      const char *id = henji_template_id (template);
      g_autofree char *subsets = g_strconcat ("/situations/", id, "/every-subset", NULL);
      g_autofree char *as_is = g_strconcat ("/situations/", id, "/as-proposed", NULL);
      g_autofree char *filled = g_strconcat ("/situations/", id, "/filled", NULL);
      g_autofree char *says = g_strconcat ("/situations/", id, "/names", NULL);
      g_autofree char *sorry = g_strconcat ("/situations/", id, "/apologises", NULL);

      g_test_add_data_func (as_is, template, test_as_proposed);
      g_test_add_data_func (filled, template, test_filled);
      g_test_add_data_func (subsets, template, test_every_subset);
      g_test_add_data_func (says, template, test_says_what_it_is);
      g_test_add_data_func (sorry, template, test_apologises);
    }

  status = g_test_run ();
  free_templates ();
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      g_regex_unref (dates[both[l]]);
      g_regex_unref (amounts[both[l]]);
    }

  return status;
}

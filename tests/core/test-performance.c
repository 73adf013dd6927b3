/* test-performance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-performance-words.h"

#include <string.h>

/* (transfer full) (nullable) */
static HenjiPerformanceFacts *
read_facts (const char *text, gssize length, GError **error)
{
  g_autoptr (HenjiPerformanceFacts) facts = henji_performance_facts_create ();
  g_autoptr (HenjiIni) ini = henji_ini_parse (text, length < 0 ? strlen (text) : (gsize) length,
                                              "performance.ini", error);

  for (guint i = 0; ini != NULL && i < ini->groups->len; i++)
    if (!henji_performance_facts_take (facts, ini, g_ptr_array_index (ini->groups, i), error))
      return NULL;

  return ini != NULL ? g_steal_pointer (&facts) : NULL;
}

static HenjiPerformanceFacts *
built_in (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "spapi", "performance.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  HenjiPerformanceFacts *facts;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  facts = read_facts (text, (gssize) length, &error);
  g_assert_no_error (error);

  return facts;
}

/* ---- The file -------------------------------------------------------------------------------- */

/* Every part has the whole it belongs to, before it; no id stands twice; both languages are there.
 */
static void
test_facts (void)
{
  g_autoptr (HenjiPerformanceFacts) facts = built_in ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (facts->kinds->len, >=, 25);
  for (guint i = 0; i < facts->kinds->len; i++)
    {
      const HenjiPerformanceKind *kind = g_ptr_array_index (facts->kinds, i);

      g_test_message ("%s", kind->id);
      g_assert_true (g_hash_table_add (seen, kind->id));
      g_assert_true (g_str_is_ascii (kind->en));
      g_assert_false (g_str_is_ascii (kind->ja));
      g_assert_cmpuint (g_utf8_strlen (kind->short_en, -1), <=, g_utf8_strlen (kind->en, -1));
      g_assert_true (kind->of == NULL || g_hash_table_contains (seen, kind->of));
      g_assert_true (kind->share || kind->count != NULL);
      g_assert_true (kind->rule == NULL || kind->condition != NULL);
    }
  g_assert_true (henji_performance_word_is_bad (facts, "AT_RISK"));
  g_assert_true (henji_performance_word_is_bad (facts, "SUSPENDED"));
  g_assert_false (henji_performance_word_is_bad (facts, "GOOD"));
  g_assert_false (henji_performance_word_is_bad (facts, "UNHEARD_OF"));
  g_assert_false (henji_performance_word_is_bad (facts, NULL));
  g_assert_cmpstr (henji_performance_word (facts, "NORMAL", HENJI_LANGUAGE_JA), ==, "正常");
  g_assert_cmpstr (henji_performance_word (facts, "UNHEARD_OF", HENJI_LANGUAGE_JA), ==,
                   "UNHEARD_OF");
  g_assert_cmpstr (henji_performance_word (facts, NULL, HENJI_LANGUAGE_EN), ==, "–");
  g_assert_cmpstr (henji_performance_title (facts, "unheard-of", HENJI_LANGUAGE_EN), ==,
                   "unheard-of");
  g_assert_cmpstr (henji_performance_warning_title (facts, "new", HENJI_LANGUAGE_EN), ==, "new");
}

static void
test_broken (void)
{
  static const struct
  {
    const char *text;
    const char *fault;
  } rows[] = {
    { "[figure]\n", "line 1" },
    { "[weather a]\n", "“weather a” is not known" },
    { "[figure a]\ntitle.ja=あ\ntitle.en=A\ntype=share\n", "lacks “path”" },
    { "[figure a]\ntitle.ja=あ\npath=a\ntype=share\n", "lacks “title.en”" },
    { "[figure a]\ntitle.ja=あ\ntitle.en=A\npath=a\ntype=sum\n", "“figure a” is not known" },
    { "[figure a]\ntitle.ja=あ\ntitle.en=A\npath=a\ntype=share\ntarget=near\n", "is not known" },
    { "[figure a]\ntitle.ja=あ\ntitle.en=A\npath=a\ntype=share\nestimate=luck\n", "is not known" },
    { "[word GOOD]\ntitle.ja=良好\n", "lacks “title.en”" },
    { "[warning x]\ntitle.en=X\n", "lacks “title.ja”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiPerformanceFacts) facts = read_facts (rows[i].text, -1, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_null (facts);
      g_assert_nonnull (strstr (error->message, rows[i].fault));
    }
}

/* ---- Words ----------------------------------------------------------------------------------- */

static void
test_millionths (void)
{
  static const struct
  {
    gint64 value;
    const char *words;
    const char *brief;
  } rows[] = {
    { -1, "–", "–" },
    { 0, "0.00 %", "0 %" },
    { 1, "< 0.01 %", "0.0001 %" },
    { 49, "< 0.01 %", "0.0049 %" },
    { 50, "0.01 %", "0.005 %" },
    { 9000, "0.90 %", "0.9 %" },
    { 25000, "2.50 %", "2.5 %" },
    { 949999, "95.00 %", "94.9999 %" },
    { 950000, "95.00 %", "95 %" },
    { 1000000, "100.00 %", "100 %" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = henji_millionths_format (rows[i].value);
      g_autofree char *brief = henji_millionths_format_short (rows[i].value);

      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpstr (brief, ==, rows[i].brief);
    }
}

static void
test_targets (void)
{
  /* value | target | condition | meets it */
  static const struct
  {
    gint64 value;
    gint64 target;
    const char *condition;
    gboolean meets;
  } rows[] = {
    { 9999, 10000, "LESS_THAN", TRUE },
    { 10000, 10000, "LESS_THAN", FALSE },
    { 950001, 950000, "GREATER_THAN", TRUE },
    { 950000, 950000, "GREATER_THAN", FALSE },
    { 0, 0, "EQUALS", TRUE },
    { 1, 0, "EQUALS", FALSE },
    { -1, 0, "EQUALS", TRUE },
    { 5, -1, "LESS_THAN", TRUE },
    { 5, 1, NULL, TRUE },
    { 5, 1, "NEAR", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int share = 0; share < 2; share++)
      {
        g_autoptr (HenjiPerformanceFigure) figure = henji_performance_figure_new ("x");

        figure->rate = share ? (int) rows[i].value : -1;
        figure->count = share ? -1 : rows[i].value;
        figure->target = rows[i].target;
        figure->condition = g_strdup (rows[i].condition);
        g_test_message ("row %u", i);
        g_assert_cmpint (henji_performance_figure_meets_target (figure, share), ==, rows[i].meets);
      }
}

static void
test_days (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *words;
  } rows[] = {
    { NULL, NULL, "" },
    { NULL, "2026-11-24", "2026-11-24" },
    { "2026-11-24", NULL, "" },
    { "2026-11-24", "2026-11-24", "1 day to 2026-11-24" },
    { "2026-09-11", "2026-11-09", "60 days to 2026-11-09" },
    { "2026-11-21", "2026-11-19", "2026-11-19" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiPerformanceFigure) figure = henji_performance_figure_new ("x");
      g_autofree char *words = NULL;

      figure->from = g_strdup (rows[i].from);
      figure->to = g_strdup (rows[i].to);
      words = henji_performance_days (figure);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* More than a line can say is counted. */
static void
test_attention (void)
{
  g_autoptr (HenjiPerformanceFacts) facts = built_in ();
  g_autoptr (HenjiPerformance) reading = henji_performance_create ("A1");
  g_autofree char *words = NULL;

  reading->day = g_strdup ("2026-11-24");
  words = henji_performance_attention (facts, reading, HENJI_LANGUAGE_EN);
  g_assert_null (words);
  for (guint i = 0; i < 6; i++)
    {
      HenjiPerformanceFigure *figure = henji_performance_figure_new ("listing");

      figure->count = i + 1;
      figure->status = g_strdup ("BAD");
      g_ptr_array_add (reading->figures, figure);
    }
  words = henji_performance_attention (facts, reading, HENJI_LANGUAGE_EN);
  g_assert_true (g_str_has_prefix (words, "A1 on 2026-11-24: Listing policy violations 1: Bad · "));
  g_assert_true (g_str_has_suffix (words, "violations 4: Bad · and 2 more"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/performance/facts", test_facts);
  g_test_add_func ("/performance/broken", test_broken);
  g_test_add_func ("/performance/millionths", test_millionths);
  g_test_add_func ("/performance/targets", test_targets);
  g_test_add_func ("/performance/days", test_days);
  g_test_add_func ("/performance/attention", test_attention);

  return g_test_run ();
}

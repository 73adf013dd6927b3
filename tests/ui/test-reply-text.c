/* test-reply-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-reply-pane-pair.h"

#include <string.h>

/* "clause: text" each; a piece in 【】 is an open field 0, one in <> a filled one. */
static GPtrArray *
rendering (const char *first, ...)
{
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_paragraph_free);
  va_list list;

  va_start (list, first);
  for (const char *line = first; line != NULL; line = va_arg (list, const char *))
    {
      HenjiParagraph *paragraph = g_new0 (HenjiParagraph, 1);
      const char *colon = strchr (line, ':');
      const char *open;

      paragraph->clause = g_strndup (line, colon - line);
      paragraph->text = g_strdup (colon + 2);
      paragraph->spans = g_array_new (FALSE, FALSE, sizeof (HenjiSpan));
      if ((open = strstr (paragraph->text, "【")) != NULL)
        {
          HenjiSpan span = { .start = open - paragraph->text, .field = 0 };

          span.end = strstr (open, "】") - paragraph->text + strlen ("】");
          g_array_append_val (paragraph->spans, span);
        }
      else if ((open = strchr (paragraph->text, '<')) != NULL)
        {
          HenjiSpan span = { .start = open - paragraph->text, .field = 0, .filled = TRUE };

          span.end = strchr (open, '>') - paragraph->text + 1;
          g_array_append_val (paragraph->spans, span);
        }
      g_ptr_array_add (paragraphs, paragraph);
    }
  va_end (list);

  return paragraphs;
}

static void
assert_text (HenjiReplyText *text, const char *expected)
{
  g_autofree char *standing = henji_reply_text_get (text);

  g_assert_cmpstr (standing, ==, expected);
}

static void
test_untouched (void)
{
  g_autoptr (HenjiReplyText) text = henji_reply_text_new ();
  g_autoptr (GPtrArray) one = rendering ("hello: Dear A", "sorry: Sorry.", "bye: Shop", NULL);
  g_autoptr (GPtrArray) two
      = rendering ("hello: Dear A", "sorry: Sorry.", "photo: Photo?", "bye: Shop", NULL);

  henji_reply_text_render (text, one, NULL);
  assert_text (text, "Dear A\n\nSorry.\n\nShop");
  henji_reply_text_typed (text, "Dear A\n\nSorry.\n\nShop");
  g_assert_false (henji_reply_text_is_edited (text));
  henji_reply_text_render (text, two, NULL);
  assert_text (text, "Dear A\n\nSorry.\n\nPhoto?\n\nShop");
  henji_reply_text_render (text, one, "photo");
  assert_text (text, "Dear A\n\nSorry.\n\nShop");
}

static void
test_changed_paragraph (void)
{
  g_autoptr (HenjiReplyText) text = henji_reply_text_new ();
  g_autoptr (GPtrArray) one
      = rendering ("hello: Dear A", "sorry: Sorry.", "date: By 24th", "bye: Shop", NULL);
  g_autoptr (GPtrArray) two
      = rendering ("hello: Dear B", "sorry: So sorry.", "date: By 25th", "bye: Shop", NULL);
  g_autoptr (GPtrArray) other = rendering ("hello: Dear B", "what: Other", "bye: Shop", NULL);

  henji_reply_text_render (text, one, NULL);
  henji_reply_text_typed (text, "Dear A\n\nSorry, dear friend.\n\nBy 24th\n\nShop");
  g_assert_true (henji_reply_text_is_edited (text));
  henji_reply_text_render (text, two, NULL);
  assert_text (text, "Dear B\n\nSorry, dear friend.\n\nBy 25th\n\nShop");

  /* Another situation without that clause: what somebody wrote stays, in its place. */
  henji_reply_text_render (text, other, NULL);
  assert_text (text, "Dear B\n\nSorry, dear friend.\n\nOther\n\nShop");
  henji_reply_text_render (text, two, NULL);
  assert_text (text, "Dear B\n\nSorry, dear friend.\n\nBy 25th\n\nShop");
}

static void
test_own_paragraph (void)
{
  g_autoptr (HenjiReplyText) text = henji_reply_text_new ();
  g_autoptr (GPtrArray) one = rendering ("hello: Dear A", "sorry: Sorry.", "bye: Shop", NULL);
  g_autoptr (GPtrArray) two
      = rendering ("hello: Dear A", "sorry: Very sorry.", "photo: Photo?", "bye: Shop", NULL);

  henji_reply_text_render (text, one, NULL);
  henji_reply_text_typed (text, "Dear A\n\nSorry.\n\nMy own words.\n\nAnd more.\n\nShop\n\nP.S.");
  henji_reply_text_render (text, two, NULL);
  assert_text (text,
               "Dear A\n\nVery sorry.\n\nMy own words.\n\nAnd more.\n\nPhoto?\n\nShop\n\nP.S.");

  /* Deleted by hand stays deleted; deleting one's own words leaves nothing. */
  henji_reply_text_typed (text, "Dear A\n\nVery sorry.\n\nShop\n\nP.S.");
  henji_reply_text_render (text, two, NULL);
  assert_text (text, "Dear A\n\nVery sorry.\n\nShop\n\nP.S.");
}

static void
test_switched_off (void)
{
  g_autoptr (HenjiReplyText) text = henji_reply_text_new ();
  g_autoptr (GPtrArray) with = rendering ("hello: Dear A", "photo: Photo?", "bye: Shop", NULL);
  g_autoptr (GPtrArray) without = rendering ("hello: Dear A", "bye: Shop", NULL);

  henji_reply_text_render (text, with, NULL);
  henji_reply_text_typed (text, "Dear A\n\nTwo photos, please.\n\nShop");
  henji_reply_text_render (text, without, "photo");
  assert_text (text, "Dear A\n\nShop");
  henji_reply_text_render (text, with, NULL);
  assert_text (text, "Dear A\n\nTwo photos, please.\n\nShop");
}

static void
test_open_field (void)
{
  g_autoptr (HenjiReplyText) text = henji_reply_text_new ();
  g_autoptr (GPtrArray) open = rendering ("hello: Dear A", "pay: We refund 【Amount】 now", NULL);
  g_autoptr (GPtrArray) filled = rendering ("hello: Dear A", "pay: We refund <$5> now", NULL);
  g_autoptr (GArray) marks = NULL;
  g_autoptr (GArray) after = NULL;
  HenjiReplyMark *mark;

  henji_reply_text_render (text, open, NULL);
  henji_reply_text_typed (text, "Dear A\n\nGladly we refund 【Amount】 now");
  marks = henji_reply_text_marks (text);
  g_assert_cmpuint (marks->len, ==, 1);
  mark = &g_array_index (marks, HenjiReplyMark, 0);
  g_assert_false (mark->filled);
  g_assert_cmpint (mark->start, ==, 8 + 17);
  g_assert_cmpint (mark->end, ==, mark->start + 8);

  henji_reply_text_render (text, filled, NULL);
  assert_text (text, "Dear A\n\nGladly we refund <$5> now");
  after = henji_reply_text_marks (text);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_true (g_array_index (after, HenjiReplyMark, 0).filled);
}

static void
test_restore (void)
{
  const char *strange = "\n\nHello\n\n\n  \nこんにちは\n\n\n\nend\n";
  static const char *const torn[] = { "hello", "9", "", "date", "-1", "*", NULL };
  g_autoptr (HenjiReplyText) text = henji_reply_text_new ();
  g_autoptr (HenjiReplyText) again = henji_reply_text_new ();
  g_autoptr (GPtrArray) then = rendering ("hello: Dear A", "date: By 24th", "bye: Shop", NULL);
  g_autoptr (GPtrArray) now = rendering ("hello: Dear A", "date: By 25th", "bye: Shop", NULL);
  g_auto (GStrv) layout = NULL;

  henji_reply_text_restore (text, strange, now, NULL);
  assert_text (text, strange);
  henji_reply_text_restore (text, "", now, NULL);
  assert_text (text, "");
  henji_reply_text_restore (text, strange, now, torn);
  assert_text (text, strange);

  /* Nobody touched it; the day has moved on: to the letter first, then it follows again. */
  henji_reply_text_restore (text, "Dear A\n\nBy 24th\n\nShop", now, NULL);
  assert_text (text, "Dear A\n\nBy 24th\n\nShop");
  g_assert_false (henji_reply_text_is_edited (text));
  henji_reply_text_render (text, now, NULL);
  assert_text (text, "Dear A\n\nBy 25th\n\nShop");

  /* Somebody did: own words stay, also where they stand, and what was deleted stays away. */
  henji_reply_text_render (text, then, NULL);
  henji_reply_text_typed (text, "Dear A\n\nBy 24th\n\nMine.\n\nAnd mine.");
  layout = henji_reply_text_layout (text);
  henji_reply_text_restore (again, "Dear A\n\nBy 24th\n\nMine.\n\nAnd mine.", now,
                            (const char *const *) layout);
  assert_text (again, "Dear A\n\nBy 24th\n\nMine.\n\nAnd mine.");
  henji_reply_text_render (again, now, NULL);
  assert_text (again, "Dear A\n\nBy 25th\n\nMine.\n\nAnd mine.");
}

typedef struct
{
  HenjiReplyText *ja;
  HenjiReplyText *en;
  HenjiReplyPair *pair;
} Both;

static void
both_set_up (Both *both, gconstpointer data)
{
  g_autoptr (GPtrArray) in_ja = rendering ("hello: A様", "sorry: 申し訳", "bye: 店", NULL);
  g_autoptr (GPtrArray) in_en = rendering ("hello: Dear A", "sorry: Sorry", "bye: Shop", NULL);

  both->ja = henji_reply_text_new ();
  both->en = henji_reply_text_new ();
  both->pair = henji_reply_pair_new (both->ja, both->en);
  henji_reply_text_render (both->ja, in_ja, NULL);
  henji_reply_text_render (both->en, in_en, NULL);
}

static void
both_tear_down (Both *both, gconstpointer data)
{
  henji_reply_pair_free (both->pair);
  henji_reply_text_free (both->ja);
  henji_reply_text_free (both->en);
}

/* "key:changed side" of each pair out of step. */
static void
assert_steps (Both *both, const char *expected)
{
  g_autoptr (GPtrArray) steps = henji_reply_pair_steps (both->pair);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const HenjiReplyStep *step = steps->pdata[i];

      g_string_append_printf (found, "%s%s:%s", i > 0 ? " " : "", step->key,
                              step->changed == 0 ? "ja" : "en");
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_out_of_step (Both *both, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;
  const HenjiReplyStep *step;

  assert_steps (both, "");
  henji_reply_text_typed (both->ja, "A様\n\n誠に申し訳\n\n店\n\n追伸");
  assert_steps (both, "sorry:ja +bye:ja");
  steps = henji_reply_pair_steps (both->pair);
  step = steps->pdata[0];
  g_assert_cmpstr (step->before, ==, "申し訳");
  g_assert_cmpstr (step->after, ==, "誠に申し訳");
  g_assert_cmpint (step->start[1], ==, 8);
  g_assert_cmpint (step->end[1], ==, 13);

  henji_reply_pair_confirm (both->pair, "sorry");
  assert_steps (both, "+bye:ja");
  henji_reply_pair_confirm (both->pair, NULL);
  assert_steps (both, "");
  henji_reply_text_typed (both->ja, "A様\n\n大変申し訳\n\n店\n\n追伸");
  assert_steps (both, "sorry:ja");
}

/* The first letter of an answering change is not yet an agreement; leaving the text is. */
static void
test_settle (Both *both, gconstpointer data)
{
  henji_reply_text_typed (both->ja, "A様\n\n誠に申し訳\n\n店");
  henji_reply_pair_settle (both->pair);
  assert_steps (both, "sorry:ja");
  henji_reply_text_typed (both->en, "Dear A\n\nVSorry\n\nShop");
  henji_reply_text_typed (both->en, "Dear A\n\nVery sorry\n\nShop");
  assert_steps (both, "");
  henji_reply_pair_settle (both->pair);
  henji_reply_text_typed (both->ja, "A様\n\n大変申し訳\n\n店");
  assert_steps (both, "sorry:ja");
}

/* A field changed after a paragraph was edited and confirmed: the other language has moved on. */
static void
test_field_after_confirm (Both *both, gconstpointer data)
{
  g_autoptr (GPtrArray) ja = rendering ("hello: A様", "sorry: 大変申し訳", "bye: 店", NULL);
  g_autoptr (GPtrArray) en = rendering ("hello: Dear A", "sorry: So sorry", "bye: Shop", NULL);

  henji_reply_text_typed (both->ja, "A様\n\nすみません\n\n店");
  henji_reply_pair_confirm (both->pair, NULL);
  henji_reply_text_render (both->ja, ja, NULL);
  henji_reply_text_render (both->en, en, NULL);
  assert_text (both->ja, "A様\n\nすみません\n\n店");
  assert_text (both->en, "Dear A\n\nSo sorry\n\nShop");
  assert_steps (both, "sorry:en");
}

static void
test_stored_pair (Both *both, gconstpointer data)
{
  g_autoptr (GPtrArray) ja = rendering ("hello: A様", "sorry: 明日申し訳", "bye: 店", NULL);
  g_autoptr (GPtrArray) en = rendering ("hello: Dear A", "sorry: Sorry now", "bye: Shop", NULL);
  const GPtrArray *rendered[] = { ja, en };
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autofree char *ja_text = NULL;
  g_autofree char *en_text = NULL;
  const char *texts[2];

  henji_reply_text_typed (both->ja, "A様\n\n誠に申し訳\n\n店");
  henji_reply_pair_store (both->pair, choices);
  texts[0] = ja_text = henji_reply_text_get (both->ja);
  texts[1] = en_text = henji_reply_text_get (both->en);

  /* Another day: what was out of step still is, and what nobody touched follows. */
  henji_reply_pair_restore (both->pair, texts, rendered, choices);
  assert_text (both->ja, ja_text);
  assert_text (both->en, en_text);
  assert_steps (both, "sorry:ja");
  henji_reply_text_render (both->ja, ja, NULL);
  henji_reply_text_render (both->en, en, NULL);
  assert_text (both->ja, ja_text);
  assert_text (both->en, "Dear A\n\nSorry now\n\nShop");
  assert_steps (both, "sorry:ja");

  /* What was agreed upon stays so. */
  henji_reply_pair_confirm (both->pair, NULL);
  henji_reply_pair_store (both->pair, choices);
  g_free (en_text);
  texts[1] = en_text = henji_reply_text_get (both->en);
  henji_reply_pair_restore (both->pair, texts, rendered, choices);
  assert_steps (both, "");
}

/* Typed letter by letter, taken out and typed again, then confirmed and stored: still agreed. */
static void
test_letter_by_letter (Both *both, gconstpointer data)
{
  g_autoptr (GPtrArray) ja = rendering ("hello: A様", "sorry: 申し訳", "bye: 店", NULL);
  g_autoptr (GPtrArray) en = rendering ("hello: Dear A", "sorry: Sorry", "bye: Shop", NULL);
  const GPtrArray *rendered[] = { ja, en };
  static const char *const stages[]
      = { "A様\n\n申し訳\n\n店",           "A様\n\n申し訳\n\n\n店",       "A様\n\n申し訳\n\n\n\n店",
          "A様\n\n申し訳\n\n高\n\n店",     "A様\n\n申し訳\n\n高評\n\n店", "A様\n\n申し訳\n\n\n\n店",
          "A様\n\n申し訳\n\n\n\n良\n\n店", "A様\n\n\n\n良い\n\n店" };
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autofree char *ja_text = NULL;
  g_autofree char *en_text = NULL;
  const char *texts[2];

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    henji_reply_text_typed (both->ja, stages[i]);
  henji_reply_pair_confirm (both->pair, NULL);
  assert_steps (both, "");
  henji_reply_pair_store (both->pair, choices);
  texts[0] = ja_text = henji_reply_text_get (both->ja);
  texts[1] = en_text = henji_reply_text_get (both->en);
  g_assert_cmpstr (ja_text, ==, stages[G_N_ELEMENTS (stages) - 1]);
  henji_reply_pair_restore (both->pair, texts, rendered, choices);
  assert_text (both->ja, ja_text);
  assert_steps (both, "");
}

/* Whatever is typed between renderings is there afterwards, and get() never invents anything. */
static void
test_never_lost (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  static const char *const clauses[]
      = { "a: alpha", "b: beta\nline", "c: gamma", "d: delta", "e: beta\nline" };

  for (int round = 0; round < 400; round++)
    {
      g_autoptr (HenjiReplyText) text = henji_reply_text_new ();

      for (int step = 0; step < 6; step++)
        {
          g_autoptr (GPtrArray) paragraphs
              = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_paragraph_free);
          g_autofree char *standing = NULL;
          g_autofree char *typed = NULL;
          g_autofree char *back = NULL;
          g_autofree char *word = g_strdup_printf ("word%d-%d", round, step);
          g_autofree char *after = NULL;
          gsize at;

          for (guint i = 0; i < G_N_ELEMENTS (clauses); i++)
            if (g_rand_boolean (rand))
              {
                g_autoptr (GPtrArray) one = rendering (clauses[i], NULL);

                g_ptr_array_add (paragraphs, g_ptr_array_steal_index (one, 0));
              }
          henji_reply_text_render (text, paragraphs, NULL);
          standing = henji_reply_text_get (text);
          at = (gsize) g_rand_int_range (rand, 0, (gint32) strlen (standing) + 1);
          typed = g_strdup_printf ("%.*s%s%s%s", (int) at, standing,
                                   g_rand_boolean (rand) ? "\n\n" : "", word, standing + at);
          henji_reply_text_typed (text, typed);
          back = henji_reply_text_get (text);
          g_assert_cmpstr (back, ==, typed);
          henji_reply_text_render (text, paragraphs, NULL);
          after = henji_reply_text_get (text);
          g_assert_nonnull (strstr (after, word));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply-text/untouched", test_untouched);
  g_test_add_func ("/reply-text/changed-paragraph", test_changed_paragraph);
  g_test_add_func ("/reply-text/own-paragraph", test_own_paragraph);
  g_test_add_func ("/reply-text/switched-off", test_switched_off);
  g_test_add_func ("/reply-text/open-field", test_open_field);
  g_test_add_func ("/reply-text/restore", test_restore);
#define ADD(name, func) g_test_add (name, Both, NULL, both_set_up, func, both_tear_down)
  ADD ("/reply-text/pair/out-of-step", test_out_of_step);
  ADD ("/reply-text/pair/settle", test_settle);
  ADD ("/reply-text/pair/field-after-confirm", test_field_after_confirm);
  ADD ("/reply-text/pair/stored", test_stored_pair);
  ADD ("/reply-text/pair/letter-by-letter", test_letter_by_letter);
#undef ADD
  g_test_add_func ("/reply-text/never-lost", test_never_lost);

  return g_test_run ();
}

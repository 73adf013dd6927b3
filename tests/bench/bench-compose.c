/* bench-compose.c: what one key in a long reply costs, without the painting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: henji-bench-compose RECORD
 *
 * A reply of 4,000 characters in each language, half of it the seller's own words. A key is typed
 * into the text that is sent; then both languages are rendered anew, what is out of step is looked
 * for, and the text is checked.
 */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "henji-desk.h"
#include "henji-reply-pane-pair.h"

#define KEYS 400
#define LENGTH 4000

typedef struct
{
  HenjiDesk *desk;
  HenjiCaseDetail *detail;
  HenjiReplyContext context;
  HenjiTemplate *situation;
  HenjiChoices *choices;
  HenjiReplyText *texts[2];
  HenjiReplyPair *pair;
} Bench;

static const HenjiLanguage languages[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };
static const char *const own_words[]
    = { "お問い合わせの商品は、同じ棚の別の在庫からも一つずつ取り出して、傷や欠けがないことを確かめ"
        "ました。",
        "We have taken another piece of the same item from the shelf and made sure that it has no "
        "scratch or chip anywhere. " };

static void
render (Bench *bench)
{
  for (int side = 0; side < 2; side++)
    {
      g_auto (GStrv) unfilled = NULL;
      g_autoptr (GPtrArray) paragraphs = henji_template_render (
          bench->situation, bench->choices, &bench->context, languages[side], &unfilled);

      henji_reply_text_render (bench->texts[side], paragraphs, NULL);
    }
}

/* Own paragraphs of a few sentences each before the last, until the text is long enough. */
static void
lengthen (Bench *bench, int side)
{
  g_autofree char *standing = henji_reply_text_get (bench->texts[side]);
  char *last = g_strrstr (standing, "\n\n");
  g_autoptr (GString) text = g_string_new_len (standing, last - standing);

  for (int n = 0; g_utf8_strlen (text->str, -1) < LENGTH; n++)
    g_string_append_printf (text, "%s%s", n % 4 == 0 ? "\n\n" : "", own_words[side]);
  g_string_append (text, last);
  henji_reply_text_typed (bench->texts[side], text->str);
}

/* What one key took, in milliseconds: by the clock, and computed. */
typedef struct
{
  double wall;
  double computed;
} Key;

static double
computed (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static Key
type_key (Bench *bench, int sent, int n)
{
  g_autofree char *standing = henji_reply_text_get (bench->texts[sent]);
  glong length = g_utf8_strlen (standing, -1);
  const char *at = g_utf8_offset_to_pointer (standing, (n * 37) % length);
  g_autofree char *typed
      = g_strdup_printf ("%.*s%s%s", (int) (at - standing), standing, sent == 0 ? "は" : "a", at);
  gint64 begin = g_get_monotonic_time ();
  double computed_before = computed ();
  HenjiCheckContext check = { 0 };
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autofree char *now = NULL;
  Key key;

  henji_reply_text_typed (bench->texts[sent], typed);
  render (bench);
  steps = henji_reply_pair_steps (bench->pair);
  now = henji_reply_text_get (bench->texts[sent]);
  henji_desk_check_context (bench->detail, &bench->context, &check);
  findings
      = henji_check (henji_desk_checker (bench->desk), now, -1, languages[sent],
                     henji_desk_policy (bench->desk, bench->detail->case_->marketplace), &check);
  key.computed = computed () - computed_before;
  key.wall = (double) (g_get_monotonic_time () - begin) / 1000;

  /* The text stays as long as it is. */
  henji_reply_text_typed (bench->texts[sent], standing);

  return key;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };
  HenjiCaseQuery query = { .tab = HENJI_TAB_OURS, .kind = HENJI_KIND_DAMAGED, .language = -1 };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (HenjiShop) shop = NULL;

  bench.desk = argc == 2 ? henji_desk_open (argv[1], HENJI_DESK_READ_ONLY, &error) : NULL;
  if (bench.desk == NULL)
    g_error ("%s", error != NULL ? error->message : "usage: henji-bench-compose RECORD");
  rows = henji_desk_case_rows (bench.desk, &query, NULL, &error);
  g_assert_no_error (error);
  bench.detail = henji_desk_case_detail (bench.desk, g_array_index (rows, gint64, 0), &error);
  g_assert_no_error (error);
  shop = henji_desk_shop (bench.desk, &error);
  g_assert_no_error (error);
  henji_desk_reply_context (bench.desk, bench.detail, shop, &bench.context);
  bench.situation = henji_desk_propose_situation (bench.desk, bench.detail);
  bench.choices = henji_choices_new ();
  for (int side = 0; side < 2; side++)
    bench.texts[side] = henji_reply_text_new ();
  bench.pair = henji_reply_pair_new (bench.texts[0], bench.texts[1]);
  render (&bench);
  lengthen (&bench, 0);
  lengthen (&bench, 1);

  for (int sent = 0; sent < 2; sent++)
    {
      g_autoptr (GArray) wall = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (double));
      g_autofree char *text = henji_reply_text_get (bench.texts[sent]);

      type_key (&bench, sent, 0); /* builds the tables of the check */
      for (int n = 1; n <= KEYS; n++)
        {
          Key key = type_key (&bench, sent, n);

          g_array_append_val (wall, key.wall);
          g_array_append_val (cpu, key.computed);
        }
      g_array_sort (wall, compare);
      g_array_sort (cpu, compare);
      g_print ("  %s, %ld characters, %d keys: median %.2f ms, worst %.2f ms; computed: median "
               "%.2f ms, worst %.2f ms\n",
               sent == 0 ? "Japanese" : "English", g_utf8_strlen (text, -1), KEYS,
               g_array_index (wall, double, KEYS / 2), g_array_index (wall, double, KEYS - 1),
               g_array_index (cpu, double, KEYS / 2), g_array_index (cpu, double, KEYS - 1));
    }

  henji_reply_pair_free (bench.pair);
  henji_reply_text_free (bench.texts[0]);
  henji_reply_text_free (bench.texts[1]);
  henji_choices_free (bench.choices);
  henji_case_detail_unref (bench.detail);
  henji_desk_close (bench.desk);
  g_object_unref (bench.desk);

  return EXIT_SUCCESS;
}

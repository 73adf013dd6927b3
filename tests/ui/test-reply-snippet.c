/* test-reply-snippet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where words go that are inserted, and where their counterpart goes.
 */
#include "config.h"

#include "henji-reply-pane-text.h"
#include "henji-reply-snippet.h"

#include <string.h>

#define JA HENJI_LANGUAGE_JA
#define EN HENJI_LANGUAGE_EN

/* @text with the cursor at "|", and what it becomes when S is inserted there. */
static void
test_pieces (void)
{
  static const struct
  {
    const char *text;
    HenjiLanguage language;
    const char *becomes;
  } cases[] = {
    { "|", JA, "S" },
    { "一|", JA, "一\n\nS" },
    { "|一", JA, "S\n\n一" },
    { "一\n\n|二", JA, "一\n\nS\n\n二" },
    { "一|\n\n二", JA, "一\n\nS\n\n二" },
    { "一\n|\n二", JA, "一\n\nS\n\n二" },
    { "一\n|二", JA, "一\n\nS\n\n二" },
    { "一|\n二", JA, "一\n\nS\n\n二" },
    { "一\n\n|", JA, "一\n\nS" },
    { "一\n\n\n|\n二", JA, "一\n\n\nS\n\n二" },
    { "一。|二。", JA, "一。S二。" },
    { "One.| Two.", EN, "One. S Two." },
    { "One. |Two.", EN, "One. S Two." },
    { "One|.", EN, "One S." },
    { "A&<b>|C", EN, "A&<b> S C" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *bar = strchr (cases[i].text, '|');
      g_autofree char *start = g_strndup (cases[i].text, bar - cases[i].text);
      g_autofree char *text = g_strconcat (start, bar + 1, NULL);
      int offset = (int) g_utf8_strlen (start, -1);
      g_autofree char *piece = henji_insertion_piece (
          text, offset, henji_insertion_at (text, offset), "S", cases[i].language);
      g_autofree char *becomes = g_strconcat (start, piece, bar + 1, NULL);

      g_test_message ("case %u", i);
      g_assert_cmpstr (becomes, ==, cases[i].becomes);
    }
}

static GPtrArray *
rendering (const char *const *paragraphs)
{
  GPtrArray *rendered = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_paragraph_free);

  for (guint i = 0; paragraphs[i] != NULL; i += 2)
    {
      HenjiParagraph *paragraph = g_new0 (HenjiParagraph, 1);

      paragraph->clause = g_strdup (paragraphs[i]);
      paragraph->text = g_strdup (paragraphs[i + 1]);
      paragraph->spans = g_array_new (FALSE, FALSE, sizeof (HenjiSpan));
      g_ptr_array_add (rendered, paragraph);
    }

  return rendered;
}

static void
test_places (void)
{
  static const char *const ja_paragraphs[]
      = { "a", "一一", "b", "二二", "only", "三三", "closing", "四四", NULL };
  static const char *const en_paragraphs[] = { "a", "one", "b", "two", "closing", "four", NULL };
  static const char *const closing[] = { "closing", "signature", NULL };
  static const char *const none[] = { "nobody", NULL };
  g_autoptr (HenjiReplyText) ja = henji_reply_text_new ();
  g_autoptr (HenjiReplyText) en = henji_reply_text_new ();
  g_autoptr (GPtrArray) rendered_ja = rendering (ja_paragraphs);
  g_autoptr (GPtrArray) rendered_en = rendering (en_paragraphs);

  g_assert_cmpint (henji_reply_text_place (ja, 0, en), ==, 0);
  henji_reply_text_render (ja, rendered_ja, NULL);
  henji_reply_text_render (en, rendered_en, NULL);

  /* "一一\n\n二二\n\n三三\n\n四四" and "one\n\ntwo\n\nfour" */
  g_assert_cmpint (henji_reply_text_place (ja, 0, en), ==, 3);
  g_assert_cmpint (henji_reply_text_place (ja, 2, en), ==, 3);
  g_assert_cmpint (henji_reply_text_place (ja, 5, en), ==, 8);
  g_assert_cmpint (henji_reply_text_place (ja, 6, en), ==, 8);
  g_assert_cmpint (henji_reply_text_place (ja, 9, en), ==, 8); /* stands in one alone */
  g_assert_cmpint (henji_reply_text_place (ja, 14, en), ==, 14);
  g_assert_cmpint (henji_reply_text_place (ja, 99, en), ==, 14);
  g_assert_cmpint (henji_reply_text_begins (ja, closing), ==, 12);
  g_assert_cmpint (henji_reply_text_begins (en, closing), ==, 10);
  g_assert_cmpint (henji_reply_text_begins (en, none), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply-snippet/pieces", test_pieces);
  g_test_add_func ("/reply-snippet/places", test_places);

  return g_test_run ();
}

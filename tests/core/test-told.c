/* test-told.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts how much of what buyers tell beside the kind of their matter is understood, in the mails
 * of tests/data/recognise/told; run with --verbose to see the rest.
 */
#include "config.h"

#include "henji-recognise.h"

#include "lexicon.h"
#include "told-mails.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  guint wanted, found, more;
} Figures;

typedef struct
{
  const char *name;
  guint least; /* percent of what is told that must be heard */
  guint right; /* percent of what is heard that must have been told */
} File;

static HenjiLexicon *lexicon;

static void
count_mail (const ToldMail *mail, gpointer data)
{
  Figures *figures = data;
  g_auto (HenjiRecognition) found = { 0 };

  henji_recognise (lexicon, NULL, mail->body, -1, &found);
  for (guint told = 0; told < HENJI_N_TOLD; told++)
    {
      guint32 bit = 1u << told;
      gboolean is_wanted = (mail->told & bit) != 0, is_found = (found.facts.told & bit) != 0;

      if ((mail->known & bit) == 0 || (mail->may & bit) != 0)
        continue;
      figures[told].wanted += is_wanted;
      figures[told].found += is_wanted && is_found;
      figures[told].more += is_found && !is_wanted;
      if (is_wanted != is_found)
        g_test_message ("%s: %s %s: %s", mail->where,
                        is_found ? "not told but heard" : "told but not heard",
                        henji_told_id (told), mail->body);
    }
}

static void
test_file (gconstpointer data)
{
  const File *file = data;
  const char *name = file->name;
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "recognise", "told", name, NULL);
  Figures figures[HENJI_N_TOLD] = { { 0 } };
  Figures sum = { 0 };

  told_mails_read (path, count_mail, figures);
  for (guint told = 0; told < HENJI_N_TOLD; told++)
    {
      sum.wanted += figures[told].wanted;
      sum.found += figures[told].found;
      sum.more += figures[told].more;
      if (figures[told].wanted + figures[told].more > 0)
        g_test_message ("= %s %s: %u of %u heard, %u too many", name, henji_told_id (told),
                        figures[told].found, figures[told].wanted, figures[told].more);
    }
  g_test_message ("= %s: %u of %u heard, %u too many", name, sum.found, sum.wanted, sum.more);
  g_assert_cmpuint (100 * sum.found, >=, file->least * sum.wanted);
  g_assert_cmpuint (100 * sum.found, >=, file->right * (sum.found + sum.more));
}

int
main (int argc, char *argv[])
{
  /* Nothing is learned from the held ones. */
  static const File files[] = {
    { "ja-tuned.txt", 90, 90 },      { "ja-plain.txt", 90, 93 }, { "ja-short.txt", 95, 88 },
    { "ja-wants.txt", 90, 93 },      { "ja-held.txt", 78, 86 },  { "ja-plain-held.txt", 76, 87 },
    { "en-tuned.txt", 92, 92 },      { "en-plain.txt", 93, 94 }, { "en-short.txt", 90, 93 },
    { "en-wants.txt", 90, 93 },      { "en-held.txt", 74, 82 },  { "en-plain-held.txt", 74, 87 },
    { "denied-held.txt", 100, 100 }, /* "if possible", and too few that were too many */
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  lexicon = test_lexicon_load ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strconcat ("/told/", files[i].name, NULL);

      g_test_add_data_func (name, &files[i], test_file);
    }

  return g_test_run ();
}

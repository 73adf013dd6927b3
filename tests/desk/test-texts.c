/* Situations and snippets of the seller's own, over a real folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#include <signal.h>
#include <sys/stat.h>

#define JA HENJI_LANGUAGE_JA
#define EN HENJI_LANGUAGE_EN

static const char *program;

static HenjiManuscript *
make_snippet (const char *id, const char *title, const char *ja, const char *en)
{
  HenjiManuscript *text = henji_manuscript_new (TRUE, id);
  HenjiManuscriptClause *clause = text->clauses->pdata[0];

  text->title[JA] = g_strdup (title);
  text->title[EN] = g_strdup (title);
  clause->text[JA] = g_strdup (ja);
  clause->text[EN] = g_strdup (en);

  return text;
}

static void
save (HenjiDesk *desk, const HenjiManuscript *text)
{
  g_autoptr (GError) error = NULL;

  henji_desk_save_text (desk, text, &error);
  g_assert_no_error (error);
}

static const HenjiDeskText *
find (const GPtrArray *texts, gboolean snippet, const char *id)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const HenjiDeskText *text = texts->pdata[i];

      if (henji_template_is_snippet (text->template) == snippet
          && g_str_equal (henji_template_id (text->template), id))
        return text;
    }

  return NULL;
}

static char *
file_of (Fixture *f, const char *folder, const char *name)
{
  return g_build_filename (f->dir, "record", "facts", folder, name, NULL);
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

static void
changed_cb (HenjiDesk *desk, int *n)
{
  (*n)++;
}

static void
test_save (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiManuscript) text = make_snippet ("own-1", "納期 & <b>", "{buyer}へ", NULL);
  g_autoptr (GPtrArray) before = henji_desk_snippets (f->desk);
  g_autoptr (GPtrArray) snippets = NULL;
  g_autoptr (HenjiTemplate) found = NULL;
  g_autoptr (HenjiManuscript) again = NULL;
  g_autofree char *path = file_of (f, "snippets", "own-1.xml");
  struct stat status;
  int n = 0;

  g_signal_connect (f->desk, "facts-changed", G_CALLBACK (changed_cb), &n);
  save (f->desk, text);
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  snippets = henji_desk_snippets (f->desk);
  g_assert_cmpuint (snippets->len, ==, before->len + 1);
  g_assert_cmpstr (henji_template_id (snippets->pdata[0]), ==, "own-1"); /* own ones first */

  close_desk (f);
  open_desk (f);
  found = henji_desk_snippet (f->desk, "own-1");
  g_assert_nonnull (found);
  g_assert_true (henji_template_lacks (found, EN));
  again = henji_manuscript_from_template (found);
  g_assert_true (henji_manuscript_equal (again, text));
}

static void
test_override (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiTemplate) built_in = henji_desk_situation (f->desk, "damaged");
  g_autoptr (HenjiManuscript) text = henji_manuscript_from_template (built_in);
  g_autoptr (HenjiManuscript) before = henji_manuscript_copy (text);
  g_autoptr (HenjiTemplate) edited = NULL;
  g_autoptr (HenjiTemplate) reset = NULL;
  g_autoptr (HenjiManuscript) after = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  g_free (text->title[EN]);
  text->title[EN] = g_strdup ("Broken on the way");
  save (f->desk, text);
  edited = henji_desk_situation (f->desk, "damaged");
  g_assert_cmpstr (henji_template_title (edited, EN), ==, "Broken on the way");
  texts = henji_desk_texts (f->desk);
  g_assert_true (find (texts, FALSE, "damaged")->own);
  g_assert_true (find (texts, FALSE, "damaged")->built_in);

  g_assert_true (henji_desk_remove_text (f->desk, FALSE, "damaged", &error));
  g_assert_no_error (error);
  reset = henji_desk_situation (f->desk, "damaged");
  after = henji_manuscript_from_template (reset);
  g_assert_true (henji_manuscript_equal (before, after));
  again = henji_desk_texts (f->desk);
  g_assert_false (find (again, FALSE, "damaged")->own);

  /* Who held the edited one reads on. */
  g_assert_cmpstr (henji_template_title (edited, EN), ==, "Broken on the way");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiManuscript) nobody = make_snippet ("own-1", "T", "{nobody}", "a");
  g_autoptr (HenjiManuscript) path = make_snippet ("../../own", "T", "あ", "a");
  g_autoptr (HenjiManuscript) common = make_snippet ("common", "T", "あ", "a");
  HenjiManuscript *bad[] = { nobody, path, common };
  g_autoptr (GPtrArray) before = henji_desk_texts (f->desk);
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *folder = file_of (f, "snippets", "");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (henji_desk_save_text (f->desk, bad[i], &error));
      g_assert_nonnull (error);
    }
  after = henji_desk_texts (f->desk);
  g_assert_cmpuint (before->len, ==, after->len);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiManuscript) text = make_snippet ("own-1", "T", "あ", "a");
  g_autofree char *record = g_build_filename (f->dir, "record", NULL);
  HenjiDeskMode modes[] = { HENJI_DESK_READ_ONLY, HENJI_DESK_FACTS_ONLY };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiDesk) reader = henji_desk_open (record, modes[i], NULL);

      g_assert_false (henji_desk_save_text (reader, text, &error));
      g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_UNAVAILABLE);
      henji_desk_close (reader);
    }
}

/* What lies in the folder beside sound files is said, and harms nothing. */
static void
test_strange_files (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *folder;
    const char *name;
    const char *text;
  } files[] = {
    { "snippets", "own-1.xml", "<snippet id=\"own-1\"><title" },
    { "snippets", "own-2.xml",
      "<situation id=\"own-2\" order=\"1\"><title xml:lang=\"en\">T</title></situation>" },
    { "snippets", "own-3.xml",
      "<snippet id=\"attach-photos\"><title xml:lang=\"en\">T</title><text xml:lang=\"en\">t</text>"
      "</snippet>" },
    { "templates", "own-4.xml",
      "<snippet id=\"own-4\"><title xml:lang=\"en\">T</title><text xml:lang=\"en\">t</text>"
      "</snippet>" },
    { "templates", "own-5.xml", "" },
    { "templates", "own-6.txt", "no text of ours" },
    { "snippets", ".own-7.xml.new", "<snippet id=\"own-7\"" },
  };
  g_autoptr (GPtrArray) before = henji_desk_texts (f->desk);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  close_desk (f);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = file_of (f, files[i].folder, files[i].name);
      g_autofree char *folder = g_path_get_dirname (path);

      g_mkdir_with_parents (folder, 0700);
      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
    }
  open_desk (f);
  after = henji_desk_texts (f->desk);
  faults = henji_desk_fact_faults (f->desk);
  g_assert_cmpuint (after->len, ==, before->len);
  g_assert_cmpuint (faults->len, ==, 5);
}

/* ---- Reading while it changes -------------------------------------------------------------------
 */

static int stop;

static gpointer
read_thread (gpointer data)
{
  HenjiDesk *desk = data;
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  HenjiReplyContext context
      = { .shop = shop, .now = NOW, .zone = g_time_zone_new_identifier ("Asia/Tokyo") };
  guint n = 0;

  while (!g_atomic_int_get (&stop))
    {
      g_autoptr (GPtrArray) situations = henji_desk_situations (desk);
      g_autoptr (GPtrArray) snippets = henji_desk_snippets (desk);
      g_autoptr (HenjiTemplate) own = henji_desk_snippet (desk, "own-1");
      GPtrArray *all[] = { situations, snippets };

      for (guint k = 0; k < G_N_ELEMENTS (all); k++)
        for (guint i = 0; i < all[k]->len; i++)
          {
            g_autoptr (GPtrArray) paragraphs = henji_template_render (
                all[k]->pdata[i], choices, &context, n % 2 ? JA : EN, NULL);

            g_assert_cmpuint (paragraphs->len, >, 0);
          }
      g_assert_nonnull (own);
      n++;
    }
  g_time_zone_unref (context.zone);

  return GUINT_TO_POINTER (n);
}

static void
test_threads (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiManuscript) first = make_snippet ("own-1", "T", "あ", "a");
  GThread *threads[3];
  guint reads = 0;

  save (f->desk, first);
  g_atomic_int_set (&stop, 0);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_thread, f->desk);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *words = g_strdup_printf ("%u", i);
      g_autoptr (HenjiManuscript) text = make_snippet ("own-1", words, words, words);

      save (f->desk, text);
    }
  g_atomic_int_set (&stop, 1);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    reads += GPOINTER_TO_UINT (g_thread_join (threads[i]));
  g_test_message ("%u readings while 60 texts were saved", reads);
  g_assert_cmpuint (reads, >, 3);
}

/* ---- Killed at any moment
 * ------------------------------------------------------------------------- */

/* Two texts, long enough to be seen half written. */
static HenjiManuscript *
version (gboolean second)
{
  g_autofree char *words = g_strnfill (60000, second ? 'b' : 'a');

  return make_snippet ("own-1", second ? "B" : "A", words, words);
}

static int
write_for_ever (const char *dir)
{
  g_autoptr (HenjiDesk) desk = henji_desk_open (dir, HENJI_DESK_READ_WRITE, NULL);
  g_autoptr (HenjiManuscript) a = version (FALSE);
  g_autoptr (HenjiManuscript) b = version (TRUE);

  if (desk == NULL || !henji_desk_save_text (desk, a, NULL))
    return 1;
  g_print ("ready\n");
  for (;;)
    if (!henji_desk_save_text (desk, b, NULL) || !henji_desk_save_text (desk, a, NULL))
      return 1;
}

static void
test_killed (Fixture *f, gconstpointer data)
{
  g_autofree char *record = g_build_filename (f->dir, "record", NULL);
  g_autoptr (HenjiManuscript) a = version (FALSE);
  g_autoptr (HenjiManuscript) b = version (TRUE);

  close_desk (f);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) writer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                         program, "--writer", record, NULL);
      g_autoptr (HenjiDesk) reader = NULL;
      g_autoptr (HenjiTemplate) found = NULL;
      g_autoptr (HenjiManuscript) text = NULL;
      g_autoptr (GPtrArray) faults = NULL;
      char ready;

      g_assert_no_error (error);
      g_assert_cmpint (
          g_input_stream_read (g_subprocess_get_stdout_pipe (writer), &ready, 1, NULL, NULL), ==,
          1);
      g_usleep ((gulong) g_random_int_range (1000, 60000));
      g_subprocess_send_signal (writer, SIGKILL);
      g_subprocess_wait (writer, NULL, NULL);

      reader = henji_desk_open (record, HENJI_DESK_FACTS_ONLY, &error);
      g_assert_no_error (error);
      faults = henji_desk_fact_faults (reader);
      g_assert_cmpuint (faults->len, ==, 0);
      found = henji_desk_snippet (reader, "own-1");
      g_assert_nonnull (found);
      text = henji_manuscript_from_template (found);
      g_assert_true (henji_manuscript_equal (text, a) || henji_manuscript_equal (text, b));
      henji_desk_close (reader);
    }
  open_desk (f);
}

/* ---- To another desk
 * ------------------------------------------------------------------------------- */

static void
test_carry (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiManuscript) first = make_snippet ("own-1", "First", "あ", "a");
  g_autoptr (HenjiManuscript) other = make_snippet ("own-1", "Other", "い", "b");
  g_autofree char *path = g_build_filename (f->dir, "texts.henji-texts", NULL);
  const char *ids[] = { "own-1", "damaged", NULL };
  const char *unknown[] = { "own-9", NULL };
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (HenjiTemplate) kept = NULL;
  g_autoptr (HenjiTemplate) renamed = NULL;
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) error = NULL;
  HenjiTextImport *item;

  g_assert_cmpint (henji_desk_export_texts (f->desk, path, NULL, &none), ==, -1);
  g_assert_error (none, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  save (f->desk, first);
  g_assert_cmpint (henji_desk_export_texts (f->desk, path, unknown, NULL), ==, -1);
  g_assert_cmpint (henji_desk_export_texts (f->desk, path, ids, &error), ==, 2);
  g_assert_no_error (error);

  /* Meanwhile the same id says something else. */
  save (f->desk, other);
  results = henji_desk_import_texts (f->desk, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  item = results->pdata[0];
  g_assert_cmpint (item->status, ==, HENJI_TEXT_KNOWN); /* "damaged", as built in */
  item = results->pdata[1];
  g_assert_cmpint (item->status, ==, HENJI_TEXT_RENAMED);
  g_assert_cmpstr (item->new_id, ==, "own-1-2");
  kept = henji_desk_snippet (f->desk, "own-1");
  renamed = henji_desk_snippet (f->desk, "own-1-2");
  g_assert_cmpstr (henji_template_title (kept, EN), ==, "Other");
  g_assert_cmpstr (henji_template_title (renamed, EN), ==, "First");

  again = henji_desk_import_texts (f->desk, path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < again->len; i++)
    g_assert_cmpint (((HenjiTextImport *) again->pdata[i])->status, ==, HENJI_TEXT_KNOWN);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--writer"))
    return write_for_ever (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  TEST ("/desk/texts/save", test_save);
  TEST ("/desk/texts/override", test_override);
  TEST ("/desk/texts/refused", test_refused);
  TEST ("/desk/texts/read-only", test_read_only);
  TEST ("/desk/texts/strange-files", test_strange_files);
  TEST ("/desk/texts/threads", test_threads);
  TEST ("/desk/texts/killed", test_killed);
  TEST ("/desk/texts/carry", test_carry);

  return g_test_run ();
}

/* test-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "paper-fixture.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "henji-document.h"
#include "henji-picture.h"

static char *folder = NULL;

static gboolean
have_tools (void)
{
  const char *const tools[] = { "pdftoppm", "pdftotext", "pdfinfo", "pdffonts" };

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autofree char *path = g_find_program_in_path (tools[i]);

      if (path == NULL)
        {
          g_test_skip ("a PDF tool is not installed");
          return FALSE;
        }
    }

  return TRUE;
}

static char *
out_path (void)
{
  return g_build_filename (folder, "document.pdf", NULL);
}

static HenjiDocumentSaved
save (HenjiDocument *document, gint64 limit)
{
  g_autofree char *path = out_path ();
  g_autoptr (GError) error = NULL;
  HenjiDocumentSaved saved;

  henji_document_save (document, path, limit, NULL, NULL, NULL, &saved, &error);
  g_assert_no_error (error);

  return saved;
}

static char *
without_blanks (const char *text)
{
  GString *words = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && g_utf8_get_char (p) != '\f')
      g_string_append_unichar (words, g_utf8_get_char (p));

  return g_string_free (words, FALSE);
}

/* (transfer full): what pdftotext reads, without any blanks. Compatibility forms of a few radicals
 * come out of fonts; they mean the same. */
static char *
words_of_file (void)
{
  g_autofree char *path = out_path ();
  const char *argv[] = { "pdftotext", "-raw", path, "-", NULL };
  g_autofree char *out = fixture_run (argv);
  g_autofree char *plain = NULL;

  g_assert_nonnull (out);
  plain = g_utf8_normalize (out, -1, G_NORMALIZE_NFKC);

  return without_blanks (plain);
}

static void
assert_says (const char *words, const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *want = without_blanks (plain);

  if (strstr (words, want) == NULL)
    g_error ("not there: %.300s", want);
}

/* Nothing of a page is outside its margins. */
static void
assert_inside (void)
{
  g_autofree char *path = out_path ();
  const char *argv[] = { "pdftotext", "-bbox", path, "-", NULL };
  g_autofree char *out = fixture_run (argv);
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_nonnull (out);
  lines = g_strsplit (out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      double at[4];
      const char *p = strstr (lines[i], "<word xMin=\"");

      if (p == NULL)
        continue;
      for (guint k = 0; k < 4; k++)
        {
          p = strchr (p, '"') + 1;
          at[k] = g_ascii_strtod (p, NULL);
          p = strchr (p, '"') + 1;
        }
      g_assert_cmpfloat (at[0], >=, 50);
      g_assert_cmpfloat (at[1], >=, 25);
      g_assert_cmpfloat (at[2], <=, HENJI_DOCUMENT_WIDTH / 25.4 * 72 - 50);
      g_assert_cmpfloat (at[3], <=, HENJI_DOCUMENT_HEIGHT / 25.4 * 72 - 40);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

/* ---- Words ------------------------------------------------------------------------------------
 */

static const char JA[]
    = "お世話になっております。\n本日開封したところ、マグカップの取っ手が割れていました。"
      "直角に置かれた骨材の写真を添付します。\n\n交換していただくことはできますか。";
static const char EN[] = "Hello,\n\nThe handle of the mug was broken when I opened the box.\n"
                         "Could you send another one? I paid $24.80 & want <b>no</b> refund.";

static void
test_words (gconstpointer data)
{
  HenjiLanguage language = GPOINTER_TO_INT (data);
  g_autoptr (HenjiDocument) document
      = henji_document_new (language, "A title 題", "Order 250-1234567-1234567");
  g_autofree char *words = NULL;
  g_autofree char *path = out_path ();
  g_autofree char *raw = NULL;
  HenjiDocumentSaved saved;

  if (!have_tools ())
    return;
  henji_document_add_heading (document, "経過 What happened");
  henji_document_add_fact (document, "2026-11-21 09:12", "注文 Order placed");
  henji_document_add_heading (document, "Messages");
  henji_document_add_message (document, FALSE, "Buyer", "2026-11-21 09:12", JA, HENJI_LANGUAGE_JA,
                              NULL, NULL);
  henji_document_add_message (document, TRUE, "Seller", "2026-11-22 10:00", EN, HENJI_LANGUAGE_EN,
                              "The same in Japanese:", "取っ手の破損について、お詫びいたします。");
  henji_document_add_note (document, "A note 注");
  henji_document_add_shrunk_note (document, "only when shrunk");
  saved = save (document, 0);
  g_assert_cmpint (saved.n_pages, ==, 1);
  g_assert_false (saved.shrunk);
  words = words_of_file ();
  assert_says (words, "A title 題");
  assert_says (words, "注文 Order placed");
  assert_says (words, JA);
  assert_says (words, EN);
  assert_says (words, "The same in Japanese: 取っ手の破損について、お詫びいたします。");
  assert_says (words, "A note 注");
  g_assert_null (strstr (words, "shrunk"));
  assert_says (words, language == HENJI_LANGUAGE_JA ? "1 / 1 ページ" : "Page 1 of 1");
  assert_inside ();

  /* Japanese glyphs, and bookmarks */
  {
    const char *argv[] = { "pdffonts", path, NULL };
    g_autofree char *fonts = fixture_run (argv);
    gsize length;

    g_assert_nonnull (strstr (fonts, "NotoSansCJKjp"));
    g_assert_null (strstr (fonts, "CJKsc"));
    g_assert_null (strstr (fonts, "CJKkr"));
    g_file_get_contents (path, &raw, &length, NULL);
    g_assert_nonnull (memmem (raw, length, "/Outlines", 9));
  }
}

/* ---- Long and hostile -------------------------------------------------------------------------
 */

static void
test_thousand (void)
{
  g_autoptr (HenjiDocument) document
      = henji_document_new (HENJI_LANGUAGE_EN, "A thousand messages", "Order 1");
  g_autofree char *words = NULL;
  HenjiDocumentSaved saved;

  if (!have_tools ())
    return;
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *body = g_strdup_printf ("Message number %d.\n%s\n%d通目のメッセージです。",
                                               i, i % 2 ? EN : JA, i);

      henji_document_add_message (document, i % 2, "Somebody", "2026-11-21 09:12", body,
                                  i % 2 ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA, NULL, NULL);
    }
  saved = save (document, 0);
  g_assert_cmpint (saved.n_pages, >, 60);
  g_assert_cmpint (saved.size, <, 5 * 1000 * 1000);
  words = words_of_file ();
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *first = g_strdup_printf ("Message number %d.", i);
      g_autofree char *last = g_strdup_printf ("%d通目のメッセージです。", i);

      assert_says (words, first);
      assert_says (words, last);
    }
  assert_inside ();
}

static guint
count_of (const char *text, const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + strlen (what), what))
    n++;

  return n;
}

static void
test_hostile (void)
{
  g_autoptr (HenjiDocument) document
      = henji_document_new (HENJI_LANGUAGE_JA, "\xff\xfe broken \x01 title",
                            "a very long head that does not end: "
                            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  g_autofree char *word = g_strnfill (60000, 'w');
  g_autofree char *words = NULL;
  g_autoptr (GString) many = g_string_new (NULL);
  HenjiDocumentSaved saved;

  if (!have_tools ())
    return;
  for (int i = 0; i < 3000; i++)
    g_string_append (many, "壊");
  henji_document_add_message (document, FALSE, word, word, word, HENJI_LANGUAGE_OTHER, NULL, NULL);
  henji_document_add_message (document, TRUE, "", "", many->str, HENJI_LANGUAGE_JA, NULL, NULL);
  henji_document_add_message (document, FALSE, "Buyer", "now",
                              "before \xe2\x80\xae override, bell \x07, escape \x1b, sad "
                              "😢👨‍👩‍👧, half \xf0\x9f after",
                              HENJI_LANGUAGE_EN, NULL, NULL);
  henji_document_add_message (document, FALSE, "Buyer", "now", "", HENJI_LANGUAGE_EN, NULL, NULL);
  henji_document_add_fact (document, word, "value");
  henji_document_add_fact (document, "caption", word);
  henji_document_add_heading (document, word);
  henji_document_add_heading (document, "");
  henji_document_add_note (document, "the end");
  saved = save (document, 0);
  g_assert_cmpint (saved.n_pages, >, 20);
  words = words_of_file ();
  g_assert_cmpuint (count_of (words, "壊"), ==, 3000);
  g_assert_cmpuint (count_of (words, "wwwwwwwwww"), >, 11900);
  assert_says (words, "the end");
  assert_says (words, "before override, bell , escape , sad");
  g_assert_null (strstr (words, "\xe2\x80\xae"));
  /* What no font shows is named; where a font has it, it is there. */
  g_assert_true (strstr (words, "[U+1F622]") != NULL || strstr (words, "😢") != NULL);
  assert_inside ();
}

/* ---- Pictures ---------------------------------------------------------------------------------
 */

/* (transfer full): of noise, which does not compress. */
static GBytes *
noise (int width, int height, guint seed)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 *pixels = gdk_pixbuf_get_pixels (picture);
  int stride = gdk_pixbuf_get_rowstride (picture);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width * 3; x += 4)
      {
        guint32 value = g_rand_int (random);

        memcpy (pixels + (gsize) y * stride + x, &value, MIN (4, width * 3 - x));
      }

  return henji_picture_jpeg (picture, 90, NULL);
}

static GBytes *
load_cb (const char *id, gpointer data)
{
  GHashTable *files = data;
  GBytes *file = g_hash_table_lookup (files, id);

  return file != NULL ? g_bytes_ref (file) : NULL;
}

static long
peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_maxrss;
}

static void
test_pictures (void)
{
  g_autoptr (GHashTable) files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (HenjiDocument) document
      = henji_document_new (HENJI_LANGUAGE_EN, "Pictures", "Order 1");
  g_autoptr (GBytes) big = noise (1200, 800, 1);
  g_autofree char *words = NULL;
  g_autofree char *path = out_path ();
  HenjiDocumentSaved saved;
  long before;

  if (!have_tools ())
    return;
  henji_document_set_loader (document, load_cb, files, NULL);
  henji_document_add_heading (document, "Photos");
  henji_document_add_shrunk_note (document, "The photos are reduced.");
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("photo-%d", i);
      g_autofree char *caption = g_strdup_printf ("Photo %d, 破損", i + 1);

      /* Some cannot be loaded, broken off, or are no picture at all. */
      if (i == 3)
        g_hash_table_insert (files, g_strdup (id), g_bytes_new ("\xff\xd8\xff", 3));
      else if (i == 4)
        g_hash_table_insert (
            files, g_strdup (id),
            g_bytes_new (g_bytes_get_data (big, NULL), g_bytes_get_size (big) / 3));
      else if (i != 5)
        g_hash_table_insert (files, g_strdup (id), g_bytes_ref (big));
      henji_document_add_picture (document, id, 1.5, caption);
    }
  g_assert_cmpint (g_bytes_get_size (big), >, 400 * 1000);

  before = peak_memory ();
  saved = save (document, 1000 * 1000);
  g_assert_true (saved.shrunk);
  g_assert_false (saved.too_large);
  g_assert_cmpint (saved.size, <=, 1000 * 1000);
  g_assert_cmpint (saved.n_pages, >=, 5);
  /* kilobytes: one picture at a time, and what cairo keeps of a page */
  g_assert_cmpint (peak_memory () - before, <, 120 * 1024);
  words = words_of_file ();
  assert_says (words, "The photos are reduced.");
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *caption = g_strdup_printf ("Photo %d, 破損", i + 1);

      assert_says (words, caption);
    }

  /* there is no way to make it this small, and it says so */
  saved = save (document, 1000);
  g_assert_true (saved.too_large);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Shapes, and a camera's turn. */
static void
test_shapes (void)
{
  g_autoptr (GBytes) file = noise (300, 100, 2);
  g_autoptr (GBytes) none = g_bytes_new ("no picture", 10);
  g_autoptr (GBytes) empty = g_bytes_new ("", 0);

  g_assert_cmpfloat_with_epsilon (henji_document_picture_aspect (file, 240), 3.0, 0.05);
  g_assert_cmpfloat (henji_document_picture_aspect (none, 240), ==, 0);
  g_assert_cmpfloat (henji_document_picture_aspect (empty, 240), ==, 0);
  g_assert_true (henji_document_shows ("a.JPG", NULL));
  g_assert_true (henji_document_shows (NULL, "image/png"));
  g_assert_false (henji_document_shows ("a.pdf", "application/pdf"));
  g_assert_false (henji_document_shows (NULL, NULL));
}

/* A picture of any shape is on its page. */
static void
test_thin (void)
{
  g_autoptr (HenjiDocument) document = henji_document_new (HENJI_LANGUAGE_EN, "Thin", "Order 1");
  HenjiDocumentSaved saved;

  if (!have_tools ())
    return;
  henji_document_add_picture (document, "a", 0.001, "thin");
  henji_document_add_picture (document, "b", 10000, "flat");
  henji_document_add_picture (document, "c", 0, "none");
  saved = save (document, 0);
  g_assert_cmpint (saved.n_pages, >, 0);
  assert_inside ();
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

static void
count_cb (int page, int n_pages, gpointer data)
{
  g_assert_cmpint (page, <, n_pages);
  ++*(int *) data;
}

static void
test_cancel (void)
{
  g_autoptr (HenjiDocument) document = henji_document_new (HENJI_LANGUAGE_EN, "Off", "Order 1");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (folder, "cancelled.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "such", "a.pdf", NULL);
  g_autoptr (GError) error = NULL;
  HenjiDocumentSaved saved;
  int n = 0;

  henji_document_add_note (document, "text");
  g_assert_true (henji_document_save (document, path, 0, count_cb, &n, NULL, &saved, &error));
  g_assert_cmpint (n, ==, 1);
  g_unlink (path);

  g_cancellable_cancel (cancellable);
  g_assert_false (henji_document_save (document, path, 0, NULL, NULL, cancellable, &saved, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_false (henji_document_save (document, nowhere, 0, NULL, NULL, NULL, &saved, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("henji-document-XXXXXX", NULL);
  g_test_add_data_func ("/document/words/en", GINT_TO_POINTER (HENJI_LANGUAGE_EN), test_words);
  g_test_add_data_func ("/document/words/ja", GINT_TO_POINTER (HENJI_LANGUAGE_JA), test_words);
  g_test_add_func ("/document/thousand", test_thousand);
  g_test_add_func ("/document/hostile", test_hostile);
  g_test_add_func ("/document/pictures", test_pictures);
  g_test_add_func ("/document/shapes", test_shapes);
  g_test_add_func ("/document/thin", test_thin);
  g_test_add_func ("/document/cancel", test_cancel);
  status = g_test_run ();

  {
    g_autofree char *path = out_path ();

    g_unlink (path);
    g_rmdir (folder);
    g_free (folder);
  }

  return status;
}

/* test-postal-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Japan Post's list as it should be, and files that are none.
 */
#include "postal-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#define N_MUTATIONS 4000

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static HenjiPostalCodes *
read_list (GBytes *file, GError **error)
{
  return henji_postal_list_read (file, "utf_ken_all.zip", LIST_NOW, NULL, NULL, NULL, error);
}

static void
assert_refused (GBytes *file, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) codes = read_list (file, &error);

  g_assert_null (codes);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, says));
}

static void
assert_text_refused (const char *text, gssize length, const char *says)
{
  g_autoptr (GBytes) file = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  assert_refused (file, says);
}

static void
assert_rows (const HenjiPostalCodes *codes)
{
  g_autoptr (GPtrArray) places = henji_postal_codes_at (codes, "0285102");

  g_assert_cmpuint (henji_postal_codes_n_codes (codes), ==, 5);
  g_assert_cmpuint (henji_postal_codes_n_places (codes), ==, 5);
  g_assert_cmpuint (henji_postal_codes_n_rough (codes), ==, 0);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpstr (((HenjiPostalPlace *) places->pdata[0])->town, ==, "葛返事");
}

static void
count_cb (gint64 done, gint64 total, gpointer data)
{
  gint64 *last = data;

  g_assert_cmpint (done, >=, *last);
  g_assert_cmpint (total, >=, done);
  *last = done;
}

static void
test_zip (void)
{
  g_autoptr (GString) text = list_rows ();
  g_autoptr (GBytes) file = zip_of ("utf_ken_all.csv", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) codes = NULL;
  gint64 last = 0;

  codes = henji_postal_list_read (file, "utf_ken_all.zip", LIST_NOW, count_cb, &last, NULL, &error);
  g_assert_no_error (error);
  assert_rows (codes);
  g_assert_cmpint (last, ==, text->len);
  g_assert_cmpstr (henji_postal_codes_date (codes), ==, "2026-10-30");
}

/* The CSV alone, with a byte order mark, other line ends, no line end at all at the end. */
static void
test_csv (void)
{
  static const char *const marks[] = { "", "\xEF\xBB\xBF" };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GString) text = list_rows ();
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiPostalCodes) codes = NULL;

      g_string_prepend (text, marks[i % 2]);
      if (i / 2 == 1)
        {
          g_string_replace (text, "\r\n", "\n", 0);
          g_string_truncate (text, text->len - 1);
        }
      file = g_bytes_new (text->str, text->len);
      codes = read_list (file, &error);
      g_assert_no_error (error);
      assert_rows (codes);
      g_assert_null (henji_postal_codes_date (codes));
    }
}

/* Names of entries are looked at and go nowhere. */
static void
test_names (void)
{
  g_autoptr (GString) text = list_rows ();
  static const char *const names[]
      = { "../../utf_ken_all.csv", "/etc/utf_ken_all.csv", "a/b/UTF_ALL.CSV", "x\\..\\y.csv" };
  const ZipEntry two[] = { { "readme.txt", "x", 1 }, { "utf_ken_all.csv", text->str, text->len } };
  const ZipEntry both[] = { { "a.csv", text->str, text->len }, { "b.csv", text->str, text->len } };
  const ZipEntry none[] = { { "utf_ken_all.txt", text->str, text->len } };
  g_autoptr (GBytes) beside = zip (two, 2, 65536);
  g_autoptr (GBytes) doubled = zip (both, 2, 65536);
  g_autoptr (GBytes) without = zip (none, 1, 65536);
  g_autoptr (HenjiPostalCodes) codes = read_list (beside, NULL);

  assert_rows (codes);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) file = zip_of (names[i], text);
      g_autoptr (HenjiPostalCodes) other = read_list (file, NULL);

      assert_rows (other);
      g_assert_false (g_file_test ("/etc/utf_ken_all.csv", G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test ("../../utf_ken_all.csv", G_FILE_TEST_EXISTS));
    }
  assert_refused (doubled, "more than one CSV file");
  assert_refused (without, "no CSV file");
}

static void
test_many_entries (void)
{
  ZipEntry entries[HENJI_POSTAL_MAX_ENTRIES + 1];
  g_autoptr (GBytes) file = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    entries[i] = (ZipEntry){ "x.txt", "x", 1 };
  file = zip (entries, G_N_ELEMENTS (entries), 65536);
  assert_refused (file, "too many files");
}

/* Good rows again and again: a hundred times what the archive weighs. */
static void
test_bomb (void)
{
  g_autoptr (GString) text = list_rows ();
  g_autofree char *row = g_strdup (text->str);
  g_autoptr (GBytes) file = NULL;
  gsize length = text->len;

  while (text->len + length < 12 * 1024 * 1024)
    g_string_append_len (text, row, (gssize) length);
  file = zip_of ("utf_ken_all.csv", text);
  g_assert_cmpuint (g_bytes_get_size (file), <, 120 * 1024);
  assert_refused (file, "far larger");
}

/* Unpacked it would be too large, though nothing of it is packed densely. */
static void
test_unpacked (void)
{
  enum
  {
    ROW = 4000,
    RANDOM = 100
  };
  g_autoptr (GString) text = g_string_sized_new (HENJI_POSTAL_MAX_UNPACKED + 2 * ROW);
  g_autofree char *blanks = g_strnfill (ROW, ' ');
  g_autofree char *row = list_row ("1500001", "東京都", "渋谷区", "神返事");
  g_autoptr (GBytes) file = NULL;
  GRand *rand = g_rand_new_with_seed (20261127);

  while (text->len <= HENJI_POSTAL_MAX_UNPACKED)
    {
      for (int i = 0; i < RANDOM; i++)
        g_string_append_c (text, (char) g_rand_int_range (rand, '0', '9' + 1));
      g_string_append_len (text, blanks, ROW - RANDOM - (gssize) strlen (row));
      g_string_append (text, row);
    }
  g_rand_free (rand);
  file = zip_of ("utf_ken_all.csv", text);
  g_assert_cmpuint (g_bytes_get_size (file), >, HENJI_POSTAL_MAX_UNPACKED / HENJI_POSTAL_MAX_RATIO);
  assert_refused (file, "far larger");

  /* A row less and it is a list like any other. */
  g_string_truncate (text, HENJI_POSTAL_MAX_UNPACKED - HENJI_POSTAL_MAX_UNPACKED % ROW);
  g_clear_pointer (&file, g_bytes_unref);
  file = zip_of ("utf_ken_all.csv", text);
  g_assert_nonnull (read_list (file, NULL));
}

static void
test_rows (void)
{
  g_autofree char *row = list_row ("1500001", "東京都", "渋谷区", "神返事");
  gsize length = strlen (row);
  g_autoptr (GString) text = g_string_sized_new (length * (HENJI_POSTAL_MAX_ROWS + 2));
  g_autoptr (GBytes) file = NULL;
  g_autoptr (HenjiPostalCodes) codes = NULL;

  for (int i = 0; i < HENJI_POSTAL_MAX_ROWS; i++)
    g_string_append_len (text, row, (gssize) length);
  file = g_bytes_new (text->str, text->len);
  codes = read_list (file, NULL);
  g_assert_nonnull (codes);
  g_string_append_len (text, row, (gssize) length);
  assert_text_refused (text->str, (gssize) text->len, "more than 400000 rows");
}

/* Whatever is missing at the end, or turned inside, is found: archives carry sums. */
static void
test_damaged (void)
{
  g_autoptr (GString) text = list_rows ();
  g_autoptr (GBytes) file = zip_of ("utf_ken_all.csv", text);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (file, &length);
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  g_autoptr (GBytes) turned = NULL;

  for (gsize cut = 0; cut < length; cut += 7)
    {
      g_autoptr (GBytes) part = g_bytes_new (bytes, cut);
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiPostalCodes) codes = read_list (part, &error);

      g_assert_null (codes);
      g_assert_nonnull (error);
    }
  copy[100] ^= 0x20;
  turned = g_bytes_new (copy, length);
  assert_refused (turned, "");
}

static void
test_wrong_files (void)
{
  static const char *const line
      = "13113,\"150  "
        "\",\"1500001\",\"ケン\",\"シ\",\"マチ\",\"東京都\",\"渋谷区\",\"返事\",0,0,1,0,0";
  g_autoptr (GString) text = list_rows ();
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *long_line = g_strnfill (HENJI_POSTAL_MAX_LINE + 1, 'x');
  g_autofree char *cp932 = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GString) shift = NULL;
  gsize length;

  assert_text_refused ("", 0, "no postal code");
  assert_text_refused ("\r\n\r\n", -1, "no postal code");
  assert_text_refused ("Hello\n", -1, "Line 1 is no row");
  assert_text_refused (line, -1, "14 columns");
  assert_text_refused ("<html><body>Not found</body></html>", -1, "Line 1 is no row");
  assert_text_refused ("\"a", -1, "Line 1");
  assert_text_refused (long_line, -1, "too long");
  assert_text_refused ("a\0b", 3, "not UTF-8");
  assert_text_refused ("\x1f\x8b\x08\0\0", 5, "not UTF-8");

  cp932 = g_convert (text->str, (gssize) text->len, "CP932", "UTF-8", NULL, &length, NULL);
  assert_text_refused (cp932, (gssize) length, "Shift_JIS");
  shift = g_string_new_len (cp932, (gssize) length);
  packed = zip_of ("KEN_ALL.CSV", shift);
  assert_refused (packed, "Shift_JIS");

  /* The list of offices has 13 columns, the one in Roman letters 7. */
  assert_text_refused (
      "13101,\"(ｶﾌﾞ)\",\"返事\",\"東京都\",\"渋谷区\",\"返事\",\"1-2\",\"1508501\","
      "\"150  \",\"返事\",0,0,0\n",
      -1, "13 columns");
  g_string_append (text,
                   "13113,\"150  \",\"15000\",\"\",\"\",\"\",\"東京都\",\"渋谷区\",\"返事\",0,"
                   "0,0,0,0,0\r\n");
  assert_text_refused (text->str, (gssize) text->len, "Line 7 is no row");
}

static void
cancel_cb (gint64 done, gint64 total, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancel (void)
{
  g_autoptr (GString) text = list_rows ();
  g_autoptr (GBytes) file = zip_of ("utf_ken_all.csv", text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (
      henji_postal_list_read (file, "x", LIST_NOW, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_open (void)
{
  g_autofree char *dir = g_dir_make_tmp ("henji-postal-XXXXXX", NULL);
  g_autofree char *empty = g_build_filename (dir, "empty", NULL);
  g_autofree char *pipe_path = g_build_filename (dir, "pipe", NULL);
  g_autofree char *none = g_build_filename (dir, "none", NULL);
  const char *const paths[] = { dir, empty, pipe_path, none };

  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (henji_postal_list_open (paths[i], &error));
      g_assert_nonnull (error);
    }
  g_unlink (empty);
  g_unlink (pipe_path);
  g_rmdir (dir);
}

/* Mutations of the archive, of the text in it, and of the text alone. */
static void
test_fuzz (void)
{
  g_autoptr (GString) text = list_rows ();
  g_autoptr (GBytes) file = zip_of ("utf_ken_all.csv", text);
  GRand *rand = g_rand_new_with_seed (20261126);

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      gsize length;
      const guint8 *bytes = g_bytes_get_data (file, &length);
      g_autoptr (GByteArray) copy = g_byte_array_new ();
      g_autoptr (GString) changed = NULL;
      g_autoptr (GBytes) packed = NULL;

      if (i % 3 == 0)
        g_byte_array_append (copy, bytes, (guint) length);
      else
        g_byte_array_append (copy, (const guint8 *) text->str, (guint) text->len);
      for (int n = g_rand_int_range (rand, 1, 8); n > 0; n--)
        {
          static const char signs[] = "\",\n\r\0\xff()0、";
          guint at = (guint) g_rand_int_range (rand, 0, (gint32) copy->len);

          if (g_rand_boolean (rand))
            copy->data[at] = (guint8) signs[g_rand_int_range (rand, 0, sizeof signs - 1)];
          else if (copy->len > 100)
            g_byte_array_remove_range (copy, MIN (at, copy->len - 40),
                                       (guint) g_rand_int_range (rand, 1, 40));
        }
      if (i % 3 == 2)
        {
          changed = g_string_new_len ((const char *) copy->data, (gssize) copy->len);
          packed = zip_of ("utf_ken_all.csv", changed);
          bytes = g_bytes_get_data (packed, &length);
          LLVMFuzzerTestOneInput (bytes, length);
        }
      else
        LLVMFuzzerTestOneInput (copy->data, copy->len);
    }
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Asia/Tokyo", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postal-list/zip", test_zip);
  g_test_add_func ("/postal-list/csv", test_csv);
  g_test_add_func ("/postal-list/names", test_names);
  g_test_add_func ("/postal-list/many-entries", test_many_entries);
  g_test_add_func ("/postal-list/bomb", test_bomb);
  g_test_add_func ("/postal-list/unpacked", test_unpacked);
  g_test_add_func ("/postal-list/rows", test_rows);
  g_test_add_func ("/postal-list/damaged", test_damaged);
  g_test_add_func ("/postal-list/wrong-files", test_wrong_files);
  g_test_add_func ("/postal-list/cancel", test_cancel);
  g_test_add_func ("/postal-list/open", test_open);
  g_test_add_func ("/postal-list/fuzz", test_fuzz);

  return g_test_run ();
}

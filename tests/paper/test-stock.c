/* test-stock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-stock.h"

#include <string.h>

#include <gio/gio.h>

#define GOOD                                                                                       \
  "[stock]\nid=x-1\ntitle=X\npage-width=210\npage-height=297\ncolumns=2\nrows=2\nwidth=80\n"       \
  "height=115\nleft=25\ntop=33.5\npitch-x=80\npitch-y=115\ninset=3\ndpi=300\nverified=true\n"      \
  "source=here\n"

static HenjiStock *
parse (const char *text, GError **error)
{
  return henji_stock_parse (text, strlen (text), "own.ini", error);
}

/* GOOD with the line that begins with @key replaced by @line. */
static char *
with_line (const char *key, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (GOOD, "\n", -1);

  for (int i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], key))
      {
        g_free (lines[i]);
        lines[i] = g_strdup (line);
      }

  return g_strjoinv ("\n", lines);
}

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiStock) stock = parse (GOOD, &error);
  double x = 0, y = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (stock->id, ==, "x-1");
  g_assert_cmpstr (stock->title_ja, ==, "X");
  g_assert_cmpint (henji_stock_n_cells (stock), ==, 4);
  henji_stock_cell (stock, 4, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 105, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 148.5, 1e-9);
}

static void
test_bad (void)
{
  static const struct
  {
    const char *key, *line, *expected;
  } cases[] = {
    { "width", "width=nan", "line 8:" },
    { "width", "width=inf", "line 8:" },
    { "width", "width=80mm", "line 8:" },
    { "width", "width=", "line 8:" },
    { "width", "width=-3", "line 8:" },
    { "width", "width=80,5", "line 8:" },
    { "columns", "columns=1.5", "line 6:" },
    { "columns", "columns=401", "line 6:" },
    { "columns", "columns=99999999999999999999", "line 6:" },
    { "columns", "columns=3", "by 55.0 mm on the right" },
    { "width", "width=4", "line 8:" },
    { "page-width", "page-width=9", "line 4:" },
    { "inset", "inches=true\ninset=40", "line 15:" },
    { "dpi", "dpi=300\nlength-max=200", "a continuous roll" },
    { "left", "left=50.7", "line 8:" },
    { "rows", "rows=399", "more than 400" },
    { "pitch-x", "pitch-x=79.6", "line 12:" },
    { "pitch-y", "pitch-y=100", "line 13:" },
    { "inset", "inset=40", "line 14:" },
    { "dpi", "dpi=0", "line 15:" },
    { "verified", "verified=maybe", "line 16:" },
    { "id", "id=Über", "line 2:" },
    { "title", "colour=red", "line 3:" },
    { "title", "id=again", "line 3:" },
    { "[stock]", "[paper]", "line 1:" },
    { "[stock]", "", "line 2:" },
    { "source", "", "“source” is missing" },
    { "title", "just words", "line 3:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = with_line (cases[i].key, cases[i].line);
      g_autoptr (HenjiStock) stock = parse (text, &error);

      g_test_message ("%s", cases[i].line);
      g_assert_null (stock);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_true (g_str_has_prefix (error->message, "own.ini, line "));
      g_assert_nonnull (strstr (error->message, cases[i].expected));
    }
}

static void
test_tolerance (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = with_line ("left", "left=50.5");
  g_autoptr (HenjiStock) stock = parse (text, &error);

  /* Half a millimetre off the page is a published rounding. */
  g_assert_no_error (error);
  g_assert_nonnull (stock);
}

static void
test_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiStock) stock = parse (GOOD, &error);
  g_autoptr (HenjiStock) copy = henji_stock_copy (stock);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (HenjiStock) read = NULL;

  /* 4 1/8 in */
  henji_stock_set (copy, "width", 104.775);
  henji_stock_set (copy, "pitch-x", 104.775);
  henji_stock_set (copy, "left", 0.225);
  copy->inches = TRUE;
  text = henji_stock_to_text (copy);
  read = parse (text, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (henji_stock_get (read, "width"), ==, 104.775);
  g_assert_true (read->inches);
  again = henji_stock_to_text (read);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpfloat (stock->width, ==, 80);
}

static void
test_check (void)
{
  g_autoptr (HenjiStock) stock = parse (GOOD, NULL);
  static const struct
  {
    const char *set;
    double value;
    const char *key;
  } cases[] = {
    { "columns", 3, "width" },    { "rows", 3, "height" },
    { "pitch-x", 79, "pitch-x" }, { "pitch-y", 1, "pitch-y" },
    { "inset", 60, "inset" },     { "width", 3, "width" },
    { "left", -1, "left" },       { "page-width", 5000, "page-width" },
  };

  g_assert_true (henji_stock_check (stock, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HenjiStock) copy = henji_stock_copy (stock);
      g_autoptr (GError) error = NULL;
      const char *key = NULL;

      henji_stock_set (copy, cases[i].set, cases[i].value);
      g_assert_false (henji_stock_check (copy, &key, &error));
      g_assert_cmpstr (key, ==, cases[i].key);
      g_assert_nonnull (error);
    }
}

static void
test_roll (void)
{
  g_autofree char *text = with_line ("columns", "columns=1\nlength-min=25\nlength-max=1000");
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiStock) two = parse (text, &error);
  g_autoptr (HenjiStock) sheet = parse (GOOD, NULL);
  g_autoptr (HenjiStock) roll = NULL;
  g_autoptr (HenjiStock) cut = NULL;
  g_autoptr (HenjiStock) least = NULL;

  /* Two rows are no roll. */
  g_assert_null (two);
  roll = henji_stock_copy (sheet);
  roll->columns = roll->rows = 1;
  roll->length_min = 25;
  roll->length_max = 1000;
  cut = henji_stock_with_length (roll, 180);
  g_assert_cmpfloat (cut->page_height, ==, 180);
  g_assert_cmpfloat (cut->height, ==, 180);
  least = henji_stock_with_length (roll, 1);
  g_assert_cmpfloat (least->height, ==, 25);
}

static void
test_garbage (void)
{
  g_autofree char *zeros = g_malloc0 (70000);
  const char *const texts[] = { "", "\xff\xfe", "[stock]", "=", "[", "\n\n\n", "[stock]\n=1" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (texts[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  for (gsize length = 1; length <= 70000; length += 69999)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (henji_stock_parse (zeros, length, "z", &error));
      g_assert_nonnull (error);
    }
}

static void
test_shipped (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "stocks", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GHashTable) orders = g_hash_table_new (NULL, NULL);
  const char *name = NULL;
  int n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *expected = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiStock) stock = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      stock = parse (text, &error);
      g_assert_no_error (error);
      expected = g_strdup_printf ("%s.ini", stock->id);
      g_assert_cmpstr (name, ==, expected);
      g_assert_nonnull (stock->checked);
      /* Nobody has measured a sheet of this maker. */
      if (g_str_has_prefix (stock->id, "a-one-"))
        g_assert_false (stock->verified);
      /* Each has a place of its own in the menu. */
      g_assert_true (g_hash_table_add (orders, GINT_TO_POINTER (stock->order)));
      n++;
    }
  g_assert_cmpint (n, >=, 45);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/stock/good", test_good);
  g_test_add_func ("/paper/stock/bad", test_bad);
  g_test_add_func ("/paper/stock/tolerance", test_tolerance);
  g_test_add_func ("/paper/stock/text", test_text);
  g_test_add_func ("/paper/stock/check", test_check);
  g_test_add_func ("/paper/stock/roll", test_roll);
  g_test_add_func ("/paper/stock/garbage", test_garbage);
  g_test_add_func ("/paper/stock/shipped", test_shipped);

  return g_test_run ();
}

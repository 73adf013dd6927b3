/* test-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "paper-fixture.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#define MM (72.0 / 25.4)

static char *folder = NULL;

static gboolean
have_tools (void)
{
  const char *const tools[] = { "pdftoppm", "pdftotext", "pdfinfo", "zbarimg", "ZXingReader" };

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autofree char *path = g_find_program_in_path (tools[i]);

      if (path == NULL)
        {
          g_test_skip ("a PDF or barcode tool is not installed");
          return FALSE;
        }
    }

  return TRUE;
}

static char *
out_path (void)
{
  return g_build_filename (folder, "label.pdf", NULL);
}

/* (transfer full): what pdftotext reads, without any blanks. */
static char *
words_of (const char *pdf)
{
  const char *argv[] = { "pdftotext", "-raw", pdf, "-", NULL };
  g_autofree char *out = fixture_run (argv);
  GString *words = g_string_new (NULL);

  g_assert_nonnull (out);
  for (const char *p = out; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && g_utf8_get_char (p) != '\f')
      g_string_append_unichar (words, g_utf8_get_char (p));

  return g_string_free (words, FALSE);
}

static void
assert_has (const char *words, const char *needle)
{
  g_autoptr (GString) bare = g_string_new (needle);

  g_string_replace (bare, " ", "", 0);
  g_string_replace (bare, "\302\240", "", 0);
  if (strstr (words, bare->str) == NULL)
    g_error ("“%s” is not in “%s”", bare->str, words);
}

static guint
n_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* All ink of the page lies in a cell, 0.3 mm from its edge; a cut line lies on it. */
static void
assert_inside (const Picture *page, const HenjiStock *stock, int dpi)
{
  double dots = dpi / 25.4;
  double margin = stock->cut ? -0.3 : 0.3;

  for (int y = 0; y < page->height; y++)
    for (int x = 0; x < page->width; x++)
      {
        gboolean inside = FALSE;

        if (page->pixels[(gsize) y * page->width + x] > 200)
          continue;
        for (int cell = 1; !inside && cell <= henji_stock_n_cells (stock); cell++)
          {
            double left = 0, top = 0;

            henji_stock_cell (stock, cell, &left, &top);
            inside = (x + 0.5) / dots >= left + margin && (y + 0.5) / dots >= top + margin
                     && (x + 0.5) / dots <= left + stock->width - margin
                     && (y + 0.5) / dots <= top + stock->height - margin;
          }
        if (!inside)
          g_error ("%s: ink at %.1f, %.1f mm", stock->id, x / dots, y / dots);
      }
}

static void
check_sheet (const HenjiStock *stock, HenjiLanguage language)
{
  int n = henji_stock_n_cells (stock);
  g_autoptr (GPtrArray) labels = fixture_labels (language, n);
  HenjiLabelJob job = { stock, labels, 1, 1, 0, 0 };
  g_autofree char *path = out_path ();
  const char *info_argv[] = { "pdfinfo", path, NULL };
  g_autofree char *info = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  double width = 0, height = 0;
  int dpis[] = { 203, 300 };

  g_test_message ("%s %d", stock->id, language);
  g_assert_true (henji_label_job_check (&job, &error));
  g_assert_true (henji_label_job_save (&job, path, &error));
  g_assert_no_error (error);

  info = fixture_run (info_argv);
  g_assert_nonnull (info);
  g_assert_cmpint (sscanf (strstr (info, "Page size:"), "Page size: %lf x %lf", &width, &height),
                   ==, 2);
  g_assert_cmpfloat_with_epsilon (width, stock->page_width * MM, 0.01);
  g_assert_cmpfloat_with_epsilon (height, stock->page_height * MM, 0.01);
  g_assert_nonnull (strstr (info, "RMA-2026-000101"));
  g_assert_null (strstr (info, "CreationDate"));

  words = words_of (path);
  assert_has (words, language == HENJI_LANGUAGE_JA ? "〒980-0811宮城県仙台市青葉区一番町4-5-6"
                                                   : "1180 Pine Hollow Road");
  assert_has (words, language == HENJI_LANGUAGE_JA ? "青葉雑貨店 返品係 行" : "Aoba General Store");
  assert_has (words, language == HENJI_LANGUAGE_JA ? "250-1234567-1234567" : "113-1234567-1234567");
  assert_has (words, language == HENJI_LANGUAGE_JA ? "この用紙は送り状ではありません"
                                                   : "This label is not postage");
  assert_has (words, language == HENJI_LANGUAGE_JA ? "着払い" : "Recipient pays");
  g_assert_null (strstr (words, FIXTURE_PHONE));
  g_assert_null (strstr (words, "@"));

  for (guint i = 0; i < G_N_ELEMENTS (dpis); i++)
    {
      g_autoptr (Picture) page = picture_of_page (path, 1, dpis[i]);

      assert_inside (page, stock, dpis[i]);
      for (int cell = 1; cell <= n; cell += MAX (n - 1, 1))
        {
          g_autoptr (Picture) one = picture_cell (page, stock, cell, dpis[i]);
          const HenjiLabel *label = g_ptr_array_index (labels, cell - 1);

          assert_has (words, label->rma);
          if (!zbar_reads (one, label->rma))
            g_error ("%s cell %d at %d dpi: zbarimg does not read it", stock->id, cell, dpis[i]);
          if (!zxing_reads (one, label->rma))
            g_error ("%s cell %d at %d dpi: ZXingReader does not read it", stock->id, cell,
                     dpis[i]);
          if (dpis[i] == stock->dpi)
            {
              Bars bars = picture_bars (one, dpis[i]);

              if (bars.fault != NULL)
                g_error ("%s cell %d: %s", stock->id, cell, bars.fault);
            }
        }
    }
}

static void
test_sheets (gconstpointer data)
{
  g_autoptr (HenjiStock) stock = NULL;

  if (!have_tools ())
    return;
  stock = fixture_stock (data);
  check_sheet (stock, HENJI_LANGUAGE_JA);
  check_sheet (stock, HENJI_LANGUAGE_EN);
}

/* ---- The checks themselves ------------------------------------------------------------------ */

/* One label on 100 × 150 mm, moved by @shift dots, as a picture at the printer's resolution. */
static Picture *
shifted (double shift)
{
  g_autoptr (HenjiStock) stock = fixture_stock ("100x150");
  g_autoptr (GPtrArray) labels = fixture_labels (HENJI_LANGUAGE_EN, 1);
  HenjiLabelJob job = { stock, labels, 1, 1, 0, 0 };
  g_autofree char *path = out_path ();
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 100 * MM, 150 * MM);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, shift * 72 / stock->dpi, 0);
  g_assert_true (henji_label_job_draw (&job, 0, cr, NULL));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return picture_of_page (path, 1, stock->dpi);
}

static void
test_mutations (void)
{
  if (!have_tools ())
    return;

  g_autoptr (Picture) good = shifted (0);
  g_autoptr (Picture) off_grid = shifted (0.5);
  Bars bars = picture_bars (good, 203);
  Bars off = picture_bars (off_grid, 203);

  g_assert_cmpstr (bars.fault, ==, NULL);
  g_assert_true (zbar_reads (good, "RMA-2026-000101"));
  g_assert_nonnull (off.fault);
  g_free (off.fault);

  /* Ink in the quiet zone, two modules from the first bar. */
  for (int y = bars.y; y < bars.y + bars.height; y++)
    for (int x = bars.x - 4 * bars.module; x < bars.x - 2 * bars.module; x++)
      good->pixels[(gsize) y * good->width + x] = 0;
  off = picture_bars (good, 203);
  g_assert_nonnull (off.fault);
  g_free (off.fault);

  /* And none at all: no reader finds it. */
  for (int y = bars.y - 2; y < bars.y + bars.height + 2; y++)
    for (int x = 0; x < bars.x; x++)
      good->pixels[(gsize) y * good->width + x] = 0;
  g_assert_false (zbar_reads (good, "RMA-2026-000101"));
}

/* ---- Offsets, places, copies ---------------------------------------------------------------- */

static void
test_offset (void)
{
  if (!have_tools ())
    return;

  g_autoptr (HenjiStock) stock = fixture_stock ("hisago-elm013");
  g_autoptr (GPtrArray) labels = fixture_labels (HENJI_LANGUAGE_JA, 1);
  HenjiLabelJob job = { stock, labels, 3, 1, 0, 0 };
  g_autofree char *path = out_path ();
  double dots = stock->dpi / 25.4;
  Bars plain, moved;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (Picture) page = NULL;
      Bars *bars = i == 0 ? &plain : &moved;

      job.offset_x = i * 0.93;
      job.offset_y = i * -1.27;
      g_assert_true (henji_label_job_save (&job, path, NULL));
      page = picture_of_page (path, 1, stock->dpi);
      *bars = picture_bars (page, stock->dpi);
      g_assert_cmpstr (bars->fault, ==, NULL);
    }
  g_assert_cmpfloat_with_epsilon (moved.x - plain.x, 0.93 * dots, 1.01);
  g_assert_cmpfloat_with_epsilon (moved.y - plain.y, -1.27 * dots, 1.01);
  /* Cell 3 is the lower left one. */
  g_assert_cmpfloat (plain.x / dots, <, 105);
  g_assert_cmpfloat (plain.y / dots, >, 148.5);
}

static void
test_places (void)
{
  g_autoptr (HenjiStock) stock = fixture_stock ("hisago-elm013");
  g_autoptr (GPtrArray) labels = fixture_labels (HENJI_LANGUAGE_JA, 3);
  HenjiLabelJob job = { stock, labels, 4, 2, 0, 0 };
  g_autoptr (GError) error = NULL;
  int page = 0, cell = 0;

  g_assert_cmpint (henji_label_job_n_pages (&job), ==, 3);
  henji_label_job_place (&job, 0, 0, &page, &cell);
  g_assert_true (page == 0 && cell == 4);
  henji_label_job_place (&job, 0, 1, &page, &cell);
  g_assert_true (page == 1 && cell == 1);
  henji_label_job_place (&job, 2, 1, &page, &cell);
  g_assert_true (page == 2 && cell == 1);

  job.start = 5;
  g_assert_false (henji_label_job_check (&job, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  job.start = 1;
  job.copies = 0;
  g_assert_false (henji_label_job_check (&job, &error));
  g_clear_error (&error);
  job.copies = 1;
  job.offset_x = NAN;
  g_assert_false (henji_label_job_check (&job, &error));
  g_clear_error (&error);
  job.offset_x = 0;
  g_ptr_array_set_size (labels, 0);
  g_assert_false (henji_label_job_check (&job, &error));
}

static void
test_pages (void)
{
  if (!have_tools ())
    return;

  g_autoptr (HenjiStock) stock = fixture_stock ("hisago-elm013");
  g_autoptr (GPtrArray) labels = fixture_labels (HENJI_LANGUAGE_EN, 3);
  HenjiLabelJob job = { stock, labels, 4, 2, 0, 0 };
  g_autofree char *path = out_path ();

  g_assert_true (henji_label_job_save (&job, path, NULL));
  for (int label = 0; label < 3; label++)
    for (int copy = 0; copy < 2; copy++)
      {
        g_autoptr (Picture) sheet = NULL;
        g_autoptr (Picture) one = NULL;
        int page = 0, cell = 0;

        henji_label_job_place (&job, label, copy, &page, &cell);
        sheet = picture_of_page (path, page + 1, 203);
        one = picture_cell (sheet, stock, cell, 203);
        g_assert_true (zbar_reads (one, ((HenjiLabel *) g_ptr_array_index (labels, label))->rma));
      }
}

/* ---- Values --------------------------------------------------------------------------------- */

static gboolean
save_one (HenjiLabel *label, const char *stock_id, GError **error)
{
  g_autoptr (HenjiStock) stock = fixture_stock (stock_id);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  HenjiLabelJob job = { stock, labels, 1, 1, 0, 0 };
  g_autofree char *path = out_path ();

  g_ptr_array_add (labels, label);

  return henji_label_job_save (&job, path, error);
}

static void
replace (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static void
test_hostile_drawn (void)
{
  static const struct
  {
    const char *value, *expected;
  } cases[] = {
    { "A & B <b>bold</b>", "A&B<b>bold</b>" },
    { "%s %n {name} ${x}", "%s%n{name}${x}" },
    { "𠮷野 髙﨑 ①㈱", "𠮷野" },
    { "one\ntwo\r\n\tthree", "onetwothree" },
    { "abc\xe2\x80\xae"
      "def",
      "abcdef" },
  };

  if (!have_tools ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_JA, "R-1");
      g_autoptr (GError) error = NULL;
      g_autofree char *path = out_path ();
      g_autofree char *words = NULL;

      replace (&label->from_name, cases[i].value);
      replace (&label->items[0], cases[i].value);
      g_assert_true (save_one (label, "100x150", &error));
      g_assert_no_error (error);
      words = words_of (path);
      assert_has (words, cases[i].expected);
    }
}

static void
test_hostile_refused (void)
{
  g_autofree char *endless = g_strnfill (5000, 'W');
  g_autoptr (GString) japanese = g_string_new (NULL);
  const char *const rmas[] = { "", "RMA\n1", "返品1", "RMA-é", "R\x01", endless, "😀", "\xff\xfe" };

  for (int i = 0; i < 5000; i++)
    g_string_append (japanese, "町");

  for (guint i = 0; i < G_N_ELEMENTS (rmas); i++)
    {
      g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_EN, rmas[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (save_one (label, "100x150", &error));
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (strlen (error->message), <, 600);
    }

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_JA, "R-1");
      g_autoptr (GError) error = NULL;

      replace (i == 0   ? &label->to->line1
               : i == 1 ? &label->to->name
               : i == 2 ? &label->from_name
               : i == 3 ? &label->order_id
                        : &label->to->city,
               i == 3 ? endless : japanese->str);
      g_assert_false (save_one (label, "100x150", &error));
      g_assert_nonnull (error);
    }

  {
    /* A character no font has is named, not drawn as a box. */
    g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_JA, "R-1");
    g_autoptr (GError) error = NULL;

    replace (&label->to->line2, "\xee\x80\x80 2階");
    g_assert_false (save_one (label, "100x150", &error));
    g_assert_nonnull (strstr (error->message, "U+E000"));
  }

  {
    g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_JA, "R-1");
    g_autoptr (GError) error = NULL;

    /* No address yet: lines to write it on. */
    g_clear_pointer (&label->to, henji_address_unref);
    g_assert_true (save_one (label, "100x150", &error));
    g_assert_no_error (error);
  }
  g_assert_cmpuint (n_files (), <=, 1);
}

static void
test_long_item (void)
{
  g_autofree char *endless = g_strnfill (5000, 'W');
  g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_EN, "RMA-2026-000101");
  g_autoptr (GError) error = NULL;

  replace (&label->items[1], endless);
  g_assert_true (save_one (label, "hisago-elm005", &error));
  g_assert_no_error (error);
}

static void
test_long_address (void)
{
  g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_JA, "RMA-2026-000101");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = out_path ();
  g_autofree char *words = NULL;
  const char *line
      = "一番町四丁目五番六号青葉セントラルビルディング東館十二階一二〇三号室返品センター気付";

  if (!have_tools ())
    return;
  replace (&label->to->line2, line);
  g_assert_true (save_one (label, "hisago-elm013", &error));
  g_assert_no_error (error);
  words = words_of (path);
  assert_has (words, line);

  /* Six times that is wrapped, shrunk, and then refused on a small label. */
  {
    g_autofree char *much = g_strconcat (line, line, line, line, line, line, NULL);

    replace (&label->to->line3, much);
    g_assert_false (save_one (label, "hisago-elm005", &error));
    g_assert_nonnull (strstr (error->message, "RMA-2026-000101"));
    g_assert_nonnull (strstr (error->message, "address"));
  }
}

static void
test_narrow (void)
{
  const char *const rma = "AOBA-GENERAL-RMA-2026-000123-B";
  g_autoptr (HenjiStock) stock = fixture_stock ("brother-dk1202");
  g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_JA, rma);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = out_path ();

  if (!have_tools ())
    return;
  g_assert_true (save_one (label, "brother-dk1202", &error));
  for (int dpi = 203; dpi <= 300; dpi += 97)
    {
      g_autoptr (Picture) page = picture_of_page (path, 1, dpi);

      assert_inside (page, stock, dpi);
      g_assert_true (zbar_reads (page, rma));
      g_assert_true (zxing_reads (page, rma));
    }

  replace (&label->rma, "AOBA-GENERAL-STORE-RETURNS-DEPARTMENT-RMA-2026-000123-B");
  g_assert_false (save_one (label, "brother-dk1202", &error));
  g_assert_nonnull (strstr (error->message, "barcode"));
}

static void
test_honorific (void)
{
  static const struct
  {
    const char *name, *expected, *never;
  } cases[] = {
    { "返品係", "青葉雑貨店返品係行", "御中" },
    { "返品係 行", "返品係行", "行行" },
    { "返品係御中", "返品係御中", "行" },
    { "青葉銀行", "青葉銀行行", "御中" },
  };

  if (!have_tools ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_JA, "R-1");
      g_autofree char *path = out_path ();
      g_autofree char *words = NULL;

      replace (&label->to->name, cases[i].name);
      g_assert_true (save_one (label, "100x150", NULL));
      words = words_of (path);
      assert_has (words, cases[i].expected);
      if (i != 3)
        g_assert_null (strstr (words, cases[i].never));
    }

  {
    /* An address abroad takes none, in whatever language the label is. */
    g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_EN, "R-1");
    g_autofree char *path = out_path ();
    g_autofree char *words = NULL;

    label->language = HENJI_LANGUAGE_JA;
    g_assert_true (save_one (label, "100x150", NULL));
    words = words_of (path);
    assert_has (words, "返送先");
    g_assert_null (strstr (words, "行"));
  }
}

static void
test_more_items (void)
{
  const char *items[] = { "1 × a", "1 × b", "1 × c", "1 × d", "1 × e", "1 × f", "1 × g", NULL };

  if (!have_tools ())
    return;
  for (int language = HENJI_LANGUAGE_JA; language <= HENJI_LANGUAGE_EN; language++)
    {
      g_autoptr (HenjiLabel) label = fixture_label (language, "R-1");
      g_autofree char *path = out_path ();
      g_autofree char *words = NULL;

      g_strfreev (label->items);
      label->items = g_strdupv ((char **) items);
      g_assert_true (save_one (label, "100x150", NULL));
      words = words_of (path);
      assert_has (words, language == HENJI_LANGUAGE_JA ? "他2点" : "+2more");
      g_assert_null (strstr (words, "×f"));
    }
}

/* ---- Saving --------------------------------------------------------------------------------- */

static void
test_same_bytes (void)
{
  g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_JA, "RMA-2026-000101");
  g_autofree char *path = out_path ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize first_length = 0, second_length = 0;

  g_assert_true (save_one (label, "100x150", NULL));
  g_assert_true (g_file_get_contents (path, &first, &first_length, NULL));
  g_usleep (1100000);
  g_assert_true (save_one (label, "100x150", NULL));
  g_assert_true (g_file_get_contents (path, &second, &second_length, NULL));
  g_assert_cmpmem (first, first_length, second, second_length);
}

static void
test_save_refused (void)
{
  g_autoptr (HenjiStock) stock = fixture_stock ("100x150");
  g_autoptr (GPtrArray) labels = fixture_labels (HENJI_LANGUAGE_EN, 1);
  HenjiLabelJob job = { stock, labels, 1, 1, 0, 0 };
  g_autofree char *missing = g_build_filename (folder, "none", "label.pdf", NULL);
  const char *const paths[] = { missing, folder, "/proc/label.pdf", "/dev/null" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (henji_label_job_save (&job, paths[i], &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
    }
  /* A device is no place for a file of that name. */
  {
    struct stat info = { 0 };

    g_assert_cmpint (stat ("/dev/null", &info), ==, 0);
    g_assert_true (S_ISCHR (info.st_mode));
  }

  if (geteuid () != 0)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = out_path ();

      g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
      g_assert_false (henji_label_job_save (&job, path, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
      g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
    }
}

/* What no longer fits on the disk leaves the old file and nothing else. */
static void
test_no_room (void)
{
  g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_EN, "RMA-2026-000101");
  g_autofree char *path = out_path ();
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit old = { 0 };
  struct rlimit small = { 0 };

  g_assert_true (g_file_set_contents (path, "old", 3, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = 4096;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (save_one (label, "100x150", &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, SIG_DFL);

  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "old");
  g_assert_cmpuint (n_files (), ==, 1);
}

static void
test_link (void)
{
  g_autoptr (HenjiStock) stock = fixture_stock ("100x150");
  g_autoptr (GPtrArray) labels = fixture_labels (HENJI_LANGUAGE_EN, 1);
  HenjiLabelJob job = { stock, labels, 1, 1, 0, 0 };
  g_autofree char *path = out_path ();
  g_autofree char *link_path = g_build_filename (folder, "link.pdf", NULL);

  g_assert_true (g_file_set_contents (path, "old", 3, NULL));
  g_assert_cmpint (symlink (path, link_path), ==, 0);
  g_assert_true (henji_label_job_save (&job, link_path, NULL));
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  {
    g_autofree char *text = NULL;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_true (g_str_has_prefix (text, "%PDF"));
  }
  g_unlink (link_path);
}

/* ---- Calibration and preview ---------------------------------------------------------------- */

static void
test_calibration (void)
{
  g_autoptr (GPtrArray) stocks = NULL;
  g_autofree char *path = out_path ();

  if (!have_tools ())
    return;
  stocks = fixture_stocks ();
  for (guint i = 0; i < stocks->len; i++)
    {
      const HenjiStock *stock = g_ptr_array_index (stocks, i);
      cairo_surface_t *surface
          = cairo_pdf_surface_create (path, stock->page_width * MM, stock->page_height * MM);
      cairo_t *cr = cairo_create (surface);
      g_autofree char *words = NULL;
      g_autofree char *expected = NULL;
      double side = stock->page_width >= 110 ? stock->page_width : stock->page_height;
      double length = MIN (100, floor ((side - 12) / 10) * 10);

      henji_calibration_draw (stock, cr);
      cairo_surface_finish (surface);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      words = words_of (path);
      expected = g_strdup_printf ("%gmm", length);
      assert_has (words, expected);
    }
}

static void
test_preview (void)
{
  g_autoptr (HenjiStock) stock = fixture_stock ("100x150");
  g_autoptr (HenjiLabel) label = fixture_label (HENJI_LANGUAGE_EN, "RMA-2026-000101");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 567, 850);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  HenjiLabelJob job = { stock, labels, 1, 1, 0, 0 };
  g_auto (GStrv) payloads = NULL;
  guint ink = 0;

  cairo_scale (cr, 2, 2);
  g_assert_true (henji_label_draw (label, stock, 100, 150, cr, &error));
  cairo_surface_flush (surface);
  for (int y = 0; y < 850; y++)
    for (int x = 0; x < 567; x++)
      ink += cairo_image_surface_get_data (
                 surface)[y * cairo_image_surface_get_stride (surface) + x]
             > 128;
  g_assert_cmpuint (ink, >, 10000);
  g_assert_false (henji_label_draw (label, stock, 30, 20, cr, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  g_ptr_array_add (labels, label);
  payloads = henji_label_job_payloads (&job, 0, &error);
  g_assert_cmpuint (g_strv_length (payloads), ==, 2);
  g_assert_cmpstr (payloads[0], ==, "RMA-2026-000101");
  g_assert_cmpstr (payloads[1], ==, "RMA-2026-000101");
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) stocks = NULL;
  g_autofree char *file = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("henji-paper-XXXXXX", NULL);
  g_assert_nonnull (folder);

  stocks = fixture_stocks ();
  for (guint i = 0; i < stocks->len; i++)
    {
      const HenjiStock *stock = g_ptr_array_index (stocks, i);
      g_autofree char *path = g_strdup_printf ("/paper/label/sheet/%s", stock->id);

      g_test_add_data_func (path, stock->id, test_sheets);
    }
  g_test_add_func ("/paper/label/mutations", test_mutations);
  g_test_add_func ("/paper/label/offset", test_offset);
  g_test_add_func ("/paper/label/places", test_places);
  g_test_add_func ("/paper/label/pages", test_pages);
  g_test_add_func ("/paper/label/hostile-drawn", test_hostile_drawn);
  g_test_add_func ("/paper/label/hostile-refused", test_hostile_refused);
  g_test_add_func ("/paper/label/long-item", test_long_item);
  g_test_add_func ("/paper/label/long-address", test_long_address);
  g_test_add_func ("/paper/label/narrow", test_narrow);
  g_test_add_func ("/paper/label/honorific", test_honorific);
  g_test_add_func ("/paper/label/more-items", test_more_items);
  g_test_add_func ("/paper/label/same-bytes", test_same_bytes);
  g_test_add_func ("/paper/label/save-refused", test_save_refused);
  g_test_add_func ("/paper/label/no-room", test_no_room);
  g_test_add_func ("/paper/label/link", test_link);
  g_test_add_func ("/paper/label/calibration", test_calibration);
  g_test_add_func ("/paper/label/preview", test_preview);
  status = g_test_run ();

  file = out_path ();
  g_unlink (file);
  g_rmdir (folder);
  g_free (folder);

  return status;
}

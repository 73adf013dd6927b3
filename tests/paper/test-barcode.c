/* Barcodes drawn as they are printed and read back: by ZXing where it can, by the heights of the
 * bars where no reader can, and held against zint's own picture of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-barcode.h"

#include <math.h>
#include <string.h>
#include <zint.h>

#include <glib/gstdio.h>

#include "henji-customer-code.h"

#define SCALE 4 /* pixels a module */

static cairo_surface_t *
draw (const HenjiBarcode *code, int quiet)
{
  int rows = code->rows == 1 ? 40 : code->rows;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (code->columns + 2 * quiet) * SCALE, (rows + 2 * quiet) * SCALE);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  henji_barcode_draw (code, cr, quiet * SCALE, quiet * SCALE, SCALE, 40 * SCALE, FALSE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* (transfer full): all that ZXingReader says. */
static char *
read_back (const HenjiBarcode *code, int quiet)
{
  cairo_surface_t *surface = draw (code, quiet);
  g_autofree char *path = NULL;
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "ZXingReader", "-noscale", NULL, NULL };
  int fd = g_file_open_tmp ("henji-XXXXXX.png", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  argv[2] = path;
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out,
                               NULL, NULL, &error));
  g_unlink (path);

  return g_steal_pointer (&out);
}

static void
assert_reads (const HenjiBarcode *code, int quiet, const char *format, const char *text)
{
  g_autofree char *out = read_back (code, quiet);
  g_autofree char *line = g_strdup_printf ("Text:       \"%s\"\n", text);

  if (strstr (out, line) == NULL || strstr (out, format) == NULL)
    g_error ("“%s” was not read: %s", text, out);
}

static void
test_data_matrix (void)
{
  static const char *const texts[] = { "RMA-2026-000123", "1", "250-1234567-1234567" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HenjiBarcode) code = henji_barcode_data_matrix (texts[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (code->rows, ==, code->columns);
      assert_reads (code, HENJI_DATA_MATRIX_QUIET, "DataMatrix", texts[i]);
    }
  g_assert_null (henji_barcode_data_matrix ("返品", &error));
  g_assert_nonnull (error);
}

static void
test_nw7 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiBarcode) code = henji_barcode_nw7 ("2009-6118-5434", 'A', &error);

  g_assert_no_error (error);
  /* The reader leaves the guards out. */
  assert_reads (code, HENJI_NW7_QUIET, "Codabar", "200961185434");

  g_assert_null (henji_barcode_nw7 ("2009-6118-5435", 'A', &error));
  g_assert_nonnull (error);
}

/* ---- The customer barcode ---------------------------------------------------------------------
 */

/* The heights of the bars in a drawn symbol, found from its pixels: "1" long to "4" timing. */
static char *
heights_of (cairo_surface_t *surface)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int top = height, bottom = 0;
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, 2 * sizeof (int));
  GString *text = g_string_new (NULL);
  gboolean inside = FALSE;

#define DARK(x, y) (((const guint32 *) (gconstpointer) (data + (y) *stride))[x] % 256 < 128)
  for (int x = 0; x < width; x++)
    {
      int ends[2] = { -1, -1 };

      for (int y = 0; y < height; y++)
        if (DARK (x, y))
          {
            if (ends[0] < 0)
              ends[0] = y;
            ends[1] = y + 1;
          }
      if (ends[0] >= 0 && !inside)
        g_array_append_val (bars, ends);
      inside = ends[0] >= 0;
      if (inside)
        {
          top = MIN (top, ends[0]);
          bottom = MAX (bottom, ends[1]);
        }
    }
#undef DARK
  for (guint i = 0; i < bars->len; i++)
    {
      const int *ends = (const int *) (gconstpointer) bars->data + 2 * i;
      gboolean up = ends[0] - top < (bottom - top) / 6;
      gboolean down = bottom - ends[1] < (bottom - top) / 6;

      g_string_append_c (text, up && down ? '1' : up ? '2' : down ? '3' : '4');
    }

  return g_string_free (text, FALSE);
}

static char *
drawn (const char *postal_code, const char *numbers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiBarcode) code = henji_barcode_customer (postal_code, numbers, 0.3, &error);
  cairo_surface_t *surface;
  char *text;

  g_assert_no_error (error);
  surface = draw (code, 4);
  text = heights_of (surface);
  cairo_surface_destroy (surface);

  return text;
}

/* (nullable): the same from zint; %NULL where it refuses. */
static char *
by_zint (const char *postal_code, const char *numbers)
{
  struct zint_symbol *symbol = ZBarcode_Create ();
  g_autofree char *text = g_strconcat (postal_code, numbers, NULL);
  GString *heights = NULL;

  symbol->symbology = BARCODE_JAPANPOST;
  if (ZBarcode_Encode (symbol, (const unsigned char *) text, 0) < ZINT_ERROR)
    {
      heights = g_string_new (NULL);
      for (int x = 0; x < symbol->width; x += 2)
        {
          gboolean up = (symbol->encoded_data[0][x / 8] >> (x % 8)) & 1;
          gboolean down = (symbol->encoded_data[2][x / 8] >> (x % 8)) & 1;

          g_string_append_c (heights, up && down ? '1' : up ? '2' : down ? '3' : '4');
        }
    }
  ZBarcode_Delete (symbol);

  return heights != NULL ? g_string_free (heights, FALSE) : NULL;
}

static void
test_customer (void)
{
  static const char alphabet[] = "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261126);
  g_autoptr (GError) error = NULL;
  guint same = 0;

  for (guint i = 0; i < 500; i++)
    {
      char numbers[14] = { 0 };
      int length = g_rand_int_range (rand, 0, 14);
      g_autofree char *code = g_strdup_printf ("%07d", g_rand_int_range (rand, 0, 10000000));
      g_autofree char *ours = NULL;
      g_autofree char *theirs = NULL;

      for (int k = 0; k < length; k++)
        numbers[k] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      ours = drawn (code, numbers);
      theirs = by_zint (code, numbers);
      g_assert_cmpuint (strlen (ours), ==, HENJI_CUSTOMER_BARS);
      if (theirs == NULL)
        continue; /* too long for zint, or a letter cut in two */
      g_assert_cmpstr (ours, ==, theirs);
      same++;
    }
  g_test_message ("%u symbols the same", same);
  g_assert_cmpuint (same, >, 100);

  /* What zint refuses: the letter B is cut in two. */
  g_assert_null (by_zint ("9100067", "3-80-25J1-2B"));
  g_assert_null (henji_barcode_customer ("910-006", "1", 0.3, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/barcode/data-matrix", test_data_matrix);
  g_test_add_func ("/barcode/nw7", test_nw7);
  g_test_add_func ("/barcode/customer", test_customer);

  return g_test_run ();
}

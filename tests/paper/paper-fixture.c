/* paper-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "paper-fixture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

HenjiStock *
fixture_stock (const char *id)
{
  g_autofree char *file = g_strdup_printf ("%s.ini", id);
  g_autofree char *path = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "stocks", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  HenjiStock *stock = NULL;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  stock = henji_stock_parse (text, length, file, &error);
  g_assert_no_error (error);

  return stock;
}

GPtrArray *
fixture_stocks (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "stocks", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *stocks = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_stock_unref);
  const char *name = NULL;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *id = g_strndup (name, strlen (name) - strlen (".ini"));

      g_ptr_array_add (stocks, fixture_stock (id));
    }
  g_ptr_array_sort (stocks, henji_stock_compare_ptr);

  return stocks;
}

HenjiLabel *
fixture_label (HenjiLanguage language, const char *rma)
{
  gboolean japanese = language == HENJI_LANGUAGE_JA;
  HenjiLabel *label = henji_label_new ();
  HenjiAddress *to = henji_address_new ();
  const char *const items_ja[] = { "1 × 陶器マグカップ 青 350ml 電子レンジ対応 ギフト箱入り",
                                   "2 × 竹製コースター 4枚組", NULL };
  const char *const items_en[] = { "1 × Ceramic mug, blue, 350 ml, microwave safe, gift box",
                                   "2 × Bamboo coasters, set of 4", NULL };

  to->name = g_strdup (japanese ? "返品係" : "Returns Desk");
  to->organisation = g_strdup (japanese ? "青葉雑貨店" : "Aoba General Store");
  to->line1 = g_strdup (japanese ? "一番町4-5-6" : "1180 Pine Hollow Road");
  to->line2 = g_strdup (japanese ? "青葉ビル 2階" : "Suite 210");
  to->city = g_strdup (japanese ? "仙台市青葉区" : "Boise");
  to->state = g_strdup (japanese ? "宮城県" : "ID");
  to->postal_code = g_strdup (japanese ? "980-0811" : "83702");
  to->country = g_strdup (japanese ? "JP" : "US");
  to->phone = g_strdup (FIXTURE_PHONE);

  label->language = language;
  label->to = to;
  label->rma = g_strdup (rma);
  label->order_id = g_strdup (japanese ? "250-1234567-1234567" : "113-1234567-1234567");
  label->from_name = g_strdup (japanese ? "佐伯 健" : "Ken Saeki");
  label->items = g_strdupv ((char **) (japanese ? items_ja : items_en));

  return label;
}

GPtrArray *
fixture_labels (HenjiLanguage language, int n)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *rma = g_strdup_printf ("RMA-2026-%06d", 101 + i);

      g_ptr_array_add (labels, fixture_label (language, rma));
    }

  return labels;
}

char *
fixture_run (const char *const *argv)
{
  g_autofree char *out = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, &out, NULL, &status, NULL)
      || !g_spawn_check_wait_status (status, NULL))
    return NULL;

  return g_steal_pointer (&out);
}

/* ---- Pictures ------------------------------------------------------------------------------- */

static Picture *
picture_new (int width, int height)
{
  Picture *self = g_new0 (Picture, 1);

  self->width = width;
  self->height = height;
  self->pixels = g_malloc0 ((gsize) width * height);

  return self;
}

void
picture_free (Picture *self)
{
  g_free (self->pixels);
  g_free (self);
}

Picture *
picture_of_page (const char *pdf, int page, int dpi)
{
  g_autofree char *number = g_strdup_printf ("%d", page);
  g_autofree char *resolution = g_strdup_printf ("%d", dpi);
  g_autofree char *base = g_strdup_printf ("%s-%d-%d", pdf, page, dpi);
  g_autofree char *file = g_strdup_printf ("%s.pgm", base);
  const char *argv[]
      = { "pdftoppm", "-gray", "-singlefile", "-f", number, "-r", resolution, pdf, base, NULL };
  g_autofree char *out = fixture_run (argv);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  int width = 0, height = 0, start = 0;
  Picture *self = NULL;

  g_assert_nonnull (out);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  g_assert_cmpint (sscanf (bytes, "P5 %d %d 255%n", &width, &height, &start), ==, 2);
  start++;
  g_assert_cmpuint (length, >=, (gsize) start + (gsize) width * height);
  self = picture_new (width, height);
  memcpy (self->pixels, bytes + start, (gsize) width * height);
  g_unlink (file);

  return self;
}

Picture *
picture_cut (const Picture *self, int x, int y, int width, int height)
{
  Picture *cut = NULL;

  x = CLAMP (x, 0, self->width - 1);
  y = CLAMP (y, 0, self->height - 1);
  width = MIN (width, self->width - x);
  height = MIN (height, self->height - y);
  cut = picture_new (width, height);
  for (int row = 0; row < height; row++)
    memcpy (cut->pixels + (gsize) row * width, self->pixels + (gsize) (y + row) * self->width + x,
            width);

  return cut;
}

Picture *
picture_cell (const Picture *page, const HenjiStock *stock, int cell, int dpi)
{
  double dots = dpi / 25.4;
  double x = 0, y = 0;

  henji_stock_cell (stock, cell, &x, &y);

  return picture_cut (page, (int) round (x * dots), (int) round (y * dots),
                      (int) round (stock->width * dots), (int) round (stock->height * dots));
}

void
picture_save (const Picture *self, const char *path)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_printf (out, "P5\n%d %d\n255\n", self->width, self->height);
  g_string_append_len (out, (const char *) self->pixels, (gssize) self->width * self->height);
  g_assert_true (g_file_set_contents (path, out->str, (gssize) out->len, NULL));
}

/* ---- Readers -------------------------------------------------------------------------------- */

static char *
temporary_file (void)
{
  char *path = NULL;
  int fd = g_file_open_tmp ("henji-XXXXXX.pgm", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);

  return path;
}

gboolean
zbar_reads (const Picture *self, const char *rma)
{
  g_autofree char *path = temporary_file ();
  const char *argv[] = { "zbarimg", "--nodbus", "-q", path, NULL };
  g_autofree char *code = g_strdup_printf ("CODE-128:%s", rma);
  g_autofree char *qr = g_strdup_printf ("QR-Code:%s", rma);
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL;

  picture_save (self, path);
  out = fixture_run (argv);
  g_unlink (path);
  lines = g_strsplit (g_strstrip (out != NULL ? out : (out = g_strdup (""))), "\n", -1);

  return g_strv_length (lines) == 2 && g_strv_contains ((const char *const *) lines, code)
         && g_strv_contains ((const char *const *) lines, qr);
}

gboolean
zxing_reads (const Picture *self, const char *rma)
{
  g_autofree char *path = temporary_file ();
  /* Version 1.4.0 aborts when it finds one linear symbol at two scales: hence -noscale. */
  const char *argv[] = { "ZXingReader", "-noscale", path, NULL };
  g_autofree char *text = g_strdup_printf ("Text:       \"%s\"\n", rma);
  g_autofree char *out = NULL;
  g_auto (GStrv) parts = NULL;

  picture_save (self, path);
  out = fixture_run (argv);
  g_unlink (path);
  if (out == NULL)
    return FALSE;
  parts = g_strsplit (out, text, -1);

  return g_strv_length (parts) == 3 && strstr (out, "Code128") != NULL
         && strstr (out, "QRCode") != NULL;
}

/* ---- The bars ------------------------------------------------------------------------------- */

#define BLACK 40
#define WHITE 215

static gboolean
is_black (const Picture *self, int x, int y)
{
  return self->pixels[(gsize) y * self->width + x] < 128;
}

/* The longest chain of bars in row @y whose spaces are at most @gap: its first and last pixel. */
static int
longest_chain (const Picture *self, int y, int gap, int *first, int *last)
{
  int best = 0, n = 0, begin = 0, end = -1;

  for (int x = 0; x < self->width; x++)
    {
      if (!is_black (self, x, y))
        continue;
      if (n == 0 || x - end > gap)
        {
          n = 0;
          begin = x;
        }
      if (n == 0 || x - end > 1)
        n++;
      end = x;
      if (n > best)
        best = n;
      if (n == best)
        {
          *first = begin;
          *last = end;
        }
    }

  return best;
}

static char *
judge_row (const Picture *self, int y, int first, int last, int *module)
{
  int run = 0, narrow = G_MAXINT, quiet = 0;
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (int));

  for (int x = first; x <= last; x++)
    {
      guint8 pixel = self->pixels[(gsize) y * self->width + x];

      if (pixel > BLACK && pixel < WHITE)
        return g_strdup_printf ("the edge at %d lies inside a dot", x);
      run++;
      if (x == last || is_black (self, x, y) != is_black (self, x + 1, y))
        {
          g_array_append_val (runs, run);
          narrow = MIN (narrow, run);
          run = 0;
        }
    }
  for (guint i = 0; i < runs->len; i++)
    if (g_array_index (runs, int, i) % narrow != 0 || g_array_index (runs, int, i) > 4 * narrow)
      return g_strdup_printf ("a bar is %d dots wide, a module %d", g_array_index (runs, int, i),
                              narrow);

  *module = narrow;
  for (quiet = 0;
       quiet < first && self->pixels[(gsize) y * self->width + first - 1 - quiet] > WHITE;)
    quiet++;
  if (quiet < 10 * narrow)
    return g_strdup_printf ("the quiet zone on the left has %d dots", quiet);
  for (quiet = 0; last + quiet + 1 < self->width
                  && self->pixels[(gsize) y * self->width + last + 1 + quiet] > WHITE;)
    quiet++;
  if (quiet < 10 * narrow)
    return g_strdup_printf ("the quiet zone on the right has %d dots", quiet);

  return NULL;
}

Bars
picture_bars (const Picture *self, int dpi)
{
  Bars bars = { -1, -1, 0, 0, 0, NULL };
  int gap = (int) (2.2 * dpi / 25.4);

  for (int y = 0; y < self->height; y++)
    {
      int first = 0, last = 0;

      /* Text has no row with so many strokes of one chain in these labels. */
      if (longest_chain (self, y, gap, &first, &last) < 45)
        continue;
      /* The dashes of a cut line are a chain, too, but not a high one. */
      if (bars.y < 0 || (first != bars.x && bars.height < 6))
        {
          bars.height = 0;
          bars.x = first;
          bars.y = y;
          bars.width = last - first + 1;
        }
      if (first != bars.x || last - first + 1 != bars.width)
        continue;
      bars.height++;
      /* The first and last row may be half covered. */
      if (bars.height == 6)
        bars.fault = judge_row (self, y, first, last, &bars.module);
    }

  if (bars.y < 0)
    bars.fault = g_strdup ("no bars");
  else if (bars.fault == NULL && bars.height < 11.8 * dpi / 25.4)
    bars.fault = g_strdup_printf ("the bars are %d dots high", bars.height);
  else if (bars.fault == NULL && bars.module < 0.245 * dpi / 25.4)
    bars.fault = g_strdup_printf ("a module has %d dots", bars.module);

  return bars;
}

/* bench-preview.c: what a page of the label window's preview costs, without the painting to screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: henji-bench-preview STOCKS-FOLDER
 *
 * A full page of different labels: composing each of them, which happens once and one at a time,
 * and drawing the page, which happens whenever something about it changes.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "henji-label.h"

#define TIMES 100
#define WIDTH 500 /* px of a page on the screen */

static HenjiLabel *
label_of (int n)
{
  const char *const items[]
      = { "1 × 陶器マグカップ 青 350ml 電子レンジ対応", "2 × 竹製コースター 4枚組", NULL };
  HenjiLabel *label = henji_label_new ();

  label->language = HENJI_LANGUAGE_JA;
  label->to = henji_address_new ();
  label->to->name = g_strdup ("返品係");
  label->to->organisation = g_strdup ("青葉雑貨店");
  label->to->postal_code = g_strdup ("980-0811");
  label->to->state = g_strdup ("宮城県");
  label->to->city = g_strdup ("仙台市青葉区");
  label->to->line1 = g_strdup ("一番町4-5-6");
  label->to->country = g_strdup ("JP");
  label->rma = g_strdup_printf ("RMA-2026-%06d", n);
  label->order_id = g_strdup_printf ("250-1234567-%07d", n);
  label->from_name = g_strdup ("佐伯 健");
  label->items = g_strdupv ((char **) items);

  return label;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

static void
say (const char *what, GArray *times)
{
  g_array_sort (times, compare);
  g_print ("  %s: median %.2f ms, worst %.2f ms\n", what,
           g_array_index (times, double, times->len / 2),
           g_array_index (times, double, times->len - 1));
}

static double
since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static void
bench (const char *folder, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".ini", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) labels
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  g_autoptr (GArray) composing = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) drawing = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (HenjiStock) stock = NULL;
  HenjiLabelJob job = { .labels = labels, .start = 1, .copies = 1 };
  HenjiLabelPages *pages;
  double scale;

  if (!g_file_get_contents (path, &text, NULL, &error)
      || (stock = henji_stock_parse (text, strlen (text), name, &error)) == NULL)
    g_error ("%s", error->message);
  for (int i = 0; i < henji_stock_n_cells (stock); i++)
    g_ptr_array_add (labels, label_of (i));
  job.stock = stock;
  pages = henji_label_pages_new (&job);
  for (guint i = 0; i < labels->len; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      double took;

      if (!henji_label_pages_compose (pages, i, &error))
        g_error ("%s", error->message);
      took = since (begin);
      g_array_append_val (composing, took);
    }
  scale = WIDTH / (stock->page_width * 72 / 25.4);
  for (int i = 0; i < TIMES; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (
          CAIRO_FORMAT_ARGB32, WIDTH, (int) (WIDTH * stock->page_height / stock->page_width));
      cairo_t *cr = cairo_create (surface);
      gint64 begin = g_get_monotonic_time ();
      double took;

      cairo_scale (cr, scale, scale);
      henji_label_pages_draw (pages, 0, cr);
      took = since (begin);
      g_array_append_val (drawing, took);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  g_print ("  %s, %u different labels on the page\n", stock->title, labels->len);
  say ("  composing a label", composing);
  say ("  drawing the page", drawing);
  henji_label_pages_free (pages);
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    g_error ("usage: henji-bench-preview STOCKS-FOLDER");
  bench (argv[1], "100x150");
  bench (argv[1], "hisago-elm005");
  bench (argv[1], "avery-5164");

  return EXIT_SUCCESS;
}

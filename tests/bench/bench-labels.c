/* bench-labels.c: what many labels cost, from a table to a PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: henji-bench-labels TABLE.csv OUT.pdf
 *
 * Return labels with two barcodes each on Hisago ELM005, one for each line behind the head:
 * RMA,ORDER,BUYER,ITEM1,ITEM2, without quotation marks.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "henji-label.h"

static const char *const stock_text
    = "[stock]\nid=hisago-elm005\ntitle=Hisago ELM005\npage-width=210\npage-height=297\n"
      "columns=2\nrows=4\nwidth=98\nheight=68\nleft=5\ntop=12.5\npitch-x=102\npitch-y=68\n"
      "corner=1.5\ninset=2.5\ndpi=300\nverified=true\nsource=data/stocks/hisago-elm005.ini\n";

static HenjiAddress *
shop_address (void)
{
  HenjiAddress *address = henji_address_new ();

  address->name = g_strdup ("返品係");
  address->organisation = g_strdup ("青葉雑貨店");
  address->line1 = g_strdup ("一番町4-5-6");
  address->line2 = g_strdup ("青葉ビル 2階");
  address->city = g_strdup ("仙台市青葉区");
  address->state = g_strdup ("宮城県");
  address->postal_code = g_strdup ("980-0811");
  address->country = g_strdup ("JP");

  return address;
}

static GPtrArray *
read_labels (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (HenjiAddress) shop = shop_address ();
  GPtrArray *labels = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (text, "\n", -1);
  for (int i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (g_strstrip (lines[i]), ",", 5);
      HenjiLabel *label;

      if (g_strv_length (fields) != 5)
        continue;
      label = henji_label_new ();
      label->language = HENJI_LANGUAGE_JA;
      label->to = henji_address_ref (shop);
      label->rma = g_strdup (fields[0]);
      label->order_id = g_strdup (fields[1]);
      label->from_name = g_strdup (fields[2]);
      label->items = g_strdupv (fields + 3);
      g_ptr_array_add (labels, label);
    }

  return labels;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiStock) stock
      = henji_stock_parse (stock_text, strlen (stock_text), "stock", &error);
  g_autoptr (GPtrArray) labels = NULL;
  HenjiLabelJob job = { .stock = stock, .start = 1, .copies = 1 };

  g_assert_no_error (error);
  if (argc != 3)
    g_error ("usage: henji-bench-labels TABLE.csv OUT.pdf");
  job.labels = labels = read_labels (argv[1]);
  if (!henji_label_job_save (&job, argv[2], &error))
    g_error ("%s", error->message);

  return 0;
}

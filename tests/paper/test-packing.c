/* test-packing.c: packing lists and the slips in parcels, read back from the PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "paper-fixture.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "henji-packing.h"

static char *folder = NULL;

typedef struct
{
  HenjiShop *shop;
  GPtrArray *values; /* (element-type HenjiOrder) */
  GArray *orders;    /* (element-type HenjiPackingOrder) */
} Parcels;

static HenjiMoney
money (const char *amount, const char *currency)
{
  HenjiMoney money = HENJI_MONEY_NONE;

  g_assert_true (henji_money_parse (amount, currency, &money));

  return money;
}

static void
add_order (Parcels *self, const char *order_id, gboolean japanese, guint n_items, gboolean gift)
{
  HenjiOrder *order = henji_order_new ();
  HenjiPackingOrder one = { .order = order };
  HenjiAddress *to = henji_address_new ();
  const char *currency = japanese ? "JPY" : "USD";

  order->order_id = g_strdup (order_id);
  order->marketplace = g_strdup (japanese ? "amazon.co.jp" : "amazon.com");
  order->buyer_name = g_strdup (japanese ? "佐伯 健" : "Ken Payer");
  to->name = g_strdup (gift ? (japanese ? "高橋 直人" : "Olive Getter") : order->buyer_name);
  to->line1 = g_strdup (japanese ? "神宮前1-2-3" : "742 Evergreen Terrace");
  to->city = g_strdup (japanese ? "渋谷区" : "Portland");
  to->state = g_strdup (japanese ? "東京都" : "OR");
  to->postal_code = g_strdup (japanese ? "150-0001" : "97205");
  to->country = g_strdup (japanese ? "JP" : "US");
  to->phone = g_strdup (FIXTURE_PHONE);
  order->ship_to = to;
  order->buyer_phone = g_strdup (FIXTURE_PHONE);
  order->buyer_email = g_strdup (FIXTURE_MAIL);
  if (gift)
    order->extra = g_strdup ("other\tthing\ngift-message-text\tHappy birthday \xee\x80\x80\n");
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  for (guint i = 0; i < n_items; i++)
    {
      HenjiOrderItem *item = henji_order_item_new ();

      item->title = g_strdup_printf ("Thing-%s-%02u", order_id + 12, i);
      item->sku = g_strdup_printf ("SKU%u", i);
      item->quantity = (int) i + 1;
      item->price = money ("1200", currency);
      item->shipping = money ("300", currency);
      item->discount = money ("100", currency);
      g_ptr_array_add (order->items, item);
    }
  one.language = japanese ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
  one.ship_by = "11月28日";
  one.ordered = "2026-11-24";
  g_ptr_array_add (self->values, order);
  g_array_append_val (self->orders, one);
}

static void
set_up (Parcels *self, gconstpointer data)
{
  self->shop = henji_shop_new ();
  self->shop->name_ja = g_strdup ("青葉雑貨店");
  self->shop->name_en = g_strdup ("Aoba General Store");
  self->shop->return_addresses = g_ptr_array_new ();
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_unref);
  self->orders = g_array_new (FALSE, FALSE, sizeof (HenjiPackingOrder));
}

static void
tear_down (Parcels *self, gconstpointer data)
{
  henji_shop_unref (self->shop);
  g_ptr_array_unref (self->values);
  g_array_unref (self->orders);
}

static HenjiPacking *
lay_out (Parcels *self, gboolean list, gboolean slips, GError **error)
{
  HenjiPackingWish wish = { .language = HENJI_LANGUAGE_JA,
                            .date = "2026年11月26日",
                            .shop = self->shop,
                            .orders = (HenjiPackingOrder *) (gpointer) self->orders->data,
                            .n_orders = self->orders->len,
                            .list = list,
                            .slips = slips };

  return henji_packing_new (&wish, error);
}

/* (transfer full): what stands on a page, 1-based, without blanks. */
static char *
words_of (const HenjiPacking *packing, int page)
{
  g_autofree char *path = g_build_filename (folder, "packing.pdf", NULL);
  g_autofree char *number = g_strdup_printf ("%d", page);
  const char *argv[] = { "pdftotext", "-raw", "-f", number, "-l", number, path, "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  GString *words = g_string_new (NULL);

  g_assert_true (henji_packing_save (packing, path, &error));
  g_assert_no_error (error);
  out = fixture_run (argv);
  g_assert_nonnull (out);
  for (const char *p = out; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != '\f')
      g_string_append_unichar (words, g_utf8_get_char (p));

  return g_string_free (words, FALSE);
}

static void
assert_words (const char *words, const char *const *has, const char *const *lacks)
{
  for (int i = 0; has[i] != NULL; i++)
    if (strstr (words, has[i]) == NULL)
      g_error ("“%s” is not in “%s”", has[i], words);
  for (int i = 0; lacks[i] != NULL; i++)
    if (strstr (words, lacks[i]) != NULL)
      g_error ("“%s” is in “%s”", lacks[i], words);
}

static gboolean
have_tools (void)
{
  g_autofree char *text = g_find_program_in_path ("pdftotext");
  g_autofree char *zbar = g_find_program_in_path ("zbarimg");

  if (text == NULL || zbar == NULL)
    g_test_skip ("a PDF or barcode tool is not installed");

  return text != NULL && zbar != NULL;
}

/* ---- Slips ----------------------------------------------------------------------------------- */

static void
test_slips (Parcels *self, gconstpointer data)
{
  const char *const plain[] = { "納品書",  "佐伯健様", "ありがとうございます",
                                "￥1,200", "￥4,200",  "配送料",
                                "割引",    NULL };
  const char *const gift[]
      = { "納品書", "高橋直人様", "贈り物", "Happybirthday[U+E000]", "数量", NULL };
  const char *const gift_en[]
      = { "Packingslip", "DearOliveGetter,", "gift", "Happybirthday", "Quantity", NULL };
  const char *const never[]
      = { "佐伯", "Ken", "￥", "$", "金額", "Amount", "合計", "Total", FIXTURE_PHONE, "@", NULL };
  const char *const nobody[] = { FIXTURE_PHONE, "@", "1/", NULL };
  g_autoptr (HenjiPacking) packing = NULL;

  if (!have_tools ())
    return;
  add_order (self, "250-1234567-0000001", TRUE, 3, FALSE);
  add_order (self, "250-1234567-0000002", TRUE, 2, TRUE);
  add_order (self, "113-1234567-0000003", FALSE, 2, TRUE);
  packing = lay_out (self, FALSE, TRUE, NULL);
  g_assert_cmpint (henji_packing_n_pages (packing), ==, 3);
  g_assert_cmpint (henji_packing_slip_page (packing, 2), ==, 2);
  {
    g_autofree char *words = words_of (packing, 1);

    assert_words (words, plain, nobody);
  }
  {
    g_autofree char *words = words_of (packing, 2);

    assert_words (words, gift, never);
  }
  {
    g_autofree char *words = words_of (packing, 3);

    assert_words (words, gift_en, never);
  }
}

/* ---- The table ------------------------------------------------------------------------------- */

static void
test_table (Parcels *self, gconstpointer data)
{
  g_autoptr (HenjiPacking) packing = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  const char *const lacks[] = { "￥", FIXTURE_PHONE, "@", "Happybirthday", NULL };
  int n;

  if (!have_tools ())
    return;
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("250-1234567-%07u", i);

      add_order (self, id, TRUE, i == 7 ? 90 : 1 + i % 4, i % 5 == 0);
    }
  packing = lay_out (self, TRUE, FALSE, NULL);
  n = henji_packing_n_pages (packing);
  g_assert_cmpint (n, >, 4);
  g_assert_cmpint (henji_packing_slip_page (packing, 0), ==, -1);
  for (int page = 1; page <= n; page++)
    {
      g_autofree char *path = g_build_filename (folder, "packing.pdf", NULL);
      g_autofree char *words = words_of (packing, page);
      g_autofree char *foot = g_strdup_printf ("%d/%d", page, n);
      const char *const has[] = { "梱包リスト", "お届け先", foot, NULL };
      g_autoptr (Picture) picture = picture_of_page (path, page, 300);
      g_autofree char *pgm = g_build_filename (folder, "page.pgm", NULL);
      const char *argv[] = { "zbarimg", "--nodbus", "-q", "--raw", pgm, NULL };
      g_autofree char *codes = NULL;

      assert_words (words, has, lacks);
      g_string_append (all, words);
      picture_save (picture, pgm);
      codes = fixture_run (argv);
      /* Every order that begins on the page has its bars there, and no other. */
      for (guint i = 0; i < self->values->len; i++)
        {
          const HenjiOrder *order = self->values->pdata[i];
          g_autofree char *first = g_strdup_printf ("Thing-%s-00", order->order_id + 12);
          gboolean begins = strstr (words, first) != NULL;
          gboolean read = codes != NULL && strstr (codes, order->order_id) != NULL;

          if (begins != read)
            g_error ("page %d: the bars of %s are %s", page, order->order_id,
                     read ? "there" : "missing");
        }
      g_unlink (pgm);
    }
  for (guint i = 0; i < self->values->len; i++)
    {
      const HenjiOrder *order = self->values->pdata[i];

      for (guint k = 0; k < order->items->len; k++)
        {
          const HenjiOrderItem *item = order->items->pdata[k];

          if (strstr (all->str, item->title) == NULL)
            g_error ("%s is missing", item->title);
        }
    }
  g_assert_nonnull (strstr (all->str, "（続き）"));
}

static void
test_refused (Parcels *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lay_out (self, TRUE, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  add_order (self, "注文番号ではない", TRUE, 0, FALSE);
  g_assert_null (lay_out (self, TRUE, TRUE, &error));
  g_assert_nonnull (error);
}

/* No items, no names, no address, no price: what is there is printed. */
static void
test_bare (Parcels *self, gconstpointer data)
{
  g_autoptr (HenjiPacking) packing = NULL;
  g_autoptr (GError) error = NULL;
  HenjiOrder *order = henji_order_new ();
  HenjiPackingOrder one = { .order = order, .language = HENJI_LANGUAGE_EN };
  const char *const has[] = { "DearCustomer,", "250-1234567-0000001", NULL };
  const char *const lacks[] = { "null", NULL };
  g_autofree char *words = NULL;

  if (!have_tools ())
    return;
  order->order_id = g_strdup ("250-1234567-0000001");
  g_ptr_array_add (self->values, order);
  g_array_append_val (self->orders, one);
  packing = lay_out (self, TRUE, TRUE, &error);
  g_assert_no_error (error);
  words = words_of (packing, 2);
  assert_words (words, has, lacks);
}

static void
test_same_bytes (Parcels *self, gconstpointer data)
{
  g_autoptr (HenjiPacking) packing = NULL;
  g_autofree char *path = g_build_filename (folder, "packing.pdf", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize first_length, second_length;

  add_order (self, "250-1234567-0000001", TRUE, 3, FALSE);
  packing = lay_out (self, TRUE, TRUE, NULL);
  g_assert_true (henji_packing_save (packing, path, NULL));
  g_assert_true (g_file_get_contents (path, &first, &first_length, NULL));
  g_assert_true (henji_packing_save (packing, path, NULL));
  g_assert_true (g_file_get_contents (path, &second, &second_length, NULL));
  g_assert_cmpmem (first, first_length, second, second_length);
}

int
main (int argc, char **argv)
{
  g_autofree char *file = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("henji-packing-XXXXXX", NULL);
  g_assert_nonnull (folder);
#define ADD(path, func) g_test_add ("/paper/packing/" path, Parcels, NULL, set_up, func, tear_down)
  ADD ("slips", test_slips);
  ADD ("table", test_table);
  ADD ("refused", test_refused);
  ADD ("bare", test_bare);
  ADD ("same-bytes", test_same_bytes);
#undef ADD
  status = g_test_run ();

  file = g_build_filename (folder, "packing.pdf", NULL);
  g_unlink (file);
  g_rmdir (folder);
  g_free (folder);

  return status;
}

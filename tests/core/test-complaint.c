/* test-complaint.c: which items of an order a mail is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-complaint.h"

#include <locale.h>

static void
add (HenjiOrder *order, const char *sku, const char *asin, const char *title, int n, gint64 price)
{
  HenjiOrderItem *item = henji_order_item_new ();

  item->sku = g_strdup (sku);
  item->asin = g_strdup (asin);
  item->title = g_strdup (title);
  item->quantity = n;
  item->price = (HenjiMoney){ price, "JPY" };
  item->shipping = (HenjiMoney){ 100, "JPY" };
  g_ptr_array_add (order->items, item);
}

static HenjiOrder *
order_new (void)
{
  HenjiOrder *order = henji_order_new ();

  order->order_id = g_strdup ("250-1234567-1234567");
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);

  return order;
}

/* A mug, three plates, two towels. */
static HenjiOrder *
shop_order (void)
{
  HenjiOrder *order = order_new ();

  add (order, "MUG-BL-01", "B0MUGBL001", "セラミックマグカップ 350ml ブルー Ceramic Mug Blue", 1,
       2480);
  add (order, "PLATE-WH", "B0PLATEWH1", "磁器の平皿 20cm 白 White Porcelain Plate", 3, 3600);
  add (order, "TOWEL-2", "B0TOWEL002", "今治タオル フェイスタオル Imabari Face Towel", 2, 1960);

  return order;
}

typedef struct
{
  const char *words;
  const char *found; /* "1 0 0", with "?" when it is not sure how many; NULL: nothing */
} Row;

static const Row rows[] = {
  /* Codes */
  { "MUG-BL-01が割れていました。", "1 0 0" },
  { "The item B0MUGBL001 arrived broken.", "1 0 0" },
  { "mug-bl-01 is cracked", "1 0 0" },
  { "XMUG-BL-01 is not what I have", NULL },
  /* Titles */
  { "マグカップが割れていました。", "1 0 0" },
  { "青い方のマグが欠けていました。", NULL },
  { "ブルーのカップにひびがあります。", "1 0 0" },
  { "The mug arrived with a crack.", "1 0 0" },
  { "Both mugs are cracked.", "1 0 0" },
  { "お皿の1枚が割れていました。平皿です。", "0 1 0" },
  { "平皿3枚のうち2枚が欠けていました。", "0 2 0" },
  { "Two of the plates were chipped.", "0 2 0" },
  { "One of the three plates is broken.", "0 1 0" },
  { "The plates are chipped.", "0 3 0?" },
  { "All of them are broken, every plate and towel and the mug, all items.", "1 3 2" },
  { "タオルが2枚とも汚れていました。", "0 0 2" },
  { "タオルが汚れていました。", "0 0 2?" },
  { "3点すべて壊れていました。", "1 3 2" },
  /* What is fine is not complained of */
  { "マグカップが割れていました。平皿とタオルは問題ありません。", "1 0 0" },
  { "The mug is broken. The plates and the towels are fine.", "1 0 0" },
  { "I ordered a mug, plates and towels. The mug is broken.", "1 0 0" },
  { "マグカップと平皿とタオルを注文しましたが、マグカップだけ割れていました。", "1 0 0" },
  /* Nothing said */
  { "商品が破損していました。", NULL },
  { "The item was damaged. The box was crushed.", NULL },
  { "", NULL },
  /* Two */
  { "The mug and one of the plates are broken.", "1 1 0" },
};

static void
test_find (void)
{
  g_autoptr (HenjiOrder) order = shop_order ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean sure;
      g_autoptr (GArray) found = henji_complaint_find (order, rows[i].words, &sure);
      g_autofree char *text = found != NULL
                                  ? g_strdup_printf ("%d %d %d%s", g_array_index (found, int, 0),
                                                     g_array_index (found, int, 1),
                                                     g_array_index (found, int, 2), sure ? "" : "?")
                                  : NULL;

      if (g_strcmp0 (text, rows[i].found) != 0)
        {
          g_test_message ("“%s”: %s instead of %s", rows[i].words, text, rows[i].found);
          g_test_fail ();
        }
    }
}

/* One item, several of it. */
static void
test_one_item (void)
{
  static const Row one[] = {
    { "4個のうち1個が割れていました。", "1" }, { "２つだけ割れていました。", "2" },
    { "One of the glasses is broken.", "1" },  { "Only 3 were usable.", "3" },
    { "すべて割れていました。", "4" },         { "割れていました。", "4?" },
    { "Two glasses arrived broken.", "2" },    { "7個割れていた", "4?" },
  };
  g_autoptr (HenjiOrder) order = order_new ();

  add (order, "GLASS-4", NULL, "耐熱グラス Heat-proof Glass", 4, 4000);
  g_assert_true (henji_complaint_arises (order));
  for (guint i = 0; i < G_N_ELEMENTS (one); i++)
    {
      gboolean sure;
      g_autoptr (GArray) found = henji_complaint_find (order, one[i].words, &sure);
      g_autofree char *text = NULL;

      g_assert_nonnull (found);
      text = g_strdup_printf ("%d%s", g_array_index (found, int, 0), sure ? "" : "?");
      if (g_strcmp0 (text, one[i].found) != 0)
        {
          g_test_message ("“%s”: %s instead of %s", one[i].words, text, one[i].found);
          g_test_fail ();
        }
    }
}

static void
test_part (void)
{
  g_autoptr (HenjiOrder) order = shop_order ();
  g_autoptr (GArray) one = henji_complaint_of_item (order, "plate-wh", 2);
  g_autoptr (GArray) all = henji_complaint_of_all (order);
  g_autoptr (HenjiOrder) part = henji_order_part (order, one);
  g_autoptr (HenjiOrder) whole = henji_order_part (order, all);
  const HenjiOrderItem *item = part->items->pdata[0];

  g_assert_cmpuint (part->items->len, ==, 1);
  g_assert_cmpint (item->quantity, ==, 2);
  g_assert_cmpint (item->price.minor, ==, 2400);
  g_assert_cmpint (item->shipping.minor, ==, 67); /* 100 × 2 ÷ 3 = 66.7 */
  g_assert_cmpstr (part->order_id, ==, order->order_id);
  g_assert_cmpint (henji_order_total (whole).minor, ==, henji_order_total (order).minor);
  g_assert_null (henji_complaint_of_item (order, "PLATE-WH", 4));
  g_assert_null (henji_complaint_of_item (order, "PLATE", 0));
}

static void
test_text (void)
{
  g_autoptr (HenjiOrder) order = shop_order ();
  g_autoptr (GArray) two = henji_complaint_of_item (order, "TOWEL-2", 1);
  g_autofree char *text = henji_complaint_to_text (order, two);
  g_autoptr (GArray) again = henji_complaint_from_text (order, text);
  g_autoptr (GArray) more = henji_complaint_from_text (order, "9 PLATE-WH\nnonsense\n0 MUG-BL-01");

  g_assert_cmpstr (text, ==, "1 TOWEL-2\n");
  g_assert_cmpint (g_array_index (again, int, 2), ==, 1);
  g_assert_cmpint (g_array_index (again, int, 0), ==, 0);
  /* Reports that came later may say less. */
  g_assert_cmpint (g_array_index (more, int, 1), ==, 3);
  g_assert_cmpint (g_array_index (more, int, 0), ==, 0);
  g_assert_null (henji_complaint_from_text (order, "1 GONE"));
  g_assert_null (henji_complaint_from_text (order, ""));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/complaint/find", test_find);
  g_test_add_func ("/complaint/one-item", test_one_item);
  g_test_add_func ("/complaint/part", test_part);
  g_test_add_func ("/complaint/text", test_text);

  return g_test_run ();
}

/* test-merge.c: the same reports in any order make the same record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sqlite3.h>

#include "store-fixture.h"

/* ---- Reports that overlap and differ -----------------------------------------------------------
 */

static void
item (HenjiOrder *o,
      const char *item_id,
      const char *sku,
      const char *title,
      int quantity,
      int shipped,
      gint64 price)
{
  HenjiOrderItem *i = henji_order_item_new ();

  i->item_id = g_strdup (item_id);
  i->sku = g_strdup (sku);
  i->title = g_strdup (title);
  i->quantity = quantity;
  i->quantity_shipped = shipped;
  if (price >= 0)
    i->price = (HenjiMoney){ price, "JPY" };
  if (o->items == NULL)
    o->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  g_ptr_array_add (o->items, i);
}

static void
address (HenjiOrder *o,
         const char *name,
         const char *line1,
         const char *line2,
         const char *city,
         const char *postal_code)
{
  o->ship_to = henji_address_new ();
  o->ship_to->name = g_strdup (name);
  o->ship_to->line1 = g_strdup (line1);
  o->ship_to->line2 = g_strdup (line2);
  o->ship_to->city = g_strdup (city);
  o->ship_to->postal_code = g_strdup (postal_code);
}

#define N_REPORTS 6

/* 0, 1: unshipped, with ids; 2, 3: all orders, without; 4: the second half of 3; 5: unshipped
 * again, the address changed. */
static HenjiOrder *
report (int n)
{
  HenjiOrder *o = henji_order_new ();

  o->order_id = g_strdup (ORDER);
  switch (n)
    {
    case 0:
      o->purchased_at = NOW;
      o->buyer_name = g_strdup ("山田 花子");
      o->buyer_email = g_strdup ("abc@marketplace.amazon.co.jp");
      address (o, "山田 花子", "神南1-2-3", "ハイツ101", NULL, "150-0041");
      item (o, "90000000000001", "SKU-A", "ケトル", 1, 0, 2480);
      item (o, "90000000000002", "SKU-A", "ケトル", 2, 0, 4960);
      o->extra = g_strdup ("days-past-promise\t-1\ngift\tyes\n");
      break;
    case 1:
      o->purchased_at = NOW;
      item (o, "90000000000002", "SKU-A", NULL, 2, 1, -1);
      o->extra = g_strdup ("days-past-promise\t0\n");
      break;
    case 2:
      o->purchased_at = NOW;
      o->updated_at = NOW + 10;
      o->status = g_strdup ("Pending");
      address (o, NULL, NULL, NULL, "渋谷区", "150-0041");
      item (o, NULL, "SKU-A", "ケトル 1.0L", 1, -1, 2480);
      item (o, NULL, "SKU-A", "ケトル 1.0L", 2, -1, 4960);
      item (o, NULL, "SKU-B", "フィルター", 1, -1, 500);
      break;
    case 3:
      o->purchased_at = NOW;
      o->updated_at = NOW + 20;
      o->status = g_strdup ("Shipped");
      item (o, NULL, "SKU-A", "ケトル 1.2L", 1, -1, 2480);
      break;
    case 4:
      o->purchased_at = NOW;
      o->updated_at = NOW + 20;
      o->status = g_strdup ("Cancelled");
      item (o, NULL, "SKU-B", NULL, 1, 1, 480);
      break;
    default:
      o->purchased_at = NOW;
      address (o, "山田 花子", "道玄坂9-9", NULL, NULL, "150-0043");
      item (o, "90000000000001", "SKU-A", "ケトル", 1, 1, 2480);
      break;
    }

  return o;
}

static gboolean
merge_report (HenjiDb *db, gpointer data, GError **error)
{
  int n = GPOINTER_TO_INT (data) & 0xff;
  g_autoptr (HenjiOrder) o = report (n);
  gboolean ids = n == 0 || n == 1 || n == 5;
  HenjiMergeStatus status;

  if (!henji_db_order_merge (db, o, ids, NULL, ids ? "unshipped" : "all-orders", NOW, &status, NULL,
                             error))
    return FALSE;
  if (GPOINTER_TO_INT (data) & 0x100)
    g_assert_cmpint (status, ==, HENJI_MERGE_UNCHANGED);

  return TRUE;
}

/* ---- Returns and shipments ----------------------------------------------------------------------
 */

#define N_RETURNS 5

static gboolean
put_return (HenjiDb *db, gpointer data, GError **error)
{
  int n = GPOINTER_TO_INT (data) & 0xff;
  g_autoptr (HenjiReturn) r = henji_return_new ();
  HenjiMergeStatus status;

  r->order_id = g_strdup (ORDER);
  r->quantity = r->in_policy = r->a_to_z = -1;
  switch (n)
    {
    case 0: /* mail */
      r->reason = g_strdup ("届いたときに壊れていた");
      break;
    case 1:
      r->marketplace_rma = g_strdup ("RMA1");
      r->sku = g_strdup ("SKU-A");
      r->status = g_strdup ("Pending");
      r->requested_date = g_strdup ("2026-11-20");
      break;
    case 2: /* the same, later */
      r->marketplace_rma = g_strdup ("RMA1");
      r->sku = g_strdup ("SKU-A");
      r->status = g_strdup ("Approved");
      r->requested_date = g_strdup ("2026-11-20");
      r->delivered_date = g_strdup ("2026-11-23");
      r->refunded = (HenjiMoney){ 2480, "JPY" };
      break;
    case 3:
      r->marketplace_rma = g_strdup ("RMA2");
      r->sku = g_strdup ("SKU-B");
      r->in_policy = 1;
      break;
    default: /* mail that names the SKU */
      r->sku = g_strdup ("SKU-B");
      r->reason = g_strdup ("不要");
      break;
    }
  if (!henji_db_return_put (db, r, "returns", NOW, &status, NULL, error))
    return FALSE;
  if (GPOINTER_TO_INT (data) & 0x100)
    g_assert_cmpint (status, ==, HENJI_MERGE_UNCHANGED);

  return TRUE;
}

#define N_SHIPMENTS 4

static gboolean
put_shipment (HenjiDb *db, gpointer data, GError **error)
{
  static const struct
  {
    const char *number, *carrier, *date;
    gboolean by_hand;
  } all[N_SHIPMENTS] = {
    { "", "Yamato", "2026-11-17", FALSE },
    { "4412", "ヤマト運輸", NULL, FALSE },
    { "4412", NULL, "2026-11-18", FALSE },
    { "4412", "Yamato", "2026-11-19", TRUE },
  };
  int n = GPOINTER_TO_INT (data) & 0xff;
  g_autoptr (HenjiShipment) s = henji_shipment_new ();
  HenjiMergeStatus status;

  s->tracking_number = g_strdup (all[n].number);
  s->carrier = g_strdup (all[n].carrier);
  s->ship_date = g_strdup (all[n].date);
  if (!henji_db_shipment_put (db, ORDER, s, all[n].by_hand, &status, error))
    return FALSE;
  if (GPOINTER_TO_INT (data) & 0x100)
    g_assert_cmpint (status, ==, HENJI_MERGE_UNCHANGED);

  return TRUE;
}

/* ---- Whole dumps --------------------------------------------------------------------------------
 */

/* All that the record says, but for row numbers and random ids. */
static char *
dump (const char *dir)
{
  static const char *const queries[] = {
    "SELECT order_id, marketplace, status, fulfilment, purchased_at, paid_at, updated_at, "
    "buyer_name, "
    "buyer_email, ship_known, ship_name, ship_line1, ship_line2, ship_city, ship_postal_code, "
    "extra "
    "FROM orders ORDER BY order_id",
    "SELECT o.order_id, i.* FROM order_items i JOIN orders o ON o.id = i.parent ORDER BY "
    "o.order_id, position",
    "SELECT * FROM shipments ORDER BY 1, 2, 3",
    "SELECT order_id, rma, marketplace_rma, sku, quantity, reason, status, requested_date, "
    "delivered_date, refunded, refunded_currency, in_policy, a_to_z FROM returns ORDER BY 1, 3, 4",
    "SELECT entity, order_id, digest, source, rank, facts, person FROM reports ORDER BY 1, 2, 3",
    "SELECT b.alias, n.name, n.seen_at FROM buyers b JOIN buyer_names n ON n.buyer = b.id ORDER BY "
    "1, 2",
  };
  g_autofree char *path = g_build_filename (dir, "henji.db", NULL);
  GString *text = g_string_new (NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *stmt;

      g_assert_cmpint (sqlite3_prepare_v2 (db, queries[i], -1, &stmt, NULL), ==, SQLITE_OK);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          for (int k = 0; k < sqlite3_column_count (stmt); k++)
            if (strcmp (sqlite3_column_name (stmt, k), "parent") != 0)
              g_string_append_printf (text, "%s|", (const char *) sqlite3_column_text (stmt, k));
          g_string_append_c (text, '\n');
        }
      sqlite3_finalize (stmt);
    }
  sqlite3_close (db);

  return g_string_free (text, FALSE);
}

static char *
import_in_order (HenjiStoreFunc func, const int *order, int n, gboolean twice)
{
  g_autofree char *dir = make_dir ();
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);
  char *text;

  for (int i = 0; i < n; i++)
    write_ok (store, func, GINT_TO_POINTER (order[i]));
  for (int i = 0; i < n && twice; i++)
    write_ok (store, func, GINT_TO_POINTER (order[i] | 0x100));
  g_clear_pointer (&store, henji_store_close);
  text = dump (dir);
  remove_dir (dir);

  return text;
}

static void
check_permutations (HenjiStoreFunc func, int n, const char *const *wanted)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  int order[8] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  g_autofree char *first = import_in_order (func, order, n, TRUE);

  g_test_message ("%s", first);
  for (guint i = 0; wanted[i] != NULL; i++)
    if (strstr (first, wanted[i]) == NULL)
      {
        g_test_message ("missing: %s", wanted[i]);
        g_test_fail ();
      }
  for (int round = 0; round < 40; round++)
    {
      g_autofree char *text = NULL;

      for (int i = n - 1; i > 0; i--)
        {
          int k = g_rand_int_range (rand, 0, i + 1);
          int t = order[i];

          order[i] = order[k];
          order[k] = t;
        }
      text = import_in_order (func, order, n, FALSE);
      g_assert_cmpstr (text, ==, first);
    }
}

static void
test_orders (void)
{
  static const char *const wanted[] = {
    "|Cancelled|",                        /* further on than Shipped of the same date */
    "|道玄坂9-9|(null)|(null)|150-0043|", /* an address is never a mixture */
    "days-past-promise\t0\ngift\tyes\n",
    "|0|90000000000001|SKU-A|(null)|ケトル 1.2L|(null)|1|1|2480|JPY|",
    "|90000000000002|SKU-A|(null)|ケトル 1.0L|(null)|2|1|4960|JPY|",
    "|(null)|SKU-B|(null)|フィルター|(null)|1|1|480|JPY|",
    NULL,
  };

  check_permutations (merge_report, N_REPORTS, wanted);
}

static void
test_returns (void)
{
  static const char *const wanted[] = {
    "|RMA1|SKU-A|-1|届いたときに壊れていた|Approved|2026-11-20|2026-11-23|2480|JPY|-1|-1|",
    "|RMA2|SKU-B|-1|不要|(null)|(null)|(null)|0||1|-1|",
    NULL,
  };

  check_permutations (put_return, N_RETURNS, wanted);
}

static void
test_shipments (void)
{
  static const char *const wanted[]
      = { ORDER "||0|Yamato|2026-11-17|", ORDER "|4412|0|ヤマト運輸|2026-11-18|",
          ORDER "|4412|1|Yamato|2026-11-19|", NULL };

  check_permutations (put_shipment, N_SHIPMENTS, wanted);
}

/* A return known from mail keeps its row, case and number when the report comes. */
static gboolean
fill_return (HenjiDb *db, gpointer data, GError **error)
{
  gint64 c = add_case (db, "abc@marketplace.amazon.co.jp", "山田", ORDER, error);
  g_autoptr (HenjiReturn) mail = henji_return_new ();
  g_autoptr (HenjiReturn) from_report = henji_return_new ();
  g_autoptr (GPtrArray) returns = NULL;
  const HenjiReturn *r;
  HenjiMergeStatus status;
  gint64 row, again;

  mail->order_id = g_strdup (ORDER);
  mail->quantity = mail->in_policy = mail->a_to_z = -1;
  mail->case_row = c;
  mail->rma = g_strdup ("RMA-2026-0001");
  if (!henji_db_return_put (db, mail, "mail", NOW, &status, &row, error))
    return FALSE;
  g_assert_cmpint (status, ==, HENJI_MERGE_NEW);

  from_report->order_id = g_strdup (ORDER);
  from_report->quantity = 1;
  from_report->in_policy = from_report->a_to_z = 0;
  from_report->marketplace_rma = g_strdup ("DX1RRMA");
  from_report->sku = g_strdup ("SKU-A");
  from_report->label_cost = (HenjiMoney){ 800, "JPY" };
  if (!henji_db_return_put (db, from_report, "returns", NOW, &status, &again, error))
    return FALSE;
  g_assert_cmpint (status, ==, HENJI_MERGE_UPDATED);
  g_assert_cmpint (again, ==, row);

  returns = henji_db_case_returns (db, c, error);
  g_assert_cmpuint (returns->len, ==, 1);
  r = returns->pdata[0];
  g_assert_cmpstr (r->rma, ==, "RMA-2026-0001");
  g_assert_cmpstr (r->marketplace_rma, ==, "DX1RRMA");
  g_assert_cmpint (r->case_row, ==, c);
  g_assert_cmpint (r->label_cost.minor, ==, 800);
  g_assert_cmpint (r->in_policy, ==, 0);
  g_assert_cmpint (r->quantity, ==, 1);

  return TRUE;
}

static void
test_filled_in (void)
{
  g_autofree char *dir = make_dir ();
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);

  write_ok (store, fill_return, NULL);
  g_clear_pointer (&store, henji_store_close);
  remove_dir (dir);
}

/* ---- Forgetting ---------------------------------------------------------------------------------
 */

static gboolean
forget (HenjiDb *db, gpointer data, GError **error)
{
  gint64 n_told = -1, n_alone = -1;

  if (!henji_db_orders_of_source_count (db, data, &n_told, &n_alone, error)
      || !henji_db_order_forget (db, ORDER, data, NOW, error))
    return FALSE;
  g_assert_cmpint (n_told, ==, 1);
  g_assert_cmpint (n_alone, ==, g_str_equal (data, "unshipped"));

  return TRUE;
}

/* Without one kind of report the order is what the others say; without all neither it nor its buyer
 * is known. */
static void
test_forget (void)
{
  static const int others[] = { 0, 1, 5 };
  g_autofree char *wanted = import_in_order (merge_report, others, G_N_ELEMENTS (others), FALSE);
  g_autofree char *dir = make_dir ();
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);
  g_autofree char *left = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *again = NULL;

  for (int i = 0; i < N_REPORTS; i++)
    write_ok (store, merge_report, GINT_TO_POINTER (i));
  write_ok (store, forget, (gpointer) "all-orders");
  left = dump (dir);
  g_assert_cmpstr (left, ==, wanted);

  write_ok (store, forget, (gpointer) "unshipped");
  nothing = dump (dir);
  g_assert_cmpstr (nothing, ==, "");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    write_ok (store, merge_report, GINT_TO_POINTER (others[i]));
  again = dump (dir);
  g_assert_cmpstr (again, ==, wanted);
  g_clear_pointer (&store, henji_store_close);
  remove_dir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/orders", test_orders);
  g_test_add_func ("/merge/returns", test_returns);
  g_test_add_func ("/merge/shipments", test_shipments);
  g_test_add_func ("/merge/filled-in", test_filled_in);
  g_test_add_func ("/merge/forget", test_forget);

  return g_test_run ();
}

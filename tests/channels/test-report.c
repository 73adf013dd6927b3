/* test-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-report.h"
#include "henji-shipment.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *
sample (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "reports", name, NULL);
}

static HenjiReport *
open_sample (const char *name)
{
  g_autofree char *path = sample (name);
  g_autoptr (GError) error = NULL;
  HenjiReport *report = henji_report_open (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);

  return report;
}

static void
add_money (GString *out, const char *what, HenjiMoney money)
{
  if (henji_money_is_set (money))
    g_string_append_printf (out, " %s=%" G_GINT64_FORMAT "%s", what, money.minor, money.currency);
}

/* All that a row says but its line numbers, for comparison. */
static char *
describe (const HenjiReportRow *row)
{
  GString *out = g_string_new (NULL);
  const HenjiOrder *order = row->order;

  g_string_append_printf (out, "%d %s", row->type, row->order_id);
  if (row->type == HENJI_REPORT_ROW_ORDER)
    {
      g_autofree char *address
          = order->ship_to != NULL ? henji_address_block (order->ship_to, TRUE) : NULL;

      g_string_append_printf (out, " %s %s %s %" G_GINT64_FORMAT " %s %s %s %s\n%s\n%s",
                              order->marketplace, order->status, order->fulfilment,
                              order->purchased_at, order->buyer_name, order->buyer_email,
                              order->buyer_phone, order->payment_method, address, order->extra);
      for (guint i = 0; i < order->items->len; i++)
        {
          const HenjiOrderItem *item = g_ptr_array_index (order->items, i);

          g_string_append_printf (out, "\n%s %s %s x%d #%u", item->item_id, item->sku, item->title,
                                  item->quantity, g_array_index (row->occurrences, guint, i));
          add_money (out, "price", item->price);
          add_money (out, "tax", item->tax);
          add_money (out, "shipping", item->shipping);
          add_money (out, "gift", item->gift_wrap);
          add_money (out, "discount", item->discount);
        }
    }
  if (row->type == HENJI_REPORT_ROW_FEEDBACK)
    g_string_append_printf (out, " %s %s %d %s %s", row->feedback->date, row->feedback->marketplace,
                            row->feedback->stars, row->feedback->comment, row->feedback->answer);
  if (row->warnings != NULL)
    g_string_append_printf (out, "\n%u warnings", row->warnings->len);

  return g_string_free (out, FALSE);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* (transfer full): all rows of a file, sorted */
static char *
describe_all (HenjiReport *report)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (HenjiReportRow) row = { 0 };

  while (henji_report_next (report, &row, &error))
    {
      g_ptr_array_add (rows, describe (&row));
      henji_report_row_clear (&row);
    }
  g_assert_no_error (error);
  g_ptr_array_sort (rows, compare_strings);
  g_ptr_array_add (rows, NULL);

  return g_strjoinv ("\n--\n", (char **) rows->pdata);
}

static void
next_of (HenjiReport *report, HenjiReportRow *row, HenjiReportRowType type)
{
  g_autoptr (GError) error = NULL;

  henji_report_row_clear (row);
  g_assert_true (henji_report_next (report, row, &error));
  g_assert_no_error (error);
  if (row->type != type)
    g_error ("line %d: %s", row->first_line, row->reason);
}

static void
assert_end (HenjiReport *report, HenjiReportRow *row)
{
  g_autoptr (GError) error = NULL;

  henji_report_row_clear (row);
  g_assert_false (henji_report_next (report, row, &error));
  g_assert_no_error (error);
  g_assert_cmpint (henji_report_position (report), ==, henji_report_size (report));
}

static void
test_order (void)
{
  g_autoptr (HenjiReport) report = open_sample ("orders-jp-utf8.txt");
  g_auto (HenjiReportRow) row = { 0 };
  const HenjiOrderItem *item;
  const HenjiReportWarning *warning;

  g_assert_cmpint (henji_report_kind (report), ==, HENJI_REPORT_ORDERS);
  g_assert_cmpstr (henji_report_flavour (report), ==, "orders");
  g_assert_true (henji_report_has_item_ids (report));
  g_assert_cmpuint (strlen (henji_report_checksum (report)), ==, 64);

  next_of (report, &row, HENJI_REPORT_ROW_ORDER);
  g_assert_cmpstr (row.order_id, ==, "250-0000001-0000001");
  g_assert_cmpint (row.first_line, ==, 2);
  g_assert_cmpint (row.last_line, ==, 2);
  g_assert_cmpint (row.order->purchased_at, ==, G_GINT64_CONSTANT (1794971565000000));
  g_assert_cmpstr (row.order->marketplace, ==, "amazon.co.jp");
  g_assert_cmpstr (row.order->payment_method, ==, "COD");
  g_assert_cmpstr (row.order->ship_to->line2, ==, "返事ビル①101号 ㈱返事");
  g_assert_null (row.order->ship_to->city);
  g_assert_null (row.order->shipments);
  /* The bill's address is not kept, other columns are. */
  g_assert_cmpstr (row.order->extra, ==, "delivery-Instructions\t置き配\nis-prime\tN\n");
  item = g_ptr_array_index (row.order->items, 0);
  /* A quotation mark is a letter. */
  g_assert_cmpstr (item->title, ==, "木製スタンド 10\" 折りたたみ");
  g_assert_cmpint (item->price.minor, ==, 2480);
  g_assert_cmpstr (item->price.currency, ==, "JPY");
  g_assert_null (row.warnings);

  /* Continued in two rows; the last one claims another buyer. */
  next_of (report, &row, HENJI_REPORT_ROW_ORDER);
  g_assert_cmpint (row.first_line, ==, 3);
  g_assert_cmpint (row.last_line, ==, 5);
  g_assert_cmpuint (row.order->items->len, ==, 3);
  g_assert_cmpstr (row.order->buyer_name, ==, "髙橋 試験");
  item = g_ptr_array_index (row.order->items, 0);
  g_assert_cmpstr (item->title, ==, "\"おちゃ\" 湯呑み");
  g_assert_cmpint (item->quantity, ==, 2);
  item = g_ptr_array_index (row.order->items, 1);
  g_assert_cmpint (item->quantity, ==, -1);
  g_assert_false (henji_money_is_set (item->shipping));
  g_assert_cmpuint (g_array_index (row.occurrences, guint, 0), ==, 0);
  g_assert_cmpuint (g_array_index (row.occurrences, guint, 1), ==, 1);
  g_assert_cmpuint (g_array_index (row.occurrences, guint, 2), ==, 0);
  g_assert_cmpuint (row.warnings->len, ==, 1);
  warning = g_ptr_array_index (row.warnings, 0);
  g_assert_cmpint (warning->line, ==, 5);
  g_assert_nonnull (strstr (warning->text, "buyer-name"));

  next_of (report, &row, HENJI_REPORT_ROW_ORDER);
  assert_end (report, &row);
}

static const struct
{
  const char *name;
  const char *charset;
} same[] = {
  { "orders-jp-bom-crlf.txt", "UTF-8" },   { "orders-jp-cp932.txt", "CP932" },
  { "orders-jp-cr.txt", "UTF-8" },         { "orders-jp-utf16le.txt", "UTF-16LE" },
  { "orders-jp-utf16be.txt", "UTF-16BE" }, { "orders-jp-scattered.txt", "UTF-8" },
};

/* Character set, line ends and the order of rows change nothing. */
static void
test_same (void)
{
  g_autoptr (HenjiReport) plain = open_sample ("orders-jp-utf8.txt");
  g_autofree char *expected = describe_all (plain);

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (HenjiReport) report = open_sample (same[i].name);
      g_autofree char *got = describe_all (report);

      g_assert_cmpstr (henji_report_charset (report), ==, same[i].charset);
      g_assert_cmpstr (got, ==, expected);
    }
}

static void
test_bad_rows (void)
{
  static const struct
  {
    int line;
    const char *order_id;
    const char *word;
  } expected[] = {
    { 3, NULL, "250-0000012-000001" },          { 4, NULL, "continues" },
    { 5, "250-0000013-0000013", "2026-02-30" }, { 6, "250-0000014-0000014", "2480.50" },
    { 7, "250-0000015-0000015", "item-price" }, { 8, "250-0000016-0000016", "quantity-purchased" },
    { 9, "250-0000017-0000017", "currency" },   { 10, "250-0000018-0000018", "columns" },
    { 12, "250-0000019-0000019", "-3" },
  };
  g_autoptr (HenjiReport) report = open_sample ("orders-bad-rows.txt");
  g_auto (HenjiReportRow) row = { 0 };
  g_autoptr (GString) good = g_string_new (NULL);
  guint n = 0;

  while (henji_report_next (report, &row, NULL))
    {
      if (row.type == HENJI_REPORT_ROW_BAD)
        {
          g_assert_cmpuint (n, <, G_N_ELEMENTS (expected));
          g_assert_cmpint (row.first_line, ==, expected[n].line);
          g_assert_cmpstr (row.order_id, ==, expected[n].order_id);
          g_assert_nonnull (strstr (row.reason, expected[n].word));
          n++;
        }
      else
        {
          g_string_append_printf (good, "%s/%u ", row.order_id, row.order->items->len);
        }
      if (g_strcmp0 (row.order_id, "250-0000020-0000020") == 0)
        {
          const HenjiOrderItem *item = g_ptr_array_index (row.order->items, 0);

          /* An amount without a currency is unknown, and said so. */
          g_assert_false (henji_money_is_set (item->price));
          g_assert_cmpuint (row.warnings->len, ==, 1);
        }
      henji_report_row_clear (&row);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  g_assert_cmpstr (good->str, ==,
                   "250-0000011-0000011/1 250-0000019-0000019/2 250-0000020-0000020/1 "
                   "250-0000021-0000021/1 ");
}

/* Half a character somewhere spoils its line alone, and what continues it. */
static void
test_broken_text (void)
{
  static const struct
  {
    const char *name;
    const char *charset;
    guint good;
    guint bad;
    int last_bad;
  } files[] = {
    { "orders-broken-utf8-line.txt", "UTF-8", 2, 3, 5 },
    { "orders-cut-cp932.txt", "CP932", 2, 1, 6 },
    { "orders-cut-utf8.txt", "UTF-8", 2, 1, 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (HenjiReport) report = open_sample (files[i].name);
      g_auto (HenjiReportRow) row = { 0 };
      guint good = 0, bad = 0;
      int last_bad = 0;

      g_assert_cmpstr (henji_report_charset (report), ==, files[i].charset);
      while (henji_report_next (report, &row, NULL))
        {
          if (row.type == HENJI_REPORT_ROW_BAD)
            {
              bad++;
              last_bad = row.first_line;
            }
          else
            {
              good++;
            }
          henji_report_row_clear (&row);
        }
      g_assert_cmpuint (good, ==, files[i].good);
      g_assert_cmpuint (bad, ==, files[i].bad);
      g_assert_cmpint (last_bad, ==, files[i].last_bad);
    }
}

static void
test_unshipped (void)
{
  g_autoptr (HenjiReport) report = open_sample ("unshipped-us.txt");
  g_autoptr (HenjiReport) western = open_sample ("unshipped-cp1252.txt");
  g_auto (HenjiReportRow) row = { 0 };

  g_assert_cmpstr (henji_report_flavour (report), ==, "unshipped");
  next_of (report, &row, HENJI_REPORT_ROW_ORDER);
  /* No prices in this one: the relay address tells the marketplace. */
  g_assert_cmpstr (row.order->marketplace, ==, "amazon.com");
  g_assert_cmpint (row.order->purchased_at, ==, G_GINT64_CONSTANT (1795226462000000));
  g_assert_cmpint (row.order->promised_at, ==, G_GINT64_CONSTANT (1795507199000000));
  g_assert_cmpstr (row.order->ship_to->city, ==, "Springfield");
  g_assert_cmpint (((HenjiOrderItem *) g_ptr_array_index (row.order->items, 0))->quantity_shipped,
                   ==, 0);
  assert_end (report, &row);

  g_assert_cmpstr (henji_report_charset (western), ==, "WINDOWS-1252");
  next_of (western, &row, HENJI_REPORT_ROW_ORDER);
  g_assert_cmpstr (row.order->buyer_name, ==, "Zoé Exâmple");
}

static void
test_all_orders (void)
{
  g_autoptr (HenjiReport) report = open_sample ("all-orders.txt");
  g_auto (HenjiReportRow) row = { 0 };
  const HenjiOrderItem *item;
  static const char *const markets[] = { "amazon.com", NULL, "amazon.com", NULL };

  g_assert_cmpstr (henji_report_flavour (report), ==, "all-orders");
  g_assert_false (henji_report_has_item_ids (report));
  next_of (report, &row, HENJI_REPORT_ROW_ORDER);
  g_assert_cmpstr (row.order->status, ==, "Shipped");
  g_assert_cmpstr (row.order->fulfilment, ==, "merchant");
  /* A status is no shipment. */
  g_assert_null (row.order->shipments);
  g_assert_cmpint (row.order->updated_at, !=, 0);
  item = g_ptr_array_index (row.order->items, 0);
  g_assert_null (item->item_id);
  g_assert_cmpint (item->discount.minor, ==, 120);
  g_assert_cmpint (item->gift_wrap.minor, ==, 330);
  g_assert_cmpuint (g_array_index (row.occurrences, guint, 1), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (markets); i++)
    {
      next_of (report, &row, HENJI_REPORT_ROW_ORDER);
      g_assert_cmpstr (row.order->marketplace, ==, markets[i]);
      if (i == 0)
        g_assert_cmpstr (row.order->fulfilment, ==, "marketplace");
    }
  assert_end (report, &row);
}

static void
test_returns (gconstpointer name)
{
  g_autoptr (HenjiReport) report = open_sample (name);
  g_auto (HenjiReportRow) row = { 0 };

  g_assert_cmpint (henji_report_kind (report), ==, HENJI_REPORT_RETURNS);
  next_of (report, &row, HENJI_REPORT_ROW_RETURN);
  g_assert_cmpstr (row.ret->order_id, ==, "250-0000002-0000002");
  g_assert_cmpstr (row.ret->marketplace_rma, ==, "DrmAbC1rRMA");
  g_assert_null (row.ret->rma);
  g_assert_cmpstr (row.ret->order_date, ==, "2026-11-18");
  g_assert_cmpstr (row.ret->requested_date, ==, "2026-11-22");
  g_assert_null (row.ret->delivered_date);
  g_assert_cmpstr (row.ret->title, ==, "湯呑み \"青\", 大");
  g_assert_cmpint (row.ret->quantity, ==, 1);
  g_assert_cmpint (row.ret->a_to_z, ==, 0);
  g_assert_cmpint (row.ret->in_policy, ==, 1);
  g_assert_cmpint (row.ret->refunded.minor, ==, 1200);

  next_of (report, &row, HENJI_REPORT_ROW_RETURN);
  g_assert_cmpstr (row.ret->rma, ==, "R-77");
  g_assert_cmpint (row.ret->label_cost.minor, ==, 425);
  g_assert_cmpstr (row.ret->label_cost.currency, ==, "USD");
  g_assert_cmpint (row.ret->in_policy, ==, 0);
  /* A word we do not know stays unknown, and is kept. */
  g_assert_cmpint (row.ret->a_to_z, ==, -1);
  g_assert_nonnull (strstr (row.ret->extra, "A-to-Z Claim\tmaybe\n"));
  g_assert_cmpstr (row.ret->delivered_date, ==, "2026-11-24");

  for (int line = 4; line <= 6; line++)
    {
      next_of (report, &row, HENJI_REPORT_ROW_BAD);
      g_assert_cmpint (row.first_line, ==, line);
    }
  assert_end (report, &row);
}

static void
test_confirmation (void)
{
  g_autoptr (HenjiReport) report = open_sample ("shipping-confirmation.txt");
  g_auto (HenjiReportRow) row = { 0 };

  g_assert_cmpint (henji_report_kind (report), ==, HENJI_REPORT_SHIPMENTS);
  g_assert_cmpstr (henji_report_flavour (report), ==, "shipping-confirmation");
  next_of (report, &row, HENJI_REPORT_ROW_SHIPMENT);
  g_assert_cmpint (row.first_line, ==, 3);
  g_assert_cmpstr (row.order_id, ==, "250-0000001-0000001");
  g_assert_cmpstr (row.item_id, ==, "10000000000011");
  g_assert_cmpint (row.quantity, ==, 1);
  g_assert_cmpstr (row.shipment->carrier, ==, "Yamato");
  g_assert_cmpstr (row.shipment->ship_date, ==, "2026-11-19");
  next_of (report, &row, HENJI_REPORT_ROW_SHIPMENT);
  g_assert_cmpstr (row.shipment->carrier, ==, "Sample Post");
  g_assert_null (row.item_id);
  g_assert_cmpint (row.quantity, ==, -1);
  for (int i = 0; i < 3; i++)
    next_of (report, &row, HENJI_REPORT_ROW_BAD);
  assert_end (report, &row);
}

static void
test_carriers (void)
{
  static const struct
  {
    const char *name;
    const char *flavour;
    const char *carrier;
    guint good;
    guint bad;
    guint warned;
  } files[] = {
    { "yamato-b2.csv", "yamato-b2", "ヤマト運輸", 2, 3, 1 },
    { "yamato-b2-no-headings.csv", "yamato-b2", "ヤマト運輸", 1, 0, 0 },
    { "sagawa.csv", "sagawa-ehiden", "佐川急便", 1, 0, 0 },
    { "japan-post.csv", "japan-post", "日本郵便", 1, 1, 0 },
    { "open-quote.csv", "yamato-b2", "ヤマト運輸", 1, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (HenjiReport) report = open_sample (files[i].name);
      g_auto (HenjiReportRow) row = { 0 };
      guint good = 0, bad = 0, warned = 0;

      g_assert_cmpstr (henji_report_flavour (report), ==, files[i].flavour);
      while (henji_report_next (report, &row, NULL))
        {
          if (row.type == HENJI_REPORT_ROW_BAD)
            {
              bad++;
            }
          else
            {
              g_assert_cmpint (row.type, ==, HENJI_REPORT_ROW_SHIPMENT);
              g_assert_cmpstr (row.shipment->carrier, ==, files[i].carrier);
              g_assert_cmpstr (row.shipment->ship_date, ==, "2026-11-19");
              g_assert_nonnull (row.shipment->tracking_number);
              g_assert_null (row.shipment->delivered_date);
              good++;
            }
          warned += row.warnings != NULL;
          henji_report_row_clear (&row);
        }
      g_assert_cmpuint (good, ==, files[i].good);
      g_assert_cmpuint (bad, ==, files[i].bad);
      g_assert_cmpuint (warned, ==, files[i].warned);
    }
}

/* A seller's own profile takes the place of the built-in one. */
static void
test_own_profile (void)
{
  static const char text[] = "[profile]\nid=test-carrier\ncarrier=Test\n[headings]\n"
                             "order=Reference No;\ntracking=Parcel;\ndate=Left;\n";
  static const char *const broken[]
      = { "", "[profile]\nid=x\n", "[profile]\nid=x\n[headings]\norder=a;\n",
          "[profile]\nid=x\n[headings]\norder=a;\ntracking=b;\n[columns]\norder=0\n",
          "not a key file" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiShipmentProfile) profile
      = henji_shipment_profile_parse (text, strlen (text), "test.ini", &error);
  g_autofree char *path = NULL;
  g_autoptr (HenjiReport) report = NULL;
  g_auto (HenjiReportRow) row = { 0 };
  int fd;

  g_assert_no_error (error);
  henji_shipment_profile_install (profile);
  fd = g_file_open_tmp ("henji-XXXXXX.csv", &path, NULL);
  g_close (fd, NULL);
  g_file_set_contents (path, "REFERENCE_NO,parcel,left\n250-0000001-0000001,AB-1,19-Nov-2026\n", -1,
                       NULL);
  report = henji_report_open (path, &error);
  g_assert_no_error (error);
  next_of (report, &row, HENJI_REPORT_ROW_SHIPMENT);
  g_assert_cmpstr (row.shipment->carrier, ==, "Test");
  g_assert_cmpstr (row.shipment->ship_date, ==, "2026-11-19");
  g_unlink (path);

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) fault = NULL;

      g_assert_null (henji_shipment_profile_parse (broken[i], strlen (broken[i]), "x.ini", &fault));
      g_assert_nonnull (fault);
      g_assert_true (g_str_has_prefix (fault->message, "x.ini: "));
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *name;
    HenjiReportError code;
    const char *word;
  } files[] = {
    { "empty.txt", HENJI_REPORT_ERROR_EMPTY, "empty" },
    { "blank.txt", HENJI_REPORT_ERROR_EMPTY, "empty" },
    { "binary.txt", HENJI_REPORT_ERROR_BINARY, "not a text" },
    { "sheet.xlsx", HENJI_REPORT_ERROR_BINARY, "spreadsheet" },
    { "report.xml", HENJI_REPORT_ERROR_XML, "tab-separated" },
    { "listing-jp.txt", HENJI_REPORT_ERROR_LISTING, "listings" },
    { "no-order-id.txt", HENJI_REPORT_ERROR_HEADING, "order-id" },
    { "no-order-id-returns.txt", HENJI_REPORT_ERROR_HEADING, "Order ID" },
    { "settlement.txt", HENJI_REPORT_ERROR_UNKNOWN, "does not use" },
    { "fba-returns.txt", HENJI_REPORT_ERROR_UNKNOWN, "does not use" },
    { "prose.txt", HENJI_REPORT_ERROR_UNKNOWN, "headings" },
    { "no-such-file.txt", HENJI_REPORT_ERROR_FILE, "no-such-file.txt" },
    { ".", HENJI_REPORT_ERROR_FILE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = sample (files[i].name);
      g_autoptr (GError) error = NULL;

      g_assert_null (henji_report_open (path, &error));
      g_assert_error (error, HENJI_REPORT_ERROR, (int) files[i].code);
      g_assert_nonnull (strstr (error->message, files[i].word));
    }
}

static void
test_sniff (void)
{
  static const char *const tables[] = {
    "orders-jp-utf8.txt", "orders-jp-bom-crlf.txt", "orders-jp-utf16le.txt",     "orders-jp-cr.txt",
    "returns.csv",        "yamato-b2.csv",          "yamato-b2-no-headings.csv", "listing-jp.txt",
    "report.xml",         "settlement.txt",         "shipping-confirmation.txt", "no-order-id.txt"
  };
  static const char *const others[]
      = { "From a@b.example Mon Nov 23 00:00:00 2026\nSubject: order-id\tsku\n",
          "Received: from x,y,z by q\n\tfor me\nSubject: a\n",
          "Subject: order-id, sku, purchase-date\n\nHello\n",
          "Return-Path: <a@b.example>\r\n",
          "Hello,\nnice day\n",
          "\x89PNG\r\n",
          "",
          "\n\n",
          "\xff\xfe" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = sample (tables[i]);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      if (!henji_report_sniff (text, length))
        g_error ("%s is no table", tables[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (henji_report_sniff (others[i], strlen (others[i])))
      g_error ("“%s” is a table", others[i]);
}

static void
write_tmp (char **path, GString *text)
{
  g_autoptr (GError) error = NULL;
  int fd;

  if (*path == NULL)
    {
      fd = g_file_open_tmp ("henji-XXXXXX.txt", path, &error);
      g_assert_no_error (error);
      g_close (fd, NULL);
    }
  g_file_set_contents (*path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
}

static void
test_caps (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GString) text = g_string_new ("order-id\tsku\tproduct-name\n250-0000001-0000001\ta\t");
  g_autoptr (HenjiReport) report = NULL;
  g_autoptr (HenjiReport) again = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (HenjiReportRow) row = { 0 };
  guint bad = 0;

  /* A line of more than 1 MiB. */
  for (int i = 0; i < 1024 * 1024 + 1; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\n250-0000002-0000002\ta\tb\n");
  /* More rows than an order can have. */
  for (int i = 0; i < 1001; i++)
    g_string_append (text, "250-0000003-0000003\ta\tb\n");
  write_tmp (&path, text);
  report = henji_report_open (path, &error);
  g_assert_no_error (error);
  next_of (report, &row, HENJI_REPORT_ROW_BAD);
  g_assert_cmpint (row.first_line, ==, 2);
  next_of (report, &row, HENJI_REPORT_ROW_ORDER);
  g_assert_cmpint (row.first_line, ==, 3);
  next_of (report, &row, HENJI_REPORT_ROW_BAD);
  g_assert_cmpint (row.first_line, ==, 1004);
  next_of (report, &row, HENJI_REPORT_ROW_ORDER);
  g_assert_cmpuint (row.order->items->len, ==, 1000);
  g_assert_cmpuint (g_array_index (row.occurrences, guint, 999), ==, 999);
  assert_end (report, &row);

  /* 500 columns are fine when the rest is empty; a cell beyond is not. */
  g_string_assign (text, "order-id\tsku\tpurchase-date");
  for (int i = 3; i < 600; i++)
    g_string_append_c (text, '\t');
  g_string_append (text, "\n250-0000001-0000001\ta\t\n250-0000002-0000002");
  for (int i = 0; i < 600; i++)
    g_string_append (text, "\tx");
  write_tmp (&path, text);
  again = henji_report_open (path, &error);
  g_assert_no_error (error);
  while (henji_report_next (again, &row, NULL))
    {
      bad += row.type == HENJI_REPORT_ROW_BAD;
      henji_report_row_clear (&row);
    }
  g_assert_cmpuint (bad, ==, 1);
  g_unlink (path);
}

/* Very many orders lie in pieces: they come in parts, and items are still counted over the file. */
static void
test_many_pieces (void)
{
  const int n = 25000;
  g_autofree char *path = NULL;
  g_autoptr (GString) text = g_string_new ("order-id\tsku\tproduct-name\n");
  g_autoptr (HenjiReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint *items = g_new0 (guint, n);
  g_auto (HenjiReportRow) row = { 0 };

  for (int round = 0; round < 3; round++)
    for (int i = 0; i < n; i++)
      g_string_append_printf (text, "250-0000001-%07d\ta\tb\n", i);
  write_tmp (&path, text);
  report = henji_report_open (path, &error);
  g_assert_no_error (error);
  while (henji_report_next (report, &row, &error))
    {
      int i = atoi (row.order_id + 12);

      g_assert_cmpint (row.type, ==, HENJI_REPORT_ROW_ORDER);
      for (guint j = 0; j < row.occurrences->len; j++)
        g_assert_cmpuint (g_array_index (row.occurrences, guint, j), ==, items[i]++);
      henji_report_row_clear (&row);
    }
  g_assert_no_error (error);
  for (int i = 0; i < n; i++)
    g_assert_cmpuint (items[i], ==, 3);
  g_unlink (path);
}

/* What was sold elsewhere and only sent by the marketplace is no order to answer, and no fault. */
static void
test_elsewhere (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GString) text
      = g_string_new ("amazon-order-id\tsku\tpurchase-date\tproduct-name\tsales-channel\n"
                      "250-0000001-0000001\ta\t\tb\tAmazon.co.jp\n"
                      "S01-0000002-0000002\ta\t\tb\tNon-Amazon JP\n"
                      "S01-0000003-0000003\ta\t\tb\tAmazon.co.jp\n"
                      "250-0000004-0000004\ta\t\tb\tNon-Amazon\n");
  g_autoptr (HenjiReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (HenjiReportRow) row = { 0 };

  write_tmp (&path, text);
  report = henji_report_open (path, &error);
  g_assert_no_error (error);
  next_of (report, &row, HENJI_REPORT_ROW_ORDER);
  g_assert_cmpstr (row.order_id, ==, "250-0000001-0000001");
  next_of (report, &row, HENJI_REPORT_ROW_BAD);
  g_assert_cmpint (row.first_line, ==, 4);
  next_of (report, &row, HENJI_REPORT_ROW_ORDER);
  g_assert_cmpstr (row.order_id, ==, "250-0000004-0000004");
  assert_end (report, &row);
  g_unlink (path);
}

static void
test_pipe (void)
{
  g_autofree char *dir = g_dir_make_tmp ("henji-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "pipe.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (henji_report_open (path, &error));
  g_assert_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_FILE);
  g_unlink (path);
  g_rmdir (dir);
}

/* Whatever happens to the bytes: no crash, no loop, every row whole. */
static void
test_mutations (void)
{
  static const char *const names[] = { "orders-jp-utf8.txt",    "orders-jp-cp932.txt",
                                       "orders-jp-utf16le.txt", "orders-jp-scattered.txt",
                                       "orders-bad-rows.txt",   "all-orders.txt",
                                       "returns.csv",           "yamato-b2.csv",
                                       "open-quote.csv",        "shipping-confirmation.txt",
                                       "feedback-jp.txt",       "feedback-jp-cp932.txt",
                                       "feedback-us.txt",       "feedback-bad-rows.txt" };
  static const char parts[] = "\t\n\r\",;\0-.0:9A\x81\xe3\xff\xfe ";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  g_autofree char *path = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *source = sample (names[i]);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
      for (int round = 0; round < 150; round++)
        {
          g_autoptr (HenjiReport) report = NULL;
          g_auto (HenjiReportRow) row = { 0 };
          guint n = 0;

          g_string_truncate (text, 0);
          g_string_append_len (text, bytes, (gssize) length);
          for (int k = 0; k < 1 + round % 8 && text->len > 1; k++)
            {
              gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
              char c = parts[g_rand_int_range (rand, 0, sizeof parts)];

              switch (g_rand_int_range (rand, 0, 4))
                {
                case 0:
                  text->str[at] = c;
                  break;
                case 1:
                  g_string_insert_c (text, (gssize) at, c);
                  break;
                case 2:
                  g_string_erase (text, (gssize) at, 1);
                  break;
                default:
                  g_string_truncate (text, MAX (at, 1));
                  break;
                }
            }
          write_tmp (&path, text);
          henji_report_sniff (text->str, text->len);
          report = henji_report_open (path, NULL);
          while (report != NULL && henji_report_next (report, &row, NULL))
            {
              g_autofree char *all = describe (&row);

              g_assert_true (g_utf8_validate (all, -1, NULL));
              g_assert_cmpint (row.first_line, >, 0);
              g_assert_cmpint (row.last_line, >=, row.first_line);
              if (row.type == HENJI_REPORT_ROW_BAD)
                g_assert_nonnull (row.reason);
              else
                g_assert_true (henji_order_id_is_valid (row.order_id));
              if (row.type == HENJI_REPORT_ROW_ORDER)
                g_assert_cmpuint (row.order->items->len, ==, row.occurrences->len);
              henji_report_row_clear (&row);
              g_assert_cmpuint (++n, <, 1000);
            }
        }
    }
  g_unlink (path);
}

static void
test_parcel_page (void)
{
  static const char *const samples[][3] = {
    { "ヤマト運輸", "4954-3245-8743",
      "https://member.kms.kuronekoyamato.co.jp/parcel/detail?pno=495432458743" },
    { "YAMATO TRANSPORT", "４９５４３２４５８７４３",
      "https://member.kms.kuronekoyamato.co.jp/parcel/detail?pno=495432458743" },
    { "ｻｶﾞﾜ急便", "123456789012",
      "https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=123456789012" },
    { "佐川急便", "123456789012",
      "https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=123456789012" },
    { "Japan Post", "EF 000 497 545 JP",
      "https://trackings.post.japanpost.jp/services/srv/search/"
      "direct?reqCodeNo1=EF000497545JP&locale=ja" },
    { "西濃運輸", "1234567890", NULL },
    { "ヤマト運輸", "1234&x=y", NULL },
    { "ヤマト運輸", "123", NULL },
    { "ヤマト運輸", NULL, NULL },
    { NULL, "495432458743", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *page = henji_shipment_page (samples[i][0], samples[i][1]);

      g_assert_cmpstr (page, ==, samples[i][2]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/parcel-page", test_parcel_page);
  g_test_add_func ("/report/order", test_order);
  g_test_add_func ("/report/same", test_same);
  g_test_add_func ("/report/bad-rows", test_bad_rows);
  g_test_add_func ("/report/broken-text", test_broken_text);
  g_test_add_func ("/report/unshipped", test_unshipped);
  g_test_add_func ("/report/all-orders", test_all_orders);
  g_test_add_data_func ("/report/returns", "returns.txt", test_returns);
  g_test_add_data_func ("/report/returns-csv", "returns.csv", test_returns);
  g_test_add_func ("/report/confirmation", test_confirmation);
  g_test_add_func ("/report/carriers", test_carriers);
  g_test_add_func ("/report/own-profile", test_own_profile);
  g_test_add_func ("/report/refused", test_refused);
  g_test_add_func ("/report/sniff", test_sniff);
  g_test_add_func ("/report/caps", test_caps);
  g_test_add_func ("/report/many-pieces", test_many_pieces);
  g_test_add_func ("/report/elsewhere", test_elsewhere);
  g_test_add_func ("/report/pipe", test_pipe);
  g_test_add_func ("/report/mutations", test_mutations);

  return g_test_run ();
}

/* test-spapi.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "henji-http.h"
#include "henji-secrets.h"
#include "henji-spapi-facts.h"
#include "henji-spapi-messaging.h"
#include "henji-spapi-orders.h"

/* ---- Orders ---------------------------------------------------------------------------------- */

/* (transfer full) */
static HenjiSpapiOrders *
parse (const char *text, GError **error)
{
  g_autoptr (HenjiSpapiFacts) facts = henji_spapi_facts_read (NULL, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return henji_spapi_orders_parse (facts, bytes, error);
}

/* (transfer full): of one order with these members beyond the ones it must have. */
static HenjiSpapiOrders *
parse_order (const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{\"order\":{\"orderId\":\"250-1234567-1234567\",\"createdTime\":\"2026-11-01T00:00:00Z\","
      "\"lastUpdatedTime\":\"2026-11-02T00:00:00.123Z\"%s%s}}",
      *members != '\0' ? "," : "", members);
  g_autoptr (GError) error = NULL;
  HenjiSpapiOrders *orders = parse (text, &error);

  g_assert_no_error (error);

  return orders;
}

static const HenjiOrder *
only (const HenjiSpapiOrders *orders)
{
  for (guint i = 0; i < orders->faults->len; i++)
    g_test_message ("%s", ((HenjiSyncFault *) orders->faults->pdata[i])->reason);
  g_assert_cmpuint (orders->faults->len, ==, 0);
  g_assert_cmpuint (orders->orders->len, ==, 1);

  return g_ptr_array_index (orders->orders, 0);
}

static void
test_bare (void)
{
  g_autoptr (HenjiSpapiOrders) orders = parse_order ("\"orderItems\":[]");
  const HenjiOrder *order = only (orders);

  g_assert_cmpstr (order->order_id, ==, "250-1234567-1234567");
  g_assert_cmpint (order->updated_at, ==, G_GINT64_CONSTANT (1793577600123000));
  g_assert_null (order->marketplace);
  g_assert_null (order->status);
  g_assert_null (order->buyer_name);
  g_assert_null (order->ship_to);
  g_assert_cmpuint (order->items->len, ==, 0);
  g_assert_false (henji_order_is_shipped (order));
}

static void
test_whole (void)
{
  g_autoptr (HenjiSpapiOrders) orders = parse_order (
      "\"programs\":[\"PRIME\",\"AMAZON_BUSINESS\"],"
      "\"associatedOrders\":[{\"orderId\":\"250-7654321-7654321\","
      "\"associationType\":\"EXCHANGE_ORIGINAL_ID\"}],"
      "\"salesChannel\":{\"channelName\":\"AMAZON\",\"marketplaceId\":\"A1VC38T7YXB528\"},"
      "\"buyer\":{\"buyerName\":\"佐伯 真由\",\"buyerEmail\":\"a@marketplace.amazon.co.jp\"},"
      "\"recipient\":{\"deliveryAddress\":{\"name\":\"佐伯\",\"addressLine1\":\"神宮前1-2-3\","
      "\"addressLine2\":\"\",\"municipality\":\"渋谷区\",\"stateOrRegion\":\"東京都\","
      "\"postalCode\":\"150-0001\",\"countryCode\":\"JP\"}},"
      "\"payment\":{\"paymentExecutions\":[{\"paymentMethod\":\"COD\"}]},"
      "\"fulfillment\":{\"fulfillmentStatus\":\"PARTIALLY_SHIPPED\",\"fulfilledBy\":\"MERCHANT\","
      "\"fulfillmentServiceLevel\":\"NEXT_DAY\","
      "\"shipByWindow\":{\"latestDateTime\":\"2026-11-03T00:00:00Z\"}},"
      "\"orderItems\":[{\"orderItemId\":\"1\",\"quantityOrdered\":2,"
      "\"product\":{\"sellerSku\":\"MUG\",\"asin\":\"B01\",\"title\":\"A & B\","
      "\"price\":{\"unitPrice\":{\"amount\":\"1200\",\"currencyCode\":\"JPY\"}}},"
      "\"proceeds\":{\"breakdowns\":["
      "{\"type\":\"ITEM\",\"subtotal\":{\"amount\":\"2400\",\"currencyCode\":\"JPY\"}},"
      "{\"type\":\"SHIPPING\",\"subtotal\":{\"amount\":\"300\",\"currencyCode\":\"JPY\"}},"
      "{\"type\":\"GIFT_WRAP\",\"subtotal\":{\"amount\":\"150\",\"currencyCode\":\"JPY\"}},"
      "{\"type\":\"DISCOUNT\",\"subtotal\":{\"amount\":\"-100\",\"currencyCode\":\"JPY\"}},"
      "{\"type\":\"COD_FEE\",\"subtotal\":{\"amount\":\"330\",\"currencyCode\":\"JPY\"}},"
      "{\"type\":\"TAX\",\"subtotal\":{\"amount\":\"270\",\"currencyCode\":\"JPY\"},"
      "\"detailedBreakdowns\":[{\"subtype\":\"SHIPPING\","
      "\"value\":{\"amount\":\"30\",\"currencyCode\":\"JPY\"}}]}]},"
      "\"fulfillment\":{\"quantityFulfilled\":1,\"packing\":{\"giftOption\":"
      "{\"giftMessage\":\"おめでとう\\nございます\",\"giftWrapLevel\":\"RED\"}}}},"
      "{\"orderItemId\":\"2\",\"quantityOrdered\":3,\"product\":{\"sellerSku\":\"CUP\","
      "\"price\":{\"unitPrice\":{\"amount\":\"500\",\"currencyCode\":\"JPY\"}}},"
      "\"cancellation\":{\"cancellationRequest\":{\"requester\":\"BUYER\","
      "\"cancelReason\":\"NO_LONGER_NEEDED\"},\"cancellationExecution\":{\"cancelledBy\":"
      "\"MERCHANT\"}}}],"
      "\"packages\":[{\"carrier\":\"ヤマト運輸\",\"trackingNumber\":\"123\","
      "\"shipTime\":\"2026-11-02T16:00:00Z\"},{\"carrier\":\"x\"}]");
  const HenjiOrder *order = only (orders);
  const HenjiOrderItem *mug = g_ptr_array_index (order->items, 0);
  const HenjiOrderItem *cup = g_ptr_array_index (order->items, 1);
  const HenjiShipment *shipment = g_ptr_array_index (order->shipments, 0);
  const HenjiOrderLink *link = g_ptr_array_index (orders->links, 0);
  g_autofree char *message = henji_order_extra (order, "gift-message-text");
  g_autofree char *fee = henji_order_extra (order, "cod-fee");

  g_assert_cmpstr (order->marketplace, ==, "amazon.co.jp");
  g_assert_cmpstr (order->status, ==, "PartiallyShipped");
  g_assert_cmpstr (order->service_level, ==, "NextDay");
  g_assert_cmpstr (order->fulfilment, ==, "merchant");
  g_assert_cmpstr (order->payment_method, ==, "COD");
  g_assert_cmpstr (order->ship_to->city, ==, "渋谷区");
  g_assert_null (order->ship_to->line2);
  g_assert_cmpint (mug->quantity, ==, 2);
  g_assert_cmpint (mug->quantity_shipped, ==, 1);
  g_assert_cmpint (mug->price.minor, ==, 2400);
  g_assert_cmpint (mug->shipping.minor, ==, 300);
  g_assert_cmpint (mug->gift_wrap.minor, ==, 150);
  g_assert_cmpint (mug->discount.minor, ==, -100);
  g_assert_cmpint (mug->tax.minor, ==, 240);
  g_assert_cmpint (mug->shipping_tax.minor, ==, 30);
  g_assert_cmpint (cup->price.minor, ==, 1500);
  g_assert_cmpstr (cup->status, ==, "Cancelled");
  g_assert_cmpint (cup->quantity_shipped, ==, -1);
  g_assert_true (henji_order_is_gift (order));
  g_assert_cmpstr (message, ==, "おめでとう ございます");
  g_assert_nonnull (fee);
  g_assert_cmpuint (order->shipments->len, ==, 1);
  g_assert_cmpstr (shipment->ship_date, ==, "2026-11-03");
  g_assert_cmpuint (orders->links->len, ==, 1);
  g_assert_cmpstr (link->original_id, ==, "250-7654321-7654321");
  g_assert_true (link->exchange);
}

static void
test_envelope (void)
{
  /* clang-format off */
  static const struct { const char *text; const char *fault; } rows[] = {
    { "{\"orders\":[]}", NULL },
    { "{\"orders\":[],\"pagination\":null}", NULL },
    { "{\"orders\":[],\"lastUpdatedBefore\":\"2026-11-01T00:00:00Z\",\"other\":1}", NULL },
    { "{}", "“orders” is missing" },
    { "[]", "“{}” is no object" },
    { "{\"orders\":null}", "“orders” is missing" },
    { "{\"orders\":{}}", "“orders” is no list" },
    { "{\"order\":[]}", "“order” is no object" },
    { "{\"orders\":[5]}", "“orders[0]” is no object" },
    { "{\"orders\":[],\"pagination\":{\"nextToken\":7}}", "“pagination.nextToken” is no text" },
    { "{\"orders\":[],\"lastUpdatedBefore\":7}", "“lastUpdatedBefore” is no text" },
    { "{\"errors\":[]}", "“orders” is missing" },
  };
  /* clang-format on */

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiSpapiOrders) orders = parse (rows[i].text, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (orders != NULL, ==, rows[i].fault == NULL);
      if (rows[i].fault != NULL)
        g_assert_nonnull (strstr (error->message, rows[i].fault));
    }
}

static void
test_overflow (void)
{
  g_autoptr (HenjiSpapiOrders) orders = parse_order (
      "\"orderItems\":[{\"orderItemId\":\"1\",\"quantityOrdered\":1,\"proceeds\":{\"breakdowns\":["
      "{\"type\":\"ITEM\",\"subtotal\":{\"amount\":\"1\",\"currencyCode\":\"JPY\"}},"
      "{\"type\":\"ITEM\",\"subtotal\":{\"amount\":\"1\",\"currencyCode\":\"USD\"}}]}}]");

  g_assert_cmpuint (orders->orders->len, ==, 0);
  g_assert_cmpuint (orders->faults->len, ==, 1);
  g_assert_nonnull (strstr (((HenjiSyncFault *) orders->faults->pdata[0])->reason,
                            "“order.orderItems[0].proceeds.breakdowns[1]”"));
}

static void
test_questions (void)
{
  const char *const marketplaces[] = { "A1VC38T7YXB528", "A39IBJ37TRP1C6", NULL };
  g_autofree char *search
      = henji_spapi_orders_search (marketplaces, G_GINT64_CONSTANT (1793577600123000));
  g_autofree char *page = henji_spapi_orders_page (search, "a+b/c=&d e");
  g_autofree char *one = henji_spapi_orders_one ("250-1234567-1234567");

  g_assert_true (g_str_has_prefix (search, "/orders/2026-01-01/orders?marketplaceIds="
                                           "A1VC38T7YXB528,A39IBJ37TRP1C6&lastUpdatedAfter="
                                           "2026-11-02T00:00:00Z&"));
  g_assert_true (g_str_has_prefix (page, search));
  g_assert_true (g_str_has_suffix (page, "&paginationToken=a%2Bb%2Fc%3D%26d%20e"));
  g_assert_true (g_str_has_prefix (one, "/orders/2026-01-01/orders/250-1234567-1234567?"));
}

/* ---- Facts, hosts, credentials --------------------------------------------------------------- */

static void
test_facts (void)
{
  g_autoptr (HenjiSpapiFacts) facts = henji_spapi_facts_read (NULL, NULL);
  const HenjiSpapiMarketplace *japan = henji_spapi_facts_marketplace (facts, "A1VC38T7YXB528");

  g_assert_cmpstr (facts->login, ==, "https://api.amazon.com/auth/o2/token");
  g_assert_cmpstr (g_hash_table_lookup (facts->hosts, "fe"), ==, "sellingpartnerapi-fe.amazon.com");
  g_assert_cmpstr (japan->domain, ==, "amazon.co.jp");
  g_assert_true (japan == henji_spapi_facts_marketplace_at (facts, "Amazon.co.jp"));
  g_assert_cmpint (henji_spapi_facts_plan (facts, "searchOrders")->burst, ==, 20);
  g_assert_cmpint (henji_spapi_facts_plan (facts, "searchOrders")->every / G_TIME_SPAN_SECOND, ==,
                   178);
  g_assert_cmpint (henji_spapi_facts_plan (facts, "unheard")->burst, ==, 1);
  for (guint i = 0; i < facts->marketplaces->len; i++)
    {
      const HenjiSpapiMarketplace *marketplace = g_ptr_array_index (facts->marketplaces, i);

      g_assert_true (g_hash_table_contains (facts->hosts, marketplace->region));
    }
}

static void
test_hosts (void)
{
  const char *const hosts[] = { "sellingpartnerapi-fe.amazon.com", NULL };
  static const char *const refused[] = {
    "http://sellingpartnerapi-fe.amazon.com/",
    "https://sellingpartnerapi-fe.amazon.com:8443/",
    "https://user@sellingpartnerapi-fe.amazon.com/",
    "https://sellingpartnerapi-fe.amazon.com.example.com/",
    "https://example.com/sellingpartnerapi-fe.amazon.com",
    "https://sellingpartnerapi-na.amazon.com/",
    "http://127.0.0.1:9/",
    "file:///etc/passwd",
    "data:text/plain,x",
    "no uri",
  };
  static const char *const tests[] = { "http://192.168.0.1:80", "http://localhost:80",
                                       "http://[::2]:80", "ftp://127.0.0.1", "http://0.0.0.0:80" };
  g_autoptr (HenjiHttp) http = henji_http_new (hosts, G_TIME_SPAN_SECOND, 1000);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      HenjiHttpRequest request = { .method = "GET", .uri = refused[i], .token = "t" };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refused[i]);
      g_assert_null (henji_http_send (http, &request, NULL, &error));
      g_assert_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_HOST);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (henji_http_allow_test (http, tests[i], &error));
      g_assert_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_HOST);
    }
  g_assert_true (henji_http_allow_test (http, "http://[::1]:80", NULL));
  g_assert_true (henji_http_allow_test (http, "http://127.0.0.1:80", NULL));
}

static void
test_secrets (void)
{
  g_autofree char *dir = g_dir_make_tmp ("henji-secrets-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "keyring", NULL);
  g_autoptr (HenjiCredentials) made = henji_credentials_new_with ("id", "secret\x01", "token");
  g_autoptr (HenjiCredentials) fine = henji_credentials_new_with ("id", "secret", "Atzr|token");
  g_autoptr (HenjiCredentials) found = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_assert_false (henji_secrets_store ("one", made, NULL, &error));
  g_assert_error (error, HENJI_SECRETS_ERROR, HENJI_SECRETS_ERROR_INVALID);
  g_assert_null (strstr (error->message, "secret\x01"));
  g_clear_error (&error);

  g_assert_null (henji_secrets_find ("one", NULL, &error));
  g_assert_error (error, HENJI_SECRETS_ERROR, HENJI_SECRETS_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (henji_secrets_store ("one", fine, NULL, &error));
  g_assert_no_error (error);
  found = henji_secrets_find ("one", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->client_id, ==, "id");
  g_assert_cmpstr (found->client_secret, ==, "secret");
  g_assert_cmpstr (found->refresh_token, ==, "Atzr|token");
  g_assert_null (henji_secrets_find ("two", NULL, NULL));
  g_assert_true (henji_secrets_clear ("one", NULL, &error));
  g_assert_true (henji_secrets_clear ("one", NULL, &error));
  g_assert_null (henji_secrets_find ("one", NULL, NULL));
}

/* ---- Messages -------------------------------------------------------------------------------- */

#define ORDER "250-1234567-1234567"
#define PLACE "/messaging/v1/orders/" ORDER "/messages/"

/* Whatever comes: a sound reading, or an error. */
static void
read_all (const HenjiSpapiFacts *facts, const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) offer_fault = NULL;
  g_autoptr (GError) upload_fault = NULL;
  g_autoptr (GError) locale_fault = NULL;
  g_autoptr (GPtrArray) actions = henji_spapi_messaging_parse (facts, ORDER, bytes, &offer_fault);
  g_autoptr (HenjiUpload) upload = henji_spapi_upload_parse (bytes, &upload_fault);
  g_autofree char *locale = henji_spapi_attributes_parse (bytes, &locale_fault);

  g_assert_true ((actions == NULL) == (offer_fault != NULL));
  g_assert_true ((upload == NULL) == (upload_fault != NULL));
  g_assert_true (locale == NULL || locale_fault == NULL);
  for (guint i = 0; actions != NULL && i < actions->len; i++)
    {
      const HenjiMessageAction *action = g_ptr_array_index (actions, i);

      g_assert_true (action->place == NULL || g_str_has_prefix (action->place, PLACE));
    }
  for (guint i = 0; upload != NULL && upload->headers[i] != NULL; i++)
    g_assert_null (strpbrk (upload->headers[i], "\r\n"));
}

static void
test_messages_fuzz (void)
{
  static const char *const samples[]
      = { "{\"_links\":{\"actions\":[{\"href\":\"" PLACE "sendInvoice?marketplaceIds=A1\",\"name\":"
          "\"sendInvoice\"}]},\"_embedded\":{\"actions\":[{\"disabledReason\":\"x\",\"_links\":"
          "{\"self\":{\"href\":\"/x\",\"name\":\"sendInvoice\"}}}]}}",
          "{\"payload\":{\"uploadDestinationId\":\"u\",\"url\":\"https://x.amazonaws.com/y\","
          "\"headers\":{\"x-amz-meta-a\":\"b\"}}}",
          "{\"buyer\":{\"locale\":\"ja-JP\"}}" };
  g_autoptr (HenjiSpapiFacts) facts = henji_spapi_facts_read (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      gsize length = strlen (samples[i]);

      read_all (facts, samples[i], length);
      for (int round = 0; round < 3000; round++)
        {
          g_autofree char *text = g_strdup (samples[i]);

          for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
            text[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (0, 256);
          read_all (facts, text, (gsize) g_test_rand_int_range (0, (int) length + 1));
          read_all (facts, text, length);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spapi/orders/bare", test_bare);
  g_test_add_func ("/spapi/orders/whole", test_whole);
  g_test_add_func ("/spapi/orders/envelope", test_envelope);
  g_test_add_func ("/spapi/orders/overflow", test_overflow);
  g_test_add_func ("/spapi/orders/questions", test_questions);
  g_test_add_func ("/spapi/facts", test_facts);
  g_test_add_func ("/spapi/messages/fuzz", test_messages_fuzz);
  g_test_add_func ("/http/hosts", test_hosts);
  g_test_add_func ("/secrets", test_secrets);

  return g_test_run ();
}

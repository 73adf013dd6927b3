/* test-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-json.h"

#include <string.h>

static void
test_scan (void)
{
  /* clang-format off */
  static const struct { const char *text; const char *fault; } rows[] = {
    { "{}", NULL },
    { " [ ] \n", NULL },
    { "0", NULL },
    { "-0.5e-3", NULL },
    { "\"\"", NULL },
    { "null", NULL },
    { "[true,false,null,1,\"a\",{\"b\":[]}]", NULL },
    { "{\"a\":1,\"b\":{\"a\":2},\"c\":[{\"a\":3},{\"a\":4}]}", NULL },
    { "\"\\u00e9\\ud83d\\ude00\\n\\\"\\/\"", NULL },
    { "9223372036854775807", NULL },
    { "-9223372036854775808", NULL },
    { "1e308", NULL },
    { "", "empty" },
    { " ", "ends before" },
    { "\xef\xbb\xbf{}", "no JSON" },
    { "<html></html>", "no JSON" },
    { "{", "ends before" },
    { "{\"a\"", "ends before" },
    { "{\"a\":", "ends before" },
    { "{\"a\":1", "ends before" },
    { "{\"a\":1,", "ends before" },
    { "[1", "ends before" },
    { "[1,", "ends before" },
    { "\"abc", "ends before" },
    { "\"abc\\", "ends before" },
    { "\"abc\\u00", "ends before" },
    { "tru", "ends before" },
    { "{}{}", "follows its end" },
    { "{} x", "follows its end" },
    { "{\"a\":1,\"a\":2}", "stands twice" },
    { "{\"a\":1,\"b\":2,\"a\":null}", "stands twice" },
    { "{\"\\u0061\":1,\"a\":2}", "escapes" },
    { "{a:1}", "no JSON" },
    { "{'a':1}", "no JSON" },
    { "{\"a\":1,}", "no JSON" },
    { "[1,]", "no JSON" },
    { "[1 2]", "no JSON" },
    { "[/* */1]", "no JSON" },
    { "nul1", "no JSON" },
    { "NaN", "no JSON" },
    { "+1", "no JSON" },
    { "-", "number that is none" },
    { "1.", "number that is none" },
    { ".5", "no JSON" },
    { "1e", "number that is none" },
    { "01", "follows its end" },
    { "9223372036854775808", "too large" },
    { "18446744073709551615", "too large" },
    { "1e999", "too large" },
    { "-1e999", "too large" },
    { "\"a\nb\"", "may not stand" },
    { "\"\\u0000\"", "may not stand" },
    { "\"\\ud800\"", "may not stand" },
    { "\"\\ud800\\u0041\"", "may not stand" },
    { "\"\\udc00\"", "may not stand" },
    { "\"\\x\"", "escape" },
    { "\"\xff\"", "UTF-8" },
    { "\"\xed\xa0\x80\"", "UTF-8" },
  };
  /* clang-format on */

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean fine = henji_json_scan (rows[i].text, strlen (rows[i].text), &error);

      g_test_message ("row %u", i);
      g_assert_cmpint (fine, ==, rows[i].fault == NULL);
      if (fine)
        g_assert_no_error (error);
      else
        {
          gboolean cut = strstr (rows[i].fault, "empty") != NULL
                         || strstr (rows[i].fault, "ends before") != NULL
                         || strstr (rows[i].fault, "that is none") != NULL;

          g_assert_error (error, HENJI_JSON_ERROR,
                          cut ? HENJI_JSON_ERROR_TRUNCATED : HENJI_JSON_ERROR_SYNTAX);
          g_assert_nonnull (strstr (error->message, rows[i].fault));
        }
    }
}

static void
test_mend (void)
{
  static const struct
  {
    const char *text, *mended;
  } rows[] = {
    { "{\"a\":\"\\u00e9\\ud83d\\ude00\\n\\\"\\\\\"}", NULL },
    { "{\n\t\"a\": 1\r\n}", NULL },
    { "[\"a\nb\x01\"]", "[\"a b \"]" },
    { "[\"\\u0000\\ud83d\", \"\\udc00\\ud83d\\u0041\"]",
      "[\"\\ufffd\\ufffd\", \"\\ufffd\\ufffd\\u0041\"]" },
    { "[\"\\\\ud83d\\\\\", \"\xff\"]", "[\"\\\\ud83d\\\\\", \"\xef\xbf\xbd\"]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].text, strlen (rows[i].text));
      g_autoptr (GBytes) mended = henji_json_mend (bytes);
      const char *expected = rows[i].mended != NULL ? rows[i].mended : rows[i].text;

      g_assert_cmpmem (g_bytes_get_data (mended, NULL), g_bytes_get_size (mended), expected,
                       strlen (expected));
      g_assert_true (henji_json_scan (expected, strlen (expected), NULL));
    }
}

/* However it is cut, nothing is read beyond its end, and it is still no whole text. */
static void
test_mend_cut (void)
{
  static const char text[] = "{\"a\":\"\\ud83d\\ude00\\u0000\\\"\xe3\x81\x82\"}";

  for (gsize length = 0; length < sizeof text - 1; length++)
    {
      g_autofree char *copy = g_memdup2 (text, MAX (length, 1));
      g_autoptr (GBytes) bytes = g_bytes_new (copy, length);
      g_autoptr (GBytes) mended = henji_json_mend (bytes);
      g_autoptr (GError) error = NULL;

      g_assert_false (
          henji_json_scan (g_bytes_get_data (mended, NULL), g_bytes_get_size (mended), &error));
      g_assert_error (error, HENJI_JSON_ERROR, HENJI_JSON_ERROR_TRUNCATED);
    }
}

static void
test_zero (void)
{
  static const char text[] = "{\"a\":\0 1}";

  g_assert_false (henji_json_scan (text, sizeof text - 1, NULL));
}

static gboolean
scan_nested (int depth, const char *open, const char *close)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (int i = 0; i < depth; i++)
    g_string_append (text, close);

  return henji_json_scan (text->str, text->len, NULL);
}

static void
test_depth (void)
{
  g_assert_true (scan_nested (HENJI_JSON_DEPTH, "[", "]"));
  g_assert_false (scan_nested (HENJI_JSON_DEPTH + 1, "[", "]"));
  g_assert_true (scan_nested (HENJI_JSON_DEPTH, "{\"a\":", "}"));
  g_assert_false (scan_nested (HENJI_JSON_DEPTH + 1, "{\"a\":", "}"));
  g_assert_false (scan_nested (1000000, "[", ""));
  g_assert_false (scan_nested (1000000, "{\"a\":", ""));
}

static void
test_members (void)
{
  for (int n = HENJI_JSON_MEMBERS; n <= HENJI_JSON_MEMBERS + 1; n++)
    {
      g_autoptr (GString) text = g_string_new ("{");

      for (int i = 0; i < n; i++)
        g_string_append_printf (text, "%s\"%d\":0", i > 0 ? "," : "", i);
      g_string_append_c (text, '}');
      g_assert_cmpint (henji_json_scan (text->str, text->len, NULL), ==, n == HENJI_JSON_MEMBERS);
    }
}

/* Whatever is cut off or changed is refused or read, never anything else. */
static void
test_mutations (void)
{
  static const char sound[] = "{\"orders\":[{\"orderId\":\"250-1\",\"n\":[1,-2.5e3,true,null],"
                              "\"t\":\"\\u3042\\n\"}],\"p\":{}}";
  gsize length = strlen (sound);
  guint taken = 0;

  for (gsize i = 0; i < length; i++)
    g_assert_false (henji_json_scan (sound, i, NULL));
  for (int i = 0; i < 200000; i++)
    {
      g_autofree char *text = g_strdup (sound);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (JsonNode) root = NULL;

      for (int k = g_test_rand_int_range (1, 4); k > 0; k--)
        text[g_test_rand_int_range (0, (gint32) length)] = (char) g_test_rand_int_range (0, 256);
      bytes = g_bytes_new (text, length);
      root = henji_json_parse (bytes, NULL);
      if (root != NULL)
        {
          /* What was understood is sound once more when it is written anew, but for DEL, which
           * json-glib writes as an escape. */
          g_autofree char *again = json_to_string (root, FALSE);

          g_assert_true (strchr (text, 0x7f) != NULL
                         || henji_json_scan (again, strlen (again), NULL));
          taken++;
        }
    }
  g_assert_cmpuint (taken, >, 1000);
  g_assert_cmpuint (taken, <, 150000);
}

/* ---- Values ---------------------------------------------------------------------------------- */

typedef enum
{
  TEXT,
  COUNT,
  NUMBER,
  MILLIONTHS,
  INSTANT,
  MONEY,
} Type;

static void
test_values (void)
{
  /* clang-format off */
  static const struct { Type type; const char *json; gint64 value; const char *fault; } rows[] = {
    { COUNT, "3", 3, NULL },
    { COUNT, "\"3\"", 3, NULL },
    { COUNT, "null", -1, NULL },
    { COUNT, "0", 0, NULL },
    { COUNT, "-1", 0, "“a.v” is no quantity" },
    { COUNT, "1.0", 0, "“a.v” is no quantity" },
    { COUNT, "\"\"", 0, "“a.v” is no quantity" },
    { COUNT, "\"3x\"", 0, "“a.v” is no quantity" },
    { COUNT, "true", 0, "“a.v” is no quantity" },
    { COUNT, "[]", 0, "“a.v” is no quantity" },
    { COUNT, "1000001", 0, "“a.v” is no quantity" },
    { NUMBER, "1000001", 1000001, NULL },
    { NUMBER, "12.0", 12, NULL },
    { NUMBER, "\"12\"", 12, NULL },
    { NUMBER, "null", -1, NULL },
    { NUMBER, "1000000000000", 1000000000000, NULL },
    { NUMBER, "1000000000001", 0, "“a.v” is no quantity" },
    { NUMBER, "-1", 0, "“a.v” is no quantity" },
    { NUMBER, "1.5", 0, "“a.v” is no quantity" },
    { NUMBER, "\"\"", 0, "“a.v” is no quantity" },
    { NUMBER, "\"nan\"", 0, "“a.v” is no quantity" },
    { NUMBER, "{}", 0, "“a.v” is no quantity" },
    { MILLIONTHS, "0", 0, NULL },
    { MILLIONTHS, "1", 1000000, NULL },
    { MILLIONTHS, "0.009", 9000, NULL },
    { MILLIONTHS, "\"9e-3\"", 9000, NULL },
    { MILLIONTHS, "null", -1, NULL },
    { MILLIONTHS, "1.000001", 0, "“a.v” is no share" },
    { MILLIONTHS, "-0.1", 0, "“a.v” is no share" },
    { MILLIONTHS, "\"inf\"", 0, "“a.v” is no share" },
    { MILLIONTHS, "\"1e999\"", 0, "“a.v” is no share" },
    { MILLIONTHS, "\"0.1 %\"", 0, "“a.v” is no share" },
    { MILLIONTHS, "false", 0, "“a.v” is no share" },
    { TEXT, "\" a \"", 1, NULL },
    { TEXT, "\"\"", 0, NULL },
    { TEXT, "null", 0, NULL },
    { TEXT, "1", 0, "“a.v” is no text" },
    { TEXT, "{}", 0, "“a.v” is no text" },
    { INSTANT, "\"1970-01-01T00:00:01.500Z\"", 1500000, NULL },
    { INSTANT, "\"1970-01-01T09:00:01+09:00\"", 1000000, NULL },
    { INSTANT, "\"1970-01-01T00:00:01\"", 0, "“a.v” is no time" },
    { INSTANT, "1764115200", 0, "“a.v” is no text" },
    { INSTANT, "\"\"", 0, NULL },
    { MONEY, "{\"amount\":\"19940\",\"currencyCode\":\"JPY\"}", 19940, NULL },
    { MONEY, "{\"amount\":\"19940.00\",\"currencyCode\":\"JPY\"}", 19940, NULL },
    { MONEY, "{\"amount\":\"19.94\",\"currencyCode\":\"USD\"}", 1994, NULL },
    { MONEY, "{\"amount\":\"-4\",\"currencyCode\":\"USD\"}", -400, NULL },
    { MONEY, "{}", 0, NULL },
    { MONEY, "null", 0, NULL },
    { MONEY, "{\"amount\":\"19.945\",\"currencyCode\":\"USD\"}", 0, "“a.v.amount” is no amount" },
    { MONEY, "{\"amount\":\"10.5\",\"currencyCode\":\"JPY\"}", 0, "“a.v.amount” is no amount" },
    { MONEY, "{\"amount\":19940,\"currencyCode\":\"JPY\"}", 0, "“a.v.amount” is no text" },
    { MONEY, "{\"amount\":\"\",\"currencyCode\":\"JPY\"}", 0, "“a.v.amount” is no amount" },
    { MONEY, "{\"amount\":\"1e3\",\"currencyCode\":\"JPY\"}", 0, "“a.v.amount” is no amount" },
    { MONEY, "{\"currencyCode\":\"JPY\"}", 0, "“a.v.amount” is no amount" },
    { MONEY, "{\"amount\":\"5\"}", 0, "“a.v.currencyCode” is no currency" },
    { MONEY, "{\"amount\":\"5\",\"currencyCode\":\"yen\"}", 0, "currencyCode” is no currency" },
    { MONEY, "\"5\"", 0, "“a.v” is no object" },
    { MONEY, "{\"amount\":\"99999999999999999999\",\"currencyCode\":\"JPY\"}", 0, "no amount" },
  };
  /* clang-format on */

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"a\":{\"v\":%s}}", rows[i].json);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (JsonNode) root = henji_json_parse (bytes, NULL);
      g_autoptr (GError) fault = NULL;
      HenjiJsonAt at = henji_json_root (root, &fault);
      HenjiJsonAt a = henji_json_object (&at, "a");
      g_autofree char *word = NULL;
      gint64 value = 0;

      g_test_message ("%s", rows[i].json);
      if (rows[i].type == TEXT)
        {
          word = henji_json_text (&a, "v");
          value = word != NULL;
        }
      else if (rows[i].type == COUNT)
        value = henji_json_count (&a, "v");
      else if (rows[i].type == NUMBER)
        value = henji_json_number (&a, "v");
      else if (rows[i].type == MILLIONTHS)
        value = henji_json_millionths (&a, "v");
      else if (rows[i].type == INSTANT)
        value = henji_json_instant (&a, "v");
      else
        value = henji_json_money (&a, "v").minor;

      if (rows[i].fault == NULL)
        {
          g_assert_no_error (fault);
          g_assert_cmpint (value, ==, rows[i].value);
        }
      else
        {
          g_assert_error (fault, HENJI_JSON_ERROR, HENJI_JSON_ERROR_VALUE);
          g_assert_nonnull (strstr (fault->message, rows[i].fault));
        }
    }
}

static void
test_path (void)
{
  static const char text[] = "{\"orders\":[{},{\"items\":[{\"n\":1},{\"n\":[]}]},5]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) root = henji_json_parse (bytes, NULL);
  g_autoptr (GError) fault = NULL;
  HenjiJsonAt at = henji_json_root (root, &fault);
  HenjiJsonAt orders = henji_json_array (&at, "orders");
  HenjiJsonAt order = henji_json_element (&orders, 1);
  HenjiJsonAt items = henji_json_array (&order, "items");
  HenjiJsonAt item = henji_json_element (&items, 1);

  g_assert_cmpuint (henji_json_length (&orders), ==, 3);
  g_assert_cmpint (henji_json_count (&item, "missing"), ==, -1);
  g_assert_no_error (fault);
  g_assert_cmpint (henji_json_count (&item, "n"), ==, -1);
  g_assert_error (fault, HENJI_JSON_ERROR, HENJI_JSON_ERROR_VALUE);
  g_assert_nonnull (strstr (fault->message, "“orders[1].items[1].n”"));

  /* The first fault stays, and nothing is read after it. */
  g_assert_null (henji_json_text (&at, "orders"));
  g_assert_nonnull (strstr (fault->message, "“orders[1].items[1].n”"));
  g_clear_error (&fault);
  henji_json_element (&orders, 2);
  g_assert_nonnull (strstr (fault->message, "“orders[2]” is no object"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/scan", test_scan);
  g_test_add_func ("/json/mend", test_mend);
  g_test_add_func ("/json/mend-cut", test_mend_cut);
  g_test_add_func ("/json/zero", test_zero);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/members", test_members);
  g_test_add_func ("/json/mutations", test_mutations);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/path", test_path);

  return g_test_run ();
}

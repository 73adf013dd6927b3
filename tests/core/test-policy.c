/* test-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-fixture.h"

#include <string.h>

static void
assert_deadline (HenjiPolicy *policy, const char *rule_id, const char *since, const char *until)
{
  const HenjiRule *rule = henji_policy_rule (policy, rule_id, instant_of (since));
  g_autofree char *got = NULL;

  g_assert_nonnull (rule);
  got = henji_time_format_rfc3339 (henji_policy_deadline (policy, rule, instant_of (since)),
                                   henji_policy_zone (policy));
  g_assert_cmpstr (got, ==, until);
}

static void
test_shipped (void)
{
  g_autoptr (HenjiPolicy) jp = load_policy ("amazon-jp");
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  static const char *const ids[]
      = { "reply",          "claim-answer",        "appeal",           "appeal-answer",
          "return-request", "refund-after-return", "return-window",    "message-warn",
          "message-limit",  "attachment-limit",    "proactive-message" };

  g_assert_cmpstr (henji_policy_id (jp), ==, "amazon-jp");
  g_assert_cmpstr (henji_policy_marketplace (jp), ==, "amazon.co.jp");
  g_assert_cmpstr (henji_policy_currency (jp), ==, "JPY");
  g_assert_cmpstr (g_time_zone_get_identifier (henji_policy_zone (jp)), ==, "Asia/Tokyo");
  g_assert_cmpstr (henji_policy_marketplace (us), ==, "amazon.com");
  g_assert_cmpstr (henji_policy_currency (us), ==, "USD");

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const HenjiRule *one = henji_policy_rule (jp, ids[i], instant_of ("2026-11-23T00:00:00Z"));
      const HenjiRule *two = henji_policy_rule (us, ids[i], instant_of ("2026-11-23T00:00:00Z"));

      g_assert_nonnull (one);
      g_assert_nonnull (two);
      g_assert_true (henji_date_is_valid (one->checked));
      g_assert_cmpint (two->value, >, 0);
    }
  g_assert_false (henji_policy_rule (jp, "restocking-out-of-window", 0)->verified);
  g_assert_true (henji_policy_rule (us, "restocking-out-of-window", 0)->verified);
  g_assert_null (henji_policy_rule (jp, "no-such-rule", 0));
  /* What nobody has published is not stated as a fact. */
  g_assert_false (henji_policy_rule (jp, "refund-after-return", 0)->verified);
  g_assert_false (henji_policy_rule (jp, "reply", 0)->verified);
  g_assert_true (henji_policy_rule (us, "reply", 0)->verified);
}

static void
test_order_page (void)
{
  g_autoptr (HenjiPolicy) jp = load_policy ("amazon-jp");
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  g_autofree char *a = henji_policy_order_page (jp, "250-1234567-1234567");
  g_autofree char *b = henji_policy_order_page (us, "112-1234567-1234567");

  g_assert_cmpstr (a, ==, "https://sellercentral.amazon.co.jp/orders-v3/order/250-1234567-1234567");
  g_assert_cmpstr (b, ==, "https://sellercentral.amazon.com/orders-v3/order/112-1234567-1234567");
  g_assert_null (henji_policy_order_page (jp, "250-1234567-1234567/../x"));
  g_assert_null (henji_policy_order_page (jp, NULL));
}

static void
test_dated (void)
{
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  const HenjiRule *before
      = henji_policy_rule (us, "refund-after-return", instant_of ("2026-01-25T23:59:59-08:00"));
  const HenjiRule *after
      = henji_policy_rule (us, "refund-after-return", instant_of ("2026-01-26T00:00:00-08:00"));

  g_assert_cmpint (before->value, ==, 2);
  g_assert_cmpint (before->unit, ==, HENJI_UNIT_BUSINESS_DAYS);
  g_assert_null (before->valid_from);
  g_assert_cmpint (after->value, ==, 4);
  g_assert_cmpint (after->unit, ==, HENJI_UNIT_CALENDAR_DAYS);
  g_assert_cmpstr (after->valid_from, ==, "2026-01-26");
}

/* ---- The seller's own values ------------------------------------------------------------------
 */

static GPtrArray *
new_values (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rule_unref);
}

static void
add_own (GPtrArray *values, const char *id, int value, HenjiUnit unit, const char *from)
{
  HenjiRule *rule = henji_rule_new ();

  rule->id = g_strdup (id);
  rule->value = value;
  rule->unit = unit;
  rule->valid_from = g_strdup (from);
  rule->checked = g_strdup (from);
  rule->own = TRUE;
  g_ptr_array_add (values, rule);
}

static void
assert_value (HenjiPolicy *policy, const char *at, int value, HenjiUnit unit, gboolean own)
{
  const HenjiRule *rule = henji_policy_rule (policy, "refund-after-return", instant_of (at));

  g_assert_nonnull (rule);
  g_assert_cmpint (rule->value, ==, value);
  g_assert_cmpint (rule->unit, ==, unit);
  g_assert_cmpint (rule->own, ==, own);
}

static void
test_own (void)
{
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  g_autoptr (GPtrArray) values = new_values ();
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (HenjiPolicy) own = NULL;

  add_own (values, "refund-after-return", 5, HENJI_UNIT_BUSINESS_DAYS, "2026-12-01");
  add_own (values, "refund-after-return", 1, HENJI_UNIT_CALENDAR_DAYS, "2025-12-01");
  add_own (values, "refund-after-return", 9, HENJI_UNIT_PERCENT, "2026-06-01");
  add_own (values, "no-such-rule", 9, HENJI_UNIT_HOURS, "2026-06-01");
  own = henji_policy_with_own (us, values);

  /* What is older than an own value keeps the figure of its day. */
  assert_value (own, "2025-11-30T23:59:59-08:00", 2, HENJI_UNIT_BUSINESS_DAYS, FALSE);
  assert_value (own, "2025-12-01T00:00:00-08:00", 1, HENJI_UNIT_CALENDAR_DAYS, TRUE);
  /* It stands also when the built-in figure changes later: nobody asked for that one. */
  assert_value (own, "2026-01-26T00:00:00-08:00", 1, HENJI_UNIT_CALENDAR_DAYS, TRUE);
  assert_value (own, "2026-11-30T23:59:59-08:00", 1, HENJI_UNIT_CALENDAR_DAYS, TRUE);
  assert_value (own, "2026-12-01T00:00:00-08:00", 5, HENJI_UNIT_BUSINESS_DAYS, TRUE);
  g_assert_cmpint (
      henji_policy_built_in_rule (own, "refund-after-return", instant_of ("2026-12-01T00:00:00Z"))
          ->value,
      ==, 4);
  g_assert_null (henji_policy_rule (own, "no-such-rule", instant_of ("2027-01-01T00:00:00Z")));
  assert_deadline (own, "refund-after-return", "2026-12-04T10:00:00-08:00",
                   "2026-12-11T23:59:59-08:00");

  again = henji_policy_own_values (own, "refund-after-return");
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpstr (((HenjiRule *) again->pdata[0])->valid_from, ==, "2025-12-01");
  none = henji_policy_own_values (own, "reply");
  g_assert_cmpuint (none->len, ==, 0);

  /* The file's values are untouched, and nothing but the rule's own is different. */
  assert_value (us, "2026-12-01T00:00:00-08:00", 4, HENJI_UNIT_CALENDAR_DAYS, FALSE);
  g_assert_cmpuint (henji_policy_n_rules (own), ==, henji_policy_n_rules (us) + 2);
  g_assert_cmpstr (henji_policy_id (own), ==, "amazon-us");
  g_assert_cmpstr (henji_policy_currency (own), ==, "USD");
}

static void
test_in_force (void)
{
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  g_autoptr (GPtrArray) before = henji_policy_in_force (us, instant_of ("2026-01-25T00:00:00Z"));
  g_autoptr (GPtrArray) after = henji_policy_in_force (us, instant_of ("2026-11-25T00:00:00Z"));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  /* The prepaid label came in between. */
  g_assert_cmpuint (after->len, ==, before->len + 1);
  for (guint i = 0; i < after->len; i++)
    g_assert_true (g_hash_table_add (seen, ((HenjiRule *) after->pdata[i])->id));
}

static guint
count_old (HenjiPolicy *policy, const char *at)
{
  g_autoptr (GPtrArray) old = henji_policy_old_rules (policy, instant_of (at));

  for (guint i = 0; i < old->len; i++)
    g_assert_false (((HenjiRule *) old->pdata[i])->habit);

  return old->len;
}

static void
test_old_rules (void)
{
  static const char text[]
      = "[marketplace]\nid=x\ndomain=x.example\nmarketplace-id=X\ncurrency=JPY\n"
        "zone=Asia/Tokyo\n"
        "[a]\nvalue=1\nunit=hours\nchecked=2028-02-29\nverified=no\n"
        "[a 2027-01-01]\nvalue=2\nunit=hours\nchecked=2027-06-01\nverified=no\n"
        "[b]\nvalue=1\nunit=hours\nchecked=2028-02-29\nverified=no\n"
        "[c]\nvalue=1\nunit=hours\nhabit=yes\nchecked=2020-01-01\nverified=no\n";
  g_autoptr (HenjiPolicy) policy = henji_policy_parse (text, strlen (text), "x.ini", NULL);
  g_autoptr (HenjiPolicy) own = NULL;
  g_autoptr (GPtrArray) values = new_values ();

  /* Only what is in force counts, by the marketplace's date. */
  g_assert_cmpuint (count_old (policy, "2028-05-31T23:59:59+09:00"), ==, 0);
  g_assert_cmpuint (count_old (policy, "2028-06-01T23:59:59+09:00"), ==, 0);
  g_assert_cmpuint (count_old (policy, "2028-06-02T00:00:00+09:00"), ==, 1);
  g_assert_cmpuint (count_old (policy, "2028-06-01T15:00:00Z"), ==, 1);
  /* Checked on a leap day: twelve months are over on the first of March. */
  g_assert_cmpuint (count_old (policy, "2029-02-28T23:59:59+09:00"), ==, 1);
  g_assert_cmpuint (count_old (policy, "2029-03-01T00:00:00+09:00"), ==, 2);

  /* A value of the seller's own was checked on its day, and grows old like any other. */
  add_own (values, "b", 1, HENJI_UNIT_HOURS, "2028-12-24");
  own = henji_policy_with_own (policy, values);
  g_assert_cmpuint (count_old (own, "2029-03-01T00:00:00+09:00"), ==, 1);
  g_assert_cmpuint (count_old (own, "2029-12-25T00:00:00+09:00"), ==, 2);
}

static void
test_deadlines (void)
{
  g_autoptr (HenjiPolicy) jp = load_policy ("amazon-jp");
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  const HenjiRule *reply = henji_policy_rule (us, "reply", 0);

  /* Elapsed hours: also over a clock change, a week-end and the year's end. */
  assert_deadline (jp, "reply", "2026-12-31T18:30:00+09:00", "2027-01-01T18:30:00+09:00");
  assert_deadline (us, "reply", "2026-03-07T12:00:00-08:00", "2026-03-08T13:00:00-07:00");
  assert_deadline (us, "reply", "2026-10-31T12:00:00-07:00", "2026-11-01T11:00:00-08:00");
  assert_deadline (us, "claim-answer", "2026-11-20T22:00:00Z", "2026-11-22T14:00:00-08:00");

  /* Calendar days: to the end of the last day where the marketplace is. */
  assert_deadline (us, "refund-after-return", "2026-11-23T02:00:00Z", "2026-11-26T23:59:59-08:00");
  assert_deadline (us, "refund-after-return", "2026-03-06T10:00:00-08:00",
                   "2026-03-10T23:59:59-07:00");
  assert_deadline (us, "refund-after-return", "2026-12-29T10:00:00-08:00",
                   "2027-01-02T23:59:59-08:00");
  assert_deadline (jp, "appeal", "2028-01-31T16:00:00Z", "2028-03-02T23:59:59+09:00");

  /* Business days: Friday's parcel is due on Tuesday, Saturday's too. */
  assert_deadline (jp, "refund-after-return", "2026-11-20T10:00:00+09:00",
                   "2026-11-24T23:59:59+09:00");
  assert_deadline (jp, "refund-after-return", "2026-11-21T10:00:00+09:00",
                   "2026-11-24T23:59:59+09:00");
  assert_deadline (jp, "refund-after-return", "2026-11-23T10:00:00+09:00",
                   "2026-11-25T23:59:59+09:00");
  assert_deadline (us, "refund-after-return", "2025-12-31T10:00:00-08:00",
                   "2026-01-02T23:59:59-08:00");

  g_assert_cmpint (henji_policy_deadline (us, reply, 0), ==, 0);
  g_assert_cmpint (henji_policy_deadline (us, henji_policy_rule (us, "message-limit", 0), 1), ==,
                   0);
}

#define HEAD                                                                                       \
  "[marketplace]\nid=x\ndomain=x.example\nmarketplace-id=X\ncurrency=JPY\nzone=Asia/Tokyo\n"
#define RULE "value=1\nunit=hours\nsource=https://x.example\nchecked=2026-11-01\nverified=yes\n"

static const struct
{
  const char *text;
  int line; /* 0: fine */
} broken[] = {
  { HEAD "[a]\n" RULE, 0 },
  { "\xef\xbb\xbf# note\r\n\r\n" HEAD "[a 2026-01-01]\n" RULE, 0 },
  { "", 1 },
  { "[a]\n" RULE, 1 },
  { "id=x\n", 1 },
  { HEAD "[a]\nvalue\n", 8 },
  { HEAD "[a\n" RULE, 7 },
  { HEAD "[]\n" RULE, 7 },
  { HEAD "[a]\n" RULE "[a]\n" RULE, 13 },
  { HEAD "[a]\n" RULE "value=2\n", 13 },
  { HEAD "[a 2026-02-30]\n" RULE, 7 },
  { HEAD "[a b c]\n" RULE, 7 },
  { HEAD "[a]\nvalue=-1\nunit=hours\nchecked=2026-11-01\nverified=no\n", 7 },
  { HEAD "[a]\nvalue=1.5\nunit=hours\nchecked=2026-11-01\nverified=no\n", 7 },
  { HEAD "[a]\nvalue=99999\nunit=calendar-days\nchecked=2026-11-01\nverified=no\n", 7 },
  { HEAD "[a]\nvalue=1\nunit=weeks\nchecked=2026-11-01\nverified=no\n", 7 },
  { HEAD "[a]\nvalue=1\nunit=hours\nchecked=soon\nverified=no\n", 7 },
  { HEAD "[a]\nvalue=1\nunit=hours\nchecked=2026-11-01\nverified=perhaps\n", 7 },
  { HEAD "[a]\nvalue=1\nunit=hours\nchecked=2026-11-01\nverified=yes\n", 7 },
  { "[marketplace]\nid=x\n[a]\n" RULE, 1 },
  { "\n[marketplace]\nid=x\ndomain=x\nmarketplace-id=X\ncurrency=JPY\nzone=Mars/Base\n", 2 },
  { HEAD "[a]\n\xff\xfe\n", 1 },
  { HEAD "[a]\nvalue=101\nunit=percent\nchecked=2026-11-01\nverified=no\n", 7 },
  { HEAD "[a]\nvalue=2.5\nunit=decimal-percent\nchecked=2026-11-01\nverified=no\n", 0 },
  { HEAD "[a]\nvalue=2.55\nunit=decimal-percent\nchecked=2026-11-01\nverified=no\n", 7 },
  { HEAD "[a]\nvalue=24:00\nunit=time-of-day\nchecked=2026-11-01\nverified=no\n", 0 },
  { HEAD "[a]\nvalue=24:01\nunit=time-of-day\nchecked=2026-11-01\nverified=no\n", 7 },
  { HEAD "[a]\nvalue=yes\nunit=yes-no\nchecked=2026-11-01\nverified=no\n", 0 },
  { HEAD "[a]\nvalue=1\nunit=yes-no\nchecked=2026-11-01\nverified=no\n", 7 },
  { HEAD "[a]\nunit=hours\nchecked=2026-11-01\nverified=no\n", 7 },
  { HEAD "[a]\nvalue=1\nunit=hours\nhabit=yes\nchecked=2026-11-01\nverified=no\n", 0 },
  { HEAD "[a]\nhabit=yes\n" RULE, 7 },
  { HEAD "[a]\nhabit=often\n" RULE, 7 },
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiPolicy) policy
          = henji_policy_parse (broken[i].text, strlen (broken[i].text), "shop.ini", &error);
      g_autofree char *place = g_strdup_printf ("shop.ini, line %d: ", broken[i].line);

      if (broken[i].line == 0)
        {
          g_assert_no_error (error);
          g_assert_nonnull (henji_policy_rule (policy, "a", instant_of ("2026-11-23T00:00:00Z")));
          continue;
        }
      g_assert_null (policy);
      g_assert_nonnull (error);
      if (!g_str_has_prefix (error->message, place))
        g_error ("case %u: %s", i, error->message);
    }
}

/* No change of a byte makes it crash, loop or succeed without a currency. */
static void
test_mutations (void)
{
  const char *data = g_getenv ("HENJI_DATA_SRCDIR");
  g_autofree char *path
      = g_build_filename (data != NULL ? data : "data", "policies", "amazon-us.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *copy = g_memdup2 (text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiPolicy) policy = NULL;
      gsize cut = (gsize) g_rand_int_range (rand, 1, (gint32) length);

      for (int j = 0; j < 3; j++)
        copy[g_rand_int_range (rand, 0, (gint32) length)] = (char) g_rand_int_range (rand, 0, 256);
      policy = henji_policy_parse (copy, i % 2 ? length : cut, "x.ini", &error);
      g_assert_true ((policy == NULL) == (error != NULL));
      if (policy != NULL)
        g_assert_cmpuint (strlen (henji_policy_currency (policy)), ==, 3);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/policy/shipped", test_shipped);
  g_test_add_func ("/policy/order-page", test_order_page);
  g_test_add_func ("/policy/dated", test_dated);
  g_test_add_func ("/policy/own", test_own);
  g_test_add_func ("/policy/in-force", test_in_force);
  g_test_add_func ("/policy/old-rules", test_old_rules);
  g_test_add_func ("/policy/deadlines", test_deadlines);
  g_test_add_func ("/policy/broken", test_broken);
  g_test_add_func ("/policy/mutations", test_mutations);

  return g_test_run ();
}

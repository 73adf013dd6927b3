/* test-record.c: every table written and read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"

#include "henji-store-private.h"

typedef struct
{
  char *dir;
  HenjiStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = make_dir ();
  f->store = open_store (f->dir, HENJI_STORE_READ_WRITE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = henji_store_verify (f->store, TRUE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
  henji_store_close (f->store);
  remove_dir (f->dir);
  g_free (f->dir);
}

static void
assert_address (const HenjiAddress *a, const HenjiAddress *b)
{
  g_assert_nonnull (a);
  g_assert_nonnull (b);
  g_assert_true (henji_address_equal (a, b));
}

static HenjiAddress *
address (const char *name)
{
  HenjiAddress *a = henji_address_new ();

  a->name = g_strdup (name);
  a->organisation = g_strdup ("返事商店");
  a->line1 = g_strdup ("神南1-2-3");
  a->line2 = g_strdup ("返事ビル");
  a->line3 = g_strdup ("4F");
  a->city = g_strdup ("渋谷区");
  a->state = g_strdup ("東京都");
  a->postal_code = g_strdup ("150-0041");
  a->country = g_strdup ("JP");
  a->phone = g_strdup ("03-0000-0000");

  return a;
}

/* ---- Shop, settings, numbers -------------------------------------------------------------------
 */

static gboolean
check_shop (HenjiDb *db, gpointer data, GError **error)
{
  g_autoptr (HenjiShop) none = henji_db_shop_get (db, error);
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  g_autoptr (HenjiShop) got = NULL;
  g_autoptr (HenjiShop) again = NULL;
  HenjiReturnAddress *jp = henji_return_address_new ();
  HenjiReturnAddress *us = henji_return_address_new ();
  HenjiReturnAddress *bare = henji_return_address_new ();
  const HenjiReturnAddress *r;

  g_assert_cmpint (none->row, ==, 0);
  g_assert_cmpstr (none->zone, ==, "Asia/Tokyo");
  g_assert_cmpint (none->cheap_limit_jpy.minor, ==, 3000);

  shop->name_ja = g_strdup ("返事商店 \"A & B\" <b>");
  shop->name_en = g_strdup ("Henji Store");
  shop->signature_ja = g_strdup ("返事商店\n担当 山田");
  shop->zone = g_strdup ("America/Los_Angeles");
  shop->rma_prefix = g_strdup ("HS");
  shop->registration = g_strdup ("T1234567890123");
  shop->closing_days = g_strdup ("土日祝、12/29〜1/3");
  shop->own_addresses = g_strdupv ((char *[]){ "shop@example.com", "info@example.jp", NULL });
  shop->cheap_limit_jpy = (HenjiMoney){ 1500, "JPY" };
  shop->cheap_limit_usd = (HenjiMoney){ 999, "USD" };
  shop->return_addresses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_address_unref);
  jp->marketplace = g_strdup ("amazon.co.jp");
  jp->ja = address ("返品係");
  jp->en = address ("Returns");
  us->marketplace = g_strdup ("amazon.com");
  us->en = address ("Returns US");
  bare->marketplace = g_strdup ("amazon.ca");
  g_ptr_array_add (shop->return_addresses, jp);
  g_ptr_array_add (shop->return_addresses, us);
  g_ptr_array_add (shop->return_addresses, bare);
  if (!henji_db_shop_set (db, shop, NOW, error))
    return FALSE;

  got = henji_db_shop_get (db, error);
  g_assert_cmpint (got->row, !=, 0);
  g_assert_cmpuint (strlen (got->uuid), ==, 36);
  g_assert_cmpstr (got->name_ja, ==, shop->name_ja);
  g_assert_cmpstr (got->name_en, ==, shop->name_en);
  g_assert_cmpstr (got->signature_ja, ==, shop->signature_ja);
  g_assert_null (got->signature_en);
  g_assert_cmpstr (got->zone, ==, shop->zone);
  g_assert_cmpstr (got->rma_prefix, ==, "HS");
  g_assert_cmpstr (got->registration, ==, "T1234567890123");
  g_assert_cmpstr (got->closing_days, ==, "土日祝、12/29〜1/3");
  g_assert_true (g_strv_equal ((const char *const *) got->own_addresses,
                               (const char *const *) shop->own_addresses));
  g_assert_true (henji_money_equal (got->cheap_limit_jpy, shop->cheap_limit_jpy));
  g_assert_true (henji_money_equal (got->cheap_limit_usd, shop->cheap_limit_usd));
  g_assert_cmpuint (got->return_addresses->len, ==, 3);
  r = got->return_addresses->pdata[0];
  assert_address (r->ja, jp->ja);
  assert_address (r->en, jp->en);
  r = got->return_addresses->pdata[1];
  g_assert_null (r->ja);
  assert_address (r->en, us->en);
  r = got->return_addresses->pdata[2];
  g_assert_cmpstr (r->marketplace, ==, "amazon.ca");
  g_assert_null (r->ja);
  g_assert_null (r->en);

  /* Stored again it is the same shop, without what was taken away. */
  g_ptr_array_set_size (shop->return_addresses, 1);
  g_clear_pointer (&shop->own_addresses, g_strfreev);
  if (!henji_db_shop_set (db, shop, NOW + 1, error))
    return FALSE;
  again = henji_db_shop_get (db, error);
  g_assert_cmpstr (again->uuid, ==, got->uuid);
  g_assert_null (again->own_addresses);
  g_assert_cmpuint (again->return_addresses->len, ==, 1);

  return TRUE;
}

static gboolean
check_settings (HenjiDb *db, gpointer data, GError **error)
{
  g_autofree char *none = henji_db_setting_find (db, "theme", error);
  g_autofree char *value = NULL;
  g_autofree char *gone = NULL;

  g_assert_null (none);
  if (!henji_db_setting_set (db, "theme", "dark", error)
      || !henji_db_setting_set (db, "theme", "明るい", error))
    return FALSE;
  value = henji_db_setting_find (db, "theme", error);
  g_assert_cmpstr (value, ==, "明るい");
  if (!henji_db_setting_set (db, "theme", NULL, error))
    return FALSE;
  gone = henji_db_setting_find (db, "theme", error);
  g_assert_null (gone);

  return TRUE;
}

static gboolean
check_rma (HenjiDb *db, gpointer data, GError **error)
{
  static const char *const wanted[]
      = { "RMA-2026-0001", "RMA-2026-0003", "RMA-2027-0001", "RMA-2026-0004" };
  static const char *const dates[] = { "2026-11-24", "2026-12-31", "2027-01-01", "2026-12-31" };
  gint64 c = add_case (db, "a@x", NULL, NULL, error);

  if (!henji_db_case_set_rma (db, c, "RMA-2026-0002", error)) /* taken by hand */
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *rma = henji_db_rma_next (db, dates[i], error);

      g_assert_cmpstr (rma, ==, wanted[i]);
    }

  return TRUE;
}

/* ---- Cases --------------------------------------------------------------------------------------
 */

static gboolean
check_case (HenjiDb *db, gpointer data, GError **error)
{
  g_autoptr (HenjiCase) in = make_case ("abc@marketplace.amazon.co.jp", "山田 花子", ORDER);
  g_autoptr (HenjiCase) got = NULL;
  g_autoptr (HenjiCase) changed = NULL;
  g_autoptr (HenjiCase) missing = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *name = NULL;
  gint64 row;

  in->kind = HENJI_KIND_DAMAGED;
  in->confirmation = HENJI_CONFIRMATION_UNCONFIRMED;
  in->flags = HENJI_CASE_UNREAD | HENJI_CASE_A_TO_Z;
  row = henji_db_case_insert (db, in, NOW, error);
  got = henji_db_case_get (db, row, error);
  g_assert_cmpuint (strlen (got->uuid), ==, 36);
  g_assert_cmpint (got->kind, ==, HENJI_KIND_DAMAGED);
  g_assert_cmpint (got->court, ==, HENJI_COURT_OURS);
  g_assert_cmpint (got->language, ==, HENJI_LANGUAGE_JA);
  g_assert_cmpint (got->confirmation, ==, HENJI_CONFIRMATION_UNCONFIRMED);
  g_assert_cmpuint (got->flags, ==, in->flags);
  g_assert_cmpstr (got->buyer, ==, in->buyer);
  g_assert_cmpstr (got->alias, ==, in->alias);
  g_assert_cmpstr (got->subject, ==, in->subject);
  g_assert_cmpstr (got->marketplace, ==, in->marketplace);
  g_assert_cmpstr (got->order_ids[0], ==, ORDER);
  g_assert_cmpint (got->due, ==, 0);

  if (!henji_db_case_set_court (db, row, HENJI_COURT_THEIRS, error)
      || !henji_db_case_set_kind (db, row, HENJI_KIND_LOST, error)
      || !henji_db_case_set_language (db, row, HENJI_LANGUAGE_EN, error)
      || !henji_db_case_set_confirmation (db, row, HENJI_CONFIRMATION_CONFIRMED, error)
      || !henji_db_case_set_flags (db, row, HENJI_CASE_UNREAD | HENJI_CASE_OPTED_OUT,
                                   HENJI_CASE_OPTED_OUT, error)
      || !henji_db_case_link_order (db, row, "111-1111111-1111111", error)
      || !henji_db_case_link_order (db, row, ORDER, error))
    return FALSE;
  changed = henji_db_case_get (db, row, error);
  g_assert_cmpint (changed->court, ==, HENJI_COURT_THEIRS);
  g_assert_cmpint (changed->kind, ==, HENJI_KIND_LOST);
  g_assert_cmpint (changed->language, ==, HENJI_LANGUAGE_EN);
  g_assert_cmpint (changed->confirmation, ==, HENJI_CONFIRMATION_CONFIRMED);
  g_assert_cmpuint (changed->flags, ==, HENJI_CASE_A_TO_Z | HENJI_CASE_OPTED_OUT);
  g_assert_cmpuint (g_strv_length (changed->order_ids), ==, 2);

  missing = henji_db_case_get (db, 999, &local);
  g_assert_null (missing);
  g_assert_error (local, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  g_assert_false (henji_db_case_set_kind (db, 999, HENJI_KIND_LOST, &local));
  g_assert_error (local, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_FOUND);

  return TRUE;
}

static gboolean
check_finding (HenjiDb *db, gpointer data, GError **error)
{
  gint64 a = add_case (db, "abc@m", NULL, ORDER, error);
  gint64 b = add_case (db, "abc@m", NULL, "250-2222222-2222222", error);
  gint64 other = add_case (db, "xyz@m", NULL, ORDER, error);
  g_autoptr (HenjiCase) got = henji_db_case_get (db, a, error);
  g_autoptr (GArray) by_alias = NULL;
  g_autoptr (GArray) by_order = NULL;
  g_autoptr (HenjiMessage) m = make_message (b, NOW + 7, "s", "b");
  g_autofree char *prefix = g_strndup (got->uuid, 8);
  gboolean several = FALSE;
  int orders, cases;
  gint64 rows[] = { other, 12345, a };
  g_autoptr (GPtrArray) list = NULL;

  g_free (m->from_address);
  m->from_address = g_strdup ("abc+suffix@m");
  if (henji_db_message_insert (db, m, NULL, NOW, error) == 0)
    return FALSE;

  g_assert_cmpint (henji_db_case_find (db, "abc@m", ORDER, error), ==, a);
  g_assert_cmpint (henji_db_case_find (db, "abc@m", "250-2222222-2222222", error), ==, b);
  g_assert_cmpint (henji_db_case_find (db, "xyz@m", "250-2222222-2222222", error), ==, 0);
  g_assert_cmpint (henji_db_case_find_by_address (db, "abc+suffix@m", error), ==, b);
  g_assert_cmpint (henji_db_case_find_by_address (db, "abc@m", error), ==, 0);
  by_alias = henji_db_case_find_by_alias (db, "abc@m", error);
  g_assert_cmpuint (by_alias->len, ==, 2);
  g_assert_cmpint (g_array_index (by_alias, gint64, 0), ==, b); /* has the newest message */
  by_order = henji_db_order_cases (db, ORDER, error);
  g_assert_cmpuint (by_order->len, ==, 2);

  g_assert_cmpint (henji_db_case_find_by_uuid (db, got->uuid, &several, error), ==, a);
  g_assert_false (several);
  g_assert_cmpint (henji_db_case_find_by_uuid (db, prefix, &several, error), ==, 0);
  g_assert_true (several); /* all three were made within a minute */
  g_assert_cmpint (henji_db_case_find_by_uuid (db, "ffffffff", &several, error), ==, 0);
  g_assert_false (several);
  g_assert_cmpint (henji_db_case_find_by_uuid (db, "%' OR 1 --", &several, error), ==, 0);

  if (!henji_db_buyer_counts (db, "abc@m", &orders, &cases, error))
    return FALSE;
  g_assert_cmpint (orders, ==, 2);
  g_assert_cmpint (cases, ==, 2);

  list = henji_db_cases (db, rows, 3, error);
  g_assert_cmpint (((HenjiCase *) list->pdata[0])->row, ==, other);
  g_assert_null (list->pdata[1]);
  g_assert_cmpint (((HenjiCase *) list->pdata[2])->row, ==, a);

  return TRUE;
}

static gint64
add_clock (HenjiDb *db, gint64 case_row, const char *rule, gboolean ours, gint64 until)
{
  g_autoptr (HenjiClock) clock = henji_clock_new ();

  clock->case_row = case_row;
  clock->rule = g_strdup (rule);
  clock->ours = ours;
  clock->since = NOW;
  clock->until = until;
  clock->note = g_strdup ("24日までに");

  return henji_db_clock_add (db, clock, NULL);
}

/* Only who waits for the buyer, and only by the clock that is asked about. */
static gboolean
check_take_turn (HenjiDb *db, gpointer data, GError **error)
{
  static const struct
  {
    HenjiCourt court;
    const char *rule;
    gint64 until;
    HenjiCourt after;
  } samples[] = {
    { HENJI_COURT_THEIRS, "promise", NOW + 50, HENJI_COURT_OURS },
    { HENJI_COURT_THEIRS, "promise", NOW + 51, HENJI_COURT_THEIRS },
    { HENJI_COURT_THEIRS, "claim-answer", NOW + 50, HENJI_COURT_THEIRS },
    { HENJI_COURT_CLOSED, "promise", NOW + 50, HENJI_COURT_CLOSED },
  };
  gint64 rows[G_N_ELEMENTS (samples)];

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *alias = g_strdup_printf ("turn%u@m", i);

      rows[i] = add_case (db, alias, NULL, NULL, error);
      add_clock (db, rows[i], samples[i].rule, TRUE, samples[i].until);
      if (!henji_db_case_set_court (db, rows[i], samples[i].court, error))
        return FALSE;
    }
  if (!henji_db_cases_take_turn (db, "promise", NOW + 50, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (HenjiCase) c = henji_db_case_get (db, rows[i], error);

      g_assert_cmpint (c->court, ==, samples[i].after);
    }

  return TRUE;
}

static gboolean
check_clocks (HenjiDb *db, gpointer data, GError **error)
{
  gint64 c = add_case (db, "a@m", NULL, NULL, error);
  gint64 late = add_clock (db, c, "reply", TRUE, NOW + 100);
  gint64 soon = add_clock (db, c, "promise", TRUE, NOW + 50);
  gint64 theirs = add_clock (db, c, "a-to-z", FALSE, NOW + 10);
  g_autoptr (GArray) stopped = NULL;
  g_autoptr (GPtrArray) clocks = NULL;
  g_autoptr (HenjiCase) one = henji_db_case_get (db, c, error);
  g_autoptr (HenjiCase) two = NULL;
  g_autoptr (HenjiCase) three = NULL;
  g_autoptr (HenjiCase) four = NULL;

  g_assert_cmpint (one->due, ==, NOW + 50);
  g_assert_cmpstr (one->due_rule, ==, "promise");
  if (!henji_db_clocks_stop (db, c, "promise", NOW + 1, &stopped, error))
    return FALSE;
  g_assert_cmpuint (stopped->len, ==, 1);
  g_assert_cmpint (g_array_index (stopped, gint64, 0), ==, soon);
  two = henji_db_case_get (db, c, error);
  g_assert_cmpint (two->due, ==, NOW + 100);
  g_assert_cmpstr (two->due_rule, ==, "reply");

  clocks = henji_db_case_clocks (db, c, error);
  g_assert_cmpuint (clocks->len, ==, 3);
  g_assert_cmpint (((HenjiClock *) clocks->pdata[0])->row, ==, theirs);
  g_assert_cmpint (((HenjiClock *) clocks->pdata[1])->row, ==, late);
  g_assert_cmpint (((HenjiClock *) clocks->pdata[2])->stopped_at, ==, NOW + 1);
  g_assert_cmpstr (((HenjiClock *) clocks->pdata[2])->note, ==, "24日までに");

  if (!henji_db_clock_set_stopped (db, soon, 0, error) || !henji_db_clock_remove (db, late, error))
    return FALSE;
  three = henji_db_case_get (db, c, error);
  g_assert_cmpint (three->due, ==, NOW + 50);
  if (!henji_db_clocks_stop (db, c, NULL, NOW + 2, NULL, error))
    return FALSE;
  four = henji_db_case_get (db, c, error);
  g_assert_cmpint (four->due, ==, 0);
  g_assert_null (four->due_rule);

  return TRUE;
}

static gboolean
check_list (HenjiDb *db, gpointer data, GError **error)
{
  HenjiCaseFilter all = { .court = -1, .kind = -1, .language = -1 };
  HenjiCaseFilter soon
      = { .court = HENJI_COURT_OURS, .kind = -1, .language = -1, .due_before = NOW + 60 };
  HenjiCaseFilter kind = { .court = HENJI_COURT_OURS,
                           .kind = HENJI_KIND_LOST,
                           .language = HENJI_LANGUAGE_JA,
                           .marketplace = "amazon.co.jp" };
  gint64 old = add_case (db, "a@m", NULL, NULL, error);
  gint64 newer = add_case (db, "b@m", NULL, NULL, error);
  gint64 later = add_case (db, "c@m", NULL, NULL, error);
  gint64 next = add_case (db, "d@m", NULL, NULL, error);
  gint64 closed = add_case (db, "e@m", NULL, NULL, error);
  gint64 wanted[] = { next, later, newer, old, closed };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) few = NULL;
  g_autoptr (GArray) lost = NULL;
  HenjiStoreCounts counts;

  add_message (db, old, NOW + 1, "", "x", error);
  add_message (db, newer, NOW + 2, "", "x", error);
  add_clock (db, later, "reply", TRUE, NOW + 100);
  add_clock (db, next, "reply", TRUE, NOW + 50);
  if (!henji_db_case_set_kind (db, next, HENJI_KIND_LOST, error)
      || !henji_db_case_set_court (db, closed, HENJI_COURT_CLOSED, error)
      || henji_db_event_add (db, closed, HENJI_EVENT_ANSWERED, NOW, NULL, NULL, 0, error) == 0)
    return FALSE;

  rows = henji_db_case_rows (db, &all, error);
  g_assert_cmpmem (rows->data, rows->len * sizeof (gint64), wanted, sizeof wanted);
  few = henji_db_case_rows (db, &soon, error);
  g_assert_cmpuint (few->len, ==, 1);
  lost = henji_db_case_rows (db, &kind, error);
  g_assert_cmpuint (lost->len, ==, 1);
  g_assert_cmpint (g_array_index (lost, gint64, 0), ==, next);

  if (!henji_db_counts (db, NOW - 1, &counts, error))
    return FALSE;
  g_assert_cmpint (counts.court[HENJI_COURT_OURS], ==, 4);
  g_assert_cmpint (counts.court[HENJI_COURT_CLOSED], ==, 1);
  g_assert_cmpint (counts.ours_by_kind[HENJI_KIND_LOST], ==, 1);
  g_assert_cmpint (counts.answered, ==, 1);
  if (!henji_db_counts (db, NOW + 1, &counts, error))
    return FALSE;
  g_assert_cmpint (counts.answered, ==, 0);

  return TRUE;
}

/* The list comes out of an index alone, already in order. */
static gboolean
check_plans (HenjiDb *db, gpointer data, GError **error)
{
  static const char *const plans[]
      = { "EXPLAIN QUERY PLAN " HENJI_LIST_OF_COURT, "EXPLAIN QUERY PLAN " HENJI_LIST_OF_ALL };

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_auto (HenjiQuery) q = { 0 };
      guint n = 0;

      henji_query_begin (&q, db, plans[i]);
      for (; henji_query_step (&q, error); n++)
        {
          q.column = 3;
          g_assert_nonnull (strstr (henji_query_peek_text (&q), "USING COVERING INDEX cases_list"));
        }
      g_assert_cmpuint (n, ==, 1);
    }

  return TRUE;
}

/* ---- Messages -----------------------------------------------------------------------------------
 */

static gboolean
check_message (HenjiDb *db, gpointer data, GError **error)
{
  gint64 c = add_case (db, "a@m", NULL, ORDER, error);
  g_autoptr (HenjiMessage) in
      = make_message (c, NOW + 9, "件名 <b>&amp;", "一行目\n二行目\n> 引用");
  g_autoptr (HenjiMessage) same
      = make_message (c, NOW + 9, "件名 <b>&amp;", "一行目\n二行目\n> 引用");
  g_autoptr (HenjiMessage) got = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  g_autoptr (HenjiCase) case_ = NULL;
  g_autoptr (GBytes) raw = g_bytes_new_static ("From: x\r\n\r\n\x80\xff", 13);
  HenjiAttachment *a = henji_attachment_new ();
  const HenjiAttachment *b;
  gint64 row, in_case = 0;

  in->own_length = (gint64) strlen ("一行目\n二行目\n");
  in->direction = HENJI_DIRECTION_IN;
  in->notification = HENJI_NOTIFICATION_BUYER_MESSAGE;
  in->reply_to = g_strdup ("a+b@m");
  in->kind = HENJI_KIND_DAMAGED;
  in->other_kinds = 1u << HENJI_KIND_REFUND_STATUS;
  in->reply_needed = TRUE;
  in->facts.order_ids = g_strdupv ((char *[]){ ORDER, "111-1111111-1111111", NULL });
  in->facts.postal_code = g_strdup ("150-0001");
  in->facts.address = g_strdup ("東京都");
  in->facts.phone = TRUE;
  in->facts.part = g_strdup ("フタ");
  in->facts.amount = g_strdup ("500円");
  in->facts.told = 1u << HENJI_TOLD_WANTS_REPLACEMENT;
  in->message_id = g_strdup ("<1@x>");
  in->raw_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, raw);
  in->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_attachment_unref);
  a->name = g_strdup ("写真.jpg");
  a->media_type = g_strdup ("image/jpeg");
  a->content = g_bytes_ref (data);
  g_ptr_array_add (in->attachments, a);

  g_assert_cmpint (henji_db_message_find (db, in, NULL, error), ==, 0);
  row = henji_db_message_insert (db, in, raw, NOW, error);
  g_assert_cmpint (row, >, 0);
  g_assert_cmpint (henji_db_message_find (db, in, &in_case, error), ==, row);
  g_assert_cmpint (in_case, ==, c);
  same->message_id = g_strdup ("<1@x>");
  g_assert_cmpint (henji_db_message_find (db, same, NULL, error), ==, row);
  g_free (same->body);
  same->body = g_strdup ("別の本文"); /* never by Message-ID alone */
  g_assert_cmpint (henji_db_message_find (db, same, NULL, error), ==, 0);

  got = henji_db_message_get (db, row, error);
  g_assert_cmpuint (strlen (got->uuid), ==, 36);
  g_assert_cmpint (got->at, ==, NOW + 9);
  g_assert_cmpint (got->notification, ==, HENJI_NOTIFICATION_BUYER_MESSAGE);
  g_assert_cmpstr (got->from_name, ==, in->from_name);
  g_assert_cmpstr (got->from_address, ==, in->from_address);
  g_assert_cmpstr (got->reply_to, ==, "a+b@m");
  g_assert_cmpstr (got->subject, ==, in->subject);
  g_assert_cmpstr (got->body, ==, in->body);
  g_assert_cmpint (got->own_length, ==, in->own_length);
  g_assert_cmpint (got->kind, ==, HENJI_KIND_DAMAGED);
  g_assert_cmpuint (got->other_kinds, ==, in->other_kinds);
  g_assert_true (got->reply_needed);
  g_assert_cmpuint (g_strv_length (got->facts.order_ids), ==, 2);
  g_assert_cmpstr (got->facts.postal_code, ==, "150-0001");
  g_assert_cmpstr (got->facts.address, ==, "東京都");
  g_assert_true (got->facts.phone);
  g_assert_cmpstr (got->facts.part, ==, "フタ");
  g_assert_cmpstr (got->facts.amount, ==, "500円");
  g_assert_cmpuint (got->facts.told, ==, in->facts.told);
  g_assert_cmpuint (got->attachments->len, ==, 1);
  b = got->attachments->pdata[0];
  g_assert_cmpstr (b->name, ==, "写真.jpg");
  g_assert_cmpstr (b->media_type, ==, "image/jpeg");
  g_assert_cmpint (b->size, ==, (gint64) g_bytes_get_size (data));
  g_assert_null (b->content);

  add_message (db, c, NOW + 5, "前", "前の文", error);
  all = henji_db_case_messages (db, c, error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (((HenjiMessage *) all->pdata[1])->row, ==, row);
  newest = henji_db_case_newest_messages (db, c, 1, error);
  g_assert_cmpuint (newest->len, ==, 1);
  g_assert_cmpint (((HenjiMessage *) newest->pdata[0])->row, ==, row);

  case_ = henji_db_case_get (db, c, error);
  g_assert_cmpint (case_->n_messages, ==, 2);
  g_assert_cmpint (case_->last_at, ==, NOW + 9);
  g_assert_cmpstr (case_->excerpt, ==, "一行目 二行目 ");
  g_assert_true (case_->flags & HENJI_CASE_ATTACHMENTS);

  return TRUE;
}

static void
test_message (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) photo = g_bytes_new_static ("not really a photo", 18);
  g_autofree char *sha256 = NULL;
  g_autofree char *raw_sha256 = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *sub = NULL;

  g_assert_true (henji_store_put_blob (f->store, photo, &sha256, &error));
  g_assert_true (henji_store_put_blob (f->store, photo, NULL, &error));
  write_ok (f->store, check_message, photo);
  back = henji_store_get_blob (f->store, sha256, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, photo));
  raw_sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                            (const guchar *) "From: x\r\n\r\n\x80\xff", 13);
  raw = henji_store_get_blob (f->store, raw_sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (raw), ==, 13);

  g_assert_null (henji_store_get_blob (f->store, "../../../../etc/passwd", &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Changed behind our back. */
  sub = g_strndup (sha256, 2);
  path = g_build_filename (f->dir, "attachments", sub, sha256, NULL);
  g_assert_true (g_file_set_contents (path, "not really a ph0to", 18, NULL));
  g_assert_null (henji_store_get_blob (f->store, sha256, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  {
    g_autoptr (GPtrArray) faults = henji_store_verify (f->store, TRUE, NULL, NULL);

    g_assert_cmpuint (faults->len, ==, 1);
  }
  g_unlink (path);
  {
    g_autoptr (GPtrArray) faults = henji_store_verify (f->store, FALSE, NULL, NULL);

    g_assert_cmpuint (faults->len, ==, 1);
  }
  g_assert_true (henji_store_put_blob (f->store, photo, NULL, &error));
}

static void
test_long_raw (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strnfill (300000, 'x');
  g_autoptr (GBytes) raw = g_bytes_new (text, 300000);
  g_autoptr (HenjiMessage) m = make_message (0, NOW, "", "x");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, raw);

  g_assert_true (henji_store_put_contents (f->store, m, raw, &error));
  back = henji_store_get_blob (f->store, sha256, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, raw));
}

/* ---- Events, drafts -----------------------------------------------------------------------------
 */

static gboolean
check_events (HenjiDb *db, gpointer data, GError **error)
{
  gint64 c = add_case (db, "a@m", NULL, NULL, error);
  gint64 note = henji_db_event_add (db, c, HENJI_EVENT_NOTE, NOW, "メモ", "k=v\n", 0, error);
  gint64 undo = henji_db_event_add (db, c, HENJI_EVENT_UNDONE, NOW + 1, NULL, NULL, note, error);
  g_autoptr (HenjiEvent) undone = henji_db_event_get (db, note, error);
  g_autoptr (HenjiEvent) redone = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const HenjiEvent *e;

  g_assert_true (undone->undone);
  henji_db_event_add (db, c, HENJI_EVENT_UNDONE, NOW + 2, NULL, NULL, undo, error);
  redone = henji_db_event_get (db, note, error);
  g_assert_false (redone->undone);

  events = henji_db_case_events (db, c, error);
  g_assert_cmpuint (events->len, ==, 3);
  e = events->pdata[0];
  g_assert_cmpint (e->type, ==, HENJI_EVENT_NOTE);
  g_assert_cmpstr (e->text, ==, "メモ");
  g_assert_cmpstr (e->data, ==, "k=v\n");
  g_assert_cmpint (e->at, ==, NOW);
  e = events->pdata[1];
  g_assert_true (e->undone);
  g_assert_cmpint (e->undoes, ==, note);

  return TRUE;
}

static gboolean
check_drafts (HenjiDb *db, gpointer data, GError **error)
{
  gint64 c = add_case (db, "a@m", NULL, NULL, error);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (HenjiDraft) newest = NULL;
  g_autoptr (HenjiCase) waiting = NULL;
  g_autoptr (HenjiCase) sent = NULL;
  gint64 first = 0;

  g_assert_null (henji_db_draft_find (db, c, error));
  for (int i = 1; i <= 30; i++)
    for (int twice = 0; twice < 2; twice++)
      {
        g_autoptr (HenjiDraft) d = henji_draft_new ();
        g_autoptr (HenjiDraft) saved = NULL;

        d->case_row = c;
        d->at = NOW + i;
        d->language = HENJI_LANGUAGE_JA;
        d->situation = g_strdup ("damaged");
        d->choices = g_strdup ("[clauses]\nphoto=true\n");
        d->ja = g_strdup_printf ("文 %d", i);
        d->en = g_strdup_printf ("text %d", i);
        d->ja_edited = TRUE;
        saved = henji_db_draft_save (db, d, error);
        g_assert_nonnull (saved);
        g_assert_cmpint (saved->version, ==, i); /* unchanged is no new version */
        if (i == 1 && twice == 0)
          {
            first = saved->row;
            if (!henji_db_draft_set_answered (db, first, TRUE, error))
              return FALSE;
            break;
          }
      }

  kept = henji_db_case_drafts (db, c, error);
  g_assert_cmpuint (kept->len, ==, 21); /* 20, and the one that was sent */
  g_assert_cmpint (((HenjiDraft *) kept->pdata[19])->version, ==, 11);
  g_assert_cmpint (((HenjiDraft *) kept->pdata[20])->row, ==, first);
  newest = henji_db_draft_find (db, c, error);
  g_assert_cmpstr (newest->ja, ==, "文 30");
  g_assert_cmpstr (newest->situation, ==, "damaged");
  g_assert_cmpstr (newest->choices, ==, "[clauses]\nphoto=true\n");
  g_assert_true (newest->ja_edited);
  g_assert_false (newest->en_edited);
  waiting = henji_db_case_get (db, c, error);
  g_assert_true (waiting->flags & HENJI_CASE_DRAFT);
  if (!henji_db_draft_set_answered (db, newest->row, TRUE, error))
    return FALSE;
  sent = henji_db_case_get (db, c, error);
  g_assert_false (sent->flags & HENJI_CASE_DRAFT);

  return TRUE;
}

/* ---- Merge and split ----------------------------------------------------------------------------
 */

static gboolean
check_merge (HenjiDb *db, gpointer data, GError **error)
{
  gint64 a = add_case (db, "abc@m", NULL, ORDER, error);
  gint64 b = add_case (db, "old@m", NULL, "250-2222222-2222222", error);
  gint64 m1 = add_message (db, a, NOW + 1, "", "一", error);
  gint64 m2 = add_message (db, b, NOW + 2, "", "二", error);
  gint64 m3 = add_message (db, b, NOW + 3, "", "三", error);
  HenjiCaseFilter all = { .court = -1, .kind = -1, .language = -1 };
  g_autofree char *undo = NULL;
  g_autofree char *undo_split = NULL;
  g_autoptr (HenjiCase) merged = NULL;
  g_autoptr (HenjiCase) back = NULL;
  g_autoptr (HenjiCase) made = NULL;
  g_autoptr (HenjiCase) whole = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) local = NULL;
  gint64 new_case = 0;

  add_clock (db, b, "reply", TRUE, NOW + 100);
  henji_db_event_add (db, b, HENJI_EVENT_NOTE, NOW, "n", NULL, 0, error);
  g_assert_false (henji_db_case_merge (db, a, a, NULL, &local));
  g_clear_error (&local);
  if (!henji_db_case_merge (db, a, b, &undo, error))
    return FALSE;
  merged = henji_db_case_get (db, a, error);
  g_assert_cmpint (merged->n_messages, ==, 3);
  g_assert_cmpint (merged->last_at, ==, NOW + 3);
  g_assert_cmpint (merged->due, ==, NOW + 100);
  g_assert_cmpstr (merged->excerpt, ==, "三");
  g_assert_cmpuint (g_strv_length (merged->order_ids), ==, 2);
  rows = henji_db_case_rows (db, &all, error);
  g_assert_cmpuint (rows->len, ==, 1);
  /* Mail for the other goes to this one now. */
  g_assert_cmpint (henji_db_case_find (db, "old@m", "250-2222222-2222222", error), ==, a);

  if (!henji_db_case_unmerge (db, a, undo, error))
    return FALSE;
  back = henji_db_case_get (db, b, error);
  g_assert_cmpint (back->n_messages, ==, 2);
  g_assert_cmpint (back->due, ==, NOW + 100);
  g_assert_cmpint (henji_db_case_find (db, "old@m", "250-2222222-2222222", error), ==, b);
  g_clear_pointer (&merged, henji_case_unref);
  merged = henji_db_case_get (db, a, error);
  g_assert_cmpint (merged->n_messages, ==, 1);
  g_assert_cmpint (merged->due, ==, 0);
  g_assert_cmpuint (g_strv_length (merged->order_ids), ==, 1);

  if (!henji_db_case_split (db, m3, NOW, &new_case, &undo_split, error))
    return FALSE;
  made = henji_db_case_get (db, new_case, error);
  g_assert_cmpint (made->n_messages, ==, 1);
  g_assert_cmpstr (made->alias, ==, "old@m");
  g_assert_cmpstr (made->order_ids[0], ==, "250-2222222-2222222");
  if (!henji_db_case_unmerge (db, b, undo_split, error))
    return FALSE;
  whole = henji_db_case_get (db, b, error);
  g_assert_cmpint (whole->n_messages, ==, 2);
  g_assert_cmpint (m1, <, m2);

  return TRUE;
}

/* ---- Imports --------------------------------------------------------------------------------- */

static gboolean
check_imports (HenjiDb *db, gpointer data, GError **error)
{
  HenjiImportFile file = { .name = (char *) "注文.txt",
                           .kind = (char *) "all-orders",
                           .sha256 = (char *) "ab",
                           .charset = (char *) "CP932",
                           .size = 1234,
                           .at = NOW,
                           .n_new = 1 };
  g_autoptr (GPtrArray) files = NULL;
  const HenjiImportFile *f;

  file.row = henji_db_import_put (db, &file, error);
  file.n_new = 5;
  file.n_rejected = 2;
  g_assert_cmpint (henji_db_import_put (db, &file, error), ==, file.row);
  files = henji_db_imports (db, 10, error);
  g_assert_cmpuint (files->len, ==, 1);
  f = files->pdata[0];
  g_assert_cmpstr (f->name, ==, "注文.txt");
  g_assert_cmpstr (f->kind, ==, "all-orders");
  g_assert_cmpstr (f->sha256, ==, "ab");
  g_assert_cmpstr (f->charset, ==, "CP932");
  g_assert_cmpint (f->size, ==, 1234);
  g_assert_cmpint (f->n_new, ==, 5);
  g_assert_cmpint (f->n_rejected, ==, 2);

  return TRUE;
}

/* ---- Work ---------------------------------------------------------------------------------------
 */

static gboolean
fail_after_writing (HenjiDb *db, gpointer data, GError **error)
{
  g_assert_cmpint (add_case (db, "a@m", NULL, NULL, error), >, 0);
  g_set_error_literal (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_FAILED, "no");
  return FALSE;
}

static gboolean
count_cases (HenjiDb *db, gpointer data, GError **error)
{
  HenjiCaseFilter all = { .court = -1, .kind = -1, .language = -1 };
  g_autoptr (GArray) rows = henji_db_case_rows (db, &all, error);

  *(guint *) data = rows->len;
  return TRUE;
}

static gboolean
try_writing (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_setting_set (db, "a", "b", error);
}

static gboolean
add_two (HenjiDb *db, gpointer data, GError **error)
{
  gint64 a = add_case (db, "a@m", NULL, NULL, error);
  gint64 b = add_case (db, "b@m", NULL, NULL, error);

  add_message (db, a, NOW, "", "x", error);
  return a != 0 && b != 0;
}

static gboolean
work_for_ever (HenjiDb *db, gpointer data, GError **error)
{
  GCancellable *cancellable = data;

  for (int i = 0;; i++)
    {
      if (i == 3)
        g_cancellable_cancel (cancellable);
      if (!henji_db_setting_set (db, "a", "b", error))
        return FALSE;
      for (int k = 0; k < 2000; k++)
        {
          HenjiStoreCounts counts;

          if (!henji_db_counts (db, 0, &counts, error))
            return FALSE;
        }
    }
}

static void
changed_cb (const GArray *rows, gpointer user_data)
{
  g_array_append_vals (user_data, rows->data, rows->len);
}

static void
test_work (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n = 99;

  g_assert_false (henji_store_write (f->store, HENJI_STORE_PRIORITY_USER, fail_after_writing, NULL,
                                     NULL, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_FAILED);
  g_clear_error (&error);
  read_ok (f->store, count_cases, &n);
  g_assert_cmpuint (n, ==, 0);

  g_assert_false (henji_store_read (f->store, try_writing, NULL, NULL, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_READONLY);
  g_clear_error (&error);

  henji_store_set_changed (f->store, changed_cb, rows);
  write_ok (f->store, add_two, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (g_array_index (rows, gint64, 0), ==, 1);
  g_assert_cmpint (g_array_index (rows, gint64, 1), ==, 2);

  g_assert_false (henji_store_write (f->store, HENJI_STORE_PRIORITY_BULK, work_for_ever,
                                     cancellable, cancellable, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_INTERRUPTED);
  g_clear_error (&error);
  g_assert_false (henji_store_write (f->store, HENJI_STORE_PRIORITY_BULK, try_writing, NULL,
                                     cancellable, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_INTERRUPTED);
  write_ok (f->store, try_writing, NULL);
}

/* Four threads write and read at once. */
static gpointer
hammer_cb (gpointer data)
{
  HenjiStore *store = data;

  for (int i = 0; i < 50; i++)
    {
      guint n;

      write_ok (store, add_two, NULL);
      read_ok (store, count_cases, &n);
      g_assert_cmpuint (n, >=, 2 * (guint) (i + 1));
    }

  return NULL;
}

static void
test_threads (Fixture *f, gconstpointer data)
{
  GThread *threads[4];
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("hammer", hammer_cb, f->store);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  read_ok (f->store, count_cases, &n);
  g_assert_cmpuint (n, ==, 400);
}

static void
test_write (Fixture *f, gconstpointer data)
{
  write_ok (f->store, (HenjiStoreFunc) data, NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    HenjiStoreFunc func;
  } checks[] = {
    { "/record/shop", check_shop },
    { "/record/settings", check_settings },
    { "/record/rma", check_rma },
    { "/record/case", check_case },
    { "/record/finding", check_finding },
    { "/record/clocks", check_clocks },
    { "/record/list", check_list },
    { "/record/events", check_events },
    { "/record/drafts", check_drafts },
    { "/record/merge-split", check_merge },
    { "/record/imports", check_imports },
    { "/record/plans", check_plans },
    { "/record/take-turn", check_take_turn },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    g_test_add (checks[i].path, Fixture, checks[i].func, set_up, test_write, tear_down);
  g_test_add ("/record/message", Fixture, NULL, set_up, test_message, tear_down);
  g_test_add ("/record/long-raw", Fixture, NULL, set_up, test_long_raw, tear_down);
  g_test_add ("/record/work", Fixture, NULL, set_up, test_work, tear_down);
  g_test_add ("/record/threads", Fixture, NULL, set_up, test_threads, tear_down);

  return g_test_run ();
}

/* test-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"

#include "henji-fold.h"
#include "henji-words.h"

/* ---- A record with one of everything ----------------------------------------------------------
 */

static gboolean
fill (HenjiDb *db, gpointer data, GError **error)
{
  gint64 a = add_case (db, "abc@marketplace.amazon.co.jp", "髙橋 一郎", ORDER, error);
  gint64 b = add_case (db, "xyz@marketplace.amazon.com", "Zoë Smith", "111-7654321-7654321", error);
  g_autoptr (HenjiOrder) order = henji_order_new ();
  g_autoptr (HenjiOrderItem) item = henji_order_item_new ();
  g_autoptr (HenjiShipment) shipment = henji_shipment_new ();
  g_autoptr (HenjiReturn) ret = henji_return_new ();
  g_autoptr (HenjiDraft) draft = henji_draft_new ();
  g_autoptr (HenjiDraft) saved = NULL;
  g_autoptr (HenjiMessage) m = make_message (a, NOW + 3, "件名", "写真を送ります。");
  HenjiAttachment *photo = henji_attachment_new ();

  if (a == 0 || b == 0
      || add_message (db, a, NOW + 1, "商品について",
                      "届いた商品が破損していました。ﾃﾞｰﾀｾﾝﾀｰの箱です。", error)
             == 0
      || add_message (db, b, NOW + 2, "Where is my parcel",
                      "The BLUE kettle 3個入り never arrived.", error)
             == 0)
    return FALSE;

  photo->name = g_strdup ("kizu_photo.jpg");
  photo->media_type = g_strdup ("image/jpeg");
  photo->sha256 = g_strnfill (64, 'a');
  photo->size = 5;
  m->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_attachment_unref);
  g_ptr_array_add (m->attachments, photo);
  if (henji_db_message_insert (db, m, NULL, NOW, error) == 0)
    return FALSE;

  order->order_id = g_strdup (ORDER);
  order->purchased_at = NOW - 1000;
  order->buyer_name = g_strdup ("髙橋 一郎");
  order->ship_to = henji_address_new ();
  order->ship_to->line1 = g_strdup ("東京都渋谷区神南１−２−３");
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  item->sku = g_strdup ("KTL-BLUE-01");
  item->title = g_strdup ("青い電気ケトル 1.0L");
  item->quantity = 1;
  item->quantity_shipped = -1;
  g_ptr_array_add (order->items, henji_order_item_ref (item));
  if (!henji_db_order_merge (db, order, FALSE, NULL, "all-orders", NOW, NULL, NULL, error))
    return FALSE;

  shipment->tracking_number = g_strdup ("4412-3456-7890");
  shipment->carrier = g_strdup ("ヤマト運輸");
  ret->order_id = g_strdup (ORDER);
  ret->marketplace_rma = g_strdup ("DfGh7RRMA");
  ret->quantity = ret->in_policy = ret->a_to_z = -1;
  draft->case_row = a;
  draft->at = NOW + 9;
  draft->ja = g_strdup ("このたびは申し訳ございません。");
  draft->en = g_strdup ("We apologise sincerely.");
  saved = henji_db_draft_save (db, draft, error);

  return henji_db_shipment_put (db, ORDER, shipment, TRUE, NULL, error)
         && henji_db_return_put (db, ret, "returns", NOW, NULL, NULL, error) && saved != NULL
         && henji_db_case_set_rma (db, b, "RMA-2026-0042", error)
         && henji_db_event_add (db, b, HENJI_EVENT_NOTE, NOW + 8, "倉庫に電話した", NULL, 0, error)
                != 0;
}

static void
check_hit (HenjiStore *store, const char *query, const char *field, const char *excerpt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = henji_store_search (store, query, 50, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const HenjiStoreHit *hit = g_ptr_array_index (hits, i);

      if (strcmp (hit->field, field) == 0 && strstr (hit->excerpt, excerpt) != NULL)
        return;
    }
  g_test_message ("%s: %u hits, none of %s with %s", query, hits->len, field, excerpt);
  for (guint i = 0; i < hits->len; i++)
    {
      const HenjiStoreHit *hit = g_ptr_array_index (hits, i);

      g_test_message ("  %s: %s", hit->field, hit->excerpt);
    }
  g_test_fail ();
}

static void
check_none (HenjiStore *store, const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = henji_store_search (store, query, 50, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s", query);
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
check_all (HenjiStore *store)
{
  check_hit (store, "破損", "body", "破損していました");
  check_hit (store, "損し", "body", "破損して");
  check_hit (store, "破", "body", "破損");
  check_hit (store, "破損していました", "body", "破損");
  check_hit (store, "データセンター", "body", "ﾃﾞｰﾀｾﾝﾀｰ");
  check_hit (store, "でーた", "body", "ﾃﾞｰﾀ");
  check_hit (store, "ＢＬＵＥ", "body", "BLUE");
  check_hit (store, "kett", "body", "kettle");
  check_hit (store, "k", "body", "kettle");
  check_hit (store, "ket", "body", "kettle");
  check_hit (store, "3個", "body", "3個入り");
  check_hit (store, "blue 個入", "body", "BLUE");
  check_hit (store, "商品について", "subject", "商品について");
  check_hit (store, "山田", "sender", "山田");
  check_hit (store, "kizu", "attachment", "kizu_photo.jpg");
  check_hit (store, "高橋", "buyer", "髙橋");
  check_hit (store, "zoe", "buyer", "Zoë");
  check_hit (store, "渋谷区", "address", "渋谷区");
  check_hit (store, "電気ケトル", "item", "青い電気ケトル");
  check_hit (store, "ktl-blue", "sku", "KTL-BLUE-01");
  check_hit (store, ORDER, "order-id", ORDER);
  check_hit (store, "２５０－１２３４５６７－１２３４５６７", "order-id", ORDER);
  check_hit (store, "25012345671234567", "order-id", ORDER);
  check_hit (store, "4567-1234", "order-id", ORDER);
  check_hit (store, "234567", "order-id", ORDER);
  check_hit (store, "7654321", "order-id", "111-7654321-7654321");
  check_hit (store, "441234567890", "tracking", "4412-3456-7890");
  check_hit (store, "7890", "tracking", "4412-3456-7890");
  check_hit (store, "0042", "rma", "RMA-2026-0042");
  check_hit (store, "dfgh7r", "rma", "DfGh7RRMA");
  check_hit (store, "倉庫", "note", "倉庫に電話した");
  check_hit (store, "apologise", "draft", "We apologise");
  check_hit (store, "申し訳", "draft", "申し訳ございません");
  check_none (store, "無線");
  check_none (store, "破損 kettle");
  check_none (store, "");
  check_none (store, "。、!?\"*");
  check_none (store, "body: OR NOT NEAR(");
  check_none (store, "ettle");
}

static void
test_fields (void)
{
  g_autofree char *dir = make_dir ();
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);
  g_autoptr (HenjiStore) visitor = NULL;
  g_autoptr (HenjiStore) scanning = NULL;
  g_autofree char *search = g_build_filename (dir, "search.db", NULL);

  write_ok (store, fill, NULL);
  henji_store_index_flush (store);
  check_all (store);

  g_test_message ("read-only, with the index");
  visitor = open_store (dir, HENJI_STORE_READ_ONLY);
  check_all (visitor);
  g_clear_pointer (&visitor, henji_store_close);
  g_clear_pointer (&store, henji_store_close);

  g_test_message ("read-only, without");
  g_assert_cmpint (g_unlink (search), ==, 0);
  scanning = open_store (dir, HENJI_STORE_READ_ONLY);
  check_all (scanning);
  g_assert_false (g_file_test (search, G_FILE_TEST_EXISTS));
  g_clear_pointer (&scanning, henji_store_close);

  g_test_message ("damaged, and made anew");
  g_assert_true (g_file_set_contents (
      search, "no index at all, but long enough to look like one .........", -1, NULL));
  store = open_store (dir, HENJI_STORE_READ_WRITE);
  henji_store_index_flush (store);
  check_all (store);
  g_clear_pointer (&store, henji_store_close);
  remove_dir (dir);
}

/* ---- Against a plain search through everything -------------------------------------------------
 */

#define N_MESSAGES 600

static const char *const pieces[] = {
  "破損", "返品", "カメラ", "ｶﾒﾗ",    "の",  "が", "箱",     "キズ",   "届いた",
  "商品", "々",   "ー",     "refund", "box", "Re", "ケース", "iPhone", "12",
  "3個",  "、",   "。",     " ",      "\n",  "！", "ガ",     "ｶﾞ",     "か\xe3\x82\x99",
  "a",    "to",   "①",
};

static char *bodies[N_MESSAGES];

static gboolean
fill_random (HenjiDb *db, gpointer data, GError **error)
{
  GRand *rand = data;
  gint64 c = add_case (db, "r@marketplace.amazon.co.jp", "買い手", NULL, error);

  for (int i = 0; i < N_MESSAGES; i++)
    {
      g_autoptr (GString) body = g_string_new (NULL);
      g_autoptr (HenjiMessage) m = NULL;

      for (int k = g_rand_int_range (rand, 3, 20); k > 0; k--)
        g_string_append (body, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      bodies[i] = g_strdup (body->str);
      m = make_message (c, NOW + g_rand_int_range (rand, 0, 100000), "", body->str);
      g_clear_pointer (&m->from_name, g_free);
      if (henji_db_message_insert (db, m, NULL, NOW, error) == 0)
        return FALSE;
    }

  return c != 0;
}

/* How many messages hold @query, by substring for Japanese. */
static guint
count_plain (const char *query)
{
  g_autofree char *wanted = henji_fold (query, -1, NULL);
  guint n = 0;

  for (int i = 0; i < N_MESSAGES; i++)
    {
      g_autofree char *folded = henji_fold (bodies[i], -1, NULL);

      n += strstr (folded, wanted) != NULL;
    }

  return n;
}

static guint
count_message_hits (HenjiStore *store, const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = henji_store_search (store, query, N_MESSAGES * 2, NULL, &error);
  gint64 last = G_MAXINT64;
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const HenjiStoreHit *hit = g_ptr_array_index (hits, i);

      g_assert_cmpint (hit->at, <=, last); /* newest first */
      last = hit->at;
      n += hit->message_row != 0;
    }

  return n;
}

static void
test_plain (void)
{
  static const char *const queries[]
      = { "破",     "箱",   "の",         "ガ",   "か", "が",     "カメ",
          "かめら", "返品", "品",         "損返", "々", "ース",   "けーす",
          "破損の", "た商", "届いた商品", "ずの", "個", "キズが", "商品返品" };
  g_autofree char *dir = make_dir ();
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);

  write_ok (store, fill_random, rand);
  henji_store_index_flush (store);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_test_message ("%s", queries[i]);
      g_assert_cmpuint (count_message_hits (store, queries[i]), ==, count_plain (queries[i]));
    }
  for (int i = 0; i < N_MESSAGES; i++)
    g_free (bodies[i]);
  g_clear_pointer (&store, henji_store_close);
  remove_dir (dir);
}

/* ---- Older mail imported later -----------------------------------------------------------------
 */

typedef struct
{
  gint64 from;
  int step;
} Span;

static gboolean
add_span (HenjiDb *db, gpointer data, GError **error)
{
  const Span *span = data;
  gint64 c = add_case (db, "s@marketplace.amazon.co.jp", NULL, NULL, error);

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *body = g_strdup_printf ("目印です %d", i);

      if (add_message (db, c, span->from + i * span->step, "", body, error) == 0)
        return FALSE;
    }

  return TRUE;
}

static void
test_dates (void)
{
  static const Span spans[]
      = { { NOW, 10 }, { NOW - 5000, 10 }, { NOW - 2500, 10 }, { NOW + 9000, -10 } };
  g_autofree char *dir = make_dir ();
  g_autofree char *search = g_build_filename (dir, "search.db", NULL);
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      write_ok (store, add_span, (gpointer) &spans[i]);
      henji_store_index_flush (store);
    }
  g_assert_cmpuint (count_message_hits (store, "目印"), ==, 160);
  {
    g_autoptr (GPtrArray) newest = henji_store_search (store, "目印", 1, NULL, NULL);

    g_assert_cmpint (((HenjiStoreHit *) newest->pdata[0])->at, ==, NOW + 9000);
  }

  /* All of it as history. */
  g_clear_pointer (&store, henji_store_close);
  g_unlink (search);
  store = open_store (dir, HENJI_STORE_READ_WRITE);
  henji_store_index_flush (store);
  g_assert_cmpuint (count_message_hits (store, "目印"), ==, 160);
  g_clear_pointer (&store, henji_store_close);
  remove_dir (dir);
}

/* ---- Changes ----------------------------------------------------------------------------------
 */

static gint64 note_row;

static gboolean
add_note (HenjiDb *db, gpointer data, GError **error)
{
  gint64 c = add_case (db, "n@marketplace.amazon.co.jp", "変更前", NULL, error);

  note_row = henji_db_event_add (db, c, HENJI_EVENT_NOTE, NOW, "取り消す予定", NULL, 0, error);
  return note_row != 0;
}

static gboolean
undo_note (HenjiDb *db, gpointer data, GError **error)
{
  g_autoptr (HenjiCase) c = henji_db_case_get (db, 1, error);

  g_free (c->buyer);
  c->buyer = g_strdup ("変更後");
  return henji_db_case_update (db, c, error)
         && henji_db_event_add (db, 1, HENJI_EVENT_UNDONE, NOW, NULL, NULL, note_row, error) != 0;
}

static void
test_changes (void)
{
  g_autofree char *dir = make_dir ();
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);

  write_ok (store, add_note, NULL);
  henji_store_index_flush (store);
  check_hit (store, "予定", "note", "取り消す");
  check_hit (store, "変更前", "buyer", "変更前");
  write_ok (store, undo_note, NULL);
  henji_store_index_flush (store);
  check_none (store, "予定");
  check_none (store, "変更前");
  check_hit (store, "変更後", "buyer", "変更後");
  g_clear_pointer (&store, henji_store_close);
  remove_dir (dir);
}

/* The list, searched and filtered. */
static gboolean
check_list (HenjiDb *db, gpointer data, GError **error)
{
  HenjiCaseFilter filter
      = { .court = HENJI_COURT_OURS, .kind = -1, .language = -1, .text = "破損" };
  g_autoptr (GArray) rows = henji_db_case_rows (db, &filter, error);
  g_autoptr (GArray) closed = NULL;

  g_assert_nonnull (rows);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (g_array_index (rows, gint64, 0), ==, 1);
  filter.court = HENJI_COURT_CLOSED;
  closed = henji_db_case_rows (db, &filter, error);
  g_assert_cmpuint (closed->len, ==, 0);
  return TRUE;
}

static void
test_list (void)
{
  g_autofree char *dir = make_dir ();
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);

  write_ok (store, fill, NULL);
  henji_store_index_flush (store);
  read_ok (store, check_list, NULL);
  g_clear_pointer (&store, henji_store_close);
  remove_dir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/fields", test_fields);
  g_test_add_func ("/search/plain", test_plain);
  g_test_add_func ("/search/dates", test_dates);
  g_test_add_func ("/search/changes", test_changes);
  g_test_add_func ("/search/list", test_list);

  return g_test_run ();
}

/* test-postal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of postal codes in the data folder: what was loaded stays until a whole one is there.
 */
#include "desk-fixture.h"
#include "henji-desk-address.h"
#include "henji-desk-postal.h"

#define N_FILLING 100000

static const char *const prefectures[]
    = { "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県",   "福島県", "茨城県",
        "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
        "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県",   "愛知県", "三重県",
        "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
        "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県",   "高知県", "福岡県",
        "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県" };

/* (transfer full): the path of a list of that many codes and prefectures, and two known ones. */
static char *
write_list (Fixture *f, const char *name, guint n, guint n_prefectures)
{
  g_autoptr (GString) text = g_string_new (NULL);
  static const char row[] = "13113,\"150  \",\"%07u\",\"\",\"\",\"\",\"%s\",\"%s\",\"%s\","
                            "0,0,1,0,0,0\r\n";

  g_string_append_printf (text, row, 1500001, "東京都", "渋谷区", "神宮前");
  g_string_append_printf (text, row, 1500002, "東京都", "渋谷区", "返事坂");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, row, 2000000 + i, prefectures[i % n_prefectures], "返事市",
                            "返事町");

  return write_file (f, name, text->str);
}

static HenjiPostalCodes *
load (Fixture *f, const char *path)
{
  g_autoptr (GError) error = NULL;
  HenjiPostalCodes *codes = henji_desk_load_postal (f->desk, path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return codes;
}

static guint
n_codes (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) codes = henji_desk_postal_codes (f->desk, &error);

  g_assert_no_error (error);

  return codes != NULL ? henji_postal_codes_n_codes (codes) : 0;
}

static void
assert_refused (Fixture *f, const char *path, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (henji_desk_load_postal (f->desk, path, NULL, NULL, NULL, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, says));
}

static void
cancel_cb (HenjiPostalStep step, gint64 done, gint64 total, gpointer cancellable)
{
  g_assert_cmpint (step, ==, HENJI_POSTAL_STEP_READ);
  if (done == total)
    g_cancellable_cancel (cancellable);
}

static void
test_load (Fixture *f, gconstpointer data)
{
  g_autofree char *whole = write_list (f, "whole.csv", N_FILLING, 47);
  g_autofree char *larger = write_list (f, "larger.csv", N_FILLING + 1, 47);
  g_autofree char *small = write_list (f, "small.csv", N_FILLING / 2, 47);
  g_autofree char *part = write_list (f, "part.csv", N_FILLING, 46);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n_codes (f), ==, 0);
  assert_refused (f, small, "50002 postal codes");
  assert_refused (f, part, "46 of the 47");
  assert_refused (f, "/nowhere", "could not be read");
  g_assert_cmpuint (n_codes (f), ==, 0);
  henji_postal_codes_unref (load (f, whole));
  g_assert_cmpuint (n_codes (f), ==, N_FILLING + 2);

  /* Called off at the last moment, refused: the old one stays. */
  g_assert_null (
      henji_desk_load_postal (f->desk, larger, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_refused (f, small, "50002 postal codes");
  g_assert_cmpuint (n_codes (f), ==, N_FILLING + 2);
  close_desk (f);
  open_desk (f);
  g_assert_cmpuint (n_codes (f), ==, N_FILLING + 2);
  henji_postal_codes_unref (load (f, larger));
  g_assert_cmpuint (n_codes (f), ==, N_FILLING + 3);
}

/* Whoever holds the old list reads on in it; what was removed comes back as it was. */
static void
test_remove (Fixture *f, gconstpointer data)
{
  g_autofree char *whole = write_list (f, "whole.csv", N_FILLING, 47);
  g_autofree char *larger = write_list (f, "larger.csv", N_FILLING + 1, 47);
  g_autoptr (HenjiPostalCodes) old = load (f, whole);
  g_autoptr (HenjiPostalCodes) removed = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GError) error = NULL;

  henji_postal_codes_unref (load (f, larger));
  removed = henji_desk_remove_postal (f->desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (henji_postal_codes_n_codes (removed), ==, N_FILLING + 3);
  g_assert_cmpuint (n_codes (f), ==, 0);
  g_assert_null (henji_desk_remove_postal (f->desk, &error));
  g_assert_no_error (error);
  places = henji_postal_codes_at (old, "1500002");
  g_assert_cmpuint (places->len, ==, 1);

  g_assert_true (henji_desk_put_postal_back (f->desk, removed, &error));
  g_assert_cmpuint (n_codes (f), ==, N_FILLING + 3);
  close_desk (f);
  open_desk (f);
  g_assert_cmpuint (n_codes (f), ==, N_FILLING + 3);
}

/* A damaged file is said and left alone; addresses are compared as without it. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "record", "postal-codes.txt", NULL);
  g_autofree char *whole = write_list (f, "whole.csv", N_FILLING, 47);
  g_autoptr (HenjiAddress) address = henji_address_new ();
  g_autoptr (HenjiAddressChange) change = NULL;
  g_autoptr (GError) error = NULL;

  close_desk (f);
  g_file_set_contents (path, "henji-postal-codes 1\nx", -1, NULL);
  open_desk (f);
  g_assert_null (henji_desk_postal_codes (f->desk, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED);
  address->line1 = g_strdup ("東京都渋谷区神宮前1-2-3");
  address->postal_code = g_strdup ("150-0002");
  change = henji_desk_compare_addresses (f->desk, address, address);
  g_assert_null (change->check);
  g_assert_null (henji_desk_check_postal (f->desk, address));
  henji_postal_codes_unref (load (f, whole));
  g_assert_cmpuint (n_codes (f), ==, N_FILLING + 2);
}

/* A desk that only reads has the list and does not change it. */
static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autofree char *whole = write_list (f, "whole.csv", N_FILLING, 47);
  g_autofree char *record = g_build_filename (f->dir, "record", NULL);
  g_autoptr (GError) error = NULL;

  henji_postal_codes_unref (load (f, whole));
  close_desk (f);
  f->desk = henji_desk_open (record, HENJI_DESK_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_codes (f), ==, N_FILLING + 2);
  g_assert_null (henji_desk_load_postal (f->desk, whole, NULL, NULL, NULL, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_null (henji_desk_remove_postal (f->desk, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_UNAVAILABLE);
  g_assert_cmpuint (n_codes (f), ==, N_FILLING + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/postal/load", Fixture, NULL, set_up, test_load, tear_down);
  g_test_add ("/postal/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/postal/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/postal/read-only", Fixture, NULL, set_up, test_read_only, tear_down);

  return g_test_run ();
}

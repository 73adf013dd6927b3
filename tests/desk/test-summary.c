/* test-summary.c: a small shop looks back, whatever order its files came in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#include "henji-desk-outlay.h"
#include "henji-desk-summary.h"

#define ROUNDS 6

/* The facts of tests/data/summary/shop.txt. */
typedef struct
{
  GPtrArray *files;         /* (element-type utf8): to be imported, in any order */
  GPtrArray *by_hand;       /* (element-type GStrv): lines "hand" and "defect" */
  GPtrArray *wanted;        /* (element-type utf8): lines from the first "period" on */
  GHashTable *marketplaces; /* order number → domain */
  gint64 now;
} Shop;

static gint64
instant_of (const char *text)
{
  gint64 instant = 0;

  if (!henji_time_parse_rfc3339 (text, &instant))
    g_error ("“%s” is no time", text);

  return instant;
}

static void
add_file (Fixture *f, Shop *shop, const char *name, const char *text)
{
  g_ptr_array_add (shop->files, write_file (f, name, text));
}

static const char *
domain_of (const Shop *shop, const char *order)
{
  return g_hash_table_lookup (shop->marketplaces, order);
}

static void
add_mail (Fixture *f, Shop *shop, char **words, const char *type)
{
  const char *domain = domain_of (shop, words[2]);
  g_autofree char *date = date_of (instant_of (words[3]));
  g_autofree char *alias
      = g_strdup_printf ("buyer%c%s@marketplace.%s", words[2][0], words[2] + 12, domain);
  g_autofree char *relay = g_strdup_printf ("no-reply@%s", domain);
  g_autofree char *name = g_strconcat (words[1], ".eml", NULL);
  gboolean from_buyer = g_str_equal (words[0], "ask");
  gboolean copy = g_str_equal (words[0], "reply");
  g_autofree char *text = g_strdup_printf (
      "From: Buyer <%s>\nTo: %s\nSubject: Inquiry (Order: %s)\nDate: %s\n"
      "Message-ID: <%s@example.invalid>\nX-Space-Notification-Type: %s\nMIME-Version: 1.0\n"
      "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n%s\n",
      from_buyer ? alias : relay, copy ? alias : "shop@example.com", words[2], date, words[1], type,
      words[4] != NULL ? words[4] : "We are looking into it.");

  add_file (f, shop, name, text);
}

static void
add_order (Fixture *f, Shop *shop, char **words)
{
  g_auto (GStrv) skus = g_strsplit (words[4], "+", 0);
  g_autofree char *name = g_strconcat ("order-", words[1], ".txt", NULL);
  g_autoptr (GString) text
      = g_string_new ("order-id\torder-item-id\tpurchase-date\tbuyer-name\tsku\tproduct-name\t"
                      "quantity-purchased\tcurrency\titem-price\tsales-channel\n");

  for (guint i = 0; skus[i] != NULL; i++)
    g_string_append_printf (text, "%s\t%s%u\t%s\tBuyer\t%s\tThe %s\t%s\t%s\t%s\t%s\n", words[1],
                            words[1] + 15, i, words[2], skus[i], skus[i], words[5], words[7],
                            words[6], words[3]);
  add_file (f, shop, name, text->str);
}

static void
add_return (Fixture *f, Shop *shop, char **words)
{
  g_autofree char *name = g_strconcat ("return-", words[1], ".txt", NULL);
  g_autofree char *text = g_strdup_printf (
      "Order ID\tReturn request date\tReturn request status\tAmazon RMA ID\tCurrency code\t"
      "Merchant SKU\tItem Name\tReturn quantity\tReturn Reason\tRefunded Amount\n"
      "%s\t%s\tApproved\tD%sRRMA\t%s\t%s\tThe %s\t1\t%s\t%s\n",
      words[1], words[3], words[1] + 15, words[5], words[2], words[2], words[6], words[4]);

  add_file (f, shop, name, text);
}

static void
take_line (Fixture *f, Shop *shop, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 0);
  g_auto (GStrv) mail = g_strsplit (line, " ", 5);

  if (shop->wanted->len > 0 || g_str_equal (words[0], "period"))
    g_ptr_array_add (shop->wanted, g_strdup (line));
  else if (g_str_equal (words[0], "now"))
    shop->now = instant_of (words[1]);
  else if (g_str_equal (words[0], "order"))
    add_order (f, shop, words);
  else if (g_str_equal (words[0], "return"))
    add_return (f, shop, words);
  else if (g_str_equal (words[0], "ask"))
    add_mail (f, shop, mail, "BBC_MESSAGE_SENT_TO_MERCHANT");
  else if (g_str_equal (words[0], "reply"))
    add_mail (f, shop, mail, "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT");
  else if (g_str_equal (words[0], "refund"))
    add_mail (f, shop, mail, "REFUND_ISSUED");
  else if (g_str_equal (words[0], "claim"))
    add_mail (f, shop, mail, "A_Z_CLAIM_RESPONDENT_NOTIFY");
  else
    g_ptr_array_add (shop->by_hand, g_steal_pointer (&words));
}

static void
read_shop (Fixture *f, Shop *shop)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "summary", "shop.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", 0);
  shop->files = g_ptr_array_new_with_free_func (g_free);
  shop->by_hand = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  shop->wanted = g_ptr_array_new_with_free_func (g_free);
  shop->marketplaces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 0);

      if (g_strcmp0 (words[0], "order") == 0)
        g_hash_table_insert (shop->marketplaces, g_strdup (words[1]), g_strdup (words[3]));
    }
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      take_line (f, shop, lines[i]);
}

static void
shop_clear (Shop *shop)
{
  g_ptr_array_unref (shop->files);
  g_ptr_array_unref (shop->by_hand);
  g_ptr_array_unref (shop->wanted);
  g_hash_table_unref (shop->marketplaces);
}

/* ---- Filling the record ---------------------------------------------------------------------- */

static gint64
case_of_order (Fixture *f, const char *order)
{
  g_autoptr (GArray) rows = all_rows (f);

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr (HenjiCase) c = case_of (f, row);

      if (c->order_ids != NULL && g_strv_contains ((const char *const *) c->order_ids, order))
        return row;
    }

  return 0;
}

/* %FALSE while the case is not there yet. */
static gboolean
do_by_hand (Fixture *f, char **words)
{
  gint64 row = case_of_order (f, words[1]);
  HenjiOutlayNature nature;
  HenjiDefectNature defect;
  HenjiMoney amount = HENJI_MONEY_NONE;
  g_autoptr (GError) error = NULL;

  if (row == 0)
    return FALSE;
  henji_desk_set_now (f->desk, instant_of (words[2]));
  if (g_str_equal (words[0], "hand"))
    {
      g_assert_true (henji_outlay_nature_from_id (words[3], &nature));
      g_assert_true (henji_money_parse (words[4], words[5], &amount));
      g_assert_cmpint (henji_desk_outlay (f->desk, row, nature, amount, &error), !=, 0);
    }
  else
    {
      g_assert_true (henji_defect_nature_from_id (words[3], &defect));
      g_assert_cmpint (henji_desk_defect (f->desk, row, defect, &error), !=, 0);
    }
  g_assert_no_error (error);

  return TRUE;
}

static void
set_zone (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiShop) old = henji_desk_shop (f->desk, &error);
  g_autoptr (HenjiShop) shop = henji_shop_new ();

  g_assert_no_error (error);
  shop->row = old->row;
  shop->uuid = g_strdup (old->uuid);
  shop->zone = g_strdup ("America/Los_Angeles");
  shop->rma_prefix = g_strdup ("RMA");
  shop->cheap_limit_jpy = old->cheap_limit_jpy;
  shop->cheap_limit_usd = old->cheap_limit_usd;
  shop->return_addresses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_address_unref);
  henji_desk_set_shop (f->desk, shop, &error);
  g_assert_no_error (error);
}

/* Half of the files, what can be done by hand, the other half, the rest by hand. */
static void
fill (Fixture *f, Shop *shop, GRand *rand)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autofree gboolean *done = g_new0 (gboolean, shop->by_hand->len);

  for (guint i = 0; i < shop->files->len; i++)
    g_ptr_array_add (files, g_strdup (shop->files->pdata[i]));
  set_zone (f);
  henji_desk_set_now (f->desk, shop->now);
  if (rand != NULL)
    for (guint i = files->len - 1; i > 0; i--)
      {
        guint k = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
        gpointer swapped = files->pdata[i];

        files->pdata[i] = files->pdata[k];
        files->pdata[k] = swapped;
      }
  for (guint i = 0; i < files->len; i++)
    {
      import (f, files->pdata[i]);
      if (i != files->len / 2)
        continue;
      for (guint k = 0; k < shop->by_hand->len; k++)
        done[k] = do_by_hand (f, shop->by_hand->pdata[k]);
      henji_desk_set_now (f->desk, shop->now);
    }
  for (guint k = 0; k < shop->by_hand->len; k++)
    if (!done[k])
      g_assert_true (do_by_hand (f, shop->by_hand->pdata[k]));
  henji_desk_set_now (f->desk, shop->now);
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static HenjiListing *
find_sheet (GPtrArray *sheets, const char *id)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      HenjiListing *sheet = g_ptr_array_index (sheets, i);

      if (g_str_equal (sheet->id, id))
        return sheet;
    }
  g_error ("there is no table “%s”", id);
}

/* (transfer full): what stands in the row's column, "-" for nothing. */
static char *
value_of (const HenjiListing *sheet, const HenjiListingRow *row, const char *column)
{
  if (g_str_equal (column, "id"))
    return g_strdup (row->id);
  if (g_str_equal (column, "kind_id"))
    return g_strdup (row->kind >= 0 ? henji_kind_id ((HenjiKind) row->kind) : "-");
  for (guint i = 0; i < sheet->columns->len; i++)
    if (g_str_equal (g_array_index (sheet->columns, HenjiListingColumn, i).id, column))
      {
        const HenjiListingCell *cell = &g_array_index (row->cells, HenjiListingCell, i);
        const char *value = cell->plain != NULL ? cell->plain : cell->text;

        return g_strdup (*value != '\0' || cell->plain == NULL ? value : "-");
      }
  g_error ("there is no column “%s” in “%s”", column, sheet->id);
}

static gboolean
row_has (const HenjiListing *sheet, const HenjiListingRow *row, const char *pairs, gboolean loud)
{
  g_auto (GStrv) words = g_strsplit (pairs, " ", 0);
  gboolean has = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      g_autofree char *value = value_of (sheet, row, pair[0]);

      g_strdelimit (pair[1], "~", ' ');
      if (g_strcmp0 (value, pair[1]) == 0)
        continue;
      has = FALSE;
      if (loud)
        g_test_message ("%s: “%s” instead of “%s”", pair[0], value, pair[1]);
    }

  return has;
}

static void
check_line (GPtrArray *sheets, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_auto (GStrv) sides = NULL;
  const HenjiListing *sheet;
  const HenjiListingRow *found = NULL;

  if (g_str_equal (words[0], "rows"))
    {
      sheet = find_sheet (sheets, words[1]);
      if (sheet->rows->len != (guint) atoi (words[2]))
        {
          g_test_message ("%s: there are %u", line, sheet->rows->len);
          g_test_fail ();
        }
      return;
    }
  sheet = find_sheet (sheets, words[0]);
  sides = g_strsplit (line + strlen (words[0]) + 1, " => ", 2);
  for (guint i = 0; i < sheet->rows->len; i++)
    if (row_has (sheet, g_ptr_array_index (sheet->rows, i), sides[0], FALSE))
      {
        g_assert_null (found); /* the row is not told apart */
        found = g_ptr_array_index (sheet->rows, i);
      }
  if (found == NULL || !row_has (sheet, found, sides[1], TRUE))
    {
      g_test_message ("%s: %s", line, found == NULL ? "no such row" : "differs");
      g_test_fail ();
    }
}

static GPtrArray *
sheets_of (Fixture *f, const char *from, const char *to)
{
  HenjiPeriod period;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiSummary) summary = NULL;

  g_assert_true (henji_period_parse (from, to, &period));
  summary = henji_desk_summary (f->desk, &period, NULL, NULL, &error);
  g_assert_no_error (error);

  return henji_summary_sheets (summary, HENJI_LANGUAGE_EN);
}

static void
check_shop (Fixture *f, const Shop *shop)
{
  g_autoptr (GPtrArray) sheets = NULL;

  for (guint i = 0; i < shop->wanted->len; i++)
    {
      const char *line = g_ptr_array_index (shop->wanted, i);
      g_auto (GStrv) words = g_strsplit (line, " ", 0);

      if (g_str_equal (words[0], "period"))
        {
          g_clear_pointer (&sheets, g_ptr_array_unref);
          sheets = sheets_of (f, words[1], words[2]);
        }
      else
        check_line (sheets, line);
    }
}

/* ---- Tests ----------------------------------------------------------------------------------- */

static void
test_shop (Fixture *f, gconstpointer data)
{
  Shop shop = { 0 };

  read_shop (f, &shop);
  g_assert_cmpuint (shop.wanted->len, >=, 50);
  fill (f, &shop, NULL);
  check_shop (f, &shop);
  shop_clear (&shop);
}

static void
test_any_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < ROUNDS; i++)
    {
      Fixture f;
      Shop shop = { 0 };

      set_up (&f, NULL);
      read_shop (&f, &shop);
      fill (&f, &shop, rand);
      check_shop (&f, &shop);
      shop_clear (&shop);
      tear_down (&f, NULL);
    }
}

static void
check_figure (Fixture *f, const char *line)
{
  g_autoptr (GPtrArray) sheets = sheets_of (f, "2026-11-01", "2026-11-30");

  check_line (sheets, line);
}

/* What is recorded by hand can be taken back; nothing stays behind. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  gint64 row, cost, defect, removed;

  import (f, write_mail (f, "a", 60, ORDER, "The mug arrived broken."));
  row = only_case (f);
  cost = henji_desk_outlay (f->desk, row, HENJI_OUTLAY_PARTIAL_REFUND, (HenjiMoney){ 500, "JPY" },
                            &error);
  g_assert_no_error (error);
  check_figure (f, "figures id=refunded_jpy => value=500");
  defect = henji_desk_defect (f->desk, row, HENJI_DEFECT_FEEDBACK, &error);
  g_assert_no_error (error);
  check_figure (f, "rows defects 1");
  g_assert_cmpint (henji_desk_defect (f->desk, row, HENJI_DEFECT_FEEDBACK, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);

  removed = henji_desk_defect_removed (f->desk, row, HENJI_DEFECT_FEEDBACK, &error);
  g_assert_no_error (error);
  check_figure (f, "rows defects 0");
  g_assert_cmpint (henji_desk_defect_removed (f->desk, row, HENJI_DEFECT_FEEDBACK, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);

  g_assert_cmpint (henji_desk_undo (f->desk, removed, &error), !=, 0);
  check_figure (f, "rows defects 1");
  g_assert_cmpint (henji_desk_undo (f->desk, defect, &error), !=, 0);
  check_figure (f, "rows defects 0");
  g_assert_cmpint (henji_desk_undo (f->desk, cost, &error), !=, 0);
  check_figure (f, "rows costs 0");
  g_assert_no_error (error);

  g_assert_cmpint (
      henji_desk_outlay (f->desk, row, HENJI_OUTLAY_GIFT, (HenjiMoney){ 0, "JPY" }, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  detail = detail_of (f, row);
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_OUTLAY), ==, 1);
}

/* The costs of a case go with it into another, and back. */
static void
test_merge (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 one, other, merged;

  import (f, write_mail (f, "a", 60, ORDER, "The mug arrived broken."));
  one = only_case (f);
  import (f, write_notice (f, "REFUND_ISSUED", "n", 5, ORDER_2, "返金額 ￥300"));
  other = case_of_order (f, ORDER_2);
  g_assert_cmpint (other, !=, 0);
  g_assert_cmpint (other, !=, one);
  check_figure (f, "refunds reason=Refund => refunds=1 refunded_jpy=300");
  merged = henji_desk_merge (f->desk, one, other, &error);
  g_assert_no_error (error);
  check_figure (f, "refunds reason=Damaged => refunds=1 refunded_jpy=300");
  g_assert_cmpint (henji_desk_undo (f->desk, merged, &error), !=, 0);
  check_figure (f, "refunds reason=Refund => refunds=1 refunded_jpy=300");
}

/* Answers that are marked here count as well; what needs none does not. */
static void
test_endings (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;

  import (f, write_mail (f, "a", 30, ORDER, "The mug arrived broken."));
  g_assert_cmpint (henji_desk_answered (f->desk, only_case (f), &error), !=, 0);
  check_figure (f, "figures id=answered => value=1");
  check_figure (f, "figures id=late => value=1");
  rows = all_rows (f);
  g_assert_cmpint (henji_desk_reopen (f->desk, g_array_index (rows, gint64, 0), &error), !=, 0);
  import (f, write_mail (f, "b", 2, ORDER, "And one more thing."));
  check_figure (f, "figures id=waiting => value=0"); /* it is before the answer of now */
  henji_desk_set_now (f->desk, NOW + HENJI_HOUR);
  import (f, write_mail (f, "c", -0.5, ORDER, "One more question."));
  check_figure (f, "figures id=waiting => value=1");
  g_assert_cmpint (henji_desk_no_reply_needed (f->desk, only_case (f), &error), !=, 0);
  check_figure (f, "figures id=waiting => value=0");
  check_figure (f, "figures id=unneeded => value=1");
  check_figure (f, "figures id=answered => value=1");
  g_assert_no_error (error);
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  HenjiPeriod period;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiSummary) summary = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_assert_true (henji_period_parse ("2026-11-01", "2026-11-30", &period));
  summary = henji_desk_summary (f->desk, &period, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (henji_summary_is_empty (summary));
  pdf = henji_desk_summary_pdf (f->desk, summary, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
}

static void
test_save (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_file (f, "there.csv", "mine");
  g_autoptr (GBytes) content = g_bytes_new_static ("new", 3);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (henji_desk_save_summary (f->desk, path, content, FALSE, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_true (henji_desk_save_summary (f->desk, path, content, TRUE, &error));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "new");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/summary/shop", test_shop);
  g_test_add_func ("/summary/any-order", test_any_order);
  ADD ("/summary/undo", test_undo);
  ADD ("/summary/merge", test_merge);
  ADD ("/summary/endings", test_endings);
  ADD ("/summary/nothing", test_nothing);
  ADD ("/summary/save", test_save);

  return g_test_run ();
}

/* Stocks of the seller's own, calibration, labels that came out and those that are wanted, over a
 * real record.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"
#include "henji-desk-documents.h"
#include "henji-desk-printing.h"
#include "henji-desk-returns.h"
#include "henji-desk-stocks.h"
#include "henji-label-text.h"

#define ORDERS                                                                                     \
  "order-id\torder-item-id\tpurchase-date\tsku\tproduct-name\tquantity-purchased\tcurrency\t"      \
  "item-price\trecipient-name\tship-address-1\tship-city\tship-state\tship-postal-code\t"          \
  "ship-country\n" ORDER "\t11\t2026-11-18T10:00:00+09:00\tMUG-1\tMug\t1\tJPY\t2480\t佐伯 "      \
  "真由\t神宮前1-2-3\t渋谷区\t東京都\t"                                                 \
  "150-0001\tJP\n"
#define BROKEN "The mug arrived broken. I would like to send it back."

static char *
stock_path (Fixture *f, const char *name)
{
  return g_build_filename (f->dir, "record", "facts", "stocks", name, NULL);
}

static guint
n_stocks (Fixture *f)
{
  return henji_desk_stocks (f->desk)->len;
}

/* ---- Stocks -----------------------------------------------------------------------------------
 */

static void
count_changes (guint *n)
{
  (*n)++;
}

static void
test_own_stock (Fixture *f, gconstpointer data)
{
  guint before = n_stocks (f), changes = 0;
  GPtrArray *old = henji_desk_stocks (f->desk);
  g_autoptr (HenjiStock) mine = henji_desk_new_stock (f->desk, NULL);
  g_autoptr (HenjiStock) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  const HenjiStock *found;

  g_signal_connect_swapped (f->desk, "stocks-changed", G_CALLBACK (count_changes), &changes);
  g_free (mine->title);
  mine->title = g_strdup ("Shelf\nlabels ");
  henji_stock_set (mine, "corner", 0);
  g_assert_true (henji_desk_save_stock (f->desk, mine, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_stocks (f), ==, before + 1);
  g_assert_cmpuint (old->len, ==, before); /* what was handed out stays as it was */
  found = henji_desk_stock (f->desk, mine->id);
  g_assert_cmpstr (found->title, ==, "Shelf labels");
  g_assert_cmpstr (found->checked, ==, "2026-11-24");
  g_assert_true (found->own);
  g_assert_true (found == henji_desk_stocks (f->desk)->pdata[0]); /* its own first */

  /* After a restart too. */
  close_desk (f);
  open_desk (f);
  g_signal_connect_swapped (f->desk, "stocks-changed", G_CALLBACK (count_changes), &changes);
  found = henji_desk_stock (f->desk, mine->id);
  g_assert_nonnull (found);

  changed = henji_stock_copy (found);
  henji_stock_set (changed, "left", 6);
  g_assert_true (henji_desk_save_stock (f->desk, changed, &error));
  g_assert_cmpuint (n_stocks (f), ==, before + 1);
  g_assert_cmpfloat (henji_desk_stock (f->desk, mine->id)->left, ==, 6);

  g_assert_true (henji_desk_remove_stock (f->desk, mine->id, &error));
  g_assert_null (henji_desk_stock (f->desk, mine->id));
  path = stock_path (f, "x");
  g_assert_true (henji_desk_save_stock (f->desk, changed, &error)); /* taken back */
  g_assert_cmpfloat (henji_desk_stock (f->desk, mine->id)->left, ==, 6);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changes, >=, 4);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiStock) wide = henji_desk_new_stock (f->desk, NULL);
  g_autoptr (HenjiStock) copy = henji_stock_copy (henji_desk_stock (f->desk, "a4"));
  g_autoptr (GError) error = NULL;
  guint before = n_stocks (f);

  henji_stock_set (wide, "columns", 3);
  g_assert_false (henji_desk_save_stock (f->desk, wide, &error));
  g_assert_nonnull (strstr (error->message, "stick out of the page"));
  g_clear_error (&error);
  g_assert_false (henji_desk_save_stock (f->desk, copy, &error));
  g_assert_nonnull (strstr (error->message, "Duplicate it"));
  g_assert_cmpuint (n_stocks (f), ==, before);
}

/* A file that is no good is told of, with its line, and hides nothing. */
static void
test_bad_file (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiStock) mine = henji_desk_new_stock (f->desk, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *bad = stock_path (f, "bad.ini");
  g_autofree char *before_built_in = stock_path (f, "a4.ini");
  g_autofree char *other = stock_path (f, "other.ini");
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *all = NULL;
  guint before;

  g_assert_true (henji_desk_save_stock (f->desk, mine, &error));
  before = n_stocks (f);
  text = henji_stock_to_text (mine);
  g_assert_true (g_file_set_contents (bad, "[stock]\nid=bad\nwidth=ten\n", -1, NULL));
  g_assert_true (g_file_set_contents (before_built_in, "[stock]\nid=a4\nrows=0\n", -1, NULL));
  g_assert_true (g_file_set_contents (other, text, -1, NULL)); /* another's id */
  close_desk (f);
  open_desk (f);
  g_assert_cmpuint (n_stocks (f), ==, before);
  g_assert_nonnull (henji_desk_stock (f->desk, mine->id));
  g_assert_false (henji_desk_stock (f->desk, "a4")->own);
  faults = henji_desk_fact_faults (f->desk);
  g_ptr_array_add (faults, NULL);
  all = g_strjoinv ("\n", (char **) faults->pdata);
  g_assert_nonnull (strstr (all, "bad.ini, line 3"));
  g_assert_nonnull (strstr (all, "a4.ini, line 3"));
  g_assert_nonnull (strstr (all, "other.ini: by its id"));
}

/* ---- Calibration ------------------------------------------------------------------------------
 */

static HenjiCalibration
calibration_of (Fixture *f, const char *printer, const char *stock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) all = henji_desk_calibrations (f->desk, &error);

  g_assert_no_error (error);

  return henji_calibrations_get (all, printer, stock);
}

static void
test_calibration (Fixture *f, gconstpointer data)
{
  HenjiCalibration set = { 0.4, -1.05, 1.0025, 0.99 };
  HenjiCalibration wild = { 30, 0, 1, 1 };
  HenjiCalibration got;
  g_autoptr (GError) error = NULL;

  got = calibration_of (f, "Office", "a4");
  g_assert_true (henji_calibration_is_none (&got));
  g_assert_true (henji_desk_set_calibration (f->desk, "Office", "a4", &set, &error));
  close_desk (f);
  open_desk (f);
  got = calibration_of (f, "Office", "a4");
  g_assert_cmpfloat_with_epsilon (got.offset_x, 0.4, 1e-9);
  g_assert_cmpfloat_with_epsilon (got.offset_y, -1.05, 1e-9);
  g_assert_cmpfloat_with_epsilon (got.scale_x, 1.0025, 1e-9);
  /* Another printer and another stock have their own. */
  got = calibration_of (f, "Back room", "a4");
  g_assert_true (henji_calibration_is_none (&got));
  got = calibration_of (f, "Office", "4x6in");
  g_assert_true (henji_calibration_is_none (&got));

  g_assert_false (henji_desk_set_calibration (f->desk, "Office", "a4", &wild, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (henji_desk_set_calibration (f->desk, "Office", "a4", NULL, &error));
  got = calibration_of (f, "Office", "a4");
  g_assert_true (henji_calibration_is_none (&got));
}

/* ---- Labels -----------------------------------------------------------------------------------
 */

static const HenjiEvent *
last_printed (const HenjiCaseDetail *detail)
{
  const HenjiEvent *last = NULL;
  HenjiLabelKind kind;

  for (guint i = 0; i < detail->events->len; i++)
    if (henji_desk_printed_kind (detail->events->pdata[i], &kind))
      last = detail->events->pdata[i];

  return last;
}

static HenjiLabel *
print_kind (
    Fixture *f, HenjiLabelKind kind, gint64 row, const HenjiStock *stock, const char *printer)
{
  HenjiLabelWish wish = HENJI_LABEL_WISH_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  HenjiPrintout printout = { cases, labels, stock, printer, 2 };
  HenjiLabel *label;

  wish.kind = kind;
  wish.case_row = row;
  wish.language = HENJI_LANGUAGE_EN;
  label = henji_desk_label_make (f->desk, &wish, NULL, &error);
  g_assert_no_error (error);
  g_array_append_val (cases, row);
  g_ptr_array_add (labels, label);
  g_assert_true (henji_desk_printed (f->desk, &printout, &error));
  g_assert_no_error (error);

  return label;
}

static HenjiLabel *
print_label (Fixture *f, gint64 row, const char *printer)
{
  return print_kind (f, HENJI_LABEL_RETURN, row, henji_desk_stock (f->desk, "hisago-elm013"),
                     printer);
}

/* Word for word, whatever has changed since. */
static void
test_printed_again (Fixture *f, gconstpointer data)
{
  gint64 row;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  import (f, write_file (f, "orders.txt", ORDERS));
  row = only_case (f);
  for (int kind = HENJI_LABEL_RETURN; kind < HENJI_N_LABELS; kind++)
    {
      HenjiStock *listed = henji_desk_stock (f->desk, "brother-dk2205");
      g_autoptr (HenjiStock) roll = henji_stock_with_length (listed, 120);
      g_autoptr (HenjiLabel) label = print_kind (f, kind, row, roll, "Office\nprinter");
      g_autofree char *was = henji_label_to_text (label);
      g_autoptr (HenjiLabel) again = NULL;
      g_autoptr (HenjiCaseDetail) detail = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *is = NULL;
      g_autofree char *printer = NULL;
      g_autofree char *document = NULL;
      g_auto (HenjiPrintedOn) on = HENJI_PRINTED_ON_INIT;
      HenjiLabelKind printed;
      const HenjiEvent *event;

      close_desk (f);
      open_desk (f);
      detail = detail_of (f, row);
      event = last_printed (detail);
      g_assert_nonnull (event);
      g_assert_cmpstr (event->text, ==, henji_label_code (label));
      g_assert_true (henji_desk_printed_event (event, &printer));
      g_assert_cmpstr (printer, ==, "Office printer");
      g_assert_true (henji_desk_printed_kind (event, &printed));
      g_assert_cmpint (printed, ==, kind);
      document = henji_desk_document_of (event);
      g_assert_cmpstr (document, ==,
                       kind == HENJI_LABEL_RETURN ? NULL : henji_label_kind_id (kind));
      again = henji_desk_printed_label (f->desk, event, &on, &error);
      g_assert_no_error (error);
      is = henji_label_to_text (again);
      g_assert_cmpstr (is, ==, was);
      g_assert_cmpstr (on.stock, ==, "brother-dk2205");
      g_assert_cmpfloat_with_epsilon (on.length, 120, 0.01);
      g_assert_cmpint (on.copies, ==, 2);
    }
}

/* Of before labels were kept; and of a packing list nothing is. */
static void
test_old_event (Fixture *f, gconstpointer data)
{
  static const HenjiEventType types[]
      = { HENJI_EVENT_LABEL_PRINTED, HENJI_EVENT_DOCUMENT_PRINTED, HENJI_EVENT_DOCUMENT_PRINTED };
  static const char *const texts[]
      = { "stock=a4\n", "document=slip\nstock=a4\n", "document=packing-list\nprinter=Office\n" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (HenjiEvent) event = henji_event_new ();
      g_autoptr (HenjiLabel) label = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *printer = NULL;
      g_auto (HenjiPrintedOn) on = HENJI_PRINTED_ON_INIT;
      HenjiLabelKind kind;

      event->row = 1234;
      event->type = types[i];
      event->data = g_strdup (texts[i]);
      g_assert_false (henji_desk_printed_event (event, &printer));
      g_assert_false (henji_desk_printed_kind (event, &kind));
      label = henji_desk_printed_label (f->desk, event, &on, &error);
      g_assert_null (label);
      g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND);
    }
}

/* It is laid out without being noted; each case of an order is told when it has come out. */
static void
test_packing (Fixture *f, gconstpointer data)
{
  const char *const orders[] = { ORDER, NULL };
  HenjiPackingJob job
      = { .order_ids = orders, .language = HENJI_LANGUAGE_EN, .list = TRUE, .slips = TRUE };
  g_autoptr (HenjiPacking) packing = NULL;
  g_autoptr (HenjiCaseDetail) before = NULL;
  g_autoptr (HenjiCaseDetail) after = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;
  g_autofree char *printer = NULL;
  g_autofree char *document = NULL;
  const HenjiEvent *event;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  g_assert_null (henji_desk_packing_lay_out (f->desk, &job, &ids, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  import (f, write_file (f, "orders.txt", ORDERS));
  before = detail_of (f, only_case (f));
  packing = henji_desk_packing_lay_out (f->desk, &job, &ids, &error);
  g_assert_no_error (error);
  g_assert_cmpint (henji_packing_n_pages (packing), ==, 2);
  g_assert_cmpstr (ids[0], ==, ORDER);
  g_assert_true (henji_desk_packing_printed (f->desk, (const char *const *) ids, "Office", &error));
  g_assert_no_error (error);
  after = detail_of (f, only_case (f));
  g_assert_cmpuint (after->events->len, ==, before->events->len + 1);
  event = after->events->pdata[after->events->len - 1];
  document = henji_desk_document_of (event);
  g_assert_cmpstr (document, ==, "packing-list");
  g_assert_false (henji_desk_printed_event (event, &printer));
  g_assert_cmpstr (printer, ==, "Office");
}

static void
assert_wanted (Fixture *f, gint64 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wanted = henji_desk_labels_wanted (f->desk, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (wanted->len, ==, row != 0);
  if (row != 0)
    g_assert_cmpint (((HenjiLabelWanted *) wanted->pdata[0])->case_row, ==, row);
}

static void
test_wanted (Fixture *f, gconstpointer data)
{
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;
  HenjiReturnMove authorised = { .stage = HENJI_RETURN_AUTHORISED };
  g_autoptr (HenjiLabel) label = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rma;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  assert_wanted (f, 0);
  wish.case_row = only_case (f);
  henji_desk_return_open (f->desk, &wish, &rma, &error);
  g_assert_no_error (error);
  assert_wanted (f, 0);
  henji_desk_return_move (f->desk, rma, &authorised, &error);
  g_assert_no_error (error);
  assert_wanted (f, wish.case_row);
  label = print_label (f, wish.case_row, NULL);
  assert_wanted (f, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/desk/printing/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("own-stock", test_own_stock);
  ADD ("refused", test_refused);
  ADD ("bad-file", test_bad_file);
  ADD ("calibration", test_calibration);
  ADD ("printed-again", test_printed_again);
  ADD ("old-event", test_old_event);
  ADD ("packing", test_packing);
  ADD ("wanted", test_wanted);
#undef ADD

  return g_test_run ();
}

/* Stocks of the seller's own, calibration, labels that came out and those that are wanted, over a
 * real record.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"
#include "henji-desk-printing.h"
#include "henji-desk-returns.h"
#include "henji-desk-stocks.h"
#include "henji-label-text.h"

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
last_label (const HenjiCaseDetail *detail)
{
  const HenjiEvent *last = NULL;

  for (guint i = 0; i < detail->events->len; i++)
    if (((const HenjiEvent *) detail->events->pdata[i])->type == HENJI_EVENT_LABEL_PRINTED)
      last = detail->events->pdata[i];

  return last;
}

static HenjiLabel *
print_label (Fixture *f, gint64 row, const char *printer)
{
  g_autoptr (GError) error = NULL;
  HenjiLabel *label = henji_desk_label (f->desk, row, HENJI_LANGUAGE_EN, NULL, &error);
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  HenjiPrintout printout = { cases, labels, "hisago-elm013", printer, 2 };

  g_assert_no_error (error);
  g_array_append_val (cases, row);
  g_ptr_array_add (labels, label);
  g_assert_true (henji_desk_printed (f->desk, &printout, &error));
  g_assert_no_error (error);

  return label;
}

/* Word for word, whatever has changed since. */
static void
test_printed_again (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiLabel) label = NULL;
  g_autoptr (HenjiLabel) again = NULL;
  g_autoptr (HenjiShop) shop = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;
  g_autofree char *stock = NULL;
  g_autofree char *printer = NULL;
  const HenjiEvent *event;
  gint64 row;
  int copies;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  label = print_label (f, row, "Office\nprinter");
  was = henji_label_to_text (label);
  close_desk (f);
  open_desk (f);
  detail = detail_of (f, row);
  event = last_label (detail);
  g_assert_nonnull (event);
  g_assert_cmpstr (event->text, ==, label->rma);
  g_assert_true (henji_desk_printed_event (event, &printer));
  g_assert_cmpstr (printer, ==, "Office printer");
  again = henji_desk_printed_label (f->desk, event, &stock, &copies, &error);
  g_assert_no_error (error);
  is = henji_label_to_text (again);
  g_assert_cmpstr (is, ==, was);
  g_assert_cmpstr (stock, ==, "hisago-elm013");
  g_assert_cmpint (copies, ==, 2);
}

/* Of before labels were kept. */
static void
test_old_event (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiLabel) label = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *stock = NULL;
  g_autofree char *printer = NULL;
  int copies;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  g_assert_cmpint (henji_desk_label_printed (f->desk, only_case (f), "RMA-2026-0001", "a4", NULL),
                   !=, 0);
  detail = detail_of (f, only_case (f));
  g_assert_false (henji_desk_printed_event (last_label (detail), &printer));
  label = henji_desk_printed_label (f->desk, last_label (detail), &stock, &copies, &error);
  g_assert_null (label);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND);
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
  ADD ("wanted", test_wanted);
#undef ADD

  return g_test_run ();
}

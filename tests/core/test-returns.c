/* test-returns.c: stages, windows and refunds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "data-fixture.h"
#include "henji-refund.h"
#include "henji-return-window.h"
#include "henji-rma.h"
#include "henji-time.h"

/* ---- Stages ---------------------------------------------------------------------------------- */

/* From each stage (row) to each (column), in the order of the enumeration: OAL WAI RRECx. */
static void
test_stage_table (void)
{
  static const char *const may[HENJI_N_RETURN_STAGES] = {
    /* opened     */ ".xxxx.xxxx",
    /* authorised */ "..xxx.xxxx",
    /* label sent */ "...xx.xxxx",
    /* on its way */ "...xx.xxxx",
    /* arrived    */ ".....xxxxx",
    /* inspected  */ ".....xxxxx",
    /* refused    */ ".x..xx.xxx",
    /* refunded   */ "....xx...x",
    /* exchanged  */ "....xx.x.x",
    /* closed     */ "..........",
  };

  for (int from = 0; from < HENJI_N_RETURN_STAGES; from++)
    for (int to = 0; to < HENJI_N_RETURN_STAGES; to++)
      {
        gboolean allowed = henji_return_stage_may_follow (from, to);

        if (allowed != (may[from][to] == 'x'))
          g_test_message ("%s -> %s", henji_return_stage_id (from), henji_return_stage_id (to));
        g_assert_true (allowed == (may[from][to] == 'x'));
      }
}

static HenjiReturnStep *
step (HenjiReturnStage stage, HenjiReturnSource source, gint64 at, gint64 event)
{
  HenjiReturnStep *s = henji_return_step_new ();

  s->stage = stage;
  s->source = source;
  s->at = at;
  s->event_row = event;

  return s;
}

/* Whatever the order in which it was told. */
static void
test_stage_of_steps (void)
{
  static const struct
  {
    const char *told; /* stage, then h r n; letters of the stages: o a l w r i X R E c */
    HenjiReturnStage stage;
  } rows[] = {
    { "", HENJI_RETURN_OPENED },
    { "ah", HENJI_RETURN_AUTHORISED },
    { "ah lh", HENJI_RETURN_LABEL_SENT },
    { "ar rr", HENJI_RETURN_ARRIVED },
    { "ah rh ih", HENJI_RETURN_INSPECTED },
    { "ah rh ih Rn", HENJI_RETURN_REFUNDED },
    { "ah Xh", HENJI_RETURN_REFUSED },
    { "Xh ah", HENJI_RETURN_AUTHORISED },
    { "Xh Rr", HENJI_RETURN_REFUNDED },
    { "Rh ch", HENJI_RETURN_CLOSED },
    { "Rr rh", HENJI_RETURN_REFUNDED },
    { "rh Xh rr", HENJI_RETURN_REFUSED },
    { "Eh", HENJI_RETURN_EXCHANGED },
  };
  static const char letters[] = "oalwriXREc";

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int backwards = 0; backwards < 2; backwards++)
      {
        g_autoptr (HenjiRma) rma = henji_rma_new ();
        g_auto (GStrv) words = g_strsplit (rows[i].told, " ", -1);
        guint n = g_strv_length (words);

        for (guint k = 0; k < n; k++)
          {
            guint at = backwards ? n - 1 - k : k;
            const char *word = words[at];

            if (*word == '\0')
              continue;
            henji_rma_take_step (rma, step (strchr (letters, word[0]) - letters,
                                            word[1] == 'h'   ? HENJI_TOLD_BY_HAND
                                            : word[1] == 'r' ? HENJI_TOLD_BY_REPORT
                                                             : HENJI_TOLD_BY_NOTICE,
                                            1000 * (at + 1), word[1] == 'h' ? at + 1 : 0));
          }
        henji_rma_settle (rma);
        if (rma->stage != rows[i].stage)
          g_test_message ("“%s”: %s", rows[i].told, henji_return_stage_id (rma->stage));
        g_assert_cmpint (rma->stage, ==, rows[i].stage);
      }
}

static void
test_reasons (void)
{
  static const struct
  {
    const char *words;
    HenjiReturnReason reason;
  } rows[] = {
    { "CR-DEFECTIVE", HENJI_REASON_DEFECTIVE },
    { "CR-ORDERED_WRONG_ITEM", HENJI_REASON_CHANGED_MIND },
    { "CR-SWITCHEROO", HENJI_REASON_WRONG_ITEM },
    { "CR-UNWANTED_ITEM", HENJI_REASON_CHANGED_MIND },
    { "AMZ-PG-BAD-DESC", HENJI_REASON_NOT_AS_DESCRIBED },
    { "CR-DAMAGED_BY_CARRIER", HENJI_REASON_DAMAGED },
    { "CR-MISSING_PARTS", HENJI_REASON_PARTS_MISSING },
    { "CR-MISSED_ESTIMATED_DELIVERY", HENJI_REASON_LATE },
    { "商品が不良", HENJI_REASON_DEFECTIVE },
    { "something new", HENJI_REASON_OTHER },
    { NULL, HENJI_REASON_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (henji_return_reason_of_words (rows[i].words), ==, rows[i].reason);
}

static void
test_inspection_text (void)
{
  g_autoptr (HenjiInspection) seen = henji_inspection_new_for (2, HENJI_FAULT_CARRIER);
  g_autoptr (HenjiInspection) back = NULL;
  g_autoptr (HenjiInspection) junk = henji_inspection_from_text ("[item 0]\narrived=x\n[broken");
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  g_assert_false (henji_inspection_is_complete (seen));
  seen->items[0].condition = HENJI_CONDITION_USED;
  seen->items[1].arrived = 0;
  g_assert_true (henji_inspection_is_complete (seen));
  seen->note = g_strdup ("擦り傷\n[item 0]\ncondition=as-sent; A & B");
  seen->missing = g_strdup ("ねじ");
  seen->goods = HENJI_GOODS_WAREHOUSE;
  seen->percent = 15;
  seen->postage = (HenjiMoney){ 880, "JPY" };
  text = henji_inspection_to_text (seen);
  back = henji_inspection_from_text (text);
  again = henji_inspection_to_text (back);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpstr (back->note, ==, seen->note);
  g_assert_cmpint (back->items[0].condition, ==, HENJI_CONDITION_USED);
  g_assert_cmpint (junk->percent, ==, -1);
}

/* ---- Windows --------------------------------------------------------------------------------- */

/* A table row: policy, delivered, announced, asked, state, last day, days late; "-" for none. */
static void
check_window (char **cells)
{
  g_autoptr (HenjiPolicy) policy = load_policy (cells[0]);
  g_autoptr (HenjiOrder) order = henji_order_new ();
  HenjiReturnWindow window;

  if (!g_str_equal (cells[1], "-"))
    {
      HenjiShipment *shipment = henji_shipment_new ();

      shipment->delivered_date = g_strdup (cells[1]);
      order->shipments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_unref);
      g_ptr_array_add (order->shipments, shipment);
    }
  if (!g_str_equal (cells[2], "-"))
    order->delivery_end = g_strdup (cells[2]);
  henji_return_window (policy, order, cells[3], &window);
  g_assert_cmpstr (henji_window_state_id (window.state), ==, cells[4]);
  g_assert_cmpstr (*window.last != '\0' ? window.last : "-", ==, cells[5]);
  g_assert_cmpint (window.days_late, ==, atoi (cells[6]));
}

static void
for_each_row (const char *name, guint n_cells, guint at_least, void (*check) (char **cells))
{
  g_autofree char *text = read_table (name);
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = NULL;
      g_autoptr (GPtrArray) row = g_ptr_array_new ();

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      cells = g_strsplit_set (lines[i], " \t", -1);
      for (guint k = 0; cells[k] != NULL; k++)
        if (cells[k][0] != '\0')
          g_ptr_array_add (row, cells[k]);
      g_test_message ("%s:%u: %s", name, i + 1, lines[i]);
      g_assert_cmpuint (row->len, ==, n_cells);
      check ((char **) row->pdata);
      n++;
    }
  g_assert_cmpuint (n, >=, at_least);
}

static void
test_windows (void)
{
  for_each_row ("return-windows.txt", 7, 12, check_window);
}

/* ---- Refunds --------------------------------------------------------------------------------- */

static HenjiMoney
money (const char *cell, const char *currency)
{
  HenjiMoney amount = HENJI_MONEY_NONE;

  if (!g_str_equal (cell, "-"))
    {
      amount.minor = g_ascii_strtoll (cell, NULL, 10);
      g_strlcpy (amount.currency, currency, sizeof amount.currency);
    }

  return amount;
}

/* Columns as the table's head says. */
static void
check_refund (char **c)
{
  g_autoptr (HenjiPolicy) policy = load_policy (c[0]);
  const char *currency = henji_policy_currency (policy);
  HenjiRefundLine line = { 0 };
  HenjiRefundBasis basis = { .policy = policy, .lines = &line, .n_lines = 1 };
  HenjiRefund refund;

  basis.at = henji_date_start ("2026-11-20", henji_policy_zone (policy));
  line.price = money (c[1], currency);
  line.tax = money (c[2], currency);
  line.outward = money (c[3], currency);
  line.discount = money (c[4], currency);
  line.returned = atoi (c[5]);
  line.ordered = atoi (strchr (c[5], '/') + 1);
  basis.software = g_str_equal (c[6], "software");
  if (basis.software)
    line.condition = HENJI_CONDITION_OPENED;
  else
    g_assert_true (henji_condition_from_id (c[6], &line.condition));
  basis.window = g_str_equal (c[7], "in")    ? HENJI_WINDOW_IN
                 : g_str_equal (c[7], "out") ? HENJI_WINDOW_OUT
                                             : HENJI_WINDOW_UNKNOWN;
  g_assert_true (henji_fault_from_id (c[8], &basis.fault));
  g_assert_true (henji_return_payer_from_id (c[9], &basis.payer));
  basis.postage = money (c[10], currency);
  basis.percent = g_str_equal (c[11], "-") ? -1 : atoi (c[11]);

  g_assert_true (henji_refund_propose (&basis, &refund));
  g_assert_cmpstr (henji_refund_kind_id (refund.kind), ==, c[12]);
  g_assert_cmpint (refund.fee, ==, atoi (c[13]));
  g_assert_cmpint (refund.outward, ==, atoi (c[14]));
  g_assert_cmpint (refund.postage, ==, atoi (c[15]));
  g_assert_cmpint (refund.total, ==, atoi (c[16]));
  g_assert_nonnull (refund.rule);
  g_assert_cmpstr (refund.rule->id, ==, c[17]);
  g_assert_cmpint (refund.sure, ==, g_str_equal (c[18], "sure"));
  g_assert_cmpint (refund.total - refund.postage, <=, refund.paid);
}

static void
test_refunds (void)
{
  for_each_row ("refunds.txt", 19, 60, check_refund);
}

static void
test_refund_of_several (void)
{
  g_autoptr (HenjiPolicy) policy = load_policy ("amazon-us");
  HenjiRefundLine lines[2] = {
    { .price = { 2000, "USD" }, .ordered = 1, .returned = 1, .condition = HENJI_CONDITION_AS_SENT },
    { .price = { 1000, "USD" }, .ordered = 2, .returned = 1, .condition = HENJI_CONDITION_USED },
  };
  HenjiRefundBasis basis = { .policy = policy,
                             .lines = lines,
                             .n_lines = 2,
                             .percent = -1,
                             .window = HENJI_WINDOW_IN,
                             .fault = HENJI_FAULT_BUYER,
                             .refunded = { 500, "USD" } };
  HenjiRefund refund;

  basis.at = henji_date_start ("2026-11-20", henji_policy_zone (policy));
  g_assert_true (henji_refund_propose (&basis, &refund));
  g_assert_cmpint (refund.fee, ==, 250);
  g_assert_cmpint (refund.total, ==, 2250);
  g_assert_cmpint (refund.rest, ==, 1750);
  g_assert_cmpstr (refund.rule->id, ==, "restocking-used");

  lines[1].price = (HenjiMoney){ 1000, "JPY" };
  g_assert_false (henji_refund_propose (&basis, &refund));
  lines[1].price = HENJI_MONEY_NONE;
  g_assert_false (henji_refund_propose (&basis, &refund));
  lines[1].price = (HenjiMoney){ G_MAXINT64, "USD" };
  g_assert_false (henji_refund_propose (&basis, &refund));
}

static void
test_payers (void)
{
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  g_autoptr (HenjiPolicy) jp = load_policy ("amazon-jp");
  gint64 old = henji_date_start ("2026-01-15", henji_policy_zone (us));
  gint64 now = henji_date_start ("2026-11-20", henji_policy_zone (us));

  g_assert_cmpint (henji_return_payer_by_policy (us, HENJI_FAULT_BUYER, old, NULL), ==,
                   HENJI_PAYER_BUYER);
  g_assert_cmpint (henji_return_payer_by_policy (us, HENJI_FAULT_BUYER, now, NULL), ==,
                   HENJI_PAYER_SHOP);
  g_assert_cmpint (henji_return_payer_by_policy (jp, HENJI_FAULT_BUYER, now, NULL), ==,
                   HENJI_PAYER_BUYER);
  g_assert_cmpint (henji_return_payer_by_policy (jp, HENJI_FAULT_OURS, now, NULL), ==,
                   HENJI_PAYER_SHOP);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/returns/stage-table", test_stage_table);
  g_test_add_func ("/returns/stage-of-steps", test_stage_of_steps);
  g_test_add_func ("/returns/reasons", test_reasons);
  g_test_add_func ("/returns/inspection-text", test_inspection_text);
  g_test_add_func ("/returns/windows", test_windows);
  g_test_add_func ("/returns/refunds", test_refunds);
  g_test_add_func ("/returns/refund-of-several", test_refund_of_several);
  g_test_add_func ("/returns/payers", test_payers);

  return g_test_run ();
}

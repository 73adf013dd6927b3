/* test-playbook.c: playbooks, costs and changed addresses in a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "desk-fixture.h"

#include "henji-desk-address.h"
#include "henji-desk-playbook.h"

#include <locale.h>

#define COLUMNS                                                                                    \
  "order-id\torder-item-id\tpurchase-date\tbuyer-email\tbuyer-name\tsku\tproduct-name\t"           \
  "quantity-purchased\tquantity-shipped\tcurrency\titem-price\trecipient-name\tship-address-1\t"   \
  "ship-city\tship-state\tship-postal-code\tship-country\n"
#define REPORT(street, city, state, code)                                                          \
  COLUMNS ORDER "\t11111111111111\t2026-11-22T10:00:00+09:00\t" ALIAS                              \
                "\t佐伯 美咲\tMUG-BL-01\t陶器のマグカップ 青\t1\t0\tJPY\t2480\t佐伯 美咲\t" street \
                "\t" city "\t" state "\t" code "\tJP\n"
#define OLD REPORT ("神宮前1-2-3 青葉ハイツ402", "渋谷区", "東京都", "150-0001")
static const char ASKS[] = "お世話になっております。引っ越したため、配送先を変更してください。\n"
                           "新しい住所は次のとおりです。\n〒530-0001 大阪府大阪市北区梅田1-1-3\n";

static void
take (Fixture *f, const char *name, const char *text)
{
  import (f, write_file (f, name, text));
}

static void
take_mail (Fixture *f, const char *id, double hours, const char *body)
{
  import (f, write_mail (f, id, hours, ORDER, body));
}

/* ---- The address ----------------------------------------------------------------------------- */

static HenjiOrder *
order_of (HenjiCaseDetail *detail)
{
  g_assert_cmpuint (detail->orders->len, ==, 1);

  return detail->orders->pdata[0];
}

static void
test_address (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) before = NULL;
  g_autoptr (HenjiCaseDetail) after = NULL;
  g_autoptr (HenjiCaseDetail) again = NULL;
  g_autoptr (HenjiAddressProposal) proposal = NULL;
  g_autoptr (HenjiAddressProposal) applied = NULL;
  g_autoptr (HenjiTemplate) situation = NULL;
  g_autoptr (HenjiDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  const HenjiEvent *event;
  gint64 row, made;

  take (f, "orders.txt", OLD);
  take_mail (f, "move", 2, ASKS);
  row = only_case (f);
  before = detail_of (f, row);
  g_assert_cmpint (before->case_->kind, ==, HENJI_KIND_ADDRESS_CHANGE);
  proposal = henji_desk_propose_address (f->desk, before, NULL);
  g_assert_nonnull (proposal);
  g_assert_true (proposal->from_buyer);
  g_assert_false (proposal->applied);
  g_assert_cmpstr (proposal->is->postal_code, ==, "530-0001");
  g_assert_cmpstr (proposal->is->state, ==, "大阪府");
  g_assert_cmpstr (proposal->is->name, ==, "佐伯 美咲");
  g_assert_cmpint (proposal->change->changes[HENJI_ADDRESS_STATE], ==, HENJI_PART_CHANGED);
  g_assert_cmpuint (proposal->change->faults, ==, 0);

  made = henji_desk_change_address (f->desk, row, ORDER, proposal->is, &error);
  g_assert_no_error (error);
  g_assert_cmpint (made, >, 0);
  after = detail_of (f, row);
  g_assert_cmpstr (order_of (after)->ship_to->state, ==, "大阪府");
  g_assert_cmpstr (order_of (after)->ship_was->state, ==, "東京都");
  g_assert_cmpint (henji_order_address_changed_at (order_of (after)), ==, NOW);
  applied = henji_desk_propose_address (f->desk, after, NULL);
  g_assert_true (applied->applied);
  g_assert_cmpstr (applied->was->state, ==, "東京都");
  /* The event holds nothing personal. */
  event = after->events->pdata[after->events->len - 1];
  g_assert_cmpint (event->type, ==, HENJI_EVENT_ADDRESS_CHANGED);
  g_assert_cmpstr (event->text, ==, ORDER);
  g_assert_null (strstr (event->data, "大阪"));
  /* Replies and search know the new address. */
  situation = henji_desk_situation (f->desk, "address-incomplete");
  draft = henji_desk_compose (f->desk, after, situation, NULL, HENJI_LANGUAGE_JA, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (draft->ja, "梅田1-1-3"));
  g_assert_null (strstr (draft->ja, "神宮前"));

  g_assert_cmpint (henji_desk_undo (f->desk, made, &error), >, 0);
  g_assert_no_error (error);
  again = detail_of (f, row);
  g_assert_cmpstr (order_of (again)->ship_to->state, ==, "東京都");
  g_assert_null (order_of (again)->ship_was);
}

/* What stands in the order does not hang on when the reports came in. */
static void
test_any_order (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) first = NULL;
  g_autoptr (HenjiCaseDetail) second = NULL;
  g_autoptr (HenjiAddressProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *was = NULL;
  gint64 row;

  take (f, "orders.txt", OLD);
  take_mail (f, "move", 2, ASKS);
  row = only_case (f);
  first = detail_of (f, row);
  proposal = henji_desk_propose_address (f->desk, first, ORDER);
  g_assert_cmpint (henji_desk_change_address (f->desk, row, ORDER, proposal->is, &error), >, 0);
  g_assert_no_error (error);

  /* The same report again, then one that says the address anew. */
  take (f, "again.txt", OLD);
  take (f, "later.txt", REPORT ("神宮前1-2-4", "渋谷区", "東京都", "150-0001"));
  second = detail_of (f, row);
  g_assert_cmpstr (order_of (second)->ship_to->state, ==, "大阪府");
  g_assert_cmpuint (order_of (second)->ship_changes->len, ==, 1);
  g_assert_cmpstr (order_of (second)->ship_was->state, ==, "東京都");
  was = henji_address_line (order_of (second)->ship_was);
  g_assert_nonnull (strstr (was, "神宮前"));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiAddress) empty = henji_address_new ();
  g_autoptr (HenjiAddress) some = henji_address_new ();
  g_autoptr (GError) error = NULL;
  gint64 row;

  take (f, "orders.txt", OLD);
  take_mail (f, "move", 2, ASKS);
  row = only_case (f);
  g_assert_cmpint (henji_desk_change_address (f->desk, row, ORDER, empty, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  some->line1 = g_strdup ("梅田1-1-3");
  some->city = g_strdup ("大阪市北区");
  g_assert_cmpint (henji_desk_change_address (f->desk, row, ORDER_2, some, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND);
}

/* ---- The path -------------------------------------------------------------------------------- */

static const HenjiStep *
step_of (const HenjiPath *path, const char *question)
{
  for (guint i = 0; i < path->steps->len; i++)
    {
      const HenjiStep *step = &g_array_index (path->steps, HenjiStep, i);

      if (g_str_equal (henji_playbook_question (path->playbook, step->question)->id, question))
        return step;
    }

  return NULL;
}

static const HenjiPathOffer *
offer_of (const HenjiPath *path, const char *id)
{
  for (guint i = 0; i < path->offers->len; i++)
    {
      const HenjiPathOffer *offer = path->offers->pdata[i];

      if (g_str_equal (henji_playbook_offer (path->playbook, offer->offer)->id, id))
        return offer;
    }

  return NULL;
}

static void
test_answers (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) before = NULL;
  g_autoptr (HenjiCaseDetail) after = NULL;
  g_autoptr (HenjiCaseDetail) back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 row;

  take (f, "orders.txt", OLD);
  take_mail (f, "broken", 2, "届いたマグカップの取っ手が割れていました。交換してください。\n");
  row = only_case (f);
  before = detail_of (f, row);
  g_assert_nonnull (before->path);
  g_assert_cmpint (henji_playbook_kind (before->path->playbook), ==, HENJI_KIND_DAMAGED);
  g_assert_cmpint (step_of (before->path, "usable")->state, ==, HENJI_STEP_OPEN);
  g_assert_nonnull (offer_of (before->path, "partial"));

  g_assert_true (henji_desk_answer_question (f->desk, row, "usable", "no", &error));
  g_assert_no_error (error);
  after = detail_of (f, row);
  g_assert_cmpint (step_of (after->path, "usable")->state, ==, HENJI_STEP_SAID);
  g_assert_null (offer_of (after->path, "partial"));

  g_assert_false (henji_desk_answer_question (f->desk, row, "usable", "perhaps", &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (henji_desk_answer_question (f->desk, row, "moon", "no", &error));
  g_clear_error (&error);

  g_assert_true (henji_desk_answer_question (f->desk, row, "usable", NULL, &error));
  back = detail_of (f, row);
  g_assert_cmpint (step_of (back->path, "usable")->state, ==, HENJI_STEP_OPEN);
}

static void
test_address_path (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) before = NULL;
  g_autoptr (HenjiCaseDetail) after = NULL;
  g_autoptr (HenjiAddressProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  gint64 row;

  take (f, "orders.txt", OLD);
  take_mail (f, "move", 2, ASKS);
  row = only_case (f);
  before = detail_of (f, row);
  g_assert_cmpint (step_of (before->path, "fits")->answer, ==, 0);
  g_assert_cmpint (step_of (before->path, "applied")->answer, ==, 1);
  g_assert_null (offer_of (before->path, "ship-new"));
  proposal = henji_desk_propose_address (f->desk, before, NULL);
  henji_desk_change_address (f->desk, row, ORDER, proposal->is, &error);
  g_assert_no_error (error);
  after = detail_of (f, row);
  g_assert_cmpint (step_of (after->path, "applied")->answer, ==, 0);
  g_assert_nonnull (offer_of (after->path, "ship-new"));
}

/* ---- Costs ----------------------------------------------------------------------------------- */

static void
test_costs (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCostBook) book = NULL;
  g_autoptr (HenjiCostBook) cheaper = NULL;
  g_autoptr (HenjiCostBook) surer = NULL;
  g_autoptr (HenjiCaseDetail) before = NULL;
  g_autoptr (HenjiCaseDetail) after = NULL;
  g_autoptr (GError) error = NULL;
  HenjiMoney cost = { 450, "JPY" };
  gint64 row;

  take (f, "orders.txt", OLD);
  take_mail (f, "broken", 2, "届いたマグカップの取っ手が割れていました。交換してください。\n");
  row = only_case (f);
  before = detail_of (f, row);
  /* 992 + 700 + 3 % of 5480 */
  g_assert_cmpint (offer_of (before->path, "resend")->cost->low, ==, 1856);
  g_assert_true (before->path->cost_guessed);

  g_assert_true (henji_desk_set_item_cost (f->desk, "MUG-BL-01", cost, &error));
  book = henji_desk_cost_book (f->desk, &error);
  cheaper = henji_cost_book_with_rate (book, "JPY", HENJI_RATE_SHIP_OUT, 500);
  surer = henji_cost_book_with_risk (cheaper, "damaged.resend", 0);
  g_assert_true (henji_desk_set_cost_book (f->desk, surer, &error));
  g_assert_no_error (error);
  after = detail_of (f, row);
  g_assert_cmpint (offer_of (after->path, "resend")->cost->low, ==, 950);
  g_assert_false (after->path->cost_guessed);
}

static void
test_cost_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_file (f, "costs.csv",
                                      "SKU,原価\nMUG-BL-01,450\nTEA-1,\"1,200\"\n,30\nPEN-1,many\n"
                                      "CUP-1,-5\nBOX-1,0\n");
  g_autofree char *tabs = write_file (f, "costs.txt", "MUG-BL-01\t460\nBOX-1\t0\nNEW-1\t9.50\n");
  g_autofree char *gone = g_build_filename (f->dir, "nothing.csv", NULL);
  g_autoptr (HenjiCostImport) import = NULL;
  g_autoptr (HenjiCostImport) again = NULL;
  g_autoptr (GHashTable) costs = NULL;
  g_autoptr (GError) error = NULL;

  import = henji_desk_import_item_costs (f->desk, path, "JPY", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->n_new, ==, 3);
  g_assert_cmpuint (import->faults->len, ==, 3);
  g_assert_true (g_str_has_prefix (import->faults->pdata[0], "Line 4:"));
  g_assert_true (g_str_has_prefix (import->faults->pdata[1], "Line 5:"));
  g_assert_true (g_str_has_prefix (import->faults->pdata[2], "Line 6:"));

  again = henji_desk_import_item_costs (f->desk, tabs, "JPY", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->n_changed, ==, 1);
  g_assert_cmpuint (again->n_same, ==, 1);
  g_assert_cmpuint (again->n_new, ==, 0);
  g_assert_cmpuint (again->faults->len, ==, 1);

  costs = henji_desk_item_costs (f->desk, &error);
  g_assert_cmpuint (g_hash_table_size (costs), ==, 3);
  g_assert_cmpint (((HenjiMoney *) g_hash_table_lookup (costs, "MUG-BL-01"))->minor, ==, 460);
  g_assert_cmpint (((HenjiMoney *) g_hash_table_lookup (costs, "TEA-1"))->minor, ==, 1200);

  g_assert_null (henji_desk_import_item_costs (f->desk, gone, "JPY", &error));
  g_assert_nonnull (error);
}

/* ---- Plans ----------------------------------------------------------------------------------- */

static void
test_plan (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) before = NULL;
  g_autoptr (HenjiCaseDetail) after = NULL;
  g_autoptr (HenjiCaseDetail) undone = NULL;
  const HenjiPlaybookDeed *plan;
  g_autoptr (GError) error = NULL;
  gint64 row, event;
  guint reminders = 0;
  HenjiPlaybook *playbook;

  take (f, "orders.txt", OLD);
  take_mail (f, "claim", 2, "マーケットプレイス保証を申請しました。商品が届きません。\n");
  row = only_case (f);
  henji_desk_set_kind (f->desk, row, HENJI_KIND_A_TO_Z, &error);
  g_assert_no_error (error);
  before = detail_of (f, row);
  playbook = before->path->playbook;
  plan = henji_playbook_deed (playbook, (guint) henji_playbook_find_deed (playbook, "plan"));
  g_assert_false (henji_desk_plan_runs (before, plan));

  event = henji_desk_start_plan (f->desk, row, "plan", HENJI_LANGUAGE_JA, &error);
  g_assert_no_error (error);
  g_assert_cmpint (event, >, 0);
  after = detail_of (f, row);
  g_assert_true (henji_desk_plan_runs (after, plan));
  for (guint i = 0; i < after->clocks->len; i++)
    {
      const HenjiClock *clock = after->clocks->pdata[i];

      if (g_str_equal (clock->rule, HENJI_REMINDER_RULE) && clock->stopped_at == 0)
        {
          reminders++;
          g_assert_cmpint (clock->until, >, NOW);
          g_assert_cmpint (clock->until, <, NOW + 4 * HENJI_DAY);
        }
    }
  g_assert_cmpuint (reminders, ==, 3);

  g_assert_cmpint (henji_desk_undo (f->desk, event, &error), >, 0);
  g_assert_no_error (error);
  undone = detail_of (f, row);
  g_assert_false (henji_desk_plan_runs (undone, plan));
  g_assert_cmpint (henji_desk_start_plan (f->desk, row, "moon", HENJI_LANGUAGE_JA, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND);
}

/* ---- The seller's own playbook --------------------------------------------------------------- */

static void
write_own (Fixture *f, const char *text)
{
  g_autofree char *folder = g_build_filename (f->dir, "record", "facts", "playbook", NULL);
  g_autofree char *path = g_build_filename (folder, "damaged.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
test_own (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) faults = NULL;

  close_desk (f);
  write_own (f, "[playbook]\nkind=damaged\n[offer mine]\ntitle.ja=わたしの\ntitle.en=Mine\n"
                "nature=words\nsituation=damaged\ndefect=none\n");
  open_desk (f);
  g_assert_cmpint (
      henji_playbook_find_offer (henji_desk_playbook (f->desk, HENJI_KIND_DAMAGED), "mine"), ==, 0);
  close_desk (f);

  write_own (f, "[playbook]\nkind=damaged\n[offer mine]\ntitle.ja=わたしの\ntitle.en=Mine\n"
                "nature=words\nsituation=moon\ndefect=none\n");
  open_desk (f);
  g_assert_cmpint (
      henji_playbook_find_offer (henji_desk_playbook (f->desk, HENJI_KIND_DAMAGED), "mine"), ==,
      -1);
  faults = henji_desk_fact_faults (f->desk);
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_true (g_str_has_prefix (faults->pdata[0], "damaged.ini, line 3:"));
}

/* All that is built in is sound, and there is one for every kind. */
static void
test_built_in (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) faults = NULL;

  for (int kind = 0; kind < HENJI_N_KINDS; kind++)
    g_assert_nonnull (henji_desk_playbook (f->desk, kind));
  faults = henji_desk_fact_faults (f->desk);
  g_assert_cmpuint (faults->len, ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/desk/playbook/address", test_address);
  ADD ("/desk/playbook/any-order", test_any_order);
  ADD ("/desk/playbook/refused", test_refused);
  ADD ("/desk/playbook/answers", test_answers);
  ADD ("/desk/playbook/address-path", test_address_path);
  ADD ("/desk/playbook/costs", test_costs);
  ADD ("/desk/playbook/cost-file", test_cost_file);
  ADD ("/desk/playbook/plan", test_plan);
  ADD ("/desk/playbook/own", test_own);
  ADD ("/desk/playbook/built-in", test_built_in);
#undef ADD

  return g_test_run ();
}

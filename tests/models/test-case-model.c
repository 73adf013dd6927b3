/* test-case-model.c: the model over a loader that answers when it is told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-case-model.h"

typedef struct
{
  HenjiCaseModel *model;
  guint serial; /* of the list that waits for an answer, 0 for none */
  guint n_lists;
  HenjiCaseQuery query;
  GCancellable *cancellable;
  GArray *asked; /* (nullable) of gint64: what waits to be loaded */
  guint n_loads;
  guint n_listed;
  guint n_signals; /* of items-changed */
  guint removed;
  guint added;
} Fixture;

static void
list (HenjiCaseModel *model,
      const HenjiCaseQuery *query,
      guint serial,
      GCancellable *cancellable,
      gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->serial = serial;
  fixture->query = *query;
  fixture->n_lists++;
  g_set_object (&fixture->cancellable, cancellable);
}

static void
load (HenjiCaseModel *model, const gint64 *rows, guint n_rows, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->asked);
  g_assert_cmpuint (n_rows, <=, 256);
  fixture->asked = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (fixture->asked, rows, n_rows);
  fixture->n_loads++;
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_signals++;
  fixture->removed += removed;
  fixture->added += added;
}

static void
listed_cb (HenjiCaseModel *model, gpointer data)
{
  ((Fixture *) data)->n_listed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const HenjiCaseLoader loader = { list, load };

  fixture->model = henji_case_model_new (&loader, fixture);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect (fixture->model, "listed", G_CALLBACK (listed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->model);
  g_clear_object (&fixture->cancellable);
  g_clear_pointer (&fixture->asked, g_array_unref);
}

static void
forget_signals (Fixture *fixture)
{
  fixture->n_signals = fixture->removed = fixture->added = 0;
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Waits until the model asks for a list again. */
static void
wait_for_list (Fixture *fixture, guint n_lists)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (fixture->n_lists < n_lists && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_lists, ==, n_lists);
}

static GArray *
numbers (gint64 from, gint64 to)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) (to - from + 1));

  for (gint64 row = from; row <= to; row++)
    g_array_append_val (rows, row);
  return rows;
}

static void
answer_list (Fixture *fixture, GArray *rows)
{
  henji_case_model_take_rows (fixture->model, fixture->serial, rows);
}

static void
answer_load (Fixture *fixture, const char *buyer)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_case_unref);
  g_autoptr (GArray) asked = g_steal_pointer (&fixture->asked);

  g_assert_nonnull (asked);
  for (guint i = 0; i < asked->len; i++)
    {
      HenjiCase *case_ = henji_case_new ();

      case_->row = g_array_index (asked, gint64, i);
      case_->buyer = g_strdup (buyer);
      g_ptr_array_add (cases, case_);
    }
  henji_case_model_take_cases (fixture->model, cases);
}

static void
query (Fixture *fixture, const char *text)
{
  HenjiCaseQuery wanted = { .tab = HENJI_TAB_OURS, .kind = -1, .language = -1, .text = text };

  henji_case_model_set_query (fixture->model, &wanted);
}

static void
test_lazy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HenjiCaseItem) item = NULL;
  g_autoptr (HenjiCaseItem) again = NULL;

  query (fixture, NULL);
  g_assert_false (henji_case_model_is_listed (fixture->model));
  answer_list (fixture, numbers (1, 10));
  g_assert_true (henji_case_model_is_listed (fixture->model));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 10);

  item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 3);
  g_assert_cmpint (henji_case_item_get_row (item), ==, 4);
  g_assert_null (henji_case_item_get_case (item));
  again = g_list_model_get_item (G_LIST_MODEL (fixture->model), 3);
  g_assert_true (item == again);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->model), 10));

  iterate ();
  g_assert_cmpuint (fixture->n_loads, ==, 1);
  g_assert_cmpuint (fixture->asked->len, ==, 1);
  forget_signals (fixture);
  answer_load (fixture, "佐伯");
  g_assert_cmpstr (henji_case_item_get_case (item)->buyer, ==, "佐伯");
  g_assert_cmpuint (fixture->n_signals, ==, 0);
  g_assert_cmpuint (henji_case_model_find (fixture->model, 4), ==, 3);
  g_assert_cmpuint (henji_case_model_find (fixture->model, 99), ==, G_MAXUINT);
  g_assert_cmpint (henji_case_model_row_at (fixture->model, 9), ==, 10);
  g_assert_cmpint (henji_case_model_row_at (fixture->model, 10), ==, 0);
}

static void
test_batches (Fixture *fixture, gconstpointer data)
{
  guint seen = 0;

  query (fixture, NULL);
  answer_list (fixture, numbers (1, 600));
  for (guint i = 0; i < 600; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (fixture->model), i));
  for (int i = 0; i < 3; i++)
    {
      iterate ();
      seen += fixture->asked->len;
      answer_load (fixture, "x");
    }
  iterate ();
  g_assert_null (fixture->asked);
  g_assert_cmpuint (seen, ==, 600);
  g_assert_cmpuint (fixture->n_loads, ==, 3);
}

/* A case that fails to load is asked again only when somebody looks again; nothing hangs. */
static void
test_load_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HenjiCaseItem) item = NULL;
  g_autoptr (HenjiCaseItem) other = NULL;

  query (fixture, NULL);
  answer_list (fixture, numbers (1, 3));
  item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);
  iterate ();
  g_clear_pointer (&fixture->asked, g_array_unref);
  henji_case_model_take_cases (fixture->model, NULL);
  g_assert_null (henji_case_item_get_case (item));
  other = g_list_model_get_item (G_LIST_MODEL (fixture->model), 1);
  iterate ();
  answer_load (fixture, "Turner");
  g_assert_cmpstr (henji_case_item_get_case (other)->buyer, ==, "Turner");
}

static void
test_million (Fixture *fixture, gconstpointer data)
{
  GArray *after;
  gint64 row = 500000;
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof row);

  query (fixture, NULL);
  answer_list (fixture, numbers (1, 1000000));
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 1000000);
  for (guint i = 0; i < 5000; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (fixture->model), i * 200));

  /* One case moves to the top: two small runs, nothing else is touched. */
  forget_signals (fixture);
  g_array_append_val (changed, row);
  henji_case_model_changed (fixture->model, changed);
  wait_for_list (fixture, 2);
  after = numbers (1, 1000000);
  g_array_remove_index (after, 499999);
  g_array_prepend_val (after, row);
  answer_list (fixture, after);
  g_assert_cmpuint (fixture->n_signals, ==, 2);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 1);
  g_assert_cmpint (henji_case_model_row_at (fixture->model, 0), ==, row);
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HenjiCaseItem) item = NULL;
  gint64 row = 2;
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof row);

  query (fixture, NULL);
  answer_list (fixture, numbers (1, 3));
  item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 1);
  iterate ();
  answer_load (fixture, "before");
  forget_signals (fixture);

  g_array_append_val (changed, row);
  henji_case_model_changed (fixture->model, changed);
  henji_case_model_changed (fixture->model, changed);
  iterate ();
  answer_load (fixture, "after");
  g_assert_cmpstr (henji_case_item_get_case (item)->buyer, ==, "after");
  wait_for_list (fixture, 2);
  answer_list (fixture, numbers (1, 3));
  g_assert_cmpuint (fixture->n_signals, ==, 0);
  g_assert_cmpuint (fixture->n_listed, ==, 2);

  /* What changes while a list is on its way is not lost: it is listed once more. */
  henji_case_model_changed (fixture->model, changed);
  wait_for_list (fixture, 3);
  henji_case_model_changed (fixture->model, changed);
  answer_list (fixture, numbers (1, 3));
  wait_for_list (fixture, 4);
  answer_list (fixture, numbers (1, 3));

  /* Anything may have changed: what is alive is loaded again. */
  henji_case_model_changed (fixture->model, NULL);
  wait_for_list (fixture, 5);
  answer_list (fixture, numbers (2, 4));
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 1);
  g_assert_cmpuint (henji_case_model_find (fixture->model, 2), ==, 0);
}

static void
test_query (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) first = NULL;
  guint serial;
  char text[] = "mug";

  query (fixture, NULL);
  answer_list (fixture, numbers (1, 5));
  forget_signals (fixture);

  /* The newest question counts; the answer to an older one is dropped. */
  query (fixture, text);
  serial = fixture->serial;
  first = g_object_ref (fixture->cancellable);
  text[0] = 'j';
  query (fixture, text);
  text[0] = 'x';
  g_assert_true (g_cancellable_is_cancelled (first));
  g_assert_cmpstr (henji_case_model_get_query (fixture->model)->text, ==, "jug");
  henji_case_model_take_rows (fixture->model, serial, numbers (1, 2));
  g_assert_cmpuint (fixture->n_signals, ==, 0);

  /* Another query is another list: all away, all new. */
  answer_list (fixture, numbers (3, 4));
  g_assert_cmpuint (fixture->n_signals, ==, 2);
  g_assert_cmpuint (fixture->removed, ==, 5);
  g_assert_cmpuint (fixture->added, ==, 2);

  /* An error keeps what is shown. */
  query (fixture, NULL);
  answer_list (fixture, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 2);
}

/* The object of a row is one and the same while anyone holds it, wherever the row goes. */
static void
test_identity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HenjiCaseItem) item = NULL;
  g_autoptr (HenjiCaseItem) moved = NULL;
  GArray *after = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 order[] = { 3, 1, 2 };

  query (fixture, NULL);
  answer_list (fixture, numbers (1, 3));
  item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 2);
  henji_case_model_changed (fixture->model, NULL);
  wait_for_list (fixture, 2);
  g_array_append_vals (after, order, G_N_ELEMENTS (order));
  answer_list (fixture, after);
  moved = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);
  g_assert_true (item == moved);
}

int
main (int argc, char **argv)
{
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/case-model/lazy", test_lazy);
  ADD ("/case-model/batches", test_batches);
  ADD ("/case-model/load-fails", test_load_fails);
  ADD ("/case-model/million", test_million);
  ADD ("/case-model/changed", test_changed);
  ADD ("/case-model/query", test_query);
  ADD ("/case-model/identity", test_identity);
  return g_test_run ();
}

/* test-case-selection.c: what is chosen and selected, over a list that comes when it is told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-case-selection.h"

#define MILLION 1000000

typedef struct
{
  HenjiCaseModel *model;
  HenjiCaseSelection *selection;
  GtkSelectionModel *as_model;
  guint serial;
  guint n_loads;
  guint n_chosen;
  gint64 chosen;
  guint n_changed;
  guint first, last; /* of what the view was told to look at again */
} Fixture;

static void
list (HenjiCaseModel *model,
      const HenjiCaseQuery *query,
      guint serial,
      GCancellable *cancellable,
      gpointer user_data)
{
  ((Fixture *) user_data)->serial = serial;
}

static void
load (HenjiCaseModel *model, const gint64 *rows, guint n_rows, gpointer user_data)
{
  ((Fixture *) user_data)->n_loads++;
}

static void
chosen_cb (HenjiCaseSelection *selection, gint64 row, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_chosen++;
  fixture->chosen = row;
}

static void
changed_cb (HenjiCaseSelection *selection, gpointer data)
{
  ((Fixture *) data)->n_changed++;
}

static void
selection_changed_cb (GtkSelectionModel *model, guint position, guint n_items, gpointer data)
{
  Fixture *fixture = data;

  fixture->first = MIN (fixture->first, position);
  fixture->last = MAX (fixture->last, position + n_items - 1);
}

/* The model asks again by itself; here its newest wish is answered. */
static void
list_rows (Fixture *fixture, GArray *rows)
{
  HenjiCaseQuery query = { .kind = -1, .language = -1 };

  henji_case_model_set_query (fixture->model, &query);
  henji_case_model_take_rows (fixture->model, fixture->serial, rows);
}

#define LIST(fixture, ...)                                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    static const gint64 listed[] = { __VA_ARGS__ };                                                \
    GArray *taken = g_array_new (FALSE, FALSE, sizeof (gint64));                                   \
                                                                                                   \
    g_array_append_vals (taken, listed, G_N_ELEMENTS (listed));                                    \
    list_rows (fixture, taken);                                                                    \
  }                                                                                                \
  G_STMT_END

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const HenjiCaseLoader loader = { list, load };

  fixture->model = henji_case_model_new (&loader, fixture);
  fixture->selection = henji_case_selection_new (fixture->model);
  fixture->as_model = GTK_SELECTION_MODEL (fixture->selection);
  fixture->first = G_MAXUINT;
  g_signal_connect (fixture->selection, "chosen", G_CALLBACK (chosen_cb), fixture);
  g_signal_connect (fixture->selection, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                    fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->selection);
  g_assert_finalize_object (fixture->model);
}

/* What is selected, as "101 104", in the order of the list and then what is not listed. */
static void
assert_selected (Fixture *fixture, const char *wanted)
{
  g_autoptr (GArray) rows = henji_case_selection_dup_rows (fixture->selection);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (rows, gint64, i));
  g_assert_cmpstr (text->str, ==, wanted);
  g_assert_cmpuint (henji_case_selection_count (fixture->selection), ==, rows->len);
}

/* What a view marks, as "0 3". */
static void
assert_marked (Fixture *fixture, const char *wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->selection));
  g_autoptr (GtkBitset) marked = gtk_selection_model_get_selection (fixture->as_model);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      gboolean is = gtk_selection_model_is_selected (fixture->as_model, i);

      g_assert_cmpint (is, ==, gtk_bitset_contains (marked, i));
      if (is)
        g_string_append_printf (text, "%s%u", text->len > 0 ? " " : "", i);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
point (Fixture *fixture, guint position)
{
  g_assert_true (gtk_selection_model_select_item (fixture->as_model, position, TRUE));
}

static void
add (Fixture *fixture, guint position)
{
  henji_case_selection_set_adding (fixture->selection, TRUE);
  g_assert_true (gtk_selection_model_select_item (fixture->as_model, position, FALSE));
  henji_case_selection_set_adding (fixture->selection, FALSE);
}

static void
take (Fixture *fixture, guint position)
{
  henji_case_selection_set_adding (fixture->selection, TRUE);
  g_assert_true (gtk_selection_model_unselect_item (fixture->as_model, position));
  henji_case_selection_set_adding (fixture->selection, FALSE);
}

static void
range (Fixture *fixture, guint from, guint to)
{
  g_assert_true (gtk_selection_model_select_range (fixture->as_model, from, to - from + 1, TRUE));
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  LIST (fixture, 101, 102, 103);
  assert_marked (fixture, "");
  g_assert_cmpuint (henji_case_selection_get_position (fixture->selection), ==,
                    GTK_INVALID_LIST_POSITION);

  point (fixture, 1);
  g_assert_cmpint (fixture->chosen, ==, 102);
  assert_marked (fixture, "1");
  point (fixture, 2);
  assert_marked (fixture, "2");
  point (fixture, 2);
  g_assert_cmpuint (fixture->n_chosen, ==, 2);

  /* By the desk: nobody is told, only the two places are looked at again. */
  fixture->first = G_MAXUINT;
  fixture->last = 0;
  henji_case_selection_choose (fixture->selection, 102);
  g_assert_cmpuint (fixture->n_chosen, ==, 2);
  g_assert_cmpuint (fixture->first, ==, 1);
  g_assert_cmpuint (fixture->last, ==, 2);
  assert_marked (fixture, "1");

  assert_selected (fixture, "");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_false (gtk_selection_model_select_item (fixture->as_model, 3, TRUE));

  /* As assistive technology does: it chooses, and selects nothing beside it. */
  g_assert_true (gtk_selection_model_select_item (fixture->as_model, 0, FALSE));
  g_assert_cmpint (fixture->chosen, ==, 101);
  assert_marked (fixture, "0");
  g_assert_false (gtk_selection_model_unselect_item (fixture->as_model, 0));
  assert_marked (fixture, "0");
  g_assert_false (henji_case_selection_is_selecting (fixture->selection));
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  LIST (fixture, 101, 102, 103, 104, 105);
  point (fixture, 1);
  add (fixture, 3);
  g_assert_true (henji_case_selection_is_selecting (fixture->selection));
  assert_selected (fixture, "102 104");
  assert_marked (fixture, "1 3");
  g_assert_cmpint (fixture->chosen, ==, 104);

  /* The choice goes its own way. */
  point (fixture, 0);
  g_assert_cmpint (fixture->chosen, ==, 101);
  assert_selected (fixture, "102 104");
  take (fixture, 1);
  assert_selected (fixture, "104");
  take (fixture, 3);
  assert_selected (fixture, "");
  g_assert_true (henji_case_selection_is_selecting (fixture->selection));

  henji_case_selection_set_selecting (fixture->selection, FALSE);
  g_assert_cmpint (henji_case_selection_get_chosen (fixture->selection), ==, 104);
  assert_marked (fixture, "3");

  /* From the only one nothing is taken: selecting begins with it. */
  take (fixture, 3);
  assert_selected (fixture, "104");
  henji_case_selection_set_selecting (fixture->selection, FALSE);
  henji_case_selection_set_selecting (fixture->selection, TRUE);
  assert_selected (fixture, "");
}

static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  LIST (fixture, 101, 102, 103, 104, 105, 106);
  point (fixture, 1);
  range (fixture, 1, 2);
  assert_selected (fixture, "102 103");
  g_assert_cmpint (fixture->chosen, ==, 103);
  range (fixture, 1, 3);
  assert_selected (fixture, "102 103 104");
  range (fixture, 1, 2);
  assert_selected (fixture, "102 103");
  g_assert_cmpint (fixture->chosen, ==, 103);
  range (fixture, 0, 1);
  assert_selected (fixture, "101 102");
  g_assert_cmpint (fixture->chosen, ==, 101);

  /* A second range from elsewhere keeps the first. */
  point (fixture, 4);
  range (fixture, 4, 5);
  assert_selected (fixture, "101 102 105 106");
  g_assert_true (gtk_selection_model_unselect_range (fixture->as_model, 1, 4));
  assert_selected (fixture, "101 106");
  g_assert_true (gtk_selection_model_select_range (fixture->as_model, 2, 2, FALSE));
  assert_selected (fixture, "101 103 104 106");

  g_assert_true (gtk_selection_model_select_all (fixture->as_model));
  assert_marked (fixture, "0 1 2 3 4 5");
  g_assert_true (gtk_selection_model_unselect_all (fixture->as_model));
  assert_selected (fixture, "");
}

/* Mails arrive, cases leave: the same cases are selected, wherever they stand. */
static void
test_arrivals (Fixture *fixture, gconstpointer data)
{
  LIST (fixture, 101, 102, 103, 104);
  point (fixture, 1);
  add (fixture, 3);
  LIST (fixture, 99, 100, 102, 104, 101, 103);
  assert_marked (fixture, "2 3");
  assert_selected (fixture, "102 104");
  g_assert_cmpuint (henji_case_selection_get_position (fixture->selection), ==, 3);
  g_assert_cmpuint (henji_case_selection_get_anchor (fixture->selection), ==, 3);

  LIST (fixture, 104, 103, 99);
  assert_marked (fixture, "0");
  assert_selected (fixture, "104 102");
  g_assert_cmpuint (henji_case_selection_count_hidden (fixture->selection), ==, 1);

  /* A range goes on from the case where it began. */
  point (fixture, 0);
  range (fixture, 0, 1);
  LIST (fixture, 98, 104, 103, 99, 102);
  range (fixture, 1, 3);
  assert_selected (fixture, "104 103 99 102");

  /* The view is told of its place without anything being chosen by that. */
  henji_case_selection_hold (fixture->selection, TRUE);
  point (fixture, 0);
  henji_case_selection_hold (fixture->selection, FALSE);
  g_assert_cmpint (henji_case_selection_get_chosen (fixture->selection), ==, 99);

  /* Whoever is done with some keeps the others. */
  {
    static const gint64 done[] = { 99, 103, 7 };
    g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

    g_array_append_vals (rows, done, G_N_ELEMENTS (done));
    henji_case_selection_drop (fixture->selection, rows);
  }
  assert_selected (fixture, "104 102");
}

/* The chosen one is not in the list: it is not selected unseen. */
static void
test_unseen (Fixture *fixture, gconstpointer data)
{
  LIST (fixture, 101, 102);
  henji_case_selection_choose (fixture->selection, 77);
  assert_marked (fixture, "");
  add (fixture, 1);
  assert_selected (fixture, "102");
  henji_case_selection_set_selecting (fixture->selection, FALSE);
  henji_case_selection_choose (fixture->selection, 77);
  LIST (fixture, 76, 77, 78);
  assert_marked (fixture, "1");
}

/* Of a million not one is made, let alone loaded. */
static void
test_million (Fixture *fixture, gconstpointer data)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), MILLION);
  g_autoptr (GArray) found = NULL;

  for (gint64 i = 0; i < MILLION; i++)
    {
      gint64 row = 1 + (i * 7919) % MILLION;

      g_array_append_val (rows, row);
    }
  list_rows (fixture, rows);
  point (fixture, MILLION / 2);
  range (fixture, MILLION / 2, MILLION - 1);
  g_assert_cmpuint (henji_case_selection_count (fixture->selection), ==, MILLION / 2);
  g_assert_false (gtk_selection_model_is_selected (fixture->as_model, MILLION / 2 - 1));
  g_assert_true (gtk_selection_model_is_selected (fixture->as_model, MILLION - 1));
  gtk_selection_model_select_all (fixture->as_model);
  take (fixture, 5);
  g_assert_cmpuint (henji_case_selection_count (fixture->selection), ==, MILLION - 1);
  g_assert_cmpuint (henji_case_selection_count_hidden (fixture->selection), ==, 0);
  found = henji_case_selection_dup_rows (fixture->selection);
  g_assert_cmpuint (found->len, ==, MILLION - 1);
  g_assert_cmpint (g_array_index (found, gint64, 4), ==,
                   henji_case_model_row_at (fixture->model, 4));
  g_assert_cmpint (g_array_index (found, gint64, 5), ==,
                   henji_case_model_row_at (fixture->model, 6));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_loads, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/case-selection/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("one", test_one);
  ADD ("several", test_several);
  ADD ("ranges", test_ranges);
  ADD ("arrivals", test_arrivals);
  ADD ("unseen", test_unseen);
  ADD ("million", test_million);

  return g_test_run ();
}

/* test-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"
#include "henji-desk-rules.h"

#define HEAD                                                                                       \
  "amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\t"         \
  "sales-channel\tsku\tproduct-name\tquantity\tcurrency\titem-price\n"

static char *
write_order (Fixture *f, const char *name, const char *order, const char *sku, int price)
{
  g_autofree char *text = g_strdup_printf (
      HEAD "%s\t2026-11-20T09:00:00+09:00\t2026-11-20T09:00:00+09:00\tShipped\tMerchant\t"
           "Amazon.co.jp\t%s\tマグカップ\t1\tJPY\t%d\n",
      order, sku, price);

  return write_file (f, name, text);
}

static gint64
add_rule (Fixture *f, const char *name, const char *terms, const char *acts)
{
  g_autoptr (HenjiUserRule) rule = henji_user_rule_new_empty (name);
  g_autoptr (GError) error = NULL;
  gint64 row = 0;

  henji_user_rule_set_terms (rule, terms, &error);
  g_assert_no_error (error);
  henji_user_rule_set_acts (rule, acts, &error);
  g_assert_no_error (error);
  henji_desk_save_rule (f->desk, rule, &row, &error);
  g_assert_no_error (error);

  return row;
}

/* (transfer full): "a,b", "" for none. */
static char *
tags_of (Fixture *f, gint64 row)
{
  g_autoptr (HenjiCase) c = case_of (f, row);

  return c->tags != NULL ? g_strjoinv (",", c->tags) : g_strdup ("");
}

#define assert_tags(f, row, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *is = tags_of (f, row);                                                        \
    g_assert_cmpstr (is, ==, expected);                                                            \
  }                                                                                                \
  G_STMT_END

static guint
count_runs (Fixture *f, gint64 row)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

  return count_events (detail, HENJI_EVENT_RULE_RAN);
}

static void
test_import (Fixture *f, gconstpointer data)
{
  gint64 row;
  g_autofree char *path = NULL;

  add_rule (f, "Broken", "kind=damaged", "tag=fragile\ntag=photo");
  add_rule (f, "All", "", "tag=seen");
  add_rule (f, "Lost", "kind=lost", "tag=lost");
  path = write_mail (f, "a", 2, ORDER, "届いたマグカップが割れていました。");
  import (f, g_strdup (path));
  row = only_case (f);
  assert_tags (f, row, "fragile,photo,seen");
  g_assert_cmpuint (count_runs (f, row), ==, 2);

  /* The same file again changes nothing. */
  import (f, g_strdup (path));
  g_assert_cmpuint (count_runs (f, row), ==, 2);
  /* A new message of the same case: the rules run on it, and the tags are there already. */
  import (f, write_mail (f, "b", 1, ORDER, "割れた写真を送ります。"));
  assert_tags (f, row, "fragile,photo,seen");
}

/* Rules about orders hold whichever came first, the mail or the report. */
static void
test_any_order (Fixture *f, gconstpointer data)
{
  guint order = GPOINTER_TO_UINT (data);
  const char *first[] = { "mail", "mug", "lamp" };
  gint64 row;

  add_rule (f, "Mugs", "sku=MUG-*\nabove=2000 JPY", "tag=mug");
  add_rule (f, "Lamps", "sku=LAMP-*", "tag=lamp");
  add_rule (f, "Broken", "kind=damaged", "tag=broken");
  for (guint i = 0; i < 3; i++)
    {
      const char *step = first[(i + order % 3) % 3];

      if (order >= 3)
        step = first[(3 + order % 3 - i) % 3];
      if (g_str_equal (step, "mail"))
        import (f, write_mail (f, "a", 2, ORDER,
                               "マグカップが割れていました。" ORDER_2 " のランプもです。"));
      else if (g_str_equal (step, "mug"))
        import (f, write_order (f, "m.txt", ORDER, "MUG-1", 2480));
      else
        import (f, write_order (f, "l.txt", ORDER_2, "LAMP-1", 900));
    }
  row = only_case (f);
  assert_tags (f, row, "broken,lamp,mug");
  g_assert_cmpuint (count_runs (f, row), ==, 3);
}

/* A rule looks at what comes after it; what is there already is left to trying and applying. */
static void
test_new_rule (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (HenjiUserRule) off = NULL;
  gint64 row, rule;

  import (f, write_mail (f, "a", 3, ORDER, "届いたマグカップが割れていました。"));
  row = only_case (f);
  rule = add_rule (f, "All", "", "tag=seen");
  import (f, write_order (f, "m.txt", ORDER, "MUG-1", 2480));
  assert_tags (f, row, "");

  /* While it is off it does not run, and does not make up for it later. */
  rules = henji_desk_rules (f->desk, &error);
  g_assert_cmpuint (rules->len, ==, 1);
  off = henji_user_rule_copy (g_ptr_array_index (rules, 0));
  g_assert_cmpint (off->row, ==, rule);
  off->enabled = FALSE;
  g_assert_true (henji_desk_save_rule (f->desk, off, NULL, &error));
  import (f, write_mail (f, "b", 2, ORDER, "割れた写真を送ります。"));
  assert_tags (f, row, "");
  off->enabled = TRUE;
  g_assert_true (henji_desk_save_rule (f->desk, off, NULL, &error));
  import (f, write_order (f, "n.txt", ORDER, "MUG-1", 2490));
  assert_tags (f, row, "");
  import (f, write_mail (f, "c", 1, ORDER, "お返事をお待ちしています。"));
  assert_tags (f, row, "seen");
}

/* What a try tells is what importing does. */
static void
test_try (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *terms;
    const char *acts;
  } rules[] = {
    { "kind=damaged", "tag=fragile\nremind=2o" },
    { "sku=MUG-*\nbelow=3000 JPY", "tag=mug\nsituation=partial-refund" },
    { "language=en", "tag=english" },
    { "words=割れ, broken", "tag=broken\nremind=30h" },
    { "marketplace=amazon.com", "tag=us" },
    { "", "tag=every" },
  };
  Fixture other;
  g_autofree char *mail = NULL;
  g_autofree char *mail_2 = NULL;
  g_autofree char *order = NULL;
  g_autofree char *order_2 = NULL;

  mail = write_mail (f, "a", 3, ORDER, "届いたマグカップが割れていました。");
  mail_2 = write_mail (f, "b", 2, ORDER_2, "The lamp does not work. It is broken.");
  order = write_order (f, "m.txt", ORDER, "MUG-1", 2480);
  order_2 = write_order (f, "l.txt", ORDER_2, "LAMP-1", 900);
  import (f, g_strdup (mail));
  import (f, g_strdup (mail_2));
  import (f, g_strdup (order));
  import (f, g_strdup (order_2));

  set_up (&other, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *name = g_strdup_printf ("Rule %u", i);

      add_rule (&other, name, rules[i].terms, rules[i].acts);
    }
  import (&other, g_strdup (order));
  import (&other, g_strdup (mail));
  import (&other, g_strdup (mail_2));
  import (&other, g_strdup (order_2));

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *name = g_strdup_printf ("Rule %u", i);
      g_autoptr (HenjiUserRule) rule = henji_user_rule_new_empty (name);
      g_autoptr (GArray) done = all_rows (&other);
      g_autoptr (GPtrArray) hits = NULL;
      g_autoptr (GError) error = NULL;
      guint n_cases = 0, n_done = 0;

      henji_user_rule_set_terms (rule, rules[i].terms, NULL);
      henji_user_rule_set_acts (rule, rules[i].acts, NULL);
      hits = henji_desk_try_rule (f->desk, rule, &n_cases, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n_cases, ==, done->len);

      for (guint j = 0; j < done->len; j++)
        {
          g_autoptr (HenjiCaseDetail) detail = detail_of (&other, g_array_index (done, gint64, j));
          const HenjiRuleHit *hit = NULL;
          gboolean ran = FALSE;

          for (guint k = 0; k < detail->events->len; k++)
            {
              const HenjiEvent *event = g_ptr_array_index (detail->events, k);

              ran |= event->type == HENJI_EVENT_RULE_RAN && g_str_equal (event->text, name);
            }
          for (guint k = 0; k < hits->len; k++)
            if (g_str_equal (((HenjiRuleHit *) g_ptr_array_index (hits, k))->case_->order_ids[0],
                             detail->case_->order_ids[0]))
              hit = g_ptr_array_index (hits, k);
          g_assert_cmpint (ran, ==, hit != NULL);
          if (hit == NULL)
            continue;
          n_done++;
          for (guint k = 0; hit->tags != NULL && hit->tags[k] != NULL; k++)
            g_assert_true (
                g_strv_contains ((const char *const *) detail->case_->tags, hit->tags[k]));
          if (hit->remind_at != 0)
            {
              gboolean found = FALSE;

              for (guint k = 0; k < detail->clocks->len; k++)
                {
                  const HenjiClock *clock = g_ptr_array_index (detail->clocks, k);

                  found |= clock->until == hit->remind_at && g_strcmp0 (clock->note, name) == 0;
                }
              g_assert_true (found);
            }
          if (hit->situation != NULL)
            g_assert_cmpstr (detail->rule_situation, ==, hit->situation);
        }
      g_assert_cmpuint (n_done, ==, hits->len);
    }
  /* Trying wrote nothing. */
  {
    g_autoptr (GArray) rows = all_rows (f);

    for (guint i = 0; i < rows->len; i++)
      assert_tags (f, g_array_index (rows, gint64, i), "");
  }
  tear_down (&other, NULL);
}

static void
test_apply (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) events = NULL;
  g_autoptr (GArray) again = NULL;
  g_autoptr (GArray) third = NULL;
  gint64 row, rule;

  import (f, write_mail (f, "a", 3, ORDER, "届いたマグカップが割れていました。"));
  row = only_case (f);
  henji_desk_close_case (f->desk, row, &error);
  g_assert_no_error (error);
  rule = add_rule (f, "Broken", "kind=damaged", "tag=fragile\nsituation=general\nremind=2o");
  events = henji_desk_apply_rule (f->desk, rule, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);
  assert_tags (f, row, "fragile");
  {
    g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

    /* A closed case waits until the reminder. */
    g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_THEIRS);
    g_assert_cmpstr (detail->case_->due_rule, ==, HENJI_REMINDER_RULE);
    g_assert_cmpstr (detail->rule_situation, ==, "general");
  }
  /* It does not run twice. */
  again = henji_desk_apply_rule (f->desk, rule, &error);
  g_assert_cmpuint (again->len, ==, 0);

  g_assert_true (henji_desk_undo_all (f->desk, events, &error));
  g_assert_no_error (error);
  assert_tags (f, row, "");
  {
    g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

    g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_CLOSED);
    g_assert_cmpint (detail->case_->due, ==, 0);
    g_assert_null (detail->rule_situation);
  }
  third = henji_desk_apply_rule (f->desk, rule, &error);
  g_assert_cmpuint (third->len, ==, 1);
}

static void
test_situation (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiTemplate) situation = NULL;
  g_autoptr (HenjiUserRule) wrong = henji_user_rule_new_empty ("Wrong");
  g_autoptr (GError) error = NULL;

  add_rule (f, "Second thought", "words=マグカップ", "situation=partial-refund");
  add_rule (f, "Also", "", "situation=general");
  import (f, write_mail (f, "a", 3, ORDER, "届いたマグカップが割れていました。"));
  detail = detail_of (f, only_case (f));
  situation = henji_desk_propose_situation (f->desk, detail);
  g_assert_cmpstr (henji_template_id (situation), ==, "partial-refund");

  henji_user_rule_set_acts (wrong, "situation=nowhere", NULL);
  g_assert_false (henji_desk_save_rule (f->desk, wrong, NULL, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND);
}

static void
test_order_of_rules (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "C", "A", "B" };
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (HenjiUserRule) removed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 row;

  add_rule (f, "A", "", "tag=a");
  add_rule (f, "B", "", "tag=b");
  row = add_rule (f, "C", "", "tag=c");
  g_assert_true (henji_desk_move_rule (f->desk, row, 0, &error));
  rules = henji_desk_rules (f->desk, &error);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((HenjiUserRule *) g_ptr_array_index (rules, i))->name, ==, names[i]);

  removed = henji_user_rule_ref (g_ptr_array_index (rules, 1));
  g_assert_true (henji_desk_remove_rule (f->desk, removed->row, &error));
  g_assert_true (henji_desk_restore_rule (f->desk, removed, &error));
  back = henji_desk_rules (f->desk, &error);
  g_assert_cmpuint (back->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const HenjiUserRule *a = g_ptr_array_index (rules, i);
      const HenjiUserRule *b = g_ptr_array_index (back, i);

      g_assert_cmpint (a->row, ==, b->row);
      g_assert_cmpstr (a->uuid, ==, b->uuid);
      g_assert_cmpint (a->after_message, ==, b->after_message);
    }
}

static void
test_tags (Fixture *f, gconstpointer data)
{
  HenjiCaseQuery query = { .tab = HENJI_TAB_ALL, .kind = -1, .language = -1, .tag = "later on" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) tagged = NULL;
  g_auto (GStrv) all = NULL;
  gint64 row, other, event;

  import (f, write_mail (f, "a", 3, ORDER, "届いたマグカップが割れていました。"));
  row = only_case (f);
  import (f, write_mail (f, "b", 2, ORDER_2, "届いた皿が割れていました。"));
  {
    g_autoptr (GArray) rows = all_rows (f);

    g_assert_cmpuint (rows->len, ==, 2);
    other = g_array_index (rows, gint64, 0) == row ? g_array_index (rows, gint64, 1)
                                                   : g_array_index (rows, gint64, 0);
  }
  event = henji_desk_tag (f->desk, row, "  later \n on ", &error);
  g_assert_no_error (error);
  assert_tags (f, row, "later on");
  g_assert_cmpint (henji_desk_tag (f->desk, row, "later on", NULL), ==, 0);
  g_assert_cmpint (henji_desk_tag (f->desk, row, " ", NULL), ==, 0);
  tagged = henji_desk_case_rows (f->desk, &query, NULL, &error);
  g_assert_cmpuint (tagged->len, ==, 1);
  g_assert_cmpint (g_array_index (tagged, gint64, 0), ==, row);
  all = henji_desk_tags (f->desk, &error);
  g_assert_cmpstr (all[0], ==, "later on");
  g_assert_null (all[1]);

  /* Merged, the tags are together; taken apart, they are as they were. */
  henji_desk_tag (f->desk, other, "plates & bowls", &error);
  {
    gint64 merged = henji_desk_merge (f->desk, other, row, &error);

    g_assert_no_error (error);
    assert_tags (f, other, "later on,plates & bowls");
    henji_desk_undo (f->desk, merged, &error);
    g_assert_no_error (error);
    assert_tags (f, other, "plates & bowls");
    assert_tags (f, row, "later on");
  }

  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  assert_tags (f, row, "");
  event = henji_desk_untag (f->desk, other, "plates & bowls", &error);
  assert_tags (f, other, "");
  henji_desk_undo (f->desk, event, &error);
  assert_tags (f, other, "plates & bowls");
  g_assert_cmpint (henji_desk_untag (f->desk, other, "none", NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/rules/import", Fixture, NULL, set_up, test_import, tear_down);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *path = g_strdup_printf ("/rules/any-order/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_any_order, tear_down);
    }
  g_test_add ("/rules/new-rule", Fixture, NULL, set_up, test_new_rule, tear_down);
  g_test_add ("/rules/try", Fixture, NULL, set_up, test_try, tear_down);
  g_test_add ("/rules/apply", Fixture, NULL, set_up, test_apply, tear_down);
  g_test_add ("/rules/situation", Fixture, NULL, set_up, test_situation, tear_down);
  g_test_add ("/rules/order-of-rules", Fixture, NULL, set_up, test_order_of_rules, tear_down);
  g_test_add ("/rules/tags", Fixture, NULL, set_up, test_tags, tear_down);

  return g_test_run ();
}

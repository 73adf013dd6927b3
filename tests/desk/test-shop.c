/* Drafts, labels, the facts a seller may change, and the sample shop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#include "henji-db-event.h"
#include "henji-demo.h"
#include "henji-desk-performance.h"
#include "henji-desk-private.h"

/* ---- Drafts ------------------------------------------------------------------------------------
 */

static int
save (Fixture *f, gint64 row, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiDraft) draft = henji_draft_new ();
  g_autoptr (HenjiDraft) stored = NULL;

  draft->case_row = row;
  draft->situation = g_strdup ("general");
  draft->language = HENJI_LANGUAGE_JA;
  draft->ja = g_strdup (text);
  draft->en = g_strdup ("…");
  draft->ja_edited = TRUE;
  stored = henji_desk_save_draft (f->desk, draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stored->ja, ==, text);

  return stored->version;
}

static gint64 drafted;

static gboolean
read_drafts (HenjiDb *db, gpointer data, GError **error)
{
  GPtrArray **drafts = data;

  *drafts = henji_db_case_drafts (db, drafted, error);

  return *drafts != NULL;
}

static void
test_drafts (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  int last = 0;
  gint64 row;

  import (f, write_mail (f, "a", 2, ORDER, "The mug arrived broken."));
  row = drafted = only_case (f);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *text = g_strdup_printf ("返事 %u <b>&amp;", i);
      int version = save (f, row, text);

      g_assert_cmpint (version, >, last);
      last = version;
    }

  /* It is there when the desk is opened again. */
  close_desk (f);
  open_desk (f);
  detail = detail_of (f, row);
  g_assert_nonnull (detail->draft);
  g_assert_cmpstr (detail->draft->ja, ==, "返事 29 <b>&amp;");
  g_assert_cmpint (detail->draft->version, ==, last);
  g_assert_true (detail->draft->ja_edited);
  _henji_desk_read (f->desk, read_drafts, &drafts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 20); /* the newest */
  for (guint i = 0; i < drafts->len; i++)
    g_assert_cmpint (((HenjiDraft *) g_ptr_array_index (drafts, i))->version, ==, last - (int) i);
  g_assert_true ((detail->case_->flags & HENJI_CASE_DRAFT) != 0);
}

static void
test_compose (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (GPtrArray) situations = henji_desk_situations (f->desk);

  import (f, write_mail (f, "a", 2, ORDER, "%s {name} <b>{{shop}}</b> broken & cracked"));
  detail = detail_of (f, only_case (f));
  g_assert_cmpuint (situations->len, >=, 8);
  for (guint i = 0; i < situations->len; i++)
    {
      g_autoptr (HenjiDraft) draft
          = henji_desk_compose (f->desk, detail, g_ptr_array_index (situations, i), NULL,
                                henji_desk_propose_language (detail), NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (strlen (draft->ja), >, 20);
      g_assert_cmpuint (strlen (draft->en), >, 20);
    }
}

/* ---- Labels ------------------------------------------------------------------------------------
 */

static char *
rma_of (Fixture *f, gint64 row)
{
  g_autoptr (GError) error = NULL;
  char *rma = henji_desk_rma (f->desk, row, &error);

  g_assert_no_error (error);

  return rma;
}

static gint64
case_with_order (Fixture *f, guint n)
{
  g_autofree char *id = g_strdup_printf ("m%u", n);
  g_autofree char *order = g_strdup_printf ("250-%07u-0000001", n);
  g_autoptr (GArray) rows = NULL;

  import (f, write_mail (f, id, 2, order, "It arrived broken."));
  rows = all_rows (f);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HenjiCase) c = case_of (f, g_array_index (rows, gint64, i));

      if (g_str_equal (c->order_ids[0], order))
        return c->row;
    }
  g_assert_not_reached ();
}

static void
test_rma (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *next_year = NULL;
  gint64 first_row = 0;

  for (guint i = 0; i < 12; i++)
    {
      gint64 row = case_with_order (f, i);
      char *rma = rma_of (f, row);

      if (i == 0)
        {
          first = g_strdup (rma);
          first_row = row;
        }
      if (i == 5) /* closing the desk forgets nothing */
        {
          close_desk (f);
          open_desk (f);
        }
      g_assert_nonnull (strstr (rma, "2026"));
      g_assert_true (g_hash_table_add (seen, rma));
    }
  again = rma_of (f, first_row);
  g_assert_cmpstr (again, ==, first);

  henji_desk_set_now (f->desk, NOW + 60 * HENJI_DAY);
  next_year = rma_of (f, case_with_order (f, 100));
  g_assert_nonnull (strstr (next_year, "2027"));
  g_assert_true (g_str_has_suffix (next_year, "0001"));
}

static void
test_label (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  g_autoptr (HenjiLabel) label = NULL;
  gint64 row = case_with_order (f, 1);

  /* Without a return address there is a label to write it on, and a word about it. */
  label = henji_desk_label (f->desk, row, HENJI_LANGUAGE_JA, &warning, &error);
  g_assert_no_error (error);
  g_assert_nonnull (label);
  g_assert_nonnull (warning);
}

/* ---- Facts -------------------------------------------------------------------------------------
 */

static void
test_broken_override (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->dir, "record", "facts", "templates", NULL);
  g_autofree char *path = g_build_filename (folder, "damaged.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = henji_desk_fact_faults (f->desk);
  g_autoptr (GPtrArray) before = henji_desk_situations (f->desk);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) situations = NULL;
  g_autoptr (HenjiTemplate) damaged = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  close_desk (f);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, "<?xml version=\"1.0\"?>\n<situation id=\"damaged\">\n  <broken\n", -1,
                       &error);
  g_assert_no_error (error);
  open_desk (f);

  faults = henji_desk_fact_faults (f->desk);
  g_assert_cmpuint (faults->len, ==, 1);
  g_test_message ("%s", (char *) g_ptr_array_index (faults, 0));
  g_assert_nonnull (strstr (g_ptr_array_index (faults, 0), "damaged.xml"));
  g_assert_true (g_regex_match_simple ("damaged\\.xml[:, ]+(line )?[2-5]",
                                       g_ptr_array_index (faults, 0), 0, 0));
  situations = henji_desk_situations (f->desk);
  g_assert_cmpuint (situations->len, ==, before->len);
  damaged = henji_desk_situation (f->desk, "damaged");
  g_assert_nonnull (damaged);
}

/* A broken file of the seller's is named with its line and the built-in one used; one of a new name
 * adds to the rules. */
static void
test_own_rules (Fixture *f, gconstpointer data)
{
  static const char own[] = "[rule mine]\nja あ\nen a\nchecked 2026-11-26\nwhen tofu\n";
  g_autofree char *folder = g_build_filename (f->dir, "record", "facts", "rules", NULL);
  g_autofree char *broken = g_build_filename (folder, "reviews.txt", NULL);
  g_autofree char *mine = g_build_filename (folder, "mine.txt", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) findings = NULL;
  GPtrArray *faults;

  close_desk (f);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (broken, "[rule review-request]\nseverity dreadful\n", -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (mine, own, -1, &error);
  g_assert_no_error (error);
  open_desk (f);

  henji_desk_checker (f->desk);
  faults = henji_desk_fact_faults (f->desk);
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (faults, 0), "reviews.txt, line 2"));
  findings = henji_check (henji_desk_checker (f->desk), "Please leave a review of the tofu.", -1,
                          HENJI_LANGUAGE_EN, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 2);
}

/* ---- The sample --------------------------------------------------------------------------------
 */

static void
test_demo (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  guint kinds[HENJI_N_KINDS] = { 0 };
  guint courts[3] = { 0 };
  guint languages[3] = { 0 };
  guint photos = 0, drafts = 0, orders = 0, supports = 0, claims = 0;
  g_autoptr (GString) overdue = g_string_new (NULL);
  guint n_overdue = 0;
  g_autoptr (GPtrArray) readings = NULL;
  g_autofree char *today = NULL;
  g_autofree char *half_a_year_ago = NULL;
  gint64 now;

  henji_desk_set_now (f->desk, 0);
  henji_demo_fill (f->desk, &error);
  g_assert_no_error (error);
  now = g_get_real_time ();

  rows = all_rows (f);
  g_assert_cmpuint (rows->len, ==, 61);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HenjiCaseDetail) detail = detail_of (f, g_array_index (rows, gint64, i));
      const HenjiCase *c = detail->case_;

      kinds[c->kind]++;
      courts[c->court]++;
      languages[c->language]++;
      photos += (c->flags & HENJI_CASE_ATTACHMENTS) != 0;
      drafts += (c->flags & HENJI_CASE_DRAFT) != 0;
      orders += detail->orders->len > 0;
      if (detail->support != NULL)
        {
          supports++;
          g_assert_cmpstr (detail->support->status, ==, "Answered");
          g_assert_cmpint (c->court, ==, HENJI_COURT_OURS);
        }
      claims += detail->claims->len > 0;
      g_assert_true (c->buyer != NULL || detail->support != NULL);
      g_assert_cmpint (c->last_at, <=, now);
      if (c->due != 0 && c->due < now)
        {
          n_overdue++;
          g_string_append_printf (overdue, "%s (%s, %s); ", c->subject, c->due_rule,
                                  henji_kind_id (c->kind));
        }
    }
  for (guint i = 0; i < HENJI_N_KINDS; i++)
    g_test_message ("%s: %u", henji_kind_id (i), kinds[i]);
  g_test_message ("overdue: %s", overdue->str);
  g_assert_cmpuint (n_overdue, ==, 1);
  for (guint i = 0; i < HENJI_N_KINDS; i++)
    g_assert_cmpuint (kinds[i], >, 0);
  g_assert_cmpuint (courts[HENJI_COURT_OURS], >=, 10);
  g_assert_cmpuint (courts[HENJI_COURT_THEIRS], >, 0);
  g_assert_cmpuint (courts[HENJI_COURT_CLOSED], >, 0);
  g_assert_cmpuint (languages[HENJI_LANGUAGE_JA], >=, 10);
  g_assert_cmpuint (languages[HENJI_LANGUAGE_EN], >=, 10);
  g_assert_cmpuint (supports, ==, 1);
  g_assert_cmpuint (claims, >, 0);
  g_assert_cmpuint (photos, >, 0);
  g_assert_cmpuint (drafts, >, 0);
  g_assert_cmpuint (orders, >=, 50);

  today = henji_date_of (now, henji_desk_zone (f->desk));
  half_a_year_ago = henji_date_add_days (today, -180);
  readings = henji_desk_performance_course (f->desk, half_a_year_ago, today, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (readings->len, ==, 20);
  for (guint i = 0; i < readings->len; i++)
    {
      const HenjiPerformance *reading = g_ptr_array_index (readings, i);
      const HenjiPerformanceFigure *late = henji_performance_figure (reading, "late-shipment");

      g_assert_cmpuint (reading->figures->len, >=, 12);
      g_assert_null (reading->extra);
      g_assert_cmpint (late->rate, <, late->target);
      g_assert_cmpint (ABS (late->rate * late->whole - late->count * HENJI_MILLION), <=,
                       late->whole);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/shop/drafts", Fixture, NULL, set_up, test_drafts, tear_down);
  g_test_add ("/shop/compose", Fixture, NULL, set_up, test_compose, tear_down);
  g_test_add ("/shop/rma", Fixture, NULL, set_up, test_rma, tear_down);
  g_test_add ("/shop/label", Fixture, NULL, set_up, test_label, tear_down);
  g_test_add ("/shop/broken-override", Fixture, NULL, set_up, test_broken_override, tear_down);
  g_test_add ("/shop/own-rules", Fixture, NULL, set_up, test_own_rules, tear_down);
  g_test_add ("/shop/demo", Fixture, NULL, set_up, test_demo, tear_down);

  return g_test_run ();
}

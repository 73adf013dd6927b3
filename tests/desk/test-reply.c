/* What is proposed to a buyer who writes again after an answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

static void
assert_proposed (Fixture *f, gint64 row, const char *id)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  g_autoptr (HenjiTemplate) situation = henji_desk_propose_situation (f->desk, detail);

  g_assert_cmpstr (henji_template_id (situation), ==, id);
}

/* Sends what is proposed, a minute later. */
static void
answer (Fixture *f, gint64 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  g_autoptr (HenjiTemplate) situation = henji_desk_propose_situation (f->desk, detail);
  g_autoptr (HenjiDraft) draft
      = henji_desk_compose (f->desk, detail, situation, NULL, HENJI_LANGUAGE_EN, NULL, &error);
  g_autoptr (HenjiDraft) saved = NULL;

  g_assert_no_error (error);
  saved = henji_desk_save_draft (f->desk, draft, &error);
  g_assert_no_error (error);
  henji_desk_answered (f->desk, row, &error);
  g_assert_no_error (error);
}

/* The buyer writes again, two hours later. */
static void
again (Fixture *f, const char *id, const char *body)
{
  henji_desk_set_now (f->desk, NOW + 3 * HENJI_HOUR);
  import (f, write_mail (f, id, -2, ORDER, body));
}

static gint64
begin (Fixture *f, const char *body)
{
  gint64 row;

  import (f, write_mail (f, "a", 3, ORDER, body));
  row = only_case (f);
  answer (f, row);

  return row;
}

static void
test_choice (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiTemplate) situation = NULL;
  g_autoptr (HenjiDraft) draft = NULL;
  gint64 row = begin (f, "The mug arrived broken.");

  again (f, "b", "2 please.");
  assert_proposed (f, row, "follow-up");
  detail = detail_of (f, row);
  situation = henji_desk_propose_situation (f->desk, detail);
  draft = henji_desk_compose (f->desk, detail, situation, NULL, HENJI_LANGUAGE_EN, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", draft->en);
  g_assert_nonnull (strstr (draft->en, "refund, issued by"));
  g_assert_null (strstr (draft->en, "Please tell us which"));
  g_assert_nonnull (strstr (draft->ja, "返金"));
}

/* Nobody is sent the same letter twice. */
static void
test_same_matter (Fixture *f, gconstpointer data)
{
  gint64 row = begin (f, "The mug arrived broken.");

  again (f, "b", "The handle of the mug is broken, as I said. What now?");
  assert_proposed (f, row, "follow-up");
  answer (f, row);
  henji_desk_set_now (f->desk, NOW + 5 * HENJI_HOUR);
  import (f, write_mail (f, "c", -4, ORDER, "Hello, any news about the broken mug?"));
  assert_proposed (f, row, "follow-up");
}

static void
test_other_matter (Fixture *f, gconstpointer data)
{
  gint64 row = begin (f, "The mug arrived broken.");

  again (f, "b", "I cut my finger on the broken mug and had to see a doctor.");
  assert_proposed (f, row, "safety");
}

/* What was canceled is not to be sent: also a few words are enough for that. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  gint64 row = begin (f, "When will you ship?");

  again (f, "b", "Please cancel my order.");
  assert_proposed (f, row, "cancel-before");
}

/* Words that are misheard lead to no other matter. */
static void
test_misheard (Fixture *f, gconstpointer data)
{
  gint64 row = begin (f, "I changed my mind and want to return the mug.");

  again (f, "b", "Thanks, I will bring it to the post office tomorrow.");
  assert_proposed (f, row, "follow-up");
}

static void
test_found (Fixture *f, gconstpointer data)
{
  gint64 row = begin (f, "It says delivered but my parcel is not here.");

  again (f, "b", "Found it! My son had taken it in. Sorry for the trouble, and thank you.");
  assert_proposed (f, row, "noted");
}

/* Before anything was sent, another mail changes nothing in that. */
static void
test_unanswered (Fixture *f, gconstpointer data)
{
  import (f, write_mail (f, "a", 3, ORDER, "The mug arrived broken."));
  import (f, write_mail (f, "b", 2, ORDER, "2 please."));
  assert_proposed (f, only_case (f), "damaged");
}

/* Months after the parcel a return is not accepted without a look; weeks after it is. */
static void
test_return_late (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *shipped;
    gboolean late;
  } rows[] = { { "2026-11-12", FALSE }, { "2026-09-01", TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shipments = g_strdup_printf (
          "order-id\torder-item-id\tquantity\tship-date\tcarrier-code\tcarrier-name\ttracking-"
          "number\n" ORDER "\t1\t1\t%s\tJapan Post\t\t1234-5678-901%u\n",
          rows[i].shipped, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiCaseDetail) detail = NULL;
      g_autoptr (HenjiShop) shop = henji_desk_shop (f->desk, &error);
      HenjiReplyContext context;

      import (f,
              write_file (f, "orders.txt",
                          "order-id\torder-item-id\tpurchase-date\tbuyer-email\tbuyer-name\tsku\t"
                          "product-name\tquantity-purchased\tsales-channel\n" ORDER
                          "\t1\t2026-08-30T01:00:00+00:00\t" ALIAS
                          "\tMayu Saeki\tS\tMug\t1\tAmazon.co.jp\n"));
      import (f, write_file (f, "shipped.txt", shipments));
      import (f, write_mail (f, i == 0 ? "a" : "b", 3.0 - i, ORDER, "I want to return the mug."));
      detail = detail_of (f, only_case (f));
      henji_desk_reply_context (f->desk, detail, shop, &context);
      g_assert_cmpint (context.return_late, ==, rows[i].late);
      tear_down (f, data);
      set_up (f, data);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/reply/choice", test_choice },
    { "/reply/same-matter", test_same_matter },
    { "/reply/other-matter", test_other_matter },
    { "/reply/found", test_found },
    { "/reply/unanswered", test_unanswered },
    { "/reply/cancel", test_cancel },
    { "/reply/misheard", test_misheard },
    { "/reply/return-late", test_return_late },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}

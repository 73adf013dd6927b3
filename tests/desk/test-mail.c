/* A reply as a mail of the seller's own, and the versions of a draft.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

static HenjiDraft *
draft_of (gint64 row, const char *ja)
{
  HenjiDraft *draft = henji_draft_new ();

  draft->case_row = row;
  draft->at = NOW;
  draft->language = HENJI_LANGUAGE_JA;
  draft->situation = g_strdup ("general");
  draft->ja = g_strdup (ja);
  draft->en = g_strdup ("Dear buyer");

  return draft;
}

static gint64
make_case (Fixture *f)
{
  import (f, write_mail (f, "a", 3, ORDER, "The mug arrived broken."));

  return only_case (f);
}

static void
test_from (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  g_autoptr (HenjiDraft) draft = draft_of (row, "佐伯 様");
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) without = henji_desk_mail (f->desk, draft, NULL, &error);
  g_autoptr (GBytes) with = NULL;
  gboolean label = TRUE;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (without, NULL), "To: <" ALIAS ">\r\n"));

  shop->zone = g_strdup ("Asia/Tokyo");
  shop->name_ja = g_strdup ("Aoba");
  shop->own_addresses = g_strsplit ("shop@example.com,two@example.com", ",", -1);
  henji_desk_set_shop (f->desk, shop, &error);
  g_assert_no_error (error);
  with = henji_desk_mail (f->desk, draft, &label, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (with, NULL),
                                   "From: =?UTF-8?Q?Aoba?=\r\n <shop@example.com>\r\nTo: <"));
  g_assert_false (label);
}

/* The newest mail of the buyer says where the answer goes. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiDraft) draft = NULL;
  g_autoptr (HenjiDraft) empty = NULL;
  gint64 row;

  import (f, write_notice (f, "RETURN_REQUEST", "r", 2, ORDER, "Return requested."));
  row = only_case (f);
  draft = draft_of (row, "佐伯 様");
  g_assert_null (henji_desk_mail (f->desk, draft, NULL, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);

  import (f, write_mail (f, "b", 1, ORDER, "Hello?"));
  empty = draft_of (row, "");
  g_assert_null (henji_desk_mail (f->desk, empty, NULL, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
}

static void
test_save (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "reply.eml", NULL);
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) two = g_bytes_new_static ("two", 3);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  GStatBuf info;

  g_assert_true (henji_desk_save_mail (f->desk, path, one, FALSE, &error));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_false (henji_desk_save_mail (f->desk, path, two, FALSE, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "one");

  /* Who was asked and agreed. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_true (henji_desk_save_mail (f->desk, path, two, TRUE, &error));
  g_free (content);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "two");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_versions (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  for (int i = 0; i < 25; i++)
    {
      g_autofree char *text = g_strdup_printf ("版 %d", i);
      g_autoptr (HenjiDraft) draft = draft_of (row, text);
      g_autoptr (HenjiDraft) stored = henji_desk_save_draft (f->desk, draft, &error);

      g_assert_no_error (error);
    }
  drafts = henji_desk_drafts (f->desk, row, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 20);
  g_assert_cmpstr (((HenjiDraft *) drafts->pdata[0])->ja, ==, "版 24");
  g_assert_cmpstr (((HenjiDraft *) drafts->pdata[19])->ja, ==, "版 5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/mail/from", Fixture, NULL, set_up, test_from, tear_down);
  g_test_add ("/mail/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/mail/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/mail/versions", Fixture, NULL, set_up, test_versions, tear_down);

  return g_test_run ();
}

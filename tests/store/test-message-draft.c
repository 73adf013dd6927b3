/* Messages through the marketplace that are being written, in the record.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-db-message-draft.h"
#include "store-fixture.h"

#define OTHER "250-7654321-7654321"

static HenjiMessageDraft *
draft_of (
    const char *order_id, const char *action, const char *text, const char *const *paths, gint64 at)
{
  HenjiMessageDraft *draft = henji_message_draft_new ();

  draft->order_id = g_strdup (order_id);
  draft->action = g_strdup (action);
  draft->text = g_strdup (text);
  draft->paths = paths != NULL ? g_strdupv ((char **) paths) : g_new0 (char *, 1);
  draft->from = g_strdup ("");
  draft->until = g_strdup ("");
  draft->at = at;

  return draft;
}

static void
save (HenjiDb *db, HenjiMessageDraft *taken)
{
  g_autoptr (HenjiMessageDraft) draft = taken;
  g_autoptr (GError) error = NULL;

  henji_db_message_draft_save (db, draft, &error);
  g_assert_no_error (error);
}

/* "action=text action=text", the newest first. */
static void
check (HenjiDb *db, const char *order_id, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = henji_db_message_drafts (db, order_id, &error);
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < drafts->len; i++)
    {
      const HenjiMessageDraft *draft = g_ptr_array_index (drafts, i);

      g_assert_cmpstr (draft->order_id, ==, order_id);
      g_string_append_printf (words, "%s%s=%s", i > 0 ? " " : "", draft->action, draft->text);
    }
  g_assert_cmpstr (words->str, ==, wanted);
}

/* Each kind of each order has one; the last one counts; an empty one is none. */
static gboolean
check_kinds (HenjiDb *db, gpointer data, GError **error)
{
  check (db, ORDER, "");
  save (db, draft_of (ORDER, "a", "あ", NULL, NOW));
  save (db, draft_of (ORDER, "b", "い", NULL, NOW + 1));
  save (db, draft_of (OTHER, "a", "う", NULL, NOW + 2));
  check (db, ORDER, "b=い a=あ");
  check (db, OTHER, "a=う");
  save (db, draft_of (ORDER, "a", "ああ", NULL, NOW + 3));
  check (db, ORDER, "a=ああ b=い");
  save (db, draft_of (ORDER, "a", "", NULL, NOW + 4));
  check (db, ORDER, "b=い");
  save (db, draft_of (ORDER, "c", "", NULL, NOW + 5));
  check (db, ORDER, "b=い");

  return henji_db_message_drafts_forget (db, error);
}

/* Whatever its name, a file is found again. */
static gboolean
check_files (HenjiDb *db, gpointer data, GError **error)
{
  const char *const paths[]
      = { "/home/k/領収書 #2.pdf", "/home/k/a\nb%41.txt", "/home/k/\x83\x8f.pdf", NULL };
  g_autoptr (HenjiMessageDraft) draft = draft_of (ORDER, "warranty", "", paths, NOW);
  g_autoptr (GPtrArray) drafts = NULL;

  g_free (draft->from);
  draft->from = g_strdup ("11/2");
  save (db, henji_message_draft_ref (draft));
  drafts = henji_db_message_drafts (db, ORDER, error);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_true (henji_message_draft_is_same (drafts->pdata[0], draft));
  g_assert_cmpint (((HenjiMessageDraft *) drafts->pdata[0])->at, ==, NOW);
  g_assert_true (henji_db_message_draft_remove (db, draft, error));
  check (db, ORDER, "");

  return TRUE;
}

static void
test_write (gconstpointer data)
{
  g_autofree char *dir = make_dir ();
  HenjiStore *store = open_store (dir, HENJI_STORE_READ_WRITE);

  write_ok (store, *(const HenjiStoreFunc *) data, NULL);
  henji_store_close (store);
  remove_dir (dir);
}

int
main (int argc, char **argv)
{
  static const HenjiStoreFunc kinds = check_kinds, files = check_files;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/message-draft/kinds", &kinds, test_write);
  g_test_add_data_func ("/message-draft/files", &files, test_write);

  return g_test_run ();
}

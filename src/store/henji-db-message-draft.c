/* henji-db-message-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-message-draft"

#include "config.h"

#include "henji-db-message-draft.h"

#include "henji-store-private.h"

/* Addresses, one a line: the name of a file may hold any byte. */
static char *
files_of (char **paths)
{
  g_autoptr (GString) files = g_string_new (NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *place = g_filename_to_uri (paths[i], NULL, NULL);

      if (place != NULL)
        g_string_append_printf (files, "%s%s", files->len > 0 ? "\n" : "", place);
    }

  return g_string_free (g_steal_pointer (&files), FALSE);
}

static char **
paths_of (const char *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) places = g_strsplit (files, "\n", -1);

  for (guint i = 0; places[i] != NULL; i++)
    {
      g_autofree char *path = g_filename_from_uri (places[i], NULL, NULL);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }

  return g_strv_builder_end (paths);
}

static HenjiMessageDraft *
read_draft (HenjiQuery *q)
{
  HenjiMessageDraft *draft = henji_message_draft_new ();

  draft->order_id = henji_query_get_text (q);
  draft->action = henji_query_get_text (q);
  draft->text = henji_query_get_text (q);
  draft->paths = paths_of (henji_query_peek_text (q));
  draft->from = henji_query_get_text (q);
  draft->until = henji_query_get_text (q);
  draft->at = henji_query_get_int (q);

  return draft;
}

gboolean
henji_db_message_draft_remove (HenjiDb *db, const HenjiMessageDraft *draft, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && draft != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM message_drafts WHERE order_id = ? AND action = ?");
  henji_query_bind_text (&q, draft->order_id);
  henji_query_bind_text (&q, draft->action);

  return henji_query_run (&q, error);
}

gboolean
henji_db_message_draft_save (HenjiDb *db, const HenjiMessageDraft *draft, GError **error)
{
  g_autofree char *files = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && draft != NULL, FALSE);

  if (henji_message_draft_is_empty (draft))
    return henji_db_message_draft_remove (db, draft, error);

  files = files_of (draft->paths);
  henji_query_begin (&q, db,
                     "INSERT OR REPLACE INTO message_drafts (order_id, action, text, files, "
                     "from_date, until_date, at) VALUES (?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, draft->order_id);
  henji_query_bind_text (&q, draft->action);
  henji_query_bind_text (&q, draft->text);
  henji_query_bind_text (&q, files);
  henji_query_bind_text (&q, draft->from);
  henji_query_bind_text (&q, draft->until);
  henji_query_bind_int (&q, draft->at);

  return henji_query_run (&q, error);
}

GPtrArray *
henji_db_message_drafts (HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, NULL);

  drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_message_draft_unref);
  henji_query_begin (&q, db,
                     "SELECT order_id, action, text, files, from_date, until_date, at FROM "
                     "message_drafts WHERE order_id = ? ORDER BY at DESC, action");
  henji_query_bind_text (&q, order_id);
  while (henji_query_step (&q, error))
    g_ptr_array_add (drafts, read_draft (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&drafts);
}

gboolean
henji_db_message_drafts_forget (HenjiDb *db, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM message_drafts");

  return henji_query_run (&q, error);
}

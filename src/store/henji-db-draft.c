/* henji-db-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-draft"

#include "config.h"

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-store-private.h"
#include "henji-uuid.h"

#include <glib/gi18n-lib.h>

#define VERSIONS_KEPT 20

#define DRAFT_SELECT                                                                               \
  "SELECT id, uuid, case_id, version, at, situation, language, choices, ja, en, ja_edited, "       \
  "en_edited, answered FROM drafts "

static HenjiDraft *
read_draft (HenjiQuery *q)
{
  HenjiDraft *d = henji_draft_new ();

  d->row = henji_query_get_int (q);
  d->uuid = henji_query_get_text (q);
  d->case_row = henji_query_get_int (q);
  d->version = (int) henji_query_get_int (q);
  d->at = henji_query_get_int (q);
  d->situation = henji_query_get_text (q);
  d->language = henji_query_get_int (q);
  d->choices = henji_query_get_text (q);
  d->ja = henji_query_get_text (q);
  d->en = henji_query_get_text (q);
  d->ja_edited = henji_query_get_int (q) != 0;
  d->en_edited = henji_query_get_int (q) != 0;
  d->answered = henji_query_get_int (q) != 0;

  return d;
}

HenjiDraft *
henji_db_draft_find (HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, DRAFT_SELECT "WHERE case_id = ? ORDER BY version DESC LIMIT 1");
  henji_query_bind_int (&q, case_row);
  return henji_query_step (&q, error) ? read_draft (&q) : NULL;
}

GPtrArray *
henji_db_case_drafts (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_draft_unref);
  henji_query_begin (&q, db, DRAFT_SELECT "WHERE case_id = ? ORDER BY version DESC");
  henji_query_bind_int (&q, case_row);
  while (henji_query_step (&q, error))
    g_ptr_array_add (drafts, read_draft (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&drafts);
}

static gboolean
same_content (const HenjiDraft *a, const HenjiDraft *b)
{
  return g_strcmp0 (a->situation, b->situation) == 0 && a->language == b->language
         && g_strcmp0 (a->choices, b->choices) == 0 && g_strcmp0 (a->ja, b->ja) == 0
         && g_strcmp0 (a->en, b->en) == 0 && !a->ja_edited == !b->ja_edited
         && !a->en_edited == !b->en_edited && !a->answered == !b->answered;
}

static gboolean
prune (HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "DELETE FROM drafts WHERE case_id = ?1 AND NOT answered AND version <= "
                     "(SELECT version FROM drafts WHERE case_id = ?1 AND NOT answered "
                     "ORDER BY version DESC LIMIT 1 OFFSET ?2)");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_int (&q, VERSIONS_KEPT);
  return henji_query_run (&q, error);
}

/* A draft waits when the newest version is not the one the buyer got. */
static gboolean
set_flag (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HenjiDraft) newest = henji_db_draft_find (db, case_row, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return henji_db_case_set_flags (db, case_row, HENJI_CASE_DRAFT,
                                  newest != NULL && !newest->answered ? HENJI_CASE_DRAFT : 0,
                                  error);
}

HenjiDraft *
henji_db_draft_save (HenjiDb *db, const HenjiDraft *draft, GError **error)
{
  g_autoptr (HenjiDraft) newest = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *uuid = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && draft != NULL && draft->case_row > 0, NULL);

  newest = henji_db_draft_find (db, draft->case_row, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (newest != NULL && same_content (newest, draft))
    return g_steal_pointer (&newest);

  uuid = henji_uuid_new (draft->at);
  henji_query_begin (
      &q, db,
      "INSERT INTO drafts (uuid, case_id, version, at, situation, language, choices, ja, "
      "en, ja_edited, en_edited, answered) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, uuid);
  henji_query_bind_int (&q, draft->case_row);
  henji_query_bind_int (&q, newest != NULL ? newest->version + 1 : 1);
  henji_query_bind_int (&q, draft->at);
  henji_query_bind_text (&q, draft->situation);
  henji_query_bind_int (&q, draft->language);
  henji_query_bind_text (&q, draft->choices);
  henji_query_bind_text (&q, draft->ja);
  henji_query_bind_text (&q, draft->en);
  henji_query_bind_int (&q, draft->ja_edited != FALSE);
  henji_query_bind_int (&q, draft->en_edited != FALSE);
  henji_query_bind_int (&q, draft->answered != FALSE);
  if (!henji_query_run (&q, error) || !prune (db, draft->case_row, error)
      || !set_flag (db, draft->case_row, error))
    return NULL;

  return henji_db_draft_find (db, draft->case_row, error);
}

gboolean
henji_db_draft_set_answered (HenjiDb *db, gint64 draft_row, gboolean answered, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gint64 case_row;

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "UPDATE drafts SET answered = ? WHERE id = ? RETURNING case_id");
  henji_query_bind_int (&q, answered != FALSE);
  henji_query_bind_int (&q, draft_row);
  if (!henji_query_step (&q, error))
    {
      if (!henji_query_failed (&q))
        henji_db_set_not_found (error, _ ("There is no such draft."));
      return FALSE;
    }
  case_row = henji_query_get_int (&q);
  return henji_query_run (&q, error) && set_flag (db, case_row, error);
}

/* henji-db-case-merge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two cases become one, one becomes two, and back.
 */
#define G_LOG_DOMAIN "henji-db-case-merge"

#include "config.h"

#include "henji-db-case.h"
#include "henji-db-order.h"
#include "henji-db-rule.h"
#include "henji-message.h"
#include "henji-store-private.h"
#include "henji-uuid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What hangs on a case, by the name it has in the undo text. */
static const struct
{
  const char *name;
  const char *select; /* ids of the case ?1 */
  const char *move;   /* id ?1 to the case ?2 */
} parts[] = {
  { "messages", "SELECT id FROM messages WHERE case_id = ?",
    "UPDATE messages SET case_id = ?2 WHERE id = ?1" },
  { "events", "SELECT id FROM events WHERE case_id = ?",
    "UPDATE events SET case_id = ?2 WHERE id = ?1" },
  { "clocks", "SELECT id FROM clocks WHERE case_id = ?",
    "UPDATE clocks SET case_id = ?2 WHERE id = ?1" },
  { "returns", "SELECT id FROM returns WHERE case_id = ?",
    "UPDATE returns SET case_id = ?2 WHERE id = ?1" },
  { "claims", "SELECT id FROM claims WHERE case_id = ?",
    "UPDATE claims SET case_id = ?2 WHERE id = ?1" },
  { "rmas", "SELECT id FROM rmas WHERE case_id = ?", "UPDATE rmas SET case_id = ?2 WHERE id = ?1" },
  { "outbox", "SELECT id FROM outbox WHERE case_id = ?",
    "UPDATE outbox SET case_id = ?2 WHERE id = ?1" },
  { "drafts", "SELECT id FROM drafts WHERE case_id = ?",
    "UPDATE drafts SET case_id = ?2 WHERE id = ?1" },
  { "outlays", "SELECT id FROM outlays WHERE case_id = ?",
    "UPDATE outlays SET case_id = ?2 WHERE id = ?1" },
  { "defects", "SELECT id FROM defects WHERE case_id = ?",
    "UPDATE defects SET case_id = ?2 WHERE id = ?1" },
};

/* Derives what the list shows from what the case now holds. */
static gboolean
refresh (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) newest = { 0 };
  g_autoptr (GString) line = g_string_new (NULL);

  henji_query_begin (
      &newest, db,
      "SELECT CASE WHEN m.own_length > 0 THEN cast (substr (cast (b.body AS BLOB), 1, "
      "m.own_length) AS TEXT) ELSE b.body END FROM messages m "
      "JOIN bodies b ON b.message = m.id WHERE m.case_id = ? AND m.direction = 0 "
      "ORDER BY m.at DESC, m.id DESC LIMIT 1");
  henji_query_bind_int (&newest, row);
  if (henji_query_step (&newest, error))
    {
      g_auto (GStrv) words = NULL;
      g_autofree char *valid = g_utf8_make_valid (henji_query_peek_text (&newest), -1);
      g_autofree char *head = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), 160));

      words = g_strsplit_set (head, " \t\r\n", -1);
      for (guint i = 0; words[i] != NULL; i++)
        if (words[i][0] != '\0')
          g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
    }
  if (henji_query_failed (&newest))
    return FALSE;

  henji_query_begin (
      &q, db,
      "UPDATE cases SET "
      "n_messages = (SELECT count (*) FROM messages WHERE case_id = ?1 AND direction <> 2), "
      "last_at = (SELECT coalesce (max (at), 0) FROM messages WHERE case_id = ?1), "
      "last_in_at = (SELECT coalesce (max (at), 0) FROM messages WHERE case_id = ?1 "
      "AND direction = 0), "
      "excerpt = ?2, "
      "due = coalesce ((SELECT min (until) FROM clocks WHERE case_id = ?1 AND ours "
      "AND stopped_at = 0), ?3), "
      "due_rule = (SELECT rule FROM clocks WHERE case_id = ?1 AND ours "
      "AND stopped_at = 0 ORDER BY until LIMIT 1), "
      "flags = (flags & ~?4) | (CASE WHEN EXISTS (SELECT 1 FROM messages m "
      "JOIN message_attachments a ON a.message = m.id AND a.position >= 0 "
      "WHERE m.case_id = ?1 AND m.direction = 0) THEN ?4 ELSE 0 END) WHERE id = ?1");
  henji_query_bind_int (&q, row);
  henji_query_bind_text (&q, line->str);
  henji_query_bind_int (&q, HENJI_STORE_NO_DUE);
  henji_query_bind_int (&q, HENJI_CASE_ATTACHMENTS);
  henji_db_note_changed (db, row);
  return henji_query_run (&q, error);
}

static gboolean
move_one (HenjiDb *db, const char *sql, gint64 id, gint64 to, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);
  henji_query_bind_int (&q, id);
  henji_query_bind_int (&q, to);
  return henji_query_run (&q, error);
}

/* Moves the rows @select finds for @bound and writes "name=1 2 3\n". */
static gboolean
move_part (HenjiDb *db, guint part, gint64 from, gint64 to, GString *undo, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, parts[part].select);
  henji_query_bind_int (&q, from);
  while (henji_query_step (&q, error))
    {
      gint64 id = henji_query_get_int (&q);

      g_array_append_val (ids, id);
    }
  if (henji_query_failed (&q))
    return FALSE;

  g_string_append_printf (undo, "%s=", parts[part].name);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      g_string_append_printf (undo, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", id);
      if (!move_one (db, parts[part].move, id, to, error))
        return FALSE;
    }
  g_string_append_c (undo, '\n');

  return TRUE;
}

/* The order numbers that @to did not have yet are noted, to be taken away again. */
static gboolean
share_orders (HenjiDb *db, gint64 from, gint64 to, GString *undo, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) insert = { 0 };

  g_string_append (undo, "orders=");
  henji_query_begin (&q, db,
                     "SELECT order_id FROM case_orders WHERE case_id = ?1 AND order_id NOT IN "
                     "(SELECT order_id FROM case_orders WHERE case_id = ?2) ORDER BY id");
  henji_query_bind_int (&q, from);
  henji_query_bind_int (&q, to);
  for (gboolean first = TRUE; henji_query_step (&q, error); first = FALSE)
    g_string_append_printf (undo, "%s%s", first ? "" : " ", henji_query_peek_text (&q));
  g_string_append_c (undo, '\n');
  if (henji_query_failed (&q))
    return FALSE;

  henji_query_begin (&insert, db,
                     "INSERT OR IGNORE INTO case_orders (case_id, order_id) "
                     "SELECT ?2, order_id FROM case_orders WHERE case_id = ?1 ORDER BY id");
  henji_query_bind_int (&insert, from);
  henji_query_bind_int (&insert, to);
  return henji_query_run (&insert, error);
}

/* The tags that @to did not have yet, as share_orders(). A tag may hold blanks. */
static gboolean
share_tags (HenjiDb *db, gint64 from, gint64 to, GString *undo, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) insert = { 0 };

  g_string_append (undo, "tags=");
  henji_query_begin (&q, db,
                     "SELECT tag FROM case_tags WHERE case_id = ?1 AND tag NOT IN "
                     "(SELECT tag FROM case_tags WHERE case_id = ?2) ORDER BY tag");
  henji_query_bind_int (&q, from);
  henji_query_bind_int (&q, to);
  for (gboolean first = TRUE; henji_query_step (&q, error); first = FALSE)
    {
      g_autofree char *tag = g_uri_escape_string (henji_query_peek_text (&q), NULL, FALSE);

      g_string_append_printf (undo, "%s%s", first ? "" : " ", tag);
    }
  g_string_append_c (undo, '\n');
  if (henji_query_failed (&q))
    return FALSE;

  henji_query_begin (&insert, db,
                     "INSERT OR IGNORE INTO case_tags (case_id, tag) "
                     "SELECT ?2, tag FROM case_tags WHERE case_id = ?1");
  henji_query_bind_int (&insert, from);
  henji_query_bind_int (&insert, to);

  return henji_query_run (&insert, error);
}

static gboolean
set_merged (HenjiDb *db, gint64 from, gint64 into, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) follow = { 0 };

  henji_query_begin (&q, db, "UPDATE cases SET merged_into = ?2 WHERE id = ?1");
  henji_query_bind_int (&q, from);
  henji_query_bind_row (&q, into);
  if (!henji_query_run (&q, error))
    return FALSE;
  henji_db_note_changed (db, from);
  if (into == 0)
    return TRUE;

  /* Those merged into it before lead on at once. */
  henji_query_begin (&follow, db, "UPDATE cases SET merged_into = ?2 WHERE merged_into = ?1");
  henji_query_bind_int (&follow, from);
  henji_query_bind_int (&follow, into);
  return henji_query_run (&follow, error);
}

static gboolean
note_followers (HenjiDb *db, gint64 from, GString *undo, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_string_append_printf (undo, "from=%" G_GINT64_FORMAT "\nfollowers=", from);
  henji_query_begin (&q, db, "SELECT id FROM cases WHERE merged_into = ?");
  henji_query_bind_int (&q, from);
  for (gboolean first = TRUE; henji_query_step (&q, error); first = FALSE)
    g_string_append_printf (undo, "%s%" G_GINT64_FORMAT, first ? "" : " ",
                            henji_query_get_int (&q));
  g_string_append_c (undo, '\n');

  return !henji_query_failed (&q);
}

static gboolean
has_drafts (HenjiDb *db, gint64 row, gboolean *has, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "SELECT 1 FROM drafts WHERE case_id = ? LIMIT 1");
  henji_query_bind_int (&q, row);
  *has = henji_query_step (&q, error);

  return !henji_query_failed (&q);
}

static gboolean
check_case (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "SELECT 1 FROM cases WHERE id = ? AND merged_into IS NULL");
  henji_query_bind_int (&q, row);
  if (henji_query_step (&q, error))
    return TRUE;
  if (!henji_query_failed (&q))
    henji_db_set_not_found (error, _ ("There is no such case."));
  return FALSE;
}

gboolean
henji_db_case_merge (HenjiDb *db, gint64 into, gint64 from, char **undo, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean drafts;

  g_return_val_if_fail (db != NULL, FALSE);

  if (into == from)
    {
      g_set_error_literal (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CONSTRAINT,
                           _ ("A case cannot be merged with itself."));
      return FALSE;
    }
  if (!check_case (db, into, error) || !check_case (db, from, error)
      || !note_followers (db, from, text, error) || !has_drafts (db, into, &drafts, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      /* A draft of the case that takes in stays the one in hand; the other's stays with its row. */
      if (drafts && strcmp (parts[i].name, "drafts") == 0)
        continue;
      if (!move_part (db, i, from, into, text, error))
        return FALSE;
    }
  if (!share_orders (db, from, into, text, error) || !share_tags (db, from, into, text, error)
      || !set_merged (db, from, into, error) || !refresh (db, into, error)
      || !refresh (db, from, error))
    return FALSE;
  if (undo != NULL)
    *undo = g_strdup (text->str);

  return TRUE;
}

/* ---- Back ------------------------------------------------------------------------------------ */

static gboolean
unlink_order (HenjiDb *db, gint64 row, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "DELETE FROM case_orders WHERE case_id = ? AND order_id = ?");
  henji_query_bind_int (&q, row);
  henji_query_bind_text (&q, order_id);
  return henji_query_run (&q, error);
}

static gboolean
untag (HenjiDb *db, gint64 row, const char *escaped, GError **error)
{
  g_autofree char *tag = g_uri_unescape_string (escaped, NULL);

  return tag == NULL || henji_db_tag_remove (db, row, tag, NULL, error);
}

static gboolean
apply_line (HenjiDb *db, gint64 into, gint64 from, const char *name, char **ids, GError **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (ids[i], NULL, 10);

      if (ids[i][0] == '\0')
        continue;
      if (strcmp (name, "orders") == 0 && !unlink_order (db, into, ids[i], error))
        return FALSE;
      if (strcmp (name, "tags") == 0 && !untag (db, into, ids[i], error))
        return FALSE;
      if (strcmp (name, "followers") == 0 && !set_merged (db, id, from, error))
        return FALSE;
      for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
        if (strcmp (name, parts[k].name) == 0 && !move_one (db, parts[k].move, id, from, error))
          return FALSE;
    }

  return TRUE;
}

gboolean
henji_db_case_unmerge (HenjiDb *db, gint64 into, const char *undo, GError **error)
{
  g_auto (GStrv) lines = NULL;
  gint64 from = 0;

  g_return_val_if_fail (db != NULL && undo != NULL, FALSE);

  lines = g_strsplit (undo, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "from="))
      from = g_ascii_strtoll (lines[i] + strlen ("from="), NULL, 10);
  if (from == 0)
    {
      henji_db_set_not_found (error, _ ("There is nothing to take apart."));
      return FALSE;
    }

  /* A split is undone by merging: "split" says so. */
  if (strstr (undo, "split=1\n") != NULL)
    return henji_db_case_merge (db, into, from, NULL, error);

  if (!set_merged (db, from, 0, error))
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');
      g_auto (GStrv) ids = NULL;

      if (equals == NULL)
        continue;
      *equals = '\0';
      ids = g_strsplit (equals + 1, " ", -1);
      if (!apply_line (db, into, from, lines[i], ids, error))
        return FALSE;
    }

  return refresh (db, into, error) && refresh (db, from, error);
}

/* ---- Split ----------------------------------------------------------------------------------- */

static gint64
copy_case (HenjiDb *db, gint64 old, gint64 now, GError **error)
{
  g_autofree char *uuid = henji_uuid_new (now);
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db,
      "INSERT INTO cases (uuid, court, kind, language, confirmation, flags, marketplace, "
      "buyer, alias, subject) SELECT ?2, court, kind, language, confirmation, "
      "flags & ~?3, marketplace, buyer, alias, subject FROM cases WHERE id = ?1");
  henji_query_bind_int (&q, old);
  henji_query_bind_text (&q, uuid);
  henji_query_bind_int (&q, HENJI_CASE_DRAFT);
  return henji_query_run (&q, error) ? sqlite3_last_insert_rowid (db->handle) : 0;
}

static gboolean
link_mentioned (HenjiDb *db, gint64 old, gint64 made, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gboolean any = FALSE;

  henji_query_begin (&q, db,
                     "SELECT order_ids FROM messages WHERE case_id = ? AND order_ids IS NOT NULL "
                     "ORDER BY at, id");
  henji_query_bind_int (&q, made);
  while (henji_query_step (&q, error))
    {
      g_auto (GStrv) ids = g_strsplit (henji_query_peek_text (&q), " ", -1);

      for (guint i = 0; ids[i] != NULL; i++, any = TRUE)
        if (ids[i][0] != '\0' && !henji_db_case_link_order (db, made, ids[i], error))
          return FALSE;
    }
  if (henji_query_failed (&q))
    return FALSE;
  if (!any)
    {
      g_autoptr (GString) ignored = g_string_new (NULL);

      return share_orders (db, old, made, ignored, error);
    }

  return TRUE;
}

gboolean
henji_db_case_split (
    HenjiDb *db, gint64 message_row, gint64 now, gint64 *new_case, char **undo, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) move = { 0 };
  g_auto (HenjiQuery) subject = { 0 };
  gint64 old, at, made;

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "SELECT case_id, at FROM messages WHERE id = ?");
  henji_query_bind_int (&q, message_row);
  if (!henji_query_step (&q, error))
    {
      if (!henji_query_failed (&q))
        henji_db_set_not_found (error, _ ("There is no such message."));
      return FALSE;
    }
  old = henji_query_get_int (&q);
  at = henji_query_get_int (&q);

  made = copy_case (db, old, now, error);
  if (made == 0)
    return FALSE;
  henji_query_begin (
      &move, db, "UPDATE messages SET case_id = ?1 WHERE case_id = ?2 AND (at, id) >= (?3, ?4)");
  henji_query_bind_int (&move, made);
  henji_query_bind_int (&move, old);
  henji_query_bind_int (&move, at);
  henji_query_bind_int (&move, message_row);
  henji_query_begin (&subject, db,
                     "UPDATE cases SET subject = (SELECT subject FROM messages WHERE id = ?2) "
                     "WHERE id = ?1");
  henji_query_bind_int (&subject, made);
  henji_query_bind_int (&subject, message_row);
  if (!henji_query_run (&move, error) || !henji_query_run (&subject, error)
      || !link_mentioned (db, old, made, error) || !refresh (db, old, error)
      || !refresh (db, made, error))
    return FALSE;
  if (new_case != NULL)
    *new_case = made;
  if (undo != NULL)
    *undo = g_strdup_printf ("from=%" G_GINT64_FORMAT "\nsplit=1\n", made);

  return TRUE;
}

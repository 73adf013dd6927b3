/* henji-db-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-message"

#include "config.h"

#include "henji-case.h"
#include "henji-db-message.h"
#include "henji-store-values.h"
#include "henji-uuid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of the excerpt in the list. */
#define EXCERPT_LENGTH 160

/* ---- Known already? -------------------------------------------------------------------------- */

static char *
digest_of (const HenjiMessage *m)
{
  const char *parts[]
      = { m->from_address != NULL ? m->from_address : "", m->subject != NULL ? m->subject : "",
          m->body != NULL ? m->body : "", NULL };

  return henji_store_digest (parts);
}

gint64
henji_db_message_find (HenjiDb *db, const HenjiMessage *message, gint64 *case_row, GError **error)
{
  g_auto (HenjiQuery) raw = { 0 };
  g_auto (HenjiQuery) q = { 0 };
  g_autofree char *digest = NULL;

  g_return_val_if_fail (db != NULL && message != NULL, 0);

  if (message->raw_sha256 != NULL)
    {
      henji_query_begin (&raw, db, "SELECT id, case_id FROM messages WHERE raw_sha256 = ? LIMIT 1");
      henji_query_bind_text (&raw, message->raw_sha256);
      if (henji_query_step (&raw, error))
        {
          gint64 row = henji_query_get_int (&raw);

          if (case_row != NULL)
            *case_row = henji_query_get_int (&raw);
          return row;
        }
      if (henji_query_failed (&raw))
        return 0;
    }
  if (message->message_id == NULL || message->message_id[0] == '\0')
    return 0;

  /* The digest is only worked out when the Message-ID is known: it seldom is. */
  henji_query_begin (&q, db, "SELECT id, case_id, digest FROM messages WHERE message_id = ?");
  henji_query_bind_text (&q, message->message_id);
  while (henji_query_step (&q, error))
    {
      gint64 row = henji_query_get_int (&q);
      gint64 its_case = henji_query_get_int (&q);

      if (digest == NULL)
        digest = digest_of (message);
      if (g_strcmp0 (henji_query_peek_text (&q), digest) != 0)
        continue;
      if (case_row != NULL)
        *case_row = its_case;
      return row;
    }

  return 0;
}

/* ---- Insert ---------------------------------------------------------------------------------- */

static gboolean
put_attachment_row (HenjiDb *db,
                    gint64 message,
                    int position,
                    const char *sha256,
                    gint64 size,
                    const char *name,
                    const char *media_type,
                    GError **error)
{
  g_auto (HenjiQuery) a = { 0 };
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&a, db, "INSERT OR IGNORE INTO attachments VALUES (?, ?)");
  henji_query_bind_text (&a, sha256);
  henji_query_bind_int (&a, size);
  if (!henji_query_run (&a, error))
    return FALSE;

  henji_query_begin (&q, db, "INSERT INTO message_attachments VALUES (?, ?, ?, ?, ?)");
  henji_query_bind_int (&q, message);
  henji_query_bind_int (&q, position);
  henji_query_bind_text (&q, sha256);
  henji_query_bind_text (&q, name);
  henji_query_bind_text (&q, media_type);
  return henji_query_run (&q, error);
}

static gboolean
put_attachments (HenjiDb *db, gint64 row, const HenjiMessage *message, GError **error)
{
  for (guint i = 0; message->attachments != NULL && i < message->attachments->len; i++)
    {
      const HenjiAttachment *a = g_ptr_array_index (message->attachments, i);
      g_autofree char *made = NULL;
      gint64 size = a->size;

      if (a->content != NULL)
        size = (gint64) g_bytes_get_size (a->content);
      if (a->sha256 == NULL && a->content != NULL)
        made = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, a->content);
      if ((a->sha256 != NULL || made != NULL)
          && !put_attachment_row (db, row, (int) i, made != NULL ? made : a->sha256, size, a->name,
                                  a->media_type, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_raw (HenjiDb *db, gint64 row, const char *sha256, GBytes *raw, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  if (g_bytes_get_size (raw) > HENJI_STORE_RAW_INLINE)
    return put_attachment_row (db, row, -1, sha256, (gint64) g_bytes_get_size (raw), NULL,
                               "message/rfc822", error);

  henji_query_begin (&q, db, "INSERT INTO raw_sources VALUES (?, ?)");
  henji_query_bind_int (&q, row);
  henji_query_bind_blob (&q, raw);
  return henji_query_run (&q, error);
}

/* (transfer full): the first own words on one line. */
static char *
excerpt_of (const HenjiMessage *m)
{
  GString *line = g_string_new (NULL);
  gsize length = m->body != NULL ? strlen (m->body) : 0;
  const char *p = m->body;
  const char *end = p + (m->own_length > 0 ? MIN ((gsize) m->own_length, length) : length);
  int n = 0;

  while (p != NULL && p < end && n < EXCERPT_LENGTH)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        break;
      p = g_utf8_next_char (p);
      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          if (line->len > 0 && line->str[line->len - 1] != ' ')
            g_string_append_c (line, ' ');
          continue;
        }
      g_string_append_unichar (line, c);
      n++;
    }

  return g_string_free (line, FALSE);
}

/* Keeps what the case derives from its messages. */
static gboolean
count_in (HenjiDb *db, const HenjiMessage *m, GError **error)
{
  gboolean in = m->direction == HENJI_DIRECTION_IN;
  gboolean attached = in && m->attachments != NULL && m->attachments->len > 0;
  g_autofree char *excerpt = in ? excerpt_of (m) : NULL;
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db,
      "UPDATE cases SET n_messages = n_messages + ?5, last_at = max (last_at, ?2), "
      "flags = flags | ?3, "
      "excerpt = CASE WHEN ?4 IS NOT NULL AND ?2 >= last_in_at THEN ?4 ELSE excerpt END, "
      "last_in_at = CASE WHEN ?4 IS NULL THEN last_in_at ELSE max (last_in_at, ?2) END "
      "WHERE id = ?1");
  henji_query_bind_int (&q, m->case_row);
  henji_query_bind_int (&q, m->at);
  henji_query_bind_int (&q, attached ? HENJI_CASE_ATTACHMENTS : 0);
  henji_query_bind_text (&q, excerpt);
  henji_query_bind_int (&q, m->direction != HENJI_DIRECTION_NOTICE);
  henji_db_note_changed (db, m->case_row);
  return henji_query_run (&q, error);
}

static gboolean
put_row (HenjiDb *db, const HenjiMessage *m, const char *uuid, GError **error)
{
  g_autofree char *order_ids
      = m->facts.order_ids != NULL ? g_strjoinv (" ", m->facts.order_ids) : NULL;
  g_autofree char *digest = digest_of (m);
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db,
      "INSERT INTO messages (uuid, case_id, direction, notification, at, from_name, "
      "from_address, reply_to, subject, own_length, language, kind, other_kinds, "
      "reply_needed, order_ids, postal_code, address, phone, part, amount, told, message_id, "
      "raw_sha256, digest) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, uuid);
  henji_query_bind_int (&q, m->case_row);
  henji_query_bind_int (&q, m->direction);
  henji_query_bind_int (&q, m->notification);
  henji_query_bind_int (&q, m->at);
  henji_query_bind_text (&q, m->from_name);
  henji_query_bind_text (&q, m->from_address);
  henji_query_bind_text (&q, m->reply_to);
  henji_query_bind_text (&q, m->subject);
  henji_query_bind_int (&q, m->own_length);
  henji_query_bind_int (&q, m->language);
  henji_query_bind_int (&q, m->kind);
  henji_query_bind_int (&q, m->other_kinds);
  henji_query_bind_int (&q, m->reply_needed != FALSE);
  henji_query_bind_text (&q, order_ids);
  henji_query_bind_text (&q, m->facts.postal_code);
  henji_query_bind_text (&q, m->facts.address);
  henji_query_bind_int (&q, m->facts.phone != FALSE);
  henji_query_bind_text (&q, m->facts.part);
  henji_query_bind_text (&q, m->facts.amount);
  henji_query_bind_int (&q, m->facts.told);
  henji_query_bind_text (&q, m->message_id);
  henji_query_bind_text (&q, m->raw_sha256);
  henji_query_bind_text (&q, digest);
  return henji_query_run (&q, error);
}

gint64
henji_db_message_insert (
    HenjiDb *db, const HenjiMessage *message, GBytes *raw, gint64 now, GError **error)
{
  g_autofree char *uuid = NULL;
  g_auto (HenjiQuery) body = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && message != NULL && message->case_row > 0, 0);

  uuid = message->uuid != NULL ? g_strdup (message->uuid) : henji_uuid_new (now);
  if (!put_row (db, message, uuid, error))
    return 0;
  row = sqlite3_last_insert_rowid (db->handle);

  henji_query_begin (&body, db, "INSERT INTO bodies VALUES (?, ?)");
  henji_query_bind_int (&body, row);
  henji_query_bind_text (&body, message->body != NULL ? message->body : "");
  if (!henji_query_run (&body, error) || !put_attachments (db, row, message, error)
      || (raw != NULL && message->raw_sha256 != NULL
          && !put_raw (db, row, message->raw_sha256, raw, error))
      || !count_in (db, message, error))
    return 0;

  return row;
}

/* ---- Reading --------------------------------------------------------------------------------- */

static gboolean
get_attachments (HenjiDb *db, HenjiMessage *m, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "SELECT ma.name, ma.media_type, ma.sha256, a.size FROM message_attachments ma "
                     "JOIN attachments a ON a.sha256 = ma.sha256 WHERE ma.message = ? "
                     "AND ma.position >= 0 ORDER BY ma.position");
  henji_query_bind_int (&q, m->row);
  while (henji_query_step (&q, error))
    {
      HenjiAttachment *a = henji_attachment_new ();

      a->name = henji_query_get_text (&q);
      a->media_type = henji_query_get_text (&q);
      a->sha256 = henji_query_get_text (&q);
      a->size = henji_query_get_int (&q);
      if (m->attachments == NULL)
        m->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_attachment_unref);
      g_ptr_array_add (m->attachments, a);
    }

  return !henji_query_failed (&q);
}

#define MESSAGE_SELECT                                                                             \
  "SELECT m.id, m.uuid, m.case_id, m.direction, m.notification, m.at, m.from_name, "               \
  "m.from_address, m.reply_to, m.subject, b.body, m.own_length, m.language, m.kind, "              \
  "m.other_kinds, m.reply_needed, m.order_ids, m.postal_code, m.address, m.phone, m.part, "        \
  "m.amount, m.told, m.message_id, m.raw_sha256 FROM messages m JOIN bodies b ON b.message = "     \
  "m.id "

static HenjiMessage *
read_message (HenjiQuery *q, GError **error)
{
  g_autoptr (HenjiMessage) m = henji_message_new ();
  const char *order_ids;

  m->row = henji_query_get_int (q);
  m->uuid = henji_query_get_text (q);
  m->case_row = henji_query_get_int (q);
  m->direction = henji_query_get_int (q);
  m->notification = henji_query_get_int (q);
  m->at = henji_query_get_int (q);
  m->from_name = henji_query_get_text (q);
  m->from_address = henji_query_get_text (q);
  m->reply_to = henji_query_get_text (q);
  m->subject = henji_query_get_text (q);
  m->body = henji_query_get_text (q);
  m->own_length = henji_query_get_int (q);
  m->language = henji_query_get_int (q);
  m->kind = henji_query_get_int (q);
  m->other_kinds = (guint32) henji_query_get_int (q);
  m->reply_needed = henji_query_get_int (q) != 0;
  order_ids = henji_query_peek_text (q);
  if (order_ids != NULL)
    m->facts.order_ids = g_strsplit (order_ids, " ", -1);
  m->facts.postal_code = henji_query_get_text (q);
  m->facts.address = henji_query_get_text (q);
  m->facts.phone = henji_query_get_int (q) != 0;
  m->facts.part = henji_query_get_text (q);
  m->facts.amount = henji_query_get_text (q);
  m->facts.told = (guint32) henji_query_get_int (q);
  m->message_id = henji_query_get_text (q);
  m->raw_sha256 = henji_query_get_text (q);

  return get_attachments (q->db, m, error) ? g_steal_pointer (&m) : NULL;
}

HenjiMessage *
henji_db_message_get (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, MESSAGE_SELECT "WHERE m.id = ?");
  henji_query_bind_int (&q, row);
  if (henji_query_step (&q, error))
    return read_message (&q, error);
  if (!henji_query_failed (&q))
    henji_db_set_not_found (error, _ ("There is no such message."));
  return NULL;
}

static GPtrArray *
read_messages (HenjiQuery *q, GError **error)
{
  g_autoptr (GPtrArray) messages = NULL;

  messages = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_message_unref);
  while (henji_query_step (q, error))
    {
      HenjiMessage *m = read_message (q, error);

      if (m == NULL)
        return NULL;
      g_ptr_array_add (messages, m);
    }

  return henji_query_failed (q) ? NULL : g_steal_pointer (&messages);
}

GPtrArray *
henji_db_case_messages (HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, MESSAGE_SELECT "WHERE m.case_id = ? ORDER BY m.at, m.id");
  henji_query_bind_int (&q, case_row);
  return read_messages (&q, error);
}

GArray *
henji_db_case_turns (HenjiDb *db, gint64 case_row, guint limit, GError **error)
{
  g_autoptr (GArray) turns = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  turns = g_array_new (FALSE, FALSE, sizeof (HenjiTurn));
  henji_query_begin (&q, db,
                     "SELECT at, direction, kind, language, reply_needed FROM messages "
                     "WHERE case_id = ? ORDER BY at DESC, id DESC LIMIT ?");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_int (&q, limit);
  while (henji_query_step (&q, error))
    {
      HenjiTurn turn;

      turn.at = henji_query_get_int (&q);
      turn.direction = henji_query_get_int (&q);
      turn.kind = henji_query_get_int (&q);
      turn.language = henji_query_get_int (&q);
      turn.reply_needed = henji_query_get_int (&q) != 0;
      g_array_append_val (turns, turn);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&turns);
}

GPtrArray *
henji_db_case_newest_messages (HenjiDb *db, gint64 case_row, guint limit, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db,
                     MESSAGE_SELECT "WHERE m.case_id = ? ORDER BY m.at DESC, m.id DESC LIMIT ?");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_int (&q, limit);
  return read_messages (&q, error);
}

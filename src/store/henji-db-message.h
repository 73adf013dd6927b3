/* henji-db-message.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-message.h"

G_BEGIN_DECLS

/* The row of the message with this raw source, or else with this Message-ID (when not empty) and
 * the same sender, subject and body; 0 without an error when there is none. @case_row: (out)
 * (optional). */
gint64
henji_db_message_find (HenjiDb *db, const HenjiMessage *message, gint64 *case_row, GError **error);

/**
 * henji_db_message_insert:
 * @message: `case_row` must be set; `uuid` %NULL makes one; `row` is not looked at
 * @raw: (nullable): the raw source, whose SHA-256 is `raw_sha256`
 *
 * Call henji_store_put_contents() first. Stores body, facts, attachments and raw source, and keeps
 * the case's derived columns: number of messages, newest, excerpt, %HENJI_CASE_ATTACHMENTS. Links
 * no order.
 *
 * Returns: its row, 0 on error
 */
gint64 henji_db_message_insert (
    HenjiDb *db, const HenjiMessage *message, GBytes *raw, gint64 now, GError **error);

/* (transfer full): whole, with attachments (their `content` is %NULL). */
HenjiMessage *henji_db_message_get (HenjiDb *db, gint64 row, GError **error);
/* (transfer full) (element-type HenjiMessage): oldest first, whole. */
GPtrArray *henji_db_case_messages (HenjiDb *db, gint64 case_row, GError **error);
/* The same of a few, newest first, at most @limit: for threading and confirmation. */
GPtrArray *
henji_db_case_newest_messages (HenjiDb *db, gint64 case_row, guint limit, GError **error);
/** HenjiTurn: who said something, when, and about what. */
typedef struct
{
  gint64 at;
  HenjiDirection direction;
  HenjiKind kind;
  HenjiLanguage language;
  gboolean reply_needed;
} HenjiTurn;

/* (transfer full) (element-type HenjiTurn): of the newest @limit messages, newest first. */
GArray *henji_db_case_turns (HenjiDb *db, gint64 case_row, guint limit, GError **error);

G_END_DECLS

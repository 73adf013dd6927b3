/* henji-desk-court.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"
#include "henji-db.h"
#include "henji-policy.h"

G_BEGIN_DECLS

/* Nobody writes more mails than this without an answer; older ones do not change the clock. */
#define HENJI_TURNS_LOOKED_AT 50

/**
 * _henji_desk_unanswered_since:
 * @closed_counts: whether a case that was closed, and not reopened since, counts as answered
 * @since: (out): when the oldest buyer's message came that nobody has answered, 0 when there is
 * none
 *
 * An answer is a message of ours, "marked as answered" or "no reply needed", unless undone.
 */
gboolean _henji_desk_unanswered_since (
    HenjiDb *db, gint64 case_row, gboolean closed_counts, gint64 *since, GError **error);

/**
 * _henji_desk_matter:
 * @kind: (out): what the newest message with a matter is about
 * @language: (out): the language the buyer wrote last
 *
 * Thanks end a matter only when it was answered. Depends on the messages and answers of the case,
 * not on the order in which they came in.
 */
gboolean _henji_desk_matter (
    HenjiDb *db, gint64 case_row, HenjiKind *kind, HenjiLanguage *language, GError **error);

/* Starts a clock of ours by the policy's rule; @started (nullable) gets its row. */
gboolean _henji_desk_start_clock (HenjiDb *db,
                                  gint64 case_row,
                                  HenjiPolicy *policy,
                                  const char *rule,
                                  gint64 since,
                                  gint64 *started,
                                  GError **error);

/* Makes sure a reply clock of the case runs from @since, earlier ones included. */
gboolean _henji_desk_run_reply_clock (HenjiDb *db,
                                      gint64 case_row,
                                      HenjiPolicy *policy,
                                      gint64 since,
                                      gint64 *started,
                                      GError **error);

G_END_DECLS

/* henji-support-mail.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-support.h"

G_BEGIN_DECLS

/* Mails of the marketplace's own support. What they look like is known from sellers only, so the
 * reading is tolerant; that the sender is the marketplace is the caller's business. */

/**
 * henji_support_mail_case_id:
 * @subject: decoded: "[CASE 12345678901] …", 「【ケース 12345678901】…」, "Case ID: 12345678901"
 * @body: (nullable): its first lines are looked at, for a labelled Case ID only
 *
 * An order number, a number within another, or a product called "case" is none.
 *
 * Returns: (transfer full) (nullable): the Case ID, digits
 */
char *henji_support_mail_case_id (const char *subject, const char *body);

/* With whom the case is, by the sender's address and what stands in the mail. */
HenjiSupportTeam
henji_support_mail_team (const char *address, const char *subject, const char *body);

/* (transfer full) (nullable): what a line "Status: …" or 「ステータス：…」 of the first lines says.
 */
char *henji_support_mail_status (const char *body);

/* Does it only say that the question was received? */
gboolean henji_support_mail_is_receipt (const char *subject, const char *body);

G_END_DECLS

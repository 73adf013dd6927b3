/* henji-notification.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-message.h"

G_BEGIN_DECLS

/**
 * henji_notification_from_type:
 * @type: (nullable): the X-Space-Notification-Type header
 */
HenjiNotification henji_notification_from_type (const char *type);

/**
 * henji_notification_guess:
 * @address: the sender
 * @subject: decoded
 * @body: readable text
 *
 * For a mail of the marketplace without a type that we know: by the words of its subject, then of
 * its first lines, in both languages.
 */
HenjiNotification
henji_notification_guess (const char *address, const char *subject, const char *body);

/* Is it an address of the marketplace that nobody reads? */
gboolean henji_notification_is_no_reply (const char *address);

/* The days a claim gives for an answer: "within 4 calendar days", 「4日以内」; 0 when it does not
 * say. */
int henji_notification_claim_days (const char *text);

/**
 * henji_notification_order_ids:
 *
 * Adds the order numbers of @text to @ids (element-type utf8), each once, in order of appearance.
 * Full-width digits and dashes of all sorts are taken for what they mean.
 *
 * @quoted: whether lines that begin with ">" count
 */
void henji_notification_order_ids (const char *text, gboolean quoted, GPtrArray *ids);

G_END_DECLS

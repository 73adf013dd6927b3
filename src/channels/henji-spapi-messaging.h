/* henji-spapi-messaging.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-spapi-facts.h"

G_BEGIN_DECLS

/* Messaging API v1: kinds of message that may be sent for an order. It neither reads nor answers
 * what a buyer wrote. https://developer-docs.amazon.com/sp-api/docs/messaging-api-v1-reference */

/* (transfer full): the place of the question what may be sent. @marketplace: its id */
char *henji_spapi_messaging_place (const char *order_id, const char *marketplace);

/* (transfer full) (element-type HenjiMessageAction) (nullable): what may be sent, in the order of
 * the answer, each once; a kind that no file of facts names is in it as unknown. */
GPtrArray *henji_spapi_messaging_parse (const HenjiSpapiFacts *facts, GBytes *body, GError **error);

G_END_DECLS

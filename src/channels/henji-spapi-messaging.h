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
GPtrArray *henji_spapi_messaging_parse (const HenjiSpapiFacts *facts,
                                        const char *order_id,
                                        GBytes *body,
                                        GError **error);

/* (transfer full): the place of the question for the buyer's language. */
char *henji_spapi_attributes_place (const char *order_id, const char *marketplace);
/* (transfer full) (nullable): "en-US"; %NULL without an error when it does not say. */
char *henji_spapi_attributes_parse (GBytes *body, GError **error);

HENJI_DECLARE_VALUE (HenjiUpload, henji_upload)

/** HenjiUpload: where an attached file goes, and what it is called by afterwards. */
struct _HenjiUpload
{
  char *id;
  char *uri;
  char **headers; /* (array zero-terminated=1): name, value, name, value */
};

/* (transfer full): where the service is asked for such a place. @message: where the message goes
 * https://developer-docs.amazon.com/sp-api/docs/uploads-api-reference */
char *henji_spapi_upload_place (const char *message,
                                const char *marketplace,
                                GBytes *file,
                                const char *content_type);
HenjiUpload *henji_spapi_upload_parse (GBytes *body, GError **error);

/**
 * henji_spapi_message_body:
 * @uploads: (element-type HenjiUpload): of the files
 * @names: (array): of the files, as many
 * @from, @until: 0 or the instants between which a warranty covers
 *
 * Returns: (transfer full): the body of a message
 */
char *henji_spapi_message_body (const HenjiMessageAction *action,
                                const char *text,
                                const GPtrArray *uploads,
                                const char *const *names,
                                gint64 from,
                                gint64 until);

G_END_DECLS

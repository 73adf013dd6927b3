/* henji-desk-messaging-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-messaging.h"
#include "henji-desk-sync-private.h"

G_BEGIN_DECLS

/* Somebody waits before the window. */
#define HENJI_MESSAGING_PATIENCE (15 * G_TIME_SPAN_SECOND)

/* (transfer full) (element-type HenjiMessageAction) (nullable): what may be sent for the order.
 * @marketplace: (out): its id, of the order where it is known, else of the connection */
GPtrArray *_henji_messaging_actions (HenjiSync *sync,
                                     const char *order_id,
                                     const char **marketplace,
                                     GError **error);

/* The language that the buyer reads; the marketplace's own where it does not say.
 * @locale: (out) (transfer full) (nullable): as it says */
gboolean _henji_messaging_language (HenjiSync *sync,
                                    const char *order_id,
                                    const char *marketplace,
                                    char **locale,
                                    HenjiLanguage *language,
                                    GError **error);

/* (nullable): the domain of the marketplace of this id. */
const char *_henji_messaging_domain (HenjiSync *sync, const char *marketplace);

/* (transfer full): as it goes out: without blanks at its end, lines ended as elsewhere. */
char *_henji_message_plain_text (const char *text);

/* FALSE with a sentence. */
gboolean G_GNUC_PRINTF (2, 3) _henji_refuse (GError **error, const char *format, ...);

G_END_DECLS

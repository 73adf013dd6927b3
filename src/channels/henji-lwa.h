/* henji-lwa.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-http.h"
#include "henji-secrets.h"

G_BEGIN_DECLS

#define HENJI_LWA_ERROR (henji_lwa_error_quark ())
GQuark henji_lwa_error_quark (void);

/** HenjiLwaError: why there is no token; the message is a sentence for the seller. */
typedef enum
{
  HENJI_LWA_ERROR_AUTHORISE,   /* invalid_grant: the seller must authorise again */
  HENJI_LWA_ERROR_CREDENTIALS, /* client id or secret are wrong, or no longer valid */
  HENJI_LWA_ERROR_BUSY,        /* later */
  HENJI_LWA_ERROR_ANSWER,      /* refused otherwise, or an answer that is none */
} HenjiLwaError;

/**
 * HenjiLwa:
 *
 * Login with Amazon: the short-lived token that calls carry, made from the seller's credentials.
 * Safe to call from any thread; there is never more than one refresh under way.
 */
typedef struct _HenjiLwa HenjiLwa;

/* @http (transfer none): must outlive it. @uri: of the token service. */
HenjiLwa *henji_lwa_new (HenjiHttp *http, const char *uri, const HenjiCredentials *credentials);
void henji_lwa_free (HenjiLwa *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiLwa, henji_lwa_free)

/**
 * henji_lwa_token:
 * @refused: (nullable): a token that the service did not take; if it is still the one we hold, a
 *   new one is asked for
 * @request_id: (out) (transfer full) (nullable): of the login's answer, where it was asked
 *
 * A token that is valid for a minute at least. Blocks. After %HENJI_LWA_ERROR_AUTHORISE or
 * _CREDENTIALS every further call fails the same way without asking again.
 *
 * Returns: (transfer full) (nullable): to be freed with henji_secret_free()
 */
char *henji_lwa_token (HenjiLwa *self,
                       const char *refused,
                       char **request_id,
                       GCancellable *cancellable,
                       GError **error);

/* (transfer full) (nullable): when the service handed out a new refresh token: to be kept. */
HenjiCredentials *henji_lwa_take_renewed (HenjiLwa *self);

G_END_DECLS

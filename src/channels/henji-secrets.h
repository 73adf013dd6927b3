/* henji-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiCredentials, henji_credentials)

/** HenjiCredentials: of the seller's own application. Never logged, never in the record. */
struct _HenjiCredentials
{
  char *client_id;
  char *client_secret;
  char *refresh_token;
};

HenjiCredentials *henji_credentials_new_with (const char *client_id,
                                              const char *client_secret,
                                              const char *refresh_token);
/* Is each of them there, of letters, digits and signs, and not too long? The sentence names the one
 * that is not, never its text. */
gboolean henji_credentials_check (const HenjiCredentials *self, GError **error);

#define HENJI_SECRETS_ERROR (henji_secrets_error_quark ())
GQuark henji_secrets_error_quark (void);

/** HenjiSecretsError: the message is a sentence for the seller. */
typedef enum
{
  HENJI_SECRETS_ERROR_ABSENT,  /* no Secret Service is running */
  HENJI_SECRETS_ERROR_LOCKED,  /* the keyring stays locked */
  HENJI_SECRETS_ERROR_MISSING, /* it holds no credentials of this account */
  HENJI_SECRETS_ERROR_INVALID, /* what was given, or what it holds, cannot be credentials */
} HenjiSecretsError;

/* The desktop's Secret Service, and nothing else: there is no file to fall back on. All block, and
 * may wait for the user to unlock the keyring. @account tells records apart: the shop's UUID. */

gboolean henji_secrets_store (const char *account,
                              const HenjiCredentials *credentials,
                              GCancellable *cancellable,
                              GError **error);
/* (transfer full) */
HenjiCredentials *
henji_secrets_find (const char *account, GCancellable *cancellable, GError **error);
/* %TRUE also when there were none. */
gboolean henji_secrets_clear (const char *account, GCancellable *cancellable, GError **error);

G_END_DECLS

/* henji-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-secrets"

#include "config.h"

#include "henji-secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "henji-secret.h"

/* One item holds all three, so that they are never of different days. */
#define FORM "henji-1"

static const SecretSchema schema = {
  HENJI_APP_ID ".SellingPartner",
  SECRET_SCHEMA_NONE,
  { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

G_DEFINE_QUARK (henji - secrets - error - quark, henji_secrets_error)

static void
credentials_clear (HenjiCredentials *self)
{
  g_free (self->client_id);
  henji_secret_free (self->client_secret);
  henji_secret_free (self->refresh_token);
}

HENJI_DEFINE_VALUE (HenjiCredentials, henji_credentials, credentials_clear)

HenjiCredentials *
henji_credentials_new_with (const char *client_id,
                            const char *client_secret,
                            const char *refresh_token)
{
  HenjiCredentials *self = henji_credentials_new ();

  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  self->refresh_token = g_strdup (refresh_token);

  return self;
}

gboolean
henji_credentials_check (const HenjiCredentials *self, GError **error)
{
  const char *fault;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!henji_secret_is_sound (self->client_id))
    fault = _ ("The client id is missing or holds characters that none has.");
  else if (!henji_secret_is_sound (self->client_secret))
    fault = _ ("The client secret is missing or holds characters that none has.");
  else if (!henji_secret_is_sound (self->refresh_token))
    fault = _ ("The refresh token is missing or holds characters that none has.");
  else
    return TRUE;
  g_set_error_literal (error, HENJI_SECRETS_ERROR, HENJI_SECRETS_ERROR_INVALID, fault);

  return FALSE;
}

/* ---- The service ----------------------------------------------------------------------------- */

/* Says in our own words why the service does not do it. */
static void
translate (GError **error)
{
  const GError *fault = *error;
  HenjiSecretsError code = HENJI_SECRETS_ERROR_ABSENT;
  const char *text
      = _ ("This desktop has no Secret Service running, and Henji keeps credentials "
           "nowhere else. Start one, such as GNOME Keyring or KWallet, and try again.");

  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (fault->domain == SECRET_ERROR && fault->code == SECRET_ERROR_IS_LOCKED)
    {
      code = HENJI_SECRETS_ERROR_LOCKED;
      text = _ ("The keyring is locked. Unlock it and try again; nothing is lost.");
    }
  g_debug ("The Secret Service failed: %s %d", g_quark_to_string (fault->domain), fault->code);
  g_clear_error (error);
  g_set_error_literal (error, HENJI_SECRETS_ERROR, code, text);
}

gboolean
henji_secrets_store (const char *account,
                     const HenjiCredentials *credentials,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GError) fault = NULL;
  char *text;
  gboolean fine;

  g_return_val_if_fail (account != NULL && credentials != NULL, FALSE);

  if (!henji_credentials_check (credentials, error))
    return FALSE;
  text = g_strjoin ("\n", FORM, credentials->client_id, credentials->client_secret,
                    credentials->refresh_token, NULL);
  /* Translators: how the keyring's own window lists it */
  fine = secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT,
                                     _ ("Henji: marketplace connection"), text, cancellable, &fault,
                                     "account", account, NULL);
  henji_secret_free (text);
  if (!fine)
    {
      translate (&fault);
      g_propagate_error (error, g_steal_pointer (&fault));
    }

  return fine;
}

/* Is such an item there, be it locked? */
static gboolean
is_there (const char *account, GCancellable *cancellable)
{
  g_autolist (GObject) items = secret_password_search_sync (
      &schema, SECRET_SEARCH_NONE, cancellable, NULL, "account", account, NULL);

  return items != NULL;
}

static void
set_locked (GError **error)
{
  g_set_error_literal (error, HENJI_SECRETS_ERROR, HENJI_SECRETS_ERROR_LOCKED,
                       _ ("The keyring is locked. Unlock it and try again; nothing is lost."));
}

HenjiCredentials *
henji_secrets_find (const char *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiCredentials) credentials = NULL;
  g_auto (GStrv) parts = NULL;
  char *text;

  g_return_val_if_fail (account != NULL, NULL);

  text = secret_password_lookup_sync (&schema, cancellable, &fault, "account", account, NULL);
  if (fault != NULL)
    {
      translate (&fault);
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  if (text == NULL)
    {
      if (is_there (account, cancellable))
        set_locked (error);
      else
        g_set_error_literal (error, HENJI_SECRETS_ERROR, HENJI_SECRETS_ERROR_MISSING,
                             _ ("The keyring holds no credentials of the marketplace. Connect "
                                "again."));
      return NULL;
    }

  parts = g_strsplit (text, "\n", -1);
  secret_password_wipe (text);
  secret_password_free (text);
  if (g_strv_length (parts) == 4 && g_str_equal (parts[0], FORM))
    credentials = henji_credentials_new_with (parts[1], parts[2], parts[3]);
  for (guint i = 0; parts[i] != NULL; i++)
    explicit_bzero (parts[i], strlen (parts[i]));
  if (credentials == NULL)
    {
      g_set_error_literal (error, HENJI_SECRETS_ERROR, HENJI_SECRETS_ERROR_INVALID,
                           _ ("What the keyring holds cannot be read. Connect again."));
      return NULL;
    }

  return henji_credentials_check (credentials, error) ? g_steal_pointer (&credentials) : NULL;
}

gboolean
henji_secrets_clear (const char *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (account != NULL, FALSE);

  secret_password_clear_sync (&schema, cancellable, &fault, "account", account, NULL);
  if (fault == NULL)
    {
      /* A locked one is passed over in silence. */
      if (!is_there (account, cancellable))
        return TRUE;
      set_locked (error);
      return FALSE;
    }
  translate (&fault);
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/* henji-lwa.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-lwa"

#include "config.h"

#include "henji-lwa.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-json.h"
#include "henji-secret.h"

/* Before its end a token is renewed. */
#define MARGIN (60 * G_TIME_SPAN_SECOND)
#define LONGEST (24 * 60 * 60)

struct _HenjiLwa
{
  GMutex lock;
  HenjiHttp *http;
  char *uri;
  HenjiCredentials *credentials;
  gboolean renewed;
  char *token;
  gint64 until;  /* monotonic: a clock that is set changes nothing */
  GError *final; /* what no further call will change */
};

G_DEFINE_QUARK (henji - lwa - error - quark, henji_lwa_error)

HenjiLwa *
henji_lwa_new (HenjiHttp *http, const char *uri, const HenjiCredentials *credentials)
{
  HenjiLwa *self;

  g_return_val_if_fail (http != NULL && uri != NULL && credentials != NULL, NULL);

  self = g_new0 (HenjiLwa, 1);
  g_mutex_init (&self->lock);
  self->http = http;
  self->uri = g_strdup (uri);
  self->credentials = henji_credentials_ref ((HenjiCredentials *) credentials);

  return self;
}

void
henji_lwa_free (HenjiLwa *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_clear (&self->lock);
  g_free (self->uri);
  henji_credentials_unref (self->credentials);
  henji_secret_free (self->token);
  g_clear_error (&self->final);
  g_free (self);
}

/* ---- The answer ------------------------------------------------------------------------------ */

static void
refuse (HenjiLwa *self, const HenjiHttpReply *reply, GError **error)
{
  g_autoptr (JsonNode) root = henji_json_parse (reply->body, NULL);
  g_autoptr (GError) fault = NULL;
  HenjiJsonAt at = { .node = root, .fault = &fault };
  g_autofree char *code = root != NULL ? henji_json_text (&at, "error") : NULL;

  if (g_strcmp0 (code, "invalid_grant") == 0)
    g_set_error_literal (&self->final, HENJI_LWA_ERROR, HENJI_LWA_ERROR_AUTHORISE,
                         _ ("The marketplace no longer accepts the authorisation. Authorise your "
                            "application in Seller Central again and connect with the new refresh "
                            "token."));
  else if (g_strcmp0 (code, "invalid_client") == 0 || g_strcmp0 (code, "unauthorized_client") == 0)
    g_set_error_literal (&self->final, HENJI_LWA_ERROR, HENJI_LWA_ERROR_CREDENTIALS,
                         _ ("The marketplace does not accept the client id and client secret. Has "
                            "the secret been renewed? Connect again with the present one."));
  else if (reply->status >= 500 || reply->status == 429
           || g_strcmp0 (code, "temporarily_unavailable") == 0
           || g_strcmp0 (code, "server_error") == 0)
    g_set_error_literal (error, HENJI_LWA_ERROR, HENJI_LWA_ERROR_BUSY,
                         _ ("The marketplace's login is busy. Try again later."));
  else
    g_set_error (error, HENJI_LWA_ERROR, HENJI_LWA_ERROR_ANSWER,
                 _ ("The marketplace's login refused with status %u."), reply->status);
  if (self->final != NULL)
    g_propagate_error (error, g_error_copy (self->final));
}

static void
keep_refresh_token (HenjiLwa *self, const char *token)
{
  HenjiCredentials *renewed;

  if (!henji_secret_is_sound (token) || g_str_equal (token, self->credentials->refresh_token))
    return;
  renewed = henji_credentials_new_with (self->credentials->client_id,
                                        self->credentials->client_secret, token);
  henji_credentials_unref (self->credentials);
  self->credentials = renewed;
  self->renewed = TRUE;
}

static gboolean
take (HenjiLwa *self, const HenjiHttpReply *reply, gint64 asked_at, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (JsonNode) root = henji_json_parse (reply->body, &fault);
  g_autoptr (HenjiSecret) token = NULL;
  g_autoptr (HenjiSecret) refresh_token = NULL;
  int seconds = 0;

  if (root != NULL)
    {
      HenjiJsonAt at = henji_json_root (root, &fault);

      token = henji_json_need_text (&at, "access_token");
      refresh_token = henji_json_text (&at, "refresh_token");
      seconds = henji_json_count (&at, "expires_in");
    }
  if (fault != NULL || !henji_secret_is_sound (token) || seconds <= 0)
    {
      g_set_error_literal (error, HENJI_LWA_ERROR, HENJI_LWA_ERROR_ANSWER,
                           _ ("The marketplace's login gave an answer that is none."));
      return FALSE;
    }

  henji_secret_free (self->token);
  self->token = g_steal_pointer (&token);
  self->until = asked_at + MIN (seconds, LONGEST) * G_TIME_SPAN_SECOND;
  keep_refresh_token (self, refresh_token);

  return TRUE;
}

/* ---- Asking ---------------------------------------------------------------------------------- */

static void
append_field (GString *form, const char *name, const char *value)
{
  g_string_append_printf (form, "%s%s=", form->len > 0 ? "&" : "", name);
  g_string_append_uri_escaped (form, value, NULL, FALSE);
}

static gboolean
refresh (HenjiLwa *self, char **request_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) form = g_string_sized_new (4096); /* growing leaves copies behind */
  g_autoptr (HenjiHttpReply) reply = NULL;
  gint64 asked_at = g_get_monotonic_time ();
  HenjiHttpRequest request = { .method = "POST",
                               .uri = self->uri,
                               .request_id = request_id,
                               .content_type = "application/x-www-form-urlencoded;charset=UTF-8" };

  append_field (form, "grant_type", "refresh_token");
  append_field (form, "refresh_token", self->credentials->refresh_token);
  append_field (form, "client_id", self->credentials->client_id);
  append_field (form, "client_secret", self->credentials->client_secret);
  request.body = form->str;
  reply = henji_http_send (self->http, &request, cancellable, error);
  explicit_bzero (form->str, form->len);
  if (reply == NULL)
    return FALSE;
  if (reply->status == 200)
    return take (self, reply, asked_at, error);

  refuse (self, reply, error);

  return FALSE;
}

char *
henji_lwa_token (HenjiLwa *self,
                 const char *refused,
                 char **request_id,
                 GCancellable *cancellable,
                 GError **error)
{
  char *token = NULL;

  g_return_val_if_fail (self != NULL && request_id != NULL, NULL);

  *request_id = NULL;
  g_mutex_lock (&self->lock);
  if (refused != NULL && g_strcmp0 (refused, self->token) == 0)
    g_clear_pointer (&self->token, henji_secret_free);
  if (self->final != NULL)
    g_propagate_error (error, g_error_copy (self->final));
  else if ((self->token != NULL && g_get_monotonic_time () < self->until - MARGIN)
           || refresh (self, request_id, cancellable, error))
    token = g_strdup (self->token);
  g_mutex_unlock (&self->lock);

  return token;
}

HenjiCredentials *
henji_lwa_take_renewed (HenjiLwa *self)
{
  HenjiCredentials *renewed;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  renewed = self->renewed ? henji_credentials_ref (self->credentials) : NULL;
  self->renewed = FALSE;
  g_mutex_unlock (&self->lock);

  return renewed;
}

/* henji-spapi.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-spapi"

#include "config.h"

#include "henji-spapi.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-json.h"
#include "henji-secret.h"

#define SAID 300 /* characters of what the service says: the sentence, and its reason */

struct _HenjiSpapi
{
  char *base; /* "https://…", without a slash at its end */
  HenjiHttp *http;
  HenjiLwa *lwa;
};

G_DEFINE_QUARK (henji - spapi - error - quark, henji_spapi_error)

/* (transfer full): without slashes at its end. */
static char *
without_slash (const char *uri)
{
  gsize length = strlen (uri);

  while (length > 0 && uri[length - 1] == '/')
    length--;

  return g_strndup (uri, length);
}

HenjiSpapi *
henji_spapi_new (const HenjiSpapiFacts *facts,
                 const char *region,
                 const char *endpoint,
                 const char *login,
                 const HenjiCredentials *credentials,
                 GError **error)
{
  g_autoptr (HenjiSpapi) self = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *hosts[3] = { NULL };

  g_return_val_if_fail (facts != NULL && region != NULL && credentials != NULL, NULL);

  hosts[0] = g_hash_table_lookup (facts->hosts, region);
  if (hosts[0] == NULL)
    {
      g_set_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_HOST,
                   _ ("“%s” is no region of the marketplace's service."), region);
      return NULL;
    }
  uri = g_uri_parse (facts->login, G_URI_FLAGS_NONE, NULL);
  hosts[1] = g_uri_get_host (uri);

  self = g_new0 (HenjiSpapi, 1);
  self->http = henji_http_new (hosts, facts->deadline, facts->body);
  henji_http_allow_documents (self->http, (const char *const *) facts->documents);
  if ((endpoint != NULL && !henji_http_allow_test (self->http, endpoint, error))
      || (login != NULL && !henji_http_allow_test (self->http, login, error)))
    return NULL;
  self->base
      = endpoint != NULL ? without_slash (endpoint) : g_strconcat ("https://", hosts[0], NULL);
  self->lwa = henji_lwa_new (self->http, login != NULL ? login : facts->login, credentials);

  return g_steal_pointer (&self);
}

void
henji_spapi_free (HenjiSpapi *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->base);
  g_clear_pointer (&self->lwa, henji_lwa_free);
  g_clear_pointer (&self->http, henji_http_free);
  g_free (self);
}

/* ---- What an answer means -------------------------------------------------------------------- */

/* (transfer full) (nullable): the code of the first error, "QuotaExceeded", if it is one; @trace
 * gets what it says. */
static char *
error_code (const HenjiHttpReply *reply, HenjiSpapiTrace *trace)
{
  g_autoptr (GBytes) body = henji_json_mend (reply->body);
  g_autoptr (JsonNode) root = henji_json_parse (body, NULL);
  g_autoptr (GError) fault = NULL;
  HenjiJsonAt at, errors, first;
  g_autofree char *message = NULL;
  g_autofree char *details = NULL;
  g_autofree char *said = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *code = NULL;

  if (root == NULL)
    return NULL;
  at = henji_json_root (root, &fault);
  errors = henji_json_array (&at, "errors");
  if (henji_json_length (&errors) == 0)
    return NULL;
  first = henji_json_element (&errors, 0);
  message = henji_json_text (&first, "message");
  details = henji_json_text (&first, "details");
  said = g_strjoin (" ", message != NULL ? message : "", details, NULL);
  g_strstrip (said);
  whole = g_utf8_substring (said, 0, MIN (g_utf8_strlen (said, -1), SAID));
  g_strlcpy (trace->said, whole, sizeof trace->said);

  code = henji_json_text (&first, "code");
  if (code == NULL || strlen (code) > 100
      || code[strspn (code, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.")] != '\0')
    return NULL;

  return g_steal_pointer (&code);
}

static gboolean
is_fine (const HenjiHttpReply *reply)
{
  return reply->status >= 200 && reply->status <= 202;
}

static gboolean
is_json (const HenjiHttpReply *reply)
{
  return reply->content_type == NULL || g_str_equal (reply->content_type, "application/json")
         || g_str_has_suffix (reply->content_type, "+json");
}

/* (transfer full) (nullable): A chunked answer that was cut looks whole to HTTP. */
static GBytes *
sound_body (const HenjiHttpReply *reply, GError **error)
{
  g_autoptr (GBytes) body = henji_json_mend (reply->body);
  g_autoptr (GError) fault = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (henji_json_scan (text, length, &fault))
    return g_steal_pointer (&body);
  g_set_error_literal (error, HENJI_SPAPI_ERROR,
                       g_error_matches (fault, HENJI_JSON_ERROR, HENJI_JSON_ERROR_TRUNCATED)
                           ? HENJI_SPAPI_ERROR_BROKEN
                           : HENJI_SPAPI_ERROR_ANSWER,
                       fault->message);

  return NULL;
}

static void
set_error (const HenjiHttpReply *reply, const char *code, const char *said, GError **error)
{
  g_autofree char *refused = NULL;

  switch (reply->status)
    {
    case 401:
    case 403:
      g_set_error (error, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_DENIED,
                   _ ("The marketplace does not let your application do this (%s). Has it the role "
                      "it needs?"),
                   code != NULL ? code : "403");
      break;
    case 404:
      g_set_error_literal (error, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_NOT_FOUND,
                           _ ("The marketplace does not know it."));
      break;
    case 429:
      g_set_error_literal (error, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_BUSY,
                           _ ("The marketplace asks to be called less often."));
      break;
    default:
      if (reply->status >= 500)
        {
          g_set_error (error, HENJI_SPAPI_ERROR,
                       reply->status == 503 ? HENJI_SPAPI_ERROR_BUSY : HENJI_SPAPI_ERROR_FAILED,
                       _ ("The marketplace's service has a fault of its own (%u)."), reply->status);
          return;
        }
      refused = g_strdup_printf (_ ("The marketplace refuses the question (%u, %s)."),
                                 reply->status, code != NULL ? code : "-");
      if (*said == '\0')
        g_set_error_literal (error, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_REFUSED, refused);
      else
        g_set_error (error, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_REFUSED,
                     /* Translators: our sentence, and what the marketplace says */
                     _ ("%s It says: %s"), refused, said);
    }
}

gboolean
henji_spapi_is_unreadable (const GError *fault)
{
  g_return_val_if_fail (fault != NULL, FALSE);

  if (fault->domain == HENJI_JSON_ERROR)
    return TRUE;
  if (fault->domain == HENJI_HTTP_ERROR)
    return fault->code == HENJI_HTTP_ERROR_HOST || fault->code == HENJI_HTTP_ERROR_REDIRECT
           || fault->code == HENJI_HTTP_ERROR_TOO_LARGE
           || fault->code == HENJI_HTTP_ERROR_TRUNCATED;

  return fault->domain == HENJI_SPAPI_ERROR
         && (fault->code == HENJI_SPAPI_ERROR_ANSWER || fault->code == HENJI_SPAPI_ERROR_BROKEN
             || fault->code == HENJI_SPAPI_ERROR_FAILED);
}

static void
note_request_id (HenjiSpapiTrace *trace, const char *id)
{
  g_strlcpy (trace->request_id, id != NULL ? id : "", sizeof trace->request_id);
}

static void
note (HenjiSpapiTrace *trace, const HenjiHttpReply *reply)
{
  trace->status = reply->status;
  trace->retry_after = reply->retry_after;
  trace->date = reply->date;
  trace->skew = reply->date != 0 ? g_get_real_time () - reply->date : 0;
}

/* ---- Calls ----------------------------------------------------------------------------------- */

static HenjiHttpReply *
call (HenjiSpapi *self,
      HenjiHttpRequest *request,
      HenjiSpapiTrace *trace,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *id = NULL;
  HenjiHttpReply *reply;

  trace->calls++;
  trace->status = 0;
  request->request_id = &id;
  reply = henji_http_send (self->http, request, cancellable, error);
  note_request_id (trace, id);
  if (reply != NULL)
    note (trace, reply);

  return reply;
}

/* (transfer full) (nullable): see henji_lwa_token(). */
static char *
find_token (HenjiSpapi *self,
            const char *refused,
            HenjiSpapiTrace *trace,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *id = NULL;
  char *token = henji_lwa_token (self->lwa, refused, &id, cancellable, error);

  if (token == NULL)
    note_request_id (trace, id);

  return token;
}

static GBytes *
ask (HenjiSpapi *self,
     const char *place,
     const char *body,
     gboolean once,
     HenjiSpapiTrace *trace,
     GCancellable *cancellable,
     GError **error)
{
  g_autofree char *uri = NULL;
  g_autoptr (HenjiSecret) token = NULL;

  memset (trace, 0, sizeof *trace);
  uri = g_strconcat (self->base, place, NULL);
  token = find_token (self, NULL, trace, cancellable, error);
  for (gboolean again = TRUE; token != NULL; again = FALSE)
    {
      HenjiHttpRequest request = { .method = body != NULL ? "POST" : "GET",
                                   .uri = uri,
                                   .token = token,
                                   .body = body,
                                   .content_type = "application/json",
                                   .once = once };
      g_autoptr (HenjiHttpReply) reply = call (self, &request, trace, cancellable, error);
      g_autofree char *code = NULL;
      char *fresh;

      if (reply == NULL)
        return NULL;
      if (is_fine (reply) && is_json (reply))
        return sound_body (reply, error);
      if (is_fine (reply))
        {
          g_set_error_literal (error, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_ANSWER,
                               _ ("The marketplace's service gave a page for people instead of an "
                                  "answer."));
          return NULL;
        }

      code = error_code (reply, trace);
      if (!again || (reply->status != 401 && reply->status != 403)
          || g_strcmp0 (code, "Unauthorized") != 0)
        {
          set_error (reply, code, trace->said, error);
          return NULL;
        }
      fresh = find_token (self, token, trace, cancellable, error);
      henji_secret_free (token);
      token = fresh;
    }

  return NULL;
}

GBytes *
henji_spapi_get (HenjiSpapi *self,
                 const char *place,
                 HenjiSpapiTrace *trace,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (self != NULL && place != NULL && *place == '/' && trace != NULL, NULL);

  return ask (self, place, NULL, FALSE, trace, cancellable, error);
}

GBytes *
henji_spapi_post (HenjiSpapi *self,
                  const char *place,
                  const char *body,
                  gboolean once,
                  HenjiSpapiTrace *trace,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (self != NULL && place != NULL && *place == '/' && trace != NULL, NULL);
  g_return_val_if_fail (body != NULL, NULL);

  return ask (self, place, body, once, trace, cancellable, error);
}

gboolean
henji_spapi_upload (HenjiSpapi *self,
                    const char *uri,
                    char **headers,
                    const char *content_type,
                    GBytes *file,
                    HenjiSpapiTrace *trace,
                    GCancellable *cancellable,
                    GError **error)
{
  HenjiHttpRequest request = { .method = "PUT",
                               .uri = uri,
                               .bytes = file,
                               .content_type = content_type,
                               .headers = headers,
                               .document = TRUE };
  g_autoptr (HenjiHttpReply) reply = NULL;

  g_return_val_if_fail (self != NULL && uri != NULL && file != NULL && trace != NULL, FALSE);

  memset (trace, 0, sizeof *trace);
  reply = call (self, &request, trace, cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (reply->status >= 200 && reply->status <= 204)
    return TRUE;
  g_set_error (error, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_FAILED,
               _ ("The marketplace did not take the attached file (%u)."), reply->status);

  return FALSE;
}

/* A file that is gzip itself may be told as one that is packed for the way alone, and is then
 * unpacked already. */
static gboolean
is_packed (const HenjiHttpReply *reply)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (reply->body, &size);

  return !reply->unpacked || (size >= 2 && data[0] == 0x1f && data[1] == 0x8b);
}

GBytes *
henji_spapi_download (HenjiSpapi *self,
                      const char *uri,
                      gboolean gzip,
                      char **charset,
                      HenjiSpapiTrace *trace,
                      GCancellable *cancellable,
                      GError **error)
{
  HenjiHttpRequest request = { .method = "GET", .uri = uri, .document = TRUE };
  g_autoptr (HenjiHttpReply) reply = NULL;

  g_return_val_if_fail (self != NULL && uri != NULL && charset != NULL && trace != NULL, NULL);

  memset (trace, 0, sizeof *trace);
  *charset = NULL;
  reply = call (self, &request, trace, cancellable, error);
  if (reply == NULL)
    return NULL;
  if (reply->status != 200)
    {
      g_set_error (error, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_FAILED,
                   _ ("The report's file cannot be read (%u)."), reply->status);
      return NULL;
    }
  /* A table that is cut off looks like a table. */
  if (!gzip && !reply->sized)
    {
      g_set_error_literal (error, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_BROKEN,
                           _ ("Nothing tells whether the report's file is whole. Nothing of it was "
                              "taken."));
      return NULL;
    }
  *charset = g_strdup (reply->charset);

  return gzip && is_packed (reply) ? henji_http_unpack (self->http, reply->body, error)
                                   : g_bytes_ref (reply->body);
}

HenjiCredentials *
henji_spapi_take_renewed (HenjiSpapi *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return henji_lwa_take_renewed (self->lwa);
}

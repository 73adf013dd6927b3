/* henji-http.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-http"

#include "config.h"

#include "henji-http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "henji-secret.h"

#define CHUNK 65536
/* Inflated bytes for each byte received, once there are more than RATIO_FROM of them. */
#define RATIO 100
#define RATIO_FROM (10 * 1024 * 1024)
/* Seconds without a byte. The deadline is over the whole call. */
#define IDLE 30
#define LONGEST_RETRY G_TIME_SPAN_DAY

struct _HenjiHttp
{
  GMutex lock; /* one call at a time */
  SoupSession *session;
  char **hosts;
  char **documents; /* (nullable): suffixes of hosts */
  GPtrArray *tests; /* (element-type GUri): servers for tests */
  gint64 deadline;
  gsize limit;
};

G_DEFINE_QUARK (henji - http - error - quark, henji_http_error)

static void
reply_clear (HenjiHttpReply *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self->charset);
}

HENJI_DEFINE_VALUE (HenjiHttpReply, henji_http_reply, reply_clear)

HenjiHttp *
henji_http_new (const char *const *hosts, gint64 deadline, gsize limit)
{
  HenjiHttp *self;

  g_return_val_if_fail (hosts != NULL && deadline > 0 && limit > 0, NULL);

  self = g_new0 (HenjiHttp, 1);
  g_mutex_init (&self->lock);
  self->session = soup_session_new_with_options (
      "user-agent", "Henji/" HENJI_VERSION " (Language=C; Platform=Linux)", "timeout",
      (guint) MIN (IDLE, deadline / G_TIME_SPAN_SECOND + 1), "idle-timeout", 60, NULL);
  /* It inflates without bound. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  self->hosts = g_strdupv ((char **) hosts);
  self->tests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  self->deadline = deadline;
  self->limit = limit;

  return self;
}

void
henji_http_free (HenjiHttp *self)
{
  g_return_if_fail (self != NULL);

  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_strfreev (self->hosts);
  g_strfreev (self->documents);
  g_ptr_array_unref (self->tests);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* ---- Where to -------------------------------------------------------------------------------- */

static gboolean
is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return address != NULL && g_inet_address_get_is_loopback (address)
         && (g_str_equal (g_uri_get_scheme (uri), "http")
             || g_str_equal (g_uri_get_scheme (uri), "https"));
}

gboolean
henji_http_is_test (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && is_loopback (uri);
}

gboolean
henji_http_allow_test (HenjiHttp *self, const char *text, GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  if (!henji_http_is_test (text))
    {
      g_set_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_HOST,
                   _ ("“%s” cannot be used as a test server: only an address of this computer such "
                      "as http://127.0.0.1:8080 is taken."),
                   text);
      return FALSE;
    }
  g_ptr_array_add (self->tests, g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL));

  return TRUE;
}

void
henji_http_allow_documents (HenjiHttp *self, const char *const *suffixes)
{
  g_return_if_fail (self != NULL && suffixes != NULL);

  g_strfreev (self->documents);
  self->documents = g_strdupv ((char **) suffixes);
}

static gboolean
is_document_host (HenjiHttp *self, const char *host)
{
  for (guint i = 0; self->documents != NULL && self->documents[i] != NULL; i++)
    if (g_str_has_suffix (host, self->documents[i]) && strlen (host) > strlen (self->documents[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_same_server (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b))
         && g_strcmp0 (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && g_uri_get_port (a) == g_uri_get_port (b);
}

static gboolean
is_allowed (HenjiHttp *self, GUri *uri, const HenjiHttpRequest *request)
{
  const char *host = g_uri_get_host (uri);

  if (request->document && request->token != NULL)
    return FALSE;
  if (request->document && self->tests->len > 0 && is_loopback (uri))
    return TRUE;
  for (guint i = 0; i < self->tests->len; i++)
    if (is_same_server (g_ptr_array_index (self->tests, i), uri))
      return TRUE;

  return host != NULL && g_str_equal (g_uri_get_scheme (uri), "https")
         && g_uri_get_port (uri) == 443 && g_uri_get_userinfo (uri) == NULL
         && (g_strv_contains ((const char *const *) self->hosts, host)
             || (request->document && is_document_host (self, host)));
}

/* ---- The deadline ---------------------------------------------------------------------------- */

/* Ends a call after all of its time: what libsoup counts begins anew with every byte. */
typedef struct
{
  GMutex lock;
  GCond cond;
  GThread *thread;
  GCancellable *call; /* of the call itself */
  GCancellable *user; /* nullable */
  gulong user_id;
  gint64 end; /* monotonic */
  gboolean done;
  gboolean passed;
} Deadline;

static gpointer
watch (gpointer user_data)
{
  Deadline *self = user_data;

  g_mutex_lock (&self->lock);
  while (!self->done && !self->passed)
    self->passed = !g_cond_wait_until (&self->cond, &self->lock, self->end) && !self->done;
  g_mutex_unlock (&self->lock);
  if (self->passed)
    g_cancellable_cancel (self->call);

  return NULL;
}

static void
cancelled_cb (GCancellable *user, gpointer call)
{
  g_cancellable_cancel (call);
}

static void
deadline_begin (Deadline *self, gint64 time, GCancellable *user)
{
  memset (self, 0, sizeof *self);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->call = g_cancellable_new ();
  self->user = user;
  if (user != NULL)
    self->user_id = g_cancellable_connect (user, G_CALLBACK (cancelled_cb),
                                           g_object_ref (self->call), g_object_unref);
  self->end = g_get_monotonic_time () + time;
  self->thread = g_thread_new ("henji-deadline", watch, self);
}

/* Returns: whether the time was over. */
static gboolean
deadline_end (Deadline *self)
{
  g_mutex_lock (&self->lock);
  self->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  if (self->user != NULL)
    g_cancellable_disconnect (self->user, self->user_id);
  g_object_unref (self->call);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->lock);

  return self->passed;
}

/* ---- The answer ------------------------------------------------------------------------------ */

static void
set_too_large (HenjiHttp *self, GError **error)
{
  g_set_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_TOO_LARGE,
               _ ("The marketplace's answer is larger than the %d MiB that are taken."),
               (int) (self->limit >> 20));
}

static void
set_truncated (GError **error)
{
  g_set_error_literal (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_TRUNCATED,
                       _ ("The marketplace's answer broke off in the middle. Nothing of it was "
                          "taken."));
}

/* (transfer full) (nullable): all bytes as they come over the line, no more than the limit. */
static GByteArray *
read_all (HenjiHttp *self,
          const HenjiHttpRequest *request,
          SoupMessage *message,
          GInputStream *stream,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gint64 total
      = soup_message_headers_get_content_length (soup_message_get_response_headers (message));
  gssize n;

  do
    {
      guint old = bytes->len;

      g_byte_array_set_size (bytes, old + CHUNK);
      n = g_input_stream_read (stream, bytes->data + old, CHUNK, cancellable, error);
      g_byte_array_set_size (bytes, old + (guint) MAX (n, 0));
      if (n > 0 && bytes->len > self->limit)
        {
          set_too_large (self, error);
          return NULL;
        }
      if (n > 0 && request->progress != NULL)
        request->progress (bytes->len, total, request->user_data);
    }
  while (n > 0);

  return n == 0 ? g_steal_pointer (&bytes) : NULL;
}

/* (transfer full) (nullable): all members of the file, never more than the limit, whatever was
 * packed. */
static GByteArray *
inflate (HenjiHttp *self, const guint8 *packed, gsize length, GError **error)
{
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize done = 0, most = MIN (self->limit, MAX (length * RATIO, RATIO_FROM));
  GConverterResult result;

  do
    {
      guint old = bytes->len;
      gsize read = 0, written = 0;

      g_byte_array_set_size (bytes, old + CHUNK);
      result = g_converter_convert (G_CONVERTER (gzip), packed + done, length - done,
                                    bytes->data + old, CHUNK, G_CONVERTER_INPUT_AT_END, &read,
                                    &written, NULL);
      g_byte_array_set_size (bytes, old + (guint) written);
      done += read;
      if (result == G_CONVERTER_ERROR || (result == G_CONVERTER_CONVERTED && read + written == 0))
        {
          set_truncated (error);
          return NULL;
        }
      if (bytes->len > most)
        {
          set_too_large (self, error);
          return NULL;
        }
      if (result == G_CONVERTER_FINISHED && done < length)
        g_converter_reset (G_CONVERTER (gzip));
    }
  while (result != G_CONVERTER_FINISHED || done < length);

  return g_steal_pointer (&bytes);
}

GBytes *
henji_http_unpack (HenjiHttp *self, GBytes *packed, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;

  g_return_val_if_fail (self != NULL && packed != NULL, NULL);

  bytes = inflate (self, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), error);

  return bytes != NULL ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* "120" or a date; µs. */
static gint64
parse_retry_after (const char *text, gint64 date)
{
  g_autoptr (GDateTime) at = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return MIN ((gint64) seconds * G_TIME_SPAN_SECOND, LONGEST_RETRY);
  at = soup_date_time_new_from_http_string (text);

  return at != NULL && date != 0
             ? CLAMP (g_date_time_to_unix (at) * G_TIME_SPAN_SECOND - date, 0, LONGEST_RETRY)
             : 0;
}

static gint64
parse_date (const char *text)
{
  g_autoptr (GDateTime) at = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return at != NULL ? g_date_time_to_unix (at) * G_TIME_SPAN_SECOND : 0;
}

/* (transfer full) (nullable): a header that may be shown and kept: letters, digits and signs. */
static char *
plain_header (SoupMessageHeaders *headers, const char *name)
{
  const char *value = soup_message_headers_get_one (headers, name);

  if (value == NULL || *value == '\0' || strlen (value) > 100
      || value[strspn (value, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.:/+=")] != '\0')
    return NULL;

  return g_strdup (value);
}

static HenjiHttpReply *
make_reply (HenjiHttp *self, SoupMessage *message, GByteArray *bytes, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GHashTable) parameters = NULL;
  g_autoptr (HenjiHttpReply) reply = henji_http_reply_new ();
  g_autoptr (GByteArray) inflated = NULL;
  const char *encoding = soup_message_headers_get_list (headers, "Content-Encoding");
  const char *type = soup_message_headers_get_content_type (headers, &parameters);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) != (goffset) bytes->len)
    {
      set_truncated (error);
      return NULL;
    }
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "identity") != 0)
    {
      if (g_ascii_strcasecmp (encoding, "gzip") != 0)
        {
          g_set_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_TRUNCATED,
                       _ ("The marketplace's answer is packed in a way that Henji does not know."));
          return NULL;
        }
      inflated = inflate (self, bytes->data, bytes->len, error);
      if (inflated == NULL)
        return NULL;
      bytes = inflated;
    }

  reply->status = soup_message_get_status (message);
  reply->body = g_bytes_new (bytes->data, bytes->len);
  reply->unpacked = inflated != NULL;
  reply->sized = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH;
  reply->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  reply->charset
      = parameters != NULL ? g_strdup (g_hash_table_lookup (parameters, "charset")) : NULL;
  reply->date = parse_date (soup_message_headers_get_one (headers, "Date"));
  reply->retry_after
      = parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"), reply->date);

  return g_steal_pointer (&reply);
}

/* ---- The call -------------------------------------------------------------------------------- */

/* Says in our own words why a call failed; what libsoup says may hold the address called. */
static void
translate (GError **error, gboolean late, GCancellable *user)
{
  const GError *fault = *error;
  HenjiHttpError code = HENJI_HTTP_ERROR_OFFLINE;
  const char *text = _ ("The marketplace cannot be reached. Is this computer connected to the "
                        "internet?");

  if (fault->domain == HENJI_HTTP_ERROR)
    return;
  if (!late && g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && g_cancellable_is_cancelled (user))
    return;

  if (late || g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      code = HENJI_HTTP_ERROR_DEADLINE;
      text = _ ("The marketplace took too long to answer.");
    }
  else if (fault->domain == G_TLS_ERROR && fault->code != G_TLS_ERROR_MISC
           && fault->code != G_TLS_ERROR_EOF)
    {
      code = HENJI_HTTP_ERROR_TLS;
      text = _ ("The connection to the marketplace is not safe: the other side could not prove who "
                "it is. Nothing was sent.");
    }
  /* What breaks a safe connection later may break it after all was sent. */
  else if (fault->domain == G_TLS_ERROR
           || g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
           || g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    {
      code = HENJI_HTTP_ERROR_TRUNCATED;
      text = _ ("The marketplace's answer broke off in the middle. Nothing of it was taken.");
    }
  g_debug ("A call failed: %s %d", g_quark_to_string (fault->domain), fault->code);
  g_clear_error (error);
  g_set_error_literal (error, HENJI_HTTP_ERROR, code, text);
}

static SoupMessage *
make_message (const HenjiHttpRequest *request, GUri *uri)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  /* libsoup asks again where a connection that was used before has ended; a fresh one it does not.
   */
  soup_message_add_flags (message, request->once
                                       ? SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION
                                       : SOUP_MESSAGE_NO_REDIRECT);
  if (!request->document)
    {
      soup_message_headers_replace (headers, "Accept", "application/json");
      soup_message_headers_replace (headers, "Accept-Encoding", "gzip");
    }
  if (request->token != NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autofree char *date = g_date_time_format (now, "%Y%m%dT%H%M%SZ");

      soup_message_headers_replace (headers, "x-amz-access-token", request->token);
      soup_message_headers_replace (headers, "x-amz-date", date);
    }
  if (request->body != NULL)
    {
      char *body = g_strdup (request->body); /* it may hold a secret */
      g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
          body, strlen (body), (GDestroyNotify) henji_secret_free, body);

      soup_message_set_request_body_from_bytes (message, request->content_type, bytes);
    }
  else if (request->bytes != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->bytes);
  for (guint i = 0; request->headers != NULL && request->headers[i] != NULL; i += 2)
    soup_message_headers_replace (headers, request->headers[i], request->headers[i + 1]);

  return message;
}

/* (transfer full) (nullable): where the answer points to, when the call may go there. */
static GUri *
moved_to (HenjiHttp *self,
          const HenjiHttpRequest *request,
          guint moves,
          SoupMessage *message,
          GError **error)
{
  GUri *from = soup_message_get_uri (message);
  const char *location
      = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autoptr (GUri) to
      = location != NULL ? g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (moves > 0 && to != NULL && is_same_server (to, from) && is_allowed (self, to, request))
    return g_steal_pointer (&to);
  g_set_error_literal (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_REDIRECT,
                       _ ("The marketplace's answer points to another place, which Henji does "
                          "not follow."));

  return NULL;
}

static void
note_request_id (const HenjiHttpRequest *request, SoupMessage *message)
{
  if (request->request_id == NULL)
    return;
  g_free (*request->request_id);
  *request->request_id
      = plain_header (soup_message_get_response_headers (message), "x-amzn-RequestId");
}

static HenjiHttpReply *
send (HenjiHttp *self,
      const HenjiHttpRequest *request,
      GUri *uri,
      guint moves,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (SoupMessage) message = make_message (request, uri);
  g_autoptr (GInputStream) stream = soup_session_send (self->session, message, cancellable, error);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GUri) to = NULL;
  HenjiHttpReply *reply = NULL;

  if (stream == NULL)
    return NULL;
  note_request_id (request, message);
  if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)))
    to = moved_to (self, request, moves, message, error);
  else
    bytes = read_all (self, request, message, stream, cancellable, error);
  if (bytes != NULL)
    reply = make_reply (self, message, bytes, error);
  g_input_stream_close (stream, NULL, NULL);

  return to != NULL ? send (self, request, to, moves - 1, cancellable, error) : reply;
}

HenjiHttpReply *
henji_http_send (HenjiHttp *self,
                 const HenjiHttpRequest *request,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) fault = NULL;
  HenjiHttpReply *reply;
  Deadline deadline;
  gboolean late;

  g_return_val_if_fail (self != NULL && request != NULL && request->uri != NULL, NULL);

  if (request->request_id != NULL)
    *request->request_id = NULL;
  uri = g_uri_parse (request->uri, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || !is_allowed (self, uri, request))
    {
      g_set_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_HOST,
                   _ ("Henji does not call “%s”, which is no host of the marketplace."),
                   uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "");
      return NULL;
    }

  g_mutex_lock (&self->lock);
  deadline_begin (&deadline, self->deadline, cancellable);
  reply = send (self, request, uri, request->moves, deadline.call, &fault);
  late = deadline_end (&deadline);
  g_mutex_unlock (&self->lock);
  if (reply == NULL)
    {
      translate (&fault, late, cancellable);
      g_propagate_error (error, g_steal_pointer (&fault));
    }

  return reply;
}

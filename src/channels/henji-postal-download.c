/* henji-postal-download.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-postal-download"

#include "config.h"

#include "henji-postal-download.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#define BLOCK (64 * 1024)
#define IDLE_SECONDS 30
#define DEADLINE_SECONDS 300
#define MAX_MOVES 3

/** Download: one while it runs, in a main context of its own. */
typedef struct
{
  GMainContext *context;
  SoupSession *session;
  GCancellable *stop; /* the caller's wish, or the deadline */
  gboolean late;
  GAsyncResult *result; /* of the step that runs */
  HenjiPostalProgress progress;
  gpointer user_data;
} Download;

static gboolean
fail (GError **error, GIOErrorEnum code, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, code, sentence);

  return FALSE;
}

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Download *self = data;

  self->result = g_object_ref (result);
}

/* (transfer full): what the step has given. */
static GAsyncResult *
wait (Download *self)
{
  while (self->result == NULL)
    g_main_context_iteration (self->context, TRUE);

  return g_steal_pointer (&self->result);
}

static gboolean
late_cb (gpointer data)
{
  Download *self = data;

  self->late = TRUE;
  g_cancellable_cancel (self->stop);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, GCancellable *stop)
{
  g_cancellable_cancel (stop);
}

/* Gives an error of the network words of our own. */
static void
translate (Download *self, GError **error)
{
  GError *found = *error;
  const char *sentence = _ ("Japan Post’s server cannot be reached. Is the computer online?");

  g_debug ("The download failed: %s", found->message);
  if (self->late || g_error_matches (found, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    sentence = _ ("Japan Post’s server did not answer in time.");
  else if (g_error_matches (found, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  else if (found->domain == G_TLS_ERROR)
    sentence = _ ("The server could not prove that it is Japan Post’s. Nothing was loaded.");
  else if (g_error_matches (found, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
           || g_error_matches (found, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    sentence = _ ("The download was cut off. Nothing was loaded.");
  g_clear_error (error);
  fail (error, G_IO_ERROR_FAILED, sentence);
}

/* ---- Addresses ------------------------------------------------------------------------------- */

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
is_safe (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  return host != NULL && g_uri_get_userinfo (uri) == NULL
         && (g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_loopback (host)));
}

/* (transfer full) (nullable): where the server sends us, when we may go there. */
static GUri *
moved_to (SoupMessage *message, GUri *from, GError **error)
{
  const char *location
      = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autoptr (GUri) to
      = location != NULL ? g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (to == NULL || !is_safe (to) || g_strcmp0 (g_uri_get_host (to), g_uri_get_host (from)) != 0
      || g_uri_get_port (to) != g_uri_get_port (from)
      || g_strcmp0 (g_uri_get_scheme (to), g_uri_get_scheme (from)) != 0)
    {
      fail (error, G_IO_ERROR_FAILED,
            _ ("The server sends the download elsewhere, which Henji does not follow."));
      return NULL;
    }

  return g_steal_pointer (&to);
}

/* ---- Getting --------------------------------------------------------------------------------- */

static GBytes *
read_body (Download *self, GInputStream *stream, gint64 total, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GBytes) block = NULL;

      g_input_stream_read_bytes_async (stream, BLOCK, G_PRIORITY_DEFAULT, self->stop, stepped_cb,
                                       self);
      result = wait (self);
      block = g_input_stream_read_bytes_finish (stream, result, error);
      if (block == NULL)
        {
          translate (self, error);
          return NULL;
        }
      if (g_bytes_get_size (block) == 0)
        break;
      if (body->len + g_bytes_get_size (block) > HENJI_POSTAL_MAX_FILE)
        {
          fail (error, G_IO_ERROR_FAILED, _ ("The file is far larger than Japan Post’s list."));
          return NULL;
        }
      g_byte_array_append (body, g_bytes_get_data (block, NULL), (guint) g_bytes_get_size (block));
      if (self->progress != NULL)
        self->progress (body->len, total, self->user_data);
    }
  if (body->len == 0 || (total > 0 && body->len != total))
    {
      fail (error, G_IO_ERROR_FAILED, _ ("The download was cut off. Nothing was loaded."));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&body));
}

static gboolean
check_status (SoupMessage *message, GError **error)
{
  guint status = soup_message_get_status (message);

  if (status == SOUP_STATUS_OK)
    return TRUE;
  g_set_error (error, G_IO_ERROR,
               status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE ? G_IO_ERROR_NOT_FOUND
                                                                             : G_IO_ERROR_FAILED,
               _ ("Japan Post’s server answered with %u."), status);

  return FALSE;
}

static GBytes *
get (Download *self, const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  for (guint moves = 0; uri != NULL && is_safe (uri) && moves <= MAX_MOVES; moves++)
    {
      g_autoptr (SoupMessage) message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GInputStream) stream = NULL;
      GUri *next;
      gint64 total;

      soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
      soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
      soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, self->stop, stepped_cb,
                               self);
      result = wait (self);
      stream = soup_session_send_finish (self->session, result, error);
      if (stream == NULL)
        {
          translate (self, error);
          return NULL;
        }
      total = soup_message_headers_get_content_length (soup_message_get_response_headers (message));
      if (!SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)))
        return check_status (message, error) ? read_body (self, stream, total, error) : NULL;
      next = moved_to (message, uri, error);
      if (next == NULL)
        return NULL;
      g_uri_unref (uri);
      uri = next;
    }
  fail (error, G_IO_ERROR_FAILED,
        _ ("The server sends the download elsewhere, which Henji does not follow."));

  return NULL;
}

GBytes *
henji_postal_download (const char *address,
                       HenjiPostalProgress progress,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  Download self = { .progress = progress, .user_data = user_data };
  g_autoptr (GSource) deadline = g_timeout_source_new_seconds (DEADLINE_SECONDS);
  gulong handler = 0;
  GBytes *body;

  g_return_val_if_fail (address != NULL, NULL);

  self.context = g_main_context_new ();
  g_main_context_push_thread_default (self.context);
  self.stop = g_cancellable_new ();
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                     g_object_ref (self.stop), g_object_unref);
  g_source_set_callback (deadline, late_cb, &self, NULL);
  g_source_attach (deadline, self.context);
  self.session = soup_session_new_with_options ("timeout", IDLE_SECONDS, "user-agent",
                                                "Henji/" HENJI_VERSION, NULL);

  body = get (&self, address, error);

  g_cancellable_disconnect (cancellable, handler);
  g_source_destroy (deadline);
  soup_session_abort (self.session);
  g_object_unref (self.session);
  while (g_main_context_iteration (self.context, FALSE))
    ;
  g_object_unref (self.stop);
  g_main_context_pop_thread_default (self.context);
  g_main_context_unref (self.context);

  return body;
}

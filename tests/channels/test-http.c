/* test-http.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calls from several threads, and calling off. What a server may do wrong is in
 * tests/cli/test_spapi.py.
 */
#include "config.h"

#include <string.h>

#include "henji-http.h"

/* Answers "{}" on every connection, as often as it is asked; "/never" it does not. */
typedef struct
{
  GSocketListener *listener;
  GThread *thread;
  GCancellable *stop;
  char *uri;
  int answers;
} Server;

static gpointer
serve (gpointer user_data)
{
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  Server *server = ((gpointer *) user_data)[0];
  g_autoptr (GSocketConnection) connection = ((gpointer *) user_data)[1];
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GString) asked = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  g_free (user_data);
  while ((n = g_input_stream_read (input, buffer, sizeof buffer, server->stop, NULL)) > 0)
    {
      g_string_append_len (asked, buffer, n);
      if (strstr (asked->str, "\r\n\r\n") == NULL || strstr (asked->str, "/never") != NULL)
        continue;
      g_string_truncate (asked, 0);
      g_atomic_int_inc (&server->answers);
      g_output_stream_write_all (output, answer, strlen (answer), NULL, server->stop, NULL);
    }

  return NULL;
}

static gpointer
listen_thread (gpointer user_data)
{
  Server *server = user_data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (server->listener, NULL, server->stop, NULL)))
    {
      gpointer *both = g_new (gpointer, 2);

      both[0] = server;
      both[1] = connection;
      g_thread_unref (g_thread_new ("connection", serve, both));
    }

  return NULL;
}

static Server *
server_new (void)
{
  Server *server = g_new0 (Server, 1);
  guint16 port;

  server->listener = g_socket_listener_new ();
  server->stop = g_cancellable_new ();
  port = g_socket_listener_add_any_inet_port (server->listener, NULL, NULL);
  g_assert_cmpint (port, >, 0);
  server->uri = g_strdup_printf ("http://127.0.0.1:%d", port);
  server->thread = g_thread_new ("listener", listen_thread, server);

  return server;
}

/* Its connections end by themselves; what they look at lives as long as the test. */
static void
server_stop (Server *server)
{
  g_cancellable_cancel (server->stop);
  g_thread_join (server->thread);
}

static gpointer
ask_often (gpointer user_data)
{
  HenjiHttp *http = ((gpointer *) user_data)[0];
  Server *server = ((gpointer *) user_data)[1];

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      HenjiHttpRequest request = { .method = "GET", .uri = server->uri, .token = "t" };
      g_autoptr (HenjiHttpReply) reply = henji_http_send (http, &request, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 2);
      g_assert_true (reply->sized);
    }

  return NULL;
}

/* A session made in one thread, connections opened in another, used in a third. */
static void
test_threads (void)
{
  const char *const none[] = { NULL };
  g_autoptr (HenjiHttp) http = henji_http_new (none, 10 * G_TIME_SPAN_SECOND, 1000);
  Server *server = server_new ();
  gpointer both[] = { http, server };
  GThread *threads[4];

  g_assert_true (henji_http_allow_test (http, server->uri, NULL));
  for (int i = 0; i < 3; i++)
    g_thread_join (g_thread_new ("one", ask_often, both));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("many", ask_often, both);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  ask_often (both);
  g_assert_cmpint (g_atomic_int_get (&server->answers), ==, 8 * 20);
  server_stop (server);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (100000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_ends (void)
{
  const char *const none[] = { NULL };
  g_autoptr (HenjiHttp) http = henji_http_new (none, G_TIME_SPAN_SECOND / 2, 1000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Server *server = server_new ();
  g_autofree char *never = g_strconcat (server->uri, "/never", NULL);
  HenjiHttpRequest request = { .method = "GET", .uri = never };
  GThread *thread;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (henji_http_allow_test (http, server->uri, NULL));
  g_assert_null (henji_http_send (http, &request, NULL, &error));
  g_assert_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_DEADLINE);
  g_clear_error (&error);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_TIME_SPAN_SECOND / 2);

  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (henji_http_send (http, &request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_thread_join (thread);
  g_assert_null (henji_http_send (http, &request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* A document and a token never go together. */
  request.document = TRUE;
  request.token = "t";
  g_assert_null (henji_http_send (http, &request, NULL, &error));
  g_assert_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_HOST);
  server_stop (server);
}

/* (transfer full) */
static GBytes *
pack (const char *text)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  char packed[100];
  gsize read, written;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (gzip), text, strlen (text), packed,
                                        sizeof packed, G_CONVERTER_INPUT_AT_END, &read, &written,
                                        NULL),
                   ==, G_CONVERTER_FINISHED);

  return g_bytes_new (packed, written);
}

/* RFC 1952: a file may have several members, one after the other. None of them is lost. */
static void
test_unpack (void)
{
  static const struct
  {
    const char *parts[3];
    const char *behind;
    const char *text; /* %NULL: refused */
  } rows[] = {
    { { "a" }, "", "a" },   { { "a", "", "b" }, "", "ab" },
    { { "a" }, "x", NULL }, { { "a" }, "\x1f\x8b", NULL },
    { { "" }, "", "" },     { { NULL }, "", NULL },
  };
  const char *const none[] = { NULL };
  g_autoptr (HenjiHttp) http = henji_http_new (none, G_TIME_SPAN_SECOND, 1000);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) all = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GBytes) bytes = NULL;

      for (guint k = 0; k < 3 && rows[i].parts[k] != NULL; k++)
        {
          g_autoptr (GBytes) part = pack (rows[i].parts[k]);

          g_byte_array_append (all, g_bytes_get_data (part, NULL), (guint) g_bytes_get_size (part));
        }
      g_byte_array_append (all, (const guint8 *) rows[i].behind, (guint) strlen (rows[i].behind));
      file = g_byte_array_free_to_bytes (g_steal_pointer (&all));
      bytes = henji_http_unpack (http, file, &error);
      g_test_message ("row %u", i);
      g_assert_true ((bytes == NULL) == (error != NULL));
      g_assert_true ((bytes == NULL) == (rows[i].text == NULL));
      if (bytes != NULL)
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), rows[i].text,
                         strlen (rows[i].text));
      else
        g_assert_error (error, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_TRUNCATED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/threads", test_threads);
  g_test_add_func ("/http/ends", test_ends);
  g_test_add_func ("/http/unpack", test_unpack);

  return g_test_run ();
}

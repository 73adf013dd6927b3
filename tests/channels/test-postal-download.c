/* test-postal-download.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The download against a server of its own on this machine, with all that can go wrong.
 */
#include "postal-fixture.h"

#include "henji-postal-download.h"

#include <libsoup/soup.h>

/** Fixture: a server in a thread of its own. */
typedef struct
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  guint port;
  GBytes *list;
  gint asked; /* atomic */
} Fixture;

static void
answer (Fixture *f, SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gsize length;
  const char *bytes = g_bytes_get_data (f->list, &length);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  if (g_str_equal (path, "/whole") || g_str_equal (path, "/cookie"))
    {
      if (g_str_equal (path, "/cookie"))
        soup_message_headers_append (headers, "Set-Cookie", "seen=1");
      soup_server_message_set_response (message, "application/zip", SOUP_MEMORY_COPY, bytes,
                                        length);
    }
  else if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, SOUP_STATUS_MOVED_PERMANENTLY, "/whole");
  else if (g_str_equal (path, "/round"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "/round");
  else if (g_str_equal (path, "/elsewhere"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "https://www.example.com/list");
  else if (g_str_equal (path, "/other-port"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "http://127.0.0.1:9/list");
  else if (g_str_equal (path, "/file"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "file:///etc/hostname");
  else if (g_str_equal (path, "/nowhere"))
    {
      soup_server_message_set_status (message, SOUP_STATUS_FOUND, NULL);
    }
  else if (g_str_equal (path, "/empty"))
    soup_server_message_set_response (message, "application/zip", SOUP_MEMORY_STATIC, "", 0);
  else if (g_str_equal (path, "/huge"))
    {
      g_autofree char *block = g_malloc0 (HENJI_POSTAL_MAX_FILE + 1);

      soup_server_message_set_response (message, "application/zip", SOUP_MEMORY_COPY, block,
                                        HENJI_POSTAL_MAX_FILE + 1);
    }
  else if (g_str_equal (path, "/busy"))
    soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

/* An answer that ends in the middle. */
static void
cut_off (SoupServerMessage *message, const char *start)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), start, strlen (start), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
asked_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  Fixture *f = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_atomic_int_inc (&f->asked);
  g_assert_null (soup_message_headers_get_one (headers, "Cookie"));
  g_assert_null (soup_message_headers_get_one (headers, "Accept-Encoding"));
  if (g_str_equal (path, "/silent"))
    soup_server_message_pause (message);
  else if (g_str_equal (path, "/cut"))
    cut_off (message, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nPK");
  else if (g_str_equal (path, "/cut-chunk"))
    cut_off (message, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\nPK");
  else
    answer (f, message, path);
}

static gpointer
serve (gpointer data)
{
  Fixture *f = data;

  g_main_context_push_thread_default (f->context);
  g_main_loop_run (f->loop);
  g_main_context_pop_thread_default (f->context);

  return NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = list_rows ();
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  f->list = zip_of ("utf_ken_all.csv", text);
  f->context = g_main_context_new ();
  f->loop = g_main_loop_new (f->context, FALSE);
  g_main_context_push_thread_default (f->context);
  f->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (f->server, NULL, asked_cb, f, NULL);
  soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (f->server);
  f->port = (guint) g_uri_get_port (uris->data);
  g_main_context_pop_thread_default (f->context);
  f->thread = g_thread_new ("server", serve, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_main_loop_quit (f->loop);
  g_thread_join (f->thread);
  soup_server_disconnect (f->server);
  g_object_unref (f->server);
  g_main_loop_unref (f->loop);
  g_main_context_unref (f->context);
  g_bytes_unref (f->list);
}

static GBytes *
get (Fixture *f, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u%s", f->port, path);

  return henji_postal_download (address, NULL, NULL, cancellable, error);
}

static void
test_whole (Fixture *f, gconstpointer data)
{
  static const char *const paths[] = { "/whole", "/moved", "/cookie", "/whole" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = get (f, paths[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (body, f->list));
    }
  g_assert_cmpint (g_atomic_int_get (&f->asked), ==, 5);
}

static void
test_faults (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *says;
    int code;
  } faults[] = {
    { "/round", "sends the download elsewhere", G_IO_ERROR_FAILED },
    { "/elsewhere", "sends the download elsewhere", G_IO_ERROR_FAILED },
    { "/other-port", "sends the download elsewhere", G_IO_ERROR_FAILED },
    { "/file", "sends the download elsewhere", G_IO_ERROR_FAILED },
    { "/nowhere", "sends the download elsewhere", G_IO_ERROR_FAILED },
    { "/cut", "cut off", G_IO_ERROR_FAILED },
    { "/cut-chunk", "cut off", G_IO_ERROR_FAILED },
    { "/empty", "cut off", G_IO_ERROR_FAILED },
    { "/huge", "far larger", G_IO_ERROR_FAILED },
    { "/busy", "answered with 503", G_IO_ERROR_FAILED },
    { "/none", "answered with 404", G_IO_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (get (f, faults[i].path, NULL, &error));
      g_test_message ("%s: %s", faults[i].path, error->message);
      g_assert_error (error, G_IO_ERROR, faults[i].code);
      g_assert_nonnull (strstr (error->message, faults[i].says));
    }
}

static gpointer
cancel (gpointer cancellable)
{
  g_usleep (100000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  GThread *thread = g_thread_new ("cancel", cancel, cancellable);

  g_assert_null (get (f, "/silent", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_assert_null (get (f, "/whole", cancellable, &again));
  g_assert_error (again, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing but https leaves this machine. */
static void
test_addresses (void)
{
  static const char *const addresses[] = { "http://www.example.com/utf_ken_all.zip",
                                           "ftp://www.example.com/",
                                           "file:///etc/hostname",
                                           "https://user:secret@www.example.com/",
                                           "no address",
                                           "" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (henji_postal_download (addresses[i], NULL, NULL, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
    }
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (henji_postal_download ("http://127.0.0.1:9/", NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "cannot be reached"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/postal-download/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add ("/postal-download/faults", Fixture, NULL, set_up, test_faults, tear_down);
  g_test_add ("/postal-download/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add_func ("/postal-download/addresses", test_addresses);
  g_test_add_func ("/postal-download/refused", test_refused);

  return g_test_run ();
}

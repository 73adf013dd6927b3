/* service-fixture.h: the marketplace's service and its login on the loopback, which may let its
 * callers wait, and a keyring for the credentials.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <string.h>

#include "henji-desk-connect.h"

typedef struct
{
  GSocketListener *listener;
  GThread *thread;    /* accepts */
  GThreadPool *pool;  /* answers */
  GCancellable *over; /* who waits is let go */
  const char *hold;   /* (nullable): calls of a place with this in it wait */
  int logins;         /* atomic */
  int calls;          /* atomic: of the service itself */
  int held;           /* atomic: that wait */
} Service;

static inline void
service_answer (GSocketConnection *connection, const char *body)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *text = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                           "Connection: close\r\nContent-Length: %zu\r\n\r\n%s",
                                           strlen (body), body);

  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

/* (transfer full) (nullable): the place that is asked for, once all of the question is here. */
static inline char *
service_question (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (in);
  g_autofree char *first = NULL;
  g_auto (GStrv) words = NULL;
  gsize length = 0;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_data_input_stream_set_newline_type (lines, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  first = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      if (line == NULL || *line == '\0')
        break;
      if (g_ascii_strncasecmp (line, "content-length:", 15) == 0)
        length = g_ascii_strtoull (line + 15, NULL, 10);
    }
  while (length-- > 0)
    g_data_input_stream_read_byte (lines, NULL, NULL);
  words = first != NULL ? g_strsplit (first, " ", 3) : NULL;

  return words != NULL && words[0] != NULL ? g_strdup (words[1]) : NULL;
}

static inline void
service_answer_cb (gpointer data, gpointer user_data)
{
  g_autoptr (GSocketConnection) connection = data;
  Service *service = user_data;
  g_autofree char *place = service_question (connection);
  GPollFD fd;

  if (place == NULL)
    return;
  if (service->hold != NULL && strstr (place, service->hold) != NULL
      && g_cancellable_make_pollfd (service->over, &fd))
    {
      g_atomic_int_inc (&service->held);
      g_poll (&fd, 1, 60000);
      g_cancellable_release_fd (service->over);
    }
  if (strstr (place, "/auth/") != NULL)
    {
      g_atomic_int_inc (&service->logins);
      service_answer (connection, "{\"access_token\":\"Atza|x\",\"token_type\":\"bearer\","
                                  "\"expires_in\":3600,\"refresh_token\":\"Atzr|x\"}");
      return;
    }
  g_atomic_int_inc (&service->calls);
  service_answer (connection, "{\"orders\":[],\"pagination\":{}}");
}

static inline gpointer
service_accept (gpointer data)
{
  Service *service = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (service->listener, NULL, service->over, NULL))
         != NULL)
    g_thread_pool_push (service->pool, connection, NULL);

  return NULL;
}

/* Where the keyring lies; before the first thread. */
static inline void
service_use_keyring (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
}

static inline void
service_begin (Service *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *login = NULL;
  guint16 port;

  memset (self, 0, sizeof *self);
  self->over = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  port = g_socket_listener_add_any_inet_port (self->listener, NULL, &error);
  g_assert_no_error (error);
  url = g_strdup_printf ("http://127.0.0.1:%u", port);
  login = g_strdup_printf ("%s/auth/o2/token", url);
  g_setenv ("HENJI_SPAPI_ENDPOINT", url, TRUE);
  g_setenv ("HENJI_LWA_ENDPOINT", login, TRUE);
  self->pool = g_thread_pool_new (service_answer_cb, self, 8, FALSE, NULL);
  self->thread = g_thread_new ("service", service_accept, self);
}

static inline void
service_end (Service *self)
{
  g_cancellable_cancel (self->over);
  g_thread_join (g_steal_pointer (&self->thread));
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  g_socket_listener_close (self->listener);
  g_clear_object (&self->listener);
  g_clear_object (&self->over);
}

static const char *const service_places[] = { "amazon.co.jp", NULL };
static const HenjiConnect service_connect = {
  .client_id = "client-1",
  .client_secret = "stub-secret",
  .refresh_token = "Atzr|x",
  .marketplaces = service_places,
  .since_date = "2026-10-01",
};

/* Lets the main loop run until somebody waits for the service. */
static inline void
service_wait_held (Service *self)
{
  gint64 end = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (g_atomic_int_get (&self->held) == 0 && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  g_assert_cmpint (g_atomic_int_get (&self->held), >, 0);
}

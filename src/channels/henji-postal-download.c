/* henji-postal-download.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-postal-download"

#include "config.h"

#include "henji-postal-download.h"

#include <glib/gi18n-lib.h>

#include "henji-http.h"

#define DEADLINE (5 * G_TIME_SPAN_MINUTE)
#define MAX_MOVES 3

/* Says of Japan Post what is said of the marketplace. */
static const char *
sentence (HenjiHttpError code)
{
  switch (code)
    {
    case HENJI_HTTP_ERROR_HOST:
    case HENJI_HTTP_ERROR_REDIRECT:
      return _ ("The server sends the download elsewhere, which Henji does not follow.");
    case HENJI_HTTP_ERROR_TLS:
      return _ ("The server could not prove that it is Japan Post’s. Nothing was loaded.");
    case HENJI_HTTP_ERROR_DEADLINE:
      return _ ("Japan Post’s server did not answer in time.");
    case HENJI_HTTP_ERROR_TOO_LARGE:
      return _ ("The file is far larger than Japan Post’s list.");
    case HENJI_HTTP_ERROR_TRUNCATED:
      return _ ("The download was cut off. Nothing was loaded.");
    case HENJI_HTTP_ERROR_OFFLINE:
    default:
      return _ ("Japan Post’s server cannot be reached. Is the computer online?");
    }
}

static GBytes *
take (const HenjiHttpReply *reply, GError **error)
{
  if (reply->status != 200)
    {
      g_set_error (error, G_IO_ERROR,
                   reply->status == 404 || reply->status == 410 ? G_IO_ERROR_NOT_FOUND
                                                                : G_IO_ERROR_FAILED,
                   _ ("Japan Post’s server answered with %u."), reply->status);
      return NULL;
    }
  if (g_bytes_get_size (reply->body) == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           sentence (HENJI_HTTP_ERROR_TRUNCATED));
      return NULL;
    }

  return g_bytes_ref (reply->body);
}

GBytes *
henji_postal_download (const char *address,
                       HenjiPostalProgress progress,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  HenjiHttpRequest request = { .method = "GET",
                               .uri = address,
                               .document = TRUE,
                               .moves = MAX_MOVES,
                               .progress = progress,
                               .user_data = user_data };
  g_autoptr (GUri) uri = NULL;
  g_autoptr (HenjiHttp) http = NULL;
  g_autoptr (HenjiHttpReply) reply = NULL;
  g_autoptr (GError) fault = NULL;
  const char *hosts[2] = { NULL };

  g_return_val_if_fail (address != NULL, NULL);

  uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  hosts[0] = uri != NULL ? g_uri_get_host (uri) : NULL;
  http = henji_http_new (hosts, DEADLINE, HENJI_POSTAL_MAX_FILE);
  if (henji_http_is_test (address))
    henji_http_allow_test (http, address, NULL);

  reply = henji_http_send (http, &request, cancellable, &fault);
  if (reply != NULL)
    return take (reply, error);
  if (fault->domain == HENJI_HTTP_ERROR)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         sentence ((HenjiHttpError) fault->code));
  else
    g_propagate_error (error, g_steal_pointer (&fault));

  return NULL;
}

/* henji-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-picture"

#include "config.h"

#include "henji-picture.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (30 * 1000 * 1000)
#define MAX_PIXELS (60 * 1000 * 1000)
#define MAX_SIDE 30000
#define CHUNK 65536

gboolean
henji_picture_is_picture (const char *name, const char *media_type)
{
  static const char *const types[] = {
    "image/jpeg", "image/jpg",  "image/pjpeg", "image/png",
    "image/gif",  "image/webp", "image/bmp",   NULL,
  };
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", NULL };
  g_autofree char *lower = NULL;

  if (media_type != NULL)
    for (guint i = 0; types[i] != NULL; i++)
      if (g_ascii_strcasecmp (media_type, types[i]) == 0)
        return TRUE;
  if (name == NULL)
    return FALSE;
  lower = g_ascii_strdown (name, -1);
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;

  return FALSE;
}

static const char *
format_of (const guchar *data, gsize length)
{
  if (length > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "jpeg";
  if (length > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "png";
  if (length > 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    return "gif";
  if (length > 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "webp";
  if (length > 14 && memcmp (data, "BM", 2) == 0)
    return "bmp";

  return NULL;
}

typedef struct
{
  int wanted;
  gboolean too_big;
} Sizing;

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Sizing *sizing = data;
  double scale;

  if (width <= 0 || height <= 0 || width > MAX_SIDE || height > MAX_SIDE
      || (gint64) width * height > MAX_PIXELS)
    {
      sizing->too_big = TRUE;
      gdk_pixbuf_loader_set_size (loader, 1, 1);
      return;
    }

  scale = (double) sizing->wanted / MAX (width, height);
  if (scale < 1.0)
    gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * scale), 1),
                                MAX ((int) (height * scale), 1));
}

GdkPixbuf *
henji_picture_decode (GBytes *bytes, int size, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  Sizing sizing = { size, FALSE };
  const char *format;
  const guchar *data;
  gsize length;
  gboolean fine = TRUE;

  g_return_val_if_fail (bytes != NULL && size > 0, NULL);

  data = g_bytes_get_data (bytes, &length);
  format = format_of (data, length);
  if (format == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("This is no picture the desk can show."));
      return NULL;
    }
  if (length > MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The picture is too large to be shown here."));
      return NULL;
    }

  loader = gdk_pixbuf_loader_new_with_type (format, error);
  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &sizing);
  for (gsize i = 0; fine && i < length && !sizing.too_big; i += CHUNK)
    fine = gdk_pixbuf_loader_write (loader, data + i, MIN (CHUNK, length - i), NULL);
  /* A picture cut off midway still shows what came. */
  gdk_pixbuf_loader_close (loader, NULL);

  if (sizing.too_big)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The picture is too large to be shown here."));
      return NULL;
    }
  if (gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The picture is damaged and cannot be shown."));
      return NULL;
    }

  return gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
}

GBytes *
henji_picture_jpeg (const GdkPixbuf *picture, int quality, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%d", quality);
  g_autoptr (GdkPixbuf) plain = NULL;
  char *data = NULL;
  gsize length = 0;

  g_return_val_if_fail (picture != NULL, NULL);

  /* JPEG knows no transparency: what is behind is white paper. */
  plain = gdk_pixbuf_get_has_alpha (picture)
              ? gdk_pixbuf_composite_color_simple (picture, gdk_pixbuf_get_width (picture),
                                                   gdk_pixbuf_get_height (picture),
                                                   GDK_INTERP_NEAREST, 255, 16, 0xffffff, 0xffffff)
              : g_object_ref ((GdkPixbuf *) picture);
  if (plain == NULL
      || !gdk_pixbuf_save_to_buffer (plain, &data, &length, "jpeg", error, "quality", value, NULL))
    return NULL;

  return g_bytes_new_take (data, length);
}

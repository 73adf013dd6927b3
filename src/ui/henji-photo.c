/* henji-photo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-photo"

#include "config.h"

#include "henji-photo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (30 * 1000 * 1000)
#define MAX_PIXELS (60 * 1000 * 1000)
#define MAX_SIDE 30000
#define CHUNK 65536
#define REMEMBERED 64
#define THUMBNAIL 256

static GMutex lock;
static GHashTable *remembered;      /* sha256 -> GdkTexture */
static GQueue order = G_QUEUE_INIT; /* of sha256, oldest first; the table's own keys */

gboolean
henji_photo_is_photo (const HenjiAttachment *attachment)
{
  static const char *const types[] = {
    "image/jpeg", "image/jpg",  "image/pjpeg", "image/png",
    "image/gif",  "image/webp", "image/bmp",   NULL,
  };
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", NULL };
  g_autofree char *name = NULL;

  if (attachment->media_type != NULL)
    for (guint i = 0; types[i] != NULL; i++)
      if (g_ascii_strcasecmp (attachment->media_type, types[i]) == 0)
        return TRUE;
  if (attachment->name == NULL)
    return FALSE;
  name = g_ascii_strdown (attachment->name, -1);
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (name, endings[i]))
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

GdkTexture *
henji_photo_decode (GBytes *bytes, int size, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GBytes) pixels = NULL;
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

  upright = gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
  pixels = gdk_pixbuf_read_pixel_bytes (upright);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (upright), gdk_pixbuf_get_height (upright),
                                 gdk_pixbuf_get_has_alpha (upright) ? GDK_MEMORY_R8G8B8A8
                                                                    : GDK_MEMORY_R8G8B8,
                                 pixels, (gsize) gdk_pixbuf_get_rowstride (upright));
}

GdkTexture *
henji_photo_remembered (const char *sha256)
{
  GdkTexture *texture = NULL;

  g_mutex_lock (&lock);
  if (remembered != NULL)
    texture = g_hash_table_lookup (remembered, sha256);
  if (texture != NULL)
    g_object_ref (texture);
  g_mutex_unlock (&lock);

  return texture;
}

static void
remember (const char *sha256, GdkTexture *texture)
{
  g_mutex_lock (&lock);
  if (remembered == NULL)
    remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (!g_hash_table_contains (remembered, sha256))
    {
      char *key = g_strdup (sha256);

      if (g_queue_get_length (&order) >= REMEMBERED)
        g_hash_table_remove (remembered, g_queue_pop_head (&order));
      g_hash_table_insert (remembered, key, g_object_ref (texture));
      g_queue_push_tail (&order, key);
    }
  g_mutex_unlock (&lock);
}

typedef struct
{
  char *sha256;
  int size;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->sha256);
  g_free (wanted);
}

static gpointer
load (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  bytes = henji_desk_attachment (desk, wanted->sha256, error);
  if (bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  texture = henji_photo_decode (bytes, wanted->size, error);
  if (texture != NULL && wanted->size <= THUMBNAIL)
    remember (wanted->sha256, texture);

  return texture;
}

void
henji_photo_load_async (HenjiDesk *desk,
                        const char *sha256,
                        int size,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->sha256 = g_strdup (sha256);
  wanted->size = size;
  henji_desk_run_async (desk, load, wanted, (GDestroyNotify) wanted_free, g_object_unref,
                        cancellable, callback, user_data);
}

GdkTexture *
henji_photo_load_finish (HenjiDesk *desk, GAsyncResult *result, GError **error)
{
  return henji_desk_run_finish (desk, result, error);
}

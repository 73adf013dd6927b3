/* henji-photo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-photo"

#include "config.h"

#include "henji-photo.h"

#include "henji-picture.h"

#define REMEMBERED 64
#define THUMBNAIL 256

static GMutex lock;
static GHashTable *remembered;      /* sha256 -> GdkTexture */
static GQueue order = G_QUEUE_INIT; /* of sha256, oldest first; the table's own keys */

gboolean
henji_photo_is_photo (const HenjiAttachment *attachment)
{
  return henji_picture_is_picture (attachment->name, attachment->media_type);
}

GdkTexture *
henji_photo_decode (GBytes *bytes, int size, GError **error)
{
  g_autoptr (GdkPixbuf) picture = henji_picture_decode (bytes, size, error);
  g_autoptr (GBytes) pixels = NULL;

  if (picture == NULL)
    return NULL;
  pixels = gdk_pixbuf_read_pixel_bytes (picture);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (picture), gdk_pixbuf_get_height (picture),
                                 gdk_pixbuf_get_has_alpha (picture) ? GDK_MEMORY_R8G8B8A8
                                                                    : GDK_MEMORY_R8G8B8,
                                 pixels, (gsize) gdk_pixbuf_get_rowstride (picture));
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

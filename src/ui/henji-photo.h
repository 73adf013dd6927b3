/* henji-photo.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/* May it be shown as a picture inside the desk? Told by name and type; the bytes have the last
 * word. */
gboolean henji_photo_is_photo (const HenjiAttachment *attachment);

/**
 * henji_photo_decode:
 * @size: the longest side wanted, in pixels
 *
 * JPEG, PNG, GIF (first frame), WebP and BMP, by their first bytes, whatever the mail calls them.
 * Never more than 30 MB of file or 60 million pixels.
 *
 * Returns: (transfer full) (nullable):
 */
GdkTexture *henji_photo_decode (GBytes *bytes, int size, GError **error);

/* Loads and decodes in the desk's thread; thumbnails (@size <= 256) are remembered. */
void henji_photo_load_async (HenjiDesk *desk,
                             const char *sha256,
                             int size,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GdkTexture *henji_photo_load_finish (HenjiDesk *desk, GAsyncResult *result, GError **error);
/* (transfer full) (nullable): a thumbnail that is remembered already. */
GdkTexture *henji_photo_remembered (const char *sha256);

G_END_DECLS

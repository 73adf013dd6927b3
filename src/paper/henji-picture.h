/* henji-picture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* May it be shown as a picture? Told by name and type (both nullable); the bytes have the last
 * word. */
gboolean henji_picture_is_picture (const char *name, const char *media_type);

/**
 * henji_picture_decode:
 * @size: the longest side wanted, in pixels
 *
 * JPEG, PNG, GIF (first frame), WebP and BMP, by their first bytes, whatever the mail calls them;
 * upright. Never more than 30 MB of file or 60 million pixels.
 *
 * Returns: (transfer full) (nullable):
 */
GdkPixbuf *henji_picture_decode (GBytes *bytes, int size, GError **error);

/* (transfer full) (nullable): as JPEG, without what the camera wrote beside the picture. */
GBytes *henji_picture_jpeg (const GdkPixbuf *picture, int quality, GError **error);

G_END_DECLS

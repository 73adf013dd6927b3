/* henji-pdf-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef gboolean (*HenjiPdfDraw) (cairo_surface_t *surface, gpointer data, GError **error);

/**
 * henji_pdf_file_save:
 * @width: of a page, in millimetres, as is @height
 * @limit: bytes the file may have, 0 for any; %G_IO_ERROR_MESSAGE_TOO_LARGE when it has more
 * @size: (out) (optional): what it has
 *
 * Writes a PDF beside @path, then renames: never a half file. What was there is kept on any error.
 */
gboolean henji_pdf_file_save (const char *path,
                              double width,
                              double height,
                              gint64 limit,
                              HenjiPdfDraw draw,
                              gpointer data,
                              gint64 *size,
                              GError **error);

G_END_DECLS

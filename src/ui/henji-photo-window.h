/* henji-photo-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PHOTO_WINDOW (henji_photo_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPhotoWindow, henji_photo_window, HENJI, PHOTO_WINDOW, AdwWindow)

/* Shows the photos of a message large; @photos: (element-type HenjiAttachment), @first the one
 * shown. */
HenjiPhotoWindow *henji_photo_window_new (HenjiDesk *desk, GPtrArray *photos, guint first);

/* Asks where to, and writes the attachment there. @parent: (nullable). */
void henji_photo_window_save_attachment (HenjiDesk *desk,
                                         const HenjiAttachment *attachment,
                                         GtkWidget *from);

G_END_DECLS

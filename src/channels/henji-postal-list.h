/* henji-postal-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "henji-postal-codes.h"

G_BEGIN_DECLS

/* utf_ken_all.zip, Japan Post's list of the postal codes of all places: one file utf_ken_all.csv in
 * UTF-8 with 15 columns a row, code in the third, prefecture, city and town in the seventh to
 * ninth. Nothing is unpacked to disk. */

#define HENJI_POSTAL_MAX_FILE (32 * 1024 * 1024)     /* packed; the list has some 2 MB */
#define HENJI_POSTAL_MAX_UNPACKED (64 * 1024 * 1024) /* some 18 MB */
#define HENJI_POSTAL_MAX_RATIO 100                   /* above 10 MB */
#define HENJI_POSTAL_MAX_ENTRIES 16
#define HENJI_POSTAL_MAX_LINE 4096
#define HENJI_POSTAL_MAX_ROWS 400000

/* In bytes; @total is 0 while it is unknown. */
typedef void (*HenjiPostalProgress) (gint64 done, gint64 total, gpointer user_data);

/**
 * henji_postal_list_open:
 *
 * Returns: (transfer full): the content of a regular file that is not too large
 */
GBytes *henji_postal_list_open (const char *path, GError **error);

/**
 * henji_postal_list_read:
 * @file: the archive, or the CSV file out of it
 * @source: where it came from, kept with the codes
 * @progress: (nullable):
 *
 * Refuses what is no such list, with a sentence and the line; never gives a part of one. Whether
 * the list is whole is asked by henji_postal_codes_is_whole().
 *
 * Returns: (transfer full):
 */
HenjiPostalCodes *henji_postal_list_read (GBytes *file,
                                          const char *source,
                                          gint64 now,
                                          HenjiPostalProgress progress,
                                          gpointer user_data,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS

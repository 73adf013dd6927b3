/* henji-desk-postal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-postal-check.h"
#include "henji-postal-source.h"

G_BEGIN_DECLS

/* Japan Post's list of the postal codes of all places, which the seller may load. It lies in
 * `postal-codes.txt` in the data folder; without it addresses are held against the built-in
 * prefixes alone. */

typedef enum
{
  HENJI_POSTAL_STEP_DOWNLOAD,
  HENJI_POSTAL_STEP_READ,
} HenjiPostalStep;

/* In bytes, @total 0 while it is unknown; on the thread that loads. */
typedef void (*HenjiDeskPostalProgress) (HenjiPostalStep step,
                                         gint64 done,
                                         gint64 total,
                                         gpointer user_data);

/* (transfer full) (nullable): the list; %NULL without @error when none is loaded. The first call
 * reads it (some 30 ms), the others touch no disk. */
HenjiPostalCodes *henji_desk_postal_codes (HenjiDesk *self, GError **error);
/* (transfer none): where the list is found. */
const HenjiPostalSource *henji_desk_postal_source (HenjiDesk *self);

/**
 * henji_desk_load_postal:
 * @path: utf_ken_all.zip, or the CSV file out of it
 * @progress: (nullable):
 *
 * What was loaded before is replaced once the new list is known to be whole and lies on the disk;
 * whatever happens until then, the old one stays.
 *
 * Returns: (transfer full): the new list
 */
HenjiPostalCodes *henji_desk_load_postal (HenjiDesk *self,
                                          const char *path,
                                          HenjiDeskPostalProgress progress,
                                          gpointer user_data,
                                          GCancellable *cancellable,
                                          GError **error);
/* The same from Japan Post's server. `HENJI_POSTAL_ENDPOINT` names another one on this machine. */
HenjiPostalCodes *henji_desk_download_postal (HenjiDesk *self,
                                              HenjiDeskPostalProgress progress,
                                              gpointer user_data,
                                              GCancellable *cancellable,
                                              GError **error);
/* (transfer full) (nullable): what was removed, for henji_desk_put_postal_back(); %NULL without
 * @error when there was nothing. */
HenjiPostalCodes *henji_desk_remove_postal (HenjiDesk *self, GError **error);
gboolean henji_desk_put_postal_back (HenjiDesk *self, HenjiPostalCodes *codes, GError **error);

/* (transfer full) (nullable): @address held against the list; %NULL when none is loaded. Touches no
 * disk once the list is read. */
HenjiPostalCheck *henji_desk_check_postal (HenjiDesk *self, const HenjiAddress *address);

G_END_DECLS

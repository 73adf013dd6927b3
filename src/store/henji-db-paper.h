/* henji-db-paper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-calibrate.h"
#include "henji-db.h"

G_BEGIN_DECLS

/* (transfer full): of every printer and stock; see henji_calibrations_new(). */
GHashTable *henji_db_calibrations (HenjiDb *db, GError **error);
/* @calibration: (nullable): %NULL for none */
gboolean henji_db_calibration_set (HenjiDb *db,
                                   const char *printer,
                                   const char *stock,
                                   const HenjiCalibration *calibration,
                                   GError **error);

/* Keeps what the label of an event said. */
gboolean henji_db_printed_label_add (HenjiDb *db, gint64 event, const char *label, GError **error);
/* (transfer full) (nullable): %NULL without an error when nothing was kept. */
char *henji_db_printed_label_find (HenjiDb *db, gint64 event, GError **error);

G_END_DECLS

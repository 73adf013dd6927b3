/* henji-import-tally.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-import.h"

G_BEGIN_DECLS

/**
 * HenjiImportTally:
 *
 * Counts what an import does. Fed by the import's thread, read by the window's.
 */
typedef struct _HenjiImportTally HenjiImportTally;

typedef struct
{
  guint n[HENJI_IMPORT_FILE + 1][HENJI_IMPORT_REJECTED + 1];
  guint n_items;
  gint64 done;  /* bytes */
  gint64 total; /* bytes, 0 while unknown */
} HenjiImportFigures;

HenjiImportTally *henji_import_tally_new (void);
HenjiImportTally *henji_import_tally_ref (HenjiImportTally *self);
void henji_import_tally_unref (HenjiImportTally *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiImportTally, henji_import_tally_unref)

/* What the import calls; borrowed from @self. */
HenjiImportSink henji_import_tally_sink (HenjiImportTally *self);
void henji_import_tally_get (HenjiImportTally *self, HenjiImportFigures *figures);

/* (transfer full): a line per item that was refused, or taken with a warning: file, line, reason.
 * At most a thousand; the rest is a number. Empty when there is none. */
char *henji_import_tally_complaints (HenjiImportTally *self);

/* (transfer full): "12 new, 3 known, 1 refused", only what is not zero; %NULL when all are. */
char *henji_import_figures_text (const HenjiImportFigures *figures, HenjiImportType type);

G_END_DECLS

/* henji-desk-import-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-import.h"
#include "henji-store.h"

G_BEGIN_DECLS

/** HenjiImport: one run of henji_desk_import(). */
typedef struct
{
  HenjiDesk *desk;
  HenjiStore *store;
  const HenjiImportSink *sink;
  GCancellable *cancellable;
  gint64 now;
  gint64 total;     /* bytes of all files */
  gint64 done;      /* bytes of files done */
  gint64 read_done; /* the same, as the reading thread sees it */
  guint n_items;
} HenjiImport;

void _henji_import_tell (HenjiImport *self, const HenjiImportItem *item);
void _henji_import_progress (HenjiImport *self, gint64 in_file);
void _henji_import_refuse_table (HenjiImport *self, const char *path, const char *reason);

/* Takes one report file; what cannot be taken is told, not an error. */
gboolean _henji_import_report (HenjiImport *self, const char *path, GError **error);
/* Takes one report on the seller's performance likewise. */
gboolean _henji_import_performance (HenjiImport *self, const char *path, GError **error);

/* An order came or changed: cases that mention it learn who the buyer is, who answers, and what is
 * due. */
gboolean
_henji_desk_teach_cases (HenjiDesk *desk, HenjiDb *db, const char *order_id, GError **error);

G_END_DECLS

/* henji-desk-import.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_IMPORT_MESSAGE,
  HENJI_IMPORT_ORDER,
  HENJI_IMPORT_RETURN,
  HENJI_IMPORT_SHIPMENT,
  HENJI_IMPORT_FEEDBACK,
  HENJI_IMPORT_PERFORMANCE, /* a marketplace's own figures on the seller */
  HENJI_IMPORT_FILE,        /* a whole file that could not be taken */
} HenjiImportType;

typedef enum
{
  HENJI_IMPORT_NEW,
  HENJI_IMPORT_UPDATED,
  HENJI_IMPORT_UNCHANGED, /* an order, return or shipment that was known already */
  HENJI_IMPORT_DUPLICATE, /* a message that was known already */
  HENJI_IMPORT_REJECTED,
} HenjiImportStatus;

const char *henji_import_type_id (HenjiImportType type);
const char *henji_import_status_id (HenjiImportStatus status);

/** HenjiImportItem: what became of one message, row or file. Borrowed during the callback. */
typedef struct
{
  HenjiImportType type;
  HenjiImportStatus status;
  const char *file;            /* as named by the caller */
  int index;                   /* messages: 0-based in the file; -1 otherwise */
  int line;                    /* rows: 1-based in the file; 0 otherwise */
  const char *reason;          /* why rejected, or a warning; nullable; translated */
  const char *case_uuid;       /* messages; nullable */
  const HenjiMessage *message; /* messages, nullable when rejected */
  const char *order_id;        /* orders, returns, shipments, feedback; nullable */
  const char *rma;             /* returns; nullable */
} HenjiImportItem;

/**
 * HenjiImportSink:
 * @item: called for each item after it has been committed, in file order
 * @progress: called now and then; @total is 0 while unknown, both in bytes
 *
 * Both are called on the thread that runs the import, never on the main thread of the window.
 */
typedef struct
{
  void (*item) (const HenjiImportItem *item, gpointer user_data);
  void (*progress) (gint64 done, gint64 total, guint items, gpointer user_data);
  gpointer user_data;
} HenjiImportSink;

/**
 * henji_desk_import:
 * @paths: (array zero-terminated=1): files or folders
 *
 * Reads order, returns, feedback and performance reports, shipment files, .eml and .mbox; what each
 * is is told from its content. Commits in short transactions; a file that was cancelled midway
 * keeps what is committed and may simply be imported again. A file that cannot be taken is an item,
 * not an error.
 *
 * Returns: %FALSE when cancelled or when the record failed
 */
gboolean henji_desk_import (HenjiDesk *self,
                            const char *const *paths,
                            const HenjiImportSink *sink,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS

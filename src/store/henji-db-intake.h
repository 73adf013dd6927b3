/* henji-db-intake.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"

G_BEGIN_DECLS

/** HenjiImportFile: where rows came from. */
typedef struct
{
  gint64 row;
  char *name; /* as named by the user, without the folder */
  char *kind; /* "all-orders", "returns", "mbox", ... */
  char *sha256;
  char *charset; /* nullable */
  gint64 size;   /* bytes */
  gint64 at;     /* when it was imported */
  gint64 n_new;
  gint64 n_updated;
  gint64 n_unchanged; /* known already */
  gint64 n_rejected;
} HenjiImportFile;

void henji_import_file_free (HenjiImportFile *file);

/* `row` 0 adds it, else its counts are brought up to date. Returns: the row, 0 on error. */
gint64 henji_db_import_put (HenjiDb *db, const HenjiImportFile *file, GError **error);
/* (transfer full) (element-type HenjiImportFile): newest first. */
GPtrArray *henji_db_imports (HenjiDb *db, guint limit, GError **error);

/* How far a channel has read: (transfer full) (nullable), %NULL without an error when never. */
char *henji_db_cursor_find (HenjiDb *db, const char *channel, GError **error);
gboolean henji_db_cursor_set (
    HenjiDb *db, const char *channel, const char *cursor, gint64 at, GError **error);

/** HenjiOutboxState: stored, append only. */
typedef enum
{
  HENJI_OUTBOX_WAITING = 0,
  HENJI_OUTBOX_SENT,
  HENJI_OUTBOX_FAILED,
} HenjiOutboxState;

typedef struct
{
  gint64 row;
  char *uuid;
  gint64 case_row;
  char *channel;
  char *payload;
  HenjiOutboxState state;
  gint64 created_at;
  gint64 next_at; /* not before */
  int attempts;
  char *fault; /* nullable: why the last attempt failed */
} HenjiOutboxEntry;

void henji_outbox_entry_free (HenjiOutboxEntry *entry);

/* Returns: the row, 0 on error. */
gint64 henji_db_outbox_add (HenjiDb *db,
                            gint64 case_row,
                            const char *channel,
                            const char *payload,
                            gint64 at,
                            GError **error);
gboolean henji_db_outbox_set (HenjiDb *db,
                              gint64 row,
                              HenjiOutboxState state,
                              gint64 next_at,
                              const char *fault,
                              GError **error);
/* (transfer full) (element-type HenjiOutboxEntry): waiting, due by @now, oldest first. */
GPtrArray *henji_db_outbox_waiting (HenjiDb *db, gint64 now, GError **error);

G_END_DECLS

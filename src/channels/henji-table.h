/* henji-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HENJI_TABLE_MAX_FILE (200 * 1024 * 1024)
#define HENJI_TABLE_MAX_LINE (1024 * 1024)
#define HENJI_TABLE_MAX_CELLS 500

/**
 * HenjiTable: a delimited text file, read line by line in its own character set
 *
 * The character set is settled for the whole file before the first line is handed out: byte order
 * mark, strict UTF-8, then CP932 (never by the name SHIFT_JIS, which lacks ① ㈱ 髙 ～), then
 * Windows-1252 for a file whose letters above ASCII all stand alone, as they do in Western text
 * only.
 */
typedef struct _HenjiTable HenjiTable;

typedef enum
{
  HENJI_TABLE_END,
  HENJI_TABLE_ROW,
  HENJI_TABLE_BAD,   /* a line that cannot be read: see henji_table_reason() */
  HENJI_TABLE_ERROR, /* the file could not be read on */
} HenjiTableState;

/* Errors are #HenjiReportError: FILE, EMPTY, TOO_LARGE, BINARY, XML. */
HenjiTable *henji_table_open (const char *path, GError **error);
void henji_table_free (HenjiTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiTable, henji_table_free)

/* How cells are separated. Quoted: "a ""b"", c" is one cell and may hold line breaks; otherwise a
 * quotation mark is a letter like any other. Before this is called a row is one cell. */
void henji_table_set_delimiter (HenjiTable *self, char delimiter, gboolean quoted);
gboolean henji_table_rewind (HenjiTable *self, GError **error);

/* The next line that holds anything. Its cells are valid until the next call. */
HenjiTableState henji_table_next (HenjiTable *self, GError **error);
int henji_table_line (const HenjiTable *self);      /* where the row begins, from 1 */
int henji_table_last_line (const HenjiTable *self); /* where it ends */
guint henji_table_n_cells (const HenjiTable *self);
/* Trimmed, control characters made spaces; "" beyond the last cell. */
const char *henji_table_cell (HenjiTable *self, guint column);
const char *henji_table_reason (const HenjiTable *self);

const char *henji_table_charset (const HenjiTable *self);
const char *henji_table_checksum (const HenjiTable *self);
gint64 henji_table_size (const HenjiTable *self);
gint64 henji_table_position (const HenjiTable *self);

/* Which error the first bytes of a file earn that is no text at all, or -1. */
int henji_table_foreign (const char *head, gsize length);

G_END_DECLS

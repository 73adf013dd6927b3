/* henji-table-scan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HenjiTableScan: what one look at all bytes of a file tells about its text */
typedef struct
{
  /* The outcome. */
  const char *charset; /* iconv's name; %NULL for binary data */
  guint bom;           /* bytes of the byte order mark */
  gboolean has_lf;     /* lines end with LF or CRLF; otherwise with CR */
  gboolean blank;      /* nothing but white space */
  GChecksum *checksum; /* SHA-256 */

  /* Counts on the way. */
  gboolean started;
  gboolean seen; /* anything but white space */
  guint64 n_nul;
  const char *wide; /* UTF-16, or NULL */
  guint64 at;
  guint8 previous;
  guint utf8_left; /* continuation bytes still due */
  guint8 utf8_low;
  guint8 utf8_high;
  guint64 utf8_good; /* characters of several bytes */
  guint64 utf8_bad;
  guint run;      /* bytes above ASCII in a row */
  guint64 n_runs; /* runs of two and more */
  guint64 n_alone;
} HenjiTableScan;

void henji_table_scan_init (HenjiTableScan *self);
void henji_table_scan_feed (HenjiTableScan *self, const guint8 *bytes, gsize length);
void henji_table_scan_finish (HenjiTableScan *self);
void henji_table_scan_clear (HenjiTableScan *self);

G_END_DECLS

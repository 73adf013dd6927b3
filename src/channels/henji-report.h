/* henji-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-feedback.h"
#include "henji-order.h"
#include "henji-return.h"

G_BEGIN_DECLS

#define HENJI_REPORT_ERROR (henji_report_error_quark ())
GQuark henji_report_error_quark (void);

/** HenjiReportError: why a file is not taken; the message is a sentence for the seller. */
typedef enum
{
  HENJI_REPORT_ERROR_FILE, /* could not be read */
  HENJI_REPORT_ERROR_EMPTY,
  HENJI_REPORT_ERROR_TOO_LARGE,
  HENJI_REPORT_ERROR_BINARY, /* a spreadsheet, an archive, a picture, ... */
  HENJI_REPORT_ERROR_XML,
  HENJI_REPORT_ERROR_LISTING, /* a listing report, with Japanese headings */
  HENJI_REPORT_ERROR_HEADING, /* a known report without a required heading */
  HENJI_REPORT_ERROR_UNKNOWN, /* no table that we know */
} HenjiReportError;

typedef enum
{
  HENJI_REPORT_ORDERS,
  HENJI_REPORT_RETURNS,
  HENJI_REPORT_SHIPMENTS,
  HENJI_REPORT_FEEDBACK,
} HenjiReportKind;

typedef enum
{
  HENJI_REPORT_ROW_ORDER,    /* @order, @order_id, @occurrences, @warnings */
  HENJI_REPORT_ROW_RETURN,   /* @ret, @order_id, @warnings */
  HENJI_REPORT_ROW_SHIPMENT, /* @shipment, @order_id, @item_id, @quantity */
  HENJI_REPORT_ROW_FEEDBACK, /* @feedback, @order_id */
  HENJI_REPORT_ROW_BAD,      /* @reason, and @order_id when it could be read */
} HenjiReportRowType;

typedef struct
{
  int line;
  char *text; /* a sentence with the line in it, translated */
} HenjiReportWarning;

/**
 * HenjiReportRow: one order, return, shipment or feedback of the file, or one row of it that cannot
 * be taken
 *
 * Lines count from 1, the heading row included. The rows of one order are put together, also when
 * they lie apart in the file, so that an order usually comes once. In a very large file with very
 * many such orders it may come again with the rest of its rows; whoever merges both gets the same
 * order. A bad row of an order is a row of its own here; the order's other rows are taken.
 */
typedef struct
{
  HenjiReportRowType type;
  int first_line;
  int last_line;
  char *order_id; /* nullable only in bad rows */
  HenjiOrder *order;
  HenjiReturn *ret;
  HenjiShipment *shipment;
  HenjiFeedback *feedback;
  char *item_id;       /* shipments: nullable */
  int quantity;        /* shipments: -1 unknown */
  GArray *occurrences; /* (element-type guint): for each of the order's items, in order: which
                        * one of its (order, SKU) it is, from 0, counted over the whole file */
  GPtrArray *warnings; /* (element-type HenjiReportWarning) (nullable) */
  char *reason;        /* bad rows: a sentence, translated */
} HenjiReportRow;

/* Frees what @row holds and sets it to zeros. A zeroed row may be cleared. */
void henji_report_row_clear (HenjiReportRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiReportRow, henji_report_row_clear)

/** HenjiReport: a streaming reader of one report file. Not for several threads at once. */
typedef struct _HenjiReport HenjiReport;

/**
 * henji_report_sniff:
 * @head: the first bytes of a file (64 KiB are plenty)
 *
 * Does it look like a table, or like something only sold as one (XML report, listing report)? Then
 * henji_report_open() says what it is or why it is not taken. %FALSE for mail and anything else.
 */
gboolean henji_report_sniff (const char *head, gsize length);

/**
 * henji_report_open:
 *
 * Reads the file once to find its character set, its checksum and orders whose rows lie apart, and
 * recognises it by its headings.
 *
 * Returns: (transfer full): or %NULL with a #HenjiReportError
 */
HenjiReport *henji_report_open (const char *path, GError **error);
void henji_report_free (HenjiReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiReport, henji_report_free)

HenjiReportKind henji_report_kind (const HenjiReport *self);
/* "unshipped", "orders", "all-orders", "returns", "feedback", "shipping-confirmation", "yamato-b2",
 * ...: for the record of imports. */
const char *henji_report_flavour (const HenjiReport *self);
/* "UTF-8", "UTF-16LE", "UTF-16BE", "CP932" or "WINDOWS-1252". */
const char *henji_report_charset (const HenjiReport *self);
/* Orders and shipments: has the file a column of order-item-ids? */
gboolean henji_report_has_item_ids (const HenjiReport *self);
/* SHA-256 of the file in hexadecimal. */
const char *henji_report_checksum (const HenjiReport *self);
gint64 henji_report_size (const HenjiReport *self);     /* bytes */
gint64 henji_report_position (const HenjiReport *self); /* bytes read so far */

/**
 * henji_report_next:
 * @out: (out caller-allocates): zeroed or cleared; clear it with henji_report_row_clear()
 *
 * Returns: %TRUE with a row; %FALSE at the end (@error unset) or when the file could not be read on
 */
gboolean henji_report_next (HenjiReport *self, HenjiReportRow *out, GError **error);

G_END_DECLS

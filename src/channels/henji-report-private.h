/* henji-report-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-report.h"
#include "henji-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *heading; /* as henji_report_heading() writes it */
  int field;
} HenjiReportField;

typedef struct _HenjiReportOrders HenjiReportOrders;
typedef struct _HenjiShipmentProfile HenjiShipmentProfile;

struct _HenjiReport
{
  HenjiTable *table;
  char *name;
  HenjiReportKind kind;
  char *flavour;
  guint n_columns;
  char **headings;    /* as written; %NULL in a file without headings */
  int *fields;        /* what each column is, -1 for unknown ones */
  int *columns;       /* where each field is, -1 when it is absent */
  gboolean row_waits; /* the first row is read already: the file has no headings */
  GQueue ready;       /* (element-type HenjiReportRow) */
  HenjiReportOrders *orders;
  guint
      date_ways; /* feedback: in which ways its dates can be read, a bit (1 << HenjiDateWay) each */
  HenjiShipmentProfile *profile;
};

/* Settles @self's fields and columns by its headings. */
void henji_report_map (HenjiReport *self, const HenjiReportField *table, guint n, int n_fields);
const char *henji_report_value (HenjiReport *self, int field);
/* (transfer full): @value cut to what a sentence can hold */
char *henji_report_shown (const char *value);
/* (transfer full) (nullable): %NULL when there is nothing in it */
char *henji_report_dup (HenjiReport *self, int field);
/* (transfer full): a sentence; @format takes the line, the heading and what stands there */
char *henji_report_wrong (HenjiReport *self, int field, const char *format);
/* (transfer full) (nullable): a sentence when the row has more cells than there are headings */
char *henji_report_overfull (HenjiReport *self);

HenjiReportRow *henji_report_push (HenjiReport *self, HenjiReportRowType type);
/* @reason (transfer full) */
void henji_report_push_bad (HenjiReport *self, int line, const char *order_id, char *reason);
/* @text (transfer full) */
void henji_report_warn (GPtrArray **warnings, int line, char *text);
/* Adds "heading\tvalue\n" unless it is there. */
void henji_report_add_extra (GString *extra, const char *heading, const char *value);

/* henji-report-orders.c */
gboolean henji_report_orders_start (HenjiReport *self, GError **error);
void henji_report_orders_row (HenjiReport *self);
void henji_report_orders_bad_line (HenjiReport *self);
void henji_report_orders_finish (HenjiReport *self);
void henji_report_orders_free (HenjiReportOrders *orders);

/* henji-report-returns.c */
void henji_report_returns_start (HenjiReport *self);
void henji_report_returns_row (HenjiReport *self);

/* henji-report-feedback.c */
gboolean henji_report_feedback_has (const char *const *headings);
gboolean henji_report_feedback_start (HenjiReport *self, GError **error);
void henji_report_feedback_row (HenjiReport *self);

G_END_DECLS

/* henji-label.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "henji-shop.h"
#include "henji-stock.h"

G_BEGIN_DECLS

/** HenjiPostage: who pays the way back, as the label says it. */
typedef enum
{
  HENJI_POSTAGE_COLLECT, /* 着払い: we pay on arrival */
  HENJI_POSTAGE_PREPAID, /* 元払い: the buyer pays when sending */
  HENJI_POSTAGE_LABEL,   /* the buyer got a prepaid label from elsewhere */
} HenjiPostage;

const char *henji_postage_id (HenjiPostage postage);
gboolean henji_postage_from_id (const char *id, HenjiPostage *postage);

HENJI_DECLARE_VALUE (HenjiLabel, henji_label)

/** HenjiLabel: one return label. Holds no phone number and no mail address of anybody. */
struct _HenjiLabel
{
  HenjiLanguage language; /* JA or EN */
  HenjiAddress *to;       /* the return address; nullable: lines to write it on */
  char *rma;
  char *order_id;  /* nullable */
  char *from_name; /* the buyer's name, nullable */
  char **items;    /* (nullable) "1 × Ceramic mug" lines */
  HenjiPostage postage;
};

/** HenjiLabelJob: labels on sheets of one stock. Borrowed while it is drawn. */
typedef struct
{
  const HenjiStock *stock;
  GPtrArray *labels; /* (element-type HenjiLabel) */
  int start;         /* first free cell, 1-based */
  int copies;        /* of each label */
  double offset_x;   /* millimetres, calibration */
  double offset_y;
} HenjiLabelJob;

int henji_label_job_n_pages (const HenjiLabelJob *job);
/* Page (0-based) and cell (1-based) of copy @copy of label @label. */
void henji_label_job_place (const HenjiLabelJob *job, int label, int copy, int *page, int *cell);

/* Does everything fit? Otherwise a sentence that names the label and what does not fit. */
gboolean henji_label_job_check (const HenjiLabelJob *job, GError **error);

/* Draws page @page (0-based) in a coordinate system of points (1/72 in), origin at the page's
 * corner. */
gboolean henji_label_job_draw (const HenjiLabelJob *job, int page, cairo_t *cr, GError **error);

/* Draws one label alone into @width × @height millimetres, for a preview. Points as above. */
gboolean henji_label_draw (const HenjiLabel *label,
                           const HenjiStock *stock,
                           double width,
                           double height,
                           cairo_t *cr,
                           GError **error);

/* Writes the PDF beside @path, then renames: never a half file. */
gboolean henji_label_job_save (const HenjiLabelJob *job, const char *path, GError **error);

/* (transfer full): the same PDF in memory, for a mail. */
GBytes *henji_label_job_pdf (const HenjiLabelJob *job, GError **error);

/* (transfer full): the payloads of the label's barcodes, in drawing order: Code 128, then QR. */
char **henji_label_payloads (const HenjiLabel *label);

/* Draws outlines, 5 mm ticks at each label's edges, a cross and a 100 mm ruler. */
void henji_calibration_draw (const HenjiStock *stock, cairo_t *cr);

G_END_DECLS

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

/** HenjiLabelKind: what is printed. Stored: append only. */
typedef enum
{
  HENJI_LABEL_RETURN, /* outside on a parcel that comes back */
  HENJI_LABEL_SLIP,   /* inside it */
  HENJI_LABEL_RESEND, /* the address on a parcel that goes to the buyer */
  HENJI_N_LABELS
} HenjiLabelKind;

const char *henji_label_kind_id (HenjiLabelKind kind); /* "return", "slip", "resend" */
gboolean henji_label_kind_from_id (const char *id, HenjiLabelKind *kind);

HENJI_DECLARE_VALUE (HenjiLabel, henji_label)

/** HenjiLabel: one label or slip. Holds no phone number and no mail address of anybody. */
struct _HenjiLabel
{
  HenjiLabelKind kind;
  HenjiLanguage language; /* JA or EN */
  HenjiAddress *to;   /* the return address; nullable: lines to write it on. RESEND: the buyer's */
  HenjiAddress *from; /* (nullable) RESEND: the shop's */
  char *rma;          /* (nullable) RESEND: nothing */
  char *order_id;     /* nullable; RESEND: what its barcode says */
  char *from_name;    /* the buyer's name, nullable */
  char **items;       /* (nullable) "1 × Ceramic mug" lines */
  HenjiPostage postage;
  char *marketplace_rma; /* (nullable) SLIP: the marketplace's, where it is another */
  char *reason;          /* (nullable) SLIP: in @language */
};

/* What its barcode says and it is called by: "" when there is none. */
const char *henji_label_code (const HenjiLabel *self);
/* (transfer full): the same, with another way to pay. */
HenjiLabel *henji_label_with_postage (const HenjiLabel *self, HenjiPostage postage);

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

/* (transfer full) (nullable): what the barcodes of label @label say, in drawing order: of a return
 * label Code 128, then QR; of a slip one; of an address the order's, then what the customer barcode
 * says where there is one ("10000131-3-2-503"). */
char **henji_label_job_payloads (const HenjiLabelJob *job, guint label, GError **error);

/* Draws outlines, 5 mm ticks at each label's edges, a cross and a 100 mm ruler. */
void henji_calibration_draw (const HenjiStock *stock, cairo_t *cr);
gboolean henji_calibration_save (const HenjiStock *stock, const char *path, GError **error);

G_END_DECLS

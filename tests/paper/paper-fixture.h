/* paper-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-label.h"

#define FIXTURE_PHONE "022-555-0123"
#define FIXTURE_MAIL "buyer@example.com"

HenjiStock *fixture_stock (const char *id);
/* (transfer full) (element-type HenjiStock) */
GPtrArray *fixture_stocks (void);
HenjiLabel *fixture_label (HenjiLanguage language, const char *rma);
/* Labels RMA-2026-000101 and on, one for each cell. */
GPtrArray *fixture_labels (HenjiLanguage language, int n);

/* Standard output of a program; NULL when it is not installed or fails. */
char *fixture_run (const char *const *argv);

/** A grey picture. */
typedef struct
{
  int width, height;
  guint8 *pixels;
} Picture;

Picture *picture_of_page (const char *pdf, int page, int dpi);
Picture *picture_cut (const Picture *self, int x, int y, int width, int height);
void picture_save (const Picture *self, const char *path);
void picture_free (Picture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

/* The cell @cell of a page drawn at @dpi. */
Picture *picture_cell (const Picture *page, const HenjiStock *stock, int cell, int dpi);

/* Do zbarimg and ZXingReader read @rma as Code 128 and as QR code, and nothing else? */
gboolean zbar_reads (const Picture *self, const char *rma);
gboolean zxing_reads (const Picture *self, const char *rma);

typedef struct
{
  int x, y;   /* of the first bar, pixels */
  int width;  /* of all bars */
  int module; /* of the narrowest bar */
  int height;
  char *fault; /* why it is not a good symbol, NULL when it is */
} Bars;

/* Finds a lying Code 128 in a picture drawn at the printer's own dpi and judges it: every bar and
 * space a whole number of modules, every edge between two dots, quiet zones of ten modules, 12 mm
 * high. */
Bars picture_bars (const Picture *self, int dpi);

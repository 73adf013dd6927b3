/* henji-label-window-print.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>
#include <gtk/gtkunixprint.h>

#include "henji-calibrate.h"
#include "henji-label.h"
#include "henji-packing.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_PRINT_SENT,      /* the printer has it; more is said later */
  HENJI_PRINT_WAITING,   /* the printer wants something */
  HENJI_PRINT_DONE,      /* it came out */
  HENJI_PRINT_REFUSED,   /* paper or margins do not fit: a PDF would do */
  HENJI_PRINT_FAILED,    /* not all of it came out */
  HENJI_PRINT_CANCELLED, /* by the seller */
} HenjiPrintState;

/** HenjiPrintNews: how it goes. */
typedef struct
{
  HenjiPrintState state;
  const char *printer;  /* (nullable): its name */
  const char *words;    /* a sentence for the seller */
  const char *settings; /* (nullable): with SENT: what the dialog was set to */
} HenjiPrintNews;

typedef void (*HenjiPrintFunc) (const HenjiPrintNews *news, gpointer user_data);

/** HenjiPrintWish: what to print and how. Borrowed, but for what it says. */
typedef struct
{
  const char *title;        /* of the job at the printer */
  const HenjiLabelJob *job; /* (nullable): the labels */
  HenjiPacking *packing;    /* (nullable): without @job; of neither the calibration page */
  HenjiStock *stock;
  GHashTable *calibrations; /* see henji_calibrations_get(): the printer's own counts */
  GtkPrinter *printer;      /* (nullable): %NULL asks in the dialog */
  gboolean dialog;          /* ask for the tray all the same */
  const char *settings;     /* (nullable): what the dialog was set to last */
  GtkWindow *parent;
} HenjiPrintWish;

/**
 * henji_label_print:
 * @done: told how it goes; after SENT or WAITING once more at least, if the printer says so
 * @user_data: freed with @free_func when nothing more will be said
 *
 * The page is the stock's own, without margins and without scaling.
 */
void henji_label_print (const HenjiPrintWish *wish,
                        HenjiPrintFunc done,
                        gpointer user_data,
                        GDestroyNotify free_func);

G_END_DECLS

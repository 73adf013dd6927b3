/* henji-defect.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

/** HenjiDefectNature: what makes an order a defect. The first two are stored by their id; a claim
 * is known from the case. */
typedef enum
{
  HENJI_DEFECT_FEEDBACK, /* one or two stars */
  HENJI_DEFECT_CHARGEBACK,
  HENJI_DEFECT_CLAIM, /* A-to-z, not denied */
  HENJI_N_DEFECTS
} HenjiDefectNature;

const char *henji_defect_nature_id (HenjiDefectNature nature);
gboolean henji_defect_nature_from_id (const char *id, HenjiDefectNature *nature);
const char *henji_defect_nature_title (HenjiDefectNature nature);

HENJI_DECLARE_VALUE (HenjiDefect, henji_defect)

/** HenjiDefect: something that counts against an order; after henji_defects_join() all of it. */
struct _HenjiDefect
{
  gint64 case_row;   /* 0 for none */
  char *case_uuid;   /* nullable */
  char *order_id;    /* nullable */
  char *marketplace; /* nullable */
  guint natures;     /* bit (1 << nature) each */
  gboolean told;     /* feedback: the marketplace's report told of it */
  gint64 at;
  gint64 purchased_at; /* of the order, 0 unknown */
  char *day;           /* from which it counts: the purchase, else its own; of the shop's zone */
  char *leaves;        /* the first day on which it counts no more */
};

/**
 * henji_defects_join:
 * @defects: (element-type HenjiDefect): not shared yet
 * @window: days
 *
 * Each order once, with all its reasons and the earliest of its times; what names no order is one
 * for each case. Sets `day` and `leaves`.
 *
 * Returns: (transfer full) (element-type HenjiDefect): the next to leave first
 */
GPtrArray *henji_defects_join (GPtrArray *defects, int window, GTimeZone *zone);
/* How many of them, joined, had happened by the end of @day and count on it. */
int henji_defects_on (GPtrArray *joined, const char *day, GTimeZone *zone);

G_END_DECLS

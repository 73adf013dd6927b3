/* henji-feedback.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiFeedback, henji_feedback)

/** HenjiFeedback: what a buyer said of the seller, one for each order. */
struct _HenjiFeedback
{
  gint64 row;
  char *order_id;
  char *date; /* (nullable): ISO, in the marketplace's zone */
  char
      *date_words; /* (nullable): of a date that can be read in two ways, as the report writes it */
  char *marketplace; /* (nullable): "amazon.co.jp" */
  int stars;         /* 1 to 5 */
  char *comment;     /* (nullable): the buyer's words */
  char *answer;      /* (nullable): the seller's */

  /* As the record has it. */
  gint64 event;  /* row of the event that told a case; 0: none did */
  gint64 defect; /* row of what counts against the order; 0: nothing */
};

/* One or two stars: it counts in the order defect rate.
 * https://sellercentral.amazon.co.jp/gp/help/external/help-page.html?itemID=200205250 */
gboolean henji_feedback_is_negative (const HenjiFeedback *self);

/**
 * henji_feedback_merge:
 * @told: of the same order
 *
 * Both in one, whichever came first: the later date goes before, of one date the greater text; what
 * one does not say the other says.
 *
 * Returns: (transfer full):
 */
HenjiFeedback *henji_feedback_merge (const HenjiFeedback *known, const HenjiFeedback *told);
/* Do they say the same? */
gboolean henji_feedback_equal (const HenjiFeedback *a, const HenjiFeedback *b);

/** HenjiDateWay: how a date is written in numbers alone. */
typedef enum
{
  HENJI_DATE_YEAR_FIRST,  /* Japan: 2026/11/3 */
  HENJI_DATE_MONTH_FIRST, /* United States: 11/3/26 */
  HENJI_DATE_DAY_FIRST,   /* Europe: 3/11/26, 3.11.26 */
  HENJI_N_DATE_WAYS
} HenjiDateWay;

/* In which way a marketplace's reports write dates. @domain: "amazon.co.jp" */
HenjiDateWay henji_date_way_of (const char *domain);
/* (transfer full) (nullable): the ISO date that "11/3/26" is when it is read so; %NULL when it is
 * none of the years 2020 to 2099. Full-width digits and any of "/", "-" and "." will do. */
char *henji_date_read (const char *text, HenjiDateWay way);
/* A bit (1 << way) for each way in which it can be read. */
guint henji_date_ways (const char *text);

G_END_DECLS

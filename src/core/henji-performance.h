/* henji-performance.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

/* What the marketplace itself says of the seller's account. A rate is in millionths, 9000 is 0.9 %;
 * -1 and %NULL are "not told", never 0. */

#define HENJI_MILLION 1000000

/** HenjiPerformanceFigure: one of its figures, by the id of data/spapi/performance.ini. */
typedef struct
{
  char *id;        /* "late-shipment" */
  int rate;        /* of a share */
  gint64 count;    /* so many */
  gint64 whole;    /* of so many */
  gint64 target;   /* millionths of a share, a number of a count */
  char *condition; /* (nullable): "LESS_THAN", "GREATER_THAN", "EQUALS" */
  char *status;    /* (nullable): "GOOD" */
  char *from;      /* (nullable): the first day it is worked out over, in UTC */
  char *to;        /* (nullable): the last one */

  /* Of a target that the report does not tell and that is a rule's; never kept. */
  char *rule_checked; /* (nullable): date on which somebody last looked */
  gboolean rule_verified;
} HenjiPerformanceFigure;

HenjiPerformanceFigure *henji_performance_figure_new (const char *id);
void henji_performance_figure_free (HenjiPerformanceFigure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiPerformanceFigure, henji_performance_figure_free)

typedef struct
{
  char *type;   /* "spammingSellerMessaging" */
  char *status; /* (nullable): "BAD" */
} HenjiPerformanceWarning;

void henji_performance_warning_free (HenjiPerformanceWarning *self);

HENJI_DECLARE_VALUE (HenjiPerformance, henji_performance)

/** HenjiPerformance: one reading of one marketplace. */
struct _HenjiPerformance
{
  char *marketplace_id; /* "A1VC38T7YXB528" */
  char *marketplace;    /* (nullable): its domain, where we know it */
  char *day;            /* on which it was read, in the shop's zone */
  gint64 read_at;
  char *account;       /* (nullable): how the account stands, "NORMAL" */
  char *health;        /* (nullable): the rating of the account's health, "GREAT" */
  int health_score;    /* the same in points */
  GPtrArray *figures;  /* (element-type HenjiPerformanceFigure) in the order of the file */
  GPtrArray *warnings; /* (element-type HenjiPerformanceWarning) in the order of the report */
  char *extra;         /* (nullable): what no field holds: lines of path, tab, JSON */
};

/* With empty lists; -1 for the points. */
HenjiPerformance *henji_performance_create (const char *marketplace_id);
/* The domain, else the id. */
const char *henji_performance_name (const HenjiPerformance *self);
/* (transfer none) (nullable): */
const HenjiPerformanceFigure *henji_performance_figure (const HenjiPerformance *self,
                                                        const char *id);
/* Do both say the same, whenever they were read? */
gboolean henji_performance_equal (const HenjiPerformance *a, const HenjiPerformance *b);
/* Does the figure meet its target? %TRUE where one of them is not told. */
gboolean henji_performance_figure_meets_target (const HenjiPerformanceFigure *figure,
                                                gboolean share);

/* (transfer full): "0.90 %" of 9000 millionths; "< 0.01 %" of less than it can say, "–" of -1. */
char *henji_millionths_format (gint64 millionths);
/* (transfer full): "2.5 %", without what is not needed. */
char *henji_millionths_format_short (gint64 millionths);

G_END_DECLS

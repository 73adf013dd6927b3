/* henji-chart.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <pango/pangocairo.h>

#include "henji-summary.h"

G_BEGIN_DECLS

/** HenjiChartInk: red, green, blue, opacity; of the theme, or of paper. */
typedef struct
{
  double text[4];
  double dim[4];  /* captions */
  double line[4]; /* axes, grid */
  double fill[4]; /* bars */
  double bad[4];  /* what is late, the target; always hatched or dashed as well */
} HenjiChartInk;

/* Black on white. */
extern const HenjiChartInk henji_chart_ink_paper;

typedef enum
{
  HENJI_CHART_BARS,    /* lying, a label before each */
  HENJI_CHART_COLUMNS, /* standing, a label under each */
  HENJI_CHART_LINE,    /* over days, with a target */
  HENJI_CHART_HEAT,    /* weekdays by hours */
} HenjiChartType;

typedef struct
{
  char *label;
  char *words; /* the value, as it is written */
  double value;
  double before; /* of the period before, shown above 0; of a line, what the marketplace says, from
                    0 on */
  gboolean bad;
  char *search; /* (nullable): finds what it is about */
  int kind;     /* HenjiKind, -1 any */
} HenjiChartBar;

HENJI_DECLARE_VALUE (HenjiChart, henji_chart)

/** HenjiChart: figures to be drawn; window and paper draw the same. */
struct _HenjiChart
{
  HenjiChartType type;
  char *id;      /* of the sheet that says the same */
  char *name;    /* what assistive technology reads: the figures in a sentence */
  GArray *bars;  /* (element-type HenjiChartBar): bars, columns, or the points of the line */
  int n_columns; /* of the heat map, whose bars go row by row */
  char *target_words;
  double target;   /* of the line; 0 for none */
  char *own_words; /* (nullable): of the line: what the marketplace said last */
};

/* (transfer full) (nullable): that of the sheet with this id; %NULL when there is nothing to draw.
 */
HenjiChart *
henji_chart_of_sheet (const HenjiSummary *summary, const char *id, HenjiLanguage language);

/* In the units of @context: how high it is when it may be @width wide. */
double henji_chart_height (const HenjiChart *self, PangoContext *context, double width);
/* From the origin of @cr. @marked: the bar under the pointer, -1 for none. */
void henji_chart_draw (const HenjiChart *self,
                       cairo_t *cr,
                       PangoContext *context,
                       const HenjiChartInk *ink,
                       double width,
                       int marked);
/* The bar at a height, -1 for none; of lying bars alone. */
int henji_chart_find_bar (const HenjiChart *self, PangoContext *context, double y);

G_END_DECLS

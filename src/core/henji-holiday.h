/* henji-holiday.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HenjiHolidays:
 *
 * The public holidays of one country, from `data/holidays/`: the law's dated rules, from which any
 * year is computed. Read-only, safe for any thread; a year is computed once and then kept.
 */
typedef struct _HenjiHolidays HenjiHolidays;

typedef enum
{
  HENJI_HOLIDAY_NAMED,      /* by the law itself */
  HENJI_HOLIDAY_SUBSTITUTE, /* because a named one falls on a day of rest */
  HENJI_HOLIDAY_BETWEEN,    /* because it lies between two named ones */
} HenjiHolidayNature;

const char *henji_holiday_nature_id (HenjiHolidayNature nature);

typedef struct
{
  char date[11];       /* "2026-09-22" */
  const char *name_ja; /* belongs to the calendar */
  const char *name_en;
  HenjiHolidayNature nature;
} HenjiHoliday;

HenjiHolidays *
henji_holidays_parse (const char *text, gsize length, const char *name, GError **error);
HenjiHolidays *henji_holidays_ref (HenjiHolidays *self);
void henji_holidays_unref (HenjiHolidays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiHolidays, henji_holidays_unref)

const char *henji_holidays_country (const HenjiHolidays *self); /* "JP" */
int henji_holidays_first_year (const HenjiHolidays *self);
int henji_holidays_last_year (const HenjiHolidays *self);

/**
 * henji_holidays_year:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the holidays of @year by date; none for a year outside
 * of the calendar
 */
const HenjiHoliday *henji_holidays_year (HenjiHolidays *self, int year, guint *n);
/* (transfer none) (nullable): the holiday on @date. */
const HenjiHoliday *henji_holidays_on (HenjiHolidays *self, const char *date);

/**
 * henji_holidays_announced:
 *
 * Are the holidays of @year official on @now, or only expected? Japan's equinoxes are announced in
 * the official gazette on the first weekday of February of the year before; whatever the law may
 * still change, only that day makes a year sure. A calendar without equinoxes is always official.
 */
gboolean henji_holidays_announced (const HenjiHolidays *self, int year, gint64 now);

G_END_DECLS

/* henji-time.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"

G_BEGIN_DECLS

/* Instants are microseconds since 1970-01-01T00:00:00Z in a gint64; 0 means unknown.
 * Dates are ISO strings "2026-11-24", without a zone. "Now" is always a parameter. */

#define HENJI_SECOND G_TIME_SPAN_SECOND
#define HENJI_MINUTE G_TIME_SPAN_MINUTE
#define HENJI_HOUR G_TIME_SPAN_HOUR
#define HENJI_DAY G_TIME_SPAN_DAY

/* RFC 3339 with offset; fractions of a second are kept. */
gboolean henji_time_parse_rfc3339 (const char *text, gint64 *instant);
/* (transfer full): RFC 3339 in @zone, whole seconds; %NULL for 0. */
char *henji_time_format_rfc3339 (gint64 instant, GTimeZone *zone);

/* "2026-10-01 10:00", or a date alone for its first minute; wide digits and signs are taken too.
 * %FALSE when it is no such time, or one that the zone's clocks leave out. */
gboolean henji_time_parse_local (const char *text, GTimeZone *zone, gint64 *instant);
/* (transfer full): what henji_time_parse_local() reads; with seconds where there are any. */
char *henji_time_format_local (gint64 instant, GTimeZone *zone);

/* A valid calendar date "YYYY-MM-DD"? */
gboolean henji_date_is_valid (const char *date);
/* (transfer full): the date of an instant in @zone. */
char *henji_date_of (gint64 instant, GTimeZone *zone);
/* (transfer full) (nullable): @date moved by @days; %NULL when @date is invalid. */
char *henji_date_add_days (const char *date, int days);
/* The first instant of @date in @zone; 0 when invalid. */
gint64 henji_date_start (const char *date, GTimeZone *zone);
/* Whole days from @from to @to. */
int henji_date_days_between (const char *from, const char *to);

/**
 * henji_date_format:
 *
 * Returns: (transfer full): "11月24日（火）" or "Tuesday, November 24", with the year added when it
 * is not @reference's (a date, or %NULL to leave the year out)
 */
char *henji_date_format (const char *date, const char *reference, HenjiLanguage language);

G_END_DECLS

/* henji-deadline.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * henji_deadline_named:
 * @text: of a notice of @at, in Japanese or English
 * @zone: the marketplace's
 *
 * Until when something must be done that is asked for by a day: "by November 30, 2026",
 * 「11月30日までに」, with an hour where one is named. A day without a year is the next such day;
 * days that are over at @at, or that nothing calls a limit, do not count.
 *
 * Returns: the earliest such limit, of a day its last instant; 0 for none
 */
gint64 henji_deadline_named (const char *text, gint64 at, GTimeZone *zone);

G_END_DECLS

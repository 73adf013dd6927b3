/* henji-field-date.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * henji_field_parse_date:
 * @text: what was typed, NFKC-folded and in small letters
 * @today: "2026-11-23"
 *
 * "11/24", "2026-11-24", "24 nov", "11月24日", "明日", "来週火曜", "tuesday", "3日後". A date
 * without a year is the next one that is not past.
 *
 * Returns: (transfer full) (nullable): "2026-11-24", or %NULL with a HENJI_TEMPLATE_ERROR_VALUE
 */
char *henji_field_parse_date (const char *text, const char *today, GError **error);

G_END_DECLS

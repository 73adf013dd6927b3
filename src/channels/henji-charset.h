/* henji-charset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HenjiCharsetResult: how bytes were read
 *
 * @name: (nullable): canonical name, a static string; %NULL for plain ASCII
 * @guessed: the label was missing, unknown or contradicted by the bytes
 * @n_bad: bytes that could not be read; each run of them is shown as U+FFFD
 */
typedef struct
{
  const char *name;
  gboolean guessed;
  gsize n_bad;
} HenjiCharsetResult;

/**
 * henji_charset_canonical:
 * @label: (nullable): as written in a mail: "Shift_JIS", "\"iso-2022-jp-ms\"", ...
 *
 * Returns: (nullable): the name we decode it by ("CP932", "ISO-2022-JP", "EUC-JP", "UTF-8",
 *   "GB18030", "US-ASCII", ...), or %NULL when nobody knows it; a static or interned string
 */
const char *henji_charset_canonical (const char *label);

/**
 * henji_charset_decode:
 * @label: (nullable): what the mail says; it is believed only as far as the bytes agree
 * @result: (out) (optional):
 *
 * Never fails. Line ends and control characters are left alone; NUL becomes U+FFFD.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *henji_charset_decode (const guint8 *data,
                            gsize length,
                            const char *label,
                            HenjiCharsetResult *result);

/* The same without doubt: @name is taken for true. @name is canonical. */
char *henji_charset_decode_as (const guint8 *data, gsize length, const char *name, gsize *n_bad);

/* ISO-2022-JP with all that is sent under its name: NEC row 13, IBM extensions, half-width kana by
 * ESC ( I, by SO/SI and by eight bits, JIS X 0201 and 0212. */
void henji_charset_iso_2022_jp (const guint8 *data, gsize length, GString *out, gsize *n_bad);

G_END_DECLS

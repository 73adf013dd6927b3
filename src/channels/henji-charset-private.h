/* henji-charset-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Canonical names. */
#define UTF_8 "UTF-8"
#define ASCII "US-ASCII"
#define CP932 "CP932"
#define JIS "ISO-2022-JP"
#define EUC "EUC-JP"
#define LATIN "WINDOWS-1252"

/* Appends what iconv can read of @data; each run of bytes it cannot is one U+FFFD. Adds to @n_bad.
 */
void henji_charset_convert (
    const guint8 *data, gsize length, const char *name, GString *out, gsize *n_bad);
/* Does iconv know a set of this name? */
gboolean henji_charset_converts (const char *name);

/* Is there an escape sequence of ISO-2022-JP in it, for a set that we have? */
gboolean henji_charset_has_jis_escape (const guint8 *data, gsize length);

G_END_DECLS

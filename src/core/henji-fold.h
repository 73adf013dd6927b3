/* henji-fold.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * henji_fold_char:
 *
 * Folds one character for search and recognition: NFKC, case, half-width to full-width kana,
 * katakana to hiragana, Latin accents off, name variants (髙→高 﨑→崎 ...). At most 4 code points
 * (18 for a few compatibility characters); 0 when the character is dropped (variation selectors,
 * zero-width, marks).
 *
 * Returns: the number of code points written to @out, which has room for 18
 */
int henji_fold_char (gunichar c, gunichar *out);

/**
 * henji_fold:
 * @offsets: (out) (optional): for each byte of the result the byte offset in @text it came from,
 * and one more for the end; free with g_free()
 *
 * Folds a text; joins voiced marks with their kana (ﾊﾞ → ば). Storage never folds, only comparison.
 *
 * Returns: (transfer full):
 */
char *henji_fold (const char *text, gssize length, gsize **offsets);

/* Is it a character written without spaces between words (kanji, kana, hangul, 々, ー)? */
gboolean henji_fold_is_cjk (gunichar c);
gboolean henji_fold_has_cjk (const char *text);

G_END_DECLS

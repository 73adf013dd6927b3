/* henji-carrier-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a cell of a carrier's file can hold. Carriers' programs run on Japanese Windows: their files
 * are CP932, a half-width letter is one byte there and a full-width one two. */

/** HenjiCarrierLetters: which letters a column takes. */
typedef enum
{
  HENJI_CARRIER_ANY = 0,
  HENJI_CARRIER_HALF, /* ASCII: full-width letters and digits are made narrow */
  HENJI_CARRIER_FULL, /* half-width letters, digits and kana are made wide */
} HenjiCarrierLetters;

/**
 * henji_carrier_tidy:
 *
 * One line without blanks at its ends; every blank but the ideographic one is a space. A kana and a
 * combining voiced mark are one letter, as CP932 has them. No other letter is changed or lost.
 *
 * Returns: (transfer full): @text, valid UTF-8
 */
char *henji_carrier_tidy (const char *text, HenjiCarrierLetters letters);

/* Half-width places: 1 for ASCII and half-width kana, 2 for any other letter. */
int henji_carrier_width_of (gunichar c);
int henji_carrier_width (const char *text);

/**
 * henji_carrier_encode:
 * @charset: "CP932" or "UTF-8"
 * @out: (nullable): gets the bytes
 * @lost: (nullable) (element-type gunichar): gets what cannot be written, each once
 *
 * Writes the letters as they are or not at all. Where Unicode has two letters for one of CP932 (〜
 * and ～, − and －, ‖ and ∥, — and ―, ¢ £ ¬), either is that letter; ¥ is not, as it would be read
 * back as a backslash, nor is a control character or one of private use.
 *
 * Returns: %FALSE when something is lost; then nothing is written
 */
gboolean
henji_carrier_encode (const char *text, const char *charset, GByteArray *out, GArray *lost);

/* Would a spreadsheet take a cell that begins so for a formula? 0 when not, else the sign. */
gunichar henji_carrier_formula_sign (const char *text);

G_END_DECLS

/* henji-customer-code.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address.h"

G_BEGIN_DECLS

/* Japan Post's customer barcode (カスタマバーコード) for letters: the postal code and the numbers
 * of an address in 67 bars of four heights.
 * https://www.post.japanpost.jp/zipcode/zipmanual/p11.html and the pages behind it; checked
 * 2026-11-26. */

typedef enum
{
  HENJI_BAR_LONG = 1,
  HENJI_BAR_UPPER,
  HENJI_BAR_LOWER,
  HENJI_BAR_TIMING,
} HenjiBarHeight;

#define HENJI_CUSTOMER_BARS 67

/**
 * henji_customer_code_numbers:
 * @rest: what follows the name of the town: "1丁目3番2号 郵便プラザ503室". Where the name stands
 *   before it, it does no harm.
 *
 * What the barcode says of an address beside its postal code (pages 17 to 19 of the manual).
 *
 * Returns: (transfer full): digits, hyphens and single letters: "1-3-2-503"; may be empty
 */
char *henji_customer_code_numbers (const char *rest);
/* (transfer full): of an address in Japanese letters. */
char *henji_customer_code_of_address (const HenjiAddress *address);

/**
 * henji_customer_code_bars:
 * @postal_code: seven digits, with or without their hyphen
 * @numbers: as above; what is more than thirteen columns is left out, a letter that the end cuts
 *   in two keeps its first half (page 20)
 * @bars: (out caller-allocates) (array fixed-size=67): from the left
 *
 * Returns: %FALSE when either holds what the barcode cannot say
 */
gboolean henji_customer_code_bars (const char *postal_code,
                                   const char *numbers,
                                   HenjiBarHeight bars[HENJI_CUSTOMER_BARS]);

G_END_DECLS

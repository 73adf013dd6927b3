/* henji-money.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"

G_BEGIN_DECLS

/**
 * HenjiMoney:
 * @minor: the amount in the currency's smallest unit (yen, cents)
 * @currency: ISO 4217 code, empty when there is no amount
 *
 * An amount of money, passed by value. Never a floating-point number.
 */
typedef struct
{
  gint64 minor;
  char currency[4];
} HenjiMoney;

#define HENJI_MONEY_NONE ((HenjiMoney){ 0, "" })

gboolean henji_money_is_set (HenjiMoney money);
gboolean henji_money_equal (HenjiMoney a, HenjiMoney b);
/* Decimals of a currency: 0 for JPY and KRW, 2 otherwise. */
int henji_money_decimals (const char *currency);

/**
 * henji_money_parse:
 * @text: a plain number as reports write it: "2480", "24.80", "-1.5", "1,200"; "2480.00" is fine
 *   for JPY, "2480.50" is not
 *
 * Returns: %FALSE when @text is no amount of @currency, has too many decimals or overflows
 */
gboolean henji_money_parse (const char *text, const char *currency, HenjiMoney *money);

/**
 * henji_money_format:
 * @language: the language of the text that will carry it: "￥1,200" and "24.80米ドル" in Japanese,
 *   "¥1,200" and "$24.80" in English
 *
 * Returns: (transfer full):
 */
char *henji_money_format (HenjiMoney money, HenjiLanguage language);

G_END_DECLS

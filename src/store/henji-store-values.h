/* henji-store-values.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address.h"
#include "henji-money.h"
#include "henji-store-private.h"

G_BEGIN_DECLS

/* Values of several columns. Money: minor units, currency. Address: known, then its ten fields. */

void henji_query_bind_money (HenjiQuery *q, const HenjiMoney *money);
HenjiMoney henji_query_get_money (HenjiQuery *q);
void henji_query_bind_address (HenjiQuery *q, const HenjiAddress *address);
/* (transfer full) (nullable): */
HenjiAddress *henji_query_get_address (HenjiQuery *q);

/* Of a text; 64 hex digits. */
char *henji_store_digest (const char *const *parts);

G_END_DECLS

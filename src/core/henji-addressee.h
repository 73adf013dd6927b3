/* henji-addressee.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-message.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): to whom the buyer wants a receipt or an invoice made out (宛名), in
 * their words, without the 様 or 御中 that follows. */
char *henji_addressee_find (const HenjiMessage *message);

/* (transfer full) (nullable): what a receipt is to be for (但し書き): 「備品代」. */
char *henji_proviso_find (const HenjiMessage *message);

G_END_DECLS

/* henji-csba-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-csba.h"
#include "henji-message.h"

G_BEGIN_DECLS

/** HenjiCsbaWords: the words by which a customised product or a pre-order is known, from
 * `data/csba/`. Read-only, safe for any thread. */
typedef struct _HenjiCsbaWords HenjiCsbaWords;

HenjiCsbaWords *
henji_csba_words_parse (const char *text, gsize length, const char *name, GError **error);
HenjiCsbaWords *henji_csba_words_ref (HenjiCsbaWords *self);
void henji_csba_words_unref (HenjiCsbaWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiCsbaWords, henji_csba_words_unref)

/* %HENJI_CSBA_CUSTOMISATION or %HENJI_CSBA_PRE_ORDER where a buyer's own words say so, else
 * %HENJI_CSBA_ORDER. */
HenjiCsbaNature henji_csba_words_of_message (const HenjiCsbaWords *self,
                                             const HenjiMessage *message);
/* The same of an order's items. */
HenjiCsbaNature henji_csba_words_of_order (const HenjiCsbaWords *self, const HenjiOrder *order);

G_END_DECLS

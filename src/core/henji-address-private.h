/* henji-address-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How addresses are cut into parts, for the files henji-address-*.c alone.
 */
#pragma once

#include "henji-address-parts.h"

G_BEGIN_DECLS

#define HENJI_N_PREFECTURES 47

typedef struct
{
  const char *name;    /* "東京都", "OR" */
  const char *english; /* "Tokyo", "Oregon" */
} HenjiRegion;

extern const HenjiRegion henji_prefectures[HENJI_N_PREFECTURES];

/* (transfer full): takes @text. A pattern is a caseless regular expression. */
char *henji_address_replace (char *text, const char *pattern, const char *with);
/* (transfer full) (nullable): cuts the first match out of @text; what its @group held. */
char *henji_address_cut (char **text, const char *pattern, guint group);
/* (transfer full): takes @text; %NULL for nothing but blanks. */
char *henji_address_or_null (char *text);

/* Cuts an address in Latin letters, @rest, into @self; @code: (inout): its postal code. */
void henji_address_split_latin (HenjiAddressParts *self, char **rest, char **code);
/* Moves "Apt 4" from the end of the street to the building. */
void henji_address_cut_unit (HenjiAddressParts *self);

G_END_DECLS

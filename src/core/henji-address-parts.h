/* henji-address-parts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_ADDRESS_CODE, /* "150-0001", "97205-1234" */
  HENJI_ADDRESS_STATE,
  HENJI_ADDRESS_CITY,   /* with county and ward: "仙台市青葉区", "西多摩郡奥多摩町" */
  HENJI_ADDRESS_STREET, /* with the numbers of block and house */
  HENJI_ADDRESS_BUILDING,
  HENJI_N_ADDRESS_PARTS
} HenjiAddressPart;

const char *henji_address_part_id (HenjiAddressPart part);

HENJI_DECLARE_VALUE (HenjiAddressParts, henji_address_parts)

/**
 * HenjiAddressParts:
 *
 * An address cut into what can be compared, widths of letters made one. A part that is not written
 * is %NULL; what cannot be told apart stays with the part before it.
 */
struct _HenjiAddressParts
{
  char country[3]; /* ISO 3166, "" when it is not known; only of "JP" and "US" all parts are */
  char *parts[HENJI_N_ADDRESS_PARTS];
};

/* (transfer full): of an order's address. */
HenjiAddressParts *henji_address_split (const HenjiAddress *address);
/**
 * henji_address_split_text:
 * @text: one or more lines, as a buyer writes an address; without a name
 * @code: (nullable): the postal code, when it was found apart
 * @country: (nullable): "JP" or "US", what to think when the text does not show it
 */
HenjiAddressParts *
henji_address_split_text (const char *text, const char *code, const char *country);

/* (nullable): one name for a prefecture ("東京都") or a state ("OR") in any of its spellings. */
const char *henji_address_region (const char *country, const char *written);
/* (nullable): the same region in the letters of English: "Tokyo", "Oregon". */
const char *henji_address_region_english (const char *country, const char *region);

/* (transfer full): two writings of the same part have the same key. */
char *henji_address_part_key (const char *country, HenjiAddressPart part, const char *text);

G_END_DECLS

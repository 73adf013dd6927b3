/* henji-postal-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address-parts.h"
#include "henji-postal-codes.h"

G_BEGIN_DECLS

/** HenjiPostalVerdict: does an address fit its postal code? */
typedef enum
{
  HENJI_POSTAL_SILENT, /* nothing can be said: no code, no town, Latin letters, another country */
  HENJI_POSTAL_FITS,
  HENJI_POSTAL_UNLISTED, /* a large office's own code, a very new one, or a wrong one */
  HENJI_POSTAL_OTHER_PREFECTURE,
  HENJI_POSTAL_OTHER_CITY,
  HENJI_POSTAL_OTHER_TOWN, /* the list has the address's town under another code */
} HenjiPostalVerdict;

const char *henji_postal_verdict_id (HenjiPostalVerdict verdict); /* "other-city" */

HENJI_DECLARE_VALUE (HenjiPostalCheck, henji_postal_check)

struct _HenjiPostalCheck
{
  HenjiPostalVerdict verdict;
  char *sentence;    /* (nullable): what does not fit, translated */
  GPtrArray *places; /* (element-type HenjiPostalPlace): of the address's code */
  /* What completes the address, %NULL where nothing is lacking or the list leaves a choice; the
   * street with the town before it. */
  char *parts[HENJI_N_ADDRESS_PARTS];
  char *proposal; /* (nullable): all of them on a line, "〒150-0001 東京都渋谷区" */
};

/**
 * henji_postal_check:
 *
 * Holds a Japanese address against the list. A town is only said to be wrong when the list has the
 * address's own town under other codes; in Kyoto, whose addresses name streets first, it is never.
 *
 * Returns: (transfer full):
 */
HenjiPostalCheck *henji_postal_check (const HenjiPostalCodes *codes,
                                      const HenjiAddressParts *parts);

G_END_DECLS

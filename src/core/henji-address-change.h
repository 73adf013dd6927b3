/* henji-address-change.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address-parts.h"
#include "henji-postal-check.h"
#include "henji-postal.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_PART_NONE, /* in neither */
  HENJI_PART_SAME, /* perhaps written otherwise: "1丁目2番3号", "1-2-3" */
  HENJI_PART_CHANGED,
  HENJI_PART_ADDED,   /* only in the new address */
  HENJI_PART_MISSING, /* only in the old one: given up, or not written again */
  HENJI_PART_UNSURE,  /* in different scripts: to be compared by eye */
} HenjiPartChange;

const char *henji_part_change_id (HenjiPartChange change);

/** HenjiAddressFault: what does not fit in the new address. */
typedef enum
{
  HENJI_ADDRESS_FAULT_COUNTRY,     /* another country than the old one's */
  HENJI_ADDRESS_FAULT_NO_CODE,     /* no postal code */
  HENJI_ADDRESS_FAULT_CODE_SHAPE,  /* not seven digits (JP), not five or nine (US) */
  HENJI_ADDRESS_FAULT_CODE_REGION, /* the code belongs to another prefecture or state */
  HENJI_ADDRESS_FAULT_CODE_PLACE,  /* the list of all codes has it elsewhere, or not at all */
  HENJI_ADDRESS_FAULT_CODE_KEPT,   /* another city, the same code */
  HENJI_ADDRESS_FAULT_CODE_ALONE,  /* another code for the same street */
  HENJI_ADDRESS_FAULT_NO_CITY,
  HENJI_ADDRESS_FAULT_NO_STREET,
  HENJI_ADDRESS_FAULT_NO_NUMBER, /* a street without a house number */
  HENJI_N_ADDRESS_FAULTS
} HenjiAddressFault;

const char *henji_address_fault_id (HenjiAddressFault fault);

HENJI_DECLARE_VALUE (HenjiAddressChange, henji_address_change)

struct _HenjiAddressChange
{
  HenjiAddressParts *was;
  HenjiAddressParts *is;
  HenjiPartChange changes[HENJI_N_ADDRESS_PARTS];
  guint faults;                            /* bits 1 << HenjiAddressFault */
  char *sentences[HENJI_N_ADDRESS_FAULTS]; /* (nullable) each: for people, translated */
  HenjiPostalCheck *check;                 /* (nullable): @is held against the list of all codes */
};

/**
 * henji_address_compare:
 * @was: the order's address
 * @is: the one the buyer asks for
 * @codes: (nullable): the list of all postal codes, when it is loaded
 *
 * Part by part what changed, and what does not fit in the new address. Of a postal code whose
 * prefix is not known nothing is said.
 *
 * Returns: (transfer full):
 */
HenjiAddressChange *henji_address_compare (HenjiAddressParts *was,
                                           HenjiAddressParts *is,
                                           const HenjiPostal *postal,
                                           const HenjiPostalCodes *codes);
gboolean henji_address_change_is_any (const HenjiAddressChange *self);

G_END_DECLS

/* henji-address.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"
#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiAddress, henji_address)

/**
 * HenjiAddress:
 *
 * A postal address as it was written by its source, any field may be %NULL. Japanese addresses may
 * hold everything in the lines; whoever prints one uses whatever is there, in order.
 */
struct _HenjiAddress
{
  char *name;
  char *organisation;
  char *line1;
  char *line2;
  char *line3;
  char *city;
  char *state;       /* prefecture or state */
  char *postal_code; /* as written */
  char *country;     /* ISO 3166 two letters, or as written */
  char *phone;       /* never printed */
};

gboolean henji_address_is_empty (const HenjiAddress *self);
gboolean henji_address_equal (const HenjiAddress *a, const HenjiAddress *b);
/* (nullable): "JP", "US", …; %NULL when the country is not written, or not known. */
const char *henji_address_country (const HenjiAddress *self);

/**
 * henji_address_block:
 * @with_name: whether name and organisation are part of it
 *
 * The address in the order of its own country: 〒 and prefecture first for Japan written in
 * Japanese letters, name first and postal code last otherwise. Never the phone number.
 *
 * Returns: (transfer full): lines joined by "\n"
 */
char *henji_address_block (const HenjiAddress *self, gboolean with_name);

/* (transfer full): the same on one line, without name. */
char *henji_address_line (const HenjiAddress *self);

G_END_DECLS

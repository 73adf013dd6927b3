/* henji-postal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HenjiPostal: what the first three digits of a postal code say, from `data/postal/`. Read-only.
 */
typedef struct _HenjiPostal HenjiPostal;

HenjiPostal *henji_postal_parse (const char *text, gsize length, const char *name, GError **error);
HenjiPostal *henji_postal_ref (HenjiPostal *self);
void henji_postal_unref (HenjiPostal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiPostal, henji_postal_unref)

/**
 * henji_postal_regions:
 * @country: "JP" or "US"
 * @code: "498-0001", "97205"; only its first three characters count
 *
 * Returns: (transfer none) (nullable): the prefectures ("愛知県") or states ("OR") that codes of
 * this prefix exist in, the most usual first; %NULL when nothing is known of it
 */
const char *const *
henji_postal_regions (const HenjiPostal *self, const char *country, const char *code);

G_END_DECLS

/* henji-postal-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiPostalSource, henji_postal_source)

/** HenjiPostalSource: where the list of all postal codes is found, from `data/postal/list.ini`. */
struct _HenjiPostalSource
{
  char **addresses; /* to be tried one after the other */
  char *page;       /* for a person */
  guint least;      /* codes that a whole list has */
};

/* (transfer full) (nullable): */
HenjiPostalSource *
henji_postal_source_parse (const char *text, gsize length, const char *name, GError **error);

G_END_DECLS

/* henji-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"

G_BEGIN_DECLS

/**
 * henji_name_for_greeting:
 * @names: (array zero-terminated): what is known of one person's name, the surest first
 *
 * How a letter in @language addresses the person: "佐伯 美咲 様", "株式会社青葉 御中", "お客様"; in
 * English what follows "Dear ": "Emily Turner", "Saeki-sama" (when a Japanese buyer's name is also
 * known in Latin letters), "Customer". The order of family and given name is never changed, an
 * honorific never doubled; what is no name (a mail address, the marketplace's stand-in) is passed
 * over.
 *
 * Returns: (transfer full):
 */
char *henji_name_for_greeting (const char *const *names, HenjiLanguage language);

/* (transfer full) (nullable): the bare name without honorifics, or %NULL when @name is none. */
char *henji_name_bare (const char *name);

/* Is it a firm, a school, a hospital ... as a whole, not a person in one? */
gboolean henji_name_is_organisation (const char *name);

G_END_DECLS

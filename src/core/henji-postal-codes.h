/* henji-postal-codes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

/* Japan Post's list of postal codes, as the desk keeps it. Which towns a code has and which codes
 * a town has are both many to many; the codes of single large offices are not in it. */

HENJI_DECLARE_VALUE (HenjiPostalPlace, henji_postal_place)

struct _HenjiPostalPlace
{
  char code[9];     /* "150-0001" */
  char *prefecture; /* "東京都" */
  char *city; /* with county, island and ward: "仙台市青葉区", "西多摩郡奥多摩町" */
  char *town; /* "" for the city as a whole */
};

/** HenjiPostalCodes: all places, by code and by city. Read-only, for any thread. */
typedef struct _HenjiPostalCodes HenjiPostalCodes;

/**
 * henji_postal_codes_open:
 * @text: what henji_postal_codes_text() gave
 *
 * Checks and indexes the whole of it; it is not copied.
 *
 * Returns: (transfer full): %NULL with @error when anything in it is not as it was written
 */
HenjiPostalCodes *henji_postal_codes_open (GBytes *text, GError **error);
HenjiPostalCodes *henji_postal_codes_ref (HenjiPostalCodes *self);
void henji_postal_codes_unref (HenjiPostalCodes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiPostalCodes, henji_postal_codes_unref)

/* (transfer none) */
GBytes *henji_postal_codes_text (const HenjiPostalCodes *self);
/* Where it came from: an address of the web, or the name of a file. */
const char *henji_postal_codes_source (const HenjiPostalCodes *self);
/* (nullable): the day of the list, ISO */
const char *henji_postal_codes_date (const HenjiPostalCodes *self);
gint64 henji_postal_codes_taken_at (const HenjiPostalCodes *self);
guint henji_postal_codes_n_codes (const HenjiPostalCodes *self);
guint henji_postal_codes_n_places (const HenjiPostalCodes *self);
/* Rows of the list whose town could not be told, so that they say no more than the city. */
guint henji_postal_codes_n_rough (const HenjiPostalCodes *self);

/* Refuses a list with fewer codes than @least, or without one of the prefectures. */
gboolean henji_postal_codes_is_whole (const HenjiPostalCodes *self, guint least, GError **error);

/* (transfer full) (element-type HenjiPostalPlace): @code: seven digits, with or without hyphen. */
GPtrArray *henji_postal_codes_at (const HenjiPostalCodes *self, const char *code);
/**
 * henji_postal_codes_in:
 * @prefecture: (nullable): in any
 * @key: the city's name as henji_postal_key() has it, without county or prefecture where it likes:
 *   that of "奥多摩町" finds 西多摩郡奥多摩町, that of "中央区" the wards of all cities
 *
 * Returns: (transfer full) (element-type HenjiPostalPlace): of all cities that end so
 */
GPtrArray *
henji_postal_codes_in (const HenjiPostalCodes *self, const char *prefecture, const char *key);

/**
 * henji_postal_key:
 *
 * Two writings of a place have one key: widths, 大字 and 字, ヶ ケ が, の ノ 之, numbers in kanji.
 * The key of a whole address begins with the keys of its parts.
 *
 * Returns: (transfer full):
 */
char *henji_postal_key (const char *text);

/* ---- Making one ------------------------------------------------------------------------------ */

/** HenjiPostalBuilder: takes the rows of the list one after the other. */
typedef struct _HenjiPostalBuilder HenjiPostalBuilder;

HenjiPostalBuilder *henji_postal_builder_new (void);
void henji_postal_builder_free (HenjiPostalBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiPostalBuilder, henji_postal_builder_free)

/* @town: the field as it stands in the list. %FALSE when this is no row of a list of postal codes.
 */
gboolean henji_postal_builder_add (HenjiPostalBuilder *self,
                                   const char *code,
                                   const char *prefecture,
                                   const char *city,
                                   const char *town);
/* (transfer full): @date: (nullable) of the list */
HenjiPostalCodes *henji_postal_builder_end (HenjiPostalBuilder *self,
                                            const char *source,
                                            const char *date,
                                            gint64 taken_at,
                                            GError **error);

G_END_DECLS

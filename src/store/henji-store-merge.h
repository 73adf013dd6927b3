/* henji-store-merge.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-money.h"
#include "henji-store-private.h"

G_BEGIN_DECLS

/* What several reports say about one thing, put together so that the order of reading does not
 * matter.
 *
 * Each saying is kept as it came, as words: field name → text, blanks left out. The thing itself is
 * worked out from the whole set: per field the saying of the highest rank counts, and among equals
 * the greater text. Nothing else enters, so any order of import gives the same. */

typedef enum
{
  HENJI_SAID_TEXT,    /* char *; blank: NULL or "" */
  HENJI_SAID_INSTANT, /* gint64; blank: 0 */
  HENJI_SAID_COUNT,   /* int; blank: negative */
  HENJI_SAID_MONEY,   /* HenjiMoney; blank: not set */
  HENJI_SAID_EXTRA,   /* char *, "heading\tvalue\n" each: every heading a field of its own */
} HenjiSaidType;

typedef struct
{
  const char *name;
  HenjiSaidType type;
  gsize offset;
  gboolean person; /* personal data: kept in a column of its own */
} HenjiSaidField;

/** HenjiSaying: what one report said. */
typedef struct
{
  gint64 rank;
  char *source;
  char *digest;
  GHashTable *words; /* char * → char * */
  GPtrArray *items;  /* (element-type GHashTable) */
} HenjiSaying;

HenjiSaying *henji_saying_new (gint64 rank, const char *source);
void henji_saying_free (HenjiSaying *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiSaying, henji_saying_free)

GHashTable *henji_words_new (void);
void henji_words_put (GHashTable *words,
                      gconstpointer value,
                      const HenjiSaidField *fields,
                      guint n_fields);
/* @value must be fresh: what it holds is overwritten, not freed. */
void
henji_words_get (GHashTable *words, gpointer value, const HenjiSaidField *fields, guint n_fields);
gboolean henji_words_equal (GHashTable *a, GHashTable *b);

/* Puts into @out, for each field said by @words, what wins: @ranks tells the rank each field of
 * @out came with. */
void henji_words_contest (GHashTable *out, GHashTable *ranks, GHashTable *words, gint64 rank);

/**
 * henji_sayings_add:
 * @person_fields: names of fields that are personal data
 *
 * Keeps a saying; one that is known word for word is not kept twice. Sets its digest.
 */
gboolean henji_sayings_add (HenjiDb *db,
                            int entity,
                            const char *order_id,
                            HenjiSaying *saying,
                            const HenjiSaidField *fields,
                            guint n_fields,
                            gboolean *added,
                            GError **error);
/* (transfer full) (element-type HenjiSaying): in an order that depends on them alone. */
GPtrArray *henji_sayings_get (HenjiDb *db, int entity, const char *order_id, GError **error);

G_END_DECLS

/* henji-index.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-store-private.h"

G_BEGIN_DECLS

/* Kinds of the table `touched`. */
enum
{
  HENJI_TOUCHED_ORDER = 1,
  HENJI_TOUCHED_CASE,
  HENJI_TOUCHED_RETURN,
  HENJI_TOUCHED_NOTE,
  HENJI_TOUCHED_DRAFT,
};

typedef struct
{
  const char *field; /* static: "order-id", "buyer", ... */
  char *text;
} HenjiDocField;

/** HenjiDoc: something that is searched: a message, or one of the kinds above. */
typedef struct
{
  gint64 case_row; /* 0 for none */
  char *order_id;  /* nullable */
  gint64 at;
  GArray *fields; /* (element-type HenjiDocField) */
} HenjiDoc;

void henji_doc_free (HenjiDoc *doc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiDoc, henji_doc_free)

/* (transfer full) (nullable): %NULL without an error when it is gone, or not to be found any more.
 */
HenjiDoc *henji_doc_of (HenjiDb *db, int kind, gint64 ref, GError **error);
/* (transfer full) (nullable): fields "body", "subject", "sender", "attachment". */
HenjiDoc *henji_doc_of_message (HenjiDb *db, gint64 message, GError **error);
/* (transfer full): its fields, folded, with borders between. */
char *henji_doc_text (const HenjiDoc *doc);
/* (transfer full): its numbers, ready for HenjiTerm.digits, separated by blanks. */
char *henji_doc_digits (const HenjiDoc *doc);

/* Opens search.db for reading on a reader, again when it was made anew. %FALSE: there is none, or
 * it cannot be used. */
gboolean henji_index_attach (HenjiDb *db);
/* Does it hold all that this transaction of @db sees? */
gboolean henji_index_is_complete (HenjiDb *db);

G_END_DECLS

/* henji-db-case.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"
#include "henji-db.h"

G_BEGIN_DECLS

/* ---- Rows ----------------------------------------------------------------------------------- */

/**
 * henji_db_case_insert:
 * @case_: `uuid` %NULL makes one at @now; `order_ids` are linked; `row`, `due`, `due_rule`,
 * `last_at`, `n_messages`, `excerpt` are not looked at, they follow from clocks and messages. A
 * buyer with this alias is made when there is none.
 *
 * Returns: its row, 0 on error
 */
gint64 henji_db_case_insert (HenjiDb *db, const HenjiCase *case_, gint64 now, GError **error);

/* Stores `court`, `kind`, `language`, `confirmation`, `flags`, `marketplace`, `buyer`, `alias` and
 * `subject` of case `row`; links its `order_ids` (never unlinks). The rest is not looked at. */
gboolean henji_db_case_update (HenjiDb *db, const HenjiCase *case_, GError **error);

gboolean henji_db_case_set_court (HenjiDb *db, gint64 row, HenjiCourt court, GError **error);
gboolean henji_db_case_set_kind (HenjiDb *db, gint64 row, HenjiKind kind, GError **error);
gboolean
henji_db_case_set_language (HenjiDb *db, gint64 row, HenjiLanguage language, GError **error);
gboolean henji_db_case_set_confirmation (HenjiDb *db,
                                         gint64 row,
                                         HenjiConfirmation confirmation,
                                         GError **error);
/* Sets the bits of @mask to @flags. */
gboolean henji_db_case_set_flags (HenjiDb *db, gint64 row, guint mask, guint flags, GError **error);

/* (transfer full): also of a case that was merged away (its row stays, out of every list). */
HenjiCase *henji_db_case_get (HenjiDb *db, gint64 row, GError **error);
/* (transfer full) (element-type HenjiCase): in the order of @rows, %NULL where one is gone. */
GPtrArray *henji_db_cases (HenjiDb *db, const gint64 *rows, guint n_rows, GError **error);

/* The case's own RMA number: (transfer full) (nullable), %NULL without an error when it has none.
 */
char *henji_db_case_find_rma (HenjiDb *db, gint64 row, GError **error);
gboolean henji_db_case_set_rma (HenjiDb *db, gint64 row, const char *rma, GError **error);

/* ---- Finding: each follows a merge to the case that took the other in -------------------------
 */

/* Names the case after a message of @at, unless it has an older one. */
gboolean henji_db_case_set_first_subject (
    HenjiDb *db, gint64 row, const char *subject, gint64 at, GError **error);

/* The newest case of this alias that mentions this order; 0 without an error when none. */
gint64 henji_db_case_find (HenjiDb *db, const char *alias, const char *order_id, GError **error);
/* (transfer full) (element-type gint64): all cases of the alias, newest first. */
GArray *henji_db_case_find_by_alias (HenjiDb *db, const char *alias, GError **error);
/* The same of those that mention no order yet. */
GArray *henji_db_case_find_without_order (HenjiDb *db, const char *alias, GError **error);
/* The newest case with a message whose From or Reply-To address was exactly this, +suffix included.
 */
gint64 henji_db_case_find_by_address (HenjiDb *db, const char *address, GError **error);
/**
 * henji_db_case_find_by_uuid:
 * @prefix: a UUID or the beginning of one (4 characters at least)
 * @several: (out) (optional): several cases begin like this; then 0 is returned
 */
gint64
henji_db_case_find_by_uuid (HenjiDb *db, const char *prefix, gboolean *several, GError **error);

/* ---- The list ------------------------------------------------------------------------------- */

/** HenjiCaseFilter: zero it, then set kind and language to -1 for any. */
typedef struct
{
  int court;               /* HenjiCourt, or -1 for all */
  int kind;                /* HenjiKind, or -1 */
  int language;            /* HenjiLanguage, or -1 */
  const char *marketplace; /* domain, or NULL */
  gint64 due_before;       /* 0 for any: cases whose clock runs out before */
  gint64 due_from;         /* 0 for any: and a clock of ours not before this */
  const char *text;        /* search words, or NULL */
  gboolean support;        /* only the seller's own with the marketplace */
  const char *tag;         /* or NULL */
  gint64 begun_from;       /* with begun_until: cases whose first message lies between the two */
  gint64 begun_until;      /* 0 for any */
} HenjiCaseFilter;

/* (transfer full) (element-type gint64): next clock first, then those without one, newest first;
 * with `text` the case with the newest hit first (at most 1,000). */
GArray *henji_db_case_rows (HenjiDb *db, const HenjiCaseFilter *filter, GError **error);

typedef struct
{
  int court[3]; /* by HenjiCourt */
  int ours_by_kind[HENJI_N_KINDS];
  int answered; /* cases with an answer since @day_start, not undone */
} HenjiStoreCounts;
gboolean henji_db_counts (HenjiDb *db, gint64 day_start, HenjiStoreCounts *counts, GError **error);

/* How many cases that are ours have a row above @after; @newest: (out): the last row of all. */
gboolean henji_db_new_cases (HenjiDb *db, gint64 after, int *n, gint64 *newest, GError **error);

/* Orders and cases (not merged away) of a buyer, by alias. */
gboolean
henji_db_buyer_counts (HenjiDb *db, const char *alias, int *orders, int *cases, GError **error);
/* (transfer full): the numbers of a buyer's orders, by alias. */
char **henji_db_buyer_order_ids (HenjiDb *db, const char *alias, GError **error);
/* (transfer full): names of the buyers of the first @limit cases that are ours, without
 * those of @case_. */
char **henji_db_other_buyers (HenjiDb *db, const HenjiCase *case_, int limit, GError **error);
/* Gives us the turn in every case that waits and in which a clock of ours of @rule ends by @until.
 */
gboolean henji_db_cases_take_turn (HenjiDb *db, const char *rule, gint64 until, GError **error);
/* (transfer full) (nullable): the newest name known for an alias, from orders and mails. */
gboolean
henji_db_buyer_put (HenjiDb *db, const char *alias, const char *name, gint64 at, GError **error);

/* ---- Merging and splitting ------------------------------------------------------------------ */

/**
 * henji_db_case_merge:
 * @undo: (out) (transfer full): for henji_db_case_unmerge(): "key=value\n" lines for the event's
 * data
 *
 * Moves messages, links, events, clocks, drafts and returns of @from to @into. @from stays as an
 * empty row that leads to @into. Court, kind and flags are the caller's business.
 */
gboolean henji_db_case_merge (HenjiDb *db, gint64 into, gint64 from, char **undo, GError **error);
gboolean henji_db_case_unmerge (HenjiDb *db, gint64 into, const char *undo, GError **error);

/**
 * henji_db_case_split:
 * @new_case: (out): the row of a case like the old one, with this message and all after it, linked
 * to the order numbers these messages mention; when they mention none, to those of the old case
 * @undo: (out) (transfer full): for henji_db_case_unmerge() on the *old* case
 */
gboolean henji_db_case_split (
    HenjiDb *db, gint64 message_row, gint64 now, gint64 *new_case, char **undo, GError **error);

G_END_DECLS

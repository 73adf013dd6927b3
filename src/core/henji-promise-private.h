/* henji-promise-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-promise.h"

G_BEGIN_DECLS

/** HenjiDateMention: a time that a sentence names. */
typedef struct
{
  int start; /* bytes in the sentence */
  int end;
  gint64 until; /* 0: past, or no such day */
} HenjiDateMention;

/** HenjiPromiseWho: whose turn the words next to a date make it. */
typedef enum
{
  HENJI_PROMISE_NOBODY,
  HENJI_PROMISE_OURS,
  HENJI_PROMISE_THEIRS,
} HenjiPromiseWho;

typedef struct
{
  int start;
  int end;
  HenjiPromiseWho who;
} HenjiPromiseCue;

/* All take a sentence that is NFKC-normalised, on one line and in small letters. */

/* (transfer full) (element-type HenjiDateMention): */
GArray *henji_date_mentions (const char *sentence,
                             HenjiLanguage language,
                             const HenjiOpenDays *days,
                             gint64 now,
                             GTimeZone *zone);
/* (transfer full) (element-type HenjiPromiseCue): */
GArray *henji_promise_cues (const char *sentence, HenjiLanguage language);

/* The last instant of @date in @zone; 0 when invalid. */
gint64 henji_promise_end_of_day (const char *date, GTimeZone *zone);

G_END_DECLS

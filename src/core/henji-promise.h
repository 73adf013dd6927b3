/* henji-promise.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-template.h"

G_BEGIN_DECLS

/** HenjiPromiseAct: what was promised, roughly: the next answer keeps a promise to write, and a new
 * promise of the same act takes the place of an older one. Stored. */
typedef enum
{
  HENJI_PROMISE_OTHER,
  HENJI_PROMISE_CONTACT, /* to write again */
  HENJI_PROMISE_SHIP,
  HENJI_PROMISE_REFUND,
} HenjiPromiseAct;

/** HenjiPromise: something that a reply says we will do, and until when. */
typedef struct
{
  gint64 until; /* the end of the day in the shop's zone, or the time given */
  HenjiPromiseAct act;
  gboolean choice;   /* one of several that the buyer chooses from */
  gboolean by_field; /* a field of the situation says it */
  char *words;    /* the field's label, "再送日 / Replacement leaves", or the sentence itself */
  char *sentence; /* the sentence it stands in, on one line */
} HenjiPromise;

void henji_promise_free (HenjiPromise *self);

/**
 * henji_promises_find:
 * @text: a reply
 * @days: (nullable): when the shop works, for "3営業日以内に"; Monday to Friday without
 * @now: when it is sent
 * @zone: the shop's
 *
 * Promises in the first person with a definite time: "11月28日までに発送いたします", "We will write
 * by Friday", "24時間以内に". What the buyer is asked to do by a date, what is past, what waits
 * for something else ("到着後3日以内に", "within 2 days of receiving it") and when a parcel should
 * arrive are none.
 *
 * Returns: (transfer full) (element-type HenjiPromise): in the order of the text
 */
GPtrArray *henji_promises_find (const char *text,
                                HenjiLanguage language,
                                const HenjiOpenDays *days,
                                gint64 now,
                                GTimeZone *zone);

/**
 * henji_promises_of_reply:
 * @situation: (nullable): the reply was made from
 * @text: the reply as it is sent in @language
 *
 * The promises of henji_promises_find(), and those fields of the situation that promise a date, are
 * used by a clause that is on, and whose date still stands in the text: these go by the field's
 * label in both languages.
 *
 * Returns: (transfer full) (element-type HenjiPromise):
 */
GPtrArray *henji_promises_of_reply (const HenjiTemplate *situation,
                                    const HenjiChoices *choices,
                                    const HenjiReplyContext *context,
                                    HenjiLanguage language,
                                    const char *text);

G_END_DECLS

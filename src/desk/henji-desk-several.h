/* henji-desk-several.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/* One thing done with several cases: with each on its own, so that what cannot be done with one of
 * them keeps none of the others. */

/** HenjiLeftOut: a case with which it was not done. */
typedef struct
{
  gint64 row;
  char *name; /* of the buyer, or what stands for one */
  char *why;  /* a sentence or a few words, translated */
} HenjiLeftOut;

void henji_left_out_free (HenjiLeftOut *self);

/**
 * henji_left_out_words:
 * @left: (element-type HenjiLeftOut)
 *
 * Returns: (transfer full) (nullable): a line for each reason, with the names; a few of them when
 *   there are many. %NULL when none was left out
 */
char *henji_left_out_words (const GPtrArray *left);

/* ---- Whose turn it is, filing -----------------------------------------------------------------
 */

typedef enum
{
  HENJI_SEVERAL_ANSWERED,
  HENJI_SEVERAL_NO_REPLY,
  HENJI_SEVERAL_CONFIRM,
  HENJI_SEVERAL_CLOSE,
  HENJI_SEVERAL_REOPEN,
  HENJI_SEVERAL_REMIND,
  HENJI_SEVERAL_TAG,
} HenjiSeveralAct;

/** HenjiSeveralEvent: what it was done with, and the event that undoes it. */
typedef struct
{
  gint64 event;
  gint64 case_row;
} HenjiSeveralEvent;

/**
 * henji_desk_several:
 * @text: (nullable): the tag; the reminder's note
 * @until: when to be reminded
 * @left: (out) (transfer full) (element-type HenjiLeftOut): those it was not done with
 *
 * What can be done with a case is what the window offers for it alone.
 *
 * Returns: (transfer full) (element-type HenjiSeveralEvent): in the order in which it was done
 */
GArray *henji_desk_several (HenjiDesk *self,
                            const GArray *rows,
                            HenjiSeveralAct act,
                            const char *text,
                            gint64 until,
                            GPtrArray **left);

/**
 * henji_desk_undo_several:
 * @events: (element-type HenjiSeveralEvent)
 *
 * Takes them back, the last one first. One that was taken back by itself meanwhile is passed over.
 *
 * Returns: %FALSE with the first error when not all of the others could be taken back
 */
gboolean henji_desk_undo_several (HenjiDesk *self, const GArray *events, GError **error);

/* ---- Paper ------------------------------------------------------------------------------------
 */

typedef enum
{
  HENJI_SEVERAL_LABELS,  /* return labels */
  HENJI_SEVERAL_RETURNS, /* rows of a carrier's file */
  HENJI_SEVERAL_RESENDS, /* the same */
  HENJI_SEVERAL_PACKING, /* a packing list of their orders */
} HenjiSeveralPaper;

/** HenjiSeveralFit: the cases that a paper can be made of. */
typedef struct
{
  GArray *rows;      /* (element-type gint64), as they were given */
  GPtrArray *left;   /* (element-type HenjiLeftOut) */
  GPtrArray *orders; /* (element-type utf8): all known orders of @rows, each once */
} HenjiSeveralFit;

void henji_several_fit_free (HenjiSeveralFit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiSeveralFit, henji_several_fit_free)

/* (transfer full) */
HenjiSeveralFit *
henji_desk_several_fit (HenjiDesk *self, const GArray *rows, HenjiSeveralPaper paper);

G_END_DECLS

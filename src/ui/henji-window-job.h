/* henji-window-job.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-window-private.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_JOB_ANSWERED,
  HENJI_JOB_SUPPORT,
  HENJI_JOB_NO_REPLY,
  HENJI_JOB_CONFIRM,
  HENJI_JOB_CLOSE,
  HENJI_JOB_REOPEN,
  HENJI_JOB_NOTE,
  HENJI_JOB_KIND,
  HENJI_JOB_MERGE,
  HENJI_JOB_SPLIT,
  HENJI_JOB_CLAIM_STAGE,
  HENJI_JOB_CLAIM_AMOUNT,
  HENJI_JOB_CLOCK_DONE,
  HENJI_JOB_REMIND,
  HENJI_JOB_FOLLOW_UP,
  HENJI_JOB_CSBA_FORWARDED,
  HENJI_JOB_CSBA_NATURE,
  HENJI_JOB_TAG,
  HENJI_JOB_UNTAG,
  HENJI_JOB_OUTLAY,
  HENJI_JOB_DEFECT,
  HENJI_JOB_DEFECT_REMOVED,
  HENJI_JOB_PLAN,
  HENJI_JOB_COMPLETE_ADDRESS,
  HENJI_JOB_UNDO,
} HenjiJobType;

/** HenjiJob: one action on its way through the desk's thread and back. */
typedef struct
{
  HenjiWindow *window;
  HenjiJobType type;
  gint64 case_row;
  gint64 number; /* the kind, the message, the clock, the nature, or the event to undo */
  HenjiMoney amount;
  GArray *several; /* (nullable) (element-type HenjiSeveralEvent): to be undone, instead of one */
  char *text;      /* the note, the clock's rule, or the other case's uuid */
  gint64 event;    /* what came of it; 0 when refused */
  gboolean own;    /* the case is one with the marketplace */
  gboolean masked; /* a card number was taken out of the note */
} HenjiJob;

/* (transfer full): for the case shown. */
HenjiJob *henji_job_new (HenjiWindow *window, HenjiJobType type);
/* Takes @job to the desk and back, says what came of it and remembers how it is undone. */
void henji_job_run (HenjiJob *job);

/* Defines name_cb(), an action that does this to the case shown and asks nothing. */
#define HENJI_JOB_ACTION(name, type)                                                               \
  static void name##_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)           \
  {                                                                                                \
    henji_job_run (henji_job_new (user_data, type));                                               \
  }

/** HenjiAsked: what a question was about, while it is on the screen. */
typedef struct
{
  HenjiWindow *window;
  gint64 row;
  GPtrArray *cases; /* (nullable) */
} HenjiAsked;

HenjiAsked *henji_asked_new (HenjiWindow *window);
void henji_asked_free (HenjiAsked *self);

/* Installs in `case.*` what the trade knows beside answering: claims, clocks, costs, playbook. */
void henji_window_trade_install (HenjiWindow *self);

G_END_DECLS

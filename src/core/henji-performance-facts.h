/* henji-performance-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-ini.h"
#include "henji-kind.h"
#include "henji-performance.h"

G_BEGIN_DECLS

/* What of our own record answers to a figure of the marketplace's. */
typedef enum
{
  HENJI_PERFORMANCE_OURS_NONE,
  HENJI_PERFORMANCE_OURS_DEFECTS, /* our estimate of the order defect rate */
  HENJI_PERFORMANCE_OURS_FEEDBACK,
  HENJI_PERFORMANCE_OURS_CLAIM,
  HENJI_PERFORMANCE_OURS_CHARGEBACK,
} HenjiPerformanceOurs;

HENJI_DECLARE_VALUE (HenjiPerformanceKind, henji_performance_kind)

/** HenjiPerformanceKind: a kind of figure, as data/spapi/performance.ini says. */
struct _HenjiPerformanceKind
{
  char *id; /* "late-shipment" */
  char *ja;
  char *en;
  char *short_ja; /* where there is little room */
  char *short_en;
  char **paths;    /* where it may stand: "orderDefectRate.mfn" */
  gboolean share;  /* has a rate; else it is a number alone */
  gboolean list;   /* several stand there */
  char *count;     /* (nullable): path of the member that says how many */
  char *whole;     /* (nullable): likewise of how many */
  char *of;        /* (nullable): id of the one it is a part of */
  char *condition; /* (nullable): how its target is meant, in the report's words */
  char *rule;      /* (nullable): of the policy, where the report tells no target */
  HenjiPerformanceOurs ours;
};

HENJI_DECLARE_VALUE (HenjiPerformanceFacts, henji_performance_facts)

/** HenjiPerformanceFacts: what the figures and words of the report mean. */
struct _HenjiPerformanceFacts
{
  GPtrArray *kinds;     /* (element-type HenjiPerformanceKind) in the order of the file */
  GHashTable *words;    /* word of the report → HenjiPerformanceWord, private */
  GHashTable *warnings; /* the same of the kinds of warning */
};

/* Without anything in it. */
HenjiPerformanceFacts *henji_performance_facts_create (void);
/* Takes one group of the file in. */
gboolean henji_performance_facts_take (HenjiPerformanceFacts *self,
                                       const HenjiIni *ini,
                                       const HenjiIniGroup *group,
                                       GError **error);

/* (transfer none) (nullable): */
const HenjiPerformanceKind *henji_performance_facts_kind (const HenjiPerformanceFacts *self,
                                                          const char *id);
/* What it is called; the id where it is not known. */
const char *
henji_performance_title (const HenjiPerformanceFacts *self, const char *id, HenjiLanguage language);
/* What the report's @word means; the word itself where it is not known. @word: (nullable): gives
 * "–". */
const char *henji_performance_word (const HenjiPerformanceFacts *self,
                                    const char *word,
                                    HenjiLanguage language);
const char *henji_performance_warning_title (const HenjiPerformanceFacts *self,
                                             const char *type,
                                             HenjiLanguage language);
/* Does @word (nullable) mean that something is to be done? */
gboolean henji_performance_word_is_bad (const HenjiPerformanceFacts *self, const char *word);

G_END_DECLS

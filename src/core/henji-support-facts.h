/* henji-support-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-support.h"

G_BEGIN_DECLS

/** HenjiSupportFacts: what is known of the marketplace's support, from `data/support/`. */
typedef struct _HenjiSupportFacts HenjiSupportFacts;

/** HenjiSupportStatus: a status of a case, and whose turn it means. */
typedef struct
{
  char *id; /* "answered" */
  HenjiCourt court;
  char *ja;
  char *en;
  char *source; /* (nullable) */
  char *checked;
  gboolean verified;    /* the English name */
  gboolean verified_ja; /* the Japanese words */
  GPtrArray *folded;    /* (element-type utf8): all spellings, folded */
} HenjiSupportStatus;

/** HenjiSupportStep: what to find out first. */
typedef struct
{
  char *id; /* "photos" */
  char *ja;
  char *en;
} HenjiSupportStep;

/** HenjiSupportPath: the way through what only support can solve. */
typedef struct
{
  char *id; /* "return" */
  HenjiSupportTeam team;
  HenjiSupportChannel channel;
  char *situation; /* id of the text to begin with */
  guint32 kinds;   /* of buyers' cases: bit (1 << kind) each */
  char *ja;
  char *en;
  char *category_ja;
  char *category_en;
  char *why_ja;
  char *why_en;
  GPtrArray *steps; /* (element-type HenjiSupportStep) */
} HenjiSupportPath;

HenjiSupportFacts *henji_support_facts_new (void);
void henji_support_facts_free (HenjiSupportFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiSupportFacts, henji_support_facts_free)
/* Takes one file whole, or nothing of it, with an error that names file and line. */
gboolean henji_support_facts_add (
    HenjiSupportFacts *self, const char *text, gsize length, const char *name, GError **error);

/* (element-type HenjiSupportStatus), (element-type HenjiSupportPath): in the order of the files. */
const GPtrArray *henji_support_facts_statuses (const HenjiSupportFacts *self);
const GPtrArray *henji_support_facts_paths (const HenjiSupportFacts *self);

/* (nullable): the status by its id or by one of its spellings in either language. */
const HenjiSupportStatus *henji_support_facts_status (const HenjiSupportFacts *self,
                                                      const char *text);
/* Whose turn a status means: ours when nobody knows it. */
HenjiCourt henji_support_facts_court (const HenjiSupportFacts *self, const char *status);
/* (nullable) */
const HenjiSupportPath *henji_support_facts_path (const HenjiSupportFacts *self, const char *id);
/* The path that fits a buyer's case best; "other" when none does. */
const HenjiSupportPath *henji_support_facts_path_for (const HenjiSupportFacts *self,
                                                      HenjiKind kind);

G_END_DECLS

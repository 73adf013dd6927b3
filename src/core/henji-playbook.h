/* henji-playbook.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-complaint.h"
#include "henji-costs.h"
#include "henji-return.h"
#include "henji-template.h"

G_BEGIN_DECLS

/* A short guided path for one kind of case, from `data/playbook/`: what to find out, what may be
 * offered in which order, what is never to be written. Read-only after parsing. */

/** HenjiDefectRisk: what an offer does to the order defect rate and the rates beside it. */
typedef enum
{
  HENJI_DEFECT_RISK_NONE,   /* does not count, and leaves little reason for what does */
  HENJI_DEFECT_RISK_LATER,  /* does not count, but a claim or bad feedback after it would */
  HENJI_DEFECT_RISK_CLAIM,  /* the claim counts, whatever is paid back now */
  HENJI_DEFECT_RISK_CANCEL, /* a cancellation that the buyer did not ask for counts */
  HENJI_DEFECT_RISK_ASKED,  /* a cancellation that the buyer asked for does not */
  HENJI_DEFECT_RISK_LATE,   /* counts as shipped late */
  HENJI_N_DEFECT_RISKS
} HenjiDefectRisk;

const char *henji_defect_risk_id (HenjiDefectRisk defect);
/* A sentence for people, translated. */
const char *henji_defect_risk_words (HenjiDefectRisk defect);

/* Words in both languages, indexed by HenjiLanguage; [0] is not used. */
typedef char *HenjiBilingual[3];

/** HenjiAct: something the desk can do on the way. */
typedef enum
{
  HENJI_ACT_ADDRESS,  /* compares the old and the new address */
  HENJI_ACT_PLAN,     /* sets a reminder for each of its days */
  HENJI_ACT_EVIDENCE, /* makes the evidence for a claim */
  HENJI_ACT_LABEL,    /* makes the return label */
  HENJI_N_ACTS
} HenjiAct;

const char *henji_act_id (HenjiAct act);

typedef struct
{
  char *id;
  HenjiBilingual label;
} HenjiAnswer;

typedef struct
{
  char *id;
  HenjiBilingual title;
  GPtrArray *answers; /* (element-type HenjiAnswer) */
} HenjiQuestion;

typedef struct
{
  char *id; /* "partial" */
  HenjiBilingual title;
  HenjiBilingual note; /* (nullable) each: advice for the seller */
  HenjiOffer nature;
  HenjiDefectRisk defect;
  gboolean settles; /* ends the matter; else it is a step on the way */
  char *situation;
  char **on; /* clauses */
  char **off;
} HenjiPlaybookOffer;

typedef struct
{
  int days; /* after today */
  HenjiBilingual words;
} HenjiPlaybookDay;

typedef struct
{
  char *id;
  HenjiAct act;
  HenjiBilingual title;
  GPtrArray *days; /* (element-type HenjiPlaybookDay) of a plan */
} HenjiPlaybookDeed;

typedef struct
{
  char *id;
  HenjiBilingual words;
  gboolean never; /* what must not be written; else what is good to know */
  char *source;   /* nullable */
} HenjiWarning;

typedef struct _HenjiPlaybook HenjiPlaybook;

/**
 * henji_playbook_parse:
 * @name: the file's name, for error messages
 *
 * Returns: (transfer full) (nullable): %NULL with file and line of the fault
 */
HenjiPlaybook *
henji_playbook_parse (const char *text, gsize length, const char *name, GError **error);
HenjiPlaybook *henji_playbook_ref (HenjiPlaybook *self);
void henji_playbook_unref (HenjiPlaybook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiPlaybook, henji_playbook_unref)

/* Do the situations, clauses and fields it names exist, and do its values fit them?
 * @situations: (element-type HenjiTemplate) */
gboolean
henji_playbook_check (const HenjiPlaybook *self, const GPtrArray *situations, GError **error);

HenjiKind henji_playbook_kind (const HenjiPlaybook *self);
/* Does it make a difference which of an order's items the case is about? */
gboolean henji_playbook_is_by_item (const HenjiPlaybook *self);
guint henji_playbook_n_questions (const HenjiPlaybook *self);
const HenjiQuestion *henji_playbook_question (const HenjiPlaybook *self, guint i);
guint henji_playbook_n_offers (const HenjiPlaybook *self);
const HenjiPlaybookOffer *henji_playbook_offer (const HenjiPlaybook *self, guint i);
/* Percent of cases that become a claim after it, as the playbook reckons. */
int henji_playbook_offer_risk (const HenjiPlaybook *self, guint i);
guint henji_playbook_n_deeds (const HenjiPlaybook *self);
const HenjiPlaybookDeed *henji_playbook_deed (const HenjiPlaybook *self, guint i);
guint henji_playbook_n_warnings (const HenjiPlaybook *self);
const HenjiWarning *henji_playbook_warning (const HenjiPlaybook *self, guint i);
/* -1 when there is none. */
int henji_playbook_find_question (const HenjiPlaybook *self, const char *id);
int henji_playbook_find_offer (const HenjiPlaybook *self, const char *id);
int henji_playbook_find_deed (const HenjiPlaybook *self, const char *id);
/* Is it one of the question's answers? */
gboolean
henji_playbook_has_answer (const HenjiPlaybook *self, const char *question, const char *answer);

/* ---- The path through it for one case -------------------------------------------------------- */

typedef enum
{
  HENJI_STEP_OPEN,  /* nobody knows yet */
  HENJI_STEP_KNOWN, /* the desk knows */
  HENJI_STEP_SAID,  /* the seller said so */
} HenjiStepState;

const char *henji_step_state_id (HenjiStepState state);

typedef struct
{
  guint question;
  HenjiStepState state;
  int answer; /* -1 while open */
} HenjiStep;

typedef struct
{
  guint offer; /* in the playbook */
  HenjiCost *cost;
  int risk;            /* percent; what the cost was reckoned by */
  gboolean no_figures; /* the marketplace's limit for restocking is not known */
} HenjiPathOffer;

/* The name under which the items that the seller chose are kept among the answers. */
#define HENJI_PLAYBOOK_ITEMS "@items"

HENJI_DECLARE_VALUE (HenjiPath, henji_path)

/** HenjiPath: a playbook as it stands for a case. */
struct _HenjiPath
{
  HenjiPlaybook *playbook;
  GArray *steps;        /* of HenjiStep: the questions that arise, in order */
  GPtrArray *offers;    /* (element-type HenjiPathOffer): those that fit, in order */
  GArray *deeds;        /* of guint: those that fit */
  guint n_open;         /* questions, and which items it is about */
  HenjiOrder *order;    /* (nullable): as much of it as the case is about */
  GArray *quantities;   /* (nullable) of int: how many of each item that is; %NULL where there is
                           nothing to choose */
  HenjiStepState items; /* who said so */
  int cheapest;         /* among @offers: of those that settle the matter; -1 */
  HenjiMoney item_cost; /* of @order's items; not set when unknown */
  gboolean cost_guessed;
  GHashTable *costs;  /* (nullable): SKU → HenjiMoney, as far as known */
  GHashTable *values; /* what offers fill in: "partial" → "500 JPY", by offer "ID.NAME" */
};

typedef struct
{
  const HenjiReplyContext *reply;
  const HenjiPolicy *policy;
  const HenjiCostBook *book;
  GHashTable *costs;         /* (nullable): SKU → HenjiMoney */
  GHashTable *facts;         /* (nullable): what is known beside the order: "window" → "in" */
  GHashTable *answers;       /* (nullable): question → answer, as the seller said */
  const GPtrArray *messages; /* (element-type HenjiMessage) (nullable): of the case, oldest first */
  const GPtrArray *returns;  /* (element-type HenjiReturn) (nullable): of the case */
} HenjiPathContext;

/* The facts a question may be answered from, and what they may say. */
gboolean henji_playbook_knows_fact (const char *fact, const char *value);

/* (transfer full) */
HenjiPath *henji_path_find (HenjiPlaybook *playbook, const HenjiPathContext *given);
/* (transfer full): the offer's name in a HenjiCostBook: "damaged.partial". */
char *henji_path_risk_key (const HenjiPath *self, guint offer);
/* Sets what an offer (among the path's) says into @choices; the seller's own fields stay but where
 * the offer has a value for them. */
void henji_path_choose (const HenjiPath *self, guint offer, HenjiChoices *choices);

G_END_DECLS

/* henji-desk-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "henji-check.h"
#include "henji-csba-words.h"
#include "henji-glossary.h"
#include "henji-holiday.h"
#include "henji-playbook.h"
#include "henji-policy.h"
#include "henji-postal-source.h"
#include "henji-postal.h"
#include "henji-recognise.h"
#include "henji-support-facts.h"

G_BEGIN_DECLS

/**
 * HenjiDeskFacts:
 *
 * The facts of the trade as the desk uses them, but for the texts (henji-desk-texts.h): built in,
 * or the user's own from `facts/` in the data folder. A broken file of the user's is reported in
 * @faults and the built-in one is used.
 */
typedef struct
{
  GPtrArray *policies; /* (element-type HenjiPolicy) as in their files, the Japanese one first */
  GPtrArray *holidays; /* (element-type HenjiHolidays), Japan's first */
  GPtrArray *stocks;   /* (element-type HenjiStock) in menu order */
  GPtrArray *stock_faults; /* (element-type utf8) */
  GPtrArray *old_stocks;   /* (element-type GPtrArray): those of before */
  HenjiSupportFacts *support;
  HenjiCsbaWords *csba_words;
  GPtrArray *faults;     /* (element-type utf8) */
  GPtrArray *own_files;  /* (element-type utf8): "policies/amazon-jp.ini", the user's that count */
  GMutex files_lock;     /* of both: some files are read later, in other threads */
  char *dir;             /* nullable */
  HenjiLexicon *lexicon; /* read at first use: the window opens without it */
  HenjiGlossary *glossary;          /* likewise */
  HenjiChecker *checker;            /* likewise */
  HenjiPostal *postal;              /* likewise */
  HenjiPostalSource *postal_source; /* likewise */
  GPtrArray *playbooks;             /* (element-type HenjiPlaybook) likewise */
  const GPtrArray *situations;      /* while those are read */
  GPtrArray *carriers;              /* (element-type HenjiCarrierLayout) read at first use */
} HenjiDeskFacts;

/* @dir: (nullable): the data folder, for the user's own files. Never fails: the built-in facts are
 * sound, which the tests prove. */
HenjiDeskFacts *henji_desk_facts_load (const char *dir);
/* (transfer none): takes any thread. */
const HenjiLexicon *henji_desk_facts_lexicon (HenjiDeskFacts *self);
/* (transfer none): takes any thread; the first call builds its tables. */
const HenjiChecker *henji_desk_facts_checker (HenjiDeskFacts *self);
const HenjiGlossary *henji_desk_facts_glossary (HenjiDeskFacts *self);
const HenjiPostal *henji_desk_facts_postal (HenjiDeskFacts *self);
const HenjiPostalSource *henji_desk_facts_postal_source (HenjiDeskFacts *self);
/* (nullable): the playbook of a kind. @situations: what it may name, looked at by the first call.
 */
HenjiPlaybook *
henji_desk_facts_playbook (HenjiDeskFacts *self, HenjiKind kind, const GPtrArray *situations);
/* (transfer none) (element-type HenjiStock): as they were read last; lives as long as @self. */
GPtrArray *henji_desk_facts_stocks (HenjiDeskFacts *self);
/* Reads them anew. */
void henji_desk_facts_load_stocks (HenjiDeskFacts *self);
/* (transfer none) (element-type HenjiCarrierLayout): takes any thread. */
GPtrArray *henji_desk_facts_carriers (HenjiDeskFacts *self);
void henji_desk_facts_free (HenjiDeskFacts *self);

/* ---- The files, for whoever reads a folder of facts -------------------------------------------
 */

/* (transfer full) (element-type utf8): the names in a built-in folder and in the user's (nullable),
 * each once, sorted. */
GPtrArray *henji_desk_facts_names (const char *folder, const char *user_folder);
/* (transfer full) (nullable) */
GBytes *henji_desk_facts_own (const char *user_folder, const char *name);
GBytes *henji_desk_facts_built_in (const char *folder, const char *name);

/* Does the user's file go before the built-in one? "policies", "amazon-jp.ini" */
gboolean henji_desk_facts_is_own (HenjiDeskFacts *self, const char *folder, const char *name);
/* Adds what is wrong with the user's files that were read so far. */
void henji_desk_facts_faults (HenjiDeskFacts *self, GPtrArray *faults);

G_END_DECLS

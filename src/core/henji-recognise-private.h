/* henji-recognise-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of recognition, in the order they work: a text is normalised (fold, spelling, breaks),
 * the trie finds the lexicon's phrases in it, tails tell which are negated or only supposed, the
 * rules give each kind its score, the priorities choose. Each step is linear in the text.
 */
#pragma once

#include "henji-recognise.h"

#include "henji-phrase.h"
#include "henji-trie.h"

G_BEGIN_DECLS

/* How a boundary before a character separates what stands on its two sides. */
typedef enum
{
  HENJI_BREAK_NONE = 0,
  HENJI_BREAK_CLAUSE,
  HENJI_BREAK_SENTENCE,
} HenjiBreak;

/* A place where the facts of a message were found, in characters of the text. */
typedef enum
{
  HENJI_FACT_ORDER_ID,
  HENJI_FACT_POSTAL_CODE,
  HENJI_FACT_ADDRESS,
  HENJI_FACT_PHONE,
  HENJI_FACT_PART,
  HENJI_FACT_AMOUNT,
} HenjiFact;

typedef struct
{
  HenjiFact fact;
  guint32 start, end;
} HenjiMark;

#define HENJI_MIN_FUZZY 6 /* letters; shorter words are too close to each other */

/* A normalised text; free with henji_text_clear(). */
typedef struct
{
  const char *raw; /* as given */
  gsize raw_length;
  gunichar *c;    /* folded and respelled characters, 0-terminated */
  guint32 *at;    /* for each the byte offset in @raw; one more for the end */
  guint8 *breaks; /* HenjiBreak before each; one more for the end */
  gsize n;
  guint language[3]; /* frequent words seen, by HenjiLanguage */
  GArray *learned;   /* (element-type guint32) learned features seen, with repetitions */
  GArray *told;      /* (element-type guint32) the same of what is told beside the kind */
  GArray *marks; /* (nullable) not owned (element-type HenjiMark): takes the places of all facts */
  guint64 steps; /* table look-ups spent on it, for the test of linearity */
} HenjiText;

/* Builds the tries of a sealed lexicon, once, from any thread. */
void henji_lexicon_build (const HenjiLexicon *self);

void henji_text_init (HenjiText *self, const HenjiLexicon *lexicon, const char *raw, gsize length);
void henji_text_clear (HenjiText *self);
guint henji_text_hash (const gunichar *c, gsize n);
gboolean henji_text_is_word_start (const HenjiText *self, gsize i);
gboolean henji_text_is_word_end (const HenjiText *self,
                                 gsize i); /* @i: behind the last character */

/* (transfer full): the text without its quoted lines, a `>` or `|` at the line's start. Same
 * offsets: what is left out becomes blanks. */
char *henji_text_without_quotes (const char *text, gsize length);

/* Classes with a meaning of their own; the rest is named by the files. */
typedef enum
{
  HENJI_CLASS_NEGATION, /* "not"; ません */
  HENJI_CLASS_GLUE,     /* may stand between a negation and what it denies */
  HENJI_CLASS_CHAIN,    /* "or"; や: hands a negation on to the next in a list */
  HENJI_CLASS_SUPPOSED, /* "if"; 場合 */
  HENJI_CLASS_AFFIRMED, /* looks like one of the above, is none: "let me know if"; ではないか */
  HENJI_CLASS_CLAUSE,   /* begins or ends a clause without a comma: "but"; ですが */
  HENJI_CLASS_QUOTE,    /* begins a line after which everything is quoted */
  HENJI_CLASS_BOILERPLATE, /* the marketplace's own words in a subject */
  HENJI_CLASS_QUESTION,    /* asks or requests something */
  HENJI_CLASS_NO_REPLY,    /* the writer wants no answer */
  HENJI_CLASS_PART,        /* names of components and accessories */
  HENJI_CLASS_NOT_PART,    /* looks like a part's name, is none */
  HENJI_CLASS_ABSENT,      /* says that something is missing */
  HENJI_CLASS_NONE,        /* says so when it directly follows the thing: がない */
  HENJI_CLASS_BROKEN,      /* says that something is broken */
  HENJI_CLASS_NEW_ADDRESS, /* announces the new address */
  HENJI_CLASS_OLD_ADDRESS, /* announces the old one */
  HENJI_CLASS_OLD_BEHIND,  /* stands behind an address that is not the new one: から */
  HENJI_CLASS_ADDRESS_END, /* cannot stand in an address: ends it */
  HENJI_CLASS_STREET,      /* a word that only an address has */
  HENJI_CLASS_PREFECTURE,  /* begins a Japanese address */
  HENJI_CLASS_CURRENCY,    /* stands behind an amount: 円, "dollars" */
  HENJI_CLASS_PHONE,       /* announces a phone number */
  HENJI_CLASS_TRACKING,    /* announces a tracking number */
  HENJI_CLASS_ZIP,         /* announces a postal code */
  HENJI_CLASS_ARTICLE,     /* begins an English noun phrase */
  HENJI_CLASS_LANGUAGE_JA, /* frequent words, for telling the language */
  HENJI_CLASS_LANGUAGE_EN,
  HENJI_CLASS_LANGUAGE_OTHER,
  HENJI_N_CLASSES
} HenjiClass;

typedef struct
{
  guint32 class;
  guint32 start, end; /* characters of the text */
  guint32 clause, sentence;
  guint8 negated, supposed;
  guint8 latin; /* ends in a Latin letter */
} HenjiMatch;

/* Finds the phrases and fills in clauses, sentences, negation and supposition. */
GArray *henji_match_text (const HenjiLexicon *lexicon,
                          HenjiText *text); /* of HenjiMatch, by start */

/* Says of each match, sorted by start, whether it is denied or only supposed. */
void henji_match_judge (const HenjiLexicon *lexicon, HenjiText *text, GArray *matches);

typedef enum
{
  HENJI_SCOPE_CLAUSE,
  HENJI_SCOPE_SENTENCE,
  HENJI_SCOPE_MESSAGE,
  HENJI_SCOPE_NEXT,     /* begins behind the condition before it, a few words on */
  HENJI_SCOPE_ADJACENT, /* begins right there */
} HenjiScope;

typedef struct
{
  guint32 class;
  guint8 negated; /* asks for a negated occurrence */
  guint8 absent;  /* must not occur */
  guint8 scope;   /* HenjiScope, relative to the first condition's match */
} HenjiCondition;

#define HENJI_MAX_CONDITIONS 6

/* What the rules speak for: the kinds, and behind them what is told beside (HenjiTold). */
#define HENJI_N_FINDINGS (HENJI_N_KINDS + HENJI_N_TOLD)

typedef struct
{
  guint finding;
  float weight;
  gboolean subject_only;
  guint n;
  HenjiCondition conditions[HENJI_MAX_CONDITIONS];
} HenjiRule;

typedef enum
{
  HENJI_PRIORITY_FACTOR, /* score of @a times @value */
  HENJI_PRIORITY_OVER, /* @a wins against @b when its score is at least @value times the other's */
  HENJI_PRIORITY_ABSORBS, /* with @a first, @b is not listed unless its score is above @value times
                           */
} HenjiPriorityType;

typedef struct
{
  HenjiPriorityType type;
  HenjiKind a, b;
  float value;
} HenjiPriority;

/* Values of the trie from here on are numbers of learned features, not classes; those that speak
 * for a kind, and those that speak for what is told beside it. */
#define HENJI_FIRST_LEARNED (1u << 24)
#define HENJI_FIRST_TOLD (1u << 25)

/* What a learned feature says for (or against) each kind, in twentieths of a logit. */
typedef struct
{
  gint8 weights[HENJI_N_KINDS];
} HenjiLearned;

/* What it says for each thing told, likewise. The first rows are no features. */
typedef struct
{
  gint8 weights[HENJI_N_TOLD];
} HenjiToldLearned;

enum
{
  HENJI_TOLD_BIAS_JA,
  HENJI_TOLD_BIAS_EN,
  HENJI_TOLD_RULES, /* what it counts that the rules hear it */
  HENJI_TOLD_FEATURES
};

/* A phrase as the file has it, with its alternatives. */
typedef struct
{
  const char *text; /* among the lexicon's texts */
  guint32 class;
} HenjiPhrase;

struct _HenjiLexicon
{
  gatomicrefcount refs;
  gboolean sealed;
  gsize built;             /* g_once: the first recognition builds what follows from the phrases */
  GPtrArray *class_names;  /* (element-type utf8), index = class */
  GHashTable *classes;     /* name → class + 1 */
  GArray *rules;           /* (element-type HenjiRule) */
  GArray *priorities;      /* (element-type HenjiPriority) */
  GArray *phrases;         /* (element-type HenjiPhrase) until built */
  GStringChunk *texts;     /* until built: theirs */
  GPtrArray *spellings;    /* (element-type utf8) until built: what @replacements stand for */
  GPtrArray *fuzzy;        /* (element-type GArray of gunichar) */
  GPtrArray *replacements; /* (element-type utf8), folded, by index in @spelling */
  HenjiTrie *spelling;
  HenjiTrie *words;
  HenjiTrie *tails;    /* negation, glue, chain, supposed, affirmed */
  guint32 *rules_from; /* per class × 2 + negated: first index in @rules_of; one more for the end */
  guint32 *rules_of;   /* rule numbers by the class of their first condition */
  GArray *fuzzy_by_letter[26]; /* (element-type guint) indices in @fuzzy */
  GHashTable *known;           /* Latin words of the phrases, never taken for slips (hashes) */
  GArray *learned;             /* (element-type HenjiLearned); 0 is the bias, 1 the rules' share */
  GArray *told;                /* (element-type HenjiToldLearned); see HENJI_TOLD_FEATURES */
  GHashTable *foreign;         /* characters of other languages */
};

/* Words that spoke for a kind, in characters of the text. */
typedef struct
{
  HenjiKind kind;
  guint32 class;
  guint32 start, end;
} HenjiGround;

/* Appends what speaks for the kinds in a matched text to @grounds (element-type HenjiGround). */
void henji_recognise_grounds (const HenjiLexicon *lexicon,
                              HenjiText *text,
                              const GArray *matches,
                              GArray *grounds);

/* The language of a text that was matched. */
HenjiLanguage henji_language_guess (const HenjiLexicon *lexicon, const HenjiText *text);

static inline gboolean
henji_is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

/* Between digits people also write the long vowel mark, which looks the same. */
static inline gboolean
henji_is_dash (gunichar c)
{
  return c == '-' || c == 0x30FC || c == 0xFF70;
}

static inline gboolean
henji_is_letter (gunichar c)
{
  return c < 0x80 && g_ascii_isalpha ((char) c);
}

/* How many digits stand at @i, at most 40. */
gsize henji_text_count_digits (const HenjiText *text, gsize i);

/* The character as written from which the folded one at @i comes; 0 where the text is not UTF-8. */
gunichar henji_text_raw_at (const HenjiText *text, gsize i);

/* The raw text from character @start up to @end, blanks squeezed to one. */
char *henji_text_slice (const HenjiText *text, gsize start, gsize end);

/* The first match that begins at @i or later. */
guint henji_match_first_from (const GArray *matches, gsize i);

/* The last match of @class that begins before @i, at most @distance characters away; -1: none. */
gssize henji_match_before (const GArray *matches, guint class, gsize i, gsize distance);

/* Fills in the new address and its postal code. */
void henji_facts_find_address (const HenjiText *text, const GArray *matches, HenjiFacts *facts);

/* Notes the place of a fact when @text has marks. */
void henji_text_mark (const HenjiText *text, HenjiFact fact, gsize start, gsize end);

/* Appends the order numbers of @text to @ids, each once. */
void henji_facts_find_orders (const HenjiText *text, GPtrArray *ids);

/* Fills @facts but for the order numbers; @kinds are the kinds found, as bits. */
void
henji_facts_find (const HenjiText *text, const GArray *matches, guint32 kinds, HenjiFacts *facts);

/* What the rules say for each kind, as the learned weights take it in. */
void henji_recognise_evidence (const HenjiLexicon *lexicon,
                               const char *subject,
                               const char *text,
                               float evidence[HENJI_N_KINDS]);

/* Table look-ups that recognising a text takes: for the test that it is linear. */
guint64 henji_recognise_steps (const HenjiLexicon *lexicon, const char *text, gssize length);

G_END_DECLS

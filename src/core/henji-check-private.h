/* henji-check-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of the reply check, in the order they work: the text is folded, freed of what was put
 * between its letters, and cut into sentences and clauses; one trie finds all phrases of the rules;
 * a rule holds where its classes of phrases meet in a sentence. What has a shape rather than words
 * (addresses, numbers, gaps, faces) is found by scanners of its own. Each step is linear.
 */
#pragma once

#include "henji-check-learned.h"
#include "henji-check.h"

#include "henji-trie.h"

G_BEGIN_DECLS

#define HENJI_CHECK_MAX_CLASSES 384
#define HENJI_CHECK_MAX_CONDITIONS 6

typedef struct
{
  guint64 bits[HENJI_CHECK_MAX_CLASSES / 64];
} HenjiClassSet;

static inline void
henji_class_set_add (HenjiClassSet *set, guint class)
{
  set->bits[class / 64] |= G_GUINT64_CONSTANT (1) << (class % 64);
}

static inline gboolean
henji_class_set_has (const HenjiClassSet *set, guint class)
{
  return (set->bits[class / 64] >> (class % 64)) & 1;
}

static inline gboolean
henji_class_set_meets (const HenjiClassSet *a, const HenjiClassSet *b)
{
  guint64 both = 0;

  for (guint i = 0; i < G_N_ELEMENTS (a->bits); i++)
    both |= a->bits[i] & b->bits[i];

  return both != 0;
}

/* Where a condition looks, seen from the conditions before it. */
typedef enum
{
  HENJI_CHECK_SENTENCE, /* ` ~ ` the same sentence */
  HENJI_CHECK_CLAUSE,   /* ` + ` the clause of the last condition */
  HENJI_CHECK_AFTER,    /* ` > ` later in the sentence */
  HENJI_CHECK_NEXT,     /* ` >> ` a few characters on */
  HENJI_CHECK_NEAR,     /* ` & ` this sentence or one beside it */
  HENJI_CHECK_MESSAGE,  /* ` && ` anywhere */
} HenjiCheckScope;

typedef struct
{
  HenjiClassSet classes; /* any of them */
  HenjiCheckScope scope;
  gboolean absent; /* must not be there */
} HenjiCheckCondition;

typedef struct
{
  guint rule;
  guint n;
  HenjiCheckCondition conditions[HENJI_CHECK_MAX_CONDITIONS];
} HenjiCheckPattern;

typedef struct
{
  char *id;
  HenjiSeverity severity;
  gboolean remedy;  /* taking the sentence out mends it */
  gboolean support; /* counts for messages to the marketplace too */
  gboolean verified;
  char *ja, *en; /* explanations */
  char *source;
  char *checked;
  char **yields;  /* (nullable): rules that say enough when they find something in the same place */
  GArray *unless; /* (element-type HenjiCheckPattern): nothing is wrong where one holds */
  GArray *doubt;  /* (element-type HenjiCheckPattern): where one holds, what is learned is unsure */
  GArray *plain; /* (element-type HenjiCheckPattern): where one holds, nothing learned excuses it */
} HenjiCheckRule;

/* Lists that are no phrases: whole words of scanners, by name. */
typedef enum
{
  HENJI_LIST_HOSTS,       /* hosts that may be named */
  HENJI_LIST_TOP_LEVELS,  /* last labels of host names */
  HENJI_LIST_TYPES,       /* endings of attachments that marketplaces take */
  HENJI_LIST_FACES,       /* faces made of characters, as written */
  HENJI_LIST_FACE_PARTS,  /* what only a face in brackets has */
  HENJI_LIST_FACE_FILL,   /* what may stand beside it there */
  HENJI_LIST_ORNAMENTS,   /* what ends a sentence merrily */
  HENJI_LIST_NICKNAMES,   /* "theodore=ted": names that are one */
  HENJI_LIST_PHONES,      /* numbers of carriers that anybody may give, figures alone */
  HENJI_LIST_TITLE_MARKS, /* ends of what stands in 【】 in the titles of goods */
  HENJI_N_LISTS
} HenjiCheckList;

/* Classes the scanners ask for. */
typedef enum
{
  HENJI_CHECK_CLASS_CLAUSE,  /* begins or ends a clause without a comma */
  HENJI_CHECK_CLASS_CITING,  /* follows or precedes the buyer's own words in quotation marks */
  HENJI_CHECK_CLASS_LABEL,   /* the name of a field, as gaps carry it */
  HENJI_CHECK_CLASS_FILL_IN, /* says that something is to be put in */
  HENJI_CHECK_CLASS_PHONE_WORD,
  HENJI_CHECK_CLASS_NO_PHONE,      /* the number behind it is something else */
  HENJI_CHECK_CLASS_ALLOWED_PHONE, /* carriers, makers, the buyer: their numbers may be given */
  HENJI_CHECK_CLASS_OWN_CONTACT,   /* says that it is the seller's */
  HENJI_CHECK_CLASS_BUYER_CONTACT, /* says that it is the buyer's */
  HENJI_CHECK_CLASS_REFUND,
  HENJI_CHECK_CLASS_NOT_REFUNDED, /* amounts in its sentence are no refund of this order */
  HENJI_CHECK_CLASS_CONTACT,      /* gets in touch */
  HENJI_CHECK_CLASS_ADDING,
  HENJI_CHECK_CLASS_FULL,
  HENJI_CHECK_CLASS_CHOICE,     /* the amounts are ways to choose from */
  HENJI_CHECK_CLASS_ONCE_MORE,  /* the amount beside it is a further one */
  HENJI_CHECK_CLASS_WORD_OTHER, /* neither language's */
  HENJI_CHECK_CLASS_DENIAL,     /* says no */
  HENJI_CHECK_CLASS_DEADLINE,   /* makes the date beside it a promise */
  HENJI_CHECK_CLASS_PROMISE,
  HENJI_CHECK_CLASS_PAST, /* makes it history */
  HENJI_CHECK_CLASS_APOLOGY,
  HENJI_CHECK_CLASS_FAULT,   /* speaks of something that went wrong at our door */
  HENJI_CHECK_CLASS_URGENT,  /* a message the order cannot do without */
  HENJI_CHECK_CLASS_WORD_JA, /* only sentences of the language have it */
  HENJI_CHECK_CLASS_WORD_EN,
  HENJI_CHECK_CLASS_FURTHER_ORDER, /* speaks of another order of the same buyer */
  HENJI_CHECK_CLASS_TITLE,         /* "Customer", "お客": greets nobody by name */
  HENJI_CHECK_N_CLASSES
} HenjiCheckClass;

struct _HenjiChecker
{
  gatomicrefcount refs;
  gboolean sealed;
  GPtrArray *class_names;          /* (element-type utf8), index = class */
  GHashTable *classes;             /* name → class + 1 */
  GArray *phrases;                 /* (element-type Phrase) until sealed */
  GStringChunk *texts;             /* until sealed: theirs */
  GPtrArray *rules;                /* (element-type HenjiCheckRule) */
  GArray *patterns;                /* (element-type HenjiCheckPattern) */
  GPtrArray *lists[HENJI_N_LISTS]; /* (element-type utf8) */
  HenjiTrie *words;
  HenjiLearned learned;
};

/* What the trie holds with a class. */
#define HENJI_CHECK_CLASS_MASK 0xFFFu
#define HENJI_CHECK_NOT (1u << 12)  /* here the class means something else */
#define HENJI_CHECK_CAPS (1u << 13) /* only in capitals */

typedef struct
{
  guint class;
  guint32 start, end; /* characters of @c */
} HenjiCheckMatch;

typedef struct
{
  guint32 start, end;  /* characters of @c */
  guint32 first, last; /* its matches; @last is one more */
  HenjiClassSet classes;
} HenjiCheckSentence;

/* A text made ready; free with henji_check_text_clear(). */
typedef struct
{
  const char *raw;
  gsize raw_length;
  gunichar *f;    /* folded, nothing left out; 0-terminated */
  guint32 *f_at;  /* byte offsets in @raw; one more for the end */
  guint8 *quoted; /* of @f: somebody else's words */
  gsize n_f;
  gunichar *c;     /* what the phrases are looked for in; 0-terminated */
  guint32 *from;   /* index in @f; one more for the end */
  guint32 *clause; /* number */
  gsize n;
  GArray *sentences;     /* (element-type HenjiCheckSentence) */
  GArray *matches;       /* (element-type HenjiCheckMatch), by start */
  HenjiClassSet classes; /* seen anywhere */
} HenjiCheckText;

void henji_check_text_init (HenjiCheckText *self,
                            const HenjiChecker *checker,
                            const char *raw,
                            gsize length);
void henji_check_text_clear (HenjiCheckText *self);

/* The character as written at @i of `f`. */
gunichar henji_check_raw_char (const HenjiCheckText *self, gsize i);
/* The sentence that holds the byte; there is always one in a text with letters, else %NULL. */
const HenjiCheckSentence *henji_check_sentence_at (const HenjiCheckText *self, gsize byte);
/* Is there a match of @class that ends at most @before characters before @start or begins at most
 * @behind characters after @end (indices of `f`), in the same sentence? */
gboolean henji_check_beside (
    const HenjiCheckText *self, guint class, gsize start, gsize end, gsize before, gsize behind);
/* The rest of henji_check_is_at(). */
gboolean henji_check_continues (const HenjiCheckText *self, gsize i, const char *word);

/* Does @word, folded, stand at @i of `f`? */
static inline gboolean
henji_check_is_at (const HenjiCheckText *self, gsize i, const char *word)
{
  guchar first = (guchar) *word;

  return (first < 0x80 ? self->f[i] == first : self->f[i] >= 0x80)
         && henji_check_continues (self, i, word);
}

/* Any of @words, which end with %NULL; or does one of them end at @end? */
gboolean henji_check_is_any_at (const HenjiCheckText *self, gsize i, const char *const *words);
gboolean
henji_check_is_any_before (const HenjiCheckText *self, gsize end, const char *const *words);

/* The byte behind character @i - 1 of `f`. */
gsize henji_check_byte_end (const HenjiCheckText *self, gsize i);
gsize henji_check_byte_of (const HenjiCheckText *self, gsize c); /* of character @c of `c` */

typedef struct
{
  const HenjiChecker *checker;
  const HenjiCheckText *text;
  HenjiLanguage language;
  const HenjiPolicy *policy; /* nullable */
  const HenjiCheckContext *context;
  const HenjiReplyContext *reply; /* never %NULL */
  GArray *findings;
  char *message; /* nullable */
} HenjiCheckRun;

/* The buyer's message, folded once for all scanners; %NULL without one. */
const char *henji_check_message (HenjiCheckRun *run);

/* Adds a finding of the built-in rule @id, unless the rules have none of this name or something of
 * it was found there already. */
void
henji_check_report (HenjiCheckRun *run, const char *id, gsize start, gsize end, const char *detail);
/* The same with characters of `f`. */
void henji_check_report_f (HenjiCheckRun *run, const char *id, gsize from, gsize to);

/* A date as it stands in a text. */
typedef struct
{
  gsize start, end; /* characters of `f` */
  int year, month;  /* 0: not said */
  int day;
  int weekday; /* 1 Monday to 7, 0: not said */
  gboolean this_month;
  gboolean whole_month;
  gboolean of_year; /* says which year it is of by its distance from this one: */
  int years_ahead;
} HenjiCheckDate;

/* Does a date, or a day of a month, begin at @i? */
gboolean henji_check_read_date (const HenjiCheckText *text, gsize i, HenjiCheckDate *date);

/* "3 pm", "11:30 a.m.", "noon", 15時, 正午: minutes of the day, -1 when it is none. */
int henji_check_read_hour (const HenjiCheckText *text, gsize i, gsize *end);

void henji_check_phrases (HenjiCheckRun *run); /* what the rules' patterns find */
/* Does one of @patterns hold for the sentence? */
gboolean
henji_check_holds (HenjiCheckRun *run, const GArray *patterns, const HenjiCheckSentence *sentence);
/* What the learned weights find in sentences where no rule has found anything. */
void henji_check_learned (HenjiCheckRun *run);
/* The keys of what sentence number @sentence is made of, into @features (element-type guint32). */
void henji_check_features (const HenjiChecker *checker,
                           const HenjiCheckText *text,
                           guint sentence,
                           GArray *features);
void henji_check_hosts (HenjiCheckRun *run); /* web and mail addresses */
void henji_check_phones (HenjiCheckRun *run);
void henji_check_pictures (HenjiCheckRun *run); /* emoji and faces */
void henji_check_gaps (HenjiCheckRun *run);     /* what a template left open */
void henji_check_language (HenjiCheckRun *run);
void henji_check_names (HenjiCheckRun *run); /* greeting and order numbers */
void henji_check_amounts (HenjiCheckRun *run);
void henji_check_dates (HenjiCheckRun *run);
void henji_check_whole (HenjiCheckRun *run); /* length, attachments, subject, apology */

/* The value of a figure, also of 〇 to 九; -1 when it is none. */
gint64 henji_check_figure (gunichar c);

static inline gboolean
henji_check_is_latin (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : c < 0x2E80 && g_unichar_isalnum (c);
}

static inline gboolean
henji_check_is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

static inline gboolean
henji_check_is_letter (gunichar c)
{
  return c < 0x80 && g_ascii_isalpha ((char) c);
}

static inline gboolean
henji_check_is_blank (gunichar c)
{
  return c <= ' ' || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029;
}

static inline gboolean
henji_check_is_kana (gunichar c)
{
  return (c >= 0x3041 && c <= 0x30FF && c != 0x30FB);
}

static inline gboolean
henji_check_is_kanji (gunichar c)
{
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005
         || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

static inline gboolean
henji_check_is_cjk (gunichar c)
{
  return henji_check_is_kana (c) || henji_check_is_kanji (c);
}

G_END_DECLS

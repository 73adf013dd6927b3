/* henji-template-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a template lies in memory, for the files henji-template*.c alone; a playbook uses its
 * conditions.
 */
#pragma once

#include "henji-template.h"

G_BEGIN_DECLS

/* Values the desk knows by itself; everything else is a field of the template. */
typedef enum
{
  HENJI_BUILTIN_BUYER,
  HENJI_BUILTIN_ORDER_ID,
  HENJI_BUILTIN_ITEM,
  HENJI_BUILTIN_RMA,
  HENJI_BUILTIN_SHOP,
  HENJI_BUILTIN_SIGNATURE,
  HENJI_BUILTIN_CARRIER,
  HENJI_BUILTIN_TRACKING,
  HENJI_BUILTIN_SHIP_DATE,
  HENJI_BUILTIN_DELIVERED_DATE,
  HENJI_BUILTIN_RETURN_ADDRESS,
  HENJI_BUILTIN_REGISTRATION_NUMBER,
  HENJI_BUILTIN_OPTION,
  HENJI_N_BUILTINS
} HenjiBuiltin;

gboolean henji_builtin_from_id (const char *id, HenjiBuiltin *builtin);
const char *henji_builtin_id (HenjiBuiltin builtin);
const char *henji_builtin_label (HenjiBuiltin builtin, HenjiLanguage language);
/* Does it say that something was sent? Such a value stands only where it is known. */
gboolean henji_builtin_asserts_shipment (HenjiBuiltin builtin);
/* (transfer full) (nullable): the value for a reader of @language. */
char *henji_builtin_value (HenjiBuiltin builtin,
                           const HenjiReplyContext *context,
                           HenjiLanguage language);

/* ---- Conditions: alternatives of terms, "shipped !dear | has:rma" --------------------------- */

typedef struct _HenjiCondition HenjiCondition;

typedef struct
{
  const HenjiTemplate *template;
  const HenjiChoices *choices;
  const HenjiReplyContext *context;
  HenjiLanguage language; /* OTHER: not for one reader */
  const gboolean *on;     /* state of the clauses decided so far */
  gboolean could_be;      /* take every filled: term as fulfilled */
  GHashTable *answers;    /* (nullable): of a playbook's questions; it has no template */
} HenjiConditionScope;

HenjiCondition *henji_condition_parse (const char *text, int line, GError **error);
void henji_condition_free (HenjiCondition *self);
/* Finds the fields and clauses the terms name. Clauses from @n_clauses on are unknown. */
gboolean henji_condition_resolve (HenjiCondition *self,
                                  const HenjiTemplate *template,
                                  guint n_clauses,
                                  GError **error);
/* The same for a playbook: @knows tells which answers there are to which questions. */
typedef gboolean (*HenjiConditionKnows) (const char *question,
                                         const char *answer,
                                         gconstpointer data);
gboolean henji_condition_resolve_answers (HenjiCondition *self,
                                          HenjiConditionKnows knows,
                                          gconstpointer data,
                                          GError **error);
gboolean henji_condition_holds (const HenjiCondition *self, const HenjiConditionScope *scope);
/* Can it hold only when the built-in value is known? */
gboolean henji_condition_needs (const HenjiCondition *self, HenjiBuiltin builtin);
/* As it was written. */
const char *henji_condition_text (const HenjiCondition *self);

/* ---- Text ----------------------------------------------------------------------------------- */

typedef enum
{
  HENJI_PIECE_LITERAL,
  HENJI_PIECE_FIELD,
  HENJI_PIECE_BUILTIN,
  HENJI_PIECE_BREAK,
  HENJI_PIECE_IF,
} HenjiPieceType;

typedef struct
{
  HenjiPieceType type;
  char *literal;
  int index;                 /* field or built-in value */
  HenjiCondition *condition; /* of an IF */
  guint end;                 /* the piece after an IF's last */
  int line;
} HenjiPiece;

/* The texts of both languages, indexed by HenjiLanguage; arrays of HenjiPiece, never NULL once
 * parsed. */
typedef struct
{
  GArray *pieces[3];
} HenjiText;

typedef struct
{
  HenjiField field;
  char *default_; /* expression, nullable */
  int base;       /* the date field it counts from, -1 */
  int days;
  gboolean open_days;
  char *fallback[3]; /* by language, nullable */
  guint borrowed;    /* bits of the languages that have no label of their own */
  int line;
} HenjiFieldSpec;

typedef struct
{
  HenjiClause clause;
  int group;             /* index of its numbered options, -1 */
  HenjiCondition *on;    /* NULL: never */
  HenjiCondition *needs; /* nullable */
  HenjiText text;
  HenjiText option; /* only in a group: the numbered line */
  char *warning[3]; /* for the seller, by language, nullable */
  guint borrowed;   /* bits of the languages that have no label of their own */
  int line;
} HenjiClauseSpec;

typedef struct
{
  char *id;
  HenjiText intro;
  int line;
} HenjiGroup;

/* Greeting, closing: always there, the same for every situation. */
typedef struct
{
  char *id;
  char *to;
  gboolean at_end;
  HenjiCondition *when; /* nullable */
  HenjiText text;
  int line;
} HenjiFrame;

struct _HenjiTemplate
{
  char *id;
  char *to; /* whom the text is for: "buyer", "support" */
  HenjiFault fault;
  int order;
  int rank; /* of those that suit, the lowest is proposed */
  guint32 kinds;
  int line;             /* where it begins */
  gboolean snippet;     /* one clause, without greeting and closing */
  gboolean own;         /* the seller's: one language may be missing */
  gboolean lacks[3];    /* by language: a text is missing in it */
  HenjiCondition *when; /* nullable */
  char *title[3];
  char *hint[3];
  char *words;           /* as written */
  char *search_words;    /* folded, with romaji */
  GPtrArray *fields;     /* of HenjiFieldSpec */
  GPtrArray *clauses;    /* of HenjiClauseSpec */
  GPtrArray *groups;     /* of HenjiGroup */
  GPtrArray *frames;     /* of HenjiFrame; only in the common one */
  HenjiTemplate *common; /* nullable */
};

HenjiTemplate *henji_template_new (void);
/* Reads any file of texts. @line: (out): of the fault, which the message does not name. */
HenjiTemplate *henji_template_read (const HenjiTemplate *common,
                                    const char *text,
                                    gsize length,
                                    gboolean own,
                                    int *line,
                                    GError **error);
void henji_template_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Both languages there, every name defined, no shipment asserted unknown. @line: (out): of the
 * fault. */
gboolean henji_template_check (HenjiTemplate *self, int *line, GError **error);
/* Reads a field's default, "order-total", "today+3", "answer-by+1o"; @text may be NULL. */
gboolean henji_template_read_default (const HenjiTemplate *self,
                                      HenjiFieldSpec *field,
                                      const char *text,
                                      GError **error);
int henji_template_find_field (const HenjiTemplate *self, const char *id);
int henji_template_find_clause (const HenjiTemplate *self, const char *id);

/* (transfer full): decides the first @n clauses in turn; each may look at those before it. */
gboolean *henji_template_decide (const HenjiTemplate *self,
                                 const HenjiChoices *choices,
                                 const HenjiReplyContext *context,
                                 guint n);
/* How many clauses of a group are on. */
guint henji_template_count_on (const HenjiTemplate *self, int group, const gboolean *on);
/* Whoever reads another language gets the English text. */
HenjiLanguage henji_template_reader (HenjiLanguage language);
HenjiLanguage henji_template_other (HenjiLanguage language);

/* (transfer full) (nullable): the canonical value for one reader (or for none, OTHER), no fallback.
 */
char *henji_template_value (const HenjiTemplate *self,
                            guint field,
                            const HenjiChoices *choices,
                            const HenjiReplyContext *context,
                            HenjiLanguage language);

/* Is @text readable for somebody who knows only @language? */
gboolean henji_template_text_fits (const char *text, HenjiLanguage language);
/* Would @c turn or hide what stands beside it? */
gboolean henji_template_is_hostile (gunichar c);
/* (transfer full): one line, without control and direction characters. */
char *henji_template_clean (const char *text, gboolean keep_lines, gsize max_chars);
/* (transfer full): the folded search words with their romaji. */
char *henji_template_fold_words (const char *words);
/* Does every word of @query stand in folded @words, as written or as it sounds? */
gboolean henji_template_words_match (const char *words, const char *query);

/* Is @value the canonical form of a value of @type? */
gboolean henji_field_is_canonical (HenjiFieldType type, const char *value);

gboolean henji_choices_clause (const HenjiChoices *self, const char *clause, gboolean *on);

/* ---- Reading a text: begin, add and if and break, end ---------------------------------------- */

typedef struct
{
  const HenjiTemplate *template;
  HenjiText *text; /* NULL when none is open */
  HenjiLanguage language;
  GArray *ifs;                /* of guint: open IF pieces */
  GString *literal;           /* of the piece being read */
  gboolean space, line_break; /* white space seen and not yet written */
  gunichar last;              /* last character written, 0 at the start of a line */
} HenjiTextReader;

/* Nothing in it but blanks, or nothing at all; of a pair, in both languages. */
gboolean henji_text_is_blank (const char *text);
gboolean henji_text_pair_is_blank (char *const *pair);
void henji_text_reader_init (HenjiTextReader *reader, const HenjiTemplate *template);
void henji_text_reader_clear (HenjiTextReader *reader);
void henji_text_reader_begin (HenjiTextReader *reader, HenjiText *text, HenjiLanguage language);
gboolean henji_text_reader_add (
    HenjiTextReader *reader, const char *text, gsize length, int line, GError **error);
gboolean
henji_text_reader_begin_if (HenjiTextReader *reader, const char *when, int line, GError **error);
void henji_text_reader_end_if (HenjiTextReader *reader, int line);
void henji_text_reader_break (HenjiTextReader *reader, int line);
void henji_text_reader_end (HenjiTextReader *reader, int line);

G_END_DECLS

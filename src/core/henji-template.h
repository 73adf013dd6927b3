/* henji-template.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"
#include "henji-message.h"
#include "henji-order.h"
#include "henji-shop.h"
#include "henji-support.h"

G_BEGIN_DECLS

/* A situation's bilingual reply template: read-only after parsing, safe for any thread. */

typedef enum
{
  HENJI_FIELD_TEXT,
  HENJI_FIELD_MONEY, /* canonical value "2480 JPY": minor units and currency */
  HENJI_FIELD_DATE,  /* canonical value "2026-11-24" */
  HENJI_FIELD_NUMBER,
  HENJI_FIELD_ADDRESS, /* one line */
} HenjiFieldType;

const char *henji_field_type_id (HenjiFieldType type);

typedef struct
{
  char *id;
  HenjiFieldType type;
  gboolean required;
  gboolean promise; /* a date that we promise to keep, not one the buyer is asked to keep */
  char *label_ja;
  char *label_en;
} HenjiField;

typedef struct
{
  char *id;
  char *label_ja;
  char *label_en;
} HenjiClause;

typedef struct _HenjiTemplate HenjiTemplate;

#define HENJI_TEMPLATE_ERROR (henji_template_error_quark ())
GQuark henji_template_error_quark (void);

typedef enum
{
  HENJI_TEMPLATE_ERROR_FILE,  /* a template file is wrong; the message names file and line */
  HENJI_TEMPLATE_ERROR_VALUE, /* what was typed is no value of the field's type */
} HenjiTemplateError;

/**
 * henji_template_parse:
 * @name: the file's name, for error messages
 *
 * A situation as it stands, without greeting and closing; also reads `common.xml`, whose id is
 * "common".
 */
HenjiTemplate *
henji_template_parse (const char *text, gsize length, const char *name, GError **error);
/**
 * henji_template_parse_with:
 * @common: (nullable): what henji_template_parse() made of `common.xml`
 *
 * A situation with the greeting and closing all situations share. Whoever loads the folder reads
 * `common.xml` first, then every other file with this, and sorts by henji_template_order().
 */
HenjiTemplate *henji_template_parse_with (
    const HenjiTemplate *common, const char *text, gsize length, const char *name, GError **error);
/**
 * henji_template_parse_own:
 * @common: (nullable): what henji_template_parse() made of `common.xml`
 *
 * A situation or a snippet of the seller's own. One language may be missing anywhere: its text then
 * says so in an open place. What asserts a shipment stands without a condition: unknown, it is an
 * open place too.
 */
HenjiTemplate *henji_template_parse_own (
    const HenjiTemplate *common, const char *text, gsize length, const char *name, GError **error);
HenjiTemplate *henji_template_ref (HenjiTemplate *self);
void henji_template_unref (HenjiTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiTemplate, henji_template_unref)

/** HenjiFault: at whose door the trouble lies that a reply is about, as the buyer sees it. */
typedef enum
{
  HENJI_FAULT_NONE,    /* no trouble, or it may lie anywhere */
  HENJI_FAULT_OURS,    /* damaged, wrong, missing, out of stock: an apology is due */
  HENJI_FAULT_CARRIER, /* late, lost */
  HENJI_FAULT_BUYER,   /* a changed mind, a wrong address, a missed pick-up */
} HenjiFault;

const char *henji_fault_id (HenjiFault fault); /* "ours", as the files write it */
gboolean henji_fault_from_id (const char *id, HenjiFault *fault);

const char *henji_template_id (const HenjiTemplate *self);
/* Whom a kind of message blames, whatever the situation. */
HenjiFault henji_kind_fault (HenjiKind kind);
/* As the situation says of itself, whatever the case. */
HenjiFault henji_template_fault (const HenjiTemplate *self);
/* Is the text for the marketplace's own support, and not for the buyer? */
gboolean henji_template_is_to_support (const HenjiTemplate *self);
/* Words to insert into a reply, not a reply: one clause, no fields, no greeting. */
gboolean henji_template_is_snippet (const HenjiTemplate *self);
/* Is a text of it missing in this language? Only the seller's own may lack one. */
gboolean henji_template_lacks (const HenjiTemplate *self, HenjiLanguage language);
/* Place in the palette, ascending. */
int henji_template_order (const HenjiTemplate *self);
/* The other language's where this one is missing. */
const char *henji_template_title (const HenjiTemplate *self, HenjiLanguage language);
/* (nullable): when to use it, for the seller. */
const char *henji_template_hint (const HenjiTemplate *self, HenjiLanguage language);
/* Words that find it: kana, romaji, English; folded by henji_fold(), separated by spaces. */
const char *henji_template_search_words (const HenjiTemplate *self);
/* Does every word of @query stand in the search words? Kana, kanji, English, and romaji however it
 * is spelt: "hassou", "hassō", "syukka", "shukka". */
gboolean henji_template_matches (const HenjiTemplate *self, const char *query);
gboolean henji_template_has_kind (const HenjiTemplate *self, HenjiKind kind);
guint32 henji_template_kinds (const HenjiTemplate *self); /* bits */
guint henji_template_n_fields (const HenjiTemplate *self);
const HenjiField *henji_template_field (const HenjiTemplate *self, guint i);
guint henji_template_n_clauses (const HenjiTemplate *self);
const HenjiClause *henji_template_clause (const HenjiTemplate *self, guint i);

/**
 * HenjiReplyContext:
 *
 * What a reply is written about: borrowed pointers, any may be %NULL but @shop.
 */
typedef struct
{
  const HenjiShop *shop;
  const HenjiCase *case_;
  const HenjiOrder *order;     /* the order the case is about */
  const HenjiMessage *message; /* the buyer's newest message */
  const HenjiMessage *sent;    /* our last answer before it */
  const HenjiSupport *support; /* of a case of our own with the marketplace */
  const char *rma;
  const char *feedback; /* what the buyer said of the seller, in public */
  gboolean return_late; /* the last day for a return of @order is over */
  gint64 now;
  GTimeZone *zone; /* the shop's */
} HenjiReplyContext;

/**
 * HenjiChoices:
 *
 * What the seller chose in a situation: clauses switched by hand, fields filled by hand. What was
 * not touched follows the template's rules and the order.
 */
typedef struct _HenjiChoices HenjiChoices;

HenjiChoices *henji_choices_new (void);
HenjiChoices *henji_choices_copy (const HenjiChoices *self);
void henji_choices_free (HenjiChoices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiChoices, henji_choices_free)
void henji_choices_set_clause (HenjiChoices *self, const char *clause, gboolean on);
/* All clauses follow the template's rules again. */
void henji_choices_forget_clauses (HenjiChoices *self);
/* @field may carry a language: "part.en". @value in canonical form, %NULL to reset. */
void henji_choices_set_field (HenjiChoices *self, const char *field, const char *value);
const char *henji_choices_field (const HenjiChoices *self, const char *field);
/* A list of strings kept with the choices; empty or %NULL takes it out. Of these lists the template
 * reads HENJI_CHOICES_ORDER: the ids of clauses in the order in which they shall be said. */
#define HENJI_CHOICES_ORDER "order"
void henji_choices_set_list (HenjiChoices *self, const char *name, const char *const *values);
const char *const *henji_choices_list (const HenjiChoices *self, const char *name);
/* When the text was last said anew, UTC: the day its dates count from. 0 when it is not known. */
void henji_choices_set_written (HenjiChoices *self, gint64 at);
gint64 henji_choices_written (const HenjiChoices *self);
char *henji_choices_to_text (const HenjiChoices *self);
HenjiChoices *henji_choices_from_text (const char *text);

#define HENJI_TEMPLATE_RANK 9 /* where a file does not say */

/**
 * henji_template_propose:
 * @situations: (element-type HenjiTemplate)
 *
 * The situation of this kind to propose: of those whose `when` holds (without a `when` it always
 * does) the one of the lowest `rank`, and of these the first in palette order.
 *
 * Returns: (transfer none) (nullable)
 */
HenjiTemplate *henji_template_propose (const GPtrArray *situations,
                                       HenjiKind kind,
                                       const HenjiReplyContext *context);

int henji_template_rank (const HenjiTemplate *self);

/* Does the situation fit what is known (its `when`)? */
gboolean henji_template_suits (const HenjiTemplate *self, const HenjiReplyContext *context);

/* Is the clause on, by the seller's choice or else by the template's rule for this context? */
gboolean henji_template_clause_on (const HenjiTemplate *self,
                                   guint clause,
                                   const HenjiChoices *choices,
                                   const HenjiReplyContext *context);

/* (transfer full) (element-type guint): all clauses in the order in which they are said. The
 * numbered options of a group stay together. */
GArray *henji_template_sequence (const HenjiTemplate *self, const HenjiChoices *choices);
/* Says the clause one place @later or earlier: an option among its group's, else the clause or the
 * whole group past its neighbour. %FALSE where there is none. */
gboolean henji_template_move_clause (const HenjiTemplate *self,
                                     HenjiChoices *choices,
                                     guint clause,
                                     gboolean later);

/* (transfer full) (nullable): the value a field has: chosen, else proposed from the order. */
char *henji_template_field_value (const HenjiTemplate *self,
                                  guint field,
                                  const HenjiChoices *choices,
                                  const HenjiReplyContext *context);

/* Can the clause be on at all? One that asserts a shipment cannot while none is known, whatever the
 * seller chose; nor one that contradicts another that is on. */
gboolean henji_template_clause_available (const HenjiTemplate *self,
                                          guint clause,
                                          const HenjiChoices *choices,
                                          const HenjiReplyContext *context);

/* (transfer full): ids of the paragraphs that close every reply of this kind, in their order. */
char **henji_template_closing (const HenjiTemplate *self);

/* (nullable): what the seller should know before using the clause, e.g. that shipping elsewhere
 * than the order's address leaves no proof of delivery. For the seller, never part of the text. */
const char *
henji_template_clause_warning (const HenjiTemplate *self, guint clause, HenjiLanguage language);

/* Is the field used by a clause that is on? */
gboolean henji_template_field_used (const HenjiTemplate *self,
                                    guint field,
                                    const HenjiChoices *choices,
                                    const HenjiReplyContext *context);

/**
 * henji_field_parse:
 * @typed: what a person typed: "1,200", "￥500", "$12.50", "11/24", "2026-11-24", "24 Nov", "明日"
 *
 * Returns: (transfer full) (nullable): the canonical value, or %NULL with an error a seller
 * understands
 */
char *henji_field_parse (HenjiFieldType type,
                         const char *typed,
                         const HenjiReplyContext *context,
                         GError **error);
/* (transfer full): a canonical value as a reader of @language sees it. */
char *henji_field_format (HenjiFieldType type,
                          const char *value,
                          const HenjiReplyContext *context,
                          HenjiLanguage language);

typedef struct
{
  guint start; /* bytes in the paragraph's text */
  guint end;
  int field; /* index, or -1 for a built-in value such as the buyer's name */
  gboolean filled;
} HenjiSpan;

typedef struct
{
  char *clause;  /* id; of the group for numbered options; "greeting", "closing", ... */
  char *text;    /* may hold single line breaks */
  GArray *spans; /* of HenjiSpan */
} HenjiParagraph;

void henji_paragraph_free (HenjiParagraph *self);

/**
 * henji_template_render:
 * @unfilled: (out) (optional) (transfer full): ids of fields still open, each once; "clause:" and
 * the id of a clause that has no text in this language
 *
 * One pass: what a buyer wrote is never expanded again. An open field stands as its label in 【】.
 *
 * Returns: (transfer full) (element-type HenjiParagraph): joined by a blank line they are the reply
 */
GPtrArray *henji_template_render (const HenjiTemplate *self,
                                  const HenjiChoices *choices,
                                  const HenjiReplyContext *context,
                                  HenjiLanguage language,
                                  char ***unfilled);

/* (transfer full): the paragraphs joined by a blank line. */
char *henji_paragraphs_join (const GPtrArray *paragraphs);

G_END_DECLS

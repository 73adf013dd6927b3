/* henji-manuscript.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-template.h"

G_BEGIN_DECLS

/**
 * HenjiManuscript:
 *
 * A situation or a snippet while somebody writes it: all that its file says, to be changed freely,
 * also through states that are no valid template. Everything with two languages is indexed by
 * HenjiLanguage; %NULL or "" is missing.
 *
 * Texts are as a seller types them: `{field}` stands for a value, a line break is one, and what
 * stands between `{?condition}` and `{/}` is written only where the condition holds.
 */
typedef struct
{
  char *id;
  HenjiFieldType type;
  gboolean required;
  gboolean promise;
  char *default_; /* nullable */
  char *label[3];
  char *fallback[3];
} HenjiManuscriptField;

typedef struct
{
  char *id;
  char *on;    /* (nullable): the rule: "always", "never", "photos" */
  char *needs; /* nullable */
  char *label[3];
  char *text[3];
  char *option[3]; /* only in a group */
  char *warning[3];
  int group; /* index, -1 for none */
} HenjiManuscriptClause;

typedef struct
{
  char *id;
  char *intro[3];
} HenjiManuscriptGroup;

typedef struct
{
  gboolean snippet;
  char *id;
  char *to; /* nullable */
  HenjiFault fault;
  char *when; /* nullable */
  int order;
  int rank;      /* HENJI_TEMPLATE_RANK where nothing is said */
  guint32 kinds; /* bits */
  char *title[3];
  char *hint[3];
  char *words;        /* nullable */
  GPtrArray *fields;  /* (element-type HenjiManuscriptField) */
  GPtrArray *clauses; /* (element-type HenjiManuscriptClause): of a snippet exactly one */
  GPtrArray *groups;  /* (element-type HenjiManuscriptGroup) */
} HenjiManuscript;

/* A part of a manuscript: where the cursor goes when something is wrong there. */
typedef enum
{
  HENJI_MANUSCRIPT_WHOLE,
  HENJI_MANUSCRIPT_TITLE,
  HENJI_MANUSCRIPT_FIELD, /* @index */
  HENJI_MANUSCRIPT_LABEL, /* of the clause @index */
  HENJI_MANUSCRIPT_TEXT,
  HENJI_MANUSCRIPT_OPTION,
  HENJI_MANUSCRIPT_INTRO, /* of the group @index */
} HenjiManuscriptPart;

typedef struct
{
  HenjiManuscriptPart part;
  guint index;
  HenjiLanguage language; /* OTHER: both, or neither */
} HenjiManuscriptPlace;

/* An empty one; a situation has one clause, off to no kind, before all others in the palette. */
HenjiManuscript *henji_manuscript_new (gboolean snippet, const char *id);
HenjiManuscript *henji_manuscript_from_template (const HenjiTemplate *template);
HenjiManuscript *henji_manuscript_copy (const HenjiManuscript *self);
void henji_manuscript_free (HenjiManuscript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiManuscript, henji_manuscript_free)
gboolean henji_manuscript_equal (const HenjiManuscript *a, const HenjiManuscript *b);
/* Has nobody written anything yet? */
gboolean henji_manuscript_is_empty (const HenjiManuscript *self);

/* (transfer full) (nullable): the file. @place: (out) (optional): of the fault. Fails only where
 * braces do not pair; whether a template comes of it, henji_manuscript_read() knows. */
char *
henji_manuscript_to_xml (const HenjiManuscript *self, HenjiManuscriptPlace *place, GError **error);
/**
 * henji_manuscript_read:
 * @common: (nullable): the greeting and closing of all situations
 * @place: (out) (optional): where the fault is
 *
 * Returns: (transfer full) (nullable): the template it makes, or %NULL with a sentence a seller
 * understands
 */
HenjiTemplate *henji_manuscript_read (const HenjiManuscript *self,
                                      const HenjiTemplate *common,
                                      HenjiManuscriptPlace *place,
                                      GError **error);

/* Something to think about, no fault: one language missing, a value said in one language alone. */
typedef struct
{
  HenjiManuscriptPlace place;
  char *words; /* for the seller */
} HenjiManuscriptNote;

/* (transfer full) (element-type HenjiManuscriptNote): in the order of the manuscript. */
GPtrArray *henji_manuscript_notes (const HenjiManuscript *self);

/* The new one goes behind the clause @after (-1: to the front), into its group when it has one.
 * Returns its index. */
guint henji_manuscript_add_clause (HenjiManuscript *self, int after);
void henji_manuscript_remove_clause (HenjiManuscript *self, guint index);
/* One place up or down; a group is passed as a whole, and its own clauses stay in it. Returns where
 * it is now. */
guint henji_manuscript_move_clause (HenjiManuscript *self, guint index, gboolean up);
guint henji_manuscript_add_field (HenjiManuscript *self);
void henji_manuscript_remove_field (HenjiManuscript *self, guint index);
/* Renames the field everywhere: in the texts, in rules and defaults. %FALSE with an error when the
 * name is taken or cannot be one. */
gboolean
henji_manuscript_rename_field (HenjiManuscript *self, guint index, const char *id, GError **error);

/* Values the desk fills in by itself, for a menu: the name in the texts, or %NULL from @i on. */
const char *henji_manuscript_value (guint i);
const char *henji_manuscript_value_label (guint i, HenjiLanguage language);

G_END_DECLS

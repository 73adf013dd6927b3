/* henji-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-policy.h"
#include "henji-template.h"

G_BEGIN_DECLS

/**
 * HenjiChecker:
 *
 * The rules a reply is checked by, from the files of `data/rules/` (their README has the format).
 * Filled with henji_checker_add(), sealed, then read-only and safe for any thread.
 */
typedef struct _HenjiChecker HenjiChecker;

HenjiChecker *henji_checker_new (void);
HenjiChecker *henji_checker_ref (HenjiChecker *self);
void henji_checker_unref (HenjiChecker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiChecker, henji_checker_unref)

/**
 * henji_checker_add:
 * @name: the file's name, for error messages
 *
 * Adds one file, `common.txt` before all others. A faulty one is reported with file and line, and
 * nothing of it is taken.
 */
gboolean henji_checker_add (
    HenjiChecker *self, const char *text, gsize length, const char *name, GError **error);
/* Builds the tables; call once after the last add, before the first check. */
void henji_checker_seal (HenjiChecker *self);

typedef enum
{
  HENJI_SEVERITY_WARNING, /* worth a look */
  HENJI_SEVERITY_DOUBT,   /* stops sending until it was looked at */
  HENJI_SEVERITY_BLOCKING /* stops sending until changed or overridden with a reason */
} HenjiSeverity;

/** HenjiFinding: one thing that is wrong with a reply. */
typedef struct
{
  const char *rule; /* id; belongs to the checker */
  HenjiSeverity severity;
  /* Bytes of the text, on characters; both 0 when it is no one place. */
  gsize start, end;
  /* What to take out to mend it; equal when there is no such proposal. */
  gsize remedy_start, remedy_end;
  char *detail; /* (nullable): what should stand there, or how much is too much: for the sentence */
} HenjiFinding;

/** HenjiOthers: names and order numbers of other buyers, made once, read by any thread. */
typedef struct _HenjiOthers HenjiOthers;

/* Both (nullable) (array zero-terminated). */
HenjiOthers *henji_others_new (const char *const *names, const char *const *order_ids);
HenjiOthers *henji_others_ref (HenjiOthers *self);
void henji_others_unref (HenjiOthers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiOthers, henji_others_unref)

typedef enum
{
  HENJI_CHECK_FAULT_UNKNOWN,
  HENJI_CHECK_FAULT_OURS,
  HENJI_CHECK_FAULT_NONE,
} HenjiCheckFault;

/** HenjiCheckContext: what is known beside the text. All zero is fine; pointers are borrowed. */
typedef struct
{
  const HenjiReplyContext *reply;   /* shop, case, order, the buyer's newest message, now, zone */
  const GPtrArray *orders;          /* (element-type HenjiOrder): all of the case */
  const char *const *own_order_ids; /* further numbers that are this buyer's */
  const HenjiOthers *others;
  const HenjiMoney *refunds; /* amounts chosen in fields */
  guint n_refunds;
  const char *subject;
  const GPtrArray *attachments; /* (element-type HenjiAttachment) */
  guint open_fields;            /* fields without a value */
  guint out_of_step;            /* paragraphs whose counterpart says something else */
  gboolean newer_message;       /* the buyer wrote after the reply was begun, and it was not read */
  gboolean to_support;          /* goes to the marketplace, not to a buyer */
  HenjiCheckFault fault;
} HenjiCheckContext;

/**
 * henji_check:
 * @text: any bytes; what is no UTF-8 counts as U+FFFD
 * @language: the language it is meant to be in
 * @policy: (nullable): for the limits and the marketplace's own addresses
 * @context: (nullable):
 *
 * Linear in the text's length; no locale, no clock, no state.
 *
 * Returns: (transfer full) (element-type HenjiFinding): in the order of the text, those without a
 * place first
 */
GArray *henji_check (const HenjiChecker *self,
                     const char *text,
                     gssize length,
                     HenjiLanguage language,
                     const HenjiPolicy *policy,
                     const HenjiCheckContext *context);

/* (transfer full): why it is wrong, for the seller, in @language; @text is what was checked. */
char *henji_checker_explain (const HenjiChecker *self,
                             const HenjiFinding *finding,
                             const char *text,
                             HenjiLanguage language);
/* (nullable): the address of the page that says so. */
const char *henji_checker_source (const HenjiChecker *self, const char *rule, gboolean *verified);

G_END_DECLS

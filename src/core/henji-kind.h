/* henji-kind.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HenjiKind:
 *
 * What a buyer's message is about. The numbers are stored in the record: append only.
 */
typedef enum
{
  HENJI_KIND_OTHER = 0,
  HENJI_KIND_DAMAGED,      /* broken on arrival */
  HENJI_KIND_DEFECTIVE,    /* does not work */
  HENJI_KIND_MISSING_ITEM, /* a whole product or unit is absent */
  HENJI_KIND_MISSING_PART, /* an accessory or component is absent */
  HENJI_KIND_WRONG_ITEM,
  HENJI_KIND_NOT_AS_DESCRIBED, /* works, but differs from the page */
  HENJI_KIND_ADDRESS_CHANGE,
  HENJI_KIND_LATE_DELIVERY, /* where is it, when does it come */
  HENJI_KIND_LOST,          /* shown delivered but absent, misdelivered, sent back */
  HENJI_KIND_CANCEL_REQUEST,
  HENJI_KIND_RETURN_REQUEST, /* wants to return without a fault */
  HENJI_KIND_REFUND_STATUS,
  HENJI_KIND_HOW_TO_USE,
  HENJI_KIND_WARRANTY,
  HENJI_KIND_INVOICE,
  HENJI_KIND_PRODUCT_QUESTION,
  HENJI_KIND_A_TO_Z, /* a claim was filed */
  HENJI_KIND_THANKS, /* nothing to answer */
  HENJI_N_KINDS
} HenjiKind;

/** HenjiLanguage: the language of a text; `OTHER` is neither Japanese nor English. Stored. */
typedef enum
{
  HENJI_LANGUAGE_OTHER = 0,
  HENJI_LANGUAGE_JA,
  HENJI_LANGUAGE_EN,
} HenjiLanguage;

/** HenjiCourt: whose turn it is. Stored. */
typedef enum
{
  HENJI_COURT_OURS = 0,
  HENJI_COURT_THEIRS,
  HENJI_COURT_CLOSED,
} HenjiCourt;

/* Ids are the words of data files and of henjictl's output; titles are for people, translated. */
const char *henji_kind_id (HenjiKind kind);
gboolean henji_kind_from_id (const char *id, HenjiKind *kind);
const char *henji_kind_title (HenjiKind kind);

const char *henji_language_id (HenjiLanguage language);
gboolean henji_language_from_id (const char *id, HenjiLanguage *language);
const char *henji_language_title (HenjiLanguage language);

const char *henji_court_id (HenjiCourt court);
gboolean henji_court_from_id (const char *id, HenjiCourt *court);

G_END_DECLS

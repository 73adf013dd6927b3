/* henji-carrier-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-carrier-text.h"
#include "henji-kind.h"
#include "henji-parcel.h"
#include "henji-value.h"

G_BEGIN_DECLS

/* How the file looks that a carrier's program takes in to make slips: the groups [write] and
 * [write N] of a file in `data/carriers/`, beside what tells how the carrier's own list is read. */

/** HenjiCarrierForm: what a column holds beside mere text. */
typedef enum
{
  HENJI_CARRIER_TEXT = 0,
  HENJI_CARRIER_POSTAL, /* 150-0001 */
  HENJI_CARRIER_PHONE,  /* 090-1234-5678 */
  HENJI_CARRIER_DATE,
} HenjiCarrierForm;

/** HenjiCarrierTerm: what stands in a cell; its letters from 'a' on are names to be filled in. */
typedef struct
{
  char *text;   /* "返品 {rma}" */
  char **names; /* "rma" */
} HenjiCarrierTerm;

typedef struct
{
  guint number;                           /* from 1, as the carrier counts */
  char *title;                            /* the heading */
  GPtrArray *terms[HENJI_N_PARCEL_KINDS]; /* (element-type HenjiCarrierTerm): the first that is
                                             known and fits */
  int width;                              /* half-width places, 0: no limit is known */
  HenjiCarrierLetters letters;
  HenjiCarrierForm form;
  gboolean required;
  gboolean unverified; /* the column's meaning or value is a guess */
} HenjiCarrierColumn;

/** HenjiCarrierChoice: a code and what it means, or an id and what to ask for. */
typedef struct
{
  char *id;
  char *title[2]; /* Japanese, English */
  char *preset;   /* (nullable) of what is asked */
} HenjiCarrierChoice;

HENJI_DECLARE_VALUE (HenjiCarrierLayout, henji_carrier_layout)

struct _HenjiCarrierLayout
{
  char *id;       /* "yamato-b2" */
  char *title[2]; /* Japanese, English */
  char *note[2];  /* (nullable): what the seller has to know or do in the carrier's program */
  char *charset;  /* "CP932", "UTF-8" */
  char *line_end; /* "\r\n", "\n" */
  char *date;     /* as g_date_strftime() takes it */
  gboolean headings;
  gboolean quote_all; /* else only a cell that needs it */
  gboolean verified;
  char *source;
  char *checked;      /* "2026-11" */
  GPtrArray *columns; /* (element-type HenjiCarrierColumn): all of the file's, in its order */
  GPtrArray *slots;   /* (element-type HenjiCarrierChoice): times of delivery */
  GPtrArray *asks;    /* (element-type HenjiCarrierChoice): what the seller says once */
};

/**
 * henji_carrier_layout_parse:
 * @name: of the file, for sentences
 *
 * Returns: (transfer full) (nullable): %NULL with @error, which names file and line; %NULL without
 * an error when the file does not say how anything is written
 */
HenjiCarrierLayout *
henji_carrier_layout_parse (const char *text, gsize length, const char *name, GError **error);

const char *henji_carrier_layout_title (const HenjiCarrierLayout *self, HenjiLanguage language);
/* (nullable) */
const char *henji_carrier_layout_note (const HenjiCarrierLayout *self, HenjiLanguage language);
const char *henji_carrier_choice_title (const HenjiCarrierChoice *self, HenjiLanguage language);
/* Is it a time of delivery that the carrier has? */
gboolean henji_carrier_layout_has_slot (const HenjiCarrierLayout *self, const char *code);

/* Is @name a text that is parted over all columns which hold it and nothing else? */
gboolean henji_carrier_name_flows (const char *name);

G_END_DECLS

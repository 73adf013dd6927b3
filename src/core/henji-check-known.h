/* henji-check-known.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-check-private.h"

G_BEGIN_DECLS

/* What is known of the buyer whom a reply goes to. */
typedef struct
{
  HenjiCheckRun *run;
  GPtrArray *names; /* (element-type utf8) of the buyer and the recipients, folded */
  GString
      *about; /* all else that may be named: the shop, addresses, the buyer's own words; folded */
  GPtrArray *orders; /* (element-type utf8) */
} HenjiCheckKnown;

/* Fills it from what @run knows beside the text; cleared by henji_check_forget(). */
void henji_check_know (HenjiCheckKnown *self, HenjiCheckRun *run);
void henji_check_forget (HenjiCheckKnown *self);

typedef enum
{
  HENJI_CHECK_SCRIPT_OTHER,
  HENJI_CHECK_SCRIPT_LATIN,
  HENJI_CHECK_SCRIPT_KANA,
  HENJI_CHECK_SCRIPT_KANJI,
} HenjiCheckScript;

/* Names can only be compared within a script: 佐伯 and Saeki may be one person. */
HenjiCheckScript henji_check_script_of (const char *name);
char *henji_check_without_blanks (const char *text);
/* Can @name be somebody this reply may name? Also when that cannot be told. */
gboolean henji_check_may_be_known (const HenjiCheckKnown *self, const char *name);

G_END_DECLS

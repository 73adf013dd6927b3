/* henji-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"
#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiDraft, henji_draft)

/**
 * HenjiDraft:
 *
 * A reply being written, both languages: what was chosen, and the texts as they stand.
 */
struct _HenjiDraft
{
  gint64 row;
  char *uuid;
  gint64 case_row;
  int version; /* ascends per case */
  gint64 at;
  char *situation;        /* template id, nullable */
  HenjiLanguage language; /* the one the buyer gets: JA or EN */
  char *choices;          /* GKeyFile text: [clauses] id=true|false, [fields] id=value */
  char *ja;
  char *en;
  gboolean ja_edited; /* changed by hand since it was rendered */
  gboolean en_edited;
  gboolean answered; /* this version was what the buyer got */
};

/* (nullable): the text that the buyer gets. */
const char *henji_draft_sent (const HenjiDraft *self);

G_END_DECLS

/* henji-desk-texts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/**
 * HenjiTexts:
 *
 * All situations and snippets as they are at one moment. When one of them changes, the desk reads
 * them anew and hands out the new ones; whoever still holds the old ones reads on in peace.
 */
HENJI_DECLARE_VALUE (HenjiTexts, henji_texts)

struct _HenjiTexts
{
  HenjiTemplate *common; /* greeting and closing that all situations share */
  GPtrArray *all;        /* (element-type HenjiDeskText): situations, then snippets */
  GPtrArray *situations; /* (element-type HenjiTemplate) in palette order */
  GPtrArray *snippets;   /* (element-type HenjiTemplate) in palette order */
  GPtrArray *faults;     /* (element-type utf8) */
};

/* @dir: (nullable): the data folder. Never fails: what is built in is sound. */
HenjiTexts *henji_texts_load (const char *dir);

G_END_DECLS

/* henji-document-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-document.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_BLOCK_TITLE,
  HENJI_BLOCK_HEADING,
  HENJI_BLOCK_FACT,
  HENJI_BLOCK_NOTE,
  HENJI_BLOCK_SPEAKER, /* who and when */
  HENJI_BLOCK_BODY,    /* a paragraph of a message */
  HENJI_BLOCK_OTHER,   /* the same in the other language */
  HENJI_BLOCK_PICTURE,
} HenjiBlockType;

typedef struct
{
  HenjiBlockType type;
  char *text;
  char *caption; /* of a fact; of a speaker the time; of a picture its id; nullable */
  HenjiLanguage language;
  double aspect;
  gboolean ours;
  gboolean only_shrunk;
} HenjiBlock;

struct _HenjiDocument
{
  int n_refs; /* atomic */
  HenjiLanguage language;
  char *title;
  char *head;
  GPtrArray *blocks; /* (element-type HenjiBlock) */
  HenjiDocumentLoad load;
  gpointer load_data;
  GDestroyNotify load_data_free;
};

G_END_DECLS

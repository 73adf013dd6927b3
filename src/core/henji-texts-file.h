/* henji-texts-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-manuscript.h"

G_BEGIN_DECLS

/* A `.henji-texts` file: situations and snippets, one after the other in `<henji-texts>`, each as
 * its own file has it. */

/* (transfer full) (nullable): of @manuscripts (element-type HenjiManuscript). */
char *henji_texts_file_write (const GPtrArray *manuscripts, GError **error);

/* One text of such a file; either @manuscript or @reason. */
typedef struct
{
  HenjiManuscript *manuscript; /* nullable */
  char *id;                    /* (nullable): as it stands in the file */
  char *reason;                /* (nullable): why it is refused, with file and line */
} HenjiTextsItem;

/**
 * henji_texts_file_read:
 * @name: the file's name, for the reasons
 *
 * Returns: (transfer full) (nullable) (element-type HenjiTextsItem): every text of the file; %NULL
 * when it is no such file at all
 */
GPtrArray *henji_texts_file_read (const char *data, gsize length, const char *name, GError **error);

G_END_DECLS

/* told-mails.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mails in tests/data/recognise/told. Before each stands a line with what it tells:
 * `@ wants-refund ?received`, where ? says that it may be heard or not.
 */
#pragma once

#include "henji-message.h"

G_BEGIN_DECLS

/* Sets of (1 << HenjiTold). */
typedef struct
{
  const char *where; /* "ja-short.txt:12" */
  const char *body;
  guint32 told;
  guint32 may;
  guint32 known; /* what the file is labelled with */
} ToldMail;

typedef void (*ToldMailFunc) (const ToldMail *mail, gpointer data);

/* What cannot be read or told ends the program. */
void told_mails_read (const char *path, ToldMailFunc func, gpointer data);

G_END_DECLS

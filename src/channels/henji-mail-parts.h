/* henji-mail-parts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-mail-head.h"

G_BEGIN_DECLS

/** HenjiMailText: a piece of a mail's text, in its order. */
typedef struct
{
  gboolean html;
  gboolean attached; /* of a mail that was attached to this one */
  char *text;        /* UTF-8, as it came: HTML unrendered, line ends untouched */
} HenjiMailText;

/** HenjiMailParts: what is in a mail, without its structure. */
typedef struct
{
  GPtrArray *texts;       /* (element-type HenjiMailText) */
  GPtrArray *attachments; /* (element-type HenjiAttachment) */
  const char *charset;    /* (nullable) of the first text that is not ASCII */
  gboolean guessed;       /* a character set was not the one named */
  gboolean unreadable;    /* bytes that no character set read */
  gboolean too_many;      /* over a cap: the rest was left out */
  gboolean too_deep;
  gboolean too_much;
  gboolean cut_head;
  gboolean cut_text;

  /* Working state. */
  const char *forced; /* (nullable) character set for everything */
  guint n_parts;
  gint64 n_decoded;
} HenjiMailParts;

void henji_mail_parts_clear (HenjiMailParts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiMailParts, henji_mail_parts_clear)

/**
 * henji_mail_parts_read:
 * @head: of the message
 * @charset: (nullable): canonical, taken for all text
 */
void henji_mail_parts_read (const char *data,
                            gsize length,
                            const HenjiMailHead *head,
                            const char *charset,
                            HenjiMailParts *out);

G_END_DECLS

/* henji-mail-head.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** HenjiMailField: one header field, borrowed from the message. */
typedef struct
{
  const char *name;
  gsize name_length;
  const char *value; /* as it stands there, folds included, without the last line end */
  gsize length;
} HenjiMailField;

/** HenjiMailHead: the header block of a message or part, borrowed from its bytes. */
typedef struct
{
  GArray *fields;    /* (element-type HenjiMailField) */
  gsize body;        /* offset of the first byte after the blank line */
  gboolean known;    /* at least one field that makes a mail */
  gboolean too_many; /* fields beyond the cap were left out */
  gboolean cut;      /* a value was longer than its cap */
} HenjiMailHead;

void henji_mail_head_clear (HenjiMailHead *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiMailHead, henji_mail_head_clear)

/**
 * henji_mail_head_read:
 *
 * Skips a byte order mark, blank lines and a "From " line before the block. A line that is no field
 * ends the block, unless fields go on right after it.
 *
 * Returns: %FALSE when there is no header block
 */
gboolean henji_mail_head_read (const char *data, gsize length, HenjiMailHead *out);

/* (nullable): the first field of the name, any letter case. */
const HenjiMailField *henji_mail_head_find (const HenjiMailHead *self, const char *name);
/* (transfer full) (nullable): decoded, on one line. */
char *henji_mail_head_text (const HenjiMailHead *self, const char *name, const char *charset);

/* Does a line begin a header field? */
gboolean henji_mail_is_field_line (const char *line, gsize length);

/**
 * henji_mail_address_read:
 * @name: (out) (transfer full): decoded; ""
 * @address: (out) (transfer full): the first address of the field exactly as received; ""
 */
void henji_mail_address_read (const HenjiMailField *field,
                              const char *charset,
                              char **name,
                              char **address);

/**
 * henji_mail_alias_find:
 * @address: (out) (transfer full) (optional): with its suffix, as written
 *
 * Looks for a buyer's address, 8 to 32 letters and digits, perhaps "+uuid", at
 * marketplace.amazon.<store>, anywhere in @text.
 *
 * Returns: (transfer full) (nullable): the alias, lower case, without the suffix
 */
char *henji_mail_alias_find (
    const char *text, gsize length, char **suffix, char **marketplace, char **address);

/* (transfer full) (nullable): "amazon.co.jp" of an address at it or a sub-domain of it. */
char *henji_mail_store_of_address (const char *address);
/* (nullable): "amazon.co.jp" for "A1VC38T7YXB528". */
const char *henji_mail_store_of_id (const char *marketplace_id);

/* Microseconds UTC of an RFC 5322 date; 0 when there is none or it cannot be. */
gint64 henji_mail_date_read (const char *text, gsize length);

G_END_DECLS

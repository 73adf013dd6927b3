/* henji-rfc2047.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * henji_rfc2047_decode:
 * @raw: a header value as it stands in the mail, folds included; need not end with NUL
 * @charset: (nullable): canonical name to take all bytes above ASCII by, whatever the words say
 *
 * Decodes encoded words and bare eight-bit or ISO-2022-JP text. Bytes of neighbouring words of one
 * character set are joined before they are converted, so that a character or a base64 group cut
 * between two words comes out whole.
 *
 * Returns: (transfer full): valid UTF-8 on one line, without control and direction characters
 */
char *henji_rfc2047_decode (const char *raw, gsize length, const char *charset);

/**
 * henji_rfc2231_param:
 * @raw: a header value with parameters: `attachment; filename*0*=…; filename*1=…`
 * @name: lower case
 *
 * Returns: (transfer full) (nullable): the decoded parameter, on one line; %NULL when there is none
 */
char *henji_rfc2231_param (const char *raw, gsize length, const char *name, const char *charset);

/* Decodes base64, whatever stands between; a group cut at the end gives what it can. @out has room
 * for @length bytes. Returns: bytes written. */
gsize henji_base64_decode (const char *in, gsize length, guint8 *out);
/* The same for quoted-printable; @header: "_" is a space. */
gsize henji_qp_decode (const char *in, gsize length, guint8 *out, gboolean header);

/* (transfer full): control characters made spaces and runs of white space one, ends trimmed,
 * characters that turn the direction of text dropped. */
char *henji_text_one_line (const char *text);

G_END_DECLS

/* henji-ini.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HenjiIni:
 *
 * A file of facts read line by line: groups "[name]", lines "key=value", comments "#". Unlike a
 * GKeyFile it knows the line of everything, so that whoever reads it can name the place of a fault;
 * a group or a key that stands twice is one.
 */
typedef struct
{
  char *key;
  char *value; /* without blanks at its ends, may be "" */
  int line;
} HenjiIniLine;

typedef struct
{
  char *name;
  int line;
  GPtrArray *lines; /* (element-type HenjiIniLine) in the order of the file */
} HenjiIniGroup;

typedef struct
{
  char *name;        /* of the file, for sentences */
  GPtrArray *groups; /* (element-type HenjiIniGroup) in the order of the file */
} HenjiIni;

/* (transfer full) (nullable): */
HenjiIni *henji_ini_parse (const char *text, gsize length, const char *name, GError **error);
void henji_ini_free (HenjiIni *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiIni, henji_ini_free)

/* (transfer none) (nullable): the key's value; %NULL when it is missing or empty. */
const char *henji_ini_value (const HenjiIniGroup *group, const char *key);

/* Sets "NAME, line LINE: …". Always %FALSE. */
gboolean henji_ini_fail (const char *name, int line, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

G_END_DECLS

/* henji-desk-message-files-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-spapi-facts.h"

G_BEGIN_DECLS

/** HenjiMessageFile: a file as it goes out. */
typedef struct
{
  char *name;
  const char *media; /* its type, of the facts */
  GBytes *bytes;
} HenjiMessageFile;

/* (transfer full) (element-type HenjiMessageFile) (nullable): all of them, if the marketplace takes
 * them with such a message. */
GPtrArray *_henji_message_files_read (const HenjiSpapiFacts *facts,
                                      const HenjiMessageAction *action,
                                      const char *const *paths,
                                      GError **error);

G_END_DECLS

/* henji-secret.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Credentials and tokens: texts that are overwritten before their memory goes back. */

/* @text (transfer full) (nullable): */
void henji_secret_free (char *text);

typedef char HenjiSecret;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiSecret, henji_secret_free)

/* Is it of letters, digits and signs alone, and neither empty nor longer than 4096? @text
 * (nullable): */
gboolean henji_secret_is_sound (const char *text);

G_END_DECLS

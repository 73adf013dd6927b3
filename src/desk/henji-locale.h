/* henji-locale.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"

G_BEGIN_DECLS

/* Sets the locale up and finds the translations: beside the executable in a build folder, else
 * where they are installed. */
void henji_locale_init (void);
/* The language the desk speaks from now on: "ja", "en", or "" for the system's. Before any widget.
 */
void henji_locale_set_language (const char *language);
/* The language the desk speaks: JA or EN. */
HenjiLanguage henji_locale_language (void);
/* The day on which a week begins where the user lives: 1 Monday … 7 Sunday. */
int henji_locale_first_weekday (void);

G_END_DECLS

/* henji-preedit.h: while an input method composes a word
 *
 * A word that is being composed stands in no buffer yet. Until it does, all keys are the input
 * method's, and whatever ends the composing leaves the word where it was typed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For every window that is opened from now on: no shortcut gets a key while a word is
 * being composed, and a word is kept when the focus leaves it or the mouse is pressed in it. */
void henji_preedit_guard_windows (void);

/* (transfer full) (nullable): the word that is being composed in @text. */
char *henji_preedit_word (GtkWidget *text);
/* Ends composing in @text, a GtkTextView or GtkText; what was composed so far stands in it then. */
void henji_preedit_keep (GtkWidget *text);

G_END_DECLS

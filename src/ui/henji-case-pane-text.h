/* henji-case-pane-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-message.h"
#include "henji-time.h"

G_BEGIN_DECLS

/* Words and widgets the panes share: times as the seller reads them, names for assistive
 * technology. */

/* The language of the desk itself: JA or EN. */
HenjiLanguage henji_pane_language (void);

/* (transfer full): "12:22" in @zone. */
char *henji_pane_clock (gint64 instant, GTimeZone *zone);
/* (transfer full): "Today", "Yesterday" or "Saturday 21 November". */
char *henji_pane_day (gint64 instant, gint64 now, GTimeZone *zone);
/* (transfer full): "12:22" today, "21 Nov 12:22" on other days. */
char *henji_pane_moment (gint64 instant, gint64 now, GTimeZone *zone);
/* (transfer full): "20 Nov", with the year when it is not that of @now. @date is "2026-11-20". */
char *henji_pane_date (const char *date, gint64 now, GTimeZone *zone);
/* (transfer full): "24 Nov, Tue" or "11/24（火）", for places with little room. */
char *henji_pane_weekday (const char *date);
/* (transfer full): "2 h 10 m left" or "Overdue 3 h". */
char *henji_pane_left (gint64 due, gint64 now);
/* (transfer full): what was promised, of a clock's note: of "再送日 / Replacement leaves" the half
 * in the desk's language. */
char *henji_pane_promise (const char *note);
/* The CSS class of the urgency: "error", "warning" or %NULL. */
const char *henji_pane_urgency (gint64 due, gint64 now);

/* For dispose: gtk_widget_dispose_template() leaves children that have no name in the template. */
void henji_pane_clear (GtkWidget *widget);
/* What assistive technology calls @widget. */
void henji_pane_name (gpointer widget, const char *name);
/* Calls @button by its label without the underline of the mnemonic, which would be read out. */
void henji_pane_name_button (GtkButton *button);
/* A tooltip that is asked for when the pointer rests: gtk_widget_set_tooltip_text() asks the screen
 * where the pointer is, three times and waiting for each answer, whenever the text changes. */
void henji_pane_tooltip (gpointer widget, const char *text);
/* Gives @button a menu that is made when it is opened: most never are. */
void henji_pane_menu (GtkMenuButton *button, GMenuModel *model);
/* A word in a frame at the end of @box. */
void henji_pane_add_chip (GtkBox *box, const char *words, gboolean warning);
/* Sets @text as plain text; Han letters take the forms of @language. */
void henji_pane_label (GtkLabel *label, const char *text, HenjiLanguage language);
/* The language of a text by its letters: JA when there is kana or a Han letter. */
HenjiLanguage henji_pane_language_of (const char *text);

/**
 * henji_pane_wrap_long:
 *
 * One endless line stalls the text layout for seconds: lines over 2,000 characters are broken.
 *
 * Returns: (transfer full): valid UTF-8 without NUL and without other control characters than tab
 * and newline
 */
char *henji_pane_wrap_long (const char *text, gssize length);

G_END_DECLS

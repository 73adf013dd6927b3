/* henji-compat.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The one place for what newer versions of GTK and libadwaita do differently. */

void henji_compat_show_about (GtkWindow *parent);

/* Asks for files, or for one folder. @done gets paths (nullable: nothing chosen), borrowed. */
typedef void (*HenjiCompatPaths) (const char *const *paths, gpointer user_data);
void henji_compat_choose_files (GtkWindow *parent,
                                gboolean folder,
                                HenjiCompatPaths done,
                                gpointer user_data);

/* Asks for one file whose name ends in one of @endings ("zip csv"), which @kind calls by name.
 * @done gets one path, or %NULL. */
void henji_compat_choose_file (GtkWindow *parent,
                               const char *title,
                               const char *kind,
                               const char *endings,
                               HenjiCompatPaths done,
                               gpointer user_data);

/* The same for any number of files, as with henji_compat_choose_files(). */
void henji_compat_choose_several (GtkWindow *parent,
                                  const char *title,
                                  const char *kind,
                                  const char *endings,
                                  HenjiCompatPaths done,
                                  gpointer user_data);

/* Says something that is to be read to the end. */
void henji_compat_tell (GtkWindow *parent, const char *heading, const char *body);

/* Asks where to write a file; @folder (nullable) is where it begins. @done gets one path, or %NULL.
 */
void henji_compat_save_file (GtkWindow *parent,
                             const char *title,
                             const char *folder,
                             const char *name,
                             HenjiCompatPaths done,
                             gpointer user_data);

/* Opens a page in the browser; @widget's window says so when there is none. */
void henji_compat_open_page (GtkWidget *widget, const char *address);

/* Asks for one line of text. @done gets it stripped, or %NULL when it was cancelled. */
typedef void (*HenjiCompatText) (const char *text, gpointer user_data);
void henji_compat_ask_text (GtkWindow *parent,
                            const char *heading,
                            const char *body,
                            const char *label,
                            const char *confirm,
                            HenjiCompatText done,
                            gpointer user_data);

/* Asks for one of @choices. @done gets its index, or -1 when it was cancelled. */
typedef void (*HenjiCompatChoice) (int index, gpointer user_data);
void henji_compat_ask_choice (GtkWindow *parent,
                              const char *heading,
                              const char *body,
                              const char *label,
                              const char *const *choices,
                              const char *confirm,
                              HenjiCompatChoice done,
                              gpointer user_data);

G_END_DECLS

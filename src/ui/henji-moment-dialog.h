/* henji-moment-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_MOMENT_REMINDER, /* when to be reminded, and of what */
  HENJI_MOMENT_BACK,     /* when one is back */
} HenjiMomentPurpose;

/* @at: 0 when it was cancelled; @note: "" for none. */
typedef void (*HenjiMomentChosen) (gint64 at, const char *note, gpointer user_data);

#define HENJI_TYPE_MOMENT_DIALOG (henji_moment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HenjiMomentDialog, henji_moment_dialog, HENJI, MOMENT_DIALOG, AdwWindow)

/* Asks for a day and an hour. Public holidays and the shop's closing days are named. */
void henji_moment_dialog_show (HenjiDesk *desk,
                               GtkWindow *parent,
                               HenjiMomentPurpose purpose,
                               HenjiMomentChosen done,
                               gpointer user_data);

G_END_DECLS

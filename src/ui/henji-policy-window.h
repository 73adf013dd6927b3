/* henji-policy-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_POLICY_WINDOW (henji_policy_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPolicyWindow, henji_policy_window, HENJI, POLICY_WINDOW, AdwWindow)

typedef enum
{
  HENJI_FIGURES_ALL,
  HENJI_FIGURES_TO_CHECK, /* not verified, or not looked at for a year */
  HENJI_FIGURES_OWN,      /* changed by the seller */
  HENJI_N_FIGURE_TABS
} HenjiFigures;

/* Shows the figures of the policy @id ("amazon-jp") over @parent; one chosen opens its editor. */
void
henji_policy_window_show (HenjiDesk *desk, GtkWindow *parent, const char *id, HenjiFigures figures);

G_END_DECLS

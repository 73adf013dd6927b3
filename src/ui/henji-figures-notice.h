/* henji-figures-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_FIGURES_NOTICE (henji_figures_notice_get_type ())
G_DECLARE_FINAL_TYPE (HenjiFiguresNotice, henji_figures_notice, HENJI, FIGURES_NOTICE, AdwBin)

/* A strip that says so while figures of the marketplaces have not been checked for a year, until it
 * is put away for the month; otherwise it is not there. */
HenjiFiguresNotice *henji_figures_notice_new (HenjiDesk *desk);

G_END_DECLS

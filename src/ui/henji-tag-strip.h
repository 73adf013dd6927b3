/* henji-tag-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_TAG_STRIP (henji_tag_strip_get_type ())
G_DECLARE_FINAL_TYPE (HenjiTagStrip, henji_tag_strip, HENJI, TAG_STRIP, GtkWidget)

/* The tags of a case, each a button that takes it off (case.untag), and one that adds one
 * (case.tag). Hidden while there are none. */
void henji_tag_strip_set_detail (HenjiTagStrip *self, HenjiCaseDetail *detail);

G_END_DECLS

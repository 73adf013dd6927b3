/* henji-desk-connect-guide.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiGuidePoint, henji_guide_point)

/** HenjiGuidePoint: what a seller must have, or weigh, before connecting. */
struct _HenjiGuidePoint
{
  gboolean need;  /* else to weigh */
  char *title[2]; /* Japanese, English */
  char *text[2];
  char *source;  /* the page it comes from */
  char *checked; /* ISO date */
  gboolean verified;
};

const char *henji_guide_point_title (const HenjiGuidePoint *self, HenjiLanguage language);
const char *henji_guide_point_text (const HenjiGuidePoint *self, HenjiLanguage language);

/* (transfer full) (element-type HenjiGuidePoint): data/spapi/connect.ini, or the seller's own file.
 */
GPtrArray *henji_desk_connect_guide (HenjiDesk *self);

G_END_DECLS

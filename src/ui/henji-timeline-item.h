/* henji-timeline-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_TIMELINE_DAY,     /* a date over what follows */
  HENJI_TIMELINE_MESSAGE, /* of the buyer, or ours */
  HENJI_TIMELINE_NOTE,
  HENJI_TIMELINE_EVENT, /* one line; a notice of the marketplace can be unfolded */
} HenjiTimelineType;

#define HENJI_TYPE_TIMELINE_ITEM (henji_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (HenjiTimelineItem, henji_timeline_item, HENJI, TIMELINE_ITEM, GObject)

struct _HenjiTimelineItem
{
  GObject parent_instance;

  HenjiTimelineType type;
  gint64 at;
  char *text;            /* of a day, note or event */
  const char *icon;      /* of an event */
  char *more;            /* (nullable) what an event unfolds to */
  HenjiMessage *message; /* (nullable) */
  HenjiKind kind;        /* as the case is filed now, for its newest message */
  gboolean newest;       /* the buyer's newest message */
  gint64 clock_row;      /* of a promise that still runs, else 0 */
  gint64 label_event;    /* of a label that can be printed again, else 0 */
};

/* (transfer full) (element-type HenjiTimelineItem): all that happened on the case, oldest first. */
GPtrArray *henji_timeline_items (const HenjiCaseDetail *detail, gint64 now, GTimeZone *zone);

G_END_DECLS

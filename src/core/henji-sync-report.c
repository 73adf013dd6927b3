/* henji-sync-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-sync-report.h"

#include "henji-time.h"

static void
report_clear (HenjiSyncReport *self)
{
  g_free (self->id);
  g_free (self->stream);
  g_free (self->type);
  g_free (self->reader);
  g_free (self->title_ja);
  g_free (self->title_en);
  g_free (self->source);
  g_free (self->checked);
}

HENJI_DEFINE_VALUE (HenjiSyncReport, henji_sync_report, report_clear)

gint64
henji_sync_report_wait (const HenjiSyncReport *self, gint64 known, gint64 now)
{
  g_return_val_if_fail (self != NULL, 0);

  return known != 0 && known <= now ? MAX (known + self->interval - now, 0) : 0;
}

void
henji_sync_report_span (const HenjiSyncReport *self,
                        gint64 known,
                        gint64 since,
                        gint64 now,
                        gint64 *from,
                        gint64 *until)
{
  g_return_if_fail (self != NULL && from != NULL && until != NULL);

  *from = 0;
  *until = now;
  if (self->span == 0)
    return;

  *from = known != 0 ? MAX (known - self->overlap, since) : since;
  *from = MIN (*from, now - HENJI_HOUR);
  if (!self->open_end)
    *until = MIN (*from + self->span, now);
  else if (now - *from > self->span)
    *from = now - self->span;
}

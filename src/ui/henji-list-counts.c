/* henji-list-counts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-list-counts"

#include "config.h"

#include "henji-list-counts.h"

#include "henji-desk-rules.h"

void
henji_list_counts_free (HenjiListCounts *self)
{
  g_strfreev (self->tags);
  g_free (self);
}

gpointer
henji_list_counts_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (HenjiListCounts) counts = g_new0 (HenjiListCounts, 1);
  g_autoptr (HenjiOpenDays) days = henji_desk_shop_open_days (desk);
  g_autoptr (GError) local = NULL;

  if (!henji_desk_counts (desk, &counts->counts, error))
    return NULL;
  counts->tags = henji_desk_tags (desk, error);
  if (counts->tags == NULL)
    return NULL;
  if (days != NULL && !henji_desk_next_closing (desk, 1, &counts->closing, &local))
    counts->closing.n_clocks = 0;
  if (local == NULL && !henji_desk_closing_warning (desk, &counts->warning, &local))
    counts->warning.n_clocks = 0;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&counts);
}

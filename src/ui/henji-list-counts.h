/* henji-list-counts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-clocks.h"
#include "henji-desk.h"

G_BEGIN_DECLS

/** HenjiListCounts: the figures of the list, counted together. */
typedef struct
{
  HenjiCounts counts;
  HenjiClosing closing; /* the shop's next one; `n_clocks` 0 for none */
  HenjiClosing warning; /* the one to warn of; the same */
  char **tags;          /* those in use */
} HenjiListCounts;

void henji_list_counts_free (HenjiListCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiListCounts, henji_list_counts_free)

/* A HenjiDeskFunc that gives a HenjiListCounts. */
gpointer
henji_list_counts_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS

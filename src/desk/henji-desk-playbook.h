/* henji-desk-playbook.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-desk.h"

G_BEGIN_DECLS

/* The playbook of a case, and what the shop reckons with. HenjiCaseDetail.path is the path as it
 * stands. */

/* (transfer none) (nullable): the playbook of a kind. */
HenjiPlaybook *henji_desk_playbook (HenjiDesk *self, HenjiKind kind);
/* The path with @answers (question → answer) instead of those that are stored for the case.
 * (transfer full) (nullable) */
HenjiPath *henji_desk_path (HenjiDesk *self,
                            const HenjiCaseDetail *detail,
                            GHashTable *answers,
                            GError **error);
/* @answer: (nullable): %NULL takes back what was said. Refused when there is no such answer. */
gboolean henji_desk_answer_question (
    HenjiDesk *self, gint64 case_row, const char *question, const char *answer, GError **error);
/* Says which items of its first order the case is about: @quantities of int, one for each item, 0:
 * not about it. %NULL, or all 0, takes back what was said. */
gboolean henji_desk_choose_items (HenjiDesk *self,
                                  gint64 case_row,
                                  const GArray *quantities,
                                  GError **error);
/* (transfer full): @detail as it would be with another path. */
HenjiCaseDetail *henji_desk_detail_on_path (const HenjiCaseDetail *detail, HenjiPath *path);
/* Sets a reminder for each day of a plan of the case's playbook, at ten in the morning; returns the
 * row of their one event, to be undone. @language: of their words. */
gint64 henji_desk_start_plan (
    HenjiDesk *self, gint64 case_row, const char *deed, HenjiLanguage language, GError **error);
/* Does a reminder of the plan run? */
gboolean henji_desk_plan_runs (const HenjiCaseDetail *detail, const HenjiPlaybookDeed *deed);

/* ---- What things cost ------------------------------------------------------------------------ */

/* (transfer full) */
HenjiCostBook *henji_desk_cost_book (HenjiDesk *self, GError **error);
gboolean henji_desk_set_cost_book (HenjiDesk *self, const HenjiCostBook *book, GError **error);
/* (transfer full) (element-type utf8 HenjiMoney): SKU → what it costs the shop. */
GHashTable *henji_desk_item_costs (HenjiDesk *self, GError **error);
/* A @cost that is not set takes the item's out. */
gboolean
henji_desk_set_item_cost (HenjiDesk *self, const char *sku, HenjiMoney cost, GError **error);

typedef struct
{
  guint n_new;
  guint n_changed;
  guint n_same;
  GPtrArray *faults; /* (element-type utf8): what was refused, with the line */
} HenjiCostImport;

void henji_cost_import_free (HenjiCostImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiCostImport, henji_cost_import_free)

/**
 * henji_desk_import_item_costs:
 * @path: a file of rows "SKU,cost", with or without a line of headings; commas, tabs or semicolons
 * @currency: of the costs
 *
 * Sound rows are taken even when others are not.
 *
 * Returns: (transfer full) (nullable): %NULL when the file as a whole is refused
 */
HenjiCostImport *henji_desk_import_item_costs (HenjiDesk *self,
                                               const char *path,
                                               const char *currency,
                                               GError **error);

/* ---- For the desk itself --------------------------------------------------------------------- */

/* What a path rests on beside the case. */
typedef struct
{
  HenjiShop *shop;
  HenjiCostBook *book;
  GHashTable *costs;
  GHashTable *answers;
} HenjiDeskWays;

gboolean _henji_desk_read_ways (HenjiDb *db,
                                const HenjiCaseDetail *detail,
                                HenjiDeskWays *ways,
                                GError **error);
void _henji_desk_ways_clear (HenjiDeskWays *ways);
/* (transfer full) (nullable) */
HenjiPath *
_henji_desk_find_path (HenjiDesk *self, const HenjiCaseDetail *detail, const HenjiDeskWays *ways);

G_END_DECLS

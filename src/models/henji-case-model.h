/* henji-case-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case-item.h"
#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CASE_MODEL (henji_case_model_get_type ())
G_DECLARE_FINAL_TYPE (HenjiCaseModel, henji_case_model, HENJI, CASE_MODEL, GObject)

/**
 * HenjiCaseLoader:
 * @list: begins to list the rows of @query; the answer comes later, or at once, through
 *   henji_case_model_take_rows() with the same @serial
 * @load: begins to load these rows; the answer comes through henji_case_model_take_cases()
 *
 * Where the model gets its cases from. Everything happens on the main thread.
 */
typedef struct
{
  void (*list) (HenjiCaseModel *model,
                const HenjiCaseQuery *query,
                guint serial,
                GCancellable *cancellable,
                gpointer user_data);
  void (*load) (HenjiCaseModel *model, const gint64 *rows, guint n_rows, gpointer user_data);
} HenjiCaseLoader;

/**
 * HenjiCaseModel:
 *
 * A GListModel of #HenjiCaseItem of any length: holds the ordered rows of all, objects only of
 * those that somebody looks at. An item asked for is loaded a moment later, many at once.
 *
 * HenjiCaseModel::listed: the rows of a query have come (also an empty list, also a refresh).
 */
HenjiCaseModel *henji_case_model_new (const HenjiCaseLoader *loader, gpointer user_data);
/* The model of a desk; follows HenjiDesk::changed. */
HenjiCaseModel *henji_case_model_new_for_desk (HenjiDesk *desk);

/* Lists anew by another query; a query that is still running is cancelled. The old rows stay until
 * the new ones come. */
void henji_case_model_set_query (HenjiCaseModel *self, const HenjiCaseQuery *query);
/* (transfer none): the query last set. */
const HenjiCaseQuery *henji_case_model_get_query (HenjiCaseModel *self);

/**
 * henji_case_model_changed:
 * @rows: (nullable) (element-type gint64): the cases that changed, %NULL when any may have
 *
 * Loads again what is alive of @rows and lists again, at most every 100 ms; what stays in its place
 * stays untouched.
 */
void henji_case_model_changed (HenjiCaseModel *self, GArray *rows);

/* (transfer full) (nullable) (element-type gint64): %NULL keeps the old list (an error, a cancel).
 */
void henji_case_model_take_rows (HenjiCaseModel *self, guint serial, GArray *rows);
/* The answer to `load`: @cases in the order of the rows, %NULL entries where one is gone. %NULL
 * when it failed. */
void henji_case_model_take_cases (HenjiCaseModel *self, GPtrArray *cases);

/* Position of the case with @row, %GTK_INVALID_LIST_POSITION (G_MAXUINT) when it is not listed. */
guint henji_case_model_find (HenjiCaseModel *self, gint64 row);
/* Row at @position, 0 beyond the end. Does not make an item. */
gint64 henji_case_model_row_at (HenjiCaseModel *self, guint position);
/* Has the first list come? */
gboolean henji_case_model_is_listed (HenjiCaseModel *self);

G_END_DECLS

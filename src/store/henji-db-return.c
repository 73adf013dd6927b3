/* henji-db-return.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Returns, worked out like orders from all that was said about them. A return is one marketplace
 * RMA number and SKU of an order; what mail says without these belongs to the first that fits.
 */
#define G_LOG_DOMAIN "henji-db-return"

#include "config.h"

#include "henji-db-order.h"
#include "henji-db-outlay.h"
#include "henji-store-merge.h"
#include "henji-store-values.h"
#include "henji-uuid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ENTITY_RETURN 2

#define FIELD(type, member)                                                                        \
  {                                                                                                \
#member, HENJI_SAID_##type, G_STRUCT_OFFSET(HenjiReturn, member), FALSE                        \
  }

/* Not said by reports: our own `rma`, the case, and the two yes-or-no fields' "unknown". */
static const HenjiSaidField fields[] = {
  FIELD (TEXT, marketplace_rma),
  FIELD (TEXT, sku),
  FIELD (TEXT, asin),
  FIELD (TEXT, title),
  FIELD (COUNT, quantity),
  FIELD (TEXT, reason),
  FIELD (TEXT, status),
  FIELD (TEXT, requested_date),
  FIELD (TEXT, order_date),
  FIELD (TEXT, delivered_date),
  FIELD (TEXT, carrier),
  FIELD (TEXT, tracking_number),
  FIELD (TEXT, label_type),
  FIELD (MONEY, label_cost),
  FIELD (TEXT, label_paid_by),
  FIELD (TEXT, resolution),
  FIELD (MONEY, refunded),
  FIELD (COUNT, in_policy),
  FIELD (COUNT, a_to_z),
  FIELD (EXTRA, extra),
};

/* ---- Reading --------------------------------------------------------------------------------- */

#define RETURN_SELECT                                                                              \
  "SELECT r.id, r.uuid, r.case_id, r.order_id, r.rma, r.marketplace_rma, r.sku, r.asin, r.title, " \
  "r.quantity, r.reason, r.status, r.requested_date, r.order_date, r.delivered_date, r.carrier, "  \
  "r.tracking_number, r.label_type, r.label_cost, r.label_cost_currency, r.label_paid_by, "        \
  "r.resolution, r.refunded, r.refunded_currency, r.in_policy, r.a_to_z, r.extra FROM returns r "

static HenjiReturn *
read_return (HenjiQuery *q)
{
  HenjiReturn *r = henji_return_new ();

  r->row = henji_query_get_int (q);
  r->uuid = henji_query_get_text (q);
  r->case_row = henji_query_get_int (q);
  r->order_id = henji_query_get_text (q);
  r->rma = henji_query_get_text (q);
  r->marketplace_rma = henji_query_get_text (q);
  r->sku = henji_query_get_text (q);
  r->asin = henji_query_get_text (q);
  r->title = henji_query_get_text (q);
  r->quantity = (int) henji_query_get_int (q);
  r->reason = henji_query_get_text (q);
  r->status = henji_query_get_text (q);
  r->requested_date = henji_query_get_text (q);
  r->order_date = henji_query_get_text (q);
  r->delivered_date = henji_query_get_text (q);
  r->carrier = henji_query_get_text (q);
  r->tracking_number = henji_query_get_text (q);
  r->label_type = henji_query_get_text (q);
  r->label_cost = henji_query_get_money (q);
  r->label_paid_by = henji_query_get_text (q);
  r->resolution = henji_query_get_text (q);
  r->refunded = henji_query_get_money (q);
  r->in_policy = (int) henji_query_get_int (q);
  r->a_to_z = (int) henji_query_get_int (q);
  r->extra = henji_query_get_text (q);

  return r;
}

static GPtrArray *
read_returns (HenjiQuery *q, GError **error)
{
  g_autoptr (GPtrArray) returns = NULL;

  returns = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_unref);
  while (henji_query_step (q, error))
    g_ptr_array_add (returns, read_return (q));

  return henji_query_failed (q) ? NULL : g_steal_pointer (&returns);
}

GPtrArray *
henji_db_order_returns (HenjiDb *db, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, NULL);

  henji_query_begin (&q, db,
                     RETURN_SELECT
                     "WHERE r.order_id = ? ORDER BY r.requested_date, r.marketplace_rma, "
                     "r.sku, r.id");
  henji_query_bind_text (&q, order_id);
  return read_returns (&q, error);
}

GPtrArray *
henji_db_case_returns (HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db,
                     RETURN_SELECT "WHERE r.case_id = ?1 OR (r.case_id IS NULL AND r.order_id IN "
                                   "(SELECT order_id FROM case_orders WHERE case_id = ?1)) "
                                   "ORDER BY r.requested_date, r.marketplace_rma, r.sku, r.id");
  henji_query_bind_int (&q, case_row);
  return read_returns (&q, error);
}

/* ---- Which sayings are about one return -------------------------------------------------------
 */

typedef struct
{
  char *rma; /* of the marketplace; nullable */
  char *sku; /* nullable */
  GHashTable *words;
  GHashTable *ranks;
  gboolean wanted; /* holds the saying at hand */
  gint64 row;      /* in the record, 0 for none yet */
} Group;

static void
group_free (Group *group)
{
  g_free (group->rma);
  g_free (group->sku);
  g_hash_table_unref (group->words);
  g_hash_table_unref (group->ranks);
  g_free (group);
}

static const char *
word_of (const HenjiSaying *saying, const char *name)
{
  return g_hash_table_lookup (saying->words, name);
}

static int
count_keys (const HenjiSaying *saying)
{
  return (word_of (saying, "marketplace_rma") != NULL) + (word_of (saying, "sku") != NULL);
}

static int
compare_sayings (gconstpointer a, gconstpointer b)
{
  const HenjiSaying *x = *(HenjiSaying *const *) a;
  const HenjiSaying *y = *(HenjiSaying *const *) b;
  int order = count_keys (y) - count_keys (x);

  if (order == 0)
    order = g_strcmp0 (word_of (x, "marketplace_rma"), word_of (y, "marketplace_rma"));
  if (order == 0)
    order = g_strcmp0 (word_of (x, "sku"), word_of (y, "sku"));
  return order != 0 ? order : strcmp (x->digest, y->digest);
}

static gboolean
fits (const char *a, const char *b)
{
  return a == NULL || b == NULL || strcmp (a, b) == 0;
}

static Group *
find_group (GPtrArray *groups, const char *rma, const char *sku)
{
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = g_ptr_array_index (groups, i);

      if (fits (group->rma, rma) && fits (group->sku, sku))
        return group;
    }

  return NULL;
}

/* The fullest sayings first, so that the vague ones find their return. */
static GPtrArray *
group_sayings (GPtrArray *sayings, const char *wanted)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);

  g_ptr_array_sort (sayings, compare_sayings);
  for (guint i = 0; i < sayings->len; i++)
    {
      HenjiSaying *saying = g_ptr_array_index (sayings, i);
      const char *rma = word_of (saying, "marketplace_rma");
      const char *sku = word_of (saying, "sku");
      Group *group = find_group (groups, rma, sku);

      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->words = henji_words_new ();
          group->ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
          g_ptr_array_add (groups, group);
        }
      if (group->rma == NULL)
        group->rma = g_strdup (rma);
      if (group->sku == NULL)
        group->sku = g_strdup (sku);
      henji_words_contest (group->words, group->ranks, saying->words, saying->rank);
      group->wanted = group->wanted || strcmp (saying->digest, wanted) == 0;
    }

  return groups;
}

/* Gives each group the row it had: the same key first, then any that fits. */
static void
match_rows (GPtrArray *groups, GPtrArray *known)
{
  for (int exact = 1; exact >= 0; exact--)
    for (guint i = 0; i < known->len; i++)
      {
        const HenjiReturn *r = g_ptr_array_index (known, i);
        gboolean taken = FALSE;

        for (guint k = 0; k < groups->len; k++)
          taken = taken || ((Group *) g_ptr_array_index (groups, k))->row == r->row;
        for (guint k = 0; k < groups->len && !taken; k++)
          {
            Group *group = g_ptr_array_index (groups, k);

            if (group->row != 0)
              continue;
            if (exact ? g_strcmp0 (group->rma, r->marketplace_rma) == 0
                            && g_strcmp0 (group->sku, r->sku) == 0
                      : fits (group->rma, r->marketplace_rma) && fits (group->sku, r->sku))
              {
                group->row = r->row;
                taken = TRUE;
              }
          }
      }
}

/* ---- Writing --------------------------------------------------------------------------------- */

static gint64
put_row (HenjiDb *db, gint64 row, const HenjiReturn *r, gint64 now, GError **error)
{
  g_autofree char *uuid = henji_uuid_new (now);
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db,
      row == 0 ? "INSERT INTO returns (marketplace_rma, sku, asin, title, quantity, reason, "
                 "status, requested_date, order_date, delivered_date, carrier, tracking_number, "
                 "label_type, label_cost, label_cost_currency, label_paid_by, resolution, "
                 "refunded, refunded_currency, in_policy, a_to_z, extra, order_id, uuid) VALUES "
                 "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
               : "UPDATE returns SET marketplace_rma = ?, sku = ?, asin = ?, title = ?, "
                 "quantity = ?, reason = ?, status = ?, requested_date = ?, order_date = ?, "
                 "delivered_date = ?, carrier = ?, tracking_number = ?, label_type = ?, "
                 "label_cost = ?, label_cost_currency = ?, label_paid_by = ?, resolution = ?, "
                 "refunded = ?, refunded_currency = ?, in_policy = ?, a_to_z = ?, extra = ? "
                 "WHERE id = ?");
  henji_query_bind_text (&q, r->marketplace_rma);
  henji_query_bind_text (&q, r->sku);
  henji_query_bind_text (&q, r->asin);
  henji_query_bind_text (&q, r->title);
  henji_query_bind_int (&q, r->quantity);
  henji_query_bind_text (&q, r->reason);
  henji_query_bind_text (&q, r->status);
  henji_query_bind_text (&q, r->requested_date);
  henji_query_bind_text (&q, r->order_date);
  henji_query_bind_text (&q, r->delivered_date);
  henji_query_bind_text (&q, r->carrier);
  henji_query_bind_text (&q, r->tracking_number);
  henji_query_bind_text (&q, r->label_type);
  henji_query_bind_money (&q, &r->label_cost);
  henji_query_bind_text (&q, r->label_paid_by);
  henji_query_bind_text (&q, r->resolution);
  henji_query_bind_money (&q, &r->refunded);
  henji_query_bind_int (&q, r->in_policy);
  henji_query_bind_int (&q, r->a_to_z);
  henji_query_bind_text (&q, r->extra);
  if (row == 0)
    {
      henji_query_bind_text (&q, r->order_id);
      henji_query_bind_text (&q, uuid);
    }
  else
    henji_query_bind_int (&q, row);
  if (!henji_query_run (&q, error))
    return 0;

  return row != 0 ? row : sqlite3_last_insert_rowid (db->handle);
}

static const HenjiReturn *
known_row (GPtrArray *known, gint64 row)
{
  for (guint i = 0; i < known->len; i++)
    {
      const HenjiReturn *r = g_ptr_array_index (known, i);

      if (r->row == row)
        return r;
    }

  return NULL;
}

static gboolean
same_return (const HenjiReturn *a, const HenjiReturn *b)
{
  g_autoptr (GHashTable) x = henji_words_new ();
  g_autoptr (GHashTable) y = henji_words_new ();

  henji_words_put (x, a, fields, G_N_ELEMENTS (fields));
  henji_words_put (y, b, fields, G_N_ELEMENTS (fields));
  return henji_words_equal (x, y);
}

static gboolean
put_groups (HenjiDb *db,
            const char *order_id,
            GPtrArray *groups,
            GPtrArray *known,
            gint64 now,
            HenjiMergeStatus *status,
            gint64 *row,
            GError **error)
{
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = g_ptr_array_index (groups, i);
      const HenjiReturn *old = known_row (known, group->row);
      g_autoptr (HenjiReturn) r = henji_return_new ();
      gboolean changed;

      henji_words_get (group->words, r, fields, G_N_ELEMENTS (fields));
      r->order_id = g_strdup (order_id);
      changed = old == NULL || !same_return (old, r);
      if (changed)
        {
          group->row = put_row (db, group->row, r, now, error);
          if (group->row == 0)
            return FALSE;
        }
      if (group->wanted)
        {
          *row = group->row;
          *status = old == NULL ? HENJI_MERGE_NEW
                    : changed   ? HENJI_MERGE_UPDATED
                                : HENJI_MERGE_UNCHANGED;
        }
    }

  return TRUE;
}

gboolean
henji_db_return_attach (
    HenjiDb *db, gint64 return_row, gint64 case_row, const char *rma, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (
      &q, db,
      "UPDATE returns SET case_id = coalesce (?2, case_id), rma = coalesce (?3, rma) "
      "WHERE id = ?1");
  henji_query_bind_int (&q, return_row);
  henji_query_bind_row (&q, case_row);
  henji_query_bind_text (&q, rma);
  if (!henji_query_run (&q, error))
    return FALSE;
  if (henji_query_changes (&q) == 0)
    {
      henji_db_set_not_found (error, _ ("There is no such return."));
      return FALSE;
    }
  henji_db_note_changed (db, case_row);

  return TRUE;
}

gboolean
henji_db_return_put (HenjiDb *db,
                     const HenjiReturn *in,
                     const char *source,
                     gint64 now,
                     HenjiMergeStatus *status,
                     gint64 *row,
                     GError **error)
{
  g_autoptr (HenjiSaying) saying = NULL;
  g_autoptr (GPtrArray) sayings = NULL;
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  HenjiMergeStatus what = HENJI_MERGE_UNCHANGED;
  const HenjiReturn *old;
  gint64 id = 0;
  gboolean added;

  g_return_val_if_fail (db != NULL && in != NULL && in->order_id != NULL, FALSE);

  saying = henji_saying_new (0, source);
  henji_words_put (saying->words, in, fields, G_N_ELEMENTS (fields));
  saying->rank = g_hash_table_size (saying->words); /* the later a report, the more it knows */
  if (!henji_sayings_add (db, ENTITY_RETURN, in->order_id, saying, fields, G_N_ELEMENTS (fields),
                          &added, error))
    return FALSE;

  sayings = henji_sayings_get (db, ENTITY_RETURN, in->order_id, error);
  known = henji_db_order_returns (db, in->order_id, error);
  if (sayings == NULL || known == NULL)
    return FALSE;
  groups = group_sayings (sayings, saying->digest);
  match_rows (groups, known);
  if (!put_groups (db, in->order_id, groups, known, now, &what, &id, error))
    return FALSE;

  old = known_row (known, id);
  if ((in->case_row != 0 && (old == NULL || old->case_row != in->case_row))
      || (in->rma != NULL && (old == NULL || g_strcmp0 (old->rma, in->rma) != 0)))
    {
      if (what == HENJI_MERGE_UNCHANGED)
        what = HENJI_MERGE_UPDATED;
      if (!henji_db_return_attach (db, id, in->case_row, in->rma, error))
        return FALSE;
    }
  if (what != HENJI_MERGE_UNCHANGED
      && (!henji_db_note_order_changed (db, in->order_id, error)
          || !henji_db_outlays_follow_returns (db, in->order_id, now, error)))
    return FALSE;
  if (status != NULL)
    *status = what;
  if (row != NULL)
    *row = id;

  return TRUE;
}

/* henji-case-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-case-model"

#include "config.h"

#include "henji-case-model.h"
#include "henji-list-diff.h"

#define LOAD_AT_ONCE 256
#define KEPT_ITEMS 1000
#define MAX_RUNS 64
#define MAX_BLIND_DIFF 50000
#define ANNOUNCE_MS 100

struct _HenjiCaseModel
{
  GObject parent_instance;

  HenjiCaseLoader loader;
  gpointer loader_data;

  HenjiCaseQuery query;
  char *marketplace;
  char *tag;
  char *text;
  GCancellable *cancellable;
  guint serial;       /* of the list that is being waited for, or came last */
  gboolean new_query; /* the next list answers another query: no diff */
  gboolean listing;
  gboolean listed;

  GArray *rows;           /* of gint64, in order */
  GHashTable *live;       /* &item->row -> HenjiCaseItem, not owned */
  GQueue kept;            /* of HenjiCaseItem, owned, newest first */
  GHashTable *kept_links; /* HenjiCaseItem -> GList */

  GArray *asked;   /* of gint64: to be loaded at the next idle moment */
  GArray *loading; /* (nullable): what the loader has in hand */
  guint load_id;

  GHashTable *changed; /* (nullable) of gint64, owned: changed since the last list was asked for */
  gboolean all_changed;
  GHashTable *known_changed; /* (nullable) of gint64, owned: what the list on its way knows of */
  gboolean all_known_changed;
  guint refresh_id;
  gint64 announced_at;
};

enum
{
  LISTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void schedule_load (HenjiCaseModel *self);
static void schedule_refresh (HenjiCaseModel *self);

/* ---- Items: one object per row while anyone holds it ---------------------------------------- */

/* The row is still readable: weak notifications run before an object is finalised. */
static void
item_gone_cb (gpointer data, GObject *where)
{
  HenjiCaseModel *self = data;
  gint64 row = henji_case_item_get_row ((HenjiCaseItem *) where);

  g_hash_table_remove (self->live, &row);
}

static void
keep (HenjiCaseModel *self, HenjiCaseItem *item)
{
  GList *link = g_hash_table_lookup (self->kept_links, item);

  if (link != NULL)
    {
      g_queue_unlink (&self->kept, link);
      g_queue_push_head_link (&self->kept, link);
      return;
    }
  g_queue_push_head (&self->kept, g_object_ref (item));
  g_hash_table_insert (self->kept_links, item, self->kept.head);
  while (self->kept.length > KEPT_ITEMS)
    {
      HenjiCaseItem *oldest = g_queue_pop_tail (&self->kept);

      g_hash_table_remove (self->kept_links, oldest);
      g_object_unref (oldest);
    }
}

static void
ask (HenjiCaseModel *self, gint64 row)
{
  g_array_append_val (self->asked, row);
  schedule_load (self);
}

static GType
get_item_type (GListModel *model)
{
  return HENJI_TYPE_CASE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HENJI_CASE_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HenjiCaseModel *self = HENJI_CASE_MODEL (model);
  HenjiCaseItem *item;
  gint64 row;

  if (position >= self->rows->len)
    return NULL;
  row = g_array_index (self->rows, gint64, position);
  item = g_hash_table_lookup (self->live, &row);
  if (item != NULL)
    {
      g_object_ref (item);
      keep (self, item);
      return item;
    }
  item = henji_case_item_new (row);
  g_hash_table_insert (self->live, g_memdup2 (&row, sizeof row), item);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  keep (self, item);
  ask (self, row);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HenjiCaseModel,
                               henji_case_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- Loading -------------------------------------------------------------------------------- */

static gboolean
load_cb (gpointer data)
{
  HenjiCaseModel *self = data;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *batch;
  guint i;

  self->load_id = 0;
  if (self->loading != NULL || self->asked->len == 0)
    return G_SOURCE_REMOVE;

  /* The newest wishes first: who scrolls fast has left the first ones behind. */
  batch = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (i = self->asked->len; i > 0 && batch->len < LOAD_AT_ONCE; i--)
    {
      gint64 *row = &g_array_index (self->asked, gint64, i - 1);

      if (g_hash_table_contains (self->live, row) && g_hash_table_add (seen, row))
        g_array_append_val (batch, *row);
    }
  if (batch->len == 0)
    {
      g_array_set_size (self->asked, 0);
      g_array_unref (batch);
      return G_SOURCE_REMOVE;
    }
  g_array_set_size (self->asked, i);
  self->loading = batch;
  self->loader.load (self, (const gint64 *) (gpointer) batch->data, batch->len, self->loader_data);
  return G_SOURCE_REMOVE;
}

static void
schedule_load (HenjiCaseModel *self)
{
  if (self->load_id == 0 && self->loading == NULL)
    self->load_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, load_cb, self, NULL);
}

void
henji_case_model_take_cases (HenjiCaseModel *self, GPtrArray *cases)
{
  g_autoptr (GArray) loading = NULL;

  g_return_if_fail (HENJI_IS_CASE_MODEL (self));
  loading = g_steal_pointer (&self->loading);
  g_return_if_fail (loading != NULL);
  for (guint i = 0; cases != NULL && i < MIN (cases->len, loading->len); i++)
    {
      HenjiCase *case_ = g_ptr_array_index (cases, i);
      HenjiCaseItem *item = g_hash_table_lookup (self->live, &g_array_index (loading, gint64, i));

      if (case_ != NULL && item != NULL)
        {
          g_object_ref (item);
          henji_case_item_set_case (item, case_);
          g_object_unref (item);
        }
    }
  if (self->asked->len > 0)
    schedule_load (self);
}

/* ---- Listing -------------------------------------------------------------------------------- */

/* What changes from here on, the list that is asked for now may miss. */
static void
hand_over_changes (HenjiCaseModel *self)
{
  GHashTableIter iter;
  gpointer key;

  self->all_known_changed |= self->all_changed;
  self->all_changed = FALSE;
  if (self->known_changed == NULL)
    {
      self->known_changed = g_steal_pointer (&self->changed);
      return;
    }
  if (self->changed == NULL)
    return;
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_add (self->known_changed, key);
    }
  g_clear_pointer (&self->changed, g_hash_table_unref);
}

static void
start_list (HenjiCaseModel *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hand_over_changes (self);
  self->serial++;
  self->listing = TRUE;
  self->loader.list (self, &self->query, self->serial, self->cancellable, self->loader_data);
}

static void
reset_rows (HenjiCaseModel *self, GArray *rows)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->rows);

  /* Two announcements on purpose: a single one makes views look through every added item. */
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (before->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before->len, 0);
  g_array_unref (self->rows);
  self->rows = g_array_ref (rows);
  if (rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, rows->len);
}

static void
apply_runs (HenjiCaseModel *self, GArray *runs, GArray *rows)
{
  for (guint i = 0; i < runs->len; i++)
    {
      HenjiListRun *run = &g_array_index (runs, HenjiListRun, i);

      if (run->removed > 0)
        g_array_remove_range (self->rows, run->position, run->removed);
      if (run->added > 0)
        g_array_insert_vals (self->rows, run->position,
                             &g_array_index (rows, gint64, run->position), run->added);
      g_list_model_items_changed (G_LIST_MODEL (self), run->position, run->removed, run->added);
    }
}

void
henji_case_model_take_rows (HenjiCaseModel *self, guint serial, GArray *rows)
{
  g_autoptr (GArray) after = rows;
  g_autoptr (GHashTable) changed = NULL;
  gboolean all_changed;

  g_return_if_fail (HENJI_IS_CASE_MODEL (self));
  if (serial != self->serial)
    return;
  self->listing = FALSE;
  if (after == NULL)
    return;
  g_object_ref (self);
  changed = g_steal_pointer (&self->known_changed);
  all_changed = self->all_known_changed;
  self->all_known_changed = FALSE;
  if (self->new_query)
    {
      self->new_query = FALSE;
      reset_rows (self, after);
    }
  else if ((changed == NULL || all_changed) && after->len > MAX_BLIND_DIFF)
    reset_rows (self, after);
  else
    {
      g_autoptr (GArray) runs
          = henji_list_diff (self->rows, after, all_changed ? NULL : changed, MAX_RUNS);

      if (runs != NULL)
        apply_runs (self, runs, after);
      else
        reset_rows (self, after);
    }
  self->listed = TRUE;
  self->announced_at = g_get_monotonic_time ();
  g_signal_emit (self, signals[LISTED], 0);
  /* What changed while the list was on its way. */
  if (self->changed != NULL || self->all_changed)
    schedule_refresh (self);
  g_object_unref (self);
}

static gboolean
refresh_cb (gpointer data)
{
  HenjiCaseModel *self = data;

  self->refresh_id = 0;
  start_list (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_refresh (HenjiCaseModel *self)
{
  gint64 wait;

  if (self->refresh_id != 0 || self->listing)
    return;
  wait = ANNOUNCE_MS - (g_get_monotonic_time () - self->announced_at) / 1000;
  self->refresh_id = g_timeout_add ((guint) CLAMP (wait, 0, ANNOUNCE_MS), refresh_cb, self);
}

void
henji_case_model_changed (HenjiCaseModel *self, GArray *rows)
{
  g_return_if_fail (HENJI_IS_CASE_MODEL (self));

  if (rows == NULL)
    {
      GHashTableIter iter;
      gpointer key;

      self->all_changed = TRUE;
      g_hash_table_iter_init (&iter, self->live);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        ask (self, *(gint64 *) key);
    }
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);

      if (self->changed == NULL)
        self->changed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_hash_table_add (self->changed, g_memdup2 (&row, sizeof row));
      if (g_hash_table_contains (self->live, &row))
        ask (self, row);
    }
  schedule_refresh (self);
}

void
henji_case_model_set_query (HenjiCaseModel *self, const HenjiCaseQuery *query)
{
  g_autofree char *marketplace = NULL, *text = NULL, *tag = NULL;

  g_return_if_fail (HENJI_IS_CASE_MODEL (self));
  g_return_if_fail (query != NULL);
  marketplace = g_strdup (query->marketplace);
  tag = g_strdup (query->tag);
  text = g_strdup (query->text);
  self->query = *query;
  g_free (self->marketplace);
  g_free (self->tag);
  g_free (self->text);
  self->query.marketplace = self->marketplace = g_steal_pointer (&marketplace);
  self->query.tag = self->tag = g_steal_pointer (&tag);
  self->query.text = self->text = g_steal_pointer (&text);
  self->new_query = TRUE;
  start_list (self);
}

const HenjiCaseQuery *
henji_case_model_get_query (HenjiCaseModel *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_MODEL (self), NULL);
  return &self->query;
}

guint
henji_case_model_find (HenjiCaseModel *self, gint64 row)
{
  g_return_val_if_fail (HENJI_IS_CASE_MODEL (self), G_MAXUINT);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, gint64, i) == row)
      return i;
  return G_MAXUINT;
}

gint64
henji_case_model_row_at (HenjiCaseModel *self, guint position)
{
  g_return_val_if_fail (HENJI_IS_CASE_MODEL (self), 0);
  return position < self->rows->len ? g_array_index (self->rows, gint64, position) : 0;
}

gboolean
henji_case_model_is_listed (HenjiCaseModel *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_MODEL (self), FALSE);
  return self->listed;
}

/* ---- The object ----------------------------------------------------------------------------- */

static void
henji_case_model_dispose (GObject *object)
{
  HenjiCaseModel *self = HENJI_CASE_MODEL (object);
  GHashTableIter iter;
  gpointer item;

  g_clear_handle_id (&self->load_id, g_source_remove);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->live != NULL)
    {
      g_hash_table_iter_init (&iter, self->live);
      while (g_hash_table_iter_next (&iter, NULL, &item))
        g_object_weak_unref (item, item_gone_cb, self);
      g_hash_table_remove_all (self->live);
    }
  g_queue_clear_full (&self->kept, g_object_unref);

  G_OBJECT_CLASS (henji_case_model_parent_class)->dispose (object);
}

static void
henji_case_model_finalize (GObject *object)
{
  HenjiCaseModel *self = HENJI_CASE_MODEL (object);

  g_clear_pointer (&self->marketplace, g_free);
  g_clear_pointer (&self->tag, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->live, g_hash_table_unref);
  g_clear_pointer (&self->kept_links, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_array_unref);
  g_clear_pointer (&self->loading, g_array_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->known_changed, g_hash_table_unref);

  G_OBJECT_CLASS (henji_case_model_parent_class)->finalize (object);
}

static void
henji_case_model_class_init (HenjiCaseModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = henji_case_model_dispose;
  object_class->finalize = henji_case_model_finalize;
  signals[LISTED] = g_signal_new ("listed", HENJI_TYPE_CASE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
henji_case_model_init (HenjiCaseModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->asked = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->live = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->kept_links = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->kept);
  self->query.kind = -1;
  self->query.language = -1;
}

HenjiCaseModel *
henji_case_model_new (const HenjiCaseLoader *loader, gpointer user_data)
{
  HenjiCaseModel *self;

  g_return_val_if_fail (loader != NULL && loader->list != NULL && loader->load != NULL, NULL);
  self = g_object_new (HENJI_TYPE_CASE_MODEL, NULL);
  self->loader = *loader;
  self->loader_data = user_data;
  return self;
}

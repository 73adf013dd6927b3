/* henji-case-ahead.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-case-ahead"

#include "config.h"

#include "henji-case-ahead.h"

struct _HenjiCaseAhead
{
  GObject parent_instance;

  HenjiDesk *desk;
  GHashTable *places; /* of Place, by row: what is wanted */
  guint serial;       /* of the newest read */
};

typedef struct
{
  gint64 row;
  guint serial;            /* of the read whose answer counts */
  HenjiCaseDetail *detail; /* (nullable) until it has come */
} Place;

typedef struct
{
  HenjiCaseAhead *ahead;
  gint64 row;
  guint serial;
} Read;

G_DEFINE_FINAL_TYPE (HenjiCaseAhead, henji_case_ahead, G_TYPE_OBJECT)

static void
place_free (Place *place)
{
  g_clear_pointer (&place->detail, henji_case_detail_unref);
  g_free (place);
}

static gpointer
detail_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_case_detail (desk, *(gint64 *) data, error);
}

static void
detail_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Read *read = user_data;
  g_autoptr (HenjiCaseAhead) self = read->ahead;
  /* One that cannot be read is simply not here: whoever chooses it reads it and gets the error. */
  HenjiCaseDetail *detail = henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  Place *place = g_hash_table_lookup (self->places, &read->row);

  if (place != NULL && place->serial == read->serial)
    place->detail = detail;
  else
    g_clear_pointer (&detail, henji_case_detail_unref);
}

static void
read_place (HenjiCaseAhead *self, Place *place)
{
  Read *read = g_new0 (Read, 1);

  g_clear_pointer (&place->detail, henji_case_detail_unref);
  place->serial = ++self->serial;
  read->ahead = g_object_ref (self);
  read->row = place->row;
  read->serial = place->serial;
  henji_desk_run_async (self->desk, detail_func, g_memdup2 (&place->row, sizeof place->row), g_free,
                        (GDestroyNotify) henji_case_detail_unref, NULL, detail_cb, read);
}

void
henji_case_ahead_want (HenjiCaseAhead *self, const gint64 *rows, guint n_rows)
{
  g_autoptr (GHashTable) old = NULL;

  g_return_if_fail (HENJI_IS_CASE_AHEAD (self));

  old = g_steal_pointer (&self->places);
  self->places
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) place_free);
  for (guint i = 0; i < n_rows; i++)
    {
      Place *place = g_hash_table_lookup (old, &rows[i]);

      if (rows[i] == 0 || g_hash_table_contains (self->places, &rows[i]))
        continue;
      if (place != NULL)
        g_hash_table_steal (old, &rows[i]);
      else
        {
          place = g_new0 (Place, 1);
          place->row = rows[i];
          read_place (self, place);
        }
      g_hash_table_insert (self->places, &place->row, place);
    }
}

HenjiCaseDetail *
henji_case_ahead_get (HenjiCaseAhead *self, gint64 row)
{
  const Place *place;

  g_return_val_if_fail (HENJI_IS_CASE_AHEAD (self), NULL);

  place = g_hash_table_lookup (self->places, &row);
  return place != NULL && place->detail != NULL ? henji_case_detail_ref (place->detail) : NULL;
}

/* What belongs to no case, such as an order, may stand in any of them. */
static void
changed_cb (HenjiDesk *desk, GArray *rows, gpointer user_data)
{
  HenjiCaseAhead *self = user_data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Place *place = value;
      gboolean touched = rows == NULL || rows->len == 0;

      for (guint i = 0; !touched && i < rows->len; i++)
        touched = g_array_index (rows, gint64, i) == place->row;
      if (touched)
        read_place (self, place);
    }
}

static void
shop_changed_cb (HenjiDesk *desk, gpointer user_data)
{
  changed_cb (desk, NULL, user_data);
}

static void
henji_case_ahead_finalize (GObject *object)
{
  HenjiCaseAhead *self = HENJI_CASE_AHEAD (object);

  g_clear_object (&self->desk);
  g_hash_table_unref (self->places);
  G_OBJECT_CLASS (henji_case_ahead_parent_class)->finalize (object);
}

static void
henji_case_ahead_class_init (HenjiCaseAheadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = henji_case_ahead_finalize;
}

static void
henji_case_ahead_init (HenjiCaseAhead *self)
{
  self->places
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) place_free);
}

HenjiCaseAhead *
henji_case_ahead_new (HenjiDesk *desk)
{
  HenjiCaseAhead *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_CASE_AHEAD, NULL);
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (desk, "shop-changed", G_CALLBACK (shop_changed_cb), self, 0);

  return self;
}

/* henji-defect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-defect.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-time.h"

static const struct
{
  const char *id;
  const char *title;
} natures[HENJI_N_DEFECTS] = {
  [HENJI_DEFECT_FEEDBACK] = { "feedback", N_ ("Negative feedback") },
  [HENJI_DEFECT_CHARGEBACK] = { "chargeback", N_ ("Chargeback") },
  [HENJI_DEFECT_CLAIM] = { "claim", N_ ("A-to-z claim") },
};

static void
defect_clear (HenjiDefect *self)
{
  g_free (self->case_uuid);
  g_free (self->order_id);
  g_free (self->marketplace);
  g_free (self->day);
  g_free (self->leaves);
}

HENJI_DEFINE_VALUE (HenjiDefect, henji_defect, defect_clear)

const char *
henji_defect_nature_id (HenjiDefectNature nature)
{
  g_return_val_if_fail ((guint) nature < HENJI_N_DEFECTS, "feedback");

  return natures[nature].id;
}

gboolean
henji_defect_nature_from_id (const char *id, HenjiDefectNature *nature)
{
  for (guint i = 0; i < HENJI_N_DEFECTS; i++)
    if (g_strcmp0 (natures[i].id, id) == 0)
      {
        *nature = (HenjiDefectNature) i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_defect_nature_title (HenjiDefectNature nature)
{
  g_return_val_if_fail ((guint) nature < HENJI_N_DEFECTS, "");

  return _ (natures[nature].title);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const HenjiDefect *x = *(HenjiDefect *const *) a, *y = *(HenjiDefect *const *) b;
  int order = strcmp (x->leaves, y->leaves);

  return order != 0 ? order : g_strcmp0 (x->order_id, y->order_id);
}

static void
take_in (HenjiDefect *known, const HenjiDefect *more)
{
  known->natures |= more->natures;
  known->told = known->told || more->told;
  known->at = MIN (known->at, more->at);
  if (known->purchased_at == 0)
    known->purchased_at = more->purchased_at;
  if (known->marketplace == NULL)
    known->marketplace = g_strdup (more->marketplace);
  if (known->case_row == 0)
    {
      known->case_row = more->case_row;
      known->case_uuid = g_strdup (more->case_uuid);
    }
}

GPtrArray *
henji_defects_join (GPtrArray *defects, int window, GTimeZone *zone)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *joined = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_defect_unref);

  g_return_val_if_fail (defects != NULL && zone != NULL, joined);

  for (guint i = 0; i < defects->len; i++)
    {
      HenjiDefect *defect = g_ptr_array_index (defects, i);
      g_autofree char *key = defect->order_id != NULL
                                 ? g_strdup (defect->order_id)
                                 : g_strdup_printf ("%" G_GINT64_FORMAT, defect->case_row);
      HenjiDefect *same = g_hash_table_lookup (known, key);

      if (same != NULL)
        {
          take_in (same, defect);
          continue;
        }
      g_hash_table_insert (known, g_steal_pointer (&key), defect);
      g_ptr_array_add (joined, henji_defect_ref (defect));
    }
  for (guint i = 0; i < joined->len; i++)
    {
      HenjiDefect *defect = g_ptr_array_index (joined, i);

      g_free (defect->day);
      g_free (defect->leaves);
      defect->day
          = henji_date_of (defect->purchased_at != 0 ? defect->purchased_at : defect->at, zone);
      defect->leaves = henji_date_add_days (defect->day, window);
    }
  g_ptr_array_sort (joined, compare);

  return joined;
}

int
henji_defects_on (GPtrArray *joined, const char *day, GTimeZone *zone)
{
  g_autofree char *next = henji_date_add_days (day, 1);
  gint64 end = henji_date_start (next, zone);
  int n = 0;

  for (guint i = 0; i < joined->len; i++)
    {
      const HenjiDefect *defect = g_ptr_array_index (joined, i);

      n += defect->at < end && strcmp (defect->day, day) <= 0 && strcmp (defect->leaves, day) > 0;
    }

  return n;
}

/* henji-desk-import-performance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-import-performance"

#include "config.h"

#include "henji-desk-import-private.h"
#include "henji-desk-performance.h"

static void
tell (
    HenjiImport *self, const char *path, HenjiImportStatus status, const char *reason, guint times)
{
  HenjiImportItem item = {
    .type = HENJI_IMPORT_PERFORMANCE, .status = status, .file = path, .index = -1, .reason = reason
  };

  for (guint i = 0; i < times; i++)
    _henji_import_tell (self, &item);
}

/* Does it say that the file is no report, and not that the record failed? */
static gboolean
is_of_file (const GError *fault)
{
  return g_error_matches (fault, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED)
         || (fault->domain == G_IO_ERROR && fault->code != G_IO_ERROR_CANCELLED);
}

gboolean
_henji_import_performance (HenjiImport *self, const char *path, GError **error)
{
  g_auto (HenjiPerformanceTaken) taken = { 0 };
  g_autoptr (GError) fault = NULL;

  if (!henji_desk_performance_take_file (self->desk, path, &taken, self->cancellable, &fault))
    {
      if (!is_of_file (fault))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      tell (self, path, HENJI_IMPORT_REJECTED, fault->message, 1);
      return TRUE;
    }
  tell (self, path, HENJI_IMPORT_NEW, NULL, taken.n_new);
  tell (self, path, HENJI_IMPORT_UPDATED, NULL, taken.n_updated);
  tell (self, path, HENJI_IMPORT_UNCHANGED, NULL, taken.n_unchanged);
  for (guint i = 0; i < taken.faults->len; i++)
    tell (self, path, HENJI_IMPORT_REJECTED, g_ptr_array_index (taken.faults, i), 1);

  return TRUE;
}

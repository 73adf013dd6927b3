/* henji-desk-backup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-backup"

#include "config.h"

#include "henji-desk-backup.h"

#include "henji-desk-private.h"

gboolean
henji_desk_back_up (HenjiDesk *self, const char *path, GError **error)
{
  HenjiStore *store;

  g_return_val_if_fail (HENJI_IS_DESK (self) && path != NULL, FALSE);

  store = _henji_desk_store (self, error);
  if (store == NULL)
    return FALSE;
  if (henji_store_backup (store, path, error))
    return TRUE;

  _henji_desk_translate_error (error);
  return FALSE;
}

gboolean
henji_desk_restore (const char *dir, const char *path, gint64 now, char **kept, GError **error)
{
  g_autofree char *folder = _henji_desk_folder (dir);

  g_return_val_if_fail (path != NULL && kept != NULL, FALSE);

  if (henji_store_restore (folder, path, now, kept, error))
    return TRUE;

  _henji_desk_translate_error (error);
  return FALSE;
}

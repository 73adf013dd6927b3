/* henji-notice.c: what the desktop's notifications have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-notice"

#include "config.h"

#include "henji-notice.h"

gboolean
henji_notice_is_looked_at (GApplication *app)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (app), FALSE);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (app)); l != NULL; l = l->next)
    if (gtk_window_is_active (l->data))
      return TRUE;

  return FALSE;
}

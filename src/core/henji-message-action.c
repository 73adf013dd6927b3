/* henji-message-action.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-message-action.h"

static void
action_clear (HenjiMessageAction *self)
{
  g_free (self->id);
  g_free (self->title_ja);
  g_free (self->title_en);
  g_free (self->disabled);
}

HENJI_DEFINE_VALUE (HenjiMessageAction, henji_message_action, action_clear)

static const char *const ids[] = { "none", "some", "needed" };

const char *
henji_attachments_id (HenjiAttachments attachments)
{
  g_return_val_if_fail ((guint) attachments < G_N_ELEMENTS (ids), ids[0]);

  return ids[attachments];
}

gboolean
henji_attachments_from_id (const char *id, HenjiAttachments *attachments)
{
  g_return_val_if_fail (attachments != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (ids[i], id) == 0)
      {
        *attachments = (HenjiAttachments) i;
        return TRUE;
      }

  return FALSE;
}

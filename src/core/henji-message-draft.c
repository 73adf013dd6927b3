/* henji-message-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-message-draft.h"

static void
draft_clear (HenjiMessageDraft *self)
{
  g_free (self->order_id);
  g_free (self->action);
  g_free (self->text);
  g_strfreev (self->paths);
  g_free (self->from);
  g_free (self->until);
}

HENJI_DEFINE_VALUE (HenjiMessageDraft, henji_message_draft, draft_clear)

gboolean
henji_message_draft_is_empty (const HenjiMessageDraft *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return *self->text == '\0' && self->paths[0] == NULL && *self->from == '\0'
         && *self->until == '\0';
}

gboolean
henji_message_draft_is_same (const HenjiMessageDraft *self, const HenjiMessageDraft *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return g_str_equal (self->order_id, other->order_id) && g_str_equal (self->action, other->action)
         && g_str_equal (self->text, other->text)
         && g_strv_equal ((const char *const *) self->paths, (const char *const *) other->paths)
         && g_str_equal (self->from, other->from) && g_str_equal (self->until, other->until);
}

/* henji-reply-pane-offer.c: what a playbook offers, said in the reply
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-offer"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

void
henji_reply_pane_use_offer (HenjiReplyPane *self, const HenjiPath *path, guint index)
{
  const HenjiPathOffer *chosen;
  const HenjiPlaybookOffer *offer;
  g_autoptr (HenjiTemplate) situation = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self) && path != NULL && index < path->offers->len);

  chosen = path->offers->pdata[index];
  offer = henji_playbook_offer (path->playbook, chosen->offer);
  situation = henji_desk_situation (self->desk, offer->situation);
  if (situation == NULL || !self->composed || henji_reply_pane_is_busy (self))
    return;

  g_clear_pointer (&self->before_restore, henji_draft_unref);
  self->before_restore = henji_reply_pane_get_draft (self);
  /* What stands there now becomes a version, too. */
  if (self->touched || self->version > 0)
    henji_reply_pane_save (self, FALSE);

  if (henji_reply_pane_is_to_support (self))
    self->language = henji_desk_propose_language (self->detail);
  henji_path_choose (path, index, self->choices);
  self->written = henji_desk_now (self->desk);
  henji_reply_pane_set_situation (self, situation);
  henji_reply_pane_show_language (self);
  henji_reply_pane_render (self, NULL);
  henji_reply_pane_touch (self);

  /* Translators: what the reply offers now */
  words = g_strdup_printf (_ ("In the reply: %s"), offer->title[henji_pane_language ()]);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(ss)", words,
                              "case.undo-restore");
}

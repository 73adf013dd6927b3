/* henji-reply-pane-palette.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-template.h"

G_BEGIN_DECLS

#define HENJI_TYPE_REPLY_PANE_PALETTE (henji_reply_pane_palette_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiReplyPanePalette, henji_reply_pane_palette, HENJI, REPLY_PANE_PALETTE, GtkWidget)

/* (transfer full): what the text would say in this language. */
typedef char *(*HenjiPreviewFunc) (HenjiTemplate *template,
                                   HenjiLanguage language,
                                   gpointer user_data);

/**
 * HenjiReplyPanePalette:
 *
 * Situations or snippets to choose from, found by kana, romaji or English. Lies over the reply.
 *
 * HenjiReplyPanePalette::use (id, snippet): the situation or the snippet was chosen.
 * HenjiReplyPanePalette::close: nothing was chosen.
 */
/* Are snippets shown, not situations? */
gboolean henji_reply_pane_palette_has_snippets (HenjiReplyPanePalette *self);
/* @templates (element-type HenjiTemplate): all situations, or all @snippets. */
void henji_reply_pane_palette_open (HenjiReplyPanePalette *self,
                                    GPtrArray *templates,
                                    gboolean snippets,
                                    HenjiTemplate *current,
                                    HenjiLanguage sent,
                                    HenjiPreviewFunc preview,
                                    gpointer user_data);

G_END_DECLS

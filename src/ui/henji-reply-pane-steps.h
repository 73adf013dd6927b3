/* henji-reply-pane-steps.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-reply-pane-editor.h"

G_BEGIN_DECLS

/* Fills @list with what was changed in the other language, each with a way there and one to say
 * that the two agree. @steps (nullable) (element-type HenjiReplyStep), @side as in the editor. */
void henji_reply_pane_steps_list (GtkBox *list,
                                  GPtrArray *steps,
                                  int side,
                                  HenjiReplyPaneEditor *editor);

G_END_DECLS

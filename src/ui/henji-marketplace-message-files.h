/* henji-marketplace-message-files.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-message-files.h"

G_BEGIN_DECLS

/**
 * HenjiMarketplaceMessageFiles:
 *
 * The files that go with a message: chosen or dropped, each looked at before it is taken, listed
 * with its size, removable.
 *
 * HenjiMarketplaceMessageFiles::changed: there are others now.
 */
#define HENJI_TYPE_MARKETPLACE_MESSAGE_FILES (henji_marketplace_message_files_get_type ())
G_DECLARE_FINAL_TYPE (HenjiMarketplaceMessageFiles,
                      henji_marketplace_message_files,
                      HENJI,
                      MARKETPLACE_MESSAGE_FILES,
                      GtkWidget)

void henji_marketplace_message_files_set_desk (HenjiMarketplaceMessageFiles *self, HenjiDesk *desk);
/* What it takes, once that is known. */
void henji_marketplace_message_files_show_rule (HenjiMarketplaceMessageFiles *self);
void henji_marketplace_message_files_add (HenjiMarketplaceMessageFiles *self,
                                          const char *const *paths);
/* What was dropped; %FALSE: nothing of it can be attached, which is said. */
gboolean henji_marketplace_message_files_drop (HenjiMarketplaceMessageFiles *self,
                                               GdkFileList *list);
/* In the place of all; one that cannot go out any more stays and says why. Nothing has changed. */
void henji_marketplace_message_files_set (HenjiMarketplaceMessageFiles *self,
                                          const char *const *paths);
/* (transfer full): also of those that are still being looked at. */
char **henji_marketplace_message_files_get (HenjiMarketplaceMessageFiles *self);
/* (transfer full) (nullable): what stands against them with such a message; a sentence. */
char *henji_marketplace_message_files_fault (HenjiMarketplaceMessageFiles *self,
                                             const HenjiMessageAction *action);
/* (nullable): said below the list. */
void henji_marketplace_message_files_say (HenjiMarketplaceMessageFiles *self, const char *words);

G_END_DECLS

/* henji-marketplace-message-dialog-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-marketplace-message-dialog.h"

#include "henji-marketplace-message-files.h"
#include "henji-reply-pane-editor.h"

G_BEGIN_DECLS

struct _HenjiMarketplaceMessageDialog
{
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  AdwWindowTitle *title;
  GtkWidget *send_button;
  GtkWidget *order_box;
  AdwComboRow *order_row;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkWidget *again_button;
  GtkWidget *form;
  AdwComboRow *kind_row;
  GtkWidget *unknown_strip;
  GtkLabel *unknown_label;
  GtkWidget *open_button;
  GtkWidget *there_button;
  GtkBox *text_box;
  GtkLabel *language;
  GtkLabel *text_fault;
  GtkWidget *reply_button;
  GtkWidget *dates;
  GtkEditable *from_row;
  GtkEditable *until_row;
  HenjiMarketplaceMessageFiles *files;
  AdwPreferencesGroup *others;
  AdwStatusPage *none;
  GtkWidget *busy_box;
  GtkLabel *busy_label;
  GtkLabel *fault;

  HenjiDesk *desk;
  HenjiCaseDetail *detail;
  char **orders;
  char *replies[2]; /* (nullable) Japanese, English */
  char *action;     /* (nullable): id of the kind that is wanted */
  char *text;       /* while there is no editor for it */

  HenjiMessageOffer *offer;     /* (nullable): until it was asked */
  HenjiShop *shop;              /* likewise */
  GArray *usable;               /* (element-type guint): indices of the kinds in the row */
  GPtrArray *other_rows;        /* borrowed */
  HenjiReplyPaneEditor *editor; /* (nullable): in the language of the offer */
  GPtrArray *findings;          /* (element-type HenjiReplyFinding) */
  guint check_source;
  GCancellable *cancellable; /* (nullable): of what may be called off */
  gboolean sending;          /* nothing can be called off */
  gboolean unknown_here;     /* what stands there went out, and nobody knows whether it arrived */
  gboolean done;
};

/* Borrowed. */
const char *henji_marketplace_message_order (HenjiMarketplaceMessageDialog *self);
/* (nullable): borrowed from the offer. */
const HenjiMessageAction *henji_marketplace_message_kind (HenjiMarketplaceMessageDialog *self);
/* Its place in the offer's actions. */
guint henji_marketplace_message_kind_index (HenjiMarketplaceMessageDialog *self);
/* (transfer full): what is written, "" for a kind without a text. */
char *henji_marketplace_message_text (HenjiMarketplaceMessageDialog *self);
/* Looks through the text now. */
void henji_marketplace_message_check (HenjiMarketplaceMessageDialog *self);
/* Shows what belongs to the chosen kind. */
void henji_marketplace_message_show_kind (HenjiMarketplaceMessageDialog *self);
/* (nullable): said at the lower edge. */
void henji_marketplace_message_say (HenjiMarketplaceMessageDialog *self, const char *words);
/* (nullable): what is being waited for; the form waits, too. */
void henji_marketplace_message_set_busy (HenjiMarketplaceMessageDialog *self, const char *words);

/* henji-marketplace-message-send.c */
void henji_marketplace_message_send (HenjiMarketplaceMessageDialog *self);
/* The seller looked at the marketplace for one of which nobody knew. */
void henji_marketplace_message_looked (HenjiMarketplaceMessageDialog *self, gboolean there);

G_END_DECLS

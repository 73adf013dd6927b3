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
  GtkWidget *discard_button;
  AdwPreferencesGroup *others;
  AdwStatusPage *none;
  GtkWidget *busy_box;
  GtkLabel *busy_label;
  GtkLabel *fault;

  HenjiDesk *desk;
  HenjiCaseDetail *detail;
  char **orders;
  char *replies[2]; /* (nullable) Japanese, English */

  HenjiMarketplaceMessageKeeper *keeper;
  GHashTable *written; /* (nullable): place of a draft → HenjiMessageDraft, none of them empty */
  char *action;        /* (nullable): id of the kind that is in the form, or was last */
  char *action_order;  /* (nullable): of it */
  char *shown_order;   /* (nullable): of what stands in the form; %NULL: nothing does */
  gboolean filling;    /* what changes in the form was not typed */

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
void henji_marketplace_message_show_page (HenjiMarketplaceMessageDialog *self, const char *page);
void henji_marketplace_message_show_failed (HenjiMarketplaceMessageDialog *self,
                                            const GError *error);
/* Asks what may be sent for the order. */
void henji_marketplace_message_ask (HenjiMarketplaceMessageDialog *self);
/* (nullable): said at the lower edge. */
void henji_marketplace_message_say (HenjiMarketplaceMessageDialog *self, const char *words);
/* (nullable): what is being waited for; the form waits, too. */
void henji_marketplace_message_set_busy (HenjiMarketplaceMessageDialog *self, const char *words);

/* henji-marketplace-message-kinds.c */
/* (nullable): borrowed from the offer. */
const HenjiMessageAction *henji_marketplace_message_kind (HenjiMarketplaceMessageDialog *self);
/* Its place in the offer's actions. */
guint henji_marketplace_message_kind_index (HenjiMarketplaceMessageDialog *self);
/* Shows what belongs to the chosen kind. */
void henji_marketplace_message_show_kind (HenjiMarketplaceMessageDialog *self);
void henji_marketplace_message_kind_changed (HenjiMarketplaceMessageDialog *self);
void henji_marketplace_message_show_offer (HenjiMarketplaceMessageDialog *self);

/* henji-marketplace-message-text.c */
/* An empty one in the language that the buyer reads. */
void henji_marketplace_message_make_editor (HenjiMarketplaceMessageDialog *self);
/* (transfer full): what is written, "" for a kind without a text. */
char *henji_marketplace_message_text (HenjiMarketplaceMessageDialog *self);
/* Looks through the text now. */
void henji_marketplace_message_check (HenjiMarketplaceMessageDialog *self);
/* (nullable): the reply in that language; borrowed. */
const char *henji_marketplace_message_reply (HenjiMarketplaceMessageDialog *self);
void henji_marketplace_message_take_reply (HenjiMarketplaceMessageDialog *self);

/* henji-marketplace-message-written.c */
/* Reads what was written before, then asks. */
void henji_marketplace_message_load (HenjiMarketplaceMessageDialog *self);
/* (transfer none) (nullable): what is written for a kind, unless it is empty. */
HenjiMessageDraft *henji_marketplace_message_written (HenjiMarketplaceMessageDialog *self,
                                                      const char *order_id,
                                                      const char *action);
/* (transfer full) (element-type HenjiMessageDraft): for all kinds of an order, the newest first. */
GPtrArray *henji_marketplace_message_written_of (HenjiMarketplaceMessageDialog *self,
                                                 const char *order_id);
/* (transfer full): how it begins. */
char *henji_marketplace_message_excerpt (const HenjiMessageDraft *draft);
/* Puts what is written for a kind of the chosen order into the form. */
void henji_marketplace_message_show_written (HenjiMarketplaceMessageDialog *self,
                                             const char *action);
/* What stands in the form belongs to no kind. */
void henji_marketplace_message_show_nothing (HenjiMarketplaceMessageDialog *self);
/* Keeps what stands in the form. */
void henji_marketplace_message_take (HenjiMarketplaceMessageDialog *self);
/* What stands in the form went out. */
void henji_marketplace_message_went_out (HenjiMarketplaceMessageDialog *self);
/* Its label, and its name where it belongs to a title. */
void henji_marketplace_message_set_label (GtkWidget *button, const char *label);
/* A button that throws @draft away and puts it back; %NULL: what stands in the form. */
void henji_marketplace_message_connect_discard (HenjiMarketplaceMessageDialog *self,
                                                GtkWidget *button,
                                                HenjiMessageDraft *draft);

/* henji-marketplace-message-send.c */
void henji_marketplace_message_send (HenjiMarketplaceMessageDialog *self);
/* The seller looked at the marketplace for one of which nobody knew. */
void henji_marketplace_message_looked (HenjiMarketplaceMessageDialog *self, gboolean there);

G_END_DECLS

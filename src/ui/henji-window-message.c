/* henji-window-message.c: messages of fixed kinds through the marketplace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-message"

#include "config.h"

#include "henji-window-private.h"

#include <glib/gi18n-lib.h>

#include "henji-marketplace-message-dialog.h"

#define KEEPER "message-keeper" /* of what is being written */

static void
failed_cb (HenjiWindow *self, const char *reason)
{
  g_autofree char *words = henji_marketplace_message_not_kept (reason);

  if (self->desk != NULL)
    henji_window_toast (self, words);
}

/* Whatever closes the window, what was written is handed on. */
static gboolean
closed_cb (HenjiWindow *self, gpointer user_data)
{
  henji_marketplace_message_keeper_flush (user_data);

  return FALSE;
}

static HenjiMarketplaceMessageKeeper *
keeper_of (HenjiWindow *self)
{
  HenjiMarketplaceMessageKeeper *keeper = g_object_get_data (G_OBJECT (self), KEEPER);

  if (keeper == NULL)
    {
      keeper = henji_marketplace_message_keeper_new (self->desk);
      g_object_set_data_full (G_OBJECT (self), KEEPER, keeper, g_object_unref);
      g_signal_connect_object (keeper, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self, "close-request", G_CALLBACK (closed_cb), keeper, 0);
    }

  return keeper;
}

static void
sent_cb (HenjiMarketplaceMessageDialog *dialog, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->desk != NULL)
    henji_window_toast (self, _ ("Sent through the marketplace. It is in the conversation."));
}

/* (transfer full) (nullable) (array zero-terminated=1): orders of the case that is shown. */
static char **
orders_of (const HenjiCaseDetail *detail)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  gboolean any = FALSE;

  if (detail == NULL || detail->support != NULL || detail->case_->order_ids == NULL)
    return NULL;
  for (guint i = 0; detail->case_->order_ids[i] != NULL; i++)
    if (henji_order_id_is_valid (detail->case_->order_ids[i]))
      {
        g_strv_builder_add (ids, detail->case_->order_ids[i]);
        any = TRUE;
      }

  return any ? g_strv_builder_end (ids) : NULL;
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  HenjiCaseDetail *detail = henji_window_get_detail (self);
  g_auto (GStrv) orders = orders_of (detail);
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  HenjiMarketplaceMessageDialog *dialog;

  if (orders == NULL)
    return;
  ja = henji_reply_pane_get_text (self->reply, HENJI_LANGUAGE_JA);
  en = henji_reply_pane_get_text (self->reply, HENJI_LANGUAGE_EN);
  dialog = henji_marketplace_message_dialog_new (self->desk, detail, (const char *const *) orders,
                                                 keeper_of (self));
  henji_marketplace_message_dialog_set_reply (dialog, ja, en);
  g_signal_connect_object (dialog, "sent", G_CALLBACK (sent_cb), self, 0);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Whether it can be opened ---------------------------------------------------------------- */

/* The marketplace of the case's order; nullable. */
static const char *
marketplace_of (const HenjiCaseDetail *detail)
{
  for (guint i = 0; i < detail->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (detail->orders, i);

      if (order->marketplace != NULL)
        return order->marketplace;
    }

  return detail->case_->marketplace;
}

/* (transfer full) (nullable): why there is no sending, in a few words for the menu. */
static char *
reason (HenjiWindow *self)
{
  const HenjiConnectionStatus *status
      = self->syncer != NULL ? henji_syncer_get_status (self->syncer) : NULL;
  g_auto (GStrv) orders = orders_of (self->detail);
  const char *marketplace;

  if (self->syncer == NULL)
    return g_strdup (_ ("not in the sample shop"));
  if (orders == NULL)
    return g_strdup (_ ("no order number"));
  if (status == NULL || status->connection == NULL)
    return g_strdup (_ ("no marketplace is connected"));
  if (status->connection->fault != NULL)
    return g_strdup (_ ("the connection is turned off"));
  marketplace = marketplace_of (self->detail);
  if (marketplace != NULL && !g_strv_contains ((const char *const *) status->domains, marketplace))
    /* Translators: a marketplace */
    return g_strdup_printf (_ ("%s is not connected"), marketplace);

  return NULL;
}

void
henji_window_message_update (HenjiWindow *self)
{
  GActionMap *actions = g_object_get_data (G_OBJECT (self), "message-actions");
  g_autofree char *words = reason (self);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, "open")),
                               words == NULL);
  henji_case_pane_set_no_message (self->order, words);
}

void
henji_window_message_install (HenjiWindow *self)
{
  static const GActionEntry entries[] = { { .name = "open", .activate = open_cb } };
  GSimpleActionGroup *actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  g_object_set_data_full (G_OBJECT (self), "message-actions", actions, g_object_unref);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "message", G_ACTION_GROUP (actions));
  if (self->syncer != NULL)
    g_signal_connect_object (self->syncer, "changed", G_CALLBACK (henji_window_message_update),
                             self, G_CONNECT_SWAPPED);
}

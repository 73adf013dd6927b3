/* henji-window-carrier.c: files for carriers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-carrier"

#include "config.h"

#include "henji-window-private.h"

#include "henji-carrier-files-window.h"
#include "henji-carrier-window.h"

static void
present (HenjiWindow *self, GtkWidget *window)
{
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

/* Of what is open with the case: a return that is under way, else a parcel to the buyer. */
static HenjiParcelKind
kind_of (const HenjiCaseDetail *detail)
{
  for (guint i = 0; i < detail->rmas->len; i++)
    if (((HenjiRma *) detail->rmas->pdata[i])->stage < HENJI_RETURN_ARRIVED)
      return HENJI_PARCEL_RETURN;

  return HENJI_PARCEL_RESEND;
}

/* "return", "resend", or "" for what fits the case that is shown. */
static void
file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  const HenjiCaseDetail *detail = henji_window_get_detail (self);
  HenjiParcelKind kind;

  if (detail == NULL)
    return;
  if (!henji_parcel_kind_from_id (g_variant_get_string (parameter, NULL), &kind))
    kind = kind_of (detail);
  henji_reply_pane_flush (self->reply);
  present (self, GTK_WIDGET (henji_carrier_window_new (self->desk, &self->row, 1, kind)));
}

static void
files_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  present (self, GTK_WIDGET (henji_carrier_files_window_new (self->desk)));
}

void
henji_window_carrier_install (HenjiWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "file", .activate = file_cb, .parameter_type = "s" },
    { .name = "written", .activate = files_cb },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "carriers", G_ACTION_GROUP (actions));
}

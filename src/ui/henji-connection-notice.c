/* henji-connection-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-connection-notice"

#include "config.h"

#include "henji-connection-notice.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"

typedef enum
{
  NOTHING,
  TURNED_OFF,
  SECRET,
  CLOCK,
} About;

struct _HenjiConnectionNotice
{
  AdwBin parent_instance;

  HenjiDesk *desk;
  HenjiSyncer *syncer;
  About about;
  gint64 clock_run;  /* of whose warning the strip speaks */
  gint64 clock_seen; /* whose was put away */
  GtkLabel *words;   /* (nullable): made when there is something to say */
  GtkWidget *later;
};

G_DEFINE_FINAL_TYPE (HenjiConnectionNotice, henji_connection_notice, ADW_TYPE_BIN)

static void look (HenjiConnectionNotice *self);

/* ---- Putting it away ------------------------------------------------------------------------- */

static gpointer
put_away_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_put_away_secret_reminder (desk, error));
}

static void
put_away_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiConnectionNotice) self = user_data;

  henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  if (self->syncer != NULL)
    henji_syncer_refresh (self->syncer);
}

static void
later_cb (HenjiConnectionNotice *self)
{
  if (self->about == CLOCK)
    {
      self->clock_seen = self->clock_run;
      look (self);
    }
  else
    henji_desk_act_async (self->desk, put_away_func, NULL, NULL, NULL, NULL, put_away_cb,
                          g_object_ref (self));
}

/* ---- What it says ---------------------------------------------------------------------------- */

static GtkWidget *
new_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "small");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

static void
build (HenjiConnectionNotice *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *show = new_button (_ ("Show Connection"));

  gtk_widget_add_css_class (strip, "figures-notice");
  gtk_widget_add_css_class (strip, "connection-notice");
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "connection.show");
  self->later = new_button (_ ("Later"));
  g_signal_connect_swapped (self->later, "clicked", G_CALLBACK (later_cb), self);
  gtk_box_append (GTK_BOX (strip), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (strip), show);
  gtk_box_append (GTK_BOX (strip), self->later);
  adw_bin_set_child (ADW_BIN (self), strip);
}

static char *
secret_words (const HenjiConnectionStatus *status)
{
  int left = status->secret_days_left;

  if (left <= 0)
    return g_strdup (_ ("The client secret has ended. Renew it in Seller Central and connect with "
                        "the new one."));

  return g_strdup_printf (
      ngettext ("The client secret ends in %d day. Renew it in Seller Central and connect with the "
                "new one.",
                "The client secret ends in %d days. Renew it in Seller Central and connect with "
                "the new one.",
                left),
      left);
}

/* A sync that went well and has something to say of it speaks of the clock. */
static const HenjiSyncRun *
clock_warning (const HenjiConnectionStatus *status)
{
  const HenjiSchedule *orders = henji_connection_status_schedule (status, HENJI_STREAM_ORDERS);
  const HenjiSyncRun *run = orders != NULL ? orders->last : NULL;

  return run != NULL && run->outcome == HENJI_SYNC_DONE && run->reason != NULL ? run : NULL;
}

/* (transfer full) (nullable): */
static char *
find_words (HenjiConnectionNotice *self, const HenjiConnectionStatus *status)
{
  const HenjiSyncRun *clock;

  self->about = NOTHING;
  if (status == NULL || status->connection == NULL)
    return NULL;
  if (status->connection->fault != NULL)
    {
      self->about = TURNED_OFF;
      return g_strdup (_ ("The marketplace no longer accepts the connection, so it is turned off. "
                          "Connect again."));
    }
  if (status->reminder >= 0)
    {
      self->about = SECRET;
      return secret_words (status);
    }
  clock = clock_warning (status);
  if (clock == NULL || clock->row == self->clock_seen)
    return NULL;
  self->about = CLOCK;
  self->clock_run = clock->row;

  return g_strdup (clock->reason);
}

static void
look (HenjiConnectionNotice *self)
{
  g_autofree char *words = find_words (self, henji_syncer_get_status (self->syncer));

  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  if (words == NULL)
    return;
  if (self->words == NULL)
    build (self);
  gtk_widget_set_visible (self->later, self->about != TURNED_OFF);
  if (g_str_equal (gtk_label_get_text (self->words), words))
    return;
  gtk_label_set_text (self->words, words);
  henji_pane_tooltip (self->words, words);
}

static void
henji_connection_notice_dispose (GObject *object)
{
  HenjiConnectionNotice *self = HENJI_CONNECTION_NOTICE (object);

  if (self->syncer != NULL)
    g_signal_handlers_disconnect_by_data (self->syncer, self);
  g_clear_object (&self->syncer);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_connection_notice_parent_class)->dispose (object);
}

static void
henji_connection_notice_class_init (HenjiConnectionNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_connection_notice_dispose;
}

static void
henji_connection_notice_init (HenjiConnectionNotice *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

HenjiConnectionNotice *
henji_connection_notice_new (HenjiDesk *desk, HenjiSyncer *syncer)
{
  HenjiConnectionNotice *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && HENJI_IS_SYNCER (syncer), NULL);

  self = g_object_new (HENJI_TYPE_CONNECTION_NOTICE, NULL);
  self->desk = g_object_ref (desk);
  self->syncer = g_object_ref (syncer);
  g_signal_connect_object (syncer, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);

  return self;
}

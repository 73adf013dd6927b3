/* henji-figures-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-figures-notice"

#include "config.h"

#include "henji-figures-notice.h"

#include "henji-case-pane-text.h"
#include "henji-desk-policies.h"

#include <glib/gi18n-lib.h>

/* A desk that is never closed asks again, as days and months pass. */
#define LOOK_SECONDS 3600

struct _HenjiFiguresNotice
{
  AdwBin parent_instance;

  HenjiDesk *desk;
  GtkLabel *words; /* (nullable): made when there is something to say */
  guint look_id;
};

G_DEFINE_FINAL_TYPE (HenjiFiguresNotice, henji_figures_notice, ADW_TYPE_BIN)

static gpointer
put_away_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_put_away_old_figures (desk, error));
}

static void
put_away_cb (HenjiFiguresNotice *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  henji_desk_run_async (self->desk, put_away_func, NULL, NULL, NULL, NULL, NULL, NULL);
}

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
build (HenjiFiguresNotice *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *show = new_button (_ ("Look at Them"));
  GtkWidget *put_away = new_button (_ ("Not This Month"));

  gtk_widget_add_css_class (strip, "figures-notice");
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "win.preferences");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (show), "s", "deadlines");
  g_signal_connect_swapped (put_away, "clicked", G_CALLBACK (put_away_cb), self);
  gtk_box_append (GTK_BOX (strip), gtk_image_new_from_icon_name ("dialog-information-symbolic"));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (strip), show);
  gtk_box_append (GTK_BOX (strip), put_away);
  adw_bin_set_child (ADW_BIN (self), strip);
}

static gpointer
look_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  int n = henji_desk_old_figures (desk, error);

  return n > 0 ? GINT_TO_POINTER (n) : NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiFiguresNotice) self = user_data;
  int n = GPOINTER_TO_INT (henji_desk_run_finish (HENJI_DESK (source), result, NULL));
  g_autofree char *words = NULL;

  if (self->desk == NULL)
    return; /* closed meanwhile */
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;
  if (self->words == NULL)
    build (self);
  words = g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE,
          "%d figure of the marketplaces was last checked more than a year ago: compare it with "
          "the page it comes from.",
          "%d figures of the marketplaces were last checked more than a year ago: compare them "
          "with the pages they come from.",
          (gulong) n),
      n);
  gtk_label_set_text (self->words, words);
  henji_pane_tooltip (self->words, words);
}

static void
look (HenjiFiguresNotice *self)
{
  henji_desk_run_async (self->desk, look_func, NULL, NULL, NULL, NULL, looked_cb,
                        g_object_ref (self));
}

static gboolean
look_cb (gpointer user_data)
{
  look (user_data);

  return G_SOURCE_CONTINUE;
}

static void
henji_figures_notice_dispose (GObject *object)
{
  HenjiFiguresNotice *self = HENJI_FIGURES_NOTICE (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_figures_notice_parent_class)->dispose (object);
}

static void
henji_figures_notice_class_init (HenjiFiguresNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_figures_notice_dispose;
}

static void
henji_figures_notice_init (HenjiFiguresNotice *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

HenjiFiguresNotice *
henji_figures_notice_new (HenjiDesk *desk)
{
  HenjiFiguresNotice *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_FIGURES_NOTICE, NULL);
  self->desk = g_object_ref (desk);
  self->look_id = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  g_signal_connect_object (desk, "policies-changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);

  return self;
}

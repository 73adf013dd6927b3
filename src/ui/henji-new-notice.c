/* henji-new-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-new-notice"

#include "config.h"

#include "henji-new-notice.h"

#include <glib/gi18n-lib.h>

#include "henji-notice.h"

#define NOTICE_ID "new"

struct _HenjiNewNotice
{
  GObject parent_instance;

  GApplication *app;
  HenjiDesk *desk;
  GCancellable *cancellable;
  gint64 seen; /* the last row when somebody looked; -1 before the first look */
  int n;       /* came since */
  int told;    /* of them, 0: no notification is shown */
  guint telling_id;
};

typedef struct
{
  HenjiNewNotice *notice;
  gboolean looked_at;
  gint64 after;
  int n;
  gint64 newest;
} Look;

G_DEFINE_FINAL_TYPE (HenjiNewNotice, henji_new_notice, G_TYPE_OBJECT)

static void
look_free (Look *self)
{
  g_object_unref (self->notice);
  g_free (self);
}

static gboolean
settled_cb (gpointer user_data)
{
  HenjiNewNotice *self = user_data;
  g_autoptr (GNotification) notice = NULL;
  g_autofree char *title = NULL;

  self->telling_id = 0;
  if (self->n <= self->told || henji_notice_is_looked_at (self->app))
    return G_SOURCE_REMOVE;
  title = g_strdup_printf (g_dngettext (NULL, "%d new case", "%d new cases", (gulong) self->n),
                           self->n);
  notice = g_notification_new (title);
  g_application_send_notification (self->app, NOTICE_ID, notice);
  self->told = self->n;

  return G_SOURCE_REMOVE;
}

static void
weigh (HenjiNewNotice *self, const Look *look)
{
  if (self->seen < 0 || look->looked_at || henji_notice_is_looked_at (self->app))
    {
      self->seen = look->newest;
      self->n = 0;
    }
  else
    self->n = look->n;

  if (self->n == 0 && self->told > 0)
    {
      g_application_withdraw_notification (self->app, NOTICE_ID);
      self->told = 0;
    }
  else if (self->n > self->told && self->telling_id == 0)
    self->telling_id = g_timeout_add_seconds (HENJI_NOTICE_SETTLE, settled_cb, self);
}

static gpointer
look_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;

  return GINT_TO_POINTER (henji_desk_new_cases (desk, look->after, &look->n, &look->newest, error));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  HenjiNewNotice *self = look->notice;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (source), result, &error) != NULL && self->desk != NULL)
    weigh (self, look);
  else if (error != NULL && !henji_desk_was_ended (error))
    g_warning ("What is new could not be read");
  look_free (look);
}

static void
update (HenjiNewNotice *self)
{
  Look *look = g_new0 (Look, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  look->notice = g_object_ref (self);
  look->looked_at = henji_notice_is_looked_at (self->app);
  look->after = look->looked_at || self->seen < 0 ? G_MAXINT64 : self->seen;
  henji_desk_run_async (self->desk, look_func, look, NULL, NULL, self->cancellable, looked_cb,
                        look);
}

static void
active_cb (HenjiNewNotice *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window))
    update (self);
}

static void
window_added_cb (HenjiNewNotice *self, GtkWindow *window)
{
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
henji_new_notice_dispose (GObject *object)
{
  HenjiNewNotice *self = HENJI_NEW_NOTICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->telling_id, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_new_notice_parent_class)->dispose (object);
}

static void
henji_new_notice_class_init (HenjiNewNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_new_notice_dispose;
}

static void
henji_new_notice_init (HenjiNewNotice *self)
{
  self->seen = -1;
}

HenjiNewNotice *
henji_new_notice_new (GApplication *app, HenjiDesk *desk)
{
  HenjiNewNotice *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (app) && HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_NEW_NOTICE, NULL);
  self->app = app;
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (app, "window-added", G_CALLBACK (window_added_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return self;
}

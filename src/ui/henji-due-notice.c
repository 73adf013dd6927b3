/* henji-due-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-due-notice"

#include "config.h"

#include "henji-due-notice.h"

#include <glib/gi18n-lib.h>

#include "henji-notice.h"
#include "henji-time.h"

#define NOTICE_ID "due"
#define SOON (2 * HENJI_HOUR)
#define VERY_SOON (HENJI_HOUR / 2)
#define MOST 200 /* of the cases that are due: more need no counting */

struct _HenjiDueNotice
{
  GObject parent_instance;

  GApplication *app;
  HenjiDesk *desk;
  GHashTable *told; /* gint64 row of a case → how soon it was when it was told */
  GCancellable *cancellable;
  gint64 next; /* what is due first */
  guint telling_id;
  gboolean shown;
};

typedef enum
{
  NOT_SOON,
  TWO_HOURS,
  HALF_AN_HOUR,
} HowSoon;

G_DEFINE_FINAL_TYPE (HenjiDueNotice, henji_due_notice, G_TYPE_OBJECT)

static HowSoon
how_soon (const HenjiCase *case_, gint64 now)
{
  if (case_->due == 0 || case_->due > now + SOON)
    return NOT_SOON;

  return case_->due > now + VERY_SOON ? TWO_HOURS : HALF_AN_HOUR;
}

static void
tell (HenjiDueNotice *self)
{
  guint n = g_hash_table_size (self->told);
  g_autoptr (GNotification) notice = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  gint64 minutes = (self->next - henji_desk_now (self->desk)) / HENJI_MINUTE;

  title
      = g_strdup_printf (g_dngettext (NULL, "%u case is due soon", "%u cases are due soon", n), n);
  if (minutes < 0)
    body = g_strdup (_ ("One is overdue."));
  else if (minutes < 60)
    body = g_strdup_printf (
        g_dngettext (NULL, "The next in %d minute.", "The next in %d minutes.", (gulong) minutes),
        (int) minutes);
  else
    /* Translators: hours and minutes */
    body = g_strdup_printf (_ ("The next in %d h %02d m."), (int) (minutes / 60),
                            (int) (minutes % 60));
  notice = g_notification_new (title);
  g_notification_set_body (notice, body);
  g_notification_set_priority (notice, G_NOTIFICATION_PRIORITY_HIGH);
  g_application_send_notification (self->app, NOTICE_ID, notice);
  self->shown = TRUE;
}

static gboolean
settled_cb (gpointer user_data)
{
  HenjiDueNotice *self = user_data;

  self->telling_id = 0;
  if (self->next != 0 && !henji_notice_is_looked_at (self->app))
    tell (self);

  return G_SOURCE_REMOVE;
}

/* @cases: (element-type HenjiCase): those of ours that are due, the next first. */
static void
weigh (HenjiDueNotice *self, const GPtrArray *cases)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->told);
  gint64 now = henji_desk_now (self->desk);
  gboolean news = FALSE;

  self->next = 0;
  self->told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < cases->len; i++)
    {
      const HenjiCase *case_ = cases->pdata[i];
      HowSoon soon = case_ != NULL ? how_soon (case_, now) : NOT_SOON;
      HowSoon was;

      if (soon == NOT_SOON)
        continue;
      if (self->next == 0)
        self->next = case_->due;
      was = GPOINTER_TO_INT (g_hash_table_lookup (before, &case_->row));
      news = news || soon > was;
      g_hash_table_insert (self->told, g_memdup2 (&case_->row, sizeof case_->row),
                           GINT_TO_POINTER (MAX (soon, was)));
    }

  if (self->next == 0 && self->shown)
    {
      g_application_withdraw_notification (self->app, NOTICE_ID);
      self->shown = FALSE;
    }
  else if (news && self->telling_id == 0)
    self->telling_id = g_timeout_add_seconds (HENJI_NOTICE_SETTLE, settled_cb, self);
}

static gpointer
read_due (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  HenjiCaseQuery query = { .tab = HENJI_TAB_OURS,
                           .kind = -1,
                           .language = -1,
                           .due_before = henji_desk_now (desk) + SOON + 1 };
  g_autoptr (GArray) rows = henji_desk_case_rows (desk, &query, cancellable, error);

  if (rows == NULL)
    return NULL;

  return henji_desk_cases (desk, (const gint64 *) rows->data, MIN (rows->len, MOST), error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiDueNotice) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (cases != NULL && self->desk != NULL)
    weigh (self, cases);
  else if (error != NULL && !henji_desk_was_ended (error))
    g_warning ("What is due could not be read");
}

void
henji_due_notice_update (HenjiDueNotice *self)
{
  g_return_if_fail (HENJI_IS_DUE_NOTICE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  henji_desk_run_async (self->desk, read_due, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable, read_cb, g_object_ref (self));
}

static void
henji_due_notice_dispose (GObject *object)
{
  HenjiDueNotice *self = HENJI_DUE_NOTICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->telling_id, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_due_notice_parent_class)->dispose (object);
}

static void
henji_due_notice_finalize (GObject *object)
{
  g_hash_table_unref (HENJI_DUE_NOTICE (object)->told);
  G_OBJECT_CLASS (henji_due_notice_parent_class)->finalize (object);
}

static void
henji_due_notice_class_init (HenjiDueNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_due_notice_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_due_notice_finalize;
}

static void
henji_due_notice_init (HenjiDueNotice *self)
{
  self->told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

HenjiDueNotice *
henji_due_notice_new (GApplication *app, HenjiDesk *desk)
{
  HenjiDueNotice *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (app) && HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_DUE_NOTICE, NULL);
  self->app = app;
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (henji_due_notice_update), self,
                           G_CONNECT_SWAPPED);

  return self;
}

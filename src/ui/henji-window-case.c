/* henji-window-case.c: the chosen case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-case"

#include "config.h"

#include "henji-window-private.h"

#include "henji-trace.h"
#include "henji-warm-up.h"

#define WARM_UP_AFTER 200 /* ms */

static void load_detail (HenjiWindow *self);

static void
show_detail (HenjiWindow *self, HenjiCaseDetail *detail)
{
  if (detail != NULL)
    henji_case_detail_ref (detail);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  self->detail = detail;
  henji_case_pane_set_detail (self->order, detail);
  henji_reply_pane_set_detail (self->reply, detail);
  henji_window_actions_update (self);
}

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_mark_read (desk, *(gint64 *) data, error));
}

static void
mark_read (HenjiWindow *self, const HenjiCase *case_)
{
  if (case_->flags & HENJI_CASE_UNREAD)
    henji_desk_run_async (self->desk, read_func, g_memdup2 (&case_->row, sizeof case_->row), g_free,
                          NULL, NULL, NULL, NULL);
}

/* The first case stands there. */
static gboolean
warm_up_cb (gpointer user_data)
{
  HenjiWindow *self = user_data;

  self->warm_source = 0;
  self->warm = TRUE;
  henji_warm_up (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* What may be chosen next is read when the window has nothing else to do. */
static gboolean
look_ahead_cb (gpointer user_data)
{
  HenjiWindow *self = user_data;
  gint64 near[2];

  self->ahead_source = 0;
  henji_list_pane_get_near (self->list, near);
  henji_case_ahead_want (self->ahead, near, G_N_ELEMENTS (near));
  if (!self->warm && self->warm_source == 0)
    self->warm_source = g_timeout_add_full (G_PRIORITY_LOW, WARM_UP_AFTER, warm_up_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

static void
look_ahead (HenjiWindow *self)
{
  if (self->ahead_source == 0)
    self->ahead_source = g_idle_add_full (G_PRIORITY_LOW, look_ahead_cb, self, NULL);
}

/* The chosen case's detail is here: it is shown, and marked as read. */
static void
take_detail (HenjiWindow *self, HenjiCaseDetail *detail)
{
  show_detail (self, detail);
  henji_trace_data ();
  mark_read (self, detail->case_);
  look_ahead (self);
  henji_window_returns_take_reply (self);
}

static gpointer
detail_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  henji_desk_prepare (desk); /* before the panes read and check what they show */

  return henji_desk_case_detail (desk, *(gint64 *) data, error);
}

static void
detail_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  HenjiCaseDetail *detail = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->loading == NULL
      || (detail != NULL && detail->case_->row != self->row))
    {
      g_clear_pointer (&detail, henji_case_detail_unref);
      return;
    }
  g_clear_object (&self->loading);
  if (detail == NULL)
    {
      /* Merged into another, or purged meanwhile. */
      if (!g_error_matches (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND))
        henji_window_toast (self, error->message);
      self->row = 0;
      show_detail (self, NULL);
      return;
    }
  take_detail (self, detail);
  henji_case_detail_unref (detail);
  if (self->load_again)
    load_detail (self);
}

static void
load_detail (HenjiWindow *self)
{
  self->load_again = FALSE;
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->row == 0)
    {
      show_detail (self, NULL);
      return;
    }
  self->loading = g_cancellable_new ();
  henji_desk_run_async (self->desk, detail_func, g_memdup2 (&self->row, sizeof self->row), g_free,
                        (GDestroyNotify) henji_case_detail_unref, self->loading, detail_cb,
                        g_object_ref (self));
}

/* Choosing a case: keeps what is being written, then shows the other. */
static void
set_case (HenjiWindow *self, gint64 row)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;

  if (self->row == row)
    return;
  henji_trace_chosen ();
  henji_reply_pane_flush (self->reply);
  self->row = row;
  detail = henji_case_ahead_get (self->ahead, row);
  if (detail == NULL)
    {
      load_detail (self);
      return;
    }
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->load_again = FALSE;
  take_detail (self, detail);
}

static void
chosen_cb (HenjiListPane *list, gint64 row, gboolean opened, gpointer user_data)
{
  HenjiWindow *self = user_data;

  set_case (self, row);
  if (opened && henji_pane_box_get_folding (self->panes) == HENJI_FOLDING_SINGLE)
    henji_pane_box_show_pane (self->panes, HENJI_PANE_ORDER);
}

static void
desk_changed_cb (HenjiDesk *desk, GArray *rows, gpointer user_data)
{
  HenjiWindow *self = user_data;
  gboolean ours = rows == NULL;

  if (self->row == 0)
    return;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    ours = ours || g_array_index (rows, gint64, i) == self->row;
  if (!ours)
    return;
  if (self->loading != NULL)
    self->load_again = TRUE;
  else
    load_detail (self);
}

/* The zone, the shop's name or a figure may stand anywhere. */
static void
shop_changed_cb (HenjiDesk *desk, gpointer user_data)
{
  load_detail (user_data);
}

void
henji_window_case_install (HenjiWindow *self)
{
  self->ahead = henji_case_ahead_new (self->desk);
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (desk_changed_cb), self, 0);
  g_signal_connect_object (self->desk, "shop-changed", G_CALLBACK (shop_changed_cb), self, 0);
  g_signal_connect_object (self->desk, "policies-changed", G_CALLBACK (shop_changed_cb), self, 0);
  show_detail (self, NULL);
}

/* henji-window-support.c: cases of the seller's own with the marketplace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-support"

#include "config.h"

#include "henji-window-private.h"

#include "henji-compat.h"
#include "henji-desk-support.h"
#include "henji-support-dialog.h"
#include "henji-support-log.h"
#include "henji-support-sheet.h"

#include <glib/gi18n-lib.h>

static void
present (HenjiWindow *self, GtkWindow *window)
{
  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

/* ---- Opening and changing -------------------------------------------------------------------- */

static void
opened_cb (HenjiSupportDialog *dialog, gint64 event, gint64 row, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->desk == NULL)
    return;
  henji_window_done (self, event, row, _ ("Case opened"));
  henji_list_pane_choose (self->list, row);
}

static void
changed_cb (HenjiSupportDialog *dialog, gint64 event, gint64 row, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->desk != NULL)
    henji_window_done (self, event, row, _ ("Case changed"));
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  gboolean about = g_str_equal (g_action_get_name (G_ACTION (action)), "open");
  HenjiCaseDetail *detail = about ? henji_window_get_detail (self) : NULL;
  HenjiSupportDialog *dialog;

  if (about && (detail == NULL || detail->support != NULL))
    return;
  dialog = henji_support_dialog_new (self->desk, detail);
  g_signal_connect_object (dialog, "done", G_CALLBACK (opened_cb), self, 0);
  present (self, GTK_WINDOW (dialog));
}

/* (nullable): the case with the marketplace that is shown. */
static HenjiCaseDetail *
own_case (HenjiWindow *self)
{
  HenjiCaseDetail *detail = henji_window_get_detail (self);

  return detail != NULL && detail->support != NULL ? detail : NULL;
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  HenjiCaseDetail *detail = own_case (self);
  HenjiSupportDialog *dialog;

  if (detail == NULL)
    return;
  dialog = henji_support_dialog_new (self->desk, detail);
  g_signal_connect_object (dialog, "done", G_CALLBACK (changed_cb), self, 0);
  present (self, GTK_WINDOW (dialog));
}

static void
sheet_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  HenjiCaseDetail *detail = own_case (self);

  if (detail != NULL)
    present (self, GTK_WINDOW (henji_support_sheet_new (self->desk, detail)));
}

/* ---- What was said ----------------------------------------------------------------------------
 */

static void
logged_cb (HenjiSupportLog *log, gint64 event, gboolean masked, gpointer user_data)
{
  HenjiWindow *self = user_data;
  gint64 row = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (log), "case"));

  if (self->desk != NULL)
    henji_window_done (self, event, row,
                       masked ? _ ("Kept, without the digits of the card") : _ ("Kept"));
}

static void
log_something (HenjiWindow *self, HenjiSupportLogKind kind)
{
  HenjiCaseDetail *detail = own_case (self);
  HenjiSupportLog *log;

  if (detail == NULL)
    return;
  log = henji_support_log_new (self->desk, detail->case_->row, kind);
  g_object_set_data (G_OBJECT (log), "case", GSIZE_TO_POINTER ((gsize) detail->case_->row));
  g_signal_connect_object (log, "done", G_CALLBACK (logged_cb), self, 0);
  present (self, GTK_WINDOW (log));
}

static void
call_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  log_something (user_data, HENJI_SUPPORT_LOG_CALL);
}

static void
chat_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  log_something (user_data, HENJI_SUPPORT_LOG_CHAT);
}

static void
remind_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  log_something (user_data, HENJI_SUPPORT_LOG_REMIND);
}

/* ---- Status -----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiWindow *window;
  gint64 row;
  char *status;
  gint64 event;
} Setting;

static void
setting_free (Setting *setting)
{
  g_object_unref (setting->window);
  g_free (setting->status);
  g_free (setting);
}

static gpointer
status_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Setting *setting = data;

  setting->event = henji_desk_support_set_status (desk, setting->row, setting->status, error);

  return GINT_TO_POINTER (setting->event != 0);
}

static void
status_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Setting *setting = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (setting->window->desk == NULL)
    ; /* closed meanwhile */
  else if (setting->event != 0)
    henji_window_done (setting->window, setting->event, setting->row, _ ("Status set"));
  else if (error != NULL)
    henji_window_toast (setting->window, error->message);
  setting_free (setting);
}

static void
set_status (Setting *setting)
{
  const HenjiSupportFacts *facts = henji_desk_support_facts (setting->window->desk);

  if (henji_support_facts_court (facts, setting->status) != HENJI_COURT_OURS)
    henji_list_pane_expect_leave (setting->window->list, FALSE);
  henji_reply_pane_flush (setting->window->reply);
  henji_desk_act_async (setting->window->desk, status_func, setting, NULL, NULL, NULL,
                        status_set_cb, setting);
}

static void
status_typed_cb (const char *text, gpointer user_data)
{
  Setting *setting = user_data;

  if (text == NULL || *text == '\0' || setting->window->desk == NULL)
    {
      setting_free (setting);
      return;
    }
  g_free (setting->status);
  setting->status = g_strdup (text);
  set_status (setting);
}

static void
status_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  const char *status = g_variant_get_string (parameter, NULL);
  HenjiCaseDetail *detail = own_case (self);
  Setting *setting;

  if (detail == NULL)
    return;
  setting = g_new0 (Setting, 1);
  setting->window = g_object_ref (self);
  setting->row = detail->case_->row;
  setting->status = g_strdup (status);
  if (*status != '\0')
    set_status (setting);
  else
    henji_compat_ask_text (GTK_WINDOW (self), _ ("Status"),
                           _ ("As the marketplace words it. One that Henji does not know is your "
                              "turn."),
                           _ ("Status"), _ ("_Set"), status_typed_cb, setting);
}

/* ---- Actions ----------------------------------------------------------------------------------
 */

void
henji_window_support_install (HenjiWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "new", .activate = new_cb },
    { .name = "open", .activate = new_cb },
    { .name = "edit", .activate = edit_cb },
    { .name = "sheet", .activate = sheet_cb },
    { .name = "call", .activate = call_cb },
    { .name = "chat", .activate = chat_cb },
    { .name = "remind", .activate = remind_cb },
    { .name = "status", .activate = status_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "support", G_ACTION_GROUP (actions));
}

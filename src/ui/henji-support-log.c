/* henji-support-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-support-log"

#include "config.h"

#include "henji-support-log.h"

#include "henji-card-number.h"
#include "henji-case-pane-text.h"
#include "henji-desk-clocks.h"
#include "henji-desk-support.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define MORNING (9 * HENJI_HOUR) /* when the day of a reminder begins */

struct _HenjiSupportLog
{
  AdwWindow parent_instance;

  GtkWidget *save_button;
  GtkWidget *first_group;
  GtkEditable *when_row;
  GtkEditable *with_row;
  GtkWidget *said_box;
  GtkLabel *said_label;
  GtkTextView *said;
  GtkWidget *last_group;
  GtkEditable *promised_row;
  GtkEditable *again_row;
  GtkEditable *note_row;
  GtkLabel *fault;
  GtkLabel *hint;

  HenjiDesk *desk;
  gint64 case_row;
  HenjiSupportLogKind kind;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiSupportLog, henji_support_log, ADW_TYPE_WINDOW)

static void
set_fault (HenjiSupportLog *self, const char *words)
{
  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
}

static char *
text_of (HenjiSupportLog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->said);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* A card number is said to be one while it is being typed. */
static gboolean
holds_card (HenjiSupportLog *self)
{
  g_autofree char *said = text_of (self);
  g_autofree char *all = g_strjoin ("\n", said, gtk_editable_get_text (self->with_row),
                                    gtk_editable_get_text (self->promised_row),
                                    gtk_editable_get_text (self->note_row), NULL);
  g_autofree char *masked = NULL;
  gboolean found;

  masked = henji_card_number_mask (all, &found);

  return found;
}

static void
edited_cb (HenjiSupportLog *self)
{
  set_fault (self, holds_card (self)
                       ? _ ("This looks like a card number. Its digits will not be kept.")
                       : NULL);
}

/* ---- Storing ----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiSupportLog *dialog;
  HenjiSupportLogKind kind;
  gint64 case_row;
  gint64 at;
  gint64 again; /* 0 for no reminder */
  char *with;
  char *said;
  char *promised;
  char *note;
  gboolean masked;
  gint64 event;
} Entered;

static void
entered_free (Entered *entered)
{
  g_object_unref (entered->dialog);
  g_free (entered->with);
  g_free (entered->said);
  g_free (entered->promised);
  g_free (entered->note);
  g_free (entered);
}

static gpointer
store (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Entered *e = data;
  g_autofree char *note = henji_card_number_mask (e->note != NULL ? e->note : "", NULL);

  if (e->kind == HENJI_SUPPORT_LOG_CALL)
    e->event = henji_desk_support_log_phone (desk, e->case_row, e->at, e->with, e->said,
                                             e->promised, error);
  else if (e->kind == HENJI_SUPPORT_LOG_CHAT)
    e->event = henji_desk_support_log_chat (desk, e->case_row, e->said, error);
  if (e->kind != HENJI_SUPPORT_LOG_REMIND && e->event == 0)
    return NULL;
  if (e->again != 0)
    {
      gint64 reminder
          = henji_desk_remind (desk, e->case_row, e->again, *note != '\0' ? note : NULL, error);

      if (reminder == 0)
        return NULL;
      if (e->event == 0)
        e->event = reminder;
    }

  return GINT_TO_POINTER (e->event != 0);
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Entered *entered = data;
  HenjiSupportLog *self = entered->dialog;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL)
    {
      g_signal_emit (self, signals[DONE], 0, entered->event, entered->masked);
      gtk_window_close (GTK_WINDOW (self));
    }
  else
    {
      gtk_widget_set_sensitive (self->save_button, TRUE);
      set_fault (self, error != NULL ? error->message : _ ("It could not be stored."));
    }
  entered_free (entered);
}

/* The morning of a day that was typed; an empty one is no day. */
static gboolean
read_day (HenjiSupportLog *self, gint64 *at)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->again_row)));
  HenjiReplyContext context
      = { .now = henji_desk_now (self->desk), .zone = henji_desk_zone (self->desk) };
  g_autofree char *date = NULL;
  g_autoptr (GError) error = NULL;

  *at = 0;
  if (*typed == '\0')
    {
      if (self->kind != HENJI_SUPPORT_LOG_REMIND)
        return TRUE;
      set_fault (self, _ ("On which day?"));
      return FALSE;
    }
  date = henji_date_is_valid (typed)
             ? g_strdup (typed)
             : henji_field_parse (HENJI_FIELD_DATE, typed, &context, &error);
  if (date == NULL)
    {
      set_fault (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->again_row));
      return FALSE;
    }
  *at = henji_date_start (date, context.zone) + MORNING;

  return TRUE;
}

/* "2026-11-26 13:05", the time alone for today. */
static gboolean
read_moment (HenjiSupportLog *self, gint64 *at)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->when_row)));
  GTimeZone *zone = henji_desk_zone (self->desk);
  g_autofree char *today = henji_date_of (henji_desk_now (self->desk), zone);
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) moment = NULL;
  int hour, minute;
  char date[11];

  *at = 0;
  if (*typed == '\0')
    return TRUE;
  if (sscanf (typed, "%10[0-9-] %2d:%2d", date, &hour, &minute) == 3)
    text = g_strdup_printf ("%sT%02d:%02d:00", date, hour, minute);
  else if (sscanf (typed, "%2d:%2d", &hour, &minute) == 2)
    text = g_strdup_printf ("%sT%02d:%02d:00", today, hour, minute);
  moment = text != NULL ? g_date_time_new_from_iso8601 (text, zone) : NULL;
  if (moment == NULL)
    {
      set_fault (self, _ ("The time is like 2026-11-26 13:05 or 13:05."));
      gtk_widget_grab_focus (GTK_WIDGET (self->when_row));
      return FALSE;
    }
  *at = g_date_time_to_unix (moment) * HENJI_SECOND;

  return TRUE;
}

static void
save_clicked_cb (HenjiSupportLog *self)
{
  gint64 at, again;
  Entered *entered;

  if (!read_moment (self, &at) || !read_day (self, &again))
    return;

  entered = g_new0 (Entered, 1);
  entered->dialog = g_object_ref (self);
  entered->kind = self->kind;
  entered->case_row = self->case_row;
  entered->at = at;
  entered->again = again;
  entered->with = g_strdup (gtk_editable_get_text (self->with_row));
  entered->said = text_of (self);
  entered->promised = g_strdup (gtk_editable_get_text (self->promised_row));
  entered->note = g_strdup (gtk_editable_get_text (
      self->kind == HENJI_SUPPORT_LOG_REMIND ? self->note_row : self->promised_row));
  entered->masked = holds_card (self);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  henji_desk_run_async (self->desk, store, entered, NULL, NULL, NULL, stored_cb, entered);
}

static void
henji_support_log_dispose (GObject *object)
{
  HenjiSupportLog *self = HENJI_SUPPORT_LOG (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_SUPPORT_LOG);
  G_OBJECT_CLASS (henji_support_log_parent_class)->dispose (object);
}

static void
henji_support_log_class_init (HenjiSupportLogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_support_log_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-support-log.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiSupportLog, child)
  BIND (save_button);
  BIND (first_group);
  BIND (when_row);
  BIND (with_row);
  BIND (said_box);
  BIND (said_label);
  BIND (said);
  BIND (last_group);
  BIND (promised_row);
  BIND (again_row);
  BIND (note_row);
  BIND (fault);
  BIND (hint);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "activate-default", NULL);
}

static void
henji_support_log_init (HenjiSupportLog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->said), "changed", G_CALLBACK (edited_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
show_kind (HenjiSupportLog *self)
{
  gboolean call = self->kind == HENJI_SUPPORT_LOG_CALL;
  gboolean remind = self->kind == HENJI_SUPPORT_LOG_REMIND;
  const char *title = call ? _ ("Log a Call") : remind ? _ ("Ask Again Another Day") : _ ("Chat");
  const char *said = call ? _ ("What was said") : _ ("The chat, as it was written");

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_widget_set_visible (self->first_group, call);
  gtk_widget_set_visible (self->said_box, !remind);
  gtk_widget_set_visible (self->last_group, call || remind);
  gtk_widget_set_visible (GTK_WIDGET (self->promised_row), call);
  gtk_widget_set_visible (GTK_WIDGET (self->note_row), remind);
  gtk_label_set_text (self->said_label, said);
  henji_pane_name (self->said, said);
  gtk_label_set_text (self->hint,
                      remind ? _ ("Dates as 2026-11-24, 11/24 or 24 Nov. The case is your turn "
                                  "again that morning.")
                             : _ ("If they ask for the last four digits of a card, say them and "
                                  "do not write them down here."));
}

HenjiSupportLog *
henji_support_log_new (HenjiDesk *desk, gint64 case_row, HenjiSupportLogKind kind)
{
  HenjiSupportLog *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_SUPPORT_LOG, NULL);
  self->desk = g_object_ref (desk);
  self->case_row = case_row;
  self->kind = kind;
  show_kind (self);
  if (kind == HENJI_SUPPORT_LOG_CALL)
    {
      g_autofree char *day = henji_date_of (henji_desk_now (desk), henji_desk_zone (desk));
      g_autofree char *clock = henji_pane_clock (henji_desk_now (desk), henji_desk_zone (desk));
      g_autofree char *now = g_strdup_printf ("%s %s", day, clock);

      gtk_editable_set_text (self->when_row, now);
      gtk_widget_grab_focus (GTK_WIDGET (self->with_row));
    }
  else if (kind == HENJI_SUPPORT_LOG_CHAT)
    gtk_widget_grab_focus (GTK_WIDGET (self->said));
  else
    {
      g_autofree char *today = henji_date_of (henji_desk_now (desk), henji_desk_zone (desk));
      g_autofree char *tomorrow = henji_date_add_days (today, 1);

      gtk_editable_set_text (self->again_row, tomorrow);
      gtk_widget_grab_focus (GTK_WIDGET (self->again_row));
    }

  return self;
}

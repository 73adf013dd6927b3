/* henji-moment-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-moment-dialog"

#include "config.h"

#include "henji-moment-dialog.h"

#include "henji-case-pane-text.h"
#include "henji-desk-clocks.h"
#include "henji-moments.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

struct _HenjiMomentDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *save_button;
  GtkWidget *note_group;
  GtkBox *presets;
  GtkCalendar *calendar;
  GtkEditable *hour;
  GtkEditable *note;
  GtkLabel *day;
  GtkLabel *fault;

  HenjiDesk *desk;
  HenjiMomentChosen done; /* NULL once it was called */
  gpointer user_data;
};

G_DEFINE_FINAL_TYPE (HenjiMomentDialog, henji_moment_dialog, ADW_TYPE_WINDOW)

static char *
chosen_date (HenjiMomentDialog *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  return g_date_time_format (date, "%Y-%m-%d");
}

/* "9:00", "１８：３０", "18時30分", "18時半", "18"; %FALSE for anything else. */
static gboolean
read_hour (const char *typed, int *hour, int *minute)
{
  g_autofree char *plain = g_utf8_normalize (typed, -1, G_NORMALIZE_NFKC);
  g_autoptr (GRegex) shape
      = g_regex_new ("^\\s*(\\d{1,2})(?:[:時](?:(\\d{2})分?|(半))?)?\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hours = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *half = NULL;

  if (plain == NULL || !g_regex_match (shape, plain, 0, &match))
    return FALSE;
  hours = g_match_info_fetch (match, 1);
  minutes = g_match_info_fetch (match, 2);
  half = g_match_info_fetch (match, 3);
  *hour = (int) g_ascii_strtoll (hours, NULL, 10);
  *minute = half != NULL && *half != '\0' ? 30
            : minutes != NULL             ? (int) g_ascii_strtoll (minutes, NULL, 10)
                                          : 0;

  return *hour < 24 && *minute < 60;
}

/* 0 with @fault set to a sentence. */
static gint64
chosen_moment (HenjiMomentDialog *self, const char **fault)
{
  g_autofree char *date = chosen_date (self);
  int hour, minute;
  gint64 at;

  if (!read_hour (gtk_editable_get_text (self->hour), &hour, &minute))
    {
      *fault = _ ("The time is read as 9:00 or 18:30.");
      return 0;
    }
  at = henji_desk_hour_of (date, hour, henji_desk_zone (self->desk)) + minute * HENJI_MINUTE;
  if (at > henji_desk_now (self->desk))
    return at;
  *fault = _ ("That time is over already.");

  return 0;
}

static void
update (HenjiMomentDialog *self)
{
  g_autofree char *date = chosen_date (self);
  g_autofree char *marks = henji_moment_day_marks (self->desk, date);
  g_autofree char *day = henji_pane_weekday (date);
  g_autofree char *words = marks != NULL ? g_strdup_printf ("%s · %s", day, marks) : g_strdup (day);
  const char *fault = NULL;
  gint64 at = chosen_moment (self, &fault);

  gtk_label_set_text (self->day, words);
  gtk_label_set_text (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  gtk_widget_set_sensitive (self->save_button, at != 0);
}

/* A dot on the public holidays of the month that is shown. */
static void
mark_month (HenjiMomentDialog *self)
{
  g_autoptr (GDateTime) shown = gtk_calendar_get_date (self->calendar);
  HenjiHolidays *holidays = henji_desk_holidays (self->desk, "JP");

  gtk_calendar_clear_marks (self->calendar);
  for (int day = 1; holidays != NULL && day <= 31; day++)
    {
      g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (shown),
                                               g_date_time_get_month (shown), day);

      if (henji_date_is_valid (date) && henji_holidays_on (holidays, date) != NULL)
        gtk_calendar_mark_day (self->calendar, (guint) day);
    }
}

static void
day_selected_cb (HenjiMomentDialog *self)
{
  if (self->desk == NULL)
    return;
  mark_month (self);
  update (self);
}

static void
hour_changed_cb (HenjiMomentDialog *self)
{
  if (self->desk != NULL)
    update (self);
}

static void
show_moment (HenjiMomentDialog *self, gint64 at)
{
  GTimeZone *zone = henji_desk_zone (self->desk);
  g_autofree char *date = henji_date_of (at, zone);
  g_autofree char *clock = henji_pane_clock (at, zone);
  int year, month, day;

  if (sscanf (date, "%d-%d-%d", &year, &month, &day) == 3)
    {
      g_autoptr (GDateTime) when = g_date_time_new_local (year, month, day, 12, 0, 0);

      gtk_calendar_select_day (self->calendar, when);
    }
  gtk_editable_set_text (self->hour, clock);
  day_selected_cb (self);
}

static void
preset_clicked_cb (GtkButton *button, gpointer user_data)
{
  gint64 *at = g_object_get_data (G_OBJECT (button), "at");

  show_moment (user_data, *at);
}

static void
finish (HenjiMomentDialog *self, gint64 at)
{
  HenjiMomentChosen done = self->done;

  self->done = NULL;
  if (done != NULL)
    done (at, gtk_editable_get_text (self->note), self->user_data);
}

static void
save_clicked_cb (HenjiMomentDialog *self)
{
  const char *fault = NULL;
  gint64 at = chosen_moment (self, &fault);

  if (at == 0)
    {
      update (self);
      return;
    }
  finish (self, at);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
henji_moment_dialog_close_request (GtkWindow *window)
{
  finish (HENJI_MOMENT_DIALOG (window), 0);

  return GTK_WINDOW_CLASS (henji_moment_dialog_parent_class)->close_request (window);
}

static void
henji_moment_dialog_dispose (GObject *object)
{
  HenjiMomentDialog *self = HENJI_MOMENT_DIALOG (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_MOMENT_DIALOG);
  G_OBJECT_CLASS (henji_moment_dialog_parent_class)->dispose (object);
}

static void
henji_moment_dialog_class_init (HenjiMomentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_moment_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_moment_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-moment-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiMomentDialog, child)
  BIND (title);
  BIND (save_button);
  BIND (note_group);
  BIND (presets);
  BIND (calendar);
  BIND (hour);
  BIND (note);
  BIND (day);
  BIND (fault);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, hour_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_moment_dialog_init (HenjiMomentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self->calendar, _ ("Day"));
}

static void
add_presets (HenjiMomentDialog *self, GPtrArray *presets)
{
  for (guint i = 0; i < presets->len; i++)
    {
      const HenjiMomentPreset *preset = g_ptr_array_index (presets, i);
      GtkWidget *button = gtk_button_new ();
      GtkWidget *label = gtk_label_new (preset->title);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_button_set_child (GTK_BUTTON (button), label);
      henji_pane_name (button, preset->title);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "small");
      g_object_set_data_full (G_OBJECT (button), "at", g_memdup2 (&preset->at, sizeof preset->at),
                              g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (preset_clicked_cb), self);
      gtk_box_append (self->presets, button);
    }
}

void
henji_moment_dialog_show (HenjiDesk *desk,
                          GtkWindow *parent,
                          HenjiMomentPurpose purpose,
                          HenjiMomentChosen done,
                          gpointer user_data)
{
  HenjiMomentDialog *self;
  g_autoptr (GPtrArray) presets = NULL;
  gboolean reminder = purpose == HENJI_MOMENT_REMINDER;

  g_return_if_fail (HENJI_IS_DESK (desk) && done != NULL);

  self = g_object_new (HENJI_TYPE_MOMENT_DIALOG, "transient-for", parent, NULL);
  self->desk = g_object_ref (desk);
  self->done = done;
  self->user_data = user_data;
  adw_window_title_set_title (self->title, reminder ? _ ("Remind Me") : _ ("When Are You Back?"));
  gtk_window_set_title (GTK_WINDOW (self), adw_window_title_get_title (self->title));
  gtk_button_set_label (GTK_BUTTON (self->save_button), reminder ? _ ("Set Reminder") : _ ("Show"));
  gtk_widget_set_visible (self->note_group, reminder);
  presets = reminder ? henji_moments_to_remind (desk) : henji_moments_to_be_back (desk);
  add_presets (self, presets);
  if (presets->len > 0)
    show_moment (self, ((HenjiMomentPreset *) g_ptr_array_index (presets, 0))->at);
  if (reminder)
    gtk_widget_grab_focus (GTK_WIDGET (self->note));
  gtk_window_present (GTK_WINDOW (self));
}

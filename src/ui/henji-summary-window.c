/* henji-summary-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-summary-window"

#include "config.h"

#include "henji-summary-window-private.h"

#include "henji-case-pane-text.h"
#include "henji-locale.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (HenjiSummaryWindow, henji_summary_window, ADW_TYPE_WINDOW)

#define RELOAD_PAUSE 1500 /* ms after something changed at the desk */

void
henji_summary_window_toast (HenjiSummaryWindow *self, const char *words)
{
  henji_toast_say (self->toasts, words);
}

/* ---- Loading --------------------------------------------------------------------------------- */

typedef struct
{
  HenjiPeriod period;
  char *marketplace; /* nullable */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->marketplace);
  g_free (wish);
}

static gpointer
summary_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;

  return henji_desk_summary (desk, &wish->period, wish->marketplace, cancellable, error);
}

static void
show (HenjiSummaryWindow *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double at = self->same_place ? gtk_adjustment_get_value (adjustment) : 0;
  g_autofree char *period = henji_period_format (&self->summary->period, henji_pane_language ());
  g_autofree char *subtitle = self->summary->marketplace != NULL
                                  ? g_strdup_printf ("%s · %s", period, self->summary->marketplace)
                                  : g_strdup (period);

  adw_window_title_set_subtitle (self->title, subtitle);
  if (henji_summary_is_empty (self->summary))
    {
      gtk_scrolled_window_set_child (self->scroller, NULL);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  gtk_scrolled_window_set_child (self->scroller, henji_summary_window_build_page (self));
  /* Tables would else be as low as they can scroll. */
  gtk_scrollable_set_vscroll_policy (
      GTK_SCROLLABLE (gtk_scrolled_window_get_child (self->scroller)), GTK_SCROLL_NATURAL);
  gtk_adjustment_set_value (adjustment, at);
  self->same_place = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static void
enable_output (HenjiSummaryWindow *self, gboolean enabled)
{
  static const char *const actions[] = { "summary.save-csv", "summary.save-pdf", "summary.print" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiSummaryWindow) self = data;
  g_autoptr (GError) error = NULL;
  HenjiSummary *summary = henji_desk_run_finish (HENJI_DESK (object), result, &error);

  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&summary, henji_summary_unref);
      return;
    }
  if (summary == NULL)
    {
      if (!henji_desk_was_ended (error))
        henji_summary_window_toast (self, error->message);
      return;
    }
  g_clear_pointer (&self->summary, henji_summary_unref);
  self->summary = summary;
  enable_output (self, TRUE);
  show (self);
}

/* Reads @period and shows it. */
static void
load_period (HenjiSummaryWindow *self, const HenjiPeriod *period)
{
  Wish *wish = g_new0 (Wish, 1);

  self->period = *period;
  wish->period = *period;
  wish->marketplace = g_strdup (self->marketplace);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  henji_desk_run_async (self->desk, summary_func, wish, wish_free,
                        (GDestroyNotify) henji_summary_unref, self->loading, loaded_cb,
                        g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  HenjiSummaryWindow *self = data;

  self->reload_id = 0;
  self->same_place = TRUE;
  load_period (self, &self->period);

  return G_SOURCE_REMOVE;
}

static void
desk_changed_cb (HenjiSummaryWindow *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_PAUSE, reload_cb, self);
}

/* ---- Periods --------------------------------------------------------------------------------- */

enum
{
  THIS_WEEK,
  LAST_WEEK,
  THIS_MONTH,
  LAST_MONTH,
};

static HenjiPeriod
period_of (HenjiSummaryWindow *self, guint which)
{
  g_autofree char *today
      = henji_date_of (henji_desk_now (self->desk), henji_desk_zone (self->desk));
  HenjiPeriod period = which == THIS_WEEK || which == LAST_WEEK
                           ? henji_period_week (today, henji_locale_first_weekday ())
                           : henji_period_month (today);

  return which == LAST_WEEK || which == LAST_MONTH ? henji_period_before (&period) : period;
}

static void
period_cb (HenjiSummaryWindow *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->periods); i++)
    if (self->periods[i] == button)
      {
        HenjiPeriod period = period_of (self, i);

        gtk_editable_set_text (self->from, period.from);
        gtk_editable_set_text (self->to, period.to);
        self->same_place = FALSE;
        load_period (self, &period);
      }
}

static void
custom_toggled_cb (HenjiSummaryWindow *self, GtkToggleButton *button)
{
  gboolean custom = gtk_toggle_button_get_active (button);

  gtk_widget_set_visible (self->custom, custom);
  if (custom)
    gtk_widget_grab_focus (GTK_WIDGET (self->from));
}

static void
custom_cb (HenjiSummaryWindow *self)
{
  g_autofree char *from = g_strstrip (g_strdup (gtk_editable_get_text (self->from)));
  g_autofree char *to = g_strstrip (g_strdup (gtk_editable_get_text (self->to)));
  HenjiPeriod period;

  if (henji_period_parse (from, to, &period))
    {
      gtk_label_set_text (self->fault, "");
      load_period (self, &period);
    }
  else
    gtk_label_set_text (self->fault,
                        _ ("Two dates like 2026-11-01, the second not before the first."));
}

static void
table_toggled_cb (HenjiSummaryWindow *self)
{
  if (self->summary != NULL)
    show (self);
}

static void
marketplace_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  HenjiSummaryWindow *self = data;
  const char *domain = g_variant_get_string (value, NULL);

  g_simple_action_set_state (action, value);
  g_free (self->marketplace);
  self->marketplace = *domain != '\0' ? g_strdup (domain) : NULL;
  load_period (self, &self->period);
}

/* ---- Building -------------------------------------------------------------------------------- */

static GMenuModel *
build_menu (HenjiSummaryWindow *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) output = g_menu_new ();
  g_autoptr (GMenu) filter = g_menu_new ();
  GPtrArray *policies = henji_desk_policies (self->desk);

  g_menu_append (output, _ ("Save _Tables (CSV)…"), "summary.save-csv");
  g_menu_append (output, _ ("Save _PDF…"), "summary.save-pdf");
  g_menu_append (output, _ ("P_rint…"), "summary.print");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (output));
  g_menu_append (filter, _ ("All Marketplaces"), "filter.marketplace::");
  for (guint i = 0; i < policies->len; i++)
    {
      const char *domain = henji_policy_marketplace (g_ptr_array_index (policies, i));
      g_autoptr (GMenuItem) item = g_menu_item_new (domain, NULL);

      g_menu_item_set_action_and_target (item, "filter.marketplace", "s", domain);
      g_menu_append_item (filter, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (filter));

  return G_MENU_MODEL (menu);
}

static GtkWidget *
build_header (HenjiSummaryWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *menu = gtk_menu_button_new ();
  g_autoptr (GMenuModel) model = build_menu (self);
  GtkWidget *table = gtk_toggle_button_new_with_label (_ ("As Table"));

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Looking Back"), NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  self->table_button = GTK_TOGGLE_BUTTON (table);
  gtk_widget_set_tooltip_text (table, _ ("All of it as tables, also for screen readers"));
  henji_pane_name (table, _ ("As Table"));
  g_signal_connect_swapped (table, "toggled", G_CALLBACK (table_toggled_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), table);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_widget_set_tooltip_text (menu, _ ("Save, print, filter"));
  henji_pane_name (menu, _ ("Save, print, filter"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), menu);

  return header;
}

static GtkEditable *
date_entry (HenjiSummaryWindow *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 11);
  henji_pane_name (entry, name);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (custom_cb), self);

  return GTK_EDITABLE (entry);
}

static GtkWidget *
build_custom (HenjiSummaryWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_label (_ ("Show"));

  self->from = date_entry (self, _ ("First day"));
  self->to = date_entry (self, _ ("Last day"));
  self->fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_label_set_xalign (self->fault, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_set_hexpand (GTK_WIDGET (self->fault), TRUE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (custom_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->from));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->to));
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fault));
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_visible (box, FALSE);
  self->custom = box;

  return box;
}

static GtkWidget *
build_periods (HenjiSummaryWindow *self)
{
  const char *titles[] = { _ ("This Week"), _ ("Last Week"), _ ("This Month"), _ ("Last Month") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *custom = gtk_toggle_button_new_with_label (_ ("Other Days"));

  gtk_widget_add_css_class (buttons, "linked");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (titles[i]);

      self->periods[i] = GTK_TOGGLE_BUTTON (button);
      if (i > 0)
        gtk_toggle_button_set_group (self->periods[i], self->periods[0]);
      gtk_box_append (GTK_BOX (buttons), button);
    }
  self->custom_button = GTK_TOGGLE_BUTTON (custom);
  gtk_toggle_button_set_group (self->custom_button, self->periods[0]);
  g_signal_connect_swapped (custom, "toggled", G_CALLBACK (custom_toggled_cb), self);
  gtk_box_append (GTK_BOX (buttons), custom);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), build_custom (self));
  gtk_widget_set_halign (self->custom, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "summary-bar");

  return box;
}

static GtkWidget *
build_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-open-recent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing in This Time"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("Cases and reply times come from mail, units sold and the defect rate from order reports, "
         "refunds from notices and return reports, feedback from feedback reports. What else it "
         "cost, "
         "other feedback and chargebacks are recorded in the menu of a case."));

  return page;
}

static GtkWidget *
build_content (HenjiSummaryWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *stack = gtk_stack_new ();

  self->scroller = GTK_SCROLLED_WINDOW (scroller);
  self->stack = GTK_STACK (stack);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_stack_add_named (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "loading");
  gtk_stack_add_named (self->stack, build_empty (), "empty");
  gtk_stack_add_named (self->stack, scroller, "page");
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), build_header (self));
  gtk_box_append (GTK_BOX (box), build_periods (self));
  gtk_box_append (GTK_BOX (box), stack);

  return box;
}

/* ---- The object ------------------------------------------------------------------------------ */

static gboolean
henji_summary_window_close_request (GtkWindow *window)
{
  /* The desk's answer may keep this longer than the window it belongs to lives. */
  gtk_window_set_transient_for (window, NULL);
  return GTK_WINDOW_CLASS (henji_summary_window_parent_class)->close_request (window);
}

static void
henji_summary_window_dispose (GObject *object)
{
  HenjiSummaryWindow *self = HENJI_SUMMARY_WINDOW (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->summary, henji_summary_unref);
  g_clear_pointer (&self->marketplace, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_summary_window_parent_class)->dispose (object);
}

static void
henji_summary_window_class_init (HenjiSummaryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_summary_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_summary_window_close_request;
  henji_summary_window_install_output (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "summary.save-csv", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "summary.print",
                                       NULL);
}

static void
henji_summary_window_init (HenjiSummaryWindow *self)
{
}

static void
add_filter (HenjiSummaryWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "marketplace", .parameter_type = "s", .state = "''", .change_state = marketplace_cb }
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (group));
}

HenjiSummaryWindow *
henji_summary_window_new (HenjiDesk *desk, GtkWindow *parent)
{
  HenjiSummaryWindow *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_SUMMARY_WINDOW, "transient-for", parent, "destroy-with-parent",
                       TRUE, "title", _ ("Looking Back"), "default-width", 940, "default-height",
                       580, NULL);
  self->desk = g_object_ref (desk);
  add_filter (self);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, build_content (self));
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  enable_output (self, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (self->periods); i++)
    g_signal_connect_swapped (self->periods[i], "toggled", G_CALLBACK (period_cb), self);
  gtk_toggle_button_set_active (self->periods[THIS_MONTH], TRUE);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "shop-changed", G_CALLBACK (desk_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

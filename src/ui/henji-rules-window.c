/* henji-rules-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-rules-window"

#include "config.h"

#include "henji-rules-window.h"

#include "henji-case-pane-text.h"
#include "henji-desk-rules.h"
#include "henji-rule-dialog.h"
#include "henji-rule-try.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

struct _HenjiRulesWindow
{
  AdwWindow parent_instance;

  HenjiDesk *desk;
  GPtrArray *rules; /* (nullable) (element-type HenjiUserRule): as they were last read */
  GSimpleActionGroup *actions;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *list;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HenjiRulesWindow, henji_rules_window, ADW_TYPE_WINDOW)

static void read_rules (HenjiRulesWindow *self);

/* ---- What is done to a rule ------------------------------------------------------------------ */

typedef enum
{
  ACT_SWITCH,
  ACT_MOVE,
  ACT_REMOVE,
  ACT_RESTORE,
  ACT_UNDO,
} Act;

typedef struct
{
  HenjiRulesWindow *window;
  Act act;
  HenjiUserRule *rule; /* (nullable) */
  int position;
  GArray *events; /* (nullable) */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->rule, henji_user_rule_unref);
  g_clear_pointer (&job->events, g_array_unref);
  g_object_unref (job->window);
  g_free (job);
}

static gpointer
job_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;

  switch (job->act)
    {
    case ACT_SWITCH:
      return GINT_TO_POINTER (henji_desk_save_rule (desk, job->rule, NULL, error));
    case ACT_MOVE:
      return GINT_TO_POINTER (henji_desk_move_rule (desk, job->rule->row, job->position, error));
    case ACT_REMOVE:
      return GINT_TO_POINTER (henji_desk_remove_rule (desk, job->rule->row, error));
    case ACT_RESTORE:
      return GINT_TO_POINTER (henji_desk_restore_rule (desk, job->rule, error));
    case ACT_UNDO:
    default:
      return GINT_TO_POINTER (henji_desk_undo_all (desk, job->events, error));
    }
}

static void run (
    HenjiRulesWindow *self, Act act, const HenjiUserRule *rule, int position, const GArray *events);

static void
undo_remove_cb (AdwToast *made, gpointer user_data)
{
  run (user_data, ACT_RESTORE, g_object_get_data (G_OBJECT (made), "rule"), 0, NULL);
}

static void
undo_apply_cb (AdwToast *made, gpointer user_data)
{
  run (user_data, ACT_UNDO, NULL, 0, g_object_get_data (G_OBJECT (made), "events"));
}

static void
toast_undo (HenjiRulesWindow *self,
            const char *words,
            const char *key,
            gpointer data,
            GDestroyNotify data_free,
            GCallback undo)
{
  g_autofree char *title = g_markup_escape_text (words, -1);
  AdwToast *made = adw_toast_new (title);

  adw_toast_set_button_label (made, _ ("Undo"));
  adw_toast_set_timeout (made, 10);
  g_object_set_data_full (G_OBJECT (made), key, data, data_free);
  g_signal_connect_object (made, "button-clicked", undo, self, 0);
  henji_toast_add (self->toasts, made);
}

static void
job_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  HenjiRulesWindow *self = job->window;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->toasts == NULL)
    ; /* closed meanwhile */
  else
    {
      if (error != NULL)
        henji_toast_say (self->toasts, error->message);
      else if (job->act == ACT_REMOVE)
        toast_undo (self, _ ("Rule removed"), "rule", henji_user_rule_ref (job->rule),
                    (GDestroyNotify) henji_user_rule_unref, G_CALLBACK (undo_remove_cb));
      else if (job->act == ACT_UNDO)
        henji_toast_say (self->toasts, _ ("Undone"));
      read_rules (self);
    }
  job_free (job);
}

static void
run (HenjiRulesWindow *self, Act act, const HenjiUserRule *rule, int position, const GArray *events)
{
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (self);
  job->act = act;
  job->rule = rule != NULL ? henji_user_rule_copy (rule) : NULL;
  job->position = position;
  job->events = events != NULL ? g_array_ref ((GArray *) events) : NULL;
  henji_desk_run_async (self->desk, job_func, job, NULL, NULL, NULL, job_cb, job);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static const HenjiUserRule *
find_rule (HenjiRulesWindow *self, gint64 row)
{
  for (guint i = 0; self->rules != NULL && i < self->rules->len; i++)
    if (((HenjiUserRule *) g_ptr_array_index (self->rules, i))->row == row)
      return g_ptr_array_index (self->rules, i);

  return NULL;
}

static void
open_dialog (HenjiRulesWindow *self, const HenjiUserRule *rule)
{
  HenjiRuleDialog *dialog = henji_rule_dialog_new (self->desk, GTK_WINDOW (self), rule);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (read_rules), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_cb (HenjiRulesWindow *self)
{
  open_dialog (self, NULL);
}

static void
applied_cb (HenjiRulesWindow *self, GArray *events)
{
  g_autofree char *words = g_strdup_printf (
      ngettext ("Applied to %u case", "Applied to %u cases", events->len), events->len);

  toast_undo (self, words, "events", g_array_ref (events), (GDestroyNotify) g_array_unref,
              G_CALLBACK (undo_apply_cb));
}

static void
open_try (HenjiRulesWindow *self, const HenjiUserRule *rule)
{
  HenjiRuleTry *window = henji_rule_try_new (self->desk, GTK_WINDOW (self), rule);

  g_signal_connect_object (window, "applied", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
rule_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiRulesWindow *self = user_data;
  const HenjiUserRule *rule = find_rule (self, g_variant_get_int64 (parameter));
  const char *name = g_action_get_name (G_ACTION (action));

  if (rule == NULL)
    return;
  if (g_str_equal (name, "edit"))
    open_dialog (self, rule);
  else if (g_str_equal (name, "try"))
    open_try (self, rule);
  else if (g_str_equal (name, "remove"))
    run (self, ACT_REMOVE, rule, 0, NULL);
  else
    {
      guint at = 0;

      g_ptr_array_find (self->rules, rule, &at);
      run (self, ACT_MOVE, rule, (int) at + (g_str_equal (name, "up") ? -1 : 1), NULL);
    }
}

static void
switched_cb (GtkSwitch *widget, GParamSpec *pspec, HenjiRulesWindow *self)
{
  gint64 *row = g_object_get_data (G_OBJECT (widget), "rule");
  const HenjiUserRule *rule = find_rule (self, *row);
  g_autoptr (HenjiUserRule) changed = NULL;

  if (self->filling || rule == NULL)
    return;
  changed = henji_user_rule_copy (rule);
  changed->enabled = gtk_switch_get_active (widget);
  run (self, ACT_SWITCH, changed, 0, NULL);
}

static void
add_item (GMenu *menu, const char *title, const char *action, gint64 row)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target (item, action, "x", row);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu (HenjiRulesWindow *self, const HenjiUserRule *rule, guint at)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *name = g_strdup_printf (_ ("Menu of “%s”"), rule->name);

  add_item (menu, _ ("Edit…"), "rules.edit", rule->row);
  if (at > 0)
    add_item (menu, _ ("Move Up"), "rules.up", rule->row);
  if (at + 1 < self->rules->len)
    add_item (menu, _ ("Move Down"), "rules.down", rule->row);
  add_item (menu, _ ("Remove"), "rules.remove", rule->row);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  henji_pane_name (button, name);

  return button;
}

static void
add_rule (HenjiRulesWindow *self, const HenjiUserRule *rule, guint at)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *enabled = gtk_switch_new ();
  GtkWidget *try = gtk_button_new_with_label (_ ("Try…"));
  g_autoptr (HenjiTemplate) situation
      = rule->situation != NULL ? henji_desk_situation (self->desk, rule->situation) : NULL;
  g_autofree char *terms = henji_user_rule_terms_words (rule, henji_pane_language ());
  g_autofree char *acts = henji_user_rule_acts_words (
      rule, situation != NULL ? henji_template_title (situation, henji_pane_language ()) : NULL);
  /* Translators: the terms of a rule, what it does */
  g_autofree char *words = g_strdup_printf (_ ("If %s: %s"), terms, acts);
  g_autofree char *name
      = g_strdup_printf ("%s, %s, %s", rule->name, rule->enabled ? _ ("on") : _ ("off"), words);
  g_autofree char *switch_name = g_strdup_printf (_ ("Rule “%s” is on"), rule->name);
  g_autofree char *try_name = g_strdup_printf (_ ("Try “%s”"), rule->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rule->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  henji_pane_name (row, name);
  gtk_switch_set_active (GTK_SWITCH (enabled), rule->enabled);
  gtk_widget_set_valign (enabled, GTK_ALIGN_CENTER);
  henji_pane_name (enabled, switch_name);
  g_object_set_data_full (G_OBJECT (enabled), "rule", g_memdup2 (&rule->row, sizeof rule->row),
                          g_free);
  g_signal_connect_object (enabled, "notify::active", G_CALLBACK (switched_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), enabled);

  gtk_widget_add_css_class (try, "flat");
  gtk_widget_set_valign (try, GTK_ALIGN_CENTER);
  henji_pane_name (try, try_name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (try), "rules.try");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (try), "x", rule->row);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), try);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (self, rule, at));
  gtk_list_box_append (self->list, row);
}

static void
show_rules (HenjiRulesWindow *self)
{
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->rules->len; i++)
    add_rule (self, g_ptr_array_index (self->rules, i), i);
  gtk_stack_set_visible_child_name (self->stack, self->rules->len > 0 ? "rules" : "none");
  self->filling = FALSE;
}

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_rules (desk, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiRulesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->toasts == NULL)
    {
      /* Closed meanwhile. */
      g_clear_pointer (&rules, g_ptr_array_unref);
      return;
    }
  if (rules == NULL)
    {
      henji_toast_say (self->toasts, error->message);
      return;
    }
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  self->rules = rules;
  show_rules (self);
}

static void
read_rules (HenjiRulesWindow *self)
{
  henji_desk_run_async (self->desk, read_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                        read_cb, g_object_ref (self));
}

/* ---- The window ------------------------------------------------------------------------------ */

static gboolean
henji_rules_window_close_request (GtkWindow *window)
{
  /* The desk's answer may keep this longer than the window it belongs to lives. */
  gtk_window_set_transient_for (window, NULL);

  return GTK_WINDOW_CLASS (henji_rules_window_parent_class)->close_request (window);
}

static void
henji_rules_window_dispose (GObject *object)
{
  HenjiRulesWindow *self = HENJI_RULES_WINDOW (object);

  self->toasts = NULL;
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_rules_window_parent_class)->dispose (object);
}

static void
henji_rules_window_class_init (HenjiRulesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_rules_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_rules_window_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_list (HenjiRulesWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *hint
      = gtk_label_new (_ ("Rules look at each new message, in this order; all that hold "
                          "do what they say."));

  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  henji_pane_name (self->list, _ ("Rules"));
  gtk_box_append (GTK_BOX (box), hint);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  return scroller;
}

static GtkWidget *
make_none (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "system-run-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Rules Yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("A rule tags new messages, proposes a situation or reminds you: by "
         "kind, words, SKU, language, marketplace or order total."));

  return page;
}

static void
henji_rules_window_init (HenjiRulesWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "edit", .activate = rule_action_cb, .parameter_type = "x" },
    { .name = "try", .activate = rule_action_cb, .parameter_type = "x" },
    { .name = "up", .activate = rule_action_cb, .parameter_type = "x" },
    { .name = "down", .activate = rule_action_cb, .parameter_type = "x" },
    { .name = "remove", .activate = rule_action_cb, .parameter_type = "x" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *new = gtk_button_new_with_label (_ ("New Rule"));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "rules", G_ACTION_GROUP (self->actions));

  g_signal_connect_swapped (new, "clicked", G_CALLBACK (new_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), new);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_list (self), "rules");
  gtk_stack_add_named (self->stack, make_none (), "none");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Rules"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 520);
}

HenjiRulesWindow *
henji_rules_window_new (HenjiDesk *desk, GtkWindow *parent)
{
  HenjiRulesWindow *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_RULES_WINDOW, "transient-for", parent, "destroy-with-parent",
                       TRUE, NULL);
  self->desk = g_object_ref (desk);
  read_rules (self);

  return self;
}

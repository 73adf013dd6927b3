/* henji-policy-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-policy-window"

#include "config.h"

#include "henji-policy-window.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-desk-policies.h"
#include "henji-policy-editor.h"
#include "henji-policy-text.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

struct _HenjiPolicyWindow
{
  AdwWindow parent_instance;

  HenjiDesk *desk;
  char *id;         /* of the policy */
  char *rule;       /* (nullable): that is or was last in the editor */
  gboolean to_list; /* what is being written leads back to the list */
  HenjiFigures figures;

  AdwToastOverlay *toasts;
  AdwToast *last; /* (nullable): of the change that Ctrl+Z takes back */
  AdwWindowTitle *title;
  GtkWidget *back;
  GtkWidget *save;
  GtkStack *stack;
  AdwPreferencesPage *page;
  GPtrArray *groups; /* (element-type AdwPreferencesGroup): borrowed */
  GtkWidget *choices[HENJI_N_FIGURE_TABS];
  HenjiPolicyEditor *editor;
};

G_DEFINE_FINAL_TYPE (HenjiPolicyWindow, henji_policy_window, ADW_TYPE_WINDOW)

static HenjiPolicy *
policy_of (HenjiPolicyWindow *self)
{
  return henji_desk_policy_by_id (self->desk, self->id);
}

/* ---- The two pages --------------------------------------------------------------------------- */

static gboolean
is_editing (HenjiPolicyWindow *self)
{
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->editor);
}

static void
show_page (HenjiPolicyWindow *self, gboolean editor)
{
  gtk_stack_set_visible_child (self->stack,
                               editor ? GTK_WIDGET (self->editor) : GTK_WIDGET (self->page));
  gtk_widget_set_visible (self->back, editor);
  gtk_widget_set_visible (self->save, editor);
}

/* The keyboard comes back to where it went from, or to the first figure when that is not shown. */
static void
focus_row (HenjiPolicyWindow *self)
{
  GtkWidget *found = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    {
      GtkWidget *row = g_object_get_data (self->groups->pdata[i], "first");

      for (; row != NULL; row = gtk_widget_get_next_sibling (row))
        {
          const char *rule = g_object_get_data (G_OBJECT (row), "rule");

          if (found == NULL || (rule != NULL && g_strcmp0 (rule, self->rule) == 0))
            found = row;
        }
    }
  if (found != NULL)
    gtk_widget_grab_focus (found);
}

static void
back_cb (HenjiPolicyWindow *self)
{
  if (!is_editing (self))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_page (self, FALSE);
  focus_row (self);
}

static void
chosen_cb (AdwActionRow *row, HenjiPolicyWindow *self)
{
  g_free (self->rule);
  self->rule = g_strdup (g_object_get_data (G_OBJECT (row), "rule"));
  henji_policy_editor_set_rule (self->editor, policy_of (self), self->rule);
  show_page (self, TRUE);
  henji_policy_editor_focus (self->editor);
}

/* ---- The list -------------------------------------------------------------------------------- */

static void
open_source_cb (GtkButton *button, HenjiPolicyWindow *self)
{
  henji_compat_open_page (GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), "address"));
}

static GtkWidget *
new_source_button (HenjiPolicyWindow *self, const char *source, const char *host, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("henji-external-link-symbolic");
  g_autofree char *name = g_strdup_printf ("%s: %s", title, host);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  henji_pane_tooltip (button, _ ("Open the page it comes from"));
  henji_pane_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "address", g_strdup (source), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_source_cb), self);

  return button;
}

/* (transfer full): "Checked 23 Nov · sellercentral.amazon.com", and what will count later. */
static char *
subtitle_of (HenjiPolicyWindow *self, const HenjiPolicy *policy, const HenjiRule *rule)
{
  gint64 now = henji_desk_now (self->desk);
  GTimeZone *zone = henji_policy_zone (policy);
  g_autoptr (GPtrArray) own = henji_policy_own_values (policy, rule->id);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < own->len; i++)
    {
      const HenjiRule *later = own->pdata[i];
      g_autofree char *from = henji_policy_text_from (later, now, zone);
      g_autofree char *value = henji_unit_format (later->unit, later->value);

      if (henji_date_start (later->valid_from, zone) > now)
        g_string_append_printf (words, "%s: %s · ", from, value);
    }
  {
    g_autofree char *origin = henji_policy_text_origin (rule, now, zone);

    g_string_append (words, origin);
  }

  return g_string_free (words, FALSE);
}

static GtkWidget *
new_row (HenjiPolicyWindow *self, const HenjiPolicy *policy, const HenjiRule *rule)
{
  gint64 now = henji_desk_now (self->desk);
  const HenjiRule *built_in = henji_policy_built_in_rule (policy, rule->id, now);
  const char *source = built_in != NULL ? built_in->source : NULL;
  g_autofree char *host = henji_policy_text_host (source);
  g_autofree char *value = henji_unit_format (rule->unit, rule->value);
  g_autofree char *subtitle = subtitle_of (self, policy, rule);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *suffix = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *figure = gtk_label_new (value);
  GString *name = g_string_new (henji_rule_title (rule->id));
  guint marks = henji_policy_text_marks (policy, rule, now);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), henji_rule_title (rule->id));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_string_append_printf (name, ", %s", value);
  /* One that is to be checked anyway need not say for how long it was not. */
  if (marks & (1u << HENJI_POLICY_MARK_CHECK))
    marks &= ~(1u << HENJI_POLICY_MARK_OLD);
  for (guint i = 0; i < HENJI_N_POLICY_MARKS; i++)
    if (marks & (1u << i))
      {
        henji_pane_add_chip (GTK_BOX (suffix), henji_policy_text_mark (i),
                             i != HENJI_POLICY_MARK_OWN);
        g_string_append_printf (name, ", %s", henji_policy_text_mark (i));
      }
  g_string_append_printf (name, ", %s", subtitle);
  gtk_widget_add_css_class (figure, "strong");
  gtk_box_append (GTK_BOX (suffix), figure);
  if (host != NULL)
    gtk_box_append (GTK_BOX (suffix),
                    new_source_button (self, source, host, henji_rule_title (rule->id)));
  gtk_box_append (GTK_BOX (suffix), gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  henji_pane_name (row, name->str);
  g_string_free (name, TRUE);
  g_object_set_data_full (G_OBJECT (row), "rule", g_strdup (rule->id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (chosen_cb), self);

  return row;
}

static gboolean
is_wanted (HenjiFigures figures, guint marks)
{
  const guint to_check = (1u << HENJI_POLICY_MARK_CHECK) | (1u << HENJI_POLICY_MARK_OLD);

  return figures == HENJI_FIGURES_ALL || (figures == HENJI_FIGURES_TO_CHECK && (marks & to_check))
         || (figures == HENJI_FIGURES_OWN && (marks & (1u << HENJI_POLICY_MARK_OWN)));
}

static void
count (HenjiPolicyWindow *self, const HenjiPolicy *policy, const GPtrArray *rules)
{
  const char *const words[HENJI_N_FIGURE_TABS] = {
    [HENJI_FIGURES_ALL] = _ ("All"),
    [HENJI_FIGURES_TO_CHECK] = _ ("To Check"),
    [HENJI_FIGURES_OWN] = _ ("Changed"),
  };
  gint64 now = henji_desk_now (self->desk);

  for (guint i = 0; i < HENJI_N_FIGURE_TABS; i++)
    {
      g_autofree char *label = NULL;
      guint n = 0;

      for (guint j = 0; j < rules->len; j++)
        n += is_wanted (i, henji_policy_text_marks (policy, rules->pdata[j], now));
      /* Translators: a choice and how many it shows */
      label = g_strdup_printf (_ ("%s %u"), words[i], n);
      gtk_button_set_label (GTK_BUTTON (self->choices[i]), label);
      henji_pane_name (self->choices[i], label);
    }
}

static void
add_section (HenjiPolicyWindow *self,
             const HenjiPolicy *policy,
             const GPtrArray *rules,
             HenjiRuleSection section)
{
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < rules->len; i++)
    {
      const HenjiRule *rule = rules->pdata[i];
      guint marks = henji_policy_text_marks (policy, rule, henji_desk_now (self->desk));
      GtkWidget *row;

      if (henji_rule_section (rule->id) != section || !is_wanted (self->figures, marks))
        continue;
      row = new_row (self, policy, rule);
      if (group == NULL)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, henji_rule_section_title (section));
          g_object_set_data (G_OBJECT (group), "first", row);
        }
      adw_preferences_group_add (group, row);
    }
  if (group == NULL)
    return;
  adw_preferences_page_add (self->page, group);
  g_ptr_array_add (self->groups, group);
}

static void
fill (HenjiPolicyWindow *self)
{
  HenjiPolicy *policy = policy_of (self);
  g_autoptr (GPtrArray) rules = henji_policy_in_force (policy, henji_desk_now (self->desk));

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  count (self, policy, rules);
  for (guint i = 0; i < HENJI_N_RULE_SECTIONS; i++)
    add_section (self, policy, rules, i);
}

static void
choice_cb (GtkToggleButton *button, HenjiPolicyWindow *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < HENJI_N_FIGURE_TABS; i++)
    if (self->choices[i] == GTK_WIDGET (button))
      self->figures = i;
  fill (self);
}

static void
changed_cb (HenjiPolicyWindow *self)
{
  fill (self);
  if (!self->to_list)
    return;
  self->to_list = FALSE;
  show_page (self, FALSE);
  focus_row (self);
}

/* ---- Changing -------------------------------------------------------------------------------- */

typedef struct
{
  HenjiPolicyWindow *window;
  char *policy;
  char *rule;
  HenjiRule *value;  /* (nullable): one to be set, else all are replaced by @values */
  GPtrArray *values; /* nullable */
  GPtrArray *before; /* what the change can be taken back to */
  char *said;        /* what the toast says */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->window);
  g_free (change->policy);
  g_free (change->rule);
  g_clear_pointer (&change->value, henji_rule_unref);
  g_clear_pointer (&change->values, g_ptr_array_unref);
  g_clear_pointer (&change->before, g_ptr_array_unref);
  g_free (change->said);
  g_free (change);
}

static Change *
new_change (HenjiPolicyWindow *self, const char *rule)
{
  Change *change = g_new0 (Change, 1);

  change->window = g_object_ref (self);
  change->policy = g_strdup (self->id);
  change->rule = g_strdup (rule);
  change->before = henji_policy_own_values (policy_of (self), rule);

  return change;
}

static gpointer
change_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;

  return GINT_TO_POINTER (
      change->value != NULL
          ? henji_desk_set_rule (desk, change->policy, change->value, error)
          : henji_desk_set_own_values (desk, change->policy, change->rule, change->values, error));
}

static void apply (HenjiPolicyWindow *self, Change *change);

static void
undo_cb (AdwToast *toast, Change *change)
{
  Change *back = new_change (change->window, change->rule);

  back->values = g_ptr_array_ref (change->before);
  apply (change->window, back);
  g_clear_object (&change->window->last);
}

static void
free_change_cb (gpointer data, GClosure *closure)
{
  change_free (data);
}

/* Takes @change. */
static void
tell (HenjiPolicyWindow *self, Change *change)
{
  g_autofree char *words = g_markup_escape_text (change->said, -1);
  AdwToast *toast = adw_toast_new (words);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), change, free_change_cb, 0);
  g_set_object (&self->last, toast);
  henji_toast_add (self->toasts, toast);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Change *change = user_data;
  HenjiPolicyWindow *self = change->window;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk != NULL) /* not closed meanwhile */
    {
      gtk_widget_set_sensitive (self->save, TRUE);
      self->to_list = self->to_list && error == NULL;
      if (error != NULL && is_editing (self))
        henji_policy_editor_set_fault (self->editor, error->message);
      else if (error != NULL)
        gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      else if (change->said != NULL)
        {
          tell (self, change);
          return;
        }
    }
  change_free (change);
}

/* Takes @change. */
static void
apply (HenjiPolicyWindow *self, Change *change)
{
  self->to_list = TRUE; /* once the desk has it */
  gtk_widget_set_sensitive (self->save, FALSE);
  henji_desk_run_async (self->desk, change_func, change, NULL, NULL, NULL, applied_cb, change);
}

static void
save_cb (HenjiPolicyWindow *self)
{
  HenjiRule *rule;
  Change *change;
  g_autofree char *value = NULL;

  if (!is_editing (self) || !gtk_widget_get_sensitive (self->save))
    return;
  rule = henji_policy_editor_read (self->editor);
  if (rule == NULL)
    return;
  change = new_change (self, rule->id);
  value = henji_unit_format (rule->unit, rule->value);
  change->said = g_strdup_printf ("%s: %s", henji_rule_title (rule->id), value);
  change->value = rule;
  apply (self, change);
}

static void
reset_cb (HenjiPolicyWindow *self)
{
  Change *change = new_change (self, self->rule);

  change->values = g_ptr_array_new ();
  /* Translators: %s is what a figure is for */
  change->said
      = g_strdup_printf (_ ("%s: reset to the built-in figure"), henji_rule_title (self->rule));
  apply (self, change);
}

/* ---- The window ------------------------------------------------------------------------------ */

static void
toast_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_toast_say (HENJI_POLICY_WINDOW (widget)->toasts, g_variant_get_string (parameter, NULL));
}

static void
back_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  back_cb (HENJI_POLICY_WINDOW (widget));
}

static void
undo_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (AdwToast) last = g_steal_pointer (&HENJI_POLICY_WINDOW (widget)->last);

  if (last == NULL)
    return;
  g_signal_emit_by_name (last, "button-clicked");
  adw_toast_dismiss (last);
}

static gboolean
henji_policy_window_close_request (GtkWindow *window)
{
  /* The desk's answer may keep this longer than the window it belongs to lives. */
  gtk_window_set_transient_for (window, NULL);
  g_clear_object (&HENJI_POLICY_WINDOW (window)->last);
  return GTK_WINDOW_CLASS (henji_policy_window_parent_class)->close_request (window);
}

static void
henji_policy_window_dispose (GObject *object)
{
  HenjiPolicyWindow *self = HENJI_POLICY_WINDOW (object);

  g_clear_object (&self->last);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->rule, g_free);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_policy_window_parent_class)->dispose (object);
}

static void
henji_policy_window_class_init (HenjiPolicyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_policy_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_policy_window_close_request;
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_cb);
  gtk_widget_class_install_action (widget_class, "policy.back", NULL, back_action_cb);
  gtk_widget_class_install_action (widget_class, "policy.undo", NULL, undo_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "policy.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "policy.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "policy.back",
                                       NULL);
}

static GtkWidget *
make_header (HenjiPolicyWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Deadlines and Limits"), NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  henji_pane_name (self->back, _ ("Back"));
  henji_pane_tooltip (self->back, _ ("Back to the list"));
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  self->save = gtk_button_new_with_label (_ ("Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);

  return header;
}

/* Which figures the list shows, and a word on what they are. */
static AdwPreferencesGroup *
make_choices (HenjiPolicyWindow *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < HENJI_N_FIGURE_TABS; i++)
    {
      self->choices[i] = gtk_toggle_button_new ();
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->choices[i]),
                                     GTK_TOGGLE_BUTTON (self->choices[0]));
      gtk_box_append (GTK_BOX (box), self->choices[i]);
    }
  adw_preferences_group_add (group, box);

  return group;
}

static void
build (HenjiPolicyWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  AdwPreferencesGroup *choices;
  g_autofree char *own_file = NULL;

  gtk_box_append (GTK_BOX (box), make_header (self));
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  choices = make_choices (self);
  if (henji_desk_policy_is_own_file (self->desk, self->id))
    own_file = g_strdup_printf (
        _ ("These figures come from your own file facts/policies/%s.ini in the data folder."),
        self->id);
  adw_preferences_group_set_description (
      choices, own_file != NULL ? own_file
                                : _ ("What the marketplace asks for and allows. “Check this” "
                                     "stands where no page of its own was seen to say so."));
  adw_preferences_page_add (self->page, choices);

  self->editor = henji_policy_editor_new (self->desk);
  g_signal_connect_swapped (self->editor, "entered", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->editor, "reset", G_CALLBACK (reset_cb), self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->page));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->editor));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  show_page (self, FALSE);
}

static void
henji_policy_window_init (HenjiPolicyWindow *self)
{
  self->groups = g_ptr_array_new ();
  gtk_window_set_title (GTK_WINDOW (self), _ ("Deadlines and Limits"));
  gtk_window_set_default_size (GTK_WINDOW (self), 720, 620);
}

void
henji_policy_window_show (HenjiDesk *desk, GtkWindow *parent, const char *id, HenjiFigures figures)
{
  HenjiPolicyWindow *self;
  HenjiPolicy *policy;

  g_return_if_fail (HENJI_IS_DESK (desk) && id != NULL && figures < HENJI_N_FIGURE_TABS);

  policy = henji_desk_policy_by_id (desk, id);
  g_return_if_fail (policy != NULL);

  self = g_object_new (HENJI_TYPE_POLICY_WINDOW, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, NULL);
  self->desk = g_object_ref (desk);
  self->id = g_strdup (id);
  self->figures = figures;
  build (self);
  adw_window_title_set_subtitle (self->title, henji_policy_marketplace (policy));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->choices[figures]), TRUE);
  for (guint i = 0; i < HENJI_N_FIGURE_TABS; i++)
    g_signal_connect (self->choices[i], "toggled", G_CALLBACK (choice_cb), self);
  fill (self);
  g_signal_connect_object (desk, "policies-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
  focus_row (self);
}

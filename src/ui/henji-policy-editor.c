/* henji-policy-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-policy-editor"

#include "config.h"

#include "henji-policy-editor.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-policy-text.h"

#include <glib/gi18n-lib.h>

#define DATE_CHARS 12
#define NOTE_CHARS 28

/* In the order of the menu. */
static const HenjiUnit spans[]
    = { HENJI_UNIT_HOURS, HENJI_UNIT_CALENDAR_DAYS, HENJI_UNIT_BUSINESS_DAYS };

struct _HenjiPolicyEditor
{
  AdwBin parent_instance;

  HenjiDesk *desk;
  HenjiPolicy *policy; /* nullable */
  HenjiRule *rule;     /* (nullable): in force when it was shown */
  char *address;       /* (nullable): of the page behind the source */

  AdwPreferencesPage *page;
  AdwPreferencesGroup *fields;
  AdwPreferencesGroup *source_group;
  AdwPreferencesGroup *values; /* (nullable): made anew for each rule */
  GtkWidget *value_row;
  GtkEditable *value;
  GtkLabel *unit_name;
  AdwComboRow *answer; /* yes or no */
  AdwComboRow *unit;
  GtkEditable *from;
  GtkEditable *note;
  GtkEditable *checked;
  GtkLabel *fault;
  AdwActionRow *source;
  GtkWidget *source_icon;
};

G_DEFINE_FINAL_TYPE (HenjiPolicyEditor, henji_policy_editor, ADW_TYPE_BIN)

enum
{
  ENTERED,
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- What was entered ------------------------------------------------------------------------ */

void
henji_policy_editor_set_fault (HenjiPolicyEditor *self, const char *fault)
{
  g_return_if_fail (HENJI_IS_POLICY_EDITOR (self));

  gtk_label_set_text (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
}

static void
refuse (HenjiPolicyEditor *self, gpointer field, const char *fault)
{
  henji_policy_editor_set_fault (self, fault);
  gtk_widget_grab_focus (GTK_WIDGET (field));
}

/* (transfer full) (nullable): "2026-11-24", today where the marketplace is when nothing was
 * typed; %NULL with the fault shown. */
static char *
read_date (HenjiPolicyEditor *self, GtkEditable *field)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (field)));
  HenjiReplyContext context
      = { .now = henji_desk_now (self->desk), .zone = henji_policy_zone (self->policy) };
  g_autoptr (GError) error = NULL;
  char *date;

  if (*typed == '\0')
    return henji_date_of (context.now, context.zone);
  if (henji_date_is_valid (typed))
    return g_steal_pointer (&typed);
  date = henji_field_parse (HENJI_FIELD_DATE, typed, &context, &error);
  if (date == NULL)
    refuse (self, field, error->message);

  return date;
}

static HenjiUnit
chosen_unit (HenjiPolicyEditor *self)
{
  guint i = adw_combo_row_get_selected (self->unit);

  return henji_unit_is_span (self->rule->unit) && i < G_N_ELEMENTS (spans) ? spans[i]
                                                                           : self->rule->unit;
}

static gboolean
read_value (HenjiPolicyEditor *self, HenjiRule *rule)
{
  g_autoptr (GError) error = NULL;

  if (rule->unit == HENJI_UNIT_YES_NO)
    {
      rule->value = adw_combo_row_get_selected (self->answer) == 0;
      return TRUE;
    }
  if (henji_unit_parse (rule->unit, gtk_editable_get_text (self->value), &rule->value, &error))
    return TRUE;
  refuse (self, self->value, error->message);

  return FALSE;
}

HenjiRule *
henji_policy_editor_read (HenjiPolicyEditor *self)
{
  g_autoptr (HenjiRule) rule = NULL;
  g_autofree char *today = NULL;

  g_return_val_if_fail (HENJI_IS_POLICY_EDITOR (self) && self->rule != NULL, NULL);

  henji_policy_editor_set_fault (self, NULL);
  rule = henji_rule_new ();
  rule->id = g_strdup (self->rule->id);
  rule->unit = chosen_unit (self);
  if (!read_value (self, rule))
    return NULL;
  rule->valid_from = read_date (self, self->from);
  if (rule->valid_from == NULL)
    return NULL;
  rule->note = g_strstrip (g_strdup (gtk_editable_get_text (self->note)));
  rule->checked = read_date (self, self->checked);
  if (rule->checked == NULL)
    return NULL;

  today = henji_date_of (henji_desk_now (self->desk), henji_policy_zone (self->policy));
  if (g_strcmp0 (rule->checked, today) > 0)
    {
      refuse (self, self->checked, _ ("It cannot have been checked on a day still to come."));
      return NULL;
    }

  return g_steal_pointer (&rule);
}

static void
edited_cb (HenjiPolicyEditor *self)
{
  henji_policy_editor_set_fault (self, NULL);
}

static void
entered_cb (HenjiPolicyEditor *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
reset_cb (HenjiPolicyEditor *self)
{
  g_signal_emit (self, signals[RESET], 0);
}

static void
open_cb (HenjiPolicyEditor *self)
{
  if (self->address != NULL)
    henji_compat_open_page (GTK_WIDGET (self), self->address);
}

/* ---- What counted when ----------------------------------------------------------------------- */

static GtkWidget *
new_value_row (HenjiPolicyEditor *self, const HenjiRule *rule, gboolean in_force)
{
  gint64 now = henji_desk_now (self->desk);
  GTimeZone *zone = henji_policy_zone (self->policy);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *suffix = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *value = henji_unit_format (rule->unit, rule->value);
  g_autofree char *from = henji_policy_text_from (rule, now, zone);
  g_autofree char *origin = henji_policy_text_origin (rule, now, zone);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", from, origin);
  g_autofree char *name = g_strdup_printf ("%s, %s%s%s", value, subtitle, in_force ? ", " : "",
                                           in_force ? _ ("In force") : "");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), value);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (rule->own)
    henji_pane_add_chip (GTK_BOX (suffix), henji_policy_text_mark (HENJI_POLICY_MARK_OWN), FALSE);
  if (in_force)
    henji_pane_add_chip (GTK_BOX (suffix), _ ("In force"), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  henji_pane_name (row, name);

  return row;
}

static void
show_values (HenjiPolicyEditor *self)
{
  g_autoptr (GPtrArray) own = henji_policy_own_values (self->policy, self->rule->id);

  if (self->values != NULL)
    adw_preferences_page_remove (self->page, self->values);
  self->values = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->values, _ ("What Counts When"));
  for (guint i = 0; i < henji_policy_n_rules (self->policy); i++)
    {
      const HenjiRule *rule = henji_policy_nth_rule (self->policy, i);

      if (g_str_equal (rule->id, self->rule->id))
        adw_preferences_group_add (self->values, new_value_row (self, rule, rule == self->rule));
    }
  if (own->len > 0)
    {
      GtkWidget *reset = gtk_button_new_with_label (_ ("Reset to Built-in"));

      gtk_widget_add_css_class (reset, "flat");
      gtk_widget_set_valign (reset, GTK_ALIGN_CENTER);
      g_signal_connect_swapped (reset, "clicked", G_CALLBACK (reset_cb), self);
      adw_preferences_group_set_header_suffix (self->values, reset);
    }
  adw_preferences_page_add (self->page, self->values);
}

/* Of the built-in figure: it is where the marketplace would say when it changes. */
static void
show_source (HenjiPolicyEditor *self)
{
  gint64 now = henji_desk_now (self->desk);
  const HenjiRule *built_in = henji_policy_built_in_rule (self->policy, self->rule->id, now);
  const char *source = built_in != NULL ? built_in->source : NULL;
  g_autofree char *host = henji_policy_text_host (source);
  const char *words;

  if (self->rule->habit)
    words = _ ("The shop's own habit; no marketplace asks for it");
  else if (built_in != NULL && built_in->verified)
    words = _ ("The page was seen to say so");
  else if (host != NULL)
    words = _ ("Check this: the page is another marketplace's, a third party's or an old one");
  else
    words = _ ("Check this: no page is known that says so");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->source),
                                 host != NULL ? host : _ ("No page"));
  adw_action_row_set_subtitle (self->source, words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->source), host != NULL);
  gtk_widget_set_visible (self->source_icon, host != NULL);
  g_free (self->address);
  self->address = host != NULL ? g_strdup (source) : NULL;
}

void
henji_policy_editor_set_rule (HenjiPolicyEditor *self, HenjiPolicy *policy, const char *rule)
{
  const HenjiRule *in_force;
  gint64 now;
  g_autofree char *today = NULL;
  g_autofree char *value = NULL;
  gboolean span;

  g_return_if_fail (HENJI_IS_POLICY_EDITOR (self) && policy != NULL && rule != NULL);

  now = henji_desk_now (self->desk);
  in_force = henji_policy_rule (policy, rule, now);
  g_return_if_fail (in_force != NULL);

  henji_policy_ref (policy);
  g_clear_pointer (&self->policy, henji_policy_unref);
  self->policy = policy;
  g_clear_pointer (&self->rule, henji_rule_unref);
  self->rule = henji_rule_ref ((HenjiRule *) in_force);

  span = henji_unit_is_span (in_force->unit);
  today = henji_date_of (now, henji_policy_zone (policy));
  value = henji_unit_write (in_force->unit, in_force->value);
  adw_preferences_group_set_title (self->fields, henji_rule_title (rule));
  adw_preferences_group_set_description (self->fields, henji_rule_meaning (rule));
  gtk_widget_set_visible (self->value_row, in_force->unit != HENJI_UNIT_YES_NO);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), in_force->unit == HENJI_UNIT_YES_NO);
  gtk_widget_set_visible (GTK_WIDGET (self->unit), span);
  gtk_label_set_text (self->unit_name, henji_unit_name (in_force->unit));
  gtk_widget_set_visible (GTK_WIDGET (self->unit_name),
                          !span && *henji_unit_name (in_force->unit) != '\0');
  gtk_editable_set_text (self->value, value);
  adw_combo_row_set_selected (self->answer, in_force->value != 0 ? 0 : 1);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (spans[i] == in_force->unit)
      adw_combo_row_set_selected (self->unit, i);
  gtk_editable_set_text (self->from, today);
  gtk_editable_set_text (self->note, in_force->note != NULL ? in_force->note : "");
  gtk_editable_set_text (self->checked, today);
  show_values (self);
  show_source (self);
  henji_policy_editor_set_fault (self, NULL);
}

void
henji_policy_editor_focus (HenjiPolicyEditor *self)
{
  GtkWidget *scroller;

  g_return_if_fail (HENJI_IS_POLICY_EDITOR (self));

  gtk_widget_grab_focus (gtk_widget_get_visible (self->value_row) ? GTK_WIDGET (self->value)
                                                                  : GTK_WIDGET (self->answer));
  /* Where the figure before was read. */
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (self->fields), GTK_TYPE_SCROLLED_WINDOW);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                            0);
}

/* ---- Parts ----------------------------------------------------------------------------------- */

/* Not an AdwEntryRow: it does not tell assistive technology that it has the keyboard. */
static GtkEditable *
add_entry (HenjiPolicyEditor *self, const char *title, int width, GtkWidget **row_out)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), entry);
  henji_pane_name (entry, title);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entered_cb), self);
  adw_preferences_group_add (self->fields, row);
  if (row_out != NULL)
    *row_out = row;

  return GTK_EDITABLE (entry);
}

/* Takes @names. */
static AdwComboRow *
add_choice (HenjiPolicyEditor *self, const char *title, GtkStringList *names)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  g_object_unref (names);
  adw_preferences_group_add (self->fields, row);

  return ADW_COMBO_ROW (row);
}

static GtkLabel *
new_words (const char *words, const char *class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 8);
  gtk_widget_add_css_class (label, class);

  return GTK_LABEL (label);
}

static void
build_fields (HenjiPolicyEditor *self)
{
  const char *const answers[] = { _ ("Yes"), _ ("No"), NULL };
  GtkStringList *units = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    gtk_string_list_append (units, henji_unit_name (spans[i]));

  self->fields = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->value = add_entry (self, _ ("Figure"), DATE_CHARS, &self->value_row);
  self->unit_name = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->unit_name), "dim-text");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->value_row), GTK_WIDGET (self->unit_name));
  self->answer = add_choice (self, _ ("Answer"), gtk_string_list_new (answers));
  self->unit = add_choice (self, _ ("Counted in"), units);
  self->from = add_entry (self, _ ("Counts from"), DATE_CHARS, NULL);
  self->note = add_entry (self, _ ("Where you have it from"), NOTE_CHARS, NULL);
  self->checked = add_entry (self, _ ("Checked on"), DATE_CHARS, NULL);
  self->fault = new_words (NULL, "error");
  adw_preferences_group_add (self->fields, GTK_WIDGET (self->fault));
  adw_preferences_group_add (
      self->fields,
      GTK_WIDGET (new_words (_ ("What begins on that day or later goes by your figure. What began "
                                "before keeps the figure of its day, and clocks that run already "
                                "keep their end."),
                             "caption-dim")));
  adw_preferences_page_add (self->page, self->fields);
}

static void
build_source (HenjiPolicyEditor *self)
{
  self->source_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->source_group, _ ("Source of the Built-in Figure"));
  self->source = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->source), FALSE);
  self->source_icon = gtk_image_new_from_icon_name ("henji-external-link-symbolic");
  adw_action_row_add_suffix (self->source, self->source_icon);
  g_signal_connect_swapped (self->source, "activated", G_CALLBACK (open_cb), self);
  adw_preferences_group_add (self->source_group, GTK_WIDGET (self->source));
  adw_preferences_page_add (self->page, self->source_group);
}

static void
henji_policy_editor_dispose (GObject *object)
{
  HenjiPolicyEditor *self = HENJI_POLICY_EDITOR (object);

  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->rule, henji_rule_unref);
  g_clear_pointer (&self->policy, henji_policy_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_policy_editor_parent_class)->dispose (object);
}

static void
henji_policy_editor_class_init (HenjiPolicyEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_policy_editor_dispose;
  signals[ENTERED] = g_signal_new ("entered", HENJI_TYPE_POLICY_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[RESET] = g_signal_new ("reset", HENJI_TYPE_POLICY_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
henji_policy_editor_init (HenjiPolicyEditor *self)
{
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  build_fields (self);
  build_source (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}

HenjiPolicyEditor *
henji_policy_editor_new (HenjiDesk *desk)
{
  HenjiPolicyEditor *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_POLICY_EDITOR, NULL);
  self->desk = g_object_ref (desk);

  return self;
}

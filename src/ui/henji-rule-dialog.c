/* henji-rule-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-rule-dialog"

#include "config.h"

#include "henji-rule-dialog.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

static const char *const currencies[] = { "JPY", "USD" };

struct _HenjiRuleDialog
{
  AdwWindow parent_instance;

  HenjiDesk *desk;
  HenjiUserRule *old; /* (nullable) */
  GPtrArray *situations;

  AdwPreferencesPage *page;
  GtkWidget *save_button;
  AdwPreferencesGroup *fault_group;
  AdwActionRow *fault;
  GtkEditable *name;
  AdwComboRow *kind;
  AdwComboRow *language;
  AdwComboRow *marketplace;
  GtkEditable *sku;
  GtkEditable *words;
  GtkEditable *above;
  GtkEditable *below;
  AdwComboRow *currency;
  GtkEditable *tags;
  AdwComboRow *situation;
  GtkEditable *remind;
  AdwComboRow *unit;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiRuleDialog, henji_rule_dialog, ADW_TYPE_WINDOW)

/* ---- From the rows --------------------------------------------------------------------------- */

static void
show_fault (HenjiRuleDialog *self, const char *sentence)
{
  gtk_widget_set_visible (GTK_WIDGET (self->fault_group), sentence != NULL);
  if (sentence == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fault), sentence);
  henji_pane_name (self->fault, sentence);
}

static void
add_line (GString *text, const char *key, GtkEditable *entry)
{
  g_autofree char *plain
      = g_utf8_normalize (gtk_editable_get_text (entry), -1, G_NORMALIZE_ALL_COMPOSE);

  g_strdelimit (g_strstrip (plain), "\r\n", ' ');
  if (*plain != '\0')
    g_string_append_printf (text, "%s=%s\n", key, plain);
}

static void
add_amount (HenjiRuleDialog *self, GString *text, const char *key, GtkEditable *entry)
{
  gsize before = text->len;

  add_line (text, key, entry);
  if (text->len == before)
    return;
  g_string_truncate (text, text->len - 1);
  g_string_append_printf (text, " %s\n", currencies[adw_combo_row_get_selected (self->currency)]);
}

static char *
terms_of (HenjiRuleDialog *self)
{
  GString *text = g_string_new (NULL);
  guint kind = adw_combo_row_get_selected (self->kind);
  guint language = adw_combo_row_get_selected (self->language);
  guint marketplace = adw_combo_row_get_selected (self->marketplace);
  GPtrArray *policies = henji_desk_policies (self->desk);

  if (kind > 0)
    g_string_append_printf (text, "kind=%s\n", henji_kind_id ((HenjiKind) (kind % HENJI_N_KINDS)));
  if (language > 0)
    g_string_append_printf (text, "language=%s\n", language == 1 ? "ja" : "en");
  if (marketplace > 0)
    g_string_append_printf (
        text, "marketplace=%s\n",
        henji_policy_marketplace (g_ptr_array_index (policies, marketplace - 1)));
  add_line (text, "sku", self->sku);
  add_line (text, "words", self->words);
  add_amount (self, text, "above", self->above);
  add_amount (self, text, "below", self->below);

  return g_string_free (text, FALSE);
}

static char *
acts_of (HenjiRuleDialog *self)
{
  GString *text = g_string_new (NULL);
  guint situation = adw_combo_row_get_selected (self->situation);
  gsize before;

  add_line (text, "tag", self->tags);
  if (situation > 0)
    g_string_append_printf (
        text, "situation=%s\n",
        henji_template_id (g_ptr_array_index (self->situations, situation - 1)));
  before = text->len;
  add_line (text, "remind", self->remind);
  if (text->len > before)
    {
      g_string_truncate (text, text->len - 1);
      g_string_append (text, adw_combo_row_get_selected (self->unit) == 1 ? "h\n" : "o\n");
    }

  return g_string_free (text, FALSE);
}

/* (transfer full) (nullable): the rule, or a fault is shown. */
static HenjiUserRule *
rule_of (HenjiRuleDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autoptr (HenjiUserRule) rule = henji_user_rule_new_empty (NULL);
  g_autofree char *terms = terms_of (self);
  g_autofree char *acts = acts_of (self);
  g_autoptr (GError) error = NULL;

  if (self->old != NULL)
    {
      rule->row = self->old->row;
      rule->uuid = g_strdup (self->old->uuid);
      rule->position = self->old->position;
      rule->enabled = self->old->enabled;
    }
  if (!henji_user_rule_set_terms (rule, terms, &error)
      || !henji_user_rule_set_acts (rule, acts, &error))
    {
      show_fault (self, error->message);
      return NULL;
    }
  /* Without a name it is called by what it does. */
  rule->name = *name != '\0' ? g_steal_pointer (&name)
                             : henji_user_rule_terms_words (rule, henji_pane_language ());
  if (!henji_user_rule_check (rule, &error))
    {
      show_fault (self, error->message);
      return NULL;
    }

  return g_steal_pointer (&rule);
}

static gpointer
save_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_save_rule (desk, data, NULL, error));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiRuleDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->fault == NULL)
    return; /* closed meanwhile */
  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (error != NULL)
    {
      show_fault (self, error->message);
      return;
    }
  g_signal_emit (self, signals[SAVED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_cb (HenjiRuleDialog *self)
{
  HenjiUserRule *rule = rule_of (self);

  if (rule == NULL)
    return;
  show_fault (self, NULL);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  henji_desk_run_async (self->desk, save_func, rule, (GDestroyNotify) henji_user_rule_unref, NULL,
                        NULL, saved_cb, g_object_ref (self));
}

/* ---- The rows -------------------------------------------------------------------------------- */

static AdwPreferencesGroup *
add_group (HenjiRuleDialog *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  if (description != NULL)
    adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->page, group);

  return group;
}

static GtkEditable *
add_entry (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);

  return GTK_EDITABLE (row);
}

static AdwComboRow *
add_combo (AdwPreferencesGroup *group, const char *title, GtkStringList *names)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_preferences_group_add (group, row);
  g_object_unref (names);

  return ADW_COMBO_ROW (row);
}

static void
add_terms (HenjiRuleDialog *self)
{
  AdwPreferencesGroup *group
      = add_group (self, _ ("If a Buyer’s Message"), _ ("All that is filled in must hold."));
  GPtrArray *policies = henji_desk_policies (self->desk);
  GtkStringList *kinds = gtk_string_list_new (NULL);
  GtkStringList *languages = gtk_string_list_new (NULL);
  GtkStringList *marketplaces = gtk_string_list_new (NULL);

  gtk_string_list_append (kinds, _ ("Any"));
  for (int kind = 1; kind <= HENJI_N_KINDS; kind++)
    gtk_string_list_append (kinds, henji_kind_title ((HenjiKind) (kind % HENJI_N_KINDS)));
  gtk_string_list_append (languages, _ ("Any"));
  gtk_string_list_append (languages, henji_language_title (HENJI_LANGUAGE_JA));
  gtk_string_list_append (languages, henji_language_title (HENJI_LANGUAGE_EN));
  gtk_string_list_append (marketplaces, _ ("Any"));
  for (guint i = 0; i < policies->len; i++)
    gtk_string_list_append (marketplaces,
                            henji_policy_marketplace (g_ptr_array_index (policies, i)));

  self->kind = add_combo (group, _ ("Is about"), kinds);
  self->words = add_entry (group, _ ("Says any of these words, with commas between"));
  self->sku = add_entry (group, _ ("SKU, or its beginning and a star, like MUG-*"));
  self->language = add_combo (group, _ ("Is written in"), languages);
  self->marketplace = add_combo (group, _ ("Marketplace"), marketplaces);
  self->above = add_entry (group, _ ("Order total above"));
  self->below = add_entry (group, _ ("Order total below"));
  self->currency = add_combo (
      group, _ ("Currency of the totals"),
      gtk_string_list_new ((const char *const[]){ currencies[0], currencies[1], NULL }));
}

static void
add_acts (HenjiRuleDialog *self)
{
  AdwPreferencesGroup *group = add_group (self, _ ("Then"), NULL);
  GtkStringList *titles = gtk_string_list_new (NULL);

  self->situations = henji_desk_situations (self->desk);
  gtk_string_list_append (titles, _ ("As usual"));
  for (guint i = 0; i < self->situations->len; i++)
    gtk_string_list_append (titles, henji_template_title (g_ptr_array_index (self->situations, i),
                                                          henji_pane_language ()));
  self->tags = add_entry (group, _ ("Add tags, with commas between"));
  self->situation = add_combo (group, _ ("Propose the situation"), titles);
  self->remind = add_entry (group, _ ("Remind after, a number"));
  self->unit = add_combo (
      group, _ ("Counted in"),
      gtk_string_list_new ((const char *const[]){ _ ("open days"), _ ("hours"), NULL }));
}

static void
set_amount (HenjiRuleDialog *self, GtkEditable *entry, HenjiMoney money)
{
  g_autofree char *text = NULL;

  if (!henji_money_is_set (money))
    return;
  text = henji_money_decimals (money.currency) == 0
             ? g_strdup_printf ("%" G_GINT64_FORMAT, money.minor)
             : g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", money.minor / 100,
                                (int) (money.minor % 100));
  gtk_editable_set_text (entry, text);
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_equal (money.currency, currencies[i]))
      adw_combo_row_set_selected (self->currency, i);
}

static void
set_list (GtkEditable *entry, char **words)
{
  g_autofree char *text = words != NULL ? g_strjoinv (", ", words) : g_strdup ("");

  gtk_editable_set_text (entry, text);
}

static void
fill (HenjiRuleDialog *self, const HenjiUserRule *rule)
{
  GPtrArray *policies = henji_desk_policies (self->desk);

  gtk_editable_set_text (self->name, rule->name != NULL ? rule->name : "");
  if (rule->kind >= 0)
    adw_combo_row_set_selected (self->kind, rule->kind == 0 ? HENJI_N_KINDS : rule->kind);
  if (rule->language >= 0)
    adw_combo_row_set_selected (self->language, rule->language == HENJI_LANGUAGE_JA ? 1 : 2);
  for (guint i = 0; i < policies->len; i++)
    if (g_strcmp0 (rule->marketplace, henji_policy_marketplace (g_ptr_array_index (policies, i)))
        == 0)
      adw_combo_row_set_selected (self->marketplace, i + 1);
  gtk_editable_set_text (self->sku, rule->sku != NULL ? rule->sku : "");
  set_list (self->words, rule->words);
  set_amount (self, self->above, rule->above);
  set_amount (self, self->below, rule->below);
  set_list (self->tags, rule->tags);
  for (guint i = 0; i < self->situations->len; i++)
    if (g_strcmp0 (rule->situation, henji_template_id (g_ptr_array_index (self->situations, i)))
        == 0)
      adw_combo_row_set_selected (self->situation, i + 1);
  if (rule->remind > 0)
    {
      g_autofree char *number = g_strdup_printf ("%d", rule->remind);

      gtk_editable_set_text (self->remind, number);
      adw_combo_row_set_selected (self->unit, rule->remind_unit == HENJI_REMIND_HOURS ? 1 : 0);
    }
}

/* ---- The window ------------------------------------------------------------------------------ */

static gboolean
henji_rule_dialog_close_request (GtkWindow *window)
{
  /* The desk's answer may keep this longer than the window it belongs to lives. */
  gtk_window_set_transient_for (window, NULL);

  return GTK_WINDOW_CLASS (henji_rule_dialog_parent_class)->close_request (window);
}

static void
henji_rule_dialog_dispose (GObject *object)
{
  HenjiRuleDialog *self = HENJI_RULE_DIALOG (object);

  self->fault = NULL;
  g_clear_pointer (&self->old, henji_user_rule_unref);
  g_clear_pointer (&self->situations, g_ptr_array_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_rule_dialog_parent_class)->dispose (object);
}

static void
henji_rule_dialog_class_init (HenjiRuleDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_rule_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_rule_dialog_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
  signals[SAVED] = g_signal_new ("saved", HENJI_TYPE_RULE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
henji_rule_dialog_init (HenjiRuleDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->save_button = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 640);
  henji_pane_name_button (GTK_BUTTON (cancel));
  henji_pane_name_button (GTK_BUTTON (self->save_button));
}

HenjiRuleDialog *
henji_rule_dialog_new (HenjiDesk *desk, GtkWindow *parent, const HenjiUserRule *rule)
{
  HenjiRuleDialog *self;
  AdwPreferencesGroup *group;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_RULE_DIALOG, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, "title",
                       rule != NULL ? _ ("Edit Rule") : _ ("New Rule"), NULL);
  self->desk = g_object_ref (desk);
  self->fault_group = add_group (self, NULL, NULL);
  self->fault = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->fault), FALSE);
  adw_action_row_set_icon_name (self->fault, "dialog-warning-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  adw_preferences_group_add (self->fault_group, GTK_WIDGET (self->fault));
  gtk_widget_set_visible (GTK_WIDGET (self->fault_group), FALSE);
  group = add_group (self, NULL, NULL);
  self->name = add_entry (group, _ ("Name of the rule"));
  add_terms (self);
  add_acts (self);
  if (rule != NULL)
    {
      self->old = henji_user_rule_copy (rule);
      fill (self, rule);
    }

  gtk_widget_grab_focus (GTK_WIDGET (self->name));

  return self;
}

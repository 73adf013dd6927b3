/* henji-preferences-policies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preferences-policies"

#include "config.h"

#include "henji-preferences-policies.h"

#include "henji-case-pane-text.h"
#include "henji-desk-policies.h"
#include "henji-policy-text.h"
#include "henji-policy-window.h"

#include <glib/gi18n-lib.h>

struct _HenjiPreferencesPolicies
{
  AdwPreferencesGroup parent_instance;

  HenjiDesk *desk;
  GPtrArray *rows; /* (element-type AdwActionRow): borrowed, one for each policy */
};

G_DEFINE_FINAL_TYPE (HenjiPreferencesPolicies,
                     henji_preferences_policies,
                     ADW_TYPE_PREFERENCES_GROUP)

/* (transfer full): "38 figures · 2 changed by you · 21 to check" */
static char *
say_figures (HenjiPreferencesPolicies *self, const HenjiPolicy *policy, guint *n_old)
{
  gint64 now = henji_desk_now (self->desk);
  g_autoptr (GPtrArray) rules = henji_policy_in_force (policy, now);
  GString *words = g_string_new (NULL);
  guint n[HENJI_N_POLICY_MARKS] = { 0 };

  for (guint i = 0; i < rules->len; i++)
    {
      guint marks = henji_policy_text_marks (policy, rules->pdata[i], now);

      for (guint j = 0; j < HENJI_N_POLICY_MARKS; j++)
        n[j] += (marks >> j) & 1;
    }
  *n_old = n[HENJI_POLICY_MARK_OLD];
  g_string_append_printf (
      words, g_dngettext (GETTEXT_PACKAGE, "%u figure", "%u figures", rules->len), rules->len);
  if (henji_desk_policy_is_own_file (self->desk, henji_policy_id (policy)))
    g_string_append_printf (words, " · %s", _ ("from your own file"));
  if (n[HENJI_POLICY_MARK_OWN] > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, _ ("%u changed by you"), n[HENJI_POLICY_MARK_OWN]);
    }
  if (n[HENJI_POLICY_MARK_CHECK] > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, _ ("%u to check"), n[HENJI_POLICY_MARK_CHECK]);
    }
  if (n[HENJI_POLICY_MARK_OLD] > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, _ ("%u not checked for a year"), n[HENJI_POLICY_MARK_OLD]);
    }

  return g_string_free (words, FALSE);
}

static void
fill (HenjiPreferencesPolicies *self)
{
  GPtrArray *policies = henji_desk_policies (self->desk);

  for (guint i = 0; i < policies->len && i < self->rows->len; i++)
    {
      AdwActionRow *row = self->rows->pdata[i];
      const HenjiPolicy *policy = policies->pdata[i];
      guint n_old;
      g_autofree char *figures = say_figures (self, policy, &n_old);
      g_autofree char *name
          = g_strdup_printf ("%s, %s", henji_policy_marketplace (policy), figures);

      adw_action_row_set_subtitle (row, figures);
      adw_action_row_set_icon_name (row, n_old > 0 ? "dialog-warning-symbolic" : NULL);
      henji_pane_name (row, name);
    }
}

static void
open_cb (AdwActionRow *row, HenjiPreferencesPolicies *self)
{
  const HenjiPolicy *policy = NULL;
  GPtrArray *policies = henji_desk_policies (self->desk);
  g_autoptr (GPtrArray) old = NULL;

  for (guint i = 0; i < policies->len && i < self->rows->len; i++)
    if (self->rows->pdata[i] == row)
      policy = policies->pdata[i];
  g_return_if_fail (policy != NULL);

  old = henji_policy_old_rules (policy, henji_desk_now (self->desk));
  henji_policy_window_show (self->desk, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                            henji_policy_id (policy),
                            old->len > 0 ? HENJI_FIGURES_TO_CHECK : HENJI_FIGURES_ALL);
}

static void
build (HenjiPreferencesPolicies *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GPtrArray *policies = henji_desk_policies (self->desk);

  adw_preferences_group_set_title (group, _ ("Deadlines and Limits"));
  adw_preferences_group_set_description (
      group,
      _ ("What each marketplace asks for, from when, and where it says so. Compare the figures "
         "with its pages once a year; one that you set counts as checked."));
  for (guint i = 0; i < policies->len; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     henji_policy_marketplace (policies->pdata[i]));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect (row, "activated", G_CALLBACK (open_cb), self);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
henji_preferences_policies_dispose (GObject *object)
{
  HenjiPreferencesPolicies *self = HENJI_PREFERENCES_POLICIES (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_preferences_policies_parent_class)->dispose (object);
}

static void
henji_preferences_policies_class_init (HenjiPreferencesPoliciesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_preferences_policies_dispose;
}

static void
henji_preferences_policies_init (HenjiPreferencesPolicies *self)
{
  self->rows = g_ptr_array_new ();
}

HenjiPreferencesPolicies *
henji_preferences_policies_new (HenjiDesk *desk)
{
  HenjiPreferencesPolicies *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_PREFERENCES_POLICIES, NULL);
  self->desk = g_object_ref (desk);
  build (self);
  fill (self);
  g_signal_connect_object (desk, "policies-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);

  return self;
}

/* henji-preferences-support.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preferences-support"

#include "config.h"

#include "henji-preferences-support.h"

#include "henji-case-pane-text.h"
#include "henji-desk-support.h"

#include <glib/gi18n-lib.h>

#define N_MARKETPLACES 2

static const char *const marketplaces[N_MARKETPLACES] = { "amazon.co.jp", "amazon.com" };

struct _HenjiPreferencesSupport
{
  AdwPreferencesGroup parent_instance;

  HenjiDesk *desk;
  AdwComboRow *plan[N_MARKETPLACES];
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HenjiPreferencesSupport, henji_preferences_support, ADW_TYPE_PREFERENCES_GROUP)

/* ---- Storing ----------------------------------------------------------------------------------
 */

typedef struct
{
  int marketplace;
  HenjiSellingPlan plan;
} Setting;

static gpointer
set_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Setting *setting = data;

  return GINT_TO_POINTER (
      henji_desk_set_selling_plan (desk, marketplaces[setting->marketplace], setting->plan, error));
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (error != NULL)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_widget_set_tooltip_text (row, error != NULL ? error->message : NULL);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
      error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
set (HenjiPreferencesSupport *self, Setting *setting, gpointer row)
{
  henji_desk_run_async (self->desk, set_func, setting, g_free, NULL, NULL, set_cb,
                        g_object_ref (row));
}

static void
plan_cb (AdwComboRow *row, GParamSpec *pspec, HenjiPreferencesSupport *self)
{
  Setting *setting;

  if (self->filling)
    return;
  setting = g_new0 (Setting, 1);
  setting->marketplace = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "marketplace"));
  setting->plan = (HenjiSellingPlan) adw_combo_row_get_selected (row);
  set (self, setting, row);
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  HenjiSupportOffer *offers = g_new0 (HenjiSupportOffer, N_MARKETPLACES);

  for (int i = 0; i < N_MARKETPLACES; i++)
    if (!henji_desk_support_offer (desk, marketplaces[i], &offers[i], error))
      {
        g_free (offers);
        return NULL;
      }

  return offers;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiPreferencesSupport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree HenjiSupportOffer *offers
      = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (offers == NULL || self->desk == NULL)
    return;
  self->filling = TRUE;
  for (int i = 0; i < N_MARKETPLACES; i++)
    adw_combo_row_set_selected (self->plan[i], offers[i].plan);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
}

/* ---- Parts ------------------------------------------------------------------------------------
 */

static void
add_marketplace (HenjiPreferencesSupport *self, int i)
{
  g_autoptr (GtkStringList) plans = gtk_string_list_new (NULL);
  /* Translators: %s is a marketplace */
  g_autofree char *plan = g_strdup_printf (_ ("Selling plan at %s"), marketplaces[i]);

  gtk_string_list_append (plans, _ ("Professional"));
  gtk_string_list_append (plans, _ ("Individual: support by mail only"));
  self->plan[i] = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->plan[i]), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->plan[i]), plan);
  adw_combo_row_set_model (self->plan[i], G_LIST_MODEL (plans));
  g_object_set_data (G_OBJECT (self->plan[i]), "marketplace", GINT_TO_POINTER (i));
  henji_pane_name (self->plan[i], plan);
  g_signal_connect (self->plan[i], "notify::selected", G_CALLBACK (plan_cb), self);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->plan[i]));
}

static void
henji_preferences_support_dispose (GObject *object)
{
  HenjiPreferencesSupport *self = HENJI_PREFERENCES_SUPPORT (object);

  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_preferences_support_parent_class)->dispose (object);
}

static void
henji_preferences_support_class_init (HenjiPreferencesSupportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_preferences_support_dispose;
}

static void
henji_preferences_support_init (HenjiPreferencesSupport *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Selling Plan"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _ ("What the marketplace’s support offers goes by the "
                                            "plan. Its hours stand among the figures."));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  self->filling = TRUE;
  for (int i = 0; i < N_MARKETPLACES; i++)
    add_marketplace (self, i);
  self->filling = FALSE;
}

HenjiPreferencesSupport *
henji_preferences_support_new (HenjiDesk *desk)
{
  HenjiPreferencesSupport *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_PREFERENCES_SUPPORT, NULL);
  self->desk = g_object_ref (desk);
  henji_desk_run_async (desk, read_func, NULL, NULL, g_free, NULL, read_cb, g_object_ref (self));

  return self;
}

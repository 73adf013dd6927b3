/* henji-connect-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-connect-places"

#include "config.h"

#include "henji-connect-places.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"

struct _HenjiConnectPlaces
{
  GPtrArray *choices; /* (element-type HenjiMarketplaceChoice) */
  GPtrArray *regions; /* (element-type utf8): in the order of the list */
  GPtrArray *rows;    /* (element-type GtkWidget): one for each choice; owned by the list */
  GPtrArray *checks;  /* (element-type GtkCheckButton): likewise */
  AdwComboRow *region;
  AdwExpanderRow *list;
};

static const char *
region_name (const char *region)
{
  static const struct
  {
    const char *region;
    const char *name;
  } all[] = {
    { "fe", N_ ("Japan, Australia, Singapore") },
    { "na", N_ ("North and South America") },
    { "eu", N_ ("Europe, Middle East, India") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].region, region))
      return _ (all[i].name);

  return region;
}

static const char *
chosen_region (HenjiConnectPlaces *self)
{
  guint at = adw_combo_row_get_selected (self->region);

  return at < self->regions->len ? g_ptr_array_index (self->regions, at) : "";
}

static gboolean
is_chosen (HenjiConnectPlaces *self, guint i)
{
  const HenjiMarketplaceChoice *choice = g_ptr_array_index (self->choices, i);

  return g_str_equal (choice->region, chosen_region (self))
         && gtk_check_button_get_active (g_ptr_array_index (self->checks, i));
}

char **
henji_connect_places_get (HenjiConnectPlaces *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->choices->len; i++)
    if (is_chosen (self, i))
      g_strv_builder_add (ids, ((HenjiMarketplaceChoice *) self->choices->pdata[i])->id);

  return g_strv_builder_end (ids);
}

char *
henji_connect_places_text (HenjiConnectPlaces *self)
{
  g_autoptr (GStrvBuilder) domains = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->choices->len; i++)
    if (is_chosen (self, i))
      g_strv_builder_add (domains, ((HenjiMarketplaceChoice *) self->choices->pdata[i])->domain);
  all = g_strv_builder_end (domains);

  /* Translators: between two marketplaces, and the like */
  return g_strjoinv (C_ ("list", ", "), all);
}

static void
show_chosen (HenjiConnectPlaces *self)
{
  g_autofree char *text = henji_connect_places_text (self);

  adw_expander_row_set_subtitle (self->list, *text != '\0' ? text : _ ("None chosen"));
}

static void
region_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  HenjiConnectPlaces *self = user_data;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const HenjiMarketplaceChoice *choice = g_ptr_array_index (self->choices, i);

      gtk_widget_set_visible (g_ptr_array_index (self->rows, i),
                              g_str_equal (choice->region, chosen_region (self)));
    }
  show_chosen (self);
}

static void
check_cb (GtkCheckButton *check, gpointer user_data)
{
  show_chosen (user_data);
}

static void
add_choice (HenjiConnectPlaces *self, const HenjiMarketplaceChoice *choice, gboolean active)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->domain);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  henji_pane_name (check, choice->domain);
  g_signal_connect (check, "toggled", G_CALLBACK (check_cb), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (self->list, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->checks, check);
}

/* Where nothing was chosen yet, the first of each region. */
static gboolean
was_chosen (const HenjiConnection *before, const HenjiMarketplaceChoice *choice, gboolean first)
{
  return before != NULL && g_str_equal (before->region, choice->region)
             ? g_strv_contains ((const char *const *) before->marketplaces, choice->id)
             : first;
}

HenjiConnectPlaces *
henji_connect_places_new (HenjiDesk *desk, const HenjiConnection *before)
{
  HenjiConnectPlaces *self;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint at = 0;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_new0 (HenjiConnectPlaces, 1);
  self->choices = henji_desk_marketplace_choices (desk);
  self->regions = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  self->region = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->region), _ ("Region"));
  self->list = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->list), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->list), _ ("Marketplaces"));
  for (guint i = 0; i < self->choices->len; i++)
    {
      const HenjiMarketplaceChoice *choice = g_ptr_array_index (self->choices, i);
      gboolean first
          = !g_ptr_array_find_with_equal_func (self->regions, choice->region, g_str_equal, NULL);

      if (first)
        {
          if (before != NULL && g_str_equal (before->region, choice->region))
            at = self->regions->len;
          g_ptr_array_add (self->regions, g_strdup (choice->region));
          gtk_string_list_append (names, region_name (choice->region));
        }
      add_choice (self, choice, was_chosen (before, choice, first));
    }
  adw_combo_row_set_model (self->region, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->region, at);
  g_signal_connect (self->region, "notify::selected", G_CALLBACK (region_cb), self);
  region_cb (self->region, NULL, self);

  return self;
}

void
henji_connect_places_add_to (HenjiConnectPlaces *self, AdwPreferencesGroup *group)
{
  g_return_if_fail (self != NULL);

  adw_preferences_group_add (group, GTK_WIDGET (self->region));
  adw_preferences_group_add (group, GTK_WIDGET (self->list));
}

void
henji_connect_places_focus (HenjiConnectPlaces *self)
{
  g_return_if_fail (self != NULL);

  adw_expander_row_set_expanded (self->list, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

void
henji_connect_places_free (HenjiConnectPlaces *self)
{
  g_signal_handlers_disconnect_by_data (self->region, self);
  for (guint i = 0; i < self->checks->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->checks, i), self);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->regions);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->checks);
  g_free (self);
}

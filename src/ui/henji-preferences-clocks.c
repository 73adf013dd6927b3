/* henji-preferences-clocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preferences-clocks"

#include "config.h"

#include "henji-preferences-clocks.h"

#include "henji-desk-clocks.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

static const int days[] = { -1, 1, 2, 3, 7 };

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_setting (desk, HENJI_CLOSING_AHEAD_SETTING, error);
}

static gpointer
write_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_set_setting (desk, HENJI_CLOSING_AHEAD_SETTING, data, error));
}

static void
selected_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected < G_N_ELEMENTS (days))
    henji_desk_run_async (user_data, write_func, g_strdup_printf ("%d", days[selected]), g_free,
                          NULL, NULL, NULL, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwComboRow) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  int known = value != NULL ? atoi (value) : HENJI_CLOSING_AHEAD_DEFAULT;

  if (error != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (days[i] == known)
      adw_combo_row_set_selected (row, i);
  gtk_widget_set_sensitive (GTK_WIDGET (row), TRUE);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), source, 0);
}

GtkWidget *
henji_preferences_clocks_new (HenjiDesk *desk)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  gtk_string_list_append (names, _ ("Never"));
  gtk_string_list_append (names, _ ("The day before"));
  gtk_string_list_append (names, _ ("Two days before"));
  gtk_string_list_append (names, _ ("Three days before"));
  gtk_string_list_append (names, _ ("A week before"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Clocks"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Closing days stop no clock of a marketplace: the desk says what runs out in them."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Warn before a closing"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Of three days or more"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  gtk_widget_set_sensitive (row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  henji_desk_run_async (desk, read_func, NULL, NULL, g_free, NULL, read_cb,
                        g_object_ref_sink (row));

  return group;
}

/* henji-preferences-csba.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preferences-csba"

#include "config.h"

#include "henji-preferences-csba.h"

#include "henji-case-pane-text.h"
#include "henji-desk-csba.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

#define SAVE_DELAY_MS 500

/* One enrolment. */
typedef struct
{
  GtkWidget *expander;
  AdwComboRow *marketplace;
  GtkEditable *from;
  GtkEditable *until;
} Row;

struct _HenjiPreferencesCsba
{
  AdwPreferencesGroup parent_instance;

  HenjiDesk *desk;
  GtkStringList *marketplaces;
  GPtrArray *rows; /* of Row */
  GtkWidget *add_button;
  AdwActionRow *none;
  AdwActionRow *fault;
  char *stored; /* (nullable): the setting as it was last read or written */
  gboolean filling;
  guint save_id;
};

G_DEFINE_FINAL_TYPE (HenjiPreferencesCsba, henji_preferences_csba, ADW_TYPE_PREFERENCES_GROUP)

static void save (HenjiPreferencesCsba *self);

/* ---- What the rows say ----------------------------------------------------------------------- */

static void
mark_error (GtkEditable *entry, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_fault (HenjiPreferencesCsba *self, const char *sentence)
{
  gtk_widget_set_visible (GTK_WIDGET (self->fault), sentence != NULL);
  if (sentence == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fault), sentence);
  henji_pane_name (self->fault, sentence);
}

static const char *
marketplace_of (const Row *row)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (row->marketplace);

  return chosen != NULL ? gtk_string_object_get_string (chosen) : "";
}

static void
show_row (const Row *row)
{
  const char *from = gtk_editable_get_text (row->from);
  const char *until = gtk_editable_get_text (row->until);
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  if (*from == '\0')
    words = g_strdup (_ ("When did it begin?"));
  else
    words = *until == '\0' ? g_strdup_printf (_ ("From %s to this day"), from)
                           : g_strdup_printf (_ ("From %s until %s"), from, until);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->expander), marketplace_of (row));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row->expander), words);
  name = g_strdup_printf ("%s, %s", marketplace_of (row), words);
  henji_pane_name (row->expander, name);
}

/* An instant as the setting writes it; %FALSE when the entry holds none. */
static gboolean
add_time (HenjiPreferencesCsba *self, GString *text, GtkEditable *entry)
{
  GTimeZone *zone = henji_desk_zone (self->desk);
  gint64 at;
  gboolean good = henji_time_parse_local (gtk_editable_get_text (entry), zone, &at);

  mark_error (entry, !good);
  if (good)
    {
      g_autofree char *written = henji_time_format_rfc3339 (at, zone);

      g_string_append_printf (text, " %s", written);
    }

  return good;
}

/* (transfer full) (nullable): the setting; %NULL when something that was typed is no time, or when
 * a new enrolment has no beginning yet. */
static char *
setting_of (HenjiPreferencesCsba *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean good = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      g_string_append (text, marketplace_of (row));
      good = add_time (self, text, row->from) && good;
      mark_error (row->until, FALSE);
      if (*gtk_editable_get_text (row->until) != '\0')
        good = add_time (self, text, row->until) && good;
      g_string_append_c (text, '\n');
    }
  show_fault (self, good ? NULL : _ ("Write times like 2026-10-01 10:00."));

  return good ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* ---- To the desk ----------------------------------------------------------------------------- */

static gpointer
write_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_set_csba_periods (desk, data, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiPreferencesCsba) self = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->fault != NULL && error != NULL && !henji_desk_was_ended (error))
    show_fault (self, error->message);
}

static void
save (HenjiPreferencesCsba *self)
{
  char *text;

  g_clear_handle_id (&self->save_id, g_source_remove);
  text = setting_of (self);
  if (text == NULL || g_strcmp0 (text, self->stored) == 0)
    {
      g_free (text);
      return;
    }
  g_free (self->stored);
  self->stored = g_strdup (text);
  henji_desk_run_async (self->desk, write_func, text, g_free, NULL, NULL, written_cb,
                        g_object_ref (self));
}

static gboolean
save_cb (gpointer data)
{
  HenjiPreferencesCsba *self = data;

  self->save_id = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (HenjiPreferencesCsba *self)
{
  if (self->filling)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    show_row (g_ptr_array_index (self->rows, i));
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

/* ---- The rows -------------------------------------------------------------------------------- */

static guint
find_marketplace (HenjiPreferencesCsba *self, const char *marketplace)
{
  GListModel *model = G_LIST_MODEL (self->marketplaces);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (self->marketplaces, i), marketplace))
      return i;
  gtk_string_list_append (self->marketplaces, marketplace);

  return g_list_model_get_n_items (model) - 1;
}

static void
show_count (HenjiPreferencesCsba *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->none), self->rows->len == 0);
}

static void fill (HenjiPreferencesCsba *self, const char *text);

static void
undo_cb (AdwToast *toast, gpointer user_data)
{
  HenjiPreferencesCsba *self = user_data;

  fill (self, g_object_get_data (G_OBJECT (toast), "before"));
  save (self);
}

static void
remove_cb (HenjiPreferencesCsba *self, GtkWidget *button)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  Row *row = g_object_get_data (G_OBJECT (button), "row");
  AdwToast *toast = adw_toast_new (_ ("Enrolment removed"));

  adw_toast_set_button_label (toast, _ ("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "before",
                          g_strdup (self->stored != NULL ? self->stored : ""), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row->expander);
  g_ptr_array_remove (self->rows, row);
  show_count (self);
  gtk_widget_grab_focus (self->add_button);
  save (self);
  if (overlay != NULL)
    henji_toast_add (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

static void
end_now_cb (HenjiPreferencesCsba *self, GtkWidget *button)
{
  const Row *row = g_object_get_data (G_OBJECT (button), "row");
  g_autofree char *now
      = henji_time_format_local (henji_desk_now (self->desk), henji_desk_zone (self->desk));

  gtk_editable_set_text (row->until, now);
}

static GtkEditable *
add_entry (HenjiPreferencesCsba *self, Row *row, const char *title)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row->expander), entry);

  return GTK_EDITABLE (entry);
}

static GtkWidget *
small_button (HenjiPreferencesCsba *self, Row *row, GtkWidget *button, GCallback clicked)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "row", row);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);

  return button;
}

static Row *
add_row (HenjiPreferencesCsba *self, const char *marketplace, const char *from, const char *until)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *end = gtk_button_new_with_label (_ ("End Now"));

  row->expander = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->expander), FALSE);
  row->marketplace = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->marketplace), _ ("Marketplace"));
  adw_combo_row_set_model (row->marketplace, G_LIST_MODEL (self->marketplaces));
  adw_combo_row_set_selected (row->marketplace, find_marketplace (self, marketplace));
  g_signal_connect_object (row->marketplace, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row->expander), GTK_WIDGET (row->marketplace));
  row->from = add_entry (self, row, _ ("Enrolled from, like 2026-10-01 10:00"));
  row->until = add_entry (self, row, _ ("Until; empty: to this day"));
  gtk_editable_set_text (row->from, from);
  gtk_editable_set_text (row->until, until);

  gtk_widget_set_tooltip_text (remove, _ ("Remove this enrolment"));
  henji_pane_name (remove, _ ("Remove this enrolment"));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row->expander),
                               small_button (self, row, remove, G_CALLBACK (remove_cb)));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row->until),
                            small_button (self, row, end, G_CALLBACK (end_now_cb)));

  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row->expander);
  show_row (row);
  show_count (self);

  return row;
}

static void
add_cb (HenjiPreferencesCsba *self)
{
  Row *row = add_row (self, gtk_string_list_get_string (self->marketplaces, 0), "", "");

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row->expander), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row->from));
}

/* Rows as the setting says. */
static void
fill (HenjiPreferencesCsba *self, const char *text)
{
  GTimeZone *zone = henji_desk_zone (self->desk);
  g_autoptr (GPtrArray) periods = henji_csba_parse (text, NULL);

  self->filling = TRUE;
  while (self->rows->len > 0)
    {
      const Row *row = g_ptr_array_index (self->rows, 0);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row->expander);
      g_ptr_array_remove_index (self->rows, 0);
    }
  for (guint i = 0; periods != NULL && i < periods->len; i++)
    {
      const HenjiCsbaPeriod *period = g_ptr_array_index (periods, i);
      g_autofree char *from = henji_time_format_local (period->from, zone);
      g_autofree char *until
          = period->until != 0 ? henji_time_format_local (period->until, zone) : g_strdup ("");

      add_row (self, period->marketplace, from, until);
    }
  show_count (self);
  self->filling = FALSE;
}

/* ---- From the desk --------------------------------------------------------------------------- */

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) periods = henji_desk_csba_periods (desk, error);

  return periods != NULL ? henji_csba_to_text (periods, henji_desk_zone (desk)) : NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiPreferencesCsba) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->fault == NULL)
    return; /* closed meanwhile */
  if (text == NULL)
    {
      show_fault (self, error->message);
      return;
    }
  self->stored = g_strdup (text);
  fill (self, text);
  gtk_widget_set_sensitive (self->add_button, TRUE);
}

/* ---- The group ------------------------------------------------------------------------------- */

static void
henji_preferences_csba_dispose (GObject *object)
{
  HenjiPreferencesCsba *self = HENJI_PREFERENCES_CSBA (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->fault = NULL;
  g_clear_object (&self->marketplaces);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_preferences_csba_parent_class)->dispose (object);
}

static void
henji_preferences_csba_finalize (GObject *object)
{
  HenjiPreferencesCsba *self = HENJI_PREFERENCES_CSBA (object);

  g_ptr_array_unref (self->rows);
  g_free (self->stored);

  G_OBJECT_CLASS (henji_preferences_csba_parent_class)->finalize (object);
}

static void
henji_preferences_csba_class_init (HenjiPreferencesCsbaClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_preferences_csba_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_preferences_csba_finalize;
}

static AdwActionRow *
add_words (HenjiPreferencesCsba *self, const char *words)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  gtk_widget_set_visible (row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return ADW_ACTION_ROW (row);
}

static void
henji_preferences_csba_init (HenjiPreferencesCsba *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->marketplaces = gtk_string_list_new (NULL);
  adw_preferences_group_set_title (group, _ ("Customer Service by Amazon (CSBA)"));
  adw_preferences_group_set_description (
      group, _ ("For a shop that enrolled: the marketplace answers the buyers of orders made while "
                "enrolled. Times are those of the shop’s zone."));
  self->add_button = gtk_button_new_with_label (_ ("Add Enrolment"));
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_valign (self->add_button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (group, self->add_button);
  self->fault = add_words (self, "");
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  adw_action_row_set_icon_name (self->fault, "dialog-warning-symbolic");
  self->none = add_words (self, _ ("Not enrolled"));
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dim-text");
}

GtkWidget *
henji_preferences_csba_new (HenjiDesk *desk)
{
  HenjiPreferencesCsba *self = g_object_new (HENJI_TYPE_PREFERENCES_CSBA, NULL);
  GPtrArray *policies = henji_desk_policies (desk);

  self->desk = g_object_ref (desk);
  for (guint i = 0; i < policies->len; i++)
    gtk_string_list_append (self->marketplaces,
                            henji_policy_marketplace (g_ptr_array_index (policies, i)));
  henji_desk_run_async (desk, read_func, NULL, NULL, g_free, NULL, read_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}

void
henji_preferences_csba_flush (HenjiPreferencesCsba *self)
{
  g_return_if_fail (HENJI_IS_PREFERENCES_CSBA (self));

  if (self->save_id != 0)
    save (self);
}

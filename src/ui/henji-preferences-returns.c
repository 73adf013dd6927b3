/* henji-preferences-returns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preferences-returns"

#include "config.h"

#include "henji-preferences-returns.h"

#include "henji-case-pane-text.h"
#include "henji-desk-csba.h"

#include <glib/gi18n-lib.h>

#define SAVE_DELAY_MS 500

/* One marketplace. */
typedef struct
{
  char *marketplace;
  GtkWidget *expander;
  GtkEditable *days;
  AdwComboRow *postage;
  GtkEditable *restocking;
} Row;

struct _HenjiPreferencesReturns
{
  AdwPreferencesGroup parent_instance;

  HenjiDesk *desk;
  GPtrArray *rows;     /* of Row */
  GPtrArray *warnings; /* of GtkWidget, those shown */
  char *stored;        /* (nullable): the setting as it was last read or written */
  gboolean filling;
  guint save_id;
};

G_DEFINE_FINAL_TYPE (HenjiPreferencesReturns, henji_preferences_returns, ADW_TYPE_PREFERENCES_GROUP)

static void
row_free (Row *row)
{
  g_free (row->marketplace);
  g_free (row);
}

/* ---- What the rows say ----------------------------------------------------------------------- */

static void
show_row (const Row *row)
{
  const char *days = gtk_editable_get_text (row->days);
  const char *restocking = gtk_editable_get_text (row->restocking);
  GtkStringObject *postage = adw_combo_row_get_selected_item (row->postage);
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  if (*days == '\0')
    words = g_strdup (_ ("Nothing said: the marketplace’s policy"));
  else
    /* Translators: days, who pays the postage, percent kept */
    words = g_strdup_printf (_ ("%s days · return postage: %s · restocking %s %%"), days,
                             postage != NULL ? gtk_string_object_get_string (postage) : "",
                             *restocking != '\0' ? restocking : "0");
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row->expander), words);
  name = g_strdup_printf ("%s, %s", row->marketplace, words);
  henji_pane_name (row->expander, name);
}

static void
add_warning (HenjiPreferencesReturns *self, const char *sentence)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "dialog-warning-symbolic");
  gtk_widget_add_css_class (row, "warning");
  henji_pane_name (row, sentence);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->warnings, row);
}

static void
clear_warnings (HenjiPreferencesReturns *self)
{
  for (guint i = 0; i < self->warnings->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->warnings, i));
  g_ptr_array_set_size (self->warnings, 0);
}

/* Warns of what is worse than the marketplace's policy, or of what is not understood. */
static gboolean
check (HenjiPreferencesReturns *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) policies = henji_return_policies_parse (text, &error);
  g_autoptr (GPtrArray) faults = NULL;

  clear_warnings (self);
  if (policies == NULL)
    {
      add_warning (self, _ ("Days and percent are whole numbers, like 30 and 0."));
      return FALSE;
    }
  faults = henji_desk_return_policy_faults (self->desk, policies);
  for (guint i = 0; i < faults->len; i++)
    add_warning (self, g_ptr_array_index (faults, i));

  return TRUE;
}

/* (transfer full): the setting. */
static char *
setting_of (HenjiPreferencesReturns *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      g_autofree char *days
          = g_utf8_normalize (gtk_editable_get_text (row->days), -1, G_NORMALIZE_ALL_COMPOSE);
      g_autofree char *restocking
          = g_utf8_normalize (gtk_editable_get_text (row->restocking), -1, G_NORMALIZE_ALL_COMPOSE);

      g_strstrip (days);
      g_strstrip (restocking);
      if (*days != '\0')
        g_string_append_printf (text, "%s days=%s postage=%s restocking=%s\n", row->marketplace,
                                days,
                                henji_return_postage_id (
                                    (HenjiReturnPostage) adw_combo_row_get_selected (row->postage)),
                                *restocking != '\0' ? restocking : "0");
    }

  return g_string_free (text, FALSE);
}

/* ---- To the desk ----------------------------------------------------------------------------- */

static gpointer
write_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_set_return_policies (desk, data, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiPreferencesReturns) self = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk != NULL && error != NULL && !henji_desk_was_ended (error))
    add_warning (self, error->message);
}

static void
save (HenjiPreferencesReturns *self)
{
  char *text;

  g_clear_handle_id (&self->save_id, g_source_remove);
  text = setting_of (self);
  if (!check (self, text) || g_strcmp0 (text, self->stored) == 0)
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
  HenjiPreferencesReturns *self = data;

  self->save_id = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (HenjiPreferencesReturns *self)
{
  if (self->filling)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    show_row (g_ptr_array_index (self->rows, i));
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

/* ---- From the desk --------------------------------------------------------------------------- */

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_return_policies (desk, error);
}

static void
fill_row (const Row *row, const HenjiReturnPolicy *own)
{
  g_autofree char *days = g_strdup_printf ("%d", own->days);
  g_autofree char *restocking = g_strdup_printf ("%d", own->restocking);

  gtk_editable_set_text (row->days, days);
  gtk_editable_set_text (row->restocking, restocking);
  adw_combo_row_set_selected (row->postage, own->postage);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiPreferencesReturns) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) policies = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->desk == NULL)
    return; /* closed meanwhile */
  if (policies == NULL)
    {
      add_warning (self, error->message);
      return;
    }
  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      for (guint j = 0; j < policies->len; j++)
        {
          const HenjiReturnPolicy *own = g_ptr_array_index (policies, j);

          if (g_str_equal (own->marketplace, row->marketplace))
            fill_row (row, own);
        }
      show_row (row);
    }
  self->filling = FALSE;
  self->stored = setting_of (self);
  check (self, self->stored);
}

/* ---- The group ------------------------------------------------------------------------------- */

static GtkEditable *
add_entry (HenjiPreferencesReturns *self, const Row *row, const char *title)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (entry))),
                              GTK_INPUT_PURPOSE_DIGITS);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row->expander), entry);

  return GTK_EDITABLE (entry);
}

static void
add_row (HenjiPreferencesReturns *self, const char *marketplace)
{
  Row *row = g_new0 (Row, 1);
  g_autoptr (GtkStringList) postages = gtk_string_list_new (NULL);

  gtk_string_list_append (postages, _ ("the shop, always"));
  gtk_string_list_append (postages, _ ("the shop, when the item was at fault"));
  gtk_string_list_append (postages, _ ("the buyer, always"));
  row->marketplace = g_strdup (marketplace);
  row->expander = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->expander), marketplace);
  row->days = add_entry (self, row, _ ("Days to ask for a return; empty: nothing said"));
  row->postage = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->postage), _ ("Return postage paid by"));
  adw_combo_row_set_model (row->postage, G_LIST_MODEL (postages));
  adw_combo_row_set_selected (row->postage, HENJI_RETURN_POSTAGE_AT_FAULT);
  g_signal_connect_object (row->postage, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row->expander), GTK_WIDGET (row->postage));
  row->restocking = add_entry (self, row, _ ("Restocking fee in percent, in time and unused"));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row->expander);
  show_row (row);
}

static void
henji_preferences_returns_dispose (GObject *object)
{
  HenjiPreferencesReturns *self = HENJI_PREFERENCES_RETURNS (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_preferences_returns_parent_class)->dispose (object);
}

static void
henji_preferences_returns_finalize (GObject *object)
{
  HenjiPreferencesReturns *self = HENJI_PREFERENCES_RETURNS (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->warnings);
  g_free (self->stored);

  G_OBJECT_CLASS (henji_preferences_returns_parent_class)->finalize (object);
}

static void
henji_preferences_returns_class_init (HenjiPreferencesReturnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_preferences_returns_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_preferences_returns_finalize;
}

static void
henji_preferences_returns_init (HenjiPreferencesReturns *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->warnings = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Return Policy"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("What the shop grants. It must be as good for buyers as the marketplace’s own policy."));
}

GtkWidget *
henji_preferences_returns_new (HenjiDesk *desk)
{
  HenjiPreferencesReturns *self = g_object_new (HENJI_TYPE_PREFERENCES_RETURNS, NULL);
  GPtrArray *policies = henji_desk_policies (desk);

  self->desk = g_object_ref (desk);
  for (guint i = 0; i < policies->len; i++)
    add_row (self, henji_policy_marketplace (g_ptr_array_index (policies, i)));
  henji_desk_run_async (desk, read_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                        read_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}

void
henji_preferences_returns_flush (HenjiPreferencesReturns *self)
{
  g_return_if_fail (HENJI_IS_PREFERENCES_RETURNS (self));

  if (self->save_id != 0)
    save (self);
}

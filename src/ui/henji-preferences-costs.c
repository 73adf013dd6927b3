/* henji-preferences-costs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preferences-costs"

#include "config.h"

#include "henji-preferences-costs.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-desk-playbook.h"
#include "henji-playbook-figures.h"

#include <glib/gi18n-lib.h>

#define N_CURRENCIES 2
#define SAVE_DELAY_MS 500
#define SHOWN_FAULTS 10

static const char *const currencies[N_CURRENCIES] = { "JPY", "USD" };

struct _HenjiPreferencesCosts
{
  AdwPreferencesGroup parent_instance;

  HenjiDesk *desk;
  HenjiCostBook *book; /* (nullable) until it is read; as it was last read or written */
  GtkEditable *rates[N_CURRENCIES][HENJI_N_RATES];
  AdwExpanderRow *risk_expander;
  AdwComboRow *kind;
  GPtrArray *risks; /* (element-type GtkWidget) rows of the kind chosen */
  gboolean filling;
  guint save_id;
};

enum
{
  SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiPreferencesCosts, henji_preferences_costs, ADW_TYPE_PREFERENCES_GROUP)

static void
say (HenjiPreferencesCosts *self, const char *words)
{
  g_signal_emit (self, signals[SAY], 0, words);
}

/* ---- To the desk ----------------------------------------------------------------------------- */

static gpointer
write_book (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_set_cost_book (desk, data, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiPreferencesCosts) self = data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (error != NULL)
    say (self, error->message);
}

static void
save (HenjiPreferencesCosts *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->book != NULL)
    henji_desk_run_async (self->desk, write_book, henji_cost_book_ref (self->book),
                          (GDestroyNotify) henji_cost_book_unref, NULL, NULL, written_cb,
                          g_object_ref (self));
}

static gboolean
save_cb (gpointer data)
{
  HenjiPreferencesCosts *self = data;

  self->save_id = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

void
henji_preferences_costs_flush (HenjiPreferencesCosts *self)
{
  g_return_if_fail (HENJI_IS_PREFERENCES_COSTS (self));

  if (self->save_id != 0)
    save (self);
}

static void
take_book (HenjiPreferencesCosts *self, HenjiCostBook *book)
{
  henji_cost_book_unref (self->book);
  self->book = book;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

/* ---- Figures of a currency ------------------------------------------------------------------- */

static void
mark (GtkEditable *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (row), wrong ? _ ("An amount, or a percentage from 0 to 100, is needed.") : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* An empty one is the default again. */
static gboolean
read_rate (const char *typed, const char *currency, HenjiRate rate, gint64 *value)
{
  HenjiMoney money;

  if (*typed == '\0')
    {
      *value = henji_cost_book_default (currency, rate);
      return TRUE;
    }
  if (!henji_rate_is_amount (rate))
    return g_ascii_string_to_signed (typed, 10, 0, 100, value, NULL);
  if (!henji_money_parse (typed, currency, &money) || money.minor < 0
      || money.minor > G_GINT64_CONSTANT (1000000000))
    return FALSE;
  *value = money.minor;

  return TRUE;
}

static void
rate_changed_cb (HenjiPreferencesCosts *self, GtkEditable *row)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "place"));
  const char *currency = currencies[place / HENJI_N_RATES];
  HenjiRate rate = place % HENJI_N_RATES;
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  gint64 value;
  gboolean good;

  if (self->filling || self->book == NULL)
    return;
  good = read_rate (typed, currency, rate, &value);
  mark (row, !good);
  if (good && value != henji_cost_book_rate (self->book, currency, rate))
    take_book (self, henji_cost_book_with_rate (self->book, currency, rate, value));
}

static void
fill_rates (HenjiPreferencesCosts *self)
{
  self->filling = TRUE;
  for (guint c = 0; c < N_CURRENCIES; c++)
    for (guint i = 0; i < HENJI_N_RATES; i++)
      {
        gint64 value = henji_cost_book_rate (self->book, currencies[c], i);
        g_autofree char *text = henji_rate_is_amount (i)
                                    ? henji_playbook_plain (value, currencies[c])
                                    : g_strdup_printf ("%d", (int) value);

        gtk_editable_set_text (self->rates[c][i], text);
      }
  self->filling = FALSE;
}

static GtkEditable *
new_rate (HenjiPreferencesCosts *self, guint currency, HenjiRate rate)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *title
      = henji_rate_is_amount (rate)
            ? g_strdup_printf ("%s, %s", henji_rate_title (rate), currencies[currency])
            : g_strdup (henji_rate_title (rate));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  henji_pane_name (row, title);
  henji_pane_name (gtk_editable_get_delegate (GTK_EDITABLE (row)), title);
  g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (currency * HENJI_N_RATES + rate));
  g_signal_connect_object (row, "changed", G_CALLBACK (rate_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_EDITABLE (row);
}

/* ---- The risk of a claim --------------------------------------------------------------------- */

static void
risk_changed_cb (HenjiPreferencesCosts *self, GtkSpinButton *spin)
{
  const char *key = g_object_get_data (G_OBJECT (spin), "key");
  int otherwise = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (spin), "otherwise"));
  int value = gtk_spin_button_get_value_as_int (spin);

  if (self->filling || self->book == NULL
      || value == henji_cost_book_risk (self->book, key, otherwise))
    return;
  take_book (self, henji_cost_book_with_risk (self->book, key, value == otherwise ? -1 : value));
}

static void
add_risk (HenjiPreferencesCosts *self, HenjiKind kind, const HenjiPlaybookOffer *offer, int risk)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 100, 1);
  char *key = g_strdup_printf ("%s.%s", henji_kind_id (kind), offer->id);
  const char *title = offer->title[henji_pane_language ()];

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), henji_cost_book_risk (self->book, key, risk));
  henji_pane_name (spin, title);
  g_object_set_data_full (G_OBJECT (spin), "key", key, g_free);
  g_object_set_data (G_OBJECT (spin), "otherwise", GINT_TO_POINTER (risk));
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (risk_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_expander_row_add_row (self->risk_expander, row);
  g_ptr_array_add (self->risks, row);
}

/* "Other" last, as in all menus of kinds. */
static HenjiKind
kind_chosen (HenjiPreferencesCosts *self)
{
  return (adw_combo_row_get_selected (self->kind) + 1) % HENJI_N_KINDS;
}

static gpointer
find_playbook (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  HenjiPlaybook *playbook = henji_desk_playbook (desk, GPOINTER_TO_INT (data));

  return playbook != NULL ? henji_playbook_ref (playbook) : NULL;
}

static void
playbook_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiPreferencesCosts) self = data;
  g_autoptr (HenjiPlaybook) playbook = henji_desk_run_finish (HENJI_DESK (source), result, NULL);

  if (playbook == NULL || self->desk == NULL || self->book == NULL
      || henji_playbook_kind (playbook) != kind_chosen (self))
    return;
  for (guint i = 0; i < self->risks->len; i++)
    adw_expander_row_remove (self->risk_expander, self->risks->pdata[i]);
  g_ptr_array_set_size (self->risks, 0);
  for (guint i = 0; i < henji_playbook_n_offers (playbook); i++)
    add_risk (self, henji_playbook_kind (playbook), henji_playbook_offer (playbook, i),
              henji_playbook_offer_risk (playbook, i));
}

static void
kind_chosen_cb (HenjiPreferencesCosts *self)
{
  if (self->book != NULL)
    henji_desk_run_async (self->desk, find_playbook, GINT_TO_POINTER (kind_chosen (self)), NULL,
                          (GDestroyNotify) henji_playbook_unref, NULL, playbook_found_cb,
                          g_object_ref (self));
}

static void
add_risks (HenjiPreferencesCosts *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int i = 0; i < HENJI_N_KINDS; i++)
    gtk_string_list_append (names, henji_kind_title ((i + 1) % HENJI_N_KINDS));
  self->risk_expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->risk_expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->risk_expander), _ ("Risk of a claim"));
  adw_expander_row_set_subtitle (self->risk_expander,
                                 _ ("How many in a hundred become a claim after each offer"));
  henji_pane_name (self->risk_expander, _ ("Risk of a claim"));
  self->kind = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), _ ("Kind of case"));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (names));
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (kind_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->risk_expander, GTK_WIDGET (self->kind));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->risk_expander));
}

/* ---- Items from a file ----------------------------------------------------------------------- */

typedef struct
{
  HenjiPreferencesCosts *group;
  const char *currency;
  char *path;
} Import;

static void
import_free (Import *import)
{
  g_object_unref (import->group);
  g_free (import->path);
  g_free (import);
}

static gpointer
import_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Import *import = data;

  return henji_desk_import_item_costs (desk, import->path, import->currency, error);
}

/* (transfer full): counts, and the first faults with their lines. */
static char *
import_words (const HenjiCostImport *import)
{
  GString *words = g_string_new (NULL);
  guint taken = import->n_new + import->n_changed + import->n_same;

  g_string_append_printf (words, ngettext ("%u item's cost read", "%u items' costs read", taken),
                          taken);
  if (import->faults->len > 0)
    g_string_append_printf (
        words, ngettext (", %u line refused", ", %u lines refused", import->faults->len),
        import->faults->len);
  for (guint i = 0; i < MIN (import->faults->len, SHOWN_FAULTS); i++)
    g_string_append_printf (words, "\n%s", (const char *) import->faults->pdata[i]);

  return g_string_free (words, FALSE);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Import *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCostImport) import = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  g_autofree char *words = import != NULL ? import_words (import) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (job->group));

  /* What was refused is to be read to the end. */
  if (import != NULL && import->faults->len > 0 && GTK_IS_WINDOW (root))
    henji_compat_tell (GTK_WINDOW (root), _ ("Item Costs"), words);
  else
    say (job->group, words != NULL ? words : error->message);
  import_free (job);
}

static void
file_chosen_cb (const char *const *paths, gpointer data)
{
  Import *job = data;

  if (paths == NULL || paths[0] == NULL || job->group->desk == NULL)
    {
      import_free (job);
      return;
    }
  job->path = g_strdup (paths[0]);
  henji_desk_run_async (job->group->desk, import_func, job, NULL,
                        (GDestroyNotify) henji_cost_import_free, NULL, imported_cb, job);
}

static void
import_clicked_cb (GtkWidget *button, HenjiPreferencesCosts *self)
{
  Import *job = g_new0 (Import, 1);
  GtkRoot *root = gtk_widget_get_root (button);

  job->group = g_object_ref (self);
  job->currency = g_object_get_data (G_OBJECT (button), "currency");
  henji_compat_choose_file (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                            _ ("Import Item Costs"), _ ("CSV files"), "csv", file_chosen_cb, job);
}

static void
add_import (HenjiPreferencesCosts *self, AdwExpanderRow *expander, guint currency)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Import…"));
  g_autofree char *name = g_strdup_printf (_ ("Import item costs in %s"), currencies[currency]);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("What items cost"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("A CSV file with the lines SKU,cost"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  henji_pane_name (button, name);
  g_object_set_data (G_OBJECT (button), "currency", (gpointer) currencies[currency]);
  g_signal_connect_object (button, "clicked", G_CALLBACK (import_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (expander, row);
}

/* ---- The group ------------------------------------------------------------------------------- */

static gpointer
read_book (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_cost_book (desk, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiPreferencesCosts) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCostBook) book = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->desk == NULL)
    return;
  if (book == NULL)
    {
      say (self, error->message);
      return;
    }
  self->book = g_steal_pointer (&book);
  fill_rates (self);
  kind_chosen_cb (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
}

static void
add_currency (HenjiPreferencesCosts *self, guint currency, const char *title)
{
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (adw_expander_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  henji_pane_name (expander, title);
  for (guint i = 0; i < HENJI_N_RATES; i++)
    {
      self->rates[currency][i] = new_rate (self, currency, i);
      adw_expander_row_add_row (expander, GTK_WIDGET (self->rates[currency][i]));
    }
  add_import (self, expander, currency);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (expander));
}

static void
henji_preferences_costs_dispose (GObject *object)
{
  HenjiPreferencesCosts *self = HENJI_PREFERENCES_COSTS (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->book, henji_cost_book_unref);
  g_clear_pointer (&self->risks, g_ptr_array_unref);
  G_OBJECT_CLASS (henji_preferences_costs_parent_class)->dispose (object);
}

static void
henji_preferences_costs_class_init (HenjiPreferencesCostsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_preferences_costs_dispose;
  signals[SAY] = g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
henji_preferences_costs_init (HenjiPreferencesCosts *self)
{
  self->risks = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("What Things Cost"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Estimates of your own shop, for comparing offers in the playbook; no source says them. "
         "An empty field takes the first estimate again."));
  add_currency (self, 0, _ ("In yen, amazon.co.jp"));
  add_currency (self, 1, _ ("In US dollars, amazon.com"));
  add_risks (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
}

GtkWidget *
henji_preferences_costs_new (HenjiDesk *desk)
{
  HenjiPreferencesCosts *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_PREFERENCES_COSTS, NULL);
  self->desk = g_object_ref (desk);
  henji_desk_run_async (desk, read_book, NULL, NULL, (GDestroyNotify) henji_cost_book_unref, NULL,
                        read_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}

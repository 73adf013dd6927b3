/* henji-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preferences"

#include "config.h"

#include "henji-preferences.h"

#include "henji-preferences-clocks.h"

#include "henji-case-pane-text.h"
#include "henji-preferences-policies.h"
#include "henji-preferences-postal.h"
#include "henji-preferences-support.h"
#include "henji-preferences-csba.h"
#include "henji-preferences-returns.h"
#include "henji-preferences-connection.h"
#include "henji-preferences-costs.h"
#include "henji-shop.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

#define SAVE_DELAY_MS 500
#define N_MARKETPLACES 2
#define N_LANGUAGES 2

static const char *const marketplaces[N_MARKETPLACES] = { "amazon.co.jp", "amazon.com" };
static const char *const languages[] = { "", "ja", "en" };

typedef enum
{
  FIELD_NAME,
  FIELD_ORGANISATION,
  FIELD_POSTAL_CODE,
  FIELD_STATE,
  FIELD_CITY,
  FIELD_LINE1,
  FIELD_LINE2,
  FIELD_LINE3,
  FIELD_COUNTRY,
  N_FIELDS
} AddressField;

struct _HenjiPreferences
{
  AdwWindow parent_instance;

  HenjiDesk *desk;
  HenjiShop *shop; /* (nullable) as it was last read or written */
  gboolean filling;
  guint save_id;

  AdwToastOverlay *toasts;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *desk_group;
  AdwPreferencesGroup *shop_group;
  AdwPreferencesGroup *policy_group;
  AdwPreferencesGroup *deadlines_group;
  AdwPreferencesGroup *address_group;
  GtkWidget *returns_group;
  HenjiPreferencesPostal *postal_group;
  GtkWidget *csba_group;
  HenjiPreferencesCosts *cost_group;
  HenjiPreferencesConnection *connection_group;
  AdwComboRow *language;
  GtkEditable *zone;
  GtkEditable *name_ja;
  GtkEditable *name_en;
  GtkTextBuffer *signature_ja;
  GtkTextBuffer *signature_en;
  GtkEditable *own_addresses;
  GtkEditable *registration;
  GtkEditable *closing_days;
  GtkEditable *rma_prefix;
  GtkEditable *cheap_jpy;
  GtkEditable *cheap_usd;
  GtkEditable *address[N_MARKETPLACES][N_LANGUAGES][N_FIELDS];
};

G_DEFINE_FINAL_TYPE (HenjiPreferences, henji_preferences, ADW_TYPE_WINDOW)

/* ---- From the widgets ----------------------------------------------------------------------- */

/* (transfer full) (nullable): %NULL when there is nothing in it. */
static char *
text_of (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static char *
buffer_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
mark_error (GtkEditable *entry, gboolean wrong, const char *why)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (entry), wrong ? why : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static HenjiMoney
money_of (GtkEditable *entry, const char *currency, HenjiMoney before)
{
  g_autofree char *text = text_of (entry);
  HenjiMoney money = HENJI_MONEY_NONE;
  gboolean good = text == NULL || (henji_money_parse (text, currency, &money) && money.minor >= 0);

  mark_error (entry, !good, _ ("This is no amount."));
  return good ? money : before;
}

static char **
field_of (HenjiAddress *address, AddressField field)
{
  switch (field)
    {
    case FIELD_NAME:
      return &address->name;
    case FIELD_ORGANISATION:
      return &address->organisation;
    case FIELD_POSTAL_CODE:
      return &address->postal_code;
    case FIELD_STATE:
      return &address->state;
    case FIELD_CITY:
      return &address->city;
    case FIELD_LINE1:
      return &address->line1;
    case FIELD_LINE2:
      return &address->line2;
    case FIELD_LINE3:
      return &address->line3;
    case FIELD_COUNTRY:
      return &address->country;
    case N_FIELDS:
    default:
      g_assert_not_reached ();
    }
}

static HenjiAddress *
address_of (HenjiPreferences *self, int marketplace, int language)
{
  HenjiAddress *address = henji_address_new ();

  for (int field = 0; field < N_FIELDS; field++)
    *field_of (address, (AddressField) field)
        = text_of (self->address[marketplace][language][field]);
  if (!henji_address_is_empty (address))
    return address;
  henji_address_unref (address);
  return NULL;
}

static gboolean
is_shown (const char *marketplace)
{
  for (int i = 0; i < N_MARKETPLACES; i++)
    if (g_strcmp0 (marketplace, marketplaces[i]) == 0)
      return TRUE;
  return FALSE;
}

static GPtrArray *
return_addresses_of (HenjiPreferences *self)
{
  GPtrArray *addresses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_address_unref);

  for (int i = 0; i < N_MARKETPLACES; i++)
    {
      HenjiReturnAddress *address = henji_return_address_new ();

      address->marketplace = g_strdup (marketplaces[i]);
      address->ja = address_of (self, i, 0);
      address->en = address_of (self, i, 1);
      if (address->ja != NULL || address->en != NULL)
        g_ptr_array_add (addresses, address);
      else
        henji_return_address_unref (address);
    }
  /* Those of other marketplaces are not ours to drop. */
  for (guint i = 0; self->shop->return_addresses != NULL && i < self->shop->return_addresses->len;
       i++)
    {
      HenjiReturnAddress *other = g_ptr_array_index (self->shop->return_addresses, i);

      if (!is_shown (other->marketplace))
        g_ptr_array_add (addresses, henji_return_address_ref (other));
    }
  return addresses;
}

static char **
own_addresses_of (HenjiPreferences *self)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  words = g_strsplit_set (gtk_editable_get_text (self->own_addresses), " ,;、，　", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strchr (words[i], '@') != NULL)
      g_ptr_array_add (found, g_ascii_strdown (words[i], -1));
  if (found->len == 0)
    return NULL;
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

static char *
zone_of (HenjiPreferences *self)
{
  g_autofree char *text = text_of (self->zone);
  g_autoptr (GTimeZone) zone = text != NULL ? g_time_zone_new_identifier (text) : NULL;

  mark_error (self->zone, zone == NULL, _ ("This is no time zone like Asia/Tokyo."));
  return zone != NULL ? g_steal_pointer (&text) : g_strdup (self->shop->zone);
}

static char *
registration_of (HenjiPreferences *self)
{
  g_autofree char *text = text_of (self->registration);
  char *number = text != NULL ? henji_registration_parse (text) : NULL;

  mark_error (self->registration, text != NULL && number == NULL,
              _ ("A registration number is a T and 13 digits."));
  return text == NULL || number != NULL ? number : g_strdup (self->shop->registration);
}

static char *
closing_days_of (HenjiPreferences *self)
{
  g_autofree char *text = text_of (self->closing_days);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiOpenDays) days
      = text != NULL ? henji_desk_open_days (self->desk, self->shop->zone, text, &error) : NULL;

  mark_error (self->closing_days, error != NULL, error != NULL ? error->message : NULL);
  return error == NULL ? g_steal_pointer (&text) : g_strdup (self->shop->closing_days);
}

static HenjiShop *
shop_of (HenjiPreferences *self)
{
  HenjiShop *shop = henji_shop_new ();

  shop->row = self->shop->row;
  shop->uuid = g_strdup (self->shop->uuid);
  shop->name_ja = text_of (self->name_ja);
  shop->name_en = text_of (self->name_en);
  shop->signature_ja = buffer_text (self->signature_ja);
  shop->signature_en = buffer_text (self->signature_en);
  shop->zone = zone_of (self);
  shop->rma_prefix = text_of (self->rma_prefix);
  if (shop->rma_prefix == NULL)
    shop->rma_prefix = g_strdup ("RMA");
  shop->own_addresses = own_addresses_of (self);
  shop->registration = registration_of (self);
  shop->closing_days = closing_days_of (self);
  shop->cheap_limit_jpy = money_of (self->cheap_jpy, "JPY", self->shop->cheap_limit_jpy);
  shop->cheap_limit_usd = money_of (self->cheap_usd, "USD", self->shop->cheap_limit_usd);
  shop->return_addresses = return_addresses_of (self);
  return shop;
}

/* ---- To the desk ---------------------------------------------------------------------------- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiPreferences) self = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (error != NULL && self->toasts != NULL)
    henji_toast_say (self->toasts, error->message);
}

static gpointer
write_shop_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_set_shop (desk, data, error));
}

static void
save (HenjiPreferences *self)
{
  HenjiShop *shop;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->shop == NULL)
    return;
  shop = shop_of (self);
  henji_shop_unref (self->shop);
  self->shop = henji_shop_ref (shop);
  henji_desk_run_async (self->desk, write_shop_func, shop, (GDestroyNotify) henji_shop_unref, NULL,
                        NULL, written_cb, g_object_ref (self));
}

static gboolean
save_cb (gpointer data)
{
  HenjiPreferences *self = data;

  self->save_id = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (HenjiPreferences *self)
{
  if (self->filling || self->shop == NULL)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

static gpointer
write_language_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_set_setting (desk, "ui-language", data, error));
}

static void
language_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  HenjiPreferences *self = user_data;
  guint chosen = adw_combo_row_get_selected (row);

  if (self->filling || chosen >= G_N_ELEMENTS (languages))
    return;
  henji_desk_run_async (self->desk, write_language_func, (gpointer) languages[chosen], NULL, NULL,
                        NULL, written_cb, g_object_ref (self));
}

/* ---- From the desk -------------------------------------------------------------------------- */

typedef struct
{
  HenjiShop *shop;
  char *language;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_clear_pointer (&known->shop, henji_shop_unref);
  g_free (known->language);
  g_free (known);
}

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Known *known = g_new0 (Known, 1);

  known->shop = henji_desk_shop (desk, error);
  if (known->shop == NULL)
    {
      known_free (known);
      return NULL;
    }
  known->language = henji_desk_setting (desk, "ui-language", NULL);
  return known;
}

static void
set_text (GtkEditable *entry, const char *text)
{
  gtk_editable_set_text (entry, text != NULL ? text : "");
}

static void
set_money (GtkEditable *entry, HenjiMoney money)
{
  g_autofree char *text = NULL;
  int decimals = henji_money_is_set (money) ? henji_money_decimals (money.currency) : 0;

  if (!henji_money_is_set (money))
    text = g_strdup ("");
  else if (decimals == 0)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, money.minor);
  else
    text = g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", money.minor / 100,
                            (int) (money.minor % 100));
  gtk_editable_set_text (entry, text);
}

static void
fill_addresses (HenjiPreferences *self, const HenjiShop *shop)
{
  for (guint i = 0; shop->return_addresses != NULL && i < shop->return_addresses->len; i++)
    {
      HenjiReturnAddress *one = g_ptr_array_index (shop->return_addresses, i);
      HenjiAddress *both[N_LANGUAGES] = { one->ja, one->en };

      for (int m = 0; m < N_MARKETPLACES; m++)
        for (int l = 0; g_strcmp0 (one->marketplace, marketplaces[m]) == 0 && l < N_LANGUAGES; l++)
          for (int f = 0; both[l] != NULL && f < N_FIELDS; f++)
            set_text (self->address[m][l][f], *field_of (both[l], (AddressField) f));
    }
}

static void
fill (HenjiPreferences *self, const Known *known)
{
  const HenjiShop *shop = known->shop;

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (known->language != NULL ? known->language : "", languages[i]) == 0)
      adw_combo_row_set_selected (self->language, i);
  set_text (self->zone, shop->zone);
  set_text (self->name_ja, shop->name_ja);
  set_text (self->name_en, shop->name_en);
  gtk_text_buffer_set_text (self->signature_ja,
                            shop->signature_ja != NULL ? shop->signature_ja : "", -1);
  gtk_text_buffer_set_text (self->signature_en,
                            shop->signature_en != NULL ? shop->signature_en : "", -1);
  set_text (self->registration, shop->registration);
  set_text (self->closing_days, shop->closing_days);
  set_text (self->rma_prefix, shop->rma_prefix);
  set_money (self->cheap_jpy, shop->cheap_limit_jpy);
  set_money (self->cheap_usd, shop->cheap_limit_usd);
  if (shop->own_addresses != NULL)
    {
      g_autofree char *own = g_strjoinv (", ", shop->own_addresses);

      set_text (self->own_addresses, own);
    }
  fill_addresses (self, shop);
  self->filling = FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  Known *known = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->toasts == NULL)
    {
      /* Closed meanwhile. */
      g_clear_pointer (&known, known_free);
      return;
    }
  if (known == NULL)
    {
      henji_toast_say (self->toasts, error->message);
      return;
    }
  fill (self, known);
  self->shop = henji_shop_ref (known->shop);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), TRUE);
  known_free (known);
}

/* ---- Parts ---------------------------------------------------------------------------------- */

static AdwPreferencesGroup *
add_group (HenjiPreferences *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->page, group);
  return group;
}

static GtkEditable *
new_entry (HenjiPreferences *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_EDITABLE (row);
}

static GtkEditable *
add_entry (HenjiPreferences *self, AdwPreferencesGroup *group, const char *title)
{
  GtkEditable *row = new_entry (self, title);

  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

/* Signatures have several lines. */
static GtkTextBuffer *
add_text (HenjiPreferences *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *caption = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (box, "text-row");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption-dim");
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_widget_set_size_request (view, -1, 44);
  henji_pane_name (view, title);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return buffer;
}

static void
add_addresses (HenjiPreferences *self)
{
  const char *fields[N_FIELDS] = {
    [FIELD_NAME] = _ ("Name"),
    [FIELD_ORGANISATION] = _ ("Company"),
    [FIELD_POSTAL_CODE] = _ ("Postal code"),
    [FIELD_STATE] = _ ("Prefecture or state"),
    [FIELD_CITY] = _ ("City"),
    [FIELD_LINE1] = _ ("Street"),
    [FIELD_LINE2] = _ ("Building"),
    [FIELD_LINE3] = _ ("Third line"),
    [FIELD_COUNTRY] = _ ("Country (two letters, like JP)"),
  };
  const char *subtitles[N_LANGUAGES]
      = { _ ("As a Japanese reader gets it"), _ ("As an English reader gets it") };

  for (int m = 0; m < N_MARKETPLACES; m++)
    for (int l = 0; l < N_LANGUAGES; l++)
      {
        GtkWidget *expander = adw_expander_row_new ();
        g_autofree char *name = NULL;

        adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), marketplaces[m]);
        adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), subtitles[l]);
        name = g_strdup_printf ("%s, %s", marketplaces[m], subtitles[l]);
        henji_pane_name (expander, name);
        for (int f = 0; f < N_FIELDS; f++)
          {
            self->address[m][l][f] = new_entry (self, fields[f]);
            adw_expander_row_add_row (ADW_EXPANDER_ROW (expander),
                                      GTK_WIDGET (self->address[m][l][f]));
          }
        adw_preferences_group_add (self->address_group, expander);
      }
}

static void
say_cb (HenjiPreferences *self, const char *words)
{
  if (self->toasts != NULL)
    henji_toast_say (self->toasts, words);
}

static void
toast_cb (HenjiPreferences *self, AdwToast *toast)
{
  if (self->toasts != NULL)
    henji_toast_add (self->toasts, g_object_ref (toast));
}

static void
add_rows (HenjiPreferences *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("As the system"));
  gtk_string_list_append (names, "日本語");
  gtk_string_list_append (names, "English");
  self->desk_group = add_group (self, _ ("Desk"), NULL);
  self->language = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->language), _ ("Language of the desk"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->language), _ ("From the next start on"));
  adw_combo_row_set_model (self->language, G_LIST_MODEL (names));
  g_signal_connect_object (self->language, "notify::selected", G_CALLBACK (language_cb), self, 0);
  adw_preferences_group_add (self->desk_group, GTK_WIDGET (self->language));
  self->zone = add_entry (self, self->desk_group, _ ("Time zone of the shop"));

  self->shop_group = add_group (
      self, _ ("Shop"), _ ("The signature stands under every reply; without one, the name."));
  self->name_ja = add_entry (self, self->shop_group, _ ("Shop name, Japanese"));
  self->name_en = add_entry (self, self->shop_group, _ ("Shop name, English"));
  self->signature_ja = add_text (self, self->shop_group, _ ("Signature, Japanese"));
  self->signature_en = add_text (self, self->shop_group, _ ("Signature, English"));
  self->own_addresses
      = add_entry (self, self->shop_group, _ ("Your own mail addresses, with commas between"));
  self->registration
      = add_entry (self, self->shop_group, _ ("Registration number for qualified invoices"));
  self->closing_days
      = add_entry (self, self->shop_group, _ ("Closed on, like “sat, sun, holidays, 12/29-1/3”"));

  adw_preferences_page_add (self->page,
                            ADW_PREFERENCES_GROUP (henji_preferences_clocks_new (self->desk)));

  self->policy_group = add_group (
      self, _ ("Returns"),
      _ ("Up to the limit an order counts as cheap: sending it again is offered first."));
  self->rma_prefix = add_entry (self, self->policy_group, _ ("Return numbers begin with"));
  self->cheap_jpy = add_entry (self, self->policy_group, _ ("Cheap up to, in yen"));
  self->cheap_usd = add_entry (self, self->policy_group, _ ("Cheap up to, in US dollars"));

  self->deadlines_group = ADW_PREFERENCES_GROUP (henji_preferences_policies_new (self->desk));
  adw_preferences_page_add (self->page, self->deadlines_group);
  adw_preferences_page_add (self->page,
                            ADW_PREFERENCES_GROUP (henji_preferences_support_new (self->desk)));
  self->returns_group = henji_preferences_returns_new (self->desk);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->returns_group));
  self->csba_group = henji_preferences_csba_new (self->desk);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->csba_group));
  self->cost_group = HENJI_PREFERENCES_COSTS (henji_preferences_costs_new (self->desk));
  g_signal_connect_object (self->cost_group, "say", G_CALLBACK (say_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->cost_group));

  self->connection_group = henji_preferences_connection_new (self->desk);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->connection_group));
  self->address_group = add_group (self, _ ("Return Addresses"),
                                   _ ("Where buyers send things back, for each marketplace."));
  add_addresses (self);

  self->postal_group = HENJI_PREFERENCES_POSTAL (henji_preferences_postal_new (self->desk));
  g_signal_connect_object (self->postal_group, "toast", G_CALLBACK (toast_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->postal_group));
}

static gboolean
henji_preferences_close_request (GtkWindow *window)
{
  HenjiPreferences *self = HENJI_PREFERENCES (window);

  if (self->save_id != 0)
    save (self);
  henji_preferences_returns_flush (HENJI_PREFERENCES_RETURNS (self->returns_group));
  henji_preferences_csba_flush (HENJI_PREFERENCES_CSBA (self->csba_group));
  henji_preferences_costs_flush (self->cost_group);
  henji_preferences_postal_stop (self->postal_group);
  /* The desk's answer may keep this longer than the window it belongs to lives. */
  gtk_window_set_transient_for (window, NULL);
  return GTK_WINDOW_CLASS (henji_preferences_parent_class)->close_request (window);
}

static void
henji_preferences_dispose (GObject *object)
{
  HenjiPreferences *self = HENJI_PREFERENCES (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->toasts = NULL;
  g_clear_pointer (&self->shop, henji_shop_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_preferences_parent_class)->dispose (object);
}

static void
henji_preferences_class_init (HenjiPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_preferences_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_preferences_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
henji_preferences_init (HenjiPreferences *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), FALSE);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->page));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Preferences"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 620);
}

static void
scroll_to_page (HenjiPreferences *self, const char *page)
{
  GtkWidget *group = g_strcmp0 (page, "shop") == 0        ? GTK_WIDGET (self->shop_group)
                     : g_strcmp0 (page, "addresses") == 0 ? GTK_WIDGET (self->address_group)
                     : g_strcmp0 (page, "policy") == 0    ? GTK_WIDGET (self->policy_group)
                     : g_strcmp0 (page, "deadlines") == 0 ? GTK_WIDGET (self->deadlines_group)
                     : g_strcmp0 (page, "csba") == 0      ? self->csba_group
                     : g_strcmp0 (page, "costs") == 0     ? GTK_WIDGET (self->cost_group)
                     : g_strcmp0 (page, "postal") == 0    ? GTK_WIDGET (self->postal_group)
                                                          : NULL;
  GtkWidget *view = group != NULL ? gtk_widget_get_ancestor (group, GTK_TYPE_VIEWPORT) : NULL;
  graphene_point_t point;

  if (view != NULL && gtk_widget_compute_point (group, view, &GRAPHENE_POINT_INIT (0, 0), &point))
    {
      GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + point.y - 12);
    }
}

static gboolean
scroll_cb (gpointer data)
{
  HenjiPreferences *self = data;
  const char *page = g_object_get_data (G_OBJECT (self), "page");

  if (self->toasts == NULL)
    {
      /* Closed meanwhile. */
      g_object_unref (self);
      return G_SOURCE_REMOVE;
    }
  scroll_to_page (self, page);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

void
henji_preferences_show (HenjiDesk *desk, GtkWindow *parent, const char *page)
{
  HenjiPreferences *self;

  g_return_if_fail (HENJI_IS_DESK (desk));
  self = g_object_new (HENJI_TYPE_PREFERENCES, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, NULL);
  self->desk = g_object_ref (desk);
  g_object_set_data_full (G_OBJECT (self), "page", g_strdup (page), g_free);
  add_rows (self);
  /* The sample shop asks nobody. */
  gtk_widget_set_visible (GTK_WIDGET (self->connection_group),
                          g_object_get_data (G_OBJECT (parent), "connection-actions") != NULL);
  henji_desk_run_async (desk, read_func, NULL, NULL, known_free, NULL, read_cb,
                        g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  /* When the groups have their places. */
  g_timeout_add (100, scroll_cb, g_object_ref (self));
}

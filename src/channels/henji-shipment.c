/* henji-shipment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-shipment"

#include "config.h"

#include "henji-shipment.h"

#include "henji-carriers-resource.h"
#include "henji-fold.h"
#include "henji-report-fields.h"
#include "henji-tracking-number.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define RESOURCE_FOLDER "/io/github/henji/Henji/carriers/"
#define TRACKING_NUMBER "{tracking}"

enum
{
  ORDER_ID,
  ITEM_ID,
  QUANTITY,
  DATE,
  CARRIER,
  CARRIER_NAME,
  TRACKING,
  SKIP,
  N_FIELDS
};

static const char *const field_keys[N_FIELDS]
    = { "order", "item", "quantity", "date", "carrier", "carrier-name", "tracking", "skip" };

struct _HenjiShipmentProfile
{
  char *id;
  char *carrier;        /* of every row; nullable */
  char **names;         /* (nullable) parts of a carrier's name by which it is known, folded */
  char *page;           /* (nullable) address of a parcel's own page, with TRACKING_NUMBER in it */
  gboolean check_digit; /* the tracking number's last digit is the rest modulo 7 */
  gboolean needs_tracking;
  char **skip_values; /* rows with one of these in the skip column are no shipments */
  char **without;     /* headings that make it another kind of file */
  GPtrArray *headings[N_FIELDS];
  int numbers[N_FIELDS]; /* column numbers from 0, -1 for none */
  int min_columns;       /* of a file without headings; 0 when there is no such file */
};

static GMutex lock;
static GPtrArray *installed;

static void
profile_clear (HenjiShipmentProfile *self)
{
  g_free (self->id);
  g_free (self->carrier);
  g_strfreev (self->names);
  g_free (self->page);
  g_strfreev (self->skip_values);
  g_strfreev (self->without);
  for (int i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&self->headings[i], g_ptr_array_unref);
}

HenjiShipmentProfile *
henji_shipment_profile_ref (HenjiShipmentProfile *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
henji_shipment_profile_unref (HenjiShipmentProfile *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) profile_clear);
}

const char *
henji_shipment_profile_id (const HenjiShipmentProfile *self)
{
  return self->id;
}

static gboolean
profile_fail (GError **error, const char *name, const char *what)
{
  g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_UNKNOWN, _ ("%s: %s"), name, what);

  return FALSE;
}

static gboolean
parse_columns (HenjiShipmentProfile *self, GKeyFile *file, const char *name, GError **error)
{
  for (int i = 0; i < N_FIELDS; i++)
    {
      g_auto (GStrv) list
          = g_key_file_get_string_list (file, "headings", field_keys[i], NULL, NULL);
      g_autofree char *number = g_key_file_get_string (file, "columns", field_keys[i], NULL);
      guint64 n;

      self->headings[i] = g_ptr_array_new_with_free_func (g_free);
      for (int j = 0; list != NULL && list[j] != NULL; j++)
        g_ptr_array_add (self->headings[i], henji_report_heading (list[j]));

      self->numbers[i] = -1;
      if (number == NULL)
        continue;
      if (!g_ascii_string_to_unsigned (number, 10, 1, HENJI_TABLE_MAX_CELLS, &n, NULL))
        return profile_fail (error, name, _ ("a column number is a number from 1 to 500"));
      self->numbers[i] = (int) n - 1;
    }

  if (g_key_file_has_key (file, "columns", "at-least", NULL))
    self->min_columns = g_key_file_get_integer (file, "columns", "at-least", NULL);

  if (self->headings[ORDER_ID]->len == 0)
    return profile_fail (error, name, _ ("the heading of the order number is missing"));
  if (self->headings[TRACKING]->len == 0 && self->headings[DATE]->len == 0)
    return profile_fail (error, name, _ ("the headings of tracking number and date are missing"));
  if (self->min_columns > 0 && (self->numbers[ORDER_ID] < 0 || self->numbers[TRACKING] < 0))
    return profile_fail (error, name, _ ("the column numbers are not complete"));

  return TRUE;
}

static gboolean
parse_tracking (HenjiShipmentProfile *self, GKeyFile *file, const char *name, GError **error)
{
  g_autofree char *page = g_key_file_get_string (file, "tracking", "page", NULL);

  if (page == NULL)
    return TRUE;
  if (!g_str_has_prefix (page, "https://") || strstr (page, TRACKING_NUMBER) == NULL)
    return profile_fail (error, name,
                         _ ("the page of a parcel begins with https:// and holds {tracking}"));

  self->names = g_key_file_get_string_list (file, "tracking", "names", NULL, NULL);
  for (int i = 0; self->names != NULL && self->names[i] != NULL; i++)
    {
      char *folded = henji_fold (self->names[i], -1, NULL);

      g_free (self->names[i]);
      self->names[i] = folded;
    }
  self->page = g_steal_pointer (&page);

  return TRUE;
}

HenjiShipmentProfile *
henji_shipment_profile_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (HenjiShipmentProfile) self = g_atomic_rc_box_new0 (HenjiShipmentProfile);
  g_autofree char *check = NULL;

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  self->id = g_key_file_get_string (file, "profile", "id", NULL);
  if (self->id == NULL || *self->id == '\0')
    {
      profile_fail (error, name, _ ("the profile has no id"));
      return NULL;
    }
  self->carrier = g_key_file_get_string (file, "profile", "carrier", NULL);
  check = g_key_file_get_string (file, "profile", "check", NULL);
  self->check_digit = g_strcmp0 (check, "7dr") == 0;
  self->needs_tracking = g_key_file_get_boolean (file, "profile", "needs-tracking", NULL);
  self->skip_values = g_key_file_get_string_list (file, "profile", "skip-values", NULL, NULL);
  self->without = g_key_file_get_string_list (file, "profile", "without", NULL, NULL);
  if (!parse_columns (self, file, name, error) || !parse_tracking (self, file, name, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Reads the built-in profiles once. */
static void
ensure_installed (void)
{
  GResource *resource;
  g_auto (GStrv) names = NULL;

  if (installed != NULL)
    return;

  installed = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_profile_unref);
  resource = henji_carriers_get_resource ();
  names = g_resource_enumerate_children (resource, RESOURCE_FOLDER, 0, NULL);
  for (int i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCE_FOLDER, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, 0, NULL);
      g_autoptr (GError) error = NULL;
      HenjiShipmentProfile *profile;
      gsize length;
      const char *text;

      if (bytes == NULL)
        continue;
      text = g_bytes_get_data (bytes, &length);
      profile = henji_shipment_profile_parse (text, length, names[i], &error);
      if (profile != NULL)
        g_ptr_array_add (installed, profile);
      else
        g_critical ("A built-in carrier profile is broken: %s", error->message);
    }
}

GPtrArray *
henji_shipment_profiles (void)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_profile_unref);

  g_mutex_lock (&lock);
  ensure_installed ();
  for (guint i = 0; i < installed->len; i++)
    g_ptr_array_add (copy, henji_shipment_profile_ref (g_ptr_array_index (installed, i)));
  g_mutex_unlock (&lock);

  return copy;
}

void
henji_shipment_profile_install (HenjiShipmentProfile *profile)
{
  g_return_if_fail (profile != NULL);

  g_mutex_lock (&lock);
  ensure_installed ();
  for (guint i = 0; i < installed->len; i++)
    if (g_str_equal (henji_shipment_profile_id (g_ptr_array_index (installed, i)), profile->id))
      {
        g_ptr_array_remove_index (installed, i);
        break;
      }
  g_ptr_array_insert (installed, 0, henji_shipment_profile_ref (profile));
  g_mutex_unlock (&lock);
}

/* The column of one of the field's headings, -1 when there is none. */
static int
find_heading (const HenjiShipmentProfile *self, int field, const char *const *headings)
{
  for (guint i = 0; i < self->headings[field]->len; i++)
    for (int column = 0; headings[column] != NULL; column++)
      if (g_str_equal (g_ptr_array_index (self->headings[field], i), headings[column]))
        return column;

  return -1;
}

gboolean
henji_shipment_profile_has_headings (const HenjiShipmentProfile *self, const char *const *headings)
{
  for (int i = 0; self->without != NULL && self->without[i] != NULL; i++)
    if (g_strv_contains (headings, self->without[i]))
      return FALSE;

  return find_heading (self, ORDER_ID, headings) >= 0
         && find_heading (self, TRACKING, headings) >= 0;
}

gboolean
henji_shipment_profile_has_row (const HenjiShipmentProfile *self, HenjiTable *table)
{
  g_autofree char *id = NULL;

  if (self->min_columns <= 0 || henji_table_n_cells (table) < (guint) self->min_columns)
    return FALSE;

  id = henji_report_order_id (henji_table_cell (table, self->numbers[ORDER_ID]), TRUE);

  return id != NULL;
}

void
henji_report_shipments_start (HenjiReport *self, gboolean by_number)
{
  const HenjiShipmentProfile *profile = self->profile;
  g_auto (GStrv) headings = NULL;

  self->columns = g_new (int, N_FIELDS);
  if (!by_number)
    {
      headings = g_new0 (char *, self->n_columns + 1);
      for (guint i = 0; i < self->n_columns; i++)
        headings[i] = henji_report_heading (self->headings[i]);
    }
  for (int i = 0; i < N_FIELDS; i++)
    self->columns[i] = by_number ? profile->numbers[i]
                                 : find_heading (profile, i, (const char *const *) headings);
}

/* (transfer full) (nullable): what is wrong with the row */
static char *
take_row (HenjiReport *self, HenjiShipment *shipment, int *quantity)
{
  const HenjiShipmentProfile *profile = self->profile;
  int line = henji_table_line (self->table);
  const char *date = henji_report_value (self, DATE);
  const char *carrier = henji_report_value (self, CARRIER);
  const char *carrier_name = henji_report_value (self, CARRIER_NAME);
  const char *count = henji_report_value (self, QUANTITY);
  const char *tracking = henji_report_value (self, TRACKING);

  if (profile->skip_values != NULL && *henji_report_value (self, SKIP) != '\0'
      && g_strv_contains ((const char *const *) profile->skip_values,
                          henji_report_value (self, SKIP)))
    return g_strdup_printf (_ ("Line %d is a parcel paid by its receiver, so a return and no "
                               "shipment."),
                            line);

  if (!henji_report_is_nothing (tracking))
    {
      shipment->tracking_number = henji_report_narrow (tracking);
      if (strspn (shipment->tracking_number, G_CSET_A_2_Z G_CSET_a_2_z "0123456789- ")
          != strlen (shipment->tracking_number))
        {
          g_autofree char *shown = henji_report_shown (tracking);

          return g_strdup_printf (_ ("Line %d: “%s” is not a tracking number."), line, shown);
        }
    }
  if (!henji_report_is_nothing (date))
    {
      shipment->ship_date = henji_report_date (date);
      if (shipment->ship_date == NULL)
        {
          g_autofree char *shown = henji_report_shown (date);

          return g_strdup_printf (_ ("Line %d: the ship date “%s” is not a date."), line, shown);
        }
    }
  if (!henji_report_is_nothing (count) && !henji_report_quantity (count, quantity))
    {
      g_autofree char *shown = henji_report_shown (count);

      return g_strdup_printf (_ ("Line %d: “%s” is not a quantity."), line, shown);
    }

  if (shipment->tracking_number == NULL && profile->needs_tracking)
    return g_strdup_printf (_ ("Line %d has no tracking number, so nothing says that it was "
                               "shipped."),
                            line);

  /* "Other" is the marketplace's word for a carrier that is named beside it. */
  if (*carrier_name != '\0' && (*carrier == '\0' || g_ascii_strcasecmp (carrier, "other") == 0))
    carrier = carrier_name;
  if (shipment->tracking_number == NULL && shipment->ship_date == NULL && *carrier == '\0')
    return g_strdup_printf (_ ("Line %d names neither carrier, tracking number nor ship date."),
                            line);
  if (*carrier != '\0')
    shipment->carrier = g_strdup (carrier);
  else
    shipment->carrier = g_strdup (profile->carrier);

  return NULL;
}

void
henji_report_shipments_row (HenjiReport *self)
{
  const char *cell = henji_report_value (self, ORDER_ID);
  int line = henji_table_line (self->table);
  g_autofree char *id = henji_report_order_id (cell, TRUE);
  g_autoptr (HenjiShipment) shipment = henji_shipment_new ();
  HenjiReportRow *row;
  int quantity = -1;
  char *wrong;

  if (id == NULL)
    {
      g_autofree char *shown = henji_report_shown (cell);

      henji_report_push_bad (self, line, NULL,
                             *cell == '\0'
                                 ? g_strdup_printf (_ ("Line %d has no order number."), line)
                                 : g_strdup_printf (_ ("Line %d: “%s” is not an order number "
                                                       "(250-1234567-1234567)."),
                                                    line, shown));
      return;
    }
  wrong = take_row (self, shipment, &quantity);
  if (wrong != NULL)
    {
      henji_report_push_bad (self, line, id, wrong);
      return;
    }

  row = henji_report_push (self, HENJI_REPORT_ROW_SHIPMENT);
  row->first_line = line;
  row->last_line = henji_table_last_line (self->table);
  if (self->profile->check_digit && shipment->tracking_number != NULL
      && henji_tracking_number_check (shipment->tracking_number) == HENJI_TRACKING_WRONG)
    henji_report_warn (
        &row->warnings, line,
        g_strdup_printf (_ ("Line %d: the check digit of the tracking number %s does "
                            "not fit. Is a digit wrong?"),
                         line, shipment->tracking_number));
  row->order_id = g_steal_pointer (&id);
  if (*henji_report_value (self, ITEM_ID) != '\0')
    row->item_id = g_strdup (henji_report_value (self, ITEM_ID));
  row->quantity = quantity;
  row->shipment = g_steal_pointer (&shipment);
}

/* ---- A parcel's page ------------------------------------------------------------------------- */

/* (transfer full) (nullable): the profile that knows @carrier by its name. */
static HenjiShipmentProfile *
profile_of_carrier (const char *carrier)
{
  g_autoptr (GPtrArray) profiles = henji_shipment_profiles ();
  g_autofree char *folded = henji_fold (carrier, -1, NULL);

  for (guint i = 0; i < profiles->len; i++)
    {
      HenjiShipmentProfile *profile = profiles->pdata[i];

      for (int j = 0; profile->names != NULL && profile->names[j] != NULL; j++)
        if (strstr (folded, profile->names[j]) != NULL)
          return henji_shipment_profile_ref (profile);
    }

  return NULL;
}

/* Its letters and digits; %NULL when it can be no tracking number. */
static char *
bare_number (const char *number)
{
  g_autofree char *clean = henji_tracking_number_clean (number);
  gsize length = strlen (clean);

  return length >= 8 && length <= 30
                 && strspn (clean, G_CSET_A_2_Z G_CSET_a_2_z "0123456789") == length
             ? g_steal_pointer (&clean)
             : NULL;
}

gboolean
henji_shipment_number_fits (const char *carrier, const char *number)
{
  g_autoptr (HenjiShipmentProfile) profile = carrier != NULL ? profile_of_carrier (carrier) : NULL;

  return profile == NULL || !profile->check_digit || number == NULL
         || henji_tracking_number_check (number) != HENJI_TRACKING_WRONG;
}

char *
henji_shipment_page (const char *carrier, const char *number)
{
  g_autofree char *bare = number != NULL ? bare_number (number) : NULL;
  g_autoptr (HenjiShipmentProfile) profile = NULL;
  const char *place;

  if (bare == NULL || carrier == NULL)
    return NULL;
  profile = profile_of_carrier (carrier);
  if (profile == NULL || profile->page == NULL)
    return NULL;
  place = strstr (profile->page, TRACKING_NUMBER);

  return g_strdup_printf ("%.*s%s%s", (int) (place - profile->page), profile->page, bare,
                          place + strlen (TRACKING_NUMBER));
}

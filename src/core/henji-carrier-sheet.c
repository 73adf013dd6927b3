/* henji-carrier-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-carrier-sheet.h"

#include "henji-carrier-check.h"
#include "henji-carrier-flow.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* ---- Values -----------------------------------------------------------------------------------
 */

static void
fault_free (HenjiCarrierFault *self)
{
  g_free (self->sentence);
  g_free (self);
}

HenjiCarrierEdit *
henji_carrier_edit_new (guint row, guint column, const char *text)
{
  HenjiCarrierEdit *self = g_new0 (HenjiCarrierEdit, 1);

  self->row = row;
  self->column = column;
  self->text = g_strdup (text);

  return self;
}

void
henji_carrier_edit_free (HenjiCarrierEdit *self)
{
  g_free (self->text);
  g_free (self);
}

static void
sheet_clear (HenjiCarrierSheet *self)
{
  for (guint i = 0; self->cells != NULL && i < self->n_rows * self->n_columns; i++)
    g_free (self->cells[i]);
  g_free (self->cells);
  g_free (self->edited);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->layout, henji_carrier_layout_unref);
}

HENJI_DEFINE_VALUE (HenjiCarrierSheet, henji_carrier_sheet, sheet_clear)

/* ---- What the names stand for ------------------------------------------------------------------
 */

/** Row: a parcel on its way into the cells. */
typedef struct
{
  const HenjiCarrierLayout *layout;
  const HenjiParcel *parcel;
  const HenjiCarrierOptions *options;
} Row;

static gboolean
is_return (const Row *row)
{
  return row->options->kind == HENJI_PARCEL_RETURN;
}

/* Who sends or gets the parcel. */
static const HenjiAddress *
side (const Row *row, gboolean to)
{
  return to == is_return (row) ? row->parcel->shop : row->parcel->buyer;
}

/* The buyer's only when that was said; else the shop's where the carrier needs one, as nobody else
 * is to be called. */
static const char *
phone_of (const Row *row, gboolean to, gboolean required)
{
  const char *buyers = row->options->phones ? row->parcel->buyer_phone : NULL;

  if (to == is_return (row))
    return row->parcel->shop_phone;
  if (buyers != NULL && *buyers != '\0')
    return buyers;

  return required ? row->parcel->shop_phone : NULL;
}

/* The ends of an order number, which still find it: "1234567-1234567". */
static char *
order_tail (const char *order_id)
{
  const char *dash = order_id != NULL ? strchr (order_id, '-') : NULL;

  return g_strdup (dash != NULL ? dash + 1 : order_id);
}

static char *
format_date (const Row *row, const char *iso)
{
  GDate date;
  char text[64];

  if (iso == NULL || !henji_date_is_valid (iso))
    return g_strdup (iso);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) atoi (iso + 8), (GDateMonth) atoi (iso + 5),
                  (GDateYear) atoi (iso));
  g_date_strftime (text, sizeof text, row->layout->date, &date);

  return g_strdup (text);
}

/* (transfer full) (nullable): what a name that does not flow stands for. */
static char *
value_of (const Row *row, const HenjiCarrierColumn *column, const char *name)
{
  const HenjiParcel *parcel = row->parcel;
  const HenjiCarrierOptions *options = row->options;
  gboolean to = g_str_has_prefix (name, "to-");
  const HenjiAddress *address = side (row, to);

  if (g_str_equal (name, "rma"))
    return g_strdup (parcel->rma);
  if (g_str_equal (name, "order"))
    return g_strdup (parcel->order_id);
  if (g_str_equal (name, "order-tail"))
    return order_tail (parcel->order_id);
  if (g_str_equal (name, "case"))
    return g_strndup (parcel->case_uuid != NULL ? parcel->case_uuid : "", 8);
  if (g_str_equal (name, "ship-date"))
    return format_date (row, options->ship_date != NULL ? options->ship_date : options->today);
  if (g_str_equal (name, "delivery-date"))
    return format_date (row, options->delivery_date);
  if (g_str_equal (name, "slot"))
    return g_strdup (options->slot);
  if (g_str_equal (name, "to-phone") || g_str_equal (name, "from-phone"))
    return g_strdup (phone_of (row, to, column->required));
  if (g_str_equal (name, "to-code") || g_str_equal (name, "from-code"))
    return g_strdup (address != NULL ? address->postal_code : NULL);
  if (g_str_equal (name, "to-person") || g_str_equal (name, "from-person"))
    return g_strdup (address != NULL ? address->name : NULL);
  if (g_str_equal (name, "to-organisation") || g_str_equal (name, "from-organisation"))
    return g_strdup (address != NULL ? address->organisation : NULL);
  if (options->answers != NULL && g_hash_table_contains (options->answers, name))
    return g_strdup (g_hash_table_lookup (options->answers, name));
  for (guint i = 0; i < row->layout->asks->len; i++)
    {
      const HenjiCarrierChoice *ask = row->layout->asks->pdata[i];

      if (g_str_equal (ask->id, name))
        return g_strdup (ask->preset);
    }

  return NULL;
}

static HenjiCarrierFlow *
flow_of (const Row *row, const char *name, HenjiCarrierLetters letters)
{
  const HenjiAddress *address = side (row, g_str_has_prefix (name, "to-"));

  if (g_str_equal (name, "contents"))
    {
      const char *typed = row->options->contents;
      const char *const one[] = { typed, NULL };
      const char *const *items
          = typed != NULL && *typed != '\0' ? one : (const char *const *) row->parcel->contents;

      return henji_carrier_flow_of_parts (
          items, items != NULL ? g_strv_length ((char **) items) : 0, letters);
    }
  if (address == NULL)
    return henji_carrier_flow_of_parts (NULL, 0, letters);
  if (g_str_has_suffix (name, "-address"))
    return henji_carrier_flow_of_address (address, letters);

  return henji_carrier_flow_of_parts ((const char *const[]){ address->organisation, address->name },
                                      2, letters);
}

/* ---- Filling ----------------------------------------------------------------------------------
 */

/* The name that the column holds and nothing else, when it is one that flows. */
static const char *
flow_name (const HenjiCarrierColumn *column, HenjiParcelKind kind)
{
  const GPtrArray *terms = column->terms[kind];
  const HenjiCarrierTerm *term;

  if (terms == NULL || terms->len != 1)
    return NULL;
  term = terms->pdata[0];
  if (term->names[0] == NULL || strlen (term->text) != strlen (term->names[0]) + 2)
    return NULL;

  return henji_carrier_name_flows (term->names[0]) ? term->names[0] : NULL;
}

/* All columns of this text, from the first on. */
static void
fill_flow (const Row *row, guint first, const char *name, char **cells)
{
  const GPtrArray *columns = row->layout->columns;
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (HenjiCarrierFlow) flow = NULL;
  g_auto (GStrv) texts = NULL;

  for (guint i = first; i < columns->len; i++)
    {
      const HenjiCarrierColumn *column = columns->pdata[i];

      if (g_strcmp0 (flow_name (column, row->options->kind), name) != 0)
        continue;
      g_array_append_val (widths, column->width);
      g_array_append_val (places, i);
    }
  flow = flow_of (row, name, ((HenjiCarrierColumn *) columns->pdata[first])->letters);
  texts = henji_carrier_flow_fill (flow, (const int *) widths->data, widths->len);
  for (guint i = 0; i < places->len; i++)
    cells[g_array_index (places, guint, i)] = g_strdup (texts[i]);
}

/* (transfer full) (nullable): the term with its names filled in; %NULL when one is not known. */
static char *
fill_term (const Row *row, const HenjiCarrierColumn *column, const HenjiCarrierTerm *term)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p = term->text;

  for (guint i = 0; term->names[i] != NULL; i++)
    {
      const char *open = strchr (p, '{');
      g_autofree char *value = value_of (row, column, term->names[i]);
      g_autofree char *shown = NULL;

      if (value == NULL || *value == '\0')
        return NULL;
      shown = henji_carrier_shape (column->form, value);
      g_string_append_len (text, p, open - p);
      g_string_append (text, shown);
      p = strchr (open, '}') + 1;
    }
  g_string_append (text, p);

  return henji_carrier_tidy (text->str, column->letters);
}

/* The first of the column's terms that is known and fits, else the first that is known. */
static char *
fill_terms (const Row *row, const HenjiCarrierColumn *column)
{
  const GPtrArray *terms = column->terms[row->options->kind];
  g_autofree char *first = NULL;

  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      g_autofree char *text = fill_term (row, column, terms->pdata[i]);

      if (text == NULL)
        continue;
      if (column->width == 0 || henji_carrier_width (text) <= column->width)
        return g_steal_pointer (&text);
      if (first == NULL)
        first = g_steal_pointer (&text);
    }

  return first != NULL ? g_steal_pointer (&first) : g_strdup ("");
}

static void
fill_row (const Row *row, char **cells)
{
  for (guint i = 0; i < row->layout->columns->len; i++)
    {
      const HenjiCarrierColumn *column = row->layout->columns->pdata[i];
      const char *name = flow_name (column, row->options->kind);

      if (cells[i] != NULL)
        continue;
      if (name != NULL)
        fill_flow (row, i, name, cells);
      else
        cells[i] = fill_terms (row, column);
    }
}

/* ---- Checking ---------------------------------------------------------------------------------
 */

static void
check_cell (HenjiCarrierSheet *self, guint row, guint column, const HenjiAddress *abroad)
{
  const HenjiCarrierColumn *of = self->layout->columns->pdata[column];
  guint before = self->faults->len;

  henji_carrier_check (self->layout, of, henji_carrier_sheet_cell (self, row, column),
                       self->faults);
  if (abroad != NULL)
    henji_carrier_check_abroad (abroad, self->faults);
  for (guint i = before; i < self->faults->len; i++)
    {
      HenjiCarrierFault *fault = self->faults->pdata[i];

      fault->row = row;
      fault->column = column;
    }
}

static gboolean
holds_address (const HenjiCarrierColumn *column, HenjiParcelKind kind, gboolean to)
{
  return g_strcmp0 (flow_name (column, kind), to ? "to-address" : "from-address") == 0;
}

/* An address that lies abroad is a fault of the first column that holds it. */
static void
check_row (HenjiCarrierSheet *self, guint row, const Row *of)
{
  const HenjiAddress *addresses[] = { side (of, FALSE), side (of, TRUE) };

  for (guint i = 0; i < self->n_columns; i++)
    {
      const HenjiCarrierColumn *column = self->layout->columns->pdata[i];
      const HenjiAddress *abroad = NULL;

      for (guint to = 0; to < 2; to++)
        if (holds_address (column, self->kind, to))
          {
            abroad = addresses[to];
            addresses[to] = NULL;
          }
      check_cell (self, row, i, abroad);
    }
}

static gboolean
has_foreign_phone (const HenjiCarrierSheet *self, guint row, const HenjiParcel *parcel)
{
  g_autofree char *shop = henji_carrier_shape (
      HENJI_CARRIER_PHONE, parcel->shop_phone != NULL ? parcel->shop_phone : "");

  for (guint i = 0; i < self->n_columns; i++)
    {
      const HenjiCarrierColumn *column = self->layout->columns->pdata[i];
      const char *cell = henji_carrier_sheet_cell (self, row, i);

      if (column->form == HENJI_CARRIER_PHONE && *cell != '\0' && !g_str_equal (cell, shop))
        return TRUE;
    }

  return FALSE;
}

/* A delivery before the parcel was handed over cannot be meant. */
static void
check_dates (HenjiCarrierSheet *self, const HenjiCarrierOptions *options)
{
  const char *ship = options->ship_date != NULL ? options->ship_date : options->today;
  gboolean past = strcmp (ship, options->today) < 0;
  gboolean early = options->delivery_date != NULL && strcmp (options->delivery_date, ship) < 0;

  for (guint i = 0; i < self->n_columns && (past || early); i++)
    {
      const HenjiCarrierColumn *column = self->layout->columns->pdata[i];
      const GPtrArray *terms = column->terms[self->kind];
      const HenjiCarrierTerm *term = terms != NULL ? terms->pdata[0] : NULL;
      const char *name = term != NULL ? term->names[0] : NULL;
      gboolean wrong = (past && g_strcmp0 (name, "ship-date") == 0)
                       || (early && g_strcmp0 (name, "delivery-date") == 0);

      for (guint row = 0; wrong && row < self->n_rows; row++)
        henji_carrier_fault_add (self->faults, row, i, HENJI_CARRIER_FAULT_FORM, 0,
                                 past && g_strcmp0 (name, "ship-date") == 0
                                     ? g_strdup (_ ("This day is past."))
                                     : g_strdup (_ ("That is before the parcel leaves.")));
    }
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const HenjiCarrierFault *one = *(HenjiCarrierFault *const *) a;
  const HenjiCarrierFault *other = *(HenjiCarrierFault *const *) b;

  return one->row != other->row         ? (one->row < other->row ? -1 : 1)
         : one->column != other->column ? (one->column < other->column ? -1 : 1)
                                        : (int) one->kind - (int) other->kind;
}

static char *
write_edit (const HenjiCarrierColumn *column, const char *typed)
{
  g_autofree char *shaped = henji_carrier_shape (column->form, typed);

  return henji_carrier_tidy (shaped, column->letters);
}

HenjiCarrierSheet *
henji_carrier_sheet_make (HenjiCarrierLayout *layout,
                          const GPtrArray *parcels,
                          const HenjiCarrierOptions *options,
                          const GPtrArray *edits)
{
  HenjiCarrierSheet *self;

  g_return_val_if_fail (layout != NULL && parcels != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->today != NULL, NULL);

  self = henji_carrier_sheet_new ();
  self->layout = henji_carrier_layout_ref (layout);
  self->kind = options->kind;
  self->n_rows = parcels->len;
  self->n_columns = layout->columns->len;
  self->cells = g_new0 (char *, (gsize) self->n_rows * self->n_columns + 1);
  self->edited = g_new0 (guint8, (gsize) self->n_rows * self->n_columns + 1);
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);

  for (guint i = 0; i < self->n_rows; i++)
    fill_row (&(Row){ layout, parcels->pdata[i], options }, self->cells + i * self->n_columns);
  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      const HenjiCarrierEdit *edit = edits->pdata[i];
      const HenjiCarrierColumn *column;
      g_autofree char *was = NULL;
      gsize place;

      if (edit->row >= self->n_rows || edit->column >= self->n_columns)
        continue;
      column = layout->columns->pdata[edit->column];
      place = (gsize) edit->row * self->n_columns + edit->column;
      was = self->cells[place];
      self->cells[place] = write_edit (column, edit->text);
      self->edited[place] |= !g_str_equal (was, self->cells[place]);
    }
  for (guint i = 0; i < self->n_rows; i++)
    {
      check_row (self, i, &(Row){ layout, parcels->pdata[i], options });
      self->n_phones += has_foreign_phone (self, i, parcels->pdata[i]);
    }
  check_dates (self, options);
  g_ptr_array_sort (self->faults, compare_faults);

  return self;
}

/* ---- Looking at it ----------------------------------------------------------------------------
 */

const char *
henji_carrier_sheet_cell (const HenjiCarrierSheet *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL && row < self->n_rows && column < self->n_columns, "");

  return self->cells[(gsize) row * self->n_columns + column];
}

gboolean
henji_carrier_sheet_is_edited (const HenjiCarrierSheet *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL && row < self->n_rows && column < self->n_columns, FALSE);

  return self->edited[(gsize) row * self->n_columns + column] != 0;
}

const HenjiCarrierFault *
henji_carrier_sheet_fault (const HenjiCarrierSheet *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->faults->len; i++)
    {
      const HenjiCarrierFault *fault = self->faults->pdata[i];

      if (fault->row == row && fault->column == column)
        return fault;
    }

  return NULL;
}

gboolean
henji_carrier_sheet_uses (const HenjiCarrierSheet *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, FALSE);

  for (guint row = 0; row < self->n_rows; row++)
    if (*henji_carrier_sheet_cell (self, row, column) != '\0'
        || henji_carrier_sheet_fault (self, row, column) != NULL)
      return TRUE;

  return FALSE;
}

char *
henji_carrier_sheet_place (const HenjiCarrierSheet *self, guint row, guint column)
{
  const HenjiCarrierColumn *of;

  g_return_val_if_fail (self != NULL && column < self->n_columns, NULL);

  of = self->layout->columns->pdata[column];

  /* Translators: a cell of a table: its row, its column's number and heading */
  return g_strdup_printf (_ ("Row %u, %u %s"), row + 1, of->number, of->title);
}

/* ---- Writing ----------------------------------------------------------------------------------
 */

/* A cell between quotation marks where it needs them. */
static void
add_quoted (GString *line, const char *text, gboolean always)
{
  if (!always && strpbrk (text, ",\"\r\n") == NULL && *text != ' ')
    {
      g_string_append (line, text);
      return;
    }
  g_string_append_c (line, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

GBytes *
henji_carrier_sheet_write (const HenjiCarrierSheet *self)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean headings;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->faults->len > 0 || self->n_rows == 0)
    return NULL;

  headings = self->layout->headings;
  for (guint row = 0; row < self->n_rows + headings; row++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint i = 0; i < self->n_columns; i++)
        {
          const HenjiCarrierColumn *column = self->layout->columns->pdata[i];

          if (i > 0)
            g_string_append_c (line, ',');
          add_quoted (line,
                      headings && row == 0 ? column->title
                                           : henji_carrier_sheet_cell (self, row - headings, i),
                      self->layout->quote_all);
        }
      if (!henji_carrier_encode (line->str, self->layout->charset, bytes, NULL))
        return NULL;
      g_byte_array_append (bytes, (const guint8 *) self->layout->line_end,
                           (guint) strlen (self->layout->line_end));
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

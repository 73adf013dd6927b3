/* henji-listing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-listing.h"

#include <string.h>

static void
column_clear (gpointer data)
{
  HenjiListingColumn *column = data;

  g_free (column->id);
  g_free (column->title);
}

static void
cell_clear (gpointer data)
{
  HenjiListingCell *cell = data;

  g_free (cell->text);
  g_free (cell->plain);
}

static void
row_free (gpointer data)
{
  HenjiListingRow *row = data;

  g_array_unref (row->cells);
  g_free (row->id);
  g_free (row->search);
  g_free (row->case_uuid);
  g_free (row);
}

static void
sheet_clear (HenjiListing *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->note);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

HENJI_DEFINE_VALUE (HenjiListing, henji_listing, sheet_clear)

HenjiListing *
henji_listing_create (const char *id, const char *title)
{
  HenjiListing *self = henji_listing_new ();

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->columns = g_array_new (FALSE, TRUE, sizeof (HenjiListingColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->rows = g_ptr_array_new_with_free_func (row_free);

  return self;
}

void
henji_listing_add_column (HenjiListing *self, const char *id, const char *title, gboolean number)
{
  HenjiListingColumn column = { g_strdup (id), g_strdup (title), number };

  g_array_append_val (self->columns, column);
}

HenjiListingRow *
henji_listing_add_row (HenjiListing *self)
{
  HenjiListingRow *row = g_new0 (HenjiListingRow, 1);

  row->cells = g_array_new (FALSE, TRUE, sizeof (HenjiListingCell));
  g_array_set_clear_func (row->cells, cell_clear);
  row->kind = -1;
  g_ptr_array_add (self->rows, row);

  return row;
}

void
henji_listing_row_take (HenjiListingRow *row, char *text, char *plain)
{
  HenjiListingCell cell = { text, plain };

  g_array_append_val (row->cells, cell);
}

void
henji_listing_row_add (HenjiListingRow *row, const char *text)
{
  henji_listing_row_take (row, g_strdup (text != NULL ? text : ""), NULL);
}

void
henji_listing_row_add_count (HenjiListingRow *row, gint64 count)
{
  henji_listing_row_take (row, g_strdup_printf ("%" G_GINT64_FORMAT, count),
                          g_strdup_printf ("%" G_GINT64_FORMAT, count));
}

const HenjiListingCell *
henji_listing_cell (const HenjiListing *self, guint row, guint column)
{
  return &g_array_index (((HenjiListingRow *) g_ptr_array_index (self->rows, row))->cells,
                         HenjiListingCell, column);
}

/* ---- CSV ------------------------------------------------------------------------------------- */

/* What makes a spreadsheet take a cell for a formula, full-width forms included; also when white
 * space that it drops stands before. */
static gboolean
is_risky (const char *text)
{
  const char *p = text;
  gunichar c;

  if (*p == '\t' || *p == '\r' || *p == '\n')
    return TRUE;
  while (g_unichar_isspace (g_utf8_get_char (p)) || g_utf8_get_char (p) == 0xFEFF
         || g_utf8_get_char (p) == 0x200B)
    p = g_utf8_next_char (p);
  c = g_utf8_get_char (p);

  return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D
         || c == 0xFF20 || c == 0x2212;
}

static void
append_field (GString *csv, const char *text, gboolean number, gboolean first)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gboolean risky = !number && is_risky (valid);

  if (!first)
    g_string_append_c (csv, ',');
  if (!risky && strpbrk (valid, ",\"\r\n") == NULL)
    {
      g_string_append (csv, valid);
      return;
    }
  g_string_append_c (csv, '"');
  if (risky)
    g_string_append_c (csv, '\'');
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

static void
end_line (GString *csv, guint used, guint width)
{
  for (guint i = MAX (used, 1); i < width; i++)
    g_string_append_c (csv, ',');
  g_string_append (csv, "\r\n");
}

static void
append_sheet (GString *csv, const HenjiListing *sheet, guint width)
{
  append_field (csv, sheet->title, FALSE, TRUE);
  end_line (csv, 1, width);
  for (guint i = 0; i < sheet->columns->len; i++)
    append_field (csv, g_array_index (sheet->columns, HenjiListingColumn, i).title, FALSE, i == 0);
  end_line (csv, sheet->columns->len, width);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const HenjiListingRow *row = g_ptr_array_index (sheet->rows, i);

      for (guint j = 0; j < row->cells->len; j++)
        {
          const HenjiListingCell *cell = &g_array_index (row->cells, HenjiListingCell, j);
          gboolean number = cell->plain != NULL;

          append_field (csv, number ? cell->plain : cell->text, number, j == 0);
        }
      end_line (csv, row->cells->len, width);
    }
}

char *
henji_listings_csv (GPtrArray *sheets)
{
  GString *csv = g_string_new ("\xEF\xBB\xBF");
  guint width = 1;

  g_return_val_if_fail (sheets != NULL, g_string_free (csv, FALSE));

  for (guint i = 0; i < sheets->len; i++)
    width = MAX (width, ((HenjiListing *) g_ptr_array_index (sheets, i))->columns->len);
  for (guint i = 0; i < sheets->len; i++)
    {
      if (i > 0)
        end_line (csv, 1, width);
      append_sheet (csv, g_ptr_array_index (sheets, i), width);
    }

  return g_string_free (csv, FALSE);
}

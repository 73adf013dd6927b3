/* henji-stock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-stock"

#include "config.h"

#include "henji-stock.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* A stock file is a page of text; whatever is larger is something else. */
#define MAX_FILE (64 * 1024)
#define MAX_CELLS 400
#define MAX_SHOWN 40     /* characters of a wrong line in a sentence */
#define MAX_PAGE 2000.0  /* millimetres */
#define MAX_OVERFLOW 0.6 /* millimetres a published sheet may stick out by rounding */
#define MAX_OVERLAP 0.3  /* millimetres a pitch may be smaller than its label */

typedef enum
{
  FIELD_TEXT,
  FIELD_NUMBER,
  FIELD_INT,
  FIELD_BOOLEAN,
} FieldType;

typedef struct
{
  const char *key;
  FieldType type;
  gsize offset;
  gboolean required;
  double min;
  double max;
} Field;

#define OFFSET(field) G_STRUCT_OFFSET (HenjiStock, field)

static const Field fields[] = {
  { "id", FIELD_TEXT, OFFSET (id), TRUE },
  { "title", FIELD_TEXT, OFFSET (title), TRUE },
  { "title[ja]", FIELD_TEXT, OFFSET (title_ja), FALSE },
  { "page-width", FIELD_NUMBER, OFFSET (page_width), TRUE, 1, MAX_PAGE },
  { "page-height", FIELD_NUMBER, OFFSET (page_height), TRUE, 1, MAX_PAGE },
  { "columns", FIELD_INT, OFFSET (columns), TRUE, 1, MAX_CELLS },
  { "rows", FIELD_INT, OFFSET (rows), TRUE, 1, MAX_CELLS },
  { "width", FIELD_NUMBER, OFFSET (width), TRUE, 1, MAX_PAGE },
  { "height", FIELD_NUMBER, OFFSET (height), TRUE, 1, MAX_PAGE },
  { "left", FIELD_NUMBER, OFFSET (left), TRUE, -MAX_OVERFLOW, MAX_PAGE },
  { "top", FIELD_NUMBER, OFFSET (top), TRUE, -MAX_OVERFLOW, MAX_PAGE },
  { "pitch-x", FIELD_NUMBER, OFFSET (pitch_x), FALSE, 0, MAX_PAGE },
  { "pitch-y", FIELD_NUMBER, OFFSET (pitch_y), FALSE, 0, MAX_PAGE },
  { "corner", FIELD_NUMBER, OFFSET (corner), FALSE, 0, MAX_PAGE },
  { "inset", FIELD_NUMBER, OFFSET (inset), FALSE, 0, MAX_PAGE },
  { "dpi", FIELD_INT, OFFSET (dpi), TRUE, 150, 2400 },
  { "order", FIELD_INT, OFFSET (order), FALSE, 0, 10000 },
  { "cut", FIELD_BOOLEAN, OFFSET (cut), FALSE },
  { "verified", FIELD_BOOLEAN, OFFSET (verified), TRUE },
  { "source", FIELD_TEXT, OFFSET (source), TRUE },
};

static void
henji_stock_clear (HenjiStock *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->title_ja);
  g_free (self->source);
}

HENJI_DEFINE_VALUE (HenjiStock, henji_stock, henji_stock_clear)

/* Sets @error to "@name, line @line: …". */
static gboolean G_GNUC_PRINTF (4, 5)
    refuse (GError **error, const char *name, int line, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *sentence = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%s, line %d: %s"), name, line,
               sentence);

  return FALSE;
}

static gboolean
parse_number (const char *text, double *number)
{
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*number);
}

static gboolean
set_field (HenjiStock *self,
           const Field *field,
           const char *value,
           const char *name,
           int line,
           GError **error)
{
  double number = 0;

  switch (field->type)
    {
    case FIELD_TEXT:
      if (*value == '\0')
        return refuse (error, name, line, _ ("“%s” is empty"), field->key);
      G_STRUCT_MEMBER (char *, self, field->offset) = g_strdup (value);
      return TRUE;

    case FIELD_BOOLEAN:
      if (!g_str_equal (value, "true") && !g_str_equal (value, "false"))
        return refuse (error, name, line, _ ("“%s” must be true or false"), field->key);
      G_STRUCT_MEMBER (gboolean, self, field->offset) = g_str_equal (value, "true");
      return TRUE;

    case FIELD_NUMBER:
    case FIELD_INT:
      if (!parse_number (value, &number))
        return refuse (error, name, line, _ ("“%s” is not a number"), field->key);
      if (number < field->min || number > field->max)
        return refuse (error, name, line, _ ("“%s” must be from %g to %g"), field->key, field->min,
                       field->max);
      if (field->type == FIELD_NUMBER)
        G_STRUCT_MEMBER (double, self, field->offset) = number;
      else if (number != floor (number))
        return refuse (error, name, line, _ ("“%s” must be a whole number"), field->key);
      else
        G_STRUCT_MEMBER (int, self, field->offset) = (int) number;
      return TRUE;

    default:
      g_assert_not_reached ();
    }
}

static const Field *
find_field (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (key, fields[i].key))
      return &fields[i];

  return NULL;
}

static int
line_of (const int *lines, const char *key)
{
  int line = lines[find_field (key) - fields];

  return MAX (line, 1);
}

/* What the single numbers cannot say: the labels lie on the page and beside one another. */
static gboolean
check_geometry (const HenjiStock *self, const int *lines, const char *name, GError **error)
{
  double right = self->left + (self->columns - 1) * self->pitch_x + self->width;
  double bottom = self->top + (self->rows - 1) * self->pitch_y + self->height;

  for (const char *c = self->id; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '-')
      return refuse (error, name, line_of (lines, "id"),
                     _ ("“id” may only hold small letters, digits and hyphens"));
  if ((gint64) self->columns * self->rows > MAX_CELLS)
    return refuse (error, name, line_of (lines, "rows"), _ ("more than %d labels on a sheet"),
                   MAX_CELLS);
  if (self->columns > 1 && self->pitch_x < self->width - MAX_OVERLAP)
    return refuse (error, name, line_of (lines, "pitch-x"), _ ("the labels overlap sideways"));
  if (self->rows > 1 && self->pitch_y < self->height - MAX_OVERLAP)
    return refuse (error, name, line_of (lines, "pitch-y"),
                   _ ("the labels overlap from top to bottom"));
  if (right > self->page_width + MAX_OVERFLOW)
    return refuse (error, name, line_of (lines, "width"),
                   _ ("the labels stick out of the page by %.1f mm on the right"),
                   right - self->page_width);
  if (bottom > self->page_height + MAX_OVERFLOW)
    return refuse (error, name, line_of (lines, "height"),
                   _ ("the labels stick out of the page by %.1f mm at the bottom"),
                   bottom - self->page_height);
  if (2 * MAX (self->inset, self->corner) >= MIN (self->width, self->height))
    return refuse (error, name, line_of (lines, "inset"),
                   _ ("the free edge or the corners leave no room on the label"));

  return TRUE;
}

static gboolean
parse_line (HenjiStock *self,
            char *text,
            gboolean *in_group,
            int *lines,
            const char *name,
            int line,
            GError **error)
{
  const Field *field = NULL;
  char *equals = NULL;

  g_strstrip (text);
  if (*text == '\0' || *text == '#')
    return TRUE;

  if (*text == '[')
    {
      if (*in_group || !g_str_equal (text, "[stock]"))
        return refuse (error, name, line, _ ("only one group, [stock], may stand here"));
      *in_group = TRUE;
      return TRUE;
    }

  equals = strchr (text, '=');
  if (!*in_group || equals == NULL)
    return refuse (error, name, line, _ ("expected [stock] and then lines like “width=100”"));

  *equals = '\0';
  g_strchomp (text);
  field = find_field (text);
  if (field == NULL)
    {
      g_autofree char *shown
          = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_SHOWN));

      return refuse (error, name, line, _ ("“%s” is not a field of a label stock"), shown);
    }
  if (lines[field - fields] != 0)
    return refuse (error, name, line, _ ("“%s” is given twice"), text);
  lines[field - fields] = line;

  return set_field (self, field, g_strchug (equals + 1), name, line, error);
}

/**
 * henji_stock_parse:
 * @text: (array length=length): the file, UTF-8
 * @name: its name, for errors
 *
 * The file holds one group [stock] of `key=value` lines; lengths in millimetres. A missing pitch is
 * the label's own size. Limits after the faults found in public sheet collections: nothing more
 * than 0.6 mm off the page, pitch at least label - 0.3 mm, at most 400 labels.
 *
 * Returns: (transfer full) (nullable): the stock
 */
HenjiStock *
henji_stock_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiStock) self = henji_stock_new ();
  g_autofree char *copy = NULL;
  g_auto (GStrv) rows = NULL;
  int lines[G_N_ELEMENTS (fields)] = { 0 };
  gboolean in_group = FALSE;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (length > MAX_FILE || !g_utf8_validate_len (text != NULL ? text : "", length, NULL))
    {
      refuse (error, name, 1, _ ("this is not a label stock file"));
      return NULL;
    }

  copy = g_strndup (text != NULL ? text : "", length);
  rows = g_strsplit (g_str_has_prefix (copy, "\357\273\277") ? copy + 3 : copy, "\n", -1);
  for (int i = 0; rows[i] != NULL; i++)
    if (!parse_line (self, rows[i], &in_group, lines, name, i + 1, error))
      return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].required && lines[i] == 0)
      {
        refuse (error, name, MAX ((int) g_strv_length (rows), 1), _ ("“%s” is missing"),
                fields[i].key);
        return NULL;
      }

  if (self->title_ja == NULL)
    self->title_ja = g_strdup (self->title);
  if (self->pitch_x == 0)
    self->pitch_x = self->width;
  if (self->pitch_y == 0)
    self->pitch_y = self->height;
  if (!check_geometry (self, lines, name, error))
    return NULL;

  return g_steal_pointer (&self);
}

int
henji_stock_compare (const HenjiStock *a, const HenjiStock *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  if (a->order != b->order)
    return a->order < b->order ? -1 : 1;

  return strcmp (a->id, b->id);
}

int
henji_stock_compare_ptr (gconstpointer a, gconstpointer b)
{
  return henji_stock_compare (*(const HenjiStock *const *) a, *(const HenjiStock *const *) b);
}

int
henji_stock_n_cells (const HenjiStock *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->columns * self->rows;
}

void
henji_stock_cell (const HenjiStock *self, int cell, double *x, double *y)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (cell >= 1 && cell <= henji_stock_n_cells (self));

  if (x != NULL)
    *x = self->left + ((cell - 1) % self->columns) * self->pitch_x;
  if (y != NULL)
    *y = self->top + ((cell - 1) / self->columns) * self->pitch_y;
}

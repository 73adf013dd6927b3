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
#define MAX_SHOWN 40    /* characters of a wrong line in a sentence */
#define MAX_PAGE 2000.0 /* millimetres */
#define MIN_PAGE 10.0
#define MIN_LABEL 5.0
#define MM_PER_INCH 25.4
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
  { "order", FIELD_INT, OFFSET (order), FALSE, 0, 10000 },
  { "page-width", FIELD_NUMBER, OFFSET (page_width), TRUE, MIN_PAGE, MAX_PAGE },
  { "page-height", FIELD_NUMBER, OFFSET (page_height), TRUE, MIN_PAGE, MAX_PAGE },
  { "columns", FIELD_INT, OFFSET (columns), TRUE, 1, MAX_CELLS },
  { "rows", FIELD_INT, OFFSET (rows), TRUE, 1, MAX_CELLS },
  { "width", FIELD_NUMBER, OFFSET (width), TRUE, MIN_LABEL, MAX_PAGE },
  { "height", FIELD_NUMBER, OFFSET (height), TRUE, MIN_LABEL, MAX_PAGE },
  { "left", FIELD_NUMBER, OFFSET (left), TRUE, -MAX_OVERFLOW, MAX_PAGE },
  { "top", FIELD_NUMBER, OFFSET (top), TRUE, -MAX_OVERFLOW, MAX_PAGE },
  { "pitch-x", FIELD_NUMBER, OFFSET (pitch_x), FALSE, 0, MAX_PAGE },
  { "pitch-y", FIELD_NUMBER, OFFSET (pitch_y), FALSE, 0, MAX_PAGE },
  { "corner", FIELD_NUMBER, OFFSET (corner), FALSE, 0, MAX_PAGE },
  { "inset", FIELD_NUMBER, OFFSET (inset), FALSE, 0, MAX_PAGE },
  { "dpi", FIELD_INT, OFFSET (dpi), TRUE, 150, 2400 },
  { "length-min", FIELD_NUMBER, OFFSET (length_min), FALSE, 0, MAX_PAGE },
  { "length-max", FIELD_NUMBER, OFFSET (length_max), FALSE, 0, MAX_PAGE },
  { "cut", FIELD_BOOLEAN, OFFSET (cut), FALSE },
  { "inches", FIELD_BOOLEAN, OFFSET (inches), FALSE },
  { "verified", FIELD_BOOLEAN, OFFSET (verified), TRUE },
  { "checked", FIELD_TEXT, OFFSET (checked), FALSE },
  { "source", FIELD_TEXT, OFFSET (source), TRUE },
};

static void
henji_stock_clear (HenjiStock *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->title_ja);
  g_free (self->checked);
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

/* ---- Is it sound? -----------------------------------------------------------------------------
 */

typedef struct
{
  const char *key; /* of the figure at fault */
  GError **error;
} Fault;

static gboolean G_GNUC_PRINTF (3, 4)
    fault_at (Fault *fault, const char *key, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *sentence = g_strdup_vprintf (format, args);
  va_end (args);

  fault->key = key;
  g_set_error_literal (fault->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);

  return FALSE;
}

/* (transfer full): in the unit of whoever made it. */
static char *
length_words (const HenjiStock *self, double mm)
{
  /* Translators: a length in inches */
  return self->inches ? g_strdup_printf (_ ("%.2f in"), mm / MM_PER_INCH)
                      /* Translators: a length in millimetres */
                      : g_strdup_printf (_ ("%.1f mm"), mm);
}

static double
number_of (const HenjiStock *self, const Field *field)
{
  return field->type == FIELD_INT ? G_STRUCT_MEMBER (int, self, field->offset)
                                  : G_STRUCT_MEMBER (double, self, field->offset);
}

static gboolean
check_numbers (const HenjiStock *self, Fault *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].type == FIELD_NUMBER || fields[i].type == FIELD_INT)
      {
        double number = number_of (self, &fields[i]);

        if (!(number >= fields[i].min && number <= fields[i].max))
          return fault_at (fault, fields[i].key, _ ("“%s” must be from %g to %g"), fields[i].key,
                           fields[i].min, fields[i].max);
      }

  return TRUE;
}

static gboolean
check_id (const HenjiStock *self, Fault *fault)
{
  for (const char *c = self->id; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '-')
      return fault_at (fault, "id", _ ("“id” may only hold small letters, digits and hyphens"));

  return TRUE;
}

/* The labels lie beside one another, */
static gboolean
check_pitch (const HenjiStock *self, Fault *fault)
{
  if ((gint64) self->columns * self->rows > MAX_CELLS)
    return fault_at (fault, "rows", _ ("more than %d labels on a sheet"), MAX_CELLS);
  if (self->columns > 1 && self->pitch_x < self->width - MAX_OVERLAP)
    return fault_at (fault, "pitch-x", _ ("the labels overlap sideways"));
  if (self->rows > 1 && self->pitch_y < self->height - MAX_OVERLAP)
    return fault_at (fault, "pitch-y", _ ("the labels overlap from top to bottom"));

  return TRUE;
}

/* and on the page, */
static gboolean
check_page (const HenjiStock *self, Fault *fault)
{
  double right = self->left + (self->columns - 1) * self->pitch_x + self->width - self->page_width;
  double bottom = self->top + (self->rows - 1) * self->pitch_y + self->height - self->page_height;

  if (right > MAX_OVERFLOW)
    {
      g_autofree char *words = length_words (self, right);

      /* Translators: a length */
      return fault_at (fault, "width", _ ("the labels stick out of the page by %s on the right"),
                       words);
    }
  if (bottom > MAX_OVERFLOW)
    {
      g_autofree char *words = length_words (self, bottom);

      /* Translators: a length */
      return fault_at (fault, "height", _ ("the labels stick out of the page by %s at the bottom"),
                       words);
    }

  return TRUE;
}

/* and there is room on them. */
static gboolean
check_label (const HenjiStock *self, Fault *fault)
{
  if (2 * MAX (self->inset, self->corner) >= MIN (self->width, self->height))
    return fault_at (fault, "inset", _ ("the free edge or the corners leave no room on the label"));
  if (self->length_max > 0
      && (self->length_max < self->length_min || self->columns * self->rows != 1))
    return fault_at (fault, "length-max",
                     _ ("a continuous roll has one label, from its least to its greatest length"));

  return TRUE;
}

gboolean
henji_stock_check (const HenjiStock *self, const char **key, GError **error)
{
  Fault fault = { NULL, error };
  gboolean sound;

  g_return_val_if_fail (self != NULL && self->id != NULL, FALSE);

  sound = check_id (self, &fault) && check_numbers (self, &fault) && check_pitch (self, &fault)
          && check_page (self, &fault) && check_label (self, &fault);
  if (key != NULL)
    *key = fault.key;

  return sound;
}

void
henji_stock_limits (const char *key, double *min, double *max)
{
  const Field *field = find_field (key);

  g_return_if_fail (field != NULL);

  *min = field->min;
  *max = field->max;
}

double
henji_stock_get (const HenjiStock *self, const char *key)
{
  const Field *field = find_field (key);

  g_return_val_if_fail (self != NULL && field != NULL, 0);

  return number_of (self, field);
}

void
henji_stock_set (HenjiStock *self, const char *key, double value)
{
  const Field *field = find_field (key);

  g_return_if_fail (self != NULL && field != NULL);

  if (field->type == FIELD_INT)
    G_STRUCT_MEMBER (int, self, field->offset) = (int) CLAMP (value, -1e6, 1e6);
  else
    G_STRUCT_MEMBER (double, self, field->offset) = value;
}

/* ---- Files ------------------------------------------------------------------------------------
 */

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
  const char *key = NULL;
  g_autoptr (GError) fault = NULL;

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
  if (!henji_stock_check (self, &key, &fault))
    {
      refuse (error, name, MAX (lines[find_field (key) - fields], 1), "%s", fault->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}

char *
henji_stock_to_text (const HenjiStock *self)
{
  GString *text = g_string_new ("# Lengths in millimetres.\n[stock]\n");

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const Field *field = &fields[i];
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      switch (field->type)
        {
        case FIELD_TEXT:
          if (G_STRUCT_MEMBER (char *, self, field->offset) != NULL)
            g_string_append_printf (text, "%s=%s\n", field->key,
                                    G_STRUCT_MEMBER (char *, self, field->offset));
          break;
        case FIELD_BOOLEAN:
          g_string_append_printf (text, "%s=%s\n", field->key,
                                  G_STRUCT_MEMBER (gboolean, self, field->offset) ? "true"
                                                                                  : "false");
          break;
        case FIELD_NUMBER:
        case FIELD_INT:
          g_ascii_formatd (number, sizeof number, "%.8g", number_of (self, field));
          g_string_append_printf (text, "%s=%s\n", field->key, number);
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return g_string_free (text, FALSE);
}

HenjiStock *
henji_stock_copy (const HenjiStock *self)
{
  HenjiStock *copy = henji_stock_new ();

  g_return_val_if_fail (self != NULL, NULL);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->title = g_strdup (self->title);
  copy->title_ja = g_strdup (self->title_ja);
  copy->checked = g_strdup (self->checked);
  copy->source = g_strdup (self->source);

  return copy;
}

HenjiStock *
henji_stock_with_length (const HenjiStock *self, double length)
{
  HenjiStock *copy = henji_stock_copy (self);

  g_return_val_if_fail (copy != NULL, NULL);

  if (self->length_max > 0)
    {
      copy->height = CLAMP (length, self->length_min, self->length_max);
      copy->page_height = copy->pitch_y = copy->height;
    }

  return copy;
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

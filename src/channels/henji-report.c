/* henji-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-report"

#include "config.h"

#include "henji-report-private.h"

#include "henji-report-fields.h"
#include "henji-shipment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_EXTRA (16 * 1024)
#define MAX_SHOWN 40
#define MAX_WARNINGS 20 /* per row handed out */
#define MAX_PREAMBLE 3  /* lines above the headings, in the marketplace's upload templates */

G_DEFINE_QUARK (henji - report - error - quark, henji_report_error)

/* Only listing reports have Japanese headings; the English ones have these. */
static const char *const listing_headings[] = { "商品名",
                                                "出品id",
                                                "出品者sku",
                                                "価格",
                                                "数量",
                                                "出品日",
                                                "商品idタイプ",
                                                "商品id",
                                                "コンディション説明",
                                                "コンディション",
                                                "asin-1",
                                                "asin1",
                                                "listing-id",
                                                "seller-sku",
                                                "open-date",
                                                "item-description",
                                                "item-condition",
                                                NULL };

/* Headings that only reports about something else have, though they name orders as well. */
static const char *const foreign_headings[] = { "settlement-id",
                                                "transaction-type",
                                                "rating",
                                                "rater-email",
                                                "fnsku",
                                                "license-plate-number",
                                                "detailed-disposition",
                                                "return-date",
                                                "shipment-id",
                                                "reimbursement-id",
                                                NULL };

static const char *const order_hints[] = { "purchase-date",
                                           "payments-date",
                                           "order-item-id",
                                           "sku",
                                           "product-name",
                                           "buyer-name",
                                           "buyer-email",
                                           "recipient-name",
                                           "order-status",
                                           "quantity-purchased",
                                           "item-price",
                                           "ship-city",
                                           "ship-postal-code",
                                           "quantity-to-ship",
                                           NULL };

static const char *const return_hints[]
    = { "return-request-date", "return-request-status", "amazon-rma-id",
        "merchant-rma-id",     "return-quantity",       "return-reason",
        "return-reason-code",  "return-delivery-date",  NULL };

static guint
count_of (const char *const *headings, const char *const *words)
{
  guint n = 0;

  for (int i = 0; words[i] != NULL; i++)
    if (g_strv_contains (headings, words[i]))
      n++;

  return n;
}

static gboolean
has (const char *const *headings, const char *word)
{
  return g_strv_contains (headings, word);
}

/* (transfer full) (nullable): the shipment profile that knows these headings */
static HenjiShipmentProfile *
profile_for (const char *const *headings)
{
  g_autoptr (GPtrArray) profiles = henji_shipment_profiles ();

  for (guint i = 0; i < profiles->len; i++)
    if (henji_shipment_profile_has_headings (g_ptr_array_index (profiles, i), headings))
      return henji_shipment_profile_ref (g_ptr_array_index (profiles, i));

  return NULL;
}

typedef struct
{
  HenjiReportKind kind;
  char *flavour;
  HenjiShipmentProfile *profile;
} Recognised;

/* What report has these headings? */
static gboolean
recognise (const char *const *headings, const char *name, Recognised *out, GError **error)
{
  gboolean has_order = has (headings, "order-id") || has (headings, "amazon-order-id");
  guint n_orders = count_of (headings, order_hints);
  guint n_returns = count_of (headings, return_hints);

  out->profile = profile_for (headings);
  if (out->profile != NULL)
    {
      out->kind = HENJI_REPORT_SHIPMENTS;
      out->flavour = g_strdup (henji_shipment_profile_id (out->profile));
      return TRUE;
    }

  if (henji_report_feedback_has (headings))
    {
      out->kind = HENJI_REPORT_FEEDBACK;
      out->flavour = g_strdup ("feedback");
      return TRUE;
    }
  if (!has_order && count_of (headings, listing_headings) >= 2)
    {
      g_set_error (
          error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_LISTING,
          _ ("“%s” is a report of your listings. Henji reads order reports, returns reports "
             "and feedback reports."),
          name);
      return FALSE;
    }
  if (count_of (headings, foreign_headings) > 0 && n_returns == 0)
    {
      g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_UNKNOWN,
                   _ ("“%s” is a report that Henji does not use. It reads order reports, returns "
                      "reports of orders you ship yourself, feedback reports and shipment files."),
                   name);
      return FALSE;
    }

  if (n_returns >= 2)
    {
      if (!has_order)
        {
          g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_HEADING,
                       _ ("“%s” looks like a returns report, but the heading “%s” is missing."),
                       name, "Order ID");
          return FALSE;
        }
      out->kind = HENJI_REPORT_RETURNS;
      out->flavour = g_strdup ("returns");
      return TRUE;
    }

  if (n_orders >= 2)
    {
      if (!has_order)
        {
          g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_HEADING,
                       _ ("“%s” looks like an order report, but the heading “%s” is missing."),
                       name, "order-id");
          return FALSE;
        }
      out->kind = HENJI_REPORT_ORDERS;
      if (has (headings, "quantity-to-ship") || has (headings, "days-past-promise"))
        out->flavour = g_strdup ("unshipped");
      else if (has (headings, "order-status") || has (headings, "last-updated-date"))
        out->flavour = g_strdup ("all-orders");
      else
        out->flavour = g_strdup ("orders");
      return TRUE;
    }

  g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_UNKNOWN,
               _ ("“%s” has none of the headings by which Henji knows an order report, a returns "
                  "report, a feedback report or a shipment file."),
               name);

  return FALSE;
}

/* Takes the row the table stands at as headings. */
static gboolean
take_headings (HenjiReport *self, GError **error)
{
  guint n = henji_table_n_cells (self->table);
  g_auto (GStrv) headings = g_new0 (char *, n + 1);
  Recognised found = { 0 };

  for (guint i = 0; i < n; i++)
    headings[i] = henji_report_heading (henji_table_cell (self->table, i));
  if (!recognise ((const char *const *) headings, self->name, &found, error))
    return FALSE;

  self->kind = found.kind;
  self->flavour = found.flavour;
  self->profile = found.profile;
  self->n_columns = n;
  self->headings = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->headings[i] = g_strdup (henji_table_cell (self->table, i));

  return TRUE;
}

/* A carrier's file without headings? */
static gboolean
take_first_row (HenjiReport *self)
{
  g_autoptr (GPtrArray) profiles = henji_shipment_profiles ();

  for (guint i = 0; i < profiles->len; i++)
    if (henji_shipment_profile_has_row (g_ptr_array_index (profiles, i), self->table))
      {
        self->profile = henji_shipment_profile_ref (g_ptr_array_index (profiles, i));
        self->kind = HENJI_REPORT_SHIPMENTS;
        self->flavour = g_strdup (henji_shipment_profile_id (self->profile));
        self->row_waits = TRUE;
        henji_report_shipments_start (self, TRUE);
        return TRUE;
      }

  return FALSE;
}

/* Settles how cells are separated and reads the first row that way. */
static gboolean
read_first_row (HenjiReport *self, GError **error)
{
  static const struct
  {
    char delimiter;
    gboolean quoted;
  } ways[] = { { '\t', FALSE }, { ',', TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      HenjiTableState state;
      const char *cell;

      if (!henji_table_rewind (self->table, error))
        return FALSE;
      henji_table_set_delimiter (self->table, ways[i].delimiter, ways[i].quoted);
      state = henji_table_next (self->table, error);
      if (state == HENJI_TABLE_ERROR)
        return FALSE;
      if (state == HENJI_TABLE_BAD && i + 1 == G_N_ELEMENTS (ways))
        {
          g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_UNKNOWN,
                       _ ("“%s” cannot be read: %s"), self->name, henji_table_reason (self->table));
          return FALSE;
        }
      if (state != HENJI_TABLE_ROW || henji_table_n_cells (self->table) < 2)
        continue;

      /* Headings in quotation marks: a program wrote the whole file so. */
      cell = henji_table_cell (self->table, 0);
      if (!ways[i].quoted && strlen (cell) > 2 && cell[0] == '"' && cell[strlen (cell) - 1] == '"')
        {
          if (!henji_table_rewind (self->table, error))
            return FALSE;
          henji_table_set_delimiter (self->table, ways[i].delimiter, TRUE);
          state = henji_table_next (self->table, error);
          if (state == HENJI_TABLE_ERROR)
            return FALSE;
          if (state != HENJI_TABLE_ROW)
            continue;
        }
      return TRUE;
    }

  g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_UNKNOWN,
               _ ("“%s” is not a table: its first line has no columns."), self->name);

  return FALSE;
}

HenjiReport *
henji_report_open (const char *path, GError **error)
{
  g_autoptr (HenjiReport) self = g_new0 (HenjiReport, 1);
  g_autoptr (GError) first_error = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  g_queue_init (&self->ready);
  self->name = g_filename_display_basename (path);
  self->table = henji_table_open (path, error);
  if (self->table == NULL || !read_first_row (self, error))
    return NULL;

  if (!take_headings (self, &first_error) && !take_first_row (self))
    {
      gboolean found = FALSE;

      /* The marketplace's upload templates begin with a line or two about themselves. */
      if (g_str_has_prefix (henji_table_cell (self->table, 0), "TemplateType="))
        for (int i = 0;
             !found && i < MAX_PREAMBLE && henji_table_next (self->table, NULL) == HENJI_TABLE_ROW;
             i++)
          found = take_headings (self, NULL);
      if (!found)
        {
          g_propagate_error (error, g_steal_pointer (&first_error));
          return NULL;
        }
    }

  if (self->row_waits)
    return g_steal_pointer (&self);

  switch (self->kind)
    {
    case HENJI_REPORT_ORDERS:
      if (!henji_report_orders_start (self, error))
        return NULL;
      break;
    case HENJI_REPORT_RETURNS:
      henji_report_returns_start (self);
      break;
    case HENJI_REPORT_SHIPMENTS:
      henji_report_shipments_start (self, FALSE);
      break;
    case HENJI_REPORT_FEEDBACK:
      if (!henji_report_feedback_start (self, error))
        return NULL;
      break;
    default:
      g_assert_not_reached ();
    }

  return g_steal_pointer (&self);
}

static void
row_free (HenjiReportRow *row)
{
  henji_report_row_clear (row);
  g_free (row);
}

void
henji_report_free (HenjiReport *self)
{
  if (self == NULL)
    return;

  g_queue_clear_full (&self->ready, (GDestroyNotify) row_free);
  henji_report_orders_free (self->orders);
  g_clear_pointer (&self->profile, henji_shipment_profile_unref);
  g_clear_pointer (&self->table, henji_table_free);
  g_strfreev (self->headings);
  g_free (self->fields);
  g_free (self->columns);
  g_free (self->flavour);
  g_free (self->name);
  g_free (self);
}

void
henji_report_row_clear (HenjiReportRow *row)
{
  g_return_if_fail (row != NULL);

  g_clear_pointer (&row->order_id, g_free);
  g_clear_pointer (&row->order, henji_order_unref);
  g_clear_pointer (&row->ret, henji_return_unref);
  g_clear_pointer (&row->shipment, henji_shipment_unref);
  g_clear_pointer (&row->feedback, henji_feedback_unref);
  g_clear_pointer (&row->item_id, g_free);
  g_clear_pointer (&row->occurrences, g_array_unref);
  g_clear_pointer (&row->warnings, g_ptr_array_unref);
  g_clear_pointer (&row->reason, g_free);
  memset (row, 0, sizeof *row);
}

HenjiReportKind
henji_report_kind (const HenjiReport *self)
{
  g_return_val_if_fail (self != NULL, HENJI_REPORT_ORDERS);

  return self->kind;
}

const char *
henji_report_flavour (const HenjiReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->flavour;
}

const char *
henji_report_charset (const HenjiReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return henji_table_charset (self->table);
}

gboolean
henji_report_has_item_ids (const HenjiReport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *heading = henji_report_heading (self->headings[i]);

      if (g_str_equal (heading, "order-item-id") || g_str_equal (heading, "amazon-order-item-id"))
        return TRUE;
    }

  return FALSE;
}

const char *
henji_report_checksum (const HenjiReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return henji_table_checksum (self->table);
}

gint64
henji_report_size (const HenjiReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return henji_table_size (self->table);
}

gint64
henji_report_position (const HenjiReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return henji_table_position (self->table);
}

gboolean
henji_report_next (HenjiReport *self, HenjiReportRow *out, GError **error)
{
  g_return_val_if_fail (self != NULL && out != NULL, FALSE);

  for (;;)
    {
      HenjiReportRow *ready = g_queue_pop_head (&self->ready);
      HenjiTableState state;

      if (ready != NULL)
        {
          *out = *ready;
          g_free (ready);
          return TRUE;
        }

      state = self->row_waits ? HENJI_TABLE_ROW : henji_table_next (self->table, error);
      self->row_waits = FALSE;
      switch (state)
        {
        case HENJI_TABLE_ERROR:
          return FALSE;

        case HENJI_TABLE_END:
          if (self->orders != NULL)
            henji_report_orders_finish (self);
          if (g_queue_is_empty (&self->ready))
            return FALSE;
          break;

        case HENJI_TABLE_BAD:
          if (self->orders != NULL)
            henji_report_orders_bad_line (self);
          henji_report_push_bad (self, henji_table_line (self->table), NULL,
                                 g_strdup (henji_table_reason (self->table)));
          break;

        case HENJI_TABLE_ROW:
          if (self->kind == HENJI_REPORT_ORDERS)
            henji_report_orders_row (self);
          else if (self->kind == HENJI_REPORT_RETURNS)
            henji_report_returns_row (self);
          else if (self->kind == HENJI_REPORT_FEEDBACK)
            henji_report_feedback_row (self);
          else
            henji_report_shipments_row (self);
          break;

        default:
          g_assert_not_reached ();
        }
    }
}

void
henji_report_map (HenjiReport *self, const HenjiReportField *table, guint n, int n_fields)
{
  self->fields = g_new (int, self->n_columns + 1);
  self->columns = g_new (int, n_fields);
  for (int i = 0; i < n_fields; i++)
    self->columns[i] = -1;

  for (guint column = 0; column < self->n_columns; column++)
    {
      g_autofree char *heading = henji_report_heading (self->headings[column]);

      self->fields[column] = -1;
      for (guint i = 0; i < n; i++)
        if (g_str_equal (heading, table[i].heading))
          {
            /* The first of two columns for the same thing counts, the other is kept as it is. */
            if (self->columns[table[i].field] < 0)
              {
                self->columns[table[i].field] = (int) column;
                self->fields[column] = table[i].field;
              }
            break;
          }
    }
}

const char *
henji_report_value (HenjiReport *self, int field)
{
  int column = self->columns[field];

  return column >= 0 ? henji_table_cell (self->table, (guint) column) : "";
}

char *
henji_report_shown (const char *value)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (value, -1) <= MAX_SHOWN)
    return g_strdup (value);
  start = g_utf8_substring (value, 0, MAX_SHOWN);

  return g_strconcat (start, "…", NULL);
}

char *
henji_report_dup (HenjiReport *self, int field)
{
  const char *value = henji_report_value (self, field);

  return henji_report_is_nothing (value) ? NULL : g_strdup (value);
}

char *
henji_report_wrong (HenjiReport *self, int field, const char *format)
{
  g_autofree char *shown = henji_report_shown (henji_report_value (self, field));

  return g_strdup_printf (format, henji_table_line (self->table),
                          self->headings[self->columns[field]], shown);
}

char *
henji_report_overfull (HenjiReport *self)
{
  for (guint i = self->n_columns; i < henji_table_n_cells (self->table); i++)
    if (*henji_table_cell (self->table, i) != '\0')
      return g_strdup_printf (_ ("Line %d has more columns than there are headings; its values may "
                                 "have moved."),
                              henji_table_line (self->table));

  return NULL;
}

HenjiReportRow *
henji_report_push (HenjiReport *self, HenjiReportRowType type)
{
  HenjiReportRow *row = g_new0 (HenjiReportRow, 1);

  row->type = type;
  row->quantity = -1;
  g_queue_push_tail (&self->ready, row);

  return row;
}

void
henji_report_push_bad (HenjiReport *self, int line, const char *order_id, char *reason)
{
  HenjiReportRow *row = henji_report_push (self, HENJI_REPORT_ROW_BAD);

  row->first_line = line;
  row->last_line = MAX (line, henji_table_last_line (self->table));
  row->order_id = g_strdup (order_id);
  row->reason = reason;
}

static void
warning_free (HenjiReportWarning *warning)
{
  g_free (warning->text);
  g_free (warning);
}

void
henji_report_warn (GPtrArray **warnings, int line, char *text)
{
  HenjiReportWarning *warning;

  if (*warnings == NULL)
    *warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) warning_free);
  if ((*warnings)->len >= MAX_WARNINGS)
    {
      g_free (text);
      return;
    }

  warning = g_new (HenjiReportWarning, 1);
  warning->line = line;
  warning->text = text;
  g_ptr_array_add (*warnings, warning);
}

void
henji_report_add_extra (GString *extra, const char *heading, const char *value)
{
  gsize before = extra->len;
  gsize length;
  const char *there;

  if (before + strlen (heading) + strlen (value) + 2 > MAX_EXTRA)
    return;

  g_string_append_printf (extra, "%s\t%s\n", heading, value);
  length = extra->len - before;
  there = extra->str;
  while ((there = memmem (there, extra->str + before - there, extra->str + before, length)) != NULL)
    {
      if (there == extra->str || there[-1] == '\n')
        {
          g_string_truncate (extra, before);
          return;
        }
      there++;
    }
}

/* (transfer full) (nullable): the first line of @head in UTF-8 */
static char *
first_line (const char *head, gsize length)
{
  g_autofree char *text = NULL;
  const char *charset = "CP932";
  const char *at;
  gsize end;

  if (length >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0))
    {
      charset = (guchar) head[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
      head += 2;
      length = (length - 2) & ~(gsize) 1;
      text = g_convert_with_fallback (head, length, "UTF-8", charset, "?", NULL, NULL, NULL);
      if (text == NULL)
        return NULL;
      at = text;
    }
  else
    {
      at = head;
      if (length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
        {
          at += 3;
          length -= 3;
        }
      while (length > 0 && (*at == '\n' || *at == '\r'))
        {
          at++;
          length--;
        }
      for (end = 0; end < length && at[end] != '\n' && at[end] != '\r'; end++)
        if (at[end] == '\0')
          return NULL;
      if (g_utf8_validate_len (at, end, NULL))
        return g_strndup (at, end);
      return g_convert (at, end, "UTF-8", charset, NULL, NULL, NULL);
    }

  end = strcspn (at, "\r\n");

  return g_strndup (at, end);
}

gboolean
henji_report_sniff (const char *head, gsize length)
{
  g_autofree char *line = NULL;
  g_auto (GStrv) cells = NULL;
  g_autoptr (GError) error = NULL;
  Recognised found = { 0 };
  gboolean known;
  guint n;
  int foreign;

  if (length == 0)
    return FALSE;
  g_return_val_if_fail (head != NULL, FALSE);

  foreign = henji_table_foreign (head, length);
  if (foreign >= 0)
    return foreign == HENJI_REPORT_ERROR_XML;

  line = first_line (head, length);
  /* A mail begins with a field name and a colon, a mailbox with "From ". */
  if (line == NULL || g_str_has_prefix (line, "From ")
      || strspn (line, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-") == strcspn (line, ":"))
    return FALSE;
  if (g_str_has_prefix (line, "TemplateType="))
    return TRUE;

  cells = g_strsplit (line, strchr (line, '\t') != NULL ? "\t" : ",", HENJI_TABLE_MAX_CELLS + 1);
  n = g_strv_length (cells);
  for (guint i = 0; i < n; i++)
    {
      char *heading = henji_report_heading (cells[i]);

      g_free (cells[i]);
      cells[i] = heading;
    }
  known = recognise ((const char *const *) cells, "", &found, &error);
  g_free (found.flavour);
  g_clear_pointer (&found.profile, henji_shipment_profile_unref);
  if (known || !g_error_matches (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_UNKNOWN))
    return TRUE;

  /* A table of something else. */
  return n >= 3;
}

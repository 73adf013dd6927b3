/* henji-report-returns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-report-returns"

#include "config.h"

#include "henji-report-private.h"

#include "henji-report-fields.h"

#include <glib/gi18n-lib.h>

enum
{
  ORDER_ID,
  ORDER_DATE,
  REQUESTED_DATE,
  DELIVERED_DATE,
  QUANTITY,
  STATUS,
  MARKETPLACE_RMA,
  RMA,
  LABEL_TYPE,
  LABEL_PAID_BY,
  CARRIER,
  TRACKING,
  ASIN,
  SKU,
  TITLE,
  REASON,
  RESOLUTION,
  A_TO_Z,
  IN_POLICY,
  CURRENCY,
  LABEL_COST,
  REFUNDED,
  N_FIELDS
};

/* Headings of the returns reports:
 * https://developer-docs.amazon.com/sp-api/docs/returns-reports-attributes */
static const HenjiReportField fields[] = {
  { "order-id", ORDER_ID },
  { "amazon-order-id", ORDER_ID },
  { "order-date", ORDER_DATE },
  { "return-request-date", REQUESTED_DATE },
  { "return-delivery-date", DELIVERED_DATE },
  { "return-quantity", QUANTITY },
  { "return-request-status", STATUS },
  { "amazon-rma-id", MARKETPLACE_RMA },
  { "merchant-rma-id", RMA },
  { "label-type", LABEL_TYPE },
  { "label-to-be-paid-by", LABEL_PAID_BY },
  { "return-carrier", CARRIER },
  { "tracking-id", TRACKING },
  { "asin", ASIN },
  { "merchant-sku", SKU },
  { "sku", SKU },
  { "item-name", TITLE },
  { "product-name", TITLE },
  { "return-reason", REASON },
  { "return-reason-code", REASON },
  { "resolution", RESOLUTION },
  { "a-to-z-claim", A_TO_Z },
  { "in-policy", IN_POLICY },
  { "currency-code", CURRENCY },
  { "label-cost", LABEL_COST },
  { "refunded-amount", REFUNDED },
  { "refund-amount", REFUNDED },
};

void
henji_report_returns_start (HenjiReport *self)
{
  henji_report_map (self, fields, G_N_ELEMENTS (fields), N_FIELDS);
}

/* (transfer full) (nullable): what is wrong with the row */
static char *
take_dates (HenjiReport *self, HenjiReturn *ret)
{
  char **dates[] = { &ret->order_date, &ret->requested_date, &ret->delivered_date };

  for (int i = 0; i < 3; i++)
    {
      const char *value = henji_report_value (self, ORDER_DATE + i);

      if (henji_report_is_nothing (value))
        continue;
      *dates[i] = henji_report_date (value);
      if (*dates[i] == NULL)
        return henji_report_wrong (self, ORDER_DATE + i,
                                   _ ("Line %d: “%s” is “%s”, which is not a date."));
    }

  return NULL;
}

static char *
take_amounts (HenjiReport *self, HenjiReturn *ret)
{
  HenjiMoney *amounts[] = { &ret->label_cost, &ret->refunded };
  g_autofree char *currency = NULL;

  if (henji_report_is_nothing (henji_report_value (self, CURRENCY)))
    return NULL;

  currency = g_ascii_strup (henji_report_value (self, CURRENCY), -1);
  for (int i = 0; i < 2; i++)
    {
      const char *value = henji_report_value (self, LABEL_COST + i);

      if (henji_report_is_nothing (value))
        continue;
      if (!henji_report_money (value, currency, amounts[i]) || amounts[i]->minor < 0)
        {
          g_autofree char *shown = henji_report_shown (value);

          return g_strdup_printf (_ ("Line %d: “%s” is “%s”, which is not an amount in %s."),
                                  henji_table_line (self->table),
                                  self->headings[self->columns[LABEL_COST + i]], shown, currency);
        }
    }

  return NULL;
}

static char *
take_row (HenjiReport *self, HenjiReturn *ret)
{
  const char *quantity = henji_report_value (self, QUANTITY);
  g_autoptr (GString) extra = g_string_new (NULL);
  char *wrong = henji_report_overfull (self);

  if (wrong != NULL)
    return wrong;

  ret->quantity = -1;
  if (!henji_report_is_nothing (quantity) && !henji_report_quantity (quantity, &ret->quantity))
    return henji_report_wrong (self, QUANTITY,
                               _ ("Line %d: “%s” is “%s”, which is not a quantity."));
  wrong = take_dates (self, ret);
  if (wrong == NULL)
    wrong = take_amounts (self, ret);
  if (wrong != NULL)
    return wrong;

  ret->status = henji_report_dup (self, STATUS);
  ret->marketplace_rma = henji_report_dup (self, MARKETPLACE_RMA);
  ret->rma = henji_report_dup (self, RMA);
  ret->label_type = henji_report_dup (self, LABEL_TYPE);
  ret->label_paid_by = henji_report_dup (self, LABEL_PAID_BY);
  ret->carrier = henji_report_dup (self, CARRIER);
  ret->tracking_number = henji_report_dup (self, TRACKING);
  ret->asin = henji_report_dup (self, ASIN);
  ret->sku = henji_report_dup (self, SKU);
  ret->title = henji_report_dup (self, TITLE);
  ret->reason = henji_report_dup (self, REASON);
  ret->resolution = henji_report_dup (self, RESOLUTION);
  ret->a_to_z = henji_report_yes_no (henji_report_value (self, A_TO_Z));
  ret->in_policy = henji_report_yes_no (henji_report_value (self, IN_POLICY));

  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *value = henji_table_cell (self->table, i);
      int field = self->fields[i];
      gboolean unclear
          = (field == A_TO_Z && ret->a_to_z < 0) || (field == IN_POLICY && ret->in_policy < 0);

      if (*value != '\0' && *self->headings[i] != '\0' && (field < 0 || unclear))
        henji_report_add_extra (extra, self->headings[i], value);
    }
  if (extra->len > 0)
    ret->extra = g_strdup (extra->str);

  return NULL;
}

void
henji_report_returns_row (HenjiReport *self)
{
  const char *cell = henji_report_value (self, ORDER_ID);
  int line = henji_table_line (self->table);
  g_autofree char *id = henji_report_order_id (cell, FALSE);
  g_autoptr (HenjiReturn) ret = NULL;
  HenjiReportRow *row;
  char *wrong;

  if (*cell == '\0')
    {
      henji_report_push_bad (self, line, NULL,
                             g_strdup_printf (_ ("Line %d has no order number."), line));
      return;
    }
  if (id == NULL)
    {
      henji_report_push_bad (
          self, line, NULL,
          henji_report_wrong (self, ORDER_ID,
                              _ ("Line %d: “%s” is “%s”, which is not an order number "
                                 "(250-1234567-1234567).")));
      return;
    }

  ret = henji_return_new ();
  ret->order_id = g_strdup (id);
  wrong = take_row (self, ret);
  if (wrong != NULL)
    {
      henji_report_push_bad (self, line, id, wrong);
      return;
    }

  row = henji_report_push (self, HENJI_REPORT_ROW_RETURN);
  row->first_line = line;
  row->last_line = henji_table_last_line (self->table);
  row->order_id = g_steal_pointer (&id);
  row->ret = g_steal_pointer (&ret);
}

/* henji-desk-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-paper"

#include "config.h"

#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-db-shop.h"
#include "henji-time.h"

typedef struct
{
  gint64 row;
  char *today;
  gint64 now;
  char *rma;
} RmaJob;

/* The case's return, with our number on it. */
static gboolean
note_return (HenjiDb *db, const RmaJob *job, GError **error)
{
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, job->row, error);
  g_autoptr (HenjiReturn) item = NULL;
  HenjiMergeStatus status;
  gint64 row;

  if (case_ == NULL)
    return FALSE;
  if (case_->order_ids == NULL || case_->order_ids[0] == NULL)
    return TRUE;

  item = henji_return_new ();
  item->case_row = job->row;
  item->order_id = g_strdup (case_->order_ids[0]);
  item->rma = g_strdup (job->rma);
  item->quantity = -1;
  item->in_policy = -1;
  item->a_to_z = -1;

  return henji_db_return_put (db, item, "mail", job->now, &status, &row, error)
         && henji_db_return_attach (db, row, job->row, job->rma, error);
}

static gboolean
write_rma (HenjiDb *db, gpointer data, GError **error)
{
  RmaJob *job = data;
  g_autoptr (GError) local = NULL;

  job->rma = henji_db_case_find_rma (db, job->row, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (job->rma != NULL)
    return TRUE;

  job->rma = henji_db_rma_next (db, job->today, error);

  return job->rma != NULL && henji_db_case_set_rma (db, job->row, job->rma, error)
         && note_return (db, job, error);
}

char *
henji_desk_rma (HenjiDesk *self, gint64 case_row, GError **error)
{
  RmaJob job = { .row = case_row };
  g_autofree char *today = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  job.now = henji_desk_now (self);
  job.today = today = henji_date_of (job.now, self->zone);
  if (!_henji_desk_write (self, write_rma, &job, error))
    g_clear_pointer (&job.rma, g_free);

  return job.rma;
}

/* "1 × Ceramic mug, blue" for each item of the case's first order. */
static char **
item_lines (const HenjiCaseDetail *detail)
{
  GPtrArray *lines = g_ptr_array_new ();
  const HenjiOrder *order = detail->path != NULL      ? detail->path->order
                            : detail->orders->len > 0 ? g_ptr_array_index (detail->orders, 0)
                                                      : NULL;

  for (guint i = 0; order != NULL && order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (order->items, i);
      const char *title = item->title != NULL ? item->title : item->sku;

      if (title == NULL)
        continue;
      g_ptr_array_add (lines, item->quantity > 0
                                  ? g_strdup_printf ("%d × %s", item->quantity, title)
                                  : g_strdup (title));
    }
  g_ptr_array_add (lines, NULL);

  return (char **) g_ptr_array_free (lines, FALSE);
}

/* (nullable): the return of this number, while it is under way. */
static const HenjiRma *
open_return (const HenjiCaseDetail *detail, const char *number)
{
  for (guint i = 0; detail->rmas != NULL && i < detail->rmas->len; i++)
    {
      const HenjiRma *rma = g_ptr_array_index (detail->rmas, i);

      if (rma->row != 0 && !henji_return_stage_is_settled (rma->stage)
          && g_strcmp0 (rma->number, number) == 0)
        return rma;
    }

  return NULL;
}

static gboolean
is_japanese (const HenjiAddress *address)
{
  return address->country == NULL || *address->country == '\0'
         || g_ascii_strcasecmp (address->country, "JP") == 0
         || g_ascii_strcasecmp (address->country, "Japan") == 0
         || g_str_equal (address->country, "日本");
}

static const char *
marketplace_of (const HenjiCaseDetail *detail)
{
  const HenjiOrder *order = detail->orders->len > 0 ? g_ptr_array_index (detail->orders, 0) : NULL;

  return order != NULL && order->marketplace != NULL ? order->marketplace
                                                     : detail->case_->marketplace;
}

HenjiLabel *
_henji_desk_label_of (HenjiDesk *self,
                      const HenjiCaseDetail *detail,
                      HenjiLanguage language,
                      char **warning,
                      GError **error)
{
  g_autoptr (HenjiShop) shop = NULL;
  g_autoptr (HenjiLabel) label = NULL;
  const HenjiAddress *address;
  const HenjiRma *rma;
  const char *marketplace;
  gboolean domestic;

  if (warning != NULL)
    *warning = NULL;
  shop = henji_desk_shop (self, error);
  if (shop == NULL)
    return NULL;

  marketplace = marketplace_of (detail);
  address = henji_shop_return_address (shop, marketplace, language);
  if (address != NULL && henji_address_is_empty (address))
    address = NULL;
  domestic = g_strcmp0 (marketplace, "amazon.com") != 0;
  if (warning != NULL && address == NULL)
    *warning
        = g_strdup (_ ("The shop has no return address yet: the label has lines to write it on. "
                       "Enter it in the preferences."));
  else if (warning != NULL && !domestic && is_japanese (address))
    *warning
        = g_strdup (_ ("The return address is in Japan, but the order is from amazon.com: a "
                       "buyer in the United States can hardly send to it, and a domestic return "
                       "address is expected there."));
  else if (warning != NULL)
    *warning = _henji_desk_postal_doubt (self, address);

  label = henji_label_new ();
  label->rma = henji_desk_rma (self, detail->case_->row, error);
  if (label->rma == NULL)
    return NULL;
  label->language = language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
  label->to = address != NULL ? henji_address_ref ((HenjiAddress *) address) : NULL;
  if (detail->case_->order_ids != NULL)
    label->order_id = g_strdup (detail->case_->order_ids[0]);
  label->from_name = g_strdup (detail->case_->buyer);
  label->items = item_lines (detail);
  label->postage = domestic ? HENJI_POSTAGE_COLLECT : HENJI_POSTAGE_LABEL;
  rma = open_return (detail, label->rma);
  if (rma != NULL)
    _henji_desk_label_take_return (label, rma);

  return g_steal_pointer (&label);
}

HenjiLabel *
henji_desk_label (
    HenjiDesk *self, gint64 case_row, HenjiLanguage language, char **warning, GError **error)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  if (warning != NULL)
    *warning = NULL;
  detail = henji_desk_case_detail (self, case_row, error);

  return detail != NULL ? _henji_desk_label_of (self, detail, language, warning, error) : NULL;
}

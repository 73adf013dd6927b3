/* henji-desk-documents.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-documents"

#include "config.h"

#include "henji-desk-documents.h"

#include <glib/gi18n-lib.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-db-packing.h"
#include "henji-desk-printing.h"
#include "henji-desk-private.h"
#include "henji-desk-returns.h"
#include "henji-time.h"

/* ---- Slips and labels ------------------------------------------------------------------------ */

/* The reason as the slip tells it to the buyer; %NULL where there is nothing to tell. */
static const char *
reason_words (HenjiReturnReason reason, HenjiLanguage language)
{
  static const char *const words[HENJI_N_REASONS][2] = {
    [HENJI_REASON_CHANGED_MIND] = { "お客様のご都合", "Changed your mind" },
    [HENJI_REASON_DAMAGED] = { "配送中の破損", "Damaged on the way" },
    [HENJI_REASON_DEFECTIVE] = { "不良・故障", "Defective" },
    [HENJI_REASON_WRONG_ITEM] = { "届いた商品が違う", "Not the item you ordered" },
    [HENJI_REASON_NOT_AS_DESCRIBED] = { "説明と異なる", "Not as described" },
    [HENJI_REASON_PARTS_MISSING] = { "付属品の不足", "Parts missing" },
    [HENJI_REASON_LATE] = { "到着の遅れ", "Came too late" },
    [HENJI_REASON_OTHER] = { NULL, NULL },
  };

  return words[reason][language == HENJI_LANGUAGE_JA ? 0 : 1];
}

/* The one that is opened and not settled, else opened, else told of; the newest of them. */
static const HenjiRma *
newest_return (const HenjiCaseDetail *detail, gint64 row)
{
  const HenjiRma *best = NULL;
  int best_rank = -1;

  for (guint i = 0; detail->rmas != NULL && i < detail->rmas->len; i++)
    {
      const HenjiRma *rma = g_ptr_array_index (detail->rmas, i);
      int rank = rma->row == 0 ? 0 : henji_return_stage_is_settled (rma->stage) ? 1 : 2;

      if (row != 0 ? rma->row == row : rank >= best_rank)
        {
          best = rma;
          best_rank = rank;
        }
    }

  return best;
}

static char **
return_lines (const HenjiRma *rma)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < rma->items->len; i++)
    {
      const HenjiRmaItem *item = g_ptr_array_index (rma->items, i);
      const char *title = item->title != NULL ? item->title : item->sku;
      g_autofree char *line
          = title != NULL ? g_strdup_printf ("%d × %s", item->quantity, title) : NULL;

      if (line != NULL)
        g_strv_builder_add (lines, line);
    }

  return g_strv_builder_end (lines);
}

void
_henji_desk_label_take_return (HenjiLabel *label, const HenjiRma *rma)
{
  const char *number = rma->number != NULL ? rma->number : rma->marketplace_number;
  const char *reason = reason_words (rma->reason, label->language);
  gboolean domestic = g_strcmp0 (rma->marketplace, "amazon.com") != 0;
  g_auto (GStrv) lines = NULL;

  if (number != NULL)
    {
      g_free (label->rma);
      label->rma = g_strdup (number);
    }
  g_free (label->order_id);
  label->order_id = g_strdup (rma->order_id);
  lines = return_lines (rma);
  /* Where nobody has said which, it is what the case is about. */
  if (lines[0] != NULL)
    {
      g_strfreev (label->items);
      label->items = g_steal_pointer (&lines);
    }
  label->postage = rma->payer == HENJI_PAYER_BUYER ? HENJI_POSTAGE_PREPAID
                   : domestic                      ? HENJI_POSTAGE_COLLECT
                                                   : HENJI_POSTAGE_LABEL;
  if (label->kind != HENJI_LABEL_SLIP)
    return;
  if (g_strcmp0 (rma->marketplace_number, label->rma) != 0)
    label->marketplace_rma = g_strdup (rma->marketplace_number);
  label->reason = g_strdup (reason);
}

static const HenjiOrder *
order_of (const HenjiCaseDetail *detail, const char *order_id)
{
  for (guint i = 0; i < detail->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (detail->orders, i);

      if (order_id == NULL || g_str_equal (order->order_id, order_id))
        return order;
    }

  return NULL;
}

static HenjiLabel *
resend_label (HenjiDesk *self,
              const HenjiCaseDetail *detail,
              const HenjiLabelWish *wish,
              HenjiLanguage language,
              GError **error)
{
  const HenjiRma *rma = newest_return (detail, wish->rma_row);
  const HenjiOrder *order = order_of (detail, wish->order_id != NULL ? wish->order_id
                                              : rma != NULL          ? rma->order_id
                                                                     : NULL);
  g_autoptr (HenjiShop) shop = NULL;
  const HenjiAddress *from;
  HenjiLabel *label;

  if (order == NULL || order->ship_to == NULL || henji_address_is_empty (order->ship_to))
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           order == NULL
                               ? _ ("No order of the case is known, so its address is not, either. "
                                    "Import the order report.")
                               : _ ("The order’s address is not known. Enter it with “Change "
                                    "address”."));
      return NULL;
    }
  shop = henji_desk_shop (self, error);
  if (shop == NULL)
    return NULL;

  from = henji_shop_return_address (shop, order->marketplace, language);
  label = henji_label_new ();
  label->kind = HENJI_LABEL_RESEND;
  label->language = language;
  label->to = henji_address_ref (order->ship_to);
  label->from = from != NULL ? henji_address_ref ((HenjiAddress *) from) : NULL;
  label->order_id = g_strdup (order->order_id);

  return label;
}

HenjiLabel *
henji_desk_label_make (HenjiDesk *self, const HenjiLabelWish *wish, char **warning, GError **error)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiLabel) label = NULL;
  const HenjiRma *rma;
  HenjiLanguage language;

  g_return_val_if_fail (HENJI_IS_DESK (self) && wish != NULL, NULL);
  g_return_val_if_fail ((guint) wish->kind < HENJI_N_LABELS, NULL);

  if (warning != NULL)
    *warning = NULL;
  detail = henji_desk_case_detail (self, wish->case_row, error);
  if (detail == NULL)
    return NULL;
  language
      = wish->language >= 0 ? (HenjiLanguage) wish->language : henji_desk_propose_language (detail);
  if (wish->kind == HENJI_LABEL_RESEND)
    {
      HenjiLabel *resend = resend_label (self, detail, wish, language, error);

      if (resend != NULL && warning != NULL)
        *warning = _henji_desk_postal_doubt (self, resend->to);
      return resend;
    }

  label = _henji_desk_label_of (self, detail, language, warning, error);
  if (label == NULL)
    return NULL;
  label->kind = wish->kind;
  rma = newest_return (detail, wish->rma_row);
  /* A case's label is the case's, as long as nobody names a return. */
  if (rma != NULL && (wish->kind == HENJI_LABEL_SLIP || wish->rma_row != 0))
    _henji_desk_label_take_return (label, rma);

  return g_steal_pointer (&label);
}

/* ---- Paper ----------------------------------------------------------------------------------- */

char *
henji_desk_document_of (const HenjiEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);

  return event->type == HENJI_EVENT_DOCUMENT_PRINTED
             ? _henji_desk_event_value (event->data, "document")
             : NULL;
}

HenjiStock *
henji_desk_stock_for_paper (HenjiDesk *self, const char *marketplace)
{
  GPtrArray *stocks = henji_desk_stocks (self);
  const char *id = g_strcmp0 (marketplace, "amazon.com") == 0 ? "page-letter" : "page-a4";

  for (guint i = 0; i < stocks->len; i++)
    if (g_str_equal (((HenjiStock *) g_ptr_array_index (stocks, i))->id, id))
      return g_ptr_array_index (stocks, i);

  return NULL;
}

/* ---- Packing --------------------------------------------------------------------------------- */

#define RECENT (60 * G_TIME_SPAN_DAY)
#define MOST 500

typedef struct
{
  const char *const *order_ids; /* nullable */
  gint64 since;
  GPtrArray *orders;   /* (element-type HenjiOrder) */
  GArray *languages;   /* (element-type HenjiLanguage) */
  const char *unknown; /* an order that is not known */
} OrdersJob;

/* As its case's buyer writes, else as its marketplace's buyers do. */
static gboolean
find_language (HenjiDb *db, const HenjiOrder *order, HenjiLanguage *language, GError **error)
{
  g_autoptr (GArray) rows = henji_db_order_cases (db, order->order_id, error);
  g_autoptr (HenjiCase) case_ = NULL;

  if (rows == NULL)
    return FALSE;
  *language
      = g_strcmp0 (order->marketplace, "amazon.com") == 0 ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA;
  if (rows->len == 0)
    return TRUE;
  case_ = henji_db_case_get (db, g_array_index (rows, gint64, 0), error);
  if (case_ != NULL)
    *language = case_->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;

  return case_ != NULL;
}

static gboolean
read_orders (HenjiDb *db, gpointer data, GError **error)
{
  OrdersJob *job = data;
  g_autoptr (GPtrArray) open = NULL;
  guint n;

  if (job->order_ids == NULL)
    {
      open = henji_db_orders_to_pack (db, job->since, MOST, error);
      if (open == NULL)
        return FALSE;
    }
  n = open != NULL ? open->len : g_strv_length ((char **) job->order_ids);
  for (guint i = 0; i < n; i++)
    {
      const char *id = open != NULL ? g_ptr_array_index (open, i) : job->order_ids[i];
      g_autoptr (GError) local = NULL;
      HenjiOrder *order = henji_db_order_find (db, id, &local);
      HenjiLanguage language;

      if (order == NULL)
        {
          if (local != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&local));
              return FALSE;
            }
          job->unknown = id;
          return TRUE;
        }
      g_ptr_array_add (job->orders, order);
      if (!find_language (db, order, &language, error))
        return FALSE;
      g_array_append_val (job->languages, language);
    }

  return TRUE;
}

static char *
day_words (gint64 at, GTimeZone *zone, const char *reference, HenjiLanguage language)
{
  g_autofree char *date = at > 0 ? henji_date_of (at, zone) : NULL;

  return date != NULL ? henji_date_format (date, reference, language) : NULL;
}

static HenjiPacking *
lay_out (HenjiDesk *self, const HenjiPackingJob *job, const OrdersJob *found, GError **error)
{
  g_autoptr (HenjiShop) shop = henji_desk_shop (self, error);
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (1024);
  g_autofree HenjiPackingOrder *orders = g_new0 (HenjiPackingOrder, found->orders->len + 1);
  g_autofree char *today = henji_date_of (henji_desk_now (self), henji_desk_zone (self));
  g_autofree char *date = henji_date_format (today, "0001-01-01", job->language);
  HenjiPackingWish wish = { .language = job->language,
                            .date = date,
                            .shop = shop,
                            .orders = orders,
                            .n_orders = found->orders->len,
                            .letter = job->letter,
                            .list = job->list,
                            .slips = job->slips };

  if (shop == NULL)
    return NULL;
  for (guint i = 0; i < found->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (found->orders, i);
      GTimeZone *zone = henji_policy_zone (henji_desk_policy (self, order->marketplace));
      HenjiLanguage language = g_array_index (found->languages, HenjiLanguage, i);
      g_autofree char *ship_by = day_words (order->promised_at, zone, today, job->language);
      g_autofree char *ordered = day_words (order->purchased_at, zone, "0001-01-01", language);

      orders[i].order = order;
      orders[i].language = language;
      orders[i].ship_by = ship_by != NULL ? g_string_chunk_insert (chunk, ship_by) : NULL;
      orders[i].ordered = ordered != NULL ? g_string_chunk_insert (chunk, ordered) : NULL;
    }

  return henji_packing_new (&wish, error);
}

HenjiPacking *
henji_desk_packing_lay_out (HenjiDesk *self,
                            const HenjiPackingJob *job,
                            char ***order_ids,
                            GError **error)
{
  g_autoptr (GPtrArray) orders
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_unref);
  g_autoptr (GArray) languages = g_array_new (FALSE, FALSE, sizeof (HenjiLanguage));
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  OrdersJob found = { .orders = orders, .languages = languages };
  HenjiPacking *packing;

  g_return_val_if_fail (HENJI_IS_DESK (self) && job != NULL && order_ids != NULL, NULL);

  found.order_ids = job->order_ids;
  found.since = henji_desk_now (self) - RECENT;
  if (!_henji_desk_read (self, read_orders, &found, NULL, error))
    return NULL;
  if (found.unknown != NULL)
    g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                 _ ("The order %s is not known. Import the order report."), found.unknown);
  else if (orders->len == 0)
    g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                         _ ("No order waits to be sent."));
  if (found.unknown != NULL || orders->len == 0)
    return NULL;

  packing = lay_out (self, job, &found, error);
  if (packing == NULL)
    return NULL;
  for (guint i = 0; i < orders->len; i++)
    g_strv_builder_add (ids, ((HenjiOrder *) g_ptr_array_index (orders, i))->order_id);
  *order_ids = g_strv_builder_end (ids);

  return packing;
}

gboolean
henji_desk_packing_save (HenjiDesk *self,
                         const HenjiPackingJob *job,
                         const char *path,
                         HenjiPackingSaved *saved,
                         GError **error)
{
  g_autoptr (HenjiPacking) packing = NULL;
  g_auto (GStrv) order_ids = NULL;

  g_return_val_if_fail (path != NULL && saved != NULL, FALSE);

  packing = henji_desk_packing_lay_out (self, job, &order_ids, error);
  if (packing == NULL || !henji_packing_save (packing, path, error))
    return FALSE;
  saved->n_pages = henji_packing_n_pages (packing);
  saved->n_list_pages = !job->list   ? 0
                        : job->slips ? henji_packing_slip_page (packing, 0)
                                     : saved->n_pages;
  saved->n_orders = (int) g_strv_length (order_ids);

  return henji_desk_packing_printed (self, (const char *const *) order_ids, NULL, error);
}

/* henji-desk-support-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of the marketplace's support, what the preferences say instead, and what a case
 * shows of both.
 */
#define G_LOG_DOMAIN "henji-desk-support-facts"

#include "config.h"

#include "henji-desk-support-private.h"

#include <glib/gi18n-lib.h>

#include "henji-db-case.h"
#include "henji-db-shop.h"
#include "henji-db-support.h"
#include "henji-desk-private.h"
#include "henji-time.h"

const HenjiSupportFacts *
henji_desk_support_facts (HenjiDesk *self)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return self->facts->support;
}

const char *
henji_desk_support_status_title (HenjiDesk *self, const char *status, HenjiLanguage language)
{
  const HenjiSupportStatus *known;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  known = henji_support_facts_status (self->facts->support, status);
  if (known == NULL)
    return status;

  return language == HENJI_LANGUAGE_JA ? known->ja : known->en;
}

/* ---- What a marketplace offers ----------------------------------------------------------------
 */

/* (transfer full): the setting of one marketplace. */
static char *
plan_key (const char *marketplace)
{
  return g_strdup_printf ("selling-plan %s", marketplace);
}

gboolean
_henji_desk_support_read_offer (
    HenjiDesk *desk, HenjiDb *db, const char *marketplace, HenjiSupportOffer *offer, GError **error)
{
  HenjiPolicy *policy = henji_desk_policy (desk, marketplace);
  gint64 now = henji_desk_now (desk);
  const HenjiRule *from = henji_policy_rule (policy, "support-phone-from", now);
  const HenjiRule *until = henji_policy_rule (policy, "support-phone-until", now);
  const HenjiRule *mail_only = henji_policy_rule (policy, "individual-plan-mail-only", now);
  g_autofree char *key
      = plan_key (marketplace != NULL ? marketplace : henji_policy_marketplace (policy));
  g_autoptr (GError) local = NULL;
  g_autofree char *plan = henji_db_setting_find (db, key, &local);

  *offer = (HenjiSupportOffer){ .channels = (1u << HENJI_N_SUPPORT_CHANNELS) - 1 };
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  henji_selling_plan_from_id (plan, &offer->plan);
  if (offer->plan == HENJI_PLAN_INDIVIDUAL && (mail_only == NULL || mail_only->value != 0))
    offer->channels = 1u << HENJI_SUPPORT_MAIL;
  if (from != NULL && until != NULL && from->value < until->value)
    {
      offer->phone = (HenjiSupportHours){ from->value, until->value };
      offer->phone_sure = (from->verified || from->own) && (until->verified || until->own);
    }

  return TRUE;
}

typedef struct
{
  HenjiDesk *desk;
  const char *marketplace;
  HenjiSupportOffer *offer;
} OfferJob;

static gboolean
read_offer (HenjiDb *db, gpointer data, GError **error)
{
  OfferJob *job = data;

  return _henji_desk_support_read_offer (job->desk, db, job->marketplace, job->offer, error);
}

gboolean
henji_desk_support_offer (HenjiDesk *self,
                          const char *marketplace,
                          HenjiSupportOffer *offer,
                          GError **error)
{
  OfferJob job = { self, marketplace, offer };

  g_return_val_if_fail (HENJI_IS_DESK (self) && offer != NULL, FALSE);

  return _henji_desk_read (self, read_offer, &job, NULL, error);
}

gboolean
henji_desk_set_selling_plan (HenjiDesk *self,
                             const char *marketplace,
                             HenjiSellingPlan plan,
                             GError **error)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && marketplace != NULL, FALSE);

  key = plan_key (marketplace);
  if (!henji_desk_set_setting (self, key, henji_selling_plan_id (plan), error))
    return FALSE;
  _henji_desk_announce_shop (self);

  return TRUE;
}

/* ---- What a case shows ------------------------------------------------------------------------
 */

gboolean
_henji_desk_support_read (HenjiDesk *desk, HenjiDb *db, HenjiCaseDetail *detail, GError **error)
{
  const HenjiCase *case_ = detail->case_;
  g_autoptr (GError) local = NULL;

  if ((case_->flags & HENJI_CASE_SUPPORT) != 0)
    {
      HenjiSupportOffer offer;

      detail->support = henji_db_support_find (db, case_->row, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!_henji_desk_support_read_offer (desk, db, case_->marketplace, &offer, error))
        return FALSE;
      detail->support_phone = offer.phone;
      detail->support_phone_sure = offer.phone_sure;
      detail->support_channels = offer.channels;
    }
  detail->supports = henji_db_supports_about (db, case_->row, error);

  return detail->supports != NULL;
}

/* ---- The preparation sheet --------------------------------------------------------------------
 */

static void
add_line (GString *text, gboolean ja, const char *name_ja, const char *name_en, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s%s%s\n", ja ? name_ja : name_en, ja ? "：" : ": ", value);
}

static void
add_order (GString *text, gboolean ja, const HenjiOrder *order, GTimeZone *zone)
{
  g_autofree char *day
      = order->purchased_at != 0 ? henji_date_of (order->purchased_at, zone) : NULL;
  g_autofree char *date
      = day != NULL
            ? henji_date_format (day, "0001-01-01", ja ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN)
            : NULL;

  add_line (text, ja, "注文番号", "Order number", order->order_id);
  add_line (text, ja, "購入日", "Purchased on", date);
  for (guint i = 0; order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (order->items, i);
      g_autoptr (GString) words = g_string_new (item->title != NULL ? item->title : "");

      if (item->quantity > 1)
        g_string_append_printf (words, " × %d", item->quantity);
      if (item->asin != NULL)
        g_string_append_printf (words, " / ASIN %s", item->asin);
      if (item->sku != NULL)
        g_string_append_printf (words, " / SKU %s", item->sku);
      add_line (text, ja, "商品", "Item", words->str);
    }
}

char *
henji_desk_support_sheet (HenjiDesk *self,
                          const HenjiCaseDetail *detail,
                          const HenjiShop *shop,
                          HenjiLanguage language)
{
  gboolean ja = language == HENJI_LANGUAGE_JA;
  GString *text = g_string_new (NULL);
  const HenjiSupport *support;
  const HenjiSupportPath *path;
  const HenjiSupportStatus *status;
  const char *problem;

  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL && shop != NULL, NULL);
  g_return_val_if_fail (detail->support != NULL, NULL);

  support = detail->support;
  path = henji_support_facts_path (self->facts->support, support->path);
  status = henji_support_facts_status (self->facts->support, support->status);
  add_line (text, ja, "店舗名", "Shop", henji_shop_name (shop, language));
  add_line (text, ja, "マーケットプレイス", "Marketplace", detail->case_->marketplace);
  add_line (text, ja, "ケースID", "Case ID", support->support_id);
  add_line (text, ja, "ステータス", "Status",
            status != NULL ? (ja ? status->ja : status->en) : support->status);
  add_line (text, ja, "お問い合わせの種類", "Category",
            support->category != NULL ? support->category
            : path == NULL            ? NULL
            : ja                      ? path->category_ja
                                      : path->category_en);
  for (guint i = 0; i < detail->orders->len; i++)
    add_order (text, ja, g_ptr_array_index (detail->orders, i),
               henji_policy_zone (henji_desk_policy (self, detail->case_->marketplace)));
  for (guint i = 0; detail->case_->order_ids != NULL && detail->case_->order_ids[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < detail->orders->len; j++)
        known = known
                || g_strcmp0 (((HenjiOrder *) g_ptr_array_index (detail->orders, j))->order_id,
                              detail->case_->order_ids[i])
                       == 0;
      if (!known)
        add_line (text, ja, "注文番号", "Order number", detail->case_->order_ids[i]);
    }
  problem = ja ? support->problem_ja : support->problem_en;
  if (problem == NULL)
    problem = ja ? support->problem_en : support->problem_ja;
  if (problem == NULL && path != NULL)
    problem = ja ? path->ja : path->en;
  add_line (text, ja, "内容", "Problem", problem);

  return g_string_free (text, FALSE);
}

/* henji-desk-outlay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-outlay"

#include "config.h"

#include "henji-desk-outlay.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-outlay.h"
#include "henji-desk-private.h"

#define REMOVED "removed "

typedef struct
{
  gint64 case_row;
  gint64 now;
  HenjiOutlayNature outlay;
  HenjiMoney amount;
  HenjiDefectNature defect;
  gint64 event; /* out */
} Act;

static const char *
first_order (const HenjiCase *case_)
{
  return case_->order_ids != NULL ? case_->order_ids[0] : NULL;
}

/* ---- Costs ----------------------------------------------------------------------------------- */

static gboolean
do_outlay (HenjiDb *db, gpointer data, GError **error)
{
  Act *act = data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, act->case_row, error);
  g_autoptr (HenjiOutlay) outlay = NULL;
  g_autofree char *text = NULL;
  g_autofree char *undo = NULL;
  gint64 row;

  if (case_ == NULL)
    return FALSE;
  outlay = henji_outlay_new ();
  outlay->case_row = act->case_row;
  outlay->order_id = g_strdup (first_order (case_));
  outlay->nature = act->outlay;
  outlay->source = HENJI_OUTLAY_HAND;
  outlay->amount = act->amount;
  outlay->at = act->now;
  row = henji_db_outlay_add (db, outlay, act->now, error);
  if (row == 0)
    return FALSE;

  text = g_strdup_printf ("%s %s %" G_GINT64_FORMAT, henji_outlay_nature_id (act->outlay),
                          act->amount.currency, act->amount.minor);
  undo = g_strdup_printf ("desk-outlay=%" G_GINT64_FORMAT "\n", row);
  act->event
      = henji_db_event_add (db, act->case_row, HENJI_EVENT_OUTLAY, act->now, text, undo, 0, error);

  return act->event != 0;
}

gint64
henji_desk_outlay (
    HenjiDesk *self, gint64 case_row, HenjiOutlayNature nature, HenjiMoney amount, GError **error)
{
  Act act = { .case_row = case_row, .outlay = nature, .amount = amount };

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  if (!henji_money_is_set (amount) || amount.minor <= 0)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("A cost is an amount above zero."));
      return 0;
    }
  act.now = henji_desk_now (self);

  return _henji_desk_write (self, do_outlay, &act, error) ? act.event : 0;
}

const char *
henji_desk_currency (HenjiDesk *self, const HenjiCaseDetail *detail)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL, "JPY");

  for (guint i = 0; i < detail->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (detail->orders, i);

      for (guint k = 0; order->items != NULL && k < order->items->len; k++)
        {
          const HenjiOrderItem *item = g_ptr_array_index (order->items, k);

          if (henji_money_is_set (item->price))
            return item->price.currency;
        }
    }

  return henji_policy_currency (henji_desk_policy (self, detail->case_->marketplace));
}

gboolean
_henji_desk_take_refund (
    HenjiDb *db, const HenjiCase *case_, const HenjiMessage *notice, gint64 now, GError **error)
{
  g_autoptr (HenjiOutlay) outlay = henji_outlay_new ();
  char **ids = notice->facts.order_ids;
  const char *order_id = ids != NULL && ids[0] != NULL ? ids[0] : first_order (case_);

  outlay->case_row = case_->row;
  outlay->order_id = g_strdup (order_id);
  outlay->nature = HENJI_OUTLAY_REFUND;
  outlay->source = HENJI_OUTLAY_NOTICE;
  outlay->amount = henji_refund_amount (notice->body);
  outlay->at = notice->at;

  return henji_db_outlay_add (db, outlay, now, error) != 0;
}

/* ---- Defects --------------------------------------------------------------------------------- */

static gboolean
add_event (HenjiDb *db, Act *act, gint64 row, gboolean removed, GError **error)
{
  g_autofree char *text
      = g_strconcat (removed ? REMOVED : "", henji_defect_nature_id (act->defect), NULL);
  g_autofree char *undo = g_strdup_printf ("desk-defect=%" G_GINT64_FORMAT "\n%s", row,
                                           removed ? "desk-removed=1\n" : "");

  act->event
      = henji_db_event_add (db, act->case_row, HENJI_EVENT_DEFECT, act->now, text, undo, 0, error);

  return act->event != 0;
}

static gboolean
do_defect (HenjiDb *db, gpointer data, GError **error)
{
  Act *act = data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, act->case_row, error);
  g_autoptr (HenjiDefect) defect = NULL;
  g_autoptr (GError) local = NULL;
  gint64 row;

  if (case_ == NULL)
    return FALSE;
  if (henji_db_defect_find (db, act->case_row, act->defect, &local) != 0)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("This is recorded for the case already; it counts once."));
      return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  defect = henji_defect_new ();
  defect->case_row = act->case_row;
  defect->order_id = g_strdup (first_order (case_));
  defect->marketplace = g_strdup (case_->marketplace);
  defect->natures = 1u << act->defect;
  defect->at = act->now;
  row = henji_db_defect_add (db, defect, act->now, error);

  return row != 0 && add_event (db, act, row, FALSE, error);
}

static gboolean
do_defect_removed (HenjiDb *db, gpointer data, GError **error)
{
  Act *act = data;
  g_autoptr (GError) local = NULL;
  gint64 row = henji_db_defect_find (db, act->case_row, act->defect, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (row == 0)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("Nothing of the kind counts against this case."));
      return FALSE;
    }

  return henji_db_defect_set_removed (db, row, act->now, error)
         && add_event (db, act, row, TRUE, error);
}

static gint64
run_defect (
    HenjiDesk *self, gint64 case_row, HenjiDefectNature nature, HenjiStoreFunc func, GError **error)
{
  Act act = { .case_row = case_row, .defect = nature };

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);
  g_return_val_if_fail (nature != HENJI_DEFECT_CLAIM, 0);

  act.now = henji_desk_now (self);

  return _henji_desk_write (self, func, &act, error) ? act.event : 0;
}

gint64
henji_desk_defect (HenjiDesk *self, gint64 case_row, HenjiDefectNature nature, GError **error)
{
  return run_defect (self, case_row, nature, do_defect, error);
}

gint64
henji_desk_defect_removed (HenjiDesk *self,
                           gint64 case_row,
                           HenjiDefectNature nature,
                           GError **error)
{
  return run_defect (self, case_row, nature, do_defect_removed, error);
}

/* ---- Both ------------------------------------------------------------------------------------ */

static gint64
row_of (const HenjiEvent *event, const char *key)
{
  g_autofree char *value = _henji_desk_event_value (event->data, key);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

gboolean
_henji_desk_undo_outlay (HenjiDb *db, const HenjiEvent *event, GError **error)
{
  gint64 defect = row_of (event, "desk-defect");

  if (event->type == HENJI_EVENT_OUTLAY)
    return henji_db_outlay_remove (db, row_of (event, "desk-outlay"), error);
  if (row_of (event, "desk-removed") != 0)
    return henji_db_defect_set_removed (db, defect, 0, error);

  return henji_db_defect_remove (db, defect, error);
}

static char *
outlay_words (const char *text, HenjiLanguage language)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 3);
  HenjiOutlayNature nature;
  HenjiMoney money = HENJI_MONEY_NONE;
  g_autofree char *amount = NULL;

  if (g_strv_length (parts) != 3 || !henji_outlay_nature_from_id (parts[0], &nature))
    return g_strdup (text);
  g_strlcpy (money.currency, parts[1], sizeof money.currency);
  money.minor = g_ascii_strtoll (parts[2], NULL, 10);
  amount = henji_money_format (money, language);

  /* Translators: what a cost was for, how much */
  return g_strdup_printf (_ ("Cost recorded: %s, %s"), henji_outlay_nature_title (nature), amount);
}

char *
henji_desk_outlay_words (const HenjiEvent *event, HenjiLanguage language)
{
  const char *text = event->text != NULL ? event->text : "";
  gboolean removed = g_str_has_prefix (text, REMOVED);
  HenjiDefectNature nature;

  if (event->type == HENJI_EVENT_OUTLAY)
    return outlay_words (text, language);
  if (!henji_defect_nature_from_id (removed ? text + strlen (REMOVED) : text, &nature))
    return g_strdup (text);

  return g_strdup_printf (removed ? _ ("Counts no more: %s") : _ ("Counts against the order: %s"),
                          henji_defect_nature_title (nature));
}

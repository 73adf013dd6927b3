/* henji-clocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-clocks.h"

#include <string.h>

#include "henji-return-window.h"
#include "henji-time.h"

int
henji_moment_compare (gconstpointer a, gconstpointer b)
{
  const HenjiMoment *x = a, *y = b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;

  return (int) x->type - (int) y->type;
}

static gboolean
begins_with (const char *text, const char *word)
{
  return text != NULL && g_ascii_strncasecmp (text, word, strlen (word)) == 0;
}

gboolean
henji_return_is_settled (const HenjiReturn *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->status != NULL && !begins_with (self->status, "pending");
}

gboolean
henji_order_is_to_ship (const HenjiOrder *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strcmp0 (self->fulfilment, "marketplace") != 0 && !begins_with (self->status, "cancel")
         && !henji_order_is_shipped (self);
}

static void
add (GArray *spans,
     const HenjiClockBasis *basis,
     const char *rule,
     gboolean ours,
     gint64 since,
     gint64 stopped_at,
     const char *note)
{
  const HenjiRule *found = henji_policy_rule (basis->policy, rule, since);
  HenjiClockSpan span = { rule, ours, since, 0, stopped_at, note };

  if (found == NULL)
    return;
  span.until = henji_policy_deadline (basis->policy, found, since);
  if (span.until != 0)
    g_array_append_val (spans, span);
}

static void
add_replies (const HenjiClockBasis *basis, GArray *spans)
{
  gint64 since = 0;

  for (guint i = 0; i < basis->n_moments; i++)
    {
      const HenjiMoment *moment = &basis->moments[i];

      if (moment->type == HENJI_MOMENT_ASKED && since == 0)
        since = moment->at;
      else if (moment->type == HENJI_MOMENT_ANSWERED && since != 0)
        {
          add (spans, basis, HENJI_REPLY_RULE, TRUE, since, moment->at, NULL);
          since = 0;
        }
    }
  if (since != 0)
    add (spans, basis, HENJI_REPLY_RULE, TRUE, since, 0, NULL);
}

/* The first moment of @type from @since on that is about the order; 0 for none. */
static gint64
first_moment (const HenjiClockBasis *basis,
              HenjiMomentType type,
              const char *order_id,
              gint64 since)
{
  for (guint i = 0; i < basis->n_moments; i++)
    {
      const HenjiMoment *moment = &basis->moments[i];

      if (moment->type == type && moment->at >= since
          && (moment->order_id == NULL || g_strcmp0 (moment->order_id, order_id) == 0))
        return moment->at;
    }

  return 0;
}

/* Of two instants, either of which may be 0 for none. */
static gint64
earlier (gint64 a, gint64 b)
{
  return a == 0 || (b != 0 && b < a) ? b : a;
}

/* What a clock of this return, one of @all the case's, has as its note: the order's number, or the
 * return's where the order has several. */
static const char *
note_of_rma (const HenjiRma *self, const GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const HenjiRma *other = g_ptr_array_index (all, i);

      if (other != self && g_strcmp0 (other->order_id, self->order_id) == 0)
        return henji_rma_name (self);
    }

  return self->order_id;
}

gboolean
henji_clock_is_of_rma (const HenjiClock *clock, const HenjiRma *rma)
{
  g_return_val_if_fail (clock != NULL && rma != NULL, FALSE);

  return clock->note == NULL || g_str_equal (clock->note, rma->order_id)
         || g_str_equal (clock->note, henji_rma_name (rma));
}

/* When nothing more was to be done about the money; 0 while something is. A report tells of a
 * refund without its day: then @told. */
static gint64
settled_at (const HenjiRma *rma, gboolean *told)
{
  *told = FALSE;
  if (!henji_return_stage_is_settled (rma->stage))
    return 0;
  for (guint i = 0; rma->steps != NULL && i < rma->steps->len; i++)
    {
      const HenjiReturnStep *step = g_ptr_array_index (rma->steps, i);

      if (!henji_return_stage_is_settled (step->stage)
          || (step->stage == HENJI_RETURN_REFUSED && rma->stage != HENJI_RETURN_REFUSED))
        continue;
      *told = *told || step->at == 0;
      if (step->at != 0)
        return step->at;
    }

  return 0;
}

static void
add_refunds (const HenjiClockBasis *basis, GTimeZone *zone, GArray *spans)
{
  for (guint i = 0; basis->rmas != NULL && i < basis->rmas->len; i++)
    {
      const HenjiRma *rma = g_ptr_array_index (basis->rmas, i);
      gint64 arrived = rma->arrived_date != NULL ? henji_date_start (rma->arrived_date, zone) : 0;
      gboolean told;
      gint64 settled = settled_at (rma, &told);

      if (arrived != 0 && !told && (settled == 0 || settled >= arrived))
        add (spans, basis, HENJI_REFUND_RULE, TRUE, arrived, settled,
             note_of_rma (rma, basis->rmas));
    }
  for (guint i = 0; i < basis->n_moments; i++)
    {
      const HenjiMoment *moment = &basis->moments[i];

      if (moment->type == HENJI_MOMENT_RETURN_ARRIVED)
        add (spans, basis, HENJI_REFUND_RULE, TRUE, moment->at,
             first_moment (basis, HENJI_MOMENT_REFUNDED, moment->order_id, moment->at),
             moment->order_id);
    }
}

static void
add_returns (const HenjiClockBasis *basis, GArray *spans)
{
  GTimeZone *zone = henji_policy_zone (basis->policy);

  for (guint i = 0; basis->returns != NULL && i < basis->returns->len; i++)
    {
      const HenjiReturn *item = g_ptr_array_index (basis->returns, i);
      gint64 requested
          = item->requested_date != NULL ? henji_date_start (item->requested_date, zone) : 0;

      if (requested != 0 && begins_with (item->status, "pending")
          && first_moment (basis, HENJI_MOMENT_RETURN_REQUESTED, item->order_id, 0) == 0)
        add (spans, basis, HENJI_RETURN_REQUEST_RULE, TRUE, requested,
             earlier (first_moment (basis, HENJI_MOMENT_ANSWERED, item->order_id, requested),
                      first_moment (basis, HENJI_MOMENT_RETURN_DECIDED, item->order_id, requested)),
             item->order_id);
    }
  add_refunds (basis, zone, spans);
}

static void
add_orders (const HenjiClockBasis *basis, GArray *spans)
{
  for (guint i = 0; basis->orders != NULL && i < basis->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (basis->orders, i);
      char buffer[11];
      const char *delivered = henji_order_delivery_day (order, buffer, NULL);

      if (order->promised_at != 0 && basis->first_at != 0 && basis->first_at < order->promised_at
          && henji_order_is_to_ship (order))
        {
          gint64 since = order->purchased_at != 0 ? order->purchased_at : basis->first_at;
          HenjiClockSpan span
              = { HENJI_SHIP_BY_RULE, TRUE, since, order->promised_at, 0, order->order_id };

          g_array_append_val (spans, span);
        }
      if (delivered != NULL)
        add (spans, basis, HENJI_RETURN_WINDOW_RULE, FALSE,
             henji_date_start (delivered, henji_policy_zone (basis->policy)), 0, order->order_id);
    }
}

void
henji_clocks_work_out (const HenjiClockBasis *basis, GArray *spans)
{
  g_return_if_fail (basis != NULL && basis->policy != NULL && spans != NULL);

  add_replies (basis, spans);
  add_returns (basis, spans);
  add_orders (basis, spans);
}

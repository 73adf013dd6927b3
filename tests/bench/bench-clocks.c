/* bench-clocks.c: all clocks of very many cases, worked out from what is known of each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>
#include <time.h>

#include "henji-clocks.h"
#include "henji-desk.h"
#include "henji-time.h"

#define CASES 200000
#define ROUNDS 5
#define START (G_GINT64_CONSTANT (1780000000) * HENJI_SECOND)

typedef struct
{
  HenjiMoment moments[5];
  HenjiClockBasis basis;
  GPtrArray *orders;
  GPtrArray *returns;
  GPtrArray *rmas;
} Case;

static char *
day_of (gint64 at)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return henji_date_of (at, utc);
}

/* Of every four cases one has a return that arrived, one an order that is still to be shipped;
 * every second is answered. They are spread over a year. */
static void
make_case (Case *self, guint i, HenjiPolicy *policy)
{
  gint64 asked = START + (gint64) i * HENJI_DAY * 365 / CASES;
  HenjiOrder *order = henji_order_new ();
  guint n = 0;

  order->order_id = g_strdup_printf ("250-%07u-%07u", i, i);
  order->purchased_at = asked - 5 * HENJI_DAY;
  order->promised_at = i % 4 == 0 ? asked + HENJI_DAY : asked - 3 * HENJI_DAY;
  if (i % 4 != 0)
    {
      HenjiShipment *shipment = henji_shipment_new ();

      shipment->ship_date = day_of (asked - 3 * HENJI_DAY);
      shipment->delivered_date = day_of (asked - HENJI_DAY);
      order->shipments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_unref);
      g_ptr_array_add (order->shipments, shipment);
    }
  self->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_unref);
  g_ptr_array_add (self->orders, order);
  if (i % 4 == 1)
    {
      HenjiReturn *item = henji_return_new ();
      HenjiRma *rma = henji_rma_new ();

      item->order_id = g_strdup (order->order_id);
      item->delivered_date = day_of (asked + 4 * HENJI_DAY);
      item->status = g_strdup ("Approved");
      self->returns = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_unref);
      g_ptr_array_add (self->returns, item);
      rma->order_id = g_strdup (order->order_id);
      henji_rma_take_report (rma, item, henji_policy_zone (policy));
      henji_rma_settle (rma);
      self->rmas = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rma_unref);
      g_ptr_array_add (self->rmas, rma);
    }
  self->moments[n++] = (HenjiMoment){ asked, HENJI_MOMENT_ASKED, NULL };
  self->moments[n++] = (HenjiMoment){ asked + HENJI_HOUR, HENJI_MOMENT_ASKED, NULL };
  if (i % 2 == 0)
    self->moments[n++] = (HenjiMoment){ asked + 5 * HENJI_HOUR, HENJI_MOMENT_ANSWERED, NULL };
  self->moments[n++] = (HenjiMoment){ asked + HENJI_DAY, HENJI_MOMENT_ASKED, NULL };
  self->basis = (HenjiClockBasis){ .policy = policy,
                                   .moments = self->moments,
                                   .n_moments = n,
                                   .orders = self->orders,
                                   .returns = self->returns,
                                   .rmas = self->rmas,
                                   .first_at = asked };
}

static double
seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* The best of some rounds; @clocks: how many there were. */
static double
work_out (const Case *cases, guint n, guint *clocks)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (HenjiClockSpan));
  double best = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      double begin = seconds (), took;

      *clocks = 0;
      for (guint i = 0; i < n; i++)
        {
          g_array_set_size (spans, 0);
          henji_clocks_work_out (&cases[i].basis, spans);
          *clocks += spans->len;
        }
      took = seconds () - begin;
      best = round == 0 ? took : MIN (best, took);
    }

  return best;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiDesk) desk = henji_desk_open (NULL, HENJI_DESK_FACTS_ONLY, &error);
  g_autofree Case *cases = g_new0 (Case, CASES);
  GPtrArray *policies;
  double tenth, all;
  guint few, many;

  if (desk == NULL)
    g_error ("%s", error->message);
  policies = henji_desk_policies (desk);
  for (guint i = 0; i < CASES; i++)
    make_case (&cases[i], i, g_ptr_array_index (policies, i % policies->len));

  tenth = work_out (cases, CASES / 10, &few);
  all = work_out (cases, CASES, &many);
  g_print ("  %7d cases  %7u clocks  %6.3f s   %4.0f ns a clock\n", CASES / 10, few, tenth,
           tenth * 1e9 / few);
  g_print ("  %7d cases  %7u clocks  %6.3f s   %4.0f ns a clock   %4.1f times the tenth\n", CASES,
           many, all, all * 1e9 / many, all / tenth);

  for (guint i = 0; i < CASES; i++)
    {
      g_ptr_array_unref (cases[i].orders);
      g_clear_pointer (&cases[i].returns, g_ptr_array_unref);
      g_clear_pointer (&cases[i].rmas, g_ptr_array_unref);
    }

  return 0;
}

/* henji-desk-shipment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A shipment entered by hand.
 */
#define G_LOG_DOMAIN "henji-desk-shipment"

#include "config.h"

#include "henji-desk-private.h"

#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-desk-settle.h"

typedef struct
{
  HenjiDesk *desk;
  gint64 row; /* case */
  gint64 now;
  const char *order_id;
  const HenjiShipment *shipment;
  gint64 event; /* out */
} Act;

static gboolean
do_shipment (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  const HenjiShipment *shipment = act->shipment;
  HenjiMergeStatus status;
  g_autoptr (HenjiOrder) order = NULL;
  g_autofree char *text = NULL;
  g_autofree char *data = NULL;

  order = henji_db_order_get (db, act->order_id, error);
  if (order == NULL || !henji_db_shipment_put (db, act->order_id, shipment, TRUE, &status, error))
    return FALSE;

  if (act->row == 0)
    {
      g_autoptr (GArray) cases = henji_db_order_cases (db, act->order_id, error);

      if (cases == NULL)
        return FALSE;
      if (cases->len == 0)
        {
          act->event = -1;
          return TRUE;
        }
      act->row = g_array_index (cases, gint64, 0);
    }

  text = g_strjoin (" ", shipment->carrier != NULL ? shipment->carrier : "",
                    shipment->tracking_number != NULL ? shipment->tracking_number : "",
                    shipment->ship_date != NULL ? shipment->ship_date : "", NULL);
  g_strstrip (text);
  data = g_strdup_printf ("desk-order=%s\ndesk-tracking=%s\n", act->order_id,
                          shipment->tracking_number != NULL ? shipment->tracking_number : "");

  act->event = henji_db_event_add (db, act->row, HENJI_EVENT_SHIPMENT_ENTERED, act->now, text, data,
                                   0, error);

  return act->event != 0 && _henji_desk_settle_order (act->desk, db, act->order_id, error);
}

gint64
henji_desk_set_shipment (HenjiDesk *self,
                         gint64 case_row,
                         const char *order_id,
                         const HenjiShipment *shipment,
                         GError **error)
{
  Act act = { .desk = self, .row = case_row, .order_id = order_id, .shipment = shipment };

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);
  g_return_val_if_fail (order_id != NULL && shipment != NULL, 0);

  act.now = henji_desk_now (self);

  return _henji_desk_write (self, do_shipment, &act, error) ? act.event : 0;
}

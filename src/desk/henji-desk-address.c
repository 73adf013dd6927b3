/* henji-desk-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-address"

#include "config.h"

#include "henji-desk-address.h"

#include <glib/gi18n-lib.h>

#include "henji-db-address.h"
#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-desk-postal.h"
#include "henji-desk-private.h"

static void
proposal_clear (HenjiAddressProposal *self)
{
  g_free (self->order_id);
  g_clear_pointer (&self->was, henji_address_unref);
  g_clear_pointer (&self->is, henji_address_unref);
  g_clear_pointer (&self->change, henji_address_change_unref);
}

HENJI_DEFINE_VALUE (HenjiAddressProposal, henji_address_proposal, proposal_clear)

HenjiAddressChange *
henji_desk_compare_addresses (HenjiDesk *self, const HenjiAddress *was, const HenjiAddress *is)
{
  g_autoptr (HenjiAddressParts) old = NULL;
  g_autoptr (HenjiAddressParts) new = NULL;
  g_autoptr (HenjiPostalCodes) codes = henji_desk_postal_codes (self, NULL);

  g_return_val_if_fail (HENJI_IS_DESK (self) && was != NULL && is != NULL, NULL);

  old = henji_address_split (was);
  new = henji_address_split (is);

  return henji_address_compare (old, new, henji_desk_facts_postal (self->facts), codes);
}

/* (nullable): the newest message in which the buyer names another address. */
static const HenjiMessage *
message_with_address (const HenjiCaseDetail *detail)
{
  for (guint i = detail->messages->len; i-- > 0;)
    {
      const HenjiMessage *message = detail->messages->pdata[i];

      if (message->direction == HENJI_DIRECTION_IN && message->facts.address != NULL)
        return message;
    }

  return NULL;
}

/* (nullable) */
static const HenjiOrder *
find_order (const HenjiCaseDetail *detail, const char *order_id)
{
  for (guint i = 0; i < detail->orders->len; i++)
    {
      const HenjiOrder *order = detail->orders->pdata[i];

      if (order_id == NULL || g_str_equal (order->order_id, order_id))
        return order;
    }

  return NULL;
}

/* (transfer full): the same person at a place of these parts */
static HenjiAddress *
address_of_parts (const HenjiAddress *was, const HenjiAddressParts *parts)
{
  HenjiAddress *address = henji_address_new ();

  address->name = g_strdup (was->name);
  address->organisation = g_strdup (was->organisation);
  address->postal_code = g_strdup (parts->parts[HENJI_ADDRESS_CODE]);
  address->state = g_strdup (parts->parts[HENJI_ADDRESS_STATE]);
  address->city = g_strdup (parts->parts[HENJI_ADDRESS_CITY]);
  address->line1 = g_strdup (parts->parts[HENJI_ADDRESS_STREET]);
  address->line2 = g_strdup (parts->parts[HENJI_ADDRESS_BUILDING]);
  address->country = *parts->country != '\0' ? g_strdup (parts->country) : g_strdup (was->country);
  address->phone = g_strdup (was->phone);

  return address;
}

/* (transfer full): the same person, who lives elsewhere */
static HenjiAddress *
address_from (const HenjiFacts *facts, const HenjiAddress *was)
{
  g_autoptr (HenjiAddressParts) parts
      = henji_address_split_text (facts->address, facts->postal_code, henji_address_country (was));

  return address_of_parts (was, parts);
}

HenjiAddressProposal *
henji_desk_propose_address (HenjiDesk *self, const HenjiCaseDetail *detail, const char *order_id)
{
  const HenjiOrder *order;
  const HenjiMessage *message;
  HenjiAddressProposal *proposal;
  gint64 changed_at;

  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL, NULL);

  order = find_order (detail, order_id);
  if (order == NULL)
    return NULL;

  message = message_with_address (detail);
  changed_at = henji_order_address_changed_at (order);
  proposal = henji_address_proposal_new ();
  proposal->order_id = g_strdup (order->order_id);
  proposal->from_buyer = message != NULL;
  proposal->applied = changed_at != 0 && (message == NULL || message->at <= changed_at);
  proposal->was
      = order->ship_to != NULL ? henji_address_ref (order->ship_to) : henji_address_new ();
  /* Once it is applied, the question is what has changed since the order was made. */
  if (proposal->applied && order->ship_was != NULL)
    {
      henji_address_unref (proposal->was);
      proposal->was = henji_address_ref (order->ship_was);
      proposal->is = henji_address_ref (order->ship_to);
    }
  else
    proposal->is = message != NULL && !proposal->applied
                       ? address_from (&message->facts, proposal->was)
                       : henji_address_ref (proposal->was);
  proposal->change = henji_desk_compare_addresses (self, proposal->was, proposal->is);

  return proposal;
}

/* ---- Applying -------------------------------------------------------------------------------- */

typedef struct
{
  gint64 case_row;
  const char *order_id;
  const HenjiAddress *address;
  gint64 now;
  gint64 event; /* out */
} ChangeJob;

static gboolean
has_order (const HenjiCase *case_, const char *order_id)
{
  return case_->order_ids != NULL
         && g_strv_contains ((const char *const *) case_->order_ids, order_id);
}

static gboolean
write_change (HenjiDb *db, gpointer data, GError **error)
{
  ChangeJob *job = data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, job->case_row, error);
  g_autofree char *lines = NULL;
  gint64 row;

  if (case_ == NULL)
    return FALSE;
  if (!has_order (case_, job->order_id))
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                   _ ("The case has no order %s."), job->order_id);
      return FALSE;
    }

  row = henji_db_address_change_add (db, job->order_id, job->case_row, job->address, job->now,
                                     error);
  if (row == 0)
    return FALSE;
  /* The event says which order and which change; the address itself lies with the change alone. */
  lines
      = g_strdup_printf ("desk-order=%s\ndesk-address=%" G_GINT64_FORMAT "\n", job->order_id, row);
  job->event = henji_db_event_add (db, job->case_row, HENJI_EVENT_ADDRESS_CHANGED, job->now,
                                   job->order_id, lines, 0, error);

  return job->event != 0;
}

gint64
henji_desk_change_address (HenjiDesk *self,
                           gint64 case_row,
                           const char *order_id,
                           const HenjiAddress *address,
                           GError **error)
{
  ChangeJob job = { case_row, order_id, address, 0, 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self) && order_id != NULL && address != NULL, 0);

  if (address->line1 == NULL || (address->city == NULL && address->state == NULL))
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("The new address needs at least a city and a street."));
      return 0;
    }
  job.now = henji_desk_now (self);

  return _henji_desk_write (self, write_change, &job, error) ? job.event : 0;
}

gint64
henji_desk_complete_address (HenjiDesk *self, gint64 case_row, const char *order_id, GError **error)
{
  g_autoptr (HenjiCaseDetail) detail = henji_desk_case_detail (self, case_row, error);
  g_autoptr (HenjiAddressParts) parts = NULL;
  g_autoptr (HenjiAddress) address = NULL;
  const HenjiOrder *order;
  const HenjiPostalCheck *check = NULL;
  guint at;

  g_return_val_if_fail (HENJI_IS_DESK (self) && order_id != NULL, 0);

  if (detail == NULL)
    return 0;
  order = find_order (detail, order_id);
  if (order != NULL && detail->postal != NULL && g_ptr_array_find (detail->orders, order, &at))
    check = detail->postal->pdata[at];
  if (check == NULL || check->proposal == NULL)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("The list of postal codes adds nothing to this address."));
      return 0;
    }
  parts = henji_address_split (order->ship_to);
  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    if (check->parts[i] != NULL)
      {
        g_free (parts->parts[i]);
        parts->parts[i] = g_strdup (check->parts[i]);
      }
  address = address_of_parts (order->ship_to, parts);

  return henji_desk_change_address (self, case_row, order_id, address, error);
}

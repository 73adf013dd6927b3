/* henji-desk-address.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address-change.h"
#include "henji-desk.h"

G_BEGIN_DECLS

/* A buyer who wants an order to go elsewhere. */

HENJI_DECLARE_VALUE (HenjiAddressProposal, henji_address_proposal)

struct _HenjiAddressProposal
{
  char *order_id;
  HenjiAddress *was; /* where the order is to go now, empty when nothing is known */
  HenjiAddress *is;  /* the one to be proposed; @was where the buyer has written none */
  gboolean from_buyer;
  gboolean applied; /* it was put in the order's place after the buyer had written it */
  HenjiAddressChange *change;
};

/**
 * henji_desk_propose_address:
 * @order_id: (nullable): the case's first order when %NULL
 *
 * What the buyer wrote last of a new address, cut into the fields of an address. No disk once the
 * table of postal codes is read.
 *
 * Returns: (transfer full) (nullable): %NULL when the case has no such order
 */
HenjiAddressProposal *
henji_desk_propose_address (HenjiDesk *self, const HenjiCaseDetail *detail, const char *order_id);
/* (transfer full): part by part. No disk once the table of postal codes is read. */
HenjiAddressChange *
henji_desk_compare_addresses (HenjiDesk *self, const HenjiAddress *was, const HenjiAddress *is);
/* The order goes to @address from now on. Returns the row of the event, to be undone, 0 on error.
 */
gint64 henji_desk_change_address (HenjiDesk *self,
                                  gint64 case_row,
                                  const char *order_id,
                                  const HenjiAddress *address,
                                  GError **error);
/* The order's address gets what the list of postal codes says is missing from it. Returns the row
 * of the event, to be undone, 0 on error and when nothing is missing. */
gint64 henji_desk_complete_address (HenjiDesk *self,
                                    gint64 case_row,
                                    const char *order_id,
                                    GError **error);

G_END_DECLS

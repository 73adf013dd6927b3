/* henji-db-claim.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-claim.h"
#include "henji-db.h"

G_BEGIN_DECLS

/* (transfer full) (element-type HenjiClaim): of a case, the newest first. */
GPtrArray *henji_db_case_claims (HenjiDb *db, gint64 case_row, GError **error);
/* Stores a claim, a new one when its `row` is 0 (then `uuid` is not looked at). */
gboolean henji_db_claim_put (HenjiDb *db, const HenjiClaim *claim, gint64 now, GError **error);
gboolean henji_db_claim_remove (HenjiDb *db, gint64 row, GError **error);

G_END_DECLS

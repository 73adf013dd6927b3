/* henji-desk-stocks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/* Label stocks of the seller's own: files `facts/stocks/ID.ini` in the data folder. A change counts
 * at once: henji_desk_stocks() hands out the new ones and HenjiDesk::stocks-changed is emitted. */

/* (transfer none) (nullable): */
HenjiStock *henji_desk_stock (HenjiDesk *self, const char *id);
/* (transfer full): a new one, not saved, of the most usual sheet; as @like (nullable) is. Its id
 * is nobody's. */
HenjiStock *henji_desk_new_stock (HenjiDesk *self, const HenjiStock *like);
/* Writes its file. One that is not sound is refused, and so is the id of a built-in one. */
gboolean henji_desk_save_stock (HenjiDesk *self, const HenjiStock *stock, GError **error);
/* Removes its file. To take it back save it again. */
gboolean henji_desk_remove_stock (HenjiDesk *self, const char *id, GError **error);

G_END_DECLS

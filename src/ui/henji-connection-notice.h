/* henji-connection-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-syncer.h"

G_BEGIN_DECLS

/**
 * HenjiConnectionNotice:
 *
 * A strip at the lower edge of the window while the connection wants to be looked after: it was
 * turned off, its client secret ends, this computer's clock is wrong.
 */
#define HENJI_TYPE_CONNECTION_NOTICE (henji_connection_notice_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiConnectionNotice, henji_connection_notice, HENJI, CONNECTION_NOTICE, AdwBin)

HenjiConnectionNotice *henji_connection_notice_new (HenjiDesk *desk, HenjiSyncer *syncer);

G_END_DECLS

/* henji-support-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_SUPPORT_LOG_CALL,   /* what was said on the phone */
  HENJI_SUPPORT_LOG_CHAT,   /* a chat, pasted */
  HENJI_SUPPORT_LOG_REMIND, /* ask again another day */
} HenjiSupportLogKind;

#define HENJI_TYPE_SUPPORT_LOG (henji_support_log_get_type ())
G_DECLARE_FINAL_TYPE (HenjiSupportLog, henji_support_log, HENJI, SUPPORT_LOG, AdwWindow)

/* HenjiSupportLog::done: (x event, b masked): what was stored last, and whether a card number was
 * taken out of it; the window closes itself. */
HenjiSupportLog *henji_support_log_new (HenjiDesk *desk, gint64 case_row, HenjiSupportLogKind kind);

G_END_DECLS

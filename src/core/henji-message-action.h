/* henji-message-action.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"
#include "henji-value.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_ATTACHMENTS_NONE,
  HENJI_ATTACHMENTS_SOME,
  HENJI_ATTACHMENTS_NEEDED,
} HenjiAttachments;

HENJI_DECLARE_VALUE (HenjiMessageAction, henji_message_action)

/** HenjiMessageAction: a kind of message that the marketplace lets the seller send for an order. */
struct _HenjiMessageAction
{
  char *id;       /* "confirmOrderDetails" */
  gboolean known; /* %FALSE: a kind that Henji does not know; what follows is empty */
  char *title_ja;
  char *title_en;
  int text; /* characters at most; 0: it has no text */
  HenjiAttachments attachments;
  char *disabled; /* (nullable): why it cannot be sent now, as the marketplace says */
};

const char *henji_attachments_id (HenjiAttachments attachments);
gboolean henji_attachments_from_id (const char *id, HenjiAttachments *attachments);

G_END_DECLS

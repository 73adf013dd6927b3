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
  gboolean links; /* its text may hold links, those that belong to the kind */
  gboolean dates; /* it may say from when until when something holds */
  char *place; /* (nullable): path and query to send it to, where it is offered with a sound one */
  char *disabled; /* (nullable): why it cannot be sent now, as the marketplace says */
};

const char *henji_attachments_id (HenjiAttachments attachments);
gboolean henji_attachments_from_id (const char *id, HenjiAttachments *attachments);

typedef enum
{
  HENJI_MESSAGE_FAULT_NONE,
  HENJI_MESSAGE_FAULT_EMPTY,    /* it needs a text */
  HENJI_MESSAGE_FAULT_NO_TEXT,  /* it has a text and must have none */
  HENJI_MESSAGE_FAULT_TOO_LONG, /* more characters than HenjiMessageAction.text */
  HENJI_MESSAGE_FAULT_HTML,
  HENJI_MESSAGE_FAULT_ADDRESS, /* of mail */
  HENJI_MESSAGE_FAULT_LINK,
} HenjiMessageFault;

/**
 * henji_message_action_check:
 * @text: UTF-8
 *
 * What the marketplace does not take, before anything goes out: no HTML, no mail addresses, links
 * only where they belong to the kind.
 * https://developer-docs.amazon.com/sp-api/docs/messaging-api-v1-reference
 */
HenjiMessageFault henji_message_action_check (const HenjiMessageAction *self, const char *text);

G_END_DECLS

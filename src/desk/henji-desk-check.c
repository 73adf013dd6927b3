/* henji-desk-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-check"

#include "config.h"

#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-charset.h"

/* At whose door the trouble lies that the case is about. */
static HenjiCheckFault
fault_of (HenjiKind kind)
{
  if (kind == HENJI_KIND_OTHER || kind == HENJI_KIND_A_TO_Z)
    return HENJI_CHECK_FAULT_UNKNOWN;

  return henji_kind_fault (kind) == HENJI_FAULT_OURS ? HENJI_CHECK_FAULT_OURS
                                                     : HENJI_CHECK_FAULT_NONE;
}

void
henji_desk_check_context (const HenjiCaseDetail *detail,
                          const HenjiReplyContext *reply,
                          HenjiCheckContext *context)
{
  g_return_if_fail (detail != NULL && reply != NULL && context != NULL);

  *context = (HenjiCheckContext){
    .reply = reply,
    .orders = detail->orders,
    .own_order_ids = (const char *const *) detail->buyer_order_ids,
    .others = detail->others,
    .fault = fault_of (detail->case_->kind),
    .newer_message = detail->draft != NULL && reply->message != NULL
                     && reply->message->at > detail->draft->at
                     && (detail->case_->flags & HENJI_CASE_UNREAD) != 0,
  };
}

char *
henji_desk_decode_text (const guint8 *data, gsize length, GError **error)
{
  HenjiCharsetResult result = { 0 };
  g_autofree char *text = NULL;
  gboolean wide = length >= 2
                  && ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF));

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!wide && length > 0 && memchr (data, '\0', length) != NULL)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("This is no text: it holds null bytes."));
      return NULL;
    }

  text = wide ? henji_charset_decode_as (data, length, "UTF-16", &result.n_bad)
              : henji_charset_decode (data, length, NULL, &result);
  if (result.n_bad > 0)
    {
      g_set_error_literal (
          error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
          _ ("This is text in an encoding that cannot be read; save it as UTF-8."));
      return NULL;
    }

  if (g_str_has_prefix (text, "\xEF\xBB\xBF"))
    memmove (text, text + 3, strlen (text + 3) + 1);

  return g_steal_pointer (&text);
}

/* henji-claim-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a notice about an A-to-z claim says. No list of the marketplace's wordings is published; the
 * phrases are hints in both languages, matched in folded text.
 */
#define G_LOG_DOMAIN "henji-claim-notice"

#include "config.h"

#include "henji-claim-notice.h"

#include <string.h>

#include "henji-fold.h"
#include "henji-notification.h"

#define MAX_READ 6000 /* bytes of a notice */
#define NEAR 24       /* bytes between "amount" and the amount */

typedef enum
{
  SAYS_NOTHING, /* words that only sound like an outcome */
  SAYS_APPEAL,
  SAYS_QUESTION,
  SAYS_RECEIVED,
  SAYS_WITHDRAWN,
  SAYS_REFUNDED,
  SAYS_DENIED,
  SAYS_GRANTED,
  N_SAYS
} Says;

static const struct
{
  Says says;
  const char *words;
} phrases[] = {
  { SAYS_NOTHING, "you may appeal" },
  { SAYS_NOTHING, "you can appeal" },
  { SAYS_NOTHING, "wish to appeal" },
  { SAYS_NOTHING, "want to appeal" },
  { SAYS_NOTHING, "like to appeal" },
  { SAYS_NOTHING, "submit your appeal" },
  { SAYS_NOTHING, "file your appeal" },
  { SAYS_NOTHING, "send your appeal" },
  { SAYS_NOTHING, "if your appeal" },
  { SAYS_NOTHING, "if we need additional information" },
  { SAYS_NOTHING, "may be granted" },
  { SAYS_NOTHING, "will be granted" },
  { SAYS_NOTHING, "may be denied" },
  { SAYS_NOTHING, "異議申し立てをすることができ" },
  { SAYS_NOTHING, "異議申し立てができ" },
  { SAYS_NOTHING, "異議申し立てを行うことができ" },
  { SAYS_NOTHING, "異議申し立てを行う場合" },
  { SAYS_NOTHING, "異議申し立てをする場合" },
  { SAYS_NOTHING, "異議申し立てをご希望" },
  { SAYS_NOTHING, "異議申し立ての期限" },
  { SAYS_NOTHING, "異議申し立ては、" },
  { SAYS_NOTHING, "異議がある場合" },
  { SAYS_NOTHING, "必要に応じて追加情報" },
  { SAYS_APPEAL, "your appeal" },
  { SAYS_APPEAL, "the appeal" },
  { SAYS_APPEAL, "appeal decision" },
  { SAYS_APPEAL, "異議申し立て" },
  { SAYS_APPEAL, "異議申立" },
  { SAYS_APPEAL, "再審査" },
  { SAYS_RECEIVED, "received your appeal" },
  { SAYS_RECEIVED, "received the appeal" },
  { SAYS_RECEIVED, "appeal was received" },
  { SAYS_RECEIVED, "appeal has been received" },
  { SAYS_RECEIVED, "reviewing your appeal" },
  { SAYS_RECEIVED, "異議申し立てを受け付け" },
  { SAYS_RECEIVED, "異議申し立てを受領" },
  { SAYS_RECEIVED, "異議申し立てを審査し" },
  { SAYS_QUESTION, "additional information" },
  { SAYS_QUESTION, "more information" },
  { SAYS_QUESTION, "information needed" },
  { SAYS_QUESTION, "information required" },
  { SAYS_QUESTION, "追加情報" },
  { SAYS_QUESTION, "追加の情報" },
  { SAYS_QUESTION, "情報のご提供" },
  { SAYS_QUESTION, "情報の提供をお願い" },
  { SAYS_WITHDRAWN, "withdrawn" },
  { SAYS_WITHDRAWN, "withdrew" },
  { SAYS_WITHDRAWN, "customer canceled the claim" },
  { SAYS_WITHDRAWN, "customer cancelled the claim" },
  { SAYS_WITHDRAWN, "取り下げ" },
  { SAYS_WITHDRAWN, "取下げ" },
  { SAYS_REFUNDED, "because you refunded" },
  { SAYS_REFUNDED, "since you refunded" },
  { SAYS_REFUNDED, "you issued a full refund" },
  { SAYS_REFUNDED, "you have refunded the" },
  { SAYS_REFUNDED, "出品者が返金" },
  { SAYS_REFUNDED, "出品者様が返金" },
  { SAYS_REFUNDED, "出品者様による返金" },
  { SAYS_REFUNDED, "出品者による返金" },
  { SAYS_REFUNDED, "全額返金されたため" },
  { SAYS_DENIED, "denied" },
  { SAYS_DENIED, "not granted" },
  { SAYS_DENIED, "in your favor" },
  { SAYS_DENIED, "in your favour" },
  { SAYS_DENIED, "in the seller's favor" },
  { SAYS_DENIED, "in favor of the seller" },
  { SAYS_DENIED, "you are not responsible" },
  { SAYS_DENIED, "you were not responsible" },
  { SAYS_DENIED, "unable to approve" },
  { SAYS_DENIED, "却下" },
  { SAYS_DENIED, "認められませんでした" },
  { SAYS_DENIED, "承認されませんでした" },
  { SAYS_DENIED, "適用されませんでした" },
  { SAYS_DENIED, "適用されないと" },
  { SAYS_DENIED, "対象外と判断" },
  { SAYS_DENIED, "出品者様に責任はない" },
  { SAYS_GRANTED, "granted" },
  { SAYS_GRANTED, "approved" },
  { SAYS_GRANTED, "in the buyer's favor" },
  { SAYS_GRANTED, "in the customer's favor" },
  { SAYS_GRANTED, "in favor of the buyer" },
  { SAYS_GRANTED, "in favor of the customer" },
  { SAYS_GRANTED, "refunded the customer" },
  { SAYS_GRANTED, "refunded the buyer" },
  { SAYS_GRANTED, "debited" },
  { SAYS_GRANTED, "認められました" },
  { SAYS_GRANTED, "承認されました" },
  { SAYS_GRANTED, "承認いたしました" },
  { SAYS_GRANTED, "適用されました" },
  { SAYS_GRANTED, "購入者に返金" },
  { SAYS_GRANTED, "購入者様に返金" },
  { SAYS_GRANTED, "購入者へ返金" },
  { SAYS_GRANTED, "購入者様へ返金" },
};

static char *folded[G_N_ELEMENTS (phrases)];

static void
fold_phrases (void)
{
  static gsize ready = 0;

  if (!g_once_init_enter (&ready))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    folded[i] = henji_fold (phrases[i].words, -1, NULL);
  g_once_init_leave (&ready, 1);
}

/* (transfer full): subject and the notice's own words, folded. */
static char *
words_of (const HenjiMessage *message)
{
  const char *body = message->body != NULL ? message->body : "";
  gsize length = message->own_length > 0 ? (gsize) message->own_length : strlen (body);
  g_autofree char *head = g_strndup (body, MIN (length, MAX_READ));
  g_autofree char *valid = g_utf8_make_valid (head, -1);
  g_autofree char *whole
      = g_strconcat (message->subject != NULL ? message->subject : "", "\n", valid, NULL);

  fold_phrases ();

  return henji_fold (whole, -1, NULL);
}

/* What the words say; those that only sound so are blotted out. */
static void
listen (char *text, gboolean says[N_SAYS])
{
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      gsize length = strlen (folded[i]);

      for (char *p = strstr (text, folded[i]); p != NULL; p = strstr (p + length, folded[i]))
        {
          says[phrases[i].says] = TRUE;
          if (phrases[i].says == SAYS_NOTHING)
            memset (p, ' ', length);
        }
    }
}

/* ---- Amounts ----------------------------------------------------------------------------------
 */

static const struct
{
  const char *word;
  const char *currency;
} currencies[] = {
  { "us$", "USD" },    { "$", "USD" },      { "usd", "USD" },  { "¥", "JPY" },
  { "jpy", "JPY" },    { "円", "JPY" },     { "yen", "JPY" },  { "dollars", "USD" },
  { "dollar", "USD" }, { "米どる", "USD" }, { "どる", "USD" },
};

/* The currency whose word ends right before @p (blanks apart) or begins at it. */
static const char *
currency_at (const char *text, const char *p, gboolean before)
{
  if (before)
    while (p > text && p[-1] == ' ')
      p--;
  else
    p += strspn (p, " ");
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      gsize length = strlen (currencies[i].word);

      if (before ? (gsize) (p - text) >= length
                       && strncmp (p - length, currencies[i].word, length) == 0
                 : g_str_has_prefix (p, currencies[i].word))
        return currencies[i].currency;
    }

  return NULL;
}

static gboolean
is_called_amount (const char *text, const char *p)
{
  static const char *const names[] = { "amount", "額", "claim total" };
  const char *from = p - text > NEAR ? p - NEAR : text;
  g_autofree char *before = g_strndup (from, p - from);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (before, names[i]) != NULL)
      return TRUE;

  return FALSE;
}

HenjiMoney
henji_claim_notice_amount (const char *text)
{
  g_autofree char *low = henji_fold (text, -1, NULL);
  HenjiMoney first = HENJI_MONEY_NONE;

  for (const char *p = low; *p != '\0';)
    {
      gsize n = strspn (p, "0123456789,.");
      g_autofree char *number = NULL;
      const char *currency;
      HenjiMoney money;

      if (!g_ascii_isdigit (*p))
        {
          p++;
          continue;
        }
      while (n > 0 && !g_ascii_isdigit (p[n - 1]))
        n--;
      number = g_strndup (p, n);
      currency = p > low && (g_ascii_isalpha (p[-1]) && currency_at (low, p, TRUE) == NULL)
                     ? NULL
                     : currency_at (low, p, TRUE);
      if (currency == NULL)
        currency = currency_at (low, p + n, FALSE);
      if (currency != NULL && henji_money_parse (number, currency, &money))
        {
          if (is_called_amount (low, p))
            return money;
          if (!henji_money_is_set (first))
            first = money;
        }
      p += n;
    }

  return first;
}

/* ---- Notices ----------------------------------------------------------------------------------
 */

static HenjiClaimStage
stage_of_opened (const gboolean says[N_SAYS])
{
  if (says[SAYS_RECEIVED])
    return HENJI_CLAIM_APPEALED;
  if (says[SAYS_QUESTION])
    return says[SAYS_APPEAL] ? HENJI_CLAIM_APPEAL_QUESTION : HENJI_CLAIM_INFORMATION;

  return HENJI_CLAIM_OPENED;
}

static HenjiClaimStage
stage_of_closed (const gboolean says[N_SAYS])
{
  if (says[SAYS_RECEIVED])
    return HENJI_CLAIM_APPEALED;
  if (says[SAYS_WITHDRAWN])
    return HENJI_CLAIM_WITHDRAWN;
  if (says[SAYS_REFUNDED])
    return HENJI_CLAIM_ACCEPTED;
  if (says[SAYS_DENIED] || says[SAYS_GRANTED])
    {
      gboolean denied = says[SAYS_DENIED];

      if (says[SAYS_APPEAL])
        return denied ? HENJI_CLAIM_APPEAL_DENIED : HENJI_CLAIM_APPEAL_GRANTED;
      return denied ? HENJI_CLAIM_DENIED : HENJI_CLAIM_GRANTED;
    }

  return HENJI_CLAIM_CLOSED;
}

gboolean
henji_claim_notice_read (const HenjiMessage *message, HenjiClaimStep *step)
{
  g_autofree char *text = NULL;
  gboolean says[N_SAYS] = { FALSE };

  g_return_val_if_fail (message != NULL && step != NULL, FALSE);

  if (message->notification != HENJI_NOTIFICATION_CLAIM_OPENED
      && message->notification != HENJI_NOTIFICATION_CLAIM_CLOSED
      && message->notification != HENJI_NOTIFICATION_REFUND_ISSUED)
    return FALSE;

  text = words_of (message);
  *step = (HenjiClaimStep){ .at = message->at, .amount = henji_claim_notice_amount (text) };
  if (message->notification == HENJI_NOTIFICATION_REFUND_ISSUED)
    {
      step->refund = TRUE;
      return TRUE;
    }
  listen (text, says);
  step->stage = message->notification == HENJI_NOTIFICATION_CLAIM_OPENED ? stage_of_opened (says)
                                                                         : stage_of_closed (says);
  step->days = henji_notification_claim_days (text);

  return TRUE;
}

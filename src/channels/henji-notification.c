/* henji-notification.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What sort of mail the marketplace sent. The types in its own header are those recorded on mails
 * of one store; the words are hints in both languages, matched in folded text.
 */
#define G_LOG_DOMAIN "henji-notification"

#include "config.h"

#include "henji-notification.h"

#include "henji-fold.h"

#include <string.h>

#define MAX_IDS 50
#define BODY_HEAD 1500 /* bytes of the body that may tell the sort */

static const struct
{
  const char *type;
  HenjiNotification notification;
} types[] = {
  { "BBC_MESSAGE_SENT_TO_MERCHANT", HENJI_NOTIFICATION_BUYER_MESSAGE },
  { "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT", HENJI_NOTIFICATION_REPLY_COPY },
  { "BUYER_OPTED_OUT_BSM_MESSAGES", HENJI_NOTIFICATION_OPT_OUT },
  { "RETURN_REQUEST", HENJI_NOTIFICATION_RETURN_REQUEST },
  { "REFUND_ISSUED", HENJI_NOTIFICATION_REFUND_ISSUED },
  { "A_Z_CLAIM_RESPONDENT_NOTIFY", HENJI_NOTIFICATION_CLAIM_OPENED },
  { "A_Z_CLAIM_RESPONDENT_CLOSE", HENJI_NOTIFICATION_CLAIM_CLOSED },
  { "BRC_SELLER_NOTIFICATION", HENJI_NOTIFICATION_CANCEL_REQUEST },
};

/* A rule holds when a phrase of @any occurs and, if there are such, one of @also. First rule first.
 * Phrases are folded once, as the text is. */
typedef struct
{
  HenjiNotification notification;
  const char *any[16];
  const char *also[16];
} Rule;

static const Rule rules[] = {
  { HENJI_NOTIFICATION_CLAIM_CLOSED,
    { "a-to-z", "a to z", "マーケットプレイス保証", "Amazonマーケットプレイス保証" },
    { "closed", "has been decided", "decision", "resolved", "denied", "withdrawn", "withdrew",
      "granted", "クローズ", "終了し", "取り下げ", "却下", "決定", "審査結果", "解決し" } },
  { HENJI_NOTIFICATION_CLAIM_OPENED,
    { "a-to-z guarantee claim", "a-to-z claim", "a to z guarantee", "マーケットプレイス保証の申請",
      "マーケットプレイス保証申請", "保証申請", "a-to-z保証", "マーケットプレイス保証",
      "a-to-z guarantee" },
    { NULL } },
  /* CSBA. No mail of it is known: whatever names the service and asks for something. */
  { HENJI_NOTIFICATION_CSBA_QUESTION,
    { "customer service by amazon", "customer services by amazon", "csba",
      "amazonによるカスタマーサービス", "アマゾンによるカスタマーサービス",
      "カスタマーサービス by amazon" },
    { "question", "inquiry", "enquiry", "please respond", "please reply", "response required",
      "response needed", "need your", "needs your", "質問", "回答", "ご返信", "ご返答",
      "確認のお願い", "確認依頼", "お問い合わせがあり" } },
  { HENJI_NOTIFICATION_CSBA_QUESTION,
    { "カスタマーサービスからのお問い合わせ", "カスタマーサービスからの問い合わせ",
      "カスタマーサービスからのご質問", "カスタマーサービスからの質問",
      "カスタマーサービスからの確認", "カスタマーサービスからのご確認",
      "カスタマーサービスより確認", "カスタマーサービスより質問", "customer service has a question",
      "question from amazon customer service", "question from customer service",
      "customer service needs", "customer service team needs" },
    { NULL } },
  { HENJI_NOTIFICATION_OPT_OUT,
    { "opted out", "opt-out", "opted-out", "オプトアウト", "受信を停止", "受信を希望してい",
      "受信を拒否", "メッセージの受信を希望しない", "配信停止" },
    { NULL } },
  { HENJI_NOTIFICATION_REPLY_COPY,
    { "your e-mail to", "your email to", "your message to", "copy of your message",
      "copy of the message", "メッセージの写し", "メッセージのコピー", "送信したメッセージ",
      "送信されたメッセージの控え", "返信内容の控え", "宛てのメッセージが送信",
      "宛のメッセージが送信" },
    { NULL } },
  { HENJI_NOTIFICATION_CANCEL_REQUEST,
    { "cancellation request", "cancelation request", "request to cancel", "requested cancellation",
      "requested to cancel", "order cancellation requested", "キャンセルリクエスト",
      "キャンセル依頼", "キャンセルの依頼", "キャンセルの申請", "キャンセル希望",
      "キャンセルを希望", "注文のキャンセル" },
    { NULL } },
  { HENJI_NOTIFICATION_REFUND_ISSUED,
    { "refund initiated", "refund issued", "refund has been issued", "has been refunded",
      "refund notification", "refund processed", "返金処理", "返金を行い", "返金されました",
      "返金いたしました", "返金のお知らせ", "返金が完了", "返金手続きが完了" },
    { NULL } },
  { HENJI_NOTIFICATION_RETURN_REQUEST,
    { "return request", "return requested", "return authorization", "return authorisation",
      "requested a return", "返品リクエスト", "返品依頼", "返品の依頼", "返品申請", "返品の申請",
      "返品受付", "返品承認", "返品のリクエスト" },
    { NULL } },
};

static char *folded_any[G_N_ELEMENTS (rules)][16];
static char *folded_also[G_N_ELEMENTS (rules)][16];

static void
fold_rules (void)
{
  static gsize ready = 0;

  if (!g_once_init_enter (&ready))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    for (guint j = 0; j < 16; j++)
      {
        if (rules[i].any[j] != NULL)
          folded_any[i][j] = henji_fold (rules[i].any[j], -1, NULL);
        if (rules[i].also[j] != NULL)
          folded_also[i][j] = henji_fold (rules[i].also[j], -1, NULL);
      }
  g_once_init_leave (&ready, 1);
}

HenjiNotification
henji_notification_from_type (const char *type)
{
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (types[i].type, type) == 0)
      return types[i].notification;

  return HENJI_NOTIFICATION_NONE;
}

static gboolean
holds_any (const char *text, char *const phrases[16])
{
  for (guint j = 0; j < 16 && phrases[j] != NULL; j++)
    if (strstr (text, phrases[j]) != NULL)
      return TRUE;

  return FALSE;
}

static HenjiNotification
match (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (holds_any (text, folded_any[i])
        && (folded_also[i][0] == NULL || holds_any (text, folded_also[i])))
      return rules[i].notification;

  return HENJI_NOTIFICATION_NONE;
}

HenjiNotification
henji_notification_guess (const char *address, const char *subject, const char *body)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);
  g_autofree char *folded_subject = NULL;
  g_autofree char *folded_body = NULL;
  gsize n = strlen (body);
  HenjiNotification found;

  fold_rules ();
  folded_subject = henji_fold (subject, -1, NULL);
  found = match (folded_subject);
  if (found == HENJI_NOTIFICATION_CLAIM_OPENED || found == HENJI_NOTIFICATION_NONE
      || g_str_has_prefix (lower, "atoz-"))
    {
      HenjiNotification in_body;

      if (n > BODY_HEAD)
        {
          n = BODY_HEAD;
          while (n > 0 && (body[n] & 0xC0) == 0x80)
            n--;
        }
      folded_body = henji_fold (body, n, NULL);
      in_body = found == HENJI_NOTIFICATION_NONE ? match (folded_body) : found;
      found = in_body;
    }
  if (found == HENJI_NOTIFICATION_NONE && g_str_has_prefix (lower, "atoz-guarantee"))
    found = HENJI_NOTIFICATION_CLAIM_OPENED;

  return found;
}

gboolean
henji_notification_is_no_reply (const char *address)
{
  static const char *const locals[] = {
    "no-reply",      "noreply",    "donotreply", "do-not-reply", "auto-communication",
    "mailer-daemon", "postmaster", "no_reply",   "bounce",
  };
  g_autofree char *local = g_ascii_strdown (address, strcspn (address, "@"));

  for (guint i = 0; i < G_N_ELEMENTS (locals); i++)
    if (strstr (local, locals[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* ---- Numbers in text ---- */

/* The digit a character means, or -1. */
static int
digit_of (gunichar c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 0xFF10 && c <= 0xFF19)
    return c - 0xFF10;

  return -1;
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D || c == 0x30FC
         || c == 0xFF70;
}

/* An order number at @p: writes its 19 characters. Returns: where it ends, or NULL. */
static const char *
read_order_id (const char *p, char out[20])
{
  for (guint i = 0; i < 19; i++)
    {
      gunichar c = g_utf8_get_char (p);

      if (i == 3 || i == 11)
        {
          if (!is_hyphen (c))
            return NULL;
          out[i] = '-';
        }
      else
        {
          int digit = digit_of (c);

          if (digit < 0)
            return NULL;
          out[i] = '0' + digit;
        }
      p = g_utf8_next_char (p);
    }
  out[19] = '\0';

  return digit_of (g_utf8_get_char (p)) < 0 ? p : NULL;
}

void
henji_notification_order_ids (const char *text, gboolean quoted, GPtrArray *ids)
{
  gboolean line_start = TRUE, inside = FALSE;

  for (const char *p = text; *p != '\0' && ids->len < MAX_IDS;)
    {
      guint8 b = *p;
      gsize n = strcspn (p, "0123456789\357\n>");
      char id[20];
      const char *end;

      if (n > 0) /* nothing a number begins with */
        {
          inside = g_ascii_isalpha (p[n - 1]);
          line_start = line_start && strspn (p, " ") >= n;
          p += n;
          continue;
        }
      if (line_start && !quoted && b == '>')
        {
          p += strcspn (p, "\n");
          line_start = FALSE;
          continue;
        }
      line_start = b == '\n';
      if (b == '\n' || b == '>')
        {
          inside = FALSE;
          p++;
          continue;
        }
      end = !inside && digit_of (g_utf8_get_char (p)) >= 0 ? read_order_id (p, id) : NULL;
      if (end == NULL)
        {
          inside = digit_of (g_utf8_get_char (p)) >= 0;
          p = g_utf8_next_char (p);
          continue;
        }
      {
        gboolean known = FALSE;

        for (guint i = 0; i < ids->len && !known; i++)
          known = g_str_equal (g_ptr_array_index (ids, i), id);
        if (!known)
          g_ptr_array_add (ids, g_strdup (id));
      }
      p = end;
      inside = TRUE;
    }
}

int
henji_notification_claim_days (const char *text)
{
  static const char *const after[] = {
    "calendar days", "calendar day", "暦日",     "days",          "day",
    "日以内",        "日間以内",     "日いない", "business days",
  };
  g_autofree char *folded = henji_fold (text, -1, NULL);
  int best = 0;
  guint best_rank = G_MAXUINT;

  for (const char *p = folded; *p != '\0'; p++)
    {
      const char *q = p;
      gint64 n = 0;
      gboolean within;

      if (!g_ascii_isdigit (*p)
          || (p > folded && (g_ascii_isalnum (p[-1]) || strchr ("-.,/:", p[-1]))))
        continue;
      while (g_ascii_isdigit (*q) && n < 1000)
        n = n * 10 + (*q++ - '0');
      within = (p - folded >= 7 && strncmp (p - 7, "within ", 7) == 0)
               || (p - folded >= 8 && strncmp (p - 8, "within (", 8) == 0);
      while (*q == ' ' || *q == ')' || *q == '(')
        q++;
      if (n < 1 || n > 60)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (after); i++)
        if (g_str_has_prefix (q, after[i]) && i < best_rank
            && (within || i <= 2 || (i >= 5 && i <= 7)))
          {
            best = n;
            best_rank = i;
            break;
          }
      p = q - 1;
    }

  return best;
}

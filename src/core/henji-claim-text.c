/* henji-claim-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-claim-text.h"

#include <string.h>

#include "henji-time.h"

#define YEAR_TOO "1970-01-01" /* dates name their year */

/* The marketplace's language, whatever the window speaks. Facts alone, no blame, no plea. */
typedef struct
{
  const char *answer, *information, *appeal, *question; /* order number */
  const char *files, *closing;
  const char *amount, *item, *ordered, *delivered, *refunded, *refunded_on, *label, *photos;
  const char *shipped;
  const char *first, *latest;
  const char *ours, *ours_translated, *buyer, *buyer_translated, *cut;
} Words;

static const Words words_en = {
  .answer = "This is our answer to the A-to-z claim for order %s.",
  .information = "This is the information you asked for about the A-to-z claim for order %s.",
  .appeal = "We ask you to review the decision on the A-to-z claim for order %s.",
  .question = "This is our answer to your question about our appeal for order %s.",
  .files = "This box takes no files, so we have sent the supporting documents (PDF) as a "
           "buyer-seller message for this order.",
  .closing = "We will gladly provide anything further you need.",
  .amount = "Amount claimed: %s",
  .item = "Item: %s",
  .ordered = "Ordered: %s",
  .shipped = "Shipped: %s",
  .delivered = "Delivered: %s",
  .refunded = "Refunded: %s on %s",
  .refunded_on = "Refunded: on %s",
  .label = "Return label issued: %s",
  .photos = "Photos received from the buyer: %u",
  .first = "First message from the buyer: %s",
  .latest = "Our latest reply: %s (%u in all)",
  .ours = "We wrote on %s:",
  .ours_translated = "We wrote on %s (translated):",
  .buyer = "The buyer wrote on %s:",
  .buyer_translated = "The buyer wrote on %s (translated):",
  .cut = "[The rest is in the documents.]",
};

static const Words words_ja = {
  .answer = "注文番号 %s のマーケットプレイス保証申請について、ご回答いたします。",
  .information
  = "注文番号 %s のマーケットプレイス保証申請について、ご依頼の情報をお知らせいたします。",
  .appeal
  = "注文番号 %s のマーケットプレイス保証申請の決定について、再度のご確認をお願いいたします。",
  .question = "注文番号 %s の異議申し立てについて、ご質問に回答いたします。",
  .files = "この欄にはファイルを添付できないため、資料（PDF）は本注文の購入者とのメッセージで送信し"
           "ました。",
  .closing = "ほかに必要な情報がありましたら、速やかにお知らせいたします。",
  .amount = "申請額：%s",
  .item = "商品：%s",
  .ordered = "注文日：%s",
  .shipped = "発送：%s",
  .delivered = "配達完了：%s",
  .refunded = "返金：%s（%s）",
  .refunded_on = "返金日：%s",
  .label = "返品ラベルの発行：%s",
  .photos = "購入者から受け取った写真：%u枚",
  .first = "購入者からの最初の連絡：%s",
  .latest = "当店の最新の返信：%s（計%u回）",
  .ours = "当店からの連絡（%s）：",
  .ours_translated = "当店からの連絡（%s、和訳）：",
  .buyer = "購入者からの連絡（%s）：",
  .buyer_translated = "購入者からの連絡（%s、和訳）：",
  .cut = "（以下は資料に記載しています。）",
};

void
henji_claim_quote_free (HenjiClaimQuote *self)
{
  g_free (self->text);
  g_free (self);
}

/* ---- Sentences --------------------------------------------------------------------------------
 */

/* Does a sentence end before @next, whose last character is @c? */
static gboolean
ends_sentence (gunichar c, const char *next)
{
  if (c == 0x3002 || c == 0xff01 || c == 0xff1f || c == '!' || c == '?' || c == '\n')
    return g_utf8_get_char (next) != 0x300d && g_utf8_get_char (next) != 0xff09;

  return c == '.' && (*next == '\0' || g_ascii_isspace (*next));
}

char *
henji_claim_text_cut (const char *text, int limit)
{
  const char *end = NULL, *p = text;

  g_return_val_if_fail (text != NULL, NULL);

  for (int n = 0; *p != '\0' && n < limit; n++)
    {
      gunichar c = g_utf8_get_char (p);

      p = g_utf8_next_char (p);
      if (ends_sentence (c, p))
        end = p;
    }
  if (*p == '\0' && limit > 0)
    end = p;
  if (end == NULL)
    return NULL;

  return g_strchomp (g_strndup (text, end - text));
}

/* ---- The text ---------------------------------------------------------------------------------
 */

static char *
day (const HenjiClaimBrief *brief, const char *date)
{
  return date != NULL && henji_date_is_valid (date)
             ? henji_date_format (date, YEAR_TOO, brief->language)
             : NULL;
}

static char *
moment (const HenjiClaimBrief *brief, gint64 at)
{
  g_autofree char *date = henji_date_of (at, brief->zone);
  g_autofree char *shown = day (brief, date);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, brief->zone);

  return g_strdup_printf ("%s %02d:%02d", shown, g_date_time_get_hour (local),
                          g_date_time_get_minute (local));
}

G_GNUC_PRINTF (2, 0)
static void
add (GPtrArray *lines, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (lines, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Takes @value; a fact that is unknown is not said. */
static void
add_fact (GPtrArray *lines, const char *format, char *value)
{
  if (value != NULL && *value != '\0')
    add (lines, format, value);
  g_free (value);
}

static char *
shipment (const HenjiClaimBrief *brief)
{
  g_autofree char *date = day (brief, brief->shipped);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (date != NULL)
    g_ptr_array_add (parts, date);
  if (brief->carrier != NULL && *brief->carrier != '\0')
    g_ptr_array_add (parts, (gpointer) brief->carrier);
  if (brief->tracking != NULL && *brief->tracking != '\0')
    g_ptr_array_add (parts, (gpointer) brief->tracking);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (brief->language == HENJI_LANGUAGE_JA ? "、" : ", ", (char **) parts->pdata);
}

static void
add_conversation (GPtrArray *lines, const HenjiClaimBrief *brief, const Words *words)
{
  gint64 first = 0, latest = 0;
  guint n = 0;

  for (guint i = 0; brief->quotes != NULL && i < brief->quotes->len; i++)
    {
      const HenjiClaimQuote *quote = g_ptr_array_index (brief->quotes, i);

      if (quote->ours)
        {
          latest = quote->at;
          n++;
        }
      else if (first == 0)
        first = quote->at;
    }
  if (n > 0)
    {
      g_autofree char *shown = moment (brief, latest);

      add (lines, words->latest, shown, n);
    }
  if (first != 0)
    add_fact (lines, words->first, moment (brief, first));
}

/* (transfer full): a line each, the most telling first. */
static GPtrArray *
facts_of (const HenjiClaimBrief *brief, const Words *words)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *refund_day = day (brief, brief->refund_date);
  g_autofree char *label_day = day (brief, brief->label_date);

  if (refund_day != NULL && henji_money_is_set (brief->refunded))
    {
      g_autofree char *amount = henji_money_format (brief->refunded, brief->language);

      add (lines, words->refunded, amount, refund_day);
    }
  else if (refund_day != NULL)
    add (lines, words->refunded_on, refund_day);
  add_fact (lines, words->delivered, day (brief, brief->delivered));
  add_fact (lines, words->shipped, shipment (brief));
  if (label_day != NULL)
    add_fact (lines, words->label,
              brief->rma != NULL
                  ? g_strdup_printf (brief->language == HENJI_LANGUAGE_JA ? "%s（%s）" : "%s (%s)",
                                     label_day, brief->rma)
                  : g_strdup (label_day));
  add_conversation (lines, brief, words);
  if (brief->n_photos > 0)
    add (lines, words->photos, brief->n_photos);
  add_fact (lines, words->ordered, day (brief, brief->ordered));
  add_fact (lines, words->item, g_strdup (brief->item));
  if (henji_money_is_set (brief->amount))
    add_fact (lines, words->amount, henji_money_format (brief->amount, brief->language));

  return lines;
}

static const char *
opening_of (HenjiClaimStage stage, const Words *words)
{
  switch (stage)
    {
    case HENJI_CLAIM_INFORMATION:
      return words->information;
    case HENJI_CLAIM_GRANTED:
    case HENJI_CLAIM_APPEALED:
    case HENJI_CLAIM_APPEAL_DENIED:
      return words->appeal;
    case HENJI_CLAIM_APPEAL_QUESTION:
      return words->question;
    case HENJI_CLAIM_NONE:
    case HENJI_CLAIM_OPENED:
    case HENJI_CLAIM_ANSWERED:
    case HENJI_CLAIM_CLOSED:
    case HENJI_CLAIM_DENIED:
    case HENJI_CLAIM_WITHDRAWN:
    case HENJI_CLAIM_ACCEPTED:
    case HENJI_CLAIM_APPEAL_GRANTED:
    case HENJI_N_CLAIM_STAGES:
    default:
      return words->answer;
    }
}

typedef struct
{
  GString *text;
  int left; /* characters */
} Box;

static gboolean
put (Box *box, const char *before, const char *words)
{
  int n = (int) (g_utf8_strlen (before, -1) + g_utf8_strlen (words, -1));

  if (n > box->left)
    return FALSE;
  g_string_append (box->text, before);
  g_string_append (box->text, words);
  box->left -= n;

  return TRUE;
}

/* Returns: whether it is there as a whole. */
static gboolean
put_quote (Box *box, const HenjiClaimBrief *brief, const Words *words, const HenjiClaimQuote *quote)
{
  g_autofree char *when = moment (brief, quote->at);
  g_autofree char *head
      = g_strdup_printf (quote->ours ? (quote->translated ? words->ours_translated : words->ours)
                                     : (quote->translated ? words->buyer_translated : words->buyer),
                         when);
  g_autofree char *whole = g_strstrip (g_strdup (quote->text));
  g_autofree char *part = NULL;
  int room = box->left - 3 - (int) g_utf8_strlen (head, -1);

  if (*whole == '\0')
    return TRUE;
  if (g_utf8_strlen (whole, -1) <= room)
    return put (box, "\n\n", head) && put (box, "\n", whole);

  part = henji_claim_text_cut (whole, room - 1 - (int) g_utf8_strlen (words->cut, -1));
  if (part != NULL && *part != '\0')
    {
      put (box, "\n\n", head);
      put (box, "\n", part);
      put (box, "\n", words->cut);
    }

  return FALSE;
}

char *
henji_claim_text (const HenjiClaimBrief *brief, int limit)
{
  const Words *words;
  g_autofree char *opening = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  Box box = { NULL, limit };
  int end;

  g_return_val_if_fail (brief != NULL && brief->zone != NULL, NULL);

  words = brief->language == HENJI_LANGUAGE_JA ? &words_ja : &words_en;
  box.text = g_string_new (NULL);
  opening = g_strdup_printf (opening_of (brief->stage, words),
                             brief->order_id != NULL ? brief->order_id : "—");
  if (!put (&box, "", opening))
    return g_string_free (box.text, FALSE);
  if (brief->files)
    put (&box, brief->language == HENJI_LANGUAGE_JA ? "" : " ", words->files);

  /* The last sentence keeps its place. */
  end = 2 + (int) g_utf8_strlen (words->closing, -1);
  if (end > box.left)
    return g_string_free (box.text, FALSE);
  box.left -= end;
  facts = facts_of (brief, words);
  for (guint i = 0; i < facts->len; i++)
    put (&box, i == 0 ? "\n\n" : "\n", g_ptr_array_index (facts, i));
  for (guint i = brief->quotes != NULL ? brief->quotes->len : 0; i-- > 0;)
    if (!put_quote (&box, brief, words, g_ptr_array_index (brief->quotes, i)))
      break;
  box.left += end;
  put (&box, "\n\n", words->closing);

  return g_string_free (box.text, FALSE);
}

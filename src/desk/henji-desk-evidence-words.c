/* henji-desk-evidence-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-desk-evidence-words.h"

static const HenjiEvidenceWords words_en = {
  .title = "Record of order %s",
  .title_claim = "A-to-z claim: evidence for order %s",
  .head = "Order %s",
  .head_claim = "Order %s · A-to-z claim",
  .facts = "Order and claim",
  .timeline = "What happened",
  .messages = "Messages",
  .shipment = "Shipment and return",
  .photos = "Photos",
  .policy = "Marketplace policy",
  .order = "Order number",
  .marketplace = "Marketplace",
  .seller = "Seller",
  .ordered = "Ordered",
  .item = "Item",
  .items_total = "Items",
  .shipping = "Shipping",
  .total = "Order total",
  .claim_opened = "Claim opened",
  .claim_amount = "Amount claimed",
  .claim_decided = "Claim decided",
  .zone = "Times",
  .made = "Prepared",
  .carrier = "Carrier",
  .tracking = "Tracking number",
  .shipped = "Shipped",
  .delivered = "Delivered",
  .rma = "Return number",
  .return_status = "Return status",
  .refunded = "Refunded",
  .placed = "Order placed",
  .shipped_with = "Shipped",
  .was_delivered = "Delivered",
  .label_made = "Return label issued",
  .buyer = "Buyer",
  .we = "Seller",
  .buyer_wrote = "The buyer wrote: %s",
  .we_wrote = "We wrote: %s",
  .other_ja = "The same in Japanese:",
  .other_en = "The same in English:",
  .no_messages = "There are no messages.",
  .left_out = "Messages are given word for word; earlier messages that a mail repeats are not "
              "repeated here. Telephone numbers and mail addresses are left out.",
  .attachment = "Attached: %s",
  .sent_apart = "Attached, not shown here: %s",
  .photo_buyer = "Photo %u: sent by the buyer, %s (%s)",
  .photo_ours = "Photo %u: sent by the seller, %s (%s)",
  .photo_damaged = "“%s” is damaged and cannot be shown.",
  .photos_shrunk = "The photos are reduced in size, so that this file can go with a message. "
                   "The originals are kept.",
  .policy_note = "Only figures that the marketplace’s own pages were seen to state.",
  .checked = "checked %s",
  .phone = "[telephone number]",
  .mail = "[mail address]",
  .notices = {
    [HENJI_NOTIFICATION_OPT_OUT] = "Marketplace: message not delivered, the buyer takes none",
    [HENJI_NOTIFICATION_RETURN_REQUEST] = "Marketplace: return requested",
    [HENJI_NOTIFICATION_REFUND_ISSUED] = "Marketplace: refund issued",
    [HENJI_NOTIFICATION_CLAIM_OPENED] = "Marketplace: notice about the claim",
    [HENJI_NOTIFICATION_CLAIM_CLOSED] = "Marketplace: decision on the claim",
    [HENJI_NOTIFICATION_CANCEL_REQUEST] = "Marketplace: cancellation requested",
  },
  .stages = {
    [HENJI_CLAIM_OPENED] = "Claim opened",
    [HENJI_CLAIM_ANSWERED] = "Claim answered by the seller",
    [HENJI_CLAIM_INFORMATION] = "The marketplace asked for more information",
    [HENJI_CLAIM_CLOSED] = "Claim closed",
    [HENJI_CLAIM_GRANTED] = "Claim granted to the buyer",
    [HENJI_CLAIM_DENIED] = "Claim denied",
    [HENJI_CLAIM_WITHDRAWN] = "Claim withdrawn by the buyer",
    [HENJI_CLAIM_ACCEPTED] = "Refunded in full by the seller",
    [HENJI_CLAIM_APPEALED] = "Appeal made by the seller",
    [HENJI_CLAIM_APPEAL_QUESTION] = "The marketplace asked about the appeal",
    [HENJI_CLAIM_APPEAL_GRANTED] = "Appeal granted",
    [HENJI_CLAIM_APPEAL_DENIED] = "Appeal denied",
  },
  .hours = "%d hours",
  .calendar_days = "%d calendar days",
  .business_days = "%d business days",
  .percent = "%d %%",
};

static const HenjiEvidenceWords words_ja = {
  .title = "注文 %s の記録",
  .title_claim = "マーケットプレイス保証申請に関する資料（注文 %s）",
  .head = "注文番号 %s",
  .head_claim = "注文番号 %s ・ マーケットプレイス保証申請",
  .facts = "注文と申請",
  .timeline = "経過",
  .messages = "メッセージ",
  .shipment = "発送と返品",
  .photos = "写真",
  .policy = "マーケットプレイスの規定",
  .order = "注文番号",
  .marketplace = "マーケットプレイス",
  .seller = "出品者",
  .ordered = "注文日時",
  .item = "商品",
  .items_total = "商品代金",
  .shipping = "送料",
  .total = "注文合計",
  .claim_opened = "申請日時",
  .claim_amount = "申請額",
  .claim_decided = "決定日時",
  .zone = "時刻の表示",
  .made = "作成日",
  .carrier = "配送業者",
  .tracking = "お問い合わせ番号",
  .shipped = "発送日",
  .delivered = "配達完了日",
  .rma = "返品番号",
  .return_status = "返品の状況",
  .refunded = "返金額",
  .placed = "注文",
  .shipped_with = "発送",
  .was_delivered = "配達完了",
  .label_made = "返品ラベルを発行",
  .buyer = "購入者",
  .we = "出品者",
  .buyer_wrote = "購入者からの連絡：%s",
  .we_wrote = "出品者からの連絡：%s",
  .other_ja = "日本語の同文：",
  .other_en = "英語の同文：",
  .no_messages = "メッセージはありません。",
  .left_out = "メッセージは原文のまま記載しています。メールに引用された以前のメッセージは、重複するため省いています。"
              "電話番号とメールアドレスは伏せています。",
  .attachment = "添付ファイル：%s",
  .sent_apart = "添付ファイル（ここには表示していません）：%s",
  .photo_buyer = "写真%u：購入者から、%s（%s）",
  .photo_ours = "写真%u：出品者から、%s（%s）",
  .photo_damaged = "「%s」は破損しているため表示できません。",
  .photos_shrunk = "メッセージに添付できるよう、写真を縮小しています。元の写真は保管しています。",
  .policy_note = "マーケットプレイスのページで確認できた規定だけを記載しています。",
  .checked = "%s確認",
  .phone = "（電話番号は省略）",
  .mail = "（メールアドレスは省略）",
  .notices = {
    [HENJI_NOTIFICATION_OPT_OUT] = "マーケットプレイス：購入者が受信を停止しているため、メッセージは届かず",
    [HENJI_NOTIFICATION_RETURN_REQUEST] = "マーケットプレイス：返品リクエスト",
    [HENJI_NOTIFICATION_REFUND_ISSUED] = "マーケットプレイス：返金",
    [HENJI_NOTIFICATION_CLAIM_OPENED] = "マーケットプレイス：申請についての通知",
    [HENJI_NOTIFICATION_CLAIM_CLOSED] = "マーケットプレイス：申請の決定",
    [HENJI_NOTIFICATION_CANCEL_REQUEST] = "マーケットプレイス：キャンセルリクエスト",
  },
  .stages = {
    [HENJI_CLAIM_OPENED] = "保証申請",
    [HENJI_CLAIM_ANSWERED] = "出品者が申請に回答",
    [HENJI_CLAIM_INFORMATION] = "マーケットプレイスから追加情報の依頼",
    [HENJI_CLAIM_CLOSED] = "申請の終了",
    [HENJI_CLAIM_GRANTED] = "申請が認められる",
    [HENJI_CLAIM_DENIED] = "申請が却下される",
    [HENJI_CLAIM_WITHDRAWN] = "購入者が申請を取り下げ",
    [HENJI_CLAIM_ACCEPTED] = "出品者が全額を返金",
    [HENJI_CLAIM_APPEALED] = "出品者が異議を申し立て",
    [HENJI_CLAIM_APPEAL_QUESTION] = "異議申し立てについての質問",
    [HENJI_CLAIM_APPEAL_GRANTED] = "異議申し立てが認められる",
    [HENJI_CLAIM_APPEAL_DENIED] = "異議申し立てが却下される",
  },
  .hours = "%d時間",
  .calendar_days = "%d日（暦日）",
  .business_days = "%d営業日",
  .percent = "%d%%",
};

static const struct
{
  const char *id, *en, *ja;
} rules[] = {
  { "claim-answer", "Answer to a contact, and to a claim", "連絡および申請への回答" },
  { "claim-information", "Answer to a question about a claim", "申請についての質問への回答" },
  { "appeal", "Appeal after a decision", "決定への異議申し立て" },
  { "appeal-answer", "Answer to a question about an appeal", "異議申し立てについての質問への回答" },
  { "return-window", "Return window", "返品の受付期間" },
  { "return-request", "Answer to a return request", "返品リクエストへの回答" },
  { "refund-after-return", "Refund after the return has arrived", "返品到着後の返金" },
  { "restocking-in-window", "Restocking fee, in time and as sent", "返品手数料（期間内、未使用）" },
  { "restocking-out-of-window", "Restocking fee at most, late and as sent",
    "返品手数料の上限（期間後、未使用）" },
  { "restocking-used", "Restocking fee at most, used or damaged",
    "返品手数料の上限（使用済み、破損）" },
};

const HenjiEvidenceWords *
henji_evidence_words (HenjiLanguage language)
{
  return language == HENJI_LANGUAGE_JA ? &words_ja : &words_en;
}

const char *
henji_evidence_rule (guint i, HenjiLanguage language, const char **id)
{
  if (i >= G_N_ELEMENTS (rules))
    return NULL;
  *id = rules[i].id;

  return language == HENJI_LANGUAGE_JA ? rules[i].ja : rules[i].en;
}

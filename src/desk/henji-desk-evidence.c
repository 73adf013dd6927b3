/* henji-desk-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-evidence"

#include "config.h"

#include "henji-desk-evidence-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-claim-notice.h"
#include "henji-db-event.h"
#include "henji-desk-claim.h"
#include "henji-desk-evidence-words.h"
#include "henji-desk-private.h"
#include "henji-time.h"

#define EXCERPT 70    /* characters of a message in the timeline */
#define ASPECT_OF 240 /* pixels to see a picture's shape by */

typedef struct
{
  HenjiDesk *desk;
  const HenjiCaseDetail *detail;
  const HenjiOrder *order; /* (nullable) the claim's, or the case's first */
  const HenjiClaim *claim; /* nullable */
  HenjiPolicy *policy;
  GTimeZone *zone; /* the marketplace's */
  HenjiLanguage language;
  const HenjiEvidenceWords *words;
  HenjiDocument *document;
  GCancellable *cancellable;
} Maker;

static const HenjiOrder *
order_of (const HenjiCaseDetail *detail, const HenjiClaim *claim)
{
  for (guint i = 0; claim != NULL && i < detail->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (detail->orders, i);

      if (g_strcmp0 (order->order_id, claim->order_id) == 0)
        return order;
    }

  return detail->orders->len > 0 ? g_ptr_array_index (detail->orders, 0) : NULL;
}

static const char *
order_id_of (const HenjiCaseDetail *detail, const HenjiClaim *claim, const HenjiOrder *order)
{
  if (claim != NULL && claim->order_id != NULL)
    return claim->order_id;
  if (order != NULL)
    return order->order_id;

  return detail->case_->order_ids != NULL ? detail->case_->order_ids[0] : NULL;
}

/* (transfer full): "2026-11-21 09:12" in the marketplace's time. */
static char *
moment (GTimeZone *zone, gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static void
add_fact (Maker *self, const char *caption, const char *value)
{
  if (value != NULL && *value != '\0')
    henji_document_add_fact (self->document, caption, value);
}

static void
add_money (Maker *self, const char *caption, HenjiMoney money)
{
  g_autofree char *value
      = henji_money_is_set (money) ? henji_money_format (money, self->language) : NULL;

  add_fact (self, caption, value);
}

static void
add_moment (Maker *self, const char *caption, gint64 at)
{
  g_autofree char *value = at != 0 ? moment (self->zone, at) : NULL;

  add_fact (self, caption, value);
}

/* ---- Facts ------------------------------------------------------------------------------------
 */

/* (transfer full): "2 × Ceramic mug, blue (SKU MUG-BL-01)" */
static char *
item_words (const HenjiOrderItem *item)
{
  const char *title = item->title != NULL && *item->title != '\0' ? item->title : item->sku;
  g_autofree char *count = item->quantity > 0 ? g_strdup_printf ("%d × ", item->quantity) : NULL;
  gboolean sku = item->sku != NULL && *item->sku != '\0' && title != item->sku;

  if (title == NULL)
    return NULL;

  return g_strconcat (count != NULL ? count : "", title, sku ? " (SKU " : "", sku ? item->sku : "",
                      sku ? ")" : "", NULL);
}

static HenjiMoney
shipping_of (const HenjiOrder *order)
{
  HenjiMoney sum = HENJI_MONEY_NONE;

  for (guint i = 0; order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (order->items, i);

      if (!henji_money_is_set (item->shipping))
        continue;
      if (!henji_money_is_set (sum))
        sum = item->shipping;
      else if (g_str_equal (sum.currency, item->shipping.currency))
        sum.minor += item->shipping.minor;
    }

  return sum;
}

static void
add_facts (Maker *self, const HenjiShop *shop)
{
  const HenjiEvidenceWords *words = self->words;
  g_autofree char *today = henji_date_of (henji_desk_now (self->desk), self->zone);
  g_autofree char *zone = NULL;

  henji_document_add_heading (self->document, words->facts);
  add_fact (self, words->order, order_id_of (self->detail, self->claim, self->order));
  add_fact (self, words->marketplace, henji_policy_marketplace (self->policy));
  add_fact (self, words->seller, henji_shop_name (shop, self->language));
  if (self->order != NULL)
    {
      add_moment (self, words->ordered, self->order->purchased_at);
      for (guint i = 0; self->order->items != NULL && i < self->order->items->len; i++)
        {
          g_autofree char *item = item_words (g_ptr_array_index (self->order->items, i));

          add_fact (self, words->item, item);
        }
      add_money (self, words->items_total, henji_order_items_total (self->order));
      add_money (self, words->shipping, shipping_of (self->order));
      add_money (self, words->total, henji_order_total (self->order));
    }
  if (self->claim != NULL)
    {
      add_moment (self, words->claim_opened, self->claim->opened_at);
      add_money (self, words->claim_amount, self->claim->amount);
      add_moment (self, words->claim_decided, self->claim->decided_at);
    }
  zone = g_strdup (g_time_zone_get_identifier (self->zone));
  add_fact (self, words->zone, zone);
  add_fact (self, words->made, today);
}

/* ---- Shipment and return ----------------------------------------------------------------------
 */

static void
add_shipment (Maker *self)
{
  const HenjiEvidenceWords *words = self->words;
  guint n = self->order != NULL && self->order->shipments != NULL ? self->order->shipments->len : 0;

  if (n == 0 && self->detail->returns->len == 0)
    return;

  henji_document_add_heading (self->document, words->shipment);
  for (guint i = 0; i < n; i++)
    {
      const HenjiShipment *shipment = g_ptr_array_index (self->order->shipments, i);

      add_fact (self, words->carrier, shipment->carrier);
      add_fact (self, words->tracking, shipment->tracking_number);
      add_fact (self, words->shipped, shipment->ship_date);
      add_fact (self, words->delivered, shipment->delivered_date);
    }
  for (guint i = 0; i < self->detail->returns->len; i++)
    {
      const HenjiReturn *item = g_ptr_array_index (self->detail->returns, i);

      add_fact (self, words->rma, item->rma != NULL ? item->rma : item->marketplace_rma);
      add_fact (self, words->return_status, item->status);
      add_fact (self, words->carrier, item->carrier);
      add_fact (self, words->tracking, item->tracking_number);
      add_money (self, words->refunded, item->refunded);
    }
}

/* ---- Timeline ---------------------------------------------------------------------------------
 */

typedef struct
{
  gint64 at;
  guint order;  /* of adding: what is of one moment stays in it */
  gboolean day; /* only the day is known */
  char *text;
} Entry;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->text);
}

/* Takes @text. */
static void
add_entry (GArray *entries, gint64 at, gboolean day, char *text)
{
  Entry entry = { at, entries->len, day, text };

  if (at != 0 && text != NULL)
    g_array_append_val (entries, entry);
  else
    g_free (text);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  return x->at != y->at ? (x->at < y->at ? -1 : 1) : (int) x->order - (int) y->order;
}

static char *
excerpt_of (Maker *self, const HenjiMessage *message)
{
  g_autofree char *words
      = _henji_desk_evidence_words_of (self->desk, self->detail, message, self->language);
  g_auto (GStrv) parts = g_strsplit_set (words, " \t\r\n", -1);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *head = NULL;
  char *blank;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", parts[i]);
  if (g_utf8_strlen (line->str, -1) <= EXCERPT)
    return g_strdup (line->str);
  head = g_utf8_substring (line->str, 0, EXCERPT);
  blank = strrchr (head, ' ');
  if (blank != NULL && blank - head > (gssize) strlen (head) / 2)
    *blank = '\0';

  return g_strconcat (head, "…", NULL);
}

static void
add_message_entry (Maker *self, GArray *entries, const HenjiMessage *message)
{
  g_autofree char *excerpt = NULL;
  HenjiClaimStep step;

  if (message->direction == HENJI_DIRECTION_NOTICE)
    {
      const char *said = self->words->notices[message->notification];

      /* What a notice says of the claim tells more than that it came. */
      if (message->notification != HENJI_NOTIFICATION_REFUND_ISSUED
          && henji_claim_notice_read (message, &step))
        said = self->words->stages[step.stage];
      add_entry (entries, message->at, FALSE, g_strdup (said));
      return;
    }
  excerpt = excerpt_of (self, message);
  add_entry (entries, message->at, FALSE,
             g_strdup_printf (message->direction == HENJI_DIRECTION_IN ? self->words->buyer_wrote
                                                                       : self->words->we_wrote,
                              excerpt));
}

static char *
with_detail (const char *words, const char *detail)
{
  return detail != NULL && *detail != '\0' ? g_strdup_printf ("%s (%s)", words, detail)
                                           : g_strdup (words);
}

static void
add_event_entry (Maker *self, GArray *entries, const HenjiEvent *event)
{
  g_autofree char *id = NULL;
  HenjiClaimStage stage;

  if (event->undone)
    return;
  if (event->type == HENJI_EVENT_LABEL_PRINTED)
    add_entry (entries, event->at, FALSE, with_detail (self->words->label_made, event->text));
  else if (event->type == HENJI_EVENT_CLAIM_STAGE)
    {
      id = _henji_desk_event_value (event->data, "claim-stage");
      if (henji_claim_stage_from_id (id, &stage))
        add_entry (entries, event->at, FALSE, g_strdup (self->words->stages[stage]));
    }
}

static void
add_shipment_entries (Maker *self, GArray *entries)
{
  guint n = self->order != NULL && self->order->shipments != NULL ? self->order->shipments->len : 0;

  for (guint i = 0; i < n; i++)
    {
      const HenjiShipment *shipment = g_ptr_array_index (self->order->shipments, i);
      g_autofree char *by = g_strstrip (
          g_strconcat (shipment->carrier != NULL ? shipment->carrier : "", " ",
                       shipment->tracking_number != NULL ? shipment->tracking_number : "", NULL));

      if (shipment->ship_date != NULL)
        add_entry (entries, henji_date_start (shipment->ship_date, self->zone), TRUE,
                   with_detail (self->words->shipped_with, by));
      if (shipment->delivered_date != NULL)
        add_entry (entries, henji_date_start (shipment->delivered_date, self->zone), TRUE,
                   g_strdup (self->words->was_delivered));
    }
}

static void
add_timeline (Maker *self)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  g_array_set_clear_func (entries, entry_clear);
  if (self->order != NULL)
    add_entry (entries, self->order->purchased_at, FALSE, g_strdup (self->words->placed));
  add_shipment_entries (self, entries);
  for (guint i = 0; i < self->detail->messages->len; i++)
    add_message_entry (self, entries, g_ptr_array_index (self->detail->messages, i));
  for (guint i = 0; i < self->detail->events->len; i++)
    add_event_entry (self, entries, g_ptr_array_index (self->detail->events, i));
  if (entries->len == 0)
    return;

  g_array_sort (entries, compare_entries);
  henji_document_add_heading (self->document, self->words->timeline);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      g_autofree char *when
          = entry->day ? henji_date_of (entry->at, self->zone) : moment (self->zone, entry->at);

      henji_document_add_fact (self->document, when, entry->text);
    }
}

/* ---- Messages ---------------------------------------------------------------------------------
 */

static void
add_message (Maker *self, const HenjiMessage *message)
{
  gboolean ours = message->direction == HENJI_DIRECTION_OUT;
  g_autofree char *when = moment (self->zone, message->at);
  g_autofree char *body
      = _henji_desk_evidence_words_of (self->desk, self->detail, message, self->language);
  g_autofree char *other = message->counterpart != NULL
                               ? _henji_desk_evidence_mask (self->desk, self->detail, message,
                                                            message->counterpart, self->language)
                               : NULL;

  henji_document_add_message (self->document, ours, ours ? self->words->we : self->words->buyer,
                              when, body, message->language,
                              message->language == HENJI_LANGUAGE_JA ? self->words->other_en
                                                                     : self->words->other_ja,
                              other);
  for (guint i = 0; message->attachments != NULL && i < message->attachments->len; i++)
    {
      const HenjiAttachment *file = g_ptr_array_index (message->attachments, i);
      g_autofree char *line = g_strdup_printf (henji_document_shows (file->name, file->media_type)
                                                   ? self->words->attachment
                                                   : self->words->sent_apart,
                                               file->name != NULL ? file->name : "");

      henji_document_add_note (self->document, line);
    }
}

static void
add_messages (Maker *self)
{
  gboolean any = FALSE;

  henji_document_add_heading (self->document, self->words->messages);
  henji_document_add_note (self->document, self->words->left_out);
  for (guint i = 0; i < self->detail->messages->len; i++)
    {
      const HenjiMessage *message = g_ptr_array_index (self->detail->messages, i);

      if (message->direction == HENJI_DIRECTION_NOTICE)
        continue;
      if (g_cancellable_is_cancelled (self->cancellable))
        return;
      add_message (self, message);
      any = TRUE;
    }
  if (!any)
    henji_document_add_note (self->document, self->words->no_messages);
}

/* ---- Photos -----------------------------------------------------------------------------------
 */

static void
add_photo (Maker *self, const HenjiMessage *message, const HenjiAttachment *file, guint n)
{
  g_autoptr (GBytes) content = henji_desk_attachment (self->desk, file->sha256, NULL);
  const char *name = file->name != NULL ? file->name : "";
  double aspect = content != NULL ? henji_document_picture_aspect (content, ASPECT_OF) : 0;
  g_autofree char *when = moment (self->zone, message->at);
  g_autofree char *words = NULL;

  if (aspect == 0)
    {
      words = g_strdup_printf (self->words->photo_damaged, name);
      henji_document_add_note (self->document, words);
      return;
    }
  words = g_strdup_printf (message->direction == HENJI_DIRECTION_IN ? self->words->photo_buyer
                                                                    : self->words->photo_ours,
                           n, when, name);
  henji_document_add_picture (self->document, file->sha256, aspect, words);
}

static void
add_photos (Maker *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < self->detail->messages->len; i++)
    {
      const HenjiMessage *message = g_ptr_array_index (self->detail->messages, i);

      for (guint k = 0; message->attachments != NULL && k < message->attachments->len; k++)
        {
          const HenjiAttachment *file = g_ptr_array_index (message->attachments, k);

          if (file->sha256 == NULL || !henji_document_shows (file->name, file->media_type)
              || !g_hash_table_add (seen, file->sha256))
            continue;
          if (g_cancellable_is_cancelled (self->cancellable))
            return;
          if (n++ == 0)
            {
              henji_document_add_heading (self->document, self->words->photos);
              henji_document_add_shrunk_note (self->document, self->words->photos_shrunk);
            }
          add_photo (self, message, file, n);
        }
    }
}

/* ---- Policy -----------------------------------------------------------------------------------
 */

/* (transfer full) (nullable): "48 hours" */
static char *
value_words (const HenjiRule *rule, const HenjiEvidenceWords *words)
{
  switch (rule->unit)
    {
    case HENJI_UNIT_HOURS:
      return g_strdup_printf (words->hours, rule->value);
    case HENJI_UNIT_CALENDAR_DAYS:
      return g_strdup_printf (words->calendar_days, rule->value);
    case HENJI_UNIT_BUSINESS_DAYS:
      return g_strdup_printf (words->business_days, rule->value);
    case HENJI_UNIT_PERCENT:
      return g_strdup_printf (words->percent, rule->value);
    case HENJI_UNIT_CHARACTERS:
    case HENJI_UNIT_MEGABYTES:
    case HENJI_UNIT_DECIMAL_PERCENT:
    case HENJI_UNIT_TIME_OF_DAY:
    case HENJI_UNIT_YES_NO:
    case HENJI_N_UNITS:
    default:
      return NULL;
    }
}

static void
add_policy (Maker *self)
{
  gint64 at = self->claim != NULL ? self->claim->opened_at : henji_desk_now (self->desk);
  const char *id, *title;
  gboolean any = FALSE;

  for (guint i = 0; (title = henji_evidence_rule (i, self->language, &id)) != NULL; i++)
    {
      const HenjiRule *rule = henji_policy_rule (self->policy, id, at);
      g_autofree char *value = rule != NULL ? value_words (rule, self->words) : NULL;
      g_autofree char *checked = NULL;
      g_autofree char *line = NULL;

      /* What nobody has confirmed is no evidence. */
      if (value == NULL || !rule->verified || rule->source == NULL || *rule->source == '\0')
        continue;
      if (!any)
        {
          henji_document_add_heading (self->document, self->words->policy);
          henji_document_add_note (self->document, self->words->policy_note);
        }
      any = TRUE;
      checked = g_strdup_printf (self->words->checked, rule->checked);
      line = g_strdup_printf ("%s (%s, %s)", value, checked, rule->source);
      henji_document_add_fact (self->document, title, line);
    }
}

/* ---- The packet -------------------------------------------------------------------------------
 */

HenjiLanguage
henji_desk_evidence_language (HenjiDesk *self, const HenjiCaseDetail *detail)
{
  HenjiPolicy *policy;

  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL, HENJI_LANGUAGE_EN);

  policy = henji_desk_policy (self, detail->case_->marketplace);

  return g_str_equal (henji_policy_currency (policy), "JPY") ? HENJI_LANGUAGE_JA
                                                             : HENJI_LANGUAGE_EN;
}

static GBytes *
load_cb (const char *id, gpointer desk)
{
  return henji_desk_attachment (desk, id, NULL);
}

HenjiDocument *
henji_desk_evidence (HenjiDesk *self,
                     gint64 case_row,
                     HenjiLanguage language,
                     HenjiEvidenceParts parts,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiShop) shop = NULL;
  g_autoptr (HenjiDocument) document = NULL;
  g_autofree char *title = NULL;
  g_autofree char *head = NULL;
  const char *order_id;
  Maker maker = { .desk = self, .language = language, .cancellable = cancellable };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  detail = henji_desk_case_detail (self, case_row, error);
  shop = detail != NULL ? henji_desk_shop (self, error) : NULL;
  if (shop == NULL)
    return NULL;
  maker.detail = detail;
  maker.claim = henji_desk_claim_of (detail);
  maker.order = order_of (detail, maker.claim);
  maker.policy = henji_desk_policy (self, maker.order != NULL && maker.order->marketplace != NULL
                                              ? maker.order->marketplace
                                              : detail->case_->marketplace);
  maker.zone = henji_policy_zone (maker.policy);
  maker.words = henji_evidence_words (language);
  order_id = order_id_of (detail, maker.claim, maker.order);
  title = g_strdup_printf (maker.claim != NULL ? maker.words->title_claim : maker.words->title,
                           order_id != NULL ? order_id : "—");
  head = g_strdup_printf (maker.claim != NULL ? maker.words->head_claim : maker.words->head,
                          order_id != NULL ? order_id : "—");
  maker.document = document = henji_document_new (language, title, head);
  henji_document_set_loader (document, load_cb, g_object_ref (self), g_object_unref);

  add_facts (&maker, shop);
  if ((parts & HENJI_EVIDENCE_SHIPMENT) != 0)
    add_shipment (&maker);
  if ((parts & HENJI_EVIDENCE_TIMELINE) != 0)
    add_timeline (&maker);
  if ((parts & HENJI_EVIDENCE_PHOTOS) != 0)
    add_photos (&maker);
  if ((parts & HENJI_EVIDENCE_MESSAGES) != 0)
    add_messages (&maker);
  if ((parts & HENJI_EVIDENCE_POLICY) != 0)
    add_policy (&maker);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&document);
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

typedef struct
{
  gint64 case_row;
  gint64 now;
  char *data;
  gint64 event;
} Saved;

static gboolean
do_saved (HenjiDb *db, gpointer data, GError **error)
{
  Saved *saved = data;

  saved->event = henji_db_event_add (db, saved->case_row, HENJI_EVENT_EVIDENCE_SAVED, saved->now,
                                     NULL, saved->data, 0, error);

  return saved->event != 0;
}

gint64
henji_desk_save_evidence (HenjiDesk *self,
                          gint64 case_row,
                          HenjiDocument *evidence,
                          const char *path,
                          HenjiDocumentProgress progress,
                          gpointer data,
                          GCancellable *cancellable,
                          HenjiDocumentSaved *saved,
                          GError **error)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  const HenjiRule *limit;
  g_autofree char *escaped = NULL;
  g_autofree char *absolute = NULL;
  Saved job = { .case_row = case_row };
  gboolean done;

  g_return_val_if_fail (HENJI_IS_DESK (self) && evidence != NULL && path != NULL, 0);

  detail = henji_desk_case_detail (self, case_row, error);
  if (detail == NULL)
    return 0;
  job.now = henji_desk_now (self);
  limit = henji_policy_rule (henji_desk_policy (self, detail->case_->marketplace),
                             "attachment-limit", job.now);
  if (!henji_document_save (evidence, path, limit != NULL ? limit->value * 1000000LL : 0, progress,
                            data, cancellable, saved, error))
    return 0;

  absolute = g_canonicalize_filename (path, NULL);
  escaped = g_uri_escape_bytes ((const guint8 *) absolute, strlen (absolute), "/");
  job.data = g_strdup_printf ("evidence-path=%s\n", escaped);
  done = _henji_desk_write (self, do_saved, &job, error);
  g_free (job.data);

  return done ? job.event : 0;
}

char *
henji_desk_evidence_path (const HenjiEvent *event)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  escaped = _henji_desk_event_value (event->data, "evidence-path");

  return escaped != NULL ? g_uri_unescape_string (escaped, NULL) : NULL;
}

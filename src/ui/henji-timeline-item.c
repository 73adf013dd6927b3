/* henji-timeline-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-timeline-item"

#include "config.h"

#include "henji-timeline-item.h"

#include "henji-case-pane-text.h"
#include "henji-desk-carrier.h"
#include "henji-desk-documents.h"
#include "henji-desk-printing.h"
#include "henji-desk-sending.h"
#include "henji-desk-evidence.h"
#include "henji-desk-feedback.h"
#include "henji-clock-text.h"
#include "henji-desk-clocks.h"
#include "henji-desk-returns.h"
#include "henji-desk-support.h"
#include "henji-desk-outlay.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (HenjiTimelineItem, henji_timeline_item, G_TYPE_OBJECT)

static void
henji_timeline_item_finalize (GObject *object)
{
  HenjiTimelineItem *self = HENJI_TIMELINE_ITEM (object);

  g_free (self->text);
  g_free (self->more);
  g_clear_pointer (&self->message, henji_message_unref);
  G_OBJECT_CLASS (henji_timeline_item_parent_class)->finalize (object);
}

static void
henji_timeline_item_class_init (HenjiTimelineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = henji_timeline_item_finalize;
}

static void
henji_timeline_item_init (HenjiTimelineItem *self)
{
}

static HenjiTimelineItem *
item_new (HenjiTimelineType type, gint64 at)
{
  HenjiTimelineItem *item = g_object_new (HENJI_TYPE_TIMELINE_ITEM, NULL);

  item->type = type;
  item->at = at;

  return item;
}

/* What a notice of the marketplace is called. */
static const char *
notice_words (HenjiNotification notification)
{
  switch (notification)
    {
    case HENJI_NOTIFICATION_OPT_OUT:
      return _ ("Buyer has opted out: our message was not delivered");
    case HENJI_NOTIFICATION_RETURN_REQUEST:
      return _ ("Return requested at the marketplace");
    case HENJI_NOTIFICATION_REFUND_ISSUED:
      return _ ("Marketplace issued a refund");
    case HENJI_NOTIFICATION_CLAIM_OPENED:
      return _ ("A-to-z claim opened");
    case HENJI_NOTIFICATION_CLAIM_CLOSED:
      return _ ("A-to-z claim closed");
    case HENJI_NOTIFICATION_CANCEL_REQUEST:
      return _ ("Cancellation requested");
    case HENJI_NOTIFICATION_CSBA_QUESTION:
      return _ ("The marketplace’s customer service asks");
    case HENJI_NOTIFICATION_REPLY_COPY:
      return _ ("Copy of our reply");
    case HENJI_NOTIFICATION_NONE:
    case HENJI_NOTIFICATION_BUYER_MESSAGE:
    case HENJI_NOTIFICATION_SUPPORT:
    case HENJI_N_NOTIFICATIONS:
    default:
      return _ ("Mail of the marketplace");
    }
}

/* The event that a notice of the marketplace is filed as; the notice itself tells more. */
static HenjiNotification
notice_of (HenjiEventType type)
{
  static const HenjiNotification notices[HENJI_N_EVENTS] = {
    [HENJI_EVENT_RETURN_REQUESTED] = HENJI_NOTIFICATION_RETURN_REQUEST,
    [HENJI_EVENT_REFUND_ISSUED] = HENJI_NOTIFICATION_REFUND_ISSUED,
    [HENJI_EVENT_CLAIM_OPENED] = HENJI_NOTIFICATION_CLAIM_OPENED,
    [HENJI_EVENT_CLAIM_CLOSED] = HENJI_NOTIFICATION_CLAIM_CLOSED,
    [HENJI_EVENT_OPT_OUT] = HENJI_NOTIFICATION_OPT_OUT,
    [HENJI_EVENT_CANCEL_REQUESTED] = HENJI_NOTIFICATION_CANCEL_REQUEST,
    [HENJI_EVENT_CSBA_QUESTION] = HENJI_NOTIFICATION_CSBA_QUESTION,
  };

  return (guint) type < HENJI_N_EVENTS ? notices[type] : HENJI_NOTIFICATION_NONE;
}

/* "damaged" or "other → damaged" in people's words. */
static char *
kind_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", " ", -1);
  HenjiKind kind;

  for (guint i = 0; words[i] != NULL; i++)
    if (henji_kind_from_id (words[i], &kind))
      {
        g_free (words[i]);
        words[i] = g_strdup (henji_kind_title (kind));
      }

  return g_strjoinv (" ", words);
}

/* With whom, and the first words of what was said. */
static char *
call_words (const HenjiEvent *event)
{
  g_autofree char *with = henji_desk_support_call_with (event);
  g_autofree char *promised = henji_desk_support_call_promised (event);
  const char *said = event->text != NULL ? event->text : promised;
  g_autofree char *line = g_strdup (said != NULL ? said : "");

  g_strdelimit (line, "\r\n\t", ' ');
  if (with != NULL)
    /* Translators: a name, what was said */
    return g_strdup_printf (_ ("Call with %s: %s"), with, line);

  return g_strdup_printf (_ ("Call: %s"), line);
}

/* All that was said, and what was promised. */
static char *
call_more (const HenjiEvent *event)
{
  g_autofree char *promised = henji_desk_support_call_promised (event);
  g_autofree char *both = NULL;
  gboolean longer
      = event->text != NULL && (strchr (event->text, '\n') != NULL || strlen (event->text) > 60);

  if (promised != NULL)
    {
      /* Translators: what support promised on the phone */
      g_autofree char *promise = g_strdup_printf (_ ("They promised: %s"), promised);

      both = event->text != NULL ? g_strdup_printf ("%s\n\n%s", event->text, promise)
                                 : g_strdup (promise);
    }
  else if (longer)
    both = g_strdup (event->text);

  return both != NULL ? henji_pane_wrap_long (both, -1) : NULL;
}

/* What the seller said the case is about. */
static const char *
nature_words (const char *id)
{
  HenjiCsbaNature nature;

  if (!henji_csba_nature_from_id (id, &nature))
    return _ ("Who answers: as recognised");

  return nature == HENJI_CSBA_CUSTOMISATION ? _ ("Who answers: about a customised product")
         : nature == HENJI_CSBA_PRE_ORDER   ? _ ("Who answers: about a pre-order")
                                            : _ ("Who answers: about an ordinary order");
}

static char *
stage_words (const HenjiEvent *event)
{
  HenjiReturnStage stage;
  g_autofree char *number = NULL;

  if (!henji_desk_return_event (event, &stage, &number))
    return g_strdup ("");

  /* Translators: how far a return is, its number */
  return g_strdup_printf (_ ("Return: %s (%s)"), henji_return_stage_title (stage), number);
}

static char *
goods_words (const char *id)
{
  HenjiGoods goods;

  /* Translators: what becomes of what was sent back */
  return henji_goods_from_id (id, &goods)
             ? g_strdup_printf (_ ("What came back: %s"), henji_goods_title (goods))
             : g_strdup ("");
}

/* "In a Yamato B2 Cloud file of 3 rows" */
static char *
carrier_words (const HenjiEvent *event)
{
  int rows = 0;
  g_autofree char *title = henji_desk_carrier_event (event, henji_pane_language (), &rows);

  /* Translators: a carrier's program whose file a case was written into */
  return g_strdup_printf (
      ngettext ("In a %s file of %d row", "In a %s file of %d rows", (gulong) rows),
      title != NULL ? title : "", rows);
}

/* The words for a printed document: of before what it said was kept, as a PDF, on paper. */
typedef struct
{
  const char *made;
  const char *saved;
  const char *printed;
} PrintedWords;

/* Translators: everywhere the number of a return or order, then perhaps a printer */
static const PrintedWords label_printed
    = { N_ ("Return label made, %s"), N_ ("Return label saved as PDF, %s"),
        N_ ("Return label printed, %s, on “%s”") };
static const PrintedWords slip_printed
    = { N_ ("Return slip made, %s"), N_ ("Return slip saved as PDF, %s"),
        N_ ("Return slip printed, %s, on “%s”") };
static const PrintedWords resend_printed
    = { N_ ("Address label made, %s"), N_ ("Address label saved as PDF, %s"),
        N_ ("Address label printed, %s, on “%s”") };
static const PrintedWords packing_printed
    = { N_ ("On a packing list, %s"), N_ ("On a packing list, %s"),
        N_ ("On a packing list, %s, printed on “%s”") };

/* (transfer full) */
static char *
printed_words (const HenjiEvent *event)
{
  const char *number = event->text != NULL ? event->text : "";
  g_autofree char *document = henji_desk_document_of (event);
  g_autofree char *printer = NULL;
  gboolean kept = henji_desk_printed_event (event, &printer);
  const PrintedWords *words = event->type == HENJI_EVENT_LABEL_PRINTED ? &label_printed
                              : g_strcmp0 (document, "slip") == 0      ? &slip_printed
                              : g_strcmp0 (document, "resend") == 0    ? &resend_printed
                                                                       : &packing_printed;

  if (*number == '\0')
    return g_strdup (_ ("Return label made"));
  if (printer != NULL)
    return g_strdup_printf (_ (words->printed), number, printer);

  return g_strdup_printf (kept ? _ (words->saved) : _ (words->made), number);
}

/* What went to the buyer through the marketplace's service, or perhaps did. */
static char *
sending_words (const HenjiEvent *event)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  g_autofree char *title = NULL;
  static const char *const words[] = {
    [HENJI_SENDING_WORD_SENT] = N_ ("Sent through the marketplace: %s"),
    [HENJI_SENDING_WORD_UNKNOWN] = N_ ("Perhaps sent through the marketplace (look there): %s"),
    [HENJI_SENDING_WORD_FOUND] = N_ ("Looked at the marketplace, the message is there: %s"),
    [HENJI_SENDING_WORD_MISSING] = N_ ("Looked at the marketplace, the message is not there: %s"),
  };
  HenjiSendingWord word = henji_desk_sending_event (event, ja, &title);

  return g_strdup_printf (_ (words[word]), title != NULL ? title : "");
}

static char *
event_words (const HenjiEvent *event, const char **icon)
{
  const char *text = event->text != NULL ? event->text : "";
  g_autofree char *kind = NULL;
  g_autofree char *promise = NULL;
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;
  HenjiClaimStage stage;
  g_autofree char *rule = NULL;
  g_autofree char *date = NULL;

  *icon = "emblem-ok-symbolic";
  switch (event->type)
    {
    case HENJI_EVENT_KIND_CHANGED:
      *icon = "document-edit-symbolic";
      kind = kind_words (text);
      return *kind != '\0' ? g_strdup_printf (_ ("Kind changed: %s"), kind)
                           : g_strdup (_ ("Kind changed"));
    case HENJI_EVENT_CLOSED:
      *icon = "object-select-symbolic";
      return g_strdup (_ ("Case closed"));
    case HENJI_EVENT_REOPENED:
      *icon = "edit-undo-symbolic";
      return g_strdup (_ ("Case reopened"));
    case HENJI_EVENT_NO_REPLY_NEEDED:
      *icon = "object-select-symbolic";
      return g_strdup (_ ("No reply needed"));
    case HENJI_EVENT_ANSWERED:
      *icon = "mail-replied-symbolic";
      return g_strdup (_ ("Marked as answered"));
    case HENJI_EVENT_SUPPORT_WRITTEN:
      *icon = "mail-replied-symbolic";
      return g_strdup (_ ("Written to the marketplace's support"));
    case HENJI_EVENT_CONFIRMED:
      *icon = "object-select-symbolic";
      return g_strdup (_ ("Confirmed at the marketplace"));
    case HENJI_EVENT_LABEL_PRINTED:
    case HENJI_EVENT_DOCUMENT_PRINTED:
      *icon = "printer-symbolic";
      return printed_words (event);
    case HENJI_EVENT_RETURN_REQUESTED:
    case HENJI_EVENT_REFUND_ISSUED:
    case HENJI_EVENT_CLAIM_OPENED:
    case HENJI_EVENT_CLAIM_CLOSED:
    case HENJI_EVENT_OPT_OUT:
    case HENJI_EVENT_CANCEL_REQUESTED:
    case HENJI_EVENT_CSBA_QUESTION:
      *icon = "mail-unread-symbolic";
      return g_strdup (notice_words (notice_of (event->type)));
    case HENJI_EVENT_CSBA_FORWARDED:
      *icon = "mail-forward-symbolic";
      return g_strdup (_ ("Forwarded to the marketplace’s customer service"));
    case HENJI_EVENT_CSBA_NATURE:
      *icon = "document-edit-symbolic";
      return g_strdup (nature_words (text));
    case HENJI_EVENT_TAGGED:
      *icon = "bookmark-new-symbolic";
      return g_strdup_printf (_ ("Tag added: %s"), text);
    case HENJI_EVENT_UNTAGGED:
      *icon = "edit-clear-symbolic";
      return g_strdup_printf (_ ("Tag removed: %s"), text);
    case HENJI_EVENT_RULE_RAN:
      *icon = "system-run-symbolic";
      return g_strdup_printf (_ ("Rule “%s”"), text);
    case HENJI_EVENT_MERGED:
      *icon = "insert-link-symbolic";
      return g_strdup (_ ("Another case was taken in"));
    case HENJI_EVENT_SPLIT:
      *icon = "edit-cut-symbolic";
      return g_strdup (_ ("Split from another case"));
    case HENJI_EVENT_SHIPMENT_ENTERED:
      *icon = "document-edit-symbolic";
      return *text != '\0' ? g_strdup_printf (_ ("Shipment entered: %s"), text)
                           : g_strdup (_ ("Shipment entered"));
    case HENJI_EVENT_RECOGNISED:
      *icon = "edit-find-symbolic";
      kind = kind_words (text);
      return g_strdup_printf (_ ("Recognised: %s"), kind);
    case HENJI_EVENT_PROMISE:
      *icon = "alarm-symbolic";
      promise = henji_pane_promise (text);
      return g_strdup_printf (_ ("Promised: %s"), promise);
    case HENJI_EVENT_PROMISE_KEPT:
      promise = henji_pane_promise (text);
      return g_strdup_printf (_ ("Promise kept: %s"), promise);
    case HENJI_EVENT_COPIED:
      *icon = "edit-copy-symbolic";
      return g_strdup (_ ("Reply copied"));
    case HENJI_EVENT_OUTLAY:
    case HENJI_EVENT_DEFECT:
      *icon = event->type == HENJI_EVENT_OUTLAY ? "view-list-symbolic" : "dialog-warning-symbolic";
      return henji_desk_outlay_words (event, henji_pane_language ());
    case HENJI_EVENT_FEEDBACK:
      *icon = "dialog-warning-symbolic";
      return henji_desk_feedback_words (event, henji_pane_language ());
    case HENJI_EVENT_CHECK_OVERRIDDEN:
      *icon = "dialog-warning-symbolic";
      return g_strdup_printf (_ ("Let pass: %s"), text);
    case HENJI_EVENT_ADDRESS_CHANGED:
      *icon = "document-edit-symbolic";
      /* Translators: %s is an order's number */
      return g_strdup_printf (_ ("Address of %s changed"), text);
    case HENJI_EVENT_CLAIM_STAGE:
      *icon = "emblem-important-symbolic";
      return g_strdup (henji_claim_stage_from_id (text, &stage) ? henji_claim_stage_title (stage)
                                                                : text);
    case HENJI_EVENT_EVIDENCE_SAVED:
      *icon = "document-save-symbolic";
      path = henji_desk_evidence_path (event);
      shown = path != NULL ? g_filename_display_basename (path) : g_strdup ("");
      return g_strdup_printf (_ ("Evidence saved: %s"), shown);
    case HENJI_EVENT_CARRIER_FILE:
      *icon = "document-save-symbolic";
      return carrier_words (event);
    case HENJI_EVENT_MARKETPLACE_MESSAGE:
      *icon = "mail-send-symbolic";
      return sending_words (event);
    case HENJI_EVENT_REMINDER_SET:
      *icon = "alarm-symbolic";
      return *text != '\0' ? g_strdup_printf (_ ("Reminder set: %s"), text)
                           : g_strdup (_ ("Reminder set"));
    case HENJI_EVENT_REMINDER_DONE:
      return *text != '\0' ? g_strdup_printf (_ ("Reminder done: %s"), text)
                           : g_strdup (_ ("Reminder done"));
    case HENJI_EVENT_CLOCK_STARTED:
      *icon = "alarm-symbolic";
      rule = henji_desk_clock_event_rule (event);
      return g_strdup_printf (_ ("Clock started: %s"), henji_clock_title (rule));
    case HENJI_EVENT_CLOCK_ENDED:
      rule = henji_desk_clock_event_rule (event);
      return g_strdup_printf (_ ("Done: %s"), henji_clock_title (rule));
    case HENJI_EVENT_RETURN_ARRIVED:
      date = henji_date_format (text, NULL, henji_pane_language ());
      return g_strdup_printf (_ ("The return arrived on %s"), date);
    case HENJI_EVENT_SUPPORT_OPENED:
      *icon = "document-new-symbolic";
      return *text != '\0' ? g_strdup_printf (_ ("Case with the marketplace opened: %s"), text)
                           : g_strdup (_ ("Case with the marketplace opened"));
    case HENJI_EVENT_SUPPORT_STATUS:
      *icon = "document-edit-symbolic";
      return g_strdup_printf (_ ("Status: %s"), text);
    case HENJI_EVENT_SUPPORT_CHANGED:
      *icon = "document-edit-symbolic";
      return g_strdup (_ ("Details of the case changed"));
    case HENJI_EVENT_PHONE_LOGGED:
      *icon = "call-start-symbolic";
      return call_words (event);
    case HENJI_EVENT_CHAT_LOGGED:
      *icon = "user-available-symbolic";
      return g_strdup (_ ("Chat with the marketplace's support"));
    case HENJI_EVENT_RETURN_OPENED:
      *icon = "edit-undo-symbolic";
      return g_strdup_printf (_ ("Return opened: %s"), text);
    case HENJI_EVENT_RETURN_STAGE:
      return stage_words (event);
    case HENJI_EVENT_GOODS_SETTLED:
      *icon = "object-select-symbolic";
      return goods_words (text);
    case HENJI_EVENT_NOTE:
    case HENJI_EVENT_UNDONE:
    case HENJI_N_EVENTS:
    default:
      return g_strdup (text);
    }
}

static gboolean
has_notice (const HenjiCaseDetail *detail, const HenjiEvent *event)
{
  HenjiNotification notification = notice_of (event->type);

  if (notification == HENJI_NOTIFICATION_NONE)
    return FALSE;
  for (guint i = 0; i < detail->messages->len; i++)
    {
      const HenjiMessage *message = detail->messages->pdata[i];

      if (message->direction == HENJI_DIRECTION_NOTICE && message->notification == notification
          && ABS (message->at - event->at) < HENJI_MINUTE)
        return TRUE;
    }

  return FALSE;
}

static HenjiTimelineItem *
message_item (const HenjiCaseDetail *detail, HenjiMessage *message)
{
  HenjiTimelineItem *item;

  if (message->direction == HENJI_DIRECTION_NOTICE)
    {
      item = item_new (HENJI_TIMELINE_EVENT, message->at);
      item->text = message->notification == HENJI_NOTIFICATION_NONE && message->subject != NULL
                           && *message->subject != '\0'
                       ? g_strdup (message->subject)
                       : g_strdup (notice_words (message->notification));
      g_strdelimit (item->text, "\r\n\t", ' ');
      item->icon = "mail-unread-symbolic";
      item->more = henji_pane_wrap_long (message->body, -1);
    }
  else
    item = item_new (HENJI_TIMELINE_MESSAGE, message->at);
  item->message = henji_message_ref (message);
  item->kind = message->kind;

  return item;
}

/* Until when, and whether it is still to be done. */
static void
follow_clock (HenjiTimelineItem *item,
              const HenjiCaseDetail *detail,
              const HenjiEvent *event,
              gint64 now,
              GTimeZone *zone)
{
  gint64 row = henji_desk_promise_clock (event);

  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = detail->clocks->pdata[i];
      g_autofree char *what = NULL;
      g_autofree char *day = NULL;
      g_autofree char *date = NULL;

      if (clock->row != row)
        continue;
      what = henji_pane_promise (clock->note);
      day = henji_date_of (clock->until, zone);
      date = henji_pane_date (day, now, zone);
      g_free (item->text);
      /* Translators: a date, what was promised */
      item->text = g_strdup_printf (_ ("Promised by %s: %s"), date, what);
      item->clock_row = clock->stopped_at == 0 ? clock->row : 0;
    }
}

static void
follow_label (HenjiTimelineItem *item, const HenjiEvent *event)
{
  g_autofree char *printer = NULL;

  if (henji_desk_printed_event (event, &printer))
    item->label_event = event->row;
}

static HenjiTimelineItem *
event_item (const HenjiCaseDetail *detail, const HenjiEvent *event, gint64 now, GTimeZone *zone)
{
  HenjiTimelineItem *item;

  if (event->undone || event->type == HENJI_EVENT_UNDONE || has_notice (detail, event))
    return NULL;

  item = item_new (event->type == HENJI_EVENT_NOTE ? HENJI_TIMELINE_NOTE : HENJI_TIMELINE_EVENT,
                   event->at);
  item->text = event_words (event, &item->icon);
  if (event->type == HENJI_EVENT_LABEL_PRINTED || event->type == HENJI_EVENT_DOCUMENT_PRINTED)
    follow_label (item, event);
  else if (event->type == HENJI_EVENT_PROMISE)
    follow_clock (item, detail, event, now, zone);
  else if (event->type == HENJI_EVENT_PHONE_LOGGED)
    item->more = call_more (event);
  else if (event->type == HENJI_EVENT_CHAT_LOGGED || event->type == HENJI_EVENT_MARKETPLACE_MESSAGE
           || (event->type == HENJI_EVENT_FEEDBACK && event->text != NULL))
    item->more = henji_pane_wrap_long (event->text, -1);
  else if ((event->type == HENJI_EVENT_SUPPORT_WRITTEN || event->type == HENJI_EVENT_CSBA_FORWARDED)
           && event->text != NULL)
    {
      g_autofree char *counterpart = henji_desk_sent_counterpart (event);
      g_autofree char *both
          = g_strconcat (event->text, counterpart != NULL ? "\n\n" : NULL, counterpart, NULL);

      item->more = henji_pane_wrap_long (both, -1);
    }

  return item;
}

static int
compare_at (gconstpointer a, gconstpointer b)
{
  const HenjiTimelineItem *x = *(HenjiTimelineItem *const *) a;
  const HenjiTimelineItem *y = *(HenjiTimelineItem *const *) b;

  return x->at < y->at ? -1 : x->at > y->at;
}

GPtrArray *
henji_timeline_items (const HenjiCaseDetail *detail, gint64 now, GTimeZone *zone)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  HenjiTimelineItem *newest = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (detail != NULL, items);

  for (guint i = 0; i < detail->messages->len; i++)
    {
      HenjiTimelineItem *item = message_item (detail, detail->messages->pdata[i]);

      if (item->message->direction == HENJI_DIRECTION_IN)
        newest = item;
      g_ptr_array_add (all, item);
    }
  if (newest != NULL)
    {
      newest->newest = TRUE;
      newest->kind = detail->case_->kind;
    }
  for (guint i = 0; i < detail->events->len; i++)
    {
      HenjiTimelineItem *item = event_item (detail, detail->events->pdata[i], now, zone);

      if (item != NULL)
        g_ptr_array_add (all, item);
    }
  g_ptr_array_sort (all, compare_at);

  for (guint i = 0; i < all->len; i++)
    {
      HenjiTimelineItem *item = all->pdata[i];
      g_autofree char *date = henji_date_of (item->at, zone);

      if (g_strcmp0 (date, day) != 0)
        {
          HenjiTimelineItem *caption = item_new (HENJI_TIMELINE_DAY, item->at);

          caption->text = henji_pane_day (item->at, now, zone);
          g_ptr_array_add (items, caption);
          g_free (day);
          day = g_steal_pointer (&date);
        }
      g_ptr_array_add (items, item);
    }

  return items;
}

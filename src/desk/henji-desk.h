/* henji-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "henji-case.h"
#include "henji-check.h"
#include "henji-claim.h"
#include "henji-csba.h"
#include "henji-draft.h"
#include "henji-holiday.h"
#include "henji-label.h"
#include "henji-message.h"
#include "henji-order.h"
#include "henji-playbook.h"
#include "henji-policy.h"
#include "henji-postal-check.h"
#include "henji-reading.h"
#include "henji-recognise.h"
#include "henji-return.h"
#include "henji-rma.h"
#include "henji-shop.h"
#include "henji-stock.h"
#include "henji-support.h"
#include "henji-template.h"
#include "henji-value.h"
#include "henji-manuscript.h"

G_BEGIN_DECLS

/* The desk: the one thing both faces talk to. Every function here that takes a GError touches the
 * disk and blocks: henjictl calls them straight, the window only through henji_desk_run_async().
 * All are safe to call from any thread. Errors carry a sentence for the seller, translated. */

#define HENJI_DESK_ERROR (henji_desk_error_quark ())
GQuark henji_desk_error_quark (void);

typedef enum
{
  HENJI_DESK_ERROR_NOT_FOUND,   /* no such case, order, situation, ... */
  HENJI_DESK_ERROR_AMBIGUOUS,   /* the prefix fits several cases */
  HENJI_DESK_ERROR_REFUSED,     /* the input cannot be taken; the sentence says why */
  HENJI_DESK_ERROR_UNAVAILABLE, /* folder locked, newer, foreign, unreadable */
  HENJI_DESK_ERROR_FAILED,
} HenjiDeskError;

typedef enum
{
  HENJI_DESK_READ_WRITE, /* takes the folder's lock */
  HENJI_DESK_READ_ONLY,  /* never writes, needs no lock */
  HENJI_DESK_FACTS_ONLY, /* opens no record: situations, stocks and policies alone */
} HenjiDeskMode;

#define HENJI_TYPE_DESK (henji_desk_get_type ())
G_DECLARE_FINAL_TYPE (HenjiDesk, henji_desk, HENJI, DESK, GObject)

/**
 * HenjiDesk::changed:
 * @rows: (element-type gint64): rows of the cases that changed; empty when something changed that
 *   belongs to no case
 *
 * On the main context of the thread that opened the desk, at most every 100 ms.
 *
 * HenjiDesk::shop-changed: the shop's settings changed. Same context.
 *
 * HenjiDesk::facts-changed: a situation or a snippet was written, changed or removed. Same context.
 *
 * HenjiDesk::policies-changed: the seller changed a figure of a marketplace. Same context.
 *
 * HenjiDesk::stocks-changed: a label stock of the seller's own was written or removed. Same
 * context.
 */

/* (nullable) dir: the user's own data folder. */
HenjiDesk *henji_desk_open (const char *dir, HenjiDeskMode mode, GError **error);
/* Finishes what is queued and closes the record; the object may live on, empty. */
void henji_desk_close (HenjiDesk *self);
const char *henji_desk_dir (HenjiDesk *self);

/* Now: the clock, or the time set by --now. */
gint64 henji_desk_now (HenjiDesk *self);
void henji_desk_set_now (HenjiDesk *self, gint64 now);
/* (transfer none): the shop's zone. */
GTimeZone *henji_desk_zone (HenjiDesk *self);

/* Runs @func in a thread of the desk's own; @callback on the caller's main context. */
typedef gpointer (*HenjiDeskFunc) (HenjiDesk *desk,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);
void henji_desk_run_async (HenjiDesk *self,
                           HenjiDeskFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify result_free,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* The same, one after the other in the order of the calls: what the user does rests on what they
 * did before it, such as a case marked as answered on the reply just written. */
void henji_desk_act_async (HenjiDesk *self,
                           HenjiDeskFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify result_free,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* Nothing failed: the work was called off, or the record closed before its turn came. */
gboolean henji_desk_was_ended (const GError *error);
gpointer henji_desk_run_finish (HenjiDesk *self, GAsyncResult *result, GError **error);

/* ---- Facts of the trade (loaded at open; no disk) ------------------------------------------- */

/* The texts may be changed by the seller at any time: what is handed out stays as it was. */

/* (transfer full) (element-type HenjiTemplate): all situations, in palette order. */
GPtrArray *henji_desk_situations (HenjiDesk *self);
/* (transfer full) (element-type HenjiTemplate): all snippets, the seller's own first. */
GPtrArray *henji_desk_snippets (HenjiDesk *self);
/* (transfer full) (nullable): */
HenjiTemplate *henji_desk_situation (HenjiDesk *self, const char *id);
HenjiTemplate *henji_desk_snippet (HenjiDesk *self, const char *id);
/* (transfer none): policy of a marketplace (by domain), with what the seller has set
 * (henji-desk-policies.h); the Japanese one when unknown. It lives as long as the desk, and is not
 * the same one after a change. */
HenjiPolicy *henji_desk_policy (HenjiDesk *self, const char *marketplace);
/* (transfer none): the policy of this id ("amazon-jp"); nullable. */
HenjiPolicy *henji_desk_policy_by_id (HenjiDesk *self, const char *id);
/* (transfer none): what replies are checked by. The first call builds its tables (some ms). */
const HenjiChecker *henji_desk_checker (HenjiDesk *self);
/* (transfer full) (nullable): where the carrier shows the parcel. */
char *henji_desk_parcel_page (HenjiDesk *self, const HenjiShipment *shipment);
/* %FALSE when the carrier's numbers carry a check digit and this one's is wrong. */
gboolean henji_desk_tracking_fits (HenjiDesk *self, const HenjiShipment *shipment);
/* (transfer none) (element-type HenjiPolicy): of all marketplaces, the Japanese one first. */
GPtrArray *henji_desk_policies (HenjiDesk *self);
/* (transfer none) (nullable): the public holidays of a country, "JP", "US". */
HenjiHolidays *henji_desk_holidays (HenjiDesk *self, const char *country);
/* (transfer none) (element-type HenjiStock): label stocks, in menu order; the seller may change
 * them (henji-desk-stocks.h), but what is handed out stays as it was. */
GPtrArray *henji_desk_stocks (HenjiDesk *self);
/* (transfer full) (element-type utf8): faults found in the user's overrides, for a notice. */
GPtrArray *henji_desk_fact_faults (HenjiDesk *self);

/* Loads what showing a case takes, for reading help and the reply check: a fifth of a second the
 * first time, nothing after that. */
void henji_desk_prepare (HenjiDesk *self);
/* (transfer full): what the buyer's words of @message mean to a seller who reads @reader; @words
 * are what is shown of them, @kind what the case is filed under. Microseconds once it was prepared.
 */
HenjiReading *henji_desk_read_words (HenjiDesk *self,
                                     const HenjiMessage *message,
                                     HenjiKind kind,
                                     const char *words,
                                     HenjiLanguage reader);
/* ---- Texts of the seller's own ----------------------------------------------------------------
 */

HENJI_DECLARE_VALUE (HenjiDeskText, henji_desk_text)

struct _HenjiDeskText
{
  HenjiTemplate *template;
  gboolean own;      /* a file of the seller's: a new text, or a built-in one changed */
  gboolean built_in; /* there is a built-in one of this id */
};

/* (transfer full) (element-type HenjiDeskText): situations, then snippets, each in palette order.
 */
GPtrArray *henji_desk_texts (HenjiDesk *self);
/* (transfer full): "own-1b9d6bcd", for a new text. */
char *henji_desk_new_text_id (void);
/* Writes the text's file and announces the change. One of a built-in id goes before it. */
gboolean henji_desk_save_text (HenjiDesk *self, const HenjiManuscript *manuscript, GError **error);
/* A built-in text is back as it was. */
gboolean henji_desk_remove_text (HenjiDesk *self, gboolean snippet, const char *id, GError **error);
/* @ids: (nullable): all of the seller's own. Returns how many were written, -1 on error. */
int
henji_desk_export_texts (HenjiDesk *self, const char *path, const char *const *ids, GError **error);

typedef enum
{
  HENJI_TEXT_NEW,
  HENJI_TEXT_RENAMED, /* the id was taken: both are kept */
  HENJI_TEXT_KNOWN,   /* the same text is there already */
  HENJI_TEXT_REFUSED,
} HenjiTextStatus;

HENJI_DECLARE_VALUE (HenjiTextImport, henji_text_import)

struct _HenjiTextImport
{
  HenjiTextStatus status;
  gboolean snippet;
  char *id;       /* as in the file */
  char *new_id;   /* (nullable): when renamed */
  char *title_ja; /* nullable */
  char *title_en; /* nullable */
  char *reason;   /* (nullable): why it was refused, with file and line */
};

/* (transfer full) (nullable) (element-type HenjiTextImport): what came of each text of the file;
 * %NULL when the file as a whole is refused. */
GPtrArray *henji_desk_import_texts (HenjiDesk *self, const char *path, GError **error);

/* ---- The list ------------------------------------------------------------------------------- */

typedef enum
{
  HENJI_TAB_OURS,
  HENJI_TAB_THEIRS,
  HENJI_TAB_CLOSED,
  HENJI_TAB_ALL,
} HenjiTab;

typedef struct
{
  HenjiTab tab;
  int kind;                /* HenjiKind, or -1 for any */
  const char *marketplace; /* domain, or NULL for any */
  int language;            /* HenjiLanguage, or -1 */
  gint64 due_before;       /* 0 for any */
  const char *text;        /* search words, or NULL */
  gint64 due_from;         /* with due_before: a clock of ours runs out between the two */
  gboolean support;        /* only the seller's own with the marketplace */
  const char *tag;         /* or NULL for any */
  gint64 begun_from;       /* with begun_until: the first message lies between the two */
  gint64 begun_until;      /* 0 for any */
} HenjiCaseQuery;

/* (transfer full) (element-type gint64): rows of the cases in the order of the list (next clock
 * first; with @text newest hit first). */
GArray *henji_desk_case_rows (HenjiDesk *self,
                              const HenjiCaseQuery *query,
                              GCancellable *cancellable,
                              GError **error);

/* (transfer full) (element-type HenjiCase): in the order of @rows, %NULL where one is gone. */
GPtrArray *henji_desk_cases (HenjiDesk *self, const gint64 *rows, guint n_rows, GError **error);

typedef struct
{
  int ours;
  int theirs;
  int closed;
  int ours_by_kind[HENJI_N_KINDS];
  int answered_today;
} HenjiCounts;
gboolean henji_desk_counts (HenjiDesk *self, HenjiCounts *counts, GError **error);

/* How many cases that are ours have a row above @after; @newest: (out): the last row of all. */
gboolean
henji_desk_new_cases (HenjiDesk *self, gint64 after, int *n, gint64 *newest, GError **error);

/* The row of the case with this UUID or unambiguous prefix of one; 0 on error. */
gint64 henji_desk_find_case (HenjiDesk *self, const char *prefix, GError **error);

/* ---- One case ------------------------------------------------------------------------------- */

HENJI_DECLARE_VALUE (HenjiCaseDetail, henji_case_detail)

struct _HenjiCaseDetail
{
  HenjiCase *case_;
  GPtrArray *orders;   /* (element-type HenjiOrder) */
  GPtrArray *messages; /* (element-type HenjiMessage), oldest first */
  GPtrArray *events;   /* (element-type HenjiEvent), oldest first */
  GPtrArray *clocks;   /* (element-type HenjiClock), next first, stopped ones last */
  GPtrArray *returns;  /* (element-type HenjiReturn) */
  GPtrArray *claims;   /* (element-type HenjiClaim), newest first */
  GPtrArray *rmas;     /* (element-type HenjiRma): returns, opened or only told of; oldest first */
  GPtrArray *feedback; /* (element-type HenjiFeedback): of its orders, as reports tell it */
  HenjiDraft *draft;   /* (nullable): the newest version */
  char *rma;           /* (nullable): the case's own RMA number, when it has one */
  int buyer_orders;    /* how many orders this buyer has made, this one included */
  int buyer_cases;     /* this buyer's earlier cases */
  char **buyer_order_ids; /* numbers of this buyer's orders, those of other cases included */
  HenjiCsbaAnswer *csba;  /* (nullable): who answers; %NULL when the shop was never enrolled */
  char *rule_situation;   /* (nullable): what a rule of the seller's proposed for the newest mail */
  HenjiOthers *others;    /* buyers of other open cases, whose names no reply here may hold */
  GPtrArray *supports;    /* (element-type HenjiSupport): our cases with the marketplace about it */
  HenjiPath *path;        /* (nullable): the playbook as it stands for the case */
  GPtrArray *postal;      /* (element-type HenjiPostalCheck) (nullable): of each order's address,
                             %NULL where none is known or no list of postal codes is loaded */

  HenjiSupport *support; /* (nullable): it is such a case itself; then also: */
  HenjiSupportHours support_phone;
  gboolean support_phone_sure;
  guint support_channels; /* bit (1 << channel) each: what the seller's plan is offered */
};

HenjiCaseDetail *henji_desk_case_detail (HenjiDesk *self, gint64 case_row, GError **error);
/* (transfer full): the buyer's other cases, newest first. */
GPtrArray *henji_desk_buyer_cases (HenjiDesk *self, gint64 case_row, GError **error);
/* (transfer full): content of an attachment or raw source. */
GBytes *henji_desk_attachment (HenjiDesk *self, const char *sha256, GError **error);

typedef struct
{
  gint64 case_row;
  char *case_uuid;
  gint64 message_row; /* 0 when an order or the case itself matched */
  char *message_uuid; /* nullable */
  char *order_id;     /* nullable */
  gint64 at;
  char *field;   /* "body", "subject", "buyer", "address", "order-id", "item", "tracking", ... */
  char *excerpt; /* one line round the hit */
} HenjiHit;
void henji_hit_free (HenjiHit *hit);
/* (transfer full) (element-type HenjiHit): newest first. */
GPtrArray *henji_desk_search (
    HenjiDesk *self, const char *query, guint limit, GCancellable *cancellable, GError **error);

/* ---- Triage: each returns the row of its event, to be undone, or 0 on error -------------------
 */

gint64 henji_desk_answered (HenjiDesk *self, gint64 case_row, GError **error);
/* (transfer full) (nullable): what @event's text says in the other language, where it was sent. */
char *henji_desk_sent_counterpart (const HenjiEvent *event);
/* The draft went to the marketplace's support: it is kept, and the buyer's clock runs on. */
gint64 henji_desk_support_written (HenjiDesk *self, gint64 case_row, GError **error);
gint64 henji_desk_no_reply_needed (HenjiDesk *self, gint64 case_row, GError **error);
gint64 henji_desk_confirm (HenjiDesk *self, gint64 case_row, GError **error);
gint64 henji_desk_close_case (HenjiDesk *self, gint64 case_row, GError **error);
gint64 henji_desk_reopen (HenjiDesk *self, gint64 case_row, GError **error);
/* The row of the clock that an event HENJI_EVENT_PROMISE started, 0 for none. */
gint64 henji_desk_promise_clock (const HenjiEvent *event);
gint64 henji_desk_note (HenjiDesk *self, gint64 case_row, const char *text, GError **error);
gint64 henji_desk_set_kind (HenjiDesk *self, gint64 case_row, HenjiKind kind, GError **error);
gint64 henji_desk_merge (HenjiDesk *self, gint64 into_row, gint64 from_row, GError **error);
/* The message and all after it become a case of their own; @new_case its row. */
gint64 henji_desk_split (HenjiDesk *self, gint64 message_row, gint64 *new_case, GError **error);
gint64 henji_desk_undo (HenjiDesk *self, gint64 event_row, GError **error);
gboolean henji_desk_mark_read (HenjiDesk *self, gint64 case_row, GError **error);

/* Shipment by hand; @order_id must be known. @case_row may be 0. */
/* -1 when it was stored, but no case mentions the order: then there is nothing to undo. */
gint64 henji_desk_set_shipment (HenjiDesk *self,
                                gint64 case_row,
                                const char *order_id,
                                const HenjiShipment *shipment,
                                GError **error);

/* ---- Replies -------------------------------------------------------------------------------- */

/* Fills @context with borrowed pointers into @detail and @shop; @shop must outlive it. Its order is
 * as much of the case's as the case is about (HenjiPath). */
void henji_desk_reply_context (HenjiDesk *self,
                               const HenjiCaseDetail *detail,
                               HenjiShop *shop,
                               HenjiReplyContext *context);
/**
 * henji_desk_check_context:
 * @reply: what henji_desk_reply_context() filled in
 *
 * Fills @context with borrowed pointers into @detail and @reply, which must outlive it. What only
 * the writer knows is left to the caller: open fields, refunds chosen, the subject, attachments,
 * what is out of step.
 */
void henji_desk_check_context (const HenjiCaseDetail *detail,
                               const HenjiReplyContext *reply,
                               HenjiCheckContext *context);
/* (transfer full): the text of a file that may be UTF-8, CP932, ISO-2022-JP, EUC-JP or UTF-16; an
 * error when it is none. */
char *henji_desk_decode_text (const guint8 *data, gsize length, GError **error);
/* (transfer full): the situation to propose for a case: by kind and whether the order has shipped.
 */
HenjiTemplate *henji_desk_propose_situation (HenjiDesk *self, const HenjiCaseDetail *detail);
/* JA or EN: the buyer's language, English for others. */
HenjiLanguage henji_desk_propose_language (const HenjiCaseDetail *detail);
/* The language that who gets the text reads: the buyer's, or for a text to the marketplace's
 * support the marketplace's. */
HenjiLanguage henji_desk_language_for (HenjiDesk *self,
                                       const HenjiCaseDetail *detail,
                                       const HenjiTemplate *situation);

/**
 * henji_desk_compose:
 * @choices: (nullable): what the seller chose; %NULL for the template's own rules
 * @unfilled: (out) (optional) (transfer full): ids of required fields still open in either language
 *
 * Renders both languages from the same choices.
 *
 * Returns: (transfer full): a draft, not yet stored
 */
HenjiDraft *henji_desk_compose (HenjiDesk *self,
                                const HenjiCaseDetail *detail,
                                HenjiTemplate *situation,
                                const HenjiChoices *choices,
                                HenjiLanguage language,
                                char ***unfilled,
                                GError **error);

/* Was it written to the marketplace's support, and not to the buyer? */
gboolean henji_desk_draft_is_to_support (HenjiDesk *self, const HenjiDraft *draft);
/* Stores a new version (the last 20 are kept); returns it as stored. */
HenjiDraft *henji_desk_save_draft (HenjiDesk *self, const HenjiDraft *draft, GError **error);
gint64 henji_desk_copied (HenjiDesk *self, gint64 case_row, GError **error);
/* A finding of the reply check was let pass; @text says which and why. */
gint64
henji_desk_check_overridden (HenjiDesk *self, gint64 case_row, const char *text, GError **error);

/* (transfer full) (element-type HenjiDraft): the versions of a case's draft, newest first. */
GPtrArray *henji_desk_drafts (HenjiDesk *self, gint64 case_row, GError **error);

/**
 * henji_desk_mail:
 * @draft: what is to be sent
 * @with_label: (out) (optional): the reply speaks of a return label that was made: it is attached
 *
 * The reply as a mail to the buyer's address, for a mail program to send.
 *
 * Returns: (transfer full): its source
 */
GBytes *
henji_desk_mail (HenjiDesk *self, const HenjiDraft *draft, gboolean *with_label, GError **error);
/* Only its owner may read the file. What is there already is kept unless @replace. */
gboolean henji_desk_save_mail (
    HenjiDesk *self, const char *path, GBytes *mail, gboolean replace, GError **error);

/* ---- Returns and paper ---------------------------------------------------------------------- */

/* (transfer full): the case's RMA number; the next of the shop's series when it has none yet. */
char *henji_desk_rma (HenjiDesk *self, gint64 case_row, GError **error);
/* (transfer full): the case's return label in @language; takes an RMA number when there is none
 * yet.
 * @warning: (out) (nullable): a sentence, e.g. a Japanese return address on an order of amazon.com,
 * or none at all: then the label has lines to write it on. */
HenjiLabel *henji_desk_label (
    HenjiDesk *self, gint64 case_row, HenjiLanguage language, char **warning, GError **error);

/* ---- Shop and settings ---------------------------------------------------------------------- */

/* (transfer full) (nullable): the days on which a shop in @zone is open that closes as @text says,
 * with its country's public holidays. */
HenjiOpenDays *
henji_desk_open_days (HenjiDesk *self, const char *zone, const char *text, GError **error);
/* (transfer full) (nullable): the days on which the shop is open, as known; no disk. */
HenjiOpenDays *henji_desk_shop_open_days (HenjiDesk *self);
HenjiShop *henji_desk_shop (HenjiDesk *self, GError **error);
gboolean henji_desk_set_shop (HenjiDesk *self, const HenjiShop *shop, GError **error);
/* (transfer full) (nullable): */
char *henji_desk_setting (HenjiDesk *self, const char *key, GError **error);
gboolean
henji_desk_set_setting (HenjiDesk *self, const char *key, const char *value, GError **error);

/* Checks the record; each fault is a sentence. (transfer full) (element-type utf8): empty when
 * sound. */
GPtrArray *henji_desk_verify (HenjiDesk *self, GCancellable *cancellable, GError **error);

G_END_DECLS

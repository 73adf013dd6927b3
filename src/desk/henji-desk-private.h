/* henji-desk-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-connection-private.h"
#include "henji-desk-facts.h"
#include "henji-desk-texts.h"
#include "henji-desk.h"
#include "henji-postal-codes.h"
#include "henji-store.h"

G_BEGIN_DECLS

struct _HenjiDesk
{
  GObject parent_instance;

  char *dir;
  HenjiStore *store; /* NULL with FACTS_ONLY and after close */
  HenjiDeskMode mode;
  HenjiDeskFacts *facts;
  HenjiConnector *connector;
  GMutex texts_lock;              /* one writes texts at a time */
  GMutex postal_lock;             /* guards the list of postal codes */
  HenjiPostalCodes *postal_codes; /* (nullable) */
  gboolean postal_read;
  GError *postal_fault;  /* (nullable): why there is none */
  GThreadPool *pool;     /* runs HenjiDeskFuncs */
  GThreadPool *acts;     /* one after the other */
  GMainContext *context; /* signals are emitted here */
  int prepared;          /* atomic */

  GMutex lock; /* guards what follows */
  gint64 now;  /* 0: the clock */
  GTimeZone *zone;
  HenjiTexts *texts;        /* as they were read last */
  GPtrArray *policies;      /* (element-type HenjiPolicy): with the seller's own values */
  GPtrArray *old_policies;  /* (element-type GPtrArray): those of before */
  GHashTable *changed;      /* rows of cases waiting to be announced; NULL: none */
  HenjiOpenDays *open_days; /* (nullable) of the shop as it was read last */
  guint announce_id;
  gint64 announced_at; /* monotonic */
};

/* (transfer full): the data folder; @dir: (nullable): the usual one. */
char *_henji_desk_folder (const char *dir);
/* The record, or an error when it is closed. */
HenjiStore *_henji_desk_store (HenjiDesk *self, GError **error);
/* Runs on the store's threads; errors of the store become errors of the desk. */
gboolean _henji_desk_write (HenjiDesk *self, HenjiStoreFunc func, gpointer data, GError **error);
gboolean _henji_desk_read (
    HenjiDesk *self, HenjiStoreFunc func, gpointer data, GCancellable *cancellable, GError **error);
/* Gives an error of the store a place among the desk's. */
void _henji_desk_translate_error (GError **error);
/* (transfer full) (nullable): the value of a line "key=value" of an event's data. */
char *_henji_desk_event_value (const char *data, const char *key);
/* (transfer full): how the case stands, lines "desk-court=0" and so on. An action whose event's
 * data begins so, with "desk-clocks=12,13" (stopped) and "desk-started=14" where there are any, is
 * put back by undo without further code. */
GString *_henji_desk_snapshot (const HenjiCase *case_);
/* (transfer full): what was read last. */
HenjiTexts *_henji_desk_texts (HenjiDesk *self);
/* Reads the texts anew and announces it. With the texts' lock. */
void _henji_desk_reload_texts (HenjiDesk *self);
/* Reads what the seller has set instead of the marketplaces' figures. */
gboolean _henji_desk_read_policies (HenjiDesk *self, GError **error);
void _henji_desk_announce_shop (HenjiDesk *self);
/* The shop's zone changed. */
void _henji_desk_set_zone (HenjiDesk *self, const char *zone);

/* Gives us the turn in every case whose reminder has come or whose promise is due within a day. */
gboolean _henji_desk_take_turns (HenjiDb *db, gint64 now, GError **error);

/**
 * _henji_desk_claims_settle:
 * @except: row of an event that counts no more, 0 for none
 *
 * Works the case's claims out anew from its notices and events: claims, their clocks, the flag
 * %HENJI_CASE_A_TO_Z and, where a claim has moved, whose turn it is. The order in which the notices
 * came in makes no difference.
 */
gboolean _henji_desk_claims_settle (
    HenjiDesk *self, HenjiDb *db, gint64 case_row, gint64 except, GError **error);

/* (transfer full) (nullable): what does not fit between @address (nullable) and its postal code. */
char *_henji_desk_postal_doubt (HenjiDesk *self, const HenjiAddress *address);
/* (transfer full) (nullable) (element-type HenjiPostalCheck): of each order's address. */
GPtrArray *_henji_desk_check_orders (HenjiDesk *self, const GPtrArray *orders);

/* henji_desk_label() of a case that was read. */
HenjiLabel *_henji_desk_label_of (HenjiDesk *self,
                                  const HenjiCaseDetail *detail,
                                  HenjiLanguage language,
                                  char **warning,
                                  GError **error);
/* What the return lays down goes onto its label: number, order, items, who pays the way back. */
void _henji_desk_label_take_return (HenjiLabel *label, const HenjiRma *rma);

G_END_DECLS

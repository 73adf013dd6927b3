/* henji-spapi-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-message-action.h"
#include "henji-performance-facts.h"
#include "henji-sync-report.h"
#include "henji-token-bucket.h"
#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiSpapiMarketplace, henji_spapi_marketplace)

struct _HenjiSpapiMarketplace
{
  char *id;      /* "A1VC38T7YXB528" */
  char *region;  /* "fe" */
  char *country; /* "JP" */
  char *domain;  /* "amazon.co.jp" */
  char *zone;    /* "Asia/Tokyo" */
};

HENJI_DECLARE_VALUE (HenjiSpapiFacts, henji_spapi_facts)

/** HenjiSpapiFacts: what data/spapi/ says of the service. */
struct _HenjiSpapiFacts
{
  char *login;             /* URI of the token service */
  GHashTable *hosts;       /* region → host */
  char **documents;        /* suffixes of hosts where files of reports lie */
  GPtrArray *marketplaces; /* (element-type HenjiSpapiMarketplace) in the order of the file */
  GHashTable *plans;       /* operation → HenjiUsagePlan */
  GHashTable *messages;    /* id → HenjiMessageAction: kinds of message that we know */
  GPtrArray *reports;      /* (element-type HenjiSyncReport) in the order of the file */
  GHashTable *media;       /* ending of a file's name → media type: what may be attached */
  int attached;            /* files at most */
  gsize attached_bytes;    /* of all of them at most */
  HenjiPerformanceFacts *performance; /* figures and words of the performance report */
  gint64 deadline;                    /* µs */
  gsize body;                         /* bytes */
  gint64 first_pause;                 /* µs */
  gint64 longest_pause;               /* µs */
  int tries;
  int secret_days;
  int secret_warn;
};

/**
 * henji_spapi_facts_read:
 * @own_folder: (nullable): of the seller's own files, which go before the built-in ones of their
 *   name
 * @faults: (nullable) (element-type utf8): gets a sentence for each of the seller's that is broken
 *
 * Returns: (transfer full):
 */
HenjiSpapiFacts *henji_spapi_facts_read (const char *own_folder, GPtrArray *faults);

/* (transfer none) (nullable): */
const HenjiSpapiMarketplace *henji_spapi_facts_marketplace (const HenjiSpapiFacts *self,
                                                            const char *id);
/* By its domain. */
const HenjiSpapiMarketplace *henji_spapi_facts_marketplace_at (const HenjiSpapiFacts *self,
                                                               const char *domain);
/* (transfer none) (nullable): */
const HenjiSyncReport *henji_spapi_facts_report (const HenjiSpapiFacts *self, const char *id);
/* (transfer none): one call a minute for an operation that no file names. */
const HenjiUsagePlan *henji_spapi_facts_plan (const HenjiSpapiFacts *self, const char *operation);

G_END_DECLS

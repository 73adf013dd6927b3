/* henji-support.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"
#include "henji-value.h"

G_BEGIN_DECLS

/** HenjiSupportTeam: whom at the marketplace the case is with. */
typedef enum
{
  HENJI_SUPPORT_SELLER = 0,
  HENJI_SUPPORT_PERFORMANCE, /* decides about the account: answer once, completely, with facts */
  HENJI_N_SUPPORT_TEAMS
} HenjiSupportTeam;

/** HenjiSupportChannel: how one talks with it. */
typedef enum
{
  HENJI_SUPPORT_MAIL = 0,
  HENJI_SUPPORT_PHONE,
  HENJI_SUPPORT_CHAT,
  HENJI_N_SUPPORT_CHANNELS
} HenjiSupportChannel;

/** HenjiSellingPlan: what the seller pays for; the individual plan (小口) is offered less. */
typedef enum
{
  HENJI_PLAN_PROFESSIONAL = 0,
  HENJI_PLAN_INDIVIDUAL,
  HENJI_N_PLANS
} HenjiSellingPlan;

const char *henji_support_team_id (HenjiSupportTeam team); /* "support", "performance" */
gboolean henji_support_team_from_id (const char *id, HenjiSupportTeam *team);
const char *henji_support_team_title (HenjiSupportTeam team);       /* translated */
const char *henji_support_channel_id (HenjiSupportChannel channel); /* "mail", "phone", "chat" */
gboolean henji_support_channel_from_id (const char *id, HenjiSupportChannel *channel);
const char *henji_support_channel_title (HenjiSupportChannel channel); /* translated */
const char *henji_selling_plan_id (HenjiSellingPlan plan); /* "professional", "individual" */
gboolean henji_selling_plan_from_id (const char *id, HenjiSellingPlan *plan);

/**
 * henji_support_id_parse:
 * @text: as typed: "12345678901", "Case ID: 12345678901", full-width digits
 *
 * Returns: (transfer full) (nullable): the digits of a Case ID, %NULL when it is none
 */
char *henji_support_id_parse (const char *text);

/* How many digits a Case ID has: 10 and 11 are known; tolerant by one on each side. */
#define HENJI_SUPPORT_ID_MIN 9
#define HENJI_SUPPORT_ID_MAX 12

HENJI_DECLARE_VALUE (HenjiSupport, henji_support)

/** HenjiSupport: a case of the seller's own with the marketplace, beside its row in the list. */
struct _HenjiSupport
{
  gint64 case_row;
  char *case_uuid;
  HenjiCourt court;
  char *support_id; /* (nullable) the marketplace's Case ID, digits; unknown until it has one */
  char *status;     /* (nullable) as the marketplace words it; %NULL since we wrote last */
  HenjiSupportTeam team;
  HenjiSupportChannel channel;
  char *category;    /* (nullable) of the contact form */
  char *path;        /* (nullable) id of the guided path */
  char **steps;      /* (nullable) ids of its steps that are done */
  char *problem_ja;  /* (nullable) what it is about, for the preparation sheet */
  char *problem_en;  /* (nullable) */
  gint64 about;      /* row of the buyer's case it is about, 0 for none */
  char *about_uuid;  /* (nullable) */
  char *about_buyer; /* (nullable) */
  gint64 opened_at;
};

/* ---- When the phone is answered -------------------------------------------------------------- */

/** HenjiSupportHours: minutes after midnight in the marketplace's zone. */
typedef struct
{
  int opens;
  int closes;
} HenjiSupportHours;

/* (transfer full): "09:00-18:00". */
char *henji_support_hours_to_text (const HenjiSupportHours *hours);
/* 0 while it is open at @now, else when it opens next. */
gint64 henji_support_hours_next (const HenjiSupportHours *hours, GTimeZone *zone, gint64 now);

/* ---- Many order numbers ---------------------------------------------------------------------- */

/**
 * henji_support_orders_parse:
 * @text: a pasted list, separated by anything
 * @refused: (out) (transfer full): what looks like an order number and is none
 *
 * Full-width digits and dashes of all sorts are taken for what they mean.
 *
 * Returns: (transfer full): the order numbers, each once, in their order
 */
char **henji_support_orders_parse (const char *text, char ***refused);

G_END_DECLS

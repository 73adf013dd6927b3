/* henji-ctl.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "henji-desk.h"
#include "henji-postal-check.h"

G_BEGIN_DECLS

/** HenjiCtlExit: what henjictl ends with. */
typedef enum
{
  HENJI_CTL_FINE = 0,
  HENJI_CTL_REFUSED = 1, /* something was refused or found */
  HENJI_CTL_USAGE = 2,
  HENJI_CTL_UNAVAILABLE = 3, /* nothing readable; folder locked, newer or foreign */
} HenjiCtlExit;

/** HenjiCtl: one call of the program. */
typedef struct
{
  gboolean json;
  char *data_dir;  /* nullable */
  gint64 now;      /* 0: the clock */
  HenjiDesk *desk; /* once henji_ctl_open() has opened it */
} HenjiCtl;

typedef HenjiCtlExit (*HenjiCtlRun) (HenjiCtl *ctl, int argc, char **argv);

/** HenjiCtlVerb: @argv of @run holds what follows the verb, without the common options. */
typedef struct
{
  const char *name;
  const char *usage;
  HenjiCtlRun run;
} HenjiCtlVerb;

extern const HenjiCtlVerb henji_ctl_backup_verbs[];
extern const HenjiCtlVerb henji_ctl_carrier_verbs[];
extern const HenjiCtlVerb henji_ctl_case_verbs[];
extern const HenjiCtlVerb henji_ctl_check_verbs[];
extern const HenjiCtlVerb henji_ctl_claim_verbs[];
extern const HenjiCtlVerb henji_ctl_clock_verbs[];
extern const HenjiCtlVerb henji_ctl_csba_verbs[];
extern const HenjiCtlVerb henji_ctl_fact_verbs[];
extern const HenjiCtlVerb henji_ctl_import_verbs[];
extern const HenjiCtlVerb henji_ctl_policy_verbs[];
extern const HenjiCtlVerb henji_ctl_playbook_verbs[];
extern const HenjiCtlVerb henji_ctl_paper_verbs[];
extern const HenjiCtlVerb henji_ctl_performance_verbs[];
extern const HenjiCtlVerb henji_ctl_postal_verbs[];
extern const HenjiCtlVerb henji_ctl_cost_verbs[];
extern const HenjiCtlVerb henji_ctl_reply_verbs[];
extern const HenjiCtlVerb henji_ctl_rule_verbs[];
extern const HenjiCtlVerb henji_ctl_return_verbs[];
extern const HenjiCtlVerb henji_ctl_shop_verbs[];
extern const HenjiCtlVerb henji_ctl_support_verbs[];
extern const HenjiCtlVerb henji_ctl_summary_verbs[];
extern const HenjiCtlVerb henji_ctl_sync_verbs[];
extern const HenjiCtlVerb henji_ctl_text_verbs[];

/* A sentence on the error stream. */
void henji_ctl_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Says @error; the exit that fits it. */
HenjiCtlExit henji_ctl_fail (const GError *error);
/* Opens the desk; a verb does so once its arguments are found in order. Anything but FINE ends it.
 */
HenjiCtlExit henji_ctl_open (HenjiCtl *ctl, HenjiDeskMode mode);
/* The same for a verb that takes @n arguments and no further option. */
HenjiCtlExit
henji_ctl_begin (HenjiCtl *ctl, const char *verb, int argc, char **argv, int n, HenjiDeskMode mode);
/* Says how the verb is used. */
HenjiCtlExit henji_ctl_usage (const char *verb);

/* Takes "--name VALUE" or "--name=VALUE" out of the arguments; %FALSE when the value is missing.
 * Repeated options are gathered in @values (element-type utf8). */
gboolean henji_ctl_take_option (int *argc, char **argv, const char *name, GPtrArray *values);
/* The same for an option that may stand once; @value is %NULL when it does not stand. */
gboolean henji_ctl_take_one (int *argc, char **argv, const char *name, char **value);
/* Takes "--name" out of the arguments; %FALSE when it does not stand. */
gboolean henji_ctl_take_flag (int *argc, char **argv, const char *name);
/* No option may be left. */
gboolean henji_ctl_no_options (int argc, char **argv);

/* Prints the builder's value on one line and frees the builder. */
void henji_ctl_print (JsonBuilder *builder);
void henji_ctl_member_string (JsonBuilder *builder, const char *name, const char *value);
void henji_ctl_member_strv (JsonBuilder *builder, const char *name, char **values);
void henji_ctl_member_time (JsonBuilder *builder, const char *name, gint64 at, GTimeZone *zone);
void henji_ctl_member_money (JsonBuilder *builder, const char *name, HenjiMoney money);
void henji_ctl_member_address (JsonBuilder *builder, const char *name, const HenjiAddress *address);
void
henji_ctl_member_postal (JsonBuilder *builder, const char *name, const HenjiPostalCheck *check);
void henji_ctl_member_kinds (JsonBuilder *builder, const char *name, guint32 kinds);
void henji_ctl_member_boolean (JsonBuilder *builder, const char *name, gboolean value);
void henji_ctl_member_count (JsonBuilder *builder, const char *name, gint64 value);
void henji_ctl_member_facts (JsonBuilder *builder, const HenjiFacts *facts);
void henji_ctl_member_attachments (JsonBuilder *builder, const GPtrArray *attachments);
void henji_ctl_member_order (JsonBuilder *builder, const HenjiOrder *order, GTimeZone *zone);
void henji_ctl_case_members (JsonBuilder *builder, const HenjiCase *case_, GTimeZone *zone);

G_END_DECLS

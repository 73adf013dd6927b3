/* henji-policy-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-policy.h"

G_BEGIN_DECLS

/* Words about figures of the marketplaces, and whose they are. */

/* (transfer full) (nullable): the host of a page, "sellercentral.amazon.com"; %NULL for what is no
 * page of the web. */
char *henji_policy_text_host (const char *source);
/* (transfer full): "Checked 23 Nov · sellercentral.amazon.com", "Your shop's own habit". */
char *henji_policy_text_origin (const HenjiRule *rule, gint64 now, GTimeZone *zone);
/* (transfer full): "From 1 Dec 2026", "From the beginning". */
char *henji_policy_text_from (const HenjiRule *rule, gint64 now, GTimeZone *zone);

/**
 * HenjiPolicyMark:
 *
 * What stands beside a figure that somebody should look at or has changed.
 */
typedef enum
{
  HENJI_POLICY_MARK_CHECK, /* no page of the marketplace could be found that says so */
  HENJI_POLICY_MARK_OLD,   /* last checked more than a year ago */
  HENJI_POLICY_MARK_OWN,   /* changed by the seller */
  HENJI_N_POLICY_MARKS
} HenjiPolicyMark;

/* Bits 1 << HenjiPolicyMark of the figure in force; @policy also knows of later ones. */
guint henji_policy_text_marks (const HenjiPolicy *policy, const HenjiRule *rule, gint64 now);
/* "Check this", translated. */
const char *henji_policy_text_mark (HenjiPolicyMark mark);

G_END_DECLS

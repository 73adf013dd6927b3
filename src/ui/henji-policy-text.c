/* henji-policy-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-policy-text"

#include "config.h"

#include "henji-policy-text.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

char *
henji_policy_text_host (const char *source)
{
  g_autoptr (GUri) uri = source != NULL ? g_uri_parse (source, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL
      || (!g_str_equal (g_uri_get_scheme (uri), "https")
          && !g_str_equal (g_uri_get_scheme (uri), "http")))
    return NULL;

  return g_strdup (g_uri_get_host (uri));
}

char *
henji_policy_text_origin (const HenjiRule *rule, gint64 now, GTimeZone *zone)
{
  g_autofree char *date = henji_pane_date (rule->checked, now, zone);
  g_autofree char *host = henji_policy_text_host (rule->source);
  g_autofree char *checked = NULL;

  if (rule->habit && !rule->own)
    return g_strdup (_ ("The shop's own habit; no marketplace asks for it"));

  /* Translators: %s is a date */
  checked = g_strdup_printf (_ ("Checked %s"), date);
  if (rule->own && rule->note != NULL)
    return g_strdup_printf ("%s · %s", checked, rule->note);
  if (host != NULL)
    return g_strdup_printf ("%s · %s", checked, host);
  if (!rule->own)
    return g_strdup_printf ("%s · %s", checked, _ ("no page is known"));

  return g_steal_pointer (&checked);
}

char *
henji_policy_text_from (const HenjiRule *rule, gint64 now, GTimeZone *zone)
{
  g_autofree char *date = NULL;

  if (rule->valid_from == NULL)
    return g_strdup (_ ("From the beginning"));
  date = henji_pane_date (rule->valid_from, now, zone);

  /* Translators: %s is the date from which a figure counts */
  return g_strdup_printf (_ ("From %s"), date);
}

guint
henji_policy_text_marks (const HenjiPolicy *policy, const HenjiRule *rule, gint64 now)
{
  g_autofree char *today = henji_date_of (now, henji_policy_zone (policy));
  g_autoptr (GPtrArray) own = henji_policy_own_values (policy, rule->id);
  guint marks = 0;

  if (henji_rule_is_to_check (rule))
    marks |= 1u << HENJI_POLICY_MARK_CHECK;
  if (!rule->habit && henji_checked_is_old (rule->checked, today))
    marks |= 1u << HENJI_POLICY_MARK_OLD;
  if (own->len > 0)
    marks |= 1u << HENJI_POLICY_MARK_OWN;

  return marks;
}

const char *
henji_policy_text_mark (HenjiPolicyMark mark)
{
  static const char *const words[HENJI_N_POLICY_MARKS] = {
    [HENJI_POLICY_MARK_CHECK] = N_ ("Check this"),
    [HENJI_POLICY_MARK_OLD] = N_ ("Not checked for a year"),
    [HENJI_POLICY_MARK_OWN] = N_ ("Changed by you"),
  };

  g_return_val_if_fail ((guint) mark < HENJI_N_POLICY_MARKS, "");

  return _ (words[mark]);
}

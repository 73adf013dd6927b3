/* henji-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-rule"

#include "config.h"

#include "henji-rule.h"

#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_VALUE 100000
#define MAX_DAYS 3660
#define MINUTES_OF_DAY 1440

static void
rule_clear (HenjiRule *self)
{
  g_free (self->id);
  g_free (self->valid_from);
  g_free (self->source);
  g_free (self->checked);
  g_free (self->note);
}

HENJI_DEFINE_VALUE (HenjiRule, henji_rule, rule_clear)

/* ---- Units ----------------------------------------------------------------------------------- */

static const struct
{
  const char *id;
  const char *name;
  int max;
} units[HENJI_N_UNITS] = {
  [HENJI_UNIT_HOURS] = { "hours", N_ ("hours"), MAX_DAYS * 24 },
  [HENJI_UNIT_CALENDAR_DAYS] = { "calendar-days", N_ ("calendar days"), MAX_DAYS },
  [HENJI_UNIT_BUSINESS_DAYS] = { "business-days", N_ ("business days"), MAX_DAYS },
  [HENJI_UNIT_CHARACTERS] = { "characters", N_ ("characters"), MAX_VALUE },
  [HENJI_UNIT_MEGABYTES] = { "megabytes", N_ ("MB"), MAX_VALUE },
  [HENJI_UNIT_PERCENT] = { "percent", "%", 100 },
  [HENJI_UNIT_DECIMAL_PERCENT] = { "decimal-percent", "%", 1000 },
  [HENJI_UNIT_TIME_OF_DAY] = { "time-of-day", "", MINUTES_OF_DAY },
  [HENJI_UNIT_YES_NO] = { "yes-no", "", 1 },
};

const char *
henji_unit_id (HenjiUnit unit)
{
  g_return_val_if_fail ((guint) unit < HENJI_N_UNITS, "");

  return units[unit].id;
}

gboolean
henji_unit_from_id (const char *id, HenjiUnit *unit)
{
  g_return_val_if_fail (unit != NULL, FALSE);

  for (guint i = 0; i < HENJI_N_UNITS; i++)
    if (g_strcmp0 (id, units[i].id) == 0)
      {
        *unit = (HenjiUnit) i;
        return TRUE;
      }

  return FALSE;
}

gboolean
henji_unit_is_span (HenjiUnit unit)
{
  return unit == HENJI_UNIT_HOURS || unit == HENJI_UNIT_CALENDAR_DAYS
         || unit == HENJI_UNIT_BUSINESS_DAYS;
}

gboolean
henji_unit_fits (HenjiUnit a, HenjiUnit b)
{
  return a == b || (henji_unit_is_span (a) && henji_unit_is_span (b));
}

const char *
henji_unit_name (HenjiUnit unit)
{
  g_return_val_if_fail ((guint) unit < HENJI_N_UNITS, "");

  return *units[unit].name != '\0' ? _ (units[unit].name) : "";
}

char *
henji_unit_write (HenjiUnit unit, int value)
{
  if (unit == HENJI_UNIT_DECIMAL_PERCENT)
    return value % 10 != 0 ? g_strdup_printf ("%d.%d", value / 10, value % 10)
                           : g_strdup_printf ("%d", value / 10);
  if (unit == HENJI_UNIT_TIME_OF_DAY)
    return g_strdup_printf ("%d:%02d", value / 60, value % 60);
  if (unit == HENJI_UNIT_YES_NO)
    return g_strdup (value != 0 ? "yes" : "no");

  return g_strdup_printf ("%d", value);
}

char *
henji_unit_format (HenjiUnit unit, int value)
{
  g_autofree char *number = henji_unit_write (unit, value);
  gulong n = (gulong) value;

  switch (unit)
    {
    case HENJI_UNIT_HOURS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", n), value);
    case HENJI_UNIT_CALENDAR_DAYS:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%d calendar day", "%d calendar days", n), value);
    case HENJI_UNIT_BUSINESS_DAYS:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%d business day", "%d business days", n), value);
    case HENJI_UNIT_CHARACTERS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d character", "%d characters", n),
                              value);
    case HENJI_UNIT_MEGABYTES:
      return g_strdup_printf ("%d MB", value);
    case HENJI_UNIT_PERCENT:
    case HENJI_UNIT_DECIMAL_PERCENT:
      return g_strdup_printf ("%s %%", number);
    case HENJI_UNIT_YES_NO:
      return g_strdup (value != 0 ? _ ("Yes") : _ ("No"));
    case HENJI_UNIT_TIME_OF_DAY:
    case HENJI_N_UNITS:
    default:
      return g_steal_pointer (&number);
    }
}

/* "9:00", up to "24:00" */
static gboolean
parse_time (const char *text, int *value)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint64 hour, minute;

  if (g_strv_length (parts) != 2 || strlen (parts[1]) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, 24, &hour, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL)
      || hour * 60 + minute > MINUTES_OF_DAY)
    return FALSE;
  *value = (int) (hour * 60 + minute);

  return TRUE;
}

/* "2", "2.5" */
static gboolean
parse_tenths (const char *text, int max, int *value)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 3);
  guint n = g_strv_length (parts);
  guint64 whole, tenth = 0;

  if (n < 1 || n > 2 || !g_ascii_string_to_unsigned (parts[0], 10, 0, 100, &whole, NULL)
      || (n == 2 && !g_ascii_string_to_unsigned (parts[1], 10, 0, 9, &tenth, NULL)))
    return FALSE;
  *value = (int) (whole * 10 + tenth);

  return *value <= max;
}

static gboolean
parse_yes_no (const char *text, int *value)
{
  g_autofree char *word = g_utf8_casefold (text, -1);
  g_autofree char *yes = g_utf8_casefold (_ ("Yes"), -1);
  g_autofree char *no = g_utf8_casefold (_ ("No"), -1);

  *value = g_str_equal (word, "yes") || g_str_equal (word, yes);

  return *value || g_str_equal (word, "no") || g_str_equal (word, no);
}

static gboolean
parse_number (const char *text, int max, int *value)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, (guint64) max, &number, NULL))
    return FALSE;
  *value = (int) number;

  return TRUE;
}

gboolean
henji_unit_parse (HenjiUnit unit, const char *text, int *value, GError **error)
{
  g_autofree char *plain = NULL;

  g_return_val_if_fail ((guint) unit < HENJI_N_UNITS && value != NULL, FALSE);

  plain = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL_COMPOSE);
  if (plain == NULL)
    plain = g_strdup ("");
  g_strstrip (plain);
  if ((unit == HENJI_UNIT_PERCENT || unit == HENJI_UNIT_DECIMAL_PERCENT)
      && g_str_has_suffix (plain, "%"))
    {
      plain[strlen (plain) - 1] = '\0';
      g_strchomp (plain);
    }

  switch (unit)
    {
    case HENJI_UNIT_YES_NO:
      if (parse_yes_no (plain, value))
        return TRUE;
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                   _ ("“%s” is neither yes nor no."), plain);
      return FALSE;

    case HENJI_UNIT_TIME_OF_DAY:
      if (parse_time (plain, value))
        return TRUE;
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                   _ ("“%s” is no time of day like 9:00."), plain);
      return FALSE;

    case HENJI_UNIT_DECIMAL_PERCENT:
      if (parse_tenths (plain, units[unit].max, value))
        return TRUE;
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                   _ ("“%s” is no percentage from 0 to 100 with at most one decimal."), plain);
      return FALSE;

    case HENJI_UNIT_HOURS:
    case HENJI_UNIT_CALENDAR_DAYS:
    case HENJI_UNIT_BUSINESS_DAYS:
    case HENJI_UNIT_CHARACTERS:
    case HENJI_UNIT_MEGABYTES:
    case HENJI_UNIT_PERCENT:
    case HENJI_N_UNITS:
    default:
      if (parse_number (plain, units[unit].max, value))
        return TRUE;
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                   _ ("“%s” is no whole number from 0 to %d."), plain, units[unit].max);
      return FALSE;
    }
}

/* ---- Words ----------------------------------------------------------------------------------- */

static const struct
{
  const char *id;
  HenjiRuleSection section;
  const char *title;
  const char *meaning;
} words[] = {
  { "reply", HENJI_RULES_REPLIES, N_ ("Reply to a buyer"),
    N_ ("From the arrival of the message; nights, weekends and holidays count. “No reply needed” "
        "stops it.") },
  { "return-request", HENJI_RULES_REPLIES, N_ ("Answer to a return request"),
    N_ ("From the arrival of the request.") },
  { "csba-question", HENJI_RULES_CSBA, N_ ("Answer to a question that CSBA passes on"),
    N_ ("From the arrival of the question; weekends and holidays count.") },
  { "csba-start", HENJI_RULES_CSBA, N_ ("CSBA covers orders after"),
    N_ ("From the enrolment: orders made before are answered by the shop.") },

  { "claim-answer", HENJI_RULES_CLAIMS, N_ ("Answer before and to an A-to-z claim"),
    N_ ("From the buyer's contact or from the claim: after it the claim is granted.") },
  { "claim-information", HENJI_RULES_CLAIMS, N_ ("Information asked for on a claim"),
    N_ ("From the marketplace's question about the claim.") },
  { "claim-window", HENJI_RULES_CLAIMS, N_ ("A buyer may claim for"),
    N_ ("From the latest estimated delivery.") },
  { "claim-not-arrived", HENJI_RULES_CLAIMS, N_ ("A buyer may claim “not arrived” after"),
    N_ ("From the latest estimated delivery.") },
  { "appeal", HENJI_RULES_CLAIMS, N_ ("Appeal after a granted claim"),
    N_ ("From the decision on the claim.") },
  { "appeal-answer", HENJI_RULES_CLAIMS, N_ ("Answer to a question during an appeal"),
    N_ ("From the marketplace's question about the appeal.") },
  { "appeal-effect", HENJI_RULES_CLAIMS, N_ ("A won appeal shows within"),
    N_ ("From the decision on the appeal to the refund and the corrected order defect rate.") },
  { "contact-plan", HENJI_RULES_CLAIMS, N_ ("Days to reach the buyer before a claim is fought"),
    N_ ("A mail first, then a call, then the evidence.") },

  { "return-window", HENJI_RULES_RETURNS, N_ ("A buyer may return for"),
    N_ ("From the delivery.") },
  { "refund-after-return", HENJI_RULES_RETURNS, N_ ("Refund after the return has arrived"),
    N_ ("From the arrival of the parcel.") },
  { "prepaid-label", HENJI_RULES_RETURNS, N_ ("The shop pays for the return label"),
    N_ ("The marketplace sends buyers a label at the shop's cost.") },
  { "restocking-in-window", HENJI_RULES_RETURNS, N_ ("Restocking fee, back in time and as sent"),
    N_ ("At most this share of the item's price without shipping.") },
  { "restocking-out-of-window", HENJI_RULES_RETURNS, N_ ("Restocking fee, back late and as sent"),
    N_ ("At most this share of the item's price without shipping.") },
  { "restocking-used", HENJI_RULES_RETURNS, N_ ("Restocking fee, used, damaged or different"),
    N_ ("At most this share of the item's price without shipping.") },
  { "restocking-opened-software", HENJI_RULES_RETURNS,
    N_ ("Restocking fee, opened software or game"),
    N_ ("At most this share of the item's price without shipping.") },
  { "restocking-transit-damage", HENJI_RULES_RETURNS,
    N_ ("Restocking fee, refused as damaged in transit"),
    N_ ("The shop also pays for the way back.") },
  { "return-postage-at-fault", HENJI_RULES_RETURNS,
    N_ ("The shop's share of the return postage at fault"),
    N_ ("When the item came damaged, defective or wrong.") },
  { "outward-shipping-at-fault", HENJI_RULES_RETURNS,
    N_ ("Shipping to the buyer refunded at fault"),
    N_ ("When the item came damaged, defective or wrong.") },
  { "outward-shipping-changed-mind", HENJI_RULES_RETURNS,
    N_ ("Shipping to the buyer refunded otherwise"), N_ ("When the buyer changed their mind.") },

  { "support-phone-from", HENJI_RULES_SUPPORT, N_ ("Support answers the telephone from"),
    N_ ("In the marketplace's time.") },
  { "support-phone-until", HENJI_RULES_SUPPORT, N_ ("Support answers the telephone until"),
    N_ ("In the marketplace's time.") },
  { "individual-plan-mail-only", HENJI_RULES_SUPPORT,
    N_ ("On the individual plan support is reached by mail only"),
    N_ ("Telephone and chat are for the professional plan.") },
  { "support-follow-up", HENJI_RULES_SUPPORT, N_ ("Ask support again after"),
    N_ ("From the last word to the marketplace's support.") },
  { "carrier-follow-up", HENJI_RULES_SUPPORT, N_ ("Ask the carrier again after"),
    N_ ("From the last word to the carrier.") },

  { "defect-target", HENJI_RULES_METRICS, N_ ("Order defect rate stays below"),
    N_ ("Orders with bad feedback, a claim that was not denied or a chargeback.") },
  { "defect-window", HENJI_RULES_METRICS, N_ ("Order defect rate looks back"),
    N_ ("The span of orders it is worked out over.") },
  { "cancellation-rate", HENJI_RULES_METRICS, N_ ("Cancellation rate stays below"),
    N_ ("Orders the shop cancelled; those the buyer asked to cancel are not counted.") },
  { "cancellation-window", HENJI_RULES_METRICS, N_ ("Cancellation rate looks back"),
    N_ ("The span of orders it is worked out over.") },
  { "late-shipment-rate", HENJI_RULES_METRICS, N_ ("Late shipment rate stays below"),
    N_ ("Orders confirmed as shipped after the day they were due.") },
  { "late-shipment-window", HENJI_RULES_METRICS, N_ ("Late shipment rate looks back"),
    N_ ("The span of orders it is worked out over.") },
  { "valid-tracking-rate", HENJI_RULES_METRICS, N_ ("Valid tracking rate is at least"),
    N_ ("Parcels with a tracking number that the carrier knows.") },
  { "response-rate", HENJI_RULES_METRICS, N_ ("Messages answered in time are at least"),
    N_ ("Of the messages that needed a reply.") },

  { "proactive-message", HENJI_RULES_MESSAGES, N_ ("The shop may write unasked for"),
    N_ ("From the completion of the order.") },
  { "message-warn", HENJI_RULES_MESSAGES, N_ ("Warning at a long message"),
    N_ ("A reply longer than this gets a warning.") },
  { "message-limit", HENJI_RULES_MESSAGES, N_ ("Longest message"),
    N_ ("A longer reply is stopped.") },
  { "attachment-limit", HENJI_RULES_MESSAGES, N_ ("Largest attachments"),
    N_ ("All attachments of a message together.") },
};

static const char *const sections[HENJI_N_RULE_SECTIONS] = {
  [HENJI_RULES_REPLIES] = N_ ("Replies"),
  [HENJI_RULES_CLAIMS] = N_ ("A-to-z Claims and Appeals"),
  [HENJI_RULES_RETURNS] = N_ ("Returns and Refunds"),
  [HENJI_RULES_CSBA] = N_ ("CSBA"),
  [HENJI_RULES_SUPPORT] = N_ ("Marketplace Support and Carriers"),
  [HENJI_RULES_METRICS] = N_ ("Account Metrics"),
  [HENJI_RULES_MESSAGES] = N_ ("Messages"),
  [HENJI_RULES_OTHER] = N_ ("Others"),
};

static int
find_words (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].id, id))
      return (int) i;

  return -1;
}

const char *
henji_rule_title (const char *id)
{
  int i;

  g_return_val_if_fail (id != NULL, "");

  i = find_words (id);

  return i >= 0 ? _ (words[i].title) : id;
}

const char *
henji_rule_meaning (const char *id)
{
  int i;

  g_return_val_if_fail (id != NULL, NULL);

  i = find_words (id);

  return i >= 0 ? _ (words[i].meaning) : NULL;
}

HenjiRuleSection
henji_rule_section (const char *id)
{
  int i;

  g_return_val_if_fail (id != NULL, HENJI_RULES_OTHER);

  i = find_words (id);

  return i >= 0 ? words[i].section : HENJI_RULES_OTHER;
}

const char *
henji_rule_section_title (HenjiRuleSection section)
{
  g_return_val_if_fail ((guint) section < HENJI_N_RULE_SECTIONS, "");

  return _ (sections[section]);
}

/* ---- Age ------------------------------------------------------------------------------------- */

gboolean
henji_rule_is_to_check (const HenjiRule *rule)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  return !rule->verified && !rule->habit && !rule->own;
}

gboolean
henji_checked_is_old (const char *checked, const char *today)
{
  g_autofree char *limit = NULL;

  g_return_val_if_fail (henji_date_is_valid (checked) && henji_date_is_valid (today), FALSE);

  /* The same day a year ago; dates of one shape sort as text. */
  limit = g_strdup_printf ("%04d%s", atoi (today) - 1, today + 4);

  return strcmp (checked, limit) < 0;
}

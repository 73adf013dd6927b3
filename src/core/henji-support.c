/* henji-support.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-support"

#include "config.h"

#include "henji-support.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "henji-order.h"
#include "henji-time.h"

#define DAY_MINUTES (24 * 60)
#define MANY_DIGITS 13 /* of what is meant as an order number: no date, no telephone */

typedef struct
{
  const char *id;
  const char *title;
} Name;

static const Name teams[HENJI_N_SUPPORT_TEAMS] = {
  [HENJI_SUPPORT_SELLER] = { "support", N_ ("Seller Support") },
  [HENJI_SUPPORT_PERFORMANCE] = { "performance", N_ ("Seller Performance") },
};

static const Name channels[HENJI_N_SUPPORT_CHANNELS] = {
  [HENJI_SUPPORT_MAIL] = { "mail", N_ ("Mail") },
  [HENJI_SUPPORT_PHONE] = { "phone", N_ ("Phone") },
  [HENJI_SUPPORT_CHAT] = { "chat", N_ ("Chat") },
};

static const Name plans[HENJI_N_PLANS] = {
  [HENJI_PLAN_PROFESSIONAL] = { "professional", NULL },
  [HENJI_PLAN_INDIVIDUAL] = { "individual", NULL },
};

static int
find_name (const Name *names, int n, const char *id)
{
  for (int i = 0; i < n; i++)
    if (g_strcmp0 (names[i].id, id) == 0)
      return i;

  return -1;
}

const char *
henji_support_team_id (HenjiSupportTeam team)
{
  g_return_val_if_fail ((guint) team < HENJI_N_SUPPORT_TEAMS, "support");

  return teams[team].id;
}

gboolean
henji_support_team_from_id (const char *id, HenjiSupportTeam *team)
{
  int i = find_name (teams, HENJI_N_SUPPORT_TEAMS, id);

  if (i >= 0)
    *team = (HenjiSupportTeam) i;

  return i >= 0;
}

const char *
henji_support_team_title (HenjiSupportTeam team)
{
  g_return_val_if_fail ((guint) team < HENJI_N_SUPPORT_TEAMS, "");

  return _ (teams[team].title);
}

const char *
henji_support_channel_id (HenjiSupportChannel channel)
{
  g_return_val_if_fail ((guint) channel < HENJI_N_SUPPORT_CHANNELS, "mail");

  return channels[channel].id;
}

gboolean
henji_support_channel_from_id (const char *id, HenjiSupportChannel *channel)
{
  int i = find_name (channels, HENJI_N_SUPPORT_CHANNELS, id);

  if (i >= 0)
    *channel = (HenjiSupportChannel) i;

  return i >= 0;
}

const char *
henji_support_channel_title (HenjiSupportChannel channel)
{
  g_return_val_if_fail ((guint) channel < HENJI_N_SUPPORT_CHANNELS, "");

  return _ (channels[channel].title);
}

const char *
henji_selling_plan_id (HenjiSellingPlan plan)
{
  g_return_val_if_fail ((guint) plan < HENJI_N_PLANS, "professional");

  return plans[plan].id;
}

gboolean
henji_selling_plan_from_id (const char *id, HenjiSellingPlan *plan)
{
  int i = find_name (plans, HENJI_N_PLANS, id);

  if (i >= 0)
    *plan = (HenjiSellingPlan) i;

  return i >= 0;
}

static void
support_clear (HenjiSupport *self)
{
  g_free (self->case_uuid);
  g_free (self->support_id);
  g_free (self->status);
  g_free (self->category);
  g_free (self->path);
  g_strfreev (self->steps);
  g_free (self->problem_ja);
  g_free (self->problem_en);
  g_free (self->about_uuid);
  g_free (self->about_buyer);
}

HENJI_DEFINE_VALUE (HenjiSupport, henji_support, support_clear)

/* (transfer full): full-width letters, digits and dashes as what they mean. */
static char *
plain_of (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *plain = g_string_new (NULL);

  for (const char *p = wide; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212 || c == 0x30FC)
        g_string_append_c (plain, '-');
      else
        g_string_append_unichar (plain, c);
    }

  return g_string_free (plain, FALSE);
}

char *
henji_support_id_parse (const char *text)
{
  g_autofree char *plain = NULL;
  const char *digits;
  gsize n;

  g_return_val_if_fail (text != NULL, NULL);

  plain = plain_of (text);
  digits = plain + strcspn (plain, "0123456789");
  n = strspn (digits, "0123456789");
  if (n < HENJI_SUPPORT_ID_MIN || n > HENJI_SUPPORT_ID_MAX
      || digits[n + strcspn (digits + n, "-0123456789")] != '\0')
    return NULL;

  return g_strndup (digits, n);
}

/* ---- When the phone is answered -------------------------------------------------------------- */

char *
henji_support_hours_to_text (const HenjiSupportHours *hours)
{
  g_return_val_if_fail (hours != NULL, NULL);

  return g_strdup_printf ("%02d:%02d-%02d:%02d", hours->opens / 60, hours->opens % 60,
                          hours->closes / 60, hours->closes % 60);
}

/* The instant at which the clock on the wall of @zone shows @minutes on @date. */
static gint64
instant_of (const char *date, int minutes, GTimeZone *zone)
{
  g_autofree char *next = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) at = NULL;

  if (minutes == DAY_MINUTES)
    {
      next = henji_date_add_days (date, 1);
      return henji_date_start (next, zone);
    }
  text = g_strdup_printf ("%sT%02d:%02d:00", date, minutes / 60, minutes % 60);
  at = g_date_time_new_from_iso8601 (text, zone);

  return at != NULL ? g_date_time_to_unix (at) * HENJI_SECOND : 0;
}

gint64
henji_support_hours_next (const HenjiSupportHours *hours, GTimeZone *zone, gint64 now)
{
  g_autofree char *today = NULL;
  g_autofree char *tomorrow = NULL;
  gint64 opens;

  g_return_val_if_fail (hours != NULL && zone != NULL, 0);

  today = henji_date_of (now, zone);
  opens = instant_of (today, hours->opens, zone);
  if (now < opens)
    return opens;
  if (now < instant_of (today, hours->closes, zone))
    return 0;
  tomorrow = henji_date_add_days (today, 1);

  return instant_of (tomorrow, hours->opens, zone);
}

/* ---- Many order numbers ---------------------------------------------------------------------- */

static char **
take_strv (GPtrArray *strings)
{
  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (strings, FALSE);
}

static void
add_once (GPtrArray *strings, const char *text, gsize length)
{
  g_autofree char *one = g_strndup (text, length);

  if (!g_ptr_array_find_with_equal_func (strings, one, g_str_equal, NULL))
    g_ptr_array_add (strings, g_steal_pointer (&one));
}

static guint
count_digits (const char *word)
{
  guint n = 0;

  for (; *word != '\0'; word++)
    n += g_ascii_isdigit (*word);

  return n;
}

char **
henji_support_orders_parse (const char *text, char ***refused)
{
  GPtrArray *orders = g_ptr_array_new ();
  GPtrArray *others = g_ptr_array_new ();
  g_autofree char *plain = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  plain = plain_of (text);
  for (const char *p = plain; *p != '\0';)
    {
      gsize n = strspn (p, "0123456789-");
      g_autofree char *word = g_strndup (p, n);

      if (n == 0)
        p += strcspn (p, "0123456789-");
      else if (henji_order_id_is_valid (word))
        add_once (orders, word, n);
      else if (count_digits (word) >= MANY_DIGITS)
        add_once (others, word, n);
      p += n;
    }
  if (refused != NULL)
    *refused = take_strv (others);
  else
    g_strfreev (take_strv (others));

  return take_strv (orders);
}

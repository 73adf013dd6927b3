/* henji-time-left.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-time-left"

#include "config.h"

#include "henji-time-left.h"

#include "henji-clocks.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>

static gboolean
has_clock (const HenjiCase *case_)
{
  return case_->due != 0 && case_->court != HENJI_COURT_CLOSED;
}

HenjiUrgency
henji_time_left_urgency (const HenjiCase *case_, gint64 now)
{
  gint64 left;

  g_return_val_if_fail (case_ != NULL, HENJI_URGENCY_NONE);
  if (!has_clock (case_))
    return HENJI_URGENCY_NONE;
  left = case_->due - now;
  if (left < 2 * HENJI_HOUR)
    return HENJI_URGENCY_NOW;
  return left < 6 * HENJI_HOUR ? HENJI_URGENCY_SOON : HENJI_URGENCY_NONE;
}

const char *
henji_time_left_unconfirmed (const HenjiCase *case_)
{
  g_return_val_if_fail (case_ != NULL, NULL);

  if (case_->confirmation == HENJI_CONFIRMATION_NOT_MARKED)
    return _ ("Not yet marked at the marketplace");
  if (case_->confirmation == HENJI_CONFIRMATION_UNCONFIRMED)
    return _ ("Answered, unconfirmed");

  return NULL;
}

static char *
standing_text (const HenjiCase *case_)
{
  const char *unconfirmed = henji_time_left_unconfirmed (case_);

  if (unconfirmed != NULL)
    return g_strdup (unconfirmed);
  switch (case_->court)
    {
    case HENJI_COURT_THEIRS:
      return g_strdup (_ ("Waiting"));
    case HENJI_COURT_CLOSED:
      return g_strdup (_ ("Closed"));
    case HENJI_COURT_OURS:
      return g_strdup (_ ("No clock"));
    default:
      return g_strdup ("");
    }
}

static char *
left_text (const HenjiCase *case_, gint64 now)
{
  gint64 left, hours, minutes;

  left = case_->due - now;
  if (left < 0)
    {
      minutes = -left / HENJI_MINUTE;
      hours = minutes / 60;
      if (hours >= 48)
        return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Overdue %d day", "Overdue %d days",
                                             (gulong) (hours / 24)),
                                (int) (hours / 24));
      if (hours >= 1)
        return g_strdup_printf (_ ("Overdue %d h"), (int) hours);
      return g_strdup_printf (_ ("Overdue %d m"), (int) minutes);
    }
  minutes = left / HENJI_MINUTE;
  hours = minutes / 60;
  if (hours >= 24)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) (hours / 24)),
        (int) (hours / 24));
  if (hours >= 10)
    return g_strdup_printf (_ ("%d h"), (int) hours);
  if (hours >= 1)
    /* Translators: time left, hours and minutes */
    return g_strdup_printf (_ ("%d h %02d m"), (int) hours, (int) (minutes % 60));
  return g_strdup_printf (_ ("%d m"), (int) minutes);
}

char *
henji_time_left_text (const HenjiCase *case_, gint64 now)
{
  /* What is no answer to the buyer is named. */
  static const struct
  {
    const char *rule;
    const char *words;
  } words[] = {
    /* Translators: time left for what we promised a buyer: "2 days, promise" */
    { HENJI_PROMISE_RULE, N_ ("%s, promise") },
    { HENJI_REMINDER_RULE, N_ ("%s, reminder") },
    { HENJI_SHIP_BY_RULE, N_ ("%s, ship") },
    { HENJI_REFUND_RULE, N_ ("%s, refund") },
    { "carrier-follow-up", N_ ("%s, ask again") },
    { "support-follow-up", N_ ("%s, ask again") },
    { "appeal", N_ ("%s, appeal") },
  };
  g_autofree char *left = NULL;

  g_return_val_if_fail (case_ != NULL, NULL);
  if (!has_clock (case_))
    return standing_text (case_);
  left = left_text (case_, now);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (case_->due_rule, words[i].rule) == 0)
      return g_strdup_printf (_ (words[i].words), left);

  return g_steal_pointer (&left);
}

gint64
henji_time_left_next_change (const HenjiCase *case_, gint64 now)
{
  gint64 left, step;

  g_return_val_if_fail (case_ != NULL, 0);
  if (!has_clock (case_))
    return 0;
  left = case_->due - now;
  if (left < 0)
    return now + HENJI_MINUTE - (-left % HENJI_MINUTE);
  step = left >= 11 * HENJI_HOUR ? HENJI_HOUR : HENJI_MINUTE;
  return now + left % step + 1;
}

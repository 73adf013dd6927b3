/* henji-moments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-moments"

#include "config.h"

#include "henji-moments.h"

#include "henji-case-pane-text.h"
#include "henji-clock-text.h"
#include "henji-desk-clocks.h"

#include <glib/gi18n-lib.h>

#define NIGHT 22          /* o'clock */
#define HOLIDAYS_AHEAD 21 /* days */

static void
preset_free (gpointer data)
{
  HenjiMomentPreset *preset = data;

  g_free (preset->title);
  g_free (preset);
}

char *
henji_moment_day_marks (HenjiDesk *desk, const char *date)
{
  g_autofree char *holiday
      = henji_clock_holiday_name (henji_desk_holidays (desk, "JP"), date, henji_desk_now (desk));
  g_autoptr (HenjiOpenDays) days = henji_desk_shop_open_days (desk);
  gboolean closed = days != NULL && !henji_open_days_is_open (days, date);

  if (holiday != NULL && closed)
    return g_strdup_printf ("%s · %s", holiday, _ ("the shop is closed"));
  if (closed)
    return g_strdup (_ ("the shop is closed"));

  return g_steal_pointer (&holiday);
}

char *
henji_moment_words (HenjiDesk *desk, gint64 at)
{
  GTimeZone *zone = henji_desk_zone (desk);
  g_autofree char *date = henji_date_of (at, zone);
  g_autofree char *day = henji_pane_weekday (date);
  g_autofree char *clock = henji_pane_clock (at, zone);
  g_autofree char *marks = henji_moment_day_marks (desk, date);

  return marks != NULL ? g_strdup_printf ("%s %s · %s", day, clock, marks)
                       : g_strdup_printf ("%s %s", day, clock);
}

static void
add (GPtrArray *presets, HenjiDesk *desk, const char *title, const char *date, int hour)
{
  gint64 at = henji_desk_hour_of (date, hour, henji_desk_zone (desk));
  g_autofree char *words = NULL;
  HenjiMomentPreset *preset;

  if (at <= henji_desk_now (desk))
    return;
  for (guint i = 0; i < presets->len; i++)
    if (((HenjiMomentPreset *) g_ptr_array_index (presets, i))->at == at)
      return;

  words = henji_moment_words (desk, at);
  preset = g_new0 (HenjiMomentPreset, 1);
  preset->at = at;
  /* Translators: a moment in a menu: "Tomorrow morning, 27 Nov, Fri 09:00" */
  preset->title = g_strdup_printf (C_ ("moment", "%s, %s"), title, words);
  g_ptr_array_add (presets, preset);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const HenjiMomentPreset *x = *(HenjiMomentPreset *const *) a;
  const HenjiMomentPreset *y = *(HenjiMomentPreset *const *) b;

  return x->at < y->at ? -1 : x->at > y->at;
}

GPtrArray *
henji_moments_to_remind (HenjiDesk *desk)
{
  g_autoptr (HenjiOpenDays) days = henji_desk_shop_open_days (desk);
  g_autofree char *today = henji_date_of (henji_desk_now (desk), henji_desk_zone (desk));
  g_autofree char *tomorrow = henji_date_add_days (today, 1);
  g_autofree char *open = henji_open_days_add (days, today, 1);
  g_autofree char *soon = henji_date_add_days (today, 3);
  g_autofree char *week = henji_date_add_days (today, 7);
  GPtrArray *presets = g_ptr_array_new_with_free_func (preset_free);

  add (presets, desk, _ ("Tomorrow morning"), tomorrow, HENJI_MORNING);
  if (open != NULL)
    add (presets, desk, _ ("Next open day"), open, HENJI_MORNING);
  add (presets, desk, _ ("In 3 days"), soon, HENJI_MORNING);
  add (presets, desk, _ ("In a week"), week, HENJI_MORNING);
  g_ptr_array_sort (presets, compare);

  return presets;
}

static int
weekday_of (const char *date)
{
  /* 2024-01-01 was a Monday. */
  return ((henji_date_days_between ("2024-01-01", date) % 7) + 7) % 7;
}

/* The first working day behind the next public holiday, with the name of the holiday. */
static char *
after_holiday (HenjiDesk *desk, const char *today, char **name)
{
  HenjiHolidays *holidays = henji_desk_holidays (desk, "JP");
  gint64 now = henji_desk_now (desk);
  gboolean found = FALSE;

  for (int i = 1; i <= HOLIDAYS_AHEAD; i++)
    {
      g_autofree char *date = henji_date_add_days (today, i);
      g_autofree char *here = henji_clock_holiday_name (holidays, date, now);

      if (here != NULL && !found)
        {
          found = TRUE;
          *name = g_steal_pointer (&here);
        }
      else if (here == NULL && found && weekday_of (date) < 5)
        return g_steal_pointer (&date);
    }

  return NULL;
}

GPtrArray *
henji_moments_to_be_back (HenjiDesk *desk)
{
  g_autoptr (HenjiOpenDays) days = henji_desk_shop_open_days (desk);
  g_autofree char *today = henji_date_of (henji_desk_now (desk), henji_desk_zone (desk));
  g_autofree char *tomorrow = henji_date_add_days (today, 1);
  g_autofree char *sunday = henji_date_add_days (today, 6 - weekday_of (today));
  g_autofree char *monday = henji_date_add_days (today, 7 - weekday_of (today));
  g_autofree char *holiday = NULL;
  g_autofree char *behind = after_holiday (desk, today, &holiday);
  g_autofree char *closes = NULL;
  g_autofree char *reopens = NULL;
  GPtrArray *presets = g_ptr_array_new_with_free_func (preset_free);

  add (presets, desk, _ ("Tonight"), today, NIGHT);
  add (presets, desk, _ ("Tomorrow morning"), tomorrow, HENJI_MORNING);
  add (presets, desk, _ ("Sunday night"), sunday, NIGHT);
  add (presets, desk, _ ("Monday morning"), monday, HENJI_MORNING);
  if (behind != NULL)
    {
      /* Translators: %s is a public holiday */
      g_autofree char *title = g_strdup_printf (_ ("After %s"), holiday);

      add (presets, desk, title, behind, HENJI_MORNING);
    }
  if (henji_open_days_next_closing (days, today, HENJI_LONG_CLOSING, &closes, &reopens))
    add (presets, desk, _ ("After the next closing"), reopens, HENJI_MORNING);
  g_ptr_array_sort (presets, compare);

  return presets;
}

/* henji-performance-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-performance-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-time.h"

#define MOST_SAID 4

static gboolean
is_share (const HenjiPerformanceFacts *facts, const HenjiPerformanceFigure *figure)
{
  const HenjiPerformanceKind *kind = henji_performance_facts_kind (facts, figure->id);

  return kind != NULL ? kind->share : figure->rate >= 0;
}

static char *
number_words (gint64 number)
{
  return number < 0 ? g_strdup ("–") : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

char *
henji_performance_value (const HenjiPerformanceFacts *facts, const HenjiPerformanceFigure *figure)
{
  g_return_val_if_fail (facts != NULL && figure != NULL, NULL);

  return is_share (facts, figure) ? henji_millionths_format (figure->rate)
                                  : number_words (figure->count);
}

char *
henji_performance_target (const HenjiPerformanceFacts *facts, const HenjiPerformanceFigure *figure)
{
  g_autofree char *value = NULL;
  const char *mark;

  g_return_val_if_fail (facts != NULL && figure != NULL, NULL);

  if (figure->target < 0)
    return g_strdup ("–");
  value = is_share (facts, figure) ? henji_millionths_format_short (figure->target)
                                   : number_words (figure->target);
  mark = figure->rule_checked != NULL ? " *" : "";
  if (g_strcmp0 (figure->condition, "LESS_THAN") == 0)
    /* Translators: a target: a percentage or number, perhaps an asterisk */
    return g_strdup_printf (_ ("below %s%s"), value, mark);
  if (g_strcmp0 (figure->condition, "GREATER_THAN") == 0)
    return g_strdup_printf (_ ("above %s%s"), value, mark);

  return g_strconcat (value, mark, NULL);
}

char *
henji_performance_status (const HenjiPerformanceFacts *facts,
                          const HenjiPerformanceFigure *figure,
                          HenjiLanguage language)
{
  const char *word;

  g_return_val_if_fail (facts != NULL && figure != NULL, NULL);

  word = henji_performance_word (facts, figure->status, language);
  if (henji_performance_figure_meets_target (figure, is_share (facts, figure))
      || henji_performance_word_is_bad (facts, figure->status))
    return g_strdup (word);
  if (figure->status == NULL)
    return g_strdup (_ ("target not met"));

  /* Translators: the marketplace's own rating, "Good", although the figure is not as it should be
   */
  return g_strdup_printf (_ ("%s; target not met"), word);
}

char *
henji_performance_counted (const HenjiPerformanceFacts *facts, const HenjiPerformanceFigure *figure)
{
  g_autofree char *count = NULL;
  g_autofree char *whole = NULL;

  g_return_val_if_fail (facts != NULL && figure != NULL, NULL);

  if (!is_share (facts, figure) || figure->count < 0 || figure->whole < 0)
    return g_strdup ("");

  count = number_words (figure->count);
  whole = number_words (figure->whole);

  /* Translators: so many of so many orders or parcels */
  return g_strdup_printf (_ ("%s of %s"), count, whole);
}

char *
henji_performance_days (const HenjiPerformanceFigure *figure)
{
  int days;

  g_return_val_if_fail (figure != NULL, NULL);

  if (figure->from == NULL || figure->to == NULL)
    return g_strdup (figure->to != NULL ? figure->to : "");
  days = henji_date_days_between (figure->from, figure->to) + 1;
  if (days < 1)
    return g_strdup (figure->to);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d day to %s", "%d days to %s", (gulong) days), days,
      figure->to);
}

/* ---- What asks for something to be done -------------------------------------------------------
 */

static void
say (GPtrArray *said, guint *more, char *words)
{
  if (said->len < MOST_SAID)
    {
      g_ptr_array_add (said, words);
      return;
    }
  g_free (words);
  ++*more;
}

char *
henji_performance_attention (const HenjiPerformanceFacts *facts,
                             const HenjiPerformance *reading,
                             HenjiLanguage language)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  guint more = 0;

  g_return_val_if_fail (facts != NULL && reading != NULL, NULL);

  if (henji_performance_word_is_bad (facts, reading->account))
    say (said, &more,
         g_strdup_printf (_ ("Account: %s"),
                          henji_performance_word (facts, reading->account, language)));
  if (henji_performance_word_is_bad (facts, reading->health))
    say (said, &more,
         g_strdup_printf (_ ("Account health: %s"),
                          henji_performance_word (facts, reading->health, language)));
  for (guint i = 0; i < reading->warnings->len; i++)
    {
      const HenjiPerformanceWarning *warning = g_ptr_array_index (reading->warnings, i);

      if (henji_performance_word_is_bad (facts, warning->status))
        say (said, &more,
             g_strdup_printf (_ ("Warning: %s"),
                              henji_performance_warning_title (facts, warning->type, language)));
    }
  for (guint i = 0; i < reading->figures->len; i++)
    {
      const HenjiPerformanceFigure *figure = g_ptr_array_index (reading->figures, i);
      g_autofree char *value = henji_performance_value (facts, figure);

      if (henji_performance_word_is_bad (facts, figure->status))
        say (said, &more,
             /* Translators: a figure, its value, the marketplace's word for it: "Bad" */
             g_strdup_printf (_ ("%s %s: %s"),
                              henji_performance_title (facts, figure->id, language), value,
                              henji_performance_word (facts, figure->status, language)));
    }
  if (said->len == 0)
    return NULL;
  if (more > 0)
    g_ptr_array_add (
        said,
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", more), more));
  g_ptr_array_add (said, NULL);
  joined = g_strjoinv (" · ", (char **) said->pdata);

  /* Translators: a marketplace, the day on which it was read, what is to be looked after */
  return g_strdup_printf (_ ("%s on %s: %s"), henji_performance_name (reading), reading->day,
                          joined);
}

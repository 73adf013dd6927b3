/* henji-summary-performance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The marketplace's own figures as tables, beside what our record estimates.
 */
#include "config.h"

#include "henji-summary-private.h"

#include <glib/gi18n-lib.h>

#include "henji-performance-words.h"

/* ---- Ours ------------------------------------------------------------------------------------ */

/* (nullable): what our record knows of a marketplace. */
static const HenjiSummaryTally *
ours_of (const HenjiSummary *s, const HenjiPerformance *reading)
{
  for (guint i = 0; i < s->marketplaces->len; i++)
    {
      const HenjiSummaryTally *tally = g_ptr_array_index (s->marketplaces, i);

      if (tally->marketplace != NULL && g_strcmp0 (tally->marketplace, reading->marketplace) == 0)
        return tally;
    }

  return NULL;
}

static int
count_ours (const HenjiSummary *s, const HenjiPerformance *reading, HenjiDefectNature nature)
{
  int n = 0;

  for (guint i = 0; i < s->defects->len; i++)
    {
      const HenjiDefect *defect = g_ptr_array_index (s->defects, i);

      n += (defect->natures & 1u << nature) != 0
           && g_strcmp0 (defect->marketplace, reading->marketplace) == 0;
    }

  return n;
}

static void
add_count (HenjiListingRow *row, gint64 count)
{
  henji_listing_row_take (row, g_strdup_printf ("%" G_GINT64_FORMAT, count),
                          g_strdup_printf ("%" G_GINT64_FORMAT, count));
}

static void
add_nothing (HenjiListingRow *row)
{
  henji_listing_row_take (row, g_strdup (""), g_strdup (""));
}

static void
add_ours (HenjiListingRow *row,
          const HenjiSummary *s,
          const HenjiPerformance *reading,
          const HenjiPerformanceKind *kind)
{
  const HenjiSummaryTally *ours = ours_of (s, reading);
  HenjiPerformanceOurs what = kind != NULL ? kind->ours : HENJI_PERFORMANCE_OURS_NONE;

  if (what == HENJI_PERFORMANCE_OURS_DEFECTS && ours != NULL && ours->orders > 0)
    {
      int hundredths = henji_permille (ours->defects * 10, ours->orders);

      henji_listing_row_take (row,
                              g_strdup_printf ("%d.%02d %%", hundredths / 100, hundredths % 100),
                              g_strdup_printf ("%d.%02d", hundredths / 100, hundredths % 100));
    }
  else if (what == HENJI_PERFORMANCE_OURS_FEEDBACK && ours != NULL)
    add_count (row, count_ours (s, reading, HENJI_DEFECT_FEEDBACK));
  else if (what == HENJI_PERFORMANCE_OURS_CLAIM && ours != NULL)
    add_count (row, count_ours (s, reading, HENJI_DEFECT_CLAIM));
  else if (what == HENJI_PERFORMANCE_OURS_CHARGEBACK && ours != NULL)
    add_count (row, count_ours (s, reading, HENJI_DEFECT_CHARGEBACK));
  else
    add_nothing (row);
}

/* ---- The figures ----------------------------------------------------------------------------- */

static void
add_value (HenjiListingRow *row,
           const HenjiPerformanceFacts *facts,
           const HenjiPerformanceFigure *f)
{
  const HenjiPerformanceKind *kind = henji_performance_facts_kind (facts, f->id);
  gboolean share = kind != NULL && kind->share;
  char *plain = share && f->rate >= 0
                    ? g_strdup_printf ("%d.%04d", f->rate / 10000, f->rate % 10000)
                : !share && f->count >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, f->count)
                                          : g_strdup ("");

  henji_listing_row_take (row, henji_performance_value (facts, f), plain);
}

static void
add_standing (HenjiListing *sheet, const char *id, const char *title, char *value, const char *word)
{
  HenjiListingRow *row = henji_listing_add_row (sheet);

  row->id = g_strdup (id);
  henji_listing_row_add (row, title);
  henji_listing_row_take (row, value, NULL);
  add_nothing (row);
  henji_listing_row_add (row, "");
  henji_listing_row_add (row, word);
  henji_listing_row_add (row, "");
  henji_listing_row_add (row, "");
}

static void
add_figure (HenjiListing *sheet,
            const HenjiSummary *s,
            const HenjiPerformance *reading,
            const HenjiPerformanceFigure *figure,
            HenjiLanguage language)
{
  const HenjiPerformanceFacts *facts = s->performance_facts;
  const HenjiPerformanceKind *kind = henji_performance_facts_kind (facts, figure->id);
  HenjiListingRow *row = henji_listing_add_row (sheet);
  /* Translators: a part of the figure above it */
  g_autofree char *title = g_strdup_printf (kind != NULL && kind->of != NULL ? _ ("· %s") : "%s",
                                            henji_performance_title (facts, figure->id, language));

  row->id = g_strdup (figure->id);
  henji_listing_row_add (row, title);
  add_value (row, facts, figure);
  add_ours (row, s, reading, kind);
  /* What is counted in a part is judged in the whole. */
  henji_listing_row_take (row,
                          kind != NULL && kind->of != NULL && figure->target < 0
                              ? g_strdup ("")
                              : henji_performance_target (facts, figure),
                          NULL);
  henji_listing_row_take (row, henji_performance_status (facts, figure, language), NULL);
  henji_listing_row_take (row, henji_performance_counted (facts, figure), NULL);
  henji_listing_row_take (row, henji_performance_days (figure), NULL);
}

/* Is it a rate of no orders at all, or a part of one? A seller without FBA is told of many. */
static gboolean
is_of_nothing (const HenjiSummary *s,
               const HenjiPerformance *reading,
               const HenjiPerformanceFigure *figure)
{
  const HenjiPerformanceKind *kind
      = henji_performance_facts_kind (s->performance_facts, figure->id);

  if (kind != NULL && kind->of != NULL)
    figure = henji_performance_figure (reading, kind->of);

  return figure != NULL && figure->whole == 0;
}

/* Rates and their parts; else the numbers of what policies were broken. */
static gboolean
is_rate (const HenjiPerformanceFacts *facts, const HenjiPerformanceFigure *figure)
{
  const HenjiPerformanceKind *kind = henji_performance_facts_kind (facts, figure->id);

  return kind != NULL && (kind->share || kind->of != NULL);
}

/* ---- What must be known to read it ------------------------------------------------------------
 */

const HenjiPerformanceFigure *
henji_summary_defect_figure (const HenjiSummary *self, const HenjiPerformance *reading)
{
  g_return_val_if_fail (self != NULL && reading != NULL, NULL);

  for (guint i = 0; self->performance_facts != NULL && i < reading->figures->len; i++)
    {
      const HenjiPerformanceFigure *figure = g_ptr_array_index (reading->figures, i);
      const HenjiPerformanceKind *kind
          = henji_performance_facts_kind (self->performance_facts, figure->id);

      if (kind != NULL && kind->ours == HENJI_PERFORMANCE_OURS_DEFECTS)
        return figure;
    }

  return NULL;
}

/* Do the two say another thing, in hundredths of a percent? */
static gboolean
differs (const HenjiSummaryTally *ours, const HenjiPerformanceFigure *theirs)
{
  return theirs->rate >= 0
         && henji_permille (ours->defects * 10, ours->orders) != (theirs->rate + 50) / 100;
}

static void
add_sentence (GString *note, const char *sentence)
{
  if (note->len > 0)
    g_string_append_c (note, ' ');
  g_string_append (note, sentence);
}

static void
note_targets (GString *note, const HenjiPerformance *reading)
{
  const char *oldest = NULL;
  gboolean verified = TRUE;

  for (guint i = 0; i < reading->figures->len; i++)
    {
      const HenjiPerformanceFigure *figure = g_ptr_array_index (reading->figures, i);

      if (figure->rule_checked == NULL)
        continue;
      verified = verified && figure->rule_verified;
      if (oldest == NULL || g_strcmp0 (figure->rule_checked, oldest) < 0)
        oldest = figure->rule_checked;
    }
  if (oldest != NULL)
    {
      g_autofree char *words = g_strdup_printf (
          verified ? _ ("* The report tells no target; this one is from the marketplace's rules "
                        "(checked %s).")
                   : _ ("* The report tells no target; this one is not verified for this "
                        "marketplace (checked %s)."),
          oldest);

      add_sentence (note, words);
    }
}

/* (transfer full): */
static char *
note_of (const HenjiSummary *s, const HenjiPerformance *reading)
{
  g_autoptr (GString) note = g_string_new (NULL);
  const HenjiSummaryTally *ours = ours_of (s, reading);
  const HenjiPerformanceFigure *theirs = henji_summary_defect_figure (s, reading);

  add_sentence (note,
                _ ("As the marketplace's report on the seller's performance tells it; “–”: it "
                   "does not tell."));
  if (ours != NULL && ours->orders > 0 && theirs != NULL && differs (ours, theirs))
    {
      g_autofree char *words = g_strdup_printf (
          _ ("Our estimate (%d of %d orders) differs, as it counts only what this desk's record "
             "knows, whoever shipped it, while the marketplace counts over its own days and knows "
             "feedback, claims and chargebacks that nobody told the desk of."),
          ours->defects, ours->orders);

      add_sentence (note, words);
    }
  note_targets (note, reading);

  return g_strdup (note->str);
}

/* ---- The tables ------------------------------------------------------------------------------ */

static HenjiListing *
rates_sheet (const HenjiSummary *s, const HenjiPerformance *reading, HenjiLanguage language)
{
  const HenjiPerformanceFacts *facts = s->performance_facts;
  g_autofree char *title
      /* Translators: a marketplace, the day on which it was read */
      = g_strdup_printf (_ ("What %s Says, Read on %s"), henji_performance_name (reading),
                         reading->day);
  HenjiListing *sheet = henji_listing_create ("performance", title);

  henji_listing_add_column (sheet, "figure", _ ("Measure"), FALSE);
  henji_listing_add_column (sheet, "theirs", _ ("Reported"), TRUE);
  henji_listing_add_column (sheet, "estimate", _ ("Our estimate"), TRUE);
  henji_listing_add_column (sheet, "target", _ ("Target"), FALSE);
  henji_listing_add_column (sheet, "status", _ ("Status"), FALSE);
  henji_listing_add_column (sheet, "counted", _ ("Counted"), FALSE);
  henji_listing_add_column (sheet, "days", _ ("Over"), FALSE);
  if (reading->account != NULL)
    add_standing (sheet, "account", _ ("Account"), g_strdup (""),
                  henji_performance_word (facts, reading->account, language));
  if (reading->health != NULL || reading->health_score >= 0)
    add_standing (sheet, "account-health", _ ("Account health rating"),
                  reading->health_score >= 0 ? g_strdup_printf ("%d", reading->health_score)
                                             : g_strdup (""),
                  henji_performance_word (facts, reading->health, language));
  for (guint i = 0; i < reading->figures->len; i++)
    {
      const HenjiPerformanceFigure *figure = g_ptr_array_index (reading->figures, i);

      if (is_rate (facts, figure) && !is_of_nothing (s, reading, figure))
        add_figure (sheet, s, reading, figure, language);
    }
  sheet->note = note_of (s, reading);

  return sheet;
}

static void
add_policy (HenjiListing *sheet,
            const char *id,
            const char *title,
            gint64 count,
            const char *status,
            const char *days)
{
  HenjiListingRow *row = henji_listing_add_row (sheet);

  row->id = g_strdup (id);
  henji_listing_row_add (row, title);
  if (count >= 0)
    add_count (row, count);
  else
    add_nothing (row);
  henji_listing_row_add (row, status);
  henji_listing_row_add (row, days);
}

/* What was counted; all kinds of which nothing was are one row. */
static HenjiListing *
policies_sheet (const HenjiSummary *s, const HenjiPerformance *reading, HenjiLanguage language)
{
  const HenjiPerformanceFacts *facts = s->performance_facts;
  g_autofree char *heading = g_strdup_printf (_ ("Policies and Warnings of %s, Read on %s"),
                                              henji_performance_name (reading), reading->day);
  HenjiListing *sheet = henji_listing_create ("performance-policies", heading);
  int none = 0;

  henji_listing_add_column (sheet, "policy", _ ("Policy"), FALSE);
  henji_listing_add_column (sheet, "number", _ ("Number"), TRUE);
  henji_listing_add_column (sheet, "status", _ ("Status"), FALSE);
  henji_listing_add_column (sheet, "days", _ ("Over"), FALSE);
  for (guint i = 0; i < reading->warnings->len; i++)
    {
      const HenjiPerformanceWarning *warning = g_ptr_array_index (reading->warnings, i);
      g_autofree char *title = g_strdup_printf (
          _ ("Warning: %s"), henji_performance_warning_title (facts, warning->type, language));

      add_policy (sheet, warning->type, title, -1,
                  henji_performance_word (facts, warning->status, language), "");
    }
  for (guint i = 0; i < reading->figures->len; i++)
    {
      const HenjiPerformanceFigure *figure = g_ptr_array_index (reading->figures, i);
      g_autofree char *status = henji_performance_status (facts, figure, language);
      g_autofree char *days = henji_performance_days (figure);

      if (is_rate (facts, figure))
        continue;
      if (figure->count == 0 && !henji_performance_word_is_bad (facts, figure->status))
        none++;
      else
        add_policy (sheet, figure->id, henji_performance_title (facts, figure->id, language),
                    figure->count, status, days);
    }
  if (none > 0)
    {
      gboolean rest = sheet->rows->len > 0;
      g_autofree char *title = g_strdup_printf (
          rest ? g_dngettext (GETTEXT_PACKAGE, "%d other kind", "%d other kinds", (gulong) none)
               : g_dngettext (GETTEXT_PACKAGE, "All %d kind", "All %d kinds", (gulong) none),
          none);

      add_policy (sheet, "none", title, 0, _ ("Nothing counted"), "");
    }

  return sheet;
}

/* Which rates any of the readings has. */
static GPtrArray *
rates_told (const HenjiSummary *s)
{
  GPtrArray *told = g_ptr_array_new ();

  for (guint i = 0; i < s->performance_facts->kinds->len; i++)
    {
      const HenjiPerformanceKind *kind = g_ptr_array_index (s->performance_facts->kinds, i);
      gboolean found = FALSE;

      for (guint k = 0; kind->share && kind->of == NULL && !found && k < s->performance_course->len;
           k++)
        {
          const HenjiPerformanceFigure *figure
              = henji_performance_figure (g_ptr_array_index (s->performance_course, k), kind->id);

          found = figure != NULL && figure->rate >= 0;
        }
      if (found)
        g_ptr_array_add (told, (gpointer) kind);
    }

  return told;
}

static gboolean
is_in (const HenjiPeriod *period, const char *day)
{
  return g_strcmp0 (day, period->from) >= 0 && g_strcmp0 (day, period->to) <= 0;
}

/* What was read day by day in the period. */
static HenjiListing *
course_sheet (const HenjiSummary *s, HenjiLanguage language)
{
  HenjiListing *sheet
      = henji_listing_create ("performance-course", _ ("What the Marketplace Said Day by Day"));
  g_autoptr (GPtrArray) told = rates_told (s);

  henji_listing_add_column (sheet, "day", _ ("Day"), FALSE);
  henji_listing_add_column (sheet, "marketplace", _ ("Marketplace"), FALSE);
  henji_listing_add_column (sheet, "account", _ ("Account"), FALSE);
  for (guint k = 0; k < told->len; k++)
    {
      const HenjiPerformanceKind *kind = g_ptr_array_index (told, k);
      g_autofree char *title = g_strdup_printf (
          _ ("%s, %%"), language == HENJI_LANGUAGE_JA ? kind->short_ja : kind->short_en);

      henji_listing_add_column (sheet, kind->id, title, TRUE);
    }
  for (guint i = 0; i < s->performance_course->len; i++)
    {
      const HenjiPerformance *reading = g_ptr_array_index (s->performance_course, i);
      HenjiListingRow *row;

      if (!is_in (&s->period, reading->day))
        continue;
      row = henji_listing_add_row (sheet);
      henji_listing_row_add (row, reading->day);
      henji_listing_row_add (row, henji_performance_name (reading));
      henji_listing_row_add (
          row, henji_performance_word (s->performance_facts, reading->account, language));
      for (guint k = 0; k < told->len; k++)
        {
          const HenjiPerformanceKind *kind = g_ptr_array_index (told, k);
          const HenjiPerformanceFigure *figure = henji_performance_figure (reading, kind->id);

          if (figure != NULL)
            add_value (row, s->performance_facts, figure);
          else
            henji_listing_row_take (row, g_strdup ("–"), g_strdup (""));
        }
    }

  return sheet;
}

void
_henji_summary_add_performance (const HenjiSummary *self, HenjiLanguage language, GPtrArray *sheets)
{
  if (self->performance_facts == NULL)
    return;
  for (guint i = 0; i < self->performance->len; i++)
    {
      const HenjiPerformance *reading = g_ptr_array_index (self->performance, i);

      g_ptr_array_add (sheets, rates_sheet (self, reading, language));
      g_ptr_array_add (sheets, policies_sheet (self, reading, language));
    }
  if (self->performance->len > 0)
    g_ptr_array_add (sheets, course_sheet (self, language));
}

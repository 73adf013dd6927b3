/* henji-ctl-performance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <string.h>

#include "henji-desk-performance.h"
#include "henji-locale.h"
#include "henji-performance-words.h"
#include "henji-period.h"

/* ---- JSON ------------------------------------------------------------------------------------ */

static void
member_share (JsonBuilder *builder, const char *name, gint64 millionths)
{
  json_builder_set_member_name (builder, name);
  if (millionths >= 0)
    json_builder_add_double_value (builder, (double) millionths / HENJI_MILLION);
  else
    json_builder_add_null_value (builder);
}

static void
member_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  if (number >= 0)
    json_builder_add_int_value (builder, number);
  else
    json_builder_add_null_value (builder);
}

static void
figure_members (JsonBuilder *builder,
                const HenjiPerformanceFacts *facts,
                const HenjiPerformanceFigure *figure)
{
  const HenjiPerformanceKind *kind = henji_performance_facts_kind (facts, figure->id);
  gboolean share = kind != NULL ? kind->share : figure->rate >= 0;

  henji_ctl_member_string (builder, "id", figure->id);
  henji_ctl_member_string (builder, "title",
                           henji_performance_title (facts, figure->id, henji_locale_language ()));
  if (kind != NULL && kind->of != NULL)
    henji_ctl_member_string (builder, "of", kind->of);
  if (share)
    member_share (builder, "rate", figure->rate);
  member_number (builder, "count", figure->count);
  if (share)
    member_number (builder, "whole", figure->whole);
  (share ? member_share : member_number) (builder, "target", figure->target);
  henji_ctl_member_string (builder, "condition", figure->condition);
  henji_ctl_member_boolean (builder, "target_of_report",
                            figure->target >= 0 && figure->rule_checked == NULL);
  henji_ctl_member_string (builder, "status", figure->status);
  henji_ctl_member_string (builder, "from", figure->from);
  henji_ctl_member_string (builder, "to", figure->to);
}

/* Lines of path, tab, JSON. */
static void
member_extra (JsonBuilder *builder, const char *extra)
{
  g_auto (GStrv) lines = g_strsplit (extra != NULL ? extra : "", "\n", -1);

  json_builder_set_member_name (builder, "extra");
  json_builder_begin_object (builder);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab == NULL)
        continue;
      *tab = '\0';
      henji_ctl_member_string (builder, lines[i], tab + 1);
    }
  json_builder_end_object (builder);
}

static void
print_json (HenjiCtl *ctl, const HenjiPerformanceFacts *facts, const HenjiPerformance *reading)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "type", "reading");
  henji_ctl_member_string (builder, "marketplace", reading->marketplace);
  henji_ctl_member_string (builder, "marketplace_id", reading->marketplace_id);
  henji_ctl_member_string (builder, "day", reading->day);
  henji_ctl_member_time (builder, "read_at", reading->read_at, henji_desk_zone (ctl->desk));
  henji_ctl_member_string (builder, "account", reading->account);
  henji_ctl_member_string (builder, "health", reading->health);
  member_number (builder, "health_score", reading->health_score);
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reading->figures->len; i++)
    {
      json_builder_begin_object (builder);
      figure_members (builder, facts, g_ptr_array_index (reading->figures, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reading->warnings->len; i++)
    {
      const HenjiPerformanceWarning *warning = g_ptr_array_index (reading->warnings, i);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "type", warning->type);
      henji_ctl_member_string (builder, "status", warning->status);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  member_extra (builder, reading->extra);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

/* ---- Lines ----------------------------------------------------------------------------------- */

static void
print_figure (const HenjiPerformanceFacts *facts,
              const HenjiPerformanceFigure *figure,
              HenjiLanguage language)
{
  const HenjiPerformanceKind *kind = henji_performance_facts_kind (facts, figure->id);
  g_autofree char *value = henji_performance_value (facts, figure);
  g_autofree char *target = henji_performance_target (facts, figure);
  g_autofree char *status = henji_performance_status (facts, figure, language);
  g_autofree char *counted = henji_performance_counted (facts, figure);

  g_print ("%s%s\t%s\t%s\t%s\t%s\n", kind != NULL && kind->of != NULL ? "  " : "",
           henji_performance_title (facts, figure->id, language), value, target, status, counted);
}

static void
print_plain (const HenjiPerformanceFacts *facts, const HenjiPerformance *reading)
{
  HenjiLanguage language = henji_locale_language ();

  g_print ("%s\t%s\t%s\t%s", henji_performance_name (reading), reading->day,
           henji_performance_word (facts, reading->account, language),
           henji_performance_word (facts, reading->health, language));
  if (reading->health_score >= 0)
    g_print (" %d", reading->health_score);
  g_print ("\n");
  for (guint i = 0; i < reading->figures->len; i++)
    print_figure (facts, g_ptr_array_index (reading->figures, i), language);
  for (guint i = 0; i < reading->warnings->len; i++)
    {
      const HenjiPerformanceWarning *warning = g_ptr_array_index (reading->warnings, i);

      g_print ("%s\t%s\n", henji_performance_warning_title (facts, warning->type, language),
               henji_performance_word (facts, warning->status, language));
    }
}

/* ---- The verb -------------------------------------------------------------------------------- */

static HenjiCtlExit
take_file (HenjiCtl *ctl, const char *path)
{
  g_auto (HenjiPerformanceTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;
  JsonBuilder *builder;

  if (!henji_desk_performance_take_file (ctl->desk, path, &taken, NULL, &error))
    return henji_ctl_fail (error);
  for (guint i = 0; i < taken.faults->len; i++)
    henji_ctl_say ("%s: %s", path, (const char *) g_ptr_array_index (taken.faults, i));
  if (ctl->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "type", "summary");
      henji_ctl_member_count (builder, "new", taken.n_new);
      henji_ctl_member_count (builder, "updated", taken.n_updated);
      henji_ctl_member_count (builder, "unchanged", taken.n_unchanged);
      henji_ctl_member_count (builder, "rejected", taken.faults->len);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }

  return taken.faults->len > 0 ? HENJI_CTL_REFUSED : HENJI_CTL_FINE;
}

static HenjiCtlExit
run_performance (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status, taken = HENJI_CTL_FINE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readings = NULL;
  const HenjiPerformanceFacts *facts;
  HenjiPeriod period;
  char *from, *to, *file;

  if (!henji_ctl_take_one (&argc, argv, "--from", &from)
      || !henji_ctl_take_one (&argc, argv, "--to", &to)
      || !henji_ctl_take_one (&argc, argv, "--take", &file) || !henji_ctl_no_options (argc, argv)
      || argc != 0 || (from == NULL) != (to == NULL))
    return henji_ctl_usage ("performance");
  if (from != NULL && !henji_period_parse (from, to, &period))
    {
      henji_ctl_say ("“%s” to “%s” is no period of dates like 2026-11-01", from, to);
      return HENJI_CTL_USAGE;
    }

  status = henji_ctl_open (ctl, file != NULL ? HENJI_DESK_READ_WRITE : HENJI_DESK_READ_ONLY);
  if (status == HENJI_CTL_FINE && file != NULL)
    taken = status = take_file (ctl, file);
  if (status != HENJI_CTL_FINE && status != HENJI_CTL_REFUSED)
    return status;

  readings = from != NULL ? henji_desk_performance_course (ctl->desk, from, to, &error)
                          : henji_desk_performance (ctl->desk, NULL, &error);
  if (readings == NULL)
    return henji_ctl_fail (error);
  facts = henji_desk_performance_facts (ctl->desk);
  for (guint i = 0; i < readings->len; i++)
    if (ctl->json)
      print_json (ctl, facts, g_ptr_array_index (readings, i));
    else
      print_plain (facts, g_ptr_array_index (readings, i));

  return taken;
}

const HenjiCtlVerb henji_ctl_performance_verbs[] = {
  { "performance",
    "[--take FILE] [--from DATE --to DATE]\n"
    "      (the marketplaces' own figures as they were read last, or on all those days)",
    run_performance },
  { NULL },
};

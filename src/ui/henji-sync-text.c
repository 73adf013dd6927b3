/* henji-sync-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-sync-text.h"

#include <glib/gi18n-lib.h>

#include "henji-desk-connect.h"
#include "henji-desk-missing.h"
#include "henji-import-tally.h"

const char *
henji_sync_stream_text (const char *stream)
{
  static const struct
  {
    const char *stream;
    const char *words;
  } all[] = {
    { HENJI_STREAM_ORDERS, N_ ("Orders") },
    { HENJI_STREAM_ORDER, N_ ("Single Orders") },
    { HENJI_STREAM_SECRET, N_ ("Reminder") },
    { "messages", N_ ("Messages") },
    { "returns", N_ ("Returns") },
    { "order-report", N_ ("Order Report") },
    { "feedback", N_ ("Feedback") },
    { "performance", N_ ("Account Health") },
  };

  g_return_val_if_fail (stream != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].stream, stream))
      return _ (all[i].words);

  return stream;
}

const char *
henji_sync_outcome_text (const HenjiSyncRun *run)
{
  g_return_val_if_fail (run != NULL, "");

  if (g_str_equal (run->stream, HENJI_STREAM_SECRET))
    return "";
  switch (run->outcome)
    {
    case HENJI_SYNC_RUNNING:
      return _ ("Cut off");
    case HENJI_SYNC_PAUSED:
      return _ ("Paused");
    case HENJI_SYNC_STOPPED:
      return _ ("Stopped");
    case HENJI_SYNC_FAILED:
      return _ ("Failed");
    case HENJI_SYNC_DONE:
    default:
      return _ ("Done");
    }
}

char *
henji_sync_run_text (const HenjiSyncRun *run)
{
  HenjiImportFigures figures = { 0 };
  guint *n = figures.n[HENJI_IMPORT_ORDER];
  char *text;

  g_return_val_if_fail (run != NULL, NULL);

  n[HENJI_IMPORT_NEW] = (guint) run->n_new;
  n[HENJI_IMPORT_UPDATED] = (guint) run->n_updated;
  n[HENJI_IMPORT_UNCHANGED] = (guint) run->n_unchanged;
  n[HENJI_IMPORT_REJECTED] = (guint) run->n_rejected;
  text = henji_import_figures_text (&figures, HENJI_IMPORT_ORDER);

  return text != NULL ? text : g_strdup (_ ("nothing new"));
}

static const HenjiSyncRun *
find_outcome (const GPtrArray *runs, HenjiSyncOutcome outcome)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const HenjiSyncRun *run = g_ptr_array_index (runs, i);

      if (run->outcome == outcome)
        return run;
    }

  return NULL;
}

/* What brought nothing is not worth a word, unless it is all there is. */
static void
add_run (GString *text, const HenjiSyncRun *run, gboolean alone)
{
  const char *stream = henji_sync_stream_text (run->stream);
  gboolean paused = run->outcome == HENJI_SYNC_PAUSED;
  g_autofree char *counts = NULL;

  if (run->n_new + run->n_updated + run->n_rejected == 0 && !paused && !alone)
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  counts = henji_sync_run_text (run);
  if (alone && !paused && run->reason != NULL)
    /* Translators: Orders or Returns, and a sentence */
    g_string_append_printf (text, _ ("%s: %s"), stream, run->reason);
  else if (paused)
    /* Translators: Orders or Returns, and counts */
    g_string_append_printf (text, _ ("%s: %s so far, it goes on by itself"), stream, counts);
  else
    /* Translators: Orders or Returns, and counts */
    g_string_append_printf (text, _ ("%s: %s"), stream, counts);
}

char *
henji_sync_runs_text (const GPtrArray *runs)
{
  GString *text = g_string_new (NULL);
  const HenjiSyncRun *failed;

  g_return_val_if_fail (runs != NULL && runs->len > 0, NULL);

  failed = find_outcome (runs, HENJI_SYNC_FAILED);
  if (failed != NULL && failed->reason != NULL)
    /* Translators: Orders or Returns, and why they could not be read */
    g_string_printf (text, _ ("%s: %s"), henji_sync_stream_text (failed->stream), failed->reason);
  else if (find_outcome (runs, HENJI_SYNC_STOPPED) != NULL)
    g_string_assign (text, _ ("Stopped. The next sync goes on there."));
  else
    {
      for (guint i = 0; i < runs->len; i++)
        add_run (text, g_ptr_array_index (runs, i), FALSE);
      if (text->len == 0)
        add_run (text, g_ptr_array_index (runs, 0), TRUE);
    }

  return g_string_free (text, FALSE);
}

/* henji-sync-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-sync-text.h"

#include <glib/gi18n-lib.h>

#include "henji-desk-connect.h"
#include "henji-import-tally.h"

const char *
henji_sync_stream_text (const char *stream)
{
  static const struct
  {
    const char *stream;
    const char *words;
  } all[] = {
    { HENJI_STREAM_ORDERS, N_ ("Orders") },   { HENJI_STREAM_RETURNS, N_ ("Returns") },
    { HENJI_STREAM_SECRET, N_ ("Reminder") }, { "order", N_ ("One Order") },
    { "performance", N_ ("Performance") },    { "feedback", N_ ("Feedback") },
    { "messages", N_ ("Messages") },
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

char *
henji_sync_runs_text (const HenjiSyncRun *orders, const HenjiSyncRun *returns)
{
  g_autofree char *counts = NULL;
  const HenjiSyncRun *failed;

  g_return_val_if_fail (orders != NULL, NULL);

  failed = orders->outcome == HENJI_SYNC_FAILED                       ? orders
           : returns != NULL && returns->outcome == HENJI_SYNC_FAILED ? returns
                                                                      : NULL;
  if (failed != NULL && failed->reason != NULL)
    /* Translators: Orders or Returns, and why they could not be read */
    return g_strdup_printf (_ ("%s: %s"), henji_sync_stream_text (failed->stream), failed->reason);

  counts = henji_sync_run_text (orders);
  if (orders->outcome == HENJI_SYNC_STOPPED)
    return g_strdup (_ ("Stopped. The next sync goes on there."));
  if (orders->outcome == HENJI_SYNC_PAUSED)
    /* Translators: %s are counts */
    return g_strdup_printf (_ ("Orders: %s so far. It goes on by itself."), counts);

  /* Translators: %s are counts */
  return g_strdup_printf (_ ("Orders: %s"), counts);
}

/* henji-ctl.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <stdarg.h>
#include <string.h>

#include "henji-locale.h"
#include "henji-desk-clocks.h"
#include "henji-time.h"

static const HenjiCtlVerb *const tables[] = {
  henji_ctl_import_verbs,      henji_ctl_case_verbs,   henji_ctl_reply_verbs,
  henji_ctl_check_verbs,       henji_ctl_shop_verbs,   henji_ctl_text_verbs,
  henji_ctl_fact_verbs,        henji_ctl_policy_verbs, henji_ctl_clock_verbs,
  henji_ctl_support_verbs,     henji_ctl_csba_verbs,   henji_ctl_rule_verbs,
  henji_ctl_summary_verbs,     henji_ctl_claim_verbs,  henji_ctl_playbook_verbs,
  henji_ctl_cost_verbs,        henji_ctl_return_verbs, henji_ctl_paper_verbs,
  henji_ctl_carrier_verbs,     henji_ctl_sync_verbs,   henji_ctl_postal_verbs,
  henji_ctl_performance_verbs, henji_ctl_backup_verbs,
};

void
henji_ctl_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("henjictl: %s\n", text);
}

HenjiCtlExit
henji_ctl_fail (const GError *error)
{
  henji_ctl_say ("%s", error->message);

  return g_error_matches (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_UNAVAILABLE)
             ? HENJI_CTL_UNAVAILABLE
             : HENJI_CTL_REFUSED;
}

static const HenjiCtlVerb *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const HenjiCtlVerb *verb = tables[i]; verb->name != NULL; verb++)
      if (g_str_equal (verb->name, name))
        return verb;

  return NULL;
}

HenjiCtlExit
henji_ctl_usage (const char *name)
{
  const HenjiCtlVerb *verb = find_verb (name);

  g_assert (verb != NULL);
  henji_ctl_say ("usage: henjictl %s %s", verb->name, verb->usage);

  return HENJI_CTL_USAGE;
}

static void
print_help (void)
{
  g_print ("Usage: henjictl [--data-dir DIR] [--now TIME] [--json] VERB …\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const HenjiCtlVerb *verb = tables[i]; verb->name != NULL; verb++)
      g_print ("  %s %s\n", verb->name, verb->usage);
  g_print (
      "\nCASE is the case's UUID or the beginning of one. TIME is RFC 3339 with an offset.\n"
      "RULE is called as “policy” prints it, DATE is like 2026-01-26.\n"
      "Exit: 0 fine, 1 something was refused or found, 2 usage, 3 nothing readable or the data\n"
      "folder is locked, newer or foreign.\n");
}

gboolean
henji_ctl_take_option (int *argc, char **argv, const char *name, GPtrArray *values)
{
  gsize length = strlen (name);
  int kept = 0;

  for (int i = 0; i < *argc; i++)
    {
      if (g_str_equal (argv[i], "--"))
        {
          while (i < *argc)
            argv[kept++] = argv[i++];
        }
      else if (g_str_equal (argv[i], name))
        {
          if (++i == *argc)
            return FALSE;
          g_ptr_array_add (values, argv[i]);
        }
      else if (strncmp (argv[i], name, length) == 0 && argv[i][length] == '=')
        g_ptr_array_add (values, argv[i] + length + 1);
      else
        argv[kept++] = argv[i];
    }
  argv[kept] = NULL;
  *argc = kept;

  return TRUE;
}

gboolean
henji_ctl_take_one (int *argc, char **argv, const char *name, char **value)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  *value = NULL;
  if (!henji_ctl_take_option (argc, argv, name, values) || values->len > 1)
    return FALSE;
  if (values->len == 1)
    *value = g_ptr_array_index (values, 0);

  return TRUE;
}

gboolean
henji_ctl_no_options (int argc, char **argv)
{
  for (int i = 0; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--"))
        {
          memmove (argv + i, argv + i + 1, (argc - i) * sizeof *argv);
          return TRUE;
        }
      if (argv[i][0] == '-' && argv[i][1] != '\0')
        {
          henji_ctl_say ("unknown option %s", argv[i]);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
henji_ctl_take_flag (int *argc, char **argv, const char *name)
{
  gboolean found = FALSE;
  int kept = 0;

  for (int i = 0; i < *argc; i++)
    {
      if (g_str_equal (argv[i], "--"))
        {
          while (i < *argc)
            argv[kept++] = argv[i++];
        }
      else if (g_str_equal (argv[i], name))
        found = TRUE;
      else
        argv[kept++] = argv[i];
    }
  argv[kept] = NULL;
  *argc = kept;

  return found;
}

HenjiCtlExit
henji_ctl_open (HenjiCtl *ctl, HenjiDeskMode mode)
{
  g_autoptr (GError) error = NULL;

  ctl->desk = henji_desk_open (ctl->data_dir, mode, &error);
  if (ctl->desk == NULL)
    {
      henji_ctl_say ("%s", error->message);
      return HENJI_CTL_UNAVAILABLE;
    }
  if (ctl->now != 0)
    henji_desk_set_now (ctl->desk, ctl->now);
  if (mode == HENJI_DESK_READ_WRITE && !henji_desk_tick (ctl->desk, &error))
    return henji_ctl_fail (error);

  return HENJI_CTL_FINE;
}

HenjiCtlExit
henji_ctl_begin (HenjiCtl *ctl, const char *verb, int argc, char **argv, int n, HenjiDeskMode mode)
{
  return henji_ctl_no_options (argc, argv) && argc == n ? henji_ctl_open (ctl, mode)
                                                        : henji_ctl_usage (verb);
}

static HenjiCtlExit
run (HenjiCtl *ctl, const HenjiCtlVerb *verb, int argc, char **argv)
{
  HenjiCtlExit status = verb->run (ctl, argc, argv);

  if (ctl->desk != NULL)
    {
      /* At the end: some files of facts are read when they are first needed. */
      g_autoptr (GPtrArray) faults = henji_desk_fact_faults (ctl->desk);

      for (guint i = 0; i < faults->len; i++)
        henji_ctl_say ("%s", (char *) g_ptr_array_index (faults, i));
      henji_desk_close (ctl->desk);
      g_object_unref (ctl->desk);
    }

  return status;
}

int
main (int argc, char *argv[])
{
  HenjiCtl ctl = { 0 };
  const HenjiCtlVerb *verb;
  char *now;

  henji_locale_init ();

  argc--;
  argv++;
  if (!henji_ctl_take_one (&argc, argv, "--data-dir", &ctl.data_dir)
      || !henji_ctl_take_one (&argc, argv, "--now", &now))
    {
      henji_ctl_say ("an option lacks its value or stands twice");
      return HENJI_CTL_USAGE;
    }
  if (now != NULL && !henji_time_parse_rfc3339 (now, &ctl.now))
    {
      henji_ctl_say ("“%s” is no time like 2026-11-24T09:00:00+09:00", now);
      return HENJI_CTL_USAGE;
    }
  ctl.json = henji_ctl_take_flag (&argc, argv, "--json");
  if (henji_ctl_take_flag (&argc, argv, "--version"))
    {
      g_print ("henjictl %s\n", HENJI_VERSION);
      return HENJI_CTL_FINE;
    }
  if (henji_ctl_take_flag (&argc, argv, "--help") || henji_ctl_take_flag (&argc, argv, "-h"))
    {
      print_help ();
      return HENJI_CTL_FINE;
    }
  if (argc == 0)
    {
      henji_ctl_say ("no verb was given; try henjictl --help");
      return HENJI_CTL_USAGE;
    }

  verb = find_verb (argv[0]);
  if (verb == NULL)
    {
      henji_ctl_say ("unknown verb “%s”; try henjictl --help", argv[0]);
      return HENJI_CTL_USAGE;
    }

  return run (&ctl, verb, argc - 1, argv + 1);
}

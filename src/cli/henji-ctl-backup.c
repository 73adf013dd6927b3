/* henji-ctl-backup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-desk-backup.h"

static HenjiCtlExit
run_backup (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status = henji_ctl_begin (ctl, "backup", argc, argv, 1, HENJI_DESK_READ_ONLY);
  g_autoptr (GError) error = NULL;
  JsonBuilder *builder;

  if (status != HENJI_CTL_FINE)
    return status;
  if (!henji_desk_back_up (ctl->desk, argv[0], &error))
    return henji_ctl_fail (error);
  if (!ctl->json)
    return HENJI_CTL_FINE;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "type", "backup");
  henji_ctl_member_string (builder, "file", argv[0]);
  json_builder_end_object (builder);
  henji_ctl_print (builder);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_restore (HenjiCtl *ctl, int argc, char **argv)
{
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  JsonBuilder *builder;

  if (!henji_ctl_no_options (argc, argv) || argc != 1)
    return henji_ctl_usage ("restore");
  if (!henji_desk_restore (ctl->data_dir, argv[0], ctl->now != 0 ? ctl->now : g_get_real_time (),
                           &kept, &error))
    return henji_ctl_fail (error);
  if (!ctl->json)
    {
      if (kept != NULL)
        g_print ("what was there is in %s\n", kept);
      return HENJI_CTL_FINE;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "type", "restored");
  henji_ctl_member_string (builder, "file", argv[0]);
  henji_ctl_member_string (builder, "kept", kept);
  json_builder_end_object (builder);
  henji_ctl_print (builder);

  return HENJI_CTL_FINE;
}

const HenjiCtlVerb henji_ctl_backup_verbs[] = {
  { "backup",
    "FILE\n"
    "      (the record with own texts, label stocks, policies and attachments in one file;\n"
    "      not the list of postal codes, which can be loaded again; also while the desk is open)",
    run_backup },
  { "restore",
    "FILE|DIR\n"
    "      (makes that copy, or another data folder, the record; what was there is kept in\n"
    "      the data folder, under backups/, and can be restored likewise)",
    run_restore },
  { NULL },
};

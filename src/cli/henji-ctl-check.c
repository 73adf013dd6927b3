/* henji-ctl-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "henji-locale.h"

#define MAX_FILE (4 * 1024 * 1024)

/* The text of a file, or of the standard input for "-". */
static char *
read_text (const char *path, GError **error)
{
  FILE *file = g_str_equal (path, "-") ? stdin : g_fopen (path, "rb");
  g_autofree guint8 *buffer = g_malloc (MAX_FILE + 1);
  gsize length = file != NULL ? fread (buffer, 1, MAX_FILE + 1, file) : 0;
  gboolean failed = file == NULL || ferror (file);
  int reason = errno;

  if (file != NULL && file != stdin)
    fclose (file);
  if (failed)
    g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, "%s: %s", path,
                 g_strerror (reason));
  else if (length > MAX_FILE)
    g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, "%s is far too long", path);
  else
    return henji_desk_decode_text (buffer, length, error);

  return NULL;
}

static void
print_finding (HenjiCtl *ctl, const HenjiFinding *finding, const char *text)
{
  const HenjiChecker *checker = henji_desk_checker (ctl->desk);
  g_autofree char *piece = g_strndup (text + finding->start, finding->end - finding->start);
  g_autofree char *message
      = henji_checker_explain (checker, finding, text, henji_locale_language ());
  const char *severity = finding->severity == HENJI_SEVERITY_BLOCKING ? "blocking" : "warning";
  gint64 start = g_utf8_pointer_to_offset (text, text + finding->start);
  gint64 end = g_utf8_pointer_to_offset (text, text + finding->end);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%s  %s", severity, finding->rule);
      if (finding->end > finding->start)
        g_print ("  %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " “%s”", start, end, piece);
      g_print ("\n  %s\n", message);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "rule", finding->rule);
  henji_ctl_member_string (builder, "severity", severity);
  henji_ctl_member_count (builder, "start", start);
  henji_ctl_member_count (builder, "end", end);
  henji_ctl_member_string (builder, "text", piece);
  henji_ctl_member_string (builder, "message", message);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
check (HenjiCtl *ctl,
       const char *text,
       HenjiLanguage language,
       const HenjiPolicy *policy,
       const HenjiCheckContext *context)
{
  g_autoptr (GArray) findings
      = henji_check (henji_desk_checker (ctl->desk), text, -1, language, policy, context);
  guint blocking = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);

      print_finding (ctl, finding, text);
      blocking += finding->severity == HENJI_SEVERITY_BLOCKING;
    }
  if (blocking == 0)
    return HENJI_CTL_FINE;
  henji_ctl_say ("%u of the findings must be mended", blocking);

  return HENJI_CTL_REFUSED;
}

/* With all that the record knows of the case. */
static HenjiCtlExit
check_case (HenjiCtl *ctl,
            const char *text,
            HenjiLanguage language,
            const HenjiPolicy *policy,
            const char *uuid)
{
  g_autoptr (GError) error = NULL;
  gint64 row = henji_desk_find_case (ctl->desk, uuid, &error);
  g_autoptr (HenjiCaseDetail) detail
      = row != 0 ? henji_desk_case_detail (ctl->desk, row, &error) : NULL;
  g_autoptr (HenjiShop) shop = detail != NULL ? henji_desk_shop (ctl->desk, &error) : NULL;
  HenjiReplyContext reply;
  HenjiCheckContext context;

  if (shop == NULL)
    {
      henji_ctl_say ("%s", error->message);
      return HENJI_CTL_UNAVAILABLE;
    }
  henji_desk_reply_context (ctl->desk, detail, shop, &reply);
  henji_desk_check_context (detail, &reply, &context);
  if (policy == NULL)
    policy = henji_desk_policy (ctl->desk, detail->case_->marketplace);

  return check (ctl, text, language, policy, &context);
}

static HenjiCtlExit
run_check (HenjiCtl *ctl, int argc, char **argv)
{
  char *language_id, *policy_id, *uuid;
  const HenjiPolicy *policy = NULL;
  HenjiReplyContext reply = { 0 };
  HenjiCheckContext context = { .reply = &reply };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  HenjiLanguage language;
  HenjiCtlExit status;

  if (!henji_ctl_take_one (&argc, argv, "--language", &language_id)
      || !henji_ctl_take_one (&argc, argv, "--policy", &policy_id)
      || !henji_ctl_take_one (&argc, argv, "--case", &uuid) || !henji_ctl_no_options (argc, argv)
      || argc != 1 || language_id == NULL || !henji_language_from_id (language_id, &language)
      || language == HENJI_LANGUAGE_OTHER)
    return henji_ctl_usage ("check");

  status = henji_ctl_open (ctl, uuid != NULL ? HENJI_DESK_READ_ONLY : HENJI_DESK_FACTS_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  if (policy_id != NULL)
    {
      policy = henji_desk_policy_by_id (ctl->desk, policy_id);
      if (policy == NULL)
        return henji_ctl_usage ("check");
    }

  text = read_text (argv[0], &error);
  if (text == NULL)
    {
      henji_ctl_say ("%s", error->message);
      return HENJI_CTL_UNAVAILABLE;
    }
  if (uuid != NULL)
    return check_case (ctl, text, language, policy, uuid);

  reply.now = henji_desk_now (ctl->desk);
  reply.zone = henji_desk_zone (ctl->desk);
  if (policy == NULL)
    policy = henji_desk_policy_by_id (ctl->desk,
                                      language == HENJI_LANGUAGE_JA ? "amazon-jp" : "amazon-us");

  return check (ctl, text, language, policy, &context);
}

const HenjiCtlVerb henji_ctl_check_verbs[] = {
  { "check", "--language ja|en [--policy amazon-jp|amazon-us] [--case CASE] FILE|-", run_check },
  { NULL },
};

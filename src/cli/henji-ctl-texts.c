/* henji-ctl-texts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <string.h>

static const char *const statuses[] = {
  [HENJI_TEXT_NEW] = "new",
  [HENJI_TEXT_RENAMED] = "renamed",
  [HENJI_TEXT_KNOWN] = "duplicate",
  [HENJI_TEXT_REFUSED] = "rejected",
};

static const char *
kind_of (gboolean snippet)
{
  return snippet ? "snippet" : "situation";
}

static void
add_title (JsonBuilder *builder, const char *ja, const char *en)
{
  json_builder_set_member_name (builder, "title");
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "ja", ja);
  henji_ctl_member_string (builder, "en", en);
  json_builder_end_object (builder);
}

static void
add_missing (JsonBuilder *builder, const HenjiTemplate *template)
{
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (HenjiLanguage l = HENJI_LANGUAGE_JA; l <= HENJI_LANGUAGE_EN; l++)
    if (henji_template_lacks (template, l))
      json_builder_add_string_value (builder, henji_language_id (l));
  json_builder_end_array (builder);
}

static void
print_text (HenjiCtl *ctl, const HenjiDeskText *text)
{
  const HenjiTemplate *template = text->template;
  gboolean snippet = henji_template_is_snippet (template);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%s %-9s %-24s %s / %s%s%s\n", text->own ? "own     " : "built-in",
               kind_of (snippet), henji_template_id (template),
               henji_template_title (template, HENJI_LANGUAGE_JA),
               henji_template_title (template, HENJI_LANGUAGE_EN),
               henji_template_lacks (template, HENJI_LANGUAGE_JA) ? " (no Japanese)" : "",
               henji_template_lacks (template, HENJI_LANGUAGE_EN) ? " (no English)" : "");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "type", kind_of (snippet));
  henji_ctl_member_string (builder, "id", henji_template_id (template));
  json_builder_set_member_name (builder, "own");
  json_builder_add_boolean_value (builder, text->own);
  json_builder_set_member_name (builder, "built_in");
  json_builder_add_boolean_value (builder, text->built_in);
  add_title (builder, henji_template_title (template, HENJI_LANGUAGE_JA),
             henji_template_title (template, HENJI_LANGUAGE_EN));
  add_missing (builder, template);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
list_texts (HenjiCtl *ctl)
{
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_FACTS_ONLY);
  g_autoptr (GPtrArray) texts = NULL;

  if (status != HENJI_CTL_FINE)
    return status;

  texts = henji_desk_texts (ctl->desk);
  for (int own = 1; own >= 0; own--)
    for (guint i = 0; i < texts->len; i++)
      if (((HenjiDeskText *) g_ptr_array_index (texts, i))->own == own)
        print_text (ctl, g_ptr_array_index (texts, i));

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
export_texts (HenjiCtl *ctl, const char *path, char **ids)
{
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_FACTS_ONLY);
  g_autoptr (GError) error = NULL;
  JsonBuilder *builder;
  int n;

  if (status != HENJI_CTL_FINE)
    return status;

  n = henji_desk_export_texts (ctl->desk, path, *ids != NULL ? (const char *const *) ids : NULL,
                               &error);
  if (n < 0)
    return henji_ctl_fail (error);
  if (!ctl->json)
    {
      g_print ("%d texts in %s\n", n, path);
      return HENJI_CTL_FINE;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "file", path);
  henji_ctl_member_count (builder, "texts", n);
  json_builder_end_object (builder);
  henji_ctl_print (builder);

  return HENJI_CTL_FINE;
}

static void
print_import (HenjiCtl *ctl, const HenjiTextImport *item)
{
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%-9s %s%s%s%s%s\n", statuses[item->status], item->id,
               item->new_id != NULL ? " -> " : "", item->new_id != NULL ? item->new_id : "",
               item->reason != NULL ? ": " : "", item->reason != NULL ? item->reason : "");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "status", statuses[item->status]);
  henji_ctl_member_string (builder, "type",
                           item->status != HENJI_TEXT_REFUSED ? kind_of (item->snippet) : NULL);
  henji_ctl_member_string (builder, "id", item->id);
  henji_ctl_member_string (builder, "new_id", item->new_id);
  add_title (builder, item->title_ja, item->title_en);
  henji_ctl_member_string (builder, "reason", item->reason);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
import_texts (HenjiCtl *ctl, const char *path)
{
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  guint refused = 0;

  if (status != HENJI_CTL_FINE)
    return status;

  results = henji_desk_import_texts (ctl->desk, path, &error);
  if (results == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < results->len; i++)
    {
      const HenjiTextImport *item = g_ptr_array_index (results, i);

      print_import (ctl, item);
      refused += item->status == HENJI_TEXT_REFUSED;
    }
  if (refused > 0)
    henji_ctl_say ("%u texts were refused", refused);

  return refused > 0 ? HENJI_CTL_REFUSED : HENJI_CTL_FINE;
}

static HenjiCtlExit
run_texts (HenjiCtl *ctl, int argc, char **argv)
{
  if (!henji_ctl_no_options (argc, argv))
    return henji_ctl_usage ("texts");

  if (argc == 0)
    return list_texts (ctl);
  if (argc >= 2 && strcmp (argv[0], "export") == 0)
    return export_texts (ctl, argv[1], argv + 2);
  if (argc == 2 && strcmp (argv[0], "import") == 0)
    return import_texts (ctl, argv[1]);

  return henji_ctl_usage ("texts");
}

const HenjiCtlVerb henji_ctl_text_verbs[] = {
  { "texts", "[export FILE [ID…] | import FILE]", run_texts },
  { NULL },
};

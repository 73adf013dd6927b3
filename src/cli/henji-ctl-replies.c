/* henji-ctl-replies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <string.h>

static void
add_fields (JsonBuilder *builder, const HenjiTemplate *situation)
{
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < henji_template_n_fields (situation); i++)
    {
      const HenjiField *field = henji_template_field (situation, i);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", field->id);
      henji_ctl_member_string (builder, "type", henji_field_type_id (field->type));
      json_builder_set_member_name (builder, "required");
      json_builder_add_boolean_value (builder, field->required);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_clauses (JsonBuilder *builder, const HenjiTemplate *situation, const HenjiReplyContext *context)
{
  g_autoptr (HenjiChoices) choices = henji_choices_new ();

  json_builder_set_member_name (builder, "clauses");
  json_builder_begin_array (builder);
  for (guint i = 0; i < henji_template_n_clauses (situation); i++)
    {
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", henji_template_clause (situation, i)->id);
      json_builder_set_member_name (builder, "on");
      json_builder_add_boolean_value (builder,
                                      henji_template_clause_on (situation, i, choices, context));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static HenjiCtlExit
run_situations (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GPtrArray) situations = NULL;
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  HenjiReplyContext context = { .shop = shop };

  status = henji_ctl_begin (ctl, "situations", argc, argv, 0, HENJI_DESK_FACTS_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  context.now = henji_desk_now (ctl->desk);
  context.zone = henji_desk_zone (ctl->desk);
  situations = henji_desk_situations (ctl->desk);
  for (guint i = 0; i < situations->len; i++)
    {
      const HenjiTemplate *situation = g_ptr_array_index (situations, i);
      JsonBuilder *builder;

      if (!ctl->json)
        {
          g_print ("%-24s %s / %s\n", henji_template_id (situation),
                   henji_template_title (situation, HENJI_LANGUAGE_JA),
                   henji_template_title (situation, HENJI_LANGUAGE_EN));
          continue;
        }
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", henji_template_id (situation));
      henji_ctl_member_kinds (builder, "kinds", henji_template_kinds (situation));
      json_builder_set_member_name (builder, "title");
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "ja", henji_template_title (situation, HENJI_LANGUAGE_JA));
      henji_ctl_member_string (builder, "en", henji_template_title (situation, HENJI_LANGUAGE_EN));
      json_builder_end_object (builder);
      add_fields (builder, situation);
      add_clauses (builder, situation, &context);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_stocks (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  GPtrArray *stocks;

  status = henji_ctl_begin (ctl, "stocks", argc, argv, 0, HENJI_DESK_FACTS_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  stocks = henji_desk_stocks (ctl->desk);
  for (guint i = 0; i < stocks->len; i++)
    {
      const HenjiStock *stock = g_ptr_array_index (stocks, i);
      JsonBuilder *builder;

      if (!ctl->json)
        {
          g_print ("%-16s %s, %d × %d\n", stock->id, stock->title, stock->columns, stock->rows);
          continue;
        }
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", stock->id);
      henji_ctl_member_string (builder, "title", stock->title);
      json_builder_set_member_name (builder, "page");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "width");
      json_builder_add_double_value (builder, stock->page_width);
      json_builder_set_member_name (builder, "height");
      json_builder_add_double_value (builder, stock->page_height);
      json_builder_end_object (builder);
      henji_ctl_member_count (builder, "columns", stock->columns);
      henji_ctl_member_count (builder, "rows", stock->rows);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }

  return HENJI_CTL_FINE;
}

static int
find_field (const HenjiTemplate *situation, const char *id)
{
  const char *dot = strchr (id, '.');
  gsize length = dot != NULL ? (gsize) (dot - id) : strlen (id);

  for (guint i = 0; i < henji_template_n_fields (situation); i++)
    {
      const char *have = henji_template_field (situation, i)->id;

      if (strlen (have) == length && strncmp (have, id, length) == 0)
        return i;
    }

  return -1;
}

/* "FIELD=VALUE" into @choices. */
static gboolean
set_field (const HenjiTemplate *situation,
           const HenjiReplyContext *context,
           HenjiChoices *choices,
           const char *assignment)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *id = NULL;
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  int field;

  if (equals == NULL)
    {
      henji_ctl_say ("“%s” is not FIELD=VALUE", assignment);
      return FALSE;
    }

  id = g_strndup (assignment, equals - assignment);
  field = find_field (situation, id);
  if (field < 0)
    {
      henji_ctl_say ("the situation “%s” has no field “%s”", henji_template_id (situation), id);
      return FALSE;
    }
  if (equals[1] == '\0')
    {
      henji_choices_set_field (choices, id, NULL);
      return TRUE;
    }

  value = henji_field_parse (henji_template_field (situation, field)->type, equals + 1, context,
                             &error);
  if (value == NULL)
    {
      henji_ctl_say ("%s: %s", id, error->message);
      return FALSE;
    }
  henji_choices_set_field (choices, id, value);

  return TRUE;
}

static gboolean
set_clauses (const HenjiTemplate *situation,
             HenjiChoices *choices,
             const GPtrArray *ids,
             gboolean on)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      gboolean found = FALSE;

      for (guint j = 0; j < henji_template_n_clauses (situation); j++)
        found |= g_str_equal (henji_template_clause (situation, j)->id, id);
      if (!found)
        {
          henji_ctl_say ("the situation “%s” has no clause “%s”", henji_template_id (situation),
                         id);
          return FALSE;
        }
      henji_choices_set_clause (choices, id, on);
    }

  return TRUE;
}

static void
print_draft (HenjiCtl *ctl, const HenjiCaseDetail *detail, const HenjiDraft *draft, char **unfilled)
{
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%s\n\n---\n\n%s\n", draft->language == HENJI_LANGUAGE_JA ? draft->ja : draft->en,
               draft->language == HENJI_LANGUAGE_JA ? draft->en : draft->ja);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "case", detail->case_->uuid);
  henji_ctl_member_string (builder, "situation", draft->situation);
  henji_ctl_member_string (builder, "language", henji_language_id (draft->language));
  henji_ctl_member_string (builder, "ja", draft->ja);
  henji_ctl_member_string (builder, "en", draft->en);
  henji_ctl_member_strv (builder, "unfilled", unfilled);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static gboolean
save_mail (HenjiCtl *ctl, const HenjiDraft *draft, char **unfilled, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) mail = NULL;

  if (unfilled != NULL && unfilled[0] != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", unfilled);

      henji_ctl_say ("no mail was written, these fields are open: %s", list);
      return FALSE;
    }
  mail = henji_desk_mail (ctl->desk, draft, NULL, &error);
  if (mail != NULL && henji_desk_save_mail (ctl->desk, path, mail, FALSE, &error))
    return TRUE;
  henji_ctl_say ("%s", error->message);

  return FALSE;
}

static HenjiCtlExit
compose (HenjiCtl *ctl,
         const HenjiCaseDetail *detail,
         const char *id,
         const GPtrArray *sets,
         const GPtrArray *on,
         const GPtrArray *off,
         const char *eml)
{
  g_autoptr (HenjiTemplate) situation = NULL;
  HenjiReplyContext context;
  HenjiLanguage language;
  g_autoptr (HenjiChoices) choices = NULL;
  g_autoptr (HenjiShop) shop = NULL;
  g_autoptr (HenjiDraft) draft = NULL;
  g_autoptr (HenjiDraft) stored = NULL;
  g_auto (GStrv) unfilled = NULL;
  g_autoptr (GError) error = NULL;
  gboolean begun;

  /* What was answered belongs to the message before. */
  begun = detail->draft != NULL && !detail->draft->answered;
  if (id == NULL && begun)
    id = detail->draft->situation;
  situation = id != NULL ? henji_desk_situation (ctl->desk, id)
                         : henji_desk_propose_situation (ctl->desk, detail);
  if (situation == NULL)
    {
      henji_ctl_say ("there is no situation “%s”", id);
      return HENJI_CTL_REFUSED;
    }

  language = henji_desk_language_for (ctl->desk, detail, situation);
  /* What was chosen before stays, as long as it is the same situation. */
  if (begun && detail->draft->choices != NULL
      && g_strcmp0 (detail->draft->situation, henji_template_id (situation)) == 0)
    {
      choices = henji_choices_from_text (detail->draft->choices);
      language = detail->draft->language;
    }
  if (choices == NULL)
    choices = henji_choices_new ();

  shop = henji_desk_shop (ctl->desk, &error);
  if (shop == NULL)
    return henji_ctl_fail (error);
  henji_desk_reply_context (ctl->desk, detail, shop, &context);
  for (guint i = 0; i < sets->len; i++)
    if (!set_field (situation, &context, choices, g_ptr_array_index (sets, i)))
      return HENJI_CTL_REFUSED;
  if (!set_clauses (situation, choices, on, TRUE) || !set_clauses (situation, choices, off, FALSE))
    return HENJI_CTL_REFUSED;

  draft = henji_desk_compose (ctl->desk, detail, situation, choices, language, &unfilled, &error);
  if (draft == NULL)
    return henji_ctl_fail (error);
  stored = henji_desk_save_draft (ctl->desk, draft, &error);
  if (stored == NULL)
    return henji_ctl_fail (error);
  if (eml != NULL && !save_mail (ctl, stored, unfilled, eml))
    return HENJI_CTL_REFUSED;
  print_draft (ctl, detail, stored, unfilled);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_draft (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  g_autoptr (GPtrArray) on = g_ptr_array_new ();
  g_autoptr (GPtrArray) off = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  char *situation, *eml;
  gint64 row;

  if (!henji_ctl_take_one (&argc, argv, "--situation", &situation)
      || !henji_ctl_take_one (&argc, argv, "--eml", &eml)
      || !henji_ctl_take_option (&argc, argv, "--set", sets)
      || !henji_ctl_take_option (&argc, argv, "--clause", on)
      || !henji_ctl_take_option (&argc, argv, "--no-clause", off)
      || !henji_ctl_no_options (argc, argv) || argc != 1)
    return henji_ctl_usage ("draft");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  if (row != 0)
    detail = henji_desk_case_detail (ctl->desk, row, &error);
  if (detail == NULL)
    return henji_ctl_fail (error);

  return compose (ctl, detail, situation, sets, on, off, eml);
}

const HenjiCtlVerb henji_ctl_reply_verbs[] = {
  { "situations", "", run_situations },
  { "stocks", "", run_stocks },
  { "draft",
    "CASE [--situation ID] [--set FIELD=VALUE]… [--clause ID]… [--no-clause ID]… [--eml FILE]",
    run_draft },
  { NULL },
};

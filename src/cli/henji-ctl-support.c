/* henji-ctl-support.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The seller's own cases with the marketplace.
 */
#include "config.h"

#include "henji-ctl.h"

#include <string.h>

#include "henji-desk-support.h"
#include "henji-time.h"

/* By Case ID, else by the UUID. */
static gint64
find_case (HenjiCtl *ctl, const char *name, GError **error)
{
  gsize n = strlen (name);

  if (n >= HENJI_SUPPORT_ID_MIN && strspn (name, "0123456789") == n)
    {
      gint64 row = henji_desk_support_find (ctl->desk, name, NULL);

      if (row != 0)
        return row;
    }

  return henji_desk_find_case (ctl->desk, name, error);
}

static void
print_support_json (HenjiCtl *ctl, const HenjiCaseDetail *detail)
{
  GTimeZone *zone = henji_desk_zone (ctl->desk);
  const HenjiSupport *s = detail->support;
  JsonBuilder *builder = json_builder_new ();
  g_autofree char *phone = henji_support_hours_to_text (&detail->support_phone);

  json_builder_begin_object (builder);
  henji_ctl_case_members (builder, detail->case_, zone);
  henji_ctl_member_string (builder, "status", s->status);
  henji_ctl_member_string (builder, "channel", henji_support_channel_id (s->channel));
  henji_ctl_member_string (builder, "phone_hours", phone);
  henji_ctl_member_boolean (builder, "phone_hours_sure", detail->support_phone_sure);
  henji_ctl_member_string (builder, "category", s->category);
  henji_ctl_member_string (builder, "path", s->path);
  henji_ctl_member_strv (builder, "steps_done", s->steps);
  henji_ctl_member_string (builder, "about", s->about_uuid);
  henji_ctl_member_string (builder, "problem_ja", s->problem_ja);
  henji_ctl_member_string (builder, "problem_en", s->problem_en);
  henji_ctl_member_time (builder, "opened", s->opened_at, zone);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
print_support (HenjiCtl *ctl, gint64 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = henji_desk_case_detail (ctl->desk, row, &error);
  const HenjiSupport *s;

  if (detail == NULL)
    return henji_ctl_fail (error);
  s = detail->support;
  if (s == NULL)
    {
      henji_ctl_say ("this is no case with the marketplace");
      return HENJI_CTL_REFUSED;
    }
  if (ctl->json)
    print_support_json (ctl, detail);
  else
    g_print ("%s  %-6s  %-11s  %-11s  %s  %s\n", detail->case_->uuid,
             henji_court_id (detail->case_->court), s->support_id != NULL ? s->support_id : "-",
             henji_support_team_id (s->team), s->status != NULL ? s->status : "-",
             detail->case_->subject != NULL ? detail->case_->subject : "");

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_list (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCaseQuery query = { .tab = HENJI_TAB_ALL, .kind = -1, .language = -1, .support = TRUE };
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  HenjiCourt court;
  char *name;

  if (!henji_ctl_take_one (&argc, argv, "--court", &name) || !henji_ctl_no_options (argc, argv)
      || argc != 0 || (name != NULL && !henji_court_from_id (name, &court)))
    return henji_ctl_usage ("support");
  if (name != NULL)
    query.tab = (HenjiTab) court;

  status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  rows = henji_desk_case_rows (ctl->desk, &query, NULL, &error);
  if (rows == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < rows->len && status == HENJI_CTL_FINE; i++)
    status = print_support (ctl, g_array_index (rows, gint64, i));

  return status;
}

/* The options that say what a case is; %FALSE when one is not understood. */
typedef struct
{
  char *about;
  char *team;
  char *channel;
  HenjiSupportWish wish;
} Options;

static gboolean
take_options (int *argc, char **argv, Options *options)
{
  HenjiSupportWish *wish = &options->wish;

  return henji_ctl_take_one (argc, argv, "--about", &options->about)
         && henji_ctl_take_one (argc, argv, "--team", &options->team)
         && henji_ctl_take_one (argc, argv, "--channel", &options->channel)
         && henji_ctl_take_one (argc, argv, "--id", (char **) &wish->support_id)
         && henji_ctl_take_one (argc, argv, "--path", (char **) &wish->path)
         && henji_ctl_take_one (argc, argv, "--category", (char **) &wish->category)
         && henji_ctl_take_one (argc, argv, "--marketplace", (char **) &wish->marketplace)
         && henji_ctl_take_one (argc, argv, "--orders", (char **) &wish->orders)
         && henji_ctl_take_one (argc, argv, "--problem-ja", (char **) &wish->problem_ja)
         && henji_ctl_take_one (argc, argv, "--problem-en", (char **) &wish->problem_en)
         && henji_ctl_no_options (*argc, argv)
         && (options->team == NULL || henji_support_team_from_id (options->team, &wish->team))
         && (options->channel == NULL
             || henji_support_channel_from_id (options->channel, &wish->channel));
}

/* What the path proposes where nothing was said. */
static void
follow_path (HenjiCtl *ctl, Options *options)
{
  const HenjiSupportPath *path
      = henji_support_facts_path (henji_desk_support_facts (ctl->desk), options->wish.path);

  if (path == NULL)
    return;
  if (options->team == NULL)
    options->wish.team = path->team;
  if (options->channel == NULL)
    {
      HenjiSupportOffer offer;

      if (henji_desk_support_offer (ctl->desk, options->wish.marketplace, &offer, NULL)
          && (offer.channels & (1u << path->channel)) != 0)
        options->wish.channel = path->channel;
    }
}

static HenjiCtlExit
run_open (HenjiCtl *ctl, int argc, char **argv)
{
  Options options = { 0 };
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  gint64 row;

  if (!take_options (&argc, argv, &options) || argc != 0)
    return henji_ctl_usage ("support");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  if (options.about != NULL)
    {
      options.wish.about = find_case (ctl, options.about, &error);
      if (options.wish.about == 0)
        return henji_ctl_fail (error);
    }
  follow_path (ctl, &options);
  if (henji_desk_support_open (ctl->desk, &options.wish, &row, &error) == 0)
    return henji_ctl_fail (error);

  return print_support (ctl, row);
}

static HenjiCtlExit
run_status (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  gint64 row;

  status = henji_ctl_begin (ctl, "support", argc, argv, 2, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  row = find_case (ctl, argv[0], &error);
  if (row == 0 || henji_desk_support_set_status (ctl->desk, row, argv[1], &error) == 0)
    return henji_ctl_fail (error);

  return print_support (ctl, row);
}

static HenjiCtlExit
run_log (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  HenjiSupportChannel way = HENJI_SUPPORT_PHONE;
  char *by, *with, *promised, *moment;
  gint64 row, at = 0, event;

  if (!henji_ctl_take_one (&argc, argv, "--by", &by)
      || !henji_ctl_take_one (&argc, argv, "--with", &with)
      || !henji_ctl_take_one (&argc, argv, "--promised", &promised)
      || !henji_ctl_take_one (&argc, argv, "--at", &moment) || !henji_ctl_no_options (argc, argv)
      || argc != 2 || (by != NULL && !henji_support_channel_from_id (by, &way))
      || way == HENJI_SUPPORT_MAIL || (moment != NULL && !henji_time_parse_rfc3339 (moment, &at)))
    return henji_ctl_usage ("support");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  row = find_case (ctl, argv[0], &error);
  if (row == 0)
    return henji_ctl_fail (error);
  event = way == HENJI_SUPPORT_CHAT
              ? henji_desk_support_log_chat (ctl->desk, row, argv[1], &error)
              : henji_desk_support_log_phone (ctl->desk, row, at, with, argv[1], promised, &error);

  return event != 0 ? print_support (ctl, row) : henji_ctl_fail (error);
}

/* What a case says now, so that one thing of it can be changed. */
static void
wish_of (const HenjiSupport *support, HenjiSupportWish *wish)
{
  *wish = (HenjiSupportWish){ .about = support->about,
                              .support_id = support->support_id,
                              .team = support->team,
                              .channel = support->channel,
                              .path = support->path,
                              .category = support->category,
                              .problem_ja = support->problem_ja,
                              .problem_en = support->problem_en };
}

static HenjiCtlExit
run_link (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autofree char *orders = NULL;
  HenjiSupportWish wish;
  char *about, *id;
  gint64 row;

  if (!henji_ctl_take_one (&argc, argv, "--about", &about)
      || !henji_ctl_take_one (&argc, argv, "--id", &id) || !henji_ctl_no_options (argc, argv)
      || argc < 1 || (argc == 1 && about == NULL && id == NULL))
    return henji_ctl_usage ("support");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  row = find_case (ctl, argv[0], &error);
  detail = row != 0 ? henji_desk_case_detail (ctl->desk, row, &error) : NULL;
  if (detail == NULL)
    return henji_ctl_fail (error);
  if (detail->support == NULL)
    return print_support (ctl, row);
  wish_of (detail->support, &wish);
  if (id != NULL)
    wish.support_id = id;
  if (about != NULL)
    {
      wish.about = find_case (ctl, about, &error);
      if (wish.about == 0)
        return henji_ctl_fail (error);
    }
  if (argc > 1)
    wish.orders = orders = g_strjoinv (" ", argv + 1);
  if (henji_desk_support_change (ctl->desk, row, &wish, &error) == 0)
    return henji_ctl_fail (error);

  return print_support (ctl, row);
}

static HenjiCtlExit
run_sheet (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiShop) shop = NULL;
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  gint64 row;

  status = henji_ctl_begin (ctl, "support", argc, argv, 1, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  row = find_case (ctl, argv[0], &error);
  detail = row != 0 ? henji_desk_case_detail (ctl->desk, row, &error) : NULL;
  shop = detail != NULL ? henji_desk_shop (ctl->desk, &error) : NULL;
  if (shop == NULL)
    return henji_ctl_fail (error);
  if (detail->support == NULL)
    return print_support (ctl, row);
  ja = henji_desk_support_sheet (ctl->desk, detail, shop, HENJI_LANGUAGE_JA);
  en = henji_desk_support_sheet (ctl->desk, detail, shop, HENJI_LANGUAGE_EN);
  if (ctl->json)
    {
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "case", detail->case_->uuid);
      henji_ctl_member_string (builder, "ja", ja);
      henji_ctl_member_string (builder, "en", en);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }
  else
    g_print ("%s\n%s", ja, en);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_show (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  gint64 row;

  status = henji_ctl_begin (ctl, "support", argc, argv, 1, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  row = find_case (ctl, argv[0], &error);

  return row != 0 ? print_support (ctl, row) : henji_ctl_fail (error);
}

static HenjiCtlExit
run_plan (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GError) error = NULL;
  HenjiSellingPlan plan;

  if (!henji_ctl_no_options (argc, argv) || argc != 2
      || !henji_selling_plan_from_id (argv[1], &plan))
    return henji_ctl_usage ("support");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  return henji_desk_set_selling_plan (ctl->desk, argv[0], plan, &error) ? HENJI_CTL_FINE
                                                                        : henji_ctl_fail (error);
}

static HenjiCtlExit
run_support (HenjiCtl *ctl, int argc, char **argv)
{
  static const HenjiCtlVerb verbs[] = {
    { "list", NULL, run_list },     { "open", NULL, run_open }, { "show", NULL, run_show },
    { "status", NULL, run_status }, { "log", NULL, run_log },   { "link", NULL, run_link },
    { "sheet", NULL, run_sheet },   { "plan", NULL, run_plan },
  };

  for (guint i = 0; argc > 0 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, argv[0]))
      return verbs[i].run (ctl, argc - 1, argv + 1);

  return henji_ctl_usage ("support");
}

const HenjiCtlVerb henji_ctl_support_verbs[] = {
  { "support",
    "list [--court ours|theirs|closed]\n"
    "          | open [--about CASE] [--id CASE-ID] [--path return|feedback|cancel|suspicious|…]\n"
    "            [--team support|performance] [--channel mail|phone|chat] [--category TEXT]\n"
    "            [--orders NUMBERS] [--problem-ja TEXT] [--problem-en TEXT] [--marketplace "
    "DOMAIN]\n"
    "          | show CASE | status CASE STATUS | sheet CASE\n"
    "          | log CASE TEXT [--by phone|chat] [--with NAME] [--promised TEXT] [--at TIME]\n"
    "          | link CASE [ORDER…] [--about CASE] [--id CASE-ID]\n"
    "          | plan DOMAIN professional|individual",
    run_support },
  { NULL },
};

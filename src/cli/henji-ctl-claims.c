/* henji-ctl-claims.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-desk-claim.h"
#include "henji-desk-evidence.h"
#include "henji-time.h"

/* The clock that the claim waits for; 0 when none runs. */
static gint64
due_of (const HenjiCaseDetail *detail, const HenjiClaim *claim)
{
  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      if (clock->stopped_at == 0 && henji_claim_is_rule (clock->rule)
          && g_strcmp0 (clock->note, claim->order_id) == 0)
        return clock->until;
    }

  return 0;
}

static void
print_claim (HenjiCtl *ctl, const HenjiCaseDetail *detail, const HenjiClaim *claim)
{
  GTimeZone *zone = henji_desk_zone (ctl->desk);
  gint64 due = due_of (detail, claim);
  g_autofree char *advice = henji_desk_claim_advice (claim);
  g_autofree char *count = henji_desk_claim_count (claim);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_autofree char *until = due != 0 ? henji_time_format_rfc3339 (due, zone) : NULL;
      g_autofree char *amount = henji_money_is_set (claim->amount)
                                    ? henji_money_format (claim->amount, HENJI_LANGUAGE_EN)
                                    : NULL;

      g_print ("%s  %s  %s%s%s\n  %s\n  %s\n", claim->order_id != NULL ? claim->order_id : "",
               henji_claim_stage_id (claim->stage), amount != NULL ? amount : "",
               until != NULL ? "  until " : "", until != NULL ? until : "", advice, count);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "claim", claim->uuid);
  henji_ctl_member_string (builder, "case", detail->case_->uuid);
  henji_ctl_member_string (builder, "order_id", claim->order_id);
  henji_ctl_member_string (builder, "stage", henji_claim_stage_id (claim->stage));
  henji_ctl_member_time (builder, "stage_since", claim->stage_at, zone);
  henji_ctl_member_money (builder, "amount", claim->amount);
  henji_ctl_member_time (builder, "opened", claim->opened_at, zone);
  henji_ctl_member_time (builder, "decided", claim->decided_at, zone);
  henji_ctl_member_string (builder, "rule", henji_claim_stage_rule (claim->stage));
  henji_ctl_member_time (builder, "due", due, zone);
  henji_ctl_member_string (builder, "advice", advice);
  henji_ctl_member_string (builder, "defect_rate", count);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

/* "4980" in the currency of the case's marketplace. */
static gboolean
parse_amount (HenjiCtl *ctl, const HenjiCaseDetail *detail, const char *text, HenjiMoney *amount)
{
  HenjiPolicy *policy = henji_desk_policy (ctl->desk, detail->case_->marketplace);

  return henji_money_parse (text, henji_policy_currency (policy), amount);
}

static HenjiCtlExit
run_claim (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  HenjiClaimStage stage = HENJI_CLAIM_NONE;
  HenjiMoney amount = HENJI_MONEY_NONE;
  char *stage_id, *amount_text, *order_id;
  HenjiCtlExit status;
  gint64 row;

  if (!henji_ctl_take_one (&argc, argv, "--stage", &stage_id)
      || !henji_ctl_take_one (&argc, argv, "--amount", &amount_text)
      || !henji_ctl_take_one (&argc, argv, "--order", &order_id)
      || !henji_ctl_no_options (argc, argv) || argc != 1
      || (order_id != NULL && !henji_order_id_is_valid (order_id))
      || (stage_id != NULL && !henji_claim_stage_from_id (stage_id, &stage)))
    return henji_ctl_usage ("claim");

  status = henji_ctl_open (ctl, stage_id != NULL || amount_text != NULL ? HENJI_DESK_READ_WRITE
                                                                        : HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  detail = row != 0 ? henji_desk_case_detail (ctl->desk, row, &error) : NULL;
  if (detail == NULL)
    return henji_ctl_fail (error);
  if (amount_text != NULL && !parse_amount (ctl, detail, amount_text, &amount))
    {
      henji_ctl_say ("“%s” is no amount of the case's marketplace", amount_text);
      return HENJI_CTL_REFUSED;
    }
  if (stage_id != NULL || amount_text != NULL)
    {
      if (henji_desk_set_claim (ctl->desk, row, order_id, stage,
                                amount_text != NULL ? &amount : NULL, &error)
          == 0)
        return henji_ctl_fail (error);
      g_clear_pointer (&detail, henji_case_detail_unref);
      detail = henji_desk_case_detail (ctl->desk, row, &error);
      if (detail == NULL)
        return henji_ctl_fail (error);
    }
  for (guint i = 0; i < detail->claims->len; i++)
    print_claim (ctl, detail, g_ptr_array_index (detail->claims, i));

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
save_evidence (HenjiCtl *ctl,
               const HenjiCaseDetail *detail,
               HenjiLanguage language,
               const char *path)
{
  gint64 row = detail->case_->row;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiDocument) evidence
      = henji_desk_evidence (ctl->desk, row, language, HENJI_EVIDENCE_ALL, NULL, &error);
  HenjiDocumentSaved saved;
  JsonBuilder *builder;

  if (evidence == NULL
      || henji_desk_save_evidence (ctl->desk, row, evidence, path, NULL, NULL, NULL, &saved, &error)
             == 0)
    return henji_ctl_fail (error);
  if (!ctl->json)
    {
      g_print ("%s: %d pages, %" G_GINT64_FORMAT " bytes%s\n", path, saved.n_pages, saved.size,
               saved.shrunk ? ", photos made smaller" : "");
      return saved.too_large ? HENJI_CTL_REFUSED : HENJI_CTL_FINE;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "case", detail->case_->uuid);
  henji_ctl_member_string (builder, "file", path);
  henji_ctl_member_string (builder, "language", henji_language_id (language));
  henji_ctl_member_count (builder, "pages", saved.n_pages);
  henji_ctl_member_count (builder, "bytes", saved.size);
  henji_ctl_member_boolean (builder, "photos_shrunk", saved.shrunk);
  henji_ctl_member_boolean (builder, "too_large", saved.too_large);
  json_builder_end_object (builder);
  henji_ctl_print (builder);

  return saved.too_large ? HENJI_CTL_REFUSED : HENJI_CTL_FINE;
}

static void
print_text (HenjiCtl *ctl, const HenjiCaseDetail *detail, HenjiLanguage language, gboolean files)
{
  g_autofree char *text = henji_desk_claim_text (ctl->desk, detail, language, files);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%s\n", text);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "case", detail->case_->uuid);
  henji_ctl_member_string (builder, "language", henji_language_id (language));
  henji_ctl_member_count (builder, "limit", henji_desk_claim_text_limit (ctl->desk, detail));
  henji_ctl_member_string (builder, "text", text);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
run_evidence (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  HenjiLanguage language = HENJI_LANGUAGE_OTHER;
  char *path, *language_id;
  gboolean text = FALSE;
  HenjiCtlExit status;
  gint64 row;
  int kept = 0;

  for (int i = 0; i < argc; i++)
    if (g_str_equal (argv[i], "--text"))
      text = TRUE;
    else
      argv[kept++] = argv[i];
  argv[argc = kept] = NULL;
  if (!henji_ctl_take_one (&argc, argv, "--output", &path)
      || !henji_ctl_take_one (&argc, argv, "--language", &language_id)
      || !henji_ctl_no_options (argc, argv) || argc != 1 || (path == NULL && !text)
      || (language_id != NULL
          && (!henji_language_from_id (language_id, &language)
              || language == HENJI_LANGUAGE_OTHER)))
    return henji_ctl_usage ("evidence");

  status = henji_ctl_open (ctl, path != NULL ? HENJI_DESK_READ_WRITE : HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  detail = row != 0 ? henji_desk_case_detail (ctl->desk, row, &error) : NULL;
  if (detail == NULL)
    return henji_ctl_fail (error);
  if (language == HENJI_LANGUAGE_OTHER)
    language = henji_desk_evidence_language (ctl->desk, detail);
  if (text)
    print_text (ctl, detail, language, path != NULL);

  return path != NULL ? save_evidence (ctl, detail, language, path) : HENJI_CTL_FINE;
}

const HenjiCtlVerb henji_ctl_claim_verbs[] = {
  { "claim",
    "CASE [--stage opened|answered|information|granted|denied|withdrawn|accepted|appealed|"
    "appeal-question|appeal-granted|appeal-denied] [--amount N] [--order ORDER]",
    run_claim },
  { "evidence", "CASE [--output FILE.pdf] [--language ja|en] [--text]", run_evidence },
  { NULL },
};

/* test-claim.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "henji-claim.h"
#include "henji-time.h"

#define AT(hours) (G_GINT64_CONSTANT (1795485600000000) + (gint64) (hours) *HENJI_HOUR)
#define YEN(n) ((HenjiMoney){ n, "JPY" })

/* Every move that the seller may say, worked out apart from the code. */
static const char *const moves[] = {
  "none opened",
  "opened answered",
  "opened information",
  "opened closed",
  "opened granted",
  "opened denied",
  "opened withdrawn",
  "opened accepted",
  "answered information",
  "answered closed",
  "answered granted",
  "answered denied",
  "answered withdrawn",
  "answered accepted",
  "information answered",
  "information closed",
  "information granted",
  "information denied",
  "information withdrawn",
  "information accepted",
  "closed granted",
  "closed denied",
  "closed withdrawn",
  "closed accepted",
  "granted appealed",
  "appealed appeal-question",
  "appealed appeal-granted",
  "appealed appeal-denied",
  "appeal-question appealed",
  "appeal-question appeal-granted",
  "appeal-question appeal-denied",
};

static const struct
{
  const char *id, *rule;
  HenjiCourt court;
  gboolean open;
  HenjiClaimCount count;
} stages[] = {
  { "none", NULL, HENJI_COURT_CLOSED, FALSE, HENJI_CLAIM_COUNTS_NOT },
  { "opened", "claim-answer", HENJI_COURT_OURS, TRUE, HENJI_CLAIM_COUNTS },
  { "answered", NULL, HENJI_COURT_THEIRS, TRUE, HENJI_CLAIM_COUNTS },
  { "information", "claim-information", HENJI_COURT_OURS, TRUE, HENJI_CLAIM_COUNTS },
  { "closed", NULL, HENJI_COURT_OURS, FALSE, HENJI_CLAIM_COUNTS_UNKNOWN },
  { "granted", "appeal", HENJI_COURT_OURS, FALSE, HENJI_CLAIM_COUNTS },
  { "denied", NULL, HENJI_COURT_CLOSED, FALSE, HENJI_CLAIM_COUNTS_NOT },
  { "withdrawn", NULL, HENJI_COURT_CLOSED, FALSE, HENJI_CLAIM_COUNTS_UNKNOWN },
  { "accepted", NULL, HENJI_COURT_CLOSED, FALSE, HENJI_CLAIM_COUNTS },
  { "appealed", NULL, HENJI_COURT_THEIRS, TRUE, HENJI_CLAIM_COUNTS },
  { "appeal-question", "appeal-answer", HENJI_COURT_OURS, TRUE, HENJI_CLAIM_COUNTS },
  { "appeal-granted", NULL, HENJI_COURT_CLOSED, FALSE, HENJI_CLAIM_COUNTS_NOT },
  { "appeal-denied", NULL, HENJI_COURT_CLOSED, FALSE, HENJI_CLAIM_COUNTS },
};

static void
test_stages (void)
{
  HenjiClaimStage stage;

  g_assert_cmpuint (G_N_ELEMENTS (stages), ==, HENJI_N_CLAIM_STAGES);
  for (guint i = 0; i < HENJI_N_CLAIM_STAGES; i++)
    {
      g_assert_cmpstr (henji_claim_stage_id (i), ==, stages[i].id);
      g_assert_true (henji_claim_stage_from_id (stages[i].id, &stage));
      g_assert_cmpuint (stage, ==, i);
      g_assert_cmpstr (henji_claim_stage_rule (i), ==, stages[i].rule);
      g_assert_cmpint (henji_claim_stage_court (i), ==, stages[i].court);
      g_assert_cmpint (henji_claim_stage_is_open (i), ==, stages[i].open);
      g_assert_cmpint (henji_claim_stage_count (i), ==, stages[i].count);
      g_assert_cmpstr (henji_claim_stage_title (i), !=, "");
      if (stages[i].rule != NULL)
        g_assert_true (henji_claim_is_rule (stages[i].rule));
    }
  g_assert_false (henji_claim_stage_from_id ("won", &stage));
  g_assert_false (henji_claim_is_rule ("reply"));
  g_assert_false (henji_claim_is_rule (NULL));
}

static void
test_moves (void)
{
  for (guint from = 0; from < HENJI_N_CLAIM_STAGES; from++)
    for (guint to = 0; to < HENJI_N_CLAIM_STAGES; to++)
      {
        g_autofree char *move
            = g_strdup_printf ("%s %s", henji_claim_stage_id (from), henji_claim_stage_id (to));
        gboolean listed = FALSE;

        for (guint i = 0; i < G_N_ELEMENTS (moves) && !listed; i++)
          listed = g_str_equal (moves[i], move);
        if (henji_claim_stage_may_follow (from, to) != listed)
          g_error ("%s", move);
      }
}

/* "2:opened" of the marketplace, "5:answered!" of the seller, "6:refund=4980", "0:opened=4980". */
static GArray *
parse_steps (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (HenjiClaimStep));

  for (guint i = 0; words[i] != NULL; i++)
    {
      HenjiClaimStep step = { 0 };
      char *stage = strchr (words[i], ':') + 1, *amount;

      step.at = AT (g_ascii_strtoll (words[i], NULL, 10));
      amount = strchr (stage, '=');
      if (amount != NULL)
        {
          *amount = '\0';
          step.amount = YEN (g_ascii_strtoll (amount + 1, NULL, 10));
        }
      if (g_str_has_suffix (stage, "!"))
        {
          stage[strlen (stage) - 1] = '\0';
          step.by_hand = TRUE;
        }
      step.refund = g_str_equal (stage, "refund");
      if (!step.refund)
        g_assert_true (henji_claim_stage_from_id (stage, &step.stage));
      g_array_append_val (steps, step);
    }

  return steps;
}

static char *
words_of (const HenjiClaim *claim)
{
  return claim == NULL
             ? g_strdup ("-")
             : g_strdup_printf (
                 "%s since %d, opened %d, decided %d, %d", henji_claim_stage_id (claim->stage),
                 (int) ((claim->stage_at - AT (0)) / HENJI_HOUR),
                 (int) ((claim->opened_at - AT (0)) / HENJI_HOUR),
                 claim->decided_at == 0 ? -1 : (int) ((claim->decided_at - AT (0)) / HENJI_HOUR),
                 (int) claim->amount.minor);
}

static const struct
{
  const char *steps, *claim;
} stories[] = {
  { "", "-" },
  { "1:refund=500", "-" },
  { "0:opened=4980", "opened since 0, opened 0, decided -1, 4980" },
  { "0:opened 9:opened", "opened since 0, opened 0, decided -1, 0" },
  { "0:opened 5:answered!", "answered since 5, opened 0, decided -1, 0" },
  { "0:opened 5:answered! 7:opened", "answered since 5, opened 0, decided -1, 0" },
  { "0:opened 5:answered! 9:information", "information since 9, opened 0, decided -1, 0" },
  { "0:opened 5:answered! 9:information 11:answered!",
    "answered since 11, opened 0, decided -1, 0" },
  { "0:opened 30:granted", "granted since 30, opened 0, decided 30, 0" },
  { "0:opened 30:denied 31:answered!", "denied since 30, opened 0, decided 30, 0" },
  { "0:opened 30:closed 40:granted!", "granted since 40, opened 0, decided 40, 0" },
  { "0:opened 30:closed 31:closed", "closed since 30, opened 0, decided 30, 0" },
  { "30:closed", "closed since 30, opened 30, decided 30, 0" },
  { "0:opened 30:withdrawn", "withdrawn since 30, opened 0, decided 30, 0" },
  { "0:opened 30:granted 40:appealed!", "appealed since 40, opened 0, decided -1, 0" },
  { "0:opened 30:granted 40:appealed! 50:information",
    "appeal-question since 50, opened 0, decided -1, 0" },
  { "0:opened 30:granted 40:appealed! 50:appeal-question 60:appealed!",
    "appealed since 60, opened 0, decided -1, 0" },
  { "0:opened 30:granted 40:appealed! 70:denied",
    "appeal-granted since 70, opened 0, decided 70, 0" },
  { "0:opened 30:granted 40:appealed! 70:granted",
    "appeal-denied since 70, opened 0, decided 70, 0" },
  { "0:opened 30:granted 70:appeal-granted", "appeal-granted since 70, opened 0, decided 70, 0" },
  { "0:opened 30:granted 70:appeal-denied 90:granted",
    "appeal-denied since 70, opened 0, decided 70, 0" },
  /* a refund of all that is wanted ends it, one of a part does not, none ends what is decided */
  { "0:opened=4980 8:refund=4980", "accepted since 8, opened 0, decided 8, 4980" },
  { "0:opened=4980 8:refund=500", "opened since 0, opened 0, decided -1, 4980" },
  { "0:opened 8:refund=6000", "accepted since 8, opened 0, decided 8, 0" },
  { "0:opened 8:refund=5999", "opened since 0, opened 0, decided -1, 0" },
  { "0:opened=4980 30:granted 31:refund=4980", "granted since 30, opened 0, decided 30, 4980" },
  { "0:opened=4980 20:denied 31:refund=4980", "denied since 20, opened 0, decided 20, 4980" },
  /* the seller's amount goes before the notice's */
  { "0:opened=4980 3:opened!=5000", "opened since 0, opened 0, decided -1, 5000" },
  { "0:opened=4980 3:information=100", "information since 3, opened 0, decided -1, 4980" },
};

static void
check_order (GArray *steps, const char *want)
{
  g_autoptr (HenjiClaim) claim = henji_claim_replay (steps, YEN (6000), NULL);
  g_autofree char *words = words_of (claim);

  g_assert_cmpstr (words, ==, want);
}

/* All orders of the steps up to five of them; of more, each one first. */
static void
permute (GArray *steps, guint n, const char *want)
{
  if (n <= 1)
    {
      g_autoptr (GArray) copy = g_array_copy (steps);

      check_order (copy, want);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      HenjiClaimStep *s = (HenjiClaimStep *) steps->data, kept;

      permute (steps, n - 1, want);
      kept = s[n % 2 == 0 ? i : 0];
      s[n % 2 == 0 ? i : 0] = s[n - 1];
      s[n - 1] = kept;
    }
}

static void
test_replay (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autoptr (GArray) steps = *stories[i].steps != '\0'
                                     ? parse_steps (stories[i].steps)
                                     : g_array_new (FALSE, FALSE, sizeof (HenjiClaimStep));

      permute (steps, steps->len, stories[i].claim);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claim/stages", test_stages);
  g_test_add_func ("/claim/moves", test_moves);
  g_test_add_func ("/claim/replay", test_replay);

  return g_test_run ();
}

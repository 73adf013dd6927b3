/* test-playbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every path through every built-in playbook ends in a reply that stands in both languages and that
 * our own check lets pass.
 */
#include "config.h"

#include "check-fixture.h"
#include "scene.h"

#include "henji-playbook.h"

#include <locale.h>

static HenjiChecker *checker;
static HenjiCostBook *book;
static HenjiPolicy *policies[2];
static guint n_ends;

static HenjiPlaybook *
load_playbook (HenjiKind kind)
{
  g_autofree char *name = g_strconcat (henji_kind_id (kind), ".ini", NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = read_data ("playbook", name, &length);
  HenjiPlaybook *playbook = henji_playbook_parse (text, length, name, &error);

  g_assert_no_error (error);

  return playbook;
}

/* What nobody but the seller can know: the answer to a question, an amount without a price. */
static gboolean
only_a_person_knows (const char *field, const HenjiReplyContext *reply)
{
  gboolean priced
      = reply->order != NULL && henji_money_is_set (henji_order_items_total (reply->order));

  return g_str_equal (field, "answer")
         || (!priced && (g_str_equal (field, "partial") || g_str_equal (field, "missing-refund")));
}

static void
check_text (const char *text,
            HenjiLanguage language,
            const HenjiReplyContext *reply,
            const HenjiPolicy *policy,
            gboolean open,
            const char *where)
{
  HenjiCheckContext context = { .reply = reply, .fault = HENJI_CHECK_FAULT_NONE };
  g_autoptr (GArray) findings = henji_check (checker, text, -1, language, policy, &context);

  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);
      g_autofree char *piece = g_strndup (text + finding->start, finding->end - finding->start);

      if (finding->severity == HENJI_SEVERITY_BLOCKING && !(open && g_str_has_prefix (piece, "【")))
        {
          g_test_message ("%s: %s “%s” in\n%s", where, finding->rule, piece, text);
          g_test_fail ();
        }
    }
}

static void
check_end (const HenjiPath *path,
           guint index,
           const HenjiReplyContext *reply,
           const HenjiPolicy *policy,
           const char *where,
           GHashTable *seen)
{
  static const HenjiLanguage both[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };
  const HenjiPathOffer *chosen = path->offers->pdata[index];
  const HenjiPlaybookOffer *offer = henji_playbook_offer (path->playbook, chosen->offer);
  const HenjiTemplate *situation = find_template (offer->situation);
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autofree char *text = NULL;
  char *key;

  henji_path_choose (path, index, choices);
  text = henji_choices_to_text (choices);
  key = g_strdup_printf ("%s %s", offer->id, text);
  if (!g_hash_table_add (seen, key))
    return;

  n_ends++;
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      g_auto (GStrv) unfilled = NULL;
      g_autofree char *said = render (situation, choices, reply, both[l], &unfilled);
      gboolean open = FALSE;

      for (guint i = 0; unfilled[i] != NULL; i++)
        {
          if (!only_a_person_knows (unfilled[i], reply))
            {
              g_test_message ("%s, %s: “%s” is open", where, offer->id, unfilled[i]);
              g_test_fail ();
            }
          open = TRUE;
        }
      check_text (said, both[l], reply, policy, open, where);
    }
  /* What the offer switches on can be on, where the order allows it at all. */
  for (guint i = 0; offer->off[i] != NULL; i++)
    for (guint c = 0; c < henji_template_n_clauses (situation); c++)
      if (g_str_equal (henji_template_clause (situation, c)->id, offer->off[i]))
        g_assert_false (henji_template_clause_on (situation, c, choices, reply));
}

/* Every question by itself, and every answer to it. */
static void
walk_answers (HenjiPlaybook *playbook,
              HenjiPathContext *context,
              guint question,
              const char *where,
              GHashTable *seen)
{
  const HenjiQuestion *asked;

  if (question == henji_playbook_n_questions (playbook))
    {
      g_autoptr (HenjiPath) path = henji_path_find (playbook, context);

      g_assert_cmpuint (path->offers->len, >, 0);
      for (guint i = 0; i < path->offers->len; i++)
        check_end (path, i, context->reply, context->policy, where, seen);
      return;
    }

  asked = henji_playbook_question (playbook, question);
  walk_answers (playbook, context, question + 1, where, seen);
  for (guint i = 0; i < asked->answers->len; i++)
    {
      const HenjiAnswer *answer = g_ptr_array_index (asked->answers, i);

      g_hash_table_insert (context->answers, asked->id, answer->id);
      walk_answers (playbook, context, question + 1, where, seen);
    }
  g_hash_table_remove (context->answers, asked->id);
}

static void
test_kind (gconstpointer data)
{
  HenjiKind kind = GPOINTER_TO_INT (data);
  g_autoptr (HenjiPlaybook) playbook = load_playbook (kind);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (henji_playbook_kind (playbook), ==, kind);
  henji_playbook_check (playbook, templates, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (henji_playbook_n_questions (playbook), >, 0);
  g_assert_cmpuint (henji_playbook_n_warnings (playbook), >, 0);

  for (guint i = 0; i < n_samples; i++)
    {
      Scene scene;
      g_autoptr (GHashTable) answers = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autofree char *where = g_strdup_printf ("%s, %s", henji_kind_id (kind), samples[i].name);
      gboolean us = g_strcmp0 (samples[i].marketplace, "amazon.com") == 0;
      HenjiPathContext context = { .policy = policies[us], .book = book, .answers = answers };

      /* Its words are there to be escaped, not to be sent. */
      if (g_str_equal (samples[i].name, "hostile"))
        continue;
      scene_init (&scene, &samples[i]);
      scene.message->other_kinds = 1u << samples[i].kind;
      scene.message->kind = kind;
      /* Words in brackets are a place left open to the check. */
      if (strchr (samples[i].buyer != NULL ? samples[i].buyer : "", '<') != NULL)
        {
          g_free (scene.order->buyer_name);
          scene.order->buyer_name = g_strdup ("山田 花子");
        }
      context.reply = &scene.context;
      walk_answers (playbook, &context, 0, where, seen);
      scene_clear (&scene);
    }
}

static void
test_count (void)
{
  g_test_message ("%u different ends", n_ends);
  g_assert_cmpuint (n_ends, >, 600);
}

/* ---- One path, step by step ------------------------------------------------------------------ */

static const char *
offer_id (const HenjiPath *path, guint i)
{
  return henji_playbook_offer (path->playbook, ((HenjiPathOffer *) path->offers->pdata[i])->offer)
      ->id;
}

static void
test_steps (void)
{
  g_autoptr (HenjiPlaybook) playbook = load_playbook (HENJI_KIND_DAMAGED);
  g_autoptr (GHashTable) answers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HenjiPath) path = NULL;
  g_autoptr (HenjiPath) said = NULL;
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  Scene scene;
  HenjiPathContext context = { .policy = policies[0], .book = book, .answers = answers };
  const HenjiPathOffer *partial;

  scene_init (&scene, scene_sample ("ja-cheap"));
  context.reply = &scene.context;
  path = henji_path_find (playbook, &context);
  /* No photos came, it is cheap, no gift: all known. Whether it can be used nobody knows. */
  g_assert_cmpuint (path->steps->len, ==, 4);
  g_assert_cmpuint (path->n_open, ==, 1);
  g_assert_cmpint (g_array_index (path->steps, HenjiStep, 0).state, ==, HENJI_STEP_KNOWN);
  g_assert_cmpint (g_array_index (path->steps, HenjiStep, 0).answer, ==, 1);
  g_assert_cmpint (g_array_index (path->steps, HenjiStep, 1).state, ==, HENJI_STEP_OPEN);
  g_assert_cmpstr (offer_id (path, 0), ==, "photos");
  g_assert_cmpstr (offer_id (path, 1), ==, "partial");
  g_assert_cmpstr (offer_id (path, 2), ==, "resend");
  g_assert_cmpstr (offer_id (path, 3), ==, "refund");
  g_assert_cmpint (path->cheapest, ==, 1);
  partial = path->offers->pdata[1];
  g_assert_cmpint (partial->cost->refund_low, ==, 500);
  g_assert_cmpint (partial->cost->refund_high, ==, 750);
  henji_path_choose (path, 1, choices);
  g_assert_cmpstr (henji_choices_field (choices, "partial"), ==, "500 JPY");

  /* The seller's word goes before the desk's. */
  g_hash_table_insert (answers, (char *) "photos", (char *) "yes");
  g_hash_table_insert (answers, (char *) "usable", (char *) "no");
  g_hash_table_insert (answers, (char *) "price", (char *) "dear");
  said = henji_path_find (playbook, &context);
  g_assert_cmpuint (said->n_open, ==, 0);
  g_assert_cmpint (g_array_index (said->steps, HenjiStep, 0).state, ==, HENJI_STEP_SAID);
  g_assert_cmpuint (said->offers->len, ==, 2);
  g_assert_cmpstr (offer_id (said, 0), ==, "exchange");
  g_assert_cmpstr (offer_id (said, 1), ==, "return");
  g_assert_cmpuint (said->deeds->len, ==, 1);
  scene_clear (&scene);
}

static void
test_restocking (void)
{
  g_autoptr (HenjiPlaybook) playbook = load_playbook (HENJI_KIND_RETURN_REQUEST);
  g_autoptr (GHashTable) answers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) facts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HenjiPath) path = NULL;
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  Scene scene;
  HenjiPathContext context
      = { .policy = policies[1], .book = book, .answers = answers, .facts = facts };

  scene_init (&scene, scene_sample ("en-cheap"));
  scene.message->kind = HENJI_KIND_RETURN_REQUEST;
  context.reply = &scene.context;
  g_hash_table_insert (facts, (char *) "window", (char *) "past");
  g_hash_table_insert (answers, (char *) "condition", (char *) "as-sent");
  path = henji_path_find (playbook, &context);
  g_assert_cmpstr (offer_id (path, 0), ==, "fee");
  henji_path_choose (path, 0, choices);
  g_assert_cmpstr (henji_choices_field (choices, "percent"), ==, "20");
  g_assert_cmpstr (offer_id (path, 1), ==, "refuse");
  scene_clear (&scene);
}

/* ---- Broken files ---------------------------------------------------------------------------- */

#define HEAD "[playbook]\nkind=damaged\n"
#define ASK "[ask a]\ntitle.ja=あ\ntitle.en=A\nanswers=x y\nx.ja=い\nx.en=X\ny.ja=う\ny.en=Y\n"
#define OFFER "[offer o]\ntitle.ja=お\ntitle.en=O\nnature=words\nsituation=damaged\ndefect=none\n"

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *fault; /* how it begins; NULL: sound */
  } rows[] = {
    { HEAD ASK OFFER, NULL },
    { HEAD ASK OFFER "when=answer:a=x !photos | cheap\n", NULL },
    { HEAD OFFER "on=replace\noff=refund partial\n", NULL },
    { OFFER, "t.ini, line 1:" },
    { HEAD, "t.ini, line 1:" },
    { "[playbook]\nkind=nothing\n" OFFER, "t.ini, line 2:" },
    { HEAD "[ask a]\ntitle.ja=あ\nanswers=x y\n" OFFER, "t.ini, line 4:" },
    { HEAD "[ask a]\ntitle.ja=あ\ntitle.en=A\nanswers=x\nx.ja=い\nx.en=X\n" OFFER,
      "t.ini, line 6:" },
    { HEAD "[ask a]\ntitle.ja=あ\ntitle.en=A\nfrom=moon\nanswers=x y\nx.ja=い\nx.en=X\ny.ja=う\n"
           "y.en=Y\n" OFFER,
      "t.ini, line 7:" },
    { HEAD ASK "colour=red\n" OFFER, "t.ini, line 11:" },
    { HEAD ASK "x.when=moon\n" OFFER, "t.ini, line 11:" },
    { HEAD ASK "x.when=answer:b=x\n" OFFER, "t.ini, line 11:" },
    { HEAD ASK OFFER "when=answer:a=z\n", "t.ini, line 17:" },
    { HEAD ASK OFFER "when=filled:refund\n", "t.ini, line 17:" },
    { HEAD ASK OFFER "when=on:refund\n", "t.ini, line 17:" },
    { HEAD OFFER "risk=101\n", "t.ini, line 9:" },
    { HEAD OFFER "risk=five\n", "t.ini, line 9:" },
    { HEAD OFFER "settles=perhaps\n", "t.ini, line 9:" },
    { HEAD OFFER "set.refund=@moon\n", "t.ini, line 9:" },
    { HEAD "[offer o]\ntitle.ja=お\ntitle.en=O\nnature=partial-refund\nsituation=damaged\n"
           "defect=none\n",
      "t.ini, line 6:" },
    { HEAD "[offer o]\ntitle.ja=お\ntitle.en=O\nnature=gold\nsituation=damaged\ndefect=none\n",
      "t.ini, line 6:" },
    { HEAD "[offer o]\ntitle.ja=お\ntitle.en=O\nnature=words\nsituation=damaged\n",
      "t.ini, line 3:" },
    { HEAD OFFER "[do d]\ntitle.ja=お\ntitle.en=O\nact=fly\n", "t.ini, line 12:" },
    { HEAD OFFER "[do d]\ntitle.ja=お\ntitle.en=O\nact=plan\n", "t.ini, line 12:" },
    { HEAD OFFER "[never n]\nwords.ja=お\n", "t.ini, line 10:" },
    { HEAD OFFER "[maybe n]\nwords.ja=お\n", "t.ini, line 9:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiPlaybook) playbook
          = henji_playbook_parse (rows[i].text, strlen (rows[i].text), "t.ini", &error);

      g_assert_true ((playbook != NULL) == (rows[i].fault == NULL));
      if (rows[i].fault != NULL && !g_str_has_prefix (error->message, rows[i].fault))
        {
          g_test_message ("row %u: %s", i, error->message);
          g_test_fail ();
        }
    }
}

static void
test_unknown_names (void)
{
  static const char *const rows[] = {
    HEAD "[offer o]\ntitle.ja=お\ntitle.en=O\nnature=words\nsituation=moon\ndefect=none\n",
    HEAD OFFER "on=moon\n",
    HEAD OFFER "off=moon\n",
    HEAD OFFER "set.moon=1\n",
    HEAD OFFER "set.ship-by=soon\n",
    HEAD OFFER "set.refund=@restocking\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiPlaybook) playbook
          = henji_playbook_parse (rows[i], strlen (rows[i]), "t.ini", &error);

      g_assert_no_error (error);
      g_assert_false (henji_playbook_check (playbook, templates, &error));
      g_assert_true (g_str_has_prefix (error->message, "t.ini, line 3:"));
    }
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  load_templates ();
  checker = load_checker ();
  book = henji_cost_book_parse (NULL);
  policies[0] = load_policy ("amazon-jp");
  policies[1] = load_policy ("amazon-us");
  for (int kind = 0; kind < HENJI_N_KINDS; kind++)
    {
      g_autofree char *path = g_strdup_printf ("/ends/%s", henji_kind_id (kind));

      g_test_add_data_func (path, GINT_TO_POINTER (kind), test_kind);
    }
  g_test_add_func ("/ends/counted", test_count);
  g_test_add_func ("/playbook/steps", test_steps);
  g_test_add_func ("/playbook/restocking", test_restocking);
  g_test_add_func ("/playbook/faults", test_faults);
  g_test_add_func ("/playbook/unknown-names", test_unknown_names);
  result = g_test_run ();
  henji_policy_unref (policies[0]);
  henji_policy_unref (policies[1]);
  henji_cost_book_unref (book);
  henji_checker_unref (checker);
  free_templates ();

  return result;
}

/* test-check-replies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts what the check finds in the replies of tests/data/replies. Every third reply of a file,
 * and all of blind*, are held out: the rules are never tuned on them, and their text is never
 * printed. With --verbose the misses among the others are.
 */
#include "config.h"

#include "check-fixture.h"

#include <locale.h>
#include <stdio.h>

typedef struct
{
  char *id;
  char **kinds; /* what a careful reader finds; empty when it must pass */
  GHashTable *facts;
  GString *text;
  HenjiLanguage language;
  gboolean held_out;
} Reply;

typedef struct
{
  guint replies;
  guint stopped;
  guint kinds, kinds_found; /* what is wrong, over all replies */
  guint other_kinds;        /* blocking findings of a kind that nobody named */
  GString *missed;          /* the kinds */
  guint warned;
  guint doubted; /* not stopped, but to be read again */
} Figures;

static HenjiChecker *checker;
static HenjiPolicy *policies[2];

/* --- reading ------------------------------------------------------------------------------------
 */

static void
reply_free (Reply *reply)
{
  g_free (reply->id);
  g_strfreev (reply->kinds);
  g_hash_table_unref (reply->facts);
  g_string_free (reply->text, TRUE);
  g_free (reply);
}

/* "key=value with blanks key=value" */
static void
read_facts (Reply *reply, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *key = NULL;
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *equals = strchr (words[i], '=');

      if (equals == NULL)
        {
          g_string_append_printf (value, " %s", words[i]);
          continue;
        }
      if (key != NULL)
        g_hash_table_insert (reply->facts, g_steal_pointer (&key), g_strdup (value->str));
      key = g_strndup (words[i], (gsize) (equals - words[i]));
      g_string_assign (value, equals + 1);
    }
  if (key != NULL)
    g_hash_table_insert (reply->facts, g_steal_pointer (&key), g_strdup (value->str));
}

static Reply *
read_head (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " | rules: ", 2);
  Reply *reply = g_new0 (Reply, 1);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  reply->id = g_strdup (parts[0]);
  reply->kinds = g_str_equal (parts[1], "-") ? g_new0 (char *, 1) : g_strsplit (parts[1], " ", -1);
  reply->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reply->text = g_string_new (NULL);

  return reply;
}

static GPtrArray *
read_replies (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "replies", name, NULL);
  GPtrArray *replies = g_ptr_array_new_with_free_func ((GDestroyNotify) reply_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Reply *reply = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "== "))
      {
        reply = read_head (lines[i] + 3);
        reply->language = strstr (name, "-ja") != NULL ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
        reply->held_out = g_str_has_prefix (name, "unseen")
                          || (!g_str_has_prefix (name, "own-") && replies->len % 3 == 2);
        g_ptr_array_add (replies, reply);
      }
    else if (reply != NULL && reply->text->len == 0 && g_str_has_prefix (lines[i], "@ "))
      read_facts (reply, lines[i] + 2);
    else if (reply != NULL)
      g_string_append_printf (reply->text, "%s\n", lines[i]);
  for (guint i = 0; i < replies->len; i++)
    {
      reply = replies->pdata[i];
      while (reply->text->len > 0 && reply->text->str[reply->text->len - 1] == '\n')
        g_string_truncate (reply->text, reply->text->len - 1);
    }

  return replies;
}

/* --- checking -----------------------------------------------------------------------------------
 */

static const char *
fact (const Reply *reply, const char *key)
{
  return g_hash_table_lookup (reply->facts, key);
}

static HenjiOrder *
order_of (const Reply *reply)
{
  HenjiOrder *order = henji_order_new ();
  const char *total = fact (reply, "total");

  order->order_id = g_strdup (fact (reply, "order"));
  order->buyer_name = g_strdup (fact (reply, "buyer"));
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  order->shipments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_unref);
  if (fact (reply, "recipient") != NULL)
    {
      order->ship_to = henji_address_new ();
      order->ship_to->name = g_strdup (fact (reply, "recipient"));
    }
  if (fact (reply, "tracking") != NULL)
    {
      HenjiShipment *shipment = henji_shipment_new ();

      shipment->tracking_number = g_strdup (fact (reply, "tracking"));
      shipment->carrier = g_strdup (fact (reply, "carrier"));
      g_ptr_array_add (order->shipments, shipment);
    }
  if (total != NULL)
    {
      HenjiOrderItem *item = henji_order_item_new ();
      g_auto (GStrv) parts = g_strsplit (total, " ", 2);

      g_assert_true (henji_money_parse (parts[0], parts[1], &item->price));
      item->quantity = 1;
      g_ptr_array_add (order->items, item);
    }

  return order;
}

static GArray *
check (const Reply *reply)
{
  g_autoptr (HenjiOrder) order = order_of (reply);
  g_autoptr (GPtrArray) orders = g_ptr_array_new ();
  g_autoptr (GTimeZone) zone = NULL;
  const char *names[] = { fact (reply, "other-buyer"), NULL };
  const char *numbers[] = { fact (reply, "other-order"), NULL };
  g_autoptr (HenjiOthers) others = henji_others_new (names, numbers);
  const HenjiPolicy *policy = policies[reply->language == HENJI_LANGUAGE_EN];
  HenjiReplyContext context = { .rma = fact (reply, "rma") };
  HenjiCheckContext input = { .reply = &context, .orders = orders, .others = others };

  if (g_hash_table_size (reply->facts) > 0)
    {
      g_ptr_array_add (orders, order);
      context.order = order;
    }
  if (fact (reply, "policy") != NULL)
    policy = policies[g_str_equal (fact (reply, "policy"), "amazon-us")];
  zone = g_time_zone_ref (henji_policy_zone (policy));
  context.zone = zone;
  if (fact (reply, "now") != NULL)
    g_assert_true (henji_time_parse_rfc3339 (fact (reply, "now"), &context.now));

  return henji_check (checker, reply->text->str, -1, reply->language, policy, &input);
}

static gboolean
has_kind (const GArray *findings, const char *kind)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);

      if (finding->severity == HENJI_SEVERITY_BLOCKING && g_str_equal (finding->rule, kind))
        return TRUE;
    }

  return FALSE;
}

static void
show (const Reply *reply, const GArray *findings, const char *what)
{
  if (!g_test_verbose () || (reply->held_out && reply->kinds[0] != NULL))
    return;
  printf ("# %s: %s\n", reply->id, what);
  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);

      printf ("#    %s “%.*s”\n", finding->rule, (int) (finding->end - finding->start),
              reply->text->str + finding->start);
    }
}

static void
count (const Reply *reply, Figures *figures)
{
  g_autoptr (GArray) findings = check (reply);
  gboolean stopped = FALSE, warned = FALSE, doubted = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);

      doubted = doubted || finding->severity == HENJI_SEVERITY_DOUBT;
      if (finding->severity < HENJI_SEVERITY_BLOCKING)
        warned = TRUE;
      else
        {
          stopped = TRUE;
          if (reply->kinds[0] == NULL)
            g_string_append_printf (figures->missed, " %s", finding->rule);
          if (!g_strv_contains ((const char *const *) reply->kinds, finding->rule))
            {
              figures->other_kinds++;
              if (reply->kinds[0] != NULL)
                show (reply, findings, finding->rule);
            }
        }
    }
  for (guint i = 0; reply->kinds[i] != NULL; i++)
    {
      gboolean found = has_kind (findings, reply->kinds[i]);
      g_autofree char *missed
          = g_strdup_printf ("missed %s%s", reply->kinds[i], stopped ? "" : " NOT STOPPED");

      figures->kinds++;
      figures->kinds_found += found;
      if (!found)
        g_string_append_printf (figures->missed, " %s", reply->kinds[i]);
      if (!found)
        show (reply, findings, missed);
    }
  if (reply->kinds[0] == NULL && (stopped || warned))
    show (reply, findings, stopped ? "FALSE ALARM" : "warned");
  figures->replies++;
  figures->stopped += stopped;
  figures->warned += warned;
  figures->doubted += doubted && !stopped;
}

static double
percent (guint n, guint of)
{
  return of == 0 ? 100 : 100.0 * n / of;
}

typedef struct
{
  const char *file;
  double least[2]; /* percent of bad ones stopped, or of good ones passed: tuned, held out */
} Set;

static void
test_set (gconstpointer data)
{
  const Set *set = data;
  g_autoptr (GPtrArray) replies = read_replies (set->file);
  Figures figures[2] = { { .missed = g_string_new (NULL) }, { .missed = g_string_new (NULL) } };
  gboolean bad = strstr (set->file, "-bad-") != NULL;

  for (guint i = 0; i < replies->len; i++)
    count (replies->pdata[i], &figures[((Reply *) replies->pdata[i])->held_out]);
  for (guint h = 0; h < 2; h++)
    {
      const Figures *f = &figures[h];

      if (f->replies == 0)
        ;
      else if (bad)
        g_test_message ("%s, %s: %u of %u stopped (%.1f %%) and %u doubted, %u of %u kinds found "
                        "(%.1f %%), %u findings of other kinds; missed:%s",
                        set->file, h ? "held out" : "tuned", f->stopped, f->replies,
                        percent (f->stopped, f->replies), f->doubted, f->kinds_found, f->kinds,
                        percent (f->kinds_found, f->kinds), f->other_kinds,
                        f->missed->len > 0 ? f->missed->str : " none");
      else
        g_test_message ("%s, %s: %u of %u stopped by mistake (%.1f %%), %u warned; by:%s",
                        set->file, h ? "held out" : "tuned", f->stopped, f->replies,
                        percent (f->stopped, f->replies), f->warned,
                        f->missed->len > 0 ? f->missed->str : " none");
      g_assert_cmpfloat (percent (bad ? f->stopped : f->replies - f->stopped, f->replies), >=,
                         set->least[h]);
      g_string_free (f->missed, TRUE);
    }
}

/* What is said as plainly as can be is noticed, and nearly always stopped, whatever stands before
 * it. */
static void
test_plain (gconstpointer data)
{
  const char *name = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "replies", name, NULL);
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const char *rule = NULL;
  guint n = 0, stopped = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_ptr_array_add (before, (char *) "");
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] == '[')
      rule = lines[i];
    else if (*lines[i] == '\0' || *lines[i] == '#')
      continue;
    else if (g_str_equal (rule, "[before]"))
      g_ptr_array_add (before, lines[i]);
    else
      for (guint k = 0; k < before->len; k++)
        {
          Reply *reply = read_head ("plain | rules: -");
          g_autoptr (GArray) findings = NULL;
          gboolean blocked = FALSE;

          read_facts (reply, "total=2480 JPY now=2026-11-24T10:00:00+09:00");
          reply->language = strstr (name, "-ja") != NULL ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
          g_string_append_printf (reply->text, "%s %s\n", (char *) before->pdata[k], lines[i]);
          findings = check (reply);
          for (guint f = 0; f < findings->len; f++)
            blocked
                |= g_array_index (findings, HenjiFinding, f).severity == HENJI_SEVERITY_BLOCKING;
          if (!blocked)
            g_test_message ("not stopped: %s", reply->text->str);
          g_assert_cmpuint (findings->len, >, 0);
          n++;
          stopped += blocked;
          reply_free (reply);
        }
  g_test_message ("%s: %u of %u stopped", name, stopped, n);
  g_assert_cmpfloat (percent (stopped, n), >=, 98);
}

int
main (int argc, char **argv)
{
  static const Set sets[] = {
    { "independent-bad-ja.txt", { 97, 96 } },  { "independent-bad-en.txt", { 97, 86 } },
    { "independent-good-ja.txt", { 97, 91 } }, { "independent-good-en.txt", { 97, 96 } },
    { "corpus-bad-ja.txt", { 94, 90 } },       { "corpus-bad-en.txt", { 94, 84 } },
    { "corpus-good-ja.txt", { 96, 93 } },      { "corpus-good-en.txt", { 94, 96 } },
    { "blind-bad-ja.txt", { 94, 96 } },        { "blind-bad-en.txt", { 97, 91 } },
    { "blind-good-ja.txt", { 97, 91 } },       { "blind-good-en.txt", { 97, 91 } },
    { "blind2-bad-ja.txt", { 88, 71 } },       { "blind2-bad-en.txt", { 91, 81 } },
    { "blind2-good-ja.txt", { 94, 89 } },      { "blind2-good-en.txt", { 97, 96 } },
    { "blind3-bad-ja.txt", { 97, 91 } },       { "blind3-bad-en.txt", { 97, 96 } },
    { "blind3-good-ja.txt", { 97, 96 } },      { "blind3-good-en.txt", { 97, 96 } },
    { "blind4-good-ja.txt", { 97, 96 } },      { "blind4-good-en.txt", { 97, 96 } },
    { "blind5-bad-ja.txt", { 92, 96 } },       { "blind5-bad-en.txt", { 94, 91 } },
    { "blind5-good-ja.txt", { 97, 96 } },      { "blind5-good-en.txt", { 97, 95 } },
    { "blind6-bad-ja.txt", { 97, 96 } },       { "blind6-bad-en.txt", { 92, 95 } },
    { "blind6-good-ja.txt", { 97, 95 } },      { "blind6-good-en.txt", { 97, 96 } },
    { "blind7-bad-ja.txt", { 97, 91 } },       { "blind7-bad-en.txt", { 97, 86 } },
    { "blind7-good-ja.txt", { 97, 96 } },      { "blind7-good-en.txt", { 97, 91 } },
    { "blind8-bad-ja.txt", { 94, 96 } },       { "blind8-bad-en.txt", { 97, 86 } },
    { "blind8-good-ja.txt", { 97, 91 } },      { "blind8-good-en.txt", { 97, 96 } },
    { "blind9-good-ja.txt", { 97, 92 } },      { "blind9-good-en.txt", { 97, 96 } },
    { "blind10-bad-ja.txt", { 92, 96 } },      { "blind10-bad-en.txt", { 97, 80 } },
    { "blind10-good-ja.txt", { 94, 93 } },     { "blind10-good-en.txt", { 96, 94 } },
    { "blind11-good-ja.txt", { 97, 96 } },     { "blind11-good-en.txt", { 95, 96 } },
    { "everyday-good-ja.txt", { 96, 90 } },    { "everyday-good-en.txt", { 96, 93 } },
    { "unseen-good-ja.txt", { 0, 96 } },       { "unseen-good-en.txt", { 0, 95 } },
    { "unseen2-bad-ja.txt", { 0, 94 } },       { "unseen2-bad-en.txt", { 0, 91 } },
    { "unseen3-bad-ja.txt", { 0, 93 } },       { "unseen3-bad-en.txt", { 0, 85 } },
    { "unseen5-bad-ja.txt", { 0, 95 } },       { "unseen5-bad-en.txt", { 0, 90 } },
    { "unseen6-bad-ja.txt", { 0, 95 } },       { "unseen6-bad-en.txt", { 0, 88 } },
    { "unseen6-good-ja.txt", { 0, 95 } },      { "unseen6-good-en.txt", { 0, 96 } },
    { "unseen4-good-ja.txt", { 0, 97 } },      { "unseen4-good-en.txt", { 0, 97 } },
    { "blind20-bad-ja.txt", { 86, 54 } },      { "blind20-bad-en.txt", { 76, 43 } },
    { "blind19-good-ja.txt", { 97, 90 } },     { "blind19-good-en.txt", { 97, 96 } },
    { "blind18-good-ja.txt", { 97, 84 } },     { "blind18-good-en.txt", { 97, 84 } },
    { "blind17-good-ja.txt", { 96, 96 } },     { "blind17-good-en.txt", { 97, 96 } },
    { "blind16-good-ja.txt", { 97, 90 } },     { "blind16-good-en.txt", { 97, 94 } },
    { "blind15-good-ja.txt", { 97, 91 } },     { "blind15-good-en.txt", { 97, 96 } },
    { "unseen-bad-ja.txt", { 0, 82 } },        { "unseen-bad-en.txt", { 0, 79 } },
    { "blind14-good-ja.txt", { 97, 96 } },     { "blind14-good-en.txt", { 97, 95 } },
    { "blind13-bad-ja.txt", { 97, 86 } },      { "blind13-bad-en.txt", { 94, 91 } },
    { "blind13-good-ja.txt", { 97, 93 } },     { "blind13-good-en.txt", { 97, 96 } },
    { "blind12-bad-ja.txt", { 92, 86 } },      { "blind12-bad-en.txt", { 97, 90 } },
    { "blind12-good-ja.txt", { 97, 93 } },     { "blind12-good-en.txt", { 97, 96 } },
    { "letters-bad-ja.txt", { 97, 96 } },      { "letters-bad-en.txt", { 94, 96 } },
    { "letters-good-ja.txt", { 97, 96 } },     { "letters-good-en.txt", { 97, 96 } },
    { "rounds-bad-en.txt", { 95, 79 } },       { "rounds-good-en.txt", { 97, 94 } },
    { "rounds-bad-ja.txt", { 94, 85 } },       { "rounds-good-ja.txt", { 97, 93 } },
    { "own-bad-ja.txt", { 95, 0 } },           { "own-bad-en.txt", { 95, 0 } },
    { "own-good-ja.txt", { 97, 0 } },          { "own-good-en.txt", { 97, 0 } },
  };
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  checker = load_checker ();
  policies[0] = load_policy ("amazon-jp");
  policies[1] = load_policy ("amazon-us");
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *path = g_strdup_printf ("/check/replies/%s", sets[i].file);

      g_test_add_data_func (path, &sets[i], test_set);
    }
  g_test_add_data_func ("/check/replies/plain-ja", "plain-ja.txt", test_plain);
  g_test_add_data_func ("/check/replies/plain-en", "plain-en.txt", test_plain);
  result = g_test_run ();
  henji_checker_unref (checker);
  henji_policy_unref (policies[0]);
  henji_policy_unref (policies[1]);

  return result;
}

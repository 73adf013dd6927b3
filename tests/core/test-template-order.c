/* test-template-order.c: clauses said in another order than the template's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-template.h"

#include <string.h>

#define CLAUSE(id, option)                                                                         \
  "<clause id=\"" id "\" on=\"always\"><label xml:lang=\"ja\">" id "</label><label "               \
  "xml:lang=\"en\">" id "</label>" option "<text xml:lang=\"ja\">" id                              \
  "。</text><text xml:lang=\"en\">" id ".</text></clause>"
#define OPTION(id)                                                                                 \
  CLAUSE (id, "<option xml:lang=\"ja\">" id "</option><option xml:lang=\"en\">" id "</option>")

static const char text[]
    = "<situation id=\"x\" kinds=\"other\" order=\"1\"><title xml:lang=\"ja\">題</title><title "
      "xml:lang=\"en\">T</title><hint xml:lang=\"ja\">注</hint><hint "
      "xml:lang=\"en\">H</hint>" CLAUSE ("a", "") CLAUSE (
          "b", "") "<options id=\"o\"><intro "
                   "xml:lang=\"ja\">番号</intro><intro xml:lang=\"en\">Choose</intro>" OPTION ("p")
                       OPTION ("q") OPTION ("r") "</options>" CLAUSE ("c", "") "</situation>";

static HenjiTemplate *template;

/* (transfer full): the rendering on one line: "a. / b. / Choose|1. p|2. q|3. r / c." */
static char *
said (const HenjiChoices *choices)
{
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  HenjiReplyContext context = { .shop = shop };
  g_autoptr (GPtrArray) paragraphs
      = henji_template_render (template, choices, &context, HENJI_LANGUAGE_EN, NULL);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < paragraphs->len; i++)
    {
      g_autofree char *piece = g_strdup (((const HenjiParagraph *) paragraphs->pdata[i])->text);

      g_strdelimit (piece, "\n", '|');
      g_string_append_printf (line, "%s%s", i > 0 ? " / " : "", piece);
    }

  return g_string_free (line, FALSE);
}

static void
assert_said (const HenjiChoices *choices, const char *expected)
{
  g_autofree char *line = said (choices);

  g_assert_cmpstr (line, ==, expected);
}

static guint
clause (const char *id)
{
  for (guint i = 0; i < henji_template_n_clauses (template); i++)
    if (g_str_equal (henji_template_clause (template, i)->id, id))
      return i;
  g_assert_not_reached ();
}

static void
move (HenjiChoices *choices, const char *id, gboolean later, const char *expected)
{
  g_assert_true (henji_template_move_clause (template, choices, clause (id), later));
  assert_said (choices, expected);
}

static void
test_move (void)
{
  g_autoptr (HenjiChoices) choices = henji_choices_new ();

  assert_said (choices, "a. / b. / Choose|1. p|2. q|3. r / c.");
  g_assert_false (henji_template_move_clause (template, choices, clause ("a"), FALSE));
  g_assert_false (henji_template_move_clause (template, choices, clause ("c"), TRUE));

  move (choices, "a", TRUE, "b. / a. / Choose|1. p|2. q|3. r / c.");
  /* Past the numbered options as a whole, whose numbers stay. */
  move (choices, "a", TRUE, "b. / Choose|1. p|2. q|3. r / a. / c.");
  move (choices, "q", FALSE, "b. / Choose|1. q|2. p|3. r / a. / c.");
  /* The option at the edge takes all of them along. */
  move (choices, "q", FALSE, "Choose|1. q|2. p|3. r / b. / a. / c.");
  move (choices, "r", TRUE, "b. / Choose|1. q|2. p|3. r / a. / c.");
  move (choices, "c", FALSE, "b. / Choose|1. q|2. p|3. r / c. / a.");
}

static void
test_stored (void)
{
  static const char *const torn[] = { "r", "gone", "c", "q", "r", "Not an id", NULL };
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autoptr (HenjiChoices) again = NULL;
  g_autoptr (HenjiChoices) copy = NULL;
  g_autofree char *stored = NULL;
  const char *expected = "a. / b. / Choose|1. p|2. r|3. q / c.";

  /* What the template has lost is passed over, what it has gained stands in its place. */
  henji_choices_set_list (choices, HENJI_CHOICES_ORDER, torn);
  assert_said (choices, expected);
  henji_choices_set_clause (choices, "p", FALSE);
  assert_said (choices, "a. / b. / Choose|1. r|2. q / c.");

  stored = henji_choices_to_text (choices);
  again = henji_choices_from_text (stored);
  copy = henji_choices_copy (again);
  assert_said (copy, "a. / b. / Choose|1. r|2. q / c.");

  henji_choices_set_list (copy, HENJI_CHOICES_ORDER, NULL);
  assert_said (copy, "a. / b. / Choose|1. q|2. r / c.");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  template = henji_template_parse (text, strlen (text), "x.xml", &error);
  g_assert_no_error (error);
  g_test_add_func ("/template/order/move", test_move);
  g_test_add_func ("/template/order/stored", test_stored);

  return g_test_run ();
}

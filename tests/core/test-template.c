/* test-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The language of the templates: rules, fields, faulty files; and some texts word by word. What
 * must hold for every situation is in test-situations.c.
 */
#include "config.h"

#include "scene.h"

#include <string.h>

#define HEAD                                                                                       \
  "<situation id=\"x\" kinds=\"damaged\" order=\"1\">\n<title xml:lang=\"ja\">題</title>"         \
  "<title xml:lang=\"en\">T</title><hint xml:lang=\"ja\">注</hint><hint "                         \
  "xml:lang=\"en\">H</hint>\n"
#define CLAUSE(rule, ja, en)                                                                       \
  "<clause id=\"a\" " rule                                                                         \
  "><label xml:lang=\"ja\">あ</label><label xml:lang=\"en\">A</label>" ja en "</clause>\n"
#define JA(text) "<text xml:lang=\"ja\">" text "</text>"
#define EN(text) "<text xml:lang=\"en\">" text "</text>"
#define TAIL "</situation>"

/* ---- Single cases ---------------------------------------------------------------------------- */

static void
test_damaged (void)
{
  HenjiTemplate *template = find_template ("damaged");
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  Scene scene;

  scene_init (&scene, scene_sample ("ja-cheap"));
  ja = render (template, NULL, &scene.context, HENJI_LANGUAGE_JA, NULL);
  en = render (template, NULL, &scene.context, HENJI_LANGUAGE_EN, NULL);

  g_assert_true (g_str_has_prefix (ja, "佐伯 美咲 様\n\n青葉雑貨店でございます。"));
  g_assert_nonnull (strstr (ja, "250-1234567-1234567"));
  g_assert_nonnull (strstr (ja, "11月26日（木）までに"));
  g_assert_nonnull (strstr (ja, "\n1. 同じ商品を11月27日（金）までに"));
  g_assert_nonnull (strstr (ja, "￥2,480を返金"));
  g_assert_nonnull (strstr (ja, "写真"));
  g_assert_true (g_str_has_suffix (ja, "\n\n青葉雑貨店"));

  /* A Japanese name is not for a reader of English. */
  g_assert_true (g_str_has_prefix (en, "Dear Customer,\n\n"));
  g_assert_nonnull (strstr (en, "by Thursday, November 26"));
  g_assert_nonnull (strstr (en, "¥2,480"));
  g_assert_true (g_str_has_suffix (en, "Kind regards,\nAoba Zakka"));
  scene_clear (&scene);
}

static void
test_dollars (void)
{
  HenjiTemplate *template = find_template ("damaged");
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  Scene scene;

  scene_init (&scene, scene_sample ("en-cheap"));
  ja = render (template, NULL, &scene.context, HENJI_LANGUAGE_JA, NULL);
  en = render (template, NULL, &scene.context, HENJI_LANGUAGE_EN, NULL);

  g_assert_true (g_str_has_prefix (en, "Dear Emily Turner,"));
  g_assert_true (g_str_has_prefix (ja, "Emily Turner 様"));
  g_assert_nonnull (strstr (en, "$24.80"));
  g_assert_nonnull (strstr (ja, "24.80米ドル"));
  /* Photos came: thanks, no request. */
  g_assert_nonnull (strstr (en, "Your photos are a great help"));
  g_assert_null (strstr (en, "Could you please send us photos"));
  /* The label, with what holds for this marketplace. */
  g_assert_nonnull (strstr (en, "RMA-2026-000125"));
  g_assert_nonnull (strstr (en, "not postage"));
  g_assert_null (strstr (en, "chakubarai"));
  scene_clear (&scene);
}

static void
test_one_option_is_a_sentence (void)
{
  HenjiTemplate *template = find_template ("damaged");
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autofree char *ja = NULL;
  Scene scene;

  scene_init (&scene, scene_sample ("ja-cheap"));
  henji_choices_set_clause (choices, "refund", FALSE);
  ja = render (template, choices, &scene.context, HENJI_LANGUAGE_JA, NULL);
  g_assert_null (strstr (ja, "1. "));
  g_assert_nonnull (strstr (ja, "代わりの商品を、11月27日（金）までに発送いたします。"));
  scene_clear (&scene);
}

static void
test_unfilled (void)
{
  HenjiTemplate *template = find_template ("damaged");
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_auto (GStrv) unfilled = NULL;
  g_auto (GStrv) without_label = NULL;
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  Scene scene;

  scene_init (&scene, scene_sample ("ja-cheap"));
  henji_choices_set_clause (choices, "partial", TRUE);
  henji_choices_set_clause (choices, "return-label", TRUE);
  ja = render (template, choices, &scene.context, HENJI_LANGUAGE_JA, &unfilled);
  g_assert_nonnull (strstr (ja, "【一部返金額】"));
  g_assert_nonnull (strstr (ja, "【返品番号】"));
  g_assert_cmpuint (g_strv_length (unfilled), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) unfilled, "partial"));
  g_assert_true (g_strv_contains ((const char *const *) unfilled, "rma"));

  henji_choices_set_field (choices, "partial", "500 JPY");
  scene.context.rma = "RMA-1";
  en = render (template, choices, &scene.context, HENJI_LANGUAGE_EN, &without_label);
  g_assert_nonnull (strstr (en, "a partial refund of ¥500"));
  g_assert_null (without_label[0]);
  scene_clear (&scene);
}

/* Without an order the text still stands, and no word runs into the next. */
static void
test_without_order (void)
{
  HenjiTemplate *template = find_template ("damaged");
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  Scene scene;

  scene_init (&scene, scene_sample ("no-order"));
  ja = render (template, NULL, &scene.context, HENJI_LANGUAGE_JA, NULL);
  en = render (template, NULL, &scene.context, HENJI_LANGUAGE_EN, NULL);
  g_assert_true (g_str_has_prefix (ja, "お客様\n\n青葉雑貨店でございます。ご連絡いただき"));
  g_assert_nonnull (strstr (ja, "お支払い金額の全額を返金"));
  g_assert_nonnull (strstr (en, "Thank you for contacting Aoba Zakka.\n"));
  g_assert_nonnull (strstr (en, "2. A full refund, issued by Friday, November 27."));
  scene_clear (&scene);
}

/* White space round a part that may be left out. */
static void
test_spaces (void)
{
  static const char text[] = HEAD CLAUSE (
      "on=\"always\"", JA ("あ\n<if when=\"never\">い</if>\nう <if when=\"always\">え</if>"),
      EN ("<if when=\"never\">x</if> a <if when=\"never\">b </if>\n<if "
          "when=\"always\">c</if> <br/> <if when=\"never\">d</if> e ")) TAIL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiTemplate) template = henji_template_parse (text, strlen (text), "x.xml", &error);
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  Scene scene;

  g_assert_no_error (error);
  scene_init (&scene, scene_sample ("no-order"));
  ja = render (template, NULL, &scene.context, HENJI_LANGUAGE_JA, NULL);
  en = render (template, NULL, &scene.context, HENJI_LANGUAGE_EN, NULL);
  g_assert_cmpstr (ja, ==, "あう え");
  g_assert_cmpstr (en, ==, "a c\ne");
  scene_clear (&scene);
}

static void
test_part_by_language (void)
{
  HenjiTemplate *template = find_template ("missing-part");
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autofree char *plain = NULL;
  g_autofree char *own = NULL;
  g_autofree char *ja = NULL;
  g_autofree char *english = NULL;
  Scene scene;

  scene_init (&scene, scene_sample ("ja-dear-shipped"));
  ja = render (template, choices, &scene.context, HENJI_LANGUAGE_JA, NULL);
  g_assert_nonnull (strstr (ja, "不足していた付属品（ねじ）を"));
  plain = render (template, choices, &scene.context, HENJI_LANGUAGE_EN, NULL);
  g_assert_nonnull (strstr (plain, "The missing part, shipped by"));

  henji_choices_set_field (choices, "part.en", "the four screws");
  own = render (template, choices, &scene.context, HENJI_LANGUAGE_EN, NULL);
  g_assert_nonnull (strstr (own, "The missing part (the four screws), shipped by"));
  scene_clear (&scene);

  scene_init (&scene, scene_sample ("en-cheap"));
  english = render (template, NULL, &scene.context, HENJI_LANGUAGE_JA, NULL);
  g_assert_null (strstr (english, "screws"));
  g_assert_nonnull (strstr (english, "不足していた付属品を"));
  scene_clear (&scene);
}

static void
test_address_after (void)
{
  HenjiTemplate *template = find_template ("address-change-after");
  g_autofree char *cheap = NULL;
  g_autofree char *dear = NULL;
  g_autofree char *unknown = NULL;
  g_autoptr (HenjiChoices) forced = henji_choices_new ();
  Scene scene;

  scene_init (&scene, scene_sample ("en-cheap"));
  cheap = render (template, NULL, &scene.context, HENJI_LANGUAGE_EN, NULL);
  g_assert_nonnull (strstr (cheap, "1. The same item sent again"));
  g_assert_nonnull (strstr (cheap, "418 Alder St"));
  g_assert_nonnull (strstr (cheap, "with USPS on Thursday, November 19"));
  g_assert_true (henji_template_suits (template, &scene.context));
  scene_clear (&scene);

  scene_init (&scene, scene_sample ("ja-dear-shipped"));
  dear = render (template, NULL, &scene.context, HENJI_LANGUAGE_JA, NULL);
  g_assert_null (strstr (dear, "改めて発送"));
  g_assert_nonnull (strstr (dear, "お届け先を変更することができません"));
  g_assert_nonnull (strstr (dear, "11月18日（水）にヤマト運輸で発送"));
  scene_clear (&scene);

  /* Nobody knows whether it left: not even a switch by hand makes the text say so. */
  scene_init (&scene, scene_sample ("unknown-state"));
  for (guint i = 0; i < henji_template_n_clauses (template); i++)
    henji_choices_set_clause (forced, henji_template_clause (template, i)->id, TRUE);
  unknown = render (template, forced, &scene.context, HENJI_LANGUAGE_JA, NULL);
  g_assert_null (strstr (unknown, "すでに発送"));
  g_assert_null (strstr (unknown, "発送いたしました"));
  g_assert_nonnull (strstr (unknown, "発送状況を確認"));
  g_assert_false (henji_template_suits (template, &scene.context));
  g_assert_true (henji_template_suits (find_template ("address-change-before"), &scene.context));
  scene_clear (&scene);
}

static void
test_address_elsewhere_warns (void)
{
  HenjiTemplate *before = find_template ("address-change-before");
  guint warned = 0;

  for (guint i = 0; i < henji_template_n_clauses (before); i++)
    {
      const char *ja = henji_template_clause_warning (before, i, HENJI_LANGUAGE_JA);

      if (strcmp (henji_template_clause (before, i)->id, "ship-new") == 0)
        g_assert_nonnull (ja);
      warned += ja != NULL ? 1 : 0;
      g_assert_cmpint (ja != NULL, ==,
                       henji_template_clause_warning (before, i, HENJI_LANGUAGE_EN) != NULL);
    }
  g_assert_cmpuint (warned, ==, 1);
}

static void
test_hostile (void)
{
  HenjiTemplate *template = find_template ("missing-part");
  g_autofree char *ja = NULL;
  Scene scene;

  scene_init (&scene, scene_sample ("hostile"));
  ja = render (template, NULL, &scene.context, HENJI_LANGUAGE_JA, NULL);
  /* As written, on one line, never expanded, without the mark that turns the line round. */
  g_assert_true (g_str_has_prefix (ja, "{buyer} <b>%s</b> 【】 {order-id} x 様\n\n"));
  g_assert_null (strstr (ja, "\xE2\x80\xAE"));
  g_assert_nonnull (strstr (ja, "返品番号 {buyer} <b>%s</b> 【】 {order-id} x"));
  scene_clear (&scene);
}

static void
test_hand_written_wins (void)
{
  HenjiTemplate *template = find_template ("damaged");
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autofree char *en = NULL;
  g_autofree char *value = NULL;
  int field = -1;
  Scene scene;

  scene_init (&scene, scene_sample ("en-cheap"));
  henji_choices_set_field (choices, "answer-by", "2027-01-04");
  henji_choices_set_field (choices, "refund", "nonsense");
  en = render (template, choices, &scene.context, HENJI_LANGUAGE_EN, NULL);
  /* A field that counts from another follows it; the year shows when it is not this one. */
  g_assert_nonnull (strstr (en, "by Monday, January 4, 2027"));
  g_assert_nonnull (strstr (en, "by Tuesday, January 5, 2027"));
  /* What is no amount is not taken for one. */
  g_assert_nonnull (strstr (en, "$24.80"));

  for (guint i = 0; i < henji_template_n_fields (template); i++)
    if (strcmp (henji_template_field (template, i)->id, "ship-by") == 0)
      field = (int) i;
  value = henji_template_field_value (template, (guint) field, choices, &scene.context);
  g_assert_cmpstr (value, ==, "2027-01-05");
  g_assert_true (henji_template_field_used (template, (guint) field, choices, &scene.context));
  henji_choices_set_clause (choices, "replace", FALSE);
  g_assert_false (henji_template_field_used (template, (guint) field, choices, &scene.context));
  scene_clear (&scene);
}

static void
test_search_words (void)
{
  static const char *const queries[]
      = { "hason", "はそん", "ハソン", "破損", "damaged", "DAMAGED", "hasonn", "へんきん hason" };
  HenjiTemplate *template = find_template ("damaged");

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    g_assert_true (henji_template_matches (template, queries[i]));
  g_assert_false (henji_template_matches (template, "juusho"));

  template = find_template ("address-change-before");
  g_assert_true (henji_template_matches (template, "juusho"));
  g_assert_true (henji_template_matches (template, "jusho"));
  g_assert_true (henji_template_matches (template, "zyuusyo"));
  g_assert_true (henji_template_matches (template, "address"));
}

static void
test_kinds_are_answered (void)
{
  static const HenjiKind needed[]
      = { HENJI_KIND_DAMAGED,      HENJI_KIND_DEFECTIVE,  HENJI_KIND_MISSING_ITEM,
          HENJI_KIND_MISSING_PART, HENJI_KIND_WRONG_ITEM, HENJI_KIND_ADDRESS_CHANGE,
          HENJI_KIND_OTHER };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < templates->len; j++)
        found = found || henji_template_has_kind (g_ptr_array_index (templates, j), needed[i]);
      g_assert_true (found);
    }
}

/* What is ours to keep, and what the buyer is asked to keep. */
static void
test_promises (void)
{
  HenjiTemplate *damaged = find_template ("damaged");
  guint promises = 0;

  for (guint i = 0; i < templates->len; i++)
    {
      HenjiTemplate *template = g_ptr_array_index (templates, i);

      for (guint j = 0; j < henji_template_n_fields (template); j++)
        {
          const HenjiField *field = henji_template_field (template, j);

          promises += field->promise ? 1 : 0;
          if (field->promise)
            g_assert_cmpint (field->type, ==, HENJI_FIELD_DATE);
          if (strcmp (field->id, "ship-by") == 0 || strcmp (field->id, "reply-by") == 0
              || strcmp (field->id, "refund-by") == 0)
            g_assert_true (field->promise);
          if (strcmp (field->id, "answer-by") == 0)
            g_assert_false (field->promise);
        }
    }
  g_assert_cmpuint (promises, >, 30);

  g_assert_cmpint (henji_template_fault (damaged), ==, HENJI_FAULT_OURS);
  g_assert_cmpint (henji_template_fault (find_template ("lost")), ==, HENJI_FAULT_CARRIER);
  g_assert_cmpint (henji_template_fault (find_template ("cancel-before")), ==, HENJI_FAULT_BUYER);
  g_assert_cmpint (henji_template_fault (find_template ("thanks")), ==, HENJI_FAULT_NONE);
  g_assert_false (henji_template_is_to_support (damaged));
}

/* ---- Choices --------------------------------------------------------------------------------- */

static void
test_choices (void)
{
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autoptr (HenjiChoices) again = NULL;
  g_autoptr (HenjiChoices) copy = NULL;
  g_autoptr (HenjiChoices) garbage = NULL;
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;
  g_autofree char *nothing = NULL;

  henji_choices_set_clause (choices, "apology", FALSE);
  henji_choices_set_clause (choices, "refund", TRUE);
  henji_choices_set_field (choices, "part.en", "a = b ; [x]\n# \\n 日本 ");
  henji_choices_set_field (choices, "amount", "500 JPY");
  henji_choices_set_field (choices, "[bad] id", "x");
  text = henji_choices_to_text (choices);

  again = henji_choices_from_text (text);
  g_assert_cmpstr (henji_choices_field (again, "part.en"), ==, "a = b ; [x]\n# \\n 日本 ");
  g_assert_cmpstr (henji_choices_field (again, "amount"), ==, "500 JPY");
  g_assert_null (henji_choices_field (again, "[bad] id"));
  same = henji_choices_to_text (again);
  g_assert_cmpstr (text, ==, same);

  copy = henji_choices_copy (again);
  henji_choices_set_field (copy, "amount", NULL);
  g_assert_null (henji_choices_field (copy, "amount"));
  g_assert_cmpstr (henji_choices_field (again, "amount"), ==, "500 JPY");

  garbage = henji_choices_from_text ("[clauses\nx=\xFF\n]]");
  nothing = henji_choices_to_text (garbage);
  g_assert_cmpstr (nothing, ==, "");
}

/* ---- Faulty files ---------------------------------------------------------------------------- */

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *message; /* begins with; NULL: is fine */
  } cases[] = {
    { HEAD CLAUSE ("", JA ("あ"), EN ("a")) TAIL, NULL },
    { HEAD CLAUSE ("", JA ("{buyer}"), EN ("{buyer}")) TAIL, NULL },
    { HEAD CLAUSE ("", JA ("あ"), "") TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("", JA ("{nobody}"), EN ("{nobody}")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("", JA ("{buyer"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("", JA ("}"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("", JA ("{buyer}"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("", JA ("{tracking}"), EN ("{tracking}")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("needs=\"shipped\"", JA ("{tracking}"), EN ("{tracking}")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("needs=\"has:tracking\"", JA ("{tracking}"), EN ("{tracking}")) TAIL, NULL },
    { HEAD CLAUSE ("needs=\"has:tracking | order\"", JA ("{tracking}"), EN ("{tracking}")) TAIL,
      "x.xml:3: " },
    { HEAD CLAUSE ("on=\"sometimes\"", JA ("あ"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("on=\"on:a\"", JA ("あ"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("on=\"filled:z\"", JA ("あ"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("on=\"one:z\"", JA ("あ"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("on=\"fault:theirs\"", JA ("あ"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("on=\"gift message fault:ours\"", JA ("あ"), EN ("a")) TAIL, NULL },
    { HEAD CLAUSE ("on=\"\"", JA ("あ"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("colour=\"red\"", JA ("あ"), EN ("a")) TAIL, "x.xml:3: " },
    { HEAD CLAUSE ("", JA ("あ"), EN ("a")) CLAUSE ("", JA ("あ"), EN ("a")) TAIL, "x.xml:4: " },
    { HEAD "<field id=\"f\" type=\"colour\"/>" TAIL, "x.xml:3: " },
    { HEAD "<field id=\"f\" type=\"date\" default=\"soon\"/>" TAIL, "x.xml:3: " },
    { HEAD "<field id=\"f\" type=\"date\" default=\"g+1o\"/>" TAIL, "x.xml:3: " },
    { HEAD "<field id=\"f\" type=\"date\"/>" TAIL, "x.xml:3: " },
    { HEAD "<field id=\"f\" type=\"text\" promise=\"yes\"/>" TAIL, "x.xml:3: " },
    { HEAD "<text xml:lang=\"ja\">x</text>" TAIL, "x.xml:3: " },
    { HEAD "loose words" TAIL, "x.xml:3: " },
    { HEAD, "x.xml:" },
    { "", "x.xml:1: " },
    { "<situation id=\"X y\" kinds=\"\" order=\"1\"/>", "x.xml:1: " },
    { "<situation id=\"x\" kinds=\"cold\" order=\"1\"/>", "x.xml:1: " },
    { "<situation id=\"x\" kinds=\"\" order=\"1\"/>", "x.xml:1: " },
    { "<situation id=\"x\" kinds=\"\" order=\"1\" fault=\"theirs\"/>", "x.xml:1: " },
    { "<situation id=\"x\" kinds=\"\" order=\"1\" to=\"nobody\"/>", "x.xml:1: " },
    { "<letter/>", "x.xml:1: " },
    { "\xFF\xFE", "x.xml:1: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiTemplate) template
          = henji_template_parse (cases[i].text, strlen (cases[i].text), "x.xml", &error);

      if (cases[i].message == NULL)
        {
          g_assert_no_error (error);
          g_assert_nonnull (template);
          continue;
        }
      if (template != NULL)
        g_error ("case %u was taken", i);
      g_assert_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE);
      if (!g_str_has_prefix (error->message, cases[i].message))
        g_error ("case %u: %s", i, error->message);
    }
}

/* Truncated anywhere, a file is refused, and nothing breaks. */
static void
test_truncated (void)
{
  const char *dir = g_getenv ("HENJI_DATA_SRCDIR");
  g_autofree char *path = g_build_filename (dir, "templates", "damaged.xml", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize n = 0; n + 2 < length; n += 7)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiTemplate) template = henji_template_parse (text, n, "cut.xml", &error);

      g_assert_null (template);
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  load_templates ();

  g_test_add_func ("/template/damaged/yen", test_damaged);
  g_test_add_func ("/template/damaged/dollars", test_dollars);
  g_test_add_func ("/template/one-option", test_one_option_is_a_sentence);
  g_test_add_func ("/template/unfilled", test_unfilled);
  g_test_add_func ("/template/without-order", test_without_order);
  g_test_add_func ("/template/spaces", test_spaces);
  g_test_add_func ("/template/part-by-language", test_part_by_language);
  g_test_add_func ("/template/address-after", test_address_after);
  g_test_add_func ("/template/address-elsewhere", test_address_elsewhere_warns);
  g_test_add_func ("/template/hostile", test_hostile);
  g_test_add_func ("/template/hand-written", test_hand_written_wins);
  g_test_add_func ("/template/search-words", test_search_words);
  g_test_add_func ("/template/kinds", test_kinds_are_answered);
  g_test_add_func ("/template/promises", test_promises);
  g_test_add_func ("/template/choices", test_choices);
  g_test_add_func ("/template/faults", test_faults);
  g_test_add_func ("/template/truncated", test_truncated);

  status = g_test_run ();
  free_templates ();

  return status;
}

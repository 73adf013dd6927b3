/* test-manuscript.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts of the seller's own: what is built in survives being opened and saved, one language may be
 * missing, and what others send is looked at before it is believed.
 */
#include "config.h"

#include "henji-manuscript.h"
#include "henji-texts-file.h"

#include <string.h>

#define JA HENJI_LANGUAGE_JA
#define EN HENJI_LANGUAGE_EN

/* Monday, 2026-11-23, 09:00 in Tokyo */
#define NOW (G_GINT64_CONSTANT (1795392000) * G_USEC_PER_SEC)

static const HenjiLanguage both[] = { JA, EN };

static HenjiTemplate *common;
static GPtrArray *built_in; /* (element-type HenjiTemplate) */

/* ---- Scenes -----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiShop *shop;
  HenjiOrder *order;
  HenjiReplyContext context;
} Scene;

static void
scene_init (Scene *scene, gboolean shipped, const char *marketplace, gboolean rma)
{
  HenjiOrderItem *item = henji_order_item_new ();

  scene->shop = henji_shop_new ();
  scene->shop->name_ja = g_strdup ("青葉雑貨店");
  scene->shop->name_en = g_strdup ("Aoba Zakka");
  scene->order = henji_order_new ();
  scene->order->order_id = g_strdup ("250-1234567-1234567");
  scene->order->marketplace = g_strdup (marketplace);
  scene->order->buyer_name = g_strdup ("佐伯 美咲");
  scene->order->status = g_strdup (shipped ? "Shipped" : "Unshipped");
  scene->order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  item->title = g_strdup ("陶器マグカップ 青");
  item->quantity = 1;
  item->quantity_shipped = -1;
  item->price = (HenjiMoney){ 2480, "JPY" };
  g_ptr_array_add (scene->order->items, item);
  if (shipped)
    {
      HenjiShipment *shipment = henji_shipment_new ();

      shipment->carrier = g_strdup ("ヤマト運輸");
      shipment->tracking_number = g_strdup ("1234-5678-9013");
      shipment->ship_date = g_strdup ("2026-11-18");
      scene->order->shipments
          = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_unref);
      g_ptr_array_add (scene->order->shipments, shipment);
    }
  scene->context = (HenjiReplyContext){ .shop = scene->shop,
                                        .order = scene->order,
                                        .rma = rma ? "RMA-2026-000123" : NULL,
                                        .now = NOW,
                                        .zone = g_time_zone_new_identifier ("Asia/Tokyo") };
}

static void
scene_clear (Scene *scene)
{
  henji_shop_unref (scene->shop);
  henji_order_unref (scene->order);
  g_time_zone_unref (scene->context.zone);
}

static char *
render (const HenjiTemplate *template,
        const HenjiChoices *choices,
        const HenjiReplyContext *context,
        HenjiLanguage language,
        char ***unfilled)
{
  g_autoptr (HenjiChoices) none = henji_choices_new ();
  g_autoptr (GPtrArray) paragraphs = henji_template_render (
      template, choices != NULL ? choices : none, context, language, unfilled);

  return henji_paragraphs_join (paragraphs);
}

static HenjiManuscript *
manuscript_of (const char *xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiTemplate) template
      = henji_template_parse_own (common, xml, strlen (xml), "x.xml", &error);

  g_assert_no_error (error);

  return henji_manuscript_from_template (template);
}

/* ---- What is built in comes back as it was ------------------------------------------------------
 */

static void
assert_same_texts (const HenjiTemplate *a, const HenjiTemplate *b)
{
  g_autoptr (HenjiChoices) all = henji_choices_new ();
  static const char *const marketplaces[] = { "amazon.co.jp", "amazon.com" };

  for (guint i = 0; i < henji_template_n_clauses (a); i++)
    henji_choices_set_clause (all, henji_template_clause (a, i)->id, TRUE);

  for (guint n = 0; n < 16; n++)
    {
      Scene scene;

      scene_init (&scene, (n & 1) != 0, marketplaces[(n & 2) != 0], (n & 4) != 0);
      for (guint l = 0; l < G_N_ELEMENTS (both); l++)
        {
          g_auto (GStrv) open_a = NULL;
          g_auto (GStrv) open_b = NULL;
          g_autofree char *text_a
              = render (a, n & 8 ? all : NULL, &scene.context, both[l], &open_a);
          g_autofree char *text_b
              = render (b, n & 8 ? all : NULL, &scene.context, both[l], &open_b);

          g_assert_cmpstr (text_a, ==, text_b);
          g_assert_cmpint (
              g_strv_equal ((const char *const *) open_a, (const char *const *) open_b), ==, TRUE);
        }
      scene_clear (&scene);
    }
}

static void
test_round_trip (gconstpointer data)
{
  const HenjiTemplate *template = data;
  g_autoptr (HenjiManuscript) first = henji_manuscript_from_template (template);
  g_autoptr (HenjiManuscript) second = NULL;
  g_autoptr (HenjiManuscript) copy = henji_manuscript_copy (first);
  g_autoptr (HenjiTemplate) again = NULL;
  g_autoptr (HenjiTemplate) strict = NULL;
  g_autoptr (GPtrArray) notes = henji_manuscript_notes (first);
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;
  HenjiManuscriptPlace place;

  again = henji_manuscript_read (first, common, &place, &error);
  g_assert_no_error (error);
  second = henji_manuscript_from_template (again);
  g_assert_true (henji_manuscript_equal (first, second));
  g_assert_true (henji_manuscript_equal (first, copy));
  g_assert_cmpuint (notes->len, ==, 0);

  g_assert_cmpstr (henji_template_id (again), ==, henji_template_id (template));
  g_assert_cmpint (henji_template_order (again), ==, henji_template_order (template));
  g_assert_cmpuint (henji_template_kinds (again), ==, henji_template_kinds (template));
  g_assert_cmpstr (henji_template_search_words (again), ==, henji_template_search_words (template));
  g_assert_cmpuint (henji_template_n_fields (again), ==, henji_template_n_fields (template));
  g_assert_cmpuint (henji_template_n_clauses (again), ==, henji_template_n_clauses (template));
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      g_assert_false (henji_template_lacks (again, both[l]));
      g_assert_cmpstr (henji_template_title (again, both[l]), ==,
                       henji_template_title (template, both[l]));
      g_assert_cmpstr (henji_template_hint (again, both[l]), ==,
                       henji_template_hint (template, both[l]));
      for (guint i = 0; i < henji_template_n_clauses (again); i++)
        g_assert_cmpstr (henji_template_clause_warning (again, i, both[l]), ==,
                         henji_template_clause_warning (template, i, both[l]));
    }
  assert_same_texts (template, again);

  /* What was written holds by the strict rules too: nothing was lost that they ask for. */
  xml = henji_manuscript_to_xml (first, NULL, &error);
  g_assert_no_error (error);
  strict = henji_template_parse_with (common, xml, strlen (xml), "again.xml", &error);
  g_assert_no_error (error);
  assert_same_texts (template, strict);
}

/* ---- What no snippet may say
 * ---------------------------------------------------------------------- */

static void
test_snippet_content (gconstpointer data)
{
  static const char *const forbidden[] = {
    "http",
    "www.",
    "@",
    ".com",
    "LINE",
    "電話",
    "phone",
    "mail address",
    "メールアドレス",
    "レビュー",
    "review",
    "評価",
    "feedback",
    "クーポン",
    "coupon",
    "割引",
    "discount",
    "セール",
    "{",
    "}",
    "【",
    "○○",
    "XX",
    "キャンセルしてください",
  };
  const HenjiTemplate *snippet = data;
  Scene scene;

  scene_init (&scene, FALSE, "amazon.co.jp", FALSE);
  scene.context.order = NULL;
  for (guint l = 0; l < G_N_ELEMENTS (both); l++)
    {
      g_auto (GStrv) open = NULL;
      g_autofree char *text = render (snippet, NULL, &scene.context, both[l], &open);
      glong length = g_utf8_strlen (text, -1);

      g_assert_cmpuint (g_strv_length (open), ==, 0);
      for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
        if (strstr (text, forbidden[i]) != NULL)
          g_error ("%s: “%s”", text, forbidden[i]);
      g_assert_false (g_regex_match_simple ("[0-9]{4}|[0-9]{2,}-[0-9]", text, 0, 0));
      g_assert_cmpint (length, >, 10);
      g_assert_cmpint (length, <, 400);
      g_assert_true (g_str_has_suffix (text, both[l] == JA ? "。" : "."));
      for (const char *p = text; both[l] == EN && *p != '\0'; p = g_utf8_next_char (p))
        g_assert_cmpuint (g_utf8_get_char (p), <, 0x2E80);
    }
  scene_clear (&scene);
}

/* ---- One language is missing --------------------------------------------------------------------
 */

static void
test_missing_language (void)
{
  g_autoptr (HenjiManuscript) text = henji_manuscript_new (FALSE, "own-1");
  g_autoptr (HenjiTemplate) template = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (HenjiManuscript) again = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) unfilled = NULL;
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  HenjiManuscriptClause *clause = text->clauses->pdata[0];
  Scene scene;

  text->title[JA] = g_strdup ("名入れの納期");
  clause->label[JA] = g_strdup ("納期");
  clause->text[JA] = g_strdup ("名入れには3営業日いただきます。");
  template = henji_manuscript_read (text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (henji_template_lacks (template, JA));
  g_assert_true (henji_template_lacks (template, EN));
  g_assert_cmpstr (henji_template_title (template, EN), ==, "名入れの納期");
  g_assert_null (henji_template_hint (template, EN));

  scene_init (&scene, FALSE, "amazon.co.jp", FALSE);
  ja = render (template, NULL, &scene.context, JA, NULL);
  en = render (template, NULL, &scene.context, EN, &unfilled);
  scene_clear (&scene);
  g_assert_cmpstr (ja, ==, "名入れには3営業日いただきます。");
  g_assert_cmpstr (en, ==, "【No English yet: 納期】");
  g_assert_cmpuint (g_strv_length (unfilled), ==, 1);
  g_assert_cmpstr (unfilled[0], ==, "clause:text-1");

  notes = henji_manuscript_notes (text);
  g_assert_cmpuint (notes->len, ==, 3); /* title, label, text */
  for (guint i = 0; i < notes->len; i++)
    g_assert_cmpint (((HenjiManuscriptNote *) notes->pdata[i])->place.language, ==, EN);

  /* What was borrowed is not written down. */
  again = henji_manuscript_from_template (template);
  g_assert_true (henji_manuscript_equal (text, again));
}

static void
test_built_in_stays_strict (void)
{
  static const char *const files[] = {
    "<snippet id=\"x\"><title xml:lang=\"ja\">題</title><text xml:lang=\"ja\">あ</text></snippet>",
    "<snippet id=\"x\"><title xml:lang=\"ja\">題</title><title xml:lang=\"en\">T</title>"
    "<text xml:lang=\"ja\">あ</text></snippet>",
    "<snippet id=\"x\"><title xml:lang=\"ja\">題</title><title xml:lang=\"en\">T</title>"
    "<text xml:lang=\"ja\">{rma}</text><text xml:lang=\"en\">a</text></snippet>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiTemplate) strict
          = henji_template_parse (files[i], strlen (files[i]), "x.xml", &error);
      g_autoptr (HenjiTemplate) own
          = henji_template_parse_own (NULL, files[i], strlen (files[i]), "x.xml", NULL);

      g_assert_null (strict);
      g_assert_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE);
      g_assert_nonnull (own);
    }
}

/* ---- Snippets -----------------------------------------------------------------------------------
 */

static void
test_snippet (void)
{
  g_autoptr (HenjiManuscript) text = henji_manuscript_new (TRUE, "own-2");
  g_autoptr (HenjiTemplate) template = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) unfilled = NULL;
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;
  HenjiManuscriptClause *clause = text->clauses->pdata[0];
  Scene scene;

  text->title[JA] = g_strdup ("追跡 <b>&amp;");
  text->title[EN] = g_strdup ("Tracking");
  text->words = g_strdup ("ついせき");
  clause->text[JA]
      = g_strdup ("{carrier}の{tracking}です。\n2行目 {buyer}\n\n次の段落 <b> & \"引用\"\n");
  clause->text[EN] = g_strdup ("  It is {tracking}\t of {carrier}.  \n\n\n\nSecond {?has:rma}x{/}");
  template = henji_manuscript_read (text, common, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (henji_template_is_snippet (template));
  g_assert_true (henji_template_matches (template, "tuiseki"));
  g_assert_true (henji_template_matches (template, "tracking"));

  scene_init (&scene, TRUE, "amazon.co.jp", FALSE);
  g_free (scene.order->buyer_name);
  scene.order->buyer_name = g_strdup ("{tracking} <b>");
  ja = render (template, NULL, &scene.context, JA, NULL);
  en = render (template, NULL, &scene.context, EN, &unfilled);
  g_assert_cmpuint (g_strv_length (unfilled), ==, 0);
  scene_clear (&scene);
  /* No greeting, one pass, nothing is markup, at most one empty line. */
  g_assert_cmpstr (ja, ==,
                   "ヤマト運輸の1234-5678-9013です。\n2行目 {tracking} <b> 様\n\n次の段落 <b> & "
                   "\"引用\"");
  g_assert_cmpstr (en, ==, "It is 1234-5678-9013 of Yamato Transport.\n\nSecond");
}

/* What is not known yet stands as an open place, never as an assertion. */
static void
test_unknown_value (void)
{
  g_autoptr (HenjiManuscript) text
      = manuscript_of ("<snippet id=\"own-3\"><title xml:lang=\"en\">T</title><text "
                       "xml:lang=\"ja\">{tracking}</text>"
                       "<text xml:lang=\"en\">{tracking}</text></snippet>");
  g_autoptr (HenjiTemplate) template = henji_manuscript_read (text, common, NULL, NULL);
  g_auto (GStrv) unfilled = NULL;
  g_autofree char *en = NULL;
  Scene scene;

  scene_init (&scene, FALSE, "amazon.co.jp", FALSE);
  en = render (template, NULL, &scene.context, EN, &unfilled);
  scene_clear (&scene);
  g_assert_cmpstr (en, ==, "【tracking number】");
  g_assert_cmpuint (g_strv_length (unfilled), ==, 1);
}

/* ---- Faults have a place and words for a seller
 * --------------------------------------------------- */

static void
test_faults (void)
{
  static const struct
  {
    const char *ja;
    const char *en;
    HenjiLanguage language;
    gboolean fine;
  } cases[] = {
    { "あ {buyer}", "a {buyer}", JA, TRUE },
    { "あ {?shipped}い{/}う", "a", JA, TRUE },
    { "{?shipped}{?has:rma}い{/}{/}", "a", JA, TRUE },
    { "あ", "a {nobody}", EN, FALSE },
    { "あ {", "a", JA, FALSE },
    { "あ", "a }", EN, FALSE },
    { "あ {?sometimes}い{/}", "a", JA, FALSE },
    { "あ {?shipped}い", "a", JA, FALSE },
    { "あ い{/}", "a", JA, FALSE },
    { "あ {?on:nobody}い{/}", "a", JA, FALSE },
    { "あ", "{?}a{/}", EN, FALSE },
    { "あ", "{{buyer}}", EN, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HenjiManuscript) text = henji_manuscript_new (FALSE, "own-4");
      g_autoptr (HenjiTemplate) template = NULL;
      g_autoptr (GError) error = NULL;
      HenjiManuscriptPlace place = { 0 };
      HenjiManuscriptClause *clause;
      guint second = henji_manuscript_add_clause (text, 0);

      text->title[EN] = g_strdup ("T");
      clause = text->clauses->pdata[second];
      clause->text[JA] = g_strdup (cases[i].ja);
      clause->text[EN] = g_strdup (cases[i].en);
      template = henji_manuscript_read (text, common, &place, &error);
      if (cases[i].fine)
        {
          g_assert_no_error (error);
          continue;
        }
      if (template != NULL)
        g_error ("case %u was taken", i);
      g_test_message ("%s", error->message);
      g_assert_null (strchr (error->message, '<'));
      g_assert_null (strstr (error->message, "xml"));
      g_assert_cmpint (place.part, ==, HENJI_MANUSCRIPT_TEXT);
      g_assert_cmpuint (place.index, ==, second);
      g_assert_cmpint (place.language, ==, cases[i].language);
    }
}

static void
test_nothing_written (void)
{
  g_autoptr (HenjiManuscript) situation = henji_manuscript_new (FALSE, "own-5");
  g_autoptr (HenjiManuscript) snippet = henji_manuscript_new (TRUE, "own-5");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) no_text = NULL;
  HenjiManuscriptPlace place = { 0 };

  g_assert_true (henji_manuscript_is_empty (situation));
  g_assert_null (henji_manuscript_read (situation, common, &place, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (place.part, ==, HENJI_MANUSCRIPT_TITLE);

  snippet->title[JA] = g_strdup ("題");
  g_assert_false (henji_manuscript_is_empty (snippet));
  g_assert_null (henji_manuscript_read (snippet, common, &place, &no_text));
  g_assert_nonnull (no_text);
  g_assert_cmpint (place.part, ==, HENJI_MANUSCRIPT_TEXT);
}

static void
test_values_in_one_language (void)
{
  g_autoptr (HenjiManuscript) text = henji_manuscript_new (TRUE, "own-6");
  g_autoptr (GPtrArray) notes = NULL;
  HenjiManuscriptClause *clause = text->clauses->pdata[0];
  HenjiManuscriptNote *note;

  text->title[JA] = g_strdup ("題");
  text->title[EN] = g_strdup ("T");
  clause->text[JA] = g_strdup ("{rma}を{buyer}");
  clause->text[EN] = g_strdup ("{buyer}");
  notes = henji_manuscript_notes (text);
  g_assert_cmpuint (notes->len, ==, 1);
  note = notes->pdata[0];
  g_assert_cmpint (note->place.part, ==, HENJI_MANUSCRIPT_TEXT);
  g_assert_cmpint (note->place.language, ==, EN);
  g_assert_nonnull (strstr (note->words, "{rma}"));
}

/* ---- Changing -----------------------------------------------------------------------------------
 */

static char *
clause_ids (const HenjiManuscript *text)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < text->clauses->len; i++)
    {
      const HenjiManuscriptClause *clause = text->clauses->pdata[i];

      g_string_append_printf (ids, "%s%s%s", i > 0 ? " " : "", clause->id,
                              clause->group >= 0 ? "*" : "");
    }

  return g_string_free (ids, FALSE);
}

#define LABELS "<label xml:lang=\"ja\">あ</label><label xml:lang=\"en\">A</label>"
#define TEXTS "<text xml:lang=\"ja\">あ</text><text xml:lang=\"en\">a</text>"
#define CLAUSE(id) "<clause id=\"" id "\">" LABELS TEXTS "</clause>"

static void
test_move (void)
{
  g_autoptr (HenjiManuscript) text = manuscript_of (
      "<situation id=\"own-7\" order=\"0\"><title xml:lang=\"en\">T</title>" CLAUSE (
          "a") "<options id=\"o\"><intro xml:lang=\"en\">i</intro>" CLAUSE ("b")
          CLAUSE ("c") "</options>" CLAUSE ("d") "</situation>");
  static const struct
  {
    guint index;
    gboolean up;
    guint now;
    const char *ids;
  } moves[] = {
    { 0, TRUE, 0, "a b* c* d" },  { 3, FALSE, 3, "a b* c* d" }, { 1, TRUE, 1, "a b* c* d" },
    { 2, FALSE, 2, "a b* c* d" }, { 1, FALSE, 2, "a c* b* d" }, { 3, TRUE, 1, "a d c* b*" },
    { 1, FALSE, 3, "a c* b* d" }, { 0, FALSE, 2, "c* b* a d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autofree char *ids = NULL;
      g_autoptr (HenjiTemplate) template = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (henji_manuscript_move_clause (text, moves[i].index, moves[i].up), ==,
                        moves[i].now);
      ids = clause_ids (text);
      g_assert_cmpstr (ids, ==, moves[i].ids);
      template = henji_manuscript_read (text, NULL, NULL, &error);
      g_assert_no_error (error);
    }

  g_assert_cmpuint (henji_manuscript_add_clause (text, 1), ==, 2);
  {
    g_autofree char *ids = clause_ids (text);

    g_assert_cmpstr (ids, ==, "c* b* text-1* a d");
  }
  for (guint i = 0; i < 3; i++)
    henji_manuscript_remove_clause (text, 0);
  g_assert_cmpuint (text->groups->len, ==, 0);
}

static void
test_rename (void)
{
  g_autoptr (HenjiManuscript) text = manuscript_of (
      "<situation id=\"own-8\" order=\"0\"><title xml:lang=\"en\">T</title>"
      "<field id=\"by\" type=\"date\" default=\"today+3\">" LABELS "</field>"
      "<field id=\"by-two\" type=\"date\" default=\"by+1o\">" LABELS "</field>"
      "<clause id=\"a\" on=\"filled:by !filled:by-two one:by one:by-two\">" LABELS
      "<text xml:lang=\"ja\">{by}と{by-two}<if when=\"filled:by\">は{by}</if></text>"
      "<text xml:lang=\"en\">{by} {by-two}</text></clause></situation>");
  const HenjiManuscriptClause *clause = text->clauses->pdata[0];
  g_autoptr (HenjiTemplate) template = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (henji_manuscript_rename_field (text, 0, "answer-by", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (clause->text[JA], ==,
                   "{answer-by}と{by-two}{?filled:answer-by}は{answer-by}{/}");
  g_assert_cmpstr (clause->on, ==, "filled:answer-by !filled:by-two one:answer-by one:by-two");
  g_assert_cmpstr (((HenjiManuscriptField *) text->fields->pdata[1])->default_, ==, "answer-by+1o");
  template = henji_manuscript_read (text, NULL, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < 5; i++)
    {
      static const char *const bad[] = { "", "By", "by-two", "buyer", "日" };
      g_autoptr (GError) refused = NULL;

      g_assert_false (henji_manuscript_rename_field (text, 0, bad[i], &refused));
      g_assert_nonnull (refused);
    }
}

/* ---- What others send
 * ----------------------------------------------------------------------------- */

static void
test_file (void)
{
  g_autoptr (GPtrArray) out
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_manuscript_free);
  g_autoptr (GPtrArray) in = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  for (guint i = 0; i < built_in->len; i++)
    g_ptr_array_add (out, henji_manuscript_from_template (built_in->pdata[i]));
  file = henji_texts_file_write (out, &error);
  g_assert_no_error (error);
  in = henji_texts_file_read (file, strlen (file), "all.henji-texts", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (in->len, ==, out->len);
  for (guint i = 0; i < in->len; i++)
    {
      HenjiTextsItem *item = in->pdata[i];

      g_assert_cmpstr (item->reason, ==, NULL);
      g_assert_true (henji_manuscript_equal (item->manuscript, out->pdata[i]));
    }
}

#define FILE_OF(texts) "<henji-texts version=\"1\">\n" texts "</henji-texts>\n"
#define SNIPPET(text)                                                                              \
  "<snippet id=\"own-9\"><title xml:lang=\"en\">T</title>\n<text xml:lang=\"en\">" text            \
  "</text></snippet>\n"

static void
test_refused_items (void)
{
  static const struct
  {
    const char *text;
    const char *reason; /* NULL: is taken */
  } cases[] = {
    { FILE_OF (SNIPPET ("fine &lt;b&gt; &amp;amp;")), NULL },
    { FILE_OF (SNIPPET ("{nobody}")), "x:3: " },
    { FILE_OF ("<snippet id=\"own-9\">\n  <title xml:lang=\"en\">T</title>\n  <text\n "
               "xml:lang=\"en\">\n{nobody}\n</text>\n</snippet>\n"),
      "x:7: " },
    { FILE_OF ("<!-- a\ncomment -->\n" SNIPPET ("{nobody}")), "x:5: " },
    { FILE_OF ("<snippet\n id=\"own-9\"\n><title xml:lang=\"en\">T</title>\n\n<text xml:lang="
               "\"en\">}</text></snippet>"),
      "x:6: " },
    { FILE_OF ("<situation id=\"own-9\"/>"), "x:2: " },
    { FILE_OF ("<snippet id=\"own-9\"><if when=\"order\"/></snippet>"), "x:2: " },
    { FILE_OF ("<snippet id=\"../../x\"/>"), "x:2: " },
    { FILE_OF ("<snippet id=\"common\"><title xml:lang=\"en\">T</title></snippet>"), "x:2: " },
    { FILE_OF ("<common/>"), "x:2: " },
    { FILE_OF ("<letter/>"), "x:2: " },
    { FILE_OF ("<snippet id=\"a\" id=\"b\"/>"), "x:2: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items
          = henji_texts_file_read (cases[i].text, strlen (cases[i].text), "x", &error);
      const HenjiTextsItem *item;

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 1);
      item = items->pdata[0];
      g_assert_true ((item->manuscript != NULL) == (cases[i].reason == NULL));
      if (cases[i].reason != NULL && !g_str_has_prefix (item->reason, cases[i].reason))
        g_error ("case %u: %s", i, item->reason);
    }
}

static void
test_hostile_files (void)
{
  static const char *const files[] = {
    "",
    "\n\n",
    "\xFF\xFE",
    "<!-- nothing -->",
    "<snippet id=\"own-9\"/>",
    "<henji-texts>",
    "<henji-texts><henji-texts></henji-texts></henji-texts>",
    "<henji-texts></henji-texts><henji-texts></henji-texts>x",
    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>"
    "<henji-texts><snippet id=\"own-9\"><title xml:lang=\"en\">&b;</title></snippet></henji-texts>",
    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><henji-texts><snippet id=\"own-9\">&x;</snippet>"
    "</henji-texts>",
  };
  g_autoptr (GString) deep = g_string_new ("<henji-texts>");
  g_autoptr (GString) wide = g_string_new ("<situation id=\"own-9\" order=\"0\"><title "
                                           "xml:lang=\"en\">T</title>");
  g_autofree char *huge = g_strnfill (9 * 1024 * 1024, ' ');
  g_autoptr (GError) deep_error = NULL;
  g_autoptr (GError) huge_error = NULL;
  g_autoptr (GError) wide_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items
          = henji_texts_file_read (files[i], strlen (files[i]), "x", &error);

      if (items != NULL)
        g_error ("file %u was taken", i);
      g_assert_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE);
      g_assert_true (g_str_has_prefix (error->message, "x:"));
    }

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<snippet>");
  g_assert_null (henji_texts_file_read (deep->str, deep->len, "x", &deep_error));
  g_assert_nonnull (deep_error);
  g_assert_null (henji_texts_file_read (huge, 9 * 1024 * 1024, "x", &huge_error));
  g_assert_nonnull (huge_error);

  for (guint i = 0; i < 61; i++)
    g_string_append_printf (wide, "<clause id=\"c%u\"/>", i);
  g_string_append (wide, "</situation>");
  g_assert_null (henji_template_parse_own (NULL, wide->str, wide->len, "x", &wide_error));
  g_assert_nonnull (wide_error);
}

/* Cut off or with a byte changed anywhere, nothing breaks. */
static void
test_mangled (void)
{
  g_autoptr (HenjiManuscript) text = henji_manuscript_from_template (built_in->pdata[0]);
  g_autofree char *xml = henji_manuscript_to_xml (text, NULL, NULL);
  gsize length = strlen (xml);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *mangled = g_strdup (xml);
      gsize cut = (gsize) g_rand_int_range (random, 1, (int) length);
      g_autoptr (GPtrArray) items = NULL;
      g_autofree char *file = NULL;
      g_autoptr (HenjiTemplate) template = NULL;

      if (i % 2 == 0)
        mangled[cut] = '\0';
      else
        mangled[cut] = "<>&\"{}/ "[g_rand_int_range (random, 0, 8)];
      template = henji_template_parse_own (common, mangled, strlen (mangled), "x", NULL);
      if (template != NULL)
        {
          g_autoptr (HenjiManuscript) read = henji_manuscript_from_template (template);
          g_autoptr (GError) error = NULL;
          g_autoptr (HenjiTemplate) again = henji_manuscript_read (read, common, NULL, &error);

          g_assert_no_error (error);
          g_assert_nonnull (again);
        }
      file = g_strconcat ("<henji-texts>", mangled, "</henji-texts>", NULL);
      items = henji_texts_file_read (file, strlen (file), "x", NULL);
    }
}

/* ---- The program
 * ------------------------------------------------------------------------------------ */

static void
load_folder (const char *name)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), name, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      if (g_str_equal (file, "common.xml"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_ptr_array_add (built_in, henji_template_parse_with (common, text, length, file, &error));
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "templates", "common.xml", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_test_init (&argc, &argv, NULL);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  common = henji_template_parse (text, length, "common.xml", NULL);
  built_in = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_template_unref);
  load_folder ("templates");
  load_folder ("snippets");
  g_assert_cmpuint (built_in->len, >, 30);

  for (guint i = 0; i < built_in->len; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("/manuscript/round-trip/%s%s",
                             henji_template_is_snippet (built_in->pdata[i]) ? "snippet/" : "",
                             henji_template_id (built_in->pdata[i]));

      g_test_add_data_func (name, built_in->pdata[i], test_round_trip);
      if (henji_template_is_snippet (built_in->pdata[i]))
        {
          g_autofree char *content
              = g_strdup_printf ("/manuscript/content/%s", henji_template_id (built_in->pdata[i]));

          g_test_add_data_func (content, built_in->pdata[i], test_snippet_content);
        }
    }
  g_test_add_func ("/manuscript/missing-language", test_missing_language);
  g_test_add_func ("/manuscript/built-in-strict", test_built_in_stays_strict);
  g_test_add_func ("/manuscript/snippet", test_snippet);
  g_test_add_func ("/manuscript/unknown-value", test_unknown_value);
  g_test_add_func ("/manuscript/faults", test_faults);
  g_test_add_func ("/manuscript/nothing-written", test_nothing_written);
  g_test_add_func ("/manuscript/values-in-one-language", test_values_in_one_language);
  g_test_add_func ("/manuscript/move", test_move);
  g_test_add_func ("/manuscript/rename", test_rename);
  g_test_add_func ("/manuscript/file", test_file);
  g_test_add_func ("/manuscript/refused-items", test_refused_items);
  g_test_add_func ("/manuscript/hostile-files", test_hostile_files);
  g_test_add_func ("/manuscript/mangled", test_mangled);

  return g_test_run ();
}

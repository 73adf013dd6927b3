/* test-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#include "henji-desk-claim.h"
#include "henji-desk-evidence.h"

static const char JA[] = "届いたら取っ手が割れていました。\n交換してください。"
                         "電話は090-1234-5678、メールはhanako@example.comです。\n"
                         "お問い合わせ番号は5614-9252-5031です。";
#define EN "We are very sorry. A new mug leaves tomorrow."

/* A case with a claim, a private note and an answer of ours. */
static gint64
claim_case (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiDraft) draft = henji_draft_new ();
  g_autoptr (HenjiDraft) stored = NULL;
  gint64 row;

  import (f, write_mail (f, "1", 60, ORDER, JA));
  row = only_case (f);
  draft->case_row = row;
  draft->situation = g_strdup ("damaged");
  draft->language = HENJI_LANGUAGE_EN;
  draft->en = g_strdup (EN);
  draft->ja = g_strdup ("誠に申し訳ございません。新しいマグカップを明日発送いたします。");
  stored = henji_desk_save_draft (f->desk, draft, &error);
  g_assert_no_error (error);
  henji_desk_set_now (f->desk, NOW - 50 * HENJI_HOUR);
  henji_desk_answered (f->desk, row, &error);
  g_assert_no_error (error);
  henji_desk_set_now (f->desk, NOW);
  henji_desk_note (f->desk, row, "SECRET: a difficult buyer", &error);
  g_assert_no_error (error);
  import (f, write_notice (f, "A_Z_CLAIM_RESPONDENT_NOTIFY", "2", 2, ORDER,
                           "申請額：4,980円。4日以内にご回答ください。"));

  return row;
}

/* (transfer full): what pdftotext reads, without blanks; NULL: it is not installed. */
static char *
words_of (const char *path)
{
  const char *argv[] = { "pdftotext", "-raw", path, "-", NULL };
  g_autofree char *out = NULL;
  g_autofree char *plain = NULL;
  GString *words;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
                     NULL))
    return NULL;
  plain = g_utf8_normalize (out, -1, G_NORMALIZE_NFKC);
  words = g_string_new (NULL);
  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != '\f')
      g_string_append_unichar (words, g_utf8_get_char (p));

  return g_string_free (words, FALSE);
}

static gboolean
says (const char *words, const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autoptr (GString) want = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (want, g_utf8_get_char (p));

  return strstr (words, want->str) != NULL;
}

static char *
save (Fixture *f, gint64 row, HenjiLanguage language, HenjiEvidenceParts parts)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->dir, "evidence.pdf", NULL);
  g_autoptr (HenjiDocument) evidence
      = henji_desk_evidence (f->desk, row, language, parts, NULL, &error);
  HenjiDocumentSaved saved;
  gint64 event;
  char *words;

  g_assert_no_error (error);
  event = henji_desk_save_evidence (f->desk, row, evidence, path, NULL, NULL, NULL, &saved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (event, >, 0);
  g_assert_false (saved.too_large);
  words = words_of (path);
  g_unlink (path);

  return words;
}

static void
test_packet (Fixture *f, gconstpointer data)
{
  gint64 row = claim_case (f);
  g_autofree char *en = save (f, row, HENJI_LANGUAGE_EN, HENJI_EVIDENCE_ALL);
  g_autofree char *ja = save (f, row, HENJI_LANGUAGE_JA, HENJI_EVIDENCE_ALL);
  g_autofree char *few = save (f, row, HENJI_LANGUAGE_EN, HENJI_EVIDENCE_TIMELINE);
  g_autoptr (HenjiCaseDetail) detail = NULL;

  if (en == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  /* in both, each message word for word, ours with what it says in the other language */
  for (guint i = 0; i < 2; i++)
    {
      const char *words = i == 0 ? en : ja;

      g_assert_true (says (words, "届いたら取っ手が割れていました。"));
      g_assert_true (says (words, "お問い合わせ番号は5614-9252-5031です。"));
      g_assert_true (says (words, EN));
      g_assert_true (says (words, "新しいマグカップを明日発送いたします。"));
      g_assert_true (says (words, ORDER));
      /* never how to reach somebody, and nothing of our own desk */
      g_assert_false (says (words, "090-1234-5678"));
      g_assert_false (says (words, "hanako"));
      g_assert_false (says (words, "marketplace.amazon.co.jp"));
      g_assert_false (says (words, "SECRET"));
      /* what is not verified is no evidence */
      g_assert_true (says (words, "G27951"));
      g_assert_false (says (words, "G202041210"));
    }
  g_assert_true (says (en, "[telephone number]"));
  g_assert_true (says (en, "[mail address]"));
  g_assert_true (says (en, "Claim opened"));
  g_assert_true (says (en, "¥4,980"));
  g_assert_true (says (en, "The same in Japanese:"));
  g_assert_true (says (ja, "（電話番号は省略）"));
  g_assert_true (says (ja, "申請額"));
  g_assert_true (says (ja, "日本語の同文"));

  /* what was not chosen is not there */
  g_assert_false (says (few, "The same in Japanese:"));
  g_assert_false (says (few, "Marketplace policy"));
  g_assert_true (says (few, "What happened"));

  detail = detail_of (f, row);
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_EVIDENCE_SAVED), ==, 3);
  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (detail->events, i);
      g_autofree char *path = NULL;

      if (event->type != HENJI_EVENT_EVIDENCE_SAVED)
        continue;
      g_assert_null (event->text);
      path = henji_desk_evidence_path (event);
      g_assert_true (g_str_has_prefix (path, f->dir));
      g_assert_true (g_str_has_suffix (path, "/evidence.pdf"));
    }
}

static void
test_text (Fixture *f, gconstpointer data)
{
  gint64 row = claim_case (f);
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  g_autofree char *en = henji_desk_claim_text (f->desk, detail, HENJI_LANGUAGE_EN, TRUE);
  g_autofree char *ja = henji_desk_claim_text (f->desk, detail, HENJI_LANGUAGE_JA, FALSE);
  g_autoptr (GPtrArray) bad = NULL;
  g_autofree char *pushy = NULL;

  g_assert_cmpint (henji_desk_claim_text_limit (f->desk, detail), ==, 4000);
  g_assert_nonnull (strstr (en, ORDER));
  g_assert_nonnull (strstr (en, "(PDF)"));
  g_assert_nonnull (strstr (en, EN));
  g_assert_nonnull (strstr (en, "[telephone number]"));
  g_assert_null (strstr (en, "090"));
  g_assert_null (strstr (en, "SECRET"));
  g_assert_null (strstr (ja, "PDF"));
  g_assert_nonnull (strstr (ja, "新しいマグカップを明日発送いたします。"));
  g_assert_nonnull (strstr (ja, "和訳"));

  /* our own text passes the check; what nobody may ask does not */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) fine = henji_desk_check_claim_text (
          f->desk, detail, i == 0 ? en : ja, i == 0 ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA,
          HENJI_LANGUAGE_EN);

      for (guint k = 0; k < fine->len; k++)
        g_test_message ("%s", (char *) g_ptr_array_index (fine, k));
      g_assert_cmpuint (fine->len, ==, 0);
    }
  pushy = g_strconcat (
      en, "\n\nIf you withdraw the claim, we will give you a $10 refund as a thank you.", NULL);
  bad = henji_desk_check_claim_text (f->desk, detail, pushy, HENJI_LANGUAGE_EN, HENJI_LANGUAGE_EN);
  g_assert_cmpuint (bad->len, >, 0);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  gint64 row = claim_case (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (henji_desk_evidence (f->desk, row, HENJI_LANGUAGE_EN, HENJI_EVIDENCE_ALL,
                                      cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/evidence/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (packet);
  ADD (text);
  ADD (cancel);

  return g_test_run ();
}

/* henji-support-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-support-mail"

#include "config.h"

#include "henji-support-mail.h"

#include <string.h>

#define HEAD 2000 /* bytes of a body that are looked at */
#define MAX_STATUS 60

/* (transfer full): NFKC, small letters, dashes and blanks of all sorts as one; lines stay. */
static char *
plain_of (const char *text)
{
  gsize n = MIN (strlen (text), HEAD);
  g_autofree char *head = NULL;
  g_autofree char *wide = NULL;
  g_autofree char *lower = NULL;
  GString *plain = g_string_new (NULL);

  while (n > 0 && (text[n] & 0xC0) == 0x80)
    n--;
  head = g_strndup (text, n);
  wide = g_utf8_normalize (head, -1, G_NORMALIZE_ALL_COMPOSE);
  lower = g_utf8_strdown (wide != NULL ? wide : "", -1);
  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r')
        g_string_append_c (plain, '\n');
      else if (g_unichar_isspace (c) || c == 0x200B)
        g_string_append_c (plain, ' ');
      else if (g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212)
        g_string_append_c (plain, '-');
      else if (c == 0x3010 || c == 0x300C || c == 0x3014 || c == '(')
        g_string_append_c (plain, '[');
      else if (c == 0x3011 || c == 0x300D || c == 0x3015 || c == ')')
        g_string_append_c (plain, ']');
      else
        g_string_append_unichar (plain, c);
    }

  return g_string_free (plain, FALSE);
}

/* ---- The Case ID ----------------------------------------------------------------------------- */

static const char *
skip (const char *p, const char *set)
{
  return p + strspn (p, set);
}

/* A Case ID at @p, alone as a number. */
static char *
id_at (const char *p)
{
  gsize n = strspn (p, "0123456789");
  const char *after = p + n;

  if (n < HENJI_SUPPORT_ID_MIN || n > HENJI_SUPPORT_ID_MAX || g_ascii_isalpha (*after)
      || *after == '_' || *after == '/' || *after == '@'
      || ((*after == '-' || *after == '.' || *after == ',') && g_ascii_isdigit (after[1])))
    return NULL;

  return g_strndup (p, n);
}

/* What may stand between the word and its number to make it a label. %NULL: nothing of it. */
static const char *
skip_label (const char *p)
{
  static const char *const labels[] = {
    "identification number", "identifier", "number", "id", "no", "num", "#", "番号", "ナンバー"
  };
  const char *q = skip (p, " -_");

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_has_prefix (q, labels[i]))
      {
        const char *after = q + strlen (labels[i]);

        /* "idea", "note" */
        if (g_ascii_isalpha (*q) && g_ascii_isalpha (*after))
          continue;
        after = skip (after, " .:#=-");
        if (g_str_has_prefix (after, "は"))
          after = skip (after + strlen ("は"), " :");
        else if (g_str_has_prefix (after, "is "))
          after = skip (after, "is :");
        return skip (after, "[ #");
      }

  return NULL;
}

static gboolean
begins_word (const char *text, const char *at)
{
  return at == text || !(g_ascii_isalnum (at[-1]) || at[-1] == '_' || at[-1] == '-');
}

/* The kana of "ケース" within another word: 「スマホケース」 is a thing, 「ケースID」 after it
 * none. */
static gboolean
after_kana (const char *text, const char *at)
{
  gunichar before;

  if (at == text)
    return FALSE;
  before = g_utf8_get_char (g_utf8_prev_char (at));

  return (before >= 0x3040 && before <= 0x30FF) || g_unichar_isalnum (before);
}

/* Is @at in a bracket that opens right before it, and was nothing but "re:" said before? */
static gboolean
stands_first (const char *text, const char *at)
{
  static const char *const prefixes[] = { "re", "fw", "fwd", "aw", "返信", "転送" };
  const char *p = text;

  for (gboolean again = TRUE; again;)
    {
      again = FALSE;
      p = skip (p, " [:#");
      for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
        {
          gsize n = strlen (prefixes[i]);

          if (strncmp (p, prefixes[i], n) == 0 && *skip (p + n, " ]") == ':')
            {
              p = skip (p + n, " ]:");
              again = TRUE;
            }
        }
    }

  return p == at;
}

static char *
find_id (const char *text, gboolean subject)
{
  static const char *const words[] = { "case", "ケース", "お問い合わせ", "問い合わせ", "お問合せ" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (const char *at = text; (at = strstr (at, words[i])) != NULL; at += strlen (words[i]))
      {
        gboolean latin = i == 0;
        const char *after = at + strlen (words[i]);
        const char *labelled = skip_label (after);
        gboolean bracket = at > text && at[-1] == '[';
        char *id;

        if (latin && !begins_word (text, at))
          continue;
        if (labelled != NULL)
          {
            id = id_at (labelled);
            if (id != NULL)
              return id;
            continue;
          }
        /* Without a label only where nothing but a case can be meant. */
        if (!subject || i > 1 || g_ascii_isalpha (*after) || (!latin && after_kana (text, at))
            || !(bracket || stands_first (text, at)))
          continue;
        id = id_at (skip (after, " :#-"));
        if (id != NULL)
          return id;
      }

  return NULL;
}

char *
henji_support_mail_case_id (const char *subject, const char *body)
{
  g_autofree char *plain_subject = NULL;
  g_autofree char *plain_body = NULL;
  char *id;

  g_return_val_if_fail (subject != NULL, NULL);

  plain_subject = plain_of (subject);
  id = find_id (plain_subject, TRUE);
  if (id != NULL || body == NULL)
    return id;
  plain_body = plain_of (body);

  return find_id (plain_body, FALSE);
}

/* ---- What else it says ----------------------------------------------------------------------- */

static gboolean
holds_any (const char *text, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

HenjiSupportTeam
henji_support_mail_team (const char *address, const char *subject, const char *body)
{
  static const char *const locals[] = { "performance", "account-specialist", "seller-evaluation" };
  static const char *const words[]
      = { "seller performance",       "account health",   "出品者パフォーマンス",
          "アカウントスペシャリスト", "アカウント健全性", "パフォーマンスチーム" };
  g_autofree char *local = g_ascii_strdown (address, (gssize) strcspn (address, "@"));
  g_autofree char *plain_subject = plain_of (subject);
  g_autofree char *plain_body = plain_of (body);

  return holds_any (local, locals, G_N_ELEMENTS (locals))
                 || holds_any (plain_subject, words, G_N_ELEMENTS (words))
                 || holds_any (plain_body, words, G_N_ELEMENTS (words))
             ? HENJI_SUPPORT_PERFORMANCE
             : HENJI_SUPPORT_SELLER;
}

char *
henji_support_mail_status (const char *body)
{
  static const char *const labels[]
      = { "case status",      "status of your case", "status",       "ケースのステータス",
          "ケースステータス", "ステータス",          "ケースの状況", "対応状況" };
  g_autofree char *plain = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  plain = plain_of (body);
  lines = g_strsplit (plain, "\n", 200);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      while (*line != '\0' && !g_unichar_isalpha (g_utf8_get_char (line)))
        line = g_utf8_next_char (line);

      for (guint j = 0; j < G_N_ELEMENTS (labels); j++)
        {
          const char *after;
          char *status;

          if (!g_str_has_prefix (line, labels[j]))
            continue;
          after = skip (line + strlen (labels[j]), " ]");
          if (*after != ':')
            continue;
          status = g_strstrip (g_strdup (skip (after, " :*")));
          g_strdelimit (status, "]*", ' ');
          g_strstrip (status);
          if (*status != '\0' && strlen (status) <= MAX_STATUS)
            return status;
          g_free (status);
        }
    }

  return NULL;
}

gboolean
henji_support_mail_is_receipt (const char *subject, const char *body)
{
  static const char *const words[] = { "we have received your inquiry",
                                       "we have received your enquiry",
                                       "we have received your message",
                                       "we've received your",
                                       "your case has been created",
                                       "your case has been submitted",
                                       "has been opened and assigned",
                                       "automatic confirmation",
                                       "お問い合わせを受け付けました",
                                       "お問い合わせを受付けました",
                                       "お問い合わせを受付いたしました",
                                       "お問い合わせを受け付けいたしました",
                                       "お問い合わせを承りました",
                                       "ケースを作成しました",
                                       "ケースが作成されました",
                                       "自動配信",
                                       "自動送信" };
  g_autofree char *plain_subject = NULL;
  g_autofree char *plain_body = NULL;

  g_return_val_if_fail (subject != NULL && body != NULL, FALSE);

  plain_subject = plain_of (subject);
  plain_body = plain_of (body);

  return holds_any (plain_subject, words, G_N_ELEMENTS (words))
         || holds_any (plain_body, words, G_N_ELEMENTS (words));
}

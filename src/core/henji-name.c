/* henji-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-name"

#include "config.h"

#include "henji-name.h"

#include "henji-template-private.h"

#include "henji-fold.h"

#include <string.h>

#define MAX_NAME 60

/* What people and systems put behind a name. */
static const char *const suffixes[] = {
  "様方", "御中", "さま", "サマ", "様", "殿", "さん", "サン", "-sama", "-san", " sama", " san",
};

/* Stand-ins of marketplaces and mail programs, folded. */
static const char *const stand_ins[] = {
  "amazon customer",
  "amazonかすたまー",
  "amazon かすたまー",
  "amazonのかすたまー",
  "amazonのお客様",
  "kindle customer",
  "customer",
  "お客様",
  "お客さま",
  "購入者",
  "buyer",
  "guest",
  "ゲスト",
  "げすと",
  "unknown",
  "anonymous",
  "匿名",
  "n/a",
  "na",
  "null",
  "test",
  "amazon",
  "amazon.co.jp",
  "amazon.com",
  "-",
};

static const char *const marks_ja[] = {
  "株式会社", "有限会社", "合同会社",     "合資会社", "合名会社", "一般社団法人", "公益財団法人",
  "医療法人", "学校法人", "社会福祉法人", "財団法人", "社団法人", "（株）",       "(株)",
  "㈱",       "（有）",   "(有)",         "㈲",       "大学",     "小学校",       "中学校",
  "高等学校", "幼稚園",   "保育園",       "病院",     "医院",     "クリニック",   "診療所",
  "薬局",     "事務所",   "商店",         "商会",     "製作所",   "工業",         "市役所",
  "区役所",   "町役場",   "協会",         "組合",     "研究所",   "営業所",       "図書館",
};

static const char *const marks_en[] = {
  "inc",      "inc.", "llc",     "llc.",       "ltd",      "ltd.",   "corp", "corp.", "corporation",
  "co.,ltd.", "gmbh", "company", "university", "hospital", "clinic", "k.k.", "plc",   "co.",
};

static const char *const titles_en[]
    = { "mr.", "mrs.", "ms.", "miss", "dr.", "mr", "mrs", "ms", "mx.", "prof." };

static gboolean
is_latin (const char *text)
{
  gboolean letters = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c))
        continue;
      letters = TRUE;
      if (g_unichar_get_script (c) != G_UNICODE_SCRIPT_LATIN)
        return FALSE;
    }

  return letters;
}

/* Pictures are forbidden in messages to buyers, so they are no part of a greeting either. */
static char *
without_pictures (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x1F000 || (c >= 0x2600 && c <= 0x27BF) || c == 0xFE0F || c == 0x200D)
        if (c < 0x20000 || c > 0x3FFFF)
          continue;
      g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

static char *
without_suffix (const char *name)
{
  char *bare = g_strdup (name);
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (suffixes) && !again; i++)
        {
          gsize length = strlen (bare), cut = strlen (suffixes[i]);

          if (length > cut && g_ascii_strcasecmp (bare + length - cut, suffixes[i]) == 0)
            {
              bare[length - cut] = '\0';
              g_strchomp (bare);
              again = TRUE;
            }
        }
    }

  return bare;
}

static gboolean
is_stand_in (const char *name)
{
  g_autofree char *folded = henji_fold (name, -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stand_ins); i++)
    if (strcmp (folded, stand_ins[i]) == 0)
      return TRUE;

  return FALSE;
}

char *
henji_name_bare (const char *name)
{
  g_autofree char *clean = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *bare = NULL;
  const char *dash;
  gboolean letters = FALSE;

  if (name == NULL)
    return NULL;

  plain = without_pictures (name);
  clean = henji_template_clean (plain, FALSE, MAX_NAME + 1);
  /* "Emily Turner - Amazon Marketplace" as a mail's sender */
  dash = strstr (clean, " - Amazon");
  if (dash != NULL)
    clean[dash - clean] = '\0';
  g_strstrip (clean);
  /* "" and '' round a name come from mail headers */
  if (strlen (clean) > 1 && (*clean == '"' || *clean == '\'') && g_str_has_suffix (clean, "\""))
    {
      clean[strlen (clean) - 1] = '\0';
      *clean = ' ';
      g_strstrip (clean);
    }

  bare = without_suffix (clean);
  for (const char *p = bare; *p != '\0'; p = g_utf8_next_char (p))
    letters = letters || g_unichar_isalpha (g_utf8_get_char (p));

  if (!letters || g_utf8_strlen (bare, -1) > MAX_NAME || strchr (bare, '@') != NULL
      || strstr (bare, "://") != NULL || g_strstr_len (bare, -1, "www.") != NULL
      || strcmp (bare, "様") == 0 || strcmp (bare, "御中") == 0 || is_stand_in (bare)
      || is_stand_in (clean))
    return NULL;

  return g_steal_pointer (&bare);
}

static gboolean
has_mark (const char *word)
{
  g_autofree char *lower = g_ascii_strdown (word, -1);

  for (guint i = 0; i < G_N_ELEMENTS (marks_ja); i++)
    if (strstr (word, marks_ja[i]) != NULL)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (marks_en); i++)
    if (strcmp (lower, marks_en[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_mark_alone (const char *word)
{
  for (guint i = 0; i < 17; i++)
    if (strcmp (word, marks_ja[i]) == 0)
      return TRUE;

  return FALSE;
}

gboolean
henji_name_is_organisation (const char *name)
{
  g_auto (GStrv) words = NULL;
  guint n, marked = 0;
  gboolean any = FALSE;

  g_return_val_if_fail (name != NULL, FALSE);

  words = g_strsplit (name, " ", 16);
  n = g_strv_length (words);
  for (guint i = 0; i < n; i++)
    if (has_mark (words[i]))
      {
        any = TRUE;
        marked = i;
        /* "株式会社 青葉": the mark and the name of one firm */
        if (is_mark_alone (words[i]) && i + 1 < n)
          marked = i + 1;
      }

  /* "株式会社青葉 佐伯": somebody in a firm is greeted as a person. */
  return any && marked + 1 >= n;
}

static char *
without_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles_en); i++)
    {
      gsize length = strlen (titles_en[i]);

      if (g_ascii_strncasecmp (name, titles_en[i], length) == 0 && name[length] == ' ')
        return g_strdup (name + length + 1);
    }

  return g_strdup (name);
}

char *
henji_name_for_greeting (const char *const *names, HenjiLanguage language)
{
  g_autofree char *japanese = NULL;
  g_autofree char *latin = NULL;
  g_autofree char *other = NULL;

  g_return_val_if_fail (names != NULL, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *bare = henji_name_bare (names[i]);

      if (bare == NULL)
        continue;
      if (japanese == NULL && henji_fold_has_cjk (bare))
        japanese = g_steal_pointer (&bare);
      else if (latin == NULL && is_latin (bare))
        latin = g_steal_pointer (&bare);
      else if (other == NULL && !henji_fold_has_cjk (bare))
        other = g_steal_pointer (&bare);
    }

  if (language == HENJI_LANGUAGE_JA)
    {
      const char *name = japanese != NULL ? japanese : latin != NULL ? latin : other;
      g_autofree char *plain = name != NULL ? without_title (name) : NULL;

      if (plain == NULL)
        return g_strdup ("お客様");

      return g_strdup_printf ("%s %s", plain, henji_name_is_organisation (plain) ? "御中" : "様");
    }

  if (latin == NULL)
    return g_strdup ("Customer");
  if (japanese != NULL && !henji_name_is_organisation (latin))
    {
      g_autofree char *plain = without_title (latin);

      return g_strdup_printf ("%s-sama", plain);
    }

  return g_steal_pointer (&latin);
}

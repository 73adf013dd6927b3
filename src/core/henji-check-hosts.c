/* henji-check-hosts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Addresses of the web and of mail, also written so that a machine should not see them: "shop (dot)
 * com", "info [at] shop . jp", あっと.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include "henji-fold.h"

#include <string.h>

#define MAX_HOST 100
#define SOFT_AT 0xE000 /* the word "at", which may only be a word */

/* The text with its disguises taken off. */
typedef struct
{
  HenjiCheckRun *run;
  gunichar *d;   /* 0-terminated */
  guint32 *from; /* indices of `f`; one more for the end */
  gsize n;
} Plain;

static const struct
{
  const char *written;
  gunichar meant;
} disguises[] = {
  { "(dot)", '.' },    { "[dot]", '.' },          { "{dot}", '.' },
  { "<dot>", '.' },    { " dot ", '.' },          { "(どっと)", '.' },
  { "[どっと]", '.' }, { "どっと", '.' },         { "(.)", '.' },
  { "[.]", '.' },      { "(at)", '@' },           { "[at]", '@' },
  { "{at}", '@' },     { "<at>", '@' },           { "(@)", '@' },
  { "[@]", '@' },      { "(あっとまーく)", '@' }, { "[あっとまーく]", '@' },
  { "(あっと)", '@' }, { "[あっと]", '@' },       { "あっとまーく", '@' },
  { "あっと", '@' },   { " at ", SOFT_AT },       { "(a)", SOFT_AT },
  { "てん", '.' },     { "」てん「", '.' },       { "」どっと「", '.' },
};

/* Of all of them. */
static const char beginnings[] = "([{< どあて」";

static inline gboolean
is_host_char (gunichar c)
{
  return c < 0x80 && (g_ascii_isalnum ((char) c) || c == '-');
}

static inline gboolean
is_local_char (gunichar c)
{
  return is_host_char (c) || c == '.' || c == '_' || c == '+';
}

static gsize
skip_blanks (const HenjiCheckText *text, gsize i)
{
  while (text->f[i] == ' ' || text->f[i] == 0x3000)
    i++;

  return i;
}

static void
put (Plain *self, gunichar c, gsize from)
{
  self->d[self->n] = c;
  self->from[self->n] = (guint32) from;
  self->n++;
}

/* "info AT aoba": whoever writes it so means the sign. */
static gboolean
is_shouted (const HenjiCheckText *text, gsize i, gsize end)
{
  return g_unichar_isupper (henji_check_raw_char (text, i + 1))
         && !g_unichar_isupper (henji_check_raw_char (text, i - 1))
         && !g_unichar_isupper (henji_check_raw_char (text, end));
}

/* The end of the disguised sign at @i, 0 when there is none. */
static gsize
take_disguise (Plain *self, gsize i)
{
  const HenjiCheckText *text = self->run->text;
  gunichar c = text->f[i];

  if (g_utf8_strchr (beginnings, -1, c) == NULL)
    return 0;
  for (guint k = 0; k < G_N_ELEMENTS (disguises); k++)
    if (henji_check_is_at (text, i, disguises[k].written))
      {
        gsize end = skip_blanks (text, i + g_utf8_strlen (disguises[k].written, -1));

        if (self->n == 0 || !is_host_char (text->f[end]))
          return 0;
        while (self->n > 0 && self->d[self->n - 1] == ' ')
          self->n--;
        if (self->n == 0 || !is_local_char (self->d[self->n - 1]))
          return 0;
        put (self,
             disguises[k].meant == SOFT_AT && c == ' ' && is_shouted (text, i, end)
                 ? '@'
                 : disguises[k].meant,
             i);
        return end;
      }

  return 0;
}

/* "infoATaobaDOTcom": the end of the word in capitals at @i among small letters, 0 if none. */
static gsize
take_capitals (Plain *self, gsize i)
{
  const HenjiCheckText *text = self->run->text;
  const char *word = text->f[i] == 'a' ? "at" : "dot";
  gsize end = i + strlen (word);

  if (i == 0 || !henji_check_is_at (text, i, word) || !is_host_char (text->f[i - 1])
      || !is_host_char (text->f[end]) || g_unichar_isupper (henji_check_raw_char (text, i - 1))
      || g_unichar_isupper (henji_check_raw_char (text, end)))
    return 0;
  for (gsize k = i; k < end; k++)
    if (!g_unichar_isupper (henji_check_raw_char (text, k)))
      return 0;
  put (self, *word == 'a' ? '@' : '.', i);

  return end;
}

/* "aoba-zakka,com": a comma for the dot before a top level that is no word. */
static gboolean
is_comma_for_dot (const Plain *self, gsize i)
{
  static const char *const ends[] = { "com", "jp", "org", "co,jp", "co.jp" };
  const HenjiCheckText *text = self->run->text;

  if (text->f[i] != ',' || self->n < 2 || !is_host_char (self->d[self->n - 1])
      || !is_host_char (self->d[self->n - 2]))
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
    {
      gsize end = i + 1 + strlen (ends[k]);

      if (henji_check_is_at (text, i + 1, ends[k]) && !is_host_char (text->f[end])
          && !(text->f[end] == '.' && is_host_char (text->f[end + 1])))
        return TRUE;
    }

  return FALSE;
}

static void
undisguise (Plain *self)
{
  const HenjiCheckText *text = self->run->text;

  for (gsize i = 0; i < text->n_f;)
    {
      gunichar c = text->f[i];
      gsize end = take_disguise (self, i);

      if (c == 'h' && henji_check_is_at (text, i, "h ttp"))
        {
          put (self, 'h', i);
          i += 2;
          continue;
        }
      if (c == 'w' && henji_check_is_at (text, i, "w w w"))
        {
          for (guint k = 0; k < 3; k++)
            put (self, 'w', i + 2 * k);
          i += 5;
          continue;
        }

      if (end == 0 && (c == 'a' || c == 'd'))
        end = take_capitals (self, i);
      if (end > 0)
        {
          i = end;
          continue;
        }
      if (c == ',' && is_comma_for_dot (self, i))
        {
          put (self, '.', i++);
          continue;
        }
      if ((c == '.' || c == 0x3002 || c == 0xFF61) && is_host_char (text->f[i + 1]) && self->n > 0
          && is_host_char (self->d[self->n - 1]))
        put (self, '.', i++);
      else if ((c == '.' || (c == '@' && text->f[i + 1] == ' ')) && i > 0 && text->f[i - 1] == ' '
               && self->n > 1 && is_host_char (self->d[self->n - 2])
               && is_host_char (text->f[skip_blanks (text, i + 1)]))
        {
          /* "shop . com": a dot with a blank before it ends no sentence. */
          self->n--;
          put (self, c, i);
          i = skip_blanks (text, i + 1);
        }
      else if (c == '@' && text->f[i + 1] == ' ' && henji_check_is_letter (text->f[i + 2]))
        {
          put (self, c, i);
          i = skip_blanks (text, i + 1);
        }
      else
        put (self, c, i++);
    }
  self->d[self->n] = 0;
  self->from[self->n] = (guint32) text->n_f;
}

/* --- hosts --------------------------------------------------------------------------------------
 */

typedef enum
{
  TOP_LEVEL_NONE,
  TOP_LEVEL_DOUBTFUL, /* an English word as well */
  TOP_LEVEL_SURE,
} TopLevel;

static TopLevel
top_level_of (const HenjiChecker *checker, const char *label)
{
  const GPtrArray *list = checker->lists[HENJI_LIST_TOP_LEVELS];

  for (guint i = 0; i < list->len; i++)
    {
      const char *one = list->pdata[i];

      if (strcmp (one, label) == 0)
        return TOP_LEVEL_SURE;
      if (*one == '?' && strcmp (one + 1, label) == 0)
        return TOP_LEVEL_DOUBTFUL;
    }

  return TOP_LEVEL_NONE;
}

static gboolean
is_under (const char *host, const char *domain)
{
  gsize n = strlen (host), m = strlen (domain);

  return n >= m && strcmp (host + n - m, domain) == 0 && (n == m || host[n - m - 1] == '.');
}

static gboolean
is_allowed_host (const HenjiCheckRun *run, const char *host)
{
  const GPtrArray *list = run->checker->lists[HENJI_LIST_HOSTS];

  if (run->policy != NULL && is_under (host, henji_policy_marketplace (run->policy)))
    return TRUE;
  for (guint i = 0; i < list->len; i++)
    if (is_under (host, list->pdata[i]))
      return TRUE;

  return FALSE;
}

/* Reads the host name that begins at @i: its end, and the longest part of it that can be one. */
static TopLevel
read_host (const Plain *self, gsize i, char host[MAX_HOST], gsize *end)
{
  TopLevel best = TOP_LEVEL_NONE;
  gsize n = 0, label = 0, best_n = 0;

  for (;; i++)
    {
      gunichar c = self->d[i];
      gboolean ends = !is_host_char (c);

      if (ends && n > label && label > 0)
        {
          TopLevel level;

          host[n] = '\0';
          level = top_level_of (self->run->checker, host + label);
          if (level != TOP_LEVEL_NONE)
            {
              best = level;
              best_n = n;
              *end = i;
            }
        }
      if ((ends && (c != '.' || n == label)) || n == MAX_HOST - 1)
        break;
      host[n++] = (char) c;
      if (c == '.')
        label = n;
    }
  host[best_n] = '\0';

  return best;
}

/* Behind the path and the query of an address. */
static gsize
skip_path (const Plain *self, gsize i)
{
  if (self->d[i] != '/' && self->d[i] != ':' && self->d[i] != '?')
    return i;
  while (i < self->n && self->d[i] > ' ' && self->d[i] < 0x80 && self->d[i] != ')'
         && self->d[i] != '"' && self->d[i] != '>')
    i++;
  while (self->d[i - 1] == '.' || self->d[i - 1] == ',')
    i--;

  return i;
}

static void
report (const Plain *self, const char *rule, gsize start, gsize end)
{
  gsize from = self->from[start], to = self->from[end - 1] + 1;

  henji_check_report_f (self->run, rule, from, to);
}

/* --- mail ---------------------------------------------------------------------------------------
 */

static gboolean
is_mail_provider (const char *word)
{
  static const char *const names[]
      = { "gmail", "googlemail", "yahoo",  "ymail",      "hotmail", "outlook", "icloud", "docomo",
          "ezweb", "softbank",   "proton", "protonmail", "aol",     "live",    "msn" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (word, names[i])
        && (word[strlen (names[i])] == '\0' || word[strlen (names[i])] == '.'))
      return TRUE;

  return FALSE;
}

/* Did the buyer write this address, or does the sentence say that it is the buyer's? */
static gboolean
is_the_buyers (const Plain *self, gsize start, gsize end)
{
  const HenjiCheckText *text = self->run->text;
  const char *message = henji_check_message (self->run);
  gsize from = self->from[start], to = self->from[end - 1] + 1;

  if (message != NULL)
    {
      g_autofree char *address
          = g_ucs4_to_utf8 (self->d + start, (glong) (end - start), NULL, NULL, NULL);

      if (address != NULL && strstr (message, address) != NULL)
        return TRUE;
    }

  return henji_check_beside (text, HENJI_CHECK_CLASS_BUYER_CONTACT, from, to, 40, 12)
         && !henji_check_beside (text, HENJI_CHECK_CLASS_OWN_CONTACT, from, to, 40, 40);
}

/* Takes the mail address, or the name at a social network, round the sign at @at. Returns the place
 * to go on from. */
static gsize
take_at (const Plain *self, gsize at, gboolean soft)
{
  char host[MAX_HOST];
  gsize start = at, end = at + 1, word = at + 1;
  TopLevel level;

  while (start > 0 && is_local_char (self->d[start - 1]))
    start--;
  level = read_host (self, at + 1, host, &end);
  while (is_local_char (self->d[word]))
    word++;

  if (level == TOP_LEVEL_NONE)
    {
      gsize n = 0;

      while (n < MAX_HOST - 1 && is_host_char (self->d[at + 1 + n]))
        {
          host[n] = (char) self->d[at + 1 + n];
          n++;
        }
      host[n] = '\0';
      end = at + 1 + n;
    }
  if (start < at && (is_mail_provider (host) || (!soft && level != TOP_LEVEL_NONE)))
    {
      if (!is_allowed_host (self->run, host) && !is_the_buyers (self, start, end))
        report (self, "mail-address", start, end);
      return end;
    }
  if (!soft && start == at && word - at > 3 && henji_check_is_letter (self->d[at + 1])
      && !g_str_has_prefix (host, "amazon"))
    report (self, "contact-pointer", at, word);

  return at + 1;
}

/* --- links --------------------------------------------------------------------------------------
 */

/* Takes the host that begins at @i; @sure when something before it says that it is one. */
static gsize
take_host (const Plain *self, gsize start, gsize i, gboolean sure)
{
  char host[MAX_HOST];
  gsize end = i;
  TopLevel level = read_host (self, i, host, &end);

  sure = sure || g_str_has_prefix (host, "www.");
  if (level == TOP_LEVEL_NONE && sure)
    while (is_host_char (self->d[end]) || self->d[end] == '.')
      end++;
  else if (level == TOP_LEVEL_NONE || (level == TOP_LEVEL_DOUBTFUL && !sure && self->d[end] != '/'))
    return i;
  if (end == i)
    return i;
  if (self->d[end] == '@') /* the name before a mail address's sign, or a trick */
    return i;

  end = skip_path (self, end);
  if (level == TOP_LEVEL_NONE || !is_allowed_host (self->run, host))
    report (self, "external-link", start, end);

  return end;
}

/* aoba_zakka: a name at a network, when the sentence speaks of getting in touch. */
static void
check_handle (const Plain *self, gsize start, gsize end)
{
  const HenjiCheckText *text = self->run->text;
  const HenjiCheckSentence *sentence;
  guint letters = 0, strokes = 0;

  for (gsize i = start; i < end; i++)
    {
      letters += henji_check_is_letter (self->d[i]);
      strokes += self->d[i] == '_' && i > start && i + 1 < end && self->d[i - 1] != '_';
    }
  sentence = henji_check_sentence_at (text, text->f_at[self->from[start]]);
  if (letters >= 6 && strokes == 1 && sentence != NULL && self->d[end] != '.'
      && henji_class_set_has (&sentence->classes, HENJI_CHECK_CLASS_CONTACT))
    report (self, "contact-pointer", start, end);
}

void
henji_check_hosts (HenjiCheckRun *run)
{
  const HenjiCheckText *text = run->text;
  Plain plain = { .run = run };

  plain.d = g_new (gunichar, text->n_f + 4);
  plain.from = g_new (guint32, text->n_f + 4);
  undisguise (&plain);

  for (gsize i = 0; i < plain.n;)
    {
      gunichar c = plain.d[i];
      gsize next = i;

      if (c == '@' || c == SOFT_AT)
        next = take_at (&plain, i, c == SOFT_AT);
      else if (c == ':' && plain.d[i + 1] == '/' && plain.d[i + 2] == '/')
        {
          gsize start = i;

          while (start > 0 && henji_check_is_letter (plain.d[start - 1]))
            start--;
          if (is_host_char (plain.d[i + 3]))
            next = take_host (&plain, start, i + 3, TRUE);
        }
      else if (is_host_char (c) && (i == 0 || !is_local_char (plain.d[i - 1])))
        {
          next = take_host (&plain, i, i, FALSE);
          if (next == i) /* the rest of the word cannot begin a host either */
            {
              while (is_host_char (plain.d[next]) || plain.d[next] == '_')
                next++;
              check_handle (&plain, i, next);
            }
        }
      i = next > i ? next : i + 1;
    }

  g_free (plain.d);
  g_free (plain.from);
}

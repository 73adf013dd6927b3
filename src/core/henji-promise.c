/* henji-promise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-promise"

#include "config.h"

#include "henji-promise-private.h"

#include "henji-time.h"

#include <string.h>

#define MAX_SENTENCE 4000 /* bytes looked at */
#define MAX_WORDS 120     /* characters kept of a sentence */

void
henji_promise_free (HenjiPromise *self)
{
  g_free (self->words);
  g_free (self->sentence);
  g_free (self);
}

/* ---- Sentences ------------------------------------------------------------------------------- */

static gboolean
is_abbreviation (const char *start, const char *dot)
{
  static const char *const words[]
      = { "jan", "feb", "mar",  "apr", "jun", "jul",  "aug",   "sep", "sept", "oct",
          "nov", "dec", "a.m",  "p.m", "mr",  "ms",   "mrs",   "dr",  "no",   "approx",
          "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat",  "sun" };
  const char *word = dot;

  while (word > start && (g_ascii_isalpha (word[-1]) || word[-1] == '.'))
    word--;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == (gsize) (dot - word)
        && g_ascii_strncasecmp (word, words[i], dot - word) == 0)
      return TRUE;

  return FALSE;
}

/* "2. " before an item of a list */
static gboolean
is_number (const char *start, const char *dot)
{
  const char *word = dot;

  while (word > start && g_ascii_isdigit (word[-1]))
    word--;

  return word < dot && dot - word <= 2 && (word == start || word[-1] == '\n');
}

static gboolean
ends_sentence (const char *start, const char *p)
{
  gunichar c = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);

  if (c == 0x3002 /* 。 */ || c == 0xff0e || c == '!' || c == '?' || c == 0xff01 || c == 0xff1f)
    return TRUE;

  return c == '.' && (*next == '\0' || g_ascii_isspace (*next)) && !is_number (start, p)
         && !is_abbreviation (start, p);
}

/* "②" */
static gboolean
is_circled (const char *p)
{
  gunichar c = g_utf8_get_char_validated (p, -1);

  return c >= 0x2460 && c <= 0x2473;
}

/* A line that goes on from the one before belongs to its sentence; an item of a list does not. */
static gboolean
begins_item (const char *p)
{
  static const char *const marks[] = { "・", "●", "■", "◆", "※", "-", "*", ">", "【", "＞" };

  while (*p == ' ' || *p == '\t')
    p++;
  if (is_circled (p) || *p == '\0' || *p == '\n')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (p, marks[i]))
      return TRUE;

  return g_ascii_isdigit (*p) && strspn (p, "0123456789") <= 2
         && strchr (".)", p[strspn (p, "0123456789")]) != NULL;
}

/* (transfer full) (element-type utf8): each on one line */
static GPtrArray *
split_sentences (const char *text, HenjiLanguage language)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);
  GString *sentence = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *start = valid;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean end = ends_sentence (start, p);

      if (*p == '\n' && begins_item (p + 1))
        end = TRUE;
      if (*p != '\n' && *p != '\r')
        g_string_append_len (sentence, p, g_utf8_next_char (p) - p);
      else if (language != HENJI_LANGUAGE_JA && !end)
        g_string_append_c (sentence, ' ');
      if (!end)
        continue;

      g_ptr_array_add (sentences, g_strstrip (g_strdup (sentence->str)));
      g_string_truncate (sentence, 0);
      start = g_utf8_next_char (p);
    }
  g_ptr_array_add (sentences, g_strstrip (g_string_free (sentence, FALSE)));

  return sentences;
}

/* One of several things the buyer may choose: "1. …", "②…" */
static gboolean
is_choice (const char *sentence)
{
  return is_circled (sentence) || (begins_item (sentence) && g_ascii_isdigit (*sentence));
}

/* (transfer full): the sentence, or of a long one what stands round its character @at. */
static char *
shortened (const char *sentence, glong at)
{
  glong length = g_utf8_strlen (sentence, -1);
  glong start = CLAMP (at - MAX_WORDS / 2, 0, MAX (length - MAX_WORDS, 0));
  glong end = MIN (start + MAX_WORDS, length);
  g_autofree char *part = g_utf8_substring (sentence, start, end);

  return g_strdup_printf ("%s%s%s", start > 0 ? "…" : "", part, end < length ? "…" : "");
}

/* Small letters, one width, straight apostrophes. */
static char *
plain (const char *sentence)
{
  g_autofree char *valid
      = g_utf8_make_valid (sentence, (gssize) MIN (strlen (sentence), MAX_SENTENCE));
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = g_utf8_strdown (normal, -1);
  g_auto (GStrv) quotes = g_strsplit (lower, "’", -1);
  g_autofree char *straight = g_strjoinv ("'", quotes);
  g_auto (GStrv) waves = g_strsplit (straight, "〜", -1);

  return g_strjoinv ("~", waves);
}

/* ---- Whose date it is ------------------------------------------------------------------------ */

/* The cue that says whose date it is: in Japanese the verb behind it, in English the subject before
 * it, or behind it in "By Friday we will …". */
static const HenjiPromiseCue *
cue_of_date (const char *sentence,
             HenjiLanguage language,
             const HenjiDateMention *mention,
             int limit,
             const GArray *cues)
{
  static const char *const openers[]
      = { "by ", "on ", "before ", "than ", "within ", "in ", "the " };
  const HenjiPromiseCue *before = NULL, *after = NULL;

  for (guint i = 0; i < cues->len; i++)
    {
      const HenjiPromiseCue *cue = &g_array_index (cues, HenjiPromiseCue, i);

      if (cue->end <= mention->start)
        before = cue;
      else if (cue->start >= mention->end && cue->start < limit && after == NULL)
        after = cue;
    }
  if (language == HENJI_LANGUAGE_JA)
    return after;
  if (before != NULL)
    return before;
  if (mention->start < 4 || strchr ("wi", sentence[mention->start]) != NULL)
    return after;
  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      int length = (int) strlen (openers[i]);

      if (mention->start >= length
          && strncmp (sentence + mention->start - length, openers[i], length) == 0)
        return after;
    }

  return NULL;
}

typedef struct
{
  const char *ja;
  const char *en;
  HenjiPromiseAct act;
} ActWords;

/* The last one named in Japanese, the first in English, is the verb. */
static HenjiPromiseAct
act_of (const char *words, HenjiLanguage language)
{
  static const ActWords acts[] = {
    { "連絡", "let you know", HENJI_PROMISE_CONTACT },
    { "回答", "get back", HENJI_PROMISE_CONTACT },
    { "返信", "write", HENJI_PROMISE_CONTACT },
    { "返事", "reply", HENJI_PROMISE_CONTACT },
    { "報告", "contact", HENJI_PROMISE_CONTACT },
    { "知らせ", "update", HENJI_PROMISE_CONTACT },
    { "案内", "answer", HENJI_PROMISE_CONTACT },
    { "お伝え", "hear", HENJI_PROMISE_CONTACT },
    { "メール", "tell you", HENJI_PROMISE_CONTACT },
    { "メッセージ", "message", HENJI_PROMISE_CONTACT },
    { "ご説明", "respond", HENJI_PROMISE_CONTACT },
    { "返答", "email", HENJI_PROMISE_CONTACT },
    { "書面", "e-mail", HENJI_PROMISE_CONTACT },
    { "お返し", "refund", HENJI_PROMISE_REFUND },
    { "返金", "reimburse", HENJI_PROMISE_REFUND },
    { "払い戻", "pay back", HENJI_PROMISE_REFUND },
    { "発送", "ship", HENJI_PROMISE_SHIP },
    { "出荷", "dispatch", HENJI_PROMISE_SHIP },
    { "再送", "send", HENJI_PROMISE_SHIP },
    { "送付", "sent", HENJI_PROMISE_SHIP },
    { "お送り", "post ", HENJI_PROMISE_SHIP },
    { "お届け", "mail", HENJI_PROMISE_SHIP },
    { "交換", "replace", HENJI_PROMISE_SHIP },
    { "手配", "leave", HENJI_PROMISE_SHIP },
  };
  const char *best = NULL;
  HenjiPromiseAct act = HENJI_PROMISE_OTHER;
  gboolean ja = language == HENJI_LANGUAGE_JA;

  /* "send you an update" is to write. */
  if (!ja
      && g_regex_match_simple ("\\bsend you (?:an?|the|another|our) "
                               "(?:update|answer|reply|message|e-?mail|tracking|result|news)",
                               words, 0, 0))
    return HENJI_PROMISE_CONTACT;
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      const char *found = ja ? g_strrstr (words, acts[i].ja) : strstr (words, acts[i].en);

      if (found != NULL && (best == NULL || (ja ? found > best : found < best)))
        {
          best = found;
          act = acts[i].act;
        }
    }

  return act;
}

/* "27日~28日": only the last of several days that belong together is a limit. */
static gboolean
goes_on (const char *sentence, int end, int next)
{
  g_autofree char *between = g_strndup (sentence + end, next - end);

  return g_regex_match_simple ("^ ?(?:~|-|–|か|または|もしくは|又は|or|to|and)? ?$", between, 0, 0);
}

static void
find_in_sentence (GPtrArray *promises,
                  const char *sentence,
                  HenjiLanguage language,
                  const HenjiOpenDays *days,
                  gint64 now,
                  GTimeZone *zone)
{
  g_autofree char *words = plain (sentence);
  g_autoptr (GArray) mentions = henji_date_mentions (words, language, days, now, zone);
  g_autoptr (GArray) cues = henji_promise_cues (words, language);
  int length = (int) strlen (words);

  for (guint i = 0; i < mentions->len; i++)
    {
      const HenjiDateMention *mention = &g_array_index (mentions, HenjiDateMention, i);
      int limit = i + 1 < mentions->len ? g_array_index (mentions, HenjiDateMention, i + 1).start
                                        : length;
      const HenjiPromiseCue *cue = cue_of_date (words, language, mention, limit, cues);
      g_autofree char *deed = NULL;
      HenjiPromise *promise;

      if (mention->until == 0 || cue == NULL || cue->who != HENJI_PROMISE_OURS
          || (limit < length && goes_on (words, mention->end, limit)))
        continue;

      deed = language == HENJI_LANGUAGE_JA
                 ? g_strndup (words + mention->end, cue->end - mention->end)
                 : g_strdup (words + cue->start);
      promise = g_new0 (HenjiPromise, 1);
      promise->until = mention->until;
      promise->act = act_of (deed, language);
      if (promise->act == HENJI_PROMISE_OTHER)
        promise->act = act_of (words, language);
      promise->choice = is_choice (sentence);
      promise->words
          = shortened (sentence, g_utf8_pointer_to_offset (words, words + mention->start));
      promise->sentence = g_strdup (sentence);
      g_ptr_array_add (promises, promise);
    }
}

static GPtrArray *
find_in_sentences (const GPtrArray *sentences,
                   HenjiLanguage language,
                   const HenjiOpenDays *days,
                   gint64 now,
                   GTimeZone *zone)
{
  GPtrArray *promises = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_promise_free);

  for (guint i = 0; i < sentences->len; i++)
    find_in_sentence (promises, sentences->pdata[i], language, days, now, zone);

  return promises;
}

GPtrArray *
henji_promises_find (const char *text,
                     HenjiLanguage language,
                     const HenjiOpenDays *days,
                     gint64 now,
                     GTimeZone *zone)
{
  g_autoptr (GPtrArray) sentences = NULL;

  g_return_val_if_fail (text != NULL && zone != NULL, NULL);

  sentences = split_sentences (text, language);

  return find_in_sentences (sentences, language, days, now, zone);
}

/* ---- Fields ---------------------------------------------------------------------------------- */

static const char *
sentence_with (const GPtrArray *sentences, const char *words)
{
  for (guint i = 0; i < sentences->len; i++)
    if (strstr (sentences->pdata[i], words) != NULL)
      return sentences->pdata[i];

  return NULL;
}

/* The field's date as a promise of its own; what was found in the same sentence for the same day
 * is the same promise. */
static void
add_field (GPtrArray *promises,
           const HenjiField *field,
           const char *sentence,
           HenjiLanguage language,
           gint64 until)
{
  g_autofree char *label = g_strdup_printf ("%s / %s", field->label_ja, field->label_en);
  g_autofree char *words = NULL;
  HenjiPromise *promise;

  for (guint i = 0; i < promises->len; i++)
    {
      HenjiPromise *found = promises->pdata[i];

      if (found->by_field || !g_str_equal (found->sentence, sentence) || found->until > until
          || until - found->until >= HENJI_DAY)
        continue;
      found->by_field = TRUE;
      g_free (found->words);
      found->words = g_steal_pointer (&label);
      return;
    }

  words = plain (sentence);
  promise = g_new0 (HenjiPromise, 1);
  promise->until = until;
  promise->act = act_of (words, language);
  promise->choice = is_choice (sentence);
  promise->by_field = TRUE;
  promise->words = g_steal_pointer (&label);
  promise->sentence = g_strdup (sentence);
  g_ptr_array_add (promises, promise);
}

GPtrArray *
henji_promises_of_reply (const HenjiTemplate *situation,
                         const HenjiChoices *choices,
                         const HenjiReplyContext *context,
                         HenjiLanguage language,
                         const char *text)
{
  g_autoptr (GPtrArray) sentences = split_sentences (text, language);
  GPtrArray *promises = find_in_sentences (sentences, language,
                                           context->shop != NULL ? context->shop->open_days : NULL,
                                           context->now, context->zone);

  if (situation == NULL)
    return promises;

  for (guint i = 0; i < henji_template_n_fields (situation); i++)
    {
      const HenjiField *field = henji_template_field (situation, i);
      g_autofree char *value = NULL;
      g_autofree char *shown = NULL;
      const char *sentence;
      gint64 until;

      if (!field->promise || !henji_template_field_used (situation, i, choices, context))
        continue;
      value = henji_template_field_value (situation, i, choices, context);
      if (value == NULL || !henji_date_is_valid (value))
        continue;
      until = henji_promise_end_of_day (value, context->zone);
      shown = henji_field_format (HENJI_FIELD_DATE, value, context, language);
      sentence = shown != NULL ? sentence_with (sentences, shown) : NULL;
      if (sentence != NULL && until > context->now)
        add_field (promises, field, sentence, language, until);
    }

  return promises;
}

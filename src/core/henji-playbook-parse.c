/* henji-playbook-parse.c: reading a file of data/playbook/
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-playbook"

#include "config.h"

#include "henji-playbook-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DAYS 60

typedef struct
{
  HenjiPlaybook *book;
  const HenjiIniGroup *group;
  const char *id; /* of the group, behind its word */
  GError **error;
} Reader;

static void
clear_words (HenjiBilingual words)
{
  for (int i = 0; i < 3; i++)
    g_free (words[i]);
}

static void
answer_free (HenjiAnswerSpec *self)
{
  g_free (self->answer.id);
  clear_words (self->answer.label);
  henji_condition_free (self->when);
  g_free (self);
}

static void
question_free (HenjiQuestionSpec *self)
{
  g_free (self->question.id);
  clear_words (self->question.title);
  g_ptr_array_unref (self->question.answers);
  henji_condition_free (self->when);
  g_free (self->from);
  g_free (self);
}

static void
fill_free (HenjiFill *self)
{
  g_free (self->field);
  g_free (self->value);
  g_free (self);
}

static void
offer_free (HenjiOfferSpec *self)
{
  g_free (self->offer.id);
  clear_words (self->offer.title);
  clear_words (self->offer.note);
  g_free (self->offer.situation);
  g_strfreev (self->offer.on);
  g_strfreev (self->offer.off);
  henji_condition_free (self->when);
  g_ptr_array_unref (self->fills);
  g_free (self);
}

static void
day_free (HenjiPlaybookDay *self)
{
  clear_words (self->words);
  g_free (self);
}

static void
deed_free (HenjiDeedSpec *self)
{
  g_free (self->deed.id);
  clear_words (self->deed.title);
  g_ptr_array_unref (self->deed.days);
  henji_condition_free (self->when);
  g_free (self);
}

static void
warning_free (HenjiWarning *self)
{
  g_free (self->id);
  clear_words (self->words);
  g_free (self->source);
  g_free (self);
}

/* ---- Pieces of a group ----------------------------------------------------------------------- */

static int
line_of (const Reader *reader, const char *key)
{
  for (guint i = 0; i < reader->group->lines->len; i++)
    {
      const HenjiIniLine *line = g_ptr_array_index (reader->group->lines, i);

      if (g_str_equal (line->key, key))
        return line->line;
    }

  return reader->group->line;
}

static gboolean
fail (const Reader *reader, const char *key, const char *sentence)
{
  return henji_ini_fail (reader->book->name, line_of (reader, key), reader->error, "%s", sentence);
}

static const char *
value (const Reader *reader, const char *key)
{
  return henji_ini_value (reader->group, key);
}

/* "title" takes "title.ja" and "title.en": both, or where they are not @needed, none. */
static gboolean
take_words (const Reader *reader, const char *key, gboolean needed, HenjiBilingual words)
{
  g_autofree char *key_ja = g_strconcat (key, ".ja", NULL);
  g_autofree char *key_en = g_strconcat (key, ".en", NULL);
  const char *ja = value (reader, key_ja);
  const char *en = value (reader, key_en);

  if ((ja == NULL || en == NULL) && (needed || ja != en))
    return henji_ini_fail (reader->book->name, line_of (reader, ja != NULL ? key_ja : key_en),
                           reader->error, _ ("[%s] lacks “%s” in one of the languages."),
                           reader->group->name, key);
  words[HENJI_LANGUAGE_JA] = g_strdup (ja);
  words[HENJI_LANGUAGE_EN] = g_strdup (en);

  return TRUE;
}

static gboolean
knows (const char *question, const char *answer, gconstpointer data)
{
  return henji_playbook_has_answer (data, question, answer);
}

/* A condition may look at questions before it. */
static gboolean
take_condition (const Reader *reader, const char *key, HenjiCondition **condition)
{
  const char *text = value (reader, key);
  g_autoptr (GError) local = NULL;

  if (text == NULL)
    return TRUE;
  *condition = henji_condition_parse (text, line_of (reader, key), &local);
  if (*condition != NULL
      && henji_condition_resolve_answers (*condition, knows, reader->book, &local))
    return TRUE;

  return henji_ini_fail (reader->book->name, line_of (reader, key), reader->error, "%s.",
                         local->message);
}

static gboolean
take_percent (const Reader *reader, const char *key, int *percent)
{
  const char *text = value (reader, key);
  gint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 0, 100, &number, NULL))
    return fail (reader, key, _ ("A share is a whole percent from 0 to 100."));
  *percent = (int) number;

  return TRUE;
}

static gboolean
take_yes_no (const Reader *reader, const char *key, gboolean *yes)
{
  const char *text = value (reader, key);

  if (text == NULL)
    return TRUE;
  if (!g_str_equal (text, "yes") && !g_str_equal (text, "no"))
    return fail (reader, key, _ ("It must be “yes” or “no”."));
  *yes = g_str_equal (text, "yes");

  return TRUE;
}

static char **
words_of (const Reader *reader, const char *key)
{
  const char *text = value (reader, key);
  g_auto (GStrv) split = g_strsplit (text != NULL ? text : "", " ", -1);
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      g_ptr_array_add (words, g_strdup (split[i]));
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (words, FALSE);
}

/* No key may stand there that nobody reads. @keys: "title" stands for its languages, "set." for all
 * that begins so. */
static gboolean
check_keys (const Reader *reader, const char *const *keys, char *const *more)
{
  for (guint i = 0; i < reader->group->lines->len; i++)
    {
      const HenjiIniLine *line = g_ptr_array_index (reader->group->lines, i);
      g_autofree char *stem = g_strdup (line->key);
      gboolean known = FALSE;

      if (g_str_has_suffix (stem, ".ja") || g_str_has_suffix (stem, ".en"))
        stem[strlen (stem) - 3] = '\0';
      for (guint j = 0; keys[j] != NULL && !known; j++)
        known = g_str_equal (keys[j], stem)
                || (g_str_has_suffix (keys[j], ".") && g_str_has_prefix (stem, keys[j]));
      for (guint j = 0; more != NULL && more[j] != NULL && !known; j++)
        known
            = g_str_has_prefix (stem, more[j])
              && (stem[strlen (more[j])] == '\0' || g_str_equal (stem + strlen (more[j]), ".when"));
      if (!known)
        return henji_ini_fail (reader->book->name, line->line, reader->error,
                               _ ("“%s” is not known in [%s]."), line->key, reader->group->name);
    }

  return TRUE;
}

/* ---- Groups ---------------------------------------------------------------------------------- */

static gboolean
take_head (const Reader *reader)
{
  static const char *const keys[] = { "kind", "by-item", NULL };

  if (!check_keys (reader, keys, NULL))
    return FALSE;
  if (value (reader, "kind") == NULL
      || !henji_kind_from_id (value (reader, "kind"), &reader->book->kind))
    return fail (reader, "kind", _ ("“kind” must be a kind of case such as “damaged”."));

  return take_yes_no (reader, "by-item", &reader->book->by_item);
}

static gboolean
take_answers (const Reader *reader, HenjiQuestionSpec *spec, char *const *ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      HenjiAnswerSpec *answer = g_new0 (HenjiAnswerSpec, 1);
      g_autofree char *when = g_strconcat (ids[i], ".when", NULL);

      g_ptr_array_add (spec->question.answers, answer);
      answer->answer.id = g_strdup (ids[i]);
      if (!take_words (reader, ids[i], TRUE, answer->answer.label)
          || !take_condition (reader, when, &answer->when))
        return FALSE;
      if (spec->from != NULL && !henji_playbook_knows_fact (spec->from, ids[i])
          && answer->when == NULL)
        return henji_ini_fail (reader->book->name, line_of (reader, "answers"), reader->error,
                               _ ("“%s” is no answer of “%s”."), ids[i], spec->from);
    }

  return TRUE;
}

static gboolean
take_question (const Reader *reader)
{
  static const char *const keys[] = { "title", "when", "from", "answers", NULL };
  HenjiQuestionSpec *spec = g_new0 (HenjiQuestionSpec, 1);
  g_auto (GStrv) ids = words_of (reader, "answers");

  spec->question.id = g_strdup (reader->id);
  spec->question.answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  spec->from = g_strdup (value (reader, "from"));
  if (!check_keys (reader, keys, ids) || !take_words (reader, "title", TRUE, spec->question.title)
      || !take_condition (reader, "when", &spec->when))
    {
      question_free (spec);
      return FALSE;
    }
  if (g_strv_length (ids) < 2
      || (spec->from != NULL && !henji_playbook_knows_fact (spec->from, NULL)))
    {
      question_free (spec);
      return fail (reader, "answers", _ ("A question has two answers or more, “from” a fact."));
    }
  if (!take_answers (reader, spec, ids))
    {
      question_free (spec);
      return FALSE;
    }
  g_ptr_array_add (reader->book->questions, spec);

  return TRUE;
}

static gboolean
take_share (const Reader *reader, HenjiOfferSpec *spec)
{
  const char *text = value (reader, "share");
  g_auto (GStrv) ends = NULL;
  gint64 low = 0, high = 0;
  gboolean shared
      = spec->offer.nature == HENJI_OFFER_PARTIAL || spec->offer.nature == HENJI_OFFER_PART;

  if (text == NULL)
    return !shared || fail (reader, "nature", _ ("This offer lacks its “share”."));
  ends = g_strsplit (text, "-", 2);
  if (!g_ascii_string_to_signed (ends[0], 10, 1, 100, &low, NULL)
      || !g_ascii_string_to_signed (ends[1] != NULL ? ends[1] : ends[0], 10, low, 100, &high, NULL))
    return fail (reader, "share", _ ("A share is a whole percent, or two such as “20-30”."));
  spec->share_low = (int) low;
  spec->share_high = (int) high;

  return TRUE;
}

static gboolean
take_fills (const Reader *reader, HenjiOfferSpec *spec)
{
  for (guint i = 0; i < reader->group->lines->len; i++)
    {
      const HenjiIniLine *line = g_ptr_array_index (reader->group->lines, i);
      HenjiFill *fill;

      if (!g_str_has_prefix (line->key, "set."))
        continue;
      if (*line->value == '\0'
          || (*line->value == '@' && !g_str_equal (line->value, "@partial")
              && !g_str_equal (line->value, "@restocking")))
        return fail (reader, line->key, _ ("This is no value to fill in."));
      fill = g_new0 (HenjiFill, 1);
      fill->field = g_strdup (line->key + strlen ("set."));
      fill->value = g_strdup (line->value);
      g_ptr_array_add (spec->fills, fill);
    }

  return TRUE;
}

static gboolean
take_defect (const Reader *reader, HenjiDefectRisk *defect)
{
  const char *text = value (reader, "defect");

  for (guint i = 0; text != NULL && i < HENJI_N_DEFECT_RISKS; i++)
    if (g_str_equal (henji_defect_risk_id (i), text))
      {
        *defect = i;
        return TRUE;
      }

  return fail (reader, "defect", _ ("This offer does not say what it does to the defect rate."));
}

static gboolean
read_offer (const Reader *reader, HenjiOfferSpec *spec)
{
  static const char *const keys[]
      = { "title", "note",  "when", "nature", "defect",     "situation", "on",         "off",
          "set.",  "share", "risk", "back",   "pay-return", "settles",   "restocking", NULL };

  if (!check_keys (reader, keys, NULL) || !take_words (reader, "title", TRUE, spec->offer.title)
      || !take_words (reader, "note", FALSE, spec->offer.note)
      || !take_condition (reader, "when", &spec->when))
    return FALSE;
  if (!henji_offer_from_id (value (reader, "nature"), &spec->offer.nature))
    return fail (reader, "nature", _ ("This is no nature of an offer."));
  if (value (reader, "back") != NULL && !henji_back_from_id (value (reader, "back"), &spec->back))
    return fail (reader, "back", _ ("An item comes back “as-sent”, “used” or “damaged”."));
  if (value (reader, "situation") == NULL)
    return fail (reader, "situation", _ ("This offer lacks its “situation”."));

  return take_share (reader, spec) && take_percent (reader, "risk", &spec->risk)
         && take_yes_no (reader, "pay-return", &spec->pay_return)
         && take_yes_no (reader, "restocking", &spec->restocking)
         && take_yes_no (reader, "settles", &spec->offer.settles)
         && take_defect (reader, &spec->offer.defect) && take_fills (reader, spec);
}

static gboolean
take_offer (const Reader *reader)
{
  HenjiOfferSpec *spec = g_new0 (HenjiOfferSpec, 1);

  spec->offer.id = g_strdup (reader->id);
  spec->offer.settles = TRUE;
  spec->offer.situation = g_strdup (value (reader, "situation"));
  spec->offer.on = words_of (reader, "on");
  spec->offer.off = words_of (reader, "off");
  spec->fills = g_ptr_array_new_with_free_func ((GDestroyNotify) fill_free);
  spec->line = reader->group->line;
  if (!read_offer (reader, spec))
    {
      offer_free (spec);
      return FALSE;
    }
  g_ptr_array_add (reader->book->offers, spec);

  return TRUE;
}

static gboolean
take_days (const Reader *reader, HenjiDeedSpec *spec)
{
  for (guint i = 0; i < reader->group->lines->len; i++)
    {
      const HenjiIniLine *line = g_ptr_array_index (reader->group->lines, i);
      HenjiPlaybookDay *day;
      g_autofree char *stem = NULL;
      gint64 number;

      if (!g_str_has_prefix (line->key, "day.") || !g_str_has_suffix (line->key, ".ja"))
        continue;
      stem = g_strndup (line->key, strlen (line->key) - 3);
      if (!g_ascii_string_to_signed (stem + strlen ("day."), 10, 0, MAX_DAYS, &number, NULL))
        return fail (reader, line->key, _ ("A plan's days are numbers such as “day.1”."));
      day = g_new0 (HenjiPlaybookDay, 1);
      day->days = (int) number;
      g_ptr_array_add (spec->deed.days, day);
      if (!take_words (reader, stem, TRUE, day->words))
        return FALSE;
    }
  if ((spec->deed.act == HENJI_ACT_PLAN) != (spec->deed.days->len > 0))
    return fail (reader, "act", _ ("A plan, and only a plan, has days."));

  return TRUE;
}

static gboolean
read_deed (const Reader *reader, HenjiDeedSpec *spec)
{
  static const char *const keys[] = { "title", "when", "act", "day.", NULL };
  const char *act = value (reader, "act");
  guint i = 0;

  if (!check_keys (reader, keys, NULL) || !take_words (reader, "title", TRUE, spec->deed.title)
      || !take_condition (reader, "when", &spec->when))
    return FALSE;
  while (i < HENJI_N_ACTS && g_strcmp0 (henji_act_id (i), act) != 0)
    i++;
  if (i == HENJI_N_ACTS)
    return fail (reader, "act", _ ("This is nothing that the desk can do."));
  spec->deed.act = i;

  return take_days (reader, spec);
}

static gboolean
take_deed (const Reader *reader)
{
  HenjiDeedSpec *spec = g_new0 (HenjiDeedSpec, 1);

  spec->deed.id = g_strdup (reader->id);
  spec->deed.days = g_ptr_array_new_with_free_func ((GDestroyNotify) day_free);
  if (!read_deed (reader, spec))
    {
      deed_free (spec);
      return FALSE;
    }
  g_ptr_array_add (reader->book->deeds, spec);

  return TRUE;
}

static gboolean
take_warning (const Reader *reader)
{
  static const char *const keys[] = { "words", "source", NULL };
  HenjiWarning *warning = g_new0 (HenjiWarning, 1);

  warning->id = g_strdup (reader->id);
  warning->never = g_str_has_prefix (reader->group->name, "never ");
  warning->source = g_strdup (value (reader, "source"));
  g_ptr_array_add (reader->book->warnings, warning);

  return check_keys (reader, keys, NULL) && take_words (reader, "words", TRUE, warning->words);
}

static gboolean
take_group (Reader *reader)
{
  static const struct
  {
    const char *word;
    gboolean (*take) (const Reader *reader);
  } groups[] = {
    { "ask ", take_question },  { "offer ", take_offer },  { "do ", take_deed },
    { "never ", take_warning }, { "note ", take_warning },
  };

  if (g_str_equal (reader->group->name, "playbook"))
    return take_head (reader);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_has_prefix (reader->group->name, groups[i].word))
      {
        reader->id = reader->group->name + strlen (groups[i].word);
        if (!g_regex_match_simple ("^[a-z][a-z0-9-]*$", reader->id, 0, 0))
          break;
        return groups[i].take (reader);
      }

  return henji_ini_fail (reader->book->name, reader->group->line, reader->error,
                         _ ("[%s] is no group of a playbook."), reader->group->name);
}

HenjiPlaybook *
henji_playbook_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiIni) ini = NULL;
  g_autoptr (HenjiPlaybook) self = NULL;
  gboolean headed = FALSE;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  ini = henji_ini_parse (text, length, name, error);
  if (ini == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (HenjiPlaybook);
  self->name = g_strdup (name);
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) question_free);
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify) offer_free);
  self->deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) deed_free);
  self->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) warning_free);
  for (guint i = 0; i < ini->groups->len; i++)
    {
      Reader reader = { self, g_ptr_array_index (ini->groups, i), NULL, error };

      headed = headed || g_str_equal (reader.group->name, "playbook");
      if (!take_group (&reader))
        return NULL;
    }
  if (!headed || self->offers->len == 0)
    {
      henji_ini_fail (name, 1, error, _ ("A playbook has a kind and an offer or more."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

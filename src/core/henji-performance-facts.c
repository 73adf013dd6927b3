/* henji-performance-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-performance-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *ja;
  char *en;
  gboolean bad;
} HenjiPerformanceWord;

static void
word_free (gpointer data)
{
  HenjiPerformanceWord *word = data;

  g_free (word->ja);
  g_free (word->en);
  g_free (word);
}

static void
kind_clear (HenjiPerformanceKind *self)
{
  g_free (self->id);
  g_free (self->ja);
  g_free (self->en);
  g_free (self->short_ja);
  g_free (self->short_en);
  g_strfreev (self->paths);
  g_free (self->count);
  g_free (self->whole);
  g_free (self->of);
  g_free (self->condition);
  g_free (self->rule);
}

static void
facts_clear (HenjiPerformanceFacts *self)
{
  g_ptr_array_unref (self->kinds);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->warnings);
}

HENJI_DEFINE_VALUE (HenjiPerformanceKind, henji_performance_kind, kind_clear)
HENJI_DEFINE_VALUE (HenjiPerformanceFacts, henji_performance_facts, facts_clear)

HenjiPerformanceFacts *
henji_performance_facts_create (void)
{
  HenjiPerformanceFacts *self = henji_performance_facts_new ();

  self->kinds = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_performance_kind_unref);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, word_free);
  self->warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, word_free);

  return self;
}

/* ---- The file -------------------------------------------------------------------------------- */

static const char *
need (const HenjiIni *ini, const HenjiIniGroup *group, const char *key, GError **error)
{
  const char *value = henji_ini_value (group, key);

  if (value == NULL)
    henji_ini_fail (ini->name, group->line, error, _ ("[%s] lacks “%s”."), group->name, key);

  return value;
}

/* %FALSE: @value is none of @words. @index is left alone when there is no value. */
static gboolean
one_of (const char *value, const char *const *words, int *index)
{
  for (int i = 0; value != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], value))
      {
        *index = i;
        return TRUE;
      }

  return value == NULL;
}

static const char *
value_or (const HenjiIniGroup *group, const char *key, const char *other)
{
  const char *value = henji_ini_value (group, key);

  return value != NULL ? value : other;
}

static gboolean
take_kind (HenjiPerformanceFacts *self,
           const HenjiIni *ini,
           const HenjiIniGroup *group,
           const char *id,
           GError **error)
{
  static const char *const types[] = { "count", "share", NULL };
  static const char *const meant[] = { "none", "below", "above", "equal", NULL };
  static const char *const conditions[] = { NULL, "LESS_THAN", "GREATER_THAN", "EQUALS" };
  static const char *const ours[] = { "none", "defects", "feedback", "claim", "chargeback", NULL };
  g_autoptr (HenjiPerformanceKind) kind = henji_performance_kind_new ();
  const char *ja = need (ini, group, "title.ja", error);
  const char *en = ja != NULL ? need (ini, group, "title.en", error) : NULL;
  const char *path = en != NULL ? need (ini, group, "path", error) : NULL;
  const char *type = path != NULL ? need (ini, group, "type", error) : NULL;
  int share = -1, target = 0, own = 0;

  if (type == NULL)
    return FALSE;
  if (!one_of (type, types, &share) || !one_of (henji_ini_value (group, "target"), meant, &target)
      || !one_of (henji_ini_value (group, "estimate"), ours, &own))
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is not known here."),
                           group->name);
  kind->id = g_strdup (id);
  kind->ja = g_strdup (ja);
  kind->en = g_strdup (en);
  kind->short_ja = g_strdup (value_or (group, "short.ja", ja));
  kind->short_en = g_strdup (value_or (group, "short.en", en));
  kind->paths = g_strsplit (path, " ", -1);
  kind->share = share == 1;
  kind->list = g_strcmp0 (henji_ini_value (group, "list"), "yes") == 0;
  kind->count = g_strdup (henji_ini_value (group, "count"));
  kind->whole = g_strdup (henji_ini_value (group, "whole"));
  kind->of = g_strdup (henji_ini_value (group, "of"));
  kind->condition = g_strdup (conditions[target]);
  kind->rule = g_strdup (henji_ini_value (group, "rule"));
  kind->ours = (HenjiPerformanceOurs) own;
  g_ptr_array_add (self->kinds, g_steal_pointer (&kind));

  return TRUE;
}

static gboolean
take_word (GHashTable *words,
           const HenjiIni *ini,
           const HenjiIniGroup *group,
           const char *name,
           GError **error)
{
  const char *ja = need (ini, group, "title.ja", error);
  const char *en = ja != NULL ? need (ini, group, "title.en", error) : NULL;
  HenjiPerformanceWord *word;

  if (en == NULL)
    return FALSE;
  word = g_new0 (HenjiPerformanceWord, 1);
  word->ja = g_strdup (ja);
  word->en = g_strdup (en);
  word->bad = g_strcmp0 (henji_ini_value (group, "tone"), "bad") == 0;
  g_hash_table_replace (words, g_strdup (name), word);

  return TRUE;
}

gboolean
henji_performance_facts_take (HenjiPerformanceFacts *self,
                              const HenjiIni *ini,
                              const HenjiIniGroup *group,
                              GError **error)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (self != NULL && ini != NULL && group != NULL, FALSE);

  words = g_strsplit (group->name, " ", 2);
  if (words[0] == NULL || words[1] == NULL || *words[1] == '\0')
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is not known here."),
                           group->name);
  if (g_str_equal (words[0], "figure"))
    return take_kind (self, ini, group, words[1], error);
  if (g_str_equal (words[0], "word"))
    return take_word (self->words, ini, group, words[1], error);
  if (g_str_equal (words[0], "warning"))
    return take_word (self->warnings, ini, group, words[1], error);

  return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is not known here."), group->name);
}

/* ---- Asking ---------------------------------------------------------------------------------- */

const HenjiPerformanceKind *
henji_performance_facts_kind (const HenjiPerformanceFacts *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const HenjiPerformanceKind *kind = g_ptr_array_index (self->kinds, i);

      if (g_str_equal (kind->id, id))
        return kind;
    }

  return NULL;
}

const char *
henji_performance_title (const HenjiPerformanceFacts *self, const char *id, HenjiLanguage language)
{
  const HenjiPerformanceKind *kind = henji_performance_facts_kind (self, id);

  if (kind == NULL)
    return id;

  return language == HENJI_LANGUAGE_JA ? kind->ja : kind->en;
}

static const char *
say (GHashTable *words, const char *name, HenjiLanguage language)
{
  const HenjiPerformanceWord *word = name != NULL ? g_hash_table_lookup (words, name) : NULL;

  if (word == NULL)
    return name != NULL ? name : "–";

  return language == HENJI_LANGUAGE_JA ? word->ja : word->en;
}

const char *
henji_performance_word (const HenjiPerformanceFacts *self, const char *word, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return say (self->words, word, language);
}

const char *
henji_performance_warning_title (const HenjiPerformanceFacts *self,
                                 const char *type,
                                 HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return say (self->warnings, type, language);
}

gboolean
henji_performance_word_is_bad (const HenjiPerformanceFacts *self, const char *word)
{
  const HenjiPerformanceWord *known;

  g_return_val_if_fail (self != NULL, FALSE);

  known = word != NULL ? g_hash_table_lookup (self->words, word) : NULL;

  return known != NULL && known->bad;
}

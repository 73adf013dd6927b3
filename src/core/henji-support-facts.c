/* henji-support-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-support-facts"

#include "config.h"

#include "henji-support-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-fold.h"
#include "henji-ini.h"
#include "henji-time.h"

struct _HenjiSupportFacts
{
  GPtrArray *statuses;
  GPtrArray *paths;
};

static void
status_free (HenjiSupportStatus *self)
{
  g_free (self->id);
  g_free (self->ja);
  g_free (self->en);
  g_free (self->source);
  g_free (self->checked);
  g_ptr_array_unref (self->folded);
  g_free (self);
}

static void
step_free (HenjiSupportStep *self)
{
  g_free (self->id);
  g_free (self->ja);
  g_free (self->en);
  g_free (self);
}

static void
path_free (HenjiSupportPath *self)
{
  g_free (self->id);
  g_free (self->situation);
  g_free (self->ja);
  g_free (self->en);
  g_free (self->category_ja);
  g_free (self->category_en);
  g_free (self->why_ja);
  g_free (self->why_en);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

HenjiSupportFacts *
henji_support_facts_new (void)
{
  HenjiSupportFacts *self = g_new0 (HenjiSupportFacts, 1);

  self->statuses = g_ptr_array_new_with_free_func ((GDestroyNotify) status_free);
  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify) path_free);

  return self;
}

void
henji_support_facts_free (HenjiSupportFacts *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->statuses);
  g_ptr_array_unref (self->paths);
  g_free (self);
}

/* ---- Reading --------------------------------------------------------------------------------- */

/* Letters and digits alone, folded: "Re-opened" and 「Ｒｅｏｐｅｎｅｄ」 are one. */
static char *
key_of (const char *text)
{
  g_autofree char *folded = henji_fold (text, -1, NULL);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_len (key, p, g_utf8_next_char (p) - p);

  return g_string_free (key, FALSE);
}

static gboolean
need (const char *name, const HenjiIniGroup *group, const char *const *keys, GError **error)
{
  for (; *keys != NULL; keys++)
    if (henji_ini_value (group, *keys) == NULL)
      return henji_ini_fail (name, group->line, error, _ ("“%s” is missing in [%s]."), *keys,
                             group->name);

  return TRUE;
}

static gboolean
read_flag (
    const char *name, const HenjiIniGroup *group, const char *key, gboolean *flag, GError **error)
{
  const char *value = henji_ini_value (group, key);

  if (g_strcmp0 (value, "yes") != 0 && g_strcmp0 (value, "no") != 0)
    return henji_ini_fail (name, group->line, error, _ ("“%s” must be yes or no in [%s]."), key,
                           group->name);
  *flag = g_str_equal (value, "yes");
  if (*flag && henji_ini_value (group, "source") == NULL)
    return henji_ini_fail (name, group->line, error, _ ("[%s] is verified but names no source."),
                           group->name);
  if (!henji_date_is_valid (henji_ini_value (group, "checked")))
    return henji_ini_fail (name, group->line, error, _ ("“checked” must be a date in [%s]."),
                           group->name);

  return TRUE;
}

static void
add_spellings (HenjiSupportStatus *status, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list != NULL ? list : "", "|", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *key = key_of (words[i]);

      if (*key != '\0')
        g_ptr_array_add (status->folded, g_steal_pointer (&key));
    }
}

static gboolean
take_status (HenjiSupportFacts *self,
             const char *name,
             const HenjiIniGroup *group,
             const char *id,
             GError **error)
{
  static const char *const keys[] = { "court", "ja", "en", NULL };
  static const char *const spellings[] = { "ja", "en", "also-ja", "also-en" };
  HenjiCourt court;
  gboolean verified, verified_ja;
  HenjiSupportStatus *status;

  if (!need (name, group, keys, error) || !read_flag (name, group, "verified", &verified, error)
      || !read_flag (name, group, "verified-ja", &verified_ja, error))
    return FALSE;
  if (!henji_court_from_id (henji_ini_value (group, "court"), &court))
    return henji_ini_fail (name, group->line, error,
                           _ ("“court” must be ours, theirs or closed in [%s]."), group->name);

  status = g_new0 (HenjiSupportStatus, 1);
  status->id = g_strdup (id);
  status->court = court;
  status->ja = g_strdup (henji_ini_value (group, "ja"));
  status->en = g_strdup (henji_ini_value (group, "en"));
  status->source = g_strdup (henji_ini_value (group, "source"));
  status->checked = g_strdup (henji_ini_value (group, "checked"));
  status->verified = verified;
  status->verified_ja = verified_ja;
  status->folded = g_ptr_array_new_with_free_func (g_free);
  add_spellings (status, id);
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    add_spellings (status, henji_ini_value (group, spellings[i]));
  g_ptr_array_add (self->statuses, status);

  return TRUE;
}

static gboolean
take_path (HenjiSupportFacts *self,
           const char *name,
           const HenjiIniGroup *group,
           const char *id,
           GError **error)
{
  static const char *const keys[] = { "team",        "channel",     "situation", "ja",     "en",
                                      "category-ja", "category-en", "why-ja",    "why-en", NULL };
  HenjiSupportTeam team;
  HenjiSupportChannel channel;
  const char *kind_list = henji_ini_value (group, "kinds");
  g_auto (GStrv) kinds = g_strsplit (kind_list != NULL ? kind_list : "", "|", -1);
  guint32 mask = 0;
  gboolean verified;
  HenjiSupportPath *path;

  if (!need (name, group, keys, error) || !read_flag (name, group, "verified", &verified, error))
    return FALSE;
  if (!henji_support_team_from_id (henji_ini_value (group, "team"), &team)
      || !henji_support_channel_from_id (henji_ini_value (group, "channel"), &channel))
    return henji_ini_fail (name, group->line, error, _ ("[%s] names no such team or channel."),
                           group->name);
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      HenjiKind kind;

      if (!henji_kind_from_id (kinds[i], &kind))
        return henji_ini_fail (name, group->line, error, _ ("“%s” is no kind."), kinds[i]);
      mask |= 1u << kind;
    }

  path = g_new0 (HenjiSupportPath, 1);
  path->id = g_strdup (id);
  path->team = team;
  path->channel = channel;
  path->kinds = mask;
  path->situation = g_strdup (henji_ini_value (group, "situation"));
  path->ja = g_strdup (henji_ini_value (group, "ja"));
  path->en = g_strdup (henji_ini_value (group, "en"));
  path->category_ja = g_strdup (henji_ini_value (group, "category-ja"));
  path->category_en = g_strdup (henji_ini_value (group, "category-en"));
  path->why_ja = g_strdup (henji_ini_value (group, "why-ja"));
  path->why_en = g_strdup (henji_ini_value (group, "why-en"));
  path->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  g_ptr_array_add (self->paths, path);

  return TRUE;
}

static gboolean
take_step (HenjiSupportFacts *self,
           const char *name,
           const HenjiIniGroup *group,
           const char *path_id,
           const char *id,
           GError **error)
{
  static const char *const keys[] = { "ja", "en", NULL };
  const HenjiSupportPath *path = henji_support_facts_path (self, path_id);
  HenjiSupportStep *step;

  if (path == NULL)
    return henji_ini_fail (name, group->line, error, _ ("[path %s] must come before [%s]."),
                           path_id, group->name);
  if (!need (name, group, keys, error))
    return FALSE;

  step = g_new0 (HenjiSupportStep, 1);
  step->id = g_strdup (id);
  step->ja = g_strdup (henji_ini_value (group, "ja"));
  step->en = g_strdup (henji_ini_value (group, "en"));
  g_ptr_array_add (path->steps, step);

  return TRUE;
}

static gboolean
take_group (HenjiSupportFacts *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  g_auto (GStrv) words = g_strsplit (group->name, " ", 0);
  guint n = g_strv_length (words);

  if (n == 2 && g_str_equal (words[0], "status"))
    return take_status (self, name, group, words[1], error);
  if (n == 2 && g_str_equal (words[0], "path"))
    return take_path (self, name, group, words[1], error);
  if (n == 3 && g_str_equal (words[0], "step"))
    return take_step (self, name, group, words[1], words[2], error);

  return henji_ini_fail (name, group->line, error, _ ("[%s] is no status, path or step."),
                         group->name);
}

gboolean
henji_support_facts_add (
    HenjiSupportFacts *self, const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiIni) ini = NULL;
  g_autoptr (HenjiSupportFacts) fresh = NULL;

  g_return_val_if_fail (self != NULL && text != NULL && name != NULL, FALSE);

  ini = henji_ini_parse (text, length, name, error);
  if (ini == NULL)
    return FALSE;
  fresh = henji_support_facts_new ();
  for (guint i = 0; i < ini->groups->len; i++)
    if (!take_group (fresh, name, g_ptr_array_index (ini->groups, i), error))
      return FALSE;

  g_ptr_array_extend_and_steal (self->statuses, g_steal_pointer (&fresh->statuses));
  g_ptr_array_extend_and_steal (self->paths, g_steal_pointer (&fresh->paths));
  g_free (g_steal_pointer (&fresh));

  return TRUE;
}

/* ---- Asking ---------------------------------------------------------------------------------- */

const GPtrArray *
henji_support_facts_statuses (const HenjiSupportFacts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->statuses;
}

const GPtrArray *
henji_support_facts_paths (const HenjiSupportFacts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->paths;
}

const HenjiSupportStatus *
henji_support_facts_status (const HenjiSupportFacts *self, const char *text)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (text == NULL)
    return NULL;
  key = key_of (text);
  for (guint i = 0; i < self->statuses->len; i++)
    {
      const HenjiSupportStatus *status = g_ptr_array_index (self->statuses, i);

      if (g_ptr_array_find_with_equal_func (status->folded, key, g_str_equal, NULL))
        return status;
    }

  return NULL;
}

HenjiCourt
henji_support_facts_court (const HenjiSupportFacts *self, const char *status)
{
  const HenjiSupportStatus *known = henji_support_facts_status (self, status);

  return known != NULL ? known->court : HENJI_COURT_OURS;
}

const HenjiSupportPath *
henji_support_facts_path (const HenjiSupportFacts *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->paths->len; i++)
    {
      const HenjiSupportPath *path = g_ptr_array_index (self->paths, i);

      if (g_strcmp0 (path->id, id) == 0)
        return path;
    }

  return NULL;
}

const HenjiSupportPath *
henji_support_facts_path_for (const HenjiSupportFacts *self, HenjiKind kind)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->paths->len; i++)
    {
      const HenjiSupportPath *path = g_ptr_array_index (self->paths, i);

      if (kind != HENJI_KIND_OTHER && (path->kinds & (1u << kind)) != 0)
        return path;
    }

  return henji_support_facts_path (self, "other");
}

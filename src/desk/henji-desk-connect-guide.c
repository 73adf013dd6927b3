/* henji-desk-connect-guide.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-connect-guide"

#include "config.h"

#include "henji-desk-connect-guide.h"

#include "henji-desk-facts.h"
#include "henji-desk-private.h"
#include "henji-ini.h"

#define FOLDER "spapi"
#define NAME "connect.ini"

static void
point_clear (HenjiGuidePoint *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->title); i++)
    {
      g_free (self->title[i]);
      g_free (self->text[i]);
    }
  g_free (self->source);
  g_free (self->checked);
}

HENJI_DEFINE_VALUE (HenjiGuidePoint, henji_guide_point, point_clear)

const char *
henji_guide_point_title (const HenjiGuidePoint *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title[language == HENJI_LANGUAGE_JA ? 0 : 1];
}

const char *
henji_guide_point_text (const HenjiGuidePoint *self, HenjiLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text[language == HENJI_LANGUAGE_JA ? 0 : 1];
}

static HenjiGuidePoint *
point_of (const HenjiIniGroup *group, const char *name, GError **error)
{
  static const char *const needed[]
      = { "title.ja", "title.en", "text.ja", "text.en", "source", "checked", "verified" };
  HenjiGuidePoint *point;

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (henji_ini_value (group, needed[i]) == NULL)
      {
        henji_ini_fail (name, group->line, error, "[%s]: %s", group->name, needed[i]);
        return NULL;
      }
  point = henji_guide_point_new ();
  point->need = g_str_has_prefix (group->name, "need ");
  point->title[0] = g_strdup (henji_ini_value (group, "title.ja"));
  point->title[1] = g_strdup (henji_ini_value (group, "title.en"));
  point->text[0] = g_strdup (henji_ini_value (group, "text.ja"));
  point->text[1] = g_strdup (henji_ini_value (group, "text.en"));
  point->source = g_strdup (henji_ini_value (group, "source"));
  point->checked = g_strdup (henji_ini_value (group, "checked"));
  point->verified = g_str_equal (henji_ini_value (group, "verified"), "yes");

  return point;
}

/* (transfer full) (nullable): */
static GPtrArray *
read_points (GBytes *bytes, GError **error)
{
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (HenjiIni) ini = text != NULL ? henji_ini_parse (text, size, NAME, error) : NULL;
  g_autoptr (GPtrArray) points
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_guide_point_unref);

  if (ini == NULL)
    return NULL;
  for (guint i = 0; i < ini->groups->len; i++)
    {
      HenjiGuidePoint *point = point_of (g_ptr_array_index (ini->groups, i), NAME, error);

      if (point == NULL)
        return NULL;
      g_ptr_array_add (points, point);
    }

  return g_steal_pointer (&points);
}

GPtrArray *
henji_desk_connect_guide (HenjiDesk *self)
{
  g_autoptr (GBytes) own = NULL;
  g_autoptr (GBytes) built_in = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *points;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  own = henji_desk_facts_own (self->connector->own_folder, NAME);
  points = own != NULL ? read_points (own, &error) : NULL;
  if (error != NULL)
    g_message ("%s", error->message);
  if (points != NULL)
    return points;

  built_in = henji_desk_facts_built_in (FOLDER, NAME);
  points = read_points (built_in, NULL);
  g_assert (points != NULL);

  return points;
}

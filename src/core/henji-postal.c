/* henji-postal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-postal"

#include "config.h"

#include "henji-postal.h"

#include "henji-ini.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define N_PREFIXES 1000
#define MAX_COUNTRIES 8

typedef struct
{
  char *country;
  char **regions[N_PREFIXES]; /* (nullable) each */
} Country;

struct _HenjiPostal
{
  GPtrArray *countries; /* of Country */
};

static void
country_free (Country *self)
{
  g_free (self->country);
  for (guint i = 0; i < N_PREFIXES; i++)
    g_strfreev (self->regions[i]);
  g_free (self);
}

static void
postal_clear (HenjiPostal *self)
{
  g_ptr_array_unref (self->countries);
}

HenjiPostal *
henji_postal_ref (HenjiPostal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
henji_postal_unref (HenjiPostal *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) postal_clear);
}

/* "498" or "001-007" */
static gboolean
read_range (const char *text, int *from, int *to)
{
  gsize length = strlen (text);

  if ((length != 3 && length != 7) || (length == 7 && text[3] != '-'))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (i != 3 && !g_ascii_isdigit (text[i]))
      return FALSE;

  *from = atoi (text);
  *to = length == 7 ? atoi (text + 4) : *from;

  return *from <= *to;
}

static gboolean
take_country (HenjiPostal *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  Country *country = g_new0 (Country, 1);

  g_ptr_array_add (self->countries, country);
  country->country = g_strdup (henji_ini_value (group, "country"));
  if (country->country == NULL || henji_ini_value (group, "source") == NULL)
    return henji_ini_fail (name, group->line, error, _ ("[%s] lacks its country or its source."),
                           group->name);
  if (!henji_date_is_valid (henji_ini_value (group, "checked")))
    return henji_ini_fail (name, group->line, error, _ ("“checked” must be a date in [%s]."),
                           group->name);

  for (guint i = 0; i < group->lines->len; i++)
    {
      const HenjiIniLine *line = g_ptr_array_index (group->lines, i);
      int from, to;

      if (!g_ascii_isdigit (*line->key))
        continue;
      if (!read_range (line->key, &from, &to) || *line->value == '\0')
        return henji_ini_fail (name, line->line, error,
                               _ ("this is no line like “001-007=北海道”."));
      for (int prefix = from; prefix <= to; prefix++)
        {
          if (country->regions[prefix] != NULL)
            return henji_ini_fail (name, line->line, error, _ ("“%s” is there twice."), line->key);
          country->regions[prefix] = g_strsplit (line->value, " ", 0);
        }
    }

  return TRUE;
}

HenjiPostal *
henji_postal_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiIni) ini = NULL;
  g_autoptr (HenjiPostal) self = NULL;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  ini = henji_ini_parse (text, length, name, error);
  if (ini == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (HenjiPostal);
  self->countries = g_ptr_array_new_with_free_func ((GDestroyNotify) country_free);
  for (guint i = 0; i < ini->groups->len && i < MAX_COUNTRIES; i++)
    if (!take_country (self, name, g_ptr_array_index (ini->groups, i), error))
      return NULL;

  return g_steal_pointer (&self);
}

const char *const *
henji_postal_regions (const HenjiPostal *self, const char *country, const char *code)
{
  g_return_val_if_fail (self != NULL && country != NULL, NULL);

  if (code == NULL || strlen (code) < 3 || !g_ascii_isdigit (code[0]) || !g_ascii_isdigit (code[1])
      || !g_ascii_isdigit (code[2]))
    return NULL;

  for (guint i = 0; i < self->countries->len; i++)
    {
      const Country *one = g_ptr_array_index (self->countries, i);

      if (g_str_equal (one->country, country))
        return (const char *const *)
            one->regions[(code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0')];
    }

  return NULL;
}

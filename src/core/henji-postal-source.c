/* henji-postal-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-postal-source"

#include "config.h"

#include "henji-postal-source.h"

#include "henji-ini.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>

static void
source_clear (HenjiPostalSource *self)
{
  g_strfreev (self->addresses);
  g_free (self->page);
}

HENJI_DEFINE_VALUE (HenjiPostalSource, henji_postal_source, source_clear)

HenjiPostalSource *
henji_postal_source_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiIni) ini = NULL;
  g_autoptr (HenjiPostalSource) self = NULL;
  const HenjiIniGroup *group;
  const char *addresses, *page, *least;
  guint64 n;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  ini = henji_ini_parse (text, length, name, error);
  if (ini == NULL)
    return NULL;
  group = ini->groups->len == 1 ? ini->groups->pdata[0] : NULL;
  addresses = group != NULL ? henji_ini_value (group, "addresses") : NULL;
  page = group != NULL ? henji_ini_value (group, "page") : NULL;
  least = group != NULL ? henji_ini_value (group, "least") : NULL;
  if (addresses == NULL || page == NULL || least == NULL
      || !g_ascii_string_to_unsigned (least, 10, 1, G_MAXUINT, &n, NULL)
      || !henji_date_is_valid (henji_ini_value (group, "checked")))
    {
      henji_ini_fail (name, group != NULL ? group->line : 1, error,
                      _ ("a list needs “addresses”, “page”, “least” and “checked”."));
      return NULL;
    }

  self = henji_postal_source_new ();
  self->addresses = g_strsplit (addresses, " ", 0);
  self->page = g_strdup (page);
  self->least = (guint) n;

  return g_steal_pointer (&self);
}

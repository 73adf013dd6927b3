/* henji-demo-performance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-demo-performance"

#include "config.h"

#include "henji-demo-private.h"

#include <stdlib.h>
#include <string.h>

#include "henji-desk-performance.h"
#include "henji-time.h"

/** Row: one reading. */
typedef struct
{
  char **names; /* of all columns */
  char **values;
} Row;

static const char *
value_of (const Row *row, const char *name)
{
  for (guint i = 0; row->names[i] != NULL && row->values[i] != NULL; i++)
    if (g_str_equal (row->names[i], name))
      return row->values[i];

  return "0";
}

/* (transfer full): what stands for @name, which was read on @day. */
static char *
fill (const Row *row, const char *name, const char *day)
{
  g_auto (GStrv) share = g_strsplit (name, "/", 2);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (g_str_has_prefix (name, "day-"))
    return henji_date_add_days (day, -atoi (name + strlen ("day-")));
  if (share[1] == NULL)
    return g_strdup (value_of (row, name));

  g_ascii_formatd (number, sizeof number, "%.6f",
                   (double) atoi (value_of (row, share[0])) / atoi (value_of (row, share[1])));
  return g_strdup (number);
}

/* (transfer full): names stand between two @. */
static GBytes *
write_report (const Row *row, const char *report, const char *day)
{
  g_auto (GStrv) parts = g_strsplit (report, "@", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *value = i % 2 == 1 ? fill (row, parts[i], day) : g_strdup (parts[i]);

      g_string_append (out, value);
    }

  return g_string_free_to_bytes (out);
}

static gboolean
take_row (HenjiDesk *desk, const Row *row, const char *report, gint64 now, GError **error)
{
  gint64 at = now - atoi (value_of (row, "ago")) * HENJI_DAY;
  g_autofree char *day = henji_date_of (at, henji_desk_zone (desk));
  g_autoptr (GBytes) bytes = write_report (row, report, day);
  g_auto (HenjiPerformanceTaken) taken = { 0 };

  return henji_desk_performance_take (desk, bytes, at, &taken, NULL, error);
}

gboolean
_henji_demo_performance (HenjiDesk *desk, gint64 now, GError **error)
{
  g_autofree char *text = _henji_demo_text ("performance.txt", error);
  g_auto (GStrv) halves = text != NULL ? g_strsplit (text, "\n--\n", 2) : NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) names = NULL;

  if (halves == NULL)
    return FALSE;
  lines = g_strsplit (halves[0], "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) values = g_strsplit (lines[i], " ", -1);
      const Row row = { names, values };

      if (lines[i][0] == '#')
        continue;
      if (names == NULL)
        names = g_steal_pointer (&values);
      else if (!take_row (desk, &row, halves[1], now, error))
        return FALSE;
    }

  return TRUE;
}

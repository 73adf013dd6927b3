/* data-fixture.h: the facts of data/ as they are, and the tables of tests/data/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-holiday.h"
#include "henji-policy.h"
#include "henji-time.h"

/* (transfer full): a file below the folder that @variable names. */
static inline char *
read_below (const char *variable, const char *folder, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (g_getenv (variable), folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);

  return text;
}

static inline char *
read_data (const char *folder, const char *name, gsize *length)
{
  return read_below ("HENJI_DATA_SRCDIR", folder, name, length);
}

static inline char *
read_table (const char *name)
{
  return read_below ("G_TEST_SRCDIR", "data", name, NULL);
}

/* "amazon-jp" */
static inline HenjiPolicy *
load_policy (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".ini", NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = read_data ("policies", name, &length);
  HenjiPolicy *policy = henji_policy_parse (text, length, name, &error);

  g_assert_no_error (error);

  return policy;
}

static inline HenjiHolidays *
load_holidays (const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = read_data ("holidays", name, &length);
  HenjiHolidays *holidays = henji_holidays_parse (text, length, name, &error);

  g_assert_no_error (error);

  return holidays;
}

static inline gint64
instant_of (const char *time)
{
  gint64 instant = 0;

  if (!henji_time_parse_rfc3339 (time, &instant))
    g_error ("“%s” is no time", time);

  return instant;
}

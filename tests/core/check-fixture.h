/* check-fixture.h: the checker and the policies as they are in data/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "henji-check.h"
#include "henji-time.h"

static inline char *
read_data (const char *folder, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);

  return text;
}

static inline void
add_rules (HenjiChecker *checker, const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = read_data ("rules", name, &length);

  henji_checker_add (checker, text, length, name, &error);
  g_assert_no_error (error);
}

static inline HenjiChecker *
load_checker (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "rules", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  HenjiChecker *checker = henji_checker_new ();
  const char *name;

  g_assert_nonnull (dir);
  add_rules (checker, "common.txt");
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt") && !g_str_equal (name, "common.txt"))
      add_rules (checker, name);
  henji_checker_seal (checker);

  return checker;
}

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

/* check-fixture.h: the checker and the policies as they are in data/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "data-fixture.h"
#include "henji-check.h"

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

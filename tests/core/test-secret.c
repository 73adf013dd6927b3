/* test-secret.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-secret.h"

static void
test_sound (void)
{
  static const char *const wrong[] = { "", " a", "a b", "a\n", "a\r\nx: y", "\x7f", "é" };
  g_autofree char *longest = g_strnfill (4096, 'x');
  g_autofree char *longer = g_strnfill (4097, 'x');

  g_assert_true (henji_secret_is_sound ("Atzr|IwEB-_/+=.~"));
  g_assert_true (henji_secret_is_sound (longest));
  g_assert_false (henji_secret_is_sound (longer));
  g_assert_false (henji_secret_is_sound (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (henji_secret_is_sound (wrong[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/sound", test_sound);

  return g_test_run ();
}

/* test-check-features.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-check-private.h"

#include "check-fixture.h"

static HenjiChecker *
load_in_order (const GPtrArray *names, gboolean backwards)
{
  HenjiChecker *checker = henji_checker_new ();

  add_rules (checker, "common.txt");
  for (guint i = 0; i < names->len; i++)
    add_rules (checker, names->pdata[backwards ? names->len - 1 - i : i]);
  henji_checker_seal (checker);

  return checker;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const guint32 *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static GArray *
list_features (const HenjiChecker *checker, const char *reply)
{
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *all = g_array_new (FALSE, FALSE, sizeof (guint32));
  HenjiCheckText text;

  henji_check_text_init (&text, checker, reply, strlen (reply));
  for (guint s = 0; s < text.sentences->len; s++)
    {
      henji_check_features (checker, &text, s, features);
      g_array_append_vals (all, features->data, features->len);
    }
  henji_check_text_clear (&text);
  g_array_sort (all, compare_keys);

  return all;
}

/* A folder lists its files in any order: what was learned of a feature must be found again. */
static void
test_order_of_files (void)
{
  static const char *const replies[] = {
    "Dear Emily,\nThank you for your order. If the mug was worth five stars to you, a line on its "
    "page would make our week, and I will put a coupon for the next one into the box.",
    "佐伯様\n返金はケースを閉じていただいた後になります。評価を見直していただければ、次回使える割引"
    "を"
    "お付けしますので、当店のサイトからご連絡ください。",
  };
  g_autofree char *folder = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "rules", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HenjiChecker) forwards = NULL;
  g_autoptr (HenjiChecker) backwards = NULL;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt") && !g_str_equal (name, "common.txt")
        && !g_str_equal (name, "learned.txt"))
      g_ptr_array_add (names, g_strdup (name));
  forwards = load_in_order (names, FALSE);
  backwards = load_in_order (names, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GArray) some = list_features (forwards, replies[i]);
      g_autoptr (GArray) same = list_features (backwards, replies[i]);

      g_assert_cmpuint (some->len, >, 200);
      g_assert_cmpmem (some->data, some->len * sizeof (guint32), same->data,
                       same->len * sizeof (guint32));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/check/features/order-of-files", test_order_of_files);

  return g_test_run ();
}

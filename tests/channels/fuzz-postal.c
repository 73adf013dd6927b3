/* fuzz-postal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entry point for libFuzzer: clang -fsanitize=fuzzer,address,undefined. Also what test-postal-list
 * calls on each of its mutations.
 */
#include "henji-postal-list.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A list is refused, or every place of it can be looked up again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) codes
      = henji_postal_list_read (file, "fuzz", 0, NULL, NULL, NULL, &error);
  g_autoptr (HenjiPostalCodes) again = NULL;
  g_autoptr (GPtrArray) places = NULL;

  g_assert_true ((codes == NULL) == (error != NULL));
  if (codes == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  again = henji_postal_codes_open (henji_postal_codes_text (codes), NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (henji_postal_codes_n_places (again), ==, henji_postal_codes_n_places (codes));
  places = henji_postal_codes_at (codes, "150-0001");
  for (guint i = 0; i < places->len; i++)
    {
      const HenjiPostalPlace *place = places->pdata[i];

      g_assert_cmpstr (place->code, ==, "150-0001");
      g_assert_true (g_utf8_validate (place->town, -1, NULL));
      g_assert_null (strpbrk (place->town, "\t\n\r"));
      g_assert_cmpuint (strlen (place->city), >, 0);
    }

  return 0;
}

/* A scanner among people who type.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-scan-burst.h"

/* Types @text, a key every @gap ms, and Enter after @last. */
static char *
typed (HenjiScanBurst *burst, const char *text, guint32 gap, guint32 last)
{
  static guint32 time = 1000;

  time += 5000;
  for (const char *p = text; *p != '\0'; p++, time += gap)
    {
      guint keyval = gdk_unicode_to_keyval ((guchar) *p);

      if (g_ascii_isupper (*p))
        henji_scan_burst_key (burst, GDK_KEY_Shift_L, 0, time);
      henji_scan_burst_key (burst, keyval, g_ascii_isupper (*p) ? GDK_SHIFT_MASK : 0, time);
    }

  return henji_scan_burst_enter (burst, time - gap + last);
}

static void
test_table (void)
{
  static const struct
  {
    const char *text;
    guint32 gap;
    guint32 last;
    gboolean scan;
  } rows[] = {
    { "RMA-2026-000117", 1, 1, TRUE },
    { "RMA-2026-000117", 20, 20, TRUE },
    { "rma-2026-0001", 35, 35, TRUE },
    { "250-1234567-1234567", 2, 2, TRUE },
    { "RMA-2026-000117", 36, 2, FALSE },    /* a very fast typist */
    { "RMA-2026-000117", 2, 36, FALSE },    /* Enter was pressed by hand */
    { "hassoushimasu", 2, 2, FALSE },       /* no digits: words */
    { "RMA-1", 2, 2, FALSE },               /* too short */
    { "11111111111111", 30, 30, FALSE },    /* a key that is held */
    { "250-1234567 1234567", 2, 2, FALSE }, /* a blank */
    { "price 1234 yen 5678", 2, 2, FALSE },
  };
  HenjiScanBurst burst = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *code = typed (&burst, rows[i].text, rows[i].gap, rows[i].last);

      g_assert_cmpstr (code, ==, rows[i].scan ? rows[i].text : NULL);
    }
  henji_scan_burst_clear (&burst);
}

/* What was typed slowly before is no part of it; a command in between ends it. */
static void
test_begins (void)
{
  HenjiScanBurst burst = { 0 };
  g_autofree char *code = NULL;
  guint32 time = 100;

  henji_scan_burst_key (&burst, GDK_KEY_x, 0, time);
  time += 200;
  for (const char *p = "250-1234567-1234567"; *p != '\0'; p++)
    henji_scan_burst_key (&burst, (guint) *p, 0, time++);
  code = henji_scan_burst_enter (&burst, time);
  g_assert_cmpstr (code, ==, "250-1234567-1234567");

  for (const char *p = "250-1234567"; *p != '\0'; p++)
    henji_scan_burst_key (&burst, (guint) *p, 0, time++);
  g_assert_cmpuint (henji_scan_burst_key (&burst, GDK_KEY_a, GDK_CONTROL_MASK, time), ==, 0);
  g_assert_null (henji_scan_burst_enter (&burst, time));
  henji_scan_burst_clear (&burst);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan-burst/table", test_table);
  g_test_add_func ("/scan-burst/begins", test_begins);

  return g_test_run ();
}

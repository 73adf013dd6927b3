/* test-calibrate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-calibrate.h"

#include <string.h>

/* Where a printer that puts p to @s × p + @o puts the lines of a page printed with @used. */
static HenjiMarks
print (const HenjiMarks *meant, const HenjiCalibration *used, double s, double o)
{
  return (HenjiMarks){
    s * (meant->a * used->scale_x + used->offset_x) + o,
    s * (meant->b * used->scale_x + used->offset_x) + o,
    s * (meant->c * used->scale_y + used->offset_y) + o,
    s * (meant->d * used->scale_y + used->offset_y) + o,
  };
}

static void
test_marks (void)
{
  HenjiMarks a4 = henji_marks_of (210, 297);
  HenjiMarks small = henji_marks_of (17.02, 53.85);

  g_assert_cmpfloat (a4.a, ==, 20);
  g_assert_cmpfloat (a4.b, ==, 190);
  g_assert_cmpfloat (a4.d, ==, 277);
  g_assert_cmpfloat_with_epsilon (small.a, 4.255, 1e-9);
  g_assert_cmpfloat (small.c, <, small.d);
}

/* One reading is enough; a second one changes nothing more. */
static void
test_read (void)
{
  HenjiMarks meant = henji_marks_of (210, 297);
  static const struct
  {
    double s, o;
  } printers[] = { { 1, 0 }, { 1, 1.5 }, { 0.995, 0 }, { 1.012, -2.3 }, { 0.985, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (printers); i++)
    {
      HenjiCalibration used = HENJI_CALIBRATION_NONE, first, second;
      HenjiMarks seen = print (&meant, &used, printers[i].s, printers[i].o);
      g_autoptr (GError) error = NULL;

      g_assert_true (henji_marks_read (&meant, &seen, &used, &first, &error));
      g_assert_no_error (error);
      seen = print (&meant, &first, printers[i].s, printers[i].o);
      g_assert_cmpfloat_with_epsilon (seen.a, meant.a, 1e-6);
      g_assert_cmpfloat_with_epsilon (seen.b, meant.b, 1e-6);
      g_assert_cmpfloat_with_epsilon (seen.d, meant.d, 1e-6);
      g_assert_true (henji_marks_read (&meant, &seen, &first, &second, &error));
      g_assert_cmpfloat_with_epsilon (second.offset_x, first.offset_x, 1e-6);
      g_assert_cmpfloat_with_epsilon (second.scale_y, first.scale_y, 1e-9);
      g_assert_true (henji_calibration_is_none (&first) == (i == 0));
    }
}

/* Worked out by hand: 2 mm too far left and up. */
static void
test_by_hand (void)
{
  HenjiMarks meant = { 20, 190, 20, 277 };
  HenjiMarks seen = { 18, 188, 18, 275 };
  HenjiCalibration used = HENJI_CALIBRATION_NONE, read;

  g_assert_true (henji_marks_read (&meant, &seen, &used, &read, NULL));
  g_assert_cmpfloat_with_epsilon (read.offset_x, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (read.offset_y, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (read.scale_x, 1, 1e-12);
}

static void
test_misread (void)
{
  static const HenjiMarks wrong[] = {
    { 20, 170, 20, 277 }, { 190, 20, 20, 277 }, { 20, 20, 20, 277 },
    { 45, 215, 20, 277 }, { 20, 190, 20, 250 }, { 20, 190, -20, 237 },
  };
  HenjiMarks meant = { 20, 190, 20, 277 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      HenjiCalibration used = HENJI_CALIBRATION_NONE, read = used;
      g_autoptr (GError) error = NULL;

      g_assert_false (henji_marks_read (&meant, &wrong[i], &used, &read, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, i < 4 ? "A and B" : "C and D"));
      g_assert_cmpfloat (read.scale_x, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/calibrate/marks", test_marks);
  g_test_add_func ("/core/calibrate/read", test_read);
  g_test_add_func ("/core/calibrate/by-hand", test_by_hand);
  g_test_add_func ("/core/calibrate/misread", test_misread);

  return g_test_run ();
}

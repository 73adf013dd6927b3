/* test-shrink-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-shrink-layout.h"

static int
height (GtkWidget *widget, int *least)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 200, least, &natural, NULL, NULL);

  return natural;
}

/* What was measured while it was empty and on no screen grows with what is put into it. */
static void
test_filled_later (void)
{
  g_autoptr (GtkWidget) box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  int least;

  gtk_widget_set_layout_manager (box, g_object_new (HENJI_TYPE_SHRINK_LAYOUT, NULL));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 56);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), inside);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (inside), row);

  g_assert_cmpint (height (box, &least), ==, 0);
  gtk_widget_set_size_request (row, -1, 40);
  g_assert_cmpint (height (box, &least), ==, 40);
  g_assert_cmpint (least, ==, 40);
  gtk_widget_set_size_request (row, -1, 140);
  g_assert_cmpint (height (box, &least), ==, 140);
  g_assert_cmpint (least, ==, 56);
  gtk_widget_set_size_request (row, -1, 30);
  g_assert_cmpint (height (box, &least), ==, 30);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/shrink-layout/filled-later", test_filled_later);

  return g_test_run ();
}

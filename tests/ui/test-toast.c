/* test-toast.c: toasts that go before they have quite come, which libadwaita 1.2 does not survive
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-toast.h"

typedef struct
{
  GtkWindow *window;
  AdwToastOverlay *overlay;
} Fixture;

static void
done_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
}

static const GActionEntry actions[] = { { "undo", done_cb }, { "undo-event", done_cb, "x" } };

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = NULL;

  f->window = GTK_WINDOW (gtk_window_new ());
  f->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (f->overlay, gtk_label_new ("content"));
  gtk_window_set_child (f->window, GTK_WIDGET (f->overlay));
  gtk_window_set_default_size (f->window, 600, 400);
  group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), f);
  gtk_widget_insert_action_group (GTK_WIDGET (f->window), "case", G_ACTION_GROUP (group));
  gtk_window_present (f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
}

static gboolean
time_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
pass (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, time_over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_words (GtkWidget *widget, GString *out)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (out, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    add_words (c, out);
}

static void
assert_words (Fixture *f, const char *expected)
{
  GString *words = g_string_new (NULL);

  add_words (GTK_WIDGET (f->overlay), words);
  g_assert_cmpstr (words->str, ==, expected);
  g_string_free (words, TRUE);
}

static AdwToast *
add (Fixture *f, const char *words)
{
  AdwToast *toast = adw_toast_new (words);

  adw_toast_set_timeout (toast, 0);
  henji_toast_add (f->overlay, g_object_ref (toast));

  return toast;
}

/* The second comes in the place of the first, which takes longest, and is to go at once. */
static void
test_quick (Fixture *f, gconstpointer data)
{
  pass (200);
  for (int wait = 0; wait < 200; wait += 100)
    {
      g_autoptr (AdwToast) first = add (f, "first");
      g_autoptr (AdwToast) second = add (f, "second");

      pass (700);
      assert_words (f, "content|first|");
      adw_toast_dismiss (first);
      pass (wait);
      adw_toast_dismiss (second);
      pass (1200);
      assert_words (f, "content|");
    }
}

static void
test_in_turn (Fixture *f, gconstpointer data)
{
  g_autoptr (AdwToast) first = NULL;
  g_autoptr (AdwToast) second = NULL;

  pass (200);
  first = add (f, "first");
  second = add (f, "second");
  adw_toast_set_button_label (first, "Undo");
  assert_words (f, "content|first|Undo|");
  adw_toast_dismiss (first);
  adw_toast_dismiss (first);
  assert_words (f, "content|first|"); /* nothing to be pressed again */
  pass (1100);
  assert_words (f, "content|second|");
  adw_toast_dismiss (second);
  pass (500);
  assert_words (f, "content|");
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  pass (200);
  /* One after the other: the last is in sight at once, and with it its Undo. */
  henji_toast_replace (f->overlay, "A & <b>", 10, "case.undo-event", g_variant_new_int64 (1));
  henji_toast_replace (f->overlay, "A2", 10, "case.undo", NULL);
  pass (50);
  assert_words (f, "content|A2|Undo|");
  henji_toast_replace (f->overlay, "B", 10, NULL, NULL);
  pass (50);
  assert_words (f, "content|B|");
  henji_toast_replace (f->overlay, "C & <b>", 10, "case.undo-event", g_variant_new_int64 (2));
  pass (50);
  assert_words (f, "content|C & <b>|Undo|");
  /* When it has quite come, another takes its place. */
  pass (700);
  henji_toast_replace (f->overlay, "D", 1, NULL, NULL);
  pass (400);
  assert_words (f, "content|D|");
  /* Its own seconds count from when it was said. */
  henji_toast_replace (f->overlay, "E", 2, NULL, NULL);
  pass (1500);
  assert_words (f, "content|E|");
  pass (1200);
  assert_words (f, "content|");
  henji_toast_replace (f->overlay, "F", 10, NULL, NULL);
  pass (50);
  assert_words (f, "content|F|");
}

/* Where nothing is on the screen nothing waits. */
static void
test_hidden (Fixture *f, gconstpointer data)
{
  g_autoptr (AdwToast) first = NULL;
  g_autoptr (AdwToast) second = NULL;

  pass (200);
  first = add (f, "first");
  gtk_widget_set_visible (GTK_WIDGET (f->window), FALSE);
  adw_toast_dismiss (first);
  second = add (f, "second");
  gtk_window_present (f->window);
  pass (1000);
  assert_words (f, "content|second|");
  henji_toast_replace (f->overlay, "third", 10, NULL, NULL);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/toast/quick", test_quick);
  ADD ("/toast/in-turn", test_in_turn);
  ADD ("/toast/replace", test_replace);
  ADD ("/toast/hidden", test_hidden);
#undef ADD

  return g_test_run ();
}

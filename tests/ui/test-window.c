/* test-window.c: the window over the sample shop in a real record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-demo.h"
#include "henji-import-window.h"
#include "henji-pane-box.h"
#include "henji-preferences.h"
#include "henji-ui-resources.h"
#include "henji-welcome.h"
#include "henji-label-window.h"
#include "henji-window.h"

typedef struct
{
  char *dir;
  HenjiDesk *desk;
  AdwApplication *app;
  HenjiWindow *window;
} Fixture;

static void
open_desk (Fixture *fixture, gboolean filled, int width)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("henji-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->desk = henji_desk_open (fixture->dir, HENJI_DESK_READ_WRITE, &error);
  g_assert_no_error (error);
  if (filled)
    {
      henji_demo_fill (fixture->desk, &error);
      g_assert_no_error (error);
    }
  fixture->app = adw_application_new ("io.github.henji.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fixture->app), NULL, &error);
  g_assert_no_error (error);
  fixture->window = henji_window_new (fixture->app, fixture->desk);
  if (width > 0)
    gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 600);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  open_desk (fixture, TRUE, GPOINTER_TO_INT (data));
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  open_desk (fixture, FALSE, 0);
}

static gboolean
time_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @done or fifteen seconds have passed. */
static void
wait_for (gboolean (*done) (gpointer data), gpointer data)
{
  gboolean over = FALSE;
  guint source = g_timeout_add_seconds (15, time_over_cb, &over);

  while (!done (data) && !over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (over);
  g_source_remove (source);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dir = g_steal_pointer (&fixture->dir);
  gpointer window = fixture->window;

  /* The window goes for good: nothing holds it. */
  g_object_add_weak_pointer (G_OBJECT (fixture->window), &window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_for (is_null, &window);
  henji_desk_close (fixture->desk);
  g_object_unref (fixture->desk);
  g_object_unref (fixture->app);
  henji_demo_remove (dir);
}

static gboolean
has_case (gpointer data)
{
  return henji_window_get_case (((Fixture *) data)->window) != 0;
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static HenjiCase *
load (Fixture *fixture, gint64 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = henji_desk_cases (fixture->desk, &row, 1, &error);

  g_assert_no_error (error);
  return henji_case_ref (g_ptr_array_index (cases, 0));
}

typedef struct
{
  Fixture *fixture;
  gint64 row;
  HenjiCourt court;
} Wanted;

static gboolean
stands (gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (HenjiCase) case_ = load (wanted->fixture, wanted->row);

  return case_->court == wanted->court;
}

static gboolean
is_other (gpointer data)
{
  Wanted *wanted = data;

  return henji_window_get_case (wanted->fixture->window) != wanted->row;
}

static gboolean
is_same (gpointer data)
{
  return !is_other (data);
}

static void
test_choose (Fixture *fixture, gconstpointer data)
{
  gint64 first;

  wait_for (has_case, fixture);
  first = henji_window_get_case (fixture->window);
  act (fixture, "case.next");
  g_assert_cmpint (henji_window_get_case (fixture->window), !=, first);
  act (fixture, "case.previous");
  g_assert_cmpint (henji_window_get_case (fixture->window), ==, first);
  act (fixture, "case.previous");
  g_assert_cmpint (henji_window_get_case (fixture->window), ==, first);
}

static gboolean
is_loaded (gpointer data)
{
  return henji_window_get_detail (((Fixture *) data)->window) != NULL;
}

/* The editors of the reply, from the top. */
static void
find_editors (GtkWidget *widget, GPtrArray *editors)
{
  if (GTK_IS_TEXT_VIEW (widget))
    g_ptr_array_add (editors, widget);
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    find_editors (c, editors);
}

static gboolean
stands_at_start (GtkTextView *view)
{
  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view))) < 2;
}

/* Half a second: whatever would still scroll has scrolled. */
static void
let_pass (void)
{
  gboolean over = FALSE;

  g_timeout_add (500, time_over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Wherever the last reply was read, the next one begins with its first line. */
static void
test_first_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();
  Wanted wanted = { fixture, 0, HENJI_COURT_OURS };
  GtkTextView *view;
  GtkTextIter end;

  wait_for (has_case, fixture);
  wanted.row = henji_window_get_case (fixture->window);
  find_editors (GTK_WIDGET (fixture->window), editors);
  g_assert_cmpuint (editors->len, ==, 2);
  /* The check finds something where the cursor is: that scrolls there, too. */
  view = editors->pdata[0];
  let_pass ();
  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &end);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &end);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (view), "\n\n\n\n\n\n\n\n○○様", -1);
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &end);
  gtk_text_view_scroll_to_iter (view, &end, 0, TRUE, 0, 1);
  let_pass ();
  g_assert_false (stands_at_start (view));
  act (fixture, "case.next");
  wait_for (is_other, &wanted);
  let_pass ();
  for (guint i = 0; i < editors->len; i++)
    g_assert_true (stands_at_start (editors->pdata[i]));
}

/* The case leaves, the next takes its place; undo brings it back and shows it. */
static void
test_triage (Fixture *fixture, gconstpointer data)
{
  Wanted wanted = { .fixture = fixture, .court = HENJI_COURT_THEIRS };

  wait_for (has_case, fixture);
  wanted.row = henji_window_get_case (fixture->window);
  wait_for (is_loaded, fixture);
  act (fixture, "case.no-reply");
  wait_for (stands, &wanted);
  wait_for (is_other, &wanted);
  act (fixture, "case.undo");
  wanted.court = HENJI_COURT_OURS;
  wait_for (stands, &wanted);
  wait_for (is_same, &wanted);
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c != NULL;
       c = gtk_widget_get_next_sibling (c))
    {
      GtkWidget *found = find_widget (c, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  HenjiPaneBox *panes;
  HenjiFolding folding;
} Folded;

static HenjiPaneBox *
pane_box (Fixture *fixture)
{
  return HENJI_PANE_BOX (find_widget (GTK_WIDGET (fixture->window), HENJI_TYPE_PANE_BOX));
}

static gboolean
is_folded (gpointer data)
{
  Folded *folded = data;

  return henji_pane_box_get_folding (folded->panes) == folded->folding;
}

static void
test_folding_none (Fixture *fixture, gconstpointer data)
{
  Folded folded = { pane_box (fixture), HENJI_FOLDING_NONE };

  wait_for (has_case, fixture);
  wait_for (is_folded, &folded);
  g_assert_cmpint (henji_pane_box_get_last (folded.panes), ==, HENJI_PANE_REPLY);
}

static void
test_folding_shared (Fixture *fixture, gconstpointer data)
{
  Folded folded = { pane_box (fixture), HENJI_FOLDING_SHARED };

  wait_for (has_case, fixture);
  wait_for (is_folded, &folded);
  g_assert_cmpint (henji_pane_box_get_last (folded.panes), ==, HENJI_PANE_REPLY);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-pane", "s", "order");
  g_assert_cmpint (henji_pane_box_get_last (folded.panes), ==, HENJI_PANE_ORDER);
  act (fixture, "win.focus-reply");
  g_assert_cmpint (henji_pane_box_get_last (folded.panes), ==, HENJI_PANE_REPLY);
}

static void
test_folding_single (Fixture *fixture, gconstpointer data)
{
  Folded folded = { pane_box (fixture), HENJI_FOLDING_SINGLE };

  wait_for (has_case, fixture);
  wait_for (is_folded, &folded);
  g_assert_cmpint (henji_pane_box_get_last (folded.panes), ==, HENJI_PANE_LIST);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-pane", "s", "order");
  g_assert_cmpint (henji_pane_box_get_last (folded.panes), ==, HENJI_PANE_ORDER);
  act (fixture, "win.search");
  g_assert_cmpint (henji_pane_box_get_last (folded.panes), ==, HENJI_PANE_LIST);
}

/* The tight set must fit with words of either language: no pane may ask for more. */
static void
test_minimum (Fixture *fixture, gconstpointer data)
{
  int minimum;

  wait_for (has_case, fixture);
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, 400);
}

static gboolean
has_welcome (gpointer data)
{
  return find_widget (GTK_WIDGET (((Fixture *) data)->window), HENJI_TYPE_WELCOME) != NULL;
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mail = g_build_filename (fixture->dir, "mail.eml", NULL);
  g_autofree char *junk = g_build_filename (fixture->dir, "junk.eml", NULL);
  const char *paths[] = { mail, junk, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCase) case_ = NULL;

  wait_for (has_welcome, fixture);
  g_file_set_contents (mail,
                       "From: \"A & B <b>\" <k3v9@marketplace.amazon.co.jp>\r\n"
                       "To: shop@example.com\r\n"
                       "Subject: Order 250-1234567-1234567\r\n"
                       "Date: Mon, 23 Nov 2026 10:00:00 +0900\r\n"
                       "Message-ID: <1@example.com>\r\n\r\n"
                       "The mug arrived broken. <b>Please</b> & thank you.\r\n",
                       -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (junk, "\x01\x02\x03", 3, &error);
  g_assert_no_error (error);
  henji_window_import (fixture->window, paths);
  wait_for (has_case, fixture);
  case_ = load (fixture, henji_window_get_case (fixture->window));
  g_assert_cmpint (case_->kind, ==, HENJI_KIND_DAMAGED);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gdk_content_deserialize_finish (result, user_data, &error));
  g_assert_no_error (error);
}

static gboolean
is_file_list (gpointer data)
{
  return ((GValue *) data)->g_type == GDK_TYPE_FILE_LIST && g_value_get_boxed (data) != NULL;
}

static GtkDropTarget *
drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  return NULL;
}

/* What a file manager lets go of over the window: the bytes of a text/uri-list. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  GtkDropTarget *target = drop_target (GTK_WIDGET (fixture->window));
  g_autofree char *mail = g_build_filename (fixture->dir, "届いた メール #1.eml", NULL);
  g_autofree char *uri = g_filename_to_uri (mail, NULL, NULL);
  g_autofree char *list = g_strconcat (uri, "\r\n", NULL);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (list, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  wait_for (has_welcome, fixture);
  g_assert_nonnull (target);
  g_assert_cmpint (gtk_event_controller_get_propagation_phase (GTK_EVENT_CONTROLLER (target)), ==,
                   GTK_PHASE_CAPTURE);
  g_assert_true (
      gdk_content_formats_contain_gtype (gtk_drop_target_get_formats (target), GDK_TYPE_FILE_LIST));
  g_file_set_contents (mail,
                       "From: \"B\" <k3v9@marketplace.amazon.co.jp>\r\n"
                       "To: shop@example.com\r\n"
                       "Subject: Order 250-1234567-1234567\r\n"
                       "Date: Mon, 23 Nov 2026 10:00:00 +0900\r\n"
                       "Message-ID: <2@example.com>\r\n\r\n"
                       "The mug arrived broken.\r\n",
                       -1, &error);
  g_assert_no_error (error);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  gdk_content_deserialize_async (stream, "text/uri-list", GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                 NULL, read_cb, &value);
  wait_for (is_file_list, &value);
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &taken);
  g_assert_true (taken);
  wait_for (has_case, fixture);
}

static gboolean
is_sensitive (gpointer data)
{
  return gtk_widget_is_sensitive (data);
}

/* Preferences keep what they do not show, and what is typed is kept when the window closes. */
static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HenjiShop) before = NULL;
  g_autoptr (HenjiShop) after = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *preferences = NULL;
  GtkWidget *page, *entry;
  g_autoptr (GListModel) windows = NULL;

  before = henji_desk_shop (fixture->desk, &error);
  g_assert_no_error (error);
  henji_preferences_show (fixture->desk, GTK_WINDOW (fixture->window), "shop");
  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) one = g_list_model_get_item (windows, i);

      if (HENJI_IS_PREFERENCES (one))
        preferences = one;
    }
  g_assert_nonnull (preferences);
  page = find_widget (preferences, ADW_TYPE_PREFERENCES_PAGE);
  wait_for (is_sensitive, page);
  entry = find_widget (page, ADW_TYPE_ENTRY_ROW);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, before->zone);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Nowhere/Atlantis");
  gtk_window_close (GTK_WINDOW (preferences));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* A zone that is none leaves the old one, and nothing else is lost. */
  after = henji_desk_shop (fixture->desk, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after->zone, ==, before->zone);
  g_assert_cmpstr (after->name_ja, ==, before->name_ja);
  g_assert_cmpuint (after->return_addresses->len, ==, before->return_addresses->len);
}

static gboolean
has_detail (gpointer data)
{
  Fixture *fixture = data;
  const HenjiCaseDetail *detail = henji_window_get_detail (fixture->window);

  return detail != NULL && detail->case_->row == henji_window_get_case (fixture->window);
}

static gboolean
is_there (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static GtkWindow *
label_window (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (HENJI_IS_LABEL_WINDOW (l->data))
      return l->data;

  return NULL;
}

static gboolean
saves (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_sensitive (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "label.save-pdf")
             == 0)
    return TRUE;
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    if (saves (c))
      return TRUE;

  return FALSE;
}

/* Nothing is saved before the pages are set. */
static gboolean
can_save (gpointer data)
{
  GtkWindow *window = label_window ();

  return window != NULL && saves (GTK_WIDGET (window));
}

static gboolean
is_gone (gpointer data)
{
  return label_window () == NULL;
}

/* A slip, an address and the packing lists have their pages by one action each, are PDFs and events
 * of the case. */
static void
test_documents (Fixture *fixture, gconstpointer data)
{
  static const char *const documents[] = { "slip", "resend", "pair", "packing-case", "packing" };
  const guint n_events = 5; /* and one for the label; those to be sent are others */
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  wait_for (has_case, fixture);
  wait_for (has_detail, fixture);
  for (int i = 0; henji_window_get_detail (fixture->window)->orders->len == 0 && i < 50; i++)
    {
      act (fixture, "case.next");
      wait_for (has_detail, fixture);
    }
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.pdf", fixture->dir, documents[i]);
      g_autofree char *content = NULL;

      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "document.print", "(sx)",
                                  documents[i], (gint64) 0);
      wait_for (can_save, fixture);
      gtk_widget_activate_action (GTK_WIDGET (label_window ()), "label.save-pdf-to", "s", path);
      wait_for (is_there, path);
      g_assert_true (g_file_get_contents (path, &content, NULL, &error));
      g_assert_true (g_str_has_prefix (content, "%PDF"));
      gtk_window_close (label_window ());
      wait_for (is_gone, fixture);
    }
  /* The event is written behind the file; the desk does one thing after the other. */
  do
    {
      g_clear_pointer (&detail, henji_case_detail_unref);
      g_main_context_iteration (NULL, FALSE);
      detail
          = henji_desk_case_detail (fixture->desk, henji_window_get_case (fixture->window), &error);
      g_assert_no_error (error);
      n = 0;
      for (guint i = 0; i < detail->events->len; i++)
        {
          const HenjiEvent *event = detail->events->pdata[i];

          n += event->type == HENJI_EVENT_DOCUMENT_PRINTED
               || event->type == HENJI_EVENT_LABEL_PRINTED;
        }
    }
  while (n < n_events);
}

int
main (int argc, char **argv)
{
#define ADD(path, width, set, func)                                                                \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  henji_ui_register_resource ();
  ADD ("/window/choose", 0, set_up, test_choose);
  ADD ("/window/first-line", 0, set_up, test_first_line);
  ADD ("/window/triage", 0, set_up, test_triage);
  ADD ("/window/folding/none", 1024, set_up, test_folding_none);
  ADD ("/window/folding/shared", 800, set_up, test_folding_shared);
  ADD ("/window/folding/single", 420, set_up, test_folding_single);
  ADD ("/window/minimum", 0, set_up, test_minimum);
  ADD ("/window/import", 0, set_up_empty, test_import);
  ADD ("/window/drop", 0, set_up_empty, test_drop);
  ADD ("/window/preferences", 0, set_up, test_preferences);
  ADD ("/window/documents", 0, set_up, test_documents);
  return g_test_run ();
}

/* test-reading.c: reading help as the conversation shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-reading-text.h"
#include "henji-timeline-row.h"
#include "henji-ui-resources.h"

#include <string.h>

static const char damaged[] = "届いたマグカップの取っ手が割れていました。\n"
                              "返金か交換をお願いします。<b>A & B</b>";
static const char full[]
    = "お世話になっております。本日、取っ手が割れて届きました。箱に傷はありませんでした。至急、"
      "交換していただけますか。難しければ返金してください。11月30日までにご連絡ください。不在の場合"
      "は宅配ボックスに"
      "置き配でお願いします。返送料は着払いでよろしいですか。注文番号は250-4410827-1930655です。";

typedef struct
{
  HenjiDesk *desk;
  GtkWindow *window;
  HenjiTimelineRow *row;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMenu) kinds = g_menu_new ();
  g_autoptr (GError) error = NULL;

  fixture->desk = henji_desk_open (NULL, HENJI_DESK_FACTS_ONLY, &error);
  g_assert_no_error (error);
  fixture->row = henji_timeline_row_new (fixture->desk, G_MENU_MODEL (kinds));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 420, 500);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->row));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  henji_timeline_row_unbind (fixture->row);
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->desk);
}

static void
bind (Fixture *fixture,
      HenjiDirection direction,
      HenjiKind kind,
      HenjiLanguage language,
      const char *body)
{
  g_autoptr (HenjiTimelineItem) item = g_object_new (HENJI_TYPE_TIMELINE_ITEM, NULL);

  item->type = HENJI_TIMELINE_MESSAGE;
  item->kind = kind;
  item->message = henji_message_new ();
  item->message->direction = direction;
  item->message->kind = kind;
  item->message->language = language;
  item->message->body = g_strdup (body);
  item->message->own_length = (gint64) strlen (body);
  henji_timeline_row_bind (fixture->row, item);
}

static GtkWidget *
find_classed (GtkWidget *widget, const char *class)
{
  if (gtk_widget_has_css_class (widget, class))
    return widget;
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      GtkWidget *found = find_classed (c, class);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkLabel *
label_of (Fixture *fixture, const char *class)
{
  return GTK_LABEL (find_classed (GTK_WIDGET (fixture->row), class));
}

static const char *
help_of (Fixture *fixture)
{
  GtkLabel *help = label_of (fixture, "help");

  return gtk_widget_get_visible (GTK_WIDGET (help)) ? gtk_label_get_text (help) : NULL;
}

static void
run_loop_for (guint frames)
{
  for (guint i = 0; i < frames; i++)
    {
      g_usleep (20000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

/* How many dotted lines are drawn. */
static guint
count_lines (Fixture *fixture)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  g_autofree char *text = NULL;
  guint n = 0;

  gtk_window_present (fixture->window);
  run_loop_for (5);
  paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->row));
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (fixture->row)),
                          gtk_widget_get_height (GTK_WIDGET (fixture->row)));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  bytes = gsk_render_node_serialize (node);
  gsk_render_node_unref (node);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  for (const char *p = strstr (text, "repeat {"); p != NULL; p = strstr (p + 1, "repeat {"))
    n++;

  return n;
}

static void
test_help (Fixture *fixture, gconstpointer data)
{
  GtkLabel *body = label_of (fixture, "body-text");

  bind (fixture, HENJI_DIRECTION_IN, HENJI_KIND_DAMAGED, HENJI_LANGUAGE_JA, damaged);
  g_assert_nonnull (strstr (help_of (fixture), "割れていました: broken, cracked (Damaged)"));
  g_assert_nonnull (strstr (help_of (fixture), "取っ手: handle (part)"));
  g_assert_nonnull (strstr (help_of (fixture), "返金: refund (wish)"));
  /* What is shown, selected and copied is what the buyer wrote. */
  g_assert_cmpstr (gtk_label_get_text (body), ==, damaged);
  g_assert_false (gtk_label_get_use_markup (body));
  g_assert_true (gtk_label_get_selectable (body));
  g_assert_true (gtk_widget_get_has_tooltip (GTK_WIDGET (body)));
  g_assert_cmpuint (count_lines (fixture), >=, 4);
}

static void
test_own_language (Fixture *fixture, gconstpointer data)
{
  bind (fixture, HENJI_DIRECTION_IN, HENJI_KIND_DAMAGED, HENJI_LANGUAGE_EN,
        "The handle is cracked. My order is 112-7734015-2204418.");
  g_assert_null (help_of (fixture));
  g_assert_true (gtk_widget_get_has_tooltip (GTK_WIDGET (label_of (fixture, "body-text"))));
  g_assert_cmpuint (count_lines (fixture), >=, 2);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *body = GTK_WIDGET (label_of (fixture, "body-text"));

  /* What we wrote, and what has nothing in it. */
  bind (fixture, HENJI_DIRECTION_OUT, HENJI_KIND_DAMAGED, HENJI_LANGUAGE_JA, damaged);
  g_assert_null (help_of (fixture));
  g_assert_false (gtk_widget_get_has_tooltip (body));
  g_assert_cmpuint (count_lines (fixture), ==, 0);
  bind (fixture, HENJI_DIRECTION_IN, HENJI_KIND_OTHER, HENJI_LANGUAGE_JA, "");
  g_assert_null (help_of (fixture));
  bind (fixture, HENJI_DIRECTION_IN, HENJI_KIND_OTHER, HENJI_LANGUAGE_OTHER, "Bonjour à tous");
  g_assert_null (help_of (fixture));
  g_assert_false (gtk_widget_get_has_tooltip (body));
}

/* A row that held a buyer's message and now shows something else keeps nothing of it. */
static void
test_reused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HenjiTimelineItem) note = g_object_new (HENJI_TYPE_TIMELINE_ITEM, NULL);
  GtkToggleButton *more;

  bind (fixture, HENJI_DIRECTION_IN, HENJI_KIND_DAMAGED, HENJI_LANGUAGE_JA, full);
  more = GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (
      gtk_widget_get_prev_sibling (GTK_WIDGET (label_of (fixture, "quoted")))));
  gtk_toggle_button_set_active (more, TRUE);
  note->type = HENJI_TIMELINE_NOTE;
  note->text = g_strdup (damaged);
  henji_timeline_row_bind (fixture->row, note);
  g_assert_null (help_of (fixture));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (more)));
  g_assert_false (gtk_widget_get_has_tooltip (GTK_WIDGET (label_of (fixture, "body-text"))));
  g_assert_cmpuint (count_lines (fixture), ==, 0);
  bind (fixture, HENJI_DIRECTION_IN, HENJI_KIND_DAMAGED, HENJI_LANGUAGE_JA, full);
  g_assert_false (gtk_toggle_button_get_active (more));
}

static void
test_more (Fixture *fixture, gconstpointer data)
{
  GtkToggleButton *more;

  bind (fixture, HENJI_DIRECTION_IN, HENJI_KIND_DAMAGED, HENJI_LANGUAGE_JA, full);
  more = GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (
      gtk_widget_get_prev_sibling (GTK_WIDGET (label_of (fixture, "quoted")))));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (more)));
  g_assert_nonnull (strstr (gtk_button_get_label (GTK_BUTTON (more)), "more meanings"));
  g_assert_nonnull (strstr (help_of (fixture), "by November 30"));
  g_assert_nonnull (strstr (help_of (fixture), "refund"));
  g_assert_null (strstr (help_of (fixture), "order number"));
  gtk_toggle_button_set_active (more, TRUE);
  g_assert_nonnull (strstr (help_of (fixture), "250-4410827-1930655: order number"));
  g_assert_nonnull (strstr (help_of (fixture), "傷: not: scratch, flaw"));
  g_assert_nonnull (strstr (help_of (fixture), "着払い: freight collect (we pay)"));
  gtk_toggle_button_set_active (more, FALSE);
  g_assert_null (strstr (help_of (fixture), "order number"));
}

static gboolean
ask (GtkLabel *body, const char *words)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  const char *text = gtk_label_get_text (body);
  PangoRectangle at;
  gboolean shown = FALSE;
  int x, y;

  pango_layout_index_to_pos (gtk_label_get_layout (body), (int) (strstr (text, words) - text), &at);
  gtk_label_get_layout_offsets (body, &x, &y);
  g_signal_emit_by_name (body, "query-tooltip", x + PANGO_PIXELS (at.x) + 2,
                         y + PANGO_PIXELS (at.y) + 5, FALSE, tooltip, &shown);

  return shown;
}

static void
test_tooltip (Fixture *fixture, gconstpointer data)
{
  GtkLabel *body = label_of (fixture, "body-text");
  GtkLabel *tip;

  bind (fixture, HENJI_DIRECTION_IN, HENJI_KIND_DAMAGED, HENJI_LANGUAGE_JA, damaged);
  count_lines (fixture);
  g_assert_true (ask (body, "割れて"));
  tip = g_object_get_data (G_OBJECT (body), "henji-reading-tip");
  g_assert_cmpstr (gtk_label_get_text (tip), ==, "broken, cracked (Damaged)");
  g_assert_true (ask (body, "取っ手"));
  g_assert_cmpstr (gtk_label_get_text (tip), ==, "handle (part)");
  g_assert_true (ask (body, "返金"));
  g_assert_cmpstr (gtk_label_get_text (tip), ==, "refund (wish)");
  g_assert_false (ask (body, "が割"));
  g_assert_false (ask (body, "<b>"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  henji_ui_register_resource ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reading/help", test_help);
  ADD ("/reading/own-language", test_own_language);
  ADD ("/reading/nothing", test_nothing);
  ADD ("/reading/reused", test_reused);
  ADD ("/reading/more", test_more);
  ADD ("/reading/tooltip", test_tooltip);
#undef ADD

  return g_test_run ();
}

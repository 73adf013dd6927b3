/* henji-window-scan.c: a barcode scanner anywhere in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys are looked at before anybody else gets them, and let through: what somebody types is never
 * held up. Only when Enter ends a scan is Enter kept back, and once the code turned out to be
 * known, what the scanner typed into a text is taken out again, also where an input method brings
 * it a moment later. Codes are written in capitals and digits, the commands of the list in small
 * letters.
 */
#define G_LOG_DOMAIN "henji-window-scan"

#include "config.h"

#include "henji-window-private.h"

#include <string.h>

#include "henji-preedit.h"
#include "henji-scan-burst.h"

#define LATE 2000 /* ms: so long an input method may take on a busy machine */

/* Where the scanner typed. */
typedef struct
{
  GtkWidget *widget; /* weak */
  int at;            /* characters before what it typed */
  int length;        /* of the text before */
  char *selected;    /* (nullable): what its first key replaced */
  char *composed;    /* (nullable): the word that an input method composed there */
  char *digits;      /* (nullable): of the code that was scanned */
} Place;

/* A scan of which nothing stands in the text yet. */
typedef struct
{
  Place *place;
  GObject *text; /* tells of changes: the buffer, or the entry */
  gulong changed;
  guint look;
  guint end;
} Late;

struct _HenjiWindowScan
{
  HenjiWindow *window;      /* borrowed: it owns this */
  GtkEventController *keys; /* borrowed: the window owns it */
  gboolean is_first;        /* to see a key, before the input method's guard */
  HenjiScanBurst burst;
  Place place;
  Late late; /* all 0 when there is none */
};

/* ---- Texts
 * --------------------------------------------------------------------------------------- */

static void
place_clear (Place *place)
{
  g_clear_weak_pointer (&place->widget);
  g_clear_pointer (&place->selected, g_free);
  g_clear_pointer (&place->composed, g_free);
  g_clear_pointer (&place->digits, g_free);
}

static int
text_length (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget))
    return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)));

  return (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (widget)), -1);
}

static gboolean
is_text (GtkWidget *widget)
{
  return GTK_IS_TEXT_VIEW (widget) || GTK_IS_TEXT (widget);
}

static void
note_place (HenjiWindowScan *self, GtkWidget *focus)
{
  Place *place = &self->place;

  place_clear (place);
  if (!is_text (focus))
    return;
  g_set_weak_pointer (&place->widget, focus);
  place->length = text_length (focus);
  place->composed = henji_preedit_word (focus);
  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
      GtkTextIter start, end;

      if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
        place->selected = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      else
        gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
      place->at = gtk_text_iter_get_offset (&start);
    }
  else
    {
      int start, end;

      if (gtk_editable_get_selection_bounds (GTK_EDITABLE (focus), &start, &end))
        place->selected = gtk_editable_get_chars (GTK_EDITABLE (focus), start, end);
      place->at = MIN (start, end);
    }
}

/* How many characters the scanner put there. */
static int
typed_length (const Place *place)
{
  int replaced = place->selected != NULL ? (int) g_utf8_strlen (place->selected, -1) : 0;

  return text_length (place->widget) - (place->length - replaced);
}

static void
place_free (Place *place)
{
  place_clear (place);
  g_free (place);
}

/* The place as it is; the next scan has another. */
static Place *
place_steal (Place *place)
{
  Place *copy = g_new0 (Place, 1);

  g_set_weak_pointer (&copy->widget, place->widget);
  copy->at = place->at;
  copy->length = place->length;
  copy->selected = g_steal_pointer (&place->selected);
  copy->composed = g_steal_pointer (&place->composed);
  place_clear (place);

  return copy;
}

/* What was there before the scanner typed: at its place, if anything. */
static const char *
before (const Place *place)
{
  return place->composed != NULL ? place->composed : place->selected;
}

static void
take_out_of_view (GtkTextView *view, const Place *place)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, place->at);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, place->at + typed_length (place));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  if (before (place) != NULL)
    gtk_text_buffer_insert (buffer, &start, before (place), -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
take_out_of_entry (GtkEditable *entry, const Place *place)
{
  int at = place->at;

  gtk_editable_delete_text (entry, at, at + typed_length (place));
  if (before (place) != NULL)
    gtk_editable_insert_text (entry, before (place), -1, &at);
}

static void
take_out_of (const Place *place)
{
  if (GTK_IS_TEXT_VIEW (place->widget))
    take_out_of_view (GTK_TEXT_VIEW (place->widget), place);
  else
    take_out_of_entry (GTK_EDITABLE (place->widget), place);
}

/* ---- What comes late ---------------------------------------------------------------------------
 */

static void
late_end (Late *late)
{
  if (late->place == NULL)
    return;
  g_signal_handler_disconnect (late->text, late->changed);
  g_clear_object (&late->text);
  g_clear_handle_id (&late->look, g_source_remove);
  g_clear_handle_id (&late->end, g_source_remove);
  g_clear_pointer (&late->place, place_free);
}

static char *
digits_of (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString *digits = g_string_new (NULL);

  for (const char *p = plain; p != NULL && *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);

  return g_string_free (digits, FALSE);
}

static char *
typed_text (const Place *place)
{
  int start = place->at, end = place->at + typed_length (place);
  GtkTextBuffer *buffer;
  GtkTextIter from, to;

  if (!GTK_IS_TEXT_VIEW (place->widget))
    return gtk_editable_get_chars (GTK_EDITABLE (place->widget), start, end);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (place->widget));
  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);

  return gtk_text_buffer_get_text (buffer, &from, &to, TRUE);
}

/* Letters become kana, digits remain: others may change the text as well. */
static gboolean
late_cb (gpointer data)
{
  Late *late = data;
  const Place *place = late->place;
  g_autofree char *text = NULL;
  g_autofree char *digits = NULL;

  late->look = 0;
  if (place->widget == NULL || typed_length (place) <= 0)
    return G_SOURCE_REMOVE;
  text = typed_text (place);
  digits = digits_of (text);
  if (strcmp (digits, place->digits) == 0)
    {
      take_out_of (place);
      late_end (late);
    }

  return G_SOURCE_REMOVE;
}

/* Whoever changes the text is still at it. */
static void
changed_cb (Late *late)
{
  if (late->look == 0)
    late->look = g_idle_add (late_cb, late);
}

static gboolean
end_cb (gpointer data)
{
  Late *late = data;

  late->end = 0;
  late_end (late);

  return G_SOURCE_REMOVE;
}

/* (transfer full) */
static void
late_begin (Late *late, Place *place)
{
  late_end (late);
  late->place = place;
  late->text = GTK_IS_TEXT_VIEW (place->widget)
                   ? G_OBJECT (gtk_text_view_get_buffer (GTK_TEXT_VIEW (place->widget)))
                   : G_OBJECT (place->widget);
  g_object_ref (late->text);
  late->changed = g_signal_connect_swapped (late->text, "changed", G_CALLBACK (changed_cb), late);
  late->end = g_timeout_add (LATE, end_cb, late);
}

static void
take_out (HenjiWindow *window, gboolean found, gpointer data)
{
  Place *place = data;

  if (found && place->widget != NULL)
    {
      henji_preedit_keep (place->widget);
      if (typed_length (place) <= 0)
        {
          late_begin (&window->scan->late, place);
          return;
        }
      take_out_of (place);
    }
  place_free (place);
}

/* ---- Letters that are commands -----------------------------------------------------------------
 */

static gboolean
has_letters (HenjiWindow *window, GtkWidget *focus)
{
  GtkWidget *list = henji_list_pane_get_list (window->list);
  GtkWidget *timeline = henji_case_pane_get_timeline (window->order);

  return focus != NULL && !is_text (focus)
         && (focus == list || gtk_widget_is_ancestor (focus, list) || focus == timeline
             || gtk_widget_is_ancestor (focus, timeline));
}

/* ---- Keys
 * ----------------------------------------------------------------------------------------- */

static gboolean
ended (HenjiWindowScan *self, guint32 time)
{
  g_autofree char *code = henji_scan_burst_enter (&self->burst, time);
  gboolean in_text = self->place.widget != NULL;
  Place *place;

  if (code == NULL)
    return FALSE;
  place = place_steal (&self->place);
  place->digits = digits_of (code);
  henji_window_returns_find (self->window, code, in_text, take_out, place);

  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        gpointer user_data)
{
  HenjiWindowScan *self = user_data;
  guint32 time = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  guint n;

  late_end (&self->late);
  /* Some scanners are set to end with a line feed. */
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_Linefeed)
    return ended (self, time);
  n = henji_scan_burst_key (&self->burst, keyval, state, time);
  if (n == 0)
    return FALSE;
  if (n == 1)
    note_place (self, focus);

  if (!has_letters (self->window, focus))
    return FALSE;
  /* A small letter is a command, and begins no code; in the middle of one it is none. */
  if (n == 1 && keyval >= GDK_KEY_a && keyval <= GDK_KEY_z)
    henji_scan_burst_clear (&self->burst);

  return n > 1;
}

/* While a word is composed its guard keeps all keys to the input method, and is added when a text
 * first gets the focus. What was added last is asked first. */
static void
focus_cb (HenjiWindowScan *self)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  if (self->is_first || !is_text (gtk_window_get_focus (GTK_WINDOW (window))))
    return;
  g_object_ref (self->keys);
  gtk_widget_remove_controller (window, self->keys);
  gtk_widget_add_controller (window, self->keys);
  self->is_first = TRUE;
}

void
henji_window_scan_install (HenjiWindow *window)
{
  HenjiWindowScan *self = g_new0 (HenjiWindowScan, 1);

  self->window = window;
  self->keys = gtk_event_controller_key_new ();
  window->scan = self;
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect (self->keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (window), self->keys);
  g_signal_connect_data (window, "notify::focus-widget", G_CALLBACK (focus_cb), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

void
henji_window_scan_free (HenjiWindowScan *self)
{
  g_signal_handlers_disconnect_by_data (self->window, self);
  late_end (&self->late);
  place_clear (&self->place);
  henji_scan_burst_clear (&self->burst);
  g_free (self);
}

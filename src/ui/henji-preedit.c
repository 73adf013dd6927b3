/* henji-preedit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preedit"

#include "config.h"

#include "henji-preedit.h"

#define COMMANDS (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

/* (transfer none) (nullable): the input method of @text and, in @word, what it composes there; NULL
 * when it composes nothing. The widgets show neither, but their key controllers know it. */
static GtkIMContext *
composing (GtkWidget *text, char **word)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (text);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      GtkIMContext *method
          = GTK_IS_EVENT_CONTROLLER_KEY (controller)
                ? gtk_event_controller_key_get_im_context (GTK_EVENT_CONTROLLER_KEY (controller))
                : NULL;
      g_autofree char *preedit = NULL;

      if (method == NULL)
        continue;
      gtk_im_context_get_preedit_string (method, &preedit, NULL, NULL);
      if (preedit == NULL || *preedit == '\0')
        continue;
      if (word != NULL)
        *word = g_steal_pointer (&preedit);
      return method;
    }

  return NULL;
}

char *
henji_preedit_word (GtkWidget *text)
{
  char *word = NULL;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (text) || GTK_IS_TEXT (text), NULL);

  composing (text, &word);

  return word;
}

/* An accent that still waits for its letter is not. */
static gboolean
is_worth_keeping (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      gunichar c = g_utf8_get_char (word);

      if (g_unichar_isalnum (c) || c >= 0x3000)
        return TRUE;
    }

  return FALSE;
}

static int
count_characters (GtkWidget *text)
{
  if (GTK_IS_TEXT_VIEW (text))
    return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)));

  return (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (text)), -1);
}

static void
insert (GtkWidget *text, const char *word)
{
  if (GTK_IS_TEXT_VIEW (text))
    gtk_text_buffer_insert_interactive_at_cursor (
        gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), word, -1,
        gtk_text_view_get_editable (GTK_TEXT_VIEW (text)));
  else if (gtk_editable_get_editable (GTK_EDITABLE (text)))
    {
      int position = gtk_editable_get_position (GTK_EDITABLE (text));

      gtk_editable_insert_text (GTK_EDITABLE (text), word, -1, &position);
      gtk_editable_set_position (GTK_EDITABLE (text), position);
    }
}

/* Some input methods leave the word in the text when they are stopped, some (anthy, as it comes)
 * throw it away: what a person has typed and seen is kept either way. */
void
henji_preedit_keep (GtkWidget *text)
{
  g_autofree char *word = NULL;
  GtkIMContext *method;
  int before;

  g_return_if_fail (GTK_IS_TEXT_VIEW (text) || GTK_IS_TEXT (text));

  method = composing (text, &word);
  if (method == NULL)
    return;
  before = count_characters (text);
  /* Asked to start anew they answer some time later, when they lose the focus at once. */
  gtk_im_context_focus_out (method);
  gtk_im_context_reset (method);
  if (gtk_widget_has_focus (text))
    gtk_im_context_focus_in (method);
  if (composing (text, NULL) == NULL && count_characters (text) == before
      && is_worth_keeping (word))
    insert (text, word);
}

static gboolean
is_command (guint keyval, GdkModifierType modifiers)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    modifiers |= modifiers & GDK_SHIFT_MASK ? GDK_CONTROL_MASK : 0;

  return (modifiers & COMMANDS) != 0;
}

/* Before the window and the widgets on the way see the key. Commands go to the input method alone:
 * the text would act on those that are left, and the word be lost. */
static gboolean
key_cb (GtkEventController *controller,
        guint keyval,
        guint keycode,
        GdkModifierType modifiers,
        GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkIMContext *method = focus != NULL ? composing (focus, NULL) : NULL;

  if (method == NULL)
    return GDK_EVENT_PROPAGATE;
  if (is_command (keyval, modifiers))
    gtk_im_context_filter_keypress (method, gtk_event_controller_get_current_event (controller));
  else
    gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), focus);
  return GDK_EVENT_STOP;
}

/* FALSE for the first time. */
static gboolean
is_known (gpointer object)
{
  if (g_object_get_data (object, G_LOG_DOMAIN) != NULL)
    return TRUE;
  g_object_set_data (object, G_LOG_DOMAIN, GINT_TO_POINTER (TRUE));

  return FALSE;
}

/* Controllers that were added last are asked first: the window's before its accelerators, the
 * text's before it stops its input method. */
static void
focus_cb (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (!GTK_IS_TEXT_VIEW (focus) && !GTK_IS_TEXT (focus))
    return;

  if (!is_known (window))
    {
      GtkEventController *keys = gtk_event_controller_key_new ();

      gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
      g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), window);
      gtk_widget_add_controller (GTK_WIDGET (window), keys);
    }
  if (!is_known (focus))
    {
      GtkEventController *leave = gtk_event_controller_focus_new ();
      GtkGesture *press = gtk_gesture_click_new ();

      g_signal_connect_swapped (leave, "leave", G_CALLBACK (henji_preedit_keep), focus);
      gtk_widget_add_controller (focus, leave);

      gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), 0);
      gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
      g_signal_connect_swapped (press, "pressed", G_CALLBACK (henji_preedit_keep), focus);
      gtk_widget_add_controller (focus, GTK_EVENT_CONTROLLER (press));
    }
}

static void
windows_changed_cb (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_cb), NULL);
    }
}

void
henji_preedit_guard_windows (void)
{
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed_cb),
                    NULL);
}

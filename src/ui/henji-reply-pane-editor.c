/* henji-reply-pane-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-editor"

#include "config.h"

#include "henji-reply-pane-editor.h"

#include "henji-case-pane-text.h"
#include "henji-preedit.h"
#include "henji-reply-pane-steps.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _HenjiReplyPaneEditor
{
  GtkWidget parent_instance;

  GtkLabel *language_label;
  GtkLabel *role_label;
  GtkLabel *state_label;
  GtkWidget *step_box;
  GtkMenuButton *step_button;
  GtkLabel *step_label;
  GtkBox *step_list;
  GtkWidget *confirm_button;
  GtkScrolledWindow *scroller;
  GtkTextView *view;
  HenjiReplyPaneFinding *finding;

  GtkTextBuffer *buffer; /* borrowed from the view */
  GtkTextTag *language_tag;
  GtkTextTag *filled_tag;
  GtkTextTag *open_tag;
  GtkTextTag *step_tag;
  GtkTextTag *warning_tag;
  GtkTextTag *blocking_tag;
  GPtrArray *steps; /* (nullable) of HenjiReplyStep */
  int side;
  GPtrArray *findings; /* (nullable) of HenjiReplyFinding */
  GHashTable *looked;  /* pieces of text that were shown */
  HenjiLanguage language;
  guint ready_source;
  guint scroll_source;
  gboolean sent;
  gboolean low;
  gboolean preedit;
  gboolean setting;
  gboolean message;
};

enum
{
  TYPED,
  READY,
  LEFT,
  CONFIRM,
  OVERRIDE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiReplyPaneEditor, henji_reply_pane_editor, GTK_TYPE_WIDGET)

static gboolean
ready_cb (gpointer data)
{
  HenjiReplyPaneEditor *self = data;

  self->ready_source = 0;
  if (!self->preedit)
    g_signal_emit (self, signals[READY], 0);

  return G_SOURCE_REMOVE;
}

/* The word is committed after this signal: wait until the main loop is back. */
static void
preedit_changed_cb (HenjiReplyPaneEditor *self, const char *preedit)
{
  self->preedit = preedit != NULL && *preedit != '\0';
  if (!self->preedit && self->ready_source == 0)
    self->ready_source = g_idle_add (ready_cb, self);
}

static void
confirm_clicked_cb (HenjiReplyPaneEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_signal_emit (self, signals[CONFIRM], 0, NULL);
}

static const HenjiReplyFinding *
finding_at (HenjiReplyPaneEditor *self, guint index)
{
  return self->findings != NULL && index < self->findings->len ? self->findings->pdata[index]
                                                               : NULL;
}

static void
find_cb (HenjiReplyPaneEditor *self, guint index)
{
  const HenjiReplyFinding *finding = finding_at (self, index);

  if (finding != NULL && finding->end > finding->start)
    henji_reply_pane_editor_go_to (self, finding->start, finding->end);
}

/* As if somebody had deleted it: can be undone. */
static void
remove_cb (HenjiReplyPaneEditor *self, guint index)
{
  const HenjiReplyFinding *finding = finding_at (self, index);
  GtkTextIter start, end;

  if (finding == NULL || self->preedit)
    return;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, finding->remedy_start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, finding->remedy_end);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
override_cb (HenjiReplyPaneEditor *self, guint index, const char *reason)
{
  g_signal_emit (self, signals[OVERRIDE], 0, index, reason);
}

static void
list_steps_cb (HenjiReplyPaneEditor *self)
{
  henji_reply_pane_steps_list (self->step_list, self->steps, self->side, self);
}

void
henji_reply_pane_editor_confirm (HenjiReplyPaneEditor *self, const char *key)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  gtk_menu_button_popdown (self->step_button);
  g_signal_emit (self, signals[CONFIRM], 0, key);
}

static void
left_cb (HenjiReplyPaneEditor *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
tag_language (HenjiReplyPaneEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_apply_tag (self->buffer, self->language_tag, &start, &end);
}

static void
changed_cb (HenjiReplyPaneEditor *self)
{
  if (self->setting)
    return;

  tag_language (self);
  g_signal_emit (self, signals[TYPED], 0);
}

/* Colours of tags do not follow CSS: they are set again whenever the style turns dark or light. */
static void
style_changed_cb (HenjiReplyPaneEditor *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA filled = { 0.21f, 0.52f, 0.89f, dark ? 0.38f : 0.15f };
  GdkRGBA open = { 0.96f, 0.76f, 0.07f, dark ? 0.38f : 0.40f };
  GdkRGBA line = { 0.90f, 0.53f, 0.04f, 1.0f };

  if (!self->sent)
    filled.alpha *= 0.8f;
  g_object_set (self->filled_tag, "background-rgba", &filled, NULL);
  g_object_set (self->open_tag, "background-rgba", &open, "weight", PANGO_WEIGHT_BOLD, "underline",
                PANGO_UNDERLINE_SINGLE, "underline-rgba", &line, NULL);
  open.alpha *= 0.55f;
  g_object_set (self->step_tag, "background-rgba", &open, NULL);
  g_object_set (self->warning_tag, "background-rgba", &open, "underline", PANGO_UNDERLINE_ERROR,
                "underline-rgba", &line, NULL);
  g_object_set (self->blocking_tag, "background-rgba", &open, "underline", PANGO_UNDERLINE_ERROR,
                "underline-rgba", &(GdkRGBA){ 0.88f, 0.11f, 0.14f, 1.0f }, NULL);
}

gboolean
henji_reply_pane_editor_is_busy (HenjiReplyPaneEditor *self)
{
  g_return_val_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self), FALSE);

  return self->preedit;
}

void
henji_reply_pane_editor_finish_word (HenjiReplyPaneEditor *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  henji_preedit_keep (GTK_WIDGET (self->view));
}

char *
henji_reply_pane_editor_get_text (HenjiReplyPaneEditor *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
apply_marks (HenjiReplyPaneEditor *self, const GArray *marks)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->filled_tag, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->open_tag, &start, &end);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const HenjiReplyMark *mark = &g_array_index (marks, HenjiReplyMark, i);

      if (mark->field < 0 && mark->filled)
        continue;
      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, mark->start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, mark->end);
      gtk_text_buffer_apply_tag (self->buffer, mark->filled ? self->filled_tag : self->open_tag,
                                 &start, &end);
    }
  tag_language (self);
}

void
henji_reply_pane_editor_set_text (HenjiReplyPaneEditor *self, const char *text, const GArray *marks)
{
  g_autofree char *standing = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (!self->preedit);

  self->setting = TRUE;
  standing = henji_reply_pane_editor_get_text (self);
  if (!g_str_equal (standing, text))
    {
      const char *a = standing, *b = text;
      const char *a_end = standing + strlen (standing);
      const char *b_end = text + strlen (text);
      GtkTextIter start, end;
      int before;

      /* Only what differs is replaced: the cursor and the view stay where they are. */
      while (*a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b))
        {
          a = g_utf8_next_char (a);
          b = g_utf8_next_char (b);
        }
      while (a_end > a && b_end > b)
        {
          const char *a_last = g_utf8_prev_char (a_end);
          const char *b_last = g_utf8_prev_char (b_end);

          if (g_utf8_get_char (a_last) != g_utf8_get_char (b_last))
            break;
          a_end = a_last;
          b_end = b_last;
        }

      before = (int) g_utf8_strlen (standing, a - standing);
      gtk_text_buffer_begin_irreversible_action (self->buffer);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, before);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end,
                                          before + (int) g_utf8_strlen (a, a_end - a));
      gtk_text_buffer_delete (self->buffer, &start, &end);
      gtk_text_buffer_insert (self->buffer, &start, b, (int) (b_end - b));
      gtk_text_buffer_end_irreversible_action (self->buffer);
    }
  apply_marks (self, marks);
  self->setting = FALSE;
}

int
henji_reply_pane_editor_get_cursor (HenjiReplyPaneEditor *self)
{
  GtkTextIter cursor;

  g_return_val_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self), 0);

  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor,
                                    gtk_text_buffer_get_insert (self->buffer));

  return gtk_text_iter_get_offset (&cursor);
}

void
henji_reply_pane_editor_insert (HenjiReplyPaneEditor *self, int offset, const char *text)
{
  GtkTextIter at;

  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self) && text != NULL);
  g_return_if_fail (!self->preedit);

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &at, offset);
  gtk_text_buffer_insert (self->buffer, &at, text, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

void
henji_reply_pane_editor_replace (HenjiReplyPaneEditor *self, const char *text)
{
  GtkTextIter start, end;

  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self) && text != NULL);
  g_return_if_fail (!self->preedit);

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

void
henji_reply_pane_editor_select (HenjiReplyPaneEditor *self, int start, int end)
{
  GtkTextIter from, to;

  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, end);
  gtk_text_buffer_select_range (self->buffer, &to, &from);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (self->buffer));
}

/* What it looks like follows from whether it is sent and how much room there is. */
static void
show_role (HenjiReplyPaneEditor *self)
{
  gboolean sent = self->sent;

  gtk_label_set_text (self->role_label, sent ? _ ("will be sent") : _ ("for you"));
  henji_pane_name (self->view, self->message ? _ ("Message to buyer")
                               : sent        ? _ ("Reply to buyer")
                                             : _ ("Counterpart"));
  gtk_widget_set_vexpand (GTK_WIDGET (self), sent);
  gtk_scrolled_window_set_propagate_natural_height (self->scroller, !sent);
  /* -1 first: a minimum above the standing maximum is refused. */
  gtk_scrolled_window_set_min_content_height (self->scroller, -1);
  gtk_scrolled_window_set_max_content_height (self->scroller, sent ? -1 : self->low ? 74 : 150);
  gtk_scrolled_window_set_min_content_height (self->scroller, sent ? 96 : 56);
  if (sent)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "counterpart");
      gtk_widget_add_css_class (GTK_WIDGET (self), "sent");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "sent");
      gtk_widget_add_css_class (GTK_WIDGET (self), "counterpart");
    }
  style_changed_cb (self);
}

void
henji_reply_pane_editor_set_sent (HenjiReplyPaneEditor *self, gboolean sent)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  if (sent == self->sent)
    return;
  self->sent = sent;
  show_role (self);
}

void
henji_reply_pane_editor_set_message (HenjiReplyPaneEditor *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  self->message = TRUE;
  henji_reply_pane_finding_set_strict (self->finding);
  henji_reply_pane_editor_set_sent (self, TRUE);
}

void
henji_reply_pane_editor_set_low (HenjiReplyPaneEditor *self, gboolean low)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  if (low != self->low)
    {
      self->low = low;
      show_role (self);
    }
}

void
henji_reply_pane_editor_set_state (HenjiReplyPaneEditor *self, const char *state)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  gtk_label_set_text (self->state_label, state != NULL ? state : "");
}

void
henji_reply_pane_editor_set_steps (HenjiReplyPaneEditor *self, GPtrArray *steps, int side)
{
  guint n = steps != NULL ? steps->len : 0;
  GtkTextIter start, end;

  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  gtk_widget_set_visible (self->step_box, n > 0);
  if (n == 0 && self->steps == NULL)
    return;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->step_tag, &start, &end);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  if (n == 0)
    return;

  self->steps = g_ptr_array_ref (steps);
  self->side = side;
  for (guint i = 0; i < n; i++)
    {
      const HenjiReplyStep *step = steps->pdata[i];

      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, step->start[side]);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, step->end[side]);
      gtk_text_buffer_apply_tag (self->buffer, self->step_tag, &start, &end);
    }
  {
    g_autofree char *text = g_strdup_printf (
        ngettext ("%d paragraph out of step", "%d paragraphs out of step", (int) n), (int) n);

    gtk_label_set_text (self->step_label, text);
  }
}

static gboolean
scroll_cb (gpointer data)
{
  HenjiReplyPaneEditor *self = data;

  self->scroll_source = 0;
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (self->buffer));

  return G_SOURCE_REMOVE;
}

static void
tag_findings (HenjiReplyPaneEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->warning_tag, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->blocking_tag, &start, &end);
  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    {
      const HenjiReplyFinding *finding = self->findings->pdata[i];

      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, finding->start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, finding->end);
      gtk_text_buffer_apply_tag (self->buffer,
                                 finding->severity == HENJI_SEVERITY_BLOCKING ? self->blocking_tag
                                                                              : self->warning_tag,
                                 &start, &end);
    }
}

void
henji_reply_pane_editor_set_findings (HenjiReplyPaneEditor *self, GPtrArray *findings)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  if (findings != NULL && findings->len == 0)
    findings = NULL;
  if (findings == NULL && self->findings == NULL)
    return;
  if (findings != NULL)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  tag_findings (self);
  henji_reply_pane_finding_set (self->finding, findings);
  /* The strip may have taken the room of the line that is being written. */
  if (self->scroll_source == 0 && gtk_widget_is_focus (GTK_WIDGET (self->view)))
    self->scroll_source = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

const HenjiReplyFinding *
henji_reply_pane_editor_stop (HenjiReplyPaneEditor *self)
{
  g_return_val_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self), NULL);

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    {
      const HenjiReplyFinding *finding = self->findings->pdata[i];
      gboolean placed = finding->end > finding->start;
      gboolean open = finding->severity == HENJI_SEVERITY_DOUBT && placed
                      && !g_hash_table_contains (self->looked, finding->piece);

      if (finding->severity != HENJI_SEVERITY_BLOCKING && !open)
        continue;
      if (placed)
        henji_reply_pane_editor_go_to (self, finding->start, finding->end);
      return finding;
    }

  return NULL;
}

void
henji_reply_pane_editor_go_to (HenjiReplyPaneEditor *self, int start, int end)
{
  GtkTextIter from, to;

  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, end);
  gtk_text_buffer_select_range (self->buffer, &from, &to);
  gtk_text_view_scroll_to_iter (self->view, &from, 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));

  for (guint i = self->findings != NULL ? self->findings->len : 0; i-- > 0;)
    {
      const HenjiReplyFinding *finding = self->findings->pdata[i];

      if (finding->start != start || finding->end != end)
        continue;
      g_hash_table_add (self->looked, g_strdup (finding->piece));
      henji_reply_pane_finding_show (self->finding, i);
    }
}

void
henji_reply_pane_editor_show_start (HenjiReplyPaneEditor *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self));

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

gboolean
henji_reply_pane_editor_has_keys (HenjiReplyPaneEditor *self)
{
  g_return_val_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self), FALSE);

  return gtk_widget_is_focus (GTK_WIDGET (self->view));
}

gboolean
henji_reply_pane_editor_grab (HenjiReplyPaneEditor *self)
{
  g_return_val_if_fail (HENJI_IS_REPLY_PANE_EDITOR (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
henji_reply_pane_editor_dispose (GObject *object)
{
  HenjiReplyPaneEditor *self = HENJI_REPLY_PANE_EDITOR (object);

  g_clear_handle_id (&self->ready_source, g_source_remove);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->looked, g_hash_table_unref);
  henji_pane_clear (GTK_WIDGET (self));
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_REPLY_PANE_EDITOR);
  G_OBJECT_CLASS (henji_reply_pane_editor_parent_class)->dispose (object);
}

static void
henji_reply_pane_editor_class_init (HenjiReplyPaneEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_reply_pane_editor_dispose;

  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[CONFIRM] = g_signal_new ("confirm", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[OVERRIDE] = g_signal_new ("override", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);

  g_type_ensure (HENJI_TYPE_REPLY_PANE_FINDING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-reply-pane-editor.ui");
  gtk_widget_class_set_css_name (widget_class, "replyeditor");
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, language_label);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, role_label);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, state_label);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, step_box);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, step_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, step_label);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, step_list);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, view);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneEditor, finding);
  gtk_widget_class_bind_template_callback (widget_class, preedit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_steps_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, override_cb);
}

static void
henji_reply_pane_editor_init (HenjiReplyPaneEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
}

HenjiReplyPaneEditor *
henji_reply_pane_editor_new (HenjiLanguage language)
{
  HenjiReplyPaneEditor *self = g_object_new (HENJI_TYPE_REPLY_PANE_EDITOR, NULL);
  gboolean ja = language == HENJI_LANGUAGE_JA;

  self->language = language;
  henji_pane_label (self->language_label, ja ? "日本語" : "English", language);
  if (ja)
    gtk_widget_add_css_class (GTK_WIDGET (self->view), "ja");

  self->language_tag
      = gtk_text_buffer_create_tag (self->buffer, NULL, "language", ja ? "ja" : "en", NULL);
  self->filled_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->open_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->step_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->warning_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->blocking_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->looked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  show_role (self);

  return self;
}

/* henji-reply-pane-palette.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-palette"

#include "config.h"

#include "henji-reply-pane-palette.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

struct _HenjiReplyPanePalette
{
  GtkWidget parent_instance;

  GtkEditable *search;
  GtkListBox *list;
  GtkLabel *nothing;
  GtkWidget *preview;
  GtkLabel *sent_title;
  GtkLabel *sent_text;
  GtkLabel *other_title;
  GtkLabel *other_text;

  gboolean snippets;
  HenjiLanguage sent;
  HenjiPreviewFunc preview_func;
  gpointer preview_data;
};

enum
{
  USE,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiReplyPanePalette, henji_reply_pane_palette, GTK_TYPE_WIDGET)

static HenjiTemplate *
row_template (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "template");
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  HenjiReplyPanePalette *self = data;

  return henji_template_matches (row_template (row), gtk_editable_get_text (self->search));
}

static GtkListBoxRow *
next_row (HenjiReplyPanePalette *self, GtkListBoxRow *from, gboolean forward)
{
  GtkWidget *row;

  if (from == NULL)
    row = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  else
    row = forward ? gtk_widget_get_next_sibling (GTK_WIDGET (from))
                  : gtk_widget_get_prev_sibling (GTK_WIDGET (from));
  for (; row != NULL;
       row = forward ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row))
    if (GTK_IS_LIST_BOX_ROW (row) && gtk_widget_get_child_visible (row))
      return GTK_LIST_BOX_ROW (row);

  return NULL;
}

static void
search_changed_cb (HenjiReplyPanePalette *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_select_row (self->list, next_row (self, NULL, TRUE));
}

static void
use_row (HenjiReplyPanePalette *self, GtkListBoxRow *row)
{
  if (row != NULL)
    {
      g_autofree char *id = g_strdup (henji_template_id (row_template (row)));

      g_signal_emit (self, signals[USE], 0, id, self->snippets);
    }
}

static void
search_activate_cb (HenjiReplyPanePalette *self)
{
  search_changed_cb (self);
  use_row (self, gtk_list_box_get_selected_row (self->list));
}

static void
row_activated_cb (HenjiReplyPanePalette *self, GtkListBoxRow *row)
{
  use_row (self, row);
}

static void
stop_cb (HenjiReplyPanePalette *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

/* What it says; of a situation without the greeting and the thanks that all begin with. */
static void
show_preview (HenjiReplyPanePalette *self,
              GtkLabel *label,
              HenjiTemplate *template,
              HenjiLanguage language)
{
  g_autofree char *text = self->preview_func (template, language, self->preview_data);
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);
  guint n = g_strv_length (paragraphs);
  guint first = self->snippets ? 0 : n > 4 ? 2 : n > 2 ? 1 : 0;
  g_autofree char *line = g_strjoinv (" ", paragraphs + first);

  g_strdelimit (line, "\n", ' ');
  henji_pane_label (label, line, language);
}

static void
row_selected_cb (HenjiReplyPanePalette *self, GtkListBoxRow *row)
{
  HenjiLanguage other = self->sent == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA;

  if (self->preview == NULL) /* the rows go last */
    return;
  gtk_widget_set_visible (self->preview, row != NULL);
  if (row == NULL || self->preview_func == NULL)
    return;

  show_preview (self, self->sent_text, row_template (row), self->sent);
  show_preview (self, self->other_text, row_template (row), other);
}

static gboolean
key_pressed_cb (HenjiReplyPanePalette *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (keyval == GDK_KEY_Escape)
    {
      g_signal_emit (self, signals[CLOSE], 0);
      return TRUE;
    }
  if (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down)
    return FALSE;

  row = next_row (self, row, keyval == GDK_KEY_Down);
  if (row != NULL)
    {
      GtkWidget *scroller
          = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
      GtkAdjustment *adjustment
          = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
      graphene_rect_t bounds;

      gtk_list_box_select_row (self->list, row);
      if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
        gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                                   bounds.origin.y + bounds.size.height);
    }

  return TRUE;
}

static GtkWidget *
make_row (HenjiReplyPanePalette *self, HenjiTemplate *template, gboolean current)
{
  HenjiLanguage mine = henji_pane_language ();
  HenjiLanguage other = mine == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *second = gtk_label_new (NULL);

  henji_pane_label (GTK_LABEL (title), henji_template_title (template, mine), mine);
  henji_pane_label (GTK_LABEL (second), henji_template_title (template, other), other);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "strong");
  gtk_widget_add_css_class (second, "caption-dim");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  /* One language alone is said once. */
  gtk_widget_set_visible (second, !g_str_equal (henji_template_title (template, mine),
                                                henji_template_title (template, other)));
  gtk_box_append (GTK_BOX (words), second);
  gtk_box_append (GTK_BOX (box), words);
  if (henji_template_lacks (template, HENJI_LANGUAGE_JA))
    henji_pane_add_chip (GTK_BOX (box), _ ("No Japanese yet"), TRUE);
  if (henji_template_lacks (template, HENJI_LANGUAGE_EN))
    henji_pane_add_chip (GTK_BOX (box), _ ("No English yet"), TRUE);
  if (current)
    henji_pane_add_chip (GTK_BOX (box), _ ("Current"), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  henji_pane_name (row, henji_template_title (template, mine));
  gtk_widget_set_tooltip_text (row, henji_template_hint (template, mine));
  g_object_set_data_full (G_OBJECT (row), "template", henji_template_ref (template),
                          (GDestroyNotify) henji_template_unref);

  return row;
}

void
henji_reply_pane_palette_open (HenjiReplyPanePalette *self,
                               GPtrArray *templates,
                               gboolean snippets,
                               HenjiTemplate *current,
                               HenjiLanguage sent,
                               HenjiPreviewFunc preview,
                               gpointer user_data)
{
  gboolean ja = sent == HENJI_LANGUAGE_JA;
  GtkWidget *child;
  GtkListBoxRow *select = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE_PALETTE (self));
  g_return_if_fail (templates != NULL && preview != NULL);

  self->snippets = snippets;
  self->sent = sent;
  self->preview_func = preview;
  self->preview_data = user_data;
  henji_pane_name (self->search, snippets ? _ ("Search snippets") : _ ("Search situations"));
  gtk_label_set_text (self->nothing, snippets ? _ ("No snippet has these words")
                                              : _ ("No situation has these words"));
  gtk_label_set_text (self->sent_title,
                      ja ? _ ("Japanese (will be sent)") : _ ("English (will be sent)"));
  gtk_label_set_text (self->other_title, ja ? _ ("English (for you)") : _ ("Japanese (for you)"));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL
         && GTK_IS_LIST_BOX_ROW (child))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < templates->len; i++)
    {
      HenjiTemplate *template = templates->pdata[i];
      /* By name: when texts are read anew, the same situation is another value. */
      gboolean is_current
          = current != NULL
            && g_str_equal (henji_template_id (template), henji_template_id (current));
      GtkWidget *row = make_row (self, template, is_current);

      gtk_list_box_append (self->list, row);
      if (is_current || select == NULL)
        select = GTK_LIST_BOX_ROW (row);
    }

  gtk_editable_set_text (self->search, "");
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_select_row (self->list, select);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

gboolean
henji_reply_pane_palette_has_snippets (HenjiReplyPanePalette *self)
{
  g_return_val_if_fail (HENJI_IS_REPLY_PANE_PALETTE (self), FALSE);

  return self->snippets;
}

static void
henji_reply_pane_palette_dispose (GObject *object)
{
  henji_pane_clear (GTK_WIDGET (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), HENJI_TYPE_REPLY_PANE_PALETTE);
  G_OBJECT_CLASS (henji_reply_pane_palette_parent_class)->dispose (object);
}

static void
henji_reply_pane_palette_class_init (HenjiReplyPanePaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_reply_pane_palette_dispose;

  signals[USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-reply-pane-palette.ui");
  gtk_widget_class_set_css_name (widget_class, "palette");
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPanePalette, search);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPanePalette, list);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPanePalette, nothing);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPanePalette, preview);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPanePalette, sent_title);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPanePalette, sent_text);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPanePalette, other_title);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPanePalette, other_text);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
henji_reply_pane_palette_init (HenjiReplyPanePalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self->list, _ ("Situations"));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);

  /* After the entry and its input method: while a word is being composed the keys are theirs. */
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

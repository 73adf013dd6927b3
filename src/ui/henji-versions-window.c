/* henji-versions-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-versions-window"

#include "config.h"

#include "henji-versions-window.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

struct _HenjiVersionsWindow
{
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkLabel *sent;
  GtkLabel *other;
  GtkWidget *restore_button;

  GPtrArray *drafts;
};

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiVersionsWindow, henji_versions_window, ADW_TYPE_WINDOW)

static HenjiDraft *
chosen (HenjiVersionsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? g_ptr_array_index (self->drafts, gtk_list_box_row_get_index (row)) : NULL;
}

static void
selected_cb (HenjiVersionsWindow *self)
{
  const HenjiDraft *draft = chosen (self);
  gboolean ja = draft != NULL && draft->language == HENJI_LANGUAGE_JA;

  gtk_widget_set_sensitive (self->restore_button, draft != NULL);
  if (draft == NULL)
    return;

  henji_pane_label (self->sent, ja ? draft->ja : draft->en,
                    ja ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN);
  henji_pane_label (self->other, ja ? draft->en : draft->ja,
                    ja ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA);
}

static void
restore_cb (HenjiVersionsWindow *self)
{
  g_autoptr (HenjiDraft) draft = chosen (self) != NULL ? henji_draft_ref (chosen (self)) : NULL;

  if (draft == NULL)
    return;
  g_signal_emit (self, signals[RESTORE], 0, draft);
  gtk_window_close (GTK_WINDOW (self));
}

/* The first words that @before (nullable), the version before this one, did not have; those after
 * the greeting when there are none. On one line. */
static char *
first_words (const HenjiDraft *draft, const HenjiDraft *before)
{
  const char *text = henji_draft_sent (draft);
  const char *old = before != NULL ? henji_draft_sent (before) : NULL;
  g_auto (GStrv) now = g_strsplit (text != NULL ? text : "", "\n\n", -1);
  g_auto (GStrv) then = g_strsplit (old != NULL ? old : "", "\n\n", -1);
  const char *words = now[0] != NULL && now[1] != NULL ? now[1] : now[0];
  g_autofree char *line = NULL;

  for (guint i = 0; old != NULL && now[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) then, now[i]))
      {
        words = now[i];
        break;
      }
  line = henji_pane_wrap_long (words, -1);
  g_strdelimit (line, "\n\t", ' ');
  g_strstrip (line);
  if (g_utf8_strlen (line, -1) > 60)
    *g_utf8_offset_to_pointer (line, 60) = '\0';

  return g_steal_pointer (&line);
}

static GtkWidget *
row_of (const HenjiDraft *draft, const char *first, gint64 now, GTimeZone *zone)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *when = gtk_label_new (NULL);
  GtkWidget *words = gtk_label_new (NULL);
  g_autofree char *moment = henji_pane_moment (draft->at, now, zone);
  g_autofree char *line
      = draft->answered ? g_strdup_printf (_ ("%s, sent"), moment) : g_strdup (moment);

  gtk_label_set_text (GTK_LABEL (when), line);
  gtk_label_set_xalign (GTK_LABEL (when), 0);
  gtk_widget_add_css_class (when, "caption-dim");
  gtk_widget_add_css_class (when, "numeric");
  henji_pane_label (GTK_LABEL (words), first, draft->language);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), when);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);

  return box;
}

static GtkLabel *
add_text (GtkBox *box, const char *caption)
{
  GtkWidget *head = gtk_label_new (caption);
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "caption-dim");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_yalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_box_append (box, head);
  gtk_box_append (box, text);

  return GTK_LABEL (text);
}

static void
henji_versions_window_finalize (GObject *object)
{
  HenjiVersionsWindow *self = HENJI_VERSIONS_WINDOW (object);

  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  G_OBJECT_CLASS (henji_versions_window_parent_class)->finalize (object);
}

static void
henji_versions_window_class_init (HenjiVersionsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = henji_versions_window_finalize;
  signals[RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
scrolled (GtkWidget *child)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), child);
  gtk_widget_set_vexpand (window, TRUE);

  return window;
}

static void
henji_versions_window_init (HenjiVersionsWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *list_window = scrolled (list);
  GtkWidget *text_window = scrolled (texts);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Earlier Versions"));
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 480);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);

  self->restore_button = gtk_button_new_with_mnemonic (_ ("_Restore"));
  henji_pane_name_button (GTK_BUTTON (self->restore_button));
  gtk_widget_add_css_class (self->restore_button, "suggested-action");
  g_signal_connect_swapped (self->restore_button, "clicked", G_CALLBACK (restore_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->restore_button);

  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  henji_pane_name (list, _ ("Versions"));
  gtk_widget_set_size_request (list_window, 260, -1);
  g_signal_connect_swapped (list, "row-selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (selected_cb), self);

  gtk_widget_set_hexpand (text_window, TRUE);
  gtk_widget_set_margin_top (texts, 12);
  gtk_widget_set_margin_bottom (texts, 12);
  gtk_widget_set_margin_start (texts, 18);
  gtk_widget_set_margin_end (texts, 18);
  self->sent = add_text (GTK_BOX (texts), _ ("To the buyer"));
  self->other = add_text (GTK_BOX (texts), _ ("For you"));
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->sent), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->other), "dim-text");

  gtk_box_append (GTK_BOX (panes), list_window);
  gtk_box_append (GTK_BOX (panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (panes), text_window);
  gtk_box_append (GTK_BOX (content), header);
  gtk_box_append (GTK_BOX (content), panes);
  adw_window_set_content (ADW_WINDOW (self), content);
}

HenjiVersionsWindow *
henji_versions_window_new (GPtrArray *drafts, gint64 now, GTimeZone *zone)
{
  HenjiVersionsWindow *self;

  g_return_val_if_fail (drafts != NULL, NULL);

  self = g_object_new (HENJI_TYPE_VERSIONS_WINDOW, NULL);
  self->drafts = g_ptr_array_ref (drafts);
  for (guint i = 0; i < drafts->len; i++)
    {
      const HenjiDraft *draft = g_ptr_array_index (drafts, i);
      const HenjiDraft *before = i + 1 < drafts->len ? g_ptr_array_index (drafts, i + 1) : NULL;
      g_autofree char *words = first_words (draft, before);
      g_autofree char *moment = henji_pane_moment (draft->at, now, zone);
      g_autofree char *name = g_strdup_printf ("%s: %s", moment, words);
      GtkWidget *box = row_of (draft, words, now, zone);

      gtk_list_box_append (self->list, box);
      henji_pane_name (gtk_widget_get_parent (box), name);
    }
  gtk_list_box_select_row (self->list,
                           gtk_list_box_get_row_at_index (self->list, drafts->len > 1 ? 1 : 0));

  return self;
}

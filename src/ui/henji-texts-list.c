/* henji-texts-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of the texts' window: situations or snippets, the seller's own first.
 */
#define G_LOG_DOMAIN "henji-texts-list"

#include "config.h"

#include "henji-texts-window-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
henji_texts_key (gboolean snippet, const char *id)
{
  return g_strconcat (snippet ? "snippet " : "situation ", id, NULL);
}

static gboolean
shows_snippets (HenjiTextsWindow *self)
{
  return gtk_toggle_button_get_active (self->tab_snippets);
}

static void
add_title (GtkWidget *box, const char *title, HenjiLanguage language, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  henji_pane_label (GTK_LABEL (label), title, language);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* One row of the list; the strings are those of the texts. */
typedef struct
{
  const char *id;
  const char *title[2]; /* mine, the other; both the same where one is missing */
  gboolean built_in;
  gboolean changed; /* one of the seller's own stands before a built-in one */
  gboolean unsaved;
  guint lacks; /* bits of HenjiLanguage */
} Entry;

static GtkWidget *
make_row (const Entry *entry)
{
  HenjiLanguage mine = henji_pane_language ();
  HenjiLanguage other = mine == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_set_margin_top (box, 5);
  gtk_widget_set_margin_bottom (box, 5);

  add_title (box, entry->title[0], mine, NULL);
  if (strcmp (entry->title[0], entry->title[1]) != 0)
    add_title (box, entry->title[1], other, "caption-dim");
  if (entry->changed)
    henji_pane_add_chip (GTK_BOX (chips), _ ("Edited"), FALSE);
  if (entry->unsaved)
    henji_pane_add_chip (GTK_BOX (chips), _ ("Not saved"), TRUE);
  if (entry->lacks & 1u << HENJI_LANGUAGE_JA)
    henji_pane_add_chip (GTK_BOX (chips), _ ("No Japanese yet"), TRUE);
  if (entry->lacks & 1u << HENJI_LANGUAGE_EN)
    henji_pane_add_chip (GTK_BOX (chips), _ ("No English yet"), TRUE);
  if (gtk_widget_get_first_child (chips) != NULL)
    gtk_box_append (GTK_BOX (box), chips);
  else
    g_object_unref (g_object_ref_sink (chips));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  henji_pane_name (row, entry->title[0]);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (entry->id), g_free);
  g_object_set_data (G_OBJECT (row), "built-in", GINT_TO_POINTER (entry->built_in));

  return row;
}

/* A new text has no title yet. */
static void
take_titles (Entry *entry, const HenjiManuscript *text)
{
  HenjiLanguage mine = henji_pane_language ();
  const char *none = text->snippet ? _ ("New snippet") : _ ("New situation");

  for (int i = 0; i < 2; i++)
    {
      HenjiLanguage language
          = (mine == HENJI_LANGUAGE_JA) == (i == 0) ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;

      entry->title[i] = text->title[language];
    }
  if (entry->title[0] == NULL)
    entry->title[0] = entry->title[1] != NULL ? entry->title[1] : none;
  if (entry->title[1] == NULL)
    entry->title[1] = entry->title[0];
}

static HenjiManuscript *
unsaved_of (HenjiTextsWindow *self, const char *id)
{
  g_autofree char *key = henji_texts_key (shows_snippets (self), id);

  return g_hash_table_lookup (self->unsaved, key);
}

static Entry
entry_of (HenjiTextsWindow *self, const HenjiDeskText *text)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  Entry entry = { .id = henji_template_id (text->template),
                  .built_in = !text->own,
                  .changed = text->own && text->built_in };
  const HenjiManuscript *unsaved = unsaved_of (self, entry.id);

  entry.title[ja ? 0 : 1] = henji_template_title (text->template, HENJI_LANGUAGE_JA);
  entry.title[ja ? 1 : 0] = henji_template_title (text->template, HENJI_LANGUAGE_EN);
  entry.unsaved = unsaved != NULL;
  if (unsaved != NULL)
    take_titles (&entry, unsaved);
  for (HenjiLanguage l = HENJI_LANGUAGE_JA; l <= HENJI_LANGUAGE_EN; l++)
    if (henji_template_lacks (text->template, l))
      entry.lacks |= 1u << l;

  return entry;
}

/* (transfer full) (element-type Entry): those that were never saved, the seller's own, built in. */
static GArray *
list_entries (HenjiTextsWindow *self)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  gboolean snippets = shows_snippets (self);
  GHashTableIter iter;
  gpointer manuscript;

  g_hash_table_iter_init (&iter, self->unsaved);
  while (g_hash_table_iter_next (&iter, NULL, &manuscript))
    {
      const HenjiManuscript *text = manuscript;
      Entry entry = { .id = text->id, .unsaved = TRUE };

      if (text->snippet != snippets || henji_texts_window_find (self, snippets, text->id) != NULL)
        continue;
      take_titles (&entry, text);
      g_array_append_val (entries, entry);
    }
  for (int built_in = 0; built_in < 2; built_in++)
    for (guint i = 0; i < self->texts->len; i++)
      {
        const HenjiDeskText *text = self->texts->pdata[i];

        if (henji_template_is_snippet (text->template) == snippets && text->own != built_in)
          {
            Entry entry = entry_of (self, text);

            g_array_append_val (entries, entry);
          }
      }

  return entries;
}

/* (transfer full): all that can be seen of them. */
static char *
say_entries (const GArray *entries, gboolean snippets)
{
  GString *words = g_string_new (snippets ? "snippets" : "situations");

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      g_string_append_printf (words, "\n%s\t%s\t%s\t%d%d%d%u", entry->id, entry->title[0],
                              entry->title[1], entry->built_in, entry->changed, entry->unsaved,
                              entry->lacks);
    }

  return g_string_free (words, FALSE);
}

static gboolean
is_chosen (HenjiTextsWindow *self, const char *id)
{
  return self->chosen != NULL && self->chosen->snippet == shows_snippets (self)
         && strcmp (self->chosen->id, id) == 0;
}

static const char *
row_id (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "id");
}

void
henji_texts_window_fill_list (HenjiTextsWindow *self)
{
  g_autoptr (GArray) entries = list_entries (self);
  g_autofree char *shown = say_entries (entries, shows_snippets (self));
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  gboolean same = g_strcmp0 (shown, self->shown) == 0;
  GtkWidget *child;
  GtkWidget *chosen = NULL;

  /* Most savings change nothing that the list shows. */
  if (!same)
    {
      while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
        gtk_list_box_remove (self->list, child);
      for (guint i = 0; i < entries->len; i++)
        gtk_list_box_append (self->list, make_row (&g_array_index (entries, Entry, i)));
      g_free (self->shown);
      self->shown = g_steal_pointer (&shown);
    }
  gtk_list_box_invalidate_filter (self->list);

  for (int i = 0; (child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i))) != NULL; i++)
    if (is_chosen (self, row_id (child)))
      chosen = child;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (chosen));
  if (focused && !same)
    gtk_widget_grab_focus (chosen != NULL ? chosen : GTK_WIDGET (self->list));
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  HenjiTextsWindow *self = data;
  const HenjiDeskText *known = henji_texts_window_find (self, shows_snippets (self), row_id (row));
  const char *query = gtk_editable_get_text (self->search);

  return known == NULL || henji_template_matches (known->template, query);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  gboolean built_in = g_object_get_data (G_OBJECT (row), "built-in") != NULL;
  GtkWidget *label;

  if (before != NULL && (g_object_get_data (G_OBJECT (before), "built-in") != NULL) == built_in)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (built_in ? _ ("Built in") : _ ("Your own"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-dim");
  gtk_widget_add_css_class (label, "texts-section");
  gtk_list_box_row_set_header (row, label);
}

static void
row_selected_cb (HenjiTextsWindow *self, GtkListBoxRow *row)
{
  g_autoptr (HenjiManuscript) text = NULL;
  const HenjiManuscript *unsaved;
  const HenjiDeskText *known;

  if (row == NULL || is_chosen (self, row_id (row)))
    return;
  unsaved = unsaved_of (self, row_id (row));
  known = henji_texts_window_find (self, shows_snippets (self), row_id (row));
  if (unsaved != NULL)
    text = henji_manuscript_copy (unsaved);
  else if (known != NULL)
    text = henji_manuscript_from_template (known->template);
  if (text != NULL)
    henji_texts_window_choose (self, text);
}

static void
search_cb (HenjiTextsWindow *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

void
henji_texts_window_build_list (HenjiTextsWindow *self, GtkWidget *box)
{
  GtkWidget *tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *situations = gtk_toggle_button_new_with_label (_ ("Situations"));
  GtkWidget *snippets = gtk_toggle_button_new_with_label (_ ("Snippets"));
  GtkWidget *search = gtk_search_entry_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->tab_situations = GTK_TOGGLE_BUTTON (situations);
  self->tab_snippets = GTK_TOGGLE_BUTTON (snippets);
  self->search = GTK_EDITABLE (search);
  self->list = GTK_LIST_BOX (list);

  gtk_widget_add_css_class (tabs, "linked");
  gtk_box_set_homogeneous (GTK_BOX (tabs), TRUE);
  gtk_toggle_button_set_group (self->tab_snippets, self->tab_situations);
  gtk_toggle_button_set_active (self->tab_situations, TRUE);
  gtk_box_append (GTK_BOX (tabs), situations);
  gtk_box_append (GTK_BOX (tabs), snippets);
  g_signal_connect_swapped (snippets, "toggled", G_CALLBACK (henji_texts_window_fill_list), self);

  gtk_editable_set_max_width_chars (self->search, 8);
  g_object_set (search, "placeholder-text", _ ("Kana, romaji or English"), NULL);
  henji_pane_name (search, _ ("Search texts"));
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (search_cb), self);

  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  g_signal_connect_swapped (list, "row-selected", G_CALLBACK (row_selected_cb), self);
  henji_pane_name (list, _ ("Texts"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *widget = i == 0 ? tabs : search;

      gtk_widget_set_margin_start (widget, 12);
      gtk_widget_set_margin_end (widget, 12);
      gtk_widget_set_margin_top (widget, 8);
      gtk_box_append (GTK_BOX (box), widget);
    }
  gtk_box_append (GTK_BOX (box), scroller);
}

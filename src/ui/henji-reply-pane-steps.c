/* henji-reply-pane-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-steps"

#include "config.h"

#include "henji-reply-pane-steps.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define AROUND 24 /* characters shown before and after what was changed */

/* A step in the list, for its buttons. */
typedef struct
{
  HenjiReplyPaneEditor *editor; /* borrowed: the list is inside it */
  char *key;
  int start;
  int end;
} Place;

static void
place_free (gpointer data, GClosure *closure)
{
  Place *place = data;

  g_free (place->key);
  g_free (place);
}

static void
go_cb (GtkButton *button, Place *place)
{
  gtk_popover_popdown (
      GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
  henji_reply_pane_editor_go_to (place->editor, place->start, place->end);
}

static void
confirm_cb (GtkButton *button, Place *place)
{
  g_autofree char *key = g_strdup (place->key);

  henji_reply_pane_editor_confirm (place->editor, key);
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (list, attribute);
}

/* What both have in common at the start, in bytes and whole characters. */
static gsize
common_start (const char *a, const char *b)
{
  const char *p = a;

  while (*p != '\0' && g_utf8_get_char (p) == g_utf8_get_char (b + (p - a)))
    p = g_utf8_next_char (p);

  return (gsize) (p - a);
}

static gsize
common_end (const char *a, const char *b)
{
  gsize length_a = strlen (a), length_b = strlen (b), n = 0;

  while (n < length_a && n < length_b)
    {
      const char *last = g_utf8_prev_char (a + length_a - n);
      gsize width = (gsize) (a + length_a - n - last);

      if (n + width > length_b || memcmp (last, b + length_b - n - width, width) != 0)
        break;
      n += width;
    }

  return n;
}

/* "…we refund ¥500 ¥800 by Friday…" with what left struck out and what came set bold. */
static GtkWidget *
change_label (const HenjiReplyStep *step, HenjiLanguage language)
{
  gsize before = common_start (step->before, step->after);
  gsize after = common_end (step->before + before, step->after + before);
  gsize removed = strlen (step->before) - before - after;
  gsize added = strlen (step->after) - before - after;
  const char *from = step->before + before;
  const char *to = step->before + before + removed;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label = gtk_label_new (NULL);
  gsize at;

  for (int i = 0; i < AROUND && from > step->before; i++)
    from = g_utf8_prev_char (from);
  if (from > step->before)
    g_string_append (text, "…");
  g_string_append_len (text, from, step->before + before - from);
  at = text->len;
  g_string_append_len (text, step->before + before, (gssize) removed);
  add_attribute (attributes, pango_attr_strikethrough_new (TRUE), at, text->len);
  at = text->len;
  g_string_append_len (text, step->after + before, (gssize) added);
  add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), at, text->len);
  for (int i = 0; i < AROUND && *to != '\0'; i++)
    to = g_utf8_next_char (to);
  g_string_append_len (text, step->before + before + removed,
                       to - (step->before + before + removed));
  if (*to != '\0')
    g_string_append (text, "…");
  add_attribute (attributes,
                 pango_attr_language_new (
                     pango_language_from_string (language == HENJI_LANGUAGE_JA ? "ja" : "en")),
                 0, text->len);

  gtk_label_set_text (GTK_LABEL (label), text->str);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);

  return label;
}

static GtkWidget *
small_button (const char *words,
              GCallback clicked,
              const HenjiReplyStep *step,
              int side,
              HenjiReplyPaneEditor *editor)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  Place *place = g_new0 (Place, 1);

  place->editor = editor;
  place->key = g_strdup (step->key);
  place->start = step->start[side];
  place->end = step->end[side];
  gtk_widget_add_css_class (button, "small");
  g_signal_connect_data (button, "clicked", clicked, place, place_free, 0);

  return button;
}

void
henji_reply_pane_steps_list (GtkBox *list, GPtrArray *steps, int side, HenjiReplyPaneEditor *editor)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_box_remove (list, child);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const HenjiReplyStep *step = steps->pdata[i];
      HenjiLanguage language = step->changed == 0 ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
      const char *name = language == HENJI_LANGUAGE_JA ? "日本語" : "English";
      g_autofree char *words = NULL;
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *caption;

      if (step->changed == side)
        words = g_strdup (_ ("Changed here, not in the text sent"));
      else
        /* Translators: %s is 日本語 or English: in that language something was changed */
        words = g_strdup_printf (_ ("Changed in %s"), name);
      caption = gtk_label_new (words);
      gtk_label_set_xalign (GTK_LABEL (caption), 0);
      gtk_widget_set_hexpand (caption, TRUE);
      gtk_widget_add_css_class (caption, "caption-dim");
      gtk_box_append (GTK_BOX (row), caption);
      gtk_box_append (GTK_BOX (row),
                      small_button (_ ("Go There"), G_CALLBACK (go_cb), step, side, editor));
      gtk_box_append (GTK_BOX (row),
                      small_button (_ ("Confirm"), G_CALLBACK (confirm_cb), step, side, editor));
      gtk_box_append (GTK_BOX (box), row);
      gtk_box_append (GTK_BOX (box), change_label (step, language));
      gtk_box_append (list, box);
    }
}

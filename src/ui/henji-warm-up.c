/* henji-warm-up.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-warm-up"

#include "config.h"

#include "henji-warm-up.h"

#include "henji-case-pane-text.h"

#include <pango/pangocairo.h>

/* What a slice draws: a line that fits the sheet at any size of text. */
#define SHEET_WIDTH 1024
#define SHEET_HEIGHT 64

static const char *const latin[] = {
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789",
  "abcdefghijklmnopqrstuvwxyz .,:;!?'()-/·–’“”¥",
};

/* Kana, and the kanji that the built-in replies hold most often. */
static const char *const japanese[] = {
  "あいうえおかがきぎくぐけげこごさざしじすずせそただちっつてでと",
  "どなにねのはばひびふべほまみむめもやゆよょらりるれろわをん、。",
  "アィイェカガキクグケコサシジスセタットドナニバパビピフブプベポ",
  "マムメャュョラリルレロン・ー（）「」：返送金品文注商発手合確認",
  "届払行方場法額支続不内物受書期日取使連絡当配答番案回入次先号荷",
  "写状店信引知真定時応代用料担数負況換通願部在限保申望希付一順者",
};

typedef struct
{
  GPtrArray *layouts; /* of PangoLayout, one a font */
  GArray *whole;      /* of gboolean: Japanese too */
  guint next_layout;
  guint next_line;
  cairo_surface_t *sheet;
} WarmUp;

static void
warm_up_free (gpointer data)
{
  WarmUp *self = data;

  g_ptr_array_unref (self->layouts);
  g_array_unref (self->whole);
  cairo_surface_destroy (self->sheet);
  g_free (self);
}

static void
add_layout (WarmUp *self, GHashTable *known, PangoLayout *layout, gboolean whole)
{
  const PangoFontDescription *font = pango_layout_get_font_description (layout);
  g_autofree char *key = NULL;

  if (font == NULL)
    font = pango_context_get_font_description (pango_layout_get_context (layout));
  key = pango_font_description_to_string (font);
  if (whole)
    {
      char *marked = g_strconcat ("ja ", key, NULL);

      g_free (key);
      key = marked;
    }
  if (!g_hash_table_add (known, g_steal_pointer (&key)))
    return;
  g_ptr_array_add (self->layouts, g_object_ref (layout));
  g_array_append_val (self->whole, whole);
}

static void
find_fonts (WarmUp *self, GHashTable *known, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      GtkLabel *label = GTK_LABEL (widget);
      g_autoptr (PangoLayout) layout = pango_layout_copy (gtk_label_get_layout (label));
      gboolean whole = henji_pane_language_of (gtk_label_get_text (label)) == HENJI_LANGUAGE_JA
                       || gtk_widget_has_css_class (widget, "body-text");

      pango_layout_set_width (layout, -1);
      add_layout (self, known, layout, whole);
    }
  else if (GTK_IS_TEXT_VIEW (widget))
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);

      add_layout (self, known, layout, TRUE);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_fonts (self, known, child);
}

/* A line in one font. */
static gboolean
draw_cb (gpointer data)
{
  WarmUp *self = data;
  PangoLayout *layout;
  cairo_t *cr;
  guint n_lines;

  if (self->next_layout >= self->layouts->len)
    return G_SOURCE_REMOVE;

  layout = self->layouts->pdata[self->next_layout];
  pango_layout_set_text (layout,
                         self->next_line < G_N_ELEMENTS (latin)
                             ? latin[self->next_line]
                             : japanese[self->next_line - G_N_ELEMENTS (latin)],
                         -1);
  cr = cairo_create (self->sheet);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);

  n_lines
      = G_N_ELEMENTS (latin)
        + (g_array_index (self->whole, gboolean, self->next_layout) ? G_N_ELEMENTS (japanese) : 0);
  if (++self->next_line >= n_lines)
    {
      self->next_line = 0;
      self->next_layout++;
    }

  return G_SOURCE_CONTINUE;
}

void
henji_warm_up (GtkWidget *window)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WarmUp *self = g_new0 (WarmUp, 1);

  g_return_if_fail (GTK_IS_WIDGET (window));

  self->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  self->whole = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->sheet = cairo_image_surface_create (CAIRO_FORMAT_A8, SHEET_WIDTH, SHEET_HEIGHT);
  find_fonts (self, known, window);
  g_idle_add_full (G_PRIORITY_LOW, draw_cb, self, warm_up_free);
}

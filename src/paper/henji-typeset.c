/* henji-typeset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-typeset"

#include "config.h"

#include "henji-typeset.h"

#include <math.h>
#include <string.h>

#define MAX_TEXTS 2000
#define PITCH 1.30    /* line to line, in sizes */
#define BASELINE 1.00 /* top of a line to its baseline, in sizes */

/* What was asked for: tenths of a point, micrometres. */
typedef struct
{
  int size;
  int width;
  int max_lines;
  gboolean bold;
  char *text;
} Key;

struct _HenjiTypesetter
{
  PangoContext *context;
  PangoFontDescription *font;
  GHashTable *texts; /* (element-type Key HenjiText) */
};

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return (((g_str_hash (key->text) * 31 + (guint) key->size) * 31 + (guint) key->width) * 31
          + (guint) key->max_lines)
             * 2
         + (guint) key->bold;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *x = a;
  const Key *y = b;

  return x->size == y->size && x->width == y->width && x->max_lines == y->max_lines
         && x->bold == y->bold && strcmp (x->text, y->text) == 0;
}

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->text);
  g_free (key);
}

static PangoContext *
context_new (PangoFontMap *fonts, HenjiLanguage language)
{
  PangoContext *context = pango_font_map_create_context (fonts);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Widths must not depend on the resolution of whatever is drawn on. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);

  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (
      context, pango_language_from_string (language == HENJI_LANGUAGE_EN ? "en" : "ja"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);

  return context;
}

PangoContext *
henji_typeset_context (HenjiLanguage language)
{
  return context_new (pango_cairo_font_map_get_default (), language);
}

/* Takes @context. */
static HenjiTypesetter *
typesetter_new (PangoContext *context)
{
  HenjiTypesetter *self = g_new0 (HenjiTypesetter, 1);

  self->context = context;
  self->font = pango_font_description_from_string (HENJI_TYPESET_FONT);
  self->texts
      = g_hash_table_new_full (key_hash, key_equal, key_free, (GDestroyNotify) henji_text_unref);

  return self;
}

HenjiTypesetter *
henji_typesetter_new (void)
{
  return typesetter_new (henji_typeset_context (HENJI_LANGUAGE_JA));
}

HenjiTypesetter *
henji_typesetter_new_apart (void)
{
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();

  return typesetter_new (context_new (fonts, HENJI_LANGUAGE_JA));
}

void
henji_typesetter_free (HenjiTypesetter *self)
{
  g_object_unref (self->context);
  pango_font_description_free (self->font);
  g_hash_table_unref (self->texts);
  g_free (self);
}

static gunichar
find_missing (PangoLayout *layout)
{
  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return 0;

  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    for (GSList *r = ((PangoLayoutLine *) l->data)->runs; r != NULL; r = r->next)
      {
        const PangoGlyphString *glyphs = ((PangoGlyphItem *) r->data)->glyphs;

        for (int i = 0; i < glyphs->num_glyphs; i++)
          if ((glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
            return glyphs->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
      }

  return 0xfffd;
}

static HenjiText *
text_new (HenjiTypesetter *setter,
          const char *text,
          double size,
          gboolean bold,
          double width,
          int max_lines)
{
  HenjiText *self = g_new0 (HenjiText, 1);

  self->n_refs = 1;
  self->size = size;
  self->width = width;
  self->layout = pango_layout_new (setter->context);

  pango_font_description_set_absolute_size (setter->font, size * PANGO_SCALE);
  pango_font_description_set_weight (setter->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (self->layout, setter->font);
  pango_layout_set_auto_dir (self->layout, FALSE);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  if (width > 0)
    {
      pango_layout_set_width (self->layout, (int) (width * HENJI_MM * PANGO_SCALE));
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
    }
  if (max_lines > 0)
    {
      pango_layout_set_height (self->layout, -max_lines);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (self->layout, text, -1);

  self->n_lines = pango_layout_get_line_count (self->layout);
  self->height = self->n_lines * PITCH * size / HENJI_MM;
  self->missing = find_missing (self->layout);
  for (GSList *l = pango_layout_get_lines_readonly (self->layout); l != NULL; l = l->next)
    {
      PangoRectangle logical = { 0 };

      pango_layout_line_get_extents (l->data, NULL, &logical);
      self->ink_width = MAX (self->ink_width, (double) logical.width / PANGO_SCALE / HENJI_MM);
    }

  return self;
}

HenjiText *
henji_typesetter_set (HenjiTypesetter *self,
                      const char *text,
                      double size,
                      gboolean bold,
                      double width,
                      int max_lines)
{
  Key key
      = { (int) lround (size * 10), (int) lround (width * 1000), max_lines, bold, (char *) text };
  HenjiText *set = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  set = g_hash_table_lookup (self->texts, &key);
  if (set == NULL)
    {
      if (g_hash_table_size (self->texts) >= MAX_TEXTS)
        g_hash_table_remove_all (self->texts);
      set = text_new (self, text, size, bold, width, max_lines);
      key.text = g_strdup (text);
      g_hash_table_insert (self->texts, g_memdup2 (&key, sizeof key), set);
    }
  set->n_refs++;

  return set;
}

void
henji_text_unref (HenjiText *self)
{
  g_assert (self->n_refs > 0);

  if (--self->n_refs > 0)
    return;
  g_object_unref (self->layout);
  g_free (self);
}

void
henji_text_draw (
    const HenjiText *self, cairo_t *cr, double x, double y, double width, HenjiAlign align)
{
  double baseline = 0;

  g_return_if_fail (self != NULL);

  cairo_set_source_rgb (cr, 0, 0, 0);
  baseline = y * HENJI_MM + self->size * BASELINE;
  for (GSList *l = pango_layout_get_lines_readonly (self->layout); l != NULL; l = l->next)
    {
      PangoRectangle logical = { 0 };
      double shift = 0;

      if (align == HENJI_ALIGN_CENTRE)
        {
          pango_layout_line_get_extents (l->data, NULL, &logical);
          shift = (width * HENJI_MM - (double) logical.width / PANGO_SCALE) / 2;
        }
      cairo_move_to (cr, x * HENJI_MM + shift, baseline);
      pango_cairo_show_layout_line (cr, l->data);
      baseline += self->size * PITCH;
    }
}

static gboolean
is_direction_mark (gunichar c)
{
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2066 && c <= 0x2069);
}

char *
henji_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_direction_mark (c) || c == 0xfeff)
        continue;
      /* An ideographic space between the parts of an address is wanted: kept, never joined. */
      if (c == 0x3000)
        g_string_append_unichar (clean, c);
      else if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          if (clean->len > 0 && clean->str[clean->len - 1] != ' ')
            g_string_append_c (clean, ' ');
        }
      else
        g_string_append_unichar (clean, c);
    }

  return g_strstrip (g_string_free (clean, FALSE));
}

char *
henji_text_excerpt (const char *text, int n_chars)
{
  g_autofree char *clean = henji_text_clean (text);
  g_autofree char *start = NULL;

  g_return_val_if_fail (n_chars > 0, NULL);

  if (g_utf8_strlen (clean, -1) <= n_chars)
    return g_steal_pointer (&clean);
  start = g_utf8_substring (clean, 0, n_chars);

  return g_strconcat (start, "…", NULL);
}

/* henji-document-draw.c: a document's pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-document-draw"

#include "config.h"

#include "henji-document-private.h"

#include "henji-picture.h"
#include "henji-typeset.h"

#include <string.h>

#include <cairo-pdf.h>

/* Points. */
#define LEFT (20 * HENJI_MM)
#define WIDTH ((HENJI_DOCUMENT_WIDTH - 40) * HENJI_MM)
#define TOP (26 * HENJI_MM)
#define BOTTOM ((HENJI_DOCUMENT_HEIGHT - 18) * HENJI_MM)
#define HEAD_Y (12 * HENJI_MM)
#define CAPTION (38 * HENJI_MM)  /* the column of captions */
#define INDENT (5 * HENJI_MM)    /* of what somebody wrote, from its rule */
#define PICTURE (106 * HENJI_MM) /* the height of a picture at most: two a page */

typedef struct
{
  guint block;
  guint line;
} Place;

struct _HenjiPages
{
  HenjiDocument *document;
  gboolean shrunk;
  GArray *starts; /* of Place, one a page */
};

typedef struct
{
  double size;
  gboolean bold;
  double grey;
  double before; /* space above, points; none at a page's top */
  double keep;   /* height that must follow on the same page */
} Style;

static const Style styles[] = {
  [HENJI_BLOCK_TITLE] = { 18, TRUE, 0, 0, 60 },
  [HENJI_BLOCK_HEADING] = { 12.5, TRUE, 0, 20, 48 },
  [HENJI_BLOCK_FACT] = { 10, FALSE, 0, 4, 16 },
  [HENJI_BLOCK_NOTE] = { 8.5, FALSE, 0.35, 6, 0 },
  [HENJI_BLOCK_SPEAKER] = { 9.5, TRUE, 0, 12, 34 },
  [HENJI_BLOCK_BODY] = { 10, FALSE, 0, 2, 0 },
  [HENJI_BLOCK_OTHER] = { 8.5, FALSE, 0.35, 2, 0 },
  [HENJI_BLOCK_PICTURE] = { 9, FALSE, 0.25, 10, 0 },
};

/* One page being filled. */
typedef struct
{
  const HenjiPages *pages;
  PangoContext *context;
  cairo_t *cr; /* NULL: only measured */
  int page;
  int pixels;
  int quality;
  double y;
} Page;

/* ---- Type -------------------------------------------------------------------------------------
 */

/* (transfer full) (nullable): @text with the characters named by number that no font has. */
static char *
name_missing (PangoLayout *layout, const char *text)
{
  g_autoptr (GHashTable) missing = g_hash_table_new (NULL, NULL);
  GString *out;

  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return NULL;
  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    for (GSList *r = ((PangoLayoutLine *) l->data)->runs; r != NULL; r = r->next)
      {
        const PangoGlyphString *glyphs = ((PangoGlyphItem *) r->data)->glyphs;

        for (int i = 0; i < glyphs->num_glyphs; i++)
          if ((glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
            g_hash_table_add (
                missing, GUINT_TO_POINTER (glyphs->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG));
      }

  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_hash_table_contains (missing, GUINT_TO_POINTER (c)))
        g_string_append_printf (out, "[U+%04X]", c);
      else if (c != 0xfe0f && c != 0x200d)
        g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

/* @width: points; 0 for one line. */
static PangoLayout *
set_text (PangoContext *context,
          const char *text,
          HenjiLanguage language,
          double size,
          gboolean bold,
          double width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (HENJI_TYPESET_FONT);
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autofree char *named = NULL;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (language != HENJI_LANGUAGE_OTHER)
    pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string (
                                            henji_language_id (language))));
  /* A number that is broken keeps what it says. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  else
    pango_layout_set_height (layout, -1);
  pango_layout_set_text (layout, text, -1);
  named = name_missing (layout, text);
  if (named != NULL)
    pango_layout_set_text (layout, named, -1);

  return layout;
}

static double
line_height (PangoLayoutLine *line, double *baseline)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  if (baseline != NULL)
    *baseline = -(double) logical.y / PANGO_SCALE;

  return (double) logical.height / PANGO_SCALE;
}

static void
draw_line (const Page *page, PangoLayoutLine *line, double x, double y, double grey)
{
  double baseline;

  if (page->cr == NULL)
    return;
  line_height (line, &baseline);
  cairo_set_source_rgb (page->cr, grey, grey, grey);
  cairo_move_to (page->cr, x, y + baseline);
  pango_cairo_show_layout_line (page->cr, line);
}

/* ---- Pictures ---------------------------------------------------------------------------------
 */

static cairo_surface_t *
surface_of (const GdkPixbuf *picture)
{
  int width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
  int channels = gdk_pixbuf_get_n_channels (picture), from = gdk_pixbuf_get_rowstride (picture);
  const guint8 *pixels = gdk_pixbuf_read_pixels (picture);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint8 *data;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    {
      guint32 *to = (guint32 *) (data + (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++)
        {
          const guint8 *p = pixels + (gsize) y * from + (gsize) x * channels;

          to[x] = (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];
        }
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

static void
unref_bytes_cb (void *bytes)
{
  g_bytes_unref (bytes);
}

/* (transfer full) (nullable): as it goes on the page; for a PDF its JPEG goes along. */
static cairo_surface_t *
load_picture (const Page *page, const HenjiBlock *block)
{
  HenjiDocument *document = page->pages->document;
  g_autoptr (GBytes) file
      = document->load != NULL ? document->load (block->caption, document->load_data) : NULL;
  g_autoptr (GdkPixbuf) picture
      = file != NULL ? henji_picture_decode (file, page->pixels, NULL) : NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GdkPixbuf) flat = NULL;
  cairo_surface_t *surface;

  if (picture == NULL)
    return NULL;
  jpeg = henji_picture_jpeg (picture, page->quality, NULL);
  if (jpeg == NULL)
    return NULL;
  /* What is drawn is what goes into the file; transparency is gone. */
  flat = henji_picture_decode (jpeg, page->pixels, NULL);
  surface = surface_of (flat != NULL ? flat : picture);
  if (cairo_surface_get_type (cairo_get_target (page->cr)) == CAIRO_SURFACE_TYPE_PDF)
    {
      gsize length;
      const guchar *data = g_bytes_get_data (jpeg, &length);

      cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, length, unref_bytes_cb,
                                   g_bytes_ref (jpeg));
    }

  return surface;
}

static void
picture_size (const HenjiBlock *block, double *width, double *height)
{
  *width = WIDTH;
  *height = WIDTH / block->aspect;
  if (*height > PICTURE)
    {
      *height = PICTURE;
      *width = PICTURE * block->aspect;
    }
  /* A strip of a thousandth of its width is still to be seen. */
  *width = MAX (*width, 2);
  *height = MAX (*height, 2);
}

static void
draw_picture (const Page *page, const HenjiBlock *block, double y)
{
  double width, height;
  cairo_surface_t *surface;

  picture_size (block, &width, &height);
  surface = load_picture (page, block);
  if (surface == NULL)
    {
      cairo_set_source_rgb (page->cr, 0.6, 0.6, 0.6);
      cairo_set_line_width (page->cr, 0.5);
      cairo_rectangle (page->cr, LEFT, y, width, height);
      cairo_stroke (page->cr);
      return;
    }
  cairo_save (page->cr);
  cairo_translate (page->cr, LEFT, y);
  cairo_scale (page->cr, width / cairo_image_surface_get_width (surface),
               height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (page->cr, surface, 0, 0);
  cairo_paint (page->cr);
  cairo_restore (page->cr);
  cairo_surface_destroy (surface);
}

/* ---- Blocks -----------------------------------------------------------------------------------
 */

static double
text_x (const HenjiBlock *block)
{
  switch (block->type)
    {
    case HENJI_BLOCK_FACT:
      return CAPTION;
    case HENJI_BLOCK_BODY:
    case HENJI_BLOCK_OTHER:
      return INDENT;
    case HENJI_BLOCK_TITLE:
    case HENJI_BLOCK_HEADING:
    case HENJI_BLOCK_NOTE:
    case HENJI_BLOCK_SPEAKER:
    case HENJI_BLOCK_PICTURE:
    default:
      return 0;
    }
}

static void
add_bookmark (const Page *page, const HenjiBlock *block, double y)
{
  cairo_surface_t *target = page->cr != NULL ? cairo_get_target (page->cr) : NULL;
  g_autofree char *where = NULL;
  char at[G_ASCII_DTOSTR_BUF_SIZE];

  if (target == NULL || cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_PDF)
    return;
  where = g_strdup_printf ("page=%d pos=[0 %s]", page->page + 1,
                           g_ascii_formatd (at, sizeof at, "%.1f", y));
  cairo_pdf_surface_add_outline (target, CAIRO_PDF_OUTLINE_ROOT, block->text, where,
                                 CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

/* What stands beside the first line: a fact's caption, the time of a message, a rule. */
static double
draw_beside (const Page *page, const HenjiBlock *block, double y)
{
  const Style *style = &styles[block->type];
  PangoLayout *layout;
  double height = 0;

  if (block->caption == NULL)
    return 0;
  if (block->type == HENJI_BLOCK_FACT)
    {
      layout = set_text (page->context, block->caption, page->pages->document->language,
                         style->size, FALSE, CAPTION - 3 * HENJI_MM);
      for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
        {
          draw_line (page, l->data, LEFT, y + height, 0.4);
          height += line_height (l->data, NULL);
        }
      g_object_unref (layout);
    }
  else if (block->type == HENJI_BLOCK_SPEAKER)
    {
      PangoRectangle logical;

      layout = set_text (page->context, block->caption, page->pages->document->language,
                         style->size - 0.5, FALSE, 0);
      pango_layout_get_extents (layout, NULL, &logical);
      draw_line (page, pango_layout_get_line_readonly (layout, 0),
                 LEFT + WIDTH - (double) logical.width / PANGO_SCALE, y + 0.4, 0.4);
      g_object_unref (layout);
    }

  return height;
}

/* The rule beside what somebody wrote: theirs grey, ours blue. */
static void
draw_rule (const Page *page, const HenjiBlock *block, double from, double to)
{
  if (page->cr == NULL || (block->type != HENJI_BLOCK_BODY && block->type != HENJI_BLOCK_OTHER))
    return;
  if (block->ours)
    cairo_set_source_rgb (page->cr, 0.21, 0.52, 0.89);
  else
    cairo_set_source_rgb (page->cr, 0.72, 0.72, 0.72);
  cairo_rectangle (page->cr, LEFT + 1, from, 2, to - from);
  cairo_fill (page->cr);
}

/* A heading does not stay behind when the picture below it goes to the next page. */
static double
picture_below (const HenjiPages *pages, guint block)
{
  const GPtrArray *blocks = pages->document->blocks;

  while (++block < blocks->len)
    {
      const HenjiBlock *next = g_ptr_array_index (blocks, block);
      double width, height = 0;

      if (next->type == HENJI_BLOCK_NOTE)
        continue;
      if (next->type == HENJI_BLOCK_PICTURE)
        picture_size (next, &width, &height);
      return height;
    }

  return 0;
}

/* Lays the block out from @line on. Returns: the first line that does not fit any more, or
 * G_MAXUINT when all does. */
static guint
fill_block (Page *page, const HenjiBlock *block, guint line, double keep)
{
  const Style *style = &styles[block->type];
  gboolean at_top = page->y <= TOP;
  double start = page->y + (at_top || line > 0 ? 0 : style->before), y = start, beside = 0;
  double x = text_x (block), limit = BOTTOM;
  PangoLayout *layout;
  guint i = 0;

  if (line == 0 && !at_top && start + style->keep + keep > BOTTOM)
    return 0;
  if (line == 0 && !at_top)
    {
      Page measure = *page;

      measure.cr = NULL;
      if (start + draw_beside (&measure, block, start) > BOTTOM)
        return 0;
    }
  if (block->type == HENJI_BLOCK_PICTURE && line == 0)
    {
      double width, height;

      picture_size (block, &width, &height);
      if (!at_top && start + height + 30 > BOTTOM)
        return 0;
      if (page->cr != NULL)
        draw_picture (page, block, start);
      y += height + 3;
    }
  layout = set_text (page->context, block->text, block->language, style->size, style->bold,
                     WIDTH - x - (block->type == HENJI_BLOCK_SPEAKER ? 62 * HENJI_MM : 0));
  if (line == 0)
    beside = draw_beside (page, block, y);
  if (line == 0 && (block->type == HENJI_BLOCK_HEADING || block->type == HENJI_BLOCK_TITLE))
    add_bookmark (page, block, start);
  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next, i++)
    {
      double height = line_height (l->data, NULL);

      if (i < line)
        continue;
      /* One line a page at least, so that there is an end. */
      if (y + height > limit && !(at_top && i == line))
        break;
      draw_line (page, l->data, LEFT + x, y, style->grey);
      y += height;
    }
  draw_rule (page, block, line == 0 && !at_top ? start - style->before : start, y);
  if ((int) i == pango_layout_get_line_count (layout))
    i = G_MAXUINT;
  page->y = MAX (y, start + beside);
  g_object_unref (layout);

  return i;
}

static void
draw_head (const Page *page)
{
  const HenjiPages *pages = page->pages;
  g_autofree char *number = g_strdup_printf (
      pages->document->language == HENJI_LANGUAGE_JA ? "%d / %d ページ" : "Page %d of %d",
      page->page + 1, (int) pages->starts->len);
  PangoLayout *left = set_text (page->context, pages->document->head, pages->document->language,
                                8.5, FALSE, WIDTH - 40 * HENJI_MM);
  PangoLayout *right = set_text (page->context, number, pages->document->language, 8.5, FALSE, 0);
  PangoRectangle logical;

  pango_layout_get_extents (right, NULL, &logical);
  draw_line (page, pango_layout_get_line_readonly (left, 0), LEFT, HEAD_Y, 0.35);
  draw_line (page, pango_layout_get_line_readonly (right, 0),
             LEFT + WIDTH - (double) logical.width / PANGO_SCALE, HEAD_Y, 0.35);
  cairo_set_source_rgb (page->cr, 0.8, 0.8, 0.8);
  cairo_rectangle (page->cr, LEFT, HEAD_Y + 16, WIDTH, 0.5);
  cairo_fill (page->cr);
  g_object_unref (left);
  g_object_unref (right);
}

/* Fills a page from @place on. Returns: where the next begins. */
static Place
fill_page (Page *page, Place place)
{
  const GPtrArray *blocks = page->pages->document->blocks;

  page->y = TOP;
  while (place.block < blocks->len)
    {
      const HenjiBlock *block = g_ptr_array_index (blocks, place.block);
      guint line;

      if (block->only_shrunk && !page->pages->shrunk)
        {
          place.block++;
          continue;
        }
      line = fill_block (
          page, block, place.line,
          block->type == HENJI_BLOCK_HEADING ? picture_below (page->pages, place.block) : 0);
      if (line != G_MAXUINT)
        return (Place){ place.block, line };
      place = (Place){ place.block + 1, 0 };
    }

  return place;
}

/* ---- Pages ------------------------------------------------------------------------------------
 */

HenjiPages *
henji_pages_new (HenjiDocument *document, gboolean shrunk, GCancellable *cancellable)
{
  g_autoptr (HenjiPages) self = g_new0 (HenjiPages, 1);
  PangoContext *context = henji_typeset_context (document->language);
  Place place = { 0, 0 };

  self->document = henji_document_ref (document);
  self->shrunk = shrunk;
  self->starts = g_array_new (FALSE, FALSE, sizeof (Place));
  do
    {
      Page page = { .pages = self, .context = context };

      if (g_cancellable_is_cancelled (cancellable))
        {
          g_object_unref (context);
          return NULL;
        }
      g_array_append_val (self->starts, place);
      place = fill_page (&page, place);
    }
  while (place.block < document->blocks->len);
  g_object_unref (context);

  return g_steal_pointer (&self);
}

void
henji_pages_free (HenjiPages *self)
{
  henji_document_unref (self->document);
  g_array_unref (self->starts);
  g_free (self);
}

int
henji_pages_count (const HenjiPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (int) self->starts->len;
}

void
henji_pages_draw (const HenjiPages *self, int page, cairo_t *cr, int pixels, int quality)
{
  Page at = { .pages = self, .cr = cr, .page = page, .pixels = pixels, .quality = quality };

  g_return_if_fail (self != NULL && cr != NULL);
  g_return_if_fail (page >= 0 && page < (int) self->starts->len);

  at.context = henji_typeset_context (self->document->language);
  draw_head (&at);
  fill_page (&at, g_array_index (self->starts, Place, page));
  g_object_unref (at.context);
}

/* henji-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-sheet"

#include "config.h"

#include "henji-sheet.h"

#include <cairo-pdf.h>

#include "henji-typeset.h"

#define MARGIN 20.0 /* mm */
#define TITLE_SIZE 15.0
#define SIZE 10.5
#define LINE_GAP 1.2 /* mm */
#define BLOCK_GAP 8.0

typedef struct
{
  HenjiText *text;
  int page;
  double y; /* mm */
} Line;

struct _HenjiSheet
{
  char *title;
  HenjiTypesetter *typesetter;
  GArray *lines; /* of Line */
  int n_pages;
  double y; /* where the next line begins */
};

static void
line_clear (gpointer data)
{
  henji_text_unref (((Line *) data)->text);
}

static void
add_line (HenjiSheet *self, const char *words, double size, gboolean bold)
{
  g_autofree char *clean = henji_text_clean (words);
  Line line = { .text = henji_typesetter_set (self->typesetter, clean, size, bold,
                                              HENJI_SHEET_WIDTH - 2 * MARGIN, 0) };

  if (self->y > MARGIN && self->y + line.text->height > HENJI_SHEET_HEIGHT - MARGIN)
    {
      self->n_pages++;
      self->y = MARGIN;
    }
  line.page = self->n_pages - 1;
  line.y = self->y;
  self->y += line.text->height + LINE_GAP;
  g_array_append_val (self->lines, line);
}

HenjiSheet *
henji_sheet_new (const char *title, const char *const *blocks)
{
  HenjiSheet *self = g_new0 (HenjiSheet, 1);

  g_return_val_if_fail (title != NULL && blocks != NULL, NULL);

  self->title = g_strdup (title);
  self->typesetter = henji_typesetter_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, line_clear);
  self->n_pages = 1;
  self->y = MARGIN;
  add_line (self, title, TITLE_SIZE, TRUE);
  for (; *blocks != NULL; blocks++)
    {
      g_auto (GStrv) lines = g_strsplit (*blocks, "\n", -1);

      self->y += BLOCK_GAP;
      for (guint i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0')
          add_line (self, lines[i], SIZE, FALSE);
    }

  return self;
}

void
henji_sheet_free (HenjiSheet *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->lines);
  henji_typesetter_free (self->typesetter);
  g_free (self->title);
  g_free (self);
}

int
henji_sheet_n_pages (const HenjiSheet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_pages;
}

void
henji_sheet_draw (const HenjiSheet *self, int page, cairo_t *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      if (line->page == page)
        henji_text_draw (line->text, cr, MARGIN, line->y, HENJI_SHEET_WIDTH - 2 * MARGIN,
                         HENJI_ALIGN_LEFT);
    }
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

GBytes *
henji_sheet_pdf (const HenjiSheet *self)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;

  g_return_val_if_fail (self != NULL, NULL);

  surface = cairo_pdf_surface_create_for_stream (append_cb, pdf, HENJI_SHEET_WIDTH * HENJI_MM,
                                                 HENJI_SHEET_HEIGHT * HENJI_MM);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Henji");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  cr = cairo_create (surface);
  for (int page = 0; page < self->n_pages; page++)
    {
      henji_sheet_draw (self, page, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}

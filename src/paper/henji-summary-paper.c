/* henji-summary-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-summary-paper"

#include "config.h"

#include "henji-summary-paper.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "henji-chart.h"
#include "henji-typeset.h"

#define WIDTH (210 * HENJI_MM)
#define HEIGHT (297 * HENJI_MM)
#define MARGIN (16 * HENJI_MM)
#define ROOM (WIDTH - 2 * MARGIN)
#define BOTTOM (HEIGHT - MARGIN - 14)
#define LEADING 3.0    /* above the rule of a row */
#define FEW_ROWS 40.0  /* a heading does not stand alone at the foot of a page */
#define NUMBER 34.0    /* a head of numbers that is wider takes two lines */
#define GAP 7.0        /* between columns */
#define MOST_ROWS 200  /* of a table; the file of tables has them all */
#define NARROWEST 30.0 /* of a column of words */
#define WIDEST 120.0   /* the same, where others are short of room */

typedef enum
{
  PIECE_TEXT,
  PIECE_CHART,
  PIECE_HEAD, /* of a table */
  PIECE_ROW,
} PieceType;

/* What stands at one height of one page. */
typedef struct
{
  PieceType type;
  int page;
  double y;
  double height;
  PangoLayout *layout;       /* of text */
  HenjiChart *chart;         /* of a chart */
  const HenjiListing *sheet; /* of a head or row */
  const double *widths;      /* of its columns */
  guint row;
} Piece;

struct _HenjiSummaryPaper
{
  HenjiSummary *summary;
  GPtrArray *sheets;
  GPtrArray *widths; /* (element-type double): arrays, one for each table */
  GArray *pieces;    /* (element-type Piece) */
  PangoContext *context;
  HenjiLanguage language;
  int n_pages;
  double y; /* where the next piece begins */
};

static void
piece_clear (gpointer data)
{
  Piece *piece = data;

  g_clear_object (&piece->layout);
  g_clear_pointer (&piece->chart, henji_chart_unref);
}

/* ---- Setting --------------------------------------------------------------------------------- */

static PangoContext *
context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string (HENJI_TYPESET_FONT);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_font_description_set_absolute_size (font, 8.5 * PANGO_SCALE);
  pango_context_set_font_description (context, font);
  pango_context_set_language (context, pango_language_from_string ("ja"));
  pango_font_description_free (font);

  return context;
}

static PangoLayout *
set_text (PangoContext *context, const char *text, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font
      = pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_text (layout, text, -1);
  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));

  return layout;
}

static PangoLayout *
set_cell (PangoContext *context, const char *text, gboolean bold, double width)
{
  g_autofree char *clean = henji_text_clean (text);
  PangoLayout *layout = set_text (context, clean, 8, bold, width);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    {
      pango_layout_set_height (layout, -2);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }

  return layout;
}

static double
width_of (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);

  return (double) logical.width / PANGO_SCALE;
}

static double
height_of (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);

  return (double) logical.height / PANGO_SCALE;
}

/* ---- Laying out ------------------------------------------------------------------------------ */

static void
next_page (HenjiSummaryPaper *self)
{
  self->n_pages++;
  self->y = MARGIN;
}

/* Makes sure that @height fits. Returns: whether a new page was begun. */
static gboolean
make_room (HenjiSummaryPaper *self, double height)
{
  if (self->y + height <= BOTTOM || self->y <= MARGIN)
    return FALSE;
  next_page (self);

  return TRUE;
}

static void
place (HenjiSummaryPaper *self, Piece piece, double height)
{
  piece.page = self->n_pages - 1;
  piece.y = self->y;
  piece.height = height;
  g_array_append_val (self->pieces, piece);
  self->y += height;
}

static void
place_text (
    HenjiSummaryPaper *self, const char *text, double size, gboolean bold, double gap, double keep)
{
  PangoLayout *layout = set_text (self->context, text, size, bold, ROOM);
  double height = height_of (layout);

  make_room (self, height + keep);
  place (self, (Piece){ .type = PIECE_TEXT, .layout = layout }, height + gap);
}

/* Columns of words that need less than their share leave the rest to the others. */
static void
share_room (const HenjiListing *sheet, double *widths, double room)
{
  guint left = 0;
  double share = 0;

  for (guint i = 0; i < sheet->columns->len; i++)
    left += !g_array_index (sheet->columns, HenjiListingColumn, i).number;
  for (double before = -1; share > before;)
    {
      double wide = room;
      guint n = left;

      before = share;
      for (guint i = 0; i < sheet->columns->len; i++)
        if (!g_array_index (sheet->columns, HenjiListingColumn, i).number && widths[i] <= share)
          {
            wide -= widths[i];
            n--;
          }
      share = n > 0 ? MAX (wide / n, NARROWEST) : share;
    }
  for (guint i = 0; i < sheet->columns->len; i++)
    if (!g_array_index (sheet->columns, HenjiListingColumn, i).number)
      widths[i] = MIN (widths[i], share);
}

/* As wide as what stands in them; columns of words give way when that is too much. */
static const double *
fit_columns (HenjiSummaryPaper *self, const HenjiListing *sheet)
{
  guint n = sheet->columns->len;
  double *widths = g_new0 (double, n);
  double numbers = 0, words = 0, room;

  for (guint i = 0; i < n; i++)
    {
      const HenjiListingColumn *column = &g_array_index (sheet->columns, HenjiListingColumn, i);
      g_autoptr (PangoLayout) head = set_cell (self->context, column->title, TRUE, 0);

      widths[i] = MIN (width_of (head), column->number ? NUMBER : WIDEST);
      for (guint k = 0; k < MIN (sheet->rows->len, MOST_ROWS); k++)
        {
          g_autoptr (PangoLayout) cell
              = set_cell (self->context, henji_listing_cell (sheet, k, i)->text, FALSE, 0);

          widths[i] = MAX (widths[i], width_of (cell));
        }
      widths[i] = column->number ? widths[i] + 1 : MIN (widths[i] + 1, 2 * WIDEST);
      *(column->number ? &numbers : &words) += widths[i];
    }
  room = ROOM - numbers - GAP * (n - 1);
  if (words > room)
    share_room (sheet, widths, MAX (room, NARROWEST));
  g_ptr_array_add (self->widths, widths);

  return widths;
}

static const char *
text_of (const Piece *piece, guint column)
{
  return piece->type == PIECE_HEAD
             ? g_array_index (piece->sheet->columns, HenjiListingColumn, column).title
             : henji_listing_cell (piece->sheet, piece->row, column)->text;
}

/* As high as the highest of its cells. */
static double
height_of_cells (const HenjiSummaryPaper *self, const Piece *piece)
{
  double height = 0;

  for (guint i = 0; i < piece->sheet->columns->len; i++)
    {
      g_autoptr (PangoLayout) layout = set_cell (self->context, text_of (piece, i),
                                                 piece->type == PIECE_HEAD, piece->widths[i]);

      height = MAX (height, height_of (layout));
    }

  return height + LEADING;
}

static void
place_table (HenjiSummaryPaper *self, const HenjiListing *sheet)
{
  const double *widths = fit_columns (self, sheet);
  Piece head = { .type = PIECE_HEAD, .sheet = sheet, .widths = widths };
  double head_height = height_of_cells (self, &head);
  guint n = MIN (sheet->rows->len, MOST_ROWS);

  make_room (self, head_height + FEW_ROWS);
  place (self, head, head_height);
  for (guint i = 0; i < n; i++)
    {
      Piece row = { .type = PIECE_ROW, .sheet = sheet, .widths = widths, .row = i };
      double height = height_of_cells (self, &row);

      if (make_room (self, height))
        place (self, head, head_height);
      place (self, row, height);
    }
  if (sheet->rows->len > n)
    place_text (self, _ ("The file of tables (CSV) has the rest."), 8, FALSE, 0, 0);
}

static void
place_sheet (HenjiSummaryPaper *self, const HenjiListing *sheet)
{
  HenjiChart *chart = henji_chart_of_sheet (self->summary, sheet->id, self->language);
  double height = chart != NULL ? henji_chart_height (chart, self->context, ROOM) : 0;

  if (sheet->rows->len == 0 && chart == NULL)
    return;
  place_text (self, sheet->title, 11, TRUE, 4, MIN (MAX (height, 2 * FEW_ROWS), 300));
  if (chart != NULL)
    {
      make_room (self, height);
      place (self, (Piece){ .type = PIECE_CHART, .chart = chart }, height + 8);
    }
  /* The line says enough of sixty days. */
  if (!g_str_equal (sheet->id, "rate") && sheet->rows->len > 0)
    place_table (self, sheet);
  if (sheet->note != NULL)
    {
      self->y += 3;
      place_text (self, sheet->note, 7.5, FALSE, 0, 0);
    }
  self->y += 16;
}

HenjiSummaryPaper *
henji_summary_paper_new (HenjiSummary *summary, HenjiLanguage language)
{
  HenjiSummaryPaper *self = g_new0 (HenjiSummaryPaper, 1);
  g_autofree char *period = henji_period_format (&summary->period, language);
  g_autofree char *title = NULL;

  self->summary = henji_summary_ref (summary);
  self->language = language;
  self->sheets = henji_summary_sheets (summary, language);
  self->widths = g_ptr_array_new_with_free_func (g_free);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, piece_clear);
  self->context = context_new ();
  next_page (self);
  /* Translators: a period: "November 2026" */
  title = g_strdup_printf (_ ("Looking Back: %s"), period);
  place_text (self, title, 16, TRUE, summary->marketplace != NULL ? 2 : 12, 0);
  if (summary->marketplace != NULL)
    place_text (self, summary->marketplace, 9, FALSE, 12, 0);
  for (guint i = 0; i < self->sheets->len; i++)
    place_sheet (self, g_ptr_array_index (self->sheets, i));

  return self;
}

void
henji_summary_paper_free (HenjiSummaryPaper *self)
{
  g_array_unref (self->pieces);
  g_ptr_array_unref (self->widths);
  g_ptr_array_unref (self->sheets);
  g_object_unref (self->context);
  henji_summary_unref (self->summary);
  g_free (self);
}

int
henji_summary_paper_n_pages (const HenjiSummaryPaper *self)
{
  return self->n_pages;
}

/* ---- Drawing --------------------------------------------------------------------------------- */

static void
ink (cairo_t *cr, const double colour[4])
{
  cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], colour[3]);
}

static void
draw_cells (const HenjiSummaryPaper *self, const Piece *piece, cairo_t *cr)
{
  gboolean head = piece->type == PIECE_HEAD;
  double x = MARGIN;

  ink (cr, henji_chart_ink_paper.text);
  for (guint i = 0; i < piece->sheet->columns->len; i++)
    {
      const HenjiListingColumn *column
          = &g_array_index (piece->sheet->columns, HenjiListingColumn, i);
      g_autoptr (PangoLayout) layout
          = set_cell (self->context, text_of (piece, i), head, piece->widths[i]);

      if (column->number)
        pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
      cairo_move_to (cr, x, piece->y);
      pango_cairo_show_layout (cr, layout);
      x += piece->widths[i] + GAP;
    }
  ink (cr, henji_chart_ink_paper.line);
  cairo_set_line_width (cr, head ? 0.8 : 0.3);
  cairo_move_to (cr, MARGIN, piece->y + piece->height - 1);
  cairo_line_to (cr, WIDTH - MARGIN, piece->y + piece->height - 1);
  cairo_stroke (cr);
}

static void
draw_foot (const HenjiSummaryPaper *self, int page, cairo_t *cr)
{
  /* Translators: the page, all pages */
  g_autofree char *text = g_strdup_printf (_ ("Page %d of %d"), page + 1, self->n_pages);
  g_autoptr (PangoLayout) layout = set_text (self->context, text, 7.5, FALSE, ROOM);

  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  ink (cr, henji_chart_ink_paper.dim);
  cairo_move_to (cr, MARGIN, HEIGHT - MARGIN);
  pango_cairo_show_layout (cr, layout);
}

void
henji_summary_paper_draw (const HenjiSummaryPaper *self, int page, cairo_t *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->page != page)
        continue;
      switch (piece->type)
        {
        case PIECE_TEXT:
          ink (cr, henji_chart_ink_paper.text);
          cairo_move_to (cr, MARGIN, piece->y);
          pango_cairo_show_layout (cr, piece->layout);
          break;
        case PIECE_CHART:
          cairo_save (cr);
          cairo_translate (cr, MARGIN, piece->y);
          henji_chart_draw (piece->chart, cr, self->context, &henji_chart_ink_paper, ROOM, -1);
          cairo_restore (cr);
          break;
        case PIECE_HEAD:
        case PIECE_ROW:
        default:
          draw_cells (self, piece, cr);
          break;
        }
    }
  draw_foot (self, page, cr);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

GBytes *
henji_summary_paper_pdf (HenjiSummary *summary, HenjiLanguage language, GError **error)
{
  g_autoptr (HenjiSummaryPaper) paper = NULL;
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  g_autofree char *period = NULL;
  g_autofree char *title = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (summary != NULL, NULL);

  paper = henji_summary_paper_new (summary, language);
  period = henji_period_format (&summary->period, language);
  title = g_strdup_printf (_ ("Looking Back: %s"), period);
  surface = cairo_pdf_surface_create_for_stream (append_cb, pdf, WIDTH, HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Henji");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  cr = cairo_create (surface);
  for (int page = 0; page < paper->n_pages; page++)
    {
      henji_summary_paper_draw (paper, page, cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The pages could not be drawn: %s."),
                   cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}

/* henji-label-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-job"

#include "config.h"

#include "henji-label.h"

#include "henji-compose.h"
#include "henji-pdf-file.h"
#include "henji-typeset.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define MAX_COPIES 999
#define MAX_OFFSET 10.0 /* mm; a printer further off is fed wrongly */

/* ---- Places --------------------------------------------------------------------------------- */

int
henji_label_job_n_pages (const HenjiLabelJob *job)
{
  gint64 cells = 0, used = 0;

  g_return_val_if_fail (job != NULL && job->stock != NULL && job->labels != NULL, 0);

  cells = henji_stock_n_cells (job->stock);
  used = (gint64) job->labels->len * MAX (job->copies, 0);

  return used == 0 ? 0 : (int) ((MAX (job->start, 1) - 1 + used + cells - 1) / cells);
}

void
henji_label_job_place (const HenjiLabelJob *job, int label, int copy, int *page, int *cell)
{
  gint64 position = 0;
  int cells = 0;

  g_return_if_fail (job != NULL && job->stock != NULL);
  g_return_if_fail (label >= 0 && copy >= 0);

  cells = henji_stock_n_cells (job->stock);
  position = job->start - 1 + (gint64) label * job->copies + copy;
  if (page != NULL)
    *page = (int) (position / cells);
  if (cell != NULL)
    *cell = (int) (position % cells) + 1;
}

/* ---- Checks --------------------------------------------------------------------------------- */

static gboolean
check_frame (const HenjiLabelJob *job, GError **error)
{
  int cells = henji_stock_n_cells (job->stock);

  if (job->labels->len == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("There is no label to print."));
  else if (job->start < 1 || job->start > cells)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("The start position must be from 1 to %d on %s."), cells, job->stock->title);
  else if (job->copies < 1 || job->copies > MAX_COPIES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("The number of copies must be from 1 to %d."), MAX_COPIES);
  else if (!(fabs (job->offset_x) <= MAX_OFFSET) || !(fabs (job->offset_y) <= MAX_OFFSET))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("The labels can be moved by at most %g mm."), MAX_OFFSET);
  else
    return TRUE;

  return FALSE;
}

static HenjiComposition *
compose (HenjiTypesetter *typesetter, const HenjiLabelJob *job, guint label, GError **error)
{
  return henji_compose (typesetter, g_ptr_array_index (job->labels, label), job->stock,
                        job->stock->width, job->stock->height, error);
}

gboolean
henji_label_job_check (const HenjiLabelJob *job, GError **error)
{
  g_autoptr (HenjiTypesetter) typesetter = NULL;

  g_return_val_if_fail (job != NULL && job->stock != NULL && job->labels != NULL, FALSE);

  if (!check_frame (job, error))
    return FALSE;
  typesetter = henji_typesetter_new ();
  for (guint i = 0; i < job->labels->len; i++)
    {
      g_autoptr (HenjiComposition) composition = compose (typesetter, job, i, error);

      if (composition == NULL)
        return FALSE;
    }

  return TRUE;
}

char **
henji_label_job_payloads (const HenjiLabelJob *job, guint label, GError **error)
{
  g_autoptr (HenjiTypesetter) typesetter = NULL;
  g_autoptr (HenjiComposition) composition = NULL;

  g_return_val_if_fail (job != NULL && job->stock != NULL && job->labels != NULL, NULL);
  g_return_val_if_fail (label < job->labels->len, NULL);

  typesetter = henji_typesetter_new ();
  composition = compose (typesetter, job, label, error);

  return composition != NULL ? henji_composition_payloads (
             composition, henji_label_code (job->labels->pdata[label]))
                             : NULL;
}

/* ---- Drawing -------------------------------------------------------------------------------- */

static void
draw_copy (const HenjiLabelJob *job, const HenjiComposition *composition, int cell, cairo_t *cr)
{
  double x = 0, y = 0;

  henji_stock_cell (job->stock, cell, &x, &y);
  henji_composition_draw (composition, cr, x + job->offset_x, y + job->offset_y);
}

static gboolean
draw_page (
    HenjiTypesetter *typesetter, const HenjiLabelJob *job, int page, cairo_t *cr, GError **error)
{
  g_autoptr (HenjiComposition) composition = NULL;
  gint64 cells = 0, first = 0, last = 0;
  guint composed = G_MAXUINT;

  cells = henji_stock_n_cells (job->stock);
  first = MAX (page * cells - (job->start - 1), 0);
  last = MIN ((page + 1) * cells - (job->start - 1), (gint64) job->labels->len * job->copies);
  for (gint64 i = first; i < last; i++)
    {
      guint label = (guint) (i / job->copies);
      int cell = 0;

      if (label != composed)
        {
          g_clear_pointer (&composition, henji_composition_free);
          composition = compose (typesetter, job, label, error);
          if (composition == NULL)
            return FALSE;
          composed = label;
        }
      henji_label_job_place (job, (int) label, (int) (i % job->copies), NULL, &cell);
      draw_copy (job, composition, cell, cr);
    }

  return TRUE;
}

gboolean
henji_label_job_draw (const HenjiLabelJob *job, int page, cairo_t *cr, GError **error)
{
  g_autoptr (HenjiTypesetter) typesetter = NULL;

  g_return_val_if_fail (job != NULL && job->stock != NULL && job->labels != NULL, FALSE);
  g_return_val_if_fail (cr != NULL, FALSE);

  if (!check_frame (job, error))
    return FALSE;
  g_return_val_if_fail (page >= 0 && page < henji_label_job_n_pages (job), FALSE);

  typesetter = henji_typesetter_new ();

  return draw_page (typesetter, job, page, cr, error);
}

/* ---- PDF ------------------------------------------------------------------------------------ */

typedef struct
{
  const char *ja;
  const char *one;
  const char *many;
} Titles;

static const Titles titles[HENJI_N_LABELS] = {
  [HENJI_LABEL_RETURN] = { "返品ラベル", "Return label", "Return labels" },
  [HENJI_LABEL_SLIP] = { "返品明細書", "Return slip", "Return slips" },
  [HENJI_LABEL_RESEND] = { "宛名ラベル", "Address label", "Address labels" },
};

/* (transfer full): what a reader shows in its title bar. */
static char *
document_title (const HenjiLabelJob *job)
{
  const HenjiLabel *first = g_ptr_array_index (job->labels, 0);
  gboolean japanese = first->language == HENJI_LANGUAGE_JA;
  g_autofree char *code = henji_text_clean (henji_label_code (first));
  const Titles *names = &titles[first->kind];

  if (job->labels->len == 1)
    return g_strdup_printf ("%s %s", japanese ? names->ja : names->one, code);

  return g_strdup_printf (japanese ? "%s %s ほか（計 %u 件）" : "%s: %s and others, %u in all",
                          japanese ? names->ja : names->many, code, job->labels->len);
}

static gboolean
draw_pages (const HenjiLabelJob *job, cairo_surface_t *surface, GError **error)
{
  g_autoptr (HenjiTypesetter) typesetter = henji_typesetter_new ();
  g_autofree char *title = document_title (job);
  int n_pages = henji_label_job_n_pages (job);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn = TRUE;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Henji");
  /* No date: the same labels give the same file. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  for (int page = 0; drawn && page < n_pages; page++)
    {
      drawn = draw_page (typesetter, job, page, cr, error);
      cairo_show_page (cr);
      /* What cairo could not write (a full disk) ends the loop early; the caller names it. */
      if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
        break;
    }
  cairo_destroy (cr);

  return drawn;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

GBytes *
henji_label_job_pdf (const HenjiLabelJob *job, GError **error)
{
  g_autoptr (GByteArray) pdf = NULL;
  cairo_surface_t *surface;
  gboolean drawn;

  g_return_val_if_fail (job != NULL && job->stock != NULL && job->labels != NULL, NULL);

  if (!check_frame (job, error))
    return NULL;
  pdf = g_byte_array_new ();
  surface = cairo_pdf_surface_create_for_stream (append_cb, pdf, job->stock->page_width * HENJI_MM,
                                                 job->stock->page_height * HENJI_MM);
  drawn = draw_pages (job, surface, error);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return drawn ? g_byte_array_free_to_bytes (g_steal_pointer (&pdf)) : NULL;
}

static gboolean
draw_pages_cb (cairo_surface_t *surface, gpointer data, GError **error)
{
  return draw_pages (data, surface, error);
}

gboolean
henji_label_job_save (const HenjiLabelJob *job, const char *path, GError **error)
{
  g_return_val_if_fail (job != NULL && job->stock != NULL && job->labels != NULL, FALSE);
  g_return_val_if_fail (path != NULL && *path != '\0', FALSE);

  return check_frame (job, error)
         && henji_pdf_file_save (path, job->stock->page_width, job->stock->page_height, 0,
                                 draw_pages_cb, (gpointer) job, NULL, error);
}

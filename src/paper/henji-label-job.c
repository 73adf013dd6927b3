/* henji-label-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-job"

#include "config.h"

#include "henji-label.h"

#include "henji-compose.h"
#include "henji-typeset.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

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
  int fd;
  int code; /* errno of the first failure */
} Sink;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  while (length > 0 && sink->code == 0)
    {
      ssize_t n = write (sink->fd, data, length);

      if (n < 0 && errno != EINTR)
        sink->code = errno;
      else if (n > 0)
        {
          data += n;
          length -= (unsigned int) n;
        }
    }

  return sink->code == 0 ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* A sentence for @code, an errno met while @path was written. */
static void
set_save_error (GError **error, int code, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *shown_folder = g_filename_display_name (folder);
  int kind = (int) g_io_error_from_errno (code);

  /* Some file systems say so of a file they will not have. */
  if (code == ENOENT && g_file_test (folder, G_FILE_TEST_IS_DIR))
    code = EACCES;
  switch (code)
    {
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, G_IO_ERROR, kind,
                   _ ("The folder “%s” may not be written to. Choose another one."), shown_folder);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, G_IO_ERROR, kind, _ ("The folder “%s” does not exist."), shown_folder);
      break;
    case ENOSPC:
    case EDQUOT:
      g_set_error (error, G_IO_ERROR, kind, _ ("The disk is full: “%s” was not saved."), shown);
      break;
    case EISDIR:
      g_set_error (error, G_IO_ERROR, kind, _ ("“%s” is a folder. Give the PDF a name of its own."),
                   shown);
      break;
    case EINVAL:
      g_set_error (error, G_IO_ERROR, kind,
                   _ ("“%s” is not an ordinary file. Give the PDF a name of its own."), shown);
      break;
    default:
      g_set_error (error, G_IO_ERROR, kind, _ ("“%s” could not be saved: %s."), shown,
                   g_strerror (code));
      break;
    }
}

/* (transfer full): what a reader shows in its title bar. */
static char *
document_title (const HenjiLabelJob *job)
{
  const HenjiLabel *first = g_ptr_array_index (job->labels, 0);
  gboolean japanese = first->language == HENJI_LANGUAGE_JA;
  g_autofree char *rma = henji_text_clean (first->rma);

  if (job->labels->len == 1)
    return g_strdup_printf (japanese ? "返品ラベル %s" : "Return label %s", rma);

  return g_strdup_printf (japanese ? "返品ラベル %s ほか（計 %u 件）"
                                   : "Return labels: %s and others, %u in all",
                          rma, job->labels->len);
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

static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return synced;
}

/* (transfer full) (nullable): the file that will be replaced: the target of a link, not the link.
 */
static char *
real_target (const char *path, GError **error)
{
  struct stat info = { 0 };
  g_autofree char *target = NULL;
  char *resolved = NULL;

  if (stat (path, &info) != 0)
    return g_strdup (path);
  if (!S_ISREG (info.st_mode))
    {
      set_save_error (error, S_ISDIR (info.st_mode) ? EISDIR : EINVAL, path);
      return NULL;
    }

  resolved = realpath (path, NULL);
  target = g_strdup (resolved != NULL ? resolved : path);
  free (resolved);

  return g_steal_pointer (&target);
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

gboolean
henji_label_job_save (const HenjiLabelJob *job, const char *path, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *temporary = NULL;
  cairo_surface_t *surface = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  Sink sink = { -1, 0 };
  gboolean drawn = FALSE;

  g_return_val_if_fail (job != NULL && job->stock != NULL && job->labels != NULL, FALSE);
  g_return_val_if_fail (path != NULL && *path != '\0', FALSE);

  if (!check_frame (job, error))
    return FALSE;
  target = real_target (path, error);
  if (target == NULL)
    return FALSE;

  {
    g_autofree char *folder = g_path_get_dirname (target);

    temporary = g_build_filename (folder, ".henji-XXXXXX.pdf", NULL);
  }
  sink.fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (sink.fd < 0)
    {
      set_save_error (error, errno, path);
      return FALSE;
    }

  surface = cairo_pdf_surface_create_for_stream (write_cb, &sink, job->stock->page_width * HENJI_MM,
                                                 job->stock->page_height * HENJI_MM);
  drawn = draw_pages (job, surface, error);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (sink.code == 0 && fsync (sink.fd) != 0)
    sink.code = errno;
  if (close (sink.fd) != 0 && sink.code == 0)
    sink.code = errno;
  if (drawn && sink.code == 0 && status != CAIRO_STATUS_SUCCESS)
    sink.code = status == CAIRO_STATUS_NO_MEMORY ? ENOMEM : EIO;
  if (drawn && sink.code == 0 && g_rename (temporary, target) != 0)
    sink.code = errno;
  if (drawn && sink.code == 0)
    {
      if (!sync_folder (target))
        g_debug ("The folder was not synced");
      return TRUE;
    }

  g_unlink (temporary);
  if (drawn)
    set_save_error (error, sink.code, path);

  return FALSE;
}

/* henji-desk-printing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-printing"

#include "config.h"

#include "henji-desk-printing.h"

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-db-paper.h"
#include "henji-desk-private.h"
#include "henji-desk-returns.h"
#include "henji-label-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* ---- Calibration ------------------------------------------------------------------------------
 */

typedef struct
{
  const char *printer;
  const char *stock;
  HenjiCalibration calibration;
  gboolean given;
} CalibrationJob;

static gboolean
read_calibrations (HenjiDb *db, gpointer data, GError **error)
{
  GHashTable **calibrations = data;

  *calibrations = henji_db_calibrations (db, error);

  return *calibrations != NULL;
}

GHashTable *
henji_desk_calibrations (HenjiDesk *self, GError **error)
{
  GHashTable *calibrations = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return _henji_desk_read (self, read_calibrations, &calibrations, NULL, error) ? calibrations
                                                                                : NULL;
}

static gboolean
write_calibration (HenjiDb *db, gpointer data, GError **error)
{
  CalibrationJob *job = data;

  return henji_db_calibration_set (db, job->printer, job->stock,
                                   job->given ? &job->calibration : NULL, error);
}

static gboolean
is_sound (const HenjiCalibration *calibration)
{
  return fabs (calibration->offset_x) <= HENJI_CALIBRATION_MAX_OFFSET
         && fabs (calibration->offset_y) <= HENJI_CALIBRATION_MAX_OFFSET
         && calibration->scale_x >= HENJI_CALIBRATION_MIN_SCALE
         && calibration->scale_x <= HENJI_CALIBRATION_MAX_SCALE
         && calibration->scale_y >= HENJI_CALIBRATION_MIN_SCALE
         && calibration->scale_y <= HENJI_CALIBRATION_MAX_SCALE;
}

gboolean
henji_desk_set_calibration (HenjiDesk *self,
                            const char *printer,
                            const char *stock,
                            const HenjiCalibration *calibration,
                            GError **error)
{
  CalibrationJob job = { printer, stock, HENJI_CALIBRATION_NONE, calibration != NULL };

  g_return_val_if_fail (HENJI_IS_DESK (self) && printer != NULL && stock != NULL, FALSE);

  if (calibration != NULL)
    {
      if (!is_sound (calibration))
        {
          g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                       _ ("A printer is off by at most %g mm and 2 %%."),
                       HENJI_CALIBRATION_MAX_OFFSET);
          return FALSE;
        }
      job.calibration = *calibration;
    }

  return _henji_desk_write (self, write_calibration, &job, error);
}

/* ---- Labels that have come out ----------------------------------------------------------------
 */

/* (transfer full): what it came out of; a PDF with %NULL. */
static char *
printer_line (const char *printer)
{
  g_autofree char *name = g_strdup (printer);

  return name != NULL ? g_strdup_printf ("printer=%s\n", g_strdelimit (name, "\r\n", ' '))
                      : g_strdup ("pdf=1\n");
}

typedef struct
{
  const HenjiPrintout *printout;
  gint64 now;
} PrintedJob;

/* (transfer full): what and on what, as read_on() reads it. */
static char *
printed_data (const HenjiPrintout *printout, const HenjiLabel *label)
{
  GString *data = g_string_new (NULL);
  g_autofree char *printer = printer_line (printout->printer);
  char length[G_ASCII_DTOSTR_BUF_SIZE];

  if (label->kind != HENJI_LABEL_RETURN)
    g_string_append_printf (data, "document=%s\n", henji_label_kind_id (label->kind));
  g_string_append_printf (data, "stock=%s\ncopies=%d\n", printout->stock->id, printout->copies);
  if (printout->stock->length_max > 0)
    g_string_append_printf (
        data, "length=%s\n",
        g_ascii_formatd (length, sizeof length, "%.2f", printout->stock->page_height));
  g_string_append (data, printer);

  return g_string_free (data, FALSE);
}

static gboolean
write_printed (HenjiDb *db, gpointer data, GError **error)
{
  const PrintedJob *job = data;
  const HenjiPrintout *printout = job->printout;

  for (guint i = 0; i < printout->labels->len; i++)
    {
      const HenjiLabel *label = printout->labels->pdata[i];
      HenjiEventType type = label->kind == HENJI_LABEL_RETURN ? HENJI_EVENT_LABEL_PRINTED
                                                              : HENJI_EVENT_DOCUMENT_PRINTED;
      g_autofree char *text = henji_label_to_text (label);
      g_autofree char *how = printed_data (printout, label);
      gint64 event = henji_db_event_add (db, g_array_index (printout->cases, gint64, i), type,
                                         job->now, henji_label_code (label), how, 0, error);

      if (event == 0 || !henji_db_printed_label_add (db, event, text, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
henji_desk_printed (HenjiDesk *self, const HenjiPrintout *printout, GError **error)
{
  PrintedJob job = { .printout = printout };

  g_return_val_if_fail (HENJI_IS_DESK (self) && printout != NULL, FALSE);
  g_return_val_if_fail (printout->cases->len == printout->labels->len, FALSE);

  job.now = henji_desk_now (self);

  return _henji_desk_write (self, write_printed, &job, error);
}

typedef struct
{
  gint64 event;
  char *text;
} KeptJob;

static gboolean
read_kept (HenjiDb *db, gpointer data, GError **error)
{
  KeptJob *job = data;
  g_autoptr (GError) local = NULL;

  job->text = henji_db_printed_label_find (db, job->event, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

void
henji_printed_on_clear (HenjiPrintedOn *self)
{
  g_clear_pointer (&self->stock, g_free);
}

static void
read_on (const HenjiEvent *event, HenjiPrintedOn *on)
{
  g_autofree char *copies = _henji_desk_event_value (event->data, "copies");
  g_autofree char *length = _henji_desk_event_value (event->data, "length");

  on->stock = _henji_desk_event_value (event->data, "stock");
  on->length = length != NULL ? g_ascii_strtod (length, NULL) : 0;
  on->copies = copies != NULL ? (int) CLAMP (g_ascii_strtoll (copies, NULL, 10), 1, 999) : 1;
}

HenjiLabel *
henji_desk_printed_label (HenjiDesk *self,
                          const HenjiEvent *event,
                          HenjiPrintedOn *on,
                          GError **error)
{
  KeptJob job = { 0 };
  g_autofree char *text = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && event != NULL && on != NULL, NULL);

  read_on (event, on);
  job.event = event->row;
  if (!_henji_desk_read (self, read_kept, &job, NULL, error))
    return NULL;
  text = job.text;
  if (text == NULL)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                           _ ("What the label said was not kept."));
      return NULL;
    }

  return henji_label_from_text (text, error);
}

gboolean
henji_desk_printed_event (const HenjiEvent *event, char **printer)
{
  g_autofree char *copies = NULL;

  g_return_val_if_fail (event != NULL, FALSE);

  *printer = NULL;
  if (event->type != HENJI_EVENT_LABEL_PRINTED && event->type != HENJI_EVENT_DOCUMENT_PRINTED)
    return FALSE;
  *printer = _henji_desk_event_value (event->data, "printer");
  copies = _henji_desk_event_value (event->data, "copies");

  return copies != NULL;
}

gboolean
henji_desk_printed_kind (const HenjiEvent *event, HenjiLabelKind *kind)
{
  g_autofree char *document = NULL;
  g_autofree char *printer = NULL;

  g_return_val_if_fail (event != NULL && kind != NULL, FALSE);

  if (!henji_desk_printed_event (event, &printer))
    return FALSE;
  *kind = HENJI_LABEL_RETURN;
  document = _henji_desk_event_value (event->data, "document");

  return document == NULL || henji_label_kind_from_id (document, kind);
}

/* ---- Packing lists that have come out --------------------------------------------------------
 */

typedef struct
{
  const char *const *order_ids;
  const char *printer; /* nullable */
  gint64 now;
} PackingPrintedJob;

static gboolean
write_packing (HenjiDb *db, gpointer data, GError **error)
{
  const PackingPrintedJob *job = data;
  g_autofree char *printer = printer_line (job->printer);
  g_autofree char *how = g_strdup_printf ("document=packing-list\n%s", printer);

  for (int i = 0; job->order_ids[i] != NULL; i++)
    {
      g_autoptr (GArray) rows = henji_db_order_cases (db, job->order_ids[i], error);

      if (rows == NULL)
        return FALSE;
      for (guint k = 0; k < rows->len; k++)
        if (henji_db_event_add (db, g_array_index (rows, gint64, k), HENJI_EVENT_DOCUMENT_PRINTED,
                                job->now, job->order_ids[i], how, 0, error)
            == 0)
          return FALSE;
    }

  return TRUE;
}

gboolean
henji_desk_packing_printed (HenjiDesk *self,
                            const char *const *order_ids,
                            const char *printer,
                            GError **error)
{
  PackingPrintedJob job = { order_ids, printer, 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self) && order_ids != NULL, FALSE);

  job.now = henji_desk_now (self);

  return _henji_desk_write (self, write_packing, &job, error);
}

/* ---- Labels that are wanted -------------------------------------------------------------------
 */

static void
wanted_clear (HenjiLabelWanted *self)
{
  g_free (self->number);
  g_free (self->buyer);
}

HENJI_DEFINE_VALUE (HenjiLabelWanted, henji_label_wanted, wanted_clear)

typedef struct
{
  GPtrArray *rmas;
  GPtrArray *wanted;
} WantedJob;

static gboolean
has_label (HenjiDb *db, gint64 case_row, gboolean *has, GError **error)
{
  g_autoptr (GPtrArray) events = henji_db_case_events (db, case_row, error);

  *has = FALSE;
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const HenjiEvent *event = events->pdata[i];

      *has = *has || (event->type == HENJI_EVENT_LABEL_PRINTED && !event->undone);
    }

  return events != NULL;
}

static gboolean
is_listed (const GPtrArray *wanted, gint64 case_row)
{
  for (guint i = 0; i < wanted->len; i++)
    if (((const HenjiLabelWanted *) wanted->pdata[i])->case_row == case_row)
      return TRUE;

  return FALSE;
}

static gboolean
read_wanted (HenjiDb *db, gpointer data, GError **error)
{
  WantedJob *job = data;

  for (guint i = job->rmas->len; i > 0; i--)
    {
      const HenjiRma *rma = job->rmas->pdata[i - 1];
      g_autoptr (HenjiCase) case_ = NULL;
      HenjiLabelWanted *wanted;
      gboolean has;

      if (rma->stage != HENJI_RETURN_AUTHORISED || rma->case_row == 0
          || is_listed (job->wanted, rma->case_row))
        continue;
      if (!has_label (db, rma->case_row, &has, error))
        return FALSE;
      if (has)
        continue;
      case_ = henji_db_case_get (db, rma->case_row, error);
      if (case_ == NULL)
        return FALSE;
      wanted = henji_label_wanted_new ();
      wanted->case_row = rma->case_row;
      wanted->number = g_strdup (henji_rma_name (rma));
      wanted->buyer = g_strdup (case_->buyer);
      g_ptr_array_add (job->wanted, wanted);
    }

  return TRUE;
}

GPtrArray *
henji_desk_labels_wanted (HenjiDesk *self, GError **error)
{
  g_autoptr (GPtrArray) rmas = NULL;
  g_autoptr (GPtrArray) wanted
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_wanted_unref);
  WantedJob job = { .wanted = wanted };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  job.rmas = rmas = henji_desk_returns (self, HENJI_RETURN_AUTHORISED, error);
  if (rmas == NULL || !_henji_desk_read (self, read_wanted, &job, NULL, error))
    return NULL;

  return g_steal_pointer (&wanted);
}

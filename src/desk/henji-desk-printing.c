/* henji-desk-printing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-printing"

#include "config.h"

#include "henji-desk-printing.h"

#include "henji-db-case.h"
#include "henji-db-event.h"
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

typedef struct
{
  const HenjiPrintout *printout;
  gint64 now;
} PrintedJob;

static gboolean
write_printed (HenjiDb *db, gpointer data, GError **error)
{
  const PrintedJob *job = data;
  const HenjiPrintout *printout = job->printout;
  g_autofree char *printer = g_strdup (printout->printer);
  g_autoptr (GString) how = g_string_new (NULL);

  g_string_append_printf (how, "stock=%s\ncopies=%d\n", printout->stock, printout->copies);
  if (printer != NULL)
    g_string_append_printf (how, "printer=%s\n", g_strdelimit (printer, "\r\n", ' '));
  else
    g_string_append (how, "pdf=1\n");

  for (guint i = 0; i < printout->labels->len; i++)
    {
      const HenjiLabel *label = printout->labels->pdata[i];
      g_autofree char *text = henji_label_to_text (label);
      gint64 event = henji_db_event_add (db, g_array_index (printout->cases, gint64, i),
                                         HENJI_EVENT_LABEL_PRINTED, job->now, label->rma, how->str,
                                         0, error);

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

HenjiLabel *
henji_desk_printed_label (
    HenjiDesk *self, const HenjiEvent *event, char **stock, int *copies, GError **error)
{
  KeptJob job = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && event != NULL, NULL);

  *stock = _henji_desk_event_value (event->data, "stock");
  number = _henji_desk_event_value (event->data, "copies");
  *copies = number != NULL ? (int) CLAMP (g_ascii_strtoll (number, NULL, 10), 1, 99) : 1;
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
  if (event->type != HENJI_EVENT_LABEL_PRINTED)
    return FALSE;
  *printer = _henji_desk_event_value (event->data, "printer");
  copies = _henji_desk_event_value (event->data, "copies");

  return copies != NULL;
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

/* henji-desk-several.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-several"

#include "config.h"

#include "henji-desk-several.h"

#include "henji-desk-clocks.h"
#include "henji-desk-private.h"
#include "henji-desk-rules.h"

#include <glib/gi18n-lib.h>

#define NAMES_AT_MOST 6

/* ---- Left out ---------------------------------------------------------------------------------
 */

void
henji_left_out_free (HenjiLeftOut *self)
{
  g_free (self->name);
  g_free (self->why);
  g_free (self);
}

/* @case_: (nullable): one that is gone. */
static void
leave_out (GPtrArray *left, gint64 row, const HenjiCase *case_, const char *why)
{
  HenjiLeftOut *out = g_new0 (HenjiLeftOut, 1);

  out->row = row;
  if (case_ != NULL && (case_->flags & HENJI_CASE_SUPPORT) != 0 && case_->support_id != NULL)
    /* Translators: %s is the number of a case with the marketplace */
    out->name = g_strdup_printf (_ ("Case %s"), case_->support_id);
  else if (case_ != NULL && case_->buyer != NULL && *case_->buyer != '\0')
    out->name = g_strdup (case_->buyer);
  else
    out->name = g_strdup (_ ("Unknown buyer"));
  out->why = g_strdup (why);
  g_ptr_array_add (left, out);
}

/* "Reason: name, name and 3 more" */
static char *
reason_words (const char *why, const GPtrArray *names)
{
  g_autoptr (GString) some = g_string_new (NULL);
  g_autofree char *all = NULL;
  guint more = names->len > NAMES_AT_MOST ? names->len - NAMES_AT_MOST : 0;

  for (guint i = 0; i < names->len - more; i++)
    g_string_append_printf (some, "%s%s", i > 0 ? C_ ("between names", ", ") : "",
                            (char *) names->pdata[i]);
  all = more == 0 ? g_strdup (some->str)
                  /* Translators: names of buyers, and how many are not named */
                  : g_strdup_printf (
                      g_dngettext (GETTEXT_PACKAGE, "%s and %u more", "%s and %u more", more),
                      some->str, more);

  /* Translators: why these cases were left out, then their names */
  return g_strdup_printf (C_ ("left out", "%s: %s"), why, all);
}

char *
henji_left_out_words (const GPtrArray *left)
{
  g_autoptr (GPtrArray) reasons = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GString) words = NULL;

  g_return_val_if_fail (left != NULL, NULL);

  if (left->len == 0)
    return NULL;
  reasons = g_ptr_array_new ();
  names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < left->len; i++)
    {
      const HenjiLeftOut *out = left->pdata[i];
      GPtrArray *same = g_hash_table_lookup (names, out->why);

      if (same == NULL)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (names, out->why, same);
          g_ptr_array_add (reasons, out->why);
        }
      g_ptr_array_add (same, out->name);
    }
  words = g_string_new (NULL);
  for (guint i = 0; i < reasons->len; i++)
    {
      g_autofree char *line
          = reason_words (reasons->pdata[i], g_hash_table_lookup (names, reasons->pdata[i]));

      g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", line);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* ---- Whose turn it is, filing -----------------------------------------------------------------
 */

/* (nullable): why the window would not offer it for this case. */
static const char *
why_not (const HenjiCase *case_, HenjiSeveralAct act)
{
  gboolean closed = case_->court == HENJI_COURT_CLOSED;

  switch (act)
    {
    case HENJI_SEVERAL_NO_REPLY:
      if ((case_->flags & HENJI_CASE_SUPPORT) != 0)
        return _ ("With the marketplace");
      return closed                             ? _ ("Closed already")
             : case_->court != HENJI_COURT_OURS ? _ ("Not our turn")
                                                : NULL;
    case HENJI_SEVERAL_ANSWERED:
    case HENJI_SEVERAL_CLOSE:
      return closed ? _ ("Closed already") : NULL;
    case HENJI_SEVERAL_REOPEN:
      return case_->court == HENJI_COURT_OURS ? _ ("Our turn already") : NULL;
    case HENJI_SEVERAL_CONFIRM:
      return case_->confirmation == HENJI_CONFIRMATION_UNCONFIRMED
                     || case_->confirmation == HENJI_CONFIRMATION_NOT_MARKED
                 ? NULL
                 : _ ("Nothing to confirm");
    case HENJI_SEVERAL_REMIND:
    case HENJI_SEVERAL_TAG:
    default:
      return NULL;
    }
}

static gint64
act_on (HenjiDesk *desk,
        gint64 row,
        HenjiSeveralAct act,
        const char *text,
        gint64 until,
        GError **error)
{
  switch (act)
    {
    case HENJI_SEVERAL_ANSWERED:
      return henji_desk_answered (desk, row, error);
    case HENJI_SEVERAL_NO_REPLY:
      return henji_desk_no_reply_needed (desk, row, error);
    case HENJI_SEVERAL_CONFIRM:
      return henji_desk_confirm (desk, row, error);
    case HENJI_SEVERAL_CLOSE:
      return henji_desk_close_case (desk, row, error);
    case HENJI_SEVERAL_REOPEN:
      return henji_desk_reopen (desk, row, error);
    case HENJI_SEVERAL_REMIND:
      return henji_desk_remind (desk, row, until, text, error);
    case HENJI_SEVERAL_TAG:
      return henji_desk_tag (desk, row, text != NULL ? text : "", error);
    default:
      g_return_val_if_reached (0);
    }
}

GArray *
henji_desk_several (HenjiDesk *self,
                    const GArray *rows,
                    HenjiSeveralAct act,
                    const char *text,
                    gint64 until,
                    GPtrArray **left)
{
  GArray *events;

  g_return_val_if_fail (HENJI_IS_DESK (self) && rows != NULL && left != NULL, NULL);

  events = g_array_new (FALSE, FALSE, sizeof (HenjiSeveralEvent));
  *left = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_left_out_free);
  for (guint i = 0; i < rows->len; i++)
    {
      HenjiSeveralEvent done = { .case_row = g_array_index (rows, gint64, i) };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) cases = henji_desk_cases (self, &done.case_row, 1, &error);
      const HenjiCase *case_ = cases != NULL ? cases->pdata[0] : NULL;
      const char *why = error != NULL ? error->message : _ ("No longer there");

      if (case_ != NULL)
        {
          why = why_not (case_, act);
          if (why == NULL)
            done.event = act_on (self, done.case_row, act, text, until, &error);
          if (error != NULL)
            why = error->message;
        }
      if (done.event != 0)
        g_array_append_val (events, done);
      else
        leave_out (*left, done.case_row, case_, why);
    }

  return events;
}

gboolean
henji_desk_undo_several (HenjiDesk *self, const GArray *events, GError **error)
{
  g_autoptr (GError) first = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && events != NULL, FALSE);

  for (guint i = events->len; i > 0; i--)
    {
      g_autoptr (GError) local = NULL;

      henji_desk_undo (self, g_array_index (events, HenjiSeveralEvent, i - 1).event, &local);
      if (local != NULL && first == NULL
          && !g_error_matches (local, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED))
        first = g_steal_pointer (&local);
    }
  if (first != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }

  return TRUE;
}

/* ---- Paper ------------------------------------------------------------------------------------
 */

static gboolean
has_open_return (const HenjiCaseDetail *detail)
{
  for (guint i = 0; i < detail->rmas->len; i++)
    if (((HenjiRma *) detail->rmas->pdata[i])->stage < HENJI_RETURN_ARRIVED)
      return TRUE;

  return FALSE;
}

/* (nullable): why there can be no such paper of this case. */
static const char *
why_no_paper (const HenjiCaseDetail *detail, HenjiSeveralPaper paper)
{
  if (detail->support != NULL)
    return _ ("With the marketplace");
  if (detail->case_->order_ids == NULL || detail->case_->order_ids[0] == NULL)
    return _ ("No order");
  if (paper == HENJI_SEVERAL_RETURNS && !has_open_return (detail))
    return _ ("No return under way");
  if ((paper == HENJI_SEVERAL_RESENDS || paper == HENJI_SEVERAL_PACKING)
      && detail->orders->len == 0)
    return _ ("Order not imported yet");

  return NULL;
}

static void
take (HenjiSeveralFit *fit, const HenjiCaseDetail *detail)
{
  g_array_append_val (fit->rows, detail->case_->row);
  for (guint i = 0; i < detail->orders->len; i++)
    {
      const char *order_id = ((HenjiOrder *) detail->orders->pdata[i])->order_id;

      if (!g_ptr_array_find_with_equal_func (fit->orders, order_id, g_str_equal, NULL))
        g_ptr_array_add (fit->orders, g_strdup (order_id));
    }
}

HenjiSeveralFit *
henji_desk_several_fit (HenjiDesk *self, const GArray *rows, HenjiSeveralPaper paper)
{
  HenjiSeveralFit *fit;

  g_return_val_if_fail (HENJI_IS_DESK (self) && rows != NULL, NULL);

  fit = g_new0 (HenjiSeveralFit, 1);
  fit->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  fit->left = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_left_out_free);
  fit->orders = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiCaseDetail) detail = henji_desk_case_detail (self, row, &error);
      const char *why = detail != NULL ? why_no_paper (detail, paper)
                        : g_error_matches (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND)
                            ? _ ("No longer there")
                            : error->message;

      if (why == NULL)
        take (fit, detail);
      else
        leave_out (fit->left, row, detail != NULL ? detail->case_ : NULL, why);
    }

  return fit;
}

void
henji_several_fit_free (HenjiSeveralFit *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->left);
  g_ptr_array_unref (self->orders);
  g_free (self);
}

/* henji-desk-support-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails of the marketplace's support: each goes into the case with its Case ID.
 */
#define G_LOG_DOMAIN "henji-desk-support-mail"

#include "config.h"

#include "henji-desk-support-private.h"

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-db-support.h"
#include "henji-desk-private.h"
#include "henji-time.h"

/* A case that was opened here and does not know its Case ID yet gets its first mail soon. */
#define SOON (3 * HENJI_DAY)

static gboolean
shares_order (const HenjiCase *case_, char **ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL && case_->order_ids != NULL; i++)
    if (g_strv_contains ((const char *const *) case_->order_ids, ids[i]))
      return TRUE;

  return FALSE;
}

/* The open case without a Case ID that this mail, the first of its own, must be about: of the same
 * marketplace, about one of its orders; or, when it names none, the only one opened of late. */
static gint64
find_waiting (HenjiDb *db, const HenjiIntake *intake, GError **error)
{
  HenjiCaseFilter filter = { .court = -1, .kind = -1, .language = -1, .support = TRUE };
  char **ids = intake->message->facts.order_ids;
  gboolean has_orders = ids != NULL && ids[0] != NULL;
  gint64 at = intake->message->at;
  g_autoptr (GArray) rows = NULL;
  gint64 found = 0;
  guint n = 0;

  filter.marketplace = intake->mail->marketplace;
  rows = henji_db_case_rows (db, &filter, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr (HenjiCase) case_ = henji_db_case_get (db, row, error);
      g_autoptr (HenjiSupport) support
          = case_ != NULL ? henji_db_support_find (db, row, error) : NULL;

      if (support == NULL || support->support_id != NULL || case_->court == HENJI_COURT_CLOSED
          || support->opened_at > at + HENJI_DAY)
        continue;
      if (has_orders ? shares_order (case_, ids) : at < support->opened_at + SOON)
        {
          found = row;
          n++;
        }
    }

  return n == 1 ? found : 0;
}

/* The newest case of a buyer that mentions the first order of the mail. */
static gint64
find_about (HenjiDb *db, char **ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr (GArray) rows = henji_db_order_cases (db, ids[i], NULL);

      for (guint j = 0; rows != NULL && j < rows->len; j++)
        {
          g_autoptr (HenjiCase) case_
              = henji_db_case_get (db, g_array_index (rows, gint64, j), NULL);

          if (case_ != NULL && (case_->flags & HENJI_CASE_SUPPORT) == 0)
            return case_->row;
        }
    }

  return 0;
}

static gint64
make_case (HenjiDesk *desk, HenjiDb *db, const HenjiIntake *intake, gint64 now, GError **error)
{
  const HenjiMail *mail = intake->mail;
  const HenjiMessage *message = intake->message;
  g_autoptr (HenjiCase) case_ = henji_case_new ();
  g_autoptr (HenjiSupport) support = henji_support_new ();

  case_->court = HENJI_COURT_THEIRS;
  case_->flags = HENJI_CASE_SUPPORT;
  case_->marketplace = g_strdup (mail->marketplace);
  case_->language = message->language != HENJI_LANGUAGE_OTHER            ? message->language
                    : g_strcmp0 (mail->marketplace, "amazon.co.jp") == 0 ? HENJI_LANGUAGE_JA
                                                                         : HENJI_LANGUAGE_EN;
  case_->subject = g_strdup (message->subject);
  support->support_id = g_strdup (mail->support_id);
  support->team = mail->support_team;
  support->about = find_about (db, message->facts.order_ids);
  support->opened_at = message->at;
  if (support->about != 0)
    {
      g_autoptr (HenjiCase) about = henji_db_case_get (db, support->about, error);

      if (about == NULL)
        return 0;
      case_->kind = about->kind;
    }

  support->case_row = henji_db_case_insert (db, case_, now, error);
  if (support->case_row == 0 || !henji_db_support_put (db, support, error))
    return 0;

  return support->case_row;
}

gboolean
_henji_desk_support_file (
    HenjiDesk *desk, HenjiDb *db, HenjiIntake *intake, gint64 now, gint64 *row, GError **error)
{
  const HenjiMail *mail = intake->mail;
  g_autoptr (GError) local = NULL;

  *row = henji_db_support_find_case (db, mail->support_id, &local);
  if (local == NULL && *row == 0)
    {
      *row = find_waiting (db, intake, &local);
      if (local == NULL && *row != 0)
        {
          g_autoptr (HenjiSupport) support = henji_db_support_find (db, *row, &local);

          if (support != NULL)
            {
              support->support_id = g_strdup (mail->support_id);
              henji_db_support_put (db, support, &local);
            }
        }
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (*row == 0)
    *row = make_case (desk, db, intake, now, error);

  return *row != 0;
}

/* Has the seller done something about the case since? Then an older mail changes nothing. */
static gboolean
acted_since (const GPtrArray *events, gint64 at)
{
  for (guint i = 0; i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (!event->undone && event->at > at
          && (event->type == HENJI_EVENT_SUPPORT_WRITTEN
              || event->type == HENJI_EVENT_SUPPORT_STATUS || event->type == HENJI_EVENT_CLOSED))
        return TRUE;
    }

  return FALSE;
}

gboolean
_henji_desk_support_take_mail (
    HenjiDesk *desk, HenjiDb *db, const HenjiIntake *intake, const HenjiCase *case_, GError **error)
{
  const HenjiSupportFacts *facts = henji_desk_support_facts (desk);
  const HenjiMail *mail = intake->mail;
  const HenjiMessage *message = intake->message;
  const HenjiSupportStatus *known = henji_support_facts_status (facts, mail->support_status);
  const char *status = known != NULL ? known->en : mail->support_status;
  g_autoptr (GPtrArray) events = henji_db_case_events (db, case_->row, error);
  HenjiCourt court;

  if (events == NULL)
    return FALSE;
  if (message->at < case_->last_at || acted_since (events, message->at))
    return TRUE;

  if (status != NULL)
    court = henji_support_facts_court (facts, status);
  else if (mail->support_receipt)
    court = HENJI_COURT_THEIRS;
  else
    {
      court = HENJI_COURT_OURS;
      status = "Answered";
    }

  return henji_db_case_set_flags (db, case_->row, HENJI_CASE_UNREAD,
                                  court == HENJI_COURT_OURS ? HENJI_CASE_UNREAD : 0, error)
         && _henji_desk_support_put_status (db, case_->row, status, NULL, error)
         && _henji_desk_support_turn (desk, db, case_, court, message->at, NULL, error);
}

/* henji-desk-support.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the seller does with a case of his own with the marketplace. The events' data, after the
 * snapshot: "support-status=" what it was; "support-was=" all that can be changed by hand, each
 * value escaped; "support-orders=" the numbers that were linked.
 */
#define G_LOG_DOMAIN "henji-desk-support"

#include "config.h"

#include "henji-desk-support-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-card-number.h"
#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-db-shop.h"
#include "henji-db-support.h"
#include "henji-desk-clocks.h"
#include "henji-desk-court.h"
#include "henji-desk-private.h"
#include "henji-desk-promise.h"

#define FOLLOW_UP "support-follow-up"

typedef struct
{
  HenjiDesk *desk;
  gint64 row;
  gint64 now;
  const HenjiSupportWish *wish;
  const char *text; /* status, words, step */
  const char *with;
  const char *promised;
  gint64 at;
  gboolean on;
  HenjiEventType type;
  gint64 event; /* out */
} Act;

static gint64
run (HenjiDesk *self, Act *act, HenjiStoreFunc func, GError **error)
{
  act->desk = self;
  act->now = henji_desk_now (self);

  return _henji_desk_write (self, func, act, error) ? act->event : 0;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, sentence);

  return FALSE;
}

/* (transfer full): or an error when it is a buyer's case. */
static HenjiSupport *
get_support (HenjiDb *db, gint64 row, GError **error)
{
  g_autoptr (GError) local = NULL;
  HenjiSupport *support = henji_db_support_find (db, row, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (support == NULL)
    refuse (error, _ ("This is no case with the marketplace."));

  return support;
}

/* (transfer full) (nullable): without blanks at its ends and without card numbers. */
static char *
clean (const char *text)
{
  g_autofree char *masked = text != NULL ? henji_card_number_mask (text, NULL) : NULL;

  if (masked == NULL)
    return NULL;
  g_strstrip (masked);

  return *masked != '\0' ? g_steal_pointer (&masked) : NULL;
}

static void
append_escaped (GString *data, const char *key, const char *value)
{
  g_autofree char *escaped = value != NULL ? g_uri_escape_string (value, NULL, TRUE) : NULL;

  if (escaped != NULL)
    g_string_append_printf (data, "%s=%s\n", key, escaped);
}

static char *
read_escaped (const char *data, const char *key)
{
  g_autofree char *escaped = _henji_desk_event_value (data, key);

  return escaped != NULL ? g_uri_unescape_string (escaped, NULL) : NULL;
}

/* ---- Courts ---------------------------------------------------------------------------------- */

gboolean
_henji_desk_support_turn (HenjiDesk *desk,
                          HenjiDb *db,
                          const HenjiCase *case_,
                          HenjiCourt court,
                          gint64 since,
                          GString *data,
                          GError **error)
{
  g_autoptr (GArray) stopped = NULL;
  gint64 started = 0;

  if (!henji_db_clocks_stop (db, case_->row, court == HENJI_COURT_CLOSED ? NULL : FOLLOW_UP,
                             henji_desk_now (desk), &stopped, error))
    return FALSE;
  if (court != HENJI_COURT_CLOSED
      && !_henji_desk_start_clock (db, case_->row, henji_desk_policy (desk, case_->marketplace),
                                   FOLLOW_UP, since, &started, error))
    return FALSE;
  if (data != NULL)
    {
      _henji_desk_append_rows (data, "desk-clocks", stopped);
      if (started != 0)
        g_string_append_printf (data, "desk-started=%" G_GINT64_FORMAT "\n", started);
    }

  return henji_db_case_set_court (db, case_->row, court, error);
}

gboolean
_henji_desk_support_put_status (
    HenjiDb *db, gint64 case_row, const char *status, GString *data, GError **error)
{
  g_autoptr (HenjiSupport) support = get_support (db, case_row, error);

  if (support == NULL)
    return FALSE;
  if (data != NULL)
    append_escaped (data, "support-status", support->status != NULL ? support->status : "");
  g_free (support->status);
  support->status = g_strdup (status);

  return henji_db_support_put (db, support, error);
}

static gboolean
do_status (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  const HenjiSupportFacts *facts = henji_desk_support_facts (act->desk);
  const HenjiSupportStatus *known = henji_support_facts_status (facts, act->text);
  const char *words = known != NULL ? known->en : act->text;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, act->row, error);
  g_autoptr (GString) data = NULL;

  if (case_ == NULL)
    return FALSE;

  data = _henji_desk_snapshot (case_);
  if (!_henji_desk_support_put_status (db, act->row, words, data, error)
      || !_henji_desk_support_turn (
          act->desk, db, case_, henji_support_facts_court (facts, act->text), act->now, data, error)
      || !henji_db_case_set_flags (db, act->row, HENJI_CASE_UNREAD, 0, error))
    return FALSE;
  act->event = henji_db_event_add (db, act->row, HENJI_EVENT_SUPPORT_STATUS, act->now, words,
                                   data->str, 0, error);

  return act->event != 0 && _henji_desk_take_turns (db, act->now, error);
}

gint64
henji_desk_support_set_status (HenjiDesk *self, gint64 case_row, const char *status, GError **error)
{
  g_autofree char *words = g_strstrip (g_strdup (status));
  Act act = { .row = case_row, .text = words };

  g_return_val_if_fail (HENJI_IS_DESK (self) && status != NULL, 0);

  if (*words == '\0')
    {
      refuse (error, _ ("The status is empty."));
      return 0;
    }

  return run (self, &act, do_status, error);
}

/* ---- Opening and changing -------------------------------------------------------------------- */

static void
append_was (GString *data, const HenjiSupport *s)
{
  g_string_append_printf (data, "support-was=%s %s %" G_GINT64_FORMAT "\n",
                          henji_support_team_id (s->team), henji_support_channel_id (s->channel),
                          s->about);
  append_escaped (data, "support-was-id", s->support_id);
  append_escaped (data, "support-was-category", s->category);
  append_escaped (data, "support-was-path", s->path);
  append_escaped (data, "support-was-ja", s->problem_ja);
  append_escaped (data, "support-was-en", s->problem_en);
}

static gboolean
put_back (HenjiDb *db, const HenjiEvent *event, GError **error)
{
  g_autoptr (HenjiSupport) s = get_support (db, event->case_row, error);
  g_autofree char *was = _henji_desk_event_value (event->data, "support-was");
  g_autofree char *linked = _henji_desk_event_value (event->data, "support-orders");
  g_auto (GStrv) words = g_strsplit (was != NULL ? was : "", " ", -1);
  g_auto (GStrv) orders = g_strsplit (linked != NULL ? linked : "", " ", -1);

  if (s == NULL)
    return FALSE;
  if (g_strv_length (words) == 3)
    {
      henji_support_team_from_id (words[0], &s->team);
      henji_support_channel_from_id (words[1], &s->channel);
      s->about = g_ascii_strtoll (words[2], NULL, 10);
    }
  g_free (s->support_id);
  s->support_id = read_escaped (event->data, "support-was-id");
  g_free (s->category);
  s->category = read_escaped (event->data, "support-was-category");
  g_free (s->path);
  s->path = read_escaped (event->data, "support-was-path");
  g_free (s->problem_ja);
  s->problem_ja = read_escaped (event->data, "support-was-ja");
  g_free (s->problem_en);
  s->problem_en = read_escaped (event->data, "support-was-en");
  for (guint i = 0; orders[i] != NULL; i++)
    if (*orders[i] != '\0' && !henji_db_case_unlink_order (db, event->case_row, orders[i], error))
      return FALSE;

  return henji_db_support_put (db, s, error);
}

gboolean
_henji_desk_support_take_back (HenjiDb *db, const HenjiEvent *event, GError **error)
{
  g_autofree char *status = NULL;
  g_autoptr (HenjiCase) case_ = NULL;

  if (event->type == HENJI_EVENT_SUPPORT_CHANGED)
    return put_back (db, event, error);
  if (event->type == HENJI_EVENT_SUPPORT_OPENED)
    {
      case_ = henji_db_case_get (db, event->case_row, error);
      if (case_ == NULL)
        return FALSE;
      if (case_->n_messages > 0)
        return refuse (error, _ ("Support has written already: close the case instead."));

      return henji_db_support_remove (db, event->case_row, error);
    }

  status = read_escaped (event->data, "support-status");

  return _henji_desk_support_put_status (
      db, event->case_row, status != NULL && *status != '\0' ? status : NULL, NULL, error);
}

/* Takes over what the seller says; @row is the case it must not clash with, 0 for a new one. */
static gboolean
apply (HenjiDb *db, const Act *act, HenjiSupport *s, const char *marketplace, GError **error)
{
  const HenjiSupportWish *wish = act->wish;
  const HenjiSupportFacts *facts = henji_desk_support_facts (act->desk);
  HenjiSupportOffer offer;
  g_autoptr (GError) local = NULL;
  gint64 other = 0;

  if (!_henji_desk_support_read_offer (act->desk, db, marketplace, &offer, error))
    return FALSE;
  if ((offer.channels & (1u << wish->channel)) == 0 && wish->channel != s->channel)
    return refuse (error, _ ("On the individual plan the marketplace offers mail only."));
  if (wish->path != NULL && henji_support_facts_path (facts, wish->path) == NULL)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                   _ ("There is no guided path “%s”."), wish->path);
      return FALSE;
    }

  g_clear_pointer (&s->support_id, g_free);
  if (wish->support_id != NULL && *wish->support_id != '\0')
    {
      s->support_id = henji_support_id_parse (wish->support_id);
      if (s->support_id == NULL)
        {
          g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                       _ ("“%s” is no Case ID: that is a number of 10 or 11 digits."),
                       wish->support_id);
          return FALSE;
        }
      other = henji_db_support_find_case (db, s->support_id, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (other != 0 && other != s->case_row)
        {
          g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                       _ ("There is a case with the Case ID %s already."), s->support_id);
          return FALSE;
        }
    }
  s->team = wish->team;
  s->channel = wish->channel;
  s->about = wish->about;
  g_free (s->path);
  s->path = g_strdup (wish->path);
  g_free (s->category);
  s->category = clean (wish->category);
  g_free (s->problem_ja);
  s->problem_ja = clean (wish->problem_ja);
  g_free (s->problem_en);
  s->problem_en = clean (wish->problem_en);

  return TRUE;
}

/* Links what the case does not mention yet; @data gets it, for undo. */
static gboolean
link_orders (HenjiDb *db, const HenjiCase *case_, char **ids, GString *data, GError **error)
{
  g_autoptr (GString) fresh = g_string_new (NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (case_->order_ids != NULL
          && g_strv_contains ((const char *const *) case_->order_ids, ids[i]))
        continue;
      if (!henji_db_case_link_order (db, case_->row, ids[i], error))
        return FALSE;
      g_string_append_printf (fresh, "%s%s", fresh->len > 0 ? " " : "", ids[i]);
    }
  if (data != NULL && fresh->len > 0)
    g_string_append_printf (data, "support-orders=%s\n", fresh->str);

  return TRUE;
}

/* A typed list must hold numbers, and nothing that only looks like one. */
static gboolean
read_orders (const char *text, char ***ids, GError **error)
{
  g_auto (GStrv) refused = NULL;

  *ids = henji_support_orders_parse (text != NULL ? text : "", &refused);
  if (refused[0] == NULL && ((*ids)[0] != NULL || text == NULL || *text == '\0'))
    return TRUE;
  if (refused[0] == NULL)
    g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                 _ ("There is no order number in “%s”."), text);
  else
    {
      g_autofree char *list = g_strjoinv (", ", refused);

      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("No order number like 250-1234567-1234567: %s"), list);
    }
  g_clear_pointer (ids, g_strfreev);

  return FALSE;
}

static gboolean
do_open (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  const HenjiSupportWish *wish = act->wish;
  const HenjiSupportPath *path
      = henji_support_facts_path (henji_desk_support_facts (act->desk), wish->path);
  g_autoptr (HenjiCase) about = NULL;
  g_autoptr (HenjiCase) case_ = henji_case_new ();
  g_autoptr (HenjiSupport) support = henji_support_new ();
  g_auto (GStrv) ids = NULL;

  if (!read_orders (wish->orders, &ids, error))
    return FALSE;
  if (wish->about != 0)
    {
      about = henji_db_case_get (db, wish->about, error);
      if (about == NULL)
        return FALSE;
      if ((about->flags & HENJI_CASE_SUPPORT) != 0)
        return refuse (error, _ ("This is a case with the marketplace itself."));
    }

  case_->court = HENJI_COURT_OURS;
  case_->flags = HENJI_CASE_SUPPORT;
  case_->kind = about != NULL ? about->kind : HENJI_KIND_OTHER;
  case_->marketplace = g_strdup (wish->marketplace != NULL ? wish->marketplace
                                 : about != NULL           ? about->marketplace
                                                           : NULL);
  if (case_->marketplace == NULL)
    case_->marketplace = g_strdup (henji_policy_marketplace (henji_desk_policy (act->desk, NULL)));
  /* The marketplace's support reads the marketplace's language. */
  case_->language
      = g_strcmp0 (case_->marketplace, "amazon.co.jp") == 0 ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
  case_->order_ids = g_strdupv (about != NULL ? about->order_ids : NULL);
  if (path != NULL)
    case_->subject = g_strdup (case_->language == HENJI_LANGUAGE_JA ? path->ja : path->en);
  else
    case_->subject = clean (wish->category);
  support->opened_at = act->now;
  if (!apply (db, act, support, case_->marketplace, error))
    return FALSE;

  act->row = henji_db_case_insert (db, case_, act->now, error);
  if (act->row == 0)
    return FALSE;
  case_->row = support->case_row = act->row;
  if (!link_orders (db, case_, ids, NULL, error) || !henji_db_support_put (db, support, error))
    return FALSE;
  act->event = henji_db_event_add (db, act->row, HENJI_EVENT_SUPPORT_OPENED, act->now,
                                   support->support_id, NULL, 0, error);

  return act->event != 0;
}

gint64
henji_desk_support_open (HenjiDesk *self,
                         const HenjiSupportWish *wish,
                         gint64 *case_row,
                         GError **error)
{
  Act act = { .wish = wish };
  gint64 event;

  g_return_val_if_fail (HENJI_IS_DESK (self) && wish != NULL, 0);

  event = run (self, &act, do_open, error);
  if (case_row != NULL)
    *case_row = event != 0 ? act.row : 0;

  return event;
}

static gboolean
do_change (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, act->row, error);
  g_autoptr (HenjiSupport) support = case_ != NULL ? get_support (db, act->row, error) : NULL;
  g_autoptr (GString) data = NULL;
  g_auto (GStrv) ids = NULL;

  if (support == NULL || !read_orders (act->wish->orders, &ids, error))
    return FALSE;
  if (act->wish->about == act->row)
    return refuse (error, _ ("A case cannot be about itself."));

  data = _henji_desk_snapshot (case_);
  append_was (data, support);
  if (!apply (db, act, support, case_->marketplace, error)
      || !link_orders (db, case_, ids, data, error) || !henji_db_support_put (db, support, error))
    return FALSE;
  act->event = henji_db_event_add (db, act->row, HENJI_EVENT_SUPPORT_CHANGED, act->now,
                                   support->support_id, data->str, 0, error);

  return act->event != 0;
}

gint64
henji_desk_support_change (HenjiDesk *self,
                           gint64 case_row,
                           const HenjiSupportWish *wish,
                           GError **error)
{
  Act act = { .row = case_row, .wish = wish };

  g_return_val_if_fail (HENJI_IS_DESK (self) && wish != NULL, 0);

  return run (self, &act, do_change, error);
}

/* ---- What was said --------------------------------------------------------------------------- */

static gboolean
do_log (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (HenjiSupport) support = get_support (db, act->row, error);
  g_autoptr (GString) data = g_string_new (NULL);

  if (support == NULL)
    return FALSE;
  append_escaped (data, "support-with", act->with);
  append_escaped (data, "support-promised", act->promised);
  act->event = henji_db_event_add (db, act->row, act->type, act->at != 0 ? act->at : act->now,
                                   act->text, data->len > 0 ? data->str : NULL, 0, error);

  return act->event != 0;
}

gint64
henji_desk_support_log_phone (HenjiDesk *self,
                              gint64 case_row,
                              gint64 at,
                              const char *with,
                              const char *said,
                              const char *promised,
                              GError **error)
{
  g_autofree char *whom = clean (with);
  g_autofree char *words = clean (said);
  g_autofree char *promise = clean (promised);
  Act act = { .row = case_row,
              .at = at,
              .type = HENJI_EVENT_PHONE_LOGGED,
              .with = whom,
              .text = words,
              .promised = promise };

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  if (words == NULL && promise == NULL)
    {
      refuse (error, _ ("Write down what was said."));
      return 0;
    }
  if (at > henji_desk_now (self))
    {
      refuse (error, _ ("The call cannot lie ahead."));
      return 0;
    }

  return run (self, &act, do_log, error);
}

gint64
henji_desk_support_log_chat (HenjiDesk *self, gint64 case_row, const char *text, GError **error)
{
  g_autofree char *words = clean (text);
  Act act = { .row = case_row, .type = HENJI_EVENT_CHAT_LOGGED, .text = words };

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  if (words == NULL)
    {
      refuse (error, _ ("Paste what was written in the chat."));
      return 0;
    }

  return run (self, &act, do_log, error);
}

char *
henji_desk_support_call_with (const HenjiEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);

  return read_escaped (event->data, "support-with");
}

char *
henji_desk_support_call_promised (const HenjiEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);

  return read_escaped (event->data, "support-promised");
}

static gboolean
do_step (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (HenjiSupport) support = get_support (db, act->row, error);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);

  if (support == NULL)
    return FALSE;
  for (guint i = 0; support->steps != NULL && support->steps[i] != NULL; i++)
    if (!g_str_equal (support->steps[i], act->text))
      g_ptr_array_add (steps, g_strdup (support->steps[i]));
  if (act->on)
    g_ptr_array_add (steps, g_strdup (act->text));
  g_ptr_array_add (steps, NULL);
  g_strfreev (support->steps);
  support->steps = (char **) g_ptr_array_free (g_steal_pointer (&steps), FALSE);

  return henji_db_support_put (db, support, error);
}

gboolean
henji_desk_support_set_step (
    HenjiDesk *self, gint64 case_row, const char *step, gboolean done, GError **error)
{
  Act act = { .row = case_row, .text = step, .on = done };

  g_return_val_if_fail (HENJI_IS_DESK (self) && step != NULL && strchr (step, ' ') == NULL, FALSE);

  return _henji_desk_write (self, do_step, &act, error);
}

static gboolean
read_find (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (GError) local = NULL;

  act->row = henji_db_support_find_case (db, act->text, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

gint64
henji_desk_support_find (HenjiDesk *self, const char *support_id, GError **error)
{
  g_autofree char *id = NULL;
  Act act = { 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self) && support_id != NULL, 0);

  act.text = id = henji_support_id_parse (support_id);
  if (id != NULL && !_henji_desk_read (self, read_find, &act, NULL, error))
    return 0;
  if (act.row == 0)
    g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                 _ ("There is no case with the Case ID %s."), support_id);

  return act.row;
}

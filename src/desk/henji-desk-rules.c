/* henji-desk-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-rules"

#include "config.h"

#include "henji-desk-rules-private.h"

#include <glib/gi18n-lib.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-message.h"
#include "henji-db-order.h"
#include "henji-db-rule.h"
#include "henji-db-shop.h"
#include "henji-desk-private.h"
#include "henji-desk-promise.h"

/* Messages of a case that rules look at, the newest ones. */
#define LOOK_BACK 50
/* Cases of one transaction. */
#define BATCH 200

static void
hit_clear (HenjiRuleHit *self)
{
  g_clear_pointer (&self->case_, henji_case_unref);
  g_strfreev (self->tags);
  g_free (self->situation);
}

HENJI_DEFINE_VALUE (HenjiRuleHit, henji_rule_hit, hit_clear)

/* ---- Running --------------------------------------------------------------------------------- */

typedef struct
{
  HenjiDesk *desk;
  const HenjiOpenDays *days; /* nullable */
  gboolean dry;              /* only tells */
  gboolean all;              /* old messages too */
  GArray *events;            /* (nullable): gets the rows of what was done */
} Run;

/* What is looked at, of one case. */
typedef struct
{
  HenjiCase *case_;
  GPtrArray *orders;
  GPtrArray *messages; /* (element-type HenjiMessage): of the buyer, oldest first */
} Scene;

static void
scene_clear (Scene *self)
{
  g_clear_pointer (&self->case_, henji_case_unref);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static int
compare_messages (gconstpointer a, gconstpointer b)
{
  const HenjiMessage *first = *(const HenjiMessage *const *) a;
  const HenjiMessage *second = *(const HenjiMessage *const *) b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;

  return first->row < second->row ? -1 : first->row > second->row;
}

static gboolean
scene_read (Scene *self, HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) newest = NULL;

  self->case_ = henji_db_case_get (db, case_row, error);
  if (self->case_ == NULL)
    return FALSE;
  self->orders = henji_db_case_orders (db, case_row, error);
  if (self->orders == NULL)
    return FALSE;
  newest = henji_db_case_newest_messages (db, case_row, LOOK_BACK, error);
  if (newest == NULL)
    return FALSE;

  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_message_unref);
  for (guint i = 0; i < newest->len; i++)
    {
      HenjiMessage *message = g_ptr_array_index (newest, i);

      if (message->direction == HENJI_DIRECTION_IN)
        g_ptr_array_add (self->messages, henji_message_ref (message));
    }
  g_ptr_array_sort (self->messages, compare_messages);

  return TRUE;
}

/* What the marketplace of a mail without one is, its order says. */
static const char *
marketplace_of (const Scene *scene)
{
  const HenjiOrder *order = scene->orders->len > 0 ? g_ptr_array_index (scene->orders, 0) : NULL;

  return scene->case_->marketplace == NULL && order != NULL ? order->marketplace
                                                            : scene->case_->marketplace;
}

/* (transfer full) (nullable): the messages that the rule holds of and has not run on; %NULL on
 * error. */
static GPtrArray *
find_messages (
    const Run *run, HenjiDb *db, const HenjiUserRule *rule, const Scene *scene, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < scene->messages->len; i++)
    {
      HenjiMessage *message = g_ptr_array_index (scene->messages, i);
      HenjiRuleSubject subject = { message, marketplace_of (scene), scene->orders };
      gboolean ran = FALSE;

      if ((!run->all && message->row <= rule->after_message)
          || !henji_user_rule_matches (rule, &subject))
        continue;
      if (rule->row != 0 && !henji_db_rule_ran (db, rule->row, message->row, &ran, error))
        return NULL;
      if (!ran)
        g_ptr_array_add (found, message);
    }

  return g_steal_pointer (&found);
}

/* (transfer full): what the rule does to the case for these messages: the reminder of the newest
 * that lies ahead. */
static HenjiRuleHit *
make_hit (const Run *run, const HenjiUserRule *rule, const Scene *scene, const GPtrArray *messages)
{
  const HenjiMessage *newest = g_ptr_array_index (messages, messages->len - 1);
  gint64 at = henji_user_rule_remind_at (rule, newest->at, run->days, henji_desk_zone (run->desk));
  HenjiRuleHit *hit = henji_rule_hit_new ();
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  hit->case_ = henji_case_ref (scene->case_);
  hit->n_messages = (int) messages->len;
  for (guint i = 0; rule->tags != NULL && rule->tags[i] != NULL; i++)
    if (scene->case_->tags == NULL
        || !g_strv_contains ((const char *const *) scene->case_->tags, rule->tags[i]))
      g_strv_builder_add (tags, rule->tags[i]);
  hit->tags = g_strv_builder_end (tags);
  if (hit->tags[0] == NULL)
    g_clear_pointer (&hit->tags, g_strfreev);
  hit->situation = g_strdup (rule->situation);
  hit->remind_at = at > henji_desk_now (run->desk) ? at : 0;

  return hit;
}

/* The rule's own reminder in the case, which a later message puts off; 0 when none runs. */
static gboolean
find_reminder (HenjiDb *db, gint64 case_row, const char *note, HenjiClock **found, GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, case_row, error);

  *found = NULL;
  for (guint i = 0; clocks != NULL && i < clocks->len && *found == NULL; i++)
    {
      HenjiClock *clock = g_ptr_array_index (clocks, i);

      if (clock->stopped_at == 0 && g_strcmp0 (clock->rule, HENJI_REMINDER_RULE) == 0
          && g_strcmp0 (clock->note, note) == 0)
        *found = henji_clock_ref (clock);
    }

  return clocks != NULL;
}

static gboolean
set_reminder (const Run *run,
              HenjiDb *db,
              const HenjiUserRule *rule,
              const HenjiRuleHit *hit,
              GString *data,
              GError **error)
{
  g_autoptr (HenjiClock) old = NULL;
  g_autoptr (HenjiClock) clock = NULL;
  gint64 case_row = hit->case_->row, row;

  if (!find_reminder (db, case_row, rule->name, &old, error))
    return FALSE;
  if (old != NULL && old->until >= hit->remind_at)
    return TRUE;
  if (old != NULL)
    {
      if (!henji_db_clock_set_stopped (db, old->row, henji_desk_now (run->desk), error))
        return FALSE;
      g_string_append_printf (data, "desk-clocks=%" G_GINT64_FORMAT "\n", old->row);
    }

  clock = henji_clock_new ();
  clock->case_row = case_row;
  clock->rule = g_strdup (HENJI_REMINDER_RULE);
  clock->ours = TRUE;
  clock->since = henji_desk_now (run->desk);
  clock->until = hit->remind_at;
  clock->note = g_strdup (rule->name);
  row = henji_db_clock_add (db, clock, error);
  if (row == 0)
    return FALSE;
  g_string_append_printf (data,
                          "desk-started=%" G_GINT64_FORMAT "\ndesk-until=%" G_GINT64_FORMAT "\n",
                          row, clock->until);
  /* A closed case that is to come back waits until then. */
  if (hit->case_->court != HENJI_COURT_CLOSED)
    return TRUE;
  g_string_append (data, "desk-closed=1\n");

  return henji_db_case_set_court (db, case_row, HENJI_COURT_THEIRS, error);
}

static gboolean
do_hit (const Run *run,
        HenjiDb *db,
        const HenjiUserRule *rule,
        const HenjiRuleHit *hit,
        const GPtrArray *messages,
        GError **error)
{
  g_autoptr (GString) data = g_string_new (NULL);
  gint64 event;

  g_string_append_printf (data, "desk-rule=%" G_GINT64_FORMAT "\ndesk-messages=", rule->row);
  for (guint i = 0; i < messages->len; i++)
    {
      const HenjiMessage *message = g_ptr_array_index (messages, i);

      g_string_append_printf (data, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", message->row);
      if (!henji_db_rule_run_add (db, rule->row, message->row, rule->situation, error))
        return FALSE;
    }
  g_string_append_c (data, '\n');

  for (guint i = 0; hit->tags != NULL && hit->tags[i] != NULL; i++)
    {
      if (!henji_db_tag_add (db, hit->case_->row, hit->tags[i], NULL, error))
        return FALSE;
      g_string_append_printf (data, "desk-tag=%s\n", hit->tags[i]);
    }
  if (hit->remind_at != 0 && !set_reminder (run, db, rule, hit, data, error))
    return FALSE;

  event = henji_db_event_add (db, hit->case_->row, HENJI_EVENT_RULE_RAN, henji_desk_now (run->desk),
                              rule->name, data->str, 0, error);
  if (event != 0 && run->events != NULL)
    g_array_append_val (run->events, event);

  return event != 0;
}

/* Tries one rule on a case; @hit: (out) (optional) (nullable): what it did, or would do. */
static gboolean
run_rule (const Run *run,
          HenjiDb *db,
          const HenjiUserRule *rule,
          gint64 case_row,
          HenjiRuleHit **hit,
          GError **error)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (HenjiRuleHit) made = NULL;

  if (!scene_read (&scene, db, case_row, error))
    return FALSE;
  messages = find_messages (run, db, rule, &scene, error);
  if (messages == NULL)
    return FALSE;
  if (messages->len == 0)
    return TRUE;

  made = make_hit (run, rule, &scene, messages);
  if (!run->dry && !do_hit (run, db, rule, made, messages, error))
    return FALSE;
  if (hit != NULL)
    *hit = g_steal_pointer (&made);

  return TRUE;
}

/* (transfer full) (nullable): the shop's open days, inside a transaction. */
static HenjiOpenDays *
read_days (HenjiDesk *desk, HenjiDb *db)
{
  g_autoptr (HenjiShop) shop = henji_db_shop_get (db, NULL);

  return shop != NULL && shop->closing_days != NULL
             ? henji_desk_open_days (desk, shop->zone, shop->closing_days, NULL)
             : NULL;
}

gboolean
_henji_desk_run_rules (HenjiDesk *desk, HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) rules = henji_db_rules (db, error);
  g_autoptr (HenjiOpenDays) days = NULL;
  Run run = { .desk = desk };

  if (rules == NULL)
    return FALSE;
  if (rules->len > 0)
    run.days = days = read_days (desk, db);

  for (guint i = 0; i < rules->len; i++)
    {
      const HenjiUserRule *rule = g_ptr_array_index (rules, i);

      if (rule->enabled && !run_rule (&run, db, rule, case_row, NULL, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- Trying and applying --------------------------------------------------------------------- */

typedef struct
{
  Run run;
  HenjiUserRule *rule; /* (nullable): of @row, once it was read */
  gint64 row;
  GArray *rows; /* the cases */
  guint next;
  GPtrArray *hits; /* of a try */
} Job;

static gboolean
find_rule (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) rules = NULL;

  job->rows = henji_db_rule_cases (db, error);
  if (job->rows == NULL || job->row == 0)
    return job->rows != NULL;

  rules = henji_db_rules (db, error);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      HenjiUserRule *rule = g_ptr_array_index (rules, i);

      if (rule->row == job->row)
        job->rule = henji_user_rule_ref (rule);
    }
  if (rules != NULL && job->rule == NULL)
    g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                         _ ("There is no such rule."));

  return job->rule != NULL;
}

static gboolean
run_batch (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (HenjiOpenDays) days = read_days (job->run.desk, db);
  guint end = MIN (job->next + BATCH, job->rows->len);

  job->run.days = days;
  for (guint i = job->next; i < end; i++)
    {
      HenjiRuleHit *hit = NULL;

      if (!run_rule (&job->run, db, job->rule, g_array_index (job->rows, gint64, i), &hit, error))
        return FALSE;
      if (hit != NULL)
        g_ptr_array_add (job->hits, hit);
    }

  return TRUE;
}

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->rule, henji_user_rule_unref);
  g_clear_pointer (&job->rows, g_array_unref);
  g_clear_pointer (&job->hits, g_ptr_array_unref);
}

GPtrArray *
henji_desk_try_rule (HenjiDesk *self,
                     const HenjiUserRule *rule,
                     guint *n_cases,
                     GCancellable *cancellable,
                     GError **error)
{
  Job job = { .run = { .desk = self, .dry = TRUE, .all = TRUE } };
  GPtrArray *hits = NULL;
  gboolean fine;

  g_return_val_if_fail (HENJI_IS_DESK (self) && rule != NULL, NULL);

  job.rule = henji_user_rule_copy (rule);
  job.hits = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rule_hit_unref);
  fine = _henji_desk_read (self, find_rule, &job, cancellable, error);
  for (; fine && job.next < job.rows->len; job.next += BATCH)
    fine = _henji_desk_read (self, run_batch, &job, cancellable, error);
  if (fine)
    hits = g_steal_pointer (&job.hits);
  if (fine && n_cases != NULL)
    *n_cases = job.rows->len;
  job_clear (&job);

  return hits;
}

GArray *
henji_desk_apply_rule (HenjiDesk *self, gint64 row, GError **error)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (gint64));
  Job job = { .run = { .desk = self, .all = TRUE, .events = events }, .row = row };
  gboolean fine;

  g_return_val_if_fail (HENJI_IS_DESK (self) && row != 0, NULL);

  job.hits = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rule_hit_unref);
  fine = _henji_desk_read (self, find_rule, &job, NULL, error);
  for (; fine && job.next < job.rows->len; job.next += BATCH)
    fine = _henji_desk_write (self, run_batch, &job, error);
  job_clear (&job);

  return fine ? g_steal_pointer (&events) : NULL;
}

/* ---- Undo ------------------------------------------------------------------------------------ */

static gboolean
set_stopped (HenjiDb *db, const GArray *clocks, GError **error)
{
  for (guint i = 0; i < clocks->len; i++)
    if (!henji_db_clock_set_stopped (db, g_array_index (clocks, gint64, i), 0, error))
      return FALSE;

  return TRUE;
}

static gboolean
remove_runs (HenjiDb *db, const char *data, GError **error)
{
  g_autoptr (GArray) rules = _henji_desk_event_rows (data, "desk-rule");
  g_autoptr (GArray) messages = _henji_desk_event_rows (data, "desk-messages");

  for (guint i = 0; rules->len > 0 && i < messages->len; i++)
    if (!henji_db_rule_run_remove (db, g_array_index (rules, gint64, 0),
                                   g_array_index (messages, gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
remove_reminders (HenjiDb *db, const HenjiEvent *event, GError **error)
{
  g_autoptr (GArray) started = _henji_desk_event_rows (event->data, "desk-started");
  g_autoptr (GArray) stopped = _henji_desk_event_rows (event->data, "desk-clocks");
  g_autofree char *closed = _henji_desk_event_value (event->data, "desk-closed");
  g_autoptr (HenjiCase) case_ = NULL;

  for (guint i = 0; i < started->len; i++)
    if (!henji_db_clock_remove (db, g_array_index (started, gint64, i), error))
      return FALSE;
  if (!set_stopped (db, stopped, error))
    return FALSE;
  if (closed == NULL)
    return TRUE;
  case_ = henji_db_case_get (db, event->case_row, error);
  if (case_ == NULL)
    return FALSE;

  return case_->court != HENJI_COURT_THEIRS
         || henji_db_case_set_court (db, event->case_row, HENJI_COURT_CLOSED, error);
}

/* An event may name several tags, a line each. */
static gboolean
change_tags (HenjiDb *db, const HenjiEvent *event, gboolean add, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (event->data != NULL ? event->data : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "desk-tag="))
      {
        const char *tag = lines[i] + strlen ("desk-tag=");

        if (!(add ? henji_db_tag_add (db, event->case_row, tag, NULL, error)
                  : henji_db_tag_remove (db, event->case_row, tag, NULL, error)))
          return FALSE;
      }

  return TRUE;
}

gboolean
_henji_desk_take_back_rule (HenjiDb *db, const HenjiEvent *event, GError **error)
{
  return change_tags (db, event, event->type == HENJI_EVENT_UNTAGGED, error)
         && (event->type != HENJI_EVENT_RULE_RAN
             || (remove_runs (db, event->data, error) && remove_reminders (db, event, error)));
}

typedef struct
{
  HenjiDesk *desk;
  const GArray *events;
} UndoJob;

static gboolean
undo_events (HenjiDb *db, gpointer data, GError **error)
{
  UndoJob *job = data;

  for (guint i = job->events->len; i-- > 0;)
    if (_henji_desk_undo_in (job->desk, db, g_array_index (job->events, gint64, i), error) == 0)
      return FALSE;

  return TRUE;
}

gboolean
henji_desk_undo_all (HenjiDesk *self, const GArray *events, GError **error)
{
  UndoJob job = { self, events };

  g_return_val_if_fail (HENJI_IS_DESK (self) && events != NULL, FALSE);

  return _henji_desk_write (self, undo_events, &job, error);
}

/* ---- The rules themselves -------------------------------------------------------------------- */

typedef struct
{
  HenjiDesk *desk;
  const HenjiUserRule *rule;
  gboolean as_it_was;
  gint64 row;
  int position;
  GPtrArray *rules;
} RuleJob;

static gboolean
read_rules (HenjiDb *db, gpointer data, GError **error)
{
  RuleJob *job = data;

  job->rules = henji_db_rules (db, error);

  return job->rules != NULL;
}

GPtrArray *
henji_desk_rules (HenjiDesk *self, GError **error)
{
  RuleJob job = { .desk = self };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  _henji_desk_read (self, read_rules, &job, NULL, error);

  return job.rules;
}

static gboolean
write_rule (HenjiDb *db, gpointer data, GError **error)
{
  RuleJob *job = data;
  g_autoptr (HenjiUserRule) rule = henji_user_rule_copy (job->rule);

  /* A changed rule says something else: what came before it is left to trying and applying. */
  if (!job->as_it_was && !henji_db_newest_message (db, &rule->after_message, error))
    return FALSE;
  job->row = henji_db_rule_put (db, rule, henji_desk_now (job->desk), error);

  return job->row != 0;
}

static gboolean
put_rule (HenjiDesk *self, RuleJob *job, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiTemplate) situation = NULL;

  if (!henji_user_rule_check (job->rule, &fault))
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, fault->message);
      return FALSE;
    }
  situation
      = job->rule->situation != NULL ? henji_desk_situation (self, job->rule->situation) : NULL;
  if (job->rule->situation != NULL && situation == NULL)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                   _ ("There is no situation “%s”."), job->rule->situation);
      return FALSE;
    }

  return _henji_desk_write (self, write_rule, job, error);
}

gboolean
henji_desk_save_rule (HenjiDesk *self, const HenjiUserRule *rule, gint64 *row, GError **error)
{
  RuleJob job = { .desk = self, .rule = rule };

  g_return_val_if_fail (HENJI_IS_DESK (self) && rule != NULL, FALSE);

  if (!put_rule (self, &job, error))
    return FALSE;
  if (row != NULL)
    *row = job.row;

  return TRUE;
}

gboolean
henji_desk_restore_rule (HenjiDesk *self, const HenjiUserRule *rule, GError **error)
{
  RuleJob job = { .desk = self, .rule = rule, .as_it_was = TRUE };

  g_return_val_if_fail (HENJI_IS_DESK (self) && rule != NULL, FALSE);

  return _henji_desk_write (self, write_rule, &job, error);
}

static gboolean
delete_rule (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_rule_remove (db, ((RuleJob *) data)->row, error);
}

gboolean
henji_desk_remove_rule (HenjiDesk *self, gint64 row, GError **error)
{
  RuleJob job = { .row = row };

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  return _henji_desk_write (self, delete_rule, &job, error);
}

static gboolean
move_rule (HenjiDb *db, gpointer data, GError **error)
{
  RuleJob *job = data;
  g_autoptr (GPtrArray) rules = henji_db_rules (db, error);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (rules == NULL)
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      const HenjiUserRule *rule = g_ptr_array_index (rules, i);

      if (rule->row != job->row)
        g_array_append_val (order, rule->row);
    }
  g_array_insert_val (order, CLAMP (job->position, 0, (int) order->len), job->row);
  for (guint i = 0; i < order->len; i++)
    if (!henji_db_rule_set_position (db, g_array_index (order, gint64, i), (int) i, error))
      return FALSE;

  return TRUE;
}

gboolean
henji_desk_move_rule (HenjiDesk *self, gint64 row, int position, GError **error)
{
  RuleJob job = { .row = row, .position = position };

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  return _henji_desk_write (self, move_rule, &job, error);
}

/* ---- Tags ------------------------------------------------------------------------------------ */

typedef struct
{
  HenjiDesk *desk;
  gint64 row;
  const char *tag;
  gboolean add;
  gint64 event; /* out */
  char **tags;  /* out */
} TagJob;

static gboolean
read_tags (HenjiDb *db, gpointer data, GError **error)
{
  TagJob *job = data;

  job->tags = henji_db_tags (db, error);

  return job->tags != NULL;
}

char **
henji_desk_tags (HenjiDesk *self, GError **error)
{
  TagJob job = { .desk = self };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  _henji_desk_read (self, read_tags, &job, NULL, error);

  return job.tags;
}

static gboolean
write_tag (HenjiDb *db, gpointer user_data, GError **error)
{
  TagJob *job = user_data;
  g_autofree char *data = g_strdup_printf ("desk-tag=%s\n", job->tag);
  gboolean changed;

  if (!(job->add ? henji_db_tag_add (db, job->row, job->tag, &changed, error)
                 : henji_db_tag_remove (db, job->row, job->tag, &changed, error)))
    return FALSE;
  if (!changed)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   job->add ? _ ("The case has the tag “%s” already.")
                            : _ ("The case has no tag “%s”."),
                   job->tag);
      return FALSE;
    }
  job->event
      = henji_db_event_add (db, job->row, job->add ? HENJI_EVENT_TAGGED : HENJI_EVENT_UNTAGGED,
                            henji_desk_now (job->desk), job->tag, data, 0, error);

  return job->event != 0;
}

static gint64
change_tag (HenjiDesk *self, gint64 case_row, const char *tag, gboolean add, GError **error)
{
  g_autofree char *clean = henji_tag_clean (tag);
  TagJob job = { .desk = self, .row = case_row, .tag = clean, .add = add };

  if (clean == NULL)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("The tag is empty."));
      return 0;
    }

  return _henji_desk_write (self, write_tag, &job, error) ? job.event : 0;
}

gint64
henji_desk_tag (HenjiDesk *self, gint64 case_row, const char *tag, GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && tag != NULL, 0);

  return change_tag (self, case_row, tag, TRUE, error);
}

gint64
henji_desk_untag (HenjiDesk *self, gint64 case_row, const char *tag, GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && tag != NULL, 0);

  return change_tag (self, case_row, tag, FALSE, error);
}

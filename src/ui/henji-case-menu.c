/* henji-case-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-case-menu"

#include "config.h"

#include "henji-case-menu.h"

#include "henji-case-pane-text.h"
#include "henji-clock-text.h"
#include "henji-desk-claim.h"
#include "henji-desk-clocks.h"
#include "henji-desk-csba.h"
#include "henji-moments.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>

#define FOLLOW_UP_DAYS 2 /* open ones */

GMenuModel *
henji_case_menu_kinds (void)
{
  GMenu *menu = g_menu_new ();

  for (int kind = 0; kind < HENJI_N_KINDS; kind++)
    {
      /* "Other" last. */
      HenjiKind shown = (kind + 1) % HENJI_N_KINDS;
      g_autoptr (GMenuItem) item = g_menu_item_new (henji_kind_title (shown), NULL);

      g_menu_item_set_action_and_target (item, "case.kind", "s", henji_kind_id (shown));
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

/* Each clock that the seller may end, to say that it is done; @running gets what the items stand
 * for. */
static void
add_clocks (HenjiDesk *desk, const HenjiCaseDetail *detail, GMenu *menu, GString *running)
{
  gint64 now = henji_desk_now (desk);

  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = detail->clocks->pdata[i];
      g_autofree char *what = NULL;
      g_autofree char *first = NULL;
      g_autofree char *day = NULL;
      g_autofree char *date = NULL;
      g_autofree char *words = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (clock->stopped_at != 0 || !henji_clock_can_end (clock))
        continue;
      what = henji_clock_what (clock, FALSE);
      first = g_utf8_substring (what, 0, MIN (g_utf8_strlen (what, -1), 36));
      day = henji_date_of (clock->until, henji_desk_zone (desk));
      date = henji_pane_date (day, now, henji_desk_zone (desk));
      /* Translators: what was promised or waited for, until when */
      words = g_strdup_printf (_ ("Done: %s (%s)"), first, date);
      item = g_menu_item_new (words, NULL);
      g_menu_item_set_action_and_target (item, "case.clock-done", "x", clock->row);
      g_menu_append_item (menu, item);
      g_string_append_printf (running, "%" G_GINT64_FORMAT ",", clock->row);
    }
}

/* To ask the carrier or the marketplace again once they have had the time for an answer. */
static void
add_follow_ups (HenjiDesk *desk, GMenu *menu)
{
  static const char *const rules[] = { "carrier-follow-up", "support-follow-up" };
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (HenjiOpenDays) days = henji_desk_shop_open_days (desk);
  GTimeZone *zone = henji_desk_zone (desk);
  g_autofree char *today = henji_date_of (henji_desk_now (desk), zone);
  g_autofree char *date = henji_open_days_add (days, today, FOLLOW_UP_DAYS);

  for (guint i = 0; date != NULL && i < G_N_ELEMENTS (rules); i++)
    {
      gint64 at = henji_desk_hour_of (date, HENJI_MORNING, zone);
      g_autofree char *moment = henji_moment_words (desk, at);
      g_autofree char *words
          = g_strdup_printf (C_ ("moment", "%s, %s"), henji_clock_title (rules[i]), moment);
      g_autoptr (GMenuItem) item = g_menu_item_new (words, NULL);

      g_menu_item_set_action_and_target (item, "case.follow-up", "(sx)", rules[i], at);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

GMenuModel *
henji_case_menu_remind (HenjiDesk *desk)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GPtrArray) presets = henji_moments_to_remind (desk);

  for (guint i = 0; i < presets->len; i++)
    {
      const HenjiMomentPreset *preset = g_ptr_array_index (presets, i);
      g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, preset->at);
      g_autoptr (GMenuItem) item = g_menu_item_new (preset->title, NULL);

      g_menu_item_set_action_and_target (item, "case.remind", "s", at);
      g_menu_append_item (menu, item);
    }
  g_menu_append (menu, _ ("Other time, with a note…"), "case.remind('')");
  add_follow_ups (desk, menu);

  return G_MENU_MODEL (menu);
}

/* Who answers: what words and kinds do not tell can be said by hand. */
static void
add_csba (const HenjiCaseDetail *detail, GMenu *menu)
{
  static const struct
  {
    const char *nature;
    const char *title;
  } items[] = {
    { "", N_ ("As recognised") },
    { "customisation", N_ ("About a customised product") },
    { "pre-order", N_ ("About a pre-order") },
    { "order", N_ ("About an ordinary order") },
  };
  g_autoptr (GMenu) natures = g_menu_new ();

  if (detail->csba == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].title), NULL);

      g_menu_item_set_action_and_target (item, "case.csba-nature", "s", items[i].nature);
      g_menu_append_item (natures, item);
    }
  if (henji_csba_is_theirs (detail->csba->reason) && detail->case_->court == HENJI_COURT_OURS)
    g_menu_append (menu, _ ("Forwarded to the marketplace"), "case.csba-forwarded");
  g_menu_append_submenu (menu, _ ("Who answers (CSBA)"), G_MENU_MODEL (natures));
}

/* Does this count against the case's order, as the seller recorded it or a report told? */
static gboolean
has_defect (const HenjiCaseDetail *detail, const char *id)
{
  g_autofree char *removed = g_strconcat ("removed ", id, NULL);
  gboolean has = FALSE;

  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *event = detail->events->pdata[i];

      if (event->undone)
        continue;
      if (event->type == HENJI_EVENT_FEEDBACK && g_str_equal (id, "feedback"))
        has = TRUE;
      if (event->type != HENJI_EVENT_DEFECT)
        continue;
      if (g_strcmp0 (event->text, id) == 0)
        has = TRUE;
      else if (g_strcmp0 (event->text, removed) == 0)
        has = FALSE;
    }

  return has;
}

static void
add_defects (const HenjiCaseDetail *detail, GMenu *menu)
{
  if (has_defect (detail, "feedback"))
    g_menu_append (menu, _ ("Negative feedback was removed"), "case.defect-removed::feedback");
  else
    g_menu_append (menu, _ ("Record negative feedback"), "case.defect::feedback");
  if (has_defect (detail, "chargeback"))
    g_menu_append (menu, _ ("Chargeback was reversed"), "case.defect-removed::chargeback");
  else
    g_menu_append (menu, _ ("Record a chargeback"), "case.defect::chargeback");
}

/* One that cannot be used now says why. */
static void
add_message (GMenu *menu, const char *no_message)
{
  g_autofree char *words
      = no_message != NULL
            /* Translators: %s says why not, in a few words */
            ? g_strdup_printf (_ ("Message through the marketplace (%s)"), no_message)
            : g_strdup (_ ("Message through the marketplace…"));

  g_menu_append (menu, words, "message.open");
}

GMenuModel *
henji_case_menu_new (HenjiDesk *desk,
                     const HenjiCaseDetail *detail,
                     GMenuModel *kinds,
                     const char *no_message,
                     char **state)
{
  const HenjiCase *case_ = detail->case_;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *state_key = NULL;
  g_autoptr (GMenu) turn = g_menu_new ();
  g_autoptr (GMenu) returns = g_menu_new ();
  g_autoptr (GMenu) papers = g_menu_new ();
  g_autoptr (GMenu) filing = g_menu_new ();
  g_autoptr (GMenu) looking = g_menu_new ();
  g_autoptr (GMenu) undo = g_menu_new ();
  g_autoptr (GMenu) promises = g_menu_new ();
  g_autoptr (GMenu) csba = g_menu_new ();
  g_autoptr (GString) running = g_string_new (NULL);
  guint inbound = 0;

  for (guint i = 0; i < detail->messages->len; i++)
    if (((const HenjiMessage *) detail->messages->pdata[i])->direction == HENJI_DIRECTION_IN)
      inbound++;

  add_clocks (desk, detail, promises, running);
  state_key = g_strdup_printf (
      "%d %d %d %d %d %d %d %d %d %d %s %s", case_->court, case_->confirmation,
      detail->orders->len > 0, case_->order_ids != NULL, inbound > 1,
      henji_desk_claim_of (detail) != NULL, detail->support != NULL,
      detail->csba != NULL ? (int) detail->csba->reason : -1, has_defect (detail, "feedback"),
      has_defect (detail, "chargeback"), running->str, no_message != NULL ? no_message : "");
  if (g_strcmp0 (state_key, *state) == 0)
    return NULL;
  g_free (*state);
  *state = g_steal_pointer (&state_key);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (promises));
  if (case_->court == HENJI_COURT_CLOSED)
    g_menu_append (turn, _ ("Reopen case"), "case.reopen");
  else
    g_menu_append (turn, _ ("Close case"), "case.close");
  if (case_->court == HENJI_COURT_THEIRS)
    g_menu_append (turn, _ ("Back to our turn"), "case.reopen");
  g_menu_append (turn, _ ("Remind me…"), "case.remind('')");
  if (case_->confirmation == HENJI_CONFIRMATION_UNCONFIRMED
      || case_->confirmation == HENJI_CONFIRMATION_NOT_MARKED)
    g_menu_append (turn, _ ("Confirm at the marketplace"), "case.confirm");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (turn));
  add_csba (detail, csba);
  if (g_menu_model_get_n_items (G_MENU_MODEL (csba)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (csba));

  if (detail->support == NULL && case_->order_ids != NULL)
    {
      g_menu_append (returns, _ ("Open a return…"), "return.open");
      g_menu_append (returns, _ ("Carrier file…"), "carriers.file('')");
      g_menu_append (papers, _ ("Return slip…"), "document.print(('slip', int64 0))");
      if (detail->orders->len > 0)
        {
          g_menu_append (papers, _ ("Address label…"), "document.print(('resend', int64 0))");
          g_menu_append (papers, _ ("Packing list…"), "document.print(('packing-case', int64 0))");
        }
      g_menu_append (papers, _ ("Packing list of all that is to be sent…"),
                     "document.print(('packing', int64 0))");
      g_menu_append_submenu (returns, _ ("Other papers"), G_MENU_MODEL (papers));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (returns));
    }

  g_menu_append_submenu (filing, _ ("Change kind"), kinds);
  if (detail->orders->len > 0)
    {
      g_menu_append (filing, _ ("Enter shipment…"), "pane.shipment");
      g_menu_append (filing, _ ("Change address…"), "case.address('')");
    }
  g_menu_append (filing, _ ("Add tag…"), "case.tag('')");
  if (detail->support == NULL)
    {
      if (henji_desk_claim_of (detail) == NULL)
        g_menu_append (filing, _ ("An A-to-z claim came in"), "case.claim-stage('opened')");
      g_menu_append (filing, _ ("Evidence…"), "case.evidence('pdf')");
      g_menu_append (filing, _ ("Merge with another case…"), "case.merge('')");
      add_message (filing, no_message);
      g_menu_append (filing, _ ("Open a case with the marketplace…"), "support.open");
    }
  if (inbound > 1 && detail->support == NULL)
    g_menu_append (filing, _ ("Split off the newest message"), "pane.split");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (filing));

  g_menu_append (looking, _ ("Record a cost…"), "case.outlay-dialog");
  add_defects (detail, looking);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (looking));

  g_menu_append (undo, _ ("Undo last action"), "case.undo");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (undo));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

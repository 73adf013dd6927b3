/* henji-report-feedback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-report-feedback"

#include "config.h"

#include "henji-report-private.h"

#include "henji-report-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  ORDER_ID,
  DATE,
  STARS,
  COMMENT,
  ANSWER,
  RATER,
  N_FIELDS
};

/* Headings of GET_SELLER_FEEDBACK_DATA:
 * https://developer-docs.amazon.com/sp-api/docs/report-type-values-performance
 * What Seller Central in Japanese calls them is not stated anywhere: these are its words for them
 * on its pages. */
static const HenjiReportField fields[] = {
  { "order-id", ORDER_ID },
  { "amazon-order-id", ORDER_ID },
  { "注文番号", ORDER_ID },
  { "注文id", ORDER_ID },
  { "注文-id", ORDER_ID },
  { "date", DATE },
  { "日付", DATE },
  { "評価日", DATE },
  { "rating", STARS },
  { "評価", STARS },
  { "comments", COMMENT },
  { "comment", COMMENT },
  { "コメント", COMMENT },
  { "評価コメント", COMMENT },
  { "your-response", ANSWER },
  { "response", ANSWER },
  { "返信", ANSWER },
  { "返答", ANSWER },
  { "あなたの返信", ANSWER },
  { "出品者の返信", ANSWER },
  { "出品者からの返信", ANSWER },
  { "rater-email", RATER },
  { "評価者のeメール", RATER },
  { "購入者のeメール", RATER },
  { "eメール", RATER },
};

gboolean
henji_report_feedback_has (const char *const *headings)
{
  gboolean found[N_FIELDS] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    found[fields[i].field] |= g_strv_contains (headings, fields[i].heading);

  return found[ORDER_ID] && found[STARS] && (found[COMMENT] || found[DATE] || found[RATER]);
}

/* ---- Dates: in which way the whole file writes them -------------------------------------------
 */

/* (transfer full) (nullable): the marketplace by the buyer's address, which is then forgotten. */
static char *
marketplace_of (const char *rater)
{
  const char *at = strrchr (rater, '@');
  const char *domain = at != NULL ? strstr (at, "amazon.") : NULL;

  return domain != NULL && strlen (domain) < 20 ? g_ascii_strdown (domain, -1) : NULL;
}

gboolean
henji_report_feedback_start (HenjiReport *self, GError **error)
{
  HenjiTableState state;

  henji_report_map (self, fields, G_N_ELEMENTS (fields), N_FIELDS);
  self->date_ways = (1u << HENJI_N_DATE_WAYS) - 1;
  while ((state = henji_table_next (self->table, error)) != HENJI_TABLE_END)
    {
      guint ways;

      if (state == HENJI_TABLE_ERROR)
        return FALSE;
      if (state != HENJI_TABLE_ROW)
        continue;
      ways = henji_date_ways (henji_report_value (self, DATE));
      /* One that fits in no way is of another sort: it says nothing of the others. */
      if ((self->date_ways & ways) != 0)
        self->date_ways &= ways;
    }

  /* Back to the row behind the headings. */
  return henji_table_rewind (self->table, error)
         && henji_table_next (self->table, error) == HENJI_TABLE_ROW;
}

/* Reads it in every way that is left; %FALSE when they do not agree. */
static gboolean
take_numeric_date (HenjiFeedback *feedback, const char *text, guint ways)
{
  for (guint way = 0; way < HENJI_N_DATE_WAYS; way++)
    {
      g_autofree char *date
          = (ways & 1u << way) != 0 ? henji_date_read (text, (HenjiDateWay) way) : NULL;

      if (date == NULL || g_strcmp0 (date, feedback->date) == 0)
        continue;
      if (feedback->date != NULL)
        {
          g_clear_pointer (&feedback->date, g_free);
          return FALSE;
        }
      feedback->date = g_steal_pointer (&date);
    }

  return feedback->date != NULL;
}

/* %FALSE when it is no date at all. */
static gboolean
take_date (HenjiReport *self, HenjiFeedback *feedback)
{
  const char *text = henji_report_value (self, DATE);
  guint ways = henji_date_ways (text);

  if (henji_report_is_nothing (text))
    return TRUE;
  if (ways == 0)
    {
      feedback->date = henji_report_date (text);
      return feedback->date != NULL;
    }

  if (feedback->marketplace != NULL)
    {
      guint own = 1u << henji_date_way_of (feedback->marketplace);

      if ((ways & own) != 0)
        ways = own;
    }
  if ((ways & self->date_ways) != 0)
    ways &= self->date_ways;
  if (!take_numeric_date (feedback, text, ways))
    feedback->date_words = g_strdup (text);

  return TRUE;
}

/* ---- Stars ----------------------------------------------------------------------------------- */

/* "2", "2.0", "2/5", "2 stars", "★★☆☆☆", "★★"; 0 for anything else. */
static int
read_stars (const char *text)
{
  g_autofree char *plain = henji_report_narrow (text);
  const char *rest;
  int stars = 0;

  if (g_str_has_prefix (plain, "★"))
    {
      for (rest = plain; g_str_has_prefix (rest, "★"); rest += strlen ("★"))
        stars++;
      while (g_str_has_prefix (rest, "☆"))
        rest += strlen ("☆");
      return *rest == '\0' && stars <= 5 ? stars : 0;
    }
  if (plain[0] < '1' || plain[0] > '5')
    return 0;
  rest = plain + 1;
  if (*rest != '\0' && strcmp (rest, ".0") != 0 && strcmp (rest, "/5") != 0
      && strcmp (rest, " star") != 0 && strcmp (rest, " stars") != 0)
    return 0;

  return plain[0] - '0';
}

/* ---- A row ----------------------------------------------------------------------------------- */

/* (transfer full) (nullable): what is wrong with the row */
static char *
take_row (HenjiReport *self, HenjiFeedback *feedback)
{
  char *wrong = henji_report_overfull (self);

  if (wrong != NULL)
    return wrong;

  feedback->stars = read_stars (henji_report_value (self, STARS));
  if (feedback->stars == 0)
    return henji_report_wrong (self, STARS,
                               _ ("Line %d: “%s” is “%s”, which is not one to five stars."));
  feedback->marketplace = marketplace_of (henji_report_value (self, RATER));
  if (!take_date (self, feedback))
    return henji_report_wrong (self, DATE, _ ("Line %d: “%s” is “%s”, which is not a date."));
  feedback->comment = henji_report_dup (self, COMMENT);
  feedback->answer = henji_report_dup (self, ANSWER);

  return NULL;
}

void
henji_report_feedback_row (HenjiReport *self)
{
  const char *cell = henji_report_value (self, ORDER_ID);
  int line = henji_table_line (self->table);
  g_autofree char *id = henji_report_order_id (cell, FALSE);
  g_autoptr (HenjiFeedback) feedback = NULL;
  HenjiReportRow *row;
  char *wrong;

  if (id == NULL)
    {
      henji_report_push_bad (
          self, line, NULL,
          *cell == '\0'
              ? g_strdup_printf (_ ("Line %d has no order number."), line)
              : henji_report_wrong (self, ORDER_ID,
                                    _ ("Line %d: “%s” is “%s”, which is not an order number "
                                       "(250-1234567-1234567).")));
      return;
    }

  feedback = henji_feedback_new ();
  feedback->order_id = g_strdup (id);
  wrong = take_row (self, feedback);
  if (wrong != NULL)
    {
      henji_report_push_bad (self, line, id, wrong);
      return;
    }

  row = henji_report_push (self, HENJI_REPORT_ROW_FEEDBACK);
  row->first_line = line;
  row->last_line = henji_table_last_line (self->table);
  row->order_id = g_steal_pointer (&id);
  row->feedback = g_steal_pointer (&feedback);
}

/* henji-performance-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-performance-report"

#include "config.h"

#include "henji-performance-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-json.h"
#include "henji-time.h"

#define MOST_MARKETPLACES 100
#define MOST_FAULTS 100
#define MOST_WARNINGS 100
#define MOST_EXTRA 8192 /* bytes of what nobody knows, for each marketplace */
#define LONGEST_WORD 100
#define DEEPEST 8 /* of a path */

static void
report_clear (HenjiPerformanceReport *self)
{
  g_ptr_array_unref (self->readings);
  g_ptr_array_unref (self->faults);
}

HENJI_DEFINE_VALUE (HenjiPerformanceReport, henji_performance_report, report_clear)

/** Reader: of one report. Each figure is read on a way of its own from the root, so that its fault
 * is its own. */
typedef struct
{
  const HenjiSpapiFacts *facts;
  HenjiPerformanceReport *report;
  JsonNode *root;
  const char *list;   /* "performanceMetrics" */
  guint index;        /* of the entry at hand in it */
  GHashTable *known;  /* a set of paths in the entry, all of which somebody reads */
  GHashTable *inside; /* a set of paths of which only parts are */
} Reader;

static void
tell (Reader *reader, GError *fault)
{
  GPtrArray *faults = reader->report->faults;

  /* All parts of what is wrong say the same. */
  if (faults->len < MOST_FAULTS
      && !g_ptr_array_find_with_equal_func (faults, fault->message, g_str_equal, NULL))
    g_ptr_array_add (faults, g_strdup (fault->message));
  g_error_free (fault);
}

/* ---- Ways ------------------------------------------------------------------------------------ */

/** Way: from the root to a place of the entry. Places know the ones above them by address. */
typedef struct
{
  GError *fault;
  HenjiJsonAt places[DEEPEST];
  guint n;
} Way;

static void
way_clear (Way *way)
{
  g_clear_error (&way->fault);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Way, way_clear)

static const HenjiJsonAt *
end_of (const Way *way)
{
  return &way->places[way->n - 1];
}

static void
go_to_entry (Reader *reader, Way *way)
{
  way->places[0] = henji_json_root (reader->root, &way->fault);
  way->places[1] = henji_json_array (&way->places[0], reader->list);
  way->places[2] = henji_json_element (&way->places[1], reader->index);
  way->n = 3;
}

/* To the object or the list at a path with points. %FALSE: there is nothing there. */
static gboolean
go (Way *way, const char *path, gboolean to_list)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (guint i = 0; names[i] != NULL && way->n < DEEPEST; i++)
    {
      const HenjiJsonAt *at = end_of (way);

      way->places[way->n] = to_list && names[i + 1] == NULL ? henji_json_array (at, names[i])
                                                            : henji_json_object (at, names[i]);
      if (way->places[way->n].node == NULL)
        return FALSE;
      /* The names of places must live as long as the places. */
      way->places[way->n].name = g_intern_string (names[i]);
      way->n++;
    }

  return TRUE;
}

/* ---- What is known --------------------------------------------------------------------------- */

static void
know (Reader *reader, const char *path, const char *member)
{
  g_autofree char *whole = member != NULL ? g_strconcat (path, ".", member, NULL) : g_strdup (path);

  for (char *dot = strchr (whole, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    g_hash_table_add (reader->inside, g_strndup (whole, (gsize) (dot - whole)));
  g_hash_table_add (reader->known, g_steal_pointer (&whole));
}

static void
keep_unknown (Reader *reader, GString *extra, const char *above, JsonNode *node)
{
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));

  for (const GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (json_node_get_object (node), l->data);
      g_autofree char *path
          = *above != '\0' ? g_strconcat (above, ".", l->data, NULL) : g_strdup (l->data);
      g_autofree char *text = NULL;

      if (g_hash_table_contains (reader->known, path) || JSON_NODE_HOLDS_NULL (value))
        continue;
      if (g_hash_table_contains (reader->inside, path) && JSON_NODE_HOLDS_OBJECT (value))
        {
          keep_unknown (reader, extra, path, value);
          continue;
        }
      text = json_to_string (value, FALSE);
      g_strdelimit (path, "\t\n", ' ');
      if (extra->len + strlen (path) + strlen (text) + 2 <= MOST_EXTRA)
        g_string_append_printf (extra, "%s\t%s\n", path, text);
    }
}

/* ---- Figures --------------------------------------------------------------------------------- */

/* (transfer full) (nullable): a word of the report's. */
static char *
read_word (const HenjiJsonAt *at, const char *name)
{
  char *word = henji_json_text (at, name);

  if (word != NULL && strlen (word) > LONGEST_WORD)
    {
      henji_json_fail (at, name, _ ("is too long"));
      g_clear_pointer (&word, g_free);
    }

  return word;
}

/* (transfer full) (nullable): the day of an instant as the report writes it, in UTC:
 * "2020-11-19T23:59Z". */
static char *
read_day (const HenjiJsonAt *at, const char *name)
{
  g_autofree char *text = henji_json_text (at, name);
  char *day = text != NULL && strlen (text) >= 10 ? g_strndup (text, 10) : NULL;

  if (text != NULL && (day == NULL || !henji_date_is_valid (day)))
    {
      henji_json_fail (at, name, _ ("is no date"));
      g_clear_pointer (&day, g_free);
    }

  return day;
}

static void
read_range (const HenjiJsonAt *at, HenjiPerformanceFigure *figure)
{
  HenjiJsonAt range = henji_json_object (at, "reportingDateRange");

  figure->from = read_day (&range, "reportingDateFrom");
  figure->to = read_day (&range, "reportingDateTo");
}

/* How many: a member, or one of an object in it. */
static gint64
read_number (const HenjiJsonAt *at, const char *path)
{
  const char *dot = path != NULL ? strchr (path, '.') : NULL;
  g_autofree char *name = NULL;
  HenjiJsonAt object;

  if (path == NULL)
    return -1;
  if (dot == NULL)
    return henji_json_number (at, path);
  name = g_strndup (path, (gsize) (dot - path));
  object = henji_json_object (at, name);

  return henji_json_number (&object, dot + 1);
}

/* (transfer full) (nullable): %NULL when nothing is told, or there is a fault. */
static HenjiPerformanceFigure *
read_figure (const HenjiPerformanceKind *kind, const HenjiJsonAt *at)
{
  g_autoptr (HenjiPerformanceFigure) figure = henji_performance_figure_new (kind->id);

  figure->rate = kind->share ? henji_json_millionths (at, "rate") : -1;
  figure->count = read_number (at, kind->count);
  figure->whole = read_number (at, kind->whole);
  figure->target = kind->share ? henji_json_millionths (at, "targetValue")
                               : henji_json_number (at, "targetValue");
  figure->condition = read_word (at, "targetCondition");
  figure->status = read_word (at, "status");
  read_range (at, figure);
  if (henji_json_failed (at)
      || (figure->rate < 0 && figure->count < 0 && figure->whole < 0 && figure->status == NULL))
    return NULL;

  return g_steal_pointer (&figure);
}

/* Days it is worked out over, -1 where that is not told. */
static int
days_of (const HenjiPerformanceFigure *figure)
{
  return figure->from != NULL && figure->to != NULL
             ? henji_date_days_between (figure->from, figure->to)
             : -1;
}

/* (transfer full) (nullable): of several the one over the fewest days, where they are fewer than
 * those of the figure it is a part of. */
static HenjiPerformanceFigure *
read_shortest (const HenjiPerformanceKind *kind,
               const HenjiJsonAt *list,
               const HenjiPerformance *reading)
{
  const HenjiPerformanceFigure *main
      = kind->of != NULL ? henji_performance_figure (reading, kind->of) : NULL;
  int fewest = main != NULL && days_of (main) >= 0 ? days_of (main) : G_MAXINT;
  HenjiPerformanceFigure *best = NULL;

  for (guint i = 0; i < henji_json_length (list); i++)
    {
      HenjiJsonAt at = henji_json_element (list, i);
      HenjiPerformanceFigure *figure = read_figure (kind, &at);

      if (figure != NULL && days_of (figure) >= 0 && days_of (figure) < fewest)
        {
          fewest = days_of (figure);
          g_clear_pointer (&best, henji_performance_figure_free);
          best = g_steal_pointer (&figure);
        }
      g_clear_pointer (&figure, henji_performance_figure_free);
    }
  if (henji_json_failed (list))
    g_clear_pointer (&best, henji_performance_figure_free);

  return best;
}

static void
know_figure (Reader *reader, const HenjiPerformanceKind *kind, const char *path)
{
  static const char *const members[] = { "reportingDateRange.reportingDateFrom",
                                         "reportingDateRange.reportingDateTo",
                                         "status",
                                         "rate",
                                         "targetValue",
                                         "targetCondition",
                                         "fulfillmentType" };

  if (kind->list)
    {
      know (reader, path, NULL);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    know (reader, path, members[i]);
  if (kind->count != NULL)
    {
      const char *dot = strchr (kind->count, '.');

      know (reader, path, kind->count);
      if (dot != NULL)
        {
          g_autofree char *status
              = g_strdup_printf ("%.*s.status", (int) (dot - kind->count), kind->count);

          know (reader, path, status);
        }
    }
  if (kind->whole != NULL)
    know (reader, path, kind->whole);
}

/* By the first of its spellings that is there. */
static void
take_figure (Reader *reader, const HenjiPerformanceKind *kind, HenjiPerformance *reading)
{
  for (guint i = 0; kind->paths[i] != NULL; i++)
    {
      g_auto (Way) way = { 0 };
      HenjiPerformanceFigure *figure = NULL;
      gboolean there;

      go_to_entry (reader, &way);
      there = go (&way, kind->paths[i], kind->list);
      if (there)
        {
          know_figure (reader, kind, kind->paths[i]);
          figure = kind->list ? read_shortest (kind, end_of (&way), reading)
                              : read_figure (kind, end_of (&way));
        }
      if (figure != NULL)
        g_ptr_array_add (reading->figures, figure);
      if (way.fault != NULL)
        tell (reader, g_steal_pointer (&way.fault));
      if (there)
        return;
    }
}

/* ---- One marketplace ------------------------------------------------------------------------- */

static void
take_health (Reader *reader, HenjiPerformance *reading)
{
  g_auto (Way) way = { 0 };
  const HenjiJsonAt *at;

  know (reader, "accountHealthRating", "accountHealthRatingStatus");
  know (reader, "accountHealthRating", "ahrStatus");
  know (reader, "accountHealthRating", "ahrScore");
  know (reader, "accountHealthRating", "reportingDateRange");
  go_to_entry (reader, &way);
  if (go (&way, "accountHealthRating", FALSE))
    {
      gint64 score;

      at = end_of (&way);
      reading->health = read_word (at, "accountHealthRatingStatus");
      if (reading->health == NULL)
        reading->health = read_word (at, "ahrStatus");
      score = henji_json_number (at, "ahrScore");
      reading->health_score = score <= 1000000 ? (int) score : -1;
    }
  if (way.fault != NULL)
    tell (reader, g_steal_pointer (&way.fault));
}

/* Objects of a type and how it stands, or types alone. */
static void
take_warnings_at (Reader *reader, const char *name, HenjiPerformance *reading)
{
  g_auto (Way) way = { 0 };
  const HenjiJsonAt *list;

  know (reader, name, NULL);
  go_to_entry (reader, &way);
  if (go (&way, name, TRUE))
    {
      list = end_of (&way);
      for (guint i = 0; i < henji_json_length (list) && reading->warnings->len < MOST_WARNINGS; i++)
        {
          JsonNode *node = json_array_get_element (json_node_get_array (list->node), i);
          HenjiPerformanceWarning warning = { NULL, NULL };

          if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
            {
              warning.type = g_strdelimit (g_strdup (json_node_get_string (node)), "\t\n", ' ');
              if (strlen (warning.type) > LONGEST_WORD)
                henji_json_fail (list, NULL, _ ("is too long"));
            }
          else
            {
              HenjiJsonAt at = henji_json_element (list, i);

              warning.type = read_word (&at, "warningType");
              if (warning.type == NULL)
                henji_json_fail (&at, "warningType", _ ("is missing"));
              warning.status = warning.type != NULL ? read_word (&at, "status") : NULL;
            }
          if (warning.type != NULL && !henji_json_failed (list))
            g_ptr_array_add (reading->warnings, g_memdup2 (&warning, sizeof warning));
          else
            {
              g_free (warning.type);
              g_free (warning.status);
            }
        }
    }
  if (way.fault != NULL)
    tell (reader, g_steal_pointer (&way.fault));
}

/* (transfer none) (nullable): that of this marketplace, made when there is none yet. */
static HenjiPerformance *
reading_of (Reader *reader, const char *id, const char *day, gint64 read_at)
{
  GPtrArray *readings = reader->report->readings;
  const HenjiSpapiMarketplace *known = henji_spapi_facts_marketplace (reader->facts, id);
  HenjiPerformance *reading;

  for (guint i = 0; i < readings->len; i++)
    {
      reading = g_ptr_array_index (readings, i);
      if (g_str_equal (reading->marketplace_id, id))
        return reading;
    }
  reading = henji_performance_create (id);
  reading->marketplace = known != NULL ? g_strdup (known->domain) : NULL;
  reading->day = g_strdup (day);
  reading->read_at = read_at;
  g_ptr_array_add (readings, reading);

  return reading;
}

/* (transfer full) (nullable): the marketplace of the entry at hand; tells what is wrong. */
static char *
read_marketplace (Reader *reader, Way *way)
{
  char *id;

  go_to_entry (reader, way);
  id = henji_json_need_text (end_of (way), "marketplaceId");
  if (id != NULL && (strlen (id) > 40 || id[strspn (id, G_CSET_A_2_Z G_CSET_DIGITS)] != '\0'))
    {
      henji_json_fail (end_of (way), "marketplaceId", _ ("is no marketplace"));
      g_clear_pointer (&id, g_free);
    }

  return id;
}

static void
take_entry (Reader *reader, GHashTable *seen, const char *day, gint64 read_at)
{
  g_auto (Way) way = { 0 };
  g_autofree char *id = read_marketplace (reader, &way);
  HenjiPerformance *reading;

  if (id != NULL && g_hash_table_contains (seen, id))
    henji_json_fail (end_of (&way), "marketplaceId", _ ("stands twice"));
  if (way.fault != NULL)
    {
      tell (reader, g_steal_pointer (&way.fault));
      return;
    }
  g_hash_table_add (seen, g_strdup (id));
  reading = reading_of (reader, id, day, read_at);
  g_hash_table_remove_all (reader->known);
  g_hash_table_remove_all (reader->inside);
  know (reader, "marketplaceId", NULL);
  for (guint i = 0; i < reader->facts->performance->kinds->len; i++)
    take_figure (reader, g_ptr_array_index (reader->facts->performance->kinds, i), reading);
  take_health (reader, reading);
  take_warnings_at (reader, "warningStates", reading);
  take_warnings_at (reader, "warningState", reading);
  {
    g_autoptr (GString) extra = g_string_new (NULL);

    keep_unknown (reader, extra, "", end_of (&way)->node);
    reading->extra = extra->len > 0 ? g_strdup (extra->str) : NULL;
  }
}

static void
take_account (Reader *reader, const char *day, gint64 read_at)
{
  g_auto (Way) way = { 0 };
  g_autofree char *id = read_marketplace (reader, &way);
  g_autofree char *status = id != NULL ? read_word (end_of (&way), "status") : NULL;

  if (way.fault != NULL)
    tell (reader, g_steal_pointer (&way.fault));
  else if (status != NULL)
    {
      HenjiPerformance *reading = reading_of (reader, id, day, read_at);

      g_free (reading->account);
      reading->account = g_steal_pointer (&status);
    }
}

/* ---- The report ------------------------------------------------------------------------------ */

/* How many entries a list of the root has; -1 with an error. */
static int
length_of (Reader *reader, const char *list, GError **error)
{
  g_autoptr (GError) fault = NULL;
  HenjiJsonAt root = henji_json_root (reader->root, &fault);
  HenjiJsonAt at = henji_json_array (&root, list);
  guint length = henji_json_length (&at);

  if (fault == NULL && length > MOST_MARKETPLACES)
    henji_json_fail (&at, NULL, _ ("has too many entries"));
  reader->list = list;
  if (fault == NULL)
    return (int) length;
  g_propagate_error (error, g_steal_pointer (&fault));

  return -1;
}

/* (transfer full): without the byte order mark that some files begin with. */
static GBytes *
without_mark (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0
             ? g_bytes_new_from_bytes (bytes, 3, length - 3)
             : g_bytes_ref (bytes);
}

gboolean
henji_performance_report_sniff (const char *head, gsize length)
{
  static const char mark[] = "\xef\xbb\xbf";
  gsize i = length >= strlen (mark) && memcmp (head, mark, strlen (mark)) == 0 ? strlen (mark) : 0;

  while (i < length && g_ascii_isspace (head[i]))
    i++;
  if (i == length || head[i] != '{')
    return FALSE;
  do
    i++;
  while (i < length && g_ascii_isspace (head[i]));

  return i < length && head[i] == '"';
}

HenjiPerformanceReport *
henji_performance_report_parse (
    const HenjiSpapiFacts *facts, GBytes *bytes, const char *day, gint64 read_at, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (HenjiPerformanceReport) report = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) inside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { .facts = facts, .known = known, .inside = inside };
  int n;

  g_return_val_if_fail (facts != NULL && bytes != NULL && day != NULL, NULL);

  text = without_mark (bytes);
  root = henji_json_parse (text, error);
  if (root == NULL)
    return NULL;
  report = henji_performance_report_new ();
  report->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_performance_unref);
  report->faults = g_ptr_array_new_with_free_func (g_free);
  reader.report = report;
  reader.root = root;

  n = length_of (&reader, "performanceMetrics", error);
  for (reader.index = 0; (int) reader.index < n; reader.index++)
    take_entry (&reader, seen, day, read_at);
  n = n >= 0 ? length_of (&reader, "accountStatuses", error) : n;
  for (reader.index = 0; (int) reader.index < n; reader.index++)
    take_account (&reader, day, read_at);
  if (n < 0)
    return NULL;
  if (report->readings->len == 0 && report->faults->len == 0
      && !json_object_has_member (json_node_get_object (root), "performanceMetrics")
      && !json_object_has_member (json_node_get_object (root), "accountStatuses"))
    {
      g_set_error_literal (error, HENJI_JSON_ERROR, HENJI_JSON_ERROR_VALUE,
                           _ ("This is no report on the seller's performance."));
      return NULL;
    }

  return g_steal_pointer (&report);
}

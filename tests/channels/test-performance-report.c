/* test-performance-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-performance-report.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define N_MUTATIONS 3000 /* of each file */

static HenjiSpapiFacts *facts;

/* (transfer full) (nullable) */
static HenjiPerformanceReport *
parse (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return henji_performance_report_parse (facts, bytes, "2026-11-27", 1000, error);
}

static char *
load (const char *name, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "performance", name, NULL);
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);

  return text;
}

static HenjiPerformanceReport *
parse_file (const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = load (name, &length);
  HenjiPerformanceReport *report = parse (text, (gssize) length, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->faults->len; i++)
    g_test_message ("%s", (char *) report->faults->pdata[i]);
  g_assert_cmpuint (report->faults->len, ==, 0);

  return report;
}

/* ---- Whole reports --------------------------------------------------------------------------- */

typedef struct
{
  const char *id;
  int rate;
  gint64 count;
  gint64 whole;
  gint64 target;
  const char *condition;
  const char *status;
  const char *from;
  const char *to;
} Want;

static void
assert_figure (const HenjiPerformance *reading, const Want *want)
{
  const HenjiPerformanceFigure *figure = henji_performance_figure (reading, want->id);

  g_test_message ("%s", want->id);
  g_assert_nonnull (figure);
  g_assert_cmpint (figure->rate, ==, want->rate);
  g_assert_cmpint (figure->count, ==, want->count);
  g_assert_cmpint (figure->whole, ==, want->whole);
  g_assert_cmpint (figure->target, ==, want->target);
  g_assert_cmpstr (figure->condition, ==, want->condition);
  g_assert_cmpstr (figure->status, ==, want->status);
  if (want->from != NULL)
    {
      g_assert_cmpstr (figure->from, ==, want->from);
      g_assert_cmpstr (figure->to, ==, want->to);
    }
}

static void
test_schema (void)
{
  /* clang-format off */
  static const Want wants[] = {
    { "order-defect", 7389, 6, 812, 10000, "LESS_THAN", "GOOD", "2026-09-11", "2026-11-09" },
    { "order-defect-feedback", -1, 4, -1, -1, NULL, "GOOD", NULL, NULL },
    { "order-defect-claim", -1, 2, -1, -1, NULL, "GOOD", NULL, NULL },
    { "order-defect-chargeback", -1, 0, -1, -1, NULL, "GOOD", NULL, NULL },
    { "order-defect-fba", 0, 0, 0, 10000, "LESS_THAN", "GOOD", NULL, NULL },
    { "late-shipment", 44888, 18, 401, 40000, "LESS_THAN", "BAD", "2026-10-25", "2026-11-23" },
    { "late-shipment-short", 21429, 3, 140, 40000, "LESS_THAN", "GOOD", "2026-11-14",
      "2026-11-23" },
    { "cancellation", 10309, 1, 97, 25000, "LESS_THAN", "GOOD", "2026-11-19", "2026-11-25" },
    { "valid-tracking", 982412, 391, 398, 950000, "GREATER_THAN", "GOOD", NULL, NULL },
    { "on-time", 963636, 371, 385, 970000, "GREATER_THAN", "GOOD", NULL, NULL },
    { "listing", -1, 2, -1, 0, "EQUALS", "BAD", "2026-05-30", "2026-11-25" },
    { "documents", -1, 0, -1, 0, "EQUALS", "GOOD", NULL, NULL },
    { "policy-warnings", -1, 0, -1, -1, NULL, NULL, NULL, NULL },
  };
  /* clang-format on */
  g_autoptr (HenjiPerformanceReport) report = parse_file ("schema.json");
  const HenjiPerformance *reading;

  g_assert_cmpuint (report->readings->len, ==, 1);
  reading = g_ptr_array_index (report->readings, 0);
  g_assert_cmpstr (reading->marketplace_id, ==, "A1VC38T7YXB528");
  g_assert_cmpstr (reading->marketplace, ==, "amazon.co.jp");
  g_assert_cmpstr (reading->day, ==, "2026-11-27");
  g_assert_cmpint (reading->read_at, ==, 1000);
  g_assert_cmpstr (reading->account, ==, "NORMAL");
  g_assert_cmpstr (reading->health, ==, "GREAT");
  g_assert_cmpint (reading->health_score, ==, 428);
  g_assert_cmpuint (reading->warnings->len, ==, 0);
  g_assert_cmpstr (reading->extra, ==, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wants); i++)
    assert_figure (reading, &wants[i]);
  g_assert_null (henji_performance_figure (reading, "on-time-units"));
  g_assert_null (henji_performance_figure (reading, "invoice-defect"));
}

static void
test_example (void)
{
  /* clang-format off */
  static const Want wants[] = {
    { "order-defect", 25000, 1, 40, 10000, "LESS_THAN", "BAD", NULL, NULL },
    { "order-defect-fba", 3279, 4, 1220, 10000, "LESS_THAN", "GOOD", NULL, NULL },
    { "order-defect-fba-feedback", -1, 3, -1, -1, NULL, "GOOD", NULL, NULL },
    { "late-shipment", 0, 0, 22, 40000, "LESS_THAN", "GOOD", NULL, NULL },
    { "cancellation", 0, 0, 9, 25000, "LESS_THAN", "GOOD", "2026-11-19", "2026-11-25" },
    { "on-time-units", 850000, 17, 20, 900000, "GREATER_THAN", "GOOD", NULL, NULL },
    { "invoice-defect", 125000, 1, 8, 50000, "LESS_THAN", "BAD", NULL, NULL },
    { "invoice-missing", -1, 1, -1, -1, NULL, "NONE", NULL, NULL },
    { "documents", -1, 1, -1, 0, "EQUALS", "BAD", NULL, NULL },
  };
  /* clang-format on */
  g_autoptr (HenjiPerformanceReport) report = parse_file ("example.json");
  const HenjiPerformance *reading;
  const HenjiPerformanceWarning *warning;

  g_assert_cmpuint (report->readings->len, ==, 3);
  reading = g_ptr_array_index (report->readings, 0);
  g_assert_cmpstr (reading->marketplace, ==, "amazon.com");
  g_assert_cmpstr (reading->account, ==, "AT_RISK");
  g_assert_cmpstr (reading->health, ==, "WARNED");
  g_assert_cmpint (reading->health_score, ==, -1);
  for (guint i = 0; i < G_N_ELEMENTS (wants); i++)
    assert_figure (reading, &wants[i]);
  g_assert_null (henji_performance_figure (reading, "on-time"));
  g_assert_null (henji_performance_figure (reading, "valid-tracking"));
  g_assert_null (henji_performance_figure (reading, "late-shipment-short"));
  g_assert_cmpuint (reading->warnings->len, ==, 1);
  warning = g_ptr_array_index (reading->warnings, 0);
  g_assert_cmpstr (warning->type, ==, "spammingSellerMessaging");
  g_assert_cmpstr (warning->status, ==, "BAD");

  reading = g_ptr_array_index (report->readings, 2);
  g_assert_cmpstr (reading->marketplace, ==, "amazon.com.mx");
  g_assert_cmpstr (reading->account, ==, "SUSPENDED");
  g_assert_cmpuint (reading->figures->len, ==, 0);
}

/* ---- One thing at a time --------------------------------------------------------------------- */

/** Row: of entries.txt or documents.txt. */
typedef struct
{
  char *text;  /* after "> " */
  char *want;  /* (nullable): after "= " */
  char *fault; /* (nullable): after "! " */
  char *extra; /* (nullable): after "+ " */
} Row;

static void
row_clear (Row *row)
{
  g_clear_pointer (&row->text, g_free);
  g_clear_pointer (&row->want, g_free);
  g_clear_pointer (&row->fault, g_free);
  g_clear_pointer (&row->extra, g_free);
}

static void
each_row (const char *name, void (*func) (const Row *row))
{
  g_autofree char *text = load (name, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Row row = { NULL };
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char **field = lines[i][0] == '>'   ? &row.text
                     : lines[i][0] == '=' ? &row.want
                     : lines[i][0] == '!' ? &row.fault
                     : lines[i][0] == '+' ? &row.extra
                                          : NULL;

      if (field != NULL)
        *field = g_strdup (strlen (lines[i]) > 2 ? lines[i] + 2 : "");
      else if (lines[i][0] == '\0' && row.text != NULL)
        {
          g_test_message ("%s", row.text);
          func (&row);
          row_clear (&row);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 20);
}

static void
add_number (GString *out, gint64 number)
{
  if (number >= 0)
    g_string_append_printf (out, " %" G_GINT64_FORMAT, number);
  else
    g_string_append (out, " -");
}

static void
check_entry (const Row *row)
{
  g_autofree char *text
      = g_strdup_printf ("{\"performanceMetrics\":[{\"marketplaceId\":\"A1VC38T7YXB528\"%s%s}]}",
                         *row->text != '\0' ? "," : "", row->text);
  g_autofree char *extra
      = row->extra != NULL ? g_strdelimit (g_strconcat (row->extra, "\n", NULL), "|", '\t') : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPerformanceReport) report = parse (text, -1, &error);
  g_autoptr (GString) have = g_string_new (NULL);
  const HenjiPerformance *reading;

  g_assert_no_error (error);
  g_assert_cmpuint (report->readings->len, ==, 1);
  reading = g_ptr_array_index (report->readings, 0);
  for (guint k = 0; k < reading->figures->len; k++)
    {
      const HenjiPerformanceFigure *figure = g_ptr_array_index (reading->figures, k);

      g_string_append_printf (have, "%s%s", have->len > 0 ? " " : "", figure->id);
      add_number (have, figure->rate);
      add_number (have, figure->count);
      add_number (have, figure->target);
      g_string_append_printf (have, " %s", figure->status != NULL ? figure->status : "-");
    }
  g_assert_cmpstr (have->str, ==, row->want != NULL ? row->want : "");
  g_assert_cmpstr (reading->extra, ==, extra);
  g_assert_cmpuint (report->faults->len, ==, row->fault != NULL);
  if (row->fault != NULL)
    {
      g_test_message ("%s", (char *) report->faults->pdata[0]);
      g_assert_nonnull (strstr (report->faults->pdata[0], row->fault));
    }
}

static void
test_entries (void)
{
  each_row ("entries.txt", check_entry);
}

static void
check_document (const Row *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPerformanceReport) report = parse (row->text, -1, &error);
  const char *fault = error != NULL             ? error->message
                      : report->faults->len > 0 ? report->faults->pdata[0]
                                                : NULL;
  g_autofree char *have = report != NULL ? g_strdup_printf ("%u", report->readings->len) : NULL;

  g_test_message ("%s", fault);
  g_assert_cmpstr (have, ==, row->want);
  g_assert_cmpint (fault != NULL, ==, row->fault != NULL);
  if (fault != NULL)
    g_assert_nonnull (strstr (fault, row->fault));
}

static void
test_documents (void)
{
  each_row ("documents.txt", check_document);
}

/* ---- Too much -------------------------------------------------------------------------------- */

static void
test_huge (void)
{
  g_autoptr (GString) many = g_string_new ("{\"performanceMetrics\":[");
  g_autoptr (GString) wide = g_string_new ("{\"performanceMetrics\":[{\"marketplaceId\":\"A1\"");
  g_autoptr (GString) long_word = g_string_new (NULL);
  g_autoptr (GString) wrong = g_string_new ("{\"performanceMetrics\":[");
  g_autofree char *word = g_strnfill (5000, 'x');
  g_autoptr (HenjiPerformanceReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const HenjiPerformance *reading;

  for (int i = 0; i < 101; i++)
    g_string_append_printf (many, "%s{\"marketplaceId\":\"A%d\"}", i > 0 ? "," : "", i);
  g_string_append (many, "]}");
  report = parse (many->str, -1, &error);
  g_assert_null (report);
  g_assert_nonnull (strstr (error->message, "too many"));
  g_clear_error (&error);

  for (int i = 0; i < 200; i++)
    g_string_append_printf (wide, ",\"u%d\":\"%.100s\"", i, word);
  g_string_append (wide, "}]}");
  report = parse (wide->str, -1, NULL);
  reading = g_ptr_array_index (report->readings, 0);
  g_assert_cmpuint (strlen (reading->extra), >, 4000);
  g_assert_cmpuint (strlen (reading->extra), <=, 8192);
  g_clear_pointer (&report, henji_performance_report_unref);

  g_string_printf (long_word,
                   "{\"performanceMetrics\":[{\"marketplaceId\":\"A1\",\"lateShipmentRate\":"
                   "{\"status\":\"%s\"},\"warningStates\":[\"%s\"]}]}",
                   word, word);
  report = parse (long_word->str, -1, NULL);
  reading = g_ptr_array_index (report->readings, 0);
  g_assert_cmpuint (reading->figures->len, ==, 0);
  g_assert_cmpuint (reading->warnings->len, ==, 0);
  g_assert_cmpuint (report->faults->len, ==, 2);
  g_clear_pointer (&report, henji_performance_report_unref);

  for (int i = 0; i < 100; i++)
    g_string_append_printf (wrong, "%s%d", i > 0 ? "," : "", i);
  g_string_append (wrong, "]}");
  report = parse (wrong->str, -1, NULL);
  g_assert_cmpuint (report->faults->len, ==, 100);
}

/* Whatever is cut off or changed is refused, told or read, never anything else. */
static void
test_mutations (void)
{
  static const char *const files[] = { "schema.json", "example.json" };

  for (guint f = 0; f < G_N_ELEMENTS (files); f++)
    {
      gsize length = 0;
      g_autofree char *sound = load (files[f], &length);

      for (gsize i = 0; i < length; i += 37)
        LLVMFuzzerTestOneInput ((const guint8 *) sound, i);
      for (int i = 0; i < N_MUTATIONS; i++)
        {
          static const char *const pieces[]
              = { "null", "[]", "{}", "-1", "1e300", "\"NaN\"", "true", "0.5", "\"2026-13-01\"" };
          g_autoptr (GString) text = g_string_new_len (sound, (gssize) length);
          gsize at = (gsize) g_test_rand_int_range (0, (gint32) length - 1);

          if (g_test_rand_bit ())
            text->str[at] = (char) g_test_rand_int_range (0, 256);
          else
            {
              /* The value after the next colon becomes another. */
              const char *colon = strchr (text->str + at, ':');
              gsize from = colon != NULL ? (gsize) (colon - text->str) + 2 : length;
              gsize to = from;

              while (to < text->len && strchr (",}]\n", text->str[to]) == NULL)
                to++;
              if (from < text->len)
                {
                  g_string_erase (text, (gssize) from, (gssize) (to - from));
                  g_string_insert (
                      text, (gssize) from,
                      pieces[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (pieces))]);
                }
            }
          LLVMFuzzerTestOneInput ((const guint8 *) text->str, text->len);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  facts = henji_spapi_facts_read (NULL, NULL);
  g_test_add_func ("/performance-report/schema", test_schema);
  g_test_add_func ("/performance-report/example", test_example);
  g_test_add_func ("/performance-report/entries", test_entries);
  g_test_add_func ("/performance-report/documents", test_documents);
  g_test_add_func ("/performance-report/huge", test_huge);
  g_test_add_func ("/performance-report/mutations", test_mutations);

  return g_test_run ();
}

/* henji-spapi-reports.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "henji-value.h"

G_BEGIN_DECLS

/* Reports API 2021-06-30: a report is asked for, made by the service in its own time, and lies as a
 * file behind a URI that is good for five minutes.
 * https://developer-docs.amazon.com/sp-api/docs/reports-api-v2021-06-30-reference */

#define HENJI_SPAPI_REPORTS "/reports/2021-06-30/reports"

typedef enum
{
  HENJI_SPAPI_REPORT_WAITING,
  HENJI_SPAPI_REPORT_DONE,
  HENJI_SPAPI_REPORT_NOTHING, /* cancelled: there is nothing to report */
  HENJI_SPAPI_REPORT_FATAL,
} HenjiSpapiReportState;

HENJI_DECLARE_VALUE (HenjiSpapiDocument, henji_spapi_document)

struct _HenjiSpapiDocument
{
  char *uri;
  gboolean gzip;
};

/* (transfer full): the body of a question for a report of a span of time; 0: an end that is not
 * named. */
char *henji_spapi_report_body (const char *type,
                               const char *const *marketplaces,
                               gint64 from,
                               gint64 until);
/* (transfer full) (nullable): the id of the report that was asked for. */
char *henji_spapi_report_created (GBytes *body, GError **error);
/* How far a report is; @document (transfer full) when it is done. */
gboolean henji_spapi_report_state (GBytes *body,
                                   HenjiSpapiReportState *state,
                                   char **document,
                                   GError **error);
/* (transfer full) */
char *henji_spapi_report_place (const char *id);
char *henji_spapi_document_place (const char *id);
/* (transfer full) (nullable): where the file lies. */
HenjiSpapiDocument *henji_spapi_document_parse (GBytes *body, GError **error);

/* (transfer full): the file in UTF-8 where the declared character set fits its bytes, else as it
 * came: whoever reads it finds out. */
GBytes *henji_spapi_document_text (GBytes *bytes, const char *charset);

G_END_DECLS

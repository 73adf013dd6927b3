/* henji-spapi-reports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-spapi-reports"

#include "config.h"

#include "henji-spapi-reports.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-charset.h"
#include "henji-json.h"

#define DOCUMENTS "/reports/2021-06-30/documents"

static void
document_clear (HenjiSpapiDocument *self)
{
  g_free (self->uri);
}

HENJI_DEFINE_VALUE (HenjiSpapiDocument, henji_spapi_document, document_clear)

char *
henji_spapi_report_body (const char *type,
                         const char *const *marketplaces,
                         gint64 from,
                         gint64 until)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (
      type != NULL && marketplaces != NULL && (from == 0 || until == 0 || from < until), NULL);

  json_builder_begin_object (builder);
  henji_json_add_text (builder, "reportType", type);
  json_builder_set_member_name (builder, "marketplaceIds");
  json_builder_begin_array (builder);
  for (guint i = 0; marketplaces[i] != NULL; i++)
    json_builder_add_string_value (builder, marketplaces[i]);
  json_builder_end_array (builder);
  if (from != 0)
    henji_json_add_instant (builder, "dataStartTime", from);
  if (until != 0)
    henji_json_add_instant (builder, "dataEndTime", until);
  json_builder_end_object (builder);

  return henji_json_written (builder);
}

/* (transfer full) (nullable): an id that may stand in a path. */
static char *
take_id (const HenjiJsonAt *at, const char *name)
{
  g_autofree char *id = henji_json_need_text (at, name);

  if (id != NULL
      && (id[strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.")] != '\0'
          || strlen (id) > 200 || strchr ("._", id[0]) != NULL))
    {
      henji_json_fail (at, name, _ ("is no id"));
      return NULL;
    }

  return g_steal_pointer (&id);
}

char *
henji_spapi_report_created (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = henji_json_parse (body, error);
  g_autoptr (GError) fault = NULL;
  char *id = NULL;

  if (root != NULL)
    {
      HenjiJsonAt at = henji_json_root (root, &fault);

      id = take_id (&at, "reportId");
    }
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));

  return id;
}

gboolean
henji_spapi_report_state (GBytes *body,
                          HenjiSpapiReportState *state,
                          char **document,
                          GError **error)
{
  g_autoptr (JsonNode) root = henji_json_parse (body, error);
  g_autoptr (GError) fault = NULL;
  g_autofree char *word = NULL;
  HenjiJsonAt at;

  g_return_val_if_fail (state != NULL && document != NULL, FALSE);

  *document = NULL;
  if (root == NULL)
    return FALSE;
  at = henji_json_root (root, &fault);
  word = henji_json_need_text (&at, "processingStatus");
  if (g_strcmp0 (word, "DONE") == 0)
    {
      *state = HENJI_SPAPI_REPORT_DONE;
      *document = take_id (&at, "reportDocumentId");
    }
  else if (g_strcmp0 (word, "CANCELLED") == 0)
    *state = HENJI_SPAPI_REPORT_NOTHING;
  else if (g_strcmp0 (word, "FATAL") == 0)
    *state = HENJI_SPAPI_REPORT_FATAL;
  else
    *state = HENJI_SPAPI_REPORT_WAITING;
  if (fault == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

char *
henji_spapi_report_place (const char *id)
{
  return g_strconcat (HENJI_SPAPI_REPORTS "/", id, NULL);
}

char *
henji_spapi_document_place (const char *id)
{
  return g_strconcat (DOCUMENTS "/", id, NULL);
}

HenjiSpapiDocument *
henji_spapi_document_parse (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = henji_json_parse (body, error);
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiSpapiDocument) document = henji_spapi_document_new ();
  g_autofree char *packing = NULL;
  HenjiJsonAt at;

  if (root == NULL)
    return NULL;
  at = henji_json_root (root, &fault);
  document->uri = henji_json_need_text (&at, "url");
  packing = henji_json_text (&at, "compressionAlgorithm");
  document->gzip = g_strcmp0 (packing, "GZIP") == 0;
  if (packing != NULL && !document->gzip)
    henji_json_fail (&at, "compressionAlgorithm", _ ("is a packing that Henji does not know"));
  if (fault == NULL)
    return g_steal_pointer (&document);

  g_propagate_error (error, g_steal_pointer (&fault));

  return NULL;
}

GBytes *
henji_spapi_document_text (GBytes *bytes, const char *charset)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  HenjiCharsetResult result = { 0 };
  char *text;

  if (henji_charset_canonical (charset) == NULL
      || g_utf8_validate ((const char *) data, length, NULL))
    return g_bytes_ref (bytes);
  text = henji_charset_decode (data, length, charset, &result);
  if (result.n_bad > 0)
    {
      g_free (text);
      return g_bytes_ref (bytes);
    }

  return g_bytes_new_take (text, strlen (text));
}

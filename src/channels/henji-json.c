/* henji-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-json"

#include "config.h"

#include "henji-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-report-fields.h"
#include "henji-time.h"

G_DEFINE_QUARK (henji - json - error - quark, henji_json_error)

JsonNode *
henji_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (!henji_json_scan (text, length, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL)
      || json_parser_get_root (parser) == NULL)
    {
      g_set_error_literal (error, HENJI_JSON_ERROR, HENJI_JSON_ERROR_SYNTAX,
                           _ ("What the marketplace sent cannot be read."));
      return NULL;
    }

  return json_node_ref (json_parser_get_root (parser));
}

/* ---- Places ---------------------------------------------------------------------------------- */

static void
append_path (GString *path, const HenjiJsonAt *at)
{
  if (at->up == NULL)
    return;

  append_path (path, at->up);
  if (at->name != NULL)
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", at->name);
  else
    g_string_append_printf (path, "[%u]", at->index);
}

void
henji_json_fail (const HenjiJsonAt *at, const char *name, const char *what)
{
  g_autoptr (GString) path = g_string_new (NULL);

  if (henji_json_failed (at))
    return;
  append_path (path, at);
  if (name != NULL)
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", name);
  g_set_error (at->fault, HENJI_JSON_ERROR, HENJI_JSON_ERROR_VALUE,
               /* Translators: where it stands, as in “orders[3].createdTime”, and what is wrong */
               _ ("“%s” %s."), path->len > 0 ? path->str : "{}", what);
}

gboolean
henji_json_failed (const HenjiJsonAt *at)
{
  return *at->fault != NULL;
}

HenjiJsonAt
henji_json_root (JsonNode *root, GError **fault)
{
  HenjiJsonAt at = { .node = root, .fault = fault };

  if (!JSON_NODE_HOLDS_OBJECT (root))
    henji_json_fail (&at, NULL, _ ("is no object"));

  return at;
}

/* (nullable): the member, if it is there and not null. */
static JsonNode *
member (const HenjiJsonAt *at, const char *name)
{
  JsonNode *node;

  if (henji_json_failed (at) || at->node == NULL || !JSON_NODE_HOLDS_OBJECT (at->node))
    return NULL;
  node = json_object_get_member (json_node_get_object (at->node), name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static HenjiJsonAt
below (const HenjiJsonAt *at, const char *name, JsonNodeType type, const char *what)
{
  HenjiJsonAt here = { .node = member (at, name), .up = at, .name = name, .fault = at->fault };

  if (here.node != NULL && json_node_get_node_type (here.node) != type)
    {
      henji_json_fail (at, name, what);
      here.node = NULL;
    }

  return here;
}

HenjiJsonAt
henji_json_object (const HenjiJsonAt *at, const char *name)
{
  return below (at, name, JSON_NODE_OBJECT, _ ("is no object"));
}

HenjiJsonAt
henji_json_array (const HenjiJsonAt *at, const char *name)
{
  return below (at, name, JSON_NODE_ARRAY, _ ("is no list"));
}

guint
henji_json_length (const HenjiJsonAt *at)
{
  return at->node != NULL && !henji_json_failed (at)
             ? json_array_get_length (json_node_get_array (at->node))
             : 0;
}

HenjiJsonAt
henji_json_element (const HenjiJsonAt *at, guint index)
{
  HenjiJsonAt here = { .up = at, .index = index, .fault = at->fault };

  here.node = json_array_get_element (json_node_get_array (at->node), index);
  if (!JSON_NODE_HOLDS_OBJECT (here.node))
    {
      henji_json_fail (&here, NULL, _ ("is no object"));
      here.node = NULL;
    }

  return here;
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* (nullable) */
static const char *
raw_text (const HenjiJsonAt *at, const char *name)
{
  JsonNode *node = member (at, name);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      henji_json_fail (at, name, _ ("is no text"));
      return NULL;
    }

  return json_node_get_string (node);
}

char *
henji_json_text (const HenjiJsonAt *at, const char *name)
{
  const char *raw = raw_text (at, name);
  char *text = raw != NULL ? g_strstrip (g_strdup (raw)) : NULL;

  for (char *p = text; p != NULL && *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) && *p != '\n')
      *p = ' ';
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

char *
henji_json_need_text (const HenjiJsonAt *at, const char *name)
{
  char *text = henji_json_text (at, name);

  if (text == NULL)
    henji_json_fail (at, name, _ ("is missing"));

  return text;
}

/* %FALSE: it is no number that a double holds. */
static gboolean
read_double (JsonNode *node, double *value)
{
  const char *text;
  char *end;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64
      || json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      *value = json_node_get_double (node);
      return TRUE;
    }
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  text = json_node_get_string (node);
  if (*text == '\0' || text[strspn (text, G_CSET_DIGITS ".eE+-")] != '\0')
    return FALSE;
  *value = g_ascii_strtod (text, &end);

  return *end == '\0';
}

gint64
henji_json_number (const HenjiJsonAt *at, const char *name)
{
  JsonNode *node = member (at, name);
  double value;

  if (node == NULL)
    return -1;
  if (read_double (node, &value) && value >= 0 && value <= 1e12 && value == (double) (gint64) value)
    return (gint64) value;
  henji_json_fail (at, name, _ ("is no quantity"));

  return -1;
}

int
henji_json_millionths (const HenjiJsonAt *at, const char *name)
{
  JsonNode *node = member (at, name);
  double value;

  if (node == NULL)
    return -1;
  if (read_double (node, &value) && value >= 0 && value <= 1)
    return (int) (value * 1e6 + 0.5);
  henji_json_fail (at, name, _ ("is no share between 0 and 1"));

  return -1;
}

int
henji_json_flag (const HenjiJsonAt *at, const char *name)
{
  JsonNode *node = member (at, name);

  if (node == NULL)
    return -1;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  henji_json_fail (at, name, _ ("is neither true nor false"));

  return -1;
}

int
henji_json_count (const HenjiJsonAt *at, const char *name)
{
  JsonNode *node = member (at, name);
  gint64 value = -1;
  guint64 parsed;

  if (node == NULL)
    return -1;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    value = json_node_get_int (node);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           && g_ascii_string_to_unsigned (json_node_get_string (node), 10, 0, G_MAXINT32, &parsed,
                                          NULL))
    value = (gint64) parsed;
  if (value < 0 || value > 1000000)
    {
      henji_json_fail (at, name, _ ("is no quantity"));
      return -1;
    }

  return (int) value;
}

gint64
henji_json_instant (const HenjiJsonAt *at, const char *name)
{
  const char *text = raw_text (at, name);
  gint64 instant = 0;

  if (text == NULL || *text == '\0')
    return 0;
  if (!henji_time_parse_rfc3339 (text, &instant))
    {
      henji_json_fail (at, name, _ ("is no time"));
      return 0;
    }

  return instant;
}

gint64
henji_json_need_instant (const HenjiJsonAt *at, const char *name)
{
  gint64 instant = henji_json_instant (at, name);

  if (instant == 0)
    henji_json_fail (at, name, _ ("is missing"));

  return instant;
}

HenjiMoney
henji_json_money (const HenjiJsonAt *at, const char *name)
{
  HenjiJsonAt here = henji_json_object (at, name);
  HenjiMoney money = HENJI_MONEY_NONE;
  const char *amount, *currency;

  if (here.node == NULL)
    return money;
  amount = raw_text (&here, "amount");
  currency = raw_text (&here, "currencyCode");
  if (amount == NULL && currency == NULL)
    return money;
  if (currency == NULL || strlen (currency) != 3 || strspn (currency, G_CSET_A_2_Z) != 3)
    henji_json_fail (&here, "currencyCode", _ ("is no currency"));
  else if (amount == NULL || !henji_report_money (amount, currency, &money))
    henji_json_fail (&here, "amount", _ ("is no amount of its currency"));

  return henji_json_failed (at) ? HENJI_MONEY_NONE : money;
}

/* ---- Writing --------------------------------------------------------------------------------- */

void
henji_json_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

void
henji_json_add_instant (JsonBuilder *builder, const char *name, gint64 instant)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = henji_time_format_rfc3339 (instant, utc);

  henji_json_add_text (builder, name, text);
}

char *
henji_json_written (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

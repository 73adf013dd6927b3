/* henji-spapi-messaging.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-spapi-messaging"

#include "config.h"

#include "henji-spapi-messaging.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-json.h"
#include "henji-message-action.h"
#include "henji-order.h"

char *
henji_spapi_messaging_place (const char *order_id, const char *marketplace)
{
  g_return_val_if_fail (henji_order_id_is_valid (order_id) && marketplace != NULL, NULL);

  return g_strdup_printf ("/messaging/v1/orders/%s?marketplaceIds=%s", order_id, marketplace);
}

static HenjiMessageAction *
find (GPtrArray *actions, const char *id)
{
  for (guint i = 0; i < actions->len; i++)
    {
      HenjiMessageAction *action = g_ptr_array_index (actions, i);

      if (g_str_equal (action->id, id))
        return action;
    }

  return NULL;
}

static void
add (const HenjiSpapiFacts *facts, GPtrArray *actions, const char *id, char *place)
{
  const HenjiMessageAction *known = g_hash_table_lookup (facts->messages, id);
  HenjiMessageAction *action;

  if (find (actions, id) != NULL)
    {
      g_free (place);
      return;
    }
  action = henji_message_action_new ();
  action->id = g_strdup (id);
  action->place = place;
  if (known != NULL)
    {
      action->known = TRUE;
      action->title_ja = g_strdup (known->title_ja);
      action->title_en = g_strdup (known->title_en);
      action->text = known->text;
      action->attachments = known->attachments;
      action->links = known->links;
      action->dates = known->dates;
    }
  g_ptr_array_add (actions, action);
}

/* The name of a link, which is the action's id. */
static char *
link_name (const HenjiJsonAt *link)
{
  g_autofree char *name = henji_json_text (link, "name");

  return name != NULL && strlen (name) <= 100
                 && name[strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.")] == '\0'
             ? g_steal_pointer (&name)
             : NULL;
}

static gboolean
is_host_of_service (const HenjiSpapiFacts *facts, const char *host)
{
  GHashTableIter iter;
  gpointer known;

  g_hash_table_iter_init (&iter, facts->hosts);
  while (g_hash_table_iter_next (&iter, NULL, &known))
    if (g_strcmp0 (known, host) == 0)
      return TRUE;

  return FALSE;
}

/* (transfer full) (nullable): where a link leads: to a message of this very order at the service,
 * else nowhere. */
static char *
link_place (const HenjiSpapiFacts *facts, const char *order_id, const HenjiJsonAt *link)
{
  g_autofree char *href = henji_json_text (link, "href");
  g_autofree char *begin = g_strdup_printf ("/messaging/v1/orders/%s/messages/", order_id);
  g_autoptr (GUri) base = g_uri_parse ("https://service.invalid/", G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) uri
      = href != NULL ? g_uri_parse_relative (base, href, G_URI_FLAGS_ENCODED, NULL) : NULL;
  const char *rest;

  if (uri == NULL || !g_str_equal (g_uri_get_scheme (uri), "https")
      || g_uri_get_userinfo (uri) != NULL || g_uri_get_port (uri) != -1
      || (g_strcmp0 (g_uri_get_host (uri), "service.invalid") != 0
          && !is_host_of_service (facts, g_uri_get_host (uri)))
      || !g_str_has_prefix (g_uri_get_path (uri), begin))
    return NULL;
  rest = g_uri_get_path (uri) + strlen (begin);
  if (*rest == '\0' || rest[strspn (rest, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_")] != '\0')
    return NULL;

  return g_uri_get_query (uri) != NULL
             ? g_strconcat (g_uri_get_path (uri), "?", g_uri_get_query (uri), NULL)
             : NULL;
}

/* A schema that allows a shorter text than the operation does. It describes; one that is odd is no
 * fault. */
static void
take_limit (HenjiMessageAction *action, const HenjiJsonAt *embedded)
{
  g_autoptr (GError) odd = NULL;
  HenjiJsonAt at = { .node = embedded->node, .fault = &odd };
  HenjiJsonAt inner = henji_json_object (&at, "_embedded");
  HenjiJsonAt schema = henji_json_object (&inner, "schema");
  HenjiJsonAt properties = henji_json_object (&schema, "properties");
  HenjiJsonAt text = henji_json_object (&properties, "text");
  HenjiJsonAt raw = henji_json_object (&properties, "rawMessageBody");
  int longest = henji_json_count (text.node != NULL ? &text : &raw, "maxLength");

  if (odd == NULL && longest > 0 && longest < action->text)
    action->text = longest;
}

/* What is said of an action beside its link: that it is not offered now, and how long its text may
 * be. */
static void
take_description (GPtrArray *actions, const HenjiJsonAt *embedded)
{
  HenjiJsonAt links = henji_json_object (embedded, "_links");
  HenjiJsonAt self = henji_json_object (&links, "self");
  g_autofree char *name = link_name (&self);
  g_autofree char *reason = henji_json_text (embedded, "disabledReason");
  HenjiMessageAction *action = name != NULL ? find (actions, name) : NULL;
  int disabled = henji_json_flag (embedded, "disabled");

  if (action == NULL)
    return;
  take_limit (action, embedded);
  if (action->disabled != NULL || disabled == 0)
    return;
  if (reason != NULL)
    action->disabled = g_steal_pointer (&reason);
  else if (disabled == 1)
    action->disabled = g_strdup (_ ("The marketplace gives no reason."));
}

GPtrArray *
henji_spapi_messaging_parse (const HenjiSpapiFacts *facts,
                             const char *order_id,
                             GBytes *body,
                             GError **error)
{
  g_autoptr (GPtrArray) actions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_message_action_unref);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) fault = NULL;
  HenjiJsonAt at, links, offered, embedded, described;

  g_return_val_if_fail (facts != NULL && order_id != NULL && body != NULL, NULL);

  root = henji_json_parse (body, error);
  if (root == NULL)
    return NULL;
  at = henji_json_root (root, &fault);
  links = henji_json_object (&at, "_links");
  if (links.node == NULL)
    henji_json_fail (&at, "_links", _ ("is missing"));
  offered = henji_json_array (&links, "actions");
  for (guint i = 0; i < henji_json_length (&offered); i++)
    {
      HenjiJsonAt link = henji_json_element (&offered, i);
      g_autofree char *name = link_name (&link);

      if (name != NULL)
        add (facts, actions, name, link_place (facts, order_id, &link));
    }
  embedded = henji_json_object (&at, "_embedded");
  described = henji_json_array (&embedded, "actions");
  for (guint i = 0; i < henji_json_length (&described); i++)
    {
      HenjiJsonAt one = henji_json_element (&described, i);

      take_description (actions, &one);
    }
  if (fault == NULL)
    return g_steal_pointer (&actions);

  g_propagate_error (error, g_steal_pointer (&fault));

  return NULL;
}

/* ---- The buyer's language -------------------------------------------------------------------- */

char *
henji_spapi_attributes_place (const char *order_id, const char *marketplace)
{
  g_return_val_if_fail (henji_order_id_is_valid (order_id) && marketplace != NULL, NULL);

  return g_strdup_printf ("/messaging/v1/orders/%s/attributes?marketplaceIds=%s", order_id,
                          marketplace);
}

char *
henji_spapi_attributes_parse (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = henji_json_parse (body, error);
  g_autoptr (GError) fault = NULL;
  g_autofree char *locale = NULL;
  HenjiJsonAt at, buyer;

  if (root == NULL)
    return NULL;
  at = henji_json_root (root, &fault);
  buyer = henji_json_object (&at, "buyer");
  locale = henji_json_text (&buyer, "locale");
  if (fault == NULL)
    return g_steal_pointer (&locale);

  g_propagate_error (error, g_steal_pointer (&fault));

  return NULL;
}

/* ---- Attached files -------------------------------------------------------------------------- */

static void
upload_clear (HenjiUpload *self)
{
  g_free (self->id);
  g_free (self->uri);
  g_strfreev (self->headers);
}

HENJI_DEFINE_VALUE (HenjiUpload, henji_upload, upload_clear)

char *
henji_spapi_upload_place (const char *message,
                          const char *marketplace,
                          GBytes *file,
                          const char *content_type)
{
  g_autoptr (GChecksum) md5 = g_checksum_new (G_CHECKSUM_MD5);
  guint8 digest[16];
  gsize length, size = sizeof digest;
  const guchar *data = g_bytes_get_data (file, &length);
  g_autofree char *sum = NULL;
  g_autofree char *escaped_sum = NULL;
  g_autofree char *escaped_type = g_uri_escape_string (content_type, NULL, FALSE);

  g_checksum_update (md5, data, (gssize) length);
  g_checksum_get_digest (md5, digest, &size);
  sum = g_base64_encode (digest, size);
  escaped_sum = g_uri_escape_string (sum, NULL, FALSE);

  return g_strdup_printf ("/uploads/2020-11-01/uploadDestinations%.*s"
                          "?marketplaceIds=%s&contentMD5=%s&contentType=%s",
                          (int) strcspn (message, "?"), message, marketplace, escaped_sum,
                          escaped_type);
}

/* What no answer may set: where the request goes, how long it is, who we are. */
static gboolean
is_header (const char *name, const char *value)
{
  static const char *const ours[]
      = { "host",   "content-length", "transfer-encoding", "connection", "x-amz-access-token",
          "expect", "cookie" };

  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    if (g_ascii_strcasecmp (name, ours[i]) == 0)
      return FALSE;

  return *name != '\0' && strlen (name) <= 100 && strlen (value) <= 2000
         && name[strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_")] == '\0'
         && g_str_is_ascii (value) && strpbrk (value, "\r\n") == NULL;
}

static char **
take_headers (const HenjiJsonAt *headers)
{
  g_autoptr (GStrvBuilder) taken = g_strv_builder_new ();
  JsonObjectIter iter;
  const char *name;

  if (headers->node == NULL)
    return g_strv_builder_end (taken);
  json_object_iter_init (&iter, json_node_get_object (headers->node));
  while (json_object_iter_next (&iter, &name, NULL))
    {
      g_autofree char *value = henji_json_text (headers, name);

      if (value == NULL)
        continue;
      if (!is_header (name, value))
        {
          henji_json_fail (headers, name, _ ("is no header that Henji sends"));
          break;
        }
      g_strv_builder_add (taken, name);
      g_strv_builder_add (taken, value);
    }

  return g_strv_builder_end (taken);
}

HenjiUpload *
henji_spapi_upload_parse (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = henji_json_parse (body, error);
  g_autoptr (HenjiUpload) upload = henji_upload_new ();
  g_autoptr (GError) fault = NULL;
  HenjiJsonAt at, payload, headers;
  const HenjiJsonAt *from;

  if (root == NULL)
    return NULL;
  at = henji_json_root (root, &fault);
  payload = henji_json_object (&at, "payload");
  from = payload.node != NULL ? &payload : &at;
  upload->id = henji_json_need_text (from, "uploadDestinationId");
  upload->uri = henji_json_need_text (from, "url");
  headers = henji_json_object (from, "headers");
  upload->headers = take_headers (&headers);
  if (fault == NULL)
    return g_steal_pointer (&upload);

  g_propagate_error (error, g_steal_pointer (&fault));

  return NULL;
}

/* ---- A message ------------------------------------------------------------------------------- */

char *
henji_spapi_message_body (const HenjiMessageAction *action,
                          const char *text,
                          const GPtrArray *uploads,
                          const char *const *names,
                          gint64 from,
                          gint64 until)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (action != NULL && text != NULL && uploads != NULL, NULL);

  json_builder_begin_object (builder);
  if (action->text > 0)
    henji_json_add_text (builder, "text", text);
  if (uploads->len > 0)
    {
      json_builder_set_member_name (builder, "attachments");
      json_builder_begin_array (builder);
      for (guint i = 0; i < uploads->len; i++)
        {
          json_builder_begin_object (builder);
          henji_json_add_text (builder, "uploadDestinationId",
                               ((HenjiUpload *) g_ptr_array_index (uploads, i))->id);
          henji_json_add_text (builder, "fileName", names[i]);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  if (from != 0)
    henji_json_add_instant (builder, "coverageStartDate", from);
  if (until != 0)
    henji_json_add_instant (builder, "coverageEndDate", until);
  json_builder_end_object (builder);

  return henji_json_written (builder);
}

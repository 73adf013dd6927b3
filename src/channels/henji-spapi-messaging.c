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
add (const HenjiSpapiFacts *facts, GPtrArray *actions, const char *id)
{
  const HenjiMessageAction *known = g_hash_table_lookup (facts->messages, id);
  HenjiMessageAction *action;

  if (find (actions, id) != NULL)
    return;
  action = henji_message_action_new ();
  action->id = g_strdup (id);
  if (known != NULL)
    {
      action->known = TRUE;
      action->title_ja = g_strdup (known->title_ja);
      action->title_en = g_strdup (known->title_en);
      action->text = known->text;
      action->attachments = known->attachments;
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

/* An action that is offered, but not now. */
static void
take_disabled (GPtrArray *actions, const HenjiJsonAt *embedded)
{
  HenjiJsonAt links = henji_json_object (embedded, "_links");
  HenjiJsonAt self = henji_json_object (&links, "self");
  g_autofree char *name = link_name (&self);
  g_autofree char *reason = henji_json_text (embedded, "disabledReason");
  HenjiMessageAction *action = name != NULL ? find (actions, name) : NULL;

  if (action != NULL && reason != NULL && action->disabled == NULL)
    action->disabled = g_steal_pointer (&reason);
}

GPtrArray *
henji_spapi_messaging_parse (const HenjiSpapiFacts *facts, GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) actions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_message_action_unref);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) fault = NULL;
  HenjiJsonAt at, links, offered, embedded, described;

  g_return_val_if_fail (facts != NULL && body != NULL, NULL);

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
        add (facts, actions, name);
    }
  embedded = henji_json_object (&at, "_embedded");
  described = henji_json_array (&embedded, "actions");
  for (guint i = 0; i < henji_json_length (&described); i++)
    {
      HenjiJsonAt one = henji_json_element (&described, i);

      take_disabled (actions, &one);
    }
  if (fault == NULL)
    return g_steal_pointer (&actions);

  g_propagate_error (error, g_steal_pointer (&fault));

  return NULL;
}

/* henji-message-action.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-message-action.h"

#include <string.h>

static void
action_clear (HenjiMessageAction *self)
{
  g_free (self->id);
  g_free (self->title_ja);
  g_free (self->title_en);
  g_free (self->place);
  g_free (self->disabled);
}

HENJI_DEFINE_VALUE (HenjiMessageAction, henji_message_action, action_clear)

static const char *const ids[] = { "none", "some", "needed" };

const char *
henji_attachments_id (HenjiAttachments attachments)
{
  g_return_val_if_fail ((guint) attachments < G_N_ELEMENTS (ids), ids[0]);

  return ids[attachments];
}

gboolean
henji_attachments_from_id (const char *id, HenjiAttachments *attachments)
{
  g_return_val_if_fail (attachments != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (ids[i], id) == 0)
      {
        *attachments = (HenjiAttachments) i;
        return TRUE;
      }

  return FALSE;
}

/* ---- What a text may not hold ---------------------------------------------------------------- */

static gboolean
is_blank (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text == '\0';
}

/* "<b", "</b", "<!": what a browser would take for a tag; "&amp;" and "&#39;" likewise. */
static gboolean
has_html (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      gsize length;

      if (*p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!'))
        return TRUE;
      if (*p != '&')
        continue;
      length = strspn (p + 1, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "#");
      if (length > 1 && length < 12 && p[1 + length] == ';')
        return TRUE;
    }

  return FALSE;
}

#define HOST_SIGNS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_."

/* Something before an "@", and a name with a dot in it behind. */
static gboolean
has_address (const char *text)
{
  for (const char *at = strchr (text, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      g_autofree char *host = g_strndup (at + 1, strspn (at + 1, HOST_SIGNS));
      const char *dot = strchr (host, '.');

      if (at > text && strchr (HOST_SIGNS "+", at[-1]) != NULL && dot != NULL && dot > host
          && g_ascii_isalnum (dot[1]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_link (const char *text)
{
  g_autofree char *small = g_ascii_strdown (text, -1);

  return strstr (small, "://") != NULL || strstr (small, "www.") != NULL
         || strstr (small, "mailto:") != NULL;
}

HenjiMessageFault
henji_message_action_check (const HenjiMessageAction *self, const char *text)
{
  g_autofree char *plain = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, HENJI_MESSAGE_FAULT_EMPTY);

  if (self->text == 0)
    return is_blank (text) ? HENJI_MESSAGE_FAULT_NONE : HENJI_MESSAGE_FAULT_NO_TEXT;
  if (is_blank (text))
    return HENJI_MESSAGE_FAULT_EMPTY;
  if (g_utf8_strlen (text, -1) > self->text)
    return HENJI_MESSAGE_FAULT_TOO_LONG;

  /* Full-width signs are read as what they look like. */
  plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (has_html (plain))
    return HENJI_MESSAGE_FAULT_HTML;
  if (has_address (plain))
    return HENJI_MESSAGE_FAULT_ADDRESS;

  return !self->links && has_link (plain) ? HENJI_MESSAGE_FAULT_LINK : HENJI_MESSAGE_FAULT_NONE;
}

/* henji-scan-burst.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-scan-burst"

#include "config.h"

#include "henji-scan-burst.h"

#define MAX_LENGTH 64

void
henji_scan_burst_clear (HenjiScanBurst *self)
{
  g_return_if_fail (self != NULL);

  if (self->keys != NULL)
    g_string_free (self->keys, TRUE);
  self->keys = NULL;
}

guint
henji_scan_burst_key (HenjiScanBurst *self, guint keyval, GdkModifierType state, guint32 time)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  g_return_val_if_fail (self != NULL, 0);

  if (self->keys == NULL)
    self->keys = g_string_new (NULL);
  /* Shift comes with every capital. */
  if (c == 0)
    return 0;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || c < 0x20 || c > 0x7e)
    {
      g_string_truncate (self->keys, 0);
      return 0;
    }
  if (time - self->last > HENJI_SCAN_GAP || self->keys->len >= MAX_LENGTH)
    g_string_truncate (self->keys, 0);
  self->last = time;
  g_string_append_c (self->keys, (char) c);

  return (guint) self->keys->len;
}

/* Letters, digits and hyphens, enough of them, not one key that was held. */
static gboolean
is_code (const char *keys)
{
  guint digits = 0, length = 0;
  gboolean differ = FALSE;

  for (const char *p = keys; *p != '\0'; p++, length++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-')
        return FALSE;
      digits += g_ascii_isdigit (*p);
      differ = differ || *p != keys[0];
    }

  return length >= HENJI_SCAN_LENGTH && digits >= HENJI_SCAN_DIGITS && differ;
}

char *
henji_scan_burst_enter (HenjiScanBurst *self, guint32 time)
{
  g_autofree char *code = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->keys == NULL)
    return NULL;
  if (time - self->last <= HENJI_SCAN_GAP && is_code (self->keys->str))
    code = g_strdup (self->keys->str);
  g_string_truncate (self->keys, 0);

  return g_steal_pointer (&code);
}

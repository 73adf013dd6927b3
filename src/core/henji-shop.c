/* henji-shop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-shop.h"

#include <string.h>

static void
return_address_clear (HenjiReturnAddress *self)
{
  g_free (self->marketplace);
  g_clear_pointer (&self->ja, henji_address_unref);
  g_clear_pointer (&self->en, henji_address_unref);
}

static void
shop_clear (HenjiShop *self)
{
  g_free (self->uuid);
  g_free (self->name_ja);
  g_free (self->name_en);
  g_free (self->signature_ja);
  g_free (self->signature_en);
  g_free (self->zone);
  g_free (self->rma_prefix);
  g_free (self->registration);
  g_free (self->closing_days);
  g_clear_pointer (&self->open_days, henji_open_days_unref);
  g_strfreev (self->own_addresses);
  g_clear_pointer (&self->return_addresses, g_ptr_array_unref);
}

HENJI_DEFINE_VALUE (HenjiReturnAddress, henji_return_address, return_address_clear)
HENJI_DEFINE_VALUE (HenjiShop, henji_shop, shop_clear)

const HenjiAddress *
henji_shop_return_address (const HenjiShop *self, const char *marketplace, HenjiLanguage language)
{
  const HenjiReturnAddress *found = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->return_addresses != NULL && i < self->return_addresses->len; i++)
    {
      const HenjiReturnAddress *address = g_ptr_array_index (self->return_addresses, i);

      if (found == NULL || g_strcmp0 (address->marketplace, marketplace) == 0)
        found = address;
    }

  if (found == NULL)
    return NULL;
  if (language == HENJI_LANGUAGE_JA)
    return found->ja != NULL ? found->ja : found->en;

  return found->en != NULL ? found->en : found->ja;
}

const char *
henji_shop_name (const HenjiShop *self, HenjiLanguage language)
{
  const char *name;

  g_return_val_if_fail (self != NULL, "");

  name = language == HENJI_LANGUAGE_JA ? self->name_ja : self->name_en;
  if (name == NULL || *name == '\0')
    name = language == HENJI_LANGUAGE_JA ? self->name_en : self->name_ja;

  return name != NULL ? name : "";
}

gboolean
henji_registration_is_valid (const char *text)
{
  if (text == NULL || *text != 'T' || strlen (text) != 14)
    return FALSE;

  for (const char *p = text + 1; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      return FALSE;

  return TRUE;
}

char *
henji_registration_parse (const char *typed)
{
  g_autofree char *wide = NULL;
  g_autoptr (GString) plain = g_string_new (NULL);

  g_return_val_if_fail (typed != NULL, NULL);

  wide = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *p = wide; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_DASH_PUNCTUATION && c != 0x30FC
          && c != 0x2212)
        g_string_append_unichar (plain, c == 't' ? 'T' : c);
    }

  return henji_registration_is_valid (plain->str) ? g_string_free (g_steal_pointer (&plain), FALSE)
                                                  : NULL;
}

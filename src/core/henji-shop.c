/* henji-shop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-shop.h"

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

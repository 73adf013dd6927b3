/* henji-address-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-address"

#include "config.h"

#include "henji-address-change.h"

#include "henji-fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
change_clear (HenjiAddressChange *self)
{
  g_clear_pointer (&self->was, henji_address_parts_unref);
  g_clear_pointer (&self->is, henji_address_parts_unref);
  for (guint i = 0; i < HENJI_N_ADDRESS_FAULTS; i++)
    g_free (self->sentences[i]);
  g_clear_pointer (&self->check, henji_postal_check_unref);
}

HENJI_DEFINE_VALUE (HenjiAddressChange, henji_address_change, change_clear)

const char *
henji_part_change_id (HenjiPartChange change)
{
  static const char *const ids[] = { "none", "same", "changed", "added", "missing", "unsure" };

  g_return_val_if_fail ((guint) change < G_N_ELEMENTS (ids), "");

  return ids[change];
}

const char *
henji_address_fault_id (HenjiAddressFault fault)
{
  static const char *const ids[HENJI_N_ADDRESS_FAULTS]
      = { "country",   "no-code",    "code-shape", "code-region", "code-place",
          "code-kept", "code-alone", "no-city",    "no-street",   "no-number" };

  g_return_val_if_fail ((guint) fault < HENJI_N_ADDRESS_FAULTS, "");

  return ids[fault];
}

static HenjiPartChange
compare_part (const HenjiAddressParts *was, const HenjiAddressParts *is, HenjiAddressPart part)
{
  const char *old = was->parts[part];
  const char *new = is->parts[part];
  g_autofree char *old_key = NULL;
  g_autofree char *new_key = NULL;

  if (old == NULL || new == NULL)
    return old == new ? HENJI_PART_NONE : old == NULL ? HENJI_PART_ADDED : HENJI_PART_MISSING;

  old_key = henji_address_part_key (was->country, part, old);
  new_key = henji_address_part_key (is->country, part, new);
  if (g_str_equal (old_key, new_key))
    return HENJI_PART_SAME;
  /* Codes and the names of regions are known in any script. */
  if (part == HENJI_ADDRESS_CODE
      || (henji_address_region (was->country, old) != NULL
          && henji_address_region (is->country, new) != NULL && part == HENJI_ADDRESS_STATE))
    return HENJI_PART_CHANGED;

  return henji_fold_has_cjk (old_key) != henji_fold_has_cjk (new_key) ? HENJI_PART_UNSURE
                                                                      : HENJI_PART_CHANGED;
}

/* ---- What does not fit ----------------------------------------------------------------------- */

static void G_GNUC_PRINTF (3, 4)
    fault (HenjiAddressChange *self, HenjiAddressFault fault, const char *format, ...)
{
  va_list args;

  self->faults |= 1u << fault;
  va_start (args, format);
  self->sentences[fault] = g_strdup_vprintf (format, args);
  va_end (args);
}

static gboolean
code_has_shape (const char *country, const char *code)
{
  return g_str_equal (country, "JP")
             ? g_regex_match_simple ("^[0-9]{3}-[0-9]{4}$", code, 0, 0)
             : g_regex_match_simple ("^[0-9]{5}(?:-?[0-9]{4})?$", code, 0, 0);
}

/* (transfer full): "愛知県・三重県", or "Aichi, Mie" for an address in Latin letters */
static char *
name_regions (const char *country, const char *const *regions, gboolean latin)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; regions[i] != NULL; i++)
    {
      const char *english = henji_address_region_english (country, regions[i]);

      if (out->len > 0)
        g_string_append (out, latin ? ", " : "・");
      g_string_append (out, latin && english != NULL ? english : regions[i]);
    }

  return g_string_free (out, FALSE);
}

static void
check_code (HenjiAddressChange *self, const HenjiPostal *postal)
{
  const char *country = self->is->country;
  const char *code = self->is->parts[HENJI_ADDRESS_CODE];
  const char *state = self->is->parts[HENJI_ADDRESS_STATE];
  const char *region = henji_address_region (country, state);
  const char *const *regions;
  g_autofree char *names = NULL;

  if (code == NULL)
    {
      fault (self, HENJI_ADDRESS_FAULT_NO_CODE, _ ("The new address has no postal code."));
      return;
    }
  if (!code_has_shape (country, code))
    {
      fault (self, HENJI_ADDRESS_FAULT_CODE_SHAPE, _ ("“%s” is no postal code."), code);
      return;
    }

  if (self->check != NULL && self->check->sentence != NULL)
    fault (self, HENJI_ADDRESS_FAULT_CODE_PLACE, "%s", self->check->sentence);
  /* The list knows better than its prefixes. */
  if (self->check != NULL && self->check->places->len > 0)
    return;
  regions = henji_postal_regions (postal, country, code);
  if (regions == NULL || region == NULL || g_strv_contains (regions, region))
    return;
  names = name_regions (country, regions, !henji_fold_has_cjk (state));
  fault (self, HENJI_ADDRESS_FAULT_CODE_REGION,
         _ ("Postal codes beginning with %.3s belong to %s, but the address says %s."), code, names,
         state);
}

static void
check_change_of_code (HenjiAddressChange *self)
{
  const HenjiPartChange *changes = self->changes;
  gboolean moved = changes[HENJI_ADDRESS_STATE] == HENJI_PART_CHANGED
                   || changes[HENJI_ADDRESS_CITY] == HENJI_PART_CHANGED;

  if (changes[HENJI_ADDRESS_CODE] == HENJI_PART_SAME && moved)
    fault (self, HENJI_ADDRESS_FAULT_CODE_KEPT,
           _ ("The city has changed, but the postal code is still the old one."));
  if (changes[HENJI_ADDRESS_CODE] == HENJI_PART_CHANGED
      && changes[HENJI_ADDRESS_CITY] == HENJI_PART_SAME
      && changes[HENJI_ADDRESS_STREET] == HENJI_PART_SAME)
    fault (self, HENJI_ADDRESS_FAULT_CODE_ALONE,
           _ ("Only the postal code has changed; city and street are the old ones."));
}

static void
check_places (HenjiAddressChange *self)
{
  const char *street = self->is->parts[HENJI_ADDRESS_STREET];
  gboolean numbered = FALSE;

  if (self->is->parts[HENJI_ADDRESS_CITY] == NULL)
    fault (self, HENJI_ADDRESS_FAULT_NO_CITY, _ ("No city was found in the new address."));
  if (street == NULL)
    {
      fault (self, HENJI_ADDRESS_FAULT_NO_STREET, _ ("No street was found in the new address."));
      return;
    }

  for (const char *p = street; *p != '\0' && !numbered; p = g_utf8_next_char (p))
    numbered = g_unichar_isdigit (g_utf8_get_char (p));
  numbered = numbered || g_regex_match_simple ("[一二三四五六七八九十](?:丁目|番)", street, 0, 0);
  if (!numbered)
    fault (self, HENJI_ADDRESS_FAULT_NO_NUMBER, _ ("The new address has no house number: “%s”."),
           street);
}

HenjiAddressChange *
henji_address_compare (HenjiAddressParts *was,
                       HenjiAddressParts *is,
                       const HenjiPostal *postal,
                       const HenjiPostalCodes *codes)
{
  HenjiAddressChange *self;

  g_return_val_if_fail (was != NULL && is != NULL && postal != NULL, NULL);

  self = henji_address_change_new ();
  self->was = henji_address_parts_ref (was);
  self->is = henji_address_parts_ref (is);
  self->check = codes != NULL ? henji_postal_check (codes, is) : NULL;
  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    self->changes[i] = compare_part (was, is, i);

  if (*was->country != '\0' && *is->country != '\0' && !g_str_equal (was->country, is->country))
    fault (self, HENJI_ADDRESS_FAULT_COUNTRY, _ ("The new address is in another country."));
  if (g_str_equal (is->country, "JP") || g_str_equal (is->country, "US"))
    {
      check_code (self, postal);
      check_change_of_code (self);
      check_places (self);
    }

  return self;
}

gboolean
henji_address_change_is_any (const HenjiAddressChange *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    if (self->changes[i] > HENJI_PART_SAME)
      return TRUE;

  return FALSE;
}

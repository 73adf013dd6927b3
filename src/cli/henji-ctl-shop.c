/* henji-ctl-shop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <string.h>

#include "henji-demo.h"

/* Values are immutable, so the shop is read into lines "key=value", changed there and made anew. */

static const char *const address_fields[] = { "name",  "organisation", "line1",
                                              "line2", "line3",        "city",
                                              "state", "postal-code",  "country" };

static char **
address_field (HenjiAddress *address, guint i)
{
  char **const fields[] = { &address->name,  &address->organisation, &address->line1,
                            &address->line2, &address->line3,        &address->city,
                            &address->state, &address->postal_code,  &address->country };

  return fields[i];
}

static void
put (GHashTable *lines, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    g_hash_table_insert (lines, g_strdup (key), g_strdup (value));
}

static void
put_address (GHashTable *lines,
             const char *marketplace,
             const char *language,
             HenjiAddress *address)
{
  for (guint i = 0; address != NULL && i < G_N_ELEMENTS (address_fields); i++)
    {
      g_autofree char *key
          = g_strdup_printf ("return-address/%s/%s/%s", marketplace, language, address_fields[i]);

      put (lines, key, *address_field (address, i));
    }
}

static GHashTable *
lines_of_shop (const HenjiShop *shop)
{
  GHashTable *lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *jpy = g_strdup_printf ("%" G_GINT64_FORMAT, shop->cheap_limit_jpy.minor);
  g_autofree char *usd
      = g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", shop->cheap_limit_usd.minor / 100,
                         (int) (shop->cheap_limit_usd.minor % 100));

  put (lines, "name/ja", shop->name_ja);
  put (lines, "name/en", shop->name_en);
  put (lines, "signature/ja", shop->signature_ja);
  put (lines, "signature/en", shop->signature_en);
  put (lines, "zone", shop->zone);
  put (lines, "rma-prefix", shop->rma_prefix);
  put (lines, "registration-number", shop->registration);
  put (lines, "closing-days", shop->closing_days);
  put (lines, "cheap-limit/JPY", jpy);
  put (lines, "cheap-limit/USD", usd);
  for (guint i = 0; shop->return_addresses != NULL && i < shop->return_addresses->len; i++)
    {
      HenjiReturnAddress *address = g_ptr_array_index (shop->return_addresses, i);

      put_address (lines, address->marketplace, "ja", address->ja);
      put_address (lines, address->marketplace, "en", address->en);
    }

  return lines;
}

static HenjiReturnAddress *
return_address_for (GPtrArray *addresses, const char *marketplace)
{
  HenjiReturnAddress *address;

  for (guint i = 0; i < addresses->len; i++)
    {
      address = g_ptr_array_index (addresses, i);
      if (g_str_equal (address->marketplace, marketplace))
        return address;
    }

  address = henji_return_address_new ();
  address->marketplace = g_strdup (marketplace);
  g_ptr_array_add (addresses, address);

  return address;
}

/* "return-address/amazon.co.jp/ja/line1" */
static gboolean
take_address (GPtrArray *addresses, const char *key, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", -1);
  HenjiReturnAddress *address;
  HenjiAddress **language;

  if (g_strv_length (parts) != 4 || *parts[1] == '\0'
      || (!g_str_equal (parts[2], "ja") && !g_str_equal (parts[2], "en")))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (address_fields); i++)
    if (g_str_equal (parts[3], address_fields[i]))
      {
        address = return_address_for (addresses, parts[1]);
        language = g_str_equal (parts[2], "ja") ? &address->ja : &address->en;
        if (*language == NULL)
          *language = henji_address_new ();
        *address_field (*language, i) = g_strdup (value);
        return TRUE;
      }

  return FALSE;
}

static gboolean
take_line (HenjiShop *shop, const char *key, const char *value)
{
  const char *const keys[]
      = { "name/ja", "name/en", "signature/ja", "signature/en", "zone", "rma-prefix" };
  char **const fields[] = { &shop->name_ja,      &shop->name_en, &shop->signature_ja,
                            &shop->signature_en, &shop->zone,    &shop->rma_prefix };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (key, keys[i]))
      {
        *fields[i] = g_strdup (value);
        return TRUE;
      }
  if (g_str_equal (key, "registration-number"))
    return (shop->registration = henji_registration_parse (value)) != NULL;
  if (g_str_equal (key, "closing-days"))
    {
      g_autoptr (HenjiOpenDays) days = henji_open_days_parse (value, NULL, NULL);

      shop->closing_days = days != NULL ? g_strdup (value) : NULL;
      return days != NULL;
    }
  if (g_str_equal (key, "cheap-limit/JPY"))
    return henji_money_parse (value, "JPY", &shop->cheap_limit_jpy);
  if (g_str_equal (key, "cheap-limit/USD"))
    return henji_money_parse (value, "USD", &shop->cheap_limit_usd);

  return g_str_has_prefix (key, "return-address/")
         && take_address (shop->return_addresses, key, value);
}

static HenjiShop *
shop_of_lines (GHashTable *lines, const HenjiShop *old)
{
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  GHashTableIter iter;
  gpointer key, value;

  shop->row = old->row;
  shop->uuid = g_strdup (old->uuid);
  shop->own_addresses = g_strdupv (old->own_addresses);
  shop->return_addresses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_address_unref);
  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!take_line (shop, key, value))
      {
        henji_ctl_say ("“%s=%s” is not understood", (char *) key, (char *) value);
        return NULL;
      }

  return g_steal_pointer (&shop);
}

static void
print_shop (HenjiCtl *ctl, GHashTable *lines)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (lines), (GCompareFunc) strcmp);
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *value = g_hash_table_lookup (lines, l->data);

      henji_ctl_member_string (builder, l->data, value);
      if (!ctl->json)
        g_print ("%s=%s\n", (char *) l->data, value);
    }
  json_builder_end_object (builder);
  if (ctl->json)
    henji_ctl_print (builder);
  else
    g_object_unref (builder);
}

static HenjiCtlExit
run_shop (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiShop) old = NULL;
  g_autoptr (HenjiShop) shop = NULL;
  g_autoptr (GHashTable) lines = NULL;

  if (!henji_ctl_take_option (&argc, argv, "--set", sets) || !henji_ctl_no_options (argc, argv)
      || argc != 0)
    return henji_ctl_usage ("shop");

  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  old = henji_desk_shop (ctl->desk, &error);
  if (old == NULL)
    return henji_ctl_fail (error);

  lines = lines_of_shop (old);
  for (guint i = 0; i < sets->len; i++)
    {
      const char *set = g_ptr_array_index (sets, i);
      const char *equals = strchr (set, '=');
      g_autofree char *key = equals != NULL ? g_strndup (set, equals - set) : NULL;

      if (key == NULL)
        return henji_ctl_usage ("shop");
      if (equals[1] == '\0')
        g_hash_table_remove (lines, key);
      else
        put (lines, key, equals + 1);
    }
  if (sets->len > 0)
    {
      shop = shop_of_lines (lines, old);
      if (shop == NULL)
        return HENJI_CTL_REFUSED;
      if (!henji_desk_set_shop (ctl->desk, shop, &error))
        return henji_ctl_fail (error);
      /* As it was understood. */
      g_hash_table_unref (lines);
      lines = lines_of_shop (shop);
    }
  print_shop (ctl, lines);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_sample (HenjiCtl *ctl, int argc, char **argv)
{
  HenjiCtlExit status;
  HenjiCaseQuery query = { .tab = HENJI_TAB_ALL, .kind = -1, .language = -1 };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  status = henji_ctl_begin (ctl, "sample", argc, argv, 0, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;

  rows = henji_desk_case_rows (ctl->desk, &query, NULL, &error);
  if (rows == NULL)
    return henji_ctl_fail (error);
  if (rows->len > 0)
    {
      henji_ctl_say ("%s holds cases already; the sample shop wants an empty folder",
                     henji_desk_dir (ctl->desk));
      return HENJI_CTL_REFUSED;
    }

  return henji_demo_fill (ctl->desk, &error) ? HENJI_CTL_FINE : henji_ctl_fail (error);
}

const HenjiCtlVerb henji_ctl_shop_verbs[] = {
  { "sample", "", run_sample },
  { "shop", "[--set KEY=VALUE]…", run_shop },
  { NULL },
};

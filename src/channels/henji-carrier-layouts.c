/* henji-carrier-layouts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-carrier-layouts"

#include "config.h"

#include "henji-carrier-layouts.h"

#include "henji-carriers-resource.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE_FOLDER "/io/github/henji/Henji/carriers/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): names of built-in files and of the seller's, each once. */
static GPtrArray *
file_names (const char *own_folder)
{
  g_auto (GStrv) built_in
      = g_resource_enumerate_children (henji_carriers_get_resource (), RESOURCE_FOLDER, 0, NULL);
  g_autoptr (GDir) dir = own_folder != NULL ? g_dir_open (own_folder, 0, NULL) : NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  for (guint i = 0; built_in != NULL && built_in[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (built_in[i]));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, ".ini")
        && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

/* (transfer full) (nullable) */
static HenjiCarrierLayout *
read_own (const char *own_folder, const char *name, GPtrArray *faults)
{
  g_autofree char *path = g_build_filename (own_folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  HenjiCarrierLayout *layout;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  layout = henji_carrier_layout_parse (text, length, name, &error);
  if (error != NULL && faults != NULL)
    g_ptr_array_add (faults, g_strdup (error->message));

  return layout;
}

static HenjiCarrierLayout *
read_built_in (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (henji_carriers_get_resource (), path, 0, NULL);
  g_autoptr (GError) error = NULL;
  HenjiCarrierLayout *layout;
  const char *text;
  gsize length;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  layout = henji_carrier_layout_parse (text, length, name, &error);
  if (error != NULL)
    g_critical ("A built-in carrier profile is broken: %s", error->message);

  return layout;
}

GPtrArray *
henji_carrier_layouts (const char *own_folder, GPtrArray *faults)
{
  g_autoptr (GPtrArray) names = file_names (own_folder);
  GPtrArray *layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_carrier_layout_unref);

  for (guint i = 0; i < names->len; i++)
    {
      HenjiCarrierLayout *layout
          = own_folder != NULL ? read_own (own_folder, names->pdata[i], faults) : NULL;

      if (layout == NULL)
        layout = read_built_in (names->pdata[i]);
      if (layout != NULL)
        g_ptr_array_add (layouts, layout);
    }

  return layouts;
}

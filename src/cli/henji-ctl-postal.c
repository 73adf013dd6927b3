/* henji-ctl-postal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Japan Post's list of postal codes: loaded, looked at, asked.
 */
#include "config.h"

#include "henji-ctl.h"

#include <unistd.h>

#include "henji-desk-postal.h"

static void
print_state (HenjiCtl *ctl, const HenjiPostalCodes *codes)
{
  const HenjiPostalSource *source = henji_desk_postal_source (ctl->desk);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      if (codes == NULL)
        g_print ("No list is loaded. It is found at %s\n", source->page);
      else
        g_print ("%u codes of %u places, list of %s, from %s\n", henji_postal_codes_n_codes (codes),
                 henji_postal_codes_n_places (codes),
                 henji_postal_codes_date (codes) != NULL ? henji_postal_codes_date (codes) : "–",
                 henji_postal_codes_source (codes));
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_boolean (builder, "loaded", codes != NULL);
  if (codes != NULL)
    {
      henji_ctl_member_count (builder, "codes", henji_postal_codes_n_codes (codes));
      henji_ctl_member_count (builder, "places", henji_postal_codes_n_places (codes));
      henji_ctl_member_count (builder, "rough", henji_postal_codes_n_rough (codes));
      henji_ctl_member_string (builder, "date", henji_postal_codes_date (codes));
      henji_ctl_member_string (builder, "source", henji_postal_codes_source (codes));
      henji_ctl_member_time (builder, "loaded_at", henji_postal_codes_taken_at (codes),
                             henji_desk_zone (ctl->desk));
    }
  henji_ctl_member_string (builder, "page", source->page);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
finish (HenjiCtl *ctl, HenjiPostalCodes *codes, const GError *error)
{
  if (codes == NULL)
    return henji_ctl_fail (error);
  print_state (ctl, codes);
  henji_postal_codes_unref (codes);

  return HENJI_CTL_FINE;
}

/* On a terminal only. */
static void
progress (HenjiPostalStep step, gint64 done, gint64 total, gpointer data)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r%s %" G_GINT64_FORMAT " / %" G_GINT64_FORMAT " kB ",
                step == HENJI_POSTAL_STEP_DOWNLOAD ? "download" : "read", done / 1024,
                MAX (total, done) / 1024);
}

static void
end_progress (void)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\n");
}

static HenjiCtlExit
run_load (HenjiCtl *ctl, const char *path)
{
  g_autoptr (GError) error = NULL;
  HenjiPostalCodes *codes
      = path != NULL ? henji_desk_load_postal (ctl->desk, path, progress, NULL, NULL, &error)
                     : henji_desk_download_postal (ctl->desk, progress, NULL, NULL, &error);

  end_progress ();

  return finish (ctl, codes, error);
}

static HenjiCtlExit
run_status (HenjiCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) codes = henji_desk_postal_codes (ctl->desk, &error);

  if (error != NULL)
    return henji_ctl_fail (error);
  print_state (ctl, codes);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_remove (HenjiCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) codes = henji_desk_remove_postal (ctl->desk, &error);

  if (error != NULL)
    return henji_ctl_fail (error);
  print_state (ctl, NULL);

  return HENJI_CTL_FINE;
}

static void
check_object (JsonBuilder *builder, const HenjiPostalCheck *check)
{
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "verdict", henji_postal_verdict_id (check->verdict));
  henji_ctl_member_string (builder, "sentence", check->sentence);
  json_builder_set_member_name (builder, "places");
  json_builder_begin_array (builder);
  for (guint i = 0; i < check->places->len; i++)
    {
      const HenjiPostalPlace *place = check->places->pdata[i];

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "code", place->code);
      henji_ctl_member_string (builder, "prefecture", place->prefecture);
      henji_ctl_member_string (builder, "city", place->city);
      henji_ctl_member_string (builder, "town", place->town);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "complete");
  json_builder_begin_object (builder);
  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    if (check->parts[i] != NULL)
      henji_ctl_member_string (builder, henji_address_part_id (i), check->parts[i]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

void
henji_ctl_member_postal (JsonBuilder *builder, const char *name, const HenjiPostalCheck *check)
{
  json_builder_set_member_name (builder, name);
  check_object (builder, check);
}

static void
print_check (HenjiCtl *ctl, const HenjiPostalCheck *check)
{
  JsonBuilder *builder;

  if (!ctl->json)
    {
      for (guint i = 0; i < check->places->len; i++)
        {
          const HenjiPostalPlace *place = check->places->pdata[i];

          g_print ("%s %s %s %s\n", place->code, place->prefecture, place->city, place->town);
        }
      if (check->proposal != NULL)
        g_print ("+ %s\n", check->proposal);
      return;
    }
  builder = json_builder_new ();
  check_object (builder, check);
  henji_ctl_print (builder);
}

/* "150-0001", "150-0001 東京都渋谷区神宮前1-2-3", "- 東京都渋谷区神宮前1-2-3" */
static HenjiCtlExit
run_check (HenjiCtl *ctl, const char *code, const char *line)
{
  g_autoptr (HenjiAddress) address = henji_address_new ();
  g_autoptr (HenjiPostalCheck) check = NULL;
  g_autoptr (HenjiPostalCodes) codes = NULL;
  g_autoptr (GError) error = NULL;

  codes = henji_desk_postal_codes (ctl->desk, &error);
  if (error != NULL)
    return henji_ctl_fail (error);
  if (codes == NULL)
    {
      henji_ctl_say ("no list of postal codes is loaded: “postal load” or “postal download”");
      return HENJI_CTL_REFUSED;
    }
  if (!g_str_equal (code, "-"))
    address->postal_code = g_strdup (code);
  address->line1 = g_strdup (line);
  address->country = g_strdup ("JP");
  check = henji_desk_check_postal (ctl->desk, address);
  print_check (ctl, check);

  if (check->sentence == NULL)
    return HENJI_CTL_FINE;
  henji_ctl_say ("%s", check->sentence);

  return HENJI_CTL_REFUSED;
}

static HenjiCtlExit
run_postal (HenjiCtl *ctl, int argc, char **argv)
{
  const char *what = argc > 0 ? argv[0] : "";
  gboolean load = g_str_equal (what, "load"), check = g_str_equal (what, "check");
  gboolean writes = load || g_str_equal (what, "download") || g_str_equal (what, "remove");
  HenjiCtlExit status;

  /* A code that is missing is written "-", which is no option. */
  if (!henji_ctl_no_options (argc, argv) || (!writes && !check && !g_str_equal (what, "status"))
      || (load    ? argc != 2
          : check ? argc < 2 || argc > 3
                  : argc != 1))
    return henji_ctl_usage ("postal");

  status = henji_ctl_open (ctl, writes ? HENJI_DESK_READ_WRITE : HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  if (load || g_str_equal (what, "download"))
    return run_load (ctl, load ? argv[1] : NULL);
  if (check)
    return run_check (ctl, argv[1], argc > 2 ? argv[2] : NULL);

  return g_str_equal (what, "remove") ? run_remove (ctl) : run_status (ctl);
}

const HenjiCtlVerb henji_ctl_postal_verbs[] = {
  { "postal", "load FILE | download | status | remove | check CODE [ADDRESS]", run_postal },
  { NULL },
};

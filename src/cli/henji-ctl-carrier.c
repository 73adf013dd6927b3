/* henji-ctl-carrier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files for carriers' programs: written, listed, deleted.
 */
#include "config.h"

#include "henji-ctl.h"

#include <stdlib.h>
#include <string.h>

#include "henji-desk-carrier.h"
#include "henji-time.h"

/* ---- Writing --------------------------------------------------------------------------------- */

static void
print_fault (HenjiCtl *ctl, const HenjiCarrierSheet *sheet, const HenjiCarrierFault *fault)
{
  const HenjiCarrierColumn *column = sheet->layout->columns->pdata[fault->column];
  g_autofree char *place = NULL;
  JsonBuilder *builder;

  if (!ctl->json)
    {
      place = henji_carrier_sheet_place (sheet, fault->row, fault->column);
      henji_ctl_say ("%s: %s", place, fault->sentence);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "fault", henji_carrier_fault_id (fault->kind));
  henji_ctl_member_count (builder, "row", fault->row + 1);
  henji_ctl_member_count (builder, "column", column->number);
  henji_ctl_member_string (builder, "title", column->title);
  henji_ctl_member_string (builder, "text",
                           henji_carrier_sheet_cell (sheet, fault->row, fault->column));
  if (fault->letter != 0)
    {
      char letter[7] = "";
      g_autofree char *code = g_strdup_printf ("U+%04X", fault->letter);

      g_unichar_to_utf8 (fault->letter, letter);
      henji_ctl_member_string (builder, "letter", letter);
      henji_ctl_member_string (builder, "code", code);
    }
  henji_ctl_member_string (builder, "sentence", fault->sentence);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static void
print_file (HenjiCtl *ctl, const HenjiCarrierFile *file)
{
  static const char *const states[] = { "there", "gone", "changed" };
  const char *state = states[henji_desk_carrier_file_state (file)];
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_autofree char *date = henji_date_of (file->at, henji_desk_zone (ctl->desk));

      g_print ("%" G_GINT64_FORMAT "  %s  %s  %s  %d rows  %s  %s  %s\n", file->row, date,
               file->layout, henji_parcel_kind_id (file->kind), file->parcels,
               file->phones > 0 ? "with phones" : "no phones", state, file->path);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_count (builder, "id", file->row);
  henji_ctl_member_string (builder, "file", file->path);
  henji_ctl_member_string (builder, "carrier", file->layout);
  henji_ctl_member_string (builder, "kind", henji_parcel_kind_id (file->kind));
  henji_ctl_member_count (builder, "rows", file->parcels);
  henji_ctl_member_count (builder, "phones", file->phones);
  henji_ctl_member_time (builder, "written_at", file->at, henji_desk_zone (ctl->desk));
  henji_ctl_member_string (builder, "state", state);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

/* "2:16=山田太郎" */
static gboolean
parse_edits (GPtrArray *typed, GPtrArray *edits)
{
  for (guint i = 0; i < typed->len; i++)
    {
      char *text = typed->pdata[i], *end;
      guint64 row = g_ascii_strtoull (text, &end, 10);
      guint64 column;

      if (end == text || *end != ':')
        return FALSE;
      text = end + 1;
      column = g_ascii_strtoull (text, &end, 10);
      if (end == text || *end != '=' || row < 1 || row > G_MAXINT || column < 1
          || column > G_MAXINT)
        return FALSE;
      g_ptr_array_add (edits,
                       henji_carrier_edit_new ((guint) row - 1, (guint) column - 1, end + 1));
    }

  return TRUE;
}

static gboolean
date_is_fine (const char *date)
{
  return date == NULL || henji_date_is_valid (date);
}

/** Wish: what the command line says. */
typedef struct
{
  char *carrier, *kind, *output, *ship_date, *delivery_date, *slot, *contents, *phone;
  gboolean phones, replace;
  GPtrArray *answers; /* "freight=01" */
  GPtrArray *edits;   /* (element-type HenjiCarrierEdit) */
} Wish;

/* (transfer full) (nullable): of the cases named, with @error. */
static GPtrArray *
find_parcels (HenjiCtl *ctl, int argc, char **argv, HenjiParcelKind kind, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < argc; i++)
    {
      gint64 row = henji_desk_find_case (ctl->desk, argv[i], error);

      if (row == 0)
        return NULL;
      g_array_append_val (rows, row);
    }

  return henji_desk_parcels (ctl->desk, (const gint64 *) rows->data, rows->len, kind, error);
}

/* What is said now goes before what was said once, and is not kept. */
static gboolean
take_answers (const Wish *wish, const HenjiCarrierLayout *layout, GHashTable *answers)
{
  for (guint i = 0; i < wish->answers->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (wish->answers->pdata[i], "=", 2);
      gboolean known = FALSE;

      for (guint j = 0; j < layout->asks->len && g_strv_length (parts) == 2; j++)
        known |= g_str_equal (((HenjiCarrierChoice *) layout->asks->pdata[j])->id, parts[0]);
      if (!known)
        {
          henji_ctl_say ("“%s” is nothing that this carrier asks for",
                         (char *) wish->answers->pdata[i]);
          return FALSE;
        }
      g_hash_table_insert (answers, g_strdup (parts[0]), g_strdup (parts[1]));
    }

  return TRUE;
}

/* What to look at before the file is used. */
static void
print_notes (HenjiCtl *ctl, const GPtrArray *parcels)
{
  for (guint i = 0; i < parcels->len; i++)
    {
      const HenjiParcel *parcel = parcels->pdata[i];
      JsonBuilder *builder;

      if (parcel->note == NULL)
        continue;
      if (!ctl->json)
        {
          henji_ctl_say ("row %u: %s", i + 1, parcel->note);
          continue;
        }
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "note", parcel->note);
      henji_ctl_member_count (builder, "row", i + 1);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }
}

static HenjiCtlExit
write_file (HenjiCtl *ctl, const Wish *wish, HenjiParcelKind kind, int argc, char **argv)
{
  HenjiCarrierLayout *layout = henji_desk_carrier (ctl->desk, wish->carrier);
  g_autofree char *today = henji_date_of (henji_desk_now (ctl->desk), henji_desk_zone (ctl->desk));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parcels = NULL;
  g_autoptr (GHashTable) answers = NULL;
  g_autoptr (HenjiCarrierSheet) sheet = NULL;
  g_autoptr (HenjiCarrierFile) file = NULL;
  HenjiCarrierOptions options = { .kind = kind,
                                  .today = today,
                                  .ship_date = wish->ship_date,
                                  .delivery_date = wish->delivery_date,
                                  .slot = wish->slot,
                                  .contents = wish->contents,
                                  .phones = wish->phones };

  if (layout == NULL)
    {
      henji_ctl_say ("no carrier is called “%s”; see “henjictl carrier-file carriers”",
                     wish->carrier);
      return HENJI_CTL_REFUSED;
    }
  if (wish->slot != NULL && !henji_carrier_layout_has_slot (layout, wish->slot))
    {
      henji_ctl_say ("“%s” is no delivery time of this carrier", wish->slot);
      return HENJI_CTL_REFUSED;
    }
  if (wish->phone != NULL && !henji_desk_set_carrier_phone (ctl->desk, wish->phone, &error))
    return henji_ctl_fail (error);
  parcels = find_parcels (ctl, argc, argv, kind, &error);
  answers = parcels != NULL ? henji_desk_carrier_answers (ctl->desk, layout, &error) : NULL;
  if (answers == NULL)
    return henji_ctl_fail (error);
  if (!take_answers (wish, layout, answers))
    return HENJI_CTL_REFUSED;
  options.answers = answers;

  print_notes (ctl, parcels);
  sheet = henji_carrier_sheet_make (layout, parcels, &options, wish->edits);
  for (guint i = 0; i < sheet->faults->len; i++)
    print_fault (ctl, sheet, sheet->faults->pdata[i]);
  if (sheet->faults->len > 0)
    {
      henji_ctl_say ("nothing was written; mend these with --set ROW:COLUMN=TEXT (%u)",
                     sheet->faults->len);
      return HENJI_CTL_REFUSED;
    }
  file = henji_desk_save_carrier_file (ctl->desk, sheet, parcels, wish->output, wish->replace,
                                       &error);
  if (file == NULL)
    return henji_ctl_fail (error);
  print_file (ctl, file);

  return HENJI_CTL_FINE;
}

/* ---- Listing and deleting -------------------------------------------------------------------- */

static HenjiCtlExit
run_carriers (HenjiCtl *ctl)
{
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_FACTS_ONLY);
  GPtrArray *layouts;

  if (status != HENJI_CTL_FINE)
    return status;
  layouts = henji_desk_carriers (ctl->desk);
  for (guint i = 0; i < layouts->len; i++)
    {
      const HenjiCarrierLayout *layout = layouts->pdata[i];
      JsonBuilder *builder;

      if (!ctl->json)
        {
          g_print ("%-16s %3u columns  %-6s %s\n", layout->id, layout->columns->len,
                   layout->charset, henji_carrier_layout_title (layout, HENJI_LANGUAGE_EN));
          continue;
        }
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "carrier", layout->id);
      henji_ctl_member_string (builder, "title",
                               henji_carrier_layout_title (layout, HENJI_LANGUAGE_EN));
      henji_ctl_member_string (builder, "title_ja",
                               henji_carrier_layout_title (layout, HENJI_LANGUAGE_JA));
      henji_ctl_member_count (builder, "columns", layout->columns->len);
      henji_ctl_member_string (builder, "charset", layout->charset);
      henji_ctl_member_boolean (builder, "verified", layout->verified);
      henji_ctl_member_string (builder, "source", layout->source);
      henji_ctl_member_string (builder, "checked", layout->checked);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_list (HenjiCtl *ctl)
{
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;

  if (status != HENJI_CTL_FINE)
    return status;
  files = henji_desk_carrier_files (ctl->desk, &error);
  if (files == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < files->len; i++)
    print_file (ctl, files->pdata[i]);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_delete (HenjiCtl *ctl, int argc, char **argv, gboolean all, gboolean forget)
{
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  if (status != HENJI_CTL_FINE)
    return status;
  for (int i = 0; i < argc; i++)
    {
      gint64 row;

      if (!g_ascii_string_to_signed (argv[i], 10, 1, G_MAXINT64, &row, NULL))
        return henji_ctl_usage ("carrier-file");
      g_array_append_val (rows, row);
    }
  if (all)
    {
      g_autoptr (GPtrArray) files = henji_desk_carrier_files (ctl->desk, &error);

      if (files == NULL)
        return henji_ctl_fail (error);
      for (guint i = 0; i < files->len; i++)
        g_array_append_val (rows, ((HenjiCarrierFile *) files->pdata[i])->row);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GError) fault = NULL;
      gint64 row = g_array_index (rows, gint64, i);

      if (!(forget ? henji_desk_forget_carrier_file (ctl->desk, row, &fault)
                   : henji_desk_delete_carrier_file (ctl->desk, row, &fault)))
        status = henji_ctl_fail (fault);
    }

  return status;
}

static HenjiCtlExit
run_write (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) typed = g_ptr_array_new ();
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_carrier_edit_free);
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();
  Wish wish = { .answers = answers, .edits = edits };
  HenjiParcelKind kind;
  HenjiCtlExit status;

  wish.phones = henji_ctl_take_flag (&argc, argv, "--phone");
  wish.replace = henji_ctl_take_flag (&argc, argv, "--replace");
  if (!henji_ctl_take_one (&argc, argv, "--carrier", &wish.carrier)
      || !henji_ctl_take_one (&argc, argv, "--kind", &wish.kind)
      || !henji_ctl_take_one (&argc, argv, "--output", &wish.output)
      || !henji_ctl_take_one (&argc, argv, "--ship-date", &wish.ship_date)
      || !henji_ctl_take_one (&argc, argv, "--delivery-date", &wish.delivery_date)
      || !henji_ctl_take_one (&argc, argv, "--slot", &wish.slot)
      || !henji_ctl_take_one (&argc, argv, "--contents", &wish.contents)
      || !henji_ctl_take_one (&argc, argv, "--shop-phone", &wish.phone)
      || !henji_ctl_take_option (&argc, argv, "--answer", answers)
      || !henji_ctl_take_option (&argc, argv, "--set", typed) || !henji_ctl_no_options (argc, argv)
      || argc == 0 || wish.carrier == NULL || wish.kind == NULL || wish.output == NULL
      || !henji_parcel_kind_from_id (wish.kind, &kind) || !date_is_fine (wish.ship_date)
      || !date_is_fine (wish.delivery_date) || !parse_edits (typed, edits))
    return henji_ctl_usage ("carrier-file");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);

  return status == HENJI_CTL_FINE ? write_file (ctl, &wish, kind, argc, argv) : status;
}

static HenjiCtlExit
run_carrier_file (HenjiCtl *ctl, int argc, char **argv)
{
  const char *verb = argc > 0 ? argv[0] : "";

  if (g_str_equal (verb, "carriers") && argc == 1)
    return run_carriers (ctl);
  if (g_str_equal (verb, "list") && argc == 1)
    return run_list (ctl);
  if (g_str_equal (verb, "delete"))
    {
      gboolean all = henji_ctl_take_flag (&argc, argv, "--all");
      gboolean forget = henji_ctl_take_flag (&argc, argv, "--forget");

      if (!henji_ctl_no_options (argc, argv) || (argc > 1) == all)
        return henji_ctl_usage ("carrier-file");
      return run_delete (ctl, argc - 1, argv + 1, all, forget);
    }

  return run_write (ctl, argc, argv);
}

const HenjiCtlVerb henji_ctl_carrier_verbs[] = {
  { "carrier-file",
    "--carrier CARRIER --kind return|resend --output FILE.csv [--phone] [--replace] "
    "[--ship-date DATE] [--delivery-date DATE] [--slot CODE] [--contents TEXT] "
    "[--shop-phone NUMBER] [--answer NAME=TEXT]… [--set ROW:COLUMN=TEXT]… CASE… | carriers | list "
    "| delete ID…|--all [--forget]",
    run_carrier_file },
  { NULL },
};

/* henji-ctl-costs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <string.h>

#include "henji-desk-playbook.h"

static void
print_book (HenjiCtl *ctl, const HenjiCostBook *book, GHashTable *costs)
{
  static const char *const currencies[] = { "JPY", "USD" };
  JsonBuilder *builder = json_builder_new ();
  GHashTableIter iter;
  gpointer sku, cost;

  json_builder_begin_object (builder);
  for (guint c = 0; c < G_N_ELEMENTS (currencies); c++)
    {
      json_builder_set_member_name (builder, currencies[c]);
      json_builder_begin_object (builder);
      for (guint i = 0; i < HENJI_N_RATES; i++)
        henji_ctl_member_count (builder, henji_rate_id (i),
                                henji_cost_book_rate (book, currencies[c], i));
      json_builder_end_object (builder);
    }
  json_builder_set_member_name (builder, "items");
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, costs);
  while (g_hash_table_iter_next (&iter, &sku, &cost))
    henji_ctl_member_money (builder, sku, *(HenjiMoney *) cost);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  if (ctl->json)
    {
      henji_ctl_print (builder);
      return;
    }

  g_object_unref (builder);
  for (guint c = 0; c < G_N_ELEMENTS (currencies); c++)
    for (guint i = 0; i < HENJI_N_RATES; i++)
      g_print ("%s.%s=%" G_GINT64_FORMAT "\n", currencies[c], henji_rate_id (i),
               henji_cost_book_rate (book, currencies[c], i));
  g_print ("%u items\n", g_hash_table_size (costs));
}

/* "JPY.ship-out=650" or "risk.damaged.partial=5" */
static HenjiCostBook *
with_line (const HenjiCostBook *book, const char *line)
{
  g_autofree char *text = henji_cost_book_to_text (book);
  g_autofree char *joined = g_strconcat (text, line, "\n", NULL);
  g_autoptr (HenjiCostBook) nothing = henji_cost_book_parse (NULL);
  g_autoptr (HenjiCostBook) alone = henji_cost_book_parse (line);
  g_autofree char *said = henji_cost_book_to_text (alone);
  const char *equals = strchr (line, '=');

  if (*said != '\0')
    return henji_cost_book_parse (joined);
  /* The default itself says nothing. */
  for (guint i = 0; equals != NULL && equals - line > 4 && i < HENJI_N_RATES; i++)
    {
      g_autofree char *currency = g_strndup (line, 3);
      g_autofree char *rate = g_strndup (line + 4, equals - line - 4);
      g_autofree char *value
          = g_strdup_printf ("%" G_GINT64_FORMAT, henji_cost_book_default (currency, i));

      if (g_str_equal (henji_rate_id (i), rate) && g_str_equal (value, equals + 1))
        return henji_cost_book_parse (joined);
    }

  return NULL;
}

static HenjiCtlExit
import_costs (HenjiCtl *ctl, const char *path, const char *currency)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCostImport) import
      = henji_desk_import_item_costs (ctl->desk, path, currency, &error);
  JsonBuilder *builder;

  if (import == NULL)
    return henji_ctl_fail (error);

  for (guint i = 0; i < import->faults->len; i++)
    henji_ctl_say ("%s", (char *) import->faults->pdata[i]);
  if (ctl->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      henji_ctl_member_count (builder, "new", import->n_new);
      henji_ctl_member_count (builder, "changed", import->n_changed);
      henji_ctl_member_count (builder, "same", import->n_same);
      henji_ctl_member_count (builder, "refused", import->faults->len);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }
  else
    g_print ("%u new, %u changed, %u the same, %u refused\n", import->n_new, import->n_changed,
             import->n_same, import->faults->len);

  return import->faults->len > 0 ? HENJI_CTL_REFUSED : HENJI_CTL_FINE;
}

static HenjiCtlExit
run_costs (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  g_autoptr (HenjiCostBook) book = NULL;
  g_autoptr (GHashTable) costs = NULL;
  g_autoptr (GError) error = NULL;
  char *path;
  char *currency;
  HenjiCtlExit status;

  if (!henji_ctl_take_option (&argc, argv, "--set", sets)
      || !henji_ctl_take_one (&argc, argv, "--import", &path)
      || !henji_ctl_take_one (&argc, argv, "--currency", &currency)
      || !henji_ctl_no_options (argc, argv) || argc != 0 || (path != NULL && sets->len > 0))
    return henji_ctl_usage ("costs");
  if (currency == NULL)
    currency = (char *) "JPY";
  if (henji_cost_book_default (currency, HENJI_RATE_FEE) < 0)
    {
      henji_ctl_say ("“%s” is not JPY or USD", currency);
      return HENJI_CTL_USAGE;
    }

  status = henji_ctl_open (ctl, path != NULL || sets->len > 0 ? HENJI_DESK_READ_WRITE
                                                              : HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  if (path != NULL)
    return import_costs (ctl, path, currency);

  book = henji_desk_cost_book (ctl->desk, &error);
  costs = book != NULL ? henji_desk_item_costs (ctl->desk, &error) : NULL;
  if (costs == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < sets->len; i++)
    {
      HenjiCostBook *next = with_line (book, sets->pdata[i]);

      if (next == NULL)
        {
          henji_ctl_say ("“%s” is nothing that the shop reckons with", (char *) sets->pdata[i]);
          return HENJI_CTL_REFUSED;
        }
      henji_cost_book_unref (book);
      book = next;
    }
  if (sets->len > 0 && !henji_desk_set_cost_book (ctl->desk, book, &error))
    return henji_ctl_fail (error);
  print_book (ctl, book, costs);

  return HENJI_CTL_FINE;
}

const HenjiCtlVerb henji_ctl_cost_verbs[] = {
  { "costs", "[--set NAME=VALUE]… | --import FILE [--currency JPY|USD]", run_costs },
  { NULL },
};

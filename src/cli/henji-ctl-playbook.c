/* henji-ctl-playbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <string.h>

#include "henji-desk-address.h"
#include "henji-desk-playbook.h"

/* The title of a thing that has one in both languages. */
static void
member_words (JsonBuilder *builder, const char *name, char *const *words)
{
  json_builder_set_member_name (builder, name);
  if (words[HENJI_LANGUAGE_JA] == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "ja", words[HENJI_LANGUAGE_JA]);
  henji_ctl_member_string (builder, "en", words[HENJI_LANGUAGE_EN]);
  json_builder_end_object (builder);
}

static void
add_steps (JsonBuilder *builder, const HenjiPath *path)
{
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < path->steps->len; i++)
    {
      const HenjiStep *step = &g_array_index (path->steps, HenjiStep, i);
      const HenjiQuestion *question = henji_playbook_question (path->playbook, step->question);
      const HenjiAnswer *answer = step->answer >= 0 ? question->answers->pdata[step->answer] : NULL;

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", question->id);
      member_words (builder, "title", question->title);
      henji_ctl_member_string (builder, "state", henji_step_state_id (step->state));
      henji_ctl_member_string (builder, "answer", answer != NULL ? answer->id : NULL);
      json_builder_set_member_name (builder, "answers");
      json_builder_begin_array (builder);
      for (guint j = 0; j < question->answers->len; j++)
        json_builder_add_string_value (builder, ((HenjiAnswer *) question->answers->pdata[j])->id);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static HenjiMoney
money_of (gint64 minor, const char *currency)
{
  HenjiMoney money = { minor, "" };

  g_strlcpy (money.currency, currency, sizeof money.currency);

  return money;
}

static void
add_cost (JsonBuilder *builder, const HenjiCost *cost)
{
  json_builder_set_member_name (builder, "cost");
  if (*cost->currency == '\0')
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  henji_ctl_member_money (builder, "low", money_of (cost->low, cost->currency));
  henji_ctl_member_money (builder, "high", money_of (cost->high, cost->currency));
  henji_ctl_member_money (builder, "refund_low", money_of (cost->refund_low, cost->currency));
  henji_ctl_member_money (builder, "refund_high", money_of (cost->refund_high, cost->currency));
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cost->lines->len; i++)
    {
      const HenjiCostLine *line = &g_array_index (cost->lines, HenjiCostLine, i);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", henji_figure_id (line->figure));
      henji_ctl_member_count (builder, "low", line->low);
      henji_ctl_member_count (builder, "high", line->high);
      json_builder_set_member_name (builder, "percent");
      if (line->percent >= 0)
        json_builder_add_int_value (builder, line->percent);
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* What the reply would be: the clauses that are on, the fields in use, what is still open. */
static gboolean
add_end (HenjiCtl *ctl,
         JsonBuilder *builder,
         const HenjiCaseDetail *detail,
         const HenjiPath *path,
         guint index,
         GError **error)
{
  const HenjiPathOffer *chosen = path->offers->pdata[index];
  const HenjiPlaybookOffer *offer = henji_playbook_offer (path->playbook, chosen->offer);
  g_autoptr (HenjiTemplate) situation = henji_desk_situation (ctl->desk, offer->situation);
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autoptr (HenjiShop) shop = henji_desk_shop (ctl->desk, error);
  g_autoptr (HenjiDraft) draft = NULL;
  g_auto (GStrv) unfilled = NULL;
  HenjiReplyContext context;

  henji_ctl_member_string (builder, "situation", offer->situation);
  if (situation == NULL || shop == NULL)
    return shop != NULL;

  henji_path_choose (path, index, choices);
  draft = henji_desk_compose (ctl->desk, detail, situation, choices,
                              henji_desk_propose_language (detail), &unfilled, error);
  if (draft == NULL)
    return FALSE;
  henji_desk_reply_context (ctl->desk, detail, shop, &context);
  json_builder_set_member_name (builder, "clauses");
  json_builder_begin_array (builder);
  for (guint i = 0; i < henji_template_n_clauses (situation); i++)
    if (henji_template_clause_on (situation, i, choices, &context))
      json_builder_add_string_value (builder, henji_template_clause (situation, i)->id);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  for (guint i = 0; i < henji_template_n_fields (situation); i++)
    if (henji_template_field_used (situation, i, choices, &context))
      {
        g_autofree char *value = henji_template_field_value (situation, i, choices, &context);

        henji_ctl_member_string (builder, henji_template_field (situation, i)->id, value);
      }
  json_builder_end_object (builder);
  henji_ctl_member_strv (builder, "unfilled", unfilled);

  return TRUE;
}

static gboolean
add_offers (HenjiCtl *ctl,
            JsonBuilder *builder,
            const HenjiCaseDetail *detail,
            const HenjiPath *path,
            GError **error)
{
  json_builder_set_member_name (builder, "offers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < path->offers->len; i++)
    {
      const HenjiPathOffer *chosen = path->offers->pdata[i];
      const HenjiPlaybookOffer *offer = henji_playbook_offer (path->playbook, chosen->offer);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", offer->id);
      member_words (builder, "title", offer->title);
      member_words (builder, "note", offer->note);
      henji_ctl_member_string (builder, "nature", henji_offer_id (offer->nature));
      henji_ctl_member_boolean (builder, "settles", offer->settles);
      henji_ctl_member_string (builder, "defect", henji_defect_risk_id (offer->defect));
      henji_ctl_member_count (builder, "claim_risk", chosen->risk);
      add_cost (builder, chosen->cost);
      if (!add_end (ctl, builder, detail, path, i, error))
        return FALSE;
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  return TRUE;
}

static void
add_rest (JsonBuilder *builder, const HenjiPath *path)
{
  json_builder_set_member_name (builder, "deeds");
  json_builder_begin_array (builder);
  for (guint i = 0; i < path->deeds->len; i++)
    {
      const HenjiPlaybookDeed *deed
          = henji_playbook_deed (path->playbook, g_array_index (path->deeds, guint, i));

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", deed->id);
      henji_ctl_member_string (builder, "act", henji_act_id (deed->act));
      member_words (builder, "title", deed->title);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < henji_playbook_n_warnings (path->playbook); i++)
    {
      const HenjiWarning *warning = henji_playbook_warning (path->playbook, i);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", warning->id);
      henji_ctl_member_boolean (builder, "never", warning->never);
      member_words (builder, "words", warning->words);
      henji_ctl_member_string (builder, "source", warning->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Which items it is about; none where there is nothing to choose. */
static void
add_items (JsonBuilder *builder, const HenjiCaseDetail *detail, const HenjiPath *path)
{
  const HenjiOrder *order = detail->orders->len > 0 ? detail->orders->pdata[0] : NULL;

  henji_ctl_member_string (builder, "items_state",
                           path->quantities != NULL ? henji_step_state_id (path->items) : NULL);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; path->quantities != NULL && i < path->quantities->len; i++)
    {
      const HenjiOrderItem *item = order->items->pdata[i];

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "sku", item->sku);
      henji_ctl_member_string (builder, "asin", item->asin);
      henji_ctl_member_string (builder, "title", item->title);
      henji_ctl_member_count (builder, "quantity", g_array_index (path->quantities, int, i));
      henji_ctl_member_count (builder, "ordered", henji_complaint_ordered (order, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
print_json (HenjiCtl *ctl, const HenjiCaseDetail *detail, const HenjiPath *path, GError **error)
{
  JsonBuilder *builder = json_builder_new ();
  const char *cheapest = NULL;

  if (path->cheapest >= 0)
    cheapest = henji_playbook_offer (
                   path->playbook, ((HenjiPathOffer *) path->offers->pdata[path->cheapest])->offer)
                   ->id;
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "case", detail->case_->uuid);
  henji_ctl_member_string (builder, "kind", henji_kind_id (henji_playbook_kind (path->playbook)));
  henji_ctl_member_count (builder, "open", path->n_open);
  henji_ctl_member_string (builder, "cheapest", cheapest);
  add_items (builder, detail, path);
  henji_ctl_member_money (builder, "item_cost", path->item_cost);
  henji_ctl_member_boolean (builder, "item_cost_guessed", path->cost_guessed);
  add_steps (builder, path);
  if (!add_offers (ctl, builder, detail, path, error))
    {
      g_object_unref (builder);
      return FALSE;
    }
  add_rest (builder, path);
  json_builder_end_object (builder);
  henji_ctl_print (builder);

  return TRUE;
}

static void
print_items (const HenjiCaseDetail *detail, const HenjiPath *path)
{
  for (guint i = 0; path->quantities != NULL && i < path->quantities->len; i++)
    {
      const HenjiOrder *order = detail->orders->pdata[0];
      const HenjiOrderItem *item = order->items->pdata[i];

      g_print ("%s item: %d of %d %s\n", path->items == HENJI_STEP_OPEN ? "?" : "+",
               g_array_index (path->quantities, int, i), henji_complaint_ordered (order, i),
               item->sku != NULL    ? item->sku
               : item->asin != NULL ? item->asin
                                    : item->title);
    }
}

static void
print_text (const HenjiCaseDetail *detail, const HenjiPath *path)
{
  print_items (detail, path);
  for (guint i = 0; i < path->steps->len; i++)
    {
      const HenjiStep *step = &g_array_index (path->steps, HenjiStep, i);
      const HenjiQuestion *question = henji_playbook_question (path->playbook, step->question);
      const HenjiAnswer *answer = step->answer >= 0 ? question->answers->pdata[step->answer] : NULL;

      g_print ("%s %s: %s\n", answer != NULL ? "+" : "?", question->id,
               answer != NULL ? answer->label[HENJI_LANGUAGE_EN]
                              : question->title[HENJI_LANGUAGE_EN]);
    }
  for (guint i = 0; i < path->offers->len; i++)
    {
      const HenjiPathOffer *chosen = path->offers->pdata[i];
      const HenjiPlaybookOffer *offer = henji_playbook_offer (path->playbook, chosen->offer);
      g_autofree char *cost = *chosen->cost->currency != '\0'
                                  ? henji_cost_range (chosen->cost->low, chosen->cost->high,
                                                      chosen->cost->currency, HENJI_LANGUAGE_EN)
                                  : g_strdup ("?");

      g_print ("%u. %-12s %s, %s\n", i + 1, offer->id, offer->title[HENJI_LANGUAGE_EN], cost);
    }
}

/* The case's answers with those of @said ("photos=yes") put in their place. */
static GHashTable *
gather_answers (const HenjiPath *path, const GPtrArray *said)
{
  g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < path->steps->len; i++)
    {
      const HenjiStep *step = &g_array_index (path->steps, HenjiStep, i);
      const HenjiQuestion *question = henji_playbook_question (path->playbook, step->question);

      if (step->state == HENJI_STEP_SAID)
        g_hash_table_insert (
            answers, g_strdup (question->id),
            g_strdup (((HenjiAnswer *) question->answers->pdata[step->answer])->id));
    }
  for (guint i = 0; i < said->len; i++)
    {
      g_auto (GStrv) pair = g_strsplit (said->pdata[i], "=", 2);

      if (g_strv_length (pair) != 2
          || (*pair[1] != '\0' && !henji_playbook_has_answer (path->playbook, pair[0], pair[1])))
        {
          henji_ctl_say ("“%s” is no answer to a question of this playbook",
                         (char *) said->pdata[i]);
          return NULL;
        }
      if (*pair[1] == '\0')
        g_hash_table_remove (answers, pair[0]);
      else
        g_hash_table_insert (answers, g_strdup (pair[0]), g_strdup (pair[1]));
    }

  return g_steal_pointer (&answers);
}

static gboolean
store_answers (HenjiCtl *ctl, gint64 row, const GPtrArray *said, GError **error)
{
  for (guint i = 0; i < said->len; i++)
    {
      g_auto (GStrv) pair = g_strsplit (said->pdata[i], "=", 2);

      if (!henji_desk_answer_question (ctl->desk, row, pair[0], *pair[1] != '\0' ? pair[1] : NULL,
                                       error))
        return FALSE;
    }

  return TRUE;
}

/* "SKU" or "SKU=2", each once; the union of them. (transfer full) (nullable) */
static GArray *
gather_items (const HenjiCaseDetail *detail, const GPtrArray *said)
{
  const HenjiOrder *order = detail->orders->len > 0 ? detail->orders->pdata[0] : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < said->len; i++)
    {
      const char *equals = strrchr (said->pdata[i], '=');
      g_autofree char *key
          = equals != NULL ? g_strndup (said->pdata[i], (gsize) (equals - (char *) said->pdata[i]))
                           : g_strdup (said->pdata[i]);
      guint64 quantity = 0;
      g_autoptr (GArray) item = NULL;
      g_autofree char *line = NULL;

      if (order != NULL && detail->path->quantities != NULL
          && (equals == NULL
              || g_ascii_string_to_unsigned (equals + 1, 10, 1, G_MAXINT, &quantity, NULL)))
        item = henji_complaint_of_item (order, key, (int) quantity);
      line = item != NULL ? henji_complaint_to_text (order, item) : NULL;
      if (line == NULL || *line == '\0' || strstr (text->str, line) != NULL)
        {
          henji_ctl_say ("“%s” is no item that may be chosen here, or not so many were ordered",
                         (char *) said->pdata[i]);
          return NULL;
        }
      g_string_append (text, line);
    }

  return henji_complaint_from_text (order, text->str);
}

/* "--name" without a value */
static gboolean
take_switch (int *argc, char **argv, const char *name)
{
  int kept = 0;
  gboolean found = FALSE;

  for (int i = 0; i < *argc; i++)
    {
      if (g_str_equal (argv[i], name))
        found = TRUE;
      else
        argv[kept++] = argv[i];
    }
  argv[kept] = NULL;
  *argc = kept;

  return found;
}

/* Puts them among the answers: as they were said here, or before. "--item=" takes them back. */
static gboolean
take_items (const HenjiCaseDetail *detail,
            const GPtrArray *chosen,
            GHashTable *answers,
            GArray **items)
{
  const HenjiPath *path = detail->path;

  if (chosen->len == 1 && *(char *) chosen->pdata[0] == '\0')
    return TRUE;
  if (chosen->len > 0)
    {
      *items = gather_items (detail, chosen);
      if (*items == NULL)
        return FALSE;
    }
  else if (path->items == HENJI_STEP_SAID && path->quantities != NULL)
    *items = g_array_ref (path->quantities);
  if (*items != NULL)
    g_hash_table_insert (answers, g_strdup (HENJI_PLAYBOOK_ITEMS),
                         henji_complaint_to_text (detail->orders->pdata[0], *items));

  return TRUE;
}

static HenjiCtlExit
run_playbook (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new ();
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiCaseDetail) about = NULL;
  g_autoptr (GHashTable) answers = NULL;
  g_autoptr (GArray) items = NULL;
  g_autoptr (HenjiPath) path = NULL;
  g_autoptr (GError) error = NULL;
  gboolean save = take_switch (&argc, argv, "--save");
  HenjiCtlExit status;
  gint64 row;

  if (!henji_ctl_take_option (&argc, argv, "--answer", said)
      || !henji_ctl_take_option (&argc, argv, "--item", chosen)
      || !henji_ctl_no_options (argc, argv) || argc != 1
      || (save && said->len == 0 && chosen->len == 0))
    return henji_ctl_usage ("playbook");

  status = henji_ctl_open (ctl, save ? HENJI_DESK_READ_WRITE : HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  detail = row != 0 ? henji_desk_case_detail (ctl->desk, row, &error) : NULL;
  if (detail == NULL)
    return henji_ctl_fail (error);
  if (detail->path == NULL)
    {
      henji_ctl_say ("there is no playbook for this case");
      return HENJI_CTL_REFUSED;
    }
  answers = gather_answers (detail->path, said);
  if (answers == NULL)
    return HENJI_CTL_REFUSED;
  if (!take_items (detail, chosen, answers, &items))
    return HENJI_CTL_REFUSED;
  if (save
      && (!store_answers (ctl, row, said, &error)
          || (chosen->len > 0 && !henji_desk_choose_items (ctl->desk, row, items, &error))))
    return henji_ctl_fail (error);
  path = henji_desk_path (ctl->desk, detail, answers, &error);
  if (path == NULL)
    return henji_ctl_fail (error);
  about = henji_desk_detail_on_path (detail, path);

  if (!ctl->json)
    print_text (about, path);
  else if (!print_json (ctl, about, path, &error))
    return henji_ctl_fail (error);

  return HENJI_CTL_FINE;
}

/* ---- Address change -------------------------------------------------------------------------- */

static char **
field_of (HenjiAddress *address, const char *name)
{
  struct
  {
    const char *name;
    char **field;
  } fields[] = {
    { "name", &address->name },       { "organisation", &address->organisation },
    { "line1", &address->line1 },     { "line2", &address->line2 },
    { "line3", &address->line3 },     { "city", &address->city },
    { "state", &address->state },     { "postal_code", &address->postal_code },
    { "country", &address->country },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return fields[i].field;

  return NULL;
}

/* (transfer full) (nullable): @is with what was set by hand. */
static HenjiAddress *
corrected (const HenjiAddress *is, const GPtrArray *sets)
{
  g_autoptr (HenjiAddress) address = henji_address_new ();

  address->name = g_strdup (is->name);
  address->organisation = g_strdup (is->organisation);
  address->line1 = g_strdup (is->line1);
  address->line2 = g_strdup (is->line2);
  address->line3 = g_strdup (is->line3);
  address->city = g_strdup (is->city);
  address->state = g_strdup (is->state);
  address->postal_code = g_strdup (is->postal_code);
  address->country = g_strdup (is->country);
  address->phone = g_strdup (is->phone);
  for (guint i = 0; i < sets->len; i++)
    {
      g_auto (GStrv) pair = g_strsplit (sets->pdata[i], "=", 2);
      char **field = g_strv_length (pair) == 2 ? field_of (address, pair[0]) : NULL;

      if (field == NULL)
        {
          henji_ctl_say ("“%s” is not FIELD=VALUE of an address", (char *) sets->pdata[i]);
          return NULL;
        }
      g_free (*field);
      *field = *pair[1] != '\0' ? g_strdup (pair[1]) : NULL;
    }

  return g_steal_pointer (&address);
}

static void
print_change (HenjiCtl *ctl,
              const HenjiAddressProposal *proposal,
              const HenjiAddress *address,
              const HenjiAddressChange *change,
              gint64 event)
{
  JsonBuilder *builder;

  if (!ctl->json)
    {
      for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
        g_print ("%-10s %-10s %s → %s\n", henji_address_part_id (i),
                 henji_part_change_id (change->changes[i]),
                 change->was->parts[i] != NULL ? change->was->parts[i] : "–",
                 change->is->parts[i] != NULL ? change->is->parts[i] : "–");
      for (guint i = 0; i < HENJI_N_ADDRESS_FAULTS; i++)
        if (change->sentences[i] != NULL)
          g_print ("! %s\n", change->sentences[i]);
      if (change->check != NULL && change->check->proposal != NULL)
        g_print ("+ %s\n", change->check->proposal);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "order_id", proposal->order_id);
  henji_ctl_member_boolean (builder, "from_buyer", proposal->from_buyer);
  henji_ctl_member_boolean (builder, "applied", event != 0 || proposal->applied);
  henji_ctl_member_address (builder, "old", proposal->was);
  henji_ctl_member_address (builder, "new", address);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    {
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "id", henji_address_part_id (i));
      henji_ctl_member_string (builder, "change", henji_part_change_id (change->changes[i]));
      henji_ctl_member_string (builder, "old", change->was->parts[i]);
      henji_ctl_member_string (builder, "new", change->is->parts[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; i < HENJI_N_ADDRESS_FAULTS; i++)
    if (change->sentences[i] != NULL)
      {
        json_builder_begin_object (builder);
        henji_ctl_member_string (builder, "id", henji_address_fault_id (i));
        henji_ctl_member_string (builder, "words", change->sentences[i]);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
  if (change->check != NULL)
    henji_ctl_member_postal (builder, "postal", change->check);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
run_address_change (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiAddressProposal) proposal = NULL;
  g_autoptr (HenjiAddress) address = NULL;
  g_autoptr (HenjiAddressChange) change = NULL;
  g_autoptr (GError) error = NULL;
  char *order_id;
  gboolean apply, complete;
  HenjiCtlExit status;
  gint64 row, event = 0;

  if (!henji_ctl_take_one (&argc, argv, "--order", &order_id)
      || !henji_ctl_take_option (&argc, argv, "--set", sets) || !henji_ctl_no_options (argc, argv)
      || argc < 1 || argc > 2
      || (argc == 2 && !g_str_equal (argv[1], "show") && !g_str_equal (argv[1], "apply")
          && !g_str_equal (argv[1], "complete")))
    return henji_ctl_usage ("address-change");

  complete = argc == 2 && g_str_equal (argv[1], "complete");
  apply = complete || (argc == 2 && g_str_equal (argv[1], "apply"));
  status = henji_ctl_open (ctl, apply ? HENJI_DESK_READ_WRITE : HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  detail = row != 0 ? henji_desk_case_detail (ctl->desk, row, &error) : NULL;
  if (detail == NULL)
    return henji_ctl_fail (error);
  proposal = henji_desk_propose_address (ctl->desk, detail, order_id);
  if (proposal == NULL)
    {
      henji_ctl_say ("the case has no such order");
      return HENJI_CTL_REFUSED;
    }
  address = corrected (proposal->is, sets);
  if (address == NULL)
    return HENJI_CTL_REFUSED;
  if (complete)
    {
      event = henji_desk_complete_address (ctl->desk, row, proposal->order_id, &error);
      if (event == 0)
        return henji_ctl_fail (error);
      henji_case_detail_unref (detail);
      henji_address_proposal_unref (proposal);
      detail = henji_desk_case_detail (ctl->desk, row, &error);
      proposal = detail != NULL ? henji_desk_propose_address (ctl->desk, detail, order_id) : NULL;
      if (proposal == NULL)
        return henji_ctl_fail (error);
      print_change (ctl, proposal, proposal->is, proposal->change, event);
      return HENJI_CTL_FINE;
    }
  change = henji_desk_compare_addresses (ctl->desk, proposal->was, address);
  if (apply && !henji_address_change_is_any (change))
    {
      henji_ctl_say ("nothing changes; say what by --set FIELD=VALUE");
      return HENJI_CTL_REFUSED;
    }
  if (apply)
    {
      event = henji_desk_change_address (ctl->desk, row, proposal->order_id, address, &error);
      if (event == 0)
        return henji_ctl_fail (error);
    }
  print_change (ctl, proposal, address, change, event);

  return HENJI_CTL_FINE;
}

const HenjiCtlVerb henji_ctl_playbook_verbs[] = {
  { "playbook", "CASE [--answer ID=VALUE]… [--item SKU[=N]]… [--save]", run_playbook },
  { "address-change", "CASE [show|apply|complete] [--order ID] [--set FIELD=VALUE]…",
    run_address_change },
  { NULL },
};

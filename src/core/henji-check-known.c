/* henji-check-known.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom a reply may name.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-known.h"

#include "henji-fold.h"
#include "henji-name.h"

#include <string.h>

static void
know_name (HenjiCheckKnown *self, const char *name)
{
  g_autofree char *bare = NULL;

  if (name == NULL || *name == '\0' || strchr (name, '@') != NULL)
    return;

  bare = henji_name_bare (name);
  g_ptr_array_add (self->names, henji_fold (name, -1, NULL));
  if (bare != NULL && !g_str_equal (bare, name))
    g_ptr_array_add (self->names, henji_fold (bare, -1, NULL));
}

static void
know_about (HenjiCheckKnown *self, const char *text)
{
  g_autofree char *folded = text != NULL ? henji_fold (text, -1, NULL) : NULL;

  if (folded != NULL)
    g_string_append_printf (self->about, "%s\n", folded);
}

static void
know_address (HenjiCheckKnown *self, const HenjiAddress *address)
{
  know_name (self, address->name);
  know_name (self, address->organisation);
  know_about (self, address->line1);
  know_about (self, address->line2);
  know_about (self, address->line3);
}

static void
know_order (HenjiCheckKnown *self, const HenjiOrder *order)
{
  know_name (self, order->buyer_name);
  if (order->ship_was != NULL)
    know_address (self, order->ship_was);
  if (order->ship_to != NULL)
    know_address (self, order->ship_to);
  if (order->order_id != NULL)
    g_ptr_array_add (self->orders, g_ascii_strdown (order->order_id, -1));
}

static void
know_orders (HenjiCheckKnown *self, const char *const *ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (self->orders, g_ascii_strdown (ids[i], -1));
}

void
henji_check_know (HenjiCheckKnown *self, HenjiCheckRun *run)
{
  const HenjiReplyContext *reply = run->reply;
  const HenjiCheckContext *context = run->context;

  self->run = run;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->orders = g_ptr_array_new_with_free_func (g_free);
  self->about = g_string_new (NULL);
  for (guint i = 0; context->orders != NULL && i < context->orders->len; i++)
    know_order (self, context->orders->pdata[i]);
  if (reply->order != NULL)
    know_order (self, reply->order);
  if (reply->case_ != NULL)
    {
      know_name (self, reply->case_->buyer);
      know_orders (self, (const char *const *) reply->case_->order_ids);
    }
  if (reply->message != NULL)
    {
      know_name (self, reply->message->from_name);
      if (reply->message->body != NULL)
        g_string_append_printf (self->about, "%s\n", henji_check_message (self->run));
      know_orders (self, (const char *const *) reply->message->facts.order_ids);
    }
  know_orders (self, context->own_order_ids);
  if (reply->shop != NULL)
    {
      know_about (self, reply->shop->name_ja);
      know_about (self, reply->shop->name_en);
      know_about (self, reply->shop->signature_ja);
      know_about (self, reply->shop->signature_en);
      for (guint i = 0;
           reply->shop->return_addresses != NULL && i < reply->shop->return_addresses->len; i++)
        {
          const HenjiReturnAddress *address = reply->shop->return_addresses->pdata[i];
          g_autofree char *ja = address->ja ? henji_address_block (address->ja, TRUE) : NULL;
          g_autofree char *en = address->en ? henji_address_block (address->en, TRUE) : NULL;

          know_about (self, ja);
          know_about (self, en);
        }
    }
}

void
henji_check_forget (HenjiCheckKnown *self)
{
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->orders);
  g_string_free (self->about, TRUE);
}

HenjiCheckScript
henji_check_script_of (const char *name)
{
  HenjiCheckScript script = HENJI_CHECK_SCRIPT_OTHER;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (henji_check_is_kanji (c))
        return HENJI_CHECK_SCRIPT_KANJI;
      if (henji_check_is_kana (c))
        script = HENJI_CHECK_SCRIPT_KANA;
      else if (script == HENJI_CHECK_SCRIPT_OTHER && henji_check_is_letter (c))
        script = HENJI_CHECK_SCRIPT_LATIN;
    }

  return script;
}

char *
henji_check_without_blanks (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!henji_check_is_blank (g_utf8_get_char (p)) && g_utf8_get_char (p) != 0x3000)
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

static gboolean
have_common (char **a, char **b)
{
  for (guint i = 0; a[i] != NULL; i++)
    if (strlen (a[i]) > 1 && g_strv_contains ((const char *const *) b, a[i]))
      return TRUE;

  return FALSE;
}

/* Also "Ted" and "Theodore Marsh". */
static gboolean
shares_word (const HenjiCheckKnown *self, const char *a, const char *b)
{
  const GPtrArray *nicknames = self->run->checker->lists[HENJI_LIST_NICKNAMES];
  g_auto (GStrv) words_a = g_strsplit_set (a, " .,-", -1);
  g_auto (GStrv) words_b = g_strsplit_set (b, " .,-", -1);
  gboolean shares = have_common (words_a, words_b);

  for (guint i = 0; i < nicknames->len && !shares; i++)
    {
      g_auto (GStrv) names = g_strsplit (nicknames->pdata[i], "=", -1);

      shares = have_common (words_a, names) && have_common (words_b, names);
    }

  return shares;
}

gboolean
henji_check_may_be_known (const HenjiCheckKnown *self, const char *name)
{
  g_autofree char *plain = henji_check_without_blanks (name);
  HenjiCheckScript script = henji_check_script_of (plain);
  gboolean comparable = FALSE;

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *known = self->names->pdata[i];
      g_autofree char *known_plain = henji_check_without_blanks (known);

      if (henji_check_script_of (known) != script)
        continue;
      comparable = TRUE;
      if (strstr (known_plain, plain) != NULL || strstr (plain, known_plain) != NULL
          || (script == HENJI_CHECK_SCRIPT_LATIN && shares_word (self, name, known)))
        return TRUE;
    }

  return !comparable || strstr (self->about->str, plain) != NULL;
}

/* henji-demo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-demo"

#include "config.h"

#include "henji-demo-private.h"

#include <string.h>

#include "henji-desk-clocks.h"
#include "henji-desk-documents.h"
#include "henji-desk-import.h"
#include "henji-desk-printing.h"
#include "henji-desk-stocks.h"
#include "henji-desk-support.h"
#include "henji-store.h"
#include "henji-time.h"

#define PREFIX "/io/github/henji/Henji/data/demo/"

/* The demo's files are blocks: "== order", "== mail", "== support" and so on, lines "key: value",
 * and after a line "--" the text, up to the next block. */
typedef struct
{
  char *type;
  GHashTable *values;
  GString *text;
} Block;

static void
block_free (Block *block)
{
  g_free (block->type);
  g_hash_table_unref (block->values);
  g_string_free (block->text, TRUE);
  g_free (block);
}

static const char *
get (const Block *block, const char *key)
{
  const char *value = g_hash_table_lookup (block->values, key);

  return value != NULL ? value : "";
}

static Block *
block_new (const char *type)
{
  Block *block = g_new0 (Block, 1);

  block->type = g_strstrip (g_strdup (type));
  block->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  block->text = g_string_new (NULL);

  return block;
}

static GPtrArray *
parse_blocks (const char *text)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Block *block = NULL;
  gboolean in_text = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *colon = strchr (lines[i], ':');

      if (g_str_has_prefix (lines[i], "== "))
        {
          block = block_new (lines[i] + 3);
          g_ptr_array_add (blocks, block);
          in_text = FALSE;
        }
      else if (block == NULL)
        continue;
      else if (in_text)
        g_string_append_printf (block->text, "%s\n", lines[i]);
      else if (g_str_equal (lines[i], "--"))
        in_text = TRUE;
      else if (colon != NULL && lines[i][0] != '#')
        g_hash_table_insert (block->values, g_strndup (lines[i], colon - lines[i]),
                             g_strstrip (g_strdup (colon + 1)));
    }

  return blocks;
}

char *
_henji_demo_text (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

static gint64
ago (gint64 now, const char *hours)
{
  return now - (gint64) (g_ascii_strtod (hours, NULL) * HENJI_HOUR);
}

/* ---- Reports ----------------------------------------------------------------------------------
 */

static const char *const order_columns[]
    = { "order-item-id",  "buyer-email",        "buyer-name",     "sku",
        "product-name",   "quantity-purchased", "currency",       "item-price",
        "item-tax",       "shipping-price",     "shipping-tax",   "ship-service-level",
        "recipient-name", "ship-address-1",     "ship-address-2", "ship-city",
        "ship-state",     "ship-postal-code",   "ship-country",   "payment-method",
        "sales-channel" };

static char *
orders_report (const GPtrArray *blocks, gint64 now)
{
  GString *out = g_string_new ("order-id\tpurchase-date\tpayments-date");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (order_columns); i++)
    g_string_append_printf (out, "\t%s", order_columns[i]);
  g_string_append_c (out, '\n');

  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (blocks, i);
      g_autofree char *at = NULL;

      if (!g_str_equal (block->type, "order"))
        continue;
      at = henji_time_format_rfc3339 (ago (now, get (block, "hours-ago")), utc);
      g_string_append_printf (out, "%s\t%s\t%s", get (block, "order-id"), at, at);
      for (guint j = 0; j < G_N_ELEMENTS (order_columns); j++)
        g_string_append_printf (out, "\t%s", get (block, order_columns[j]));
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}

static char *
shipments_report (const GPtrArray *blocks, gint64 now, GTimeZone *zone)
{
  GString *out = g_string_new ("order-id\torder-item-id\tquantity\tship-date\tcarrier-code\t"
                               "carrier-name\ttracking-number\tship-method\n");

  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (blocks, i);
      g_autofree char *date = NULL;

      if (!g_str_equal (block->type, "order") || *get (block, "tracking") == '\0')
        continue;
      date = henji_date_of (ago (now, get (block, "shipped-hours-ago")), zone);
      g_string_append_printf (out, "%s\t%s\t\t%s\t\t%s\t%s\t\n", get (block, "order-id"),
                              get (block, "order-item-id"), date, get (block, "carrier"),
                              get (block, "tracking"));
    }

  return g_string_free (out, FALSE);
}

/* ---- Mails ------------------------------------------------------------------------------------
 */

static void
append_base64 (GString *out, gconstpointer data, gsize length)
{
  g_autofree char *encoded = g_base64_encode (data, length);

  for (gsize i = 0, total = strlen (encoded); i < total; i += 76)
    g_string_append_printf (out, "%.*s\n", (int) MIN (76, total - i), encoded + i);
}

/* One encoded word each 30 bytes at most, cut between characters. */
static void
append_header (GString *out, const char *name, const char *value, const char *after)
{
  g_string_append_printf (out, "%s:", name);
  for (const char *p = value; *p != '\0';)
    {
      const char *end = p;
      g_autofree char *encoded = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - p <= 30)
        end = g_utf8_next_char (end);
      encoded = g_base64_encode ((const guchar *) p, end - p);
      g_string_append_printf (out, "%s =?UTF-8?B?%s?=", p == value ? "" : "\n", encoded);
      p = end;
    }
  g_string_append_printf (out, "%s\n", after);
}

static void
append_photos (GString *out, const char *names)
{
  g_auto (GStrv) split = g_strsplit (names, " ", -1);

  for (guint i = 0; split[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (PREFIX, "photos/", split[i], NULL);
      g_autoptr (GBytes) photo = g_resources_lookup_data (path, 0, NULL);

      if (photo == NULL)
        continue;
      g_string_append_printf (out,
                              "--henji-part\nContent-Type: image/jpeg; name=\"%s\"\n"
                              "Content-Disposition: attachment; filename=\"%s\"\n"
                              "Content-Transfer-Encoding: base64\n\n",
                              split[i], split[i]);
      append_base64 (out, g_bytes_get_data (photo, NULL), g_bytes_get_size (photo));
    }
}

static void
append_mail (GString *out, const Block *block, guint number, gint64 now)
{
  g_autoptr (GDateTime) at
      = g_date_time_new_from_unix_utc (ago (now, get (block, "hours-ago")) / G_USEC_PER_SEC);
  g_autofree char *date = g_date_time_format (at, "%a, %d %b %Y %H:%M:%S +0000");
  g_autofree char *address = g_strdup_printf (" <%s>", get (block, "from"));

  g_string_append_printf (out, "From demo@example.invalid Mon Jan  1 00:00:00 2024\n");
  append_header (out, "From", get (block, "name"), address);
  append_header (out, "Subject", get (block, "subject"), "");
  g_string_append_printf (out, "Date: %s\nMessage-ID: <demo-%u@example.invalid>\n", date, number);
  if (!g_str_equal (get (block, "type"), "none"))
    g_string_append_printf (out, "X-Space-Notification-Type: %s\n",
                            *get (block, "type") != '\0' ? get (block, "type")
                                                         : "BBC_MESSAGE_SENT_TO_MERCHANT");
  g_string_append (out, "MIME-Version: 1.0\n");
  g_string_append (out, "Content-Type: multipart/mixed; boundary=\"henji-part\"\n\n"
                        "--henji-part\nContent-Type: text/plain; charset=UTF-8\n"
                        "Content-Transfer-Encoding: base64\n\n");
  append_base64 (out, block->text->str, block->text->len);
  append_photos (out, get (block, "photos"));
  g_string_append (out, "--henji-part--\n\n");
}

static char *
mails_file (const GPtrArray *blocks, gint64 now)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (blocks, i);

      if (g_str_equal (block->type, "mail"))
        append_mail (out, block, i, now);
    }

  return g_string_free (out, FALSE);
}

/* ---- What happened since ----------------------------------------------------------------------
 */

static gboolean
make_label (HenjiDesk *desk, gint64 row, GError **error)
{
  HenjiLabelWish wish = HENJI_LABEL_WISH_INIT;
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) labels
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  HenjiPrintout printout = { cases, labels, henji_desk_stock (desk, "100x150"), NULL, 1 };
  HenjiLabel *label;

  wish.case_row = row;
  label = henji_desk_label_make (desk, &wish, NULL, error);
  if (label == NULL)
    return FALSE;
  g_array_append_val (cases, row);
  g_ptr_array_add (labels, label);

  return henji_desk_printed (desk, &printout, error);
}

static gboolean
act (HenjiDesk *desk, gint64 row, const Block *block, GError **error)
{
  const char *verb = get (block, "do");

  if (g_str_equal (verb, "note"))
    {
      g_strchomp (block->text->str);
      return henji_desk_note (desk, row, block->text->str, error) != 0;
    }
  if (g_str_equal (verb, "close"))
    return henji_desk_close_case (desk, row, error) != 0;
  if (g_str_equal (verb, "no-reply-needed"))
    return henji_desk_no_reply_needed (desk, row, error) != 0;
  if (g_str_equal (verb, "label"))
    return make_label (desk, row, error);
  if (g_str_equal (verb, "draft") || g_str_equal (verb, "answer"))
    {
      g_autoptr (HenjiCaseDetail) detail = henji_desk_case_detail (desk, row, error);
      g_autoptr (HenjiDraft) draft = NULL;
      g_autoptr (HenjiDraft) stored = NULL;

      if (detail == NULL)
        return FALSE;
      draft = henji_desk_compose (desk, detail, henji_desk_propose_situation (desk, detail), NULL,
                                  henji_desk_propose_language (detail), NULL, error);
      stored = draft != NULL ? henji_desk_save_draft (desk, draft, error) : NULL;
      if (stored == NULL)
        return FALSE;
      return g_str_equal (verb, "draft") || henji_desk_answered (desk, row, error) != 0;
    }

  return TRUE;
}

/* The sample shop keeps its promises. */
static gboolean
keep_promises (HenjiDesk *desk, gint64 row, gint64 now, GError **error)
{
  g_autoptr (HenjiCaseDetail) detail = henji_desk_case_detail (desk, row, error);

  if (detail == NULL)
    return FALSE;
  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      if (!henji_clock_is_promise (clock) || clock->until > now)
        continue;
      henji_desk_set_now (desk, MAX (clock->since, clock->until - 6 * HENJI_HOUR));
      if (henji_desk_end_clock (desk, row, clock->row, error) == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
act_all (HenjiDesk *desk, const GPtrArray *blocks, GHashTable *cases, gint64 now, GError **error)
{
  gboolean fine = TRUE;

  for (guint i = 0; fine && i < blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (blocks, i);
      const char *uuid;
      gint64 row;

      if (!g_str_equal (block->type, "act"))
        continue;
      uuid = g_hash_table_lookup (cases, get (block, "order-id"));
      row = uuid != NULL ? henji_desk_find_case (desk, uuid, error) : 0;
      if (row == 0)
        continue;
      henji_desk_set_now (desk, ago (now, get (block, "hours-ago")));
      fine = act (desk, row, block, error) && keep_promises (desk, row, now, error);
    }
  henji_desk_set_now (desk, 0);

  return fine;
}

/* ---- The shop ---------------------------------------------------------------------------------
 */

static HenjiAddress *
address_of (const Block *block, const char *language)
{
  HenjiAddress *address = henji_address_new ();
  const char *const keys[]
      = { "name", "line1", "line2", "city", "state", "postal-code", "country" };
  char **const fields[]
      = { &address->name,  &address->line1,       &address->line2,  &address->city,
          &address->state, &address->postal_code, &address->country };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *key = g_strdup_printf ("%s.%s", keys[i], language);
      const char *value = get (block, key);

      *fields[i] = *value != '\0' ? g_strdup (value) : NULL;
    }

  return address;
}

static gboolean
set_shop (HenjiDesk *desk, const GPtrArray *blocks, GError **error)
{
  g_autoptr (HenjiShop) defaults = henji_desk_shop (desk, error);
  g_autoptr (HenjiShop) shop = NULL;

  if (defaults == NULL)
    return FALSE;

  shop = henji_shop_new ();
  shop->zone = g_strdup (defaults->zone);
  shop->rma_prefix = g_strdup (defaults->rma_prefix);
  shop->cheap_limit_jpy = defaults->cheap_limit_jpy;
  shop->cheap_limit_usd = defaults->cheap_limit_usd;
  shop->return_addresses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_address_unref);
  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (blocks, i);

      if (g_str_equal (block->type, "shop"))
        {
          shop->name_ja = g_strdup (get (block, "name.ja"));
          shop->name_en = g_strdup (get (block, "name.en"));
        }
      else if (g_str_equal (block->type, "return-address"))
        {
          HenjiReturnAddress *address = henji_return_address_new ();

          address->marketplace = g_strdup (get (block, "marketplace"));
          address->ja = address_of (block, "ja");
          address->en = address_of (block, "en");
          g_ptr_array_add (shop->return_addresses, address);
        }
    }

  return henji_desk_set_shop (desk, shop, error);
}

/* The shop's own cases with the marketplace, before its mails come in. */
static gboolean
open_supports (HenjiDesk *desk, const GPtrArray *blocks, gint64 now, GError **error)
{
  gboolean fine = TRUE;

  for (guint i = 0; fine && i < blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (blocks, i);
      HenjiSupportWish wish = { .support_id = get (block, "case-id"),
                                .team = HENJI_SUPPORT_SELLER,
                                .channel = HENJI_SUPPORT_MAIL,
                                .path = get (block, "path"),
                                .orders = get (block, "order-id"),
                                .problem_ja = get (block, "problem.ja"),
                                .problem_en = get (block, "problem.en") };
      gint64 row;

      if (!g_str_equal (block->type, "support"))
        continue;
      henji_desk_set_now (desk, ago (now, get (block, "hours-ago")));
      fine = henji_desk_support_open (desk, &wish, &row, error) != 0;
    }
  henji_desk_set_now (desk, 0);

  return fine;
}

/* Remembers which case an order number came to. */
static void
item_cb (const HenjiImportItem *item, gpointer user_data)
{
  GHashTable *cases = user_data;

  if (item->message != NULL && item->message->facts.order_ids != NULL && item->case_uuid != NULL)
    g_hash_table_insert (cases, g_strdup (item->message->facts.order_ids[0]),
                         g_strdup (item->case_uuid));
}

static gboolean
import (HenjiDesk *desk, const GPtrArray *blocks, GHashTable *cases, gint64 now, GError **error)
{
  g_autofree char *dir = g_dir_make_tmp ("henji-demo-XXXXXX", error);
  static const char *const names[] = { "orders.txt", "shipments.txt", "mails.mbox" };
  g_auto (GStrv) texts = g_new0 (char *, 4);
  g_auto (GStrv) paths = g_new0 (char *, 4);
  HenjiImportSink sink = { .item = item_cb, .user_data = cases };
  gboolean fine = TRUE;

  if (dir == NULL)
    return FALSE;

  texts[0] = orders_report (blocks, now);
  texts[1] = shipments_report (blocks, now, henji_desk_zone (desk));
  texts[2] = mails_file (blocks, now);
  for (guint i = 0; fine && i < 3; i++)
    {
      paths[i] = g_build_filename (dir, names[i], NULL);
      fine = g_file_set_contents (paths[i], texts[i], -1, error);
    }
  fine = fine && henji_desk_import (desk, (const char *const *) paths, &sink, NULL, error);

  henji_store_remove_tree (dir);

  return fine;
}

gboolean
henji_demo_fill (HenjiDesk *desk, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (GHashTable) cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gint64 now;

  g_return_val_if_fail (HENJI_IS_DESK (desk), FALSE);

  text = _henji_demo_text ("shop.txt", error);
  if (text == NULL)
    return FALSE;

  blocks = parse_blocks (text);
  now = henji_desk_now (desk);

  return set_shop (desk, blocks, error) && open_supports (desk, blocks, now, error)
         && import (desk, blocks, cases, now, error) && act_all (desk, blocks, cases, now, error)
         && _henji_demo_performance (desk, now, error);
}

void
henji_demo_remove (const char *dir)
{
  g_return_if_fail (dir != NULL);

  henji_store_remove_tree (dir);
}

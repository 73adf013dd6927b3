/* henji-doc.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be found by searching, and under which name.
 */
#define G_LOG_DOMAIN "henji-doc"

#include "config.h"

#include "henji-case.h"
#include "henji-fold.h"
#include "henji-index.h"
#include "henji-words.h"

#include <string.h>

/* ---- Documents ------------------------------------------------------------------------------- */

static void
clear_field (gpointer data)
{
  g_free (((HenjiDocField *) data)->text);
}

static HenjiDoc *
new_doc (void)
{
  HenjiDoc *doc = g_new0 (HenjiDoc, 1);

  doc->fields = g_array_new (FALSE, FALSE, sizeof (HenjiDocField));
  g_array_set_clear_func (doc->fields, clear_field);

  return doc;
}

void
henji_doc_free (HenjiDoc *doc)
{
  if (doc == NULL)
    return;

  g_array_unref (doc->fields);
  g_free (doc->order_id);
  g_free (doc);
}

/* Takes @text. */
static void
take_field (HenjiDoc *doc, const char *field, char *text)
{
  HenjiDocField f = { field, text };

  if (text == NULL || text[0] == '\0')
    g_free (text);
  else
    g_array_append_val (doc->fields, f);
}

char *
henji_doc_text (const HenjiDoc *doc)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < doc->fields->len; i++)
    {
      g_autofree char *folded
          = henji_fold (g_array_index (doc->fields, HenjiDocField, i).text, -1, NULL);

      if (i > 0)
        g_string_append (text, HENJI_WORDS_BORDER);
      g_string_append (text, folded);
    }

  return g_string_free (text, FALSE);
}

static gboolean
is_number_field (const char *field)
{
  return strcmp (field, "order-id") == 0 || strcmp (field, "tracking") == 0
         || strcmp (field, "rma") == 0 || strcmp (field, "case-id") == 0;
}

char *
henji_doc_digits (const HenjiDoc *doc)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < doc->fields->len; i++)
    {
      const HenjiDocField *f = &g_array_index (doc->fields, HenjiDocField, i);
      g_autofree char *digits = NULL;

      if (!is_number_field (f->field))
        continue;
      digits = henji_digits_of (f->text);
      g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", digits);
    }

  return g_string_free (all, FALSE);
}

/* ---- Kinds ----------------------------------------------------------------------------------- */

/* One field per row of @sql, which takes one number and returns one text. */
static gboolean
add_rows (HenjiDb *db,
          HenjiDoc *doc,
          const char *field,
          const char *sql,
          gint64 parameter,
          GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);
  henji_query_bind_int (&q, parameter);
  while (henji_query_step (&q, error))
    take_field (doc, field, henji_query_get_text (&q));

  return !henji_query_failed (&q);
}

static gint64
newest_case (HenjiDb *db, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "SELECT c.id FROM case_orders co JOIN cases c ON c.id = co.case_id "
                     "WHERE co.order_id = ? AND c.merged_into IS NULL "
                     "ORDER BY c.last_at DESC, c.id DESC LIMIT 1");
  henji_query_bind_text (&q, order_id);
  return henji_query_step (&q, error) ? henji_query_get_int (&q) : 0;
}

static HenjiDoc *
doc_of_order (HenjiDb *db, gint64 ref, GError **error)
{
  g_autoptr (HenjiDoc) doc = new_doc ();
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db,
      "SELECT order_id, purchased_at, buyer_name, ship_name, buyer_email, "
      "concat_address FROM (SELECT *, "
      "coalesce (ship_postal_code || ' ', '') || coalesce (ship_state || ' ', '') || "
      "coalesce (ship_city || ' ', '') || coalesce (ship_line1 || ' ', '') || "
      "coalesce (ship_line2 || ' ', '') || coalesce (ship_line3 || ' ', '') || "
      "coalesce (ship_organisation, '') AS concat_address FROM orders WHERE id = ?)");
  henji_query_bind_int (&q, ref);
  if (!henji_query_step (&q, error))
    return NULL;
  doc->order_id = henji_query_get_text (&q);
  doc->at = henji_query_get_int (&q);
  take_field (doc, "order-id", g_strdup (doc->order_id));
  take_field (doc, "buyer", henji_query_get_text (&q));
  take_field (doc, "buyer", henji_query_get_text (&q));
  take_field (doc, "buyer", henji_query_get_text (&q));
  take_field (doc, "address", g_strstrip (henji_query_get_text (&q)));
  if (!add_rows (db, doc, "item", "SELECT title FROM order_items WHERE parent = ?", ref, error)
      || !add_rows (db, doc, "sku", "SELECT sku FROM order_items WHERE parent = ?", ref, error)
      || !add_rows (db, doc, "sku", "SELECT asin FROM order_items WHERE parent = ?", ref, error)
      || !add_rows (db, doc, "tracking",
                    "SELECT tracking_number FROM shipments WHERE order_id = "
                    "(SELECT order_id FROM orders WHERE id = ?)",
                    ref, error)
      || !add_rows (db, doc, "address",
                    "SELECT coalesce (postal_code || ' ', '') || coalesce (state || ' ', '') || "
                    "coalesce (city || ' ', '') || coalesce (line1 || ' ', '') || "
                    "coalesce (line2 || ' ', '') || coalesce (line3 || ' ', '') || "
                    "coalesce (name, '') FROM address_changes WHERE taken_back_at = 0 "
                    "AND order_id = (SELECT order_id FROM orders WHERE id = ?)",
                    ref, error))
    return NULL;
  doc->case_row = newest_case (db, doc->order_id, error);

  return g_steal_pointer (&doc);
}

static gboolean
first_order (HenjiDb *db, HenjiDoc *doc, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  if (doc->case_row == 0)
    return TRUE;
  henji_query_begin (&q, db,
                     "SELECT order_id FROM case_orders WHERE case_id = ? ORDER BY id LIMIT 1");
  henji_query_bind_int (&q, doc->case_row);
  if (henji_query_step (&q, error))
    doc->order_id = henji_query_get_text (&q);

  return !henji_query_failed (&q);
}

static HenjiDoc *
doc_of_case (HenjiDb *db, gint64 ref, GError **error)
{
  g_autoptr (HenjiDoc) doc = new_doc ();
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "SELECT last_at, rma, buyer, alias, subject FROM cases WHERE id = ? "
                     "AND merged_into IS NULL");
  henji_query_bind_int (&q, ref);
  if (!henji_query_step (&q, error))
    return NULL;
  doc->case_row = ref;
  doc->at = henji_query_get_int (&q);
  take_field (doc, "rma", henji_query_get_text (&q));
  take_field (doc, "buyer", henji_query_get_text (&q));
  take_field (doc, "buyer", henji_query_get_text (&q));
  take_field (doc, "subject", henji_query_get_text (&q));
  if (!add_rows (db, doc, "case-id", "SELECT support_id FROM support_cases WHERE case_id = ?", ref,
                 error)
      || !add_rows (db, doc, "subject", "SELECT category FROM support_cases WHERE case_id = ?", ref,
                    error)
      || !add_rows (db, doc, "note", "SELECT problem_ja FROM support_cases WHERE case_id = ?", ref,
                    error)
      || !add_rows (db, doc, "note", "SELECT problem_en FROM support_cases WHERE case_id = ?", ref,
                    error)
      || !add_rows (db, doc, "rma", "SELECT number FROM rmas WHERE case_id = ?", ref, error)
      || !add_rows (db, doc, "rma",
                    "SELECT marketplace_number FROM rmas WHERE case_id = ? "
                    "AND marketplace_number IS NOT NULL",
                    ref, error)
      || !add_rows (db, doc, "tracking",
                    "SELECT s.tracking_number FROM rma_steps s JOIN rmas r ON r.id = s.rma "
                    "WHERE r.case_id = ? AND s.tracking_number IS NOT NULL",
                    ref, error)
      || !add_rows (db, doc, "order-id",
                    "SELECT order_id FROM case_orders WHERE case_id = ? ORDER BY id", ref, error)
      || !first_order (db, doc, error))
    return NULL;

  return g_steal_pointer (&doc);
}

static HenjiDoc *
doc_of_return (HenjiDb *db, gint64 ref, GError **error)
{
  g_autoptr (HenjiDoc) doc = new_doc ();
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "SELECT order_id, coalesce (case_id, 0), "
                     "coalesce (strftime ('%s', requested_date) * 1000000, 0), "
                     "rma, marketplace_rma, tracking_number, title, sku FROM returns WHERE id = ?");
  henji_query_bind_int (&q, ref);
  if (!henji_query_step (&q, error))
    return NULL;
  doc->order_id = henji_query_get_text (&q);
  doc->case_row = henji_query_get_int (&q);
  doc->at = henji_query_get_int (&q);
  take_field (doc, "rma", henji_query_get_text (&q));
  take_field (doc, "rma", henji_query_get_text (&q));
  take_field (doc, "tracking", henji_query_get_text (&q));
  take_field (doc, "item", henji_query_get_text (&q));
  take_field (doc, "sku", henji_query_get_text (&q));
  take_field (doc, "order-id", g_strdup (doc->order_id));
  if (doc->case_row == 0)
    doc->case_row = newest_case (db, doc->order_id, error);

  return g_steal_pointer (&doc);
}

static HenjiDoc *
doc_of_note (HenjiDb *db, gint64 ref, GError **error)
{
  g_autoptr (HenjiDoc) doc = new_doc ();
  g_auto (HenjiQuery) q = { 0 };

  /* A note taken back is not found any more. */
  henji_query_begin (&q, db,
                     "SELECT case_id, at, text FROM events e WHERE id = ? AND type IN (?, ?, ?) "
                     "AND NOT EXISTS (SELECT 1 FROM events u WHERE u.undoes = e.id)");
  henji_query_bind_int (&q, ref);
  henji_query_bind_int (&q, HENJI_EVENT_NOTE);
  henji_query_bind_int (&q, HENJI_EVENT_PHONE_LOGGED);
  henji_query_bind_int (&q, HENJI_EVENT_CHAT_LOGGED);
  if (!henji_query_step (&q, error))
    return NULL;
  doc->case_row = henji_query_get_int (&q);
  doc->at = henji_query_get_int (&q);
  take_field (doc, "note", henji_query_get_text (&q));

  return first_order (db, doc, error) ? g_steal_pointer (&doc) : NULL;
}

static HenjiDoc *
doc_of_draft (HenjiDb *db, gint64 ref, GError **error)
{
  g_autoptr (HenjiDoc) doc = new_doc ();
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db, "SELECT at, ja, en FROM drafts WHERE case_id = ? ORDER BY version DESC LIMIT 1");
  henji_query_bind_int (&q, ref);
  if (!henji_query_step (&q, error))
    return NULL;
  doc->case_row = ref;
  doc->at = henji_query_get_int (&q);
  take_field (doc, "draft", henji_query_get_text (&q));
  take_field (doc, "draft", henji_query_get_text (&q));

  return first_order (db, doc, error) ? g_steal_pointer (&doc) : NULL;
}

HenjiDoc *
henji_doc_of (HenjiDb *db, int kind, gint64 ref, GError **error)
{
  switch (kind)
    {
    case HENJI_TOUCHED_ORDER:
      return doc_of_order (db, ref, error);
    case HENJI_TOUCHED_CASE:
      return doc_of_case (db, ref, error);
    case HENJI_TOUCHED_RETURN:
      return doc_of_return (db, ref, error);
    case HENJI_TOUCHED_NOTE:
      return doc_of_note (db, ref, error);
    case HENJI_TOUCHED_DRAFT:
      return doc_of_draft (db, ref, error);
    default:
      return NULL; /* of a later version */
    }
}

HenjiDoc *
henji_doc_of_message (HenjiDb *db, gint64 message, GError **error)
{
  g_autoptr (HenjiDoc) doc = new_doc ();
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "SELECT m.case_id, m.at, b.body, m.subject, m.from_name FROM messages m "
                     "JOIN bodies b ON b.message = m.id WHERE m.id = ?");
  henji_query_bind_int (&q, message);
  if (!henji_query_step (&q, error))
    return NULL;
  doc->case_row = henji_query_get_int (&q);
  doc->at = henji_query_get_int (&q);
  take_field (doc, "body", henji_query_get_text (&q));
  take_field (doc, "subject", henji_query_get_text (&q));
  take_field (doc, "sender", henji_query_get_text (&q));
  if (!add_rows (db, doc, "attachment",
                 "SELECT name FROM message_attachments WHERE message = ? AND position >= 0 "
                 "ORDER BY position",
                 message, error))
    return NULL;

  return g_steal_pointer (&doc);
}

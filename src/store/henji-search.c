/* henji-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From typed words to hits, newest first.
 */
#define G_LOG_DOMAIN "henji-search"

#include "config.h"

#include "henji-fold.h"
#include "henji-index.h"
#include "henji-words.h"

#include <string.h>

/* Hits looked at when they do not come in the order of their dates. */
#define DISORDERED_HITS 20000
/* Orders, notes, ... that one word may fit. */
#define THINGS_PER_TERM 50000
/* Characters before and after a hit in an excerpt. */
#define BEFORE 24
#define AFTER 96

void
henji_store_hit_free (HenjiStoreHit *hit)
{
  if (hit == NULL)
    return;

  g_free (hit->case_uuid);
  g_free (hit->message_uuid);
  g_free (hit->order_id);
  g_free (hit->field);
  g_free (hit->excerpt);
  g_free (hit);
}

/* ---- Candidates ------------------------------------------------------------------------------ */

/* Something that holds all words: kind 0 is a message. */
typedef struct
{
  int kind;
  gint64 ref;
  gint64 at;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *x = a;
  const Found *y = b;

  if (x->at != y->at)
    return x->at > y->at ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind - y->kind;
  return (x->ref < y->ref) - (x->ref > y->ref);
}

/* The phrases of all brief, or of all other, terms; %NULL when there are none. */
static char *
phrases (GPtrArray *terms, gboolean brief)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      const HenjiTerm *term = g_ptr_array_index (terms, i);
      g_autofree char *phrase = NULL;

      if (term->brief != brief)
        continue;
      if (brief)
        {
          const HenjiRun *run = &g_array_index (term->runs, HenjiRun, 0);

          phrase = g_strdup_printf ("\"%.*s\"", (int) run->length, run->start);
        }
      else
        phrase = henji_term_phrase (term);
      g_string_append_printf (all, "%s%s", all->len > 0 ? " AND " : "", phrase);
    }

  return all->len > 0 ? g_strdup (all->str) : NULL;
}

static gboolean
next_docid (HenjiQuery *q, gint64 *docid, GError **error)
{
  if (!henji_query_step (q, error))
    return FALSE;
  *docid = henji_query_get_int (q);
  return TRUE;
}

/* Both come with falling numbers: walks them side by side. */
static gboolean
next_common (HenjiQuery *a, HenjiQuery *b, gint64 *docid, GError **error)
{
  gint64 x, y;

  if (!next_docid (a, &x, error) || !next_docid (b, &y, error))
    return FALSE;
  while (x != y)
    if (!(x > y ? next_docid (a, &x, error) : next_docid (b, &y, error)))
      return FALSE;
  *docid = x;
  return TRUE;
}

static gboolean
add_message (HenjiDb *out, gint64 docid, GArray *found, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, out, "SELECT message, at FROM docs WHERE docid = ?");
  henji_query_bind_int (&q, docid);
  if (henji_query_step (&q, error))
    {
      Found f = { 0, henji_query_get_int (&q), henji_query_get_int (&q) };

      g_array_append_val (found, f);
    }

  return !henji_query_failed (&q);
}

static gboolean
find_messages (HenjiDb *db, GPtrArray *terms, guint limit, GArray *found, GError **error)
{
  HenjiDb *out = db->search;
  g_autofree char *long_ones = phrases (terms, FALSE);
  g_autofree char *short_ones = phrases (terms, TRUE);
  g_auto (HenjiQuery) state = { 0 };
  g_auto (HenjiQuery) a = { 0 };
  g_auto (HenjiQuery) b = { 0 };
  gint64 disorder = 0, docid;

  henji_query_begin (&state, out, "SELECT value FROM state WHERE key = 'disorder'");
  if (henji_query_step (&state, error))
    disorder = henji_query_get_int (&state);
  if (henji_query_failed (&state))
    return FALSE;
  if (disorder > 0)
    limit = MAX (limit, DISORDERED_HITS);

  if (long_ones != NULL)
    {
      henji_query_begin (
          &a, out,
          "SELECT rowid FROM message_words WHERE message_words MATCH ? ORDER BY rowid DESC");
      henji_query_bind_text (&a, long_ones);
    }
  if (short_ones != NULL)
    {
      henji_query_begin (
          &b, out,
          "SELECT rowid FROM message_short WHERE message_short MATCH ? ORDER BY rowid DESC");
      henji_query_bind_text (&b, short_ones);
    }
  while (found->len < limit)
    {
      gboolean any = long_ones == NULL    ? next_docid (&b, &docid, error)
                     : short_ones == NULL ? next_docid (&a, &docid, error)
                                          : next_common (&a, &b, &docid, error);

      if (!any)
        break;
      if (!add_message (out, docid, found, error))
        return FALSE;
    }

  return !henji_query_failed (&a) && !henji_query_failed (&b);
}

static gboolean
things_of (HenjiDb *out, const char *sql, const char *text, GHashTable *things, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, out, sql);
  henji_query_bind_text (&q, text);
  henji_query_bind_int (&q, THINGS_PER_TERM);
  while (henji_query_step (&q, error))
    {
      gint64 *id = g_new (gint64, 1);

      *id = henji_query_get_int (&q);
      g_hash_table_add (things, id);
    }

  return !henji_query_failed (&q);
}

static gboolean
things_of_term (HenjiDb *out, const HenjiTerm *term, GHashTable *things, GError **error)
{
  g_autofree char *phrase = henji_term_phrase (term);

  return things_of (
             out,
             "SELECT rowid FROM thing_words WHERE thing_words MATCH ? ORDER BY rowid DESC LIMIT ?",
             phrase, things, error)
         && (term->digits == NULL
             || things_of (
                 out, "SELECT id FROM things WHERE digits != '' AND instr (digits, ?) > 0 LIMIT ?",
                 term->digits, things, error));
}

static gboolean
not_in (gpointer key, gpointer value, gpointer other)
{
  return !g_hash_table_contains (other, key);
}

static gboolean
find_things (HenjiDb *db, GPtrArray *terms, GArray *found, GError **error)
{
  g_autoptr (GHashTable) all = NULL;
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < terms->len; i++)
    {
      g_autoptr (GHashTable) things
          = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

      if (!things_of_term (db->search, g_ptr_array_index (terms, i), things, error))
        return FALSE;
      if (all == NULL)
        all = g_steal_pointer (&things);
      else
        g_hash_table_foreach_remove (all, not_in, things);
      if (g_hash_table_size (all) == 0)
        return TRUE;
    }

  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db->search, "SELECT kind, ref, at FROM things WHERE id = ?");
      henji_query_bind_int (&q, *(gint64 *) id);
      if (henji_query_step (&q, error))
        {
          Found f = { (int) henji_query_get_int (&q), henji_query_get_int (&q),
                      henji_query_get_int (&q) };

          g_array_append_val (found, f);
        }
      if (henji_query_failed (&q))
        return FALSE;
    }

  return TRUE;
}

/* ---- Without an index ------------------------------------------------------------------------ */

static gboolean
holds_all (const HenjiDoc *doc, GPtrArray *terms)
{
  g_autofree char *text = henji_doc_text (doc);
  g_autofree char *digits = henji_doc_digits (doc);

  for (guint i = 0; i < terms->len; i++)
    {
      const HenjiTerm *term = g_ptr_array_index (terms, i);

      if (!henji_term_find (term, text, NULL, NULL)
          && (term->digits == NULL || strstr (digits, term->digits) == NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
scan (HenjiDb *db, const char *sql, GPtrArray *terms, guint limit, GArray *found, GError **error)
{
  guint n = 0;
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);
  while (n < limit && henji_query_step (&q, error))
    {
      int kind = (int) henji_query_get_int (&q);
      gint64 ref = henji_query_get_int (&q);
      g_autoptr (GError) local = NULL;
      g_autoptr (HenjiDoc) doc = kind == 0 ? henji_doc_of_message (db, ref, &local)
                                           : henji_doc_of (db, kind, ref, &local);

      if (local == NULL && db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable))
        henji_store_set_sqlite_error (&local, SQLITE_INTERRUPT, NULL);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (doc != NULL && holds_all (doc, terms))
        {
          Found f = { kind, ref, doc->at };

          g_array_append_val (found, f);
          n++;
        }
    }

  return !henji_query_failed (&q);
}

static gboolean
find_by_scan (HenjiDb *db, GPtrArray *terms, guint limit, GArray *found, GError **error)
{
  return scan (db, "SELECT 0, id FROM messages ORDER BY at DESC, id DESC", terms, limit, found,
               error)
         && scan (db, "SELECT kind, ref FROM touched", terms, G_MAXUINT, found, error);
}

/* ---- Hits ------------------------------------------------------------------------------------ */

/* Moves @p by up to @n characters within the text. */
static const char *
move_back (const char *text, const char *p, guint n)
{
  while (n-- > 0 && p > text)
    p = g_utf8_prev_char (p);
  return p;
}

static const char *
move_on (const char *p, guint n)
{
  while (n-- > 0 && *p != '\0')
    p = g_utf8_next_char (p);
  return p;
}

/* (transfer full): one line round the bytes from @start to @end of @text. */
static char *
excerpt_at (const char *text, gsize start, gsize end)
{
  const char *from = move_back (text, text + start, BEFORE);
  const char *to = move_on (text + end, AFTER);
  GString *line = g_string_new (from > text ? "…" : NULL);

  for (const char *p = from; p < to; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (line, c);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  if (*to != '\0')
    g_string_append (line, "…");

  return g_string_free (line, FALSE);
}

/* Where a term lies in a field: by its words, or by digits within a number (then the whole of it).
 */
static gboolean
find_in_field (const HenjiTerm *term, const char *text, gsize *start, gsize *end)
{
  g_autofree gsize *offsets = NULL;
  g_autofree char *folded = henji_fold (text, -1, &offsets);
  g_autofree char *digits = NULL;
  gsize at, length;

  if (henji_term_find (term, folded, &at, &length))
    {
      *start = offsets[at];
      *end = offsets[at + length];
      return TRUE;
    }
  if (term->digits == NULL || strlen (text) > 64)
    return FALSE;
  digits = henji_digits_of (text);
  *start = 0;
  *end = strlen (text);

  return strstr (digits, term->digits) != NULL;
}

static void
set_excerpt (HenjiStoreHit *hit, const HenjiDoc *doc, GPtrArray *terms)
{
  for (guint t = 0; t < terms->len; t++)
    for (guint i = 0; i < doc->fields->len; i++)
      {
        const HenjiDocField *f = &g_array_index (doc->fields, HenjiDocField, i);
        gsize start, end;

        if (!find_in_field (g_ptr_array_index (terms, t), f->text, &start, &end))
          continue;
        hit->field = g_strdup (f->field);
        hit->excerpt = excerpt_at (f->text, start, end);
        return;
      }

  /* Two words that meet only when folded together: show the beginning. */
  hit->field = g_strdup (doc->fields->len > 0 ? g_array_index (doc->fields, HenjiDocField, 0).field
                                              : "body");
  hit->excerpt = doc->fields->len > 0
                     ? excerpt_at (g_array_index (doc->fields, HenjiDocField, 0).text, 0, 0)
                     : g_strdup ("");
}

static gboolean
set_names (HenjiDb *db, HenjiStoreHit *hit, GError **error)
{
  g_auto (HenjiQuery) c = { 0 };
  g_auto (HenjiQuery) m = { 0 };

  henji_query_begin (&c, db,
                     "SELECT uuid, (SELECT order_id FROM case_orders WHERE case_id = cases.id "
                     "ORDER BY id LIMIT 1) FROM cases WHERE id = ?");
  henji_query_bind_int (&c, hit->case_row);
  if (henji_query_step (&c, error))
    {
      hit->case_uuid = henji_query_get_text (&c);
      if (hit->order_id == NULL)
        hit->order_id = henji_query_get_text (&c);
    }
  henji_query_begin (&m, db, "SELECT uuid FROM messages WHERE id = ?");
  henji_query_bind_int (&m, hit->message_row);
  if (henji_query_step (&m, error))
    hit->message_uuid = henji_query_get_text (&m);

  return !henji_query_failed (&c) && !henji_query_failed (&m);
}

/* (nullable): %NULL without an error when it is gone meanwhile. */
static HenjiStoreHit *
hit_of (HenjiDb *db, const Found *f, GPtrArray *terms, GError **error)
{
  g_autoptr (HenjiDoc) doc = f->kind == 0 ? henji_doc_of_message (db, f->ref, error)
                                          : henji_doc_of (db, f->kind, f->ref, error);
  HenjiStoreHit *hit;

  if (doc == NULL)
    return NULL;

  hit = g_new0 (HenjiStoreHit, 1);
  hit->case_row = doc->case_row;
  hit->message_row = f->kind == 0 ? f->ref : 0;
  hit->order_id = g_strdup (doc->order_id);
  hit->at = doc->at;
  set_excerpt (hit, doc, terms);
  if (!set_names (db, hit, error))
    g_clear_pointer (&hit, henji_store_hit_free);

  return hit;
}

/* The order number of a case and of its order are one hit. */
static gboolean
is_repeated (GPtrArray *hits, const HenjiStoreHit *hit)
{
  if (hit->message_row != 0)
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    {
      const HenjiStoreHit *other = g_ptr_array_index (hits, i);

      if (other->message_row == 0 && other->case_row == hit->case_row
          && strcmp (other->field, hit->field) == 0 && strcmp (other->excerpt, hit->excerpt) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
find_all (HenjiDb *db, GPtrArray *terms, guint limit, GArray *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean usable = henji_index_attach (db);
  gboolean done;

  /* A reader of another process cannot wait for the index: what lags behind is left alone. */
  if (usable && db->visitor)
    usable = henji_index_is_complete (db);
  if (!usable)
    return find_by_scan (db, terms, limit, found, error);

  db->search->cancellable = db->cancellable;
  done = find_messages (db, terms, limit, found, &local) && find_things (db, terms, found, &local);
  db->search->cancellable = NULL;
  if (done)
    return TRUE;
  if (g_error_matches (local, HENJI_STORE_ERROR, HENJI_STORE_ERROR_INTERRUPTED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  /* Damaged, or swept away under our feet. */
  g_array_set_size (found, 0);
  return find_by_scan (db, terms, limit, found, error);
}

static GPtrArray *
find_hits (HenjiDb *db, const char *query, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) terms = NULL;
  g_autoptr (GArray) found = NULL;

  g_assert (db != NULL && query != NULL);

  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_store_hit_free);
  terms = henji_terms_parse (query);
  if (terms->len == 0)
    return g_steal_pointer (&hits);

  found = g_array_new (FALSE, FALSE, sizeof (Found));
  if (!find_all (db, terms, limit, found, error))
    return NULL;
  g_array_sort (found, compare_found);

  for (guint i = 0; i < found->len && hits->len < limit; i++)
    {
      g_autoptr (GError) local = NULL;
      HenjiStoreHit *hit = hit_of (db, &g_array_index (found, Found, i), terms, &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (hit != NULL && !is_repeated (hits, hit))
        g_ptr_array_add (hits, hit);
      else
        henji_store_hit_free (hit);
    }

  return g_steal_pointer (&hits);
}

static gboolean
case_of (HenjiDb *db, const Found *f, gint64 *row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_autoptr (HenjiDoc) doc = NULL;
  g_autoptr (GError) local = NULL;

  *row = 0;
  if (f->kind == 0)
    {
      henji_query_begin (&q, db, "SELECT case_id FROM messages WHERE id = ?");
      henji_query_bind_int (&q, f->ref);
      if (henji_query_step (&q, error))
        *row = henji_query_get_int (&q);
      return !henji_query_failed (&q);
    }

  doc = henji_doc_of (db, f->kind, f->ref, &local);
  if (doc != NULL)
    *row = doc->case_row;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return error == NULL || *error == NULL;
}

GArray *
henji_db_search_cases (HenjiDb *db, const char *query, guint limit, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) terms = henji_terms_parse (query);
  g_autoptr (GError) local = NULL;

  if (terms->len == 0)
    return g_steal_pointer (&rows);
  if (!find_all (db, terms, limit, found, error))
    return NULL;
  g_array_sort (found, compare_found);

  for (guint i = 0; i < found->len; i++)
    {
      gint64 row;

      if (!case_of (db, &g_array_index (found, Found, i), &row, &local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (row != 0 && g_hash_table_add (seen, g_memdup2 (&row, sizeof row)))
        g_array_append_val (rows, row);
    }

  return g_steal_pointer (&rows);
}

typedef struct
{
  const char *query;
  guint limit;
  GPtrArray *hits;
} SearchJob;

static gboolean
search (HenjiDb *db, gpointer data, GError **error)
{
  SearchJob *job = data;

  job->hits = find_hits (db, job->query, job->limit, error);
  return job->hits != NULL;
}

GPtrArray *
henji_store_search (
    HenjiStore *self, const char *query, guint limit, GCancellable *cancellable, GError **error)
{
  SearchJob job = { .query = query, .limit = limit };

  g_return_val_if_fail (self != NULL && query != NULL, NULL);

  if (henji_store_read (self, search, &job, cancellable, error))
    return job.hits;

  g_clear_pointer (&job.hits, g_ptr_array_unref);
  return NULL;
}

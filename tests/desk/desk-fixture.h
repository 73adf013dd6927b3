/* desk-fixture.h: a desk over a record in a folder of its own, files to import, and what a case
 * says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "henji-desk-import.h"
#include "henji-desk.h"
#include "henji-time.h"

#define NOW (G_GINT64_CONSTANT (1795485600) * G_USEC_PER_SEC) /* 2026-11-24 11:00 in Tokyo */
#define ORDER "250-1234567-1234567"
#define ORDER_2 "250-7654321-7654321"
#define ALIAS "abcd1234efgh567@marketplace.amazon.co.jp"

typedef struct
{
  char *dir;
  HenjiDesk *desk;
  guint n[5]; /* items of the last import, by status */
  GCancellable *cancellable;
  guint cancel_after; /* messages; 0 never */
  guint n_messages;   /* of the last import */
} Fixture;

static inline void
remove_dir (const char *dir)
{
  g_autoptr (GDir) open = g_dir_open (dir, 0, NULL);
  const char *name;

  while (open != NULL && (name = g_dir_read_name (open)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_dir (path);
      else
        g_unlink (path);
    }
  g_rmdir (dir);
}

static inline void
open_desk (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *record = g_build_filename (f->dir, "record", NULL);

  f->desk = henji_desk_open (record, HENJI_DESK_READ_WRITE, &error);
  g_assert_no_error (error);
  henji_desk_set_now (f->desk, NOW);
}

static inline void
close_desk (Fixture *f)
{
  henji_desk_close (f->desk);
  g_clear_object (&f->desk);
}

static inline void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  memset (f, 0, sizeof *f);
  f->dir = g_dir_make_tmp ("henji-desk-XXXXXX", &error);
  g_assert_no_error (error);
  open_desk (f);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  close_desk (f);
  remove_dir (f->dir);
  g_free (f->dir);
}

static inline char *
write_file (Fixture *f, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (f->dir, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}

/* ---- What comes in ----------------------------------------------------------------------------
 */

static inline char *
date_of (gint64 at)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  return g_date_time_format (date, "%a, %d %b %Y %H:%M:%S +0000");
}

/* @hours before NOW; @order may be NULL. */
static inline char *
mail_text (const char *type, const char *id, double hours, const char *order, const char *body)
{
  g_autofree char *date = date_of (NOW - (gint64) (hours * HENJI_HOUR));
  gboolean from_buyer = g_str_equal (type, "BBC_MESSAGE_SENT_TO_MERCHANT");
  gboolean copy = g_str_equal (type, "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT");

  return g_strdup_printf ("From: %s <%s>\n"
                          "To: %s\n"
                          "Subject: Inquiry%s%s%s\n"
                          "Date: %s\n"
                          "Message-ID: <%s@example.invalid>\n"
                          "X-Space-Notification-Type: %s\n"
                          "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                          "Content-Transfer-Encoding: 8bit\n\n%s\n",
                          from_buyer ? "Mayu Saeki" : "Amazon",
                          from_buyer ? ALIAS
                          : copy     ? "donotreply@amazon.co.jp"
                                     : "no-reply@amazon.co.jp",
                          copy ? ALIAS : "shop@example.com", order != NULL ? " (Order: " : "",
                          order != NULL ? order : "", order != NULL ? ")" : "", date, id, type,
                          body);
}

static inline char *
write_mail (Fixture *f, const char *id, double hours, const char *order, const char *body)
{
  g_autofree char *text = mail_text ("BBC_MESSAGE_SENT_TO_MERCHANT", id, hours, order, body);
  g_autofree char *name = g_strconcat (id, ".eml", NULL);

  return write_file (f, name, text);
}

static inline char *
write_notice (
    Fixture *f, const char *type, const char *id, double hours, const char *order, const char *body)
{
  g_autofree char *text = mail_text (type, id, hours, order, body);
  g_autofree char *name = g_strconcat (id, ".eml", NULL);

  return write_file (f, name, text);
}

static inline void
count_cb (const HenjiImportItem *item, gpointer user_data)
{
  Fixture *f = user_data;

  f->n[item->status]++;
  if (item->type != HENJI_IMPORT_MESSAGE)
    return;
  f->n_messages++;
  if (f->cancel_after > 0 && f->n_messages == f->cancel_after)
    g_cancellable_cancel (f->cancellable);
}

static inline gboolean
try_import (Fixture *f, const char *path, GError **error)
{
  const char *paths[] = { path, NULL };
  HenjiImportSink sink = { .item = count_cb, .user_data = f };

  memset (f->n, 0, sizeof f->n);
  f->n_messages = 0;

  return henji_desk_import (f->desk, paths, &sink, f->cancellable, error);
}

/* Takes @path. */
static inline void
import (Fixture *f, char *path)
{
  g_autofree char *taken = path;
  g_autoptr (GError) error = NULL;

  try_import (f, taken, &error);
  g_assert_no_error (error);
}

/* ---- What is there -----------------------------------------------------------------------------
 */

static inline GArray *
all_rows (Fixture *f)
{
  HenjiCaseQuery query = { .tab = HENJI_TAB_ALL, .kind = -1, .language = -1 };
  g_autoptr (GError) error = NULL;
  GArray *rows = henji_desk_case_rows (f->desk, &query, NULL, &error);

  g_assert_no_error (error);

  return rows;
}

/* The one case there is. */
static inline gint64
only_case (Fixture *f)
{
  g_autoptr (GArray) rows = all_rows (f);

  g_assert_cmpuint (rows->len, ==, 1);

  return g_array_index (rows, gint64, 0);
}

static inline HenjiCaseDetail *
detail_of (Fixture *f, gint64 row)
{
  g_autoptr (GError) error = NULL;
  HenjiCaseDetail *detail = henji_desk_case_detail (f->desk, row, &error);

  g_assert_no_error (error);

  return detail;
}

static inline HenjiCase *
case_of (Fixture *f, gint64 row)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

  return henji_case_ref (detail->case_);
}

/* The row of the list, in words. */
static inline char *
say_case (const HenjiCase *c)
{
  g_autofree char *ids = c->order_ids != NULL ? g_strjoinv (",", c->order_ids) : g_strdup ("");

  return g_strdup_printf (
      "court %s kind %s language %s confirmation %d flags %u marketplace %s buyer %s "
      "alias %s subject %s excerpt %s orders %s due %" G_GINT64_FORMAT
      " rule %s last %" G_GINT64_FORMAT " messages %d\n",
      henji_court_id (c->court), henji_kind_id (c->kind), henji_language_id (c->language),
      c->confirmation, c->flags, c->marketplace, c->buyer, c->alias, c->subject, c->excerpt, ids,
      c->due, c->due_rule, c->last_at, c->n_messages);
}

static inline char *
say_case_row (Fixture *f, gint64 row)
{
  g_autoptr (HenjiCase) c = case_of (f, row);

  return say_case (c);
}

static inline guint
count_events (const HenjiCaseDetail *detail, HenjiEventType type)
{
  guint n = 0;

  for (guint i = 0; i < detail->events->len; i++)
    n += ((HenjiEvent *) g_ptr_array_index (detail->events, i))->type == type;

  return n;
}

/* store-fixture.h: a record in a folder of its own, and short ways to write to it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-intake.h"
#include "henji-db-message.h"
#include "henji-db-order.h"
#include "henji-db-shop.h"

#define NOW (G_GINT64_CONSTANT (1795485600) * G_USEC_PER_SEC) /* 2026-11-24 in the evening */
#define ORDER "250-1234567-1234567"

static inline char *
make_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("henji-store-XXXXXX", &error);

  g_assert_no_error (error);
  return dir;
}

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

static inline HenjiStore *
open_store (const char *dir, HenjiStoreMode mode)
{
  g_autoptr (GError) error = NULL;
  HenjiStore *store = henji_store_open (dir, mode, &error);

  g_assert_no_error (error);
  return store;
}

static inline void
write_ok (HenjiStore *store, HenjiStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  henji_store_write (store, HENJI_STORE_PRIORITY_USER, func, data, NULL, &error);
  g_assert_no_error (error);
}

static inline void
read_ok (HenjiStore *store, HenjiStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  henji_store_read (store, func, data, NULL, &error);
  g_assert_no_error (error);
}

static inline HenjiCase *
make_case (const char *alias, const char *buyer, const char *order_id)
{
  HenjiCase *c = henji_case_new ();

  c->alias = g_strdup (alias);
  c->buyer = g_strdup (buyer);
  c->marketplace = g_strdup ("amazon.co.jp");
  c->subject = g_strdup ("お問い合わせ");
  c->language = HENJI_LANGUAGE_JA;
  if (order_id != NULL)
    c->order_ids = g_strdupv ((char *[]){ (char *) order_id, NULL });

  return c;
}

static inline HenjiMessage *
make_message (gint64 case_row, gint64 at, const char *subject, const char *body)
{
  HenjiMessage *m = henji_message_new ();

  m->case_row = case_row;
  m->at = at;
  m->from_name = g_strdup ("山田 花子");
  m->from_address = g_strdup ("abc123@marketplace.amazon.co.jp");
  m->subject = g_strdup (subject);
  m->body = g_strdup (body);
  m->own_length = (gint64) strlen (body);
  m->language = HENJI_LANGUAGE_JA;

  return m;
}

static inline gint64
add_case (HenjiDb *db, const char *alias, const char *buyer, const char *order_id, GError **error)
{
  g_autoptr (HenjiCase) c = make_case (alias, buyer, order_id);

  return henji_db_case_insert (db, c, NOW, error);
}

static inline gint64
add_message (
    HenjiDb *db, gint64 case_row, gint64 at, const char *subject, const char *body, GError **error)
{
  g_autoptr (HenjiMessage) m = make_message (case_row, at, subject, body);

  return henji_db_message_insert (db, m, NULL, NOW, error);
}

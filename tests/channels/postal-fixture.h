/* postal-fixture.h: a list of postal codes in Japan Post's form, of invented towns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "henji-postal-list.h"

#define LIST_NOW (G_GINT64_CONSTANT (1795485600) * G_USEC_PER_SEC)
/* 2026-10-30, noon in Tokyo */
#define LIST_MADE G_GINT64_CONSTANT (1793329200)

static inline char *
list_row (const char *code, const char *prefecture, const char *city, const char *town)
{
  return g_strdup_printf ("13113,\"%.3s  \",\"%s\",\"ケン\",\"シ\",\"マチ\",\"%s\",\"%s\",\"%s\","
                          "0,0,1,0,0,0\r\n",
                          code, code, prefecture, city, town);
}

/* (transfer full): some rows that hold the usual traps. */
static inline GString *
list_rows (void)
{
  static const char *const rows[][4] = {
    { "1500001", "東京都", "渋谷区", "神返事" },
    { "1500000", "東京都", "渋谷区", "以下に掲載がない場合" },
    { "1070062", "東京都", "港区", "南返事（１～３丁目）" },
    { "0285102", "岩手県", "岩手郡葛巻町", "葛返事（第４０地割「５７番地" },
    { "0285102", "岩手県", "岩手郡葛巻町", "１２５、１７６を除く」～第４５地割）" },
    { "4980000", "愛知県", "弥富市", "返事\"\"村\"\"一円" },
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *row = list_row (rows[i][0], rows[i][1], rows[i][2], rows[i][3]);

      g_string_append (out, row);
    }

  return out;
}

typedef struct
{
  const char *name;
  const char *content;
  gsize length;
} ZipEntry;

/* (transfer full) */
static inline GBytes *
zip (const ZipEntry *entries, guint n, gsize room)
{
  struct archive *archive = archive_write_new ();
  char *bytes = g_malloc (room);
  size_t used = 0;

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_memory (archive, bytes, room, &used), ==, ARCHIVE_OK);
  for (guint i = 0; i < n; i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, entries[i].name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_mtime (entry, LIST_MADE, 0);
      archive_entry_set_size (entry, (la_int64_t) entries[i].length);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, entries[i].content, entries[i].length), ==,
                       (la_ssize_t) entries[i].length);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);

  return g_bytes_new_take (bytes, used);
}

static inline GBytes *
zip_of (const char *name, const GString *text)
{
  const ZipEntry entry = { name, text->str, text->len };

  return zip (&entry, 1, text->len + 64 * 1024);
}

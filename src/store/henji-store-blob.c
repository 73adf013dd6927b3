/* henji-store-blob.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attachments and long raw sources: files named by their content.
 */
#define G_LOG_DOMAIN "henji-store-blob"

#include "config.h"

#include "henji-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
is_sha256 (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

gboolean
henji_store_put_blob (HenjiStore *self, GBytes *content, char **sha256, GError **error)
{
  g_autofree char *digest = NULL;
  g_autofree char *path = NULL;
  g_autofree char *dir = NULL;
  GStatBuf info;

  g_return_val_if_fail (self != NULL && content != NULL, FALSE);

  if (henji_store_mode (self) != HENJI_STORE_READ_WRITE)
    {
      henji_store_set_sqlite_error (error, SQLITE_READONLY, NULL);
      return FALSE;
    }

  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  path = henji_store_blob_path (henji_store_dir (self), digest);
  dir = g_path_get_dirname (path);
  if (g_stat (path, &info) != 0 || (gsize) info.st_size != g_bytes_get_size (content))
    {
      if (g_mkdir_with_parents (dir, 0700) != 0)
        {
          henji_store_set_errno (error, errno, dir);
          return FALSE;
        }
      if (!henji_store_write_file (path, content, error))
        return FALSE;
    }
  if (sha256 != NULL)
    *sha256 = g_steal_pointer (&digest);

  return TRUE;
}

gboolean
henji_store_put_contents (HenjiStore *self,
                          const HenjiMessage *message,
                          GBytes *raw,
                          GError **error)
{
  g_return_val_if_fail (self != NULL && message != NULL, FALSE);

  for (guint i = 0; message->attachments != NULL && i < message->attachments->len; i++)
    {
      const HenjiAttachment *a = g_ptr_array_index (message->attachments, i);

      if (a->content != NULL && !henji_store_put_blob (self, a->content, NULL, error))
        return FALSE;
    }

  return raw == NULL || g_bytes_get_size (raw) <= HENJI_STORE_RAW_INLINE
         || henji_store_put_blob (self, raw, NULL, error);
}

typedef struct
{
  const char *sha256;
  GBytes *content;
} RawJob;

static gboolean
get_raw (HenjiDb *db, gpointer data, GError **error)
{
  RawJob *job = data;
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "SELECT r.content FROM messages m JOIN raw_sources r ON r.message = m.id "
                     "WHERE m.raw_sha256 = ? LIMIT 1");
  henji_query_bind_text (&q, job->sha256);
  if (henji_query_step (&q, error))
    job->content = henji_query_get_blob (&q);
  return !henji_query_failed (&q);
}

GBytes *
henji_store_get_blob (HenjiStore *self, const char *sha256, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);

  if (!is_sha256 (sha256))
    {
      henji_db_set_not_found (error, _ ("There is no such attachment."));
      return NULL;
    }

  path = henji_store_blob_path (henji_store_dir (self), sha256);
  if (g_file_get_contents (path, &data, &length, NULL))
    bytes = g_bytes_new_take (data, length);
  else
    {
      RawJob job = { .sha256 = sha256 };

      if (!henji_store_read (self, get_raw, &job, NULL, error))
        return NULL;
      bytes = job.content;
    }
  if (bytes == NULL)
    {
      henji_db_set_not_found (error, _ ("The attachment is missing from the data folder."));
      return NULL;
    }

  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (strcmp (found, sha256) != 0)
    {
      g_set_error_literal (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CORRUPT,
                           _ ("The attachment is damaged: its content has changed."));
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

/* henji-desk-returns-photo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of what came back.
 */
#define G_LOG_DOMAIN "henji-desk-returns-photo"

#include "config.h"

#include "henji-desk-returns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-db-rma.h"
#include "henji-desk-private.h"

#define MAX_PHOTO (30 * 1024 * 1024)

typedef struct
{
  gint64 row; /* of the return */
  gint64 now;
  HenjiAttachment *photo; /* to add */
  const char *sha256;     /* to remove */
} PhotoJob;

static const char *
media_type_of (GBytes *content)
{
  static const struct
  {
    const char *begin;
    gsize length;
    const char *type;
  } known[] = {
    { "\xff\xd8\xff", 3, "image/jpeg" }, { "\x89PNG\r\n", 6, "image/png" },
    { "GIF8", 4, "image/gif" },          { "BM", 2, "image/bmp" },
    { "RIFF", 4, "image/webp" },
  };
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (size > 12 && memcmp (data, known[i].begin, known[i].length) == 0
        && (!g_str_equal (known[i].type, "image/webp") || memcmp (data + 8, "WEBP", 4) == 0))
      return known[i].type;

  return NULL;
}

static gboolean
do_photo (HenjiDb *db, gpointer user_data, GError **error)
{
  PhotoJob *job = user_data;
  g_autoptr (HenjiRma) rma = henji_db_rma_get (db, job->row, error);

  if (rma == NULL)
    return FALSE;

  return job->photo != NULL ? henji_db_rma_photo_add (db, job->row, job->photo, job->now, error)
                            : henji_db_rma_photo_remove (db, job->row, job->sha256, error);
}

gboolean
henji_desk_return_add_photo (
    HenjiDesk *self, gint64 rma_row, const char *name, GBytes *content, GError **error)
{
  g_autoptr (HenjiAttachment) photo = henji_attachment_new ();
  PhotoJob job = { .row = rma_row, .photo = photo };
  const char *type;
  HenjiStore *store;

  g_return_val_if_fail (HENJI_IS_DESK (self) && name != NULL && content != NULL, FALSE);

  type = media_type_of (content);
  if (type == NULL)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("“%s” is no picture (JPEG, PNG, GIF, WebP or BMP)."), name);
      return FALSE;
    }
  if (g_bytes_get_size (content) > MAX_PHOTO)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("“%s” is larger than 30 MB."), name);
      return FALSE;
    }
  store = _henji_desk_store (self, error);
  if (store == NULL)
    return FALSE;
  photo->name = g_path_get_basename (name);
  photo->media_type = g_strdup (type);
  photo->size = (gint64) g_bytes_get_size (content);
  if (!henji_store_put_blob (store, content, &photo->sha256, error))
    {
      _henji_desk_translate_error (error);
      return FALSE;
    }
  job.now = henji_desk_now (self);

  return _henji_desk_write (self, do_photo, &job, error);
}

gboolean
henji_desk_return_remove_photo (HenjiDesk *self, gint64 rma_row, const char *sha256, GError **error)
{
  PhotoJob job = { .row = rma_row, .sha256 = sha256 };

  g_return_val_if_fail (HENJI_IS_DESK (self) && sha256 != NULL, FALSE);

  job.now = henji_desk_now (self);

  return _henji_desk_write (self, do_photo, &job, error);
}

/* henji-desk-texts-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The seller's own situations and snippets: saved, removed, carried to another desk and back.
 */
#define G_LOG_DOMAIN "henji-desk-texts"

#include "config.h"

#include "henji-desk-private.h"
#include "henji-texts-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define OWN "own-"

/* ---- Files ------------------------------------------------------------------------------------
 */

static gboolean
fail_file (GError **error, const char *path, const char *sentence)
{
  int code = errno;
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED, sentence, name, g_strerror (code));

  return FALSE;
}

static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
}

/* Whatever happens, the file is the old one or the new one. A temporary file that a power cut left
 * behind begins with a dot, which nobody reads, and is used again. */
static gboolean
write_file (const char *path, const char *text, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strconcat (".", name, ".new", NULL);
  g_autofree char *temporary = g_build_filename (folder, hidden, NULL);
  gsize length = strlen (text);
  gboolean written = TRUE;
  int fd;

  g_unlink (temporary);
  fd = g_open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_file (error, path, _ ("“%s” could not be written: %s"));

  while (written && length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      written = n >= 0;
      if (written)
        {
          text += n;
          length -= (gsize) n;
        }
    }
  written = written && fsync (fd) == 0;
  written = close (fd) == 0 && written;
  written = written && g_rename (temporary, path) == 0;
  if (!written)
    {
      fail_file (error, path, _ ("“%s” could not be written: %s"));
      g_unlink (temporary);
      return FALSE;
    }
  sync_folder (folder);

  return TRUE;
}

static char *
path_of (HenjiDesk *self, gboolean snippet, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".xml", NULL);

  return g_build_filename (self->dir, "facts", snippet ? "snippets" : "templates", name, NULL);
}

/* Only the desk that holds the folder writes into it. */
static gboolean
may_write (HenjiDesk *self, GError **error)
{
  if (_henji_desk_store (self, error) == NULL)
    return FALSE;
  if (self->mode == HENJI_DESK_READ_WRITE)
    return TRUE;

  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_UNAVAILABLE,
                       _ ("The data folder is open for reading only."));

  return FALSE;
}

/* ---- One text ---------------------------------------------------------------------------------
 */

char *
henji_desk_new_text_id (void)
{
  g_autofree char *random = g_uuid_string_random ();

  return g_strdup_printf (OWN "%.8s", random);
}

static gboolean
write_manuscript (HenjiDesk *self, const HenjiManuscript *manuscript, GError **error)
{
  g_autoptr (HenjiTemplate) template = henji_manuscript_read (manuscript, NULL, NULL, error);
  g_autofree char *xml
      = template != NULL ? henji_manuscript_to_xml (manuscript, NULL, error) : NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;

  if (xml == NULL)
    return FALSE;
  path = path_of (self, manuscript->snippet, manuscript->id);
  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_file (error, path, _ ("“%s” could not be written: %s"));
  text = g_strconcat ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", xml, NULL);

  return write_file (path, text, error);
}

gboolean
henji_desk_save_text (HenjiDesk *self, const HenjiManuscript *manuscript, GError **error)
{
  gboolean saved;

  g_return_val_if_fail (HENJI_IS_DESK (self) && manuscript != NULL, FALSE);

  if (!may_write (self, error))
    return FALSE;

  g_mutex_lock (&self->texts_lock);
  saved = write_manuscript (self, manuscript, error);
  if (saved)
    _henji_desk_reload_texts (self);
  g_mutex_unlock (&self->texts_lock);

  return saved;
}

gboolean
henji_desk_remove_text (HenjiDesk *self, gboolean snippet, const char *id, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  gboolean removed;

  g_return_val_if_fail (HENJI_IS_DESK (self) && id != NULL && strchr (id, '/') == NULL, FALSE);

  if (!may_write (self, error))
    return FALSE;

  path = path_of (self, snippet, id);
  folder = g_path_get_dirname (path);
  g_mutex_lock (&self->texts_lock);
  removed = g_unlink (path) == 0 || errno == ENOENT;
  if (!removed)
    fail_file (error, path, _ ("“%s” could not be removed: %s"));
  else
    {
      sync_folder (folder);
      _henji_desk_reload_texts (self);
    }
  g_mutex_unlock (&self->texts_lock);

  return removed;
}

/* ---- To another desk --------------------------------------------------------------------------
 */

static gboolean
wanted (const HenjiDeskText *text, const char *const *ids)
{
  return ids != NULL ? g_strv_contains (ids, henji_template_id (text->template)) : text->own;
}

int
henji_desk_export_texts (HenjiDesk *self, const char *path, const char *const *ids, GError **error)
{
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GPtrArray) manuscripts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_manuscript_free);
  g_autofree char *file = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && path != NULL, -1);

  texts = henji_desk_texts (self);
  for (guint i = 0; i < texts->len; i++)
    {
      const HenjiDeskText *text = texts->pdata[i];

      if (wanted (text, ids))
        g_ptr_array_add (manuscripts, henji_manuscript_from_template (text->template));
    }
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < manuscripts->len; k++)
        found = found || g_str_equal (((HenjiManuscript *) manuscripts->pdata[k])->id, ids[i]);
      if (!found)
        {
          g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                       _ ("There is no text with the id “%s”."), ids[i]);
          return -1;
        }
    }
  if (manuscripts->len == 0)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("There are no texts of your own yet."));
      return -1;
    }

  file = henji_texts_file_write (manuscripts, error);
  if (file == NULL || !write_file (path, file, error))
    return -1;

  return (int) manuscripts->len;
}

/* ---- From another desk ------------------------------------------------------------------------
 */

static void
import_clear (HenjiTextImport *self)
{
  g_free (self->id);
  g_free (self->new_id);
  g_free (self->title_ja);
  g_free (self->title_en);
  g_free (self->reason);
}

HENJI_DEFINE_VALUE (HenjiTextImport, henji_text_import, import_clear)

static const HenjiDeskText *
find (const GPtrArray *texts, gboolean snippet, const char *id)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const HenjiDeskText *text = texts->pdata[i];

      if (henji_template_is_snippet (text->template) == snippet
          && g_str_equal (henji_template_id (text->template), id))
        return text;
    }

  return NULL;
}

/* Does one of the texts say the same, whatever it is called? */
static gboolean
is_known (const GPtrArray *texts, const HenjiManuscript *manuscript)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const HenjiDeskText *text = texts->pdata[i];
      g_autoptr (HenjiManuscript) standing = NULL;

      if (henji_template_is_snippet (text->template) != manuscript->snippet)
        continue;
      standing = henji_manuscript_from_template (text->template);
      g_free (standing->id);
      standing->id = g_strdup (manuscript->id);
      if (henji_manuscript_equal (standing, manuscript))
        return TRUE;
    }

  return FALSE;
}

/* (transfer full): an id that nobody has, as near to @id as it gets. */
static char *
free_id (const GPtrArray *texts, gboolean snippet, const char *id)
{
  const char *stem = g_str_has_prefix (id, OWN) ? id + strlen (OWN) : id;

  for (guint n = 1;; n++)
    {
      g_autofree char *tried = n == 1 ? g_strdup_printf (OWN "%.36s", stem)
                                      : g_strdup_printf (OWN "%.36s-%u", stem, n);

      if (find (texts, snippet, tried) == NULL)
        return g_steal_pointer (&tried);
    }
}

static HenjiTextImport *
import_item (HenjiDesk *self, const HenjiTextsItem *item)
{
  HenjiTextImport *result = henji_text_import_new ();
  g_autoptr (HenjiTexts) texts = _henji_desk_texts (self);
  g_autoptr (HenjiManuscript) manuscript = NULL;
  g_autoptr (GError) error = NULL;

  result->id = g_strdup (item->id != NULL ? item->id : "");
  if (item->manuscript == NULL)
    {
      result->status = HENJI_TEXT_REFUSED;
      result->reason = g_strdup (item->reason);
      return result;
    }

  manuscript = henji_manuscript_copy (item->manuscript);
  result->snippet = manuscript->snippet;
  result->title_ja = g_strdup (manuscript->title[HENJI_LANGUAGE_JA]);
  result->title_en = g_strdup (manuscript->title[HENJI_LANGUAGE_EN]);
  if (is_known (texts->all, manuscript))
    {
      result->status = HENJI_TEXT_KNOWN;
      return result;
    }
  if (!g_str_has_prefix (manuscript->id, OWN)
      || find (texts->all, manuscript->snippet, manuscript->id) != NULL)
    {
      result->new_id = free_id (texts->all, manuscript->snippet, manuscript->id);
      g_free (manuscript->id);
      manuscript->id = g_strdup (result->new_id);
    }
  result->status = result->new_id != NULL ? HENJI_TEXT_RENAMED : HENJI_TEXT_NEW;
  if (!write_manuscript (self, manuscript, &error))
    {
      result->status = HENJI_TEXT_REFUSED;
      result->reason = g_strdup (error->message);
      return result;
    }
  /* The next one of the file may have the same id. */
  _henji_desk_reload_texts (self);

  return result;
}

GPtrArray *
henji_desk_import_texts (HenjiDesk *self, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) items = NULL;
  GPtrArray *results;
  gsize length;

  g_return_val_if_fail (HENJI_IS_DESK (self) && path != NULL, NULL);

  if (!may_write (self, error))
    return NULL;
  name = g_path_get_basename (path);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, _ ("“%s” is no file."), name);
      return NULL;
    }
  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  items = henji_texts_file_read (data, length, name, error);
  if (items == NULL)
    return NULL;

  results = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_text_import_unref);
  g_mutex_lock (&self->texts_lock);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (results, import_item (self, items->pdata[i]));
  g_mutex_unlock (&self->texts_lock);

  return results;
}

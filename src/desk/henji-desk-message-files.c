/* henji-desk-message-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-message-files"

#include "config.h"

#include "henji-desk-message-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-desk-message-files-private.h"
#include "henji-desk-messaging-private.h"
#include "henji-desk-private.h"

static void
file_free (gpointer data)
{
  HenjiMessageFile *file = data;

  g_free (file->name);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

/* The name stands before it: its whole place once more says nothing. */
static const char *
why_not (const GError *fault)
{
  return g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? _ ("no longer there")
                                                                   : fault->message;
}

/* Also whether it can be sent, as far as the disk tells without reading it. */
static gboolean
look_at (const HenjiSpapiFacts *facts,
         const char *path,
         char **name,
         const char **media,
         goffset *size,
         GError **error)
{
  g_autoptr (GFile) place = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *ending = NULL;
  const char *dot;

  *name = g_filename_display_basename (path);
  dot = strrchr (*name, '.');
  ending = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
  *media = g_hash_table_lookup (facts->media, ending);
  if (*media == NULL)
    return _henji_refuse (error, _ ("The marketplace does not take a file of the kind of “%s”."),
                          *name);
  info
      = g_file_query_info (place, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE, NULL, &fault);
  if (info == NULL)
    return _henji_refuse (error, _ ("“%s” cannot be read: %s"), *name, why_not (fault));
  *size = g_file_info_get_size (info);
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && *size > 0
      && *size <= (goffset) facts->attached_bytes)
    return TRUE;

  return _henji_refuse (error, _ ("“%s” is empty, no file, or too large."), *name);
}

static HenjiMessageFile *
read_file (const HenjiSpapiFacts *facts, const char *path, GError **error)
{
  HenjiMessageFile *file = g_new0 (HenjiMessageFile, 1);
  g_autoptr (GFile) place = g_file_new_for_path (path);
  g_autoptr (GError) fault = NULL;
  goffset size;

  if (look_at (facts, path, &file->name, &file->media, &size, error))
    {
      file->bytes = g_file_load_bytes (place, NULL, NULL, &fault);
      if (file->bytes != NULL && g_bytes_get_size (file->bytes) > 0)
        return file;
      if (file->bytes != NULL)
        _henji_refuse (error, _ ("“%s” is empty, no file, or too large."), file->name);
      else
        _henji_refuse (error, _ ("“%s” cannot be read: %s"), file->name, why_not (fault));
    }
  file_free (file);

  return NULL;
}

static char *
fault_of (const HenjiSpapiFacts *facts, const HenjiMessageAction *action, guint n, gsize bytes)
{
  if (n == 0 && action->attachments == HENJI_ATTACHMENTS_NEEDED)
    return g_strdup (_ ("This kind of message needs an attached file."));
  if (n > 0 && action->attachments == HENJI_ATTACHMENTS_NONE)
    return g_strdup (_ ("This kind of message takes no attached file."));
  if (n > (guint) facts->attached)
    return g_strdup_printf (_ ("The marketplace takes %d attached files at most."),
                            facts->attached);
  if (bytes > facts->attached_bytes)
    return g_strdup_printf (_ ("The attached files are too large: %.1f of %.1f MB."),
                            (double) bytes / 1e6, (double) facts->attached_bytes / 1e6);

  return NULL;
}

GPtrArray *
_henji_message_files_read (const HenjiSpapiFacts *facts,
                           const HenjiMessageAction *action,
                           const char *const *paths,
                           GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  guint n = paths != NULL ? g_strv_length ((char **) paths) : 0;
  g_autofree char *few = fault_of (facts, action, n, 0);
  g_autofree char *fault = NULL;
  gsize bytes = 0;

  for (guint i = 0; i < n && few == NULL; i++)
    {
      HenjiMessageFile *file = read_file (facts, paths[i], error);

      if (file == NULL)
        return NULL;
      g_ptr_array_add (files, file);
      bytes += g_bytes_get_size (file->bytes);
    }
  fault = few == NULL ? fault_of (facts, action, n, bytes) : g_steal_pointer (&few);
  if (fault == NULL)
    return g_steal_pointer (&files);
  _henji_refuse (error, "%s", fault);

  return NULL;
}

/* ---- For whoever chooses them ---------------------------------------------------------------- */

static const HenjiSpapiFacts *
facts_of (HenjiDesk *self)
{
  return _henji_connector_facts (self->connector);
}

char *
henji_desk_attached_endings (HenjiDesk *self)
{
  g_autoptr (GList) endings = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  endings = g_list_sort (g_hash_table_get_keys (facts_of (self)->media), (GCompareFunc) strcmp);
  for (GList *at = endings; at != NULL; at = at->next)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", (char *) at->data);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
henji_desk_attached_rule (HenjiDesk *self)
{
  const HenjiSpapiFacts *facts;
  g_autofree char *endings = henji_desk_attached_endings (self);

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  facts = facts_of (self);

  /* Translators: a number of files, megabytes, endings of names */
  return g_strdup_printf (_ ("At most %d files, %.0f MB in all: %s"), facts->attached,
                          (double) facts->attached_bytes / 1e6, endings);
}

gboolean
henji_desk_attached_check (HenjiDesk *self, const char *path, goffset *size, GError **error)
{
  g_autofree char *name = NULL;
  const char *media;

  g_return_val_if_fail (HENJI_IS_DESK (self) && path != NULL && size != NULL, FALSE);

  return look_at (facts_of (self), path, &name, &media, size, error);
}

char *
henji_desk_attached_fault (HenjiDesk *self,
                           const HenjiMessageAction *action,
                           guint n,
                           goffset bytes)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && action != NULL, NULL);

  return fault_of (facts_of (self), action, n, (gsize) MAX (bytes, 0));
}

/* henji-desk-texts-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The seller's own situations and snippets: saved, removed, carried to another desk and back.
 */
#define G_LOG_DOMAIN "henji-desk-texts"

#include "config.h"

#include "henji-desk-own-files.h"
#include "henji-desk-private.h"
#include "henji-texts-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OWN "own-"

/* ---- Files ------------------------------------------------------------------------------------
 */

static char *
path_of (HenjiDesk *self, gboolean snippet, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".xml", NULL);

  return g_build_filename (self->dir, "facts", snippet ? "snippets" : "templates", name, NULL);
}

/* ---- One text ---------------------------------------------------------------------------------
 */

char *
henji_desk_new_text_id (void)
{
  g_autofree char *random = g_uuid_string_random ();

  return g_strdup_printf (OWN "%.8s", random);
}

/* (transfer full) (nullable): the text as it was written. */
static HenjiTemplate *
write_manuscript (HenjiDesk *self, const HenjiManuscript *manuscript, GError **error)
{
  g_autoptr (HenjiTemplate) template = henji_manuscript_read (manuscript, NULL, NULL, error);
  g_autofree char *xml
      = template != NULL ? henji_manuscript_to_xml (manuscript, NULL, error) : NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  if (xml == NULL)
    return NULL;
  path = path_of (self, manuscript->snippet, manuscript->id);
  text = g_strconcat ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", xml, NULL);

  return _henji_desk_write_file (path, text, error) ? g_steal_pointer (&template) : NULL;
}

gboolean
henji_desk_save_text (HenjiDesk *self, const HenjiManuscript *manuscript, GError **error)
{
  g_autoptr (HenjiTemplate) saved = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && manuscript != NULL, FALSE);

  if (!_henji_desk_may_write (self, error))
    return FALSE;

  g_mutex_lock (&self->texts_lock);
  saved = write_manuscript (self, manuscript, error);
  if (saved != NULL)
    _henji_desk_reload_texts (self);
  g_mutex_unlock (&self->texts_lock);

  return saved != NULL;
}

gboolean
henji_desk_remove_text (HenjiDesk *self, gboolean snippet, const char *id, GError **error)
{
  g_autofree char *path = NULL;
  gboolean removed;

  g_return_val_if_fail (HENJI_IS_DESK (self) && id != NULL && strchr (id, '/') == NULL, FALSE);

  if (!_henji_desk_may_write (self, error))
    return FALSE;

  path = path_of (self, snippet, id);
  g_mutex_lock (&self->texts_lock);
  removed = _henji_desk_remove_file (path, error);
  if (removed)
    _henji_desk_reload_texts (self);
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
  if (file == NULL || !_henji_desk_write_file (path, file, error))
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

/* @texts: (element-type HenjiDeskText): all that there are; gets what is new. */
static HenjiTextImport *
import_item (HenjiDesk *self, GPtrArray *texts, const HenjiTextsItem *item)
{
  HenjiTextImport *result = henji_text_import_new ();
  g_autoptr (HenjiManuscript) manuscript = NULL;
  HenjiTemplate *template;
  HenjiDeskText *text;
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
  if (is_known (texts, manuscript))
    {
      result->status = HENJI_TEXT_KNOWN;
      return result;
    }
  if (!g_str_has_prefix (manuscript->id, OWN)
      || find (texts, manuscript->snippet, manuscript->id) != NULL)
    {
      result->new_id = free_id (texts, manuscript->snippet, manuscript->id);
      g_free (manuscript->id);
      manuscript->id = g_strdup (result->new_id);
    }
  result->status = result->new_id != NULL ? HENJI_TEXT_RENAMED : HENJI_TEXT_NEW;
  template = write_manuscript (self, manuscript, &error);
  if (template == NULL)
    {
      result->status = HENJI_TEXT_REFUSED;
      result->reason = g_strdup (error->message);
      return result;
    }
  text = henji_desk_text_new ();
  text->template = template;
  text->own = TRUE;
  g_ptr_array_add (texts, text);

  return result;
}

static gpointer
copy_text (gconstpointer text, gpointer user_data)
{
  return henji_desk_text_ref ((HenjiDeskText *) text);
}

GPtrArray *
henji_desk_import_texts (HenjiDesk *self, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (HenjiTexts) all = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  GPtrArray *results;
  gsize length;

  g_return_val_if_fail (HENJI_IS_DESK (self) && path != NULL, NULL);

  if (!_henji_desk_may_write (self, error))
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
  all = _henji_desk_texts (self);
  texts = g_ptr_array_copy (all->all, copy_text, NULL);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (results, import_item (self, texts, items->pdata[i]));
  _henji_desk_reload_texts (self);
  g_mutex_unlock (&self->texts_lock);

  return results;
}

/* henji-desk-texts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Situations and snippets: reading them, and handing out what was read last.
 */
#define G_LOG_DOMAIN "henji-desk-texts"

#include "config.h"

#include "henji-desk-texts.h"

#include "henji-data-resources.h"
#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
text_clear (HenjiDeskText *self)
{
  g_clear_pointer (&self->template, henji_template_unref);
}

HENJI_DEFINE_VALUE (HenjiDeskText, henji_desk_text, text_clear)

static void
texts_clear (HenjiTexts *self)
{
  g_clear_pointer (&self->common, henji_template_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->situations, g_ptr_array_unref);
  g_clear_pointer (&self->snippets, g_ptr_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
}

HENJI_DEFINE_VALUE (HenjiTexts, henji_texts, texts_clear)

/* ---- Reading ----------------------------------------------------------------------------------
 */

static void
add_fault (HenjiTexts *self, const GError *error)
{
  g_ptr_array_add (self->faults, g_strdup (error->message));
}

static void
load_common (HenjiTexts *self, const char *user_folder)
{
  g_autoptr (GBytes) own = henji_desk_facts_own (user_folder, "common.xml");
  g_autoptr (GBytes) built_in = henji_desk_facts_built_in ("templates", "common.xml");
  g_autoptr (GError) error = NULL;

  if (own != NULL)
    self->common = henji_template_parse (g_bytes_get_data (own, NULL), g_bytes_get_size (own),
                                         "common.xml", &error);
  if (error != NULL)
    add_fault (self, error);
  if (self->common == NULL)
    self->common = henji_template_parse (g_bytes_get_data (built_in, NULL),
                                         g_bytes_get_size (built_in), "common.xml", NULL);
}

static gboolean
is_taken (HenjiTexts *self, const HenjiTemplate *template)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      const HenjiTemplate *other = ((HenjiDeskText *) self->all->pdata[i])->template;

      if (henji_template_is_snippet (other) == henji_template_is_snippet (template)
          && strcmp (henji_template_id (other), henji_template_id (template)) == 0)
        return TRUE;
    }

  return FALSE;
}

/* (transfer full) (nullable): the template in @file, when it is what this folder holds. */
static HenjiTemplate *
read_file (HenjiTexts *self,
           GBytes *file,
           gboolean own,
           gboolean snippet,
           const char *name,
           GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);
  g_autoptr (HenjiTemplate) template
      = own ? henji_template_parse_own (self->common, data != NULL ? data : "", length, name, error)
            : henji_template_parse_with (self->common, data, length, name, error);

  if (template == NULL)
    return NULL;
  if (henji_template_is_snippet (template) != snippet)
    {
      g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE,
                   snippet ? _ ("%s: a situation stands among the snippets")
                           : _ ("%s: a snippet stands among the situations"),
                   name);
      return NULL;
    }
  if (is_taken (self, template))
    {
      g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_FILE,
                   _ ("%s: another file has the id “%s” too"), name, henji_template_id (template));
      return NULL;
    }

  return g_steal_pointer (&template);
}

/* The seller's file if it is sound, else the built-in one. */
static void
load_file (HenjiTexts *self, const char *user_folder, gboolean snippet, const char *name)
{
  const char *folder = snippet ? "snippets" : "templates";
  g_autoptr (GBytes) own = henji_desk_facts_own (user_folder, name);
  g_autoptr (GBytes) built_in = henji_desk_facts_built_in (folder, name);
  g_autoptr (HenjiTemplate) template = NULL;
  g_autoptr (GError) error = NULL;
  HenjiDeskText *text;

  if (own != NULL)
    template = read_file (self, own, TRUE, snippet, name, &error);
  if (error != NULL)
    add_fault (self, error);
  if (template == NULL)
    g_clear_pointer (&own, g_bytes_unref);
  g_clear_error (&error);
  if (template == NULL && built_in != NULL)
    template = read_file (self, built_in, FALSE, snippet, name, &error);
  if (error != NULL)
    {
      g_critical ("built-in %s/%s: %s", folder, name, error->message);
      add_fault (self, error);
    }
  if (template == NULL)
    return;

  text = henji_desk_text_new ();
  text->own = own != NULL;
  text->built_in = built_in != NULL;
  text->template = g_steal_pointer (&template);
  g_ptr_array_add (self->all, text);
}

static void
load_folder (HenjiTexts *self, const char *user_folder, gboolean snippet)
{
  g_autoptr (GPtrArray) names
      = henji_desk_facts_names (snippet ? "snippets" : "templates", user_folder);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_str_has_suffix (name, ".xml") && (snippet || strcmp (name, "common.xml") != 0))
        load_file (self, user_folder, snippet, name);
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  const HenjiDeskText *first = *(HenjiDeskText *const *) a;
  const HenjiDeskText *second = *(HenjiDeskText *const *) b;
  gboolean snippet = henji_template_is_snippet (first->template);
  int order = henji_template_order (first->template) - henji_template_order (second->template);

  if (snippet != henji_template_is_snippet (second->template))
    return snippet ? 1 : -1;
  if (order != 0)
    return order;
  /* What somebody wrote is what they look for. */
  if (first->built_in != second->built_in)
    return first->built_in ? 1 : -1;

  return strcmp (henji_template_id (first->template), henji_template_id (second->template));
}

HenjiTexts *
henji_texts_load (const char *dir)
{
  HenjiTexts *self = henji_texts_new ();
  g_autofree char *templates
      = dir != NULL ? g_build_filename (dir, "facts", "templates", NULL) : NULL;
  g_autofree char *snippets
      = dir != NULL ? g_build_filename (dir, "facts", "snippets", NULL) : NULL;

  henji_data_register_resource ();
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_desk_text_unref);
  self->situations = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_template_unref);
  self->snippets = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_template_unref);
  self->faults = g_ptr_array_new_with_free_func (g_free);

  load_common (self, templates);
  load_folder (self, templates, FALSE);
  load_folder (self, snippets, TRUE);
  g_ptr_array_sort (self->all, compare_texts);
  for (guint i = 0; i < self->all->len; i++)
    {
      HenjiTemplate *template = ((HenjiDeskText *) self->all->pdata[i])->template;

      g_ptr_array_add (henji_template_is_snippet (template) ? self->snippets : self->situations,
                       henji_template_ref (template));
    }

  return self;
}

/* ---- What was read last -----------------------------------------------------------------------
 */

HenjiTexts *
_henji_desk_texts (HenjiDesk *self)
{
  HenjiTexts *texts;

  g_mutex_lock (&self->lock);
  texts = henji_texts_ref (self->texts);
  g_mutex_unlock (&self->lock);

  return texts;
}

static gboolean
facts_changed_cb (gpointer user_data)
{
  g_signal_emit_by_name (user_data, "facts-changed");

  return G_SOURCE_REMOVE;
}

void
_henji_desk_reload_texts (HenjiDesk *self)
{
  HenjiTexts *texts = henji_texts_load (self->dir);

  g_mutex_lock (&self->lock);
  {
    HenjiTexts *old = self->texts;

    self->texts = texts;
    texts = old;
  }
  g_mutex_unlock (&self->lock);

  g_clear_pointer (&texts, henji_texts_unref);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, facts_changed_cb,
                              g_object_ref (self), g_object_unref);
}

GPtrArray *
henji_desk_texts (HenjiDesk *self)
{
  g_autoptr (HenjiTexts) texts = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  texts = _henji_desk_texts (self);

  return g_ptr_array_ref (texts->all);
}

GPtrArray *
henji_desk_situations (HenjiDesk *self)
{
  g_autoptr (HenjiTexts) texts = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  texts = _henji_desk_texts (self);

  return g_ptr_array_ref (texts->situations);
}

GPtrArray *
henji_desk_snippets (HenjiDesk *self)
{
  g_autoptr (HenjiTexts) texts = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  texts = _henji_desk_texts (self);

  return g_ptr_array_ref (texts->snippets);
}

static HenjiTemplate *
find (GPtrArray *templates, const char *id)
{
  for (guint i = 0; i < templates->len; i++)
    if (g_str_equal (henji_template_id (templates->pdata[i]), id))
      return henji_template_ref (templates->pdata[i]);

  return NULL;
}

HenjiTemplate *
henji_desk_situation (HenjiDesk *self, const char *id)
{
  g_autoptr (HenjiTexts) texts = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && id != NULL, NULL);

  texts = _henji_desk_texts (self);

  return find (texts->situations, id);
}

HenjiTemplate *
henji_desk_snippet (HenjiDesk *self, const char *id)
{
  g_autoptr (HenjiTexts) texts = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && id != NULL, NULL);

  texts = _henji_desk_texts (self);

  return find (texts->snippets, id);
}

GPtrArray *
henji_desk_fact_faults (HenjiDesk *self)
{
  g_autoptr (HenjiTexts) texts = NULL;
  GPtrArray *faults;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  texts = _henji_desk_texts (self);
  faults = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_extend (faults, texts->faults, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
  henji_desk_facts_faults (self->facts, faults);

  return faults;
}

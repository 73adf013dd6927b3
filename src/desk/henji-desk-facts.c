/* henji-desk-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-facts"

#include "config.h"

#include "henji-desk-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-carrier-layouts.h"
#include "henji-data-resources.h"
#include "henji-stock.h"

#define PREFIX "/io/github/henji/Henji/data"

/* Takes one file's text; FALSE with an error that names file and line. */
typedef gboolean (*Take) (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error);

static gboolean
take_policy (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  HenjiPolicy *policy = henji_policy_parse (data, length, name, error);

  if (policy != NULL)
    g_ptr_array_add (self->policies, policy);

  return policy != NULL;
}

static gboolean
take_holidays (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  HenjiHolidays *holidays = henji_holidays_parse (data, length, name, error);

  if (holidays != NULL)
    g_ptr_array_add (self->holidays, holidays);

  return holidays != NULL;
}

static gboolean
take_csba_words (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  HenjiCsbaWords *words = henji_csba_words_parse (data, length, name, error);

  if (words != NULL)
    {
      g_clear_pointer (&self->csba_words, henji_csba_words_unref);
      self->csba_words = words;
    }

  return words != NULL;
}

static gboolean
take_support (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  return henji_support_facts_add (self->support, data, length, name, error);
}

static gboolean
take_lexicon (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  return henji_lexicon_add (self->lexicon, data, length, name, error);
}

static gboolean
take_rules (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  return henji_checker_add (self->checker, data, length, name, error);
}

/* The words all other rules use were taken before. */
static gboolean
take_other_rules (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  return !g_str_has_suffix (name, ".txt") || g_str_equal (name, "common.txt")
         || take_rules (self, name, text, error);
}

static gboolean
take_glossary (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  return henji_glossary_add (self->glossary, data, length, name, error);
}

static gboolean
take_postal (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  self->postal = henji_postal_parse (data, length, name, error);

  return self->postal != NULL;
}

static gboolean
take_postal_source (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  self->postal_source = henji_postal_source_parse (data, length, name, error);

  return self->postal_source != NULL;
}

static gboolean
take_playbook (HenjiDeskFacts *self, const char *name, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  g_autoptr (HenjiPlaybook) playbook = henji_playbook_parse (data, length, name, error);

  if (playbook == NULL || !henji_playbook_check (playbook, self->situations, error))
    return FALSE;
  g_ptr_array_add (self->playbooks, g_steal_pointer (&playbook));

  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
henji_desk_facts_names (const char *folder, const char *user_folder)
{
  g_autofree char *path = g_strconcat (PREFIX "/", folder, NULL);
  g_auto (GStrv) built_in = g_resources_enumerate_children (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = user_folder != NULL ? g_dir_open (user_folder, 0, NULL) : NULL;
  const char *name;

  for (guint i = 0; built_in != NULL && built_in[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (built_in[i]));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && !g_str_has_suffix (name, "~")
        && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

GBytes *
henji_desk_facts_own (const char *folder, const char *name)
{
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  char *text;
  gsize length;

  if (path == NULL || !g_file_get_contents (path, &text, &length, NULL))
    return NULL;

  return g_bytes_new_take (text, length);
}

GBytes *
henji_desk_facts_built_in (const char *folder, const char *name)
{
  g_autofree char *path = g_strconcat (PREFIX "/", folder, "/", name, NULL);

  return g_resources_lookup_data (path, 0, NULL);
}

static void
note_fault (HenjiDeskFacts *self, const GError *error)
{
  g_mutex_lock (&self->files_lock);
  g_ptr_array_add (self->faults, g_strdup (error->message));
  g_mutex_unlock (&self->files_lock);
}

void
henji_desk_facts_faults (HenjiDeskFacts *self, GPtrArray *faults)
{
  g_mutex_lock (&self->files_lock);
  g_ptr_array_extend (faults, self->faults, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
  g_ptr_array_extend (faults, self->stock_faults, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
  g_mutex_unlock (&self->files_lock);
}

static void
note_own (HenjiDeskFacts *self, const char *folder, const char *name)
{
  g_mutex_lock (&self->files_lock);
  g_ptr_array_add (self->own_files, g_strconcat (folder, "/", name, NULL));
  g_mutex_unlock (&self->files_lock);
}

gboolean
henji_desk_facts_is_own (HenjiDeskFacts *self, const char *folder, const char *name)
{
  g_autofree char *path = g_strconcat (folder, "/", name, NULL);
  gboolean own;

  g_mutex_lock (&self->files_lock);
  own = g_ptr_array_find_with_equal_func (self->own_files, path, g_str_equal, NULL);
  g_mutex_unlock (&self->files_lock);

  return own;
}

/* Takes one file: the user's if it is sound, else the built-in one. */
static void
load_file (
    HenjiDeskFacts *self, const char *folder, const char *user_folder, const char *name, Take take)
{
  g_autoptr (GBytes) own = henji_desk_facts_own (user_folder, name);
  g_autoptr (GBytes) built_in = NULL;
  g_autoptr (GError) error = NULL;

  if (own != NULL)
    {
      if (take (self, name, own, &error))
        {
          note_own (self, folder, name);
          return;
        }
      note_fault (self, error);
      g_clear_error (&error);
    }

  built_in = henji_desk_facts_built_in (folder, name);
  if (built_in != NULL && !take (self, name, built_in, &error))
    {
      g_critical ("built-in %s/%s: %s", folder, name, error->message);
      note_fault (self, error);
    }
}

static void
load_folder (HenjiDeskFacts *self, const char *dir, const char *folder, Take take)
{
  g_autofree char *user_folder = dir != NULL ? g_build_filename (dir, "facts", folder, NULL) : NULL;
  g_autoptr (GPtrArray) names = henji_desk_facts_names (folder, user_folder);

  for (guint i = 0; i < names->len; i++)
    load_file (self, folder, user_folder, g_ptr_array_index (names, i), take);
}

/* ---- Stocks -----------------------------------------------------------------------------------
 */

static gboolean
is_taken (const GPtrArray *stocks, const char *id)
{
  for (guint i = 0; i < stocks->len; i++)
    if (g_str_equal (((const HenjiStock *) stocks->pdata[i])->id, id))
      return TRUE;

  return FALSE;
}

/* (transfer full) (nullable): */
static HenjiStock *
read_stock (const GPtrArray *stocks, const char *name, GBytes *file, gboolean own, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);
  g_autoptr (HenjiStock) stock = henji_stock_parse (data, length, name, error);
  g_autofree char *expected = NULL;

  if (stock == NULL)
    return NULL;
  expected = g_strconcat (stock->id, ".ini", NULL);
  if (!g_str_equal (expected, name) || is_taken (stocks, stock->id))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   /* Translators: two names of a file */
                   _ ("%s: by its id this file must be called “%s”"), name, expected);
      return NULL;
    }
  stock->own = own;

  return g_steal_pointer (&stock);
}

/* The seller's file if it is sound, else the built-in one. */
static void
load_stock (GPtrArray *stocks, GPtrArray *faults, const char *user_folder, const char *name)
{
  for (int own = 1; own >= 0; own--)
    {
      g_autoptr (GBytes) file = own ? henji_desk_facts_own (user_folder, name)
                                    : henji_desk_facts_built_in ("stocks", name);
      g_autoptr (GError) error = NULL;
      HenjiStock *stock = file != NULL ? read_stock (stocks, name, file, own, &error) : NULL;

      if (stock != NULL)
        {
          g_ptr_array_add (stocks, stock);
          return;
        }
      if (error != NULL)
        g_ptr_array_add (faults, g_strdup (error->message));
    }
}

void
henji_desk_facts_load_stocks (HenjiDeskFacts *self)
{
  g_autofree char *folder
      = self->dir != NULL ? g_build_filename (self->dir, "facts", "stocks", NULL) : NULL;
  g_autoptr (GPtrArray) names = henji_desk_facts_names ("stocks", folder);
  GPtrArray *stocks = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_stock_unref);
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    load_stock (stocks, faults, folder, names->pdata[i]);
  g_ptr_array_sort (stocks, henji_stock_compare_ptr);

  g_mutex_lock (&self->files_lock);
  if (self->stocks != NULL)
    g_ptr_array_add (self->old_stocks, self->stocks);
  self->stocks = stocks;
  g_clear_pointer (&self->stock_faults, g_ptr_array_unref);
  self->stock_faults = faults;
  g_mutex_unlock (&self->files_lock);
}

GPtrArray *
henji_desk_facts_stocks (HenjiDeskFacts *self)
{
  GPtrArray *stocks;

  g_mutex_lock (&self->files_lock);
  stocks = self->stocks;
  g_mutex_unlock (&self->files_lock);

  return stocks;
}

HenjiDeskFacts *
henji_desk_facts_load (const char *dir)
{
  HenjiDeskFacts *self = g_new0 (HenjiDeskFacts, 1);

  henji_data_register_resource ();

  self->policies = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_policy_unref);
  self->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_holidays_unref);
  self->old_stocks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->support = henji_support_facts_new ();
  g_mutex_init (&self->files_lock);
  self->faults = g_ptr_array_new_with_free_func (g_free);
  self->own_files = g_ptr_array_new_with_free_func (g_free);
  self->dir = g_strdup (dir);

  load_folder (self, dir, "policies", take_policy);
  load_folder (self, dir, "holidays", take_holidays);
  load_folder (self, dir, "csba", take_csba_words);
  load_folder (self, dir, "support", take_support);
  henji_desk_facts_load_stocks (self);

  return self;
}

const HenjiLexicon *
henji_desk_facts_lexicon (HenjiDeskFacts *self)
{
  static GMutex lock;

  g_mutex_lock (&lock);
  if (self->lexicon == NULL)
    {
      self->lexicon = henji_lexicon_new ();
      load_folder (self, self->dir, "lexicon", take_lexicon);
      henji_lexicon_seal (self->lexicon);
    }
  g_mutex_unlock (&lock);

  return self->lexicon;
}

const HenjiChecker *
henji_desk_facts_checker (HenjiDeskFacts *self)
{
  static GMutex lock;

  g_mutex_lock (&lock);
  if (self->checker == NULL)
    {
      g_autofree char *rules
          = self->dir != NULL ? g_build_filename (self->dir, "facts", "rules", NULL) : NULL;

      self->checker = henji_checker_new ();
      load_file (self, "rules", rules, "common.txt", take_rules);
      load_folder (self, self->dir, "rules", take_other_rules);
      henji_checker_seal (self->checker);
    }
  g_mutex_unlock (&lock);

  return self->checker;
}

const HenjiGlossary *
henji_desk_facts_glossary (HenjiDeskFacts *self)
{
  static GMutex lock;

  henji_desk_facts_lexicon (self);
  g_mutex_lock (&lock);
  if (self->glossary == NULL)
    {
      self->glossary = henji_glossary_new (self->lexicon);
      load_folder (self, self->dir, "glossary", take_glossary);
      henji_glossary_seal (self->glossary);
    }
  g_mutex_unlock (&lock);

  return self->glossary;
}

const HenjiPostal *
henji_desk_facts_postal (HenjiDeskFacts *self)
{
  static GMutex lock;

  g_mutex_lock (&lock);
  if (self->postal == NULL)
    {
      g_autofree char *folder
          = self->dir != NULL ? g_build_filename (self->dir, "facts", "postal", NULL) : NULL;

      load_file (self, "postal", folder, "prefixes.ini", take_postal);
    }
  g_mutex_unlock (&lock);

  return self->postal;
}

const HenjiPostalSource *
henji_desk_facts_postal_source (HenjiDeskFacts *self)
{
  static GMutex lock;

  g_mutex_lock (&lock);
  if (self->postal_source == NULL)
    {
      g_autofree char *folder
          = self->dir != NULL ? g_build_filename (self->dir, "facts", "postal", NULL) : NULL;

      load_file (self, "postal", folder, "list.ini", take_postal_source);
    }
  g_mutex_unlock (&lock);

  return self->postal_source;
}

HenjiPlaybook *
henji_desk_facts_playbook (HenjiDeskFacts *self, HenjiKind kind, const GPtrArray *situations)
{
  static GMutex lock;

  g_mutex_lock (&lock);
  if (self->playbooks == NULL)
    {
      self->playbooks = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_playbook_unref);
      self->situations = situations;
      load_folder (self, self->dir, "playbook", take_playbook);
      self->situations = NULL;
    }
  g_mutex_unlock (&lock);

  for (guint i = 0; i < self->playbooks->len; i++)
    if (henji_playbook_kind (self->playbooks->pdata[i]) == kind)
      return self->playbooks->pdata[i];

  return NULL;
}

GPtrArray *
henji_desk_facts_carriers (HenjiDeskFacts *self)
{
  static GMutex lock;

  g_mutex_lock (&lock);
  if (self->carriers == NULL)
    {
      g_autofree char *folder
          = self->dir != NULL ? g_build_filename (self->dir, "facts", "carriers", NULL) : NULL;
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

      self->carriers = henji_carrier_layouts (folder, faults);
      g_mutex_lock (&self->files_lock);
      g_ptr_array_extend_and_steal (self->faults, g_steal_pointer (&faults));
      g_mutex_unlock (&self->files_lock);
    }
  g_mutex_unlock (&lock);

  return self->carriers;
}

void
henji_desk_facts_free (HenjiDeskFacts *self)
{
  g_clear_pointer (&self->carriers, g_ptr_array_unref);
  g_ptr_array_unref (self->policies);
  g_ptr_array_unref (self->holidays);
  g_ptr_array_unref (self->stocks);
  g_ptr_array_unref (self->stock_faults);
  g_ptr_array_unref (self->old_stocks);
  henji_support_facts_free (self->support);
  g_clear_pointer (&self->csba_words, henji_csba_words_unref);
  g_mutex_clear (&self->files_lock);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->own_files);
  g_clear_pointer (&self->glossary, henji_glossary_unref);
  g_clear_pointer (&self->lexicon, henji_lexicon_unref);
  g_clear_pointer (&self->checker, henji_checker_unref);
  g_clear_pointer (&self->postal, henji_postal_unref);
  g_clear_pointer (&self->postal_source, henji_postal_source_unref);
  g_clear_pointer (&self->playbooks, g_ptr_array_unref);
  g_free (self->dir);
  g_free (self);
}

/* henji-texts-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the texts' window asks of the desk: save, remove, import, export.
 */
#define G_LOG_DOMAIN "henji-texts-save"

#include "config.h"

#include "henji-texts-window-private.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Saving -----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiTextsWindow *window;
  HenjiManuscript *manuscript;
} Job;

static Job *
job_new (HenjiTextsWindow *window, const HenjiManuscript *manuscript)
{
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->manuscript = henji_manuscript_copy (manuscript);

  return job;
}

static void
job_free (Job *job)
{
  g_object_unref (job->window);
  henji_manuscript_free (job->manuscript);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* One thing to write: the desk has several threads, and what was said last must win. */
typedef struct
{
  HenjiManuscript *manuscript;
  gboolean remove;
} Write;

static void
queue_write (HenjiTextsWindow *self, const HenjiManuscript *manuscript, gboolean remove)
{
  Write *next = g_new0 (Write, 1);

  next->manuscript = henji_manuscript_copy (manuscript);
  next->remove = remove;
  g_async_queue_push (self->writes, next);
}

/* Writes what has waited longest, whoever calls. */
static gpointer
write_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  HenjiTextsWindow *self = ((Job *) data)->window;
  Write *next;
  gboolean written;

  g_mutex_lock (&self->write_lock);
  next = g_async_queue_pop (self->writes);
  if (next->remove)
    written = henji_desk_remove_text (desk, next->manuscript->snippet, next->manuscript->id, error);
  else
    written = henji_desk_save_text (desk, next->manuscript, error);
  g_mutex_unlock (&self->write_lock);
  henji_manuscript_free (next->manuscript);
  g_free (next);

  return GINT_TO_POINTER (written);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Job) job = data;
  HenjiTextsWindow *self = job->window;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  self->saving--;
  if (self->desk == NULL)
    return;
  if (error != NULL)
    {
      henji_texts_window_show_state (self, _ ("Not saved"));
      henji_texts_window_toast (self, error->message);
    }
  else if (self->saving == 0 && self->save_id == 0)
    henji_texts_window_show_state (self, _ ("Saved"));
}

static void
save (HenjiTextsWindow *self, const HenjiManuscript *manuscript)
{
  Job *job = job_new (self, manuscript);

  self->saving++;
  queue_write (self, manuscript, FALSE);
  henji_desk_run_async (self->desk, write_func, job, NULL, NULL, NULL, saved_cb, job);
}

void
henji_texts_window_save (HenjiTextsWindow *self)
{
  const HenjiManuscript *manuscript = henji_texts_editor_get (self->editor);
  g_autofree char *key = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (manuscript == NULL)
    return;
  key = henji_texts_key (manuscript->snippet, manuscript->id);
  if (henji_manuscript_is_empty (manuscript)
      && henji_texts_window_find (self, manuscript->snippet, manuscript->id) == NULL)
    {
      g_hash_table_remove (self->unsaved, key);
      henji_texts_window_show_state (self, NULL);
    }
  else if (henji_texts_window_check (self))
    {
      g_hash_table_remove (self->unsaved, key);
      henji_texts_window_show_state (self, _ ("Saving…"));
      save (self, manuscript);
    }
  else
    {
      g_hash_table_replace (self->unsaved, g_steal_pointer (&key),
                            henji_manuscript_copy (manuscript));
      henji_texts_window_show_state (self, _ ("Not saved"));
      henji_texts_window_fill_list (self);
    }
}

/* ---- Removing ---------------------------------------------------------------------------------
 */

static void
undo_cb (AdwToast *toast, HenjiTextsWindow *self)
{
  HenjiManuscript *manuscript = g_object_get_data (G_OBJECT (toast), "manuscript");

  if (self->desk != NULL)
    henji_texts_window_put_back (self, manuscript);
}

void
henji_texts_window_put_back (HenjiTextsWindow *self, const HenjiManuscript *manuscript)
{
  save (self, manuscript);
  gtk_toggle_button_set_active (manuscript->snippet ? self->tab_snippets : self->tab_situations,
                                TRUE);
  henji_texts_window_choose (self, manuscript);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Job) job = data;
  HenjiTextsWindow *self = job->window;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk == NULL)
    return;
  if (error != NULL)
    {
      henji_texts_window_toast (self, error->message);
      return;
    }
  toast = adw_toast_new (g_str_has_prefix (job->manuscript->id, "own-") ? _ ("Removed")
                                                                        : _ ("Reset"));
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, 10);
  g_object_set_data_full (G_OBJECT (toast), "manuscript", g_steal_pointer (&job->manuscript),
                          (GDestroyNotify) henji_manuscript_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  henji_toast_add (self->toasts, toast);
}

void
henji_texts_window_remove (HenjiTextsWindow *self)
{
  const HenjiManuscript *manuscript = henji_texts_editor_get (self->editor);
  const HenjiDeskText *known;
  g_autofree char *key = NULL;
  Job *job;

  if (manuscript == NULL)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  key = henji_texts_key (manuscript->snippet, manuscript->id);
  known = henji_texts_window_find (self, manuscript->snippet, manuscript->id);
  job = job_new (self, manuscript);
  g_hash_table_remove (self->unsaved, key);
  henji_texts_window_choose (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  if (known == NULL && self->saving == 0)
    {
      henji_texts_window_fill_list (self);
      job_free (job);
      return;
    }
  queue_write (self, job->manuscript, TRUE);
  henji_desk_run_async (self->desk, write_func, job, NULL, NULL, NULL, removed_cb, job);
}

/* ---- Import -----------------------------------------------------------------------------------
 */

static gpointer
import_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_import_texts (desk, data, error);
}

static void
add_line (GString *lines, const char *format, int n)
{
  if (n > 0)
    {
      g_string_append_printf (lines, format, n);
      g_string_append_c (lines, '\n');
    }
}

/* What came of each text, in words. */
static char *
import_words (const GPtrArray *results)
{
  HenjiLanguage mine = henji_pane_language ();
  GString *lines = g_string_new (NULL);
  int n[HENJI_TEXT_REFUSED + 1] = { 0 };

  for (guint i = 0; i < results->len; i++)
    n[((HenjiTextImport *) results->pdata[i])->status]++;
  add_line (lines, _ ("New: %d"), n[HENJI_TEXT_NEW] + n[HENJI_TEXT_RENAMED]);
  add_line (lines, _ ("Known already: %d"), n[HENJI_TEXT_KNOWN]);
  add_line (lines, _ ("Refused: %d"), n[HENJI_TEXT_REFUSED]);
  if (results->len == 0)
    g_string_append (lines, _ ("There is no text in the file"));
  for (guint i = 0; i < results->len; i++)
    {
      const HenjiTextImport *item = results->pdata[i];
      const char *ja = item->title_ja != NULL ? item->title_ja : item->title_en;
      const char *en = item->title_en != NULL ? item->title_en : item->title_ja;

      if (item->status == HENJI_TEXT_REFUSED)
        g_string_append_printf (lines, "\n%s", item->reason);
      else if (item->status == HENJI_TEXT_RENAMED)
        {
          g_string_append_c (lines, '\n');
          g_string_append_printf (lines, _ ("“%s” was here already; both are kept."),
                                  mine == HENJI_LANGUAGE_JA ? ja : en);
        }
    }

  return g_string_free (lines, FALSE);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiTextsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  g_autofree char *words = NULL;

  if (self->desk == NULL)
    return;
  words = results != NULL ? import_words (results) : g_strdup (error->message);
  henji_compat_tell (GTK_WINDOW (self), results != NULL ? _ ("Imported") : _ ("Not Imported"),
                     words);
}

static void
import_path_cb (const char *const *paths, gpointer data)
{
  g_autoptr (HenjiTextsWindow) self = data;

  if (paths != NULL && self->desk != NULL)
    henji_desk_run_async (self->desk, import_func, g_strdup (paths[0]), g_free,
                          (GDestroyNotify) g_ptr_array_unref, NULL, imported_cb,
                          g_object_ref (self));
}

void
henji_texts_window_import (HenjiTextsWindow *self)
{
  henji_compat_choose_file (GTK_WINDOW (self), _ ("Import Texts"), _ ("Texts of Henji"),
                            "henji-texts", import_path_cb, g_object_ref (self));
}

/* ---- Export -----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiTextsWindow *window;
  char *path;
  char *ids[2]; /* nothing: all own ones */
  int n;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_free (export->path);
  g_free (export->ids[0]);
  g_free (export);
}

static gpointer
export_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  export->n = henji_desk_export_texts (
      desk, export->path, export->ids[0] != NULL ? (const char *const *) export->ids : NULL, error);

  return GINT_TO_POINTER (export->n > 0);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (export->window->desk != NULL)
    {
      words = error != NULL
                  ? g_strdup (error->message)
                  : g_strdup_printf (ngettext ("%d text exported", "%d texts exported", export->n),
                                     export->n);
      henji_texts_window_toast (export->window, words);
    }
  export_free (export);
}

static void
export_path_cb (const char *const *paths, gpointer data)
{
  Export *export = data;

  if (paths == NULL || export->window->desk == NULL)
    {
      export_free (export);
      return;
    }
  export->path = g_strdup (paths[0]);
  henji_desk_run_async (export->window->desk, export_func, export, NULL, NULL, NULL, exported_cb,
                        export);
}

void
henji_texts_window_export (HenjiTextsWindow *self, gboolean all)
{
  const HenjiManuscript *manuscript = henji_texts_editor_get (self->editor);
  Export *export;

  if (!all && manuscript == NULL)
    return;
  export = g_new0 (Export, 1);
  export->window = g_object_ref (self);
  export->ids[0] = all ? NULL : g_strdup (manuscript->id);
  henji_compat_save_file (GTK_WINDOW (self), _ ("Export Texts"), NULL,
                          all ? "own.henji-texts" : "text.henji-texts", export_path_cb, export);
}

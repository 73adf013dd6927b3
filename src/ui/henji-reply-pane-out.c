/* henji-reply-pane-out.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reply as a mail, and the versions it had before.
 */
#define G_LOG_DOMAIN "henji-reply-pane-out"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-versions-window.h"

#include <glib/gi18n-lib.h>

static GtkWindow *
window_of (HenjiReplyPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
toast (HenjiReplyPane *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

/* ---- Saving as mail -------------------------------------------------------------------------- */

/* A reply on its way into a file. */
typedef struct
{
  HenjiReplyPane *pane;
  HenjiDraft *draft;
  GBytes *mail; /* (nullable) */
  char *path;   /* (nullable) */
  gboolean with_label;
} Letter;

static void
letter_free (Letter *letter)
{
  g_object_unref (letter->pane);
  henji_draft_unref (letter->draft);
  g_clear_pointer (&letter->mail, g_bytes_unref);
  g_free (letter->path);
  g_free (letter);
}

static gpointer
write_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Letter *letter = data;

  /* The chooser has asked before it gave the name of a file that is there. */
  return GINT_TO_POINTER (henji_desk_save_mail (desk, letter->path, letter->mail, TRUE, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Letter *letter = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (letter->path);
  g_autofree char *words = NULL;

  if (!henji_desk_run_finish (HENJI_DESK (source), result, &error))
    words = g_strdup_printf (_ ("Mail not saved: %s"), error->message);
  else if (letter->with_label)
    /* Translators: the name of a file */
    words = g_strdup_printf (
        _ ("Saved as %s, with the return label. Send it from your mail program."), name);
  else
    /* Translators: the name of a file */
    words = g_strdup_printf (_ ("Saved as %s. Send it from your mail program."), name);
  toast (letter->pane, words);
  letter_free (letter);
}

static void
path_chosen_cb (const char *const *paths, gpointer user_data)
{
  Letter *letter = user_data;

  if (paths == NULL || letter->pane->detail == NULL)
    {
      letter_free (letter);
      return;
    }
  letter->path = g_strdup (paths[0]);
  henji_desk_run_async (letter->pane->desk, write_func, letter, NULL, NULL, NULL, written_cb,
                        letter);
}

static gpointer
make_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Letter *letter = data;

  letter->mail = henji_desk_mail (desk, letter->draft, &letter->with_label, error);

  return GINT_TO_POINTER (letter->mail != NULL);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Letter *letter = user_data;
  HenjiReplyPane *self = letter->pane;
  g_autoptr (GError) error = NULL;
  const HenjiCase *case_ = self->detail != NULL ? self->detail->case_ : NULL;
  g_autofree char *name = NULL;

  if (!henji_desk_run_finish (HENJI_DESK (source), result, &error))
    {
      g_autofree char *words = g_strdup_printf (_ ("Mail not saved: %s"), error->message);

      toast (self, words);
      letter_free (letter);
      return;
    }
  if (case_ == NULL || window_of (self) == NULL)
    {
      letter_free (letter);
      return;
    }
  name = case_->order_ids != NULL && case_->order_ids[0] != NULL
             ? g_strdup_printf ("%s.eml", case_->order_ids[0])
             : g_strdup ("reply.eml");
  henji_compat_save_file (window_of (self), _ ("Save as Mail"),
                          g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS), name, path_chosen_cb,
                          letter);
}

void
henji_reply_pane_save_mail (HenjiReplyPane *self)
{
  Letter *letter;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  /* Translators: %s says why */
  if (!henji_reply_pane_may_leave (self, _ ("Mail not saved: %s")))
    return;

  letter = g_new0 (Letter, 1);
  letter->pane = g_object_ref (self);
  letter->draft = henji_reply_pane_get_draft (self);
  self->touched = TRUE;
  henji_reply_pane_save (self, FALSE);
  henji_desk_run_async (self->desk, make_func, letter, NULL, NULL, NULL, made_cb, letter);
}

/* ---- Earlier versions ------------------------------------------------------------------------ */

static void
restore_cb (HenjiReplyPane *self, HenjiDraft *draft)
{
  if (!self->composed || henji_reply_pane_is_busy (self)
      || draft->case_row != self->detail->case_->row)
    return;

  g_clear_pointer (&self->before_restore, henji_draft_unref);
  self->before_restore = henji_reply_pane_get_draft (self);
  /* What stands there now becomes a version, too. */
  if (self->touched || self->version > 0)
    henji_reply_pane_save (self, FALSE);
  henji_reply_pane_put_draft (self, draft);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(ss)",
                              _ ("Earlier version restored"), "case.undo-restore");
  henji_reply_pane_focus_editor (self);
}

void
henji_reply_pane_undo_restore (HenjiReplyPane *self)
{
  g_autoptr (HenjiDraft) draft = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  draft = g_steal_pointer (&self->before_restore);
  if (draft != NULL && self->composed && !henji_reply_pane_is_busy (self)
      && draft->case_row == self->detail->case_->row)
    henji_reply_pane_put_draft (self, draft);
}

static gpointer
versions_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_drafts (desk, *(gint64 *) data, error);
}

static void
versions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiReplyPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  HenjiVersionsWindow *window;

  if (drafts == NULL)
    {
      toast (self, error->message);
      return;
    }
  if (window_of (self) == NULL)
    return;
  if (drafts->len == 0)
    {
      toast (self, _ ("There is no earlier version yet."));
      return;
    }
  window = henji_versions_window_new (drafts, henji_desk_now (self->desk),
                                      henji_desk_zone (self->desk));
  gtk_window_set_transient_for (GTK_WINDOW (window), window_of (self));
  g_signal_connect_object (window, "restore", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

void
henji_reply_pane_show_versions (HenjiReplyPane *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  if (!self->composed)
    return;

  henji_reply_pane_flush (self);
  henji_desk_act_async (self->desk, versions_func,
                        g_memdup2 (&self->detail->case_->row, sizeof (gint64)), g_free,
                        (GDestroyNotify) g_ptr_array_unref, NULL, versions_cb, g_object_ref (self));
}

/* ---- For a message of its own ---------------------------------------------------------------- */

char *
henji_reply_pane_get_text (HenjiReplyPane *self, HenjiLanguage language)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (HENJI_IS_REPLY_PANE (self), NULL);

  if (!self->composed || henji_reply_pane_is_to_support (self))
    return NULL;
  text = henji_reply_pane_editor_get_text (self->editors[henji_reply_side (language)]);

  return *g_strchug (text) != '\0' ? g_steal_pointer (&text) : NULL;
}

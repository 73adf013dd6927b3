/* henji-marketplace-message-written.c: what is written for each kind, kept until it goes out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-marketplace-message-written"

#include "config.h"

#include "henji-marketplace-message-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"

#define EXCERPT 120 /* characters */

/* ---- All of it -------------------------------------------------------------------------------
 */

static char *
place_of (const char *order_id, const char *action)
{
  return g_strdup_printf ("%s\n%s", order_id, action);
}

HenjiMessageDraft *
henji_marketplace_message_written (HenjiMarketplaceMessageDialog *self,
                                   const char *order_id,
                                   const char *action)
{
  g_autofree char *place = place_of (order_id, action);

  return g_hash_table_lookup (self->written, place);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const HenjiMessageDraft *first = *(HenjiMessageDraft *const *) a;
  const HenjiMessageDraft *second = *(HenjiMessageDraft *const *) b;

  return (first->at < second->at) - (first->at > second->at);
}

/* @order_id: (nullable): of any */
static GPtrArray *
newest_first (GHashTable *written, const char *order_id)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_message_draft_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, written);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (order_id == NULL || g_str_equal (((HenjiMessageDraft *) value)->order_id, order_id))
      g_ptr_array_add (drafts, henji_message_draft_ref (value));
  g_ptr_array_sort (drafts, compare);

  return drafts;
}

GPtrArray *
henji_marketplace_message_written_of (HenjiMarketplaceMessageDialog *self, const char *order_id)
{
  return newest_first (self->written, order_id);
}

static void
put (GHashTable *written, HenjiMessageDraft *draft)
{
  g_autofree char *place = place_of (draft->order_id, draft->action);

  if (henji_message_draft_is_empty (draft))
    g_hash_table_remove (written, place);
  else
    g_hash_table_replace (written, g_steal_pointer (&place), henji_message_draft_ref (draft));
}

static void
keep (HenjiMarketplaceMessageDialog *self, HenjiMessageDraft *draft)
{
  put (self->written, draft);
  henji_marketplace_message_keeper_put (self->keeper, draft);
}

char *
henji_marketplace_message_not_kept (const char *reason)
{
  return g_strdup_printf (_ ("The message that you write could not be saved: %s"), reason);
}

/* ---- What was written before -----------------------------------------------------------------
 */

typedef struct
{
  HenjiMarketplaceMessageDialog *dialog;
  char **orders;
  GPtrArray *drafts;
} Loading;

static gpointer
load_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  loading->drafts = henji_desk_message_drafts (desk, (const char *const *) loading->orders, error);

  return loading->drafts;
}

/* The order that was written for last. */
static void
choose_order (HenjiMarketplaceMessageDialog *self, GHashTable *written)
{
  g_autoptr (GPtrArray) drafts = newest_first (written, NULL);

  for (guint i = 0; drafts->len > 0 && self->orders[i] != NULL; i++)
    if (g_str_equal (self->orders[i], ((HenjiMessageDraft *) drafts->pdata[0])->order_id))
      adw_combo_row_set_selected (self->order_row, i);
}

static void
take_loaded (HenjiMarketplaceMessageDialog *self, const GPtrArray *drafts)
{
  g_autoptr (GPtrArray) waiting = henji_marketplace_message_keeper_waiting (self->keeper);
  GHashTable *written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) henji_message_draft_unref);

  for (guint i = 0; i < drafts->len; i++)
    put (written, g_ptr_array_index (drafts, i));
  for (guint i = 0; i < waiting->len; i++)
    {
      HenjiMessageDraft *draft = g_ptr_array_index (waiting, i);

      if (g_strv_contains ((const char *const *) self->orders, draft->order_id))
        put (written, draft);
    }
  choose_order (self, written);
  self->written = written;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Loading *loading = user_data;
  HenjiMarketplaceMessageDialog *self = loading->dialog;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk != NULL && loading->drafts == NULL)
    henji_marketplace_message_show_failed (self, error);
  else if (self->desk != NULL)
    {
      take_loaded (self, loading->drafts);
      henji_marketplace_message_ask (self);
    }
  g_object_unref (self);
  g_strfreev (loading->orders);
  g_clear_pointer (&loading->drafts, g_ptr_array_unref);
  g_free (loading);
}

/* After what is being stored: it is no reading of what stood there before. */
void
henji_marketplace_message_load (HenjiMarketplaceMessageDialog *self)
{
  Loading *loading = g_new0 (Loading, 1);

  henji_marketplace_message_show_page (self, "asking");
  henji_marketplace_message_keeper_flush (self->keeper);
  loading->dialog = g_object_ref (self);
  loading->orders = g_strdupv (self->orders);
  henji_desk_act_async (self->desk, load_func, loading, NULL, NULL, NULL, loaded_cb, loading);
}

/* ---- The form --------------------------------------------------------------------------------
 */

static void
show_discard (HenjiMarketplaceMessageDialog *self)
{
  HenjiMessageDraft *draft
      = self->shown_order != NULL
            ? henji_marketplace_message_written (self, self->shown_order, self->action)
            : NULL;

  g_object_set_data (G_OBJECT (self->discard_button), "draft", NULL);
  gtk_button_set_label (GTK_BUTTON (self->discard_button), _ ("Discard Draft"));
  gtk_widget_set_visible (self->discard_button, draft != NULL);
}

void
henji_marketplace_message_show_nothing (HenjiMarketplaceMessageDialog *self)
{
  g_clear_pointer (&self->shown_order, g_free);
}

static void
fill (HenjiMarketplaceMessageDialog *self, const HenjiMessageDraft *draft)
{
  static const char *const none[] = { NULL };
  const char *const *paths = draft != NULL ? (const char *const *) draft->paths : none;
  g_auto (GStrv) there = henji_marketplace_message_files_get (self->files);

  self->filling = TRUE;
  henji_reply_pane_editor_set_text (self->editor, draft != NULL ? draft->text : "", NULL);
  gtk_editable_set_text (self->from_row, draft != NULL ? draft->from : "");
  gtk_editable_set_text (self->until_row, draft != NULL ? draft->until : "");
  if (!g_strv_equal ((const char *const *) there, paths))
    henji_marketplace_message_files_set (self->files, paths);
  self->filling = FALSE;
}

void
henji_marketplace_message_show_written (HenjiMarketplaceMessageDialog *self, const char *action)
{
  const char *order_id = henji_marketplace_message_order (self);

  if (self->shown_order != NULL && g_str_equal (self->shown_order, order_id)
      && g_str_equal (self->action, action))
    return;
  henji_reply_pane_editor_finish_word (self->editor);
  fill (self, henji_marketplace_message_written (self, order_id, action));
  g_free (self->shown_order);
  g_free (self->action);
  g_free (self->action_order);
  self->shown_order = g_strdup (order_id);
  self->action = g_strdup (action);
  self->action_order = g_strdup (order_id);
  show_discard (self);
}

void
henji_marketplace_message_take (HenjiMarketplaceMessageDialog *self)
{
  g_autoptr (HenjiMessageDraft) draft = NULL;
  const HenjiMessageDraft *before;

  if (self->done || self->filling || self->shown_order == NULL)
    return;
  draft = henji_message_draft_new ();
  draft->order_id = g_strdup (self->shown_order);
  draft->action = g_strdup (self->action);
  draft->text = henji_reply_pane_editor_get_text (self->editor);
  draft->paths = henji_marketplace_message_files_get (self->files);
  draft->from = g_strdup (gtk_editable_get_text (self->from_row));
  draft->until = g_strdup (gtk_editable_get_text (self->until_row));
  draft->at = henji_desk_now (self->desk);
  before = henji_marketplace_message_written (self, draft->order_id, draft->action);
  if (before != NULL ? henji_message_draft_is_same (draft, before)
                     : henji_message_draft_is_empty (draft))
    return;
  keep (self, draft);
  show_discard (self);
}

/* ---- What takes it away ----------------------------------------------------------------------
 */

static void
drop (HenjiMarketplaceMessageDialog *self, const char *order_id, const char *action)
{
  g_autoptr (HenjiMessageDraft) nothing = henji_message_draft_new ();

  nothing->order_id = g_strdup (order_id);
  nothing->action = g_strdup (action);
  nothing->text = g_strdup ("");
  nothing->paths = g_new0 (char *, 1);
  nothing->from = g_strdup ("");
  nothing->until = g_strdup ("");
  nothing->at = henji_desk_now (self->desk);
  keep (self, nothing);
}

void
henji_marketplace_message_went_out (HenjiMarketplaceMessageDialog *self)
{
  if (self->shown_order != NULL)
    drop (self, self->shown_order, self->action);
}

static char *
names_of (char **paths)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = g_filename_display_basename (paths[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
henji_marketplace_message_excerpt (const HenjiMessageDraft *draft)
{
  g_autofree char *head = NULL;

  if (*draft->text == '\0')
    head = draft->paths[0] != NULL ? names_of (draft->paths) : g_strdup (draft->from);
  else if (g_utf8_strlen (draft->text, -1) <= EXCERPT)
    head = g_strdup (draft->text);
  else
    {
      g_autofree char *cut = g_utf8_substring (draft->text, 0, EXCERPT);

      head = g_strconcat (cut, "…", NULL);
    }

  /* Translators: how a message begins that was written and not sent */
  return g_strdup_printf (_ ("Kept: %s"), g_strdelimit (head, "\n\r\t", ' '));
}

void
henji_marketplace_message_set_label (GtkWidget *button, const char *label)
{
  const char *title = g_object_get_data (G_OBJECT (button), "title");

  gtk_button_set_label (GTK_BUTTON (button), label);
  if (title != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s: %s", label, title);

      henji_pane_name (button, name);
    }
}

/* The button holds what it threw away. */
static void
discard_cb (HenjiMarketplaceMessageDialog *self, GtkWidget *button)
{
  gboolean here = button == self->discard_button;
  HenjiMessageDraft *held = g_object_get_data (G_OBJECT (button), "draft");
  const char *order_id = held != NULL ? held->order_id : self->shown_order;
  const char *action = held != NULL ? held->action : self->action;
  HenjiMessageDraft *draft
      = order_id != NULL ? henji_marketplace_message_written (self, order_id, action) : NULL;

  if (draft == NULL && held == NULL)
    return;
  if (draft != NULL)
    {
      g_object_set_data_full (G_OBJECT (button), "draft", henji_message_draft_ref (draft),
                              (GDestroyNotify) henji_message_draft_unref);
      drop (self, draft->order_id, draft->action);
    }
  else
    keep (self, held);
  henji_marketplace_message_set_label (button, draft != NULL ? _ ("Put Back")
                                               : here        ? _ ("Discard Draft")
                                                             : _ ("Discard"));
  if (!here)
    return;
  fill (self, henji_marketplace_message_written (self, self->shown_order, self->action));
  henji_marketplace_message_check (self);
  henji_marketplace_message_say (self, NULL);
  gtk_widget_grab_focus (button);
}

void
henji_marketplace_message_connect_discard (HenjiMarketplaceMessageDialog *self,
                                           GtkWidget *button,
                                           HenjiMessageDraft *draft)
{
  if (draft != NULL)
    g_object_set_data_full (G_OBJECT (button), "draft", henji_message_draft_ref (draft),
                            (GDestroyNotify) henji_message_draft_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
}

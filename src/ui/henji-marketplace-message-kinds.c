/* henji-marketplace-message-kinds.c: what may be sent, and what not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-marketplace-message-kinds"

#include "config.h"

#include "henji-marketplace-message-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"

/* ---- The one that is chosen ------------------------------------------------------------------
 */

guint
henji_marketplace_message_kind_index (HenjiMarketplaceMessageDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->kind_row);

  return chosen < self->usable->len ? g_array_index (self->usable, guint, chosen) : G_MAXUINT;
}

const HenjiMessageAction *
henji_marketplace_message_kind (HenjiMarketplaceMessageDialog *self)
{
  guint index = henji_marketplace_message_kind_index (self);

  return self->offer != NULL && index < self->offer->actions->len
             ? g_ptr_array_index (self->offer->actions, index)
             : NULL;
}

static void
show_unknown (HenjiMarketplaceMessageDialog *self)
{
  guint index = henji_marketplace_message_kind_index (self);
  gint64 at = index < self->offer->actions->len ? self->offer->unknown_at[index] : 0;
  g_autofree char *moment = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->unknown_strip, at != 0);
  if (at == 0)
    return;
  moment = henji_pane_moment (at, henji_desk_now (self->desk), henji_desk_zone (self->desk));
  words = g_strdup_printf (_ ("A message of this kind went out at %s, and nobody knows whether it "
                              "arrived. Look at the order's messages at the marketplace; until "
                              "then no other one of its kind goes out."),
                           moment);
  gtk_label_set_text (self->unknown_label, words);
}

void
henji_marketplace_message_show_kind (HenjiMarketplaceMessageDialog *self)
{
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);

  if (kind == NULL)
    return;
  henji_marketplace_message_show_written (self, kind->id);
  gtk_widget_set_visible (GTK_WIDGET (self->text_box), kind->text > 0);
  gtk_widget_set_visible (self->reply_button, henji_marketplace_message_reply (self) != NULL);
  gtk_widget_set_visible (self->dates, kind->dates);
  gtk_widget_set_visible (GTK_WIDGET (self->files), kind->attachments != HENJI_ATTACHMENTS_NONE);
  show_unknown (self);
  henji_marketplace_message_say (self, NULL);
  henji_marketplace_message_check (self);
}

void
henji_marketplace_message_kind_changed (HenjiMarketplaceMessageDialog *self)
{
  self->unknown_here = FALSE;
  if (self->offer != NULL)
    henji_marketplace_message_show_kind (self);
}

static const char *
title_of (const HenjiMessageAction *action)
{
  if (!action->known)
    return action->id;

  return henji_pane_language () == HENJI_LANGUAGE_JA ? action->title_ja : action->title_en;
}

/* ---- What cannot be sent ---------------------------------------------------------------------
 */

static GtkWidget *
add_other (HenjiMarketplaceMessageDialog *self, const char *title, const char *reason)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (self->others, row);
  g_ptr_array_add (self->other_rows, row);

  return row;
}

static void
copy_cb (GtkWidget *button, gpointer user_data)
{
  const HenjiMessageDraft *draft = user_data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), draft->text);
  henji_marketplace_message_set_label (button, _ ("Copied"));
}

static GtkWidget *
add_button (GtkWidget *row, const char *label, const char *title)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "small");
  g_object_set_data_full (G_OBJECT (button), "title", g_strdup (title), g_free);
  henji_marketplace_message_set_label (button, label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

/* What was written for it is in no form: it stands here, to be copied or thrown away. */
static void
add_kept (HenjiMarketplaceMessageDialog *self,
          const char *title,
          const char *reason,
          HenjiMessageDraft *draft)
{
  g_autofree char *words = henji_marketplace_message_excerpt (draft);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", reason, words);
  GtkWidget *row = add_other (self, title, subtitle);
  GtkWidget *discard;

  if (*draft->text != '\0')
    {
      GtkWidget *copy = add_button (row, _ ("Copy Text"), title);

      g_signal_connect_data (copy, "clicked", G_CALLBACK (copy_cb), henji_message_draft_ref (draft),
                             (GClosureNotify) (void (*) (void)) henji_message_draft_unref, 0);
    }
  discard = add_button (row, _ ("Discard"), title);
  henji_marketplace_message_connect_discard (self, discard, draft);
}

static void
add_impossible (HenjiMarketplaceMessageDialog *self, const HenjiMessageAction *action)
{
  HenjiMessageDraft *draft = henji_marketplace_message_written (
      self, henji_marketplace_message_order (self), action->id);
  const char *reason = !action->known ? _ ("Not supported by Henji")
                       : action->disabled != NULL
                           ? action->disabled
                           : _ ("The marketplace's link for it leads elsewhere");

  if (draft != NULL)
    add_kept (self, title_of (action), reason, draft);
  else
    add_other (self, title_of (action), reason);
}

static gboolean
is_offered (HenjiMarketplaceMessageDialog *self, const char *action)
{
  for (guint i = 0; i < self->offer->actions->len; i++)
    if (g_str_equal (((HenjiMessageAction *) g_ptr_array_index (self->offer->actions, i))->id,
                     action))
      return TRUE;

  return FALSE;
}

/* What was written for a kind that is not offered now. */
static void
add_missing (HenjiMarketplaceMessageDialog *self)
{
  g_autoptr (GPtrArray) drafts
      = henji_marketplace_message_written_of (self, henji_marketplace_message_order (self));

  for (guint i = 0; i < drafts->len; i++)
    {
      HenjiMessageDraft *draft = g_ptr_array_index (drafts, i);
      const HenjiMessageAction *kind = henji_desk_message_kind (self->desk, draft->action);

      if (!is_offered (self, draft->action))
        add_kept (self, kind != NULL ? title_of (kind) : draft->action,
                  _ ("The marketplace does not offer it now"), draft);
    }
}

/* ---- All of them -----------------------------------------------------------------------------
 */

/* The place in the row of the kind to begin with: the one that stood here, else the one that was
 * written last. */
static guint
begin_with (HenjiMarketplaceMessageDialog *self)
{
  const char *order = henji_marketplace_message_order (self);
  g_autoptr (GPtrArray) drafts = henji_marketplace_message_written_of (self, order);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  if (self->action != NULL && (drafts->len == 0 || g_strcmp0 (order, self->action_order) == 0))
    g_ptr_array_add (wanted, self->action);
  for (guint i = 0; i < drafts->len; i++)
    g_ptr_array_add (wanted, ((HenjiMessageDraft *) g_ptr_array_index (drafts, i))->action);
  for (guint i = 0; i < wanted->len; i++)
    for (guint row = 0; row < self->usable->len; row++)
      {
        const HenjiMessageAction *action
            = g_ptr_array_index (self->offer->actions, g_array_index (self->usable, guint, row));

        if (g_str_equal (action->id, g_ptr_array_index (wanted, i)))
          return row;
      }

  return 0;
}

/* What can be sent goes into the row, everything else below, with the reason. */
static void
fill_kinds (HenjiMarketplaceMessageDialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_array_set_size (self->usable, 0);
  for (guint i = 0; i < self->other_rows->len; i++)
    adw_preferences_group_remove (self->others, g_ptr_array_index (self->other_rows, i));
  g_ptr_array_set_size (self->other_rows, 0);

  for (guint i = 0; i < self->offer->actions->len; i++)
    {
      const HenjiMessageAction *action = g_ptr_array_index (self->offer->actions, i);

      if (!action->known || action->disabled != NULL || action->place == NULL)
        {
          add_impossible (self, action);
          continue;
        }
      g_array_append_val (self->usable, i);
      gtk_string_list_append (titles, title_of (action));
    }
  add_missing (self);
  gtk_widget_set_visible (GTK_WIDGET (self->others), self->other_rows->len > 0);
  /* The row tells of each step; only the last counts. */
  g_signal_handlers_block_by_func (self->kind_row, henji_marketplace_message_kind_changed, self);
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->kind_row, begin_with (self));
  g_signal_handlers_unblock_by_func (self->kind_row, henji_marketplace_message_kind_changed, self);
}

void
henji_marketplace_message_show_offer (HenjiMarketplaceMessageDialog *self)
{
  henji_marketplace_message_show_nothing (self);
  henji_marketplace_message_make_editor (self);
  fill_kinds (self);
  henji_marketplace_message_files_show_rule (self->files);
  if (self->usable->len == 0 && self->other_rows->len == 0)
    {
      henji_marketplace_message_show_page (self, "none");
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
      return;
    }
  henji_marketplace_message_show_page (self, "form");
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), self->usable->len > 0);
  gtk_widget_set_sensitive (self->send_button, self->usable->len > 0);
  if (self->usable->len == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->text_box), FALSE);
      gtk_widget_set_visible (self->dates, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->files), FALSE);
      gtk_widget_set_visible (self->unknown_strip, FALSE);
      gtk_widget_set_visible (self->discard_button, FALSE);
      henji_marketplace_message_say (self,
                                     _ ("None of the marketplace's messages can be sent now."));
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
      return;
    }
  henji_marketplace_message_show_kind (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->kind_row));
}

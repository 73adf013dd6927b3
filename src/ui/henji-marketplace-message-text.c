/* henji-marketplace-message-text.c: what is written, looked through as it is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-marketplace-message-text"

#include "config.h"

#include "henji-marketplace-message-dialog-private.h"

#include <glib/gi18n-lib.h>

#define EDITOR_HEIGHT 170 /* px */

char *
henji_marketplace_message_text (HenjiMarketplaceMessageDialog *self)
{
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);

  if (kind == NULL || kind->text == 0 || self->editor == NULL)
    return g_strdup ("");

  return henji_reply_pane_editor_get_text (self->editor);
}

static void
show_count (HenjiMarketplaceMessageDialog *self, const HenjiMessageAction *kind, const char *text)
{
  int length = (int) g_utf8_strlen (text, -1);
  /* Translators: characters that stand there, and that may stand there */
  g_autofree char *words = g_strdup_printf (
      length <= kind->text ? _ ("%d of %d characters") : _ ("%d of %d characters: too long"),
      length, kind->text);

  henji_reply_pane_editor_set_state (self->editor, words);
}

static void
find (HenjiMarketplaceMessageDialog *self, const char *text)
{
  const HenjiChecker *checker = henji_desk_checker (self->desk);
  HenjiReplyContext reply
      = { .now = henji_desk_now (self->desk), .zone = henji_desk_zone (self->desk) };
  HenjiCheckContext context = { .reply = &reply };
  g_autoptr (GArray) found = NULL;

  henji_desk_reply_context (self->desk, self->detail, self->shop, &reply);
  henji_desk_check_context (self->detail, &reply, &context);
  /* It is not the reply: what that has to say need not stand here. */
  context.newer_message = FALSE;
  context.fault = HENJI_CHECK_FAULT_NONE;
  found = henji_check (checker, text, -1, self->offer->language,
                       henji_desk_policy (self->desk, self->offer->domain), &context);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (self->findings, henji_reply_finding_new (
                                         checker, &g_array_index (found, HenjiFinding, i), text));
  g_ptr_array_sort (self->findings, henji_reply_finding_compare);
}

void
henji_marketplace_message_check (HenjiMarketplaceMessageDialog *self)
{
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);
  g_autofree char *text = henji_marketplace_message_text (self);
  g_autofree char *fault = NULL;

  g_clear_handle_id (&self->check_source, g_source_remove);
  g_ptr_array_set_size (self->findings, 0);
  if (kind == NULL || kind->text == 0)
    return;
  show_count (self, kind, text);
  if (*text != '\0')
    {
      fault = henji_desk_message_text_fault (kind, text);
      find (self, text);
    }
  gtk_label_set_text (self->text_fault, fault != NULL ? fault : "");
  henji_reply_pane_editor_set_findings (self->editor, self->findings);
}

static gboolean
check_cb (gpointer data)
{
  HenjiMarketplaceMessageDialog *self = data;

  self->check_source = 0;
  henji_marketplace_message_check (self);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (HenjiMarketplaceMessageDialog *self)
{
  henji_marketplace_message_say (self, NULL);
  self->unknown_here = FALSE;
  henji_marketplace_message_take (self);
  if (self->check_source == 0)
    self->check_source = g_idle_add (check_cb, self);
}

const char *
henji_marketplace_message_reply (HenjiMarketplaceMessageDialog *self)
{
  return self->replies[self->offer->language == HENJI_LANGUAGE_JA ? 0 : 1];
}

void
henji_marketplace_message_take_reply (HenjiMarketplaceMessageDialog *self)
{
  henji_reply_pane_editor_finish_word (self->editor);
  if (henji_reply_pane_editor_is_busy (self->editor))
    return;
  henji_reply_pane_editor_replace (self->editor, henji_marketplace_message_reply (self));
  henji_reply_pane_editor_grab (self->editor);
}

static void
show_language (HenjiMarketplaceMessageDialog *self)
{
  const char *language = self->offer->language == HENJI_LANGUAGE_JA ? "日本語" : "English";
  g_autofree char *words = NULL;

  if (self->offer->locale != NULL)
    /* Translators: a language, and how the marketplace calls the buyer's: "en-US" */
    words = g_strdup_printf (_ ("To be written in %s: the buyer reads %s"), language,
                             self->offer->locale);
  else
    /* Translators: a language */
    words = g_strdup_printf (_ ("To be written in %s: the marketplace does not say what the buyer "
                                "reads"),
                             language);
  gtk_label_set_text (self->language, words);
}

void
henji_marketplace_message_make_editor (HenjiMarketplaceMessageDialog *self)
{
  if (self->editor != NULL)
    gtk_box_remove (self->text_box, GTK_WIDGET (self->editor));
  self->editor = henji_reply_pane_editor_new (self->offer->language);
  henji_reply_pane_editor_set_message (self->editor);
  gtk_widget_set_size_request (GTK_WIDGET (self->editor), -1, EDITOR_HEIGHT);
  gtk_box_insert_child_after (self->text_box, GTK_WIDGET (self->editor),
                              GTK_WIDGET (self->language));
  g_signal_connect_object (self->editor, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  show_language (self);
}

/* henji-reply-pane-snippet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words inserted at the cursor of the text that is sent, and their counterpart where the same
 * paragraph ends in the other language.
 */
#define G_LOG_DOMAIN "henji-reply-pane-snippet"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"
#include "henji-reply-snippet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
toast (HenjiReplyPane *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

/* A sentence about a language that a snippet has not. */
static void
say_lacking (HenjiReplyPane *self, HenjiTemplate *snippet, int side, gboolean inserted)
{
  const char *title = henji_template_title (snippet, henji_pane_language ());
  g_autofree char *words = NULL;

  if (inserted && side == JA)
    words = g_strdup_printf (_ ("“%s” has no Japanese yet: the counterpart lacks it."), title);
  else if (inserted)
    words = g_strdup_printf (_ ("“%s” has no English yet: the counterpart lacks it."), title);
  else if (side == JA)
    words = g_strdup_printf (_ ("“%s” has no Japanese yet, so it was not inserted."), title);
  else
    words = g_strdup_printf (_ ("“%s” has no English yet, so it was not inserted."), title);
  toast (self, words);
}

static char *
render (HenjiReplyPane *self, HenjiTemplate *snippet, int side)
{
  HenjiReplyContext context = { 0 };
  g_autoptr (GPtrArray) paragraphs = NULL;

  henji_reply_pane_context (self, &context);
  paragraphs = henji_template_render (snippet, self->choices, &context,
                                      henji_reply_side_language (side), NULL);

  return henji_paragraphs_join (paragraphs);
}

/* What stays open in the words just inserted is where one writes next. */
static void
select_open (HenjiReplyPane *self, int side, int start, const char *text)
{
  const char *open = strstr (text, "【");
  const char *close = open != NULL ? strstr (open, "】") : NULL;

  if (close == NULL)
    return;
  henji_reply_pane_editor_select (self->editors[side],
                                  start + (int) g_utf8_strlen (text, open - text),
                                  start + (int) g_utf8_strlen (text, close - text) + 1);
}

static void
insert (HenjiReplyPane *self, HenjiTemplate *snippet)
{
  int sent = henji_reply_side (self->language);
  int other = 1 - sent;
  gboolean lacks = henji_template_lacks (snippet, henji_reply_side_language (other));
  g_auto (GStrv) closing = henji_template_closing (self->situation);
  g_autofree char *text = NULL;
  g_autofree char *standing = NULL;
  g_autofree char *piece = NULL;
  int cursor, there;
  HenjiInsertion how;

  if (henji_template_lacks (snippet, self->language))
    {
      say_lacking (self, snippet, sent, FALSE);
      return;
    }

  henji_reply_pane_read_editors (self);
  text = render (self, snippet, sent);
  standing = henji_reply_pane_editor_get_text (self->editors[sent]);
  cursor = henji_reply_pane_editor_get_cursor (self->editors[sent]);
  /* At the very end the cursor stands where nobody put it: greetings stay last. */
  if (cursor == (int) g_utf8_strlen (standing, -1))
    {
      int closes = henji_reply_text_begins (self->texts[sent], (const char *const *) closing);

      cursor = closes > 0 ? closes : cursor;
    }
  how = henji_insertion_at (standing, cursor);
  there = cursor > 0 ? henji_reply_text_place (
              self->texts[sent], henji_insertion_follows (standing, cursor), self->texts[other])
                     : 0;

  piece = henji_insertion_piece (standing, cursor, how, text, self->language);
  henji_reply_pane_editor_insert (self->editors[sent], cursor, piece);
  select_open (self, sent, cursor, piece);

  if (lacks)
    say_lacking (self, snippet, other, TRUE);
  else
    {
      HenjiLanguage language = henji_reply_side_language (other);
      g_autofree char *counterpart = render (self, snippet, other);
      g_autofree char *beside = henji_reply_pane_editor_get_text (self->editors[other]);
      g_autofree char *other_piece
          = henji_insertion_piece (beside, there, how, counterpart, language);

      henji_reply_pane_editor_insert (self->editors[other], there, other_piece);
    }
  henji_reply_pane_read_editors (self);
  henji_reply_pane_update_state (self);
}

void
henji_reply_pane_insert_waiting (HenjiReplyPane *self)
{
  if (self->snippet_waits != NULL && self->composed && !henji_reply_pane_is_busy (self))
    {
      g_autofree char *id = g_steal_pointer (&self->snippet_waits);

      henji_reply_pane_use_snippet (self, id);
    }
}

void
henji_reply_pane_use_snippet (HenjiReplyPane *self, const char *id)
{
  g_autoptr (HenjiTemplate) snippet = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self) && id != NULL);

  if (!self->composed)
    return;
  if (henji_reply_pane_is_busy (self))
    {
      g_free (self->snippet_waits);
      self->snippet_waits = g_strdup (id);
      return;
    }

  snippet = henji_desk_snippet (self->desk, id);
  if (snippet != NULL)
    insert (self, snippet);
}

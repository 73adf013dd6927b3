/* henji-reply-pane-render.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-render"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

void
henji_reply_pane_context (HenjiReplyPane *self, HenjiReplyContext *context)
{
  henji_desk_reply_context (self->desk, self->detail, self->shop, context);
}

void
henji_reply_pane_text_context (HenjiReplyPane *self, HenjiReplyContext *context)
{
  henji_reply_pane_context (self, context);
  context->now = self->written;
}

/* Brings the texts up to date with what was typed. */
void
henji_reply_pane_read_editors (HenjiReplyPane *self)
{
  for (int side = 0; side < N_SIDES; side++)
    if (self->typed[side])
      {
        g_autofree char *text = henji_reply_pane_editor_get_text (self->editors[side]);

        henji_reply_text_typed (self->texts[side], text);
        self->typed[side] = FALSE;
      }
}

gboolean
henji_reply_pane_is_busy (HenjiReplyPane *self)
{
  return henji_reply_pane_editor_is_busy (self->editors[JA])
         || henji_reply_pane_editor_is_busy (self->editors[EN]);
}

void
henji_reply_pane_write_editor (HenjiReplyPane *self, int side)
{
  g_autofree char *text = henji_reply_text_get (self->texts[side]);
  g_autoptr (GArray) marks = henji_reply_text_marks (self->texts[side]);

  henji_reply_pane_editor_set_text (self->editors[side], text, marks);
}

/* Places in the text that are still open, also where the paragraph was changed by hand. */
int
henji_reply_pane_count_open (HenjiReplyPane *self)
{
  g_autoptr (GArray) marks
      = henji_reply_text_marks (self->texts[henji_reply_side (self->language)]);
  g_autoptr (GHashTable) open = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < marks->len; i++)
    {
      const HenjiReplyMark *mark = &g_array_index (marks, HenjiReplyMark, i);

      if (!mark->filled)
        g_hash_table_add (open, GINT_TO_POINTER (mark->field));
    }

  return (int) MAX (g_hash_table_size (open),
                    self->unfilled != NULL ? g_strv_length (self->unfilled) : 0);
}

void
henji_reply_pane_show_open (HenjiReplyPane *self)
{
  int open = self->composed ? henji_reply_pane_count_open (self) : 0;
  int found = (int) self->findings->len;
  g_autofree char *fields
      = g_strdup_printf (ngettext ("%d field open", "%d fields open", open), open);
  g_autofree char *check = g_strdup_printf (ngettext ("%d to check", "%d to check", found), found);
  g_autofree char *both = g_strdup_printf ("%s · %s", fields, check);

  const char *words = open > 0 && found > 0 ? both : open > 0 ? fields : check;

  gtk_label_set_text (self->open_label, words);
  henji_pane_name (self->open_button, words);
  gtk_widget_set_visible (self->open_button, open > 0 || found > 0);
}

void
henji_reply_pane_update_state (HenjiReplyPane *self)
{
  int sent = henji_reply_side (self->language);
  g_autoptr (GPtrArray) steps = self->composed ? henji_reply_pair_steps (self->pair) : NULL;

  henji_reply_pane_show_open (self);
  henji_reply_pane_editor_set_steps (self->editors[sent], NULL, sent);
  henji_reply_pane_editor_set_steps (self->editors[1 - sent], steps, 1 - sent);
}

/* Says everything again in both languages; by hand changed paragraphs stay. */
void
henji_reply_pane_render (HenjiReplyPane *self, const char *dropped)
{
  HenjiReplyContext context = { 0 };

  if (henji_reply_pane_is_busy (self))
    {
      self->render_waits = TRUE;
      g_free (self->render_dropped);
      self->render_dropped = g_strdup (dropped);
      return;
    }

  henji_reply_pane_read_editors (self);
  henji_reply_pane_text_context (self, &context);
  for (int side = 0; side < N_SIDES; side++)
    {
      gboolean sent = side == henji_reply_side (self->language);
      g_auto (GStrv) unfilled = NULL;
      g_autoptr (GPtrArray) paragraphs = henji_template_render (
          self->situation, self->choices, &context, henji_reply_side_language (side), &unfilled);

      henji_reply_text_render (self->texts[side], paragraphs, dropped);
      henji_reply_pane_write_editor (self, side);
      if (sent)
        {
          g_strfreev (self->unfilled);
          self->unfilled = g_steal_pointer (&unfilled);
        }
    }
  henji_reply_pane_update_state (self);
  if (self->opening)
    henji_reply_pane_queue_check (self);
  else
    henji_reply_pane_check (self);
}

void
henji_reply_pane_render_waiting (HenjiReplyPane *self)
{
  if (self->render_waits && self->composed && !henji_reply_pane_is_busy (self))
    {
      g_autofree char *dropped = g_steal_pointer (&self->render_dropped);

      self->render_waits = FALSE;
      henji_reply_pane_render (self, dropped);
      henji_reply_pane_touch (self);
    }
}

void
henji_reply_pane_renew (HenjiReplyPane *self)
{
  GTimeZone *zone = henji_desk_zone (self->desk);
  gint64 now = henji_desk_now (self->desk);
  g_autofree char *written = NULL;
  g_autofree char *today = NULL;

  if (!self->composed || self->touched || self->version > 0 || henji_reply_pane_is_busy (self))
    return;

  written = henji_date_of (self->written, zone);
  today = henji_date_of (now, zone);
  if (g_str_equal (written, today))
    return;

  self->written = now;
  henji_reply_pane_update_pills (self);
  henji_reply_pane_render (self, NULL);
}

/* henji-reply-pane-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-draft"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

#define SAVE_PAUSE 500   /* ms without a change, then the draft is stored */
#define RETRY_PAUSE 3000 /* ms */
#define SAVE_LIMIT 900   /* ms after which it is stored even while somebody types on */

void
henji_reply_pane_show_saved (HenjiReplyPane *self, const char *words)
{
  int sent = henji_reply_side (self->language);

  henji_reply_pane_editor_set_state (self->editors[sent], words);
  henji_reply_pane_editor_set_state (self->editors[1 - sent], NULL);
}

static void
show_saved_at (HenjiReplyPane *self, gint64 at)
{
  g_autofree char *moment
      = henji_pane_moment (at, henji_desk_now (self->desk), henji_desk_zone (self->desk));
  g_autofree char *words = g_strdup_printf (_ ("Draft saved %s"), moment);

  henji_reply_pane_show_saved (self, words);
}

typedef struct
{
  HenjiReplyPane *pane; /* weak */
  gint64 case_row;
} Saving;

static void hand_in (HenjiReplyPane *self, HenjiDraft *draft, gboolean copied);

/* What could not be stored is tried again until it is: the disk may have room by then. */
static gboolean
retry_cb (gpointer data)
{
  HenjiReplyPane *self = data;
  HenjiDraft *failed = henji_reply_saver_failed (self->saver);

  self->retry_source = 0;
  if (failed != NULL)
    hand_in (self, henji_draft_ref (failed), FALSE);

  return G_SOURCE_REMOVE;
}

static void
saved_cb (HenjiDraft *draft, const GError *error, gpointer data)
{
  Saving *saving = data;
  HenjiReplyPane *self = saving->pane;

  if (self != NULL)
    {
      gboolean shown = self->detail != NULL && self->detail->case_->row == saving->case_row;

      g_object_remove_weak_pointer (G_OBJECT (self), (gpointer *) &saving->pane);
      self->saving--;
      if (draft != NULL && shown)
        {
          self->version = MAX (self->version, draft->version);
          show_saved_at (self, draft->at != 0 ? draft->at : henji_desk_now (self->desk));
        }
      if (error != NULL)
        {
          if (!self->save_failed)
            {
              g_autofree char *words = g_strdup_printf (_ ("Draft not saved: %s"), error->message);

              gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
            }
          if (shown)
            henji_reply_pane_show_saved (self, _ ("Draft not saved"));
        }
      self->save_failed = error != NULL;
      if (henji_reply_saver_failed (self->saver) != NULL && self->retry_source == 0)
        self->retry_source = g_timeout_add (RETRY_PAUSE, retry_cb, self);
    }
  g_free (saving);
}

static void
hand_in (HenjiReplyPane *self, HenjiDraft *draft, gboolean copied)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->pane = self;
  saving->case_row = draft->case_row;
  g_object_add_weak_pointer (G_OBJECT (self), (gpointer *) &saving->pane);
  self->saving++;
  henji_reply_saver_save (self->saver, self->desk, draft, copied, saved_cb, saving);
}

HenjiDraft *
henji_reply_pane_get_draft (HenjiReplyPane *self)
{
  HenjiDraft *draft = henji_draft_new ();

  henji_reply_pane_read_editors (self);
  henji_reply_pane_update_state (self);
  draft->case_row = self->detail->case_->row;
  draft->at = henji_desk_now (self->desk);
  draft->situation = g_strdup (henji_template_id (self->situation));
  draft->language = self->language;
  henji_reply_pair_store (self->pair, self->choices);
  henji_choices_set_written (self->choices, self->written);
  draft->choices = henji_choices_to_text (self->choices);
  draft->ja = henji_reply_pane_editor_get_text (self->editors[JA]);
  draft->en = henji_reply_pane_editor_get_text (self->editors[EN]);
  draft->ja_edited = henji_reply_text_is_edited (self->texts[JA]);
  draft->en_edited = henji_reply_text_is_edited (self->texts[EN]);

  return draft;
}

void
henji_reply_pane_save (HenjiReplyPane *self, gboolean copied)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->dirty_since = 0;
  if (self->detail == NULL || !self->composed || henji_desk_dir (self->desk) == NULL)
    return;

  hand_in (self, henji_reply_pane_get_draft (self), copied);
}

static gboolean
save_cb (gpointer data)
{
  HenjiReplyPane *self = data;

  self->save_source = 0;
  henji_reply_pane_save (self, FALSE);

  return G_SOURCE_REMOVE;
}

void
henji_reply_pane_touch (HenjiReplyPane *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 left;

  self->touched = TRUE;
  if (self->dirty_since == 0)
    self->dirty_since = now;
  left = SAVE_LIMIT - (now - self->dirty_since) / 1000;
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add ((guint) CLAMP (left, 0, SAVE_PAUSE), save_cb, self);
}

void
henji_reply_pane_flush (HenjiReplyPane *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  if (self->composed)
    {
      for (int side = 0; side < N_SIDES; side++)
        henji_reply_pane_editor_finish_word (self->editors[side]);
      henji_reply_pane_render_waiting (self);
    }
  if (self->dirty_since != 0)
    henji_reply_pane_save (self, FALSE);
}

/* Takes over a stored draft, to the letter. */
static void
restore (HenjiReplyPane *self, const HenjiDraft *draft)
{
  g_autoptr (HenjiTemplate) situation
      = draft->situation != NULL ? henji_desk_situation (self->desk, draft->situation) : NULL;
  HenjiReplyContext context = { 0 };
  GPtrArray *rendered[N_SIDES];
  const char *texts[N_SIDES];

  henji_choices_free (self->choices);
  self->choices = draft->choices != NULL ? henji_choices_from_text (draft->choices) : NULL;
  if (self->choices == NULL)
    self->choices = henji_choices_new ();
  self->written = henji_choices_written (self->choices);
  if (self->written == 0)
    self->written = draft->at;
  self->language = draft->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
  if (situation == NULL)
    situation = henji_desk_propose_situation (self->desk, self->detail);
  henji_reply_pane_set_situation (self, situation);
  henji_reply_pane_show_language (self);

  henji_reply_pane_text_context (self, &context);
  g_clear_pointer (&self->unfilled, g_strfreev);
  for (int side = 0; side < N_SIDES; side++)
    {
      const char *text = side == JA ? draft->ja : draft->en;
      g_auto (GStrv) unfilled = NULL;

      texts[side] = text != NULL ? text : "";
      rendered[side] = henji_template_render (self->situation, self->choices, &context,
                                              henji_reply_side_language (side), &unfilled);
      if (side == henji_reply_side (self->language))
        self->unfilled = g_steal_pointer (&unfilled);
    }
  henji_reply_pair_restore (self->pair, texts, (const GPtrArray *const *) rendered, self->choices);
  for (int side = 0; side < N_SIDES; side++)
    {
      g_ptr_array_unref (rendered[side]);
      henji_reply_pane_write_editor (self, side);
    }
  self->version = draft->version;
  self->composed = TRUE;
  show_saved_at (self, draft->at);
  henji_reply_pane_update_state (self);
  henji_reply_pane_queue_check (self);
}

/* (nullable): what was last written, also when the record does not show it yet. */
static HenjiDraft *
newest_draft (HenjiReplyPane *self)
{
  return henji_reply_saver_newest (self->saver, self->detail->case_->row, self->detail->draft);
}

void
henji_reply_pane_put_draft (HenjiReplyPane *self, const HenjiDraft *draft)
{
  int version = self->version;

  restore (self, draft);
  self->version = version;
  henji_reply_pane_touch (self);
}

/* What was answered belongs to the message before, what went to support leaves the buyer waiting.
 */
static gboolean
is_over (HenjiReplyPane *self, const HenjiDraft *draft)
{
  const HenjiMessage *newest = henji_reply_pane_newest_of_buyer (self->detail);

  return draft->answered
         && ((newest != NULL && newest->at > draft->at)
             || henji_desk_draft_is_to_support (self->desk, draft));
}

/* A case is shown for the first time: its draft, or the proposal. */
void
henji_reply_pane_compose (HenjiReplyPane *self)
{
  const HenjiDraft *draft = newest_draft (self);
  const HenjiMessage *newest = henji_reply_pane_newest_of_buyer (self->detail);
  g_autoptr (HenjiTemplate) proposed = NULL;

  self->composed = FALSE;
  self->touched = FALSE;
  self->version = 0;
  self->newest_seen = newest != NULL ? newest->row : 0;
  henji_reply_pair_clear (self->pair);
  for (int side = 0; side < N_SIDES; side++)
    {
      henji_reply_text_clear (self->texts[side]);
      self->typed[side] = FALSE;
    }
  henji_reply_pane_forget_findings (self);
  self->render_waits = FALSE;
  g_clear_pointer (&self->render_dropped, g_free);
  g_clear_pointer (&self->snippet_waits, g_free);

  if (draft != NULL && !is_over (self, draft))
    {
      restore (self, draft);
      /* The newest message that was there when the draft was written. */
      for (guint i = 0; i < self->detail->messages->len; i++)
        {
          const HenjiMessage *message = self->detail->messages->pdata[i];

          if (message->direction == HENJI_DIRECTION_IN && (message->at <= draft->at || i == 0))
            self->newest_seen = message->row;
        }
      return;
    }

  henji_choices_free (self->choices);
  self->choices = henji_choices_new ();
  self->written = henji_desk_now (self->desk);
  proposed = henji_desk_propose_situation (self->desk, self->detail);
  self->language = henji_desk_language_for (self->desk, self->detail, proposed);
  henji_reply_pane_set_situation (self, proposed);
  henji_reply_pane_show_language (self);
  henji_reply_pane_show_saved (self, NULL);
  self->composed = TRUE;
  self->opening = TRUE;
  henji_reply_pane_render (self, NULL);
  self->opening = FALSE;
}

/* (transfer full): what a reply rests on beside the choices: which clauses the case allows, the RMA
 * number, the parcel. */
char *
henji_reply_pane_ground (HenjiReplyPane *self)
{
  const HenjiOrder *order = self->detail->orders->len > 0 ? self->detail->orders->pdata[0] : NULL;
  HenjiReplyContext context = { 0 };
  GString *ground = g_string_new (self->detail->rma);

  henji_reply_pane_text_context (self, &context);
  for (guint i = 0; i < henji_template_n_clauses (self->situation); i++)
    g_string_append_c (
        ground, henji_template_clause_on (self->situation, i, self->choices, &context) ? '1' : '0');
  for (guint i = 0; order != NULL && order->shipments != NULL && i < order->shipments->len; i++)
    {
      const HenjiShipment *shipment = order->shipments->pdata[i];

      g_string_append_printf (ground, "|%s|%s|%s|%s",
                              shipment->carrier != NULL ? shipment->carrier : "",
                              shipment->tracking_number != NULL ? shipment->tracking_number : "",
                              shipment->ship_date != NULL ? shipment->ship_date : "",
                              shipment->delivered_date != NULL ? shipment->delivered_date : "");
    }

  return g_string_free (ground, FALSE);
}

/* A label was made, a parcel entered: the reply follows, what was written by hand stays. */
static void
follow_ground (HenjiReplyPane *self)
{
  g_autofree char *ground = henji_reply_pane_ground (self);
  const HenjiDraft *draft = self->detail->draft;

  if (g_strcmp0 (ground, self->ground) == 0 || (draft != NULL && draft->answered))
    return;

  henji_reply_pane_update_pills (self);
  henji_reply_pane_render (self, NULL);
  if (self->touched || self->version > 0)
    henji_reply_pane_touch (self);
}

/* The same case once more: it changed, by us or by others. */
void
henji_reply_pane_refresh (HenjiReplyPane *self)
{
  const HenjiDraft *draft = newest_draft (self);
  gboolean idle = self->dirty_since == 0 && self->saving == 0 && !henji_reply_pane_is_busy (self);

  if (!self->composed)
    henji_reply_pane_compose (self);
  else if (idle && draft != NULL && draft->version > self->version)
    {
      g_autofree char *ja = henji_reply_pane_editor_get_text (self->editors[JA]);
      g_autofree char *en = henji_reply_pane_editor_get_text (self->editors[EN]);

      /* Somebody else wrote it, or it is our own that has just been stored. */
      if (g_strcmp0 (ja, draft->ja) != 0 || g_strcmp0 (en, draft->en) != 0
          || draft->language != self->language)
        henji_reply_pane_compose (self);
      else
        {
          self->version = draft->version;
          follow_ground (self);
        }
    }
  else if (idle
           && (draft == NULL ? !self->touched
                             : draft->version == self->version && is_over (self, draft)))
    henji_reply_pane_compose (self);
  else
    follow_ground (self);
}

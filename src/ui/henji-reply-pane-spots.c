/* henji-reply-pane-spots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From one open spot of the reply to the next: a field to fill in, something the check found, a
 * paragraph out of step.
 */
#define G_LOG_DOMAIN "henji-reply-pane-spots"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-reply-pane-field.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gboolean counterpart; /* the text that is sent comes first */
  int start;            /* in characters */
  int end;
  int field; /* to be filled in, -1 */
} Spot;

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *one = a, *other = b;

  if (one->counterpart != other->counterpart)
    return one->counterpart - other->counterpart;

  return one->start - other->start;
}

/* (transfer full): in reading order. */
static GArray *
find_spots (HenjiReplyPane *self)
{
  int sent = henji_reply_side (self->language);
  g_autoptr (GArray) marks = henji_reply_text_marks (self->texts[sent]);
  g_autoptr (GPtrArray) steps = henji_reply_pair_steps (self->pair);
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));

  for (guint i = 0; i < marks->len; i++)
    {
      const HenjiReplyMark *mark = &g_array_index (marks, HenjiReplyMark, i);

      if (!mark->filled)
        g_array_append_val (spots, ((Spot){ FALSE, mark->start, mark->end, mark->field }));
    }
  for (guint i = 0; i < self->findings->len; i++)
    {
      const HenjiReplyFinding *finding = self->findings->pdata[i];

      if (finding->end > finding->start)
        g_array_append_val (spots, ((Spot){ FALSE, finding->start, finding->end, -1 }));
    }
  for (guint i = 0; i < steps->len; i++)
    {
      const HenjiReplyStep *step = steps->pdata[i];

      g_array_append_val (spots, ((Spot){ TRUE, step->start[1 - sent], step->end[1 - sent], -1 }));
    }
  g_array_sort (spots, compare_spots);

  return spots;
}

/* Where the keyboard is; before everything when it is in neither text. */
static Spot
here (HenjiReplyPane *self)
{
  int sent = henji_reply_side (self->language);

  for (int side = 0; side < N_SIDES; side++)
    {
      int offset = henji_reply_pane_editor_get_cursor (self->editors[side]);

      if (henji_reply_pane_editor_has_keys (self->editors[side]))
        return (Spot){ side != sent, offset, offset, -1 };
    }

  return (Spot){ FALSE, -1, -1, -1 };
}

static void
open_field (HenjiReplyPane *self, int field)
{
  for (GtkWidget *pill = gtk_widget_get_first_child (self->fields); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill))
    if (gtk_widget_get_visible (pill)
        && (int) henji_reply_pane_field_get_index (HENJI_REPLY_PANE_FIELD (pill)) == field)
      {
        henji_reply_pane_field_open (HENJI_REPLY_PANE_FIELD (pill));
        return;
      }
}

void
henji_reply_pane_next_spot (HenjiReplyPane *self)
{
  g_autoptr (GArray) spots = NULL;
  int sent;
  Spot from, *to = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  if (!self->composed || henji_reply_pane_is_busy (self))
    return;

  sent = henji_reply_side (self->language);
  henji_reply_pane_read_editors (self);
  henji_reply_pane_update_state (self);
  henji_reply_pane_check (self);
  spots = find_spots (self);
  from = here (self);
  for (guint i = 0; to == NULL && i < spots->len; i++)
    if (compare_spots (&g_array_index (spots, Spot, i), &from) > 0)
      to = &g_array_index (spots, Spot, i);
  if (to == NULL && spots->len > 0)
    to = &g_array_index (spots, Spot, 0);

  if (to == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _ ("Nothing is open in this reply."));
      henji_reply_pane_focus_editor (self);
      return;
    }
  henji_reply_pane_editor_go_to (self->editors[to->counterpart ? 1 - sent : sent], to->start,
                                 to->end);
  if (to->field >= 0)
    open_field (self, to->field);
}

void
henji_reply_pane_confirm_here (HenjiReplyPane *self)
{
  g_autoptr (GPtrArray) steps = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  if (!self->composed || henji_reply_pane_is_busy (self))
    return;

  henji_reply_pane_read_editors (self);
  steps = henji_reply_pair_steps (self->pair);
  for (int side = 0; side < N_SIDES; side++)
    {
      int offset = henji_reply_pane_editor_get_cursor (self->editors[side]);

      if (!henji_reply_pane_editor_has_keys (self->editors[side]))
        continue;
      for (guint i = 0; i < steps->len; i++)
        {
          const HenjiReplyStep *step = steps->pdata[i];

          if (offset < step->start[side] || offset > step->end[side])
            continue;
          henji_reply_pane_editor_confirm (self->editors[side], step->key);
          return;
        }
    }
}

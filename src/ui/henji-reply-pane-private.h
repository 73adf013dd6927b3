/* henji-reply-pane-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-reply-pane.h"

#include "henji-reply-pane-editor.h"
#include "henji-reply-pane-pair.h"
#include "henji-reply-pane-palette.h"
#include "henji-reply-pane-saver.h"
#include "henji-reply-pane-text.h"

G_BEGIN_DECLS

/* Everything that is kept once for each language. */
enum
{
  JA,
  EN,
  N_SIDES
};

struct _HenjiReplyPane
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  AdwHeaderBar *header;
  GtkButton *order_button;
  GtkWidget *situation_button;
  GtkLabel *situation_label;
  GtkLabel *clock_label;
  GtkLabel *due_label;
  GtkMenuButton *language_button;
  GMenuModel *language_menu;
  GtkLabel *language_label;
  GtkStack *stack;
  GtkBox *body;
  GtkWidget *clauses;
  GtkWidget *fields;
  GtkWidget *newer_strip;
  GtkLabel *newer_label;
  GtkWidget *address_strip;
  GtkLabel *address_label;
  GtkWidget *state_strip;
  GtkLabel *state_label;
  GtkWidget *copy_button;
  GtkWidget *no_reply_button;
  GtkWidget *open_button;
  GtkLabel *open_label;
  GtkMenuButton *more_button;
  GMenuModel *more_menu;
  GtkWidget *answered_button;
  HenjiReplyPanePalette *palette;
  HenjiReplyPaneEditor *editors[N_SIDES];

  HenjiDesk *desk;
  HenjiShop *shop;         /* (nullable) until it is loaded */
  HenjiCaseDetail *detail; /* (nullable) */
  GCancellable *cancellable;
  GSimpleActionGroup *actions;
  HenjiReplySaver *saver;

  HenjiTemplate *situation;
  HenjiChoices *choices;
  HenjiLanguage language;
  HenjiReplyText *texts[N_SIDES];
  HenjiReplyPair *pair;
  GPtrArray *findings; /* (element-type HenjiReplyFinding): those that stop the reply first */
  guint check_source;
  char **unfilled; /* (nullable) in the language that is sent */

  gint64 written;     /* when the text was said anew: its dates count from that day */
  char *ground;       /* what the reply rests on, as of the last look */
  gint64 newest_seen; /* row of the buyer's newest message when the reply was begun */
  int version;        /* of the stored draft, 0 for none */
  gint64 dirty_since; /* monotonic, 0 when everything is stored */
  int saving;         /* saves under way */
  guint save_source;
  guint retry_source;
  guint clock_source;
  guint tight_source;
  guint composed : 1; /* the texts stand for this case */
  guint opening : 1;  /* they are just being put there: what can wait waits for the first frame */
  guint save_failed : 1; /* the last time, and the user was told */
  guint touched : 1;     /* the user changed something */
  guint typed[N_SIDES];  /* the text was typed in since it was last compared */
  gboolean render_waits; /* an input method was composing */
  char *render_dropped;  /* for the rendering that waits */
  char *snippet_waits;   /* (nullable): id of a snippet to insert once nothing is composed */
  gboolean tight;
  gboolean low;
  HenjiDraft *before_restore; /* (nullable) what an earlier version took the place of */
};

static inline int
henji_reply_side (HenjiLanguage language)
{
  return language == HENJI_LANGUAGE_JA ? JA : EN;
}

static inline HenjiLanguage
henji_reply_side_language (int side)
{
  return side == JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
}

/* henji-reply-pane-render.c: what stands in the editors */
void henji_reply_pane_context (HenjiReplyPane *self, HenjiReplyContext *context);
/* The same as of when the reply was written: a draft does not change overnight. */
void henji_reply_pane_text_context (HenjiReplyPane *self, HenjiReplyContext *context);
/* A proposal that nobody touched follows the day. */
void henji_reply_pane_renew (HenjiReplyPane *self);
/* Brings the texts up to date with what was typed. */
void henji_reply_pane_read_editors (HenjiReplyPane *self);
/* Is an input method composing? */
gboolean henji_reply_pane_is_busy (HenjiReplyPane *self);
void henji_reply_pane_write_editor (HenjiReplyPane *self, int side);
/* Places in the text that are still open, also where the paragraph was changed by hand. */
int henji_reply_pane_count_open (HenjiReplyPane *self);
/* Shows how many fields are open and how many paragraphs of the counterpart are out of step. */
void henji_reply_pane_update_state (HenjiReplyPane *self);
/* Says in the footer what is still to be done. */
void henji_reply_pane_show_open (HenjiReplyPane *self);
/* Says everything again in both languages; by hand changed paragraphs stay. @dropped (nullable):
 * the clause that was just taken out. Waits while an input method is composing. */
void henji_reply_pane_render (HenjiReplyPane *self, const char *dropped);
void henji_reply_pane_render_waiting (HenjiReplyPane *self);

/* henji-reply-pane-check.c: what must not be sent as it is */
/* Checks the text that is sent: now, or when what changed has been painted. */
void henji_reply_pane_check (HenjiReplyPane *self);
void henji_reply_pane_queue_check (HenjiReplyPane *self);
/* Another text comes: what was found in this one is nothing to it. */
void henji_reply_pane_forget_findings (HenjiReplyPane *self);
/* Is there nothing that stops the text? Else says what by @refusal, a format with one %s, and shows
 * it. */
gboolean henji_reply_pane_passes (HenjiReplyPane *self, const char *refusal);
/* Lets the finding pass; the reason is kept in the conversation. */
void henji_reply_pane_override (HenjiReplyPane *self,
                                const HenjiReplyFinding *finding,
                                const char *reason);

/* henji-reply-pane-draft.c: storing, restoring, following the case */
/* @words (nullable): said beside the text that is sent */
void henji_reply_pane_show_saved (HenjiReplyPane *self, const char *words);
void henji_reply_pane_save (HenjiReplyPane *self, gboolean copied);
/* (transfer full): what stands in the pane now. */
HenjiDraft *henji_reply_pane_get_draft (HenjiReplyPane *self);
/* What stood there at another time; as new as if it had just been written. */
void henji_reply_pane_put_draft (HenjiReplyPane *self, const HenjiDraft *draft);
/* Something was changed: the draft is stored within a second. */
void henji_reply_pane_touch (HenjiReplyPane *self);
/* A case is shown for the first time: its draft, or the proposal. */
void henji_reply_pane_compose (HenjiReplyPane *self);
/* The same case once more: it changed, by us or by others. */
void henji_reply_pane_refresh (HenjiReplyPane *self);
/* (transfer full): what a reply rests on beside the choices. */
char *henji_reply_pane_ground (HenjiReplyPane *self);

/* henji-reply-pane-pills.c: clauses and fields */
void henji_reply_pane_build_pills (HenjiReplyPane *self);
/* Fields in use, their values, and which clauses are on: all follow the choices. */
void henji_reply_pane_update_pills (HenjiReplyPane *self);

/* henji-reply-pane-moving.c: the order of the clauses */
void henji_reply_pane_add_moving (HenjiReplyPane *self);
void henji_reply_pane_make_movable (HenjiReplyPane *self, GtkWidget *pill);

/* henji-reply-pane-strips.c: what is said above the text, and the clock */
void henji_reply_pane_bind_strips (GtkWidgetClass *klass);
void henji_reply_pane_update_warning (HenjiReplyPane *self);
void henji_reply_pane_update_strips (HenjiReplyPane *self);
void henji_reply_pane_update_clock (HenjiReplyPane *self);
/* (nullable) */
const HenjiMessage *henji_reply_pane_newest_of_buyer (const HenjiCaseDetail *detail);

/* henji-reply-pane-snippet.c: words inserted at the cursor, in both languages */
void henji_reply_pane_use_snippet (HenjiReplyPane *self, const char *id);
/* Inserts the snippet that waited until an input method was done. */
void henji_reply_pane_insert_waiting (HenjiReplyPane *self);

/* henji-reply-pane-actions.c: language, situation, copy */
void henji_reply_pane_bind_actions (GtkWidgetClass *klass);
void henji_reply_pane_add_actions (HenjiReplyPane *self);
void henji_reply_pane_show_language (HenjiReplyPane *self);
/* Is the text for the marketplace's support, not for the buyer? */
void henji_reply_pane_set_situation (HenjiReplyPane *self, HenjiTemplate *situation);
/* May the reply leave the desk? Else says why not by @refusal, a format with one %s. */
gboolean henji_reply_pane_may_leave (HenjiReplyPane *self, const char *refusal);

G_END_DECLS

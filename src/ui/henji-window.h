/* henji-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/* The window: three panes side by side, one header bar each.
 *
 *   HenjiListPane | HenjiCasePane | HenjiReplyPane
 *
 * The window holds the chosen case, loads its HenjiCaseDetail in the desk's thread and hands it to
 * the case pane and the reply pane; it does so again after every HenjiDesk::changed that names the
 * case (or nothing in particular). Panes never load a case themselves.
 *
 * What the panes offer to the window:
 *
 *   HenjiCasePane *henji_case_pane_new (HenjiDesk *desk);
 *   void henji_case_pane_set_detail (HenjiCasePane *self, HenjiCaseDetail *detail);   -- nullable
 *   void henji_case_pane_set_controls (HenjiCasePane *self, gboolean show_window_controls);
 *
 *   HenjiReplyPane *henji_reply_pane_new (HenjiDesk *desk);
 *   void henji_reply_pane_set_detail (HenjiReplyPane *self, HenjiCaseDetail *detail); -- nullable
 *   void henji_reply_pane_set_controls (HenjiReplyPane *self, gboolean show_window_controls);
 *   void henji_reply_pane_flush (HenjiReplyPane *self);        -- stores an unsaved draft now
 *   void henji_reply_pane_flip_language (HenjiReplyPane *self);
 *   void henji_reply_pane_show_templates (HenjiReplyPane *self);
 *   void henji_reply_pane_copy (HenjiReplyPane *self);
 *   gboolean henji_reply_pane_focus_editor (HenjiReplyPane *self);
 *
 *   HenjiLabelWindow *henji_label_window_new (HenjiDesk *desk, gint64 case_row);   -- a GtkWindow
 *
 * set_detail() with the same case again is a refresh: it must not disturb what is being written.
 * Each pane is a vertical box with its own AdwHeaderBar on top. In the tight set (window below
 * 1340) the minimum widths are list 248, order 347, reply 427: no pane may ask for more, in both
 * languages.
 *
 * Folding. Below 1024 the order and the reply share a place: the reply pane stays and a button in
 * its header shows the order; still narrower there is one pane at a time with a Back button. Each
 * pane packs these two buttons at the start of its header bar, bound to the window's actions and
 * visible through `..._set_folding (pane, HenjiFolding)` alone:
 *
 *   "win.show-pane(s)" with "order", "reply" or "list"
 *
 *   void henji_case_pane_set_folding (HenjiCasePane *self, HenjiFolding folding);
 *   void henji_reply_pane_set_folding (HenjiReplyPane *self, HenjiFolding folding);
 *
 * The case pane shows in SHARED a Back button to "reply", in SINGLE one to "list" and a button to
 * "reply"; the reply pane in SHARED a button to "order", in SINGLE one Back to "order".
 *
 * Actions the window installs for the panes. All act on the chosen case, run in the desk's thread,
 * give an undo toast and are disabled while no case is chosen. They flush the reply pane first.
 *
 *   case.answered            mark as answered (here only)
 *   case.no-reply            no reply needed (here only)
 *   case.close, case.reopen
 *   case.confirm             the marketplace has it: the user says so
 *   case.note(s)             files a note; with "" the window asks for the text
 *   case.kind(s)             id of a HenjiKind
 *   case.merge(s)            uuid of the case to take in; with "" the window asks which
 *   case.split(x)            row of the message that begins a case of its own
 *   case.playbook            opens the playbook for the keyboard, or closes it
 *   case.playbook-use(s)     id of an offer: the reply says it
 *   case.playbook-plan(s)    id of a plan: its reminders are set
 *   case.address(s)          compares the order's address ("": the first order's) with the new one
 *   case.undo                takes back the last action of this session (Ctrl+Z on list,
 * conversation) case.label               opens the label window case.copy henji_reply_pane_copy()
 *   case.claim-stage(s)      id of a HenjiClaimStage: where the case's claim stands now
 *   case.claim-amount        asks what the buyer wants
 *   case.use-situation(s)    id of a situation: the composer goes over to it
 *   case.evidence(s)         opens the evidence window at "pdf" or "text"
 *   case.flip-language       henji_reply_pane_flip_language()
 *   case.templates           henji_reply_pane_show_templates()
 *   case.remind(s)           an instant in microseconds; with "" the window asks for day, time and
 * note case.follow-up((sx))     rule of the clock ("carrier-follow-up"), until when
 *   case.clock-done(x)       row of the clock: what it waits for is done
 *   case.return-arrived      a return is here: the clock of the refund begins
 *   case.next, case.previous
 *   win.toast(s)             a toast; plain text, escaped by the window
 *   win.preferences(s)       page: "desk", "shop", "addresses", "policy",
 *                            "deadlines", "csba", "costs", or ""
 *   win.show-cases(ss)       lists the cases that hold these words and are of this kind, "" for any
 *   case.outlay(ssx)         records a cost: nature, currency, minor units; case.defect(s) feedback
 *                            or chargeback, case.defect-removed(s) that it counts no more
 *   win.import, win.search, win.show-case(s) uuid: chooses a case, whatever tab it is in
 *
 *   support.new, support.open   a case with the marketplace: about nobody's, about the chosen one
 *   support.edit, .sheet, .call, .chat, .remind, .status(s)   of the chosen one, when it is such
 *
 * The actions `case.*` are in a GActionGroup inserted under that name on the window, so that
 * gtk_widget_activate_action() from any widget inside finds them; from other windows of the
 * application (the label window) use the window given by gtk_window_get_transient_for().
 *
 * Single letters (J K R L T P N E B) are shortcut controllers of the list and of the widget given
 * by henji_case_pane_get_timeline(); Ctrl+Enter is a shortcut of the window for case.answered.
 *
 *   GtkWidget *henji_case_pane_get_timeline (HenjiCasePane *self);   -- (transfer none)
 *
 * Names for assistive technology (English): `Order detail` case pane's card, `Conversation`
 * timeline, `Situation`, `Language to buyer`, `Reply to buyer`, `Counterpart`, `Copy reply`, `Mark
 * as answered`, `No reply needed`, `Return label`. */

/** HenjiFolding: how the panes share the window's width. */
typedef enum
{
  HENJI_FOLDING_NONE,   /* three panes side by side */
  HENJI_FOLDING_SHARED, /* list, and one of order and reply */
  HENJI_FOLDING_SINGLE, /* one pane at a time */
} HenjiFolding;

#define HENJI_TYPE_WINDOW (henji_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiWindow, henji_window, HENJI, WINDOW, AdwApplicationWindow)

HenjiWindow *henji_window_new (AdwApplication *app, HenjiDesk *desk);

HenjiDesk *henji_window_get_desk (HenjiWindow *self);
/* The chosen case, 0 for none. */
gint64 henji_window_get_case (HenjiWindow *self);
/* (transfer none) (nullable): what the panes show; %NULL until the chosen case is loaded. */
HenjiCaseDetail *henji_window_get_detail (HenjiWindow *self);
void henji_window_toast (HenjiWindow *self, const char *text);
/* Imports @paths (files or folders), showing progress. */
void henji_window_import (HenjiWindow *self, const char *const *paths);
/* While @filling a sample shop comes in: no case is chosen by itself. */
void henji_window_set_filling (HenjiWindow *self, gboolean filling);
/* The width and height the window would like to be remembered with; written when it closes. */
void henji_window_save_state (HenjiWindow *self);

G_END_DECLS

/* henji-reply-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"
#include "henji-pane-box.h"
#include "henji-pill-layout.h"
#include "henji-pill-row-layout.h"
#include "henji-shrink-layout.h"

#include <glib/gi18n-lib.h>

#define TIGHT 520 /* px: below this the header leaves words out */
#define LOW 620   /* px: below this the counterpart gets less */

G_DEFINE_FINAL_TYPE (HenjiReplyPane, henji_reply_pane, GTK_TYPE_WIDGET)

static gboolean
clock_cb (gpointer data)
{
  HenjiReplyPane *self = data;

  henji_reply_pane_update_clock (self);
  henji_reply_pane_renew (self);

  return G_SOURCE_CONTINUE;
}

void
henji_reply_pane_set_detail (HenjiReplyPane *self, HenjiCaseDetail *detail)
{
  gboolean same, writing;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  writing = gtk_widget_get_focus_child (GTK_WIDGET (self->body)) != NULL
            && gtk_widget_get_root (GTK_WIDGET (self)) != NULL
            && GTK_IS_TEXT_VIEW (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  same = self->detail != NULL && detail != NULL && self->detail->case_->row == detail->case_->row;
  if (!same)
    {
      henji_reply_pane_flush (self);
      gtk_widget_set_visible (GTK_WIDGET (self->palette), FALSE);
      self->composed = FALSE;
    }

  if (detail != NULL)
    henji_case_detail_ref (detail);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  self->detail = detail;

  gtk_widget_set_visible (self->situation_button, detail != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->language_button), detail != NULL);
  gtk_stack_set_visible_child_name (self->stack,
                                    detail != NULL && self->shop != NULL ? "reply" : "empty");
  if (detail != NULL && self->shop != NULL)
    {
      if (same)
        henji_reply_pane_refresh (self);
      else
        {
          henji_reply_pane_compose (self);
          for (int side = 0; side < N_SIDES; side++)
            henji_reply_pane_editor_show_start (self->editors[side]);
        }
      henji_reply_pane_update_strips (self);
      /* Who goes on writing writes to the buyer, whatever language this one reads. */
      if (!same && writing)
        henji_reply_pane_focus_editor (self);
    }
  henji_reply_pane_update_clock (self);
}

static gpointer
load_shop (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_shop (desk, error);
}

static void
shop_loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HenjiShop *shop = henji_desk_run_finish (HENJI_DESK (object), result, &error);
  HenjiReplyPane *self = data;
  gboolean first;

  if (shop == NULL)
    {
      if (!henji_desk_was_ended (error))
        g_warning ("The shop's settings could not be read");
      return;
    }

  first = self->shop == NULL;
  g_clear_pointer (&self->shop, henji_shop_unref);
  self->shop = shop;
  if (self->detail != NULL && (first || !self->composed))
    {
      g_autoptr (HenjiCaseDetail) detail = henji_case_detail_ref (self->detail);

      henji_reply_pane_set_detail (self, detail);
    }
  else if (self->detail != NULL && !self->touched && self->version == 0
           && !henji_reply_pane_is_busy (self))
    henji_reply_pane_render (self, NULL);
}

static void
shop_changed_cb (HenjiReplyPane *self)
{
  henji_desk_run_async (self->desk, load_shop, NULL, NULL, (GDestroyNotify) henji_shop_unref,
                        self->cancellable, shop_loaded_cb, self);
}

/* Somebody wrote in the situation. A reply that was begun stays as it is. */
static void
facts_changed_cb (HenjiReplyPane *self)
{
  g_autoptr (HenjiTemplate) situation = NULL;

  if (!self->composed || self->touched || self->version > 0 || henji_reply_pane_is_busy (self))
    return;

  situation = henji_desk_situation (self->desk, henji_template_id (self->situation));
  if (situation != NULL)
    {
      henji_reply_pane_set_situation (self, situation);
      henji_reply_pane_render (self, NULL);
    }
}

static void
typed_cb (HenjiReplyPane *self, HenjiReplyPaneEditor *editor)
{
  if (!self->composed)
    return;

  self->typed[editor == self->editors[JA] ? JA : EN] = TRUE;
  henji_reply_pane_queue_check (self);
  henji_reply_pane_touch (self);
}

/* Whoever stops writing has said what was to be said, in both languages when both were changed. */
static void
left_cb (HenjiReplyPane *self)
{
  henji_reply_pane_read_editors (self);
  if (henji_reply_pair_settle (self->pair))
    henji_reply_pane_touch (self);
  henji_reply_pane_flush (self);
}

static void
override_cb (HenjiReplyPane *self, guint index, const char *reason)
{
  if (index < self->findings->len)
    henji_reply_pane_override (self, self->findings->pdata[index], reason);
}

static void
confirm_cb (HenjiReplyPane *self, const char *key)
{
  henji_reply_pane_read_editors (self);
  henji_reply_pair_confirm (self->pair, key);
  henji_reply_pane_update_state (self);
  henji_reply_pane_touch (self);
}

void
henji_reply_pane_set_controls (HenjiReplyPane *self, gboolean show_window_controls)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  adw_header_bar_set_show_end_title_buttons (self->header, show_window_controls);
}

void
henji_reply_pane_set_folding (HenjiReplyPane *self, HenjiFolding folding)
{
  gboolean back = folding == HENJI_FOLDING_SINGLE;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->order_button), folding != HENJI_FOLDING_NONE);
  gtk_button_set_icon_name (self->order_button,
                            back ? "go-previous-symbolic" : "view-paged-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->order_button),
                               back ? _ ("Back to the order") : _ ("Show the order"));
  henji_pane_name (self->order_button, back ? _ ("Back to the order") : _ ("Show the order"));
}

gboolean
henji_reply_pane_focus_editor (HenjiReplyPane *self)
{
  g_return_val_if_fail (HENJI_IS_REPLY_PANE (self), FALSE);

  if (self->detail == NULL || self->shop == NULL)
    return FALSE;

  return henji_reply_pane_editor_grab (self->editors[henji_reply_side (self->language)]);
}

static gboolean
tight_cb (gpointer data)
{
  HenjiReplyPane *self = data;

  self->tight_source = 0;
  for (int side = 0; side < N_SIDES; side++)
    henji_reply_pane_editor_set_low (self->editors[side], self->low);
  gtk_label_set_max_width_chars (self->situation_label, self->tight ? 14 : 22);
  if (self->detail != NULL && self->composed)
    henji_reply_pane_show_language (self);
  henji_reply_pane_update_clock (self);

  return G_SOURCE_REMOVE;
}

static void
henji_reply_pane_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (HENJI_REPLY_PANE (widget)->overlay, orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
henji_reply_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HenjiReplyPane *self = HENJI_REPLY_PANE (widget);
  double scale = henji_pane_box_text_scale (widget);
  gboolean tight = width < TIGHT * scale;
  gboolean low = height < LOW * scale;

  if (tight != self->tight || low != self->low)
    {
      self->tight = tight;
      self->low = low;
      if (self->tight_source == 0)
        self->tight_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tight_cb, self, NULL);
    }
  gtk_widget_size_allocate (self->overlay, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
henji_reply_pane_dispose (GObject *object)
{
  HenjiReplyPane *self = HENJI_REPLY_PANE (object);

  if (self->desk != NULL)
    henji_reply_pane_flush (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_handle_id (&self->tight_source, g_source_remove);
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->composed = FALSE;
  henji_pane_clear (GTK_WIDGET (self));
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_REPLY_PANE);
  G_OBJECT_CLASS (henji_reply_pane_parent_class)->dispose (object);
}

static void
henji_reply_pane_finalize (GObject *object)
{
  HenjiReplyPane *self = HENJI_REPLY_PANE (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->shop, henji_shop_unref);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  g_clear_pointer (&self->situation, henji_template_unref);
  g_clear_pointer (&self->choices, henji_choices_free);
  g_clear_pointer (&self->saver, henji_reply_saver_unref);
  g_clear_pointer (&self->unfilled, g_strfreev);
  g_clear_pointer (&self->render_dropped, g_free);
  g_clear_pointer (&self->before_restore, henji_draft_unref);
  g_clear_pointer (&self->snippet_waits, g_free);
  g_free (self->ground);
  g_ptr_array_unref (self->findings);
  henji_reply_pair_free (self->pair);
  henji_reply_text_free (self->texts[JA]);
  henji_reply_text_free (self->texts[EN]);
  G_OBJECT_CLASS (henji_reply_pane_parent_class)->finalize (object);
}

static void
henji_reply_pane_class_init (HenjiReplyPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_reply_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_reply_pane_finalize;
  widget_class->measure = henji_reply_pane_measure;
  widget_class->size_allocate = henji_reply_pane_size_allocate;

  g_type_ensure (HENJI_TYPE_PILL_LAYOUT);
  g_type_ensure (HENJI_TYPE_PILL_ROW_LAYOUT);
  g_type_ensure (HENJI_TYPE_SHRINK_LAYOUT);
  g_type_ensure (HENJI_TYPE_REPLY_PANE_PALETTE);

  gtk_widget_class_set_css_name (widget_class, "replypane");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-reply-pane.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiReplyPane, child)
  BIND (overlay);
  BIND (header);
  BIND (order_button);
  BIND (situation_button);
  BIND (situation_label);
  BIND (clock_label);
  BIND (due_label);
  BIND (language_button);
  BIND (language_menu);
  BIND (language_label);
  BIND (stack);
  BIND (body);
  BIND (clauses);
  BIND (fields);
  BIND (newer_strip);
  BIND (newer_label);
  BIND (address_strip);
  BIND (address_label);
  BIND (state_strip);
  BIND (state_label);
  BIND (copy_button);
  BIND (no_reply_button);
  BIND (open_button);
  BIND (open_label);
  BIND (more_button);
  BIND (more_menu);
  BIND (answered_button);
  BIND (palette);
#undef BIND
  henji_reply_pane_bind_actions (widget_class);
  henji_reply_pane_bind_strips (widget_class);
}

static void
henji_reply_pane_init (HenjiReplyPane *self)
{
  self->cancellable = g_cancellable_new ();
  self->saver = henji_reply_saver_new ();
  self->choices = henji_choices_new ();
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_reply_finding_free);
  self->language = HENJI_LANGUAGE_JA;

  gtk_widget_init_template (GTK_WIDGET (self));
  henji_reply_pane_add_actions (self);

  henji_pane_name (self->situation_button, _ ("Situation"));
  henji_pane_name (self->language_button, _ ("Language to buyer"));
  henji_pane_name (self->copy_button, _ ("Copy reply"));
  henji_pane_name (self->no_reply_button, _ ("No reply needed"));
  henji_pane_name (self->more_button, _ ("More for this reply"));
  henji_pane_menu (self->language_button, self->language_menu);
  henji_pane_menu (self->more_button, self->more_menu);
  henji_pane_name (self->clauses, _ ("Clauses"));
  henji_pane_name (self->fields, _ ("Fields"));
  gtk_widget_set_tooltip_text (self->situation_button, _ ("Choose another situation"));

  for (int side = 0; side < N_SIDES; side++)
    {
      self->texts[side] = henji_reply_text_new ();
      self->editors[side] = henji_reply_pane_editor_new (henji_reply_side_language (side));
      g_signal_connect_swapped (self->editors[side], "typed", G_CALLBACK (typed_cb), self);
      g_signal_connect_swapped (self->editors[side], "ready",
                                G_CALLBACK (henji_reply_pane_render_waiting), self);
      g_signal_connect_swapped (self->editors[side], "ready",
                                G_CALLBACK (henji_reply_pane_insert_waiting), self);
      g_signal_connect_swapped (self->editors[side], "left", G_CALLBACK (left_cb), self);
      g_signal_connect_swapped (self->editors[side], "override", G_CALLBACK (override_cb), self);
      g_signal_connect_swapped (self->editors[side], "confirm", G_CALLBACK (confirm_cb), self);
      gtk_box_append (self->body, GTK_WIDGET (self->editors[side]));
    }
  self->pair = henji_reply_pair_new (self->texts[JA], self->texts[EN]);
  henji_reply_pane_editor_set_sent (self->editors[JA], TRUE);
  gtk_widget_set_visible (self->situation_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->language_button), FALSE);
}

HenjiReplyPane *
henji_reply_pane_new (HenjiDesk *desk)
{
  HenjiReplyPane *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_REPLY_PANE, NULL);
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "shop-changed", G_CALLBACK (shop_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "facts-changed", G_CALLBACK (facts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  shop_changed_cb (self);
  self->clock_source = g_timeout_add_seconds (10, clock_cb, self);

  return self;
}

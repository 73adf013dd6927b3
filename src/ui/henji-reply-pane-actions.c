/* henji-reply-pane-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-actions"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"
#include "henji-reply-pane-field.h"

#include <glib/gi18n-lib.h>

gboolean
henji_reply_pane_is_to_support (HenjiReplyPane *self)
{
  g_return_val_if_fail (HENJI_IS_REPLY_PANE (self), FALSE);

  return (self->detail != NULL && self->detail->support != NULL)
         || (self->situation != NULL && henji_template_is_to_support (self->situation));
}

gboolean
henji_reply_pane_has_situation (HenjiReplyPane *self, const char *id)
{
  g_return_val_if_fail (HENJI_IS_REPLY_PANE (self), FALSE);

  return self->situation != NULL && g_strcmp0 (henji_template_id (self->situation), id) == 0;
}

/* "To buyer: %s" and so on. */
static const char *
recipient_words (HenjiReplyPane *self)
{
  const HenjiSupport *support = self->detail != NULL ? self->detail->support : NULL;

  if (!henji_reply_pane_is_to_support (self))
    return _ ("To buyer: %s");

  return support != NULL && support->team == HENJI_SUPPORT_PERFORMANCE
             ? _ ("To Seller Performance: %s")
             : _ ("To support: %s");
}

/* A text to the marketplace's support is no answer to the buyer. */
static void
show_done (HenjiReplyPane *self)
{
  gboolean to_support = henji_reply_pane_is_to_support (self);

  gtk_button_set_label (GTK_BUTTON (self->answered_button),
                        to_support ? _ ("Mark as Sent") : _ ("Mark as Answered"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->answered_button),
                                  to_support ? "case.support-written" : "case.answered");
  henji_pane_name (self->answered_button,
                   to_support ? _ ("Mark as sent to support") : _ ("Mark as answered"));
}

void
henji_reply_pane_show_language (HenjiReplyPane *self)
{
  int sent = henji_reply_side (self->language);
  const char *name = sent == JA ? "日本語" : "English";
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "language");
  g_autofree char *words = NULL;

  if (self->tight)
    words = g_strdup (name);
  else
    words = g_strdup_printf (recipient_words (self), name);
  henji_pane_label (self->language_label, words, HENJI_LANGUAGE_OTHER);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (sent == JA ? "ja" : "en"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->language_button))),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);

  show_done (self);
  henji_reply_pane_editor_set_sent (self->editors[sent], TRUE);
  henji_reply_pane_editor_set_sent (self->editors[1 - sent], FALSE);
  gtk_box_reorder_child_after (self->body, GTK_WIDGET (self->editors[sent]), self->address_strip);
  gtk_box_reorder_child_after (self->body, GTK_WIDGET (self->editors[1 - sent]),
                               GTK_WIDGET (self->editors[sent]));
}

static void
set_language (HenjiReplyPane *self, HenjiLanguage language)
{
  if (self->language == language || self->detail == NULL || !self->composed)
    return;

  self->language = language;
  henji_reply_pane_show_language (self);
  henji_reply_pane_show_saved (self, NULL);
  henji_reply_pane_update_pills (self);
  henji_reply_pane_render (self, NULL);
  henji_reply_pane_touch (self);
}

void
henji_reply_pane_flip_language (HenjiReplyPane *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  set_language (self, self->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA);
}

static void
language_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_language (data, g_str_equal (g_variant_get_string (parameter, NULL), "ja")
                          ? HENJI_LANGUAGE_JA
                          : HENJI_LANGUAGE_EN);
}

void
henji_reply_pane_set_situation (HenjiReplyPane *self, HenjiTemplate *situation)
{
  henji_template_ref (situation);
  g_clear_pointer (&self->situation, henji_template_unref);
  self->situation = situation;
  henji_reply_pane_build_pills (self);
  henji_reply_pane_update_pills (self);
}

static char *
preview_cb (HenjiTemplate *template, HenjiLanguage language, gpointer data)
{
  HenjiReplyPane *self = data;
  HenjiReplyContext context = { 0 };
  g_autoptr (GPtrArray) paragraphs = NULL;

  henji_reply_pane_context (self, &context);
  paragraphs = henji_template_render (template, self->choices, &context, language, NULL);

  return henji_paragraphs_join (paragraphs);
}

static void
show_palette (HenjiReplyPane *self, gboolean snippets)
{
  g_autoptr (GPtrArray) templates = NULL;

  if (!self->composed)
    return;

  templates = snippets ? henji_desk_snippets (self->desk) : henji_desk_situations (self->desk);
  /* Nobody writes to a buyer in a case with the marketplace. */
  for (guint i = templates->len; self->detail->support != NULL && !snippets && i-- > 0;)
    if (!henji_template_is_to_support (templates->pdata[i]))
      g_ptr_array_remove_index (templates, i);
  gtk_widget_set_visible (GTK_WIDGET (self->palette), TRUE);
  henji_reply_pane_palette_open (self->palette, templates, snippets, self->situation,
                                 self->language, preview_cb, self);
}

void
henji_reply_pane_show_templates (HenjiReplyPane *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  show_palette (self, FALSE);
}

void
henji_reply_pane_show_snippets (HenjiReplyPane *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  show_palette (self, TRUE);
}

static void
palette_close_cb (HenjiReplyPane *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->palette), FALSE);
  if (henji_reply_pane_palette_has_snippets (self->palette))
    henji_reply_pane_focus_editor (self);
  else
    gtk_widget_grab_focus (self->situation_button);
}

void
henji_reply_pane_use_situation (HenjiReplyPane *self, const char *id)
{
  g_autoptr (HenjiTemplate) situation = NULL;
  gboolean to_support;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self) && id != NULL);

  henji_reply_pane_focus_editor (self);
  situation = henji_desk_situation (self->desk, id);
  if (situation == NULL || !self->composed || situation == self->situation)
    return;

  to_support = henji_reply_pane_is_to_support (self);
  self->written = henji_desk_now (self->desk);
  henji_reply_pane_set_situation (self, situation);
  if (henji_reply_pane_is_to_support (self) != to_support)
    {
      self->language = henji_desk_language_for (self->desk, self->detail, situation);
      henji_reply_pane_show_language (self);
      henji_reply_pane_update_pills (self);
    }
  henji_reply_pane_render (self, NULL);
  henji_reply_pane_touch (self);
}

void
henji_reply_pane_use (HenjiReplyPane *self, const char *situation, const HenjiChoices *choices)
{
  g_autoptr (HenjiTemplate) template = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self) && situation != NULL && choices != NULL);

  template = henji_desk_situation (self->desk, situation);
  if (template == NULL || !self->composed)
    return;

  henji_choices_free (self->choices);
  self->choices = henji_choices_copy (choices);
  self->written = henji_desk_now (self->desk);
  henji_reply_pane_set_situation (self, template);
  henji_reply_pane_show_language (self);
  henji_reply_pane_render (self, NULL);
  henji_reply_pane_touch (self);
  henji_reply_pane_focus_editor (self);
}

static void
palette_use_cb (HenjiReplyPane *self, const char *id, gboolean snippet)
{
  gtk_widget_set_visible (GTK_WIDGET (self->palette), FALSE);
  if (!snippet)
    {
      henji_reply_pane_use_situation (self, id);
      return;
    }
  henji_reply_pane_focus_editor (self);
  henji_reply_pane_use_snippet (self, id);
}

static void
renew_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HenjiReplyPane *self = data;

  if (!self->composed || henji_reply_pane_is_busy (self))
    return;

  henji_choices_free (self->choices);
  self->choices = henji_choices_new ();
  henji_reply_pair_clear (self->pair);
  for (int side = 0; side < N_SIDES; side++)
    {
      henji_reply_text_clear (self->texts[side]);
      self->typed[side] = FALSE;
    }
  henji_reply_pane_build_pills (self);
  henji_reply_pane_update_pills (self);
  henji_reply_pane_render (self, NULL);
  henji_reply_pane_touch (self);
}

/* Places that no field fills: a value that is not known, a text nobody has written yet. */
static void
add_other_open (HenjiReplyPane *self, const GArray *marks, GPtrArray *names)
{
  g_autofree char *text
      = henji_reply_pane_editor_get_text (self->editors[henji_reply_side (self->language)]);

  for (guint i = 0; i < marks->len; i++)
    {
      const HenjiReplyMark *mark = &g_array_index (marks, HenjiReplyMark, i);

      /* Without the brackets around it. */
      if (mark->field < 0 && !mark->filled)
        g_ptr_array_add (names, g_utf8_substring (text, mark->start + 1, mark->end - 1));
    }
}

/* Says which fields are open and goes to the first. */
static void
refuse (HenjiReplyPane *self, const char *refusal)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) marks
      = henji_reply_text_marks (self->texts[henji_reply_side (self->language)]);
  GtkWidget *first = NULL;
  g_autofree char *list = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < henji_template_n_fields (self->situation); i++)
    {
      const HenjiField *field = henji_template_field (self->situation, i);
      gboolean open = self->unfilled != NULL
                      && g_strv_contains ((const char *const *) self->unfilled, field->id);

      for (guint k = 0; !open && k < marks->len; k++)
        {
          const HenjiReplyMark *mark = &g_array_index (marks, HenjiReplyMark, k);

          open = !mark->filled && mark->field == (int) i;
        }
      if (!open)
        continue;
      g_ptr_array_add (names, g_strdup (ja ? field->label_ja : field->label_en));
      for (GtkWidget *pill = gtk_widget_get_first_child (self->fields);
           first == NULL && pill != NULL; pill = gtk_widget_get_next_sibling (pill))
        if (henji_reply_pane_field_get_index (HENJI_REPLY_PANE_FIELD (pill)) == i)
          first = pill;
    }
  add_other_open (self, marks, names);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (ja ? "、" : ", ", (char **) names->pdata);
  /* Translators: %s is a list of fields */
  reason = g_strdup_printf (_ ("fill in first: %s"), list);
  words = g_strdup_printf (refusal, reason);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
  if (first != NULL)
    henji_reply_pane_field_open (HENJI_REPLY_PANE_FIELD (first));
}

gboolean
henji_reply_pane_may_leave (HenjiReplyPane *self, const char *refusal)
{
  if (!self->composed || henji_reply_pane_is_busy (self))
    return FALSE;

  henji_reply_pane_read_editors (self);
  if (henji_reply_pane_count_open (self) == 0)
    return henji_reply_pane_passes (self, refusal);
  refuse (self, refusal);

  return FALSE;
}

void
henji_reply_pane_copy (HenjiReplyPane *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  /* Translators: %s says why */
  if (!henji_reply_pane_may_leave (self, _ ("Not copied: %s")))
    return;

  text = henji_reply_pane_editor_get_text (self->editors[henji_reply_side (self->language)]);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  self->touched = TRUE;
  henji_reply_pane_save (self, TRUE);
  gtk_widget_activate_action (
      GTK_WIDGET (self), "win.toast", "s",
      henji_reply_pane_is_to_support (self)
          ? _ ("Text copied. Paste it into the marketplace's contact form.")
          : _ ("Reply copied. Paste it into the marketplace's message form."));
}

static void
copy_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  henji_reply_pane_copy (data);
}

void
henji_reply_pane_bind_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, henji_reply_pane_show_templates);
  gtk_widget_class_bind_template_callback (klass, henji_reply_pane_copy);
  gtk_widget_class_bind_template_callback (klass, palette_use_cb);
  gtk_widget_class_bind_template_callback (klass, palette_close_cb);
}

void
henji_reply_pane_add_actions (HenjiReplyPane *self)
{
  static const GActionEntry entries[] = {
    { "language", language_action_cb, "s", "'ja'", NULL },
    { "copy", copy_action_cb, NULL, NULL, NULL },
    { "renew", renew_action_cb, NULL, NULL, NULL },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  henji_reply_pane_add_moving (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "reply", G_ACTION_GROUP (self->actions));
}

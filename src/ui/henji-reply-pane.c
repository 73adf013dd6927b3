/* henji-reply-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane"

#include "config.h"

#include "henji-reply-pane.h"

#include "henji-case-pane-text.h"
#include "henji-pill-layout.h"
#include "henji-pill-row-layout.h"
#include "henji-reply-pane-editor.h"
#include "henji-reply-pane-field.h"
#include "henji-reply-pane-palette.h"
#include "henji-reply-pane-saver.h"
#include "henji-reply-pane-text.h"

#include <glib/gi18n-lib.h>

#define SAVE_PAUSE 500 /* ms without a change, then the draft is stored */
#define SAVE_LIMIT 900 /* ms after which it is stored even while somebody types on */
#define TIGHT 520      /* px: below this the header leaves words out */
#define LOW 620        /* px: below this the counterpart gets less */

enum
{
  JA,
  EN,
  N_SIDES
};

static const HenjiLanguage side_language[N_SIDES] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

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
  GtkWidget *footer;
  GtkWidget *copy_button;
  GtkWidget *no_reply_button;
  GtkLabel *open_label;
  GtkMenuButton *more_button;
  GtkWidget *answered_button;
  HenjiReplyPanePalette *palette;
  HenjiReplyPaneEditor *editors[N_SIDES];

  HenjiDesk *desk;
  HenjiShop *shop;          /* (nullable) until it is loaded */
  HenjiCaseDetail *detail;  /* (nullable) */
  GCancellable *cancellable;
  GSimpleActionGroup *actions;
  HenjiReplySaver *saver;

  HenjiTemplate *situation;
  HenjiChoices *choices;
  HenjiLanguage language;
  HenjiReplyText *texts[N_SIDES];
  char **unfilled;          /* (nullable) in the language that is sent */
  gboolean confirmed_edit;  /* both sides count as changed and agreed */

  char *ground;             /* what the reply rests on, as of the last look */
  gint64 newest_seen;       /* row of the buyer's newest message when the reply was begun */
  int version;              /* of the stored draft, 0 for none */
  gint64 dirty_since;       /* monotonic, 0 when everything is stored */
  int saving;               /* saves under way */
  guint save_source;
  guint clock_source;
  guint tight_source;
  guint composed : 1;       /* the texts stand for this case */
  guint touched : 1;        /* the user changed something */
  guint typed[N_SIDES];     /* the text was typed in since it was last compared */
  gboolean render_waits;    /* an input method was composing */
  char *render_dropped;     /* for the rendering that waits */
  gboolean tight;
  gboolean low;
};

G_DEFINE_FINAL_TYPE (HenjiReplyPane, henji_reply_pane, GTK_TYPE_WIDGET)

static void compose (HenjiReplyPane *self);
static char *ground_of (HenjiReplyPane *self);
static void save_now (HenjiReplyPane *self, gboolean copied);

static int
side_of (HenjiLanguage language)
{
  return language == HENJI_LANGUAGE_JA ? JA : EN;
}

static void
context_of (HenjiReplyPane *self,
            HenjiReplyContext *context)
{
  henji_desk_reply_context (self->desk, self->detail, self->shop, context);
}

/* ---- What stands in the editors ------------------------------------------------------------- */

/* Brings the texts up to date with what was typed. */
static void
read_editors (HenjiReplyPane *self)
{
  for (int side = 0; side < N_SIDES; side++)
    if (self->typed[side])
      {
        g_autofree char *text = henji_reply_pane_editor_get_text (self->editors[side]);

        henji_reply_text_typed (self->texts[side], text);
        self->typed[side] = FALSE;
      }
}

static gboolean
busy (HenjiReplyPane *self)
{
  return henji_reply_pane_editor_is_busy (self->editors[JA])
         || henji_reply_pane_editor_is_busy (self->editors[EN]);
}

static void
write_editor (HenjiReplyPane *self,
              int side)
{
  g_autofree char *text = henji_reply_text_get (self->texts[side]);
  g_autoptr (GArray) marks = henji_reply_text_marks (self->texts[side]);

  henji_reply_pane_editor_set_text (self->editors[side], text, marks);
}

/* Places in the text that are still open, also where the paragraph was changed by hand. */
static int
count_open (HenjiReplyPane *self)
{
  g_autoptr (GArray) marks = henji_reply_text_marks (self->texts[side_of (self->language)]);
  g_autoptr (GHashTable) open = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < marks->len; i++)
    {
      const HenjiReplyMark *mark = &g_array_index (marks, HenjiReplyMark, i);

      if (!mark->filled)
        g_hash_table_add (open, GINT_TO_POINTER (mark->field));
    }

  return (int) MAX (g_hash_table_size (open), self->unfilled != NULL ? g_strv_length (self->unfilled) : 0);
}

static void
update_state (HenjiReplyPane *self)
{
  int sent = side_of (self->language);
  int open = self->composed ? count_open (self) : 0;
  int out = self->composed && !self->confirmed_edit
                ? henji_reply_text_out_of_step (self->texts[JA], self->texts[EN])
                : 0;
  g_autofree char *text = NULL;

  if (open > 0)
    text = g_strdup_printf (ngettext ("%d field open", "%d fields open", open), open);
  gtk_label_set_text (self->open_label, text != NULL ? text : "");
  henji_reply_pane_editor_set_out_of_step (self->editors[sent], 0);
  henji_reply_pane_editor_set_out_of_step (self->editors[1 - sent], out);
}

static void
show_saved (HenjiReplyPane *self,
            const char *words)
{
  int sent = side_of (self->language);

  henji_reply_pane_editor_set_state (self->editors[sent], words);
  henji_reply_pane_editor_set_state (self->editors[1 - sent], NULL);
}

static void
show_saved_at (HenjiReplyPane *self,
               gint64 at)
{
  g_autofree char *moment = henji_pane_moment (at, henji_desk_now (self->desk),
                                               henji_desk_zone (self->desk));
  g_autofree char *words = g_strdup_printf (_ ("Draft saved %s"), moment);

  show_saved (self, words);
}

/* ---- Storing --------------------------------------------------------------------------------- */

typedef struct
{
  HenjiReplyPane *pane; /* weak */
  gint64 case_row;
} Saving;

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer data)
{
  Saving *saving = data;
  HenjiReplyPane *self = saving->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiDraft) draft = henji_reply_saver_finish (HENJI_DESK (object), result, &error);

  if (self != NULL)
    {
      g_object_remove_weak_pointer (G_OBJECT (self), (gpointer *) &saving->pane);
      self->saving--;
      if (self->detail != NULL && self->detail->case_->row == saving->case_row)
        {
          if (draft != NULL)
            {
              self->version = MAX (self->version, draft->version);
              show_saved_at (self, draft->at != 0 ? draft->at : henji_desk_now (self->desk));
            }
          else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            {
              g_autofree char *words = g_strdup_printf (_ ("Draft not saved: %s"), error->message);

              show_saved (self, _ ("Draft not saved"));
              gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
              if (self->dirty_since == 0)
                self->dirty_since = g_get_monotonic_time ();
            }
        }
    }
  g_free (saving);
}

static void
save_now (HenjiReplyPane *self,
          gboolean copied)
{
  HenjiDraft *draft;
  Saving *saving;

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->dirty_since = 0;
  if (self->detail == NULL || !self->composed || henji_desk_dir (self->desk) == NULL)
    return;

  read_editors (self);
  update_state (self);
  draft = henji_draft_new ();
  draft->case_row = self->detail->case_->row;
  draft->at = henji_desk_now (self->desk);
  draft->situation = g_strdup (henji_template_id (self->situation));
  draft->language = self->language;
  draft->choices = henji_choices_to_text (self->choices);
  draft->ja = henji_reply_pane_editor_get_text (self->editors[JA]);
  draft->en = henji_reply_pane_editor_get_text (self->editors[EN]);
  draft->ja_edited = henji_reply_text_is_edited (self->texts[JA]);
  draft->en_edited = henji_reply_text_is_edited (self->texts[EN]);
  /* Agreed by a person: both count as theirs. */
  if ((draft->ja_edited || draft->en_edited)
      && henji_reply_text_out_of_step (self->texts[JA], self->texts[EN]) == 0)
    draft->ja_edited = draft->en_edited = TRUE;

  saving = g_new0 (Saving, 1);
  saving->pane = self;
  saving->case_row = draft->case_row;
  g_object_add_weak_pointer (G_OBJECT (self), (gpointer *) &saving->pane);
  self->saving++;
  henji_reply_saver_save (self->saver, self->desk, draft, copied, saved_cb, saving);
}

static gboolean
save_cb (gpointer data)
{
  HenjiReplyPane *self = data;

  self->save_source = 0;
  save_now (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
touch (HenjiReplyPane *self)
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

  if (self->dirty_since != 0)
    save_now (self, FALSE);
}

/* ---- Clauses and fields ---------------------------------------------------------------------- */

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
show_pill (GtkWidget *pill,
           gboolean on)
{
  GtkWidget *image = g_object_get_data (G_OBJECT (pill), "image");

  gtk_image_set_from_icon_name (GTK_IMAGE (image), on ? "object-select-symbolic" : "list-add-symbolic");
}

/* What the seller should know about a clause that is on, such as one that promises to ship elsewhere. */
static void
update_warning (HenjiReplyPane *self)
{
  HenjiReplyContext context = { 0 };
  const char *warning = NULL;

  context_of (self, &context);
  for (guint i = 0; warning == NULL && i < henji_template_n_clauses (self->situation); i++)
    if (henji_template_clause_on (self->situation, i, self->choices, &context))
      warning = henji_template_clause_warning (self->situation, i, henji_pane_language ());

  henji_pane_label (self->address_label, warning, HENJI_LANGUAGE_OTHER);
  gtk_widget_set_visible (self->address_strip, warning != NULL);
}

/* Fields in use, their values, and which clauses are on: all follow the choices. */
static void
update_pills (HenjiReplyPane *self)
{
  HenjiReplyContext context = { 0 };
  gboolean any = FALSE;
  guint i = 0;

  context_of (self, &context);
  for (GtkWidget *pill = gtk_widget_get_first_child (self->clauses); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill), i++)
    {
      gboolean on = henji_template_clause_on (self->situation, i, self->choices, &context);

      g_signal_handlers_block_matched (pill, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill), on);
      g_signal_handlers_unblock_matched (pill, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
      show_pill (pill, on);
      gtk_widget_set_visible (
          pill, on || henji_template_clause_available (self->situation, i, self->choices, &context));
    }

  i = 0;
  for (GtkWidget *pill = gtk_widget_get_first_child (self->fields); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill), i++)
    {
      const HenjiField *field = henji_template_field (self->situation, i);
      gboolean used = henji_template_field_used (self->situation, i, self->choices, &context);
      g_autofree char *value = henji_template_field_value (self->situation, i, self->choices, &context);
      g_autofree char *key_ja = g_strconcat (field->id, ".ja", NULL);
      g_autofree char *key_en = g_strconcat (field->id, ".en", NULL);
      const char *own_ja = henji_choices_field (self->choices, key_ja);
      const char *own_en = henji_choices_field (self->choices, key_en);
      g_autofree char *shown = NULL;

      gtk_widget_set_visible (pill, used);
      any |= used;
      if (henji_pane_language () == HENJI_LANGUAGE_JA && own_ja != NULL)
        shown = g_strdup (own_ja);
      else if (henji_pane_language () == HENJI_LANGUAGE_EN && own_en != NULL)
        shown = g_strdup (own_en);
      else if (value != NULL && *value != '\0')
        shown = field->type == HENJI_FIELD_DATE
                    ? henji_pane_weekday (value)
                    : henji_field_format (field->type, value, &context, henji_pane_language ());
      else if (own_ja != NULL || own_en != NULL)
        shown = g_strdup (own_ja != NULL ? own_ja : own_en);

      if (field->type == HENJI_FIELD_TEXT)
        henji_reply_pane_field_set_value (HENJI_REPLY_PANE_FIELD (pill), shown,
                                          own_ja != NULL ? own_ja : value,
                                          own_en != NULL ? own_en : value, field->required);
      else
        henji_reply_pane_field_set_value (HENJI_REPLY_PANE_FIELD (pill), shown,
                                          field->type == HENJI_FIELD_MONEY ? shown : value, NULL,
                                          field->required);
    }
  gtk_widget_set_visible (self->fields, any);
  update_warning (self);
  g_free (self->ground);
  self->ground = ground_of (self);
}

/* Says everything again in both languages; by hand changed paragraphs stay. */
static void
render (HenjiReplyPane *self,
        const char *dropped)
{
  HenjiReplyContext context = { 0 };

  if (busy (self))
    {
      self->render_waits = TRUE;
      g_free (self->render_dropped);
      self->render_dropped = g_strdup (dropped);
      return;
    }

  read_editors (self);
  context_of (self, &context);
  for (int side = 0; side < N_SIDES; side++)
    {
      gboolean sent = side == side_of (self->language);
      g_auto (GStrv) unfilled = NULL;
      g_autoptr (GPtrArray) paragraphs = henji_template_render (
          self->situation, self->choices, &context, side_language[side], &unfilled);

      henji_reply_text_render (self->texts[side], paragraphs, dropped);
      write_editor (self, side);
      if (sent)
        {
          g_strfreev (self->unfilled);
          self->unfilled = g_steal_pointer (&unfilled);
        }
    }
  update_state (self);
}

static void
editor_ready_cb (HenjiReplyPane *self)
{
  if (self->render_waits && self->composed && !busy (self))
    {
      g_autofree char *dropped = g_steal_pointer (&self->render_dropped);

      self->render_waits = FALSE;
      render (self, dropped);
      touch (self);
    }
}

static void
clause_toggled_cb (HenjiReplyPane *self,
                   GtkToggleButton *pill)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (pill), "index"));
  const HenjiClause *clause = henji_template_clause (self->situation, index);
  gboolean on = gtk_toggle_button_get_active (pill);

  henji_choices_set_clause (self->choices, clause->id, on);
  update_pills (self);
  render (self, on ? NULL : clause->id);
  touch (self);
}

/* (transfer full) (nullable): the canonical value; @fault says why not. An empty one resets the field. */
static char *
parse_field (HenjiReplyPane *self,
             const HenjiField *field,
             const char *typed,
             char **fault)
{
  HenjiReplyContext context = { 0 };
  g_autoptr (GError) error = NULL;
  char *value;

  context_of (self, &context);
  value = henji_field_parse (field->type, typed, &context, &error);
  if (value == NULL)
    *fault = g_strdup (error != NULL ? error->message : _ ("This cannot be read."));

  return value;
}

static char *
field_apply_cb (HenjiReplyPaneField *pill,
                const char *ja,
                const char *en,
                gpointer data)
{
  HenjiReplyPane *self = data;
  const HenjiField *field = henji_template_field (self->situation, henji_reply_pane_field_get_index (pill));
  g_autofree char *key_ja = g_strconcat (field->id, ".ja", NULL);
  g_autofree char *key_en = g_strconcat (field->id, ".en", NULL);
  g_autofree char *first = g_strstrip (g_strdup (ja));
  g_autofree char *second = g_strstrip (g_strdup (en != NULL ? en : ""));
  g_autofree char *value_ja = NULL;
  g_autofree char *value_en = NULL;
  char *fault = NULL;

  if (*first != '\0' && (value_ja = parse_field (self, field, first, &fault)) == NULL)
    return fault;
  if (*second != '\0' && (value_en = parse_field (self, field, second, &fault)) == NULL)
    return fault;

  henji_choices_set_field (self->choices, key_ja, NULL);
  henji_choices_set_field (self->choices, key_en, NULL);
  if (value_ja != NULL && value_en != NULL && !g_str_equal (value_ja, value_en))
    {
      henji_choices_set_field (self->choices, field->id, NULL);
      henji_choices_set_field (self->choices, key_ja, value_ja);
      henji_choices_set_field (self->choices, key_en, value_en);
    }
  else
    henji_choices_set_field (self->choices, field->id, value_ja != NULL ? value_ja : value_en);

  update_pills (self);
  render (self, NULL);
  touch (self);

  return NULL;
}

static void
field_next_cb (HenjiReplyPane *self,
               HenjiReplyPaneField *pill)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (pill));

  while (next != NULL && !gtk_widget_get_visible (next))
    next = gtk_widget_get_next_sibling (next);
  if (next != NULL)
    henji_reply_pane_field_open (HENJI_REPLY_PANE_FIELD (next));
  else
    henji_reply_pane_focus_editor (self);
}

static void
build_pills (HenjiReplyPane *self)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;

  clear_box (self->clauses);
  clear_box (self->fields);

  for (guint i = 0; i < henji_template_n_clauses (self->situation); i++)
    {
      const HenjiClause *clause = henji_template_clause (self->situation, i);
      const char *words = ja ? clause->label_ja : clause->label_en;
      GtkWidget *pill = gtk_toggle_button_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
      GtkWidget *image = gtk_image_new ();
      GtkWidget *label = gtk_label_new (NULL);

      henji_pane_label (GTK_LABEL (label), words, HENJI_LANGUAGE_OTHER);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), image);
      gtk_box_append (GTK_BOX (box), label);
      gtk_button_set_child (GTK_BUTTON (pill), box);
      gtk_widget_add_css_class (pill, "clause");
      gtk_widget_add_css_class (pill, "flat");
      henji_pane_name (pill, words);
      g_object_set_data (G_OBJECT (pill), "index", GUINT_TO_POINTER (i));
      g_object_set_data (G_OBJECT (pill), "image", image);
      g_signal_connect_swapped (pill, "toggled", G_CALLBACK (clause_toggled_cb), self);
      gtk_box_append (GTK_BOX (self->clauses), pill);
    }

  for (guint i = 0; i < henji_template_n_fields (self->situation); i++)
    {
      HenjiReplyPaneField *pill
          = henji_reply_pane_field_new (henji_template_field (self->situation, i), i);

      henji_reply_pane_field_set_apply (pill, field_apply_cb, self);
      g_signal_connect_swapped (pill, "next", G_CALLBACK (field_next_cb), self);
      gtk_box_append (GTK_BOX (self->fields), GTK_WIDGET (pill));
    }

  henji_pane_label (self->situation_label,
                    henji_template_title (self->situation, henji_pane_language ()),
                    henji_pane_language ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->situation_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  henji_template_title (self->situation, henji_pane_language ()), -1);
  gtk_widget_set_visible (self->clauses, henji_template_n_clauses (self->situation) > 0);
}

/* ---- Language and situation ------------------------------------------------------------------ */

static void
show_language (HenjiReplyPane *self)
{
  int sent = side_of (self->language);
  const char *name = sent == JA ? "日本語" : "English";
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "language");
  g_autofree char *words = NULL;

  if (self->tight)
    words = g_strdup (name);
  else
    words = g_strdup_printf (_ ("To buyer: %s"), name);
  henji_pane_label (self->language_label, words, HENJI_LANGUAGE_OTHER);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (sent == JA ? "ja" : "en"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->language_button))),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);

  henji_reply_pane_editor_set_sent (self->editors[sent], TRUE);
  henji_reply_pane_editor_set_sent (self->editors[1 - sent], FALSE);
  gtk_box_reorder_child_after (self->body, GTK_WIDGET (self->editors[sent]), self->address_strip);
  gtk_box_reorder_child_after (self->body, GTK_WIDGET (self->editors[1 - sent]),
                               GTK_WIDGET (self->editors[sent]));
}

static void
set_language (HenjiReplyPane *self,
              HenjiLanguage language)
{
  if (self->language == language || self->detail == NULL || !self->composed)
    return;

  self->language = language;
  show_language (self);
  show_saved (self, NULL);
  update_pills (self);
  render (self, NULL);
  touch (self);
}

void
henji_reply_pane_flip_language (HenjiReplyPane *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  set_language (self, self->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA);
}

static void
language_action_cb (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer data)
{
  set_language (data, g_str_equal (g_variant_get_string (parameter, NULL), "ja") ? HENJI_LANGUAGE_JA
                                                                               : HENJI_LANGUAGE_EN);
}

static void
set_situation (HenjiReplyPane *self,
               HenjiTemplate *situation)
{
  henji_template_ref (situation);
  g_clear_pointer (&self->situation, henji_template_unref);
  self->situation = situation;
  build_pills (self);
  update_pills (self);
}

static char *
preview_cb (HenjiTemplate *situation,
            HenjiLanguage language,
            gpointer data)
{
  HenjiReplyPane *self = data;
  HenjiReplyContext context = { 0 };
  g_autoptr (GPtrArray) paragraphs = NULL;

  context_of (self, &context);
  paragraphs = henji_template_render (situation, self->choices, &context, language, NULL);

  return henji_paragraphs_join (paragraphs);
}

void
henji_reply_pane_show_templates (HenjiReplyPane *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  if (!self->composed)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->palette), TRUE);
  henji_reply_pane_palette_open (self->palette, henji_desk_situations (self->desk), self->situation,
                                 self->language, preview_cb, self);
}

static void
palette_close_cb (HenjiReplyPane *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->palette), FALSE);
  gtk_widget_grab_focus (self->situation_button);
}

static void
palette_use_cb (HenjiReplyPane *self,
                const char *id)
{
  HenjiTemplate *situation = henji_desk_situation (self->desk, id);

  gtk_widget_set_visible (GTK_WIDGET (self->palette), FALSE);
  henji_reply_pane_focus_editor (self);
  if (situation == NULL || !self->composed || situation == self->situation)
    return;

  set_situation (self, situation);
  render (self, NULL);
  touch (self);
}

static void
renew_action_cb (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer data)
{
  HenjiReplyPane *self = data;

  if (!self->composed || busy (self))
    return;

  henji_choices_free (self->choices);
  self->choices = henji_choices_new ();
  for (int side = 0; side < N_SIDES; side++)
    {
      henji_reply_text_clear (self->texts[side]);
      self->typed[side] = FALSE;
    }
  update_pills (self);
  render (self, NULL);
  touch (self);
}

/* ---- Copy ------------------------------------------------------------------------------------ */

static void
copy_action_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer data)
{
  henji_reply_pane_copy (data);
}

/* Says which fields are open and goes to the first. */
static void
refuse_copy (HenjiReplyPane *self)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) marks = henji_reply_text_marks (self->texts[side_of (self->language)]);
  GtkWidget *first = NULL;
  g_autofree char *list = NULL;
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
      g_ptr_array_add (names, ja ? field->label_ja : field->label_en);
      for (GtkWidget *pill = gtk_widget_get_first_child (self->fields); first == NULL && pill != NULL;
           pill = gtk_widget_get_next_sibling (pill))
        if (henji_reply_pane_field_get_index (HENJI_REPLY_PANE_FIELD (pill)) == i)
          first = pill;
    }
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (ja ? "、" : ", ", (char **) names->pdata);
  /* Translators: %s is a list of fields */
  words = g_strdup_printf (_ ("Not copied: fill in first: %s"), list);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
  if (first != NULL)
    henji_reply_pane_field_open (HENJI_REPLY_PANE_FIELD (first));
}

void
henji_reply_pane_copy (HenjiReplyPane *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  if (!self->composed || busy (self))
    return;

  read_editors (self);
  if (count_open (self) > 0)
    {
      refuse_copy (self);
      return;
    }

  text = henji_reply_pane_editor_get_text (self->editors[side_of (self->language)]);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  self->touched = TRUE;
  save_now (self, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              _ ("Reply copied. Paste it into the marketplace's message form."));
}

/* ---- The clock -------------------------------------------------------------------------------- */

static void
update_clock (HenjiReplyPane *self)
{
  const HenjiCase *case_ = self->detail != NULL ? self->detail->case_ : NULL;
  gint64 now = henji_desk_now (self->desk);
  const char *urgency = NULL;
  g_autofree char *left = NULL;
  g_autofree char *until = NULL;

  if (case_ == NULL)
    ;
  else if (case_->court == HENJI_COURT_CLOSED)
    left = g_strdup (_ ("Closed"));
  else if (case_->due != 0)
    {
      g_autofree char *moment = henji_pane_moment (case_->due, now, henji_desk_zone (self->desk));

      left = henji_pane_left (case_->due, now);
      until = case_->due > now ? g_strdup_printf (_ ("answer by %s"), moment)
                               : g_strdup_printf (_ ("was due %s"), moment);
      urgency = henji_pane_urgency (case_->due, now);
    }
  else
    left = g_strdup (case_->court == HENJI_COURT_OURS ? _ ("Our turn") : _ ("Waiting for the buyer"));

  gtk_label_set_text (self->clock_label, left != NULL ? left : "");
  gtk_label_set_text (self->due_label, until != NULL ? until : "");
  gtk_widget_set_visible (GTK_WIDGET (self->due_label), until != NULL && !self->tight);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->clock_label), until);
  gtk_widget_remove_css_class (GTK_WIDGET (self->clock_label), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->clock_label), "amber");
  if (urgency != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->clock_label),
                              g_str_equal (urgency, "warning") ? "amber" : urgency);
}

static gboolean
clock_cb (gpointer data)
{
  update_clock (data);

  return G_SOURCE_CONTINUE;
}

/* ---- The case --------------------------------------------------------------------------------- */

static const HenjiMessage *
newest_of_buyer (const HenjiCaseDetail *detail)
{
  for (guint i = detail->messages->len; i-- > 0;)
    {
      const HenjiMessage *message = detail->messages->pdata[i];

      if (message->direction == HENJI_DIRECTION_IN)
        return message;
    }

  return NULL;
}

static void
newer_clicked_cb (HenjiReplyPane *self)
{
  const HenjiMessage *newest = self->detail != NULL ? newest_of_buyer (self->detail) : NULL;

  self->newest_seen = newest != NULL ? newest->row : 0;
  gtk_widget_set_visible (self->newer_strip, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-pane", "s", "order");
}

static void
update_strips (HenjiReplyPane *self)
{
  const HenjiCase *case_ = self->detail->case_;
  const HenjiMessage *newest = newest_of_buyer (self->detail);
  const char *state = NULL;

  gtk_widget_set_visible (self->newer_strip,
                          newest != NULL && newest->row != self->newest_seen
                              && (self->touched || self->version > 0));
  if (case_->confirmation == HENJI_CONFIRMATION_UNCONFIRMED)
    state = _ ("Answered here, unconfirmed: the marketplace's copy has not come yet.");
  else if (case_->confirmation == HENJI_CONFIRMATION_NOT_MARKED)
    state = _ ("No reply needed, not yet marked at the marketplace.");
  gtk_label_set_text (self->state_label, state != NULL ? state : "");
  gtk_widget_set_visible (self->state_strip, state != NULL);
  update_pills (self);
}

/* Takes over a stored draft, to the letter. */
static void
restore (HenjiReplyPane *self,
         const HenjiDraft *draft)
{
  HenjiTemplate *situation
      = draft->situation != NULL ? henji_desk_situation (self->desk, draft->situation) : NULL;
  HenjiReplyContext context = { 0 };
  gboolean edited = draft->ja_edited || draft->en_edited;

  henji_choices_free (self->choices);
  self->choices = draft->choices != NULL ? henji_choices_from_text (draft->choices) : NULL;
  if (self->choices == NULL)
    self->choices = henji_choices_new ();
  self->language = draft->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
  set_situation (self, situation != NULL ? situation
                                         : henji_desk_propose_situation (self->desk, self->detail));
  show_language (self);

  context_of (self, &context);
  g_clear_pointer (&self->unfilled, g_strfreev);
  for (int side = 0; side < N_SIDES; side++)
    {
      const char *text = side == JA ? draft->ja : draft->en;
      g_auto (GStrv) unfilled = NULL;
      g_autoptr (GPtrArray) paragraphs = henji_template_render (
          self->situation, self->choices, &context, side_language[side], &unfilled);

      henji_reply_text_restore (self->texts[side], text != NULL ? text : "", paragraphs, edited);
      write_editor (self, side);
      if (side == side_of (self->language))
        self->unfilled = g_steal_pointer (&unfilled);
    }
  if (draft->ja_edited && draft->en_edited)
    henji_reply_text_confirm (self->texts[JA], self->texts[EN]);
  self->version = draft->version;
  self->composed = TRUE;
  show_saved_at (self, draft->at);
  update_state (self);
}

/* A case is shown for the first time: its draft, or the proposal. */
static void
compose (HenjiReplyPane *self)
{
  const HenjiDraft *draft = self->detail->draft;
  const HenjiMessage *newest = newest_of_buyer (self->detail);

  self->composed = FALSE;
  self->touched = FALSE;
  self->version = 0;
  self->newest_seen = newest != NULL ? newest->row : 0;
  for (int side = 0; side < N_SIDES; side++)
    {
      henji_reply_text_clear (self->texts[side]);
      self->typed[side] = FALSE;
    }
  self->render_waits = FALSE;
  g_clear_pointer (&self->render_dropped, g_free);

  /* What was answered belongs to the message before; a new one gets a new reply. */
  if (draft != NULL && !(draft->answered && newest != NULL && newest->at > draft->at))
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
  self->language = henji_desk_propose_language (self->detail);
  set_situation (self, henji_desk_propose_situation (self->desk, self->detail));
  show_language (self);
  show_saved (self, NULL);
  self->composed = TRUE;
  render (self, NULL);
}

/* (transfer full): what a reply rests on beside the choices: which clauses the case allows, the RMA
 * number, the parcel. Not the day: a draft does not change overnight. */
static char *
ground_of (HenjiReplyPane *self)
{
  const HenjiOrder *order = self->detail->orders->len > 0 ? self->detail->orders->pdata[0] : NULL;
  HenjiReplyContext context = { 0 };
  GString *ground = g_string_new (self->detail->rma);

  context_of (self, &context);
  for (guint i = 0; i < henji_template_n_clauses (self->situation); i++)
    g_string_append_c (
        ground, henji_template_clause_on (self->situation, i, self->choices, &context) ? '1' : '0');
  for (guint i = 0; order != NULL && order->shipments != NULL && i < order->shipments->len; i++)
    {
      const HenjiShipment *shipment = order->shipments->pdata[i];

      g_string_append_printf (ground, "|%s|%s|%s|%s", shipment->carrier != NULL ? shipment->carrier : "",
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
  g_autofree char *ground = ground_of (self);
  const HenjiDraft *draft = self->detail->draft;

  if (g_strcmp0 (ground, self->ground) == 0 || (draft != NULL && draft->answered))
    return;

  update_pills (self);
  render (self, NULL);
  if (self->touched || self->version > 0)
    touch (self);
}

/* The same case once more: it changed, by us or by others. */
static void
refresh (HenjiReplyPane *self)
{
  const HenjiDraft *draft = self->detail->draft;
  gboolean idle = self->dirty_since == 0 && self->saving == 0 && !busy (self);

  if (!self->composed)
    compose (self);
  else if (idle && draft != NULL && draft->version > self->version)
    {
      g_autofree char *ja = henji_reply_pane_editor_get_text (self->editors[JA]);
      g_autofree char *en = henji_reply_pane_editor_get_text (self->editors[EN]);

      /* Somebody else wrote it, or it is our own that has just been stored. */
      if (g_strcmp0 (ja, draft->ja) != 0 || g_strcmp0 (en, draft->en) != 0
          || draft->language != self->language)
        compose (self);
      else
        {
          self->version = draft->version;
          follow_ground (self);
        }
    }
  else if (idle && draft == NULL && !self->touched)
    compose (self);
  else
    follow_ground (self);
}

void
henji_reply_pane_set_detail (HenjiReplyPane *self,
                             HenjiCaseDetail *detail)
{
  gboolean same;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

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
        refresh (self);
      else
        compose (self);
      update_strips (self);
    }
  update_clock (self);
}

/* ---- The shop -------------------------------------------------------------------------------- */

static gpointer
load_shop (HenjiDesk *desk,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return henji_desk_shop (desk, error);
}

static void
shop_loaded_cb (GObject *object,
                GAsyncResult *result,
                gpointer data)
{
  g_autoptr (GError) error = NULL;
  HenjiShop *shop = henji_desk_run_finish (HENJI_DESK (object), result, &error);
  HenjiReplyPane *self = data;
  gboolean first;

  if (shop == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
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
  else if (self->detail != NULL && !self->touched && self->version == 0 && !busy (self))
    render (self, NULL);
}

static void
shop_changed_cb (HenjiReplyPane *self)
{
  henji_desk_run_async (self->desk, load_shop, NULL, NULL, (GDestroyNotify) henji_shop_unref,
                        self->cancellable, shop_loaded_cb, self);
}

/* ---- The widget ------------------------------------------------------------------------------- */

static void
typed_cb (HenjiReplyPane *self,
          HenjiReplyPaneEditor *editor)
{
  if (!self->composed)
    return;

  self->typed[editor == self->editors[JA] ? JA : EN] = TRUE;
  touch (self);
}

static void
confirm_cb (HenjiReplyPane *self)
{
  read_editors (self);
  henji_reply_text_confirm (self->texts[JA], self->texts[EN]);
  update_state (self);
  touch (self);
}

void
henji_reply_pane_set_controls (HenjiReplyPane *self,
                               gboolean show_window_controls)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  adw_header_bar_set_show_end_title_buttons (self->header, show_window_controls);
}

void
henji_reply_pane_set_folding (HenjiReplyPane *self,
                              HenjiFolding folding)
{
  gboolean back = folding == HENJI_FOLDING_SINGLE;

  g_return_if_fail (HENJI_IS_REPLY_PANE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->order_button), folding != HENJI_FOLDING_NONE);
  gtk_button_set_icon_name (self->order_button, back ? "go-previous-symbolic" : "view-paged-symbolic");
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

  return henji_reply_pane_editor_grab (self->editors[side_of (self->language)]);
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
    show_language (self);
  update_clock (self);

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
  gtk_widget_measure (HENJI_REPLY_PANE (widget)->overlay, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
henji_reply_pane_size_allocate (GtkWidget *widget,
                                int width,
                                int height,
                                int baseline)
{
  HenjiReplyPane *self = HENJI_REPLY_PANE (widget);
  gboolean tight = width < TIGHT;
  gboolean low = height < LOW;

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
  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_handle_id (&self->tight_source, g_source_remove);
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
  g_free (self->ground);
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
  BIND (footer);
  BIND (copy_button);
  BIND (no_reply_button);
  BIND (open_label);
  BIND (more_button);
  BIND (answered_button);
  BIND (palette);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, henji_reply_pane_show_templates);
  gtk_widget_class_bind_template_callback (widget_class, henji_reply_pane_copy);
  gtk_widget_class_bind_template_callback (widget_class, palette_use_cb);
  gtk_widget_class_bind_template_callback (widget_class, palette_close_cb);
  gtk_widget_class_bind_template_callback (widget_class, newer_clicked_cb);
}

static void
henji_reply_pane_init (HenjiReplyPane *self)
{
  static const GActionEntry entries[] = {
    { "language", language_action_cb, "s", "'ja'", NULL },
    { "copy", copy_action_cb, NULL, NULL, NULL },
    { "renew", renew_action_cb, NULL, NULL, NULL },
  };

  self->cancellable = g_cancellable_new ();
  self->saver = henji_reply_saver_new ();
  self->choices = henji_choices_new ();
  self->language = HENJI_LANGUAGE_JA;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "reply", G_ACTION_GROUP (self->actions));

  henji_pane_name (self->situation_button, _ ("Situation"));
  henji_pane_name (self->language_button, _ ("Language to buyer"));
  henji_pane_name (self->copy_button, _ ("Copy reply"));
  henji_pane_name (self->no_reply_button, _ ("No reply needed"));
  henji_pane_name (self->answered_button, _ ("Mark as answered"));
  henji_pane_name (self->more_button, _ ("More for this reply"));
  henji_pane_name (self->clauses, _ ("Clauses"));
  henji_pane_name (self->fields, _ ("Fields"));
  gtk_widget_set_tooltip_text (self->situation_button, _ ("Choose another situation"));

  for (int side = 0; side < N_SIDES; side++)
    {
      self->texts[side] = henji_reply_text_new ();
      self->editors[side] = henji_reply_pane_editor_new (side_language[side]);
      g_signal_connect_swapped (self->editors[side], "typed", G_CALLBACK (typed_cb), self);
      g_signal_connect_swapped (self->editors[side], "ready", G_CALLBACK (editor_ready_cb), self);
      g_signal_connect_swapped (self->editors[side], "left", G_CALLBACK (henji_reply_pane_flush), self);
      g_signal_connect_swapped (self->editors[side], "confirm", G_CALLBACK (confirm_cb), self);
      gtk_box_append (self->body, GTK_WIDGET (self->editors[side]));
    }
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
  g_signal_connect_object (desk, "shop-changed", G_CALLBACK (shop_changed_cb), self, G_CONNECT_SWAPPED);
  shop_changed_cb (self);
  self->clock_source = g_timeout_add_seconds (10, clock_cb, self);

  return self;
}

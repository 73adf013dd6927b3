/* henji-reply-pane-pills.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-pills"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"
#include "henji-moments.h"
#include "henji-reply-pane-field.h"

#include <glib/gi18n-lib.h>

/* Hides the pills from @from on: they are used again for a situation that has more. */
static void
hide_rest (GtkWidget *from)
{
  for (; from != NULL; from = gtk_widget_get_next_sibling (from))
    gtk_widget_set_visible (from, FALSE);
}

/* The pill after @pill, or the first of @box. */
static GtkWidget *
next_pill (GtkWidget *box, GtkWidget *pill)
{
  return pill != NULL ? gtk_widget_get_next_sibling (pill) : gtk_widget_get_first_child (box);
}

static void
show_pill (GtkWidget *pill, gboolean on)
{
  GtkWidget *image = g_object_get_data (G_OBJECT (pill), "image");

  gtk_image_set_from_icon_name (GTK_IMAGE (image),
                                on ? "object-select-symbolic" : "list-add-symbolic");
}

/* Fields in use, their values, and which clauses are on: all follow the choices. */
/* "23 Nov, Mon · 勤労感謝の日": a promise shall not fall on a day of rest unseen. */
static char *
date_words (HenjiReplyPane *self, const char *date)
{
  g_autofree char *day = henji_pane_weekday (date);
  g_autofree char *marks
      = henji_date_is_valid (date) ? henji_moment_day_marks (self->desk, date) : NULL;

  return marks != NULL ? g_strdup_printf ("%s · %s", day, marks) : g_steal_pointer (&day);
}

void
henji_reply_pane_update_pills (HenjiReplyPane *self)
{
  HenjiReplyContext context = { 0 };
  gboolean any = FALSE;
  guint i = 0;

  henji_reply_pane_text_context (self, &context);
  for (GtkWidget *pill = gtk_widget_get_first_child (self->clauses);
       pill != NULL && i < henji_template_n_clauses (self->situation);
       pill = gtk_widget_get_next_sibling (pill), i++)
    {
      guint clause = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (pill), "index"));
      gboolean on = henji_template_clause_on (self->situation, clause, self->choices, &context);

      g_signal_handlers_block_matched (pill, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill), on);
      g_signal_handlers_unblock_matched (pill, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
      show_pill (pill, on);
      gtk_widget_set_visible (
          pill,
          on || henji_template_clause_available (self->situation, clause, self->choices, &context));
    }

  i = 0;
  for (GtkWidget *pill = gtk_widget_get_first_child (self->fields);
       pill != NULL && i < henji_template_n_fields (self->situation);
       pill = gtk_widget_get_next_sibling (pill), i++)
    {
      const HenjiField *field = henji_template_field (self->situation, i);
      gboolean used = henji_template_field_used (self->situation, i, self->choices, &context);
      g_autofree char *value
          = henji_template_field_value (self->situation, i, self->choices, &context);
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
                    ? date_words (self, value)
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
  henji_reply_pane_update_warning (self);
  g_free (self->ground);
  self->ground = henji_reply_pane_ground (self);
}

static void
clause_toggled_cb (HenjiReplyPane *self, GtkToggleButton *pill)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (pill), "index"));
  const HenjiClause *clause = henji_template_clause (self->situation, index);
  gboolean on = gtk_toggle_button_get_active (pill);

  henji_choices_set_clause (self->choices, clause->id, on);
  henji_reply_pane_update_pills (self);
  henji_reply_pane_render (self, on ? NULL : clause->id);
  henji_reply_pane_touch (self);
}

/* (transfer full) (nullable): the canonical value; @fault says why not. An empty one resets the
 * field. */
static char *
parse_field (HenjiReplyPane *self, const HenjiField *field, const char *typed, char **fault)
{
  HenjiReplyContext context = { 0 };
  g_autoptr (GError) error = NULL;
  char *value;

  henji_reply_pane_context (self, &context);
  value = henji_field_parse (field->type, typed, &context, &error);
  if (value == NULL)
    *fault = g_strdup (error != NULL ? error->message : _ ("This cannot be read."));

  return value;
}

static char *
field_apply_cb (HenjiReplyPaneField *pill, const char *ja, const char *en, gpointer data)
{
  HenjiReplyPane *self = data;
  const HenjiField *field
      = henji_template_field (self->situation, henji_reply_pane_field_get_index (pill));
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

  henji_reply_pane_update_pills (self);
  henji_reply_pane_render (self, NULL);
  henji_reply_pane_touch (self);

  return NULL;
}

static void
field_next_cb (HenjiReplyPane *self, HenjiReplyPaneField *pill)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (pill));

  while (next != NULL && !gtk_widget_get_visible (next))
    next = gtk_widget_get_next_sibling (next);
  if (next != NULL)
    henji_reply_pane_field_open (HENJI_REPLY_PANE_FIELD (next));
  else
    henji_reply_pane_focus_editor (self);
}

static GtkWidget *
make_clause (HenjiReplyPane *self)
{
  GtkWidget *pill = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *image = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (pill), box);
  gtk_widget_add_css_class (pill, "clause");
  gtk_widget_add_css_class (pill, "flat");
  g_object_set_data (G_OBJECT (pill), "image", image);
  g_object_set_data (G_OBJECT (pill), "label", label);
  g_signal_connect_swapped (pill, "toggled", G_CALLBACK (clause_toggled_cb), self);
  henji_reply_pane_make_movable (self, pill);

  return pill;
}

void
henji_reply_pane_build_pills (HenjiReplyPane *self)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  g_autoptr (GArray) sequence = henji_template_sequence (self->situation, self->choices);
  GtkWidget *pill = NULL;

  for (guint i = 0; i < sequence->len; i++)
    {
      guint index = g_array_index (sequence, guint, i);
      const HenjiClause *clause = henji_template_clause (self->situation, index);
      const char *words = ja ? clause->label_ja : clause->label_en;

      pill = next_pill (self->clauses, pill);
      if (pill == NULL)
        {
          pill = make_clause (self);
          gtk_box_append (GTK_BOX (self->clauses), pill);
        }
      g_object_set_data (G_OBJECT (pill), "index", GUINT_TO_POINTER (index));
      henji_pane_label (g_object_get_data (G_OBJECT (pill), "label"), words, HENJI_LANGUAGE_OTHER);
      henji_pane_name (pill, words);
    }
  hide_rest (next_pill (self->clauses, pill));

  pill = NULL;
  for (guint i = 0; i < henji_template_n_fields (self->situation); i++)
    {
      const HenjiField *field = henji_template_field (self->situation, i);

      pill = next_pill (self->fields, pill);
      if (pill != NULL)
        {
          henji_reply_pane_field_set_field (HENJI_REPLY_PANE_FIELD (pill), field, i);
          continue;
        }
      pill = GTK_WIDGET (henji_reply_pane_field_new (field, i));
      henji_reply_pane_field_set_apply (HENJI_REPLY_PANE_FIELD (pill), field_apply_cb, self);
      g_signal_connect_swapped (pill, "next", G_CALLBACK (field_next_cb), self);
      gtk_box_append (GTK_BOX (self->fields), pill);
    }
  hide_rest (next_pill (self->fields, pill));

  henji_pane_label (self->situation_label,
                    henji_template_title (self->situation, henji_pane_language ()),
                    henji_pane_language ());
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->situation_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      henji_template_title (self->situation, henji_pane_language ()), -1);
  gtk_widget_set_visible (self->clauses, henji_template_n_clauses (self->situation) > 0);
}

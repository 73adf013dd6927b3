/* henji-texts-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields and paragraphs of a situation, a card each.
 */
#define G_LOG_DOMAIN "henji-texts-rows"

#include "config.h"

#include "henji-texts-editor-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
set_index (gpointer widget, guint index)
{
  g_object_set_data (G_OBJECT (widget), "index", GUINT_TO_POINTER (index));
}

static guint
get_index (gpointer widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "index"));
}

/* A heading with a button that adds one more (nullable @add: there is but one). @beside: nullable.
 */
static void
add_heading (HenjiTextsEditor *self,
             const char *title,
             GtkWidget *beside,
             const char *add,
             GCallback callback)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  if (beside != NULL)
    gtk_box_append (GTK_BOX (line), beside);
  if (add != NULL)
    {
      GtkWidget *button = _henji_texts_button ("list-add-symbolic", add);

      gtk_widget_set_sensitive (button, self->editable);
      g_signal_connect (button, "clicked", callback, self);
      gtk_box_append (GTK_BOX (line), button);
    }
  gtk_box_append (self->body, line);
}

static GtkWidget *
make_card (HenjiTextsEditor *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "texts-card");
  gtk_box_append (self->body, card);

  return card;
}

static void
rebuilt (HenjiTextsEditor *self)
{
  _henji_texts_editor_rebuild (self);
  _henji_texts_editor_changed (self);
}

/* ---- Fields -----------------------------------------------------------------------------------
 */

static void
add_field_cb (GtkButton *button, HenjiTextsEditor *self)
{
  self->new_field = (int) henji_manuscript_add_field (self->manuscript);
  rebuilt (self);
}

static void
remove_field_cb (GtkButton *button, HenjiTextsEditor *self)
{
  henji_manuscript_remove_field (self->manuscript, get_index (button));
  rebuilt (self);
}

/* The default of one type is none of another. */
static void
type_cb (GtkDropDown *drop, GParamSpec *pspec, HenjiTextsEditor *self)
{
  HenjiManuscriptField *field = self->manuscript->fields->pdata[get_index (drop)];
  HenjiFieldType type = (HenjiFieldType) gtk_drop_down_get_selected (drop);

  if (type == field->type)
    return;
  field->type = type;
  g_clear_pointer (&field->default_, g_free);
  _henji_texts_editor_changed (self);
}

static void
required_cb (GtkCheckButton *check, HenjiTextsEditor *self)
{
  HenjiManuscriptField *field = self->manuscript->fields->pdata[get_index (check)];

  field->required = gtk_check_button_get_active (check);
  _henji_texts_editor_changed (self);
}

/* The name is changed as a whole: half of it might be another field's. */
static void
name_field (GtkEditable *entry, HenjiTextsEditor *self)
{
  guint index = get_index (entry);
  g_autofree char *id = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  HenjiManuscriptField *field = self->manuscript->fields->pdata[index];
  g_autoptr (GError) error = NULL;

  if (strcmp (field->id, id) == 0)
    return;
  if (henji_manuscript_rename_field (self->manuscript, index, id, &error))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      _henji_texts_editor_refresh (self);
      _henji_texts_editor_changed (self);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_label_set_text (self->field_messages->pdata[index], error->message);
  gtk_widget_add_css_class (self->field_messages->pdata[index], "error");
  gtk_widget_set_visible (self->field_messages->pdata[index], TRUE);
}

static gboolean
name_later_cb (gpointer data)
{
  GtkWidget *entry = data;
  GtkWidget *editor = gtk_widget_get_ancestor (entry, HENJI_TYPE_TEXTS_EDITOR);

  if (editor != NULL)
    name_field (GTK_EDITABLE (entry), HENJI_TEXTS_EDITOR (editor));

  return G_SOURCE_REMOVE;
}

/* Not while the focus is on its way: naming writes into the texts. */
static void
name_cb (gpointer object, HenjiTextsEditor *self)
{
  GtkWidget *entry = GTK_IS_EVENT_CONTROLLER (object) ? gtk_event_controller_get_widget (object)
                                                      : GTK_WIDGET (object);

  g_idle_add_full (G_PRIORITY_HIGH_IDLE, name_later_cb, g_object_ref (entry), g_object_unref);
}

static GtkWidget *
make_name (HenjiTextsEditor *self, guint index)
{
  const HenjiManuscriptField *field = self->manuscript->fields->pdata[index];
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), field->id);
  gtk_editable_set_editable (GTK_EDITABLE (entry), self->editable);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_widget_set_tooltip_text (entry, _ ("What it is called in the texts, between { and }"));
  henji_pane_name (entry, _ ("Name in the texts"));
  if (self->new_field == (int) index)
    self->newest = entry;
  set_index (entry, index);
  g_signal_connect (entry, "activate", G_CALLBACK (name_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (name_cb), self);
  gtk_widget_add_controller (entry, focus);

  return entry;
}

static void
add_field (HenjiTextsEditor *self, guint index)
{
  HenjiManuscriptField *field = self->manuscript->fields->pdata[index];
  const char *types[]
      = { _ ("Words"), _ ("Amount"), _ ("Date"), _ ("Number"), _ ("Address"), NULL };
  GtkWidget *card = make_card (self);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *type = gtk_drop_down_new_from_strings (types);
  GtkWidget *required = gtk_check_button_new_with_label (_ ("Needed"));
  GtkWidget *remove = _henji_texts_button ("user-trash-symbolic", _ ("Remove this field"));
  GtkLabel *message = _henji_texts_message ();

  gtk_drop_down_set_selected (GTK_DROP_DOWN (type), field->type);
  gtk_widget_set_sensitive (type, self->editable);
  henji_pane_name (type, _ ("Kind of value"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (required), field->required);
  gtk_widget_set_sensitive (required, self->editable);
  gtk_widget_set_hexpand (required, TRUE);
  gtk_widget_set_tooltip_text (required, _ ("The reply waits until it is filled in"));
  gtk_widget_set_sensitive (remove, self->editable);
  set_index (type, index);
  set_index (required, index);
  set_index (remove, index);
  g_signal_connect (type, "notify::selected", G_CALLBACK (type_cb), self);
  g_signal_connect (required, "toggled", G_CALLBACK (required_cb), self);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_field_cb), self);
  g_ptr_array_add (self->field_messages, message);

  gtk_box_append (GTK_BOX (line), make_name (self, index));
  gtk_box_append (GTK_BOX (line), type);
  gtk_box_append (GTK_BOX (line), required);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (card), line);
  gtk_box_append (
      GTK_BOX (card),
      _henji_texts_pair (
          _henji_texts_entry (self, &field->label[HENJI_LANGUAGE_JA], _ ("Label in Japanese"),
                              _ ("Label in Japanese"), HENJI_LANGUAGE_JA),
          _henji_texts_entry (self, &field->label[HENJI_LANGUAGE_EN], _ ("Label in English"),
                              _ ("Label in English"), HENJI_LANGUAGE_EN)));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (message));
}

void
_henji_texts_add_fields (HenjiTextsEditor *self)
{
  add_heading (self, _ ("Fields to fill in"), NULL, _ ("Add a field"), G_CALLBACK (add_field_cb));
  for (guint i = 0; i < self->manuscript->fields->len; i++)
    add_field (self, i);
}

/* ---- Paragraphs -------------------------------------------------------------------------------
 */

static void
add_clause_cb (GtkButton *button, HenjiTextsEditor *self)
{
  self->new_clause = (int) henji_manuscript_add_clause (self->manuscript,
                                                        (int) self->manuscript->clauses->len - 1);
  rebuilt (self);
}

/* A paragraph that another one's rule names cannot go, or go behind it. */
static void
try_change (HenjiTextsEditor *self, HenjiManuscript *changed)
{
  g_autoptr (HenjiTemplate) before = henji_manuscript_read (self->manuscript, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiTemplate) after = henji_manuscript_read (changed, NULL, NULL, &error);
  HenjiManuscript *old;

  if (before != NULL && after == NULL)
    {
      g_autofree char *words = g_strdup_printf (
          _ ("It stays: the rule of another paragraph needs it. %s"), error->message);

      gtk_widget_activate_action (GTK_WIDGET (self), "texts.toast", "s", words);
      henji_manuscript_free (changed);
      return;
    }
  old = self->manuscript;
  self->manuscript = changed;
  rebuilt (self);
  henji_manuscript_free (old);
}

static void
remove_clause_cb (GtkButton *button, HenjiTextsEditor *self)
{
  HenjiManuscript *changed = henji_manuscript_copy (self->manuscript);

  henji_manuscript_remove_clause (changed, get_index (button));
  try_change (self, changed);
}

static void
up_cb (GtkButton *button, HenjiTextsEditor *self)
{
  HenjiManuscript *changed = henji_manuscript_copy (self->manuscript);

  henji_manuscript_move_clause (changed, get_index (button), TRUE);
  try_change (self, changed);
}

static void
down_cb (GtkButton *button, HenjiTextsEditor *self)
{
  HenjiManuscript *changed = henji_manuscript_copy (self->manuscript);

  henji_manuscript_move_clause (changed, get_index (button), FALSE);
  try_change (self, changed);
}

static void
on_cb (GtkDropDown *drop, GParamSpec *pspec, HenjiTextsEditor *self)
{
  HenjiManuscriptClause *clause = self->manuscript->clauses->pdata[get_index (drop)];
  guint selected = gtk_drop_down_get_selected (drop);
  const char *rule = selected == 0   ? "always"
                     : selected == 1 ? "never"
                                     : g_object_get_data (G_OBJECT (drop), "rule");

  if (g_strcmp0 (clause->on, rule) == 0)
    return;
  g_free (clause->on);
  clause->on = g_strdup (rule);
  _henji_texts_editor_changed (self);
}

static GtkWidget *
make_on (HenjiTextsEditor *self, guint index)
{
  const HenjiManuscriptClause *clause = self->manuscript->clauses->pdata[index];
  const char *choices[] = { _ ("On"), _ ("Off"), NULL, NULL };
  gboolean off = clause->on == NULL || strcmp (clause->on, "never") == 0;
  gboolean rule = !off && strcmp (clause->on, "always") != 0;
  GtkWidget *drop;

  if (rule)
    choices[2] = _ ("By its rule");
  drop = gtk_drop_down_new_from_strings (choices);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), rule ? 2 : off ? 1 : 0);
  gtk_widget_set_sensitive (drop, self->editable);
  gtk_widget_set_tooltip_text (drop, rule ? clause->on : _ ("When a reply begins"));
  henji_pane_name (drop, _ ("When a reply begins"));
  g_object_set_data_full (G_OBJECT (drop), "rule", rule ? g_strdup (clause->on) : NULL, g_free);
  set_index (drop, index);
  g_signal_connect (drop, "notify::selected", G_CALLBACK (on_cb), self);

  return drop;
}

static GtkWidget *
text_pair (HenjiTextsEditor *self, char **pair, const char *ja, const char *en)
{
  return _henji_texts_pair (
      _henji_texts_view (self, &pair[HENJI_LANGUAGE_JA], ja, HENJI_LANGUAGE_JA),
      _henji_texts_view (self, &pair[HENJI_LANGUAGE_EN], en, HENJI_LANGUAGE_EN));
}

static GtkWidget *
make_clause_line (HenjiTextsEditor *self, guint index)
{
  HenjiManuscriptClause *clause = self->manuscript->clauses->pdata[index];
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons[]
      = { _henji_texts_button ("go-up-symbolic", _ ("Move up")),
          _henji_texts_button ("go-down-symbolic", _ ("Move down")),
          _henji_texts_button ("user-trash-symbolic", _ ("Remove this paragraph")) };
  GCallback callbacks[]
      = { G_CALLBACK (up_cb), G_CALLBACK (down_cb), G_CALLBACK (remove_clause_cb) };

  gtk_box_append (GTK_BOX (line), _henji_texts_entry (self, &clause->label[HENJI_LANGUAGE_JA],
                                                      _ ("Name in Japanese"),
                                                      _ ("Name in Japanese"), HENJI_LANGUAGE_JA));
  gtk_box_append (GTK_BOX (line), _henji_texts_entry (self, &clause->label[HENJI_LANGUAGE_EN],
                                                      _ ("Name in English"), _ ("Name in English"),
                                                      HENJI_LANGUAGE_EN));
  if (self->new_clause == (int) index)
    self->newest = gtk_widget_get_first_child (line);
  gtk_box_append (GTK_BOX (line), make_on (self, index));
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      set_index (buttons[i], index);
      gtk_widget_set_sensitive (buttons[i], self->editable);
      g_signal_connect (buttons[i], "clicked", callbacks[i], self);
      gtk_box_append (GTK_BOX (line), buttons[i]);
    }

  return line;
}

static GtkWidget *
dim (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  gtk_widget_add_css_class (label, "caption-dim");

  return label;
}

static void
add_group (HenjiTextsEditor *self, guint index)
{
  HenjiManuscriptGroup *group = self->manuscript->groups->pdata[index];
  GtkWidget *card = make_card (self);
  GtkLabel *message = _henji_texts_message ();

  gtk_box_append (GTK_BOX (card), dim (_ ("Before the numbered list, when several are on")));
  gtk_box_append (GTK_BOX (card), text_pair (self, group->intro, _ ("Before the list, Japanese"),
                                             _ ("Before the list, English")));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (message));
  g_ptr_array_add (self->group_messages, message);
}

static void
add_clause (HenjiTextsEditor *self, guint index)
{
  HenjiManuscriptClause *clause = self->manuscript->clauses->pdata[index];
  GtkWidget *card = make_card (self);
  GtkLabel *message = _henji_texts_message ();

  if (!self->manuscript->snippet)
    gtk_box_append (GTK_BOX (card), make_clause_line (self, index));
  if (clause->group >= 0)
    {
      gtk_box_append (GTK_BOX (card), dim (_ ("As a line of the numbered list")));
      gtk_box_append (GTK_BOX (card),
                      text_pair (self, clause->option, _ ("Line, Japanese"), _ ("Line, English")));
      gtk_box_append (GTK_BOX (card), dim (_ ("As a sentence, when it alone is on")));
    }
  gtk_box_append (GTK_BOX (card),
                  text_pair (self, clause->text, _ ("Text, Japanese"), _ ("Text, English")));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (message));
  g_ptr_array_add (self->clause_messages, message);
}

void
_henji_texts_add_clauses (HenjiTextsEditor *self, GtkWidget *values)
{
  gboolean snippet = self->manuscript->snippet;
  int open = -1;

  add_heading (self, snippet ? _ ("Text") : _ ("Paragraphs"), values,
               snippet ? NULL : _ ("Add a paragraph"), G_CALLBACK (add_clause_cb));
  for (guint i = 0; i < self->manuscript->clauses->len; i++)
    {
      const HenjiManuscriptClause *clause = self->manuscript->clauses->pdata[i];

      if (clause->group >= 0 && clause->group != open)
        add_group (self, (guint) clause->group);
      open = clause->group;
      add_clause (self, i);
    }
}

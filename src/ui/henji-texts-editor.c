/* henji-texts-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-texts-editor"

#include "config.h"

#include "henji-texts-editor-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VIEW_HEIGHT 56 /* px, at least */

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiTextsEditor, henji_texts_editor, GTK_TYPE_WIDGET)

void
_henji_texts_editor_changed (HenjiTextsEditor *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Parts ------------------------------------------------------------------------------------
 */

GtkWidget *
_henji_texts_pair (GtkWidget *ja, GtkWidget *en)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), ja);
  gtk_box_append (GTK_BOX (box), en);

  return box;
}

static void
keep (HenjiTextsEditor *self, char **slot, const char *text)
{
  g_free (*slot);
  *slot = *text != '\0' ? g_strdup (text) : NULL;
  _henji_texts_editor_changed (self);
}

static void
entry_changed_cb (GtkEditable *entry, HenjiTextsEditor *self)
{
  keep (self, g_object_get_data (G_OBJECT (entry), "slot"), gtk_editable_get_text (entry));
}

GtkWidget *
_henji_texts_entry (HenjiTextsEditor *self,
                    char **slot,
                    const char *placeholder,
                    const char *name,
                    HenjiLanguage language)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_text (GTK_EDITABLE (entry), *slot != NULL ? *slot : "");
  gtk_editable_set_editable (GTK_EDITABLE (entry), self->editable);
  gtk_widget_set_hexpand (entry, TRUE);
  henji_pane_name (entry, name);
  if (language != HENJI_LANGUAGE_OTHER)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string (
                                              language == HENJI_LANGUAGE_JA ? "ja" : "en")));
      gtk_entry_set_attributes (GTK_ENTRY (entry), attributes);
    }
  g_object_set_data (G_OBJECT (entry), "slot", slot);
  g_signal_connect (entry, "changed", G_CALLBACK (entry_changed_cb), self);

  return entry;
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, HenjiTextsEditor *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  keep (self, g_object_get_data (G_OBJECT (buffer), "slot"), text);
}

static void
view_focused_cb (GtkEventControllerFocus *focus, HenjiTextsEditor *self)
{
  g_set_weak_pointer (&self->last_text, GTK_TEXT_VIEW (gtk_event_controller_get_widget (
                                            GTK_EVENT_CONTROLLER (focus))));
}

static gboolean
fit_cb (gpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (data));

  if (adjustment != NULL)
    gtk_widget_set_size_request (data, -1,
                                 MAX (VIEW_HEIGHT, (int) gtk_adjustment_get_upper (adjustment)));

  return G_SOURCE_REMOVE;
}

/* A text view asks for no height before it knows its width: it is as high as its words then. */
static void
height_cb (GtkAdjustment *adjustment, GtkWidget *view)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, g_object_ref (view), g_object_unref);
}

GtkWidget *
_henji_texts_view (HenjiTextsEditor *self, char **slot, const char *name, HenjiLanguage language)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), self->editable);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_widget_set_size_request (view, -1, VIEW_HEIGHT);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), "changed",
                           G_CALLBACK (height_cb), view, 0);
  gtk_widget_add_css_class (view, "texts-view");
  if (language == HENJI_LANGUAGE_JA)
    gtk_widget_add_css_class (view, "ja");
  gtk_text_buffer_set_text (buffer, *slot != NULL ? *slot : "", -1);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  henji_pane_name (view, name);
  g_ptr_array_add (self->views, view);
  g_object_set_data (G_OBJECT (buffer), "slot", slot);
  g_signal_connect (buffer, "changed", G_CALLBACK (buffer_changed_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (view_focused_cb), self);
  gtk_widget_add_controller (view, focus);

  return view;
}

void
_henji_texts_editor_refresh (HenjiTextsEditor *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->views->len; i++)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->views->pdata[i]);
      char **slot = g_object_get_data (G_OBJECT (buffer), "slot");
      g_autofree char *text = g_strdup (*slot != NULL ? *slot : "");
      g_autofree char *standing = NULL;
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      standing = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
      if (strcmp (standing, text) != 0)
        gtk_text_buffer_set_text (buffer, text, -1);
    }
  self->filling = FALSE;
}

GtkLabel *
_henji_texts_message (void)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_width_chars (label, 20);
  gtk_widget_add_css_class (GTK_WIDGET (label), "texts-message");
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);

  return label;
}

GtkWidget *
_henji_texts_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  henji_pane_name (button, name);

  return button;
}

/* ---- Kinds ------------------------------------------------------------------------------------
 */

static void
show_kinds (HenjiTextsEditor *self)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
    if (self->manuscript->kinds & 1u << kind)
      g_ptr_array_add (titles, (gpointer) henji_kind_title ((HenjiKind) kind));
  g_ptr_array_add (titles, NULL);
  joined = g_strjoinv (henji_pane_language () == HENJI_LANGUAGE_JA ? "、" : ", ",
                       (char **) titles->pdata);
  gtk_label_set_text (self->kinds, titles->len > 1 ? joined : _ ("Nothing by itself"));
}

static void
kind_toggled_cb (GtkCheckButton *check, HenjiTextsEditor *self)
{
  guint32 bit = 1u << GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "kind"));

  if (gtk_check_button_get_active (check))
    self->manuscript->kinds |= bit;
  else
    self->manuscript->kinds &= ~bit;
  show_kinds (self);
  _henji_texts_editor_changed (self);
}

static GtkWidget *
make_kinds (HenjiTextsEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chosen = gtk_label_new (NULL);

  for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (henji_kind_title ((HenjiKind) kind));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   (self->manuscript->kinds & 1u << kind) != 0);
      g_object_set_data (G_OBJECT (check), "kind", GUINT_TO_POINTER (kind));
      g_signal_connect (check, "toggled", G_CALLBACK (kind_toggled_cb), self);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_label_set_ellipsize (GTK_LABEL (chosen), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (chosen), 0);
  gtk_widget_set_hexpand (chosen, TRUE);
  gtk_box_append (GTK_BOX (inside), chosen);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), inside);
  gtk_widget_set_sensitive (button, self->editable);
  gtk_widget_set_hexpand (button, TRUE);
  henji_pane_name (button, _ ("Proposed for"));
  self->kinds = GTK_LABEL (chosen);
  show_kinds (self);

  return button;
}

/* ---- Values -------------------------------------------------------------------------------------
 */

static void
value_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiTextsEditor *self = HENJI_TEXTS_EDITOR (widget);
  g_autofree char *text = g_strdup_printf ("{%s}", g_variant_get_string (parameter, NULL));

  if (self->last_text == NULL || !self->editable)
    return;
  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (self->last_text), text,
                                                -1, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->last_text));
}

static void
add_value (GMenu *menu, const char *id, const char *label)
{
  g_autofree char *title = g_strdup_printf ("%s  {%s}", label, id);
  g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target (item, "texts.value", "s", id);
  g_menu_append_item (menu, item);
}

/* Made when it opens: the fields may have other names by then. */
static void
fill_values_cb (GtkMenuButton *button, gpointer data)
{
  HenjiTextsEditor *self = data;
  HenjiLanguage language = henji_pane_language ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) fields = g_menu_new ();
  g_autoptr (GMenu) values = g_menu_new ();

  for (guint i = 0; i < self->manuscript->fields->len; i++)
    {
      const HenjiManuscriptField *field = self->manuscript->fields->pdata[i];

      add_value (fields, field->id, field->label[language] != NULL ? field->label[language] : "");
    }
  for (guint i = 0; henji_manuscript_value (i) != NULL; i++)
    add_value (values, henji_manuscript_value (i), henji_manuscript_value_label (i, language));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fields));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (values));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GtkWidget *
make_values (HenjiTextsEditor *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Insert a Value"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_values_cb, self, NULL);
  gtk_widget_set_sensitive (button, self->editable);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (button, _ ("At the cursor of the text, filled in for each order"));
  henji_pane_name (button, _ ("Insert a Value"));

  return button;
}

/* ---- All ----------------------------------------------------------------------------------------
 */

static GtkWidget *
caption (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-dim");

  return label;
}

static void
add_head (HenjiTextsEditor *self)
{
  HenjiManuscript *manuscript = self->manuscript;
  GtkWidget *ja
      = _henji_texts_entry (self, &manuscript->title[HENJI_LANGUAGE_JA], _ ("Title in Japanese"),
                            _ ("Title in Japanese"), HENJI_LANGUAGE_JA);
  GtkWidget *en
      = _henji_texts_entry (self, &manuscript->title[HENJI_LANGUAGE_EN], _ ("Title in English"),
                            _ ("Title in English"), HENJI_LANGUAGE_EN);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title_entry = henji_pane_language () == HENJI_LANGUAGE_JA ? ja : en;
  self->title_message = _henji_texts_message ();
  gtk_box_append (self->body, _henji_texts_pair (caption ("日本語"), caption ("English")));
  gtk_box_append (self->body, _henji_texts_pair (ja, en));
  gtk_box_append (self->body, GTK_WIDGET (self->title_message));
  gtk_box_append (self->body, _henji_texts_entry (self, &manuscript->words,
                                                  _ ("Words to find it by: kana, romaji, English"),
                                                  _ ("Search words"), HENJI_LANGUAGE_OTHER));
  if (!manuscript->snippet)
    {
      gtk_box_append (GTK_BOX (line), caption (_ ("Proposed for")));
      gtk_box_append (GTK_BOX (line), make_kinds (self));
      gtk_box_append (self->body, line);
    }
}

void
_henji_texts_editor_rebuild (HenjiTextsEditor *self)
{
  GtkWidget *child;

  self->filling = TRUE;
  self->title_entry = NULL;
  self->title_message = NULL;
  self->kinds = NULL;
  self->newest = NULL;
  g_ptr_array_set_size (self->views, 0);
  g_ptr_array_set_size (self->field_messages, 0);
  g_ptr_array_set_size (self->clause_messages, 0);
  g_ptr_array_set_size (self->group_messages, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->body))) != NULL)
    gtk_box_remove (self->body, child);
  if (self->manuscript != NULL)
    {
      add_head (self);
      _henji_texts_add_clauses (self, make_values (self));
      if (!self->manuscript->snippet)
        _henji_texts_add_fields (self);
    }
  if (self->newest != NULL)
    gtk_widget_grab_focus (self->newest);
  self->newest = NULL;
  self->new_field = self->new_clause = -1;
  self->filling = FALSE;
}

void
henji_texts_editor_set (HenjiTextsEditor *self,
                        const HenjiManuscript *manuscript,
                        gboolean editable)
{
  HenjiManuscript *old;

  g_return_if_fail (HENJI_IS_TEXTS_EDITOR (self));

  /* The widgets write into the old one until they go. */
  old = self->manuscript;
  self->manuscript = manuscript != NULL ? henji_manuscript_copy (manuscript) : NULL;
  self->editable = editable;
  _henji_texts_editor_rebuild (self);
  henji_manuscript_free (old);
}

const HenjiManuscript *
henji_texts_editor_get (HenjiTextsEditor *self)
{
  g_return_val_if_fail (HENJI_IS_TEXTS_EDITOR (self), NULL);

  return self->manuscript;
}

void
henji_texts_editor_focus_title (HenjiTextsEditor *self)
{
  g_return_if_fail (HENJI_IS_TEXTS_EDITOR (self));

  if (self->title_entry != NULL)
    gtk_widget_grab_focus (self->title_entry);
}

/* ---- Findings -----------------------------------------------------------------------------------
 */

static GtkLabel *
label_at (HenjiTextsEditor *self, const HenjiManuscriptPlace *place)
{
  const GPtrArray *labels = NULL;

  switch (place->part)
    {
    case HENJI_MANUSCRIPT_FIELD:
      labels = self->field_messages;
      break;
    case HENJI_MANUSCRIPT_LABEL:
    case HENJI_MANUSCRIPT_TEXT:
    case HENJI_MANUSCRIPT_OPTION:
      labels = self->clause_messages;
      break;
    case HENJI_MANUSCRIPT_INTRO:
      labels = self->group_messages;
      break;
    case HENJI_MANUSCRIPT_WHOLE:
    case HENJI_MANUSCRIPT_TITLE:
    default:
      break;
    }

  return labels != NULL && place->index < labels->len ? labels->pdata[place->index]
                                                      : self->title_message;
}

static void
forget (GtkLabel *label)
{
  gtk_label_set_text (label, "");
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (label), "error");
}

static void
forget_all (const GPtrArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    forget (labels->pdata[i]);
}

static const char *
part_name (const HenjiManuscriptPlace *place)
{
  switch (place->part)
    {
    case HENJI_MANUSCRIPT_LABEL:
      return _ ("Name");
    case HENJI_MANUSCRIPT_OPTION:
      return _ ("Line of the list");
    case HENJI_MANUSCRIPT_TEXT:
      return _ ("Text");
    case HENJI_MANUSCRIPT_TITLE:
      return _ ("Title");
    case HENJI_MANUSCRIPT_INTRO:
    case HENJI_MANUSCRIPT_FIELD:
    case HENJI_MANUSCRIPT_WHOLE:
    default:
      return NULL;
    }
}

static void
say (HenjiTextsEditor *self, const HenjiManuscriptPlace *place, const char *words, gboolean fault)
{
  GtkLabel *label = label_at (self, place);
  const char *part = part_name (place);
  const char *standing;
  g_autofree char *line = NULL;
  g_autofree char *all = NULL;

  if (label == NULL)
    return;
  standing = gtk_label_get_text (label);
  /* Translators: a part of a text, what is to be said of it */
  line = part != NULL ? g_strdup_printf (_ ("%s: %s"), part, words) : g_strdup (words);
  all = *standing != '\0' ? g_strconcat (standing, " · ", line, NULL) : g_strdup (line);
  gtk_label_set_text (label, all);
  if (fault)
    gtk_widget_add_css_class (GTK_WIDGET (label), "error");
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
}

void
henji_texts_editor_show_findings (HenjiTextsEditor *self,
                                  const GError *fault,
                                  const HenjiManuscriptPlace *place,
                                  const GPtrArray *notes)
{
  g_return_if_fail (HENJI_IS_TEXTS_EDITOR (self));

  if (self->title_message == NULL)
    return;
  forget (self->title_message);
  forget_all (self->field_messages);
  forget_all (self->clause_messages);
  forget_all (self->group_messages);
  if (fault != NULL)
    say (self, place, fault->message, TRUE);
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const HenjiManuscriptNote *note = notes->pdata[i];

      /* One thing at a time. */
      if (fault != NULL && label_at (self, &note->place) == label_at (self, place))
        continue;
      say (self, &note->place, note->words, FALSE);
    }
}

/* ---- The widget ---------------------------------------------------------------------------------
 */

static void
henji_texts_editor_dispose (GObject *object)
{
  HenjiTextsEditor *self = HENJI_TEXTS_EDITOR (object);

  self->filling = TRUE;
  g_clear_weak_pointer (&self->last_text);
  henji_pane_clear (GTK_WIDGET (self));
  G_OBJECT_CLASS (henji_texts_editor_parent_class)->dispose (object);
}

static void
henji_texts_editor_finalize (GObject *object)
{
  HenjiTextsEditor *self = HENJI_TEXTS_EDITOR (object);

  g_ptr_array_unref (self->views);
  g_ptr_array_unref (self->field_messages);
  g_ptr_array_unref (self->clause_messages);
  g_ptr_array_unref (self->group_messages);
  henji_manuscript_free (self->manuscript);
  G_OBJECT_CLASS (henji_texts_editor_parent_class)->finalize (object);
}

static void
henji_texts_editor_class_init (HenjiTextsEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_texts_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_texts_editor_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "textseditor");
  gtk_widget_class_install_action (widget_class, "texts.value", "s", value_cb);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
henji_texts_editor_init (HenjiTextsEditor *self)
{
  self->new_field = self->new_clause = -1;
  self->views = g_ptr_array_new ();
  self->field_messages = g_ptr_array_new ();
  self->clause_messages = g_ptr_array_new ();
  self->group_messages = g_ptr_array_new ();
  self->body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_set_parent (GTK_WIDGET (self->body), GTK_WIDGET (self));
}

HenjiTextsEditor *
henji_texts_editor_new (void)
{
  return g_object_new (HENJI_TYPE_TEXTS_EDITOR, NULL);
}

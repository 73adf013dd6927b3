/* henji-reply-pane-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-field"

#include "config.h"

#include "henji-reply-pane-field.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

struct _HenjiReplyPaneField
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *caption;
  GtkLabel *value;
  GtkPopover *popover; /* (nullable) until it is opened, and what is in it */
  GtkLabel *title;
  GtkWidget *ja_caption;
  GtkEditable *ja_entry;
  GtkWidget *en_caption;
  GtkEditable *en_entry;
  GtkLabel *fault;

  char *label;
  char *typed_ja;
  char *typed_en;
  guint index;
  gboolean two; /* asked for in both languages */
  HenjiFieldApply apply;
  gpointer apply_data;
};

enum
{
  NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiReplyPaneField, henji_reply_pane_field, GTK_TYPE_WIDGET)

static void
set_fault (HenjiReplyPaneField *self, const char *fault)
{
  gtk_label_set_text (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->ja_entry), GTK_ACCESSIBLE_STATE_INVALID,
      fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (fault != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->ja_entry), "error");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->ja_entry),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, fault, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->ja_entry), "error");
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self->ja_entry),
                                     GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

static void
shown_cb (HenjiReplyPaneField *self)
{
  gtk_editable_set_text (self->ja_entry, self->typed_ja != NULL ? self->typed_ja : "");
  gtk_editable_set_text (self->en_entry, self->typed_en != NULL ? self->typed_en : "");
  set_fault (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->ja_entry));
  gtk_editable_select_region (self->ja_entry, 0, -1);
}

static gboolean
take (HenjiReplyPaneField *self)
{
  g_autofree char *fault = NULL;

  if (self->apply == NULL)
    return TRUE;

  fault = self->apply (self, gtk_editable_get_text (self->ja_entry),
                       self->two ? gtk_editable_get_text (self->en_entry) : NULL, self->apply_data);
  set_fault (self, fault);

  return fault == NULL;
}

static void
activate_cb (HenjiReplyPaneField *self)
{
  g_object_ref (self);
  if (take (self))
    gtk_popover_popdown (self->popover);
  g_object_unref (self);
}

static void
edited_cb (HenjiReplyPaneField *self)
{
  set_fault (self, NULL);
}

static void
closed_cb (HenjiReplyPaneField *self)
{
  /* What was typed and is sound counts, however the popover was left; Esc clears it first. */
  const char *ja = gtk_editable_get_text (self->ja_entry);
  const char *en = gtk_editable_get_text (self->en_entry);

  if (g_strcmp0 (ja, self->typed_ja != NULL ? self->typed_ja : "") != 0
      || (self->two && g_strcmp0 (en, self->typed_en != NULL ? self->typed_en : "") != 0))
    take (self);
}

static gboolean
key_pressed_cb (HenjiReplyPaneField *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_Escape)
    {
      gtk_editable_set_text (self->ja_entry, self->typed_ja != NULL ? self->typed_ja : "");
      gtk_editable_set_text (self->en_entry, self->typed_en != NULL ? self->typed_en : "");
      return FALSE;
    }

  if (keyval == GDK_KEY_Tab && (state & GDK_SHIFT_MASK) == 0)
    {
      GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

      if (self->two && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->ja_entry)))
        return FALSE;
      g_object_ref (self);
      if (take (self))
        {
          gtk_popover_popdown (self->popover);
          g_signal_emit (self, signals[NEXT], 0);
        }
      g_object_unref (self);
      return TRUE;
    }

  return FALSE;
}

void
henji_reply_pane_field_set_apply (HenjiReplyPaneField *self, HenjiFieldApply apply, gpointer data)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_FIELD (self));

  self->apply = apply;
  self->apply_data = data;
}

guint
henji_reply_pane_field_get_index (HenjiReplyPaneField *self)
{
  g_return_val_if_fail (HENJI_IS_REPLY_PANE_FIELD (self), 0);

  return self->index;
}

void
henji_reply_pane_field_open (HenjiReplyPaneField *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_FIELD (self));

  gtk_menu_button_popup (self->button);
}

void
henji_reply_pane_field_set_value (HenjiReplyPaneField *self,
                                  const char *shown,
                                  const char *typed_ja,
                                  const char *typed_en,
                                  gboolean required)
{
  gboolean open = shown == NULL || *shown == '\0';
  g_autofree char *name = NULL;

  g_return_if_fail (HENJI_IS_REPLY_PANE_FIELD (self));

  g_free (self->typed_ja);
  g_free (self->typed_en);
  self->typed_ja = g_strdup (typed_ja);
  self->typed_en = g_strdup (typed_en);

  henji_pane_label (self->value, open ? (required ? _ ("to fill in") : _ ("open")) : shown,
                    HENJI_LANGUAGE_OTHER);
  if (open && required)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "open");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "open");
  /* Translators: a field of a reply and its value, for assistive technology */
  name = g_strdup_printf (_ ("%s: %s"), self->label, gtk_label_get_text (self->value));
  henji_pane_name (self->button, name);
}

static void
henji_reply_pane_field_dispose (GObject *object)
{
  henji_pane_clear (GTK_WIDGET (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), HENJI_TYPE_REPLY_PANE_FIELD);
  G_OBJECT_CLASS (henji_reply_pane_field_parent_class)->dispose (object);
}

static void
henji_reply_pane_field_finalize (GObject *object)
{
  HenjiReplyPaneField *self = HENJI_REPLY_PANE_FIELD (object);

  g_free (self->label);
  g_free (self->typed_ja);
  g_free (self->typed_en);
  G_OBJECT_CLASS (henji_reply_pane_field_parent_class)->finalize (object);
}

static void
henji_reply_pane_field_class_init (HenjiReplyPaneFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_reply_pane_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_reply_pane_field_finalize;

  signals[NEXT] = g_signal_new ("next", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-reply-pane-field.ui");
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneField, button);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneField, caption);
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneField, value);
}

/* What the popover asks for. */
static void
label_form (HenjiReplyPaneField *self)
{
  henji_pane_label (self->title, self->label, HENJI_LANGUAGE_OTHER);
  gtk_widget_set_visible (self->ja_caption, self->two);
  gtk_widget_set_visible (self->en_caption, self->two);
  gtk_widget_set_visible (GTK_WIDGET (self->en_entry), self->two);
  if (self->two)
    {
      g_autofree char *in_ja = g_strdup_printf (_ ("%s in Japanese"), self->label);
      g_autofree char *in_en = g_strdup_printf (_ ("%s in English"), self->label);

      henji_pane_name (self->ja_entry, in_ja);
      henji_pane_name (self->en_entry, in_en);
    }
  else
    henji_pane_name (self->ja_entry, self->label);
}

static gpointer
part (GtkBuilder *builder, const char *name)
{
  return gtk_builder_get_object (builder, name);
}

/* Not before it is opened: of a dozen fields most never are. */
static void
make_form_cb (GtkMenuButton *button, gpointer user_data)
{
  HenjiReplyPaneField *self = user_data;
  g_autoptr (GtkBuilder) builder = NULL;
  GtkEventController *keys;

  if (self->popover != NULL)
    return;
  builder
      = gtk_builder_new_from_resource ("/io/github/henji/Henji/ui/henji-reply-pane-field-form.ui");
  self->popover = part (builder, "popover");
  self->title = part (builder, "title");
  self->ja_caption = part (builder, "ja_caption");
  self->ja_entry = part (builder, "ja_entry");
  self->en_caption = part (builder, "en_caption");
  self->en_entry = part (builder, "en_entry");
  self->fault = part (builder, "fault");
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect_swapped (self->ja_entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->ja_entry, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->en_entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->en_entry, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (part (builder, "set_button"), "clicked", G_CALLBACK (activate_cb),
                            self);
  keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->popover), keys);
  label_form (self);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
}

static void
henji_reply_pane_field_init (HenjiReplyPaneField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, make_form_cb, self, NULL);
}

void
henji_reply_pane_field_set_field (HenjiReplyPaneField *self, const HenjiField *field, guint index)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  const char *label = ja ? field->label_ja : field->label_en;

  g_return_if_fail (HENJI_IS_REPLY_PANE_FIELD (self));

  if (self->popover != NULL && gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    {
      /* What was being typed was for the field before. */
      HenjiFieldApply apply = g_steal_pointer (&self->apply);

      gtk_popover_popdown (self->popover);
      self->apply = apply;
    }
  self->index = index;
  if (g_strcmp0 (self->label, label) == 0 && self->two == (field->type == HENJI_FIELD_TEXT))
    return;

  g_free (self->label);
  self->label = g_strdup (label);
  self->two = field->type == HENJI_FIELD_TEXT;
  henji_pane_label (self->caption, self->label, HENJI_LANGUAGE_OTHER);
  if (self->popover != NULL)
    label_form (self);
}

HenjiReplyPaneField *
henji_reply_pane_field_new (const HenjiField *field, guint index)
{
  HenjiReplyPaneField *self = g_object_new (HENJI_TYPE_REPLY_PANE_FIELD, NULL);

  henji_reply_pane_field_set_field (self, field, index);

  return self;
}

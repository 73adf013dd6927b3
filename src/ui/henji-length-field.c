/* henji-length-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-length-field"

#include "config.h"

#include "henji-length-field.h"

#include "henji-case-pane-text.h"

#include <math.h>
#include <string.h>

struct _HenjiLengthField
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *fault;
  gulong changed_id;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HenjiLengthField, henji_length_field, GTK_TYPE_WIDGET)

double
henji_length_field_get (HenjiLengthField *self)
{
  g_autofree char *plain = NULL;
  char *end = NULL;
  double value;

  g_return_val_if_fail (HENJI_IS_LENGTH_FIELD (self), NAN);

  plain = g_utf8_normalize (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1,
                            G_NORMALIZE_ALL_COMPOSE);
  if (plain == NULL || *g_strstrip (g_strdelimit (plain, ",", '.')) == '\0')
    return NAN;
  value = g_ascii_strtod (plain, &end);

  return *end == '\0' && isfinite (value) ? value : NAN;
}

void
henji_length_field_set (HenjiLengthField *self, double value, int digits)
{
  g_autofree char *format = g_strdup_printf ("%%.%df", digits);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (HENJI_IS_LENGTH_FIELD (self));

  g_ascii_formatd (text, sizeof text, format, value);
  if (strchr (text, '.') != NULL)
    {
      gsize length = strlen (text);

      while (text[length - 1] == '0')
        text[--length] = '\0';
      if (text[length - 1] == '.')
        text[--length] = '\0';
    }
  g_signal_handler_block (self->entry, self->changed_id);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_signal_handler_unblock (self->entry, self->changed_id);
}

void
henji_length_field_set_fault (HenjiLengthField *self, const char *words)
{
  g_return_if_fail (HENJI_IS_LENGTH_FIELD (self));

  gtk_label_set_text (GTK_LABEL (self->fault), words != NULL ? words : "");
  gtk_widget_set_visible (self->fault, words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
}

void
henji_length_field_focus (HenjiLengthField *self)
{
  g_return_if_fail (HENJI_IS_LENGTH_FIELD (self));

  gtk_widget_grab_focus (self->entry);
}

static void
changed_cb (HenjiLengthField *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
henji_length_field_dispose (GObject *object)
{
  henji_pane_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (henji_length_field_parent_class)->dispose (object);
}

static void
henji_length_field_class_init (HenjiLengthFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_length_field_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lengthfield");
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
henji_length_field_init (HenjiLengthField *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

HenjiLengthField *
henji_length_field_new (const char *caption)
{
  HenjiLengthField *self = g_object_new (HENJI_TYPE_LENGTH_FIELD, NULL);
  GtkWidget *label = gtk_label_new (caption);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption-dim");
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_set_margin_top (self->entry, 3);
  henji_pane_name (self->entry, caption);
  self->fault = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->fault), 18);
  gtk_widget_add_css_class (self->fault, "error");
  gtk_widget_add_css_class (self->fault, "field-fault");
  gtk_widget_set_visible (self->fault, FALSE);
  self->changed_id
      = g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_widget_set_parent (self->fault, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);

  return self;
}

/* henji-tag-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-tag-strip"

#include "config.h"

#include "henji-tag-strip.h"

#include "henji-case-pane-text.h"
#include "henji-pill-layout.h"

#include <glib/gi18n-lib.h>

struct _HenjiTagStrip
{
  GtkWidget parent_instance;

  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (HenjiTagStrip, henji_tag_strip, GTK_TYPE_WIDGET)

static GtkWidget *
make_pill (const char *tag)
{
  GtkWidget *pill = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *name = g_strdup_printf (_ ("Remove the tag “%s”"), tag);

  henji_pane_label (GTK_LABEL (label), tag, henji_pane_language_of (tag));
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (pill), content);
  gtk_widget_add_css_class (pill, "tag");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (pill), "case.untag");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (pill), "s", tag);
  henji_pane_tooltip (pill, name);
  henji_pane_name (pill, name);

  return pill;
}

void
henji_tag_strip_set_detail (HenjiTagStrip *self, HenjiCaseDetail *detail)
{
  char **tags;
  GtkWidget *child;

  g_return_if_fail (HENJI_IS_TAG_STRIP (self));

  tags = detail != NULL ? detail->case_->tags : NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != self->add_button)
    gtk_widget_unparent (child);
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    gtk_widget_insert_before (make_pill (tags[i]), GTK_WIDGET (self), self->add_button);
  gtk_widget_set_visible (GTK_WIDGET (self), tags != NULL);
}

static void
henji_tag_strip_dispose (GObject *object)
{
  henji_pane_clear (GTK_WIDGET (object));
  HENJI_TAG_STRIP (object)->add_button = NULL;

  G_OBJECT_CLASS (henji_tag_strip_parent_class)->dispose (object);
}

static void
henji_tag_strip_class_init (HenjiTagStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_tag_strip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, HENJI_TYPE_PILL_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tagstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
henji_tag_strip_init (HenjiTagStrip *self)
{
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add_button, "tag");
  gtk_widget_set_tooltip_text (self->add_button, _ ("Add a tag"));
  henji_pane_name (self->add_button, _ ("Add a tag"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_button), "case.tag");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add_button), "s", "");
  gtk_widget_set_parent (self->add_button, GTK_WIDGET (self));
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", 6, NULL);
  henji_pane_name (self, _ ("Tags"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

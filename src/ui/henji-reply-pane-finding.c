/* henji-reply-pane-finding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-finding"

#include "config.h"

#include "henji-reply-pane-finding.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

struct _HenjiReplyPaneFinding
{
  GtkWidget parent_instance;

  GtkLabel *label;
  GtkButton *next_button;
  GtkButton *show_button;
  GtkWidget *remove_button;
  GtkWidget *override_button;
  GtkPopover *popover;
  GtkEditable *reason;
  GtkWidget *send_button;

  GPtrArray *findings; /* (nullable) of HenjiReplyFinding */
  guint shown;
  gboolean strict;
};

enum
{
  FIND,
  REMOVE,
  OVERRIDE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiReplyPaneFinding, henji_reply_pane_finding, GTK_TYPE_WIDGET)

HenjiReplyFinding *
henji_reply_finding_new (const HenjiChecker *checker, const HenjiFinding *found, const char *text)
{
  HenjiReplyFinding *self = g_new0 (HenjiReplyFinding, 1);

  self->rule = g_strdup (found->rule);
  self->severity = found->severity;
  self->start = (int) g_utf8_strlen (text, (gssize) found->start);
  self->end = self->start
              + (int) g_utf8_strlen (text + found->start, (gssize) (found->end - found->start));
  self->remedy_start = (int) g_utf8_strlen (text, (gssize) found->remedy_start);
  self->remedy_end = self->remedy_start
                     + (int) g_utf8_strlen (text + found->remedy_start,
                                            (gssize) (found->remedy_end - found->remedy_start));
  self->piece = g_strndup (text + found->start, found->end - found->start);
  self->message = henji_checker_explain (checker, found, text, henji_pane_language ());

  return self;
}

const char *
henji_reply_finding_look_again (void)
{
  return _ ("Read the marked sentence once more. If it may stay, press again.");
}

void
henji_reply_finding_free (HenjiReplyFinding *self)
{
  g_free (self->rule);
  g_free (self->piece);
  g_free (self->message);
  g_free (self);
}

int
henji_reply_finding_compare (gconstpointer a, gconstpointer b)
{
  const HenjiReplyFinding *one = *(const HenjiReplyFinding *const *) a;
  const HenjiReplyFinding *other = *(const HenjiReplyFinding *const *) b;

  if (one->severity != other->severity)
    return (int) other->severity - (int) one->severity;

  return one->start - other->start;
}

static void
update (HenjiReplyPaneFinding *self)
{
  guint n = self->findings != NULL ? self->findings->len : 0;
  const HenjiReplyFinding *finding;
  gboolean blocking;

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;

  self->shown = MIN (self->shown, n - 1);
  finding = self->findings->pdata[self->shown];
  blocking = finding->severity == HENJI_SEVERITY_BLOCKING;
  henji_pane_label (self->label, finding->message, HENJI_LANGUAGE_OTHER);
  if (n > 1)
    {
      g_autofree char *words = g_strdup_printf ("%u/%u", self->shown + 1, n);

      gtk_button_set_label (self->next_button, words);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), n > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->show_button), finding->end > finding->start);
  gtk_widget_set_visible (self->remove_button, finding->remedy_end > finding->remedy_start);
  gtk_widget_set_visible (self->override_button, blocking && !self->strict);
  if (blocking)
    gtk_widget_add_css_class (GTK_WIDGET (self), "blocking");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "blocking");
}

void
henji_reply_pane_finding_set_strict (HenjiReplyPaneFinding *self)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_FINDING (self));

  self->strict = TRUE;
  update (self);
}

void
henji_reply_pane_finding_set (HenjiReplyPaneFinding *self, GPtrArray *findings)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_FINDING (self));

  if (findings != NULL)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  update (self);
}

void
henji_reply_pane_finding_show (HenjiReplyPaneFinding *self, guint index)
{
  g_return_if_fail (HENJI_IS_REPLY_PANE_FINDING (self));

  self->shown = index;
  update (self);
}

static void
next_cb (HenjiReplyPaneFinding *self)
{
  self->shown = (self->shown + 1) % MAX (self->findings->len, 1);
  update (self);
  g_signal_emit (self, signals[FIND], 0, self->shown);
}

static void
show_cb (HenjiReplyPaneFinding *self)
{
  g_signal_emit (self, signals[FIND], 0, self->shown);
}

static void
remove_cb (HenjiReplyPaneFinding *self)
{
  g_signal_emit (self, signals[REMOVE], 0, self->shown);
}

static gboolean
has_reason (HenjiReplyPaneFinding *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  return *reason != '\0';
}

static void
reason_changed_cb (HenjiReplyPaneFinding *self)
{
  gtk_widget_set_sensitive (self->send_button, has_reason (self));
}

static void
override_cb (HenjiReplyPaneFinding *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  if (*reason == '\0')
    return;
  gtk_popover_popdown (self->popover);
  gtk_editable_set_text (self->reason, "");
  g_signal_emit (self, signals[OVERRIDE], 0, self->shown, reason);
}

static void
henji_reply_pane_finding_dispose (GObject *object)
{
  HenjiReplyPaneFinding *self = HENJI_REPLY_PANE_FINDING (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  henji_pane_clear (GTK_WIDGET (self));
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_REPLY_PANE_FINDING);
  G_OBJECT_CLASS (henji_reply_pane_finding_parent_class)->dispose (object);
}

static void
henji_reply_pane_finding_class_init (HenjiReplyPaneFindingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_reply_pane_finding_dispose;

  signals[FIND] = g_signal_new ("find", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OVERRIDE] = g_signal_new ("override", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "findingstrip");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-reply-pane-finding.ui");
#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, HenjiReplyPaneFinding, child)
  BIND (label);
  BIND (next_button);
  BIND (show_button);
  BIND (remove_button);
  BIND (override_button);
  BIND (popover);
  BIND (reason);
  BIND (send_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, override_cb);
}

static void
henji_reply_pane_finding_init (HenjiReplyPaneFinding *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self->next_button, _ ("Next finding"));
  henji_pane_name (self->override_button, _ ("Send it all the same"));
  henji_pane_name (self->reason, _ ("Reason"));
}

/* henji-rule-try.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-rule-try"

#include "config.h"

#include "henji-rule-try.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

#define MAX_SHOWN 200

struct _HenjiRuleTry
{
  AdwWindow parent_instance;

  HenjiDesk *desk;
  HenjiUserRule *rule;
  GCancellable *cancellable;

  GtkWidget *apply_button;
  GtkLabel *count;
  GtkListBox *list;
};

enum
{
  APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiRuleTry, henji_rule_try, ADW_TYPE_WINDOW)

typedef struct
{
  GPtrArray *hits;
  guint n_cases;
} Found;

static void
found_free (Found *found)
{
  g_clear_pointer (&found->hits, g_ptr_array_unref);
  g_free (found);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

/* ---- What it would do ------------------------------------------------------------------------ */

/* (transfer full): what happens to one case. */
static char *
hit_words (HenjiRuleTry *self, const HenjiRuleHit *hit)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; hit->tags != NULL && hit->tags[i] != NULL; i++)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", hit->tags[i]);
  if (hit->situation != NULL)
    {
      g_autoptr (HenjiTemplate) situation = henji_desk_situation (self->desk, hit->situation);

      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                              situation != NULL
                                  ? henji_template_title (situation, henji_pane_language ())
                                  : hit->situation);
    }
  if (hit->remind_at != 0)
    {
      g_autofree char *moment = henji_pane_moment (hit->remind_at, henji_desk_now (self->desk),
                                                   henji_desk_zone (self->desk));
      g_autofree char *reminder = g_strdup_printf (_ ("reminder %s"), moment);

      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", reminder);
    }

  return words->len > 0 ? g_strdup (words->str)
                        : g_strdup (_ ("nothing new: it has the tags already"));
}

static void
add_hit (HenjiRuleTry *self, const HenjiRuleHit *hit)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = hit_words (self, hit);
  g_autofree char *title
      = g_strdup_printf ("%s, %s", henji_kind_title (hit->case_->kind),
                         hit->case_->buyer != NULL ? hit->case_->buyer : _ ("Unknown buyer"));
  g_autofree char *name = g_strdup_printf ("%s: %s", title, words);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  henji_pane_name (row, name);
  gtk_list_box_append (self->list, row);
}

static gpointer
try_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Found) found = g_new0 (Found, 1);

  found->hits = henji_desk_try_rule (desk, data, &found->n_cases, cancellable, error);

  return found->hits != NULL ? g_steal_pointer (&found) : NULL;
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiRuleTry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Found) found = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  g_autofree char *words = NULL;

  if (self->list == NULL)
    return; /* closed meanwhile */
  if (found == NULL)
    {
      gtk_label_set_text (self->count, error->message);
      return;
    }
  words = g_strdup_printf (
      ngettext ("%u of %u case would match", "%u of %u cases would match", found->n_cases),
      found->hits->len, found->n_cases);
  gtk_label_set_text (self->count, words);
  for (guint i = 0; i < MIN (found->hits->len, MAX_SHOWN); i++)
    add_hit (self, g_ptr_array_index (found->hits, i));
  if (found->hits->len > MAX_SHOWN)
    {
      guint n = found->hits->len - MAX_SHOWN;
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n), n);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), more);
      gtk_list_box_append (self->list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), found->hits->len > 0);
  gtk_widget_set_sensitive (self->apply_button, found->hits->len > 0);
}

/* ---- Doing it -------------------------------------------------------------------------------- */

static gpointer
apply_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_apply_rule (desk, ((HenjiUserRule *) data)->row, error);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiRuleTry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) events = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->list == NULL)
    return; /* closed meanwhile */
  if (events == NULL)
    {
      gtk_label_set_text (self->count, error->message);
      return;
    }
  g_signal_emit (self, signals[APPLIED], 0, events);
  gtk_window_close (GTK_WINDOW (self));
}

static void
apply_cb (HenjiRuleTry *self)
{
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  henji_desk_run_async (self->desk, apply_func, henji_user_rule_ref (self->rule),
                        (GDestroyNotify) henji_user_rule_unref, (GDestroyNotify) g_array_unref,
                        NULL, applied_cb, g_object_ref (self));
}

/* ---- The window ------------------------------------------------------------------------------ */

static gboolean
henji_rule_try_close_request (GtkWindow *window)
{
  g_cancellable_cancel (HENJI_RULE_TRY (window)->cancellable);
  /* The desk's answer may keep this longer than the window it belongs to lives. */
  gtk_window_set_transient_for (window, NULL);

  return GTK_WINDOW_CLASS (henji_rule_try_parent_class)->close_request (window);
}

static void
henji_rule_try_dispose (GObject *object)
{
  HenjiRuleTry *self = HENJI_RULE_TRY (object);

  self->list = NULL;
  g_clear_pointer (&self->rule, henji_user_rule_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_rule_try_parent_class)->dispose (object);
}

static void
henji_rule_try_class_init (HenjiRuleTryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_rule_try_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_rule_try_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
  signals[APPLIED] = g_signal_new ("applied", HENJI_TYPE_RULE_TRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY);
}

static void
henji_rule_try_init (HenjiRuleTry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *hint;

  self->cancellable = g_cancellable_new ();
  self->count = GTK_LABEL (gtk_label_new (_ ("Looking through the cases…")));
  gtk_label_set_wrap (self->count, TRUE);
  gtk_label_set_xalign (self->count, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "heading");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  henji_pane_name (self->list, _ ("Cases that match"));
  hint = gtk_label_new (_ ("Messages it has run on already are left out."));
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (content), hint);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->list));
  gtk_widget_set_margin_top (content, 12);
  gtk_widget_set_margin_bottom (content, 12);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->apply_button = gtk_button_new_with_label (_ ("Apply to These Cases"));
  gtk_widget_add_css_class (self->apply_button, "suggested-action");
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  gtk_widget_set_hexpand (self->apply_button, TRUE);
  gtk_widget_set_halign (self->apply_button, GTK_ALIGN_END);
  g_signal_connect_swapped (self->apply_button, "clicked", G_CALLBACK (apply_cb), self);
  gtk_widget_add_css_class (foot, "foot");
  gtk_box_append (GTK_BOX (foot), self->apply_button);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), foot);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 560);
}

HenjiRuleTry *
henji_rule_try_new (HenjiDesk *desk, GtkWindow *parent, const HenjiUserRule *rule)
{
  HenjiRuleTry *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && rule != NULL, NULL);

  self = g_object_new (HENJI_TYPE_RULE_TRY, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, "title", _ ("Try the Rule"), NULL);
  self->desk = g_object_ref (desk);
  self->rule = henji_user_rule_copy (rule);
  henji_desk_run_async (desk, try_func, henji_user_rule_ref (self->rule),
                        (GDestroyNotify) henji_user_rule_unref, (GDestroyNotify) found_free,
                        self->cancellable, tried_cb, g_object_ref (self));

  return self;
}

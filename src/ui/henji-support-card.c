/* henji-support-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-support-card"

#include "config.h"

#include "henji-support-card.h"

#include "henji-case-pane-text.h"
#include "henji-desk-support.h"

#include <glib/gi18n-lib.h>

#define TICK 30 /* s: when the phone opens is said anew */

struct _HenjiSupportCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *own;
  GtkLabel *title;
  GtkWidget *copy_button;
  GtkMenuButton *status_button;
  GtkLabel *status;
  GtkLabel *way;
  GtkLabel *category;
  GtkLabel *care;
  GtkWidget *links;
  GtkWidget *steps;
  GtkToggleButton *steps_button;
  GtkLabel *steps_label;
  GtkWidget *sheet_button;
  GtkWidget *call_button;
  GtkMenuButton *more_button;
  GMenuModel *more_menu;
  GtkWidget *others;

  HenjiDesk *desk;
  HenjiCaseDetail *detail; /* (nullable) */
  guint tick;
};

G_DEFINE_FINAL_TYPE (HenjiSupportCard, henji_support_card, GTK_TYPE_WIDGET)

char *
henji_support_card_title (const char *support_id, HenjiSupportTeam team)
{
  if (support_id != NULL)
    /* Translators: %s is the number of a case with the marketplace */
    return g_strdup_printf (_ ("Case %s"), support_id);

  /* Translators: %s is Seller Support or Seller Performance */
  return g_strdup_printf (_ ("%s, no Case ID yet"), henji_support_team_title (team));
}

static const char *
court_words (HenjiCourt court)
{
  switch (court)
    {
    case HENJI_COURT_THEIRS:
      return _ ("Waiting");
    case HENJI_COURT_CLOSED:
      return _ ("Closed");
    case HENJI_COURT_OURS:
    default:
      return _ ("Our turn");
    }
}

static void
copy_clicked_cb (HenjiSupportCard *self)
{
  if (self->detail == NULL || self->detail->support == NULL
      || self->detail->support->support_id == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          self->detail->support->support_id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Case ID copied"));
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* A line that leads to another case. */
static void
add_link (GtkWidget *box, const char *words, const char *uuid)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  henji_pane_label (GTK_LABEL (label), words, HENJI_LANGUAGE_JA);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("insert-link-symbolic"));
  gtk_box_append (GTK_BOX (line), label);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "support-link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-case");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uuid);
  henji_pane_name (button, words);
  gtk_box_append (GTK_BOX (box), button);
}

/* ---- With whom, and how -----------------------------------------------------------------------
 */

/* (transfer full) (nullable): when a call can be asked for, and when that is next. */
static char *
phone_words (HenjiSupportCard *self)
{
  const HenjiCaseDetail *detail = self->detail;
  HenjiPolicy *policy = henji_desk_policy (self->desk, detail->case_->marketplace);
  GTimeZone *zone = henji_policy_zone (policy);
  gint64 now = henji_desk_now (self->desk);
  gint64 next = henji_support_hours_next (&detail->support_phone, zone, now);
  g_autofree char *hours = henji_support_hours_to_text (&detail->support_phone);
  g_autoptr (GString) words = g_string_new (NULL);

  if (g_str_equal (g_time_zone_get_identifier (zone),
                   g_time_zone_get_identifier (henji_desk_zone (self->desk))))
    g_string_append (words, hours);
  else
    g_string_append_printf (words, "%s (%s)", hours, g_time_zone_get_identifier (zone));
  if (next == 0)
    g_string_append_printf (words, ", %s", _ ("open now"));
  else
    {
      g_autofree char *moment = henji_pane_moment (next, now, henji_desk_zone (self->desk));

      g_string_append (words, ", ");
      /* Translators: %s is a time */
      g_string_append_printf (words, _ ("opens %s"), moment);
    }
  if (!detail->support_phone_sure)
    g_string_append_printf (words, " · %s", _ ("check these hours"));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_way (HenjiSupportCard *self)
{
  const HenjiSupport *s = self->detail->support;
  g_autofree char *phone
      = s->channel == HENJI_SUPPORT_PHONE && self->detail->support_phone.closes > 0
            ? phone_words (self)
            : NULL;
  g_autofree char *words = g_strdup_printf ("%s · %s%s%s", henji_support_team_title (s->team),
                                            henji_support_channel_title (s->channel),
                                            phone != NULL ? " " : "", phone != NULL ? phone : "");

  gtk_label_set_text (self->way, words);
}

static gboolean
tick_cb (gpointer data)
{
  HenjiSupportCard *self = data;

  if (self->detail != NULL && self->detail->support != NULL)
    show_way (self);

  return G_SOURCE_CONTINUE;
}

static void
show_category (HenjiSupportCard *self)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  const HenjiSupport *s = self->detail->support;
  const HenjiSupportPath *path
      = henji_support_facts_path (henji_desk_support_facts (self->desk), s->path);
  const char *category = s->category;
  g_autofree char *words = NULL;

  if (category == NULL && path != NULL)
    category = ja ? path->category_ja : path->category_en;
  if (category != NULL)
    /* Translators: %s is what to choose in the marketplace's contact form */
    words = g_strdup_printf (
        s->category != NULL ? _ ("Category: %s") : _ ("Category to look for: %s"), category);
  henji_pane_label (self->category, words, HENJI_LANGUAGE_JA);
  gtk_widget_set_visible (GTK_WIDGET (self->category), words != NULL);
}

/* ---- Status -----------------------------------------------------------------------------------
 */

static GMenuModel *
status_menu (HenjiSupportCard *self)
{
  const GPtrArray *statuses = henji_support_facts_statuses (henji_desk_support_facts (self->desk));
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  GMenu *menu = g_menu_new ();

  for (int court = HENJI_COURT_OURS; court <= HENJI_COURT_CLOSED; court++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (guint i = 0; i < statuses->len; i++)
        {
          const HenjiSupportStatus *status = g_ptr_array_index (statuses, i);
          g_autoptr (GMenuItem) item = NULL;

          if ((int) status->court != court)
            continue;
          item = g_menu_item_new (ja ? status->ja : status->en, NULL);
          g_menu_item_set_action_and_target (item, "support.status", "s", status->id);
          g_menu_append_item (section, item);
        }
      g_menu_append_section (menu, court_words ((HenjiCourt) court), G_MENU_MODEL (section));
    }
  {
    g_autoptr (GMenu) other = g_menu_new ();

    g_menu_append (other, _ ("Another status…"), "support.status('')");
    g_menu_append_section (menu, NULL, G_MENU_MODEL (other));
  }

  return G_MENU_MODEL (menu);
}

static void
show_status (HenjiSupportCard *self)
{
  const HenjiSupport *s = self->detail->support;
  const char *court = court_words (s->court);
  const char *status
      = henji_desk_support_status_title (self->desk, s->status, henji_pane_language ());
  g_autofree char *words
      = status != NULL ? g_strdup_printf ("%s · %s", court, status) : g_strdup (court);
  /* Translators: %s is whose turn it is, and the status */
  g_autofree char *name = g_strdup_printf (_ ("Status: %s"), words);

  henji_pane_label (self->status, words, HENJI_LANGUAGE_JA);
  henji_pane_name (self->status_button, name);
}

/* ---- What to collect first --------------------------------------------------------------------
 */

typedef struct
{
  gint64 case_row;
  char *step;
  gboolean done;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->step);
  g_free (step);
}

static gpointer
step_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;

  return GINT_TO_POINTER (
      henji_desk_support_set_step (desk, step->case_row, step->step, step->done, error));
}

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiSupportCard) self = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (error != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
step_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  HenjiSupportCard *self = user_data;
  Step *step;

  if (self->detail == NULL)
    return;
  step = g_new0 (Step, 1);
  step->case_row = self->detail->case_->row;
  step->step = g_strdup (g_object_get_data (G_OBJECT (button), "step"));
  step->done = gtk_toggle_button_get_active (button);
  henji_desk_run_async (self->desk, step_func, step, step_free, NULL, NULL, stepped_cb,
                        g_object_ref (self));
}

static void
show_step_cb (GtkToggleButton *button, GParamSpec *pspec, GtkImage *box)
{
  gtk_image_set_from_icon_name (box, gtk_toggle_button_get_active (button)
                                         ? "checkbox-checked-symbolic"
                                         : "checkbox-symbolic");
}

/* No check button: GTK 4.8 gives those no action that assistive technology could do. */
static GtkWidget *
step_row (HenjiSupportCard *self, const char *id, const char *words)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_image_new_from_icon_name ("checkbox-symbolic");
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  henji_pane_label (GTK_LABEL (label), words, henji_pane_language ());
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (GTK_BOX (row), label);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "support-step");
  g_object_set_data_full (G_OBJECT (button), "step", g_strdup (id), g_free);
  henji_pane_name (button, words);
  g_signal_connect (button, "toggled", G_CALLBACK (step_toggled_cb), self);
  g_signal_connect (button, "notify::active", G_CALLBACK (show_step_cb), box);

  return button;
}

/* Rows stay while the path does, so that the keyboard keeps its place. */
static void
show_steps (HenjiSupportCard *self, gboolean same)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  const HenjiSupport *s = self->detail->support;
  const HenjiSupportPath *path
      = henji_support_facts_path (henji_desk_support_facts (self->desk), s->path);
  guint n = path != NULL ? path->steps->len : 0;
  const char *shown = g_object_get_data (G_OBJECT (self->steps), "path");
  g_autofree char *words = NULL;
  guint done = 0;
  GtkWidget *row;

  if (!same || g_strcmp0 (shown, s->path) != 0)
    {
      empty (self->steps);
      for (guint i = 0; i < n; i++)
        {
          const HenjiSupportStep *step = g_ptr_array_index (path->steps, i);

          gtk_box_append (GTK_BOX (self->steps),
                          step_row (self, step->id, ja ? step->ja : step->en));
        }
      g_object_set_data_full (G_OBJECT (self->steps), "path", g_strdup (s->path), g_free);
    }
  row = gtk_widget_get_first_child (self->steps);
  for (guint i = 0; i < n && row != NULL; i++, row = gtk_widget_get_next_sibling (row))
    {
      const HenjiSupportStep *step = g_ptr_array_index (path->steps, i);
      gboolean on = s->steps != NULL && g_strv_contains ((const char *const *) s->steps, step->id);

      done += on;
      g_signal_handlers_block_by_func (row, step_toggled_cb, self);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row), on);
      g_signal_handlers_unblock_by_func (row, step_toggled_cb, self);
    }
  /* Translators: how many things to find out are done, of how many */
  words = g_strdup_printf (_ ("Collect first: %u of %u"), done, n);
  gtk_label_set_text (self->steps_label, words);
  henji_pane_name (self->steps_button, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->steps_button),
                               path != NULL ? (ja ? path->why_ja : path->why_en) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->steps_button), n > 0);
  if (!same)
    /* Before the first text is written the list is what one needs. */
    gtk_toggle_button_set_active (self->steps_button, FALSE);
}

static void
steps_toggled_cb (HenjiSupportCard *self)
{
  gtk_widget_set_visible (self->steps, gtk_toggle_button_get_active (self->steps_button));
}

/* ---- The case ---------------------------------------------------------------------------------
 */

static void
show_own (HenjiSupportCard *self, gboolean same)
{
  const HenjiSupport *s = self->detail->support;
  g_autofree char *title = henji_support_card_title (s->support_id, s->team);

  gtk_label_set_text (self->title, title);
  gtk_widget_set_visible (self->copy_button, s->support_id != NULL);
  show_status (self);
  show_way (self);
  show_category (self);
  gtk_widget_set_visible (GTK_WIDGET (self->care), s->team == HENJI_SUPPORT_PERFORMANCE);
  empty (self->links);
  if (s->about_uuid != NULL)
    {
      const char *buyer = s->about_buyer != NULL ? s->about_buyer : _ ("Unknown buyer");
      /* Translators: %s is a buyer's name */
      g_autofree char *words = g_strdup_printf (_ ("About the case of %s"), buyer);

      add_link (self->links, words, s->about_uuid);
    }
  gtk_widget_set_visible (self->links, s->about_uuid != NULL);
  show_steps (self, same);
}

static void
show_others (HenjiSupportCard *self)
{
  const GPtrArray *supports = self->detail->supports;

  empty (self->others);
  for (guint i = 0; i < supports->len; i++)
    {
      const HenjiSupport *s = g_ptr_array_index (supports, i);
      g_autofree char *title = NULL;
      g_autofree char *words = NULL;

      if (s->support_id != NULL)
        title = g_strdup_printf (_ ("Case %s with %s"), s->support_id,
                                 henji_support_team_title (s->team));
      else
        title = henji_support_card_title (NULL, s->team);
      words = g_strdup_printf ("%s · %s", title, court_words (s->court));
      add_link (self->others, words, s->case_uuid);
    }
  gtk_widget_set_visible (self->others, supports->len > 0);
}

void
henji_support_card_set_detail (HenjiSupportCard *self, HenjiCaseDetail *detail)
{
  gboolean same, own, any;

  g_return_if_fail (HENJI_IS_SUPPORT_CARD (self));

  same = self->detail != NULL && detail != NULL && self->detail->case_->row == detail->case_->row;
  if (detail != NULL)
    henji_case_detail_ref (detail);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  self->detail = detail;
  own = detail != NULL && detail->support != NULL;
  any = own || (detail != NULL && detail->supports != NULL && detail->supports->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), any);
  if (!any)
    return;

  gtk_widget_set_visible (self->own, own);
  if (own)
    show_own (self, same);
  show_others (self);
}

void
henji_support_card_set_desk (HenjiSupportCard *self, HenjiDesk *desk)
{
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (HENJI_IS_SUPPORT_CARD (self));

  g_set_object (&self->desk, desk);
  menu = status_menu (self);
  henji_pane_menu (self->status_button, menu);
}

static void
henji_support_card_dispose (GObject *object)
{
  HenjiSupportCard *self = HENJI_SUPPORT_CARD (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_SUPPORT_CARD);
  G_OBJECT_CLASS (henji_support_card_parent_class)->dispose (object);
}

static void
henji_support_card_class_init (HenjiSupportCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_support_card_dispose;
  gtk_widget_class_set_css_name (widget_class, "supportcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-support-card.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiSupportCard, child)
  BIND (box);
  BIND (own);
  BIND (title);
  BIND (copy_button);
  BIND (status_button);
  BIND (status);
  BIND (way);
  BIND (category);
  BIND (care);
  BIND (links);
  BIND (steps);
  BIND (steps_button);
  BIND (steps_label);
  BIND (sheet_button);
  BIND (call_button);
  BIND (more_button);
  BIND (more_menu);
  BIND (others);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, steps_toggled_cb);
}

static void
henji_support_card_init (HenjiSupportCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self, _ ("Case with the marketplace"));
  henji_pane_name (self->copy_button, _ ("Copy Case ID"));
  henji_pane_name (self->sheet_button, _ ("Preparation sheet"));
  henji_pane_name (self->call_button, _ ("Log a call"));
  henji_pane_name (self->more_button, _ ("More for this case"));
  henji_pane_menu (self->more_button, self->more_menu);
  gtk_label_set_text (self->care, _ ("Seller Performance decides about the account. Take your "
                                     "time: answer once and completely, "
                                     "with facts and documents, never in anger."));
  self->tick = g_timeout_add_seconds (TICK, tick_cb, self);
}

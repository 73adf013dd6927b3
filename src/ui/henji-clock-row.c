/* henji-clock-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-clock-row"

#include "config.h"

#include "henji-clock-row.h"

#include "henji-case-pane-text.h"
#include "henji-clock-text.h"
#include "henji-compat.h"

#include <glib/gi18n-lib.h>

struct _HenjiClockRow
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *what;
  GtkLabel *left;
  GtkLabel *when;
  GtkMenuButton *rule_button;
  GtkWidget *done_button;

  HenjiDesk *desk;
  HenjiPolicy *policy;
  HenjiClock *clock; /* (nullable) */
  const char *urgency;
};

G_DEFINE_FINAL_TYPE (HenjiClockRow, henji_clock_row, GTK_TYPE_WIDGET)

static const HenjiRule *
rule_of (HenjiClockRow *self)
{
  return henji_policy_rule (self->policy, self->clock->rule, self->clock->since);
}

static HenjiHolidays *
holidays_of (HenjiClockRow *self)
{
  return henji_desk_holidays (self->desk, "JP");
}

/* ---- By which rule ----------------------------------------------------------------------------
 */

static GtkWidget *
line (const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* As wide as it may be: a popover takes the height of its narrowest text. */
  gtk_label_set_width_chars (GTK_LABEL (label), 38);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 38);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
source_clicked_cb (GtkButton *button, gpointer user_data)
{
  HenjiClockRow *self = user_data;
  const HenjiRule *rule = rule_of (self);

  gtk_menu_button_popdown (self->rule_button);
  if (rule != NULL && rule->source != NULL)
    henji_compat_open_page (GTK_WIDGET (self), rule->source);
}

static void
add_rule (HenjiClockRow *self, GtkBox *box, const HenjiRule *rule)
{
  gint64 now = henji_desk_now (self->desk);
  GTimeZone *zone = henji_desk_zone (self->desk);
  g_autofree char *words = henji_clock_rule_words (rule);
  g_autofree char *source = henji_clock_source_words (rule, now, zone);

  gtk_box_append (box, line (words, NULL));
  if (rule->valid_from != NULL)
    {
      g_autofree char *date = henji_pane_date (rule->valid_from, now, zone);
      /* Translators: %s is a date */
      g_autofree char *from = g_strdup_printf (_ ("In force since %s"), date);

      gtk_box_append (box, line (from, "caption-dim"));
    }
  gtk_box_append (box, line (source, "caption-dim"));
  if (!rule->verified)
    gtk_box_append (
        box, line (_ ("Check this: no page of this marketplace was seen to say so."), "amber"));
  if (rule->source != NULL && *rule->source != '\0')
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Open the Source"));

      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_add_css_class (button, "small");
      g_signal_connect (button, "clicked", G_CALLBACK (source_clicked_cb), self);
      gtk_box_append (box, button);
    }
}

static void
make_popover_cb (GtkMenuButton *menu_button, gpointer user_data)
{
  HenjiClockRow *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const HenjiRule *rule = rule_of (self);
  gint64 now = henji_desk_now (self->desk);
  GTimeZone *zone = henji_desk_zone (self->desk);
  g_autofree char *began = henji_pane_moment (self->clock->since, now, zone);
  /* Translators: %s is a time */
  g_autofree char *since = g_strdup_printf (_ ("Runs since %s"), began);
  g_autofree char *origin = NULL;
  int width, height;
  g_autofree char *holidays
      = self->clock->ours ? henji_clock_holidays (holidays_of (self), MAX (now, self->clock->since),
                                                  self->clock->until, now, zone)
                          : NULL;

  gtk_box_append (GTK_BOX (box), line (henji_clock_title (self->clock->rule), "strong"));
  if (rule != NULL)
    add_rule (self, GTK_BOX (box), rule);
  else
    {
      origin = henji_clock_origin (self->clock);
      gtk_box_append (GTK_BOX (box), line (origin, NULL));
    }
  gtk_box_append (GTK_BOX (box), line (since, "caption-dim"));
  if (holidays != NULL)
    gtk_box_append (GTK_BOX (box), line (holidays, NULL));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (menu_button, popover);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  /* GTK 4.8 gives a popover less than its wrapped lines take. */
  gtk_widget_set_size_request (box, width, height);
}

/* ---- Ending -----------------------------------------------------------------------------------
 */

static void
done_clicked_cb (GtkButton *button, gpointer user_data)
{
  HenjiClockRow *self = user_data;

  if (self->clock != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "case.clock-done", "x", self->clock->row);
}

/* ---- The clock --------------------------------------------------------------------------------
 */

static void
set_urgency (HenjiClockRow *self, const char *urgency)
{
  GtkWidget *left = GTK_WIDGET (self->left);

  if (g_strcmp0 (urgency, self->urgency) == 0)
    return;
  if (self->urgency != NULL)
    gtk_widget_remove_css_class (left, g_str_equal (self->urgency, "warning") ? "amber" : "error");
  if (urgency != NULL)
    gtk_widget_add_css_class (left, g_str_equal (urgency, "warning") ? "amber" : "error");
  self->urgency = urgency;
}

void
henji_clock_row_tick (HenjiClockRow *self, gint64 now)
{
  g_autofree char *left = NULL;
  g_autofree char *when = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (HENJI_IS_CLOCK_ROW (self));

  if (self->clock == NULL)
    return;
  left = henji_pane_left (self->clock->until, now);
  when = henji_clock_when (self->clock->until, now, henji_desk_zone (self->desk),
                           henji_clock_is_own (self->clock) ? NULL
                                                            : henji_policy_zone (self->policy));
  if (g_strcmp0 (left, gtk_label_get_text (self->left)) == 0
      && g_strcmp0 (when, gtk_label_get_text (self->when)) == 0)
    return;

  gtk_label_set_text (self->left, left);
  gtk_label_set_text (self->when, when);
  henji_pane_tooltip (self->when, when);
  set_urgency (self, henji_clock_urgency (self->clock, now));
  /* Translators: the accessible name of a clock: what it waits for, time left, when it ends */
  name = g_strdup_printf (self->clock->ours ? C_ ("clock", "%s, %s, %s")
                                            : C_ ("clock of the buyer", "%s, %s, %s"),
                          gtk_label_get_text (self->what), left, when);
  henji_pane_name (self, name);
}

static gboolean
is_same (const HenjiClock *a, const HenjiClock *b)
{
  return a != NULL && a->row == b->row && a->until == b->until && a->since == b->since
         && g_str_equal (a->rule, b->rule) && g_strcmp0 (a->note, b->note) == 0;
}

void
henji_clock_row_set (HenjiClockRow *self,
                     const HenjiClock *clock,
                     HenjiPolicy *policy,
                     gboolean several_orders)
{
  g_autofree char *what = NULL;
  g_autofree char *done = NULL;
  const HenjiRule *rule;

  g_return_if_fail (HENJI_IS_CLOCK_ROW (self));
  g_return_if_fail (clock != NULL && policy != NULL);

  if (!is_same (self->clock, clock))
    gtk_menu_button_set_popover (self->rule_button, NULL);
  henji_clock_ref ((HenjiClock *) clock);
  g_clear_pointer (&self->clock, henji_clock_unref);
  self->clock = (HenjiClock *) clock;
  self->policy = policy;

  what = henji_clock_what (clock, several_orders);
  rule = rule_of (self);
  henji_pane_label (self->what, what, HENJI_LANGUAGE_OTHER);
  henji_pane_tooltip (self->what, what);
  gtk_label_set_text (self->left, "");
  gtk_image_set_from_icon_name (self->icon,
                                clock->ours ? "alarm-symbolic" : "avatar-default-symbolic");
  if (clock->ours)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "theirs");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "theirs");
  gtk_menu_button_set_icon_name (self->rule_button, rule != NULL && !rule->verified
                                                        ? "dialog-question-symbolic"
                                                        : "help-about-symbolic");
  henji_pane_name (self->rule_button, rule != NULL && !rule->verified
                                          ? _ ("By which rule: check this")
                                          : _ ("By which rule"));
  henji_pane_tooltip (self->rule_button, rule != NULL && !rule->verified
                                             ? _ ("By which rule: check this")
                                             : _ ("By which rule"));
  /* Translators: %s is what was promised, or what a clock waits for */
  done = g_strdup_printf (_ ("Done: %s"), what);
  gtk_widget_set_visible (self->done_button, henji_clock_can_end (clock));
  henji_pane_name (self->done_button, done);
  henji_pane_tooltip (self->done_button, done);
  henji_clock_row_tick (self, henji_desk_now (self->desk));
}

gint64
henji_clock_row_get (HenjiClockRow *self)
{
  return self->clock != NULL ? self->clock->row : 0;
}

static void
henji_clock_row_dispose (GObject *object)
{
  HenjiClockRow *self = HENJI_CLOCK_ROW (object);

  henji_pane_clear (GTK_WIDGET (self));
  g_clear_object (&self->desk);
  g_clear_pointer (&self->clock, henji_clock_unref);
  G_OBJECT_CLASS (henji_clock_row_parent_class)->dispose (object);
}

static void
henji_clock_row_class_init (HenjiClockRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_clock_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "clockrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (HenjiClockRow *self, const char *style, gboolean ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (ellipsize)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return GTK_LABEL (label);
}

static void
henji_clock_row_init (HenjiClockRow *self)
{
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *rule = gtk_menu_button_new ();
  GtkWidget *done = gtk_button_new_from_icon_name ("object-select-symbolic");

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              6);
  self->icon = GTK_IMAGE (icon);
  gtk_widget_set_parent (icon, GTK_WIDGET (self));
  self->what = add_label (self, "what", TRUE);
  self->left = add_label (self, "left", FALSE);
  self->when = add_label (self, "caption-dim", TRUE);
  /* Little is asked for, and what is left is taken: the name of the clock comes first. */
  gtk_label_set_wrap (self->when, TRUE);
  gtk_label_set_max_width_chars (self->when, 12);
  gtk_label_set_lines (self->when, 2);
  gtk_widget_set_hexpand (GTK_WIDGET (self->when), TRUE);

  self->rule_button = GTK_MENU_BUTTON (rule);
  gtk_menu_button_set_create_popup_func (self->rule_button, make_popover_cb, self, NULL);
  gtk_widget_add_css_class (rule, "flat");
  gtk_widget_set_valign (rule, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (rule, GTK_WIDGET (self));
  self->done_button = done;
  gtk_widget_add_css_class (done, "flat");
  gtk_widget_set_valign (done, GTK_ALIGN_CENTER);
  g_signal_connect (done, "clicked", G_CALLBACK (done_clicked_cb), self);
  gtk_widget_set_parent (done, GTK_WIDGET (self));
}

HenjiClockRow *
henji_clock_row_new (HenjiDesk *desk)
{
  HenjiClockRow *self = g_object_new (HENJI_TYPE_CLOCK_ROW, NULL);

  self->desk = g_object_ref (desk);

  return self;
}

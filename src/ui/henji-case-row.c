/* henji-case-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-case-row"

#include "config.h"

#include "henji-case-row.h"

#include "henji-case-pane-text.h"
#include "henji-support-card.h"
#include "henji-time-left.h"

#include <glib/gi18n-lib.h>

#define ROW_HEIGHT 56
#define CHECK_GAP 8
#define N_TAGS 2
#define TAG_CHARS 8

typedef enum
{
  MARK_UNCONFIRMED,
  MARK_OPTED_OUT,
  MARK_DRAFT,
  MARK_ATTACHMENT,
  MARK_CSBA,
  N_MARKS
} Mark;

struct _HenjiCaseRow
{
  GtkWidget parent_instance;

  GtkWidget *check; /* (nullable): a row that never was to be selected has none */
  GtkWidget *box;
  GtkInscription *time;
  GtkWidget *first;
  GtkWidget *marks[N_MARKS]; /* (nullable): most rows have none */
  GtkLabel *chip;
  GtkWidget *dot;
  GtkLabel *buyer;
  GtkInscription *excerpt;
  GtkWidget *second;
  GtkWidget *tags[N_TAGS]; /* (nullable): most rows have none */

  HenjiCase *case_;
  char *time_text;
  char *name;
  HenjiUrgency urgency;
};

G_DEFINE_FINAL_TYPE (HenjiCaseRow, henji_case_row, GTK_TYPE_WIDGET)

/* Marks are made when a row first needs them, and stand in the order of the enumeration. */
static void
set_mark (HenjiCaseRow *self, Mark mark, gboolean shown)
{
  static const char *icons[N_MARKS]
      = { "mail-replied-symbolic", "mail-mark-junk-symbolic", "document-edit-symbolic",
          "mail-attachment-symbolic", "mail-forward-symbolic" };
  static const char *words[N_MARKS]
      = { N_ ("Not yet confirmed by the marketplace"), N_ ("The buyer does not get messages"),
          N_ ("A draft waits"), N_ ("With attachments"), N_ ("The marketplace answers (CSBA)") };
  GtkWidget *after = GTK_WIDGET (self->time);

  if (self->marks[mark] == NULL)
    {
      if (!shown)
        return;
      for (int i = 0; i < (int) mark; i++)
        if (self->marks[i] != NULL)
          after = self->marks[i];
      self->marks[mark] = gtk_image_new_from_icon_name (icons[mark]);
      gtk_widget_set_tooltip_text (self->marks[mark], _ (words[mark]));
      gtk_widget_add_css_class (self->marks[mark], "mark");
      gtk_box_insert_child_after (GTK_BOX (self->first), self->marks[mark], after);
    }
  gtk_widget_set_visible (self->marks[mark], shown);
}

/* The first two; all of them are in the row's name. Made when a row first needs them. */
static void
set_tags (HenjiCaseRow *self, char **tags)
{
  guint n = tags != NULL ? g_strv_length (tags) : 0;

  for (guint i = 0; i < N_TAGS; i++)
    {
      if (self->tags[i] == NULL)
        {
          if (i >= n)
            continue;
          self->tags[i] = gtk_label_new (NULL);
          gtk_label_set_ellipsize (GTK_LABEL (self->tags[i]), PANGO_ELLIPSIZE_END);
          gtk_label_set_max_width_chars (GTK_LABEL (self->tags[i]), TAG_CHARS);
          gtk_widget_set_valign (self->tags[i], GTK_ALIGN_CENTER);
          gtk_widget_add_css_class (self->tags[i], "tag");
          gtk_box_append (GTK_BOX (self->second), self->tags[i]);
        }
      gtk_widget_set_visible (self->tags[i], i < n);
      if (i < n)
        henji_pane_label (GTK_LABEL (self->tags[i]), tags[i], henji_pane_language_of (tags[i]));
    }
}

/* With the gap to what follows. */
static int
check_width (HenjiCaseRow *self)
{
  int width;

  if (self->check == NULL || !gtk_widget_get_visible (self->check))
    return 0;
  gtk_widget_measure (self->check, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);

  return width + CHECK_GAP;
}

static void
henji_case_row_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  HenjiCaseRow *self = HENJI_CASE_ROW (widget);

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = MAX (*minimum, ROW_HEIGHT);
  else
    {
      *minimum += check_width (self);
      *natural += check_width (self);
    }
}

static void
henji_case_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HenjiCaseRow *self = HENJI_CASE_ROW (widget);
  int check = check_width (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (check > 0)
    gtk_widget_size_allocate (
        self->check,
        &(GtkAllocation){ rtl ? width - check + CHECK_GAP : 0, 0, check - CHECK_GAP, height }, -1);
  gtk_widget_size_allocate (
      self->box, &(GtkAllocation){ rtl ? 0 : check, 0, MAX (width - check, 0), height }, -1);
}

static void
henji_case_row_dispose (GObject *object)
{
  HenjiCaseRow *self = HENJI_CASE_ROW (object);

  g_clear_pointer (&self->case_, henji_case_unref);
  g_clear_pointer (&self->time_text, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->check, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (henji_case_row_parent_class)->dispose (object);
}

static void
henji_case_row_class_init (HenjiCaseRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = henji_case_row_dispose;
  widget_class->measure = henji_case_row_measure;
  widget_class->size_allocate = henji_case_row_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "caserow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
henji_case_row_init (HenjiCaseRow *self)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->first = first;
  self->second = second;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_valign (self->box, GTK_ALIGN_FILL);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), first);
  gtk_box_append (GTK_BOX (self->box), second);
  gtk_widget_set_vexpand (first, TRUE);
  gtk_widget_set_vexpand (second, TRUE);
  gtk_widget_set_valign (first, GTK_ALIGN_END);
  gtk_widget_set_valign (second, GTK_ALIGN_START);

  self->time = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_min_chars (self->time, 4);
  gtk_inscription_set_text_overflow (self->time, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->time), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "time");
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->time));
  self->chip = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->chip, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->chip), "chip");
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->chip));

  self->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->dot, "dot");
  gtk_widget_set_valign (self->dot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (second), self->dot);
  self->buyer = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->buyer, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->buyer, 16);
  gtk_widget_add_css_class (GTK_WIDGET (self->buyer), "buyer");
  gtk_box_append (GTK_BOX (second), GTK_WIDGET (self->buyer));
  self->excerpt = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_min_chars (self->excerpt, 3);
  gtk_inscription_set_text_overflow (self->excerpt, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->excerpt), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->excerpt), "excerpt");
  gtk_box_append (GTK_BOX (second), GTK_WIDGET (self->excerpt));
}

HenjiCaseRow *
henji_case_row_new (void)
{
  return g_object_new (HENJI_TYPE_CASE_ROW, NULL);
}

/* The row itself is what is pressed, and tells assistive technology that it is selected. */
static GtkWidget *
new_check (HenjiCaseRow *self)
{
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "can-target", FALSE, "can-focus", FALSE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_insert_before (check, GTK_WIDGET (self), self->box);

  return check;
}

void
henji_case_row_set_selecting (HenjiCaseRow *self,
                              gboolean selecting,
                              gboolean selected,
                              gboolean shown)
{
  g_return_if_fail (HENJI_IS_CASE_ROW (self));

  if (selecting && shown)
    gtk_widget_add_css_class (GTK_WIDGET (self), "shown");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "shown");
  if (self->check == NULL && !selecting)
    return;
  if (self->check == NULL)
    self->check = new_check (self);
  gtk_widget_set_visible (self->check, selecting);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), selecting && selected);
}

/* Han letters take Chinese forms unless the language is said. */
static PangoAttrList *
language_attributes (HenjiLanguage language)
{
  static PangoAttrList *lists[2];
  int i = language == HENJI_LANGUAGE_EN ? 1 : 0;

  if (lists[i] == NULL)
    {
      lists[i] = pango_attr_list_new ();
      pango_attr_list_insert (
          lists[i], pango_attr_language_new (pango_language_from_string (i ? "en" : "ja")));
    }
  return lists[i];
}

void
henji_case_row_set_case (HenjiCaseRow *self, HenjiCase *case_, gint64 now)
{
  guint flags;

  g_return_if_fail (HENJI_IS_CASE_ROW (self));
  if (case_ != NULL)
    henji_case_ref (case_);
  g_clear_pointer (&self->case_, henji_case_unref);
  self->case_ = case_;
  flags = case_ != NULL ? case_->flags : 0;

  set_tags (self, case_ != NULL ? case_->tags : NULL);
  set_mark (self, MARK_DRAFT, (flags & HENJI_CASE_DRAFT) != 0);
  set_mark (self, MARK_ATTACHMENT, (flags & HENJI_CASE_ATTACHMENTS) != 0);
  set_mark (self, MARK_CSBA, (flags & HENJI_CASE_CSBA) != 0);
  set_mark (self, MARK_OPTED_OUT, (flags & HENJI_CASE_OPTED_OUT) != 0);
  set_mark (self, MARK_UNCONFIRMED,
            case_ != NULL
                && (case_->confirmation == HENJI_CONFIRMATION_UNCONFIRMED
                    || case_->confirmation == HENJI_CONFIRMATION_NOT_MARKED));
  gtk_widget_set_visible (self->dot, (flags & HENJI_CASE_UNREAD) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), case_ != NULL);
  if (case_ == NULL)
    {
      gtk_label_set_label (self->buyer, "");
      gtk_inscription_set_text (self->excerpt, "");
      henji_case_row_tick (self, now);
      return;
    }

  if (flags & HENJI_CASE_A_TO_Z)
    gtk_widget_add_css_class (GTK_WIDGET (self->chip), "claim");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->chip), "claim");
  gtk_label_set_label (self->chip, flags & HENJI_CASE_SUPPORT ? _ ("With the marketplace")
                                   : flags & HENJI_CASE_A_TO_Z
                                       ? henji_kind_title (HENJI_KIND_A_TO_Z)
                                       : henji_kind_title (case_->kind));
  gtk_label_set_attributes (self->buyer, language_attributes (HENJI_LANGUAGE_JA));
  if (flags & HENJI_CASE_SUPPORT)
    {
      g_autofree char *title = henji_support_card_title (case_->support_id, case_->support_team);

      gtk_label_set_label (self->buyer, title);
    }
  else
    gtk_label_set_label (self->buyer, case_->buyer != NULL ? case_->buyer : _ ("Unknown buyer"));
  gtk_inscription_set_attributes (self->excerpt, language_attributes (case_->language));
  gtk_inscription_set_text (self->excerpt, case_->excerpt != NULL && *case_->excerpt != '\0'
                                               ? case_->excerpt
                                               : case_->subject);
  henji_case_row_tick (self, now);
}

static void
set_urgency (HenjiCaseRow *self, HenjiUrgency urgency)
{
  static const char *classes[] = { NULL, "soon", "now" };
  GtkWidget *time = GTK_WIDGET (self->time);

  if (self->urgency == urgency)
    return;
  if (classes[self->urgency] != NULL)
    gtk_widget_remove_css_class (time, classes[self->urgency]);
  if (classes[urgency] != NULL)
    gtk_widget_add_css_class (time, classes[urgency]);
  self->urgency = urgency;
}

gint64
henji_case_row_tick (HenjiCaseRow *self, gint64 now)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (HENJI_IS_CASE_ROW (self), 0);
  text = self->case_ != NULL ? henji_time_left_text (self->case_, now) : g_strdup ("");
  set_urgency (self, self->case_ != NULL ? henji_time_left_urgency (self->case_, now)
                                         : HENJI_URGENCY_NONE);
  if (g_strcmp0 (text, self->time_text) != 0)
    {
      gtk_inscription_set_text (self->time, text);
      g_free (self->time_text);
      self->time_text = g_steal_pointer (&text);
    }
  if (self->case_ == NULL)
    name = g_strdup (_ ("Loading"));
  else
    {
      const char *more = henji_time_left_unconfirmed (self->case_);

      /* Translators: the accessible name of a row: kind, buyer, time left */
      name = g_strdup_printf (C_ ("row", "%s, %s, %s"), gtk_label_get_label (self->chip),
                              gtk_label_get_label (self->buyer), self->time_text);
      if (self->case_->flags & HENJI_CASE_CSBA)
        {
          g_autofree char *plain = g_steal_pointer (&name);

          name = g_strdup_printf ("%s, %s", plain, _ ("The marketplace answers (CSBA)"));
        }
      if (self->case_->tags != NULL)
        {
          g_autofree char *plain = g_steal_pointer (&name);
          g_autofree char *tags = g_strjoinv (", ", self->case_->tags);

          name = g_strdup_printf (_ ("%s, tags: %s"), plain, tags);
        }
      if (more != NULL && g_strcmp0 (more, self->time_text) != 0)
        {
          g_autofree char *time = g_steal_pointer (&name);

          name = g_strdup_printf ("%s, %s", time, more);
        }
    }
  if (g_strcmp0 (name, self->name) != 0)
    {
      GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

      henji_pane_name (self, name);
      if (parent != NULL)
        henji_pane_name (parent, name);
      g_free (self->name);
      self->name = g_steal_pointer (&name);
    }
  return self->case_ != NULL ? henji_time_left_next_change (self->case_, now) : 0;
}

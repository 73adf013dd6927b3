/* henji-playbook-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-playbook-card"

#include "config.h"

#include "henji-playbook-card.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-desk-playbook.h"
#include "henji-pill-layout.h"
#include "henji-playbook-figures.h"
#include "henji-playbook-items.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 300 /* px, of what is opened */
#define MIN_HEIGHT 96

struct _HenjiPlaybookCard
{
  GtkWidget parent_instance;

  GtkWidget *head; /* opens and closes it */
  GtkImage *arrow;
  GtkLabel *summary;
  GtkWidget *scroller;
  GtkBox *body;

  HenjiDesk *desk;
  HenjiCaseDetail *detail; /* (nullable) */
  char *built;             /* (nullable) what the body was built for */
};

G_DEFINE_FINAL_TYPE (HenjiPlaybookCard, henji_playbook_card, GTK_TYPE_WIDGET)

static const char *
word (char *const *words)
{
  return words[henji_pane_language ()];
}

static gboolean
is_open (HenjiPlaybookCard *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->head));
}

/* ---- Answers --------------------------------------------------------------------------------- */

typedef struct
{
  gint64 case_row;
  char *question;
  char *answer; /* nullable */
} Said;

static void
said_free (Said *said)
{
  g_free (said->question);
  g_free (said->answer);
  g_free (said);
}

static gpointer
store_answer (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Said *said = data;

  return GINT_TO_POINTER (
      henji_desk_answer_question (desk, said->case_row, said->question, said->answer, error));
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiPlaybookCard) self = data;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) == NULL && error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
answer_toggled_cb (HenjiPlaybookCard *self, GtkToggleButton *pill)
{
  Said *said = g_new0 (Said, 1);

  said->case_row = self->detail->case_->row;
  said->question = g_strdup (g_object_get_data (G_OBJECT (pill), "question"));
  if (gtk_toggle_button_get_active (pill))
    said->answer = g_strdup (g_object_get_data (G_OBJECT (pill), "answer"));
  henji_desk_run_async (self->desk, store_answer, said, (GDestroyNotify) said_free, NULL, NULL,
                        stored_cb, g_object_ref (self));
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static GtkWidget *
new_label (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  henji_pane_label (GTK_LABEL (label), words, HENJI_LANGUAGE_OTHER);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_heading (HenjiPlaybookCard *self, const char *words)
{
  GtkWidget *label = new_label (words, "caption-dim");

  gtk_widget_add_css_class (label, "strong");
  gtk_widget_set_margin_top (label, 4);
  gtk_box_append (self->body, label);
}

/* A widget that has the keyboard is found again after the body was built anew. */
static void
set_key (GtkWidget *widget, const char *kind, const char *id, const char *more)
{
  g_object_set_data_full (G_OBJECT (widget), "key",
                          g_strconcat (kind, ":", id, ":", more != NULL ? more : "", NULL), g_free);
}

/* @state: who said that this is the answer; open: it is not. */
static GtkWidget *
new_answer (HenjiPlaybookCard *self,
            const HenjiQuestion *question,
            const HenjiAnswer *answer,
            HenjiStepState state)
{
  GtkWidget *pill = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *name = g_strdup_printf ("%s %s", word (question->title), word (answer->label));

  if (state != HENJI_STEP_OPEN)
    {
      const char *by = state == HENJI_STEP_SAID ? _ ("Your answer") : _ ("Known from the case");

      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
      henji_pane_tooltip (pill, by);
      gtk_accessible_update_property (GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      by, -1);
    }
  gtk_box_append (GTK_BOX (box), new_label (word (answer->label), NULL));
  gtk_button_set_child (GTK_BUTTON (pill), box);
  gtk_widget_add_css_class (pill, "clause");
  gtk_widget_add_css_class (pill, "flat");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill), state != HENJI_STEP_OPEN);
  henji_pane_name (pill, name);
  g_object_set_data (G_OBJECT (pill), "question", question->id);
  g_object_set_data (G_OBJECT (pill), "answer", answer->id);
  set_key (pill, "answer", question->id, answer->id);
  g_signal_connect_swapped (pill, "toggled", G_CALLBACK (answer_toggled_cb), self);

  return pill;
}

/* Question and answers in one line where there is room; what is open stands out. */
static void
add_step (HenjiPlaybookCard *self, const HenjiStep *step)
{
  const HenjiQuestion *question
      = henji_playbook_question (self->detail->path->playbook, step->question);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (row, henji_pill_layout_new ());
  gtk_box_append (GTK_BOX (row), new_label (word (question->title),
                                            step->state == HENJI_STEP_OPEN ? "strong" : NULL));
  for (guint i = 0; i < question->answers->len; i++)
    gtk_box_append (GTK_BOX (row),
                    new_answer (self, question, question->answers->pdata[i],
                                step->answer == (int) i ? step->state : HENJI_STEP_OPEN));
  gtk_box_append (self->body, row);
}

/* ---- Offers ---------------------------------------------------------------------------------- */

static void
figures_cb (GtkMenuButton *button, gpointer data)
{
  HenjiPlaybookCard *self = data;
  guint offer = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "offer"));

  gtk_menu_button_set_popover (button,
                               henji_playbook_figures_new (self->desk, self->detail, offer));
}

/* (transfer full) (nullable): "about ¥818–1,058" */
static char *
cost_words (const HenjiCost *cost)
{
  g_autofree char *range = NULL;

  if (*cost->currency == '\0')
    return NULL;
  range = henji_cost_range (cost->low, cost->high, cost->currency, henji_pane_language ());
  /* Translators: what an offer costs */
  return g_strdup_printf (_ ("about %s"), range);
}

static GtkWidget *
new_cost (HenjiPlaybookCard *self, guint index, const char *title, const char *cost)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = NULL;

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), cost);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_add_css_class (button, "numeric");
  g_object_set_data (G_OBJECT (button), "offer", GUINT_TO_POINTER (index));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), figures_cb, self, NULL);
  /* Translators: an offer, what it costs */
  name = g_strdup_printf (_ ("%s: %s, show the figures"), title, cost);
  henji_pane_name (button, name);
  henji_pane_name (gtk_widget_get_first_child (button), name);
  henji_pane_tooltip (button, _ ("Show the figures"));

  return button;
}

static GtkWidget *
new_use (const HenjiPlaybookOffer *offer)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Use"));
  g_autofree char *name = g_strdup_printf (_ ("Use in the reply: %s"), word (offer->title));

  gtk_widget_add_css_class (button, "small");
  henji_pane_name (button, name);
  henji_pane_tooltip (button, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.playbook-use");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", offer->id);
  set_key (button, "use", offer->id, NULL);

  return button;
}

static void
add_offer (HenjiPlaybookCard *self, guint index)
{
  const HenjiPath *path = self->detail->path;
  const HenjiPathOffer *chosen = path->offers->pdata[index];
  const HenjiPlaybookOffer *offer = henji_playbook_offer (path->playbook, chosen->offer);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = new_label (NULL, "strong");
  g_autofree char *numbered = g_strdup_printf ("%u. %s", index + 1, word (offer->title));
  g_autofree char *cost = cost_words (chosen->cost);
  g_autofree char *advice = NULL;

  henji_pane_label (GTK_LABEL (title), numbered, HENJI_LANGUAGE_OTHER);
  gtk_box_append (GTK_BOX (box), title);
  if (word (offer->note) != NULL)
    advice
        = g_strdup_printf ("%s\n%s", word (offer->note), henji_defect_risk_words (offer->defect));
  gtk_box_append (
      GTK_BOX (box),
      new_label (advice != NULL ? advice : henji_defect_risk_words (offer->defect), "caption-dim"));
  if (cost != NULL)
    gtk_box_append (GTK_BOX (row), new_cost (self, index, word (offer->title), cost));
  if ((int) index == path->cheapest && path->offers->len > 1)
    henji_pane_add_chip (GTK_BOX (row), _ ("cheapest"), FALSE);
  gtk_box_append (GTK_BOX (row), new_use (offer));
  gtk_widget_set_hexpand (gtk_widget_get_last_child (row), TRUE);
  gtk_widget_set_halign (gtk_widget_get_last_child (row), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), row);
  gtk_widget_add_css_class (box, "offer");
  gtk_box_append (self->body, box);
}

/* ---- What the desk can do, and what is not to be written ------------------------------------- */

static void
add_deed (HenjiPlaybookCard *self, const HenjiPlaybookDeed *deed)
{
  static const char *const actions[HENJI_N_ACTS]
      = { "case.address", "case.playbook-plan", "case.evidence", "case.label" };
  GtkWidget *button = gtk_button_new ();
  gboolean runs = henji_desk_plan_runs (self->detail, deed);
  g_autofree char *words = runs ? g_strdup_printf (_ ("%s: reminders are set"), word (deed->title))
                                : g_strdup (word (deed->title));
  GtkWidget *label = new_label (words, NULL);

  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  henji_pane_name (button, words);
  set_key (button, "deed", deed->id, NULL);
  /* The target first: an action without the one it asks for is complained about. */
  if (deed->act == HENJI_ACT_PLAN)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", deed->id);
  else if (deed->act == HENJI_ACT_ADDRESS)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  else if (deed->act == HENJI_ACT_EVIDENCE)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "pdf");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), actions[deed->act]);
  /* What no part of the desk offers has no action, and the button would be dead. */
  gtk_box_append (self->body, button);
  if (runs)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
      gtk_widget_set_sensitive (button, FALSE);
    }
  else
    gtk_widget_set_visible (button, gtk_widget_get_sensitive (button));
}

static void
source_clicked_cb (GtkWidget *button)
{
  henji_compat_open_page (button, g_object_get_data (G_OBJECT (button), "source"));
}

static void
add_warning (HenjiPlaybookCard *self, const HenjiWarning *warning)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name (warning->never ? "dialog-warning-symbolic"
                                                                  : "dialog-information-symbolic");
  GtkWidget *label = new_label (word (warning->words), NULL);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  if (warning->never)
    gtk_widget_add_css_class (image, "amber");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), label);
  if (warning->source != NULL)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("henji-external-link-symbolic");
      g_autofree char *name = g_strdup_printf (_ ("Where it is said: %s"), word (warning->words));

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "row-button");
      gtk_widget_set_valign (button, GTK_ALIGN_START);
      henji_pane_name (button, name);
      henji_pane_tooltip (button, warning->source);
      g_object_set_data (G_OBJECT (button), "source", warning->source);
      set_key (button, "source", warning->id, NULL);
      g_signal_connect (button, "clicked", G_CALLBACK (source_clicked_cb), NULL);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_box_append (self->body, row);
}

/* ---- The whole ------------------------------------------------------------------------------- */

static void
build (HenjiPlaybookCard *self)
{
  const HenjiPath *path = self->detail->path;

  add_heading (self, _ ("Find out"));
  if (path->quantities != NULL)
    gtk_box_append (self->body, henji_playbook_items_new (self->desk, self->detail));
  for (guint i = 0; i < path->steps->len; i++)
    add_step (self, &g_array_index (path->steps, HenjiStep, i));
  add_heading (self, _ ("Offer, in this order"));
  for (guint i = 0; i < path->deeds->len; i++)
    add_deed (self, henji_playbook_deed (path->playbook, g_array_index (path->deeds, guint, i)));
  for (guint i = 0; i < path->offers->len; i++)
    add_offer (self, i);
  add_heading (self, _ ("Mind"));
  for (guint i = 0; i < henji_playbook_n_warnings (path->playbook); i++)
    add_warning (self, henji_playbook_warning (path->playbook, i));
}

/* (transfer full): all that the body shows. */
static char *
describe (HenjiPlaybookCard *self)
{
  const HenjiPath *path = self->detail->path;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%p %" G_GINT64_FORMAT, (void *) path->playbook,
                          self->detail->case_->row);
  for (guint i = 0; path->quantities != NULL && i < path->quantities->len; i++)
    {
      const HenjiOrder *order = self->detail->orders->pdata[0];
      const HenjiOrderItem *item = order->items->pdata[i];

      g_string_append_printf (text, "|%d %d %s", path->items,
                              g_array_index (path->quantities, int, i), item->title);
    }
  for (guint i = 0; i < path->steps->len; i++)
    {
      const HenjiStep *step = &g_array_index (path->steps, HenjiStep, i);

      g_string_append_printf (text, "|%u %d %d", step->question, step->state, step->answer);
    }
  for (guint i = 0; i < path->offers->len; i++)
    {
      const HenjiPathOffer *offer = path->offers->pdata[i];

      g_string_append_printf (text, "|%u %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, offer->offer,
                              offer->risk, offer->cost->low, offer->cost->high);
    }
  for (guint i = 0; i < path->deeds->len; i++)
    {
      guint deed = g_array_index (path->deeds, guint, i);

      g_string_append_printf (
          text, "|%u %d", deed,
          henji_desk_plan_runs (self->detail, henji_playbook_deed (path->playbook, deed)));
    }

  return g_string_free (text, FALSE);
}

static GtkWidget *
find_key (GtkWidget *widget, const char *key)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), "key"), key) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_key (child, key);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* (transfer full) (nullable): the key of what has the keyboard in the body. */
static char *
focused_key (HenjiPlaybookCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body)))
    return NULL;

  return g_strdup (g_object_get_data (G_OBJECT (focus), "key"));
}

static void
rebuild (HenjiPlaybookCard *self)
{
  g_autofree char *wanted = NULL;
  g_autofree char *key = NULL;
  GtkWidget *child, *again;

  if (!is_open (self))
    return;
  wanted = describe (self);
  if (g_strcmp0 (wanted, self->built) == 0)
    return;

  key = focused_key (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->body))) != NULL)
    gtk_box_remove (self->body, child);
  build (self);
  g_free (self->built);
  self->built = g_steal_pointer (&wanted);
  again = key != NULL ? find_key (GTK_WIDGET (self->body), key) : NULL;
  if (again != NULL)
    gtk_widget_grab_focus (again);
}

/* "2 questions open · cheapest fair offer: about ¥818–1,058, partial refund" */
static void
show_summary (HenjiPlaybookCard *self)
{
  const HenjiPath *path = self->detail->path;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *name = NULL;

  if (path->n_open > 0)
    g_string_append_printf (words, ngettext ("%u question open", "%u questions open", path->n_open),
                            path->n_open);
  if (path->cheapest >= 0)
    {
      const HenjiPathOffer *offer = path->offers->pdata[path->cheapest];
      const char *title = word (henji_playbook_offer (path->playbook, offer->offer)->title);
      g_autofree char *cost = cost_words (offer->cost);

      if (words->len > 0)
        g_string_append (words, " · ");
      /* Translators: what an offer costs, the offer */
      g_string_append_printf (words, _ ("cheapest fair offer: %s, %s"), cost, title);
    }
  if (words->len == 0)
    g_string_append (words, _ ("nothing left to find out"));
  henji_pane_label (self->summary, words->str, HENJI_LANGUAGE_OTHER);
  henji_pane_tooltip (self->head, words->str);
  name = g_strdup_printf ("%s: %s", _ ("Playbook"), words->str);
  henji_pane_name (self->head, name);
}

void
henji_playbook_card_set_detail (HenjiPlaybookCard *self, HenjiCaseDetail *detail)
{
  g_return_if_fail (HENJI_IS_PLAYBOOK_CARD (self));

  if (detail != NULL)
    henji_case_detail_ref (detail);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  self->detail = detail;
  gtk_widget_set_visible (GTK_WIDGET (self), detail != NULL && detail->path != NULL);
  if (detail == NULL || detail->path == NULL)
    return;

  show_summary (self);
  rebuild (self);
}

static void
head_toggled_cb (HenjiPlaybookCard *self)
{
  gboolean open = is_open (self);

  gtk_image_set_from_icon_name (self->arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (self->scroller, open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_STATE_EXPANDED, open,
                               -1);
  if (open && self->detail != NULL && self->detail->path != NULL)
    rebuild (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
henji_playbook_card_toggle (HenjiPlaybookCard *self)
{
  g_return_if_fail (HENJI_IS_PLAYBOOK_CARD (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->head), !is_open (self));
  gtk_widget_grab_focus (self->head);
  if (is_open (self))
    gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
}

void
henji_playbook_card_set_desk (HenjiPlaybookCard *self, HenjiDesk *desk)
{
  g_return_if_fail (HENJI_IS_PLAYBOOK_CARD (self));

  g_set_object (&self->desk, desk);
}

/* ---- Size ------------------------------------------------------------------------------------ */

static GtkSizeRequestMode
henji_playbook_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The head, and of the body as much as it needs and there is room for. */
static void
henji_playbook_card_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  HenjiPlaybookCard *self = HENJI_PLAYBOOK_CARD (widget);
  int wanted;

  gtk_widget_measure (self->head, orientation, for_size, minimum, natural, NULL, NULL);
  if (!gtk_widget_get_visible (self->scroller))
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int body_minimum, body_natural;

      gtk_widget_measure (self->scroller, orientation, -1, &body_minimum, &body_natural, NULL,
                          NULL);
      *minimum = MAX (*minimum, body_minimum);
      *natural = MAX (*natural, body_natural);
      return;
    }
  gtk_widget_measure (GTK_WIDGET (self->body), orientation, for_size, NULL, &wanted, NULL, NULL);
  wanted = MIN (wanted, MAX_HEIGHT);
  *minimum += MIN (wanted, MIN_HEIGHT);
  *natural += wanted;
}

static void
henji_playbook_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HenjiPlaybookCard *self = HENJI_PLAYBOOK_CARD (widget);
  int head;

  gtk_widget_measure (self->head, GTK_ORIENTATION_VERTICAL, width, NULL, &head, NULL, NULL);
  gtk_widget_size_allocate (self->head, &(GtkAllocation){ 0, 0, width, head }, -1);
  if (gtk_widget_get_visible (self->scroller))
    gtk_widget_size_allocate (self->scroller,
                              &(GtkAllocation){ 0, head, width, MAX (height - head, 0) }, -1);
}

static void
henji_playbook_card_dispose (GObject *object)
{
  HenjiPlaybookCard *self = HENJI_PLAYBOOK_CARD (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  g_clear_pointer (&self->built, g_free);
  G_OBJECT_CLASS (henji_playbook_card_parent_class)->dispose (object);
}

static void
henji_playbook_card_class_init (HenjiPlaybookCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_playbook_card_dispose;
  widget_class->get_request_mode = henji_playbook_card_get_request_mode;
  widget_class->measure = henji_playbook_card_measure;
  widget_class->size_allocate = henji_playbook_card_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "playbookcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
henji_playbook_card_init (HenjiPlaybookCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (_ ("Playbook"));
  GtkWidget *summary = gtk_label_new (NULL);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-end-symbolic");
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (title, "strong");
  gtk_widget_add_css_class (summary, "caption-dim");
  gtk_label_set_ellipsize (GTK_LABEL (summary), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (summary), 0);
  gtk_widget_set_hexpand (summary, TRUE);
  self->arrow = GTK_IMAGE (arrow);
  self->summary = GTK_LABEL (summary);
  gtk_box_append (GTK_BOX (line), arrow);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), summary);
  self->head = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->head), line);
  gtk_widget_add_css_class (self->head, "flat");
  gtk_widget_add_css_class (self->head, "head");
  g_signal_connect_swapped (self->head, "toggled", G_CALLBACK (head_toggled_cb), self);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));

  self->body = GTK_BOX (body);
  gtk_widget_add_css_class (body, "body");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), body);
  gtk_widget_set_visible (self->scroller, FALSE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/* henji-order-cards.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-order-cards"

#include "config.h"

#include "henji-order-cards.h"

#include "henji-case-pane-text.h"
#include "henji-order-card.h"

#include <glib/gi18n-lib.h>

#define MAX_CARDS 8
#define MIN_HEIGHT 110 /* px */
#define MAX_HEIGHT 300

struct _HenjiOrderCards
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkBox *box;
  HenjiDesk *desk;
  HenjiSyncer *syncer; /* nullable */
};

enum
{
  HISTORY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiOrderCards, henji_order_cards, GTK_TYPE_WIDGET)

static void
history_cb (HenjiOrderCards *self)
{
  g_signal_emit (self, signals[HISTORY], 0);
}

/* The card after @card, or the first; made when there is none. */
static GtkWidget *
next_card (HenjiOrderCards *self, GtkWidget *card)
{
  GtkWidget *next = card != NULL ? gtk_widget_get_next_sibling (card)
                                 : gtk_widget_get_first_child (GTK_WIDGET (self->box));

  if (next == NULL)
    {
      next = GTK_WIDGET (henji_order_card_new (self->desk, self->syncer));
      g_signal_connect_swapped (next, "history", G_CALLBACK (history_cb), self);
      gtk_box_append (self->box, next);
    }

  return next;
}

static gboolean
has_order (GPtrArray *orders, const char *number)
{
  for (guint i = 0; i < orders->len; i++)
    if (g_strcmp0 (((const HenjiOrder *) orders->pdata[i])->order_id, number) == 0)
      return TRUE;

  return FALSE;
}

void
henji_order_cards_set_detail (HenjiOrderCards *self, HenjiCaseDetail *detail)
{
  char **numbers;
  GtkWidget *card = NULL;
  guint n = 0;

  g_return_if_fail (HENJI_IS_ORDER_CARDS (self));
  g_return_if_fail (detail != NULL);

  numbers = detail->case_->order_ids;
  for (guint i = 0; i < detail->orders->len && n < MAX_CARDS; i++, n++)
    {
      HenjiOrder *order = detail->orders->pdata[i];

      card = next_card (self, card);
      henji_order_card_set (HENJI_ORDER_CARD (card), detail, order, order->order_id, n == 0);
    }
  for (guint i = 0; numbers != NULL && numbers[i] != NULL && n < MAX_CARDS; i++)
    {
      if (has_order (detail->orders, numbers[i]))
        continue;
      card = next_card (self, card);
      henji_order_card_set (HENJI_ORDER_CARD (card), detail, NULL, numbers[i], n == 0);
      n++;
    }
  if (card == NULL)
    {
      card = next_card (self, NULL);
      henji_order_card_set (HENJI_ORDER_CARD (card), detail, NULL, NULL, TRUE);
    }

  while (gtk_widget_get_next_sibling (card) != NULL)
    gtk_box_remove (self->box, gtk_widget_get_next_sibling (card));
}

void
henji_order_cards_scroll_to_top (HenjiOrderCards *self)
{
  g_return_if_fail (HENJI_IS_ORDER_CARDS (self));

  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

GtkWidget *
henji_order_cards_get_history_button (HenjiOrderCards *self)
{
  GtkWidget *card;

  g_return_val_if_fail (HENJI_IS_ORDER_CARDS (self), NULL);

  card = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  return card != NULL ? henji_order_card_get_history_button (HENJI_ORDER_CARD (card)) : NULL;
}

void
henji_order_cards_set_desk (HenjiOrderCards *self, HenjiDesk *desk)
{
  g_return_if_fail (HENJI_IS_ORDER_CARDS (self));

  g_set_object (&self->desk, desk);
}

void
henji_order_cards_set_syncer (HenjiOrderCards *self, HenjiSyncer *syncer)
{
  g_return_if_fail (HENJI_IS_ORDER_CARDS (self));

  g_set_object (&self->syncer, syncer);
}

static GtkSizeRequestMode
henji_order_cards_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A scrolled window alone would ask for the height its child has at the smallest width, and lay
 * every text out for that. */
static void
henji_order_cards_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  HenjiOrderCards *self = HENJI_ORDER_CARDS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (self->scroller, orientation, for_size, minimum, natural, NULL, NULL);
  else
    {
      int wanted;

      gtk_widget_measure (GTK_WIDGET (self->box), orientation, for_size, NULL, &wanted, NULL, NULL);
      *natural = MIN (wanted, MAX_HEIGHT);
      *minimum = MIN (*natural, MIN_HEIGHT);
    }
}

static void
henji_order_cards_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (HENJI_ORDER_CARDS (widget)->scroller,
                            &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
henji_order_cards_dispose (GObject *object)
{
  HenjiOrderCards *self = HENJI_ORDER_CARDS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_object (&self->syncer);
  G_OBJECT_CLASS (henji_order_cards_parent_class)->dispose (object);
}

static void
henji_order_cards_class_init (HenjiOrderCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_order_cards_dispose;
  widget_class->get_request_mode = henji_order_cards_get_request_mode;
  widget_class->measure = henji_order_cards_measure;
  widget_class->size_allocate = henji_order_cards_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[HISTORY] = g_signal_new ("history", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
henji_order_cards_init (HenjiOrderCards *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->box = GTK_BOX (box);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  henji_pane_name (self, _ ("Order detail"));
}

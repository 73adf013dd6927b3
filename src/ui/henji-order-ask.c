/* henji-order-ask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-order-ask"

#include "config.h"

#include "henji-order-ask.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-desk-missing.h"

struct _HenjiOrderAsk
{
  GtkWidget parent_instance;

  HenjiDesk *desk;
  HenjiSyncer *syncer;      /* nullable */
  gulong changed_id;        /* of @syncer */
  char *order_id;           /* nullable */
  HenjiOrderMissed *missed; /* (nullable): until it was read */
  HenjiSyncerOrder state;   /* as it is shown */

  GtkLabel *words;
  GtkWidget *spinner;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (HenjiOrderAsk, henji_order_ask, GTK_TYPE_WIDGET)

static void
clicked_cb (HenjiOrderAsk *self)
{
  if (self->syncer != NULL && self->order_id != NULL)
    henji_syncer_ask_order (self->syncer, self->order_id);
}

/* ---- What it says ---------------------------------------------------------------------------- */

/* (transfer full): what came of asking for it. */
static char *
outcome_words (HenjiOrderAsk *self, const char *failure)
{
  const HenjiConnectionStatus *status = henji_syncer_get_status (self->syncer);
  g_autofree char *moment = NULL;

  if (failure != NULL)
    return g_strdup (failure);
  if (self->missed == NULL || self->missed->at == 0)
    return g_strdup (status->asks_missing ? _ ("The marketplace is asked for them shortly.")
                                          : _ ("The marketplace may know them."));
  moment = henji_pane_moment (self->missed->at, henji_desk_now (self->desk),
                              henji_desk_zone (self->desk));
  if (self->missed->reason != NULL)
    /* Translators: a time, and a sentence */
    return g_strdup_printf (_ ("Asked for %s. %s"), moment, self->missed->reason);

  /* Translators: %s is a time */
  return g_strdup_printf (_ ("The marketplace did not know the order %s."), moment);
}

static char *
free_words (HenjiOrderAsk *self, const char *failure)
{
  g_autofree char *outcome = outcome_words (self, failure);

  /* Translators: %s is a sentence: what came of asking for them */
  return g_strdup_printf (_ ("Order details are missing. %s"), outcome);
}

static char *
words_of (HenjiOrderAsk *self, const char *failure)
{
  if (self->order_id == NULL)
    return g_strdup (_ ("No order number is known for this case."));
  switch (self->state)
    {
    case HENJI_SYNCER_ORDER_FREE:
      return free_words (self, failure);
    case HENJI_SYNCER_ORDER_QUEUED:
      return g_strdup (_ ("Order details are missing. The marketplace is asked as soon as what is "
                          "being read is done."));
    case HENJI_SYNCER_ORDER_ASKED:
      return g_strdup (_ ("Asking the marketplace for the order…"));
    case HENJI_SYNCER_ORDER_NEVER:
    default:
      return g_strdup (_ ("This order is not in the desk yet. Import an order report to see its "
                          "items and address."));
    }
}

static void
show (HenjiOrderAsk *self)
{
  const char *failure = NULL;
  g_autofree char *words = NULL;

  self->state = self->syncer != NULL && self->order_id != NULL
                    ? henji_syncer_get_order (self->syncer, self->order_id, &failure)
                    : HENJI_SYNCER_ORDER_NEVER;
  words = words_of (self, failure);
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (self->spinner, self->state == HENJI_SYNCER_ORDER_ASKED);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->state == HENJI_SYNCER_ORDER_ASKED);
  gtk_widget_set_visible (self->button, self->state != HENJI_SYNCER_ORDER_NEVER);
  gtk_widget_set_sensitive (self->button, self->state == HENJI_SYNCER_ORDER_FREE);
}

/* ---- What the record knows ------------------------------------------------------------------- */

typedef struct
{
  GWeakRef owner;
  char *order_id;
} Reading;

static gpointer
missed_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_order_missed (desk, ((Reading *) data)->order_id, error);
}

static void
missed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (HenjiOrderAsk) self = g_weak_ref_get (&reading->owner);
  g_autoptr (HenjiOrderMissed) missed = NULL;

  missed = henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  if (self != NULL && missed != NULL && self->desk != NULL
      && g_strcmp0 (self->order_id, reading->order_id) == 0)
    {
      g_clear_pointer (&self->missed, henji_order_missed_unref);
      self->missed = g_steal_pointer (&missed);
      show (self);
    }
  g_weak_ref_clear (&reading->owner);
  g_free (reading->order_id);
  g_free (reading);
}

static void
read_missed (HenjiOrderAsk *self)
{
  Reading *reading;

  if (self->state == HENJI_SYNCER_ORDER_NEVER)
    return;
  reading = g_new0 (Reading, 1);
  g_weak_ref_init (&reading->owner, self);
  reading->order_id = g_strdup (self->order_id);
  henji_desk_run_async (self->desk, missed_func, reading, NULL,
                        (GDestroyNotify) henji_order_missed_unref, NULL, missed_cb, reading);
}

static void
changed_cb (HenjiOrderAsk *self)
{
  HenjiSyncerOrder before = self->state;

  show (self);
  if (self->state != before && self->state == HENJI_SYNCER_ORDER_FREE)
    read_missed (self);
}

/* It listens only while something is missing. */
static void
listen (HenjiOrderAsk *self, HenjiSyncer *syncer)
{
  if (self->syncer == syncer)
    return;
  if (self->syncer != NULL)
    g_clear_signal_handler (&self->changed_id, self->syncer);
  g_set_object (&self->syncer, syncer);
  if (syncer != NULL)
    self->changed_id = g_signal_connect_object (syncer, "changed", G_CALLBACK (changed_cb), self,
                                                G_CONNECT_SWAPPED);
}

void
henji_order_ask_set (HenjiOrderAsk *self, HenjiSyncer *syncer, const char *order_id)
{
  g_return_if_fail (HENJI_IS_ORDER_ASK (self));

  listen (self, order_id != NULL ? syncer : NULL);
  if (g_strcmp0 (self->order_id, order_id) != 0)
    {
      g_free (self->order_id);
      self->order_id = g_strdup (order_id);
      g_clear_pointer (&self->missed, henji_order_missed_unref);
    }
  show (self);
  read_missed (self);
}

/* ---- The object ------------------------------------------------------------------------------ */

static void
henji_order_ask_dispose (GObject *object)
{
  HenjiOrderAsk *self = HENJI_ORDER_ASK (object);

  listen (self, NULL);
  henji_pane_clear (GTK_WIDGET (self));
  g_clear_pointer (&self->order_id, g_free);
  g_clear_pointer (&self->missed, henji_order_missed_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_order_ask_parent_class)->dispose (object);
}

static void
henji_order_ask_class_init (HenjiOrderAskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_order_ask_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
henji_order_ask_init (HenjiOrderAsk *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_width_chars (self->words, 20);
  gtk_label_set_max_width_chars (self->words, 20);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-text");
  self->spinner = gtk_spinner_new ();
  gtk_box_append (GTK_BOX (row), self->spinner);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->words));
  self->button = gtk_button_new_with_label (_ ("Ask the Marketplace"));
  gtk_widget_add_css_class (self->button, "small");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

HenjiOrderAsk *
henji_order_ask_new (HenjiDesk *desk)
{
  HenjiOrderAsk *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_ORDER_ASK, NULL);
  self->desk = g_object_ref (desk);
  show (self);

  return self;
}

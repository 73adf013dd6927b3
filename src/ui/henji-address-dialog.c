/* henji-address-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-address-dialog"

#include "config.h"

#include "henji-address-dialog.h"

#include "henji-case-pane-text.h"
#include "henji-desk-address.h"

#include <glib/gi18n-lib.h>

#define NAME HENJI_N_ADDRESS_PARTS
#define N_ROWS (HENJI_N_ADDRESS_PARTS + 1)

struct _HenjiAddressDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *apply_button;
  GtkLabel *origin;
  GtkGrid *grid;
  GtkBox *faults;
  GtkWidget *completion;
  GtkLabel *completion_label;
  GtkWidget *complete_button;
  GtkLabel *advice;
  GtkLabel *fault;
  GtkLabel *olds[N_ROWS];
  GtkEditable *entries[N_ROWS];
  GtkLabel *states[N_ROWS];

  HenjiDesk *desk;
  HenjiCaseDetail *detail;
  char *order_id;                 /* nullable */
  HenjiAddressProposal *proposal; /* (nullable) until it is found */
  HenjiPostalCheck *check;        /* (nullable) of what is typed */
  gboolean filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiAddressDialog, henji_address_dialog, ADW_TYPE_WINDOW)

static const char *
caption_of (int row)
{
  switch (row)
    {
    case HENJI_ADDRESS_CODE:
      return _ ("Postal code");
    case HENJI_ADDRESS_STATE:
      return _ ("Prefecture or state");
    case HENJI_ADDRESS_CITY:
      return _ ("City");
    case HENJI_ADDRESS_STREET:
      return _ ("Street");
    case HENJI_ADDRESS_BUILDING:
      return _ ("Building");
    case NAME:
    default:
      return _ ("Name");
    }
}

static const char *
change_words (HenjiPartChange change)
{
  switch (change)
    {
    case HENJI_PART_SAME:
      return _ ("the same");
    case HENJI_PART_CHANGED:
      return _ ("changed");
    case HENJI_PART_ADDED:
      return _ ("added");
    case HENJI_PART_MISSING:
      return _ ("missing");
    case HENJI_PART_UNSURE:
      return _ ("compare by eye");
    case HENJI_PART_NONE:
    default:
      return "–";
    }
}

/* (transfer full) (nullable) */
static char *
typed (HenjiAddressDialog *self, int row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entries[row])));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* (transfer full): what stands in the entries, else what the proposal says. */
static HenjiAddress *
address_typed (HenjiAddressDialog *self)
{
  const HenjiAddress *is = self->proposal->is;
  HenjiAddress *address = henji_address_new ();

  address->name = typed (self, NAME);
  address->organisation = g_strdup (is->organisation);
  address->postal_code = typed (self, HENJI_ADDRESS_CODE);
  address->state = typed (self, HENJI_ADDRESS_STATE);
  address->city = typed (self, HENJI_ADDRESS_CITY);
  address->line1 = typed (self, HENJI_ADDRESS_STREET);
  address->line2 = typed (self, HENJI_ADDRESS_BUILDING);
  address->country = g_strdup (is->country);
  address->phone = g_strdup (is->phone);

  return address;
}

static void
set_fault (HenjiAddressDialog *self, const char *words)
{
  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static void
add_fault (HenjiAddressDialog *self, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (row, "strip-warning");
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->faults, row);
}

static void
set_state (HenjiAddressDialog *self, int row, HenjiPartChange change)
{
  GtkWidget *label = GTK_WIDGET (self->states[row]);

  gtk_label_set_text (self->states[row], change_words (change));
  gtk_widget_remove_css_class (label, "amber");
  if (change > HENJI_PART_SAME)
    gtk_widget_add_css_class (label, "amber");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries[row]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, change_words (change), -1);
}

/* What the list of postal codes can add to what is typed. */
static void
show_completion (HenjiAddressDialog *self, HenjiPostalCheck *check)
{
  const char *proposal = check != NULL ? check->proposal : NULL;
  g_autofree char *words = NULL;

  g_clear_pointer (&self->check, henji_postal_check_unref);
  self->check = check != NULL ? henji_postal_check_ref (check) : NULL;
  /* Translators: postal code and names of places, as they will be filled in */
  words = proposal != NULL ? g_strdup_printf (_ ("Missing, by Japan Post’s list: %s"), proposal)
                           : g_strdup ("");
  gtk_label_set_text (self->completion_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->complete_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_set_visible (self->completion, proposal != NULL);
}

static void
compare (HenjiAddressDialog *self)
{
  g_autoptr (HenjiAddress) address = address_typed (self);
  g_autoptr (HenjiAddressChange) change
      = henji_desk_compare_addresses (self->desk, self->proposal->was, address);
  const char *name = self->proposal->was->name;
  gboolean renamed = g_strcmp0 (name, address->name) != 0;
  GtkWidget *child;

  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    set_state (self, (int) i, change->changes[i]);
  set_state (self, NAME,
             name == NULL && address->name == NULL ? HENJI_PART_NONE
             : !renamed                            ? HENJI_PART_SAME
             : name == NULL                        ? HENJI_PART_ADDED
             : address->name == NULL               ? HENJI_PART_MISSING
                                                   : HENJI_PART_CHANGED);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->faults))) != NULL)
    gtk_box_remove (self->faults, child);
  for (guint i = 0; i < HENJI_N_ADDRESS_FAULTS; i++)
    if (change->sentences[i] != NULL)
      add_fault (self, change->sentences[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->faults),
                          gtk_widget_get_first_child (GTK_WIDGET (self->faults)) != NULL);
  show_completion (self, change->check);
  gtk_widget_set_sensitive (self->apply_button, henji_address_change_is_any (change) || renamed);
}

static void
edited_cb (HenjiAddressDialog *self)
{
  if (self->filling || self->proposal == NULL)
    return;
  set_fault (self, NULL);
  compare (self);
}

static void
complete_clicked_cb (HenjiAddressDialog *self)
{
  g_autoptr (HenjiPostalCheck) check = g_steal_pointer (&self->check);

  self->filling = TRUE;
  for (guint i = 0; check != NULL && i < HENJI_N_ADDRESS_PARTS; i++)
    if (check->parts[i] != NULL)
      gtk_editable_set_text (self->entries[i], check->parts[i]);
  self->filling = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[HENJI_ADDRESS_STREET]));
  compare (self);
}

/* ---- Filling --------------------------------------------------------------------------------- */

static void
set_row (HenjiAddressDialog *self, int row, const char *old, const char *new)
{
  henji_pane_label (self->olds[row], old != NULL ? old : "–", HENJI_LANGUAGE_OTHER);
  gtk_editable_set_text (self->entries[row], new != NULL ? new : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->entries[row]), TRUE);
}

static const HenjiOrder *
order_of (HenjiAddressDialog *self)
{
  for (guint i = 0; i < self->detail->orders->len; i++)
    {
      const HenjiOrder *order = self->detail->orders->pdata[i];

      if (g_strcmp0 (order->order_id, self->proposal->order_id) == 0)
        return order;
    }

  return NULL;
}

static void
show_words (HenjiAddressDialog *self)
{
  const HenjiAddressProposal *proposal = self->proposal;
  const HenjiOrder *order = order_of (self);
  const char *origin = _ ("The buyer has written no new address. Type it here.");

  if (proposal->applied)
    origin = _ ("This address is in the order's place already. It can be changed again.");
  else if (proposal->from_buyer)
    origin = _ ("From the buyer's mail. Please compare, and correct what was read wrongly.");
  gtk_label_set_text (self->origin, origin);
  gtk_label_set_text (
      self->advice,
      order != NULL && henji_order_is_shipped (order)
          ? _ ("It has left already. A new address serves a second parcel; the first goes where "
               "the order says.")
          : _ ("The order at the marketplace stays as it is. Sent elsewhere than it says, you may "
               "be unable to prove delivery."));
  adw_window_title_set_subtitle (self->title, proposal->order_id);
}

static void
fill (HenjiAddressDialog *self)
{
  const HenjiAddressChange *change = self->proposal->change;

  self->filling = TRUE;
  for (guint i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    set_row (self, (int) i, change->was->parts[i], change->is->parts[i]);
  set_row (self, NAME, self->proposal->was->name, self->proposal->is->name);
  self->filling = FALSE;
  show_words (self);
  compare (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[HENJI_ADDRESS_CODE]));
}

typedef struct
{
  HenjiCaseDetail *detail;
  char *order_id;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  henji_case_detail_unref (wanted->detail);
  g_free (wanted->order_id);
  g_free (wanted);
}

static gpointer
propose (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Wanted *wanted = data;

  return henji_desk_propose_address (desk, wanted->detail, wanted->order_id);
}

static void
proposed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiAddressDialog) self = data;
  g_autoptr (HenjiAddressProposal) proposal
      = henji_desk_run_finish (HENJI_DESK (object), result, NULL);

  if (proposal == NULL || self->desk == NULL)
    return;
  self->proposal = g_steal_pointer (&proposal);
  fill (self);
}

/* ---- Applying -------------------------------------------------------------------------------- */

typedef struct
{
  HenjiAddressDialog *dialog;
  gint64 case_row;
  char *order_id;
  HenjiAddress *address;
  gint64 event;
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->dialog);
  g_free (change->order_id);
  henji_address_unref (change->address);
  g_free (change);
}

static gpointer
apply (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;

  change->event = henji_desk_change_address (desk, change->case_row, change->order_id,
                                             change->address, error);

  return GINT_TO_POINTER (change->event != 0);
}

static void
applied_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Change *change = data;
  HenjiAddressDialog *self = change->dialog;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (object), result, &error);
  if (change->event != 0)
    {
      g_signal_emit (self, signals[CHANGED], 0, change->case_row, change->event);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (self->desk != NULL)
    {
      gtk_widget_set_sensitive (self->apply_button, TRUE);
      set_fault (self, error != NULL ? error->message : _ ("That did not work."));
    }
  change_free (change);
}

static void
apply_clicked_cb (HenjiAddressDialog *self)
{
  Change *change;

  if (self->proposal == NULL)
    return;

  change = g_new0 (Change, 1);
  change->dialog = g_object_ref (self);
  change->case_row = self->detail->case_->row;
  change->order_id = g_strdup (self->proposal->order_id);
  change->address = address_typed (self);
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  henji_desk_run_async (self->desk, apply, change, NULL, NULL, NULL, applied_cb, change);
}

/* ---- The window ------------------------------------------------------------------------------ */

static void
add_heading (HenjiAddressDialog *self, int column, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-dim");
  gtk_grid_attach (self->grid, label, column, 0, 1, 1);
}

static void
add_row (HenjiAddressDialog *self, int row, int place)
{
  GtkWidget *caption = gtk_label_new (caption_of (row));
  GtkWidget *old = gtk_label_new (NULL);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *state = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption-dim");
  gtk_label_set_xalign (GTK_LABEL (old), 0);
  gtk_label_set_wrap (GTK_LABEL (old), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (old), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (old), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (old), 22);
  gtk_label_set_selectable (GTK_LABEL (old), TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (old), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  caption, NULL, -1);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 18);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_set_sensitive (entry, FALSE);
  henji_pane_name (entry, caption_of (row));
  gtk_label_set_xalign (GTK_LABEL (state), 0);
  gtk_label_set_width_chars (GTK_LABEL (state), 13);
  gtk_widget_add_css_class (state, "caption-dim");
  g_signal_connect_object (entry, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->grid, caption, 0, place, 1, 1);
  gtk_grid_attach (self->grid, old, 1, place, 1, 1);
  gtk_grid_attach (self->grid, entry, 2, place, 1, 1);
  gtk_grid_attach (self->grid, state, 3, place, 1, 1);
  self->olds[row] = GTK_LABEL (old);
  self->entries[row] = GTK_EDITABLE (entry);
  self->states[row] = GTK_LABEL (state);
}

static void
henji_address_dialog_dispose (GObject *object)
{
  HenjiAddressDialog *self = HENJI_ADDRESS_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  g_clear_pointer (&self->order_id, g_free);
  g_clear_pointer (&self->proposal, henji_address_proposal_unref);
  g_clear_pointer (&self->check, henji_postal_check_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_ADDRESS_DIALOG);
  G_OBJECT_CLASS (henji_address_dialog_parent_class)->dispose (object);
}

static void
henji_address_dialog_class_init (HenjiAddressDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_address_dialog_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-address-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, origin);
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, grid);
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, faults);
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, completion);
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, completion_label);
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, complete_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, advice);
  gtk_widget_class_bind_template_child (widget_class, HenjiAddressDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, complete_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_address_dialog_init (HenjiAddressDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_heading (self, 1, _ ("Until now"));
  add_heading (self, 2, _ ("New"));
  add_row (self, NAME, 1);
  for (int i = 0; i < HENJI_N_ADDRESS_PARTS; i++)
    add_row (self, i, i + 2);
  gtk_widget_set_sensitive (self->apply_button, FALSE);
}

HenjiAddressDialog *
henji_address_dialog_new (HenjiDesk *desk, HenjiCaseDetail *detail, const char *order_id)
{
  HenjiAddressDialog *self;
  Wanted *wanted;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && detail != NULL, NULL);

  self = g_object_new (HENJI_TYPE_ADDRESS_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  self->detail = henji_case_detail_ref (detail);
  self->order_id = g_strdup (order_id);
  wanted = g_new0 (Wanted, 1);
  wanted->detail = henji_case_detail_ref (detail);
  wanted->order_id = g_strdup (order_id);
  henji_desk_run_async (desk, propose, wanted, (GDestroyNotify) wanted_free,
                        (GDestroyNotify) henji_address_proposal_unref, NULL, proposed_cb,
                        g_object_ref (self));

  return self;
}

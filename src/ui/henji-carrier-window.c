/* henji-carrier-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-carrier-window"

#include "config.h"

#include "henji-carrier-window-private.h"

#include <glib/gi18n-lib.h>

#include "henji-carrier-files-window.h"
#include "henji-case-pane-text.h"
#include "henji-time.h"
#include "henji-toast.h"

#define MAX_NOTES 3 /* lines */

G_DEFINE_FINAL_TYPE (HenjiCarrierWindow, henji_carrier_window, ADW_TYPE_WINDOW)

void
henji_carrier_window_toast (HenjiCarrierWindow *self, const char *words)
{
  henji_toast_say (self->toasts, words);
}

HenjiCarrierLayout *
henji_carrier_window_layout (HenjiCarrierWindow *self)
{
  GPtrArray *layouts = henji_desk_carriers (self->desk);
  guint chosen = adw_combo_row_get_selected (self->carrier_row);

  return chosen < layouts->len ? layouts->pdata[chosen] : NULL;
}

/* ---- The sheet --------------------------------------------------------------------------------
 */

static const char *
text_of (gpointer row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return *text != '\0' ? text : NULL;
}

static const char *
slot_of (HenjiCarrierWindow *self, const HenjiCarrierLayout *layout)
{
  guint chosen = adw_combo_row_get_selected (self->slot_row);

  return chosen > 0 && chosen <= layout->slots->len
             ? ((HenjiCarrierChoice *) layout->slots->pdata[chosen - 1])->id
             : NULL;
}

/* (transfer full): the parcels with the shop's number as it stands in the window now. */
static GPtrArray *
parcels_with_phone (HenjiCarrierWindow *self)
{
  GPtrArray *parcels = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_parcel_unref);

  for (guint i = 0; i < self->parcels->len; i++)
    {
      const HenjiParcel *from = self->parcels->pdata[i];
      HenjiParcel *to = henji_parcel_new ();

      to->kind = from->kind;
      to->case_row = from->case_row;
      to->case_uuid = g_strdup (from->case_uuid);
      to->order_id = g_strdup (from->order_id);
      to->rma = g_strdup (from->rma);
      to->buyer = from->buyer != NULL ? henji_address_ref (from->buyer) : NULL;
      to->buyer_phone = g_strdup (from->buyer_phone);
      to->shop = from->shop != NULL ? henji_address_ref (from->shop) : NULL;
      to->shop_phone = g_strdup (text_of (self->phone_row));
      to->contents = g_strdupv (from->contents);
      to->note = g_strdup (from->note);
      g_ptr_array_add (parcels, to);
    }

  return parcels;
}

static GHashTable *
answers_typed (HenjiCarrierWindow *self, const HenjiCarrierLayout *layout)
{
  GHashTable *answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < self->ask_rows->len && i < layout->asks->len; i++)
    g_hash_table_insert (
        answers, g_strdup (((HenjiCarrierChoice *) layout->asks->pdata[i])->id),
        g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->ask_rows->pdata[i]))));

  return answers;
}

/* (transfer full) (nullable): what is to be looked at, a line each, and forbids nothing. */
static char *
notes_of (HenjiCarrierWindow *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->parcels->len; i++)
    {
      const HenjiParcel *parcel = self->parcels->pdata[i];

      if (parcel->note == NULL || ++n > MAX_NOTES)
        continue;
      if (n > 1)
        g_string_append_c (out, '\n');
      /* Translators: the number of a row, a sentence about it */
      g_string_append_printf (out, _ ("Row %u: %s"), i + 1, parcel->note);
    }
  if (n > MAX_NOTES)
    g_string_append_printf (
        out, ngettext (" and %u more row", " and %u more rows", (gulong) (n - MAX_NOTES)),
        n - MAX_NOTES);

  return n > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static void
show_strip (HenjiCarrierWindow *self)
{
  guint n = self->sheet->faults->len;
  g_autofree char *notes = notes_of (self);
  g_autofree char *words = NULL;
  gboolean doubt = n > 0 || notes != NULL;

  if (self->sheet->n_rows == 0)
    words = g_strdup (_ ("There is no row to write."));
  else if (n == 0)
    words = g_strdup (_ ("Everything fits the carrier’s file."));
  else
    words = g_strdup_printf (ngettext ("%u cell cannot be written as it is.",
                                       "%u cells cannot be written as they are.", (gulong) n),
                             n);
  if (notes != NULL)
    {
      g_autofree char *both = g_strconcat (words, "\n", notes, NULL);

      gtk_label_set_text (self->strip_label, both);
    }
  else
    gtk_label_set_text (self->strip_label, words);
  henji_pane_tooltip (self->strip_label, notes);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->strip_icon),
                                doubt ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  gtk_widget_remove_css_class (self->strip, doubt ? "strip-note" : "strip-warning");
  gtk_widget_add_css_class (self->strip, doubt ? "strip-warning" : "strip-note");
  gtk_widget_set_visible (self->next_button, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "carrier.save",
                                 n == 0 && self->sheet->n_rows > 0);
}

static void
show_phones (HenjiCarrierWindow *self)
{
  guint n = self->sheet->n_phones;
  g_autofree char *words
      = n > 0 ? g_strdup_printf (ngettext ("The file holds the telephone number of %u buyer.",
                                           "The file holds the telephone numbers of %u buyers.",
                                           (gulong) n),
                                 n)
              : g_strdup (_ ("The shop’s number stands where the carrier needs one."));

  adw_action_row_set_subtitle (self->phones_row, words);
}

/* (transfer full): whose parcel each row is. */
static char **
heads_of (HenjiCarrierWindow *self)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();

  for (guint i = 0; i < self->parcels->len; i++)
    {
      const HenjiParcel *parcel = self->parcels->pdata[i];
      const char *name = parcel->buyer != NULL ? parcel->buyer->name : NULL;

      g_ptr_array_add (heads, g_strdup (name != NULL               ? name
                                        : parcel->order_id != NULL ? parcel->order_id
                                                                   : _ ("Unknown buyer")));
    }
  g_ptr_array_add (heads, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&heads), FALSE);
}

void
henji_carrier_window_update (HenjiCarrierWindow *self)
{
  HenjiCarrierLayout *layout = henji_carrier_window_layout (self);
  g_autofree char *today
      = henji_date_of (henji_desk_now (self->desk), henji_desk_zone (self->desk));
  g_autoptr (GHashTable) answers = NULL;
  g_autoptr (GPtrArray) parcels = NULL;
  g_auto (GStrv) heads = NULL;
  g_autofree char *words = NULL;
  HenjiCarrierOptions options = { .kind = self->kind, .today = today };

  if (layout == NULL || self->parcels == NULL || self->filling)
    return;
  answers = answers_typed (self, layout);
  parcels = parcels_with_phone (self);
  options.ship_date = text_of (self->ship_row);
  options.delivery_date = text_of (self->delivery_row);
  options.slot = slot_of (self, layout);
  options.contents = text_of (self->contents_row);
  options.phones = gtk_switch_get_active (self->phones_switch);
  options.answers = answers;
  g_clear_pointer (&self->sheet, henji_carrier_sheet_unref);
  self->sheet = henji_carrier_sheet_make (layout, parcels, &options, self->edits);

  heads = heads_of (self);
  henji_carrier_table_set_sheet (self->table, self->sheet, (const char *const *) heads);
  words = g_strdup_printf (ngettext ("%u row", "%u rows", (gulong) self->sheet->n_rows),
                           self->sheet->n_rows);
  adw_window_title_set_subtitle (self->title, words);
  show_strip (self);
  show_phones (self);
}

static void
changed_cb (HenjiCarrierWindow *self)
{
  if (self->desk != NULL)
    henji_carrier_window_update (self);
}

/* ---- Cells and rows ---------------------------------------------------------------------------
 */

static void
edited_cb (
    HenjiCarrierTable *table, guint row, guint column, const char *text, HenjiCarrierWindow *self)
{
  for (guint i = 0; i < self->edits->len; i++)
    {
      const HenjiCarrierEdit *edit = self->edits->pdata[i];

      if (edit->row == row && edit->column == column)
        {
          g_ptr_array_remove_index (self->edits, i);
          break;
        }
    }
  if (text != NULL)
    g_ptr_array_add (self->edits, henji_carrier_edit_new (row, column, text));
  henji_carrier_window_update (self);
}

static void
removed_cb (HenjiCarrierTable *table, guint row, HenjiCarrierWindow *self)
{
  if (row >= self->parcels->len)
    return;
  for (guint i = self->edits->len; i > 0; i--)
    {
      HenjiCarrierEdit *edit = self->edits->pdata[i - 1];

      if (edit->row == row)
        g_ptr_array_remove_index (self->edits, i - 1);
      else if (edit->row > row)
        edit->row--;
    }
  g_ptr_array_remove_index (self->parcels, row);
  henji_carrier_window_update (self);
}

/* ---- The carrier ------------------------------------------------------------------------------
 */

static void
add_ask (HenjiCarrierWindow *self, const HenjiCarrierLayout *layout, const HenjiCarrierChoice *ask)
{
  GtkWidget *row = adw_entry_row_new ();
  GHashTable *said = self->answers != NULL ? g_hash_table_lookup (self->answers, layout->id) : NULL;
  const char *answer = said != NULL ? g_hash_table_lookup (said, ask->id) : NULL;
  const char *title = henji_carrier_choice_title (ask, henji_pane_language ());

  if (answer == NULL)
    answer = ask->preset;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), answer != NULL ? answer : "");
  henji_pane_name (row, title);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (self->asks_group, row);
  g_ptr_array_add (self->ask_rows, row);
}

static void
fill_slots (HenjiCarrierWindow *self, const HenjiCarrierLayout *layout)
{
  g_autoptr (GtkStringList) slots = gtk_string_list_new (NULL);

  gtk_string_list_append (slots, _ ("Any time"));
  for (guint i = 0; i < layout->slots->len; i++)
    gtk_string_list_append (
        slots, henji_carrier_choice_title (layout->slots->pdata[i], henji_pane_language ()));
  adw_combo_row_set_model (self->slot_row, G_LIST_MODEL (slots));
}

void
henji_carrier_window_show_layout (HenjiCarrierWindow *self)
{
  HenjiCarrierLayout *layout = henji_carrier_window_layout (self);
  g_autofree char *unverified = NULL;
  g_autofree char *words = NULL;
  const char *note;

  if (layout == NULL)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < self->ask_rows->len; i++)
    adw_preferences_group_remove (self->asks_group, self->ask_rows->pdata[i]);
  g_ptr_array_set_size (self->ask_rows, 0);
  for (guint i = 0; i < layout->asks->len; i++)
    add_ask (self, layout, layout->asks->pdata[i]);
  fill_slots (self, layout);
  self->filling = FALSE;

  note = henji_carrier_layout_note (layout, henji_pane_language ());
  if (!layout->verified)
    /* Translators: %s is a month like 2026-11 */
    unverified = g_strdup_printf (
        _ ("The carrier’s own description of this file could not be checked (%s): look through the "
           "first file in the carrier’s program."),
        layout->checked);
  words = g_strdup_printf ("%s%s%s\n%s", note != NULL ? note : "", note != NULL ? "\n" : "",
                           unverified != NULL ? unverified : "",
                           _ ("A spreadsheet may change numbers when it saves the file: open it in "
                              "the carrier’s program alone."));
  gtk_label_set_text (self->note_label, words);
}

static void
carrier_changed_cb (HenjiCarrierWindow *self)
{
  if (self->desk == NULL || self->filling)
    return;
  /* Columns are others: what was mended in the old ones means nothing here. */
  g_ptr_array_set_size (self->edits, 0);
  henji_carrier_window_show_layout (self);
  henji_carrier_window_update (self);
}

static void
kind_changed_cb (HenjiCarrierWindow *self)
{
  HenjiParcelKind kind = (HenjiParcelKind) adw_combo_row_get_selected (self->kind_row);

  if (self->desk != NULL && !self->filling && kind != self->kind
      && (guint) kind < HENJI_N_PARCEL_KINDS)
    henji_carrier_window_load (self, kind, FALSE);
}

static void
next_clicked_cb (HenjiCarrierWindow *self)
{
  henji_carrier_table_next_fault (self->table);
}

/* ---- Actions ----------------------------------------------------------------------------------
 */

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_carrier_window_save (HENJI_CARRIER_WINDOW (widget), NULL);
}

static void
save_to_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_carrier_window_save (HENJI_CARRIER_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
files_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiCarrierWindow *self = HENJI_CARRIER_WINDOW (widget);
  GtkWidget *window = GTK_WIDGET (henji_carrier_files_window_new (self->desk));

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static gpointer
delete_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_delete_carrier_file (desk, *(gint64 *) data, error));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiCarrierWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk != NULL)
    henji_carrier_window_toast (self, error != NULL ? error->message : _ ("The file is deleted"));
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiCarrierWindow *self = HENJI_CARRIER_WINDOW (widget);
  gint64 row = g_variant_get_int64 (parameter);

  henji_desk_run_async (self->desk, delete_func, g_memdup2 (&row, sizeof row), g_free, NULL, NULL,
                        deleted_cb, g_object_ref (self));
}

/* ---- The object -------------------------------------------------------------------------------
 */

static gboolean
henji_carrier_window_close_request (GtkWindow *window)
{
  HenjiCarrierWindow *self = HENJI_CARRIER_WINDOW (window);

  if (self->desk != NULL)
    henji_carrier_window_keep (self);

  return GTK_WINDOW_CLASS (henji_carrier_window_parent_class)->close_request (window);
}

static void
henji_carrier_window_dispose (GObject *object)
{
  HenjiCarrierWindow *self = HENJI_CARRIER_WINDOW (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->case_rows, g_array_unref);
  g_clear_pointer (&self->parcels, g_ptr_array_unref);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->ask_rows, g_ptr_array_unref);
  g_clear_pointer (&self->sheet, henji_carrier_sheet_unref);
  g_clear_pointer (&self->folder, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_CARRIER_WINDOW);
  G_OBJECT_CLASS (henji_carrier_window_parent_class)->dispose (object);
}

static void
henji_carrier_window_class_init (HenjiCarrierWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HENJI_TYPE_CARRIER_TABLE);
  G_OBJECT_CLASS (klass)->dispose = henji_carrier_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_carrier_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-carrier-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiCarrierWindow, child)
  BIND (toasts);
  BIND (title);
  BIND (strip);
  BIND (strip_icon);
  BIND (strip_label);
  BIND (next_button);
  BIND (table);
  BIND (carrier_row);
  BIND (kind_row);
  BIND (ship_row);
  BIND (delivery_row);
  BIND (slot_row);
  BIND (contents_row);
  BIND (asks_group);
  BIND (phone_row);
  BIND (phones_row);
  BIND (phones_switch);
  BIND (note_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, carrier_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, removed_cb);
  gtk_widget_class_install_action (widget_class, "carrier.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "carrier.save-to", "s", save_to_cb);
  gtk_widget_class_install_action (widget_class, "carrier.files", NULL, files_cb);
  gtk_widget_class_install_action (widget_class, "carrier.delete", "x", delete_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "carrier.save",
                                       NULL);
}

static void
fill_combos (HenjiCarrierWindow *self)
{
  g_autoptr (GtkStringList) carriers = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  GPtrArray *layouts = henji_desk_carriers (self->desk);

  for (guint i = 0; i < layouts->len; i++)
    gtk_string_list_append (carriers,
                            henji_carrier_layout_title (layouts->pdata[i], henji_pane_language ()));
  for (guint i = 0; i < HENJI_N_PARCEL_KINDS; i++)
    gtk_string_list_append (kinds, henji_parcel_kind_title ((HenjiParcelKind) i));
  adw_combo_row_set_model (self->carrier_row, G_LIST_MODEL (carriers));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  adw_combo_row_set_selected (self->kind_row, self->kind);
}

static void
henji_carrier_window_init (HenjiCarrierWindow *self)
{
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_carrier_edit_free);
  self->ask_rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self->phones_switch, _ ("Write the buyers’ telephone numbers"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "carrier.save", FALSE);
}

HenjiCarrierWindow *
henji_carrier_window_new (HenjiDesk *desk,
                          const gint64 *case_rows,
                          guint n_cases,
                          HenjiParcelKind kind)
{
  HenjiCarrierWindow *self;
  g_autofree char *today = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && case_rows != NULL, NULL);

  self = g_object_new (HENJI_TYPE_CARRIER_WINDOW, NULL);
  self->desk = g_object_ref (desk);
  self->kind = kind;
  self->case_rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->case_rows, case_rows, n_cases);
  today = henji_date_of (henji_desk_now (desk), henji_desk_zone (desk));
  gtk_editable_set_text (GTK_EDITABLE (self->ship_row), today);
  fill_combos (self);
  self->filling = FALSE;
  henji_carrier_window_load (self, kind, TRUE);

  return self;
}

/* henji-window-documents.c: slips, address labels and packing lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-documents"

#include "config.h"

#include "henji-window-private.h"

#include "henji-label-window.h"

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;
  HenjiCaseDetail *detail = henji_window_get_detail (self);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  HenjiPrintable printable;
  const char *document;
  gint64 rma_row;

  g_variant_get (parameter, "(&sx)", &document, &rma_row);
  if (!henji_printable_from_id (document, &printable)
      || (printable != HENJI_PRINTABLE_PACKING_ALL && (detail == NULL || detail->support != NULL)))
    return;
  if (detail != NULL && detail->support == NULL)
    g_array_append_val (rows, detail->case_->row);
  henji_reply_pane_flush (self->reply);
  gtk_window_present (GTK_WINDOW (
      henji_label_window_new_for (self->desk, printable, rows, rma_row, GTK_WINDOW (self))));
}

void
henji_window_documents_install (HenjiWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "print", .activate = print_cb, .parameter_type = "(sx)" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "document", G_ACTION_GROUP (actions));
}

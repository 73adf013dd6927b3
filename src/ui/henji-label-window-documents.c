/* henji-label-window-documents.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which document is printed, and what the window asks about it.
 */
#define G_LOG_DOMAIN "henji-label-window-documents"

#include "config.h"

#include "henji-label-window-private.h"

#include "henji-case-pane-text.h"
#include "henji-desk-stocks.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id;
  const char *title;
  HenjiLabelKind kinds[2]; /* of a case; both the same: one */
} printables[HENJI_N_PRINTABLES] = {
  { "return", N_ ("Return Label"), { HENJI_LABEL_RETURN, HENJI_LABEL_RETURN } },
  { "pair", N_ ("Return Label and Slip"), { HENJI_LABEL_RETURN, HENJI_LABEL_SLIP } },
  { "slip", N_ ("Return Slip"), { HENJI_LABEL_SLIP, HENJI_LABEL_SLIP } },
  { "resend", N_ ("Address Label"), { HENJI_LABEL_RESEND, HENJI_LABEL_RESEND } },
  { "packing-case", N_ ("Packing List"), { 0 } },
  { "packing", N_ ("Packing List, All Orders"), { 0 } },
  { "test", N_ ("Test Page"), { 0 } },
};

const char *
henji_printable_id (HenjiPrintable printable)
{
  g_return_val_if_fail ((guint) printable < HENJI_N_PRINTABLES, "return");

  return printables[printable].id;
}

gboolean
henji_printable_from_id (const char *id, HenjiPrintable *printable)
{
  for (int i = 0; id != NULL && i < HENJI_N_PRINTABLES; i++)
    if (g_str_equal (id, printables[i].id))
      {
        *printable = i;
        return TRUE;
      }

  return FALSE;
}

HenjiPrintable
henji_printable_of (HenjiLabelKind kind)
{
  return kind == HENJI_LABEL_SLIP     ? HENJI_PRINTABLE_SLIP
         : kind == HENJI_LABEL_RESEND ? HENJI_PRINTABLE_RESEND
                                      : HENJI_PRINTABLE_LABEL;
}

const char *
henji_printable_title (HenjiPrintable printable)
{
  return _ (printables[printable].title);
}

guint
henji_printable_kinds (HenjiPrintable printable, const HenjiLabelKind **kinds)
{
  *kinds = printables[printable].kinds;

  return printable > HENJI_PRINTABLE_RESEND ? 0 : (*kinds)[0] == (*kinds)[1] ? 1 : 2;
}

gboolean
henji_printable_is_packing (HenjiPrintable printable)
{
  return printable == HENJI_PRINTABLE_PACKING || printable == HENJI_PRINTABLE_PACKING_ALL;
}

gboolean
henji_label_window_has_pages (HenjiLabelWindow *self)
{
  return self->printable > HENJI_PRINTABLE_RESEND;
}

/* ---- Stock ------------------------------------------------------------------------------------
 */

/* Each document has its own; that of the labels was there first. */
static const char *
stock_key (HenjiLabelWindow *self)
{
  return self->printable == HENJI_PRINTABLE_LABEL ? NULL : henji_printable_id (self->printable);
}

void
henji_label_window_keep_stock (HenjiLabelWindow *self)
{
  if (self->stock != NULL && self->printable != HENJI_PRINTABLE_TEST)
    henji_label_window_set_setting (self, "stock", stock_key (self), self->stock->id);
}

/* (transfer none): the id of the stock that the document was last printed on, else of one that
 * suits. A test page stays on the stock it is made for. */
static const char *
proposed_stock (HenjiLabelWindow *self)
{
  const char *id = henji_label_window_setting (self, "stock", stock_key (self));
  const char *first = self->stocks->len > 0 ? ((HenjiStock *) self->stocks->pdata[0])->id : "";

  if (self->printable == HENJI_PRINTABLE_TEST && self->stock != NULL)
    return self->stock->id;
  if (id != NULL && henji_desk_stock (self->desk, id) != NULL)
    return id;
  if (self->printable == HENJI_PRINTABLE_SLIP || henji_printable_is_packing (self->printable))
    return henji_desk_stock_for_paper (self->desk, self->marketplace)->id;
  id = henji_label_window_setting (self, "stock", NULL);

  return id != NULL ? id : first;
}

void
henji_label_window_propose_stock (HenjiLabelWindow *self)
{
  const char *id = proposed_stock (self);

  if (henji_printable_is_packing (self->printable))
    adw_combo_row_set_selected (self->paper_row, g_strcmp0 (id, "page-letter") == 0);
  else
    henji_label_window_choose_stock (self, id);
}

HenjiStock *
henji_label_window_listed_stock (HenjiLabelWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->stock_row);

  if (henji_printable_is_packing (self->printable))
    return henji_desk_stock_for_paper (
        self->desk, adw_combo_row_get_selected (self->paper_row) == 1 ? "amazon.com" : NULL);

  return selected < self->stocks->len ? self->stocks->pdata[selected] : NULL;
}

/* ---- Pages ------------------------------------------------------------------------------------
 */

int
henji_label_window_n_pages (HenjiLabelWindow *self)
{
  if (self->printable == HENJI_PRINTABLE_TEST)
    return self->stock != NULL ? 1 : 0;

  return self->packing != NULL ? henji_packing_n_pages (self->packing) : 0;
}

static void
draw_page (int page, cairo_t *cr, gpointer data)
{
  HenjiLabelWindow *self = data;

  if (self->printable == HENJI_PRINTABLE_TEST)
    henji_calibration_draw (self->stock, cr);
  else if (self->packing != NULL && page < henji_packing_n_pages (self->packing))
    henji_packing_draw (self->packing, page, cr);
}

void
henji_label_window_show_page (HenjiLabelWindow *self)
{
  int n = henji_label_window_n_pages (self);
  g_autofree char *words = NULL;

  henji_label_window_sheet_set_page (self->sheet, self->stock, self->page, draw_page, self);
  if (self->printable == HENJI_PRINTABLE_TEST)
    words = g_strdup (_ ("Print it on plain paper, then type in what you read on it"));
  else
    {
      int orders = self->order_ids != NULL ? (int) g_strv_length (self->order_ids) : 0;
      g_autofree char *count = g_strdup_printf (ngettext ("%d order", "%d orders", orders), orders);
      g_autofree char *pages = g_strdup_printf (ngettext ("%d page", "%d pages", n), n);

      /* Translators: "3 orders", "4 pages" */
      words = g_strdup_printf (_ ("%s on %s"), count, pages);
    }
  gtk_label_set_text (self->count_label, words);
}

/* ---- The rows ---------------------------------------------------------------------------------
 */

static void
show_document (HenjiLabelWindow *self)
{
  const char *title = henji_printable_title (self->printable);
  gboolean labels = !henji_label_window_has_pages (self);
  gboolean packing = henji_printable_is_packing (self->printable);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->stock_row), !packing);
  gtk_widget_set_visible (self->own_button, !packing);
  gtk_widget_set_visible (GTK_WIDGET (self->paper_row), packing);
  gtk_widget_set_visible (GTK_WIDGET (self->contents_row), packing);
  gtk_widget_set_visible (GTK_WIDGET (self->start_row), labels);
  gtk_widget_set_visible (GTK_WIDGET (self->copies_row), labels);
  gtk_widget_set_visible (GTK_WIDGET (self->language_row), labels);
  gtk_widget_set_visible (GTK_WIDGET (self->postage_row),
                          labels && self->printable != HENJI_PRINTABLE_RESEND);
  gtk_label_set_text (
      self->note_label,
      labels ? _ ("A PDF is printed at “actual size” (100 %). The label is no postage; the buyer’s "
                  "phone and mail address are never printed.")
             : _ ("A PDF is printed at “actual size” (100 %)."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.test-page",
                                 self->printable != HENJI_PRINTABLE_TEST);
}

void
henji_label_window_choose_document (HenjiLabelWindow *self, HenjiPrintable printable)
{
  gboolean updating = self->updating;

  self->printable = printable;
  self->updating = TRUE;
  adw_combo_row_set_selected (self->document_row, printable);
  self->updating = updating;
  show_document (self);
}

/* What is shown stays until the other document is there. */
static void
document_changed_cb (HenjiLabelWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->document_row);

  if (self->updating || selected >= HENJI_N_PRINTABLES)
    return;
  if (!self->loaded)
    {
      henji_label_window_choose_document (self, self->printable);
      return;
    }
  self->page = 0;
  henji_label_window_choose_document (self, selected);
  henji_label_window_clear (self);
  self->updating = TRUE;
  henji_label_window_propose_stock (self);
  self->updating = FALSE;
  henji_label_window_take_stock (self);
  henji_label_window_load (self, NULL, NULL);
}

static void
contents_changed_cb (HenjiLabelWindow *self)
{
  if (self->updating || !self->loaded)
    return;
  henji_label_window_clear (self);
  henji_label_window_take_stock (self);
  henji_label_window_keep_stock (self);
  henji_label_window_load (self, NULL, NULL);
}

static void
test_page_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_combo_row_set_selected (HENJI_LABEL_WINDOW (widget)->document_row, HENJI_PRINTABLE_TEST);
}

void
henji_label_window_init_documents (HenjiLabelWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) papers = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) contents = gtk_string_list_new (NULL);

  for (int i = 0; i < HENJI_N_PRINTABLES; i++)
    gtk_string_list_append (titles, henji_printable_title (i));
  adw_combo_row_set_model (self->document_row, G_LIST_MODEL (titles));
  gtk_string_list_append (papers, "A4");
  gtk_string_list_append (papers, _ ("Letter"));
  adw_combo_row_set_model (self->paper_row, G_LIST_MODEL (papers));
  gtk_string_list_append (contents, _ ("List and slips"));
  gtk_string_list_append (contents, _ ("List only"));
  gtk_string_list_append (contents, _ ("Slips only"));
  adw_combo_row_set_model (self->contents_row, G_LIST_MODEL (contents));
  show_document (self);
}

HenjiPackingJob
henji_label_window_packing_job (HenjiLabelWindow *self)
{
  guint contents = adw_combo_row_get_selected (self->contents_row);

  return (HenjiPackingJob){
    .language = henji_pane_language (),
    .letter = adw_combo_row_get_selected (self->paper_row) == 1,
    .list = contents != 2,
    .slips = contents != 1,
  };
}

void
henji_label_window_install_documents (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, document_changed_cb);
  gtk_widget_class_bind_template_callback (klass, contents_changed_cb);
  gtk_widget_class_install_action (klass, "label.test-page", NULL, test_page_action);
}

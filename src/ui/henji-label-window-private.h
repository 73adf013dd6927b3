/* henji-label-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-label-window.h"

#include <gtk/gtkunixprint.h>

#include "henji-desk-documents.h"
#include "henji-desk-printing.h"
#include "henji-label-window-sheet.h"

G_BEGIN_DECLS

/* A label of the job. */
typedef struct
{
  gint64 case_row;
  HenjiLabelKind kind;
  char *buyer;       /* nullable */
  HenjiLabel *label; /* (nullable) as the desk made it; %NULL with @fault */
  char *warning;     /* (nullable) the desk's */
  char *fault;       /* (nullable) why there is none, or why it cannot be printed */
  gboolean again;    /* as it was printed before: nothing of it is changed */
} HenjiLabelEntry;

void henji_label_entry_free (HenjiLabelEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiLabelEntry, henji_label_entry_free)

struct _HenjiLabelWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *save_button;
  GtkWidget *print_button;
  GtkWidget *print_label;
  GtkWidget *print_menu;
  GtkStack *stack;
  AdwStatusPage *refused;
  HenjiLabelWindowSheet *sheet;
  GtkLabel *count_label;
  GtkWidget *page_box;
  GtkWidget *before_button;
  GtkWidget *after_button;
  GtkLabel *page_label;
  GtkWidget *warning_strip;
  GtkLabel *warning_label;
  GtkWidget *address_button;
  GtkWidget *pdf_button;
  AdwComboRow *document_row;
  GtkWidget *labels_group;
  GtkListBox *labels_list;
  AdwExpanderRow *wanted_row;
  GtkWidget *add_all_button;
  GtkWidget *own_button;
  AdwComboRow *stock_row;
  AdwComboRow *paper_row;
  AdwComboRow *contents_row;
  AdwActionRow *start_row;
  GtkSpinButton *start_spin;
  GtkAdjustment *start_adjustment;
  AdwActionRow *length_row;
  GtkSpinButton *length_spin;
  GtkAdjustment *length_adjustment;
  GtkWidget *copies_row;
  GtkSpinButton *copies_spin;
  AdwComboRow *postage_row;
  AdwComboRow *language_row;
  AdwComboRow *printer_row;
  AdwActionRow *calibration_row;
  GtkWidget *test_button;
  GtkWidget *calibrate_button;
  GtkLabel *note_label;

  HenjiDesk *desk;
  GWeakRef parent; /* GtkWindow: it is told what happens after this one was closed */
  HenjiPrintable printable;
  GArray *cases;          /* (element-type gint64): in the job, be they loaded or not */
  gint64 rma_row;         /* of a single case's returns; 0: its newest */
  char *marketplace;      /* (nullable): of the first case */
  GPtrArray *entries;     /* (element-type HenjiLabelEntry) */
  GPtrArray *wanted;      /* (element-type HenjiLabelWanted): beside those */
  GPtrArray *wanted_rows; /* (element-type GtkWidget), borrowed */
  GPtrArray *stocks;      /* (element-type HenjiStock) as the row lists them */
  HenjiStock *stock;      /* (nullable): the chosen one, cut to its length */
  GPtrArray *shown;       /* (element-type HenjiLabel): what will be printed */
  HenjiLabelPages *pages; /* (nullable): of @shown on @stock */
  guint n_composed;       /* labels of @pages that were tried */
  guint compose_id;
  HenjiPacking *packing; /* (nullable) */
  char **order_ids;      /* (nullable): of @packing */
  int page;              /* 0-based, the one looked at */
  GHashTable *settings;  /* key -> value, as loaded or set since */
  GHashTable *calibrations;
  GPtrArray *printers; /* (element-type GtkPrinter) as the row lists them, after the first */
  gboolean looking;    /* for printers */
  char *refusal;       /* (nullable): why the printer did not take it */
  GCancellable *cancellable;
  gboolean loaded;         /* the settings are in */
  gboolean postage_chosen; /* by the seller; else each label keeps its own */
  gboolean choosing;       /* the file chooser is open */
  gboolean focused;        /* the keyboard was once led to what puts out */
  gboolean updating;
};

/* henji-label-window.c */
void henji_label_window_toast (HenjiLabelWindow *self, const char *words);
/* Says it in the main window when this one was closed. */
void henji_label_window_tell (HenjiLabelWindow *self, const char *words);
/* What will be printed on @printer (nullable): none is calibrated. Borrowed from the window. */
HenjiLabelJob henji_label_window_job (HenjiLabelWindow *self, const char *printer);
/* (transfer none): the name of a stock as the seller reads it. */
const char *henji_label_window_stock_title (const HenjiStock *stock);
/* Takes over what is known of the stock: the first cell that is free, its length. */
void henji_label_window_take_stock (HenjiLabelWindow *self);
/* Chooses the stock of this id, if it is there. */
void henji_label_window_choose_stock (HenjiLabelWindow *self, const char *id);
void henji_label_window_fill_stocks (HenjiLabelWindow *self);
/* Labels, stock or postage are others: everything is composed anew. */
void henji_label_window_compose (HenjiLabelWindow *self);
/* Only places have changed. */
void henji_label_window_update (HenjiLabelWindow *self);
/* Why it cannot be printed, or nothing more of it with %NULL. */
void henji_label_window_refuse (HenjiLabelWindow *self, const char *words);

/* Nothing of the document before is shown any more. */
void henji_label_window_clear (HenjiLabelWindow *self);

/* henji-label-window-documents.c: which document */
HenjiPrintable henji_printable_of (HenjiLabelKind kind);
const char *henji_printable_title (HenjiPrintable printable);
/* How many labels it has for a case, and their kinds; 0 of what is no label. */
guint henji_printable_kinds (HenjiPrintable printable, const HenjiLabelKind **kinds);
gboolean henji_printable_is_packing (HenjiPrintable printable);
/* Whether it has pages of its own instead of labels on a stock. */
gboolean henji_label_window_has_pages (HenjiLabelWindow *self);
int henji_label_window_n_pages (HenjiLabelWindow *self);
void henji_label_window_show_page (HenjiLabelWindow *self);
/* (transfer none) (nullable): what is chosen to print on, before it is cut. */
HenjiStock *henji_label_window_listed_stock (HenjiLabelWindow *self);
/* Chooses what the document was printed on last. */
void henji_label_window_propose_stock (HenjiLabelWindow *self);
void henji_label_window_keep_stock (HenjiLabelWindow *self);
void henji_label_window_choose_document (HenjiLabelWindow *self, HenjiPrintable printable);
/* Without its orders. */
HenjiPackingJob henji_label_window_packing_job (HenjiLabelWindow *self);
void henji_label_window_init_documents (HenjiLabelWindow *self);
void henji_label_window_install_documents (GtkWidgetClass *klass);

/* henji-label-window-load.c: settings, kept per stock, and the labels as the desk makes them */
/* @stock (nullable): its id */
void henji_label_window_set_setting (HenjiLabelWindow *self,
                                     const char *key,
                                     const char *stock,
                                     const char *value);
/* (nullable) */
const char *henji_label_window_setting (HenjiLabelWindow *self, const char *key, const char *stock);
/* Loads the labels of @rows (element-type gint64) in addition to those that are there, or all of
 * them anew with %NULL. @event (nullable): a label that was printed, instead. */
void henji_label_window_load (HenjiLabelWindow *self, const GArray *rows, const HenjiEvent *event);

/* henji-label-window-labels.c: which labels */
void henji_label_window_install_labels (GtkWidgetClass *klass);
void henji_label_window_init_labels (HenjiLabelWindow *self);
void henji_label_window_fill_labels (HenjiLabelWindow *self);

/* henji-label-window-stocks.c: own stocks */
void henji_label_window_install_stocks (GtkWidgetClass *klass);
/* Which of its commands make sense for the chosen stock. */
void henji_label_window_update_stocks (HenjiLabelWindow *self);

/* henji-label-window-printer.c: which printer, and how it is off */
void henji_label_window_install_printer (GtkWidgetClass *klass);
/* Looks for printers; they come one by one. */
void henji_label_window_find_printers (HenjiLabelWindow *self);
/* (transfer none) (nullable): %NULL asks in the dialog. */
GtkPrinter *henji_label_window_device (HenjiLabelWindow *self);
/* (transfer none) (nullable): its name. */
const char *henji_label_window_printer (HenjiLabelWindow *self);
void henji_label_window_update_printer (HenjiLabelWindow *self);

/* henji-label-window-output.c: print and save */
void henji_label_window_install_output (GtkWidgetClass *klass);
/* Whether there is something to put out; the first time the keyboard is led there. */
void henji_label_window_enable_output (HenjiLabelWindow *self, gboolean enabled);
/* There is no printer: the keyboard goes on to the PDF, if nobody has moved it. */
void henji_label_window_focus_pdf (HenjiLabelWindow *self);

G_END_DECLS

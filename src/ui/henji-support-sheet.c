/* henji-support-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-support-sheet"

#include "config.h"

#include "henji-support-sheet.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-desk-support.h"
#include "henji-sheet.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

enum
{
  JA,
  EN,
  N_SIDES
};

struct _HenjiSupportSheet
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *print_button;
  GtkWidget *pdf_button;
  GtkBox *blocks;

  HenjiDesk *desk;
  HenjiCaseDetail *detail;
  char *texts[N_SIDES]; /* (nullable) until the shop is known */
};

G_DEFINE_FINAL_TYPE (HenjiSupportSheet, henji_support_sheet, ADW_TYPE_WINDOW)

static void
toast (HenjiSupportSheet *self, const char *words)
{
  if (self->toasts != NULL)
    henji_toast_say (self->toasts, words);
}

/* (transfer full): on paper, the desk's language first. */
static HenjiSheet *
sheet_of (HenjiSupportSheet *self)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  const char *blocks[] = { self->texts[ja ? JA : EN], self->texts[ja ? EN : JA], NULL };

  return henji_sheet_new (_ ("Preparation Sheet"), blocks);
}

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  HenjiSupportSheet *self = user_data;
  int side = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "side"));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->texts[side]);
  toast (self, _ ("Sheet copied"));
}

/* ---- PDF --------------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiSupportSheet *sheet;
  char *path;
  GBytes *pdf;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->sheet);
  g_free (saving->path);
  g_clear_pointer (&saving->pdf, g_bytes_unref);
  g_free (saving);
}

static gpointer
save_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;

  /* The chooser has asked before it gave the name of a file that is there. */
  return GINT_TO_POINTER (henji_desk_save_mail (desk, saving->path, saving->pdf, TRUE, error));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (source), result, &error) != NULL)
    toast (saving->sheet, _ ("PDF saved"));
  else if (error != NULL)
    toast (saving->sheet, error->message);
  saving_free (saving);
}

static void
path_cb (const char *const *paths, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (HenjiSheet) sheet = NULL;

  if (paths == NULL || saving->sheet->desk == NULL)
    {
      saving_free (saving);
      return;
    }
  sheet = sheet_of (saving->sheet);
  saving->path = g_strdup (paths[0]);
  saving->pdf = henji_sheet_pdf (sheet);
  henji_desk_run_async (saving->sheet->desk, save_func, saving, NULL, NULL, NULL, saved_cb, saving);
}

static void
pdf_clicked_cb (HenjiSupportSheet *self)
{
  Saving *saving = g_new0 (Saving, 1);
  const char *id = self->detail->support->support_id;
  g_autofree char *name = g_strdup_printf ("case-%s.pdf", id != NULL ? id : "new");

  saving->sheet = g_object_ref (self);
  henji_compat_save_file (GTK_WINDOW (self), _ ("Save as PDF"),
                          g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS), name, path_cb,
                          saving);
}

/* ---- Printing ---------------------------------------------------------------------------------
 */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, HenjiSheet *sheet)
{
  gtk_print_operation_set_n_pages (operation, henji_sheet_n_pages (sheet));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, HenjiSheet *sheet)
{
  henji_sheet_draw (sheet, page, gtk_print_context_get_cairo_context (context));
}

static void
print_clicked_cb (HenjiSupportSheet *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GError) error = NULL;
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  HenjiSheet *sheet = sheet_of (self);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _ ("Preparation Sheet"));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), sheet);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), sheet);
  g_object_set_data_full (G_OBJECT (operation), "sheet", sheet, (GDestroyNotify) henji_sheet_free);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self),
                           &error);
  if (error != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Not printed: %s"), error->message);

      toast (self, words);
    }
}

/* ---- Showing ----------------------------------------------------------------------------------
 */

static void
add_block (HenjiSupportSheet *self, int side)
{
  HenjiLanguage language = side == JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (side == JA ? "日本語" : "English");
  GtkWidget *copy = gtk_button_new_with_label (_ ("Copy"));
  GtkWidget *text = gtk_label_new (NULL);
  g_autofree char *trimmed = g_strchomp (g_strdup (self->texts[side]));
  /* Translators: %s is a language */
  g_autofree char *name
      = g_strdup_printf (_ ("Copy the sheet in %s"), henji_language_title (language));

  gtk_widget_add_css_class (title, "strong");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (copy, "small");
  g_object_set_data (G_OBJECT (copy), "side", GINT_TO_POINTER (side));
  g_signal_connect (copy, "clicked", G_CALLBACK (copy_cb), self);
  henji_pane_name (copy, name);
  henji_pane_label (GTK_LABEL (text), trimmed, language);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), copy);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "sheet-block");
  gtk_box_append (self->blocks, box);
}

static gpointer
shop_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_shop (desk, error);
}

static void
shop_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiSupportSheet) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiShop) shop = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;

  if (self->desk == NULL)
    return; /* closed meanwhile */
  if (shop == NULL)
    {
      toast (self, error->message);
      return;
    }
  self->texts[JA] = henji_desk_support_sheet (self->desk, self->detail, shop, HENJI_LANGUAGE_JA);
  self->texts[EN] = henji_desk_support_sheet (self->desk, self->detail, shop, HENJI_LANGUAGE_EN);
  add_block (self, ja ? JA : EN);
  add_block (self, ja ? EN : JA);
  gtk_widget_set_sensitive (self->print_button, TRUE);
  gtk_widget_set_sensitive (self->pdf_button, TRUE);
}

static void
henji_support_sheet_dispose (GObject *object)
{
  HenjiSupportSheet *self = HENJI_SUPPORT_SHEET (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  for (int side = 0; side < N_SIDES; side++)
    g_clear_pointer (&self->texts[side], g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_SUPPORT_SHEET);
  G_OBJECT_CLASS (henji_support_sheet_parent_class)->dispose (object);
}

static void
henji_support_sheet_class_init (HenjiSupportSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_support_sheet_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-support-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, HenjiSupportSheet, toasts);
  gtk_widget_class_bind_template_child (widget_class, HenjiSupportSheet, print_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiSupportSheet, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiSupportSheet, blocks);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, pdf_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_support_sheet_init (HenjiSupportSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self->print_button, _ ("Print"));
  henji_pane_name (self->pdf_button, _ ("Save as PDF"));
  gtk_widget_set_sensitive (self->print_button, FALSE);
  gtk_widget_set_sensitive (self->pdf_button, FALSE);
}

HenjiSupportSheet *
henji_support_sheet_new (HenjiDesk *desk, HenjiCaseDetail *detail)
{
  HenjiSupportSheet *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);
  g_return_val_if_fail (detail != NULL && detail->support != NULL, NULL);

  self = g_object_new (HENJI_TYPE_SUPPORT_SHEET, NULL);
  self->desk = g_object_ref (desk);
  self->detail = henji_case_detail_ref (detail);
  henji_desk_run_async (desk, shop_func, NULL, NULL, (GDestroyNotify) henji_shop_unref, NULL,
                        shop_cb, g_object_ref (self));

  return self;
}

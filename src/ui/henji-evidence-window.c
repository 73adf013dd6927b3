/* henji-evidence-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-evidence-window"

#include "config.h"

#include "henji-evidence-window-private.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-desk-claim.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

#define DPI 120.0          /* of the page as it is shown */
#define PREVIEW_PIXELS 900 /* of a photo in it */
#define PREVIEW_QUALITY 80
#define PROGRESS_EVERY 100 /* ms */
#define FOLDER_SETTING "evidence.folder"

G_DEFINE_FINAL_TYPE (HenjiEvidenceWindow, henji_evidence_window, ADW_TYPE_WINDOW)

void
henji_evidence_window_toast (HenjiEvidenceWindow *self, const char *words)
{
  henji_toast_say (self->toasts, words);
}

static HenjiLanguage
language_of (HenjiEvidenceWindow *self)
{
  return adw_combo_row_get_selected (self->language_row) == 0 ? HENJI_LANGUAGE_JA
                                                              : HENJI_LANGUAGE_EN;
}

static HenjiEvidenceParts
parts_of (HenjiEvidenceWindow *self)
{
  static const HenjiEvidenceParts parts[HENJI_EVIDENCE_N_PARTS]
      = { HENJI_EVIDENCE_TIMELINE, HENJI_EVIDENCE_MESSAGES, HENJI_EVIDENCE_SHIPMENT,
          HENJI_EVIDENCE_PHOTOS, HENJI_EVIDENCE_POLICY };
  guint chosen = 0;

  for (guint i = 0; i < HENJI_EVIDENCE_N_PARTS; i++)
    if (gtk_switch_get_active (self->switches[i]))
      chosen |= parts[i];

  return chosen;
}

/* ---- Pages ------------------------------------------------------------------------------------
 */

/* The document made anew, or only another of its pages drawn: in the desk's thread. */
typedef struct
{
  HenjiEvidenceWindow *window;
  gint64 case_row;
  HenjiLanguage language;
  HenjiEvidenceParts parts;
  HenjiDocument *document; /* (nullable): to be made */
  HenjiPages *pages;
  int n_pages;
  int page;
  GdkTexture *texture;
  GCancellable *cancellable;
} Making;

static void
making_free (Making *making)
{
  g_object_unref (making->window);
  g_clear_pointer (&making->pages, henji_pages_free);
  g_clear_pointer (&making->document, henji_document_unref);
  g_clear_object (&making->texture);
  g_object_unref (making->cancellable);
  g_free (making);
}

static GdkTexture *
draw_page (const HenjiPages *pages, int page)
{
  int width = (int) (HENJI_DOCUMENT_WIDTH / 25.4 * DPI);
  int height = (int) (HENJI_DOCUMENT_HEIGHT / 25.4 * DPI);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  int stride;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, DPI / 72, DPI / 72);
  henji_pages_draw (pages, page, cr, PREVIEW_PIXELS, PREVIEW_QUALITY);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  /* The unused byte of RGB24 is made opaque. */
  for (guint8 *p = cairo_image_surface_get_data (surface), *end = p + (gsize) stride * height;
       p < end; p += 4)
    *(guint32 *) p |= 0xff000000u;
  bytes
      = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * height,
                                    (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static gpointer
make_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  if (making->document == NULL)
    making->document = henji_desk_evidence (desk, making->case_row, making->language, making->parts,
                                            cancellable, error);
  if (making->document == NULL)
    return NULL;
  making->pages = henji_pages_new (making->document, FALSE, cancellable);
  if (making->pages == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  making->n_pages = henji_pages_count (making->pages);
  making->page = CLAMP (making->page, 0, making->n_pages - 1);
  making->texture = draw_page (making->pages, making->page);

  return GINT_TO_POINTER (TRUE);
}

static void
show_page (HenjiEvidenceWindow *self, const Making *making)
{
  g_autofree char *words = g_strdup_printf (_ ("Page %d of %d"), making->page + 1, making->n_pages);

  self->page = making->page;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (making->texture));
  gtk_label_set_text (self->page_label, words);
  gtk_picture_set_alternative_text (self->picture, words);
  henji_pane_name (self->picture, words);
  gtk_widget_set_sensitive (self->previous_button, making->page > 0);
  gtk_widget_set_sensitive (self->next_button, making->page + 1 < making->n_pages);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.save", self->saving == NULL);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Making *making = data;
  HenjiEvidenceWindow *self = making->window;
  g_autoptr (GError) error = NULL;
  gboolean made = henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL;

  /* One that was called off is not shown any more. */
  if (making->cancellable == self->making)
    {
      g_clear_object (&self->making);
      gtk_widget_set_visible (self->spinner, FALSE);
      if (made)
        {
          g_clear_pointer (&self->document, henji_document_unref);
          self->document = henji_document_ref (making->document);
          show_page (self, making);
        }
      else if (error != NULL && !henji_desk_was_ended (error))
        henji_evidence_window_toast (self, error->message);
    }
  making_free (making);
}

/* @document (nullable): made anew when there is none. */
static void
make (HenjiEvidenceWindow *self, HenjiDocument *document, int page)
{
  Making *making = g_new0 (Making, 1);

  if (self->making != NULL)
    {
      g_cancellable_cancel (self->making);
      g_clear_object (&self->making);
    }
  self->making = g_cancellable_new ();
  making->window = g_object_ref (self);
  making->case_row = self->case_row;
  making->language = language_of (self);
  making->parts = parts_of (self);
  making->document = document != NULL ? henji_document_ref (document) : NULL;
  making->page = page;
  making->cancellable = g_object_ref (self->making);
  gtk_widget_set_visible (self->spinner, TRUE);
  henji_desk_run_async (self->desk, make_func, making, NULL, NULL, self->making, made_cb, making);
}

static void
changed_cb (HenjiEvidenceWindow *self)
{
  if (self->updating || self->detail == NULL)
    return;
  g_clear_pointer (&self->document, henji_document_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.save", FALSE);
  make (self, NULL, self->page);
}

static void
files_changed_cb (HenjiEvidenceWindow *self)
{
  if (!self->updating)
    henji_evidence_window_show_text (self);
}

static void
page_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiEvidenceWindow *self = HENJI_EVIDENCE_WINDOW (widget);

  if (self->document != NULL)
    make (self, self->document, self->page + g_variant_get_int32 (parameter));
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiEvidenceWindow *window;
  HenjiDocument *document;
  gint64 case_row;
  char *path;
  HenjiDocumentSaved saved;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->window);
  henji_document_unref (saving->document);
  g_free (saving->path);
  g_free (saving);
}

/* In the desk's thread. */
static void
progress_cb (int page, int n_pages, gpointer data)
{
  HenjiEvidenceWindow *self = ((Saving *) data)->window;

  g_atomic_int_set (&self->total, n_pages);
  g_atomic_int_set (&self->done, page);
}

static gpointer
save_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;
  g_autofree char *folder = g_path_get_dirname (saving->path);

  if (henji_desk_save_evidence (desk, saving->case_row, saving->document, saving->path, progress_cb,
                                saving, cancellable, &saving->saved, error)
      == 0)
    return NULL;
  henji_desk_set_setting (desk, FOLDER_SETTING, folder, NULL);

  return GINT_TO_POINTER (TRUE);
}

static gboolean
show_progress_cb (gpointer data)
{
  HenjiEvidenceWindow *self = data;
  int total = g_atomic_int_get (&self->total), done = g_atomic_int_get (&self->done);
  g_autofree char *words = NULL;

  if (total == 0)
    return G_SOURCE_CONTINUE;
  words = g_strdup_printf (_ ("Page %d of %d"), done + 1, total);
  gtk_progress_bar_set_fraction (self->progress, (double) done / total);
  gtk_progress_bar_set_text (self->progress, words);

  return G_SOURCE_CONTINUE;
}

static void
end_saving (HenjiEvidenceWindow *self)
{
  g_clear_object (&self->saving);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  gtk_widget_set_visible (self->progress_box, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.save", self->document != NULL);
}

static void
show_saved (HenjiEvidenceWindow *self, const Saving *saving)
{
  const HenjiDocumentSaved *saved = &saving->saved;
  g_autofree char *name = g_filename_display_basename (saving->path);
  g_autofree char *size = g_format_size ((guint64) saved->size);
  /* Translators: a file's name, its number of pages, its size */
  g_autofree char *words = g_strdup_printf (
      ngettext ("Saved as %s: %d page, %s.", "Saved as %s: %d pages, %s.", saved->n_pages), name,
      saved->n_pages, size);
  g_autofree char *whole = g_strconcat (
      words, saved->shrunk ? " " : "",
      saved->shrunk ? _ ("The photos had to be made smaller to stay within the limit.") : "",
      saved->too_large ? " " : "",
      saved->too_large ? _ ("It is still too large to be attached: leave something out.") : "",
      NULL);

  henji_pane_label (self->result_label, whole, henji_pane_language ());
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), TRUE);
  henji_evidence_window_toast (self, words);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  HenjiEvidenceWindow *self = saving->window;
  g_autoptr (GError) error = NULL;
  gboolean saved = henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL;

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      end_saving (self);
      if (saved)
        show_saved (self, saving);
      else if (henji_desk_was_ended (error))
        henji_evidence_window_toast (self, _ ("Not saved: it was cancelled."));
      else
        {
          g_autofree char *words = g_strdup_printf (_ ("PDF not saved: %s"), error->message);

          henji_evidence_window_toast (self, words);
        }
    }
  saving_free (saving);
}

static void
save_to (HenjiEvidenceWindow *self, const char *path)
{
  Saving *saving;

  if (self->document == NULL || self->saving != NULL)
    return;
  saving = g_new0 (Saving, 1);
  saving->window = g_object_ref (self);
  saving->document = henji_document_ref (self->document);
  saving->case_row = self->case_row;
  saving->path
      = g_str_has_suffix (path, ".pdf") ? g_strdup (path) : g_strconcat (path, ".pdf", NULL);
  self->saving = g_cancellable_new ();
  g_atomic_int_set (&self->total, 0);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, "");
  gtk_widget_set_visible (self->progress_box, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.save", FALSE);
  self->progress_id = g_timeout_add (PROGRESS_EVERY, show_progress_cb, self);
  henji_desk_run_async (self->desk, save_func, saving, NULL, NULL, self->saving, saved_cb, saving);
}

static void
path_chosen_cb (const char *const *paths, gpointer data)
{
  g_autoptr (HenjiEvidenceWindow) self = data;

  self->choosing = FALSE;
  if (paths != NULL && !g_cancellable_is_cancelled (self->cancellable))
    save_to (self, paths[0]);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiEvidenceWindow *self = HENJI_EVIDENCE_WINDOW (widget);
  const HenjiClaim *claim;
  const char *order = NULL;
  g_autofree char *name = NULL;

  if (self->document == NULL || self->choosing)
    return;
  claim = henji_desk_claim_of (self->detail);
  if (claim != NULL)
    order = claim->order_id;
  if (order == NULL && self->detail->case_->order_ids != NULL)
    order = self->detail->case_->order_ids[0];
  /* Translators: the suggested name of a file; %s is an order number */
  name = g_strdup_printf (_ ("%s evidence.pdf"), order != NULL ? order : "");
  g_strdelimit (g_strstrip (name), "/\\", '-');
  self->choosing = TRUE;
  henji_compat_save_file (GTK_WINDOW (self), _ ("Save PDF"), self->folder, name, path_chosen_cb,
                          g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiEvidenceWindow *self = HENJI_EVIDENCE_WINDOW (widget);

  if (self->saving != NULL)
    g_cancellable_cancel (self->saving);
}

/* ---- Loading ----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiEvidenceWindow *window;
  gint64 case_row;
  HenjiCaseDetail *detail;
  char *folder;
} Loading;

static gpointer
load_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  loading->folder = henji_desk_setting (desk, FOLDER_SETTING, NULL);
  loading->detail = henji_desk_case_detail (desk, loading->case_row, error);

  return loading->detail != NULL ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Loading *loading = data;
  HenjiEvidenceWindow *self = loading->window;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) == NULL)
    {
      if (!henji_desk_was_ended (error))
        henji_evidence_window_toast (self, error->message);
    }
  else if (!g_cancellable_is_cancelled (self->cancellable))
    {
      self->detail = g_steal_pointer (&loading->detail);
      self->folder = g_steal_pointer (&loading->folder);
      self->updating = TRUE;
      adw_combo_row_set_selected (
          self->language_row,
          henji_desk_evidence_language (self->desk, self->detail) == HENJI_LANGUAGE_JA ? 0 : 1);
      self->updating = FALSE;
      /* Without a claim there is no box to fill in. */
      if (henji_desk_claim_of (self->detail) == NULL)
        {
          adw_view_stack_set_visible_child_name (self->stack, "pdf");
          adw_view_stack_page_set_visible (
              adw_view_stack_get_page (self->stack,
                                       adw_view_stack_get_child_by_name (self->stack, "text")),
              FALSE);
        }
      make (self, NULL, 0);
      henji_evidence_window_show_text (self);
    }
  g_object_unref (loading->window);
  g_clear_pointer (&loading->detail, henji_case_detail_unref);
  g_free (loading->folder);
  g_free (loading);
}

static void
henji_evidence_window_dispose (GObject *object)
{
  HenjiEvidenceWindow *self = HENJI_EVIDENCE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_object (&self->saving);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  henji_evidence_window_clear_text (self);
  self->updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_EVIDENCE_WINDOW);
  G_OBJECT_CLASS (henji_evidence_window_parent_class)->dispose (object);
}

static void
henji_evidence_window_finalize (GObject *object)
{
  HenjiEvidenceWindow *self = HENJI_EVIDENCE_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  g_clear_pointer (&self->document, henji_document_unref);
  g_free (self->folder);
  G_OBJECT_CLASS (henji_evidence_window_parent_class)->finalize (object);
}

static void
henji_evidence_window_class_init (HenjiEvidenceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const parts[HENJI_EVIDENCE_N_PARTS]
      = { "timeline_switch", "messages_switch", "shipment_switch", "photos_switch",
          "policy_switch" };
  static const char *const ids[] = { "ja", "en" };

  G_OBJECT_CLASS (klass)->dispose = henji_evidence_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_evidence_window_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-evidence-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiEvidenceWindow, child)
  BIND (toasts);
  BIND (save_button);
  BIND (stack);
  BIND (picture);
  BIND (previous_button);
  BIND (next_button);
  BIND (page_label);
  BIND (spinner);
  BIND (language_row);
  BIND (progress_box);
  BIND (progress);
  BIND (result_label);
  BIND (files_switch);
#undef BIND
  for (guint i = 0; i < HENJI_EVIDENCE_N_PARTS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, parts[i], FALSE,
                                               G_STRUCT_OFFSET (HenjiEvidenceWindow, switches)
                                                   + i * sizeof (GtkSwitch *));
  for (guint i = 0; i < 2; i++)
    {
      static const struct
      {
        const char *name;
        gsize offset;
      } members[] = {
        { "view", G_STRUCT_OFFSET (HenjiEvidenceSide, view) },
        { "count", G_STRUCT_OFFSET (HenjiEvidenceSide, count) },
        { "findings", G_STRUCT_OFFSET (HenjiEvidenceSide, findings) },
        { "copy", G_STRUCT_OFFSET (HenjiEvidenceSide, copy) },
      };

      for (guint k = 0; k < G_N_ELEMENTS (members); k++)
        {
          g_autofree char *id = g_strdup_printf ("%s_%s", ids[i], members[k].name);

          gtk_widget_class_bind_template_child_full (
              widget_class, g_intern_string (id), FALSE,
              (gssize) (G_STRUCT_OFFSET (HenjiEvidenceWindow, sides)
                        + i * sizeof (HenjiEvidenceSide) + members[k].offset));
        }
    }
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, files_changed_cb);

  gtk_widget_class_install_action (widget_class, "evidence.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "evidence.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "evidence.page", "i", page_action);
  henji_evidence_window_install_text (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "evidence.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "evidence.page", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "evidence.page", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_evidence_window_init (HenjiEvidenceWindow *self)
{
  g_autoptr (GtkStringList) languages = gtk_string_list_new (NULL);
  const char *names[HENJI_EVIDENCE_N_PARTS]
      = { _ ("What happened"), _ ("Messages, word for word"), _ ("Shipment and return"),
          _ ("Photos"), _ ("Marketplace policy") };

  self->cancellable = g_cancellable_new ();
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (languages, "日本語");
  gtk_string_list_append (languages, "English");
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (languages));
  for (guint i = 0; i < HENJI_EVIDENCE_N_PARTS; i++)
    henji_pane_name (self->switches[i], names[i]);
  henji_pane_name (self->save_button, _ ("Save PDF"));
  henji_pane_name (self->previous_button, _ ("Page before"));
  henji_pane_name (self->next_button, _ ("Next page"));
  henji_evidence_window_init_text (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.save", FALSE);
  self->updating = FALSE;
}

HenjiEvidenceWindow *
henji_evidence_window_new (HenjiDesk *desk, gint64 case_row, gboolean text)
{
  HenjiEvidenceWindow *self;
  Loading *loading;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_EVIDENCE_WINDOW, NULL);
  self->desk = g_object_ref (desk);
  self->case_row = case_row;
  adw_view_stack_set_visible_child_name (self->stack, text ? "text" : "pdf");
  loading = g_new0 (Loading, 1);
  loading->window = g_object_ref (self);
  loading->case_row = case_row;
  henji_desk_run_async (desk, load_func, loading, NULL, NULL, self->cancellable, loaded_cb,
                        loading);

  return self;
}

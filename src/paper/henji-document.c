/* henji-document.c: what a document holds, and its PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-document"

#include "config.h"

#include "henji-document-private.h"

#include "henji-pdf-file.h"
#include "henji-picture.h"

#include <string.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#define MAX_WORDS 200      /* characters of a heading */
#define MAX_CAPTION 100    /* of a caption beside a fact */
#define MAX_PARAGRAPH 3000 /* bytes: a longer one is laid out in parts, to stay quick */

static void
block_free (HenjiBlock *block)
{
  g_free (block->text);
  g_free (block->caption);
  g_free (block);
}

/* (transfer full): at most @n characters of @text, which is nobody's message. */
static char *
shorten (char *text, glong n)
{
  g_autofree char *whole = text;
  g_autofree char *head = NULL;

  if (g_utf8_strlen (whole, -1) <= n)
    return g_steal_pointer (&whole);
  head = g_utf8_substring (whole, 0, n);

  return g_strconcat (head, "…", NULL);
}

/* (transfer full): valid UTF-8 of one paragraph: no control characters, no direction overrides. */
static char *
clean (const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", text != NULL ? length : 0);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        g_string_append_c (out, ' ');
      else if (!g_unichar_iscntrl (c) && c != 0xfeff && c != 0x061c && c != 0x200e && c != 0x200f
               && !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069))
        g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

HenjiDocument *
henji_document_new (HenjiLanguage language, const char *title, const char *head)
{
  HenjiDocument *self = g_new0 (HenjiDocument, 1);
  HenjiBlock *block = g_new0 (HenjiBlock, 1);

  self->n_refs = 1;
  self->language = language;
  self->title = shorten (clean (title, -1), MAX_WORDS);
  self->head = shorten (clean (head, -1), MAX_WORDS);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  block->type = HENJI_BLOCK_TITLE;
  block->text = g_strdup (self->title);
  block->language = language;
  g_ptr_array_add (self->blocks, block);

  return self;
}

HenjiDocument *
henji_document_ref (HenjiDocument *self)
{
  g_atomic_int_inc (&self->n_refs);

  return self;
}

void
henji_document_unref (HenjiDocument *self)
{
  if (!g_atomic_int_dec_and_test (&self->n_refs))
    return;
  if (self->load_data_free != NULL)
    self->load_data_free (self->load_data);
  g_ptr_array_unref (self->blocks);
  g_free (self->title);
  g_free (self->head);
  g_free (self);
}

static HenjiBlock *
add (HenjiDocument *self, HenjiBlockType type, const char *text, HenjiLanguage language)
{
  HenjiBlock *block = g_new0 (HenjiBlock, 1);

  block->type = type;
  block->text = clean (text, -1);
  block->language = language;
  g_ptr_array_add (self->blocks, block);

  return block;
}

void
henji_document_add_heading (HenjiDocument *self, const char *text)
{
  g_autofree char *words = shorten (clean (text, -1), MAX_WORDS);

  add (self, HENJI_BLOCK_HEADING, words, self->language);
}

/* Where a part of at most %MAX_PARAGRAPH bytes ends: at a blank or after a full stop where there is
 * one in its second half, never inside a character. */
static gsize
part_length (const char *text, gsize length)
{
  gsize end = MAX_PARAGRAPH;

  if (length <= MAX_PARAGRAPH)
    return length;
  for (gsize i = MAX_PARAGRAPH; i > MAX_PARAGRAPH / 2; i--)
    if (text[i - 1] == ' ' || (i >= 3 && memcmp (text + i - 3, "。", 3) == 0))
      return i;
  while (end > 0 && (text[end] & 0xC0) == 0x80)
    end--;

  return end > 0 ? end : length;
}

static void
add_lines (HenjiDocument *self,
           HenjiBlockType type,
           gboolean ours,
           const char *body,
           HenjiLanguage language)
{
  g_autofree char *valid = g_utf8_make_valid (body != NULL ? body : "", -1);
  g_auto (GStrv) lines = NULL;
  guint n;

  g_strchomp (valid);
  lines = g_strsplit (valid, "\n", -1);
  n = g_strv_length (lines);
  for (guint i = 0; i < n; i++)
    {
      const char *rest = lines[i];

      do
        {
          gsize length = part_length (rest, strlen (rest));
          g_autofree char *part = g_strndup (rest, length);

          add (self, type, part, language)->ours = ours;
          rest += length;
        }
      while (*rest != '\0');
    }
}

void
henji_document_add_fact (HenjiDocument *self, const char *caption, const char *value)
{
  guint first = self->blocks->len;

  add_lines (self, HENJI_BLOCK_FACT, FALSE, value, self->language);
  ((HenjiBlock *) g_ptr_array_index (self->blocks, first))->caption
      = shorten (clean (caption, -1), MAX_CAPTION);
}

void
henji_document_add_note (HenjiDocument *self, const char *text)
{
  add_lines (self, HENJI_BLOCK_NOTE, FALSE, text, self->language);
}

void
henji_document_add_shrunk_note (HenjiDocument *self, const char *text)
{
  add (self, HENJI_BLOCK_NOTE, text, self->language)->only_shrunk = TRUE;
}

void
henji_document_add_message (HenjiDocument *self,
                            gboolean ours,
                            const char *who,
                            const char *when,
                            const char *body,
                            HenjiLanguage language,
                            const char *other_title,
                            const char *other)
{
  g_autofree char *speaker = shorten (clean (who, -1), MAX_WORDS);
  HenjiBlock *block = add (self, HENJI_BLOCK_SPEAKER, speaker, self->language);

  block->caption = shorten (clean (when, -1), 30);
  block->ours = ours;
  add_lines (self, HENJI_BLOCK_BODY, ours, body, language);
  if (other != NULL && *other != '\0')
    {
      g_autofree char *whole = g_strconcat (other_title, "\n", other, NULL);

      add_lines (self, HENJI_BLOCK_OTHER, ours, whole,
                 language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA);
    }
}

void
henji_document_add_picture (HenjiDocument *self, const char *id, double aspect, const char *caption)
{
  g_autofree char *words = shorten (clean (caption, -1), MAX_WORDS);
  HenjiBlock *block = add (self, HENJI_BLOCK_PICTURE, words, self->language);

  block->caption = g_strdup (id);
  block->aspect = aspect > 0 ? aspect : 1;
}

void
henji_document_set_loader (HenjiDocument *self,
                           HenjiDocumentLoad load,
                           gpointer data,
                           GDestroyNotify data_free)
{
  self->load = load;
  self->load_data = data;
  self->load_data_free = data_free;
}

gboolean
henji_document_shows (const char *name, const char *media_type)
{
  return henji_picture_is_picture (name, media_type);
}

double
henji_document_picture_aspect (GBytes *file, int pixels)
{
  g_autoptr (GdkPixbuf) picture = NULL;

  g_return_val_if_fail (file != NULL, 0);

  picture = henji_picture_decode (file, pixels, NULL);

  return picture != NULL ? (double) gdk_pixbuf_get_width (picture) / gdk_pixbuf_get_height (picture)
                         : 0;
}

/* ---- PDF --------------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiDocument *document;
  HenjiPages *pages;
  int pixels;
  int quality;
  HenjiDocumentProgress progress;
  gpointer data;
  GCancellable *cancellable;
} Job;

static gboolean
draw_cb (cairo_surface_t *surface, gpointer data, GError **error)
{
  Job *job = data;
  int n_pages = henji_pages_count (job->pages);
  cairo_t *cr = cairo_create (surface);
  gboolean going = TRUE;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, job->document->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Henji");
  /* No date: the same case gives the same file. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  for (int page = 0; going && page < n_pages; page++)
    {
      if (job->progress != NULL)
        job->progress (page, n_pages, job->data);
      henji_pages_draw (job->pages, page, cr, job->pixels, job->quality);
      cairo_show_page (cr);
      going = !g_cancellable_set_error_if_cancelled (job->cancellable, error);
      /* What cairo could not write (a full disk) ends the loop early; the caller names it. */
      if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
        break;
    }
  cairo_destroy (cr);

  return going;
}

gboolean
henji_document_save (HenjiDocument *self,
                     const char *path,
                     gint64 limit,
                     HenjiDocumentProgress progress,
                     gpointer data,
                     GCancellable *cancellable,
                     HenjiDocumentSaved *saved,
                     GError **error)
{
  static const struct
  {
    int pixels, quality;
  } levels[] = { { 2000, 85 }, { 1400, 80 }, { 1000, 75 }, { 700, 70 }, { 500, 60 } };

  g_return_val_if_fail (self != NULL && path != NULL && saved != NULL, FALSE);

  *saved = (HenjiDocumentSaved){ 0 };
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      gboolean last = i + 1 == G_N_ELEMENTS (levels);
      g_autoptr (HenjiPages) pages = henji_pages_new (self, i > 0, cancellable);
      g_autoptr (GError) local = NULL;
      Job job = {
        .document = self,
        .pages = pages,
        .pixels = levels[i].pixels,
        .quality = levels[i].quality,
        .progress = progress,
        .data = data,
        .cancellable = cancellable,
      };

      if (pages == NULL)
        {
          g_cancellable_set_error_if_cancelled (cancellable, error);
          return FALSE;
        }
      if (henji_pdf_file_save (path, HENJI_DOCUMENT_WIDTH, HENJI_DOCUMENT_HEIGHT, last ? 0 : limit,
                               draw_cb, &job, &saved->size, &local))
        {
          saved->n_pages = henji_pages_count (pages);
          saved->shrunk = i > 0;
          saved->too_large = limit > 0 && saved->size > limit;
          return TRUE;
        }
      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }

  g_return_val_if_reached (FALSE);
}

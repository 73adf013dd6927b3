/* henji-document.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document of many pages: headings, facts, a conversation, pictures. Filled once, then only read;
 * laid out and drawn by the same code for preview and PDF.
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "henji-kind.h"

G_BEGIN_DECLS

/* A4, millimetres. */
#define HENJI_DOCUMENT_WIDTH 210.0
#define HENJI_DOCUMENT_HEIGHT 297.0

typedef struct _HenjiDocument HenjiDocument;

/**
 * henji_document_new:
 * @language: JA or EN: of headings and page numbers
 * @title: over the first page, and of the file
 * @head: on every page, beside "page n of m"
 */
HenjiDocument *henji_document_new (HenjiLanguage language, const char *title, const char *head);
HenjiDocument *henji_document_ref (HenjiDocument *self);
void henji_document_unref (HenjiDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiDocument, henji_document_unref)

/* Texts are taken as plain text of any kind: made valid, without control characters and direction
 * overrides; what no font can show stands as its number, "[U+1F600]". */

/* A heading is also a bookmark. */
void henji_document_add_heading (HenjiDocument *self, const char *text);
/* @caption in a narrow column, @value beside it. */
void henji_document_add_fact (HenjiDocument *self, const char *caption, const char *value);
/* A paragraph in small type. */
void henji_document_add_note (HenjiDocument *self, const char *text);
/**
 * henji_document_add_message:
 * @ours: we wrote it
 * @who: and @when: the line above
 * @body: word for word
 * @language: of @body: Han letters take its forms
 * @other_title: (nullable): with @other: the same in the other language, in small type
 */
void henji_document_add_message (HenjiDocument *self,
                                 gboolean ours,
                                 const char *who,
                                 const char *when,
                                 const char *body,
                                 HenjiLanguage language,
                                 const char *other_title,
                                 const char *other);
/* @id: what the loader knows it by; @aspect: its width divided by its height. */
void henji_document_add_picture (HenjiDocument *self,
                                 const char *id,
                                 double aspect,
                                 const char *caption);
/* Stands here when pictures had to be made smaller than usual. */
void henji_document_add_shrunk_note (HenjiDocument *self, const char *text);

/* (transfer full) (nullable): the picture's file; called from any thread. */
typedef GBytes *(*HenjiDocumentLoad) (const char *id, gpointer data);
void henji_document_set_loader (HenjiDocument *self,
                                HenjiDocumentLoad load,
                                gpointer data,
                                GDestroyNotify data_free);

/* May a file be shown as a picture? By name and type, both nullable. */
gboolean henji_document_shows (const char *name, const char *media_type);
/* The width of a picture divided by its height, 0 when it cannot be shown. @pixels: how exactly. */
double henji_document_picture_aspect (GBytes *file, int pixels);

/* ---- Pages ------------------------------------------------------------------------------------
 */

/** HenjiPages: where each page begins. Only read; any thread may draw. */
typedef struct _HenjiPages HenjiPages;

/* (transfer full) (nullable): %NULL when it was cancelled. */
HenjiPages *henji_pages_new (HenjiDocument *document, gboolean shrunk, GCancellable *cancellable);
void henji_pages_free (HenjiPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiPages, henji_pages_free)
int henji_pages_count (const HenjiPages *self);
/* Page @page (0-based) in points, origin at the page's corner; pictures get at most @pixels on
 * their longest side. */
void henji_pages_draw (const HenjiPages *self, int page, cairo_t *cr, int pixels, int quality);

typedef struct
{
  int n_pages;
  gint64 size;        /* bytes */
  gboolean shrunk;    /* pictures had to be made smaller than usual */
  gboolean too_large; /* it is over the limit even so */
} HenjiDocumentSaved;

typedef void (*HenjiDocumentProgress) (int page, int n_pages, gpointer data);

/**
 * henji_document_save:
 * @limit: bytes the file should have at most, 0 for any; pictures are made smaller until it does
 * @progress: (nullable): called in this thread
 * @saved: (out):
 *
 * Writes the PDF beside @path, then renames: never a half file. Memory stays flat: one picture at a
 * time.
 */
gboolean henji_document_save (HenjiDocument *self,
                              const char *path,
                              gint64 limit,
                              HenjiDocumentProgress progress,
                              gpointer data,
                              GCancellable *cancellable,
                              HenjiDocumentSaved *saved,
                              GError **error);

G_END_DECLS

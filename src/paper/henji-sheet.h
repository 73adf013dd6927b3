/* henji-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/** HenjiSheet: plain text on A4 paper, for one's own use; for one thread. */
typedef struct _HenjiSheet HenjiSheet;

#define HENJI_SHEET_WIDTH 210.0 /* mm */
#define HENJI_SHEET_HEIGHT 297.0

/* @blocks: %NULL-terminated: each a text of lines, with space between them. */
HenjiSheet *henji_sheet_new (const char *title, const char *const *blocks);
void henji_sheet_free (HenjiSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiSheet, henji_sheet_free)

int henji_sheet_n_pages (const HenjiSheet *self);
/* @cr is in points. */
void henji_sheet_draw (const HenjiSheet *self, int page, cairo_t *cr);
/* (transfer full): the same sheet gives the same file. */
GBytes *henji_sheet_pdf (const HenjiSheet *self);

G_END_DECLS

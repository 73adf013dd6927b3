/* henji-texts-preview.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_TEXTS_PREVIEW (henji_texts_preview_get_type ())
G_DECLARE_FINAL_TYPE (HenjiTextsPreview, henji_texts_preview, HENJI, TEXTS_PREVIEW, GtkWidget)

/**
 * HenjiTextsPreview:
 *
 * What a text says in both languages, over a case or over an invented order.
 */
HenjiTextsPreview *henji_texts_preview_new (HenjiDesk *desk);

/* @detail: (nullable): the case to write about; the invented order when there is none. */
void henji_texts_preview_set_case (HenjiTextsPreview *self, HenjiCaseDetail *detail);
void henji_texts_preview_set_shop (HenjiTextsPreview *self, HenjiShop *shop);
/* (nullable): nothing to show. */
void henji_texts_preview_show (HenjiTextsPreview *self, HenjiTemplate *template);

G_END_DECLS

/* henji-texts-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-manuscript.h"

G_BEGIN_DECLS

#define HENJI_TYPE_TEXTS_EDITOR (henji_texts_editor_get_type ())
G_DECLARE_FINAL_TYPE (HenjiTextsEditor, henji_texts_editor, HENJI, TEXTS_EDITOR, GtkWidget)

/**
 * HenjiTextsEditor:
 *
 * A situation or a snippet to be written, Japanese and English side by side. Knows no desk and no
 * file.
 *
 * HenjiTextsEditor::changed: something was written or moved.
 */
HenjiTextsEditor *henji_texts_editor_new (void);

/* @manuscript (nullable): is copied. */
void henji_texts_editor_set (HenjiTextsEditor *self,
                             const HenjiManuscript *manuscript,
                             gboolean editable);
/* (nullable) (transfer none): as it stands now. */
const HenjiManuscript *henji_texts_editor_get (HenjiTextsEditor *self);
/* Says what is wrong (nullable) where it is wrong, and what to think about. */
void henji_texts_editor_show_findings (HenjiTextsEditor *self,
                                       const GError *fault,
                                       const HenjiManuscriptPlace *place,
                                       const GPtrArray *notes);
void henji_texts_editor_focus_title (HenjiTextsEditor *self);

G_END_DECLS

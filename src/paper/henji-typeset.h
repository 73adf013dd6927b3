/* henji-typeset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <pango/pangocairo.h>

#include "henji-kind.h"

G_BEGIN_DECLS

/* By name: "Sans" with language ja can still give a Chinese face, which draws 直 and 骨 otherwise.
 */
#define HENJI_TYPESET_FONT "Noto Sans CJK JP, Cantarell, DejaVu Sans"

/* Millimetres to points and back: drawing is in points, design in millimetres. */
#define HENJI_MM (72.0 / 25.4)

/* By name: "Sans" with language ja can still give a Chinese face, which draws 直 and 骨 otherwise.
 */
#define HENJI_TYPESET_FONT "Noto Sans CJK JP, Cantarell, DejaVu Sans"

typedef enum
{
  HENJI_ALIGN_LEFT,
  HENJI_ALIGN_CENTRE,
} HenjiAlign;

/** HenjiText: words set in one size. Wrapped to its width; lines have one pitch in every font. */
typedef struct
{
  int n_refs;
  PangoLayout *layout;
  double size;      /* points */
  double width;     /* millimetres it may take, 0 when it is not wrapped */
  double ink_width; /* millimetres of its longest line */
  double height;    /* millimetres */
  int n_lines;
  gunichar missing; /* the first character no installed font can show, or 0 */
} HenjiText;

/** HenjiTypesetter: sets text, and remembers what it has set; for one thread. A thousand labels
 * share their captions and their return address. */
typedef struct _HenjiTypesetter HenjiTypesetter;

/* (transfer full): for the calling thread; widths do not depend on what is drawn on. */
PangoContext *henji_typeset_context (HenjiLanguage language);

/* The one source of layouts, so that preview, PDF and printer break lines alike. */
HenjiTypesetter *henji_typesetter_new (void);
/* With fonts of its own: what it sets may be drawn by another thread, as long as one has it at a
 * time. */
HenjiTypesetter *henji_typesetter_new_apart (void);
void henji_typesetter_free (HenjiTypesetter *self);

/* (transfer full): @width: in mm, 0 for no wrapping; @max_lines: 0 for all, else the rest is shown
 * as "…". */
HenjiText *henji_typesetter_set (HenjiTypesetter *self,
                                 const char *text,
                                 double size,
                                 gboolean bold,
                                 double width,
                                 int max_lines);
void henji_text_unref (HenjiText *self);

/* Draws black with the left upper corner at @x, @y (mm); @cr is in points. */
void henji_text_draw (
    const HenjiText *self, cairo_t *cr, double x, double y, double width, HenjiAlign align);

/* (transfer full): one paragraph of plain text: valid UTF-8, no control characters, no direction
 * overrides, blanks joined. */
char *henji_text_clean (const char *text);

/* (transfer full): the same, at most @n_chars characters and then "…": data within a sentence. */
char *henji_text_excerpt (const char *text, int n_chars);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiText, henji_text_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiTypesetter, henji_typesetter_free)

G_END_DECLS

/* henji-compose.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-composition.h"
#include "henji-label.h"

G_BEGIN_DECLS

/* Composes @label for a cell of @width × @height mm on @stock; what does not fit is refused with a
 * sentence that names the label and the part. */
HenjiComposition *henji_compose (HenjiTypesetter *typesetter,
                                 const HenjiLabel *label,
                                 const HenjiStock *stock,
                                 double width,
                                 double height,
                                 GError **error);
G_END_DECLS

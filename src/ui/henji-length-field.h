/* henji-length-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HENJI_TYPE_LENGTH_FIELD (henji_length_field_get_type ())
G_DECLARE_FINAL_TYPE (HenjiLengthField, henji_length_field, HENJI, LENGTH_FIELD, GtkWidget)

/**
 * HenjiLengthField:
 *
 * A figure to be typed, with its caption above and, when it is wrong, why below.
 *
 * HenjiLengthField::changed: somebody typed.
 */
HenjiLengthField *henji_length_field_new (const char *caption);
/* What is typed: "12.7", "12,7", "１２．７"; %NAN when it is no number. */
double henji_length_field_get (HenjiLengthField *self);
/* Emits nothing. @digits behind the point at most. */
void henji_length_field_set (HenjiLengthField *self, double value, int digits);
/* @words: (nullable): why it is wrong */
void henji_length_field_set_fault (HenjiLengthField *self, const char *words);
void henji_length_field_focus (HenjiLengthField *self);

G_END_DECLS

/* henji-value.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HENJI_DECLARE_VALUE:
 *
 * A core value: an atomically reference-counted struct. Its maker fills the fields before
 * handing it over; from then on nobody writes to it, so it may be read from any thread.
 * Strings and arrays in it belong to the value. Declares `prefix_new ()` (all fields zero),
 * `prefix_ref ()`, `prefix_unref ()` and the autoptr cleanup.
 */
#define HENJI_DECLARE_VALUE(Type, prefix)                                                          \
  typedef struct _##Type Type;                                                                     \
  Type *prefix##_new (void);                                                                       \
  Type *prefix##_ref (Type *self);                                                                 \
  void prefix##_unref (Type *self);                                                                \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, prefix##_unref)

/**
 * HENJI_DEFINE_VALUE:
 * @clear: a `static void clear (Type *)` that frees what the fields hold
 */
#define HENJI_DEFINE_VALUE(Type, prefix, clear)                                                    \
  Type *prefix##_new (void)                                                                        \
  {                                                                                                \
    return g_atomic_rc_box_new0 (Type);                                                            \
  }                                                                                                \
  Type *prefix##_ref (Type *self)                                                                  \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, NULL);                                                     \
    return g_atomic_rc_box_acquire (self);                                                         \
  }                                                                                                \
  void prefix##_unref (Type *self)                                                                 \
  {                                                                                                \
    g_return_if_fail (self != NULL);                                                               \
    g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);                                   \
  }

G_END_DECLS

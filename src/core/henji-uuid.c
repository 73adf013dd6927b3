/* henji-uuid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-uuid.h"

/* The last 48-bit millisecond and 12-bit counter given out, so that ids ascend. */
static GMutex lock;
static guint64 last;

char *
henji_uuid_new (gint64 now)
{
  guint64 stamp = (guint64) (MAX (now, 0) / 1000) << 12;
  guint32 a, b;

  g_mutex_lock (&lock);
  last = MAX (last + 1, stamp | (g_random_int () & 0x3ff));
  stamp = last;
  g_mutex_unlock (&lock);

  a = g_random_int ();
  b = g_random_int ();

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x", (guint) (stamp >> 28),
                          (guint) (stamp >> 12) & 0xffff, (guint) stamp & 0xfff,
                          ((a >> 16) & 0x3fff) | 0x8000, a & 0xffff, b);
}

/* henji-trace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-trace"

#include "config.h"

#include "henji-trace.h"

#include <time.h>

static gboolean tracing;
static gboolean painted; /* the first frame has been */
static gint64 chosen;    /* when a case was chosen, 0 while none is on its way */
static gint64 chosen_cpu;
static gboolean has_data;

/* What the calling thread has computed so far, in microseconds. */
static gint64
cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
print_since_chosen (const char *what)
{
  g_printerr ("trace %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", what,
              g_get_monotonic_time () - chosen, cpu_time () - chosen_cpu);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  if (!painted)
    {
      painted = TRUE;
      g_printerr ("trace first-frame %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
    }
  if (chosen != 0 && has_data)
    {
      print_since_chosen ("case-painted");
      chosen = 0;
    }
}

static void
realize_cb (GtkWidget *window, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb),
                    NULL);
}

/* ---- Stalls ---------------------------------------------------------------------------------- */

#define TICK_MS 4
#define WORTH_A_LINE 8000 /* µs */

/* Between two ticks the main loop did something else. */
static gboolean
tick_cb (gpointer user_data)
{
  static gint64 last, last_cpu;
  gint64 now = g_get_monotonic_time ();
  gint64 cpu = cpu_time ();

  if (last != 0 && (now - last > WORTH_A_LINE + TICK_MS * 1000 || cpu - last_cpu > WORTH_A_LINE))
    g_printerr ("trace stall %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now,
                now - last, cpu - last_cpu);
  last = now;
  last_cpu = cpu;

  return G_SOURCE_CONTINUE;
}

void
henji_trace_window (GtkWindow *window)
{
  if (g_strcmp0 (g_getenv ("HENJI_TRACE"), "stalls") == 0)
    g_timeout_add_full (G_PRIORITY_HIGH, TICK_MS, tick_cb, NULL, NULL);
  tracing = g_strcmp0 (g_getenv ("HENJI_TRACE"), "1") == 0;
  if (tracing)
    g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}

void
henji_trace_chosen (void)
{
  if (!tracing)
    return;
  chosen = g_get_monotonic_time ();
  chosen_cpu = cpu_time ();
  has_data = FALSE;
}

void
henji_trace_data (void)
{
  if (!tracing || chosen == 0 || has_data)
    return;
  has_data = TRUE;
  print_since_chosen ("case-data");
}

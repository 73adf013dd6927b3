/* henji-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-toast"

#include "config.h"

#include "henji-toast.h"

#include <glib/gi18n-lib.h>

/* Longer than a toast of libadwaita 1.2 takes to come, which is half a second at most. */
#define COMING (600 * G_TIME_SPAN_MILLISECOND)

/* What is known of an overlay. */
typedef struct
{
  AdwToast *place;    /* (nullable): the one that henji_toast_replace() showed last */
  GPtrArray *leaving; /* (element-type AdwToast): to go as soon as it may */
  guint tick_id;      /* one may still be coming */
  gint64 since;       /* the first frame of its coming, or 0 */
} Toasts;

static void
toasts_free (gpointer data)
{
  Toasts *toasts = data;

  g_clear_object (&toasts->place);
  g_ptr_array_unref (toasts->leaving);
  g_free (toasts);
}

static Toasts *
toasts_of (AdwToastOverlay *overlay)
{
  Toasts *toasts = g_object_get_data (G_OBJECT (overlay), "henji-toasts");

  if (toasts == NULL)
    {
      toasts = g_new0 (Toasts, 1);
      toasts->leaving = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data_full (G_OBJECT (overlay), "henji-toasts", toasts, toasts_free);
    }

  return toasts;
}

static gboolean
tick_cb (GtkWidget *overlay, GdkFrameClock *clock, gpointer user_data)
{
  Toasts *toasts = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (toasts->since == 0)
    toasts->since = now;
  if (now - toasts->since < COMING)
    return G_SOURCE_CONTINUE;

  toasts->tick_id = 0;
  if (toasts->leaving->len > 0)
    {
      g_autoptr (AdwToast) toast = g_ptr_array_steal_index (toasts->leaving, 0);

      g_signal_emit_by_name (toast, "dismissed"); /* adw_toast_dismiss() does that but once */
    }

  return G_SOURCE_REMOVE;
}

/* One comes now, or may; where nothing is on the screen it is there at once. */
static void
expect (AdwToastOverlay *overlay)
{
  Toasts *toasts = toasts_of (overlay);

  toasts->since = 0;
  if (toasts->tick_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (overlay)))
    toasts->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (overlay), tick_cb, toasts, NULL);
}

static void
dismissed_cb (AdwToast *toast, AdwToastOverlay *overlay)
{
  Toasts *toasts = toasts_of (overlay);

  if (toasts->tick_id != 0 && gtk_widget_get_mapped (GTK_WIDGET (overlay)))
    {
      g_signal_stop_emission_by_name (toast, "dismissed");
      g_ptr_array_add (toasts->leaving, g_object_ref (toast));
      adw_toast_set_button_label (toast, NULL); /* not to be pressed twice */
      return;
    }
  if (toasts->place == toast)
    g_clear_object (&toasts->place);
  expect (overlay); /* the next */
}

void
henji_toast_add (AdwToastOverlay *overlay, AdwToast *toast)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (ADW_IS_TOAST (toast));

  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay, 0);
  adw_toast_overlay_add_toast (overlay, toast);
  expect (overlay);
}

void
henji_toast_say (AdwToastOverlay *overlay, const char *words)
{
  g_autofree char *title = g_markup_escape_text (words, -1);

  henji_toast_add (overlay, adw_toast_new (title));
}

void
henji_toast_replace (AdwToastOverlay *overlay,
                     const char *words,
                     guint seconds,
                     const char *action,
                     GVariant *target)
{
  g_autofree char *title = g_markup_escape_text (words, -1);
  Toasts *toasts;
  gboolean update;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  /* One that still comes says the new words: nobody has read the old ones. */
  toasts = toasts_of (overlay);
  update = toasts->place != NULL && toasts->tick_id != 0
           && !g_ptr_array_find (toasts->leaving, toasts->place, NULL);
  if (!update)
    {
      if (toasts->place != NULL)
        adw_toast_dismiss (toasts->place);
      g_clear_object (&toasts->place);
      toasts->place = adw_toast_new (title);
    }
  adw_toast_set_title (toasts->place, title);
  adw_toast_set_timeout (toasts->place, seconds);
  adw_toast_set_button_label (toasts->place, action != NULL ? _ ("Undo") : NULL);
  adw_toast_set_action_name (toasts->place, NULL); /* a target is held against the name at once */
  adw_toast_set_action_target_value (toasts->place, target);
  adw_toast_set_action_name (toasts->place, action);
  g_object_ref (toasts->place);
  if (update)
    adw_toast_overlay_add_toast (overlay, toasts->place); /* its seconds begin anew */
  else
    henji_toast_add (overlay, toasts->place);
}

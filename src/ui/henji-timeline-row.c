/* henji-timeline-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-timeline-row"

#include "config.h"

#include "henji-timeline-row.h"

#include "henji-case-pane-text.h"
#include "henji-photo-window.h"
#include "henji-photo.h"
#include "henji-pill-layout.h"
#include "henji-reading-marks.h"
#include "henji-reading-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHORT_BODY (16 * 1024)      /* bytes shown at once */
#define LONG_BODY (2 * 1024 * 1024) /* bytes shown after "Show all" */
#define MAX_PHOTOS 40
#define THUMBNAIL 160 /* px decoded */

struct _HenjiTimelineRow
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *summary;
  GtkToggleButton *more_button;
  GtkWidget *kept_button;
  GtkMenuButton *kind_button;
  GtkLabel *kind_label;
  GtkLabel *time;
  GtkLabel *body;
  GtkLabel *help;
  GtkWidget *photos;
  GtkWidget *tail;
  GtkToggleButton *help_button;
  GtkButton *all_button;
  GtkToggleButton *quoted_button;
  GtkLabel *quoted;

  HenjiDesk *desk;
  GMenuModel *kinds;
  HenjiTimelineItem *item; /* (nullable) */
  const char *look;        /* (nullable) */
  HenjiReading *reading;   /* (nullable): of what the body shows */
  GPtrArray *shown_photos; /* (element-type HenjiAttachment) (nullable) */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HenjiTimelineRow, henji_timeline_row, GTK_TYPE_WIDGET)

/* The end of a piece of at most @limit bytes that ends between two characters. */
static gsize
cut (const char *text, gsize length, gsize limit)
{
  gsize end = MIN (length, limit);

  while (end > 0 && end < length && ((guchar) text[end] & 0xc0) == 0x80)
    end--;

  return end;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0';)
    {
      const char *end = strchrnul (p, '\n');

      for (const char *c = p; c < end; c++)
        if (!g_ascii_isspace (*c))
          {
            n++;
            break;
          }
      p = *end != '\0' ? end + 1 : end;
    }

  return n;
}

/* ---- Reading help -----------------------------------------------------------------------------
 */

/* The line is for who reads the buyer's language only half; what is left out waits behind a pill.
 */
static void
show_help (HenjiTimelineRow *self)
{
  HenjiLanguage language = self->item->message->language;
  gboolean all = gtk_toggle_button_get_active (self->help_button);
  g_autofree char *line = NULL;
  guint n_more = 0;

  if (self->reading != NULL && language != HENJI_LANGUAGE_OTHER
      && language != henji_pane_language ())
    line = henji_reading_line (self->reading, gtk_label_get_text (self->body), all, &n_more);
  gtk_widget_set_visible (GTK_WIDGET (self->help), line != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->help_button), n_more > 0);
  if (line != NULL)
    {
      /* Translators: what the buyer's words mean follows */
      g_autofree char *words = g_strdup_printf (_ ("Reading help: %s"), line);

      henji_pane_label (self->help, words, henji_pane_language ());
    }
  if (n_more > 0)
    {
      g_autofree char *words
          = all ? g_strdup (_ ("Fewer meanings"))
                : g_strdup_printf (ngettext ("··· %u more meaning", "··· %u more meanings", n_more),
                                   n_more);

      gtk_button_set_label (GTK_BUTTON (self->help_button), words);
    }
}

static void
read_body (HenjiTimelineRow *self, gboolean empty)
{
  g_clear_pointer (&self->reading, henji_reading_unref);
  if (self->item->message->direction == HENJI_DIRECTION_IN && !empty)
    self->reading = henji_desk_read_words (self->desk, self->item->message, self->item->kind,
                                           gtk_label_get_text (self->body), henji_pane_language ());
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->body),
                              self->reading != NULL && self->reading->spans->len > 0);
  show_help (self);
}

static void
help_toggled_cb (HenjiTimelineRow *self)
{
  if (self->item != NULL && self->item->message != NULL)
    show_help (self);
}

static gboolean
body_tooltip_cb (HenjiTimelineRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  return self->reading != NULL && !keyboard
         && henji_reading_marks_tooltip (self->reading, self->body, x, y, tooltip);
}

static void
henji_timeline_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HenjiTimelineRow *self = HENJI_TIMELINE_ROW (widget);

  GTK_WIDGET_CLASS (henji_timeline_row_parent_class)->snapshot (widget, snapshot);
  if (self->reading != NULL)
    henji_reading_marks_draw (self->reading, self->body, widget, snapshot);
}

static void
show_body (HenjiTimelineRow *self, gsize limit)
{
  const HenjiMessage *message = self->item->message;
  const char *text = message->body != NULL ? message->body : "";
  gsize whole = strlen (text);
  gsize own = CLAMP (message->own_length, 0, (gint64) whole);
  gsize end = cut (text, own, limit);
  g_autofree char *words = henji_pane_wrap_long (text, (gssize) end);

  g_strchomp (words);
  henji_pane_label (self->body, *words != '\0' ? words : _ ("(no text)"), message->language);
  read_body (self, *words == '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->all_button), end < own && limit < LONG_BODY);
  if (end < own && limit < LONG_BODY)
    {
      g_autofree char *size = g_format_size (own);
      g_autofree char *label = g_strdup_printf (_ ("Show all (%s)"), size);

      gtk_button_set_label (self->all_button, label);
    }
}

static void
all_clicked_cb (HenjiTimelineRow *self)
{
  if (self->item != NULL && self->item->message != NULL)
    show_body (self, LONG_BODY);
}

static void
quoted_toggled_cb (HenjiTimelineRow *self)
{
  gboolean open = gtk_toggle_button_get_active (self->quoted_button);

  if (open && self->item != NULL && self->item->message != NULL
      && self->item->message->counterpart != NULL)
    {
      const HenjiMessage *message = self->item->message;
      g_autofree char *words = henji_pane_wrap_long (
          message->counterpart,
          (gssize) cut (message->counterpart, strlen (message->counterpart), SHORT_BODY * 4));

      henji_pane_label (self->quoted, g_strstrip (words), HENJI_LANGUAGE_OTHER);
    }
  else if (open && self->item != NULL && self->item->message != NULL)
    {
      const HenjiMessage *message = self->item->message;
      gsize whole = strlen (message->body);
      gsize own = CLAMP (message->own_length, 0, (gint64) whole);
      g_autofree char *words = henji_pane_wrap_long (
          message->body + own, (gssize) cut (message->body + own, whole - own, SHORT_BODY * 4));

      henji_pane_label (self->quoted, g_strstrip (words), HENJI_LANGUAGE_OTHER);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->quoted), open);
}

static void
more_toggled_cb (HenjiTimelineRow *self)
{
  gboolean open = gtk_toggle_button_get_active (self->more_button);

  gtk_button_set_label (GTK_BUTTON (self->more_button), open ? _ ("Hide") : _ ("Show"));
  if (open && self->item != NULL && self->item->more != NULL)
    {
      g_autofree char *words = g_strndup (
          self->item->more, cut (self->item->more, strlen (self->item->more), SHORT_BODY * 4));

      henji_pane_label (self->body, g_strstrip (words), HENJI_LANGUAGE_OTHER);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->body), open);
}

/* ---- Photos and other attachments -------------------------------------------------------------
 */

typedef struct
{
  GtkPicture *picture; /* weak */
} Waiting;

static void
thumbnail_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (GdkTexture) texture = henji_photo_load_finish (HENJI_DESK (object), result, NULL);

  if (waiting->picture != NULL)
    {
      g_object_remove_weak_pointer (G_OBJECT (waiting->picture), (gpointer *) &waiting->picture);
      if (texture != NULL)
        gtk_picture_set_paintable (waiting->picture, GDK_PAINTABLE (texture));
      else
        gtk_widget_add_css_class (GTK_WIDGET (waiting->picture), "no-photo");
    }
  g_free (waiting);
}

static void
photo_clicked_cb (HenjiTimelineRow *self, GtkButton *button)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  HenjiPhotoWindow *window;

  if (self->shown_photos == NULL || index >= self->shown_photos->len)
    return;

  window = henji_photo_window_new (self->desk, self->shown_photos, index);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}

static void
save_clicked_cb (HenjiTimelineRow *self, GtkButton *button)
{
  const HenjiAttachment *attachment = g_object_get_data (G_OBJECT (button), "attachment");

  henji_photo_window_save_attachment (self->desk, attachment, GTK_WIDGET (self));
}

static void
add_photo (HenjiTimelineRow *self, HenjiAttachment *photo)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *picture = gtk_picture_new ();
  g_autoptr (GdkTexture) ready = henji_photo_remembered (photo->sha256);
  g_autofree char *name = NULL;

  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  /* The frame says how large it is, whatever the photo's own size. */
  gtk_widget_set_size_request (frame, 72, 54);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), frame);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), picture);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "thumbnail");
  gtk_button_set_child (GTK_BUTTON (button), overlay);
  gtk_widget_add_css_class (button, "thumbnail-button");
  gtk_widget_set_tooltip_text (button, photo->name);
  /* Translators: %u is a number, %s a file's name */
  name = g_strdup_printf (_ ("Photo %u: %s"), self->shown_photos->len + 1,
                          photo->name != NULL ? photo->name : "");
  henji_pane_name (button, name);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (self->shown_photos->len));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (photo_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->photos), button);
  g_ptr_array_add (self->shown_photos, henji_attachment_ref (photo));

  if (ready != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (ready));
  else if (photo->sha256 != NULL)
    {
      Waiting *waiting = g_new0 (Waiting, 1);

      waiting->picture = GTK_PICTURE (picture);
      g_object_add_weak_pointer (G_OBJECT (picture), (gpointer *) &waiting->picture);
      henji_photo_load_async (self->desk, photo->sha256, THUMBNAIL, self->cancellable, thumbnail_cb,
                              waiting);
    }
}

static void
add_file (HenjiTimelineRow *self, HenjiAttachment *attachment)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *size = g_format_size ((guint64) MAX (attachment->size, 0));
  g_autofree char *words = g_strdup_printf (
      "%s · %s", attachment->name != NULL ? attachment->name : _ ("attachment"), size);
  g_autofree char *name = g_strdup_printf (_ ("Save %s"), words);

  henji_pane_label (GTK_LABEL (label), words, HENJI_LANGUAGE_OTHER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("document-save-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "pill-small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  henji_pane_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "attachment", henji_attachment_ref (attachment),
                          (GDestroyNotify) henji_attachment_unref);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (save_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->photos), button);
}

static void
show_attachments (HenjiTimelineRow *self, const HenjiMessage *message)
{
  gboolean any = message->attachments != NULL && message->attachments->len > 0;

  gtk_widget_set_visible (self->photos, any);
  if (!any)
    return;

  self->shown_photos = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_attachment_unref);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < MIN (message->attachments->len, MAX_PHOTOS); i++)
      {
        HenjiAttachment *attachment = message->attachments->pdata[i];

        if (pass == 0 && henji_photo_is_photo (attachment))
          add_photo (self, attachment);
        else if (pass == 1 && !henji_photo_is_photo (attachment))
          add_file (self, attachment);
      }
}

/* ---- Binding ----------------------------------------------------------------------------------
 */

static void
set_look (HenjiTimelineRow *self, const char *look)
{
  if (g_strcmp0 (look, self->look) == 0)
    return;
  if (self->look != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->look);
  gtk_widget_add_css_class (GTK_WIDGET (self), look);
  self->look = look;
}

static const char *
writer (const HenjiMessage *message)
{
  if (message->direction == HENJI_DIRECTION_OUT)
    return _ ("Us");
  return message->from_name != NULL && *message->from_name != '\0' ? message->from_name
                                                                   : _ ("Buyer");
}

char *
henji_timeline_row_name (HenjiDesk *desk, HenjiTimelineItem *item)
{
  g_autofree char *clock = henji_pane_clock (item->at, henji_desk_zone (desk));
  g_autofree char *first = NULL;

  switch (item->type)
    {
    case HENJI_TIMELINE_MESSAGE:
      first = henji_pane_wrap_long (item->message->body,
                                    item->message->body != NULL ? (gssize) cut (
                                        item->message->body, strlen (item->message->body), 160)
                                                                : 0);
      g_strdelimit (first, "\n", ' ');
      return g_strdup_printf ("%s, %s: %s", writer (item->message), clock, first);
    case HENJI_TIMELINE_NOTE:
      return g_strdup_printf (_ ("Note, %s: %s"), clock, item->text);
    case HENJI_TIMELINE_EVENT:
      return g_strdup_printf ("%s, %s", item->text, clock);
    case HENJI_TIMELINE_DAY:
    default:
      return g_strdup (item->text);
    }
}

static void
bind_message (HenjiTimelineRow *self)
{
  const HenjiMessage *message = self->item->message;
  gboolean in = message->direction == HENJI_DIRECTION_IN;
  gboolean buyers = in && message->notification != HENJI_NOTIFICATION_SUPPORT;
  gsize whole = message->body != NULL ? strlen (message->body) : 0;
  gsize own = CLAMP (message->own_length, 0, (gint64) whole);
  guint lines = own < whole ? count_lines (message->body + own) : 0;
  g_autofree char *clock = henji_pane_clock (message->at, henji_desk_zone (self->desk));
  g_autofree char *time = NULL;

  set_look (self, in ? "msg-in" : "msg-out");
  henji_pane_label (self->title, writer (message), HENJI_LANGUAGE_OTHER);
  time = in ? g_strdup_printf ("%s  %s", henji_language_title (message->language), clock)
            : g_strdup (clock);
  gtk_label_set_text (self->time, time);

  gtk_widget_set_visible (GTK_WIDGET (self->kind_button), buyers && self->item->newest);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_label), buyers && !self->item->newest);
  if (buyers && self->item->newest)
    {
      g_autofree char *name = g_strdup_printf (_ ("Kind: %s"), henji_kind_title (self->item->kind));

      gtk_menu_button_set_label (self->kind_button, henji_kind_title (self->item->kind));
      henji_pane_name (self->kind_button, name);
    }
  else if (buyers)
    gtk_label_set_text (self->kind_label, henji_kind_title (self->item->kind));

  gtk_widget_set_visible (GTK_WIDGET (self->body), TRUE);
  show_body (self, SHORT_BODY);
  show_attachments (self, message);
  gtk_widget_set_visible (GTK_WIDGET (self->quoted_button),
                          lines > 0 || message->counterpart != NULL);
  if (message->counterpart != NULL)
    gtk_button_set_label (GTK_BUTTON (self->quoted_button), message->language == HENJI_LANGUAGE_JA
                                                                ? _ ("English (for you)")
                                                                : _ ("Japanese (for you)"));
  else if (lines > 0)
    {
      g_autofree char *words
          = g_strdup_printf (ngettext ("··· %u quoted line", "··· %u quoted lines", lines), lines);

      gtk_button_set_label (GTK_BUTTON (self->quoted_button), words);
    }
  gtk_widget_set_visible (self->tail,
                          lines > 0 || message->counterpart != NULL
                              || gtk_widget_get_visible (GTK_WIDGET (self->all_button))
                              || gtk_widget_get_visible (GTK_WIDGET (self->help_button)));
}

static void
show_kept (HenjiTimelineRow *self)
{
  /* Translators: %s is what was promised, with its date */
  g_autofree char *name = g_strdup_printf (_ ("Done: %s"), self->item->text);

  henji_pane_name (self->kept_button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->kept_button), "x", self->item->clock_row);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->kept_button), "case.clock-done");
}

/* What a day, a note or an event shows besides its head. Messages say it themselves. */
static void
bind_line (HenjiTimelineRow *self)
{
  HenjiTimelineItem *item = self->item;
  gboolean event = item->type == HENJI_TIMELINE_EVENT;
  g_autofree char *clock = henji_pane_clock (item->at, henji_desk_zone (self->desk));

  gtk_label_set_text (self->time, clock);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->body), item->type == HENJI_TIMELINE_NOTE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->body), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->help), FALSE);
  gtk_widget_set_visible (self->tail, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->help_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->all_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->quoted_button), FALSE);
  if (event && item->message != NULL)
    show_attachments (self, item->message);
  else
    gtk_widget_set_visible (self->photos, FALSE);
}

static void
bind_event (HenjiTimelineRow *self)
{
  HenjiTimelineItem *item = self->item;

  set_look (self, "event");
  gtk_image_set_from_icon_name (self->icon, item->icon);
  henji_pane_label (self->summary, item->text, HENJI_LANGUAGE_OTHER);
  henji_pane_tooltip (self->summary, item->text);
  if (item->clock_row != 0)
    show_kept (self);
}

static void
bind_note (HenjiTimelineRow *self)
{
  g_autofree char *words = henji_pane_wrap_long (self->item->text, -1);

  set_look (self, "note");
  gtk_image_set_from_icon_name (self->icon, "document-edit-symbolic");
  gtk_label_set_text (self->title, _ ("Note"));
  henji_pane_label (self->body, words, HENJI_LANGUAGE_OTHER);
}

/* A row that shows something else is used again: what stays as it is, is not touched. */
void
henji_timeline_row_bind (HenjiTimelineRow *self, HenjiTimelineItem *item)
{
  gboolean event = item->type == HENJI_TIMELINE_EVENT;
  gboolean day = item->type == HENJI_TIMELINE_DAY;

  g_return_if_fail (HENJI_IS_TIMELINE_ROW (self));

  henji_timeline_row_unbind (self);
  self->item = g_object_ref (item);
  self->cancellable = g_cancellable_new ();

  gtk_widget_set_visible (GTK_WIDGET (self->icon), item->type == HENJI_TIMELINE_NOTE || event);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !event);
  if (event || day)
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "strong");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "strong");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), !day);
  if (!event)
    {
      gtk_label_set_text (self->summary, "");
      henji_pane_tooltip (self->summary, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->time), !day);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button),
                          event && item->more != NULL && *item->more != '\0');
  gtk_widget_set_visible (self->kept_button, event && item->clock_row != 0);
  gtk_widget_set_halign (self->head, day ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);

  if (item->type == HENJI_TIMELINE_MESSAGE)
    {
      bind_message (self);
      return;
    }

  bind_line (self);
  if (day)
    {
      set_look (self, "day");
      gtk_label_set_text (self->title, item->text);
    }
  else if (event)
    bind_event (self);
  else
    bind_note (self);
}

void
henji_timeline_row_unbind (HenjiTimelineRow *self)
{
  GtkWidget *child;

  g_return_if_fail (HENJI_IS_TIMELINE_ROW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->item);
  g_clear_pointer (&self->reading, henji_reading_unref);
  g_clear_pointer (&self->shown_photos, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (self->photos)) != NULL)
    gtk_box_remove (GTK_BOX (self->photos), child);
  gtk_toggle_button_set_active (self->quoted_button, FALSE);
  gtk_toggle_button_set_active (self->more_button, FALSE);
  gtk_toggle_button_set_active (self->help_button, FALSE);
}

static void
henji_timeline_row_dispose (GObject *object)
{
  HenjiTimelineRow *self = HENJI_TIMELINE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  g_clear_object (&self->kinds);
  g_clear_pointer (&self->reading, henji_reading_unref);
  g_clear_pointer (&self->shown_photos, g_ptr_array_unref);
  henji_pane_clear (GTK_WIDGET (self));
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_TIMELINE_ROW);
  G_OBJECT_CLASS (henji_timeline_row_parent_class)->dispose (object);
}

static void
henji_timeline_row_class_init (HenjiTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_timeline_row_dispose;
  widget_class->snapshot = henji_timeline_row_snapshot;

  g_type_ensure (HENJI_TYPE_PILL_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timelinerow");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-timeline-row.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiTimelineRow, child)
  BIND (head);
  BIND (icon);
  BIND (title);
  BIND (summary);
  BIND (more_button);
  BIND (kept_button);
  BIND (kind_button);
  BIND (kind_label);
  BIND (time);
  BIND (body);
  BIND (help);
  BIND (photos);
  BIND (tail);
  BIND (help_button);
  BIND (all_button);
  BIND (quoted_button);
  BIND (quoted);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, body_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, help_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, quoted_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_toggled_cb);
}

static void
henji_timeline_row_init (HenjiTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_button_set_label (GTK_BUTTON (self->more_button), _ ("Show"));
}

/* Not before it is opened: most rows never show it. */
static void
make_kinds_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, HENJI_TIMELINE_ROW (user_data)->kinds);
}

HenjiTimelineRow *
henji_timeline_row_new (HenjiDesk *desk, GMenuModel *kinds)
{
  HenjiTimelineRow *self = g_object_new (HENJI_TYPE_TIMELINE_ROW, NULL);

  self->desk = g_object_ref (desk);
  self->kinds = g_object_ref (kinds);
  gtk_menu_button_set_create_popup_func (self->kind_button, make_kinds_cb, self, NULL);

  return self;
}

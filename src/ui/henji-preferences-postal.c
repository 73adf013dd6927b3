/* henji-preferences-postal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preferences-postal"

#include "config.h"

#include "henji-preferences-postal.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-desk-postal.h"

#include <glib/gi18n-lib.h>

#define TICK_MS 100

struct _HenjiPreferencesPostal
{
  AdwPreferencesGroup parent_instance;

  HenjiDesk *desk;
  AdwActionRow *state;
  GtkWidget *remove_button;
  AdwActionRow *server;
  GtkWidget *file_button;
  GtkWidget *download_button;
  GtkWidget *progress_row;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkWidget *fault_row;
  GtkLabel *fault;
  GCancellable *loading; /* (nullable): while a list is loaded */
};

enum
{
  TOAST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiPreferencesPostal, henji_preferences_postal, ADW_TYPE_PREFERENCES_GROUP)

static void
set_fault (HenjiPreferencesPostal *self, const char *words)
{
  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (self->fault_row, words != NULL);
}

static void
set_row (AdwActionRow *row, const char *title, const char *subtitle)
{
  g_autofree char *name
      = subtitle != NULL ? g_strconcat (title, ", ", subtitle, NULL) : g_strdup (title);
  g_autofree char *plain = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, plain);
  henji_pane_name (row, name);
}

static void
show_toast (HenjiPreferencesPostal *self, AdwToast *toast)
{
  g_signal_emit (self, signals[TOAST], 0, toast);
  g_object_unref (toast);
}

/* ---- What is loaded -------------------------------------------------------------------------- */

static void
show_state (HenjiPreferencesPostal *self, const HenjiPostalCodes *codes)
{
  gint64 now = henji_desk_now (self->desk);
  GTimeZone *zone = henji_desk_zone (self->desk);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  gtk_widget_set_visible (self->remove_button, codes != NULL);
  if (codes == NULL)
    {
      set_row (self->state, _ ("No list is loaded"),
               _ ("Only the first three digits of a postal code are checked."));
      return;
    }

  {
    g_autofree char *taken_day = henji_date_of (henji_postal_codes_taken_at (codes), zone);
    g_autofree char *taken = henji_pane_date (taken_day, now, zone);
    g_autofree char *day = henji_postal_codes_date (codes) != NULL
                               ? henji_pane_date (henji_postal_codes_date (codes), now, zone)
                               : NULL;
    guint n = henji_postal_codes_n_codes (codes);

    title = g_strdup_printf (ngettext ("%'u postal code", "%'u postal codes", n), n);
    subtitle = day != NULL
                   /* Translators: a date, another date, a file's name or an address */
                   ? g_strdup_printf (_ ("List of %s, loaded on %s from %s"), day, taken,
                                      henji_postal_codes_source (codes))
                   : g_strdup_printf (_ ("Loaded on %s from %s"), taken,
                                      henji_postal_codes_source (codes));
    set_row (self->state, title, subtitle);
  }
}

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_postal_codes (desk, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiPreferencesPostal) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) codes = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->desk == NULL)
    return;
  show_state (self, codes);
  if (error != NULL)
    set_fault (self, error->message);
}

static void
read_state (HenjiPreferencesPostal *self)
{
  henji_desk_run_async (self->desk, read_func, NULL, NULL,
                        (GDestroyNotify) henji_postal_codes_unref, NULL, read_cb,
                        g_object_ref (self));
}

/* ---- Loading --------------------------------------------------------------------------------- */

/** Load: one while it runs, seen from two threads. */
typedef struct
{
  HenjiPreferencesPostal *group;
  char *path;  /* (nullable): a download */
  GMutex lock; /* guards what follows */
  HenjiPostalStep step;
  gint64 done;
  gint64 total;
  guint tick_id;
} Load;

static void
load_free (Load *load)
{
  g_clear_handle_id (&load->tick_id, g_source_remove);
  g_mutex_clear (&load->lock);
  g_object_unref (load->group);
  g_free (load->path);
  g_free (load);
}

static void
progress_cb (HenjiPostalStep step, gint64 done, gint64 total, gpointer data)
{
  Load *load = data;

  g_mutex_lock (&load->lock);
  load->step = step;
  load->done = done;
  load->total = total;
  g_mutex_unlock (&load->lock);
}

static gboolean
tick_cb (gpointer data)
{
  Load *load = data;
  HenjiPreferencesPostal *self = load->group;
  g_autofree char *done = NULL;
  g_autofree char *words = NULL;
  HenjiPostalStep step;
  gint64 n, total;

  if (self->desk == NULL)
    return G_SOURCE_CONTINUE;
  g_mutex_lock (&load->lock);
  step = load->step;
  n = load->done;
  total = load->total;
  g_mutex_unlock (&load->lock);

  done = g_format_size ((guint64) n);
  words = g_strdup_printf (
      step == HENJI_POSTAL_STEP_DOWNLOAD ? _ ("Downloading: %s") : _ ("Reading: %s"), done);
  gtk_label_set_text (self->progress_label, words);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, (double) n / (double) total);
  else
    gtk_progress_bar_pulse (self->progress_bar);

  return G_SOURCE_CONTINUE;
}

static void
show_loading (HenjiPreferencesPostal *self, gboolean loading)
{
  gtk_widget_set_visible (self->progress_row, loading);
  gtk_widget_set_sensitive (self->file_button, !loading);
  gtk_widget_set_sensitive (self->download_button, !loading);
  gtk_widget_set_sensitive (self->remove_button, !loading);
}

static gpointer
load_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Load *load = data;

  return load->path != NULL
             ? henji_desk_load_postal (desk, load->path, progress_cb, load, cancellable, error)
             : henji_desk_download_postal (desk, progress_cb, load, cancellable, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Load *load = data;
  HenjiPreferencesPostal *self = load->group;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) codes = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  g_clear_object (&self->loading);
  if (self->desk != NULL)
    {
      show_loading (self, FALSE);
      if (codes != NULL)
        {
          show_state (self, codes);
          show_toast (self, adw_toast_new (_ ("Postal codes loaded")));
        }
      else if (!henji_desk_was_ended (error))
        set_fault (self, error->message);
    }
  load_free (load);
}

static void
start (HenjiPreferencesPostal *self, const char *path)
{
  Load *load;

  if (self->loading != NULL || self->desk == NULL)
    return;
  load = g_new0 (Load, 1);
  g_mutex_init (&load->lock);
  load->group = g_object_ref (self);
  load->path = g_strdup (path);
  load->step = path != NULL ? HENJI_POSTAL_STEP_READ : HENJI_POSTAL_STEP_DOWNLOAD;
  self->loading = g_cancellable_new ();
  set_fault (self, NULL);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  show_loading (self, TRUE);
  tick_cb (load);
  load->tick_id = g_timeout_add (TICK_MS, tick_cb, load);
  henji_desk_run_async (self->desk, load_func, load, NULL,
                        (GDestroyNotify) henji_postal_codes_unref, self->loading, loaded_cb, load);
}

static void
file_chosen_cb (const char *const *paths, gpointer data)
{
  g_autoptr (HenjiPreferencesPostal) self = data;

  if (paths != NULL && paths[0] != NULL)
    start (self, paths[0]);
}

static void
file_clicked_cb (HenjiPreferencesPostal *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  henji_compat_choose_file (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                            _ ("Load Postal Codes"), _ ("Japan Post’s list"), "zip csv",
                            file_chosen_cb, g_object_ref (self));
}

static void
download_clicked_cb (HenjiPreferencesPostal *self)
{
  start (self, NULL);
}

void
henji_preferences_postal_stop (HenjiPreferencesPostal *self)
{
  g_return_if_fail (HENJI_IS_PREFERENCES_POSTAL (self));

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
}

/* ---- Removing -------------------------------------------------------------------------------- */

typedef struct
{
  HenjiPreferencesPostal *group;
  HenjiPostalCodes *codes;
} Removed;

static void
removed_free (Removed *removed)
{
  g_object_unref (removed->group);
  henji_postal_codes_unref (removed->codes);
  g_free (removed);
}

static void
removed_free_cb (gpointer removed, GClosure *closure)
{
  removed_free (removed);
}

static gpointer
put_back_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_put_postal_back (desk, data, error));
}

static void
put_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiPreferencesPostal) self = data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk == NULL)
    return;
  set_fault (self, error != NULL ? error->message : NULL);
  read_state (self);
}

static void
undo_cb (AdwToast *toast, Removed *removed)
{
  if (removed->group->desk != NULL)
    henji_desk_act_async (removed->group->desk, put_back_func,
                          henji_postal_codes_ref (removed->codes),
                          (GDestroyNotify) henji_postal_codes_unref, NULL, NULL, put_back_cb,
                          g_object_ref (removed->group));
}

static gpointer
remove_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_remove_postal (desk, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiPreferencesPostal) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPostalCodes) codes = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->desk == NULL)
    return;
  set_fault (self, error != NULL ? error->message : NULL);
  read_state (self);
  if (codes != NULL)
    {
      AdwToast *toast = adw_toast_new (_ ("Postal codes removed"));
      Removed *removed = g_new0 (Removed, 1);

      removed->group = g_object_ref (self);
      removed->codes = g_steal_pointer (&codes);
      adw_toast_set_timeout (toast, 10);
      adw_toast_set_button_label (toast, _ ("Undo"));
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), removed,
                             removed_free_cb, 0);
      show_toast (self, toast);
      gtk_widget_grab_focus (self->file_button);
    }
}

static void
remove_clicked_cb (HenjiPreferencesPostal *self)
{
  henji_desk_act_async (self->desk, remove_func, NULL, NULL,
                        (GDestroyNotify) henji_postal_codes_unref, NULL, removed_cb,
                        g_object_ref (self));
}

/* ---- The group ------------------------------------------------------------------------------- */

static AdwActionRow *
add_row (HenjiPreferencesPostal *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return ADW_ACTION_ROW (row);
}

static GtkWidget *
add_button (HenjiPreferencesPostal *self, AdwActionRow *row, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);

  return button;
}

/* A row that is no control itself. */
static GtkWidget *
add_plain_row (HenjiPreferencesPostal *self, GtkWidget *child)
{
  GtkWidget *row = adw_preferences_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_margin_top (child, 10);
  gtk_widget_set_margin_bottom (child, 10);
  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_widget_set_visible (row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return row;
}

static void
add_progress (HenjiPreferencesPostal *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (both, TRUE);
  gtk_widget_set_valign (both, GTK_ALIGN_CENTER);
  henji_pane_name (bar, _ ("Loading postal codes"));
  henji_pane_name (cancel, _ ("Cancel loading"));
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (henji_preferences_postal_stop), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (both), label);
  gtk_box_append (GTK_BOX (both), bar);
  gtk_box_append (GTK_BOX (box), both);
  gtk_box_append (GTK_BOX (box), cancel);
  self->progress_label = GTK_LABEL (label);
  self->progress_bar = GTK_PROGRESS_BAR (bar);
  self->progress_row = add_plain_row (self, box);
}

static void
add_fault (HenjiPreferencesPostal *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  self->fault = GTK_LABEL (label);
  self->fault_row = add_plain_row (self, box);
  gtk_widget_add_css_class (self->fault_row, "warning");
}

static void
henji_preferences_postal_dispose (GObject *object)
{
  HenjiPreferencesPostal *self = HENJI_PREFERENCES_POSTAL (object);

  henji_preferences_postal_stop (self);
  g_clear_object (&self->loading);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_preferences_postal_parent_class)->dispose (object);
}

static void
henji_preferences_postal_class_init (HenjiPreferencesPostalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_preferences_postal_dispose;
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
henji_preferences_postal_init (HenjiPreferencesPostal *self)
{
  AdwActionRow *file;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Postal Codes of Japan"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("With Japan Post’s list of all postal codes, addresses are checked down to the town, and "
         "what is missing can be filled in."));
  self->state = add_row (self);
  set_row (self->state, "…", NULL);
  self->remove_button
      = add_button (self, self->state, _ ("Remove"), G_CALLBACK (remove_clicked_cb));
  henji_pane_name (self->remove_button, _ ("Remove postal codes"));
  gtk_widget_set_visible (self->remove_button, FALSE);
  /* What happens stands where the eye is, above the rows that were clicked. */
  add_progress (self);
  add_fault (self);
  self->server = add_row (self);
  self->download_button
      = add_button (self, self->server, _ ("Download"), G_CALLBACK (download_clicked_cb));
  henji_pane_name (self->download_button, _ ("Download postal codes"));
  file = add_row (self);
  set_row (file, _ ("From a file"), "utf_ken_all.zip");
  self->file_button = add_button (self, file, _ ("Load from File…"), G_CALLBACK (file_clicked_cb));
  henji_pane_name (self->file_button, _ ("Load postal codes from a file"));
}

GtkWidget *
henji_preferences_postal_new (HenjiDesk *desk)
{
  HenjiPreferencesPostal *self;
  const HenjiPostalSource *source;
  g_autoptr (GUri) page = NULL;
  g_autofree char *where = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_PREFERENCES_POSTAL, NULL);
  self->desk = g_object_ref (desk);
  source = henji_desk_postal_source (desk);
  page = g_uri_parse (source->page, G_URI_FLAGS_NONE, NULL);
  /* Translators: the host of a web page */
  where
      = g_strdup_printf (_ ("%s, some 2 MB"), page != NULL ? g_uri_get_host (page) : source->page);
  set_row (self->server, _ ("From Japan Post’s server"), where);
  read_state (self);

  return GTK_WIDGET (self);
}

/* henji-connect-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-connect-dialog"

#include "config.h"

#include "henji-connect-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-connect-places.h"
#include "henji-desk-connect-guide.h"
#include "henji-field-date.h"
#include "henji-time.h"

#define FIRST_DAYS 30
/* From here on a wrong clock is worth a word: the service compares times. */
#define CLOCK_OFF (5 * HENJI_MINUTE)

struct _HenjiConnectDialog
{
  AdwWindow parent_instance;

  HenjiDesk *desk;
  GCancellable *cancellable; /* (nullable) while it is tried */
  gboolean done;

  GtkStack *stack;
  GtkButton *back;
  GtkButton *next;
  GtkEditable *client_id;
  GtkEditable *client_secret;
  GtkEditable *refresh_token;
  GtkEditable *secret_date;
  GtkEditable *since;
  HenjiConnectPlaces *places;
  GtkWidget *form;
  GtkLabel *said;
  AdwStatusPage *connected;
  GtkWidget *first_sync;
};

enum
{
  CONNECTED,
  FIRST_SYNC,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiConnectDialog, henji_connect_dialog, ADW_TYPE_WINDOW)

/* ---- What was typed in ----------------------------------------------------------------------- */

typedef struct
{
  char *client_id;
  char *client_secret;
  char *refresh_token;
  char *since;
  char *secret_date; /* nullable */
  char **marketplaces;
  gint64 clock_off;
  gboolean kept; /* what comes after that, be it Cancel, changes nothing */
} Typed;

/* Overwrites a secret before its memory goes back. */
static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
typed_free (Typed *typed)
{
  wipe (typed->client_id);
  wipe (typed->client_secret);
  wipe (typed->refresh_token);
  g_free (typed->since);
  g_free (typed->secret_date);
  g_strfreev (typed->marketplaces);
  g_free (typed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Typed, typed_free)

/* (transfer full): without the blanks that come along with copying. */
static char *
text_of (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static void
mark (GtkEditable *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
say (HenjiConnectDialog *self, const char *words, gboolean fault)
{
  gtk_label_set_text (self->said, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->said), words != NULL);
  if (fault)
    gtk_widget_add_css_class (GTK_WIDGET (self->said), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->said), "error");
}

static gboolean
complain (HenjiConnectDialog *self, GtkEditable *row, const char *words)
{
  mark (row, TRUE);
  say (self, words, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));

  return FALSE;
}

static gboolean
take_secret (HenjiConnectDialog *self, GtkEditable *row, char **text, const char *missing)
{
  *text = text_of (row);

  return **text != '\0' || complain (self, row, missing);
}

/* An empty day is none. */
static gboolean
take_day (HenjiConnectDialog *self, GtkEditable *row, char **date)
{
  g_autofree char *text = text_of (row);
  g_autofree char *today
      = henji_date_of (henji_desk_now (self->desk), henji_desk_zone (self->desk));
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    return TRUE;
  *date
      = henji_date_is_valid (text) ? g_strdup (text) : henji_field_parse_date (text, today, &error);

  return *date != NULL || complain (self, row, error->message);
}

static Typed *
take_typed (HenjiConnectDialog *self)
{
  g_autoptr (Typed) typed = g_new0 (Typed, 1);

  mark (self->client_id, FALSE);
  mark (self->client_secret, FALSE);
  mark (self->refresh_token, FALSE);
  mark (self->since, FALSE);
  mark (self->secret_date, FALSE);
  if (!take_secret (self, self->client_id, &typed->client_id, _ ("The client id is missing."))
      || !take_secret (self, self->client_secret, &typed->client_secret,
                       _ ("The client secret is missing."))
      || !take_secret (self, self->refresh_token, &typed->refresh_token,
                       _ ("The refresh token is missing."))
      || !take_day (self, self->secret_date, &typed->secret_date)
      || !take_day (self, self->since, &typed->since))
    return NULL;
  if (typed->since == NULL)
    {
      complain (self, self->since, _ ("From which day on are orders wanted?"));
      return NULL;
    }
  typed->marketplaces = henji_connect_places_get (self->places);
  if (typed->marketplaces[0] == NULL)
    {
      say (self, _ ("Choose a marketplace."), TRUE);
      henji_connect_places_focus (self->places);
      return NULL;
    }

  return g_steal_pointer (&typed);
}

static void
forget_typed (HenjiConnectDialog *self)
{
  gtk_editable_set_text (self->client_id, "");
  gtk_editable_set_text (self->client_secret, "");
  gtk_editable_set_text (self->refresh_token, "");
}

/* ---- Trying ---------------------------------------------------------------------------------- */

static gpointer
connect_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Typed *typed = data;
  HenjiConnect connect = {
    .client_id = typed->client_id,
    .client_secret = typed->client_secret,
    .refresh_token = typed->refresh_token,
    .marketplaces = (const char *const *) typed->marketplaces,
    .since_date = typed->since,
    .secret_date = typed->secret_date,
  };

  typed->kept = henji_desk_connect (desk, &connect, &typed->clock_off, cancellable, error);

  return GINT_TO_POINTER (typed->kept);
}

static void
show_connected (HenjiConnectDialog *self, const Typed *typed)
{
  g_autofree char *places = henji_connect_places_text (self->places);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *escaped = NULL;
  int minutes = (int) (ABS (typed->clock_off) / HENJI_MINUTE);

  /* Translators: %s are marketplaces */
  g_string_append_printf (words,
                          _ ("The login works and orders of %s can be read. The credentials are in "
                             "this desktop's keyring."),
                          places);
  if (ABS (typed->clock_off) >= CLOCK_OFF)
    {
      g_string_append (words, "\n\n");
      g_string_append_printf (
          words,
          typed->clock_off > 0
              ? _ ("This computer's clock is %d minutes ahead of the marketplace's. Set it right: "
                   "times are compared.")
              : _ ("This computer's clock is %d minutes behind the marketplace's. Set it right: "
                   "times are compared."),
          minutes);
    }
  escaped = g_markup_escape_text (words->str, -1);
  adw_status_page_set_description (self->connected, escaped);
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_set_visible (GTK_WIDGET (self->next), FALSE);
  gtk_button_set_label (self->back, _ ("Close"));
  self->done = TRUE;
  gtk_widget_grab_focus (self->first_sync);
}

static void
set_busy (HenjiConnectDialog *self, gboolean busy)
{
  if (busy)
    gtk_widget_grab_focus (GTK_WIDGET (self->back));
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), !busy);
  gtk_button_set_label (self->back, busy ? _ ("Cancel") : _ ("Back"));
}

typedef struct
{
  HenjiConnectDialog *self;
  Typed *typed;
} Trial;

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Trial *trial = user_data;
  HenjiConnectDialog *self = trial->self;
  g_autoptr (GError) error = NULL;
  gboolean fine = trial->typed->kept;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk != NULL)
    {
      g_clear_object (&self->cancellable);
      set_busy (self, FALSE);
      if (fine)
        {
          forget_typed (self);
          show_connected (self, trial->typed);
          g_signal_emit (self, signals[CONNECTED], 0);
        }
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, _ ("Cancelled. Nothing was kept."), FALSE);
      else
        say (self, error != NULL ? error->message : _ ("That did not work."), TRUE);
      if (!fine)
        gtk_widget_grab_focus (GTK_WIDGET (self->next));
    }
  typed_free (trial->typed);
  g_object_unref (self);
  g_free (trial);
}

static void
try_it (HenjiConnectDialog *self)
{
  Typed *typed = take_typed (self);
  Trial *trial;

  if (typed == NULL)
    return;
  trial = g_new0 (Trial, 1);
  trial->self = g_object_ref (self);
  trial->typed = typed;
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  say (self, _ ("Logging in and asking for orders…"), FALSE);
  henji_desk_run_async (self->desk, connect_func, typed, NULL, NULL, self->cancellable, tried_cb,
                        trial);
}

/* ---- Going through it ------------------------------------------------------------------------ */

static gboolean
is_on (HenjiConnectDialog *self, const char *page)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), page);
}

static void
show_page (HenjiConnectDialog *self, gboolean form)
{
  gtk_stack_set_visible_child_name (self->stack, form ? "form" : "before");
  gtk_button_set_label (self->back, form ? _ ("Back") : _ ("Cancel"));
  gtk_button_set_label (self->next, form ? _ ("Test and Connect") : _ ("Continue"));
  if (form)
    gtk_widget_grab_focus (GTK_WIDGET (self->client_id));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->next));
}

static void
next_cb (HenjiConnectDialog *self)
{
  if (is_on (self, "form"))
    try_it (self);
  else
    show_page (self, TRUE);
}

static void
back_cb (HenjiConnectDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (is_on (self, "form"))
    show_page (self, FALSE);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
first_sync_cb (HenjiConnectDialog *self)
{
  g_signal_emit (self, signals[FIRST_SYNC], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- Before one begins ----------------------------------------------------------------------- */

static void
source_cb (GtkWidget *button, gpointer source)
{
  henji_compat_open_page (button, source);
}

static GtkWidget *
point_row (HenjiConnectDialog *self, const HenjiGuidePoint *point)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("henji-external-link-symbolic");
  const char *title = henji_guide_point_title (point, henji_pane_language ());
  /* Translators: %s is the title of a fact */
  g_autofree char *name = g_strdup_printf (_ ("Page about “%s”"), title);
  g_autofree char *date
      = henji_pane_date (point->checked, henji_desk_now (self->desk), henji_desk_zone (self->desk));
  /* Translators: an address of the web, and the day it was last read */
  g_autofree char *tip = g_strdup_printf (_ ("%s\nRead on %s"), point->source, date);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               henji_guide_point_text (point, henji_pane_language ()));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_focusable (row, FALSE);
  if (!point->verified)
    {
      GtkWidget *chip = gtk_label_new (_ ("Not established"));

      gtk_widget_add_css_class (chip, "chip");
      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), chip);
    }
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  henji_pane_name (button, name);
  gtk_widget_set_tooltip_text (button, tip);
  g_signal_connect_data (button, "clicked", G_CALLBACK (source_cb), g_strdup (point->source),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);

  return group;
}

static GtkWidget *
make_before (HenjiConnectDialog *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *need, *know;
  g_autoptr (GPtrArray) points = henji_desk_connect_guide (self->desk);

  need = add_group (page, _ ("What You Need"),
                    _ ("Henji can read orders and returns straight from the marketplace. Without "
                       "that, mail and imported files are enough for everything."));
  know = add_group (page, _ ("What to Weigh First"),
                    _ ("Your credentials stay in this desktop’s keyring. Henji has no server: it "
                       "asks the marketplace’s own and nobody else."));
  for (guint i = 0; i < points->len; i++)
    {
      const HenjiGuidePoint *point = g_ptr_array_index (points, i);

      adw_preferences_group_add (point->need ? need : know, point_row (self, point));
    }

  return GTK_WIDGET (page);
}

/* ---- The form -------------------------------------------------------------------------------- */

static void
edited_cb (HenjiConnectDialog *self, GtkWidget *row)
{
  mark (GTK_EDITABLE (row), FALSE);
  if (self->cancellable == NULL)
    say (self, NULL, FALSE);
}

/* The button that shows a secret has nothing but an icon. */
static void
name_buttons (GtkWidget *widget, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_BUTTON (child))
        henji_pane_name (child, name);
      name_buttons (child, name);
    }
}

static GtkEditable *
add_entry (HenjiConnectDialog *self,
           AdwPreferencesGroup *group,
           const char *title,
           const char *show)
{
  GtkWidget *row = show != NULL ? adw_password_entry_row_new () : adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row), GTK_INPUT_HINT_NO_SPELLCHECK
                                                          | GTK_INPUT_HINT_NO_EMOJI
                                                          | GTK_INPUT_HINT_PRIVATE);
  if (show != NULL)
    name_buttons (row, show);
  g_signal_connect_object (row, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);

  return GTK_EDITABLE (row);
}

static GtkWidget *
make_form (HenjiConnectDialog *self, const HenjiConnection *before)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group;
  g_autofree char *today
      = henji_date_of (henji_desk_now (self->desk), henji_desk_zone (self->desk));
  g_autofree char *since = before != NULL
                               ? henji_date_of (before->since, henji_desk_zone (self->desk))
                               : henji_date_add_days (today, -FIRST_DAYS);

  self->said = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->said, TRUE);
  gtk_label_set_xalign (self->said, 0);
  gtk_label_set_selectable (self->said, TRUE); /* the request id is for copying */
  gtk_widget_set_visible (GTK_WIDGET (self->said), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->said), "connect-said");

  group = add_group (page, _ ("Your Application"), NULL);
  self->client_id = add_entry (self, group, _ ("Client id"), NULL);
  self->client_secret = add_entry (self, group, _ ("Client secret"), _ ("Show client secret"));
  self->refresh_token = add_entry (self, group, _ ("Refresh token"), _ ("Show refresh token"));
  self->secret_date
      = add_entry (self, group, _ ("Day the client secret was made, like 2026-11-24"), NULL);
  group = add_group (page, _ ("What to Read"), NULL);
  self->places = henji_connect_places_new (self->desk, before);
  henji_connect_places_add_to (self->places, group);
  self->since = add_entry (self, group, _ ("Orders changed since"), NULL);
  gtk_editable_set_text (self->since, since);

  self->form = GTK_WIDGET (page);
  gtk_widget_set_vexpand (self->form, TRUE);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->said));

  return box;
}

static GtkWidget *
make_done (HenjiConnectDialog *self)
{
  GtkWidget *page = adw_status_page_new ();

  self->connected = ADW_STATUS_PAGE (page);
  adw_status_page_set_icon_name (self->connected, "emblem-ok-symbolic");
  adw_status_page_set_title (self->connected, _ ("Connected"));
  self->first_sync = gtk_button_new_with_label (_ ("Start the First Sync"));
  gtk_widget_set_halign (self->first_sync, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->first_sync, "pill");
  gtk_widget_add_css_class (self->first_sync, "suggested-action");
  g_signal_connect_swapped (self->first_sync, "clicked", G_CALLBACK (first_sync_cb), self);
  adw_status_page_set_child (self->connected, self->first_sync);

  return page;
}

/* ---- The window ------------------------------------------------------------------------------ */

static gboolean
henji_connect_dialog_close_request (GtkWindow *window)
{
  forget_typed (HENJI_CONNECT_DIALOG (window));
  /* The desk's answer may keep this longer than the window it belongs to lives. */
  gtk_window_set_transient_for (window, NULL);

  return GTK_WINDOW_CLASS (henji_connect_dialog_parent_class)->close_request (window);
}

static void
henji_connect_dialog_dispose (GObject *object)
{
  HenjiConnectDialog *self = HENJI_CONNECT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->places, henji_connect_places_free);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_connect_dialog_parent_class)->dispose (object);
}

static void
henji_connect_dialog_class_init (HenjiConnectDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_connect_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_connect_dialog_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  signals[CONNECTED] = g_signal_new ("connected", HENJI_TYPE_CONNECT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FIRST_SYNC] = g_signal_new ("first-sync", HENJI_TYPE_CONNECT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* It goes with its parent, too, without being asked; the desk waits for what it has begun. */
static void
unrealize_cb (HenjiConnectDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
henji_connect_dialog_init (HenjiConnectDialog *self)
{
  g_signal_connect (self, "unrealize", G_CALLBACK (unrealize_cb), NULL);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Connect a Marketplace"));
  gtk_window_set_default_size (GTK_WINDOW (self), 620, 560);
}

static void
build (HenjiConnectDialog *self, const HenjiConnection *before)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->back = GTK_BUTTON (gtk_button_new ());
  self->next = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->next), "suggested-action");
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_cb), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->back));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), GTK_WIDGET (self->next));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_before (self), "before");
  gtk_stack_add_named (self->stack, make_form (self, before), "form");
  gtk_stack_add_named (self->stack, make_done (self), "done");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->next));
  show_page (self, FALSE);
}

HenjiConnectDialog *
henji_connect_dialog_new (HenjiDesk *desk, GtkWindow *parent, const HenjiConnection *before)
{
  HenjiConnectDialog *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_CONNECT_DIALOG, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, NULL);
  self->desk = g_object_ref (desk);
  build (self, before);

  return self;
}

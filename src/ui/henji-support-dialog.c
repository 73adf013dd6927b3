/* henji-support-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-support-dialog"

#include "config.h"

#include "henji-support-dialog.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

struct _HenjiSupportDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *save_button;
  AdwComboRow *path_row;
  AdwComboRow *team_row;
  AdwComboRow *channel_row;
  GtkLabel *why;
  GtkLabel *fault;
  GtkEditable *id_row;
  GtkEditable *category_row;
  GtkEditable *problem_ja_row;
  GtkEditable *problem_en_row;
  GtkTextView *orders;
  GtkLabel *counted;

  HenjiDesk *desk;
  HenjiCaseDetail *detail;                                /* (nullable) */
  HenjiSupportChannel channels[HENJI_N_SUPPORT_CHANNELS]; /* of the row, in its order */
  guint n_channels;
  HenjiSupportOffer offer;
  gboolean following; /* the path sets the rows */
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiSupportDialog, henji_support_dialog, ADW_TYPE_WINDOW)

static const HenjiSupport *
changed_case (HenjiSupportDialog *self)
{
  return self->detail != NULL ? self->detail->support : NULL;
}

static const char *
marketplace (HenjiSupportDialog *self)
{
  return self->detail != NULL ? self->detail->case_->marketplace : NULL;
}

static void
set_fault (HenjiSupportDialog *self, const char *words)
{
  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
}

static void
edited_cb (HenjiSupportDialog *self)
{
  set_fault (self, NULL);
}

/* ---- Rows -------------------------------------------------------------------------------------
 */

static const HenjiSupportPath *
chosen_path (HenjiSupportDialog *self)
{
  const GPtrArray *paths = henji_support_facts_paths (henji_desk_support_facts (self->desk));
  guint i = adw_combo_row_get_selected (self->path_row);

  return i < paths->len ? g_ptr_array_index (paths, i) : NULL;
}

static void
choose_path (HenjiSupportDialog *self, const char *id)
{
  const GPtrArray *paths = henji_support_facts_paths (henji_desk_support_facts (self->desk));

  for (guint i = 0; i < paths->len; i++)
    if (g_strcmp0 (((HenjiSupportPath *) g_ptr_array_index (paths, i))->id, id) == 0)
      adw_combo_row_set_selected (self->path_row, i);
}

static void
choose_channel (HenjiSupportDialog *self, HenjiSupportChannel channel)
{
  for (guint i = 0; i < self->n_channels; i++)
    if (self->channels[i] == channel)
      adw_combo_row_set_selected (self->channel_row, i);
}

static void
show_why (HenjiSupportDialog *self)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  const HenjiSupportPath *path = chosen_path (self);
  g_autoptr (GString) words = g_string_new (NULL);

  if (path != NULL)
    g_string_append_printf (words, _ ("Category to look for: %s"),
                            ja ? path->category_ja : path->category_en);
  if (path != NULL)
    g_string_append_printf (words, "\n%s", ja ? path->why_ja : path->why_en);
  if (self->offer.plan == HENJI_PLAN_INDIVIDUAL)
    g_string_append_printf (words, "\n%s",
                            _ ("On the individual plan the marketplace offers mail only."));
  if (adw_combo_row_get_selected (self->team_row) == HENJI_SUPPORT_PERFORMANCE)
    g_string_append_printf (words, "\n%s",
                            _ ("Seller Performance decides about the account: answer once and "
                               "completely, with facts."));
  henji_pane_label (self->why, words->str, henji_pane_language ());
}

/* The path says with whom and how; whoever knows better changes that. */
static void
path_changed_cb (HenjiSupportDialog *self)
{
  const HenjiSupportPath *path = self->desk != NULL ? chosen_path (self) : NULL;

  if (path != NULL && self->following)
    {
      adw_combo_row_set_selected (self->team_row, path->team);
      choose_channel (self, path->channel);
    }
  if (path != NULL)
    show_why (self);
}

static void
team_changed_cb (HenjiSupportDialog *self)
{
  if (self->desk != NULL)
    show_why (self);
}

static void
fill_rows (HenjiSupportDialog *self)
{
  const GPtrArray *paths = henji_support_facts_paths (henji_desk_support_facts (self->desk));
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) teams = gtk_string_list_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      const HenjiSupportPath *path = g_ptr_array_index (paths, i);

      gtk_string_list_append (titles, ja ? path->ja : path->en);
    }
  for (int team = 0; team < HENJI_N_SUPPORT_TEAMS; team++)
    gtk_string_list_append (teams, henji_support_team_title ((HenjiSupportTeam) team));
  adw_combo_row_set_model (self->path_row, G_LIST_MODEL (titles));
  adw_combo_row_set_model (self->team_row, G_LIST_MODEL (teams));
}

static void
fill_channels (HenjiSupportDialog *self, guint offered)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->n_channels = 0;
  for (int channel = 0; channel < HENJI_N_SUPPORT_CHANNELS; channel++)
    if ((offered & (1u << channel)) != 0)
      {
        self->channels[self->n_channels++] = (HenjiSupportChannel) channel;
        gtk_string_list_append (titles,
                                henji_support_channel_title ((HenjiSupportChannel) channel));
      }
  adw_combo_row_set_model (self->channel_row, G_LIST_MODEL (titles));
}

static char *
orders_text (HenjiSupportDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->orders);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
orders_changed_cb (HenjiSupportDialog *self)
{
  g_autofree char *text = orders_text (self);
  g_auto (GStrv) refused = NULL;
  g_auto (GStrv) ids = henji_support_orders_parse (text, &refused);
  guint n = g_strv_length (ids);
  g_autoptr (GString) words = g_string_new (NULL);

  set_fault (self, NULL);
  if (*text != '\0')
    g_string_append_printf (
        words, g_dngettext (GETTEXT_PACKAGE, "%u order number", "%u order numbers", n), n);
  if (refused[0] != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", refused);

      g_string_append (words, " · ");
      /* Translators: %s are numbers that were pasted */
      g_string_append_printf (words, _ ("no order numbers: %s"), list);
    }
  gtk_label_set_text (self->counted, words->str);
}

/* ---- Storing ----------------------------------------------------------------------------------
 */

typedef struct
{
  gint64 case_row; /* the one that is changed, 0 to open one */
  HenjiSupportWish wish;
  char *texts[7]; /* what the wish points at */
  gint64 event;
  gint64 row;
} Entered;

static void
entered_free (gpointer data)
{
  Entered *entered = data;

  for (guint i = 0; i < G_N_ELEMENTS (entered->texts); i++)
    g_free (entered->texts[i]);
  g_free (entered);
}

static gpointer
store (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Entered *entered = data;

  entered->row = entered->case_row;
  if (entered->case_row != 0)
    entered->event = henji_desk_support_change (desk, entered->case_row, &entered->wish, error);
  else
    entered->event = henji_desk_support_open (desk, &entered->wish, &entered->row, error);

  return GINT_TO_POINTER (entered->event != 0);
}

typedef struct
{
  HenjiSupportDialog *dialog;
  Entered *entered;
} Storing;

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Storing *storing = data;
  HenjiSupportDialog *self = storing->dialog;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL)
    {
      g_signal_emit (self, signals[DONE], 0, storing->entered->event, storing->entered->row);
      gtk_window_close (GTK_WINDOW (self));
    }
  else
    {
      gtk_widget_set_sensitive (self->save_button, TRUE);
      set_fault (self, error != NULL ? error->message : _ ("The case could not be stored."));
    }
  entered_free (storing->entered);
  g_object_unref (self);
  g_free (storing);
}

static char *
words_of (GtkEditable *row)
{
  char *words = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  if (*words == '\0')
    g_clear_pointer (&words, g_free);

  return words;
}

static void
save_clicked_cb (HenjiSupportDialog *self)
{
  const HenjiSupport *changed = changed_case (self);
  const HenjiSupportPath *path = chosen_path (self);
  guint channel = adw_combo_row_get_selected (self->channel_row);
  Entered *entered = g_new0 (Entered, 1);
  Storing *storing = g_new0 (Storing, 1);
  HenjiSupportWish *wish = &entered->wish;

  wish->support_id = entered->texts[0] = words_of (self->id_row);
  wish->category = entered->texts[1] = words_of (self->category_row);
  wish->problem_ja = entered->texts[2] = words_of (self->problem_ja_row);
  wish->problem_en = entered->texts[3] = words_of (self->problem_en_row);
  wish->orders = entered->texts[4] = orders_text (self);
  wish->path = entered->texts[5] = path != NULL ? g_strdup (path->id) : NULL;
  wish->marketplace = entered->texts[6] = g_strdup (marketplace (self));
  wish->team = (HenjiSupportTeam) adw_combo_row_get_selected (self->team_row);
  wish->channel = channel < self->n_channels ? self->channels[channel] : HENJI_SUPPORT_MAIL;
  if (changed != NULL)
    {
      entered->case_row = changed->case_row;
      wish->about = changed->about;
    }
  else if (self->detail != NULL)
    wish->about = self->detail->case_->row;

  gtk_widget_set_sensitive (self->save_button, FALSE);
  storing->dialog = g_object_ref (self);
  storing->entered = entered;
  henji_desk_run_async (self->desk, store, entered, NULL, NULL, NULL, stored_cb, storing);
}

/* ---- What the marketplace offers on the seller's plan ------------------------------------------
 */

typedef struct
{
  char *marketplace;
  HenjiSupportOffer offer;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->marketplace);
  g_free (asked);
}

static gpointer
offer_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *of = data;
  Asked *asked = g_new0 (Asked, 1);

  if (henji_desk_support_offer (desk, of, &asked->offer, error))
    return asked;
  asked_free (asked);

  return NULL;
}

static void
offered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiSupportDialog) self = data;
  g_autoptr (GError) error = NULL;
  Asked *asked = henji_desk_run_finish (HENJI_DESK (object), result, &error);
  const HenjiSupport *changed;
  guint channels;

  if (asked == NULL || self->desk == NULL)
    {
      if (self->desk != NULL && !henji_desk_was_ended (error))
        set_fault (self, error->message);
      g_clear_pointer (&asked, asked_free);
      return;
    }
  self->offer = asked->offer;
  changed = changed_case (self);
  channels = self->offer.channels | (changed != NULL ? 1u << changed->channel : 0);
  fill_channels (self, channels);
  self->following = TRUE;
  if (changed != NULL)
    {
      adw_combo_row_set_selected (self->team_row, changed->team);
      choose_channel (self, changed->channel);
    }
  else
    path_changed_cb (self);
  show_why (self);
  gtk_widget_set_sensitive (self->save_button, TRUE);
  asked_free (asked);
}

static void
henji_support_dialog_dispose (GObject *object)
{
  HenjiSupportDialog *self = HENJI_SUPPORT_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, henji_case_detail_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_SUPPORT_DIALOG);
  G_OBJECT_CLASS (henji_support_dialog_parent_class)->dispose (object);
}

static void
henji_support_dialog_class_init (HenjiSupportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_support_dialog_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-support-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiSupportDialog, child)
  BIND (title);
  BIND (save_button);
  BIND (path_row);
  BIND (team_row);
  BIND (channel_row);
  BIND (why);
  BIND (fault);
  BIND (id_row);
  BIND (category_row);
  BIND (problem_ja_row);
  BIND (problem_en_row);
  BIND (orders);
  BIND (counted);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, path_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, team_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_support_dialog_init (HenjiSupportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self->orders, _ ("More order numbers"));
  gtk_widget_set_sensitive (self->save_button, FALSE);
}

static void
set_row (GtkEditable *row, const char *text)
{
  gtk_editable_set_text (row, text != NULL ? text : "");
}

HenjiSupportDialog *
henji_support_dialog_new (HenjiDesk *desk, HenjiCaseDetail *detail)
{
  HenjiSupportDialog *self;
  const HenjiSupport *changed;
  const HenjiSupportPath *path;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_SUPPORT_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  self->detail = detail != NULL ? henji_case_detail_ref (detail) : NULL;
  changed = changed_case (self);
  fill_rows (self);
  if (changed != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (self->save_button), _ ("Save"));
      choose_path (self, changed->path);
      set_row (self->id_row, changed->support_id);
      set_row (self->category_row, changed->category);
      set_row (self->problem_ja_row, changed->problem_ja);
      set_row (self->problem_en_row, changed->problem_en);
    }
  else
    {
      path = henji_support_facts_path_for (henji_desk_support_facts (desk),
                                           detail != NULL ? detail->case_->kind : HENJI_KIND_OTHER);
      choose_path (self, path != NULL ? path->id : NULL);
      if (detail != NULL)
        adw_window_title_set_subtitle (self->title, detail->case_->order_ids != NULL
                                                        ? detail->case_->order_ids[0]
                                                        : detail->case_->marketplace);
    }
  g_signal_connect_object (gtk_text_view_get_buffer (self->orders), "changed",
                           G_CALLBACK (orders_changed_cb), self, G_CONNECT_SWAPPED);
  henji_desk_run_async (desk, offer_func, g_strdup (marketplace (self)), g_free, asked_free, NULL,
                        offered_cb, g_object_ref (self));

  return self;
}

/* henji-label-window-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window-load"

#include "config.h"

#include "henji-label-window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *key;
  char *value;
} Setting;

static void
setting_free (Setting *setting)
{
  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

static gpointer
keep_setting (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Setting *setting = data;

  henji_desk_set_setting (desk, setting->key, setting->value, error);

  return NULL;
}

static void
setting_kept_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (object), result, &error);
  if (error != NULL)
    g_warning ("A setting of the label window was not stored");
}

void
henji_label_window_set_setting (HenjiLabelWindow *self,
                                const char *key,
                                const char *stock,
                                const char *value)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->key = stock != NULL ? g_strdup_printf ("label.%s.%s", key, stock)
                               : g_strdup_printf ("label.%s", key);
  setting->value = g_strdup (value);
  g_hash_table_replace (self->settings, g_strdup (setting->key), g_strdup (value));
  henji_desk_run_async (self->desk, keep_setting, setting, (GDestroyNotify) setting_free, NULL,
                        NULL, setting_kept_cb, NULL);
}

const char *
henji_label_window_setting (HenjiLabelWindow *self, const char *key, const char *stock)
{
  g_autofree char *whole = stock != NULL ? g_strdup_printf ("label.%s.%s", key, stock)
                                         : g_strdup_printf ("label.%s", key);

  return g_hash_table_lookup (self->settings, whole);
}

typedef struct
{
  GArray *rows;      /* (element-type gint64): cases; (nullable): of every return that waits */
  HenjiEvent *event; /* (nullable): a label that was printed, instead */
  int language;      /* HenjiLanguage, or -1 for each buyer's */
  gboolean anew;     /* what is there already goes */
  char **keys;       /* (nullable) settings to read */
} Request;

typedef struct
{
  GPtrArray *entries; /* (element-type HenjiLabelEntry) */
  GPtrArray *wanted;  /* (nullable) (element-type HenjiLabelWanted) */
  GHashTable *settings;
  GHashTable *calibrations; /* (nullable) */
  char *stock;              /* (nullable): of the label that was printed */
  int copies;
  gboolean anew;
} Loaded;

static void
request_free (Request *request)
{
  g_clear_pointer (&request->rows, g_array_unref);
  g_clear_pointer (&request->event, henji_event_unref);
  g_strfreev (request->keys);
  g_free (request);
}

static void
loaded_free (Loaded *loaded)
{
  g_ptr_array_unref (loaded->entries);
  g_clear_pointer (&loaded->wanted, g_ptr_array_unref);
  g_clear_pointer (&loaded->settings, g_hash_table_unref);
  g_clear_pointer (&loaded->calibrations, g_hash_table_unref);
  g_free (loaded->stock);
  g_free (loaded);
}

/* (transfer full): the label of a case, or why there is none. */
static HenjiLabelEntry *
load_entry (HenjiDesk *desk, gint64 row, const Request *request, Loaded *loaded)
{
  HenjiLabelEntry *entry = g_new0 (HenjiLabelEntry, 1);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GPtrArray) cases = henji_desk_cases (desk, &row, 1, NULL);
  const HenjiCase *case_ = cases != NULL && cases->len > 0 ? cases->pdata[0] : NULL;

  entry->case_row = row;
  entry->buyers = case_ != NULL && case_->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA
                                                                        : HENJI_LANGUAGE_EN;
  entry->buyer = g_strdup (case_ != NULL ? case_->buyer : NULL);
  entry->again = request->event != NULL;
  if (entry->again)
    entry->label
        = henji_desk_printed_label (desk, request->event, &loaded->stock, &loaded->copies, &fault);
  else
    entry->label = henji_desk_label (
        desk, row, request->language >= 0 ? (HenjiLanguage) request->language : entry->buyers,
        &entry->warning, &fault);
  if (entry->label == NULL)
    entry->fault = g_strdup (fault != NULL ? fault->message : _ ("The label could not be made."));

  return entry;
}

static gpointer
load_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->anew = request->anew;
  loaded->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_entry_free);
  loaded->wanted = henji_desk_labels_wanted (desk, NULL);
  if (request->rows == NULL)
    {
      request->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (guint i = 0; loaded->wanted != NULL && i < loaded->wanted->len; i++)
        g_array_append_val (request->rows,
                            ((HenjiLabelWanted *) loaded->wanted->pdata[i])->case_row);
    }
  for (guint i = 0; i < request->rows->len; i++)
    g_ptr_array_add (loaded->entries,
                     load_entry (desk, g_array_index (request->rows, gint64, i), request, loaded));

  loaded->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; request->keys != NULL && request->keys[i] != NULL; i++)
    {
      char *value = henji_desk_setting (desk, request->keys[i], NULL);

      if (value != NULL)
        g_hash_table_insert (loaded->settings, g_strdup (request->keys[i]), value);
    }
  if (request->keys != NULL)
    loaded->calibrations = henji_desk_calibrations (desk, NULL);

  return loaded;
}

static gboolean
is_listed (HenjiLabelWindow *self, gint64 row)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (((HenjiLabelEntry *) self->entries->pdata[i])->case_row == row)
      return TRUE;

  return FALSE;
}

static void
take_entries (HenjiLabelWindow *self, Loaded *loaded)
{
  if (loaded->anew)
    g_ptr_array_set_size (self->entries, 0);
  for (guint i = 0; i < loaded->entries->len; i++)
    {
      HenjiLabelEntry *entry = loaded->entries->pdata[i];

      if (!is_listed (self, entry->case_row))
        {
          loaded->entries->pdata[i] = g_new0 (HenjiLabelEntry, 1);
          g_ptr_array_add (self->entries, entry);
        }
    }
  g_ptr_array_set_size (self->wanted, 0);
  for (guint i = 0; loaded->wanted != NULL && i < loaded->wanted->len; i++)
    {
      HenjiLabelWanted *wanted = loaded->wanted->pdata[i];

      if (!is_listed (self, wanted->case_row))
        g_ptr_array_add (self->wanted, henji_label_wanted_ref (wanted));
    }
}

/* What is known from last time, once. */
static void
take_settings (HenjiLabelWindow *self, Loaded *loaded)
{
  GHashTableIter iter;
  gpointer key, value;
  const HenjiLabelEntry *first = self->entries->len > 0 ? self->entries->pdata[0] : NULL;
  const char *stock;

  g_hash_table_iter_init (&iter, loaded->settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_replace (self->settings, g_strdup (key), g_strdup (value));
  if (loaded->calibrations != NULL)
    {
      g_hash_table_unref (self->calibrations);
      self->calibrations = g_steal_pointer (&loaded->calibrations);
    }
  stock = loaded->stock != NULL ? loaded->stock : henji_label_window_setting (self, "stock", NULL);
  self->updating = TRUE;
  henji_label_window_choose_stock (self, stock);
  if (loaded->copies > 0)
    gtk_spin_button_set_value (self->copies_spin, loaded->copies);
  if (first != NULL && first->label != NULL)
    adw_combo_row_set_selected (self->postage_row, first->label->postage);
  gtk_widget_set_sensitive (GTK_WIDGET (self->postage_row), first == NULL || !first->again);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language_row), first == NULL || !first->again);
  self->updating = FALSE;
  henji_label_window_take_stock (self);
  henji_label_window_find_printers (self);
}

static void
show_title (HenjiLabelWindow *self)
{
  const HenjiLabelEntry *entry = self->entries->len > 0 ? self->entries->pdata[0] : NULL;
  g_autofree char *words = NULL;

  if (self->entries->len > 1)
    words = g_strdup_printf (ngettext ("%u return", "%u returns", self->entries->len),
                             self->entries->len);
  else if (entry != NULL && entry->label != NULL)
    words = entry->buyer != NULL && *entry->buyer != '\0'
                ? g_strdup_printf ("%s · %s", entry->label->rma, entry->buyer)
                : g_strdup (entry->label->rma);
  adw_window_title_set_subtitle (self->title, words != NULL ? words : "");
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiLabelWindow) self = data;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = henji_desk_run_finish (HENJI_DESK (object), result, &error);
  const HenjiLabelEntry *first;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&loaded, loaded_free);
      return;
    }
  if (loaded == NULL)
    {
      henji_label_window_toast (self, error->message);
      return;
    }

  take_entries (self, loaded);
  if (!self->loaded)
    take_settings (self, loaded);
  self->loaded = TRUE;
  loaded_free (loaded);

  first = self->entries->len > 0 ? self->entries->pdata[0] : NULL;
  show_title (self);
  if (first == NULL || (self->entries->len == 1 && first->label == NULL))
    {
      g_autofree char *plain = g_markup_escape_text (
          first != NULL ? first->fault
                        : _ ("No return waits for a label: none is authorised, or all have one."),
          -1);

      adw_status_page_set_description (self->refused, plain);
      henji_label_window_enable_output (self, FALSE);
      gtk_stack_set_visible_child_name (self->stack, "refused");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "label");
  henji_label_window_compose (self);
}

/* (transfer full): what is kept of the window. */
static char **
setting_keys (HenjiLabelWindow *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  g_strv_builder_add_many (keys, "label.stock", "label.folder", "label.printer", NULL);
  for (guint i = 0; i < self->stocks->len; i++)
    for (const char *const *key = (const char *const[]){ "start", "length", "dialog", NULL };
         *key != NULL; key++)
      {
        g_autofree char *whole
            = g_strdup_printf ("label.%s.%s", *key, ((HenjiStock *) self->stocks->pdata[i])->id);

        g_strv_builder_add (keys, whole);
      }

  return g_strv_builder_end (keys);
}

void
henji_label_window_load (HenjiLabelWindow *self, const GArray *rows, const HenjiEvent *event)
{
  static const int languages[] = { -1, HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };
  Request *request = g_new0 (Request, 1);

  request->language = languages[MIN (adw_combo_row_get_selected (self->language_row), 2)];
  request->anew = rows == NULL;
  if (event != NULL)
    {
      request->event = henji_event_ref ((HenjiEvent *) event);
      request->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (request->rows, event->case_row);
    }
  else if (rows != NULL)
    {
      request->rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);
      g_array_append_vals (request->rows, rows->data, rows->len);
    }
  else if (self->loaded)
    {
      request->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (guint i = 0; i < self->entries->len; i++)
        {
          const HenjiLabelEntry *entry = self->entries->pdata[i];

          /* A label as it was printed stays as it is. */
          if (entry->again)
            request->anew = FALSE;
          else
            g_array_append_val (request->rows, entry->case_row);
        }
    }
  if (!self->loaded)
    request->keys = setting_keys (self);
  henji_desk_run_async (self->desk, load_in_thread, request, (GDestroyNotify) request_free,
                        (GDestroyNotify) loaded_free, self->cancellable, loaded_cb,
                        g_object_ref (self));
}
